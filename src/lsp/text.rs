//! The text of an open note, and its places as editors count them: lines from 0, and in them
//! UTF-16 units or bytes, as was agreed on.
//!
//! It knows no Markdown. A place behind a line's end is the line's end, as the specification says.

use crate::text::span::Span;
use gen_lsp_types::{Position, Range};

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every client knows.
    Utf16,
}

/// A text with its lines.
#[derive(Clone, Debug)]
pub struct Text {
    text: String,
    /// Where the lines begin: behind `\n`, `\r\n` or a lone `\r`.
    starts: Vec<usize>,
}

impl Text {
    /// Finds the lines of a text.
    pub fn new(text: String) -> Text {
        let starts = line_starts(&text);
        Text { text, starts }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many lines there are; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The line that holds a byte.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The bytes of a line without its ending; behind the last line, the end.
    pub fn line_span(&self, line: usize) -> Span {
        let len = self.text.len();
        let start = self.starts.get(line).copied().unwrap_or(len);
        let next = self.starts.get(line + 1).copied().unwrap_or(len);
        let body = &self.text[start..next];
        Span::new(start, start + body.trim_end_matches(['\n', '\r']).len())
    }

    /// The byte at a place.
    pub fn offset(&self, at: Position, units: Units) -> usize {
        let span = self.line_span(at.line as usize);
        let line = span.of(&self.text);
        let wanted = at.character as usize;
        if units == Units::Utf8 || line.is_ascii() {
            return span.start + line.floor_char_boundary(wanted);
        }
        let mut counted = 0;
        for (byte, c) in line.char_indices() {
            // Half a character is its beginning.
            if counted + c.len_utf16() > wanted {
                return span.start + byte;
            }
            counted += c.len_utf16();
        }
        span.end
    }

    /// The place of a byte.
    pub fn position(&self, at: usize, units: Units) -> Position {
        let line = self.line_of(at.min(self.text.len()));
        let span = self.line_span(line);
        let before = &self.text[span.start..at.clamp(span.start, span.end)];
        let columns = match units {
            Units::Utf8 => before.len(),
            Units::Utf16 => before.encode_utf16().count(),
        };
        Position { line: to_u32(line), character: to_u32(columns) }
    }

    /// The places of a span.
    pub fn range(&self, span: Span, units: Units) -> Range {
        Range { start: self.position(span.start, units), end: self.position(span.end, units) }
    }

    /// The bytes between two places; places the wrong way round are none.
    pub fn span_of(&self, range: Range, units: Units) -> Span {
        let start = self.offset(range.start, units);
        Span::new(start, self.offset(range.end, units).max(start))
    }

    /// The text with what stands between two places replaced.
    pub fn replace_range(&mut self, range: Range, new: &str, units: Units) {
        let Span { start, end } = self.span_of(range, units);
        self.text.replace_range(start..end, new);
        self.starts = line_starts(&self.text);
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            starts.push(at + 1);
        }
    }
    starts
}

/// A count as the protocol has it.
pub fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn places_there_and_back() {
        let text = Text::new("ab\r\nç🎉d\rx\n\n".to_owned());
        assert_eq!(text.line_count(), 5);
        for (place, units, byte) in [
            (at(0, 0), Units::Utf16, 0),
            (at(0, 2), Units::Utf16, 2),
            (at(1, 1), Units::Utf16, 6),
            (at(1, 3), Units::Utf16, 10),
            (at(1, 2), Units::Utf8, 6),
            (at(1, 6), Units::Utf8, 10),
            (at(2, 0), Units::Utf8, 12),
            (at(4, 0), Units::Utf16, 15),
        ] {
            assert_eq!(text.offset(place, units), byte, "{place:?} {units:?}");
            assert_eq!(text.position(byte, units), place, "{byte} {units:?}");
        }
    }

    #[test]
    fn places_that_are_none_are_the_nearest_before() {
        let text = Text::new("ab\nç🎉d\n".to_owned());
        for (place, units, byte) in [
            (at(0, 99), Units::Utf16, 2),
            (at(9, 9), Units::Utf16, 11),
            (at(1, 2), Units::Utf16, 5),
            (at(1, 1), Units::Utf8, 3),
            (at(1, 99), Units::Utf8, 10),
        ] {
            assert_eq!(text.offset(place, units), byte, "{place:?} {units:?}");
        }
    }

    #[test]
    fn changes_are_taken_in() {
        let mut text = Text::new("one\r\ntwo 🎉 three\n".to_owned());
        let range = Range { start: at(1, 4), end: at(1, 6) };
        text.replace_range(range, "and\nand", Units::Utf16);
        assert_eq!(text.as_str(), "one\r\ntwo and\nand three\n");
        assert_eq!(text.line_count(), 4);
        let backwards = Range { start: at(1, 4), end: at(0, 0) };
        text.replace_range(backwards, "!", Units::Utf16);
        assert_eq!(text.as_str(), "one\r\ntwo !and\nand three\n");
    }
}
