//! What the merge driver kept in `rescue/` and git may have told nobody: with `--autostash` it
//! throws away what a driver says. The next build or check says it, once.
//!
//! One file below `.vault121/cache` holds the paths of these texts. It is a pure help: the texts
//! stand in `rescue/` whatever becomes of it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::rescue::RESCUE;
use crate::fs::sys;
use crate::fs::sys::Folder;
use std::path::Path;

const CACHE: &str = ".vault121/cache";
const FILE: &str = "kept-in-merges";

/// Writes down that a text is kept at this path of the vault.
pub fn note(root: &Path, kept: &str) {
    let mut all = read(root);
    if all.lines().any(|known| known == kept) {
        return;
    }
    all.push_str(&format!("{kept}\n"));
    let folder = Folder::open(root).and_then(|folder| folder.make_beneath(CACHE));
    folder.and_then(|folder| folder.put_file(FILE, all.as_bytes())).ok();
}

/// What is to be said of them; from then on it was said.
pub fn take(root: &Path) -> Vec<Diagnostic> {
    let all = read(root);
    if all.is_empty() {
        return Vec::new();
    }
    let folder = Folder::open(root).and_then(|folder| folder.open_beneath(CACHE));
    folder.and_then(|folder| folder.remove_file(FILE)).ok();
    let there = all.lines().filter(|kept| root.join(kept).is_file());
    there.filter_map(said).collect()
}

fn said(kept: &str) -> Option<Diagnostic> {
    let (_, note) = kept.strip_prefix(RESCUE)?.strip_prefix('/')?.split_once('/')?;
    let message =
        format!("git merged the page anew; what somebody wrote inside its region is in `{kept}`");
    let said = Diagnostic::about_file(Code::RegionEdited, note, message);
    Some(said.hint("write above or below the region"))
}

fn read(root: &Path) -> String {
    let bytes = sys::read_regular(&root.join(CACHE).join(FILE)).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
