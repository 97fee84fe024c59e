//! What this version reads otherwise than one before it: for those who used that one.
//!
//! Nothing remembers the older reading. What was new is told from how each thing is read now: a
//! kind that no tag says, an owner in a form that was not understood, somebody without a note.

use crate::kind::Kind;
use crate::model::model::Model;
use crate::note::parse::Note;
use crate::people::people::People;
use crate::records::record::By;
use crate::text::ids::PersonId;
use crate::vault::vault::Vault;

/// The version that reads by several witnesses; those before read tags, and names before a colon.
const BY_WITNESSES: [u32; 3] = [0, 2, 0];
/// So many lines of a sort are told.
const MOST: usize = 12;

/// The version that a text names.
pub fn version(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.trim().trim_start_matches('v').split('.').map(str::parse);
    let mut next = || parts.next().map_or(Some(0), Result::ok);
    let version = [next()?, next()?, next()?];
    text.trim().trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit()).then_some(version)
}

/// The people, kinds and owners that are read otherwise since a version, a line each.
pub fn changes_since(vault: &Vault, model: &Model, version: [u32; 3]) -> Vec<String> {
    if version >= BY_WITNESSES {
        return Vec::new();
    }
    let mut said = Vec::new();
    let mut tell = |title: &str, rows: Vec<String>| {
        let count = rows.len();
        if count > 0 {
            said.push(format!("{title}: {count}"));
        }
        said.extend(rows.into_iter().take(MOST).map(|row| format!("  {row}")));
        if count > MOST {
            said.push(format!("  and {} more", count - MOST));
        }
    };
    tell("people who are found now", people_found_since(model));
    tell("lines that have a kind now", kinds(vault, model));
    tell("promises with another owner", owners_changed_since(vault, model));
    said
}

/// People whom neither a note of theirs nor the config names.
fn people_found_since(model: &Model) -> Vec<String> {
    let new = model.people.other_people().filter(|person| person.path.is_none());
    let new = new.filter(|person| !model.config.people.contains_key(&person.id));
    new.map(|person| {
        let met = model.meetings.meetings_with(&person.id).count();
        format!("{}, {met} 1-2-1{}", person.name, if met == 1 { "" } else { "s" })
    })
    .collect()
}

/// Lines of which no tag says the kind; a box in a 1-2-1 always was a promise.
fn kinds(vault: &Vault, model: &Model) -> Vec<String> {
    let ctx = model.reading_context();
    let mut rows = Vec::new();
    for note in vault.notes.values().filter(|note| !note.generated && note.refused.is_none()) {
        for entry in ctx.entries_of(note, &mut Vec::new()) {
            let boxed = entry.kind == Kind::Action && entry.item.task.is_some();
            let by = match entry.by {
                By::Tag => continue,
                _ if boxed => continue,
                By::Word => "its first words",
                By::Heading => "its heading",
                By::Place => "its place",
            };
            let what = entry.kind.word_for_line();
            rows.push(format!("{}:{}: {what}, by {by}", note.path, entry.source.line));
        }
    }
    rows
}

/// Promises that were yours, or the one's whose name stands first, and are somebody else's.
fn owners_changed_since(vault: &Vault, model: &Model) -> Vec<String> {
    let mut rows = Vec::new();
    for action in &model.actions {
        let Some(note) = vault.notes.get(&action.source.path) else { continue };
        let Some(was) = owner_before(&model.people, note, action.source.line) else { continue };
        let is_mine = action.is_leads(&model.people);
        let same = match &was {
            None => is_mine,
            Some(was) => action.owner.as_ref() == Some(was),
        };
        if !same {
            let name = |id: &PersonId| model.people.first_name_of(id);
            let now = match &action.owner {
                None => "nobody's yet".to_owned(),
                Some(_) if is_mine => "yours".to_owned(),
                Some(owner) => format!("{}'s", name(owner)),
            };
            let was = was.as_ref().map_or("yours".to_owned(), |was| format!("{}'s", name(was)));
            let source = &action.source;
            rows.push(format!(
                "{}:{}: {now}, was {was}: {}",
                source.path, source.line, action.text
            ));
        }
    }
    rows
}

/// Whose a box was: the one's whose name stands first, else the lead's, which is `None`.
fn owner_before(people: &People, note: &Note, line: u32) -> Option<Option<PersonId>> {
    let item = note.items.iter().find(|item| item.place.line == line && item.task.is_some())?;
    let text = item.text_with_names(|mention| format!("@{}", mention.names[0]));
    let first = people.leading_person(&text).filter(|id| !people.is_me(id));
    Some(first)
}
