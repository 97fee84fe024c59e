//! 1-2-1s that are parts of notes: a heading or a bullet of a daily note, the headings of one file
//! for all people.
//!
//! A heading knows its person, its day and that it is a 1-2-1 by itself, or by those above it, or
//! by its note. Where the three come together a 1-2-1 begins.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::head_line;
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::people::{People, Who};
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ids::PersonId;
use crate::text::lexicon::Lexicon;
use crate::text::nested_days;
use crate::text::one_on_one::{self, Beside};
use crate::text::person_name;
use crate::text::slots;
use crate::vault::clue_lines::is_no_open_box;
use crate::vault::clue_words::{SectionClue, last_part};
use crate::vault::outline::{self, Lent};
use crate::vault::section_clue::bullet;
use std::collections::BTreeSet;

/// A part of a note that is a 1-2-1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub heading: Option<usize>,
    pub bullet: Option<usize>,
    /// With whom.
    pub person: PersonId,
    pub day: Day,
}

/// A note with more headings is no note of one 1-2-1 that lost its day.
const MOST_HEADINGS: usize = 200;

/// What is said of the headings below which a 1-2-1 with somebody stands that nothing gives a day.
pub(crate) fn say_undated(
    note: &Note,
    people: &People,
    day: Option<Day>,
    heading_days: &[Option<Day>],
) -> Vec<Diagnostic> {
    if day.is_some() || note.items.is_empty() || note.headings.len() > MOST_HEADINGS {
        return Vec::new();
    }
    let chain = |at: Option<usize>| std::iter::successors(at, |at| note.headings[*at].parent);
    let is_dated = |at: usize| heading_days.get(at).copied().flatten().is_some();
    let dated: Vec<usize> = (0..note.headings.len()).filter(|at| is_dated(*at)).collect();
    let says = |at: &usize| {
        let heading = &note.headings[*at];
        one_on_one::may_stand_in(&heading.text)
            && one_on_one::find_word(&heading.text).is_some()
            && person_of((&heading.text, None), &heading.names, people, true).is_some()
            && !chain(Some(*at)).any(is_dated)
            // A day may stand in a heading below it.
            && !dated.iter().any(|below| chain(Some(*below)).any(|above| above == *at))
            && note.items.iter().any(|item| chain(item.heading()).any(|above| above == *at))
    };
    let say = |at: usize| {
        let message = "a 1-2-1, and nothing says when";
        let hint = "write the day into the heading, or `date:` into the front matter";
        let problem = Diagnostic::about_file(Code::MeetingWithoutDate, note.path.as_str(), message);
        problem.at_place(&note.headings[at].place).hint(hint)
    };
    (0..note.headings.len()).filter(says).map(say).collect()
}

/// What a heading and those above it tell.
#[derive(Clone, Debug, Default)]
struct HeadingTold {
    is_one_on_one: bool,
    person: Option<PersonId>,
    day: Option<Day>,
    /// It is still to come: `Agenda 1:1 Lena`, `Tomorrow`.
    planned: bool,
}

