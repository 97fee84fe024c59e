//! The ground state: the notes by path, the config, the templates, the settings beside them.
//!
//! `apply` is the first load and every later one. What is derived from it is made anew elsewhere.

use crate::base::diag::Diagnostic;
use crate::base::glob::Globs;
use crate::base::id::NotePath;
use crate::model::config::{CONFIG_PATH, Config};
use crate::model::layout::{SETTINGS, leftover};
use crate::note::kind::Spelling;
use crate::note::parse::Note;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a vault's own templates stand.
pub const TEMPLATE_FOLDER: &str = ".vault121/templates/";

/// Renders the vault's own templates somewhere else, bounded in time and memory: they come with a
/// `git pull`, and one that means harm must not take this program down. A request goes in as text
/// and the answer comes out; what stands in them is `page::bounded`'s.
pub trait Elsewhere: std::fmt::Debug + Send + Sync {
    /// Asks about the templates that `about` stands for: what ended badly with them once is not
    /// tried again at once.
    ///
    /// # Errors
    /// Why there is no answer, in words.
    fn ask(&self, about: &str, request: &str) -> Result<String, String>;
}

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

/// A vault as it was read.
#[derive(Clone, Debug)]
pub struct Vault {
    /// Its config.
    pub config: Config,
    /// Its notes.
    pub notes: BTreeMap<NotePath, Note>,
    /// Its own templates, by file name without `.md`.
    pub templates: BTreeMap<String, String>,
    /// Settings of Dendron and Obsidian, by path.
    pub settings: BTreeMap<String, String>,
    /// Files that sync tools and editors left.
    pub leftovers: BTreeSet<String>,
    /// Where the vault's own templates are rendered; `None`: here, with nothing but fuel to bound
    /// them.
    pub elsewhere: Option<Arc<dyn Elsewhere>>,
    /// Complaints by the path they are about.
    said: BTreeMap<String, Vec<Diagnostic>>,
    spelling: Spelling,
    ignored: Globs,
}

impl Default for Vault {
    fn default() -> Vault {
        let config = Config::default();
        Vault {
            spelling: config.spelling(),
            ignored: globs(&config.ignore),
            config,
            notes: BTreeMap::new(),
            templates: BTreeMap::new(),
            settings: BTreeMap::new(),
            leftovers: BTreeSet::new(),
            elsewhere: None,
            said: BTreeMap::new(),
        }
    }
}

impl Vault {
    /// Whether the file at this path is one we read: a note, the config, a template, a setting.
    pub fn wants(&self, path: &str) -> bool {
        if path == CONFIG_PATH || SETTINGS.contains(&path) {
            return true;
        }
        if let Some(name) = path.strip_prefix(TEMPLATE_FOLDER) {
            return name.ends_with(".md") && !name.contains('/');
        }
        let is_note = path.len() > 3 && path.to_ascii_lowercase().ends_with(".md");
        let name = path.rsplit('/').next().unwrap_or(path);
        is_note && !hidden(path) && leftover(name).is_none() && !self.ignored.fits(path)
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
        let mut reload = false;
        let (mut notes, mut first) = (Vec::new(), Vec::new());
        for change in changes {
            let is_config = change.path == CONFIG_PATH;
            if is_config { first.push(change) } else { notes.push(change) }
        }
        for change in first {
            let had_notes = !self.notes.is_empty();
            reload |= self.set_config(change.content) && had_notes;
        }
        for change in notes {
            self.take(change);
        }
        reload
    }

    /// Forgets the notes, for a load from scratch under a new config.
    pub fn forget_notes(&mut self) {
        self.notes.clear();
        self.said.retain(|path, _| path == CONFIG_PATH);
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
        let (config, said) = match content {
            Content::Bytes(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => Config::read(text),
                Err(_) => {
                    let message = "the config is not UTF-8";
                    let code = crate::base::codes::Code::ConfigUnreadable;
                    (Config::default(), vec![Diagnostic::file(code, CONFIG_PATH, message)])
                }
            },
            Content::Gone | Content::Leftover => (Config::default(), Vec::new()),
            Content::Trouble(trouble) => (Config::default(), vec![trouble]),
        };
        self.say(CONFIG_PATH, said);
        let ignored_differ = config.ignore != self.config.ignore;
        let spelling = config.spelling();
        let differs = spelling != self.spelling || ignored_differ;
        self.spelling = spelling;
        self.ignored = globs(&config.ignore);
        self.config = config;
        differs
    }

    fn take(&mut self, change: Change) {
        let Change { path, content } = change;
        if SETTINGS.contains(&path.as_str()) {
            set(&mut self.settings, path, content);
        } else if let Some(name) = path.strip_prefix(TEMPLATE_FOLDER) {
            let name = name.trim_end_matches(".md").to_owned();
            set(&mut self.templates, name, content);
        } else {
            self.take_note(path, content);
        }
    }

    fn take_note(&mut self, path: String, content: Content) {
        if matches!(content, Content::Leftover) {
            self.leftovers.insert(path);
            return;
        }
        self.leftovers.remove(&path);
        let Ok(note_path) = NotePath::new(&path) else {
            let said = match content {
                Content::Trouble(trouble) => vec![trouble],
                _ => Vec::new(),
            };
            return self.say(&path, said);
        };
        match content {
            Content::Bytes(bytes) => {
                let (note, said) = Note::parse(&note_path, &bytes, &self.spelling);
                self.notes.insert(note_path, note);
                self.say(&path, said);
            }
            Content::Gone | Content::Leftover => {
                self.notes.remove(&note_path);
                self.say(&path, Vec::new());
            }
            Content::Trouble(trouble) => {
                self.notes.remove(&note_path);
                self.say(&path, vec![trouble]);
            }
        }
    }

    fn say(&mut self, path: &str, said: Vec<Diagnostic>) {
        if said.is_empty() {
            self.said.remove(path);
        } else {
            self.said.insert(path.to_owned(), said);
        }
    }
}

/// Whether a part of the path is a dot folder or one that holds no notes.
pub fn hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "node_modules")
}

fn globs(patterns: &[String]) -> Globs {
    // The config has checked its own; what it could not use it has said and left out.
    Globs::new(patterns).unwrap_or_else(|_| Globs::new(&[]).expect("no patterns are no trouble"))
}

fn set(map: &mut BTreeMap<String, String>, key: String, content: Content) {
    match content {
        Content::Bytes(bytes) => {
            map.insert(key, String::from_utf8_lossy(&bytes).into_owned());
        }
        Content::Gone | Content::Leftover | Content::Trouble(_) => {
            map.remove(&key);
        }
    }
}
