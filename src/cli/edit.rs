//! `vault121 edit PERSON`: the next prep in the editor.

use crate::app::tick_sync::close_ticked;
use crate::cli::build;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure, person_by_name};
use crate::cli::prep;
use crate::fs::manners::Manners;
use crate::pages::pages::Ask;
use clap::Args;
use std::process::Command;

/// Open the next prep of a person in your editor
///
/// The prep is made first, as `vault121 prep` makes it. The editor is `$VISUAL`, else `$EDITOR`.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The person: id, name or alias
    #[arg(add = completions::complete_people())]
    pub person: String,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, nobody of that name, no day to prepare for, or no editor.
pub fn run(args: &EditArgs, context: &CommandContext) -> Done {
    let named = |name: &str| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).ok_or_else(|| {
        Failure::new("no editor is named", "set `EDITOR`, for example `export EDITOR=vim`")
    })?;
    let mut session = context.open_session()?;
    build::require_sound_config(context, &session)?;
    let flowed = close_ticked(&mut session, Manners::Once);
    let known = session.outcome_of(flowed.model, &Ask::default()).model;
    let found = person_by_name(&known, &args.person)?;
    let date = known.next_date(found).ok_or_else(|| {
        let message = format!("no date is known for the next 1-2-1 with `{}`", found.name);
        Failure::new(message, "write `slot: tue 14:00` in their note")
    })?;
    let (id, wanted) = (found.id.clone(), format!("prep for {}", found.name));
    let ask = Ask { prep: Some((id.clone(), Some(date))), ..Ask::default() };
    let mut plan = session.outcome(&ask).plan;
    plan.edits.retain(|edit| edit.why.contains(&wanted) && !flowed.waiting.contains(&edit.path));
    plan.held.clear();
    let new = plan.edits.first().map(|edit| edit.path.clone());
    let mut carried = session.carry_out_and_finish(&plan);
    carried.put_before(flowed.carried);
    context.ui.diagnostics(session.root(), &carried.diagnostics, true);
    let of_day = known.meetings.meetings_with(&id).find(|meeting| meeting.date == date);
    // In a running log the prep has a section of its own for what is written in the 1-2-1.
    let of_day = match of_day {
        Some(meeting) => Some(meeting.path.clone()),
        None => prep::add_section(context, &id, date)?,
    };
    let path = of_day.or(new).ok_or_else(|| {
        Failure::new(format!("there is no {wanted}"), "`vault121 check` tells why")
    })?;
    // As git does it: the variable may hold options, and the shell takes them apart.
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{editor} \"$@\"")).arg(&editor);
    let done = shell.arg(session.root().join(path.as_str())).status()?;
    match done.success() {
        true => Ok(FINE),
        false => Err(Failure::new(format!("the editor `{editor}` failed"), "look at `EDITOR`")),
    }
}
