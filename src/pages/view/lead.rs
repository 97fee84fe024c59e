//! The facts of the lead: feedback for me, my promises, my misses, and what was asked and stayed
//! silent.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert_text;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::{Lens, PolicyLine, TextLine};
use crate::pages::view::resource::policy_lines;
use crate::people::person::Person;
use crate::records::asking::tally;
use crate::records::promise::Action;
use crate::records::question::same_name;
use serde::Serialize;

/// What the lead's own page is made of.
#[derive(Clone, Debug, Serialize)]
pub struct LeadView {
    /// The lead's name, when it is known.
    pub name: Option<String>,
    /// Feedback for the lead, last first; at most 300.
    pub for_me: Vec<ForMeRow>,
    /// How much more feedback for the lead there is, all of it older.
    pub more_for_me: usize,
    /// Open promises of the lead, oldest first; at most 300.
    pub promises: Vec<MyPromise>,
    /// How many more promises there are, all of them newer.
    pub more_promises: usize,
    /// Who left, and how much is still to be handed on.
    pub left: Vec<LeftRow>,
    /// What the lead got wrong, last first; at most 300.
    pub misses: Vec<TextLine>,
    /// How many more there are, all of them older.
    pub more_misses: usize,
    /// For each person and question: asked and answered.
    pub asked: Vec<AskedRow>,
    /// Policies, with when each was last reviewed.
    pub policies: Vec<PolicyLine>,
}

/// A piece of feedback for the lead.
#[derive(Clone, Debug, Serialize)]
pub struct ForMeRow {
    /// From whom.
    pub from: String,
    /// The words.
    pub text: String,
    /// When.
    pub date: Option<String>,
    /// What the lead did about it.
    pub reply: Option<String>,
    /// The link.
    pub link: String,
}

/// A promise of the lead.
#[derive(Clone, Debug, Serialize)]
pub struct MyPromise {
    /// To whom.
    pub to: Option<String>,
    /// The words.
    pub text: String,
    /// When it was made.
    pub opened: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// The link.
    pub link: String,
    /// A box to tick, with `ticks: write-back`.
    pub tick: String,
}

/// Somebody who left or has another lead, with what is open.
#[derive(Clone, Debug, Serialize)]
pub struct LeftRow {
    /// Their name.
    pub name: String,
    /// Their key, as `handover` takes it.
    pub id: String,
    /// Their last day; empty for somebody who has another lead.
    pub left: String,
    /// `left on 20 Nov 2026`, `has another lead now (Petra)`.
    pub how: String,
    /// Open goals.
    pub goals: usize,
    /// Open promises of both sides.
    pub promises: usize,
}

/// How often somebody was asked something.
#[derive(Clone, Debug, Serialize)]
pub struct AskedRow {
    /// Whom.
    pub name: String,
    /// The question.
    pub question: String,
    /// Times asked.
    pub asked: usize,
    /// Times answered.
    pub answered: usize,
    /// When last answered.
    pub last: Option<String>,
    /// The link to the last answer, else to the question where it is one of the notes.
    pub link: Option<String>,
}

/// Each list of the lead's page has at most so many lines: one that only ever grows would one day
/// be too long for a page, and nobody reads what is thirty screens down.
const MOST_LINES: usize = 300;

impl LeadView {
    /// The facts of the lead.
    pub fn of(lens: &Lens<'_>) -> LeadView {
        let model = lens.model;
        let me = model.people.me.as_ref();
        let lead = lens.audience == Audience::Lead;
        let name =
            me.and_then(|me| model.people.with_id(me)).map(|person| inert_text(&person.name));
        let (for_me, more_for_me) =
            first_lines(
                model.answers.iter().rev().filter(|answer| {
                    lead && same_name(&answer.question, "for-me") && !answer.silent
                }),
                |answer| ForMeRow {
                    from: lens.person_name(&answer.person),
                    text: lens.page_words(&answer.text),
                    date: answer.date.map(whole_day),
                    reply: answer.reply.as_deref().map(|reply| lens.page_words(reply)),
                    link: lens.link_to_source(&answer.source),
                },
            );
        let over = |action: &Action| {
            let person = action.person.as_ref().and_then(|id| model.people.with_id(id));
            person.is_some_and(|person| model.is_gone(person))
        };
        let left = if lead { left_people(lens) } else { Vec::new() };
        let mine = model.actions.iter().filter(|action| {
            lens.sees_promise(action)
                && !over(action)
                && action.is_open()
                && action.is_leads(&model.people)
        });
        let (promises, more_promises) = first_lines(mine, |action| MyPromise {
            to: action.person.as_ref().map(|person| lens.person_name(person)),
            text: lens.promised(action),
            opened: action.opened.map(whole_day),
            due: action.due.map(whole_day),
            link: lens.link_to_source(&action.source),
            tick: lens.tick_box(&action.text, &action.source),
        });
        let (misses, more_misses) = first_lines(lens.lines_of_kind(Kind::MyMiss).rev(), |line| {
            lens.dated_line(&line.text, line.date, &line.source)
        });
        LeadView {
            name,
            for_me,
            more_for_me,
            promises,
            more_promises,
            left,
            misses,
            more_misses,
            asked: if lead { asked_rows(lens) } else { Vec::new() },
            policies: policy_lines(lens),
        }
    }
}

/// Who left or has another lead, and what is to be handed on: as long as something is.
fn left_people(lens: &Lens<'_>) -> Vec<LeftRow> {
    let model = lens.model;
    let gone = model.people.other_people().filter(|person| model.gone_how(person).is_some());
    let row = |person: &Person| {
        let goals = model.goals_of(&person.id).filter(|goal| goal.is_open()).count();
        let open = model.actions_with(&person.id).filter(|action| action.is_open());
        let promises = open.filter(|action| lens.sees_promise(action)).count();
        let left = person.left.filter(|_| model.is_gone(person)).map(whole_day);
        let how = match &left {
            Some(left) => format!("left on {left}"),
            None => inert_text(&model.gone_how(person).unwrap_or_default()),
        };
        let id = person.id.to_string();
        (goals + promises > 0).then(|| LeftRow {
            name: inert_text(&person.name),
            id,
            left: left.unwrap_or_default(),
            how,
            goals,
            promises,
        })
    };
    gone.filter_map(row).collect()
}

/// The first lines of a list as they are shown, and how many more there are.
fn first_lines<T, R>(mut all: impl Iterator<Item = T>, row: impl Fn(T) -> R) -> (Vec<R>, usize) {
    let rows = all.by_ref().take(MOST_LINES).map(row).collect();
    (rows, all.count())
}

fn asked_rows(lens: &Lens<'_>) -> Vec<AskedRow> {
    let model = lens.model;
    let mut rows = Vec::new();
    for person in model.reports() {
        let answers = model.answers_of(&person.id);
        for question in &model.questions {
            let tally = tally(&answers, &person.id, &question.slug, model.today.plus(1));
            if tally.asked > 0 {
                let own = answers.iter().filter(|one| same_name(&question.slug, &one.question));
                let last = own.max_by_key(|one| (one.date, &one.source)).map(|one| &one.source);
                let source = last.or(question.source.as_ref());
                rows.push(AskedRow {
                    name: inert_text(&person.name),
                    question: inert_text(&question.text),
                    asked: tally.asked,
                    answered: tally.answered,
                    last: tally.last.map(whole_day),
                    link: source.map(|source| lens.link_to_source(source)),
                });
            }
        }
    }
    rows
}
