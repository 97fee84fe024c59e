//! The facts of the team: goals over all people, what helps what, and counts of attention.
//!
//! Counts of attention, never scores of people; days are absolute, so that a night changes nothing.

use crate::kind::Kind;
use crate::model::everyone::{concerned_reports, met_since, reached_reports};
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::{Lens, MOST_ROWS, PolicyLine, TextLine};
use crate::pages::view::period::PeriodView;
use crate::pages::view::resource::{ShelfGroup, policy_lines, shelf};
use crate::pages::view::sprint::{SprintView, TeamGoalRow, team_goal_row};
use crate::people::person::Person;
use crate::records::goal::Goal;
use crate::text::date::{Day, clock};
use crate::vault::config::Status;
use serde::Serialize;
use std::cmp::Reverse;

/// What the team page is made of.
#[derive(Clone, Debug, Serialize)]
pub struct TeamView {
    /// Next 1-2-1s, soonest first.
    pub next: Vec<NextRow>,
    /// Open goals with a due date, soonest first.
    pub due: Vec<TeamGoalRow>,
    /// Open goals without a due date, the most recent first.
    pub undated: Vec<TeamGoalRow>,
    /// Open goals that nothing moved for six weeks.
    pub quiet: Vec<TeamGoalRow>,
    /// Goals done this quarter.
    pub done: Vec<TeamGoalRow>,
    /// Team goals with the goals that help them.
    pub team_goals: Vec<TeamGoal>,
    /// Goals that help no team goal.
    pub alone: Vec<TeamGoalRow>,
    /// What everyone is asked or told, and who was reached.
    pub everyone: Vec<EveryoneRow>,
    /// Attention by person.
    pub attention: Vec<AttentionRow>,
    /// The sprint that is running, when the config says when sprints begin.
    pub sprint: Option<SprintView>,
    /// What moved this week.
    pub week: PeriodView,
    /// What moved this quarter.
    pub quarter: PeriodView,
    /// Resources by skill.
    pub shelf: Vec<ShelfGroup>,
    /// Policies.
    pub policies: Vec<PolicyLine>,
    /// Goals that are left out, since a page shows a thousand of a kind at most.
    pub left_out: usize,
}

/// When a person is next met.
#[derive(Clone, Debug, Serialize)]
pub struct NextRow {
    /// Their name.
    pub name: String,
    /// When.
    pub date: Option<String>,
    /// `14:00`, when a time is known.
    pub time: Option<String>,
    /// The last day of their leave, when they are away today.
    pub away: Option<String>,
    /// Their last day, when they are leaving.
    pub leaves: Option<String>,
    /// The link to their rollup.
    pub link: String,
}

/// A goal of the team.
#[derive(Clone, Debug, Serialize)]
pub struct TeamGoal {
    /// Its slug.
    pub slug: String,
    /// Its words.
    pub text: String,
    /// The open goals that help it.
    pub helped_by: Vec<TeamGoalRow>,
    /// The goals that helped it and are done.
    pub done: Vec<TeamGoalRow>,
    /// The link.
    pub link: String,
}

/// Something for everyone.
#[derive(Clone, Debug, Serialize)]
pub struct EveryoneRow {
    /// To be told, not asked.
    pub tell: bool,
    /// The words.
    pub text: String,
    /// Who was reached.
    pub reached: Vec<String>,
    /// Who was met since it was noted, and nothing says that it was told.
    pub met: Vec<MetSince>,
    /// Who was not.
    pub missing: Vec<String>,
    /// What they said.
    pub answers: Vec<TextLine>,
    /// The link.
    pub link: String,
}

/// Who may have been told.
#[derive(Clone, Debug, Serialize)]
pub struct MetSince {
    /// The first name.
    pub name: String,
    /// Their first 1-2-1 since.
    pub date: String,
}

/// When a person last got what.
#[derive(Clone, Debug, Serialize)]
pub struct AttentionRow {
    /// Their name.
    pub name: String,
    /// The last 1-2-1.
    pub met: Option<String>,
    /// The last high five given.
    pub high_five: Option<String>,
    /// The last talk on a goal.
    pub goals: Option<String>,
    /// The link to their rollup.
    pub link: String,
}

/// After so many days without news a goal has gone quiet.
const QUIET_DAYS: i64 = 42;

