//! Intentions that are offered when none is set: what this 1-2-1 could lead to.
//!
//! An offer is an intention, never a question of the bank and never what is between the lead and
//! somebody else. One that stood there for two 1-2-1s rests at the third: what nobody took twice
//! is read past.

use crate::kind::Kind;
use crate::pages::escape::clip;
use crate::pages::view::facts::Facts;
use crate::pages::view::lens::TextLine;
use crate::pages::view::meeting::MOST;
use crate::pages::view::telling::{RARE_LETTERS, telling_words};
use crate::people::person::Season;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::records::promise::Action;
use crate::records::record::Source;
use crate::schedule::schedule;
use crate::text::date::Day;
use crate::text::lexicon::Lexicon;
use std::collections::BTreeSet;

/// A promise without a day is offered as an intention when it is so old.
const OLD_PROMISE_DAYS: i64 = 21;
/// An offer is said in so many characters at most.
const MOST_OFFER_CHARS: usize = 80;
/// Of so many 1-2-1s in a row an offer rests at the last.
const TURNS: usize = 3;

/// Intentions for a 1-2-1 with nothing open, in turn.
const IN_TURN: &[&str] = &[
    "find out what would help NAME most now",
    "hear what NAME wants to reach next",
    "leave with one small step that NAME chose",
    "find out what goes well for NAME, and why",
];

/// What could be offered, and since when it could.
struct Offer {
    text: String,
    since: Option<Day>,
    source: Option<Source>,
}

impl Facts<'_, '_> {
    /// At most three: a promise that waits, the next step of a goal, what was stated and not
    /// agreed; in a low season, first of all, what would make it easier.
    pub(crate) fn offered_lines(&self) -> Vec<TextLine> {
        let mut all: Vec<Offer> = Vec::new();
        all.extend(self.easier_offer());
        all.extend(self.wished_offer());
        all.extend(self.to_agree());
        all.extend(self.waiting_promise(false));
        all.extend(self.next_steps());
        let mut shown: Vec<Offer> = Vec::new();
        for offer in all.into_iter().filter(|offer| self.is_its_turn(offer)) {
            if shown.len() < MOST && shown.iter().all(|other| other.text != offer.text) {
                shown.push(offer);
            }
        }
        let general = shown.is_empty() && self.last.is_some();
        if general {
            let held = self.model.meetings.held_before(self.id, self.date).count();
            let turn = if self.mood_falls() { 0 } else { held % IN_TURN.len() };
            let text = IN_TURN[turn].replace("NAME", &self.lens.person_name(self.id));
            shown.push(Offer { text, since: None, source: None });
            shown.extend(self.waiting_promise(true));
        }
        let line = |offer: Offer| {
            let link = offer.source.map(|source| self.lens.link_to_source(&source));
            TextLine { text: offer.text, date: None, link: link.unwrap_or_default() }
        };
        shown.into_iter().map(line).collect()
    }

    /// Whether they felt worse last time than the time before.
    fn mood_falls(&self) -> bool {
        let held = self.model.meetings.held_before(self.id, self.date).rev();
        let moods: Vec<u8> = held.filter_map(|meeting| meeting.mood).take(2).collect();
        matches!(moods.as_slice(), [last, before] if last < before)
    }

    fn is_its_turn(&self, offer: &Offer) -> bool {
        let Some(since) = offer.since else { return true };
        let held = self.model.meetings.held_between(self.id, Some(since), self.date).count();
        held % TURNS != TURNS - 1
    }

    fn easier_offer(&self) -> Option<Offer> {
        let low = self.model.seasons.season_on(self.id, self.date) == Some(Season::Low);
        let since = self.model.seasons.season_since(self.id, self.date);
        low.then(|| Offer {
            text: "find one thing that would make the next weeks easier".to_owned(),
            since: since.or(Some(self.date)),
            source: None,
        })
    }

    /// What they wanted to talk about next time.
    fn wished_offer(&self) -> Option<Offer> {
        let wish = self.wished_for_now().into_iter().next()?;
        let name = self.lens.person_name(self.id);
        let text = format!("take up what {name} asked for: {}", clip(&wish.text, MOST_OFFER_CHARS));
        Some(Offer { text, since: None, source: None })
    }

    fn to_agree(&self) -> Option<Offer> {
        let last = self.last?;
        let line = self.unagreed_lines().next()?;
        let text = format!("agree what follows from: {}", self.short_words(&line.text));
        Some(Offer { text, since: Some(last.date), source: Some(line.source.clone()) })
    }

