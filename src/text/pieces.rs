//! Finding one of many short pieces in a text in one pass, whatever the case of ASCII letters.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Pieces to be found.
#[derive(Clone, Debug)]
pub struct Pieces(AhoCorasick);

impl Pieces {
    /// Pieces of text, none of which is empty.
    pub fn new<P: AsRef<[u8]>>(pieces: impl IntoIterator<Item = P>) -> Pieces {
        let built = AhoCorasick::builder().ascii_case_insensitive(true).build(pieces);
        Pieces(built.expect("a few short patterns"))
    }

    /// The same for long texts: slower to make, and three times as fast to look for.
    pub fn for_long_texts<P: AsRef<[u8]>>(pieces: impl IntoIterator<Item = P>) -> Pieces {
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
        Pieces(builder.build(pieces).expect("a few short patterns"))
    }

    /// Whether one of them stands in a text.
    pub fn stand_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where they begin, in order.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        self.0.find_iter(text).map(|found| found.start())
    }

    /// Whether one of them stands in a text with no ASCII letter or digit beside it.
    pub fn stand_alone_in(&self, text: &str) -> bool {
        let is_free = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let bytes = text.as_bytes();
        self.0.find_overlapping_iter(text).any(|found| {
            let before = found.start().checked_sub(1).map(|before| &bytes[before]);
            is_free(before) && is_free(bytes.get(found.end()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_alone_or_in_a_word() {
        let pieces = Pieces::new(["private", "for me"]);
        for (text, inside, alone) in [
            ("Private", true, true),
            ("strictly PRIVATE!", true, true),
            ("privately", true, false),
            ("only for me", true, true),
            ("for mention", true, false),
            ("public", false, false),
            ("", false, false),
        ] {
            assert_eq!(pieces.stand_in(text), inside, "{text}");
            assert_eq!(pieces.stand_alone_in(text), alone, "{text}");
        }
        assert_eq!(pieces.places("a private, PRIVATE word").collect::<Vec<_>>(), [2, 11]);
    }
}