/// The parts of a note that are 1-2-1s; `of_note` when the note as a whole is about them.
pub(crate) fn meeting_sections(
    note: &Note,
    people: &People,
    day: Option<Day>,
    heading_days: &[Option<Day>],
    of_note: bool,
    now: (Day, Order),
) -> Vec<Section> {
    let mut found = Vec::new();
    let mut told: Vec<HeadingTold> = Vec::with_capacity(note.headings.len());
    for (at, heading) in note.headings.iter().enumerate() {
        let above = heading.parent.map(|above| told[above].clone());
        let above =
            above.unwrap_or(HeadingTold { is_one_on_one: of_note, day, ..HeadingTold::default() });
        let mut own = above.clone();
        own.day = heading_days.get(at).copied().flatten().or(own.day);
        let pair = pair_in_heading(&heading.text, people);
        let lines = people.evidence.sections.get(&note.path);
        let says = lines.is_some_and(|lines| lines.contains(&heading.place.line));
        let beside = says.then(|| head_line::beside_a_name(&heading.text, people.order)).flatten();
        let pair = pair.or_else(|| people.one_named(&beside?.name));
        let says = pair.is_some()
            || one_on_one::may_stand_in(&heading.text)
                && one_on_one::find_word(&heading.text).is_some();
        own.is_one_on_one |= says;
        own.planned |= !of_note && is_planned(&heading.text, says);
        if pair.is_some() {
            own.person = pair;
        } else if says || of_note || above.is_one_on_one && above.person.is_none() {
            let near = heading_days.get(at).copied().flatten();
            let named = person_of((&heading.text, near), &heading.names, people, says);
            // `### 2026-11-09 1:1` below `## Linh Tran`.
            let above = || {
                let mut above =
                    std::iter::successors(heading.parent, |at| note.headings[*at].parent);
                above.find_map(|at| {
                    let heading = &note.headings[at];
                    person_of((&heading.text, None), &heading.names, people, false)
                })
            };
            let named = named.or_else(|| (says && own.person.is_none()).then(above).flatten());
            own.person = named.or(own.person);
        }
        let complete = |told: &HeadingTold| {
            !told.planned && told.is_one_on_one && told.person.is_some() && told.day.is_some()
        };
        let other = own.person != above.person || own.day != above.day;
        if complete(&own)
            && (!complete(&above) || other)
            && let (Some(person), Some(day)) = (own.person.clone(), own.day)
        {
            found.push(Section { heading: Some(at), bullet: None, person, day });
        }
        told.push(own);
    }
    // Of `# Lena` and `## 10 Nov` below it the one with the day is the 1-2-1: a heading that only
    // hands the day of its note on is none when dated ones stand below it.
    let dated = |at: usize| heading_days.get(at).copied().flatten().is_some();
    let has_dated = |at: usize| {
        (0..note.headings.len()).any(|below| {
            dated(below)
                && std::iter::successors(note.headings[below].parent, |at| {
                    note.headings[*at].parent
                })
                .any(|above| above == at)
        })
    };
    found.retain(|section| section.heading.is_none_or(|at| dated(at) || !has_dated(at)));
    for (at, item) in note.items.iter().enumerate() {
        if !is_no_open_box(item) || !item.listed || note.children_of(at).next().is_none() {
            continue;
        }
        let known = || known_bullet(item, people);
        let Some(clue) = bullet(item).or_else(known) else { continue };
        let linked = item.mentions.iter().find_map(|mention| {
            mention.names.iter().find_map(|name| people.one_named(last_part(name)))
        });
        let person = linked.or_else(|| people.one_named(clue.bare.as_deref()?));
        let heading = item.heading();
        let above = std::iter::successors(heading, |at| note.headings[*at].parent)
            .find_map(|at| heading_days.get(at).copied().flatten());
        let mut chain = std::iter::successors(heading, |at| note.headings[*at].parent);
        if chain.any(|at| told[at].planned)
            || item.words.plain_words().is_some_and(|text| is_planned(text, true))
        {
            continue;
        }
        let inside = found.iter().any(|section| {
            let same = person.as_ref().is_none_or(|person| *person == section.person);
            same && section.heading.is_some_and(|section| {
                std::iter::successors(heading, |at| note.headings[*at].parent)
                    .any(|at| at == section)
            })
        });
        // `- 2026-11-17 1:1 Petra`: its own day goes before that of what is above it.
        let plain = item.words.plain_words();
        let own =
            plain.and_then(|text| slots::day_of_heading(text, Order::default(), above.or(day)));
        let own = own.map(|named| named.day).or(above).or(day);
        if let (Some(person), Some(day)) = (person.filter(|id| !people.is_me(id)), own)
            && !inside
        {
            found.push(Section { heading: None, bullet: Some(at), person, day });
        }
    }
    let (today, order) = now;
    for talk in outline::talks(note, Lent { order, today: Some(today) }) {
        let person = people.one_named(&talk.name).filter(|id| !people.is_me(id));
        let heading = note.items[talk.bullet].heading();
        let mut above = std::iter::successors(heading, |at| note.headings[*at].parent);
        let inside = above.any(|at| found.iter().any(|section| section.heading == Some(at)));
        let same = |section: &Section| section.bullet == Some(talk.bullet);
        if let Some(person) = person.filter(|_| !inside && !found.iter().any(same)) {
            let (bullet, day) = (Some(talk.bullet), talk.day);
            found.push(Section { heading: None, bullet, person, day });
        }
    }
    found
}

/// Whether a heading or a bullet says that a 1-2-1 is still to come: `Agenda 1:1 Lena`, `Prep for
/// 1:1 with Lena`, `1:1 Lena (plan)`; one that says no 1-2-1 by nothing else: `Tomorrow`.
fn is_planned(text: &str, says_one_on_one: bool) -> bool {
    let lexicon = Lexicon::shipped();
    let has = |text: &str| lexicon.has("planned", text);
    if !says_one_on_one {
        return has(text.trim_matches(['*', '_', ':', ' ']));
    }
    let Some(word) = one_on_one::find_word(text) else { return false };
    let before = text[..word.start].trim_matches(|c: char| !c.is_alphanumeric());
    // `Prep for 1:1`, `For next 1:1`, `Vorbereitung auf das 1:1`
    let begins = before.split_whitespace().take(2).any(has) || has(before);
    let inside = text.split_once('(').and_then(|(_, inside)| inside.split_once(')'));
    begins || inside.is_some_and(|(inside, _)| has(inside))
}

/// What a bullet says whose name is somebody's and would be no name of a stranger: `1:1 Dev`.
fn known_bullet(item: &Item, people: &People) -> Option<SectionClue> {
    const LONGEST: usize = 80;
    let text = item.words.plain_words().filter(|text| text.len() <= LONGEST)?;
    if !one_on_one::may_stand_in(text) {
        return None;
    }
    let slots = slots::read(text.trim().trim_matches(['*', '_']), Order::default(), None);
    let [name] = slots.rest.as_slice() else { return None };
    let known = slots.one_on_one.is_some() && people.one_named(name).is_some();
    known.then(|| SectionClue { bare: Some(name.clone()), ..SectionClue::default() })
}

