//! The facts of one coming 1-2-1: what the prep and the agenda are made of.

use crate::base::date::Day;
use crate::base::id::PersonId;
use crate::model::entry::{Audience, Source};
use crate::model::feedback::{Feedback, State};
use crate::model::goals::Goal;
use crate::model::meetings::{Meeting, Met};
use crate::model::model::Model;
use crate::model::people::{Person, Season};
use crate::model::practice::Line;
use crate::model::questions::{self, Question};
use crate::note::kind::Kind;
use crate::page::inert::inert;
use crate::page::view::lens::{Cut, Lens, TextLine, days, due_words};
use serde::Serialize;

/// What a prep is made of.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingView {
    /// `alice`.
    pub person: String,
    /// The name on the page's head.
    pub name: String,
    /// The first name, for sentences.
    pub call: String,
    /// `2026-11-24`.
    pub date: String,
    /// `Tue 24 Nov 2026`.
    pub date_long: String,
    /// `14:00`, when the person has a slot.
    pub time: Option<String>,
    /// Minutes.
    pub minutes: u32,
    /// Where to meet.
    pub meet: Option<String>,
    /// The link to the person's rollup.
    pub rollup: String,
    /// No 1-2-1 was held before.
    pub first: bool,
    /// The last one held.
    pub last: Option<LastView>,
    /// Those since then that were not held.
    pub missed: Vec<TextLine>,
    /// The season, in a lead's page.
    pub season: Option<SeasonView>,
    /// `delivery:` as written.
    pub delivery: Option<String>,
    /// Wants coaxing.
    pub coaxing: bool,
    /// `praise:` as written.
    pub praise: Option<String>,
    /// What this 1-2-1 is to lead to.
    pub intentions: Vec<TextLine>,
    /// What it could be, when none is set.
    pub offers: Vec<TextLine>,
    /// Open promises, oldest first.
    pub promises: Cut<PromiseView>,
    /// Clarity that was stated and not agreed.
    pub unagreed: Vec<TextLine>,
    /// Answers that wait for the lead.
    pub unanswered: Vec<TextLine>,
    /// Open goals, most recent first.
    pub goals: Cut<GoalView>,
    /// Goals done since last time.
    pub done: Vec<TextLine>,
    /// Feedback to share today.
    pub share: Cut<ShareView>,
    /// Watch outs that lack a path: to be edited first.
    pub pathless: Vec<TextLine>,
    /// Feedback held back.
    pub held: Option<HeldView>,
    /// Topics.
    pub topics: Cut<TextLine>,
    /// Topics for everyone: whom they were asked so far.
    pub for_all: Vec<ForAllView>,
    /// Parked topics.
    pub parked: usize,
    /// Shared feedback that waits for an opinion.
    pub opinions: Vec<TextLine>,
    /// Paths of shared watch outs that are not settled.
    pub paths: Vec<TextLine>,
    /// Follow-ups not held yet.
    pub follow_ups: Vec<TextLine>,
    /// Questions.
    pub questions: Cut<AskView>,
    /// Lines on the person since last time.
    pub since: Cut<TextLine>,
    /// The last lines on home.
    pub home: Vec<TextLine>,
    /// Outcomes of these weeks in other years.
    pub other_years: Vec<TextLine>,
    /// Topics on performance, last of all.
    pub performance: Vec<TextLine>,
}

/// The last 1-2-1.
#[derive(Clone, Debug, Serialize)]
pub struct LastView {
    /// Days before this one.
    pub days: i64,
    /// `10 Nov`.
    pub date: String,
    /// Its intention.
    pub intention: Option<String>,
    /// `yes`, `partly`, `no`.
    pub met: Option<Met>,
    /// How they felt.
    pub mood: Option<u8>,
    /// The link to it.
    pub link: String,
}

/// A season.
#[derive(Clone, Debug, Serialize)]
pub struct SeasonView {
    /// `low`, `steady`, `high`.
    pub word: String,
    /// Days up to the meeting.
    pub days: Option<i64>,
}

