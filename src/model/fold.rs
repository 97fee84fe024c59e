//! The fold itself: a vault and a day to the model, the folds of each kind in their order.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Fold, Kind};
use crate::model::gathered;
use crate::model::gathered::{Gathered, is_policy};
use crate::model::given;
use crate::model::given::GivenUnder;
use crate::model::model::{Model, Policy};
use crate::model::recalled;
use crate::model::recalled::HABITS;
use crate::model::rules;
use crate::people::booked::Booked;
use crate::people::meetings::Meetings;
use crate::people::people::People;
use crate::records::answer::Bank;
use crate::records::below;
use crate::records::goal;
use crate::records::goal::Goal;
use crate::records::practice;
use crate::records::promise;
use crate::records::question;
use crate::records::resolver::Context;
use crate::records::resource;
use crate::records::resource::PolicyUse;
use crate::records::seasons::Seasons;
use crate::records::tally;
use crate::records::witness;
use crate::schedule::diary::Diary;
use crate::text::date::Day;
use crate::text::executor;
use crate::text::ids::{NotePath, PersonId};
use crate::vault::config::Config;
use crate::vault::layout::{Layout, MeetingHome};
use crate::vault::notes::Notes;
use crate::vault::vault::Vault;
use std::collections::BTreeMap;

impl Model {
    /// Folds a vault on a day.
    pub fn fold_vault(vault: &Vault, today: Day) -> Model {
        fold_day(vault, today, false)
    }

    /// What the vault would have meant on a past day: what was written later is left out.
    pub fn replay(vault: &Vault, on: Day) -> Model {
        fold_day(vault, on, true)
    }
}

/// What one fold gives.
enum FoldPart {
    Goals(Vec<Goal>),
    Policies(Vec<Policy>, Vec<PolicyUse>),
    Before,
}

