//! An outcome in words or as JSON: the contract of `export`, `list`, `check` and `build`.
//!
//! Absent is `null` or `[]`, never a missing key; lists are sorted by date, path, line. A change
//! of shape raises `SCHEMA`; `docs/schema.json` says the same and is tested against real output.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Kind, List};
use crate::model::json_rows::{
    ActionRow, AnswerRow, Export, FollowUpRow, JsonFeedback, JsonGoal, JsonLine, JsonPlace,
    JsonStep, JsonTeamGoal, MeetingRow, NewsRow, PersonRow, PolicyRow, QuestionRow, ResourceRow,
    Rows,
};
use crate::model::model::Model;
use crate::people::meeting::Meeting;
use crate::records::feedback::Feedback;
use crate::records::practice::Line;
use crate::records::question::AskEvery;
use crate::records::record::Source;
use crate::schedule::follow_up::{day_and_time, is_over, parties};
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::config::Status;
use std::collections::BTreeMap;

/// The whole model as one document.
pub fn export(model: &Model, diagnostics: &[Diagnostic]) -> Export {
    Export {
        today: model.today,
        dialect: model.layout.dialect,
        lists: List::ALL.iter().map(|list| (*list, rows(model, *list))).collect(),
        diagnostics: diagnostics.to_vec(),
    }
}

/// The rows of one list.
pub fn rows(model: &Model, list: List) -> Rows {
    match list {
        List::People => Rows::People(people_rows(model)),
        List::Meetings => Rows::Meetings(meeting_rows(model)),
        List::Goals => Rows::Goals(goal_rows(model)),
        List::Feedback => Rows::Feedback(feedback_rows(model)),
        List::Actions => Rows::Actions(promise_rows(model)),
        List::Answers => Rows::Answers(answers(model)),
        List::Questions => Rows::Questions(questions(model)),
        List::TeamGoals => Rows::TeamGoals(team_goals(model)),
        List::Resources => Rows::Resources(resources(model)),
        List::Policies => Rows::Policies(policy_rows(model)),
        List::FollowUps => {
            Rows::FollowUps(of_list(model, list).map(|line| follow_up(model, line)).collect())
        }
        List::Topics
        | List::Intentions
        | List::Outcomes
        | List::Clarity
        | List::Agreements
        | List::Seasons
        | List::Home
        | List::RoadBlocks
        | List::AskAll
        | List::TellAll
        | List::MyMisses
        | List::Scores => Rows::Lines(of_list(model, list).map(line_row).collect()),
    }
}

/// The lines of the kinds that stand in a list.
fn of_list(model: &Model, list: List) -> impl Iterator<Item = &Line> {
    model.lines.iter().map(AsRef::as_ref).filter(move |line| line.kind.row().list == list)
}

fn place_of(source: &Source) -> JsonPlace {
    JsonPlace { path: source.path.to_string(), line: source.line }
}

fn people_rows(model: &Model) -> Vec<PersonRow> {
    let reports: Vec<_> = model.reports().map(|person| &person.id).collect();
    let row = |person: &crate::people::person::Person| {
        let report = reports.contains(&&person.id);
        PersonRow {
            id: person.id.to_string(),
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            path: person.path.as_ref().map(ToString::to_string),
            report,
            season: model.seasons.season_on(&person.id, model.today).map(|season| season.word()),
            season_since: model.seasons.season_since(&person.id, model.today),
            delivery: person.delivery.clone(),
            cadence: person.cadence.map(|cadence| cadence.to_string()),
            minutes: person.minutes.unwrap_or(model.config.minutes),
            next: report
                .then(|| model.next_date(person))
                .flatten()
                .filter(|_| !model.is_dormant(person)),
            last_held: model.last_held(&person.id, model.today.plus(1)).map(|m| m.date),
        }
    };
    model.people.by_id.values().map(row).collect()
}

/// What was meant to come of a 1-2-1, and what came of it.
#[derive(Default)]
struct MeetingWords {
    intention: Option<String>,
    /// The intention stands in a 1-2-1.
    own: bool,
    outcomes: Vec<String>,
}

