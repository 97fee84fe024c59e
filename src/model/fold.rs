//! The fold itself: a vault and a day to the model, the folds of each kind in their order.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Fold, Kind};
use crate::model::gathered;
use crate::model::gathered::{Gathered, is_policy};
use crate::model::model::{Model, Policy};
use crate::model::rules;
use crate::people::booked::Booked;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::records::answer;
use crate::records::below;
use crate::records::feedback;
use crate::records::feedback::Feedback;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::records::practice;
use crate::records::practice::{Line, Seasons};
use crate::records::promise;
use crate::records::promise::{Action, Promised};
use crate::records::question;
use crate::records::question::{Answer, Question};
use crate::records::resolver::Context;
use crate::records::resource;
use crate::records::resource::{PolicyUse, Resource};
use crate::records::tally;
use crate::records::witness;
use crate::schedule::diary::Diary;
use crate::text::date::Day;
use crate::text::executor;
use crate::text::ids::NotePath;
use crate::vault::config::Config;
use crate::vault::layout::Layout;
use crate::vault::notes::Notes;
use crate::vault::vault::Vault;
use std::sync::Arc;

impl Model {
    /// Folds a vault on a day.
    pub fn of(vault: &Vault, today: Day) -> Model {
        fold(vault, today, false)
    }

    /// What the vault would have meant on a past day: what was written later is left out.
    pub fn replay(vault: &Vault, on: Day) -> Model {
        fold(vault, on, true)
    }
}

/// What one fold gives.
enum Part {
    Goals(Vec<Goal>),
    Feedback(Vec<Arc<Feedback>>),
    Actions(Vec<Action>, Vec<Promised>),
    Questions(Vec<Question>, Vec<Arc<Answer>>),
    Lines(Vec<Resource>, Vec<Arc<Line>>),
    Policies(Vec<Policy>, Vec<PolicyUse>),
    Before,
}

