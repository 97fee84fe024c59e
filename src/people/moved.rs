//! 1-2-1s that are when an outside calendar has them, not when their notes' names do.
//!
//! What a note itself says (a `date:`, a `held:`) stays, and a note in which somebody wrote is only
//! moved by an event that tells from which day it was moved.

use crate::people::booked::Booked;
use crate::people::meetings::Meetings;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ics::{Moment, Time};
use crate::vault::notes::Notes;
use crate::vault::told::day_of_name;
use std::sync::Arc;

impl Meetings {
    /// Lets the 1-2-1s that are to come be when an outside calendar has them: one that it moved or
    /// called off, by the day that its note's name has. What a note itself says otherwise stays.
    pub(crate) fn follow_calendar(
        &mut self,
        booked: &Booked,
        notes: &Notes,
        order: Order,
        today: Day,
    ) {
        /// A single event tells no more where it was: a note so many days away is the one.
        const MOST_MOVED_DAYS: i64 = 6;
        /// What was to be before so many days and was not may still be held.
        const MOST_LATE_DAYS: i64 = 14;
        for (person, times) in booked.all_times() {
            let theirs = self.of_person.get(person).cloned().unwrap_or_default();
            let mut open: Vec<Moment> = times.iter().filter_map(|time| time.at).collect();
            open.sort_unstable();
            let mut rest = Vec::new();
            for at in theirs {
                let day = self.all[at].date;
                let Some(here) = open.iter().position(|time| time.day == day) else {
                    rest.push(at);
                    continue;
                };
                let meeting = Arc::make_mut(&mut self.all[at]);
                meeting.minute = meeting.minute.or(open.remove(here).minute);
            }
            for at in rest {
                let meeting = &self.all[at];
                let day = meeting.date;
                let named = day_of_name(&meeting.path, order) == Some(day);
                if meeting.held_said.is_some() || meeting.heading.is_some() || !named {
                    continue;
                }
                let usual = times.iter().find(|time| time.usual.day == day);
                let is_ours = || {
                    let note = notes.get(&meeting.path);
                    note.is_some_and(|note| note.region("prep").is_some())
                };
                let near = || {
                    let apart = |time: &Moment| time.day.days_since(day).abs();
                    let free = open.iter().filter(|time| time.day >= today);
                    let free = free.filter(|time| apart(time) <= MOST_MOVED_DAYS);
                    free.min_by_key(|time| apart(time)).copied()
                };
                let to_come = !meeting.has_words && day >= today.plus(-MOST_LATE_DAYS);
                let found = match usual {
                    Some(Time { at, .. }) => *at,
                    None if to_come && is_ours() => match near() {
                        Some(near) => Some(near),
                        None => continue,
                    },
                    None => continue,
                };
                let meeting = Arc::make_mut(&mut self.all[at]);
                match found {
                    Some(time) => {
                        open.retain(|other| *other != time);
                        meeting.date = time.day;
                        meeting.minute = meeting.minute.or(time.minute);
                        meeting.held = time.day <= today && (meeting.held || meeting.has_words);
                    }
                    None if to_come => {
                        meeting.held_said = Some(false);
                        meeting.held = false;
                        meeting.why.get_or_insert_with(|| "called off in the calendar".to_owned());
                    }
                    None => {}
                }
                if let Some(of_note) = self.of_note.get_mut(&meeting.path) {
                    of_note.day = Some(meeting.date);
                }
            }
        }
        self.sort();
    }
}
