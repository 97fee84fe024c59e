//! What day it is. The only module that looks at a clock; everything else is told.
//!
//! The day is read once per run; `watch` reads it again to notice midnight.

use crate::text::date::Day;

/// Today, in this machine's time zone.
pub fn today() -> Day {
    Day::of(jiff::ZonedDateTime::now().date())
}

/// The minute of today that it is on the clock of a zone, else of this machine's; where the day is
/// another one in that zone, the first or the last.
pub fn minute(zone: Option<&str>) -> u16 {
    const MINUTES: i64 = 24 * 60;
    let now = jiff::ZonedDateTime::now();
    let there = zone.and_then(|zone| now.in_tz(zone).ok()).unwrap_or_else(|| now.clone());
    let days = Day::of(there.date()).days_since(Day::of(now.date()));
    let minute = i64::from(there.hour()) * 60 + i64::from(there.minute());
    u16::try_from((minute + days * MINUTES).clamp(0, MINUTES - 1)).unwrap_or(0)
}

/// This moment with its offset, for a program that reads what happened when.
pub fn moment_text() -> String {
    jiff::ZonedDateTime::now().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

/// This moment in this machine's time zone, as it can stand in a file's name.
pub fn stamp_for_file() -> String {
    jiff::ZonedDateTime::now().strftime("%Y%m%d-%H%M%S-%3f").to_string()
}

/// A moment in this machine's time zone, to the minute, as it is said to a person.
pub fn to_the_minute(moment: std::time::SystemTime) -> String {
    let moment = jiff::Timestamp::try_from(moment).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zoned = moment.to_zoned_datetime(jiff::tz::TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}
