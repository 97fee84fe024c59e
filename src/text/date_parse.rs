//! Reading the many ways in which people write dates: `24.11.2026`, `Thu 15 Oct`, `Nov 3, 2026`.
//!
//! Forgiving, but never guessing: what has the shape of a date and is none is told as such.

use crate::text::date::Day;
use crate::text::lexicon::Lexicon;
pub use crate::text::number_order::Order;
use crate::text::people_words::key;
use crate::text::span::{Span, is_mark};
use crate::text::words_table::{Shapes, WordMap};
use std::sync::LazyLock;

/// What stands at a place where a date may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A day, and where it is written.
    Day(Day, Span),
    /// Something of the shape of a date that no calendar has, and where.
    Bad(String, Span),
}

/// Words with their places in the year or the week.
#[derive(Default)]
struct WordPlaces {
    places: WordMap<String, i8>,
    shapes: Shapes,
}

impl WordPlaces {
    fn of(list: &str, number: impl Fn(&str) -> Option<i8>) -> WordPlaces {
        let mut all = WordPlaces::default();
        for word in Lexicon::shipped().words(list) {
            let Some(number) = number(word) else { continue };
            let word = key(word);
            all.shapes.add(word.as_bytes());
            all.places.insert(word, number);
        }
        all
    }
}

/// Words of months and weekdays in all languages.
static CALENDAR: LazyLock<(WordPlaces, WordPlaces)> = LazyLock::new(|| {
    let day =
        |word: &str| Lexicon::shipped().weekday_named(word).and_then(|at| i8::try_from(at).ok());
    (
        WordPlaces::of("months", |word| Lexicon::shipped().month_named(word)),
        WordPlaces::of("days", day),
    )
});

/// The first date in `text`, or the first thing of a date's shape that is none.
///
/// `near` gives the year to dates without one: the nearest such day is meant.
pub fn find(text: &str, order: Order, near: Option<Day>) -> Option<Found> {
    // No date is written without a number.
    let last = text.bytes().rposition(|byte| byte.is_ascii_digit())?;
    let mut before = ' ';
    let mut bad = None;
    let mut skip = 0;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= last) {
        // The second number of `1:1 June` is no day of June.
        let inside = matches!(before, ':' | '-' | '/')
            && text[..at].trim_end_matches(before).ends_with(|c: char| c.is_ascii_digit())
            && text[at..].bytes().take_while(u8::is_ascii_digit).count() < 4;
        if at >= skip && !inside && c.is_alphanumeric() && !before.is_alphanumeric() {
            match date_at(&text[at..], order, near) {
                Some((Ok(day), len)) => return Some(Found::Day(day, Span::new(at, at + len))),
                Some((Err(why), len)) => {
                    skip = at + len;
                    bad = bad.or(Some(Found::Bad(why, Span::new(at, at + len))));
                }
                None => {}
            }
        }
        before = c;
    }
    bad
}

/// Reads a text that is to begin with a date (a field's value); the weekday may stand before it.
pub fn leading_date(text: &str, order: Order, near: Option<Day>) -> Option<Found> {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '[').len();
    match date_at(&text[start..], order, near)? {
        (Ok(day), len) => Some(Found::Day(day, Span::new(start, start + len))),
        (Err(why), len) => Some(Found::Bad(why, Span::new(start, start + len))),
    }
}

/// The first time of a day in `text`, such as `15:00`, in minutes since midnight.
pub fn time(text: &str) -> Option<u16> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != ':');
    words.filter(|word| word.len() <= 5).find_map(crate::text::date::minute)
}