/// A promise.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseView {
    /// `you`, or a first name.
    pub who: String,
    /// It is the lead's.
    pub mine: bool,
    /// The words.
    pub text: String,
    /// `due in 7 days`, `7 days late`.
    pub due: Option<String>,
    /// Behind its due date.
    pub late: bool,
    /// Days since it was made.
    pub days: Option<i64>,
    /// The link.
    pub link: String,
}

/// An open goal.
#[derive(Clone, Debug, Serialize)]
pub struct GoalView {
    /// Its words.
    pub title: String,
    /// `in progress`, `on hold`; empty when plainly open.
    pub status: String,
    /// The most recent one.
    pub recent: bool,
    /// `10 Nov`.
    pub set: Option<String>,
    /// `due in 7 days`.
    pub due: Option<String>,
    /// Steps done.
    pub steps_done: usize,
    /// Steps in all.
    pub steps: usize,
    /// The next step.
    pub next_step: Option<String>,
    /// When it last moved.
    pub moved: Option<String>,
    /// The last news.
    pub news: Option<String>,
    /// What it helps.
    pub helps: Option<String>,
    /// High fives on it.
    pub high_fives: usize,
    /// Watch outs on it that were given.
    pub watch_outs: usize,
    /// Who gave them, besides the lead.
    pub from: Vec<String>,
    /// The link.
    pub link: String,
}

/// Feedback to share.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// `high five`, `watch out`.
    pub kind: String,
    /// Skill or way of working.
    pub about: Option<String>,
    /// From whom, besides the lead.
    pub from: Option<String>,
    /// The words.
    pub text: String,
    /// What would help.
    pub path: Option<String>,
    /// `habit`, `system`, as written.
    pub habit: Option<String>,
    /// A system that would help.
    pub system: Option<String>,
    /// It wants a skill to link to.
    pub wants_skill: bool,
    /// Why now, in a low season.
    pub now: Option<String>,
    /// The link.
    pub link: String,
}

/// Feedback held back: never its words.
#[derive(Clone, Debug, Serialize)]
pub struct HeldView {
    /// How many.
    pub count: usize,
    /// Days the oldest has been held.
    pub days: Option<i64>,
    /// After so many days it is asked about.
    pub limit: i64,
    /// The oldest is older than that.
    pub over: bool,
    /// Held for the season, and not by a word in the line.
    pub season: bool,
    /// Where they stand.
    pub links: Vec<String>,
}

