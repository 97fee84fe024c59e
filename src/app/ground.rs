//! The vault as it stands on the disk: read once, looked at again, and forgotten for a rest.

use crate::app::outside::Outside;
use crate::app::watch::Batch;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::folder;
use crate::fs::read::{Tree, glance_at};
use crate::note::parse::Note;
use crate::people::people;
use crate::process::memory;
use crate::process::progress::{Progress, Stage};
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::change::{Change, Content, Stirred};
use crate::vault::reading::Reading;
use crate::vault::vault::Vault;
use std::path::Path;
use std::time::Duration;

/// A vault, and how its files were when they were last looked at.
#[derive(Debug)]
pub struct Ground {
    tree: Tree,
    vault: Vault,
    progress: Progress,
    outside: Outside,
}

impl Ground {
    /// The folder `root`, not read yet.
    pub fn unread_ground(vault: Vault, root: &Path, progress: &Progress) -> Ground {
        let tree = Tree::new(root, progress.clone());
        Ground { tree, vault, progress: progress.clone(), outside: Outside::default() }
    }

    /// The vault's folder.
    pub fn root(&self) -> &Path {
        self.tree.root()
    }

    /// The vault as it was read.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The same, to ask what has stirred in it.
    pub fn vault_mut(&mut self) -> &mut Vault {
        &mut self.vault
    }

    /// What the vault says otherwise than when this was last asked, the calendar that it reads from
    /// outside too.
    pub fn take_stirred(&mut self, today: Day) -> Stirred {
        let mut stirred = self.vault.stirred();
        let reads =
            self.vault.config.calendar_read.is_some() || self.outside.calendar_stamp().is_some();
        if reads && !self.rests() {
            let root = self.tree.root().to_owned();
            stirred.more |=
                self.outside.reread_calendar(&mut self.vault, &root, today, stirred.more);
        }
        stirred
    }

    /// Whether the calendar from outside is another file now than it was.
    pub fn calendar_changed(&self) -> bool {
        let now = |path| folder::look(path).ok().map(|(_, stamp)| stamp);
        self.outside.calendar_stamp().is_some_and(|(path, then)| now(path) != then)
    }

    /// Keeps what the notes say, for the next run.
    pub fn keep_notes(&mut self) {
        if !self.rests() {
            self.tree.keep_notes(&self.vault);
        }
    }

    /// Keeps how the files are, for a build that left nothing to do.
    pub fn keep_stamps(&self, today: Day, said: &[Diagnostic], took: Duration) {
        self.tree.keep_settled(today, said, took, self.outside.calendar_stamp());
    }

    /// Reads what changed since the last time; after a rest everything, if anything did.
    pub fn refresh(&mut self, batch: &Batch) {
        let rested = self.rests();
        if rested && !self.concerns(batch) {
            return;
        }
        self.progress.begin_stage(Stage::Walk);
        self.tree.unpack_stamps();
        let any = self.look_at_batch(batch);
        match (rested, any) {
            (true, true) => self.read_all(),
            (true, false) => memory::give_back(|| self.tree.pack_stamps()),
            (false, _) => {}
        }
        self.wake_silent_notes();
        self.progress.wipe_line();
    }

    /// Lets a note that was read from a buffer stand for the one on the disk, whatever it says.
    pub fn lay_buffer(&mut self, note: &Note, said: &[Diagnostic]) {
        let reading = Reading::Said(Box::new(note.clone()), said.to_vec(), None);
        self.vault.take_reading(note.path.clone(), reading);
        self.wake_silent_notes();
    }

    /// Lets the disk stand for a note again.
    pub fn lift_buffer(&mut self, path: &NotePath) {
        let content = match glance_at(&self.root().join(path.as_str())) {
            Some(text) => Content::Bytes(text.into_bytes()),
            None => Content::Gone,
        };
        self.vault.apply(vec![Change { path: path.to_string(), content }]);
        self.wake_silent_notes();
    }

    /// Forgets what the notes say until one of them changes; the caller gives the memory back.
    pub fn forget_notes(&mut self) {
        self.keep_notes();
        self.vault.rest();
        self.tree.pack_stamps();
    }

    /// Reads everything again, for a build after a rest that no change has ended. Returns whether
    /// there was one.
    pub fn end_rest(&mut self) -> bool {
        let rests = self.rests();
        if rests {
            self.read_all();
            self.wake_silent_notes();
            self.progress.wipe_line();
        }
        rests
    }

    /// Whether what the notes say is forgotten until one of them changes.
    fn rests(&self) -> bool {
        self.tree.is_packed()
    }

    /// Whether a batch may be about this vault at all.
    fn concerns(&self, batch: &Batch) -> bool {
        match batch {
            Batch::Paths(paths) => {
                paths.iter().any(|path| self.vault.wants(path) || self.vault.is_leftover(path))
            }
            Batch::Rescan => true,
            Batch::Stop => false,
        }
    }

    /// Looks at what a batch names. Returns whether a file is another than it was.
    fn look_at_batch(&mut self, batch: &Batch) -> bool {
        match batch {
            Batch::Paths(paths) => match self.tree.look_at(&self.vault, paths) {
                Some(changes) => {
                    self.progress.begin_stage(Stage::Parse);
                    let any = !changes.is_empty();
                    self.vault.apply(changes);
                    any
                }
                None => self.rescan(),
            },
            Batch::Rescan => self.rescan(),
            Batch::Stop => false,
        }
    }

    /// Looks at every file. Returns whether one is another than it was.
    fn rescan(&mut self) -> bool {
        let settings = self.tree.changed_settings();
        let any = !settings.is_empty();
        if self.vault.apply(settings) {
            // Tags may be spelled otherwise, other folders ignored.
            self.read_all();
            return true;
        }
        self.tree.read_notes(&mut self.vault) || any
    }

    /// Reads every file again.
    fn read_all(&mut self) {
        // A setting that is gone is only missed as long as it is known to have been there.
        self.tree.unpack_stamps();
        let gone = self.tree.changed_settings();
        self.vault.apply(gone);
        self.vault.forget_notes();
        self.tree.forget_seen();
        let settings = self.tree.changed_settings();
        self.vault.apply(settings);
        self.tree.read_notes(&mut self.vault);
    }

    /// Reads the silent notes that name somebody.
    fn wake_silent_notes(&mut self) {
        let called = people::silent_notes_naming(&mut self.vault);
        if !called.is_empty() {
            self.tree.parse_after_all(&mut self.vault, called);
        }
    }
}
