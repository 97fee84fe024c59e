//! An edit read again before it is offered: what the note would say then.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::lsp::buffer::{Buffer, LARGE_BYTES};
use crate::lsp::desk::{Changes, Desk};
use crate::lsp::report;
use crate::lsp::text::Text;
use crate::records::record::Entry;
use crate::text::ids::PersonId;
use crate::text::span::{Span, splice};

/// What a text says at the line of an item, read with what is known.
pub fn read(desk: &Desk<'_>, buffer: &Buffer, changes: &Changes) -> Buffer {
    let mut sorted = changes.clone();
    sorted.sort();
    let text = Text::new(splice(buffer.str(), &sorted));
    Buffer::read(&buffer.path, text, &desk.known.spelling)
}

/// Whether a line with something added is read as it was, and the rest of the note too.
pub fn same_line(
    desk: &Desk<'_>,
    buffer: &Buffer,
    entry: &Entry<'_>,
    change: &(Span, String),
) -> bool {
    let after = read(desk, buffer, &vec![change.clone()]);
    let entries = desk.known.entries_of(&after, &mut Vec::new());
    let found = entries.iter().find(|other| other.at == entry.at);
    let same = found.is_some_and(|found| {
        found.kind == entry.kind && found.people == entry.people && found.text == entry.text
    });
    same && after.note.items.len() == buffer.note.items.len()
}

/// Whether an item becomes one of a kind about these people, and no other line changes.
pub fn becomes(
    desk: &Desk<'_>,
    buffer: &Buffer,
    at: usize,
    kind: Kind,
    people: &[PersonId],
    changes: &Changes,
) -> bool {
    let after = read(desk, buffer, changes);
    let entries = desk.known.entries_of(&after, &mut Vec::new());
    let found = entries.iter().find(|entry| entry.at == at);
    let fits = found.is_some_and(|found| {
        let about = kind == Kind::Action || (!found.people.is_empty() && !found.lost);
        found.kind == kind && about && (people.is_empty() || found.people == people)
    });
    fits && after.note.items.len() == buffer.note.items.len()
        && after.said.len() == buffer.said.len()
}

/// Whether an edit takes a complaint away, as far as the note alone tells of it: of its kind there
/// are fewer then.
pub fn helps(desk: &Desk<'_>, buffer: &Buffer, problem: &Diagnostic, changes: &Changes) -> bool {
    // Each offer is read again, which a large note is not worth.
    if buffer.str().len() > LARGE_BYTES {
        return true;
    }
    let of_kind = |said: &[Diagnostic]| said.iter().filter(|one| one.code == problem.code).count();
    let before = report::note_diagnostics(desk.known, buffer);
    let told = before.iter().any(|one| one.code == problem.code && one.line() == problem.line());
    !told
        || of_kind(&report::note_diagnostics(desk.known, &read(desk, buffer, changes)))
            < of_kind(&before)
}
