//! How the files of a vault were when they were last looked at.

use crate::fs::folder::Stamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a vault as they were last seen, by their paths in it.
#[derive(Debug, Default)]
pub struct SeenFiles {
    /// After a walk, with the paths that the vault has.
    files: BTreeMap<Arc<str>, StatFile>,
    /// Counts the walks, to tell which files were not met by the last one.
    walk: u32,
    /// During a rest, in the place of the files.
    packed: Option<Packed>,
}

#[derive(Clone, Copy, Debug)]
struct StatFile {
    stamp: Stamp,
    walk: u32,
}

/// The same in two pieces of memory instead of one for each file: what lies between many small
/// ones cannot be given back.
#[derive(Debug, Default)]
struct Packed {
    paths: String,
    /// Where each path ends.
    files: Vec<(usize, StatFile)>,
}

impl SeenFiles {
    /// A walk begins.
    pub fn begin_walk(&mut self) {
        self.walk += 1;
    }

    /// How a file was.
    pub fn stamp_of(&self, path: &str) -> Option<Stamp> {
        self.files.get(path).map(|file| file.stamp)
    }

    /// Remembers how a file is now. Returns whether it was otherwise.
    pub fn remember_stamp(&mut self, path: Arc<str>, stamp: Stamp) -> bool {
        let before = self.files.insert(path, StatFile { stamp, walk: self.walk });
        before.is_none_or(|before| before.stamp != stamp)
    }

    /// Counts a file as there although nothing is known of it.
    pub fn count_as_there(&mut self, path: &str) {
        if let Some(file) = self.files.get_mut(path) {
            file.walk = self.walk;
        }
    }

    /// A file is gone. Returns whether it was known.
    pub fn forget(&mut self, path: &str) -> bool {
        self.files.remove(path).is_some()
    }

    /// Forgets those of these files that the walk has not met, and returns their paths.
    pub fn take_missed(&mut self, of: impl Fn(&str) -> bool) -> Vec<Arc<str>> {
        let walk = self.walk;
        let gone = |path: &Arc<str>, file: &mut StatFile| of(path) && file.walk != walk;
        self.files.extract_if(.., gone).map(|(path, _)| path).collect()
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }

    /// How each file was.
    pub fn stamps(&self) -> impl Iterator<Item = (&str, Stamp)> {
        self.files.iter().map(|(path, file)| (&**path, file.stamp))
    }

    /// Forgets all files.
    pub fn clear(&mut self) {
        self.files.clear();
        self.packed = None;
    }

    /// Packs the files together, for a rest.
    pub fn pack(&mut self) {
        let mut packed = Packed {
            paths: String::with_capacity(self.files.keys().map(|path| path.len()).sum()),
            files: Vec::with_capacity(self.files.len()),
        };
        for (path, file) in std::mem::take(&mut self.files) {
            packed.paths.push_str(&path);
            packed.files.push((packed.paths.len(), file));
        }
        self.packed = Some(packed);
    }

    /// Whether they are packed together.
    pub fn is_packed(&self) -> bool {
        self.packed.is_some()
    }

    /// Unpacks them; without it every file is a new one.
    pub fn unpack(&mut self) {
        let Some(Packed { paths, files }) = self.packed.take() else { return };
        let mut from = 0;
        for (end, file) in files {
            self.files.insert(paths[from..end].into(), file);
            from = end;
        }
    }
}
