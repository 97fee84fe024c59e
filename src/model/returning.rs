//! What comes back when a low season has ended: one watch out a 1-2-1, the oldest first.
//!
//! A season that turns better would otherwise bring all that waited at once. Which of it was
//! offered since the turn, the preps of the 1-2-1s tell that were held.

use crate::kind::Kind;
use crate::model::model::Model;
use crate::records::feedback::{Feedback, Life, State};
use crate::text::date::Day;
use crate::text::ids::PersonId;

/// What came back up to a day, and what still waits.
#[derive(Debug, Default)]
pub struct Returning<'m> {
    /// What was offered since the turn, and in the prep of which day.
    offered: Vec<(&'m Feedback, Day)>,
    /// What waits on the day: the one that is offered next comes first.
    waiting: Vec<&'m Feedback>,
    /// Some of it waited through the low season: one a 1-2-1.
    one_by_one: bool,
}

impl<'m> Returning<'m> {
    /// The one whose turn it is, while the others wait for the next 1-2-1s.
    pub fn only_turn(&self) -> Option<&'m Feedback> {
        self.waiting.first().copied().filter(|_| self.one_by_one)
    }

    /// Whether a piece of feedback waits for its turn, or has it.
    pub fn waits_for_turn(&self, feedback: &Feedback) -> bool {
        self.waiting.iter().any(|other| std::ptr::eq(*other, feedback))
    }

    fn offered(&self, feedback: &Feedback) -> Option<Day> {
        let found = self.offered.iter().find(|(other, _)| std::ptr::eq(*other, feedback));
        found.map(|(_, day)| *day)
    }
}

impl Model {
    /// Where a piece of feedback stands on a day.
    pub fn feedback_state(&self, feedback: &Feedback, day: Day) -> State {
        let alone = self.feedback_times().state_on(feedback, day);
        let offered = matches!(alone, State::ToShare | State::Offered);
        let Some(returning) = Some(feedback)
            .filter(|_| offered && is_queued(feedback))
            .and_then(|_| self.returning(&feedback.person, day))
        else {
            return alone;
        };
        match returning.offered(feedback) {
            Some(_) => State::Offered,
            None if returning.waits_for_turn(feedback) => State::ToShare,
            None => alone,
        }
    }

    /// The day of the held 1-2-1 before `day` in whose prep it was.
    pub fn last_offered(&self, feedback: &Feedback, day: Day) -> Option<Day> {
        let queued = is_queued(feedback).then(|| self.returning(&feedback.person, day)).flatten();
        match queued {
            Some(queue) if queue.waits_for_turn(feedback) => None,
            Some(queue) => {
                queue.offered(feedback).or(self.feedback_times().last_offered(feedback, day))
            }
            None => self.feedback_times().last_offered(feedback, day),
        }
    }

    /// What comes back to a person whose low season has ended; nothing when none has.
    pub fn returning(&self, person: &PersonId, day: Day) -> Option<Returning<'_>> {
        let (low, turn) = self.seasons.turned_better(person, day)?;
        let times = self.feedback_times();
        let all: Vec<&Feedback> =
            self.feedback_to(person).filter(|feedback| is_queued(feedback)).collect();
        let was_held = |feedback: &&&Feedback| {
            let known = feedback.date.is_none_or(|date| date < turn);
            let before = low.is_none_or(|low| times.last_offered(feedback, low).is_none());
            known && before && !feedback.is_given_before(turn)
        };
        let mut old: Vec<&Feedback> = all.iter().filter(was_held).copied().collect();
        if old.is_empty() {
            return None;
        }
        let new = all.iter().filter(|feedback| feedback.date.is_some_and(|date| date >= turn));
        let mut new: Vec<&Feedback> = new.copied().collect();
        let mut offered = Vec::new();
        let meetings = self.meetings.held_between(person, Some(turn.plus(-1)), day);
        for meeting in meetings {
            let day = meeting.date;
            old.retain(|feedback| {
                !feedback.is_given_before(day) && !times.holds_back(feedback, day)
            });
            let showed = |feedback: &&Feedback| meeting.prep_showed(&feedback.text);
            let now = old.iter().chain(&new).filter(|one| showed(one));
            offered.extend(now.map(|one| (*one, meeting.date)));
            old.retain(|one| !showed(one));
            new.retain(|one| !showed(one));
        }
        let waits = |feedback: &&Feedback| {
            feedback.date.is_none_or(|date| date <= day)
                && !feedback.is_given_before(day)
                && !times.holds_back(feedback, day)
        };
        old.retain(waits);
        new.retain(waits);
        // While old ones wait, so do those that were noted since.
        let one_by_one = !old.is_empty();
        old.extend(new);
        Some(Returning { offered, waiting: old, one_by_one })
    }
}

/// What takes its turn: a watch out that could be given. An open task and `[now:: ]` have a word
/// of their own.
fn is_queued(feedback: &Feedback) -> bool {
    feedback.kind == Kind::WatchOut
        && !feedback.lacks_path()
        && !feedback.open_task
        && feedback.why_now().is_none()
        && !matches!(feedback.life, Life::Dropped { .. })
}
