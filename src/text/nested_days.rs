//! Days whose month or year stands above them: `# 2026`, `## October`, `### Tue 13`.

use crate::text::date::Day;
use crate::text::date_name::{self, Era};
use crate::text::date_parse::leading_weekday;
use crate::text::lexicon::Lexicon;
use crate::text::person_name;
use std::collections::BTreeMap;

/// A line of a note with the place of the one above it.
pub type Nested<'t> = (&'t str, Option<usize>);

/// What is longer tells more than a month.
const LONGEST: usize = 24;

/// The month that is all that a text tells: `Oktober`, `10 Oktober`, `Oct.`.
pub fn month_alone(text: &str) -> Option<i8> {
    if text.len() > LONGEST {
        return None;
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &&str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let mut named = None;
    let mut number = None;
    for word in words.by_ref() {
        match Lexicon::shipped().month_named(word).filter(|_| word.len() > 2) {
            Some(month) if named.is_none() => named = Some(month),
            None if is_number(&word) && number.is_none() => number = word.parse::<i8>().ok(),
            _ => return None,
        }
    }
    named.filter(|month| number.is_none_or(|number| number == *month))
}

/// The month that a number alone is, below a year: `10`, `09`.
fn month_of_number(text: &str) -> Option<i8> {
    let text = text.trim();
    let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    short.then(|| text.parse::<i8>().ok())?.filter(|month| (1..=12).contains(month))
}

/// The years and months that lines tell, each by its place; of a month alone the year is that of
/// the lines above it, or that of the path.
pub fn eras(
    lines: &[Nested<'_>],
    is_day: &dyn Fn(usize) -> bool,
    of_path: Option<Era>,
) -> BTreeMap<usize, Era> {
    let mut found: BTreeMap<usize, Era> = BTreeMap::new();
    for (at, (text, above)) in lines.iter().enumerate() {
        if is_day(at) {
            continue;
        }
        let own = text.contains("20").then(|| date_name::era_of_name(text)).flatten();
        if let Some(era) = own {
            found.insert(at, era);
            continue;
        }
        let at_of = at;
        let is_number = |at: usize| begins_with_number(lines[at].0);
        let mut chain = std::iter::successors(*above, |at| lines[*at].1);
        let year = chain.find_map(|at| found.get(&at)).copied().or(of_path);
        let Some(year) = year else { continue };
        let number = || month_of_number(text).filter(|_| !year.month);
        // `# April` above `## 10 Nov` may be somebody.
        let below = |at: &usize| {
            std::iter::successors(lines[*at].1, |at| lines[*at].1).any(|above| above == at_of)
        };
        let month = month_alone(text).or_else(number);
        let month =
            month.filter(|_| (at + 1..lines.len()).any(|one| below(&one) && is_number(one)));
        if let Some(day) = month.and_then(|month| Day::new(year.day.year(), month, 15)) {
            found.insert(at, Era { day, month: true });
        }
    }
    found
}

/// The day that the number at the beginning of a text is in a month, and where what stands behind
/// it begins: with its weekday before it, or with nothing but somebody's name behind it:
/// `Lundi 19 – point Sofiane`, `27 Paolo Greco`.
pub fn day_at_start(era: Era, text: &str) -> Option<(Day, usize)> {
    if !era.month {
        return None;
    }
    let (weekday, number, end) = number_at_start(text)?;
    let day = Day::new(era.day.year(), era.day.month(), number)?;
    let rest = &text[end..];
    let fits = match weekday {
        Some(at) => i8::try_from(day.weekday().index()) == Ok(at),
        None => rest.is_empty() || begins_name(rest),
    };
    fits.then_some((day, end))
}

/// Whether a text is somebody's name, in capitals or as a link.
fn begins_name(text: &str) -> bool {
    let bare = text.trim_start_matches(['[', '@', '*', '_']);
    bare.starts_with(char::is_uppercase) && person_name::read(text).is_some()
}

/// Whether a text begins with the number of a day, perhaps with its weekday, and no month.
pub fn begins_with_number(text: &str) -> bool {
    number_at_start(text).is_some_and(|(_, _, end)| {
        let word = text[end..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        Lexicon::shipped().month_named(word).is_none()
            && !word.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// What stands behind the number of a day and its weekday at the beginning of a text.
pub fn behind_number(text: &str, day: Day) -> Option<&str> {
    let (_, number, end) = number_at_start(text)?;
    (number == day.day()).then(|| &text[end..])
}

/// What stands behind whatever number of a day a text begins with.
pub fn behind_any_number(text: &str) -> Option<&str> {
    let (_, _, end) = number_at_start(text)?;
    (!text[end..].is_empty()).then(|| &text[end..])
}

/// The number at the beginning of a text with the weekday before it, and where the words behind it
/// begin.
fn number_at_start(text: &str) -> Option<(Option<i8>, i8, usize)> {
    let bare = text.trim_start_matches(['*', '_', ' ']);
    let weekday = leading_weekday(bare);
    let behind = weekday.map_or(bare, |(_, len)| bare[len..].trim_start_matches(['.', ',', ' ']));
    let len = behind.bytes().take_while(u8::is_ascii_digit).count();
    let number: i8 = behind[..len].parse().ok().filter(|_| (1..=2).contains(&len))?;
    let rest = &behind[len..];
    let ending = ["st", "nd", "rd", "th", "º", "er"].into_iter().find(|end| rest.starts_with(end));
    let rest = &rest[ending.map_or(0, str::len)..];
    // `10:30 Ana`, `3rds`, `27.10.`
    let parted = rest.is_empty()
        || rest.starts_with([' ', ',', '.', ':', '*', '_'])
            && !rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let signs = |c: char| c.is_whitespace() || ".,:–—-|*_".contains(c);
    let words = rest.trim_start_matches(signs);
    // `Thu 12 Nov`, `27 de octubre`
    let mut next = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_month = |word: &str| word.len() > 2 && Lexicon::shipped().month_named(word).is_some();
    if next.by_ref().take(2).any(is_month) {
        return None;
    }
    parted.then_some((weekday.map(|(at, _)| at), number, text.len() - words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_alone() {
        for (text, month) in [
            ("Oktober", Some(10)),
            ("10 Oktober", Some(10)),
            ("Oct.", Some(10)),
            ("novembre", Some(11)),
            ("11 Oktober", None),
            ("Oktober Ziele", None),
            ("May we", None),
            ("10", None),
        ] {
            assert_eq!(month_alone(text), month, "{text}");
        }
    }

    #[test]
    fn a_number_in_a_month_is_a_day_beside_its_weekday_or_a_name() {
        let era = Era { day: Day::iso("2026-10-15").unwrap(), month: true };
        for (text, day, rest) in [
            ("di 13", Some(13), ""),
            ("Tue 13th", Some(13), ""),
            ("Lundi 19 – point Sofiane", Some(19), "point Sofiane"),
            ("27 Paolo Greco", Some(27), "Paolo Greco"),
            ("28. Anke", Some(28), "Anke"),
            ("Tue 27: Ana Lopez", Some(27), "Ana Lopez"),
            ("Mon 13", None, ""),
            ("3 things to do", None, ""),
            ("9 magazzino", None, ""),
            ("10:30 Ana", None, ""),
            ("27.10. Ana", None, ""),
            ("32 Ana", None, ""),
        ] {
            let found = day_at_start(era, text);
            assert_eq!(found.map(|(day, _)| day.day()), day, "{text}");
            if let Some((_, end)) = found {
                assert_eq!(&text[end..], rest, "{text}");
            }
        }
    }
}
