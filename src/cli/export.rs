//! `vault121 export`: the whole model as one JSON document.

use crate::cli::build;
use crate::cli::context::{CommandContext, Done, FINE};
use crate::model::export;
use crate::pages::pages::Ask;
use crate::text::json;
use clap::Args;

/// Print everything that was understood as one JSON document
#[derive(Debug, Args)]
pub struct ExportArgs {}

/// Runs the command.
///
/// # Errors
/// When there is no vault.
pub fn run(_: &ExportArgs, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    // The config may say what others are not to read, and this goes to other programs.
    build::require_sound_config(context, &session)?;
    let outcome = session.outcome(&Ask::default());
    context.ui.print_line(&json::pretty(&export::export(&outcome.model, &outcome.diagnostics)));
    Ok(FINE)
}
