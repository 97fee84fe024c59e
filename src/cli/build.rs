//! `vault121 build`: read, generate, write what changed.

use crate::app::carried::Carried;
use crate::app::kept_days;
use crate::app::session::Session;
use crate::app::tick_sync;
use crate::app::tick_sync::{Flowed, close_ticked};
use crate::app::trust;
use crate::app::upgrade;
use crate::cli::context::{CommandContext, Done, FINDINGS, FINE, Failure};
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::severity::Severity;
use crate::fs::manners::Manners;
use crate::fs::merge_told;
use crate::model;
use crate::model::json_rows::{BuildReport, HeldRow, SCHEMA, WrittenRow};
use crate::pages::leak_guard;
use crate::pages::pages::Ask;
use crate::pages::pipeline::Outcome;
use crate::text::diff::unified;
use crate::text::json;
use crate::vault::trust::Trust;
use clap::{Args, ValueEnum};

/// Read the vault and write every prep note and rollup that changed
///
/// Prints one line for each file written, with the reason. A second build writes nothing.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Show what would change as a unified diff, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Also write pages that were left alone because another program keeps changing them back
    #[arg(long, conflicts_with = "dry_run")]
    pub force: bool,
    /// Trust every template of the vault for this run: for machines that build without a person
    #[arg(long)]
    pub trust_templates: bool,
    /// List what is read otherwise than by that version: people, kinds, owners
    #[arg(long, requires = "dry_run", value_name = "VERSION")]
    pub since_version: Option<String>,
    /// Write although this version reads the notes otherwise than the one that made the pages
    #[arg(long, conflicts_with = "dry_run")]
    pub accept: bool,
    /// How to print what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Text for people, JSON for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for people
    Text,
    /// One JSON document
    Json,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or its config cannot be used.
pub fn run(args: &BuildArgs, context: &CommandContext) -> Done {
    if !args.dry_run
        && !args.force
        && !args.trust_templates
        && let Some((session, said)) = context.settled()?
    {
        let kept = merge_told::take(session.root());
        let carried = Carried { diagnostics: kept, ..Carried::default() };
        return Ok(print_outcome(args, context, &session, said, carried));
    }
    let mut session = context.open_session()?;
    if args.trust_templates {
        session.ground_mut().vault_mut().trust = Trust::All;
    }
    if args.force {
        session.force();
    }
    if let Some(version) = &args.since_version {
        return print_since_version(version, context, &session);
    }
    if !args.dry_run && upgrade::is_older(session.root()) {
        let outcome = session.outcome(&Ask::default());
        require_sound_config(context, &session)?;
        let changed = upgrade::changed_pages(&outcome.plan);
        if !changed.is_empty() && !args.accept {
            context.ui.say(&upgrade::changed_pages_text(&changed));
            return Ok(FINDINGS);
        }
        upgrade::accept(session.root());
    }
    let flowed =
        if args.dry_run { Flowed::default() } else { close_ticked(&mut session, Manners::Once) };
    let Flowed { carried: flowed, waiting, model } = flowed;
    let mut outcome = session.outcome_of(model, &Ask::default());
    require_sound_config(context, &session)?;
    if args.dry_run {
        let days = kept_days::edits(&session, &outcome.model);
        outcome
            .plan
            .edits
            .splice(0..0, days.into_iter().chain(tick_sync::read_ticks(&session).edits));
        return dry_run(args, context, &session, outcome);
    }
    outcome.plan.edits.retain(|edit| !waiting.contains(&edit.path));
    let mut carried = session.carry_out_and_finish(&outcome.plan);
    carried.put_before(flowed);
    session.keep_notes();
    if !args.trust_templates {
        say_trusted(context, &mut session);
        outcome.diagnostics.extend(leak_guard::left_pages(&outcome, session.vault()));
        outcome.diagnostics.sort();
        session.keep_settled(&outcome);
    }
    // Not freed: see `CommandContext::open_session`.
    let Outcome { model, diagnostics, .. } = outcome;
    std::mem::forget(model);
    Ok(print_outcome(args, context, &session, diagnostics, carried))
}

/// What is read otherwise than by an older version.
fn print_since_version(version: &str, context: &CommandContext, session: &Session) -> Done {
    let known = model::upgrade::version(version)
        .ok_or_else(|| Failure::new(format!("`{version}` is no version"), "write it as `0.1.0`"))?;
    let outcome = session.outcome(&Ask::default());
    for line in model::upgrade::changes_since(session.vault(), &outcome.model, known) {
        context.ui.print_line(&line);
    }
    let changed = upgrade::changed_pages(&outcome.plan).len();
    context.ui.say(&match changed {
        0 => "no page would change".to_owned(),
        1 => "1 page would change; `vault121 build --dry-run` shows how".to_owned(),
        many => format!("{many} pages would change; `vault121 build --dry-run` shows how"),
    });
    Ok(FINE)
}

