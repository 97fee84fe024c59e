//! What changed on the disk, as it is handed to the vault: paths and bytes, not yet read.

use crate::base::diag::Diagnostic;
use std::collections::BTreeMap;

/// One file's new state.
#[derive(Clone, Debug)]
pub struct Change {
    /// Path in the vault, `/` between the parts; for a name that is no path, its readable form.
    pub path: String,
    /// What is there now.
    pub content: Content,
}

/// What stands at a path.
#[derive(Clone, Debug)]
pub enum Content {
    /// A regular file.
    Bytes(Vec<u8>),
    /// Nothing.
    Gone,
    /// Something that is not read, and why.
    Trouble(Diagnostic),
    /// A file that a sync tool or an editor left beside a note: only its name counts.
    Leftover,
}

/// Takes a file's text into a map, or out of it. Returns whether that changed anything.
pub(crate) fn set<K: Ord>(map: &mut BTreeMap<K, String>, key: K, content: Content) -> bool {
    match content {
        Content::Bytes(bytes) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let same = map.get(&key) == Some(&text);
            map.insert(key, text);
            !same
        }
        Content::Gone | Content::Leftover | Content::Trouble(_) => map.remove(&key).is_some(),
    }
}
