//! The people: who is in the vault, by which names, and what their own note says of them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::name;
use crate::note::parse::Note;
use crate::people::person::{Person, blank, fill, is_page, read_note};
use crate::text::glob::Globs;
use crate::text::ids::{NotePath, PersonId};
use crate::text::span::{fold, nearest, plain};
use crate::text::yaml::Yaml;
use crate::vault::config::{CONFIG_PATH, Config};
use crate::vault::layout::Layout;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// All people and the names they go by.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// By id.
    pub by_id: BTreeMap<PersonId, Person>,
    /// The lead.
    pub me: Option<PersonId>,
    notes: BTreeMap<NotePath, PersonId>,
    names: BTreeMap<String, BTreeSet<PersonId>>,
    first_names: BTreeMap<String, BTreeSet<PersonId>>,
}

/// Who a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// This person.
    One(PersonId),
    /// Several people go by it.
    Many(Vec<PersonId>),
    /// Nobody known.
    Nobody,
}

impl People {
    /// Finds the people of a vault.
    pub fn of(vault: &Vault, layout: &Layout, said: &mut Vec<Diagnostic>) -> People {
        let mut people = People::default();
        let globs = vault.told.people.as_ref();
        let notes = vault.person_notes().filter(|note| !is_page(note));
        for note in notes {
            let matched = globs.is_some_and(|globs| fits(globs, note, layout));
            let kind = note.front.text("kind").map(|kind| fold(&kind));
            let is_person = match kind.as_deref() {
                Some("person") => true,
                Some(_) => false,
                // A note that says whom it is about is not that person: a scorecard, say.
                None if note.front.get("person").is_some() => false,
                None => matched || note.front.tags().iter().any(|tag| tag == "person"),
            };
            if is_person && let Some(person) = read_note(note, &vault.config, said) {
                people.add(person);
            }
        }
        people.add_listed(&vault.config, said);
        people.find_me(&vault.config);
        people.index();
        people
    }

    /// Who goes by a name: `alice`, `@Alice`, `[[people.alice|Ali]]`'s sides, `Alice Fischer`.
    pub fn who(&self, name: &str) -> Who {
        for candidate in name::forms(name) {
            let key = plain(candidate);
            if key == "me" || key == "i" {
                return self.me.clone().map_or(Who::Nobody, Who::One);
            }
            for index in [&self.names, &self.first_names] {
                if let Some(found) = index.get(&key) {
                    let mut ids: Vec<PersonId> = found.iter().cloned().collect();
                    return match ids.len() {
                        1 => Who::One(ids.remove(0)),
                        _ => Who::Many(ids),
                    };
                }
            }
        }
        Who::Nobody
    }

    /// Hashes of all names under which `who` finds anybody, sorted.
    fn hashes(&self) -> Vec<u32> {
        let me = self.me.iter().flat_map(|_| ["me", "i"]);
        let names = self.names.keys().chain(self.first_names.keys()).map(String::as_str);
        let mut hashes: Vec<u32> = names.chain(me).map(name::hash).collect();
        hashes.sort_unstable();
        hashes
    }

    /// The one person of that name.
    pub fn one(&self, name: &str) -> Option<PersonId> {
        match self.who(name) {
            Who::One(id) => Some(id),
            _ => None,
        }
    }

    /// The person at the head of a text such as `Alice: …`, `Alice Fischer (30 min)`, `@alice`.
    pub fn leading(&self, text: &str) -> Option<PersonId> {
        name::leading(text).find_map(|name| self.one(&name))
    }

    /// The nearest known name to one that nobody has.
    pub fn near(&self, name: &str) -> Option<&str> {
        let all = self.names.keys().chain(self.first_names.keys()).map(String::as_str);
        nearest(&plain(name), all)
    }

    /// The person of an id.
    pub fn get(&self, id: &PersonId) -> Option<&Person> {
        self.by_id.get(id)
    }

    /// The person whose own note this is.
    pub fn owner(&self, note: &NotePath) -> Option<&Person> {
        self.notes.get(note).and_then(|id| self.by_id.get(id))
    }

    /// The first name, or the id: how a line speaks of a person.
    pub fn call(&self, id: &PersonId) -> String {
        let Some(person) = self.by_id.get(id) else {
            return id.to_string();
        };
        let first = person.name.split_whitespace().next().unwrap_or(&person.name);
        let shared = self.first_names.get(&plain(first)).is_some_and(|ids| ids.len() > 1);
        if shared { person.name.clone() } else { first.to_owned() }
    }

