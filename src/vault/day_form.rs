//! A day in the form in which a name has another one: `18-11` for `11-11`, `2026_12_01`, `1.12.`.

use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;

/// A name with the day `new` in the place and in the form of the day `old`; nothing where it does
/// not name that day, or names its month by a word and the new month is another one.
pub(crate) fn renamed(name: &str, old: Day, new: Day) -> Option<String> {
    let numbers = numbers(name);
    let three = numbers.windows(3).find_map(|three| roles(name, three, old));
    // `1-1 Alice 1-1.md`: the last two are the day.
    let best = three.or_else(|| numbers.windows(2).rev().find_map(|two| roles(name, two, old)));
    let edits = best.or_else(|| beside_month(name, &numbers, old, new))?;
    let mut out = name.to_owned();
    for ((from, to), part) in edits.into_iter().rev() {
        let width = to - from;
        let value = match part {
            DayPart::Year if width == 2 => new.year() % 100,
            DayPart::Year => new.year(),
            DayPart::Month => i16::from(new.month()),
            DayPart::Day => i16::from(new.day()),
        };
        // `5.11.` is written without a zero, `05-11` with one.
        let text = if width > 1 { format!("{value:0width$}") } else { value.to_string() };
        out.replace_range(from..to, &text);
    }
    Some(out)
}

/// A line with the day `new` in the place and in the form of the day `old`, also where months and
/// days of the week are words; nothing where the new day would not be read in it.
pub fn of_line(line: &str, old: Day, new: Day, order: Order) -> Option<String> {
    let compact = |day: Day| day.to_string().replace('-', "");
    let dated = match line.contains(&compact(old)) {
        true => line.replacen(&compact(old), &compact(new), 1),
        false => renamed(line, old, new).or_else(|| in_words(line, old, new))?,
    };
    let dated = with_weekday(&dated, old, new, order);
    let read = date_name::day_in_name(&dated, order, Some(new))?;
    (read.day == new && !read.week).then_some(dated)
}

/// The same where the month is a word: `Nov 12th, 2026`.
fn in_words(line: &str, old: Day, new: Day) -> Option<String> {
    let is_month = |word: &&str| {
        word.chars().count() > 2 && Lexicon::shipped().month_named(word) == Some(old.month())
    };
    let month = line.split(|c: char| !c.is_alphabetic()).find(is_month)?;
    let at = month.as_ptr() as usize - line.as_ptr() as usize;
    let place = usize::try_from(new.month() - 1).ok()?;
    let word = Lexicon::shipped().in_place_of("months", (month, line), place)?;
    let mut edits = vec![((at, at + month.len()), word)];
    let distance = |(from, to): &DigitRun| at.abs_diff(*to).min(from.abs_diff(at + month.len()));
    let numbers = numbers(line);
    let is_day = |(from, to): &&DigitRun| {
        to - from <= 2 && line[*from..*to].parse() == Ok(i64::from(old.day()))
    };
    let (from, to) = *numbers.iter().filter(is_day).min_by_key(|place| distance(place))?;
    let ending = ["st", "nd", "rd", "th"].into_iter().find(|end| line[to..].starts_with(end));
    let is_word = ending
        .is_some_and(|end| !line[to + end.len()..].starts_with(|c: char| c.is_alphanumeric()));
    let day = match (to - from, is_word) {
        (_, true) => format!("{}{}", new.day(), ordinal(new.day())),
        (1, _) => new.day().to_string(),
        _ if line[from..to].starts_with('0') || new.day() > 9 => format!("{:02}", new.day()),
        _ => new.day().to_string(),
    };
    edits.push(((from, if is_word { to + 2 } else { to }), day));
    let year = numbers
        .iter()
        .find(|(from, to)| to - from == 4 && line[*from..*to].parse() == Ok(i64::from(old.year())));
    edits.extend(year.map(|place| (*place, new.year().to_string())));
    edits.sort();
    let mut out = line.to_owned();
    for ((from, to), text) in edits.into_iter().rev() {
        out.replace_range(from..to, &text);
    }
    Some(out)
}

