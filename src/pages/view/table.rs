//! What is on the table in one coming 1-2-1: feedback, topics, questions, and what is for
//! reference.

use crate::kind::Kind;
use crate::model::everyone::{concerned_reports, met_since, reached_reports};
use crate::model::model::Mentioned;
use crate::pages::escape::{clip, inert_text};
use crate::pages::view::facts::{FRESH_DAYS, Facts, last_of_same};
use crate::pages::view::lens::{Cut, PolicyLine, TextLine};
use crate::pages::view::meeting::{AskView, ForAllView, HomeView, MOST, NotedView, ShareView};
use crate::pages::view::resource::policy_line;
use crate::records::asking;
use crate::records::due;
use crate::records::feedback::{Feedback, Life, State};
use crate::records::practice::Line;
use crate::records::question::Question;
use crate::schedule::follow_up::{day_and_time, is_over, parties};
use crate::text::date::{Day, clock};
use crate::text::ids::PersonId;
use crate::text::lexicon::{Lexicon, key};
use crate::text::span::comparable_words;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many 1-2-1s later it is asked no more whether a path helps, but once after six weeks.
const MOST_ASKED_PATHS: usize = 2;
/// Topics of the lead are asked about after so many days, and then left to the rollup.
const OLD_TOPIC_DAYS: i64 = 28;
const OVER_TOPIC_DAYS: i64 = 84;
/// Questions on a prep.
const MOST_QUESTIONS: usize = 4;
/// Watch outs at once for somebody who wants coaxing.
const MOST_COAXING_WATCH_OUTS: usize = 1;
/// Questions for somebody who wants coaxing, besides the opening one.
const MOST_COAXING_QUESTIONS: usize = 2;
/// Short names of the question what somebody wants to talk about.
const ON_THEIR_MIND: &[&str] =
    &["mind", "on-your-mind", "your-topics", "topics", "what-is-on-your-mind"];
/// What a path is for is cut behind so many characters.
const MOST_ASIDE: usize = 60;
/// The same weeks of other years reach so far to both sides: six weeks in all.
const SEASONAL_DAYS: i64 = 21;

/// Feedback for today.
#[derive(Default)]
pub(crate) struct ToShare {
    /// To share.
    pub(crate) items: Vec<ShareView>,
    /// How many more there are.
    pub(crate) more: usize,
    /// Watch outs that lack a path.
    pub(crate) pathless: Vec<ShareView>,
    /// Watch outs that wait for their turn after a low season.
    pub(crate) waiting: usize,
    /// One has its turn, and no praise stands beside it.
    pub(crate) wants_praise: bool,
    /// When they last got praise, when that is long ago.
    pub(crate) praised: Option<String>,
}

/// Topics, sorted by what becomes of them today.
#[derive(Default)]
pub(crate) struct Topics {
    /// The person's own.
    pub(crate) theirs: Vec<TextLine>,
    /// To talk about.
    pub(crate) now: Vec<TextLine>,
    /// On performance, last of all.
    pub(crate) performance: Vec<TextLine>,
    /// For later.
    pub(crate) parked: Vec<TextLine>,
    /// On the table of the last 1-2-1 for the first time, and not closed.
    pub(crate) earlier: Vec<TextLine>,
}

