//! Walking the vault and reading what changed since the last walk.
//!
//! A file is read again when its time, size or inode differ. Links are not followed; what is no
//! regular file, too large or unreadable becomes a complaint, and the walk goes on.

use crate::base::codes::Code;
use crate::base::diag::Diagnostic;
use crate::model::config::CONFIG_PATH;
use crate::model::layout::SETTINGS;
use crate::model::vault::{Change, Content, TEMPLATE_FOLDER, Vault};
use crate::note::parse::MOST_BYTES;
use crate::shell::progress::{Progress, Stage};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// The files of a vault as they were last seen.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    seen: BTreeMap<String, Stamp>,
    progress: Progress,
}

/// By what a change of a file is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    inode: u64,
}

impl Tree {
    /// A tree of which nothing was seen yet.
    pub fn new(root: &Path, progress: Progress) -> Tree {
        Tree { root: root.to_path_buf(), seen: BTreeMap::new(), progress }
    }

    /// The vault's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Forgets what was seen, so that everything is read again.
    pub fn forget(&mut self) {
        self.seen.clear();
    }

    /// Config, templates and settings of other programs that changed.
    pub fn settings(&mut self) -> Vec<Change> {
        let mut paths: BTreeSet<String> = SETTINGS.iter().map(|path| (*path).to_owned()).collect();
        paths.insert(CONFIG_PATH.to_owned());
        if let Ok(folder) = fs::read_dir(self.root.join(TEMPLATE_FOLDER)) {
            let names = folder.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            let names = names.filter(|name| name.ends_with(".md"));
            paths.extend(names.map(|name| format!("{TEMPLATE_FOLDER}{name}")));
        }
        let known = |path: &&String| path.starts_with('.') || path.as_str() == "dendron.yml";
        paths.extend(self.seen.keys().filter(known).cloned());
        paths.into_iter().filter_map(|path| self.look(&path)).collect()
    }

