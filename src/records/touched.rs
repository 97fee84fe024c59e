//! Which notes speak of whom: so that after a save one person's pages can be made from the notes
//! that speak of them.
//!
//! It may name a note too many and never one too few: a note that is named in vain costs time,
//! one that is missing would change a page. Which line of a note speaks of whom is known too: most
//! saves change one line, and need only the pages of those of whom that line speaks.

use crate::kind::Kind;
use crate::note::changed::LineSet;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::ids::{NotePath, PersonId, slug};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which notes speak of whom.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// The notes that speak of a person.
    of: BTreeMap<PersonId, BTreeSet<NotePath>>,
    /// The people that a note speaks of, each with a line that does; line 0 is the note as a whole.
    people: BTreeMap<NotePath, BTreeSet<(u32, PersonId)>>,
    /// Notes that speak to all: questions, policies, resources, goals of the team.
    for_all: BTreeSet<NotePath>,
    /// Lines that other notes speak of as well, by their notes.
    shared: BTreeMap<NotePath, BTreeSet<(u32, Shared)>>,
    /// Short names of goals on which a line without a person is news: whose it is, all goals say.
    nameless: BTreeSet<String>,
}

/// What several notes say together: what one line of it means, the others tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Shared {
    /// A goal: where it was set, what was news on it.
    Goal,
    /// A goal of the lead's own, of which everybody's pages may speak.
    LeadsGoal,
    /// A season: it lasts until another note says something else.
    Season,
}

/// Of whom one note speaks.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct SpokenOf {
    people: BTreeSet<(u32, PersonId)>,
    for_all: bool,
    shared: BTreeSet<(u32, Shared)>,
    nameless: BTreeSet<String>,
}

impl Touched {
    /// What is known of the one note of which anything is.
    pub(crate) fn only_note(mut self, note: &NotePath) -> SpokenOf {
        SpokenOf {
            people: self.people.remove(note).unwrap_or_default(),
            for_all: self.for_all.contains(note),
            shared: self.shared.remove(note).unwrap_or_default(),
            nameless: self.nameless,
        }
    }

    /// Takes in what is known of one note.
    pub(crate) fn join_note(&mut self, note: &NotePath, known: SpokenOf) {
        let SpokenOf { people, for_all, shared, nameless } = known;
        for (_, person) in &people {
            let of_person = self.of.entry(person.clone()).or_default();
            if of_person.last() != Some(note) {
                of_person.insert(note.clone());
            }
        }
        if !people.is_empty() {
            self.people.insert(note.clone(), people);
        }
        if !shared.is_empty() {
            self.shared.insert(note.clone(), shared);
        }
        self.for_all.extend(for_all.then(|| note.clone()));
        self.nameless.extend(nameless);
    }

    /// Notes that a line of a note speaks of these people; line 0 is the note as a whole.
    pub fn add_line(
        &mut self,
        note: &NotePath,
        line: u32,
        people: impl IntoIterator<Item = PersonId>,
    ) {
        for person in people {
            let of_person = self.of.entry(person.clone()).or_default();
            if of_person.last() != Some(note) && !of_person.contains(note) {
                of_person.insert(note.clone());
            }
            self.people.entry(note.clone()).or_default().insert((line, person));
        }
    }

