//! The shapes of the JSON: what `export`, `list`, `check` and `build` print.
//!
//! Absent is `null` or `[]`, never a missing key. A change of shape raises `SCHEMA`;
//! `docs/schema.json` says the same and is tested against real output.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::config::Status;
use serde::Serialize;

/// The version of the JSON.
pub const SCHEMA: u32 = 1;

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct At {
    /// The note.
    pub path: String,
    /// Its line.
    pub line: u32,
}

/// The whole model.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct Export {
    pub schema: u32,
    pub today: Day,
    pub dialect: crate::vault::layout::Dialect,
    pub people: Vec<PersonRow>,
    pub meetings: Vec<MeetingRow>,
    pub goals: Vec<GoalRow>,
    pub feedback: Vec<FeedbackRow>,
    pub actions: Vec<ActionRow>,
    pub answers: Vec<AnswerRow>,
    pub questions: Vec<QuestionRow>,
    pub topics: Vec<LineRow>,
    pub intentions: Vec<LineRow>,
    pub outcomes: Vec<LineRow>,
    pub clarity: Vec<LineRow>,
    pub agreements: Vec<LineRow>,
    pub seasons: Vec<LineRow>,
    pub home: Vec<LineRow>,
    pub road_blocks: Vec<LineRow>,
    pub team_goals: Vec<TeamGoalRow>,
    pub ask_all: Vec<LineRow>,
    pub tell_all: Vec<LineRow>,
    pub my_misses: Vec<LineRow>,
    pub resources: Vec<ResourceRow>,
    pub policies: Vec<PolicyRow>,
    pub scores: Vec<LineRow>,
    pub follow_ups: Vec<FollowUpRow>,
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
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

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct MeetingRow {
    pub person: String,
    pub date: Day,
    pub path: String,
    pub line: u32,
    pub held: bool,
    pub intention: Option<String>,
    pub met: Option<crate::people::meeting::Met>,
    pub mood: Option<u8>,
    pub outcomes: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct GoalRow {
    pub key: String,
    pub person: String,
    pub slug: String,
    pub former: Vec<String>,
    pub title: String,
    pub status: Status,
    pub set: Option<Day>,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    pub skill: Option<String>,
    pub helps: Option<String>,
    pub why: Option<String>,
    pub source: At,
    pub steps: Vec<StepRow>,
    pub news: Vec<NewsRow>,
    pub feedback: Vec<usize>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct StepRow {
    pub text: String,
    pub done: bool,
    pub date: Option<Day>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct NewsRow {
    pub date: Option<Day>,
    pub text: String,
    pub score: Option<String>,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct FeedbackRow {
    pub person: String,
    pub kind: Kind,
    pub text: Option<String>,
    pub date: Option<Day>,
    pub skills: Vec<String>,
    pub ways: Vec<String>,
    pub goal: Option<String>,
    pub path_text: Option<String>,
    pub from: Option<String>,
    pub state: crate::records::feedback::State,
    pub shared_on: Option<Day>,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct ActionRow {
    pub owner: String,
    pub person: Option<String>,
    pub text: String,
    pub opened: Option<Day>,
    pub due: Option<Day>,
    pub closed: Option<Day>,
    pub status: Status,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct AnswerRow {
    pub person: String,
    pub question: String,
    pub text: String,
    pub date: Option<Day>,
    pub silent: bool,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct QuestionRow {
    pub question: String,
    pub text: String,
    pub every: Option<String>,
    pub opens: bool,
    pub early: bool,
    pub source: Option<At>,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct LineRow {
    pub people: Vec<String>,
    pub text: String,
    pub name: Option<String>,
    pub date: Option<Day>,
    pub status: Option<Status>,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct TeamGoalRow {
    pub name: String,
    pub text: String,
    pub date: Option<Day>,
    pub status: Option<Status>,
    pub helped_by: Vec<String>,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct FollowUpRow {
    pub people: Vec<String>,
    pub with: Vec<String>,
    pub text: String,
    pub date: Option<Day>,
    pub when: Option<Day>,
    pub time: Option<String>,
    pub status: Option<Status>,
    pub held: bool,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct PolicyRow {
    pub policy: String,
    pub title: String,
    pub reviewed: Option<Day>,
    pub mentions: Vec<At>,
    pub source: At,
}

#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct ResourceRow {
    pub resource: String,
    pub text: String,
    pub skills: Vec<String>,
    pub done: bool,
    pub through: Vec<String>,
    pub still: Vec<String>,
    pub date: Option<Day>,
    pub source: At,
}

/// What `check --format json` prints.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct CheckReport {
    pub schema: u32,
    pub diagnostics: Vec<Diagnostic>,
    pub stale: Vec<NotePath>,
}

/// What `build --format json` prints, and a line of `watch --format jsonl`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct BuildReport {
    pub schema: u32,
    pub written: Vec<WrittenRow>,
    pub held: Vec<HeldRow>,
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct WrittenRow {
    pub path: NotePath,
    pub why: String,
}

#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema in docs/ describes every key")]
pub struct HeldRow {
    pub path: NotePath,
    pub reason: String,
}
