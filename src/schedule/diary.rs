//! Which 1-2-1, follow-up and rest is on which day, at which minute.
//!
//! Made of the standings and of what the notes say of single days: a 1-2-1 that was moved keeps
//! its person's time where that is free. What somebody chose stays as it is written, and a clash
//! of two such is said; times that the batch gives make way. Pages and the calendar read it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::people::booked::Booked;
use crate::people::meeting::Meeting;
use crate::people::people::People;
use crate::people::person::Person;
use crate::records::practice::Line;
use crate::schedule::follow_up::{FollowUp, follow_ups};
use crate::schedule::schedule::{Rest, ScheduleFacts, Standing, first_free, standings};
use crate::text::date::{Day, clock};
use crate::text::ids::PersonId;
use crate::vault::config::CONFIG_PATH;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The lead's calendar.
#[derive(Clone, Debug, Default)]
pub struct Diary {
    /// Everybody's 1-2-1s.
    pub people: BTreeMap<PersonId, Turns>,
    /// The rest behind the batch.
    pub rest: Option<Rest>,
    /// Follow-ups with a day, by day.
    pub follow_ups: Vec<FollowUp>,
    /// Where a search for a free time begins, and how far apart two are.
    from: Option<u16>,
    gap: u32,
    /// Days on which something is otherwise than usual.
    special: BTreeMap<Day, Vec<Sitting>>,
}

/// The 1-2-1s of a person: the usual days, and what the notes say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turns {
    /// When they usually are.
    pub standing: Standing,
    /// The first turn that is told, 0 or less: since then the rhythm was kept.
    pub from: i64,
    /// The day of each turn that has a note.
    pub noted: BTreeMap<i64, Noted>,
    /// Turns that a note says are not held.
    pub cancelled: BTreeSet<i64>,
    /// 1-2-1s besides the turns.
    pub extra: Vec<Noted>,
}

/// A day that a note gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    pub day: Day,
    /// The time that the note gives.
    pub minute: Option<u16>,
}

/// Who sits there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sitter {
    /// A person, in their 1-2-1.
    Person(PersonId),
    /// A follow-up, by its place in the list.
    FollowUp(usize),
    /// Nobody: the rest.
    Rest,
}

/// Something that takes time on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    pub who: Sitter,
    /// From when; none: no time is known.
    pub minute: Option<u16>,
    /// How long.
    pub minutes: u32,
    /// Somebody chose this time.
    pub chosen: bool,
}

impl Sitting {
    /// Begin and end, when a time is known.
    pub fn minute_span(&self) -> Option<(u32, u32)> {
        self.minute.map(|minute| (u32::from(minute), u32::from(minute) + self.minutes))
    }

    /// Whether two take place at once.
    pub fn overlaps_with(&self, other: &Sitting) -> bool {
        let both = self.minute_span().zip(other.minute_span());
        both.is_some_and(|((from, end), (begin, last))| from < last && begin < end)
    }
}

