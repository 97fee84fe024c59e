//! Every file below a vault's root, whatever it is: for a search that has to be complete.
//!
//! Links are not followed and git's own folder is not entered; both are counted, so that who asks
//! can be told what was not looked into.

use std::fs;
use std::io;
use std::path::Path;

/// What was found.
#[derive(Debug, Default)]
pub struct All {
    /// Paths below the root, `/` between the parts, with their texts; bytes that are no UTF-8 are
    /// shown as such.
    pub texts: Vec<(String, String)>,
    /// Files that are no text: pictures, archives.
    pub binary: Vec<String>,
    /// Links, and what is no regular file.
    pub links: Vec<String>,
    /// What could not be opened.
    pub unread: Vec<String>,
}

/// Bytes looked at to tell a text from a picture.
const LOOKED_AT: usize = 8 * 1024;
/// Folders so deep are somebody's mistake.
const MOST_DEEP: usize = 64;

/// Reads everything below `root`.
pub fn everything(root: &Path) -> All {
    let mut all = All::default();
    enter(root, "", 0, &mut all);
    all.texts.sort();
    for list in [&mut all.binary, &mut all.links, &mut all.unread] {
        list.sort();
    }
    all
}

fn enter(folder: &Path, name: &str, depth: usize, all: &mut All) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) if depth < MOST_DEEP => entries,
        _ => {
            all.unread.push(name.to_owned());
            return;
        }
    };
    for entry in entries {
        let Ok(entry) = entry else {
            all.unread.push(name.to_owned());
            continue;
        };
        let last = entry.file_name().to_string_lossy().into_owned();
        let path = if name.is_empty() { last.clone() } else { format!("{name}/{last}") };
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && last == ".git" => {}
            Ok(kind) if kind.is_dir() => enter(&entry.path(), &path, depth + 1, all),
            Ok(kind) if kind.is_file() => take_file(&entry.path(), path, all),
            Ok(_) => all.links.push(path),
            Err(_) => all.unread.push(path),
        }
    }
}

fn take_file(file: &Path, path: String, all: &mut All) {
    let bytes: io::Result<Vec<u8>> = fs::read(file);
    match bytes {
        Ok(bytes) => {
            let is_note = path.to_lowercase().ends_with(".md");
            let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
            if looked_at.contains(&0) && !is_note {
                all.binary.push(path);
            } else {
                all.texts.push((path, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        Err(_) => all.unread.push(path),
    }
}
