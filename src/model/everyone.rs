//! Whom something to ask or tell everyone is for, and who has had their say.
//!
//! Both sides of it lean on this: the prep of one person and the coverage on the team's page.

use crate::base::date::Day;
use crate::base::id::PersonId;
use crate::model::config::Status;
use crate::model::model::Model;
use crate::model::practice::Line;
use crate::note::kind::Kind;

/// Whom of the reports something for everyone is for: when all who were there had their say, it is
/// over, and nobody who came later is asked.
pub fn concerned<'p>(
    model: &Model,
    line: &Line,
    reports: &[&'p PersonId],
    before: Day,
) -> Vec<&'p PersonId> {
    let there = |person: &&&PersonId| {
        let first = model.meetings.with(person).next();
        line.date.is_none_or(|date| first.is_some_and(|first| first.date <= date))
    };
    let there: Vec<&PersonId> = reports.iter().filter(there).copied().collect();
    let done = reached(model, line, reports, before);
    match !there.is_empty() && there.iter().all(|person| done.contains(person)) {
        true => {
            let mut all = reports.to_vec();
            all.retain(|person| there.contains(person) || done.contains(person));
            all
        }
        false => reports.to_vec(),
    }
}

/// Who of the reports was asked or told: named below the line, answered it, or, for what is only
/// told, met since.
pub fn reached<'p>(
    model: &Model,
    line: &Line,
    reports: &[&'p PersonId],
    before: Day,
) -> Vec<&'p PersonId> {
    let reached = |person: &&&PersonId| {
        let named = line.children.iter().any(|child| {
            child.people.contains(person)
                && child.status.is_none_or(|status| status == Status::Done)
        });
        let answered = line.rest.as_deref().is_some_and(|slug| {
            model.answers_of(person).iter().any(|answer| answer.question == slug)
        });
        let told = line.kind == Kind::TellAll
            && model
                .meetings
                .held_before(person, before)
                .any(|meeting| line.date.is_some_and(|date| meeting.date > date));
        named || answered || told
    };
    reports.iter().filter(reached).copied().collect()
}
