//! When each person's 1-2-1 usually is: their own slot, or a place in the lead's batch.
//!
//! A batch has lanes: one after the other on its day, a gap between them, a rest behind the last.
//! Who comes every second week may share a lane with somebody of the other weeks. Nobody's time
//! depends on today, so that a night changes no calendar; only a person who was never met begins
//! at the next such day.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::people::booked::Booked;
use crate::people::meetings::Meetings;
use crate::people::person::Person;
use crate::schedule::recurrence::{Every, Habit, Rhythm, greatest_common, monday_of};
use crate::text::date::{Cadence, Day, Slot, clock};
use crate::text::ids::PersonId;
use crate::vault::config::{CONFIG_PATH, Config, MeetingBatch};
use std::collections::BTreeMap;

/// Minutes of a day: what ends later does not fit.
pub const DAY_MINUTES: u32 = 24 * 60;

/// When a person's 1-2-1 usually is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The regular days; none for a cadence that no calendar knows, such as ten days.
    pub rhythm: Option<Rhythm>,
    /// The first day after the last 1-2-1.
    pub first: Day,
    /// Minutes since midnight, when a time is known.
    pub minute: Option<u16>,
    /// How long it takes.
    pub minutes: u32,
    /// The time is one of the batch, not the person's own.
    pub in_batch: bool,
}

/// The rest behind the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Its days.
    pub rhythm: Rhythm,
    pub minute: u16,
    /// How long.
    pub minutes: u32,
}

/// What the standings are made of.
pub struct ScheduleFacts<'a> {
    pub config: &'a Config,
    /// Whom to prepare.
    pub people: Vec<&'a Person>,
    /// All 1-2-1s.
    pub meetings: &'a Meetings,
    /// When they are in an outside calendar.
    pub booked: &'a Booked,
    pub today: Day,
}

/// Everybody's standing, the rest behind the batch, and what does not fit.
pub fn standings(
    desk: &ScheduleFacts<'_>,
    said: &mut Vec<Diagnostic>,
) -> (BTreeMap<PersonId, Standing>, Option<Rest>) {
    let mut all = BTreeMap::new();
    let mut waiting: Vec<(&Person, Rhythm)> = Vec::new();
    for person in &desk.people {
        match desk.config.batch.filter(|batch| joins_batch(desk, person, *batch)) {
            Some(batch) => waiting.push((person, in_batch(desk, person, batch))),
            None => {
                if let Some(own) = own_standing(desk, person) {
                    all.insert(person.id.clone(), own);
                }
            }
        }
    }
    say_slot_clashes(desk, &all, said);
    let mut rest = None;
    if let Some(batch) = desk.config.batch {
        let busy: Vec<(u32, u32)> = all
            .values()
            .filter(|own| own.first.weekday() == batch.day)
            .filter_map(|own| own.minute.map(|from| (u32::from(from), own.minutes)))
            .map(|(from, minutes)| (from, from + minutes))
            .collect();
        // Who comes often sits in front: then holes are at the end, where the day gets shorter.
        // A person never met has no weeks of their own yet and takes what is left.
        waiting.sort_by_key(|(person, rhythm)| {
            (rhythm.weeks(), last_held(desk, person).is_none(), person.id.clone())
        });
        let (lanes, left) = lanes_of_batch(batch, waiting);
        for (person, rhythm) in left {
            let why = format!("{} on one day are taken", batch.most);
            said.push(batch_full(desk.config, person, &why));
            all.insert(person.id.clone(), batched(desk.config, person, rhythm, None));
        }
        rest = lay_out(desk.config, batch, &lanes, &busy, &mut all, said);
    }
    (all, rest)
}

/// The first start from `from` on at which `minutes` are free, `gap` minutes away from the rest.
pub fn first_free(from: u32, minutes: u32, gap: u32, busy: &[(u32, u32)]) -> Option<u16> {
    let mut starts: Vec<u32> = vec![from];
    starts.extend(busy.iter().map(|(_, end)| end + gap).filter(|start| *start > from));
    starts.sort_unstable();
    let free = |start: &u32| {
        start + minutes <= DAY_MINUTES
            && busy
                .iter()
                .all(|(begin, end)| start + minutes + gap <= *begin || *start >= end + gap)
    };
    starts.into_iter().find(free).and_then(|start| u16::try_from(start).ok())
}

/// Whether a person leaves the time to the batch: no slot of their own, or only its day.
fn joins_batch(desk: &ScheduleFacts<'_>, person: &Person, batch: MeetingBatch) -> bool {
    slot(desk, person).is_none_or(|slot| slot.weekday == batch.day && slot.minute.is_none())
}

/// A person's slot: their own, else that of an outside calendar.
fn slot(desk: &ScheduleFacts<'_>, person: &Person) -> Option<Slot> {
    person.slot.or_else(|| desk.booked.slot_of(&person.id, desk.today))
}

