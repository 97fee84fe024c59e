//! What a name or a heading holds besides its day and the words that say 1-2-1: `1-1. Maya -
//! 2026-10-27` is a day, a 1-2-1 and `Maya`.

use crate::text::date::Day;
use crate::text::date_name::{self, NamedDay};
use crate::text::date_parse::{Order, is_weekday_and_no_name, leading_weekday};
use crate::text::one_on_one::{self, Beside};
use crate::text::people_words::{has, key, words};
use crate::text::person_name;
use serde::{Deserialize, Serialize};

/// A name or a heading, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    pub day: Option<NamedDay>,
    /// The word that says 1-2-1, as written.
    pub one_on_one: Option<String>,
    /// What remains, piece by piece, those behind the word that says 1-2-1 first.
    pub rest: Vec<String>,
}

impl Slots {
    /// The names of people among what remains.
    pub fn names_left(&self) -> impl Iterator<Item = String> {
        self.rest.iter().filter_map(|piece| person_name::read(piece))
    }

    /// The same without a weekday and its number, below the heading of a week: `martes 20`.
    #[must_use]
    pub fn without_weekdays(self) -> Slots {
        let is_day = |piece: &String| {
            // `Sam` alone is a person, in German a day as well.
            let Some((word, number)) = piece.split_once(' ') else { return false };
            let number = number.trim_end_matches('.');
            leading_weekday(word).is_some_and(|(_, len)| len == word.len())
                && number.len() <= 2
                && number.bytes().all(|byte| byte.is_ascii_digit())
        };
        let rest = self.rest.into_iter().filter(|piece| !is_day(piece)).collect();
        Slots { rest, ..self }
    }

    /// Whether a name is all that remains.
    pub fn is_name_alone(&self) -> bool {
        self.rest.len() == 1 && !self.is_weekday() && person_name::read(&self.rest[0]).is_some()
    }

    /// Whether the weekday of its day is all that remains: `Thu` of `Thu 12 Nov`.
    fn is_weekday(&self) -> bool {
        let (Some(named), [word]) = (self.day, &self.rest[..]) else { return false };
        let of_day = i8::try_from(named.day.weekday().index()).ok();
        // People are called so too: on another day they are meant.
        is_weekday_and_no_name(word)
            || leading_weekday(word)
                .is_some_and(|(at, len)| len == word.len() && Some(at) == of_day)
    }
}

/// A cut where a part was taken out.
const CUT: char = '\u{1}';

/// Takes a name or a heading apart; `near` gives its year to a day that has none.
pub fn read(text: &str, order: Order, near: Option<Day>) -> Slots {
    let (day, left) = without_day(text, order, near);
    let left = without_clocks(left);
    let left = without_clock_at_end(&left).to_owned();
    let word = one_on_one::find_word(&left);
    let mut parts: Vec<&str> = Vec::new();
    match word {
        Some(span) => parts.extend([&left[span.end..], &left[..span.start]]),
        None => parts.push(&left),
    }
    let mut rest: Vec<String> = parts.into_iter().flat_map(sign_pieces).collect();
    // `1:1 (Petra)`: with nobody else the name in brackets is whom it is with.
    if rest.is_empty()
        && word.is_some()
        && let Some((_, inside)) = left.split_once('(')
        && let Some((inside, _)) = inside.split_once(')')
        && inside.starts_with(|c: char| c.is_uppercase() || c == '@' || c == '[')
    {
        rest.extend(sign_pieces(inside));
    }
    Slots { day, one_on_one: word.map(|span| span.of(&left).to_owned()), rest }
}

/// Takes a heading apart whatever the year of its day is: others tell it. In which year the weekday
/// beside it is the one of its day, is found by trying.
pub fn read_in_some_year(text: &str, order: Order) -> Slots {
    let read = |year| read(text, order, Day::new(year, 7, 2));
    let found = read(2026);
    let open = found.day.is_some() && found.rest.len() > 1;
    let again = || (2020..2032).map(read).min_by_key(|slots| slots.rest.len());
    open.then(again).flatten().unwrap_or(found)
}

