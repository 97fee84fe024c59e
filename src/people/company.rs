//! Who the lead is, by the names that stand together: `Hannah / Ruben`, `Tom & Priya`.
//!
//! A value that all share is never the person; the name that varies beside it is.

use crate::people::proposals::Candidate;
use crate::text::person_name::may_be_one;
use crate::vault::clues::{Clues, NameClue, NamePlace};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The name that stands in all pairs of 1-2-1s beside two others or more; else the one that titles
/// of several notes set beside the name of the file.
pub(crate) fn lead_in_pairs(all: &[Candidate<'_>]) -> Option<String> {
    let of_notes = all.iter().filter(|one| !one.clues.one_on_one.is_empty() && !one.clues.template);
    let pairs: Vec<(&Candidate<'_>, &[String])> = of_notes
        .flat_map(|one| one.clues.company.iter().map(move |company| (one, &company.names[..])))
        .filter(|(_, names)| names.len() == 2)
        .collect();
    if pairs.len() < 2 {
        return None;
    }
    let is_in = |name: &str, names: &[String]| names.iter().any(|other| may_be_one(name, other));
    let others = |name: &str| -> BTreeSet<&str> {
        let all = pairs.iter().flat_map(|(_, names)| names.iter());
        all.filter(|other| !may_be_one(name, other)).map(String::as_str).collect()
    };
    let notes: BTreeSet<_> = pairs.iter().map(|(one, _)| &one.note.path).collect();
    let shared = |name: &&String| pairs.iter().all(|(_, names)| is_in(name, names));
    let mut found = pairs[0].1.iter().filter(shared).filter(|name| others(name).len() > 1);
    if let (Some(name), None) = (found.next(), found.next()) {
        return Some(longest_form(name, &pairs));
    }
    // `1on1/2026-11-03 Ruben.md` with the title `Hannah / Ruben`.
    let beside = |(one, names): &(&Candidate<'_>, &[String])| {
        let mut of_file = one.clues.names.iter().filter(|clue| clue.place == NamePlace::FileName);
        let name = of_file.next().filter(|clue| clue.plausible)?;
        let alone = of_file.next().is_none();
        let other = names.iter().find(|other| !may_be_one(&name.name, other))?;
        (alone && is_in(&name.name, names)).then(|| other.clone())
    };
    let mut sides = pairs.iter().map(beside);
    let first = sides.next()??;
    let same = sides.all(|side| side.is_some_and(|side| may_be_one(&side, &first)));
    (same && notes.len() > 1).then(|| longest_form(&first, &pairs))
}

/// The one who stands with somebody else wherever those who were there are listed.
pub(crate) fn always_there(all: &[Candidate<'_>]) -> Option<String> {
    // `Jour fixe Jana` as well, where two are listed who were there.
    let lists = all.iter().filter(|one| !one.clues.one_on_one.is_empty() || one.clues.meeting);
    let lists: Vec<BTreeSet<&String>> = lists
        .map(|one| one.clues.attendees.iter().collect::<BTreeSet<_>>())
        .filter(|names| names.len() == 2)
        .collect();
    let mut count: BTreeMap<&String, usize> = BTreeMap::new();
    lists.iter().flatten().for_each(|name| *count.entry(name).or_default() += 1);
    let several = lists.len() >= 2 && count.len() >= 3;
    let (name, times) = count.into_iter().max_by_key(|(_, times)| *times)?;
    (several && times == lists.len()).then(|| name.clone())
}

/// How the reason why a note is no 1-2-1 ends where several people were there.
const WERE_THERE: &str = "were there";

/// Whether a reason is that several people were there.
pub(crate) fn is_several(why: &str) -> bool {
    why.ends_with(WERE_THERE)
}

/// Why a note is no 1-2-1 with one person: its name or its folder names several besides the lead,
/// or its front matter lists them; `known`: who goes by a name.
pub(crate) fn why_several(
    clues: &Clues,
    is_me: &dyn Fn(&str) -> bool,
    known: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    for company in clues.company.iter().filter(|company| company.in_path) {
        if company.names.iter().filter(|name| !is_me(name)).count() > 1 {
            return Some(format!("{} {WERE_THERE}", company.names.join(" and ")));
        }
    }
    // `2026-11-18 Alice Bob` where both are known, and nobody is called so.
    for clue in clues.names.iter().filter(|clue| clue.place != NamePlace::FrontMatter) {
        let words = clue.name.split(' ').map(known).collect::<Option<BTreeSet<String>>>();
        let words = words.filter(|words| words.len() > 1 && known(&clue.name).is_none());
        if let Some(words) = words.filter(|words| words.iter().all(|name| !is_me(name))) {
            let names: Vec<String> = words.into_iter().collect();
            return Some(format!("{} {WERE_THERE}", names.join(" and ")));
        }
    }
    let lists = [NamePlace::FrontMatter, NamePlace::Attendees];
    let listed = |clue: &&NameClue| clue.plausible && lists.contains(&clue.place);
    let there = clues.names.iter().filter(listed).filter(|clue| !is_me(&clue.name));
    let there: BTreeSet<&String> = there.map(|clue| &clue.name).collect();
    // `With: Léa, Paul` below a title names no lead.
    let below = clues.one_on_one.iter().any(|sign| sign.ends_with("below its title"));
    let most = if below { 1 } else { 2 };
    (there.len() > most).then(|| format!("{} people {WERE_THERE}", there.len()))
}

/// Takes the lead out of names that hold somebody else too, where several do: `Arjun Beth`,
/// `Lucía Beth`. Somebody may be called `Mary Ann`.
pub(crate) fn without_lead(all: &mut [Candidate<'_>], me: &str) {
    let first = me.split(' ').next().unwrap_or(me);
    let rest = |name: &str| -> Option<String> {
        let forms = [me, first].into_iter();
        forms.filter(|form| !form.is_empty()).find_map(|form| {
            let behind = name.strip_suffix(form).and_then(|rest| rest.strip_suffix(' '));
            let before = || name.strip_prefix(form).and_then(|rest| rest.strip_prefix(' '));
            let rest = behind.or_else(before)?;
            // `Beth Novak` herself, by her surname.
            (!may_be_one(name, me) && !me.ends_with(rest)).then(|| rest.to_owned())
        })
    };
    let names = all.iter().flat_map(|one| one.clues.names.iter());
    let others: BTreeSet<String> = names.filter_map(|clue| rest(&clue.name)).collect();
    if others.len() < 2 {
        return;
    }
    let glued =
        |one: &&mut Candidate<'_>| one.clues.names.iter().any(|clue| rest(&clue.name).is_some());
    for one in all.iter_mut().filter(glued) {
        for clue in &mut Arc::make_mut(&mut one.clues).names {
            if let Some(name) = rest(&clue.name) {
                clue.name = name;
            }
        }
    }
}

/// The longest form of a name among those that stand together.
fn longest_form(name: &str, pairs: &[(&Candidate<'_>, &[String])]) -> String {
    let all = pairs.iter().flat_map(|(_, names)| names.iter());
    let forms = all.filter(|other| may_be_one(name, other));
    forms.max_by_key(|form| form.len()).cloned().unwrap_or_else(|| name.to_owned())
}