fn ordinal(day: i8) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// The line with the day of the week that stands beside its day changed.
fn with_weekday(line: &str, old: Day, new: Day, order: Order) -> String {
    let Some(named) = date_name::day_in_name(line, order, Some(new)) else {
        return line.to_owned();
    };
    let place = usize::from(new.weekday().index());
    let is_old = |word: &str| {
        Lexicon::shipped().weekday_named(word) == Some(usize::from(old.weekday().index()))
    };
    let between = |text: &str| !text.contains(char::is_alphanumeric);
    let mut from = 0;
    for word in line.split(|c: char| !c.is_alphabetic()) {
        let at = from;
        from += word.len() + line[from + word.len()..].chars().next().map_or(0, char::len_utf8);
        let end = at + word.len();
        let beside = match (end <= named.span.start, at >= named.span.end) {
            (true, _) => between(&line[end..named.span.start]),
            (_, true) => between(&line[named.span.end..at]),
            _ => true,
        };
        if beside
            && is_old(word)
            && let Some(other) = Lexicon::shipped().in_place_of("days", (word, line), place)
        {
            let mut out = line.to_owned();
            out.replace_range(at..end, &other);
            return out;
        }
    }
    line.to_owned()
}

/// A folder with the year, or the year and the month, of another day: `2026`, `2026-11`.
pub(crate) fn folder(part: &str, above: Option<&str>, old: Day, new: Day) -> Option<String> {
    let year = old.year().to_string();
    if part == year {
        return Some(new.year().to_string());
    }
    let month = format!("{:02}", old.month());
    if part == month && above == Some(year.as_str()) {
        return Some(format!("{:02}", new.month()));
    }
    let is_same = (old.year(), old.month()) == (new.year(), new.month());
    let begins = part.strip_prefix(&year).and_then(|rest| {
        let sign = rest.chars().next().filter(|c| matches!(c, '-' | '_' | '.'))?;
        Some((sign, rest[1..].strip_prefix(&month)?))
    });
    match begins {
        Some((sign, "")) => Some(format!("{}{sign}{:02}", new.year(), new.month())),
        // `2026-11 November`: the word of another month is not known.
        Some((_, rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => {
            is_same.then(|| part.to_owned())
        }
        _ if names_month(part, old) => is_same.then(|| part.to_owned()),
        _ => Some(part.to_owned()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DayPart {
    Year,
    Month,
    Day,
}

type DigitRun = (usize, usize);

/// Where the numbers of a name stand.
fn numbers(name: &str) -> Vec<DigitRun> {
    let mut found: Vec<DigitRun> = Vec::new();
    for (at, byte) in name.bytes().enumerate() {
        match found.last_mut() {
            _ if !byte.is_ascii_digit() => {}
            Some((_, end)) if *end == at => *end = at + 1,
            _ => found.push((at, at + 1)),
        }
    }
    found
}

/// What each of two or three numbers with one sign between them is, when they are this day.
fn roles(name: &str, numbers: &[DigitRun], day: Day) -> Option<Vec<(DigitRun, DayPart)>> {
    let joined = numbers.windows(2).all(|two| {
        let between = &name[two[0].1..two[1].0];
        matches!(between, "." | "-" | "_" | ". " | "/")
    });
    if !joined {
        return None;
    }
    let forms: &[&[DayPart]] = match numbers.len() {
        // On the 26th of the year 26 a year of two digits stands last.
        3 => &[
            &[DayPart::Day, DayPart::Month, DayPart::Year],
            &[DayPart::Month, DayPart::Day, DayPart::Year],
            &[DayPart::Year, DayPart::Month, DayPart::Day],
        ],
        _ => &[&[DayPart::Day, DayPart::Month], &[DayPart::Month, DayPart::Day]],
    };
    let is = |(place, part): (&DigitRun, &DayPart)| {
        let width = place.1 - place.0;
        let value: i64 = name[place.0..place.1].parse().unwrap_or(-1);
        match part {
            DayPart::Year if width == 4 => value == i64::from(day.year()),
            DayPart::Year => width == 2 && value == i64::from(day.year() % 100),
            DayPart::Month => width <= 2 && value == i64::from(day.month()),
            DayPart::Day => width <= 2 && value == i64::from(day.day()),
        }
    };
    let form = forms.iter().find(|form| numbers.iter().zip(form.iter()).all(is))?;
    Some(numbers.iter().copied().zip(form.iter().copied()).collect())
}

/// `10 Nov 2026`, `12-nov-2026`: within the month the day alone changes.
fn beside_month(
    name: &str,
    numbers: &[DigitRun],
    old: Day,
    new: Day,
) -> Option<Vec<(DigitRun, DayPart)>> {
    let is_same = (old.year(), old.month()) == (new.year(), new.month());
    if !is_same || !names_month(name, old) {
        return None;
    }
    let is_day = |place: &&DigitRun| {
        place.1 - place.0 <= 2 && name[place.0..place.1].parse() == Ok(i64::from(old.day()))
    };
    let mut days = numbers.iter().filter(is_day);
    let day = days.next().filter(|_| days.next().is_none())?;
    // `Nov 12th` has an ending that another day may not have.
    let plain = !name[day.1..].starts_with(char::is_alphabetic);
    plain.then(|| vec![(*day, DayPart::Day)])
}

fn names_month(text: &str, day: Day) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.len() > 2 && Lexicon::shipped().month_named(word) == Some(day.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_keeps_the_form_of_the_last_one() {
        let day = |text: &str| Day::iso(text).unwrap();
        let check = |name: &str, new: &str, expected: Option<&str>| {
            let made = renamed(name, day("2026-11-05"), day(new));
            assert_eq!(made.as_deref(), expected, "{name} {new}");
        };
        check("1-1 Alice 05.11.2026.md", "2027-01-12", Some("1-1 Alice 12.01.2027.md"));
        check("1-1 Alice 5.11.md", "2026-12-24", Some("1-1 Alice 24.12.md"));
        check("Bila Sanne 05-11.md", "2026-12-01", Some("Bila Sanne 01-12.md"));
        check("2026_11_05 Alice.md", "2026-12-01", Some("2026_12_01 Alice.md"));
        check("11-05-2026 Alice.md", "2026-12-24", Some("12-24-2026 Alice.md"));
        check("Alice 5-11-26.md", "2027-01-02", Some("Alice 2-01-27.md"));
        check("1a1 Diego 5-nov-2026.md", "2026-11-19", Some("1a1 Diego 19-nov-2026.md"));
        check("1a1 Diego 5-nov-2026.md", "2026-12-03", None);
        check("1on1 Nov 5th.md", "2026-11-19", None);
        check("Alice 3.md", "2026-12-01", None);
        check("1-1 Alice.md", "2026-12-01", None);
    }

    #[test]
    fn a_heading_keeps_the_form_of_the_last_one() {
        let day = |text: &str| Day::iso(text).unwrap();
        let check = |line: &str, new: &str, expected: Option<&str>| {
            let made = of_line(line, day("2026-11-26"), day(new), Order::Dmy);
            assert_eq!(made.as_deref(), expected, "{line} {new}");
        };
        check("## 2026-11-26", "2026-12-03", Some("## 2026-12-03"));
        check("### Thu 26 Nov", "2026-12-04", Some("### Fri 4 Dec"));
        check("### Thursday, 26 November 2026", "2027-01-01", Some("### Friday, 1 January 2027"));
        check("## Do, 26.11.", "2026-12-02", Some("## Mi, 02.12."));
        check("## Donnerstag, 26. November", "2026-12-02", Some("## Mittwoch, 2. Dezember"));
        check("**26 Nov 2026**", "2026-11-30", Some("**30 Nov 2026**"));
        check("## Nov 26th", "2026-12-03", Some("## Dec 3rd"));
        check("## jueves 26 de noviembre", "2026-12-03", Some("## jueves 3 de diciembre"));
        check("## [[2026-11-26]]", "2026-12-03", Some("## [[2026-12-03]]"));
        check("## 20261126", "2026-12-03", Some("## 20261203"));
        check("## 26/11/26 (Thu)", "2026-12-04", Some("## 04/12/26 (Fri)"));
        check("- **Next 1:1:** 26.11.", "2026-12-04", Some("- **Next 1:1:** 04.12."));
        check("## The outage", "2026-12-03", None);
        check("## Week 48", "2026-12-03", None);
    }

    #[test]
    fn a_folder_follows_the_month() {
        let day = |text: &str| Day::iso(text).unwrap();
        let check = |part: &str, above: Option<&str>, new: &str, expected: Option<&str>| {
            let made = folder(part, above, day("2026-11-05"), day(new));
            assert_eq!(made.as_deref(), expected, "{part} {new}");
        };
        check("2026", None, "2027-01-12", Some("2027"));
        check("11", Some("2026"), "2027-01-12", Some("01"));
        check("11", None, "2027-01-12", Some("11"));
        check("2026-11", None, "2026-12-01", Some("2026-12"));
        check("2026-11 November", None, "2026-11-20", Some("2026-11 November"));
        check("2026-11 November", None, "2026-12-01", None);
        check("November", None, "2026-12-01", None);
        check("Alice", None, "2026-12-01", Some("Alice"));
    }
}
