//! The facts of one person over a stretch of time, for a review: evidence by skill, by way of
//! working and by month.
//!
//! What was never given is no evidence: held and unshared feedback is left out, and so are home,
//! season, mood and scores, whatever the audience of the template says.

use crate::kind::Kind;
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::{Group, whole_day};
use crate::pages::view::lens::{Lens, TextLine};
use crate::people::person::Person;
use crate::records::feedback::{Feedback, State};
use crate::records::goal::Goal;
use crate::text::date::Day;
use crate::vault::config::Status;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a review is made of.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewView {
    /// `alice`.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The first name.
    pub call: String,
    /// The first day.
    pub since: String,
    /// The last day.
    pub until: String,
    /// High fives and goals done by skill.
    pub skills: Vec<Group>,
    /// High fives by way of working.
    pub ways: Vec<Group>,
    /// High fives that name neither.
    pub unnamed: Vec<TextLine>,
    /// Goals done, by the day.
    pub goals: Vec<ReviewGoal>,
    /// Open goals on which something moved.
    pub under_way: Vec<ReviewGoal>,
    /// Open goals on which nothing moved in that time.
    pub unmoved: Vec<ReviewGoal>,
    /// Watch outs that were shared, with what became of them.
    pub watch_outs: Vec<ReviewFeedback>,
    /// Promises they kept.
    pub kept: Vec<TextLine>,
    /// Outcomes of 1-2-1s.
    pub outcomes: Vec<TextLine>,
    /// Month by month, also those of which nothing is known.
    pub by_month: Vec<ReviewMonth>,
}

/// A goal in a review.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewGoal {
    /// Its words.
    pub title: String,
    /// When it was done.
    pub closed: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// The skill it grows.
    pub skill: Option<String>,
    /// What it helps.
    pub helps: Option<String>,
    /// Steps done.
    pub steps_done: usize,
    /// Steps in all.
    pub steps: usize,
    /// News in that time, oldest first.
    pub news: Vec<TextLine>,
    /// The link.
    pub link: String,
}

/// A watch out in a review.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewFeedback {
    /// The words.
    pub text: String,
    /// What would help.
    pub path: Option<String>,
    /// When it was shared.
    pub shared: Option<String>,
    /// When it was settled.
    pub settled: Option<String>,
    /// What they said to it.
    pub reply: Option<String>,
    /// The link.
    pub link: String,
}

/// A month in a review.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewMonth {
    /// `Nov 2026`.
    pub name: String,
    /// 1-2-1s held.
    pub met: usize,
    /// High fives.
    pub high_fives: usize,
    /// News on goals and steps done.
    pub news: usize,
    /// Goals set.
    pub set: usize,
    /// Goals done.
    pub goals: usize,
    /// Promises kept.
    pub kept: usize,
    /// Promises that they made.
    pub promised: usize,
    /// Clarity that was stated, and what was agreed.
    pub clear: usize,
    /// Outcomes.
    pub outcomes: usize,
    /// Nothing of all this but 1-2-1s.
    pub thin: bool,
}

/// What a review of these days leaves out: words for the lead, and how many.
pub type LeftOutCounts = Vec<(String, usize)>;

struct Stretch<'l, 'a> {
    lens: &'l Lens<'a>,
    person: &'l Person,
    since: Day,
    until: Day,
}

impl ReviewView {
    /// The facts of a person from `since` up to `until`, as `lens` may see them.
    pub fn of(lens: &Lens<'_>, person: &Person, since: Day, until: Day) -> ReviewView {
        let stretch = Stretch { lens, person, since, until };
        let goals = lens.goals_of(&person.id);
        let goals: Vec<&Goal> = goals.iter().map(AsRef::as_ref).collect();
        let done: Vec<&Goal> = stretch.done_goals(&goals);
        let (skills, ways, unnamed) = stretch.high_fives(&done);
        let known = |goal: &&&Goal| goal.set.is_none_or(|set| set <= until);
        let open = goals.iter().filter(|goal| goal.is_open()).filter(known);
        let (under_way, unmoved): (Vec<&Goal>, Vec<&Goal>) =
            open.copied().partition(|goal| stretch.has_moved(goal));
        ReviewView {
            person: person.id.to_string(),
            name: inert_text(&person.name),
            call: lens.person_name(&person.id),
            since: whole_day(since),
            until: whole_day(until),
            skills,
            ways,
            unnamed,
            goals: done.iter().map(|goal| stretch.review_goal(goal)).collect(),
            under_way: under_way.into_iter().map(|goal| stretch.review_goal(goal)).collect(),
            unmoved: unmoved.into_iter().map(|goal| stretch.review_goal(goal)).collect(),
            watch_outs: stretch.watch_outs(),
            kept: stretch.kept_promises(),
            outcomes: stretch.outcomes(),
            by_month: stretch.months(&goals),
        }
    }
}