/// A person's standing outside the batch; none when nothing tells a day.
pub fn own_standing(desk: &ScheduleFacts<'_>, person: &Person) -> Option<Standing> {
    let habit = habit(desk, person);
    let cadence = cadence(desk, person);
    let minutes = person.minutes.unwrap_or(desk.config.minutes);
    let slot = slot(desk, person);
    let minute = slot.and_then(|slot| slot.minute);
    let standing = |rhythm: Option<Rhythm>, first: Day| Standing {
        rhythm,
        first,
        minute,
        minutes,
        in_batch: false,
    };
    let Some(last) = last_held(desk, person) else {
        let first = next_planned(desk, person)
            .map(|day| slot.map_or(day, |slot| monday_of(day).next_on(slot.weekday)))
            .or(slot.map(|slot| desk.today.next_on(slot.weekday)))?;
        return Some(standing(Rhythm::from(first, cadence), first));
    };
    let usual = habit.map_or(last.weekday(), |habit| habit.weekday);
    let weekday = slot.map_or(usual, |slot| slot.weekday);
    match Rhythm::from_last(last, cadence, weekday) {
        Some(rhythm) => Some(standing(Some(rhythm), rhythm.first)),
        None => {
            let turn = cadence.after(last);
            let first = slot.map_or(turn, |slot| {
                let kept = monday_of(turn).next_on(slot.weekday);
                if kept > last { kept } else { turn.next_on(slot.weekday) }
            });
            Some(standing(None, first))
        }
    }
}

/// How often: what is said of the person, else in the config, else what the days tell on which
/// they met, else weekly.
pub fn cadence(desk: &ScheduleFacts<'_>, person: &Person) -> Cadence {
    known_cadence(desk, person).unwrap_or(desk.config.cadence)
}

/// The same where the notes tell it.
pub fn known_cadence(desk: &ScheduleFacts<'_>, person: &Person) -> Option<Cadence> {
    let said = desk.config.origins.contains_key("one_on_ones.cadence");
    let learned = || habit(desk, person).filter(|_| !said).map(|habit| habit.cadence);
    person.cadence.or_else(learned)
}

/// What the days tell on which somebody was met, where nobody said how often.
fn habit(desk: &ScheduleFacts<'_>, person: &Person) -> Option<Habit> {
    let held =
        desk.meetings.meetings_with(&person.id).filter(|meeting| meeting.held && !meeting.week);
    let days: Vec<Day> = held.map(|meeting| meeting.date).collect();
    Habit::from_days(&days)
}

/// The rhythm of a person on the day of the batch, in whole weeks.
fn in_batch(desk: &ScheduleFacts<'_>, person: &Person, batch: MeetingBatch) -> Rhythm {
    let cadence = match cadence(desk, person) {
        Cadence::Days(days) => Cadence::Days(days.div_ceil(7) * 7),
        months @ Cadence::Months(_) => months,
    };
    let behind =
        last_held(desk, person).and_then(|last| Rhythm::from_last(last, cadence, batch.day));
    let first = next_planned(desk, person)
        .map_or_else(|| desk.today.next_on(batch.day), |day| monday_of(day).next_on(batch.day));
    behind
        .or_else(|| Rhythm::from(first, cadence))
        .expect("a cadence of whole weeks or months has a rhythm")
}

/// The last 1-2-1 that was held.
fn last_held(desk: &ScheduleFacts<'_>, person: &Person) -> Option<Day> {
    desk.meetings
        .meetings_with(&person.id)
        .rfind(|meeting| meeting.held)
        .map(|meeting| meeting.date)
}

/// The first 1-2-1 that has a note and was not held yet.
fn next_planned(desk: &ScheduleFacts<'_>, person: &Person) -> Option<Day> {
    let noted = desk.meetings.meetings_with(&person.id).filter(|m| m.held_said != Some(false));
    let said = desk.meetings.announced(&person.id, desk.config.date_order, desk.today);
    let said = said.filter(|_| desk.booked.times_of(&person.id).is_empty());
    let days = noted.map(|meeting| meeting.date).chain(said.map(|said| said.at.day));
    days.filter(|day| *day >= desk.today).min()
}

/// Two slots of two people's own at one time.
fn say_slot_clashes(
    desk: &ScheduleFacts<'_>,
    all: &BTreeMap<PersonId, Standing>,
    said: &mut Vec<Diagnostic>,
) {
    let timed: Vec<(&&Person, Standing, u32)> = desk
        .people
        .iter()
        .filter_map(|person| all.get(&person.id).map(|standing| (person, *standing)))
        .filter_map(|(person, own)| own.minute.map(|minute| (person, own, u32::from(minute))))
        .collect();
    for (at, (person, own, from)) in timed.iter().enumerate() {
        let clash = timed[..at].iter().find(|(_, other, begin)| {
            let same_day = own.first.weekday() == other.first.weekday();
            let meets = match (own.rhythm, other.rhythm) {
                (Some(one), Some(two)) => one.meets_rhythm(&two),
                _ => true,
            };
            same_day && meets && *from < begin + other.minutes && *begin < from + own.minutes
        });
        let Some((other, theirs, begin)) = clash else { continue };
        let message = format!(
            "{} at {} and {} at {} on one {}",
            person.name,
            clock(u16::try_from(*from).unwrap_or(0)),
            other.name,
            clock(u16::try_from(*begin).unwrap_or(0)),
            theirs.first.weekday().short(),
        );
        let path = person.path.as_ref().map_or(CONFIG_PATH, |path| path.as_str());
        let problem =
            Diagnostic::about_file(Code::SlotClash, path, message).at_place(&person.place);
        said.push(problem.hint("give one of them another `slot:`"));
    }
}