impl Diary {
    /// Makes the diary.
    pub fn of(
        desk: &ScheduleFacts<'_>,
        everyone: &People,
        lines: &[Arc<Line>],
        said: &mut Vec<Diagnostic>,
    ) -> Diary {
        let (all, rest) = standings(desk, said);
        let turns = |(id, standing): (PersonId, Standing)| {
            let mut turns =
                Turns::of(standing, &desk.meetings.meetings_with(&id).collect::<Vec<_>>());
            let person = desk.people.iter().find(|person| person.id == id);
            turns.leave_out(person.map_or(&[][..], |person| &person.away));
            let next = desk.meetings.announced(&id, desk.config.date_order, desk.today);
            if let Some(next) = next
                .filter(|next| desk.booked.times_of(&id).is_empty() && is_free(person, next.at.day))
            {
                turns.announce(Noted { day: next.at.day, minute: next.at.minute });
            }
            if let Some((rhythm, off)) = turns.standing.rhythm.zip(desk.meetings.called_off(&id)) {
                let before =
                    (0..rhythm.turn_of(off)).filter(|turn| !turns.noted.contains_key(turn));
                let before: Vec<i64> = before.collect();
                turns.cancelled.extend(before);
            }
            turns.book(desk.booked, &id, desk.today);
            (id, turns)
        };
        let mut diary = Diary {
            people: all.into_iter().map(turns).collect(),
            rest,
            follow_ups: follow_ups(desk, everyone, lines, said),
            from: desk.config.batch.map(|batch| batch.from),
            gap: desk.config.batch.map_or(0, |batch| batch.gap),
            special: BTreeMap::new(),
        };
        // The rest began when the first of the batch did.
        let batch = diary.people.values().filter(|turns| turns.standing.in_batch);
        let first = batch.filter_map(|turns| turns.usual_day(turns.from)).min();
        if let (Some(rest), Some(first)) = (&mut diary.rest, first) {
            rest.rhythm.first =
                rest.rhythm.first.min(rest.rhythm.day_of_turn(rest.rhythm.turn_of(first)));
        }
        for day in diary.special_days() {
            let sittings = diary.placed_sittings(day);
            if day >= desk.today {
                diary.say_clashes(desk, day, &sittings, said);
            }
            diary.special.insert(day, sittings);
        }
        diary
    }

    /// Whether it has these people's 1-2-1s and follow-ups as another one has them.
    pub fn agrees_for(&self, other: &Diary, people: &BTreeSet<PersonId>) -> bool {
        let theirs = |one: &&FollowUp| one.people.iter().any(|person| people.contains(person));
        let follow_ups = self.follow_ups.iter().filter(theirs);
        people.iter().all(|person| self.people.get(person) == other.people.get(person))
            && follow_ups.eq(other.follow_ups.iter().filter(theirs))
    }

    /// All that takes time on a day, in order.
    pub fn sittings_on(&self, day: Day) -> Vec<Sitting> {
        let mut sittings = match self.special.get(&day) {
            Some(sittings) => sittings.clone(),
            None => self.usual_sittings(day),
        };
        sittings.sort_by(|a, b| {
            (a.minute.is_none(), a.minute, &a.who).cmp(&(b.minute.is_none(), b.minute, &b.who))
        });
        sittings
    }

    /// The time of a person's 1-2-1 on a day, else their usual one.
    pub fn time_of(&self, person: &PersonId, day: Day) -> Option<u16> {
        let turns = self.people.get(person)?;
        let who = Sitter::Person(person.clone());
        let there = self.sittings_on(day).into_iter().find(|sitting| sitting.who == who);
        there.map_or(turns.standing.minute, |sitting| sitting.minute)
    }

    /// Days on which something is otherwise than usual: moved 1-2-1s, follow-ups with a time.
    pub fn special_days(&self) -> BTreeSet<Day> {
        let mut days = BTreeSet::new();
        for turns in self.people.values() {
            let moved = turns.noted.iter().filter(|(turn, noted)| {
                turns.usual_day(**turn) != Some(noted.day) || noted.minute.is_some()
            });
            days.extend(moved.map(|(_, noted)| noted.day));
            days.extend(turns.extra.iter().map(|noted| noted.day));
        }
        let timed = self.follow_ups.iter().filter(|follow_up| follow_up.minute.is_some());
        days.extend(timed.map(|follow_up| follow_up.day));
        days
    }

