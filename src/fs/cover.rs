//! Words of a person's that a save made from another text would take out of the note again.
//!
//! When our text stood over somebody's save for a moment, whoever read the note just then saves
//! without those words. The same goes for words that we merged into the note while somebody
//! worked on the text without them. So they are remembered for a while, and put back by whatever
//! is written next, or by `late` where nothing is to be written.

use crate::fs::lease;
use crate::fs::lease::Lease;
use crate::fs::sys;
use crate::note::parse::MOST_BYTES;
use crate::pages::merge::{Merged, add_lines, holds_all_lines, same_regions};
use crate::text::ids::NotePath;
use std::fs::File;
use std::time::{Duration, Instant};

/// Words that are to stay in a note.
#[derive(Debug)]
pub struct Cover {
    pub path: NotePath,
    /// What the save with the words and the text without them were both made from.
    from: String,
    /// The text without them.
    without: String,
    words: CoverWords,
    since: Instant,
    began: Instant,
}

#[derive(Debug)]
enum CoverWords {
    /// As they were merged.
    Text(String),
    /// In the very file of the save, which its writer may not have finished.
    File(File),
}

/// So long a program may take from reading a note to saving it.
const GRACE: Duration = Duration::from_secs(2);
/// The same for a command that ends.
const SHORT_GRACE: Duration = Duration::from_millis(100);
/// A program that saves all the time, quicker than a disk, is not fought for longer.
const PATIENCE: Duration = Duration::from_secs(60);
/// The same for a command that ends.
const SHORT_PATIENCE: Duration = Duration::from_secs(5);

impl Cover {
    /// A save that came out of the note's place and went back: `ours`, made from `from`, stood
    /// there for a moment.
    pub fn of_save(path: &NotePath, from: &str, ours: &str, save: File) -> Cover {
        Cover::new(path, from, ours, CoverWords::File(save))
    }

    /// A late save, made from `from`, that was merged into the text `now`.
    pub fn of_merge(path: &NotePath, from: &str, now: &str, late: &str) -> Cover {
        Cover::new(path, from, now, CoverWords::Text(late.to_owned()))
    }

    fn new(path: &NotePath, from: &str, without: &str, words: CoverWords) -> Cover {
        let now = Instant::now();
        let (from, without) = (from.to_owned(), without.to_owned());
        Cover { path: path.clone(), from, without, words, since: now, began: now }
    }

    /// The words were put back: somebody may be working on the text without them still.
    pub fn note_put_back(&mut self) {
        self.since = Instant::now();
    }

    /// Whether nobody is expected to save without the words any more.
    pub fn is_over(&self, last: bool) -> bool {
        self.since.elapsed() >= if last { SHORT_GRACE } else { GRACE }
    }

    /// Whether another program takes the words out again and again.
    pub fn is_endless(&self, last: bool) -> bool {
        if last { self.since.elapsed() >= SHORT_PATIENCE } else { self.began.elapsed() >= PATIENCE }
    }

    /// The save with the words; nothing while somebody is writing it.
    pub fn late_save(&self) -> Option<String> {
        match &self.words {
            CoverWords::Text(text) => Some(text.clone()),
            CoverWords::File(file) => settled_text(file),
        }
    }
}

/// The text of a note with all the words that are to stay in it. Nothing while somebody is
/// writing some of them.
pub fn with_covered_words<'a>(
    covers: impl Iterator<Item = &'a Cover>,
    path: &NotePath,
    text: &str,
) -> Option<String> {
    let mut text = text.to_owned();
    for cover in covers.filter(|cover| cover.path == *path) {
        let theirs = cover.late_save()?;
        if theirs.is_empty() || holds_all_lines(&text, &theirs) {
            continue;
        }
        // Any other text, such as one that git checked out, was not made without them.
        let grew = |text: &str| holds_all_lines(text, &cover.from);
        let lacks = same_regions(&text, &cover.without) || (grew(&theirs) && grew(&text));
        if !lacks {
            continue;
        }
        if let Merged::Text(merged) = add_lines(path, &cover.from, &theirs, &text) {
            text = merged;
        }
    }
    Some(text)
}

/// What a file holds; nothing while somebody has it open for writing, or when it is no text.
fn settled_text(file: &File) -> Option<String> {
    let read = || sys::read_whole(file, MOST_BYTES).ok();
    let bytes = match lease::take(file) {
        Lease::Busy => return None,
        Lease::Held => {
            let bytes = read();
            lease::release(file);
            bytes?
        }
        Lease::None => {
            let before = sys::stat(file).ok()?;
            let bytes = read()?;
            sys::stat(file).ok()?.is_unchanged(&before).then_some(bytes)?
        }
    };
    // What is no text cannot be merged: its copy is in `rescue/`.
    Some(String::from_utf8(bytes).unwrap_or_default())
}
