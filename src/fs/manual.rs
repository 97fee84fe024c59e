//! The page of all codes in the user's state folder, for what an editor opens in a browser. Never
//! in the vault.

use crate::diagnostic::manual;
use crate::fs::sys;
use crate::fs::trust::{make_folder, remove};
use crate::fs::up_to_date::put_cache_file;
use std::io;
use std::path::{Path, PathBuf};

/// Its name.
const PAGE: &str = "codes.html";

/// The page as this version tells it; nothing where there is no place for it.
pub fn keep(root: &Path) -> Option<PathBuf> {
    let folder = make_folder(root)?;
    let path = folder.join(PAGE);
    let page = manual::html();
    let is_new = sys::read_regular(&path).ok().is_none_or(|bytes| bytes != page.as_bytes());
    if is_new {
        put_cache_file(&folder, PAGE, page.as_bytes()).ok()?;
    }
    Some(path)
}

/// Removes it; the next editor makes it anew.
///
/// # Errors
/// Those of the file system.
pub fn forget(root: &Path) -> io::Result<()> {
    remove(root, PAGE)
}
