//! Quick fixes about people: who is meant, whose it is, with whom it was.

use crate::diagnostic::code::Code;
use crate::kind::Kind;
use crate::lsp::mend::{Asked, Fix, find_word, in_front};
use crate::lsp::mend_front;
use crate::lsp::reread::read;
use crate::people::people::Who;
use crate::people::person::Person;
use crate::text::ids::PersonId;
use crate::text::span::Span;
use std::cmp::Reverse;

/// More people are not offered: who is not among them is typed.
const MOST_PEOPLE: usize = 5;

/// Names whom the line is about.
pub fn named(asked: &Asked<'_>) -> Vec<Fix> {
    let Some(item) = asked.item() else { return Vec::new() };
    let model = &asked.desk.known.model;
    let goal = asked.buffer.note.items[item].rest_of_tag(Kind::Goal);
    let of_goal =
        |id: &PersonId| goal.is_none_or(|goal| asked.desk.known.goal_named(id, goal).is_some());
    let mut people: Vec<PersonId> = people(asked).into_iter().filter(&of_goal).collect();
    if people.is_empty() && goal.is_some() {
        people = model.people.other_people().map(|one| one.id.clone()).filter(of_goal).collect();
    }
    people.truncate(MOST_PEOPLE);
    people.iter().map(|id| name_at(asked, item, id)).collect()
}

/// Names a person where the words of a line begin.
fn name_at(asked: &Asked<'_>, item: usize, id: &PersonId) -> Fix {
    let at = asked.words_start(item);
    let handle = asked.desk.known.handle_of(id);
    let is_end = at == asked.line.end;
    let blank = asked.text()[..at].ends_with([' ', '\t']);
    let text = match (is_end, blank) {
        (true, false) => format!(" @{handle}"),
        (true, true) => format!("@{handle}"),
        (false, _) => format!("@{handle} "),
    };
    asked.insert(format!("name `@{handle}`"), at, text)
}

/// Who is met, the ones of the last days first.
fn people(asked: &Asked<'_>) -> Vec<PersonId> {
    let model = &asked.desk.known.model;
    let mut people: Vec<&Person> = model.reports().collect();
    let tomorrow = model.today.plus(1);
    let last = |one: &&Person| model.last_held(&one.id, tomorrow).map(|met| met.date);
    people.sort_by_key(|one| (Reverse(last(one)), one.name.clone()));
    people.into_iter().map(|one| one.id.clone()).collect()
}

/// Begins the line with the one whom it is about: each that it names, and the one of the 1-2-1.
pub fn whose(asked: &Asked<'_>) -> Vec<Fix> {
    let Some(item) = asked.item() else { return Vec::new() };
    let known = asked.desk.known;
    let ctx = known.context();
    let mentions = asked.buffer.note.items[item].mentions.iter();
    let mut ids: Vec<PersonId> =
        mentions.filter_map(|mention| ctx.person_of_mention(mention)).collect();
    ids.extend(known.model.meetings.person_of_note(&asked.buffer.path).cloned());
    ids.retain(|id| !known.model.people.is_me(id));
    let mut offered: Vec<PersonId> = Vec::new();
    for id in ids {
        if !offered.contains(&id) {
            offered.push(id);
        }
    }
    let about = |fix: &Fix, id: &PersonId| {
        let after = read(asked.desk, asked.buffer, &fix.changes[0].1);
        let entries = known.entries_of(&after, &mut Vec::new());
        let found = entries.iter().find(|entry| entry.at == item);
        found.is_some_and(|found| found.people == [id.clone()] && !found.lost)
    };
    let fixes = offered.into_iter().map(|id| (name_at(asked, item, &id), id));
    fixes.filter(|(fix, id)| about(fix, id)).map(|(fix, _)| fix).collect()
}

/// Who of several is meant, or whose a line is that begins with a name.
pub fn which(asked: &Asked<'_>) -> Vec<Fix> {
    let people = &asked.desk.known.model.people;
    let several = |name: &str| match people.who(name) {
        Who::Many(ids) => ids,
        Who::One(_) | Who::Nobody => Vec::new(),
    };
    if let Some(name) = in_front(&asked.problem.message) {
        return several(name).iter().filter_map(|id| person_in_front(asked, id.as_str())).collect();
    }
    if asked.problem.line().is_none() {
        return mend_front::offered(asked);
    }
    let said = asked.said();
    let Some(name) = said.first() else { return Vec::new() };
    if let Some(bare) = name.strip_prefix('@') {
        let Some(span) = asked.place(name) else { return Vec::new() };
        let handles = several(bare).into_iter().map(|id| asked.desk.known.handle_of(&id));
        return handles.map(|handle| asked.write(span, &format!("@{handle}"))).collect();
    }
    // `write `@eva …` when it is theirs`
    let handle = asked.offered().first().map(|text| text.trim_end_matches([' ', '…']));
    let Some((span, handle)) = asked.place(name).zip(handle) else { return Vec::new() };
    vec![asked.write(span, handle)]
}

/// An owner that nobody is: the lead, or the one of the 1-2-1.
pub fn owner(asked: &Asked<'_>) -> Vec<Fix> {
    let said = asked.said();
    let Some(span) = said.first().and_then(|name| asked.place(name)) else { return Vec::new() };
    let known = asked.desk.known;
    let near =
        said.first().and_then(|name| known.model.people.nearest_name(name)).map(str::to_owned);
    let here = known.model.meetings.person_of_note(&asked.buffer.path);
    let mut words: Vec<String> = near.into_iter().collect();
    words.extend(here.map(|id| known.handle_of(id)));
    words.push("me".to_owned());
    words.dedup();
    words.iter().map(|word| asked.write(span, word)).collect()
}

/// With whom a 1-2-1 was.
pub fn met_with(asked: &Asked<'_>) -> Vec<Fix> {
    if !asked.offered().contains(&"person: NAME") {
        return Vec::new();
    }
    let mut people = people(asked);
    people.truncate(MOST_PEOPLE);
    people.iter().filter_map(|id| mend_front::set(asked, "person", id.as_str())).collect()
}

/// Replaces a name in front matter, and nothing beside it; in a link it stays a link to a note.
pub fn person_in_front(asked: &Asked<'_>, new: &str) -> Option<Fix> {
    let text = asked.text();
    let old = in_front(&asked.problem.message)?;
    let key = asked.meant.of(text).find(':').map_or(0, |at| at + 1);
    let value = Span::new(asked.meant.start + key, asked.meant.end);
    let at = find_word(value.of(text), old)?;
    let span = Span::new(value.start + at, value.start + at + old.len());
    let model = &asked.desk.known.model;
    let new = match text[..span.start].ends_with("[[") {
        // The name of the note, which the link is to lead to.
        true => {
            let path = model.people.with_id(&model.people.one_named(new)?)?.path.as_ref()?;
            path.stem().to_owned()
        }
        false => new.to_owned(),
    };
    Some(asked.write(span, &new))
}

/// Of two people with one handle, the second goes by the name.
pub fn own_handle(asked: &Asked<'_>) -> Option<Fix> {
    let people = &asked.desk.known.model.people;
    let person = people.owner_of_note(&asked.buffer.path)?;
    let own = PersonId::new(&person.name)?;
    let taken = asked.said().first().is_some_and(|handle| *handle == own.as_str());
    (!taken && asked.problem.code == Code::HandleTwice)
        .then(|| mend_front::set(asked, "handle", own.as_str()))?
}
