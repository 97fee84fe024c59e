//! `not`: the edit that says of a line, a section or a note that it is not to be read.
//!
//! The changed note is read again before it is offered: the line and what stands below it must say
//! nothing, and every other line what it said.

use crate::note::front_matter::Fence;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::spelling::Spelling;
use crate::note::unread::FIELD;
use crate::pages::actions::with_field;
use crate::pages::front_line;
use crate::pages::line::LineEdit;
use crate::pages::selector::Refusal;
use crate::text::ids::digest;
use crate::text::span::{LineIndex, last_word, line_ending};

/// The edit of the line `line` of a note: an item's or a heading's.
///
/// # Errors
/// Why the line has to stay as it is.
pub fn line(note: &Note, text: &str, line: u32, spelling: &Spelling) -> Result<LineEdit, Refusal> {
    let item = note.items.iter().position(|item| item.place.line == line);
    let heading = note.headings.iter().position(|heading| heading.place.line == line);
    let edits = match (item, heading) {
        (_, Some(_)) => heading_edit(text, line).into_iter().collect(),
        (Some(at), None) => with_field(text, &note.items[at], ("read", "no")),
        (None, None) => {
            let why = format!("nothing is read at line {line} of `{}`", note.path);
            let hint = "name the line where an item, a heading or a section begins; the path \
                        alone takes the whole note";
            return Err(Refusal::new(why, hint));
        }
    };
    if says_so(note, text, line) {
        let why = format!("`{}:{line}` is not read already", note.path);
        return Err(Refusal::new(why, "nothing is left to do"));
    }
    let good = edits.into_iter().find(|edit| {
        let new = edit.apply(text).ok();
        new.is_some_and(|new| only_here(note, &new, (item, heading), spelling))
    });
    good.ok_or_else(|| {
        let why = "the line is written in a way that is not safe to change";
        Refusal::new(why, format!("write `{FIELD}` into {}:{line} in your editor", note.path))
    })
}

/// The edit that says of a whole note that it is not to be read; nothing where its front matter is
/// not closed.
pub fn note(text: &str) -> Option<LineEdit> {
    let index = LineIndex::new(text);
    let ending = line_ending(text);
    let read = format!("read: no{ending}");
    let (at, after) = match Fence::find(text) {
        Fence::Open(_) => return None,
        Fence::Closed { yaml, .. } => {
            let first = index.line0(yaml.start);
            let count = yaml.of(text).lines().count();
            let line = |at: usize| index.line_span(text, at).of(text);
            let own = |at: &usize| line(*at).split(':').next().unwrap_or("") == "read";
            if (first..first + count).any(|at| own(&at)) {
                return front_line::set_keys(text, &[("read", "no".to_owned())])?.pop();
            }
            // Below the fence, which is a line of three dashes.
            (first - 1, format!("{}{ending}read: no", line(first - 1)))
        }
        Fence::None(_) => {
            let line = index.line_span(text, 0).of(text);
            let words = line.trim_start_matches('\u{feff}');
            let mark = &line[..line.len() - words.len()];
            (0, format!("{mark}---{ending}{read}---{ending}{ending}{words}"))
        }
    };
    let before = index.line_span(text, at).of(text).to_owned();
    let line = u32::try_from(at + 1).ok()?;
    Some(LineEdit { line, before: Some(before), after, note: digest(text) })
}

/// The field behind the words of a heading, before its closing signs and its block id.
fn heading_edit(text: &str, line: u32) -> Option<LineEdit> {
    let index = LineIndex::new(text);
    let before = index.line_span(text, line as usize - 1).of(text);
    let mut end = before.trim_end().len();
    if before[..end].trim_start().starts_with('#') {
        end = before[..end].trim_end_matches('#').trim_end().len().max(1);
    }
    let word = last_word(&before[..end]);
    if before[word..end].starts_with('^') {
        end = before[..word].trim_end().len();
    }
    let after = format!("{} {FIELD}{}", &before[..end], &before[end..]);
    Some(LineEdit { line, before: Some(before.to_owned()), after, note: digest(text) })
}

