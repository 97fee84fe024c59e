//! `vault121 skip` and `move`: one line in the front matter of a prep, or in a running log, says
//! that a 1-2-1 is not held, or on which day it is.

use crate::app::session::Session;
use crate::cli::completions;
use crate::cli::context::{Done, FINE, Failure, Place, day, person};
use crate::cli::mark::{writable, write};
use crate::fs::read::glance;
use crate::note::front_matter::Fence;
use crate::pages::line::LineEdit;
use crate::pages::pages::Ask;
use crate::pages::pipeline::running_log;
use crate::pages::plan::Edit;
use crate::pages::running_log::RunningLog;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId, digest};
use crate::text::span::LineIndex;
use clap::Args;

/// Say that a 1-2-1 does not take place
///
/// Writes `held: no` into its prep, which is made when it does not exist yet. The prep then
/// says so, and what was planned for it is on the next prep. A running log gets a section for
/// that day, with `held:: no` below its heading.
#[derive(Debug, Args)]
pub struct SkipArgs {
    /// The person: id, name or alias
    #[arg(add = completions::people())]
    pub person: String,
    /// The day of the 1-2-1, instead of the next one
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub date: Option<Day>,
    /// Why, in words that stay in the note
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

/// Move a 1-2-1 to another day
///
/// Writes the new `date:` into its prep, which is made when it does not exist yet. In a running
/// log the newest section gets the line `Next 1:1: DAY`. Pages and the calendar follow.
#[derive(Debug, Args)]
pub struct MoveArgs {
    /// The person: id, name or alias
    #[arg(add = completions::people())]
    pub person: String,
    /// The new day
    #[arg(value_name = "DAY", value_parser = day)]
    pub to: Day,
    /// The day of the 1-2-1 that moves, instead of the next one
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub date: Option<Day>,
}

/// What is said of a 1-2-1.
enum Change {
    Skip(Option<String>),
    Move(Day),
}

impl Change {
    /// The lines of front matter that say it.
    fn front(&self) -> Vec<String> {
        match self {
            Change::Skip(why) => {
                let why = why.as_deref().map(|why| format!("why: {}", scalar(why)));
                ["held: no".to_owned()].into_iter().chain(why).collect()
            }
            Change::Move(to) => vec![format!("date: {to}")],
        }
    }

