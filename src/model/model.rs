//! The fold: a vault and a day to everything the pages, lists and checks speak of.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::people::announced::Announced;
use crate::people::booked::Booked;
use crate::people::meeting::Meeting;
use crate::people::meetings::Meetings;
use crate::people::people::{People, Who};
use crate::people::person::{Person, Season};
use crate::records::customs::Customs;
use crate::records::feedback::{Feedback, Times};
use crate::records::goal::Goal;
use crate::records::practice::Line;
use crate::records::promise::{Action, Promised};
use crate::records::question::{Answer, Question};
use crate::records::record::Source;
use crate::records::resolver::Context;
use crate::records::resource::{PolicyUse, Resource};
use crate::records::seasons::Seasons;
use crate::records::touched::Touched;
use crate::schedule::diary::Diary;
use crate::schedule::schedule;
use crate::schedule::schedule::ScheduleFacts;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::text::people_words::holds;
use crate::text::person_name::may_be_one;
use crate::text::yaml::Yaml;
use crate::vault::clue_words::plain_part;
use crate::vault::config::Config;
use crate::vault::layout::Layout;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the vault means on a day.
#[derive(Clone, Debug)]
pub struct Model {
    pub today: Day,
    pub config: Config,
    /// Names and links.
    pub layout: Layout,
    pub people: People,
    /// 1-2-1s.
    pub meetings: Meetings,
    /// The habits of the vault.
    pub customs: Customs,
    pub seasons: Seasons,
    /// Goals, by key.
    pub goals: Vec<Goal>,
    /// Feedback, by date.
    pub feedback: Vec<Arc<Feedback>>,
    /// Promises, by the day they were made.
    pub actions: Vec<Action>,
    /// The lines that made them.
    pub promised: Vec<Promised>,
    /// Questions, in the order of their notes.
    pub questions: Vec<Question>,
    /// Answers, by date.
    pub answers: Vec<Arc<Answer>>,
    /// Everything else, by date.
    pub lines: Vec<Arc<Line>>,
    /// Plain lines that name a person, by date.
    pub mentions: Vec<Arc<Mentioned>>,
    /// When 1-2-1s are in an outside calendar.
    pub booked: Booked,
    /// When everything is.
    pub diary: Diary,
    /// Policies: note, title, when last reviewed.
    pub policies: Vec<Policy>,
    /// Where policies are mentioned, by date.
    pub policy_uses: Vec<PolicyUse>,
    /// Resources, in the order of their first lines.
    pub resources: Vec<Resource>,
    /// Complaints about single notes and about the whole.
    pub diagnostics: Vec<Diagnostic>,
    /// Which notes speak of whom.
    pub touched: Touched,
    pub(crate) of: ByPerson,
}

/// Where each person's things are in the lists, so that a page costs what its person has, not
/// what the vault has.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByPerson {
    goals: PersonPlaces,
    feedback: PersonPlaces,
    actions: PersonPlaces,
    answers: PersonPlaces,
    lines: PersonPlaces,
    mentions: PersonPlaces,
}

type PersonPlaces = BTreeMap<PersonId, Vec<usize>>;

/// The places in a list of what is about each person; `about` names them, once or more often.
fn places_by_person<'a, T: 'a, I: Iterator<Item = &'a PersonId>>(
    list: &'a [T],
    about: impl Fn(&'a T) -> I,
) -> PersonPlaces {
    let mut places = PersonPlaces::new();
    for (at, one) in list.iter().enumerate() {
        for person in about(one) {
            match places.get_mut(person) {
                Some(of_person) if of_person.last() == Some(&at) => {}
                Some(of_person) => of_person.push(at),
                None => {
                    places.insert(person.clone(), vec![at]);
                }
            }
        }
    }
    places
}

fn of_person<'a, T>(
    list: &'a [T],
    places: &'a PersonPlaces,
    person: &PersonId,
) -> impl DoubleEndedIterator<Item = &'a T> + use<'a, T> {
    places.get(person).map_or(&[][..], Vec::as_slice).iter().map(|at| &list[*at])
}

