//! Words that were saved into a note's old file: merged into the note, or kept beside it.
//!
//! When somebody waits to write an old file, we let go, wait until they are done, and merge their
//! lines. The file is removed only when it was read a last time, under a lease where there is one,
//! and holds no word that is not in the note or in `rescue/`.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::cover::{Cover, with_covered_words};
use crate::fs::exchange::{Trail, swap};
use crate::fs::manners::is_fresh;
use crate::fs::read::plain_error;
use crate::fs::rescue;
use crate::fs::rescue::RescueReason;
use crate::fs::retired::Old;
use crate::fs::stage::WriteDesk;
use crate::fs::sys;
use crate::fs::target::{TargetLook, look_at_note};
use crate::pages::merge::{Merged, holds_all_lines, merge_save};
use crate::process::clock;
use crate::text::ids::NotePath;

/// How often a merge begins again when the note changes under it.
const MOST_TRIES: u32 = 500;

/// Looks after an old file; what is to be looked at again is left in the trail. With `last` its
/// time is over as soon as nobody has it open.
pub fn tend(desk: &WriteDesk, mut old: Old, covers: &[Cover], last: bool, trail: &mut Trail) {
    old.let_go();
    let over = last || old.is_over();
    if !over && !old.awaited {
        trail.old.push(old);
        return;
    }
    match old.quiet_text() {
        Some(bytes) if bytes == old.base.as_bytes() || bytes.is_empty() => {
            keep_until_over(desk, old, over, trail);
        }
        Some(bytes) => merge_in(desk, old, &bytes, covers, over, trail),
        None if last && old.is_endless() => {
            let message = "a program still has its old file open: what it saves into that is \
                           looked at by the next run";
            trail.said.push(Diagnostic::about_file(Code::Busy, old.path.as_str(), message));
        }
        None => trail.old.push(old),
    }
}

/// Puts words that are to stay in a note back into it, where a save took them out again.
pub fn restore_covered(desk: &WriteDesk, mut covers: Vec<Cover>, last: bool, trail: &mut Trail) {
    while let Some(cover) = covers.first() {
        let path = cover.path.clone();
        let (mut own, others) = covers.into_iter().partition(|cover| cover.path == path);
        covers = others;
        let whole = restore_one(desk, &path, &mut own, trail);
        let count = own.len();
        own.retain(|cover| if whole { !cover.is_over(last) } else { !cover.is_endless(last) });
        if !whole && own.len() < count {
            let message = "another program saves it again and again without words that were saved \
                           while it was written: they are in `.vault121/rescue`";
            trail.said.push(Diagnostic::about_file(Code::Busy, path.as_str(), message));
        }
        trail.covers.extend(own);
    }
}

/// Whether all of them stand in the note.
fn restore_one(desk: &WriteDesk, path: &NotePath, covers: &mut [Cover], trail: &mut Trail) -> bool {
    let now = match note_now(desk, path) {
        TargetLook::Note(now) => now,
        // Moved away by a program that saves by renaming, or for good.
        TargetLook::Busy | TargetLook::Nothing => return false,
        TargetLook::Refused(_) => return true,
    };
    let Some(text) = with_covered_words(covers.iter(), path, &now.text) else { return false };
    if text == now.text {
        return true;
    }
    for save in covers.iter().filter_map(Cover::late_save).filter(|save| !save.is_empty()) {
        rescue::keep(&desk.root, path.as_str(), save.as_bytes(), RescueReason::Raced, desk.day)
            .ok();
    }
    if swap(desk, path, &now, &text, false, trail).is_ok_and(|there| there) {
        covers.iter_mut().for_each(Cover::note_put_back);
    }
    false
}

