//! Days in names and headings: `27.10.26`, `202610271400`, `2026-W44`, `10.11.`.
//!
//! Too short for prose, where `10.11.` may be anything; what lacks its year gets that of a day
//! nearby.

use crate::text::date::Day;
use crate::text::date_parse::{self, Found, Order, is_weekday_and_no_name, leading_weekday};
use crate::text::lexicon::Lexicon;
use crate::text::number_order::{Triple, pair};
use crate::text::people_words;
use crate::text::span::Span;

/// A day in a name, where it stands, and whether only its week is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedDay {
    /// The day; of a week its Monday.
    pub day: Day,
    /// Where it is written.
    pub span: Span,
    /// Only the week is written.
    pub week: bool,
}

/// A year, and perhaps a month, that a name tells: it is lent to days below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its middle.
    pub day: Day,
    pub month: bool,
}

impl Era {
    /// The day of a heading or a name in this month that tells nothing but its number, perhaps
    /// with its weekday: `Tue 17`, `martes 20`, `17.`.
    pub fn day_alone(self, text: &str) -> Option<Day> {
        let number = number_alone(text)?;
        let (weekday, number) = (number.0, i8::try_from(number.1).ok()?);
        let day = Day::new(self.day.year(), self.day.month(), number).filter(|_| self.month)?;
        weekday.is_none_or(|at| i8::try_from(day.weekday().index()) == Ok(at)).then_some(day)
    }
}

impl Era {
    /// The day of a name in this month of which the first or the last word is its number:
    /// `17 Lena`, `Lena 17`, `3 - Sam`; with that word.
    pub fn day_in_name(self, name: &str) -> Option<(Day, Span)> {
        let words = || name.split(' ').filter(|word| !word.is_empty());
        [words().next(), words().next_back()].into_iter().flatten().find_map(|word| {
            let at = word.as_ptr() as usize - name.as_ptr() as usize;
            Some((self.day_alone(word)?, Span::new(at, at + word.len())))
        })
    }
}

/// The number that is all that a text tells, with the weekday before it.
fn number_alone(text: &str) -> Option<(Option<i8>, u32)> {
    let text = text.trim().trim_end_matches(['.', ':']);
    let (at, rest) = match leading_weekday(text) {
        Some((at, len)) => (Some(at), text[len..].trim_start_matches(['.', ',', ' '])),
        None => (None, text),
    };
    let number = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = ["", "st", "nd", "rd", "th"].contains(&&rest[number.len()..]);
    let short = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    Some((at, number.parse().ok().filter(|_| short && ending)?))
}

/// The year, and perhaps the month, in a name of a note, a folder or a heading: `Points T4 2026`,
/// `2026-10 Oktober`, `November 2026`.
pub fn era_of_name(text: &str) -> Option<Era> {
    let at = text.match_indices("20").map(|(at, _)| at).find(|at| {
        let bytes = text.as_bytes();
        let free = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit());
        let before = at.checked_sub(1).map(|at| &bytes[at]);
        digit_run(&text[*at..]) == 4 && free(before)
    })?;
    let year: i16 = text[at..at + 4].parse().ok()?;
    let behind = text[at + 4..].trim_start_matches(['-', '_', '.', ' ']);
    let number = (digit_run(behind) == 2).then(|| behind[..2].parse::<i8>().ok()).flatten();
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
    let month = number.filter(|month| (1..=12).contains(month));
    let month =
        month.or_else(|| words.into_iter().find_map(|word| Lexicon::shipped().month_named(word)));
    let day = match month {
        Some(month) => Day::new(year, month, 15)?,
        // In the middle: the first and the last day of the year are nearest to this one.
        None => Day::new(year, 7, 2)?,
    };
    Some(Era { day, month: month.is_some() })
}

