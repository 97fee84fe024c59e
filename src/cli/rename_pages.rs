//! `vault121 rename-pages`: pages get the names of new vaults, and the links to them follow.

use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::mark::require_writable;
use crate::fs::read::glance_at;
use crate::model::model::Model;
use crate::pages::plan::{Edit, Plan};
use crate::pages::renaming::{edits, renaming};
use crate::text::diff;
use clap::Args;

/// Give pages names of their own, and change all links to them
///
/// Pages whose name is only a day or a word (`Rollup.md` in each folder) get the names that new
/// vaults have, or those that `paths:` in the config gives. Without `--write` it only shows
/// what it would do. Links in your own notes are rewritten, one line at a time.
#[derive(Debug, Args)]
pub struct RenamePagesArgs {
    /// Rename the pages, and rewrite the links to them
    #[arg(long)]
    pub write: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or a note or a page has to stay as it is.
pub fn run(args: &RenamePagesArgs, context: &CommandContext) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    let model = Model::fold_vault(session.vault(), session.today);
    let layout = model.layout.clone();
    let found = renaming(session.whole(), model);
    for (path, why) in &found.stay {
        context.ui.say(&format!("{path}: stays as it is: {why}"));
    }
    if found.moves.is_empty() {
        context.ui.say("every page has the right name");
        return Ok(FINE);
    }
    let mut all: Vec<Edit> = Vec::new();
    let mut unclear = Vec::new();
    for note in session.vault().notes.values().filter(|note| note.refused.is_none()) {
        let Some(text) = glance_at(&session.root().join(note.path.as_str())) else { continue };
        let (of_note, doubtful) = edits(&text, note, &layout, &found.moves);
        all.extend(of_note);
        if doubtful > 0 {
            unclear.push(format!("{}: links that may mean several notes: {doubtful}", note.path));
        }
    }
    for line in &unclear {
        context.ui.say(&format!("{line}; they stay as they are"));
    }
    if !args.write {
        for (old, new) in &found.moves {
            context.ui.print_line(&format!("{old} -> {new}"));
        }
        for edit in all.iter().filter(|edit| !edit.line_edits().is_empty()) {
            let (before, after) = session.preview(edit);
            let name = edit.path.as_str();
            context.ui.print_line(diff::unified(&before, &after, name, name).trim_end());
        }
        context.ui.say("nothing was written; `--write` does it");
        return Ok(FINE);
    }
    // Links first: whoever ends the command here finds the pages in their place and begins again.
    let plan = Plan { edits: all, ..Plan::default() };
    let carried = session.carry_out_and_finish(&plan);
    context.ui.diagnostics(session.root(), &carried.diagnostics, true);
    if let Some((path, why)) = carried.held.first() {
        let message = format!("`{path}` was left as it is: {why}");
        return Err(Failure::new(message, "no page was renamed; run the command again"));
    }
    for (old, new) in &found.moves {
        let text = glance_at(&session.root().join(old.as_str())).unwrap_or_default();
        match session.give_name(old, &text, new) {
            Ok(true) => context.ui.print_line(&format!("{old} -> {new}")),
            Ok(false) => context.ui.say(&format!("{old}: stays, somebody saved it just now")),
            Err(error) => {
                let message = format!("`{old}` keeps its name: {error}");
                return Err(Failure::new(message, "the links to it have the new name already"));
            }
        }
    }
    context.ui.say("`vault121 build` brings the pages up to date");
    Ok(FINE)
}
