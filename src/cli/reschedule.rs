//! `vault121 skip` and `move`: one line in the front matter of a prep, or in a running log, says
//! that a 1-2-1 is not held, or on which day it is.

use crate::app::session::Session;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure, parse_day, person_by_name};
use crate::cli::mark::{require_writable, write_edit};
use crate::fs::read::glance_at;
use crate::model::model::Model;
use crate::pages::front_line;
use crate::pages::pages::Ask;
use crate::pages::pipeline::running_log;
use crate::pages::plan::Edit;
use crate::pages::running_log::RunningLog;
use crate::people::person::{Person, absence_words};
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use clap::Args;

/// Say that a 1-2-1 does not take place
///
/// Writes `held: no` into its prep, which is made when it does not exist yet. The prep then
/// says so, and what was planned for it is on the next prep. A running log gets a section for
/// that day, with `held:: no` below its heading.
#[derive(Debug, Args)]
pub struct SkipArgs {
    /// The person: id, name or alias
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// The day of the 1-2-1, instead of the next one
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
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
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// The new day
    #[arg(value_name = "DAY", value_parser = parse_day)]
    pub to: Day,
    /// The day of the 1-2-1 that moves, instead of the next one
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub date: Option<Day>,
}

/// What is said of a 1-2-1.
enum MeetingChange {
    Skip(Option<String>),
    Move(Day),
}

impl MeetingChange {
    /// The keys of front matter that say it, with their values.
    fn front_matter_values(&self) -> Vec<(&'static str, String)> {
        match self {
            MeetingChange::Skip(why) => {
                let why = why.as_deref().map(|why| ("why", yaml_scalar(why)));
                [("held", "no".to_owned())].into_iter().chain(why).collect()
            }
            MeetingChange::Move(to) => vec![("date", to.to_string())],
        }
    }

    /// The same as lines of front matter.
    fn front_matter_lines(&self) -> Vec<String> {
        self.front_matter_values().iter().map(|(key, value)| format!("{key}: {value}")).collect()
    }

    /// The lines of a section of a running log that say it.
    fn section_lines(&self) -> Vec<String> {
        match self {
            MeetingChange::Skip(why) => {
                let why = why.as_deref().map(|why| format!("why:: {}", one_line(why)));
                ["held:: no".to_owned()].into_iter().chain(why).collect()
            }
            MeetingChange::Move(to) => vec![format!("Next 1:1: {to}")],
        }
    }
}

/// Runs `skip`.
///
/// # Errors
/// When there is no vault, no such 1-2-1, or its note has to stay as it is.
pub fn skip(args: &SkipArgs, context: &CommandContext) -> Done {
    change(context, &args.person, args.date, &MeetingChange::Skip(args.why.clone()))
}

/// Runs `move`.
///
/// # Errors
/// When there is no vault, no such 1-2-1, or its note has to stay as it is.
pub fn move_to(args: &MoveArgs, context: &CommandContext) -> Done {
    change(context, &args.person, args.date, &MeetingChange::Move(args.to))
}