/// Whom a heading is a 1-2-1 with that says so without a word for it: `Alice / Nora` with the lead
/// as one of the two, `Catch-up w/ Alice` with a word that alone is none and nobody else.
pub(crate) fn pair_in_heading(text: &str, people: &People) -> Option<PersonId> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST || !text.contains([' ', '/', '&', '<', '|']) {
        return None;
    }
    let other = |name: &str| {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        people.one_named(name).filter(|id| !people.is_me(id))
    };
    let is_me = |name: &str| people.one_named(name.trim()).is_some_and(|id| people.is_me(&id));
    let joined = text.replace(" x ", "/").replace(" and ", "/").replace(" und ", "/");
    let parts: Vec<&str> = joined
        .split(['/', '&', '<', '>', '|', '↔', '×'])
        .filter(|part| !part.trim().is_empty())
        .collect();
    if let [first, second] = parts.as_slice()
        && (is_me(first) || is_me(second))
    {
        return other(first).or_else(|| other(second));
    }
    if one_on_one::may_be_beside(text)
        && let Some(found) = slots::name_beside_word(text, Order::default(), None)
        && found.sign == Beside::Short
    {
        return other(&found.name);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let lexicon = Lexicon::shipped();
    (1..words.len().saturating_sub(1)).find_map(|at| {
        let meets = lexicon.has("with", words[at])
            && lexicon.has("one_on_ones.weak", &words[..at].join(" "));
        meets.then(|| other(&words[at + 1..].join(" "))).flatten()
    })
}

/// Whether a heading that says 1-2-1 names several people beside the lead, so that it is with none
/// of them: `1-1 with [[Alice]] and [[Bob]]`, `1-1 Alice & Bob`.
pub(crate) fn is_of_several(text: &str, names: &[String], people: &People) -> bool {
    let joined = names.len() > 1 || slots::may_be_company(text);
    if !joined {
        return false;
    }
    let linked = names.iter().filter_map(|name| people.one_named(last_part(name)));
    let company = slots::company(text, Order::default());
    let plain = company.iter().filter_map(|name| people.one_named(name));
    let all: BTreeSet<PersonId> = linked.chain(plain).filter(|id| !people.is_me(id)).collect();
    all.len() > 1
}

/// The person that a heading names: by a link, or with nothing else in it but a day.
fn person_of(
    (text, near): (&str, Option<Day>),
    names: &[String],
    people: &People,
    says: bool,
) -> Option<PersonId> {
    let others = |id: &PersonId| !people.is_me(id);
    if says && is_of_several(text, names, people) {
        return None;
    }
    let linked = names.iter().find_map(|name| people.one_named(last_part(name)).filter(others));
    if linked.is_some() {
        return linked;
    }
    let behind = near.and_then(|day| nested_days::behind_number(text, day));
    let slots = slots::read(behind.unwrap_or(text), Order::default(), near).without_weekdays();
    let mut found = slots.rest.iter().filter_map(|piece| {
        let named = person_name::read(piece).and_then(|name| people.one_named(&name));
        // `1:1 with Alice H.`
        let spoken = || match people.who_is_spoken_of(piece) {
            Who::One(id) if says => Some(id),
            _ => None,
        };
        named.or_else(|| people.one_named(piece)).or_else(spoken).filter(others)
    });
    let first = found.next()?;
    // A name in a longer heading is a topic's, unless the heading says 1-2-1.
    (says || slots.rest.len() == 1).then_some(first)
}

/// How many people beside the lead the `person:` of a note lists.
pub(crate) fn listed_people(note: &Note, people: &People) -> usize {
    let names = note.front.texts_of("person");
    let ids = names.iter().filter_map(|name| people.one_named(name.trim_matches(['[', ']', '"'])));
    ids.filter(|id| !people.is_me(id)).collect::<BTreeSet<PersonId>>().len()
}

/// How many people the first headings of a note name: `# Emre Aydin` and `# Henrike Lohse`.
pub(crate) fn on_top(note: &Note, people: &People) -> usize {
    let tops = note.headings.iter().filter(|heading| heading.level == 1);
    let named = tops.filter_map(|heading| people.one_named(&heading.text));
    named.filter(|id| !people.is_me(id)).collect::<BTreeSet<_>>().len()
}

/// What is said of a 1-2-1 of which nothing tells with whom, and the way out.
pub(crate) fn unnamed_meeting(note: &Note, people: &People) -> (String, &'static str) {
    match listed_people(note, people) {
        0 | 1 => (
            "a 1-2-1, and nothing says with whom".to_owned(),
            "write `person: NAME` in its front matter",
        ),
        count => (
            format!("`person:` names {count} people, and a 1-2-1 is with one"),
            "leave one of them there, or write `read: no`",
        ),
    }
}
