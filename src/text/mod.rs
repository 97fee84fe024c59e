//! Text and what is written in it, before there is any note: places in bytes, comparing
//! words, days, names as types, YAML and JSON. It knows no notes.

pub mod nth;
pub mod executor;
pub mod span;
pub mod diff;
pub mod yaml;
pub mod lexicon;
pub mod date;
pub mod timezone;
pub mod date_parse;
pub mod ids;
pub mod glob;
pub mod json;
pub mod packed;
