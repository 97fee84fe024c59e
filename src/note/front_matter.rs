//! The front matter: where its fence stands, by bytes, and what it says.
//!
//! The fence is found here, over the raw text, because a writer has to know it to the byte; the
//! values come through gray_matter with an engine of our own, so that no alias bomb is expanded.
//! The user's own text is never written back from here.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place, Placer};
use crate::text::span::{Span, fold};
use crate::text::yaml;
use crate::text::yaml::Yaml;
use gray_matter::engine::Engine;
use gray_matter::{Matter, Pod};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the front matter of one note says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// By key, each once: a sorted list, because a vault holds thousands and each has few.
    entries: Box<[FrontEntry]>,
    present: bool,
    /// It cannot be read; the entries are what single lines of it say.
    unreadable: bool,
}

/// A key of the front matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct FrontEntry {
    key: String,
    /// As it was written, where that is not the same: `created_at`.
    written: Option<String>,
    value: Yaml,
    place: Place,
}

/// So many lines of front matter that cannot be read are looked at.
const MOST_SALVAGED: usize = 60;

/// Where what is said of a key without a line of its own is placed.
const TOP: Place = Place { line: 1, column: 1, width: 0 };

/// Where the front matter of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// There is none; the body begins at this byte (behind a byte order mark).
    None(usize),
    /// It begins at this byte and never ends.
    Open(usize),
    /// The YAML between the fences, and the byte at which the body begins.
    Closed {
        /// The YAML, without the fences.
        yaml: Span,
        /// First byte of the body.
        body: usize,
    },
}

impl Fence {
    /// Finds the fence of `text`.
    pub fn find(text: &str) -> Fence {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let is_fence = |line: &str| {
            line.strip_prefix("---").is_some_and(|rest| rest.trim_ascii_end().is_empty())
        };
        let mut lines = text[start..].split_inclusive('\n');
        let Some(first) = lines.next().filter(|line| is_fence(line)) else {
            return Fence::None(start);
        };
        let yaml_start = start + first.len();
        let mut at = yaml_start;
        for line in lines {
            if is_fence(line) {
                return Fence::Closed { yaml: Span::new(yaml_start, at), body: at + line.len() };
            }
            at += line.len();
        }
        Fence::Open(start)
    }

    /// First byte of the body.
    pub fn body_start(self) -> usize {
        match self {
            Fence::None(body) | Fence::Open(body) | Fence::Closed { body, .. } => body,
        }
    }
}

impl FrontMatter {
    /// Reads the front matter of a text whose fence is known.
    pub fn read(
        text: &str,
        fence: Fence,
        placer: &Placer<'_>,
    ) -> (FrontMatter, Option<Diagnostic>) {
        let yaml = match fence {
            Fence::None(at) => {
                let Some(meant) = meant_as_front(text, at) else {
                    return (FrontMatter::default(), None);
                };
                let source = meant.of(text).replace('\r', "\n").replace(" = ", ": ");
                let message = "this is meant as front matter and is not read as such";
                let said = placer
                    .say(Code::FrontMatterShape, Span::new(meant.start, meant.start), message)
                    .hint(
                        "begin the note with a line `---`, and end the front matter with another; \
                         until then the note is for you alone",
                    );
                return (FrontMatter::read_line_by_line(&source, placer), Some(said));
            }
            Fence::Open(at) => {
                let said = placer
                    .say(Code::FrontMatterOpen, Span::new(at, at + 3), "front matter never ends")
                    .hint(
                        "add a line `---` behind the last `key: value` line; until then the note is \
                         for you alone",
                    );
                return (FrontMatter::read_line_by_line(&text[at..], placer), Some(said));
            }
            Fence::Closed { yaml, .. } => yaml,
        };
        let none = FrontMatter { present: true, ..FrontMatter::default() };
        let source = yaml.of(text);
        if source.trim().is_empty() {
            return (none, None);
        }
        match parse_values(source) {
            Ok(Yaml::Map(entries)) => {
                let mut places = key_places(text, yaml, placer);
                let mut values: BTreeMap<String, Yaml> = BTreeMap::new();
                let mut written: BTreeMap<String, String> = BTreeMap::new();
                for (as_written, value) in entries {
                    let key = fold(&as_written);
                    if key != as_written {
                        written.insert(key.clone(), as_written);
                    }
                    let value = match values.remove(&key) {
                        Some(before) => closer_of(&key, before, value),
                        None => value,
                    };
                    values.insert(key, value);
                }
                let entry = |(key, value)| {
                    let place = places.remove(&key).unwrap_or(TOP);
                    FrontEntry { written: written.remove(&key), key, value, place }
                };
                let entries = values.into_iter().map(entry).collect();
                (FrontMatter { entries, present: true, unreadable: false }, None)
            }
            Ok(Yaml::Null) => (none, None),
            Ok(_) => {
                let message = "front matter is no list of `key: value` lines";
                let none = FrontMatter { unreadable: true, ..none };
                (none, Some(placer.say(Code::FrontMatterShape, yaml, message)))
            }
            Err(error) => {
                let at = yaml.start + error.at;
                let message = format!("front matter: {}", error.message);
                let said = placer.say(Code::FrontMatterBad, Span::new(at, at), message);
                let way_out = match error.hint {
                    _ if source.contains("{{") || source.contains("{ {") => {
                        "this looks like a template: name its folder under `ignore:`".to_owned()
                    }
                    Some(hint) => hint,
                    None => "mend the line; until then the note is for you alone".to_owned(),
                };
                (FrontMatter::read_line_by_line(source, placer), Some(said.hint(way_out)))
            }
        }
    }

