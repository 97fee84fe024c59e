//! `vault121 prep PERSON`: make or show the next prep.

use crate::app::session::Session;
use crate::app::tick_sync::close_ticked;
use crate::cli::build;
use crate::cli::build::Format;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure, person_by_name};
use crate::cli::mark::write_edit;
use crate::fs::manners::Manners;
use crate::fs::read::glance_at;
use crate::model::json_rows::SCHEMA;
use crate::model::model::Model;
use crate::pages::pages::Ask;
use crate::pages::pipeline::{prep_path, prep_text, running_log};
use crate::pages::plan::Edit;
use crate::pages::running_log::RunningLog;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::text::json;
use clap::Args;
use serde::Serialize;

/// Make the next prep note of a person, and show it
///
/// The note is made even when the 1-2-1 is further away than `prep_lead`. A running log gets a
/// section for the day too, in the form of the last one, for what you write in the 1-2-1.
#[derive(Debug, Args)]
pub struct PrepArgs {
    /// The person: id, name or alias
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// The day of the 1-2-1, instead of the next date
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub date: Option<Day>,
    /// Print the prep and write no file
    #[arg(long)]
    pub print: bool,
    /// Show what the prep would have been on a past day; writes no file
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub on: Option<Day>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What `prep --format json` prints.
#[derive(Serialize)]
struct PrepReport<'a> {
    schema: u32,
    person: &'a str,
    date: String,
    /// The note in which it stands; none that is not made.
    path: Option<&'a str>,
    /// The prep, in Markdown.
    text: &'a str,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, nobody of that name, or no date to prepare for.
pub fn run(args: &PrepArgs, context: &CommandContext) -> Done {
    let mut session = context.open_session()?;
    if let Some(day) = args.on {
        session.today = day;
    }
    let (id, date) = {
        let outcome = session.outcome(&Ask::default());
        build::require_sound_config(context, &session)?;
        let found = person_by_name(&outcome.model, &args.person)?;
        let date = args.date.or_else(|| outcome.model.next_date(found)).ok_or_else(|| {
            let why = match outcome.model.rests_since(found) {
                Some(_) => ": the last three preps were not used",
                None => "",
            };
            Failure::new(
                format!("no date is known for the next 1-2-1 with `{}`{why}", found.name),
                "give one with `--date 2026-11-24`, or write `slot: tue 14:00` in their note",
            )
        })?;
        if let Some(on) = args.on {
            let then = Model::replay(session.vault(), on);
            let found = person_by_name(&then, &args.person)?;
            return print_prep(context, &session, (&then, args.format), found, date);
        }
        if args.print {
            return print_prep(context, &session, (&outcome.model, args.format), found, date);
        }
        (found.id.clone(), date)
    };
    let flowed = close_ticked(&mut session, Manners::Once);
    let outcome = session.outcome(&Ask { prep: Some((id.clone(), Some(date))), ..Ask::default() });
    let found = person_by_name(&outcome.model, id.as_str())?;
    let name = found.name.clone();
    let mut plan = outcome.plan;
    // Only this prep: the rest is `build`'s.
    let wanted = format!("prep for {name}");
    plan.edits.retain(|edit| edit.why.contains(&wanted) && !flowed.waiting.contains(&edit.path));
    let held = std::mem::take(&mut plan.held);
    let mut carried = session.carry_out_and_finish(&plan);
    build::say_trusted(context, &mut session);
    carried.put_before(flowed.carried);
    for (path, why) in &carried.written {
        context.ui.say(&format!("{path}: {why}"));
    }
    let of_day = || outcome.model.meetings.meetings_with(&id).find(|meeting| meeting.date == date);
    if carried.written.is_empty()
        && let Some(meeting) = of_day()
    {
        let path = &meeting.path;
        match held.iter().find(|(held, _)| held == path) {
            Some((_, why)) => context.ui.say(&format!("{path}: left as it is: {why}")),
            None => context.ui.say(&format!("{path}: up to date")),
        }
    }
    context.ui.diagnostics(session.root(), &carried.diagnostics, true);
    if let Some((path, why)) = carried.held.first() {
        return Err(Failure {
            message: format!("`{path}` was left as it is: {why}"),
            way_out: None,
        });
    }
    add_section(context, &id, date)?;
    let told = (&outcome.model, args.format);
    print_prep(context, &session, told, &outcome.model.people.by_id[&id], date)
}

/// Gives a running log the section of the day, with the scaffold, when it has none.
/// Returns the log, when the prep stands in one.
///
/// # Errors
/// When the log has to stay as it is.
pub fn add_section(
    context: &CommandContext,
    id: &PersonId,
    date: Day,
) -> Result<Option<NotePath>, Failure> {
    // As it stands now, with the prep in it.
    let mut session = context.open_session()?;
    let edit = {
        let outcome = session.outcome(&Ask::default());
        let model = &outcome.model;
        let Some(person) = model.people.with_id(id) else { return Ok(None) };
        let has_one = model.meetings.meetings_with(id).any(|meeting| meeting.date == date);
        let log = running_log(session.vault(), model, person, date).filter(|_| !has_one);
        let Some((path, scaffold)) = log else { return Ok(None) };
        let text = glance_at(&session.root().join(path.as_str()));
        let (Some(text), Some(note)) = (text, session.vault().note(&path)) else {
            return Ok(None);
        };
        let log = RunningLog::new(
            &text,
            &note,
            model.meetings.meetings_with(id),
            model.config.date_order,
        );
        let line = log.with_section(date, &scaffold);
        Edit::of_lines(&path, format!("added: a section for {}", date.plain()), vec![line])
    };
    let path = edit.path.clone();
    context.ui.say(&format!("{path}: {}", edit.why));
    write_edit(&mut session, context, edit)?;
    Ok(Some(path))
}

fn print_prep(
    context: &CommandContext,
    session: &Session,
    (model, format): (&Model, Format),
    person: &crate::people::person::Person,
    date: Day,
) -> Done {
    match prep_text(session.vault(), model, person, date) {
        Ok(text) if format == Format::Json => {
            let path = prep_path(session.vault(), model, person, date);
            let path = path.filter(|path| session.root().join(path.as_str()).is_file());
            context.ui.print_line(&json::pretty(&PrepReport {
                schema: SCHEMA,
                person: person.id.as_str(),
                date: date.to_string(),
                path: path.as_ref().map(NotePath::as_str),
                text: &text,
            }));
            Ok(FINE)
        }
        Ok(text) => {
            context.ui.print_line(&text);
            Ok(FINE)
        }
        Err(problem) => {
            context.ui.diagnostics(session.root(), &[problem], true);
            Err(Failure { message: "the template of the prep failed".to_owned(), way_out: None })
        }
    }
}
