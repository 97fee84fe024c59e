//! The days of headings: `## 2026-11-17`, `### Thu 15 Oct`, and what is wrong with them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::{self, Found, Order};
use crate::vault::config::Config;
use std::collections::BTreeSet;

/// The day that each heading tells, by its place.
///
/// A log runs one way: a heading without a year gets that of its neighbour, so the years are told
/// from the headings that have one outwards.
pub(crate) fn heading_days(
    note: &Note,
    config: &Config,
    day: Option<Day>,
    week: bool,
) -> Vec<Option<Day>> {
    let order = config.date_order;
    let find = |text: &str, near: Option<Day>| {
        // Most headings hold no digit, and so no date.
        let has_digit = text.bytes().any(|b| b.is_ascii_digit());
        has_digit.then(|| date_name::find(text, order, near)).flatten().map(|named| named.day)
    };
    let headings = &note.headings;
    let mut days: Vec<Option<Day>> =
        headings.iter().map(|heading| find(&heading.text, None)).collect();
    let known: Vec<usize> = (0..days.len()).filter(|at| days[*at].is_some()).collect();
    if known.is_empty() && day.is_none() {
        return days;
    }
    let first = known.first().copied().unwrap_or(0);
    for at in (0..first).rev() {
        days[at] =
            days[at].or_else(|| find(&headings[at].text, nearest(&days[at..], true).or(day)));
    }
    for at in first..days.len() {
        if days[at].is_none() {
            let before = nearest(&days[..at], false);
            let near = match known.iter().find(|known| **known > at) {
                Some(next) if before.is_none() => days[*next],
                _ => before,
            };
            days[at] = find(&headings[at].text, near.or(day));
        }
    }
    if let Some(monday) = day.filter(|_| week) {
        for (at, heading) in headings.iter().enumerate() {
            days[at] = days[at].or_else(|| date_name::of_week(&heading.text, monday));
        }
    }
    days
}

/// The first day of a list, or the last one.
fn nearest(days: &[Option<Day>], first: bool) -> Option<Day> {
    let mut found = days.iter().flatten();
    if first { found.next().copied() } else { found.next_back().copied() }
}

/// Headings with a day and a month whose year nothing in the note tells: it is not guessed.
///
/// Said only where the day would count: an item of ours stands below the heading.
pub(crate) fn yearless(
    note: &Note,
    days: &[Option<Day>],
    order: Order,
    today: Day,
    said: &mut Vec<Diagnostic>,
) {
    let mut used = BTreeSet::new();
    for item in note.items.iter().filter(|item| item.kind().is_some()) {
        used.extend(std::iter::successors(item.heading(), |at| note.headings[*at].parent));
    }
    for at in used.into_iter().filter(|at| days[*at].is_none()) {
        let heading = &note.headings[at];
        // Any year does to see whether one is all that is missing.
        if let Some(Found::Day(_, span)) = date_parse::find(&heading.text, order, Some(today)) {
            let message = format!("`{}` has no year", span.of(&heading.text));
            let problem = Diagnostic::file(Code::DateUnreadable, note.path.as_str(), message);
            let hint = "write the year, or `date: 2026-11-24` in the front matter";
            said.push(problem.at(&heading.place).hint(hint));
        }
    }
}

/// A log that jumps by about a year and back: a slip, often in January.
pub(crate) fn odd_years(note: &Note, days: &[Option<Day>], said: &mut Vec<Diagnostic>) {
    let dated: Vec<(usize, Day)> =
        days.iter().enumerate().filter_map(|(at, day)| day.map(|day| (at, day))).collect();
    for window in dated.windows(3) {
        let [(_, before), (at, day), (_, after)] = window else {
            continue;
        };
        let neighbours_agree = before.since(*after).abs() <= 120;
        let far = day.since(*before).abs().min(day.since(*after).abs());
        if neighbours_agree && far > 300 {
            let heading = &note.headings[*at];
            let message = format!("{day} stands between {before} and {after}");
            let problem = Diagnostic::file(Code::YearOdd, note.path.as_str(), message);
            said.push(problem.at(&heading.place).hint("is the year right?"));
        }
    }
}