impl TeamView {
    /// The facts of the team; `rollup` gives the link to a person's rollup.
    pub fn of(lens: &Lens<'_>, rollup: &dyn Fn(&Person) -> String) -> TeamView {
        let model = lens.model;
        let reports: Vec<&Person> =
            model.reports().filter(|person| !model.is_dormant(person)).collect();
        let goals: Vec<_> = reports.iter().flat_map(|person| lens.goals_of(&person.id)).collect();
        let goals: Vec<&Goal> = goals.iter().map(AsRef::as_ref).collect();
        let lead = lens.audience == crate::kind::Audience::Lead;
        let mut left_out = 0;
        let mut rows = |goals: Vec<&Goal>| -> Vec<TeamGoalRow> {
            left_out += goals.len().saturating_sub(MOST_ROWS);
            goals.into_iter().take(MOST_ROWS).map(|goal| team_goal_row(lens, goal)).collect()
        };
        TeamView {
            next: next(lens, &reports, rollup),
            due: rows(with_due_day(&goals)),
            undated: rows(without_day(&goals)),
            quiet: rows(without_news(lens.model.today, &goals)),
            done: rows(done_this_quarter(lens.model.today, &goals)),
            alone: rows(with_one_person(lens, &goals)),
            team_goals: team_goals(lens, &goals),
            everyone: if lead { everyone(lens, &reports) } else { Vec::new() },
            attention: if lead { attention(lens, &reports, rollup) } else { Vec::new() },
            sprint: SprintView::of(lens, &goals),
            week: PeriodView::of_week(lens, &reports),
            quarter: PeriodView::quarter(lens, &reports),
            shelf: shelf(lens),
            policies: policy_lines(lens),
            left_out,
        }
    }
}

/// When everybody is next met, in the order of the days and of each day.
fn next(lens: &Lens<'_>, reports: &[&Person], rollup: &dyn Fn(&Person) -> String) -> Vec<NextRow> {
    let model = lens.model;
    let mut next: Vec<_> = reports
        .iter()
        .map(|person| {
            let date = model.next_date(person);
            let minute = date.and_then(|date| model.diary.time_of(&person.id, date));
            let row = NextRow {
                name: inert_text(&person.name),
                date: date.map(Day::long),
                time: minute.map(clock),
                away: person.absence(model.today).map(|(_, to)| whole_day(to)),
                leaves: person.left.map(whole_day),
                link: rollup(person),
            };
            ((date.is_none(), date, minute.is_none(), minute, person.name.as_str()), row)
        })
        .collect();
    next.sort_by(|a, b| a.0.cmp(&b.0));
    next.into_iter().map(|(_, row)| row).collect()
}

fn with_due_day<'a>(goals: &[&'a Goal]) -> Vec<&'a Goal> {
    let open = goals.iter().copied().filter(|goal| goal.is_open() && goal.due.is_some());
    in_order(open, |goal| goal.due)
}

fn without_day<'a>(goals: &[&'a Goal]) -> Vec<&'a Goal> {
    let open = goals.iter().copied().filter(|goal| goal.is_open() && goal.due.is_none());
    in_order(open, |goal| Reverse(goal.recency_day()))
}

/// Goals in an order; those that are alike in it by their names.
fn in_order<'a, K: Ord>(
    goals: impl Iterator<Item = &'a Goal>,
    by: impl Fn(&Goal) -> K,
) -> Vec<&'a Goal> {
    let mut goals: Vec<(K, &Goal)> = goals.map(|goal| (by(goal), goal)).collect();
    goals.sort_by(|(a, one), (b, other)| (a, &one.key).cmp(&(b, &other.key)));
    goals.into_iter().map(|(_, goal)| goal).collect()
}

fn without_news<'a>(today: Day, goals: &[&'a Goal]) -> Vec<&'a Goal> {
    let quiet = goals.iter().copied().filter(|goal| {
        let last = goal.last_moved().or(goal.set);
        goal.is_open() && last.is_some_and(|last| today.days_since(last) > QUIET_DAYS)
    });
    in_order(quiet, |goal| goal.last_moved().or(goal.set))
}

fn done_this_quarter<'a>(today: Day, goals: &[&'a Goal]) -> Vec<&'a Goal> {
    let this_quarter = |day: Day| day.year() == today.year() && day.quarter() == today.quarter();
    let done = goals
        .iter()
        .copied()
        .filter(|goal| goal.status == Status::Done && goal.closed.is_some_and(this_quarter));
    in_order(done, |goal| goal.closed)
}

