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
        assert_eq!(model.people.other_people().count(), 3, "{word}");
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

#[test]
fn who_was_there_with_the_lead_alone_met_them() {
    let met = super::discovery::check;
    let note = |line: &str| format!("{line}\n\nStimmung: gut\n\n| Wer | Was |\n|---|---|\n");
    for line in [
        "Teilnehmer: Anke, ich",
        "Teilnehmende: ich und Anke",
        "**Attendees:** me, Anke",
        "Attendees: Anke and me",
        "- Participants : moi, Anke",
        "Participants: Anke & I",
        "Participantes: yo, Anke",
        "Deelnemers: Anke en ik",
        "Partecipanti: io, Anke",
    ] {
        let note = note(line);
        let notes = [
            ("Team/Anke Thoms/2026-10-13.md", note.as_str()),
            ("Team/Anke Thoms/2026-11-10.md", note.as_str()),
        ];
        met(&notes, &["Anke Thoms 2026-10-13", "Anke Thoms 2026-11-10"]);
    }
    // More people, nobody, no word for the lead, no day.
    for line in [
        "Teilnehmer: Anke, Murat, ich",
        "Teilnehmer: ich",
        "Teilnehmer: Anke, Murat",
        "Teilnehmer: Anke",
        "Thema: Anke, ich",
    ] {
        let note = note(line);
        met(&[("Runde/2026-11-16.md", note.as_str()), ("Runde/2026-11-09.md", &note)], &[]);
    }
    met(&[("Team/Anke Thoms/Notiz.md", &note("Teilnehmer: Anke, ich"))], &[]);
}

#[test]
fn a_template_of_which_the_empty_heading_is_taken_away_has_counterparts_all_the_same() {
    let other = "1-1s/Björn Ek/2026-11-17.md";
    for (good, bad) in [
        ("## Strengths", "## To improve"),
        ("**Strengths**", "**Weaknesses**"),
        ("**Pontos fortes**", "**Pontos a melhorar**"),
        ("## Stärken", "## Schwächen"),
        ("### Points forts", "### À améliorer"),
        ("**Puntos fuertes**", "**A mejorar**"),
    ] {
        let (praise, critique) =
            (format!("{good}\n\n- calm\n"), format!("{bad}\n\n- talks over us\n"));
        let found = items(&[(TALK, praise.as_str()), (other, critique.as_str())]);
        assert_eq!(found, ["high-five lena: calm", "watch-out bjorn: talks over us"], "{good}");
        // Without its counterpart anywhere it is a heading like another.
        assert_eq!(items(&[(TALK, praise.as_str())]), [""; 0], "{good}");
    }
}

#[test]
fn a_column_of_ticks_says_what_is_done() {
    for (title, cell) in [
        ("ok", "x"),
        ("OK", "✓"),
        ("Done?", "yes"),
        ("erl.", "x"),
        ("fertig", "ja"),
        ("Listo", "sí"),
        ("Pronto", "sim"),
        ("klaar", "ja"),
    ] {
        let table = |cell: &str| {
            format!("| Who | What | {title} |\n|---|---|---|\n| Lena | the deck | {cell} |\n")
        };
        let (done, open) = (table(cell), table(" "));
        let state = |text: &str| {
            let model = read(&[(TALK, text)]).model;
            model.actions.iter().map(|one| (one.text.clone(), one.is_open())).collect::<Vec<_>>()
        };
        assert_eq!(state(&done), [("the deck".to_owned(), false)], "{title}");
        assert_eq!(state(&open), [("the deck".to_owned(), true)], "{title}");
    }
}
