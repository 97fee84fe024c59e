//! The facts of one person: what the rollup is made of. Nothing is cut, days are absolute.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert;
use crate::pages::view::drawn::{Mood, Pictures, moods};
use crate::pages::view::ledger::{
    Group, Month, Quarter, absolute, answers, ledger, months, scores, seasons, since,
};
use crate::pages::view::lens::{Lens, MOST_ROWS, TextLine};
use crate::people::person::Person;
use crate::records::feedback::{Feedback, Life, State};
use crate::records::goal::Goal;
use crate::records::practice::{Line, Parked};
use crate::records::promise::Action;
use crate::text::date::Day;
use crate::vault::config::Status;
use serde::Serialize;
use std::cell::Cell;
use std::collections::BTreeMap;

/// What a rollup is made of.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// `alice`.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The first name.
    pub call: String,
    /// The link to their note.
    pub note: Option<String>,
    /// Open goals, most recent first.
    pub goals: Vec<GoalRow>,
    /// Done goals, last first.
    pub done: Vec<GoalRow>,
    /// Dropped goals.
    pub dropped: Vec<GoalRow>,
    /// High fives by skill or way of working; those without one last.
    pub high_fives: Vec<Group>,
    /// Watch outs, oldest first.
    pub watch_outs: Vec<FeedbackRow>,
    /// How many pieces of feedback are held back: never their words.
    pub held: usize,
    /// Open promises.
    pub promises: Vec<PromiseRow>,
    /// Promises kept or dropped, last first.
    pub kept: Vec<PromiseRow>,
    /// Topics and road blocks that are open, also the parked ones.
    pub topics: Vec<TextLine>,
    /// Topics that were on the table of a 1-2-1 since, and that no line closes.
    pub talked: Vec<TextLine>,
    /// Intention, outcome and met by quarter, last first.
    pub ledger: Vec<Quarter>,
    /// Plain lines on them since the last 1-2-1, oldest first.
    pub since: Vec<TextLine>,
    /// Month by month, oldest first: 1-2-1s, high fives, news on goals, so that thin spots show.
    pub months: Vec<Month>,
    /// Seasons, oldest first.
    pub seasons: Vec<TextLine>,
    /// What they answered, by question.
    pub answers: Vec<Group>,
    /// What became clear.
    pub clarity: Vec<TextLine>,
    /// What was agreed.
    pub agreed: Vec<TextLine>,
    /// Follow-ups.
    pub follow_ups: Vec<TextLine>,
    /// What they said of life outside work.
    pub home: Vec<TextLine>,
    /// How they felt, by 1-2-1, on a page for the lead.
    pub moods: Vec<Mood>,
    /// Own scores, on a page for themselves.
    pub scores: Vec<Group>,
    /// Pictures of all this, to be embedded.
    pub pictures: Pictures,
    /// Goals that are left out, since a page shows a thousand of a kind at most.
    pub left_out: usize,
}

/// A goal with all that is known.
#[derive(Clone, Debug, Serialize)]
pub struct GoalRow {
    /// Its slug.
    pub slug: String,
    /// Its words.
    pub title: String,
    /// `open`, `in progress`, `on hold`, `done`, `dropped`.
    pub status: String,
    /// When it was set.
    pub set: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// When it was closed.
    pub closed: Option<String>,
    /// Why it was dropped, or how it was done, where a later line says it.
    pub reason: Option<String>,
    /// What it helps.
    pub helps: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// The skill.
    pub skill: Option<String>,
    /// Steps.
    pub steps: Vec<StepRow>,
    /// All news in order.
    pub news: Vec<TextLine>,
    /// Feedback on it.
    pub feedback: Vec<FeedbackRow>,
    /// The link.
    pub link: String,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct StepRow {
    /// Its words.
    pub text: String,
    /// `open`, `done` …
    pub status: String,
    /// When it was done.
    pub date: Option<String>,
}

/// Feedback with its state.
#[derive(Clone, Debug, Serialize)]
pub struct FeedbackRow {
    /// `high five`, `watch out`.
    pub kind: String,
    /// The words.
    pub text: String,
    /// What would help.
    pub path: Option<String>,
    /// From whom.
    pub from: Option<String>,
    /// When it was noted.
    pub date: Option<String>,
    /// `to share`, `held`, `shared 17 Nov 2026` …
    pub state: String,
    /// What they said to it.
    pub reply: Option<String>,
    /// The link.
    pub link: String,
}

/// A promise.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseRow {
    /// `you`, or a first name.
    pub who: String,
    /// The words.
    pub text: String,
    /// When it was made.
    pub opened: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// `open`, `done` …
    pub status: String,
    /// When it was closed.
    pub closed: Option<String>,
    /// The link.
    pub link: String,
    /// A box to tick an open one, with `ticks: write-back`.
    pub tick: String,
}

