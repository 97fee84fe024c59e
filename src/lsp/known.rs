//! What is known of the vault between two looks: the model of the last one, with the open buffers
//! laid over the disk. Requests answer from it and never wait for the next.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::read::glance_at;
use crate::kind::Kind;
use crate::lsp::buffer::Buffer;
use crate::model::model::Model;
use crate::note::spelling::{Spelling, tag_path};
use crate::note::tag::TagRef;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::ids::{NotePath, PersonId, slug};
use crate::vault::vault::Vault;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// So many spellings of a kind are known.
const MOST_SPELLINGS: usize = 3;

/// A buffer that was laid over the disk, and its version.
pub type Laid = (i32, Arc<Buffer>);

/// What is known.
#[derive(Debug)]
pub struct Known {
    /// The vault's folder.
    pub root: PathBuf,
    /// The notes, buffers among them.
    pub vault: Vault,
    /// What they mean.
    pub model: Model,
    /// Complaints by path.
    pub said: BTreeMap<String, Vec<Diagnostic>>,
    /// The buffers in it.
    pub laid: BTreeMap<NotePath, Laid>,
    /// `#skill/x` in use, and how often.
    pub skills: BTreeMap<String, usize>,
    /// `#way/x` in use, and how often.
    pub ways: BTreeMap<String, usize>,
    /// How each kind is spelled here, as it is written, the most usual first.
    pub spelled: BTreeMap<Kind, Vec<String>>,
    /// How tags are read.
    pub spelling: Spelling,
}

impl Known {
    /// What a vault and its model tell.
    pub fn of(root: PathBuf, vault: Vault, model: Model, laid: BTreeMap<NotePath, Laid>) -> Known {
        let mut known = Known {
            root,
            spelling: vault.config.spelling(),
            said: BTreeMap::new(),
            vault,
            model,
            laid,
            skills: BTreeMap::new(),
            ways: BTreeMap::new(),
            spelled: BTreeMap::new(),
        };
        known.take_diagnostics(known.model.diagnostics.clone());
        known.count_words();
        known
    }

    /// Sorts complaints by their paths.
    pub fn take_diagnostics(&mut self, said: Vec<Diagnostic>) {
        self.said.clear();
        for problem in said {
            self.said.entry(problem.path.clone()).or_default().push(problem);
        }
    }

    fn count_words(&mut self) {
        /// A word of a tag: how often, and the newest place of it.
        type Words<'v> = BTreeMap<&'v str, (usize, &'v NotePath, u32)>;
        let mut spelled: BTreeMap<Kind, Words<'_>> = BTreeMap::new();
        for (path, item) in self
            .vault
            .notes
            .values()
            .flat_map(|note| note.items.iter().map(|item| (&note.path, item)))
        {
            for skill in &item.skills {
                *self.skills.entry(skill.clone()).or_default() += 1;
            }
            for way in &item.ways {
                *self.ways.entry(way.clone()).or_default() += 1;
            }
            for (kind, _) in &item.kinds {
                let own = item.spellings.iter().find(|(spelled, _)| spelled == kind);
                let word = own.map_or(kind.word(), |(_, word)| word.as_str());
                let line = item.place.line;
                let words = spelled.entry(*kind).or_default();
                let (count, ..) = words.entry(word).or_insert((0, path, line));
                *count += 1;
            }
        }
        let mut found = BTreeMap::new();
        for (kind, words) in spelled {
            let mut words: Vec<_> = words.into_iter().collect();
            // Of two that are equally usual, the first by name.
            words.sort_by_key(|(word, (count, ..))| (Reverse(*count), *word));
            words.truncate(MOST_SPELLINGS);
            let written = |(word, (_, path, line)): (&str, (usize, &NotePath, u32))| {
                self.written(word, path, line).unwrap_or_else(|| word.to_owned())
            };
            found.insert(kind, words.into_iter().map(written).collect::<Vec<String>>());
        }
        self.spelled = found;
        for (kind, own) in &self.vault.config.tags {
            if let Some(word) = own.first() {
                let word = word.trim_start_matches('#').to_owned();
                self.spelled.entry(*kind).or_insert_with(|| vec![word]);
            }
        }
    }

    /// A tag as it is written at a place: `HighFive` of what is read as `high-five`.
    fn written(&self, word: &str, path: &NotePath, line: u32) -> Option<String> {
        let number = line.checked_sub(1)? as usize;
        let laid = self.laid.get(path).map(|(_, buffer)| buffer.str());
        let read = laid.is_none().then(|| glance_at(&self.root.join(path.as_str())));
        let text = laid.or(read.as_ref().and_then(|text| text.as_deref()))?;
        let line = text.lines().nth(number)?;
        let tags = line.split('#').skip(1).map(|tag| {
            let end = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
            &tag[..tag.find(end).unwrap_or(tag.len())]
        });
        tags.map(str::to_owned).find(|tag| tag_path(tag) == word)
    }

    /// How a kind is spelled here.
    pub fn spelling_of(&self, kind: Kind) -> &str {
        let own = self.spelled.get(&kind).and_then(|words| words.first());
        own.map_or(kind.word(), String::as_str)
    }

    /// What a reading of items leans on.
    pub fn context(&self) -> Context<'_> {
        self.model.reading_context()
    }

