//! What is said of lines that were closed by something other than a plain `[audience:: …]`.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::note::closing::Why;
use crate::note::item::{Item, Slip};
use crate::note::parse::Note;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::ids::NotePath;
use std::collections::{BTreeMap, BTreeSet};

/// Says what closes these entries, each cause once.
pub fn say_closings(ctx: &Context<'_>, entries: &[Entry<'_>], said: &mut Vec<Diagnostic>) {
    let mut told: BTreeSet<(&str, usize)> = BTreeSet::new();
    for entry in entries {
        say_near_word(entry.note, entry.item, said);
        say_named_reader(ctx, entry, said);
        if told.insert((entry.note.path.as_str(), usize::MAX)) {
            say_named_in_front(ctx, entry.note, said);
        }
        for (_, child) in
            entry.note.children_of(entry.at).filter(|(_, child)| child.kind().is_none())
        {
            say_near_word(entry.note, child, said);
        }
        if let Some(at) = entry.item.closed
            && told.insert((entry.note.path.as_str(), at))
        {
            said.extend(closing_diagnostic(entry.note, at));
        }
    }
}

/// Says which names of files and folders close notes, each name once.
pub fn by_name(ctx: &Context<'_>, entries: &[Entry<'_>], said: &mut Vec<Diagnostic>) {
    let telling = entries.iter().map(|entry| &entry.note.path);
    let telling: BTreeSet<&NotePath> = telling.chain(ctx.meetings.meeting_notes()).collect();
    let mut found: BTreeMap<&str, Vec<&NotePath>> = BTreeMap::new();
    for path in telling {
        if let Some(part) = ctx.closed_by_name(path) {
            found.entry(part).or_default().push(path);
        }
    }
    for (part, notes) in found {
        let message = if notes.iter().any(|path| path.as_str() == part) {
            "this note is for you alone: its name says that it is private".to_owned()
        } else {
            let last = part.rsplit(['/', '.']).next().unwrap_or(part);
            let count = match notes.len() {
                1 => "one note".to_owned(),
                count => format!("{count} notes"),
            };
            format!("the name `{last}` says private: {count} below `{part}` for you alone")
        };
        let hint = format!("rename it, or write `read: {{\"{part}\": open}}` into the config");
        let problem = Diagnostic::about_file(Code::AudienceNear, notes[0].as_str(), message);
        said.push(problem.hint(hint));
    }
}

/// A word for an audience in a form that is none of ours.
fn say_near_word(note: &Note, item: &Item, said: &mut Vec<Diagnostic>) {
    for slip in &item.slips {
        let Slip::NearAudience(form, place) = slip else { continue };
        let who = reader_words(item.closes.unwrap_or(Audience::Lead));
        let message = match form.as_str() {
            "" => format!("this line is for {who}: it says that it is private"),
            form => {
                format!("`{form}` is read as a word on who may read this line: it is for {who}")
            }
        };
        let word = audience_word(item.closes.unwrap_or(Audience::Lead));
        let problem = Diagnostic::about_file(Code::AudienceNear, note.path.as_str(), message);
        said.push(problem.at_place(place).hint(format!("write `[audience:: {word}]`")));
    }
}

/// A form that names a reader, or somebody who is none.
fn say_named_reader(ctx: &Context<'_>, entry: &Entry<'_>, said: &mut Vec<Diagnostic>) {
    let below = entry.note.children_of(entry.at).map(|(_, child)| child);
    let below = below.filter(|child| child.named_alone);
    let forms = std::iter::once(entry.item).chain(below).flat_map(|item| &item.named);
    let closes = forms.filter_map(|named| ctx.named_limit(entry.note, entry.at, named)).min();
    let path = entry.note.path.as_str();
    if let Some(audience) = closes {
        let who = reader_words(audience);
        let message = format!("this line is for {who}: it names who reads it, or who must not");
        let problem = Diagnostic::about_file(Code::AudienceNear, path, message);
        let hint = format!("write `[audience:: {}]`", audience_word(audience));
        said.push(problem.at_place(&entry.item.place).hint(hint));
    }
}

/// A key of the front matter that names the lead as the only reader, or a word for an audience that
/// is none.
fn say_named_in_front(ctx: &Context<'_>, note: &Note, said: &mut Vec<Diagnostic>) {
    if let Some(word) =
        note.front.text_of("audience").filter(|word| Audience::from_word(word).is_none())
    {
        let message =
            format!("`audience` is lead, person or team, not `{word}`: the note is for you alone");
        let problem = Diagnostic::about_file(Code::FieldBad, note.path.as_str(), message);
        let theirs = ctx.people.one_named(&word).filter(|id| !ctx.people.is_me(id));
        let word = if theirs.is_some() { "person" } else { "lead" };
        let hint = format!("write `audience: {word}`");
        said.push(problem.at_place(&note.front.place_of("audience")).hint(hint));
    }
    if let Some(key) = ctx.front_names_lead(note) {
        let message = "this line of the front matter makes the whole note one for you alone";
        let problem = Diagnostic::about_file(Code::AudienceNear, note.path.as_str(), message);
        said.push(problem.at_place(&note.front.place_of(key)).hint("write `audience: lead`"));
    }
}

fn closing_diagnostic(note: &Note, at: usize) -> Option<Diagnostic> {
    let closing = note.closings.get(at)?;
    let who = reader_words(closing.audience);
    let word = audience_word(closing.audience);
    let (code, message, hint) = match closing.why {
        // The complaints about the front matter and about names say it.
        Why::Unreadable | Why::Named => return None,
        Why::Front => (
            Code::AudienceNear,
            format!("this line of the front matter makes the whole note one for {who}"),
            format!("write `audience: {word}`"),
        ),
        Why::Word => (
            Code::AudienceNear,
            format!("all below is for {who}: a word on who may read it stands here alone"),
            format!("write `[audience:: {word}]` in each line"),
        ),
        Why::Private => (
            Code::PrivatePart,
            format!("all below is for {who}: it is headed as private"),
            "put lines for others under another heading".to_owned(),
        ),
        Why::Kind => (
            Code::PrivatePart,
            format!("all below is for {who}: so is what its heading says"),
            "put lines for others under another heading".to_owned(),
        ),
    };
    let problem = Diagnostic::about_file(code, note.path.as_str(), message);
    Some(problem.at_place(&closing.place).hint(hint))
}

fn reader_words(audience: Audience) -> &'static str {
    match audience {
        Audience::Lead => "you alone",
        Audience::Person => "you and the person",
        Audience::Team => "the team",
    }
}

fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Lead => "lead",
        Audience::Person => "person",
        Audience::Team => "team",
    }
}
