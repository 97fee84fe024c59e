//! The pages of a few people, made again after a save: what `watch` does between two whole runs.
//!
//! A whole run costs what the vault has. After a save of one note the pages of those of whom the
//! changed lines speak are made from the notes that speak of them, and from what the last whole
//! run knew of the rest; the whole run follows when it is quiet. Whatever is not sure to give the
//! same text is left to it: `None`. A property test holds the two against each other.

use crate::base::codes::Code;
use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::{NotePath, PersonId};
use crate::model::actions::{self, Promised};
use crate::model::diary::Diary;
use crate::model::goals::Goal;
use crate::model::layout::Layout;
use crate::model::meetings::Meetings;
use crate::model::model::Model;
use crate::model::questions::{Answer, Question};
use crate::model::touched::Touched;
use crate::model::vault::Vault;
use crate::note::changed::{Lines, changed};
use crate::note::kind::Kind;
use crate::note::parse::Note;
use crate::page::pages::Ask;
use crate::page::pipeline::{self, Outcome};
use crate::page::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known from the last whole run.
#[derive(Debug)]
pub struct Kept {
    today: Day,
    layout: Layout,
    diary: Diary,
    questions: Vec<Question>,
    meetings: Meetings,
    /// What people said to what is asked of all: a prep tells how many were asked.
    answers: Vec<Answer>,
    /// Open goals that help the team: a prep names those who work for the same.
    helping: Vec<Goal>,
    /// Lines anywhere that make promises: one promise may stand in notes of several people.
    promised: Vec<Promised>,
    touched: Touched,
}

/// What came of a save.
#[derive(Debug)]
pub struct Again {
    /// Whose pages were made.
    pub people: BTreeSet<PersonId>,
    /// What has to be written.
    pub plan: Plan,
    /// What is wrong with the templates.
    pub said: Vec<Diagnostic>,
}

/// What is made after a save.
#[derive(Debug)]
pub enum Pass {
    /// All pages, and everything to say.
    Whole(Plan, Vec<Diagnostic>),
    /// The pages of a few people.
    Some(Again),
}

/// What was saved since the last pages were made, and what is known from the last whole run.
#[derive(Debug, Default)]
pub struct Saves {
    notes: BTreeMap<NotePath, Option<Arc<Note>>>,
    kept: Option<Kept>,
}

impl Saves {
    /// Notes say something else now, or something `more` has changed. Returns whether any has.
    pub fn heard(&mut self, notes: BTreeMap<NotePath, Option<Arc<Note>>>, more: bool) -> bool {
        let any = more || !notes.is_empty();
        for (path, before) in notes {
            // Of several saves the first tells what the note said when the pages were made.
            self.notes.entry(path).or_insert(before);
        }
        self.kept = self.kept.take().filter(|_| !more);
        any
    }

    /// What can be made without a whole run; nothing when a `whole` one is wanted.
    pub fn again(&mut self, vault: &Vault, today: Day, whole: bool) -> Option<Again> {
        let notes = std::mem::take(&mut self.notes);
        // Taken out before it is used: after a panic it is not there any more.
        let mut kept = self.kept.take().filter(|_| !whole)?;
        let again = kept.again(vault, &notes, today)?;
        self.kept = Some(kept);
        Some(again)
    }

    /// A whole run was made.
    pub fn keep(&mut self, model: Model, said: &[Diagnostic]) {
        self.kept = Kept::of(model, said);
    }
}

/// With more notes than this a save is no save: a checkout, a sync.
const MOST_NOTES: usize = 8;
/// So many people's pages are made again at once; with more the whole run is as soon done.
const MOST_PEOPLE: usize = 6;
/// So often it turns out that a note speaks of somebody more.
const MOST_ROUNDS: usize = 4;

impl Kept {
    /// Takes out of a whole run what the next saves need; `None` when a save may always change the
    /// pages of others: where a batch gives times, where two pages want one path, and where a box
    /// stands before a line only when no other says the same.
    pub fn of(model: Model, said: &[Diagnostic]) -> Option<Kept> {
        let taken = said.iter().any(|problem| problem.code == Code::PathTaken);
        if model.config.batch.is_some() || model.config.ticks || taken {
            return None;
        }
        let asked = asked_of_all(&model);
        let mut answers = model.answers;
        answers.retain(|answer| asked.contains(&answer.question));
        Some(Kept {
            today: model.today,
            layout: model.layout,
            diary: model.diary,
            questions: model.questions,
            meetings: model.meetings,
            answers,
            helping: model.goals.into_iter().filter(helps).collect(),
            promised: model.promised,
            touched: model.touched,
        })
    }

