//! The 1-2-1s: which notes and which headings of running logs are one, with whom, when, held.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::item::{Item, Mention};
use crate::note::parse::Note;
use crate::note::vocabulary::{Sense, Vocabulary};
use crate::people::boards::{is_board, is_called_plan};
use crate::people::headings::{
    far_days, heading_days, is_week, newest_days, odd_years, of_title, order_of, say_yearless,
};
use crate::people::meeting::{Meeting, items_below, meeting_of};
use crate::people::next_said::OwnNotes;
use crate::people::not_held::{self, NotHeld};
use crate::people::note_day::{NoteDay, note_day, two_days};
use crate::people::people::{People, Who};
use crate::people::proposals::{TRANSCRIPT, is_bank, is_untouched_prep};
use crate::people::sections::{
    Section, listed_people, meeting_sections, on_top, say_undated, unnamed_meeting,
};
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::ids::{NotePath, PersonId};
use crate::text::one_on_one;
use crate::text::span::fold;
use crate::vault::layout::MEETING_WORDS;
use crate::vault::vault::Vault;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter::successors;
use std::sync::Arc;

/// All 1-2-1s, by date, path and line.
#[derive(Clone, Debug, Default)]
pub struct Meetings {
    /// In order.
    pub all: Vec<Arc<Meeting>>,
    pub(super) of_person: BTreeMap<PersonId, Vec<usize>>,
    /// What is known of each note. Asked for every item, so by hash: paths share long beginnings,
    /// and a tree would compare them a dozen times.
    pub(super) of_note: HashMap<NotePath, OfNote>,
    /// 1-2-1s that nothing gives a day: what is promised there is, since when is not known.
    pub(super) undated: BTreeSet<NotePath>,
    /// Logs of 1-2-1s with one person: what is promised below a heading without a day counts too.
    pub(super) logs: BTreeSet<NotePath>,
    /// What people's own notes say of their next 1-2-1.
    pub(crate) own_notes: OwnNotes,
}

/// What is known of a note, a 1-2-1 or not.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct OfNote {
    about: Option<PersonId>,
    pub(super) day: Option<Day>,
    /// The days of its headings; empty when none has one.
    heading_days: Vec<Option<Day>>,
    /// The 1-2-1 that it is as a whole.
    #[serde(skip)]
    whole: Option<usize>,
    /// The 1-2-1s that stand under a heading of it, by that heading.
    #[serde(skip)]
    under: BTreeMap<usize, usize>,
    /// The 1-2-1s that stand under a bullet of it, by that bullet.
    #[serde(skip)]
    bullets: BTreeMap<usize, usize>,
}

impl Meetings {
    /// These 1-2-1s, and nothing else of their notes.
    pub(crate) fn of_list(all: Vec<Arc<Meeting>>) -> Meetings {
        let mut meetings = Meetings { all, ..Meetings::default() };
        meetings.sort();
        meetings
    }

    /// Brings the 1-2-1s into their order, and finds out whose and where each is.
    pub(super) fn sort(&mut self) {
        self.of_person.clear();
        self.all.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        for (at, meeting) in self.all.iter().enumerate() {
            let of_note = self.of_note.entry(meeting.path.clone()).or_default();
            match (meeting.heading, meeting.bullet) {
                (Some(heading), _) => drop(of_note.under.insert(heading, at)),
                (None, Some(bullet)) => drop(of_note.bullets.insert(bullet, at)),
                (None, None) => of_note.whole = Some(at),
            }
            self.of_person.entry(meeting.person.clone()).or_default().push(at);
        }
    }

    /// Takes in whom and when a page of ours is about, for what the person wrote on it.
    pub(super) fn take_page(&mut self, note: &Note, people: &People, said: &mut Vec<Diagnostic>) {
        if note.items.iter().any(|item| note.is_theirs(item.heading())) {
            let day = note_day(note, people.order, false, said).day;
            let of_note =
                OfNote { about: whom_about(note, people, false, said), day, ..OfNote::default() };
            self.of_note.insert(note.path.clone(), of_note);
        }
    }

