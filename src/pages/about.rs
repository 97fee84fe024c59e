//! Every line that names a person, for an access request: read from the very text, not from what
//! was understood of it, so that nothing is missed that a search would find.
//!
//! Each line says what became of it: an item of some kind, generated, front matter, not read. It
//! knows no files; the shell hands it their texts.

use crate::diagnostic::diagnostic::{Diagnostic, Placer};
use crate::model::model::Model;
use crate::note::front_matter::Fence;
use crate::note::guarded;
use crate::note::item::Item;
use crate::note::markup::Markup;
use crate::note::parse::Note;
use crate::note::region;
use crate::people::people::Who;
use crate::people::person::Person;
use crate::text::ids::{NotePath, PersonId, slug};
use crate::text::lexicon::Lexicon;
use crate::text::span::{LineIndex, Span, comparable_words, holding, without_accents};
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// A line that names a person, or is about them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AboutLine {
    /// The file.
    pub path: String,
    /// The line, from 1; 0: the file's name.
    pub line: u32,
    /// What became of it, in words.
    pub what: String,
    pub text: String,
}

/// The names somebody goes by, as they are searched.
#[derive(Clone, Debug)]
pub struct SearchNames {
    person: PersonId,
    /// Whole words, as `normal` makes them.
    words: Vec<String>,
    /// Names of scripts that put no blanks between words.
    parts: Vec<String>,
    /// Names that others go by as well.
    shared: Vec<String>,
}

impl SearchNames {
    /// All names of a person: id, name, first name, aliases, the name of their note.
    pub fn of(model: &Model, person: &Person) -> SearchNames {
        let mut all: Vec<&str> = vec![person.id.as_str(), person.name.as_str()];
        all.extend(person.name.split_whitespace().next());
        all.extend(person.aliases.iter().map(String::as_str));
        all.extend(person.path.as_ref().map(NotePath::stem));
        let mut names = SearchNames {
            person: person.id.clone(),
            words: Vec::new(),
            parts: Vec::new(),
            shared: Vec::new(),
        };
        for name in all {
            let key = comparable_text(name);
            let spaced = name.chars().all(|c| (c as u32) < 0x2E80);
            let list = if spaced { &mut names.words } else { &mut names.parts };
            if key.is_empty() || list.contains(&key) {
                continue;
            }
            list.push(key.clone());
            if matches!(model.people.who(name), Who::Many(_)) {
                names.shared.push(key);
            }
        }
        names
    }

    /// A name that no note has any more.
    pub fn of_typed_name(name: &str) -> SearchNames {
        let person = PersonId::new(name).or_else(|| PersonId::new(&slug(name)));
        let person = person.unwrap_or_else(|| PersonId::new("nobody").expect("a word is an id"));
        let (shared, key) = (Vec::new(), comparable_text(name));
        match name.chars().all(|c| (c as u32) < 0x2E80) {
            true => SearchNames { person, words: vec![key], parts: Vec::new(), shared },
            false => SearchNames { person, words: Vec::new(), parts: vec![key], shared },
        }
    }

    /// Whether it is this person.
    pub fn is_person(&self, person: &PersonId) -> bool {
        self.person == *person
    }

    /// Whether a value of front matter names this person and nobody else.
    pub fn are_only(&self, model: &Model, value: &str) -> bool {
        match model.people.one_named(value) {
            Some(id) => id == self.person,
            None => {
                let value = comparable_text(value);
                value == comparable_text(self.person.as_str()) || self.words.contains(&value)
            }
        }
    }

    /// Whether a text names the person; `Some(true)`: only by a name that others have as well.
    pub fn found_in(&self, text: &str) -> Option<bool> {
        let text = format!(" {} ", comparable_text(text));
        let words = self.words.iter().filter(|name| text.contains(&format!(" {name} ")));
        let parts = self.parts.iter().filter(|name| text.contains(name.as_str()));
        let found: Vec<&String> = words.chain(parts).collect();
        (!found.is_empty()).then(|| found.iter().all(|name| self.shared.contains(name)))
    }
}

