//! The note that is to be written: opened below the root, looked at, read whole.
//!
//! What must be left alone is refused here, with the reason: what is no regular file of one name,
//! read-only, too large, not UTF-8, or reached through a link. While a lease is held the text is
//! what stands in the note; so nobody is caught in the middle of a save.

use crate::fs::lease;
use crate::fs::lease::Lease;
use crate::fs::sys;
use crate::fs::sys::{Folder, Stat};
use crate::note::parse::MOST_BYTES;
use crate::text::ids::NotePath;
use std::fs::File;
use std::io;

/// What was found under a note's path.
#[derive(Debug)]
pub enum TargetLook {
    /// The note.
    Note(Box<OpenNote>),
    /// Nothing, so that a note may be made.
    Nothing,
    /// Somebody has it open for writing, or saved it while it was read.
    Busy,
    /// It has to be left alone, and why.
    Refused(String),
}

/// A note that was read, with its folder and its open file.
#[derive(Debug)]
pub struct OpenNote {
    pub folder: Folder,
    /// Its name in there.
    pub name: String,
    pub file: File,
    /// What the system knows of it.
    pub stat: Stat,
    pub text: String,
    /// Whether a lease on it is held; the caller lets go.
    pub leased: bool,
}

/// Looks at the note at `path` below the root.
///
/// # Errors
/// Those of the file system.
pub fn look_at_note(root: &Folder, path: &NotePath) -> io::Result<TargetLook> {
    let folder = match root.open_beneath(path.folder()) {
        Ok(folder) => folder,
        Err(error) => return on_the_way(root, path, error),
    };
    let name = path.file_name().to_owned();
    let seen = match folder.stat(&name) {
        Ok(stat) => stat,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(TargetLook::Nothing),
        Err(error) => return Err(error),
    };
    if let Some(why) = why_refused(&seen) {
        return Ok(TargetLook::Refused(why.to_owned()));
    }
    match folder.may_write(&name) {
        Ok(true) => {}
        Ok(false) => return Ok(TargetLook::Refused("it is read-only".to_owned())),
        // Moved away by a program that saves by renaming.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(TargetLook::Busy),
        Err(error) => return Err(error),
    }
    let file = match folder.open_file(&name) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(TargetLook::Busy),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock || sys::is_link(&error) => {
            return Ok(TargetLook::Busy);
        }
        Err(error) => return Err(error),
    };
    let leased = match lease::take(&file) {
        Lease::Held => true,
        Lease::None => false,
        Lease::Busy => return Ok(TargetLook::Busy),
    };
    // Where it is refused after all, the file is closed, and its lease ends with it.
    read_opened(folder, name, file, leased)
}

fn read_opened(folder: Folder, name: String, file: File, leased: bool) -> io::Result<TargetLook> {
    let stat = sys::stat(&file)?;
    if let Some(why) = why_refused(&stat) {
        return Ok(TargetLook::Refused(why.to_owned()));
    }
    let bytes = sys::read_whole(&file, MOST_BYTES)?;
    if bytes.len() > MOST_BYTES {
        return Ok(TargetLook::Refused("it is larger than 4 MiB".to_owned()));
    }
    // Without a lease a save may have come in between.
    if !leased && !sys::stat(&file)?.is_unchanged(&stat) {
        return Ok(TargetLook::Busy);
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(TargetLook::Refused("it is not UTF-8".to_owned()));
    };
    if text.contains('\0') {
        return Ok(TargetLook::Refused("it holds a NUL byte".to_owned()));
    }
    Ok(TargetLook::Note(Box::new(OpenNote { folder, name, file, stat, text, leased })))
}

fn why_refused(stat: &Stat) -> Option<&'static str> {
    match stat {
        stat if stat.is_link() => Some("it is a link: links are not written through"),
        stat if !stat.is_file() => Some("it is no regular file"),
        stat if stat.has_more_names() => Some("it has a second name (a hard link)"),
        stat if stat.is_read_only() => Some("it is read-only"),
        stat if stat.byte_count() > MOST_BYTES as u64 => Some("it is larger than 4 MiB"),
        _ => None,
    }
}

/// Why the note's folder could not be opened: a folder that is not there yet is fine, a link or
/// a file in its place is not.
fn on_the_way(root: &Folder, path: &NotePath, error: io::Error) -> io::Result<TargetLook> {
    let mut upto = String::new();
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        upto = if upto.is_empty() { part.to_owned() } else { format!("{upto}/{part}") };
        let parent = upto.rsplit_once('/').map_or("", |(parent, _)| parent);
        let stat = match root.open_beneath(parent).and_then(|folder| folder.stat(part)) {
            Ok(stat) => stat,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(TargetLook::Nothing);
            }
            Err(error) => return Err(error),
        };
        if stat.is_link() {
            return Ok(TargetLook::Refused(format!("its folder `{part}` is a link")));
        }
        if stat.is_file() {
            return Ok(TargetLook::Refused(format!("`{part}` on its way is no folder")));
        }
    }
    Err(error)
}

impl OpenNote {
    /// Lets go of the lease.
    pub fn release_lease(&mut self) {
        if std::mem::take(&mut self.leased) {
            lease::release(&self.file);
        }
    }

    /// Whether this is still the very file with the very text, and nobody waits to write it.
    pub fn is_same_file(&self, before: &OpenNote) -> bool {
        self.stat.is_same(&before.stat) && self.text == before.text
    }
}