impl PersonView {
    /// The facts of a person, as `lens` may see them.
    pub fn of(lens: &Lens<'_>, person: &Person) -> PersonView {
        let goals = lens.goals(&person.id);
        let left_out = Cell::new(0);
        let rows = |goals: Vec<&Goal>| -> Vec<GoalRow> {
            left_out.set(left_out.get() + goals.len().saturating_sub(MOST_ROWS));
            goals.into_iter().take(MOST_ROWS).map(|goal| row(lens, person, goal)).collect()
        };
        let open = goals.iter().map(AsRef::as_ref).filter(|goal| goal.is_open()).collect();
        let mut closed: Vec<&Goal> =
            goals.iter().map(AsRef::as_ref).filter(|goal| !goal.is_open()).collect();
        closed.sort_by(|a, b| (b.closed, &a.source).cmp(&(a.closed, &b.source)));
        let closed = |status: Status| -> Vec<GoalRow> {
            rows(closed.iter().filter(|goal| goal.status == status).copied().collect())
        };
        let lead = lens.audience == Audience::Lead;
        let note = person.path.as_ref().filter(|path| lens.may_lead_to(path));
        PersonView {
            person: person.id.to_string(),
            name: inert(&person.name),
            call: lens.call(&person.id),
            note: note.map(|path| lens.link_to(path)),
            goals: rows(open),
            done: closed(Status::Done),
            dropped: closed(Status::Dropped),
            high_fives: high_fives(lens, person),
            watch_outs: feedback(lens, person, &|f| f.kind == Kind::WatchOut),
            held: held(lens, person),
            promises: promises(lens, person, true),
            kept: promises(lens, person, false),
            topics: topics(lens, person, true),
            talked: topics(lens, person, false),
            ledger: ledger(lens, person),
            since: if lead { since(lens, person) } else { Vec::new() },
            months: months(lens, person),
            seasons: if lead { seasons(lens, person) } else { Vec::new() },
            answers: if lead { answers(lens, person) } else { Vec::new() },
            clarity: plain(lens, person, Kind::Clarity),
            agreed: plain(lens, person, Kind::Agreed),
            follow_ups: plain(lens, person, Kind::FollowUp),
            home: plain(lens, person, Kind::Home),
            moods: if lead { moods(lens, person) } else { Vec::new() },
            pictures: Pictures::default(),
            left_out: left_out.get(),
            scores: if lens.audience == Audience::Person {
                scores(lens, person)
            } else {
                Vec::new()
            },
        }
    }
}

