//! One edit to one note: look, make the new text, and put it there. START HERE for the way a note
//! is written: `target` looks, `stage` prepares, `swap` exchanges, `late` looks after the old file.
//!
//! Never in place, never through a link, never outside the vault. What is told afterwards is what
//! stands on the disk: the old text, or the new one.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::cover::{Cover, with_covered_words};
use crate::fs::exchange::{Trail, swap};
use crate::fs::manners::{Manners, is_fresh, why_wait};
use crate::fs::read::plain_error;
use crate::fs::sight::Sight;
use crate::fs::stage;
use crate::fs::stage::{Like, WriteDesk};
use crate::fs::strange::Memory;
use crate::fs::sys;
use crate::fs::target::{OpenNote, TargetLook, look_at_note};
use crate::pages::plan::{After, Edit};
use crate::text::ids::NotePath;
use std::io;
use std::time::Duration;

/// What became of an edit.
#[derive(Debug)]
pub enum Written {
    /// The note is new; where its regions stand, when that is worth remembering.
    Done(Option<Sight>),
    /// It was already so.
    Same,
    /// Somebody is writing it: later.
    Later,
    /// It is as it was, and why.
    Held(Diagnostic),
    /// The same, because the system refused: a full disk has room again some day.
    Failed(Diagnostic),
}

/// What a session knows of a note that is to be written.
pub struct KnownNote<'a> {
    /// Tells what stands in a note's regions and is not ours.
    pub memory: &'a Memory<'a>,
    /// Words that are to stay in it.
    pub covers: &'a [Cover],
    /// The mode of a note that is made, before the system's mask.
    pub mode: u32,
    /// The regions of the text that we last wrote there.
    pub written: Option<&'a Sight>,
}

/// How often an edit starts over when the note changes under it.
const MOST_TRIES: u32 = 9;

/// Carries out one edit.
pub fn carry_out(
    desk: &WriteDesk,
    edit: &Edit,
    manners: Manners,
    known: &KnownNote<'_>,
    trail: &mut Trail,
) -> Written {
    let busy = |why: &str| match manners {
        Manners::Once => held_note(&edit.path, why),
        Manners::Patient | Manners::None => Written::Later,
    };
    if !edit.is_generated()
        && let Some(why) = why_wait(&desk.root, &edit.path, manners)
    {
        return busy(&why);
    }
    for attempt in 0..MOST_TRIES {
        match try_once(desk, edit, known, trail) {
            Ok(Some(written)) => return written,
            // Somebody saves the note: a moment later, once more, from their text. A watcher has
            // others to write meanwhile.
            Ok(None) if manners == Manners::None && attempt > 2 => break,
            Ok(None) => std::thread::sleep(Duration::from_millis(1 << attempt)),
            Err(error) => {
                let why = format!("the old text stands: {}", plain_error(&error));
                let problem = Diagnostic::about_file(Code::WriteHeld, edit.path.as_str(), why);
                return Written::Failed(problem);
            }
        }
    }
    busy("another program keeps it open or keeps saving it")
}

/// One try; nothing when somebody is writing the note.
fn try_once(
    desk: &WriteDesk,
    edit: &Edit,
    known: &KnownNote<'_>,
    trail: &mut Trail,
) -> io::Result<Option<Written>> {
    let before = match look_at_note(&desk.root, &edit.path)? {
        TargetLook::Note(mut note) => {
            note.release_lease();
            // An empty note is only taken as such when it stays empty.
            if note.text.is_empty() && is_fresh(&desk.root, &edit.path) {
                return Ok(None);
            }
            Some(note)
        }
        TargetLook::Nothing => None,
        TargetLook::Busy => return Ok(None),
        TargetLook::Refused(why) => return Ok(Some(held_note(&edit.path, &why))),
    };
    let now = match &before {
        Some(note) => {
            let covers = known.covers.iter().chain(&trail.covers);
            let Some(text) = with_covered_words(covers, &edit.path, &note.text) else {
                return Ok(None);
            };
            Some(text)
        }
        None => None,
    };
    let regions_of = |note: &OpenNote| match known.written.and_then(|seen| seen.regions(&note.text))
    {
        Some(regions) => Ok(regions.to_vec()),
        None => edit.regions_of(&note.text),
    };
    let found = before.as_deref().map(regions_of);
    let as_read = before.as_ref().map(|note| &note.text) == now.as_ref();
    let after = match (&now, &found) {
        (Some(now), Some(found)) if as_read => {
            found.clone().and_then(|regions| edit.after_of(now, regions))
        }
        _ => edit.text_after(now.as_deref()).map(|text| After { text, regions: None }),
    };
    let After { text: after, regions: regions_after } = match after {
        Ok(after) => after,
        Err(problem) => return Ok(Some(Written::Held(problem))),
    };
    match before {
        Some(note) if note.text == after => Ok(Some(Written::Same)),
        Some(note) => {
            // Where markers are broken the edit itself refuses.
            let regions = found.and_then(Result::ok).unwrap_or_default();
            known.memory.strange(edit, &note.text, &regions).keep_in_rescue(desk, edit, trail)?;
            let tight = edit.tight_regions(&note.text, &regions).into_iter();
            let tight = tight.map(|name| (edit.path.to_string(), name.to_owned()));
            trail.tight.extend(tight);
            let written = swap(desk, &edit.path, &note, &after, edit.is_generated(), trail)?;
            let sight = || regions_after.and_then(|regions| Sight::of(&after, regions));
            Ok(written.then(|| Written::Done(sight())))
        }
        None => create_note(desk, edit, &after, known.mode),
    }
}

/// A note made meanwhile is never covered.
fn create_note(
    desk: &WriteDesk,
    edit: &Edit,
    after: &str,
    mode: u32,
) -> io::Result<Option<Written>> {
    let folder = desk.root.make_beneath(edit.path.folder())?;
    let name = edit.path.file_name();
    let staged = stage::put_in_stage(&desk.stage, &edit.path, "", after, Like::Mode(mode))?;
    let made = match desk.stage.rename_new(&staged, &folder, name) {
        Err(error) if sys::lacks_call(&error) => desk
            .stage
            .link_file(&staged, &folder, name)
            .and_then(|()| desk.stage.remove_file(&staged)),
        made => made,
    };
    if let Err(error) = made {
        desk.stage.remove_file(&staged).ok();
        let there = error.kind() == io::ErrorKind::AlreadyExists;
        return if there { Ok(None) } else { Err(error) };
    }
    folder.sync().ok();
    Ok(Some(Written::Done(None)))
}

fn held_note(path: &NotePath, why: &str) -> Written {
    Written::Held(Diagnostic::about_file(Code::WriteHeld, path.as_str(), why))
}