/// What a review leaves out, counted: the lead may share some of it first.
pub fn left_out(lens: &Lens<'_>, person: &Person, since: Day, until: Day) -> LeftOutCounts {
    let model = lens.model;
    let of_person = model.feedback.iter().filter(|feedback| feedback.person == person.id);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for feedback in of_person {
        let in_time =
            feedback.date.or(feedback.shared_on()).map(|day| since <= day && day <= until);
        let state = model.feedback_state(feedback, until);
        let what = match (in_time, state) {
            (Some(false), _) | (_, State::Dropped) => continue,
            (_, State::Held | State::Unsorted) => "held back".to_owned(),
            (_, State::ToShare | State::Offered) => {
                format!("{} not shared yet", feedback.kind.spoken())
            }
            (None, _) => "feedback without a day".to_owned(),
            _ if !feedback.audience_in(state).reaches_reader(lens.audience) => {
                "marked for the lead".to_owned()
            }
            _ => continue,
        };
        *counts.entry(what).or_default() += 1;
    }
    counts.into_iter().collect()
}

impl Stretch<'_, '_> {
    fn holds_day(&self, day: Option<Day>) -> bool {
        day.is_some_and(|day| self.since <= day && day <= self.until)
    }

    fn stretch_line(&self, text: String, day: Option<Day>, link: String) -> TextLine {
        TextLine { text, date: day.map(whole_day), link }
    }

    /// Feedback of a kind that was given, by the day it was noted, in that time.
    fn given_feedback(&self, kind: Kind) -> Vec<(&Feedback, State)> {
        let all = self.lens.feedback_to(&self.person.id, self.until).into_iter();
        all.filter(|(feedback, state)| {
            feedback.kind == kind
                && state.is_given()
                && self.holds_day(feedback.date.or(feedback.shared_on()))
        })
        .collect()
    }

