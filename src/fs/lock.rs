//! One watcher a vault: a lock file in `.vault121/`, held as long as the program runs.
//!
//! The lock is the operating system's, so a killed program leaves none behind.

use crate::fs::root::leads_nowhere;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The lock, given back when dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
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
