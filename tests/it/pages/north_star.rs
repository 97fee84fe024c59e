//! The worked example of the design: the same facts in the same order, in our own words.

use crate::support::{Disk, shared};
use vault121::text::span::comparable_words;

/// The facts of the expected prep, line by line, in its order.
const FACTS: &[&[&str]] = &[
    &["Alice", "Tue 24 Nov 2026", "25 min", "[join](https://meet.example/alice)"],
    &["Intention", "leave with the first step of the guild talk", "daily.2026-11-23"],
    &["Season", "low, for 14 days"],
    &["coaxing: send the questions first", "praise: private"],
    &["10 Nov, 14 days ago", "met: yes", "meet.alice.2026-11-10"],
    &["Mood", "2"],
    &["17 Nov", "she was ill"],
    &["Open from before"],
    &["you owe", "take her off the November rota", "was due 17 Nov", "meet.alice.2026-11-10"],
    &["owes", "write down what the pager woke her for", "was due 20 Nov", "meet.alice.2026-11-10"],
    &["Goals"],
    &[
        "Speak at the guild",
        "the most recent",
        "set 10 Nov",
        "no step noted",
        "1 high five (Bob)",
        "goals.alice",
    ],
    &[
        "Pass the CKA",
        "due in 7 days",
        "1 of 2 steps",
        "last news 18 Nov",
        "own-our-platform",
        "no feedback",
        "goals.alice",
    ],
    &["done since last time", "Review within a day", "17 Nov"],
    &["Share today"],
    &[
        "high five, debugging, from Bob",
        "explained the cache bug to the whole guild",
        "retro.2026-11-20",
    ],
    &["high five", "wrote the handover nobody asked for", "which skill?", "daily.2026-11-23"],
    &["What do you think of it?"],
    &["Held back while the season is low"],
    &["1 watch out", "held for 4 days (asks again after 42 days)", "retro.2026-11-20"],
    &["Talk about"],
    &["nothing from Alice yet"],
    &["the platform team asks to lend her for two weeks", "daily.2026-11-23"],
    &["for everyone (0 of 2 asked)", "would mornings suit refinement better?", "daily.2026-11-23"],
    &["Ask"],
    &["Home: half marathon in March"],
    &["How are you feeling after last sprint?"],
    &["What have you enjoyed the most", "pairing with Bob on the cache"],
    &["What feedback do you have for me?", "Asked 1", "answered 0"],
];

fn built() -> Option<Disk> {
    let disk = Disk::copy(&shared("data/north-star/vault")?);
    let ran = disk.run(&["init"]);
    assert!(ran.out.contains("the lead: Noor"), "{}", ran.out);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    Some(disk)
}

#[test]
fn the_prep_has_the_same_facts_in_the_same_order() {
    let Some(disk) = built() else { return };
    let prep = disk.read("meet.alice.2026-11-24.md");
    let mut lines = prep.lines();
    for facts in FACTS {
        let line = lines.by_ref().find(|line| facts.iter().all(|fact| line.contains(fact)));
        assert!(line.is_some(), "{facts:?} is not there, or not in its place:\n{prep}");
    }
    assert!(!prep.contains("merged twice"), "a held watch out shows no words");
}

/// Every line of the expected prep says nothing that ours leaves out.
#[test]
fn no_fact_of_the_expected_prep_is_left_out() {
    let Some(expected) = shared("data/north-star/expected/prep.alice.2026-11-24.md") else {
        return;
    };
    let Some(disk) = built() else { return };
    let ours = comparable_words(&disk.read("meet.alice.2026-11-24.md"));
    let expected = std::fs::read_to_string(expected).unwrap();
    let texts = [
        "leave with the first step of the guild talk",
        "take her off the November rota",
        "write down what the pager woke her for",
        "Review within a day",
        "explained the cache bug to the whole guild",
        "wrote the handover nobody asked for",
        "the platform team asks to lend her for two weeks",
        "would mornings suit refinement better?",
        "half marathon in March",
        "pairing with Bob on the cache",
    ];
    for text in texts {
        assert!(expected.contains(text), "the example changed: {text}");
        assert!(ours.contains(&comparable_words(text)), "{text}");
    }
}

#[test]
fn check_names_the_same_three_findings() {
    let Some(expected) = shared("data/north-star/expected/check.txt") else { return };
    let Some(disk) = built() else { return };
    let ran = disk.run(&["check"]);
    let ours: Vec<String> = ran
        .out
        .lines()
        .filter_map(|line| {
            let (place, rest) = line.split_once(": info[")?;
            let mut place = place.split(':');
            let (path, line) = (place.next()?, place.next()?);
            Some(format!("{path}:{line}: {}", rest.split(']').next()?))
        })
        .collect();
    let expected = std::fs::read_to_string(expected).unwrap();
    let theirs: Vec<String> = expected
        .lines()
        .map(|line| line.splitn(4, ':').take(3).collect::<Vec<_>>().join(":"))
        .collect();
    assert_eq!(ours, theirs, "{}", ran.out);
    assert_eq!(ran.code, 0);
}

#[test]
fn the_vault_is_silent_and_its_notes_untouched() {
    let Some(from) = shared("data/north-star/vault") else { return };
    let Some(disk) = built() else { return };
    let before = disk.files();
    let ran = disk.run(&["build"]);
    assert!(ran.out.is_empty(), "{}", ran.out);
    assert_eq!(disk.files(), before);
    for (name, bytes) in crate::support::files(&from) {
        assert_eq!(before.get(&name), Some(&bytes), "{name} changed");
    }
}
