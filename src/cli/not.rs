//! `vault121 not PATH:LINE`: a line, a section or a note that is not what it was read as.

use crate::cli::context::{Done, FINE, Failure, Place};
use crate::cli::mark::{refused, writable, write};
use crate::fs::read::glance;
use crate::model::explained;
use crate::model::model::Model;
use crate::pages::line::LineEdit;
use crate::pages::plan::Edit;
use crate::pages::selector;
use crate::pages::unread;
use clap::Args;

/// Correct a reading: this line or note is not what it was read as
///
/// Adds `[read:: no]` to the line, so that it is not read any more; on a heading it counts for
/// the section, on a list item for the list below it. A path without a line writes `read: no`
/// into the front matter of the note: it is no 1-2-1 and no person. Nothing else is changed.
#[derive(Debug, Args)]
pub struct NotArgs {
    /// `path:line` as `list` and `check` print it, or the path of a note
    pub place: String,
    /// Show the line as it would be, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no such line, or it has to stay as it is.
pub fn run(args: &NotArgs, place: &Place) -> Done {
    let mut session = place.open_whole()?;
    writable(&session)?;
    let model = Model::of(session.vault(), session.today);
    let key = args.place.trim().trim_matches('`');
    let (path, line) = match selector::place(key) {
        Some((path, line)) => (path, Some(line)),
        None => (key, None),
    };
    let (vault, spelling) = (session.vault(), model.config.spelling());
    let note = selector::note_at(&model, vault, path).map_err(refused)?;
    let by_hand = || {
        let message = format!("`{}` cannot be changed safely", note.path);
        Failure::new(message, "write `read: no` into its front matter in your editor")
    };
    if note.refused.is_some() {
        return Err(by_hand());
    }
    let text = glance(&session.root().join(note.path.as_str())).ok_or_else(by_hand)?;
    let edit: LineEdit = match line {
        Some(line) => {
            for said in explained::explained_line(vault, &model, &note.path, line) {
                place.ui.detail(&said);
            }
            unread::line(note, &text, line, &spelling).map_err(refused)?
        }
        None => unread::note(&text).ok_or_else(by_hand)?,
    };
    let path = note.path.clone();
    let shown: Vec<String> =
        edit.after.lines().map(|after| format!("{path}:{}: {}", edit.line, after.trim())).collect();
    if !args.dry_run {
        let why = format!("line {}", edit.line);
        write(&mut session, place, Edit::of_lines(&path, why, vec![edit]))?;
        place.ui.say("it is not read any more; `vault121 build` brings the pages up to date");
    }
    for line in &shown {
        place.ui.out(line);
    }
    Ok(FINE)
}
