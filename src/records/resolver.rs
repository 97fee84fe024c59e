//! Reading an item in its context: whom it is about, when, in which 1-2-1, in which words.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place};
use crate::kind::{Audience, Guard, Kind};
use crate::note::field::Style;
use crate::note::item::{Field, Item, Mention};
use crate::note::parse::{Heading, Note};
use crate::note::vocabulary::Vocabulary;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::people::sections::is_of_several;
use crate::records::audience::{self, Heard};
use crate::records::closed_name;
use crate::records::customs::Customs;
use crate::records::record::{Entry, Source};
use crate::records::wording;
use crate::records::wording::{one_on_one_with, said_in};
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::{NotePath, PersonId};
use crate::vault::config::{Config, Status};
use crate::vault::layout::{Anchor, Layout};

/// What every reading of an item leans on.
///
/// What a reading makes of one note is remembered under the key of all that stands here
/// (`model/recalled.rs`): of the 1-2-1s it may ask for those of the note itself alone, and of the
/// names of notes what `[[a|b]]` means in Dendron's order.
pub struct Context<'v> {
    pub config: &'v Config,
    /// Names and links.
    pub layout: &'v Layout,
    pub people: &'v People,
    /// 1-2-1s.
    pub meetings: &'v Meetings,
    /// The habits of the vault.
    pub customs: &'v Customs,
    pub today: Day,
}

