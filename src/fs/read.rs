//! Walking the vault and reading what changed since the last walk.
//!
//! A file is read again when its time, size or inode differ. Links are not followed; what is no
//! regular file, too large or unreadable becomes a complaint, and the walk goes on.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::folder;
use crate::fs::folder::{LookPlace, ReadFolder, Stamp};
use crate::fs::note_cache::{self, Keep, NoteCache};
use crate::fs::read_many;
use crate::fs::read_many::{FoundNotes, Look};
use crate::fs::stat_index::SeenFiles;
use crate::fs::up_to_date;
use crate::fs::up_to_date::Stamps;
use crate::note::parse::MOST_BYTES;
use crate::process::progress::{Progress, Stage};
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::change::{Change, Content};
use crate::vault::config::CONFIG_PATH;
use crate::vault::copies::{self, Proof};
use crate::vault::layout::SETTINGS;
use crate::vault::vault::{TEMPLATE_FOLDER, Vault};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use walkdir::{DirEntry, WalkDir};

/// The files of a vault as they were last seen.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    seen: SeenFiles,
    folders: Stamps,
    buffer: Vec<u8>,
    progress: Progress,
    /// When the first of the notes was looked at.
    began: Instant,
    /// The notes that the cache on the disk does not hold as they are, and when each was read.
    fresh: BTreeMap<NotePath, Instant>,
    /// Which cache on the disk that is; 0 when there is none.
    cache: u64,
}

impl Tree {
    /// A tree of which nothing was seen yet.
    pub fn new(root: &Path, progress: Progress) -> Tree {
        let root = root.to_path_buf();
        Tree {
            root,
            seen: SeenFiles::default(),
            folders: Stamps::new(),
            buffer: Vec::new(),
            progress,
            began: Instant::now(),
            fresh: BTreeMap::new(),
            cache: 0,
        }
    }

    /// The vault's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Forgets what was seen, so that everything is read again.
    pub fn forget_seen(&mut self) {
        self.seen.clear();
    }

    /// Takes as little room as it can until `unpack_stamps`.
    pub fn pack_stamps(&mut self) {
        self.seen.pack();
        self.buffer = Vec::new();
    }

    /// Whether it takes as little room as it can, and cannot look.
    pub fn is_packed(&self) -> bool {
        self.seen.is_packed()
    }

    /// Is ready to look again.
    pub fn unpack_stamps(&mut self) {
        self.seen.unpack();
    }

    /// Keeps what was seen, for a build that left nothing to do and said this.
    pub fn keep_settled(
        &self,
        today: Day,
        said: &[Diagnostic],
        took: Duration,
        outside: Option<(&Path, Option<Stamp>)>,
    ) {
        let mut files: Stamps =
            self.seen.stamps().map(|(path, stamp)| (path.to_owned(), Some(stamp))).collect();
        for path in SETTINGS.iter().chain([&CONFIG_PATH]) {
            files.entry((*path).to_owned()).or_default();
        }
        // A file outside the vault has its whole path.
        files.extend(outside.and_then(|(path, stamp)| Some((path.to_str()?.to_owned(), stamp))));
        let mut folders = self.folders.clone();
        let templates = TEMPLATE_FOLDER.trim_end_matches('/');
        let stamp = folder::look(&self.root.join(templates)).ok().map(|(_, stamp)| stamp);
        folders.insert(templates.to_owned(), stamp);
        // A pure help: without it everything is read again.
        up_to_date::save(&self.root, today, &folders, &files, said, took).ok();
    }

