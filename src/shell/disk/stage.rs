//! `.vault121/stage/`: texts on their way into a note, and old files on their way out.
//!
//! A staged file's name tells by hashes which note it belongs to, what stood there and what was
//! to stand there. So after a kill it is known whether it holds a word of the user's: what is
//! neither text goes to `rescue/`, never into nothing.

use crate::base::id::{NotePath, digest};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const STAGE: &str = ".vault121/stage";
const RESCUE: &str = ".vault121/rescue";

/// Puts a text into the stage, complete and synced; with the mode of the note it is to replace.
///
/// # Errors
/// Those of the file system.
pub fn put(root: &Path, path: &NotePath, before: &str, after: &str) -> io::Result<PathBuf> {
    let folder = root.join(STAGE);
    fs::create_dir_all(&folder)?;
    let [note, old, new] = [path.as_str(), before, after].map(|text| digest(text)[..16].to_owned());
    for count in 0..1_000 {
        let file = folder.join(format!("{note}-{old}-{new}-{}-{count}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&file) {
            Ok(mut open) => {
                open.write_all(after.as_bytes())?;
                if let Ok(meta) = fs::metadata(root.join(path.as_str())) {
                    open.set_permissions(meta.permissions())?;
                }
                open.sync_all()?;
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("the stage is full of texts for this note"))
}

/// Keeps a text in `rescue/`, and returns its path in the vault.
///
/// # Errors
/// Those of the file system; then nothing must be overwritten.
pub fn rescue(root: &Path, path: &str, text: &[u8], day: &str) -> io::Result<String> {
    fs::create_dir_all(root.join(RESCUE))?;
    let name = path.replace('/', "%");
    for count in 0..100_000 {
        let file = format!("{RESCUE}/{day}-{count}-{name}");
        match OpenOptions::new().write(true).create_new(true).open(root.join(&file)) {
            Ok(mut open) => {
                open.write_all(text)?;
                open.sync_all()?;
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // The same text twice need not be kept twice.
                if fs::read(root.join(&file)).is_ok_and(|present| present == text) {
                    return Ok(file);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("`rescue` is full of texts of this note"))
}

/// Clears what a killed run left: its own texts go, anything else is rescued first. Returns what
/// was rescued.
///
/// # Errors
/// Those of the file system; what was not cleared yet stays.
pub fn recover(root: &Path, day: &str) -> io::Result<Vec<String>> {
    let mut rescued = Vec::new();
    let Ok(entries) = fs::read_dir(root.join(STAGE)) else { return Ok(rescued) };
    for entry in entries {
        let file = entry?.path();
        if !fs::symlink_metadata(&file)?.is_file() {
            continue;
        }
        let name =
            file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let known: Vec<&str> = name.split('-').skip(1).take(2).collect();
        let bytes = fs::read(&file)?;
        let text = std::str::from_utf8(&bytes).map(|text| digest(text)[..16].to_owned());
        // A text cut short by a kill while it was staged is a beginning of ours; it cannot be
        // told from a user's, so it is kept. Nothing is deleted unread.
        let ours = bytes.is_empty() || text.is_ok_and(|hash| known.contains(&hash.as_str()));
        if !ours {
            rescued.push(rescue(root, &name, &bytes, day)?);
        }
        fs::remove_file(&file)?;
    }
    Ok(rescued)
}

/// Makes the folder of a file durable; some file systems cannot, and the file itself is synced.
pub fn sync_folder(file: &Path) {
    if let Some(folder) = file.parent().and_then(|folder| File::open(folder).ok()) {
        folder.sync_all().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_kill_only_words_of_the_user_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = NotePath::new("a.md").unwrap();
        put(dir.path(), &path, "old", "new").unwrap();
        let out = put(dir.path(), &path, "old", "newer").unwrap();
        fs::write(&out, "old").unwrap();
        let late = put(dir.path(), &path, "old", "newest").unwrap();
        fs::write(&late, "old and a word more").unwrap();
        let rescued = recover(dir.path(), "2026-11-24").unwrap();
        assert_eq!(rescued.len(), 1);
        assert_eq!(
            fs::read_to_string(dir.path().join(&rescued[0])).unwrap(),
            "old and a word more"
        );
        assert_eq!(fs::read_dir(dir.path().join(STAGE)).unwrap().count(), 0);
    }
}