impl SearchNames {
    /// Whether a text surely names the person: by a name of theirs alone, which is no word that
    /// stands there in small letters, and no part of a longer name.
    pub fn surely_in(&self, text: &str) -> bool {
        let surely = |name: &String| {
            if self.shared.contains(name) {
                return false;
            }
            let count = name.split(' ').count();
            let parts = text.split(|c: char| !c.is_alphanumeric() && !JOINTS.contains(c));
            let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            let is_word = count == 1 && is_a_word(name);
            let is = |part: &[&str]| {
                comparable_text(&part.join(" ")) == *name && (!is_word || part[0].starts_with('@'))
            };
            parts.windows(count).any(is) || parts.iter().any(|part| is(&[*part]))
        };
        self.words.iter().any(surely)
            || self.parts.iter().any(|name| comparable_text(text).contains(name))
    }
}

/// Signs inside a name.
const JOINTS: &str = "-.@";

/// Whether a name is a word of the language as well: `will`, `may`.
fn is_a_word(name: &str) -> bool {
    let lexicon = Lexicon::shipped();
    lexicon.has("word_names", name) || lexicon.knows_word(name)
}

/// A text as names are looked for in it: without case, marks and punctuation.
fn comparable_text(text: &str) -> String {
    comparable_words(&without_accents(&text.replace("%20", " ")))
}

/// The lines of one file that name the person or are about them, its name among them.
pub fn lines_about(
    model: &Model,
    vault: &Vault,
    names: &SearchNames,
    path: &str,
    text: &str,
) -> Vec<AboutLine> {
    let mut found = Vec::new();
    if names.found_in(path.strip_suffix(".md").unwrap_or(path)).is_some() {
        found.push(AboutLine {
            path: path.to_owned(),
            line: 0,
            what: "name of the file".to_owned(),
            text: String::new(),
        });
    }
    let note = NotePath::new(path).ok().filter(|path| vault.notes.contains_key(path));
    let reading = note.map(|path| LinesRead::of(model, vault, &names.person, &path, text));
    let index = LineIndex::new(text);
    for at in 0..index.lines() {
        let span = index.line_span(text, at);
        let line = span.of(text);
        let named = names.found_in(line);
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let blank = !line.contains(char::is_alphanumeric) || line.starts_with("<!-- vault121:");
        let about = !blank && reading.as_ref().is_some_and(|r| r.is_about(text, number));
        if named.is_none() && !about {
            continue;
        }
        let mut what = match &reading {
            Some(reading) => reading.what_it_is(text, span, number),
            None => kind_of_file(path).to_owned(),
        };
        match named {
            Some(true) => what.push_str(", by a name of several people"),
            None => what.push_str(", not by name"),
            Some(false) => {}
        }
        found.push(AboutLine {
            path: path.to_owned(),
            line: number,
            what,
            text: line.trim().chars().filter(|c| !c.is_control()).collect(),
        });
    }
    found
}

/// How many lines of a note name the person: the lead's own, and generated ones.
pub fn count_naming_lines(path: &NotePath, text: &str, names: &SearchNames) -> (usize, usize) {
    let markup = Markup::parse(text, Fence::find(text).body_start());
    let index = LineIndex::new(text);
    let regions = region::find(text, &markup, &Placer::new(path, text, &index)).unwrap_or_default();
    let (mut own, mut made) = (0, 0);
    for at in 0..index.lines() {
        let span = index.line_span(text, at);
        if names.found_in(span.of(text)).is_some() {
            match regions.iter().any(|region| region.whole.holds(span.start)) {
                true => made += 1,
                false => own += 1,
            }
        }
    }
    (own, made)
}

/// What a file is that is no note of the vault.
fn kind_of_file(path: &str) -> &'static str {
    match path {
        _ if path.starts_with(".vault121/rescue/") => "rescued text",
        _ if path.starts_with(".vault121/") => "settings of vault121",
        _ if path.starts_with(".obsidian/") || path == "dendron.yml" => "settings",
        _ if path.ends_with(".md") => "a note that is not read",
        _ => "not a note",
    }
}

/// One note as it is read, by lines.
struct LinesRead {
    markup: Markup,
    regions: Vec<Span>,
    body: usize,
    refused: Option<String>,
    /// First line of each item, in order, with what it is.
    items: Vec<(u32, String)>,
    /// First lines of items about the person.
    about: BTreeSet<u32>,
    /// The whole note is about them.
    whole: bool,
    headings: Vec<u32>,
    trouble: BTreeMap<u32, String>,
}

