//! The lead's word for templates: a small file for each vault in the user's state folder.
//!
//! Never in the vault, where whoever writes a template could write it too. A vault that was moved
//! is another one: there the first run asks anew.

use crate::fs::sys;
use crate::fs::up_to_date::put_cache_file;
use crate::text::ids::digest_of;
use crate::vault::trust::TrustMarks;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the file begins with.
const HEAD: &str = "vault121 trust 1";

/// The folder of what this program keeps of the user; nothing where there is no place for it, or
/// it would lie in the vault at `root`.
pub fn state_folder(root: &Path) -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || named("HOME").filter(|home| home.is_dir());
    let usual = || match cfg!(target_os = "macos") {
        true => home().map(|home| home.join("Library/Application Support")),
        false => home().map(|home| home.join(".local/state")),
    };
    let folder = named("XDG_STATE_HOME").or_else(usual)?.join("vault121");
    let inside =
        folder.starts_with(root) || folder.canonicalize().is_ok_and(|f| f.starts_with(root));
    (!inside).then_some(folder)
}

/// The same, made where it was missing.
pub fn make_folder(root: &Path) -> Option<PathBuf> {
    let folder = state_folder(root)?;
    fs::create_dir_all(&folder).ok()?;
    Some(folder)
}

/// What was trusted in the vault at `root`; nothing when nothing was ever written down of it.
pub fn load(root: &Path) -> Option<TrustMarks> {
    let bytes = sys::read_regular(&state_folder(root)?.join(name(root))).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    lines.next().filter(|head| *head == HEAD)?;
    let marks = lines.filter_map(|line| line.split_once(' '));
    let marks = marks.filter(|(mark, _)| *mark != "vault");
    Some(marks.map(|(mark, file)| (file.to_owned(), mark.to_owned())).collect())
}

/// Writes down what is trusted in the vault at `root`.
///
/// # Errors
/// Those of the file system, or that there is no place for it.
pub fn save(root: &Path, marks: &TrustMarks) -> io::Result<()> {
    let none = || io::Error::other("there is no state folder: set HOME or XDG_STATE_HOME");
    let folder = make_folder(root).ok_or_else(none)?;
    // The path is there for people: a line break in it must not look like a mark.
    let shown = root.display().to_string().replace(['\n', '\r'], "?");
    let mut text = format!("{HEAD}\nvault {shown}\n");
    for (file, mark) in marks.iter().filter(|(file, _)| !file.contains(['\n', '\r'])) {
        text.push_str(&format!("{mark} {file}\n"));
    }
    put_cache_file(&folder, &name(root), text.as_bytes())
}

/// Removes what was written down of the vault at `root`.
///
/// # Errors
/// Those of the file system.
pub fn forget(root: &Path) -> io::Result<()> {
    remove(root, &name(root))
}

/// Removes a file of what is kept of the user for the vault at `root`.
///
/// # Errors
/// Those of the file system.
pub(crate) fn remove(root: &Path, name: &str) -> io::Result<()> {
    let Some(folder) = state_folder(root) else { return Ok(()) };
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn name(root: &Path) -> String {
    format!("trust/{}", digest_of(root.as_os_str().as_encoded_bytes()))
}
