//! The fold itself: a vault and a day to the model, the folds of each kind in their order.

use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::{NotePath, PersonId};
use crate::model::actions;
use crate::model::check;
use crate::model::config::Config;
use crate::model::context::Context;
use crate::model::diary::Diary;
use crate::model::entry::Entry;
use crate::model::feedback;
use crate::model::goals;
use crate::model::layout::Layout;
use crate::model::meetings::Meetings;
use crate::model::model::{ByPerson, Mentioned, Model, Policy};
use crate::model::notes::Notes;
use crate::model::packs;
use crate::model::people::People;
use crate::model::practice::{self, Seasons};
use crate::model::questions;
use crate::model::touched::Touched;
use crate::model::vault::Vault;
use crate::model::witness;
use crate::note::item::Slip;
use crate::note::kind::Kind;
use std::collections::BTreeMap;

impl Model {
    /// Folds a vault on a day.
    pub fn of(vault: &Vault, today: Day) -> Model {
        fold(vault, today, Scope::All { replay: false })
    }

    /// Folds some of the notes only, in a vault that is kept as `layout` says. People, questions
    /// and what is said for all come from the notes as well: they have to be among them.
    pub fn part(vault: &Vault, notes: &Notes, layout: &Layout, today: Day) -> Model {
        fold(vault, today, Scope::Part { notes, layout })
    }

    /// What the vault would have meant on a past day: what was written later is left out.
    pub fn replay(vault: &Vault, on: Day) -> Model {
        fold(vault, on, Scope::All { replay: true })
    }
}

/// Which notes are folded.
#[derive(Clone, Copy)]
enum Scope<'s> {
    /// All of them; in a replay, without what was written later.
    All { replay: bool },
    /// Some of them.
    Part { notes: &'s Notes, layout: &'s Layout },
}

