//! The words by which people and 1-2-1s are recognised: those of each language's file, and more.
//!
//! Compared as `key` makes them, with one kind of hyphen: they stand in paths.

use crate::text::lexicon::Lexicon;
use crate::text::span::plain;
use crate::text::yaml;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The lists of the languages' files that each list takes in.
const SHARED: &[(&str, &str)] = &[
    ("person_key", "people.keys"),
    ("person_type", "people.types"),
    ("person_folder", "folders.people"),
    ("team_folder", "folders.people_weak"),
    ("template", "folders.templates"),
    ("archive", "folders.archives"),
    ("manager", "people.my_manager"),
    ("no_person", "people.nobody"),
    ("no_person", "banks"),
    ("meeting", "one_on_ones.weak"),
    ("joining", "with"),
    ("week", "weeks"),
    ("date_key", "date_labels"),
];

/// The words of each list, in their order.
static LISTS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let text = include_str!("../../templates/words/people.yml");
    let lists = yaml::parse(text).expect("the words of the program are sound");
    let words = |languages: &yaml::Yaml| {
        let lists = languages.entries().iter().filter_map(|(_, words)| words.text());
        lists.flat_map(|words| words.split_whitespace().map(key).collect::<Vec<_>>()).collect()
    };
    let own = lists.entries().iter().map(|(name, languages)| (name.clone(), words(languages)));
    let mut own: HashMap<String, Vec<String>> = own.collect();
    for (name, shared) in SHARED {
        let more = Lexicon::shipped().words(shared).iter().map(|word| key(word));
        own.entry((*name).to_owned()).or_default().extend(more);
    }
    own
});

/// The same for those who ask whether a word is in one.
static SETS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let lists = LISTS.iter();
    lists.map(|(name, words)| (name.as_str(), words.iter().map(String::as_str).collect())).collect()
});

/// A word as the lists hold it: `Mitarbeiter_Gespräche` is `mitarbeiter-gesprache`.
pub fn key(word: &str) -> String {
    let folded = plain(word.trim());
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars() {
        let c = if c.is_whitespace() || c == '_' { '-' } else { c };
        if c != '-' || !key.ends_with('-') {
            key.push(c);
        }
    }
    key
}

/// Whether a word, as `key` makes it, is in a list.
pub fn has(list: &str, key: &str) -> bool {
    SETS.get(list).is_some_and(|words| words.contains(key))
}

/// Whether a word is in a list, whatever its case, accents and hyphens.
pub fn holds(list: &str, word: &str) -> bool {
    has(list, &key(word))
}

/// The words of a list, in their order.
pub fn words(list: &str) -> &'static [String] {
    LISTS.get(list).map_or(&[][..], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_spelling() {
        for (list, word) in [
            ("person_folder", "Personen"),
            ("person_folder", "Direct Reports"),
            ("one_on_one", "Entretien individuel"),
            ("template", "Modèles"),
            ("person_key", "team_member"),
        ] {
            assert!(holds(list, word), "{list} {word}");
        }
        assert!(!holds("person_folder", "Projects"));
    }
}
