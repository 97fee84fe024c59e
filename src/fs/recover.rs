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
use crate::fs::read::plain_error;
use crate::fs::rescue;
use crate::fs::rescue::RescueReason;
use crate::fs::retired::Old;
use crate::fs::stage::{Name, PART, WriteDesk, short_hash};
use crate::fs::sys;
use crate::fs::target::{TargetLook, look_at_note};
use crate::pages::merge::holds_all_lines;
use crate::text::ids::NotePath;
use std::time::Duration;

/// How often a file that somebody has open is looked at again, a moment later each time.
const MOST_LOOKS: u32 = 60;
/// How long a moment is.
const MOMENT: Duration = Duration::from_millis(50);

/// Clears the stage. `notes` are the paths by which a staged file's note is found.
pub fn recover<'a>(desk: &WriteDesk, notes: impl Iterator<Item = &'a NotePath> + Clone) -> Trail {
    let mut trail = Trail::default();
    let names = match desk.stage.sorted_names() {
        Ok(names) => names,
        Err(error) => {
            say(
                &mut trail,
                ".vault121/stage",
                &format!("cannot be looked through: {}", plain_error(&error)),
            );
            return trail;
        }
    };
    for file in names {
        if file.starts_with(PART) {
            // It was never complete, so it never was a note.
            desk.stage.remove_file(&file).ok();
            continue;
        }
        let name = Name::parse_name(&file);
        let note = name.as_ref().and_then(|name| {
            notes.clone().find(|path| short_hash(path.as_str()) == name.note).cloned()
        });
        if let Err(error) = clear_staged_file(desk, &file, name.as_ref(), note.as_ref(), &mut trail)
        {
            say(&mut trail, ".vault121/stage", &format!("`{file}` stays: {}", plain_error(&error)));
        }
    }
    trail
}

fn clear_staged_file(
    desk: &WriteDesk,
    file: &str,
    name: Option<&Name>,
    note: Option<&NotePath>,
    trail: &mut Trail,
) -> std::io::Result<()> {
    if !desk.stage.stat(file)?.is_file() {
        return Ok(());
    }
    let open = desk.stage.open_file(file)?;
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
    let bytes = sys::read_whole(&open, usize::MAX - 1)?;
    let text = std::str::from_utf8(&bytes).ok();
    let hash = text.map(short_hash);
    let known = name.is_some_and(|name| {
        hash.as_ref().is_some_and(|hash| [&name.old, &name.new].contains(&hash))
    });
    let (Some(text), Some(name), Some(note)) = (text, name, note) else {
        if !known && !bytes.is_empty() {
            let path = note.map_or(file, NotePath::as_str);
            keep_in_rescue(desk, path, &bytes, trail)?;
        }
        drop(open);
        return desk.stage.remove_file(file);
    };
    if known || bytes.is_empty() || bring_back(desk, note, name, text, trail)? {
        trail.old.push(Old::after_exchange(
            note,
            open,
            file.to_owned(),
            text.to_owned(),
            leased,
            false,
        ));
        return Ok(());
    }
    drop(open);
    desk.stage.remove_file(file)
}

/// Brings a person's words back: into the note when only we wrote there since. Returns whether
/// they are in the note now; else they are kept.
fn bring_back(
    desk: &WriteDesk,
    note: &NotePath,
    name: &Name,
    text: &str,
    trail: &mut Trail,
) -> std::io::Result<bool> {
    if let TargetLook::Note(mut now) = look_at_note(&desk.root, note)? {
        now.release_lease();
        if holds_all_lines(&now.text, text) {
            return Ok(true);
        }
        if short_hash(&now.text) == name.new && swap(desk, note, &now, text, false, trail)? {
            return Ok(true);
        }
    }
    keep_in_rescue(desk, note.as_str(), text.as_bytes(), trail)?;
    Ok(false)
}

fn keep_in_rescue(
    desk: &WriteDesk,
    path: &str,
    bytes: &[u8],
    trail: &mut Trail,
) -> std::io::Result<()> {
    let kept = rescue::keep(&desk.root, path, bytes, RescueReason::Ended, desk.day)?;
    say(trail, path, &format!("a run was ended in the middle: a text of it is in `{kept}`"));
    Ok(())
}

fn say(trail: &mut Trail, path: &str, message: &str) {
    trail.said.push(Diagnostic::about_file(Code::Busy, path, message));
}
