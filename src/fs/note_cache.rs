//! What the notes were read to say, in a file: a run reads only the notes that changed.
//!
//! A pure help below `.vault121/cache`: without it every byte of output is the same. It is thrown
//! away when another build of the program wrote it, or under another config; an entry counts only
//! for a file with the same time, size and inode, whose time is older than the cache by more than
//! the grain of time, as git has it; and only when its checksum agrees.
//!
//! Two files: `notes` holds all, `notes-new` what changed since, so that a build after one edit
//! does not write everything anew. Each is put in place in one step; the second names the first
//! it goes with, so two runs at once can lose each other's help and nothing else.

use crate::fs::folder::{self, Stamp};
use crate::fs::root::leads_nowhere;
use crate::fs::sys;
use crate::fs::up_to_date::{GRAIN, program, put_cache_file};
use crate::text::ids::NotePath;
use crate::text::packed;
use crate::vault::memo::Memo;
use crate::vault::reading::Reading;
use crate::vault::stored;
use crate::vault::vault::Vault;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const ALL: &str = ".vault121/cache/notes";
const NEW: &str = ".vault121/cache/notes-new";
/// The form of the files: another number, another form.
const MAGIC: &[u8] = b"vault121 notes 4\n";
/// When more of the notes than one in so many are new, all are written anew.
const NEW_PART: usize = 8;
/// So few new notes are never worth writing all.
const FEW: usize = 256;

/// What stands before the readings.
#[derive(Serialize, Deserialize)]
struct CacheHead {
    program: String,
    /// What every reading depends on besides its note.
    under: String,
    /// The sum of the file that this one goes with; 0 in that file itself.
    goes_with: u64,
    entries: Vec<CacheEntry>,
}

#[derive(Serialize, Deserialize)]
struct CacheEntry {
    path: String,
    modified: i64,
    changed: i64,
    size: u64,
    inode: u64,
    /// Nanoseconds from the look at the file to the writing of the cache.
    age: u64,
    /// Bytes of the reading, and behind it of what was made of it; they stand in the order of the
    /// entries.
    length: u64,
    memo: u64,
    sum: u64,
}

/// One file of the cache.
#[derive(Debug, Default)]
struct Shelf {
    bytes: Vec<u8>,
    sum: u64,
    readings: HashMap<Box<str>, KeptNote>,
}

#[derive(Debug)]
struct KeptNote {
    stamp: Stamp,
    at: Range<usize>,
    /// Where the reading ends in it, and what was made of it begins.
    memo: usize,
    sum: u64,
}

/// The readings that are kept of a vault's notes.
#[derive(Debug, Default)]
pub struct NoteCache {
    all: Shelf,
    new: Shelf,
}

/// A reading that was kept.
#[derive(Debug)]
pub struct KeptReading {
    /// What the note says.
    pub reading: Reading,
    /// What was made of it.
    pub memo: Arc<Memo>,
    /// It stands in the file that holds all.
    pub in_all: bool,
}

impl NoteCache {
    /// The readings made under the same conditions; none on any doubt.
    pub fn load(root: &Path, under: &str) -> NoteCache {
        let Some(all) = Shelf::load_shelf(root, ALL, under, 0) else { return NoteCache::default() };
        let new = Shelf::load_shelf(root, NEW, under, all.sum).unwrap_or_default();
        NoteCache { all, new }
    }

    /// The sum of the file that holds all; 0 when there is none.
    pub fn sum(&self) -> u64 {
        self.all.sum
    }

    /// What a note says whose file is so.
    pub fn kept_reading(&self, path: &NotePath, stamp: Stamp) -> Option<KeptReading> {
        let found = self.new.reading_of(path, stamp);
        let found = found.map(|(reading, memo)| KeptReading { reading, memo, in_all: false });
        found.or_else(|| {
            // A newer reading of the note does not fit the file: an older one cannot either.
            let known = self.new.readings.contains_key(path.as_str());
            let (reading, memo) = if known { None } else { self.all.reading_of(path, stamp) }?;
            Some(KeptReading { reading, memo, in_all: true })
        })
    }
}

