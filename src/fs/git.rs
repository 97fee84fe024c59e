//! Whether git is at work in the vault, seen by the lock that it holds meanwhile.
//!
//! It reads nothing of git's but the way to its folder.

use crate::fs::sys;
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
    let text = String::from_utf8(sys::read_regular(&git).ok()?).ok()?;
    let named = text.strip_prefix("gitdir:")?.trim();
    Some(git.parent()?.join(named))
}

/// Whether the work tree that holds `root` is a part of what git has: a sparse checkout.
pub fn is_sparse(root: &Path) -> bool {
    let Some(own) = folder(root) else { return false };
    if !own.join("info/sparse-checkout").exists() {
        return false;
    }
    let says = |folder: PathBuf| {
        let files = ["config.worktree", "config"].map(|name| sys::read_regular(&folder.join(name)));
        let texts = files
            .into_iter()
            .flatten()
            .map(|bytes| String::from_utf8_lossy(&bytes).to_lowercase().replace([' ', '\t'], ""));
        texts.into_iter().find_map(|text| {
            let mut lines = text.lines().rev();
            lines.find_map(|line| line.strip_prefix("sparsecheckout=").map(|on| on != "false"))
        })
    };
    folders(root).into_iter().find_map(says).unwrap_or(false)
}

/// Where the repository that holds `root` is read, beside the vault: git's folder, and the one
/// that several work trees share.
pub fn folders(root: &Path) -> Vec<PathBuf> {
    let Some(own) = folder(root) else { return Vec::new() };
    let common = own.join("commondir");
    let named = sys::read_regular(&common).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let common = named.map(|named| own.join(named.trim()));
    [Some(own), common].into_iter().flatten().collect()
}