/// Writes what is said of a 1-2-1: into the front matter of its prep, or into the running log.
fn change(
    context: &CommandContext,
    name: &str,
    args_date: Option<Day>,
    change: &MeetingChange,
) -> Done {
    let mut session = context.open_session()?;
    require_writable(&session)?;
    let (id, date, there, log, made_for) = {
        let outcome = session.outcome(&Ask::default());
        let model = &outcome.model;
        let found = person_by_name(model, name)?;
        let date = args_date.or_else(|| model.next_date(found)).ok_or_else(|| {
            let message = format!("no date is known for the next 1-2-1 with `{}`", found.name);
            Failure::new(message, "name its day with `--date 2026-11-24`")
        })?;
        let there =
            model.meetings.meetings_with(&found.id).find(|meeting| meeting.date == date).cloned();
        let is_named = args_date.is_some();
        if let (MeetingChange::Skip(_), false) = (change, is_named) {
            may_skip(model, found, date)?;
        }
        if let MeetingChange::Move(to) = change {
            may_move(model, found, (date, *to))?;
        }
        let log = match &there {
            Some(there) => there.heading.map(|_| there.path.clone()),
            None => running_log(session.vault(), model, found, date).map(|(path, _)| path),
        };
        // A log that is not there yet is made, as any prep is.
        let log = log.filter(|path| session.vault().has(path));
        // A 1-2-1 whose note is not made yet gets one with the name of its new day, where no other
        // turn would then be left at the old one.
        let turns = model.diary.people.get(&found.id);
        let is_same_turn = |to: Day| {
            let rhythm = turns.and_then(|turns| turns.standing.rhythm);
            rhythm.is_some_and(|rhythm| rhythm.turn_of(to) == rhythm.turn_of(date))
        };
        let made_for = match change {
            MeetingChange::Move(to) if is_same_turn(*to) => *to,
            MeetingChange::Move(_) | MeetingChange::Skip(_) => date,
        };
        (found.id.clone(), date, there, log, made_for)
    };
    if let Some(there) = there.as_ref().filter(|there| there.bullet.is_some()) {
        return Err(in_outline(there.path.as_str(), there.line, change));
    }
    if let Some(log) = log {
        return change_log(context, &mut session, (&id, date), &log, change);
    }
    let lines = change.front_matter_lines();
    let path = match there {
        Some(there) => there.path,
        None => {
            let ask = Ask { prep: Some((id.clone(), Some(made_for))), ..Ask::default() };
            let mut plan = session.outcome(&ask).plan;
            plan.edits.retain(|edit| edit.why.contains("prep for ") && edit.is_create());
            plan.edits.truncate(1);
            plan.held.clear();
            let carried = session.carry_out_and_finish(&plan);
            let made = carried.written.first().map(|(path, _)| path.clone());
            let made = made.ok_or_else(|| by_hand(date, &lines))?;
            // What was made may be a running log.
            let mut again = context.open_session()?;
            let is_log = {
                let outcome = again.outcome(&Ask::default());
                let mut with = outcome.model.meetings.meetings_with(&id);
                with.any(|meeting| meeting.path == made && meeting.heading.is_some())
            };
            if is_log {
                return change_log(context, &mut again, (&id, date), &made, change);
            }
            if made_for != date {
                context.ui.print_line(&format!("{made}: made for {made_for}"));
                return said_as_read(context, &made, (&id, date), change);
            }
            made
        }
    };
    let text = glance_at(&session.root().join(path.as_str()));
    let text = text.ok_or_else(|| by_hand(date, &lines))?;
    if let Some(said) = says_why(&session, &path).filter(|_| lines.len() > 1) {
        let message = format!("`{path}` says why already: {said}");
        return Err(Failure::new(message, "leave `--why` away, or write it there yourself"));
    }
    let edits = front_line::set_keys(&text, &change.front_matter_values());
    let edits = edits.ok_or_else(|| by_hand(date, &lines))?;
    let why = lines.join(", ");
    write_edit(&mut session, context, Edit::of_lines(&path, why.clone(), edits))?;
    context.ui.print_line(&format!("{path}: {why}"));
    said_as_read(context, &path, (&id, date), change)
}

/// Whether a 1-2-1 may be moved to a day: not into the past, an absence or the day of another one.
fn may_move(model: &Model, person: &Person, (from, to): (Day, Day)) -> Result<(), Failure> {
    let call = &person.name;
    if to < model.today && from >= model.today {
        let message = format!("{to} is over, and the 1-2-1 with {call} on {from} is to come");
        let way_out =
            "name a day from today on; to correct the day of an earlier 1-2-1 add `--date`";
        return Err(Failure::new(message, way_out));
    }
    if let Some(away) = person.absence(to).filter(|_| to >= model.today) {
        let message = format!("{call} is away {} (`away:`)", absence_words(away, to));
        let way_out = format!("name a day from {} on, or change `away:` first", away.1.plus(1));
        return Err(Failure::new(message, way_out));
    }
    if let Some(left) = person.left.filter(|left| *left < to) {
        let message = format!("{call} leaves on {left} (`left:`)");
        return Err(Failure::new(message, "name a day until then, or change `left:` first"));
    }
    let mut with =
        model.meetings.meetings_with(&person.id).filter(|one| one.date == to && to != from);
    if let Some(other) = with.find(|one| one.held_said != Some(false)) {
        let message = format!("there is a 1-2-1 with {call} on {to} already: `{}`", other.path);
        let way_out = format!("`vault121 skip {} --date {from}` leaves this one out", person.id);
        return Err(Failure::new(message, way_out));
    }
    Ok(())
}

/// Whether the next 1-2-1 may be skipped without its day: not where one before it was skipped, for
/// then the same command may have been typed twice.
fn may_skip(model: &Model, person: &Person, next: Day) -> Result<(), Failure> {
    let with = model.meetings.meetings_with(&person.id);
    let mut before = with.filter(|one| one.date >= model.today && one.date < next);
    let skipped = before.find(|one| one.held_said == Some(false));
    let Some(skipped) = skipped.filter(|one| person.absence(one.date).is_none()) else {
        return Ok(());
    };
    let message = format!("the 1-2-1 with {} on {} is skipped already", person.name, skipped.date);
    let way_out = format!("`--date {next}` skips the next one as well");
    Err(Failure::new(message, way_out))
}

