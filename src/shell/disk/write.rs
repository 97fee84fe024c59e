//! One edit to one note: read, make the new text, stage, exchange, compare, look again.
//!
//! The new text stands complete and synced in the stage before it changes places with the note.
//! What comes out is compared with what was read: if somebody saved in between, the two change
//! places once more and the edit starts over from their text. Never in place, never through a
//! link, never outside the vault.

use crate::base::codes::Code;
use crate::base::diag::{Diagnostic, Placer};
use crate::base::id::NotePath;
use crate::base::text::LineIndex;
use crate::note::frontmatter::Fence;
use crate::note::markup::Markup;
use crate::note::parse::MOST_BYTES;
use crate::note::region;
use crate::page::plan::Edit;
use crate::shell::disk::exchange::exchange;
use crate::shell::disk::read::plain;
use crate::shell::disk::stage;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What became of an edit.
#[derive(Debug)]
pub enum Written {
    /// The note is new; the file that was there before, to be looked at again.
    Done(Option<Old>),
    /// It was already so.
    Same,
    /// Somebody saved it a moment ago: later.
    Later,
    /// It is as it was, and why.
    Held(Diagnostic),
}

/// How a run behaves towards somebody who is just writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// A command that then ends: it waits until a save is over, and not longer.
    Once,
    /// A watcher: a note that was saved a moment ago is left alone until it is quiet.
    Patient,
}

/// A file that was a note until a moment ago. A program that had it open may still write into it.
#[derive(Debug)]
pub struct Old {
    path: NotePath,
    file: PathBuf,
    bytes: String,
    since: Instant,
}

/// How often an edit starts over when the note changes under it.
const MOST_TRIES: usize = 8;
/// A note that was saved within this time may be saved again at once: editors that save by
/// themselves, formatters, a person with ctrl-s.
const QUIET: Duration = Duration::from_secs(2);
/// A save in several pieces is over after so long.
const SETTLED: Duration = Duration::from_millis(250);
/// So long a program may take from opening a note to writing into it.
const GRACE: Duration = Duration::from_secs(2);

/// Carries out one edit in the vault at `root`. `day` names what has to be rescued.
pub fn carry_out(root: &Path, edit: &Edit, manners: Manners, day: &str) -> Written {
    if !edit.generated && !is_quiet(&root.join(edit.path.as_str()), manners) {
        return match manners {
            Manners::Patient => Written::Later,
            Manners::Once => held(&edit.path, "somebody keeps saving it"),
        };
    }
    for attempt in 0..MOST_TRIES {
        match once(root, edit, day) {
            Ok(Some(written)) => return written,
            // Somebody saves the note: a moment later, once more, from their text.
            Ok(None) => std::thread::sleep(Duration::from_millis(3 << attempt)),
            Err(error) => return held(&edit.path, &plain(&error)),
        }
    }
    match manners {
        Manners::Patient => Written::Later,
        Manners::Once => held(&edit.path, "somebody keeps saving it"),
    }
}

/// Whether nobody is just saving the note. A command that then ends waits for it, a little.
fn is_quiet(target: &Path, manners: Manners) -> bool {
    let quiet = |least: Duration| quiet_for(target).is_none_or(|quiet| quiet >= least);
    if manners == Manners::Patient {
        return quiet(QUIET);
    }
    let began = Instant::now();
    while !quiet(SETTLED) && began.elapsed() < QUIET {
        std::thread::sleep(SETTLED / 5);
    }
    quiet(SETTLED)
}

/// How long ago a note was last written; nothing when there is none.
fn quiet_for(target: &Path) -> Option<Duration> {
    let modified = fs::symlink_metadata(target).and_then(|meta| meta.modified()).ok()?;
    // A time to come is a clock that was set back: the note is quiet.
    Some(modified.elapsed().unwrap_or(QUIET))
}

impl Old {
    /// Whether its time is over.
    pub fn is_over(&self) -> bool {
        self.since.elapsed() >= GRACE
    }

    /// Looks at the old file a last time and lets go of it. What was written into it late is
    /// kept, and said.
    pub fn retire(self, root: &Path, day: &str) -> Option<Diagnostic> {
        let bytes = fs::read(&self.file).ok()?;
        let mut said = None;
        if bytes != self.bytes.as_bytes() && !self.gives_back(root, &bytes, day) {
            let kept = stage::rescue(root, self.path.as_str(), &bytes, day);
            let path = self.path.as_str();
            said = Some(match kept {
                Ok(kept) => {
                    let message = format!("a late save is kept in `{kept}`: it is not in the note");
                    Diagnostic::file(Code::Busy, path, message).hint("take over what is missing")
                }
                Err(error) => {
                    let file = self.file.display();
                    let message = format!("a late save stays in `{file}`: {}", plain(&error));
                    return Some(Diagnostic::file(Code::Busy, path, message));
                }
            });
        }
        fs::remove_file(&self.file).ok();
        said
    }
}

impl Old {
    /// A late save is the newest word on the note, when nobody has said anything since: it takes
    /// the note's place, and the next build puts our text into it again.
    fn gives_back(&self, root: &Path, late: &[u8], day: &str) -> bool {
        let target = root.join(self.path.as_str());
        let (Ok(late), Ok(Read::Text(now))) = (std::str::from_utf8(late), read(&target)) else {
            return false;
        };
        let sound =
            !late.is_empty() && outside_of(&self.path, &now) == outside_of(&self.path, &self.bytes);
        if !sound {
            return false;
        }
        let Ok(staged) = stage::put(root, &self.path, &now, late) else { return false };
        if exchange(&staged, &target).is_err() {
            fs::remove_file(&staged).ok();
            return false;
        }
        let came_out = fs::read(&staged).unwrap_or_default();
        if came_out != now.as_bytes() {
            stage::rescue(root, self.path.as_str(), &came_out, day).ok();
        }
        fs::remove_file(&staged).is_ok()
    }
}

