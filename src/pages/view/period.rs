//! What moved in a week or a quarter, over all people: goals, their news, outcomes.
//!
//! For the lead's own look back. It lists what the notes say and counts nobody against anybody.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::{Lens, TextLine};
use crate::people::person::Person;
use crate::records::goal::Goal;
use crate::text::date::Day;
use crate::vault::config::Status;
use serde::Serialize;

/// A stretch of days.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// `23 Nov 2026 to 29 Nov 2026`, `Q4 2026`.
    pub name: String,
    /// `this week`, `last week and this week`; empty for a quarter.
    pub title: String,
    /// Each person of whom something moved.
    pub people: Vec<PeriodPerson>,
    /// Open goals without news in it, oldest news first.
    pub still: Vec<PeriodGoal>,
}

/// What moved of one person.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodPerson {
    /// Their name.
    pub name: String,
    /// 1-2-1s held.
    pub met: usize,
    /// Goals set.
    pub set: Vec<PeriodGoal>,
    /// Goals done.
    pub done: Vec<PeriodGoal>,
    /// Open goals with news, and the news.
    pub moved: Vec<PeriodGoal>,
    /// Outcomes.
    pub outcomes: Vec<TextLine>,
}

/// A goal in a stretch of days.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodGoal {
    /// Whose.
    pub name: String,
    /// Its words.
    pub title: String,
    /// When it was set, done, or last moved.
    pub date: Option<String>,
    /// There was news on it, then or before.
    pub moved: bool,
    /// The news of those days, oldest first.
    pub news: Vec<TextLine>,
    /// The link.
    pub link: String,
}

/// On Monday and Tuesday a week has just begun.
const EARLY_DAYS: u8 = 2;
/// Goals without news for so long are named.
const QUIET_DAYS: i64 = 28;

impl PeriodView {
    /// The week that a day lies in, from Monday on.
    pub fn of_week(lens: &Lens<'_>, reports: &[&Person]) -> PeriodView {
        let first = lens.model.today.plus(-i64::from(lens.model.today.weekday().index()));
        let last = first.plus(6);
        // Early in a week hardly anything has moved in it: the one before is told as well.
        let is_early = lens.model.today.weekday().index() < EARLY_DAYS;
        let (first, title) = match is_early {
            true => (first.plus(-7), "last week and this week"),
            false => (first, "this week"),
        };
        let name = format!("{} to {}", whole_day(first), whole_day(last));
        let view = PeriodView::of(lens, reports, name, (first, last));
        PeriodView { title: title.to_owned(), ..view }
    }

    /// The quarter that a day lies in.
    pub fn quarter(lens: &Lens<'_>, reports: &[&Person]) -> PeriodView {
        let today = lens.model.today;
        let month = (today.quarter() - 1) * 3 + 1;
        let first = Day::new(today.year(), month, 1).unwrap_or(today);
        let last = first.plus_months(3).plus(-1);
        let name = format!("Q{} {}", today.quarter(), today.year());
        PeriodView::of(lens, reports, name, (first, last))
    }

    fn of(lens: &Lens<'_>, reports: &[&Person], name: String, days: (Day, Day)) -> PeriodView {
        let inside = |day: Option<Day>| day.is_some_and(|day| days.0 <= day && day <= days.1);
        let people = reports.iter().map(|person| of_person(lens, person, &inside));
        let moved = |one: &PeriodPerson| {
            let goals = one.set.len() + one.done.len() + one.moved.len();
            goals + one.outcomes.len() + one.met > 0
        };
        let goals: Vec<_> = reports.iter().flat_map(|person| lens.goals_of(&person.id)).collect();
        let is_still = |goal: &&Goal| {
            let last = goal.last_moved().max(goal.set);
            let is_quarter = days.1.days_since(days.0) > QUIET_DAYS;
            let quiet = last.is_none_or(|last| lens.model.today.days_since(last) > QUIET_DAYS);
            let quiet = quiet || is_quarter;
            goal.is_open() && quiet && !inside(last)
        };
        let mut still: Vec<&Goal> = goals.iter().map(|goal| &**goal).filter(is_still).collect();
        still.sort_by_key(|goal| (goal.last_moved().or(goal.set), goal.key.clone()));
        let still = still.into_iter().map(|goal| {
            let moved = goal.last_moved().or(goal.set);
            goal_row(lens, goal, moved, &|_| false)
        });
        let people = people.filter(moved).collect();
        PeriodView { name, title: String::new(), people, still: still.collect() }
    }
}

fn of_person(
    lens: &Lens<'_>,
    person: &Person,
    inside: &dyn Fn(Option<Day>) -> bool,
) -> PeriodPerson {
    let goals = lens.goals_of(&person.id);
    let rows = |keep: &dyn Fn(&Goal) -> Option<Day>| -> Vec<PeriodGoal> {
        let kept = goals.iter().filter_map(|goal| Some((goal, keep(goal)?)));
        kept.map(|(goal, day)| goal_row(lens, goal, Some(day), inside)).collect()
    };
    let outcomes = lens.lines_on(Kind::Outcome, &person.id).filter(|line| inside(line.date));
    let outcomes = outcomes.map(|line| lens.dated_line(&line.text, line.date, &line.source));
    let held = lens.model.meetings.meetings_with(&person.id);
    let lead = lens.audience == Audience::Lead;
    PeriodPerson {
        name: inert_text(&person.name),
        met: held.filter(|one| lead && one.held && inside(Some(one.date))).count(),
        set: rows(&|goal| goal.set.filter(|day| goal.is_open() && inside(Some(*day)))),
        done: rows(&|goal| {
            let done = goal.status == Status::Done;
            goal.closed.filter(|day| done && inside(Some(*day)))
        }),
        moved: rows(&|goal| {
            let day = goal.last_moved().filter(|day| goal.is_open() && inside(Some(*day)));
            day.filter(|_| !inside(goal.set))
        }),
        outcomes: outcomes.collect(),
    }
}

fn goal_row(
    lens: &Lens<'_>,
    goal: &Goal,
    date: Option<Day>,
    inside: &dyn Fn(Option<Day>) -> bool,
) -> PeriodGoal {
    let news = goal.news.iter().filter(|news| {
        inside(news.date) && !news.text.is_empty() && news.audience.reaches_reader(lens.audience)
    });
    let due_moved = goal.due_moved.filter(|(on, _)| inside(Some(*on)));
    let due_moved = due_moved.map(|(on, from)| {
        lens.dated_line(&format!("due moved from {}", whole_day(from)), Some(on), &goal.source)
    });
    PeriodGoal {
        name: lens.person_name(&goal.key.person),
        title: lens.page_words(&goal.title),
        date: date.map(whole_day),
        moved: goal.last_moved().is_some(),
        news: news
            .map(|news| lens.dated_line(&news.text, news.date, &news.source))
            .chain(due_moved)
            .collect(),
        link: lens.link_to_source(&goal.source),
    }
}
