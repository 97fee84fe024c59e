//! People whom only a word beside their name tells: `2026-11-12 o3 Piet`, `Jour fixe Piet`.
//!
//! Such a word may stand beside anything. It is somebody's when several names stand so, or when
//! they own boxes in these notes.

use crate::people::proposals::{Candidate, Witness};
use crate::text::ids::NotePath;
use crate::text::one_on_one::Beside;
use crate::text::people_words::holds;
use crate::text::person_name::{self, is_full, may_be_one};
use crate::text::slots::BesideWord;
use std::collections::{BTreeMap, BTreeSet};

/// A name with the notes that tell of it, and by what.
pub(crate) type NameTold = (String, Vec<(NotePath, String)>);

type NamedBeside<'c, 'n> = BTreeMap<String, Vec<(&'c Candidate<'n>, &'c BesideWord)>>;

/// Whether somebody owns a box in a note.
pub(crate) fn owns_box(one: &Candidate<'_>, name: &str) -> bool {
    let owners = one.clues.owners.iter().chain(&one.clues.named_beside);
    owners.into_iter().any(|owner| may_be_one(owner, name))
}

/// Whether a word beside the name of somebody known says a 1-2-1: a short one, or one in whose
/// note they own a box.
pub(crate) fn is_enough(one: &Candidate<'_>, beside: &BesideWord) -> bool {
    beside.sign == Beside::Short || owns_box(one, &beside.name)
}

/// The one who was there with the lead, when the name of the note is theirs.
pub(crate) fn only_other(
    one: &Candidate<'_>,
    name: &str,
    is_lead: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let there: BTreeSet<&String> = one.clues.attendees.iter().collect();
    let mut others = there.iter().filter(|other| !is_lead(other));
    let only = others.next().filter(|_| others.next().is_none())?;
    (there.len() == 2 && may_be_one(only, name)).then(|| (*only).clone())
}

/// Who is surely somebody, full names first; and names that may be somebody's, with a note.
pub(crate) fn told_by_word(
    all: &[Candidate<'_>],
    is_told: &dyn Fn(&str) -> bool,
) -> (Vec<NameTold>, Vec<(String, NotePath)>) {
    let names = named_beside(all, is_told);
    let owned: BTreeSet<&String> = names
        .iter()
        .filter(|(name, notes)| {
            let there = |one: &Candidate<'_>| !one.clues.attendees.is_empty();
            notes.iter().any(|(one, _)| owns_box(one, name) || there(one))
        })
        .map(|(name, _)| name)
        .collect();
    let is = |notes: &[(&Candidate<'_>, &BesideWord)], sign: Beside| {
        notes.iter().any(|(_, beside)| beside.sign == sign)
    };
    let several = names.values().filter(|notes| is(notes, Beside::Short)).count() > 1;
    let again = names.values().filter(|notes| notes.len() > 1).count() > 1;
    let (mut found, mut unsure): (Vec<NameTold>, Vec<(String, NotePath)>) = Default::default();
    for (name, notes) in &names {
        let owns = owned.contains(name);
        let doubtful = is(notes, Beside::Doubtful) || is(notes, Beside::Absence);
        let capital = notes.iter().any(|(_, one)| !one.name.starts_with(char::is_lowercase));
        let sure = is(notes, Beside::Short) && (several || capital && notes.len() > 1 || owns)
            || owns && (doubtful || owned.len() > 1 || is_long(name) && is_series(notes));
        if sure {
            let sign = |(one, beside): &(&Candidate<'_>, &BesideWord)| {
                (one.note.path.clone(), format!("`{}` beside the name", beside.word))
            };
            let mut signs: Vec<(NotePath, String)> = notes.iter().map(sign).collect();
            if owns {
                let what = "boxes in these notes are theirs".to_owned();
                signs.push((notes[0].0.note.path.clone(), what));
            }
            // `Colloqui-Giulia-Ferri`: hyphens for blanks, where Giulia owns a line.
            let hyphens = !is_full(name) && is_series(notes);
            found.push((if hyphens { name.replace('-', " ") } else { name.clone() }, signs));
        } else if capital && again && notes.len() > 1 && !is(notes, Beside::Absence) {
            unsure.push((name.clone(), notes[0].0.note.path.clone()));
        }
    }
    found.sort_by_key(|(name, _)| !is_full(name));
    (found, unsure)
}

/// Whether a name has a surname, or is written with hyphens: `Giulia-Ferri`.
fn is_long(name: &str) -> bool {
    is_full(name) || name.contains('-')
}

/// Whether the word says a series of talks with one person.
fn is_series(notes: &[(&Candidate<'_>, &BesideWord)]) -> bool {
    notes.iter().any(|(_, beside)| holds("follow", &beside.word))
}

/// The names that stand beside such a word in a dated note that nothing else tells of.
fn named_beside<'c, 'n>(
    all: &'c [Candidate<'n>],
    is_told: &dyn Fn(&str) -> bool,
) -> NamedBeside<'c, 'n> {
    let mut names: NamedBeside<'c, 'n> = BTreeMap::new();
    for one in all {
        let clues = &one.clues;
        let open = clues.one_on_one.is_empty() && clues.dated && !clues.template && !clues.manager;
        let beside = clues.beside.as_ref().filter(|_| open && clues.person.is_none());
        let name = beside.and_then(|beside| {
            let name = person_name::read(&beside.name)?;
            match clues.attendees.is_empty() {
                true => Some((name, beside)),
                false => Some((only_other(one, &name, is_told)?, beside)),
            }
        });
        if let Some((name, beside)) = name.filter(|(name, _)| !is_told(name)) {
            names.entry(name).or_default().push((one, beside));
        }
    }
    names
}

/// The names of which one section says 1-2-1, where sections of the same note, or two of its
/// folder, are surely with somebody: a colleague would not doubt.
pub(crate) fn sections_of_a_form(
    bare: &[(String, Vec<Witness>)],
    small: &BTreeSet<String>,
    is_known: &dyn Fn(&str) -> bool,
) -> BTreeSet<String> {
    let mut of_note: BTreeSet<&NotePath> = BTreeSet::new();
    let mut of_folder: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, witnesses) in bare.iter().filter(|(name, _)| !small.contains(name)) {
        if witnesses.len() > 1 || is_full(name) || is_known(name) {
            let paths: BTreeSet<&NotePath> = witnesses.iter().map(|one| &one.path).collect();
            let folders: BTreeSet<&str> = paths.iter().map(|path| path.folder()).collect();
            folders.into_iter().for_each(|folder| *of_folder.entry(folder).or_default() += 1);
            of_note.extend(paths);
        }
    }
    let beside = |one: &Witness| {
        of_note.contains(&one.path)
            || of_folder.get(one.path.folder()).is_some_and(|count| *count > 1)
    };
    let one_section = bare.iter().filter(|(_, witnesses)| witnesses.iter().any(beside));
    one_section.map(|(name, _)| name.clone()).collect()
}
