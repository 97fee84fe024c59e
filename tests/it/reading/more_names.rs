//! What else somebody is called: in front matter, in the first lines of their note, in a title.

use super::strangers::check;
use crate::support::outcome;

/// Whom the 1-2-1s and the promises of notes are with: all of one person.
fn check_one(notes: &[(&str, &str)]) {
    let model = outcome(notes, "2026-11-24").model;
    let people: Vec<&str> =
        model.people.other_people().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["Zdenek Novak"], "{notes:?}");
    let owners = model.actions.iter().map(|one| one.owner.as_ref().map(ToString::to_string));
    let owners: Vec<Option<String>> = owners.collect();
    assert!(!owners.is_empty(), "{notes:?}");
    let id = model.people.other_people().next().unwrap().id.to_string();
    assert!(owners.iter().all(|owner| owner.as_deref() == Some(&id)), "{owners:?} {notes:?}");
    assert_eq!(model.meetings.all.len(), 2, "{notes:?}");
}

#[test]
fn keys_and_words_for_another_name() {
    let zed = [
        ("1-1s/Zed 2026-11-03.md", "- [ ] Zed: write\n"),
        ("1-1s/Zed 2026-11-10.md", "- [ ] read @zed\n"),
    ];
    for front in [
        "aliases: [Zed]",
        "nickname: Zed",
        "nicknames: [Zeddy, Zed]",
        "also_known_as: Zed",
        "aka: Zed",
        "goes_by: Zed",
        "preferred_name: Zed",
        "Spitzname: Zed",
        "surnom: Zed",
        "apodo: Zed",
        "apelido: Zed",
        "soprannome: Zed",
        "bijnaam: Zed",
    ] {
        let note = format!("---\ntype: person\n{front}\n---\n- likes tea\n");
        check_one(&[("People/Zdenek Novak.md", note.as_str()), zed[0], zed[1]]);
    }
    for line in [
        "Also known as Zed.",
        "- nickname:: Zed",
        "- aka: Zed",
        "aka Zed",
        "**Nickname:** Zed",
        "Goes by Zed, since school",
        "Auch bekannt als Zed",
    ] {
        let note = format!("{line}\n\n- likes tea\n");
        check_one(&[("People/Zdenek Novak.md", note.as_str()), zed[0], zed[1]]);
    }
    // Words that say nothing of a name.
    for line in ["- called Anna yesterday", "- he dit Non", "- nick of time"] {
        let note = format!("{line}\n");
        let notes =
            [("People/Zdenek Novak.md", note.as_str()), ("1-1s/Zed 2026-11-03.md", "- a\n")];
        check(&notes, &["Zdenek Novak", "Zed 2026-11-03"]);
    }
}

#[test]
fn another_name_in_a_note_outside_the_people() {
    let own = "---\naliases: [Zed]\n---\n- likes tea\n";
    let by_name = [
        ("1-1s/Zdenek Novak 2026-11-03.md", "- [ ] Zed: write\n"),
        ("1-1s/Zdenek Novak 2026-11-10.md", "- [ ] read @zed\n"),
    ];
    check_one(&[("Notes/Zdenek Novak.md", own), by_name[0], by_name[1]]);
    check_one(&[("Zdenek Novak.md", own), by_name[0], by_name[1]]);
    let mixed = ("1-1s/Zed 2026-11-10.md", "- [ ] read @zed\n");
    check_one(&[("Zdenek Novak.md", own), by_name[0], mixed]);
    let log =
        "---\naliases: [Zed]\n---\n## 2026-11-03\n- [ ] Zed: a\n## 2026-11-10\n- [ ] b @zed\n";
    check_one(&[("1-1s/Zdenek Novak.md", log)]);
    // What a note about something else is called as well is nobody's name.
    let other = "---\naliases: [Zed]\n---\n- a plan\n";
    let notes = [("Notes/Novak plan.md", other), ("1-1s/Zdenek Novak 2026-11-03.md", "- a\n")];
    let model = outcome(&notes, "2026-11-24").model;
    assert!(model.people.other_people().all(|person| person.aliases.is_empty()));
}

#[test]
fn a_name_between_two_words_of_a_name() {
    for name in ["Zdenek (Zed) Novak", "Zdenek \u{201c}Zed\u{201d} Novak", "Zdenek \"Zed\" Novak"] {
        let paths = [3, 10].map(|day| format!("1-1s/{name} 2026-11-{day:02}.md"));
        check_one(&[
            (paths[0].as_str(), "- [ ] Zed: write\n"),
            (paths[1].as_str(), "- [ ] read @zed\n"),
        ]);
    }
    // What stands behind a name is no other name.
    let notes = [("1-1s/Zdenek Novak (Payroll) 2026-11-03.md", "- [ ] Payroll: write\n")];
    let model = outcome(&notes, "2026-11-24").model;
    assert!(model.actions.iter().all(|one| one.owner.is_none()));
}