fn row(lens: &Lens<'_>, person: &Person, goal: &Goal) -> GoalRow {
    let news = goal.news.iter().filter(|news| news.audience.reaches(lens.audience));
    GoalRow {
        slug: goal.key.slug.clone(),
        title: lens.words(&goal.title),
        status: goal.status.word().to_owned(),
        set: goal.set.map(absolute),
        due: goal.due.map(absolute),
        closed: goal.closed.map(absolute),
        reason: goal.reason.as_deref().map(|reason| lens.words(reason)),
        helps: lens.helps(goal),
        why: goal.why.as_deref().map(|why| lens.words(why)),
        skill: goal.skill.as_deref().map(inert),
        steps: goal
            .steps
            .iter()
            .map(|step| StepRow {
                text: lens.words(&step.text),
                status: step.status.word().to_owned(),
                date: step.date.map(absolute),
            })
            .collect(),
        news: news
            .map(|news| {
                let score = news.score.as_deref().map(|score| format!(" (score {})", inert(score)));
                TextLine {
                    text: lens.words(&news.text) + &score.unwrap_or_default(),
                    date: news.date.map(absolute),
                    link: lens.link(&news.source),
                }
            })
            .collect(),
        feedback: feedback(lens, person, &|feedback| feedback.goals.contains(&goal.key)),
        link: lens.link(&goal.source),
    }
}

fn feedback(
    lens: &Lens<'_>,
    person: &Person,
    keep: &dyn Fn(&Feedback) -> bool,
) -> Vec<FeedbackRow> {
    let today = lens.model.today;
    let kept = lens.feedback_that(&person.id, today, keep).into_iter();
    kept.filter(|(_, state)| !state.is_held())
        .map(|(f, state)| feedback_row(lens, f, state))
        .collect()
}

fn held(lens: &Lens<'_>, person: &Person) -> usize {
    let (model, today) = (lens.model, lens.model.today);
    let all = lens.feedback(&person.id, today);
    let held = all.into_iter().filter(|(_, state)| state.is_held()).count();
    let last = model.last_held(&person.id, today).map(|last| last.date);
    let unclear = model.mentions_of(&person.id).filter(|line| {
        let new = line.date.is_some_and(|day| day <= today && last.is_none_or(|last| day >= last));
        new && lens.audience == Audience::Lead && model.is_guarded(line, &person.id, today)
    });
    held + unclear.count()
}

/// What would help: the path, and the habit behind it.
fn helps(lens: &Lens<'_>, feedback: &Feedback) -> Option<String> {
    let habit = feedback.habit.as_deref().filter(|_| feedback.path.is_some());
    let habit = habit.map(|habit| format!("; habit: {}", lens.words(habit)));
    feedback.help().map(|path| lens.words(path) + &habit.unwrap_or_default())
}

fn feedback_row(lens: &Lens<'_>, feedback: &Feedback, state: State) -> FeedbackRow {
    let on = |word: &str, day: Option<Day>| match day {
        Some(day) => format!("{word} {}", absolute(day)),
        None => word.to_owned(),
    };
    let state = match state {
        State::ToShare if feedback.lacks_path() => "needs a path".to_owned(),
        State::ToShare => "to share".to_owned(),
        State::Held | State::Unsorted => "held".to_owned(),
        State::Shared => on("shared", feedback.shared_on()),
        State::Replied => on("shared", feedback.shared_on()),
        State::Settled => on("settled", feedback.given().and_then(|given| given.settled)),
        State::Offered => on("offered", lens.model.offered(feedback, lens.model.today)),
        State::Dropped => match &feedback.life {
            Life::Dropped { why: Some(why), .. } => format!("dropped: {}", lens.words(why)),
            Life::Dropped { .. } | Life::Open | Life::Given(_) => "dropped".to_owned(),
        },
    };
    FeedbackRow {
        kind: feedback.kind.word().replace('-', " "),
        text: lens.words(&feedback.text),
        path: helps(lens, feedback),
        from: feedback.from.as_deref().map(inert),
        date: feedback.date.map(absolute),
        state,
        reply: feedback.reply().map(|reply| lens.words(reply)),
        link: lens.link(&feedback.source),
    }
}