    /// What a save of these notes makes of the pages of those of whom their changed lines speak.
    pub fn again(
        &mut self,
        vault: &Vault,
        saved: &BTreeMap<NotePath, Option<Arc<Note>>>,
        today: Day,
    ) -> Option<Again> {
        let plain = |note: &NotePath| {
            vault.notes.contains_key(note) && !vault.is_persons(note) && !self.is_for_all(note)
        };
        if self.today != today || saved.len() > MOST_NOTES || !saved.keys().all(plain) {
            return None;
        }
        let saved: BTreeMap<&NotePath, (Lines, Lines)> = saved
            .iter()
            .map(|(path, before)| (path, changed(before.as_deref(), &vault.notes[path])))
            .collect();
        let (people, mut model) = self.part(vault, &saved)?;
        let nameless = |name: &String| self.touched.is_nameless(name);
        if model
            .goals
            .iter()
            .any(|goal| nameless(&goal.key.slug) || goal.former.iter().any(nameless))
        {
            return None;
        }
        saved.keys().for_each(|note| self.touched.renew(note, &model.touched));
        // Where a goal helps the team, the preps of others may speak of it: the whole run says so.
        self.helping.retain(|goal| !people.contains(&goal.key.person));
        let mut own = std::mem::take(&mut model.goals);
        own.retain(|goal| people.contains(&goal.key.person));
        model.goals = self.helping.iter().cloned().chain(own.iter().cloned()).collect();
        self.helping.extend(own.into_iter().filter(helps));
        model.goals.sort_by(|a, b| a.key.cmp(&b.key));
        self.promised.retain(|line| !saved.contains_key(&line.source.path));
        let new = std::mem::take(&mut model.promised).into_iter();
        self.promised.extend(new.filter(|line| saved.contains_key(&line.source.path)));
        actions::sort(&mut self.promised);
        model.actions = actions::concerning(&self.promised, &people);
        let asked = asked_of_all(&model);
        self.answers.retain(|answer| !people.contains(&answer.person));
        model.answers.retain(|answer| people.contains(&answer.person));
        let new = model.answers.iter().filter(|answer| asked.contains(&answer.question));
        let new: Vec<Answer> = new.cloned().collect();
        model.answers.extend(self.answers.iter().cloned());
        self.answers.extend(new);
        model.meetings.adopt(&self.meetings, &people);
        model.diary = self.diary.clone();
        model.sort_out();
        let ask = Ask { only: Some(people.clone()), ..Ask::default() };
        let Outcome { plan, diagnostics, .. } =
            pipeline::plan(vault, pipeline::render(vault, model, &ask));
        // A new note's front matter tells of all 1-2-1s, and its name may change links.
        let makes = plan.edits.iter().any(|edit| edit.create.is_some() && edit.whole().is_none());
        (!makes).then_some(Again { people, plan, said: diagnostics })
    }

    fn is_for_all(&self, note: &NotePath) -> bool {
        self.touched.is_for_all(note)
    }

    /// The people of whom the changed lines speak now or spoke before, and what the notes that
    /// speak of them mean.
    fn part(
        &self,
        vault: &Vault,
        saved: &BTreeMap<&NotePath, (Lines, Lines)>,
    ) -> Option<(BTreeSet<PersonId>, Model)> {
        let before = saved.iter().flat_map(|(note, (gone, _))| self.touched.people(note, gone));
        let mut people: BTreeSet<PersonId> = before.cloned().collect();
        for _ in 0..MOST_ROUNDS {
            if people.len() > MOST_PEOPLE {
                return None;
            }
            let of_people = people.iter().flat_map(|person| self.touched.notes(person));
            let notes = of_people.chain(self.touched.for_all()).chain(saved.keys().copied());
            let notes = vault.notes.part(notes.chain(vault.person_notes().map(|note| &note.path)));
            let model = Model::part(vault, &notes, &self.layout, self.today);
            let known = people.len();
            let now = saved.iter().flat_map(|(note, (_, came))| model.touched.people(note, came));
            people.extend(now.cloned());
            if people.len() == known {
                let for_all = saved.keys().any(|note| model.touched.is_for_all(note));
                let same_held = |id| held(&model.meetings, id).eq(held(&self.meetings, id));
                let same = model.questions == self.questions
                    && model.diary.agrees(&self.diary, &people)
                    && people.iter().all(same_held);
                return (same && !for_all).then_some((people, model));
            }
        }
        None
    }
}

/// The short names of what is asked of all.
fn asked_of_all(model: &Model) -> BTreeSet<String> {
    model.lines(Kind::AskAll).filter_map(|line| line.rest.clone()).collect()
}

/// What the pages of others may know of the 1-2-1s with a person.
fn held<'m>(
    meetings: &'m Meetings,
    person: &PersonId,
) -> impl Iterator<Item = (Day, bool, Option<bool>)> + use<'m> {
    meetings.with(person).map(|meeting| (meeting.date, meeting.held, meeting.held_said))
}

fn helps(goal: &Goal) -> bool {
    goal.is_open() && goal.helps.is_some()
}