    /// Takes in what a note says of itself.
    pub(super) fn take_note(
        &mut self,
        vault: &Vault,
        note: &Note,
        people: &People,
        today: Day,
        said: &mut Vec<Diagnostic>,
    ) {
        let is_meeting = is_meeting(note, vault, people);
        let NoteDay { mut day, mut sure, week } = note_day(note, people.order, is_meeting, said);
        let mut assumed = false;
        if day.is_none() && is_meeting {
            day = date_name::newest_in_name(note.path.stem(), people.order, today);
            assumed = day.is_some();
            sure |= assumed;
        }
        let owner = people.owner_of_note(&note.path);
        let order = order_of(note, people.order, today);
        let mut heading_days = heading_days(note, order, day, week);
        let unknown = day.is_none() && heading_days.iter().all(Option::is_none);
        let beside = || people.evidence.sections.contains_key(&note.path);
        let may_be = || is_meeting || owner.is_some() || may_hold_sections(vault, note) || beside();
        if unknown && may_be() {
            let newest = newest_days(note, order, today);
            assumed |= newest.is_some();
            heading_days = newest.unwrap_or(heading_days);
        }
        let dated = heading_days.iter().flatten().count();
        let says =
            || note.headings.iter().any(|heading| one_on_one::find_word(&heading.text).is_some());
        let told = people.evidence.meetings.contains_key(&note.path);
        let log_of_person = owner.is_some_and(|person| !person.me)
            && (dated >= 2 || dated == 1 && (says() || told || note.region("prep").is_some()));
        let found = people.evidence.meetings.get(&note.path);
        let found = found.and_then(|found| people.one_named(found.person.as_deref()?));
        let about = match owner {
            Some(person) => Some(person.id.clone()),
            None if is_meeting && (listed_people(note, people) > 1 || on_top(note, people) > 1) => {
                None
            }
            // What we wrote is not complained about: the folder was renamed since.
            None if found.is_some() && note.region("prep").is_some() => found,
            None if is_untouched_prep(note) => {
                whom_about(note, people, is_meeting, &mut Vec::new())
            }
            None if note.front.get("person").is_some() => {
                whom_about(note, people, is_meeting, said).or(found)
            }
            None => found.or_else(|| whom_about(note, people, is_meeting, said)),
        };
        // The day of a file's making is not that of a log's sections.
        let own_day = day.filter(|_| sure || dated == 0).or(of_title(note, &heading_days));
        let before = self.all.len();
        if let Some(owner) = owner {
            self.own_notes.take_note(note, &owner.id, &heading_days);
        }
        let now = (today, order);
        if (is_meeting || log_of_person) && about.is_some() {
            if is_meeting && owner.is_none() && own_day.is_none() && dated > 0 {
                self.logs.insert(note.path.clone());
            }
            self.read_meetings((note, people), about.clone(), own_day, &heading_days, now, said);
        } else {
            let passed = people.evidence.passed.get(&note.path);
            let found = match passed.is_some_and(|why| why == TRANSCRIPT) {
                true => Vec::new(),
                false => meeting_sections(note, people, own_day, &heading_days, is_meeting, now),
            };
            if let Some(name) = people.evidence.ambiguous.get(&note.path).filter(|_| !is_meeting) {
                said.push(several_people(note.path.as_str(), name, people));
            }
            if found.is_empty() && !is_meeting {
                said.extend(say_undated(note, people, own_day, &heading_days));
            }
            if found.is_empty() && is_meeting {
                self.read_meetings((note, people), None, own_day, &heading_days, now, said);
            }
            self.add_sections((note, people), found, now, said);
        }
        self.take_outside(note, (before, order), &heading_days);
        if assumed {
            for meeting in self.all.iter_mut().filter(|meeting| meeting.path == note.path) {
                Arc::make_mut(meeting).year_assumed = true;
            }
        }
        if week {
            for meeting in self.all.iter_mut().filter(|meeting| meeting.path == note.path) {
                let meeting = Arc::make_mut(meeting);
                meeting.week = Some(meeting.date) == day;
            }
        }
        say_yearless(note, &heading_days, order, today, said);
        odd_years(note, &heading_days, said);
        if dated > 0 {
            far_days(note, &heading_days, today, said);
        }
        let heading_days = if dated > 0 { heading_days } else { Vec::new() };
        if about.is_some() || day.is_some() || dated > 0 {
            let of_note = OfNote { about, day, heading_days, ..OfNote::default() };
            self.of_note.insert(note.path.clone(), of_note);
        }
    }

