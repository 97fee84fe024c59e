//! What lines of ours lack that would help and that no page needs: a skill, a path, a short name, a
//! day, a first step.
//!
//! Nobody is nagged for the past: lines that are older than the first prep of the vault are counted
//! in one line, but for a few with tags of ours.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Location};
use crate::kind::Kind;
use crate::model::model::Model;
use crate::records::feedback::State;
use crate::records::record::{By, Source};
use crate::text::date::Day;
use crate::vault::config::Status;
use crate::vault::vault::Vault;
use std::collections::BTreeMap;

/// A goal this old without a step or news is told about.
pub const STEPLESS_DAYS: i64 = 14;

/// So many old lines with tags of ours are told one by one.
const MOST_SINGLE: usize = 3;

/// What is said of a high five that tells of no skill.
pub(crate) const WITHOUT_SKILL: &str = "this high five names no `#skill/` and no `#way/`";

/// A complaint, how the line was read, and its day.
type Lack = (Diagnostic, By, Option<Day>);

/// Says what lines lack, one by one or, for those of the past, as a count.
pub(crate) fn say_what_lacks(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    let all: Vec<Lack> = goals_lacking(model).into_iter().chain(feedback_lacking(model)).collect();
    let begins = if all.is_empty() { None } else { first_prep(model, vault) };
    // A line with a tag of ours and no day may be of today.
    let is_past = |by: By, day: Option<Day>| match (begins, day) {
        (None, _) => true,
        (Some(first), Some(day)) => day < first,
        (Some(_), None) => by != By::Tag,
    };
    let tagged = all.iter().filter(|(_, by, day)| *by == By::Tag && is_past(*by, *day)).count();
    let mut past: BTreeMap<(Option<Day>, String, Option<u32>), Location> = BTreeMap::new();
    for (problem, by, day) in all {
        let single = by == By::Tag && tagged <= MOST_SINGLE;
        if single || !is_past(by, day) {
            said.push(problem);
        } else {
            let line = problem.line();
            past.insert((day, problem.path, line), problem.location);
        }
    }
    let Some(((_, path, _), location)) = past.last_key_value() else { return };
    let of = "could say more (a skill, `[path:: …]`, a short name, a due day, a first step)";
    let message = match past.len() {
        1 => format!("an older line {of}; you can leave it"),
        count => format!("{count} older lines {of}; you can leave them"),
    };
    let problem = Diagnostic::about_file(Code::OlderLines, path, message);
    let hint = "they are from before your first prep; only newer lines get such hints one by one";
    said.push(Diagnostic { location: *location, ..problem.hint(hint) });
}

/// The day of the first 1-2-1 that has a prep of ours.
fn first_prep(model: &Model, vault: &Vault) -> Option<Day> {
    let made = vault.notes.values().filter(|note| note.region("prep").is_some());
    made.filter_map(|note| model.meetings.day_of_note(&note.path)).min()
}

fn lack_diagnostic(
    code: Code,
    source: &Source,
    message: impl Into<String>,
    hint: Option<String>,
) -> Diagnostic {
    let problem = Diagnostic::about_file(code, source.path.as_str(), message).at_line(source.line);
    Diagnostic { hint, ..problem }
}

fn goals_lacking(model: &Model) -> Vec<Lack> {
    let mut found = Vec::new();
    for goal in model.goals.iter().filter(|goal| goal.is_open()) {
        let mut say = |code, message: String, hint| {
            found.push((lack_diagnostic(code, &goal.source, message, hint), goal.by, goal.set));
        };
        if !goal.named {
            let hint = format!("write `#goal/{}`, or a shorter one", goal.key.slug);
            say(Code::GoalWithoutSlug, "this goal has no short name".to_owned(), Some(hint));
        }
        if goal.due.is_none() {
            let message = format!("goal `{}` has no due date", goal.key.slug);
            say(Code::GoalWithoutDue, message, Some("`[due:: 2026-12-01]`".to_owned()));
        }
        let Some(set) = goal.set else { continue };
        let days = model.today.days_since(set);
        let moves = !goal.steps.is_empty() || !goal.news.is_empty();
        if days >= STEPLESS_DAYS && !moves && goal.status != Status::OnHold {
            let message =
                format!("`#goal/{}` is {days} days old and has no first step", goal.key.slug);
            say(Code::GoalWithoutStep, message, None);
        }
    }
    found
}

fn feedback_lacking(model: &Model) -> Vec<Lack> {
    let mut found = Vec::new();
    for feedback in &model.feedback {
        let open = || {
            let state = model.feedback_state(feedback, model.today);
            matches!(state, State::ToShare | State::Held)
        };
        let problem = if feedback.lacks_path() && open() {
            let hint = "write `[path:: …]`, or `path: …` in a line below it".to_owned();
            let message = "this watch out has no path";
            lack_diagnostic(Code::WatchOutWithoutPath, &feedback.source, message, Some(hint))
        } else if feedback.kind == Kind::HighFive
            && feedback.by != By::Tag
            && feedback.skills.is_empty()
            && feedback.ways.is_empty()
        {
            lack_diagnostic(Code::HighFiveWithoutSkill, &feedback.source, WITHOUT_SKILL, None)
        } else {
            continue;
        };
        found.push((problem, feedback.by, feedback.date));
    }
    found
}
