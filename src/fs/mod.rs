//! The vault on the disk: finding and reading it, and writing one note of it without losing a word.

pub mod root;
pub mod folder;
pub mod stat_index;
pub mod up_to_date;
pub mod read_many;
pub mod read;
pub mod git;
pub mod git_index;
pub mod all;
pub mod lock;
pub mod fault;
pub mod sys;
pub mod lease;
pub mod target;
pub mod manners;
pub mod stage;
pub mod rescue;
pub mod retired;
pub mod cover;
pub mod sight;
pub mod exchange;
pub mod late_writes;
pub mod write;
pub mod recover;
pub mod capabilities;
pub mod region_memory;