/// Something to ask or tell everyone.
#[derive(Clone, Debug, Serialize)]
pub struct ForAllView {
    /// To be told, not asked.
    pub tell: bool,
    /// How many were asked.
    pub asked: usize,
    /// Of how many.
    pub of: usize,
    /// The words.
    pub text: String,
    /// The link.
    pub link: String,
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct AskView {
    /// The words.
    pub text: String,
    /// It opens the 1-2-1.
    pub opens: bool,
    /// It is told beforehand.
    pub early: bool,
    /// It asks for feedback for the lead.
    pub for_me: bool,
    /// Times asked.
    pub asked: usize,
    /// Times answered.
    pub answered: usize,
    /// 1-2-1s held in all.
    pub of: usize,
    /// The last answer.
    pub last: Option<String>,
    /// When.
    pub last_date: Option<String>,
    /// That answer came after so many silences (0: it was not the first after many).
    pub after_silences: usize,
    /// The last mood, beside the opening question.
    pub mood: Option<u8>,
    /// The link to the question, when it stands in a note.
    pub link: Option<String>,
}

/// At most so many lines of a kind on a prep.
pub const MOST: usize = 3;
/// Questions on a prep.
const MOST_QUESTIONS: usize = 4;
/// Questions for somebody who wants coaxing, besides the opening one.
const MOST_COAXING_QUESTIONS: usize = 2;
/// The same weeks of other years reach so far to both sides: six weeks in all.
const SEASONAL_DAYS: i64 = 21;

impl MeetingView {
    /// The facts of the 1-2-1 with a person on a day.
    pub fn of(lens: &Lens<'_>, person: &Person, date: Day, rollup: String) -> MeetingView {
        let facts = Facts::new(lens, person, date);
        let lead = lens.audience == Audience::Lead;
        let (topics, parked, performance) = facts.topics();
        let (share, pathless, held) = facts.feedback();
        let intentions = facts.intentions();
        let promises = facts.promises();
        let goals = facts.goals();
        let offers = if intentions.is_empty() && lead {
            facts.offers()
        } else {
            Vec::new()
        };
        MeetingView {
            person: person.id.to_string(),
            name: inert(&person.name),
            call: lens.call(&person.id),
            date: date.to_string(),
            date_long: date.long(),
            time: person
                .slot
                .and_then(|slot| slot.minute)
                .map(crate::base::date::clock),
            minutes: person.minutes.unwrap_or(lens.model.config.minutes),
            meet: person.meet.clone(),
            rollup,
            first: facts.last.is_none(),
            last: facts.last_view(),
            missed: facts.missed(),
            season: lead.then(|| facts.season()).flatten(),
            delivery: person.delivery.as_deref().map(inert).filter(|_| lead),
            coaxing: person.coaxing && lead,
            praise: person.praise.as_deref().map(inert).filter(|_| lead),
            intentions,
            offers,
            promises: lens.cut_to(promises, facts.most()),
            unagreed: facts.unagreed(),
            unanswered: facts.unanswered(),
            goals: lens.cut(goals),
            done: facts.done(),
            share: lens.cut_to(share, facts.most()),
            pathless,
            held,
            topics: lens.cut_to(topics, facts.most()),
            for_all: facts.for_all(),
            parked,
            opinions: facts.opinions(),
            paths: facts.paths(),
            follow_ups: facts.follow_ups(),
            questions: facts.questions(),
            since: lens.cut(facts.since()),
            home: facts.home(),
            other_years: facts.other_years(),
            performance,
        }
    }
}

struct Facts<'a, 'l> {
    lens: &'l Lens<'a>,
    model: &'a Model,
    person: &'l Person,
    id: &'l PersonId,
    date: Day,
    last: Option<&'a Meeting>,
}

impl<'a, 'l> Facts<'a, 'l> {
    fn new(lens: &'l Lens<'a>, person: &'l Person, date: Day) -> Facts<'a, 'l> {
        let model = lens.model;
        let mut with = model
            .meetings
            .all
            .iter()
            .filter(|meeting| meeting.person == person.id);
        let last = with.rfind(|meeting| meeting.held && meeting.date < date);
        Facts {
            lens,
            model,
            person,
            id: &person.id,
            date,
            last,
        }
    }

    /// Somebody who wants coaxing gets half.
    fn most(&self) -> Option<usize> {
        let half = |most: usize| {
            if self.person.coaxing {
                most.div_ceil(2)
            } else {
                most
            }
        };
        self.lens.most.map(half)
    }

    fn lead(&self) -> bool {
        self.lens.audience == Audience::Lead
    }

    fn is_new(&self, day: Option<Day>) -> bool {
        let after = self
            .last
            .is_none_or(|last| day.is_some_and(|day| day >= last.date));
        after && day.is_some_and(|day| day <= self.date)
    }

    fn text(&self, text: &str, date: Option<Day>, source: &Source) -> TextLine {
        TextLine {
            text: self.lens.words(text),
            date: date.map(|day| day.short(self.date)),
            link: self.lens.link(source),
        }
    }

    fn last_view(&self) -> Option<LastView> {
        let last = self.last?;
        let source = meeting_source(last);
        Some(LastView {
            days: self.date.since(last.date),
            date: last.date.short(self.date),
            intention: self
                .intentions_of(last)
                .first()
                .map(|line| self.lens.words(&line.text)),
            met: last.met.filter(|_| self.lead()),
            mood: last.mood.filter(|_| self.lead()),
            link: self.lens.link(&source),
        })
    }

