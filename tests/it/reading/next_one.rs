//! A line that says when the next 1-2-1 is: `Next 1:1: 3.12.2026`.

use crate::pages::practice::{ALICE, HELD, NORA, hides, says};
use crate::support::{Disk, TODAY, outcome, page};
use vault121::pages::pipeline::Outcome;

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

fn on(today: &str, notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![("People/Nora.md", NORA)];
    if !notes.iter().any(|(path, _)| *path == "People/Alice.md") {
        all.push(("People/Alice.md", ALICE));
    }
    all.extend(notes);
    outcome(&all, today)
}

fn next(outcome: &Outcome) -> String {
    let alice = outcome.model.people.one_named("alice").expect("she is there");
    let alice = outcome.model.people.with_id(&alice).expect("she is there");
    outcome.model.next_date(alice).map_or("none".to_owned(), |day| day.to_string())
}

#[track_caller]
fn check(notes: &[(&str, &str)], expected: &str) {
    assert_eq!(next(&on(TODAY, notes)), expected, "{notes:?}");
}

/// A prep of ours for a day in which nobody wrote.
const UNTOUCHED: &str = "---\nkind: one-on-one\nperson: alice\n---\n<!-- vault121:begin prep -->\n\n## Alice\n\n<!-- vault121:end prep -->\n\n## Notes\n\n-\n";

#[test]
fn a_1_2_1_says_when_the_next_one_is() {
    // She is met each Tuesday: without a word of it the next one is today, the 24th.
    check(&[(LAST, HELD)], "2026-11-24");
    for line in [
        "Next 1:1: 3.12.2026",
        "- next 1-1 on 3 Dec",
        "**Next 1:1:** Thu 3 Dec, 14:00",
        "Nächstes 1:1: 3.12.",
        "Prochain point : 3 décembre",
        "next-meeting:: 2026-12-03",
        "Next meeting: [[2026-12-03]]",
        "## Next 1:1\n\n- 2026-12-03",
        "## Next 1:1: 3 Dec 2026",
        "## Next steps\n\n- Next 1:1: 3 Dec",
        "- [ ] next 1:1: 3 Dec",
    ] {
        check(&[(LAST, &format!("{HELD}\n{line}\n"))], "2026-12-03");
    }
    for line in [
        "Next 1:1: 3.11.2026",
        "Next 1:1: 17.11.2026",
        "Next 1:1: 3.12.2072",
        "Last 1:1: 10.11.2026",
        "~~Next 1:1: 3.12.2026~~",
        "Next 1:1: 3 Dec or 10 Dec",
        "<!-- Next 1:1: 3.12.2026 -->",
    ] {
        check(&[(LAST, &format!("{HELD}\n{line}\n"))], "2026-11-24");
    }
}

#[test]
fn the_newest_note_counts() {
    let first = ("1-2-1s/Alice/2026-11-10.md", "- met\nNext 1:1: 3.12.2026\n");
    // Met since, and nothing more was said.
    check(&[first, (LAST, HELD)], "2026-11-24");
    check(&[first, (LAST, "- met\n\nNext 1:1: 4.12.2026\n")], "2026-12-04");
    // What did not take place says nothing of its own.
    check(&[first, (LAST, "---\nheld: no\n---\n")], "2026-12-03");
    check(&[first, (LAST, "---\nheld: no\n---\nNext 1:1: 5.12.2026\n")], "2026-12-05");
    let own = format!("{ALICE}\nNext 1:1: 3.12.2026\n");
    check(&[("People/Alice.md", &own), (LAST, HELD)], "2026-12-03");
    check(&[("People/Alice.md", &own)], "2026-12-03");
    let both = (LAST, "- met\n\nNext 1:1: 4.12.2026\n");
    check(&[("People/Alice.md", &own), both], "2026-12-04");
    let short = format!("{ALICE}\n- next 1-1 on 3 Dec\n");
    check(&[("People/Alice.md", &short), (LAST, HELD)], "2026-12-03");
    let old = format!("{ALICE}\nNext 1:1: 12.11.2026\n");
    check(&[("People/Alice.md", &old), (LAST, HELD)], "2026-11-24");
}