    /// Takes in the parts of a note that are 1-2-1s.
    fn add_sections(
        &mut self,
        (note, people): (&Note, &People),
        found: Vec<Section>,
        today: (Day, Order),
        said: &mut Vec<Diagnostic>,
    ) {
        let headings: Vec<(usize, Day)> = found
            .iter()
            .filter_map(|section| section.heading.map(|at| (at, section.day)))
            .collect();
        let mut below = items_below(note, &headings);
        for Section { heading, bullet, person, day } in found {
            let items: Vec<&Item> = match (heading, bullet) {
                (Some(at), _) => below.remove(&at).unwrap_or_default(),
                (None, Some(bullet)) => {
                    let inside = |at: usize| {
                        successors(note.items[at].parent(), |at| note.items[*at].parent())
                            .any(|above| above == bullet)
                    };
                    let behind = bullet + 1..note.items.len();
                    behind.filter(|at| inside(*at)).map(|at| &note.items[at]).collect()
                }
                (None, None) => continue,
            };
            let place = heading.or(Some(0)).filter(|_| heading.is_some());
            let title = match (heading, bullet) {
                (Some(at), _) => note.headings[at].text.clone(),
                (None, Some(at)) => {
                    let called = |mention: &Mention| mention.names.last().cloned();
                    note.items[at].text_with_names(|mention| called(mention).unwrap_or_default())
                }
                (None, None) => String::new(),
            };
            let not_held = not_held::of_heading(&title, people)
                .map(NotHeld::Sure)
                .or_else(|| not_held::of_lines(items.iter().copied(), people));
            let meeting = meeting_of(note, person, day, (place, items.into_iter()), today, said);
            let meeting = meeting.unless(not_held);
            let line = bullet.map_or(meeting.line, |at| note.items[at].place.line);
            self.all.push(Arc::new(Meeting { bullet, line, section: true, ..meeting }));
        }
    }

    /// The 1-2-1 that an item of a note belongs to.
    pub fn at_item(&self, note: &Note, item: usize) -> Option<usize> {
        let of_note = self.of_note.get(&note.path)?;
        if of_note.whole.is_some() {
            return of_note.whole;
        }
        if !of_note.bullets.is_empty() {
            let above = successors(Some(item), |at| note.items[*at].parent());
            let found = above.filter_map(|at| of_note.bullets.get(&at)).next();
            if found.is_some() {
                return found.copied();
            }
        }
        if of_note.under.is_empty() {
            return None;
        }
        successors(note.items[item].heading(), |at| note.headings[*at].parent)
            .find_map(|at| of_note.under.get(&at).copied())
    }

    /// The person of the 1-2-1 that stands under a bullet above an item.
    pub fn person_of_bullet(&self, note: &Note, item: usize) -> Option<&PersonId> {
        let of_note = self.of_note.get(&note.path).filter(|of_note| !of_note.bullets.is_empty())?;
        let mut above = successors(Some(item), |at| note.items[*at].parent());
        let meeting = above.find_map(|at| of_note.bullets.get(&at))?;
        Some(&self.all[*meeting].person)
    }

    /// Whether a note holds 1-2-1s.
    pub fn is_meeting_note(&self, path: &NotePath) -> bool {
        let of_note = self.of_note.get(path);
        of_note.is_some_and(|of_note| {
            of_note.whole.is_some() || !of_note.under.is_empty() || !of_note.bullets.is_empty()
        })
    }

    /// The 1-2-1 that a note is as a whole.
    pub(crate) fn meeting_of_note(&self, path: &NotePath) -> Option<&Arc<Meeting>> {
        self.of_note.get(path)?.whole.map(|at| &self.all[at])
    }

