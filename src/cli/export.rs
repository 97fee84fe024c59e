//! `vault121 export`: the whole model as one JSON document.

use crate::cli::build;
use crate::cli::context::{Done, FINE, Place};
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
pub fn run(_: &ExportArgs, place: &Place) -> Done {
    let session = place.open()?;
    // The config may say what others are not to read, and this goes to other programs.
    build::sound(place, &session)?;
    let outcome = session.outcome(&Ask::default());
    place.ui.out(&json::pretty(&export::export(&outcome.model, &outcome.diagnostics)));
    Ok(FINE)
}
