//! `vault121 answer`: what a prep asks of a line, written into the line.

use crate::cli::context::{CommandContext, Done, FINE, parse_day};
use crate::cli::mark::{failure_of, require_writable, write_edit};
use crate::fs::read::glance_at;
use crate::model::model::Model;
use crate::pages::answering;
use crate::pages::plan::Edit;
use crate::pages::selector;
use crate::pages::selector::Refusal;
use clap::Args;

/// Answer what a prep asks of a line: whose? which skill? which day? what would help?
///
/// The answer is written into that line: `me` or a person for a promise, one word for the skill
/// of a high five, words for what would help with a watch out, a day for a promise or a goal.
/// It is refused when the line has changed since it was read, or when the new line would be
/// read in another way.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vault121 answer '1-2-1s/Alice/2026-11-17.md:12' me\n  \
                        vault121 answer ^rota 2026-12-04")]
pub struct AnswerArgs {
    /// The line: a block id (`^rota`), or `path:line` as `list` prints it
    pub key: String,
    /// The answer
    #[arg(required = true, num_args = 1.., value_name = "TEXT")]
    pub words: Vec<String>,
    /// Show the line as it would be, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or the line has to stay as it is.
pub fn run(args: &AnswerArgs, context: &CommandContext) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    let model = Model::fold_vault(session.vault(), session.today);
    let target = selector::find(&model, session.whole(), &args.key).map_err(failure_of)?;
    let text = glance_at(&session.root().join(target.path.as_str())).ok_or_else(|| {
        failure_of(Refusal::new(format!("`{}` cannot be read", target.path), "look at the note"))
    })?;
    let said = args.words.join(" ");
    let in_vault = (&model, session.whole());
    let line = answering::answer_edit(in_vault, &text, &target, &said, parse_day(&said).ok());
    let line = line.map_err(failure_of)?;
    let shown = format!("{}:{}: {}", target.path, target.line, line.after.trim());
    if !args.dry_run {
        let edit = Edit::of_line(&target.path, target.line, line);
        write_edit(&mut session, context, edit)?;
    }
    context.ui.print_line(&shown);
    Ok(FINE)
}
