//! Boxes, owners and states in the marks of other programs and hands: checklists of questions,
//! signs that themes draw, tables with a state, headings of a person's note, tags in links.

use crate::reading::lines::{TALK, check, items};
use crate::support::Disk;

const ASK: (&str, &str) = (".vault121/config.yml", "unowned: ask\n");
const HERS: &str = "People/Lena Vogel.md";

#[track_caller]
fn check_at(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(items(&[(path, text), ASK]), expected, "{path}: {text}");
}

#[test]
fn a_question_of_a_checklist_is_no_promise() {
    for text in [
        "- [ ] What blocks you?\n",
        "- [x] ¿Qué te bloquea?\n  - the printer\n",
        "- [ ] **Wie geht es dir?**\n",
        "- [ ] 何か困っていますか？\n",
    ] {
        check_at(TALK, text, &[]);
        assert_eq!(items(&[(TALK, text), (".vault121/config.yml", "unowned: me\n")]), [""; 0]);
    }
    check_at(TALK, "- [ ] me: why is it late?\n", &["nora owes: why is it late?"]);
    check_at(TALK, "- [ ] @lena ask HR: who pays?\n", &["lena owes: ask HR: who pays?"]);
    check_at(TALK, "## Mine\n- [ ] who pays?\n", &["nora owes: who pays?"]);
    check_at(TALK, "- [ ] #action who pays?\n", &["? owes: who pays?"]);
}

#[test]
fn a_sign_that_a_theme_draws_is_no_box() {
    for sign in ['"', 'i', 'b', 'p', 'c', 'l', 'I', 'S', 'u', 'w', 'k', 'f', 'n', 'd'] {
        check_at(TALK, &format!("- [{sign}] the office is loud\n"), &[]);
        check_at(TALK, &format!("- [{sign}] Lena: the office is loud\n"), &[]);
    }
    for sign in [' ', '!', '*', '/', '>'] {
        let expected = "lena owes: send it";
        check_at(TALK, &format!("- [{sign}] Lena: send it\n"), &[expected]);
    }
    let own = (".vault121/config.yml", "statuses: {i: in-progress}\n");
    assert_eq!(items(&[(TALK, "- [i] Lena: send it\n"), own]), ["lena owes: send it"]);
}

#[test]
fn a_row_that_says_it_is_over_is_not_open() {
    let open = |state: &str| {
        let table = format!(
            "## Actions\n\n| Action | Owner | Status |\n|---|---|---|\n| lend it | Lena | {state} |\n"
        );
        let model = crate::reading::lines::read(&[(TALK, &table)]).model;
        assert_eq!(model.actions.len(), 1, "{state}");
        model.actions[0].is_open()
    };
    for state in [
        "cancelled",
        "Canceled",
        "dropped",
        "obsolete",
        "won't do",
        "entfällt",
        "annulé",
        "cancelado",
        "annullato",
        "vervallen",
        "✅",
        "☑",
        "❌",
        "100%",
        "done",
        "Yes",
        "erledigt",
    ] {
        assert!(!open(state), "{state}");
    }
    for state in ["", "open", "in progress", "50%", "blocked", "waiting for HR", "10%"] {
        assert!(open(state), "{state}");
    }
}

#[test]
fn a_table_with_who_and_by_has_the_day_in_by() {
    let table =
        "## Actions\n\n| What | Who | By |\n|---|---|---|\n| lend it | Lena | 2026-12-01 |\n";
    check_at(TALK, table, &["lena owes: lend it [2026-12-01]"]);
    let table = "## Actions\n\n| What | By |\n|---|---|\n| lend it | Lena |\n";
    check_at(TALK, table, &["lena owes: lend it"]);
}

#[test]
fn a_table_of_goals_has_a_goal_a_row() {
    let table = |head: &str, row: &str| {
        format!("## Goals\n\n| {head} |\n|---|---|\n| {row} |\n| learn Rust | 2027-01-31 |\n")
    };
    let expected = ["goal lena: pass the exam", "goal lena: learn Rust"];
    for head in
        ["Goal | Until", "Goals | Due", "Ziel | Bis", "Objectif | Échéance", "Goal | Status"]
    {
        check_at(TALK, &table(head, "pass the exam | 2026-12-01"), &expected);
    }
    let model =
        crate::reading::lines::read(&[(TALK, &table("Goal | By", "pass the exam | 2026-12-01"))])
            .model;
    let exam = model.goals.iter().find(|goal| goal.title == "pass the exam").unwrap();
    assert_eq!(exam.due.map(|day| day.to_string()).as_deref(), Some("2026-12-01"));
    let done = table("Goal | Status", "pass the exam | done");
    let goals = crate::reading::lines::read(&[(TALK, &done)]).model.goals;
    assert_eq!(goals.iter().filter(|goal| goal.is_open()).count(), 1);
    let whose = |head: &str| {
        format!("## Goals\n\n| {head} |\n|---|---|---|\n| Lena | pass the exam | on track |\n")
    };
    for head in ["Who | Goal | Status", "Wer | Ziel | Stand", "Owner | Goal | Status"] {
        check_at(TALK, &whose(head), &["goal lena: pass the exam"]);
    }
    check_at("Notes/x.md", &whose("Who | Goal | Status"), &[]);
    check_at("Notes/x.md", &table("Goal | Until", "pass the exam | 2026-12-01"), &[]);
    check_at(TALK, &table("Goalkeeper | Until", "Neuer | 2026-12-01"), &[]);
}

