//! The rest of the practice: intentions, outcomes, clarity, topics, seasons, follow-ups, shelf.
//!
//! One shape serves them all: a line with its people, its day and its fields. What a kind means
//! is said by those who read the lines.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Fold, Kind};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::privacy;
use crate::note::vocabulary;
use crate::people::meeting::Meeting;
use crate::records::audience::{front_limit, front_word};
use crate::records::plain_name::names_another;
use crate::records::record::{By, Entry, Source};
use crate::records::resolver::Context;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::{PersonId, slug};
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;
use crate::text::yaml::Yaml;
use crate::vault::config::Status;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A line of the practice.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    pub kind: Kind,
    /// Whom it is about.
    pub people: Vec<PersonId>,
    /// Its words.
    pub text: String,
    /// The rest of its tag: `ddia` of `#resource/ddia`.
    pub rest: Option<String>,
    /// When it was written.
    pub date: Option<Day>,
    /// What its task box says.
    pub status: Option<Status>,
    /// The 1-2-1 it stands in.
    #[serde(skip)]
    pub meeting: Option<Arc<Meeting>>,
    /// It stands in the one person's own note, and in no 1-2-1.
    pub in_own_note: bool,
    /// Where it stands.
    pub source: Source,
    /// Who may see it.
    pub audience: Audience,
    /// `#performance`.
    pub performance: bool,
    /// Whether it is parked, and how long.
    pub parked: Option<Parked>,
    /// `[when:: ]`.
    pub when: Option<Day>,
    /// All fields.
    pub values: BTreeMap<String, String>,
    /// Skills named.
    pub skills: Vec<String>,
    /// The lines below it.
    pub children: Vec<Child>,
    /// Who brought it up, when somebody else than the lead did.
    pub by: Option<PersonId>,
    /// It stands in the open part of a shared agenda.
    pub on_agenda: bool,
    /// It is a line below a heading, with neither a box nor a word of its own.
    pub by_heading: bool,
}

/// How long a line is parked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parked {
    /// It comes back on this day.
    Until(Day),
    /// Until somebody takes the word away.
    ForNow,
}

/// A line below a line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Child {
    /// Who is named in it.
    pub people: Vec<PersonId>,
    /// Its words.
    pub text: String,
    /// What its task box says.
    pub status: Option<Status>,
}

impl Line {
    /// The 1-2-1 with this person that it stands in.
    pub fn meeting_with(&self, person: &PersonId) -> Option<&Meeting> {
        self.meeting.as_deref().filter(|meeting| meeting.person == *person)
    }

    /// Whether nothing is left to do with it.
    pub fn is_closed(&self) -> bool {
        self.status.is_some_and(Status::is_closed)
            || ["done", "dropped", "drop"].iter().any(|key| self.values.contains_key(*key))
    }

    /// Whether it was on the table of a 1-2-1 with this person that was held before a day: a bullet
    /// of its agenda closes with it, but for one that was parked there for the next.
    pub fn closed_with_meeting(&self, person: &PersonId, day: Day) -> bool {
        let held = self.meeting_with(person).is_some_and(|its| its.held && its.date < day);
        held && self.status.is_none() && self.parked.is_none()
    }

    /// Whether it is parked on a day.
    pub fn is_parked_on(&self, day: Day) -> bool {
        match self.parked {
            Some(Parked::Until(until)) => until > day,
            Some(Parked::ForNow) => true,
            None => false,
        }
    }

    /// Since when it is to be told: the day it comes back, else the day it was written.
    pub fn told_since(&self) -> Option<Day> {
        match self.parked {
            Some(Parked::Until(until)) => Some(until),
            Some(Parked::ForNow) | None => self.date,
        }
    }

    /// Whether it is about a person.
    pub fn is_about(&self, person: &PersonId) -> bool {
        self.people.contains(person)
    }

    /// The short name of what its tag defines: `own` of `#team-goal/own`, else its words.
    pub fn short_name(&self) -> String {
        self.rest.as_deref().map_or_else(|| slug(&self.text), slug)
    }