/// The era that a path tells, the nearest part first; a month alone counts in the year above it.
pub fn era_of_path(path: &str) -> Option<Era> {
    if !path.contains("20") {
        return None;
    }
    let mut month = None;
    // The name itself is no month: `2026/12.md` is a week or a page.
    let (folders, stem) = path.rsplit_once('/').unwrap_or(("", path));
    for part in [stem].into_iter().chain(folders.rsplit('/')) {
        if let Some(found) = era_of_name(part) {
            let day =
                month.filter(|_| !found.month).and_then(|m| Day::new(found.day.year(), m, 15));
            return Some(day.map_or(found, |day| Era { day, month: true }));
        }
        if std::ptr::eq(part, stem) {
            month = Lexicon::shipped().month_named(part);
            continue;
        }
        month = month.or_else(|| month_of_folder(part));
    }
    None
}

/// The month that a folder below a year is: `Oktober`, `11`, `11 November`, `11-November`.
fn month_of_folder(part: &str) -> Option<i8> {
    let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let number = |word: &str| {
        let number = word.parse::<i8>().ok().filter(|_| word.len() == 2);
        number.filter(|month| (1..=12).contains(month))
    };
    let word = |word: &str| Lexicon::shipped().month_named(word).filter(|_| word.len() > 2);
    match words[..] {
        [one] => Lexicon::shipped().month_named(one).or_else(|| number(one)),
        [one, other] => word(one)
            .filter(|_| number(other).is_some())
            .or_else(|| word(other).filter(|_| number(one).is_some())),
        _ => None,
    }
}

