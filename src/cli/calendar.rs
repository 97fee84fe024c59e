//! `vault121 calendar`: the 1-2-1s, follow-ups and the rest as a calendar file.

use crate::cli::build;
use crate::cli::context::{CommandContext, Done, FINDINGS, FINE};
use crate::pages::pages::Ask;
use clap::Args;

/// Write the calendar file: 1-2-1s, follow-ups and the rest after a batch
///
/// When the file exists, `build` and `watch` keep it up to date. Each 1-2-1 keeps its identity,
/// so a calendar program that subscribes to the file moves events instead of doubling them.
#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// Print the file and write nothing
    #[arg(long)]
    pub print: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or its config cannot be used.
pub fn run(args: &CalendarArgs, context: &CommandContext) -> Done {
    let mut session = context.open_session()?;
    let outcome = session.outcome(&Ask { calendar: true, ..Ask::default() });
    build::require_sound_config(context, &session)?;
    if args.print {
        context.ui.print_bytes(outcome.calendar.unwrap_or_default().as_bytes());
        return Ok(FINE);
    }
    let mut plan = outcome.plan;
    let path = crate::pages::calendar::path(&outcome.model).map_err(|why| {
        crate::cli::context::Failure::new(
            format!("the calendar file cannot be written: {why}"),
            "give `paths: {calendar: 1-2-1s.ics}` in the config another path",
        )
    })?;
    // Only this file: the rest is `build`'s.
    plan.edits.retain(|edit| edit.path == path);
    plan.held.retain(|(held, _)| *held == path);
    let carried = session.carry_out_and_finish(&plan);
    if carried.written.is_empty() && carried.held.is_empty() {
        context.ui.say(&format!("{path}: is as it should be"));
        return Ok(FINE);
    }
    build::print_carried(context, &session, &carried, &[]);
    Ok(if carried.held.is_empty() { FINE } else { FINDINGS })
}
