//! Why things are read as they are, for `init --explain`, `explain PATH:LINE` and `list -v`: every
//! witness with its place. It decides nothing.

use crate::kind::Kind;
use crate::model::heading_tally::is_picture;
use crate::model::model::Model;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::meeting::{Meeting, is_silence};
use crate::people::proposals::Witness;
use crate::records::action_mark::names_owner;
use crate::records::no_line::is_over;
use crate::records::resolver::Context;
use crate::records::told_by::{self, ToldBy};
use crate::text::ids::{NotePath, PersonId};
use crate::text::person_name::may_be_one;
use crate::vault::vault::Vault;

/// Every witness with its place: what `init --explain` adds.
pub fn explained(model: &Model) -> Vec<String> {
    let evidence = &model.people.evidence;
    let mut said = Vec::new();
    let mut add = |title: String, witnesses: &[Witness]| {
        said.push(title);
        for witness in witnesses {
            said.push(format!("  {}:{}: {}", witness.path, witness.line, witness.what));
        }
    };
    for person in model.people.other_people() {
        let found = evidence.people.iter().find(|found| may_be_one(&found.name, &person.name));
        match (&person.path, found) {
            (_, Some(found)) => add(format!("{} is a person:", person.name), &found.witnesses),
            (Some(path), None) => add(format!("{} is a person: {path}", person.name), &[]),
            (None, None) => add(format!("{} is a person: the config", person.name), &[]),
        }
    }
    for (path, found) in &evidence.meetings {
        let with = found.person.as_deref().unwrap_or("those whom its headings name");
        add(format!("{path} is a 1-2-1 with {with}:"), &found.witnesses);
    }
    for (path, why) in &evidence.passed {
        add(format!("{path} is no 1-2-1: {why}"), &[]);
    }
    for (path, why) in &evidence.guesses {
        add(format!("{path} is not sure: {why}"), &[]);
    }
    said
}

/// Why a line is read as it is, as far as people and 1-2-1s go.
pub fn explained_line(vault: &Vault, model: &Model, path: &NotePath, line: u32) -> Vec<String> {
    let evidence = &model.people.evidence;
    let mut said = as_item(vault, model, path, line);
    if let Some(person) = model.people.owner_of_note(path) {
        said.push(format!("{path} is the note of {}", person.name));
    }
    let here = model.meetings.all.iter().filter(|meeting| meeting.path == *path);
    let mut here = here.map(AsRef::as_ref).filter(|met| met.line <= line);
    let note = vault.notes.get(path);
    let is_here = |met: &&Meeting| note.is_some_and(|note| holds_line(met, note, line));
    if let Some(meeting) = here.rfind(is_here) {
        let name = model.people.first_name_of(&meeting.person);
        said.push(format!("line {line} is in the 1-2-1 with {name} on {}", meeting.date));
    }
    said.extend(as_next(model, path, line));
    if let Some(found) = evidence.meetings.get(path) {
        for witness in &found.witnesses {
            said.push(format!("{}:{}: {}", witness.path, witness.line, witness.what));
        }
    }
    said.extend(evidence.passed.get(path).map(|why| format!("{path} is no 1-2-1: {why}")));
    let guesses = evidence.guesses.iter().filter(|(guess, _)| guess == path);
    said.extend(guesses.map(|(_, why)| format!("not sure: {why}")));
    if said.is_empty() && vault.has(path) {
        said.push(format!("nothing says that {path} is a 1-2-1, or that it is about anybody"));
    }
    said
}

/// Whether a line of a note stands in a 1-2-1: below its heading or its bullet, where it is a part
/// of a note that is about other things too.
fn holds_line(meeting: &Meeting, note: &Note, line: u32) -> bool {
    let heading = note.headings.iter().rposition(|heading| heading.place.line <= line);
    let mut headings = std::iter::successors(heading, |at| note.headings[*at].parent);
    let item = note.items.iter().rposition(|item| item.place.line <= line);
    let item = item.filter(|at| note.items[*at].heading() == heading);
    let mut items = std::iter::successors(item, |at| note.items[*at].parent());
    match (meeting.bullet, meeting.heading) {
        (Some(bullet), _) => items.any(|at| at == bullet),
        (None, Some(of)) => headings.any(|at| at == of),
        (None, None) => true,
    }
}

/// What a line says of the next 1-2-1 with somebody, and whether it counts.
fn as_next(model: &Model, path: &NotePath, line: u32) -> Vec<String> {
    let of_path = model.meetings.all.iter().filter(|meeting| meeting.path == *path);
    let said = of_path.filter_map(|meeting| Some((&meeting.person, meeting.next?)));
    let said = said.filter(|(_, next)| next.line == line);
    let mut lines: Vec<String> = Vec::new();
    for person in model.people.other_people() {
        let counts =
            model.announced_meeting(person).filter(|it| it.path == *path && it.line == line);
        let name = model.people.first_name_of(&person.id);
        if let Some(next) = counts {
            let over = if next.at.day < model.today { ", which is over" } else { "" };
            lines.push(format!(
                "line {line} gives the next 1-2-1 with {name}: {}{over}",
                next.at.day.long()
            ));
        } else if let Some((_, next)) = said.clone().find(|(id, _)| **id == person.id) {
            lines.push(format!(
                "line {line} gives {} for the next 1-2-1 with {name}: a newer note counts",
                next.at.day.long()
            ));
        }
    }
    lines
}