/// The day in the name of a 1-2-1, of which the era lends the year: also a `28-10`, a `17nov` or a
/// `261103` that is a word of it.
pub fn find_in_name(text: &str, order: Order, near: Option<Day>) -> Option<NamedDay> {
    let found = day_in_name(text, order, near);
    if found.is_some() || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let begins = |at: &usize| *at == 0 || text[..*at].ends_with([' ', '_']);
    let starts: Vec<usize> = (0..text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let words = starts.into_iter().rev().filter(begins).filter(|at| digit_run(&text[*at..]) > 0);
    let found = words.into_iter().find_map(|at| {
        let word = text[at..].split(' ').next().unwrap_or("");
        let (day, len) = word_of_day(word, order, near)?;
        Some(NamedDay { day, span: Span::new(at, at + len), week: false })
    });
    found.or_else(|| {
        // In a heading `9-11` may be a time.
        let ([a, b], span) = pair(text).filter(|_| matches!(order, Order::Told(_)))?;
        let day_first = match (a > 12, b > 12) {
            (true, _) => true,
            (_, true) => false,
            _ if a == b => true,
            _ => !order.pair_month_first()?,
        };
        let (day, month) = if day_first { (a, b) } else { (b, a) };
        let day = nearest_year(near?, |year| Day::new(year, month, day))?;
        Some(NamedDay { day, span, week: false })
    })
}

/// A word of a name that is nothing but a day: `28-10`, `04_11`, `17nov`, `261103`, `03112026`.
fn word_of_day(word: &str, order: Order, near: Option<Day>) -> Option<(Day, usize)> {
    let len = digit_run(word);
    let number = |from: usize, to: usize| word[from..to].parse::<i8>().ok();
    let year = |from: usize, to: usize| word[from..to].parse::<i16>().ok();
    if len == word.len() {
        let likely = |day: &Day| match near {
            Some(near) => day.days_since(near).abs() < 3 * 366,
            None => (2015..2040).contains(&day.year()),
        };
        let day = match (len, order.is_month_first()) {
            (6, _) => Day::new(2000 + year(0, 2)?, number(2, 4)?, number(4, 6)?),
            (8, false) => Day::new(year(4, 8)?, number(2, 4)?, number(0, 2)?),
            (8, true) => Day::new(year(4, 8)?, number(0, 2)?, number(2, 4)?),
            _ => None,
        };
        return day.filter(likely).map(|day| (day, len));
    }
    let near = near?;
    // `17nov`
    let name = word[len..].trim_end_matches('.');
    if (1..=2).contains(&len) && name.len() > 2 && name.chars().all(char::is_alphabetic) {
        let (day, month) = (number(0, len)?, Lexicon::shipped().month_named(name)?);
        return nearest_year(near, |year| Day::new(year, month, day)).map(|day| (day, word.len()));
    }
    if let Some((first, second)) = word.split_once('_')
        && digit_run(first) == first.len()
        && digit_run(second) == second.len()
        && first.len().max(second.len()) <= 2
        // `1_1` is how a file's name has the word for 1-2-1.
        && first.len() + second.len() > 2
    {
        let (a, b): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
        let (day, month) = if !order.is_month_first() || a > 12 { (a, b) } else { (b, a) };
        return nearest_year(near, |year| Day::new(year, month, day)).map(|day| (day, word.len()));
    }
    let named = day_in_name(word, order, Some(near)).filter(|named| !named.week)?;
    (named.span.start == 0).then_some((named.day, named.span.end))
}

/// The day in a name whose year nothing tells: the newest that is not far ahead of today. A
/// weekday beside it has to be the one that this day is.
pub fn newest_in_name(text: &str, order: Order, today: Day) -> Option<Day> {
    // The next 1-2-1 may have its note already.
    const AHEAD: i64 = 14;
    let named = find_in_name(text, order, Some(today)).filter(|named| !named.week)?;
    let ahead = named.day.days_since(today) > AHEAD;
    let year = named.day.year() - i16::from(ahead);
    let day = Day::new(year, named.day.month(), named.day.day())?;
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    let told = words.into_iter().find_map(|word| {
        let (at, len) = leading_weekday(word)?;
        (len == word.len() && is_weekday_and_no_name(word)).then_some(at)
    });
    let fits = |at: i8| i8::try_from(day.weekday().index()) == Ok(at);
    told.is_none_or(fits).then_some(day)
}

/// Whether a part of a path is a quarter or half of a year: `Q4`, `T3`, `3T`, `H1`.
pub fn is_part_of_year(part: &str) -> bool {
    let part = part.trim();
    let [first, second] = part.as_bytes() else { return false };
    let letter = |byte: &u8| b"qthsQTHS".contains(byte);
    let number = |byte: &u8| (b'1'..=b'4').contains(byte);
    letter(first) && number(second) || number(first) && letter(second)
}

/// Whether a folder is a part of time and nothing else: `2026`, `2026-Q4`, `11 November`.
pub fn is_time_part(part: &str) -> bool {
    let words = || part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let year = |word: &str| word.len() == 4 && digits(word) && word.starts_with("20");
    let month = |word: &str| word.len() > 2 && Lexicon::shipped().month_named(word).is_some();
    let told = |word: &str| year(word) || month(word) || is_part_of_year(word);
    words().all(|word| told(word) || word.len() <= 2 && digits(word)) && words().any(told)
}

/// The day in the name; `near` gives its year to one that has none.
pub fn day_in_name(text: &str, order: Order, near: Option<Day>) -> Option<NamedDay> {
    // No day is written without a number.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let named = |day: Day, span: Span| NamedDay { day, span, week: false };
    let years = if near.is_some() { &[None, near][..] } else { &[None] };
    for lent in years.iter().copied() {
        if let Some(Found::Day(day, span)) = date_parse::find(text, order, lent) {
            return Some(named(day, span));
        }
        // `Semana 43 (19-23 oct)` is the week.
        if text.starts_with(char::is_alphabetic)
            && let Some((day, len, week)) = week_in_text(text, near)
        {
            // `Week 44, 27 Oct` is that day of it.
            let of_week = day_behind(&text[len..], order, day).filter(|_| week);
            return Some(match of_week {
                Some((day, span)) => named(day, Span::new(span.start + len, span.end + len)),
                None => NamedDay { day, span: Span::new(0, len), week },
            });
        }
    }
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let starts = c.is_alphanumeric() && !before.is_alphanumeric();
        let inside = before == '.' || before == ':';
        // The second `1` of `1-1 May 27` is no day of May.
        let of_word = text[..at].ends_with(|c: char| "-:/_–".contains(c))
            && text[..at].trim_end_matches(|c: char| "-:/_–".contains(c)).ends_with('1');
        before = c;
        if !starts {
            continue;
        }
        let rest = &text[at..];
        let in_words = || with_month_word(rest).filter(|_| !of_word);
        let whole = || stamp_without_signs(rest).or_else(in_words);
        let short = || Triple::at(rest).and_then(|(triple, len)| Some((triple.day(order)?, len)));
        if let Some((day, len)) = short().or_else(whole) {
            return Some(named(day, Span::new(at, at + len)));
        }
        if let Some((day, len, week)) = week_in_text(rest, near) {
            return Some(NamedDay { day, span: Span::new(at, at + len), week });
        }
        if let Some((day, len)) =
            near.filter(|_| !inside).and_then(|near| without_year(rest, at == 0, order, near))
        {
            return Some(named(day, Span::new(at, at + len)));
        }
    }
    None
}