impl<'v> Context<'v> {
    /// The words by which kinds are told.
    pub fn words(&self) -> &'v Vocabulary {
        self.config.vocabulary()
    }

    /// What closes a note by its name, as the path up to it.
    pub fn closed_by_name<'n>(&self, path: &'n NotePath) -> Option<&'n str> {
        closed_name::closed_by_name(path, self.people, self.config)
    }

    /// What the task box of an item says; `[drop:: why]` gives an open one up, and one that says
    /// that it is done is done.
    pub(crate) fn item_status(&self, item: &Item) -> Option<Status> {
        let status = self.status(item.task?);
        if status.is_closed() {
            return Some(status);
        }
        Some(self.said_status(item).unwrap_or(status))
    }

    /// What the fields of an item say of its being closed, which has a box or is a paragraph.
    pub(crate) fn said_status(&self, item: &Item) -> Option<Status> {
        if item.fields.is_empty() {
            return None;
        }
        let is_day = |value: &str| {
            let found = date_parse::leading_date(value, self.config.date_order, Some(self.today));
            value.is_empty()
                || matches!(found, Some(Found::Day(..)))
                || date_name::is_day_alone(value, Some(self.today))
        };
        let says = |key: &str| item.field(key).is_some_and(|field| is_day(&field.value));
        match () {
            () if item.field("drop").is_some() => Some(Status::Dropped),
            () if says("cancelled") || says("dropped") => Some(Status::Dropped),
            () if says("done") => Some(Status::Done),
            () => None,
        }
    }

    /// Whether an item is struck through and not ticked: what it said is taken back.
    pub fn is_withdrawn(&self, item: &Item) -> bool {
        item.struck && !item.task.is_some_and(|mark| self.status(mark).is_closed())
    }

    /// Who may see an item that is about these people. What somebody's own note says cannot be
    /// read closes everything on them.
    pub(crate) fn audience_heard(
        &self,
        note: &Note,
        kind: Kind,
        heard: Heard,
        people: &[PersonId],
    ) -> (Option<Audience>, Audience) {
        let unreadable = |id: &PersonId| self.people.with_id(id).is_some_and(|one| one.unreadable);
        let closed = people.iter().any(unreadable);
        let limit = if closed { Audience::Lead } else { heard.limit };
        // That a note is for all opens no single line about somebody.
        let about = kind.row().guard == Guard::NoteUnlessNamed;
        let opens = |word: &Audience| *word != Audience::Team || !about || people.is_empty();
        (heard.word.or_else(|| audience::front_word(note).filter(opens)), limit)
    }

    /// The status of a task character; what is unknown is open.
    pub fn status(&self, mark: char) -> Status {
        self.config.statuses.get(&mark).copied().unwrap_or(Status::Open)
    }

    /// Where an item stands, with the best anchor a link can name.
    pub fn source(&self, note: &Note, at: usize) -> Source {
        let item = &note.items[at];
        let block = item.block_id.clone().map(Anchor::Block);
        let heading = self
            .meetings
            .day_of_heading(note, item.heading())
            // A title with the note's own date names no place in it.
            .filter(|(day, _)| self.meetings.day_of_note(&note.path) != Some(*day))
            .map(|(_, at)| Anchor::Heading(note.headings[at].text.clone()));
        Source { path: note.path.clone(), line: item.place.line, anchor: block.or(heading) }
    }

    /// The words of an item; when it has none of its own, those of its children.
    pub fn text_of_item(&self, note: &Note, at: usize) -> String {
        let own = self.own_text(&note.items[at]);
        if !own.is_empty() {
            return own;
        }
        let children = note.children_of(at).filter(|(_, child)| {
            let plain = child.fields.is_empty() && child.task.is_none() && child.kind().is_none();
            plain && !child.is_nearly(Kind::WatchOut)
        });
        let parts: Vec<String> = children
            .map(|(_, child)| self.own_text(child))
            .filter(|part| !part.is_empty())
            .collect();
        parts.join("; ")
    }

    /// The words of an item without the people it is about.
    pub fn own_text(&self, item: &Item) -> String {
        said_in(item, self.people, self.layout)
    }

    /// The person a mention names.
    pub fn person_of_mention(&self, mention: &Mention) -> Option<PersonId> {
        wording::person_of_mention(mention, self.people)
    }

    /// The person that the nearest heading of a person above an item names.
    pub fn person_above(&self, note: &Note, item: &Item) -> Option<PersonId> {
        note.heading_chain(item.heading()).find_map(|heading| self.person_of_heading(heading))
    }

    pub(crate) fn person_of_heading(&self, heading: &Heading) -> Option<PersonId> {
        if is_of_several(&heading.text, &heading.names, self.people) {
            return None;
        }
        let named = heading.names.iter().find_map(|name| self.people.one_named(name));
        let found = named.or_else(|| self.people.leading_person(&heading.text));
        let found = found.or_else(|| one_on_one_with(&heading.text, self.people));
        found.filter(|id| !self.people.is_me(id))
    }

    /// The complaint about a name that is nobody's, or several people's.
    pub fn unknown_name(&self, note: &Note, name: &str, many: bool, place: &Place) -> Diagnostic {
        let (code, message) = match many {
            true => (Code::AmbiguousPerson, format!("`@{name}` may be several people")),
            false => (Code::UnknownPerson, format!("`@{name}` is no person that this vault knows")),
        };
        let mut problem = Diagnostic::about_file(code, note.path.as_str(), message).at_place(place);
        problem.hint = Some(match self.people.nearest_name(name) {
            Some(near) if !many => format!("did you mean `@{near}`?"),
            _ if many => "use the handle of the one you mean".to_owned(),
            _ => "make a note for them, or list them under `people:` in the config".to_owned(),
        });
        problem
    }

    /// When an item is about: its own field, the nearest dated heading, the note.
    pub(crate) fn date_of_item(
        &self,
        note: &Note,
        item: &Item,
        said: &mut Vec<Diagnostic>,
    ) -> Option<Day> {
        let own = ["on", "date", "created", "set"].iter().find_map(|key| item.field(key));
        let context = || {
            self.meetings
                .day_of_heading(note, item.heading())
                .map(|(day, _)| day)
                .or_else(|| self.meetings.day_of_note(&note.path))
        };
        if let Some(field) = own {
            return self
                .read_day(note, &field.value, context(), &field.place, said)
                .or_else(context);
        }
        context().or_else(|| {
            let late = ["shared", "done", "dropped"].iter().find_map(|key| item.field(key));
            let late =
                late.filter(|field| field.value.starts_with(|c: char| c.is_ascii_digit()))?;
            self.read_day(note, &late.value, None, &late.place, said)
        })
    }

    /// A day in a field; what is none is said.
    pub fn read_day(
        &self,
        note: &Note,
        value: &str,
        near: Option<Day>,
        place: &Place,
        said: &mut Vec<Diagnostic>,
    ) -> Option<Day> {
        let message = match date_parse::leading_date(value, self.config.date_order, near) {
            Some(Found::Day(day, _)) => {
                if let Some(near) = near.filter(|near| day.days_since(*near).abs() > 5 * 366) {
                    let message = format!("{day} is more than five years from {near}");
                    let problem =
                        Diagnostic::about_file(Code::YearOdd, note.path.as_str(), message);
                    said.push(problem.at_place(place).hint("is the year right?"));
                }
                return Some(day);
            }
            Some(Found::Bad(why, _)) => why,
            None if value.trim().is_empty() => return None,
            // `20.11.`: the year is that of the line.
            None if near.is_some_and(|near| date_name::is_day_alone(value, Some(near))) => {
                let named = date_name::day_in_name(value, self.config.date_order, near);
                return named.map(|named| named.day);
            }
            None => format!("`{value}` is no date"),
        };
        let problem = Diagnostic::about_file(Code::DateUnreadable, note.path.as_str(), message);
        said.push(problem.at_place(place).hint(date_parse::way_out(value, self.config.date_order)));
        None
    }

    /// A status that a later day gave: on this day it is still open. Only replays meet one.
    pub fn status_by(&self, status: Status, closed: Option<Day>) -> Status {
        if closed.is_some_and(|closed| closed > self.today) { Status::Open } else { status }
    }

    /// The day in the field `key` of an item, when there is one.
    pub fn day_field(
        &self,
        entry: &Entry<'_>,
        key: &str,
        said: &mut Vec<Diagnostic>,
    ) -> Option<Day> {
        let children = entry.note.children_of(entry.at);
        let below = || children.into_iter().find_map(|(_, child)| whole_field(child, key));
        let field = entry.item.field(key).or_else(below)?;
        self.read_day(entry.note, &field.value, entry.date.or(Some(self.today)), &field.place, said)
    }
}

/// The field of a line that is `key:: value` as a whole.
fn whole_field<'i>(item: &'i Item, key: &str) -> Option<&'i Field> {
    item.fields.first().filter(|field| field.style == Style::Whole && field.key == key)
}
