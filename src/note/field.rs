//! Fields in the prose of one block: `[key:: value]`, `(key:: value)`, `key:: value`, emoji dates.
//!
//! Read as Dataview and Tasks read them, forgiving one colon where the key is one of ours.

use crate::base::text::{Span, fold};
use crate::note::tag::Prose;

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRef {
    /// Folded, blanks as `-`.
    pub key: String,
    /// As written, trimmed.
    pub value: String,
    /// All bytes of it, brackets or emoji included.
    pub span: Span,
    /// How it is written.
    pub style: Style,
}

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `[key:: value]` or `(key:: value)`.
    Bracket,
    /// `[key: value]`.
    OneColon,
    /// `key:: value` as the whole block or line.
    Whole,
    /// An emoji of the Tasks plugin.
    Emoji,
}

/// Keys that are read with one colon too: nobody writes `[due: 2026-12-01]` and means prose.
const FORGIVEN: &[&str] = &[
    "due",
    "set",
    "done",
    "on",
    "shared",
    "path",
    "hold",
    "from",
    "settled",
    "reply",
    "every",
    "later",
    "when",
    "with",
    "mood",
    "met",
    "skill",
    "helps",
    "first",
    "now",
    "drop",
    "why",
    "dropped",
    "scheduled",
    "start",
    "created",
    "habit",
    "system",
    "early",
    "opens",
    "by",
    "id",
];

/// Keys of a child or standing line that are read with one colon.
const FORGIVEN_LINES: &[&str] = &["path", "reply", "habit", "system", "why"];

const EMOJI: &[(char, &str)] = &[
    ('📅', "due"),
    ('📆', "due"),
    ('🗓', "due"),
    ('⏳', "scheduled"),
    ('⌛', "scheduled"),
    ('🛫', "start"),
    ('➕', "created"),
    ('✅', "done"),
    ('❌', "cancelled"),
    ('🆔', "id"),
    ('🔁', "repeat"),
    ('⏫', "priority"),
    ('🔼', "priority"),
    ('🔽', "priority"),
    ('🔺', "priority"),
    ('⏬', "priority"),
];

/// A key as it is compared.
pub fn key(text: &str) -> String {
    fold(text.trim().trim_matches(['*', '_', '`']).trim()).replace(' ', "-")
}

/// All fields of a block, in order. A block that is one field as a whole has no others.
pub fn fields(prose: &Prose<'_>) -> Vec<FieldRef> {
    if let Some(field) = whole(prose.str(), prose.span.start) {
        return vec![field];
    }
    let mut found = bracketed(prose);
    found.extend(emoji(prose, &found));
    found.sort_by_key(|field| field.span);
    found
}

/// A text that is `key:: value` as a whole.
pub fn whole(text: &str, at: usize) -> Option<FieldRef> {
    let trimmed = text.trim_start_matches(['-', '*', '+', ' ', '\t']);
    let (name, value) = match trimmed.split_once("::") {
        Some(parts) => parts,
        None => {
            let (name, value) = trimmed.split_once(':')?;
            let known = FORGIVEN_LINES.contains(&key(name).as_str());
            (known && value.starts_with([' ', '*'])).then_some((name, value))?
        }
    };
    let plain = name.trim().trim_matches(['*', '_']);
    let is_key = !plain.is_empty()
        && plain.chars().count() <= 40
        && plain.chars().all(|c| c.is_alphanumeric() || " -_".contains(c))
        && plain.starts_with(char::is_alphabetic)
        && plain.split(' ').count() <= 3;
    is_key.then(|| FieldRef {
        key: key(name),
        value: unwrapped(value.trim().trim_start_matches("**")),
        span: Span::new(at, at + text.len()),
        style: Style::Whole,
    })
}

fn bracketed(prose: &Prose<'_>) -> Vec<FieldRef> {
    let text = prose.str();
    let mut found: Vec<FieldRef> = Vec::new();
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        let close = match c {
            '[' => ']',
            '(' => ')',
            _ => continue,
        };
        if at < skip || !prose.is_open(prose.span.start + at) {
            continue;
        }
        if let Some((key, value, len, style)) = field_at(&text[at..], c, close) {
            let start = prose.span.start + at;
            skip = at + len;
            found.push(FieldRef { key, value, span: Span::new(start, start + len), style });
        }
    }
    found
}

