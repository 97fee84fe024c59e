//! Everything that is tested through the public face of the library and the binary.
//!
//! Tests that need the shared data look for `../shared` beside the checkout (or where
//! `VAULT121_SHARED` points) and say so when it is not there; all others pass without it.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]
#![expect(clippy::unwrap_used, reason = "in a test a failed step is the finding")]

mod support;
mod tidy;
mod kinds;
mod elsewhere;
mod forms;
mod lines;
mod minutes;
mod no_one;
mod next_one;
mod north_star;
mod unread;
mod upgrade;
mod vaults;
mod practice;
mod coverage;
mod rough_lines;
mod rows;
mod running_logs;
mod removal;
mod lead;
mod prep;
mod team_life;
mod keys;
mod eyes;
mod damaged;
mod discovery;
mod strangers;
mod planning;
mod wall;
mod outside_calendar;
mod pages;
mod own_hand;
mod own_marks;
mod own_pages;
mod year;
mod sample;
mod seen;
mod transcripts;
mod region_law;
mod resting;
mod laws;
mod sieve;
mod settled;
mod notation;
mod notifying;
mod note_cache;
mod again;
mod remembered;
mod guarded_words;
mod hostile;
mod bounded;
mod closed;
mod named_private;
mod kept_back;
mod closed_notes;
mod closed_shapes;
mod obsidian_sees;
mod offered;
mod one_goal;
mod one_heading;
mod outputs;
mod whose_wall;
mod told_times;
mod trust;
mod confined;
mod writing;
mod words;
mod fights;
mod field;
#[cfg(target_os = "linux")]
mod first_contact;
mod clients;
mod clones;
mod watching;
mod waiting;
#[cfg(target_os = "linux")]
mod ways_out;
mod wicked;
#[cfg(target_os = "linux")]
mod progress;
mod editor;
mod lsp;
mod living;
mod lead_session;
mod contract;
mod corrected;
mod verbs;
mod marking;
mod recipes;
#[cfg(target_os = "linux")]
mod shells;
mod git_merge;
#[cfg(target_os = "linux")]
mod persons_keys;
mod pipes;
mod ticking;
mod packs;
mod service;
mod packaging;
mod book;
