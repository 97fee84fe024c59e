//! What changed on the disk, as it is handed to the vault: paths and bytes, not yet read.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::text::ids::NotePath;
use crate::vault::config::{CONFIG_PATH, Config};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

/// What changed of what a vault says.
#[derive(Clone, Debug, Default)]
pub struct Stirred {
    /// Notes that say something else, with what they said before where that is known.
    pub notes: BTreeMap<NotePath, Option<Arc<Note>>>,
    /// Something changed besides them: settings, templates, which notes there are.
    pub more: bool,
    /// Notes in which only generated text changed, and files of ours.
    pub redone: BTreeSet<NotePath>,
}

impl Stirred {
    /// A complaint about a note is another one.
    pub(crate) fn note(&mut self, path: &str) {
        match NotePath::new(path) {
            Ok(path) => drop(self.notes.entry(path).or_default()),
            Err(_) => self.more = true,
        }
    }
}

/// The config that stands at its path, and what is wrong with it.
pub(crate) fn config_of(content: Content) -> (Config, Vec<Diagnostic>) {
    match content {
        Content::Bytes(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => Config::read(text),
            Err(_) => {
                let said = Diagnostic::about_file(
                    Code::ConfigUnreadable,
                    CONFIG_PATH,
                    "the config is not UTF-8",
                );
                (Config::default(), vec![said])
            }
        },
        Content::Gone | Content::Leftover => (Config::default(), Vec::new()),
        Content::Trouble(trouble) => (Config::default(), vec![trouble]),
    }
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
