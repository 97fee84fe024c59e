//! What the vault means as a whole: the fold, the rules that `check` applies, the JSON contract.

#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
pub mod model;
pub mod returning;
pub mod outcomes;
pub mod everyone;
pub mod people_rules;
pub mod overlooked;
pub mod lacking;
pub mod wall_rules;
pub mod rules;
pub mod pasted;
pub mod told_of;
pub mod quotes;
pub mod recalled;
pub mod gathered;
pub mod given;
pub mod shares;
pub mod fold;
pub mod reminders;
pub mod config_text;
pub mod read_lines;
pub mod heading_tally;
pub mod lead;
pub mod discover;
pub mod explained;
pub mod upgrade;
pub mod json_rows;
pub mod export;
