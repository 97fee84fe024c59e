//! Values in a person's own front matter, changed line by line: the key, the comment behind the
//! value, its quotes and the time behind a day stay.
//!
//! What is written in a form of several lines, in braces, or with one key twice is refused: a
//! change would make it say something else, or nothing.

use crate::note::front_matter::Fence;
use crate::pages::line::LineEdit;
use crate::text::date::Day;
use crate::text::ids::digest;
use crate::text::span::{LineIndex, fold, line_ending};

/// The edits that give keys of a note's front matter these values; new ones stand below the first
/// that is there already, else below the last line. Nothing where the note has to stay as it is.
pub fn set_keys(text: &str, values: &[(&str, String)]) -> Option<Vec<LineEdit>> {
    let Fence::Closed { yaml, .. } = Fence::find(text) else { return None };
    let source = yaml.of(text);
    if source.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let index = LineIndex::new(text);
    let first = index.line0(yaml.start);
    let of_yaml = first..first + source.lines().count();
    let line = |at: usize| index.line_span(text, at).of(text);
    let mut changed: Vec<(usize, String)> = Vec::new();
    let mut new = Vec::new();
    for (key, value) in values {
        let mut own = of_yaml
            .clone()
            .filter(|at| key_of(line(*at)).is_some_and(|own| fold(own) == fold(key)));
        match (own.next(), own.next()) {
            (None, _) => new.push(format!("{key}: {value}")),
            (Some(at), None) => {
                let below = if of_yaml.contains(&(at + 1)) { line(at + 1) } else { "" };
                if below.starts_with([' ', '\t', '-']) {
                    return None;
                }
                changed.push((at, with_value(line(at), value)?));
            }
            (Some(_), Some(_)) => return None,
        }
    }
    if !new.is_empty() {
        let ending = line_ending(text);
        match changed.first_mut() {
            Some((_, first)) => *first = format!("{first}{ending}{}", new.join(ending)),
            None => {
                let last = of_yaml.rev().find(|at| !line(*at).trim().is_empty())?;
                let text = format!("{}{ending}{}", line(last), new.join(ending));
                changed.push((last, text));
            }
        }
    }
    let note = digest(text);
    let edit = |(at, after): (usize, String)| {
        let number = u32::try_from(at + 1).ok()?;
        let before = Some(line(at).to_owned());
        Some(LineEdit { line: number, before, after, note: note.clone() })
    };
    changed.into_iter().map(edit).collect()
}

/// The key at the beginning of a line.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    (!key.starts_with([' ', '\t', '#', '-'])).then(|| key.trim_end().trim_matches(['"', '\'']))
}

/// A line with another value; in the place of a day a day, with all that stands around it.
fn with_value(line: &str, value: &str) -> Option<String> {
    let colon = line.find(':')? + 1;
    let (head, rest) = line.split_at(colon);
    let old = rest.trim_start();
    if old.starts_with(['|', '>', '&', '*', '!', '{']) {
        return None;
    }
    let end = value_end(old)?;
    let blank = &rest[..rest.len() - old.len()];
    let (scalar, behind) = old.split_at(end);
    let is_day = Day::iso(value).is_some();
    let day = scalar.char_indices().find_map(|(at, _)| {
        let ten = scalar.get(at..at + DAY_BYTES)?;
        (is_day && Day::iso(ten).is_some()).then_some(at)
    });
    let new = match day {
        Some(at) => format!("{}{value}{}", &scalar[..at], &scalar[at + DAY_BYTES..]),
        None if scalar.starts_with('[') => return None,
        None => value.to_owned(),
    };
    let blank = if blank.is_empty() { " " } else { blank };
    let gap = if behind.starts_with('#') { " " } else { "" };
    Some(format!("{head}{blank}{new}{gap}{behind}"))
}

const DAY_BYTES: usize = "2026-11-24".len();

