//! Lines of a note that say when the next 1-2-1 is: `Next 1:1: 3.12.2026`.

use crate::note::item::{Item, Mention};
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ids::{NotePath, PersonId, told_by_place};
use crate::text::lexicon::Lexicon;
use crate::text::next_meeting::{self, NextMeeting, Which};
use crate::vault::clue_words::last_part;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a line says of the next 1-2-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextSaid {
    pub at: NextMeeting,
    pub line: u32,
}

/// The next 1-2-1 is at most so many days away: a year more is a slip.
const MOST_DAYS: i64 = 400;

/// What an item says of the next 1-2-1; `near`, its own day, lends the year.
pub(crate) fn of_item(note: &Note, item: &Item, order: Order, near: Day) -> Option<NextSaid> {
    let text = next_meeting_words(note, item)?;
    of_text(&text, item.place.line, order, near)
}

/// What a text, as `next_meeting_words` gives it, says of the next 1-2-1 seen from a day: nothing,
/// when that
/// is before this day, or far behind it.
pub(crate) fn of_text(text: &str, line: u32, order: Order, near: Day) -> Option<NextSaid> {
    let at = next_meeting::read_next(text, order, near)?;
    (1..=MOST_DAYS).contains(&at.day.days_since(near)).then_some(NextSaid { at, line })
}

/// The words of an item with the label of a next 1-2-1: its own, that of a field, that of the
/// heading above a day.
pub(crate) fn next_meeting_words(note: &Note, item: &Item) -> Option<String> {
    if item.struck || item.kind().is_some() {
        return None;
    }
    let lexicon = Lexicon::shipped();
    let field = item.fields.iter().find(|field| lexicon.has("next_meeting", &field.key));
    if let Some(field) = field {
        return Some(format!("{}: {}", field.key, field.value));
    }
    let lead = item.words.words_before_name();
    let is_next = |text: &str| matches!(next_meeting::next_label(text), Some((Which::Next, _)));
    let own = || item.text_with_names(called_day);
    if is_next(lead) {
        return Some(own());
    }
    // A day below `## Next 1:1`.
    let day = lead.trim_start().is_empty() || lead.starts_with(|c: char| c.is_ascii_digit());
    let heading = &note.headings[item.heading().filter(|_| day && !item.words.is_empty())?].text;
    let (which, end) = next_meeting::next_label(heading)?;
    let alone = !heading[end..].contains(char::is_alphanumeric);
    (which == Which::Next && alone).then(|| format!("{heading}: {}", own()))
}

/// A link to a day's note is that day.
fn called_day(mention: &Mention) -> String {
    mention.names.first().map(|name| last_part(name).to_owned()).unwrap_or_default()
}

/// Lines of people's own notes on their next 1-2-1: they have no day that lends them a year.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OwnNotes(BTreeMap<PersonId, OwnLine>);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct OwnLine {
    pub(super) text: String,
    #[serde(with = "told_by_place")]
    pub(super) path: NotePath,
    pub(super) line: u32,
}

impl OwnNotes {
    /// Takes in what a person's own note says; the last such line of a note counts.
    pub(super) fn take_note(
        &mut self,
        note: &Note,
        person: &PersonId,
        heading_days: &[Option<Day>],
    ) {
        let free = |item: &&Item| !is_dated(note, item, heading_days);
        for item in note.items.iter().filter(free) {
            if let Some(text) = next_meeting_words(note, item) {
                let line = OwnLine { text, path: note.path.clone(), line: item.place.line };
                self.0.insert(person.clone(), line);
            }
        }
    }

    /// What a person's own note says.
    pub(super) fn line_about(&self, person: &PersonId) -> Option<&OwnLine> {
        self.0.get(person)
    }

    /// The same lines, of this note.
    pub(super) fn in_note(mut self, path: &NotePath) -> OwnNotes {
        self.0.values_mut().for_each(|line| line.path = path.clone());
        self
    }

    pub(super) fn extend(&mut self, other: OwnNotes) {
        self.0.extend(other.0);
    }
}

/// Whether an item stands below a heading with a day.
pub(super) fn is_dated(note: &Note, item: &Item, heading_days: &[Option<Day>]) -> bool {
    let mut chain = std::iter::successors(item.heading(), |at| note.headings[*at].parent);
    chain.any(|at| heading_days.get(at).copied().flatten().is_some())
}
