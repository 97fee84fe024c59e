//! What a person types for a line of theirs: a goal's key, a block id, or `path:line`.
//!
//! One line or none: what may be several is refused with all of them. It decides nothing about
//! what is done with the line.

use crate::diagnostic::code::Code;
use crate::kind::{Audience, Kind};
use crate::model::model::Model;
use crate::note::parse::Note;
use crate::pages::tick;
use crate::pages::tick::tickable_lines;
use crate::pages::view::lens::Lens;
use crate::records::record::Source;
use crate::records::same_promise::is_same_promise;
use crate::text::ids::{NotePath, PersonId, slug};
use crate::text::span::{fold, nearest_word};
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::collections::BTreeMap;

/// A line of a note that says something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub path: NotePath,
    /// The line it begins at.
    pub line: u32,
    /// The item's place in the note's items.
    pub at: usize,
    /// What it is, when it is anything.
    pub kind: Option<Kind>,
    /// Its words.
    pub text: String,
}

/// Why a line was not found or not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is the matter.
    pub why: String,
    /// What to do instead.
    pub hint: String,
    /// The lines that may have been meant.
    pub candidates: Vec<Target>,
}

impl Refusal {
    /// A refusal with a way out.
    pub fn new(why: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal { why: why.into(), hint: hint.into(), candidates: Vec::new() }
    }
}

/// So many lines above and below are told when none begins at the line named.
const NEAR_LINES: u32 = 3;
/// More lines than this are not told.
const MOST_CANDIDATES: usize = 8;

/// The one line that `key` names.
///
/// # Errors
/// When it names none, or may name several.
pub fn find(model: &Model, vault: Whole<'_>, key: &str) -> Result<Target, Refusal> {
    let key = key.trim().trim_matches('`');
    if let Some((path, line)) = parse_place(key) {
        return at_place(model, &vault, path, line);
    }
    let mut found = match key.split_once('/') {
        Some((person, name)) => goals_named(model, &vault, Some(person), name),
        None => goals_named(model, &vault, None, key.trim_start_matches('#')),
    };
    found.extend(lines_with_block_id(model, &vault, key.trim_start_matches('^')));
    found.sort();
    found.dedup();
    match found.len() {
        0 => Err(unknown_key(model, key)),
        1 => Ok(found.swap_remove(0)),
        count => Err(Refusal {
            why: format!("`{key}` may be any of {count} lines"),
            hint: "name the one you mean by its place".to_owned(),
            candidates: found,
        }),
    }
}

/// The line at an item's place, as `find` gives it.
pub fn target_at(model: &Model, note: &Note, at: usize) -> Target {
    let ctx = model.reading_context();
    let entries = ctx.entries_of(note, &mut Vec::new());
    let kind = entries.iter().find(|entry| entry.at == at).map(|entry| entry.kind);
    let item = &note.items[at];
    let text = ctx.text_of_item(note, at);
    Target { path: note.path.clone(), line: item.place.line, at, kind, text }
}

/// `path:line`, or `path:line:column` as `check` prints it.
pub fn parse_place(key: &str) -> Option<(&str, u32)> {
    let (head, last) = key.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match head.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => Some((path, line)),
        None => Some((head, last)),
    }
}

fn at_place(model: &Model, vault: &Vault, path: &str, line: u32) -> Result<Target, Refusal> {
    let note = note_at(model, vault, path)?;
    if let Some(code) = note.refused {
        let hint = format!("`vault121 explain {code}` tells what to do");
        return Err(Refusal::new(format!("`{}` is not read: {code}", note.path), hint));
    }
    let begins = |at: &usize| note.items[*at].place.line == line;
    let here: Vec<usize> = (0..note.items.len()).filter(begins).collect();
    if let Some(first) = here.first() {
        // `- + calm`: the list in the list says it, and not the empty one around it.
        let says = |at: &&usize| here.len() == 1 || target_at(model, note, **at).kind.is_some();
        return Ok(target_at(model, note, *here.iter().find(says).unwrap_or(first)));
    }
    let near = |at: &usize| note.items[*at].place.line.abs_diff(line) <= NEAR_LINES;
    Err(Refusal {
        why: format!("no item begins at line {line} of `{}`", note.path),
        hint: "a line inside a generated region is changed at its source".to_owned(),
        candidates: (0..note.items.len())
            .filter(near)
            .map(|at| target_at(model, note, at))
            .collect(),
    })
}

/// The note that somebody typed the path or the name of.
///
/// # Errors
/// When there is none, or more than one.
pub fn note_at<'v>(model: &Model, vault: &'v Vault, path: &str) -> Result<&'v Note, Refusal> {
    let path = path.trim_start_matches("./");
    let named = NotePath::new(path).ok().and_then(|path| vault.notes.get(&path));
    if let Some(note) = named {
        return Ok(note);
    }
    let name = path.strip_suffix(".md").unwrap_or(path);
    let alike = model.layout.notes_named(name);
    let ending = format!("/{}", fold(name));
    let fits = |path: &&NotePath| {
        !name.contains('/') || format!("/{}", fold(path.without_ending())).ends_with(&ending)
    };
    let fitting: Vec<&Note> =
        alike.into_iter().filter(fits).filter_map(|path| vault.notes.get(path)).collect();
    match fitting.as_slice() {
        [note] => Ok(note),
        [] => Err(Refusal::new(
            format!("there is no note `{path}`"),
            "`vault121 list` and `vault121 check` print places as they are taken here",
        )),
        many => {
            let paths: Vec<&str> = many.iter().map(|note| note.path.as_str()).collect();
            let why = format!("`{path}` may be any of {} notes", many.len());
            Err(Refusal::new(why, format!("name its folder too: {}", paths.join(", "))))
        }
    }
}

