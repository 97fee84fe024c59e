//! A pager for what is longer than the terminal, as git has it: `$VAULT121_PAGER`, else `$PAGER`,
//! else `less`. Nothing is paged where nobody looks.

use crate::app::terminal::{self, Ui};
use crate::app::watch;
use std::io::Write;
use std::process::{Command, Stdio};

/// What the shell says when there is no such program.
const NO_PROGRAM: i32 = 127;

/// Shows a text: in the pager when it is long, else as it is.
pub fn show(ui: &Ui, text: &[u8]) {
    let is_shown = terminal::is_long(text)
        && command().is_some_and(|command| pipe_through(&command, &terminal::as_shown(text)));
    if !is_shown {
        ui.coloured(text);
    }
}

/// The pager; none when `cat` or nothing is wanted.
fn command() -> Option<String> {
    let named = |name: &str| std::env::var(name).ok();
    let pager = named("VAULT121_PAGER").or_else(|| named("PAGER"));
    let pager = pager.unwrap_or_else(|| "less".to_owned());
    let pager = pager.trim();
    (!pager.is_empty() && pager != "cat").then(|| pager.to_owned())
}

/// Gives a text to a pager and waits for its end. Returns whether there is such a pager.
fn pipe_through(pager: &str, text: &[u8]) -> bool {
    // The variable may hold options, and the shell takes them apart.
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(pager).stdin(Stdio::piped());
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if std::env::var_os(name).is_none() {
            shell.env(name, value);
        }
    }
    let Ok(mut child) = shell.spawn() else { return false };
    // Ctrl-C is for the pager: without this the shell would come back under it.
    watch::ignore_interrupts();
    if let Some(mut input) = child.stdin.take() {
        // Who has read enough closes it.
        input.write_all(text).ok();
    }
    child.wait().is_ok_and(|status| status.code() != Some(NO_PROGRAM))
}