    fn intentions_of(&self, meeting: &Meeting) -> Vec<&'a Line> {
        let of_meeting = |line: &&Line| {
            line.meeting
                .is_some_and(|at| std::ptr::eq(&self.model.meetings.all[at], meeting))
        };
        let lines = self
            .lens
            .lines_on(Kind::Intention, self.id)
            .filter(of_meeting);
        lines.filter(|line| !line.text.is_empty()).collect()
    }

    fn missed(&self) -> Vec<TextLine> {
        let since = self.last.map(|last| last.date);
        let with = self.model.meetings.with(self.id);
        with.filter(|meeting| {
            meeting.held_said == Some(false)
                && meeting.date < self.date
                && since.is_none_or(|since| meeting.date > since)
        })
        .map(|meeting| {
            let why = meeting.why.as_deref().unwrap_or("");
            self.text(why, Some(meeting.date), &meeting_source(meeting))
        })
        .collect()
    }

    fn season(&self) -> Option<SeasonView> {
        let season = self.model.seasons.at(self.id, self.date)?;
        let since = self.model.seasons.since(self.id, self.date);
        Some(SeasonView {
            word: season.word().to_owned(),
            days: since.map(|since| self.date.since(since)),
        })
    }

    /// Set in the 1-2-1's own note, or anywhere since the last one.
    fn intentions(&self) -> Vec<TextLine> {
        let lines = self.lens.lines_on(Kind::Intention, self.id).filter(|line| {
            if line.text.is_empty() || line.is_closed() {
                return false;
            }
            match line.meeting.map(|at| &self.model.meetings.all[at]) {
                Some(meeting) => meeting.date == self.date && meeting.person == *self.id,
                None => {
                    let after = self
                        .last
                        .is_none_or(|last| line.date.is_some_and(|d| d > last.date));
                    after && line.date.is_none_or(|day| day <= self.date)
                }
            }
        });
        lines
            .map(|line| self.text(&line.text, None, &line.source))
            .collect()
    }

    /// The three likeliest intentions: an overdue promise, the most recent goal, the question
    /// that was not asked for longest.
    fn offers(&self) -> Vec<TextLine> {
        let mut offers = Vec::new();
        let late = self
            .lens
            .actions(self.id)
            .into_iter()
            .filter(|action| action.is_open() && action.due.is_some_and(|due| due < self.date));
        if let Some(action) = late.min_by_key(|action| (action.due, action.source.clone())) {
            let who = self.lens.who(&action.owner);
            let text = format!("clear the promise: {who}, {}", action.text);
            offers.push(self.text(&text, None, &action.source));
        }
        if let Some(goal) = crate::model::goals::open(&self.model.goals, self.id).first() {
            offers.push(self.text(
                &format!("the next step of: {}", goal.title),
                None,
                &goal.source,
            ));
        }
        let asked = |question: &Question| {
            questions::tally(&self.model.answers, self.id, &question.slug, self.date).last_asked
        };
        let turns = self.model.questions.iter().filter(|question| {
            !question.opens && question.slug != "think" && !question.is_for_me()
        });
        if let Some(question) = turns.min_by_key(|question| asked(question))
            && let Some(source) = &question.source
        {
            offers.push(self.text(&format!("hear about: {}", question.text), None, source));
        }
        offers
    }

    fn promises(&self) -> Vec<PromiseView> {
        let mut open: Vec<_> = self
            .lens
            .actions(self.id)
            .into_iter()
            .filter(|action| action.is_open())
            .collect();
        open.retain(|action| action.opened.is_none_or(|opened| opened <= self.date));
        open.sort_by_key(|action| (action.opened, action.source.clone()));
        let view = |action: &crate::model::actions::Action| PromiseView {
            who: self.lens.who(&action.owner),
            mine: action.owner != *self.id,
            text: self.lens.words(&action.text),
            due: action.due.map(|due| due_words(due, self.date)),
            late: action.due.is_some_and(|due| due < self.date),
            days: action.opened.map(|opened| self.date.since(opened)),
            link: self.lens.link(&action.source),
        };
        open.into_iter().map(view).collect()
    }