    fn usual_sittings(&self, day: Day) -> Vec<Sitting> {
        let mut sittings: Vec<Sitting> = Vec::new();
        for (id, turns) in &self.people {
            sittings.extend(turns.turn_on(day).map(|noted| {
                let usual = turns.standing.minute;
                let at_usual = turns.is_usual(day);
                Sitting {
                    who: Sitter::Person(id.clone()),
                    minute: noted.minute.or(usual),
                    minutes: turns.standing.minutes,
                    chosen: noted.minute.is_some() || (at_usual && !turns.standing.in_batch),
                }
            }));
        }
        for (at, follow_up) in self.follow_ups.iter().enumerate().filter(|(_, f)| f.day == day) {
            sittings.push(Sitting {
                who: Sitter::FollowUp(at),
                minute: follow_up.minute,
                minutes: follow_up.minutes,
                chosen: true,
            });
        }
        // Where nobody of the batch is met, nobody needs the rest behind it.
        let in_batch = |id: &PersonId| self.people[id].standing.in_batch;
        let met = |one: &Sitting| matches!(&one.who, Sitter::Person(id) if in_batch(id));
        let after_some = sittings.iter().any(met);
        if let Some(rest) = self.rest.filter(|rest| after_some && rest.rhythm.first <= day)
            && rest.rhythm.has_day(day)
        {
            sittings.push(Sitting {
                who: Sitter::Rest,
                minute: Some(rest.minute),
                minutes: rest.minutes,
                chosen: false,
            });
        }
        sittings
    }

    /// What the day holds, with the times that nobody chose moved out of the way.
    fn placed_sittings(&self, day: Day) -> Vec<Sitting> {
        let (mut placed, mut free): (Vec<Sitting>, Vec<Sitting>) =
            self.usual_sittings(day).into_iter().partition(|sitting| sitting.chosen);
        free.sort_by_key(|sitting| {
            (sitting.who == Sitter::Rest, sitting.minute, sitting.who.clone())
        });
        for mut sitting in free {
            let busy: Vec<(u32, u32)> = placed.iter().filter_map(Sitting::minute_span).collect();
            if placed.iter().any(|other| other.overlaps_with(&sitting)) {
                let wanted = sitting.minute.unwrap_or(0);
                let from = match sitting.who {
                    Sitter::Rest => u32::from(wanted),
                    _ => u32::from(self.from.unwrap_or(wanted)),
                };
                let later = first_free(from, sitting.minutes, self.gap, &busy);
                sitting.minute = later.or_else(|| first_free(0, sitting.minutes, 0, &busy));
            }
            placed.push(sitting);
        }
        placed
    }

    fn say_clashes(
        &self,
        desk: &ScheduleFacts<'_>,
        day: Day,
        sittings: &[Sitting],
        said: &mut Vec<Diagnostic>,
    ) {
        for (at, sitting) in sittings.iter().enumerate().filter(|(_, sitting)| sitting.chosen) {
            let earlier = sittings[..at].iter().filter(|other| other.chosen);
            for other in earlier.filter(|other| other.overlaps_with(sitting)) {
                // Two usual slots that clash were said once, for all days.
                let both_usual = [sitting, other].into_iter().all(|one| match &one.who {
                    Sitter::Person(id) => {
                        let turns = &self.people[id];
                        turns.is_usual(day) && turns.standing.minute == one.minute
                    }
                    _ => false,
                });
                let Some(mut problem) =
                    (!both_usual).then(|| self.clash_diagnostic(desk, day, sitting, other))
                else {
                    continue;
                };
                problem.hint = Some("give one of them another time".to_owned());
                said.push(problem);
            }
        }
    }

