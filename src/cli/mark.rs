//! `vault121 done`, `share`, `drop`: change one line at its source, or say why not.

use crate::app::session::Session;
use crate::app::tick_sync;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::model::model::Model;
use crate::pages::actions::LineMark;
use crate::pages::plan::{Edit, Plan};
use crate::pages::selector;
use crate::pages::selector::Refusal;
use clap::Args;

/// Close a goal, a promise, a topic or any task: one line changes, in its own note
///
/// A task gets its tick and the day, written as the vault writes days; a topic gets `[done::
/// DAY]`. It is refused when the line has changed since it was read, and for tasks that repeat.
#[derive(Debug, Args)]
pub struct DoneArgs {
    /// A goal (`alice/cka`), a block id (`^rota`), or `path:line` as `list` prints it
    #[arg(add = completions::complete_open())]
    pub key: String,
    /// Show the line as it would be, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Say that a piece of feedback was given today
///
/// Adds `[shared:: DAY]` to its line, or ticks it when it is a task.
#[derive(Debug, Args)]
pub struct ShareArgs {
    /// A block id (`^rota`), or `path:line` as `vault121 list feedback` prints it
    #[arg(add = completions::complete_feedback())]
    pub key: String,
    /// Show the line as it would be, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Give up a goal, a promise, a topic or a piece of feedback
///
/// A task gets `[-]` and the day, any other line `[drop:: why]`. The line stays in its note.
#[derive(Debug, Args)]
pub struct DropArgs {
    /// A goal (`alice/cka`), a block id (`^rota`), or `path:line` as `list` prints it
    #[arg(add = completions::complete_droppable())]
    pub key: String,
    /// Why, in words that stay in the line
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Show the line as it would be, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Runs `done`.
///
/// # Errors
/// When there is no vault, or the line has to stay as it is.
pub fn done(args: &DoneArgs, context: &CommandContext) -> Done {
    mark_line(&args.key, LineMark::Done, None, args.dry_run, context)
}

/// Runs `share`.
///
/// # Errors
/// When there is no vault, or the line has to stay as it is.
pub fn share(args: &ShareArgs, context: &CommandContext) -> Done {
    mark_line(&args.key, LineMark::Share, None, args.dry_run, context)
}

/// Runs `drop`.
///
/// # Errors
/// When there is no vault, or the line has to stay as it is.
pub fn give_up(args: &DropArgs, context: &CommandContext) -> Done {
    mark_line(&args.key, LineMark::Drop, args.why.as_deref(), args.dry_run, context)
}

fn mark_line(
    key: &str,
    mark: LineMark,
    why: Option<&str>,
    dry_run: bool,
    context: &CommandContext,
) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    let model = Model::fold_vault(session.vault(), session.today);
    let target = selector::find(&model, session.whole(), key).map_err(failure_of)?;
    let line =
        tick_sync::verified_edit(&session, &model, &target, mark, why).map_err(failure_of)?;
    let shown = format!("{}:{}: {}", target.path, target.line, line.after.trim());
    if dry_run {
        context.ui.print_line(&shown);
        return Ok(FINE);
    }
    write_edit(&mut session, context, Edit::of_line(&target.path, target.line, line))?;
    context.ui.print_line(&shown);
    Ok(FINE)
}

/// Stops where the config cannot be trusted.
///
/// # Errors
/// When it cannot.
pub fn require_writable(session: &Session) -> Result<(), Failure> {
    match session.vault().config_is_sound() {
        true => Ok(()),
        false => Err(Failure::new(
            "the config cannot be used, so nothing was written",
            "`vault121 check .vault121/config.yml` tells what is wrong with it",
        )),
    }
}

/// Carries out one edit.
///
/// # Errors
/// Why the note is as it was.
pub fn write_edit(
    session: &mut Session,
    context: &CommandContext,
    edit: Edit,
) -> Result<(), Failure> {
    let plan = Plan { edits: vec![edit], ..Plan::default() };
    let carried = session.carry_out_and_finish(&plan);
    if let Some((path, why)) = carried.held.first() {
        let message = format!("`{path}` was left as it is: {why}");
        return Err(Failure::new(message, "look at the note, and run the command again"));
    }
    context.ui.diagnostics(session.root(), &carried.diagnostics, true);
    Ok(())
}

/// A refusal as the command's end.
pub fn failure_of(refusal: Refusal) -> Failure {
    let mut way_out = refusal.hint;
    for line in selector::candidate_lines(&refusal.candidates) {
        way_out.push_str(&format!("\n    {line}"));
    }
    Failure::new(refusal.why, way_out)
}
