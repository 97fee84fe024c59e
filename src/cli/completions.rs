//! `vault121 completions SHELL` and `vault121 man`: for the shell and the manual; and what a shell
//! is told that asks what could be typed.

use crate::app::terminal::{Color, Ui};
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::examples;
use crate::diagnostic::code::Code;
use crate::model::model::Model;
use crate::pages::shipped;
use crate::people::person::Person;
use crate::process::clock;
use crate::records::feedback::Life;
use crate::records::goal::Goal;
use crate::records::record::Source;
use clap::{Args, Command, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use clap_mangen::roff::{Roff, bold, roman};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Print completions for a shell
///
/// Verbs, options, and values: people, open goals, kinds, codes, templates, as the vault has them.
/// For bash: `vault121 completions bash > ~/.local/share/bash-completion/completions/vault121`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: CompletingShell,
}

/// A shell that can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompletingShell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

/// Nushell has one completer for all programs: ours hands on what is not ours. The answers are in
/// the form that fish gets, one a line.
const NUSHELL: &str = r#"# Completes vault121 in nushell: `source` this file in config.nu, behind other completers.
let vault121_others = $env.config.completions.external.completer?
$env.config.completions.external = {
  enable: true
  max_results: 100
  completer: {|words|
    if ($words | first | path basename) == "vault121" {
      with-env {VAULT121_COMPLETE: fish} { ^vault121 -- ...$words }
      | lines
      | each {|line| $line | split column --number 2 (char tab) value description | first }
    } else if $vault121_others != null {
      do $vault121_others $words
    }
  }
}
"#;

/// Print the manual page of the program or of a verb
///
/// `vault121 man build | man -l -` shows it.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The verb; without it, the program
    #[arg(add = complete_verbs())]
    pub verb: Option<String>,
    /// Write the pages of the program and of all verbs into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "verb")]
    pub dir: Option<PathBuf>,
}

/// By this variable the scripts of the shells ask what could be typed.
const ASKED: &str = "VAULT121_COMPLETE";

/// Whether it is bash that asks: the variable is gone when values are made.
static ASKED_BY_BASH: OnceLock<bool> = OnceLock::new();

/// Answers a shell that asks what could be typed, and ends the program then.
pub fn answer_shell(command: fn() -> Command) {
    let is_bash = std::env::var_os(ASKED).is_some_and(|shell| shell == "bash");
    ASKED_BY_BASH.get_or_init(|| is_bash);
    CompleteEnv::with_factory(command).var(ASKED).complete();
}

/// Runs `completions`.
///
/// # Errors
/// When the script cannot be made.
pub fn run(args: &CompletionsArgs, context: &CommandContext) -> Done {
    let shells = Shells::builtins();
    if args.shell == CompletingShell::Nushell {
        context.ui.print_bytes(NUSHELL.as_bytes());
        return Ok(FINE);
    }
    let name = format!("{:?}", args.shell).to_lowercase();
    let shell = shells.completer(&name).ok_or_else(|| {
        Failure::new(format!("`{name}` cannot be completed"), "`vault121 completions --help`")
    })?;
    let mut out = Vec::new();
    shell.write_registration(ASKED, "vault121", "vault121", "vault121", &mut out)?;
    if args.shell == CompletingShell::Zsh {
        // As a file of `fpath` it is run for the first completion, which it answers too.
        out.extend_from_slice(
            b"\n[ \"$funcstack[1]\" = \"_vault121\" ] && _clap_dynamic_completer_vault121 \"$@\"\n",
        );
    }
    context.ui.print_bytes(&out);
    Ok(FINE)
}

/// People, by a word that names them.
pub fn complete_people() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some(model) = typing_model() else { return Vec::new() };
        let one = |person: &Person| {
            CompletionCandidate::new(person.id.as_str()).help(Some(person.name.clone().into()))
        };
        model.people.other_people().map(one).collect()
    })
}

/// What can be closed: open goals by their keys, open promises by their places.
pub fn complete_open() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some(model) = typing_model() else { return Vec::new() };
        goal_candidates(&model).chain(promise_candidates(&model)).collect()
    })
}

/// What can be given: feedback that was not given yet, by its place.
pub fn complete_feedback() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some(model) = typing_model() else { return Vec::new() };
        feedback_candidates(&model).collect()
    })
}

/// What can be given up: open goals, open promises, and feedback that was not given yet.
pub fn complete_droppable() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let Some(model) = typing_model() else { return Vec::new() };
        let open = goal_candidates(&model).chain(promise_candidates(&model));
        open.chain(feedback_candidates(&model)).collect()
    })
}

fn goal_candidates(model: &Model) -> impl Iterator<Item = CompletionCandidate> {
    let open = model.goals.iter().filter(|goal| goal.is_open());
    open.map(|goal: &Goal| {
        let key = goal.key.to_string();
        CompletionCandidate::new(key).help(Some(goal.title.clone().into()))
    })
}

fn promise_candidates(model: &Model) -> impl Iterator<Item = CompletionCandidate> {
    let open = model.actions.iter().filter(|promise| promise.is_open());
    open.map(|promise| {
        let owner = promise.owner.as_ref().map_or("?", |owner| owner.as_str());
        place_candidate(&promise.source, &format!("{owner}: {}", promise.text))
    })
}

fn feedback_candidates(model: &Model) -> impl Iterator<Item = CompletionCandidate> {
    let kept = model.feedback.iter().filter(|feedback| feedback.life == Life::Open);
    kept.map(|feedback| {
        let help = format!("{}: {}", feedback.person, feedback.text);
        place_candidate(&feedback.source, &help)
    })
}

