//! What looks like 1-2-1s and was read as nothing: named once a vault, with the newest example and
//! a way out. Nothing that a colleague would see at once is passed over in silence.
//!
//! The long search, in every line and every path, is only made where no 1-2-1 was read at all.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::model::model::Model;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::vocabulary::{Sense, Vocabulary};
use crate::people::boards::is_called_plan;
use crate::people::company;
use crate::people::person::is_page;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::text::one_on_one;
use crate::text::people_words::{holds, key};
use crate::text::person_name;
use crate::text::slots;
use crate::vault::clue_words::last_part;
use crate::vault::clues::Clues;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// Why a note was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// It says 1-2-1 and with whom, and not when.
    NoDay,
    /// A line that is no heading says 1-2-1.
    Line,
    /// Its word alone is no sure sign: `Jour fixe`.
    WeakWord,
    /// Several in one folder are named after people and have days in their headings.
    PeopleLogs,
    /// It is named after somebody of the config.
    Named,
    /// It says 1-2-1 and names several people.
    Several,
}

/// A note that was not read.
struct Overlooked {
    path: NotePath,
    /// Whom it seems to be with.
    name: Option<String>,
}

/// Names what looks like 1-2-1s and was read as nothing.
pub(crate) fn overlooked(model: &Model, vault: &Vault, said: &mut Vec<Diagnostic>) {
    let none_read = model.meetings.all.is_empty();
    let mut found: BTreeMap<Cause, Vec<Overlooked>> = BTreeMap::new();
    let codes = [
        Code::MeetingWithoutDate,
        Code::MeetingWithoutPerson,
        Code::AmbiguousPerson,
        Code::OneOnOneMissed,
    ];
    let told: BTreeSet<&str> = said
        .iter()
        .filter(|problem| codes.contains(&problem.code))
        .map(|problem| problem.path.as_str())
        .collect();
    let evidence = &model.people.evidence;
    let guessed: BTreeSet<&NotePath> = evidence.guesses.iter().map(|(path, _)| path).collect();
    let is_open = |path: &NotePath| {
        !told.contains(path.as_str())
            && !guessed.contains(path)
            && !evidence.passed.contains_key(path)
            && !evidence.ambiguous.contains_key(path)
            && !model.meetings.is_meeting_note(path)
    };
    let mut is_habit = false;
    for note in vault.notes.values() {
        let Some(clues) = vault.notes.clues(&note.path) else { continue };
        if (clues.is_empty() && !none_read) || clues.template || clues.archived || clues.manager {
            continue;
        }
        if note.refused.is_some() || note.is_unread() || is_page(note) || !is_open(&note.path) {
            continue;
        }
        if is_called_plan(note) {
            continue;
        }
        let cause = match strong_name(model, note, clues) {
            Some(name) => Some((Cause::NoDay, name)),
            None if none_read => name_in_line(note).map(|name| (Cause::Line, Some(name))),
            None => None,
        };
        let beside = || name_as_beside(model, note).filter(|_| !none_read);
        let cause = cause.or_else(|| {
            let name = beside()?;
            is_habit = true;
            Some((Cause::NoDay, Some(name)))
        });
        if let Some((cause, name)) = cause {
            let one = Overlooked { path: note.path.clone(), name };
            found.entry(cause).or_default().push(one);
        }
    }
    let several = of_several(model, vault);
    if !several.is_empty() {
        found.insert(Cause::Several, several);
    }
    if found.is_empty() && none_read && said.iter().all(|one| !codes.contains(&one.code)) {
        let named = || (Cause::Named, notes_named_in_config(model, vault));
        let ways = [(Cause::WeakWord, weak_candidates(vault)), (Cause::PeopleLogs, logs(vault))];
        let mut ways = ways.into_iter().filter(|(_, notes)| !notes.is_empty());
        let (cause, notes) = ways.next().unwrap_or_else(named);
        found.insert(cause, notes);
    }
    let several = found.remove(&Cause::Several);
    said.extend(several.map(|notes| complaint(Cause::Several, &notes)));
    // Where 1-2-1s are read, a single note of another kind is no habit, but one of the same kind.
    let fewest = if none_read || is_habit { 1 } else { 2 };
    let most = found.into_iter().max_by_key(|(_, notes)| notes.len());
    if let Some((cause, notes)) = most.filter(|(_, notes)| notes.len() >= fewest) {
        said.push(complaint(cause, &notes));
    }
}

