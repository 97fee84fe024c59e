//! vault121: reads a lead's 1-2-1 notes and writes prep notes and goal rollups back.
//!
//! A module may use only what is listed above it, here and in each floor's `mod.rs`.

pub mod base;
pub mod note;
pub mod model;
pub mod page;
pub mod shell;