/// Key, value, length and style of a field that begins with the bracket `text` begins with.
fn field_at(text: &str, open: char, close: char) -> Option<(String, String, usize, Style)> {
    let colon = text[1..].find(['[', ']', '(', ')', ':', '\n']).map(|at| at + 1)?;
    let after = text[colon..].strip_prefix(':')?;
    let name = text[1..colon].trim();
    let two = after.starts_with(':');
    let name_ok = name.chars().any(|c| !c.is_ascii_punctuation()) && name.len() <= 80;
    let forgiven = !two
        && open == '['
        && after.starts_with(|c: char| c == ' ' || c.is_ascii_digit())
        && FORGIVEN.contains(&key(name).as_str());
    if !name_ok || !(two || forgiven) {
        return None;
    }
    let value_at = colon + if two { 2 } else { 1 };
    // Brackets of the other sort inside the value come in pairs, or this is no field.
    let (other_open, other_close) = if open == '[' { ('(', ')') } else { ('[', ']') };
    let mut other = 0_usize;
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text[value_at..].char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == other_open {
            other += 1;
        } else if c == other_close {
            other = other.checked_sub(1)?;
        } else if c == open {
            depth += 1;
        } else if c == close && depth > 0 {
            depth -= 1;
        } else if c == close {
            let end = value_at + at + c.len_utf8();
            if forgiven && text[end..].starts_with(['(', '[']) {
                return None; // a link whose text looks like a field
            }
            let value = unwrapped(text[value_at..value_at + at].trim());
            let style = if two { Style::Bracket } else { Style::OneColon };
            return Some((key(name), value, end, style));
        } else if c == '\n' && text[value_at + at..].starts_with("\n\n") {
            return None;
        }
    }
    None
}

fn emoji(prose: &Prose<'_>, brackets: &[FieldRef]) -> Vec<FieldRef> {
    let text = prose.str();
    let mut found: Vec<FieldRef> = Vec::new();
    let of = |c: char| EMOJI.iter().find(|(sign, _)| *sign == c).map(|(_, key)| *key);
    for (at, c) in text.char_indices() {
        let start = prose.span.start + at;
        let Some(key) = of(c) else { continue };
        if !prose.is_open(start) || brackets.iter().any(|field| field.span.holds(start)) {
            continue;
        }
        let behind = &text[at + c.len_utf8()..];
        let behind_at = text.len() - behind.trim_start_matches(['\u{fe0f}', ' ']).len();
        let rest = &text[behind_at..];
        let len = match key {
            "priority" => 0,
            "repeat" => {
                rest.find(|c: char| of(c).is_some() || "#[(\n".contains(c)).unwrap_or(rest.len())
            }
            "id" => rest
                .find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
                .unwrap_or(rest.len()),
            // A date: digits with separators. `✅ done` in a sentence is a picture, no field.
            _ => rest
                .find(|c: char| !(c.is_ascii_digit() || "-./".contains(c)))
                .unwrap_or(rest.len()),
        };
        let value = rest[..len].trim();
        if value.is_empty() && key != "priority" {
            continue;
        }
        let end = if key == "priority" { at + c.len_utf8() } else { behind_at + len };
        let value = if key == "priority" { c.to_string() } else { value.to_owned() };
        let end = prose.span.start + end;
        found.push(FieldRef {
            key: key.to_owned(),
            value,
            span: Span::new(start, end),
            style: Style::Emoji,
        });
    }
    found
}

/// A value without the line breaks of its source.
fn unwrapped(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::markup::Markup;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let markup = Markup::parse(text, 0);
        let found: Vec<(String, String)> = markup
            .blocks
            .iter()
            .flat_map(|block| fields(&Prose::new(text, &markup, block, block.text)))
            .map(|field| (field.key, field.value))
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn brackets() {
        check("- a [due:: 2026-12-01] b (Set:: x)", &[("due", "2026-12-01"), ("set", "x")]);
        check("- [x:: 1][y:: 2]", &[("x", "1"), ("y", "2")]);
        check("- [path:: [[Note]] and [more](x)]", &[("path", "[[Note]] and [more](x)")]);
        check("- [Own Key:: ä (b)]", &[("own-key", "ä (b)")]);
        check("- `[a:: b]` <!-- [c:: d] --> [e:f]", &[]);
        check("- [due: 2026-12-01] [note: hello] [due: x](y)", &[("due", "2026-12-01")]);
    }

    #[test]
    fn whole_lines() {
        check("- path:: branch protection", &[("path", "branch protection")]);
        check("- Path: branch protection", &[("path", "branch protection")]);
        check("- **path:** branch protection", &[("path", "branch protection")]);
        check("- Alice: write it down", &[]);
        check("- std::env is a module", &[("std", "env is a module")]);
    }

    #[test]
    fn emoji_of_tasks() {
        check(
            "- [ ] a 📅 2026-12-01 🗓️2026-12-02 🆔 abc 🔁 every day ✅2026-11-24",
            &[
                ("due", "2026-12-01"),
                ("due", "2026-12-02"),
                ("id", "abc"),
                ("repeat", "every day"),
                ("done", "2026-11-24"),
            ],
        );
        check("- this is a ✅ done task ⏫", &[("priority", "⏫")]);
    }
}
