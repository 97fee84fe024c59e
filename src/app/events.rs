//! The operating system's events: which folders are watched, and what an event is a hint of.
//!
//! A folder is watched first and listed then, so that nothing made in it meanwhile is missed. It
//! decides nothing: `watch` makes batches of what is sent here.

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// With inotify each folder has a watch of its own: it is ours to say when it stands.
pub const A_WATCH_EACH: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// What wakes the watcher.
#[derive(Debug)]
pub enum Signal {
    /// Something happened at these paths.
    Touched(Vec<PathBuf>),
    /// Events were lost, or the watcher failed.
    Unclear,
    /// The program is to stop.
    Stop,
}

/// The system's watcher and the folders that it watches.
pub struct Native {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Native {
    /// Watches all folders of the vault at `root`.
    ///
    /// # Errors
    /// Why there are no events here, in words.
    pub fn watch_vault(root: &Path, sender: Sender<Signal>) -> Result<Native, String> {
        Native::try_start(root, sender).map_err(|error| in_words(&error))
    }

    /// Whether the folder is watched.
    pub fn watches_folder(&self, folder: &Path) -> bool {
        self.folders.contains(folder)
    }

    fn try_start(root: &Path, sender: Sender<Signal>) -> Result<Native, notify::Error> {
        let handler = move |event: Result<notify::Event, notify::Error>| {
            let signal = match event {
                Ok(event) if event.need_rescan() => Signal::Unclear,
                // Our own reading must not wake us.
                Ok(event) if matches!(event.kind, EventKind::Access(kind) if !closes(kind)) => {
                    return;
                }
                Ok(event) => Signal::Touched(event.paths),
                Err(_) => Signal::Unclear,
            };
            sender.send(signal).ok();
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(handler, config)?;
        let mut native = Native { watcher, folders: BTreeSet::new() };
        if A_WATCH_EACH {
            native.watch_tree(root, root)?;
        } else {
            native.watcher.watch(root, RecursiveMode::Recursive)?;
        }
        Ok(native)
    }

    /// Watches what stands at `path` now, and nothing of what stood there before.
    ///
    /// # Errors
    /// Why there are no more events, in words.
    pub fn watch_anew(&mut self, path: &Path) -> Result<(), String> {
        if !A_WATCH_EACH {
            return Ok(());
        }
        let Some(root) = self.folders.first().cloned() else { return Ok(()) };
        let stale: Vec<PathBuf> =
            self.folders.iter().filter(|folder| folder.starts_with(path)).cloned().collect();
        for folder in stale {
            // It went together with its folder, or is on its way out: both are fine.
            self.watcher.unwatch(&folder).ok();
            self.folders.remove(&folder);
        }
        self.watch_tree(&root, path).map_err(|error| in_words(&error))
    }

    /// A watch for the folder and for each below it: the watch first, the look into it then.
    fn watch_tree(&mut self, root: &Path, folder: &Path) -> Result<(), notify::Error> {
        let mut open = vec![folder.to_path_buf()];
        while let Some(folder) = open.pop() {
            let is_folder = fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_dir());
            if !is_folder {
                continue;
            }
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {}
                Err(error) if is_no_matter(&error) && folder != root => continue,
                Err(error) => return Err(error),
            }
            let inside = fs::read_dir(&folder).into_iter().flatten().flatten();
            let folders = inside.filter(|entry| entry.file_type().is_ok_and(|t| t.is_dir()));
            let folders = folders.map(|entry| entry.path());
            open.extend(folders.filter(|f| f.strip_prefix(root).is_ok_and(is_watched)));
            self.folders.insert(folder);
        }
        Ok(())
    }
}

/// `EMFILE`: what making one more inotify instance fails with.
const TOO_MANY_OPEN: i32 = 24;

fn in_words(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system's limit of watched folders, `fs.inotify.max_user_watches`, is reached"
                .to_owned()
        }
        ErrorKind::Io(io) if io.raw_os_error() == Some(TOO_MANY_OPEN) => {
            "the system's limit of watchers, `fs.inotify.max_user_instances`, is reached".to_owned()
        }
        _ => error.to_string(),
    }
}

/// A folder that is gone again, or closed to us: the walk says so.
fn is_no_matter(error: &notify::Error) -> bool {
    use std::io::ErrorKind::{NotFound, PermissionDenied};
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(io) => matches!(io.kind(), NotFound | PermissionDenied),
        _ => false,
    }
}

/// Whether what stands at this path in the vault can matter: notes, and the settings that are
/// read. Our own stage, cache and rescue do not, nor does git's own folder.
pub fn is_watched(inside: &Path) -> bool {
    let parts: Vec<_> = inside.components().map(|part| part.as_os_str()).collect();
    let parts: Vec<_> = parts.iter().map(|part| part.to_str().unwrap_or("")).collect();
    match parts.as_slice() {
        [".vault121"] | [".vault121", "config.yml" | "templates"] | [".obsidian"] => true,
        [".vault121", "templates", name] | [".obsidian", name] => !name.starts_with('.'),
        [".vault121" | ".obsidian", ..] => false,
        // It makes its folder a vault of its own.
        [folders @ .., ".vault121"] => !folders.iter().any(|part| part.starts_with('.')),
        parts => !parts.iter().any(|part| part.starts_with('.') || *part == "node_modules"),
    }
}

fn closes(kind: AccessKind) -> bool {
    kind == AccessKind::Close(AccessMode::Write)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_is_watched() {
        let check = |path: &str| is_watched(Path::new(path));
        assert!(check("") && check("a/b.md") && check(".vault121/templates/prep.md"));
        assert!(check(".vault121/config.yml") && check(".obsidian/app.json"));
        for path in [".git/index", ".vault121/stage/x", ".vault121/lock", "a/node_modules/b.md"] {
            assert!(!check(path), "{path}");
        }
    }
}
