//! `1-2-1s.ics`: the diary as a calendar file.
//!
//! A pure function of the model and of the file that is there: from that come the numbers that
//! have to rise when a date moves (SEQUENCE) and the day of the last change (DTSTAMP), so that a
//! second run writes the same bytes. Titles name people and nothing else.

use crate::model::model::Model;
use crate::pages::event::{
    Event, When, compact_day, compact_time, event_part, read_events, time_and_other_lines,
    timezone, unfolded_lines,
};
use crate::pages::series::{self, CalendarFile, Course, Pattern, Series};
use crate::schedule::diary::{Sitter, Turns};
use crate::schedule::recurrence::{Every, Rhythm};
use crate::text::date::Day;
use crate::text::ics::{IcsPart, PartKind};
use crate::text::ids::{NotePath, PersonId, digest};
use crate::text::span::comparable_words;
use crate::text::timezone::Zone;
use crate::vault::config::CalendarDue;
use std::collections::{BTreeMap, BTreeSet};

/// By this line a calendar file is known to be ours.
const MARK: &str = "PRODID:-//vault121//1-2-1s//EN";

/// Where the calendar file goes.
///
/// # Errors
/// Why the path of the config cannot be used.
pub fn path(model: &Model) -> Result<NotePath, String> {
    let path = NotePath::new(crate::vault::beside::calendar_path(&model.config))?;
    if !path.as_str().ends_with(".ics") {
        return Err(format!("`{path}` does not end in `.ics`"));
    }
    if crate::vault::beside::hidden(path.as_str()) {
        return Err(format!("`{path}` is in a folder that is not read"));
    }
    Ok(path)
}

/// Whether a calendar file is ours.
pub fn is_ours(text: &str) -> bool {
    text.lines().any(|line| line == MARK)
}

/// A calendar file of ours without the entries whose title is meant, and how many these are. No
/// other byte changes.
pub fn without_entries(text: &str, is_meant: &dyn Fn(&str) -> bool) -> (String, usize) {
    let (mut out, mut entry, mut count) = (String::with_capacity(text.len()), String::new(), 0);
    let (mut title, mut inside, mut in_title) = (String::new(), false, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        if matches!(bare, "BEGIN:VEVENT" | "BEGIN:VTODO") {
            (inside, title) = (true, String::new());
        }
        if !inside {
            out.push_str(line);
            continue;
        }
        entry.push_str(line);
        // A long line goes on behind a blank.
        match (bare.strip_prefix("SUMMARY:"), bare.strip_prefix([' ', '\t'])) {
            (Some(words), _) => (in_title, title) = (true, words.to_owned()),
            (None, Some(more)) if in_title => title.push_str(more),
            _ => in_title = false,
        }
        if matches!(bare, "END:VEVENT" | "END:VTODO") {
            inside = false;
            let entry = std::mem::take(&mut entry);
            match is_meant(&title) {
                true => count += 1,
                false => out.push_str(&entry),
            }
        }
    }
    (out + &entry, count)
}

/// The text of the calendar file; `present` is the one that is there.
pub fn calendar_text(model: &Model, present: Option<&str>) -> String {
    let told = present.map(read_events).unwrap_or_default();
    let zone = model.config.timezone.as_ref();
    let mut file = IcsPart::new(PartKind::Calendar);
    file.text_line("VERSION", "2.0").text_line("PRODID", &MARK["PRODID:".len()..]);
    file.text_line("CALSCALE", "GREGORIAN").text_line("X-WR-CALNAME", "1-2-1s");
    if let Some(zone) = zone {
        file.text_line("X-WR-TIMEZONE", &zone.name);
        file.push_part(timezone(zone));
    }
    let events = events(model, &told);
    // Past times are on the clock on which they were told.
    let zones: BTreeSet<&str> = events.iter().filter_map(|event| event.zone.as_deref()).collect();
    for name in zones.into_iter().filter(|name| zone.is_none_or(|zone| zone.name != *name)) {
        if let Ok(zone) = Zone::read(name) {
            file.push_part(timezone(&zone));
        }
    }
    for event in &events {
        file.push_part(with_stamp(event, &events, &told, model.today));
    }
    file.print_lines()
}

