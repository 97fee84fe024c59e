//! An outcome in words or as JSON: the contract of `export`, `list`, `check` and `build`.
//!
//! Absent is `null` or `[]`, never a missing key; lists are sorted by date, path, line. A change
//! of shape raises `SCHEMA`; `docs/schema.json` says the same and is tested against real output.

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::NotePath;
use crate::model::config::Status;
use crate::model::entry::Source;
use crate::model::meetings::Meeting;
use crate::model::model::Model;
use crate::model::practice::Line;
use crate::model::questions::Every;
use crate::note::kind::Kind;
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
    pub dialect: crate::model::layout::Dialect,
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
    pub team_goals: Vec<LineRow>,
    pub ask_all: Vec<LineRow>,
    pub tell_all: Vec<LineRow>,
    pub my_misses: Vec<LineRow>,
    pub resources: Vec<LineRow>,
    pub policies: Vec<PolicyRow>,
    pub scores: Vec<LineRow>,
    pub follow_ups: Vec<LineRow>,
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
    pub met: Option<crate::model::meetings::Met>,
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
    pub text: String,
    pub date: Option<Day>,
    pub skills: Vec<String>,
    pub ways: Vec<String>,
    pub goal: Option<String>,
    pub path_text: Option<String>,
    pub from: Option<String>,
    pub state: crate::model::feedback::State,
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
pub struct PolicyRow {
    pub policy: String,
    pub title: String,
    pub reviewed: Option<Day>,
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

/// The whole model as one document.
pub fn export(model: &Model, diagnostics: &[Diagnostic]) -> Export {
    let kind = |kind: Kind| model.lines(kind).map(line).collect::<Vec<LineRow>>();
    Export {
        schema: SCHEMA,
        today: model.today,
        dialect: model.layout.dialect,
        people: people(model),
        meetings: model
            .meetings
            .all
            .iter()
            .map(|meeting| meeting_row(model, meeting))
            .collect(),
        goals: goals(model),
        feedback: feedback(model),
        actions: actions(model),
        answers: answers(model),
        questions: questions(model),
        topics: kind(Kind::Topic),
        intentions: kind(Kind::Intention),
        outcomes: kind(Kind::Outcome),
        clarity: kind(Kind::Clarity),
        agreements: kind(Kind::Agreed),
        seasons: kind(Kind::Season),
        home: kind(Kind::Home),
        road_blocks: kind(Kind::RoadBlock),
        team_goals: kind(Kind::TeamGoal),
        ask_all: kind(Kind::AskAll),
        tell_all: kind(Kind::TellAll),
        my_misses: kind(Kind::MyMiss),
        resources: kind(Kind::Resource),
        policies: policies(model),
        scores: kind(Kind::Score),
        follow_ups: kind(Kind::FollowUp),
        diagnostics: diagnostics.to_vec(),
    }
}

fn at(source: &Source) -> At {
    At {
        path: source.path.to_string(),
        line: source.line,
    }
}

fn people(model: &Model) -> Vec<PersonRow> {
    let reports: Vec<_> = model.reports().map(|person| &person.id).collect();
    let row = |person: &crate::model::people::Person| {
        let report = reports.contains(&&person.id);
        PersonRow {
            id: person.id.to_string(),
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            path: person.path.as_ref().map(ToString::to_string),
            report,
            season: model
                .seasons
                .at(&person.id, model.today)
                .map(|season| season.word()),
            season_since: model.seasons.since(&person.id, model.today),
            delivery: person.delivery.clone(),
            cadence: person.cadence.map(|cadence| cadence.to_string()),
            minutes: person.minutes.unwrap_or(model.config.minutes),
            next: report
                .then(|| model.next_date(person))
                .flatten()
                .filter(|_| !model.is_dormant(person)),
            last_held: model
                .last_held(&person.id, model.today.plus(1))
                .map(|m| m.date),
        }
    };
    model.people.by_id.values().map(row).collect()
}

fn meeting_row(model: &Model, meeting: &Meeting) -> MeetingRow {
    let of_meeting = |kind: Kind| {
        let lines = model.lines(kind).filter(|line| {
            line.meeting
                .is_some_and(|at| std::ptr::eq(&model.meetings.all[at], meeting))
        });
        lines
            .map(|line| line.text.clone())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
    };
    MeetingRow {
        person: meeting.person.to_string(),
        date: meeting.date,
        path: meeting.path.to_string(),
        line: meeting.line,
        held: meeting.held,
        intention: of_meeting(Kind::Intention).into_iter().next(),
        met: meeting.met,
        mood: meeting.mood,
        outcomes: of_meeting(Kind::Outcome),
    }
}

fn goals(model: &Model) -> Vec<GoalRow> {
    let mut rows: Vec<GoalRow> = model
        .goals
        .iter()
        .map(|goal| {
            let on_it = model.feedback.iter().enumerate();
            GoalRow {
                key: goal.key.to_string(),
                person: goal.key.person.to_string(),
                slug: goal.key.slug.clone(),
                former: goal.former.clone(),
                title: goal.title.clone(),
                status: goal.status,
                set: goal.set,
                due: goal.due,
                closed: goal.closed,
                skill: goal.skill.clone(),
                helps: goal.helps.clone(),
                why: goal.why.clone(),
                source: at(&goal.source),
                steps: goal
                    .steps
                    .iter()
                    .map(|step| StepRow {
                        text: step.text.clone(),
                        done: step.status == Status::Done,
                        date: step.date,
                    })
                    .collect(),
                news: goal
                    .news
                    .iter()
                    .map(|news| NewsRow {
                        date: news.date,
                        text: news.text.clone(),
                        score: news.score.clone(),
                        source: at(&news.source),
                    })
                    .collect(),
                feedback: on_it
                    .filter(|(_, f)| f.goals.contains(&goal.key))
                    .map(|(at, _)| at)
                    .collect(),
            }
        })
        .collect();
    rows.sort_by(|a, b| (a.set, &a.source, &a.key).cmp(&(b.set, &b.source, &b.key)));
    rows
}

fn feedback(model: &Model) -> Vec<FeedbackRow> {
    let row = |feedback: &crate::model::feedback::Feedback| FeedbackRow {
        person: feedback.person.to_string(),
        kind: feedback.kind,
        text: feedback.text.clone(),
        date: feedback.date,
        skills: feedback.skills.clone(),
        ways: feedback.ways.clone(),
        goal: feedback.goals.first().map(ToString::to_string),
        path_text: feedback.path.clone(),
        from: feedback.from.clone(),
        state: model.state(feedback, model.today),
        shared_on: feedback.shared,
        source: at(&feedback.source),
    };
    model.feedback.iter().map(row).collect()
}

fn actions(model: &Model) -> Vec<ActionRow> {
    let row = |action: &crate::model::actions::Action| ActionRow {
        owner: action.owner.to_string(),
        person: action.person.as_ref().map(ToString::to_string),
        text: action.text.clone(),
        opened: action.opened,
        due: action.due,
        closed: action.closed,
        status: action.status,
        source: at(&action.source),
    };
    model.actions.iter().map(row).collect()
}

fn answers(model: &Model) -> Vec<AnswerRow> {
    let row = |answer: &crate::model::questions::Answer| AnswerRow {
        person: answer.person.to_string(),
        question: answer.question.clone(),
        text: answer.text.clone(),
        date: answer.date,
        silent: answer.silent,
        source: at(&answer.source),
    };
    model.answers.iter().map(row).collect()
}

fn questions(model: &Model) -> Vec<QuestionRow> {
    let row = |question: &crate::model::questions::Question| QuestionRow {
        question: question.slug.clone(),
        text: question.text.clone(),
        every: match question.every {
            Every::Meeting => Some("meeting".to_owned()),
            Every::After(cadence) => Some(cadence.to_string()),
            Every::Turn => None,
        },
        opens: question.opens,
        early: question.early,
        source: question.source.as_ref().map(at),
    };
    model.questions.iter().map(row).collect()
}

fn policies(model: &Model) -> Vec<PolicyRow> {
    let row = |policy: &crate::model::model::Policy| PolicyRow {
        policy: policy.slug.clone(),
        title: policy.title.clone(),
        reviewed: policy.reviewed,
        source: At {
            path: policy.path.to_string(),
            line: 1,
        },
    };
    model.policies.iter().map(row).collect()
}

fn line(line: &Line) -> LineRow {
    LineRow {
        people: line.people.iter().map(ToString::to_string).collect(),
        text: line.text.clone(),
        name: line.rest.clone(),
        date: line.date,
        status: line.status,
        source: at(&line.source),
    }
}