    fn unagreed(&self) -> Vec<TextLine> {
        let Some(last) = self.last else {
            return Vec::new();
        };
        let at_last = |line: &&Line| {
            line.meeting
                .is_some_and(|at| std::ptr::eq(&self.model.meetings.all[at], last))
        };
        if self
            .lens
            .lines_on(Kind::Agreed, self.id)
            .any(|line| at_last(&line))
        {
            return Vec::new();
        }
        let clear = self.lens.lines_on(Kind::Clarity, self.id).filter(at_last);
        let alone = clear.filter(|line| line.children.iter().all(|child| child.status.is_none()));
        alone
            .map(|line| self.text(&line.text, line.date, &line.source))
            .take(2)
            .collect()
    }

    /// Feedback for the lead that has no reply yet, newest last.
    fn unanswered(&self) -> Vec<TextLine> {
        if !self.lead() {
            return Vec::new();
        }
        let mine = self.model.answers.iter().filter(|answer| {
            answer.person == *self.id
                && questions::same(&answer.question, "for-me")
                && !answer.silent
                && answer.reply.is_none()
                && answer.date.is_none_or(|date| date < self.date)
        });
        let lines: Vec<TextLine> = mine
            .map(|answer| self.text(&answer.text, answer.date, &answer.source))
            .collect();
        let skip = lines.len().saturating_sub(2);
        lines.into_iter().skip(skip).collect()
    }

    fn goals(&self) -> Vec<GoalView> {
        let mut open: Vec<&Goal> = self
            .lens
            .goals(self.id)
            .into_iter()
            .filter(|goal| goal.is_open())
            .collect();
        let recent = open.first().map(|goal| goal.key.clone());
        // What is due next comes first; without a due date, the most recent.
        open.sort_by_key(|goal| (goal.due.is_none(), goal.due));
        open.iter()
            .map(|goal| self.goal(goal, recent.as_ref() == Some(&goal.key)))
            .collect()
    }

    fn goal(&self, goal: &Goal, recent: bool) -> GoalView {
        let (steps_done, steps) = goal.steps_done();
        let on_it: Vec<&Feedback> = self
            .lens
            .feedback(self.id, self.date)
            .into_iter()
            .filter(|(feedback, state)| {
                feedback.goals.contains(&goal.key) && !matches!(state, State::Held | State::Dropped)
            })
            .map(|(feedback, _)| feedback)
            .collect();
        let mut from: Vec<String> = on_it
            .iter()
            .filter_map(|f| f.from.as_deref().map(inert))
            .collect();
        from.dedup();
        let count = |kind: Kind| {
            on_it
                .iter()
                .filter(|feedback| feedback.kind == kind)
                .count()
        };
        let next = goal.steps.iter().find(|step| !step.status.is_closed());
        let may_see = |news: &&crate::model::goals::News| {
            news.audience.reaches(self.lens.audience) && !news.text.is_empty()
        };
        let plain_open = goal.status == crate::model::config::Status::Open;
        GoalView {
            title: self.lens.words(&goal.title),
            status: if plain_open {
                String::new()
            } else {
                goal.status.word().to_owned()
            },
            recent,
            set: goal.set.map(|day| day.short(self.date)),
            due: goal.due.map(|due| due_words(due, self.date)),
            steps_done,
            steps,
            next_step: next.map(|step| self.lens.words(&step.text)),
            moved: goal.moved().map(|day| day.short(self.date)),
            news: goal
                .news
                .iter()
                .rfind(may_see)
                .map(|news| self.lens.words(&news.text)),
            helps: goal
                .helps
                .as_deref()
                .map(|helps| inert(helps.trim_start_matches("team/"))),
            high_fives: count(Kind::HighFive),
            watch_outs: count(Kind::WatchOut),
            from,
            link: self.lens.link(&goal.source),
        }
    }

