//! `vault121 skip` and `move`: one line in the front matter of a prep says that a 1-2-1 is not
//! held, or on which day it is.

use crate::cli::completions;
use crate::cli::context::{Done, FINE, Failure, Place, day, person};
use crate::cli::mark::{writable, write};
use crate::fs::read::glance;
use crate::note::front_matter::Fence;
use crate::pages::line::LineEdit;
use crate::pages::pages::Ask;
use crate::pages::plan::Edit;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId, digest};
use crate::text::span::LineIndex;
use clap::Args;

/// Say that a 1-2-1 does not take place
///
/// Writes `held: no` into its prep, which is made when it does not exist yet. The prep then
/// says so, and what was planned for it is on the next prep.
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
/// Writes the new `date:` into its prep, which is made when it does not exist yet. Pages and
/// the calendar follow.
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

/// Runs `skip`.
///
/// # Errors
/// When there is no vault, no such 1-2-1, or its note has to stay as it is.
pub fn skip(args: &SkipArgs, place: &Place) -> Done {
    let why = args.why.as_deref().map(|why| format!("why: {}", scalar(why)));
    let lines = ["held: no".to_owned()].into_iter().chain(why).collect();
    change(place, &args.person, args.date, lines)
}

/// Runs `move`.
///
/// # Errors
/// When there is no vault, no such 1-2-1, or its note has to stay as it is.
pub fn move_to(args: &MoveArgs, place: &Place) -> Done {
    change(place, &args.person, args.date, vec![format!("date: {}", args.to)])
}

/// Writes lines into the front matter of the prep of a 1-2-1.
fn change(place: &Place, name: &str, date: Option<Day>, lines: Vec<String>) -> Done {
    let mut session = place.open()?;
    writable(&session)?;
    let (id, date) = {
        let outcome = session.outcome(&Ask::default());
        let found = person(&outcome.model, name)?;
        let date = date.or_else(|| outcome.model.next_date(found)).ok_or_else(|| {
            let message = format!("no date is known for the next 1-2-1 with `{}`", found.name);
            Failure::new(message, "name its day with `--date 2026-11-24`")
        })?;
        (found.id.clone(), date)
    };
    // A running log has no front matter for one day: a line of its own says it.
    let by_line = match lines.first().and_then(|line| line.strip_prefix("date: ")) {
        Some(to) => format!("write `Next 1:1: {to}` into its newest section"),
        None => format!("write `## {date}` and below it `held:: no` into it"),
    };
    let there = note_of(&session, &id, date, &by_line)?;
    let path = match there {
        Some(path) => path,
        None => {
            let ask = Ask { prep: Some((id.clone(), Some(date))), ..Ask::default() };
            let mut plan = session.outcome(&ask).plan;
            plan.edits.retain(|edit| edit.why.contains("prep for ") && edit.is_create());
            plan.edits.truncate(1);
            plan.held.clear();
            let carried = session.carry_out_and_finish(&plan);
            let made = carried.written.first().map(|(path, _)| path.clone());
            made.ok_or_else(|| by_hand(date, &lines))?
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

/// The note of a 1-2-1 on a day, when it has one of its own.
fn note_of(
    session: &crate::app::session::Session,
    id: &PersonId,
    date: Day,
    by_line: &str,
) -> Result<Option<NotePath>, Failure> {
    let outcome = session.outcome(&Ask::default());
    let model = &outcome.model;
    let Some(meeting) = model.meetings.with(id).find(|meeting| meeting.date == date) else {
        // A running log has its prep on top, and no front matter for one day.
        let log = model.meetings.with(id).next_back().filter(|last| last.heading.is_some());
        return match log {
            Some(log) => Err(in_log(&log.path, by_line)),
            None => Ok(None),
        };
    };
    match meeting.heading {
        Some(_) => Err(in_log(&meeting.path, by_line)),
        None => Ok(Some(meeting.path.clone())),
    }
}

fn in_log(path: &NotePath, by_line: &str) -> Failure {
    Failure::new(format!("`{path}` is a running log: nothing was written"), by_line)
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

/// A reason as a YAML value.
fn scalar(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
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