    /// Front matter that cannot be read as a whole: what its single lines say for themselves, so
    /// that it is still known whose note it is. A key that stands there twice says nothing.
    fn read_line_by_line(source: &str, placer: &Placer<'_>) -> FrontMatter {
        let mut found: BTreeMap<String, Option<Yaml>> = BTreeMap::new();
        let lines = source.lines().map(str::trim_end).filter(|line| *line != "---");
        // Below a fence that is never closed the body begins somewhere.
        let is_head = |line: &&str| !line.is_empty() && !line.starts_with(['#', '>']);
        for line in lines.take_while(is_head).take(MOST_SALVAGED) {
            if let Ok(Yaml::Map(entries)) = yaml::parse(line) {
                for (key, value) in entries {
                    let once = found.entry(fold(&key));
                    once.and_modify(|value| *value = None).or_insert(Some(value));
                }
            }
        }
        let place = placer.place_of(Span::new(0, 0));
        let entries = found.into_iter().filter_map(|(key, value)| {
            Some(FrontEntry { key, written: None, value: value?, place })
        });
        FrontMatter { entries: entries.collect(), present: true, unreadable: true }
    }

    /// Whether it is there and cannot be read: it may say anything then.
    pub fn is_unreadable(&self) -> bool {
        self.unreadable
    }

    /// The value of a key, `null` too.
    pub fn raw_value(&self, key: &str) -> Option<&Yaml> {
        self.entry_of(key).map(|entry| &entry.value)
    }

    /// The value of a key; `null` counts as absent.
    pub fn get(&self, key: &str) -> Option<&Yaml> {
        self.entry_of(key).map(|entry| &entry.value).filter(|value| **value != Yaml::Null)
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.entries.iter().map(|entry| &entry.key)
    }

    /// A key as it was written.
    pub fn key_as_written<'k>(&'k self, key: &'k str) -> &'k str {
        let entry = self.entries.iter().find(|entry| entry.key == key);
        entry.and_then(|entry| entry.written.as_deref()).unwrap_or(key)
    }

    /// The value of a key as text.
    pub fn text_of(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Yaml::text)
    }

    /// The values of a key as texts: a list, or one text with commas.
    pub fn texts_of(&self, key: &str) -> Vec<String> {
        self.get(key).map(Yaml::texts).unwrap_or_default()
    }

    /// The same with one key alone.
    #[must_use]
    pub fn with_only(&self, key: &str) -> FrontMatter {
        FrontMatter { entries: self.entry_of(key).into_iter().cloned().collect(), ..*self }
    }

    /// The value of a key as yes or no.
    pub fn yes_or_no(&self, key: &str) -> Option<bool> {
        self.get(key).and_then(Yaml::truth)
    }

    /// Where a key stands.
    pub fn place_of(&self, key: &str) -> Place {
        self.entry_of(key).map_or(TOP, |entry| entry.place)
    }

    fn entry_of(&self, key: &str) -> Option<&FrontEntry> {
        let at = self.entries.binary_search_by(|entry| entry.key.as_str().cmp(key)).ok()?;
        Some(&self.entries[at])
    }

    /// Tags without `#`, folded, from `tags:` or `tag:`, in all the forms people use.
    pub fn folded_tags(&self) -> Vec<String> {
        let mut tags = self.texts_of("tags");
        tags.extend(self.texts_of("tag"));
        tags.iter()
            .flat_map(|tag| tag.split_whitespace())
            .map(|tag| fold(tag.trim_start_matches('#')).replace('.', "/"))
            .filter(|tag| !tag.is_empty())
            .collect()
    }
}

