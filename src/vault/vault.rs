//! The ground state: the notes by path, the config, the templates, the settings beside them.
//!
//! `apply` is the first load and every later one. What is derived from it is made anew elsewhere.
//!
//! A vault that is `sieved` parses only the notes that may say something; of the others it keeps
//! the paths and the names in them. `people::silent_notes_naming` tells which of those have to be
//! read after
//! all, because they name somebody; `fs/read.rs` takes them in. What the vault means is the same.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::note::prefilter::Sieve;
use crate::note::spelling::Spelling;
use crate::text::executor::{Hands, OneHand};
use crate::text::glob::Globs;
use crate::text::ics::Appointment;
use crate::text::ids::NotePath;
use crate::vault::beside::{Files, calendar_path, hidden, is_beside};
use crate::vault::change::{Change, Content, Stirred, config_of, set};
use crate::vault::config::{CONFIG_PATH, Config};
use crate::vault::elsewhere::Elsewhere;
use crate::vault::layout::{Layout, MEETING_WORDS, SETTINGS, leftover};
use crate::vault::names::Names;
use crate::vault::notes::Notes;
use crate::vault::obsidian;
use crate::vault::reading::{Reader, Reading};
use crate::vault::silent::SilentNotes;
use crate::vault::told::{ToldPatterns, says_person};
use crate::vault::trust::Trust;
use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Where a vault's own templates stand.
pub const TEMPLATE_FOLDER: &str = ".vault121/templates/";

/// By this the complaint about an outside calendar is known: no file has such a name.
const OUTSIDE_CALENDAR: &str = "calendar.read:";

/// A vault as it was read.
#[derive(Clone, Debug)]
pub struct Vault {
    pub config: Config,
    /// Its notes; in a sieved vault, those that may say something.
    pub notes: Notes,
    /// Pictures and the calendar file, which stand beside the notes.
    pub files: Files,
    /// Events of an outside calendar that are somebody's 1-2-1.
    pub appointments: Vec<Appointment>,
    /// The characters of boxes whose meaning is from the settings of Tasks.
    tasks_marks: BTreeSet<char>,
    /// Its own templates, by file name without `.md`.
    pub templates: BTreeMap<String, String>,
    /// Texts of templates of Obsidian for the notes of 1-2-1s, by path.
    pub own_templates: BTreeMap<NotePath, String>,
    /// Which of them are trusted with what is the lead's alone.
    pub trust: Trust,
    /// Settings of Dendron and Obsidian, by path.
    pub settings: BTreeMap<String, String>,
    /// Files that sync tools and editors left.
    pub leftovers: BTreeSet<String>,
    /// Folders that are vaults of their own: their notes are not ours to read or to write.
    nested: BTreeSet<String>,
    /// Copies of notes, each with its note: they are not read.
    copies: BTreeMap<String, String>,
    /// Where the vault's own templates are rendered; `None`: here, with nothing but fuel to bound
    /// them.
    pub elsewhere: Option<Arc<dyn Elsewhere>>,
    /// Who does what can be done at once.
    pub hands: Arc<dyn Hands>,
    /// Complaints by the path they are about.
    said: BTreeMap<String, Vec<Diagnostic>>,
    spelling: Spelling,
    ignored: Globs,
    /// How the vault is kept, as far as config and settings tell.
    pub(crate) first_look: Layout,
    /// What a note's path tells of it.
    pub(crate) told: ToldPatterns,
    /// The notes that may be a person's.
    people: BTreeSet<NotePath>,
    sieve: Option<Sieve>,
    /// Its notes that say nothing.
    pub silent: SilentNotes,
    stirred: Stirred,
    /// Which notes there are; empty when some came or went since it was asked.
    names: OnceLock<(Names, Vec<NotePath>)>,
}