    /// The lines of a section of a running log that say it.
    fn lines(&self) -> Vec<String> {
        match self {
            Change::Skip(why) => {
                let why = why.as_deref().map(|why| format!("why:: {}", one_line(why)));
                ["held:: no".to_owned()].into_iter().chain(why).collect()
            }
            Change::Move(to) => vec![format!("Next 1:1: {to}")],
        }
    }
}

/// Runs `skip`.
///
/// # Errors
/// When there is no vault, no such 1-2-1, or its note has to stay as it is.
pub fn skip(args: &SkipArgs, place: &Place) -> Done {
    change(place, &args.person, args.date, &Change::Skip(args.why.clone()))
}

/// Runs `move`.
///
/// # Errors
/// When there is no vault, no such 1-2-1, or its note has to stay as it is.
pub fn move_to(args: &MoveArgs, place: &Place) -> Done {
    change(place, &args.person, args.date, &Change::Move(args.to))
}

/// Writes what is said of a 1-2-1: into the front matter of its prep, or into the running log.
fn change(place: &Place, name: &str, date: Option<Day>, change: &Change) -> Done {
    let mut session = place.open()?;
    writable(&session)?;
    let (id, date, there, log) = {
        let outcome = session.outcome(&Ask::default());
        let model = &outcome.model;
        let found = person(model, name)?;
        let date = date.or_else(|| model.next_date(found)).ok_or_else(|| {
            let message = format!("no date is known for the next 1-2-1 with `{}`", found.name);
            Failure::new(message, "name its day with `--date 2026-11-24`")
        })?;
        let there = model.meetings.with(&found.id).find(|meeting| meeting.date == date).cloned();
        let log = match &there {
            Some(there) => there.heading.map(|_| there.path.clone()),
            None => running_log(session.vault(), model, found, date).map(|(path, _)| path),
        };
        // A log that is not there yet is made, as any prep is.
        let log = log.filter(|path| session.vault().has(path));
        (found.id.clone(), date, there, log)
    };
    if let Some(there) = there.as_ref().filter(|there| there.bullet.is_some()) {
        return Err(in_outline(there.path.as_str(), there.line, change));
    }
    if let Some(log) = log {
        return change_log(place, &mut session, (&id, date), &log, change);
    }
    let lines = change.front();
    let path = match there {
        Some(there) => there.path,
        None => {
            let ask = Ask { prep: Some((id.clone(), Some(date))), ..Ask::default() };
            let mut plan = session.outcome(&ask).plan;
            plan.edits.retain(|edit| edit.why.contains("prep for ") && edit.is_create());
            plan.edits.truncate(1);
            plan.held.clear();
            let carried = session.carry_out_and_finish(&plan);
            let made = carried.written.first().map(|(path, _)| path.clone());
            let made = made.ok_or_else(|| by_hand(date, &lines))?;
            // What was made may be a running log.
            let mut again = place.open()?;
            let is_log = {
                let outcome = again.outcome(&Ask::default());
                let mut with = outcome.model.meetings.with(&id);
                with.any(|meeting| meeting.path == made && meeting.heading.is_some())
            };
            if is_log {
                return change_log(place, &mut again, (&id, date), &made, change);
            }
            made
        }
    };
    let text = glance(&session.root().join(path.as_str()));
    let text = text.ok_or_else(|| by_hand(date, &lines))?;
    let line = in_front_matter(&text, &lines).ok_or_else(|| by_hand(date, &lines))?;
    let why = lines.join(", ");
    write(&mut session, place, Edit::of_lines(&path, why.clone(), vec![line]))?;
    place.ui.out(&format!("{path}: {why}"));
    place.ui.say("`vault121 build` brings the pages up to date");
    Ok(FINE)
}

/// Writes it into a running log, as a person would: a section that was not held, the line that
/// says when the next one is.
fn change_log(
    place: &Place,
    session: &mut Session,
    (id, date): (&PersonId, Day),
    path: &NotePath,
    change: &Change,
) -> Done {
    let line = {
        let outcome = session.outcome(&Ask::default());
        let model = &outcome.model;
        let text = glance(&session.root().join(path.as_str())).unwrap_or_default();
        let note = session.vault().note(path);
        let note = note.as_deref().ok_or_else(|| by_hand(date, &change.front()))?;
        let log = RunningLog::new(&text, note, model.meetings.with(id), model.config.date_order);
        let line = match change {
            Change::Skip(_) => Some(log.not_held(date, &change.lines())),
            Change::Move(to) => log.moved(date, *to),
        };
        line.ok_or_else(|| in_log(path, &log, date, change))?
    };
    let before = line.before.clone().unwrap_or_default();
    if before == line.after {
        place.ui.say(&format!("{path}:{}: it says so already", line.line));
        return Ok(FINE);
    }
    let new = |text: &&str| !text.trim().is_empty() && before.lines().all(|old| old != *text);
    let shown: Vec<&str> = line.after.lines().filter(new).map(str::trim_end).collect();
    let shown = shown.join(", ");
    write(session, place, Edit::of_lines(path, shown.clone(), vec![line]))?;
    place.ui.out(&format!("{path}: {shown}"));
    // What was written is read as it was meant, or that is said.
    let outcome = place.open()?.outcome(&Ask::default());
    let model = &outcome.model;
    let next = model.people.get(id).and_then(|person| model.next_date(person));
    let is_read = match change {
        Change::Skip(_) => {
            let mut with = model.meetings.with(id);
            with.any(|one| one.date == date && one.held_said == Some(false))
        }
        Change::Move(to) => next == Some(*to) || model.meetings.with(id).any(|one| one.date == *to),
    };
    if !is_read {
        let what = match (change, next) {
            (Change::Move(_), Some(next)) => format!("the next 1-2-1 is still on {next}"),
            _ => "nothing has changed".to_owned(),
        };
        let way_out = format!("`vault121 explain {path}:LINE` tells how a line of it is read");
        return Err(Failure::new(format!("it is written, and {what}"), way_out));
    }
    place.ui.say("`vault121 build` brings the pages up to date");
    Ok(FINE)
}

fn in_log(path: &NotePath, log: &RunningLog<'_>, date: Day, change: &Change) -> Failure {
    let message = format!("`{path}` is a running log: nothing was written");
    Failure::new(
        message,
        match change {
            Change::Skip(_) => {
                format!("write `{}` and below it `held:: no` into it", log.heading(date))
            }
            Change::Move(to) if log.has(date) => {
                format!("write the day {to} into the heading of that 1-2-1")
            }
            Change::Move(to) => match log.newest_heading() {
                Some(heading) => format!("write `Next 1:1: {to}` below `{heading}`"),
                None => format!("write `Next 1:1: {to}` into it"),
            },
        },
    )
}

fn in_outline(path: &str, line: u32, change: &Change) -> Failure {
    let message = format!("the 1-2-1 is a line of an outline, {path}:{line}: nothing was written");
    Failure::new(
        message,
        match change {
            Change::Skip(_) => "write `cancelled` at the end of that line".to_owned(),
            Change::Move(to) => format!("move the line and what is below it to the note of {to}"),
        },
    )
}

fn by_hand(date: Day, lines: &[String]) -> Failure {
    let message = format!("the note of the 1-2-1 on {date} was left as it is");
    Failure::new(message, format!("write `{}` into its front matter", lines.join("` and `")))
}

/// The edit that puts lines into a note's front matter: in the place of lines with their keys, else
/// below the last one.
fn in_front_matter(text: &str, lines: &[String]) -> Option<LineEdit> {
    let Fence::Closed { yaml, .. } = Fence::find(text) else { return None };
    let index = LineIndex::new(text);
    let key = |line: &str| line.split(':').next().unwrap_or("").trim_end().to_owned();
    let first = index.line0(yaml.start);
    let of_yaml = first..first + yaml.of(text).lines().count();
    let same = of_yaml.clone().find(|at| {
        let own = index.line_span(text, *at).of(text);
        lines.iter().any(|line| key(line) == key(own))
    });
    let last = of_yaml.clone().rfind(|at| !index.line_span(text, *at).of(text).trim().is_empty());
    let at = same.or(last)?;
    let before = index.line_span(text, at).of(text).to_owned();
    let ending = crate::text::span::line_ending(text);
    let mut after = lines.join(ending);
    if same.is_none() {
        after = format!("{before}{ending}{after}");
    }
    let line = u32::try_from(at + 1).ok()?;
    Some(LineEdit { line, before: Some(before), after, note: digest(text) })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A reason as a YAML value.
fn scalar(text: &str) -> String {
    let one_line = one_line(text);
    let plain = one_line.starts_with(char::is_alphabetic)
        && one_line.chars().all(|c| c.is_alphanumeric() || " ,.-'()".contains(c))
        && !matches!(one_line.to_lowercase().as_str(), "yes" | "no" | "true" | "false" | "null");
    if plain { one_line } else { format!("'{}'", one_line.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_into_the_front_matter_and_no_other_byte_changes() {
        let check = |text: &str, lines: &[&str], expected: Option<&str>| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            let edit = in_front_matter(text, &lines);
            let new = edit.map(|edit| edit.apply(text).expect("the text is as it was read"));
            assert_eq!(new.as_deref(), expected, "{text:?}");
        };
        let note = "---\nkind: one-on-one\ndate: 2026-11-24\n---\n\nheld: yes\n";
        let skipped = "---\nkind: one-on-one\ndate: 2026-11-24\nheld: no\n---\n\nheld: yes\n";
        check(note, &["held: no"], Some(skipped));
        let moved = "---\nkind: one-on-one\ndate: 2026-11-26\n---\n\nheld: yes\n";
        check(note, &["date: 2026-11-26"], Some(moved));
        check(
            "---\r\ndate: x\r\n---\r\n",
            &["held: no"],
            Some("---\r\ndate: x\r\nheld: no\r\n---\r\n"),
        );
        check(
            "---\nheld: yes\ndate: x\n---\n",
            &["held: no"],
            Some("---\nheld: no\ndate: x\n---\n"),
        );
        check("no fence\n", &["held: no"], None);
        check("---\nopen\n", &["held: no"], None);
    }

    #[test]
    fn a_reason_is_safe_in_yaml() {
        for (text, value) in [
            ("she was ill", "she was ill"),
            ("on leave: back in May", "'on leave: back in May'"),
            ("no", "'no'"),
            ("it's # 3", "'it''s # 3'"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(scalar(text), value);
        }
    }
}