/// The name of a note that says 1-2-1 and was not read; without a name where its headings are
/// several people's.
fn strong_name(model: &Model, note: &Note, clues: &Clues) -> Option<Option<String>> {
    if (clues.one_on_one.is_empty() && clues.sections.is_empty()) || note.items.is_empty() {
        return None;
    }
    let is_me = |name: &str| model.people.one_named(name).is_some_and(|id| model.people.is_me(&id));
    let in_folder = clues.one_on_one.iter().any(|sign| sign.starts_with("the folder"));
    let in_name = clues.one_on_one.iter().any(|sign| !sign.starts_with("the folder"));
    let names = clues.names.iter().filter(|clue| clue.plausible && !is_me(&clue.name));
    let of_note = || names.map(|clue| clue.name.clone()).next();
    let of_section = || {
        let named = clues.sections.iter().filter(|section| !section.small);
        named.filter_map(|one| one.linked.first().or(one.bare.as_ref())).next().cloned()
    };
    let says = !clues.one_on_one.is_empty();
    let stem = note.path.stem();
    let word = one_on_one::find_word(stem).map_or("", |word| word.of(stem));
    let name = name_beside(stem, &key(word)).filter(|name| !word.is_empty() && !is_me(name));
    let name = name.or_else(|| of_note().filter(|_| says)).or_else(of_section);
    let owns = |name: &String| {
        clues.owners.iter().any(|owner| person_name::may_be_one(owner, name))
            || model.people.one_named(name).is_some()
    };
    // `handbook.sop.one-on-one` is a page about them.
    let dotted = !stem.contains(' ') && stem.contains('.');
    let more = |name: &String| {
        // One sign more than a name in a note of topics: `1-1 Ajax - PSV`.
        clues.dated
            || in_folder && in_name
            || person_name::is_full(name) && in_name
            || stem.replacen(word, "", 1).bytes().any(|byte| byte.is_ascii_digit())
            || clues.company.iter().any(|company| company.names.iter().any(|name| is_me(name)))
            || is_several(note)
    };
    match name {
        Some(name) if owns(&name) || !dotted && more(&name) => Some(Some(name)),
        None if in_name && !dotted && is_several(note) => Some(None),
        _ => None,
    }
}

/// The name in the name of a note that has the same 1-2-1 word as another one of its folder that
/// is read, in the same place: `Hector 1-1` beside `Ilse 1-1`.
fn name_as_beside(model: &Model, note: &Note) -> Option<String> {
    let form = |stem: &str| {
        let span = one_on_one::find_word(stem)?;
        let rest = stem.replacen(span.of(stem), "", 1);
        let name = person_name::read(rest.trim().trim_matches(['-', '–', '_', ' ']))?;
        Some((span.of(stem).to_owned(), span.start == 0, name))
    };
    let (word, first, name) = form(note.path.stem()).filter(|_| !note.items.is_empty())?;
    let beside = model.meetings.meeting_notes().into_iter();
    let mut beside = beside.filter(|path| path.folder() == note.path.folder());
    let same = beside.any(|path| {
        form(path.stem()).is_some_and(|(other, begins, _)| other == word && begins == first)
    });
    same.then_some(name)
}

/// Whether two headings of a note begin with two people's names, or name them behind a word such as
/// `meeting`.
fn is_several(note: &Note) -> bool {
    let mut names: BTreeSet<String> = BTreeSet::new();
    // With a number: `Point avec Mehdi – 6 octobre`; words alone are parts of a page.
    let numbered = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let below = note.headings.iter().filter(|heading| heading.level > 1);
    for heading in below.filter(|heading| numbered(&heading.text)) {
        let slots = slots::read(&heading.text, Default::default(), None);
        let first = slots.rest.first().filter(|piece| !piece.starts_with(char::is_lowercase));
        names.extend(first.and_then(|piece| person_name::read(piece)).map(|name| key(&name)));
    }
    names.len() > 1
}

