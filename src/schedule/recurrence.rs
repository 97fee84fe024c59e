//! A regular 1-2-1 as the calendar knows one: every so many weeks on a weekday, or every so many
//! months on its first, second … or last such weekday.
//!
//! Turns are counted from the first day: 0, 1, 2 …, and backwards. It knows no people.

use crate::text::date::{Cadence, Day, Weekday};

/// How often a regular 1-2-1 comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// So many weeks.
    Weeks(u32),
    /// So many months, on the nth such weekday of the month; -1 for its last.
    Months(u32, i8),
}

/// A regular 1-2-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// How often.
    pub every: Every,
    /// Turn 0; its weekday is that of all turns.
    pub first: Day,
}

impl Rhythm {
    /// The rhythm that goes on behind `last`, a day on which it was kept. None for a cadence that
    /// is of neither whole weeks nor months: no calendar knows such a rule.
    pub fn from_last(last: Day, cadence: Cadence, weekday: Weekday) -> Option<Rhythm> {
        let kept = monday_of(last).next_on(weekday);
        match cadence {
            Cadence::Days(days) if days % 7 == 0 => {
                let first = kept.plus(i64::from(days));
                Some(Rhythm { every: Every::Weeks(days / 7), first })
            }
            Cadence::Days(_) => None,
            Cadence::Months(months) => {
                let nth = (kept.day() - 1) / 7 + 1;
                let every = Every::Months(months, if nth == 5 { -1 } else { nth });
                let now = Rhythm { every, first: kept };
                Some(Rhythm { every, first: now.day_of_turn(1) })
            }
        }
    }

    /// The rhythm that begins on a day.
    pub fn from(first: Day, cadence: Cadence) -> Option<Rhythm> {
        let behind = Rhythm::from_last(first, cadence, first.weekday())?;
        Some(Rhythm { every: behind.every, first })
    }

    /// The day of a turn.
    pub fn day_of_turn(&self, turn: i64) -> Day {
        match self.every {
            Every::Weeks(weeks) => self.first.plus(turn * 7 * i64::from(weeks)),
            Every::Months(months, nth) => {
                let months = turn * i64::from(months);
                let begin = self.first.plus(1 - i64::from(self.first.day())).plus_months(months);
                let weekday = self.first.weekday();
                match nth {
                    1.. => begin.next_on(weekday).plus(7 * i64::from(nth - 1)),
                    _ => begin.plus_months(1).plus(-7).next_on(weekday),
                }
            }
        }
    }

    /// The turn in whose weeks or months a day falls.
    pub fn turn_of(&self, day: Day) -> i64 {
        match self.every {
            Every::Weeks(weeks) => {
                (week_number(day) - week_number(self.first)).div_euclid(i64::from(weeks))
            }
            Every::Months(months, _) => {
                let number = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month());
                (number(day) - number(self.first)).div_euclid(i64::from(months))
            }
        }
    }

    /// The first turn from a day on.
    pub fn turn_from(&self, day: Day) -> i64 {
        let turn = self.turn_of(day);
        if self.day_of_turn(turn) >= day { turn } else { turn + 1 }
    }

    /// Whether a day is one of the days of this rhythm.
    pub fn has_day(&self, day: Day) -> bool {
        self.day_of_turn(self.turn_of(day)) == day
    }

    /// Whether some week, from a far day on, holds a turn of both. Months meet every week.
    pub fn meets_rhythm(&self, other: &Rhythm) -> bool {
        match (self.every, other.every) {
            (Every::Weeks(one), Every::Weeks(two)) => {
                let apart = week_number(self.first) - week_number(other.first);
                apart.rem_euclid(i64::from(greatest_common(one, two))) == 0
            }
            _ => true,
        }
    }

    /// The same rhythm, so many weeks later.
    pub fn weeks_later(&self, weeks: u32) -> Rhythm {
        Rhythm { every: self.every, first: self.first.plus(7 * i64::from(weeks)) }
    }

    /// Weeks between two turns, about.
    pub fn weeks(&self) -> u32 {
        match self.every {
            Every::Weeks(weeks) => weeks,
            Every::Months(months, _) => months * 4,
        }
    }
}

/// How often and on which day of the week two people usually met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habit {
    /// How often.
    pub cadence: Cadence,
    /// On which day.
    pub weekday: Weekday,
}

