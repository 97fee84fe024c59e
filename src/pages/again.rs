//! The pages of a few people, made again after a save: what `watch` does between two whole runs.
//!
//! A whole run costs what the vault has. After a save the saved note is folded again, and the
//! pages of those of whom its changed lines speak are made from that and from what the last whole
//! run knew of all other notes; the whole run follows when it is quiet. Whatever is not sure to
//! give the same text is left to it: `None`. A property test holds the two against each other.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::model::model::{Model, Policy};
use crate::model::shares::{Folded, KnownVault, Share, Shares};
use crate::note::changed::{LineSet, changed_lines};
use crate::note::parse::Note;
use crate::pages::pages::Ask;
use crate::pages::pipeline;
use crate::pages::pipeline::Outcome;
use crate::pages::plan::Plan;
use crate::people::meeting::Meeting;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::records::customs::Customs;
use crate::records::goal::Goal;
use crate::records::promise_index::Promises;
use crate::records::question::{Answer, Question};
use crate::records::resource::{PolicyUse, Resource};
use crate::records::seasons::Seasons;
use crate::records::touched::{Shared, Touched};
use crate::schedule::diary::Diary;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::text::next_meeting::NextMeeting;
use crate::vault::layout::Layout;
use crate::vault::notes::Notes;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known from the last whole run.
#[derive(Debug)]
pub struct LastRun {
    today: Day,
    layout: Layout,
    diary: Diary,
    people: People,
    customs: Customs,
    seasons: Seasons,
    questions: Vec<Question>,
    policies: Vec<Policy>,
    policy_uses: Vec<PolicyUse>,
    resources: Vec<Resource>,
    meetings: Meetings,
    /// What people said to what is asked of all: a prep tells how many were asked.
    answers: Vec<Arc<Answer>>,
    goals: BTreeMap<PersonId, Vec<Goal>>,
    /// Open goals that help the team: a prep names those who work for the same.
    helping: Vec<Goal>,
    /// Lines anywhere that make promises: one promise may stand in notes of several people.
    promised: Promises,
    /// What each note gives to the rest.
    shares: Shares,
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
    kept: Option<LastRun>,
}

impl Saves {
    /// Notes say something else now, or something `more` has changed. Returns whether any has.
    pub fn add_saves(&mut self, notes: BTreeMap<NotePath, Option<Arc<Note>>>, more: bool) -> bool {
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
        let again = kept.pages_after_saves(vault, &notes, today)?;
        self.kept = Some(kept);
        Some(again)
    }

    /// A whole run was made.
    pub fn keep_run(&mut self, model: Model, said: &[Diagnostic]) {
        self.kept = LastRun::of(model, said);
    }
}

/// With more notes than this a save is no save: a checkout, a sync.
const MOST_NOTES: usize = 8;
/// So many people's pages are made again at once; with more the whole run is as soon done.
const MOST_PEOPLE: usize = 6;

impl LastRun {
    /// Takes out of a whole run what the next saves need; `None` when a save may always change the
    /// pages of others: where a batch or an outside calendar gives times, where two pages want one
    /// path, and where a box stands before a line only when no other says the same.
    pub fn of(mut model: Model, said: &[Diagnostic]) -> Option<LastRun> {
        let shared = [Code::PathTaken, Code::AudiencesMixed];
        let taken = said.iter().any(|problem| shared.contains(&problem.code));
        let outside = model.config.calendar_read.is_some();
        if model.config.batch.is_some() || model.config.ticks || taken || outside {
            return None;
        }
        let asked = asked_of_all(&model);
        let answers = model.answers.iter().filter(|answer| asked.contains(&answer.question));
        let answers = answers.cloned().collect();
        let shares = Shares::taken_from(&mut model);
        let mut goals: BTreeMap<PersonId, Vec<Goal>> = BTreeMap::new();
        let helping = model.goals.iter().filter(|goal| helps_team(goal)).cloned().collect();
        for goal in model.goals {
            goals.entry(goal.key.person.clone()).or_default().push(goal);
        }
        Some(LastRun {
            today: model.today,
            layout: model.layout,
            diary: model.diary,
            people: model.people,
            customs: model.customs,
            seasons: model.seasons,
            questions: model.questions,
            policies: model.policies,
            policy_uses: model.policy_uses,
            resources: model.resources,
            meetings: model.meetings,
            answers,
            goals,
            helping,
            promised: Promises::of(model.promised),
            shares,
            touched: model.touched,
        })
    }