/// A text without the time at its end: `Petra @ 3pm`, `Alice 14:00-14:30`, `Alice 10-11 Uhr`.
fn without_clock_at_end(text: &str) -> &str {
    const LONGEST: usize = 16;
    let bytes = text.as_bytes();
    let near = &bytes[bytes.len().saturating_sub(LONGEST)..];
    if !near.iter().any(u8::is_ascii_digit) {
        return text;
    }
    let mut rest = text.trim_end_matches([' ', ')', '(']);
    for word in clock_units() {
        let at = rest.len().checked_sub(word.len()).filter(|at| rest.is_char_boundary(*at));
        let ends = at.filter(|at| rest[*at..].eq_ignore_ascii_case(word));
        if let Some(at) = ends.filter(|at| rest[..*at].trim_end().ends_with(char::is_numeric)) {
            rest = rest[..at].trim_end();
        }
    }
    let unit = rest.len() < text.trim_end_matches([' ', ')', '(']).len();
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '-' | '\u{2013}' | '.');
    let time = rest.len() - rest.trim_end_matches(is_time).len();
    let (before, time) = rest.split_at(rest.len() - time);
    let apart = before.ends_with([' ', '@', '(']) && !before.trim().is_empty();
    let digits = time.bytes().filter(u8::is_ascii_digit).count();
    // `1-1` is no time, `Petra 10` may be a day.
    let told = unit || time.contains(':') && digits > 2 || time.contains(['-', '\u{2013}']);
    let fits = time.starts_with(|c: char| c.is_ascii_digit()) && (1..=8).contains(&digits);
    match apart && told && fits && one_on_one::find_word(time).is_none() {
        true => before.trim_end_matches([' ', '@', '(', ',', '\u{2013}', '-']),
        false => text,
    }
}

/// The day of a heading. The 1 of `May 1:1` is none of the month, and `1-1` is no day.
pub fn day_of_heading(text: &str, order: Order, near: Option<Day>) -> Option<NamedDay> {
    date_name::day_in_name(text, order, near).filter(|day| !is_word(text, day))
}

/// Whether what reads like a day is the word that says 1-2-1, or a part of it.
fn is_word(text: &str, day: &NamedDay) -> bool {
    let word = one_on_one::find_word(text);
    word.is_some_and(|word| day.span.start < word.end && word.start < day.span.end)
}

/// Signs and words between people who meet.
const TOGETHER: &[&str] = &[
    "<->", "<>", "↔", "&", "+", ",", "/", "×", " _ ", " x ", " X ", " vs ", " and ", " und ",
    " et ", " y ", " e ", " en ",
];

/// Whether names may stand together in a text.
pub fn may_be_company(text: &str) -> bool {
    // Each of them holds one of these signs, or two blanks.
    let mut blanks = 0;
    let may = text.bytes().any(|byte| match byte {
        b'<' | b'&' | b'+' | b',' | b'/' => true,
        b' ' => {
            blanks += 1;
            blanks > 1
        }
        byte => !byte.is_ascii(),
    });
    may && TOGETHER.iter().any(|sign| text.contains(sign))
}

/// The names that stand together in a name or a heading, and nothing else between its signs:
/// `Tom / Priya`, `Ann, Bob & Cid`; none of fewer than two.
pub fn company(text: &str, order: Order) -> Vec<String> {
    if !may_be_company(text) {
        return Vec::new();
    }
    let (_, mut left) = without_day(text, order, None);
    if let Some(span) = one_on_one::find_word(&left) {
        left.replace_range(span.start..span.end, &CUT.to_string());
    }
    for sign in TOGETHER {
        left = left.replace(sign, "\u{2}");
    }
    for sign in [" - ", " – ", " — ", "|", ":", "(", ")", "["] {
        left = left.replace(sign, "\u{1}");
    }
    let names = |part: &str| -> Option<Vec<String>> {
        let all = part.split('\u{2}').map(str::trim);
        all.map(|name| person_name::read(name).filter(|_| !name.contains('='))).collect()
    };
    let mut all = left.split(CUT).filter_map(names);
    all.find(|names| names.len() > 1).unwrap_or_default()
}

