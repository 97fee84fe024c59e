//! A word such as `private` in the name of a note or of a folder closes what stands there; it is
//! said once for each name. Somebody may be called so, and the config may say that a name means
//! nothing.

use crate::support::{Disk, TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

const LINES: &str = "---\nperson: alice\n---\n- #high-five @alice zqaq calm [shared:: 2026-11-17]\n\
                     - [ ] @alice zqaq sends the plan\n\
                     - [ ] #goal/talk @alice zqaq give a talk [audience:: team]\n\
                     - #outcome @alice zqaq wants it [audience:: person]\n";
const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n";

/// What others could read of a note that stands at `path`, and the complaints about names.
fn seen(path: &str, config: &str, people: &[(&str, &str)]) -> (bool, Vec<String>) {
    let mut notes = vec![
        (".vault121/config.yml", config),
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", "- talked about the rota\n"),
        (path, LINES),
    ];
    notes.extend(people);
    let outcome = pipeline::run(&vault(&notes), day(TODAY), &Ask::default());
    let views = all_views(&outcome.model, Audience::Person, Some("alice"))
        + &all_views(&outcome.model, Audience::Team, None);
    let said = outcome.diagnostics.iter().filter(|one| one.code == Code::AudienceNear);
    (views.contains("zqaq"), said.map(|one| one.message.clone()).collect())
}

#[test]
fn a_name_that_says_private_closes_the_note_and_is_said() {
    let mut wrong = Vec::new();
    for path in [
        "Private/1-2-1s/Alice/2026-11-10.md",
        "1-2-1s/Private/2026-11-10 Alice.md",
        "1-2-1s/Alice/private/2026-11-10.md",
        "1-2-1s/Alice (confidential).md",
        "1-2-1s/Alice [private].md",
        "1-2-1s/Alice/2026-11-10 private.md",
        "1-2-1s/Alice/2026-11-10-only-me.md",
        "1-2-1s/2026-11-10 Alice - do not share.md",
        "alice.private.md",
        "private.alice.2026-11-10.md",
        "meet.alice.private.2026.11.10.md",
        "meet.alice.2026.11.10.confidential.md",
        "_private/Alice.md",
        "00 Private/Alice.md",
        "Notes/private-alice.md",
        "Notes/alice_private_2026.md",
        "Notes/alicePrivate.md",
        "Notes/Private notes on Alice.md",
        "Notes/my notes on alice.md",
        "Notes/Not for Alice.md",
        "Notes/Alice must not know.md",
        "Notes/HR only/alice.md",
        "Notes/🔒 Alice.md",
        "🔒/Alice.md",
        "Manager notes/Alice.md",
        "Vertraulich/Alice.md",
        "Notes/Alice vertraulich.md",
        "Notes/Nur für mich - Alice.md",
        "Confidentiel/Alice.md",
        "Notes/Alice privé.md",
        "Notes/Ne pas partager/Alice.md",
        "Confidencial/Alice.md",
        "Notes/no compartir - Alice.md",
        "Notes/não partilhar/alice.md",
        "Riservato/Alice.md",
        "Notes/alice-da-non-condividere.md",
        "Vertrouwelijk/Alice.md",
        "Notes/Alice niet delen.md",
    ] {
        let (open, said) = seen(path, "{}", &[]);
        if open || said.len() != 1 {
            wrong.push(format!("{path}: open: {open}, said: {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_name_that_says_something_else_closes_nothing() {
    let mut wrong = Vec::new();
    for path in [
        "1-2-1s/Alice/2026-11-10.md",
        "Notes/Private cloud.md",
        "Notes/privacy/alice.md",
        "Notes/Secret Santa.md",
        "Notes/Alice - confidence.md",
        "Notes/the private beta.md",
        "meet.alice.privacy.2026.11.10.md",
        "Public/Alice.md",
        "Shared notes/Alice.md",
        "HR/Alice.md",
        "Notes/management.md",
    ] {
        let (open, said) = seen(path, "{}", &[]);
        if !open || !said.is_empty() {
            wrong.push(format!("{path}: open: {open}, said: {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn somebody_called_so_is_a_person_and_closes_nothing() {
    const OTHER: &str = "---\nkind: person\ncadence: 1w\n---\n";
    for (person, path) in [
        ("People/Privat.md", "1-2-1s/Privat/2026-11-10.md"),
        ("People/Privat.md", "1-2-1s/2026-11-10 Privat.md"),
        ("People/Anna Privat.md", "1-2-1s/Anna Privat/2026-11-10.md"),
        ("People/Anna Privat.md", "meet.anna-privat.2026.11.10.md"),
    ] {
        let (open, said) = seen(path, "{}", &[(person, OTHER)]);
        assert!(open && said.is_empty(), "{path}: {said:?}");
    }
    // Beside her name the word is a word.
    for path in ["1-2-1s/Anna Privat/privat/2026-11-10.md", "Notes/Anna Privat (privat).md"] {
        let (open, said) = seen(path, "{}", &[("People/Anna Privat.md", OTHER)]);
        assert!(!open && said.len() == 1, "{path}: {said:?}");
    }
    // Without a note of their own nobody is called so.
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", "talked\n"),
        ("1-2-1s/Vertraulich 2026-11-10.md", "talked\n"),
        ("1-2-1s/Privat/2026-11-10.md", "talked\n"),
        ("1-2-1s/Alice vertraulich 2026-11-03.md", "talked\n"),
    ]);
    let people = disk.run(&["list", "people"]).out;
    assert!(!people.contains("ertraulich") && !people.contains("rivat"), "{people}");
    let meetings = disk.run(&["list", "meetings"]).out;
    assert!(meetings.contains("2026-11-03  alice"), "{meetings}");
}

#[test]
fn a_folder_of_the_whole_vault_closes_it_and_is_said_once_until_the_config_opens_it() {
    let notes = |config: &'static str| {
        let all = [
            (".vault121/config.yml", config),
            ("private-notes/People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("private-notes/People/Alice.md", ALICE),
            ("private-notes/1-2-1s/Alice/2026-11-17.md", LINES),
            ("private-notes/1-2-1s/Alice/2026-11-10.md", LINES),
            ("private-notes/private/Alice.md", LINES),
        ];
        let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
        let views = all_views(&outcome.model, Audience::Person, Some("alice"));
        let said = outcome.diagnostics.iter().filter(|one| one.code == Code::AudienceNear);
        (views.matches("zqaq gives").count() + views.matches("zqaq wants").count(), said.count())
    };
    assert_eq!(notes("{}"), (0, 1));
    // What is below it and says so itself stays closed.
    let (open, said) = notes("read: {private-notes: open}\n");
    assert!(open > 0 && said == 1, "{open} {said}");
    assert_eq!(notes("read: {private-notes: open, private-notes/private: open}\n").1, 0);
    // It is a word for a folder, not one for all.
    assert_eq!(notes("read: {private: open}\n"), (0, 1));
    assert_eq!(notes("read: {private-notes: yes}\n"), (0, 1));
}

#[test]
fn what_stands_in_such_a_note_is_neither_quoted_nor_given_and_its_front_matter_is_closed() {
    let disk = Disk::new(&[
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", ALICE),
        (
            "1-2-1s/Alice/2026-11-17 private.md",
            "---\noutcome: zqfront\n---\n- zqplain she may leave\n- #high-five zqgiven calm\n",
        ),
    ]);
    disk.run(&["build"]);
    let text = |path: &str| disk.read(path);
    // One private talk makes neither the next one private nor moves her pages.
    let prep = text("1-2-1s/Alice/2026-11-24 Alice.md");
    assert!(!prep.contains("zqplain"), "{prep}");
    assert!(prep.contains("zqgiven"), "to share is what was not given: {prep}");
    let agenda = text("1-2-1s/Alice/2026-11-24 Alice agenda.md");
    for word in ["zqfront", "zqplain", "zqgiven"] {
        assert!(!agenda.contains(word), "{agenda}");
    }
}

#[test]
fn the_next_prep_is_called_like_the_last_open_one() {
    let open = "- talked about the rota\n";
    for (private, next) in [
        ("Private/1-2-1s/Alice/2026-11-17.md", "1-2-1s/Alice/2026-11-24.md"),
        ("1-2-1s/Alice/private/2026-11-17.md", "1-2-1s/Alice/2026-11-24.md"),
        ("1-2-1s/Alice/2026-11-17 (confidential).md", "1-2-1s/Alice/2026-11-24.md"),
    ] {
        let disk = Disk::new(&[
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Alice.md", ALICE),
            ("1-2-1s/Alice/2026-11-10.md", open),
            (private, open),
        ]);
        disk.run(&["build"]);
        let files = disk.files();
        assert!(files.contains_key(next), "{private}: {:?}", files.keys());
        assert!(files.contains_key("1-2-1s/Alice/Alice rollup.md"), "{:?}", files.keys());
    }
    // Whoever keeps them all there goes on there.
    let all = [
        ("People/Alice.md", ALICE),
        ("Private/Alice/2026-11-10 1-1.md", open),
        ("Private/Alice/2026-11-17 1-1.md", open),
    ];
    let disk = Disk::new(&all);
    disk.run(&["build"]);
    assert!(disk.files().contains_key("Private/Alice/2026-11-24 1-1.md"));
}