impl<'a, 'l> Facts<'a, 'l> {
    /// What to share today and what has to be edited first.
    pub(crate) fn feedback_to_share(&self) -> ToShare {
        if !self.lead() {
            return ToShare::default();
        }
        let all = self.lens.feedback_to(self.id, self.date);
        let seen = |feedback: &Feedback| feedback.date.is_none_or(|date| date <= self.date);
        let open = all.iter().filter(|(feedback, at)| *at == State::ToShare && seen(feedback));
        let (pathless, mut share): (Vec<&Feedback>, Vec<&Feedback>) =
            open.map(|(feedback, _)| *feedback).partition(|feedback| feedback.lacks_path());
        // Nobody begins with a watch out, and nobody leaves with one.
        let first = self.last.is_none() || self.person.left.is_some_and(|left| left >= self.date);
        share.retain(|feedback| !(first && feedback.kind == Kind::WatchOut));
        let returning = self.model.returning(self.id, self.date);
        let only = returning.as_ref().and_then(|returning| returning.only_turn());
        let waits = |feedback: &&Feedback| {
            let theirs =
                returning.as_ref().is_some_and(|returning| returning.waits_for_turn(feedback));
            theirs && only.is_some_and(|only| !std::ptr::eq(only, *feedback))
        };
        share = last_of_same(share, |feedback| {
            format!("{:?}/{:?}/{}", feedback.kind, feedback.from, comparable_words(&feedback.text))
        });
        let before = share.len();
        share.retain(|feedback| !waits(feedback));
        let waiting = before - share.len();
        let all_of = share.len();
        // Who got no praise for weeks gets the newest of what was never told.
        let is_praise = |feedback: &&&Feedback| feedback.kind == Kind::HighFive;
        let fresh = share.iter().filter(is_praise).any(|feedback| !self.is_left(feedback));
        let newest = share.iter().filter(is_praise).max_by_key(|f| (f.date, f.source.clone()));
        let newest = newest.copied().filter(|_| !fresh && self.last_praise().is_some());
        let is = |one: Option<&Feedback>, other: &Feedback| {
            one.is_some_and(|one| std::ptr::eq(one, other))
        };
        // Its turn has come only now, or the line says that it is for now.
        let stays = |feedback: &Feedback| {
            let now = is(newest, feedback) || is(only, feedback) || feedback.first;
            now || feedback.why_now().is_some() || !self.is_left(feedback)
        };
        // To say that one more is somewhere else takes a line as well.
        let mut hidden = share.iter().copied().filter(|feedback| !stays(feedback));
        let one_more = hidden.next().filter(|_| hidden.next().is_none());
        let one_more = one_more.filter(|feedback| feedback.kind == Kind::HighFive);
        share.retain(|feedback| stays(feedback) || is(one_more, feedback));
        // The newest are worth most; they stand in the order in which things happened.
        share.sort_by_key(|f| (!f.first, Reverse(f.date), f.source.clone()));
        let most = self.most_lines().unwrap_or(all_of);
        let all_of_kind = |kind: Kind| share.iter().filter(|one| one.kind == kind).count();
        let counts = [Kind::HighFive, Kind::WatchOut].map(|kind| (kind, all_of_kind(kind)));
        let most_of = |kind: Kind| match kind == Kind::WatchOut && self.person.coaxing {
            true => most.min(MOST_COAXING_WATCH_OUTS),
            false if !self.person.coaxing && counts.contains(&(kind, most + 1)) => most + 1,
            false => most,
        };
        let mut shown: BTreeMap<Kind, usize> = BTreeMap::new();
        share.retain(|feedback| {
            let count = shown.entry(feedback.kind).or_default();
            *count += 1;
            *count <= most_of(feedback.kind)
        });
        share.sort_by_key(|f| (!f.first, f.kind != Kind::HighFive, f.date, f.source.clone()));
        let more = all_of - share.len();
        let praise = share.iter().any(|feedback| feedback.kind == Kind::HighFive);
        let pathless = pathless.iter().filter(|_| !first);
        let pathless: Vec<ShareView> = pathless.map(|feedback| self.share(feedback)).collect();
        ToShare {
            wants_praise: only.is_some() && !praise,
            waiting,
            praised: if praise { None } else { self.last_praise() },
            pathless,
            items: share.into_iter().map(|feedback| self.share(feedback)).collect(),
            more,
        }
    }

    /// Whether weeks and a 1-2-1 have passed since it was noted: it is still to share, and no news.
    fn is_left(&self, feedback: &Feedback) -> bool {
        let old = feedback.date.filter(|date| !self.is_fresh(*date));
        old.is_some_and(|date| self.last.is_some_and(|last| last.date > date))
    }

