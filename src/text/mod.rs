//! Text and what is written in it, before there is any note: places in bytes, comparing
//! words, days, names as types, YAML and JSON. It knows no notes.

pub mod nth;
pub mod executor;
pub mod span;
pub mod diff;
pub mod yaml;
pub mod words_table;
pub mod pieces;
pub mod beginnings;
pub mod phrases;
pub mod percent_code;
pub mod word_files;
pub mod lexicon;
pub mod mood;
pub mod people_words;
pub mod date;
pub mod timezone;
pub mod ics;
pub mod number_order;
pub mod date_parse;
pub mod date_name;
pub mod moment;
pub mod one_on_one;
pub mod next_meeting;
pub mod person_name;
pub mod nested_days;
pub mod slots;
pub mod ids;
pub mod glob;
pub mod json;
pub mod packed;
