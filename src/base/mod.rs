//! Words of the trade, before there is any note: text and its places, dates, names, complaints.
//!
//! Values in, values out. Nothing here knows files, clocks or the terminal.

pub mod nth;
pub mod hands;
pub mod text;
pub mod lines;
pub mod date;
pub mod zone;
pub mod dates;
pub mod id;
pub mod severity;
pub mod codes;
pub mod diag;
pub mod yaml;
pub mod glob;
pub mod json;