impl Default for Vault {
    fn default() -> Vault {
        let config = Config::default();
        Vault {
            spelling: config.spelling(),
            ignored: config.left_out(),
            first_look: Layout::at_first(&BTreeMap::new(), &config),
            config,
            notes: Notes::default(),
            files: Files::new(),
            appointments: Vec::new(),
            tasks_marks: BTreeSet::new(),
            templates: BTreeMap::new(),
            trust: Trust::default(),
            settings: BTreeMap::new(),
            own_templates: BTreeMap::new(),
            leftovers: BTreeSet::new(),
            nested: BTreeSet::new(),
            copies: BTreeMap::new(),
            elsewhere: None,
            hands: Arc::new(OneHand),
            said: BTreeMap::new(),
            told: ToldPatterns::default(),
            people: BTreeSet::new(),
            sieve: None,
            silent: SilentNotes::default(),
            stirred: Stirred::default(),
            names: OnceLock::new(),
        }
    }
}

impl Vault {
    /// A vault that parses only the notes that may say something.
    pub fn sieved() -> Vault {
        let vault = Vault::default();
        Vault { sieve: Some(Sieve::new(&vault.spelling, MEETING_WORDS)), ..vault }
    }

    /// The same vault, which parses every note that it is given from now on.
    #[must_use]
    pub fn unsieved(self) -> Vault {
        Vault { sieve: None, ..self }
    }

    /// Whether a template of the vault's own is trusted as it is now.
    pub fn trusts(&self, file: &str) -> bool {
        self.trust.is_given(&self.templates, file)
    }

    /// Whether there is a note at a path.
    pub fn has(&self, path: &NotePath) -> bool {
        self.notes.contains_key(path) || self.silent.has(path)
    }

