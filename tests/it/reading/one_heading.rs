//! A heading that says 1-2-1 of all that stand below it.

use crate::support::outcome;

const TODAY: &str = "2026-11-24";

/// The 1-2-1s of some notes, each as `person day`.
fn check(notes: &[(&str, &str)], expected: &[&str]) {
    let model = outcome(notes, TODAY).model;
    let told = model.meetings.all.iter().map(|one| format!("{} {}", one.person, one.date));
    let told: Vec<String> = told.collect();
    assert_eq!(told, expected, "{notes:?}");
}

#[test]
fn names_below_a_heading_of_1_2_1s_are_1_2_1s() {
    for head in ["1-1s", "One-to-ones", "1:1", "Points individuels", "Mitarbeitergespräche"] {
        for (first, second) in [
            ("Mehdi – 2026-11-03", "Inès – 2026-11-05"),
            ("Mehdi, 3 November 2026", "Inès, 5 November 2026"),
            ("Point avec Mehdi – 3.11.2026", "Point avec Inès – 5.11.2026"),
        ] {
            let text = format!(
                "# {head}\n\n## {first}\n- [ ] Mehdi: a list\n\n## {second}\n- [ ] Inès: a form\n"
            );
            check(&[("Team/T4.md", &text)], &["mehdi 2026-11-03", "ines 2026-11-05"]);
        }
    }
}

#[test]
fn in_a_daily_note_they_have_its_day() {
    let text = "# 2026-11-03\n\n## 1:1s\n\n### Petra\n- [ ] Petra: x\n\n### Omar\n- [ ] Omar: y\n";
    let notes = [("Daily/2026-11-03.md", text), ("Daily/2026-11-10.md", &text.replace("03", "10"))];
    check(&notes, &["petra 2026-11-03", "omar 2026-11-03", "petra 2026-11-10", "omar 2026-11-10"]);
}

#[test]
fn weeks_between_hand_it_on() {
    let text = "# Reuniones individuales 2026\n\n## Semana 43 (19-23 oct)\n\n\
                ### Begoña Ruiz – martes 20\n- [ ] Begoña: a\n\n## Semana 45 (2-6 nov)\n\n\
                ### Begoña Ruiz – martes 3\n- [ ] Begoña: b\n\n### Íñigo Salas – jueves 5\n\
                - [ ] Íñigo: c\n";
    let expected = ["begona-ruiz 2026-10-20", "begona-ruiz 2026-11-03", "inigo-salas 2026-11-05"];
    check(&[("Reuniones individuales 2026.md", text)], &expected);
}

#[test]
fn topics_below_it_are_nobody() {
    check(&[("Team/T4.md", "# 1-1s 2026-11-03\n\n## Budget\n- x\n\n## the rota\n- y\n")], &[]);
    check(
        &[("Team/How.md", "# 1-1s\n\n## Why\n- x\n\n## Agenda\n- y\n\n## Questions\n- z\n")],
        &[],
    );
}

#[test]
fn an_export_has_its_day_below_its_name() {
    let page =
        |name: &str, day: &str| format!("{name}\n{day}\n10:32 AM\n\n- Goal: lead the site\n");
    let first = page("Megan 1 on 1 10/28", "Wednesday, October 28, 2026");
    let second = page("Megan 1 on 1 11/13", "Friday, November 13, 2026");
    check(
        &[
            ("Work/1 on 1s/Megan/Megan 1 on 1 1028.md", &first),
            ("Work/1 on 1s/Megan/Megan 1 on 1 1113.md", &second),
        ],
        &["megan 2026-10-28", "megan 2026-11-13"],
    );
    // A day in a sentence is none of the note's.
    let text = "We shipped on Friday, November 13, 2026 and all was well.\n\n- Kudos: x\n";
    check(&[("Work/1 on 1s/Megan/Megan 1 on 1.md", text)], &[]);
}