    fn done(&self) -> Vec<TextLine> {
        let done = self.lens.goals(self.id).into_iter().filter(|goal| {
            goal.status == crate::model::config::Status::Done && self.is_new(goal.closed)
        });
        done.map(|goal| self.text(&goal.title, goal.closed, &goal.source))
            .collect()
    }

    fn feedback(&self) -> (Vec<ShareView>, Vec<TextLine>, Option<HeldView>) {
        if !self.lead() {
            return (Vec::new(), Vec::new(), None);
        }
        let all = self.lens.feedback(self.id, self.date);
        let seen = |feedback: &Feedback| feedback.date.is_none_or(|date| date <= self.date);
        let of = |state: State| {
            let all = all
                .iter()
                .filter(move |(feedback, at)| *at == state && seen(feedback));
            all.map(|(feedback, _)| *feedback)
                .collect::<Vec<&Feedback>>()
        };
        let (pathless, mut share): (Vec<&Feedback>, Vec<&Feedback>) = of(State::ToShare)
            .into_iter()
            .partition(|feedback| feedback.lacks_path());
        share.sort_by_key(|f| (!f.first, f.kind != Kind::HighFive, f.date, f.source.clone()));
        if self.person.coaxing {
            let mut watch_outs = 0;
            share.retain(|feedback| {
                watch_outs += usize::from(feedback.kind == Kind::WatchOut);
                feedback.kind != Kind::WatchOut || watch_outs <= 1
            });
        }
        let pathless = pathless
            .iter()
            .map(|f| self.text(&f.text, f.date, &f.source))
            .collect();
        let share = share
            .into_iter()
            .map(|feedback| self.share(feedback))
            .collect();
        (share, pathless, self.held(&of(State::Held)))
    }

    fn share(&self, feedback: &Feedback) -> ShareView {
        let about = feedback.skills.first().or(feedback.ways.first());
        ShareView {
            kind: feedback.kind.word().replace('-', " "),
            about: about.map(|about| inert(&about.replace('-', " "))),
            from: feedback.from.as_deref().map(inert),
            text: self.lens.words(&feedback.text),
            path: feedback.path.as_deref().map(|path| self.lens.words(path)),
            habit: feedback
                .habit
                .as_deref()
                .map(|habit| self.lens.words(habit)),
            system: feedback
                .system
                .as_deref()
                .map(|system| self.lens.words(system)),
            wants_skill: feedback.kind == Kind::HighFive && about.is_none(),
            now: feedback.now.as_deref().map(inert),
            link: self.lens.link(&feedback.source),
        }
    }

    fn held(&self, held: &[&Feedback]) -> Option<HeldView> {
        if held.is_empty() {
            return None;
        }
        let times = self.model.times();
        let oldest = held
            .iter()
            .filter_map(|feedback| times.held_since(feedback, self.date))
            .min();
        let days = oldest.map(|since| self.date.since(since));
        let limit = self.model.config.hold_limit;
        let mut links: Vec<String> = held
            .iter()
            .map(|feedback| self.lens.link(&feedback.source))
            .collect();
        links.sort();
        links.dedup();
        links.truncate(MOST);
        let season = self.model.seasons.at(self.id, self.date) == Some(Season::Low);
        Some(HeldView {
            count: held.len(),
            days,
            limit,
            over: days.is_some_and(|days| days > limit),
            season,
            links,
        })
    }

