//! The facts of one day of 1-2-1s: what the day sheet is made of, in the order of the day.

use crate::kind::Audience;
use crate::pages::escape::inert_text;
use crate::pages::view::facts::Facts;
use crate::pages::view::lens::{Lens, TextLine};
use crate::people::person::Person;
use crate::schedule::diary::{Sitter, Sitting};
use crate::text::date::{Day, clock};
use serde::Serialize;

/// What a day sheet is made of.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    /// `2026-11-24`.
    pub date: String,
    /// `Tue 24 Nov 2026`.
    pub date_long: String,
    /// The 1-2-1s, in order; those without a time last.
    pub rows: Vec<DayRow>,
    /// One of them has an intention.
    pub any_intention: bool,
    /// Follow-ups of that day.
    pub follow_ups: Vec<DayFollowUp>,
    /// `14:55`: when the rest behind the last begins.
    pub rest: Option<String>,
    /// `15:25`: when it ends.
    pub rest_end: Option<String>,
}

/// A 1-2-1 of the day.
#[derive(Clone, Debug, Serialize)]
pub struct DayRow {
    /// With whom.
    pub name: String,
    /// The first name.
    pub call: String,
    /// `13:00`, when a time is known.
    pub time: Option<String>,
    /// Minutes.
    pub minutes: u32,
    /// Where to meet.
    pub meet: Option<String>,
    /// What it is to lead to.
    pub intentions: Vec<TextLine>,
    /// What it is to lead to by itself, when nothing is set: of a first one, of a farewell.
    pub usual: Option<String>,
    /// The link to the prep.
    pub prep: String,
}

/// A follow-up of the day.
#[derive(Clone, Debug, Serialize)]
pub struct DayFollowUp {
    /// With whom.
    pub names: Vec<String>,
    /// `15:00`, when a time is known.
    pub time: Option<String>,
    /// The link to its line.
    pub link: String,
}

/// As the preps say it.
const FIRST: &str = "get to know each other";
const GOOD_BYE: &str = "say thank you, and hand over";

impl DayView {
    /// The facts of a day; `prep` gives the link to a person's prep.
    pub fn of(lens: &Lens<'_>, day: Day, prep: &dyn Fn(&Person) -> String) -> DayView {
        let model = lens.model;
        let sittings = model.diary.sittings_on(day);
        let mut view = DayView {
            date: day.to_string(),
            date_long: day.long(),
            rows: Vec::new(),
            any_intention: false,
            follow_ups: Vec::new(),
            rest: None,
            rest_end: None,
        };
        for sitting in &sittings {
            let time = sitting.minute.map(clock);
            match &sitting.who {
                Sitter::Person(id) => {
                    let Some(person) = model.people.with_id(id) else { continue };
                    let facts = Facts::new(lens, person, day);
                    let leaves = person.left.is_some_and(|left| day <= left);
                    let usual = match (facts.last.is_none(), leaves) {
                        (_, true) => Some(GOOD_BYE.to_owned()),
                        (true, false) => Some(FIRST.to_owned()),
                        (false, false) => None,
                    };
                    view.rows.push(DayRow {
                        name: inert_text(&person.name),
                        call: lens.person_name(id),
                        time,
                        minutes: sitting.minutes,
                        meet: person.meet.clone(),
                        intentions: facts.intentions(),
                        usual,
                        prep: prep(person),
                    });
                }
                Sitter::FollowUp(at) if lens.audience == Audience::Lead => {
                    let Some(follow_up) = model.diary.follow_ups.get(*at) else { continue };
                    view.follow_ups.push(DayFollowUp {
                        names: follow_up.people.iter().map(|id| lens.person_name(id)).collect(),
                        time,
                        link: lens.link_to_source(&follow_up.source),
                    });
                }
                Sitter::FollowUp(_) => {}
                Sitter::Rest => {
                    view.rest = time;
                    view.rest_end = end_time(sitting);
                }
            }
        }
        let has_one = |row: &DayRow| row.usual.is_some() || !row.intentions.is_empty();
        view.any_intention = view.rows.iter().any(has_one);
        view
    }
}

fn end_time(sitting: &Sitting) -> Option<String> {
    let (_, end) = sitting.minute_span()?;
    u16::try_from(end).ok().map(clock)
}