/// The name behind a 1-2-1 word with which a line of a note begins.
fn name_in_line(note: &Note) -> Option<String> {
    note.items.iter().find_map(name_of_line).or_else(|| log_of_folder(note))
}

/// Whose folder a log is in whose sections begin with `1:1`.
fn log_of_folder(note: &Note) -> Option<String> {
    const LONGEST: usize = 32;
    let begins = |item: &&Item| {
        let plain = item.words.plain_words().map(str::trim).filter(|words| words.len() <= LONGEST);
        let word = plain.and_then(one_on_one::find_word);
        item.task.is_none() && item.heading().is_some() && word.is_some_and(|word| word.start == 0)
    };
    note.items.iter().find(begins)?;
    let year = Day::new(2026, 1, 1);
    let is_dated = |text: &str| slots::day_of_heading(text, Default::default(), year).is_some();
    let folder = note.path.folder().rsplit('/').next().unwrap_or("");
    let dated = note.headings.iter().any(|heading| is_dated(&heading.text));
    dated.then(|| person_name::read(folder)).flatten()
}

fn name_of_line(item: &Item) -> Option<String> {
    const LONGEST: usize = 80;
    if item.words.plain_words().is_some_and(|words| !one_on_one::may_stand_in(words)) {
        return None;
    }
    let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
    let text = slots::without_clock(text.trim_start_matches(['*', '_', '#', '>', '=', ' ']));
    let word = one_on_one::find_word(text)?;
    let begins = text[..word.start].split_whitespace().count() <= 1;
    if !begins || text.len() > LONGEST {
        return None;
    }
    let behind = text[word.end..].trim_start_matches(['*', '_', ':', ' ', '-', '–']);
    let words: Vec<&str> = behind.split_whitespace().collect();
    let behind = words.iter().position(|word| !holds("joining", word)).unwrap_or(words.len());
    let name = words.get(behind)?.trim_matches(|c: char| !c.is_alphanumeric());
    let capital = name.starts_with(|c: char| !c.is_lowercase());
    person_name::read(name).filter(|_| capital)
}

/// The notes whose names hold a word such as `Jour fixe` and names that vary and come again, or
/// that are logs.
fn weak_candidates(vault: &Vault) -> Vec<Overlooked> {
    let mut forms: BTreeMap<String, Vec<Overlooked>> = BTreeMap::new();
    for path in vault.notes.keys().chain(vault.silent.paths()) {
        let Some((word, follows)) = word_of(path) else { continue };
        if vault.notes.get(path).is_some_and(|note| is_page(note) || note.is_unread()) {
            continue;
        }
        let Some(name) = name_beside(path.stem(), &word) else { continue };
        let one = Overlooked { path: path.clone(), name: Some(name) };
        let form = format!("{}/{word}/{follows}", series(path.folder()));
        forms.entry(form).or_default().push(one);
    }
    let is_habit = |(form, notes): &(String, Vec<Overlooked>)| {
        let names: BTreeSet<&String> = notes.iter().filter_map(|one| one.name.as_ref()).collect();
        let logs = notes.iter().filter(|one| {
            vault.notes.clues(&one.path).is_some_and(|clues| clues.dated_headings > 0)
        });
        let many = form.ends_with("/true") && names.len() > 2;
        names.len() > 1 && (notes.len() > names.len() || logs.count() > 1 || many)
    };
    forms.into_iter().filter(is_habit).flat_map(|(_, notes)| notes).collect()
}

