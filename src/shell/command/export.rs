//! `vault121 export`: the whole model as one JSON document.

use crate::base::json;
use crate::page::pages::Ask;
use crate::page::report;
use crate::shell::command::place::{Done, FINE, Place};
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
    let outcome = session.outcome(&Ask::default());
    place.ui.out(&json::pretty(&report::export(&outcome.model, &outcome.diagnostics)));
    Ok(FINE)
}
