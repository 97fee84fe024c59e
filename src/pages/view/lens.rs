//! What all views share: the audience wall, words made inert, links, and how days are said.

use crate::kind::{Audience, Kind};
use crate::model::model::Model;
use crate::pages::escape::{clip, inert_text};
use crate::pages::tick::is_one;
use crate::records::due;
use crate::records::feedback::{Feedback, State};
use crate::records::goal::{Goal, Seen};
use crate::records::practice::Line;
use crate::records::promise::Action;
use crate::records::record::Source;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use serde::Serialize;
use std::cmp::Reverse;

/// The model through the eyes of one audience, for a page at one path.
pub struct Lens<'a> {
    /// The model.
    pub model: &'a Model,
    /// Who will read the page.
    pub audience: Audience,
    /// Where the page stands: links go from here.
    pub path: &'a NotePath,
    /// Lists show at most so many lines, and longer texts are cut; `None`: all.
    pub most: Option<usize>,
    /// Whom the page is about: a page for a person is read by them.
    pub about: Option<&'a PersonId>,
}

/// What stands in the place of a link to another's 1-2-1.
const IN_ANOTHERS: &str = "noted in a 1-2-1";

/// A line of text with the link to where it was said.
#[derive(Clone, Debug, Serialize)]
pub struct TextLine {
    /// The words.
    pub text: String,
    /// The day, as it is said on this page.
    pub date: Option<String>,
    /// The link to its source.
    pub link: String,
}

/// A policy.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyLine {
    /// Its title.
    pub title: String,
    /// When it was last reviewed.
    pub reviewed: Option<String>,
    /// That is more than twelve months ago, or nothing says when.
    pub old: bool,
    /// The link to it.
    pub link: String,
    /// What that line asks, on the page of a 1-2-1.
    pub asked: Option<String>,
    /// The link to the line that mentions it, on the page of a 1-2-1.
    pub from: Option<String>,
}

/// A list that may be cut, and how many more there are.
#[derive(Clone, Debug, Serialize)]
pub struct Cut<T> {
    /// What is shown.
    pub items: Vec<T>,
    /// How many more there are.
    pub more: usize,
}

/// A page shows so many goals of a kind at most.
pub(crate) const MOST_ROWS: usize = 1000;
/// Texts on a page of one screen are cut behind so many characters.
const MOST_TEXT_CHARS: usize = 160;
/// What a team goal is called beside a goal that helps it.
const MOST_TEAM_GOAL_CHARS: usize = 60;

impl<'a> Lens<'a> {
    /// A user's words for this page.
    pub fn page_words(&self, text: &str) -> String {
        let mut text = inert_text(text);
        // The line goes on behind it; an ellipsis stays.
        if text.ends_with('.') && !text.ends_with("..") {
            text.pop();
        }
        if self.most.is_some() { clip(&text, MOST_TEXT_CHARS) } else { text }
    }

    /// Whether this page may lead its readers to a note: to the 1-2-1s of another it leads the
    /// lead alone.
    pub fn may_lead_to(&self, path: &NotePath) -> bool {
        let meetings = &self.model.meetings;
        let reader = self.about.filter(|_| self.audience == Audience::Person);
        self.audience == Audience::Lead
            || !(meetings.is_meeting_note(path) || meetings.is_undated(path))
            || reader.is_some() && meetings.person_of_note(path) == reader
    }

    /// A link to a source; words where the page may not lead there.
    pub fn link_to_source(&self, source: &Source) -> String {
        if !self.may_lead_to(&source.path) {
            return IN_ANOTHERS.to_owned();
        }
        self.model.layout.link(self.path, &source.path, source.anchor.as_ref())
    }

    /// A link to a note; words where the page may not lead there.
    pub fn link_to(&self, path: &NotePath) -> String {
        if !self.may_lead_to(path) {
            return IN_ANOTHERS.to_owned();
        }
        self.model.layout.link(self.path, path, None)
    }

    /// Cuts a list to what this page shows.
    pub fn cut_list<T>(&self, items: Vec<T>) -> Cut<T> {
        self.cut_to(items, self.most)
    }

    /// Cuts a list to `most`. One more is shown: to say that there is one takes a line as well.
    pub fn cut_to<T>(&self, mut items: Vec<T>, most: Option<usize>) -> Cut<T> {
        let all = items.len();
        items.truncate(most.filter(|most| all > most + 1).unwrap_or(all));
        Cut { more: all - items.len(), items }
    }

    /// Words with their whole day and the link to where they stand.
    pub fn dated_line(&self, text: &str, day: Option<Day>, source: &Source) -> TextLine {
        let date = day.map(Day::plain);
        TextLine { text: self.page_words(text), date, link: self.link_to_source(source) }
    }

    /// What a goal helps, without the team goals that this audience must not see.
    pub fn helped_goals(&self, goal: &Goal) -> Option<String> {
        let names = goal.helped_names();
        let shown: Vec<&String> =
            names.iter().filter(|name| !self.is_hidden_team_goal(name)).collect();
        let called = |name: &&String| self.team_goal_called(name);
        let known: Option<Vec<String>> = shown.iter().map(called).collect();
        match (known.filter(|known| !known.is_empty()), shown.len() == names.len()) {
            (Some(known), _) => Some(known.join(", ")),
            (None, true) => {
                goal.helps.as_deref().map(|all| inert_text(all.trim_start_matches("team/")))
            }
            (None, false) if shown.is_empty() => None,
            (None, false) => {
                let shown: Vec<&str> = shown.into_iter().map(String::as_str).collect();
                Some(inert_text(&shown.join(", ")))
            }
        }
    }

