//! One item in its context: what it is, whom it is about, when, in which words.
//!
//! The floor below knows the line alone; the folds above know only these.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Kind};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId, told_by_place};
use crate::vault::config::Status;
use crate::vault::layout::Anchor;
use serde::{Deserialize, Serialize};

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// The note.
    #[serde(with = "told_by_place")]
    pub path: NotePath,
    pub line: u32,
    /// What a link can name there.
    pub anchor: Option<Anchor>,
}

/// How the kind of a line was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// By a tag, or by the key of a field.
    #[default]
    Tag,
    /// By its first words, or a sign.
    Word,
    /// By the heading, the bold line or the bullet above it.
    Heading,
    /// By where it stands: a box in a 1-2-1.
    Place,
}

/// Who owes what stands below a heading or a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Above {
    /// The lead.
    Mine,
    /// The person of the 1-2-1.
    Theirs,
    /// This person.
    Person(PersonId),
    /// Somebody whom nobody knows, or both of them: it is asked.
    Asked,
}

/// What a heading or a label above a line says that does not say who owes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Headed {
    /// Nothing of anybody: `Next steps`.
    #[default]
    Plain,
    /// A word that nobody knows: `Ideas`, `Ed`.
    Strange,
    /// How the lead can help: `How can I help?`.
    Helps,
    /// It speaks of somebody: `What Lena needs from me`, `HR`.
    Somebody,
}

/// An item in its context.
#[derive(Clone, Debug)]
pub struct Entry<'v> {
    /// The note it stands in.
    pub note: &'v Note,
    /// Its place in the note's items.
    pub at: usize,
    pub item: &'v Item,
    pub kind: Kind,
    /// How that was read.
    pub by: By,
    /// It may well be of another kind.
    pub unsure: bool,
    /// Whose it is by what stands above it.
    pub above: Option<Above>,
    /// What else stands above it.
    pub headed: Headed,
    /// Whom it is about, in the order of the line.
    pub people: Vec<PersonId>,
    /// Somebody in it is unknown: it belongs to nobody.
    pub lost: bool,
    pub date: Option<Day>,
    /// The 1-2-1 it stands in.
    pub meeting: Option<usize>,
    /// Its words, without what is metadata.
    pub text: String,
    /// What its task box says.
    pub status: Option<Status>,
    /// Where it stands.
    pub source: Source,
    /// What it says of its audience.
    pub audience: Option<Audience>,
    /// Nobody beyond these may see it, whatever it says: what stands above it is closed.
    pub limit: Audience,
}

impl Entry<'_> {
    /// Who may see it.
    pub fn seen(&self) -> Audience {
        self.kind.line_audience(self.audience).min(self.limit)
    }

    /// Who may see it, when those who usually may are `usual`.
    pub fn seen_by(&self, usual: Audience) -> Audience {
        self.kind.line_audience(Some(self.audience.unwrap_or(usual))).min(self.limit)
    }

    /// A complaint about this item.
    pub fn say(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::about_file(code, self.note.path.as_str(), message).at_place(&self.item.place)
    }

    /// A field of the item, or of one of its children (`path:: …` below it).
    pub fn field_or_below(&self, key: &str) -> Option<String> {
        let own = self.item.field_value(key).map(str::to_owned);
        own.or_else(|| {
            self.note
                .children_of(self.at)
                .find_map(|(_, child)| child.field_value(key).map(str::to_owned))
        })
        .filter(|value| !value.is_empty())
    }
}
