//! Gathering the facts of one coming 1-2-1 from the model: head, promises, goals.

use crate::kind::{Audience, Kind};
use crate::model::model::Model;
use crate::pages::escape::inert_text;
use crate::pages::view::lens::{Cut, Lens, TextLine, due_words};
use crate::pages::view::meeting::{GoalView, PromiseView, SeasonView};
use crate::pages::view::telling::said_before;
use crate::people::meeting::Meeting;
use crate::people::person::{Person, Season};
use crate::records::due;
use crate::records::feedback::Feedback;
use crate::records::goal::Goal;
use crate::records::practice::Line;
use crate::records::promise::Action;
use crate::records::question;
use crate::records::question::{Answer, Question};
use crate::records::record::Source;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use crate::text::span::comparable_words;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// A steady season, a word on home and feedback that waits for the lead are on the prep for so
/// long; the rollup and the lead's page have all of it.
pub(crate) const FRESH_DAYS: i64 = 42;
/// Agreements of the last time on one screen; all of them are in the rollup.
const MOST_AGREED: usize = 3;
/// After four weeks it is asked whether a promise is still wanted.
const OLD_PROMISE_DAYS: i64 = 28;
/// Colleagues to ask about one goal.
const MOST_ASKED: usize = 2;

/// Of lines that say the same the last one.
pub(crate) fn last_of_same<T>(lines: Vec<T>, words: impl Fn(&T) -> String) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<T> =
        lines.into_iter().rev().filter(|line| seen.insert(words(line))).collect();
    kept.reverse();
    kept
}

/// The same of lines of text.
pub(crate) fn said_once(lines: Vec<TextLine>) -> Vec<TextLine> {
    last_of_same(lines, |line| comparable_words(&line.text))
}

pub(crate) struct Facts<'a, 'l> {
    pub(crate) lens: &'l Lens<'a>,
    pub(crate) model: &'a Model,
    pub(crate) person: &'l Person,
    pub(crate) id: &'l PersonId,
    pub(crate) date: Day,
    pub(crate) last: Option<&'a Meeting>,
    pub(crate) answers: Vec<&'a Answer>,
    /// The questions whose turn it is: told by all 1-2-1s before, so asked once.
    pub(crate) turn: OnceCell<Vec<&'a Question>>,
}

impl<'a, 'l> Facts<'a, 'l> {
    pub(crate) fn new(lens: &'l Lens<'a>, person: &'l Person, date: Day) -> Facts<'a, 'l> {
        let model = lens.model;
        let last = model.meetings.meetings_with(&person.id).rfind(|m| m.held && m.date < date);
        let answers = model.answers_of(&person.id);
        Facts { lens, model, person, id: &person.id, date, last, answers, turn: OnceCell::new() }
    }

    /// Somebody who wants coaxing gets half.
    pub(crate) fn most_lines(&self) -> Option<usize> {
        let half = |most: usize| {
            if self.person.coaxing { most.div_ceil(2) } else { most }
        };
        self.lens.most.map(half)
    }

    pub(crate) fn lead(&self) -> bool {
        self.lens.audience == Audience::Lead
    }

    pub(crate) fn is_new(&self, day: Option<Day>) -> bool {
        let after = self.last.is_none_or(|last| day.is_some_and(|day| day >= last.date));
        after && day.is_some_and(|day| day <= self.date)
    }

    pub(crate) fn text_line(&self, text: &str, date: Option<Day>, source: &Source) -> TextLine {
        TextLine {
            text: self.lens.page_words(text),
            date: date.map(|day| day.short(self.date)),
            link: self.lens.link_to_source(source),
        }
    }

    pub(crate) fn season(&self) -> Option<SeasonView> {
        let season = self.model.seasons.season_on(self.id, self.date)?;
        let since = self.model.seasons.season_since(self.id, self.date);
        if season == Season::Steady && since.is_some_and(|since| !self.is_fresh(since)) {
            return None;
        }
        Some(SeasonView {
            word: season.word().to_owned(),
            days: since.map(|since| self.date.days_since(since)),
        })
    }

