//! What `check` says of a note while it is typed.
//!
//! Between two looks at the vault a buffer is ahead of what is known. What the buffer alone tells
//! is told at once; what only the whole vault tells is carried over from the last look, moved with
//! its line, and left out where the line was changed. The next look brings all of it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::severity::Severity;
use crate::lsp::buffer::Buffer;
use crate::lsp::desk::{Desk, Open};
use crate::lsp::known::Known;
use crate::model::rules;
use gen_lsp_types::{self as lsp, CodeDescription, DiagnosticSeverity, Uri};

/// The complaints about an open note.
pub fn diagnostics_of(known: &Known, open: &Open) -> Vec<Diagnostic> {
    let whole = known.said.get(open.path.as_str()).map_or(&[][..], Vec::as_slice);
    let buffer = open.buffer();
    let Some((version, laid)) = known.laid.get(&open.path) else {
        return note_diagnostics(known, &buffer);
    };
    if *version == open.version {
        return whole.to_vec();
    }
    let mut said = note_diagnostics(known, &buffer);
    let before = note_diagnostics(known, laid);
    let moved = Moved::of(laid, &buffer);
    let by_others = whole.iter().filter(|problem| !before.contains(problem));
    said.extend(by_others.filter_map(|problem| moved.carry_over(problem)));
    said.sort();
    said.dedup();
    said
}

/// What the note tells beside the people and meetings that are known.
pub fn note_diagnostics(known: &Known, buffer: &Buffer) -> Vec<Diagnostic> {
    let mut said = buffer.said.clone();
    let entries = known.entries_of(buffer, &mut said);
    rules::check_note(&known.context(), &entries, &mut said);
    said.sort();
    said.dedup();
    said
}

/// How lines moved from one text to the next: what is equal at both ends stays.
struct Moved {
    /// Lines at the top that are equal.
    head: usize,
    /// Lines at the end that are equal.
    tail: usize,
    before: usize,
    after: usize,
}

impl Moved {
    fn of(before: &Buffer, after: &Buffer) -> Moved {
        let old: Vec<&str> = before.str().lines().collect();
        let new: Vec<&str> = after.str().lines().collect();
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(most);
        let tail = tail.take_while(|(a, b)| a == b).count();
        Moved { head, tail, before: old.len(), after: new.len() }
    }

    fn carry_over(&self, problem: &Diagnostic) -> Option<Diagnostic> {
        let line = match problem.line() {
            Some(line) if line as usize > self.head => line as usize,
            _ => return Some(problem.clone()),
        };
        let from_end = self.before.checked_sub(line)?;
        let line = u32::try_from(self.after - from_end.min(self.after)).ok()?;
        (from_end < self.tail)
            .then(|| Diagnostic { location: problem.location.on_line(line), ..problem.clone() })
    }
}

/// A complaint as the protocol has it; `docs` is where the page of each code stands.
pub fn to_protocol(
    desk: &Desk<'_>,
    buffer: &Buffer,
    problem: &Diagnostic,
    docs: Option<&str>,
) -> lsp::Diagnostic {
    let message = match &problem.hint {
        Some(hint) => format!("{}\n{hint}", problem.message),
        None => problem.message.clone(),
    };
    lsp::Diagnostic {
        range: desk.range(buffer, desk.meant_span(buffer, problem)),
        severity: Some(severity(problem.severity)),
        code: Some(lsp::Code::String(problem.code.word().to_owned())),
        code_description: docs.map(|docs| CodeDescription { href: code_page(docs, problem.code) }),
        source: Some("vault121".to_owned()),
        message: lsp::Message::String(message),
        tags: None,
        related_information: None,
        data: None,
    }
}

/// The page of a code.
fn code_page(docs: &str, code: Code) -> Uri {
    Uri(format!("{}#{}", docs.trim_end_matches('#'), code.word()))
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Info => DiagnosticSeverity::Information,
    }
}
