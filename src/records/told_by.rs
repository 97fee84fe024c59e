//! By what it is told what a line is and who owes it: the words of `explain`, and of hovers.
//!
//! It reads nothing anew: it looks for what the readings leaned on, and names its place.

use crate::kind::Kind;
use crate::note::vocabulary::{Label, Sense};
use crate::records::owner::{self, Form, Owner};
use crate::records::promise::side_of_meeting;
use crate::records::record::{Above, By, Entry, Headed};
use crate::records::resolver::Context;
use crate::records::speaking::begins_with_somebody;
use crate::vault::config::Unowned;

/// What says something of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldBy {
    /// It, in words: `the heading "Kudos"`.
    pub what: String,
    /// The line that it stands in.
    pub line: u32,
}

/// By what it is told that a line is of its kind.
pub fn kind(ctx: &Context<'_>, entry: &Entry<'_>) -> ToldBy {
    let item = entry.item;
    let here = |what: String| ToldBy { what, line: item.place.line };
    match entry.by {
        By::Tag => {
            let spelled = item.spellings.iter().find(|(kind, _)| *kind == entry.kind);
            let is_tag = item.kinds.iter().any(|(kind, _)| *kind == entry.kind);
            match (spelled, item.fields.first()) {
                (Some((_, word)), _) => here(format!("the tag `#{word}`")),
                (None, _) if is_tag => here(format!("the tag `#{}`", entry.kind.word())),
                (None, Some(field)) => here(format!("the word before the colons, `{}`", field.key)),
                (None, None) => here("its tag".to_owned()),
            }
        }
        By::Word => {
            let text = ctx.own_text(item);
            let opening = ctx.words().opening_words(&text).map_or(0, |found| found.rest.len());
            let word = text[..text.len() - opening].trim_matches([' ', ':', '-', '–', '—', '*']);
            match word.is_empty() || opening == 0 {
                true => here("its first words or a sign".to_owned()),
                false => here(format!("its first words, `{word}`")),
            }
        }
        By::Heading => {
            let says = |label: &Label| label.sense.is_some_and(|sense| sense != Sense::Plain);
            label_above(ctx, entry, &says).unwrap_or_else(|| here("the heading above".to_owned()))
        }
        By::Place => here("the box, in a 1-2-1".to_owned()),
    }
}

/// By what it is told who owes a promise; nothing for lines of other kinds.
pub fn owner(ctx: &Context<'_>, entry: &Entry<'_>) -> Option<ToldBy> {
    if entry.kind != Kind::Action {
        return None;
    }
    let item = entry.item;
    let side = side_of_meeting(ctx, entry);
    let here = |what: String| ToldBy { what, line: item.place.line };
    let owed = owner::read_owed(ctx, item, side, entry.date);
    let in_line = match (&owed.owner, owed.form) {
        (Owner::Unsaid, _) => None,
        (Owner::Unknown(name), _) => Some(format!("`{name}`, who is nobody here")),
        (_, Form::Before) => Some("the name before the words".to_owned()),
        (_, Form::Arrow) => Some("the name behind the arrow".to_owned()),
        (_, Form::Other | Form::Sign | Form::End) => Some("the name in the line".to_owned()),
    };
    if let Some(what) = in_line {
        return Some(here(what));
    }
    if let Some(of_above) = &entry.above {
        let says = |label: &Label| match of_above {
            Above::Mine | Above::Theirs => label.side.is_some(),
            Above::Asked => !label.names.is_empty(),
            Above::Person(id) => {
                label.names.iter().any(|name| ctx.people.one_named(name).as_ref() == Some(id))
            }
        };
        let told = label_above(ctx, entry, &says);
        return Some(told.unwrap_or_else(|| here("what stands above it".to_owned())));
    }
    let in_talk = entry.meeting.is_some() || ctx.meetings.is_undated(&entry.note.path);
    let Some(side) = side.filter(|_| in_talk && entry.by != By::Tag) else {
        return Some(here("nobody is named, so it is the writer's own".to_owned()));
    };
    if entry.headed == Headed::Somebody || begins_with_somebody(ctx, &owed.text) {
        let what = "the line, or what stands above it, speaks of somebody and not of who owes it";
        return Some(here(what.to_owned()));
    }
    let of_person = ctx.people.with_id(side).is_some_and(|person| person.unowned.is_some());
    let name = ctx.people.first_name_of(side);
    Some(here(match (of_person, ctx.config.unowned) {
        (true, _) => format!("nobody is named, and the note of {name} says whose such boxes are"),
        (_, Some(_)) => "nobody is named, and `unowned:` says whose such boxes are".to_owned(),
        _ => match ctx.customs.owner_of_unowned(Some(side)) {
            Unowned::Me => format!("nobody is named, and boxes that are {name}'s name {name}"),
            Unowned::Them => "nobody is named, and boxes that are yours name you".to_owned(),
            Unowned::Ask => "nobody is named, and the other boxes do not tell".to_owned(),
        },
    }))
}

/// The nearest label above a line that says something: a bullet, a bold line, a heading.
fn label_above(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    says: &dyn Fn(&Label) -> bool,
) -> Option<ToldBy> {
    let (note, item) = (entry.note, entry.item);
    let of = |what: &str, text: &str, line: u32| {
        let text = text.trim().trim_matches(['*', '_', ':']);
        says(&ctx.words().label_of(text))
            .then(|| ToldBy { what: format!("{what} \"{text}\""), line })
    };
    let mut top = entry.at;
    let parents = std::iter::successors(item.parent(), |at| note.items[*at].parent());
    for at in parents {
        top = at;
        let above = &note.items[at];
        if let Some(told) = of("the line above,", &ctx.own_text(above), above.place.line) {
            return Some(told);
        }
    }
    let bold = note.items[..top].iter().rev().take_while(|above| above.heading() == item.heading());
    let bold = bold.filter(|above| above.parent().is_none() && above.task.is_none());
    let mut bold = bold.filter_map(|above| Some((above.words.plain_words()?, above.place.line)));
    let labelled = bold.find_map(|(text, line)| {
        let is_label = text.starts_with("**") || text.trim_end().ends_with(':');
        is_label.then(|| of("the line", text, line)).flatten()
    });
    labelled.or_else(|| {
        let mut headings = note.heading_chain(item.heading());
        headings.find_map(|heading| of("the heading", &heading.text, heading.place.line))
    })
}
