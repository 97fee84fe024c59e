//! What helps a run to be fast changes no byte; what a watcher does when notes change.

mod laws;
pub(crate) mod sieve;
mod note_cache;
mod remembered;
pub(crate) mod settled;
pub(crate) mod one_save;
mod resting;
pub(crate) mod watching;
mod waiting;
