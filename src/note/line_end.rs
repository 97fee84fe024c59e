//! What stands at the end of a line: the fields that Tasks reads there, and the name of the block.

use crate::note::field::FieldRef;
use crate::note::tag::Prose;
use crate::text::span::{Span, last_word};

/// Keys that the Tasks plugin knows; it reads a line from its end up to the first other thing.
pub const TASKS_KEYS: &[&str] = &[
    "due",
    "scheduled",
    "start",
    "created",
    "done",
    "cancelled",
    "id",
    "priority",
    "repeat",
    "reminder",
    "depends-on",
    "on-completion",
];

/// Tasks reads a line from its end: fields and tags, until the first thing it does not know.
pub(crate) fn lost_to_tasks<'f>(prose: &Prose<'_>, fields: &'f [FieldRef]) -> Option<&'f FieldRef> {
    // A day of a card is for another plug-in.
    let card =
        |field: &FieldRef| field.span.of(prose.text).trim_start_matches('(').starts_with('@');
    let known = |field: &&FieldRef| {
        let key = field.key.as_str();
        (TASKS_KEYS.contains(&key) || key == "completion") && !card(field)
    };
    let mut left = fields;
    let mut end = prose.span.end;
    loop {
        let rest = prose.text[prose.span.start..end].trim_end_matches([' ', ',', '\t']);
        let at = prose.span.start + rest.len();
        // Fields stand in order: those behind `at` are done with.
        left = &left[..left.partition_point(|field| field.span.end <= at)];
        if let Some(field) = left.last().filter(|field| field.span.end == at).filter(known) {
            end = field.span.start;
            continue;
        }
        let word = last_word(rest);
        if rest[word..].starts_with(['#', '^']) {
            end = prose.span.start + word;
            continue;
        }
        return left.iter().find(known);
    }
}

pub(crate) fn block_id(prose: &Prose<'_>) -> Option<Span> {
    let text = prose.str().trim_end();
    let at = text.rfind('^')?;
    let id = &text[at + 1..];
    let free = text[..at].is_empty() || text[..at].ends_with(char::is_whitespace);
    let fits = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let start = prose.span.start + at;
    (free && fits && prose.is_open(start)).then(|| Span::new(start, start + 1 + id.len()))
}