    fn done_goals<'g>(&self, goals: &[&'g Goal]) -> Vec<&'g Goal> {
        let mut done: Vec<&Goal> = goals
            .iter()
            .copied()
            .filter(|goal| goal.status == Status::Done && self.holds_day(goal.closed))
            .collect();
        done.sort_by(|a, b| (a.closed, &a.source).cmp(&(b.closed, &b.source)));
        done
    }

    fn has_moved(&self, goal: &Goal) -> bool {
        let news = goal.news.iter().filter(|news| news.audience.reaches_reader(self.lens.audience));
        news.map(|news| news.date)
            .chain(goal.steps.iter().map(|step| step.date))
            .any(|day| self.holds_day(day))
            || self.holds_day(goal.set)
    }

    fn high_fives(&self, done: &[&Goal]) -> (Vec<Group>, Vec<Group>, Vec<TextLine>) {
        let mut skills: BTreeMap<String, Vec<(Option<Day>, TextLine)>> = BTreeMap::new();
        let mut ways = skills.clone();
        let mut unnamed = Vec::new();
        let name = |word: &str| inert_text(&word.replace('-', " "));
        for (feedback, _) in self.given_feedback(Kind::HighFive) {
            let from = feedback.from.as_deref().map(|from| format!(", from {}", inert_text(from)));
            let text = self.lens.page_words(&feedback.words()) + &from.unwrap_or_default();
            let line =
                self.stretch_line(text, feedback.date, self.lens.link_to_source(&feedback.source));
            for skill in &feedback.skills {
                let of_skill = skills.entry(name(skill)).or_default();
                of_skill.push((feedback.date, line.clone()));
            }
            for way in &feedback.ways {
                ways.entry(name(way)).or_default().push((feedback.date, line.clone()));
            }
            if feedback.skills.is_empty() && feedback.ways.is_empty() {
                unnamed.push(line);
            }
        }
        for goal in done {
            if let Some(skill) = &goal.skill {
                let text = format!("goal done: {}", self.lens.page_words(&goal.title));
                let line =
                    self.stretch_line(text, goal.closed, self.lens.link_to_source(&goal.source));
                skills.entry(name(skill)).or_default().push((goal.closed, line));
            }
        }
        let groups = |by_name: BTreeMap<String, Vec<(Option<Day>, TextLine)>>| {
            let group = |(name, mut lines): (String, Vec<(Option<Day>, TextLine)>)| {
                lines.sort_by_key(|(day, _)| *day);
                Group { name, items: lines.into_iter().map(|(_, line)| line).collect() }
            };
            by_name.into_iter().map(group).collect()
        };
        (groups(skills), groups(ways), unnamed)
    }

    fn review_goal(&self, goal: &Goal) -> ReviewGoal {
        let lens = self.lens;
        let (steps_done, steps) = goal.steps_done();
        let news = goal.news.iter().filter(|news| {
            news.audience.reaches_reader(lens.audience) && self.holds_day(news.date)
        });
        ReviewGoal {
            title: lens.page_words(&goal.title),
            closed: goal.closed.map(whole_day),
            due: goal.due.map(whole_day),
            skill: goal.skill.as_deref().map(|skill| inert_text(&skill.replace('-', " "))),
            helps: lens.helped_goals(goal),
            steps_done,
            steps,
            news: news
                .map(|news| {
                    self.stretch_line(
                        lens.page_words(&news.text),
                        news.date,
                        lens.link_to_source(&news.source),
                    )
                })
                .collect(),
            link: lens.link_to_source(&goal.source),
        }
    }

    fn watch_outs(&self) -> Vec<ReviewFeedback> {
        let lens = self.lens;
        let row = |(feedback, _): (&Feedback, State)| ReviewFeedback {
            text: lens.page_words(&feedback.words()),
            path: feedback.what_would_help().map(|path| lens.page_words(path)),
            shared: feedback.shared_on().map(whole_day),
            settled: feedback.how_given().and_then(|given| given.settled).map(whole_day),
            reply: feedback.reply().map(|reply| lens.page_words(reply)),
            link: lens.link_to_source(&feedback.source),
        };
        self.given_feedback(Kind::WatchOut).into_iter().map(row).collect()
    }

    fn kept_promises(&self) -> Vec<TextLine> {
        let lens = self.lens;
        let mut kept = lens.promises_with(&self.person.id);
        kept.retain(|action| {
            action.is_of(&self.person.id)
                && action.status == Status::Done
                && self.holds_day(action.closed)
        });
        kept.sort_by(|a, b| (a.closed, &a.source).cmp(&(b.closed, &b.source)));
        let row = |action: &crate::records::promise::Action| {
            self.stretch_line(
                lens.page_words(&action.text),
                action.closed,
                lens.link_to_source(&action.source),
            )
        };
        kept.into_iter().map(row).collect()
    }

    fn outcomes(&self) -> Vec<TextLine> {
        let lens = self.lens;
        let lines = lens.lines_on(Kind::Outcome, &self.person.id);
        lines
            .filter(|line| self.holds_day(line.date) && !line.text.is_empty())
            .map(|line| {
                self.stretch_line(
                    lens.page_words(&line.text),
                    line.date,
                    lens.link_to_source(&line.source),
                )
            })
            .collect()
    }

    fn months(&self, goals: &[&Goal]) -> Vec<ReviewMonth> {
        let id = &self.person.id;
        let met = self.lens.model.meetings.meetings_with(id).filter(|meeting| meeting.held);
        let met: Vec<Option<Day>> = met.map(|meeting| Some(meeting.date)).collect();
        let high_fives = self.given_feedback(Kind::HighFive);
        let high_fives: Vec<Option<Day>> =
            high_fives.iter().map(|(f, _)| f.date.or(f.shared_on())).collect();
        let news: Vec<Option<Day>> = goals
            .iter()
            .flat_map(|goal| {
                let news =
                    goal.news.iter().filter(|n| n.audience.reaches_reader(self.lens.audience));
                news.map(|news| news.date).chain(goal.steps.iter().map(|step| step.date))
            })
            .collect();
        let set: Vec<Option<Day>> = goals.iter().map(|goal| goal.set).collect();
        let done: Vec<Option<Day>> =
            self.done_goals(goals).iter().map(|goal| goal.closed).collect();
        let kept = self.lens.promises_with(id).into_iter();
        let kept: Vec<Option<Day>> = kept
            .filter(|action| action.is_of(id) && action.status == Status::Done)
            .map(|action| action.closed)
            .collect();
        // Theirs alone, as those that were kept: the lead's are no word about them.
        let promised = self.lens.promises_with(id).into_iter().filter(|action| action.is_of(id));
        let promised: Vec<Option<Day>> = promised.map(|action| action.opened).collect();
        let said = |kinds: &[Kind]| -> Vec<Option<Day>> {
            let lines = kinds.iter().flat_map(|kind| self.lens.lines_on(*kind, id));
            lines.filter(|line| !line.text.is_empty()).map(|line| line.date).collect()
        };
        let outcomes = said(&[Kind::Outcome]);
        let clear = said(&[Kind::Clarity, Kind::Agreed]);
        let mut months = Vec::new();
        let mut first = Day::new(self.since.year(), self.since.month(), 1);
        while let Some(day) = first.filter(|day| *day <= self.until) {
            let count = |days: &[Option<Day>]| {
                let in_it = |at: &&Option<Day>| {
                    self.holds_day(**at)
                        && at.is_some_and(|one| {
                            (one.year(), one.month()) == (day.year(), day.month())
                        })
                };
                days.iter().filter(in_it).count()
            };
            let long = whole_day(day);
            let mut month = ReviewMonth {
                name: long.split_once(' ').map_or("", |(_, rest)| rest).to_owned(),
                met: count(&met),
                high_fives: count(&high_fives),
                news: count(&news),
                set: count(&set),
                goals: count(&done),
                kept: count(&kept),
                promised: count(&promised),
                clear: count(&clear),
                outcomes: count(&outcomes),
                thin: false,
            };
            let given = month.high_fives + month.news + month.goals + month.kept;
            let said = month.promised + month.clear + month.outcomes + month.set;
            month.thin = given + said == 0;
            // It begins with the first month of which there are notes.
            if !months.is_empty() || !month.thin || month.met > 0 {
                months.push(month);
            }
            first = Some(day.plus_months(1));
        }
        months
    }
}