    /// The 1-2-1 of a note under a heading or a bullet of it, or as a whole.
    pub(crate) fn meeting_under(
        &self,
        path: &NotePath,
        (heading, bullet): (Option<usize>, Option<usize>),
    ) -> Option<&Arc<Meeting>> {
        let of_note = self.of_note.get(path)?;
        let at = match (heading, bullet) {
            (Some(heading), _) => of_note.under.get(&heading).copied(),
            (None, Some(bullet)) => of_note.bullets.get(&bullet).copied(),
            (None, None) => of_note.whole,
        };
        at.map(|at| &self.all[at])
    }

    /// Whether a note is a 1-2-1 with somebody, and nothing says when.
    pub fn is_undated(&self, path: &NotePath) -> bool {
        self.undated.contains(path)
    }

    /// Whether a note is a log of 1-2-1s with one person.
    pub fn is_log(&self, path: &NotePath) -> bool {
        self.logs.contains(path)
    }

    /// The notes that hold 1-2-1s, by path.
    pub fn meeting_notes(&self) -> BTreeSet<&NotePath> {
        self.all.iter().map(|meeting| &meeting.path).collect()
    }

    /// Whom a note is about.
    pub fn person_of_note(&self, path: &NotePath) -> Option<&PersonId> {
        self.of_note.get(path)?.about.as_ref()
    }

    /// The day of a note.
    pub fn day_of_note(&self, path: &NotePath) -> Option<Day> {
        self.of_note.get(path)?.day
    }

    /// The day of the nearest dated heading.
    pub fn day_of_heading(&self, note: &Note, heading: Option<usize>) -> Option<(Day, usize)> {
        let days = &self.of_note.get(&note.path)?.heading_days;
        successors(heading, |at| note.headings[*at].parent)
            .find_map(|at| days.get(at).copied().flatten().map(|day| (day, at)))
    }

    /// The 1-2-1s with a person, oldest first.
    pub fn meetings_with<'a>(
        &'a self,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Meeting> + use<'a> {
        let of_person = self.of_person.get(person).map_or(&[][..], Vec::as_slice);
        of_person.iter().map(|at| self.all[*at].as_ref())
    }

    /// Takes the 1-2-1s with others than these people from what is known of all; the order of
    /// `all` is lost.
    pub fn adopt_others(&mut self, known: &Meetings, but: &BTreeSet<PersonId>) {
        for (person, places) in known.of_person.iter().filter(|(id, _)| !but.contains(*id)) {
            let from = self.all.len();
            self.all.extend(places.iter().map(|at| known.all[*at].clone()));
            self.of_person.insert(person.clone(), (from..self.all.len()).collect());
        }
    }

