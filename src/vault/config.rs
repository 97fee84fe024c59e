//! The config: defaults, then `.vault121/config.yml`.
//!
//! Every key is optional, every unknown one is an error that names the nearest known key. There
//! is no config outside the vault: output is committed, so every machine must agree.

use crate::diagnostic::diagnostic::Place;
use crate::kind::Kind;
use crate::note::vocabulary::{MoreWords, Vocabulary};
use crate::text::date::{Cadence, Day, Weekday};
use crate::text::date_parse::Order;
use crate::text::glob::Globs;
use crate::text::ids::PersonId;
use crate::text::timezone::Zone;
use crate::text::yaml::Yaml;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the config stands in the vault.
pub const CONFIG_PATH: &str = ".vault121/config.yml";

/// What a task character means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// To be done.
    Open,
    /// Begun.
    InProgress,
    /// Done.
    Done,
    /// Given up.
    Dropped,
    /// Waiting.
    OnHold,
}

impl Status {
    /// Whether nothing is left to do.
    pub fn is_closed(self) -> bool {
        matches!(self, Status::Done | Status::Dropped)
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::InProgress => "in progress",
            Status::Done => "done",
            Status::Dropped => "dropped",
            Status::OnHold => "on hold",
        }
    }

    /// The status of a word in the config.
    pub fn read(word: &str) -> Option<Status> {
        Some(match crate::text::span::fold(word).replace(' ', "-").as_str() {
            "open" | "todo" | "moved" => Status::Open,
            "in-progress" | "doing" => Status::InProgress,
            "done" => Status::Done,
            "dropped" | "cancelled" | "canceled" => Status::Dropped,
            "on-hold" | "hold" | "waiting" => Status::OnHold,
            _ => return None,
        })
    }
}

/// A person as the config lists them.
#[derive(Clone, Debug, Default)]
pub struct ListedPerson {
    /// Keys and values, as a person note's front matter has them.
    pub values: Vec<(String, Yaml)>,
    /// Where in the config.
    pub place: Place,
}

/// How links in generated text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// As the vault does.
    Auto,
    /// `[[note]]`.
    Wiki,
    /// `[note](note.md)`.
    Markdown,
}

/// Sprints, which questions may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sprint {
    /// The first day of sprint 1.
    pub first: Day,
    /// Days of a sprint.
    pub days: i64,
}

impl Sprint {
    /// The number of the sprint that a day is in, from 1; none before the first.
    pub fn number(self, day: Day) -> Option<i64> {
        let since = day.days_since(self.first);
        (since >= 0).then(|| since / self.days + 1)
    }

    /// The first and the last day of a sprint.
    pub fn span(self, number: i64) -> (Day, Day) {
        let first = self.first.plus((number - 1) * self.days);
        (first, first.plus(self.days - 1))
    }
}

/// Whose the boxes of a 1-2-1 are that name nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unowned {
    /// The lead's.
    Me,
    /// The other person's.
    Them,
    /// Nobody's yet: the prep asks.
    Ask,
}

impl Unowned {
    /// Reads the word.
    pub fn read(word: &str) -> Option<Unowned> {
        Some(match crate::text::span::fold(word.trim()).as_str() {
            "me" | "mine" | "lead" => Unowned::Me,
            "them" | "theirs" | "person" => Unowned::Them,
            "ask" => Unowned::Ask,
            _ => return None,
        })
    }
}

/// How promises and goals with a due day stand in the calendar file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarDue {
    /// Not at all.
    No,
    /// As events of the whole day.
    Events,
    /// As things to do.
    Todos,
}

