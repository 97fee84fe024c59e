//! One edit to one note: read, make the new text, stage, compare, rename.
//!
//! The new text stands complete and synced in `.vault121/stage/` before it takes the note's place;
//! just before that the note is compared once more with what was read. Never in place, never
//! through a link, never outside the vault.

use crate::base::codes::Code;
use crate::base::diag::Diagnostic;
use crate::base::id::NotePath;
use crate::note::parse::MOST_BYTES;
use crate::page::plan::Edit;
use crate::shell::disk::read::plain;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What became of an edit.
#[derive(Debug)]
pub enum Written {
    /// The note is new: the text of each region that was replaced.
    Done {
        /// The text that stood in the note before, when there was one.
        before: Option<String>,
    },
    /// It was already so.
    Same,
    /// It is as it was, and why.
    Held(Diagnostic),
}

/// How often an edit starts over when the note changes under it.
const MOST_TRIES: usize = 5;

/// Carries out one edit in the vault at `root`.
pub fn carry_out(root: &Path, edit: &Edit) -> Written {
    for _ in 0..MOST_TRIES {
        match once(root, edit) {
            Ok(Some(written)) => return written,
            Ok(None) => {} // somebody saved the note meanwhile: once more, from their text
            Err(error) => return held(&edit.path, &plain(&error)),
        }
    }
    held(&edit.path, "somebody keeps saving it")
}

fn once(root: &Path, edit: &Edit) -> io::Result<Option<Written>> {
    let target = root.join(edit.path.as_str());
    if let Some(why) = outside(root, &edit.path) {
        return Ok(Some(held(&edit.path, &why)));
    }
    let before = match read(&target)? {
        Read::Text(text) => Some(text),
        Read::Nothing => None,
        Read::Refused(why) => return Ok(Some(held(&edit.path, why))),
    };
    let after = match edit.after(before.as_deref()) {
        Ok(after) => after,
        Err(problem) => return Ok(Some(Written::Held(problem))),
    };
    if before.as_deref() == Some(&after) {
        return Ok(Some(Written::Same));
    }
    match &before {
        None => {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut staged = stage(root, &after, None)?;
            // A link fails where the name exists: a note made meanwhile is never covered.
            let made = fs::hard_link(staged.path(), &target);
            staged.as_file_mut().sync_all()?;
            match made {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
                Err(_) => create_new(&target, &after)?,
            }
        }
        Some(text) => {
            let staged = stage(root, &after, Some(&target))?;
            // As late as can be: what was read is still what stands there.
            match read(&target)? {
                Read::Text(now) if now == *text => staged.persist(&target)?,
                _ => return Ok(None),
            };
        }
    }
    sync_folder(&target);
    Ok(Some(Written::Done { before }))
}

/// Keeps a text in `.vault121/rescue/`, and returns its path in the vault.
///
/// # Errors
/// Those of the file system; then nothing must be overwritten.
pub fn rescue(root: &Path, path: &NotePath, text: &str, stamp: &str) -> io::Result<String> {
    let folder = root.join(".vault121/rescue");
    fs::create_dir_all(&folder)?;
    let name = path.as_str().replace('/', "%");
    for count in 0..1_000 {
        let file = format!("{stamp}-{count}-{name}");
        match OpenOptions::new().write(true).create_new(true).open(folder.join(&file)) {
            Ok(mut open) => {
                open.write_all(text.as_bytes())?;
                open.sync_all()?;
                return Ok(format!(".vault121/rescue/{file}"));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("rescue holds a thousand texts of this note and day"))
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

fn stage(root: &Path, text: &str, like: Option<&Path>) -> io::Result<tempfile::NamedTempFile> {
    let folder = root.join(".vault121/stage");
    fs::create_dir_all(&folder)?;
    let mut staged = tempfile::Builder::new().prefix("note-").tempfile_in(&folder)?;
    staged.write_all(text.as_bytes())?;
    match like {
        Some(like) => fs::set_permissions(staged.path(), fs::metadata(like)?.permissions())?,
        None => open_mode(staged.as_file())?,
    }
    staged.as_file().sync_all()?;
    Ok(staged)
}

/// A staged file is the owner's alone; a note is as any new file would be.
#[cfg(unix)]
fn open_mode(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_mode(_: &File) -> io::Result<()> {
    Ok(())
}

/// Where the file system has no hard links.
fn create_new(target: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(target)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn sync_folder(target: &Path) {
    if let Some(folder) = target.parent().and_then(|folder| File::open(folder).ok()) {
        folder.sync_all().ok(); // some file systems cannot; the note itself is synced
    }
}

fn held(path: &NotePath, why: &str) -> Written {
    Written::Held(Diagnostic::file(Code::WriteHeld, path.as_str(), why))
}
