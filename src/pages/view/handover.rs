//! The facts that one lead hands over to the next: an allow-list, and a count of what is not on it.
//!
//! Open goals, open promises, what was agreed, follow-ups, feedback that was given, and when the
//! 1-2-1s are. Nothing else gets here by accident: there is no place for it in the view.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::{Lens, TextLine};
use crate::pages::view::one_on_one::cadence_words;
use crate::people::person::Person;
use crate::records::feedback::State;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a hand-over is made of.
#[derive(Clone, Debug, Serialize)]
pub struct HandoverView {
    /// `alice`.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The first name.
    pub call: String,
    /// How often the 1-2-1s are: `every 2 weeks`.
    pub every: String,
    /// When: `tue 14:00`.
    pub slot: Option<String>,
    /// How long, in minutes.
    pub minutes: u32,
    /// Where to meet.
    pub meet: Option<String>,
    /// The last 1-2-1.
    pub last: Option<String>,
    /// Open goals, most recent first.
    pub goals: Vec<HandoverGoal>,
    /// Open promises, oldest first.
    pub promises: Vec<HandoverPromise>,
    /// What was agreed.
    pub agreed: Vec<TextLine>,
    /// Follow-ups not held yet.
    pub follow_ups: Vec<TextLine>,
    /// Feedback that was given, oldest first.
    pub feedback: Vec<HandoverFeedback>,
}

/// An open goal.
#[derive(Clone, Debug, Serialize)]
pub struct HandoverGoal {
    /// Its words.
    pub title: String,
    /// `open`, `in progress`, `on hold`.
    pub status: String,
    /// When it was set.
    pub set: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// Steps done.
    pub steps_done: Vec<String>,
    /// Steps to come.
    pub steps: Vec<String>,
    /// The link.
    pub link: String,
}

/// An open promise.
#[derive(Clone, Debug, Serialize)]
pub struct HandoverPromise {
    /// Who owes, by name.
    pub who: String,
    /// The words.
    pub text: String,
    /// When it was made.
    pub opened: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// The link.
    pub link: String,
}

/// Feedback that was given.
#[derive(Clone, Debug, Serialize)]
pub struct HandoverFeedback {
    /// `high five`, `watch out`.
    pub kind: String,
    /// The words.
    pub text: String,
    /// What would help.
    pub path: Option<String>,
    /// When it was given.
    pub shared: Option<String>,
    /// What they said to it.
    pub reply: Option<String>,
    /// When it was settled.
    pub settled: Option<String>,
    /// The link.
    pub link: String,
}

/// What stays with the lead: how many of what, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Of what.
    pub what: String,
    /// How many.
    pub count: usize,
    /// Why.
    pub why: &'static str,
}

impl HandoverView {
    /// The facts of a person; `lens` is the new lead's, who reads no more than the person does.
    pub fn of(lens: &Lens<'_>, person: &Person) -> HandoverView {
        let model = lens.model;
        let id = &person.id;
        let cadence = person.cadence.unwrap_or(model.config.cadence);
        let meet = person.meet.as_deref().map(inert_text);
        let last = model.last_held(id, model.today.plus(1));
        let line = |line: &crate::records::practice::Line| {
            lens.dated_line(&line.text, line.when.or(line.date), &line.source)
        };
        let lines = |kind: Kind, open: bool| -> Vec<TextLine> {
            let of_kind = lens.lines_on(kind, id).filter(|line| !line.text.is_empty());
            of_kind.filter(|line| !open || !line.is_closed()).map(line).collect()
        };
        HandoverView {
            person: id.to_string(),
            name: inert_text(&person.name),
            call: lens.person_name(id),
            every: cadence_words(cadence),
            slot: person.slot.map(|slot| slot.to_string()),
            minutes: person.minutes.unwrap_or(model.config.minutes),
            meet,
            last: last.map(|meeting| whole_day(meeting.date)),
            goals: handover_goals(lens, person),
            promises: handover_promises(lens, person),
            agreed: lines(Kind::Agreed, false),
            follow_ups: lines(Kind::FollowUp, true),
            feedback: given_feedback(lens, person),
        }
    }
}

fn handover_goals(lens: &Lens<'_>, person: &Person) -> Vec<HandoverGoal> {
    let open = lens.goals_of(&person.id).into_iter().filter(|goal| goal.is_open());
    open.map(|goal| {
        let steps = |done: bool| {
            let of = goal.steps.iter().filter(|step| step.status.is_closed() == done);
            of.map(|step| lens.page_words(&step.text)).collect()
        };
        HandoverGoal {
            title: lens.page_words(&goal.title),
            status: goal.status.word().to_owned(),
            set: goal.set.map(whole_day),
            due: goal.due.map(whole_day),
            steps_done: steps(true),
            steps: steps(false),
            link: lens.link_to_source(&goal.source),
        }
    })
    .collect()
}

