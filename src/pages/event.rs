//! One event of the calendar file: how it is written, and what a file that is there says of it.

use crate::text::date::Day;
use crate::text::ics::{IcsPart, PartKind};
use crate::text::timezone::Zone;
use std::collections::BTreeMap;

/// So long before a 1-2-1 the calendar calls: time to read the prep.
const ALARM_MINUTES: u32 = 10;

/// A day, and a time of it when one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    pub day: Day,
    /// Minutes since midnight.
    pub minute: Option<u16>,
}

/// An event as the file is to have it.
pub struct Event {
    /// It is a thing to do by its day, not a time that is taken.
    pub todo: bool,
    /// What it is known by.
    pub uid: String,
    /// The usual time that this event takes the place of.
    pub instead_of: Option<When>,
    pub at: When,
    /// How long.
    pub minutes: u32,
    /// On the clock of which zone; none: of any.
    pub zone: Option<String>,
    /// How it comes round.
    pub rule: Option<String>,
    /// The times that are left out.
    pub left_out: Vec<When>,
    /// Whom it is with, and nothing else.
    pub title: String,
    pub meet: Option<String>,
    /// The calendar calls before it.
    pub alarm: bool,
}

/// What the file that is there says of an event.
#[derive(Debug, Default)]
pub struct ToldEvent {
    /// How often its time changed.
    pub sequence: u32,
    /// When it last changed.
    pub stamp: String,
    /// The lines that say when it is.
    pub timing: Vec<String>,
    /// All other lines.
    pub rest: Vec<String>,
}

/// An event as a part of the file, with its number and its stamp.
pub fn event_part(event: &Event, sequence: u32, stamp: &str) -> IcsPart {
    let zone = event.zone.as_deref();
    let kind = if event.todo { PartKind::Todo } else { PartKind::Event };
    let mut part = IcsPart::new(kind);
    part.text_line("UID", &event.uid);
    part.text_line("DTSTAMP", stamp).text_line("SEQUENCE", &sequence.to_string());
    if let Some(instead_of) = event.instead_of {
        put_time(&mut part, "RECURRENCE-ID", instead_of, 0, zone);
    }
    if event.todo {
        put_time(&mut part, "DUE", event.at, 0, zone);
        part.text_line("SUMMARY", &event.title).text_line("STATUS", "NEEDS-ACTION");
        return part;
    }
    put_time(&mut part, "DTSTART", event.at, 0, zone);
    put_time(&mut part, "DTEND", event.at, event.minutes, zone);
    for when in &event.left_out {
        put_time(&mut part, "EXDATE", *when, 0, zone);
    }
    if let Some(rule) = &event.rule {
        part.text_line("RRULE", rule);
    }
    part.text_line("SUMMARY", &event.title);
    if let Some(meet) = &event.meet {
        part.text_line("LOCATION", meet).address_line("URL", meet);
    }
    if event.at.minute.is_none() {
        part.text_line("TRANSP", "TRANSPARENT");
    } else if event.alarm {
        let mut alarm = IcsPart::new(PartKind::Alarm);
        alarm.text_line("ACTION", "DISPLAY").text_line("DESCRIPTION", &event.title);
        alarm.text_line("TRIGGER", &format!("-PT{ALARM_MINUTES}M"));
        part.push_part(alarm);
    }
    part
}

fn put_time(part: &mut IcsPart, name: &str, when: When, later: u32, zone: Option<&str>) {
    match when.minute {
        Some(_) => part.moment_line(name, zone, &compact_time(when, later)),
        None => part.date(name, &compact_time(when, later)),
    };
}

/// `20261124T130000`, so many minutes later; `20261124` without a time, or the day after it.
pub fn compact_time(when: When, later: u32) -> String {
    match when.minute {
        Some(minute) => {
            let minute = u32::from(minute) + later;
            let day = when.day.plus(i64::from(minute / (24 * 60)));
            format!("{}T{:02}{:02}00", compact_day(day), minute / 60 % 24, minute % 60)
        }
        None => compact_day(when.day.plus(i64::from(later > 0))),
    }
}

/// Reads a line such as `DTSTART;TZID=Europe/Berlin:20261124T130000` of our file: zone and time.
pub fn moment_of(line: &str) -> Option<(Option<String>, When)> {
    let (name, value) = line.rsplit_once(':')?;
    let zone = name.split(';').find_map(|part| part.strip_prefix("TZID="));
    Some((zone.map(str::to_owned), clock_of(value)?))
}

