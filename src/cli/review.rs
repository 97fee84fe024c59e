//! `vault121 review PERSON` and `handover PERSON`: pages that are made when somebody asks.

use crate::app::session::Session;
use crate::cli::build::{self, Format};
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure, person_by_name};
use crate::cli::mark::{require_writable, write_edit};
use crate::model::json_rows::SCHEMA;
use crate::model::model::Model;
use crate::pages::asked;
use crate::pages::asked::AskedPage;
use crate::pages::plan::Plan;
use crate::text::date::Day;
use crate::text::json;
use clap::Args;
use serde::Serialize;
use std::mem::ManuallyDrop;

/// Months of a review when nothing says since when.
const USUAL_MONTHS: i64 = 6;

/// Gather the evidence of a period: by skill, by way of working, by month
///
/// Goals done, high fives, watch outs that were shared, promises kept, outcomes, each with a
/// link to its source. A month without any is shown as empty. Feedback that was never given is
/// only counted.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// The person: id, name or alias
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// The first day; without it six months before the last one
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub since: Option<Day>,
    /// The last day; without it today
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub until: Option<Day>,
    /// Write it as a note of the vault instead of printing it
    #[arg(long)]
    pub write: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "write")]
    pub format: Format,
}

/// Make the note that a new lead gets: open goals and promises, what was agreed, what was shared
///
/// Nothing else is in it. What was left out is counted by kind and reason, without its words.
#[derive(Debug, Args)]
pub struct HandoverArgs {
    /// The person: id, name or alias
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// Write it as a note of the vault instead of printing it
    #[arg(long)]
    pub write: bool,
}

/// What `review --format json` prints.
#[derive(Serialize)]
struct PageReport {
    schema: u32,
    person: String,
    path: String,
    text: String,
    left_out: Vec<String>,
}

/// Runs `review`.
///
/// # Errors
/// When there is no vault, nobody of that name, or the template fails.
pub fn review(args: &ReviewArgs, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let until = args.until.unwrap_or(session.today);
    let since = args.since.unwrap_or_else(|| until.plus_months(-USUAL_MONTHS).plus(1));
    if until < since {
        let message = format!("there is no day from {since} to {until}");
        return Err(Failure::new(message, "`--since` is the first day, `--until` the last"));
    }
    make_page(
        session,
        &args.person,
        AskedPage::Review { since, until },
        (args.write, args.format),
        context,
    )
}

/// Runs `handover`.
///
/// # Errors
/// When there is no vault, nobody of that name, or the template fails.
pub fn handover(args: &HandoverArgs, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    make_page(session, &args.person, AskedPage::Handover, (args.write, Format::Text), context)
}

fn make_page(
    mut session: ManuallyDrop<Session>,
    name: &str,
    what: AskedPage,
    (to_note, format): (bool, Format),
    context: &CommandContext,
) -> Done {
    // The config may say what others are not to read.
    build::require_sound_config(context, &session)?;
    let model = Model::fold_vault(session.vault(), session.today);
    let found = person_by_name(&model, name)?;
    let made = match asked::make_asked(session.vault(), &model, found, what) {
        Ok(made) => made,
        Err(problem) => {
            context.ui.diagnostics(session.root(), &[problem], true);
            return Err(Failure { message: "the template failed".to_owned(), way_out: None });
        }
    };
    if format == Format::Json {
        let report = PageReport {
            schema: SCHEMA,
            person: found.id.to_string(),
            path: made.wanted.path.to_string(),
            text: made.wanted.inner,
            left_out: made.left_out,
        };
        context.ui.print_line(&json::pretty(&report));
        return Ok(FINE);
    }
    if to_note {
        require_writable(&session)?;
        let path = made.wanted.path.clone();
        let plan = Plan::from_wanted(vec![made.wanted], session.vault());
        if let Some((path, why)) = plan.held.first() {
            let message = format!("`{path}` was left as it is: {why}");
            return Err(Failure::new(message, "look at the note, and run the command again"));
        }
        match plan.edits.into_iter().next() {
            Some(edit) => {
                let why = edit.why.clone();
                write_edit(&mut session, context, edit)?;
                context.ui.print_line(&format!("{path}: {why}"));
            }
            None => context.ui.say(&format!("{path}: nothing to write: it is as it should be")),
        }
    } else {
        context.ui.print_line(&made.wanted.inner);
    }
    for line in &made.left_out {
        context.ui.say(&format!("not in it: {line}"));
    }
    Ok(FINE)
}
