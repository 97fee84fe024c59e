//! `vault121 lsp`: serve an editor.

use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::lsp::server;
use crate::lsp::server::Ended;
use clap::Args;

/// Serve an editor over the Language Server Protocol
///
/// Your editor starts it and talks to it over standard input and output: it completes people,
/// goals, promises and dates, shows what `check` says while you type, and renames goals in all
/// notes. It never writes a note. The book has settings for Neovim, Emacs, VS Code, Helix, Zed
/// and others.
#[derive(Debug, Args)]
pub struct LspArgs {
    /// Talk over standard input and output: what it does anyway, for clients that say so
    #[arg(long)]
    pub stdio: bool,
}

/// Exit code when the client went away without saying so, as the specification wants it.
const GONE: u8 = 1;

/// Runs the command.
///
/// # Errors
/// When the client does not keep to the protocol.
pub fn run(_: &LspArgs, context: &CommandContext, fixed_day: bool) -> Done {
    let fixed = fixed_day.then_some(context.today);
    let root = context.vault.as_ref().map(|_| context.vault_root()).transpose()?;
    match server::run(root.as_deref(), fixed) {
        Ok(Ended::Told) => Ok(FINE),
        Ok(Ended::Gone) => Ok(GONE),
        Err(message) => Err(Failure { message, way_out: None }),
    }
}
