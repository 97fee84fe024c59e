//! `vault121 completions SHELL` and `vault121 man`: for the shell and the manual.

use crate::cli::context::{Done, FINE, Place};
use clap::{Args, Command};
use clap_complete::Shell;

/// Print completions for a shell
///
/// For bash: `vault121 completions bash > ~/.local/share/bash-completion/completions/vault121`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Print the manual page
///
/// `vault121 man | man -l -` shows it.
#[derive(Debug, Args)]
pub struct ManArgs {}

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
/// When the page cannot be made.
pub fn man(_: &ManArgs, place: &Place, top: Command) -> Done {
    let mut out = Vec::new();
    clap_mangen::Man::new(top).render(&mut out)?;
    place.ui.raw(&out);
    Ok(FINE)
}
