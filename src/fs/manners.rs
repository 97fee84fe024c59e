//! When a note is left alone for a while: it was saved a moment ago, it is open in an editor that
//! says so, or git is at work in the vault.
//!
//! It only looks. A watcher comes back; a command that ends waits a little, and then says so.

use crate::fs::git;
use crate::fs::sys::Folder;
use crate::text::ids::NotePath;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How a run behaves towards somebody who is just writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// A command that then ends: it waits until a save is over, and not longer.
    Once,
    /// A watcher: a note that was saved a moment ago is left alone until it is quiet.
    Patient,
    /// For races only: nobody is waited for, so that the write protocol alone has to hold.
    None,
}

/// A note that was saved within this time may be saved again at once: editors that save by
/// themselves, formatters, a person with ctrl-s.
pub const QUIET: Duration = Duration::from_secs(2);
/// A save in several pieces is over after so long.
const SETTLED: Duration = Duration::from_millis(250);
/// An editor's own mark beside a note counts so long: past it the editor was left open and
/// forgotten, or ended without tidying up.
const EDITING: Duration = Duration::from_secs(30 * 60);
/// What git has in its folder while it changes the files of the work tree.
const GIT_LOCK: &str = "index.lock";
/// What it has there between the steps of what somebody began and has not ended: a page that is
/// written then stands in the way of the next step.
const GIT_UNFINISHED: &[&str] = &[
    "MERGE_HEAD",
    "rebase-merge",
    "rebase-apply",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "sequencer",
    "BISECT_LOG",
];
/// How often a command that waits looks again.
const STEP: Duration = Duration::from_millis(50);

/// Why the note has to wait; nothing when it need not.
pub fn why_wait(root: &Folder, path: &NotePath, manners: Manners) -> Option<String> {
    match manners {
        Manners::None => None,
        Manners::Patient => just_saved(root, path, QUIET).or_else(|| open_editor(root, path)),
        Manners::Once => {
            let saved = || just_saved(root, path, SETTLED);
            wait_while(saved).or_else(|| open_editor(root, path))
        }
    }
}

/// Why the whole vault has to wait.
pub fn git_at_work(root: &Path, manners: Manners) -> Option<String> {
    let git = git::folder(root)?;
    let mark = || git_mark(&git, std::iter::once(&GIT_LOCK).chain(GIT_UNFINISHED));
    match manners {
        Manners::None => None,
        Manners::Patient => mark(),
        Manners::Once => wait_while(mark),
    }
}

/// Why git is not done with what somebody began: a merge, a rebase, a bisect. A commit is none.
pub fn git_unfinished(root: &Path) -> Option<String> {
    git_mark(&git::folder(root)?, GIT_UNFINISHED.iter())
}

fn git_mark<'n>(git: &Path, mut names: impl Iterator<Item = &'n &'n str>) -> Option<String> {
    let found = names.find(|name| git.join(name).symlink_metadata().is_ok());
    found.map(|name| format!("git is at work in the vault (`.git/{name}`)"))
}

/// Looks again and again for as long as a note has to be quiet.
fn wait_while(why: impl Fn() -> Option<String>) -> Option<String> {
    for _ in 0..QUIET.as_millis() / STEP.as_millis() {
        why()?;
        std::thread::sleep(STEP);
    }
    why()
}

fn just_saved(root: &Folder, path: &NotePath, quiet: Duration) -> Option<String> {
    let age = age_of_file(root, path.folder(), path.file_name())?;
    (age < quiet).then(|| "somebody keeps saving it".to_owned())
}

fn open_editor(root: &Folder, path: &NotePath) -> Option<String> {
    let name = path.file_name();
    [format!(".{name}.swp"), format!(".#{name}")].into_iter().find_map(|mark| {
        let young = age_of_file(root, path.folder(), &mark)? < EDITING;
        young.then(|| format!("it is open in an editor (`{mark}`)"))
    })
}

/// How long ago a file was last written; nothing when there is none.
fn age_of_file(root: &Folder, folder: &str, name: &str) -> Option<Duration> {
    let stat = root.open_beneath(folder).and_then(|folder| folder.stat(name)).ok()?;
    // A time to come is a clock that was set back: the file is quiet.
    Some(SystemTime::now().duration_since(stat.modified()).unwrap_or(EDITING))
}

/// Whether an empty note may be one that is just being saved: programs that save in place empty
/// it first.
pub fn is_fresh(root: &Folder, path: &NotePath) -> bool {
    age_of_file(root, path.folder(), path.file_name()).is_some_and(|age| age < QUIET)
}
