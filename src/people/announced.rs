//! The next 1-2-1 where a note says when it is: `Next 1:1: 3.12.2026` in the last 1-2-1, in the
//! newest section of a running log or above its sections, in the person's own note.
//!
//! The newest note counts, a 1-2-1 before the person's note. A day that is over, by a 1-2-1 that
//! was held on it, or behind it, or was called off, is no news.

use crate::note::parse::Note;
use crate::people::booked::Booked;
use crate::people::meeting::Meeting;
use crate::people::meetings::Meetings;
use crate::people::next_said::{self, NextSaid, is_dated};
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ids::{NotePath, PersonId};
use crate::text::next_meeting::{self, NextMeeting, Which};
use crate::vault::notes::Notes;
use crate::vault::told::day_of_name;
use std::sync::Arc;

/// The next 1-2-1 as a note has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    pub at: NextMeeting,
    pub path: NotePath,
    pub line: u32,
}

impl Meetings {
    /// The next 1-2-1 with a person, as their newest note on it has it; it may be over.
    pub fn announced(&self, person: &PersonId, order: Order, today: Day) -> Option<Announced> {
        let mut latest = None;
        for meeting in self.meetings_with(person).rev() {
            // A prep in which nobody wrote says nothing.
            if !meeting.held && !meeting.has_words && meeting.held_said.is_none() {
                continue;
            }
            latest = latest.or(Some(meeting.date));
            if let Some(next) = meeting.next {
                let news = Some(next.at.day) > latest;
                let (path, line) = (meeting.path.clone(), next.line);
                return news.then_some(Announced { at: next.at, path, line });
            }
            if meeting.held_said != Some(false) {
                break;
            }
        }
        let own = self.own_notes.line_about(person)?;
        let near = latest.unwrap_or(today.plus(-1));
        let next = next_said::of_text(&own.text, own.line, order, near)?;
        Some(Announced { at: next.at, path: own.path.clone(), line: own.line })
    }

    /// The day to which the last 1-2-1 moved the next one, when that was called off since: nothing
    /// comes back before it.
    pub fn called_off(&self, person: &PersonId) -> Option<Day> {
        let last = self.meetings_with(person).rfind(|meeting| meeting.held)?;
        let day = last.next?.at.day;
        let is_off = |one: &Meeting| one.date == day && one.held_said == Some(false);
        self.meetings_with(person).any(is_off).then_some(day)
    }

    /// What stands above the sections of a running log counts as said in the newest of them, and
    /// so does a heading `## Next 1:1: 3 Dec` in the part that it stands in.
    pub(super) fn take_outside(
        &mut self,
        note: &Note,
        (from, order): (usize, Order),
        heading_days: &[Option<Day>],
    ) {
        let newest = (from..self.all.len()).max_by_key(|at| self.all[*at].date);
        let Some(newest) = newest.filter(|_| self.all[from..].iter().all(|one| !one.section))
        else {
            return;
        };
        let mut found: Vec<(usize, NextSaid)> = Vec::new();
        let near = |at: usize| self.all[at].date;
        if self.all[newest].next.is_none() && self.all[newest].heading.is_some() {
            let free = note.items.iter().filter(|item| !is_dated(note, item, heading_days));
            let mut said =
                free.filter_map(|item| next_said::of_item(note, item, order, near(newest)));
            found.extend(said.next_back().map(|said| (newest, said)));
        }
        for (at, heading) in note.headings.iter().enumerate() {
            let is_next =
                || matches!(next_meeting::next_label(&heading.text), Some((Which::Next, _)));
            if !heading.text.bytes().any(|byte| byte.is_ascii_digit()) || !is_next() {
                continue;
            }
            let chain = || std::iter::successors(Some(at), |at| note.headings[*at].parent);
            let of = (from..self.all.len())
                .find(|one| self.all[*one].heading.is_some_and(|of| chain().any(|at| at == of)));
            let of = of.unwrap_or(newest);
            let line = heading.place.line;
            let said = next_said::of_text(&heading.text, line, order, near(of));
            found.extend(said.map(|said| (of, said)));
        }
        for (at, said) in found {
            Arc::make_mut(&mut self.all[at]).next = Some(said);
        }
    }

    /// Lets preps in which nobody wrote follow the day that a note gives: the nearest is for that
    /// day, and the others before it are for none.
    pub(crate) fn follow_notes(
        &mut self,
        booked: &Booked,
        notes: &Notes,
        order: Order,
        today: Day,
    ) {
        /// A prep so many days behind the day, or before it, is the one that was meant.
        const MOST_EARLIER_DAYS: i64 = 6;
        const MOST_LATER_DAYS: i64 = 14;
        let people: Vec<PersonId> = self.of_person.keys().cloned().collect();
        let mut any = false;
        // An outside calendar knows better.
        for person in people.into_iter().filter(|person| booked.times_of(person).is_empty()) {
            let Some(next) = self.announced(&person, order, today) else { continue };
            let day = next.at.day;
            let theirs = self.of_person.get(&person).cloned().unwrap_or_default();
            let last = theirs.iter().rfind(|at| self.all[**at].held);
            let last = last.map(|at| self.all[*at].date);
            let is_ours = |meeting: &Meeting| {
                let untouched = !meeting.held && !meeting.has_words && meeting.held_said.is_none();
                untouched
                    && Some(meeting.date) > last
                    && meeting.heading.is_none()
                    && day_of_name(&meeting.path, order) == Some(meeting.date)
                    && notes.get(&meeting.path).is_some_and(|note| note.region("prep").is_some())
            };
            let ours = theirs.iter().copied().filter(|at| is_ours(&self.all[*at]));
            let preps: Vec<usize> = ours.filter(|at| self.all[*at].date != day).collect();
            let has_one = theirs.iter().any(|at| self.all[*at].date == day);
            let near = |at: &usize| {
                let later = day.days_since(self.all[*at].date);
                (-MOST_EARLIER_DAYS..=MOST_LATER_DAYS).contains(&later).then_some(later.abs())
            };
            let moved = preps.iter().copied().filter(|_| !has_one);
            let moved = moved.filter(|at| near(at).is_some()).min_by_key(near);
            for at in preps {
                let meeting = Arc::make_mut(&mut self.all[at]);
                if Some(at) == moved {
                    meeting.date = day;
                    meeting.minute = meeting.minute.or(next.at.minute);
                    if let Some(of_note) = self.of_note.get_mut(&meeting.path) {
                        of_note.day = Some(day);
                    }
                } else if meeting.date < day {
                    meeting.held_said = Some(false);
                    let why = format!("the next one was set for {}", day.short(meeting.date));
                    meeting.why = Some(why);
                } else {
                    continue;
                }
                any = true;
            }
        }
        if any {
            self.sort();
        }
    }
}