/// The config.
#[derive(Clone, Debug)]
pub struct Config {
    /// The lead.
    pub me: Option<PersonId>,
    /// Globs of person notes.
    pub person_notes: Vec<String>,
    /// People without a note, or additions to one.
    pub people: BTreeMap<PersonId, ListedPerson>,
    /// Globs of 1-2-1 notes.
    pub meeting_notes: Vec<String>,
    /// Minutes of a 1-2-1.
    pub minutes: u32,
    /// How often, unless the person says otherwise.
    pub cadence: Cadence,
    /// Days before the next date from which its prep is made.
    pub prep_lead: i64,
    /// Globs of what is not read.
    pub ignore: Vec<String>,
    /// Globs of folders of which `read:` says no.
    pub unread: Vec<String>,
    /// Folders and notes of which `read:` says `open`: their names close nothing.
    pub open_names: Vec<String>,
    /// Where `add` writes: `daily`, or a path.
    pub inbox: String,
    /// The question note.
    pub questions: Option<String>,
    /// More tag spellings.
    pub tags: BTreeMap<Kind, Vec<String>>,
    /// Words of kinds beside those that we know.
    pub words: MoreWords,
    /// The words of this vault, when they are not those that we know.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// Whose the boxes are that name nobody, when it is said.
    pub unowned: Option<Unowned>,
    /// Task characters.
    pub statuses: BTreeMap<char, Status>,
    /// What is held back in a low season.
    pub low_holds: BTreeSet<Kind>,
    /// Days after which held feedback is asked about.
    pub hold_limit: i64,
    pub sprint: Option<Sprint>,
    /// The day, start minute, gap, most, and rest of a batch.
    pub batch: Option<MeetingBatch>,
    /// The zone of the lead's clock; without one the calendar's times are those of any clock.
    pub timezone: Option<Zone>,
    /// Another program's calendar file, from which the times of 1-2-1s are read.
    pub calendar_read: Option<String>,
    /// How what is due stands in the calendar file.
    pub calendar_due: CalendarDue,
    /// Whether `watch` tells of what is near and due through the desktop.
    pub notify: bool,
    /// Link style.
    pub links: Links,
    /// Which of two numbers is the day.
    pub date_order: Order,
    /// `emoji`, `fields` or `auto`: what `add` writes.
    pub date_style: String,
    /// Paths of pages, by page name.
    pub paths: BTreeMap<String, String>,
    /// Pages turned on or off.
    pub pages: BTreeMap<String, bool>,
    /// Whether ticks in regions flow back.
    pub ticks: bool,
    /// Line of each key that the file sets, for `vault121 config`.
    pub origins: BTreeMap<String, u32>,
}

/// 1-2-1s one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingBatch {
    /// The day of the week.
    pub day: Weekday,
    /// Minutes since midnight.
    pub from: u16,
    /// Minutes between two.
    pub gap: u32,
    /// Most on one day.
    pub most: u32,
    /// Minutes of rest behind the last.
    pub rest: u32,
}

/// The keys of the config, with what `vault121 config` says of them.
pub const KEYS: &[(&str, &str)] = &[
    ("me", "the lead; a person id"),
    ("people.notes", "globs of person notes"),
    ("people.list", "people without a note, or additions to one"),
    ("one_on_ones.notes", "globs of 1-2-1 notes"),
    ("one_on_ones.minutes", "minutes of a 1-2-1"),
    ("one_on_ones.cadence", "how often: 1w, 2w, monthly"),
    ("one_on_ones.prep_lead", "how long before the next date its prep is made"),
    ("ignore", "globs of what is not read"),
    ("read", "`{Diary: no}`: nothing in it is read; `{Secret: open}`: its name closes no note"),
    ("inbox", "where `add` writes: daily, or a path"),
    ("questions", "the question note"),
    ("tags", "more spellings of a kind"),
    ("words", "more first words and headings of a kind; `off` takes some away"),
    ("unowned", "whose the boxes of a 1-2-1 are that name nobody: me, them, ask or contrast"),
    ("statuses", "what a character in a task box means"),
    ("season.low_holds", "what is held back in a low season"),
    ("season.hold_limit", "after how long held feedback is asked about"),
    ("sprint.first", "first day of the first sprint"),
    ("sprint.length", "length of a sprint"),
    ("batch.day", "day of the week on which 1-2-1s are held"),
    ("batch.from", "when the first one begins"),
    ("batch.gap", "minutes between two"),
    ("batch.most", "most on one day"),
    ("batch.rest", "rest behind the last"),
    ("timezone", "zone of the calendar file, such as Europe/Berlin; without it any clock's time"),
    ("calendar.read", "another program's .ics file, from which the times of 1-2-1s are read"),
    ("calendar.due", "no, events or todos: what is due, in the calendar file"),
    ("notify", "yes: `watch` tells of 1-2-1s that are near, and of promises on their due day"),
    ("links", "auto, wiki or markdown"),
    ("dates", "auto, emoji or fields: what `add` and ticks write"),
    ("date_order", "dmy or mdy: how 03/04/2026 is read"),
    ("paths.prep", "path of a prep note, with {{ person }} and {{ date }}"),
    ("paths.rollup", "path of a person's rollup"),
    ("paths.team", "path of the team page"),
    ("paths.me", "path of the lead's own page"),
    ("paths.agenda", "path of an agenda"),
    ("paths.shelf", "path of the team shelf"),
    ("paths.day", "path of a day sheet"),
    ("paths.calendar", "path of the calendar file"),
    ("paths.review", "path of a review"),
    ("paths.handover", "path of a hand-over"),
    ("pages", "pages turned on or off: yes, no"),
    ("ticks", "no, or write-back: boxes on pages, and a tick goes to its source"),
];