/// The name that stands beside a word for a meeting, with nothing else but a day: `Piet` of
/// `2026-11-12 o3 Piet`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideWord {
    /// How much the word tells.
    pub sign: Beside,
    /// The word, as written.
    pub word: String,
    /// The name, as written.
    pub name: String,
}

/// Takes apart a name that holds nothing but a day, a word for a meeting and a name.
pub fn name_beside_word(text: &str, order: Order, near: Option<Day>) -> Option<BesideWord> {
    if !one_on_one::may_be_beside(text) {
        return None;
    }
    let (_, left) = without_day(text, order, near);
    let (span, sign) = one_on_one::word_beside(&left)?;
    // `o3-mini` is one word beside words with blanks.
    if left[span.end..].starts_with('-') && left.trim().contains(' ') {
        return None;
    }
    let mut rest = [&left[span.end..], &left[..span.start]].into_iter().flat_map(sign_pieces);
    let name = rest.next().filter(|piece| person_name::read(piece).is_some())?;
    let word = span.of(&left).to_owned();
    rest.next().is_none().then_some(BesideWord { sign, word, name })
}

/// The same in a path: `Jour fixe/2026-11-12 Piet`, `Jour fixe/Piet/2026-11-12`.
pub fn path_beside(path: &str, order: Order, near: Option<Day>) -> Option<BesideWord> {
    if !one_on_one::may_be_beside(path) {
        return None;
    }
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let found = name_beside_word(stem, order, near);
    if found.is_some() {
        return found;
    }
    let mut folders = folders.rsplit('/');
    let mut name = read(stem, order, near);
    if name.rest.is_empty() {
        name = read(folders.next()?, order, near);
    }
    let folder = folders.next()?;
    let (span, sign) = one_on_one::word_beside(folder)?;
    let alone = name.is_name_alone() && span.of(folder).len() == folder.trim().len();
    let (name, word) = (name.rest.first()?.clone(), span.of(folder).to_owned());
    alone.then_some(BesideWord { sign, word, name })
}

/// The day in a text, and the text with a cut where it stood.
fn without_day(text: &str, order: Order, near: Option<Day>) -> (Option<NamedDay>, String) {
    let mut left = text.to_owned();
    let day = date_name::find_in_name(&left, order, near).filter(|day| !is_word(&left, day));
    if let Some(named) = day {
        let start = behind_weekday(&left, named, order, near);
        left.replace_range(start..named.span.end, &CUT.to_string());
        left = without_weekday(&left, named.day);
        if let Some(at) = left.find(CUT) {
            left = without_time(left, at);
        }
    }
    (day, left)
}

/// The pieces of a text between its signs, without the words that only join.
fn sign_pieces(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    while let (Some(open), Some(close)) = (text.find('('), text.find(')')) {
        if open > close {
            break;
        }
        text.replace_range(open..=close, " ");
    }
    // `Zdenek "Zed" Novak` is one name.
    if let Some(nick) = person_name::nickname(&text) {
        let quoted = ['"', '“', '”', '„'];
        text = text.replacen(nick, " ", 1).replace(quoted, " ");
    }
    let text = cut_at_signs(&text);
    let signs = |c: char| c == CUT || "|,:;·•/&<>→↔+~#[]{}\"“”=".contains(c);
    text.split(signs).map(trimmed).filter(|piece| !piece.is_empty()).collect()
}

/// Signs of several letters that stand between two pieces.
const BETWEEN: &[&str] =
    &[" - ", " – ", " — ", " _ ", ". ", " x ", " X ", " vs ", " <> ", "--", "__", "->", " + "];

/// Whether the last word is a title or an initial, which end in a dot.
fn is_shortened(before: &str) -> bool {
    let word = before.rsplit([' ', CUT, ',']).next().unwrap_or(before);
    let initial = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    !word.is_empty() && (word.split('.').all(initial) || has("title", &key(word)))
}