/// `path:line`. Bash inserts a value as it stands, so blanks and signs of the shell are escaped
/// for it; other shells escape on their own.
fn place_candidate(source: &Source, help: &str) -> CompletionCandidate {
    let place = format!("{}:{}", source.path, source.line);
    let is_bash = ASKED_BY_BASH.get().is_some_and(|is_bash| *is_bash);
    let mut value = String::with_capacity(place.len());
    for c in place.chars() {
        if is_bash && !(c.is_alphanumeric() || "/._:-,+@%".contains(c)) {
            value.push('\\');
        }
        value.push(c);
    }
    CompletionCandidate::new(value).help(Some(help.to_owned().into()))
}

/// The verbs of the program.
pub fn complete_verbs() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let named = examples::EXAMPLES.iter().filter(|(verb, _)| !verb.is_empty());
        named.map(|(verb, _)| CompletionCandidate::new(*verb)).collect()
    })
}

/// Codes of complaints.
pub fn complete_codes() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let one =
            |code: &Code| CompletionCandidate::new(code.word()).help(Some(code.meaning().into()));
        Code::ALL.iter().map(one).collect()
    })
}

/// Templates of pages.
pub fn complete_templates() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let names = shipped::SHIPPED.iter().map(|(name, _)| *name);
        names.map(CompletionCandidate::new).collect()
    })
}

/// What the notes of the vault say in which somebody types, or which they named; nothing is
/// written, and nothing is said of what is wrong.
fn typing_model() -> Option<Model> {
    let args: Vec<OsString> = std::env::args_os().collect();
    let after = args.iter().position(|arg| arg == "--vault").and_then(|at| args.get(at + 1));
    let joined = args.iter().find_map(|arg| arg.to_str()?.strip_prefix("--vault="));
    let named = after.map(PathBuf::from).or(joined.map(PathBuf::from));
    let vault = named.or_else(|| std::env::var_os("VAULT121_DIR").map(PathBuf::from));
    let ui = Ui::new(true, false, Color::Never);
    let context = CommandContext { vault, today: clock::today(), no_pager: true, ui };
    let session = context.open_session().ok()?;
    Some(Model::fold_vault(session.vault(), session.today))
}

/// Runs `man`.
///
/// # Errors
/// When there is no such verb, or a page cannot be written.
pub fn run_man(args: &ManArgs, context: &CommandContext, mut top: Command) -> Done {
    // Global options and the names of verbs are known to the verbs only then.
    top.build();
    if let Some(dir) = &args.dir {
        std::fs::create_dir_all(dir)?;
        let verbs = top.get_subcommands().filter(|verb| !verb.is_hide_set());
        let verbs = verbs.filter(|verb| verb.get_name() != "help");
        for command in std::iter::once(&top).chain(verbs) {
            let name = command.get_display_name().unwrap_or("vault121").to_owned();
            std::fs::write(dir.join(format!("{name}.1")), manual_page(command)?)?;
        }
        return Ok(FINE);
    }
    let command = match &args.verb {
        None => &top,
        // It has no page of its own: it shows those of the others.
        Some(verb) if verb == "help" => &top,
        Some(verb) => top.find_subcommand(verb).ok_or_else(|| {
            Failure::new(format!("there is no command `{verb}`"), "`vault121 help` lists them")
        })?,
    };
    context.ui.print_bytes(&manual_page(command)?);
    Ok(FINE)
}

/// The environment that every verb reads.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("VAULT121_DIR", "The vault, as --vault names it; --vault goes before it."),
    ("NO_COLOR", "When it is set, nothing is coloured."),
    (
        "VAULT121_PAGER, PAGER",
        "What shows a result that is longer than the terminal; `cat` or nothing for no pager.",
    ),
    ("TZ", "Which day and hour it is now."),
];

/// The files that every verb knows.
const FILES: &[(&str, &str)] = &[
    (".vault121/config.yml", "The settings of a vault; all of them are optional."),
    (".vault121/templates/", "Templates of your own, which go before the shipped ones."),
    (".vault121/rescue/", "Texts of yours that were kept when a page was written over them."),
    (".vault121/cache/", "What makes the next run fast; it may be deleted at any time."),
];

/// What the end of every verb means.
const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Fine."),
    ("1", "There are findings: errors in notes, or pages that are not up to date under check."),
    ("2", "It could not be done: wrong usage, a broken config, the disk."),
];

/// How it is called, as `--help` says it: the options stand below, each with its value.
fn synopsis(command: &Command) -> Result<Vec<u8>, Failure> {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let (name, rest) = usage.split_at(usage.find(" [").unwrap_or(usage.len()));
    let mut roff = Roff::default();
    roff.control("SH", ["SYNOPSIS"]);
    roff.text([bold(name), roman(rest)]);
    let mut out = Vec::new();
    roff.to_writer(&mut out)?;
    Ok(out)
}

/// One manual page.
fn manual_page(command: &Command) -> Result<Vec<u8>, Failure> {
    let man = clap_mangen::Man::new(command.clone()).section("1");
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    out.extend_from_slice(&synopsis(command)?);
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    let mut more = Roff::default();
    for (title, rows) in
        [("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", EXIT_STATUS)]
    {
        more.control("SH", [title]);
        for (what, meaning) in rows {
            more.control("TP", []);
            more.text([bold(*what)]);
            more.text([roman(*meaning)]);
        }
    }
    let name = command.get_name();
    let examples =
        examples::of(if command.has_subcommands() && name == "vault121" { "" } else { name });
    if !examples.is_empty() {
        more.control("SH", ["EXAMPLES"]);
    }
    for (typed, meaning) in examples {
        more.control("TP", []);
        more.text([bold(*typed)]);
        more.text([roman(*meaning)]);
    }
    more.to_writer(&mut out)?;
    man.render_version_section(&mut out)?;
    Ok(out)
}