fn fold(vault: &Vault, today: Day, scope: Scope<'_>) -> Model {
    let mut said: Vec<Diagnostic> = match scope {
        Scope::All { .. } => vault.said().cloned().collect(),
        Scope::Part { .. } => Vec::new(),
    };
    let config = &vault.config;
    let notes = match scope {
        Scope::All { .. } => &vault.notes,
        Scope::Part { notes, .. } => notes,
    };
    let first_look = &vault.first_look;
    let people = People::of(vault, first_look, &mut said);
    let meetings = Meetings::of(vault, notes, &people, today, &mut said);
    let layout = match scope {
        Scope::Part { layout, .. } => layout.clone(),
        Scope::All { .. } => {
            let mut paths: Vec<&NotePath> = meetings.all.iter().map(|m| &m.path).collect();
            paths.dedup();
            Layout::of(&vault.settings, config, vault.names(), (&paths, shared_page(vault)))
        }
    };
    let ctx = Context { config, layout: &layout, people: &people, meetings: &meetings, today };
    let sources = notes.values().filter(|note| note.refused.is_none());
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut mentions: Vec<Mentioned> = Vec::new();
    let mut touched = Touched::default();
    for note in sources {
        let of_note = ctx.entries(note, &mut said);
        let before = mentions.len();
        plain_mentions(&ctx, note, &of_note, &mut mentions);
        for line in &mentions[before..] {
            touched.add(&note.path, line.source.line, line.people.iter().cloned());
        }
        let for_all = questions::is_question_note(&ctx, note) || is_policy(note);
        touched.take(&ctx, note, &of_note, for_all);
        entries.extend(of_note);
    }
    if matches!(scope, Scope::All { replay: true }) {
        // An intention was written before its 1-2-1, whatever the note says since.
        let known = |day: Option<Day>| day.is_none_or(|day| day <= today);
        entries.retain(|entry| known(entry.date) || entry.kind == Kind::Intention);
        mentions.retain(|line| known(line.date));
    }
    mentions.sort_by(|a, b| (a.date, &a.source).cmp(&(b.date, &b.source)));
    let seasons = Seasons::of(&ctx, &entries, &mut said);
    let mut goals = goals::fold(&ctx, &entries, &mut said);
    witness::fold(&ctx, &entries, &mut goals);
    let feedback = feedback::fold(&ctx, &entries, &seasons, &mut said);
    let promised = actions::lines(&ctx, &entries, &mut touched, &mut said);
    let actions = actions::fold(&promised);
    let questions = questions::bank(&ctx, notes, &entries);
    let answers = questions::answers(&ctx, vault, &entries, &questions);
    let mut lines = practice::lines(&ctx, &entries, &mut said);
    practice::add_front_matter(&ctx, vault, &mut lines);
    let policies = policies(notes, config);
    let policy_uses = packs::policy_uses(&entries);
    let resources = packs::resources(&lines);
    if let Scope::All { .. } = scope {
        check::items(&ctx, vault, &entries, &mut said);
    }
    drop(entries);
    let mut model = Model {
        today,
        config: config.clone(),
        people,
        seasons,
        goals,
        feedback,
        actions,
        promised,
        questions,
        answers,
        lines,
        mentions,
        policies,
        policy_uses,
        resources,
        meetings,
        layout,
        diary: Diary::default(),
        diagnostics: Vec::new(),
        touched,
        of: ByPerson::default(),
    };
    model.sort_out();
    model.diary = Diary::of(&model.desk(), &model.people, &model.lines, &mut said);
    if let Scope::Part { .. } = scope {
        // What is to be said, the fold of all says.
        return model;
    }
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

/// Plain lines outside 1-2-1 notes that name a person, or stand under a heading that does.
fn plain_mentions(
    ctx: &Context<'_>,
    note: &crate::note::parse::Note,
    entries: &[Entry<'_>],
    out: &mut Vec<Mentioned>,
) {
    if ctx.meetings.is_meeting_note(&note.path) {
        return;
    }
    let known: Vec<usize> = entries.iter().map(|entry| entry.at).collect();
    let mut above: BTreeMap<Option<usize>, Option<PersonId>> = BTreeMap::new();
    for (at, item) in note.items.iter().enumerate() {
        let below_known = std::iter::successors(Some(at), |at| note.items[*at].parent())
            .any(|at| known.binary_search(&at).is_ok());
        if below_known {
            continue;
        }
        let named = item.mentions.iter().filter_map(|mention| ctx.person(mention));
        let mut people: Vec<PersonId> = named.filter(|id| !ctx.people.is_me(id)).collect();
        if people.is_empty() {
            // What stands below such a line, or under no such heading, is no line of its own.
            // Asked once a heading, not once a line.
            let found = above.entry(item.heading()).or_insert_with(|| ctx.person_above(note, item));
            people.extend(found.clone().filter(|_| item.parent().is_none()));
        }
        if people.is_empty() {
            continue;
        }
        let heading = ctx.meetings.day_of_heading(note, item.heading()).map(|(day, _)| day);
        let date = heading.or_else(|| ctx.meetings.day_of_note(&note.path));
        let text = ctx.own_text(item);
        if date.is_some() && !text.is_empty() {
            let nearly = nearly(ctx, note, at);
            out.push(Mentioned { people, text, nearly, date, source: ctx.source(note, at) });
        }
    }
}

/// The kinds that were probably meant by tags of a line, or of one above it.
fn nearly(ctx: &Context<'_>, note: &crate::note::parse::Note, at: usize) -> Vec<Kind> {
    let above = std::iter::successors(Some(at), |at| note.items[*at].parent());
    let slips = above.flat_map(|at| &note.items[at].slips);
    let near = slips.filter_map(|slip| match slip {
        Slip::NearTag(_, near, _) => ctx.config.spelling().read(near).map(|(kind, _)| kind),
        _ => None,
    });
    near.collect()
}

fn is_policy(note: &crate::note::parse::Note) -> bool {
    note.front.text("kind").is_some_and(|kind| crate::base::text::fold(&kind) == "policy")
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