/// The lines of front matter whose fence is none: behind a blank line, of the dashes that a
/// keyboard made of three hyphens, in TOML. Only where it says whom the note is about or who may
/// read it.
fn meant_as_front(text: &str, start: usize) -> Option<Span> {
    let rest = text[start..].trim_start();
    let first = rest.chars().next().filter(|sign| DASHES.contains(sign) || *sign == '+')?;
    let at = text.len() - rest.len();
    let is_fence = |line: &str| {
        let dashes = line.chars().all(|sign| DASHES.contains(&sign));
        !line.is_empty() && if first == '+' { line == "+++" } else { dashes && line != "-" }
    };
    let mut lines = rest.split_inclusive(['\n', '\r']);
    let fence = lines.next().filter(|line| is_fence(line.trim()))?;
    let (begin, mut end, mut tells) = (at + fence.len(), at + fence.len(), false);
    for line in lines.take(MOST_SALVAGED) {
        let bare = line.trim();
        if is_fence(bare) || bare.is_empty() && tells {
            break;
        }
        let goes_on = line.starts_with([' ', '\t', '-', '#']) || bare.is_empty();
        match bare.split_once([':', '=']) {
            Some((key, _)) if !line.starts_with([' ', '\t']) => {
                tells |= MEANT.contains(&fold(key.trim()).as_str());
            }
            _ if goes_on => {}
            _ => return None,
        }
        end += line.len();
    }
    tells.then(|| Span::new(begin, end))
}