/// The text with every full date in it `days` later, each in the form in which it is written.
pub fn shift_dates(text: &str, days: i64) -> String {
    if days == 0 {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(Found::Day(day, span)) = find(rest, Order::Dmy, None) {
        out.push_str(&rest[..span.start]);
        out.push_str(&written_like(span.of(rest), day, day.plus(days)));
        rest = &rest[span.end..];
    }
    out + rest
}

/// `new` in the form in which `old` is written.
fn written_like(form: &str, old: Day, new: Day) -> String {
    let dmy = |day: Day, mark: char| {
        format!("{:02}{mark}{:02}{mark}{}", day.day(), day.month(), day.year())
    };
    let iso = new.to_string();
    for mark in ['-', '.', '/'] {
        if form == old.to_string().replace('-', &mark.to_string()) {
            return iso.replace('-', &mark.to_string());
        }
        if form == dmy(old, mark) {
            return dmy(new, mark);
        }
    }
    if form == old.to_string().replace('-', "") {
        return iso.replace('-', "");
    }
    let long = new.long();
    let without_weekday = long.split_once(' ').map_or(long.as_str(), |(_, rest)| rest);
    match form.starts_with(|c: char| c.is_ascii_digit()) {
        true => without_weekday.to_owned(),
        false => long.clone(),
    }
}

type DateAt = Option<(Result<Day, String>, usize)>;

fn date_at(text: &str, order: Order, near: Option<Day>) -> DateAt {
    if text.as_bytes().first()?.is_ascii_digit() {
        numbers_at(text, order).or_else(|| day_and_month_at(text, near))
    } else {
        weekday_at(text, order, near).or_else(|| month_and_day_at(text, near))
    }
}

/// Three numbers with one kind of separator between them, or eight digits on end.
fn numbers_at(text: &str, order: Order) -> DateAt {
    let (first, len_first) = leading_number(text)?;
    if len_first == 8 {
        let day = Day::new(
            i16::try_from(first / 10_000).ok()?,
            i8::try_from(first / 100 % 100).ok()?,
            i8::try_from(first % 100).ok()?,
        )?;
        let edge = !text[8..].starts_with(|c: char| c.is_ascii_alphanumeric());
        return ((1990..2100).contains(&day.year()) && edge).then_some((Ok(day), 8));
    }
    let separator = text[len_first..].chars().next().filter(|c| "-./_".contains(*c))?;
    let at_second = len_first + 1;
    let (second, len_second) = leading_number(&text[at_second..])?;
    let at_third = at_second + len_second + 1;
    if !text[at_second + len_second..].starts_with(separator) {
        return None;
    }
    let (third, len_third) = leading_number(&text[at_third..])?;
    let len = at_third + len_third;
    let edge = !text[len..].starts_with(|c: char| c.is_alphabetic() && c != 'T');
    let (year, month, day) = match (len_first, len_second, len_third) {
        (4, 1..=2, 1..=2) => (first, second, third),
        (1..=2, 1..=2, 4) if order.is_month_first() => (third, first, second),
        (1..=2, 1..=2, 4) => (third, second, first),
        _ => return None,
    };
    if !edge || !(1900..2200).contains(&year) {
        return None;
    }
    let made = Day::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).unwrap_or(0),
        i8::try_from(day).unwrap_or(0),
    );
    Some((made.ok_or_else(|| format!("no calendar has the day `{}`", &text[..len])), len))
}

/// `24 Nov 2026`, `24th of November`, `15 Oct`.
fn day_and_month_at(text: &str, near: Option<Day>) -> DateAt {
    let (day, len_day) = leading_number(text).filter(|(_, len)| *len <= 2)?;
    let mut at = len_day;
    for suffix in ["st", "nd", "rd", "th", "er", "º", "."] {
        if text[at..].starts_with(suffix) {
            at += suffix.len();
            break;
        }
    }
    at += leading_blanks(&text[at..], 1)?;
    for joining in ["of ", "de ", "di ", "d'"] {
        if text[at..].starts_with(joining) {
            at += joining.len();
            break;
        }
    }
    let (month, len_month) = leading_month(&text[at..])?;
    at += len_month;
    finish_date(text, at, month, day, near)
}

/// `Nov 24, 2026`, `October 15`.
fn month_and_day_at(text: &str, near: Option<Day>) -> DateAt {
    let (month, mut at) = leading_month(text)?;
    at += leading_blanks(&text[at..], 1)?;
    let (day, len_day) = leading_number(&text[at..]).filter(|(_, len)| *len <= 2)?;
    at += len_day;
    // `mar. 10/11` is a Tuesday in three languages, and the month stands behind.
    let pair = text[at..].strip_prefix(['/', '.']);
    if pair.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        && leading_weekday(text).is_some()
    {
        return None;
    }
    for suffix in ["st", "nd", "rd", "th"] {
        if text[at..].starts_with(suffix) {
            at += suffix.len();
            break;
        }
    }
    finish_date(text, at, month, day, near)
}

