//! The days of headings: `## 2026-11-17`, `### Thu 15 Oct`, and what is wrong with them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::{Found, Order};
use crate::vault::config::Config;
use std::collections::BTreeSet;

/// The day that each heading tells, by its place.
pub(crate) fn heading_days(note: &Note, config: &Config, day: Option<Day>) -> Vec<Option<Day>> {
    let order = config.date_order;
    let find = |text: &str, near: Option<Day>| {
        // Most headings hold no digit, and so no date.
        match text.bytes().any(|b| b.is_ascii_digit()).then(|| date_parse::find(text, order, near))
        {
            Some(Some(Found::Day(day, _))) => Some(day),
            _ => None,
        }
    };
    let mut days: Vec<Option<Day>> =
        note.headings.iter().map(|heading| find(&heading.text, None)).collect();
    let known: Vec<(usize, Day)> =
        days.iter().enumerate().filter_map(|(at, day)| day.map(|day| (at, day))).collect();
    for (at, heading) in note.headings.iter().enumerate() {
        if days[at].is_none() {
            // The year is that of the nearest dated heading, else that of the note.
            let near =
                known.iter().min_by_key(|(other, _)| other.abs_diff(at)).map(|(_, day)| *day);
            days[at] = near.or(day).and_then(|near| find(&heading.text, Some(near)));
        }
    }
    days
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