/// A text with a cut where such a sign stood.
fn cut_at_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([' ', '.', '-', '_']) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        match BETWEEN.iter().find_map(|sign| behind.strip_prefix(sign)) {
            // `Dr. Weiss`, `J.R. Tolk`: a title and initials end in a dot.
            Some(after) if !(behind.starts_with(". ") && is_shortened(&out)) => {
                out.push(CUT);
                rest = after;
            }
            _ => {
                out.push_str(&behind[..1]);
                rest = &behind[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A piece without signs and joining words at its edges.
fn trimmed(piece: &str) -> String {
    let edges = |c: char| !c.is_alphanumeric() && !"()'’".contains(c);
    let piece = piece.trim_matches(edges);
    let spaced = piece.contains(char::is_whitespace);
    let split = |c: char| if spaced { c.is_whitespace() } else { "-_".contains(c) };
    let mut words: Vec<&str> = piece.split(split).filter(|word| !word.is_empty()).collect();
    let joins = |word: &str| {
        let key = key(word.trim_matches(edges));
        key.is_empty() || ["joining", "meeting", "private"].iter().any(|list| has(list, &key))
    };
    let whole = words.len();
    // `Mia Sand`, `My Nguyen`: a word that joins in small letters may be a first name in capitals.
    let capital =
        |word: Option<&&str>| word.is_some_and(|word| word.starts_with(|c: char| c.is_uppercase()));
    let named = |words: &[&str]| {
        capital(words.first())
            && (words.len() == 1 || capital(words.get(1)))
            && has("name_too", &key(words[0]))
    };
    let small = !spaced && words.first().is_some_and(|word| has("name_too", &key(word)));
    // A particle may begin a surname: `de la Cruz` behind a first name is not touched.
    while words.last().is_some_and(|word| joins(word)) && !(words.len() == 1 && named(&words)) {
        words.pop();
    }
    while words.first().is_some_and(|word| joins(word)) && !named(&words) && !small {
        words.remove(0);
    }
    if words.len() == whole {
        return piece.to_owned();
    }
    words.join(if spaced { " " } else { "-" })
}

/// Where a day begins behind the weekday before it, which may be a name.
fn behind_weekday(text: &str, named: NamedDay, order: Order, near: Option<Day>) -> usize {
    let day = named.span.of(text);
    let Some((_, len)) = leading_weekday(day) else { return named.span.start };
    let rest = day[len..].trim_start_matches([' ', ',', '_', '.']);
    match date_name::day_in_name(rest, order, near) {
        Some(found) if found.day == named.day && found.span.start == 0 => {
            named.span.end - rest.len()
        }
        _ => named.span.start,
    }
}

/// A text without the weekday that stands beside its day.
///
/// `Sam`, `Dom` and `Mar` are people as well as days of the week: a short word is the weekday only
/// when its day is one, and something else may be the name.
fn without_weekday(text: &str, day: Day) -> String {
    let edges = [' ', ',', '_', '.', '[', ']', '<', '>', '(', ')', CUT];
    let bare = |word: &str| word.trim_matches(edges).to_owned();
    let of_day = |at: i8| u8::try_from(at) == Ok(day.weekday().index());
    let is_whole = |word: &str| {
        let at = leading_weekday(word).filter(|(_, len)| *len == word.len())?.0;
        of_day(at).then_some(at)
    };
    // Nobody is called so, or it stands right behind its day: `[2026-11-09 Mon] 1:1`.
    const WORKDAYS: i8 = 5;
    let mut surely = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', ',', '_', '.']) {
        let (name, behind) = (bare(word), surely.trim_end_matches([' ', ',', '_', '.']));
        let at = is_whole(&name);
        let beside = at.is_some_and(|at| at < WORKDAYS) && behind.ends_with(CUT);
        match at.is_some() && is_weekday_and_no_name(&name) || beside {
            true => surely.push_str(&word.replace(name.as_str(), "")),
            false => surely.push_str(word),
        }
    }
    let text = surely.as_str();
    let words: Vec<&str> = text.split_inclusive([' ', ',', '_', '.']).collect();
    let is_weekday = |at: usize| {
        let word = bare(words[at]);
        leading_weekday(&word).is_some_and(|(of_week, len)| {
            // `Mar Puig 2026-11-10`: right beside the day it is one.
            let told = |word: &&&str| !word.trim_matches([' ', ',', '_', '.']).is_empty();
            let cuts = |word: Option<&&str>| word.is_some_and(|word| word.contains(CUT));
            let beside = words[at].contains(CUT)
                || cuts(words[..at].iter().rev().find(told))
                || cuts(words[at + 1..].iter().find(told));
            len == word.len() && (len > 4 || of_day(of_week) && beside)
        })
    };
    let kept: String = (0..words.len()).filter(|at| !is_weekday(*at)).map(|at| words[at]).collect();
    let rest = match one_on_one::find_word(&kept) {
        Some(span) => format!("{}{}", &kept[..span.start], &kept[span.end..]),
        None => kept.clone(),
    };
    if rest.chars().any(char::is_alphabetic) || kept.len() == text.len() {
        kept
    } else {
        text.to_owned()
    }
}

/// A text without the time that stands behind its day: `2026-10-27 14:00`, `T1400`.
fn without_time(text: String, at: usize) -> String {
    let (before, after) = text.split_at(at + CUT.len_utf8());
    let rest = after.trim_start_matches(['T', ' ', '_', '-', '@', 't']);
    let len = rest.bytes().take_while(|b| b.is_ascii_digit() || b":.hH".contains(b)).count();
    let is_time = (4..=8).contains(&len) && rest.as_bytes()[0].is_ascii_digit();
    if is_time { format!("{before}{}", &rest[len..]) } else { text }
}

/// What may stand behind a time of day at the end of a text.
fn clock_units() -> impl Iterator<Item = &'static str> {
    words("clock").iter().map(String::as_str).chain(["min"])
}

/// A text without the times in it and the words before them: `1-1 with Lena at 14:00-14:30`, `2pm`.
fn without_clocks(text: String) -> String {
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let bare = |word: &'_ str| -> String {
        word.trim_matches(|c: char| "()*_,;|".contains(c)).trim_end_matches(':').to_owned()
    };
    let is_clock = |word: &str| has_digit(word) && is_clock(&bare(word));
    if !has_digit(&text) || !text.split(' ').any(is_clock) {
        return text;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut left: Vec<&str> = Vec::with_capacity(words.len());
    for word in words {
        let unit = left.last() == Some(&"|") && has("clock", &key(word));
        if unit {
            continue;
        }
        if !is_clock(word.trim_start_matches('@')) {
            left.push(word);
            continue;
        }
        while left.last().is_some_and(|last| has("at_time", &key(last)) || *last == "@") {
            left.pop();
        }
        left.push("|");
    }
    left.join(" ")
}

/// Whether a word is a time of day, or two: `14:00`, `9.30-10`, `2pm`, `14h`; `1:1` is none:
/// minutes have two digits.
fn is_clock(word: &str) -> bool {
    let is_time = |part: &str| {
        let digits = part.trim_end_matches(['h', 'H', 'm', 'p', 'a', 'P', 'A', 'M']);
        let (hour, minute) = digits.split_once([':', '.', 'h']).unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (1..=2).contains(&hour.len())
            && is_number(hour)
            && is_number(minute)
            && (minute.len() == 2 || minute.is_empty() && digits.len() < part.len())
    };
    !word.is_empty() && word.split(['-', '–', '—']).all(is_time)
}

/// A line without the time at its beginning: `10:00 1:1 with Priya`, `9.30-10.00 1:1 Priya`.
pub fn without_clock(text: &str) -> &str {
    let (first, rest) = text.trim_start().split_once(' ').unwrap_or((text, ""));
    let time = first.trim_matches(['*', '_', ':', ',', '(', ')']);
    match is_clock(time) && !rest.is_empty() {
        true => rest.trim_start_matches([' ', '-', '–', '—', ':', '|', '*', '_']),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, day: &str, one_on_one: bool, names: &[&str]) {
        let slots = read(text, Order::Dmy, Day::new(2026, 11, 24));
        assert_eq!(slots.day.map_or(String::new(), |named| named.day.to_string()), day, "{text}");
        assert_eq!(slots.one_on_one.is_some(), one_on_one, "{text}");
        assert_eq!(slots.names_left().collect::<Vec<_>>(), names, "{text} {slots:?}");
    }

    #[test]
    fn a_time_is_no_part_of_a_name() {
        for text in [
            "1-1 with Maya 14:00",
            "1-1 with Maya 14:00-14:30",
            "1-1 with Maya at 2pm",
            "1-1 Maya @ 9.30",
            "1-1 Maya (14:00)",
            "Maya 1-1, 14h",
            "14:00 – 1-1 with Maya",
            "1:1 Maya um 14:00",
            "@10:00 1:1 Maya",
        ] {
            check(text, "", true, &["Maya"]);
        }
        check("1:1 Maya", "", true, &["Maya"]);
    }

    #[test]
    fn names_taken_apart() {
        check("1-1. Maya - 2026-10-27", "2026-10-27", true, &["Maya"]);
        // People whose names are days or months in some language.
        for name in ["Sam", "Dom", "Mar", "Jan", "June", "April", "May", "August"] {
            for day in ["2026-11-11", "2026-11-14", "2026-11-15"] {
                check(&format!("1-1 {name} {day}"), day, true, &[name]);
            }
        }
        check("1-1 Mi 2026-11-11 Lena", "2026-11-11", true, &["Lena"]);
        check("May 1:1", "", true, &["May"]);
        check("June 1:1 – 2026-11-10", "2026-11-10", true, &["June"]);
        check("1-1-alice-2026-10-27", "2026-10-27", true, &["Alice"]);
        check("2026-10-27 - Ravi", "2026-10-27", false, &["Ravi"]);
        check("2026-11-10-taylor", "2026-11-10", false, &["Taylor"]);
        check("Jörg Müller 10.11.2026", "2026-11-10", false, &["Jörg Müller"]);
        check("2026-10-27 Meeting with Hana", "2026-10-27", false, &["Hana"]);
        check("Lena Vogel (Engineer) 1:1", "", true, &["Lena Vogel"]);
        check("📝 1:1 – 2026-10-27 – Dana Weiss", "2026-10-27", true, &["Dana Weiss"]);
        check("Nora & Lena 1-1 2026-11-10", "2026-11-10", true, &["Nora", "Lena"]);
        check("one-on-one-lena-vogel-2026-11-10", "2026-11-10", true, &["Lena Vogel"]);
        check("Weekly 1:1 Lena", "", true, &["Lena"]);
        check("20261027T140000--lena-vogel__1on1", "2026-10-27", true, &["Lena Vogel"]);
        check("Gespräch mit Jörg", "", false, &["Jörg"]);
        check("Tue, 10 Nov 2026 14:00 1:1 with Priya", "2026-11-10", true, &["Priya"]);
        check(
            "Entretien individuel avec Luc Martin - 10/11/2026",
            "2026-11-10",
            true,
            &["Luc Martin"],
        );
        check("Bila Joost 2026-W46", "2026-11-09", true, &["Joost"]);
        check("2026-11-10 1on1", "2026-11-10", true, &[]);
        check("1:1 agenda", "", true, &[]);
        for time in ["14:00", "14:00-14:30", "@ 3pm", "3 pm", "14:00 Uhr", "(30 min)"] {
            check(&format!("1-1 with Alice {time}"), "", true, &["Alice"]);
        }
        check("Alice 1-1", "", true, &["Alice"]);
        check("Alice 1:1", "", true, &["Alice"]);
        check("☕ 1:1 (Petra)", "", true, &["Petra"]);
        check("1:1 (first)", "", true, &[]);
        check("Kiwi weekly 2026-11-11", "2026-11-11", false, &["Kiwi"]);
    }
}