    /// Notes that changed, came or went.
    pub fn notes(&mut self, vault: &Vault) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut present: BTreeSet<String> = BTreeSet::new();
        let walk = WalkDir::new(&self.root).follow_links(false).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !skipped(entry)) {
            match entry {
                Ok(entry) if entry.depth() > 0 => {
                    self.take(vault, &entry, &mut present, &mut changes);
                }
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().map(|path| self.relative(path)).unwrap_or_default();
                    let message = error.io_error().map_or_else(|| error.to_string(), plain);
                    present.insert(path.clone());
                    changes.push(trouble(&path, Code::Unreadable, message));
                }
            }
        }
        let is_note = |path: &&String| !path.starts_with('.') && path.as_str() != "dendron.yml";
        let gone: Vec<String> =
            self.seen.keys().filter(is_note).filter(|p| !present.contains(*p)).cloned().collect();
        for path in gone {
            self.seen.remove(&path);
            changes.push(Change { path, content: Content::Gone });
        }
        changes
    }

    /// What changed among these files; nothing when only a walk can tell: when one of them is a
    /// setting, is no path, or stands behind a link.
    pub fn look_at(&mut self, vault: &Vault, paths: &BTreeSet<String>) -> Option<Vec<Change>> {
        let mut changes = Vec::new();
        for path in paths {
            if vault.is_leftover(path) {
                let present = fs::symlink_metadata(self.root.join(path)).is_ok();
                let content = if present { Content::Leftover } else { Content::Gone };
                changes.push(Change { path: path.clone(), content });
            } else if vault.wants(path) {
                let setting = path.starts_with('.') || SETTINGS.contains(&path.as_str());
                let bad_name = crate::base::id::NotePath::new(path).is_err();
                if setting || bad_name || self.is_behind_link(path) {
                    return None;
                }
                changes.extend(self.look(path));
            }
        }
        Some(changes)
    }

    fn is_behind_link(&self, path: &str) -> bool {
        let folders = path.match_indices('/').map(|(at, _)| self.root.join(&path[..at]));
        folders.into_iter().any(|f| fs::symlink_metadata(f).is_ok_and(|meta| meta.is_symlink()))
    }

    /// One file that may have changed; `None` when it has not.
    pub fn look(&mut self, path: &str) -> Option<Change> {
        let content = match fs::symlink_metadata(self.root.join(path)) {
            Ok(meta) => self.changed(path, &meta)?,
            Err(_) => {
                self.seen.remove(path)?;
                Content::Gone
            }
        };
        Some(Change { path: path.to_owned(), content })
    }

    fn take(
        &mut self,
        vault: &Vault,
        entry: &DirEntry,
        present: &mut BTreeSet<String>,
        changes: &mut Vec<Change>,
    ) {
        let path = self.relative(entry.path());
        if entry.file_type().is_dir() {
            if path.ends_with(".md") {
                let message = "a folder with the name of a note";
                changes.push(trouble(&path, Code::NotAFile, message));
                present.insert(path);
            }
            return;
        }
        if entry.file_name().to_str().is_none() {
            if path.ends_with(".md") {
                changes.push(trouble(&path, Code::BadName, "the file's name is not UTF-8"));
                present.insert(path);
            }
            return;
        }
        if vault.is_leftover(&path) {
            changes.push(Change { path: path.clone(), content: Content::Leftover });
            present.insert(path);
            return;
        }
        if !vault.wants(&path) {
            return;
        }
        self.progress.step();
        present.insert(path.clone());
        if let Err(why) = crate::base::id::NotePath::new(&path) {
            changes.push(trouble(&path.escape_debug().to_string(), Code::BadName, why));
            return;
        }
        match fs::symlink_metadata(entry.path()) {
            Ok(meta) => {
                if let Some(content) = self.changed(&path, &meta) {
                    changes.push(Change { path, content });
                }
            }
            Err(error) => changes.push(trouble(&path, Code::Unreadable, plain(&error))),
        }
    }

    fn changed(&mut self, path: &str, meta: &Metadata) -> Option<Content> {
        let stamp = Stamp { modified: meta.modified().ok(), size: meta.len(), inode: inode(meta) };
        if self.seen.get(path) == Some(&stamp) {
            return None;
        }
        self.seen.insert(path.to_owned(), stamp);
        let said =
            |code, message: &str| Some(Content::Trouble(Diagnostic::file(code, path, message)));
        if meta.file_type().is_symlink() {
            return said(Code::NotAFile, "a link: links are not followed");
        }
        if !meta.is_file() {
            return said(Code::NotAFile, "no regular file");
        }
        if meta.len() > MOST_BYTES as u64 {
            return said(Code::TooLarge, "larger than 4 MiB: not read");
        }
        self.progress.begin(Stage::Read);
        self.progress.step();
        let found = read(&self.root.join(path));
        self.progress.begin(Stage::Walk);
        match found {
            Ok(bytes) => Some(Content::Bytes(bytes)),
            Err(error) => {
                self.seen.remove(path);
                said(Code::Unreadable, &plain(&error))
            }
        }
    }

    fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    }
}

/// The text of a note for a look at it: nothing when it is no regular file of a note's size, so
/// that a pipe never makes us wait.
pub fn glance(path: &Path) -> Option<String> {
    let meta = fs::symlink_metadata(path).ok()?;
    let fits = meta.is_file() && meta.len() <= MOST_BYTES as u64;
    fits.then(|| fs::read_to_string(path).ok()).flatten()
}

/// Reads a file, but never more than a note may have: it may grow while it is read.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn skipped(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || (entry.file_type().is_dir() && name == "node_modules")
}

fn trouble(path: &str, code: Code, message: impl Into<String>) -> Change {
    let said = Diagnostic::file(code, path, message);
    Change { path: path.to_owned(), content: Content::Trouble(said) }
}

/// An error of the system in its own words, without its number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// By what a folder is known to be the same one: device and inode.
pub type Identity = Option<(u64, u64)>;

/// The identity of the folder at `root`; `None` when there is none.
pub fn identity(root: &Path) -> Identity {
    let meta = fs::metadata(root).ok().filter(Metadata::is_dir)?;
    Some((device(&meta), inode(&meta)))
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
