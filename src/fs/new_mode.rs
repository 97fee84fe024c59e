//! The mode of a file that is made: what tells of a note that only its owner may read is for them
//! alone. A file that is there keeps its mode.

use crate::fs::sys::Folder;
use crate::pages::plan::Edit;
use crate::pages::shipped::SHIPPED;
use crate::text::ids::NotePath;

/// The mode before the system's mask.
const ANYBODY: u32 = 0o666;
/// For its owner alone.
const OWNER: u32 = 0o600;

/// The mode of the file that an edit makes. A page links to the notes that it tells of; a picture
/// does not, nor does an agenda or a shelf, so they may tell of any.
pub fn new_mode<'n>(
    root: &Folder,
    edit: &Edit,
    mut notes: impl Iterator<Item = &'n NotePath>,
) -> u32 {
    let Some(text) = edit.created_text() else { return ANYBODY };
    // A template of the vault's own may tell of any, and link to others.
    let shipped = |name: &str| SHIPPED.iter().any(|(page, _)| *page == name);
    let own = edit.region_edits().iter().any(|region| !shipped(&region.name));
    let whole = own || edit.whole_text().is_some() || !text.contains("](") && !text.contains("[[");
    let is_private = |path: &NotePath| {
        let stat = || root.open_beneath(path.folder()).and_then(|f| f.stat(path.file_name()));
        let told = whole || text.contains(path.stem());
        told && stat().is_ok_and(|stat| stat.mode() & 0o077 == 0)
    };
    if notes.any(is_private) { OWNER } else { ANYBODY }
}
