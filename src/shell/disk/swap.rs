//! One text put into the place of another: stage, look again, exchange, look at what came out.
//!
//! The note holds the old text or the new one at every moment, whole. If somebody saved in
//! between, or is about to, the two change places once more, what was saved is kept, and the
//! caller begins again from it.

use crate::base::id::NotePath;
use crate::note::parse::MOST_BYTES;
use crate::shell::disk::lease;
use crate::shell::disk::old::Old;
use crate::shell::disk::read::plain;
use crate::shell::disk::rescue::{self, Why};
use crate::shell::disk::stage::{self, Desk};
use crate::shell::disk::sys;
use crate::shell::disk::target::{Look, Target, look};
use std::io;

/// What became of it.
#[derive(Debug)]
pub enum Swapped {
    /// The new text stands there. The old file, to be looked at again, and what is to be said.
    Done(Box<Old>, Option<String>),
    /// Somebody is saving the note: begin again. A file that may hold words of theirs.
    Again(Option<Box<Old>>),
}

/// Puts `after` into the place of the note `before`, which was read a moment ago.
///
/// # Errors
/// Those of the file system: the note is as it was.
pub fn swap(
    desk: &Desk,
    path: &NotePath,
    before: &Target,
    after: &str,
    ours_alone: bool,
) -> io::Result<Swapped> {
    let staged = stage::put(&desk.stage, path, &before.text, after, Some(before))?;
    let now = match look(&desk.root, path) {
        Ok(Look::Note(now)) if now.is(before) => now,
        other => {
            desk.stage.remove(&staged).ok();
            return other.map(|_| Swapped::Again(None));
        }
    };
    // A save that renames over the note needs no lease: one more look, so that it has no time to.
    if !now.folder.stat(&now.name).is_ok_and(|stat| stat.is_same(&now.stat)) {
        desk.stage.remove(&staged).ok();
        return Ok(Swapped::Again(None));
    }
    match desk.stage.exchange(&staged, &now.folder, &now.name) {
        Ok(()) => Ok(exchanged(desk, path, *now, staged, after, ours_alone)),
        Err(error) if sys::lacks(&error) => {
            let done = rename(desk, path, *now, &staged, ours_alone);
            if done.is_err() {
                desk.stage.remove(&staged).ok();
            }
            done
        }
        Err(error) => {
            desk.stage.remove(&staged).ok();
            // Moved away by an editor that saves by renaming.
            let gone = error.kind() == io::ErrorKind::NotFound;
            if gone { Ok(Swapped::Again(None)) } else { Err(error) }
        }
    }
}

/// The new text stands in the note's place; what came out is under the staged name.
fn exchanged(
    desk: &Desk,
    path: &NotePath,
    now: Target,
    staged: String,
    after: &str,
    ours_alone: bool,
) -> Swapped {
    let another = !desk.stage.stat(&staged).is_ok_and(|stat| stat.is_same(&now.stat));
    let waits = now.leased && !lease::holds(&now.file);
    // Without a lease only the bytes tell whether somebody wrote since we looked.
    let written = !another
        && !now.leased
        && !sys::read(&now.file, MOST_BYTES).is_ok_and(|bytes| bytes == now.text.as_bytes());
    if !another && !waits && !written {
        let synced = now.folder.sync().and_then(|()| desk.stage.sync());
        let said = synced.err().map(|error| {
            format!("the new text stands there, but may not outlast a power cut: {}", plain(&error))
        });
        let old = Old::of(path, now.file, staged, now.text, now.leased, ours_alone);
        return Swapped::Done(Box::new(old), said);
    }
    // Somebody saved in between, or waits to. Theirs goes back to its place before anything else.
    let theirs = if another || written { saved(desk, &staged) } else { None };
    if let Err(error) = desk.stage.exchange(&staged, &now.folder, &now.name) {
        return not_back(desk, path, &now, staged, theirs, ours_alone, &error);
    }
    drop(now.file);
    now.folder.sync().ok();
    let mut old = Old::found(desk, path, staged, after.to_owned(), ours_alone);
    if let Some(bytes) = theirs.filter(|bytes| !bytes.is_empty() && bytes != now.text.as_bytes()) {
        // A save made from our text in the moment in which it stood there would cover it.
        rescue::keep(&desk.root, path.as_str(), &bytes, Why::Raced, desk.day).ok();
        if let Some(old) = &mut old {
            old.covered = String::from_utf8(bytes).ok();
        }
    }
    Swapped::Again(old.map(Box::new))
}

/// What somebody saved, as it came out.
fn saved(desk: &Desk, staged: &str) -> Option<Vec<u8>> {
    desk.stage.file(staged).and_then(|file| sys::read(&file, MOST_BYTES)).ok()
}

/// Their save could not go back: the note was moved away meanwhile, or the disk fails. It stays
/// in the stage until its words are in the note.
fn not_back(
    desk: &Desk,
    path: &NotePath,
    now: &Target,
    staged: String,
    theirs: Option<Vec<u8>>,
    ours_alone: bool,
    error: &io::Error,
) -> Swapped {
    if let Some(bytes) = theirs.filter(|bytes| !bytes.is_empty()) {
        rescue::keep(&desk.root, path.as_str(), &bytes, Why::Raced, desk.day).ok();
    }
    let Some(old) = Old::found(desk, path, staged, now.text.clone(), ours_alone) else {
        return Swapped::Again(None);
    };
    if error.kind() == io::ErrorKind::NotFound {
        return Swapped::Again(Some(Box::new(old)));
    }
    let said =
        format!("the new text stands there; what was saved meanwhile is merged: {}", plain(error));
    Swapped::Done(Box::new(old), Some(said))
}

/// Where two files cannot change places: the old file is kept by a second name, and the new one
/// takes its place. A save that renames over the note in this very moment would be lost, which
/// `status` and `check` say.
fn rename(
    desk: &Desk,
    path: &NotePath,
    now: Target,
    staged: &str,
    ours_alone: bool,
) -> io::Result<Swapped> {
    let kept = format!("{staged}-old");
    let kept = match now.folder.link(&now.name, &desk.stage, &kept) {
        Ok(()) => kept,
        // No second names either: the open file alone keeps the old text until we let go.
        Err(_) => String::new(),
    };
    if now.leased && !lease::holds(&now.file) {
        desk.stage.remove(&kept).ok();
        desk.stage.remove(staged).ok();
        return Ok(Swapped::Again(None));
    }
    if let Err(error) = desk.stage.rename_over(staged, &now.folder, &now.name) {
        desk.stage.remove(&kept).ok();
        return Err(error);
    }
    now.folder.sync().ok();
    let old = Old::of(path, now.file, kept, now.text, now.leased, ours_alone);
    Ok(Swapped::Done(Box::new(old), None))
}
