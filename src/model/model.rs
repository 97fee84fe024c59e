//! The fold: a vault and a day to everything the pages, lists and checks speak of.

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::{NotePath, PersonId};
use crate::model::actions::Action;
use crate::model::config::Config;
use crate::model::entry::Source;
use crate::model::feedback::{Feedback, State, Times};
use crate::model::goals::Goal;
use crate::model::layout::Layout;
use crate::model::meeting::Meeting;
use crate::model::meetings::Meetings;
use crate::model::people::People;
use crate::model::person::Person;
use crate::model::practice::{Line, Seasons};
use crate::model::questions::{Answer, Question};
use crate::note::kind::Kind;

/// What the vault means on a day.
#[derive(Clone, Debug)]
pub struct Model {
    /// The day.
    pub today: Day,
    /// The config.
    pub config: Config,
    /// Names and links.
    pub layout: Layout,
    /// People.
    pub people: People,
    /// 1-2-1s.
    pub meetings: Meetings,
    /// Seasons.
    pub seasons: Seasons,
    /// Goals, by key.
    pub goals: Vec<Goal>,
    /// Feedback, by date.
    pub feedback: Vec<Feedback>,
    /// Promises, by the day they were made.
    pub actions: Vec<Action>,
    /// Questions, in the order of their notes.
    pub questions: Vec<Question>,
    /// Answers, by date.
    pub answers: Vec<Answer>,
    /// Everything else, by date.
    pub lines: Vec<Line>,
    /// Plain lines that name a person, by date.
    pub mentions: Vec<Mentioned>,
    /// Policies: note, title, when last reviewed.
    pub policies: Vec<Policy>,
    /// Complaints about single notes and about the whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// A plain line that names a person.
#[derive(Clone, Debug)]
pub struct Mentioned {
    /// Who is named.
    pub people: Vec<PersonId>,
    /// Its words.
    pub text: String,
    /// When.
    pub date: Option<Day>,
    /// Where.
    pub source: Source,
}

/// A policy note.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The note.
    pub path: NotePath,
    /// Its title.
    pub title: String,
    /// The short name by which lines mention it.
    pub slug: String,
    /// When it was last reviewed.
    pub reviewed: Option<Day>,
}

impl Model {
    /// What states of feedback depend on.
    pub fn times(&self) -> Times<'_> {
        Times { config: &self.config, meetings: &self.meetings, seasons: &self.seasons }
    }

    /// Where a piece of feedback stands on a day.
    pub fn state(&self, feedback: &Feedback, day: Day) -> State {
        self.times().state(feedback, day)
    }

    /// Lines of a kind.
    pub fn lines(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.kind == kind)
    }

    /// Lines of a kind about a person.
    pub fn lines_on<'a>(
        &'a self,
        kind: Kind,
        person: &'a PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Line> {
        self.lines(kind).filter(move |line| line.is_about(person))
    }

    /// The people who are prepared: those with `lead: me`, a cadence, or a 1-2-1 note.
    pub fn reports(&self) -> impl Iterator<Item = &Person> {
        self.people.others().filter(|person| {
            person.report.unwrap_or_else(|| {
                person.leads
                    || person.cadence.is_some()
                    || self.meetings.with(&person.id).next().is_some()
            })
        })
    }

    /// Whether 1-2-1s with a person have gone quiet: no cadence said, and none for twelve weeks.
    ///
    /// Old vaults are full of people who left; nobody wants a prep for each of them.
    pub fn is_dormant(&self, person: &Person) -> bool {
        const QUIET_DAYS: i64 = 84;
        let said = person.cadence.is_some() || person.leads || person.report == Some(true);
        let last = self.meetings.with(&person.id).next_back();
        !said && last.is_none_or(|last| self.today.since(last.date) > QUIET_DAYS)
    }

    /// The last held 1-2-1 before a day.
    pub fn last_held<'a>(&'a self, person: &'a PersonId, before: Day) -> Option<&'a Meeting> {
        self.meetings.held_before(person, before).next_back()
    }

    /// The day of the next 1-2-1: a note that is to come, else last held + cadence on the slot.
    pub fn next_date(&self, person: &Person) -> Option<Day> {
        let today = self.today;
        let coming = self
            .meetings
            .with(&person.id)
            .filter(|meeting| meeting.date >= today && meeting.held_said.is_none())
            .map(|meeting| meeting.date)
            .min();
        if coming.is_some() {
            return coming;
        }
        let cadence = person.cadence.unwrap_or(self.config.cadence);
        let on_slot = |day: Day| person.slot.map_or(day, |slot| day.next_on(slot.weekday));
        let taken = |day: Day| {
            let mut there = self.meetings.with(&person.id);
            there.any(|meeting| meeting.date == day && meeting.held_said.is_some())
        };
        let mut day = match self.meetings.with(&person.id).rfind(|meeting| meeting.held) {
            Some(last) => {
                let turn = cadence.after(last.date);
                // A week with a slot keeps its week: back to Monday, then on to the slot.
                match person.slot {
                    Some(slot) => {
                        let monday = turn.plus(-i64::from(turn.weekday().index()));
                        let kept = monday.next_on(slot.weekday);
                        if kept > last.date { kept } else { on_slot(turn) }
                    }
                    None => turn,
                }
            }
            None => person.slot.map(|slot| today.next_on(slot.weekday))?,
        };
        for _ in 0..2_000 {
            if day >= today && !taken(day) {
                return Some(day);
            }
            day = on_slot(cadence.after(day));
        }
        None
    }
}
