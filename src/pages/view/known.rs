//! What the notes tell besides the items of a 1-2-1: how feedback is liked, a birthday, when a goal
//! or a promise was last spoken of, feedback that nothing sorts.

use crate::model::model::Mentioned;
use crate::model::told_of;
use crate::pages::view::facts::Facts;
use crate::pages::view::lens::TextLine;
use crate::pages::view::telling::{Topic, telling_words};
use crate::records::feedback::State;
use crate::records::goal::Goal;
use crate::records::promise::Action;
use crate::schedule::schedule;
use crate::text::date::Day;
use crate::text::date_parse::{self, Found};

/// A birthday of these last days can still be wished for.
const BIRTHDAY_DAYS: i64 = 3;

impl Facts<'_, '_> {
    /// How they like feedback, in words of their own note or of a 1-2-1, the last said.
    pub(crate) fn how_feedback_is_liked(&self) -> Option<TextLine> {
        let said = self.person.delivery.is_some() || self.person.praise.is_some();
        if !self.lead() || said {
            return None;
        }
        let own = self
            .model
            .told_of(self.id)
            .find_map(|line| told_of::how_liked(&line.text, true).map(|text| (text, line)));
        let mut held = self.model.meetings.held_before(self.id, self.date).rev();
        let found = own.or_else(|| {
            held.find_map(|meeting| {
                let open = self.model.said_in(meeting).into_iter().rev();
                let mut open = open.filter(|line| !self.model.is_guarded(line, self.id, self.date));
                open.find_map(|line| told_of::how_liked(&line.text, false).map(|text| (text, line)))
            })
        });
        found.map(|(text, line)| self.text_line(text, None, &line.source))
    }

    /// Their birthday, when it is near.
    pub(crate) fn birthday(&self) -> Option<TextLine> {
        let cadence = schedule::cadence(&self.model.schedule_facts(), self.person).days();
        let order = self.model.config.date_order;
        let near = |day: Day| {
            let years = [self.date.year() - 1, self.date.year(), self.date.year() + 1];
            let mut days = years.into_iter().filter_map(|at| Day::new(at, day.month(), day.day()));
            days.find(|day| (-BIRTHDAY_DAYS..cadence).contains(&day.days_since(self.date)))
        };
        let day = |line: &Mentioned| match date_parse::find(&line.text, order, Some(self.date)) {
            Some(Found::Day(day, _)) => near(day),
            Some(Found::Bad(..)) | None => near(told_of::day_and_month(&line.text, order)?),
        };
        let mut lines = self.model.told_of(self.id).filter(|_| self.lead());
        lines.find_map(|line| {
            let day = Some(line).filter(|line| told_of::says_birthday(&line.text)).and_then(day)?;
            Some(self.text_line("", Some(day), &line.source))
        })
    }

    /// The last day on which a line spoke of a goal, behind what is known of it.
    pub(crate) fn goal_spoken(&self, goal: &Goal) -> Option<Day> {
        let name = telling_words(&self.person.name);
        let topic = Topic::of(&goal.title, &name);
        let from = goal.last_moved().max(goal.set).filter(|_| self.lead());
        // A line on somebody with one goal speaks of that.
        let only = self.model.goals_of(self.id).filter(|goal| goal.is_open()).count() == 1;
        self.spoken_between(&topic, from?.plus(1), self.date, only)
    }

    /// The day of the last 1-2-1, when it spoke of a promise that is older.
    pub(crate) fn taken_up(&self, action: &Action) -> Option<Day> {
        let last = self.last.filter(|_| self.lead())?;
        let opened = action.opened.filter(|opened| *opened < last.date)?;
        let name = telling_words(&self.person.name);
        let from = opened.plus(1).max(last.date);
        self.spoken_between(&Topic::of(&action.text, &name), from, last.date, false)
    }

    fn spoken_between(&self, topic: &Topic, from: Day, to: Day, only: bool) -> Option<Day> {
        let is_in = |day: Option<Day>| day.is_some_and(|day| day >= from && day <= to);
        let held = self.model.meetings.held_between(self.id, Some(from.plus(-1)), to.plus(1));
        let said = held.flat_map(|meeting| self.model.said_in(meeting)).map(|line| (line, false));
        let others = self.model.mentions_of(self.id).filter(|line| is_in(line.date));
        let all = said.chain(others.map(|line| (line, only)));
        let speaks = all.filter(|(line, enough)| topic.is_spoken_of(&line.text, *enough));
        speaks.filter_map(|(line, _)| line.date).max()
    }

    /// Notes of these weeks with feedback of theirs that nothing says to be praise or critique.
    pub(crate) fn unsorted_links(&self) -> Vec<String> {
        const MOST: usize = 2;
        if !self.lead() {
            return Vec::new();
        }
        let all = self.lens.feedback_to(self.id, self.date).into_iter().rev();
        let fresh = all.filter(|(one, state)| {
            *state == State::Unsorted && one.date.is_some_and(|day| self.is_fresh(day))
        });
        let mut links: Vec<String> = Vec::new();
        for (feedback, _) in fresh {
            let link = self.lens.link_to_source(&feedback.source);
            if links.len() < MOST && !links.contains(&link) {
                links.push(link);
            }
        }
        links
    }
}