impl Habit {
    /// What days in order tell; nothing where they are few, or have no rhythm.
    pub fn from_days(days: &[Day]) -> Option<Habit> {
        const FEWEST: usize = 4;
        const MOST: usize = 9;
        let mut days = days.to_vec();
        // What was moved within a week is one turn.
        days.dedup_by(|next, before| week_number(*next) == week_number(*before));
        let days = &days[days.len().saturating_sub(MOST)..];
        let last = *days.last()?;
        let gaps: Vec<i64> =
            days.windows(2).map(|two| week_number(two[1]) - week_number(two[0])).collect();
        // Two equal gaps of more than a week tell it too: a week is what is assumed anyway.
        let alike = matches!(gaps.as_slice(), [one, other] if one == other && *one > 1);
        let few = days.len() < FEWEST && !alike;
        let usual = |fits: &dyn Fn(&i64) -> bool| {
            !few && gaps.iter().filter(|gap| fits(gap)).count() * 4 >= gaps.len() * 3
        };
        let weeks = (1..=3).find(|weeks| usual(&|gap| gap == weeks));
        let cadence = match weeks {
            Some(weeks) => Cadence::Days(u32::try_from(weeks).ok()? * 7),
            None if usual(&|gap| *gap == 4) && gaps.iter().all(|gap| *gap <= 4) => {
                Cadence::Days(28)
            }
            None if usual(&|gap| matches!(gap, 4 | 5)) => Cadence::Months(1),
            None => return None,
        };
        let on = |weekday: Weekday| days.iter().filter(|day| day.weekday() == weekday).count();
        let usual = days.iter().map(|day| day.weekday()).find(|day| on(*day) * 4 >= days.len() * 3);
        Some(Habit { cadence, weekday: usual.unwrap_or(last.weekday()) })
    }
}

/// The greatest number of weeks that divides both.
pub fn greatest_common(one: u32, two: u32) -> u32 {
    if two == 0 { one.max(1) } else { greatest_common(two, one % two) }
}

/// The Monday of a day's week.
pub fn monday_of(day: Day) -> Day {
    day.plus(-i64::from(day.weekday().index()))
}

fn week_number(day: Day) -> i64 {
    monday_of(day).days_since_epoch().div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    fn days(last: &str, cadence: &str, weekday: &str) -> Vec<String> {
        let cadence = Cadence::read(cadence).unwrap();
        let weekday = Weekday::read(weekday).unwrap();
        let rhythm = Rhythm::from_last(day(last), cadence, weekday).unwrap();
        (0..4).map(|turn| rhythm.day_of_turn(turn).to_string()).collect()
    }

    #[test]
    fn turns() {
        let tuesdays = ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"];
        assert_eq!(days("2026-11-17", "1w", "tue"), tuesdays);
        assert_eq!(days("2026-11-19", "1w", "tue"), tuesdays, "held on a Thursday for once");
        let third = ["2026-12-15", "2027-01-19", "2027-02-16", "2027-03-16"];
        assert_eq!(days("2026-11-17", "monthly", "tue"), third);
        let last = ["2026-12-25", "2027-01-29", "2027-02-26", "2027-03-26"];
        assert_eq!(
            days("2026-11-27", "monthly", "fri"),
            ["2026-12-25", "2027-01-22", "2027-02-26", "2027-03-26"]
        );
        assert_eq!(days("2026-10-30", "monthly", "fri")[1..], last[..3]);
    }

    #[test]
    fn a_habit_is_what_most_days_tell() {
        for (days, expected) in [
            ("11-03 11-10 11-17 11-24", Some("1w tue")),
            ("10-13 10-27 11-10 11-24", Some("2w tue")),
            // Once moved, once left out.
            ("09-29 10-13 10-28 11-10 11-24", Some("2w tue")),
            ("09-01 09-15 09-29 10-13 11-10 11-24", Some("2w tue")),
            ("08-13 09-10 10-08 11-05", Some("4w thu")),
            ("07-02 08-06 09-03 10-01 11-05", Some("1m thu")),
            ("11-02 11-03 11-10 11-17 11-24", Some("1w tue")),
            ("10-27 11-10 11-24", Some("2w tue")),
            ("10-13 11-03 11-24", Some("3w tue")),
            // Few, or no rhythm.
            ("10-20 11-10 11-24", None),
            ("11-10 11-24", None),
            ("10-06 10-13 10-27 11-24", None),
            ("", None),
        ] {
            let read = |text: &str| day(&format!("2026-{text}"));
            let days: Vec<Day> = days.split_whitespace().map(read).collect();
            let found = Habit::from_days(&days);
            let found = found.map(|found| format!("{} {}", found.cadence, found.weekday.short()));
            assert_eq!(found.as_deref(), expected, "{days:?}");
        }
    }

    #[test]
    fn the_turn_of_a_day() {
        let cadence = Cadence::read("2w").unwrap();
        let rhythm = Rhythm::from(day("2026-11-24"), cadence).unwrap();
        let check = |text: &str, turn: i64| assert_eq!(rhythm.turn_of(day(text)), turn, "{text}");
        check("2026-11-23", 0);
        check("2026-12-06", 0);
        check("2026-12-07", 1);
        check("2026-11-22", -1);
        assert_eq!(rhythm.turn_from(day("2026-11-25")), 1);
        assert!(rhythm.has_day(day("2026-12-08")) && !rhythm.has_day(day("2026-12-01")));
        assert!(
            !rhythm.meets_rhythm(&rhythm.weeks_later(1))
                && rhythm.meets_rhythm(&rhythm.weeks_later(2))
        );
    }
}
