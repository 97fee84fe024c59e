//! The words by which people and 1-2-1s are recognised: those of each language's file, and more.
//!
//! Compared as `key` makes them, with one kind of hyphen: they stand in paths.

use crate::text::lexicon::Lexicon;
use crate::text::span::{in_two_letters, without_accents};
use crate::text::word_files;
use crate::text::words_table::WordMap;
use crate::text::yaml::Yaml;
use std::collections::BTreeMap;
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
    ("no_person", "private"),
    ("private", "private"),
    ("one_on_one", "one_on_ones.strong"),
    ("one_on_one_short", "one_on_ones.short"),
    ("one_on_one_doubtful", "one_on_ones.doubtful"),
    ("meeting", "one_on_ones.weak"),
    ("joining", "with"),
    ("week", "weeks"),
    ("date_key", "date_labels"),
];

/// The words of each list, in their order.
static LISTS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let text = include_str!("../../templates/words/people.yml");
    let lists = word_files::read(text);
    let words = |languages: &Yaml| {
        let lists = languages.entries().iter().filter_map(|(_, words)| words.text());
        lists.flat_map(|words| words.split_whitespace().map(key).collect::<Vec<_>>()).collect()
    };
    let own = lists.entries().iter().map(|(name, languages)| (name.clone(), words(languages)));
    let mut own: BTreeMap<String, Vec<String>> = own.collect();
    for (name, shared) in SHARED {
        let written = Lexicon::shipped().words(shared).iter();
        // `Gespraech`, as names of files have it.
        let in_two = written.clone().filter_map(|word| Some(key(&in_two_letters(word)?)));
        let more = written.map(|word| key(word)).chain(in_two);
        own.entry((*name).to_owned()).or_default().extend(more);
    }
    own
});

/// The lists that each word is in: most words that are asked for are in none.
static WORDS: LazyLock<WordMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: WordMap<&str, Vec<&str>> = WordMap::default();
    for (name, words) in LISTS.iter() {
        words.iter().for_each(|word| lists.entry(word).or_default().push(name));
    }
    lists
});

/// No word of a list has more bytes.
static LONGEST: LazyLock<usize> =
    LazyLock::new(|| WORDS.keys().map(|word| word.len()).max().unwrap_or(0));

/// A word as the lists hold it: `Mitarbeiter_Gespräche` is `mitarbeiter-gesprache`.
pub fn key(word: &str) -> String {
    let folded = without_accents(word.trim());
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
    key.len() <= *LONGEST && WORDS.get(key).is_some_and(|lists| lists.contains(&list))
}

/// Whether a word is in a list, whatever its case, accents and hyphens.
pub fn holds(list: &str, word: &str) -> bool {
    is_in(&[list], word)
}

/// Whether a word is in one of these lists.
pub fn is_in(lists: &[&str], word: &str) -> bool {
    let word = word.trim();
    let held =
        |key: &str| WORDS.get(key).is_some_and(|held| held.iter().any(|l| lists.contains(l)));
    if !word.is_ascii() {
        let key = key(word);
        return key.len() <= *LONGEST && held(&key);
    }
    // Asked for each part of each path: no memory is taken for it.
    let mut room = [0; MOST_ASCII_BYTES];
    let mut len = 0;
    for byte in word.bytes() {
        let byte = match byte {
            b'_' => b'-',
            b'\x0b' => b'-',
            byte if byte.is_ascii_whitespace() => b'-',
            byte => byte.to_ascii_lowercase(),
        };
        if byte == b'-' && len > 0 && room[len - 1] == b'-' {
            continue;
        }
        if len == room.len() {
            return false;
        }
        room[len] = byte;
        len += 1;
    }
    std::str::from_utf8(&room[..len]).is_ok_and(held)
}

/// No word of a list has more bytes; a test holds it.
const MOST_ASCII_BYTES: usize = 64;

/// The words of a list, in their order.
pub fn words(list: &str) -> &'static [String] {
    LISTS.get(list).map_or(&[][..], Vec::as_slice)
}

/// The words of all lists.
pub fn all_words() -> impl Iterator<Item = &'static str> {
    LISTS.values().flatten().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_longer_than_the_room_for_it() {
        assert!(*LONGEST <= MOST_ASCII_BYTES);
    }

    #[test]
    fn a_word_is_found_as_its_key_is() {
        for word in WORDS.keys().copied().chain(["Direct_Reports", " One On_One ", "x\ty", ""]) {
            for list in LISTS.keys() {
                let mixed = word.to_uppercase();
                for word in [word, mixed.as_str()] {
                    assert_eq!(holds(list, word), has(list, &key(word)), "{list} {word}");
                }
            }
        }
    }

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
