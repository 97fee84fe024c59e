//! One verb a file: its arguments with their help, and what it does.

pub mod context;
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
pub mod service;
pub mod doctor;
pub mod lsp;
pub mod completions;
pub mod render;
pub mod args;
