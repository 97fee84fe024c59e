//! What a run that was ended in the middle left in the stage.
//!
//! A text of ours, or one that stands in the note, goes. Anything else is a person's: it goes
//! back to its place when nothing was written there since, else into `rescue/`. Nothing is
//! removed unread, and every file is kept under lease for a while, as old files are.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::exchange::{Trail, swap};
use crate::fs::lease;
use crate::fs::lease::Lease;
use crate::fs::read::plain;
use crate::fs::rescue;
use crate::fs::rescue::Why;
use crate::fs::retired::Old;
use crate::fs::stage::{Desk, Name, PART, short};
use crate::fs::sys;
use crate::fs::target::{TargetLook, look};
use crate::pages::merge::holds;
use crate::text::ids::NotePath;
use std::time::Duration;

/// How often a file that somebody has open is looked at again, a moment later each time.
const MOST_LOOKS: u32 = 60;
/// How long a moment is.
const MOMENT: Duration = Duration::from_millis(50);

/// Clears the stage. `notes` are the paths by which a staged file's note is found.
pub fn recover<'a>(desk: &Desk, notes: impl Iterator<Item = &'a NotePath> + Clone) -> Trail {
    let mut trail = Trail::default();
    let names = match desk.stage.names() {
        Ok(names) => names,
        Err(error) => {
            say(
                &mut trail,
                ".vault121/stage",
                &format!("cannot be looked through: {}", plain(&error)),
            );
            return trail;
        }
    };
    for file in names {
        if file.starts_with(PART) {
            // It was never complete, so it never was a note.
            desk.stage.remove(&file).ok();
            continue;
        }
        let name = Name::read(&file);
        let note = name
            .as_ref()
            .and_then(|name| notes.clone().find(|path| short(path.as_str()) == name.note).cloned());
        if let Err(error) = clear(desk, &file, name.as_ref(), note.as_ref(), &mut trail) {
            say(&mut trail, ".vault121/stage", &format!("`{file}` stays: {}", plain(&error)));
        }
    }
    trail
}

fn clear(
    desk: &Desk,
    file: &str,
    name: Option<&Name>,
    note: Option<&NotePath>,
    trail: &mut Trail,
) -> std::io::Result<()> {
    if !desk.stage.stat(file)?.is_file() {
        return Ok(());
    }
    let open = desk.stage.file(file)?;
    let mut looks = 0;
    let leased = loop {
        match lease::take(&open) {
            Lease::Busy if looks == MOST_LOOKS => {
                say(trail, ".vault121/stage", &format!("`{file}` is open in another program"));
                return Ok(());
            }
            Lease::Busy => std::thread::sleep(MOMENT),
            lease => break lease == Lease::Held,
        }
        looks += 1;
    };
    let bytes = sys::read(&open, usize::MAX - 1)?;
    let text = std::str::from_utf8(&bytes).ok();
    let hash = text.map(short);
    let known = name.is_some_and(|name| {
        hash.as_ref().is_some_and(|hash| [&name.old, &name.new].contains(&hash))
    });
    let (Some(text), Some(name), Some(note)) = (text, name, note) else {
        if !known && !bytes.is_empty() {
            let path = note.map_or(file, NotePath::as_str);
            keep(desk, path, &bytes, trail)?;
        }
        drop(open);
        return desk.stage.remove(file);
    };
    if known || bytes.is_empty() || back(desk, note, name, text, trail)? {
        trail.old.push(Old::of(note, open, file.to_owned(), text.to_owned(), leased, false));
        return Ok(());
    }
    drop(open);
    desk.stage.remove(file)
}

/// Brings a person's words back: into the note when only we wrote there since. Returns whether
/// they are in the note now; else they are kept.
fn back(
    desk: &Desk,
    note: &NotePath,
    name: &Name,
    text: &str,
    trail: &mut Trail,
) -> std::io::Result<bool> {
    if let TargetLook::Note(mut now) = look(&desk.root, note)? {
        now.release();
        if holds(&now.text, text) {
            return Ok(true);
        }
        if short(&now.text) == name.new && swap(desk, note, &now, text, false, trail)? {
            return Ok(true);
        }
    }
    keep(desk, note.as_str(), text.as_bytes(), trail)?;
    Ok(false)
}

fn keep(desk: &Desk, path: &str, bytes: &[u8], trail: &mut Trail) -> std::io::Result<()> {
    let kept = rescue::keep(&desk.root, path, bytes, Why::Ended, desk.day)?;
    say(trail, path, &format!("a run was ended in the middle: a text of it is in `{kept}`"));
    Ok(())
}

fn say(trail: &mut Trail, path: &str, message: &str) {
    trail.said.push(Diagnostic::file(Code::Busy, path, message));
}