impl Default for Config {
    fn default() -> Config {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Config {
            me: None,
            person_notes: words(&["People/*.md", "people/*.md", "people.*.md", "user.*.md"]),
            people: BTreeMap::new(),
            meeting_notes: words(&[
                "1-1s/**",
                "1-2-1s/**",
                "1-2-1/**",
                "1-1/**",
                "One on Ones/**",
                "meet.121.**",
                "one-on-one.**",
                "121.**",
                "1-1.**",
                "1on1.**",
                "1-2-1.**",
            ]),
            minutes: 25,
            cadence: Cadence::Days(7),
            prep_lead: 2,
            ignore: words(&[
                "Templates/**",
                "templates/**",
                "_templates/**",
                "_Templates/**",
                "templates.**",
            ]),
            unread: Vec::new(),
            open_names: Vec::new(),
            inbox: "daily".to_owned(),
            questions: None,
            tags: BTreeMap::new(),
            words: MoreWords::default(),
            vocabulary: None,
            unowned: None,
            statuses: BTreeMap::from([
                (' ', Status::Open),
                ('/', Status::InProgress),
                ('x', Status::Done),
                ('X', Status::Done),
                ('v', Status::Done),
                ('-', Status::Dropped),
                ('>', Status::Open),
                ('<', Status::Open),
                ('h', Status::OnHold),
            ]),
            low_holds: BTreeSet::from([Kind::WatchOut]),
            hold_limit: 42,
            sprint: None,
            batch: None,
            timezone: None,
            calendar_read: None,
            calendar_due: CalendarDue::No,
            notify: false,
            links: Links::Auto,
            date_order: Order::Dmy,
            date_style: "auto".to_owned(),
            paths: BTreeMap::new(),
            pages: BTreeMap::new(),
            ticks: false,
            origins: BTreeMap::new(),
        }
    }
}

impl Config {
    /// What is not read, by whichever of the keys that say so.
    pub fn left_out(&self) -> Globs {
        let all: Vec<String> = self.ignore.iter().chain(&self.unread).cloned().collect();
        Globs::sound(&all)
    }

    /// The words by which kinds are told in this vault.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.as_deref().unwrap_or(Vocabulary::shipped())
    }
}

/// Keys that a person's front matter or entry in the config may have.
pub const PERSON_KEYS: &[&str] = &[
    "name",
    "handle",
    "aliases",
    "report",
    "me",
    "manager",
    "lead",
    "unowned",
    "cadence",
    "slot",
    "minutes",
    "meet",
    "delivery",
    "praise",
    "season",
    "season-since",
    "season_since",
    "template",
    "questions",
    "agenda",
    "left",
    "away",
];