/// The day behind a week, when it lies in it and is no end of several: `19-23 oct`.
fn day_behind(rest: &str, order: Order, monday: Day) -> Option<(Day, Span)> {
    let NamedDay { day, span, .. } =
        day_in_name(rest, order, Some(monday)).filter(|named| !named.week)?;
    let ends = rest[..span.start].trim_end().ends_with(['-', '–']);
    ((0..7).contains(&day.days_since(monday)) && !ends).then_some((day, span))
}

/// The day of a folder that is nothing but one, for all that lies in it: `2026-10-27/1-1 Maya.md`,
/// `2026/10/27/notes.md`.
pub fn of_folders(folders: &str, order: Order) -> Option<Day> {
    let last = folders.rsplit('/').next().unwrap_or(folders);
    if !last.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let split = || {
        let parts: Vec<&str> = folders.rsplit('/').take(3).collect();
        let [day, month, year] = parts[..] else { return None };
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = number(day) && number(month) && number(year) && year.len() == 4;
        fits.then(|| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
    };
    day_alone(last, order, None).map(|named| named.day).or_else(split)
}

/// Whether a text is nothing but a day, whatever its order; `near` lends a year.
pub fn is_day_alone(text: &str, near: Option<Day>) -> bool {
    [Order::Dmy, Order::Mdy].into_iter().any(|order| day_alone(text, order, near).is_some())
}

/// Whether a text holds nothing but numbers or a day: `2026-10-27`, `10`, `27 Oct 2026`.
pub fn is_count_or_day(text: &str) -> bool {
    !text.contains(char::is_alphabetic) || is_day_alone(text, None)
}

/// The day that is all that a text says, but for its weekday.
fn day_alone(text: &str, order: Order, near: Option<Day>) -> Option<NamedDay> {
    let named = day_in_name(text, order, near).filter(|named| !named.week)?;
    let rest = format!("{} {}", &text[..named.span.start], &text[named.span.end..]);
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    // `Sam 2026-11-18` is of Sam: that day is no Saturday.
    let fits = |at: i8| {
        let has_year = text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
        let agrees = i8::try_from(named.day.weekday().index()) == Ok(at);
        // Nobody is called by two letters.
        is_weekday_and_no_name(rest) || rest.chars().count() < 3 || !has_year || agrees
    };
    let weekday = || leading_weekday(rest).is_some_and(|(at, len)| len == rest.len() && fits(at));
    (rest.is_empty() || weekday()).then_some(named)
}

/// The day of a heading that names only a weekday, in a note of a week: `Tuesday`, `Di`.
pub fn of_week(text: &str, monday: Day) -> Option<Day> {
    let (at, len) = leading_weekday(text)?;
    let long = text[..len].chars().count() > 3;
    let alone = text[len..].trim_start_matches(['.', ':', ',', ' ']).is_empty();
    (long || alone).then(|| monday.plus(i64::from(at)))
}

/// The day of a heading below that of a week, by the weekday in it: `1:1 Begoña – martes 20`. A
/// number behind the weekday is that of the day.
pub fn of_week_at_end(text: &str, monday: Day) -> Option<Day> {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_alphabetic() && !text[..*at].ends_with(|c: char| c.is_alphanumeric())
    });
    starts
        .filter(|(at, _)| text[*at..].chars().take_while(|c| c.is_alphabetic()).count() > 3)
        .find_map(|(at, _)| {
            let (weekday, len) = leading_weekday(&text[at..])?;
            let rest = text[at + len..].trim_start_matches([' ', ',', '.']);
            let day = monday.plus(i64::from(weekday));
            let number = rest[..digit_run(rest)].parse::<i8>().ok();
            number.is_none_or(|number| number == day.day()).then_some(day)
        })
}

