//! What the config says of people below `people: list:`, and what the front matter of a running log
//! says of its person.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::people::evidence::{self, Evidence};
use crate::people::people::{People, Who};
use crate::people::person::{Person, blank, fill_person, read_keys, says_life};
use crate::people::proposals::Guess;
use crate::text::ids::{NotePath, PersonId, slug};
use crate::text::people_words;
use crate::text::person_name::{self, may_be_one};
use crate::text::span::{fold, without_accents};
use crate::text::yaml::Yaml;
use crate::vault::config::{CONFIG_PATH, Config, ListedPerson};
use crate::vault::vault::Vault;
use std::collections::BTreeMap;

impl People {
    /// The people whom 1-2-1s tell by themselves, where the config lists somebody without a name
    /// of whom no note tells: what it says is of the one who is called so.
    pub(super) fn found_without(&mut self, vault: &Vault) -> Vec<String> {
        self.index();
        let is_unknown = |(id, listed): (&PersonId, &ListedPerson)| {
            let named = listed.values.iter().any(|(key, _)| fold(key) == "name");
            !named && matches!(self.who(id.as_str()), Who::Nobody)
        };
        if !vault.config.people.iter().any(is_unknown) {
            return Vec::new();
        }
        self.find_me(&vault.config);
        self.index();
        let evidence = evidence::find(vault, &(&*self, vault));
        evidence.people.into_iter().map(|found| found.name).collect()
    }

    pub(super) fn add_listed(
        &mut self,
        config: &Config,
        found: &[String],
        said: &mut Vec<Diagnostic>,
    ) {
        for (id, listed) in &config.people {
            let get = |key: &str| {
                let key = fold(key);
                listed.values.iter().find(|(name, _)| fold(name) == key).map(|(_, value)| value)
            };
            let name = get("name").and_then(Yaml::text);
            // Without a name it is of somebody who is known by the id, the name or the first name.
            let known = match (&name, self.by_id.contains_key(id)) {
                (None, false) => self.one_named(id.as_str()),
                _ => None,
            };
            let mut called = found.iter().filter(|name| {
                let first = name.split_whitespace().next().unwrap_or(name);
                PersonId::new(name).as_ref() == Some(id)
                    || slug(&without_accents(first)) == id.as_str()
            });
            let called = match (&name, &known, called.next(), called.next()) {
                (None, None, Some(only), None) if !self.by_id.contains_key(id) => Some(only),
                _ => None,
            };
            let own = known.or_else(|| PersonId::new(called?)).unwrap_or_else(|| id.clone());
            // The entry of somebody with a note of their own, under another id.
            let base = self.by_id.remove(&own);
            let base = base.or_else(|| self.take_named(name.as_deref()?, id));
            let base = base.unwrap_or_else(|| Person {
                place: listed.place,
                ..blank(own.clone(), called.cloned().unwrap_or_else(|| own.to_string()))
            });
            let mut person = base;
            if own != *id && !person.aliases.iter().any(|alias| alias == id.as_str()) {
                person.aliases.push(id.to_string());
            }
            if let Some(name) = name {
                person.name = name;
            }
            fill_person(&mut person, &get, config, &mut |message| {
                let code = Code::ConfigBadValue;
                said.push(
                    Diagnostic::about_file(code, CONFIG_PATH, message).at_place(&listed.place),
                );
            });
            self.by_id.insert(own, person);
        }
    }

    /// Takes out the one person of a name; they go by the id `id` from now on, and by their own.
    fn take_named(&mut self, name: &str, id: &PersonId) -> Option<Person> {
        let called = |person: &&Person| without_accents(&person.name) == without_accents(name);
        let mut found = self.by_id.values().filter(called);
        let only = found.next().filter(|_| found.next().is_none())?.id.clone();
        let mut person = self.by_id.remove(&only)?;
        person.aliases.push(only.to_string());
        person.id = id.clone();
        Some(person)
    }

    /// The front matter of a running log is that of its person, who has no note of their own.
    pub(super) fn read_logs(
        &mut self,
        vault: &Vault,
        evidence: &Evidence,
        said: &mut Vec<Diagnostic>,
    ) {
        self.index();
        for (path, meeting) in &evidence.meetings {
            let Some(note) = vault.notes.get(path) else { continue };
            let is_log = || {
                let dated = vault.notes.clues(path).is_some_and(|clues| clues.dated_headings > 0);
                dated && note.front.text_of("date").is_none()
            };
            if !note.front.keys().any(|key| says_life(key)) || !is_log() {
                continue;
            }
            let name = meeting.person.as_deref().map(str::to_owned);
            let name = name.or_else(|| note.front.text_of("person"));
            let id = name.and_then(|name| self.one_named(&name));
            let person = id.and_then(|id| self.by_id.get_mut(&id));
            if let Some(person) = person.filter(|person| person.path.is_none() && !person.me) {
                read_keys(person, note, &vault.config, said);
            }
        }
    }