/// The fold of a vault; in a `replay`, without what was written after the day.
fn fold(vault: &Vault, today: Day, replay: bool) -> Model {
    let mut said: Vec<Diagnostic> = vault.said().cloned().collect();
    let (config, notes) = (&vault.config, &vault.notes);
    let people = People::of(vault, &vault.first_look, &mut said);
    let mut meetings = Meetings::of(vault, notes, &people, today, &mut said);
    let booked = Booked::of(&vault.appointments, &people);
    if !booked.is_empty() {
        meetings.follow(&booked, notes, config.date_order, today);
    }
    meetings.follow_notes(&booked, notes, config.date_order, today);
    let mut paths: Vec<&NotePath> = meetings.all.iter().map(|m| &m.path).collect();
    paths.dedup();
    let mut layout =
        Layout::of(&vault.settings, config, vault.names(), (&paths, shared_page(vault)));
    layout.short_names = !layout.dotted && has_short_names(vault);
    let customs =
        tally::all(config, (&layout, &people, &meetings), notes, today, vault.hands.as_ref());
    let ctx = Context {
        config,
        layout: &layout,
        people: &people,
        meetings: &meetings,
        customs: &customs,
        today,
    };
    let hands = vault.hands.as_ref();
    let Gathered { mut entries, mut mentions, touched, said: complaints } =
        gathered::gather(&ctx, notes, hands);
    said.extend(complaints);
    if replay {
        // An intention was written before its 1-2-1, whatever the note says since.
        let known = |day: Option<Day>| day.is_none_or(|day| day <= today);
        entries.retain(|entry| known(entry.date) || entry.kind == Kind::Intention);
        mentions.retain(|line| known(line.date));
    }
    gathered::sort(&mut mentions);
    let seasons = Seasons::of(&ctx, &entries, &mut said);
    below::close(&ctx, &mut entries, &seasons);
    // What each kind means does not depend on what the others mean.
    let taken = |fold: Fold, said: &mut Vec<Diagnostic>| match fold {
        Fold::Answers => {
            let questions = question::bank(&ctx, notes, &entries);
            let answers = answer::fold(&ctx, vault, &entries, &questions);
            Part::Questions(questions, answers)
        }
        Fold::Goals => {
            let mut goals = goal::fold(&ctx, &entries, said);
            witness::fold(&ctx, &entries, &mut goals);
            Part::Goals(goals)
        }
        Fold::Feedback => Part::Feedback(feedback::fold(&ctx, &entries, &seasons, said)),
        Fold::Promises => {
            let promised = promise::lines(&ctx, &entries, said);
            Part::Actions(promise::fold(&promised), promised)
        }
        Fold::Lines => {
            let mut lines = practice::lines(&ctx, &entries, said);
            practice::add_front_matter(&ctx, vault, &mut lines);
            Part::Lines(resource::resources(&lines), lines)
        }
        // The answers are read with their questions, and feedback needs the seasons.
        Fold::Questions | Fold::Seasons => Part::Before,
    };
    let checked = |said: &mut Vec<Diagnostic>| {
        rules::items(&ctx, vault, &entries, said);
        Part::Policies(policies(notes, config), resource::policy_uses(&entries))
    };
    let parts = executor::map(hands, Fold::ALL.len() + 1, |at| {
        let mut said = Vec::new();
        let part = match Fold::ALL.get(at) {
            Some(fold) => taken(*fold, &mut said),
            None => checked(&mut said),
        };
        (part, said)
    });
    drop(entries);
    let mut model = Model {
        mentions,
        touched,
        seasons,
        customs,
        booked,
        ..Model::empty(today, config.clone(), people, meetings, layout)
    };
    for (part, complaints) in parts {
        said.extend(complaints);
        match part {
            Part::Before => {}
            Part::Goals(goals) => model.goals = goals,
            Part::Feedback(feedback) => model.feedback = feedback,
            Part::Actions(actions, promised) => {
                promised.iter().for_each(|line| line.touch(&model.people, &mut model.touched));
                (model.actions, model.promised) = (actions, promised);
            }
            Part::Questions(questions, answers) => {
                (model.questions, model.answers) = (questions, answers);
            }
            Part::Lines(resources, lines) => (model.resources, model.lines) = (resources, lines),
            Part::Policies(policies, uses) => {
                (model.policies, model.policy_uses) = (policies, uses);
            }
        }
    }
    model.sort_out();
    model.diary = Diary::of(&model.desk(), &model.people, &model.lines, &mut said);
    rules::whole(&model, vault, &mut said);
    said.sort();
    said.dedup();
    model.diagnostics = said;
    model
}

/// Where our pages for all people stand.
fn shared_page(vault: &Vault) -> Option<&NotePath> {
    let is_shared = |note: &&crate::note::parse::Note| {
        note.generated && ["me", "team"].iter().any(|name| note.region(name).is_some())
    };
    vault.notes.values().find(is_shared).map(|note| &note.path)
}

/// Whether most of our pages about a person are called by their kind alone: a vault has one way.
fn has_short_names(vault: &Vault) -> bool {
    const OF_PERSON: &[(&str, &str)] =
        &[("rollup", "Rollup"), ("scores", "Scores"), ("agenda", "Agenda")];
    let mut short_over_long = 0_i64;
    let is_page = |note: &&crate::note::parse::Note| note.regions.iter().flatten().next().is_some();
    for note in vault.notes.values().filter(is_page) {
        let page = OF_PERSON.iter().find(|(region, _)| note.region(region).is_some());
        if let Some((_, word)) = page.filter(|_| note.front.text("kind").is_some()) {
            short_over_long += if note.path.stem().starts_with(word) { 1 } else { -1 };
        }
    }
    short_over_long > 0
}

fn policies(notes: &Notes, config: &Config) -> Vec<Policy> {
    let policy = |note: &crate::note::parse::Note| {
        let last = note.path.stem().rsplit('.').next().unwrap_or("").to_owned();
        let reviewed = note.front.text("reviewed").and_then(|text| {
            match crate::text::date_parse::leading(&text, config.date_order, None) {
                Some(crate::text::date_parse::Found::Day(day, _)) => Some(day),
                _ => None,
            }
        });
        Policy {
            path: note.path.clone(),
            title: note.title(),
            slug: crate::text::ids::slug(&last),
            reviewed,
        }
    };
    notes.values().filter(|note| is_policy(note)).map(policy).collect()
}
