//! The text of a calendar file: the one door to the library that writes it.
//!
//! It folds, escapes and ends lines as RFC 5545 wants it. What stands in the file is decided in
//! `calendar`; every UID, stamp and zone is given, so that nothing here depends on a machine.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
    ICalendarParameterName, ICalendarParameterValue, ICalendarProperty, ICalendarValue,
    ICalendarValueType, Uri,
};

/// A part of a calendar file: the file itself, an event, an alarm, a zone.
#[derive(Clone, Debug)]
pub struct Part {
    kind: ICalendarComponentType,
    entries: Vec<ICalendarEntry>,
    parts: Vec<Part>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of RFC 5545")]
pub enum PartKind {
    Calendar,
    Event,
    Alarm,
    Timezone,
    Standard,
    Daylight,
}

impl Part {
    /// An empty part.
    pub fn new(kind: PartKind) -> Part {
        let kind = match kind {
            PartKind::Calendar => ICalendarComponentType::VCalendar,
            PartKind::Event => ICalendarComponentType::VEvent,
            PartKind::Alarm => ICalendarComponentType::VAlarm,
            PartKind::Timezone => ICalendarComponentType::VTimezone,
            PartKind::Standard => ICalendarComponentType::Standard,
            PartKind::Daylight => ICalendarComponentType::Daylight,
        };
        Part { kind, entries: Vec::new(), parts: Vec::new() }
    }

    /// A line `NAME:text`, the text escaped.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Part {
        let clean: String = text.chars().filter(|c| !c.is_control()).collect();
        self.entry(name, Vec::new(), ICalendarValue::Text(clean))
    }

    /// A line `NAME:address`. The library escapes what RFC 5545 leaves alone in an address, so
    /// that is written in the address's own way.
    pub fn address(&mut self, name: &str, address: &str) -> &mut Part {
        let plain = address.replace(',', "%2C").replace(';', "%3B").replace('\\', "%5C");
        self.entry(name, Vec::new(), ICalendarValue::Uri(Uri::Location(plain)))
    }

    /// A line `NAME;VALUE=DATE:20261124`.
    pub fn date(&mut self, name: &str, date: &str) -> &mut Part {
        let value = ICalendarParameterValue::Value(ICalendarValueType::Date);
        let param = ICalendarParameter { name: ICalendarParameterName::Value, value };
        self.entry(name, vec![param], ICalendarValue::Text(date.to_owned()))
    }

    /// A line `NAME;TZID=Europe/Berlin:20261124T130000`, or without a zone.
    pub fn moment(&mut self, name: &str, zone: Option<&str>, moment: &str) -> &mut Part {
        let param = |zone: &str| ICalendarParameter {
            name: ICalendarParameterName::Tzid,
            value: ICalendarParameterValue::Text(zone.to_owned()),
        };
        let params = zone.map(param).into_iter().collect();
        self.entry(name, params, ICalendarValue::Text(moment.to_owned()))
    }

    /// Puts a part into this one.
    pub fn part(&mut self, part: Part) -> &mut Part {
        self.parts.push(part);
        self
    }

    /// The lines as they stand in a file, folded, each ended by CR LF.
    pub fn print(&self) -> String {
        let mut calendar = ICalendar::default();
        self.put(&mut calendar);
        let mut out = String::new();
        calendar.write_to(&mut out).expect("a String takes every line");
        out
    }

    fn put(&self, calendar: &mut ICalendar) -> u32 {
        let at = calendar.components.len();
        calendar.components.push(ICalendarComponent {
            component_type: self.kind.clone(),
            entries: self.entries.clone(),
            component_ids: Vec::new(),
        });
        let ids: Vec<u32> = self.parts.iter().map(|part| part.put(calendar)).collect();
        calendar.components[at].component_ids = ids;
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn entry(
        &mut self,
        name: &str,
        params: Vec<ICalendarParameter>,
        value: ICalendarValue,
    ) -> &mut Part {
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
