//! The facts of the sprint that is running: what the team may look back on together.
//!
//! Only when the config says when sprints begin. Of feedback it takes the high fives that say
//! `[audience:: team]`, never a watch out.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::{Lens, TextLine};
use crate::pages::view::person::{PromiseRow, promise};
use crate::records::goal::Goal;
use crate::text::date::Day;
use crate::vault::config::Status;
use serde::Serialize;

/// The sprint that is running.
#[derive(Clone, Debug, Serialize)]
pub struct SprintView {
    /// Its number.
    pub number: i64,
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
    /// Goals set in it.
    pub set: Vec<TeamGoalRow>,
    /// Goals done in it.
    pub done: Vec<TeamGoalRow>,
    /// High fives noted in it that say `[audience:: team]`.
    pub high_fives: Vec<PraiseRow>,
    /// Topics of these days that say `[audience:: team]`; as open tasks, older ones too.
    pub topics: Vec<TextLine>,
    /// Open promises that say `[audience:: team]`.
    pub promises: Vec<PromiseRow>,
}

/// A high five that everybody may read.
#[derive(Clone, Debug, Serialize)]
pub struct PraiseRow {
    /// Whose.
    pub name: String,
    /// Skill or way of working.
    pub about: Option<String>,
    /// From whom, besides the lead.
    pub from: Option<String>,
    /// The words.
    pub text: String,
    /// The link.
    pub link: String,
}

/// A goal of a person.
#[derive(Clone, Debug, Serialize)]
pub struct TeamGoalRow {
    /// Whose.
    pub name: String,
    /// Its words.
    pub title: String,
    /// Until when.
    pub due: Option<String>,
    /// When it last moved, or was done.
    pub moved: Option<String>,
    /// The link.
    pub link: String,
}

impl SprintView {
    /// The sprint of today, as `lens` may see it.
    pub fn of(lens: &Lens<'_>, goals: &[&Goal]) -> Option<SprintView> {
        let model = lens.model;
        let sprint = model.config.sprint?;
        let number = sprint.number(model.today)?;
        let (first, last) = sprint.span(number);
        let inside = |day: Option<Day>| day.is_some_and(|day| day >= first && day <= last);
        let rows = |keep: &dyn Fn(&Goal) -> bool| {
            goals.iter().filter(|goal| keep(goal)).map(|goal| team_goal_row(lens, goal)).collect()
        };
        let mut high_fives = Vec::new();
        for feedback in &model.feedback {
            let state = model.feedback_state(feedback, model.today);
            let public = feedback.kind == Kind::HighFive
                && feedback.audience == Some(Audience::Team)
                && !state.is_hidden();
            if !public || !inside(feedback.date) {
                continue;
            }
            let about = feedback.skills.first().or(feedback.ways.first());
            high_fives.push(PraiseRow {
                name: lens.person_name(&feedback.person),
                about: about.map(|about| inert_text(&about.replace('-', " "))),
                from: feedback.from.as_deref().map(inert_text),
                text: lens.page_words(&feedback.words()),
                link: lens.link_to_source(&feedback.source),
            });
        }
        let topics =
            Kind::AGENDA.into_iter().flat_map(|kind| lens.lines_of_kind(kind)).filter(|line| {
                let parked = line.is_parked_on(last);
                line.audience == Audience::Team
                    && !line.is_closed()
                    && !parked
                    && !line.text.is_empty()
                    && line.date.is_none_or(|day| day <= last)
                    && (line.status.is_some() || inside(line.date))
            });
        Some(SprintView {
            number,
            first: whole_day(first),
            last: whole_day(last),
            set: rows(&|goal| inside(goal.set)),
            done: rows(&|goal| goal.status == Status::Done && inside(goal.closed)),
            high_fives,
            topics: topics
                .map(|line| lens.dated_line(&line.text, line.date, &line.source))
                .collect(),
            promises: promises_due(lens, last),
        })
    }
}

fn promises_due(lens: &Lens<'_>, last: Day) -> Vec<PromiseRow> {
    let open = lens.model.actions.iter().filter(|action| {
        action.audience == Audience::Team
            && lens.sees_promise(action)
            && action.is_open()
            && action.opened.is_none_or(|opened| opened <= last)
    });
    open.map(|action| promise(lens, action)).collect()
}

/// A goal as the team sees it.
pub(crate) fn team_goal_row(lens: &Lens<'_>, goal: &Goal) -> TeamGoalRow {
    TeamGoalRow {
        name: lens.person_name(&goal.key.person),
        title: lens.page_words(&goal.title),
        due: goal.due.map(whole_day),
        moved: goal.closed.or(goal.last_moved()).map(whole_day),
        link: lens.link_to_source(&goal.source),
    }
}
