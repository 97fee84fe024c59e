//! Names that 1-2-1s propose: how they are joined, spelled, and when they are sure.

use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::headings::heading_days;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ids::NotePath;
use crate::text::lexicon::Lexicon;
use crate::text::nested_days::{self, behind_number};
use crate::text::people_words::{has, holds, key};
use crate::text::person_name::{self, is_full, may_be_one};
use crate::text::slots::read_in_some_year;
use crate::vault::clue_lines::owner;
use crate::vault::clues::{Clues, NameClue, NamePlace, Strength};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// One sign of a reading, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// Whether it is enough alone.
    pub strength: Strength,
    pub what: String,
    pub path: NotePath,
    pub line: u32,
}

/// Somebody of whom notes speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    /// As they are called.
    pub name: String,
    /// Other spellings.
    pub aliases: BTreeSet<String>,
    /// What says so.
    pub witnesses: Vec<Witness>,
}

/// A note that is a 1-2-1, or holds some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundMeeting {
    /// With whom, as they are called; nobody where its headings say so.
    pub person: Option<String>,
    /// What says so.
    pub witnesses: Vec<Witness>,
}

/// What is missing where a note nearly is a 1-2-1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guess {
    /// Somebody of whom nothing else tells.
    With(String),
    /// Nothing says with whom.
    WithNobody,
    /// It looks as the logs of others beside it do, and nothing in it says 1-2-1.
    Log(String),
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Guess::With(name) => write!(f, "a 1-2-1 with {name}?"),
            Guess::WithNobody => f.write_str("nothing says with whom"),
            Guess::Log(name) => write!(f, "a log of 1-2-1s with {name}?"),
        }
    }
}

/// What is known before: from people's own notes and the config.
pub trait KnownNames {
    /// The name under which somebody known goes by this one.
    fn named(&self, name: &str) -> Option<String>;
    /// Whether this is the lead.
    fn is_me(&self, name: &str) -> bool;
    /// What the lead is called.
    fn me(&self) -> Option<String>;
    /// Whether it is known who the lead is.
    fn has_me(&self) -> bool;
    /// Whether several people go by a name.
    fn is_several(&self, name: &str) -> bool;
    /// Whether it may be a short form of somebody's name: `AH`, `Alice H.` of Alice Huber.
    fn is_short(&self, written: &str) -> bool;
    /// A known name from which this one differs by a slip.
    fn near(&self, name: &str) -> Option<String>;
    /// Whether the config says that this note is a 1-2-1.
    fn is_told(&self, note: &Note) -> bool;
}

/// The name of the note that a program wrote this one down beside: `1-1 Arjun` of `1-1 Arjun
/// transcript`; nothing for other notes.
fn beside_transcript(note: &Note) -> Option<String> {
    let words = |c: char| !c.is_alphanumeric();
    let stem = note.path.stem();
    let is_word = |word: &&str| holds("transcript", word);
    if !stem.split(words).any(|word| is_word(&word)) {
        return None;
    }
    Some(compared_letters(&stem.split(words).filter(|word| !is_word(word)).collect::<String>()))
}

/// A name as it is compared with that of its transcript.
fn compared_letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Why a transcript is no 1-2-1, nor any part of it.
pub(crate) const TRANSCRIPT: &str = "a transcript beside its note";

/// The notes that a program wrote down beside others of these.
pub(crate) fn transcripts(all: &[Candidate<'_>]) -> BTreeSet<NotePath> {
    let stems: BTreeSet<String> =
        all.iter().map(|one| compared_letters(one.note.path.stem())).collect();
    let notes = all.iter().map(|one| one.note);
    let beside = |note: &&Note| beside_transcript(note).is_some_and(|stem| stems.contains(&stem));
    notes.filter(beside).map(|note| note.path.clone()).collect()
}

/// A note that may be a 1-2-1.
pub(crate) struct Candidate<'v> {
    pub(crate) note: &'v Note,
    /// What it tells.
    pub(crate) clues: Arc<Clues>,
}

/// A name that a note gives, before it is known whose it is.
pub(crate) struct Proposal<'c> {
    /// The note that gives it.
    pub(crate) candidate: &'c Candidate<'c>,
    pub(crate) clue: NameClue,
}

/// The folder below the one that says 1-2-1, as a name.
pub(crate) fn folder_name(clues: &Clues) -> Option<&str> {
    let folder = clues.names.iter().find(|clue| clue.place == NamePlace::Folder);
    // `notes/1-1 Yanis.md`: of a folder that is nobody's the file is no topic.
    folder.filter(|clue| clue.plausible).map(|clue| clue.name.as_str())
}

