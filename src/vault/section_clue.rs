//! What a heading or a bullet tells of a 1-2-1 that is a part of its note.

use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::vocabulary::{Sense, Vocabulary};
use crate::text::date::Day;
use crate::text::date_name::{self, Era};
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::nested_days::{self, Nested};
use crate::text::next_meeting;
use crate::text::one_on_one;
use crate::text::person_name;
use crate::text::slots;
use crate::vault::clue_words::{SectionClue, is_small, last_part};
use std::collections::BTreeMap;

/// What a heading or a bullet says when it is a 1-2-1's.
pub(crate) fn section(
    text: &str,
    names: &[String],
    order: Order,
    heading: bool,
) -> Option<SectionClue> {
    if !one_on_one::may_stand_in(text) {
        return None;
    }
    let slots = slots::read(text, order, None);
    slots.one_on_one.as_ref()?;
    let tagged = name_of_tag(text);
    let mut linked: Vec<String> =
        names.iter().filter_map(|name| person_name::read(last_part(name))).collect();
    linked.extend(tagged.clone());
    let bare = tagged.or_else(|| slots.names_left().next());
    let named = slots.rest.iter().find(|piece| person_name::read(piece).is_some());
    let small = named.is_some_and(|piece| is_small(piece));
    let clue = SectionClue { linked, bare, small, line: 0 };
    (heading || !clue.linked.is_empty() || slots.is_name_alone()).then_some(clue)
}

/// The person in a tag that says 1-2-1: `#1on1/lena`, `#meeting/1-1/lena-vogel`.
pub(crate) fn name_of_tag(text: &str) -> Option<String> {
    text.split_whitespace().filter(|word| word.contains('/')).find_map(|word| {
        let word = word.trim_start_matches('#').trim_end_matches([',', '.', ';', ':', ')']);
        let (sign, name) = word.rsplit_once('/')?;
        let sign = sign.rsplit('/').next().unwrap_or(sign);
        one_on_one::is_word(sign).then(|| person_name::read(name)).flatten()
    })
}

/// What a heading says below one that says 1-2-1 of all of them: a name, and nothing but a day and
/// words for a meeting beside it.
pub(crate) fn section_below(text: &str, names: &[String], order: Order) -> Option<SectionClue> {
    let slots = slots::read(text, order, Day::new(2026, 1, 1)).without_weekdays();
    let linked: Vec<String> =
        names.iter().filter_map(|name| person_name::read(last_part(name))).collect();
    let small = slots.rest.iter().any(|piece| is_small(piece));
    // `### Bravo` says what the lines below it are.
    let is_word = || slots.day.is_none() && Lexicon::shipped().says_kind(text);
    let bare = slots.names_left().next().filter(|_| slots.is_name_alone() && !is_word());
    let told = !linked.is_empty() || bare.is_some() && !small;
    told.then_some(SectionClue { linked, bare, small, line: 0 })
}

/// The same of a bullet.
pub fn bullet(item: &Item) -> Option<SectionClue> {
    const LONGEST: usize = 80;
    let plain = item.words.plain_words();
    if plain.is_some_and(|words| words.len() > LONGEST || !one_on_one::may_stand_in(words)) {
        return None;
    }
    let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
    if text.len() > LONGEST || next_meeting::next_label(&text).is_some() {
        return None;
    }
    let names: Vec<String> = item.mentions.iter().map(|mention| mention.names[0].clone()).collect();
    let text = slots::without_clock(&text);
    // `1:1 Petra: talked about stuff`: what stands behind the colon is said of it.
    let head = || text.split_once(": ").map(|(head, _)| head);
    let found = section(text, &names, Order::Dmy, false);
    found.or_else(|| section(head()?, &names, Order::Dmy, false))
}

/// Whether a heading is a day or a week and nothing else: what stands above it counts on below it.
pub(crate) fn is_time_alone(text: &str, order: Order) -> bool {
    let slots = slots::read(text, order, Day::new(2026, 1, 1));
    slots.day.is_some() && slots.rest.is_empty()
}

/// The days of headings that are numbers below a month, by their places; any year does.
/// A month or a year above some is told without a day.
pub(crate) fn nested(note: &Note) -> BTreeMap<usize, Option<Day>> {
    let is_month = |text: &str| nested_days::month_alone(text).is_some() || text.contains("20");
    let may = note.headings.len() > 1 && note.headings.iter().any(|one| is_month(&one.text));
    if !may {
        return BTreeMap::new();
    }
    let of_path = date_name::era_of_path(note.path.without_ending());
    let lent = || Day::new(2026, 7, 2).map(|day| Era { day, month: false });
    let lines: Vec<Nested<'_>> =
        note.headings.iter().map(|heading| (heading.text.as_str(), heading.parent)).collect();
    let is_day = |at: usize| slots::day_of_heading(lines[at].0, Order::Dmy, None).is_some();
    let eras = nested_days::eras(&lines, &is_day, of_path.or_else(lent));
    let day = |at: &usize| {
        let text = lines[*at].0.trim();
        let digit = text.bytes().any(|byte| byte.is_ascii_digit());
        let mut above = std::iter::successors(lines[*at].1, |at| lines[*at].1);
        let era = above.find_map(|at| eras.get(&at)).filter(|_| digit && !is_day(*at))?;
        let alone = era.day_alone(text);
        alone.or_else(|| Some(nested_days::day_at_start(*era, text)?.0))
    };
    let days = (0..lines.len()).filter_map(|at| Some((at, Some(day(&at)?))));
    let days: BTreeMap<usize, Option<Day>> = days.collect();
    let months = eras.keys().map(|at| (*at, None)).filter(|_| !days.is_empty());
    months.chain(days.clone()).collect()
}

/// The full name that a heading is, or the nearest one above it, and nothing else; not that of the
/// note, whose sections need no name.
pub(crate) fn name_above(note: &Note, at: Option<usize>) -> Option<String> {
    let above = std::iter::successors(at, |at| note.headings[*at].parent);
    let name = above.map(|at| &note.headings[at]).find_map(|heading| {
        let linked = heading.names.iter().find_map(|name| person_name::read(last_part(name)));
        let slots = slots::read(&heading.text, Order::Dmy, None);
        let alone = || slots.names_left().next().filter(|_| slots.is_name_alone());
        linked.or_else(alone).filter(|name| person_name::is_full(name))
    })?;
    let own = person_name::read(note.path.stem());
    let own = own.is_some_and(|own| person_name::may_be_one(&own, &name));
    (!own).then_some(name)
}

/// Whether the first heading of a daily note heads a part of it alone: something else that is no
/// part of a 1-2-1 is on a level with it.
pub(crate) fn heads_a_part(note: &Note) -> bool {
    let kind = |text: &str| Vocabulary::shipped().label_of(text).sense.and_then(Sense::kind);
    let other = |text: &str| one_on_one::find_word(text).is_none() && kind(text).is_none();
    let mut rest = note.headings.iter().skip(1);
    date_name::is_day_alone(note.path.stem(), None)
        && rest.any(|heading| heading.level == 1 && other(&heading.text))
}