    /// Topics to talk about, how many are parked, and those on performance.
    fn topics(&self) -> (Vec<TextLine>, usize, Vec<TextLine>) {
        let mut topics = Vec::new();
        let mut performance = Vec::new();
        let mut parked = 0;
        let kinds = [Kind::RoadBlock, Kind::Topic];
        for line in kinds
            .into_iter()
            .flat_map(|kind| self.lens.lines_on(kind, self.id))
        {
            if line.is_closed() || line.text.is_empty() {
                continue;
            }
            if line.later.is_some_and(|later| later > self.date) {
                parked += 1;
                continue;
            }
            if (line.kind != Kind::RoadBlock && self.passed(line))
                || line.date.is_some_and(|date| date > self.date)
            {
                continue;
            }
            let text = self.text(&line.text, line.date, &line.source);
            if line.performance {
                performance.push(text)
            } else {
                topics.push(text)
            }
        }
        (topics, parked, performance)
    }

    /// A line was on the table: a 1-2-1 was held since, or it stands in one. An open task stays.
    fn passed(&self, line: &Line) -> bool {
        if line.status.is_some_and(|status| !status.is_closed()) {
            return false;
        }
        let since = line.later.or(line.date);
        let mut held = self.model.meetings.held_before(self.id, self.date);
        held.any(|meeting| {
            let stands_in = line.meeting.is_some_and(|at| {
                let its = &self.model.meetings.all[at];
                its.path == meeting.path && its.date == meeting.date
            });
            stands_in || since.is_some_and(|since| meeting.date > since)
        })
    }

    fn for_all(&self) -> Vec<ForAllView> {
        let mut all = Vec::new();
        let reports: Vec<&PersonId> = self
            .model
            .reports()
            .filter(|person| !self.model.is_dormant(person))
            .map(|person| &person.id)
            .collect();
        for kind in [Kind::AskAll, Kind::TellAll] {
            for line in self.lens.lines(kind).filter(|line| !line.is_closed()) {
                let tell = kind == Kind::TellAll;
                let reached = reached(self.model, line, &reports, self.date);
                if reached.contains(&self.id) || line.date.is_some_and(|date| date > self.date) {
                    continue;
                }
                all.push(ForAllView {
                    tell,
                    asked: reached.len(),
                    of: reports.len(),
                    text: self.lens.words(&line.text),
                    link: self.lens.link(&line.source),
                });
            }
        }
        all.truncate(MOST);
        all
    }

    /// Shared since last time or at last time, and nobody wrote what they said to it.
    fn opinions(&self) -> Vec<TextLine> {
        let Some(last) = self.last.filter(|_| self.lead()) else {
            return Vec::new();
        };
        let shared =
            self.lens
                .feedback(self.id, self.date)
                .into_iter()
                .filter(|(feedback, state)| {
                    *state == State::Shared
                        && feedback.kind == Kind::WatchOut
                        && feedback
                            .shared
                            .is_some_and(|day| day >= last.date && day < self.date)
                });
        shared
            .map(|(f, _)| self.text(&f.text, f.shared, &f.source))
            .take(MOST)
            .collect()
    }

    /// Watch outs that were answered and not settled: is the path working?
    fn paths(&self) -> Vec<TextLine> {
        let given =
            self.lens
                .feedback(self.id, self.date)
                .into_iter()
                .filter(|(feedback, state)| {
                    let before_last = self
                        .last
                        .is_some_and(|last| feedback.shared.is_some_and(|day| day < last.date));
                    feedback.kind == Kind::WatchOut
                        && !feedback.lacks_path()
                        && (*state == State::Replied || (*state == State::Shared && before_last))
                });
        let path = |feedback: &Feedback| {
            let path = [&feedback.path, &feedback.habit, &feedback.system];
            path.into_iter()
                .flatten()
                .next()
                .cloned()
                .unwrap_or_default()
        };
        let lines: Vec<TextLine> = given
            .map(|(f, _)| self.text(&path(f), f.shared, &f.source))
            .collect();
        let skip = lines.len().saturating_sub(2);
        lines.into_iter().skip(skip).collect()
    }

    fn follow_ups(&self) -> Vec<TextLine> {
        let open = self
            .lens
            .lines_on(Kind::FollowUp, self.id)
            .filter(|line| !line.is_closed());
        open.map(|line| self.text(&line.text, line.when, &line.source))
            .take(MOST)
            .collect()
    }

