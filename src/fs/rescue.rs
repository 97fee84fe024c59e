//! `.vault121/rescue/`: texts that somebody wrote and that left a note's place by our hand.
//!
//! Each is kept in a folder of its own that says the day and the reason, under the note's own
//! path, for 30 days and at most 64 MiB of them, the oldest going first. A text that is known to
//! stand in the note is not kept, and the same text of a note not twice.

use crate::fs::sys;
use crate::fs::sys::Folder;
use crate::text::date::Day;
use std::io;
use std::time::{Duration, SystemTime};

/// Where it is, in the vault.
pub const RESCUE: &str = ".vault121/rescue";

/// Why a text was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RescueReason {
    /// Somebody wrote inside a region that was to be made anew.
    Edited,
    /// It stood in a region and is not known on this machine.
    Unknown,
    /// It was a page that `clean` removed.
    Removed,
    /// It was saved in the moment in which the note was written.
    Raced,
    /// It was written into the note's old file after the new one stood there.
    Late,
    /// It was found after a run that was ended in the middle.
    Ended,
}

const WHYS: &[(RescueReason, &str, &str)] = &[
    (RescueReason::Edited, "edited-region", "written inside a region"),
    (RescueReason::Unknown, "unknown-region", "not known on this machine"),
    (RescueReason::Removed, "removed-page", "a page that was removed"),
    (RescueReason::Raced, "saved-meanwhile", "saved while the note was being written"),
    (RescueReason::Late, "late-save", "saved into the old file of the note"),
    (RescueReason::Ended, "ended-run", "found after a run that was ended in the middle"),
];

impl RescueReason {
    /// Nothing says that somebody wrote it: it has room of its own, so that it never takes the
    /// place of what somebody did write.
    pub fn is_quiet(self) -> bool {
        matches!(self, RescueReason::Unknown | RescueReason::Removed)
    }

    fn word(self) -> &'static str {
        WHYS.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// For people.
    pub fn words(self) -> &'static str {
        WHYS.iter().find(|row| row.0 == self).map_or("", |row| row.2)
    }
}

/// A text that is kept.
#[derive(Clone, Debug)]
pub struct RescuedText {
    /// By what it is named: `2026-11-24-1`.
    pub id: String,
    /// When it was kept.
    pub day: Day,
    /// The note it belongs to.
    pub note: String,
    pub why: RescueReason,
    /// How much.
    pub bytes: u64,
    /// Its folder in `rescue/`.
    entry: String,
    number: u32,
    written: SystemTime,
}

/// So long a text is kept.
pub const DAYS: i64 = 30;
/// So much is kept of what somebody wrote, and as much of what nobody knows; past it the oldest
/// goes.
pub const MOST_BYTES: u64 = 64 << 20;
/// A folder of more texts is a fault of ours, not of the person's.
const MOST_TEXTS: u32 = 1_000_000;

/// Keeps a text, durably, and returns its path in the vault.
///
/// # Errors
/// Those of the file system; then nothing must be overwritten.
pub fn keep(
    root: &Folder,
    note: &str,
    text: &[u8],
    why: RescueReason,
    day: Day,
) -> io::Result<String> {
    let all = list(root)?;
    // What nobody knows is kept once, wherever it stood. What somebody wrote must not hang on a
    // copy that goes sooner.
    let same = all.iter().find(|kept| {
        let holds = if why.is_quiet() { true } else { kept.note == note && !kept.why.is_quiet() };
        holds
            && kept.bytes == text.len() as u64
            && read(root, kept).is_ok_and(|there| there == text)
    });
    if let Some(kept) = same {
        return Ok(kept.path());
    }
    keep_in(root, &all, note, (why, day), |entry| put_entry(entry, note, text))
}

/// Takes a file out of its place into `rescue/`, as it is, and returns its path in the vault.
///
/// # Errors
/// Those of the file system: then the file stays in its place.
pub fn take(root: &Folder, note: &str, why: RescueReason, day: Day) -> io::Result<String> {
    let (folder, name) = note.rsplit_once('/').unwrap_or(("", note));
    let from = root.open_beneath(folder)?;
    keep_in(root, &list(root)?, note, (why, day), |entry| {
        let to = entry.make_beneath(folder)?;
        from.rename_new(name, &to, name)?;
        // It is there now, whatever the disk says of it.
        from.sync().and_then(|()| to.sync()).ok();
        Ok(())
    })
}

/// Puts a file that was taken back into its place, unless a new one stands there.
///
/// # Errors
/// Those of the file system: then it stays in `rescue/`.
pub fn give_back(root: &Folder, kept: &str, note: &str) -> io::Result<()> {
    let (folder, name) = kept.rsplit_once('/').unwrap_or(("", kept));
    let place = root.make_beneath(note.rsplit_once('/').map_or("", |(folder, _)| folder))?;
    root.open_beneath(folder)?.rename_new(name, &place, name)
}

/// Makes a folder for one text, fills it, and returns the text's path in the vault.
fn keep_in(
    root: &Folder,
    all: &[RescuedText],
    note: &str,
    (why, day): (RescueReason, Day),
    fill: impl Fn(&Folder) -> io::Result<()>,
) -> io::Result<String> {
    let rescue = root.make_beneath(RESCUE)?;
    let first = all.iter().filter(|kept| kept.day == day).map(|kept| kept.number).max();
    for number in first.map_or(1, |number| number + 1)..MOST_TEXTS {
        let entry = format!("{day}-{number}-{}", why.word());
        let folder = match rescue.make_folder(&entry).and_then(|()| rescue.open_beneath(&entry)) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        };
        if let Err(error) = fill(&folder) {
            remove_all(&folder).ok();
            rescue.remove_folder(&entry).ok();
            return Err(error);
        }
        rescue.sync()?;
        keep_limits(root, &entry, day).ok();
        return Ok(format!("{RESCUE}/{entry}/{note}"));
    }
    Err(io::Error::other("`rescue` is full"))
}