    /// Keeps what the notes say for the next run, in a vault that has been written before.
    pub fn keep_notes(&mut self, vault: &Vault) {
        // What was made of a note that the cache holds is kept with it.
        for (note, memo) in vault.notes.with_memos().filter(|(_, memo)| memo.is_new()) {
            self.fresh.entry(note.path.clone()).or_insert(self.began);
            memo.is_kept();
        }
        if self.fresh.is_empty() || !self.root.join(".vault121").is_dir() {
            return;
        }
        let look = |path: &NotePath| {
            let read = self.fresh.get(path).copied().unwrap_or(self.began);
            self.seen.stamp_of(path.as_str()).map(|stamp| (stamp, read.elapsed()))
        };
        let under = vault.reader().depends_on();
        let fresh = self.fresh.keys();
        let keep = Keep { under: &under, cache: self.cache, count: fresh.len(), look: &look };
        // A pure help: without it the notes are read again.
        let Ok(cache) = note_cache::save(&self.root, vault, fresh, &keep) else { return };
        if cache != self.cache {
            (self.cache, self.fresh) = (cache, BTreeMap::new());
        }
    }

    /// Config, templates and settings of other programs that changed.
    pub fn changed_settings(&mut self) -> Vec<Change> {
        let mut paths: BTreeSet<String> = SETTINGS.iter().map(|path| (*path).to_owned()).collect();
        paths.insert(CONFIG_PATH.to_owned());
        if let Ok(folder) = fs::read_dir(self.root.join(TEMPLATE_FOLDER)) {
            let names = folder.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            let names = names.filter(|name| name.ends_with(".md"));
            paths.extend(names.map(|name| format!("{TEMPLATE_FOLDER}{name}")));
        }
        let known = |path: &&str| path.starts_with('.') || *path == "dendron.yml";
        paths.extend(self.seen.paths().filter(known).map(str::to_owned));
        paths.into_iter().filter_map(|path| self.changed_file(&path)).collect()
    }

