//! A day in the form in which a name has another one: `18-11` for `11-11`, `2026_12_01`, `1.12.`.

use crate::text::date::Day;
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
            Part::Year if width == 2 => new.year() % 100,
            Part::Year => new.year(),
            Part::Month => i16::from(new.month()),
            Part::Day => i16::from(new.day()),
        };
        // `5.11.` is written without a zero, `05-11` with one.
        let text = if width > 1 { format!("{value:0width$}") } else { value.to_string() };
        out.replace_range(from..to, &text);
    }
    Some(out)
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
enum Part {
    Year,
    Month,
    Day,
}

type Place = (usize, usize);

/// Where the numbers of a name stand.
fn numbers(name: &str) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
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
fn roles(name: &str, numbers: &[Place], day: Day) -> Option<Vec<(Place, Part)>> {
    let joined = numbers.windows(2).all(|two| {
        let between = &name[two[0].1..two[1].0];
        matches!(between, "." | "-" | "_" | ". " | "/")
    });
    if !joined {
        return None;
    }
    let forms: &[&[Part]] = match numbers.len() {
        3 => &[
            &[Part::Year, Part::Month, Part::Day],
            &[Part::Day, Part::Month, Part::Year],
            &[Part::Month, Part::Day, Part::Year],
        ],
        _ => &[&[Part::Day, Part::Month], &[Part::Month, Part::Day]],
    };
    let is = |(place, part): (&Place, &Part)| {
        let width = place.1 - place.0;
        let value: i64 = name[place.0..place.1].parse().unwrap_or(-1);
        match part {
            Part::Year if width == 4 => value == i64::from(day.year()),
            Part::Year => width == 2 && value == i64::from(day.year() % 100),
            Part::Month => width <= 2 && value == i64::from(day.month()),
            Part::Day => width <= 2 && value == i64::from(day.day()),
        }
    };
    let form = forms.iter().find(|form| numbers.iter().zip(form.iter()).all(is))?;
    Some(numbers.iter().copied().zip(form.iter().copied()).collect())
}

/// `10 Nov 2026`, `12-nov-2026`: within the month the day alone changes.
fn beside_month(name: &str, numbers: &[Place], old: Day, new: Day) -> Option<Vec<(Place, Part)>> {
    let is_same = (old.year(), old.month()) == (new.year(), new.month());
    if !is_same || !names_month(name, old) {
        return None;
    }
    let is_day = |place: &&Place| {
        place.1 - place.0 <= 2 && name[place.0..place.1].parse() == Ok(i64::from(old.day()))
    };
    let mut days = numbers.iter().filter(is_day);
    let day = days.next().filter(|_| days.next().is_none())?;
    // `Nov 12th` has an ending that another day may not have.
    let plain = !name[day.1..].starts_with(char::is_alphabetic);
    plain.then(|| vec![(*day, Part::Day)])
}

fn names_month(text: &str, day: Day) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.len() > 2 && Lexicon::shipped().month(word) == Some(day.month()))
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