    /// The words of a team goal, when it is written down for this audience.
    fn team_goal_called(&self, name: &str) -> Option<String> {
        let mut lines = self.lines_of_kind(Kind::TeamGoal).filter(|line| line.short_name() == name);
        let line = lines.find(|line| !line.text.is_empty())?;
        Some(clip(&self.page_words(&line.text), MOST_TEAM_GOAL_CHARS))
    }

    /// Whether a team goal is written down, and nowhere for this audience.
    pub fn is_hidden_team_goal(&self, name: &str) -> bool {
        let lines =
            || self.model.lines_of_kind(Kind::TeamGoal).filter(|line| line.short_name() == name);
        self.audience != Audience::Lead
            && lines().next().is_some()
            && lines().all(|line| !line.audience.reaches_reader(self.audience))
    }

    /// Lines of a kind that this audience may see.
    pub fn lines_of_kind(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &'a Line> + use<'a> {
        let audience = self.audience;
        self.model.lines_of_kind(kind).filter(move |line| line.audience.reaches_reader(audience))
    }

    /// Lines of a kind about a person that this audience may see.
    pub fn lines_on(
        &self,
        kind: Kind,
        person: &PersonId,
    ) -> impl DoubleEndedIterator<Item = &'a Line> + use<'a> {
        let audience = self.audience;
        let about = self.model.lines_about(person);
        about.filter(move |line| line.kind == kind && line.audience.reaches_reader(audience))
    }

    /// Goals of a person that this audience may see, with those of their steps and news that it
    /// may see: no view has to ask for each of them.
    pub fn goals_of(&self, person: &PersonId) -> Vec<Seen<'a>> {
        let all = self.model.goals_of(person);
        let mut goals: Vec<(Reverse<Option<Day>>, Seen<'a>)> = all
            .filter(|goal| goal.audience.reaches_reader(self.audience))
            .map(|goal| (Reverse(goal.recency_day()), goal.for_readers(self.audience)))
            .collect();
        goals.sort_by(|(a, one), (b, other)| (a, &one.source).cmp(&(b, &other.source)));
        goals.into_iter().map(|(_, goal)| goal).collect()
    }

    /// Feedback to a person that this audience may see on a day, with its state.
    pub fn feedback_to(&self, person: &PersonId, day: Day) -> Vec<(&'a Feedback, State)> {
        self.feedback_that(person, day, |_| true)
    }

    /// Feedback to a person that `keep` keeps and this audience may see, with its state.
    pub fn feedback_that(
        &self,
        person: &PersonId,
        day: Day,
        keep: impl Fn(&Feedback) -> bool,
    ) -> Vec<(&'a Feedback, State)> {
        let kept = self.model.feedback_to(person).filter(|feedback| keep(feedback));
        kept.map(|feedback| (feedback, self.model.feedback_state(feedback, day)))
            .filter(|(feedback, state)| feedback.audience_in(*state).reaches_reader(self.audience))
            .collect()
    }

    /// Promises between the lead and a person that this audience may see.
    pub fn promises_with(&self, person: &PersonId) -> Vec<&'a Action> {
        self.model.actions_with(person).filter(|action| self.sees_promise(action)).collect()
    }

    /// Whether this audience may see a promise.
    pub fn sees_promise(&self, action: &Action) -> bool {
        action.audience.reaches_reader(self.audience)
    }

    /// The box before something that can be ticked on the page, with `ticks: write-back` in the
    /// config: nothing for a line that its source cannot be found again by.
    pub fn tick_box(&self, text: &str, source: &Source) -> String {
        let on = self.model.config.ticks && is_one(self.model, text, source);
        if on { "[ ] ".to_owned() } else { String::new() }
    }

    /// The words of a promise without the day that stands beside them. A box to tick has the words
    /// by which it is found again.
    pub fn promised(&self, action: &Action) -> String {
        let order = self.model.config.date_order;
        let due = action.due.filter(|_| !self.model.config.ticks);
        let words = due.map(|due| due::without_day(&action.text, due, order, action.opened));
        self.page_words(&words.unwrap_or_else(|| action.text.clone()))
    }

    /// Who owes, from the lead's side: `you`, or the first name.
    pub fn name_of_owner(&self, owner: &PersonId) -> String {
        let me = self.model.people.is_me(owner) || owner.as_str() == "me";
        match (me, self.audience) {
            (true, Audience::Lead) => "you".to_owned(),
            _ => inert_text(&self.model.people.first_name_of(owner)),
        }
    }

    /// Who owes a promise, from the lead's side; a question, where nobody does yet.
    pub fn promise_owner(&self, action: &Action) -> String {
        action.owner.as_ref().map_or_else(|| "whose?".to_owned(), |owner| self.name_of_owner(owner))
    }

    /// A person's name on this page.
    pub fn person_name(&self, person: &PersonId) -> String {
        inert_text(&self.model.people.first_name_of(person))
    }
}

/// Nobody counts further than this in days: what is due later has a date.
const FAR_DAYS: i64 = 90;

/// `due today`, `due in 7 days`, `due 31 Jul`, `was due 17 Nov`, from a day.
pub fn due_words(due: Day, from: Day) -> String {
    match due.days_since(from) {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        days if days > FAR_DAYS => format!("due {}", due.short(from)),
        days if days > 0 => format!("due in {days} days"),
        _ => format!("was due {}", due.short(from)),
    }
}

/// `1 day`, `14 days`.
pub fn day_count(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}
