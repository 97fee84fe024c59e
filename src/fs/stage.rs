//! `.vault121/stage/`: texts on their way into a note, and old files on their way out.
//!
//! A staged file's name tells by hashes which note it belongs to, what stood there and what was
//! to stand there; so after a kill it is known whether it holds a word of the user's. Until it is
//! complete and durable its name says that too: such a file never was a note.

use crate::fs::sys;
use crate::fs::sys::Folder;
use crate::fs::target::OpenNote;
use crate::text::date::Day;
use crate::text::ids::{NotePath, digest};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

const STAGE: &str = ".vault121/stage";
/// What the name of an incomplete text begins with.
pub const PART: &str = "part-";

/// Where a run writes: the vault, its stage, and the day by which rescued texts are named.
#[derive(Debug)]
pub struct WriteDesk {
    /// The vault's root.
    pub root: Folder,
    pub stage: Folder,
    pub day: Day,
}

/// The hashes in a staged file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Of the note's path.
    pub note: String,
    /// Of the text that stood there.
    pub old: String,
    /// Of the text that was to stand there.
    pub new: String,
}

impl WriteDesk {
    /// Opens the vault at `root` for writing.
    ///
    /// # Errors
    /// Those of the file system; a stage that is a link is one.
    pub fn open(root: &Path, day: Day) -> io::Result<WriteDesk> {
        let root = Folder::open(root)?;
        let stage = root.make_beneath(STAGE)?;
        Ok(WriteDesk { root, stage, day })
    }
}

/// Whether something is in the stage: a run that was ended left it, or one is at work.
pub fn is_used(root: &Path) -> bool {
    std::fs::read_dir(root.join(STAGE)).is_ok_and(|mut files| files.next().is_some())
}

/// The hash of a path or a text, as names hold it.
pub fn short_hash(text: &str) -> String {
    digest(text)[..16].to_owned()
}

impl Name {
    /// Reads the name of a staged file.
    pub fn parse_name(file: &str) -> Option<Name> {
        let mut parts = file.split('-');
        let mut hash = || parts.next().filter(|part| part.len() == 16).map(str::to_owned);
        Some(Name { note: hash()?, old: hash()?, new: hash()? })
    }
}

/// How a staged file is dressed.
#[derive(Clone, Copy, Debug)]
pub enum Like<'a> {
    /// Like the note that it is to replace.
    Note(&'a OpenNote),
    /// A new one, with this mode before the system's mask.
    Mode(u32),
}

/// Puts a text into the stage, complete and durable, dressed like the note it is to replace, and
/// returns its name.
///
/// # Errors
/// Those of the file system; then nothing is left in the stage.
pub fn put_in_stage(
    stage: &Folder,
    path: &NotePath,
    before: &str,
    after: &str,
    like: Like<'_>,
) -> io::Result<String> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let [note, old, new] = [path.as_str(), before, after].map(short_hash);
    let run = std::process::id();
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{note}-{old}-{new}-{run}-{count}");
        let part = format!("{PART}{name}");
        let done = fill_file(stage, &part, after, like).and_then(|()| {
            stage.rename_new(&part, stage, &name).or_else(|error| {
                if sys::lacks_call(&error) {
                    stage.rename_over(&part, stage, &name)
                } else {
                    Err(error)
                }
            })
        });
        match done {
            Ok(()) => return Ok(name),
            // Left by an earlier run with our number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                stage.remove_file(&part).ok();
                return Err(error);
            }
        }
    }
}

fn fill_file(stage: &Folder, part: &str, text: &str, like: Like<'_>) -> io::Result<()> {
    let mode = match like {
        Like::Note(_) => 0o600,
        Like::Mode(mode) => mode,
    };
    let mut file = stage.create_file(part, mode)?;
    sys::write_whole(&mut file, text.as_bytes())?;
    if let Like::Note(note) = like {
        sys::dress_like(&note.file, &note.stat, &file)?;
    }
    sys::sync(&file)
}
