//! Which of two counterparts stand in a note, praise and critique: `Keep` and `Stop`, `Praise` and
//! `Improve`.

use crate::kind::Kind;
use crate::note::vocabulary::Sense;
use crate::text::lexicon::Lexicon;

/// The counterparts among the headings and labels of a note, or among its signs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PoleCount {
    good: bool,
    bad: bool,
    /// Words of praise itself: `Kudos`.
    praise: bool,
    /// Critique where praise is written too: `Improve`.
    improves: bool,
}

impl PoleCount {
    /// Takes in what a heading, a label or the first words of `text` say.
    pub(crate) fn add(&mut self, sense: Option<Sense>, text: &str) {
        let kind = sense.and_then(Sense::sorted_kind);
        self.good |= sense == Some(Sense::Good);
        // `Strengths` beside `To improve` is no less praise than beside `Weaknesses`.
        self.bad |= kind == Some(Kind::WatchOut);
        self.praise |= kind == Some(Kind::HighFive);
        self.improves |= sense == Some(Sense::Bad) && improves(text);
    }

    pub(crate) fn any(self) -> bool {
        self.good || self.bad
    }

    /// Whether both stand there; `praised`: the vault has words of praise elsewhere.
    pub(crate) fn both(self, praised: bool) -> bool {
        self.good && self.bad || self.improves && (self.praise || praised)
    }
}

/// Whether a label is a word for what is to be done better: `**Improve:** …`.
fn improves(text: &str) -> bool {
    let bare = text.trim_start_matches(['*', '_', '#', ' ', '-']);
    let end = bare.find([':', '*', '_', '–', '—']).unwrap_or(bare.len());
    Lexicon::shipped().has("improves", bare[..end].trim_end_matches([' ', '-']))
}