/// Writes down what a first run trusts, and says it.
pub fn say_trusted(context: &CommandContext, session: &mut Session) {
    let root = session.root().to_path_buf();
    if let Some(said) = trust::settle_trust(&root, session.ground_mut().vault_mut()) {
        context.ui.say(&said);
    }
}

/// Prints what came of it. Returns the exit code.
fn print_outcome(
    args: &BuildArgs,
    context: &CommandContext,
    session: &Session,
    said: Vec<Diagnostic>,
    carried: Carried,
) -> u8 {
    let code = exit_code(&said, &carried);
    if args.format == Format::Json {
        context.ui.print_line(&json::pretty(&report(said, carried)));
        return code;
    }
    print_carried(context, session, &carried, &said);
    findings(context, session, &said);
    code
}

/// Stops when the config cannot be used: nothing can be trusted to be set.
///
/// # Errors
/// When it cannot.
pub fn require_sound_config(context: &CommandContext, session: &Session) -> Result<(), Failure> {
    if session.vault().config_is_sound() {
        return Ok(());
    }
    let said = session.vault().said();
    let of_config = said.filter(|problem| problem.path == crate::vault::config::CONFIG_PATH);
    let mut of_config: Vec<Diagnostic> = of_config.cloned().collect();
    of_config.sort();
    of_config.dedup();
    context.ui.diagnostics(session.root(), &of_config, true);
    Err(Failure::new(
        "the config cannot be used, so nothing was done",
        "correct it and run the command again",
    ))
}

/// What a build says that writes nothing: a note that cannot be read keeps its page as it is.
fn nothing_to_write(diagnostics: &[Diagnostic]) -> &'static str {
    match diagnostics.iter().any(|problem| problem.severity == Severity::Error) {
        true => "nothing was written; an error keeps some pages as they are:",
        false => "nothing to write: every page is as it should be",
    }
}

/// Prints what was written and what was not.
pub fn print_carried(
    context: &CommandContext,
    session: &Session,
    carried: &Carried,
    diagnostics: &[Diagnostic],
) {
    for (path, why) in &carried.written {
        context.ui.print_line(&format!("{path}: {why}"));
    }
    for (path, why) in &carried.held {
        context.ui.say(&format!("{path}: left as it is: {why}"));
    }
    context.ui.diagnostics(session.root(), &carried.diagnostics, true);
    if carried.written.is_empty() && carried.held.is_empty() {
        context.ui.say(nothing_to_write(diagnostics));
    }
}

/// The outcome as the JSON contract has it.
pub fn report(mut diagnostics: Vec<Diagnostic>, carried: Carried) -> BuildReport {
    diagnostics.extend(carried.diagnostics);
    diagnostics.sort();
    BuildReport {
        schema: SCHEMA,
        written: carried.written.into_iter().map(|(path, why)| WrittenRow { path, why }).collect(),
        held: carried.held.into_iter().map(|(path, reason)| HeldRow { path, reason }).collect(),
        diagnostics,
    }
}

fn findings(context: &CommandContext, session: &Session, said: &[Diagnostic]) {
    let errors: Vec<Diagnostic> =
        said.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    context.ui.diagnostics(session.root(), &errors, true);
    let rest = said.len() - errors.len();
    if rest > 0 {
        let what = if rest == 1 { "1 hint".to_owned() } else { format!("{rest} hints") };
        context.ui.say(&format!("{what} on the notes: `vault121 check` shows them"));
    }
}

fn exit_code(said: &[Diagnostic], carried: &Carried) -> u8 {
    let error =
        said.iter().chain(&carried.diagnostics).any(|problem| problem.severity == Severity::Error);
    if error || !carried.held.is_empty() { FINDINGS } else { FINE }
}

fn dry_run(
    args: &BuildArgs,
    context: &CommandContext,
    session: &Session,
    outcome: Outcome,
) -> Done {
    let carried = Carried {
        written: outcome.plan.edits.iter().map(|e| (e.path.clone(), e.why.clone())).collect(),
        held: outcome.plan.held.clone(),
        ..Carried::default()
    };
    let code = exit_code(&outcome.diagnostics, &carried);
    if args.format == Format::Json {
        context.ui.print_line(&json::pretty(&report(outcome.diagnostics, carried)));
        return Ok(code);
    }
    for edit in &outcome.plan.edits {
        let (before, after) = session.preview(edit);
        let new = edit.created_text().is_some() && before.is_empty();
        let from = if new { "/dev/null".to_owned() } else { format!("a/{}", edit.path) };
        let text = unified(&before, &after, &from, &format!("b/{}", edit.path));
        context.ui.print_line(text.trim_end_matches('\n'));
    }
    for (path, why) in &outcome.plan.held {
        context.ui.say(&format!("{path}: would be left as it is: {why}"));
    }
    let count = outcome.plan.edits.len();
    match count {
        0 => context.ui.say(nothing_to_write(&outcome.diagnostics)),
        1 => context.ui.say("1 file would be written"),
        _ => context.ui.say(&format!("{count} files would be written")),
    }
    findings(context, session, &outcome.diagnostics);
    Ok(code)
}