/// What a person wrote in a note: all but its regions.
fn outside_of(path: &NotePath, text: &str) -> Option<String> {
    let index = LineIndex::new(text);
    let markup = Markup::parse(text, Fence::find(text).body());
    let regions = region::find(text, &markup, &Placer::new(path, text, &index)).ok()?;
    let mut rest = text.to_owned();
    for region in regions.iter().rev() {
        rest.replace_range(region.whole.start..region.whole.end, "");
    }
    Some(rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn once(root: &Path, edit: &Edit, day: &str) -> io::Result<Option<Written>> {
    let target = root.join(edit.path.as_str());
    if let Some(why) = outside(root, &edit.path) {
        return Ok(Some(held(&edit.path, &why)));
    }
    let before = match read(&target)? {
        // A program that saves in place empties the note first; an empty note is only taken as
        // such when it stays empty.
        Read::Text(text) if text.is_empty() && quiet_for(&target).is_some_and(|q| q < QUIET) => {
            return Ok(None);
        }
        Read::Text(text) => Some(text),
        Read::Nothing => None,
        Read::Refused(why) => return Ok(Some(held(&edit.path, why))),
    };
    let after = match edit.after(before.as_deref()) {
        Ok(after) => after,
        Err(problem) => return Ok(Some(Written::Held(problem))),
    };
    match before {
        Some(before) if before == after => Ok(Some(Written::Same)),
        Some(before) => replace(root, edit, &target, before, &after, day),
        None => create(root, edit, &target, &after),
    }
}

/// A note made meanwhile is never covered: a link fails where the name exists.
fn create(root: &Path, edit: &Edit, target: &Path, after: &str) -> io::Result<Option<Written>> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let staged = stage::put(root, &edit.path, "", after)?;
    let made = fs::hard_link(&staged, target);
    fs::remove_file(&staged)?;
    match made {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        Err(_) => create_new(target, after)?,
    }
    stage::sync_folder(target);
    Ok(Some(Written::Done(None)))
}

fn replace(
    root: &Path,
    edit: &Edit,
    target: &Path,
    before: String,
    after: &str,
    day: &str,
) -> io::Result<Option<Written>> {
    let staged = stage::put(root, &edit.path, &before, after)?;
    if !matches!(read(target)?, Read::Text(now) if now == before) {
        fs::remove_file(&staged)?;
        return Ok(None);
    }
    match exchange(&staged, target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            fs::rename(&staged, target)?;
            stage::sync_folder(target);
            return Ok(Some(Written::Done(None)));
        }
        Err(error) => {
            fs::remove_file(&staged).ok();
            return if error.kind() == io::ErrorKind::NotFound { Ok(None) } else { Err(error) };
        }
    }
    let came_out = fs::read(&staged)?;
    if came_out != before.as_bytes() {
        // Their save came first: it is kept, goes back to its place, and we begin again.
        if !came_out.is_empty() {
            stage::rescue(root, edit.path.as_str(), &came_out, day)?;
        }
        exchange(&staged, target)?;
        let ours = fs::read(&staged)?;
        if ours != after.as_bytes() {
            // And somebody saved on top of ours in that moment.
            stage::rescue(root, edit.path.as_str(), &ours, day)?;
        }
        fs::remove_file(&staged)?;
        return Ok(None);
    }
    stage::sync_folder(target);
    stage::sync_folder(&staged);
    let old = Old { path: edit.path.clone(), file: staged, bytes: before, since: Instant::now() };
    Ok(Some(Written::Done(Some(old))))
}

enum Read {
    Text(String),
    Nothing,
    Refused(&'static str),
}

fn read(target: &Path) -> io::Result<Read> {
    let meta = match fs::symlink_metadata(target) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Read::Nothing),
        Err(error) => return Err(error),
    };
    if meta.file_type().is_symlink() {
        return Ok(Read::Refused("it is a link: links are not written through"));
    }
    if !meta.is_file() {
        return Ok(Read::Refused("it is no regular file"));
    }
    if meta.len() > MOST_BYTES as u64 {
        return Ok(Read::Refused("it is larger than 4 MiB"));
    }
    if meta.permissions().readonly() {
        return Ok(Read::Refused("it is read-only"));
    }
    match String::from_utf8(fs::read(target)?) {
        Ok(text) => Ok(Read::Text(text)),
        Err(_) => Ok(Read::Refused("it is not UTF-8")),
    }
}

/// A folder on the way that is a link would lead out of the vault.
fn outside(root: &Path, path: &NotePath) -> Option<String> {
    let mut folder = PathBuf::from(root);
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        let meta = fs::symlink_metadata(&folder).ok()?;
        if meta.file_type().is_symlink() {
            return Some(format!("its folder `{part}` is a link"));
        }
        if !meta.is_dir() {
            return Some(format!("`{part}` on its way is no folder"));
        }
    }
    None
}

/// Where the file system has no hard links.
fn create_new(target: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(target)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn held(path: &NotePath, why: &str) -> Written {
    Written::Held(Diagnostic::file(Code::WriteHeld, path.as_str(), why))
}
