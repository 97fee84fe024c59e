//! Whom something to ask or tell everyone is for, and who has had their say.
//!
//! That somebody was met says that it may have been told, not that it was: that is asked.
//!
//! Both sides of it lean on this: the prep of one person and the coverage on the team's page.

use crate::kind::Kind;
use crate::model::model::Model;
use crate::records::practice::Line;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use crate::vault::config::Status;

/// Whom of the reports something for everyone is for: when all who were there had their say, it is
/// over, and nobody who came later is asked.
pub fn concerned_reports<'p>(
    model: &Model,
    line: &Line,
    reports: &[&'p PersonId],
    before: Day,
) -> Vec<&'p PersonId> {
    let there = |person: &&&PersonId| {
        let first = model.meetings.meetings_with(person).next();
        line.date.is_none_or(|date| first.is_some_and(|first| first.date <= date))
    };
    let there: Vec<&PersonId> = reports.iter().filter(there).copied().collect();
    let mut done = reached_reports(model, line, reports);
    done.extend(met_since(model, line, reports, before).into_iter().map(|(person, _)| person));
    match !there.is_empty() && there.iter().all(|person| done.contains(person)) {
        true => {
            let mut all = reports.to_vec();
            all.retain(|person| there.contains(person) || done.contains(person));
            all
        }
        false => reports.to_vec(),
    }
}

/// Who of the reports was asked or told: named below the line, or answered it.
pub fn reached_reports<'p>(
    model: &Model,
    line: &Line,
    reports: &[&'p PersonId],
) -> Vec<&'p PersonId> {
    let reached = |person: &&&PersonId| {
        let named = line.children.iter().any(|child| {
            child.people.contains(person)
                && child.status.is_none_or(|status| status == Status::Done)
        });
        let answered = line.rest.as_deref().is_some_and(|slug| {
            model.answers_of(person).iter().any(|answer| answer.question == slug)
        });
        named || answered
    };
    reports.iter().filter(reached).copied().collect()
}

/// Who of the reports had a 1-2-1 since something for everyone was noted that is only told, and
/// when first. Nothing says that it was told there.
pub fn met_since<'p>(
    model: &Model,
    line: &Line,
    reports: &[&'p PersonId],
    before: Day,
) -> Vec<(&'p PersonId, Day)> {
    let Some(noted) = line.date.filter(|_| line.kind == Kind::TellAll) else {
        return Vec::new();
    };
    let done = reached_reports(model, line, reports);
    let met = |person: &PersonId| {
        let mut held = model.meetings.held_before(person, before);
        held.find(|meeting| meeting.date > noted).map(|meeting| meeting.date)
    };
    let open = reports.iter().filter(|person| !done.contains(person));
    open.filter_map(|person| Some((*person, met(person)?))).collect()
}
