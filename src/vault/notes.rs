//! The notes of a vault by path. A part of them costs a pointer for each, not a copy.

use crate::note::parse::Note;
use crate::text::ids::NotePath;
use crate::vault::clues::Clues;
use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::{Arc, OnceLock};

/// Notes by path.
#[derive(Clone, Debug, Default)]
pub struct Notes(BTreeMap<NotePath, Held>);

/// A note, and what it tells of people, once that was asked.
#[derive(Clone, Debug)]
struct Held {
    note: Arc<Note>,
    clues: OnceLock<Arc<Clues>>,
}

impl Notes {
    /// One note alone.
    pub fn alone(note: Arc<Note>) -> Notes {
        let path = note.path.clone();
        Notes(BTreeMap::from([(path, Held { note, clues: OnceLock::new() })]))
    }

    /// The notes, by path.
    pub fn values(&self) -> impl Iterator<Item = &Note> {
        self.0.values().map(|held| held.note.as_ref())
    }

    /// Their paths.
    pub fn keys(&self) -> impl Iterator<Item = &NotePath> + Clone {
        self.0.keys()
    }

    /// The note at a path.
    pub fn get(&self, path: &NotePath) -> Option<&Note> {
        self.0.get(path).map(|held| held.note.as_ref())
    }

    /// The note at a path, to be kept.
    pub fn shared(&self, path: &NotePath) -> Option<Arc<Note>> {
        self.0.get(path).map(|held| held.note.clone())
    }

    /// What the note at a path tells of people; `find` finds it out when nobody asked before.
    pub fn clues(&self, path: &NotePath, find: impl FnOnce(&Note) -> Clues) -> Option<Arc<Clues>> {
        let held = self.0.get(path)?;
        Some(held.clues.get_or_init(|| Arc::new(find(&held.note))).clone())
    }

    /// The notes of which nobody has asked yet what they tell of people.
    pub fn without_clues(&self) -> impl Iterator<Item = &Note> {
        let unasked = self.0.values().filter(|held| held.clues.get().is_none());
        unasked.map(|held| held.note.as_ref())
    }

    /// Forgets what notes tell of people: it is read otherwise now.
    pub fn forget_clues(&mut self) {
        self.0.values_mut().for_each(|held| held.clues = OnceLock::new());
    }

    /// Whether there is a note at a path.
    pub fn contains_key(&self, path: &NotePath) -> bool {
        self.0.contains_key(path)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a note at its path.
    pub fn insert(&mut self, path: NotePath, note: Note) {
        self.0.insert(path, Held { note: Arc::new(note), clues: OnceLock::new() });
    }

    /// Takes a note out. Returns whether it was there.
    pub fn remove(&mut self, path: &NotePath) -> bool {
        self.0.remove(path).is_some()
    }

    /// Takes all of them out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Those of these paths that are here.
    pub fn part<'p>(&self, paths: impl Iterator<Item = &'p NotePath>) -> Notes {
        let shared = |path: &NotePath| Some((path.clone(), self.0.get(path)?.clone()));
        Notes(paths.filter_map(shared).collect())
    }
}

impl Index<&NotePath> for Notes {
    type Output = Note;

    fn index(&self, path: &NotePath) -> &Note {
        &self.0[path].note
    }
}
