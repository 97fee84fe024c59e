//! Names that head the parts of one note of several people, whatever folder it lies in.

use crate::support::{day, vault};
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

const TODAY: &str = "2026-11-24";

/// The people who are found, and whose each promise is.
fn found(notes: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let model = pipeline::run(&vault(notes), day(TODAY), &Ask::default()).model;
    let people = model.people.by_id.keys().map(ToString::to_string).collect();
    let owed = |one: &vault121::records::promise::Action| {
        let id = |id: Option<&vault121::text::ids::PersonId>| {
            id.map_or_else(|| "?".to_owned(), |id| id.as_str().to_owned())
        };
        format!("{} {}: {}", id(one.person.as_ref()), id(one.owner.as_ref()), one.text)
    };
    (people, model.actions.iter().map(owed).collect())
}

const TWO: &str = "## Gil\n- kudos: calm\n- [ ] Gil: count it\n\n## Rosa\n- [ ] Rosa: sort it\n- [ ] Rosa: and more\n";

#[test]
fn a_folder_around_the_notes_of_two_is_nobody() {
    for folder in ["Depot", "Kitchen", "Armazém", "Warehouse/1-1", "1-1"] {
        let path = |day: &str| match folder.contains("1-1") {
            true => format!("{folder}/{day}.md"),
            false => format!("{folder}/1-1 {day}.md"),
        };
        let (first, second) = (path("2026-11-06"), path("2026-11-20"));
        let (people, owed) = found(&[(&first, TWO), (&second, TWO)]);
        assert_eq!(people, ["gil", "rosa"], "{folder}");
        assert!(owed.contains(&"gil gil: count it".to_owned()), "{folder} {owed:?}");
        assert!(owed.contains(&"rosa rosa: sort it".to_owned()), "{folder} {owed:?}");
    }
    // The folder of somebody whose notes have no names as headings is theirs.
    let own = "## Goals\n- run it\n\n## Actions\n- [ ] Gil: count it\n";
    let (people, _) = found(&[("Gil/1-1 2026-11-06.md", own), ("Gil/1-1 2026-11-20.md", own)]);
    assert_eq!(people, ["gil"]);
}

#[test]
fn who_applies_for_a_job_is_no_report_whatever_the_title_says() {
    let talk = "# Oliver Kemp, one-on-one interview\n- [ ] second interview with Nia\n";
    for path in [
        "Hiring/Analyst/Oliver Kemp 10.11.2026.md",
        "Candidates/Oliver Kemp 2026-11-10.md",
        "Interviews/2026-11-10 Oliver Kemp.md",
    ] {
        let own = [("1-1/Nia/2026-11-10.md", "- hi\n"), ("1-1/Nia/2026-11-17.md", "- hi\n")];
        let (people, _) = found(&[own[0], own[1], (path, talk)]);
        assert_eq!(people, ["nia"], "{path}");
    }
}

#[test]
fn a_word_for_a_day_is_nobody() {
    for word in ["Date", "When", "Datum", "Fecha", "Data", "Quand", "Wanneer"] {
        let text = format!(
            "## Lukas\n{word}: 2026-11-12\n- [ ] Lukas: a\n\n## Imani\n{word}: 2026-11-13\n- [ ] Imani: b\n"
        );
        for path in ["1-1.md", "1-1s.md", "1-1/team.md"] {
            let (people, _) = found(&[(path, &text)]);
            let word = word.to_lowercase();
            assert!(!people.contains(&word), "{path} {word}: {people:?}");
        }
    }
}

#[test]
fn a_man_and_a_woman_of_one_name_are_not_one_person() {
    for (man, woman) in [
        ("Mr Smith", "Mrs Smith"),
        ("Herr Müller", "Frau Müller"),
        ("Sr. Gil", "Sra. Gil"),
        ("Dhr Bakker", "Mevr Bakker"),
        ("Monsieur Petit", "Madame Petit"),
    ] {
        let (his, hers) =
            (format!("1-1/{man}/2026-11-10.md"), format!("1-1/{woman}/2026-11-11.md"));
        let (his2, hers2) =
            (format!("1-1/{man}/2026-11-17.md"), format!("1-1/{woman}/2026-11-18.md"));
        let notes = [
            (his.as_str(), "- watch out: marking is late\n"),
            (&hers, "- kudos: calm\n"),
            (&his2, "- watch out: marking is late again\n"),
            (&hers2, "- kudos: calm again\n"),
        ];
        let outcome = pipeline::run(&vault(&notes), day(TODAY), &Ask::default());
        let owners = outcome.model.feedback.iter().map(|one| one.person.as_str());
        let owners: std::collections::BTreeSet<&str> = owners.collect();
        let asked = outcome.diagnostics.iter().any(|one| one.code.word() == "ambiguous-person");
        assert!(owners.len() != 1 && (owners.len() == 2 || asked), "{man}: {owners:?}");
    }
    // One of them alone is known without the title.
    let alone =
        [("1-1/Mrs Smith/2026-11-10.md", "- hi\n"), ("1-1/Mrs Smith/2026-11-17.md", "- hi\n")];
    assert_eq!(found(&alone).0, ["smith"]);
}
