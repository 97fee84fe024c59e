//! Looking at many notes at once: which changed, and what those that did say.
//!
//! Several threads take the notes in pieces, each with a buffer and an open folder of its own.
//! What they find comes back in the order of the walk, so no result depends on who was faster.

use crate::diagnostic::code::Code;
use crate::fs::folder::{FileKind, LookPlace, ReadFolder, Stamp};
use crate::fs::note_cache::{self, NoteCache};
use crate::note::parse::MOST_BYTES;
use crate::process::progress::Progress;
use crate::process::threads;
use crate::text::ids::NotePath;
use crate::vault::reading::{Reader, Reading};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Notes to look at, with the folders they stand in.
#[derive(Debug, Default)]
pub struct FoundNotes {
    folders: Vec<PathBuf>,
    notes: Vec<(usize, NotePath)>,
}

/// What a look at a note gave.
#[derive(Debug)]
pub enum Look {
    /// It is as it was.
    Same,
    /// It was read.
    Read(Stamp, Reading),
    /// It is as it was when an earlier run read it.
    Kept(Stamp, note_cache::KeptReading),
    /// It is nothing that is read, and why.
    Refused(Stamp, Code, &'static str),
    /// The system would not let us.
    Unreadable(io::Error),
}

/// A thread takes so many notes at a time: enough to stay in one folder, few enough that all of
/// them end together.
const PIECE: usize = 64;
/// Fewer notes than this are read sooner than a thread is started for each piece of them.
const WORTH_A_THREAD: usize = 4 * PIECE;

impl FoundNotes {
    /// One more note, in the folder at `parent`.
    pub fn push_note(&mut self, parent: &Path, note: NotePath) {
        if self.folders.last().is_none_or(|last| last != parent) {
            self.folders.push(parent.to_path_buf());
        }
        self.notes.push((self.folders.len() - 1, note));
    }

    /// The notes that were found.
    pub fn found_paths(&self) -> impl Iterator<Item = &NotePath> {
        self.notes.iter().map(|(_, note)| note)
    }

    /// Takes some of the notes out again.
    pub fn retain(&mut self, keep: impl Fn(&NotePath) -> bool) {
        self.notes.retain(|(_, note)| keep(note));
    }

    /// Looks at all of them; `seen` tells how each was when it was last looked at, `cache` what
    /// earlier runs read.
    pub fn look_at_all<'v>(
        self,
        seen: &(dyn Fn(&NotePath) -> Option<Stamp> + Sync),
        cache: &NoteCache,
        reader: &(dyn Fn() -> Reader<'v> + Sync),
        progress: &Progress,
    ) -> Vec<(NotePath, Look)> {
        let many = self.notes.len() >= WORTH_A_THREAD;
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Vec<Look>)>> = Mutex::default();
        let work = || {
            let place = (usize::MAX, LookPlace::default());
            let mut eye = Eye { seen, cache, reader: reader(), place };
            let mut buffer = Vec::new();
            loop {
                let piece = next.fetch_add(1, Ordering::Relaxed);
                let from = piece * PIECE;
                let Some(notes) = self.notes.get(from..self.notes.len().min(from + PIECE)) else {
                    return;
                };
                if notes.is_empty() {
                    return;
                }
                let look = |(folder, note): &(usize, NotePath)| {
                    eye.look_at((*folder, &self.folders), note, &mut buffer)
                };
                let looks: Vec<Look> = notes.iter().map(look).collect();
                progress.count_files(
                    looks.iter().filter(|look| matches!(look, Look::Read(..))).count(),
                );
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((piece, looks));
            }
        };
        thread::scope(|scope| {
            if many {
                (1..threads::count()).for_each(|_| threads::spawn(scope, work));
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        done.sort_unstable_by_key(|(piece, _)| *piece);
        let looks = done.into_iter().flat_map(|(_, looks)| looks);
        self.notes.into_iter().map(|(_, note)| note).zip(looks).collect()
    }
}

/// What one thread looks with.
struct Eye<'a, 'v> {
    seen: &'a (dyn Fn(&NotePath) -> Option<Stamp> + Sync),
    cache: &'a NoteCache,
    reader: Reader<'v>,
    place: (usize, LookPlace),
}

impl Eye<'_, '_> {
    fn look_at(
        &mut self,
        (folder, folders): (usize, &[PathBuf]),
        note: &NotePath,
        buffer: &mut Vec<u8>,
    ) -> Look {
        if self.place.0 != folder {
            let path = &folders[folder];
            let place =
                ReadFolder::open(path).map_or_else(|_| LookPlace::At(path.clone()), LookPlace::In);
            self.place = (folder, place);
        }
        let name = OsStr::new(note.file_name());
        let (what, stamp) = match self.place.1.file_kind_at(name) {
            Ok(found) => found,
            Err(error) => return Look::Unreadable(error),
        };
        if (self.seen)(note) == Some(stamp) {
            return Look::Same;
        }
        if let Some((code, why)) = why_not_read(what, stamp) {
            return Look::Refused(stamp, code, why);
        }
        if let Some(found) = self.cache.kept_reading(note, stamp) {
            return Look::Kept(stamp, found);
        }
        match self.place.1.read(name, stamp.size, MOST_BYTES, buffer) {
            Ok(()) => Look::Read(stamp, self.reader.read(note, buffer)),
            Err(error) => Look::Unreadable(error),
        }
    }
}

/// Why what stands at a note's name is not read.
pub fn why_not_read(what: FileKind, stamp: Stamp) -> Option<(Code, &'static str)> {
    match what {
        FileKind::Link => Some((Code::NotAFile, "a link: links are not followed")),
        FileKind::Folder | FileKind::Other => Some((Code::NotAFile, "no regular file")),
        FileKind::File if stamp.size > MOST_BYTES as u64 => {
            Some((Code::TooLarge, "larger than 4 MiB: not read"))
        }
        FileKind::File => None,
    }
}
