//! `vault121 uninstall`: a vault as if this program had never been there, without a word of
//! anybody's lost.

use crate::app::prompt;
use crate::app::removal::Removal;
use crate::app::session::Session;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::init::STARTER;
use crate::cli::mark::require_writable;
use crate::cli::service::Service;
use crate::fs::read::glance_at;
use crate::fs::{lock, manual, moved_out, told, trust};
use crate::text::diff;
use crate::text::ids::{NotePath, slug};
use clap::Args;
use std::path::{Path, PathBuf};

/// Take everything out of the vault that this program put there
///
/// Shows what would change, and does it after a yes, or with `--yes`. Generated regions leave
/// your notes; notes, pictures and the calendar that only hold generated text are removed. What
/// you wrote stays, also a line inside a region. `.vault121/` with your config, your templates
/// and the rescued texts is moved to a folder outside the vault, and so are the removed notes.
/// Fields in your own lines (`vault121 done`, `share`, `skip`) stay.
#[derive(Debug, Args)]
pub struct UninstallArgs {
    /// Do it without a question
    #[arg(long, short)]
    pub yes: bool,
    /// Where to put what is kept, instead of the folder for the state of programs
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, a watcher is at work, or something has to stay as it is.
pub fn run(args: &UninstallArgs, context: &CommandContext) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    nobody_writes(session.root())?;
    let outcome = session.all_pages();
    let mut found = session.removal(&outcome, &|_| true);
    add_starter_notes(&session, &mut found);
    let root = session.root().to_owned();
    let has_own = root.join(".vault121").symlink_metadata().is_ok();
    if found.is_empty() && !has_own {
        for (path, why) in &found.stay {
            context.ui.say(&format!("{path}: stays as it is: {why}"));
        }
        context.ui.say("nothing of this program is in the vault");
        return Ok(FINE);
    }
    show_removal(context, &session, &found);
    let base = folder_for_kept(args, &root);
    if has_own {
        let shown = base
            .as_ref()
            .map_or("a folder outside".to_owned(), |base| format!("`{}`", base.display()));
        context
            .ui
            .print_line(&format!(".vault121/: leaves the vault; what is kept goes to {shown}"));
    }
    if !may_go_on(args.yes, "Take all of it out?")? {
        context.ui.say("nothing was written; `--yes` does it");
        return Ok(FINE);
    }
    let base = base?;
    let removed = session.carry_out_removal(&found)?;
    if let Some((path, why)) = removed.carried.held.first() {
        let message = format!("`{path}` was left as it is: {why}");
        return Err(Failure::new(message, "run the command again: it goes on where it stopped"));
    }
    drop(session);
    if !found.stay.is_empty() {
        // Without its folder the program could not finish what is left.
        return Err(Failure::new(
            format!("some notes stay as they are, the first is `{}`", found.stay[0].0),
            "correct them and run the command again: `.vault121/` is still there",
        ));
    }
    remove_state_folder(context, &root, &base)
}

/// `.vault121/` goes, and what is kept of it is told.
fn remove_state_folder(context: &CommandContext, root: &Path, base: &Path) -> Done {
    if root.join(".vault121").is_dir() {
        let held = lock::take(root).map_err(|why| Failure::new(why, "stop it first"))?;
        let kept = match moved_out::has_anything(root) {
            true => {
                let name = root.file_name().map(|name| slug(&name.to_string_lossy()));
                let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "vault".into());
                Some(moved_out::make_place(base, &format!("{name}-{}", context.today))?)
            }
            false => None,
        };
        let cannot = |error| {
            let message = format!("`.vault121/` is not gone: {error}");
            let place = kept.as_ref().map(|kept| kept.display().to_string()).unwrap_or_default();
            Failure::new(message, format!("what was moved is in `{place}`; remove the rest"))
        };
        moved_out::move_out(root, kept.as_deref()).map_err(cannot)?;
        drop(held);
        if let Some(kept) = &kept {
            context.ui.print_line(&format!("kept in {}", kept.display()));
        }
    }
    trust::forget(root)?;
    manual::forget(root)?;
    told::forget(root)?;
    context.ui.say("the vault is as if vault121 had never been there");
    let merges = |file: &str| {
        glance_at(&root.join(file)).is_some_and(|text| text.contains("merge=vault121"))
    };
    if merges(".gitattributes") {
        context
            .ui
            .say("`.gitattributes` still names `merge=vault121`: take that line out yourself");
    }
    Ok(FINE)
}

/// Stops where a watcher or a service would write the pages anew.
fn nobody_writes(root: &Path) -> Result<(), Failure> {
    if let Some(who) = lock::holder(root) {
        let message = format!("a watcher keeps the pages of this vault: {who}");
        return Err(Failure::new(message, "stop it first"));
    }
    let installed = Service::of(root, None).unit_file().is_ok_and(|file| file.exists());
    match installed {
        true => Err(Failure::new(
            "a service keeps the pages of this vault",
            "`vault121 service uninstall` removes it",
        )),
        false => Ok(()),
    }
}

/// The notes that `init` makes in an empty folder, where nobody changed them.
fn add_starter_notes(session: &Session, found: &mut Removal) {
    for (path, text) in STARTER {
        let Ok(path) = NotePath::new(path) else { continue };
        if glance_at(&session.root().join(path.as_str())).as_deref() == Some(*text) {
            found.whole.push((path, (*text).to_owned()));
        }
    }
}

/// What would be taken out: changed notes as a difference, whole ones by their names.
pub fn show_removal(context: &CommandContext, session: &Session, found: &Removal) {
    for edit in &found.edits {
        let (before, after) = session.preview(edit);
        let (old, new) = (format!("a/{}", edit.path), format!("b/{}", edit.path));
        context.ui.print_line(diff::unified(&before, &after, &old, &new).trim_end());
    }
    for (path, _) in &found.whole {
        context.ui.print_line(&format!("{path}: removed, nobody wrote in it"));
    }
    for path in &found.with_words {
        context.ui.say(&format!("{path}: what you wrote inside the region stays in its place"));
    }
    for (path, why) in &found.stay {
        context.ui.say(&format!("{path}: stays as it is: {why}"));
    }
}

/// Whether it may be done: `--yes`, or a yes on a terminal.
///
/// # Errors
/// When the question was broken off.
pub fn may_go_on(yes: bool, question: &str) -> Result<bool, Failure> {
    Ok(yes || prompt::can_ask() && prompt::ask_yes(question, false)?)
}

/// Where to put what leaves the vault.
fn folder_for_kept(args: &UninstallArgs, root: &Path) -> Result<PathBuf, Failure> {
    let Some(named) = &args.keep else {
        return trust::state_folder(root).map(|folder| folder.join("uninstalled")).ok_or_else(
            || {
                Failure::new(
                    "there is no folder outside the vault for what is kept",
                    "name one with `--keep DIR`",
                )
            },
        );
    };
    let full = std::path::absolute(named)?;
    let real = full.ancestors().find_map(|folder| folder.canonicalize().ok());
    match real.is_some_and(|real| real.starts_with(root)) {
        true => {
            Err(Failure::new("the folder for what is kept is inside the vault", "name another"))
        }
        false => Ok(full),
    }
}
