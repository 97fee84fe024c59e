//! One watcher a vault: a lock file in `.vault121/`, held as long as the program runs.
//!
//! The lock is the operating system's, so a killed program leaves none behind.

use crate::fs::root::leads_nowhere;
use crate::process::clock;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The lock, given back when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Who watches the vault at `root` now, and since when, in words; nobody when nobody does.
pub fn holder(root: &Path) -> Option<String> {
    let path = root.join(".vault121/lock");
    if !path.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        return None;
    }
    let mut file = OpenOptions::new().read(true).open(&path).ok()?;
    if !matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    let mut holder = String::new();
    file.read_to_string(&mut holder).ok();
    let who = if holder.trim().is_empty() { "another process" } else { holder.trim() };
    // The lock file is written when a watcher begins, and not again.
    let since = file.metadata().and_then(|meta| meta.modified()).ok().map(clock::to_the_minute);
    Some(since.map_or_else(|| who.to_owned(), |since| format!("{who}, since {since}")))
}

/// Takes the lock of the vault at `root`.
///
/// # Errors
/// Who holds it, in words, or why it could not be taken.
pub fn take(root: &Path) -> Result<Lock, String> {
    leads_nowhere(root)?;
    let path = root.join(".vault121/lock");
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let mut file = opened.map_err(|error| format!("cannot open `.vault121/lock`: {error}"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder).ok();
            let holder = holder.trim();
            let who = if holder.is_empty() { "another process" } else { holder };
            return Err(format!("another `vault121 watch` is at work here: {who}"));
        }
        Err(TryLockError::Error(error)) => return Err(format!("cannot lock: {error}")),
    }
    let note = format!("process {}\n", std::process::id());
    let written =
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(note.as_bytes()));
    written.map_err(|error| format!("cannot write `.vault121/lock`: {error}"))?;
    Ok(Lock { _file: file })
}

/// Whether a watcher holds the lock of the vault at `root`; nothing is opened for writing.
pub fn is_held(root: &Path) -> bool {
    let Ok(file) = File::open(root.join(".vault121/lock")) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}