impl LinesRead {
    fn of(
        model: &Model,
        vault: &Vault,
        person: &PersonId,
        path: &NotePath,
        text: &str,
    ) -> LinesRead {
        let (note, said) = guarded::parse(path, text.as_bytes(), &vault.config.spelling());
        let index = LineIndex::new(text);
        let body = Fence::find(text).body_start();
        let markup = Markup::parse(text, body);
        let placer = Placer::new(path, text, &index);
        let regions = region::find(text, &markup, &placer).unwrap_or_default();
        let ctx = model.reading_context();
        let entries = ctx.entries_of(&note, &mut Vec::new());
        let mut items: Vec<(u32, String)> = Vec::new();
        let mut about: BTreeSet<u32> = BTreeSet::new();
        for (at, item) in note.items.iter().enumerate() {
            let entry = entries.iter().find(|entry| entry.at == at);
            let what = entry.map_or("plain line", |entry| entry.kind.word());
            items.push((item.place.line, what.to_owned()));
            let below = item.parent().is_some_and(|up| about.contains(&note.items[up].place.line));
            let own = entry.is_some_and(|entry| entry.people.contains(person));
            if own || below || (entry.is_none() && stands_under_person(model, &note, item, person))
            {
                about.insert(item.place.line);
            }
        }
        items.sort();
        let of_page = note.front.text_of("person").and_then(|name| model.people.one_named(&name));
        let whole =
            model.meetings.person_of_note(path).cloned().or(of_page).as_ref() == Some(person);
        let on_note = |said: &&Diagnostic| said.path == path.as_str() && said.line().is_some();
        let weighs =
            |said: &&Diagnostic| said.severity != crate::diagnostic::severity::Severity::Info;
        let trouble = model.diagnostics.iter().chain(&said).filter(on_note).filter(weighs);
        LinesRead {
            regions: regions.iter().map(|region| region.whole).collect(),
            markup,
            body,
            refused: note.refused.map(|code| code.to_string()),
            items,
            about,
            whole,
            headings: note.headings.iter().map(|heading| heading.place.line).collect(),
            trouble: trouble
                .filter_map(|said| Some((said.line()?, said.message.clone())))
                .collect(),
        }
    }

    fn is_about(&self, text: &str, line: u32) -> bool {
        let first = self.items.iter().rfind(|(first, _)| *first <= line).map(|(first, _)| *first);
        self.whole
            || first.is_some_and(|first| {
                self.about.contains(&first) && (first == line || self.goes_on(first, line, text))
            })
    }

    fn what_it_is(&self, text: &str, span: Span, line: u32) -> String {
        let indent = span.of(text).len() - span.of(text).trim_start().len();
        let at = span.start + indent;
        if let Some(code) = &self.refused {
            return format!("not read: {code}");
        }
        if at < self.body {
            return "front matter".to_owned();
        }
        if holding(&self.regions, at, |region| *region).is_some() {
            return "generated".to_owned();
        }
        if let Some(message) = self.trouble.get(&line) {
            return format!("not understood: {message}");
        }
        if self.markup.in_code(at) || self.markup.in_comment(at) {
            return "not read: code or a comment".to_owned();
        }
        if self.headings.contains(&line) {
            return "heading".to_owned();
        }
        let item = self.items.iter().rfind(|(first, _)| *first <= line);
        match item {
            Some((first, what)) if *first == line || self.goes_on(*first, line, text) => {
                what.clone()
            }
            _ => "not read: a table, a template's line or other text".to_owned(),
        }
    }

    /// Whether the item that begins at `first` may reach to `line`: no blank line between them.
    fn goes_on(&self, first: u32, line: u32, text: &str) -> bool {
        let index = LineIndex::new(text);
        (first..=line).all(|at| {
            let at = (at as usize).saturating_sub(1);
            let row = index.line_span(text, at).of(text).trim();
            !row.is_empty() && !row.starts_with('|')
        })
    }
}

/// Whether a plain line stands under a heading that is the person's.
fn stands_under_person(model: &Model, note: &Note, item: &Item, person: &PersonId) -> bool {
    let named = note.heading_chain(item.heading()).find_map(|heading| {
        let linked = heading.names.iter().find_map(|name| model.people.one_named(name));
        linked.or_else(|| model.people.leading_person(&heading.text))
    });
    named.as_ref() == Some(person)
}
