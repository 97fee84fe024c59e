//! Front matter so plain that nothing can be wrong with it and nothing in it is for us.
//!
//! `title: Rust`, `tags: [infra, note]`, `created: 1610908390475`: nine notes in ten have no other.
//! What is read here is read by eye; anything beyond it is for the YAML library. It is only told
//! that there is nothing to find, and the day.

use crate::text::date::Day;
use crate::text::mood;
use crate::text::one_on_one;
use crate::text::people_words;
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
    "away",
    "reviewed",
    "audience",
    "delivery",
    "policy",
    "read",
];

/// Keys of front matter that say what a note is.
pub const TYPE_KEYS: &[&str] = &[
    "type",
    "kind",
    "category",
    "categories",
    "tags",
    "tag",
    "meeting-type",
    "class",
    "typ",
    "tipo",
];

/// YAML would read these keys as something else than words.
const NO_WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// Longer numbers may be too large for a reader.
const MOST_DIGITS: usize = 18;
/// Longer front matter is not read by eye.
const MOST_BYTES: usize = 4_096;

/// What is told by front matter that is plain.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plain<'t> {
    pub date: Option<Day>,
    /// What stands in double brackets.
    pub links: Vec<&'t str>,
}

/// What front matter tells; `None` when it has to be read properly. A note with one of `tags`, or
/// that of a person, is more than a note.
pub fn read<'t>(yaml: &'t str, tags: &[&str]) -> Option<Plain<'t>> {
    if yaml.len() > MOST_BYTES {
        return None;
    }
    let mut plain = Plain::default();
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
            plain.links.extend(plain_scalar(item, &keys[*at], tags, true)?);
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let key = fold(key);
        let ours = OURS.contains(&key.as_str()) || people_words::has("person_key", &key);
        let ours = ours || NO_WORDS.contains(&key.as_str()) || mood::is_name(&key);
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
                    let item = item.strip_prefix(' ').unwrap_or(item);
                    plain.links.extend(plain_scalar(item, &key, tags, true)?);
                }
            }
            None if key == "date" => {
                plain.date = Some(Day::iso(unquoted(value).unwrap_or(value))?);
            }
            None => plain.links.extend(plain_scalar(value, &key, tags, false)?),
        }
        keys.push(key);
    }
    Some(plain)
}

/// A value that is one word or a few, in quotes or not; the links in it.
fn plain_scalar<'t>(
    value: &'t str,
    key: &str,
    tags: &[&str],
    in_list: bool,
) -> Option<Vec<&'t str>> {
    let text = match unquoted(value) {
        Some(text) => text,
        None => {
            let first = value.chars().next()?;
            let fits = |c: char| c.is_alphanumeric() || " -_./".contains(c);
            let more = |c: char| !in_list && ",()+!?'’;:=&%~@#".contains(c);
            // An id that begins with a digit is none when it holds another letter than these.
            let of_number = |b: u8| b.is_ascii_hexdigit() || b"._xXoO".contains(&b);
            let number =
                first.is_ascii_digit() && value.len() > MOST_DIGITS && value.bytes().all(of_number);
            let plain = first.is_alphanumeric() && value.chars().all(|c| fits(c) || more(c));
            // Behind these a key or a comment begins; `10:20:30` is a number to some readers.
            let mark = value.contains(": ") || value.ends_with(':') || value.contains(" #");
            let sixty = first.is_ascii_digit() && value.contains(':');
            if !plain || number || mark || sixty || value.ends_with(' ') {
                return None;
            }
            value
        }
    };
    let is_tag = matches!(key, "tags" | "tag");
    // What says that the note is a 1-2-1 or a person is for somebody who takes it apart.
    let says_one_on_one = one_on_one::may_stand_in(text) && one_on_one::find_word(text).is_some();
    let names_kind = is_tag || TYPE_KEYS.contains(&key);
    if (names_kind || key == "title") && says_one_on_one {
        return None;
    }
    let words = || text.split([',', ' ', '/', '[', ']', '#', '|']);
    if names_kind && words().chain([text]).any(|word| people_words::holds("person_type", word)) {
        return None;
    }
    let told = is_tag
        && text.split([',', ' ']).any(|tag| {
            let tag = fold(tag.trim_start_matches('#')).replace('.', "/");
            tag == "person" || tags.contains(&tag.as_str())
        });
    (!told).then(|| links(text))
}

/// What stands in double brackets.
fn links(text: &str) -> Vec<&str> {
    let inside = text.split("[[").skip(1);
    inside.filter_map(|rest| rest.split_once("]]")).map(|(link, _)| link).collect()
}

/// The inside of a text in quotes that holds no quotes and no escapes.
fn unquoted(value: &str) -> Option<&str> {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let inside = inside('"').or_else(|| inside('\''))?;
    let plain = |c: char| c.is_alphanumeric() || " -_./:()+!?;[]|#,&=%~@*".contains(c);
    inside.chars().all(plain).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str, plain: bool) {
        assert_eq!(read(yaml, &["1-1"]).is_some(), plain, "{yaml:?}");
    }

    #[test]
    fn front_matter_of_real_vaults_is_plain() {
        check("id: 4sbp8x4ju1m0vdqv3ytxqt3\ntitle: Rust\n", true);
        check("id: 0123456789012345678901234\n", false);
        check("id: 0x01234567890abcdef012345\n", false);
        check("related: \"[[Rust|the notes]]\"\n", true);
        check("related:\n  - \"[[Rust]]\"\n  - '[[Go]]'\n", true);
        check("source: https://a.example/x?y=1&z=2#top\n", true);
        check("published: false\nicon: ⭐\n", false);
        check("published: false\n", true);
        check("at: 10:20:30\n", false);
        check("title: a: b\n", false);
        check("title: a #b\n", false);
        check("tags: '1-1'\n", false);
        check("tags: [x, y]\n", true);
    }

    #[test]
    fn links_are_told() {
        let links = |yaml| read(yaml, &[]).map(|plain| plain.links);
        assert_eq!(links("related: \"[[Alice|Ali]], [[Bob]]\"\n"), Some(vec!["Alice|Ali", "Bob"]));
        assert_eq!(links("related: Alice\n"), Some(Vec::new()));
    }
}