    /// Set in the 1-2-1's own note; else anywhere since the last one; else that of one which was
    /// not held since.
    pub(crate) fn intentions(&self) -> Vec<TextLine> {
        let open = |line: &&Line| !line.text.is_empty() && !line.is_closed();
        let lines: Vec<&Line> = self.lens.lines_on(Kind::Intention, self.id).filter(open).collect();
        let since = |day: Day| self.last.is_none_or(|last| day > last.date) && day <= self.date;
        let (mut own, mut elsewhere, mut missed) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            let text = || self.text_line(&line.text, None, &line.source);
            match line.meeting_with(self.id) {
                Some(meeting) if meeting.date == self.date => own.push(text()),
                Some(meeting) if !meeting.held && since(meeting.date) => missed.push(text()),
                None if line.date.map_or(self.last.is_none(), since) => elsewhere.push(text()),
                _ => {}
            }
        }
        [own, elsewhere, missed].into_iter().find(|lines| !lines.is_empty()).unwrap_or_default()
    }

    /// Open promises of both sides, the lead's first: of each what is late, then the oldest. A side
    /// never hides the other's.
    pub(crate) fn open_promises(&self) -> Cut<PromiseView> {
        let mut open: Vec<_> = self
            .lens
            .promises_with(self.id)
            .into_iter()
            .filter(|action| action.is_open())
            .collect();
        // What is promised in this very 1-2-1 is not from before.
        let own =
            self.model.meetings.meetings_with(self.id).find(|meeting| meeting.date == self.date);
        open.retain(|action| {
            let here = own.is_some_and(|own| own.path == action.source.path)
                && action.opened == Some(self.date);
            !here && action.opened.is_none_or(|opened| opened <= self.date)
        });
        open.sort_by_key(|action| {
            let late = action.due.filter(|due| *due < self.date);
            (late.is_none(), late, action.opened, action.source.clone())
        });
        // `me + Luca: …` is one promise.
        let mine = open.iter().filter(|action| action.is_leads(&self.model.people));
        let mine: BTreeSet<Source> = mine.map(|action| action.source.clone()).collect();
        let theirs = open.iter().filter(|action| action.is_of(self.id));
        let both: BTreeSet<Source> = theirs
            .map(|action| action.source.clone())
            .filter(|source| mine.contains(source))
            .collect();
        open.retain(|action| !(action.is_of(self.id) && both.contains(&action.source)));
        // Of two that may be one, the newer tells the older.
        let mut again = Vec::new();
        for side in [true, false] {
            let of_side: Vec<&Action> =
                open.iter().copied().filter(|action| action.is_of(self.id) == side).collect();
            again.extend(said_before(&of_side).into_iter().filter(|_| self.lead()));
        }
        open.retain(|action| !again.iter().any(|(_, older)| std::ptr::eq(*older, *action)));
        let before = |action: &Action| {
            let (_, older) = again.iter().find(|(newer, _)| std::ptr::eq(*newer, action))?;
            Some(self.text_line(&self.promise_words(older), older.opened, &older.source))
        };
        let said = |day: Option<Day>| day.filter(|_| self.lead()).map(|day| day.short(self.date));
        let view = |action: &Action| PromiseView {
            who: match both.contains(&action.source) {
                true => "both".to_owned(),
                false => self.lens.promise_owner(action),
            },
            mine: !action.is_of(self.id),
            text: self.lens.page_words(&self.promise_words(action)),
            due: action.due.map(|due| self.due_words(due)),
            late: self.lead() && action.due.is_some_and(|due| due < self.date),
            passed: self.lead() && action.due.is_none() && self.day_has_passed(action),
            days: action.opened.map(|opened| self.date.days_since(opened)),
            since: action.opened.map(|opened| opened.short(self.date)),
            old: self.lead() && self.is_old(action),
            again: said(action.said_again),
            ticked: said(action.ticked_otherwise),
            spoken: said(self.spoken_since(action)),
            taken_up: said(self.taken_up(action)),
            before: before(action),
            link: self.lens.link_to_source(&action.source),
            tick: self.lens.tick_box(&action.text, &action.source),
        };
        let (mine, theirs): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|action| !action.is_of(self.id));
        let (mine, theirs) = (
            self.lens.cut_to(mine, self.most_lines()),
            self.lens.cut_to(theirs, self.most_lines()),
        );
        Cut {
            more: mine.more + theirs.more,
            items: mine.items.into_iter().chain(theirs.items).map(view).collect(),
        }
    }

    /// The words of a promise: the day that stands beside them is not told twice. A box to tick has
    /// the words by which it is found again.
    pub(crate) fn promise_words(&self, action: &Action) -> String {
        let told = self.lead() && self.is_old(action) && action.opened.is_some();
        let due = action.due.filter(|_| !told && !self.model.config.ticks);
        let order = self.model.config.date_order;
        let words = due.map(|due| due::without_day(&action.text, due, order, action.opened));
        words.unwrap_or_else(|| action.text.clone())
    }

    /// Until when: on a page that the person reads nothing is late, it has its day.
    fn due_words(&self, due: Day) -> String {
        match self.lead() || due >= self.date {
            // A prep is read before its day.
            true if due == self.date => "due that day".to_owned(),
            true if due.days_since(self.date) == 1 => "due the day after".to_owned(),
            true => due_words(due, self.date),
            false => format!("due {}", due.short(self.date)),
        }
    }

    /// Whether the day that a promise names has passed: `present on 1 Dec`.
    fn day_has_passed(&self, action: &Action) -> bool {
        let order = self.model.config.date_order;
        let on = due::on_day(&action.text, order, action.opened);
        on.is_some_and(|on| on < self.date && action.opened.is_none_or(|opened| opened <= on))
    }

    /// Open for so long that the question is whether it is still wanted, not how late it is.
    pub(crate) fn is_old(&self, action: &Action) -> bool {
        let since = [action.opened, action.due].into_iter().flatten().min();
        let waits = action.due.is_none_or(|due| self.date.days_since(due) > 0);
        waits && since.is_some_and(|since| self.date.days_since(since) > OLD_PROMISE_DAYS)
    }

    /// Whether a line was written in the last 1-2-1.
    pub(crate) fn is_at_last(&self, line: &Line) -> bool {
        let its = line.meeting.as_ref().map(|meeting| meeting.sort_key());
        its.is_some() && its == self.last.map(Meeting::sort_key)
    }

    pub(crate) fn agreed_lines(&self) -> Cut<TextLine> {
        let lines = self.lens.lines_on(Kind::Agreed, self.id);
        let all = lines
            .filter(|line| self.is_at_last(line) && !line.text.is_empty())
            .map(|line| self.text_line(&line.text, line.date, &line.source))
            .collect();
        self.lens.cut_to(said_once(all), Some(MOST_AGREED))
    }

    pub(crate) fn unagreed_to_show(&self) -> Cut<TextLine> {
        let lines = self.unagreed_lines();
        let all = lines.map(|line| self.text_line(&line.text, line.date, &line.source)).collect();
        self.lens.cut_to(all, Some(MOST_AGREED))
    }

    /// What became clear last time, when nothing was agreed.
    pub(crate) fn unagreed_lines(&self) -> impl Iterator<Item = &'a Line> {
        let agreed = self.lens.lines_on(Kind::Agreed, self.id).any(|line| self.is_at_last(line));
        let clear = self.lens.lines_on(Kind::Clarity, self.id).filter(|line| self.is_at_last(line));
        // A promise of that 1-2-1 that stands behind it follows from it.
        let follows = move |line: &&Line| {
            self.model.actions_with(self.id).any(|action| {
                action.source.path == line.source.path
                    && action.source.line > line.source.line
                    && self.last.is_some_and(|last| action.opened == Some(last.date))
            })
        };
        clear.filter(move |line| {
            let below = line.children.iter().any(|child| child.status.is_some());
            !agreed && !below && !follows(line)
        })
    }

    /// Not yet so long ago that it would be read past, every week anew.
    pub(crate) fn is_fresh(&self, day: Day) -> bool {
        self.date.days_since(day) <= FRESH_DAYS
    }

    /// Feedback for the lead that has no reply yet, newest last, and how many more there are: what
    /// is older is read past when it stands there in words every week, but it is not forgotten.
    pub(crate) fn unanswered_feedback(&self) -> Cut<TextLine> {
        let mine = self.answers.iter().filter(|answer| {
            self.lead()
                && question::same_name(&answer.question, "for-me")
                && !answer.silent
                && answer.reply.is_none()
                && answer.date.is_none_or(|date| date < self.date)
        });
        // What was said again stands there once, as it was said last.
        let mine: Vec<_> = last_of_same(mine.collect(), |answer| comparable_words(&answer.text));
        let fresh = mine.iter().filter(|answer| answer.date.is_none_or(|day| self.is_fresh(day)));
        let fresh: Vec<_> = fresh.collect();
        // What is older shows its newest in words: a count alone says nothing.
        let is_old = |answer: &&&Answer| {
            let days = answer.date.map_or(0, |day| self.date.days_since(day));
            days > 2 * FRESH_DAYS
        };
        let newest = || mine.last().into_iter().filter(|one| !is_old(one)).collect();
        let kept: Vec<_> = if fresh.is_empty() { newest() } else { fresh };
        if kept.is_empty() {
            return Cut { items: Vec::new(), more: 0 };
        }
        // One more takes a line as well.
        let most = if mine.len() == 3 && kept.len() == 3 { 3 } else { 2 };
        let last = &kept[kept.len().saturating_sub(most)..];
        // What was said again has both days.
        let before = |answer: &Answer| {
            let same = |one: &&&Answer| {
                one.date < answer.date
                    && question::same_name(&one.question, "for-me")
                    && comparable_words(&one.text) == comparable_words(&answer.text)
            };
            self.answers.iter().rfind(same).and_then(|one| one.date)
        };
        let line = |answer: &&&&Answer| {
            let line = self.text_line(&answer.text, answer.date, &answer.source);
            let days = before(answer).map(|day| day.short(self.date)).into_iter().chain(line.date);
            TextLine { date: Some(days.collect::<Vec<_>>().join(" and ")), ..line }
        };
        Cut { items: last.iter().map(line).collect(), more: mine.len() - last.len() }
    }

    /// What the lead did about the feedback of last time, or since then, to be told.
    pub(crate) fn replied_feedback(&self) -> Vec<TextLine> {
        let Some(last) = self.last.filter(|_| self.lead()) else {
            return Vec::new();
        };
        let new = self.answers.iter().filter(|answer| {
            question::same_name(&answer.question, "for-me")
                && !answer.silent
                && answer.replied.or(answer.date).is_some_and(|date| date >= last.date)
                && answer.date.is_none_or(|date| date < self.date)
        });
        let line = |answer: &&Answer| {
            let reply = answer.reply.as_deref()?;
            let text = format!("{}; what you did: {reply}", answer.text);
            Some(self.text_line(&text, answer.date, &answer.source))
        };
        new.filter_map(line).take(2).collect()
    }

    /// Open goals, the most recent first. Where not all fit, those stay that are due soonest.
    pub(crate) fn open_goals(&self) -> Cut<GoalView> {
        let goals = self.lens.goals_of(self.id);
        let open: Vec<&Goal> =
            goals.iter().map(AsRef::as_ref).filter(|goal| goal.is_open()).collect();
        let mut kept: Vec<(usize, &Goal)> = open.iter().copied().enumerate().collect();
        kept.sort_by_key(|(at, goal)| (*at != 0, goal.due.is_none(), goal.due, *at));
        let mut kept = self.lens.cut_list(kept);
        kept.items.sort_by_key(|(at, _)| *at);
        let items =
            kept.items.into_iter().map(|(at, goal)| self.goal_view(goal, at == 0)).collect();
        Cut { items, more: kept.more }
    }

    fn goal_view(&self, goal: &Goal, recent: bool) -> GoalView {
        let (steps_done, steps) = goal.steps_done();
        let on_it: Vec<&Feedback> = self
            .lens
            .feedback_that(self.id, self.date, |feedback| feedback.goals.contains(&goal.key))
            .into_iter()
            .filter(|(_, state)| !state.is_hidden())
            .map(|(feedback, _)| feedback)
            .collect();
        let mut from: Vec<String> =
            on_it.iter().filter_map(|f| f.from.as_deref().map(inert_text)).collect();
        from.dedup();
        let count = |kind: Kind| on_it.iter().filter(|feedback| feedback.kind == kind).count();
        let next = goal.steps.iter().find(|step| !step.status.is_closed());
        let may_see = |news: &&crate::records::news::News| {
            news.audience.reaches_reader(self.lens.audience) && !news.text.is_empty()
        };
        let plain_open = goal.status == crate::vault::config::Status::Open;
        GoalView {
            title: self.lens.page_words(&goal.title),
            status: if plain_open { String::new() } else { goal.status.word().to_owned() },
            recent,
            set: goal.set.map(|day| day.short(self.date)),
            due: goal.due.map(|due| self.due_words(due)),
            steps_done,
            steps,
            spoken: self.goal_spoken(goal).map(|day| day.short(self.date)),
            wants_step: self.wants_step(goal),
            next_step: next.map(|step| self.lens.page_words(&step.text)),
            moved: goal.last_moved().map(|day| day.short(self.date)),
            news: goal
                .news
                .iter()
                .rfind(may_see)
                .filter(|news| news.date.is_some() && news.date == goal.last_moved())
                .map(|news| self.lens.page_words(&news.text))
                .or_else(|| {
                    let (_, from) =
                        goal.due_moved.filter(|(on, _)| goal.last_moved() == Some(*on))?;
                    Some(format!("due moved from {}", from.short(self.date)))
                }),
            helps: self.lens.helped_goals(goal),
            high_fives: count(Kind::HighFive),
            watch_outs: count(Kind::WatchOut),
            ask: if on_it.is_empty() { self.people_to_ask(goal) } else { Vec::new() },
            from,
            link: self.lens.link_to_source(&goal.source),
            tick: self.lens.tick_box(&goal.title, &goal.source),
        }
    }

    /// Whom to ask about a goal that nobody has said anything to.
    fn people_to_ask(&self, goal: &Goal) -> Vec<String> {
        if !self.lead() {
            return Vec::new();
        }
        let mut names: Vec<String> =
            goal.witnesses.iter().map(|id| self.lens.person_name(id)).collect();
        let helped = goal.helped_names();
        let beside = self.model.goals.iter().filter(|other| {
            other.key.person != *self.id
                && other.is_open()
                && other.helped_names().iter().any(|name| helped.contains(name))
        });
        names.extend(beside.map(|other| self.lens.person_name(&other.key.person)));
        let given = self.model.feedback_to(self.id).rev();
        names.extend(given.filter_map(|feedback| feedback.from.as_deref()).map(inert_text));
        let mut ask: Vec<String> = Vec::new();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            if ask.len() < MOST_ASKED && !ask.contains(&name) {
                ask.push(name);
            }
        }
        ask
    }

    pub(crate) fn goals_done(&self) -> Vec<TextLine> {
        let done = self.lens.goals_of(self.id).into_iter().filter(|goal| {
            goal.status == crate::vault::config::Status::Done && self.is_new(goal.closed)
        });
        done.map(|goal| self.text_line(&goal.title, goal.closed, &goal.source)).collect()
    }
}
