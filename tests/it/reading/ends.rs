//! Where a 1-2-1 in a daily note ends: what comes after it is not the person's.

use super::lines::{items, read};

const DAY: &str = "daily/2026-11-17.md";

/// What is read in a daily note: the 1-2-1s held, and the items.
#[track_caller]
fn check(text: &str, met: usize, expected: &[&str]) {
    let model = read(&[(DAY, text)]).model;
    assert_eq!(model.meetings.all.len(), met, "{text}");
    assert_eq!(items(&[(DAY, text)]), expected, "{text}");
}

#[test]
fn a_heading_on_a_level_with_it_ends_it() {
    let met = ["lena owes: x"];
    check("# 1:1 Lena\n- [ ] Lena: x\n\n# Other\n- [ ] attic\n- kudos: a b c\n", 1, &met);
    check("# 1-1 mit Lena\n- [ ] Lena: x\n\n# Einkauf\n- [ ] Brot\n", 1, &met);
    check("## 1:1 Lena\n- [ ] Lena: x\n\n## Other\n- [ ] attic\n", 1, &met);
    // What a 1-2-1 has as its parts belongs to it.
    let parts = ["lena owes: x", "goal lena: staff"];
    check("# 1:1 Lena\n- [ ] Lena: x\n\n# Goals\n- staff\n", 1, &parts);
}

#[test]
fn a_line_with_a_time_ends_the_one_before() {
    check(
        "10:00 1:1 Lena\n- [ ] Lena: x\n\n14:30 Board prep\n- [ ] Nora: print slides\n\n16:00 1:1 Bj\u{f6}rn\n- [ ] Bj\u{f6}rn: y\n",
        2,
        &["lena owes: x", "bjorn owes: y"],
    );
    check(
        "9:30 1-1 Lena\n- [ ] Lena: x\n\n11.00 Vorstand\n- [ ] Folien drucken\n",
        1,
        &["lena owes: x"],
    );
    // Inside a 1-2-1 that no time heads, a time is one of its lines.
    check(
        "## 1:1 Lena\n- [ ] Lena: x\n\n14:30 she called again\n- [ ] Lena: y\n",
        1,
        &["lena owes: x", "lena owes: y"],
    );
}

#[test]
fn my_actions_are_promises_of_the_lead() {
    for heading in ["My actions", "Meine Aufgaben", "Mes actions"] {
        let text = format!("## {heading}\n\n- send it\n");
        let found = items(&[("1-1s/Lena Vogel/2026-11-17.md", &text)]);
        assert_eq!(found, ["nora owes: send it"], "{heading}");
    }
}