    /// How somebody of this vault is named in a line, for hints: `@eva`.
    pub fn example(&self) -> String {
        let name = |person: &Person| {
            let first = plain(person.name.split_whitespace().next().unwrap_or(""));
            let is_tag = !first.is_empty() && first.chars().all(char::is_alphanumeric);
            let alone = is_tag && self.one(&first).as_ref() == Some(&person.id);
            if alone { first } else { person.id.to_string() }
        };
        let note = |person: &&Person| person.path.is_some() && person.report != Some(false);
        let found = self.others().find(note).or_else(|| self.others().next());
        found.map_or_else(|| "@alice".to_owned(), |person| format!("@{}", name(person)))
    }

    /// Whether this is the lead.
    pub fn is_me(&self, id: &PersonId) -> bool {
        self.me.as_ref() == Some(id)
    }

    /// Everybody who is neither the lead nor the lead's manager.
    pub fn others(&self) -> impl Iterator<Item = &Person> {
        self.by_id.values().filter(|person| !person.me && !person.manager)
    }

    fn add(&mut self, person: Person) {
        // Two notes of one person: the first by path is theirs, the other lends its aliases.
        match self.by_id.get_mut(&person.id) {
            Some(present) => {
                present.aliases.push(person.name);
                present.aliases.extend(person.aliases);
            }
            None => {
                self.by_id.insert(person.id.clone(), person);
            }
        }
    }

    fn add_listed(&mut self, config: &Config, said: &mut Vec<Diagnostic>) {
        for (id, listed) in &config.people {
            let base = self.by_id.remove(id).unwrap_or_else(|| Person {
                place: listed.place,
                ..blank(id.clone(), id.to_string())
            });
            let get = |key: &str| {
                let key = fold(key);
                listed.values.iter().find(|(name, _)| fold(name) == key).map(|(_, value)| value)
            };
            let mut person = base;
            if let Some(name) = get("name").and_then(Yaml::text) {
                person.name = name;
            }
            fill(&mut person, &get, config, &mut |message| {
                let code = Code::ConfigBadValue;
                said.push(Diagnostic::file(code, CONFIG_PATH, message).at(&listed.place));
            });
            self.by_id.insert(id.clone(), person);
        }
    }

    fn find_me(&mut self, config: &Config) {
        self.me = match &config.me {
            Some(name) => {
                self.index();
                let known = self.one(name.as_str());
                let id = known.unwrap_or_else(|| name.clone());
                let person = self.by_id.entry(id.clone());
                person.or_insert_with(|| blank(id.clone(), capital(id.as_str())));
                Some(id)
            }
            None => self.by_id.values().find(|person| person.me).map(|person| person.id.clone()),
        };
        for person in self.by_id.values_mut() {
            person.me = self.me.as_ref() == Some(&person.id);
        }
    }

    fn index(&mut self) {
        self.names.clear();
        self.first_names.clear();
        self.notes.clear();
        for person in self.by_id.values() {
            if let Some(path) = &person.path {
                self.notes.entry(path.clone()).or_insert_with(|| person.id.clone());
            }
            let mut names = vec![person.id.as_str(), person.name.as_str()];
            names.extend(person.path.as_ref().map(NotePath::stem));
            names.extend(person.aliases.iter().map(String::as_str));
            for name in &names {
                let key = plain(name);
                self.names.entry(key).or_default().insert(person.id.clone());
            }
            let first = person.name.split_whitespace().next().unwrap_or("");
            if !first.is_empty() {
                self.first_names.entry(plain(first)).or_default().insert(person.id.clone());
            }
        }
    }
}

/// The silent notes that name somebody: they have to be read whole after all.
pub fn called(vault: &mut Vault) -> Vec<NotePath> {
    if !vault.silent.has_unheard() {
        return Vec::new();
    }
    let hashes = People::of(vault, &vault.first_look, &mut Vec::new()).hashes();
    vault.silent.heard(&hashes)
}

fn fits(globs: &Globs, note: &Note, layout: &Layout) -> bool {
    let path = note.path.as_str();
    globs.fits(path)
        || layout.label_first() && globs.fits(path.strip_prefix(&layout.home).unwrap_or(path))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}
