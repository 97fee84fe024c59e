//! Renaming: a goal's short name in all notes, a person's handle.
//!
//! The edit is laid over the vault first: what the vault means afterwards must be the same but for
//! the name, or nothing is handed out.

use crate::kind::Kind;
use crate::lsp::buffer::Buffer;
use crate::lsp::desk::{Changes, Desk};
use crate::lsp::find::{Thing, thing_at};
use crate::lsp::known::Known;
use crate::model::model::Model;
use crate::note::bare::former_word;
use crate::note::front_matter::Fence;
use crate::note::parse::Note;
use crate::note::tag;
use crate::note::tag::TagRef;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::text::ids::{GoalKey, NotePath, PersonId, slug};
use crate::text::span::{Span, fold, splice, without_accents};
use crate::vault::change::{Change, Content};

/// What can be renamed under the cursor: its bytes, and its name.
pub fn name_at(known: &Known, buffer: &Buffer, at: usize) -> Result<(Span, String), String> {
    if let Some(mention) = buffer.mention_at(at)
        && known.model.people.one_named(&mention.name).is_some()
    {
        let span = Span::new(mention.span.start + 1, mention.span.end);
        return Ok((span, mention.name.clone()));
    }
    if let Some(tag) = buffer.tag_at(at)
        && let Some(span) = name_of(known, buffer.str(), tag)
        && !known.goals_at(buffer, tag).is_empty()
    {
        return Ok((span, span.of(buffer.str()).to_owned()));
    }
    Err("only a goal's short name (`#goal/cka`) and a person's handle (`@alice`) are renamed"
        .to_owned())
}

/// The bytes of the short name in a goal's tag.
fn name_of(known: &Known, text: &str, tag: &TagRef) -> Option<Span> {
    let (kind, rest) = known.spelling.kind_of_tag(&tag.path)?;
    if kind != Kind::Goal || rest.is_empty() {
        return None;
    }
    // The rest of the path as it is written: as many signs between segments as it has.
    let written = tag.span.of(text);
    let signs = rest.matches('/').count() + 1;
    let (at, _) = written.rmatch_indices(['/', '.']).nth(signs - 1)?;
    Some(Span::new(tag.span.start + at + 1, tag.span.end))
}

/// The edits that rename what is under the cursor.
///
/// # Errors
/// Why it cannot be.
pub fn rename(
    desk: &Desk<'_>,
    buffer: &Buffer,
    at: usize,
    new: &str,
    keep_old: bool,
) -> Result<Vec<(NotePath, Changes)>, String> {
    let known = desk.known;
    name_at(known, buffer, at)?;
    match thing_at(known, buffer, at) {
        Some(Thing::Goals(goals)) => match goals.as_slice() {
            [goal] => goal_edits(desk, goal, new, keep_old),
            many => Err(format!("this name is of {} goals: name whose it is", many.len())),
        },
        Some(Thing::Person(person)) => person_edits(desk, &person, new),
        _ => Err("nothing here can be renamed".to_owned()),
    }
}

/// A name that a tag can hold, as it was typed.
fn tag_name(new: &str) -> Result<String, String> {
    let new = new.trim().trim_start_matches('#');
    let new = new.strip_prefix("goal/").unwrap_or(new);
    // Behind `goal/` it is read as it will be there.
    let whole = format!("goal/{new}");
    let plain = new.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    match tag::tag_behind_hash(&whole) == whole && plain && !slug(new).is_empty() {
        true => Ok(new.to_owned()),
        false => Err(format!("`{new}` cannot stand in a tag: letters, digits, `-` and `_` can")),
    }
}

