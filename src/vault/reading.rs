//! What the bytes of one note say to a vault, found out without changing it.
//!
//! So many notes can be read at once, by several threads; the vault takes the readings in
//! afterwards, one after the other, in the order of the paths.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::guarded;
use crate::note::name;
use crate::note::parse::Note;
use crate::note::prefilter::Sieve;
use crate::note::spelling::Spelling;
use crate::text::ids::{NotePath, digest_of};
use crate::text::person_name;
use crate::vault::beside::is_beside;
use crate::vault::clues::Clues;
use crate::vault::config::Config;
use crate::vault::notes::Notes;
use crate::vault::told::{ToldPatterns, agrees};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a note's bytes say.
#[derive(Debug)]
pub enum Reading {
    /// It is no note, but a picture or the calendar.
    Beside(Vec<u8>),
    /// Nothing for us; the hashes of the names in it.
    Silent(Box<[u32]>),
    /// Something, with what is to be said of it, and what it tells of people where that was asked.
    Said(Box<Note>, Vec<Diagnostic>, Option<Box<Clues>>),
}

/// Reads notes as one vault reads them.
#[derive(Debug)]
pub struct Reader<'v> {
    pub(crate) config: &'v Config,
    pub(crate) notes: &'v Notes,
    pub(crate) told: &'v ToldPatterns,
    pub(crate) spelling: &'v Spelling,
    /// None when every note is to be parsed.
    pub(crate) sieve: Option<Sieve>,
}

/// The names in a note and in its path: a note in somebody's folder may be about them.
fn with_path(names: &[u32], path: &NotePath) -> Box<[u32]> {
    let stem = path.stem();
    let above = stem.rsplit_once('.').map_or("", |(above, _)| above);
    let parts = above.rsplit('.').chain(path.folder().rsplit('/'));
    let of_path = parts.filter(|part| !part.is_empty()).take(2).map(name::hash);
    let mut all: Vec<u32> = names.iter().copied().chain(of_path).collect();
    all.sort_unstable();
    all.dedup();
    all.into()
}

impl Reader<'_> {
    /// All that a reading depends on besides its path and the note's bytes, in words: readings
    /// made under other words are made anew.
    pub fn depends_on(&self) -> String {
        // Named one by one, so that nothing new is forgotten. Which notes are known is no part of
        // it: of a note that says nothing, and was parsed before, the parser is only asked again.
        let Reader { config, notes: _, told, spelling, sieve } = self;
        let parses_all = sieve.is_none();
        digest_of(format!("{config:?} {told:?} {spelling:?} {parses_all}").as_bytes())
    }

    /// Reads a note's bytes.
    pub fn read(&mut self, path: &NotePath, bytes: &[u8]) -> Reading {
        if is_beside(self.config, path.as_str()) {
            return Reading::Beside(bytes.to_vec());
        }
        if let Some(sieve) = &mut self.sieve
            && !self.notes.contains_key(path)
            && !self.told.something(path.as_str())
            // Where the sieve has a fault the parser is asked.
            && let Ok(Some(silent)) = catch_unwind(AssertUnwindSafe(|| sieve.silent_note(bytes)))
            && agrees(path, silent.date, self.config.date_order)
            && !may_be_log(path, bytes)
        {
            return Reading::Silent(with_path(&silent.names, path));
        }
        let (note, said) = guarded::parse(path, bytes, self.spelling);
        let clues = (!note.generated).then(|| Box::new(self.told.clues(&note)));
        Reading::Said(Box::new(note), said, clues)
    }
}

/// Whether a note that says nothing may be a log all the same: a person's name, and days above what
/// stands in it. Beside other logs that is asked.
fn may_be_log(path: &NotePath, bytes: &[u8]) -> bool {
    let stem = path.stem();
    let dated = |line: &[u8]| line.first() == Some(&b'#') && line.iter().any(u8::is_ascii_digit);
    stem.starts_with(char::is_uppercase)
        && !stem.bytes().any(|byte| byte.is_ascii_digit())
        && person_name::read(stem).is_some()
        && bytes.split(|byte| *byte == b'\n').any(dated)
}
