//! Whether words are feedback itself, or may be critique: where it must not be told, what is not
//! sure is not told either.

use crate::kind::Kind;
use crate::note::vocabulary::{Sense, Vocabulary, split_opening};
use crate::text::lexicon::{Lexicon, key};

impl Vocabulary {
    /// What heads praise or critique begins a line of it too, and the other way round; what begins
    /// a goal heads goals.
    pub(super) fn join_words_and_headings(&mut self) {
        for kind in [Kind::HighFive, Kind::WatchOut, Kind::Goal] {
            let sense = Sense::Kind(kind);
            let list = |part: &str| {
                let name = format!("kinds.{}.{part}", kind.word());
                Lexicon::shipped().words(&name).iter().map(|word| key(word))
            };
            for word in list("words") {
                self.headings.entry(word).or_insert(sense);
            }
            // `Thanks` heads praise; a line that begins with it thanks somebody.
            let thanks = |word: &str| {
                ["thanks", "thanked"].iter().any(|list| Lexicon::shipped().has_key(list, word))
            };
            for word in list("headings").filter(|_| kind != Kind::Goal) {
                // With a colon they are a label: `Merci : la démo`.
                let words = if thanks(&word) { &mut self.colon_words } else { &mut self.words };
                words.entry(word).or_insert(sense);
            }
        }
    }

    /// Whether a line is feedback itself, with what stands below on it: `Watch out: too quiet`.
    pub fn says_feedback(&self, text: &str) -> bool {
        let is_feedback = |sense: Sense| match sense {
            Sense::Kind(kind) => kind.is_feedback() || kind == Kind::ForMe,
            Sense::Good | Sense::Bad => true,
            Sense::Given | Sense::Received | Sense::Mood | Sense::Theirs | Sense::Plain => false,
        };
        self.label_of(text).sense.is_some_and(is_feedback)
            && self.opening_words(text).is_some_and(|opening| opening.rest.split(' ').count() > 1)
    }

    /// Whether the first words of a text, or its sign, may be those of critique.
    pub fn may_be_critique(&self, text: &str) -> bool {
        let bad = |sense: Sense| sense.sorted_kind() == Some(Kind::WatchOut);
        if self.opening_words(text).is_some_and(|opening| bad(opening.sense)) {
            return true;
        }
        let bare = text.trim_start_matches(['*', '_', ' ']);
        let lexicon = Lexicon::shipped();
        let mut signs = lexicon.words("signs.watch-out").iter().filter(|sign| !sign.is_ascii());
        let head = split_opening(bare).map_or("", |(head, _)| head);
        signs.any(|sign| bare.starts_with(sign.as_str()))
            || self.label_of(head).sense.is_some_and(bad)
            || lexicon.has("may_be_critique", head)
            || begins_with_critique(bare)
    }
}

/// `watch out, Luca talks too long`: the words of critique, and then no colon.
fn begins_with_critique(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '-');
    let mut ends = ends.map(|(at, _)| at).take(MOST_WORDS);
    ends.any(|end| Lexicon::shipped().has("kinds.watch-out.words", &text[..end]))
}