/// The fold of a vault; in a `replay`, without what was written after the day.
fn fold_day(vault: &Vault, today: Day, replay: bool) -> Model {
    let mut said: Vec<Diagnostic> = vault.said().cloned().collect();
    let notes = &vault.notes;
    let mut people = People::of(vault, &vault.first_look, &mut said);
    people.read_order(&vault.config, today);
    let config = &Config { date_order: people.order, ..vault.config.clone() };
    // A past day is asked for once, and remembers nothing.
    let mut read = recalled::recall_all(vault, &people, !replay);
    let world = recalled::world_key(vault, &people, today);
    let mut meetings = recalled::recall_meetings(vault, &read, (&world, &people), today, &mut said);
    let booked = Booked::of(&vault.appointments, &people);
    let before = meetings.all.clone();
    if !booked.is_empty() {
        meetings.follow_calendar(&booked, notes, config.date_order, today);
    }
    meetings.follow_notes(&booked, notes, config.date_order, today);
    recalled::leave_moved(&mut read, &before, &meetings);
    drop(before);
    let kept = kept_notes(&meetings, &people);
    let mut layout =
        Layout::of(&vault.settings, config, vault.names(), (&kept, shared_page(vault)));
    layout.short_names = !layout.dotted && has_short_names(vault);
    let hands = vault.hands.as_ref();
    let known = (&layout, &people, &meetings);
    let customs = tally::of_each(config, known, &read, today, hands, &|ctx, recalled| {
        recalled.or_make(HABITS, &world, || tally::of_note(ctx, recalled.note))
    });
    let ctx = Context {
        config,
        layout: &layout,
        people: &people,
        meetings: &meetings,
        customs: &customs,
        today,
    };
    let key = recalled::with_habits(&world, &customs);
    let Gathered { mut entries, mut mentions, touched, said: complaints } =
        gathered::gather_remembered(&ctx, &read, &key, hands);
    said.extend(complaints);
    if replay {
        // An intention was written before its 1-2-1, whatever the note says since.
        let known = |day: Option<Day>| day.is_none_or(|day| day <= today);
        entries.retain(|entry| known(entry.date) || entry.kind == Kind::Intention);
        mentions.retain(|line| known(line.date));
    }
    gathered::sort(&mut mentions);
    let seasons = Seasons::of(&ctx, vault, &entries, &mut said);
    below::close_below_held(&ctx, &mut entries, &seasons);
    let questions = question::bank(&ctx, notes, &entries);
    let asked = practice::asked_of_all(&entries);
    let bank = Bank::of(&questions, &asked);
    let known = (&key, GivenUnder { seasons: &seasons, bank: &bank });
    let given = given::all_given(&ctx, &read, &entries, known, hands);
    said.extend(given.said);
    // What each kind means does not depend on what the others mean.
    let taken = |fold: Fold, said: &mut Vec<Diagnostic>| match fold {
        Fold::Goals => {
            let mut goals = goal::fold(&ctx, &entries, said);
            witness::fold(&ctx, &entries, &mut goals);
            FoldPart::Goals(goals)
        }
        // The first four are taken note by note (`Given`), and need the last two.
        Fold::Answers
        | Fold::Feedback
        | Fold::Promises
        | Fold::Lines
        | Fold::Questions
        | Fold::Seasons => FoldPart::Before,
    };
    let checked = |said: &mut Vec<Diagnostic>| {
        rules::check_items(&ctx, vault, &entries, said);
        FoldPart::Policies(policies_of(notes, config), resource::policy_uses(&entries))
    };
    let parts = executor::map_each(hands, Fold::ALL.len() + 1, |at| {
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
        questions,
        feedback: given.feedback,
        answers: given.answers,
        resources: resource::resources(&given.lines),
        lines: given.lines,
        actions: promise::fold(&given.promised),
        ..Model::without_lists(today, config.clone(), people, meetings, layout)
    };
    given.promised.iter().for_each(|line| line.touch_sides(&model.people, &mut model.touched));
    model.promised = given.promised;
    for (part, complaints) in parts {
        said.extend(complaints);
        match part {
            FoldPart::Before => {}
            FoldPart::Goals(goals) => model.goals = goals,
            FoldPart::Policies(policies, uses) => {
                (model.policies, model.policy_uses) = (policies, uses);
            }
        }
    }
    model.sort_out();
    model.diary = Diary::of(&model.schedule_facts(), &model.people, &model.lines, &mut said);
    rules::check_model(&model, vault, &mut said);
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

/// Where each note with a 1-2-1 is kept.
fn kept_notes<'m>(meetings: &'m Meetings, people: &People) -> Vec<MeetingHome<'m>> {
    let names: BTreeMap<&PersonId, Vec<String>> =
        people.other_people().map(|person| (&person.id, person.names_in_paths())).collect();
    let mut kept: Vec<MeetingHome> = Vec::new();
    for meeting in &meetings.all {
        if kept.last().is_none_or(|last| last.path != &meeting.path) {
            let names = names.get(&meeting.person).map_or(&[][..], Vec::as_slice);
            kept.push(MeetingHome::of(&meeting.path, names));
        }
    }
    kept
}

/// Whether most of our pages about a person are called by their kind alone: a vault has one way.
fn has_short_names(vault: &Vault) -> bool {
    const OF_PERSON: &[(&str, &str)] =
        &[("rollup", "Rollup"), ("scores", "Scores"), ("agenda", "Agenda")];
    let mut short_over_long = 0_i64;
    let is_page = |note: &&crate::note::parse::Note| note.regions.iter().flatten().next().is_some();
    for note in vault.notes.values().filter(is_page) {
        let page = OF_PERSON.iter().find(|(region, _)| note.region(region).is_some());
        if let Some((_, word)) = page.filter(|_| note.front.text_of("kind").is_some()) {
            short_over_long += if note.path.stem().starts_with(word) { 1 } else { -1 };
        }
    }
    short_over_long > 0
}

fn policies_of(notes: &Notes, config: &Config) -> Vec<Policy> {
    let policy = |note: &crate::note::parse::Note| {
        let last = note.path.stem().rsplit('.').next().unwrap_or("").to_owned();
        let reviewed = note.front.text_of("reviewed").and_then(|text| {
            match crate::text::date_parse::leading_date(&text, config.date_order, None) {
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
