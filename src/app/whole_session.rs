//! A session of a vault that was read without the prefilter: for a verb that changes any line, or
//! asks how lines are written here.

use crate::app::session::Session;
use crate::process::progress::Progress;
use crate::text::date::Day;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::ops::{Deref, DerefMut};
use std::path::Path;

/// An opened vault with all of its notes.
#[derive(Debug)]
pub struct WholeSession(Session);

impl WholeSession {
    /// Opens the vault at `root` and parses every note.
    pub fn open(root: &Path, today: Day, progress: &Progress) -> WholeSession {
        WholeSession(Session::read_into(Vault::default(), root, today, progress))
    }

    /// The vault with all of its notes.
    pub fn whole(&self) -> Whole<'_> {
        self.0.vault().whole().expect("without a prefilter no note is silent")
    }
}

impl Deref for WholeSession {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}

impl DerefMut for WholeSession {
    fn deref_mut(&mut self) -> &mut Session {
        &mut self.0
    }
}
