//! The world: clock, disk, watching, the terminal, commands. It decides nothing about what a note
//! means.

pub mod clock;
pub mod memory;
pub mod threads;
pub mod progress;
pub mod disk;
pub mod ui;
pub mod confine;
pub mod render;
pub mod native;
pub mod watch;
pub mod carried;
pub mod ground;
pub mod session;
pub mod closing;
pub mod command;
pub mod cli;
