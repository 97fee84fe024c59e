//! Finding words and phrases of several words in one pass over a text, whatever stands between the
//! words and whatever the case of ASCII letters. Nothing is taken for it, and most words of a text
//! are left after a look at their first letter and their length.

use crate::text::words_table::{Shapes, WordMap};

/// Words in small letters.
type SmallWords = Vec<Box<[u8]>>;

/// Phrases to be found.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// The words before the last one, by the last one.
    before: WordMap<Box<[u8]>, Vec<SmallWords>>,
    /// What last words look like.
    shapes: Shapes,
    longest: usize,
    /// A phrase is not of ASCII letters: any text may hold it.
    any: bool,
}

/// What a word is made of.
const IN_WORD: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0);
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

impl Phrases {
    /// Phrases, each with its words.
    pub fn new<W: AsRef<str>>(phrases: impl IntoIterator<Item = impl AsRef<[W]>>) -> Phrases {
        let (before, shapes) = (WordMap::default(), Shapes::default());
        let mut found = Phrases { before, shapes, longest: 0, any: false };
        for phrase in phrases {
            let words = phrase.as_ref().iter().map(|word| word.as_ref().to_ascii_lowercase());
            let mut words: SmallWords = words.map(|word| word.into_bytes().into()).collect();
            found.any |= words.iter().flatten().any(|byte| !IN_WORD[usize::from(*byte)]);
            let Some(last) = words.pop() else { continue };
            found.shapes.add(&last);
            found.longest = found.longest.max(last.len());
            found.before.entry(last).or_default().push(words);
        }
        found
    }

    /// Whether one of them stands in a text of ASCII. Of another text only a no is sure: a letter
    /// that is none of ASCII ends a word.
    pub fn stand_in(&self, text: &str) -> bool {
        if self.any {
            return true;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !IN_WORD[usize::from(bytes[at])] {
                at += 1;
                continue;
            }
            let start = at;
            while at < bytes.len() && IN_WORD[usize::from(bytes[at])] {
                at += 1;
            }
            let word = &bytes[start..at];
            if self.shapes.fit(word) && self.end_with(word, &bytes[..start]) {
                return true;
            }
        }
        false
    }

    /// Whether one of them ends with this word behind this text.
    fn end_with(&self, last: &[u8], before: &[u8]) -> bool {
        let mut room = [0; 64];
        let found = match room.get_mut(..last.len()) {
            _ if last.len() > self.longest => None,
            Some(lower) => {
                lower.copy_from_slice(last);
                lower.make_ascii_lowercase();
                self.before.get(&*lower)
            }
            None => self.before.get(last.to_ascii_lowercase().as_slice()),
        };
        found.is_some_and(|phrases| phrases.iter().any(|words| ends_with(before, words)))
    }
}

/// Whether a text ends with these words.
fn ends_with(text: &[u8], words: &[Box<[u8]>]) -> bool {
    let mut left = text;
    words.iter().rev().all(|word| {
        let end = left.iter().rposition(|byte| IN_WORD[usize::from(*byte)]);
        let Some(from) = end.and_then(|end| (end + 1).checked_sub(word.len())) else {
            return false;
        };
        let (before, there) = left.split_at(from);
        left = before;
        there[..word.len()].eq_ignore_ascii_case(word)
            && before.last().is_none_or(|byte| !IN_WORD[usize::from(*byte)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_as_words_whatever_is_between_them() {
        let phrases = Phrases::new([vec!["private"], vec!["for", "me"], vec!["do", "not", "show"]]);
        for (text, expected) in [
            ("Private", true),
            ("strictly PRIVATE!", true),
            ("privately", false),
            ("a-private-b", true),
            ("only for me", true),
            ("For  **me**", true),
            ("forme", false),
            ("for mention", false),
            ("therefor me", false),
            ("me for", false),
            ("me", false),
            ("do, not: show", true),
            ("do show", false),
            ("not show", false),
            ("undo not show", false),
            ("caf\u{e9}private", true),
            ("", false),
            ("private1", false),
        ] {
            assert_eq!(phrases.stand_in(text), expected, "{text}");
        }
        let long = "x".repeat(70);
        assert!(
            Phrases::new([vec![long.as_str()]]).stand_in(&format!("a {} b", long.to_uppercase()))
        );
        assert!(!Phrases::new([vec!["y"; 3]]).stand_in("y y"));
        assert!(Phrases::new([vec!["б"]]).stand_in("only a no is sure"));
    }
}