impl Shelf {
    fn load_shelf(root: &Path, name: &str, under: &str, goes_with: u64) -> Option<Shelf> {
        let path = root.join(name);
        let (_, own) = folder::look(&path).ok()?;
        let bytes = sys::read_regular(&path).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (sum, rest) = rest.split_first_chunk::<8>()?;
        let (length, rest) = rest.split_first_chunk::<8>()?;
        let sum = u64::from_le_bytes(*sum);
        let head = rest.get(..usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        if sum_of(head) != sum {
            return None;
        }
        let mut at = bytes.len() - rest.len() + head.len();
        let head: CacheHead = packed::unpack(head)?;
        if head.program != program() || head.under != under || head.goes_with != goes_with {
            return None;
        }
        let grain = i64::try_from(GRAIN.as_nanos()).unwrap_or(i64::MAX);
        let mut readings = HashMap::with_capacity(head.entries.len());
        for entry in head.entries {
            let CacheEntry { path, modified, changed, size, inode, age, length, memo, sum } = entry;
            let from = at;
            let memo_at = at.checked_add(usize::try_from(length).ok()?)?;
            at = memo_at.checked_add(usize::try_from(memo).ok()?)?;
            let stamp = Stamp { modified, changed, size, inode };
            let kept = KeptNote { stamp, at: from..at, memo: memo_at - from, sum };
            // A file that was changed when it was looked at, or so shortly before that its time
            // might not tell, is read again; no older reading of it counts either.
            let looked_at = own.modified.saturating_sub(i64::try_from(age).ok()?);
            let told = modified < looked_at.saturating_sub(grain);
            let kept = if told { kept } else { KeptNote { at: 0..0, ..kept } };
            readings.insert(path.into_boxed_str(), kept);
        }
        Some(Shelf { bytes, sum, readings })
    }

    fn reading_of(&self, path: &NotePath, stamp: Stamp) -> Option<(Reading, Arc<Memo>)> {
        let kept = self.readings.get(path.as_str()).filter(|kept| kept.stamp == stamp)?;
        let bytes = self.bytes.get(kept.at.clone()).filter(|bytes| !bytes.is_empty())?;
        let (reading, memo) = bytes.split_at_checked(kept.memo)?;
        let reading = (sum_of(bytes) == kept.sum).then(|| stored::restored(reading))??;
        match &reading {
            Reading::Said(note, ..) if note.path != *path => None,
            Reading::Said(..) => Some((reading, Arc::new(Memo::unpacked(memo)))),
            _ => Some((reading, Arc::default())),
        }
    }
}

/// What is to be kept.
pub struct Keep<'k> {
    /// What the readings depend on.
    pub under: &'k str,
    /// The sum of the file that holds all; 0 when there is none.
    pub cache: u64,
    /// How many notes it does not hold as they are.
    pub count: usize,
    /// How a note's file was when it was looked at, and how long ago that was.
    pub look: &'k dyn Fn(&NotePath) -> Option<(Stamp, Duration)>,
}

/// Keeps what the vault's notes say, or only what the `fresh` ones do where these are few. Returns
/// the sum of the file that holds all.
///
/// # Errors
/// The system's; nothing is lost by one.
pub fn save<'n>(
    root: &Path,
    vault: &Vault,
    fresh: impl Iterator<Item = &'n NotePath>,
    keep: &Keep<'_>,
) -> io::Result<u64> {
    leads_nowhere(root).map_err(io::Error::other)?;
    if keep.cache != 0 && keep.count <= FEW.max(vault.count() / NEW_PART) {
        write_shelf(root, NEW, vault, fresh, (keep, keep.cache))?;
        return Ok(keep.cache);
    }
    let all = vault.notes.keys().chain(vault.silent.paths());
    let sum = write_shelf(root, ALL, vault, all, (keep, 0))?;
    // What goes with another file does not count, and only takes room.
    fs::remove_file(root.join(NEW)).ok();
    Ok(sum)
}

fn write_shelf<'n>(
    root: &Path,
    name: &str,
    vault: &Vault,
    notes: impl Iterator<Item = &'n NotePath>,
    (keep, goes_with): (&Keep<'_>, u64),
) -> io::Result<u64> {
    let (mut entries, mut readings) = (Vec::new(), Vec::new());
    for path in notes {
        let Some((stamp, age)) = (keep.look)(path) else { continue };
        let Some(mut bytes) = stored::stored(vault, path) else { continue };
        let length = bytes.len() as u64;
        let memo = vault.notes.memo(path).map(Memo::packed).unwrap_or_default();
        bytes.extend(&memo);
        let age = u64::try_from(age.as_nanos()).unwrap_or(u64::MAX);
        let Stamp { modified, changed, size, inode } = stamp;
        let (memo, sum) = (memo.len() as u64, sum_of(&bytes));
        entries.push(CacheEntry {
            path: path.to_string(),
            modified,
            changed,
            size,
            inode,
            age,
            length,
            memo,
            sum,
        });
        readings.extend(bytes);
    }
    let head = CacheHead { program: program(), under: keep.under.to_owned(), goes_with, entries };
    let head = packed::pack(&head).ok_or_else(|| io::Error::other("cannot be packed"))?;
    let sum = sum_of(&head);
    let length = (head.len() as u64).to_le_bytes();
    put_cache_file(root, name, &[MAGIC, &sum.to_le_bytes(), &length, &head, &readings].concat())?;
    Ok(sum)
}

/// A checksum against bytes that went bad, not against anybody: who writes here may write notes.
fn sum_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    // Never 0, which stands for none.
    hasher.finish().max(1)
}
