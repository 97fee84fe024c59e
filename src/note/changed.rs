//! Which lines of a note a save changed, as far as what they say goes: so that a save costs what
//! its lines concern, and not everybody of whom the note speaks.
//!
//! It may name a line too many and never one too few: what stands below or above a changed line
//! counts as changed, for they are read together. (A paragraph may answer the question before it;
//! whom that concerns is whom the note is about.)

use crate::note::closing::Closing;
use crate::note::item::{Field, Item, Marks, Mention};
use crate::note::parse::{Heading, Note};
use std::collections::BTreeSet;

/// Lines of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineSet {
    /// All of them.
    All,
    /// These, from 1.
    These(BTreeSet<u32>),
}

impl LineSet {
    /// Whether a line is among them.
    pub fn holds_line(&self, line: u32) -> bool {
        match self {
            LineSet::All => true,
            LineSet::These(lines) => lines.contains(&line),
        }
    }
}

/// The lines that say something else: those that are gone, by their places before, and those that
/// came, by their places now. All, where the note as a whole says something else.
pub fn changed_lines(before: Option<&Note>, after: &Note) -> (LineSet, LineSet) {
    let Some(before) = before.filter(|before| is_same_but_items(before, after)) else {
        return (LineSet::All, LineSet::All);
    };
    let (old, new) = (&before.items, &after.items);
    let same = |at: &usize| {
        let (old, new) = (&old[*at], &new[*at]);
        says_the_same(old, new) && old.parent() == new.parent()
    };
    let head = (0..old.len().min(new.len())).take_while(same).count();
    let moved = |at: &usize| {
        let (old_at, new_at) = (old.len() - 1 - at, new.len() - 1 - at);
        let (old, new) = (&old[old_at], &new[new_at]);
        // It stands under the same line: one above all that changed, or one that moved with it.
        let under = match (old.parent(), new.parent()) {
            (Some(old), Some(new)) if old >= head => new >= head && old_at - old == new_at - new,
            (old, new) => old == new,
        };
        says_the_same(old, new) && under
    };
    let tail = (0..old.len().min(new.len()) - head).take_while(moved).count();
    (read_with(old, head, old.len() - tail), read_with(new, head, new.len() - tail))
}

/// Whether two states of a note differ in nothing but their items.
fn is_same_but_items(before: &Note, after: &Note) -> bool {
    let same = |(a, b): (&Heading, &Heading)| {
        (&a.text, a.level, a.parent, &a.names) == (&b.text, b.level, b.parent, &b.names)
    };
    let closing = |(a, b): (&Closing, &Closing)| (a.audience, a.why) == (b.audience, b.why);
    before.front == after.front
        && before.closings.len() == after.closings.len()
        && before.closings.iter().zip(&after.closings).all(closing)
        && before
            .seasons
            .iter()
            .map(|line| &line.value)
            .eq(after.seasons.iter().map(|line| &line.value))
        && before.first_heading == after.first_heading
        && before.headings.len() == after.headings.len()
        && before.headings.iter().zip(&after.headings).all(same)
        && before.has_words == after.has_words
        && before.generated == after.generated
        && before.refused == after.refused
        && before.regions.is_some() == after.regions.is_some()
}

/// Whether two items say the same, wherever they stand.
fn says_the_same(a: &Item, b: &Item) -> bool {
    let mention = |(a, b): (&Mention, &Mention)| (&a.names, a.at) == (&b.names, b.at);
    let field =
        |(a, b): (&Field, &Field)| (&a.key, &a.value, a.style) == (&b.key, &b.value, b.style);
    (a.task, a.listed, a.quoted, a.heading()) == (b.task, b.listed, b.quoted, b.heading())
        && a.words == b.words
        && a.mentions.len() == b.mentions.len()
        && a.mentions.iter().zip(&b.mentions).all(mention)
        && a.fields.len() == b.fields.len()
        && a.fields.iter().zip(&b.fields).all(field)
        && without_places(a) == without_places(b)
}

/// What the marks of an item say besides its fields. They are named one by one, so that a new one
/// is not forgotten. Slips hold places: they are rare, and are compared as a whole.
fn without_places(item: &Item) -> impl PartialEq + '_ {
    let Marks {
        kinds,
        tag_first,
        spellings,
        skills,
        ways,
        tags,
        performance,
        was,
        fields: _,
        block_id,
        nearly,
        closes,
        closes_alone,
        struck,
        closed,
        named,
        named_alone,
        slips,
    } = &**item;
    let names = ((kinds, tag_first), spellings, skills, ways, tags, was, block_id, nearly);
    (names, (performance, closes, closes_alone, struck, closed), (named, named_alone, slips))
}

