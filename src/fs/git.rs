//! Whether git is at work in the vault, seen by the lock that it holds meanwhile.
//!
//! It reads nothing of git's but the way to its folder.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether git is just changing its index, and so perhaps the work tree.
pub fn is_at_work(root: &Path) -> bool {
    folder(root).is_some_and(|git| git.join("index.lock").exists())
}

/// Git's folder of the work tree that holds `root`: `.git`, or where a file `.git` points to.
pub fn folder(root: &Path) -> Option<PathBuf> {
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if git.is_dir() {
        return Some(git);
    }
    let text = fs::read_to_string(&git).ok()?;
    let named = text.strip_prefix("gitdir:")?.trim();
    Some(git.parent()?.join(named))
}

/// Where the repository that holds `root` is read, beside the vault: git's folder, and the one
/// that several work trees share.
pub fn folders(root: &Path) -> Vec<PathBuf> {
    let Some(own) = folder(root) else { return Vec::new() };
    let common = own.join("commondir");
    let is_file = fs::symlink_metadata(&common).is_ok_and(|meta| meta.is_file());
    let named = if is_file { fs::read_to_string(&common).ok() } else { None };
    let common = named.map(|named| own.join(named.trim()));
    [Some(own), common].into_iter().flatten().collect()
}
