//! What should stand in the vault: views, templates, the plan of edits. It names no files.

pub mod escape;
pub mod tick;
pub mod view;
pub mod bounded;
pub mod shipped;
pub mod template;
pub mod worker;
pub mod chart;
pub mod event;
pub mod series;
pub mod calendar;
pub mod line;
pub mod foreign;
pub mod plan;
pub mod merge;
pub mod merge_driver;
pub mod files;
pub mod selector;
pub mod actions;
pub mod answering;
pub mod unread;
pub mod placeholders;
pub mod add;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
pub mod pages;
pub mod paths;
pub mod apart;
pub mod jobs;
pub mod links;
pub mod renaming;
pub mod asked;
pub mod pipeline;
pub mod again;
pub mod about;
pub mod plain_text;
pub mod leak_guard;
