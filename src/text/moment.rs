//! Days in formats of Moment, in which Obsidian and its plug-ins keep the names of daily notes:
//! `YYYY/MM-MMMM/YYYY-MM-DD [week] W`.
//!
//! Months and weekdays are those of English. What depends on a language or a clock (`gggg`, `LT`,
//! `HH`) is not understood, and nothing is guessed.

use crate::text::date::Day;

/// What Moment takes for tokens, longest first; those without a meaning here ask for more than a
/// day has.
const TOKENS: &[&str] = &[
    "YYYYYY", "YYYYY", "YYYY", "GGGGG", "GGGG", "ggggg", "gggg", "MMMM", "DDDD", "DDDo", "dddd",
    "LLLL", "MMM", "DDD", "ddd", "LTS", "LLL", "YY", "GG", "gg", "MM", "Mo", "DD", "Do", "dd",
    "do", "WW", "Wo", "ww", "wo", "Qo", "HH", "hh", "kk", "mm", "ss", "LT", "LL", "ll", "ZZ", "zz",
    "Y", "M", "D", "d", "W", "w", "Q", "H", "h", "k", "m", "s", "S", "L", "l", "Z", "z", "N", "y",
    "A", "a", "E", "e", "X", "x",
];

/// A day in a format; none where it asks for more than a day has.
pub fn format_day(format: &str, day: Day) -> Option<String> {
    let mut out = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        if let Some((text, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            out.push_str(text);
            rest = after;
        } else if let Some(token) = TOKENS.iter().find(|token| rest.starts_with(**token)) {
            out.push_str(&format_part(token, day)?);
            rest = &rest[token.len()..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    Some(out)
}

fn format_part(token: &str, day: Day) -> Option<String> {
    let weekday = usize::from(day.weekday().index());
    let month = usize::try_from(day.month()).ok()?.checked_sub(1)?;
    let (name, month_name) = (WEEKDAYS.get(weekday)?, MONTHS.get(month)?);
    let in_year = || Day::new(day.year(), 1, 1).map(|first| day.days_since(first) + 1);
    // The year of a week is that of its Thursday.
    let thursday = day.plus(3 - i64::from(day.weekday().index()));
    let week = || Day::new(thursday.year(), 1, 1).map(|first| thursday.days_since(first) / 7 + 1);
    // Moment counts from Sunday.
    let from_sunday = (weekday + 1) % 7;
    Some(match token {
        "YYYY" => format!("{:04}", day.year()),
        "YY" => format!("{:02}", day.year() % 100),
        "GGGG" => format!("{:04}", thursday.year()),
        "GG" => format!("{:02}", thursday.year() % 100),
        "Q" => day.quarter().to_string(),
        "Qo" => nth(i64::from(day.quarter())),
        "M" => day.month().to_string(),
        "Mo" => nth(i64::from(day.month())),
        "MM" => format!("{:02}", day.month()),
        "MMM" => month_name[..3].to_owned(),
        "MMMM" => (*month_name).to_owned(),
        "D" => day.day().to_string(),
        "Do" => nth(i64::from(day.day())),
        "DD" => format!("{:02}", day.day()),
        "DDD" => in_year()?.to_string(),
        "DDDo" => nth(in_year()?),
        "DDDD" => format!("{:03}", in_year()?),
        "d" => from_sunday.to_string(),
        "do" => nth(i64::try_from(from_sunday).ok()?),
        "dd" => name[..2].to_owned(),
        "ddd" => name[..3].to_owned(),
        "dddd" => (*name).to_owned(),
        "E" => (weekday + 1).to_string(),
        "W" => week()?.to_string(),
        "Wo" => nth(week()?),
        "WW" => format!("{:02}", week()?),
        _ => return None,
    })
}

/// `1st`, `22nd`, `13th`.
fn nth(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day: &str, format: &str, expected: Option<&str>) {
        let found = format_day(format, Day::iso(day).unwrap());
        assert_eq!(found.as_deref(), expected, "{format} on {day}");
    }

    /// What moment.js 2.30.1 gave for the same, but where it needs a language or a clock.
    #[test]
    fn days_as_moment_names_them() {
        let day = "2026-11-04";
        check(day, "YYYY-MM-DD", Some("2026-11-04"));
        check(day, "YYYY/MM-MMMM/YYYY-MM-DD-dddd", Some("2026/11-November/2026-11-04-Wednesday"));
        check(day, "D.M.YY [week] ddd", Some("4.11.26 week Wed"));
        check(day, "[Daily notes]/YYYY/[Q]Q/Do MMM", Some("Daily notes/2026/Q4/4th Nov"));
        check(day, "GGGG-[W]WW-E", Some("2026-W45-3"));
        check(day, "DDDD DDD d dd", Some("308 308 3 We"));
        check(day, "YYYYMMDD", Some("20261104"));
        check(day, "YYYY.MM.DD_ü", Some("2026.11.04_ü"));
        check(day, "YYYY-MM-DD not of it", Some("2026-11-04 not of it"));
        check(day, "DDDo do Wo Mo Qo GG", Some("308th 3rd 45th 11th 4th 26"));
        check(day, "YYYYMMDDo", Some("20261104o"));
        check(day, "[open", None);
        check("2026-11-22", "Do", Some("22nd"));
        check("2026-11-13", "Do", Some("13th"));
        check("2026-11-22", "d E", Some("0 7"));
        check("2027-01-01", "GGGG-[W]W", Some("2026-W53"));
        check("2024-12-30", "GGGG-WW", Some("2025-01"));
        check(day, "gggg-[W]ww", None);
        check(day, "YYYY-MM-DD HHmm", None);
        check(day, "LL", None);
        check(day, "YYYY-MM-DD daily", None);
    }
}