/// A plain line that names a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mentioned {
    /// Who is named.
    pub people: Vec<PersonId>,
    /// Its words.
    pub text: String,
    /// The kinds that tags of it, or of a line above it, are nearly the words of; and praise where
    /// its words may be such.
    pub nearly: Vec<Kind>,
    pub date: Option<Day>,
    pub source: Source,
    /// It stands in a 1-2-1 with that person: what was said there, in its own words.
    pub said_there: bool,
    /// It stands for so many lines of that 1-2-1 that are closed, and has none of their words.
    pub private: usize,
}

/// A policy note.
#[derive(Clone, Debug)]
pub struct Policy {
    pub path: NotePath,
    pub title: String,
    /// The short name by which lines mention it.
    pub slug: String,
    /// When it was last reviewed.
    pub reviewed: Option<Day>,
}

impl Policy {
    /// Whether lines mention it by this name.
    pub fn is_called(&self, name: &str) -> bool {
        self.slug == name || crate::text::ids::slug(&self.title) == name
    }
}

impl Model {
    /// Everything a reading of items leans on.
    pub fn reading_context(&self) -> Context<'_> {
        Context {
            config: &self.config,
            layout: &self.layout,
            people: &self.people,
            meetings: &self.meetings,
            customs: &self.customs,
            today: self.today,
        }
    }

    /// What states of feedback depend on.
    pub fn feedback_times(&self) -> Times<'_> {
        Times { config: &self.config, meetings: &self.meetings, seasons: &self.seasons }
    }

    /// A model of a day of which the lists are still to be filled.
    pub(crate) fn without_lists(
        today: Day,
        config: Config,
        people: People,
        meetings: Meetings,
        layout: Layout,
    ) -> Model {
        Model {
            today,
            config,
            people,
            meetings,
            layout,
            customs: Customs::default(),
            seasons: Seasons::default(),
            goals: Vec::new(),
            feedback: Vec::new(),
            actions: Vec::new(),
            promised: Vec::new(),
            questions: Vec::new(),
            answers: Vec::new(),
            lines: Vec::new(),
            mentions: Vec::new(),
            booked: Booked::default(),
            diary: Diary::default(),
            policies: Vec::new(),
            policy_uses: Vec::new(),
            resources: Vec::new(),
            diagnostics: Vec::new(),
            touched: Touched::default(),
            of: ByPerson::default(),
        }
    }

    /// Finds out whose is what; for the fold, when the lists are as they will be.
    pub(crate) fn sort_out(&mut self) {
        // A bullet below `Next steps` counts until the next 1-2-1; a box until it is ticked.
        let (meetings, today) = (&self.meetings, self.today);
        let is_past = |action: &Action| {
            let last = action.person.as_ref().and_then(|person| {
                meetings.held_before(person, today.plus(1)).next_back().map(|last| last.date)
            });
            // The same line in the next note is carried over.
            action.listed && action.repeated.is_none_or(|day| Some(day) < last)
        };
        self.actions.retain(|action| !is_past(action));
        self.of = ByPerson {
            goals: places_by_person(&self.goals, |goal| std::iter::once(&goal.key.person)),
            feedback: places_by_person(&self.feedback, |feedback| {
                std::iter::once(&feedback.person)
            }),
            actions: places_by_person(&self.actions, |action| {
                action.person.iter().chain(&action.owner)
            }),
            answers: places_by_person(&self.answers, |answer| std::iter::once(&answer.person)),
            lines: places_by_person(&self.lines, |line| line.people.iter()),
            mentions: places_by_person(&self.mentions, |line| line.people.iter()),
        };
    }

    /// The goals of a person, by key.
    pub fn goals_of<'a>(
        &'a self,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Goal> + use<'a> {
        of_person(&self.goals, &self.of.goals, person)
    }

    /// The feedback to a person, by date.
    pub fn feedback_to<'a>(
        &'a self,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Feedback> + use<'a> {
        of_person(&self.feedback, &self.of.feedback, person).map(Arc::as_ref)
    }

    /// The promises of a person and to them, by the day they were made.
    pub fn actions_with<'a>(
        &'a self,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Action> + use<'a> {
        of_person(&self.actions, &self.of.actions, person)
    }

    /// What a person answered, by date.
    pub fn answers_of<'a>(&'a self, person: &PersonId) -> Vec<&'a Answer> {
        of_person(&self.answers, &self.of.answers, person).map(Arc::as_ref).collect()
    }

    /// Plain lines outside 1-2-1s that name a person, by date.
    pub fn mentions_of<'a>(
        &'a self,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Mentioned> + use<'a> {
        let all = of_person(&self.mentions, &self.of.mentions, person).map(Arc::as_ref);
        all.filter(|line| !line.said_there && line.date.is_some())
    }

    /// What their own note tells of a person for good: how they like feedback, their birthday.
    pub fn told_of<'a>(&'a self, person: &PersonId) -> impl Iterator<Item = &'a Mentioned> {
        let all = of_person(&self.mentions, &self.of.mentions, person).map(Arc::as_ref);
        all.filter(|line| !line.said_there && line.date.is_none())
    }

    /// What was said in a 1-2-1 in its own words, in the order of its lines.
    pub fn said_in<'a>(&'a self, meeting: &Meeting) -> Vec<&'a Mentioned> {
        let all = of_person(&self.mentions, &self.of.mentions, &meeting.person).map(Arc::as_ref);
        let there = |line: &&Mentioned| {
            line.said_there && line.date == Some(meeting.date) && line.source.path == meeting.path
        };
        all.filter(there).filter(|line| line.private == 0).collect()
    }

    /// How many plain lines of a 1-2-1 are closed, so that their words are not told.
    pub fn private_in(&self, meeting: &Meeting) -> usize {
        let all = of_person(&self.mentions, &self.of.mentions, &meeting.person).map(Arc::as_ref);
        let there = all.filter(|line| {
            line.private > 0 && line.date == Some(meeting.date) && line.source.path == meeting.path
        });
        there.map(|line| line.private).sum()
    }

    /// Whether a plain line has a tag that is nearly that of a watch out, or of feedback which the
    /// person's season holds: it may be such, and is not read out either.
    pub fn is_guarded(&self, line: &Mentioned, person: &PersonId, day: Day) -> bool {
        let low = || self.seasons.season_on(person, day) == Some(Season::Low);
        let holds = |kind: &Kind| self.config.low_holds.contains(kind);
        line.nearly.contains(&Kind::WatchOut)
            || line.nearly.iter().any(holds) && low()
            || holds(&Kind::WatchOut)
                && self.config.vocabulary().may_be_critique(&line.text)
                && low()
    }

    /// Lines about a person, of any kind, by date.
    pub fn lines_about<'a>(
        &'a self,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Line> + use<'a> {
        of_person(&self.lines, &self.of.lines, person).map(Arc::as_ref)
    }

    /// Lines of a kind.
    pub fn lines_of_kind(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines.iter().map(Arc::as_ref).filter(move |line| line.kind == kind)
    }

    /// Lines of a kind about a person.
    pub fn lines_on<'a>(
        &'a self,
        kind: Kind,
        person: &'a PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Line> {
        self.lines_about(person).filter(move |line| line.kind == kind)
    }

    /// The people who are prepared: those with `lead: me`, a cadence, a slot, or a 1-2-1 note.
    pub fn reports(&self) -> impl Iterator<Item = &Person> {
        self.people.other_people().filter(|person| self.is_report(person))
    }

    /// Whether somebody is no report any more: they left, or their note says so.
    pub fn is_gone(&self, person: &Person) -> bool {
        person.report == Some(false) || person.has_left(self.today)
    }

    /// The 1-2-1 that passed since the last held one with an untouched note, or with words that
    /// leave it open: was it held?
    pub fn unsure_meeting<'a>(&'a self, person: &PersonId, before: Day) -> Option<&'a Meeting> {
        let mut past = self.meetings.meetings_with(person).rev().filter(|one| one.date < before);
        let asks = |one: &&Meeting| !one.section || one.not_held_by.is_some();
        past.next().filter(|one| !one.held && one.held_said.is_none() && asks(one))
    }

    /// Whether the notes of somebody were put into an archive, and nothing says that they go on:
    /// their own note, or all of their 1-2-1s.
    pub fn is_archived(&self, person: &Person) -> bool {
        let goes_on = person.report == Some(true) || person.cadence.is_some() || person.leads;
        if goes_on || person.slot.is_some() {
            return false;
        }
        if person.path.as_ref().is_some_and(in_archive) {
            return true;
        }
        let mut with = self.meetings.meetings_with(&person.id).rev().peekable();
        with.peek().is_some() && with.all(|meeting| in_archive(&meeting.path))
    }

    /// Whether one of the others is prepared.
    pub fn is_report(&self, person: &Person) -> bool {
        if self.is_gone(person) || self.is_archived(person) {
            return false;
        }
        if self.is_handed_on(person) {
            return false;
        }
        person.report.unwrap_or_else(|| {
            let met = self.meetings.meetings_with(&person.id).next().is_some();
            person.leads || person.cadence.is_some() || person.slot.is_some() || met
        })
    }

    /// Whether `lead: bob` hands somebody on: Bob is not the lead, known here or not.
    pub fn is_handed_on(&self, person: &Person) -> bool {
        let Some(lead) = person.lead.as_deref().filter(|_| !person.leads) else { return false };
        if person.report.is_some() {
            return false;
        }
        let me = self.people.me.as_ref().and_then(|me| self.people.with_id(me));
        match (self.people.who(lead), me) {
            (Who::One(id), _) => !self.people.is_me(&id),
            (Who::Many(_), _) => false,
            (Who::Nobody, _) if Yaml::Text(lead.to_owned()).truth().is_some() => false,
            (Who::Nobody, Some(me)) => !may_be_one(&me.name, lead) && !may_be_one(lead, &me.name),
            // Of whom all have one lead, that may be the one whose name nothing here tells.
            (Who::Nobody, None) => {
                let mut others = self.people.other_people().filter(|other| other.id != person.id);
                others.any(|other| other.lead.as_deref() != Some(lead))
            }
        }
    }

    /// Whether you met somebody in 1-2-1s whom another one leads now.
    pub fn was_handed_on(&self, person: &Person) -> bool {
        let met = self.meetings.meetings_with(&person.id).next().is_some();
        met && self.is_handed_on(person) && !self.is_gone(person)
    }

    /// Why somebody whom you met is prepared no more: `left on 20 Nov`.
    pub fn gone_how(&self, person: &Person) -> Option<String> {
        let left = person.left.filter(|_| self.is_gone(person));
        let lead = person.lead.as_deref().filter(|_| self.was_handed_on(person));
        let left = left.map(|left| format!("left on {}", left.short(self.today)));
        left.or_else(|| {
            let lead = lead?.trim_matches(['[', ']', '@']);
            let call = self.people.one_named(lead).map(|id| self.people.first_name_of(&id));
            let lead = call.unwrap_or_else(|| lead.to_owned());
            Some(format!("has another lead now ({lead})"))
        })
    }

    /// People with a note for whom nothing says that there are 1-2-1s, nor that there are none.
    pub fn unprepared_people(&self) -> Vec<&Person> {
        let unsaid = |person: &&Person| {
            person.path.is_some() && person.report.is_none() && !self.is_handed_on(person)
        };
        let stays = |person: &&Person| !self.is_report(person) && !self.is_gone(person);
        self.people.other_people().filter(unsaid).filter(stays).collect()
    }

    /// Whether 1-2-1s with a person have gone quiet: no cadence said, and none for twelve weeks.
    ///
    /// Old vaults are full of people who left; nobody wants a prep for each of them.
    pub fn is_dormant(&self, person: &Person) -> bool {
        const QUIET_DAYS: i64 = 84;
        let said = person.cadence.is_some()
            || person.slot.is_some()
            || person.leads
            || person.report == Some(true);
        let last = self.meetings.meetings_with(&person.id).next_back();
        let away = person.away.iter().any(|(_, to)| self.today.days_since(*to) <= QUIET_DAYS);
        if away {
            return false;
        }
        !said && last.is_none_or(|last| self.today.days_since(last.date) > QUIET_DAYS)
    }

    /// Since when the preps of a person rest: the last of them were not used, and nothing was
    /// written about them since the first of these. In a vault that is left alone nothing grows.
    pub fn rests_since(&self, person: &Person) -> Option<Day> {
        const MOST_UNUSED: usize = 3;
        let last = self.last_held(&person.id, self.today).map(|last| last.date);
        let unused = self.meetings.meetings_with(&person.id).rev().take_while(|meeting| {
            Some(meeting.date) > last && !meeting.held && meeting.held_said.is_none()
        });
        let past: Vec<&Meeting> = unused.filter(|meeting| meeting.date < self.today).collect();
        let since = past.get(MOST_UNUSED - 1).map(|meeting| meeting.date)?;
        let is_news = |date: Option<Day>| date.is_some_and(|date| date >= since);
        let written = past.iter().any(|meeting| meeting.has_words)
            || self.mentions_of(&person.id).any(|line| is_news(line.date))
            || self.lines_about(&person.id).any(|line| is_news(line.date))
            || self.feedback_to(&person.id).any(|feedback| is_news(feedback.date))
            || self.actions_with(&person.id).any(|action| is_news(action.opened))
            || self.goals_of(&person.id).any(|goal| is_news(goal.last_moved().or(goal.set)));
        (!written).then_some(since)
    }

    /// The last held 1-2-1 before a day.
    pub fn last_held<'a>(&'a self, person: &'a PersonId, before: Day) -> Option<&'a Meeting> {
        self.meetings.held_before(person, before).next_back()
    }

    /// The day of the next 1-2-1: a note that is to come, else last held + cadence on the slot.
    pub fn next_date(&self, person: &Person) -> Option<Day> {
        let today = self.today;
        let noted = self.meetings.meetings_with(&person.id);
        let noted = noted.filter(|meeting| meeting.date >= today && meeting.held_said.is_none());
        let announced = self.announced_meeting(person).map(|next| next.at.day);
        let announced = announced.filter(|day| *day >= today && !self.is_taken(person, *day));
        let coming = noted.map(|meeting| meeting.date).chain(announced).min();
        if coming.is_some() || self.rests_since(person).is_some() {
            return coming;
        }
        let next = self.next_turn(person);
        next.filter(|day| person.left.is_none_or(|left| *day <= left))
    }

    /// When a note says that the next 1-2-1 is; it may be over.
    pub fn announced_meeting(&self, person: &Person) -> Option<Announced> {
        let said = self.meetings.announced(&person.id, self.config.date_order, self.today);
        // An outside calendar knows better.
        said.filter(|_| self.booked.times_of(&person.id).is_empty())
    }

    /// Whether a day is none for a person's 1-2-1: they are away, or a note says how it went.
    fn is_taken(&self, person: &Person, day: Day) -> bool {
        if person.absence(day).is_some() || person.left.is_some_and(|left| day > left) {
            return true;
        }
        let mut there = self.meetings.meetings_with(&person.id);
        there.any(|meeting| meeting.date == day && meeting.held_said.is_some())
    }

    /// The next of the regular days that nothing takes.
    fn next_turn(&self, person: &Person) -> Option<Day> {
        let off = self.meetings.called_off(&person.id).map(|off| off.plus(1));
        let today = off.map_or(self.today, |off| off.max(self.today));
        let taken = |day: &Day| self.booked.is_off(&person.id, *day) || self.is_taken(person, *day);
        let booked = self.booked.from(&person.id, today).into_iter().map(|time| time.day);
        if let Some(day) = booked.filter(|day| !taken(day)).min() {
            return Some(day);
        }
        let known = self.diary.people.get(&person.id).map(|turns| turns.standing);
        let standing = known.or_else(|| schedule::own_standing(&self.schedule_facts(), person))?;
        if let Some(rhythm) = standing.rhythm {
            let turn = rhythm.turn_from(today).max(0);
            return (turn..turn + 500).map(|turn| rhythm.day_of_turn(turn)).find(|day| !taken(day));
        }
        let cadence = schedule::cadence(&self.schedule_facts(), person);
        let on_slot = |day: Day| person.slot.map_or(day, |slot| day.next_on(slot.weekday));
        let days =
            std::iter::successors(Some(standing.first), |day| Some(on_slot(cadence.after(*day))));
        days.take(2_000).find(|day| *day >= today && !taken(day))
    }

    /// What the diary is made of.
    pub fn schedule_facts(&self) -> ScheduleFacts<'_> {
        ScheduleFacts {
            config: &self.config,
            people: self.reports().filter(|person| !self.is_dormant(person)).collect(),
            meetings: &self.meetings,
            booked: &self.booked,
            today: self.today,
        }
    }
}

/// Whether a note lies in a folder of what is over: `Archive/`, `Former/`, `Archiv/`.
pub fn in_archive(path: &NotePath) -> bool {
    let mut folders = path.folder().split('/');
    folders.any(|folder| holds("archive", plain_part(folder)))
}