/// The Monday of a week of the calendar.
pub fn monday_of_week(year: i16, week: i64) -> Option<Day> {
    // The fourth of January is in the first week.
    let fourth = Day::new(year, 1, 4)?;
    let first = fourth.plus(-i64::from(fourth.weekday().index()));
    let monday = first.plus((week - 1) * 7);
    ((1..=53).contains(&week) && (week < 53 || monday.plus(3).year() == year)).then_some(monday)
}

fn digit_run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `27-oct-2026`, `13Nov2026`, `3-Nov-26`, `9-XI-2026`: the month is a word or Roman.
fn with_month_word(text: &str) -> Option<(Day, usize)> {
    const ROMAN: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let len = digit_run(text);
    let day: i8 = text.get(..len).filter(|_| (1..=2).contains(&len))?.parse().ok()?;
    let sign = |rest: &str| rest.starts_with(['-', '.', '_', '/', ' ']) as usize;
    let at = len + sign(&text[len..]);
    let word = text[at..].find(|c: char| !c.is_alphabetic()).map(|end| &text[at..at + end])?;
    let roman = ROMAN.iter().position(|roman| *roman == word && at > len);
    let month = roman.and_then(|at| i8::try_from(at + 1).ok());
    let month =
        month.or_else(|| Lexicon::shipped().month_named(word).filter(|_| word.len() > 2))?;
    let behind = at + word.len();
    // `11 November/12 - Sam` is a folder and a name.
    if (text[len..at] == *"/") != text[behind..].starts_with('/') {
        return None;
    }
    let at = behind + sign(&text[behind..]);
    let end = at + digit_run(&text[at..]);
    let year: i16 = text[at..end].parse().ok()?;
    let year = match end - at {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    let free = !text[end..].starts_with(char::is_alphanumeric);
    Some((Day::new(year, month, day).filter(|_| free && (1990..2100).contains(&year))?, end))
}

/// `202610271400`, `20261027140012`: a day and a time without signs.
fn stamp_without_signs(text: &str) -> Option<(Day, usize)> {
    let len = digit_run(text);
    let free = !text[len..].starts_with(char::is_alphanumeric) || text[len..].starts_with('T');
    if !matches!(len, 8 | 10 | 12 | 14) || !free {
        return None;
    }
    let year: i16 = text[..4].parse().ok()?;
    let day = Day::new(year, text[4..6].parse().ok()?, text[6..8].parse().ok()?)?;
    (1990..2100).contains(&year).then_some((day, len))
}

/// `2026-W44`, `2026W44`, `W44 2026`, `KW 46`, `Week 46`.
fn week_in_text(text: &str, near: Option<Day>) -> Option<(Day, usize, bool)> {
    let number_at = |at: usize| {
        let len = digit_run(&text[at..]);
        let free = !text[at + len..].starts_with(char::is_alphanumeric);
        let number = text[at..at + len].parse::<i64>().ok()?;
        ((1..=2).contains(&len) && free).then_some((number, at + len))
    };
    if digit_run(text) == 4 {
        let year: i16 = text[..4].parse().ok()?;
        let rest = text[4..].trim_start_matches(['-', '_', ' ', '.', '/']);
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_alphabetic()).len();
        let sign = rest.get(..word).filter(|word| !word.is_empty())?;
        if !people_words::holds("week", sign) && !sign.eq_ignore_ascii_case("s") {
            return None;
        }
        let rest = rest[word..].trim_start_matches(['-', '_', ' ', '.']);
        let (number, end) = number_at(text.len() - rest.len())?;
        let monday = monday_of_week(year, number)?;
        // `2026-W44-5` is the Friday of that week.
        let behind = text[end..].strip_prefix('-').filter(|rest| digit_run(rest) == 1);
        let of_week = behind.filter(|rest| !rest[1..].starts_with(char::is_alphanumeric));
        let of_week = of_week.and_then(|rest| rest[..1].parse::<i64>().ok());
        return Some(match of_week.filter(|at| (1..=7).contains(at)) {
            Some(at) => (monday.plus(at - 1), end + 2, false),
            None => (monday, end, true),
        });
    }
    let word = text.len() - text.trim_start_matches(|c: char| c.is_alphabetic()).len();
    if word == 0 || !people_words::holds("week", &text[..word]) {
        return None;
    }
    let gap = text[word..].len() - text[word..].trim_start_matches([' ', '-', '_', '.']).len();
    let (number, end) = number_at(word + gap)?;
    let behind = text[end..].trim_start_matches([' ', '-', '/', ',', '_', '(']);
    let year = match digit_run(behind) {
        4 => behind[..4].parse().ok()?,
        _ if gap == 0 && word == 1 && near.is_none() => return None,
        _ => {
            return nearest_year(near?, |year| monday_of_week(year, number))
                .map(|day| (day, end, true));
        }
    };
    monday_of_week(year, number).map(|day| (day, text.len() - behind.len() + 4, true))
}

