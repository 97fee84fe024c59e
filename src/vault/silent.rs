//! The notes that say nothing: their paths, and the names in them as hashes.
//!
//! One that holds a person's name has to be parsed after all; which those are is asked again only
//! of notes that are new here, or of all when the people may be others.

use crate::text::ids::NotePath;
use std::collections::{BTreeMap, BTreeSet};

/// The silent notes of a vault.
#[derive(Clone, Debug, Default)]
pub struct SilentNotes {
    names: BTreeMap<NotePath, Box<[u32]>>,
    unheard: BTreeSet<NotePath>,
    all_unheard: bool,
}

impl SilentNotes {
    /// Keeps a note with the sorted hashes of the names in it.
    pub fn keep(&mut self, path: NotePath, names: Box<[u32]>) {
        if self.names.get(&path) == Some(&names) {
            return;
        }
        if !names.is_empty() {
            self.unheard.insert(path.clone());
        }
        self.names.insert(path, names);
    }

    /// Forgets a note. Returns whether it was here.
    pub fn forget(&mut self, path: &NotePath) -> bool {
        self.unheard.remove(path);
        self.names.remove(path).is_some()
    }

    /// Whether a note is here.
    pub fn has(&self, path: &NotePath) -> bool {
        self.names.contains_key(path)
    }

    /// The hashes of the names in a note that is here.
    pub fn names_in(&self, path: &NotePath) -> Option<&[u32]> {
        self.names.get(path).map(AsRef::as_ref)
    }

    /// Their paths.
    pub fn paths(&self) -> impl Iterator<Item = &NotePath> {
        self.names.keys()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The people may be others now.
    pub fn ask_all(&mut self) {
        self.all_unheard = true;
    }

    /// Whether some were not asked for the people's names yet.
    pub fn has_unheard(&self) -> bool {
        self.all_unheard || !self.unheard.is_empty()
    }

    /// Those that hold one of the names, by their sorted hashes.
    pub fn heard(&mut self, names: &[u32]) -> Vec<NotePath> {
        let calls = |held: &[u32]| held.iter().any(|name| names.binary_search(name).is_ok());
        let unheard = std::mem::take(&mut self.unheard);
        if std::mem::take(&mut self.all_unheard) {
            let all = self.names.iter().filter(|(_, held)| calls(held));
            return all.map(|(path, _)| path.clone()).collect();
        }
        let held = |path: &NotePath| self.names.get(path).is_some_and(|held| calls(held));
        unheard.into_iter().filter(held).collect()
    }
}
