//! What a line is about: its telling words, whether another line speaks of the same, and which
//! promises may be one.

use crate::records::promise::Action;
use crate::text::lexicon::{Lexicon, key};
use crate::text::span::comparable_words;
use crate::text::words_table::WordSet;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A word of so many letters tells what a line is about.
pub(crate) const RARE_LETTERS: usize = 6;
/// One of so many does so alone.
const ALONE_LETTERS: usize = 10;
/// What is compared with later lines: its telling words, and which of them are written in capitals.
pub(crate) struct Topic {
    words: BTreeSet<String>,
    capitals: BTreeSet<String>,
}

impl Topic {
    pub(crate) fn of(text: &str, but: &BTreeSet<String>) -> Topic {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let capital = parts.filter(|word| {
            word.len() > 2 && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
        });
        let capitals = capital.filter(|word| word.chars().any(char::is_uppercase));
        Topic {
            words: telling_words(text).difference(but).cloned().collect(),
            capitals: capitals.flat_map(telling_words).collect(),
        }
    }

    /// Whether a line speaks of it: by two words, one of them rare, by one that is long or in
    /// capitals; by one that is rare where that is `enough`.
    pub(crate) fn is_spoken_of(&self, text: &str, enough: bool) -> bool {
        if text.is_ascii() && !self.has_word_in(text.as_bytes()) {
            return false;
        }
        let line = telling_words(text);
        let common: Vec<&String> = line.intersection(&self.words).collect();
        let has = |letters: usize| common.iter().any(|word| word.chars().count() >= letters);
        common.len() > 1 && has(RARE_LETTERS)
            || has(ALONE_LETTERS)
            || enough && has(RARE_LETTERS)
            || common.iter().any(|word| self.capitals.contains(*word))
    }
}

impl Topic {
    /// Whether a line of ASCII has one of its words: most lines have none, for which nothing is
    /// taken.
    fn has_word_in(&self, line: &[u8]) -> bool {
        line.split(|byte| !byte.is_ascii_alphanumeric()).any(|word| {
            word.len() >= FEWEST_LETTERS
                && self.words.iter().any(|own| own.as_bytes().eq_ignore_ascii_case(word))
        })
    }
}

/// A word of fewer letters tells nothing.
const FEWEST_LETTERS: usize = 3;

/// Words that tell nothing, as they are compared.
static PALE: LazyLock<WordSet<String>> = LazyLock::new(|| {
    let lists = ["articles", "party", "unfinished"];
    lists.iter().flat_map(|list| Lexicon::shipped().words(list)).map(|word| key(word)).collect()
});

/// The words of a line that tell what it is about, as they are compared.
pub(crate) fn telling_words(text: &str) -> BTreeSet<String> {
    let words = comparable_words(text);
    let telling = words.split(' ').filter(|word| word.chars().count() >= FEWEST_LETTERS);
    let pale = |word: &&str| match word.is_ascii() {
        true => PALE.contains(*word),
        false => PALE.contains(&key(word)),
    };
    telling.filter(|word| !pale(word)).map(str::to_owned).collect()
}

/// Of promises of one side those that are said again in nearly the same words, each with the one
/// before it: three words at least are the same, and one at most stands in the older alone.
pub(crate) fn said_before<'a>(all: &[&'a Action]) -> Vec<(&'a Action, &'a Action)> {
    const FEWEST_COMMON: usize = 3;
    let words: Vec<BTreeSet<String>> =
        all.iter().map(|action| telling_words(&action.text)).collect();
    let is_again = |older: usize, newer: usize| {
        let (before, now) = (words[older].len(), words[newer].len());
        // Most pairs are told by their days and by how many words they have.
        if all[older].opened >= all[newer].opened
            || all[older].ticked_otherwise.is_some()
            || before < FEWEST_COMMON
            || before > now + 1
            || now > before + 2
        {
            return false;
        }
        let common = words[older].intersection(&words[newer]).count();
        let rest = |at: usize| words[at].len() - common;
        common >= FEWEST_COMMON && rest(older) <= 1 && rest(newer) <= 2
    };
    let mut pairs = Vec::new();
    let mut taken = BTreeSet::new();
    for newer in (0..all.len()).rev() {
        let older = (0..all.len()).find(|older| !taken.contains(older) && is_again(*older, newer));
        if let Some(older) = older.filter(|_| !taken.contains(&newer)) {
            taken.extend([older, newer]);
            pairs.push((all[newer], all[older]));
        }
    }
    pairs
}