fn finish_date(text: &str, at: usize, month: i8, day: u32, near: Option<Day>) -> DateAt {
    let rest = &text[at..];
    let gap = rest.len() - rest.trim_start_matches([',', ' ', '.']).len();
    let joined = ["de ", "del "].into_iter().find(|of| gap > 0 && rest[gap..].starts_with(of));
    let gap = gap + joined.map_or(0, str::len);
    let year =
        leading_number(&rest[gap..]).filter(|(year, len)| *len == 4 && (1900..2200).contains(year));
    let day = i8::try_from(day).unwrap_or(0);
    if let Some((year, len_year)) = year.filter(|_| gap > 0) {
        let made = i16::try_from(year).ok().and_then(|year| Day::new(year, month, day));
        let len = at + gap + len_year;
        return Some((
            made.ok_or_else(|| format!("no calendar has the day `{}`", &text[..len])),
            len,
        ));
    }
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let near = near?;
    let nearest = (near.year() - 1..=near.year() + 1)
        .filter_map(|year| Day::new(year, month, day))
        .min_by_key(|made| made.days_since(near).abs());
    Some((nearest.ok_or_else(|| format!("no calendar has the day `{}`", &text[..at])), at))
}

/// A weekday, and then a date: `Thu 15 Oct`, `Tuesday, 2026-11-24`.
fn weekday_at(text: &str, order: Order, near: Option<Day>) -> DateAt {
    let (said, len_word) = leading_weekday(text)?;
    // A mark counts as a blank: `Tue, 24 Nov`, `mon.2026.11.24`.
    let gap = text[len_word..].bytes().take_while(|b| b" ,.".contains(b)).count();
    if !(1..=3).contains(&gap) {
        return None;
    }
    let rest = text.get(len_word + gap..)?;
    let after = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        numbers_at(rest, order).or_else(|| day_and_month_at(rest, near))
    } else {
        month_and_day_at(rest, near)
    };
    // `sam.2026.11.18` is of Sam: that day is no Saturday. A year that is lent tells nothing.
    let is_name =
        len_word > 2 && NAMES_TOO.iter().any(|name| name.eq_ignore_ascii_case(&text[..len_word]));
    let agrees = |(day, len): &(Result<Day, String>, usize)| {
        let has_year =
            rest.as_bytes()[..*len].windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
        let day = day.as_ref().ok().map(|day| day.weekday().index());
        !has_year || day.and_then(|day| i8::try_from(day).ok()) == Some(said)
    };
    let after = after.filter(|found| !is_name || agrees(found));
    after.map(|(day, len)| (day, len_word + gap + len))
}

fn leading_number(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || len > 8 {
        return None;
    }
    text[..len].parse().ok().map(|value| (value, len))
}

fn leading_blanks(text: &str, least: usize) -> Option<usize> {
    let len = text.bytes().take_while(|b| *b == b' ').count();
    (len >= least && len <= 3).then_some(len)
}

/// The length of the word of letters that a text begins with.
fn leading_letters(text: &str, hyphens: bool) -> usize {
    let inside = |c: char| c.is_alphabetic() || is_mark(c) || hyphens && c == '-';
    text.find(|c: char| !inside(c)).unwrap_or(text.len())
}

/// The place of a word in the year or the week. Asked of every word of a line.
fn place_of(words: &WordPlaces, word: &str) -> Option<i8> {
    const LONGEST: usize = 16;
    let len = word.len();
    if !(2..=LONGEST).contains(&len) {
        return None;
    }
    if !word.is_ascii() {
        return words.places.get(&key(word)).copied();
    }
    if !words.shapes.fit(word.as_bytes()) {
        return None;
    }
    let mut lower = [0; LONGEST];
    lower[..len].copy_from_slice(word.as_bytes());
    lower[..len].make_ascii_lowercase();
    words.places.get(std::str::from_utf8(&lower[..len]).ok()?).copied()
}

/// The day of the week that a text begins with, from Monday, and the bytes of its word.
pub fn leading_weekday(text: &str) -> Option<(i8, usize)> {
    [true, false].into_iter().find_map(|hyphens| {
        let len = leading_letters(text, hyphens);
        place_of(&CALENDAR.1, &text[..len]).map(|at| (at, len))
    })
}

/// Words for days of the week that people are called by too.
const NAMES_TOO: &[&str] = &[
    "sam", "dom", "mar", "don", "do", "mo", "mi", "sun", "domingo", "di", "gio", "ma", "so", "zo",
];

/// Whether a word is a day of the week, and nobody's name in any language: `Thu`, `mercredi`.
pub fn is_weekday_and_no_name(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    leading_weekday(word).is_some_and(|(_, len)| len == word.len())
        && !NAMES_TOO.iter().any(|name| name.eq_ignore_ascii_case(word))
}

