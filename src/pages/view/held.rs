//! What is kept back in one coming 1-2-1: counts and ages, never words.
//!
//! What the season holds has a limit, after which it is asked about. What the lead holds by a word
//! in the line has its own day or reason, and no limit is counted against it.

use crate::kind::Kind;
use crate::model::model::Mentioned;
use crate::pages::view::facts::Facts;
use crate::pages::view::lens::Cut;
use crate::pages::view::meeting::{HeldView, KeptView, MOST};
use crate::people::person::Season;
use crate::records::feedback::{Feedback, State};
use crate::text::date::Day;
use std::collections::BTreeMap;

/// What is held together: whether no day is said, until when, and why.
type HeldGroup<'f> = (bool, Option<Day>, Option<&'f str>);

impl Facts<'_, '_> {
    /// What the season holds, and what the lead does.
    pub(crate) fn kept_back(&self) -> (Option<HeldView>, Cut<KeptView>) {
        let nothing = Cut { items: Vec::new(), more: 0 };
        if !self.lead() {
            return (None, nothing);
        }
        let all = self.lens.feedback_to(self.id, self.date);
        let held = all.into_iter().filter(|(feedback, state)| {
            *state == State::Held && feedback.date.is_none_or(|date| date <= self.date)
        });
        let (own, of_season): (Vec<&Feedback>, Vec<&Feedback>) =
            held.map(|(feedback, _)| feedback).partition(|feedback| self.is_by_word(feedback));
        let kept = self.lens.cut_to(self.by_word(&own), Some(MOST));
        (self.of_season(&of_season), kept)
    }

    /// Held by a word in its line: a day that is to come, or a reason. `[hold:: low season]` is
    /// what the season says itself, while it lasts.
    fn is_by_word(&self, feedback: &Feedback) -> bool {
        let dated = feedback.hold.held_until().is_some_and(|until| self.date < until);
        let reason = feedback.hold.hold_reason();
        dated || reason.is_some_and(|why| !(self.is_low() && why.to_lowercase().contains("season")))
    }

    fn is_low(&self) -> bool {
        self.model.seasons.season_on(self.id, self.date) == Some(Season::Low)
    }

    fn of_season(&self, held: &[&Feedback]) -> Option<HeldView> {
        if held.is_empty() {
            return None;
        }
        let all_days = self.days_held(held);
        let days = all_days.iter().max().copied();
        let limit = self.model.config.hold_limit;
        Some(HeldView {
            count: held.len(),
            what: counted_feedback(held),
            days,
            age: held_age(&all_days, held.len(), limit),
            limit,
            over: days.is_some_and(|days| days > limit),
            season: true,
            links: self.links_to(held),
        })
    }

    /// Together what has one day or one reason; the soonest first, what has no day behind it.
    fn by_word(&self, held: &[&Feedback]) -> Vec<KeptView> {
        let mut groups: BTreeMap<HeldGroup<'_>, Vec<&Feedback>> = BTreeMap::new();
        for feedback in held {
            let until = feedback.hold.held_until();
            let key = (until.is_none(), until, feedback.hold.hold_reason());
            groups.entry(key).or_default().push(feedback);
        }
        let limit = self.model.config.hold_limit;
        let view = |((_, until, why), held): (HeldGroup<'_>, Vec<&Feedback>)| {
            let all_days = self.days_held(&held);
            let days = all_days.iter().max().copied();
            KeptView {
                what: counted_feedback(&held),
                until: until.map(|until| until.short(self.date)),
                // In a low season nothing of it is read aloud.
                why: why.filter(|_| !self.is_low()).map(|why| self.lens.page_words(why)),
                days,
                age: held_age(&all_days, held.len(), limit),
                over: until.is_none() && days.is_some_and(|days| days > limit),
                links: self.links_to(&held),
            }
        };
        let mut kept: Vec<KeptView> = groups.into_iter().map(view).collect();
        kept.extend(self.unclear_lines());
        kept
    }

    /// Lines whose tag is nearly that of what the season holds: they are not read out either.
    fn unclear_lines(&self) -> Option<KeptView> {
        let lines = self.model.mentions_of(self.id).filter(|line| {
            self.is_new(line.date) && self.model.is_guarded(line, self.id, self.date)
        });
        let lines: Vec<&Mentioned> = lines.collect();
        let what = match lines.len() {
            0 => return None,
            1 => "1 line that may be a watch out: its tag is nearly one".to_owned(),
            many => format!("{many} lines that may be watch outs: their tags are nearly one"),
        };
        let mut links: Vec<String> =
            lines.iter().map(|line| self.lens.link_to_source(&line.source)).collect();
        links.dedup();
        links.truncate(MOST);
        Some(KeptView { what, until: None, why: None, days: None, age: None, over: false, links })
    }

    /// For how many days each has been held, of those that have a day.
    fn days_held(&self, held: &[&Feedback]) -> Vec<i64> {
        let times = self.model.feedback_times();
        let since = held.iter().filter_map(|feedback| times.held_since(feedback, self.date));
        since.map(|since| self.date.days_since(since)).collect()
    }

    fn links_to(&self, held: &[&Feedback]) -> Vec<String> {
        let mut links: Vec<String> =
            held.iter().map(|feedback| self.lens.link_to_source(&feedback.source)).collect();
        links.sort();
        links.dedup();
        links.truncate(MOST);
        links
    }
}

/// How long some have been held: an age counts for those that have it, never for all.
fn held_age(days: &[i64], of: usize, limit: i64) -> Option<String> {
    let longest = days.iter().max().copied()?;
    let ending = if longest == 1 { "" } else { "s" };
    let held = format!("held for {longest} day{ending}");
    if days.len() == of && days.iter().all(|one| *one == longest) {
        return Some(held);
    }
    let over = days.iter().filter(|days| **days > limit).count();
    Some(match over {
        0 => format!("the longest {held}"),
        1 => format!("1 of them {held}"),
        _ if over == of => format!("the longest {held}, all for more than {limit}"),
        _ => format!("{over} of them held for more than {limit} days"),
    })
}

/// `1 watch out`, `2 high fives and 1 watch out`.
fn counted_feedback(feedback: &[&Feedback]) -> String {
    let of = |kind: Kind| {
        let count = feedback.iter().filter(|feedback| feedback.kind == kind).count();
        let ending = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{ending}", kind.word().replace('-', " ")))
    };
    let parts: Vec<String> = [Kind::HighFive, Kind::WatchOut].into_iter().filter_map(of).collect();
    parts.join(" and ")
}