fn events(model: &Model, told: &CalendarFile) -> Vec<Event> {
    let mut events = Vec::new();
    for (id, turns) in &model.diary.people {
        of_person(model, id, turns, told, &mut events);
    }
    add_rest(model, told, &mut events);
    follow_ups(model, &mut events);
    add_due_days(model, &mut events);
    events
}

/// The same on every machine and in every run, and another one for another lead.
fn uid(model: &Model, parts: &[&str]) -> String {
    format!("{}@vault121", stem(model, parts))
}

/// What a UID begins with.
fn stem(model: &Model, parts: &[&str]) -> String {
    let me = model.people.me.as_ref().map_or("", PersonId::as_str);
    digest(&format!("{me}/{}", parts.join("/")))
}

fn zone(model: &Model) -> Option<String> {
    model.config.timezone.as_ref().map(|zone| zone.name.clone())
}

fn of_person(
    model: &Model,
    id: &PersonId,
    turns: &Turns,
    told: &CalendarFile,
    events: &mut Vec<Event>,
) {
    let Some(person) = model.people.with_id(id) else { return };
    let standing = &turns.standing;
    let base = |uid: String, at: When| Event {
        uid,
        todo: false,
        instead_of: None,
        at,
        minutes: standing.minutes,
        zone: zone(model),
        rule: None,
        left_out: Vec::new(),
        title: format!("1-2-1 with {}", model.people.first_name_of(id)),
        meet: person.meet.clone(),
        alarm: true,
    };
    let at = |day: Day| When { day, minute: model.diary.time_of(id, day) };
    // A day that passed without its 1-2-1 is over.
    let extra = || turns.extra.iter().filter(|noted| noted.day >= model.today);
    let last = model.last_held(id, model.today.plus(1)).map(|meeting| meeting.date);
    let pattern = standing.rhythm.map(|rhythm| Pattern {
        rhythm,
        minute: standing.minute,
        minutes: standing.minutes,
        zone: zone(model),
    });
    // Of somebody who was never met nothing is past.
    let none = CalendarFile::new();
    let course = {
        let coming = |pattern: &Pattern| {
            let rhythm = pattern.rhythm;
            let usual = rhythm.turn_from(model.today.max(rhythm.first));
            let later =
                turns.noted.iter().filter(|(turn, noted)| **turn >= 0 && noted.day >= model.today);
            rhythm.day_of_turn(later.map(|(turn, _)| *turn).chain([usual]).min().unwrap_or(usual))
        };
        let now = pattern.as_ref().map(|pattern| (pattern, coming(pattern)));
        let cut = last.map_or(model.today, |last| model.today.max(last.plus(1)));
        let told = if last.is_some() { told } else { &none };
        series::course(told, &stem(model, &["1-2-1", id.as_str()]), now, cut, new_year(last))
    };
    for series in &course.past {
        add_ended_series(series, &base, events);
    }
    // The first one with somebody is the same event, however often its day moves.
    let after = if last.is_some() { standing.first.to_string() } else { "first".to_owned() };
    if let Some(rhythm) = standing.rhythm {
        let usual = |turn: i64| When { day: rhythm.day_of_turn(turn), minute: standing.minute };
        let from = course.from.map_or(turns.from, |day| turns.from.max(rhythm.turn_from(day)));
        let (moved, left_out) = exceptions(model, id, turns, rhythm, from, &course);
        events.push(Event {
            rule: Some(rule(rhythm)),
            left_out: left_out.into_iter().map(usual).collect(),
            ..base(course.uid.clone(), usual(from))
        });
        events.extend(moved.into_iter().map(|(turn, at)| Event {
            instead_of: Some(usual(turn)),
            ..base(course.uid.clone(), at)
        }));
    } else if extra().next().is_none() {
        let first = standing.first;
        events.push(base(uid(model, &["next", id.as_str(), &after, "0"]), at(first)));
    }
    for (count, noted) in extra().enumerate() {
        let uid = uid(model, &["next", id.as_str(), &after, &count.to_string()]);
        events.push(base(uid, at(noted.day)));
    }
}

