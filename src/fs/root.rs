//! Where a vault begins: the nearest folder upward that is one, as git looks for its own.
//!
//! It only looks, also whether our own folder there can be written into; `init` makes.

use std::fs;
use std::path::{Path, PathBuf};

/// What makes a folder a vault, the strongest sign first.
const SIGNS: &[&str] = &[".vault121", "dendron.yml", ".obsidian"];

/// What is written of our own folder, or in it: the folder, its parts, and the cache's files.
const OWN: &[&str] = &["", "/lock", "/.gitignore", "/stage", "/rescue", "/cache", "/templates"];

/// Looks whether our own folder in the vault at `root` leads anywhere else: it may have come with
/// somebody's commit, and we write into it.
///
/// # Errors
/// Which part of it is a link.
pub fn leads_nowhere(root: &Path) -> Result<(), String> {
    let own = |part: &&str| root.join(format!(".vault121{part}"));
    let cached = fs::read_dir(root.join(".vault121/cache")).into_iter().flatten().flatten();
    let mut parts = OWN.iter().map(own).chain(cached.map(|entry| entry.path()));
    let link = parts.find(|path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink()));
    link.map_or(Ok(()), |link| {
        let link = link.strip_prefix(root).unwrap_or(&link).display().to_string();
        Err(format!("`{link}` is a link: nothing is written through links; replace it"))
    })
}

/// The root of the vault that holds `start`: by the strongest sign found in any folder upward.
pub fn find(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    SIGNS.iter().find_map(|sign| {
        start.ancestors().find(|folder| folder.join(sign).exists()).map(Path::to_path_buf)
    })
}

/// What git is not to keep of `.vault121/`.
pub const GITIGNORE: &str = "cache/\nrescue/\nstage/\nlock\n";