/// What keyboards and word processors make of `-` and `---`.
const DASHES: &[char] = &['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '―', '\u{2212}'];

/// Keys that were meant for us, wherever they stand.
const MEANT: &[&str] = &["kind", "audience", "season", "season-since", "private"];

/// Of two values of one key in two cases (`Audience: …`, `audience: …`) the one that closes more;
/// where neither does, the first.
fn closer_of(key: &str, first: Yaml, second: Yaml) -> Yaml {
    let opens = |value: &Yaml| -> bool {
        let text = value.text().map(|text| fold(&text)).unwrap_or_default();
        match key {
            "audience" => {
                matches!(text.as_str(), "team" | "person" | "all" | "everyone" | "public")
            }
            "season" => matches!(text.as_str(), "high" | "steady"),
            _ => false,
        }
    };
    let widest = |value: &Yaml| value.text().is_some_and(|text| fold(&text) != "person");
    match (opens(&first), opens(&second)) {
        (true, false) => second,
        (true, true) if key == "audience" && widest(&first) => second,
        (true, true) if key == "season" && first.text().is_some_and(|t| fold(&t) == "high") => {
            second
        }
        _ => first,
    }
}

/// The engine handed to gray_matter: YAML through our own guarded door.
struct Guarded;

impl Engine for Guarded {
    fn parse(content: &str) -> Result<Pod, gray_matter::Error> {
        match yaml::parse(content) {
            Ok(value) => Ok(to_pod(&value)),
            Err(error) => Err(gray_matter::Error::DeserializeError(error.message)),
        }
    }
}

fn parse_values(source: &str) -> Result<Yaml, yaml::YamlError> {
    // gray_matter gets the fence and the YAML only, never the body: it would copy and trim it.
    let fenced = format!("---\n{}\n---\n", source.trim_end_matches(['\n', '\r']));
    match Matter::<Guarded>::new().parse::<Pod>(&fenced) {
        Ok(parsed) => Ok(parsed.data.map_or(Yaml::Null, from_pod)),
        // Its complaint has no place; ours, over the untouched text, has.
        Err(_) => yaml::parse(source),
    }
}

fn to_pod(value: &Yaml) -> Pod {
    match value {
        Yaml::Null => Pod::Null,
        Yaml::Bool(truth) => Pod::Boolean(*truth),
        Yaml::Int(number) => Pod::Integer(*number),
        Yaml::Float(number) => Pod::Float(*number),
        Yaml::Text(text) => Pod::String(text.clone()),
        Yaml::List(list) => Pod::Array(list.iter().map(to_pod).collect()),
        Yaml::Map(entries) => {
            Pod::Hash(entries.iter().map(|(key, value)| (key.clone(), to_pod(value))).collect())
        }
    }
}

fn from_pod(pod: Pod) -> Yaml {
    match pod {
        Pod::Null => Yaml::Null,
        Pod::Boolean(truth) => Yaml::Bool(truth),
        Pod::Integer(number) => Yaml::Int(number),
        Pod::Float(number) => Yaml::Float(number),
        Pod::String(text) => Yaml::Text(text),
        Pod::Array(list) => Yaml::List(list.into_iter().map(from_pod).collect()),
        Pod::Hash(map) => {
            let sorted: BTreeMap<String, Pod> = map.into_iter().collect();
            Yaml::Map(sorted.into_iter().map(|(key, value)| (key, from_pod(value))).collect())
        }
    }
}

fn key_places(text: &str, yaml: Span, placer: &Placer<'_>) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    let mut at = yaml.start;
    for line in yaml.of(text).split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '-', '#'])
            && let Some((key, _)) = line.split_once(':')
        {
            let value_end = at + line.trim_ascii_end().len();
            let key = fold(key.trim_matches(['"', '\'', ' ']));
            places.entry(key).or_insert_with(|| placer.place_of(Span::new(at, value_end)));
        }
        at += line.len();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ids::NotePath;
    use crate::text::span::LineIndex;

    fn check(text: &str, key: &str, expected: Option<&str>, said: Option<Code>) {
        let path = NotePath::new("a.md").unwrap();
        let index = LineIndex::new(text);
        let (front, problem) =
            FrontMatter::read(text, Fence::find(text), &Placer::new(&path, text, &index));
        assert_eq!(front.text_of(key).as_deref(), expected, "{text:?}");
        assert_eq!(problem.map(|problem| problem.code), said, "{text:?}");
    }

    #[test]
    fn values_are_found() {
        check("---\nTitle: x\n---\nbody", "title", Some("x"), None);
        check("\u{feff}---\r\ntitle: x\r\n---\r\nbody", "title", Some("x"), None);
        check("---\nperson: [[A B]]\n---\n", "person", Some("A B"), None);
        check("---\n---\n", "title", None, None);
        check("\n---\ntitle: x\n---\n", "title", None, None);
        for text in [
            "———\nmood: 4\n———\n",
            "-\nkind: x\n-\n",
            "+++\ntitle = \"x\"\n+++\n",
            "–\nwe met\nkind: x\n",
        ] {
            check(text, "kind", None, None);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        check("---\ntitle: x\n", "title", Some("x"), Some(Code::FrontMatterOpen));
        check("---\ntitle: x\nseason: [low\n---\n", "title", Some("x"), Some(Code::FrontMatterBad));
        check("---\ntitle: x\nseason: [low\n---\n", "season", None, Some(Code::FrontMatterBad));
        check("---\ntitle: a: b\n---\n", "title", None, Some(Code::FrontMatterBad));
        check("---\n- a\n---\n", "title", None, Some(Code::FrontMatterShape));
        for text in [
            "\n---\nkind: person\nseason: low\n---\nx",
            "---\rkind: person\rseason: low\r---\rx",
            " ---\nkind: person\nseason: low\n---\n",
            "———\nseason: low\n———\nx\n",
            "—\nseason: low\n—\n",
            "—-\ntags: [x]\nseason: low\n\nx\n",
            "+++\nseason = \"low\"\n+++\n",
        ] {
            check(text, "season", Some("low"), Some(Code::FrontMatterShape));
        }
        check("---\ntags: a\ntags: b\n---\n", "tags", None, Some(Code::FrontMatterBad));
    }

    #[test]
    fn tags_in_all_forms() {
        let path = NotePath::new("a.md").unwrap();
        for yaml in ["tags: [person, team.a]", "tags: person, team.a", "tags: person team/a"] {
            let text = format!("---\n{yaml}\n---\n");
            let index = LineIndex::new(&text);
            let placer = Placer::new(&path, &text, &index);
            let (front, _) = FrontMatter::read(&text, Fence::find(&text), &placer);
            assert_eq!(front.folded_tags(), ["person", "team/a"], "{yaml}");
        }
    }
}