/// `10.11.`, `10/27`, and at the beginning of a name `10.11` and `10-27`.
fn without_year(text: &str, begins: bool, order: Order, near: Day) -> Option<(Day, usize)> {
    let first = digit_run(text);
    let sign = text[first..].chars().next().filter(|c| "-./".contains(*c))?;
    let second_at = first + 1;
    let second = digit_run(&text[second_at..]);
    let end = second_at + second;
    if !(1..=2).contains(&first) || !(1..=2).contains(&second) {
        return None;
    }
    let closed = sign == '.' && text[end..].starts_with('.');
    let end = end + usize::from(closed);
    let rest = &text[end..];
    let free = !rest.starts_with(|c: char| c.is_alphanumeric() || "-./:%".contains(c))
        || closed && rest.starts_with(':');
    let certain = closed || sign == '/' && first + second > 2;
    if !free || !(certain || begins && second == 2 && first == 2) {
        return None;
    }
    let a: i8 = text[..first].parse().ok()?;
    let b: i8 = text[second_at..second_at + second].parse().ok()?;
    let day_first = match sign {
        '.' => true,
        '-' if a > 12 || b > 12 || a == b => a > 12,
        '-' => !order.pair_month_first()?,
        _ => !order.is_month_first() && b <= 12 || a > 12,
    };
    let (day, month) = if day_first { (a, b) } else { (b, a) };
    nearest_year(near, |year| Day::new(year, month, day)).map(|day| (day, end))
}

