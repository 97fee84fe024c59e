//! What the vault means: people, 1-2-1s, goals, feedback, promises, questions.
//!
//! Derived from the notes and the day alone. Children hold ids, never each other.

pub mod config;
pub mod config_file;
pub mod beside;
pub mod change;
pub mod names;
pub mod layout;
pub mod told;
pub mod notes;
pub mod reading;
pub mod elsewhere;
pub mod silent;
pub mod vault;
pub mod person;
pub mod people;
pub mod meeting;
pub mod headings;
pub mod meetings;
pub mod rhythm;
pub mod standing;
pub mod entry;
pub mod wording;
pub mod context;
pub mod touched;
pub mod practice;
pub mod score;
pub mod follow_up;
pub mod diary;
pub mod news;
pub mod goals;
pub mod witness;
pub mod feedback;
pub mod actions;
pub mod promises;
pub mod questions;
pub mod answers;
pub mod asking;
pub mod packs;
#[expect(clippy::module_inception, reason = "the fold of the floor is what the floor is called")]
pub mod model;
pub mod outcomes;
pub mod everyone;
pub mod check_people;
pub mod check;
pub mod gathered;
pub mod shares;
pub mod fold;
pub mod config_text;
pub mod discover;
