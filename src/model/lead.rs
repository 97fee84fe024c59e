//! Who the lead is, by git's name and by who owns boxes, at the first look at a vault.

use crate::model::model::Model;
use crate::note::parse::Note;
use crate::people::people::Who;
use crate::text::ids::{NotePath, PersonId};
use crate::text::lexicon::Lexicon;
use crate::text::people_words::holds;
use crate::text::person_name;
use crate::text::slots;
use crate::text::span::fold;
use crate::vault::clues::Clues;
use std::collections::{BTreeMap, BTreeSet};

/// The lead, with the reason.
pub(super) fn find_lead(
    notes: &[&Note],
    model: &Model,
    user: Option<&str>,
) -> Option<(String, String)> {
    if model.config.me.is_some() {
        return None;
    }
    // `ci-runner 7` is nobody's name.
    let user = user.filter(|user| person_name::read(user).is_some());
    if let Some(me) = &model.people.me {
        let listed = model.people.evidence.me.as_ref();
        // Whom git knows by a full name, and who stands beside somebody, goes before another one
        // who does.
        let other = |me: &&String| {
            let full = user.filter(|user| person_name::is_full(user));
            full.is_some_and(|user| {
                !person_name::may_be_one(user, me) && is_named(user, notes, model)
            })
        };
        // `Present: NL, AF` in each 1-2-1, and git knows Nora Lind.
        let letters = |user: &&str| person_name::initials(user).to_lowercase() == me.as_str();
        if let Some(user) = user.filter(|user| person_name::is_full(user)).filter(letters) {
            let first = user.split_whitespace().next().unwrap_or(user);
            let why = format!("git knows you as {user}, and your initials are in every 1-2-1");
            return PersonId::new(first).map(|id| (id.to_string(), why));
        }
        if listed.filter(other).is_none() {
            return listed.map(|_| (me.to_string(), "was there in every 1-2-1".to_owned()));
        }
    }
    if let Some(user) = user.filter(|user| is_named(user, notes, model)) {
        let first = user.split_whitespace().next().unwrap_or(user);
        let known = model.people.one_named(user).or_else(|| model.people.one_named(first));
        let id = known.or_else(|| PersonId::new(first))?;
        return Some((id.to_string(), format!("git knows you as {user}, and 1-2-1s name you")));
    }
    let mut owners = at_owners(notes, model);
    let letters = |text: &str| text.to_lowercase().replace([' ', '-', '.', '_'], "");
    if let Some(user) = user.filter(|user| person_name::is_full(user)) {
        // Who owns boxes, and has no note, may be anybody: a nickname, another department.
        let why = format!("git knows you as {user}");
        let is_written = |name: &&String| letters(user) == letters(name);
        // `@CarlaMendes` is whom git knows as Carla Mendes.
        let written = owners.keys().find(is_written).and_then(|_| PersonId::new(user));
        let id = written.or_else(|| own_id(user, &owners, notes, model));
        return id.map(|id| (id.to_string(), why));
    }
    if let (1, Some((name, count))) = (owners.len(), owners.pop_first()) {
        let why = format!("owns {} in 1-2-1 notes", counted_noun(count, "task"));
        return Some((name, why));
    }
    if let Some(found) = bare_owner(notes, model) {
        return Some(found);
    }
    let user = user?;
    let first = user.split_whitespace().next().unwrap_or(user);
    let known = model.people.one_named(user).or_else(|| model.people.one_named(first));
    // Whose notes they are, git knows, once it is sure that there are 1-2-1s in them.
    let id = known.or_else(|| PersonId::new(first).filter(|_| !model.meetings.all.is_empty()))?;
    Some((id.to_string(), format!("git knows you as {user}")))
}

/// The id of the lead whom git knows by a full name: that of a person who goes by it and has no
/// 1-2-1, or of the short form that owns boxes (`Liz` of Elizabeth), else the first name.
fn own_id(
    user: &str,
    owners: &BTreeMap<String, usize>,
    notes: &[&Note],
    model: &Model,
) -> Option<PersonId> {
    const SHORTEST: usize = 3;
    let first = user.split_whitespace().next().unwrap_or(user);
    if let Some(known) = model.people.one_named(user) {
        return Some(known);
    }
    if model.meetings.all.is_empty() {
        return None;
    }
    let has_met = |id: &PersonId| model.meetings.meetings_with(id).next().is_some();
    let by_first = model.people.one_named(first).filter(|id| !has_met(id));
    let short = |name: &str| {
        let (long, short) = (fold(first), fold(name));
        short.len() >= SHORTEST && short != long && long.contains(&short)
    };
    let bare = bare_owner(notes, model).map(|(id, _)| id);
    let of_owner = owners.keys().cloned().chain(bare).find(|name| short(name));
    // A first name that a report has too is not enough.
    let free = || PersonId::new(first).filter(|_| model.people.who(first) == Who::Nobody);
    let named = by_first.or_else(|| of_owner.and_then(|name| PersonId::new(&name)));
    named.or_else(free).or_else(|| PersonId::new(user))
}

