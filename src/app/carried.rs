//! What became of a plan: what was written, what was not, and why.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::rescue::RESCUE;
use crate::text::ids::NotePath;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a plan.
#[derive(Debug, Default)]
pub struct Carried {
    /// Notes that were written, with why.
    pub written: Vec<(NotePath, String)>,
    /// Notes that were not, with the reason.
    pub held: Vec<(NotePath, String)>,
    /// Notes that somebody saved a moment ago: to be tried again soon.
    pub later: Vec<NotePath>,
    /// Those of them that the system refused: to be tried again.
    pub failed: Vec<NotePath>,
    /// Why nothing is written for now: git is at work.
    pub paused: Option<String>,
    /// Notes in which an unknown text stood, and where it is kept.
    pub unknown: BTreeMap<NotePath, String>,
    /// Regions that were put where the note had no blank line, by path and name.
    pub tight: BTreeSet<(String, String)>,
    /// What to say of it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Carried {
    /// A note is as it was.
    pub fn hold_note(&mut self, path: &NotePath, problem: Diagnostic) {
        self.held.push((path.clone(), problem.message.clone()));
        self.diagnostics.push(problem);
    }

    /// The same, because the system refused.
    pub fn fail_note(&mut self, path: &NotePath, problem: Diagnostic) {
        self.failed.push(path.clone());
        self.hold_note(path, problem);
    }

    /// Tells of unknown texts in one line, however many they are.
    pub fn tell_unknown(&mut self) {
        let unknown = std::mem::take(&mut self.unknown);
        let said = match (unknown.len(), unknown.first_key_value()) {
            (1, Some((path, kept))) => {
                let message = format!(
                    "what stood in its region was not known on this machine: it is in `{kept}`"
                );
                Diagnostic::about_file(Code::RegionUnknown, path.as_str(), message)
            }
            (many @ 2.., _) => {
                let message = format!(
                    "what stood in the regions of {many} notes was not known on this machine: it is kept here"
                );
                Diagnostic::about_file(Code::RegionUnknown, RESCUE, message)
            }
            _ => return,
        };
        self.diagnostics.push(said);
    }

    /// Puts what became of another plan, carried out before this one, in front of it.
    pub fn put_before(&mut self, mut first: Carried) {
        first.written.append(&mut self.written);
        first.held.append(&mut self.held);
        first.later.append(&mut self.later);
        first.failed.append(&mut self.failed);
        first.diagnostics.append(&mut self.diagnostics);
        first.paused = self.paused.take().or(first.paused);
        *self = first;
    }
}