    fn clash_diagnostic(
        &self,
        desk: &ScheduleFacts<'_>,
        day: Day,
        one: &Sitting,
        other: &Sitting,
    ) -> Diagnostic {
        let name = |sitting: &Sitting| {
            let what = match &sitting.who {
                Sitter::Person(id) => {
                    let person = desk.people.iter().find(|person| person.id == *id);
                    person.map_or_else(|| id.to_string(), |person| person.name.clone())
                }
                Sitter::FollowUp(_) => "a follow-up".to_owned(),
                Sitter::Rest => "the rest".to_owned(),
            };
            format!("{what} at {}", clock(sitting.minute.unwrap_or(0)))
        };
        let message = format!("{day}: {} and {}", name(other), name(one));
        let follow_up = [one, other].into_iter().find_map(|sitting| match &sitting.who {
            Sitter::FollowUp(at) => self.follow_ups.get(*at),
            _ => None,
        });
        let meeting = desk.meetings.all.iter().find(|meeting| {
            meeting.date == day
                && [one, other].iter().any(|s| s.who == Sitter::Person(meeting.person.clone()))
        });
        let (path, line) = match (follow_up, meeting) {
            (Some(follow_up), _) => (&follow_up.source.path, follow_up.source.line),
            (None, Some(meeting)) => (&meeting.path, meeting.line),
            (None, None) => {
                return Diagnostic::about_file(Code::SlotClash, CONFIG_PATH, message);
            }
        };
        Diagnostic::about_file(Code::SlotClash, path.as_str(), message).at_line(line)
    }
}

/// Whether a person is there on a day.
fn is_free(person: Option<&&Person>, day: Day) -> bool {
    person.is_none_or(|person| {
        person.absence(day).is_none() && person.left.is_none_or(|left| day <= left)
    })
}

/// So many turns in a row without a 1-2-1 end what is told of the past.
const MOST_MISSED: i64 = 6;
/// An absence is left out of the calendar for so many turns at most.
const MOST_AWAY_TURNS: usize = 120;
/// A 1-2-1 so many days from its usual one still is of that turn.
const MOST_MOVED_DAYS: i64 = 6;

impl Turns {
    fn of(standing: Standing, meetings: &[&Meeting]) -> Turns {
        let mut turns = Turns {
            standing,
            from: 0,
            noted: BTreeMap::new(),
            cancelled: BTreeSet::new(),
            extra: Vec::new(),
        };
        let last = meetings.iter().rfind(|meeting| meeting.held).map(|meeting| meeting.date);
        for meeting in meetings {
            let noted = Noted { day: meeting.date, minute: meeting.minute };
            let to_come = last.is_none_or(|last| meeting.date > last);
            let Some(rhythm) = standing.rhythm else {
                if to_come && meeting.held_said != Some(false) {
                    turns.extra.push(noted);
                }
                continue;
            };
            let turn = rhythm.turn_of(meeting.date);
            if meeting.held_said == Some(false) {
                turns.cancelled.insert(turn);
            } else if to_come {
                let turn = if turn < 0 && rhythm.weeks() > 1 { 0 } else { turn };
                if turn < 0 || turns.noted.contains_key(&turn) {
                    turns.extra.push(noted);
                } else {
                    turns.noted.insert(turn, noted);
                }
            } else if meeting.held
                && meeting.date.days_since(rhythm.day_of_turn(turn)).abs() <= MOST_MOVED_DAYS
            {
                turns.noted.entry(turn).or_insert(noted);
            }
        }
        turns.cancelled.retain(|turn| !turns.noted.contains_key(turn));
        turns.begin(last);
        turns
    }

    /// How far back the rhythm was kept, at most to the beginning of the year of the last 1-2-1.
    fn begin(&mut self, last: Option<Day>) {
        let (Some(rhythm), Some(last)) = (self.standing.rhythm, last) else {
            return;
        };
        let mut missed = 0;
        let mut turn = -1;
        while missed < MOST_MISSED && rhythm.day_of_turn(turn).year() == last.year() {
            match self.noted.contains_key(&turn) {
                true => (self.from, missed) = (turn, 0),
                false => missed += 1,
            }
            turn -= 1;
        }
        let from = self.from;
        self.noted.retain(|turn, _| *turn >= from);
        self.cancelled.retain(|turn| *turn >= from);
    }