fn goal_edits(
    desk: &Desk<'_>,
    goal: &Goal,
    new: &str,
    keep_old: bool,
) -> Result<Vec<(NotePath, Changes)>, String> {
    let known = desk.known;
    let new = tag_name(new)?;
    let key = GoalKey { person: goal.key.person.clone(), slug: slug(&new) };
    if let Some(other) =
        known.goal_named(&key.person, &key.slug).filter(|other| other.key != goal.key)
    {
        return Err(format!("`{}` is the name of another goal: {}", key.slug, other.title));
    }
    let is_old = |name: &str| slug(name) == goal.key.slug;
    if key == goal.key && new == goal.key.slug {
        return Err(format!("`{new}` is its name already"));
    }
    let mut all = Vec::new();
    for note in known.vault.notes.values() {
        let named = note.items.iter().any(|item| item.rests_of_tags(Kind::Goal).any(is_old));
        if !named {
            continue;
        }
        let Some(buffer) = desk.buffer_of(&note.path) else { continue };
        let entries = known.entries_of(&buffer, &mut Vec::new());
        let mut changes = Changes::new();
        for tag in buffer.tags() {
            let Some(span) = name_of(known, buffer.str(), tag) else { continue };
            if !is_old(span.of(buffer.str())) || is_former(buffer.str(), tag.span) {
                continue;
            }
            let item = buffer.item_at(tag.span.start);
            let entry = entries.iter().find(|entry| Some(entry.at) == item);
            let Some(entry) = entry else { continue };
            // News that names nobody is on the goal of that name.
            let nameless = entry.people.is_empty() && !entry.lost;
            if !nameless && !entry.people.contains(&goal.key.person) {
                continue;
            }
            if entry.people.iter().any(|person| *person != goal.key.person)
                && entry.people.iter().any(|person| {
                    *person != goal.key.person && known.goal_named(person, &goal.key.slug).is_some()
                })
            {
                let message = "a line is about several people who have a goal of this name";
                return Err(format!("{message}: {}:{}", note.path, entry.source.line));
            }
            changes.push((span, new.clone()));
            let defines = entry.source.path == goal.source.path
                && entry.source.line == goal.source.line
                && goal::keys_of_entry(entry).first() == Some(&goal.key);
            if defines && keep_old && key.slug != goal.key.slug {
                let old = tag.span.of(buffer.str());
                let end = Span::new(tag.span.end, tag.span.end);
                changes.push((end, format!(" (was {old})")));
            }
        }
        if !changes.is_empty() {
            all.push((note.path.clone(), changes));
        }
    }
    if all.is_empty() {
        return Err("this goal has no `#goal/` tag: its name is made of its words".to_owned());
    }
    let after = model_after(desk, &all)?;
    let found = after.goals.iter().find(|goal| goal.key == key);
    let same = found.is_some_and(|found| {
        found.title == goal.title
            && found.news.len() == goal.news.len()
            && found.status == goal.status
            && found.steps.len() == goal.steps.len()
    });
    match same && after.goals.len() == known.model.goals.len() {
        true => Ok(all),
        false => Err("the goal would be read otherwise under its new name".to_owned()),
    }
}

/// Whether a tag is a former name: `(was #goal/x)`, and in a task `instead of #goal/x`.
fn is_former(text: &str, tag: Span) -> bool {
    let line = text[..tag.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..tag.start].trim_end_matches([' ', ':']);
    let bracket = text[tag.end..].trim_start().starts_with([')', ']']);
    let is_task = before.trim_start_matches(['-', '*', '+', ' ', '\t']).starts_with('[');
    (bracket || is_task) && former_word(before).is_some()
}

