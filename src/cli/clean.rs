//! `vault121 clean`: generated notes that no page wants any more and that hold no words of yours.

use crate::cli::build::Format;
use crate::cli::context::{CommandContext, Done, FINE};
use crate::diagnostic::code::Code;
use crate::fs::read::glance_at;
use crate::model::json_rows::SCHEMA;
use crate::note::parse::Note;
use crate::pages::pages::Ask;
use crate::pages::pipeline::is_untouched;
use crate::people::person::Person;
use crate::text::ids::NotePath;
use crate::text::json;
use crate::vault::told::day_of_name;
use clap::Args;
use serde::Serialize;

/// List generated notes that are no longer kept up to date, and remove those without your words
///
/// Without `--remove` it only lists. A note in which you wrote anything is never removed, not
/// even when you wrote inside a region or in its front matter. A copy of each removed note is
/// kept in `.vault121/rescue/`.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// Remove the listed notes
    #[arg(long)]
    pub remove: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What `clean --format json` prints.
#[derive(Serialize)]
struct CleanReport {
    schema: u32,
    notes: Vec<CleanRow>,
}

#[derive(Serialize)]
struct CleanRow {
    path: String,
    /// It holds nothing but generated text, so that `--remove` removes it, or did.
    generated: bool,
    /// Where its copy is, when it was removed.
    kept: Option<String>,
    said: String,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or a note cannot be removed.
pub fn run(args: &CleanArgs, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let outcome = session.outcome(&Ask::default());
    let mut paths: Vec<&str> = outcome
        .diagnostics
        .iter()
        .filter(|problem| problem.code == Code::PageNotKept)
        .map(|problem| problem.path.as_str())
        .collect();
    paths.dedup();
    // Of the past 1-2-1s of somebody who left only those go that were never written into, and so do
    // those that were skipped.
    let model = &outcome.model;
    let is_skipped = |note: &Note| {
        let whole = model.meetings.meeting_of_note(&note.path);
        whole.is_some_and(|meeting| meeting.held_said == Some(false))
    };
    let is_over = |person: &Person| model.is_gone(person) || model.is_archived(person);
    let never_held = session.vault().notes.values().filter(|note| {
        let about = note.front.text_of("person").and_then(|name| model.people.one_named(&name));
        let person = about.and_then(|id| model.people.with_id(&id));
        let day = model.meetings.day_of_note(&note.path);
        note.region("prep").is_some()
            && !note.has_words
            && (person.is_none_or(is_over) || is_skipped(note))
            && day.is_some_and(|day| day < model.today)
    });
    // The agenda of a 1-2-1 that moved or was skipped: its new day has one of its own.
    let left_behind = session.vault().notes.values().filter(|note| {
        let about = note.front.text_of("person").and_then(|name| model.people.one_named(&name));
        let person = about.and_then(|id| model.people.with_id(&id));
        let day = day_of_name(&note.path, model.config.date_order);
        let is_agenda = note.front.text_of("kind").is_some_and(|kind| kind == "agenda");
        let (true, Some(person), Some(day)) = (is_agenda, person, day) else { return false };
        let mut with = model.meetings.meetings_with(&person.id);
        let is_met = with.any(|met| met.date == day && met.held_said != Some(false));
        let has_moved = model.meetings.meetings_with(&person.id).next().is_some();
        note.region("agenda").is_some()
            && has_moved
            && !is_met
            && model.next_date(person) != Some(day)
    });
    let never_held: Vec<&str> =
        never_held.chain(left_behind).map(|note| note.path.as_str()).collect();
    paths.extend(never_held.into_iter().filter(|path| !paths.contains(path)).collect::<Vec<_>>());
    paths.sort_unstable();
    let mut rows = Vec::new();
    for path in paths {
        let Ok(path) = NotePath::new(path) else { continue };
        let note = session.vault().notes.get(&path);
        if note.is_none() && !session.vault().files.contains_key(&path) {
            continue;
        }
        let text = glance_at(&session.root().join(path.as_str()));
        let ours = text.filter(|text| {
            let own = |note| is_untouched(session.vault(), &outcome.model, note, text);
            note.is_none_or(own) && !session.holds_words(&path, text)
        });
        let generated = ours.is_some();
        let mut copy = None;
        let said = match ours {
            None => "kept, because you wrote in it".to_owned(),
            Some(_) if !args.remove => {
                "nothing but generated text; `--remove` removes it".to_owned()
            }
            Some(text) => match session.take_away(&path, &text)? {
                Some(kept) => {
                    let said = format!("removed, a copy is in `{kept}`");
                    copy = Some(kept);
                    said
                }
                None => "kept, somebody saved it just now".to_owned(),
            },
        };
        if args.format == Format::Text {
            context.ui.print_line(&format!("{path}: {said}"));
        }
        rows.push(CleanRow { path: path.to_string(), generated, kept: copy, said });
    }
    if args.format == Format::Json {
        context.ui.print_line(&json::pretty(&CleanReport { schema: SCHEMA, notes: rows }));
    } else if rows.is_empty() {
        context.ui.say("nothing to clean");
    }
    Ok(FINE)
}
