//! The facts of one person: what the rollup is made of. Nothing is cut, days are absolute.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert_text;
use crate::pages::view::drawn::{MoodPoint, Pictures, mood_of_meetings};
use crate::pages::view::ledger::{
    Group, Month, Quarter, answers, ledger, lines_since, months, scores, seasons, whole_day,
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
    pub moods: Vec<MoodPoint>,
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
        let goals = lens.goals_of(&person.id);
        let left_out = Cell::new(0);
        let rows = |goals: Vec<&Goal>| -> Vec<GoalRow> {
            left_out.set(left_out.get() + goals.len().saturating_sub(MOST_ROWS));
            goals.into_iter().take(MOST_ROWS).map(|goal| goal_row(lens, person, goal)).collect()
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
            name: inert_text(&person.name),
            call: lens.person_name(&person.id),
            note: note.map(|path| lens.link_to(path)),
            goals: rows(open),
            done: closed(Status::Done),
            dropped: closed(Status::Dropped),
            high_fives: high_fives(lens, person),
            watch_outs: feedback_rows(lens, person, &|f| f.kind == Kind::WatchOut),
            held: held_count(lens, person),
            promises: promise_rows(lens, person, true),
            kept: promise_rows(lens, person, false),
            topics: topics(lens, person, true),
            talked: topics(lens, person, false),
            ledger: ledger(lens, person),
            since: if lead { lines_since(lens, person) } else { Vec::new() },
            months: months(lens, person),
            seasons: if lead { seasons(lens, person) } else { Vec::new() },
            answers: if lead { answers(lens, person) } else { Vec::new() },
            clarity: lines_of_kind(lens, person, Kind::Clarity),
            agreed: lines_of_kind(lens, person, Kind::Agreed),
            follow_ups: lines_of_kind(lens, person, Kind::FollowUp),
            home: lines_of_kind(lens, person, Kind::Home),
            moods: if lead { mood_of_meetings(lens, person) } else { Vec::new() },
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

fn goal_row(lens: &Lens<'_>, person: &Person, goal: &Goal) -> GoalRow {
    let news = goal.news.iter().filter(|news| news.audience.reaches_reader(lens.audience));
    GoalRow {
        slug: goal.key.slug.clone(),
        title: lens.page_words(&goal.title),
        status: goal.status.word().to_owned(),
        set: goal.set.map(whole_day),
        due: goal.due.map(whole_day),
        closed: goal.closed.map(whole_day),
        reason: goal.reason.as_deref().map(|reason| lens.page_words(reason)),
        helps: lens.helped_goals(goal),
        why: goal.why.as_deref().map(|why| lens.page_words(why)),
        skill: goal.skill.as_deref().map(inert_text),
        steps: goal
            .steps
            .iter()
            .map(|step| StepRow {
                text: lens.page_words(&step.text),
                status: step.status.word().to_owned(),
                date: step.date.map(whole_day),
            })
            .collect(),
        news: news
            .map(|news| {
                let score =
                    news.score.as_deref().map(|score| format!(" (score {})", inert_text(score)));
                TextLine {
                    text: lens.page_words(&news.text) + &score.unwrap_or_default(),
                    date: news.date.map(whole_day),
                    link: lens.link_to_source(&news.source),
                }
            })
            .collect(),
        feedback: feedback_rows(lens, person, &|feedback| feedback.goals.contains(&goal.key)),
        link: lens.link_to_source(&goal.source),
    }
}

fn feedback_rows(
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

fn held_count(lens: &Lens<'_>, person: &Person) -> usize {
    let (model, today) = (lens.model, lens.model.today);
    let all = lens.feedback_to(&person.id, today);
    // What nothing tells to be critique is asked about, not counted as such.
    let is_counted = |state: &State| state.is_held() && *state != State::Unsorted;
    let held = all.into_iter().filter(|(_, state)| is_counted(state)).count();
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
    let habit = habit.map(|habit| format!("; habit: {}", lens.page_words(habit)));
    feedback.what_would_help().map(|path| lens.page_words(path) + &habit.unwrap_or_default())
}

fn feedback_row(lens: &Lens<'_>, feedback: &Feedback, state: State) -> FeedbackRow {
    let on = |word: &str, day: Option<Day>| match day {
        Some(day) => format!("{word} {}", whole_day(day)),
        None => word.to_owned(),
    };
    let state = match state {
        State::ToShare if feedback.lacks_path() => "needs a path".to_owned(),
        State::ToShare => "to share".to_owned(),
        State::Held | State::Unsorted => "held".to_owned(),
        State::Shared => on("shared", feedback.shared_on()),
        State::Replied => on("shared", feedback.shared_on()),
        State::Settled => on("settled", feedback.how_given().and_then(|given| given.settled)),
        State::Offered if feedback.noted_there.is_some() => {
            on("noted in the 1-2-1 of", feedback.noted_there)
        }
        State::Offered => on("offered", lens.model.last_offered(feedback, lens.model.today)),
        State::Dropped => match &feedback.life {
            Life::Dropped { why: Some(why), .. } => format!("dropped: {}", lens.page_words(why)),
            Life::Dropped { .. } | Life::Open | Life::Given(_) => "dropped".to_owned(),
        },
    };
    FeedbackRow {
        kind: feedback.kind.word().replace('-', " "),
        text: match feedback.unsure {
            true => format!(
                "{}? {}",
                feedback.kind.word().replace('-', " "),
                lens.page_words(&feedback.words())
            ),
            false => lens.page_words(&feedback.words()),
        },
        path: helps(lens, feedback),
        from: feedback.from.as_deref().map(inert_text),
        date: feedback.date.map(whole_day),
        state,
        reply: feedback.reply().map(|reply| lens.page_words(reply)),
        link: lens.link_to_source(&feedback.source),
    }
}

fn high_fives(lens: &Lens<'_>, person: &Person) -> Vec<Group> {
    let mut by_skill: BTreeMap<(bool, String), Vec<TextLine>> = BTreeMap::new();
    for (feedback, state) in lens.feedback_to(&person.id, lens.model.today) {
        if feedback.kind != Kind::HighFive || state.is_held() {
            continue;
        }
        let about: Vec<String> = feedback.skills.iter().chain(&feedback.ways).cloned().collect();
        let row = feedback_row(lens, feedback, state);
        let from = row.from.map(|from| format!(", from {from}")).unwrap_or_default();
        let reply = row.reply.map(|reply| format!("; answer: {reply}")).unwrap_or_default();
        let line = TextLine {
            text: format!("{}{from} ({}){reply}", row.text, row.state),
            date: row.date,
            link: row.link,
        };
        if about.is_empty() {
            by_skill.entry((true, String::new())).or_default().push(line);
        } else {
            for skill in about {
                let name = inert_text(&skill.replace('-', " "));
                by_skill.entry((false, name)).or_default().push(line.clone());
            }
        }
    }
    by_skill.into_iter().map(|((_, name), items)| Group { name, items }).collect()
}

fn promise_rows(lens: &Lens<'_>, person: &Person, open: bool) -> Vec<PromiseRow> {
    let mut actions = lens.promises_with(&person.id);
    actions.retain(|action| action.is_open() == open);
    if !open {
        actions.sort_by(|a, b| (b.closed, &a.source).cmp(&(a.closed, &b.source)));
    }
    actions.into_iter().map(|action| promise(lens, action)).collect()
}

/// A promise on a page that is read on any day.
pub(crate) fn promise(lens: &Lens<'_>, action: &Action) -> PromiseRow {
    PromiseRow {
        who: lens.promise_owner(action),
        text: lens.promised(action),
        opened: action.opened.map(whole_day),
        due: action.due.map(whole_day),
        status: action.status.word().to_owned(),
        closed: action.closed.map(whole_day),
        link: lens.link_to_source(&action.source),
        tick: lens.tick_box(&action.text, &action.source),
    }
}

fn lines_of_kind(lens: &Lens<'_>, person: &Person, kind: Kind) -> Vec<TextLine> {
    lens.lines_on(kind, &person.id)
        .filter(|line| !line.text.is_empty())
        .map(|line| TextLine {
            text: match line.kind == Kind::FollowUp && line.is_closed() {
                true => format!("{} (closed)", lens.page_words(&line.text)),
                false => lens.page_words(&line.text),
            },
            date: line.when.or(line.date).map(whole_day),
            link: lens.link_to_source(&line.source),
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
        // What was noted below a heading of a 1-2-1 was said in it, and nothing that stands in a
        // past one without a box stays open.
        .filter(|line| {
            let over = line.closed_with_meeting(&person.id, lens.model.today);
            !over || new && !line.by_heading
        })
        .map(|line| {
            let parked = match line.parked {
                Some(Parked::Until(until)) if line.is_parked_on(lens.model.today) => {
                    format!(" (parked until {})", whole_day(until))
                }
                Some(Parked::ForNow) => " (parked)".to_owned(),
                Some(Parked::Until(_)) | None => String::new(),
            };
            TextLine {
                text: lens.page_words(&line.text) + &parked,
                date: line.date.map(whole_day),
                link: lens.link_to_source(&line.source),
            }
        })
        .collect()
}