/// Takes what was written into the note.
fn merge_in(
    desk: &WriteDesk,
    mut old: Old,
    bytes: &[u8],
    covers: &[Cover],
    over: bool,
    trail: &mut Trail,
) {
    let Ok(late) = std::str::from_utf8(bytes) else {
        return keep_beside(desk, old, bytes, "it is not UTF-8", trail);
    };
    old.tries += 1;
    let patient = old.tries < MOST_TRIES;
    let now = match note_now(desk, &old.path) {
        TargetLook::Note(now) => now,
        TargetLook::Busy | TargetLook::Nothing if patient => return trail.old.push(old),
        TargetLook::Busy => {
            return keep_beside(desk, old, bytes, "the note is being written", trail);
        }
        TargetLook::Nothing => return keep_beside(desk, old, bytes, "the note is gone", trail),
        TargetLook::Refused(why) => return keep_beside(desk, old, bytes, &why, trail),
    };
    let all = covers.iter().chain(&trail.covers);
    let whole = match with_covered_words(all, &old.path, &now.text) {
        Some(whole) => whole,
        None if patient => return trail.old.push(old),
        None => now.text.clone(),
    };
    let from = old.from.take().filter(|_| !holds_all_lines(late, &old.base));
    let base = from.unwrap_or_else(|| old.base.clone());
    let merged = match merge_save(&old.path, &base, late, &whole) {
        Merged::Text(merged) => merged,
        Merged::Same => {
            late.clone_into(&mut old.base);
            return keep_until_over(desk, old, over, trail);
        }
        Merged::Overlap => {
            return keep_beside(desk, old, bytes, "both changed the same lines", trail);
        }
    };
    // A copy first: somebody may be writing from the text in which these words are missing.
    rescue::keep(&desk.root, old.path.as_str(), bytes, RescueReason::Late, desk.day).ok();
    match swap(desk, &old.path, &now, &merged, false, trail) {
        Ok(true) => {
            trail.covers.push(Cover::of_merge(&old.path, &base, &now.text, late));
            late.clone_into(&mut old.base);
            keep_until_over(desk, old, over, trail);
        }
        Ok(false) => {
            old.base = base;
            trail.old.push(old);
        }
        Err(error) => keep_beside(desk, old, bytes, &plain_error(&error), trail),
    }
}

/// The note as it stands.
fn note_now(desk: &WriteDesk, path: &NotePath) -> TargetLook {
    match look_at_note(&desk.root, path) {
        Ok(TargetLook::Note(mut now)) => {
            now.release_lease();
            // One that was made this moment is empty before its writer is seen to have it open.
            let made = now.text.is_empty() && is_fresh(&desk.root, path);
            if made { TargetLook::Busy } else { TargetLook::Note(now) }
        }
        Ok(look) => look,
        Err(error) => TargetLook::Refused(plain_error(&error)),
    }
}

/// All its words are in the note; it stays until its time is over, for more of them.
fn keep_until_over(desk: &WriteDesk, mut old: Old, over: bool, trail: &mut Trail) {
    old.awaited = false;
    if over {
        old.remove(desk);
    } else {
        trail.old.push(old);
    }
}

/// What cannot be merged is kept beside the note, where its writer looks.
fn keep_beside(desk: &WriteDesk, old: Old, bytes: &[u8], why: &str, trail: &mut Trail) {
    let path = old.path.as_str();
    rescue::keep(&desk.root, path, bytes, RescueReason::Late, desk.day).ok();
    let name = format!("{}.vault121-conflict-{}.md", old.path.stem(), clock::stamp_for_file());
    let made = desk.root.make_beneath(old.path.folder()).and_then(|folder| {
        // For those alone who may read the note.
        let mode = folder.stat(old.path.file_name()).map_or(0o600, |stat| stat.mode() & 0o666);
        let mut file = folder.create_file(&name, mode)?;
        sys::write_whole(&mut file, bytes)?;
        sys::sync(&file)?;
        folder.sync()
    });
    let told = match &made {
        Ok(()) => {
            let file = old.path.beside(&name);
            let message = format!("a save that came while it was written is in `{file}`: {why}");
            Diagnostic::about_file(Code::SaveConflict, path, message)
                .hint("take over what is missing, then remove that file")
        }
        Err(error) => {
            let error = plain_error(error);
            let message = format!("a save that came while it was written is in the stage: {error}");
            Diagnostic::about_file(Code::SaveConflict, path, message)
        }
    };
    trail.said.push(told);
    if made.is_ok() {
        old.remove(desk);
    }
}