    /// The held ones before a day, oldest first.
    pub fn held_before<'a>(
        &'a self,
        person: &PersonId,
        day: Day,
    ) -> impl DoubleEndedIterator<Item = &'a Meeting> + use<'a> {
        self.meetings_with(person).filter(move |meeting| meeting.held && meeting.date < day)
    }

    /// The held ones behind the day `after` and before the day `before`, oldest first.
    pub fn held_between<'a>(
        &'a self,
        person: &PersonId,
        after: Option<Day>,
        before: Day,
    ) -> impl Iterator<Item = &'a Meeting> + use<'a> {
        let of_person = self.of_person.get(person).map_or(&[][..], Vec::as_slice);
        let first = of_person.partition_point(|at| Some(self.all[*at].date) <= after);
        let behind = of_person[first..].iter().map(|at| self.all[*at].as_ref());
        behind.take_while(move |meeting| meeting.date < before).filter(|meeting| meeting.held)
    }

    fn read_meetings(
        &mut self,
        (note, people): (&Note, &People),
        person: Option<PersonId>,
        day: Option<Day>,
        heading_days: &[Option<Day>],
        today: (Day, Order),
        said: &mut Vec<Diagnostic>,
    ) {
        let path = note.path.as_str();
        let Some(person) = person else {
            let (message, hint) = unnamed_meeting(note, people);
            if !note.items.is_empty() && !is_untouched_prep(note) && !is_bank(note) {
                let parts = note.path.folder().split('/').chain([note.path.stem()]);
                let shared = parts
                    .collect::<Vec<&str>>()
                    .into_iter()
                    .rev()
                    .find(|part| matches!(people.who(part), Who::Many(_)));
                // One note, one complaint.
                said.push(match shared {
                    Some(name) => several_people(path, name, people),
                    None => {
                        Diagnostic::about_file(Code::MeetingWithoutPerson, path, message).hint(hint)
                    }
                });
            }
            return;
        };
        if let Some(day) = day {
            let items = note.items.iter();
            let meeting = meeting_of(note, person, day, (None, items), today, said);
            let not_held = not_held::of_note(note, people)
                .map(NotHeld::Sure)
                .or_else(|| not_held::of_lines(note.items.iter(), people));
            let met = people.with_id(&meeting.person);
            let meeting = meeting.unless(not_held).unless_away(note, met, today.1);
            self.all.push(Arc::new(meeting));
            return;
        }
        let level = |at: usize| note.headings[at].level;
        let dated =
            heading_days.iter().enumerate().filter_map(|(at, day)| day.map(|day| (at, day)));
        let mut dated: Vec<(usize, Day)> = dated.collect();
        // Of `## KW 46` above `### Di` the weekday is the day.
        let places: Vec<usize> = dated.iter().map(|(at, _)| *at).collect();
        let above =
            |at: usize| successors(note.headings[at].parent, |at| note.headings[*at].parent);
        dated.retain(|(at, _)| {
            !is_week(&note.headings[*at].text)
                || !places.iter().any(|below| above(*below).any(|above| above == *at))
        });
        let Some(top) = dated.iter().map(|(at, _)| level(*at)).min() else {
            if !note.items.is_empty() && !is_person(note) {
                self.undated.insert(note.path.clone());
                // A board has no day, nor has a plan.
                let name = people.with_id(&person).map_or("", |person| person.name.as_str());
                let is_plan = is_called_plan(note);
                if note.front.get("kanban-plugin").is_some() || is_plan || is_board(note, name) {
                    return;
                }
                let (message, hint) = two_days(note, people.order).unwrap_or_else(|| {
                    let hint =
                        "write `date: 2026-11-24` in its front matter, or a date in its headings";
                    ("a 1-2-1, and nothing says when".to_owned(), hint)
                });
                said.push(
                    Diagnostic::about_file(Code::MeetingWithoutDate, path, message).hint(hint),
                );
            }
            return;
        };
        dated.retain(|(at, _)| level(*at) == top);
        let mut below = items_below(note, &dated);
        for (at, day) in dated {
            let items = below.remove(&at).unwrap_or_default();
            let not_held = not_held::of_heading(&note.headings[at].text, people)
                .map(NotHeld::Sure)
                .or_else(|| not_held::of_lines(items.iter().copied(), people));
            let items = (Some(at), items.into_iter());
            let meeting = meeting_of(note, person.clone(), day, items, today, said);
            self.all.push(Arc::new(meeting.unless(not_held)));
        }
    }
}

/// A name that several people have, and the handles of those.
fn several_people(path: &str, name: &str, people: &People) -> Diagnostic {
    let message = format!("`{name}` may be several people");
    let handles = match people.who(name) {
        Who::Many(ids) => ids.iter().map(|id| format!("`person: {id}`")).collect(),
        _ => Vec::new(),
    };
    let hint = match handles.is_empty() {
        true => "write `person:` with the handle of the one you mean".to_owned(),
        false => format!("write {} in its front matter", handles.join(" or ")),
    };
    Diagnostic::about_file(Code::AmbiguousPerson, path, message).hint(hint)
}

/// Whether parts of a note may be 1-2-1s, as its words tell.
fn may_hold_sections(vault: &Vault, note: &Note) -> bool {
    vault.notes.clues(&note.path).is_some_and(|clues| !clues.sections.is_empty())
}

fn is_person(note: &Note) -> bool {
    note.front.text_of("kind").is_some_and(|kind| fold(&kind) == "person")
        || note.front.folded_tags().iter().any(|tag| tag == "person")
}

