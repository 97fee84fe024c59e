//! The shapes of the JSON: what `export`, `list`, `check` and `build` print.
//!
//! Absent is `null` or `[]`, never a missing key. A change of shape raises `SCHEMA`;
//! `docs/schema.json` says the same and is tested against real output.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Kind, List};
use crate::records::record::By;
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::config::Status;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The version of the JSON.
pub const SCHEMA: u32 = 1;

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct JsonPlace {
    /// The note.
    pub path: String,
    pub line: u32,
}

/// The whole model: each list under its key, in the order of the lists.
#[derive(Debug)]
pub struct Export {
    pub today: Day,
    /// How the vault names its notes and links.
    pub dialect: crate::vault::layout::Dialect,
    pub lists: Vec<(List, Rows)>,
    /// Complaints.
    pub diagnostics: Vec<Diagnostic>,
}

impl Serialize for Export {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SCHEMA)?;
        map.serialize_entry("today", &self.today)?;
        map.serialize_entry("dialect", &self.dialect)?;
        for (list, rows) in &self.lists {
            map.serialize_entry(&list.key(), rows)?;
        }
        map.serialize_entry("diagnostics", &self.diagnostics)?;
        map.end()
    }
}

/// The rows of one list.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Rows {
    People(Vec<PersonRow>),
    Meetings(Vec<MeetingRow>),
    Goals(Vec<JsonGoal>),
    Feedback(Vec<JsonFeedback>),
    Actions(Vec<ActionRow>),
    Answers(Vec<AnswerRow>),
    Questions(Vec<QuestionRow>),
    TeamGoals(Vec<JsonTeamGoal>),
    Resources(Vec<ResourceRow>),
    Policies(Vec<PolicyRow>),
    FollowUps(Vec<FollowUpRow>),
    Lines(Vec<JsonLine>),
}

/// A row of the list `people`.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub path: Option<String>,
    pub report: bool,
    pub season: Option<&'static str>,
    pub season_since: Option<Day>,
    pub delivery: Option<String>,
    pub cadence: Option<String>,
    pub minutes: u32,
    pub next: Option<Day>,
    pub last_held: Option<Day>,
}

/// A row of the list `meetings`.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingRow {
    pub person: String,
    pub date: Day,
    pub path: String,
    pub line: u32,
    pub held: bool,
    pub intention: Option<String>,
    pub met: Option<crate::people::meeting::Met>,
    pub mood: Option<u8>,
    pub mood_word: Option<String>,
    pub outcomes: Vec<String>,
}

/// A row of the list `goals`.
#[derive(Clone, Debug, Serialize)]
pub struct JsonGoal {
    pub key: String,
    pub person: String,
    pub slug: String,
    pub former: Vec<String>,
    pub title: String,
    pub by: By,
    pub status: Status,
    pub set: Option<Day>,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    pub reason: Option<String>,
    pub skill: Option<String>,
    pub helps: Option<String>,
    pub why: Option<String>,
    pub source: JsonPlace,
    pub steps: Vec<JsonStep>,
    pub news: Vec<NewsRow>,
    pub feedback: Vec<usize>,
}

/// A step of a goal.
#[derive(Clone, Debug, Serialize)]
pub struct JsonStep {
    pub text: String,
    pub done: bool,
    pub date: Option<Day>,
}

/// News on a goal.
#[derive(Clone, Debug, Serialize)]
pub struct NewsRow {
    pub date: Option<Day>,
    pub text: String,
    pub score: Option<String>,
    pub source: JsonPlace,
}

/// A row of the lists `feedback` and `held`.
#[derive(Clone, Debug, Serialize)]
pub struct JsonFeedback {
    pub person: String,
    pub kind: Kind,
    pub by: By,
    pub unsure: bool,
    pub text: Option<String>,
    pub date: Option<Day>,
    pub skills: Vec<String>,
    pub ways: Vec<String>,
    pub goal: Option<String>,
    pub path_text: Option<String>,
    pub from: Option<String>,
    pub state: crate::records::feedback::State,
    pub shared_on: Option<Day>,
    pub source: JsonPlace,
}

/// A row of the list `actions`: a promise.
#[derive(Clone, Debug, Serialize)]
pub struct ActionRow {
    pub owner: Option<String>,
    pub by: By,
    pub person: Option<String>,
    pub text: String,
    pub opened: Option<Day>,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    pub status: Status,
    pub source: JsonPlace,
}

/// A row of the list `answers`.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerRow {
    pub person: String,
    pub question: String,
    pub text: String,
    pub date: Option<Day>,
    pub silent: bool,
    pub source: JsonPlace,
}

/// A row of the list `questions`.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionRow {
    pub question: String,
    pub text: String,
    pub every: Option<String>,
    pub opens: bool,
    pub early: bool,
    pub source: Option<JsonPlace>,
}

/// A row of the lists whose lines are told as they were written.
#[derive(Clone, Debug, Serialize)]
pub struct JsonLine {
    pub people: Vec<String>,
    pub text: String,
    pub name: Option<String>,
    pub date: Option<Day>,
    pub status: Option<Status>,
    pub source: JsonPlace,
}

/// A row of the list `team-goals`.
#[derive(Clone, Debug, Serialize)]
pub struct JsonTeamGoal {
    pub name: String,
    pub text: String,
    pub date: Option<Day>,
    pub status: Option<Status>,
    pub helped_by: Vec<String>,
    pub source: JsonPlace,
}

/// A row of the list `follow-ups`.
#[derive(Clone, Debug, Serialize)]
pub struct FollowUpRow {
    pub people: Vec<String>,
    pub with: Vec<String>,
    pub text: String,
    pub date: Option<Day>,
    pub when: Option<Day>,
    pub time: Option<String>,
    pub status: Option<Status>,
    pub held: bool,
    pub source: JsonPlace,
}

/// A row of the list `policies`.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyRow {
    pub policy: String,
    pub title: String,
    pub reviewed: Option<Day>,
    pub mentions: Vec<JsonPlace>,
    pub source: JsonPlace,
}

/// A row of the list `resources`.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceRow {
    pub resource: String,
    pub text: String,
    pub skills: Vec<String>,
    pub done: bool,
    pub through: Vec<String>,
    pub still: Vec<String>,
    pub date: Option<Day>,
    pub source: JsonPlace,
}

/// What `check --format json` prints.
#[derive(Debug, Default, Serialize)]
pub struct CheckReport {
    pub schema: u32,
    pub diagnostics: Vec<Diagnostic>,
    pub stale: Vec<NotePath>,
    pub waiting: Vec<NotePath>,
}

/// What `build --format json` prints.
#[derive(Debug, Serialize)]
pub struct BuildReport {
    pub schema: u32,
    pub written: Vec<WrittenRow>,
    pub held: Vec<HeldRow>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What `watch --format jsonl` prints of a build: of the complaints only what came and went.
#[derive(Debug, Serialize)]
pub struct BuiltEvent {
    pub event: &'static str,
    pub time: String,
    pub schema: u32,
    pub written: Vec<WrittenRow>,
    pub held: Vec<HeldRow>,
    pub came: Vec<Diagnostic>,
    pub went: Vec<Diagnostic>,
}

/// A note that was written, and why.
#[derive(Debug, Serialize)]
pub struct WrittenRow {
    pub path: NotePath,
    pub why: String,
}

/// A note that was left as it is, and why.
#[derive(Debug, Serialize)]
pub struct HeldRow {
    pub path: NotePath,
    pub reason: String,
}