#[test]
fn a_running_log_says_when_the_next_one_is() {
    let log = |text: &str| [("People/Alice.md", format!("{ALICE}\n# Alice\n\n{text}"))];
    let check = |text: &str, expected: &str| {
        let notes = log(text);
        let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (*path, &**text)).collect();
        check(&notes, expected);
    };
    let sections = "## 2026-11-17\n\n- met\n\n## 2026-11-10\n\n- met\n";
    check(sections, "2026-11-24");
    check(&format!("Next 1:1: 3 Dec\n\n{sections}"), "2026-12-03");
    check(&sections.replace("- met\n\n", "- met\n- next 1-1 on 3 Dec\n\n"), "2026-12-03");
    check(&format!("{sections}- Next 1:1: 3 Dec\n"), "2026-11-24");
    check(&format!("## Next 1:1: 3 Dec 2026\n\n{sections}"), "2026-12-03");
    check(&format!("## Last 1:1: 20 Nov 2026\n\n- met\n\n{sections}"), "2026-11-24");
}

#[test]
fn prep_calendar_and_explain_follow() {
    let last = (LAST, "- talked about the rota\n- next 1-1 on 3 Dec at 15:30\n");
    let made = on("2026-12-01", &[last]);
    let text = page(&made, "1-2-1s/Alice/2026-12-03.md", "prep");
    says(&text, &["Thu 3 Dec 2026", "15:30", "talked about the rota"]);
    hides(&text, &["next 1-1"]);
    // The prep of the usual day is for the new one, and no second one is made.
    let prep = ("1-2-1s/Alice/2026-12-01.md", UNTOUCHED);
    let made = on("2026-12-01", &[last, prep]);
    says(&page(&made, "1-2-1s/Alice/2026-12-01.md", "prep"), &["Thu 3 Dec 2026"]);
    let paths: Vec<&str> = made.plan.edits.iter().map(|edit| edit.path.as_str()).collect();
    assert!(!paths.contains(&"1-2-1s/Alice/2026-12-03.md"), "{paths:?}");
    // What was made for a day before it is for none.
    let earlier = ("1-2-1s/Alice/2026-11-24.md", UNTOUCHED);
    let far = (LAST, "- met\n- next 1-1 on 17 Dec\n");
    let made = on("2026-11-24", &[far, earlier]);
    assert_eq!(next(&made), "2026-12-17");
    says(&page(&made, "1-2-1s/Alice/2026-11-24.md", "prep"), &["17 Dec"]);
    // Where somebody wrote the note stands.
    let written = UNTOUCHED.replace("\n-\n", "\n- ask about the talk\n");
    let made = on("2026-11-30", &[last, ("1-2-1s/Alice/2026-12-01.md", &written)]);
    assert_eq!(next(&made), "2026-12-01");

    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), last]);
    let told = disk.run(&["explain", &format!("{LAST}:2")]);
    says(&told.out, &["line 2 gives the next 1-2-1 with Alice: Thu 3 Dec 2026"]);
    says(&disk.run(&["status"]).out, &["Thu 3 Dec 2026 15:30"]);
    let calendar = disk.run(&["calendar", "--print"]).out;
    says(&calendar, &["20261203T153000"]);
    let more = ("1-2-1s/Alice/2026-11-20.md", "- met\n");
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), last, more]);
    let told = disk.run(&["explain", &format!("{LAST}:2")]);
    says(&told.out, &["a newer note counts"]);
}

#[test]
fn who_is_away_on_that_day_is_met_later() {
    let away = ALICE.replace("slot", "away: 2026-11-30..2026-12-05\nslot");
    let last = (LAST, "- met\nNext 1:1: 3 Dec\n");
    check(&[("People/Alice.md", &away), last], "2026-11-24");
    let gone = ALICE.replace("slot", "left: 2026-12-01\nslot");
    check(&[("People/Alice.md", &gone), last], "2026-11-24");
}

#[test]
fn a_line_of_another_section_of_a_daily_note_is_in_no_one_on_one() {
    let daily = "## 1:1 with [[Alice]]\n\n- the rota\n\n## Standup\n\n- the build\n";
    let disk = Disk::new(&[
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\n---\n"),
        ("Daily/2026-11-17.md", daily),
    ]);
    for (line, inside) in [(1, true), (3, true), (5, false), (7, false)] {
        let out = disk.run(&["explain", &format!("Daily/2026-11-17.md:{line}")]).out;
        assert_eq!(out.contains("is in the 1-2-1 with Alice"), inside, "{line}: {out}");
    }
}
