//! The days of headings: `## 2026-11-17`, `### Thu 15 Oct`, and what is wrong with them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::{self, Found, Order};
use crate::text::nested_days::{self, Nested};
use crate::text::next_meeting;
use crate::text::number_order::Votes;
use crate::text::slots;
use std::collections::BTreeSet;

/// The order of short days that the headings of a note tell together, else that of the vault.
pub(crate) fn order_of(note: &Note, order: Order, today: Day) -> Order {
    let mut votes = Votes::new(order, today);
    note.headings.iter().for_each(|heading| votes.take(&heading.text));
    votes.order(false)
}

/// The day that each heading tells, by its place.
///
/// A log runs one way: a heading without a year gets that of its neighbour, so the years are told
/// from the headings that have one outwards.
pub(crate) fn heading_days(
    note: &Note,
    order: Order,
    day: Option<Day>,
    week: bool,
) -> Vec<Option<Day>> {
    let find = |text: &str, near: Option<Day>| {
        // Most headings hold no digit, and so no date.
        let has_digit = text.bytes().any(|b| b.is_ascii_digit());
        let found = has_digit.then(|| slots::day_of_heading(text, order, near)).flatten();
        // `Next 1:1: 3 Dec` and `Last 1:1: 13 Oct` head no 1-2-1 of that day.
        found.filter(|_| next_meeting::next_label(text).is_none()).map(|named| named.day)
    };
    let headings = &note.headings;
    let mut days: Vec<Option<Day>> =
        headings.iter().map(|heading| find(&heading.text, None)).collect();
    let known: Vec<usize> = (0..days.len()).filter(|at| days[*at].is_some()).collect();
    // What a path, or a heading above, tells of the year: `# November 2026`.
    let of_path = date_name::era_of_path(note.path.without_ending());
    let lines: Vec<Nested<'_>> =
        headings.iter().map(|heading| (heading.text.as_str(), heading.parent)).collect();
    let eras = nested_days::eras(&lines, &|at| days[at].is_some(), of_path);
    let own = day;
    if known.is_empty() && day.is_none() && of_path.is_none() && eras.is_empty() {
        return days;
    }
    let above = |at: usize| std::iter::successors(headings[at].parent, |at| headings[*at].parent);
    let era = |at: usize| {
        let of_heading = above(at).filter_map(|at| eras.get(&at)).next();
        of_heading.copied().or(of_path)
    };
    let lent = |at: usize| own.or_else(|| era(at).map(|era| era.day));
    let first = known.first().copied().unwrap_or(0);
    // In a note of thousands of headings none may look through all others.
    let has_digit = |at: usize| headings[at].text.bytes().any(|byte| byte.is_ascii_digit());
    for at in (0..first).rev().filter(|at| has_digit(*at)) {
        let near = first_or_last_day(&days[at + 1..], true).or_else(|| lent(at));
        let found = find(&headings[at].text, near);
        let run = runs_later(&days[at + 1..]);
        days[at] = days[at].or_else(|| in_log_year(found, near, run));
    }
    let mut before = first_or_last_day(&days[..first], false);
    for at in first..days.len() {
        if days[at].is_none() && has_digit(at) {
            let near = match known.get(known.partition_point(|known| *known <= at)) {
                Some(next) if before.is_none() => days[*next],
                _ => before,
            };
            // `# 2025` below the days of 2026.
            let of_heading = above(at).find_map(|at| eras.get(&at)).map(|era| era.day);
            let other = of_heading.filter(|day| near.is_none_or(|near| near.year() != day.year()));
            if let Some(day) = other.and_then(|day| find(&headings[at].text, Some(day))) {
                days[at] = Some(day);
            } else {
                let near = near.or_else(|| lent(at));
                let found = find(&headings[at].text, near);
                let run = || runs_later(&days[..at]).map(|up| !up);
                let run = found.is_some().then(run).flatten();
                days[at] = in_log_year(found, near.filter(|_| before.is_some()), run);
            }
        }
        before = days[at].or(before);
    }
    for (at, heading) in headings.iter().enumerate() {
        if days[at].is_none() && !heading.text.is_empty() {
            let of_week = above(at).find_map(|above| {
                let monday = days[above].filter(|day| day.weekday().index() == 0)?;
                let monday = Some(monday).filter(|_| is_week(&headings[above].text))?;
                let at_end = date_name::of_week_at_end(&heading.text, monday);
                at_end.or_else(|| date_name::of_week(&heading.text, monday))
            });
            let has_digit = heading.text.bytes().any(|byte| byte.is_ascii_digit());
            let era = || era(at).filter(|_| has_digit);
            let alone = || era()?.day_alone(&heading.text);
            let beside = || Some(nested_days::day_at_start(era()?, &heading.text)?.0);
            days[at] = of_week.or_else(alone).or_else(beside);
        }
    }
    if let Some(monday) = day.filter(|_| week) {
        for (at, heading) in headings.iter().enumerate() {
            days[at] = days[at].or_else(|| date_name::of_week(&heading.text, monday));
        }
    }
    days
}

