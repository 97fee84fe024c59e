//! The life of a team: joining, leave, leaving, moved and skipped 1-2-1s, names of pages.

mod team;
mod commands;
