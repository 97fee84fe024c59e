//! What should stand in the vault: pages, and the edits that bring them there.
//!
//! A page is a pure function of the vault, its config and the day. Nothing here writes.

pub mod inert;
pub mod tick;
pub mod view;
pub mod bounded;
pub mod shipped;
pub mod template;
pub mod worker;
pub mod picture;
pub mod ics;
pub mod event;
pub mod calendar;
pub mod line;
pub mod plan;
pub mod merge;
pub mod files;
pub mod keys;
pub mod marks;
pub mod inbox;
pub mod pages;
pub mod jobs;
pub mod places;
pub mod asked;
pub mod pipeline;
pub mod again;
pub mod rows;
pub mod report;
pub mod about;
pub mod leak;