    /// When they last got praise, when that is long ago: on the day it was shared, or in the
    /// 1-2-1 whose prep offered it.
    fn last_praise(&self) -> Option<String> {
        let praise = |feedback: &&Feedback| {
            feedback.kind == Kind::HighFive && !matches!(feedback.life, Life::Dropped { .. })
        };
        let given = self.model.feedback_to(self.id).filter(praise).filter_map(|feedback| {
            let given = feedback.how_given().and_then(|given| given.on.or(feedback.date));
            given.or_else(|| self.model.last_offered(feedback, self.date))
        });
        let last = given.filter(|day| *day < self.date).max()?;
        // What may be praise is asked about, not denied.
        let mut lines = self.model.mentions_of(self.id);
        let later = |line: &Mentioned| {
            line.nearly.contains(&Kind::HighFive) && line.date.is_some_and(|day| day > last)
        };
        if lines.any(later) {
            return None;
        }
        (!self.is_fresh(last)).then(|| last.short(self.date))
    }

    /// For somebody who leaves, the newest praise that was given, newest first: to thank for.
    pub(crate) fn praise_given(&self) -> Vec<TextLine> {
        const MOST_GIVEN: usize = 2;
        let leaves = self.lead() && self.person.left.is_some_and(|left| left >= self.date);
        let given = self.model.feedback_to(self.id).filter(|feedback| {
            leaves && feedback.kind == Kind::HighFive && feedback.is_given_before(self.date)
        });
        let mut given: Vec<&Feedback> = given.collect();
        given.sort_by_key(|feedback| Reverse(feedback.date));
        given.truncate(MOST_GIVEN);
        given.into_iter().map(|one| self.text_line(&one.text, one.date, &one.source)).collect()
    }

    fn share(&self, feedback: &Feedback) -> ShareView {
        let about = feedback.skills.first().or(feedback.ways.first());
        ShareView {
            // What may be of another kind has a question mark.
            kind: feedback.kind.word().replace('-', " ") + if feedback.unsure { "?" } else { "" },
            noted: feedback
                .date
                .filter(|_| feedback.kind == Kind::HighFive && self.is_left(feedback))
                .map(|day| day.short(self.date)),
            about: about.map(|about| inert_text(&about.replace('-', " "))),
            from: feedback.from.as_deref().map(inert_text),
            text: self.lens.page_words(&feedback.words()),
            path: feedback.path.as_deref().map(|path| self.lens.page_words(path)),
            habit: feedback.habit.as_deref().map(|habit| self.lens.page_words(habit)),
            system: feedback.system.as_deref().map(|system| self.lens.page_words(system)),
            wants_skill: feedback.kind == Kind::HighFive && about.is_none(),
            now: feedback.why_now().map(inert_text),
            link: self.lens.link_to_source(&feedback.source),
        }
    }

    /// Topics to talk about, and those that are not on the table today.
    pub(crate) fn topics(&self) -> Topics {
        let mut topics = Topics { theirs: self.wished_for_now(), ..Topics::default() };
        topics.theirs.extend(self.on_their_mind());
        for line in Kind::AGENDA.into_iter().flat_map(|kind| self.lens.lines_on(kind, self.id)) {
            // What stands on this very page is not told twice; in a running log an earlier 1-2-1
            // stands there too.
            let earlier = line.meeting.as_ref().is_some_and(|its| its.date < self.date);
            let is_here = line.source.path == *self.lens.path && !earlier;
            if line.is_closed() || line.text.is_empty() || is_here {
                continue;
            }
            if line.is_parked_on(self.date) {
                topics.parked.push(self.text_line(&line.text, line.date, &line.source));
                continue;
            }
            if line.date.is_some_and(|date| date > self.date) {
                continue;
            }
            let mut text = self.text_line(&line.text, line.date, &line.source);
            let since = line.told_since().filter(|_| self.lead());
            let waits = since.map_or(0, |since| self.date.days_since(since));
            if waits > OVER_TOPIC_DAYS && line.by.as_ref() != Some(self.id) {
                continue;
            }
            if let Some(since) = since.filter(|_| waits > OLD_TOPIC_DAYS && !line.performance) {
                text.text =
                    format!("{}, since {}, still wanted?", text.text, since.short(self.date));
            }
            if line.kind != Kind::RoadBlock && self.was_on_table(line) {
                // It was on the prep of the last one; whether it was talked about, who knows.
                let held = self.model.meetings.held_between(self.id, line.told_since(), self.date);
                if line.meeting.is_none() && held.count() == 1 && !self.was_spoken_of(&line.text) {
                    topics.earlier.push(text);
                }
                continue;
            }
            match () {
                () if line.performance => topics.performance.push(text),
                () if line.by.as_ref() == Some(self.id) => topics.theirs.push(text),
                () => topics.now.push(text),
            }
        }
        topics
    }

