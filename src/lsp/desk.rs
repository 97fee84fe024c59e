//! What a request works with: what is known, the open notes, and how places are counted.

use crate::diagnostic::diagnostic::{Diagnostic, Location as Meant, Place};
use crate::fs::read::glance_at;
use crate::lsp::buffer::Buffer;
use crate::lsp::known::Known;
use crate::lsp::text::{Text, Units};
use crate::lsp::uri;
use crate::note::spelling::Spelling;
use crate::records::record::Source;
use crate::text::ids::NotePath;
use crate::text::span::Span;
use gen_lsp_types::{
    DocumentChange, Edit, Location, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A note that is open in the editor.
#[derive(Debug)]
pub struct Open {
    /// Its path in the vault.
    pub path: NotePath,
    /// Its address as the editor writes it.
    pub uri: Uri,
    pub version: i32,
    pub text: Text,
    /// The version that was laid over the disk last.
    pub laid: Option<i32>,
    spelling: Arc<Spelling>,
    read: OnceLock<Arc<Buffer>>,
}

impl Open {
    /// A note that was just opened.
    pub fn new(
        path: NotePath,
        uri: Uri,
        version: i32,
        text: Text,
        spelling: Arc<Spelling>,
    ) -> Open {
        Open { path, uri, version, text, laid: None, spelling, read: OnceLock::new() }
    }

    /// Its text, read: once for each version, when somebody asks.
    pub fn buffer(&self) -> Arc<Buffer> {
        let read = || Arc::new(Buffer::read(&self.path, self.text.clone(), &self.spelling));
        self.read.get_or_init(read).clone()
    }

    /// Its text is another one now.
    pub fn text_changed(&mut self, version: i32) {
        self.version = version;
        self.read = OnceLock::new();
    }

    /// Tags are spelled otherwise now.
    pub fn spell(&mut self, spelling: &Arc<Spelling>) {
        self.spelling = spelling.clone();
        self.laid = None;
        self.read = OnceLock::new();
    }
}

/// The open notes by path.
pub type Opens = BTreeMap<NotePath, Open>;

/// What a request works with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub known: &'a Known,
    /// The open notes.
    pub opens: &'a Opens,
    /// What columns count.
    pub units: Units,
    /// The client shows what an offer is beside its name.
    pub beside: bool,
    /// The vault's folder as the editor names it: there may be a link on the way.
    pub shown: &'a Path,
}

/// Changes of a note, by bytes of its text, in order.
pub type Changes = Vec<(Span, String)>;

impl Desk<'_> {
    /// A note as it stands: open, or on the disk.
    pub fn buffer_of(&self, path: &NotePath) -> Option<Arc<Buffer>> {
        if let Some(open) = self.opens.get(path) {
            return Some(open.buffer());
        }
        let text = glance_at(&self.known.root.join(path.as_str()))?;
        Some(Arc::new(Buffer::read(path, Text::new(text), &self.known.spelling)))
    }

    /// The address of a note.
    pub fn uri(&self, path: &NotePath) -> Uri {
        let open = self.opens.get(path).map(|open| open.uri.clone());
        open.unwrap_or_else(|| uri::of_path(&self.shown.join(path.as_str())))
    }

    /// The beginning of a line, counted from 1.
    pub fn location(&self, path: &NotePath, line: u32) -> Location {
        let at = Position { line: line.saturating_sub(1), character: 0 };
        Location { uri: self.uri(path), range: Range { start: at, end: at } }
    }

    /// Where something was said.
    pub fn source(&self, source: &Source) -> Location {
        self.location(&source.path, source.line)
    }

    /// The bytes of a buffer as places.
    pub fn range(&self, buffer: &Buffer, span: Span) -> Range {
        buffer.text.range(span, self.units)
    }

    /// What stands between the parts of a tag here: Dendron makes notes of tags, by dots.
    pub fn tag_separator(&self) -> char {
        if self.known.model.layout.dotted { '.' } else { '/' }
    }

    /// The place that a complaint means.
    pub fn meant_span(&self, buffer: &Buffer, problem: &Diagnostic) -> Span {
        let span = match problem.location {
            Meant::File => return buffer.text.line_span(0),
            Meant::Line(line) => buffer.span_of_place(&Place { line, column: 1, width: 0 }),
            Meant::Part(place) => buffer.span_of_place(&place),
        };
        // The first column of a line without a width is the line, without its indent.
        let text = span.of(buffer.str());
        let blank = text.len() - text.trim_start().len();
        Span::new(span.start + blank, span.end)
    }

    /// An edit of notes for the editor. Open notes carry their version, so that a stale one is
    /// refused; notes on the disk have none.
    pub fn workspace_edit(&self, notes: Vec<(NotePath, Changes)>) -> Option<WorkspaceEdit> {
        let mut changes = Vec::new();
        for (path, edits) in notes {
            let buffer = self.buffer_of(&path)?;
            let text_document = OptionalVersionedTextDocumentIdentifier {
                version: self.opens.get(&path).map(|open| open.version),
                text_document_identifier: TextDocumentIdentifier { uri: self.uri(&path) },
            };
            let edit = |(span, new_text): (Span, String)| {
                Edit::TextEdit(TextEdit { range: self.range(&buffer, span), new_text })
            };
            let edits = edits.into_iter().map(edit).collect();
            changes
                .push(DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits }));
        }
        Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
    }
}