fn high_fives(lens: &Lens<'_>, person: &Person) -> Vec<Group> {
    let mut by_skill: BTreeMap<(bool, String), Vec<TextLine>> = BTreeMap::new();
    for (feedback, state) in lens.feedback(&person.id, lens.model.today) {
        if feedback.kind != Kind::HighFive || state.is_held() {
            continue;
        }
        let about: Vec<String> = feedback.skills.iter().chain(&feedback.ways).cloned().collect();
        let row = feedback_row(lens, feedback, state);
        let from = row.from.map(|from| format!(", from {from}")).unwrap_or_default();
        let reply = row.reply.map(|reply| format!("; said to it: {reply}")).unwrap_or_default();
        let line = TextLine {
            text: format!("{}{from} ({}){reply}", row.text, row.state),
            date: row.date,
            link: row.link,
        };
        if about.is_empty() {
            by_skill.entry((true, String::new())).or_default().push(line);
        } else {
            for skill in about {
                let name = inert(&skill.replace('-', " "));
                by_skill.entry((false, name)).or_default().push(line.clone());
            }
        }
    }
    by_skill.into_iter().map(|((_, name), items)| Group { name, items }).collect()
}

fn promises(lens: &Lens<'_>, person: &Person, open: bool) -> Vec<PromiseRow> {
    let mut actions = lens.actions(&person.id);
    actions.retain(|action| action.is_open() == open);
    if !open {
        actions.sort_by(|a, b| (b.closed, &a.source).cmp(&(a.closed, &b.source)));
    }
    actions.into_iter().map(|action| promise(lens, action)).collect()
}

/// A promise on a page that is read on any day.
pub(crate) fn promise(lens: &Lens<'_>, action: &Action) -> PromiseRow {
    PromiseRow {
        who: lens.owner(action),
        text: lens.promised(action),
        opened: action.opened.map(absolute),
        due: action.due.map(absolute),
        status: action.status.word().to_owned(),
        closed: action.closed.map(absolute),
        link: lens.link(&action.source),
        tick: lens.tick(&action.text, &action.source),
    }
}

fn plain(lens: &Lens<'_>, person: &Person, kind: Kind) -> Vec<TextLine> {
    lens.lines_on(kind, &person.id)
        .filter(|line| !line.text.is_empty())
        .map(|line| TextLine {
            text: match line.kind == Kind::FollowUp && line.is_closed() {
                true => format!("{} (closed)", lens.words(&line.text)),
                false => lens.words(&line.text),
            },
            date: line.when.or(line.date).map(absolute),
            link: lens.link(&line.source),
        })
        .collect()
}

/// Whether a topic is to come up: an open task, a parked one, or one since the last 1-2-1.
fn is_new(lens: &Lens<'_>, person: &Person, line: &Line) -> bool {
    let open_task = line.status.is_some();
    let parked = line.is_parked_on(lens.model.today);
    let last = lens.model.last_held(&person.id, lens.model.today);
    let since = line.told_since();
    let new = since.is_none_or(|day| last.is_none_or(|last| day >= last.date));
    open_task || parked || new || line.kind == Kind::RoadBlock
}

/// Topics that are to come up (`new`), or were on the table since, and that no line closes.
fn topics(lens: &Lens<'_>, person: &Person, new: bool) -> Vec<TextLine> {
    let lines = Kind::AGENDA.into_iter().flat_map(|kind| lens.lines_on(kind, &person.id));
    let (last, first): (Vec<&Line>, Vec<&Line>) = lines.partition(|line| line.performance);
    first
        .into_iter()
        .chain(last)
        .filter(|line| !line.is_closed() && !line.text.is_empty())
        .filter(|line| new == is_new(lens, person, line))
        .map(|line| {
            let parked = match line.parked {
                Some(Parked::Until(until)) if line.is_parked_on(lens.model.today) => {
                    format!(" (parked until {})", absolute(until))
                }
                Some(Parked::ForNow) => " (parked)".to_owned(),
                Some(Parked::Until(_)) | None => String::new(),
            };
            TextLine {
                text: lens.words(&line.text) + &parked,
                date: line.date.map(absolute),
                link: lens.link(&line.source),
            }
        })
        .collect()
}
