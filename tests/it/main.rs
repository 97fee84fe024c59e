//! Everything that is tested through the public face of the library and the binary.
//!
//! Tests that need the shared data look for `../shared` beside the checkout (or where
//! `VAULT121_SHARED` points) and say so when it is not there; all others pass without it.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]
#![expect(clippy::unwrap_used, reason = "in a test a failed step is the finding")]

mod support;
mod house;
mod reading;
mod wall;
mod writing;
mod pages;
mod life;
mod engine;
mod harm;
mod commands;
mod editors;