    /// A field's value.
    pub fn field_value(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
}

/// Who may see news on a goal: what nobody but the lead may see otherwise, is the lead's here too.
pub fn news_audience(entry: &Entry<'_>) -> Audience {
    if entry.kind == Kind::Goal { entry.seen_by(Audience::Person) } else { entry.seen() }
}

/// Who may usually see a goal of a person, or a step of it: the team, but where it names somebody
/// else beside them: `sort out the handover with @bob` is between the two who talk.
pub fn usual_of_goal(ctx: &Context<'_>, item: &Item, of: &PersonId) -> Audience {
    if names_another(ctx, item, of) { Audience::Person } else { Audience::Team }
}

/// The lines of the kinds that are told as they were written, in the order of the entries; `asked`
/// are the questions for everyone.
pub(crate) fn practice_lines(
    ctx: &Context<'_>,
    entries: &[Entry<'_>],
    asked: &BTreeSet<String>,
    said: &mut Vec<Diagnostic>,
) -> Vec<Arc<Line>> {
    entries
        .iter()
        .filter(|entry| entry.kind.goes_to(Fold::Lines) && !is_said_to_all(asked, entry))
        .map(|entry| Arc::new(line_of_entry(ctx, entry, said)))
        .collect()
}

/// What is told later of a team goal is seen by nobody who must not see the goal.
pub(crate) fn close_news(lines: &mut [Arc<Line>]) {
    let mut first: BTreeMap<String, Audience> = BTreeMap::new();
    for line in lines.iter_mut().filter(|line| line.kind == Kind::TeamGoal) {
        let limit = *first.entry(line.short_name()).or_insert(line.audience);
        if line.audience > limit {
            Arc::make_mut(line).audience = limit;
        }
    }
}

/// Brings lines into the order in which they are told.
pub fn sort(lines: &mut [Arc<Line>]) {
    lines.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
}

/// The short names of the questions for everyone (`#ask-all/friday`).
pub(crate) fn asked_of_all(entries: &[Entry<'_>]) -> BTreeSet<String> {
    let asks = |entry: &&Entry<'_>| entry.kind == Kind::AskAll && entry.meeting.is_none();
    let named =
        entries.iter().filter(asks).filter_map(|entry| entry.item.rest_of_tag(Kind::AskAll));
    named.map(slug).filter(|slug| !slug.is_empty()).collect()
}

/// A question for everyone that is repeated in a 1-2-1: what follows is what that person said to
/// it, and no new question.
pub(crate) fn is_said_to_all(asked: &BTreeSet<String>, entry: &Entry<'_>) -> bool {
    let may_be = entry.kind == Kind::AskAll && entry.meeting.is_some() && !asked.is_empty();
    may_be && entry.item.rest_of_tag(Kind::AskAll).is_some_and(|rest| asked.contains(&slug(rest)))
}

/// `intention:` and `outcome:` in the front matter of a 1-2-1 note are lines as well.
pub(crate) fn add_front_matter(
    ctx: &Context<'_>,
    note: &Note,
    lines: &mut Vec<Arc<Line>>,
    said: &mut Vec<Diagnostic>,
) {
    let Some(meeting) = ctx.meetings.meeting_of_note(&note.path) else { return };
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.row().in_front_matter) {
        let texts = note.front.get(kind.word()).map(|value| match value {
            Yaml::List(_) => value.texts(),
            other => other.text().into_iter().collect(),
        });
        for text in texts.unwrap_or_default() {
            let limit = match ctx.is_closed_whole(note) {
                true => Audience::Lead,
                false => front_limit(note),
            };
            let words = privacy::closing_marks(&text, Span::new(0, text.len()), &|_| false);
            let own = words.iter().map(|mark| mark.audience).min().unwrap_or(Audience::Team);
            if !words.is_empty() {
                let message = "what it says of its reader closes this value: it is not for all";
                let problem =
                    Diagnostic::about_file(Code::AudienceNear, note.path.as_str(), message);
                said.push(problem.at_place(&note.front.place_of(kind.word())));
            }
            lines.push(Arc::new(Line {
                kind,
                people: vec![meeting.person.clone()],
                text,
                rest: None,
                date: Some(meeting.date),
                status: None,
                meeting: Some(meeting.clone()),
                in_own_note: false,
                source: Source {
                    path: meeting.path.clone(),
                    line: note.front.place_of(kind.word()).line,
                    anchor: None,
                },
                audience: kind.line_audience(front_word(note)).min(limit).min(own),
                performance: false,
                parked: None,
                when: None,
                values: BTreeMap::new(),
                skills: Vec::new(),
                children: Vec::new(),
                by: None,
                on_agenda: false,
                by_heading: false,
            }));
        }
    }
}

/// Whether a follow-up is on several people, or on somebody in another's 1-2-1; a field may say who
/// reads it.
fn is_of_another_talk(ctx: &Context<'_>, entry: &Entry<'_>) -> bool {
    let talk = entry.meeting.map(|at| &ctx.meetings.all[at].person);
    entry.kind == Kind::FollowUp
        && entry.audience.is_none()
        && (entry.people.len() > 1
            || talk.is_some_and(|id| !entry.people.is_empty() && !entry.people.contains(id)))
}

/// One entry as a line.
pub fn line_of_entry(ctx: &Context<'_>, entry: &Entry<'_>, said: &mut Vec<Diagnostic>) -> Line {
    let children = entry.note.children_of(entry.at).filter(|(_, child)| !is_field(child));
    let children = children
        .filter(|(_, child)| !child.is_nearly(Kind::WatchOut))
        .map(|(_, child)| {
            let named = child
                .mentions
                .iter()
                .filter_map(|mention| ctx.person_of_mention(mention))
                .collect();
            let text = ctx.own_text(child);
            let mut people: Vec<PersonId> = named;
            if people.is_empty() {
                people.extend(ctx.people.leading_person(&text));
            }
            Child { people, text, status: child.task.map(|mark| ctx.status(mark)) }
        })
        .collect();
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for (_, child) in entry.note.children_of(entry.at).filter(|(_, child)| is_field(child)) {
        let field = &child.fields[0];
        values.insert(field.key.clone(), field.value.clone());
    }
    for field in &entry.item.fields {
        values.insert(field.key.clone(), field.value.clone());
    }
    Line {
        kind: entry.kind,
        people: entry.people.clone(),
        text: entry.text.clone(),
        rest: entry.item.rest_of_tag(entry.kind).map(str::to_owned),
        date: entry.date,
        status: entry.status,
        meeting: entry.meeting.map(|at| ctx.meetings.all[at].clone()),
        in_own_note: in_own_note(ctx, entry),
        source: entry.source.clone(),
        audience: match entry.note.is_theirs(entry.item.heading()) {
            // Who wrote it may read it.
            true => Audience::Person,
            // What was noted on somebody in another's 1-2-1 may tell them of the other one.
            false if is_of_another_talk(ctx, entry) => Audience::Lead,
            false => entry.seen(),
        },
        performance: entry.item.performance,
        parked: parked_until(ctx, entry, said),
        when: ctx.day_field(entry, "when", said),
        values,
        skills: entry.item.skills.clone(),
        children,
        by: brought_by(ctx, entry),
        on_agenda: entry.note.is_theirs(entry.item.heading()),
        by_heading: entry.by == By::Heading && entry.status.is_none(),
    }
}

/// Who brought a line up: its `from:` or `by:`, or the person whose open part it stands in.
fn brought_by(ctx: &Context<'_>, entry: &Entry<'_>) -> Option<PersonId> {
    if entry.note.is_theirs(entry.item.heading()) {
        return entry.people.first().cloned();
    }
    let said = ["from", "by"].iter().find_map(|key| entry.field_or_below(key))?;
    let name = said.trim().trim_matches(['[', ']']).trim_start_matches('@').to_owned();
    ctx.people.one_named(name.split('|').next().unwrap_or(&name))
}

/// Whether an item stands in the note of the one person it is about, and in no 1-2-1.
pub fn in_own_note(ctx: &Context<'_>, entry: &Entry<'_>) -> bool {
    let about = ctx.meetings.person_of_note(&entry.note.path);
    entry.meeting.is_none() && entry.people.len() == 1 && entry.people.first() == about
}

fn is_field(item: &Item) -> bool {
    matches!(item.fields.as_slice(), [only] if only.style.is_line())
}

/// The day behind a 1-2-1 in which a topic was noted for the next one: `next time: her holidays`.
fn next_time(ctx: &Context<'_>, entry: &Entry<'_>) -> Option<Day> {
    let meeting = entry.meeting.map(|at| &ctx.meetings.all[at]).filter(|meeting| meeting.held)?;
    is_for_next_time(ctx, entry).then(|| meeting.date.plus(1))
}

/// Whether a topic is for the next 1-2-1 by its words or its heading.
pub(crate) fn is_for_next_time(ctx: &Context<'_>, entry: &Entry<'_>) -> bool {
    let lexicon = Lexicon::shipped();
    let is_for_it = || {
        let text = ctx.own_text(entry.item);
        let label =
            vocabulary::split_opening(text.trim_start_matches(['*', '_'])).map(|(head, _)| head);
        let heading = entry.item.heading().map(|at| entry.note.headings[at].text.as_str());
        label.into_iter().chain(heading).any(|label| lexicon.has("next_time", label))
    };
    entry.kind == Kind::Topic && is_for_it()
}

/// `[later:: 2027-01]`, `[later:: 2027-01-10]`, `[later:: yes]` (until it is taken away); `hold`
/// with a day or a reason parks as well.
fn parked_until(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    said: &mut Vec<Diagnostic>,
) -> Option<Parked> {
    if let Some(day) = next_time(ctx, entry) {
        return Some(Parked::Until(day));
    }
    let held = entry.item.field("hold");
    let field = entry.item.field("later").or(held)?;
    let value = field.value.trim();
    if let Some(Found::Day(day, _)) =
        date_parse::leading_date(value, ctx.config.date_order, entry.date)
    {
        return Some(Parked::Until(day));
    }
    if let Some((year, month)) = value.split_once('-')
        && let (Ok(year), Ok(month)) = (year.parse(), month.parse())
        && let Some(day) = Day::new(year, month, 1)
    {
        return Some(Parked::Until(day));
    }
    let is_reason =
        entry.item.field("later").is_none() && !value.starts_with(|c: char| c.is_ascii_digit());
    if is_reason || matches!(value, "yes" | "true" | "") {
        return Some(Parked::ForNow);
    }
    ctx.read_day(entry.note, value, entry.date, &field.place, said).map(Parked::Until)
}