    /// Takes the notes that changed, came or went into the vault; no text is kept. Returns whether
    /// there were any.
    pub fn read_notes(&mut self, vault: &mut Vault) -> bool {
        self.progress.begin_stage(Stage::Walk);
        self.seen.begin_walk();
        self.folders.clear();
        let mut round = Round::default();
        // Entries of one folder differ in their names alone: comparing the bytes of the whole paths
        // spares taking both names out of their paths in each comparison.
        let by_name = |a: &DirEntry, b: &DirEntry| a.path().as_os_str().cmp(b.path().as_os_str());
        let walk = WalkDir::new(&self.root).follow_links(false).sort_by(by_name);
        let is_read = |entry: &DirEntry| entry.depth() == 0 || !is_skipped(entry);
        let mut walk = walk.into_iter().filter_entry(is_read);
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    if entry.file_type().is_dir() {
                        let stamp = folder::look(entry.path()).ok().map(|(_, stamp)| stamp);
                        self.folders.insert(self.relative(entry.path()), stamp);
                        if entry.depth() > 0 && is_vault(entry.path()) {
                            round.nested.insert(self.relative(entry.path()));
                            walk.skip_current_dir();
                            continue;
                        }
                    }
                    if entry.depth() > 0 {
                        self.take_entry(vault, &entry, &mut round);
                    }
                }
                Err(error) => {
                    let path = error.path().map(|path| self.relative(path)).unwrap_or_default();
                    let message = error.io_error().map_or_else(|| error.to_string(), plain_error);
                    self.seen.count_as_there(&path);
                    round.rest.push(trouble(&path, Code::Unreadable, message));
                }
            }
        }
        let copies = self.copies(&round.found);
        round.found.retain(|note| !copies.contains_key(note.as_str()));
        let mut any = self.gather_found(vault, &mut round);
        let is_note = |path: &str| !path.starts_with('.') && path != "dendron.yml";
        for path in self.seen.take_missed(is_note) {
            any = true;
            round.rest.push(Change { path: path.to_string(), content: Content::Gone });
        }
        any |= vault.leftovers != round.leftovers;
        let lost = vault.leftovers.iter().filter(|path| !round.leftovers.contains(*path));
        let lost = lost.map(|path| Change { path: path.clone(), content: Content::Gone });
        round.rest.extend(lost);
        vault.apply(round.rest);
        // Behind what is gone: a note that is a copy now is told of as such.
        any |= vault.hold_nested(round.nested);
        any | vault.hold_copies(copies)
    }

    /// Which of the notes are copies of others beside them, by name and text.
    fn copies(&self, found: &FoundNotes) -> BTreeMap<String, String> {
        let may_be: Vec<(&NotePath, String, Proof)> = found
            .found_paths()
            .filter_map(|note| {
                let (original, proof) = copies::original(note.file_name())?;
                Some((note, note.beside(&original), proof))
            })
            .collect();
        if may_be.is_empty() {
            return BTreeMap::new();
        }
        let all: HashSet<&str> = found.found_paths().map(NotePath::as_str).collect();
        let text = |path: &str| glance_at(&self.root.join(path));
        let is_copy = |(note, original, proof): &(&NotePath, String, Proof)| {
            all.contains(original.as_str())
                && text(note.as_str())
                    .zip(text(original))
                    .is_some_and(|(copy, note)| copies::is_copy(&copy, &note, *proof))
        };
        let copies = may_be.into_iter().filter(is_copy);
        copies.map(|(note, original, _)| (note.to_string(), original)).collect()
    }

    /// Looks at the notes that were found, and takes in what those that changed say. Returns
    /// whether any has.
    fn gather_found(&mut self, vault: &mut Vault, round: &mut Round) -> bool {
        self.progress.begin_stage(Stage::Read);
        let stamp = |path: &NotePath| self.seen.stamp_of(path.as_str());
        let found = std::mem::take(&mut round.found);
        // A vault of which notes are known is only looked over for what changed.
        let mut cache = NoteCache::default();
        if vault.count() == 0 {
            cache = NoteCache::load(&self.root, &vault.reader().depends_on());
            (self.began, self.cache, self.fresh) = (Instant::now(), cache.sum(), BTreeMap::new());
        }
        let looks = found.look_at_all(&stamp, &cache, &|| vault.reader(), &self.progress);
        let now = Instant::now();
        self.progress.begin_stage(Stage::Parse);
        let mut any = false;
        // In a pass of its own: what is kept while a session rests lies together then, and what
        // the notes say can be given back.
        for (path, look) in &looks {
            any |= match look {
                Look::Same => {
                    self.seen.count_as_there(path.as_str());
                    false
                }
                Look::Read(stamp, _) | Look::Kept(stamp, _) | Look::Refused(stamp, ..) => {
                    self.seen.remember_stamp(path.shared(), *stamp)
                }
                // No file has this stamp: it is looked at again next time.
                Look::Unreadable(_) => self.seen.remember_stamp(path.shared(), Stamp::default()),
            };
        }
        for (path, look) in looks {
            let (code, why) = match look {
                Look::Same => continue,
                Look::Read(_, reading) => {
                    self.fresh.insert(path.clone(), now);
                    vault.take_reading(path, reading);
                    continue;
                }
                Look::Kept(_, found) => {
                    if !found.in_all {
                        self.fresh.insert(path.clone(), now);
                    }
                    vault.take_reading(path.clone(), found.reading);
                    vault.notes.remember(&path, found.memo);
                    continue;
                }
                Look::Refused(_, code, why) => (code, why.to_owned()),
                Look::Unreadable(error) => (Code::Unreadable, plain_error(&error)),
            };
            round.rest.push(trouble(path.as_str(), code, why));
        }
        any
    }

    /// Reads notes again that are to be parsed after all.
    pub fn parse_after_all(&mut self, vault: &mut Vault, paths: Vec<NotePath>) {
        for path in paths {
            let full = self.root.join(path.as_str());
            let (folder, name) = (full.parent(), full.file_name());
            let (Some(folder), Some(name)) = (folder, name) else { continue };
            let read = ReadFolder::open(folder).and_then(|folder| {
                let (_, stamp) = folder.file_kind_at(name)?;
                folder.read(name, stamp.size, MOST_BYTES, &mut self.buffer)
            });
            // What cannot be read any more is told by the next look.
            if read.is_ok() {
                let reading = vault.whole_reader().read(&path, &self.buffer);
                // As it was when it was looked at, which was before.
                self.fresh.insert(path.clone(), self.began);
                vault.take_reading(path, reading);
            }
        }
    }

    /// What changed among these files; nothing when only a walk can tell: when one of them is a
    /// setting, is no path, or stands behind a link.
    pub fn look_at(&mut self, vault: &Vault, paths: &BTreeSet<String>) -> Option<Vec<Change>> {
        // What is a copy is told by two texts together.
        if paths.iter().any(|path| self.may_be_of_a_copy(vault, path)) {
            return None;
        }
        // A folder became a vault of its own, or is none any more.
        if paths.iter().any(|path| path.ends_with(&format!("/{OWN_FOLDER}"))) {
            return None;
        }
        let mut wanted = paths.iter().filter(|path| vault.wants(path) && !vault.is_leftover(path));
        // Asked of all before one of them is looked at: a file that was looked at is not new to
        // the walk any more.
        if wanted.any(|path| self.needs_a_walk(path)) {
            return None;
        }
        let mut changes = Vec::new();
        for path in paths {
            if vault.is_leftover(path) {
                let present = fs::symlink_metadata(self.root.join(path)).is_ok();
                let content = if present { Content::Leftover } else { Content::Gone };
                changes.push(Change { path: path.clone(), content });
            } else if vault.wants(path) {
                changes.extend(self.changed_file(path));
            }
        }
        Some(changes)
    }

    fn may_be_of_a_copy(&self, vault: &Vault, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let beside = copies::original(name).is_some_and(|(original, _)| {
            let folder = &path[..path.len() - name.len()];
            self.seen.stamp_of(&format!("{folder}{original}")).is_some()
        });
        beside || vault.has_copy(path)
    }

    fn needs_a_walk(&self, path: &str) -> bool {
        let setting = path.starts_with('.') || SETTINGS.contains(&path);
        setting || NotePath::new(path).is_err() || self.is_behind_link(path)
    }

    fn is_behind_link(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| self.root.join(&path[..at]));
        folders.into_iter().any(|f| fs::symlink_metadata(f).is_ok_and(|meta| meta.is_symlink()))
    }

    /// One file that may have changed; `None` when it has not.
    pub fn changed_file(&mut self, path: &str) -> Option<Change> {
        let full = self.root.join(path);
        let Ok((what, stamp)) = folder::look(&full) else {
            let known = self.seen.forget(path);
            return known.then(|| Change { path: path.to_owned(), content: Content::Gone });
        };
        if self.seen.stamp_of(path) == Some(stamp) {
            return None;
        }
        self.seen.remember_stamp(path.into(), stamp);
        if let Some((code, why)) = read_many::why_not_read(what, stamp) {
            return Some(trouble(path, code, why));
        }
        self.progress.begin_stage(Stage::Read);
        self.progress.count_file();
        let name = full.file_name().unwrap_or(OsStr::new(path));
        let mut place = LookPlace::At(full.parent().unwrap_or(&self.root).to_path_buf());
        let mut bytes = Vec::new();
        match place.read(name, stamp.size, MOST_BYTES, &mut bytes) {
            Ok(()) => {
                if let Ok(note) = NotePath::new(path) {
                    self.fresh.insert(note, Instant::now());
                }
                Some(Change { path: path.to_owned(), content: Content::Bytes(bytes) })
            }
            Err(error) => {
                self.seen.remember_stamp(path.into(), Stamp::default());
                Some(trouble(path, Code::Unreadable, plain_error(&error)))
            }
        }
    }

    fn take_entry(&mut self, vault: &mut Vault, entry: &DirEntry, round: &mut Round) {
        let path = self.relative(entry.path());
        if entry.file_type().is_dir() {
            if path.ends_with(".md") {
                let message = "a folder with the name of a note";
                self.seen.count_as_there(&path);
                round.rest.push(trouble(&path, Code::NotAFile, message));
            }
            return;
        }
        if entry.path_is_symlink() && links_to_notes(entry.path()) {
            let message = "a link to a folder: no note in it is read";
            self.seen.count_as_there(&path);
            return round.rest.push(trouble(&path, Code::NotAFile, message));
        }
        if entry.file_name().to_str().is_none() {
            if path.ends_with(".md") {
                self.seen.count_as_there(&path);
                round.rest.push(trouble(&path, Code::BadName, "the file's name is not UTF-8"));
            }
            return;
        }
        if vault.is_leftover(&path) {
            if !vault.leftovers.contains(&path) {
                round.rest.push(Change { path: path.clone(), content: Content::Leftover });
            }
            round.leftovers.insert(path);
            return;
        }
        if !vault.wants(&path) {
            return;
        }
        self.progress.count_file();
        let note = match NotePath::new(&path) {
            Ok(note) => note,
            Err(why) => {
                let path = path.escape_debug().to_string();
                return round.rest.push(trouble(&path, Code::BadName, why));
            }
        };
        round.found.push_note(entry.path().parent().unwrap_or(&self.root), note);
    }

    fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        #[cfg(unix)]
        if let Some(inside) = inside.to_str() {
            return inside.to_owned();
        }
        let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    }
}