    /// The note at a path; of a silent one, its name.
    pub fn note(&self, path: &NotePath) -> Option<Cow<'_, Note>> {
        let silent = || self.silent.has(path).then(|| Note::bare_note(path.clone()));
        self.notes.get(path).map(Cow::Borrowed).or_else(|| silent().map(Cow::Owned))
    }

    /// What the vault says otherwise than when this was last asked.
    pub fn stirred(&mut self) -> Stirred {
        std::mem::take(&mut self.stirred)
    }

    /// How many notes there are.
    pub fn count(&self) -> usize {
        self.notes.len() + self.silent.count()
    }

    /// All notes by file name.
    pub fn names(&self) -> Names {
        self.names_and_twins().0.clone()
    }

    /// Notes that some file system would hold as one file with another note, by path.
    pub fn twins(&self) -> impl Iterator<Item = &NotePath> {
        self.names_and_twins().1.iter()
    }

    /// The notes that may be a person's, by path.
    pub fn person_notes(&self) -> impl Iterator<Item = &Note> {
        self.people.iter().filter_map(|path| self.notes.get(path))
    }

    /// Whether a note may be a person's.
    pub fn is_persons(&self, path: &NotePath) -> bool {
        self.people.contains(path)
    }

    /// Whether the file at this path is one we read: a note, the config, a template, a setting.
    pub fn wants(&self, path: &str) -> bool {
        if self.is_nested(path) {
            return false;
        }
        if path == CONFIG_PATH || SETTINGS.contains(&path) {
            return true;
        }
        if let Some(name) = path.strip_prefix(TEMPLATE_FOLDER) {
            return name.ends_with(".md") && !name.contains('/');
        }
        if is_beside(&self.config, path) {
            return !hidden(path);
        }
        let ending = path.len().checked_sub(3).filter(|at| *at > 0).and_then(|at| path.get(at..));
        let is_note = ending.is_some_and(|ending| ending.eq_ignore_ascii_case(".md"));
        let name = path.rsplit('/').next().unwrap_or(path);
        is_note
            && !hidden(path)
            && leftover(name).is_none()
            && !self.ignored.fits(path)
            && !self.first_look.is_template(path)
    }

    /// Whether a path lies in a vault of its own.
    pub fn is_nested(&self, path: &str) -> bool {
        let within = |folder: &String| {
            path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.nested.iter().any(within)
    }

    /// Whether there is a copy of the note at a path.
    pub fn has_copy(&self, path: &str) -> bool {
        self.copies.iter().any(|(copy, original)| copy == path || original == path)
    }

    /// Notes which files are copies of notes. Returns whether that is news.
    pub fn hold_copies(&mut self, copies: BTreeMap<String, String>) -> bool {
        if self.copies == copies {
            return false;
        }
        let gone: Vec<String> = self.copies.keys().cloned().collect();
        gone.iter().for_each(|copy| self.say(copy, Vec::new()));
        for (copy, original) in &copies {
            let message = format!("a copy of `{original}`: it is not read");
            self.say(copy, vec![Diagnostic::about_file(Code::SyncLeftover, copy, message)]);
        }
        self.stirred.more = true;
        self.copies = copies;
        true
    }

    /// Notes which folders are vaults of their own. Returns whether that is news.
    pub fn hold_nested(&mut self, nested: BTreeSet<String>) -> bool {
        let is_news = self.nested != nested;
        let gone: Vec<String> = self.nested.difference(&nested).cloned().collect();
        gone.iter().for_each(|folder| self.say(folder, Vec::new()));
        for folder in &nested {
            let message = "a vault of its own: nothing in it is read or written from here";
            self.say(folder, vec![Diagnostic::about_file(Code::NestedVault, folder, message)]);
        }
        self.stirred.more |= is_news;
        self.nested = nested;
        is_news
    }

    /// Takes in what an outside calendar holds, and what is wrong with it. Returns whether that is
    /// news.
    pub fn hold_calendar(&mut self, held: Vec<Appointment>, wrong: Option<Diagnostic>) -> bool {
        let before = self.said.remove(OUTSIDE_CALENDAR);
        let said: Vec<Diagnostic> = wrong.into_iter().collect();
        let is_news = before.unwrap_or_default() != said || self.appointments != held;
        if !said.is_empty() {
            self.said.insert(OUTSIDE_CALENDAR.to_owned(), said);
        }
        self.appointments = held;
        is_news
    }

    /// What is wrong with the outside calendar, when it cannot be read.
    pub fn calendar_unread(&self) -> Option<&Diagnostic> {
        self.said.get(OUTSIDE_CALENDAR)?.first()
    }

    /// Whether a file is a leftover of a sync tool or an editor beside a note that we read.
    pub fn is_leftover(&self, path: &str) -> bool {
        let (folder, name) =
            path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        leftover(name).is_some_and(|original| {
            let beside = if folder.is_empty() { original } else { format!("{folder}/{original}") };
            self.wants(&beside)
        })
    }

    /// Takes in the changes. Returns true when the config changed, so that every note has to be
    /// read again: tags may be spelled otherwise now.
    pub fn apply(&mut self, changes: Vec<Change>) -> bool {
        let had_notes = self.count() > 0;
        let (mut notes, mut settings) = (Vec::new(), Vec::new());
        let (mut config_came, mut reload) = (false, false);
        for change in changes {
            let of_note = !change.path.starts_with('.') && change.path != "dendron.yml";
            self.stirred.more |= !of_note;
            if change.path == CONFIG_PATH {
                config_came = true;
                reload |= self.set_config(change.content);
            } else if SETTINGS.contains(&change.path.as_str()) {
                settings.push(change);
            } else {
                notes.push(change);
            }
        }
        let kept_otherwise = !settings.is_empty() || !self.told.is_made() || config_came;
        for change in settings {
            set(&mut self.settings, change.path, change.content);
        }
        if kept_otherwise {
            reload |= self.tell();
        }
        for change in notes {
            self.take(change);
        }
        reload && had_notes
    }

    /// Reads notes as this vault reads them, without changing it.
    pub fn reader(&self) -> Reader<'_> {
        Reader { sieve: self.sieve.clone(), ..self.whole_reader() }
    }

    /// The same for notes that are to be parsed whatever they hold: they name somebody.
    pub fn whole_reader(&self) -> Reader<'_> {
        let (config, notes, told, spelling) =
            (&self.config, &self.notes, &self.told, &self.spelling);
        Reader { config, notes, told, spelling, sieve: None }
    }

    fn names_and_twins(&self) -> &(Names, Vec<NotePath>) {
        self.names.get_or_init(|| {
            let paths = || self.notes.keys().chain(self.silent.paths());
            (Names::of(paths()), Names::twins(paths()))
        })
    }

    /// A note came or went: links may lead elsewhere now.
    fn came_or_went(&mut self) {
        self.names.take();
        self.stirred.more = true;
    }

    /// Finds out what paths tell, from config and settings. Returns whether that is otherwise now.
    fn tell(&mut self) -> bool {
        self.learn_statuses();
        let before = std::mem::take(&mut self.first_look.templates);
        self.first_look = Layout::at_first(&self.settings, &self.config);
        let told = ToldPatterns::of(&self.config, &self.first_look, &self.told);
        let differs = told.as_ref().is_some_and(|told| told.differs(&self.told));
        self.told = told.unwrap_or_else(|| std::mem::take(&mut self.told));
        differs || before != self.first_look.templates
    }

    /// Takes what the characters of boxes mean from the settings of Tasks, where neither the config
    /// nor our own table says it.
    fn learn_statuses(&mut self) {
        for mark in std::mem::take(&mut self.tasks_marks) {
            self.config.statuses.remove(&mark);
        }
        for (mark, status) in obsidian::statuses(&self.settings) {
            if let Entry::Vacant(free) = self.config.statuses.entry(mark) {
                free.insert(status);
                self.tasks_marks.insert(mark);
            }
        }
    }

    /// Forgets the notes, for a load from scratch under a new config.
    pub fn forget_notes(&mut self) {
        self.notes.clear();
        self.silent = SilentNotes::default();
        self.people.clear();
        self.came_or_went();
        self.files.clear();
        self.said.retain(|path, _| path == CONFIG_PATH || path == OUTSIDE_CALENDAR);
    }

    /// Forgets what the notes say, not what is wrong with files that are none: that were news then.
    pub fn rest(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        let mut said = std::mem::take(&mut self.said);
        said.retain(|path, _| NotePath::new(path).map_or(true, |path| !notes.contains_key(&path)));
        self.forget_notes();
        self.said = said;
        self.stirred();
    }

    /// Complaints about the file at this path.
    pub fn said_of(&self, path: &str) -> &[Diagnostic] {
        self.said.get(path).map_or(&[], Vec::as_slice)
    }

    /// Complaints about single files.
    pub fn said(&self) -> impl Iterator<Item = &Diagnostic> {
        self.said.values().flatten()
    }

    /// Whether the config could be read; if not, nothing is to be written.
    pub fn config_is_sound(&self) -> bool {
        self.said.get(CONFIG_PATH).is_none_or(Vec::is_empty)
    }

    fn set_config(&mut self, content: Content) -> bool {
        let (config, said) = config_of(content);
        self.say(CONFIG_PATH, said);
        let ignored_differ = config.ignore != self.config.ignore
            || config.unread != self.config.unread
            || calendar_path(&config) != calendar_path(&self.config);
        let spelling = config.spelling();
        let differs = spelling != self.spelling || ignored_differ;
        if let Some(sieve) = self.sieve.as_mut().filter(|_| spelling != self.spelling) {
            *sieve = Sieve::new(&spelling, MEETING_WORDS);
        }
        // Listed people may have other names now.
        self.silent.ask_all();
        self.spelling = spelling;
        self.ignored = config.left_out();
        self.config = config;
        self.tasks_marks.clear();
        differs
    }

    fn take(&mut self, change: Change) {
        let Change { path, content } = change;
        if let Some(name) = path.strip_prefix(TEMPLATE_FOLDER) {
            let name = name.trim_end_matches(".md").to_owned();
            let said = match &content {
                Content::Trouble(trouble) => vec![trouble.clone()],
                _ => Vec::new(),
            };
            self.say(&path, said);
            set(&mut self.templates, name, content);
        } else if is_beside(&self.config, &path)
            && let Ok(file) = NotePath::new(&path)
        {
            self.take_file(file, content);
        } else {
            self.take_note(path, content);
        }
    }

    fn take_file(&mut self, path: NotePath, content: Content) {
        if set(&mut self.files, path.clone(), content) {
            self.stirred.redone.insert(path);
        }
    }

    fn take_note(&mut self, path: String, content: Content) {
        if matches!(content, Content::Leftover) {
            self.stirred.more |= self.leftovers.insert(path);
            return;
        }
        self.stirred.more |= self.leftovers.remove(&path);
        let Ok(note_path) = NotePath::new(&path) else {
            let said = match content {
                Content::Trouble(trouble) => vec![trouble],
                _ => Vec::new(),
            };
            return self.say(&path, said);
        };
        match content {
            Content::Bytes(bytes) => self.take_bytes(note_path, &bytes),
            Content::Gone | Content::Leftover => {
                self.forget(&note_path);
                self.say(&path, Vec::new());
            }
            Content::Trouble(trouble)
                if matches!(trouble.code, Code::Unreadable | Code::TooLarge) =>
            {
                // It is there, and what it says may hold something back.
                let (note, _) = Note::refused_note(&note_path, trouble.code, "");
                self.take_reading(note_path, Reading::Said(Box::new(note), vec![trouble], None));
            }
            Content::Trouble(trouble) => {
                self.forget(&note_path);
                self.say(&path, vec![trouble]);
            }
        }
    }

    fn take_bytes(&mut self, path: NotePath, bytes: &[u8]) {
        let reading = self.reader().read(&path, bytes);
        self.take_reading(path, reading);
    }

    /// Takes in what a note was read to say.
    pub fn take_reading(&mut self, path: NotePath, reading: Reading) {
        self.stirred.more |= self.leftovers.remove(path.as_str());
        let (note, said, clues) = match reading {
            Reading::Beside(bytes) => return self.take_file(path, Content::Bytes(bytes)),
            Reading::Silent(names) => {
                if !self.silent.has(&path) {
                    self.came_or_went();
                }
                self.say(path.as_str(), Vec::new());
                self.silent.keep(path, names);
                return;
            }
            // The note is there, and says nothing but that.
            Reading::Said(note, ..) if note.is_unread() => {
                let front = note.front.with_only("read");
                (Note { front, ..Note::bare_note(path.clone()) }, Vec::new(), None)
            }
            Reading::Said(note, said, clues) => (*note, said, clues),
        };
        let clues = clues.map_or_else(|| self.told.clues(&note), |clues| *clues);
        let before = self.notes.get(&path);
        let same = before.is_some_and(|before| note.says_what(before));
        if !same {
            let before = self.notes.shared(&path);
            self.stirred.notes.entry(path.clone()).or_insert(before);
            if !self.has(&path) {
                self.came_or_went();
            }
            self.silent.forget(&path);
            let person = self.told.person(path.as_str()) || says_person(&note);
            let was_person = self.people.remove(&path);
            if was_person || person {
                self.silent.ask_all();
            }
            self.stirred.more |= was_person != person;
            // Who is a person and which note is a 1-2-1, all notes say together.
            let told = self.notes.clues(&path).is_some_and(|before| **before != clues);
            self.stirred.more |= told;
            self.people.extend(person.then(|| path.clone()));
        } else if before.is_some_and(|before| note.regions != before.regions) {
            self.stirred.redone.insert(path.clone());
        }
        self.say(path.as_str(), said);
        self.notes.insert(path, note, clues);
    }

    fn forget(&mut self, path: &NotePath) {
        if self.has(path) {
            self.came_or_went();
        }
        self.notes.remove(path);
        self.silent.forget(path);
        if self.people.remove(path) {
            self.silent.ask_all();
        }
    }

    fn say(&mut self, path: &str, said: Vec<Diagnostic>) {
        let before = self.said.get(path).map_or(&[][..], Vec::as_slice);
        if before != said.as_slice() {
            self.stirred.note(path);
        }
        if said.is_empty() {
            self.said.remove(path);
        } else {
            self.said.insert(path.to_owned(), said);
        }
    }
}