pub(crate) fn place_of(clue: &NameClue) -> String {
    let written = &clue.written;
    match clue.place {
        NamePlace::FrontMatter => format!("the front matter names `{written}`"),
        NamePlace::Link => format!("its title links to `{written}`"),
        NamePlace::BesideWord => format!("`{written}` beside the 1-2-1 word in its title"),
        NamePlace::FileName => format!("`{written}` in the name of the note"),
        NamePlace::Folder | NamePlace::FolderAbove => format!("the folder `{written}`"),
        NamePlace::Title => format!("its title `{written}`"),
        NamePlace::Attendees => format!("`{written}` was there"),
    }
}

pub(crate) fn strength(clue: &NameClue) -> Strength {
    match clue.place {
        NamePlace::Folder | NamePlace::FolderAbove | NamePlace::Title => Strength::Weak,
        _ if is_small_words(&clue.written) => Strength::Weak,
        // `alice` may be any word, `Alice` hardly.
        _ if clue.written.starts_with(char::is_lowercase) && !is_full(&clue.name) => Strength::Weak,
        _ => Strength::Strong,
    }
}

/// Whether a name is written as words of a sentence are: `leo marchetti`, `Hyun-woo`. Such words
/// are somebody's name only where they come again, or others stand in their place.
fn is_small_words(written: &str) -> bool {
    written.starts_with(char::is_lowercase) && written.contains(' ')
        || person_name::is_half_capital(written)
}

/// Whether an undated note among 1-2-1s is called by a whole name and nothing else: it is that
/// person's, as a board of theirs is.
pub(crate) fn is_own_note(candidate: &Candidate<'_>, clue: &NameClue) -> bool {
    let note = candidate.note;
    is_full(&clue.name) && key(note.path.stem()) == key(&clue.name) && note.has_words
}

