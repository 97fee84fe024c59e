//! Until when, said in the words of a line: `due 2026-11-13`, `by Friday`, `#due/2026-11-20`.
//!
//! Only where the day is certain; fields and the signs of Tasks are read elsewhere.

use crate::note::words::tidy;
use crate::text::date::{Day, Weekday};
use crate::text::date_parse::{self, Found, Order};
use crate::text::lexicon::{Lexicon, key};

/// The day until when, and the words without what is written for programs alone.
///
/// `near` is the line's own day: it lends its year, and a weekday is the first one behind it.
pub(crate) fn take(text: &str, order: Order, near: Option<Day>) -> (String, Option<Day>) {
    if !may_hold(text) {
        return (text.to_owned(), None);
    }
    for (open, close) in [("@{", "}"), ("(@", ")"), ("@[[", "]]")] {
        if let Some((before, behind)) = text.split_once(open)
            && let Some((day, rest)) = behind.split_once(close)
            && let Some(day) = whole_day(day, order, near)
        {
            return (tidy(&format!("{before} {rest}")), Some(day));
        }
    }
    // `#due/2026-11-20` stands in the words without its hash.
    for word in text.split_whitespace() {
        let tag = word.trim_end_matches(['!', ',', '.', ')']).trim_start_matches('#');
        if let Some((first, day)) = tag.split_once('/')
            && Lexicon::shipped().has("due", first)
            && let Some(day) = whole_day(day, order, near)
        {
            return (tidy(&text.replacen(word, "", 1)), Some(day));
        }
    }
    in_words(text, order, near).unwrap_or_else(|| (text.to_owned(), None))
}

/// Words without the day in brackets at their end, and that day: `2 (2026-04-10)`.
pub(crate) fn dated(text: &str, order: Order, near: Option<Day>) -> Option<(String, Day)> {
    let (before, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let day = match date_parse::leading(inside, order, near)? {
        Found::Day(day, span) if span.end == inside.len() => day,
        _ => return None,
    };
    Some((before.trim_end().to_owned(), day))
}

/// The day, and often the time, that boards write at one end of a card which is done, and the
/// words without it: `Pass the CKA 2026-11-20 12:04`.
pub(crate) fn stamp(text: &str) -> Option<(Day, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_time = |word: &&str| word.len() == 5 && word.as_bytes()[2] == b':';
    let day = |at: usize| words.get(at).and_then(|word| Day::iso(word));
    let timed = usize::from(words.last().is_some_and(is_time));
    if let Some(at) = words.len().checked_sub(1 + timed)
        && let Some(day) = day(at)
        && at > 0
    {
        return Some((day, words[..at].join(" ")));
    }
    let rest = 1 + usize::from(words.get(1).is_some_and(is_time));
    let day = day(0).filter(|_| words.len() > rest)?;
    Some((day, words[rest..].join(" ")))
}

/// Whether a text may hold a day at all.
fn may_hold(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || text.split_whitespace().rev().take(3).any(|word| day_word(word).is_some())
}

fn day_word(word: &str) -> Option<usize> {
    let word = word.trim_end_matches([')', '!', '.', ',', '?']);
    // `so`, `do`, `mar`, `sex` are words of other sorts as well: only whole names of days.
    (word.chars().count() > 4).then(|| Lexicon::shipped().weekday(word)).flatten()
}

fn whole_day(text: &str, order: Order, near: Option<Day>) -> Option<Day> {
    match date_parse::leading(text.trim(), order, near) {
        Some(Found::Day(day, _)) => Some(day),
        _ => None,
    }
}

/// `due 2026-11-13`, `(bis 31.01.2027)`, `by Friday 19 June`, `until Friday`.
fn in_words(text: &str, order: Order, near: Option<Day>) -> Option<(String, Option<Day>)> {
    let mut starts: Vec<usize> = vec![0];
    starts.extend(text.match_indices([' ', '(']).map(|(at, sign)| at + sign.len()));
    for start in starts {
        let Some((word, rest)) = due_word(&text[start..]) else { continue };
        let at = text.len() - rest.len();
        let day = match date_parse::leading(rest, order, near) {
            Some(Found::Day(day, span)) => Some((day, at + span.end)),
            _ => weekday(rest, near).map(|(day, len)| (day, at + len)),
        };
        let Some((day, end)) = day else { continue };
        // `due 2026-11-13` is said to programs as much as to people; `by Friday` is a sentence.
        let bracket = text[..start].ends_with('(') && text[end..].starts_with(')');
        let plain = bracket || key(word) == "due";
        if !plain {
            return Some((text.to_owned(), Some(day)));
        }
        let (start, end) = if bracket { (start - 1, end + 1) } else { (start, end) };
        return Some((tidy(&format!("{} {}", &text[..start], &text[end..])), Some(day)));
    }
    None
}

/// A word for until when at the beginning of a text, and what stands behind it.
fn due_word(text: &str) -> Option<(&str, &str)> {
    let ends = text.match_indices([' ', ':']).map(|(at, _)| at).take(4);
    let mut found = None;
    if !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    for end in ends {
        if Lexicon::shipped().has("due", &text[..end]) {
            let rest = text[end..].trim_start_matches([':', ' ']);
            found = Some((&text[..end], rest));
        }
    }
    found
}

/// A weekday that ends a text: the first such day behind the line's own.
fn weekday(text: &str, near: Option<Day>) -> Option<(Day, usize)> {
    let near = near?;
    let text = text.trim_end_matches(['.', '!', ')', ' ']);
    if text.contains(' ') {
        return None;
    }
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = Weekday::read(names[day_word(text)?])?;
    Some((near.plus(1).next_on(weekday), text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: (&str, Option<&str>)) {
        let near = Day::iso("2026-11-10");
        let (words, day) = take(text, Order::Dmy, near);
        let day = day.map(|day| day.to_string());
        assert_eq!((words.as_str(), day.as_deref()), expected, "{text}");
    }

    #[test]
    fn days_in_all_forms() {
        check("pick a title #due/2026-12-01", ("pick a title", Some("2026-12-01")));
        check("pick a title ! due/2026-12-01", ("pick a title !", Some("2026-12-01")));
        check("ship it @{2026-12-15}", ("ship it", Some("2026-12-15")));
        check("ship it (@2026-12-15)", ("ship it", Some("2026-12-15")));
        check("give a talk (due 2027-01-31)", ("give a talk", Some("2027-01-31")));
        check("give a talk due 2026-11-13", ("give a talk", Some("2026-11-13")));
        check(
            "Vortrag halten bis 31.01.2027",
            ("Vortrag halten bis 31.01.2027", Some("2027-01-31")),
        );
        check("la démo avant le 2026-12-01", ("la démo avant le 2026-12-01", Some("2026-12-01")));
        check("draft it by Friday", ("draft it by Friday", Some("2026-11-13")));
        check("Entwurf bis Freitag", ("Entwurf bis Freitag", Some("2026-11-13")));
        check("draft it by Tuesday", ("draft it by Tuesday", Some("2026-11-17")));
    }

    #[test]
    fn no_day_is_made_up() {
        for text in [
            "draft it by hand",
            "by then 3 of them are done",
            "until the release of version 4",
            "read the report of 2026-11-01",
            "Friday by Friday we get there",
            "due to the outage on 2026-11-01 he was tired",
        ] {
            check(text, (text, None));
        }
    }
}