/// Whether the line says it already.
fn says_so(note: &Note, text: &str, line: u32) -> bool {
    let index = LineIndex::new(text);
    let written = index.line_span(text, line as usize - 1).of(text);
    let is_silent = |item: &Item| item.place.line == line && is_silent(item);
    let heads = note.headings.iter();
    let mut heads = heads.filter(|heading| heading.place.line == line);
    written.contains("read::")
        && (note.items.iter().any(is_silent) || heads.any(|heading| heading.text.is_empty()))
}

fn is_silent(item: &Item) -> bool {
    item.words.is_empty() && item.task.is_none() && item.kinds.is_empty()
}

/// Whether a new text says nothing at the line and below it, and all else as before.
fn only_here(
    old: &Note,
    new: &str,
    (item, heading): (Option<usize>, Option<usize>),
    spelling: &Spelling,
) -> bool {
    let (new, _) = Note::parse(&old.path, new.as_bytes(), spelling);
    let same = new.items.len() == old.items.len() && new.headings.len() == old.headings.len();
    if !same || new.regions != old.regions || new.refused.is_some() {
        return false;
    }
    let heading_above = |at: Option<usize>| {
        std::iter::successors(at, |at| old.headings[*at].parent).any(|at| Some(at) == heading)
    };
    let below = |at: usize| {
        std::iter::successors(Some(at), |at| old.items[*at].parent()).any(|at| Some(at) == item)
            || heading_above(old.items[at].heading())
    };
    let items = (0..old.items.len()).all(|at| match below(at) {
        true => is_silent(&new.items[at]),
        false => new.items[at] == old.items[at],
    });
    let headings = (0..old.headings.len()).all(|at| match heading_above(Some(at)) {
        true => new.headings[at].text.is_empty(),
        false => new.headings[at] == old.headings[at],
    });
    items && headings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ids::NotePath;

    fn check(text: &str, at: u32, expected: Option<&str>) {
        let path = NotePath::new("a.md").unwrap();
        let (note, _) = Note::parse(&path, text.as_bytes(), &Spelling::default());
        let edit = line(&note, text, at, &Spelling::default());
        let new = edit.map(|edit| edit.apply(text).expect("the text is as it was read")).ok();
        assert_eq!(new.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn the_field_stands_where_every_reader_of_the_line_goes_on() {
        check("- a\n- Goal: b\n", 2, Some("- a\n- Goal: b [read:: no]\n"));
        check("- [ ] b 📅 2026-11-24\n", 1, Some("- [ ] b [read:: no] 📅 2026-11-24\n"));
        check("- [ ] b ^id\n", 1, Some("- [ ] b [read:: no] ^id\n"));
        check("- b\r\n  - c\r\n", 1, Some("- b [read:: no]\r\n  - c\r\n"));
        check("b for @alice", 1, Some("b for @alice [read:: no]"));
        check("# T\n\n## 1:1 Kai ##\n- a\n", 3, Some("# T\n\n## 1:1 Kai [read:: no] ##\n- a\n"));
        check("## x ^id\n- a\n", 1, Some("## x [read:: no] ^id\n- a\n"));
    }

    #[test]
    fn a_line_that_is_none_or_says_it_already_stays() {
        check("- a\n\n- b\n", 2, None);
        check("- a [read:: no]\n", 1, None);
        check("## x [read:: no]\n- a\n", 1, None);
        check("```\n- a\n```\n", 2, None);
        // It closes the list below, with the field too.
        check("[audience:: lead]\n\n- a\n", 1, Some("[audience:: lead] [read:: no]\n\n- a\n"));
    }

    #[test]
    fn a_whole_note_says_it_in_its_front_matter() {
        let check = |text: &str, expected: Option<&str>| {
            let new = note(text).map(|edit| edit.apply(text).expect("the text is as it was read"));
            assert_eq!(new.as_deref(), expected, "{text:?}");
        };
        check("# a\n", Some("---\nread: no\n---\n\n# a\n"));
        check("---\ntitle: a\n---\nb\n", Some("---\nread: no\ntitle: a\n---\nb\n"));
        check("---\ntitle: a\nread: yes\n---\n", Some("---\ntitle: a\nread: no\n---\n"));
        check("---\r\n---\r\nb\r\n", Some("---\r\nread: no\r\n---\r\nb\r\n"));
        check("---\nopen\n", None);
        check("\u{feff}a\n", Some("\u{feff}---\nread: no\n---\n\na\n"));
        check("", Some("---\nread: no\n---\n\n"));
    }
}