    /// What a save of these notes makes of the pages of those of whom their changed lines speak.
    pub fn pages_after_saves(
        &mut self,
        vault: &Vault,
        saved: &BTreeMap<NotePath, Option<Arc<Note>>>,
        today: Day,
    ) -> Option<Again> {
        let plain = |note: &NotePath| {
            let known = vault.notes.contains_key(note) && !vault.is_persons(note);
            known && !self.touched.is_for_all(note)
        };
        if self.today != today || saved.len() > MOST_NOTES || !saved.keys().all(plain) {
            return None;
        }
        let (mut people, mut on_goals) = (BTreeSet::new(), false);
        for (note, before) in saved {
            let lines = changed_lines(before.as_deref(), &vault.notes[note]);
            // Another habit may change how the lines of any note are read.
            let habits = |notes: &Notes| self.known_vault().habits_of(vault, notes);
            let was = before.clone().map(|before| habits(&Notes::alone(before)));
            let mut now = self.customs.clone();
            now.take_away(&was.unwrap_or_default());
            now.add_customs(&habits(&vault.notes.part(std::iter::once(note))));
            if !now.tells_the_same_as(&self.customs) {
                return None;
            }
            self.customs = now;
            on_goals |= self.take_saved_note(vault, note, &lines, &mut people)?;
        }
        if people.len() > MOST_PEOPLE {
            return None;
        }
        if on_goals {
            self.fold_goals(vault, &people)?;
        }
        let model = self.model(vault, saved, &people)?;
        let ask = Ask { only: Some(people.clone()), ..Ask::default() };
        let Outcome { plan, diagnostics, .. } =
            pipeline::plan(vault, pipeline::render(vault, model, &ask));
        // A new note's front matter tells of all 1-2-1s, and its name may change links.
        let makes = plan.edits.iter().any(|edit| edit.is_create());
        (!makes).then_some(Again { people, plan, said: diagnostics })
    }

    /// Takes in what a saved note says now. Adds the people of whom its changed lines speak or
    /// spoke, and returns whether they say something on goals.
    fn take_saved_note(
        &mut self,
        vault: &Vault,
        note: &NotePath,
        (gone, came): &(LineSet, LineSet),
        people: &mut BTreeSet<PersonId>,
    ) -> Option<bool> {
        let Folded { share, promised, touched: now } =
            self.known_vault().fold_note(vault, &vault.notes.part(std::iter::once(note)));
        let before = &self.touched;
        let any = |what| before.is_shared(note, gone, what) || now.is_shared(note, came, what);
        let met = self.shares.share_of(note).map_or(&[][..], Share::meetings);
        let same = met
            .iter()
            .map(|met| seen_by_others(met))
            .eq(share.meetings().iter().map(|met| seen_by_others(met)));
        if now.is_for_all(note) || any(Shared::Season) || any(Shared::LeadsGoal) || !same {
            return None;
        }
        let on_goals = any(Shared::Goal);
        people.extend(
            before.people_in_lines(note, gone).chain(now.people_in_lines(note, came)).cloned(),
        );
        self.promised.put_note(note, promised);
        self.shares.put_share(note, share);
        self.touched.renew_note(note, &now);
        Some(on_goals)
    }