fn is_meeting(note: &Note, vault: &Vault, people: &People) -> bool {
    if let Some(kind) = note.front.text_of("kind") {
        let kind = fold(&kind).replace(' ', "-");
        let names_person = || {
            let names = note.front.texts_of("person");
            names.iter().any(|name| people.one_named(name).is_some())
                || note
                    .front
                    .text_of("person")
                    .is_some_and(|name| people.one_named(&name).is_some())
        };
        return MEETING_WORDS.contains(&kind.as_str()) || (kind == "meeting" && names_person());
    }
    let tagged = note.front.folded_tags();
    if tagged.iter().any(|tag| MEETING_WORDS.contains(&tag.as_str())) {
        return true;
    }
    if people.evidence.passed.contains_key(&note.path) {
        return false;
    }
    if people.evidence.meetings.contains_key(&note.path) {
        return people.owner_of_note(&note.path).is_none();
    }
    // The config takes a note in whatever it is; what the program takes by itself is surer.
    let path = note.path.as_str();
    let home = &vault.first_look.home;
    let told = vault.config.origins.contains_key("one_on_ones.notes");
    told && people.owner_of_note(&note.path).is_none()
        && vault.told.meetings.as_ref().is_some_and(|globs| {
            globs.fits(path) || globs.fits(path.strip_prefix(home).unwrap_or(path))
        })
}

/// Whom a note is about: its `person:`, else its name or folder.
fn whom_about(
    note: &Note,
    people: &People,
    is_meeting: bool,
    said: &mut Vec<Diagnostic>,
) -> Option<PersonId> {
    if let Some(value) = note.front.get("person") {
        let name = value.text().or_else(|| value.texts().into_iter().next())?;
        let name = name.trim_matches(['[', ']']);
        let mut sides = name.split('|');
        if let Some(id) = sides.find_map(|side| people.one_named(side)) {
            return Some(id);
        }
        let code = match people.who(name) {
            Who::Many(_) => Code::AmbiguousPerson,
            _ => Code::UnknownPerson,
        };
        let message = format!("`person: {name}` is no person that this vault knows");
        let mut problem = Diagnostic::about_file(code, note.path.as_str(), message)
            .at_place(&note.front.place_of("person"));
        problem.hint = people.nearest_name(name).map(|near| format!("did you mean `{near}`?"));
        said.push(problem);
        return None;
    }
    let stem = note.path.stem();
    let not_me = |id: &PersonId| !people.is_me(id);
    if !is_meeting {
        // `goals.alice`, `Alice.md`: the whole name, or its last segment.
        let last = stem.rsplit('.').next().unwrap_or(stem);
        let own = people.one_named(stem).or_else(|| people.one_named(last));
        return own.or_else(|| beside_person(note, people)).filter(not_me);
    }
    let mut words: Vec<&str> =
        stem.split(['.', ' ', '_']).filter(|word| !word.is_empty()).collect();
    words.retain(|word| word.chars().any(char::is_alphabetic));
    for count in (1..=3.min(words.len())).rev() {
        for window in words.windows(count) {
            if let Some(id) = people.one_named(&window.join(" ")).filter(not_me) {
                return Some(id);
            }
        }
    }
    let folders = note.path.folder().split('/').rev();
    let from_folder =
        folders.filter(|part| !part.is_empty()).find_map(|part| people.one_named(part));
    let from_folder = from_folder.filter(not_me);
    from_folder.or_else(|| {
        let title = note.title();
        let words: Vec<&str> = title.split_whitespace().collect();
        words.iter().find_map(|word| people.one_named(word)).filter(not_me)
    })
}

/// `direct-reports/amir/goals.md`, `user.mina.feedback`: a note named after what its lines are is
/// about the person whose folder, or whose part of the hierarchy, it stands in.
fn beside_person(note: &Note, people: &People) -> Option<PersonId> {
    let stem = note.path.stem();
    let (above, last) = stem.rsplit_once('.').unwrap_or(("", stem));
    let parts = above.rsplit('.').chain(note.path.folder().rsplit('/'));
    let mut parts = parts.filter(|part| !part.is_empty()).take(2);
    let person = parts.find_map(|part| people.one_named(part))?;
    let sense = Vocabulary::shipped().label_of(last).sense;
    matches!(sense, Some(Sense::Kind(_))).then_some(person)
}
