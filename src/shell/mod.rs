//! The world: clock, disk, watching, the terminal, commands. It decides nothing about what a note
//! means.

pub mod clock;
pub mod ui;
pub mod disk;
pub mod session;
pub mod watch;
pub mod command;
pub mod cli;
