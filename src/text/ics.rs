//! The text of a calendar file: the one door to the library that writes and reads it.
//!
//! It folds, escapes and ends lines as RFC 5545 wants it. What stands in our file is decided in
//! `calendar`; every UID, stamp and zone is given, so that nothing here depends on a machine. Of
//! another program's file it reads the events with whom and when, and nothing else of them.

use crate::text::date::{self, Day};
use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
    ICalendarParameterName, ICalendarParameterValue, ICalendarProperty, ICalendarValue,
    ICalendarValueType, Uri,
};
use calcard::{Entry, Parser};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::str::FromStr;

/// A part of a calendar file: the file itself, an event, an alarm, a zone.
#[derive(Clone, Debug)]
pub struct IcsPart {
    kind: ICalendarComponentType,
    entries: Vec<ICalendarEntry>,
    parts: Vec<IcsPart>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Calendar,
    Event,
    Todo,
    Alarm,
    Timezone,
    Standard,
    Daylight,
}

impl IcsPart {
    /// An empty part.
    pub fn new(kind: PartKind) -> IcsPart {
        let kind = match kind {
            PartKind::Calendar => ICalendarComponentType::VCalendar,
            PartKind::Event => ICalendarComponentType::VEvent,
            PartKind::Todo => ICalendarComponentType::VTodo,
            PartKind::Alarm => ICalendarComponentType::VAlarm,
            PartKind::Timezone => ICalendarComponentType::VTimezone,
            PartKind::Standard => ICalendarComponentType::Standard,
            PartKind::Daylight => ICalendarComponentType::Daylight,
        };
        IcsPart { kind, entries: Vec::new(), parts: Vec::new() }
    }

    /// A line `NAME:text`, the text escaped.
    pub fn text_line(&mut self, name: &str, text: &str) -> &mut IcsPart {
        let clean: String = text.chars().filter(|c| !c.is_control()).collect();
        self.push_entry(name, Vec::new(), ICalendarValue::Text(clean))
    }

    /// A line `NAME:address`. The library escapes what RFC 5545 leaves alone in an address, so
    /// that is written in the address's own way.
    pub fn address_line(&mut self, name: &str, address: &str) -> &mut IcsPart {
        let plain = address.replace(',', "%2C").replace(';', "%3B").replace('\\', "%5C");
        self.push_entry(name, Vec::new(), ICalendarValue::Uri(Uri::Location(plain)))
    }

    /// A line `NAME;VALUE=DATE:20261124`.
    pub fn date(&mut self, name: &str, date: &str) -> &mut IcsPart {
        let value = ICalendarParameterValue::Value(ICalendarValueType::Date);
        let param = ICalendarParameter { name: ICalendarParameterName::Value, value };
        self.push_entry(name, vec![param], ICalendarValue::Text(date.to_owned()))
    }

    /// A line `NAME;TZID=Europe/Berlin:20261124T130000`, or without a zone.
    pub fn moment_line(&mut self, name: &str, zone: Option<&str>, moment: &str) -> &mut IcsPart {
        let param = |zone: &str| ICalendarParameter {
            name: ICalendarParameterName::Tzid,
            value: ICalendarParameterValue::Text(zone.to_owned()),
        };
        let params = zone.map(param).into_iter().collect();
        self.push_entry(name, params, ICalendarValue::Text(moment.to_owned()))
    }

    /// Puts a part into this one.
    pub fn push_part(&mut self, part: IcsPart) -> &mut IcsPart {
        self.parts.push(part);
        self
    }

    /// The lines as they stand in a file, folded, each ended by CR LF.
    pub fn print_lines(&self) -> String {
        let mut calendar = ICalendar::default();
        self.put_into(&mut calendar);
        let mut out = String::new();
        calendar.write_to(&mut out).expect("a String takes every line");
        out
    }

