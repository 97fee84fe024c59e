//! Files that were notes until a moment ago. A program that had one open, or was just opening
//! it, may still write into it.
//!
//! An old file is kept under lease for a while; `late` looks after it and merges what comes. Here
//! is only what one is, and how it is read.

use crate::fs::lease;
use crate::fs::lease::Lease;
use crate::fs::stage::WriteDesk;
use crate::fs::sys;
use crate::note::parse::MOST_BYTES;
use crate::text::ids::NotePath;
use std::fs::File;
use std::time::{Duration, Instant};

/// A file that was a note until a moment ago.
#[derive(Debug)]
pub struct Old {
    pub path: NotePath,
    /// Its name in the stage; empty where it has none.
    pub staged: String,
    /// What it held when it left the note's place.
    pub base: String,
    /// What that was made from, when it may hold a save that was made from this and not from it.
    pub from: Option<String>,
    /// Somebody waited to write it, so that it has to be read.
    pub awaited: bool,
    /// How often its words were to be merged.
    pub tries: u32,
    file: File,
    since: Instant,
    leased: bool,
    /// The note is wholly generated.
    ours_alone: bool,
}

/// So long a program may take from opening a note to writing into it.
const GRACE: Duration = Duration::from_secs(2);
/// So long the same may take when nobody had the note open for writing, for a command that ends:
/// between finding the file and being made to wait there are microseconds.
const SHORT_GRACE: Duration = Duration::from_millis(100);
/// So long a command that ends waits for a program that is writing the old file.
const PATIENCE: Duration = Duration::from_secs(3);

impl Old {
    /// The file that was read, leased or not, and came out.
    pub fn after_exchange(
        path: &NotePath,
        file: File,
        staged: String,
        base: String,
        leased: bool,
        ours_alone: bool,
    ) -> Old {
        let (since, path) = (Instant::now(), path.clone());
        let (from, awaited, tries) = (None, false, 0);
        Old { path, file, staged, base, from, since, leased, ours_alone, awaited, tries }
    }

    /// A file in the stage that may hold words that `base`, made from `from`, does not; it is read
    /// at once. Nothing when it cannot be opened: then it stays there for the next start.
    pub fn found_in_stage(
        desk: &WriteDesk,
        path: &NotePath,
        staged: String,
        base: String,
        from: Option<String>,
        ours_alone: bool,
    ) -> Option<Old> {
        let file = desk.stage.open_file(&staged).ok()?;
        let leased = lease::take(&file) == Lease::Held;
        let mut old = Old::after_exchange(path, file, staged, base, leased, ours_alone);
        old.from = from;
        old.awaited = true;
        Some(old)
    }

    /// How long a command that ends still has to keep it.
    pub fn time_left(&self) -> Duration {
        let grace = match (self.leased, self.ours_alone) {
            (true, true) => Duration::ZERO,
            (true, false) => SHORT_GRACE,
            (false, _) => GRACE,
        };
        if self.awaited { Duration::ZERO } else { grace.saturating_sub(self.since.elapsed()) }
    }

    /// Lets a writer go on who waits for us.
    pub fn let_go(&mut self) {
        if self.leased && !lease::holds(&self.file) {
            lease::release(&self.file);
            self.leased = false;
            self.awaited = true;
        }
    }

    /// Whether nothing has to be done about it now: nobody waits for it and its time is not over.
    pub fn is_at_rest(&self) -> bool {
        self.leased && !self.awaited && !self.is_over() && lease::holds(&self.file)
    }

    /// Whether its time is over.
    pub fn is_over(&self) -> bool {
        self.since.elapsed() >= GRACE
    }

    /// Whether a command that ends has waited long enough for whoever writes it.
    pub fn is_endless(&self) -> bool {
        self.since.elapsed() >= PATIENCE + GRACE
    }

    /// What it holds; nothing while somebody has it open for writing.
    pub fn quiet_text(&mut self) -> Option<Vec<u8>> {
        if !self.leased {
            match lease::take(&self.file) {
                Lease::Held => self.leased = true,
                Lease::Busy => return None,
                Lease::None => {
                    // What is being written changes from one look to the next.
                    let before = sys::stat(&self.file).ok()?;
                    let bytes = sys::read_whole(&self.file, MOST_BYTES).ok()?;
                    return sys::stat(&self.file).ok()?.is_unchanged(&before).then_some(bytes);
                }
            }
        }
        sys::read_whole(&self.file, MOST_BYTES).ok()
    }

    /// Removes it: it was read, and holds no word that is not in the note or in `rescue/`.
    pub fn remove(self, desk: &WriteDesk) {
        if !self.staged.is_empty() {
            desk.stage.remove_file(&self.staged).ok();
        }
    }
}
