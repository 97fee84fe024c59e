//! Tags that are the word of a kind in some language, and are none of ours.

use crate::kind::Kind;
use crate::note::spelling::Spelling;
use crate::note::tag::{HOLDING, TagRef};
use crate::text::lexicon::Lexicon;

/// The kind that a tag says by being a word of a language for it: `#lob`, `#objetivo`.
pub fn kind_of_tag(tag: &str) -> Option<Kind> {
    // Elsewhere `meta` says what a note is about.
    if matches!(tag, "meta" | "metas") || tag.contains('/') {
        return None;
    }
    let lists = [
        ("kinds.goal.words", Kind::Goal),
        ("kinds.high-five.words", Kind::HighFive),
        ("kinds.watch-out.words", Kind::WatchOut),
    ];
    lists.into_iter().find(|(list, _)| Lexicon::shipped().has(list, tag)).map(|(_, kind)| kind)
}

/// Whether a line keeps a tag of no kind: it may hold what the line says, or say a kind in a 1-2-1.
pub(crate) fn keeps_tag(tag: &str) -> bool {
    HOLDING.contains(&tag) || kind_of_tag(tag).is_some()
}

/// Whether a tag of praise or critique stands among these: another beside it may be a name.
pub(crate) fn stand_by_feedback(tags: &[TagRef], spelling: &Spelling) -> bool {
    let mut kinds = tags.iter().filter_map(|tag| spelling.kind_of_tag(&tag.path));
    kinds.any(|(kind, _)| kind.is_feedback())
}