/// Reads `20261124T130000` or `20261124`.
pub fn clock_of(text: &str) -> Option<When> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize| i8::try_from(number(from, from + 2)?).ok();
    let day = Day::new(number(0, 4)?, small(4)?, small(6)?)?;
    let minute = match text.get(8..9) {
        None => None,
        Some("T") => Some(u16::try_from(number(9, 11)? * 60 + number(11, 13)?).ok()?),
        Some(_) => return None,
    };
    Some(When { day, minute })
}

/// `20261124`.
pub fn compact_day(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// The zone with its yearly rule, from 1970 on: older days are in no diary.
pub fn timezone(zone: &Zone) -> IcsPart {
    const FIRST_YEAR: i16 = 1970;
    let mut part = IcsPart::new(PartKind::Timezone);
    part.text_line("TZID", &zone.name);
    let offset = |seconds: i32| {
        let minutes = seconds.abs() / 60;
        let sign = if seconds < 0 { '-' } else { '+' };
        format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
    };
    for time in &zone.times {
        let kind = if time.daylight { PartKind::Daylight } else { PartKind::Standard };
        let mut one = IcsPart::new(kind);
        let begin = time.begins.as_ref().and_then(|moment| {
            let day = moment.day(FIRST_YEAR)?;
            let weekday = day.weekday().short()[..2].to_uppercase();
            let month = moment.month;
            // The usual form where there is one: all programs know it.
            let rule = match moment.nth() {
                Some(nth) => format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{weekday}"),
                None => {
                    let days: Vec<String> = moment.days.iter().map(i8::to_string).collect();
                    let days = days.join(",");
                    format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={days};BYDAY={weekday}")
                }
            };
            Some((When { day, minute: Some(moment.minute) }, rule))
        });
        let never = When { day: Day::new(FIRST_YEAR, 1, 1).unwrap_or_default(), minute: Some(0) };
        one.text_line("DTSTART", &compact_time(begin.as_ref().map_or(never, |(when, _)| *when), 0));
        if let Some((_, rule)) = &begin {
            one.text_line("RRULE", rule);
        }
        one.text_line("TZOFFSETFROM", &offset(time.from)).text_line("TZOFFSETTO", &offset(time.to));
        one.text_line("TZNAME", &time.name);
        part.push_part(one);
    }
    part
}

/// The lines of a calendar text, unfolded.
pub fn unfolded_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The lines of an event that say when it is, and its other lines but number and stamp.
pub fn time_and_other_lines(lines: &[String]) -> (Vec<String>, Vec<String>) {
    let starts = |line: &&String, names: &[&str]| {
        let name = line.split([':', ';']).next().unwrap_or_default();
        names.contains(&name)
    };
    let kept = lines.iter().filter(|line| !starts(line, &["SEQUENCE", "DTSTAMP"])).cloned();
    kept.partition(|line| {
        starts(&line, &["DTSTART", "DTEND", "DUE", "RRULE", "EXDATE", "RECURRENCE-ID"])
    })
}

/// Reads what a calendar file of ours says, forgivingly: also one with merge conflict marks. Of
/// two that say it of one event, the higher number counts.
pub fn read_events(text: &str) -> BTreeMap<(String, String), ToldEvent> {
    let mut all: BTreeMap<(String, String), ToldEvent> = BTreeMap::new();
    let mut event: Option<Vec<String>> = None;
    for line in unfolded_lines(text) {
        match (line.as_str(), &mut event) {
            ("BEGIN:VEVENT" | "BEGIN:VTODO", _) => event = Some(vec![line]),
            ("END:VEVENT" | "END:VTODO", Some(lines)) => {
                lines.push(line);
                let (key, told) = told_event(lines);
                if all.get(&key).is_none_or(|before| before.sequence <= told.sequence) {
                    all.insert(key, told);
                }
                event = None;
            }
            (_, Some(lines)) => lines.push(line),
            _ => {}
        }
    }
    all
}

fn told_event(lines: &[String]) -> ((String, String), ToldEvent) {
    let value = |name: &str| {
        let line = lines
            .iter()
            .find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';'])));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.to_owned())
    };
    let (timing, rest) = time_and_other_lines(lines);
    let told = ToldEvent {
        sequence: value("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0),
        stamp: value("DTSTAMP").unwrap_or_default(),
        timing,
        rest,
    };
    ((value("UID").unwrap_or_default(), value("RECURRENCE-ID").unwrap_or_default()), told)
}
