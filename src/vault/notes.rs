//! The notes of a vault by path. A part of them costs a pointer for each, not a copy.

use crate::note::parse::Note;
use crate::text::ids::NotePath;
use crate::vault::clues::Clues;
use crate::vault::memo::Memo;
use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

/// Notes by path.
#[derive(Clone, Debug, Default)]
pub struct Notes(BTreeMap<NotePath, Held>);

/// A note, and what it alone tells of people.
#[derive(Clone, Debug)]
struct Held {
    note: Arc<Note>,
    clues: Arc<Clues>,
    memo: Arc<Memo>,
}

impl Notes {
    /// One note alone, which tells nothing of people.
    pub fn alone(note: Arc<Note>) -> Notes {
        let path = note.path.clone();
        Notes(BTreeMap::from([(path, Held { note, clues: Arc::default(), memo: Arc::default() })]))
    }

    /// The notes, by path.
    pub fn values(&self) -> impl Iterator<Item = &Note> {
        self.0.values().map(|held| held.note.as_ref())
    }

    /// The notes, each with what is remembered of it.
    pub fn with_memos(&self) -> impl Iterator<Item = (&Note, &Memo)> {
        self.0.values().map(|held| (held.note.as_ref(), held.memo.as_ref()))
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

    /// What the note at a path tells of people.
    pub fn clues(&self, path: &NotePath) -> Option<&Arc<Clues>> {
        self.0.get(path).map(|held| &held.clues)
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

    /// Puts a note at its path, with what it tells of people.
    pub fn insert(&mut self, path: NotePath, note: Note, clues: Clues) {
        let (note, clues) = (Arc::new(note), Arc::new(clues));
        self.0.insert(path, Held { note, clues, memo: Arc::default() });
    }

    /// Lets what an earlier run made of a note be remembered of it.
    pub fn remember(&mut self, path: &NotePath, memo: Arc<Memo>) {
        if let Some(held) = self.0.get_mut(path) {
            held.memo = memo;
        }
    }

    /// What is remembered of the note at a path.
    pub fn memo(&self, path: &NotePath) -> Option<&Memo> {
        self.0.get(path).map(|held| held.memo.as_ref())
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