/// What a line is and who owes it, each with what says so.
fn as_item(vault: &Vault, model: &Model, path: &NotePath, line: u32) -> Vec<String> {
    let Some(note) = vault.notes.get(path) else { return Vec::new() };
    let ctx = model.reading_context();
    let entries = ctx.entries_of(note, &mut Vec::new());
    let Some(entry) = entries.iter().find(|entry| entry.source.line == line) else {
        let in_talk = model.meetings.is_meeting_note(path)
            || model.meetings.person_of_note(path).is_some()
            || model.meetings.is_undated(path);
        let item = note.items.iter().find(|item| item.place.line == line).filter(|_| in_talk);
        let why = item.and_then(|item| why_nothing(&ctx, item));
        return why.into_iter().map(|why| format!("line {line} {why}")).collect();
    };
    let name = |id: &PersonId| model.people.first_name_of(id);
    let mut said = Vec::new();
    let mut add = |what: String, told: ToldBy| {
        said.push(format!("{what}: {} ({path}:{})", told.what, told.line));
    };
    let about: Vec<String> = entry.people.iter().map(name).collect();
    let about = match about.is_empty() || entry.kind == Kind::Action {
        true => String::new(),
        false => format!(" about {}", about.join(", ")),
    };
    add(
        format!("line {line} is read as {}{about}", entry.kind.word_for_line()),
        told_by::kind(&ctx, entry),
    );
    if let Some(told) = told_by::owner(&ctx, entry) {
        let owners = model
            .actions
            .iter()
            .filter(|action| action.source.path == *path && action.source.line == line);
        let owners: Vec<String> = owners
            .map(|action| match &action.owner {
                Some(_) if action.is_leads(&model.people) => "you".to_owned(),
                Some(owner) => name(owner),
                None => "nobody yet".to_owned(),
            })
            .collect();
        // A line that repeats an older one is told there.
        let owners =
            if owners.is_empty() { "as told before".to_owned() } else { owners.join(", ") };
        add(format!("owed by {owners}"), told);
    }
    said
}

/// Why a line that looks like a promise or feedback was read as neither.
fn why_nothing(ctx: &Context<'_>, item: &Item) -> Option<String> {
    let text = ctx.own_text(item);
    if ctx.is_withdrawn(item) {
        return Some("is struck through: what it says is taken back".to_owned());
    }
    if let Some(opening) = ctx.words().opening_words(&text) {
        let kind = opening.sense.sorted_kind().or(opening.sense.kind());
        let kind = kind.map(|kind| kind.word_for_line().to_owned());
        let rest = opening.rest;
        return match kind {
            Some(kind) if is_over(rest) && opening.sense.sorted_kind() == Some(Kind::WatchOut) => {
                Some(format!("is no {kind}: its words say that it is over"))
            }
            Some(kind) if is_silence(rest) => {
                Some(format!("is no {kind}: its words say that there is nothing"))
            }
            Some(kind) if opening.sign => Some(format!(
                "begins with a sign that says {kind} only where its counterpart stands as well, or \
                 where the config says so: `words: {{{}: [\"{}\"]}}`",
                opening.sense.sorted_kind().map_or("high-five", Kind::word),
                text.chars().next().unwrap_or(' '),
            )),
            Some(kind) => Some(format!(
                "is not taken as {kind}: what stands above it, or the rest of the note, says that \
                 it is something else"
            )),
            None => None,
        };
    }
    if is_silence(&text) {
        return Some("says that there is nothing".to_owned());
    }
    if item.task.is_none() && names_owner(ctx, item) && text.contains(':') {
        return Some(
            "begins with a name, and may be what they said: with a box, or below a heading such \
             as `## Actions`, it is a promise"
                .to_owned(),
        );
    }
    let sign = text.chars().next().filter(|sign| is_picture(*sign))?;
    Some(format!(
        "begins with {sign}, which says no kind here; in the config: `words: {{high-five: \
         [\"{sign}\"]}}`, or the kind it stands for"
    ))
}

/// Why somebody is a person, and a note a 1-2-1: the first witness with its place, and how many
/// more there are.
pub fn witness(model: &Model, person: &str, path: Option<&str>) -> String {
    let evidence = &model.people.evidence;
    let witnesses: &[Witness] = match path {
        Some(path) => evidence
            .meetings
            .iter()
            .find(|(found, _)| found.as_str() == path)
            .map_or(&[], |(_, found)| &found.witnesses),
        None => {
            let name = model.people.by_id.iter().find(|(id, _)| id.as_str() == person);
            let Some((_, known)) = name else { return String::new() };
            if let Some(path) = &known.path {
                return format!("own note ({path}:1)");
            }
            let found = evidence.people.iter().find(|one| may_be_one(&one.name, &known.name));
            found.map_or(&[], |found| &found.witnesses)
        }
    };
    let Some(first) = witnesses.first() else { return "the config, or a heading".to_owned() };
    let more = match witnesses.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} ({}:{}){more}", first.what, first.path, first.line)
}
