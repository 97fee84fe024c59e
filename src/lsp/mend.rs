//! What the quick fixes share: the complaint with its line, what it quotes, and small edits.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::lsp::buffer::Buffer;
use crate::lsp::desk::{Changes, Desk};
use crate::note::item::Field;
use crate::text::ids::NotePath;
use crate::text::span::Span;

/// A fix: its title, its changes of notes that are there, and a note that it makes.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does.
    pub title: String,
    pub changes: Vec<(NotePath, Changes)>,
    /// A new note with its text.
    pub makes: Option<(NotePath, String)>,
}

/// A complaint about an open note.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// What is known.
    pub desk: &'a Desk<'a>,
    /// The note.
    pub buffer: &'a Buffer,
    /// The complaint.
    pub problem: &'a Diagnostic,
    /// The bytes that it means.
    pub meant: Span,
    pub line: Span,
}

impl<'a> Asked<'a> {
    /// A complaint with its place.
    pub fn of(desk: &'a Desk<'a>, buffer: &'a Buffer, problem: &'a Diagnostic) -> Asked<'a> {
        let meant = desk.meant_span(buffer, problem);
        let line = buffer.text.line_span(buffer.text.line_of(meant.start));
        Asked { desk, buffer, problem, meant, line }
    }

    /// The text of the note.
    pub fn text(&self) -> &'a str {
        self.buffer.str()
    }

    /// What its message quotes.
    pub fn said(&self) -> Vec<&'a str> {
        quoted(&self.problem.message)
    }

    /// What its hint quotes.
    pub fn offered(&self) -> Vec<&'a str> {
        quoted(self.problem.hint.as_deref().unwrap_or(""))
    }

    /// The item that begins on its line.
    pub fn item(&self) -> Option<usize> {
        let line = self.problem.line()?;
        self.buffer.note.items.iter().position(|item| item.place.line == line)
    }

    /// The field that it means, with the bytes of its value.
    pub fn field(&self) -> Option<(&'a Field, Span)> {
        let item = &self.buffer.note.items[self.item()?];
        let fields =
            item.fields.iter().map(|field| (field, self.buffer.span_of_place(&field.place)));
        let (field, span) = fields
            .filter(|(_, span)| span.start <= self.meant.start && self.meant.start < span.end)
            .max_by_key(|(_, span)| span.start)?;
        let at = span.of(self.text()).rfind(&field.value).filter(|_| !field.value.is_empty())?;
        let start = span.start + at;
        Some((field, Span::new(start, start + field.value.len())))
    }

    /// Whether it is about front matter.
    pub fn is_in_front(&self) -> bool {
        self.problem.line().is_some() && self.meant.start < self.buffer.body
    }

    /// A fix that changes this note.
    pub fn fix(&self, title: impl Into<String>, changes: Changes) -> Fix {
        let changes = vec![(self.buffer.path.clone(), changes)];
        Fix { title: title.into(), changes, makes: None }
    }

    /// `write …` in the place of a part.
    pub fn write(&self, span: Span, new: &str) -> Fix {
        self.fix(format!("write `{new}`"), vec![(span, new.to_owned())])
    }

    /// `add …` at the end of the line.
    pub fn field_added(&self, text: &str) -> Option<Fix> {
        let change = add(self.buffer, self.line, text)?;
        Some(self.fix(format!("add `{text}`"), vec![change]))
    }

    /// A text at a place.
    pub fn insert(&self, title: impl Into<String>, at: usize, text: impl Into<String>) -> Fix {
        self.fix(title, vec![(Span::new(at, at), text.into())])
    }

    /// Where the words of the line begin: behind its bullet, its box and the tags in front.
    pub fn words_start(&self, item: usize) -> usize {
        let mut at = self.buffer.start_of(item).clamp(self.line.start, self.line.end);
        loop {
            let rest = Span::new(at, self.line.end).of(self.text());
            let Some(tag) = rest.strip_prefix('#').filter(|tag| !tag.starts_with([' ', '#']))
            else {
                return at;
            };
            let word = tag.find(char::is_whitespace).unwrap_or(tag.len());
            let behind = &tag[word..];
            at += 1 + word + (behind.len() - behind.trim_start().len());
        }
    }

    /// Where a word stands in what is meant, else in the line.
    pub fn place(&self, old: &str) -> Option<Span> {
        [self.meant, self.line].into_iter().find_map(|span| {
            let at = find_word(span.of(self.text()), old)?;
            Some(Span::new(span.start + at, span.start + at + old.len()))
        })
    }
}

/// The value of front matter that a complaint quotes: `alise` of `person: alise`.
pub fn in_front(message: &str) -> Option<&str> {
    let (key, value) = quoted(message).first()?.split_once(": ")?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_key.then_some(value)
}

/// What stands between backticks.
pub fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Where a word stands by itself, whatever its case.
pub fn find_word(text: &str, word: &str) -> Option<usize> {
    let (lower, wanted) = (text.to_lowercase(), word.to_lowercase());
    if lower.len() != text.len() || wanted.is_empty() {
        return text.find(word);
    }
    let inside = |c: char| c.is_alphanumeric() || "-_/#@".contains(c);
    lower.match_indices(&wanted).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + word.len()..].chars().next();
        !before.is_some_and(inside) && !behind.is_some_and(inside)
    })
}

/// The change that adds a text at the end of a line, before its block id.
pub fn add(buffer: &Buffer, line: Span, text: &str) -> Option<(Span, String)> {
    let body = line.of(buffer.str()).trim_end();
    let last = body.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let is_id = last > 0 && body[last..].starts_with('^') && body.len() > last + 1;
    let end = if is_id { body[..last].trim_end().len() } else { body.len() };
    if end == 0 {
        return None;
    }
    let at = line.start + end;
    Some((Span::new(at, at), format!(" {text}")))
}
