//! The vault on the disk: finding and reading it, and writing one note of it.
//!
//! Nothing outside the vault's root is opened for writing, and no link is followed.

pub mod root;
pub mod folder;
pub mod seen;
pub mod settled;
pub mod gather;
pub mod read;
pub mod git;
pub mod index;
pub mod all;
pub mod lock;
pub mod fault;
pub mod sys;
pub mod lease;
pub mod target;
pub mod manners;
pub mod stage;
pub mod rescue;
pub mod old;
pub mod cover;
pub mod sight;
pub mod swap;
pub mod late;
pub mod write;
pub mod recover;
pub mod means;
pub mod regions;
