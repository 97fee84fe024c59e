//! Telling through the desktop what is near or due: each thing once a day, whoever tells it.

use crate::fs::told;
use crate::model::reminders::{Reminder, ReminderSubject};
use crate::process::desktop;
use crate::text::date::Day;
use std::collections::BTreeSet;
use std::path::Path;

/// What was told so far, as far as this process knows.
#[derive(Debug, Default)]
pub struct Reminding {
    /// The day, and what was told on it.
    told: Option<(Day, BTreeSet<String>)>,
    /// Why it failed last: said once.
    failed: Option<String>,
}

/// What became of telling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TellingResult {
    /// What was told.
    pub titles: Vec<String>,
    /// Why something could not be; the same is said once.
    pub failed: Option<String>,
}

impl Reminding {
    /// Tells what is due at this minute of the day and was not told yet.
    pub fn tell_due(
        &mut self,
        root: &Path,
        day: Day,
        minute: u16,
        all: &[Reminder],
    ) -> TellingResult {
        let now = |one: &&Reminder| one.from <= minute && minute < one.until;
        if !all.iter().any(|one| now(&one) && !self.was_told(day, one)) {
            return TellingResult::default();
        }
        // Somebody else may have told it.
        let mut known = told::load(root, day);
        if let Some((_, own)) = self.told.take().filter(|(known, _)| *known == day) {
            known.extend(own);
        }
        let due: Vec<&Reminder> =
            all.iter().filter(now).filter(|one| !known.contains(&one.key)).collect();
        let mut out = TellingResult::default();
        for (title, text, keys) in reminder_texts(&due, minute) {
            match desktop::tell(&title, &text) {
                Ok(()) => {
                    known.extend(keys);
                    // After each: a second process may be at the same.
                    told::save(root, day, &known);
                    self.failed = None;
                    out.titles.push(title);
                }
                Err(why) => {
                    let why = format!("the desktop's notification service: {why}");
                    out.failed = Some(why.clone()).filter(|_| self.failed.as_ref() != Some(&why));
                    self.failed = Some(why);
                    break;
                }
            }
        }
        self.told = Some((day, known));
        out
    }

    fn was_told(&self, day: Day, one: &Reminder) -> bool {
        self.told.as_ref().is_some_and(|(known, told)| *known == day && told.contains(&one.key))
    }

    /// In how many minutes there is something to tell; 0 when there is now.
    pub fn next(&self, day: Day, minute: u16, all: &[Reminder]) -> Option<u16> {
        let left = all.iter().filter(|one| minute < one.until && !self.was_told(day, one));
        left.map(|one| one.from.saturating_sub(minute)).min()
    }
}

/// What is shown of reminders: each 1-2-1 by itself, promises together.
fn reminder_texts(due: &[&Reminder], minute: u16) -> Vec<(String, String, Vec<String>)> {
    let mut all = Vec::new();
    let mut promises = Vec::new();
    for one in due {
        match &one.about {
            ReminderSubject::OneOnOne(person) => {
                let left = match one.until - minute {
                    1 => "in a minute".to_owned(),
                    60 => "in an hour".to_owned(),
                    left => format!("in {left} minutes"),
                };
                let text = format!("{left}; `vault121 edit {person}` opens the prep");
                all.push((one.title.clone(), text, vec![one.key.clone()]));
            }
            ReminderSubject::Promise => promises.push(one),
        }
    }
    let way = "`vault121 status` lists what you owe".to_owned();
    match promises.as_slice() {
        [] => {}
        [one] => all.push((one.title.clone(), way, vec![one.key.clone()])),
        many => {
            let title = format!("{} promises are due today", many.len());
            all.push((title, way, many.iter().map(|one| one.key.clone()).collect()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(from: u16, until: u16, about: ReminderSubject, title: &str) -> Reminder {
        Reminder { key: title.to_owned(), from, until, about, title: title.to_owned() }
    }

    #[test]
    fn what_is_shown_at_a_minute() {
        let alice = one(
            780,
            840,
            ReminderSubject::OneOnOne("alice".to_owned()),
            "1-2-1 with Alice at 14:00",
        );
        let first = one(540, 1440, ReminderSubject::Promise, "Promise to Alice is due today");
        let second = one(540, 1440, ReminderSubject::Promise, "Promise is due today");
        let check = |due: &[&Reminder], minute, expected: &[(&str, &str)]| {
            let found = reminder_texts(due, minute);
            let found: Vec<(&str, &str)> =
                found.iter().map(|(title, text, _)| (title.as_str(), text.as_str())).collect();
            assert_eq!(found, expected, "{minute}");
        };
        let with = "1-2-1 with Alice at 14:00";
        let lists = "`vault121 status` lists what you owe";
        check(&[], 800, &[]);
        check(&[&alice], 780, &[(with, "in an hour; `vault121 edit alice` opens the prep")]);
        check(&[&alice], 839, &[(with, "in a minute; `vault121 edit alice` opens the prep")]);
        check(&[&first], 600, &[("Promise to Alice is due today", lists)]);
        check(
            &[&first, &alice, &second],
            800,
            &[
                (with, "in 40 minutes; `vault121 edit alice` opens the prep"),
                ("2 promises are due today", lists),
            ],
        );
    }

    #[test]
    fn when_there_is_something_to_tell() {
        let day = Day::iso("2026-11-24").unwrap();
        let all = [
            one(540, 1440, ReminderSubject::Promise, "a promise"),
            one(780, 840, ReminderSubject::OneOnOne("alice".to_owned()), "a 1-2-1"),
        ];
        let mut told = Reminding::default();
        let check = |told: &Reminding, minute, expected| {
            assert_eq!(told.next(day, minute, &all), expected, "{minute}");
        };
        check(&told, 500, Some(40));
        check(&told, 600, Some(0));
        told.told = Some((day, BTreeSet::from(["a promise".to_owned()])));
        check(&told, 600, Some(180));
        check(&told, 800, Some(0));
        check(&told, 840, None);
        assert_eq!(told.next(day.plus(1), 500, &all), Some(40), "a new day begins anew");
        assert_eq!(told.next(day, 500, &[]), None);
    }
}