/// Where a value ends: before the blanks and the comment behind it.
fn value_end(text: &str) -> Option<usize> {
    let quoted = |quote: char| {
        let inner = text.strip_prefix(quote)?;
        let mut at = 0;
        while let Some(found) = inner[at..].find(quote) {
            let end = at + found;
            let escaped = quote == '"' && inner[..end].ends_with('\\');
            let doubled = quote == '\'' && inner[end + 1..].starts_with(quote);
            if !escaped && !doubled {
                return Some(end + 2);
            }
            at = end + if doubled { 2 } else { 1 };
        }
        None
    };
    if text.starts_with(['"', '\'']) {
        return quoted(text.chars().next()?);
    }
    if text.starts_with('#') {
        return Some(0);
    }
    let comment = text.find(" #").or_else(|| text.find("\t#")).unwrap_or(text.len());
    Some(text[..comment].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, values: &[(&str, &str)], expected: Option<&str>) {
        let values: Vec<(&str, String)> =
            values.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        let edits = set_keys(text, &values);
        let new = edits.map(|edits| {
            let apply = |text: String, edit: &LineEdit| edit.apply(&text).expect("it stands there");
            edits.iter().fold(text.to_owned(), apply)
        });
        assert_eq!(new.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn a_value_changes_and_no_other_byte() {
        for (before, value, after) in [
            ("date: 2026-11-24", "2026-11-26", "date: 2026-11-26"),
            ("date: 2026-11-24 # she is ill", "2026-11-26", "date: 2026-11-26 # she is ill"),
            ("date: 2026-11-24T14:00:00", "2026-11-26", "date: 2026-11-26T14:00:00"),
            ("date: \"[[2026-11-24]]\"", "2026-11-26", "date: \"[[2026-11-26]]\""),
            ("date:  '2026-11-24'  # x", "2026-11-26", "date:  '2026-11-26'  # x"),
            ("date: 24.11.2026", "2026-11-26", "date: 2026-11-26"),
            ("date:", "2026-11-26", "date: 2026-11-26"),
            ("date: # ask", "2026-11-26", "date: 2026-11-26 # ask"),
            ("\"date\": 2026-11-24", "2026-11-26", "\"date\": 2026-11-26"),
            ("date : 2026-11-24", "2026-11-26", "date : 2026-11-26"),
            ("Date: 2026-11-24", "2026-11-26", "Date: 2026-11-26"),
        ] {
            check(
                &format!("---\nkind: x\n{before}\nz: 1\n---\n\ndate: 2026-11-24\n"),
                &[("date", value)],
                Some(&format!("---\nkind: x\n{after}\nz: 1\n---\n\ndate: 2026-11-24\n")),
            );
        }
    }

    #[test]
    fn new_keys_stand_below_the_first_that_is_there() {
        let both = [("held", "no"), ("why", "ill")];
        check("---\na: 1\n---\n", &both, Some("---\na: 1\nheld: no\nwhy: ill\n---\n"));
        check(
            "---\nheld: maybe # ask\na: 1\n---\n",
            &both,
            Some("---\nheld: no # ask\nwhy: ill\na: 1\n---\n"),
        );
        check(
            "---\r\nwhy:\r\na: 1\r\nheld: maybe\r\n---\r\n",
            &both,
            Some("---\r\nwhy: ill\r\na: 1\r\nheld: no\r\n---\r\n"),
        );
    }

    #[test]
    fn what_cannot_be_changed_line_by_line_stays() {
        for text in [
            "no fence\n",
            "---\nopen\n",
            "---\ndate: 2026-11-24\ndate: 2026-11-25\n---\n",
            "---\n{kind: one-on-one, date: 2026-11-24}\n---\n",
            "---\ndate:\n  - 2026-11-24\n---\n",
            "---\ndate:\n- 2026-11-24\n---\n",
            "---\ndate: |\n  2026-11-24\n---\n",
            "---\ndate: [a, b]\n---\n",
            "---\ndate: \"2026-11-24\n---\n",
        ] {
            check(text, &[("date", "2026-11-26")], None);
        }
    }
}