fn put_entry(entry: &Folder, note: &str, text: &[u8]) -> io::Result<()> {
    let (folder, name) = note.rsplit_once('/').unwrap_or(("", note));
    let folder = entry.make_beneath(folder)?;
    let mut file = folder.create_file(name, 0o600)?;
    sys::write_whole(&mut file, text)?;
    sys::sync(&file)?;
    folder.sync()?;
    entry.sync()
}

/// What is kept, the oldest first.
///
/// # Errors
/// Those of the file system.
pub fn list(root: &Folder) -> io::Result<Vec<RescuedText>> {
    let rescue = match root.open_beneath(RESCUE) {
        Ok(rescue) => rescue,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut all: Vec<RescuedText> =
        rescue.sorted_names()?.iter().filter_map(|name| kept_at(&rescue, name)).collect();
    all.sort_by_key(|kept| (kept.day, kept.number));
    Ok(all)
}

fn kept_at(rescue: &Folder, entry: &str) -> Option<RescuedText> {
    let (day, rest) = (entry.get(..10)?, entry.get(11..)?);
    let (number, word) = rest.split_once('-')?;
    let (why, ..) = WHYS.iter().find(|row| row.1 == word)?;
    let (note, stat) = only_file(&rescue.open_beneath(entry).ok()?, "", 0)?;
    Some(RescuedText {
        id: format!("{day}-{number}"),
        day: Day::iso(day)?,
        note,
        why: *why,
        bytes: stat.byte_count(),
        entry: entry.to_owned(),
        number: number.parse().ok()?,
        written: stat.modified(),
    })
}

/// A note's path is never deeper.
const MOST_FOLDERS: usize = 128;

fn only_file(folder: &Folder, path: &str, depth: usize) -> Option<(String, sys::Stat)> {
    let name = folder.sorted_names().ok()?.into_iter().next()?;
    let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
    let stat = folder.stat(&name).ok()?;
    if stat.is_file() {
        return Some((path, stat));
    }
    (depth < MOST_FOLDERS)
        .then(|| only_file(&folder.open_beneath(&name).ok()?, &path, depth + 1))?
}

impl RescuedText {
    /// Its path in the vault.
    pub fn path(&self) -> String {
        format!("{RESCUE}/{}/{}", self.entry, self.note)
    }

    /// Its age, by the days.
    pub fn days(&self, today: Day) -> i64 {
        today.days_since(self.day)
    }
}

/// The bytes of a kept text.
///
/// # Errors
/// Those of the file system.
pub fn read(root: &Folder, kept: &RescuedText) -> io::Result<Vec<u8>> {
    let path = kept.path();
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    sys::read_whole(&root.open_beneath(folder)?.open_file(name)?, usize::MAX - 1)
}

/// Removes a kept text.
///
/// # Errors
/// Those of the file system.
pub fn remove(root: &Folder, kept: &RescuedText) -> io::Result<()> {
    let rescue = root.open_beneath(RESCUE)?;
    remove_all(&rescue.open_beneath(&kept.entry)?)?;
    rescue.remove_folder(&kept.entry)
}

fn remove_all(folder: &Folder) -> io::Result<()> {
    for name in folder.sorted_names()? {
        if folder.stat(&name)?.is_file() {
            folder.remove_file(&name)?;
        } else {
            remove_all(&folder.open_beneath(&name)?)?;
            folder.remove_folder(&name)?;
        }
    }
    Ok(())
}

/// The texts that are over the limits: too old, or the oldest of too much.
pub fn over_limits(all: &[RescuedText], older_than: i64, today: Day) -> Vec<&RescuedText> {
    let [mut loud, mut quiet] = [false, true].map(|quiet| kept_bytes(all, quiet));
    let mut over = Vec::new();
    for kept in all {
        let size = if kept.why.is_quiet() { &mut quiet } else { &mut loud };
        if kept.days(today) > older_than || *size > MOST_BYTES {
            *size -= kept.bytes;
            over.push(kept);
        }
    }
    over
}

/// How much is kept of what somebody wrote, or of what nobody knows.
fn kept_bytes(all: &[RescuedText], quiet: bool) -> u64 {
    all.iter().filter(|kept| kept.why.is_quiet() == quiet).map(|kept| kept.bytes).sum()
}

/// Keeps the limits, unasked. `--today` may name any day and a clock may be wrong: what is too
/// old must be so by the day and by its file's own time.
fn keep_limits(root: &Folder, but: &str, today: Day) -> io::Result<()> {
    let all = list(root)?;
    let month = Duration::from_secs(60 * 60 * 24 * DAYS.unsigned_abs());
    for kept in over_limits(&all, DAYS, today) {
        let old = kept.written.elapsed().is_ok_and(|age| age > month);
        if kept.entry != but && (old || kept_bytes(&all, kept.why.is_quiet()) > MOST_BYTES) {
            remove(root, kept)?;
        }
    }
    Ok(())
}
