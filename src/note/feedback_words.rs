//! The words of praise, critique and goals: where they head and where they begin, and whether words
//! may be critique. Where it must not be told, what is not sure is not told either.

use crate::kind::Kind;
use crate::note::vocabulary::{Sense, Vocabulary, split_opening};
use crate::text::lexicon::{Lexicon, key};

impl Vocabulary {
    /// `Goals for the year`, `Objectif du trimestre`, `Doelen 2027`: goals, and the time in which
    /// they are to be reached.
    pub(super) fn goal_of_time(&self, text: &str) -> Option<Sense> {
        const MOST_WORDS: usize = 6;
        let lexicon = Lexicon::shipped();
        let whole = key(text);
        let words: Vec<&str> = whole.split(' ').collect();
        let is_time = |word: &str| {
            lexicon.has("time_spans", word)
                || word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let last = words.last().filter(|last| words.len() <= MOST_WORDS && is_time(last));
        let rest = last.map(|_| &words[..words.len() - 1])?;
        let joints = rest.iter().rev().take_while(|word| lexicon.has("time_span_joints", word));
        let goal = rest[..rest.len() - joints.count()].join(" ");
        self.headings.get(&goal).copied().filter(|sense| sense.kind() == Some(Kind::Goal))
    }

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