    fn put_into(&self, calendar: &mut ICalendar) -> u32 {
        let at = calendar.components.len();
        calendar.components.push(ICalendarComponent {
            component_type: self.kind.clone(),
            entries: self.entries.clone(),
            component_ids: Vec::new(),
        });
        let ids: Vec<u32> = self.parts.iter().map(|part| part.put_into(calendar)).collect();
        calendar.components[at].component_ids = ids;
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn push_entry(
        &mut self,
        name: &str,
        params: Vec<ICalendarParameter>,
        value: ICalendarValue,
    ) -> &mut IcsPart {
        let name = property(name);
        self.entries.push(ICalendarEntry { name, params, values: vec![value] });
        self
    }
}

fn property(name: &str) -> ICalendarProperty {
    match name {
        "VERSION" => ICalendarProperty::Version,
        "PRODID" => ICalendarProperty::Prodid,
        "CALSCALE" => ICalendarProperty::Calscale,
        "UID" => ICalendarProperty::Uid,
        "DTSTAMP" => ICalendarProperty::Dtstamp,
        "SEQUENCE" => ICalendarProperty::Sequence,
        "DTSTART" => ICalendarProperty::Dtstart,
        "DTEND" => ICalendarProperty::Dtend,
        "DUE" => ICalendarProperty::Due,
        "STATUS" => ICalendarProperty::Status,
        "RRULE" => ICalendarProperty::Rrule,
        "EXDATE" => ICalendarProperty::Exdate,
        "RECURRENCE-ID" => ICalendarProperty::RecurrenceId,
        "SUMMARY" => ICalendarProperty::Summary,
        "LOCATION" => ICalendarProperty::Location,
        "URL" => ICalendarProperty::Url,
        "TRANSP" => ICalendarProperty::Transp,
        "ACTION" => ICalendarProperty::Action,
        "TRIGGER" => ICalendarProperty::Trigger,
        "DESCRIPTION" => ICalendarProperty::Description,
        "TZID" => ICalendarProperty::Tzid,
        "TZNAME" => ICalendarProperty::Tzname,
        "TZOFFSETFROM" => ICalendarProperty::Tzoffsetfrom,
        "TZOFFSETTO" => ICalendarProperty::Tzoffsetto,
        other => ICalendarProperty::Other(other.to_owned()),
    }
}

/// A day and a time of it, on the clock of the lead's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub day: Day,
    /// Minutes since midnight; none for a whole day, or where the zone is not known.
    pub minute: Option<u16>,
}

/// One time of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// When its series has it.
    pub usual: Moment,
    /// When it is; none: it was called off.
    pub at: Option<Moment>,
}

/// An event of another program's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    pub title: String,
    /// Who is invited, and who invites: each by address and by name, rooms left out.
    pub invited: Vec<Vec<String>>,
    /// It comes again.
    pub repeats: bool,
    /// When, in order.
    pub times: Vec<Time>,
}

/// A series is followed over so many times: eighty years of weeks.
const MOST_TIMES: usize = 4_000;

/// The events of another program's calendar with their times from `from` to `to`, both included:
/// those that `wanted` wants, by their title and who is invited. Of the others nothing is kept.
///
/// # Errors
/// Why the text is no calendar.
pub fn appointments(
    text: &str,
    zone: Option<&str>,
    (from, to): (Day, Day),
    wanted: &dyn Fn(&Appointment) -> bool,
) -> Result<Vec<Appointment>, String> {
    let mut parser = Parser::new(text.trim_start_matches('\u{feff}'));
    let mut found = Vec::new();
    let mut any = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                any = true;
                of_calendar(&calendar, zone, (from, to), wanted, &mut found);
            }
            Entry::Eof => break,
            _ => {}
        }
    }
    if !any {
        return Err("no calendar stands in it (`BEGIN:VCALENDAR`)".to_owned());
    }
    // A file that is still being written: what is missing would be called off.
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty());
    match last.is_some_and(|line| line.eq_ignore_ascii_case("END:VCALENDAR")) {
        true => Ok(found),
        false => Err("it ends in the middle of a calendar".to_owned()),
    }
}

