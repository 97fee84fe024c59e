//! What notes are read to say: who, when, whose line, which kind; and what is asked instead.

pub(crate) mod discovery;
mod sections_and_days;
mod short_days;
mod spoken_names;
pub(crate) mod strangers;
mod nobody_met;
mod no_one;
mod other_words;
mod running_logs;
#[cfg(target_os = "linux")]
mod persons_keys;
mod next_one;
mod one_heading;
mod labels;
pub(crate) mod lines;
mod forms;
mod promises;
mod rough_lines;
mod box_marks;
mod done_marks;
mod habits;
mod more_names;
mod phrases;
mod attacked;
mod ends;
mod lost;
mod not_hers;
mod one_goal;
mod elsewhere;
mod families;
mod made_up;
mod field;
mod unfilled;
mod unread;
mod corrected;
mod upgrade;
mod where_names_stand;
