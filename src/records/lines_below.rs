//! What lines below feedback, or the words behind it, say of it: what would help, and that it was
//! given.

use crate::note::item::Item;
use crate::records::line_shape::path_of;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::date_parse::{self, Found};
use crate::text::lexicon::Lexicon;

/// What would help, in a line below or in the next one.
pub(crate) fn path(entry: &Entry<'_>) -> Option<String> {
    let mut below = entry.note.children_of(entry.at).map(|(_, child)| child);
    below.find_map(path_line).or_else(|| path_line(next_to(entry)?))
}

/// A line below that says that it was given, with its day and what they said: `said it today, she
/// was ok with it`.
pub(crate) fn told(ctx: &Context<'_>, entry: &Entry<'_>) -> Option<(Option<Day>, Option<String>)> {
    const MOST_WORDS: usize = 4;
    let below = entry.note.children_of(entry.at).map(|(_, child)| child);
    let mut plain = below.filter(|child| child.task.is_none() && child.kind().is_none());
    plain.find_map(|child| {
        let text = child.words.plain_words()?.trim();
        let near = entry.date.or(Some(ctx.today));
        let (day, text) = match date_parse::leading_date(text, ctx.config.date_order, near) {
            Some(Found::Day(day, span)) => {
                (Some(day), text[span.end..].trim_start_matches([':', ',', ' ', '-', '–']))
            }
            _ => (entry.date, text),
        };
        let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '\'');
        let ends = ends.map(|(at, _)| at).take(MOST_WORDS).chain([text.len()]);
        let lexicon = Lexicon::shipped();
        // `told her boss` says something else.
        let is_end = |end: &usize| {
            let rest = text[*end..].trim_start();
            let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let is_day = ["relative.today", "on_day"].iter().any(|list| lexicon.has(list, word));
            word.is_empty() || is_day
        };
        let mut told = ends.filter(is_end).filter(|end| lexicon.has("said_it", &text[..*end]));
        told.next()?;
        let rest = text.find(['.', ',', ';', ':', '!']).map_or("", |at| &text[at + 1..]).trim();
        Some((day, Some(rest.to_owned()).filter(|rest| rest.contains(char::is_alphabetic))))
    })
}

/// A line that is a path: `path: …`, `Weg: …`.
fn path_line(item: &Item) -> Option<String> {
    let field = || item.field_value("path").filter(|value| !value.is_empty()).map(str::to_owned);
    let plain = item.kind().is_none() && item.task.is_none();
    plain.then(|| field().or_else(|| path_of(item.words.plain_words()?).map(str::to_owned)))?
}

/// The line behind an entry and what stands below it, in the same list or paragraph.
fn next_to<'n>(entry: &Entry<'n>) -> Option<&'n Item> {
    let (item, note) = (entry.item, entry.note);
    let mut behind = note.items[entry.at + 1..].iter();
    let next = behind.find(|next| next.parent() == item.parent())?;
    (next.heading() == item.heading() && next.listed == item.listed).then_some(next)
}

/// The signs behind which a sentence, or a part of one, begins.
const ENDS: &[char] = &['.', '!', '?', ';', ',', '–', '—', '-', '(', '/', '→'];

/// The words before the path that a text goes on with, and the path: `… . Weg: …`, `… (Piste : …)`.
pub(crate) fn path_behind(text: &str) -> Option<(String, String)> {
    let mut starts = text.match_indices(ENDS).map(|(at, sign)| at + sign.len());
    let found = starts.find_map(|start| {
        let apart = text[..start].ends_with(['(', '–', '—', '→']);
        let begins = text[start..].starts_with([' ', '\u{a0}', '*', '_']) || apart;
        Some((start, path_of(&text[start..]).filter(|_| begins)?))
    });
    let (start, path) = found?;
    let before = text[..start].trim_end_matches(|c: char| c == ' ' || ENDS.contains(&c));
    let before = match text[..start].ends_with(['!', '?']) {
        true => &text[..start],
        false => before,
    };
    let in_brackets = text[..start].ends_with('(');
    let path = path.strip_suffix(')').filter(|_| in_brackets).unwrap_or(path).trim_end();
    (!before.is_empty()).then(|| (before.to_owned(), path.to_owned()))
}