    /// What they answered since last time to the question what is on their mind.
    fn on_their_mind(&self) -> Vec<TextLine> {
        let new = self.answers.iter().filter(|answer| {
            self.lead()
                && ON_THEIR_MIND.contains(&answer.question.as_str())
                && !answer.silent
                && answer.date.is_some_and(|date| date <= self.date)
                && self.last.is_none_or(|last| answer.date > Some(last.date))
        });
        new.map(|answer| self.text_line(&answer.text, answer.date, &answer.source)).collect()
    }

    /// A line was on the table: a 1-2-1 was held since, or it stands in one. An open task stays,
    /// and so does what the person wrote for the 1-2-1 itself until that is over.
    fn was_on_table(&self, line: &Line) -> bool {
        if line.status.is_some_and(|status| !status.is_closed()) {
            return false;
        }
        let since = line.told_since();
        let mut held = self.model.meetings.held_before(self.id, self.date);
        held.any(|meeting| {
            let its = line.meeting.as_ref();
            let stands_in = its
                .is_some_and(|its| its.path == meeting.path && its.date == meeting.date)
                && since.is_none_or(|since| since <= meeting.date);
            let on_its_day = line.on_agenda && since == Some(meeting.date);
            stands_in || on_its_day || since.is_some_and(|since| meeting.date > since)
        })
    }

    pub(crate) fn for_all(&self) -> Vec<ForAllView> {
        let mut all = Vec::new();
        let reports: Vec<&PersonId> = self
            .model
            .reports()
            .filter(|person| !self.model.is_dormant(person))
            .map(|person| &person.id)
            .collect();
        for kind in [Kind::AskAll, Kind::TellAll] {
            for line in self.lens.lines_of_kind(kind).filter(|line| !line.is_closed()) {
                let tell = kind == Kind::TellAll;
                let of = concerned_reports(self.model, line, &reports, self.date);
                let reached = reached_reports(self.model, line, &of);
                let met = met_since(self.model, line, &[self.id], self.date);
                let met = met.first().map(|(_, day)| *day);
                if !of.contains(&self.id)
                    || reached.contains(&self.id)
                    || line.date.is_some_and(|date| date > self.date)
                    || met.is_some_and(|met| !self.is_fresh(met))
                    || due::on_day(&line.text, self.model.config.date_order, line.date)
                        .is_some_and(|day| day < self.date)
                {
                    continue;
                }
                all.push(ForAllView {
                    tell,
                    met: met.map(|met| met.short(self.date)),
                    asked: reached.len(),
                    of: of.len(),
                    text: self.lens.page_words(&line.text),
                    link: self.lens.link_to_source(&line.source),
                });
            }
        }
        // What may have been told already gives way to what was not.
        all.sort_by_key(|view| view.met.is_some());
        all.truncate(MOST);
        all
    }

    /// Shared since last time or at last time, and nobody wrote what they said to it.
    pub(crate) fn unanswered_shares(&self) -> Vec<TextLine> {
        let Some(last) = self.last.filter(|_| self.lead()) else {
            return Vec::new();
        };
        let shared =
            self.lens.feedback_to(self.id, self.date).into_iter().filter(|(feedback, state)| {
                *state == State::Shared
                    && feedback.kind == Kind::WatchOut
                    && feedback.shared_on().is_some_and(|day| day >= last.date && day < self.date)
            });
        shared.map(|(f, _)| self.text_line(&f.text, f.shared_on(), &f.source)).take(MOST).collect()
    }