/// The first day of the year of the last 1-2-1: older ones are told nowhere.
fn new_year(last: Option<Day>) -> Option<Day> {
    last.and_then(|last| Day::new(last.year(), 1, 1))
}

/// A series that has ended, as it was told.
fn add_ended_series(
    series: &Series,
    base: &dyn Fn(String, When) -> Event,
    events: &mut Vec<Event>,
) {
    let pattern = &series.pattern;
    let usual = |day: Day| When { day, minute: pattern.minute };
    let count = series.count.map(|count| format!(";COUNT={count}")).unwrap_or_default();
    let event = |at: When, minutes: u32| Event {
        minutes,
        zone: pattern.zone.clone(),
        ..base(series.uid.clone(), at)
    };
    events.push(Event {
        rule: Some(format!("{}{count}", rule(pattern.rhythm))),
        left_out: series.left_out.iter().copied().map(usual).collect(),
        ..event(usual(pattern.rhythm.first), pattern.minutes)
    });
    events.extend(series.moved.iter().map(|(day, (at, minutes))| Event {
        instead_of: Some(usual(*day)),
        ..event(*at, *minutes)
    }));
}

/// The turns from `from` on that are at another time than usual, and those left out.
fn exceptions(
    model: &Model,
    id: &PersonId,
    turns: &Turns,
    rhythm: Rhythm,
    from: i64,
    course: &Course,
) -> (BTreeMap<i64, When>, Vec<i64>) {
    let usual = |turn: i64| When { day: rhythm.day_of_turn(turn), minute: turns.standing.minute };
    let mut times: BTreeMap<i64, When> = BTreeMap::new();
    let at = |day: Day| When { day, minute: model.diary.time_of(id, day) };
    times.extend(turns.noted.iter().map(|(turn, noted)| (*turn, at(noted.day))));
    // A day on which something else made this one give way.
    let who = Sitter::Person(id.clone());
    for day in model.diary.special_days() {
        let turn = rhythm.turn_of(day);
        let here = rhythm.day_of_turn(turn) == day && !turns.noted.contains_key(&turn);
        if here && model.diary.sittings_on(day).iter().any(|one| one.who == who) {
            times.insert(turn, at(day));
        }
    }
    // The time of a day that is past is the one that was told, unless its note has another.
    for turn in (from..rhythm.turn_from(model.today)).filter(|turn| !turns.is_out(*turn)) {
        let noted = turns.noted.get(&turn);
        let now = times.get(&turn).copied().unwrap_or(usual(turn));
        if noted.is_none_or(|noted| noted.minute.is_none())
            && let Some(told) = course.told_time(rhythm.day_of_turn(turn), now, model.today)
        {
            times.insert(turn, told);
        }
    }
    times.retain(|turn, at| *turn >= from && *at != usual(*turn));
    let last = turns.cancelled.iter().copied().chain([-1]).max().unwrap_or(-1);
    let left_out = (from..=last).filter(|turn| turns.is_out(*turn)).collect();
    (times, left_out)
}

