//! The day that a note says in a line of its own at its beginning: `Date: October 27, 2026`, or
//! `Friday, November 13, 2026` below its name, as exports of other programs have it.

use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::people_words;

/// A line further down is no property of the note.
const FIRST_LINES: usize = 6;

/// The day in such a line.
pub fn day(note: &Note, order: Order) -> Option<Day> {
    let find = |text: &str| date_name::find(text, order, None).map(|named| named.day);
    note.items
        .iter()
        .take(FIRST_LINES)
        .find_map(|item| {
            let field = item.fields.iter().find(|field| {
                field.style.is_line()
                    && people_words::has("date_key", &people_words::key(&field.key))
            });
            if let Some(field) = field {
                return find(field.value.trim_matches(['[', ']']));
            }
            let text = item.text(|mention| mention.names[0].clone());
            let (before, after) = text.split_once(':')?;
            let label = people_words::key(before.trim_matches(['*', '_', ' ']));
            people_words::has("date_key", &label).then(|| find(after)).flatten()
        })
        .or_else(|| below_name(note, order))
}

/// The day in the first paragraph, when that is the note's name and a day, or a day alone.
fn below_name(note: &Note, order: Order) -> Option<Day> {
    const LONGEST: usize = 120;
    let item = note.items.first().filter(|item| {
        !item.listed && item.task.is_none() && item.fields.is_empty() && item.heading().is_none()
    })?;
    let text = item.words.plain().filter(|text| text.len() <= LONGEST)?;
    let named = date_name::find(text, order, None).filter(|named| !named.week)?;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = letters(note.path.stem());
    let is_name = name.chars().any(char::is_alphabetic) && letters(text).starts_with(&name);
    (is_name || date_name::is_day_alone(text, named.day.into())).then_some(named.day)
}
