//! Feedback: high fives and watch outs, their paths and the states they pass through.
//!
//! noted → (held) → shared → replied → settled. Never netted into a balance. What the lines say of
//! that is its [`Life`]; where it stands on a day is its [`State`].

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Kind};
use crate::note::closing::Why;
use crate::people::meeting::Meeting;
use crate::people::meetings::Meetings;
use crate::people::person::Season;
use crate::records::goal;
use crate::records::holding;
use crate::records::line_shape::path_behind;
use crate::records::lines_below;
use crate::records::plain_praise;
use crate::records::record::{By, Entry, Source};
use crate::records::resolver::Context;
use crate::records::seasons::Seasons;
use crate::text::date::Day;
use crate::text::date_parse::{self, Found};
use crate::text::ids::{GoalKey, PersonId, slug};
use crate::text::lexicon::Lexicon;
use crate::text::yaml::Yaml;
use crate::vault::config::{Config, Status};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a piece of feedback stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// For the next 1-2-1.
    ToShare,
    /// Kept back for now.
    Held,
    /// Given.
    Shared,
    /// Given and answered.
    Replied,
    /// Closed.
    Settled,
    /// It was in a prep and the 1-2-1 has passed, or it was noted in a 1-2-1 of theirs: whether it
    /// was said, nothing tells.
    Offered,
    /// Given up.
    Dropped,
    /// Nothing tells whether it is praise or critique: it is kept back until that is said.
    Unsorted,
}

impl State {
    /// Whether no page shows it: held back, given up, or of a sort that is not told.
    pub fn is_hidden(self) -> bool {
        self.is_held() || self == State::Dropped
    }

    /// Whether it is kept back: by a word, by the season, or because its sort is not told.
    pub fn is_held(self) -> bool {
        matches!(self, State::Held | State::Unsorted)
    }

    /// Whether it was given.
    pub fn is_given(self) -> bool {
        matches!(self, State::Shared | State::Replied | State::Settled)
    }
}

/// What became of a piece of feedback, by what its lines say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Life {
    /// It is still to be given.
    Open,
    /// It was given, or will have been on its day.
    Given(HowGiven),
    /// `[drop:: why]` or a dropped task.
    Dropped {
        /// Why it was given up.
        why: Option<String>,
        /// It had been given before.
        given: Option<HowGiven>,
    },
}

/// How a piece of feedback was given, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowGiven {
    /// When, as far as that is known.
    pub on: Option<Day>,
    /// What they said to it.
    pub reply: Option<String>,
    /// When it was settled.
    pub settled: Option<Day>,
}

/// What holds a piece of feedback back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hold {
    /// A low season, while it lasts.
    Season,
    /// `[hold:: DATE]`, and a low season.
    Until(Day),
    /// `[hold:: reason]`, and a low season.
    Reason(String),
    /// `[now:: why]`: nothing. It is the later word, nobody writes it to hold something back.
    Nothing(String),
}

impl Hold {
    /// The day until which it is held.
    pub fn held_until(&self) -> Option<Day> {
        match self {
            Hold::Until(day) => Some(*day),
            Hold::Season | Hold::Reason(_) | Hold::Nothing(_) => None,
        }
    }

    /// The reason for which it is held.
    pub fn hold_reason(&self) -> Option<&str> {
        match self {
            Hold::Reason(why) => Some(why),
            Hold::Season | Hold::Until(_) | Hold::Nothing(_) => None,
        }
    }
}

/// A piece of feedback to one person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Feedback {
    /// To whom.
    pub person: PersonId,
    /// High five or watch out; or feedback, when nothing tells which.
    pub kind: Kind,
    /// How that was read.
    pub by: By,
    /// It may well be of another kind: it is shown with a question mark.
    pub unsure: bool,
    /// Its words.
    pub text: String,
    /// The word that stood before them, where they begin with an article: `for the bridge`.
    pub given_for: Option<String>,
    /// When it was noted.
    pub date: Option<Day>,
    /// `#skill/x`.
    pub skills: Vec<String>,
    /// `#way/x`.
    pub ways: Vec<String>,
    /// The goals it is on.
    pub goals: Vec<GoalKey>,
    /// What would help.
    pub path: Option<String>,
    /// `[habit:: ]`.
    pub habit: Option<String>,
    /// `[system:: ]`.
    pub system: Option<String>,
    /// From whom, in words; `None` is the lead.
    pub from: Option<String>,
    /// What became of it.
    pub life: Life,
    /// What holds it back until it is given.
    pub hold: Hold,
    /// `[first:: yes]`.
    pub first: bool,
    /// An open task: it is repeated until it is ticked.
    pub open_task: bool,
    /// The day of the held 1-2-1 of theirs in whose note it stands: it may have been said there.
    pub noted_there: Option<Day>,
    /// Where it stands.
    pub source: Source,
    /// What it says of its audience.
    pub audience: Option<Audience>,
}