/// The lines of the items `from..to`, and of all that stand under the same first line as one of
/// them.
fn read_with(items: &[Item], from: usize, to: usize) -> LineSet {
    let mut top: Vec<usize> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        // Parents stand before their children.
        top.push(item.parent().map_or(at, |parent| top[parent]));
    }
    let tops: BTreeSet<usize> = top[from..to].iter().copied().collect();
    let lines = items.iter().zip(&top).filter(|(_, top)| tops.contains(top));
    LineSet::These(lines.map(|(item, _)| item.place.line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::spelling::Spelling;
    use crate::text::ids::NotePath;

    #[track_caller]
    fn check(before: &str, after: &str, gone: &[u32], came: &[u32]) {
        let path = NotePath::new("a.md").unwrap();
        let note = |text: &str| Note::parse(&path, text.as_bytes(), &Spelling::default()).0;
        let these = |lines: &[u32]| LineSet::These(lines.iter().copied().collect());
        assert_eq!(changed_lines(Some(&note(before)), &note(after)), (these(gone), these(came)));
    }

    #[test]
    fn a_line_that_is_new_or_gone() {
        check("- a\n- b\n- c\n- d\n", "- a\n- b\n- x\n- d\n", &[3], &[3]);
        check("- a\n- b\n- c\n", "- a\n- b\n- c\n- d\n", &[], &[4]);
        check("- a\n- b\n- c\n", "- a\n- c\n", &[2], &[]);
        check("- a\n", "- a\n", &[], &[]);
    }

    #[test]
    fn what_stands_below_and_above_is_read_with_it() {
        let before = "- a\n- b\n  - c\n    - d\n- e\n- f\n";
        check(before, &before.replace('c', "x"), &[2, 3, 4], &[2, 3, 4]);
        check(before, &before.replace("- b", "- y"), &[2, 3, 4], &[2, 3, 4]);
        // A line that is put under another one says something else.
        check("- a\n- b\n- c\n- d\n", "- a\n  - b\n- c\n- d\n", &[2], &[1, 2]);
        // As far from its parent as before, and that is another one.
        check("- a\n- b\n  - c\n", "- a\n  - c\n", &[2, 3], &[1, 2]);
    }

    #[test]
    fn whatever_closes_a_line_changes_it() {
        for form in ["[audience: lead]", "#private", "(lead)", "#audience/lead", "audiance:: lead"]
        {
            let before = "- a\n- #high-five b\n- c\n";
            check(before, &before.replace(" b", &format!(" b {form}")), &[2], &[2]);
        }
        check("- a\n- #goal/x b\n", "- a\n- ~~#goal/x b~~\n", &[2], &[2]);
        check("- a\n- [ ] b\n", "- a\n- [ ] b #alice\n", &[2], &[2]);
        check("- a\n- b\n", "- a\n- b #gaol/x\n", &[2], &[2]);
    }

    #[test]
    fn what_closes_a_part_of_a_note_changes_all() {
        let path = NotePath::new("a.md").unwrap();
        let note = |text: &str| Note::parse(&path, text.as_bytes(), &Spelling::default()).0;
        let all = (LineSet::All, LineSet::All);
        let open = "- a\n\nwords\n\n- b\n";
        for closed in ["**Private**", "> [!private]", "#private"] {
            let closed = open.replace("words", closed);
            assert_eq!(changed_lines(Some(&note(open)), &note(&closed)), all, "{closed}");
            assert_eq!(changed_lines(Some(&note(&closed)), &note(open)), all, "{closed}");
        }
    }

    #[test]
    fn another_heading_changes_all() {
        let path = NotePath::new("a.md").unwrap();
        let note = |text: &str| Note::parse(&path, text.as_bytes(), &Spelling::default()).0;
        let all = (LineSet::All, LineSet::All);
        assert_eq!(changed_lines(Some(&note("# a\n- b\n")), &note("# c\n- b\n")), all);
        assert_eq!(changed_lines(None, &note("- b\n")), all);
    }
}