    /// The items of a buffer that say something.
    pub fn entries_of<'b>(
        &'b self,
        buffer: &'b Buffer,
        said: &mut Vec<Diagnostic>,
    ) -> Vec<Entry<'b>> {
        match buffer.note.refused {
            Some(_) => Vec::new(),
            None => self.context().entries_of(&buffer.note, said),
        }
    }

    /// The entry at a byte of a buffer.
    pub fn entry_at<'b>(&'b self, buffer: &'b Buffer, at: usize) -> Option<Entry<'b>> {
        let item = buffer.item_at(at)?;
        let mut entries = self.entries_of(buffer, &mut Vec::new()).into_iter();
        entries.find(|entry| entry.at == item)
    }

    /// Whom the line at a byte is about: as its entry says, else whom it names, else the note.
    pub fn people_at(&self, buffer: &Buffer, at: usize) -> Vec<PersonId> {
        if let Some(entry) = self.entry_at(buffer, at) {
            return entry.people;
        }
        let ctx = self.context();
        let named: Vec<PersonId> = match buffer.item_at(at) {
            Some(item) => {
                let note = &buffer.note;
                let mut above =
                    std::iter::successors(Some(item), |item| note.items[*item].parent());
                let named = above.find_map(|item| {
                    let mentions = note.items[item].mentions.iter();
                    mentions.filter_map(|mention| ctx.person_of_mention(mention)).next()
                });
                named.or_else(|| ctx.person_above(note, &note.items[item])).into_iter().collect()
            }
            None => Vec::new(),
        };
        if !named.is_empty() {
            return named;
        }
        let owner =
            || self.model.people.owner_of_note(&buffer.path).map(|person| person.id.clone());
        self.model
            .meetings
            .person_of_note(&buffer.path)
            .cloned()
            .or_else(owner)
            .into_iter()
            .collect()
    }

    /// The goal of a person by a name that it has or had.
    pub fn goal_named(&self, person: &PersonId, name: &str) -> Option<&Goal> {
        let name = slug(name);
        let mut goals = self.model.goals_of(person);
        goals.find(|goal| goal.key.slug == name || goal.former.contains(&name))
    }

    /// The goals that a tag in a buffer names: of whom the line is about, else of that name alone.
    pub fn goals_at(&self, buffer: &Buffer, tag: &TagRef) -> Vec<&Goal> {
        let Some((Kind::Goal, name)) = self.spelling.kind_of_tag(&tag.path) else {
            return Vec::new();
        };
        let people = self.people_at(buffer, tag.span.start);
        if name.is_empty() {
            let entry = self.entry_at(buffer, tag.span.start);
            let keys = entry.map(|entry| goal::keys_of_entry(&entry)).unwrap_or_default();
            return keys.iter().filter_map(|key| self.goal_named(&key.person, &key.slug)).collect();
        }
        let found: Vec<&Goal> =
            people.iter().filter_map(|person| self.goal_named(person, name)).collect();
        if !found.is_empty() {
            return found;
        }
        let name = slug(name);
        let alike = |goal: &&Goal| goal.key.slug == name || goal.former.contains(&name);
        self.model.goals.iter().filter(alike).collect()
    }

    /// How a person is named in a line: the first name where it is theirs alone, else the handle.
    pub fn handle_of(&self, person: &PersonId) -> String {
        person.as_str().to_owned()
    }
}