fn meeting_rows(model: &Model) -> Vec<MeetingRow> {
    let key = |meeting: &Meeting| (meeting.date, meeting.path.clone(), meeting.line);
    let mut said: BTreeMap<(Day, NotePath, u32), MeetingWords> = BTreeMap::new();
    let lines = model.lines_of_kind(Kind::Intention).chain(model.lines_of_kind(Kind::Outcome));
    for line in lines.filter(|line| !line.text.is_empty()) {
        for meeting in line.people.iter().filter_map(|person| model.belongs_to(line, person)) {
            let of_meeting = said.entry(key(meeting)).or_default();
            if line.kind == Kind::Outcome {
                of_meeting.outcomes.push(line.text.clone());
            } else if of_meeting.intention.is_none() || line.meeting.is_some() && !of_meeting.own {
                // The 1-2-1's own goes before what an older note meant for it.
                of_meeting.own = line.meeting.is_some();
                of_meeting.intention = Some(line.text.clone());
            }
        }
    }
    let none = MeetingWords::default();
    let all = model.meetings.all.iter();
    all.map(|meeting| meeting_row(meeting, said.get(&key(meeting)).unwrap_or(&none))).collect()
}

fn meeting_row(meeting: &Meeting, said: &MeetingWords) -> MeetingRow {
    MeetingRow {
        person: meeting.person.to_string(),
        date: meeting.date,
        path: meeting.path.to_string(),
        line: meeting.line,
        held: meeting.held,
        intention: said.intention.clone(),
        met: meeting.met,
        mood: meeting.mood,
        mood_word: meeting.mood_word.clone(),
        outcomes: said.outcomes.clone(),
    }
}

