//! Whose 1-2-1s an outside calendar holds, and when.
//!
//! An event is somebody's 1-2-1 when its title says so, or when it is between two and comes again.
//! Who of the vault is meant, title and invitations say; what is for nobody or for several is not
//! taken. Nothing here knows a file.

use crate::people::people::People;
use crate::text::date::{Day, Slot};
use crate::text::ics::{Appointment, Moment, Time};
use crate::text::ids::PersonId;
use crate::text::one_on_one;
use std::collections::{BTreeMap, BTreeSet};

/// The times of 1-2-1s in an outside calendar, by person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Booked {
    people: BTreeMap<PersonId, OfPerson>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OfPerson {
    /// By their usual days.
    times: Vec<Time>,
    /// The usual times of what comes again.
    regular: Vec<Moment>,
}

/// How sure it is that an event is a 1-2-1: of several only the surest count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// It is between two, and comes again.
    BetweenTwo,
    /// Its title is nothing but their names.
    Named,
    /// Its title says 1-2-1.
    Said,
}

/// What stands between two names in a title.
const BETWEEN: &[&str] = &[
    "<->", "<>", "↔", "/", "|", "&", "+", ":", ",", ";", "–", "—", "(", ")", "[", "]", " - ",
    " x ", " and ", " with ", " und ", " mit ", " et ", " avec ", " y ", " con ", " e ", " com ",
];

impl Booked {
    /// Sorts the events of a calendar by person.
    pub fn of(appointments: &[Appointment], people: &People) -> Booked {
        let mut surest: BTreeMap<PersonId, (Sure, OfPerson)> = BTreeMap::new();
        for appointment in appointments {
            let Some((person, sure)) = whose_appointment(appointment, people) else { continue };
            let (before, times) = surest.entry(person).or_insert((sure, OfPerson::default()));
            if *before > sure {
                continue;
            }
            if *before < sure {
                (*before, *times) = (sure, OfPerson::default());
            }
            times.times.extend(&appointment.times);
            if appointment.repeats {
                times.regular.extend(appointment.times.iter().map(|time| time.usual));
            }
        }
        let sorted = |(person, (_, mut of)): (PersonId, (Sure, OfPerson))| {
            of.times.sort_unstable();
            of.times.dedup();
            of.regular.sort_unstable();
            (person, of)
        };
        Booked { people: surest.into_iter().map(sorted).collect() }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Everybody with their times, by their usual days.
    pub fn all_times(&self) -> impl Iterator<Item = (&PersonId, &[Time])> {
        self.people.iter().map(|(person, of)| (person, of.times.as_slice()))
    }

    /// The times of a person, by their usual days.
    pub fn times_of(&self, person: &PersonId) -> &[Time] {
        self.people.get(person).map_or(&[], |of| &of.times)
    }

    /// The days and times from a day on at which a person is met, in order.
    pub fn from(&self, person: &PersonId, day: Day) -> Vec<Moment> {
        let all = self.times_of(person).iter().filter_map(|time| time.at);
        let mut coming: Vec<Moment> = all.filter(|at| at.day >= day).collect();
        coming.sort_unstable();
        coming
    }

    /// Whether the calendar called a person's 1-2-1 of a day off, or moved it away.
    pub fn is_off(&self, person: &PersonId, day: Day) -> bool {
        let times = self.times_of(person);
        let here = |time: &Time| time.at.is_some_and(|at| at.day == day);
        times.iter().any(|time| time.usual.day == day && !here(time)) && !times.iter().any(here)
    }

    /// When a person's 1-2-1 usually is: as it next comes again. A series that has ended tells
    /// nothing of what comes.
    pub fn slot_of(&self, person: &PersonId, today: Day) -> Option<Slot> {
        let regular = &self.people.get(person)?.regular;
        let next = regular.iter().find(|usual| usual.day >= today)?;
        Some(Slot { weekday: next.day.weekday(), minute: next.minute })
    }
}

/// Whether somebody's 1-2-1 is meant, so that the event is worth keeping.
pub fn is_somebodys(appointment: &Appointment, people: &People) -> bool {
    whose_appointment(appointment, people).is_some()
}

fn whose_appointment(appointment: &Appointment, people: &People) -> Option<(PersonId, Sure)> {
    let word = one_on_one::find_word(&appointment.title);
    let mut title = appointment.title.clone();
    if let Some(span) = word {
        title.replace_range(span.start..span.end, "/");
    }
    let (mut named, mut other_words, mut me) = (BTreeSet::new(), false, false);
    for piece in title_names(&title) {
        match people.one_named(&piece) {
            Some(id) if people.is_me(&id) => me = true,
            Some(id) => drop(named.insert(id)),
            None => other_words = true,
        }
    }
    let invited: Vec<Option<PersonId>> =
        appointment.invited.iter().map(|forms| invited_person(forms, people)).collect();
    let others: BTreeSet<&PersonId> =
        invited.iter().flatten().filter(|id| !people.is_me(id)).collect();
    let between_two = invited.len() == 2 && others.len() == 1;
    let only = |ids: &BTreeSet<PersonId>| (ids.len() == 1).then(|| ids.first().cloned()).flatten();
    let invited_one = || others.first().map(|id| (*id).clone()).filter(|_| others.len() == 1);
    match (word.is_some(), only(&named)) {
        (true, Some(person)) => Some((person, Sure::Said)),
        (true, None) if named.is_empty() && invited.len() <= 2 => {
            invited_one().map(|person| (person, Sure::Said))
        }
        (false, Some(person)) if !other_words && (me || between_two) => Some((person, Sure::Named)),
        (false, _) if between_two && appointment.repeats && named.len() <= 1 => {
            let person = invited_one()?;
            let same = named.first().is_none_or(|named| *named == person);
            same.then_some((person, Sure::BetweenTwo))
        }
        _ => None,
    }
}

/// The parts of a title that may be names.
fn title_names(title: &str) -> Vec<String> {
    let mut title = format!(" {title} ");
    for sign in BETWEEN {
        title = title.replace(sign, "\n");
        title = title.replace(&with_capital(sign), "\n");
    }
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '@' | '"' | '\'' | '*');
    let parts = title.split('\n').map(|part| part.trim_matches(is_sign));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// ` With ` of ` with `.
fn with_capital(sign: &str) -> String {
    let mut chars: Vec<char> = sign.chars().collect();
    if let Some(second) = chars.get_mut(1) {
        *second = second.to_ascii_uppercase();
    }
    chars.into_iter().collect()
}

/// Who an invitation is for: by the address as a name or an alias, by the name beside it, by what
/// stands before the `@`.
fn invited_person(forms: &[String], people: &People) -> Option<PersonId> {
    let whole = || forms.iter().find_map(|form| people.one_named(form));
    let before = || {
        let local = |form: &String| form.split_once('@').map(|(local, _)| local.to_owned());
        let words = |local: String| {
            let local = local.split('+').next().unwrap_or_default().to_owned();
            let blank = |c: char| if matches!(c, '.' | '_' | '-') { ' ' } else { c };
            local.chars().map(blank).collect::<String>()
        };
        forms.iter().filter_map(local).find_map(|local| people.one_named(&words(local)))
    };
    whole().or_else(before)
}
