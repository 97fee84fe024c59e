//! Files of ours that stand beside the notes: pictures, and the calendar. Only their names.

use crate::text::ids::NotePath;
use crate::vault::config::Config;
use std::collections::BTreeMap;

/// Such files with their texts, by path.
pub type Files = BTreeMap<NotePath, String>;

/// How the names of pictures beside a page end.
const PICTURE_ENDINGS: &[&str] = &[".goals.svg", ".mood.svg", ".scores.svg"];

/// Whether the file at this path may be one of ours.
pub fn is_beside(config: &Config, path: &str) -> bool {
    PICTURE_ENDINGS.iter().any(|ending| path.ends_with(ending)) || path == calendar_path(config)
}

/// Where the calendar file is.
pub fn calendar_path(config: &Config) -> &str {
    config.paths.get("calendar").map_or("1-2-1s.ics", |path| path.trim_start_matches("./"))
}

/// Whether a part of the path is a dot folder or one that holds no notes.
pub fn hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "node_modules")
}
