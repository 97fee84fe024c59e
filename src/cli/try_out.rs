//! `vault121 try DIR`: the next prep of a folder of notes, as they are; writes nothing.

use crate::app::whole_session::WholeSession;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::init;
use crate::model::discover;
use crate::model::model::Model;
use crate::pages::pages::Ask;
use crate::pages::pipeline::prep_text;
use crate::vault::config::CONFIG_PATH;
use clap::Args;
use std::path::PathBuf;

/// Show what is read in a folder of notes, and the next prep; writes nothing
///
/// Needs no config and no `init`. When no date is known, the prep is for today.
#[derive(Debug, Args)]
pub struct TryArgs {
    /// The folder of your notes; without it, the one here
    pub dir: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// When the folder is none, or no 1-2-1 is found in it.
pub fn run(args: &TryArgs, context: &CommandContext) -> Done {
    let dir =
        args.dir.clone().or_else(|| context.vault.clone()).unwrap_or_else(|| PathBuf::from("."));
    let no_folder =
        || Failure::new(format!("`{}` is no folder", dir.display()), "name a folder of notes");
    let root = dir.canonicalize().ok().filter(|root| root.is_dir()).ok_or_else(no_folder)?;
    let session = WholeSession::open(&root, context.today, &context.ui.progress);
    let outcome = session.outcome(&Ask::default());
    // As after `init --yes`, which knows who the lead is by git and by the notes.
    let user = init::git_user(&root);
    let found = discover::discover(session.whole(), &outcome.model, user.as_deref());
    let is_set_up = root.join(CONFIG_PATH).exists();
    let lead = found.lead().filter(|_| !is_set_up);
    let set_up = (!is_set_up).then(|| init::with_config(session.vault(), found.config_text()));
    let vault = set_up.as_ref().unwrap_or(session.vault());
    let model = &Model::fold_vault(vault, context.today);
    for line in discover::understood(session.whole(), model, lead, user.as_deref()) {
        context.ui.say(&line);
    }
    let met = |id| model.meetings.meetings_with(id).next_back().map(|met| met.date);
    // Who is next; where no date is known, whom the lead has not met for the longest time.
    let next = model.reports().filter(|person| met(&person.id).is_some()).min_by_key(|person| {
        let date = model.next_date(person);
        (date.is_none(), date, met(&person.id), person.id.clone())
    });
    let Some(person) = next else {
        return Err(Failure::new(
            format!("no 1-2-1 with anybody was found in `{}`", dir.display()),
            "`vault121 init --explain` there shows what was seen; `vault121 demo` shows an example",
        ));
    };
    let date = model.next_date(person).unwrap_or(context.today);
    let text = prep_text(vault, model, person, date)
        .map_err(|problem| Failure { message: problem.message, way_out: None })?;
    context.ui.say("");
    context.ui.print_line(&text);
    context.ui.say("");
    context.ui.say("nothing was written; `vault121 init` in that folder begins");
    Ok(FINE)
}