fn of_calendar(
    calendar: &ICalendar,
    zone: Option<&str>,
    days: (Day, Day),
    wanted: &dyn Fn(&Appointment) -> bool,
    found: &mut Vec<Appointment>,
) {
    let mut groups: BTreeMap<(&str, usize), Vec<&ICalendarComponent>> = BTreeMap::new();
    for (at, part) in calendar.components.iter().enumerate() {
        if part.component_type.is_event() {
            // Without a UID each stands for itself.
            let key = part.uid().map_or(("", at), |uid| (uid, 0));
            groups.entry(key).or_default().push(part);
        }
    }
    let reader = IcsReader { zones: calendar.build_tz_resolver(), home: home_zone(calendar, zone) };
    for group in groups.into_values() {
        let group = newest_versions(group);
        let Some(mut appointment) = appointment_of(&group) else { continue };
        if wanted(&appointment) {
            appointment.times = reader.times_of_event(&group, days);
            if !appointment.times.is_empty() {
                found.push(appointment);
            }
        }
    }
}

/// Of several versions of one event, or of one turn of it, those with the highest number.
fn newest_versions(group: Vec<&ICalendarComponent>) -> Vec<&ICalendarComponent> {
    let number = |part: &ICalendarComponent| {
        let said = part.property(&ICalendarProperty::Sequence);
        said.and_then(|said| said.values.first()?.as_integer()).unwrap_or(0)
    };
    let turn = |part: &ICalendarComponent| {
        let said = part.property(&ICalendarProperty::RecurrenceId);
        said.map(|entry| format!("{:?}", entry.values))
    };
    let mut most: BTreeMap<Option<String>, i64> = BTreeMap::new();
    for part in &group {
        let most = most.entry(turn(part)).or_default();
        *most = (*most).max(number(part));
    }
    group.into_iter().filter(|part| number(part) == most[&turn(part)]).collect()
}

/// The zone in which the lead's clock is: as the config says, else as the file does.
fn home_zone(calendar: &ICalendar, zone: Option<&str>) -> Option<Tz> {
    let said = || {
        let name = ICalendarProperty::Other("X-WR-TIMEZONE".to_owned());
        let parts = calendar.components.iter();
        let mut values = parts.filter_map(|part| part.property(&name)?.values.first()?.as_text());
        values.next().map(str::to_owned)
    };
    let only = || {
        let mut zones = calendar.timezones().filter_map(|zone| zone.timezone());
        let (_, first) = zones.next()?;
        zones.all(|(_, other)| other == first).then_some(first)
    };
    let named = zone.map(str::to_owned).or_else(said);
    named.and_then(|name| Tz::from_str(&name).ok()).or_else(only)
}

/// Whose event it is, without its times.
fn appointment_of(group: &[&ICalendarComponent]) -> Option<Appointment> {
    let main = group.iter().find(|part| !part.is_recurrence_override()).or(group.first())?;
    let title = main.property(&ICalendarProperty::Summary);
    let title = title.and_then(|entry| entry.values.first()?.as_text()).unwrap_or_default();
    let mut invited: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let names = [ICalendarProperty::Organizer, ICalendarProperty::Attendee];
    for entry in main.entries.iter().filter(|entry| names.contains(&entry.name)) {
        let text = |name: &ICalendarParameterName| {
            entry.parameters(name).find_map(ICalendarParameterValue::as_text)
        };
        let kind = text(&ICalendarParameterName::Cutype).unwrap_or("INDIVIDUAL");
        if ["room", "resource"].iter().any(|room| kind.eq_ignore_ascii_case(room)) {
            continue;
        }
        let address = entry.values.first().and_then(ICalendarValue::as_text).unwrap_or_default();
        let address = address.to_lowercase().trim_start_matches("mailto:").to_owned();
        let called = text(&ICalendarParameterName::Cn).unwrap_or_default().trim().to_owned();
        let forms = [address.clone(), called].into_iter().filter(|form| !form.is_empty());
        invited.entry(address).or_default().extend(forms);
    }
    Some(Appointment {
        title: title.to_owned(),
        invited: invited.into_values().map(|forms| forms.into_iter().collect()).collect(),
        repeats: group.iter().any(|part| part.is_recurrent_or_override()),
        times: Vec::new(),
    })
}

