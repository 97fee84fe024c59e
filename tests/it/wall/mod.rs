//! Who sees what: no line of the lead's alone, and none about somebody else, reaches a reader.

pub(crate) mod views;
mod outputs;
pub(crate) mod closed;
mod closed_notes;
mod closed_shapes;
mod named_private;
mod named_readers;
mod another_meant;
mod before_the_words;
mod beside_notes;
mod kept_back;
mod seasons;
mod whole_parts;
mod other_forms;
mod left_pages;
mod whose_wall;
mod guarded_words;
mod trust;
#[cfg(target_os = "linux")]
mod ways_out;
mod damaged;