#[test]
fn headings_of_a_persons_note_say_whose_its_boxes_are() {
    for (mine, theirs) in [
        ("Mine", "Theirs"),
        ("I owe", "Lena owes"),
        ("Manager", "Report"),
        ("My actions", "Her actions"),
        ("To do Nora", "To do Lena"),
        ("Nora", "Lena"),
        ("For me", "For Lena"),
        ("Meine Aufgaben", "Ihre Aufgaben"),
        ("Ich", "Lena Vogel"),
    ] {
        let body = format!("## {mine}\n- [ ] ask HR\n\n## {theirs}\n- [ ] send it\n");
        let expected = ["nora owes: ask HR", "lena owes: send it"];
        check_at(HERS, &format!("---\nkind: person\n---\n{body}"), &expected);
        check_at(TALK, &body, &expected);
    }
    let bare = "---\nkind: person\n---\n## To do\n- [ ] record the demo\n";
    check_at(HERS, bare, &["? owes: record the demo"]);
    check(HERS, bare, &["? owes: record the demo"]);
}

#[test]
fn owners_in_the_words_of_speech() {
    for (line, expected) in [
        ("- [ ] I'll send it", "nora owes: send it"),
        ("- [ ] I need to send it", "nora owes: send it"),
        ("- [ ] I'm going to send it", "nora owes: send it"),
        ("- [ ] Lena needs to send it", "lena owes: send it"),
        ("- [ ] Lena has to send it", "lena owes: send it"),
        ("- [ ] Lena'll send it", "lena owes: send it"),
        ("- [ ] *Lena* send it", "lena owes: send it"),
        ("- [ ] send it [Lena]", "lena owes: send it"),
        ("- [ ] send it | Lena", "lena owes: send it"),
        ("- [ ] send it / Lena", "lena owes: send it"),
        ("- [ ] send it 👤 Lena", "lena owes: send it"),
        ("- [ ] [responsible:: Lena] send it", "lena owes: send it"),
        ("- [ ] Owner: Lena; send it", "lena owes: send it"),
        ("- [ ] send it — owner Lena", "lena owes: send it"),
        ("[ ] Lena: send it", "lena owes: send it"),
        ("Action items\n[ ] Lena: send it", "lena owes: send it"),
        ("- [ ] read *it* all", "? owes: read *it* all"),
        ("- [ ] I'd rather wait", "? owes: I'd rather wait"),
        ("- [ ] send it / file it", "? owes: send it / file it"),
    ] {
        check_at(TALK, &format!("{line}\n"), &[expected]);
    }
}

#[test]
fn a_tag_of_two_words_in_a_link_is_the_tag() {
    check_at(TALK, "- #[[watch out]] loud\n", &["watch-out lena: loud"]);
    check_at(TALK, "- #[[High Five]] calm\n", &["high-five lena: calm"]);
    check_at(TALK, "- calm #[[high five]]\n", &["high-five lena: calm"]);
    check_at("Daily/2026-11-20.md", "- #[[high five]] @lena calm\n", &["high-five lena: calm"]);
    check_at("Daily/2026-11-20.md", "- #[[Project X]] @lena calm\n", &[]);
}

#[test]
fn the_front_matter_of_a_new_note_has_the_keys_as_they_are_written() {
    let front = "---\nmeeting_type: one_on_one\nCreatedAt: 9\ntags: [hr]\n---\n- talked\n";
    let disk = Disk::new(&[
        ("People/Lena.md", "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n"),
        ("1-1s/Lena/2026-11-10.md", front),
        ("1-1s/Lena/2026-11-17.md", front),
    ]);
    disk.run(&["build"]);
    let made = disk.read("1-1s/Lena/2026-11-24.md");
    for key in ["\nmeeting_type:\n", "\nCreatedAt:\n", "\ntags: [hr]\n"] {
        assert!(made.contains(key), "{key}: {made}");
    }
    assert!(!made.contains("meeting-type"), "{made}");
}