/// The notes of one folder that are called by first name and surname and have days in their
/// headings, where one of them holds praise or critique: logs of customers and books hold none.
fn logs(vault: &Vault) -> Vec<Overlooked> {
    const LONGEST: usize = 24;
    let mut folders: BTreeMap<&str, (Vec<Overlooked>, bool)> = BTreeMap::new();
    for note in vault.notes.values().filter(|note| !is_page(note) && !note.is_unread()) {
        let stem = note.path.stem();
        let dated = vault.notes.clues(&note.path).is_some_and(|clues| clues.dated_headings > 0);
        let name = person_name::read(stem).filter(|name| dated && person_name::is_full(name));
        let Some(name) = name.filter(|_| stem.starts_with(char::is_uppercase)) else { continue };
        let told = [Some(Kind::HighFive), Some(Kind::WatchOut)];
        let label = |item: &Item| {
            let words = item.words.plain_words()?;
            let (before, _) = words.split_once(':').filter(|(before, _)| before.len() < LONGEST)?;
            Vocabulary::shipped().label_of(before).sense.and_then(Sense::kind)
        };
        let praises = |item: &Item| item.kind().is_some() && told.contains(&item.kind());
        let says =
            |item: &Item| praises(item) || label(item).is_some() && told.contains(&label(item));
        let entry = folders.entry(note.path.folder()).or_default();
        entry.1 |= note.items.iter().any(says);
        entry.0.push(Overlooked { path: note.path.clone(), name: Some(name) });
    }
    let habit = folders.into_values().find(|(notes, says)| notes.len() > 1 && *says);
    habit.map(|(notes, _)| notes).unwrap_or_default()
}

/// The notes that say 1-2-1 and name several people, in which somebody promises something or a line
/// has a tag of ours.
fn of_several(model: &Model, vault: &Vault) -> Vec<Overlooked> {
    let passed = model.people.evidence.passed.iter();
    let several = passed.filter(|(_, why)| company::is_several(why));
    let says = |item: &Item| item.task.is_some() || item.kind().is_some();
    let says = |path: &NotePath| vault.notes.get(path).is_some_and(|n| n.items.iter().any(says));
    let named = several.filter(|(path, _)| says(path));
    named.map(|(path, why)| Overlooked { path: path.clone(), name: Some(why.clone()) }).collect()
}

/// A folder without the parts of it that are a day, a month or a year.
fn series(folder: &str) -> String {
    let parts = folder.split('/').filter(|part| !part.starts_with(|c: char| c.is_ascii_digit()));
    parts.collect::<Vec<_>>().join("/")
}

/// The word for a talk in the name of a note or its folder, and whether it is one for a series of
/// talks with one person.
fn word_of(path: &NotePath) -> Option<(String, bool)> {
    let folder = path.folder().rsplit('/').next().unwrap_or("");
    let words = || path.stem().split([' ', '-', '_']);
    let follow = words().find(|word| holds("follow", word));
    if let Some(word) = follow.or_else(|| Some(folder).filter(|folder| holds("follow", folder))) {
        return Some((key(word), true));
    }
    if let Some(word) = words().find(|word| holds("meeting", word)) {
        return Some((key(word), false));
    }
    let (span, _) = one_on_one::word_beside(path.stem())?;
    Some((key(span.of(path.stem())), false))
}

/// The name in the name of a note, beside the word for a talk.
fn name_beside(stem: &str, word: &str) -> Option<String> {
    let slots = slots::read(stem, Default::default(), Day::new(2026, 1, 1));
    let is_name = |part: &&str| {
        let plain = key(part);
        let is_word = |part: &str| holds("meeting", part) || holds("follow", part);
        !part.bytes().any(|byte| byte.is_ascii_digit())
            && !word.split('-').any(|half| half == plain)
            && !plain.split('-').any(is_word)
            && !holds("joining", part)
    };
    slots.rest.iter().find_map(|piece| {
        let name = piece.split(' ').filter(is_name).collect::<Vec<_>>().join(" ");
        let large = !name.starts_with(char::is_lowercase);
        person_name::read(&name).filter(|_| large)
    })
}