    /// Feedback that the last prep offered. Whether it was given nobody but the lead knows.
    pub(crate) fn offered_feedback(&self) -> Vec<TextLine> {
        let Some(last) = self.last.filter(|_| self.lead()) else {
            return Vec::new();
        };
        let open = self.lens.feedback_to(self.id, self.date).into_iter().filter(|(f, state)| {
            *state == State::Offered
                && f.noted_there.is_none()
                && self.model.last_offered(f, self.date) == Some(last.date)
        });
        open.map(|(f, _)| self.text_line(&f.text, Some(last.date), &f.source)).take(MOST).collect()
    }

    /// Critique that was noted in a 1-2-1 of theirs: it is asked once whether it was said, and what
    /// is weeks old is a count. Nobody begins with it, and nobody leaves with it.
    pub(crate) fn noted_feedback(&self) -> Cut<NotedView> {
        let leaves = self.person.left.is_some_and(|left| left >= self.date);
        if !self.lead() || self.last.is_none() || leaves {
            return Cut { items: Vec::new(), more: 0 };
        }
        let all = self.lens.feedback_to(self.id, self.date).into_iter();
        let is_before = |one: &Feedback| one.noted_there.is_some_and(|day| day < self.date);
        let noted = all.filter(|(one, state)| *state == State::Offered && is_before(one));
        let mut same: BTreeMap<String, Vec<&Feedback>> = BTreeMap::new();
        for (feedback, _) in noted {
            same.entry(comparable_words(&feedback.text)).or_default().push(feedback);
        }
        let mut all: Vec<Vec<&Feedback>> = same.into_values().collect();
        let last_day = |noted: &[&Feedback]| noted.last().and_then(|one| one.noted_there);
        all.sort_by_key(|noted| Reverse((last_day(noted), noted.last().map(|f| f.source.clone()))));
        let of = all.len();
        all.retain(|noted| last_day(noted).is_some_and(|day| self.is_fresh(day)));
        all.truncate(if self.person.coaxing { MOST_COAXING_WATCH_OUTS } else { 2 });
        let view = |noted: &Vec<&Feedback>| {
            let last = noted.last()?;
            let mut days: Vec<String> = noted
                .iter()
                .filter_map(|f| f.noted_there)
                .map(|day| day.short(self.date))
                .collect();
            days.dedup();
            Some(NotedView {
                days: days.join(" and "),
                text: self.lens.page_words(&last.text),
                path: last.what_would_help().map(|path| self.lens.page_words(path)),
                link: self.lens.link_to_source(&last.source),
            })
        };
        let items: Vec<NotedView> = all.iter().filter_map(view).collect();
        Cut { more: of - items.len(), items }
    }

    /// Watch outs that were answered and not settled: is the path working?
    pub(crate) fn paths_to_ask(&self) -> Vec<TextLine> {
        let given =
            self.lens.feedback_to(self.id, self.date).into_iter().filter(|(feedback, state)| {
                let before_last = self
                    .last
                    .is_some_and(|last| feedback.shared_on().is_some_and(|day| day < last.date));
                feedback.kind == Kind::WatchOut
                    && !feedback.lacks_path()
                    && (*state == State::Replied || (*state == State::Shared && before_last))
            });
        // A path alone says little after some weeks: what it is for stands before it.
        let said = |f: &Feedback| {
            let why = clip(&inert_text(&f.text), MOST_ASIDE);
            let why = why.trim_end_matches('.');
            format!(
                "{why}; path: {}",
                f.what_would_help().unwrap_or_default().trim_end_matches('.')
            )
        };
        // Asked in the two 1-2-1s behind the one in which it was shared, and once after six weeks:
        // nobody wants to hear of one bad day in spring all year. The rollup has it.
        let leaves = self.person.left.is_some_and(|left| left >= self.date);
        let its_turn = |feedback: &Feedback| {
            let Some(on) = feedback.shared_on() else { return false };
            let held = self.model.meetings.held_between(self.id, Some(on), self.date);
            let days: Vec<Day> = held.map(|held| held.date).filter(|day| *day > on).collect();
            let late = self.date.days_since(on) > FRESH_DAYS;
            let before = days.last().is_none_or(|last| last.days_since(on) <= FRESH_DAYS);
            days.len() <= MOST_ASKED_PATHS || late && before
        };
        let given: Vec<_> = given.filter(|(f, _)| !leaves && its_turn(f)).collect();
        let last = given.iter().skip(given.len().saturating_sub(2));
        last.map(|(f, _)| self.text_line(&said(f), f.shared_on(), &f.source)).collect()
    }