/// Whether an event does not take place: it was cancelled, or one of two declined it.
fn is_off(part: &ICalendarComponent) -> bool {
    let status = part.property(&ICalendarProperty::Status);
    let word = status.and_then(|entry| entry.values.first()?.as_text());
    let guests = || part.entries.iter().filter(|one| one.name == ICalendarProperty::Attendee);
    let declined = |guest: &ICalendarEntry| {
        let mut said = guest.parameters(&ICalendarParameterName::Partstat);
        said.any(|said| said.as_text().is_some_and(|said| said.eq_ignore_ascii_case("declined")))
    };
    word.is_some_and(|word| word.eq_ignore_ascii_case("cancelled"))
        || (guests().count() <= 2 && guests().any(declined))
}

/// Reads `2026-11-24 13:00:00`, as the library shows a time.
fn parse_moment(shown: &str, has_time: bool) -> Option<Moment> {
    let day = Day::iso(shown.get(..10)?)?;
    let minute = shown.get(11..16).and_then(date::minute).filter(|_| has_time);
    Some(Moment { day, minute })
}

/// The end of a day, without a zone.
fn end_of(day: Day) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(day.year()).ok(),
        month: u8::try_from(day.month()).ok(),
        day: u8::try_from(day.day()).ok(),
        hour: Some(23),
        minute: Some(59),
        second: Some(59),
        ..PartialDateTime::default()
    }
}

/// A time of the library's as a moment on the lead's clock. A macro, for the type of such a time
/// is of a crate that enters by no door here.
macro_rules! local {
    ($home:expr, $start:expr, $is_day:expr) => {{
        let zone = $start.timezone();
        match $home {
            Some(home) if !$is_day && !zone.is_floating() => {
                parse_moment(&$start.with_timezone(&home).naive_local().to_string(), true)
            }
            // What is said in UTC is on no clock that is known.
            _ => parse_moment(&$start.naive_local().to_string(), !$is_day && !zone.is_utc()),
        }
    }};
}

struct IcsReader<'a> {
    zones: TzResolver<&'a str>,
    home: Option<Tz>,
}

