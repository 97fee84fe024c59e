//! The day of a note: in its name, its front matter, its title, or a line `Date: …`.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::date_line;
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::{self, Found, Order};
use crate::text::number_order::{self, Triple};
use crate::text::people_words;
use crate::vault::told::day_of_name;

/// The day of a note.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NoteDay {
    pub(super) day: Option<Day>,
    /// Its name or its front matter says so, not the time when its file was made.
    pub(super) sure: bool,
    /// Only its week is known.
    pub(super) week: bool,
}

/// The day that a note's name, its front matter or its title says.
pub(super) fn note_day(
    note: &Note,
    order: Order,
    is_meeting: bool,
    said: &mut Vec<Diagnostic>,
) -> NoteDay {
    let name = day_of_name(&note.path, order);
    let front = note.front.text_of("date").and_then(|text| {
        match date_parse::leading_date(&text, order, name) {
            Some(Found::Day(day, _)) => Some(day),
            found => {
                let message = match found {
                    Some(Found::Bad(why, _)) => why,
                    _ => format!("`date: {text}` is no date"),
                };
                let code = Code::DateUnreadable;
                let place = note.front.place_of("date");
                let problem =
                    Diagnostic::about_file(code, note.path.as_str(), message).at_place(&place);
                said.push(problem.hint(date_parse::way_out(&text, order)));
                None
            }
        }
    });
    let week = || {
        let named = date_name::day_in_name(note.path.stem(), order, None);
        named.is_some_and(|named| named.week)
    };
    let (day, week) = match (name, front) {
        (Some(name), Some(front)) if is_elsewhere(note, name, front) => {
            let message = format!("front matter says {front}, the file name {name}: {name} counts");
            let place = note.front.place_of("date");
            let problem = Diagnostic::about_file(Code::DateDisagrees, note.path.as_str(), message);
            said.push(problem.at_place(&place).hint("correct the one that is wrong"));
            (Some(name), week())
        }
        (Some(name), None) => (Some(name), week()),
        (_, front) => (front, false),
    };
    if day.is_some() || !is_meeting {
        return NoteDay { day, sure: true, week };
    }
    let sure = front_day(note, order, "date_key").or_else(|| title_day(note, order));
    let made = || front_day(note, order, "created_key");
    // `Gonzalo 04_11.md` with `created: 2026-11-05`: that lends the year.
    let in_name = |made: Day| {
        let named = date_name::find_in_name(note.path.stem(), order, Some(made));
        named.map(|named| named.day)
    };
    if sure.is_none()
        && let Some(day) = made().and_then(in_name)
    {
        return NoteDay { day: Some(day), sure: true, week: false };
    }
    NoteDay { day: sure.or_else(made), sure: sure.is_some(), week: false }
}

/// A 1-2-1 is moved further than so by `move` alone: else one of two days so far apart is a slip.
const MOST_MOVED_DAYS: i64 = 31;
/// Nobody moves a 1-2-1 by more than that.
const MOST_PUT_OFF_DAYS: i64 = 366;

/// Whether the front matter says a day that is not that of the note's name. A prep of ours has
/// its day from us: a later one was written into it on purpose; an earlier one is that of the
/// note which it was copied from.
fn is_elsewhere(note: &Note, name: Day, front: Day) -> bool {
    let moved = front.days_since(name);
    let ours = note.region("prep").is_some() && (0..=MOST_PUT_OFF_DAYS).contains(&moved);
    moved.abs() > MOST_MOVED_DAYS && !ours
}

/// The day in another key of the front matter, the surest first.
fn front_day(note: &Note, order: Order, list: &str) -> Option<Day> {
    let words = people_words::words(list);
    let mut keys: Vec<(usize, &String)> = note
        .front
        .keys()
        .filter_map(|name| {
            let key = people_words::key(name);
            words.iter().position(|word| *word == key).map(|at| (at, name))
        })
        .collect();
    keys.sort_unstable();
    keys.into_iter().find_map(|(_, name)| {
        let text = note.front.text_of(name)?;
        let bare = text.trim_matches(['[', ']', '"']);
        date_name::day_in_name(bare, order.sure(), None).map(|named| named.day)
    })
}

/// What a note's name says that may be two days, and what to write.
pub(super) fn two_days(note: &Note, order: Order) -> Option<(String, &'static str)> {
    let stem = note.path.stem();
    let triple = stem.char_indices().find_map(|(at, _)| Some((at, Triple::at(&stem[at..])?)));
    if let Some((at, (triple, len))) = triple
        && triple.day(order).is_none()
        && let Some(days) = triple.both(order)
    {
        let hint = "write `date: 2026-11-24` in its front matter";
        return Some((may_be(&stem[at..at + len], days), hint));
    }
    let ([a, b], span) = number_order::pair(stem)?;
    let era = date_name::era_of_path(note.path.without_ending())?;
    let day = |day: i8, month: i8| Day::new(era.day.year(), month, day);
    let days = [day(a, b)?, day(b, a)?];
    let is_open = order.pair_month_first().is_none() && a != b;
    let hint = "write `date_order: dmy` or `date_order: mdy` in the config, or `date: 2026-11-24` \
                in its front matter";
    is_open.then(|| (may_be(span.of(stem), days), hint))
}

fn may_be(written: &str, [one, other]: [Day; 2]) -> String {
    format!("a 1-2-1, and `{written}` in its name may be {} or {}", one.plain(), other.plain())
}

/// The day in the title, or in a line `Date: …` at the beginning.
fn title_day(note: &Note, order: Order) -> Option<Day> {
    let find = |text: &str| date_name::day_in_name(text, order, None).map(|named| named.day);
    let title = note.front.text_of("title").and_then(|title| find(&title));
    // Of several headings that are days none is the title: `# 10 Nov`, `# 3 Nov`.
    let days = || note.headings.iter().filter(|one| one.level == 1 && find(&one.text).is_some());
    let title = title.or_else(|| find(note.first_heading.as_ref().filter(|_| days().count() < 2)?));
    title.or_else(|| date_line::day_in_line(note, order))
}