type Lane<'a> = Vec<(&'a Person, Rhythm)>;

/// Gives everybody a lane: in their own weeks if one is free, else a week or more later. Returns
/// those for whom there is none as well.
fn lanes_of_batch<'a>(
    batch: MeetingBatch,
    waiting: Vec<(&'a Person, Rhythm)>,
) -> (Vec<Lane<'a>>, Lane<'a>) {
    let mut lanes: Vec<Lane<'a>> = Vec::new();
    let mut left = Vec::new();
    let most = usize::try_from(batch.most).unwrap_or(usize::MAX);
    for (person, rhythm) in waiting {
        let shifts = match rhythm.every {
            Every::Weeks(weeks) => weeks,
            Every::Months(..) => 1,
        };
        let place = (0..shifts).find_map(|weeks| {
            let rhythm = rhythm.weeks_later(weeks);
            let is_free =
                |lane: &Lane<'_>| lane.iter().all(|(_, other)| !rhythm.meets_rhythm(other));
            match lanes.iter().position(is_free) {
                Some(lane) => Some((lane, rhythm)),
                None => (lanes.len() < most).then_some((lanes.len(), rhythm)),
            }
        });
        match place {
            Some((lane, rhythm)) if lane < lanes.len() => lanes[lane].push((person, rhythm)),
            Some((_, rhythm)) => lanes.push(vec![(person, rhythm)]),
            None => left.push((person, rhythm)),
        }
    }
    (lanes, left)
}

fn batched(config: &Config, person: &Person, rhythm: Rhythm, minute: Option<u16>) -> Standing {
    let minutes = person.minutes.unwrap_or(config.minutes);
    Standing { rhythm: Some(rhythm), first: rhythm.first, minute, minutes, in_batch: true }
}

/// Gives each lane its time, and says whose does not fit into the day.
fn lay_out(
    config: &Config,
    batch: MeetingBatch,
    lanes: &[Lane<'_>],
    busy: &[(u32, u32)],
    all: &mut BTreeMap<PersonId, Standing>,
    said: &mut Vec<Diagnostic>,
) -> Option<Rest> {
    let length = |person: &Person| person.minutes.unwrap_or(config.minutes);
    let mut next = u32::from(batch.from);
    let mut end = None;
    for lane in lanes {
        let longest = lane.iter().map(|(person, _)| length(person)).max().unwrap_or(0);
        let minute = first_free(next, longest, batch.gap, busy);
        if let Some(minute) = minute {
            end = Some(u32::from(minute) + longest);
            next = u32::from(minute) + longest + batch.gap;
        }
        for (person, rhythm) in lane {
            if minute.is_none() {
                said.push(batch_full(config, person, "the day ends before"));
            }
            all.insert(person.id.clone(), batched(config, person, *rhythm, minute));
        }
    }
    let minute = first_free(end?, batch.rest, 0, busy).filter(|_| batch.rest > 0)?;
    let rhythms: Vec<Rhythm> = lanes.iter().flatten().map(|(_, rhythm)| *rhythm).collect();
    Some(Rest { rhythm: common_rhythm(&rhythms)?, minute, minutes: batch.rest })
}

/// The rarest rhythm in weeks that holds every day of these.
fn common_rhythm(rhythms: &[Rhythm]) -> Option<Rhythm> {
    let first = rhythms.iter().map(|rhythm| rhythm.first).min()?;
    let weeks = rhythms.iter().fold(0, |weeks, rhythm| {
        let own = match rhythm.every {
            Every::Weeks(weeks) => weeks,
            Every::Months(..) => 1,
        };
        let apart = rhythm.first.days_since(first).unsigned_abs() / 7;
        let apart = u32::try_from(apart).unwrap_or(1);
        greatest_common(greatest_common(weeks, own), apart)
    });
    Rhythm::from(first, Cadence::Days(7 * weeks.max(1)))
}

fn batch_full(config: &Config, person: &Person, why: &str) -> Diagnostic {
    let message = format!("no place in the batch for {}: {why}", person.name);
    let mut problem = Diagnostic::about_file(Code::BatchFull, CONFIG_PATH, message);
    if let Some(line) = config.origins.iter().find(|(key, _)| key.starts_with("batch")) {
        problem = problem.at_line(*line.1);
    }
    problem.hint("raise `most`, or give somebody a `slot:` of their own or a longer `cadence:`")
}
