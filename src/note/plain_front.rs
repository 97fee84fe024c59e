//! Front matter so plain that nothing can be wrong with it and nothing in it is for us.
//!
//! `title: Rust`, `tags: [infra, note]`, `created: 1610908390475`: nine notes in ten have no other.
//! What is read here is read by eye; anything beyond it is for the YAML library. It is only told
//! that there is nothing to find, and the day.

use crate::text::date::Day;
use crate::text::span::fold;

/// Keys that say something of a note to somebody here: a note that has one is parsed.
const OURS: &[&str] = &[
    "kind",
    "person",
    "people",
    "held",
    "why",
    "met",
    "mood",
    "intention",
    "outcome",
    "clarity",
    "agreed",
    "season",
    "season-since",
    "cadence",
    "slot",
    "me",
    "manager",
    "lead",
    "handle",
    "report",
    "left",
    "reviewed",
    "audience",
    "delivery",
    "policy",
];

/// YAML would read these keys as something else than words.
const NO_WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Longer numbers may be too large for a reader.
const MOST_DIGITS: usize = 18;
/// Longer front matter is not read by eye.
const MOST_BYTES: usize = 4_096;

/// The day in the front matter; `None` when it has to be read properly. A note with one of
/// `tags`, or that of a person, is more than a note.
pub fn read(yaml: &str, tags: &[&str]) -> Option<Option<Day>> {
    if yaml.len() > MOST_BYTES {
        return None;
    }
    let mut date = None;
    let mut keys: Vec<String> = Vec::new();
    // The key whose list may follow, and how far it is indented.
    let mut list: Option<(usize, Option<usize>)> = None;
    for line in yaml.lines() {
        if line.is_empty() {
            continue;
        }
        let unindented = line.trim_start_matches(' ');
        if let Some(item) = unindented.strip_prefix("- ") {
            let (at, indent) = list.as_mut()?;
            let here = line.len() - unindented.len();
            if keys[*at] == "date" || *indent.get_or_insert(here) != here {
                return None;
            }
            scalar(item, &keys[*at], tags, true)?;
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let key = fold(key);
        let ours = OURS.contains(&key.as_str()) || NO_WORDS.contains(&key.as_str());
        if !is_word || ours || keys.contains(&key) {
            return None;
        }
        if value.is_empty() {
            list = Some((keys.len(), None));
            keys.push(key);
            continue;
        }
        list = None;
        let value = value.strip_prefix(' ')?;
        match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some("") => {}
            Some(_) if key == "date" => return None,
            Some(items) => {
                for item in items.split(',') {
                    scalar(item.strip_prefix(' ').unwrap_or(item), &key, tags, true)?;
                }
            }
            None if key == "date" => date = Some(Day::iso(unquoted(value).unwrap_or(value))?),
            None => scalar(value, &key, tags, false)?,
        }
        keys.push(key);
    }
    Some(date)
}

/// A value that is one word or a few, in quotes or not.
fn scalar(value: &str, key: &str, tags: &[&str], in_list: bool) -> Option<()> {
    let text = match unquoted(value) {
        Some(text) => text,
        None => {
            let first = value.chars().next()?;
            let fits = |c: char| c.is_alphanumeric() || " -_./".contains(c);
            let more = |c: char| !in_list && ",()+!?'’;".contains(c);
            let number = first.is_ascii_digit()
                && value.len() > MOST_DIGITS
                && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'));
            let plain = first.is_alphanumeric() && value.chars().all(|c| fits(c) || more(c));
            if !plain || number || value.ends_with(' ') {
                return None;
            }
            value
        }
    };
    let is_tag = matches!(key, "tags" | "tag");
    let told = is_tag
        && text.split([',', ' ']).any(|tag| {
            let tag = fold(tag.trim_start_matches('#')).replace('.', "/");
            tag == "person" || tags.contains(&tag.as_str())
        });
    (!told).then_some(())
}

/// The inside of a text in quotes that holds no quotes and no escapes.
fn unquoted(value: &str) -> Option<&str> {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let inside = inside('"').or_else(|| inside('\''))?;
    let plain = |c: char| c.is_alphanumeric() || " -_./:()+!?;".contains(c);
    inside.chars().all(plain).then_some(inside)
}
