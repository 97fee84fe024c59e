//! What was told today through the desktop, so that nothing is told twice: by a watcher that was
//! started again, or by `status --notify` from a timer. In the user's state folder, for each
//! machine has a desktop of its own; only digests stand in it.

use crate::fs::sys;
use crate::fs::trust;
use crate::fs::up_to_date::put_cache_file;
use crate::text::date::Day;
use crate::text::ids::digest_of;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// What was told on a day; nothing where there is no place to know it from.
pub fn load(root: &Path, day: Day) -> BTreeSet<String> {
    let read = || {
        let bytes = sys::read_regular(&trust::state_folder(root)?.join(name(root))).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        lines.next().filter(|head| *head == day.to_string())?;
        Some(lines.map(str::to_owned).collect())
    };
    read().unwrap_or_default()
}

/// Writes down what was told on a day. What cannot be written may be told again.
pub fn save(root: &Path, day: Day, told: &BTreeSet<String>) {
    let Some(folder) = trust::make_folder(root) else { return };
    let mut text = format!("{day}\n");
    told.iter().for_each(|key| text.push_str(&format!("{key}\n")));
    put_cache_file(&folder, &name(root), text.as_bytes()).ok();
}

/// Removes what was written down of a vault.
///
/// # Errors
/// Those of the file system.
pub fn forget(root: &Path) -> io::Result<()> {
    trust::remove(root, &name(root))
}

fn name(root: &Path) -> String {
    format!("told/{}", digest_of(root.as_os_str().as_encoded_bytes()))
}