/// The text of a note for a look at it: nothing when it is no regular file of a note's size, so
/// that a pipe never makes us wait.
pub fn glance_at(path: &Path) -> Option<String> {
    let meta = fs::symlink_metadata(path).ok()?;
    let fits = meta.is_file() && meta.len() <= MOST_BYTES as u64;
    fits.then(|| fs::read_to_string(path).ok()).flatten()
}

/// One walk: the notes it found, and what is to be told when it is over.
#[derive(Default)]
struct Round {
    found: FoundNotes,
    rest: Vec<Change>,
    leftovers: BTreeSet<String>,
    nested: BTreeSet<String>,
}

/// Whether a folder is a vault of its own.
fn is_vault(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(OWN_FOLDER)).is_ok_and(|meta| meta.is_dir())
}

/// By what a vault is known.
const OWN_FOLDER: &str = ".vault121";

/// Whether a link leads to a folder that holds notes, at its top or one folder deeper.
fn links_to_notes(link: &Path) -> bool {
    const MOST: usize = 200;
    if !fs::metadata(link).is_ok_and(|meta| meta.is_dir()) {
        return false;
    }
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
    let is_note = |entry: &fs::DirEntry| entry.path().extension().is_some_and(|end| end == "md");
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    entries(link).any(|entry| {
        is_note(&entry) || is_folder(&entry) && entries(&entry.path()).any(|one| is_note(&one))
    })
}

fn is_skipped(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || (entry.file_type().is_dir() && name == "node_modules")
}

fn trouble(path: &str, code: Code, message: impl Into<String>) -> Change {
    let said = Diagnostic::about_file(code, path, message);
    Change { path: path.to_owned(), content: Content::Trouble(said) }
}

/// An error of the system in its own words, without its number.
pub fn plain_error(error: &io::Error) -> String {
    let text = error.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// By what a folder is known to be the same one: device and inode.
pub type Identity = Option<(u64, u64)>;

/// The identity of the folder at `root`; `None` when there is none.
pub fn identity(root: &Path) -> Identity {
    let meta = fs::metadata(root).ok().filter(Metadata::is_dir)?;
    Some((device(&meta), folder::inode(&meta)))
}

/// Whether the folder at `root` is still the one that was there before.
pub fn is_same(root: &Path, before: Identity) -> bool {
    before.is_some() && identity(root) == before
}

#[cfg(unix)]
fn device(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(meta)
}

#[cfg(not(unix))]
fn device(_: &Metadata) -> u64 {
    0
}