    fn questions(&self) -> Cut<AskView> {
        let bank = &self.model.questions;
        let opens = bank.iter().any(|question| question.opens);
        let most = match self.person.coaxing {
            true => MOST_COAXING_QUESTIONS + usize::from(opens),
            false => MOST_QUESTIONS,
        };
        let wanted = &self.person.questions;
        let chosen = questions::choose(bank, &self.model.answers, self.id, wanted, self.date, most);
        let of = self.model.meetings.held_before(self.id, self.date).count();
        let view = |question: &Question| {
            let tally = questions::tally(&self.model.answers, self.id, &question.slug, self.date);
            AskView {
                text: inert(&question.said_on(self.date, self.model.config.sprint)),
                opens: question.opens,
                early: question.early,
                for_me: question.is_for_me(),
                asked: tally.asked,
                answered: tally.answered,
                of,
                last: tally
                    .last_text
                    .as_deref()
                    .map(|text| self.lens.words(text))
                    .filter(|_| self.lead()),
                last_date: tally.last.map(|day| day.short(self.date)),
                after_silences: if tally.broke_silence {
                    tally.silences
                } else {
                    0
                },
                mood: self
                    .last
                    .and_then(|last| last.mood)
                    .filter(|_| question.opens && self.lead()),
                link: question
                    .source
                    .as_ref()
                    .map(|source| self.lens.link(source)),
            }
        };
        Cut {
            items: chosen.into_iter().map(view).collect(),
            more: 0,
        }
    }

    fn since(&self) -> Vec<TextLine> {
        if !self.lead() {
            return Vec::new();
        }
        let lines = self
            .model
            .mentions
            .iter()
            .rev()
            .filter(|line| line.people.contains(self.id) && self.is_new(line.date));
        lines
            .map(|line| self.text(&line.text, line.date, &line.source))
            .collect()
    }

    fn home(&self) -> Vec<TextLine> {
        let lines = self.lens.lines_on(Kind::Home, self.id).rev();
        lines
            .filter(|line| line.date.is_none_or(|date| date <= self.date))
            .map(|line| self.text(&line.text, line.date, &line.source))
            .take(1)
            .collect()
    }

    fn other_years(&self) -> Vec<TextLine> {
        let near = |day: Day| {
            (1..=9).any(|years| {
                let then = self.date.plus_months(-12 * years);
                day.since(then).abs() <= SEASONAL_DAYS
            })
        };
        let outcomes = self.lens.lines_on(Kind::Outcome, self.id);
        outcomes
            .filter(|line| line.date.is_some_and(near))
            .map(|line| self.text(&line.text, line.date, &line.source))
            .take(MOST)
            .collect()
    }
}

/// Who of the reports was asked or told: named below the line, answered it, or, for what is only
/// told, met since.
pub fn reached<'p>(
    model: &Model,
    line: &Line,
    reports: &[&'p PersonId],
    before: Day,
) -> Vec<&'p PersonId> {
    let reached = |person: &&&PersonId| {
        let named = line.children.iter().any(|child| {
            child.people.contains(person)
                && child
                    .status
                    .is_none_or(|status| status == crate::model::config::Status::Done)
        });
        let answered = line.rest.as_deref().is_some_and(|slug| {
            model
                .answers
                .iter()
                .any(|answer| answer.person == ***person && answer.question == slug)
        });
        let told = line.kind == Kind::TellAll
            && model
                .meetings
                .held_before(person, before)
                .any(|meeting| line.date.is_some_and(|date| meeting.date > date));
        named || answered || told
    };
    reports.iter().filter(reached).copied().collect()
}

/// Where a 1-2-1 stands, for a link.
pub fn meeting_source(meeting: &Meeting) -> Source {
    Source {
        path: meeting.path.clone(),
        line: meeting.line,
        anchor: meeting.anchor.clone(),
    }
}

/// `14 days`, for templates that want words.
pub fn age(count: i64) -> String {
    days(count)
}
