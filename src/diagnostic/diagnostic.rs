//! Complaints: a code, a place, what is wrong, and a way out.
//!
//! A diagnostic names its place by line and column, so that it outlives the note's text. User
//! text is never an error of the program: values and complaints come back together.

use crate::diagnostic::code::Code;
use crate::diagnostic::severity::Severity;
use crate::text::ids::NotePath;
use crate::text::span::{LineIndex, Span};
use serde::de::Error;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// One complaint about one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The file, or what stands for it (a name that is no valid path).
    pub path: String,
    /// What of the file is meant.
    #[serde(flatten)]
    pub location: Location,
    /// Which kind of complaint.
    pub code: Code,
    /// Its weight.
    pub severity: Severity,
    /// What is wrong, in lower case.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What of a file a complaint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// The whole file.
    File,
    /// A line, counted from 1.
    Line(u32),
    /// A part of a line.
    Part(Place),
}

/// More characters than this are not underlined: a 100 MB line is no excerpt.
const MOST_UNDERLINED_CHARS: usize = 160;

impl Diagnostic {
    /// A complaint about a whole file.
    pub fn about_file(code: Code, path: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            path: path.to_owned(),
            location: Location::File,
            code,
            severity: code.severity(),
            message: message.into(),
            hint: None,
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
    pub fn at_place(mut self, place: &Place) -> Diagnostic {
        self.location = Location::Part(*place);
        self
    }

    /// The same complaint, about a line from its first character on.
    #[must_use]
    pub fn at_line(self, line: u32) -> Diagnostic {
        self.at_place(&Place { line, column: 1, width: 0 })
    }

    /// The line that is meant, counted from 1.
    pub fn line(&self) -> Option<u32> {
        self.location.line()
    }
}

/// By path and place: what is said of a file stands in the order of its lines.
impl Ord for Diagnostic {
    fn cmp(&self, other: &Diagnostic) -> Ordering {
        let place = |(line, column, _): (u32, u32, u32)| (line, column);
        let key = |one: &Diagnostic| (place(one.location.numbers()), one.code, one.severity);
        let (own, others) = (self.location.numbers(), other.location.numbers());
        self.path
            .cmp(&other.path)
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.hint.cmp(&other.hint))
            .then_with(|| own.cmp(&others))
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Diagnostic) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Location {
    /// The line that is meant, counted from 1.
    pub fn line(self) -> Option<u32> {
        match self {
            Location::File => None,
            Location::Line(line) | Location::Part(Place { line, .. }) => Some(line),
        }
    }

    /// The column that is meant, counted from 1.
    pub fn column(self) -> Option<u32> {
        match self {
            Location::File | Location::Line(_) => None,
            Location::Part(place) => Some(place.column),
        }
    }

    /// The same place on another line; of a whole file, the file.
    #[must_use]
    pub fn on_line(self, line: u32) -> Location {
        match self {
            Location::File => Location::File,
            Location::Line(_) => Location::Line(line),
            Location::Part(place) => Location::Part(Place { line, ..place }),
        }
    }

    /// Line, column and width as the contract and the caches have them: 0 is what is not meant.
    pub fn numbers(self) -> (u32, u32, u32) {
        match self {
            Location::File => (0, 0, 0),
            Location::Line(line) => (line, 0, 0),
            Location::Part(Place { line, column, width }) => (line, column, width),
        }
    }

    /// What these numbers mean.
    pub fn of_numbers((line, column, width): (u32, u32, u32)) -> Location {
        match (line, column) {
            (0, _) => Location::File,
            (line, 0) => Location::Line(line),
            (line, column) => Location::Part(Place { line, column, width }),
        }
    }
}

impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (line, column, _) = self.numbers();
        let mut both = serializer.serialize_struct("Location", 2)?;
        both.serialize_field("line", &line)?;
        both.serialize_field("column", &column)?;
        both.end()
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
    pub fn place_of(&self, span: Span) -> Place {
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
        Diagnostic::about_file(code, self.path.as_str(), message).at_place(&self.place_of(span))
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
    pub fn from_word(word: &str) -> Option<Code> {
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
        Code::from_word(&word).ok_or_else(|| D::Error::custom("no code"))
    }
}