fn add_rest(model: &Model, told: &CalendarFile, events: &mut Vec<Event>) {
    let rest = model.diary.rest;
    let base = |uid: String, at: When| Event {
        uid,
        todo: false,
        instead_of: None,
        at,
        minutes: rest.map_or(0, |rest| rest.minutes),
        zone: zone(model),
        rule: None,
        left_out: Vec::new(),
        title: "Rest after the 1-2-1s".to_owned(),
        meet: None,
        alarm: false,
    };
    let pattern = rest.map(|rest| Pattern {
        rhythm: rest.rhythm,
        minute: Some(rest.minute),
        minutes: rest.minutes,
        zone: zone(model),
    });
    let batch = || model.diary.people.iter().filter(|(_, turns)| turns.standing.in_batch);
    let first = batch().map(|(_, turns)| turns.standing.first).min().unwrap_or(model.today);
    let everybody = model.diary.people.keys();
    let met = everybody.filter_map(|id| Some(model.last_held(id, model.today.plus(1))?.date));
    let coming = |rhythm: Rhythm| rhythm.day_of_turn(rhythm.turn_from(model.today.max(first)));
    let now = pattern.as_ref().map(|pattern| (pattern, coming(pattern.rhythm)));
    let course =
        series::course(told, &stem(model, &["rest"]), now, model.today, new_year(met.max()));
    for series in &course.past {
        add_ended_series(series, &base, events);
    }
    let Some(rest) = rest else { return };
    let usual = |day: Day| When { day, minute: Some(rest.minute) };
    let from = course.from.unwrap_or(rest.rhythm.first).max(rest.rhythm.first);
    let left_out = without_rest(model).into_iter().filter(|day| *day >= from).map(usual).collect();
    let first = base(course.uid.clone(), usual(from));
    events.push(Event { rule: Some(rule(rest.rhythm)), left_out, ..first });
    for day in model.diary.special_days().into_iter().filter(|day| *day >= from) {
        let there = model.diary.sittings_on(day).into_iter().find(|one| one.who == Sitter::Rest);
        let Some(minute) = there.and_then(|one| one.minute) else { continue };
        let now = When { day, minute: Some(minute) };
        let at = course.told_time(day, now, model.today).unwrap_or(now);
        if at != usual(day) {
            let instead_of = Some(usual(day));
            events.push(Event { instead_of, ..base(course.uid.clone(), at) });
        }
    }
}

/// Days of the rest on which all 1-2-1s of the batch were called off or moved away.
fn without_rest(model: &Model) -> BTreeSet<Day> {
    let Some(rest) = model.diary.rest else { return BTreeSet::new() };
    let batch = model.diary.people.values().filter(|turns| turns.standing.in_batch);
    let changed = batch.flat_map(|turns| {
        let numbers = turns.cancelled.iter().chain(turns.noted.keys());
        numbers.filter_map(|turn| turns.usual_day(*turn)).collect::<Vec<Day>>()
    });
    let is_off = |day: &Day| {
        *day >= rest.rhythm.first
            && rest.rhythm.has_day(*day)
            && model.diary.sittings_on(*day).iter().all(|sitting| sitting.who != Sitter::Rest)
    };
    changed.filter(is_off).collect()
}

fn follow_ups(model: &Model, events: &mut Vec<Event>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for follow_up in &model.diary.follow_ups {
        let ids: Vec<&str> = follow_up.people.iter().map(PersonId::as_str).collect();
        let words = format!("{}/{}", ids.join(","), follow_up.words);
        let count = seen.entry(words.clone()).or_default();
        let uid = uid(model, &["follow-up", &words, &count.to_string()]);
        *count += 1;
        let names: Vec<String> =
            follow_up.people.iter().map(|id| model.people.first_name_of(id)).collect();
        let title = match names.as_slice() {
            [] => "Follow-up".to_owned(),
            [one] => format!("Follow-up with {one}"),
            [most @ .., last] => format!("Follow-up with {} and {last}", most.join(", ")),
        };
        events.push(Event {
            uid,
            todo: false,
            instead_of: None,
            at: When { day: follow_up.day, minute: follow_up.minute },
            minutes: follow_up.minutes,
            zone: zone(model),
            rule: None,
            left_out: Vec::new(),
            title,
            meet: None,
            alarm: true,
        });
    }
}

