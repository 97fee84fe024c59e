//! `vault121 completions SHELL` and `vault121 man`: for the shell and the manual.

use crate::cli::context::{Done, FINE, Failure, Place};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::roff::{Roff, bold, roman};
use std::path::PathBuf;

/// Print completions for a shell
///
/// For bash: `vault121 completions bash > ~/.local/share/bash-completion/completions/vault121`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Print the manual page of the program or of a verb
///
/// `vault121 man build | man -l -` shows it.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The verb; without it, the program
    pub verb: Option<String>,
    /// Write the pages of the program and of all verbs into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "verb")]
    pub dir: Option<PathBuf>,
}

/// Runs `completions`.
///
/// # Errors
/// Never.
pub fn run(args: &CompletionsArgs, place: &Place, mut top: Command) -> Done {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut top, "vault121", &mut out);
    place.ui.raw(&out);
    Ok(FINE)
}

/// Runs `man`.
///
/// # Errors
/// When there is no such verb, or a page cannot be written.
pub fn man(args: &ManArgs, place: &Place, mut top: Command) -> Done {
    // Global options and the names of verbs are known to the verbs only then.
    top.build();
    if let Some(dir) = &args.dir {
        std::fs::create_dir_all(dir)?;
        let verbs = top.get_subcommands().filter(|verb| !verb.is_hide_set());
        let verbs = verbs.filter(|verb| verb.get_name() != "help");
        for command in std::iter::once(&top).chain(verbs) {
            let name = command.get_display_name().unwrap_or("vault121").to_owned();
            std::fs::write(dir.join(format!("{name}.1")), page(command)?)?;
        }
        return Ok(FINE);
    }
    let command = match &args.verb {
        None => &top,
        Some(verb) => top.find_subcommand(verb).ok_or_else(|| {
            Failure::new(format!("there is no verb `{verb}`"), "`vault121 help` lists them")
        })?,
    };
    place.ui.raw(&page(command)?);
    Ok(FINE)
}

/// The environment that every verb reads.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("VAULT121_DIR", "The vault, as --vault names it; --vault goes before it."),
    ("NO_COLOR", "When it is set, nothing is coloured."),
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

/// One manual page.
fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let man = clap_mangen::Man::new(command.clone()).section("1");
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
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
    more.to_writer(&mut out)?;
    if command.get_after_help().is_some() || command.get_after_long_help().is_some() {
        man.render_extra_section(&mut out)?;
    }
    man.render_version_section(&mut out)?;
    Ok(out)
}
