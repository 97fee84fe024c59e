//! An edit of one line of a person's own text: `done`, `share`, `drop` and `add` make one.
//!
//! It knows the line's text before and after, and gives a note's new text only when the line
//! still stands there: at its place, or moved as a whole and alone of its kind. Otherwise it
//! refuses. All other bytes stay, line endings and a missing final newline among them.

use crate::text::ids::digest;
use crate::text::span::{LineIndex, Span, line_ending, splice};

/// A change of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEdit {
    /// Its number when it was read, from 1.
    pub line: u32,
    /// Its text when it was read, without its line ending; `None`: a new line at the note's end.
    pub before: Option<String>,
    /// Its new text.
    pub after: String,
    /// The digest of the whole note when it was read: with it, the number alone tells the line.
    pub note: String,
}

impl LineEdit {
    /// The note's new text.
    ///
    /// # Errors
    /// Why the note has to stay as it is.
    pub fn apply(&self, now: &str) -> Result<String, &'static str> {
        match &self.before {
            Some(before) => {
                let span = self.find_line(now, before)?;
                Ok(splice(now, &[(span, self.after.clone())]))
            }
            None => Ok(append_line(now, &self.after)),
        }
    }

    fn find_line(&self, now: &str, before: &str) -> Result<Span, &'static str> {
        let index = LineIndex::new(now);
        let at = (self.line as usize).saturating_sub(1);
        if digest(now) == self.note {
            let span = index.line_span(now, at);
            return if span.of(now) == before { Ok(span) } else { Err("the line is another one") };
        }
        let mut alike =
            (0..index.lines()).map(|at| index.line_span(now, at)).filter(|s| s.of(now) == before);
        match (alike.next(), alike.next()) {
            (Some(span), None) => Ok(span),
            (None, _) => Err("the line was changed since it was read"),
            (Some(_), Some(_)) => {
                Err("the note was changed since it was read, and the line stands in it twice")
            }
        }
    }
}

/// The note with a line more at its end, below a list that ends it, or with a blank line between.
fn append_line(now: &str, line: &str) -> String {
    let ending = line_ending(now);
    let body = now.trim_end_matches(['\n', '\r', ' ', '\t']);
    let last = body.rsplit('\n').next().unwrap_or("").trim_start();
    let in_list = ["- ", "* ", "+ "].iter().any(|bullet| last.starts_with(bullet));
    let ends = now.is_empty() || now.ends_with('\n');
    let blank = now[body.len()..].matches('\n').count() > 1;
    let gap = match (now.trim_start_matches('\u{feff}').is_empty(), ends, in_list || blank) {
        (true, ..) => String::new(),
        (_, true, true) => String::new(),
        (_, true, false) | (_, false, true) => ending.to_owned(),
        (_, false, false) => ending.repeat(2),
    };
    let end = if ends { ending } else { "" };
    format!("{now}{gap}{line}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(line: u32, before: &str, note: &str) -> LineEdit {
        LineEdit {
            line,
            before: Some(before.to_owned()),
            after: "NEW".to_owned(),
            note: digest(note),
        }
    }

    #[test]
    fn one_line_changes_and_no_other_byte() {
        for (note, after) in [
            ("a\nb\nc\n", "a\nNEW\nc\n"),
            ("a\r\nb\r\nc", "a\r\nNEW\r\nc"),
            ("a\nb", "a\nNEW"),
            ("a\r\nb\nc\r\n", "a\r\nNEW\nc\r\n"),
        ] {
            assert_eq!(edit(2, "b", note).apply(note).as_deref(), Ok(after), "{note:?}");
        }
    }

    #[test]
    fn a_line_that_moved_is_found_and_one_that_changed_is_refused() {
        let read = edit(2, "b", "a\nb\nc\n");
        assert_eq!(read.apply("new\na\nb\nc\n").unwrap(), "new\na\nNEW\nc\n");
        assert!(read.apply("a\nb!\nc\n").unwrap_err().contains("changed since it was read"));
        assert!(read.apply("b\na\nb\n").unwrap_err().contains("twice"), "which of the two?");
        let twice = edit(3, "b", "b\na\nb\n");
        assert_eq!(twice.apply("b\na\nb\n").unwrap(), "b\na\nNEW\n", "nothing moved");
        assert!(edit(1, "b", "a\nb\n").apply("a\nb\n").is_err());
    }

    #[test]
    fn a_new_line_goes_to_the_end() {
        let new = LineEdit { line: 0, before: None, after: "- x".to_owned(), note: String::new() };
        for (note, after) in [
            ("", "- x\n"),
            ("- a\n", "- a\n- x\n"),
            ("- a", "- a\n- x"),
            ("  - a\n", "  - a\n- x\n"),
            ("text\n", "text\n\n- x\n"),
            ("text", "text\n\n- x"),
            ("text\n\n", "text\n\n- x\n"),
            ("# T\r\n", "# T\r\n\r\n- x\r\n"),
            ("- a\r\n", "- a\r\n- x\r\n"),
        ] {
            assert_eq!(new.apply(note).unwrap(), after, "{note:?}");
        }
    }
}