/// Words that are no person's, by where they stand.
pub(crate) fn no_names(proposals: &[Proposal<'_>]) -> BTreeSet<String> {
    let mut rejected: BTreeSet<String> = BTreeSet::new();
    // A word in the names of files below several people's folders is no person's.
    let mut below: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in proposals {
        let folder = folder_name(&one.candidate.clues);
        below.entry(&one.clue.name).or_default().extend(folder);
    }
    rejected.extend(
        below.iter().filter(|(_, folders)| folders.len() > 1).map(|(name, _)| (*name).to_owned()),
    );
    // The names of people beside the 1-2-1 word: of two in one folder it is nobody's, and what
    // stands beside a date elsewhere is no topic.
    let mut beside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let surely = |place: NamePlace| {
        matches!(place, NamePlace::BesideWord | NamePlace::FrontMatter | NamePlace::Link)
    };
    for one in proposals.iter().filter(|one| surely(one.clue.place)) {
        let folder = one.candidate.note.path.folder().rsplit('/').next().unwrap_or("");
        beside.entry(folder).or_default().insert(&one.clue.name);
    }
    let is_of_two = |names: &BTreeSet<&str>| {
        names.iter().any(|one| names.iter().any(|other| !may_be_one(one, other)))
    };
    let shared = proposals.iter().filter_map(|one| folder_name(&one.candidate.clues));
    let shared = shared.filter(|name| {
        let folders = beside.iter().filter(|(folder, _)| key(folder) == key(name));
        folders.into_iter().any(|(_, names)| is_of_two(names))
    });
    rejected.extend(shared.map(str::to_owned));
    let people: BTreeSet<&str> = beside.values().flatten().copied().collect();
    // Below one person's folder each file has another topic.
    let mut topics: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut logs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in proposals.iter().filter(|one| one.clue.place == NamePlace::FileName) {
        if let Some(folder) = folder_name(&one.candidate.clues) {
            topics.entry(folder).or_default().push(&one.clue.name);
            // `Lead/1-1 Yanis.md`, `Lead/1-1 Zoé.md`, each with days in it: one log a person.
            let says = |sign: &String| sign.ends_with("in its name");
            let log = one.candidate.clues.dated_headings > 0
                && !is_dated(one.candidate.note.path.stem())
                && one.candidate.clues.one_on_one.iter().any(says);
            logs.entry(folder).or_default().extend(log.then_some(one.clue.name.as_str()));
        }
    }
    for (folder, names) in &topics {
        let distinct: BTreeSet<&&str> = names.iter().collect();
        let is_team = names.len() > 1 && distinct.len() < names.len();
        let is_team = is_team || logs.get(folder).is_some_and(|logs| logs.len() > 1);
        for name in distinct.iter().filter(|name| !may_be_one(folder, name)) {
            if !is_team && !is_full(name) && !people.contains(**name) {
                rejected.insert((***name).to_owned());
            }
        }
    }
    rejected
}

/// Whether somebody is surely a person: a strong witness, or two weak ones.
pub(crate) fn is_sure(group: &[(&Proposal<'_>, NameClue)], varies: bool) -> bool {
    let real = |one: &Proposal<'_>| one.candidate.clues.dated;
    let strong = group.iter().any(|(one, clue)| {
        let said = !matches!(clue.place, NamePlace::FileName) || real(one);
        strength(clue) == Strength::Strong && said
    });
    let dated = group.iter().filter(|(one, _)| real(one)).count();
    let full = group.iter().any(|(_, clue)| is_full(&clue.name));
    let small = |clue: &NameClue| clue.written.contains(' ') && is_small_words(&clue.written);
    if group.iter().all(|(_, clue)| small(clue)) {
        return dated > 1;
    }
    strong || dated > 1 || dated == 1 && (full || varies)
}

/// The best spelling of a name: the longest of the surest place.
pub(crate) fn best_name(group: &[(&Proposal<'_>, NameClue)]) -> String {
    let names = group.iter().map(|(_, clue)| clue);
    let written = |clue: &NameClue| clue.written.contains(' ');
    let best = names
        .max_by_key(|clue| (is_full(&clue.name), written(clue), std::cmp::Reverse(clue.place)));
    best.map(|clue| clue.name.clone()).unwrap_or_default()
}

pub(crate) type Groups<'p, 'c> = BTreeMap<String, Vec<(&'p Proposal<'c>, NameClue)>>;

/// One human is one person: a first name with one candidate joins it.
pub(crate) fn joined<'p, 'c>(
    mut groups: Groups<'p, 'c>,
    known: &dyn Fn(&str) -> Option<String>,
) -> Vec<Vec<(&'p Proposal<'c>, NameClue)>> {
    let keys: Vec<String> = groups.keys().cloned().collect();
    for short in keys.iter().filter(|key| !key.contains('-')) {
        let long: Vec<&String> =
            keys.iter().filter(|long| long.starts_with(&format!("{short}-"))).collect();
        if let [long] = long.as_slice()
            && known(short).is_none()
            && let Some(mut few) = groups.remove(short)
        {
            groups.entry((*long).clone()).or_default().append(&mut few);
        }
    }
    groups.into_values().collect()
}

/// What the notes have in common among whose names a name varies: their folder, or, where the name
/// is that of a folder, the one above.
pub(crate) fn family<'c>(one: &'c Proposal<'_>) -> &'c str {
    let folder = one.candidate.note.path.folder();
    match one.clue.place {
        NamePlace::Folder | NamePlace::FolderAbove => {
            // Up to the folder above: `1on1` of `1on1/Nora & Jin`.
            let above = |before: &'c str| before.rsplit_once('/').map_or("", |(above, _)| above);
            folder.split_once(&one.clue.written).map_or(folder, |(before, _)| above(before))
        }
        _ => folder,
    }
}

/// Whether a note says something, and its name does not say what: `a.md`, not `Questions.md`.
pub(crate) fn is_unnamed(note: &Note) -> bool {
    let mut words = note.path.stem().split(['.', ' ', '-', '_']);
    note.has_words && !words.any(|word| holds("no_person", word))
}

/// A bank of questions for 1-2-1s is none: its name says so, or most of its lines ask.
pub(crate) fn is_bank(note: &Note) -> bool {
    let listed = || note.items.iter().filter(|item| item.listed);
    let asks =
        |item: &&Item| item.words.plain_words().is_some_and(|words| words.trim().ends_with('?'));
    !is_unnamed(note) || listed().filter(asks).count() * 5 > listed().count() * 4
}

/// Whether a note was made by us for a 1-2-1.
pub(crate) fn is_made(note: &Note) -> bool {
    note.region("prep").is_some() && note.front.text_of("kind").is_some_and(|k| k == "one-on-one")
}

/// The names that headings of a note are, each with a day, or above or below one; how often each.
pub(crate) fn names_in_headings(note: &Note) -> BTreeMap<String, usize> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let days = heading_days(note, Order::default(), None, false);
    for (at, heading) in note.headings.iter().enumerate() {
        let behind = days[at].and_then(|day| behind_number(&heading.text, day));
        let slots = read_in_some_year(behind.unwrap_or(&heading.text), Order::default());
        let small = slots.rest.first().is_some_and(|piece| piece.starts_with(char::is_lowercase));
        let dated = slots.day.is_some() || behind.is_some();
        // `## October` above `### 13 Ana` is a month, above `### 13 Nov` somebody.
        let numbers = || {
            let below = note.headings.iter().filter(|below| below.parent == Some(at));
            below.into_iter().any(|below| nested_days::begins_with_number(&below.text))
        };
        let month = nested_days::month_alone(&heading.text).is_some() && numbers();
        if slots.is_name_alone()
            && !month
            && !small
            && let Some(name) = slots.names_left().next()
            && (dated || stands_by_a_day(note, at) || owns_box_below(note, at, &name))
        {
            *names.entry(name).or_default() += 1;
        }
    }
    names
}

/// Whether somebody owns a box below the heading that is their name: `## Gil` above `- [ ] Gil: …`.
fn owns_box_below(note: &Note, at: usize, name: &str) -> bool {
    let below = |item: &&Item| item.task.is_some() && item.heading() == Some(at);
    !Lexicon::shipped().says_kind(&note.headings[at].text)
        && note.items.iter().filter(below).filter_map(owner).any(|of| may_be_one(&of, name))
}

/// Whether a folder names nobody: the headings of the note in it are the names of several people.
pub(crate) fn is_of_several(candidate: &Candidate<'_>, clue: &NameClue) -> bool {
    let folder = matches!(clue.place, NamePlace::Folder | NamePlace::FolderAbove);
    folder && candidate.note.headings.len() > 1 && {
        let names = names_in_headings(candidate.note);
        names.len() > 1 && !names.keys().any(|name| may_be_one(name, &clue.name))
    }
}

/// Whether a group of one name holds a man and a woman by how they are addressed: `Mr Smith` and
/// `Mrs Smith` are two people.
pub(crate) fn is_of_two(group: &[(&Proposal<'_>, NameClue)]) -> bool {
    let addressed = |list: &str| {
        let mut all = group.iter().map(|(_, clue)| clue.written.as_str());
        all.any(|written| {
            let first = written.trim_start_matches('@').split([' ', '-', '_', '.']).next();
            first.is_some_and(|first| has(list, &key(first)))
        })
    };
    addressed("address_man") && addressed("address_woman")
}

/// Whether a heading stands above or below one with a day, and is no word for what stands there.
pub(crate) fn stands_by_a_day(note: &Note, at: usize) -> bool {
    let kind = Lexicon::shipped().says_kind(&note.headings[at].text);
    !kind && (dated_above(note, at) || dated_below(note, at))
}

pub(crate) fn dated_above(note: &Note, at: usize) -> bool {
    std::iter::successors(note.headings[at].parent, |at| note.headings[*at].parent)
        .any(|at| is_dated(&note.headings[at].text))
}

fn dated_below(note: &Note, at: usize) -> bool {
    note.headings.iter().any(|heading| heading.parent == Some(at) && is_dated(&heading.text))
}

pub(crate) fn is_dated(text: &str) -> bool {
    let year = Day::new(2026, 1, 1);
    crate::text::date_name::day_in_name(text, Default::default(), year).is_some()
}

/// Whether another note of the same folder is surely somebody's log.
pub(crate) fn owns_logs(all: &[Candidate<'_>], note: &Note) -> bool {
    let folder = note.path.folder();
    all.iter().any(|one| {
        let clues = &one.clues;
        one.note.path != note.path
            && one.note.path.folder() == folder
            && clues.person.is_some()
            && (clues.log_of.is_some() || !clues.sections.is_empty() || clues.dated_headings >= 2)
    })
}

/// A note that we made and nobody wrote in: whom it was made for, and who is nobody any more, is
/// told with its region.
pub(crate) fn is_untouched_prep(note: &Note) -> bool {
    note.region("prep").is_some() && !note.has_words
}

/// The name that the place of a note gives, where a title, or a name beside the day, says another
/// one than the folder or the file: `## Her 1-1 with Bob` stands in a note of Alice's.
pub(crate) fn name_of_place(
    clues: &Clues,
    found: &NameClue,
    known: &dyn Fn(&NameClue) -> Option<NameClue>,
) -> Option<NameClue> {
    let titles = [NamePlace::Link, NamePlace::BesideWord, NamePlace::Title];
    let in_name = clues.one_on_one.iter().any(|sign| sign.ends_with("in its name"));
    let beside_day = found.place == NamePlace::FileName && !in_name;
    if !titles.contains(&found.place) && !beside_day {
        return None;
    }
    let of = |place: NamePlace| clues.names.iter().find(|clue| clue.place == place).and_then(known);
    let file = || of(NamePlace::FileName);
    let folder = || of(NamePlace::Folder).or_else(|| of(NamePlace::FolderAbove));
    if in_name { file().or_else(folder) } else { folder().or_else(file) }
}

/// What is missing where a name is not sure: of `db/one-to-one.md` the folder names nobody.
pub(crate) fn guess_of(clue: &NameClue, name: &str) -> Guess {
    let small = clue.written.starts_with(char::is_lowercase) && !is_full(name);
    match clue.place == NamePlace::Folder && small {
        true => Guess::WithNobody,
        false => Guess::With(name.to_owned()),
    }
}

/// The line of the title of a note, where its first heading is one.
pub(crate) fn title_line(note: &Note) -> Option<u32> {
    note.headings.first().filter(|first| first.level == 1).map(|first| first.place.line)
}
