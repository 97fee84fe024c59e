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

/// How it was taken, by a line below or one of the next two: `she took it well`.
pub(crate) fn taken(entry: &Entry<'_>) -> Option<String> {
    const MOST_BEHIND: usize = 2;
    let (item, note) = (entry.item, entry.note);
    let below = note.children_of(entry.at).map(|(_, child)| child);
    let behind = note.items[entry.at + 1..].iter().filter(|next| next.parent() == item.parent());
    let behind = behind.take_while(|next| {
        next.heading() == item.heading() && next.listed == item.listed && next.task.is_none()
    });
    let mut lines = below.chain(behind.take(MOST_BEHIND));
    lines.find_map(|line| {
        let text = line.words.plain_words().filter(|_| line.task.is_none())?.trim();
        let head = text.split(['.', ',', ';', ':', '!', '(']).next().unwrap_or(text);
        Lexicon::shipped().has("taken", head).then(|| text.to_owned())
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