/// Writes it into a running log, as a person would: a section that was not held, the line that
/// says when the next one is.
fn change_log(
    context: &CommandContext,
    session: &mut Session,
    (id, date): (&PersonId, Day),
    path: &NotePath,
    change: &MeetingChange,
) -> Done {
    let line = {
        let outcome = session.outcome(&Ask::default());
        let model = &outcome.model;
        let text = glance_at(&session.root().join(path.as_str())).unwrap_or_default();
        let note = session.vault().note(path);
        let note = note.as_deref().ok_or_else(|| by_hand(date, &change.front_matter_lines()))?;
        let log =
            RunningLog::new(&text, note, model.meetings.meetings_with(id), model.config.date_order);
        let line = match change {
            MeetingChange::Skip(_) => Some(log.not_held(date, &change.section_lines())),
            MeetingChange::Move(to) => log.move_section(date, *to),
        };
        line.ok_or_else(|| in_log(path, &log, date, change))?
    };
    let before = line.before.clone().unwrap_or_default();
    if before == line.after {
        context.ui.say(&format!("{path}:{}: it says so already", line.line));
        return Ok(FINE);
    }
    let new = |text: &&str| !text.trim().is_empty() && before.lines().all(|old| old != *text);
    let shown: Vec<&str> = line.after.lines().filter(new).map(str::trim_end).collect();
    let shown = shown.join(", ");
    write_edit(session, context, Edit::of_lines(path, shown.clone(), vec![line]))?;
    context.ui.print_line(&format!("{path}: {shown}"));
    said_as_read(context, path, (id, date), change)
}

/// What was written is read as it was meant, or that is said.
fn said_as_read(
    context: &CommandContext,
    path: &NotePath,
    (id, date): (&PersonId, Day),
    change: &MeetingChange,
) -> Done {
    let outcome = context.open_session()?.outcome(&Ask::default());
    let model = &outcome.model;
    let next = model.people.with_id(id).and_then(|person| model.next_date(person));
    let is_read = match change {
        MeetingChange::Skip(_) => {
            let mut with = model.meetings.meetings_with(id);
            with.any(|one| one.date == date && one.held_said == Some(false))
        }
        MeetingChange::Move(to) => {
            next == Some(*to) || model.meetings.meetings_with(id).any(|one| one.date == *to)
        }
    };
    if !is_read {
        let what = match (change, next) {
            (MeetingChange::Move(_), Some(next)) => format!("the next 1-2-1 is still on {next}"),
            _ => "nothing has changed".to_owned(),
        };
        let way_out = format!("`vault121 explain {path}:LINE` tells how a line of it is read");
        return Err(Failure::new(format!("it is written, and {what}"), way_out));
    }
    context.ui.say("`vault121 build` brings the pages up to date");
    Ok(FINE)
}

fn in_log(path: &NotePath, log: &RunningLog<'_>, date: Day, change: &MeetingChange) -> Failure {
    let message = format!("`{path}` is a running log: nothing was written");
    Failure::new(
        message,
        match change {
            MeetingChange::Skip(_) => {
                format!("write `{}` and below it `held:: no` into it", log.section_heading(date))
            }
            MeetingChange::Move(to) if log.has_section(date) => {
                format!("write the day {to} into the heading of that 1-2-1")
            }
            MeetingChange::Move(to) => match log.newest_heading() {
                Some(heading) => format!("write `Next 1:1: {to}` below `{heading}`"),
                None => format!("write `Next 1:1: {to}` into it"),
            },
        },
    )
}

fn in_outline(path: &str, line: u32, change: &MeetingChange) -> Failure {
    let message = format!("the 1-2-1 is a line of an outline, {path}:{line}: nothing was written");
    Failure::new(
        message,
        match change {
            MeetingChange::Skip(_) => "write `cancelled` at the end of that line".to_owned(),
            MeetingChange::Move(to) => {
                format!("move the line and what is below it to the note of {to}")
            }
        },
    )
}

fn by_hand(date: Day, lines: &[String]) -> Failure {
    let message = format!("the note of the 1-2-1 on {date} was left as it is");
    Failure::new(message, format!("write `{}` into its front matter", lines.join("` and `")))
}

/// Why the 1-2-1 of a note is not held, as its front matter says already.
fn says_why(session: &Session, path: &NotePath) -> Option<String> {
    session.vault().note(path)?.front.text_of("why").filter(|why| !why.trim().is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A reason as a YAML value.
fn yaml_scalar(text: &str) -> String {
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
    fn a_reason_is_safe_in_yaml() {
        for (text, value) in [
            ("she was ill", "she was ill"),
            ("on leave: back in May", "'on leave: back in May'"),
            ("no", "'no'"),
            ("it's # 3", "'it''s # 3'"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(yaml_scalar(text), value);
        }
    }
}
