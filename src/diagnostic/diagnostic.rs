//! Complaints: a code, a place, what is wrong, and a way out.
//!
//! A diagnostic names its place by line and column, so that it outlives the note's text. User
//! text is never an error of the program: values and complaints come back together.

use crate::diagnostic::code::Code;
use crate::diagnostic::severity::Severity;
use crate::text::ids::NotePath;
use crate::text::span::{LineIndex, Span};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// One complaint about one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// The file, or what stands for it (a name that is no valid path).
    pub path: String,
    /// Line from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column from 1 in characters; 0 when the whole line or file is meant.
    pub column: u32,
    /// Which kind of complaint.
    pub code: Code,
    /// Its weight.
    pub severity: Severity,
    /// What is wrong, in lower case.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// How many characters from `column` on are meant.
    #[serde(skip)]
    pub width: u32,
}

/// More characters than this are not underlined: a 100 MB line is no excerpt.
const MOST_UNDERLINED_CHARS: usize = 160;

impl Diagnostic {
    /// A complaint about a whole file.
    pub fn file(code: Code, path: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            path: path.to_owned(),
            line: 0,
            column: 0,
            code,
            severity: code.severity(),
            message: message.into(),
            hint: None,
            width: 0,
        }
    }

    /// The same complaint with a way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// The same complaint, placed by what an item remembered of its line.
    #[must_use]
    pub fn at(mut self, place: &Place) -> Diagnostic {
        self.line = place.line;
        self.column = place.column;
        self.width = place.width;
        self
    }
}

/// A place in a file that outlives the file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line from 1.
    pub line: u32,
    /// Column from 1 in characters.
    pub column: u32,
    /// Characters meant.
    pub width: u32,
}

/// Makes places for one text.
pub struct Placer<'a> {
    path: &'a NotePath,
    text: &'a str,
    index: &'a LineIndex,
}

impl<'a> Placer<'a> {
    /// A placer for the note at `path`.
    pub fn new(path: &'a NotePath, text: &'a str, index: &'a LineIndex) -> Placer<'a> {
        Placer { path, text, index }
    }

    /// The place of a span; what reaches past the line's end is cut.
    pub fn place(&self, span: Span) -> Place {
        let line = self.index.line_span(self.text, self.index.line0(span.start));
        let end = span.end.clamp(span.start.min(line.end), line.end);
        let meant = self.text.get(span.start.min(end)..end).unwrap_or("");
        Place {
            line: self.index.line(span.start),
            column: self.index.column(self.text, span.start),
            width: u32::try_from(meant.chars().take(MOST_UNDERLINED_CHARS).count()).unwrap_or(0),
        }
    }

    /// A complaint about a span.
    pub fn say(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::file(code, self.path.as_str(), message).at(&self.place(span))
    }
}

/// `a`, `b` or `c`: words for a way out.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

impl Code {
    /// The code of that name.
    pub fn read(word: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.word() == word)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let word = String::deserialize(deserializer)?;
        Code::read(&word).ok_or_else(|| D::Error::custom("no code"))
    }
}
