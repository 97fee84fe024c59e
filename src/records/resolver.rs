//! Reading an item in its context: whom it is about, when, in which 1-2-1, in which words.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place};
use crate::kind::{Audience, Guard, Kind};
use crate::note::field::Style;
use crate::note::item::{Field, Item, Mention};
use crate::note::parse::{Heading, Note};
use crate::note::words::{Piece, tidy};
use crate::people::meetings::Meetings;
use crate::people::people::{People, Who};
use crate::records::audience::{self, Heard, OPEN, own_kind};
use crate::records::record::{Entry, Source};
use crate::records::wording;
use crate::records::wording::{one_on_one_with, said_in};
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::PersonId;
use crate::text::span::{fold, normal};
use crate::vault::config::{Config, Status};
use crate::vault::layout::{Anchor, Layout};

/// What every reading of an item leans on.
pub struct Context<'v> {
    /// The config.
    pub config: &'v Config,
    /// Names and links.
    pub layout: &'v Layout,
    /// People.
    pub people: &'v People,
    /// 1-2-1s.
    pub meetings: &'v Meetings,
    /// The day.
    pub today: Day,
}

/// Names after `@` that are no person.
const EVERYBODY: &[&str] = &["all", "team", "here", "everyone", "everybody", "channel"];

impl<'v> Context<'v> {
    /// All items of a note that say something, as entries.
    pub fn entries(&self, note: &'v Note, said: &mut Vec<Diagnostic>) -> Vec<Entry<'v>> {
        let in_meeting_note = self.meetings.is_meeting_note(&note.path);
        let mut entries = Vec::new();
        let mut whose = vec![None; note.headings.len()];
        let heard = audience::heard(note);
        for (at, item) in note.items.iter().enumerate() {
            let heard = heard.get(at).copied().unwrap_or(OPEN);
            let mut kind = self.kind(note, at, in_meeting_note);
            if heard.guarded {
                // It may be a watch out: it is said, counted, and told nowhere as anything else.
                kind = kind.filter(|kind| *kind == Kind::WatchOut);
            }
            if let Some(kind) = kind {
                entries.push(self.entry(note, at, (item, kind, heard), &mut whose, said));
            }
        }
        entries
    }

    /// What an item is here; tasks of 1-2-1 notes are promises, scaffold headings give a kind.
    fn kind(&self, note: &Note, at: usize, in_meeting_note: bool) -> Option<Kind> {
        let item = &note.items[at];
        if note.is_theirs(item.heading()) {
            let alone = item.parent().is_none() && !item.words.is_empty();
            return alone.then_some(Kind::Topic);
        }
        if let Some(kind) = item.kind() {
            return Some(kind);
        }
        let in_meeting = || in_meeting_note && self.meetings.at(note, at).is_some();
        let under = |kinds: &[Kind]| {
            std::iter::successors(item.parent(), |at| note.items[*at].parent())
                .any(|at| own_kind(note, at).is_some_and(|kind| kinds.contains(&kind)))
        };
        if let [only] = item.fields.as_slice()
            && (only.style == Style::Whole || (only.style == Style::Loose && in_meeting()))
        {
            let kind = Kind::read(&only.key).filter(|kind| !kind.yields());
            // What is agreed stands below what became clear.
            let alone =
                item.parent().is_none() || (kind == Some(Kind::Agreed) && under(&[Kind::Clarity]));
            return kind.filter(|_| alone && !only.value.is_empty());
        }
        if item.task.is_some() {
            let is_step = under(&[Kind::Goal, Kind::Resource, Kind::TeamGoal]);
            let is_agreed = under(&[Kind::Clarity, Kind::Agreed]);
            let undated = || self.meetings.is_undated(&note.path);
            let below = || {
                note.heading_chain(item.heading())
                    .any(|above| one_on_one_with(&above.text, self.people).is_some())
            };
            let wanted = !is_step && (in_meeting() || undated() || is_agreed || below());
            return (wanted && !item.words.is_empty()).then_some(Kind::Action);
        }
        if in_meeting_note && item.parent().is_none() && !item.words.is_empty() {
            let heading = note.heading_chain(item.heading()).next()?;
            return match normal(&heading.text).as_str() {
                "intention" => Some(Kind::Intention),
                "outcome" | "outcomes" => Some(Kind::Outcome),
                "agreed" | "agreement" | "agreements" => Some(Kind::Agreed),
                _ => None,
            };
        }
        None
    }

    fn entry(
        &self,
        note: &'v Note,
        at: usize,
        (item, kind, heard): (&'v Item, Kind, Heard),
        whose: &mut [Option<Option<PersonId>>],
        said: &mut Vec<Diagnostic>,
    ) -> Entry<'v> {
        let (people, lost) = self.people_of(note, at, whose, said);
        audience::say_unknown(note, at, said);
        let (word, limit) = self.heard(note, kind, heard, &people);
        let meeting = self.meetings.at(note, at);
        let whole = item.fields.first().filter(|field| field.style.is_line());
        let text = match whole {
            Some(field) if item.kind().is_none() => tidy(&field.value),
            _ => self.text(note, at),
        };
        Entry {
            note,
            at,
            item,
            kind,
            people,
            lost,
            date: self.date(note, item, said),
            meeting,
            text,
            status: self.item_status(item),
            source: self.source(note, at),
            audience: word,
            limit,
        }
    }

    /// What the task box of an item says; `[drop:: why]` gives an open one up.
    fn item_status(&self, item: &Item) -> Option<Status> {
        let status = self.status(item.task?);
        let given_up = item.field("drop").is_some() && !status.is_closed();
        Some(if given_up { Status::Dropped } else { status })
    }

    /// Who may see an item that is about these people. What somebody's own note says cannot be
    /// read closes everything on them.
    fn heard(
        &self,
        note: &Note,
        kind: Kind,
        heard: Heard,
        people: &[PersonId],
    ) -> (Option<Audience>, Audience) {
        let unreadable = |id: &PersonId| self.people.get(id).is_some_and(|one| one.unreadable);
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
    pub fn text(&self, note: &Note, at: usize) -> String {
        let own = self.own_text(&note.items[at]);
        if !own.is_empty() {
            return own;
        }
        let children = note.children(at).filter(|(_, child)| {
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
    pub fn person(&self, mention: &Mention) -> Option<PersonId> {
        wording::person(mention, self.people)
    }

    /// Whom an item is about: named in it, in an item above, in a heading, in the note.
    fn people_of(
        &self,
        note: &Note,
        at: usize,
        whose: &mut [Option<Option<PersonId>>],
        said: &mut Vec<Diagnostic>,
    ) -> (Vec<PersonId>, bool) {
        let mut lost = false;
        for (depth, at) in
            std::iter::successors(Some(at), |at| note.items[*at].parent()).enumerate()
        {
            let named = self.named(note, &note.items[at], depth == 0, &mut lost, said);
            if !named.is_empty() || lost {
                return (named, lost);
            }
        }
        if let Some(id) = self.meetings.person_of_bullet(note, at) {
            return (vec![id.clone()], false);
        }
        let chain = std::iter::successors(note.items[at].heading(), |at| note.headings[*at].parent);
        for at in chain {
            // Asked once a heading, not once an item.
            let found = whose[at].get_or_insert_with(|| self.person_of_heading(&note.headings[at]));
            if let Some(id) = found {
                return (vec![id.clone()], false);
            }
        }
        (self.meetings.about(&note.path).cloned().into_iter().collect(), false)
    }

    /// The person that the nearest heading of a person above an item names.
    pub fn person_above(&self, note: &Note, item: &Item) -> Option<PersonId> {
        note.heading_chain(item.heading()).find_map(|heading| self.person_of_heading(heading))
    }

    fn person_of_heading(&self, heading: &Heading) -> Option<PersonId> {
        let named = heading.names.iter().find_map(|name| self.people.one(name));
        let found = named.or_else(|| self.people.leading(&heading.text));
        let found = found.or_else(|| one_on_one_with(&heading.text, self.people));
        found.filter(|id| !self.people.is_me(id))
    }

    fn named(
        &self,
        note: &Note,
        item: &Item,
        say: bool,
        lost: &mut bool,
        said: &mut Vec<Diagnostic>,
    ) -> Vec<PersonId> {
        let mut found: Vec<PersonId> = Vec::new();
        for (at, mention) in item.mentions.iter().enumerate() {
            if is_party(item, at) {
                continue;
            }
            let mut many = false;
            let mut who = None;
            for name in &mention.names {
                match self.people.who(name) {
                    Who::One(id) => who = who.or(Some(id)),
                    Who::Many(_) => many = true,
                    Who::Nobody => {}
                }
            }
            match who {
                Some(id) if found.contains(&id) => {}
                Some(id) => found.push(id),
                None if many || mention.at => {
                    let name = &mention.names[0];
                    if EVERYBODY.contains(&fold(name).as_str()) {
                        continue;
                    }
                    *lost = true;
                    if say {
                        said.push(self.unknown(note, name, many, &mention.place));
                    }
                }
                None => {}
            }
        }
        for key in ["person", "about", "owner", "who"] {
            if let Some(field) = item.field(key) {
                let name = field.value.trim_matches(['[', ']', '@']);
                found.extend(self.people.one(name));
            }
        }
        *lost = *lost && found.is_empty();
        found
    }

    /// The complaint about a name that is nobody's, or several people's.
    pub fn unknown(&self, note: &Note, name: &str, many: bool, place: &Place) -> Diagnostic {
        let (code, message) = match many {
            true => (Code::AmbiguousPerson, format!("`@{name}` may be several people")),
            false => (Code::UnknownPerson, format!("`@{name}` is nobody in this vault")),
        };
        let mut problem = Diagnostic::file(code, note.path.as_str(), message).at(place);
        problem.hint = Some(match self.people.near(name) {
            Some(near) if !many => format!("did you mean `@{near}`?"),
            _ if many => "use the handle of the one you mean".to_owned(),
            _ => "make a note for them, or list them under `people:` in the config".to_owned(),
        });
        problem
    }

    /// When an item is about: its own field, the nearest dated heading, the note.
    fn date(&self, note: &Note, item: &Item, said: &mut Vec<Diagnostic>) -> Option<Day> {
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
        let message = match date_parse::leading(value, self.config.date_order, near) {
            Some(Found::Day(day, _)) => {
                if let Some(near) = near.filter(|near| day.since(*near).abs() > 5 * 366) {
                    let message = format!("{day} is more than five years from {near}");
                    let problem = Diagnostic::file(Code::YearOdd, note.path.as_str(), message);
                    said.push(problem.at(place).hint("is the year right?"));
                }
                return Some(day);
            }
            Some(Found::Bad(why, _)) => why,
            None if value.trim().is_empty() => return None,
            None => format!("`{value}` is no date"),
        };
        let problem = Diagnostic::file(Code::DateUnreadable, note.path.as_str(), message);
        said.push(problem.at(place).hint("write it as `2026-11-24`"));
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
        let children = entry.note.children(entry.at);
        let below = || children.into_iter().find_map(|(_, child)| whole_field(child, key));
        let field = entry.item.field(key).or_else(below)?;
        self.read_day(entry.note, &field.value, entry.date.or(Some(self.today)), &field.place, said)
    }
}

/// Whether a mention is a party and not the subject: a word such as `with` stands before it.
fn is_party(item: &Item, mention: usize) -> bool {
    let mut before = None;
    for piece in item.words.pieces() {
        match (piece, before) {
            (Piece::Mention(at), Some(Piece::Words(words))) if at == mention => {
                let last = words.split_whitespace().next_back().unwrap_or("");
                return ["with", "from", "by"].contains(&fold(last).as_str());
            }
            _ => before = Some(piece),
        }
    }
    false
}

/// The field of a line that is `key:: value` as a whole.
fn whole_field<'i>(item: &'i Item, key: &str) -> Option<&'i Field> {
    item.fields.first().filter(|field| field.style == Style::Whole && field.key == key)
}