    pub(crate) fn follow_ups(&self) -> Vec<TextLine> {
        let open = self.lens.lines_on(Kind::FollowUp, self.id).filter(|line| !is_over(line));
        let view = |line: &Line| {
            let with = parties(&self.model.people, line);
            let with: Vec<String> = with
                .iter()
                .filter(|id| *id != self.id)
                .map(|id| self.lens.person_name(id))
                .collect();
            // A name that the line says itself is not said again.
            let own = format!(" {} ", comparable_words(&line.text));
            let unsaid = |name: &&String| !own.contains(&format!(" {} ", comparable_words(name)));
            let with: Vec<&str> = with.iter().filter(unsaid).map(String::as_str).collect();
            let when = day_and_time(&self.model.config, line, self.model.today);
            let mut view = self.text_line(&line.text, when.map(|(day, _)| day), &line.source);
            if let (Some(date), Some(time)) = (&mut view.date, when.and_then(|(_, time)| time)) {
                *date = format!("{date}, {}", clock(time));
            }
            if let Some(date) =
                view.date.as_mut().filter(|_| when.is_some_and(|(day, _)| day < self.date))
            {
                *date = format!("of {date}");
                view.text = format!("was it held? {}", view.text);
            }
            if !with.is_empty() {
                view.text = format!("{}, with {}", view.text, with.join(" and "));
            }
            view
        };
        open.map(view).take(MOST).collect()
    }

    /// The questions for this 1-2-1.
    pub(crate) fn chosen_questions(&self) -> &[&'a Question] {
        self.turn.get_or_init(|| self.choose())
    }

