//! A late save taken into the note, three ways: what it was written from, what was saved, what
//! stands there now.
//!
//! Only a person's lines are merged; the regions stay as they are now. Lines added at one place
//! by both sides are both kept. Where both changed the same lines nothing is merged: the caller
//! keeps the save beside the note.

use crate::diagnostic::diagnostic::Placer;
use crate::note::front_matter::{Fence, FrontMatter};
use crate::note::region;
use crate::note::region::Region;
use crate::text::diff::{merge_three, with_added};
use crate::text::ids::NotePath;
use crate::text::span::LineIndex;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Every word of the late save is in the note already.
    Same,
    /// The note's new text.
    Text(String),
    /// Both changed the same lines, or the regions cannot be told.
    Overlap,
}

/// Longer notes are not merged line by line: the time it takes grows with the square.
const MOST_LINES: usize = 20_000;

/// Merges the save `late`, made from `base`, into the text `now`.
pub fn merge_save(path: &NotePath, base: &str, late: &str, now: &str) -> Merged {
    let [Some(old), Some(theirs), Some(ours)] =
        [base, late, now].map(|text| Some((text, region::of_text(text)?)))
    else {
        return Merged::Overlap;
    };
    let [old, theirs, plain] =
        [&old, &theirs, &ours].map(|(text, found)| empty_regions(text, found));
    if theirs == old || theirs == plain {
        return Merged::Same;
    }
    let Some(merged) = merge_texts(&old, &theirs, &plain) else { return Merged::Overlap };
    let Some(filled) = fill_regions(&merged, now, &ours.1) else { return Merged::Overlap };
    if !front_reads(path, [late, now], &filled) {
        return Merged::Overlap;
    }
    if filled == now { Merged::Same } else { Merged::Text(filled) }
}

/// Puts what was added in the save `theirs`, made from `base`, into the text `now`. Nothing is
/// taken out of it: a line that they changed stands there in both ways.
pub fn add_lines(path: &NotePath, base: &str, theirs: &str, now: &str) -> Merged {
    let own = |text: &str| region::of_text(text).map(|found| empty_regions(text, &found));
    let (Some(old), Some(theirs)) = (own(base), own(theirs)) else { return Merged::Overlap };
    merge_save(path, &old, &with_added(&old, &theirs), now)
}

/// Whether every line that a person wrote in `text` stands in `now` as often.
pub fn holds_all_lines(now: &str, text: &str) -> bool {
    let own = |text: &str| region::of_text(text).map(|found| empty_regions(text, &found));
    let (Some(now), Some(text)) = (own(now), own(text)) else { return false };
    let mut there: Vec<&str> = now.lines().map(str::trim_end).collect();
    there.sort_unstable();
    let mut wanted: Vec<&str> = text.lines().map(str::trim_end).collect();
    wanted.sort_unstable();
    let mut there = there.into_iter().peekable();
    wanted.into_iter().filter(|line| !line.is_empty()).all(|line| {
        while there.next_if(|present| *present < line).is_some() {}
        there.next_if(|present| *present == line).is_some()
    })
}

/// Whether the same stands in the regions of both texts.
pub fn same_regions(one: &str, other: &str) -> bool {
    let bodies = |text: &str| {
        let found = region::of_text(text)?;
        Some(found.iter().map(|region| region.body.of(text).to_owned()).collect::<Vec<String>>())
    };
    bodies(one).is_some_and(|one| Some(one) == bodies(other))
}

/// Whether the front matter of a merged text can be read where that of both sides could: a key that
/// both added stands there twice, and a conflict shows both.
pub(crate) fn front_reads(path: &NotePath, sides: [&str; 2], text: &str) -> bool {
    let reads = |text: &str| {
        let index = LineIndex::new(text);
        let placer = Placer::new(path, text, &index);
        let (front, said) = FrontMatter::read(text, Fence::find(text), &placer);
        !front.is_unreadable() && said.is_none()
    };
    reads(text) || !sides.into_iter().all(reads)
}

/// The text with its marker lines and nothing between them.
fn empty_regions(text: &str, found: &[Region]) -> String {
    let mut rest = text.to_owned();
    for region in found.iter().rev() {
        rest.replace_range(region.body.start..region.body.end, "");
    }
    rest
}

/// The text with the regions' bodies as they are in `now`; nothing when it does not read so.
fn fill_regions(merged: &str, now: &str, bodies: &[Region]) -> Option<String> {
    let mut text = merged.to_owned();
    for region in region::of_text(merged)?.iter().rev() {
        if let Some(body) = bodies.iter().find(|body| body.name == region.name) {
            text.replace_range(region.body.start..region.body.end, body.body.of(now));
        }
    }
    let found = region::of_text(&text)?;
    (empty_regions(&text, &found) == merged).then_some(text)
}

fn merge_texts(base: &str, late: &str, now: &str) -> Option<String> {
    let longest = [base, late, now].map(|text| text.lines().count()).into_iter().max();
    if longest > Some(MOST_LINES) { None } else { merge_three(base, late, now) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "<!-- vault121:begin a -->\n";
    const END: &str = "<!-- vault121:end a -->\n";

    fn note(above: &str, body: &str, below: &str) -> String {
        format!("{above}{A}\n{body}\n\n{END}{below}")
    }

    fn check(base: &str, late: &str, now: &str, expected: &Merged) {
        let path = NotePath::new("a.md").unwrap();
        assert_eq!(merge_save(&path, base, late, now), *expected, "{late:?} into {now:?}");
    }

    #[test]
    fn a_late_save_and_what_was_written_since_are_both_kept() {
        let base = note("top\n", "old", "below\n");
        let text = |above: &str, body: &str, below: &str| Merged::Text(note(above, body, below));
        let now = note("top\n", "new", "below\n");
        let late = note("top\nmine\n", "old", "below\n");
        check(&base, &late, &now, &text("top\nmine\n", "new", "below\n"));
        let late = note("top\n", "old", "below\none\n");
        let now = note("top\n", "new", "below\ntwo\n");
        check(&base, &late, &now, &text("top\n", "new", "below\none\ntwo\n"));
        let late = note("top\n", "old", "below\none");
        check(&base, &late, &now, &text("top\n", "new", "below\none\ntwo\n"));
        let late = note("top\n", "old", "below\none\n");
        let now = note("top\n", "new", "below\none\ntwo\n");
        check(&base, &late, &now, &Merged::Text(now.clone()).same(&now));
        check(&base, &note("top\n", "edited", "below\n"), &now, &Merged::Same);
    }

    #[test]
    fn where_both_changed_a_line_nothing_is_merged() {
        let base = note("top\n", "old", "below\n");
        check(&base, &note("mine\n", "old", ""), &note("theirs\n", "new", ""), &Merged::Overlap);
        check(&base, &format!("{A}broken\n"), &base, &Merged::Overlap);
    }

    #[test]
    fn a_note_holds_a_text_when_no_line_of_it_is_missing() {
        let now = note("one\ntwo\n", "x", "two\n");
        assert!(holds_all_lines(&now, &note("two\none\n", "y", "")));
        assert!(holds_all_lines(&now, "two\n\ntwo\n"));
        assert!(!holds_all_lines(&now, "two\ntwo\ntwo\n"));
        assert!(!holds_all_lines(&now, "three\n"));
    }

    impl Merged {
        fn same(self, now: &str) -> Merged {
            if self == Merged::Text(now.to_owned()) { Merged::Same } else { self }
        }
    }
}
