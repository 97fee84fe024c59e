//! Words of praise and critique that need no sign behind them: in brackets, or in capital letters.

use crate::note::vocabulary::{Sense, Vocabulary};
use crate::text::lexicon::key;

impl Vocabulary {
    /// What such words say at the beginning of a text, and the words behind: `[kudos] great demo`,
    /// `WATCH OUT late twice`.
    pub(super) fn loud<'t>(&self, text: &'t str) -> Option<(Sense, &'t str)> {
        const LEAST: usize = 4;
        const MOST_WORDS: usize = 3;
        let of_feedback = |words: &str| {
            let sense = self.words.get(&key(words)).copied()?;
            sense.kind().filter(|kind| kind.is_sorted_feedback()).map(|_| sense)
        };
        // Most lines begin otherwise.
        let mut bytes = text.bytes();
        if bytes.next()? == b'[' {
            let (inside, rest) = text[1..].split_once(']')?;
            let words = rest.strip_prefix(' ').map(str::trim_start).filter(|rest| !rest.is_empty());
            return Some((of_feedback(inside)?, words?));
        }
        let is_small = |c: char| c.is_lowercase();
        if text.chars().take(2).any(|c| is_small(c) || !c.is_alphabetic()) {
            return None;
        }
        let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS).collect();
        ends.into_iter().rev().find_map(|end| {
            let (head, rest) = (&text[..end], text[end..].trim_start());
            let loud = head.len() >= LEAST && !head.contains(is_small);
            // A line that is all in capitals is a heading.
            let quiet = rest.contains(is_small);
            (loud && quiet).then(|| of_feedback(head)).flatten().map(|sense| (sense, rest))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

    #[test]
    fn words_that_need_no_sign() {
        let (praise, critique) = (Some(Kind::HighFive), Some(Kind::WatchOut));
        for (text, kind, rest) in [
            ("[kudos] great demo", praise, "great demo"),
            ("[Lob] Demo", praise, "Demo"),
            ("[à améliorer] en retard", critique, "en retard"),
            ("KUDOS great demo", praise, "great demo"),
            ("WATCH OUT late twice", critique, "late twice"),
            ("KRITIK zu spät", critique, "zu spät"),
            ("ELOGIO ótima demo", praise, "ótima demo"),
        ] {
            let found = Vocabulary::shipped().loud(text);
            let found = found.map(|(sense, rest)| (sense.kind(), rest));
            assert_eq!(found, Some((kind, rest)), "{text}");
        }
        for text in [
            "[kudos](https://a.b) are here",
            "[kudos]",
            "[ ] kudos",
            "KUDOS AND MORE",
            "Kudos great demo",
            "GOAL learn Go",
            "LOB x",
            "OK then",
        ] {
            assert_eq!(Vocabulary::shipped().loud(text), None, "{text}");
        }
    }
}
