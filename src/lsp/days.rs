//! Days in words, as somebody types them into a field: `tomorrow`, `fri`, `+2w`, `end of quarter`.

use crate::schedule::recurrence::monday_of;
use crate::text::date::{Day, Weekday};
use crate::text::span::comparable_words;

/// The day that a word means from `today` on.
pub fn read_day_word(word: &str, today: Day) -> Option<Day> {
    let plain = comparable_words(word);
    let words: Vec<&str> = plain.split(' ').collect();
    match words.as_slice() {
        ["today" | "now"] => Some(today),
        ["tomorrow" | "tmr"] => Some(today.plus(1)),
        ["yesterday"] => Some(today.plus(-1)),
        ["next", "week"] => Some(monday_of(today).plus(7)),
        ["next", "month"] => Some(first_of_month(today).plus_months(1)),
        ["end", "of", what] | ["end", what] | ["end", "of", "the", what] => {
            last_day_of(what, today)
        }
        ["eow"] => last_day_of("week", today),
        ["eom"] => last_day_of("month", today),
        ["eoq"] => last_day_of("quarter", today),
        ["eoy"] => last_day_of("year", today),
        ["next", day] | ["on", day] | [day] => match Weekday::read(day) {
            Some(day) => Some(today.plus(1).next_on(day)),
            None => day_after_length(day, today),
        },
        ["in", count, unit] | [count, unit] => day_after_length(&format!("{count}{unit}"), today),
        _ => None,
    }
}

/// `2w`, `3days`, `two weeks`, `1m` from a day on.
fn day_after_length(word: &str, today: Day) -> Option<Day> {
    const NUMBERS: &[&str] = &["a", "one", "two", "three", "four", "five", "six"];
    let digits = word.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = match digits {
        0 => {
            let number = |unit: &&str| word.len() > unit.len() && word.ends_with(unit);
            let unit =
                ["days", "day", "weeks", "week", "months", "month"].into_iter().find(number)?;
            let said = &word[..word.len() - unit.len()];
            let at = NUMBERS.iter().position(|number| *number == said)?;
            (i64::try_from(at.max(1)).ok()?, unit)
        }
        _ => (word[..digits].parse().ok()?, &word[digits..]),
    };
    if !(0..=520).contains(&count) {
        return None;
    }
    match unit {
        "d" | "day" | "days" => Some(today.plus(count)),
        "w" | "week" | "weeks" => Some(today.plus(7 * count)),
        "m" | "month" | "months" => Some(today.plus_months(count)),
        "q" | "quarter" | "quarters" => Some(today.plus_months(3 * count)),
        "y" | "year" | "years" => Some(today.plus_months(12 * count)),
        _ => None,
    }
}

fn first_of_month(day: Day) -> Day {
    day.plus(1 - i64::from(day.day()))
}

/// The last day of a span; of a week it is the Friday, on which work ends.
fn last_day_of(what: &str, today: Day) -> Option<Day> {
    let first = first_of_month(today);
    match what {
        "week" => {
            let friday = monday_of(today).plus(4);
            Some(if friday < today { friday.plus(7) } else { friday })
        }
        "month" => Some(first.plus_months(1).plus(-1)),
        "quarter" => {
            let rest = 3 - i64::from((today.month() - 1) % 3);
            Some(first.plus_months(rest).plus(-1))
        }
        "year" => Some(first.plus_months(13 - i64::from(today.month())).plus(-1)),
        _ => None,
    }
}

/// What is offered before anything is typed.
pub fn offered_days(today: Day) -> Vec<(String, Day)> {
    let words =
        ["tomorrow", "fri", "next week", "+1w", "+2w", "end of month", "end of quarter", "today"];
    words
        .iter()
        .filter_map(|word| Some(((*word).to_owned(), read_day_word(word, today)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_days() {
        // A Tuesday.
        let today = Day::iso("2026-11-24").unwrap();
        for (word, day) in [
            ("today", Some("2026-11-24")),
            ("Tomorrow", Some("2026-11-25")),
            ("fri", Some("2026-11-27")),
            ("friday", Some("2026-11-27")),
            ("tue", Some("2026-12-01")),
            ("next mon", Some("2026-11-30")),
            ("next week", Some("2026-11-30")),
            ("+2w", Some("2026-12-08")),
            ("2w", Some("2026-12-08")),
            ("in 3 days", Some("2026-11-27")),
            ("in two weeks", Some("2026-12-08")),
            ("a week", Some("2026-12-01")),
            ("in a month", Some("2026-12-24")),
            ("someday", None),
            ("weeks", None),
            ("+1m", Some("2026-12-24")),
            ("end of week", Some("2026-11-27")),
            ("end of month", Some("2026-11-30")),
            ("end of quarter", Some("2026-12-31")),
            ("eoq", Some("2026-12-31")),
            ("end of the year", Some("2026-12-31")),
            ("next month", Some("2026-12-01")),
            ("some day", None),
            ("2026-12-01", None),
            ("9999w", None),
            ("", None),
        ] {
            assert_eq!(read_day_word(word, today), day.and_then(Day::iso), "{word:?}");
        }
    }

    #[test]
    fn ends_on_the_last_day_itself() {
        let day = |text| Day::iso(text).unwrap();
        for (word, today, expected) in [
            ("end of month", "2026-02-28", "2026-02-28"),
            ("end of quarter", "2026-03-31", "2026-03-31"),
            ("end of quarter", "2026-01-01", "2026-03-31"),
            ("end of year", "2027-12-31", "2027-12-31"),
            ("end of week", "2026-11-28", "2026-12-04"),
        ] {
            assert_eq!(read_day_word(word, day(today)), Some(day(expected)), "{word} on {today}");
        }
    }
}
