//! `vault121 clean`: generated notes that no page wants any more and that hold no words of yours.

use crate::base::codes::Code;
use crate::page::pages::Ask;
use crate::shell::command::place::{Done, FINE, Place};
use clap::Args;
use std::fs;

/// List generated notes that are no longer kept up to date, and remove those without your words
///
/// Without `--remove` it only lists. A note in which you wrote anything is never removed.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// Remove the listed notes
    #[arg(long)]
    pub remove: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or a note cannot be removed.
pub fn run(args: &CleanArgs, place: &Place) -> Done {
    let session = place.open()?;
    let outcome = session.outcome(&Ask::default());
    let mut paths: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|problem| problem.code == Code::PageNotKept)
        .map(|problem| problem.path.as_str())
        .collect();
    paths.dedup();
    let mut found = 0;
    for path in paths {
        let note = session.vault().notes.values().find(|note| note.path.as_str() == path);
        let file = session.vault().files.keys().any(|file| file.as_str() == path);
        if note.is_none() && !file {
            continue;
        }
        found += 1;
        if note.is_some_and(|note| !note.generated) {
            place.ui.out(&format!("{path}: kept, it holds words of yours"));
        } else if args.remove {
            fs::remove_file(session.root().join(path))?;
            place.ui.out(&format!("{path}: removed"));
        } else {
            place.ui.out(&format!("{path}: nothing but generated text; `--remove` removes it"));
        }
    }
    if found == 0 {
        place.ui.say("nothing to clean");
    }
    Ok(FINE)
}