impl IcsReader<'_> {
    /// The times of one event: those of its series, the exceptions in their places.
    fn times_of_event(&self, group: &[&ICalendarComponent], (from, to): (Day, Day)) -> Vec<Time> {
        let mut times: BTreeMap<Moment, Option<Moment>> = BTreeMap::new();
        let (mut changed, main): (Vec<&ICalendarComponent>, Vec<&ICalendarComponent>) =
            group.iter().copied().partition(|part| part.is_recurrence_override());
        for part in main {
            let off = is_off(part);
            for usual in self.series(part, to) {
                times.insert(usual, (!off).then_some(usual));
            }
            let left_out = part.entries.iter().filter(|e| e.name == ICalendarProperty::Exdate);
            for usual in left_out.flat_map(|entry| self.moments(entry)) {
                // Some programs leave out a day where the series has a time.
                let there = times.keys().find(|time| time.day == usual.day).copied();
                times.insert(there.unwrap_or(usual), None);
            }
        }
        let first = |part: &ICalendarComponent, name: &ICalendarProperty| {
            part.property(name).and_then(|entry| self.moments(entry).into_iter().next())
        };
        let usual = |part: &ICalendarComponent| first(part, &ICalendarProperty::RecurrenceId);
        // One that moves all that follow comes before those that move single times behind it.
        changed.sort_by_key(|part| (!moves_the_rest(part), usual(part)));
        for part in changed {
            let Some(usual) = usual(part) else { continue };
            let at = first(part, &ICalendarProperty::Dtstart).unwrap_or(usual);
            let there = times.keys().find(|time| time.day == usual.day).copied();
            let usual = there.unwrap_or(usual);
            times.insert(usual, (!is_off(part)).then_some(at));
            if moves_the_rest(part) {
                let days = at.day.days_since(usual.day);
                for (_, later) in times.range_mut((Excluded(usual), Unbounded)) {
                    let moved = |time: Moment| Moment { day: time.day.plus(days), ..at };
                    *later = later.map(moved).filter(|_| !is_off(part));
                }
            }
        }
        let inside = |day: Day| from <= day && day <= to;
        let times = times.into_iter().map(|(usual, at)| Time { usual, at });
        times.filter(|t| inside(t.usual.day) || t.at.is_some_and(|at| inside(at.day))).collect()
    }

    /// The times of a series by its rule, or the one time of an event without one.
    fn series(&self, part: &ICalendarComponent, to: Day) -> Vec<Moment> {
        let mut part = part.clone();
        let Some(begin) = part.property(&ICalendarProperty::Dtstart).cloned() else {
            return Vec::new();
        };
        let (mut is_day, mut is_utc) = (false, false);
        if let Some(ICalendarValue::PartialDateTime(time)) = begin.values.first() {
            (is_day, is_utc) = (time.hour.is_none(), time.tz_hour.is_some());
        }
        let zone = if is_utc { Tz::UTC } else { self.zones.resolve_or_default(begin.tz_id()) };
        // Those left out are put in their places by whoever calls.
        part.entries.retain(|entry| entry.name != ICalendarProperty::Exdate);
        for entry in &mut part.entries {
            if let Some(ICalendarValue::RecurrenceRule(rule)) = entry.values.first_mut() {
                rule.until = match rule.until.take() {
                    // The library compares it on the clock of the series.
                    Some(until) if until.tz_hour.is_some() => on_the_clock(&until, zone),
                    Some(until) if until.hour.is_none() => Some(PartialDateTime {
                        hour: Some(23),
                        minute: Some(59),
                        second: Some(59),
                        ..until
                    }),
                    // Such a rule has no end, and nobody asks for what is later.
                    None if rule.count.is_none() => Some(end_of(to)),
                    until => until,
                };
            }
        }
        let calendar = ICalendar { components: vec![part] };
        let expanded = calendar.expand_dates(zone, MOST_TIMES);
        let events = expanded.events.into_iter();
        events.filter_map(|event| local!(self.home, event.start, is_day)).collect()
    }

    /// The moments that a line gives: `EXDATE;TZID=…:20261124T130000,20261201T130000`.
    fn moments(&self, entry: &ICalendarEntry) -> Vec<Moment> {
        let zone = self.zones.resolve_or_default(entry.tz_id());
        let one = |value: &ICalendarValue| {
            let ICalendarValue::PartialDateTime(time) = value else { return None };
            let start = time.to_date_time_with_tz(zone)?;
            local!(self.home, start, time.hour.is_none())
        };
        entry.values.iter().filter_map(one).collect()
    }
}

/// Whether an exception is for its time and all that follow.
fn moves_the_rest(part: &ICalendarComponent) -> bool {
    let usual = part.property(&ICalendarProperty::RecurrenceId);
    usual.is_some_and(|e| e.parameters(&ICalendarParameterName::Range).next().is_some())
}

/// The end of a rule, given in UTC, on the clock of its series.
fn on_the_clock(until: &PartialDateTime, zone: Tz) -> Option<PartialDateTime> {
    let end = until.to_date_time_with_tz(zone)?;
    let shown = end.with_timezone(&zone).naive_local().to_string();
    let number = |from: usize| shown.get(from..from + 2)?.parse::<u8>().ok();
    Some(PartialDateTime {
        year: shown.get(..4)?.parse().ok(),
        month: number(5),
        day: number(8),
        hour: number(11),
        minute: number(14),
        second: number(17),
        ..PartialDateTime::default()
    })
}