    /// Takes a note in: everybody who is named in it in any way, and those it is about.
    pub(crate) fn take_note(
        &mut self,
        ctx: &Context<'_>,
        note: &Note,
        entries: &[Entry<'_>],
        for_all: bool,
    ) {
        let others = |id: &PersonId| !ctx.people.is_me(id);
        let about = ctx.meetings.person_of_note(&note.path).cloned();
        let owner = ctx.people.owner_of_note(&note.path).map(|person| person.id.clone());
        self.add_line(&note.path, 0, about.into_iter().chain(owner).filter(others));
        for entry in entries {
            let people = entry.people.iter().filter(|id| others(id)).cloned();
            self.add_line(&note.path, entry.item.place.line, people);
        }
        for item in &note.items {
            self.add_line(
                &note.path,
                item.place.line,
                named_in_item(ctx, item).into_iter().filter(others),
            );
        }
        let shared: BTreeSet<(u32, Shared)> =
            entries.iter().flat_map(|entry| shared_facts(ctx, entry)).collect();
        let front = note.front.raw_value("season").is_some() || !note.seasons.is_empty();
        let shared: BTreeSet<(u32, Shared)> =
            shared.into_iter().chain(front.then_some((0, Shared::Season))).collect();
        if !shared.is_empty() {
            self.shared.insert(note.path.clone(), shared);
        }
        if for_all || entries.iter().any(|entry| is_for_all(ctx, entry)) {
            self.for_all.insert(note.path.clone());
        }
        let nameless = entries.iter().filter(|entry| is_nameless(entry));
        self.nameless
            .extend(nameless.flat_map(|entry| entry.item.rests_of_tags(Kind::Goal).map(slug)));
    }

    /// Takes in what is known of other notes.
    pub(crate) fn merge_others(&mut self, others: Touched) {
        let Touched { of, people, for_all, shared, nameless } = others;
        self.shared.extend(shared);
        for (person, notes) in of {
            self.of.entry(person).or_default().extend(notes);
        }
        self.people.extend(people);
        self.for_all.extend(for_all);
        self.nameless.extend(nameless);
    }

    /// Whether a line without a person may be news on a goal of this short name.
    pub fn is_nameless(&self, goal: &str) -> bool {
        self.nameless.contains(goal)
    }

    /// Whether a note speaks to all.
    pub fn is_for_all(&self, note: &NotePath) -> bool {
        self.for_all.contains(note)
    }

    /// The notes that speak to all.
    pub fn for_all(&self) -> impl Iterator<Item = &NotePath> {
        self.for_all.iter()
    }

    /// Whom a note speaks of in these lines and as a whole.
    pub fn people_in_lines<'t>(
        &'t self,
        note: &NotePath,
        lines: &'t LineSet,
    ) -> impl Iterator<Item = &'t PersonId> {
        let all = self.people.get(note).into_iter().flatten();
        all.filter(|(line, _)| *line == 0 || lines.holds_line(*line)).map(|(_, person)| person)
    }

    /// The notes that speak of a person.
    pub fn notes_about(&self, person: &PersonId) -> impl Iterator<Item = &NotePath> {
        self.of.get(person).into_iter().flatten()
    }

    /// The notes that say something on the goals of these people.
    pub fn on_goals(&self, people: &BTreeSet<PersonId>) -> BTreeSet<&NotePath> {
        let on_goal =
            |lines: &BTreeSet<(u32, Shared)>| lines.iter().any(|(_, what)| *what != Shared::Season);
        let of_people = people.iter().flat_map(|person| self.notes_about(person));
        of_people.filter(|note| self.shared.get(*note).is_some_and(on_goal)).collect()
    }

    /// Whether these lines of a note, or the note as a whole, say something that others say with
    /// them.
    pub fn is_shared(&self, note: &NotePath, lines: &LineSet, what: Shared) -> bool {
        let all = self.shared.get(note).into_iter().flatten();
        all.filter(|(_, found)| *found == what).any(|(line, _)| lines.holds_line(*line))
    }

    /// Puts what `newer` knows of a note in the place of what was known of it.
    pub fn renew_note(&mut self, note: &NotePath, newer: &Touched) {
        for (_, person) in self.people.remove(note).into_iter().flatten() {
            if let Some(notes) = self.of.get_mut(&person) {
                notes.remove(note);
            }
        }
        for (line, person) in newer.people.get(note).into_iter().flatten() {
            self.add_line(note, *line, [person.clone()]);
        }
        match newer.shared.get(note) {
            Some(shared) => drop(self.shared.insert(note.clone(), shared.clone())),
            None => drop(self.shared.remove(note)),
        }
    }
}

/// Everybody who is named in an item: in its words, and in its fields.
fn named_in_item(ctx: &Context<'_>, item: &Item) -> Vec<PersonId> {
    let named = item.mentions.iter().filter_map(|mention| ctx.people.person_of_mention(mention));
    let mentions = item.mentions.iter().flat_map(|mention| &mention.names);
    let each = mentions.filter_map(|name| ctx.people.one_named(name));
    let mut people: Vec<PersonId> = named.chain(each).collect();
    for field in &item.fields {
        let words = field.value.split([',', ';', '&', '[', ']', '|']).map(str::trim);
        people
            .extend(words.filter(|word| !word.is_empty()).filter_map(|w| ctx.people.one_named(w)));
    }
    people
}

/// What an entry says together with others; a line on a season may be news on a goal as well.
fn shared_facts(ctx: &Context<'_>, entry: &Entry<'_>) -> impl Iterator<Item = (u32, Shared)> {
    let line = entry.item.place.line;
    let of_goal = entry.item.kinds.iter().any(|(kind, _)| *kind == Kind::Goal);
    let goal = (of_goal || entry.kind == Kind::Goal).then_some({
        let leads = entry.people.iter().any(|id| ctx.people.is_me(id));
        if leads { Shared::LeadsGoal } else { Shared::Goal }
    });
    let season = (entry.kind == Kind::Season).then_some(Shared::Season);
    goal.into_iter().chain(season).map(move |what| (line, what))
}

fn is_for_all(ctx: &Context<'_>, entry: &Entry<'_>) -> bool {
    let kinds_of = &entry.item.kinds;
    kinds_of.iter().any(|(kind, _)| kind.is_for_all())
        || entry.kind.is_for_all()
        || is_nameless(entry)
        // It takes its time from whoever else has a 1-2-1 that day.
        || entry.kind == Kind::FollowUp && entry.people.iter().all(|id| ctx.people.is_me(id))
}

fn is_nameless(entry: &Entry<'_>) -> bool {
    let named = entry.item.rest_of_tag(Kind::Goal).is_some();
    entry.kind == Kind::Goal && entry.status.is_none() && entry.people.is_empty() && named
}
