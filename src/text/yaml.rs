//! YAML text to values, or a complaint with its place.
//!
//! The one door to the YAML library, and the guard before it: what is read here is small, has no
//! alias bomb and no key twice. Values keep the order in which they were written.

use crate::text::span::fold;
use serde::{Deserialize, Serialize};

/// Front matter and config longer than this are not read: nobody writes 64 KiB of it by hand.
pub const MOST_YAML_BYTES: usize = 64 * 1024;

/// Brackets open at once: the library's time grows with the square of them (1.6 s at 15,000).
const MOST_NESTED: usize = 200;

/// A YAML value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Yaml {
    /// `~`, `null` or nothing.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Yaml>),
    /// Keys and values in the order of the text.
    Map(Vec<(String, Yaml)>),
}

/// Why a YAML text was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// Byte in the YAML text.
    pub at: usize,
    /// What is wrong, in the library's words or ours.
    pub message: String,
    /// What to do, where that is known.
    pub hint: Option<String>,
}

impl Yaml {
    /// The value under `key`, compared without case, `_` as `-`.
    pub fn get(&self, key: &str) -> Option<&Yaml> {
        let key = fold(key);
        self.entries().iter().find(|(name, _)| fold(name) == key).map(|(_, value)| value)
    }

    /// Keys and values; none when this is not a map.
    pub fn entries(&self) -> &[(String, Yaml)] {
        match self {
            Yaml::Map(entries) => entries,
            _ => &[],
        }
    }

    /// A scalar as text: numbers and booleans too, for people write `title: 2026`.
    pub fn text(&self) -> Option<String> {
        match self {
            Yaml::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Yaml::Int(number) => Some(number.to_string()),
            Yaml::Float(number) => Some(number.to_string()),
            Yaml::Bool(truth) => Some(truth.to_string()),
            Yaml::List(list) => match list.as_slice() {
                // `person: [[A B]]` without quotes is a list in a list to YAML.
                [Yaml::List(inner)] => match inner.as_slice() {
                    [Yaml::Text(text)] => Some(text.trim().to_owned()),
                    _ => None,
                },
                [only] => only.text(),
                _ => None,
            },
            _ => None,
        }
    }

    /// Texts of a list, or of one text with commas in it.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Yaml::List(list) => list.iter().filter_map(Yaml::text).collect(),
            Yaml::Text(text) => text
                .split(',')
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
            other => other.text().into_iter().collect(),
        }
    }

    /// Yes or no, in the words of people and of YAML 1.1.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Yaml::Bool(truth) => Some(*truth),
            Yaml::Text(text) => match text.trim().to_lowercase().as_str() {
                "yes" | "y" | "true" | "on" => Some(true),
                "no" | "n" | "false" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Reads a YAML text.
///
/// # Errors
/// Says what is wrong and where: bad syntax, a key twice, an alias bomb, too deep, too long.
pub fn parse(text: &str) -> Result<Yaml, YamlError> {
    if text.len() > MOST_YAML_BYTES {
        let message = format!("is longer than {} KiB", MOST_YAML_BYTES / 1024);
        return Err(YamlError { at: 0, message, hint: None });
    }
    if let Some(at) = too_deep(text) {
        let message = format!("has more than {MOST_NESTED} brackets open at once");
        return Err(YamlError { at, message, hint: Some("put the value in quotes".to_owned()) });
    }
    match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Ok(value) => convert(value).ok_or_else(|| YamlError {
            at: text.find("{{").or_else(|| text.find("{ {")).unwrap_or(0),
            message: "a value in braces that is no text".to_owned(),
            hint: Some("put the value in quotes".to_owned()),
        }),
        Err(error) => Err(explain(text, &error)),
    }
}

/// Where more brackets are open than any reader could follow. Quotes are not looked at: 200 open
/// brackets in one quoted text are no front matter either.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_NESTED
    })
}

/// The byte at which the (possibly nested) key stands in `text`; 0 when it cannot be told.
pub fn place_of(text: &str, path: &[&str]) -> usize {
    let mut from = 0;
    let mut found = 0;
    for key in path {
        let mut at = from;
        for line in text[from..].split_inclusive('\n') {
            // `# batch: …` is an example that nobody turned on.
            if line.trim_start().starts_with('#') {
                at += line.len();
                continue;
            }
            let body = line.trim_start_matches([' ', '-', '{', '"', '\'']);
            let rest = body.strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
            if rest.is_some_and(|rest| rest.starts_with(':')) {
                found = at + (line.len() - body.len());
                from = found + key.len();
                break;
            }
            if let Some(inside) = line.find(&format!("{key}:")) {
                found = at + inside;
                from = found + key.len();
                break;
            }
            at += line.len();
        }
    }
    found
}

