//! Series of the calendar file that is there: what of them is past stays at its time.
//!
//! The notes tell on which days somebody was met, never at which time that was planned. So when a
//! slot, a cadence, a batch or a zone changes, the series of the file ends before the change and
//! another one begins: those of one person differ by the day on which they began, in their UID.
//! A series whose times are those that the notes lead to goes on.

use crate::pages::event::{ToldEvent, When, clock_of, compact_day, moment_of};
use crate::schedule::recurrence::{Every, Rhythm};
use crate::text::date::{Day, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// What a calendar file says, by UID and the usual time that an event takes the place of.
pub type CalendarFile = BTreeMap<(String, String), ToldEvent>;

/// The times of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The days; turn 0 is the first.
    pub rhythm: Rhythm,
    /// Minutes since midnight, when a time is known.
    pub minute: Option<u16>,
    /// How long.
    pub minutes: u32,
    /// On the clock of which zone.
    pub zone: Option<String>,
}

/// A series as a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What it is known by.
    pub uid: String,
    /// Its times.
    pub pattern: Pattern,
    /// So many turns, when it has ended.
    pub count: Option<i64>,
    /// The usual days that are left out.
    pub left_out: BTreeSet<Day>,
    /// The usual days that are at another time: when, and how long.
    pub moved: BTreeMap<Day, (When, u32)>,
}

/// How the series of a person, or of the rest, goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Those that have ended, in order.
    pub past: Vec<Series>,
    /// What the one that goes on is known by.
    pub uid: String,
    /// The day on which it begins at the earliest; none: as far back as the notes tell.
    pub from: Option<Day>,
    /// The same one, as the file has it.
    told: Option<Series>,
}

impl Pattern {
    /// Whether two have the same times from some day on.
    fn agrees_with(&self, other: &Pattern) -> bool {
        let (one, two) = (self.rhythm, other.rhythm);
        let is_as_long = self.minute.is_none() || self.minutes == other.minutes;
        let clock = (self.minute, &self.zone) == (other.minute, &other.zone);
        // A whole day is the same day on every clock.
        let clock = clock || (self.minute.is_none() && other.minute.is_none());
        clock
            && is_as_long
            && one.every == two.every
            && one.first.weekday() == two.first.weekday()
            && one.has_day(two.first)
    }
}

impl Series {
    /// The series of that UID; none when the file has none, or one that nobody understands.
    fn read_series(file: &CalendarFile, uid: &str) -> Option<Series> {
        let main = file.get(&(uid.to_owned(), String::new()))?;
        let (zone, at) = line_and_time(main, "DTSTART")?;
        let rule = main.timing.iter().find_map(|line| line.strip_prefix("RRULE:"))?;
        let (every, count) = self::rule(rule, at.day.weekday())?;
        let pattern = Pattern {
            rhythm: Rhythm { every, first: at.day },
            minute: at.minute,
            minutes: event_length(main, at)?,
            zone,
        };
        let out = main.timing.iter().filter(|line| line.starts_with("EXDATE"));
        let left_out = out.filter_map(|line| Some(moment_of(line)?.1.day)).collect();
        let mut moved = BTreeMap::new();
        let all = file.range((uid.to_owned(), String::new())..);
        for ((_, instead_of), told) in all.take_while(|((of, _), _)| of == uid).skip(1) {
            let (_, at) = line_and_time(told, "DTSTART")?;
            moved.insert(clock_of(instead_of)?.day, (at, event_length(told, at)?));
        }
        Some(Series { uid: uid.to_owned(), pattern, count, left_out, moved })
    }

    /// The day of its last turn; none when it has no end.
    fn last_day(&self) -> Option<Day> {
        self.count.map(|count| self.pattern.rhythm.day_of_turn(count - 1))
    }

    /// What of it is before a day; none when nothing is.
    fn part_before(mut self, day: Day) -> Option<Series> {
        let rhythm = self.pattern.rhythm;
        self.moved.retain(|usual, (at, _)| {
            let is_past = at.day < day;
            if !is_past {
                self.left_out.insert(*usual);
            }
            is_past
        });
        let usual = rhythm.turn_from(day);
        // A turn that was held before its usual day.
        let early = self.moved.keys().map(|usual| rhythm.turn_of(*usual) + 1);
        let count = early.chain([usual.min(self.count.unwrap_or(usual))]).max()?;
        let turns = || (0..count).map(|turn| rhythm.day_of_turn(turn));
        self.left_out.extend(turns().filter(|at| *at >= day && !self.moved.contains_key(at)));
        let end = rhythm.day_of_turn(count);
        self.left_out.retain(|usual| *usual < end);
        self.count = Some(count);
        turns().any(|at| !self.left_out.contains(&at)).then_some(self)
    }
}

