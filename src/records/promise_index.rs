//! The lines that make promises, kept so that those of a few people are found without looking at
//! all: one promise may stand in notes of several people.

use crate::records::promise;
use crate::records::promise::{Action, Key, Promised};
use crate::text::ids::{NotePath, PersonId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Lines that make promises, by what they promise.
#[derive(Debug, Default)]
pub struct Promises {
    lines: HashMap<Key, Vec<Promised>>,
    of_note: HashMap<NotePath, BTreeSet<Key>>,
    /// It may name a promise too many, after a note was changed.
    of_person: BTreeMap<PersonId, BTreeSet<Key>>,
}

impl Promises {
    /// Sorts lines by what they promise.
    pub fn of(lines: Vec<Promised>) -> Promises {
        let mut promises = Promises::default();
        for line in lines {
            promises.add_line(line);
        }
        // Most promises are made by one line, and a list that grows takes room for four.
        promises.lines.values_mut().for_each(|lines| {
            promise::sort(lines);
            lines.shrink_to_fit();
        });
        promises
    }

    /// Puts the lines of a note in the place of those that it had.
    pub fn put_note(&mut self, note: &NotePath, lines: Vec<Promised>) {
        for key in self.of_note.remove(note).unwrap_or_default() {
            if let Some(of_key) = self.lines.get_mut(&key) {
                of_key.retain(|line| line.source.path != *note);
            }
        }
        for line in lines {
            let key = line.key();
            self.add_line(line);
            self.lines.get_mut(&key).into_iter().for_each(|lines| promise::sort(lines));
        }
    }

    /// The promises of these people and to them.
    pub fn promises_of(&self, people: &BTreeSet<PersonId>) -> Vec<Action> {
        let keys =
            people.iter().flat_map(|person| self.of_person.get(person).into_iter().flatten());
        let keys: BTreeSet<&Key> = keys.collect();
        let lines = keys.into_iter().filter_map(|key| self.lines.get(key));
        let theirs = lines.filter(|lines| lines.iter().any(|line| line.concerns_any(people)));
        promise::fold(theirs.flatten())
    }

    fn add_line(&mut self, line: Promised) {
        let key = line.key();
        for person in line.sides() {
            let of_person = self.of_person.entry(person.clone()).or_default();
            of_person.insert(key.clone());
        }
        self.of_note.entry(line.source.path.clone()).or_default().insert(key.clone());
        self.lines.entry(key).or_default().push(line);
    }
}