fn leading_month(text: &str) -> Option<(i8, usize)> {
    let len = leading_letters(text, false);
    let at = place_of(&CALENDAR.0, &text[..len])?;
    // `the 12 may have`, `12 out of 15`: other words, not the month.
    let rest = text[len..].trim_start_matches([' ', ',', '/']);
    let goes_on =
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') || rest.starts_with("de ");
    if matches!(&text[..len], "may" | "out" | "set" | "mag" | "marco" | "Marco") && !goes_on {
        return None;
    }
    let dot = usize::from(text[len..].starts_with('.'));
    Some((at, len + dot))
}

/// What to write for a day that is none as it is read: perhaps the month stands first.
pub fn way_out(text: &str, order: Order) -> &'static str {
    let turned = if order.is_month_first() { Order::Dmy } else { Order::Mdy };
    match (turned, leading_date(text, turned, None)) {
        (Order::Mdy, Some(Found::Day(..))) => {
            "write it as `2026-11-24`, or `date_order: mdy` in the config"
        }
        (Order::Dmy, Some(Found::Day(..))) => {
            "write it as `2026-11-24`, or `date_order: dmy` in the config"
        }
        _ => "write it as `2026-11-24`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let near = Day::new(2026, 11, 24);
        let found = match find(text, Order::Dmy, near) {
            Some(Found::Day(day, span)) => format!("{day} of `{}`", span.of(text)),
            Some(Found::Bad(why, _)) => why,
            None => "none".to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_people_write() {
        check("on 2026-11-24 we met", "2026-11-24 of `2026-11-24`");
        check("2026.11.24", "2026-11-24 of `2026.11.24`");
        check("meet.121.alice.2026.11.24", "2026-11-24 of `2026.11.24`");
        check("2026/11/24 10:30", "2026-11-24 of `2026/11/24`");
        check("2026-11-24T10:30", "2026-11-24 of `2026-11-24`");
        check("24.11.2026", "2026-11-24 of `24.11.2026`");
        check("24/11/2026", "2026-11-24 of `24/11/2026`");
        check("3.4.2026", "2026-04-03 of `3.4.2026`");
        check("24 Nov 2026", "2026-11-24 of `24 Nov 2026`");
        check("24th of November 2026", "2026-11-24 of `24th of November 2026`");
        check("Nov 24, 2026", "2026-11-24 of `Nov 24, 2026`");
        check("Thu 15 Oct", "2026-10-15 of `Thu 15 Oct`");
        check("Tuesday, 24 November 2026", "2026-11-24 of `Tuesday, 24 November 2026`");
        // Some days of the week are names too: then the day has to be one.
        check("meet.121.sam.2026.11.18", "2026-11-18 of `2026.11.18`");
        check("meet.sam.2026.11.21", "2026-11-21 of `sam.2026.11.21`");
        check("Don, 24 Nov 2026", "2026-11-24 of `24 Nov 2026`");
        check("Mo 23 Nov 2026", "2026-11-23 of `Mo 23 Nov 2026`");
        check("Thu 24 Nov 2026", "2026-11-24 of `Thu 24 Nov 2026`");
        check("5 Jan", "2027-01-05 of `5 Jan`");
        check("journal 20261124", "2026-11-24 of `20261124`");
    }

    #[test]
    fn what_is_no_date() {
        for text in ["v1.2.3", "12 may have", "10.1.1.1", "1-2-1", "2026-W48", "Sprint 24", "#482"]
        {
            check(text, "none");
        }
        check("2026-02-30", "no calendar has the day `2026-02-30`");
        check("31.11.2026", "no calendar has the day `31.11.2026`");
    }

    #[test]
    fn dates_move_in_their_own_form() {
        let text = "2026-11-24, 24.11.2026, 2026.11.24, 18 Nov 2026, v1.2.3, 2026-02-30";
        let moved = "2026-12-01, 01.12.2026, 2026.12.01, 25 Nov 2026, v1.2.3, 2026-02-30";
        assert_eq!(shift_dates(text, 7), moved);
    }

    #[test]
    fn month_first_where_the_config_says_so() {
        let found = find("03/04/2026", Order::Mdy, None);
        assert_eq!(found, Some(Found::Day(Day::new(2026, 3, 4).unwrap(), Span::new(0, 10))));
    }
}
