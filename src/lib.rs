//! vault121: reads a lead's 1-2-1 notes and writes prep notes and goal rollups back.
//!
//! A module may use only what is listed above it, here and in each room's `mod.rs`.

pub mod text;
pub mod diagnostic;
pub mod kind;
pub mod note;
pub mod vault;
pub mod people;
pub mod records;
pub mod schedule;
pub mod model;
pub mod pages;
pub mod process;
pub mod fs;
pub mod app;
pub mod lsp;
pub mod cli;

// Without exchanging two files in one step, and with other rules for open files, the write path
// could lose a word. There it is better not to be than to write in place.
#[cfg(not(unix))]
compile_error!(
    "vault121 does not run on Windows yet: its way of writing needs POSIX calls; use WSL"
);