/// The notes that are named after people whom the config tells.
fn notes_named_in_config(model: &Model, vault: &Vault) -> Vec<Overlooked> {
    let told = |id: &PersonId| model.config.people.contains_key(id) && !model.people.is_me(id);
    if !model.people.by_id.keys().any(told) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for path in vault.notes.keys().chain(vault.silent.paths()) {
        if vault.notes.get(path).is_some_and(|note| is_page(note) || note.is_unread()) {
            continue;
        }
        let folder = path.folder().rsplit('/').next().unwrap_or("");
        let slots = slots::read(path.stem(), model.config.date_order, None);
        let words = path.stem().split([' ', '_', '.']).map(str::to_owned);
        let mut parts = slots.rest.iter().cloned().chain(words).chain([folder.to_owned()]);
        let id = parts.find_map(|part| model.people.one_named(&part).filter(|id| told(id)));
        let name = id.and_then(|id| model.people.with_id(&id)).map(|person| person.name.clone());
        found.extend(name.map(|name| Overlooked { path: path.clone(), name: Some(name) }));
    }
    found
}

fn complaint(cause: Cause, notes: &[Overlooked]) -> Diagnostic {
    let day = |one: &&Overlooked| {
        let near = Day::new(2026, 1, 1);
        slots::day_of_heading(one.path.stem(), Default::default(), near).map(|named| named.day)
    };
    let newest = notes.iter().max_by_key(|one| (day(one), &one.path));
    let path = newest.map_or("", |one| one.path.as_str());
    let names: BTreeSet<&String> = notes.iter().filter_map(|one| one.name.as_ref()).collect();
    let example = names.first().map_or("Alice", |name| name.as_str());
    let look = match notes.len() {
        1 => "a note looks like a 1-2-1 and is not read".to_owned(),
        count => format!("{count} notes look like 1-2-1s and are not read, the newest is this one"),
    };
    let list = || {
        let listed = names.iter().take(MOST_LISTED).filter_map(|name| {
            let id = PersonId::new(name)?;
            Some(format!("{id}: {{name: {name}}}"))
        });
        listed.collect::<Vec<_>>().join(", ")
    };
    let glob = {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() { "*.md".to_owned() } else { format!("{folder}/*.md") }
    };
    let (why, hint) = match cause {
        Cause::NoDay => (
            "nothing says when".to_owned(),
            format!(
                "write the day into the name of the note, into a heading such as \
                 `## 2026-11-24 1:1 {example}`, or `date: 2026-11-24` into its front matter"
            ),
        ),
        Cause::Line => (
            "a line that says 1-2-1 is no heading".to_owned(),
            format!("make it one: `## 1:1 {example}`, in a note or below a heading with the day"),
        ),
        Cause::WeakWord => (
            "its word alone is no sure sign".to_owned(),
            format!(
                "where they are, add to the config: `one_on_ones: {{notes: [\"{glob}\"]}}` and \
                 `people: {{list: {{{}}}}}`",
                list()
            ),
        ),
        Cause::PeopleLogs => (
            "they are called like people, and nothing in them says 1-2-1".to_owned(),
            format!(
                "where they are, add to the config: `one_on_ones: {{notes: [\"{glob}\"]}}` and \
                 `people: {{list: {{{}}}}}`",
                list()
            ),
        ),
        Cause::Several => (
            notes.last().and_then(|one| one.name.clone()).unwrap_or_default(),
            "a 1-2-1 is with one person: `person: NAME` in its front matter makes it theirs, \
             `read: no` keeps it out"
                .to_owned(),
        ),
        Cause::Named => (
            format!("it is named after {example}, whom the config tells"),
            format!(
                "add to the config: `one_on_ones: {{notes: [\"{glob}\"]}}`; a heading such as \
                 `## 2026-11-24` or the name of the note says when"
            ),
        ),
    };
    let message = format!("{look}: {why}");
    Diagnostic::about_file(Code::OneOnOneMissed, path, message).hint(hint)
}

/// More people are not listed in a line to paste.
const MOST_LISTED: usize = 6;
