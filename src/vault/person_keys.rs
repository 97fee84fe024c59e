//! Keys of front matter that say how somebody is met, and that no other program has: `slot: tue
//! 14:00`. A note that has one and the name of a person is that person's own.

use crate::note::parse::Note;
use crate::text::date::{Cadence, Slot};
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::person_name;

/// The key of a note that says how somebody is met, when its value is one that this program reads.
pub fn key_of_life(note: &Note) -> Option<&'static str> {
    let text = |key: &str| note.front.text_of(key);
    let is_day = |text: &String| date_name::day_in_name(text, Order::default(), None).is_some();
    let is_dated =
        |key: &str| text(key).iter().any(is_day) || note.front.texts_of(key).iter().any(is_day);
    if text("slot").is_some_and(|slot| Slot::read(&slot).is_some()) {
        return Some("slot");
    }
    let dated = ["away", "left"].into_iter().find(|key| note.front.get(key).is_some());
    if let Some(key) = dated.filter(|key| is_dated(key)) {
        return Some(key);
    }
    let cadence = || text("cadence").and_then(|text| Cadence::read(&text));
    note.front.get("cadence").is_some().then(cadence).flatten().map(|_| "cadence")
}

/// Whether a note is a person's by such a key and its name. A cadence alone may be a report's; what
/// has days in its headings is a log.
pub(crate) fn says_how_met(note: &Note) -> bool {
    let Some(key) = key_of_life(note).filter(|key| *key != "cadence") else { return false };
    let stem = note.path.stem();
    let last = stem.rsplit('.').next().unwrap_or(stem);
    let title = note.title();
    let mut names = [last, title.as_str()].into_iter().filter_map(person_name::read);
    let is_named = names.any(|name| key == "slot" || person_name::is_full(&name));
    let is_dated = |text: &str| date_name::day_in_name(text, Order::default(), None).is_some();
    is_named && !note.headings.iter().any(|heading| is_dated(&heading.text))
}
