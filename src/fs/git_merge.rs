//! Git's own merge of three files, asked of the `git` program: conflicts look as git shows them,
//! with its settings.

use std::path::Path;
use std::process::Command;

/// Merges into the first of the files `ours`, `base` and `theirs`. Returns whether no conflict is
/// left in it.
///
/// # Errors
/// Why git could not be asked, in words.
pub fn merge_file([ours, base, theirs]: [&Path; 3], marker_size: u32) -> Result<bool, String> {
    let mut git = Command::new("git");
    git.arg("merge-file").arg(format!("--marker-size={marker_size}"));
    git.args(["-L", "ours", "-L", "base", "-L", "theirs"]).args([ours, base, theirs]);
    let done = git.output().map_err(|error| crate::fs::read::plain_error(&error))?;
    match done.status.code() {
        Some(0) => Ok(true),
        // The number of conflicts, 127 of them at most.
        Some(1..=127) => Ok(false),
        _ => Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
    }
}