    /// The words of last time, each line by itself: what it was about comes first today.
    fn last_lines(&self) -> Vec<BTreeSet<String>> {
        let Some(last) = self.last.filter(|_| self.lead()) else { return Vec::new() };
        let said = self.model.said_in(last);
        let of_kinds = [Kind::Outcome, Kind::Clarity].into_iter();
        let lines = of_kinds.flat_map(|kind| self.lens.lines_on(kind, self.id));
        let there = lines.filter(|line| self.is_at_last(line)).map(|line| line.text.as_str());
        said.iter().map(|line| line.text.as_str()).chain(there).map(telling_words).collect()
    }

    /// Whether a line of last time speaks of this: most of its words, two at least.
    fn is_spoken_of(&self, text: &str) -> bool {
        let words = telling_words(text);
        let least = words.len().div_ceil(2).max(2);
        let lines = self.last_lines();
        lines.iter().any(|line| line.intersection(&words).count() >= least)
    }

    /// Whether last time was about this: two words of a line or a promise of it, one of them rare.
    pub(crate) fn was_spoken_of(&self, text: &str) -> bool {
        let words = telling_words(text);
        let promised = self.lens.promises_with(self.id).into_iter().filter(|action| {
            self.last.is_some_and(|last| {
                action.opened == Some(last.date) && action.source.path == last.path
            })
        });
        let promised = promised.map(|action| telling_words(&action.text));
        self.last_lines().into_iter().chain(promised).any(|line| {
            let common: Vec<&String> = line.intersection(&words).collect();
            common.len() > 1 && common.iter().any(|word| word.chars().count() >= RARE_LETTERS)
        })
    }

    /// The day of the last line since a promise that may tell that it is kept: one on them, or
    /// praise of them, outside of 1-2-1s, that has a rare word of it.
    pub(crate) fn spoken_since(&self, action: &Action) -> Option<Day> {
        let opened = action.opened.filter(|_| self.lead() && action.is_of(self.id))?;
        let name = telling_words(&self.person.name);
        let mut words = telling_words(&action.text);
        words.retain(|word| word.chars().count() >= RARE_LETTERS && !name.contains(word));
        if words.is_empty() {
            return None;
        }
        // Before its due day it is as good as open.
        let from = action.due.map_or(opened.plus(1), |due| due.max(opened.plus(1)));
        let is_new = |day: Day| day >= from && day <= self.date;
        let lines = self.model.mentions_of(self.id).map(|line| (line.date, line.text.as_str()));
        let praise = self.model.feedback_to(self.id).filter(|one| {
            let own = one.source.path != action.source.path;
            one.kind == Kind::HighFive && one.how_given().is_none() && own
        });
        let praise = praise.map(|one| (one.date, one.text.as_str()));
        let speaks = |text: &str| telling_words(text).intersection(&words).next().is_some();
        let told = lines.chain(praise).filter(|(day, _)| day.is_some_and(is_new));
        told.filter(|(_, text)| speaks(text)).filter_map(|(day, _)| day).max()
    }

    /// Whether a goal was set these weeks, and no line tells of its first step.
    pub(crate) fn wants_step(&self, goal: &Goal) -> bool {
        let fresh = goal.set.is_none_or(|set| self.is_fresh(set));
        let last = self.last.filter(|last| goal.set.is_some_and(|set| set < last.date));
        let words = telling_words(&goal.title);
        let said = last.map(|last| self.model.said_in(last)).unwrap_or_default();
        let told = said.iter().any(|line| !telling_words(&line.text).is_disjoint(&words));
        fresh && goal.steps.is_empty() && !(told && self.lead())
    }