fn person_edits(
    desk: &Desk<'_>,
    person: &PersonId,
    new: &str,
) -> Result<Vec<(NotePath, Changes)>, String> {
    let known = desk.known;
    let model = &known.model;
    let new = new.trim().trim_start_matches('@');
    let id = PersonId::new(new).filter(|id| id.as_str() == fold(&without_accents(new)));
    let id = id.ok_or_else(|| format!("`{new}` is no handle: letters, digits and `-` are"))?;
    if let Some(other) = model.people.one_named(new).filter(|other| other != person) {
        return Err(format!("`@{new}` is `{other}` already"));
    }
    let found = model.people.with_id(person).ok_or("no person has this name")?;
    if known.vault.config.people.contains_key(person) {
        let config = crate::vault::config::CONFIG_PATH;
        return Err(format!("`{person}` is listed under `people:` in `{config}`: rename it there"));
    }
    let path = found.path.clone().ok_or("this person has no note to hold the handle")?;
    let is_old = |name: &str| fold(&without_accents(name)) == person.as_str();
    let mut all = Vec::new();
    for note in known.vault.notes.values() {
        let named = note.path == path || names_person(note, &is_old);
        let Some(buffer) = named.then(|| desk.buffer_of(&note.path)).flatten() else { continue };
        let mut changes = Changes::new();
        if note.path == path {
            changes.extend(handle(&buffer, &id));
        }
        for mention in buffer.mentions().iter().filter(|mention| is_old(&mention.name)) {
            let start = mention.span.start + 1;
            changes.push((Span::new(start, start + mention.name.len()), id.to_string()));
        }
        for item in &buffer.note.items {
            for field in &item.fields {
                let party = ["person", "about", "owner", "who", "from", "with", "by"];
                if party.contains(&field.key.as_str()) && is_old(field.value.trim_matches('@')) {
                    let span = buffer.span_of_place(&field.place);
                    let Some(at) = span.of(buffer.str()).rfind(field.value.as_str()) else {
                        continue;
                    };
                    let at = span.start + at + usize::from(field.value.starts_with('@'));
                    let old = field.value.trim_start_matches('@').len();
                    changes.push((Span::new(at, at + old), id.to_string()));
                }
            }
        }
        if note.path != path
            && let Some(value) = note.front.text_of("person").filter(|value| is_old(value))
        {
            let span = buffer.span_of_place(&buffer.note.front.place_of("person"));
            let line = buffer.text.line_span(buffer.text.line_of(span.start));
            if let Some(at) = line.of(buffer.str()).rfind(value.as_str()) {
                let at = line.start + at;
                changes.push((Span::new(at, at + value.len()), id.to_string()));
            }
        }
        changes.sort();
        changes.dedup();
        if !changes.is_empty() {
            all.push((note.path.clone(), changes));
        }
    }
    let after = model_after(desk, &all)?;
    let counts = |model: &Model, id: &PersonId| {
        let (goals, feedback) = (model.goals_of(id).count(), model.feedback_to(id).count());
        let promises = model.actions_with(id).count();
        (
            goals,
            feedback,
            promises,
            model.meetings.meetings_with(id).count(),
            model.people.by_id.len(),
        )
    };
    match counts(&after, &id) == counts(model, person) {
        true => Ok(all),
        false => Err(format!(
            "what is known of `{person}` would be read otherwise under the new handle; write \
             `handle: {id}` and `aliases: [{person}]` in their note instead"
        )),
    }
}

/// Whether a note names somebody by a handle.
fn names_person(note: &Note, is_old: &dyn Fn(&str) -> bool) -> bool {
    let in_items = note.items.iter().any(|item| {
        item.mentions.iter().any(|mention| mention.at && mention.names.iter().any(|n| is_old(n)))
            || item.fields.iter().any(|field| is_old(field.value.trim_matches('@')))
    });
    let in_headings =
        note.headings.iter().any(|heading| heading.names.iter().any(|name| is_old(name)));
    in_items || in_headings || note.front.text_of("person").is_some_and(|name| is_old(&name))
}

/// The handle in the front matter of the person's note.
fn handle(buffer: &Buffer, id: &PersonId) -> Changes {
    let text = buffer.str();
    let ending = crate::text::span::line_ending(text);
    if buffer.note.front.get("handle").is_some() {
        let place = buffer.span_of_place(&buffer.note.front.place_of("handle"));
        let line = buffer.text.line_span(buffer.text.line_of(place.start));
        return vec![(line, format!("handle: {id}"))];
    }
    match Fence::find(text) {
        Fence::Closed { yaml, .. } => {
            vec![(Span::new(yaml.start, yaml.start), format!("handle: {id}{ending}"))]
        }
        Fence::None(body) => {
            let front = format!("---{ending}handle: {id}{ending}---{ending}{ending}");
            vec![(Span::new(body, body), front)]
        }
        Fence::Open(_) => Vec::new(),
    }
}

/// What the vault means with the edits laid over it.
fn model_after(desk: &Desk<'_>, all: &[(NotePath, Changes)]) -> Result<Model, String> {
    let mut vault = desk.known.vault.clone();
    let mut changes = Vec::new();
    for (path, edits) in all {
        let buffer = desk.buffer_of(path).ok_or_else(|| format!("`{path}` cannot be read"))?;
        let content = Content::Bytes(splice(buffer.str(), edits).into_bytes());
        changes.push(Change { path: path.to_string(), content });
    }
    vault.apply(changes);
    Ok(Model::fold_vault(&vault, desk.known.model.today))
}
