//! The table of all keys (`docs/keys.md`) is made from the code and says what is really read.

use crate::pages::practice::{ALICE, NORA, says};
use crate::support::{TODAY, outcome};
use std::fs;
use std::path::Path;
use vault121::diagnostic::code::Code;
use vault121::vault::config::PERSON_KEYS;
use vault121::vault::keys::{ConfigKey, KEYS, KeyPlace};

fn of(place: KeyPlace) -> Vec<&'static ConfigKey> {
    KEYS.iter().filter(|key| key.place == place).collect()
}

fn documentation() -> String {
    let mut text = "# All keys\n\nEvery key is optional.\n".to_owned();
    let places = [
        (
            KeyPlace::Person,
            "A person",
            "In the front matter of their note (`kind: person` makes a note theirs in any folder) or of their running log, or in `people: list:` of the config, below the id, name or first name of somebody who is known (anybody else needs `name:`).",
        ),
        (
            KeyPlace::OneOnOne,
            "A 1-2-1",
            "In the front matter of its note; all but `kind`, `person`, `date` and `time` also as a line of it (`mood:: 3`).",
        ),
        (KeyPlace::Question, "A question", "On its line: `- #ask/fun What was fun? [every:: 2w]`."),
        (KeyPlace::Policy, "A policy", "In the front matter of its note."),
        (KeyPlace::Config, "The config", "`.vault121/config.yml`."),
    ];
    for (place, title, where_) in places {
        text += &format!(
            "\n## {title}\n\n{where_}\n\n| key | for example | what it does |\n|---|---|---|\n"
        );
        for key in of(place) {
            text += &format!("| `{}` | `{}` | {} |\n", key.name, key.example, key.what);
        }
    }
    text
}

#[test]
fn keys_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let made = documentation();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == made,
        "run `UPDATE_DOCS=1 cargo test keys_are_documented`"
    );
}

#[test]
fn codes_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/codes.md");
    let made = vault121::diagnostic::manual::markdown();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == made,
        "run `UPDATE_DOCS=1 cargo test codes_are_documented`"
    );
}

#[test]
fn every_key_of_a_person_is_in_the_table_and_is_read() {
    let documented: Vec<&str> = of(KeyPlace::Person).iter().map(|key| key.name).collect();
    for key in PERSON_KEYS.iter().filter(|key| **key != "season_since") {
        assert!(documented.contains(key), "`{key}` is not in src/vault/keys.rs");
    }
    // `kind: person` is read before it is known whose note it is.
    for key in of(KeyPlace::Person).into_iter().filter(|key| key.name != "kind") {
        assert!(PERSON_KEYS.contains(&key.name), "`{}` is not read", key.name);
        let note = format!("---\nkind: person\n{}: {}\n---\n", key.name, key.example);
        let outcome = outcome(&[("People/Nora.md", NORA), ("People/Alice.md", &note)], TODAY);
        let bad: Vec<String> = outcome
            .diagnostics
            .iter()
            .filter(|one| one.code == Code::FieldBad && !one.message.contains("template"))
            .map(|one| one.message.clone())
            .collect();
        assert!(bad.is_empty(), "{}: {bad:?}", key.name);
    }
}

#[test]
fn every_key_of_the_config_is_in_the_table_and_is_read() {
    let said = |config: &str| {
        let notes = [("People/Alice.md", ALICE), (".vault121/config.yml", config)];
        let all = outcome(&notes, TODAY).diagnostics;
        let lines = all.iter().filter(|one| one.path.contains("config.yml"));
        lines
            .map(|one| format!("{} {}\n", one.message, one.hint.clone().unwrap_or_default()))
            .collect::<String>()
    };
    for key in of(KeyPlace::Config) {
        let text = match key.name.split_once('.') {
            Some(("sprint", "length")) => "sprint: {first: 2026-01-05, length: 2w}\n".to_owned(),
            Some((section, name)) => format!("{section}:\n  {name}: {}\n", key.example),
            None => format!("{}: {}\n", key.name, key.example),
        };
        let said = said(&text);
        assert!(!said.contains("unknown key") && !said.contains("wants"), "{text}{said}");
    }
    // What the program says that it knows is in the table.
    let known = |config: &str| -> Vec<String> {
        let said = said(config);
        let list = said.split("known here: ").nth(1).unwrap_or_default();
        list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let top = known("zzzzzzzz: 1\n");
    assert!(top.len() > 10, "{top:?}");
    let documented = |name: &str| {
        let whole =
            |key: &&ConfigKey| key.name == name || key.name.starts_with(&format!("{name}."));
        of(KeyPlace::Config).iter().any(whole)
    };
    for key in top {
        assert!(documented(&key), "`{key}` is not in src/vault/keys.rs");
    }
    for section in ["people", "one_on_ones", "season", "sprint", "batch"] {
        for key in known(&format!("{section}:\n  zzzzzzzz: 1\n")) {
            assert!(
                documented(&format!("{section}.{key}")),
                "`{section}.{key}` is not in src/vault/keys.rs"
            );
        }
    }
}

#[test]
fn the_keys_of_a_meeting_and_a_question_are_read() {
    let front: String = of(KeyPlace::OneOnOne)
        .iter()
        .filter(|key| !["held", "why", "date"].contains(&key.name))
        .map(|key| format!("{}: {}\n", key.name, key.example))
        .collect();
    let note = format!("---\n{front}date: 2026-11-17\n---\n");
    let question: String = of(KeyPlace::Question)
        .iter()
        .map(|key| format!(" [{}:: {}]", key.name, key.example))
        .collect();
    let questions = format!("---\nkind: questions\n---\n\n- #ask/fun What was fun?{question}\n");
    let all = outcome(
        &[
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            ("1-2-1s/Alice/2026-11-17.md", &note),
            ("Questions.md", &questions),
        ],
        TODAY,
    );
    let prep = crate::support::page(&all, "1-2-1s/Alice/2026-11-24.md", "prep");
    says(
        &prep,
        &[
            "intention: agree one goal (met: partly)",
            "outcome: she leads the guild",
            "**Mood** 3",
            "agreed: a course in May",
            "What was fun?",
        ],
    );
    let policy: String =
        of(KeyPlace::Policy).iter().map(|key| format!("{}: {}\n", key.name, key.example)).collect();
    let all = outcome(&[("Leave.md", &format!("---\n{policy}---\n"))], TODAY);
    assert_eq!(all.model.policies.len(), 1);
    assert!(all.model.policies[0].reviewed.is_some());
}