    /// Theirs, or the lead's to them: overdue, due before the next 1-2-1, open for weeks, or what
    /// last time was about; where nothing else is offered, one rare word of last time suffices.
    fn waiting_promise(&self, by_a_word: bool) -> Option<Offer> {
        let cadence = schedule::cadence(&self.model.schedule_facts(), self.person);
        let between = |action: &&Action| {
            let mine = action.is_leads(&self.model.people);
            action.is_of(self.id) || (mine && action.person.as_ref() == Some(self.id))
        };
        let waits_since = |action: &Action| match (action.due, action.opened) {
            (Some(due), opened) => Some(due)
                .filter(|due| *due < self.date)
                .or_else(|| opened.filter(|_| due < cadence.after(self.date))),
            (None, Some(opened)) => {
                let waits = Some(opened.plus(OLD_PROMISE_DAYS)).filter(|day| *day <= self.date);
                waits.or_else(|| Some(opened).filter(|_| self.is_spoken_of(&action.text)))
            }
            (None, None) => None,
        };
        // Whether it is still wanted, or closed already, the page asks first.
        let is_asked = |action: &Action| {
            action.ticked_otherwise.is_some()
                || self.is_old(action)
                || self.spoken_since(action).is_some()
        };
        let open = self.lens.promises_with(self.id).into_iter();
        let open = open.filter(|action| action.is_open() && !is_asked(action));
        let lines = if by_a_word { self.last_lines() } else { Vec::new() };
        let has_word = |action: &Action| {
            let words = telling_words(&action.text);
            let mut common = lines.iter().flat_map(|line| line.intersection(&words));
            common.any(|word| word.chars().count() >= RARE_LETTERS)
        };
        let since =
            |action: &Action| waits_since(action).or(action.opened.filter(|_| has_word(action)));
        let waiting = open.filter(between).filter_map(|action| Some((since(action)?, action)));
        let mut waiting: Vec<(Day, &Action)> = waiting.collect();
        // What is past its day first, then what was spoken of last time.
        let weight = |action: &Action| match action.due {
            Some(due) => usize::from(due >= self.date),
            None => 2 + usize::from(!self.is_spoken_of(&action.text)),
        };
        waiting.sort_by_key(|(since, action)| (weight(action), *since, action.source.clone()));
        let offer = |(since, action): (Day, &Action)| {
            let words = self.short_words(&self.promise_words(action));
            let text = match action.is_of(self.id) {
                true => format!("settle what {} promised: {words}", self.lens.person_name(self.id)),
                false => format!("settle what you promised: {words}"),
            };
            Offer { text, since: Some(since), source: Some(action.source.clone()) }
        };
        waiting.into_iter().map(offer).find(|offer| self.is_its_turn(offer))
    }

    fn next_steps(&self) -> Vec<Offer> {
        let open = goal::open_goals(self.model.goals_of(self.id));
        let offer = |goal: &&Goal| {
            let title = self.short_words(&goal.title);
            let text = match goal.steps_done() {
                (done, all) if done == all && self.is_said_reached(goal, open.len()) => {
                    format!("ask whether it is reached: {title}")
                }
                (done, all) if all > 0 && done == all => {
                    format!("agree what is left to do for: {title}")
                }
                (0, 0) if self.is_spoken_of(&goal.title) || self.is_spoken_since(goal) => {
                    format!("find out how far it is: {title}")
                }
                (0, 0) if goal.last_moved().is_none() => {
                    // Nobody agrees a first step after weeks, or where one is promised: they are
                    // under way.
                    let old = goal.set.is_some_and(|set| !self.is_fresh(set));
                    match old || self.has_promised_since(goal.set) {
                        true => format!("ask how it goes: {title}"),
                        false => format!("agree the first step of: {title}"),
                    }
                }
                _ => format!("agree the next step of: {title}"),
            };
            let first = || self.model.meetings.held_before(self.id, self.date).next();
            let since = goal.set.or_else(|| first().map(|first| first.date));
            Offer { text, since, source: Some(goal.source.clone()) }
        };
        open.iter().map(offer).collect()
    }

    /// Whether a line since last time speaks of a goal.
    fn is_spoken_since(&self, goal: &Goal) -> bool {
        let spoken = self.goal_spoken(goal);
        self.last.is_some_and(|last| spoken.is_some_and(|day| day >= last.date))
    }

    /// Whether they promised something in the 1-2-1 in which a goal was set, or in a later one.
    fn has_promised_since(&self, set: Option<Day>) -> bool {
        let promised = self.lens.promises_with(self.id);
        let mut theirs = promised.into_iter().filter(|action| action.is_of(self.id));
        theirs.any(|action| set.is_some() && action.opened >= set)
    }

    /// Whether last time says that a goal is reached, and this is the only one or named beside it.
    fn is_said_reached(&self, goal: &Goal, of: usize) -> bool {
        let lexicon = Lexicon::shipped();
        let has = |line: &BTreeSet<String>, list: &str| line.iter().any(|w| lexicon.has(list, w));
        let title = telling_words(&goal.title);
        self.last_lines().iter().any(|line| {
            let says = has(line, "kinds.goal.words") && has(line, "reached");
            says && (of == 1 || line.intersection(&title).next().is_some())
        })
    }

    fn short_words(&self, text: &str) -> String {
        clip(&self.lens.page_words(text), MOST_OFFER_CHARS)
    }
}