/// How series go on whose UIDs begin with `stem`. `now` is what the notes lead to and the first
/// day of it that is to come; what is before `cut` is past, and older than `since` is dropped.
pub fn course(
    file: &CalendarFile,
    stem: &str,
    now: Option<(&Pattern, Day)>,
    cut: Day,
    since: Option<Day>,
) -> Course {
    let first = format!("{stem}@vault121");
    let mut known: Vec<Series> =
        uids(file, stem).filter_map(|uid| Series::read_series(file, uid)).collect();
    known.sort_by_key(|series| series.pattern.rhythm.first);
    let goes_on = |series: &Series| {
        let Some((now, _)) = now else { return false };
        // One that has ended goes on when it has missed nothing.
        let missed = |last: Day| now.rhythm.day_of_turn(now.rhythm.turn_from(last.plus(1))) < cut;
        series.pattern.agrees_with(now) && !series.last_day().is_some_and(missed)
    };
    // One that has not begun is told by nobody's memory yet.
    while known.last().is_some_and(|one| one.pattern.rhythm.first >= cut && !goes_on(one)) {
        known.pop();
    }
    let told = known.pop_if(|last| goes_on(last));
    let ended = known.into_iter().filter_map(|series| series.part_before(cut));
    let past: Vec<Series> = ended
        .filter(|series| {
            series.last_day().is_some_and(|last| since.is_none_or(|since| last >= since))
        })
        .collect();
    let (uid, from) = match (&told, now) {
        (Some(told), _) if told.uid == first => (first, None),
        (Some(told), _) => (told.uid.clone(), Some(told.pattern.rhythm.first)),
        (None, Some((_, from))) if !past.is_empty() => {
            (format!("{stem}-{}@vault121", compact_day(from)), Some(from))
        }
        (None, _) => (first, None),
    };
    Course { past, uid, from, told }
}

impl Course {
    /// When a turn was that is past, as the file has it: the day from the notes, at the time that
    /// was told before.
    pub fn told_time(&self, usual: Day, at: When, today: Day) -> Option<When> {
        let told = self.told.as_ref().filter(|_| usual < today && at.day < today)?;
        let rhythm = told.pattern.rhythm;
        if usual < rhythm.first || !rhythm.has_day(usual) || told.left_out.contains(&usual) {
            return None;
        }
        let before = told.moved.get(&usual).map(|(at, _)| *at);
        let before = before.unwrap_or(When { day: usual, minute: told.pattern.minute });
        (before.day == at.day).then_some(before)
    }
}

fn uids<'a>(file: &'a CalendarFile, stem: &'a str) -> impl Iterator<Item = &'a str> {
    let all = file.range((stem.to_owned(), String::new())..).map(|((uid, _), _)| uid.as_str());
    let mut uids: Vec<&str> = all.take_while(|uid| uid.starts_with(stem)).collect();
    uids.dedup();
    uids.into_iter()
}

fn line_and_time(told: &ToldEvent, name: &str) -> Option<(Option<String>, When)> {
    let is_it =
        |line: &&String| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']));
    moment_of(told.timing.iter().find(is_it)?)
}

/// How long an event is; a whole day is as long as any.
fn event_length(told: &ToldEvent, from: When) -> Option<u32> {
    let (_, to) = line_and_time(told, "DTEND")?;
    let minutes =
        |when: When| Some(when.day.days_since(from.day) * 24 * 60 + i64::from(when.minute?));
    match (minutes(from), minutes(to)) {
        (Some(from), Some(to)) => u32::try_from(to - from).ok(),
        _ => Some(1),
    }
}

/// Reads `FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=8`, as this program writes it.
fn rule(text: &str, weekday: Weekday) -> Option<(Every, Option<i64>)> {
    let parts: BTreeMap<&str, &str> =
        text.split(';').map(|part| part.split_once('=')).collect::<Option<_>>()?;
    let number = |name: &str| parts.get(name).map(|text| text.parse::<u32>().ok());
    let every = number("INTERVAL").unwrap_or(Some(1)).filter(|every| *every > 0)?;
    let nth = parts.get("BYDAY")?.strip_suffix(&weekday.short()[..2].to_uppercase())?;
    let every = match *parts.get("FREQ")? {
        "WEEKLY" if nth.is_empty() => Every::Weeks(every),
        "MONTHLY" => Every::Months(every, nth.parse().ok()?),
        _ => return None,
    };
    let known = ["FREQ", "INTERVAL", "BYDAY", "COUNT"];
    let count = match number("COUNT") {
        Some(count) => Some(i64::from(count?)),
        None => None,
    };
    parts.keys().all(|name| known.contains(name)).then_some((every, count))
}
