//! One text put into the place of another: stage, look again, exchange, look at what came out.
//!
//! The note holds the old text or the new one at every moment, whole. If somebody saved in
//! between, or is about to, the two change places once more, what was saved is kept, and the
//! caller begins again from it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::cover::Cover;
use crate::fs::lease;
use crate::fs::read::plain_error;
use crate::fs::rescue;
use crate::fs::rescue::RescueReason;
use crate::fs::retired::Old;
use crate::fs::stage;
use crate::fs::stage::{Like, WriteDesk};
use crate::fs::sys;
use crate::fs::target::{OpenNote, TargetLook, look_at_note};
use crate::note::parse::MOST_BYTES;
use crate::text::ids::NotePath;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;

/// What a write leaves behind, whatever became of it.
#[derive(Debug, Default)]
pub struct Trail {
    /// Files to be looked at again.
    pub old: Vec<Old>,
    /// Words that another program's save may take out again.
    pub covers: Vec<Cover>,
    /// What is to be said.
    pub said: Vec<Diagnostic>,
    /// Notes in which an unknown text stood, and where it is kept.
    pub unknown: BTreeMap<NotePath, String>,
    /// Regions that were put where the note had no blank line, by path and name.
    pub tight: BTreeSet<(String, String)>,
}

/// Puts `after` into the place of the note `before`, which was read a moment ago. Whether it
/// stands there; if not, somebody is saving the note: begin again.
///
/// # Errors
/// Those of the file system: the note is as it was.
pub fn swap(
    desk: &WriteDesk,
    path: &NotePath,
    before: &OpenNote,
    after: &str,
    ours_alone: bool,
    trail: &mut Trail,
) -> io::Result<bool> {
    let staged = stage::put_in_stage(&desk.stage, path, &before.text, after, Like::Note(before))?;
    let now = match look_at_note(&desk.root, path) {
        Ok(TargetLook::Note(now)) if now.is_same_file(before) => now,
        other => {
            desk.stage.remove_file(&staged).ok();
            return other.map(|_| false);
        }
    };
    // A save that renames over the note needs no lease: one more look, so that it has no time to.
    if !now.folder.stat(&now.name).is_ok_and(|stat| stat.is_same(&now.stat)) {
        desk.stage.remove_file(&staged).ok();
        return Ok(false);
    }
    match desk.stage.exchange(&staged, &now.folder, &now.name) {
        Ok(()) => Ok(after_exchange(desk, path, *now, staged, after, ours_alone, trail)),
        Err(error) if sys::lacks_call(&error) => {
            let done = rename(desk, path, *now, &staged, ours_alone, trail);
            if done.is_err() {
                desk.stage.remove_file(&staged).ok();
            }
            done
        }
        Err(error) => {
            desk.stage.remove_file(&staged).ok();
            // Moved away by an editor that saves by renaming.
            let gone = error.kind() == io::ErrorKind::NotFound;
            if gone { Ok(false) } else { Err(error) }
        }
    }
}

/// The new text stands in the note's place; what came out is under the staged name.
fn after_exchange(
    desk: &WriteDesk,
    path: &NotePath,
    now: OpenNote,
    staged: String,
    after: &str,
    ours_alone: bool,
    trail: &mut Trail,
) -> bool {
    let another = !desk.stage.stat(&staged).is_ok_and(|stat| stat.is_same(&now.stat));
    let waits = now.leased && !lease::holds(&now.file);
    // Without a lease only the bytes tell whether somebody wrote since we looked.
    let written = !another
        && !now.leased
        && !sys::read_whole(&now.file, MOST_BYTES).is_ok_and(|bytes| bytes == now.text.as_bytes());
    if !another && !waits && !written {
        let synced = now.folder.sync().and_then(|()| desk.stage.sync());
        trail.said.extend(synced.err().map(|error| {
            let why = "the new text stands there, but may not outlast a power cut";
            busy_diagnostic(path, &format!("{why}: {}", plain_error(&error)))
        }));
        trail
            .old
            .push(Old::after_exchange(path, now.file, staged, now.text, now.leased, ours_alone));
        return true;
    }
    // Somebody saved in between, or waits to. Theirs goes back to its place before anything else.
    let save = if another { desk.stage.open_file(&staged).ok() } else { now.file.try_clone().ok() };
    if let Err(error) = desk.stage.exchange(&staged, &now.folder, &now.name) {
        if let Some(save) = save {
            keep_late_save(desk, path, &save, "");
        }
        return not_back(desk, path, &now, staged, ours_alone, &error, trail);
    }
    // Who waits goes on.
    if now.leased {
        lease::release(&now.file);
    }
    now.folder.sync().ok();
    // Ours, or what somebody saved over it: made from it, or from what they had read before.
    let from = Some(now.text.clone());
    trail.old.extend(Old::found_in_stage(desk, path, staged, after.to_owned(), from, ours_alone));
    if let Some(save) = save {
        keep_late_save(desk, path, &save, &now.text);
        // A save made from our text in the moment in which it stood there would cover theirs.
        trail.covers.push(Cover::of_save(path, &now.text, after, save));
    }
    false
}

/// Keeps a copy of what somebody saved in the moment of an exchange.
fn keep_late_save(desk: &WriteDesk, path: &NotePath, save: &File, known: &str) {
    let bytes = sys::read_whole(save, MOST_BYTES).unwrap_or_default();
    if !bytes.is_empty() && bytes != known.as_bytes() {
        rescue::keep(&desk.root, path.as_str(), &bytes, RescueReason::Raced, desk.day).ok();
    }
}

/// Their save could not go back: the note was moved away meanwhile, or the disk fails. It stays
/// in the stage until its words are in the note. Whether ours stands there.
fn not_back(
    desk: &WriteDesk,
    path: &NotePath,
    now: &OpenNote,
    staged: String,
    ours_alone: bool,
    error: &io::Error,
    trail: &mut Trail,
) -> bool {
    let Some(old) = Old::found_in_stage(desk, path, staged, now.text.clone(), None, ours_alone)
    else {
        return false;
    };
    trail.old.push(old);
    if error.kind() == io::ErrorKind::NotFound {
        return false;
    }
    let why = "the new text stands there; what was saved meanwhile is merged";
    trail.said.push(busy_diagnostic(path, &format!("{why}: {}", plain_error(error))));
    true
}

/// Where two files cannot change places: the old file is kept by a second name, and the new one
/// takes its place. A save that renames over the note in this very moment would be lost, which
/// `status` and `check` say.
fn rename(
    desk: &WriteDesk,
    path: &NotePath,
    now: OpenNote,
    staged: &str,
    ours_alone: bool,
    trail: &mut Trail,
) -> io::Result<bool> {
    let kept = format!("{staged}-old");
    let kept = match now.folder.link_file(&now.name, &desk.stage, &kept) {
        Ok(()) => kept,
        // No second names either: the open file alone keeps the old text until we let go.
        Err(_) => String::new(),
    };
    if now.leased && !lease::holds(&now.file) {
        desk.stage.remove_file(&kept).ok();
        desk.stage.remove_file(staged).ok();
        return Ok(false);
    }
    if let Err(error) = desk.stage.rename_over(staged, &now.folder, &now.name) {
        desk.stage.remove_file(&kept).ok();
        return Err(error);
    }
    now.folder.sync().ok();
    trail.old.push(Old::after_exchange(path, now.file, kept, now.text, now.leased, ours_alone));
    Ok(true)
}

fn busy_diagnostic(path: &NotePath, why: &str) -> Diagnostic {
    Diagnostic::about_file(Code::Busy, path.as_str(), why)
}