/// Open promises and goals on their due days, when the config wishes it. Their titles say whose,
/// never what: a calendar is seen by many.
fn add_due_days(model: &Model, events: &mut Vec<Event>) {
    let todo = match model.config.calendar_due {
        CalendarDue::No => return,
        CalendarDue::Events => false,
        CalendarDue::Todos => true,
    };
    let event = |uid: String, day: Day, title: String| Event {
        todo,
        uid,
        instead_of: None,
        at: When { day, minute: None },
        // Of the whole day: it ends with it.
        minutes: 1,
        zone: None,
        rule: None,
        left_out: Vec::new(),
        title,
        meet: None,
        alarm: false,
    };
    let mut all = Vec::new();
    for goal in model.goals.iter().filter(|goal| goal.is_open()) {
        let Some(due) = goal.due else { continue };
        let uid = uid(model, &["goal", &goal.key.to_string()]);
        let title = format!("Goal of {} is due", model.people.first_name_of(&goal.key.person));
        all.push(event(uid, due, title));
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for promise in model.actions.iter().filter(|promise| promise.is_open()) {
        let (Some(due), Some(owner)) = (promise.due, &promise.owner) else { continue };
        let other = promise.person.as_ref().filter(|person| !model.people.is_me(person));
        let title = match (promise.is_leads(&model.people), other) {
            (true, Some(person)) => {
                format!("Promise to {} is due", model.people.first_name_of(person))
            }
            (true, None) => "Promise is due".to_owned(),
            (false, _) => format!("Promise of {} is due", model.people.first_name_of(owner)),
        };
        let about = other.map_or("", PersonId::as_str);
        let words = format!("{owner}/{about}/{}", comparable_words(&promise.text));
        let count = seen.entry(words.clone()).or_default();
        all.push(event(uid(model, &["promise", &words, &count.to_string()]), due, title));
        *count += 1;
    }
    all.sort_by(|a, b| (a.at, &a.title, &a.uid).cmp(&(b.at, &b.title, &b.uid)));
    events.extend(all);
}

fn rule(rhythm: Rhythm) -> String {
    let weekday = rhythm.first.weekday().short()[..2].to_uppercase();
    let every = |count: u32| match count {
        1 => String::new(),
        count => format!("INTERVAL={count};"),
    };
    match rhythm.every {
        Every::Weeks(weeks) => format!("FREQ=WEEKLY;{}BYDAY={weekday}", every(weeks)),
        Every::Months(months, nth) => {
            format!("FREQ=MONTHLY;{}BYDAY={nth}{weekday}", every(months))
        }
    }
}

/// The event with the number and the stamp that the file which is there leads to.
fn with_stamp(event: &Event, all: &[Event], told: &CalendarFile, today: Day) -> IcsPart {
    let (timing, rest) =
        time_and_other_lines(&unfolded_lines(&event_part(event, 0, "").print_lines()));
    let instead_of = event.instead_of.map(|when| compact_time(when, 0)).unwrap_or_default();
    let before = told.get(&(event.uid.clone(), instead_of.clone()));
    let same_series = || told.iter().filter(|((uid, _), _)| *uid == event.uid);
    let most = same_series().map(|(_, told)| told.sequence).max();
    let sequence = match before {
        // A time that was moved and is back where it was: the series itself is new.
        Some(before) if instead_of.is_empty() && lost_exception(event, all, told) => {
            most.unwrap_or(before.sequence) + 1
        }
        Some(before) if before.timing == timing => before.sequence,
        Some(before) => before.sequence + 1,
        None if instead_of.is_empty() => 0,
        None => most.unwrap_or(0) + 1,
    };
    let unchanged = before
        .filter(|told| told.sequence == sequence && told.timing == timing && told.rest == rest);
    let stamp = match unchanged {
        Some(told) if !told.stamp.is_empty() => told.stamp.clone(),
        _ => format!("{}T000000Z", compact_day(today)),
    };
    event_part(event, sequence, &stamp)
}

/// Whether a time of this series that was moved in the file is not moved any more.
fn lost_exception(event: &Event, all: &[Event], told: &CalendarFile) -> bool {
    let wanted = |instead_of: &str| {
        all.iter().any(|other| {
            other.uid == event.uid
                && other.instead_of.is_some_and(|when| compact_time(when, 0) == instead_of)
        })
    };
    told.keys()
        .any(|(uid, instead_of)| *uid == event.uid && !instead_of.is_empty() && !wanted(instead_of))
}