/// How many people some notes are 1-2-1s with, and whether that is few for the vault: what stands
/// in the notes of one person only, while there are others, may be a nickname of theirs.
fn is_of_one_among_several(places: &BTreeSet<&NotePath>, model: &Model) -> bool {
    let all: BTreeSet<&PersonId> = model.meetings.all.iter().map(|one| &one.person).collect();
    let here = model.meetings.all.iter().filter(|one| places.contains(&one.path));
    let here: BTreeSet<&PersonId> = here.map(|one| &one.person).collect();
    all.len() > 1 && here.len() < 2
}

/// The names behind an `@` that own boxes in 1-2-1s and are nobody's who is known.
fn at_owners(notes: &[&Note], model: &Model) -> BTreeMap<String, usize> {
    let mut owners: BTreeMap<String, (usize, BTreeSet<&NotePath>)> = BTreeMap::new();
    for note in notes.iter().filter(|note| model.meetings.is_meeting_note(&note.path)) {
        for item in note.items.iter().filter(|item| item.task.is_some()) {
            let first = item.mentions.first().filter(|mention| mention.at);
            let unknown = first.filter(|mention| {
                let name = &mention.names[0];
                let is_name = person_name::read(name).is_some() && !holds("no_owner", name);
                is_name
                    && model.people.one_named(name).is_none()
                    && !Lexicon::shipped().has("owners.mine", name)
            });
            if let Some(id) = unknown.and_then(|mention| PersonId::new(&mention.names[0])) {
                let (count, places) = owners.entry(id.to_string()).or_default();
                *count += 1;
                places.insert(&note.path);
            }
        }
    }
    let sure = owners.into_iter();
    let sure = sure.filter(|(_, (_, places))| !is_of_one_among_several(places, model));
    sure.map(|(name, (count, _))| (name, count)).collect()
}

/// The lead's name as git has it, where the notes have the first of its words alone.
pub(super) fn full_name(
    lead: Option<&(String, String)>,
    model: &Model,
    user: Option<&str>,
) -> Option<(String, String)> {
    let (me, _) = lead?;
    let user = user.and_then(person_name::read).filter(|name| person_name::is_full(name))?;
    let first = PersonId::new(user.split(' ').next()?)?;
    let is_new = first.as_str() == me && model.people.one_named(&user).is_none();
    is_new.then(|| (me.clone(), user))
}

/// Whether 1-2-1s name somebody beside another person (`Hannah / Ruben`), and nobody else goes by
/// that name.
fn is_named(user: &str, notes: &[&Note], model: &Model) -> bool {
    let one = |name: &String| person_name::may_be_one(user, name);
    notes.iter().any(|note| {
        let titles = note.headings.first().map(|heading| heading.text.as_str());
        let mut names = titles.into_iter().chain([note.path.as_str()]);
        names.any(slots::may_be_company) && {
            let clues = Clues::of(note, model.config.date_order, &model.layout.home);
            !clues.one_on_one.is_empty()
                && clues.company.iter().any(|company| {
                    company.names.len() == 2
                        && company.names.iter().filter(|name| one(name)).count() == 1
                })
        }
    })
}

/// The one name that owns boxes (`Nora: ask HR`) in two 1-2-1s or more and is nobody else's, where
/// boxes name those who are known so as well: else `Docs: draft` would be somebody.
fn bare_owner(notes: &[&Note], model: &Model) -> Option<(String, String)> {
    let mut owners: BTreeMap<String, BTreeSet<&NotePath>> = BTreeMap::new();
    let mut names_known = false;
    // `ich`, `both`, `next` are words, not names.
    let is_word = |name: &str| {
        let label = model.config.vocabulary().label_of(name);
        let lists = ["owners.mine", "owners.theirs"];
        label.sense.is_some()
            || holds("no_owner", name)
            || lists.iter().any(|list| Lexicon::shipped().has(list, name))
    };
    for note in notes.iter().filter(|note| model.meetings.is_meeting_note(&note.path)) {
        let clues = Clues::of(note, model.config.date_order, &model.layout.home);
        for owner in clues.owners.iter().filter(|owner| !is_word(owner)) {
            match model.people.who(owner) {
                Who::One(_) => names_known = true,
                // A first name of two who are known is neither of them, and not the lead.
                Who::Many(_) => {}
                Who::Nobody => drop(owners.entry(owner.clone()).or_default().insert(&note.path)),
            }
        }
    }
    let (name, places) = owners.pop_first().filter(|(_, places)| places.len() >= 2)?;
    let count = places.len();
    if is_of_one_among_several(&places, model) {
        return None;
    }
    let id = PersonId::new(&name).filter(|_| owners.is_empty() && names_known)?;
    Some((id.to_string(), format!("owns tasks in {count} 1-2-1s")))
}

/// `1 task`, `2 tasks`.
pub(super) fn counted_noun(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
