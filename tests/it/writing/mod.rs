//! What is written into a vault: no word of a person is lost, whoever else writes.

pub(crate) mod region_law;
mod write_path;
mod words;
mod fights;
mod clones;
mod git_merge;
mod verbs;
mod marking;
mod ticking;
mod removal;
