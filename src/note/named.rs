//! Forms that name who alone reads a line, or who must not know of it: `(Nora only)`, `(without
//! Alice)`, `@private`. Whether somebody is called so is for those who know people.

use crate::note::privacy_words::{WORDS, split};
use serde::{Deserialize, Serialize};

/// What a form says of somebody by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NamedReaders {
    /// Nobody but them reads it: it closes where they are the lead.
    Only(String),
    /// They are not to know of it: it closes where there is such a person.
    Without(String),
    /// A word such as `private` behind an `@`: it closes where nobody is called so.
    Word(String),
    /// `[P]` at the beginning of a line: it closes where nobody's name begins so.
    Initial(String),
}

/// A longer form is a sentence.
const MOST_BYTES: usize = 48;
/// Names have no more words.
const MOST_NAME_WORDS: usize = 3;
/// Two or three readers have no more words together.
const MOST_READER_WORDS: usize = 4;

/// What a form that stands apart says: the words in brackets, a heading, a label, a tag.
pub fn read(form: &str) -> Option<NamedReaders> {
    if form.len() > MOST_BYTES || !WORDS.may_name_apart(form) {
        return None;
    }
    let words = split(&form.replace("'s", "").replace("’s", ""));
    only_reader(&words).or_else(|| all_but(&words))
}

/// The same of what says that nobody else reads it, and nothing else.
pub fn read_only(form: &str) -> Option<NamedReaders> {
    read(form).filter(|named| matches!(named, NamedReaders::Only(_)))
}

/// `Nora only`, `only for Nora`, `Nora's eyes only`.
fn only_reader(words: &[String]) -> Option<NamedReaders> {
    let is_only = |word: &&String| WORDS.only.contains(*word);
    let is_name = |word: &&String| !is_only(word) && !WORDS.before.contains(*word);
    let name: Vec<&str> = words.iter().filter(is_name).map(String::as_str).collect();
    let fits = (1..=MOST_READER_WORDS).contains(&name.len());
    let fits = fits && words.iter().any(|word| is_only(&word));
    fits.then(|| NamedReaders::Only(name.join(" ")))
}

/// `not Alice`, `w/o Alice`, `behind Alice's back`.
fn all_but(words: &[String]) -> Option<NamedReaders> {
    let away = WORDS.away.iter().filter(|away| words.starts_with(away));
    let name = &words[away.map(Vec::len).max()?..];
    let behind = name.iter().rev().take_while(|word| WORDS.back.contains(*word)).count();
    let name = &name[..name.len() - behind];
    let fits = (1..=MOST_NAME_WORDS).contains(&name.len());
    fits.then(|| NamedReaders::Without(name.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_name_a_reader_or_somebody_who_is_none() {
        let only = |name: &str| Some(NamedReaders::Only(name.to_owned()));
        let without = |name: &str| Some(NamedReaders::Without(name.to_owned()));
        for (form, expected) in [
            ("Nora only", only("nora")),
            ("only Nora", only("nora")),
            ("for Nora only", only("nora")),
            ("Nora's eyes only", only("nora")),
            ("nur Nora", only("nora")),
            ("seulement Nora", only("nora")),
            ("solo Nora", only("nora")),
            ("apenas Nora", only("nora")),
            ("alleen Nora", only("nora")),
            ("[[Nora Quist]] only", only("nora quist")),
            ("not Alice", without("alice")),
            ("w/o Alice", without("alice")),
            ("without @alice", without("alice")),
            ("behind Alice's back", without("alice")),
            ("ohne Alice", without("alice")),
            ("hinter Alices Rücken", without("alices")),
            ("sans Alice", without("alice")),
            ("a espaldas de Alice", without("alice")),
            ("sem Alice", without("alice")),
            ("all'insaputa di Alice", without("alice")),
            ("achter de rug van Alice", without("alice")),
            ("only", None),
            ("Alice", None),
            ("plan the offsite for the whole team without Alice", None),
            ("only Nora can ever sign a contract", None),
        ] {
            assert_eq!(read(form), expected, "{form}");
        }
    }
}
