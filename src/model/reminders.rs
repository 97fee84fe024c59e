//! What a lead is told of beside the screen: a 1-2-1 that is near, a promise on its due day.
//!
//! Whose, never what: a desktop is shown to others, in the 1-2-1s themselves too.

use crate::model::model::Model;
use crate::text::date::clock;
use crate::text::ids::digest;
use crate::text::span::comparable_words;

/// So many minutes before a 1-2-1 it is told.
const BEFORE: u16 = 60;
/// Promises are told in the morning, not at midnight.
const MORNING: u16 = 9 * 60;
/// The end of a day.
const MIDNIGHT: u16 = 24 * 60;

/// Something to be told on the day of the model, in a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What it is told by once: nothing that can be read in it.
    pub key: String,
    /// From this minute of the day.
    pub from: u16,
    /// Before this one.
    pub until: u16,
    pub about: ReminderSubject,
    /// What it says.
    pub title: String,
}

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReminderSubject {
    /// A 1-2-1 with somebody, by their id.
    OneOnOne(String),
    /// A promise of the lead.
    Promise,
}

/// All that is to be told on the day of a model, in the order of the day.
pub fn reminders(model: &Model) -> Vec<Reminder> {
    let today = model.today;
    let mut all = Vec::new();
    for person in model.reports().filter(|person| !model.is_dormant(person)) {
        if model.next_date(person) != Some(today) {
            continue;
        }
        let Some(minute) = model.diary.time_of(&person.id, today) else { continue };
        let time = clock(minute);
        all.push(Reminder {
            key: digest(&format!("1-2-1 {} {time}", person.id)),
            from: minute.saturating_sub(BEFORE),
            until: minute,
            about: ReminderSubject::OneOnOne(person.id.to_string()),
            title: format!("1-2-1 with {} at {time}", model.people.first_name_of(&person.id)),
        });
    }
    let mine = model.actions.iter().filter(|one| one.is_open() && one.is_leads(&model.people));
    for promise in mine.filter(|promise| promise.due == Some(today)) {
        let other = promise.person.as_ref().filter(|person| !model.people.is_me(person));
        let whose = other.map_or("", |person| person.as_str());
        let title = match other {
            Some(person) => {
                format!("Promise to {} is due today", model.people.first_name_of(person))
            }
            None => "Promise is due today".to_owned(),
        };
        all.push(Reminder {
            key: digest(&format!("promise {whose} {}", comparable_words(&promise.text))),
            from: MORNING,
            until: MIDNIGHT,
            about: ReminderSubject::Promise,
            title,
        });
    }
    all.sort_by(|a, b| (a.from, &a.title, &a.key).cmp(&(b.from, &b.title, &b.key)));
    // One line may stand in the notes of several people.
    all.dedup_by(|a, b| a.key == b.key);
    all
}