    /// What a note that is called as somebody is says that they are called as well, wherever it
    /// stands: `Zdenek Novak.md` with `aliases: [Zed]`. Whom nothing but that other name tells of
    /// is them.
    pub(super) fn read_aliases(&mut self, vault: &Vault) {
        let keys = people_words::words("alias_key");
        let says = |note: &&Note| keys.iter().any(|key| note.front.get(key).is_some());
        for note in vault.notes.values().filter(says) {
            let name = person_name::read(note.path.stem());
            let name = name.filter(|name| person_name::is_full(name) && !note.is_unread());
            let Some(name) = name.filter(|_| self.owner_of_note(&note.path).is_none()) else {
                continue;
            };
            let called = |person: &&Person| without_accents(&person.name) == without_accents(&name);
            let mut found = self.by_id.values().filter(called);
            let person = found.next().filter(|_| found.next().is_none());
            let Some(id) = person.filter(|one| one.path.is_none()).map(|one| one.id.clone()) else {
                continue;
            };
            let texts = keys.iter().filter_map(|key| note.front.get(key)).flat_map(Yaml::texts);
            for alias in texts.filter_map(|text| person_name::read(&text)) {
                self.take_other(&id, &alias, &vault.config);
                if let Some(person) = self.by_id.get_mut(&id)
                    && !person.aliases.contains(&alias)
                {
                    person.aliases.push(alias);
                }
            }
        }
    }

    /// Takes out whoever goes by another name of somebody, where nothing but 1-2-1s tells of them.
    fn take_other(&mut self, of: &PersonId, alias: &str, config: &Config) {
        let other = |one: &&Person| {
            without_accents(&one.name) == without_accents(alias)
                && one.id != *of
                && one.path.is_none()
                && !one.me
                && !config.people.contains_key(&one.id)
        };
        let other = self.by_id.values().find(other).map(|one| one.id.clone());
        let other = other.and_then(|id| self.by_id.remove(&id));
        if let (Some(other), Some(person)) = (other, self.by_id.get_mut(of)) {
            person.aliases.push(other.id.to_string());
            person.aliases.extend(other.aliases);
        }
    }

    /// Asks about notes with the name of a person and days in their headings, beside the logs of
    /// two others: in them nothing says 1-2-1.
    pub(super) fn ask_for_logs(&self, vault: &Vault, evidence: &mut Evidence) {
        const FEWEST: usize = 2;
        let dated =
            |path: &NotePath| vault.notes.clues(path).filter(|clues| clues.dated_headings > 0);
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        for path in evidence.meetings.keys().filter(|path| dated(path).is_some()) {
            *folders.entry(path.folder()).or_default() += 1;
        }
        folders.retain(|_, logs| *logs >= FEWEST);
        if folders.is_empty() {
            return;
        }
        let is_open = |path: &NotePath| {
            let guessed = evidence.guesses.iter().any(|(guessed, _)| guessed == path);
            let told = evidence.meetings.contains_key(path) || evidence.passed.contains_key(path);
            !guessed
                && !told
                && !evidence.ambiguous.contains_key(path)
                && self.owner_of_note(path).is_none()
        };
        let beside = vault.notes.values().filter(|note| folders.contains_key(note.path.folder()));
        let mut found = Vec::new();
        for note in beside.filter(|note| note.front.get("kind").is_none() && !note.is_unread()) {
            let Some(clues) = dated(&note.path).filter(|clues| clues.person.is_none()) else {
                continue;
            };
            let name = person_name::read(note.path.stem());
            let title = person_name::read(&note.title());
            let name = name.zip(title).filter(|(name, title)| may_be_one(name, title));
            let is_other = clues.template || clues.archived || clues.manager;
            if let Some((_, title)) = name.filter(|_| !is_other && is_open(&note.path)) {
                found.push((note.path.clone(), Guess::Log(title)));
            }
        }
        evidence.guesses.extend(found);
    }
}