    /// Folds the goals of these people anew, from all notes on them.
    fn fold_goals(&mut self, vault: &Vault, people: &BTreeSet<PersonId>) -> Option<()> {
        let notes = vault.notes.part(self.touched.on_goals(people).into_iter());
        let goals = self.known_vault().goals_of(vault, &notes, people);
        let nameless = |name: &String| self.touched.is_nameless(name);
        // Where a line without a person is news on such a goal, whose it is, all goals say.
        let unsure = |goal: &Goal| nameless(&goal.key.slug) || goal.former.iter().any(nameless);
        let was = people.iter().flat_map(|person| self.goals.get(person).into_iter().flatten());
        if goals.iter().chain(was).any(unsure) {
            return None;
        }
        // Where a goal helps the team, the preps of others may speak of it: the whole run says so.
        self.helping.retain(|goal| !people.contains(&goal.key.person));
        self.helping.extend(goals.iter().filter(|goal| helps_team(goal)).cloned());
        self.goals.retain(|person, _| !people.contains(person));
        for goal in goals {
            self.goals.entry(goal.key.person.clone()).or_default().push(goal);
        }
        Some(())
    }

    /// What the pages of these people may speak of; nothing when their 1-2-1s are others now.
    fn model(
        &mut self,
        vault: &Vault,
        saved: &BTreeMap<NotePath, Option<Arc<Note>>>,
        people: &BTreeSet<PersonId>,
    ) -> Option<Model> {
        let LastRun { touched, layout, seasons, .. } = &*self;
        let empty = Model::without_lists(
            self.today,
            vault.config.clone(),
            self.people.clone(),
            Meetings::default(),
            layout.clone(),
        );
        let own = people.iter().flat_map(|person| self.goals.get(person).into_iter().flatten());
        let others = self.helping.iter().filter(|goal| !people.contains(&goal.key.person));
        let mut model = Model {
            seasons: seasons.clone(),
            questions: self.questions.clone(),
            policies: self.policies.clone(),
            policy_uses: self.policy_uses.clone(),
            resources: self.resources.clone(),
            goals: own.chain(others).cloned().collect(),
            actions: self.promised.promises_of(people),
            ..empty
        };
        model.goals.sort_by(|a, b| a.key.cmp(&b.key));
        let of_people = people.iter().flat_map(|person| touched.notes_about(person));
        let notes: BTreeSet<&NotePath> =
            of_people.chain(touched.for_all()).chain(saved.keys()).collect();
        self.shares.fill_model(&mut model, notes.into_iter(), people);
        model.meetings.own_notes = self.meetings.own_notes.clone();
        model.sort_out();
        let diary =
            Diary::of(&model.schedule_facts(), &model.people, &model.lines, &mut Vec::new());
        if !diary.agrees_for(&self.diary, people) {
            return None;
        }
        let asked = asked_of_all(&model);
        self.answers.retain(|answer| !people.contains(&answer.person));
        model.answers.retain(|answer| people.contains(&answer.person));
        let new = model.answers.iter().filter(|answer| asked.contains(&answer.question));
        let new: Vec<Arc<Answer>> = new.cloned().collect();
        model.answers.extend(self.answers.iter().cloned());
        self.answers.extend(new);
        model.meetings.adopt_others(&self.meetings, people);
        model.diary = self.diary.clone();
        model.sort_out();
        Some(model)
    }

    fn known_vault(&self) -> KnownVault<'_> {
        let LastRun { layout, people, customs, seasons, questions, today, .. } = self;
        KnownVault { layout, people, customs, seasons, questions, today: *today }
    }
}

/// The short names of what is asked of all.
fn asked_of_all(model: &Model) -> BTreeSet<String> {
    model.lines_of_kind(Kind::AskAll).filter_map(|line| line.rest.clone()).collect()
}

/// What the pages of others may know of a 1-2-1.
fn seen_by_others(meeting: &Meeting) -> (&PersonId, Day, bool, Option<bool>, Option<NextMeeting>) {
    let next = meeting.next.map(|next| next.at);
    (&meeting.person, meeting.date, meeting.held, meeting.held_said, next)
}

fn helps_team(goal: &Goal) -> bool {
    goal.is_open() && goal.helps.is_some()
}