fn handover_promises(lens: &Lens<'_>, person: &Person) -> Vec<HandoverPromise> {
    let open = lens.promises_with(&person.id).into_iter().filter(|action| action.is_open());
    open.map(|action| HandoverPromise {
        who: action.owner.as_ref().map(|owner| lens.person_name(owner)).unwrap_or_default(),
        text: lens.promised(action),
        opened: action.opened.map(whole_day),
        due: action.due.map(whole_day),
        link: lens.link_to_source(&action.source),
    })
    .collect()
}

/// Given feedback only, whatever the audience of the template says.
fn given_feedback(lens: &Lens<'_>, person: &Person) -> Vec<HandoverFeedback> {
    let given = lens.feedback_to(&person.id, lens.model.today).into_iter();
    given
        .filter(|(_, state)| state.is_given())
        .map(|(feedback, _)| HandoverFeedback {
            kind: feedback.kind.word().replace('-', " "),
            text: lens.page_words(&feedback.words()),
            path: feedback.what_would_help().map(|path| lens.page_words(path)),
            shared: feedback.shared_on().map(whole_day),
            reply: feedback.reply().map(|reply| lens.page_words(reply)),
            settled: feedback.how_given().and_then(|given| given.settled).map(whole_day),
            link: lens.link_to_source(&feedback.source),
        })
        .collect()
}

/// Everything on the person that the hand-over has no place for, counted.
pub fn left_out(lens: &Lens<'_>, person: &Person) -> Vec<LeftOut> {
    const LEAD: &str = "the lead's own";
    const CLOSED: &str = "closed";
    const MARKED: &str = "marked for the lead";
    let model = lens.model;
    let id = &person.id;
    let mut counts: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    let mut add = |what: &str, why: &'static str| {
        *counts.entry((what.to_owned(), why)).or_default() += 1;
    };
    for feedback in model.feedback.iter().filter(|feedback| feedback.person == *id) {
        let state = model.feedback_state(feedback, model.today);
        let what = feedback.kind.spoken();
        match state {
            State::Held | State::Unsorted => add(&what, "held back"),
            State::ToShare | State::Offered => add(&what, "not shared yet"),
            State::Dropped => add(&what, "dropped"),
            _ if !feedback.audience_in(state).reaches_reader(lens.audience) => add(&what, MARKED),
            _ => {}
        }
    }
    for goal in model.goals.iter().filter(|goal| goal.key.person == *id) {
        match goal.audience.reaches_reader(lens.audience) {
            false => add("goal", MARKED),
            true if !goal.is_open() => add("goal", CLOSED),
            true => goal.news.iter().for_each(|_| add("news on goals", "no part of a hand-over")),
        }
    }
    let of_person = |action: &&crate::records::promise::Action| {
        action.person.as_ref() == Some(id) || action.is_of(id)
    };
    for action in model.actions.iter().filter(of_person) {
        match action.audience.reaches_reader(lens.audience) {
            false if action.owner.is_none() => add("promise", "nobody knows whose"),
            false => add("promise", MARKED),
            true if !action.is_open() => add("promise", CLOSED),
            true => {}
        }
    }
    for line in model.lines.iter().filter(|line| line.is_about(id) && !line.text.is_empty()) {
        let what = line.kind.spoken();
        let listed = [Kind::Agreed, Kind::FollowUp].contains(&line.kind);
        if listed && line.audience.reaches_reader(lens.audience) {
            if line.kind == Kind::FollowUp && line.is_closed() {
                add(&what, CLOSED);
            }
        } else if line.audience == Audience::Lead {
            add(&what, LEAD);
        } else {
            add(&what, "no part of a hand-over");
        }
    }
    for answer in model.answers.iter().filter(|answer| answer.person == *id && !answer.silent) {
        let own = crate::records::question::same_name(&answer.question, "for-me");
        add("answer", if own { "feedback for the lead" } else { LEAD });
    }
    let moods = model.meetings.meetings_with(id).filter(|meeting| meeting.mood.is_some()).count();
    (0..moods).for_each(|_| add("mood", LEAD));
    let mentions = model.mentions_of(id).count();
    (0..mentions).for_each(|_| add("line that names them", LEAD));
    let rows = counts.into_iter();
    rows.map(|((what, why), count)| LeftOut { what, count, why }).collect()
}
