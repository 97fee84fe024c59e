//! The fold itself: a vault and a day to the model, the folds of each kind in their order.

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::hands;
use crate::base::id::NotePath;
use crate::model::actions::{self, Action, Promised};
use crate::model::answers;
use crate::model::check;
use crate::model::config::Config;
use crate::model::context::Context;
use crate::model::diary::Diary;
use crate::model::feedback::{self, Feedback};
use crate::model::gathered::{self, Gathered, is_policy};
use crate::model::goals::{self, Goal};
use crate::model::layout::Layout;
use crate::model::meetings::Meetings;
use crate::model::model::{Model, Policy};
use crate::model::notes::Notes;
use crate::model::packs::{self, PolicyUse, Resource};
use crate::model::people::People;
use crate::model::practice::{self, Line, Seasons};
use crate::model::questions::{self, Answer, Question};
use crate::model::vault::Vault;
use crate::model::witness;
use crate::note::kind::Kind;
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

/// A fold of one kind, which may have something to say.
type OneFold<'f> = dyn Fn(&mut Vec<Diagnostic>) -> Part + Sync + 'f;

/// What one fold gives.
enum Part {
    Goals(Vec<Goal>),
    Feedback(Vec<Arc<Feedback>>),
    Actions(Vec<Action>, Vec<Promised>),
    Questions(Vec<Question>, Vec<Arc<Answer>>),
    Lines(Vec<Resource>, Vec<Arc<Line>>),
    Policies(Vec<Policy>, Vec<PolicyUse>),
}

/// The fold of a vault; in a `replay`, without what was written after the day.
fn fold(vault: &Vault, today: Day, replay: bool) -> Model {
    let mut said: Vec<Diagnostic> = vault.said().cloned().collect();
    let (config, notes) = (&vault.config, &vault.notes);
    let people = People::of(vault, &vault.first_look, &mut said);
    let meetings = Meetings::of(vault, notes, &people, today, &mut said);
    let mut paths: Vec<&NotePath> = meetings.all.iter().map(|m| &m.path).collect();
    paths.dedup();
    let layout = Layout::of(&vault.settings, config, vault.names(), (&paths, shared_page(vault)));
    let ctx = Context { config, layout: &layout, people: &people, meetings: &meetings, today };
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
    // What each kind means does not depend on what the others mean.
    let folds: [&OneFold<'_>; 6] = [
        // The one that takes longest comes first.
        &|_| {
            let questions = questions::bank(&ctx, notes, &entries);
            let answers = answers::fold(&ctx, vault, &entries, &questions);
            Part::Questions(questions, answers)
        },
        &|said| {
            let mut goals = goals::fold(&ctx, &entries, said);
            witness::fold(&ctx, &entries, &mut goals);
            Part::Goals(goals)
        },
        &|said| Part::Feedback(feedback::fold(&ctx, &entries, &seasons, said)),
        &|said| {
            let promised = actions::lines(&ctx, &entries, said);
            Part::Actions(actions::fold(&promised), promised)
        },
        &|said| {
            let mut lines = practice::lines(&ctx, &entries, said);
            practice::add_front_matter(&ctx, vault, &mut lines);
            Part::Lines(packs::resources(&lines), lines)
        },
        &|said| {
            check::items(&ctx, vault, &entries, said);
            Part::Policies(policies(notes, config), packs::policy_uses(&entries))
        },
    ];
    let parts = hands::map(hands, folds.len(), |at| {
        let mut said = Vec::new();
        (folds[at](&mut said), said)
    });
    drop(entries);
    let mut model = Model {
        mentions,
        touched,
        seasons,
        ..Model::empty(today, config.clone(), people, meetings, layout)
    };
    for (part, complaints) in parts {
        said.extend(complaints);
        match part {
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
    check::whole(&model, vault, &mut said);
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

fn policies(notes: &Notes, config: &Config) -> Vec<Policy> {
    let policy = |note: &crate::note::parse::Note| {
        let last = note.path.stem().rsplit('.').next().unwrap_or("").to_owned();
        let reviewed =
            note.front.text("reviewed").and_then(|text| {
                match crate::base::dates::leading(&text, config.date_order, None) {
                    Some(crate::base::dates::Found::Day(day, _)) => Some(day),
                    _ => None,
                }
            });
        Policy {
            path: note.path.clone(),
            title: note.title(),
            slug: crate::base::id::slug(&last),
            reviewed,
        }
    };
    notes.values().filter(|note| is_policy(note)).map(policy).collect()
}
