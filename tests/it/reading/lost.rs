//! Forms in which notes of strangers were lost: lines without bullets that say whose they are, names
//! before an arrow, logs whose days have weekdays and no year, boards beside the minutes.

use super::lines::{TALK, check, items, read};

#[test]
fn lines_of_a_paragraph_that_say_whose_they_are() {
    for (text, expected) in [
        (
            "she is fine\nACTION Lena: book the room\nACTION me: ask HR\n",
            &["lena owes: book the room", "nora owes: ask HR"][..],
        ),
        (
            "Aufgabe Lena: Raum buchen\nAufgabe ich: HR fragen\n",
            &["lena owes: Raum buchen", "nora owes: HR fragen"],
        ),
        (
            "Tâche pour Lena : réserver\nTâche pour moi : appeler\n",
            &["lena owes: réserver", "nora owes: appeler"],
        ),
        (
            "💬 tired\n➡️ Lena: book the room\n➡️ io: sentire HR\n",
            &["lena owes: book the room", "nora owes: sentire HR"],
        ),
        ("she is fine\nACTION NL: ask HR\n", &["nora owes: ask HR"]),
        ("we did it\nTask force: fine\n", &[]),
    ] {
        check(TALK, text, expected);
    }
    // Each line that begins with a picture is one.
    check(
        TALK,
        "🎯 lead the guild\n🎯 pass CKA\n",
        &["goal lena: lead the guild", "goal lena: pass CKA"],
    );
}

#[test]
fn names_before_an_arrow_owe_where_both_sides_are_named_so() {
    check(
        TALK,
        "- Lena → book the room\n- me → ask HR\n",
        &["lena owes: book the room", "nora owes: ask HR"],
    );
    check(
        TALK,
        "* Lena -> Raum buchen\n* ich -> HR fragen\n",
        &["lena owes: Raum buchen", "nora owes: HR fragen"],
    );
    check(
        TALK,
        "* Lena → proposta\n* io → sentire HR\n* budget → 3k\n",
        &["lena owes: proposta", "nora owes: sentire HR"],
    );
    // One side alone may say what becomes of her.
    check(TALK, "- Lena → Berlin office\n- Lena → staff\n", &[]);
}

#[test]
fn weekdays_beside_the_days_of_a_log_tell_its_year() {
    let days = |text: &str| -> Vec<String> {
        let model = read(&[("121 log.md", text)]).model;
        let mut days: Vec<String> =
            model.meetings.all.iter().map(|one| format!("{} {}", one.person, one.date)).collect();
        days.sort();
        days
    };
    // The newest stands on top, but for two days of one week.
    let log = "121 LOG\n\nMon 16 Nov - Lena\nfine\n\nTue 17 Nov - Björn\ntired\n\n\
               Mon 2 Nov - Lena\nfine\n\nTue 20 Oct - Björn\nnew desk\n";
    let expected = [
        "bjorn-ek 2026-10-20",
        "bjorn-ek 2026-11-17",
        "lena-vogel 2026-11-02",
        "lena-vogel 2026-11-16",
    ];
    assert_eq!(days(log), expected);
    let log = "121 LOG\n\nMo 16.11. - Lena\nfine\n\nDi 17.11. - Björn\ntired\n\n\
               Mo 2.11. - Lena\nfine\n";
    assert_eq!(
        days(log),
        ["bjorn-ek 2026-11-17", "lena-vogel 2026-11-02", "lena-vogel 2026-11-16"]
    );
}

#[test]
fn a_board_among_the_1_2_1s_is_its_persons() {
    let board = "---\n\nkanban-plugin: board\n\n---\n\n## Themen\n\n- [ ] Urlaub\n\n\n\
                 ## Lena\n\n- [ ] Checkliste 📅 2026-12-01\n\n\n## Ich\n\n- [ ] HR fragen\n\n\n\
                 ## Erledigt\n\n**Complete**\n- [x] Zeugnis\n";
    let minutes = ("1on1/Protokoll/2026-11-17 Lena.md", "- Lob: Demo\n");
    let found = items(&[("1on1/Lena Vogel.md", board), minutes]);
    let owed: Vec<&String> = found.iter().filter(|line| line.contains("owes")).collect();
    assert_eq!(owed, ["lena owes: Checkliste [2026-12-01]", "nora owes: HR fragen"], "{found:?}");
}

#[test]
fn subjects_of_meetings_are_nobody() {
    for word in ["Calibration", "Kalibrierung", "Évaluation", "Beurteilung", "Appraisal"] {
        let path = format!("1-1s/2026-11-17 {word}.md");
        let known = ("1-1s/2026-11-10 Lena.md", "fine\n");
        let model = read(&[known, (&path, "- x\n")]).model;
        assert_eq!(model.people.others().count(), 3, "{word}");
    }
}

#[test]
fn a_known_name_beside_another_word_is_said_in_the_way_out() {
    let notes = [("1-1s/2026-11-10 Lena.md", "fine\n"), ("1-1s/2026-11-17 Lena review.md", "x\n")];
    let said = read(&notes).diagnostics;
    let hint = "with Lena Vogel? write `person: lena-vogel` in its front matter, or `read: no`";
    let hints: Vec<String> = said.iter().filter_map(|one| one.hint.clone()).collect();
    assert!(hints.iter().any(|one| one == hint), "{said:?}");
}

#[test]
fn rows_whose_first_cell_is_a_kind() {
    let table = |head: &str, rows: &[&str]| format!("{head}\n|---|---|\n{}\n", rows.join("\n"));
    for (head, rows, expected) in [
        (
            "| Topic | Notes |",
            &["| Praise | great demo |", "| Goal | pass the CKA |", "| Watch out | late |"][..],
            &["high-five lena: great demo", "goal lena: pass the CKA", "watch-out lena: late"][..],
        ),
        (
            "| Thema | Notiz |",
            &["| Lob | Demo |", "| Ziel | CKA |"],
            &["high-five lena: Demo", "goal lena: CKA"],
        ),
        ("| Sujet | Notes |", &["| Bravo | la démo |"], &["high-five lena: la démo"]),
        ("| Topic | Notes |", &["| Praise | |", "| Goal | - |", "| Praise | none |"], &[]),
        ("| Topic | Notes |", &["| Weather | praise |", "| Mood | fine |"], &[]),
    ] {
        let found = items(&[(TALK, &table(head, rows))]);
        let found: Vec<&String> = found.iter().filter(|line| !line.starts_with("mood")).collect();
        assert_eq!(found, expected, "{rows:?}");
    }
    // Elsewhere such a row is nobody's.
    let table = table("| Topic | Notes |", &["| Praise | great demo |", "| Goal | ship it |"]);
    assert_eq!(items(&[("Projects/Demo.md", &table)]), Vec::<String>::new());
}
