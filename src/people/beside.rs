//! People whom only a word beside their name tells: `2026-11-12 o3 Piet`, `Jour fixe Piet`.
//!
//! Such a word may stand beside anything. It is somebody's when several names stand so, when they
//! own boxes in these notes, or when critique, or praise and what one of the two owes, stands
//! there.

use crate::people::proposals::{Candidate, Witness};
use crate::text::ids::NotePath;
use crate::text::one_on_one::Beside;
use crate::text::people_words::{holds, key};
use crate::text::person_name::{self, is_full, may_be_one};
use crate::text::slots::BesideWord;
use crate::vault::clue_words::{BesideSection, OneSigns};
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
/// note they own a box, or are praised or criticised.
pub(crate) fn is_enough(one: &Candidate<'_>, beside: &BesideWord) -> bool {
    beside.sign == Beside::Short || owns_box(one, &beside.name) || one.clues.signs.are_of_one()
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
    let of_one = |notes: &[(&Candidate<'_>, &BesideWord)]| {
        let signs = notes.iter().map(|(one, _)| one.clues.signs);
        signs.fold(OneSigns::default(), OneSigns::with).are_of_one()
    };
    let owned: BTreeSet<&String> = names
        .iter()
        .filter(|(name, notes)| {
            let there = |one: &Candidate<'_>| !one.clues.attendees.is_empty();
            notes.iter().any(|(one, _)| owns_box(one, name) || there(one)) || of_one(notes)
        })
        .map(|(name, _)| name)
        .collect();
    let is = |notes: &[(&Candidate<'_>, &BesideWord)], sign: Beside| {
        notes.iter().any(|(_, beside)| beside.sign == sign)
    };
    let several = names.values().filter(|notes| is(notes, Beside::Short)).count() > 1;
    let again = names.values().filter(|notes| notes.len() > 1).count() > 1;
    let (mut found, mut unsure): (Vec<NameTold>, Vec<(String, NotePath)>) = Default::default();
    let mut left: Vec<(&String, &NotePath, Form)> = Vec::new();
    let mut forms: BTreeSet<Form> = BTreeSet::new();
    for (name, notes) in &names {
        let owns = owned.contains(name);
        let doubtful = is(notes, Beside::Doubtful) || is(notes, Beside::Absence);
        let capital = notes.iter().any(|(_, one)| !one.name.starts_with(char::is_lowercase));
        let sure = is(notes, Beside::Short) && (several || capital && notes.len() > 1 || owns)
            || owns && (doubtful || owned.len() > 1 || is_long(name) && is_series(notes))
            || capital && of_one(notes) && (notes.len() > 1 || is_long(name));
        let form = form_of(notes[0].0, name, &notes[0].1.word);
        if sure {
            let sign = |(one, beside): &(&Candidate<'_>, &BesideWord)| {
                (one.note.path.clone(), format!("`{}` beside the name", beside.word))
            };
            let mut signs: Vec<(NotePath, String)> = notes.iter().map(sign).collect();
            if owns {
                let what = match of_one(notes) {
                    true => "praise or critique of theirs in these notes",
                    false => "boxes in these notes are theirs",
                };
                signs.push((notes[0].0.note.path.clone(), what.to_owned()));
            }
            forms.insert(form);
            // `Colloqui-Giulia-Ferri`: hyphens for blanks, where Giulia owns a line.
            let hyphens = !is_full(name) && is_series(notes);
            found.push((if hyphens { name.replace('-', " ") } else { name.clone() }, signs));
        } else if capital && again && notes.len() > 1 && !is(notes, Beside::Absence) {
            unsure.push((name.clone(), notes[0].0.note.path.clone()));
        } else if capital && !is(notes, Beside::Absence) {
            left.push((name, &notes[0].0.note.path, form));
        }
    }
    // Of notes of one form those that are not read are said.
    let left = left.into_iter().filter(|(_, _, form)| forms.contains(form));
    unsure.extend(left.map(|(name, path, _)| (name.clone(), path.clone())));
    found.sort_by_key(|(name, _)| !is_full(name));
    (found, unsure)
}

/// The folder that people's notes share, and the word in their names.
type Form = (String, String);

fn form_of(one: &Candidate<'_>, name: &str, word: &str) -> Form {
    let folder = one.note.path.folder();
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    let own = person_name::read(last).is_some_and(|read| may_be_one(&read, name));
    ((if own { above } else { folder }).to_owned(), key(word))
}

/// What headings with such a word tell together.
#[derive(Default)]
pub(crate) struct SectionsTold {
    pub(crate) people: Vec<NameTold>,
    pub(crate) sections: BTreeMap<NotePath, BTreeSet<u32>>,
    pub(crate) unsure: Vec<(String, NotePath)>,
}

/// Headings such as `Jour fixe Anke`: 1-2-1s where what stands below them is about one person, and
/// the name comes again, is known, or stands beside one that does. Others of the same form, and
/// those with a sign that is not enough, are unsure.
pub(crate) fn sections_told(
    all: &[Candidate<'_>],
    is_no_report: &dyn Fn(&str) -> bool,
    is_known: &dyn Fn(&str) -> bool,
) -> SectionsTold {
    let mut names: BTreeMap<&str, Vec<(&Candidate<'_>, &BesideSection)>> = BTreeMap::new();
    let open = |one: &&Candidate<'_>| !one.clues.template && !one.clues.archived;
    for one in all.iter().filter(open).filter(|one| one.clues.one_on_one.is_empty()) {
        for section in one.clues.beside_sections.iter().filter(|one| !is_no_report(&one.name)) {
            names.entry(&section.name).or_default().push((one, section));
        }
    }
    let mut told = SectionsTold::default();
    if names.is_empty() {
        return told;
    }
    let signs = |sections: &[(&Candidate<'_>, &BesideSection)]| {
        let signs = sections.iter().map(|(_, section)| section.signs);
        signs.fold(OneSigns::default(), OneSigns::with)
    };
    let forms = |sections: &[(&Candidate<'_>, &BesideSection)]| -> Vec<Form> {
        let form = |(one, of): &(&Candidate<'_>, &BesideSection)| {
            (one.note.path.folder().to_owned(), key(&of.word))
        };
        sections.iter().map(form).collect()
    };
    let again = |name: &str, all: &[_]| all.len() > 1 || is_known(name);
    let mut read: BTreeSet<Form> = BTreeSet::new();
    for (name, sections) in &names {
        if signs(sections).are_of_one() && again(name, sections) {
            read.extend(forms(sections));
        }
    }
    for (name, sections) in &names {
        let of_form = forms(sections).iter().any(|form| read.contains(form));
        if signs(sections).are_of_one() && (of_form || again(name, sections)) {
            let sign = |(one, section): &(&Candidate<'_>, &BesideSection)| {
                (one.note.path.clone(), format!("a section `{}` beside the name", section.word))
            };
            told.people.push(((*name).to_owned(), sections.iter().map(sign).collect()));
            for (one, section) in sections {
                told.sections.entry(one.note.path.clone()).or_default().insert(section.line);
            }
        } else if of_form || !signs(sections).tell_nothing() && sections.len() > 1 {
            told.unsure.push(((*name).to_owned(), sections[0].0.note.path.clone()));
        }
    }
    told
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
