//! Words that were saved into a note's old file: merged into the note, or kept beside it.
//!
//! When somebody waits to write an old file, we let go, wait until they are done, and merge their
//! lines. The file is removed only when it was read a last time, under a lease where there is one,
//! and holds no word that is not in the note or in `rescue/`.

use crate::base::codes::Code;
use crate::base::diag::Diagnostic;
use crate::base::id::NotePath;
use crate::page::merge::{Merged, holds, merge, same_regions};
use crate::shell::clock;
use crate::shell::disk::old::Old;
use crate::shell::disk::read::plain;
use crate::shell::disk::rescue::{self, Why};
use crate::shell::disk::stage::Desk;
use crate::shell::disk::swap::{Swapped, swap};
use crate::shell::disk::sys;
use crate::shell::disk::target::{Look, Target, look};

/// How often a merge begins again when the note changes under it.
const MOST_TRIES: u32 = 500;

/// Looks after an old file. Returns the files that are to be looked at again. With `last` its
/// time is over as soon as nobody has it open.
pub fn tend(desk: &Desk, mut old: Old, last: bool, said: &mut Vec<Diagnostic>) -> Vec<Old> {
    old.let_go();
    let over = last || old.is_over();
    let mut left: Vec<Old> = uncover(desk, &old, said).into_iter().collect();
    left.extend(look_after(desk, old, last, over, said));
    left
}

/// A save made from our text in the moment in which that stood over another save has our region
/// and lacks their words: they are merged into it.
fn uncover(desk: &Desk, old: &Old, said: &mut Vec<Diagnostic>) -> Option<Old> {
    old.covered.as_ref()?;
    let now = note(desk, old).ok()??;
    let merged = with_covered(old, &old.path, now.text.clone());
    if merged == now.text {
        return None;
    }
    match swap(desk, &old.path, &now, &merged, false).ok()? {
        Swapped::Done(out, fault) => {
            said.extend(fault.map(|f| Diagnostic::file(Code::Busy, old.path.as_str(), f)));
            Some(*out)
        }
        Swapped::Again(out) => out.map(|out| *out),
    }
}

/// The text of a note with the words of a save that our text covered for a moment, when it was
/// made from that text.
pub fn with_covered(old: &Old, path: &NotePath, text: String) -> String {
    let Some(theirs) = old.covered.as_ref().filter(|_| old.path == *path) else { return text };
    if !same_regions(path, &text, &old.base) || holds(path, &text, theirs) {
        return text;
    }
    match merge(path, &old.base, theirs, &text) {
        Merged::Text(merged) => merged,
        Merged::Same | Merged::Overlap => text,
    }
}

fn look_after(
    desk: &Desk,
    mut old: Old,
    last: bool,
    over: bool,
    said: &mut Vec<Diagnostic>,
) -> Vec<Old> {
    if !over && !old.awaited {
        return vec![old];
    }
    match old.text() {
        Some(bytes) if bytes == old.base.as_bytes() || bytes.is_empty() => {
            old.awaited = false;
            if over {
                old.remove(desk);
                return Vec::new();
            }
            vec![old]
        }
        Some(bytes) => merge_in(desk, old, &bytes, over, said),
        None if last && old.is_endless() => {
            let message = "a program still has its old file open: what it saves into that is \
                           looked at by the next run";
            said.push(Diagnostic::file(Code::Busy, old.path.as_str(), message));
            Vec::new()
        }
        None => vec![old],
    }
}

/// Takes what was written into the note.
fn merge_in(
    desk: &Desk,
    mut old: Old,
    bytes: &[u8],
    over: bool,
    said: &mut Vec<Diagnostic>,
) -> Vec<Old> {
    let Ok(late) = std::str::from_utf8(bytes) else {
        return beside(desk, old, bytes, "it is not UTF-8", said);
    };
    old.tries += 1;
    let now = match note(desk, &old) {
        Ok(Some(now)) => now,
        Ok(None) => return vec![old],
        Err(why) => return beside(desk, old, bytes, &why, said),
    };
    let merged = match merge(&old.path, &old.base, late, &now.text) {
        Merged::Text(merged) => merged,
        Merged::Same => return settled(desk, old, late, over),
        Merged::Overlap => {
            let why = "both changed the same lines";
            return beside(desk, old, bytes, why, said);
        }
    };
    // A copy first: somebody may be writing from the text in which these words are missing.
    rescue::keep(&desk.root, old.path.as_str(), bytes, Why::Late, desk.day).ok();
    match swap(desk, &old.path, &now, &merged, false) {
        Ok(Swapped::Done(out, fault)) => {
            said.extend(fault.map(|f| Diagnostic::file(Code::Busy, old.path.as_str(), f)));
            let mut left = settled(desk, old, late, over);
            left.push(*out);
            left
        }
        Ok(Swapped::Again(out)) => {
            let mut left = vec![old];
            left.extend(out.map(|out| *out));
            left
        }
        Err(error) => beside(desk, old, bytes, &plain(&error), said),
    }
}

/// The note as it stands; nothing while it is being written.
fn note(desk: &Desk, old: &Old) -> Result<Option<Box<Target>>, String> {
    let patient = old.tries < MOST_TRIES;
    match look(&desk.root, &old.path) {
        Ok(Look::Note(mut now)) => {
            now.release();
            Ok(Some(now))
        }
        Ok(Look::Busy | Look::Nothing) if patient => Ok(None),
        Ok(Look::Busy) => Err("the note is being written".to_owned()),
        Ok(Look::Nothing) => Err("the note is gone".to_owned()),
        Ok(Look::Refused(why)) => Err(why),
        Err(error) => Err(plain(&error)),
    }
}

/// Its words are in the note; it stays until its time is over, for more of them.
fn settled(desk: &Desk, mut old: Old, late: &str, over: bool) -> Vec<Old> {
    late.clone_into(&mut old.base);
    old.awaited = false;
    if over {
        old.remove(desk);
        return Vec::new();
    }
    vec![old]
}

/// What cannot be merged is kept beside the note, where its writer looks.
fn beside(desk: &Desk, old: Old, bytes: &[u8], why: &str, said: &mut Vec<Diagnostic>) -> Vec<Old> {
    let path = old.path.as_str();
    rescue::keep(&desk.root, path, bytes, Why::Late, desk.day).ok();
    let name = format!("{}.vault121-conflict-{}.md", old.path.stem(), clock::stamp());
    let made = desk.root.make_beneath(old.path.folder()).and_then(|folder| {
        let mut file = folder.create(&name, 0o666)?;
        sys::write(&mut file, bytes)?;
        sys::sync(&file)?;
        folder.sync()
    });
    let told = match &made {
        Ok(()) => {
            let file = old.path.beside(&name);
            let message = format!("a save that came while it was written is in `{file}`: {why}");
            Diagnostic::file(Code::SaveConflict, path, message)
                .hint("take over what is missing, then remove that file")
        }
        Err(error) => {
            let error = plain(error);
            let message = format!("a save that came while it was written is in the stage: {error}");
            Diagnostic::file(Code::SaveConflict, path, message)
        }
    };
    said.push(told);
    if made.is_ok() {
        old.remove(desk);
    }
    Vec::new()
}
