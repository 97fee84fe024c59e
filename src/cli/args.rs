//! The top of the command line: what can be typed, and a match.

use crate::app::pager;
use crate::app::terminal::{Color, Ui};
use crate::cli::context;
use crate::cli::context::{CommandContext, Done, Failure};
use crate::cli::{
    about, add, answer, build, calendar, check, clean, completions, config, demo, doctor, edit,
    explain, export, forget, init, list, lsp, mark, merge, not, prep, rename_pages, render,
    reschedule, rescue, review, sample, service, status, template, try_out, uninstall, watch,
};
use crate::process::clock;
use crate::text::date::Day;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// Prep notes and goal rollups for your 1-2-1s, from the notes you write
#[derive(Debug, Parser)]
#[command(name = "vault121", version, propagate_version = true)]
#[command(
    after_help = "Begin with `vault121 demo`, or with `vault121 init` in the folder of your \
                        notes.\nExit code: 0 fine, 1 findings, 2 could not."
)]
pub struct Cli {
    /// What holds for every command
    #[command(flatten)]
    pub global: Global,
    /// The verb
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command; together in each help.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The vault; without it, the nearest one upward from here
    #[arg(long, global = true, value_name = "DIR", env = "VAULT121_DIR")]
    pub vault: Option<PathBuf>,
    /// The day to work for, instead of today
    #[arg(long, global = true, value_name = "DAY", value_parser = context::parse_day)]
    pub today: Option<Day>,
    /// Say less
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = ColorWhen::Auto)]
    pub color: ColorWhen,
    /// Never use a pager, not even for output that is longer than the terminal
    #[arg(long, global = true)]
    pub no_pager: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// When the output is a terminal, and `NO_COLOR` is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::InitArgs),
    Build(build::BuildArgs),
    Watch(watch::WatchArgs),
    Prep(prep::PrepArgs),
    Edit(edit::EditArgs),
    Status(status::StatusArgs),
    Check(check::CheckArgs),
    List(list::ListArgs),
    Calendar(calendar::CalendarArgs),
    Export(export::ExportArgs),
    Add(add::AddArgs),
    Done(mark::DoneArgs),
    Share(mark::ShareArgs),
    Drop(mark::DropArgs),
    Answer(answer::AnswerArgs),
    Not(not::NotArgs),
    Skip(reschedule::SkipArgs),
    Move(reschedule::MoveArgs),
    Review(review::ReviewArgs),
    Handover(review::HandoverArgs),
    About(about::AboutArgs),
    Explain(explain::ExplainArgs),
    Template(template::TemplateArgs),
    Config(config::ConfigArgs),
    Clean(clean::CleanArgs),
    RenamePages(rename_pages::RenamePagesArgs),
    Rescue(rescue::RescueArgs),
    Forget(forget::ForgetArgs),
    Demo(demo::DemoArgs),
    Try(try_out::TryArgs),
    Sample(sample::SampleArgs),
    Service(service::ServiceArgs),
    Uninstall(uninstall::UninstallArgs),
    Doctor(doctor::DoctorArgs),
    Lsp(lsp::LspArgs),
    Completions(completions::CompletionsArgs),
    Man(completions::ManArgs),
    Merge(merge::MergeArgs),
    #[command(name = crate::process::render::VERB, hide = true)]
    Render(render::RenderArgs),
}

/// Exit code for a command that could not do its work.
const COULD_NOT: u8 = 2;

/// For how many letters help is written where nobody knows the width.
const USUAL_WIDTH: usize = 100;

/// Runs the program and returns its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    completions::answer_shell(Cli::command);
    // A width of 0 is unknown.
    let is_zero = std::env::var("COLUMNS").is_ok_and(|width| width.trim() == "0");
    let command = Cli::command().term_width(USUAL_WIDTH);
    let parsed = match is_zero {
        true => command.try_get_matches_from(args).and_then(|args| Cli::from_arg_matches(&args)),
        false => Cli::try_parse_from(args),
    };
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print().and_then(|()| std::io::stdout().flush());
            let gone = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
            let is_read = printed.as_ref().err().is_none_or(gone);
            return if error.use_stderr() || !is_read { COULD_NOT } else { 0 };
        }
    };
    let Global { vault, today, quiet, verbose, color, no_pager } = cli.global;
    let color = match color {
        ColorWhen::Auto => Color::Auto,
        ColorWhen::Always => Color::Always,
        ColorWhen::Never => Color::Never,
    };
    let fixed_day = today.is_some();
    let ui = Ui::new(quiet, verbose, color);
    let context = CommandContext { vault, today: today.unwrap_or_else(clock::today), no_pager, ui };
    let done = dispatch(&cli.command, &context, fixed_day);
    context.ui.progress.wipe_line();
    context.ui.timings();
    if let Some(text) = context.ui.paged() {
        pager::show(&context.ui, &text);
    }
    let unwritten = context.ui.finish_output().map(|why| {
        let way_out = "what the command did is done; only its output is not whole";
        Failure::new(format!("standard output cannot be written: {why}"), way_out)
    });
    match unwritten.map_or(done, Err) {
        Ok(code) => code,
        Err(Failure { message, way_out }) => {
            context.ui.error(&message, way_out.as_deref());
            COULD_NOT
        }
    }
}

fn dispatch(command: &Command, context: &CommandContext, fixed_day: bool) -> Done {
    match command {
        Command::Init(args) => init::run(args, context),
        Command::Build(args) => build::run(args, context),
        Command::Watch(args) => watch::run(args, context, fixed_day),
        Command::Prep(args) => prep::run(args, context),
        Command::Edit(args) => edit::run(args, context),
        Command::Status(args) => status::run(args, context),
        Command::Check(args) => check::run(args, context),
        Command::List(args) => list::run(args, context),
        Command::Calendar(args) => calendar::run(args, context),
        Command::Export(args) => export::run(args, context),
        Command::Add(args) => add::run(args, context),
        Command::Done(args) => mark::done(args, context),
        Command::Share(args) => mark::share(args, context),
        Command::Drop(args) => mark::give_up(args, context),
        Command::Answer(args) => answer::run(args, context),
        Command::Not(args) => not::run(args, context),
        Command::Skip(args) => reschedule::skip(args, context),
        Command::Move(args) => reschedule::move_to(args, context),
        Command::Review(args) => review::review(args, context),
        Command::Handover(args) => review::handover(args, context),
        Command::About(args) => about::run(args, context),
        Command::Explain(args) => explain::run(args, context),
        Command::Template(args) => template::run(args, context),
        Command::Config(args) => config::run(args, context),
        Command::Clean(args) => clean::run(args, context),
        Command::RenamePages(args) => rename_pages::run(args, context),
        Command::Rescue(args) => rescue::run(args, context),
        Command::Forget(args) => forget::run(args, context),
        Command::Demo(args) => demo::run(args, context),
        Command::Try(args) => try_out::run(args, context),
        Command::Sample(args) => sample::run(args, context),
        Command::Service(args) => service::run(args, context),
        Command::Uninstall(args) => uninstall::run(args, context),
        Command::Doctor(args) => doctor::run(args, context),
        Command::Lsp(args) => lsp::run(args, context, fixed_day),
        Command::Completions(args) => completions::run(args, context),
        Command::Merge(args) => merge::run(args, context),
        Command::Render(args) => render::run(args),
        Command::Man(args) => completions::run_man(args, context, Cli::command()),
    }
}
