//! One verb a file: its arguments with their help, and what it does.
//!
//! What was typed becomes what is meant before work starts: a command gets an opened `Place`.

pub mod place;
pub mod init;
pub mod build;
pub mod watch;
pub mod prep;
pub mod status;
pub mod check;
pub mod list;
pub mod calendar;
pub mod export;
pub mod mark;
pub mod add;
pub mod review;
pub mod about;
pub mod explain;
pub mod template;
pub mod config;
pub mod clean;
pub mod rescue;
pub mod demo;
pub mod completions;
pub mod render;
