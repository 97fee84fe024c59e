//! Commands that write or tell: `prep`, `status`, `build`. They run as a process of their own, the
//! same program, so that this one opens no file for writing.

use crate::fs::lock;
use crate::lsp::lens::{OPEN, PREP};
use crate::text::date::Day;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Tells who is next, who waited long, what is owed.
pub const STATUS: &str = "vault121.status";
/// Brings the pages up to date.
pub const BUILD: &str = "vault121.build";

/// All commands.
pub const COMMANDS: &[&str] = &[PREP, STATUS, BUILD, OPEN];

/// What a command gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandResult {
    /// What it says, for the person.
    pub text: String,
    /// The note that it made or changed, by its path in the vault.
    pub note: Option<String>,
}

/// Runs a command in a vault.
///
/// # Errors
/// Why it could not.
pub fn run(
    root: &Path,
    today: Option<Day>,
    name: &str,
    who: Option<&str>,
) -> Result<CommandResult, String> {
    match name {
        PREP => {
            let who = who.ok_or("name the person whose prep is wanted")?;
            let (_, said) = child(root, today, &["prep", who])?;
            let note = said.lines().find_map(|line| Some(line.split_once(": ")?.0.to_owned()));
            let note = note.filter(|note| note.ends_with(".md"));
            Ok(CommandResult { text: said, note })
        }
        STATUS => Ok(CommandResult { text: child(root, today, &["status"])?.0, note: None }),
        BUILD if lock::is_held(root) => Ok(CommandResult {
            text: "`vault121 watch` is at work here: the pages follow each save".to_owned(),
            note: None,
        }),
        BUILD => {
            let (written, said) = child(root, today, &["build"])?;
            Ok(CommandResult { text: format!("{written}{said}").trim_end().to_owned(), note: None })
        }
        other => Err(format!("there is no command `{other}`")),
    }
}

/// What the program prints, and what it says beside it.
fn child(root: &Path, today: Option<Day>, args: &[&str]) -> Result<(String, String), String> {
    let own: PathBuf = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(own);
    command.arg("--vault").arg(root).arg("--color").arg("never");
    if let Some(today) = today {
        command.arg("--today").arg(today.to_string());
    }
    let output = command.args(args).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("`vault121` could not be started: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match output.status.code() {
        Some(0 | 1) => Ok((text(&output.stdout), text(&output.stderr))),
        _ => Err(text(&output.stderr).trim().to_owned()),
    }
}
