//! What became of a plan: what was written, what was not, and why.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::text::ids::NotePath;

/// What became of a plan.
#[derive(Debug, Default)]
pub struct Carried {
    /// Notes that were written, with why.
    pub written: Vec<(NotePath, String)>,
    /// Notes that were not, with the reason.
    pub held: Vec<(NotePath, String)>,
    /// Notes that somebody saved a moment ago: to be tried again soon.
    pub later: Vec<NotePath>,
    /// Why nothing is written for now: git is at work.
    pub paused: Option<String>,
    /// What to say of it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Carried {
    /// Puts what became of another plan, carried out before this one, in front of it.
    pub fn join(&mut self, mut first: Carried) {
        first.written.append(&mut self.written);
        first.held.append(&mut self.held);
        first.later.append(&mut self.later);
        first.diagnostics.append(&mut self.diagnostics);
        first.paused = self.paused.take().or(first.paused);
        *self = first;
    }
}