fn goal_rows(model: &Model) -> Vec<JsonGoal> {
    let mut rows: Vec<JsonGoal> = model
        .goals
        .iter()
        .map(|goal| {
            let on_it = model.feedback.iter().enumerate();
            JsonGoal {
                key: goal.key.to_string(),
                person: goal.key.person.to_string(),
                slug: goal.key.slug.clone(),
                former: goal.former.clone(),
                title: goal.title.clone(),
                by: goal.by,
                status: goal.status,
                set: goal.set,
                due: goal.due,
                closed: goal.closed,
                reason: goal.reason.clone(),
                skill: goal.skill.clone(),
                helps: goal.helps.clone(),
                why: goal.why.clone(),
                source: place_of(&goal.source),
                steps: goal
                    .steps
                    .iter()
                    .map(|step| JsonStep {
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
                        source: place_of(&news.source),
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

/// Feedback as everybody gets it who reads the export: what is held back has no words in it.
fn feedback_rows(model: &Model) -> Vec<JsonFeedback> {
    let held = |row: &JsonFeedback| row.state.is_held();
    let rows = model.feedback.iter().map(|feedback| feedback_row(model, feedback));
    let silent = |row| JsonFeedback { text: None, path_text: None, from: None, ..row };
    rows.map(|row| if held(&row) { silent(row) } else { row }).collect()
}

/// What is held back, in full: for the lead who asks for it.
pub fn held_rows(model: &Model) -> Vec<JsonFeedback> {
    let rows = model.feedback.iter().map(|feedback| feedback_row(model, feedback));
    rows.filter(|row| row.state.is_held()).collect()
}

fn feedback_row(model: &Model, feedback: &Feedback) -> JsonFeedback {
    JsonFeedback {
        person: feedback.person.to_string(),
        kind: feedback.kind,
        by: feedback.by,
        unsure: feedback.unsure,
        text: Some(feedback.text.clone()),
        date: feedback.date,
        skills: feedback.skills.clone(),
        ways: feedback.ways.clone(),
        goal: feedback.goals.first().map(ToString::to_string),
        path_text: feedback.path.clone(),
        from: feedback.from.clone(),
        state: model.feedback_state(feedback, model.today),
        shared_on: feedback.shared_on(),
        source: place_of(&feedback.source),
    }
}

fn promise_rows(model: &Model) -> Vec<ActionRow> {
    let row = |action: &crate::records::promise::Action| ActionRow {
        owner: action.owner.as_ref().map(ToString::to_string),
        by: action.by,
        person: action.person.as_ref().map(ToString::to_string),
        text: action.text.clone(),
        opened: action.opened,
        due: action.due,
        closed: action.closed,
        status: action.status,
        source: place_of(&action.source),
    };
    model.actions.iter().map(row).collect()
}

fn answers(model: &Model) -> Vec<AnswerRow> {
    let row = |answer: &crate::records::question::Answer| AnswerRow {
        person: answer.person.to_string(),
        question: answer.question.clone(),
        text: answer.text.clone(),
        date: answer.date,
        silent: answer.silent,
        source: place_of(&answer.source),
    };
    model.answers.iter().map(|answer| row(answer)).collect()
}

fn questions(model: &Model) -> Vec<QuestionRow> {
    let row = |question: &crate::records::question::Question| QuestionRow {
        question: question.slug.clone(),
        text: question.text.clone(),
        every: match question.every {
            AskEvery::Meeting => Some("meeting".to_owned()),
            AskEvery::After(cadence) => Some(cadence.to_string()),
            AskEvery::Turn => None,
        },
        opens: question.opens,
        early: question.early,
        source: question.source.as_ref().map(place_of),
    };
    model.questions.iter().map(row).collect()
}

fn resources(model: &Model) -> Vec<ResourceRow> {
    let ids =
        |people: &[crate::text::ids::PersonId]| people.iter().map(ToString::to_string).collect();
    let row = |resource: &crate::records::resource::Resource| ResourceRow {
        resource: resource.slug.clone(),
        text: resource.title.clone(),
        skills: resource.skills.clone(),
        done: resource.done,
        through: ids(&resource.through),
        still: ids(&resource.still),
        date: resource.date,
        source: place_of(&resource.source),
    };
    model.resources.iter().map(row).collect()
}

fn policy_rows(model: &Model) -> Vec<PolicyRow> {
    let row = |policy: &crate::model::model::Policy| PolicyRow {
        policy: policy.slug.clone(),
        title: policy.title.clone(),
        reviewed: policy.reviewed,
        mentions: model
            .policy_uses
            .iter()
            .filter(|used| policy.is_called(&used.slug))
            .map(|used| place_of(&used.source))
            .collect(),
        source: JsonPlace { path: policy.path.to_string(), line: 1 },
    };
    model.policies.iter().map(row).collect()
}

fn team_goals(model: &Model) -> Vec<JsonTeamGoal> {
    let row = |line: &Line| {
        let name = line.short_name();
        let open = model.goals.iter().filter(|goal| goal.is_open());
        let helps = open.filter(|goal| goal.helped_names().contains(&name));
        JsonTeamGoal {
            text: line.text.clone(),
            date: line.date,
            status: line.status,
            helped_by: helps.map(|goal| goal.key.to_string()).collect(),
            source: place_of(&line.source),
            name,
        }
    };
    model.lines_of_kind(Kind::TeamGoal).map(row).collect()
}

fn follow_up(model: &Model, line: &Line) -> FollowUpRow {
    let when = day_and_time(&model.config, line, model.today);
    let all = parties(&model.people, line);
    let with = all.iter().filter(|id| !line.people.contains(id));
    FollowUpRow {
        people: line.people.iter().map(ToString::to_string).collect(),
        with: with.map(ToString::to_string).collect(),
        text: line.text.clone(),
        date: line.date,
        when: when.map(|(day, _)| day),
        time: when.and_then(|(_, time)| time).map(crate::text::date::clock),
        status: line.status,
        held: is_over(line) && line.status != Some(Status::Dropped),
        source: place_of(&line.source),
    }
}

fn line_row(line: &Line) -> JsonLine {
    JsonLine {
        people: line.people.iter().map(ToString::to_string).collect(),
        text: line.text.clone(),
        name: line.rest.clone(),
        date: line.date,
        status: line.status,
        source: place_of(&line.source),
    }
}