    fn choose(&self) -> Vec<&'a Question> {
        let bank = &self.model.questions;
        let opens = bank.iter().any(|question| question.opens);
        let most = match self.person.coaxing {
            true => MOST_COAXING_QUESTIONS + usize::from(opens),
            false => MOST_QUESTIONS,
        };
        let held: Vec<Day> =
            self.model.meetings.held_before(self.id, self.date).map(|held| held.date).collect();
        let (answers, wanted) = (&self.answers, &self.person.questions);
        let has_goal = self.model.goals_of(self.id).any(|goal| goal.is_open());
        let (person, held) = (self.id, held.as_slice());
        let asking = asking::Asking { bank, answers, person, wanted, held, most, has_goal };
        let mut chosen = asking.choose(self.date);
        let sprint = self.model.config.sprint;
        // Nobody is asked about the time since a 1-2-1 that never was.
        chosen.retain(|question| {
            !held.is_empty() || !asks_since(&question.said_on(self.date, sprint))
        });
        chosen
    }

    pub(crate) fn questions(&self) -> Cut<AskView> {
        let chosen = self.chosen_questions();
        let of = self.model.meetings.held_before(self.id, self.date).count();
        let waits = self.unanswered_feedback();
        let view = |question: &Question| {
            let tally = asking::tally(&self.answers, self.id, &question.slug, self.date);
            let text = tally.last_text.as_deref().map(|text| self.lens.page_words(text));
            // What waits for the lead stands above; how somebody felt months ago is no news.
            let twice = |text: &String| {
                question.is_for_me() && waits.items.iter().any(|line| line.text == *text)
            };
            let old = question.opens && tally.last.is_some_and(|last| !self.is_fresh(last));
            AskView {
                text: inert_text(&question.said_on(self.date, self.model.config.sprint)),
                opens: question.opens,
                early: question.early,
                for_me: question.is_for_me(),
                asked: tally.asked,
                answered: tally.answered,
                of,
                last: text.filter(|text| self.lead() && !old && !twice(text)),
                last_date: tally.last.map(|day| day.short(self.date)),
                after_silences: if tally.broke_silence { tally.silences } else { 0 },
                mood: self
                    .last
                    .and_then(|last| last.mood)
                    .filter(|_| question.opens && self.lead()),
                link: question.source.as_ref().map(|source| self.lens.link_to_source(source)),
            }
        };
        // Beforehand a person reads what is to be thought about; who wants coaxing reads them all.
        let told = |question: &Question| self.lead() || question.early || self.person.coaxing;
        let may_see = |question: &&Question| {
            question.audience.reaches_reader(self.lens.audience) && told(question)
        };
        Cut { items: chosen.iter().copied().filter(may_see).map(view).collect(), more: 0 }
    }

    /// The last word on home, until it was on the table twice: of what is older nobody knows
    /// whether it still is so.
    pub(crate) fn home(&self) -> Vec<HomeView> {
        const MOST_MET_SINCE: usize = 1;
        let may_be = |date: Day| date <= self.date && self.is_fresh(date);
        let mut lines = self.lens.lines_on(Kind::Home, self.id).rev();
        let last = lines.find(|line| line.date.is_none_or(may_be));
        let met_since = |line: &Line| {
            let met = self.model.meetings.held_between(self.id, line.date, self.date);
            line.date.map_or(0, |_| met.count())
        };
        let fresh = last.map(|line| (line, met_since(line)));
        let fresh = fresh.filter(|(_, met)| *met <= MOST_MET_SINCE);
        let view = |(line, met): (&Line, usize)| HomeView {
            text: self.lens.page_words(&line.text),
            date: line.date.map(|day| day.short(self.date)),
            old: met > 0,
            link: self.lens.link_to_source(&line.source),
        };
        fresh.map(view).into_iter().collect()
    }

    /// Policies that a line on the person mentions since last time, or an open task.
    pub(crate) fn mentioned_policies(&self) -> Vec<PolicyLine> {
        let mut found: Vec<PolicyLine> = Vec::new();
        for used in &self.model.policy_uses {
            let theirs =
                used.people.contains(self.id) && used.audience.reaches_reader(self.lens.audience);
            let now = self.is_new(used.date) || (used.open && used.date <= Some(self.date));
            let policy = self.model.policies.iter().find(|policy| policy.is_called(&used.slug));
            if let Some(policy) = policy.filter(|_| theirs && now) {
                let from = Some(self.lens.link_to_source(&used.source));
                let asked = used.text.as_deref().map(|text| self.lens.page_words(text));
                let line = PolicyLine { asked, ..policy_line(self.lens, policy, self.date, from) };
                if found.iter().all(|other| other.link != line.link) {
                    found.push(line);
                }
            }
        }
        found.truncate(MOST);
        found
    }

    pub(crate) fn other_years(&self) -> Vec<TextLine> {
        let then: Vec<Day> = (1..=9).map(|years| self.date.plus_months(-12 * years)).collect();
        let near = |day: Day| then.iter().any(|then| day.days_since(*then).abs() <= SEASONAL_DAYS);
        let outcomes = self.lens.lines_on(Kind::Outcome, self.id);
        outcomes
            .rev()
            .filter(|line| line.date.is_some_and(near))
            .map(|line| self.text_line(&line.text, line.date, &line.source))
            .take(MOST)
            .collect()
    }
}

/// Whether a question is about the time since the last 1-2-1.
fn asks_since(question: &str) -> bool {
    let words = format!(" {} ", key(question));
    let mut all = Lexicon::shipped().words("since_last").iter();
    all.any(|since| words.contains(&format!(" {} ", key(since))))
}
