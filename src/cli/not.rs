//! `vault121 not PATH:LINE`: a line, a section or a note that is not what it was read as.

use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::mark::{failure_of, require_writable, write_edit};
use crate::fs::read::glance_at;
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
pub fn run(args: &NotArgs, context: &CommandContext) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    let model = Model::fold_vault(session.vault(), session.today);
    let key = args.place.trim().trim_matches('`');
    let (path, line) = match selector::parse_place(key) {
        Some((path, line)) => (path, Some(line)),
        None => (key, None),
    };
    let (vault, spelling) = (session.vault(), model.config.spelling());
    let note = selector::note_at(&model, vault, path).map_err(failure_of)?;
    let by_hand = || {
        let message = format!("`{}` cannot be changed safely", note.path);
        Failure::new(message, "write `read: no` into its front matter in your editor")
    };
    if note.refused.is_some() {
        return Err(by_hand());
    }
    let text = glance_at(&session.root().join(note.path.as_str())).ok_or_else(by_hand)?;
    let edit: LineEdit = match line {
        Some(line) => {
            for said in explained::explained_line(vault, &model, &note.path, line) {
                context.ui.say_if_verbose(&said);
            }
            unread::line(note, &text, line, &spelling).map_err(failure_of)?
        }
        None => unread::note(&text).ok_or_else(by_hand)?,
    };
    let path = note.path.clone();
    let shown: Vec<String> =
        edit.after.lines().map(|after| format!("{path}:{}: {}", edit.line, after.trim())).collect();
    if !args.dry_run {
        let why = format!("line {}", edit.line);
        write_edit(&mut session, context, Edit::of_lines(&path, why, vec![edit]))?;
        context.ui.say("it is not read any more; `vault121 build` brings the pages up to date");
    }
    for line in &shown {
        context.ui.print_line(line);
    }
    Ok(FINE)
}