impl Feedback {
    /// How it was given, also when it was given up later.
    pub fn how_given(&self) -> Option<&HowGiven> {
        match &self.life {
            Life::Given(given) => Some(given),
            Life::Dropped { given, .. } => given.as_ref(),
            Life::Open => None,
        }
    }

    /// The day on which it was given.
    pub fn shared_on(&self) -> Option<Day> {
        self.how_given()?.on
    }

    /// What they said to it.
    pub fn reply(&self) -> Option<&str> {
        self.how_given()?.reply.as_deref()
    }

    /// Whether it was given before a day, or on a day that nothing tells.
    pub fn is_given_before(&self, day: Day) -> bool {
        self.how_given().is_some_and(|given| given.on.is_none_or(|on| on < day))
    }

    /// `[now:: why]`: why it is shared in a low season all the same.
    pub fn why_now(&self) -> Option<&str> {
        match &self.hold {
            Hold::Nothing(why) => Some(why),
            Hold::Season | Hold::Until(_) | Hold::Reason(_) => None,
        }
    }

    /// Its words as pages tell them: praise with the word that says what it is for.
    pub fn words(&self) -> String {
        self.given_for.iter().map(|word| format!("{word} ")).collect::<String>() + &self.text
    }

    /// What would help: its path, else the habit, else the system.
    pub fn what_would_help(&self) -> Option<&str> {
        self.path.as_deref().or(self.habit.as_deref()).or(self.system.as_deref())
    }

    /// A watch out that nobody could act on yet.
    pub fn lacks_path(&self) -> bool {
        self.kind == Kind::WatchOut && self.what_would_help().is_none()
    }

    /// Who may see it in this state: what was not given is the lead's.
    pub fn audience_in(&self, state: State) -> Audience {
        let most = if state.is_given() { Audience::Person } else { Audience::Lead };
        self.audience.map_or(most, |said| said.min(most))
    }
}

/// What a state depends on besides the feedback itself.
pub struct Times<'a> {
    pub config: &'a Config,
    /// 1-2-1s.
    pub meetings: &'a Meetings,
    pub seasons: &'a Seasons,
}

impl Times<'_> {
    /// Whether a piece of feedback is kept back on a day.
    pub fn holds_back(&self, feedback: &Feedback, day: Day) -> bool {
        match &feedback.hold {
            Hold::Nothing(_) => return false,
            Hold::Reason(_) => return true,
            Hold::Until(until) if day < *until => return true,
            Hold::Until(_) | Hold::Season => {}
        }
        let low = self.seasons.season_on(&feedback.person, day) == Some(Season::Low);
        low && self.config.low_holds.contains(&feedback.kind)
    }

    /// Where a piece of feedback stands on a day.
    pub fn state_on(&self, feedback: &Feedback, day: Day) -> State {
        match &feedback.life {
            Life::Dropped { .. } => return State::Dropped,
            _ if feedback.kind == Kind::Feedback => return State::Unsorted,
            Life::Given(HowGiven { settled: Some(_), .. }) => return State::Settled,
            Life::Given(given) if given.on.is_none_or(|on| on <= day) => {
                return if given.reply.is_some() { State::Replied } else { State::Shared };
            }
            Life::Given(_) | Life::Open => {}
        }
        if self.holds_back(feedback, day) {
            return State::Held;
        }
        if feedback.open_task {
            return State::ToShare;
        }
        if feedback.noted_there.is_some_and(|noted| noted <= day) {
            return State::Offered;
        }
        if feedback.lacks_path() {
            return State::ToShare;
        }
        match self.last_offered(feedback, day) {
            Some(_) => State::Offered,
            None => State::ToShare,
        }
    }

    /// The held 1-2-1 before `day` whose prep showed it.
    pub fn last_offered(&self, feedback: &Feedback, day: Day) -> Option<Day> {
        let mut held = self.meetings.held_between(&feedback.person, None, day);
        held.find(|meeting| meeting.prep_showed(&feedback.text)).map(|meeting| meeting.date)
    }

    /// Since when it has been kept back, for the limit: the day it was noted, or the season's
    /// beginning when that was later.
    pub fn held_since(&self, feedback: &Feedback, day: Day) -> Option<Day> {
        let season = self.seasons.season_since(&feedback.person, day);
        match (feedback.date, season) {
            (Some(noted), Some(season)) if feedback.hold.hold_reason().is_none() => {
                Some(noted.max(season))
            }
            (noted, season) => noted.or(season),
        }
    }
}

