//! The notes of one folder by path: the config, where things lie, what a path tells. It knows
//! no person and no meeting.

pub mod keys;
pub mod config;
pub mod config_file;
pub mod beside;
pub mod change;
pub mod names;
pub mod copies;
pub mod obsidian;
pub mod day_form;
pub mod lasting;
pub mod layout;
pub mod clue_words;
pub mod person_keys;
pub mod clue_front;
pub mod clue_lines;
pub mod managers;
pub mod outline;
pub mod section_clue;
pub mod clues;
pub mod clues_of_lines;
pub mod told;
pub mod memo;
pub mod notes;
pub mod reading;
pub mod elsewhere;
pub mod trust;
pub mod silent;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
pub mod vault;
pub mod own_template;
pub mod whole;
pub mod stored;