/// `None` when a key is no text: `{{date}}` is a map in a map to YAML, and meant by nobody.
fn convert(value: serde_yaml::Value) -> Option<Yaml> {
    use serde_yaml::Value;
    Some(match value {
        Value::Null => Yaml::Null,
        Value::Bool(truth) => Yaml::Bool(truth),
        Value::Number(number) => {
            number.as_i64().map_or(Yaml::Float(number.as_f64().unwrap_or(0.0)), Yaml::Int)
        }
        Value::String(text) => Yaml::Text(text),
        Value::Sequence(list) => {
            Yaml::List(list.into_iter().map(convert).collect::<Option<Vec<Yaml>>>()?)
        }
        Value::Mapping(map) => {
            // Dendron's own settings have an empty key: `'': ' '`.
            let name = |key| match convert(key)? {
                Yaml::Text(text) => Some(text.trim().to_owned()),
                other => other.text(),
            };
            let entry = |(key, value)| Some((name(key)?, convert(value)?));
            Yaml::Map(map.into_iter().map(entry).collect::<Option<Vec<_>>>()?)
        }
        Value::Tagged(tagged) => convert(tagged.value)?,
    })
}

fn explain(text: &str, error: &serde_yaml::Error) -> YamlError {
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
    let mut at = text.floor_char_boundary(error.location().map_or(0, |place| place.index()));
    if let Some(key) = twice(&message) {
        let second = text.match_indices(key).filter(|(at, _)| {
            text[..*at].ends_with('\n') && text[at + key.len()..].starts_with(':')
        });
        at = second.last().map_or(at, |(place, _)| place);
        let hint = Some("keep one of the two lines".to_owned());
        return YamlError { at, message: format!("the key `{key}` stands twice"), hint };
    }
    let line_at = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_at..].lines().next().unwrap_or("");
    let value =
        line.split_once(':').map_or(line, |(_, value)| value).trim_start_matches([' ', '-']);
    let hint =
        if value.starts_with(['@', '`', '%']) || value.contains(": ") || value.contains("\" ") {
            Some("put the value in quotes".to_owned())
        } else if line.contains('\t') {
            Some("YAML takes no tabs for indenting: use spaces".to_owned())
        } else {
            None
        };
    YamlError { at, message, hint }
}

fn twice(message: &str) -> Option<&str> {
    let rest = message.split_once("duplicate entry with key ")?.1;
    rest.trim_start_matches(['"', '\'']).split(['"', '\'']).next().filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_people_write() {
        let yaml = parse("person: [[A B]]\ntags: 1-1, weekly\nheld: no\ncreated: 1610905332060\n");
        let yaml = yaml.unwrap();
        assert_eq!(yaml.get("Person").and_then(Yaml::text).as_deref(), Some("A B"));
        assert_eq!(yaml.get("tags").unwrap().texts(), ["1-1", "weekly"]);
        assert_eq!(yaml.get("held").and_then(Yaml::truth), Some(false));
        assert_eq!(yaml.get("created"), Some(&Yaml::Int(1_610_905_332_060)));
    }

    #[test]
    fn complaints_have_a_place_and_a_way_out() {
        let error = parse("a: 1\ntitle: 2026-10-28: planning\n").unwrap_err();
        assert!(error.at >= 5, "{error:?}");
        assert_eq!(error.hint.as_deref(), Some("put the value in quotes"));
        let error = parse("tags: a\nx: 1\ntags: b\n").unwrap_err();
        assert_eq!((error.at, error.message.as_str()), (13, "the key `tags` stands twice"));
    }

    #[test]
    fn bombs_do_not_go_off() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for n in 1..10 {
            bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","));
        }
        assert!(parse(&bomb).is_err());
        for open in ["[", "{", "{a: ", "[a, ", "- [", "? {"] {
            let message = parse(&open.repeat(10_000)).unwrap_err().message;
            assert_eq!(message, "has more than 200 brackets open at once", "{open}");
        }
    }

    #[test]
    fn a_key_has_a_place() {
        let text = "me: x\none_on_ones:\n  minutes: 25\n  cadens: 1w\n";
        assert_eq!(&text[place_of(text, &["one_on_ones", "cadens"])..][..6], "cadens");
    }
}