/// All feedback in the entries.
pub fn fold(
    ctx: &Context<'_>,
    entries: &[Entry<'_>],
    seasons: &Seasons,
    said: &mut Vec<Diagnostic>,
) -> Vec<Arc<Feedback>> {
    let feedback = entries.iter().filter(|entry| entry.kind.is_feedback());
    let all = feedback.flat_map(|entry| feedback_of_entry(ctx, entry, seasons, said));
    let mut all: Vec<Arc<Feedback>> = all.map(Arc::new).collect();
    sort(&mut all);
    all
}

/// The feedback in one entry, to each of those it is about.
pub fn feedback_of_entry(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    seasons: &Seasons,
    said: &mut Vec<Diagnostic>,
) -> Vec<Feedback> {
    let goal_keys = match entry.item.rest_of_tag(Kind::Goal) {
        Some(_) => goal::keys_of_entry(entry),
        None => Vec::new(),
    };
    let others = entry.people.iter().filter(|person| !ctx.people.is_me(person));
    let one = |person: &PersonId| {
        let goals = goal_keys.iter().filter(|key| key.person == *person).cloned().collect();
        feedback_to_person(ctx, entry, person, goals, seasons, said)
    };
    others.map(one).collect()
}

/// Brings feedback into the order in which it is told.
pub fn sort(all: &mut [Arc<Feedback>]) {
    all.sort_by(|a, b| (a.date, &a.source, &a.person).cmp(&(b.date, &b.source, &b.person)));
}

fn feedback_to_person(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    person: &PersonId,
    goals: Vec<GoalKey>,
    seasons: &Seasons,
    said: &mut Vec<Diagnostic>,
) -> Feedback {
    let (text, path) = split_path(entry);
    let yes = |key: &str| {
        entry.item.field_value(key).is_some_and(|value| !matches!(value, "no" | "false"))
    };
    let hold = hold_said(ctx, entry, said);
    let now = entry.item.field_value("now").filter(|why| *why != "no").map(str::to_owned);
    let mut feedback = Feedback {
        person: person.clone(),
        kind: entry.kind,
        by: entry.by,
        unsure: entry.unsure,
        given_for: plain_praise::given_for(ctx, entry, &text),
        text,
        date: entry.date,
        skills: skills(entry),
        ways: entry.item.ways.clone(),
        goals,
        path,
        habit: entry.field_or_below("habit"),
        system: entry.field_or_below("system"),
        from: entry.field_or_below("from").map(|from| party_name(ctx, &from)),
        life: Life::Open,
        hold: now.map_or_else(|| hold.clone(), Hold::Nothing),
        first: yes("first"),
        open_task: entry.status.is_some_and(|status| !status.is_closed()),
        noted_there: None,
        source: entry.source.clone(),
        audience: match entry.limit {
            Audience::Team => entry.audience,
            limit => Some(entry.audience.unwrap_or(limit).min(limit)),
        },
    };
    let given = given_said(ctx, entry, said);
    let dropped = ["drop", "dropped"].iter().any(|key| entry.item.field(key).is_some())
        || entry.status == Some(Status::Dropped);
    feedback.life = if dropped {
        Life::Dropped { why: entry.item.field_value("drop").map(str::to_owned), given }
    } else {
        let given = match is_unshared(ctx, entry) || feedback.open_task {
            true => InMeeting::from(given),
            false => given_in_meeting(ctx, entry, &feedback, &hold, given, seasons, said),
        };
        match given {
            InMeeting::Given(given) => Life::Given(given),
            InMeeting::Noted(day) => {
                feedback.noted_there = Some(day);
                Life::Open
            }
            InMeeting::Nothing => Life::Open,
        }
    };
    feedback
}

/// What the line itself says of holding it back.
fn hold_said(ctx: &Context<'_>, entry: &Entry<'_>, said: &mut Vec<Diagnostic>) -> Hold {
    let Some(value) = holding::holding_value(ctx, entry, said) else {
        return Hold::Season;
    };
    match date_parse::leading_date(&value, ctx.config.date_order, entry.date) {
        Some(Found::Day(day, _)) => Hold::Until(day),
        _ => Hold::Reason(value),
    }
}

/// `[shared:: no]`, `[shared:: ?]`: what names neither a day nor a yes. Of a day to come its state
/// tells, by the day.
fn is_unshared(ctx: &Context<'_>, entry: &Entry<'_>) -> bool {
    // Nothing behind it: somebody is in the middle of writing it.
    if entry.item.field("shared").is_some_and(|field| field.value.trim().is_empty()) {
        return true;
    }
    let Some(value) = entry.field_or_below("shared") else { return false };
    if is_no(&value) {
        return true;
    }
    let near = entry.date.or(Some(ctx.today));
    let day = date_parse::leading_date(&value, ctx.config.date_order, near);
    !matches!(day, Some(Found::Day(..))) && !is_yes(&value)
}

/// What the line itself says of its being given: a field, a tick, what they said to it.
fn given_said(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    said: &mut Vec<Diagnostic>,
) -> Option<HowGiven> {
    let unshared = is_unshared(ctx, entry);
    let ticked = entry.status == Some(Status::Done);
    let mut given = HowGiven {
        on: ctx.day_field(entry, "shared", said).filter(|_| !unshared),
        reply: entry.field_or_below("reply"),
        settled: ctx.day_field(entry, "settled", said),
    };
    let says_so = entry.item.field("shared").is_some() && !unshared;
    if !unshared
        && !says_so
        && let Some((day, reply)) = lines_below::told(ctx, entry)
    {
        given.on = given.on.or(day);
        given.reply = given.reply.or(reply);
        return Some(given);
    }
    if !unshared && given.reply.is_none() && entry.kind == Kind::WatchOut {
        given.reply = lines_below::taken(entry).filter(|_| entry.meeting.is_some());
    }
    let is_given = given != HowGiven::default() || says_so || ticked;
    if ticked && given.on.is_none() {
        given.on = ctx.day_field(entry, "done", said);
    }
    is_given.then_some(given)
}

/// What the place of feedback says of its being given.
enum InMeeting {
    /// It was given.
    Given(HowGiven),
    /// It was noted in a held 1-2-1 of theirs on this day, and nothing says that it was said.
    Noted(Day),
    /// Nothing.
    Nothing,
}

impl From<Option<HowGiven>> for InMeeting {
    fn from(given: Option<HowGiven>) -> InMeeting {
        given.map_or(InMeeting::Nothing, InMeeting::Given)
    }
}

/// What was written in a held 1-2-1 note of that person was given there, except a watch out in a
/// low season, which must say so, and critique that has neither a tag of ours nor a prep of ours
/// beside it: who keeps such notes may write down what they saw.
fn given_in_meeting(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    feedback: &Feedback,
    hold: &Hold,
    given: Option<HowGiven>,
    seasons: &Seasons,
    said: &mut Vec<Diagnostic>,
) -> InMeeting {
    let Some(meeting) = entry.meeting.map(|at| &ctx.meetings.all[at]) else {
        return given.into();
    };
    // What stands in a private part of the note was not said there.
    let closing = entry.item.closed.map(|at| entry.note.closings[at].why);
    let private = closing == Some(Why::Private)
        || entry.item.closes == Some(Audience::Lead)
        || entry.limit == Audience::Lead && !entry.item.named.is_empty()
        || ctx.is_closed_whole(entry.note);
    // What nothing tells to be critique, what was noted for a day behind it, and what is headed as
    // for the next time was not given by standing there.
    let mut days = ["when", "due"].into_iter().filter_map(|key| ctx.day_field(entry, key, said));
    let planned = days.any(|day| day > meeting.date);
    let later = planned || entry.date.is_some_and(|day| day > meeting.date);
    let unsure = entry.unsure || later || holding::is_below_unsaid(entry);
    if meeting.person != feedback.person || !meeting.held || private {
        return given.into();
    }
    if let Some(given) = given {
        // A reply or a tick says that it was given, and nothing says that it was elsewhere.
        let here = entry.item.field("shared").is_none().then_some(meeting.date);
        return InMeeting::Given(HowGiven { on: given.on.or(here), ..given });
    }
    if unsure || *hold != Hold::Season {
        return InMeeting::Nothing;
    }
    let untold = entry.kind == Kind::WatchOut
        && matches!(entry.by, By::Word | By::Heading)
        && !stands_below_a_prep(ctx, entry, meeting);
    if untold && feedback.why_now().is_none() {
        return InMeeting::Noted(meeting.date);
    }
    if let Some(form) = holding::strange_end(entry) {
        let message = format!("`{form}` stands behind it: was it given?");
        let hint = format!("write `[shared:: {}]` or `[hold:: why]`", meeting.date);
        said.push(entry.say(Code::ShareUnsaid, message).hint(hint));
        return InMeeting::Nothing;
    }
    let low = seasons.was_low(&feedback.person, meeting.date);
    if low && feedback.why_now().is_none() && ctx.config.low_holds.contains(&feedback.kind) {
        let message = "written in a 1-2-1 in a low season: was it given?";
        let hint = format!("write `[shared:: {}]` or `[hold:: low season]`", meeting.date);
        said.push(entry.say(Code::ShareUnsaid, message).hint(hint));
        return InMeeting::Nothing;
    }
    InMeeting::Given(HowGiven { on: Some(meeting.date), ..HowGiven::default() })
}

/// Whether a past 1-2-1 was written below its prep. The prep of a log is that of its next 1-2-1
/// alone, and one of today may have come after the words: a second build would read otherwise.
fn stands_below_a_prep(ctx: &Context<'_>, entry: &Entry<'_>, meeting: &Meeting) -> bool {
    meeting.heading.is_none()
        && !meeting.section
        && meeting.date < ctx.today
        && entry.note.region("prep").is_some()
}

/// `#skill/x`, or `[skill:: x]`, also below the line.
fn skills(entry: &Entry<'_>) -> Vec<String> {
    let mut skills = entry.item.skills.clone();
    if skills.is_empty()
        && let Some(skill) =
            entry.field_or_below("skill").or_else(|| entry.field_or_below("skills"))
    {
        let name = |skill: &str| {
            let plain = skill.trim_matches(['#', ' ', '[', ']']);
            slug(plain.trim_start_matches("skill/").split('|').next().unwrap_or(plain))
        };
        let all = skill.split([',', ';']).map(name);
        skills.extend(all.filter(|skill| !skill.is_empty()));
    }
    skills
}

/// The path: a field, a child, or `path: …` behind a sentence end in the text.
fn split_path(entry: &Entry<'_>) -> (String, Option<String>) {
    if let Some(path) = entry.field_or_below("path") {
        return (entry.text.clone(), Some(path));
    }
    match path_behind(&entry.text).filter(|_| entry.kind != Kind::HighFive) {
        Some((text, path)) => (text, Some(path)),
        None if entry.kind == Kind::HighFive => (entry.text.clone(), None),
        None => (entry.text.clone(), lines_below::path(entry)),
    }
}

/// `no`, `not yet`.
fn is_no(value: &str) -> bool {
    let value = value.trim();
    ["no", "false", "never", "later"].iter().any(|no| value.eq_ignore_ascii_case(no))
        || Lexicon::shipped().has("unsaid", value)
        || value.to_ascii_lowercase().starts_with("not ")
}

/// `yes`, `true`, `done`, in the words of people.
fn is_yes(value: &str) -> bool {
    let word = value.trim().trim_matches(['"', '\'']);
    Lexicon::shipped().has("columns.done", word)
        || Yaml::Text(word.to_owned()).truth() == Some(true)
        || matches!(word, "✓" | "✔" | "✅" | "✔️")
}

/// A party named in a field, as pages call them.
pub fn party_name(ctx: &Context<'_>, value: &str) -> String {
    let parts = value.split([',', '&']).map(|part| {
        let name = part.trim().trim_matches(['[', ']']);
        let name = name.split('|').next().unwrap_or(name);
        match ctx.people.one_named(name) {
            Some(id) => ctx.people.first_name_of(&id),
            None => name.trim_start_matches('@').to_owned(),
        }
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