/// The days of headings whose year nothing tells: the newest in which none of them is far ahead,
/// where the days then run one way, or each has its weekday beside it.
pub(crate) fn newest_days(note: &Note, order: Order, today: Day) -> Option<Vec<Option<Day>>> {
    // The next 1-2-1 may have its heading already.
    const AHEAD: i64 = 14;
    let newest = |text: &str| {
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        let found = has_digit.then(|| slots::day_of_heading(text, order, Some(today))).flatten()?;
        let day = found.day;
        let day = match day.days_since(today) > AHEAD {
            true => Day::new(day.year() - 1, day.month(), day.day())?,
            false => day,
        };
        // A weekday beside it tells whether the year is right.
        let (before, own) = (&text[..found.span.start], found.span.of(text));
        let words = |c: char| !c.is_alphabetic();
        let beside = [before.trim_end().rsplit(words).next(), own.split(words).next()];
        let weekday = beside.into_iter().flatten().find_map(|word| {
            let (at, len) = date_parse::leading_weekday(word)?;
            (len == word.len() && !word.is_empty()).then_some(at)
        });
        let fits = |at: i8| i8::try_from(day.weekday().index()) == Ok(at);
        weekday.is_none_or(fits).then_some((day, weekday.is_some()))
    };
    let headings = note.headings.iter();
    let days: Vec<Option<(Day, bool)>> = headings.map(|heading| newest(&heading.text)).collect();
    let sure = days.iter().flatten().all(|(_, sure)| *sure);
    let days: Vec<Option<Day>> = days.into_iter().map(|found| Some(found?.0)).collect();
    let told: Vec<Day> = days.iter().flatten().copied().collect();
    let (up, down) = (told.windows(2).all(|w| w[0] <= w[1]), told.windows(2).all(|w| w[0] >= w[1]));
    (!told.is_empty() && (up || down || sure)).then_some(days)
}

/// The day of a note whose only dated heading is its title, which says the same as its name: one
/// meeting, no log.
pub(crate) fn of_title(note: &Note, days: &[Option<Day>]) -> Option<Day> {
    let [Some(day), rest @ ..] = days else { return None };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let same = letters(&note.headings[0].text) == letters(note.path.stem());
    (same && rest.iter().all(Option::is_none)).then_some(*day)
}

/// Whether a heading tells a week.
pub(crate) fn is_week(text: &str) -> bool {
    let year = Day::new(2026, 7, 2);
    date_name::day_in_name(text, Order::Dmy, year).is_some_and(|named| named.week)
}

/// Whether the days of a log become later, as far as they are told: most of its steps.
fn runs_later(days: &[Option<Day>]) -> Option<bool> {
    let told: Vec<Day> = days.iter().flatten().copied().collect();
    let later = told.windows(2).filter(|pair| pair[1] > pair[0]).count();
    let earlier = told.windows(2).filter(|pair| pair[1] < pair[0]).count();
    (later != earlier).then_some(later > earlier)
}

/// A day whose year its neighbour lent, in the year in which the log goes on in its direction:
/// `16.11.` above `12.1.` and `15.12.25` is that of 2026.
fn in_log_year(found: Option<Day>, near: Option<Day>, earlier: Option<bool>) -> Option<Day> {
    const SLIP: i64 = 31;
    let (day, near, earlier) = match (found, near, earlier) {
        (Some(day), Some(near), Some(earlier)) => (day, near, earlier),
        _ => return found,
    };
    let years = match (earlier, day.days_since(near)) {
        (false, behind) if behind < -SLIP => 1,
        (true, ahead) if ahead > SLIP => -1,
        _ => return found,
    };
    Day::new(day.year() + years, day.month(), day.day()).or(found)
}

/// The first day of a list, or the last one.
fn first_or_last_day(days: &[Option<Day>], first: bool) -> Option<Day> {
    let mut found = days.iter().flatten();
    if first { found.next().copied() } else { found.next_back().copied() }
}

/// Headings with a day and a month whose year nothing in the note tells: it is not guessed.
///
/// Said only where the day would count: an item of ours stands below the heading.
pub(crate) fn say_yearless(
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
            let problem = Diagnostic::about_file(Code::DateUnreadable, note.path.as_str(), message);
            let hint = "write the year, or `date: 2026-11-24` in the front matter";
            said.push(problem.at_place(&heading.place).hint(hint));
        }
    }
}

/// Days before anybody kept such notes, or years ahead.
pub(crate) fn far_days(note: &Note, days: &[Option<Day>], today: Day, said: &mut Vec<Diagnostic>) {
    const MOST_DAYS_BEHIND: i64 = 30 * 366;
    const MOST_DAYS_AHEAD: i64 = 2 * 366;
    for (at, day) in days.iter().enumerate().filter_map(|(at, day)| Some((at, (*day)?))) {
        let ahead = day.days_since(today);
        if !(-MOST_DAYS_BEHIND..=MOST_DAYS_AHEAD).contains(&ahead) {
            let message = format!("{day} is far from today");
            let problem = Diagnostic::about_file(Code::YearOdd, note.path.as_str(), message);
            let place = &note.headings[at].place;
            said.push(problem.at_place(place).hint("is the year right?"));
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
        let neighbours_agree = before.days_since(*after).abs() <= 120;
        let far = day.days_since(*before).abs().min(day.days_since(*after).abs());
        if neighbours_agree && far > 300 {
            let heading = &note.headings[*at];
            let message = format!("{day} stands between {before} and {after}");
            let problem = Diagnostic::about_file(Code::YearOdd, note.path.as_str(), message);
            said.push(problem.at_place(&heading.place).hint("is the year right?"));
        }
    }
}
