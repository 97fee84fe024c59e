//! Days, weekdays, cadences, slots: the calendar of 1-2-1s.
//!
//! The calendar itself is jiff's. Nothing here asks what day it is; today is always an argument.

use crate::text::lexicon::Lexicon;
use jiff::civil::{Date, Weekday as JiffWeekday};
use jiff::{Span as Lapse, ToSpan};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A day of the calendar, without a time.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

pub(crate) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const SHOWN_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SHOWN_WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEKDAY_NAMES: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Day {
    /// The day, when the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads `2026-11-24` and nothing else.
    pub fn iso(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Day::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// The day of a moment, for callers who may look at a clock.
    pub fn of(date: Date) -> Day {
        Day(date)
    }

    /// `days` later, or earlier when negative; stays at the edge of the calendar.
    pub fn plus(self, days: i64) -> Day {
        let lapse = Lapse::new().try_days(days).unwrap_or_else(|_| 0.days());
        Day(self.0.saturating_add(lapse))
    }

    /// `months` later, on the same day of the month or its last one.
    pub fn plus_months(self, months: i64) -> Day {
        let lapse = Lapse::new().try_months(months).unwrap_or_else(|_| 0.months());
        Day(self.0.saturating_add(lapse))
    }

    /// Days from `earlier` to this one; negative when it is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.days_since_epoch() - earlier.days_since_epoch()
    }

    /// Days since 1970-01-01.
    pub fn days_since_epoch(self) -> i64 {
        // The proleptic count, done by hand: exact, and without a fallible span.
        let (year, month) = (i64::from(self.0.year()), i64::from(self.0.month()));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.0.day()) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Milliseconds since 1970 at midnight UTC, as Dendron writes times.
    pub fn millis(self) -> i64 {
        self.days_since_epoch() * 86_400_000
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The quarter of the year, from 1.
    pub fn quarter(self) -> i8 {
        (self.0.month() - 1) / 3 + 1
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday(self.0.weekday())
    }

    /// The first day from this one on that is a `weekday`.
    pub fn next_on(self, weekday: Weekday) -> Day {
        self.plus(i64::from((weekday.index() + 7 - self.weekday().index()) % 7))
    }

    /// `24 Nov`, with the year when it is not that of `near`.
    pub fn short(self, near: Day) -> String {
        let month = SHOWN_MONTHS[self.month0()];
        match self.year() == near.year() {
            true => format!("{} {month}", self.day()),
            false => format!("{} {month} {}", self.day(), self.year()),
        }
    }

    /// `24 Nov 2026`.
    pub fn plain(self) -> String {
        format!("{} {} {}", self.day(), SHOWN_MONTHS[self.month0()], self.year())
    }

    /// `Tue 24 Nov 2026`.
    pub fn long(self) -> String {
        let weekday = SHOWN_WEEKDAYS[usize::from(self.weekday().index())];
        format!("{weekday} {} {} {}", self.day(), SHOWN_MONTHS[self.month0()], self.year())
    }

    /// `2026.11.24`, as Dendron writes a day in a name.
    pub fn dotted(self) -> String {
        self.to_string().replace('-', ".")
    }

    fn month0(self) -> usize {
        usize::try_from(self.0.month() - 1).unwrap_or(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        Day::iso(<&str>::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no day"))
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekday(JiffWeekday);

impl Weekday {
    /// Reads `tue`, `Tues`, `tuesday`.
    pub fn read(word: &str) -> Option<Weekday> {
        let word = word.to_lowercase();
        let at = weekday_index(word.trim_end_matches('.'))?;
        JiffWeekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok().map(Weekday)
    }

    /// The same in the words of people: `Wednesdays`, `mi`, `mer.`, `lundis`.
    fn of_people(word: &str) -> Option<Weekday> {
        let word = word.trim_end_matches('.');
        let told = |word: &str| {
            let other =
                || Lexicon::shipped().weekday_named(word).and_then(|at| i8::try_from(at).ok());
            let at = || JiffWeekday::from_monday_zero_offset(other()?).ok().map(Weekday);
            Weekday::read(word).or_else(at)
        };
        told(word).or_else(|| told(word.strip_suffix('s')?))
    }

    /// Days since Monday, 0 to 6.
    pub fn index(self) -> u8 {
        u8::try_from(self.0.to_monday_zero_offset()).unwrap_or(0)
    }

    /// `tue`.
    pub fn short(self) -> &'static str {
        WEEKDAYS[usize::from(self.index())]
    }
}

/// How often something comes round: `1w`, `2 weeks`, `monthly`, `10d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// Every so many days.
    Days(u32),
    /// Every so many months.
    Months(u32),
}

impl Cadence {
    /// Reads a cadence; `None` when it is none, or none of a positive length up to ten years.
    pub fn read(text: &str) -> Option<Cadence> {
        let text = text.trim().to_lowercase();
        let text = text.strip_prefix("every ").unwrap_or(&text).trim();
        // `weekly on Tuesdays`, `every Tuesday`
        let text = text.split_once(" on ").map_or(text, |(often, _)| often.trim_end());
        if weekday_index(text.trim_end_matches('s')).is_some() {
            return Some(Cadence::Days(7));
        }
        let named = match text {
            "daily" | "day" => Some(Cadence::Days(1)),
            "weekly" | "week" => Some(Cadence::Days(7)),
            "biweekly" | "bi-weekly" | "fortnightly" | "fortnight" | "other week" | "two weeks"
            | "second week" | "twice a month" => Some(Cadence::Days(14)),
            "once a week" => Some(Cadence::Days(7)),
            "monthly" | "month" | "once a month" => Some(Cadence::Months(1)),
            "quarterly" | "quarter" => Some(Cadence::Months(3)),
            "yearly" | "year" => Some(Cadence::Months(12)),
            _ => None,
        };
        if named.is_some() {
            return named;
        }
        if let Some(cadence) = Cadence::in_words(text) {
            return Some(cadence);
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let count: u32 = text[..digits].parse().ok()?;
        let cadence = match text[digits..].trim_start_matches([' ', '-']) {
            "d" | "day" | "days" => Cadence::Days(count),
            "w" | "week" | "weeks" => Cadence::Days(count.checked_mul(7)?),
            "m" | "mo" | "month" | "months" => Cadence::Months(count),
            "y" | "year" | "years" => Cadence::Months(count.checked_mul(12)?),
            _ => return None,
        };
        (1..=3_660).contains(&cadence.days()).then_some(cadence)
    }

    /// `2 semaines`, `alle zwei Wochen`, `toutes les deux semaines`, `wöchentlich`.
    fn in_words(text: &str) -> Option<Cadence> {
        let lexicon = Lexicon::shipped();
        let has = |list: &str, word: &str| lexicon.has(&format!("cadence.{list}"), word);
        let (mut count, mut unit) = (None, None);
        for word in text.split_whitespace() {
            let number = word.parse::<u32>().ok().filter(|number| *number > 0);
            match () {
                () if number.is_some() && count.is_none() => count = number,
                () if has("two", word) && count.is_none() => count = Some(2),
                () if has("weekly", word) && unit.is_none() => unit = Some(Cadence::Days(7)),
                () if has("weeks", word) && unit.is_none() => unit = Some(Cadence::Days(7)),
                () if has("monthly", word) && unit.is_none() => unit = Some(Cadence::Months(1)),
                () if has("months", word) && unit.is_none() => unit = Some(Cadence::Months(1)),
                () if has("every", word) => {}
                () => return None,
            }
        }
        let count = count.unwrap_or(1);
        let cadence = match unit? {
            Cadence::Days(days) => Cadence::Days(days.checked_mul(count)?),
            Cadence::Months(months) => Cadence::Months(months.checked_mul(count)?),
        };
        (1..=3_660).contains(&cadence.days()).then_some(cadence)
    }

    /// The day one turn after `day`.
    pub fn after(self, day: Day) -> Day {
        match self {
            Cadence::Days(days) => day.plus(i64::from(days)),
            Cadence::Months(months) => day.plus_months(i64::from(months)),
        }
    }

    /// About how many days a turn has.
    pub fn days(self) -> i64 {
        match self {
            Cadence::Days(days) => i64::from(days),
            Cadence::Months(months) => i64::from(months) * 30,
        }
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cadence::Days(days) if days % 7 == 0 => write!(f, "{}w", days / 7),
            Cadence::Days(days) => write!(f, "{days}d"),
            Cadence::Months(months) => write!(f, "{months}m"),
        }
    }
}

/// The usual time of a 1-2-1: `tue 14:00`, the time being optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The day of the week.
    pub weekday: Weekday,
    /// Minutes since midnight.
    pub minute: Option<u16>,
}

impl Slot {
    /// Reads a slot.
    /// `tue 14:00`, `Wednesdays at 2pm`, `mi 14 Uhr`, `mer. 14h30`: one day of the week, and
    /// perhaps a time; the words between them say nothing more.
    pub fn read(text: &str) -> Option<Slot> {
        let words: Vec<&str> =
            text.split([' ', ',', '\t', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        let (mut day, mut time) = (None, None);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let next = words.get(at + 1).copied();
            at += 1;
            if let Some(found) = Weekday::of_people(word).filter(|_| day.is_none()) {
                day = Some(found);
            } else if let Some((found, len)) = said_time(word, next).filter(|_| time.is_none()) {
                time = Some(found);
                at += len - 1;
            } else if !Lexicon::shipped().has("slot_words", word) {
                return None;
            }
        }
        Some(Slot { weekday: day?, minute: time })
    }
}

impl Slot {
    /// The day in words that say how often: `weekly on Tuesdays`, `every Tuesday`.
    pub fn in_cadence(text: &str) -> Option<Slot> {
        let text = text.trim().to_lowercase();
        let day = text.split_once(" on ").map(|(_, day)| day).or(text.strip_prefix("every "))?;
        let weekday = Weekday::read(day.trim().trim_end_matches('s'))?;
        Some(Slot { weekday, minute: None })
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.weekday.short())?;
        match self.minute {
            Some(minute) => write!(f, " {}", clock(minute)),
            None => Ok(()),
        }
    }
}

/// `14:05` of minutes since midnight.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes since midnight of `9:30` or `14:00`.
pub fn minute(time: &str) -> Option<u16> {
    let (hour, minute) = time.split_once([':', '.'])?;
    let hour: u16 = hour.parse().ok()?;
    let minute: u16 = (minute.len() == 2).then(|| minute.parse().ok())??;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A time as people write it, and how many words it takes: `14:00`, `14:00-14:30`, `14h30`, `2pm`,
/// `2 pm`, `14 Uhr`.
fn said_time(word: &str, next: Option<&str>) -> Option<(u16, usize)> {
    let lower = word.to_ascii_lowercase();
    let first = lower.split(['-', '–']).next().unwrap_or(&lower);
    let begin = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = &first[begin.len()..];
    let hour = |text: &str| {
        let hour = text.parse::<u16>().ok().filter(|hour| *hour < 24);
        hour.map(|hour| hour * 60)
    };
    let told = minute(begin).or_else(|| hour(begin));
    let half = |told: u16, unit: &str| match (unit, told / 60) {
        ("am", 12) => Some(told - 12 * 60),
        ("am", 1..12) | ("pm", 12) => Some(told),
        ("pm", 1..12) => Some(told + 12 * 60),
        _ => None,
    };
    if !unit.is_empty() {
        let is_hour = || Lexicon::shipped().has("hour_words", unit);
        return Some((half(told?, unit).or_else(|| told.filter(|_| is_hour()))?, 1));
    }
    if let Some((hours, minutes)) = first.split_once(['h', 'u']) {
        return minute(&format!("{hours}:{minutes}")).map(|minute| (minute, 1));
    }
    let next = next.map(str::to_ascii_lowercase).unwrap_or_default();
    if let Some(told) = told.and_then(|told| half(told, &next)) {
        return Some((told, 2));
    }
    let has_unit = Lexicon::shipped().has("hour_words", &next);
    match (minute(begin), has_unit) {
        (Some(told), _) => Some((told, 1 + usize::from(has_unit))),
        (None, true) => hour(begin).map(|told| (told, 2)),
        (None, false) => None,
    }
}

/// Minutes of a length such as `25m`, `25`, `1h`, `30 min`.
pub fn minutes(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let count: u32 = text[..digits].parse().ok()?;
    let minutes = match text[digits..].trim() {
        "" | "m" | "min" | "mins" | "minutes" => count,
        "h" | "hour" | "hours" => count.checked_mul(60)?,
        _ => return None,
    };
    (minutes <= 24 * 60).then_some(minutes)
}

/// The place of a weekday's name in the week, from Monday.
pub(crate) fn weekday_index(word: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|w| *w == word).or_else(|| {
        let long = WEEKDAY_NAMES.iter().position(|w| *w == word);
        long.or(match word {
            "tues" => Some(1),
            "thur" | "thurs" => Some(3),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cadences_and_slots() {
        for (text, shown) in [
            ("1w", "1w"),
            ("weekly", "1w"),
            ("2 weeks", "2w"),
            ("10d", "10d"),
            ("monthly", "1m"),
            ("weekly on Tuesdays", "1w"),
            ("every Tuesday", "1w"),
            ("every two weeks", "2w"),
            ("every other week on Tue", "2w"),
            ("once a month", "1m"),
            ("2 semaines", "2w"),
            ("toutes les deux semaines", "2w"),
            ("chaque semaine", "1w"),
            ("2 Wochen", "2w"),
            ("alle zwei Wochen", "2w"),
            ("wöchentlich", "1w"),
            ("monatlich", "1m"),
            ("cada dos semanas", "2w"),
            ("ogni 3 settimane", "3w"),
            ("a cada mês", "1m"),
            ("om de twee weken", "2w"),
        ] {
            assert_eq!(Cadence::read(text).unwrap().to_string(), shown, "{text}");
        }
        assert_eq!(Cadence::read("0w"), None);
        assert_eq!(Cadence::read("99999999999w"), None);
        assert_eq!(Slot::read("Tue 14:00").unwrap().to_string(), "tue 14:00");
        assert_eq!(Slot::read("tomorrow"), None);
        for (text, shown) in [
            ("tue", "tue"),
            ("Wednesday 2pm", "wed 14:00"),
            ("wed 14h", "wed 14:00"),
            ("Wednesdays at 2:30 pm", "wed 14:30"),
            ("every Thu 12pm", "thu 12:00"),
            ("14:00 Tue", "tue 14:00"),
            ("Tue, 14:00-14:30", "tue 14:00"),
            ("mi 14:00", "wed 14:00"),
            ("Mo 10:00", "mon 10:00"),
            ("mittwochs um 14 Uhr", "wed 14:00"),
            ("jeden Donnerstag 9.30 Uhr", "thu 09:30"),
            ("mer. 14:00", "wed 14:00"),
            ("lundis à 14h30", "mon 14:30"),
            ("tous les jeudis 9 heures", "thu 09:00"),
            ("martes a las 15:00", "tue 15:00"),
            ("ogni lunedì alle 9", ""),
            ("giovedì 11:15", "thu 11:15"),
            ("sexta às 10h", "fri 10:00"),
            ("donderdag om 13 uur", "thu 13:00"),
            ("tue 14", ""),
            ("tue 25:00", ""),
            ("tue wed 14:00", ""),
            ("tue 14:00 or 15:00", ""),
            ("14:00", ""),
            ("13pm tue", ""),
            ("tue 14:00 in the office", ""),
        ] {
            let read = Slot::read(text).map(|slot| slot.to_string()).unwrap_or_default();
            assert_eq!(read, shown, "{text}");
        }
        let day = |text: &str| Slot::in_cadence(text).map(|slot| slot.to_string());
        assert_eq!(day("weekly on Tuesdays").as_deref(), Some("tue"));
        assert_eq!(day("every thursday").as_deref(), Some("thu"));
        assert_eq!(day("every two weeks"), None);
        assert_eq!(minutes("25m"), Some(25));
    }

    #[test]
    fn counting_days() {
        let day = Day::new(2026, 11, 24).unwrap();
        assert_eq!(Day::new(1970, 1, 1).unwrap().days_since_epoch(), 0);
        assert_eq!(day.days_since(Day::new(2024, 2, 28).unwrap()), 1000);
        assert_eq!(day.plus(-1000), Day::new(2024, 2, 28).unwrap());
        assert_eq!(day.next_on(Weekday::read("mon").unwrap()).to_string(), "2026-11-30");
        assert_eq!((day.long().as_str(), day.short(day).as_str()), ("Tue 24 Nov 2026", "24 Nov"));
    }
}