fn team_goals(lens: &Lens<'_>, goals: &[&Goal]) -> Vec<TeamGoal> {
    let open: Vec<&&Goal> = goals.iter().filter(|goal| goal.is_open()).collect();
    let over = |name: &str| -> Vec<TeamGoalRow> {
        let done = goals.iter().filter(|goal| {
            goal.status == Status::Done && goal.helped_names().iter().any(|helped| helped == name)
        });
        done.map(|goal| team_goal_row(lens, goal)).collect()
    };
    let helping = |name: &str| -> Vec<TeamGoalRow> {
        let helps =
            open.iter().filter(|goal| goal.helped_names().iter().any(|helped| helped == name));
        helps.map(|goal| team_goal_row(lens, goal)).collect()
    };
    let mut seen: Vec<String> = Vec::new();
    let mut all: Vec<TeamGoal> = Vec::new();
    for line in lens.lines_of_kind(Kind::TeamGoal) {
        let slug = line.short_name();
        if seen.contains(&slug) {
            continue;
        }
        seen.push(slug.clone());
        if !line.is_closed() {
            let text = lens.page_words(&line.text);
            let (helped_by, done) = (helping(&slug), over(&slug));
            all.push(TeamGoal {
                text,
                helped_by,
                done,
                link: lens.link_to_source(&line.source),
                slug,
            });
        }
    }
    // What goals help and nobody wrote down as a team goal still is one.
    for goal in &open {
        for slug in goal.helped_names() {
            if !seen.contains(&slug) && !lens.is_hidden_team_goal(&slug) {
                seen.push(slug.clone());
                let text = inert_text(&slug.replace('-', " "));
                let (helped_by, done) = (helping(&slug), over(&slug));
                all.push(TeamGoal {
                    text,
                    helped_by,
                    done,
                    link: lens.link_to_source(&goal.source),
                    slug,
                });
            }
        }
    }
    all
}

fn with_one_person<'a>(lens: &Lens<'_>, goals: &[&'a Goal]) -> Vec<&'a Goal> {
    if lens.lines_of_kind(Kind::TeamGoal).next().is_none() {
        return Vec::new();
    }
    let alone =
        goals.iter().copied().filter(|goal| goal.is_open() && goal.helped_names().is_empty());
    alone.collect()
}

fn everyone(lens: &Lens<'_>, reports: &[&Person]) -> Vec<EveryoneRow> {
    let model = lens.model;
    let ids: Vec<_> = reports.iter().map(|person| &person.id).collect();
    let mut rows = Vec::new();
    for kind in [Kind::AskAll, Kind::TellAll] {
        for line in lens.lines_of_kind(kind).filter(|line| !line.is_closed()) {
            let ids = concerned_reports(model, line, &ids, model.today);
            let done = reached_reports(model, line, &ids);
            let met = met_since(model, line, &ids, model.today.plus(1));
            let mut answers: Vec<TextLine> = line
                .children
                .iter()
                .filter(|child| !child.text.is_empty() && !child.people.is_empty())
                .map(|child| TextLine {
                    text: format!(
                        "{}: {}",
                        lens.person_name(&child.people[0]),
                        said(lens, &child.text)
                    ),
                    date: None,
                    link: lens.link_to_source(&line.source),
                })
                .collect();
            let given = model
                .answers
                .iter()
                .filter(|answer| line.rest.as_deref() == Some(&answer.question) && !answer.silent);
            answers.extend(given.map(|answer| TextLine {
                text: format!(
                    "{}: {}",
                    lens.person_name(&answer.person),
                    lens.page_words(&answer.text)
                ),
                date: answer.date.map(whole_day),
                link: lens.link_to_source(&answer.source),
            }));
            let is_met =
                |id: &crate::text::ids::PersonId| met.iter().any(|(other, _)| *other == id);
            let missing = ids.iter().filter(|id| !done.contains(id) && !is_met(id));
            rows.push(EveryoneRow {
                tell: kind == Kind::TellAll,
                text: lens.page_words(&line.text),
                reached: done.iter().map(|id| lens.person_name(id)).collect(),
                met: met
                    .iter()
                    .map(|(id, day)| MetSince { name: lens.person_name(id), date: whole_day(*day) })
                    .collect(),
                missing: missing.map(|id| lens.person_name(id)).collect(),
                answers,
                link: lens.link_to_source(&line.source),
            });
        }
    }
    rows
}

/// `Alice: mornings` without the name, which stands before it already.
fn said(lens: &Lens<'_>, text: &str) -> String {
    let rest =
        text.split_once(':').filter(|(name, _)| lens.model.people.leading_person(name).is_some());
    lens.page_words(rest.map_or(text, |(_, rest)| rest.trim()))
}

fn attention(
    lens: &Lens<'_>,
    reports: &[&Person],
    rollup: &dyn Fn(&Person) -> String,
) -> Vec<AttentionRow> {
    let model = lens.model;
    let row = |person: &&Person| {
        let high_five = model
            .feedback_to(&person.id)
            .filter(|f| f.kind == Kind::HighFive && f.how_given().is_some())
            .filter_map(|f| f.shared_on().or(f.date))
            .max();
        let goals =
            model.goals_of(&person.id).filter_map(|goal| goal.last_moved().max(goal.set)).max();
        let tomorrow = model.today.plus(1);
        AttentionRow {
            name: inert_text(&person.name),
            met: model.last_held(&person.id, tomorrow).map(|meeting| whole_day(meeting.date)),
            high_five: high_five.map(whole_day),
            goals: goals.map(whole_day),
            link: rollup(person),
        }
    };
    reports.iter().map(row).collect()
}
