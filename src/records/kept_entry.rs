//! An entry as it is remembered with its note: all that cannot be seen there at once.

use crate::kind::{Audience, Kind};
use crate::note::parse::Note;
use crate::records::record::{Above, By, Entry, Headed, Source};
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use crate::vault::config::Status;
use crate::vault::layout::Anchor;
use serde::{Deserialize, Serialize};

/// An entry without its note.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptEntry {
    at: usize,
    kind: Kind,
    by: By,
    unsure: bool,
    above: Option<Above>,
    headed: Headed,
    people: Vec<PersonId>,
    lost: bool,
    date: Option<Day>,
    text: String,
    status: Option<Status>,
    anchor: Option<Anchor>,
    audience: Option<Audience>,
    limit: Audience,
}

impl KeptEntry {
    /// What is to be remembered of an entry.
    pub(crate) fn of(entry: &Entry<'_>) -> KeptEntry {
        KeptEntry {
            at: entry.at,
            kind: entry.kind,
            by: entry.by,
            unsure: entry.unsure,
            above: entry.above.clone(),
            headed: entry.headed,
            people: entry.people.clone(),
            lost: entry.lost,
            date: entry.date,
            text: entry.text.clone(),
            status: entry.status,
            anchor: entry.source.anchor.clone(),
            audience: entry.audience,
            limit: entry.limit,
        }
    }

    /// The entry in its note; nothing where the note has no such item.
    pub(crate) fn restore_in<'n>(self, ctx: &Context<'_>, note: &'n Note) -> Option<Entry<'n>> {
        let item = note.items.get(self.at)?;
        let (path, line) = (note.path.clone(), item.place.line);
        Some(Entry {
            note,
            at: self.at,
            item,
            kind: self.kind,
            by: self.by,
            unsure: self.unsure,
            above: self.above,
            headed: self.headed,
            people: self.people,
            lost: self.lost,
            date: self.date,
            meeting: ctx.meetings.at_item(note, self.at),
            text: self.text,
            status: self.status,
            source: Source { path, line, anchor: self.anchor },
            audience: self.audience,
            limit: self.limit,
        })
    }
}
