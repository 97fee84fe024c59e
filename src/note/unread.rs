//! `[read:: no]`: a line of which nothing is read, with all that stands below it.
//!
//! On a line it takes the list below along, on a heading the whole section; as a line of its own it
//! speaks of what it stands under. The lines stay in the note's list, and say nothing.

use crate::note::field::Style;
use crate::note::item::{Field, Item};
use crate::text::yaml::Yaml;

/// The field as it is written behind a line.
pub const FIELD: &str = "[read:: no]";
const KEY: &str = "read::";

/// Empties the items that are not to be read. Returns of each heading, of which the text and the
/// heading above are given, whether it is one of these; nothing where no line says so, as in most
/// notes: their text is looked through once.
pub(crate) fn take_out(
    text: &str,
    headings: &[(&str, Option<usize>)],
    items: &mut [Item],
) -> Option<Vec<bool>> {
    if !text.contains(KEY) {
        return None;
    }
    let mut of_headings: Vec<bool> = headings.iter().map(|(text, _)| says_unread(text)).collect();
    let mut of_items = vec![false; items.len()];
    for (at, item) in items.iter().enumerate() {
        // `mood:: 3 [read:: no]`: the field is a part of the value.
        let is_it = |field: &&Field| {
            field.key == "read" && is_no(&field.value) || says_unread(&field.value)
        };
        let Some(field) = item.fields.iter().find(is_it) else { continue };
        let alone = field.key == "read" && field.style == Style::Whole && item.fields.len() == 1;
        match (alone, item.parent(), item.heading()) {
            (true, Some(parent), _) => of_items[parent] = true,
            (true, None, Some(heading)) => of_headings[heading] = true,
            _ => of_items[at] = true,
        }
    }
    for (at, (_, parent)) in headings.iter().enumerate() {
        of_headings[at] |= parent.is_some_and(|parent| of_headings[parent]);
    }
    for at in 0..items.len() {
        let above = items[at].parent().is_some_and(|parent| of_items[parent]);
        let below = items[at].heading().is_some_and(|heading| of_headings[heading]);
        of_items[at] |= above || below;
        if of_items[at] {
            items[at].unsay_all();
        }
    }
    Some(of_headings)
}

/// Whether a heading has the field.
fn says_unread(heading: &str) -> bool {
    heading.match_indices(KEY).any(|(at, _)| {
        let before = heading[..at].chars().next_back();
        let value = heading[at + KEY.len()..].split([']', ')']).next().unwrap_or("");
        matches!(before, Some('[' | '(')) && is_no(value)
    })
}

fn is_no(value: &str) -> bool {
    Yaml::Text(value.to_owned()).truth() == Some(false)
}
