//! The day that a note says in a line of its own at its beginning: `Date: October 27, 2026`.

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
    note.items.iter().take(FIRST_LINES).find_map(|item| {
        let field = item.fields.iter().find(|field| {
            field.style.is_line() && people_words::has("date_key", &people_words::key(&field.key))
        });
        if let Some(field) = field {
            return find(field.value.trim_matches(['[', ']']));
        }
        let text = item.text(|mention| mention.names[0].clone());
        let (before, after) = text.split_once(':')?;
        let label = people_words::key(before.trim_matches(['*', '_', ' ']));
        people_words::has("date_key", &label).then(|| find(after)).flatten()
    })
}
