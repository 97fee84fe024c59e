//! The day that a note says in a line of its own at its beginning: `Date: October 27, 2026`, or
//! `Friday, November 13, 2026` below its name, as exports of other programs have it.

use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::people_words;

/// A line further down is no property of the note.
const FIRST_LINES: usize = 6;

/// So many labels may stand before it in one paragraph.
const MOST_LABELS: usize = 6;

/// The day in such a line.
pub fn day_in_line(note: &Note, order: Order) -> Option<Day> {
    let find = |text: &str| date_name::day_in_name(text, order, None).map(|named| named.day);
    note.items
        .iter()
        .take(FIRST_LINES)
        // The day of a task is not that of its note.
        .filter(|item| item.task.is_none())
        .find_map(|item| {
            let field = item.fields.iter().find(|field| {
                field.style.is_line()
                    && people_words::has("date_key", &people_words::key(&field.key))
            });
            if let Some(field) = field {
                return find(field.value.trim_matches(['[', ']']));
            }
            let text = item.text_with_names(|mention| mention.names[0].clone());
            // `Attendees: Lena, Nora` and `Date: …` may be two lines of one paragraph.
            let mut colons = text.match_indices(':').take(MOST_LABELS);
            colons.find_map(|(at, _)| {
                let before = text[..at].trim_end_matches(['*', '_', ' ']);
                let start = before.rfind([' ', '*', '_']).map_or(0, |at| at + 1);
                let label = people_words::key(&before[start..]);
                let whole = || people_words::key(before.trim_matches(['*', '_', ' ']));
                let is_label = people_words::has("date_key", &label);
                // `SCHEDULED: <2026-11-24 Tue>` plans a task.
                let of_task = text[at + 1..].trim_start().starts_with('<');
                let counts = is_label || people_words::has("date_key", &whole());
                let counts = counts && !of_task;
                counts.then(|| find(&text[at + 1..])).flatten()
            })
        })
        .or_else(|| below_name(note, order))
}

/// The day in the first paragraph, when that is the note's name and a day, or a day alone.
fn below_name(note: &Note, order: Order) -> Option<Day> {
    const LONGEST: usize = 120;
    let item = note.items.first().filter(|item| {
        let title = item.heading().is_none_or(|at| at == 0 && note.headings[0].level == 1);
        !item.listed && item.task.is_none() && item.fields.is_empty() && title
    })?;
    let text = item.words.plain_words().filter(|text| text.len() <= LONGEST)?;
    let named = date_name::day_in_name(text, order, None).filter(|named| !named.week)?;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = letters(note.path.stem());
    let is_name = name.chars().any(char::is_alphabetic) && letters(text).starts_with(&name);
    // `Tuesday, November 10, 2026` with the time below it.
    let (before, behind) = (&text[..named.span.start], &text[named.span.end..]);
    let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).map(str::len).max() > Some(2);
    let with_time = before.trim().is_empty() && !words(behind) && behind.contains(':');
    let alone = || date_name::is_day_alone(text, named.day.into());
    (is_name || with_time || alone()).then_some(named.day)
}