fn goals_named(model: &Model, vault: &Vault, person: Option<&str>, name: &str) -> Vec<Target> {
    let name = slug(name);
    let person = person.map(|person| model.people.one_named(person));
    let fits = |goal: &&crate::records::goal::Goal| {
        person.as_ref().is_none_or(|person| person.as_ref() == Some(&goal.key.person))
            && (goal.key.slug == name || goal.former.contains(&name))
    };
    let source = |goal: &crate::records::goal::Goal| {
        let note = vault.notes.get(&goal.source.path)?;
        let at = note.items.iter().position(|item| item.place.line == goal.source.line)?;
        Some(target_at(model, note, at))
    };
    model.goals.iter().filter(fits).filter_map(source).collect()
}

fn lines_with_block_id(model: &Model, vault: &Vault, id: &str) -> Vec<Target> {
    let mut found = Vec::new();
    for note in vault.notes.values() {
        for (at, item) in note.items.iter().enumerate() {
            if item.block_id.as_deref() == Some(id) {
                found.push(target_at(model, note, at));
            }
        }
    }
    found
}

/// The source of a line with a box on the page at `page`: by its link and its words; nothing when
/// the source is closed already.
///
/// # Errors
/// When no source says so any more, or several do.
pub fn ticked_source(
    model: &Model,
    vault: &Vault,
    page: &NotePath,
    line: &str,
) -> Result<Option<Target>, Refusal> {
    let lens = |most| Lens { model, audience: Audience::Lead, path: page, most, about: None };
    let (whole, cut) = (lens(None), lens(Some(1)));
    let fits = |(text, source): (&str, &Source)| {
        let all = [whole.page_words(text), cut.page_words(text)].into_iter();
        let words = all.filter(|words| !words.is_empty() && line.contains(words)).max()?;
        let link = whole.link_to_source(source);
        line.contains(&link).then_some((words.len(), source.clone()))
    };
    let mut found: Vec<(usize, Source)> = tickable_lines(model).filter_map(fits).collect();
    // `call` is in the line of `call them` too.
    let most = found.iter().map(|(length, _)| *length).max();
    found.retain(|(length, _)| Some(*length) == most);
    found.dedup_by(|a, b| (&a.1.path, a.1.line) == (&b.1.path, b.1.line));
    match found.as_slice() {
        [(_, source)] => at_place(model, vault, source.path.as_str(), source.line).map(Some),
        [] if tick::closed_lines(model).any(|said| fits(said).is_some()) => Ok(None),
        [] => Err(Refusal::new("no source says so any more", "look at the note it links to")),
        many => {
            let why = format!("any of {} lines may be meant", many.len());
            Err(Refusal::new(why, "tick it where it stands"))
        }
    }
}

fn unknown_key(model: &Model, key: &str) -> Refusal {
    let keys: Vec<String> = model.goals.iter().map(|goal| goal.key.to_string()).collect();
    let hint = match nearest_word(key, keys.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "give a goal such as `alice/cka`, a block id, or `path:line` as `vault121 list` \
                 prints it"
            .to_owned(),
    };
    Refusal::new(format!("no goal and no line is known as `{key}`"), hint)
}

/// The candidates in words, a line each.
pub fn candidate_lines(candidates: &[Target]) -> Vec<String> {
    let line = |target: &Target| {
        let kind = target.kind.map(|kind| format!("{}: ", kind.word())).unwrap_or_default();
        format!("{}:{}: {kind}{}", target.path, target.line, target.text)
    };
    let mut lines: Vec<String> = candidates.iter().take(MOST_CANDIDATES).map(line).collect();
    if candidates.len() > MOST_CANDIDATES {
        lines.push(format!("and {} more", candidates.len() - MOST_CANDIDATES));
    }
    lines
}

/// Open promises that say what the one at `target` says: one of them may keep it open.
pub fn repeated_promises(model: &Model, vault: &Vault, target: &Target) -> Vec<Target> {
    let ctx = model.reading_context();
    let mut said = Vec::new();
    let mut found: BTreeMap<(NotePath, u32), Target> = BTreeMap::new();
    for note in vault.notes.values().filter(|note| note.refused != Some(Code::ConflictMarks)) {
        for entry in ctx.entries_of(note, &mut said) {
            let open = !entry.status.is_some_and(crate::vault::config::Status::is_closed);
            let said = (entry.text.as_str(), entry.date);
            let alike = is_same_promise(said, &target.text, ctx.config.date_order);
            let other = (&note.path, entry.source.line) != (&target.path, target.line);
            if entry.kind == Kind::Action && open && alike && other {
                let key = (note.path.clone(), entry.source.line);
                found.insert(key, target_at(model, note, entry.at));
            }
        }
    }
    found.into_values().collect()
}

/// A short name for a goal of which only the words are known, and that no goal of theirs has.
pub fn short_name(model: &Model, person: &PersonId, text: &str) -> String {
    const WORDS: usize = 3;
    const SMALL: &[&str] = &["a", "an", "the", "to", "of", "and"];
    let whole = slug(text);
    let mut words: Vec<&str> = whole.split('-').filter(|word| !SMALL.contains(word)).collect();
    if words.is_empty() {
        words = whole.split('-').collect();
    }
    let taken = |name: &String| {
        let mut goals = model.goals_of(person);
        goals.any(|goal| goal.key.slug == *name || goal.former.contains(name))
    };
    let mut names = (WORDS.min(words.len())..=words.len()).map(|count| words[..count].join("-"));
    names.find(|name| !taken(name)).unwrap_or(whole)
}