/// The one of three years in which a day is nearest to another.
fn nearest_year(near: Day, of_year: impl Fn(i16) -> Option<Day>) -> Option<Day> {
    let years = near.year() - 1..=near.year() + 1;
    years.filter_map(of_year).min_by_key(|day| day.days_since(near).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = day_in_name(text, Order::Dmy, Day::new(2026, 11, 24));
        let found = found.map_or("none".to_owned(), |found| {
            format!(
                "{}{} `{}`",
                found.day,
                if found.week { " week" } else { "" },
                found.span.of(text)
            )
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_in_names_of_talks_whose_year_something_else_tells() {
        let near = Day::new(2026, 11, 24);
        for (name, day) in [
            ("Lena 17 Nov", "2026-11-17"),
            ("Lena 17nov", "2026-11-17"),
            ("1a1 Marta Solís 6oct", "2026-10-06"),
            ("6okt. Lena", "2026-10-06"),
            ("Lena 17.11", "2026-11-17"),
            ("Lena 17_11", "2026-11-17"),
            ("Lena_17_11", "2026-11-17"),
            ("17_11 Lena", "2026-11-17"),
            ("Lena 17-11", "2026-11-17"),
            ("Lena Nov 17", "2026-11-17"),
            ("Lena 17th Nov", "2026-11-17"),
            ("1-1 Lena den 17. November", "2026-11-17"),
            ("261103 Nuria", "2026-11-03"),
            ("Nuria 261103", "2026-11-03"),
            ("03112026 Nuria", "2026-11-03"),
            ("KW45 Nuria", "2026-11-02"),
            ("Lena 17", "none"),
            ("Lena 1234", "none"),
            ("Tom _ Priya - 1_1", "none"),
            ("Tom 1-1", "none"),
            ("ticket 990511 Lena", "none"),
            ("Lena 34_11", "none"),
            ("Lena 6abc", "none"),
        ] {
            let found = find_in_name(name, Order::Dmy, near).map(|named| named.day.to_string());
            assert_eq!(found.unwrap_or("none".to_owned()), day, "{name}");
        }
    }

    #[test]
    fn days_of_names_whose_folders_tell_their_month() {
        for (path, day) in [
            ("1-1s/2026-11/Lena 17", "2026-11-17"),
            ("1-1s/2026/11/17 Lena", "2026-11-17"),
            ("1-1s/2026/11 November/3 - Sam", "2026-11-03"),
            ("1-1s/2026/11-November/12 Sam", "2026-11-12"),
            ("1-1s/Nov 2026/Lena 17", "2026-11-17"),
            ("1-1s/2026/Lena 17", "none"),
            ("1-1s/2026/Q4/Lena 17", "none"),
        ] {
            let name = path.rsplit('/').next().unwrap_or(path);
            let found = era_of_path(path).and_then(|era| era.day_in_name(name));
            assert_eq!(found.map_or("none".to_owned(), |(day, _)| day.to_string()), day, "{path}");
        }
    }

    #[test]
    fn the_newest_day_that_is_not_far_ahead_is_meant() {
        for (name, day) in [
            ("Lena 17 Nov", "2026-11-17"),
            ("Lena 1 Dec", "2026-12-01"),
            ("Lena 20 Dec", "2025-12-20"),
            ("Lena Tue 17 Nov", "2026-11-17"),
            ("Lena Wednesday 17 Nov", "none"),
            ("Lena", "none"),
        ] {
            let today = Day::new(2026, 11, 24).expect("a day");
            let found = newest_in_name(name, Order::Dmy, today).map(|day| day.to_string());
            assert_eq!(found.unwrap_or("none".to_owned()), day, "{name}");
        }
    }

    #[test]
    fn days_in_names_and_headings() {
        for (text, day) in [
            ("2026_10_27", "2026-10-27 `2026_10_27`"),
            ("Lena 27.10.26", "2026-10-27 `27.10.26`"),
            ("26-10-27 Lena", "2026-10-27 `26-10-27`"),
            ("202610271400 Lena", "2026-10-27 `202610271400`"),
            ("Kwame 1-1 May 27", "2026-05-27 `May 27`"),
            ("Kwame 1:1 May 27 0a1b2c", "2026-05-27 `May 27`"),
            ("Kwame 1-2-1 Oct 28", "2026-10-28 `Oct 28`"),
            ("Kwame 1-Oct-26", "2026-10-01 `1-Oct-26`"),
            ("20261027T140000--lena__1on1", "2026-10-27 `20261027`"),
            ("2026-W44", "2026-10-26 week `2026-W44`"),
            ("KW 46", "2026-11-09 week `KW 46`"),
            ("Week 44", "2026-10-26 week `Week 44`"),
            ("Week 44, 27 Oct", "2026-10-27 `27 Oct`"),
            ("KW 46 (12.11.)", "2026-11-12 `12.11.`"),
            ("Semana 43 (19-23 oct)", "2026-10-19 week `Semana 43`"),
            ("Woche 46/2026", "2026-11-09 week `Woche 46/2026`"),
            ("10.11.", "2026-11-10 `10.11.`"),
            ("Di 10.11.", "2026-11-10 `10.11.`"),
            ("10.11.: moved", "2026-11-10 `10.11.`"),
            ("10/27", "2026-10-27 `10/27`"),
            ("27/10", "2026-10-27 `27/10`"),
            ("Oct 27", "2026-10-27 `Oct 27`"),
            ("Tuesday, October 27th", "2026-10-27 `Tuesday, October 27th`"),
            ("27. Oktober 2026", "2026-10-27 `27. Oktober 2026`"),
            ("Dienstag, 10. November", "2026-11-10 `Dienstag, 10. November`"),
            ("10 novembre 2026", "2026-11-10 `10 novembre 2026`"),
            ("1er d\u{e9}cembre 2026", "2026-12-01 `1er d\u{e9}cembre 2026`"),
            ("10 de noviembre de 2026", "2026-11-10 `10 de noviembre de 2026`"),
            ("ter\u{e7}a-feira, 10 de novembro", "2026-11-10 `ter\u{e7}a-feira, 10 de novembro`"),
            ("luned\u{ec} 9 novembre", "2026-11-09 `luned\u{ec} 9 novembre`"),
            ("dinsdag 10 november", "2026-11-10 `dinsdag 10 november`"),
            ("3. M\u{e4}rz 2026", "2026-03-03 `3. M\u{e4}rz 2026`"),
            ("27-oct-2026 Diego", "2026-10-27 `27-oct-2026`"),
            ("Ann-13Nov2026", "2026-11-13 `13Nov2026`"),
            ("Ann 16-Nov-26", "2026-11-16 `16-Nov-26`"),
            ("Ann 21.XI.2026", "2026-11-21 `21.XI.2026`"),
            ("9-XI-2026", "2026-11-09 `9-XI-2026`"),
            ("2026-W44-5", "2026-10-30 `2026-W44-5`"),
            ("2026-S46 suivi", "2026-11-09 week `2026-S46`"),
            ("Semana 43 (19-23 oct)", "2026-10-19 week `Semana 43`"),
            ("W46", "2026-11-09 week `W46`"),
        ] {
            check(text, day);
        }
    }

    #[test]
    fn numbers_that_are_no_days() {
        for text in [
            "v1.2.3",
            "1-1",
            "1:1 with Lena",
            "10.1.1.1",
            "Sprint 24",
            "#482",
            "3.1 Scope",
            "1/2",
            "1:1 June",
            "1-1 Jan",
            "1-1 Marco",
            "99.99.",
            "W",
            "weekly",
            "99/99",
            "121",
            "2026-W60",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn days_of_folders() {
        for (folders, day) in [
            ("2026-10-27", "2026-10-27"),
            ("Notes/2026-10-27 Tue", "2026-10-27"),
            ("27.10.2026", "2026-10-27"),
            ("Journal/2026/10/27", "2026-10-27"),
            ("Journal/2026/10", "none"),
            ("2026-10-27 Offsite", "none"),
            ("2026-10-27/Team", "none"),
            ("10/27/12", "none"),
            ("", "none"),
        ] {
            let found = of_folders(folders, Order::Dmy);
            assert_eq!(found.map_or("none".to_owned(), |day| day.to_string()), day, "{folders}");
        }
    }

    #[test]
    fn days_of_a_week() {
        let monday = Day::new(2026, 11, 9).unwrap();
        for (text, day) in
            [("Tuesday", Some(10)), ("Di", Some(10)), ("mi\u{e9}rcoles", Some(11)), ("Do it", None)]
        {
            assert_eq!(of_week(text, monday).map(Day::day), day, "{text}");
        }
    }
}