    /// Takes what an outside calendar says of the next weeks, where no note does.
    fn book(&mut self, booked: &Booked, person: &PersonId, today: Day) {
        const DAYS_AHEAD: i64 = 42;
        let near = |day: Day| day >= today && day.days_since(today) <= DAYS_AHEAD;
        let Some(rhythm) = self.standing.rhythm else {
            if self.extra.is_empty() {
                let next = booked.from(person, today).into_iter().next();
                self.extra.extend(next.map(|at| Noted { day: at.day, minute: at.minute }));
            }
            return;
        };
        for time in booked.times_of(person).iter().filter(|time| near(time.usual.day)) {
            let turn = rhythm.turn_of(time.usual.day);
            let is_known = turn < 0 || self.noted.contains_key(&turn);
            match time.at {
                _ if is_known => {}
                Some(at) => {
                    let usual = (rhythm.day_of_turn(turn), self.standing.minute);
                    if usual != (at.day, at.minute) {
                        self.noted.insert(turn, Noted { day: at.day, minute: at.minute });
                        self.cancelled.remove(&turn);
                    }
                }
                None if rhythm.day_of_turn(turn) == time.usual.day => {
                    self.cancelled.insert(turn);
                }
                None => {}
            }
        }
    }

    /// Takes the day that a note gives for the next 1-2-1: no turn before it is one.
    fn announce(&mut self, next: Noted) {
        let is_known = |noted: &Noted| noted.day == next.day;
        if self.noted.values().chain(&self.extra).any(is_known) {
            return;
        }
        let Some(rhythm) = self.standing.rhythm else {
            self.extra.push(next);
            return;
        };
        let turn = rhythm.turn_of(next.day).max(0);
        self.cancelled.extend((0..turn).filter(|turn| !self.noted.contains_key(turn)));
        if self.noted.contains_key(&turn) {
            self.extra.push(next);
        } else {
            self.cancelled.remove(&turn);
            self.noted.insert(turn, next);
        }
    }

    /// Leaves out the turns in these absences.
    fn leave_out(&mut self, away: &[(Day, Day)]) {
        let Some(rhythm) = self.standing.rhythm else { return };
        for (from, to) in away {
            let turns = rhythm.turn_from(*from).max(self.from)..;
            let inside =
                turns.take_while(|turn| rhythm.day_of_turn(*turn) <= *to).take(MOST_AWAY_TURNS);
            self.cancelled.extend(inside.filter(|turn| !self.noted.contains_key(turn)));
        }
    }

    /// The usual day of a turn.
    pub fn usual_day(&self, turn: i64) -> Option<Day> {
        self.standing.rhythm.map(|rhythm| rhythm.day_of_turn(turn))
    }

    /// Whether a turn is left out: said so, or nothing was held in it before the last one.
    pub fn is_out(&self, turn: i64) -> bool {
        self.cancelled.contains(&turn) || (turn < 0 && !self.noted.contains_key(&turn))
    }

    /// Whether the 1-2-1 of a day is where it usually is.
    fn is_usual(&self, day: Day) -> bool {
        match self.standing.rhythm {
            Some(rhythm) => rhythm.has_day(day),
            None => self.standing.first == day,
        }
    }

    /// Whether there is a 1-2-1 on a day.
    pub fn has_turn(&self, day: Day) -> bool {
        self.turn_on(day).is_some()
    }

    /// The 1-2-1 on a day.
    fn turn_on(&self, day: Day) -> Option<Noted> {
        let mut noted = self.noted.values().chain(&self.extra);
        if let Some(noted) = noted.find(|noted| noted.day == day) {
            return Some(*noted);
        }
        let is_usual = match self.standing.rhythm {
            Some(rhythm) => {
                let turn = rhythm.turn_of(day);
                let is_told = turn >= self.from && rhythm.day_of_turn(turn) == day;
                is_told && !self.noted.contains_key(&turn) && !self.is_out(turn)
            }
            None => self.extra.is_empty() && self.standing.first == day,
        };
        is_usual.then_some(Noted { day, minute: None })
    }
}
