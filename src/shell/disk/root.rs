//! Where a vault begins: the nearest folder upward that is one, as git looks for its own.
//!
//! It only looks; `init` makes.

use std::path::{Path, PathBuf};

/// What makes a folder a vault, the strongest sign first.
const SIGNS: &[&str] = &[".vault121", "dendron.yml", ".obsidian"];

/// The root of the vault that holds `start`: by the strongest sign found in any folder upward.
pub fn find(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    SIGNS.iter().find_map(|sign| {
        start.ancestors().find(|folder| folder.join(sign).exists()).map(Path::to_path_buf)
    })
}
