//! Where a command works: the vault, the day, the terminal; and how it fails.

use crate::app::session::Session;
use crate::app::terminal::Ui;
use crate::app::whole_session::WholeSession;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::root;
use crate::model::model::Model;
use crate::people::people::Who;
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::{Found, Order};
use crate::text::ids::PersonId;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// Fine.
pub const FINE: u8 = 0;
/// Findings: problems of severity error, or stale pages under `check`.
pub const FINDINGS: u8 = 1;

/// Why a command could not do its work: exit code 2.
#[derive(Debug)]
pub struct Failure {
    /// What, where, why.
    pub message: String,
    /// What to do about it.
    pub way_out: Option<String>,
}

impl Failure {
    /// A failure with a way out.
    pub fn new(message: impl Into<String>, way_out: impl Into<String>) -> Failure {
        Failure { message: message.into(), way_out: Some(way_out.into()) }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure { message: crate::fs::read::plain_error(&error), way_out: None }
    }
}

/// A command's end: its exit code, or why it could not.
pub type Done = Result<u8, Failure>;

/// What every command is given.
#[derive(Debug)]
pub struct CommandContext {
    /// `--vault`.
    pub vault: Option<PathBuf>,
    pub today: Day,
    /// `--no-pager`.
    pub no_pager: bool,
    /// The terminal.
    pub ui: Ui,
}

impl CommandContext {
    /// The vault's root.
    ///
    /// # Errors
    /// When there is no vault here or the named folder is none.
    pub fn vault_root(&self) -> Result<PathBuf, Failure> {
        if let Some(named) = &self.vault {
            return match named.canonicalize() {
                Ok(root) if root.is_dir() => Ok(root),
                _ => Err(Failure::new(
                    format!("`{}` is no folder", named.display()),
                    "name the vault's folder with `--vault DIR`",
                )),
            };
        }
        let here = std::env::current_dir()?;
        root::find(&here).ok_or_else(|| {
            Failure::new(
                format!("no vault in `{}` or any folder above it", here.display()),
                "run `vault121 init` in the folder of your notes, or name it with `--vault DIR`",
            )
        })
    }

    /// Opens the vault; the session ends with the process, which gives all of its memory back at
    /// once: to free each note by itself took a twentieth of a build.
    ///
    /// # Errors
    /// When there is none.
    pub fn open_session(&self) -> Result<ManuallyDrop<Session>, Failure> {
        let root = self.vault_root()?;
        self.ui.say_if_verbose(&format!("vault {}, today {}", root.display(), self.today));
        Ok(ManuallyDrop::new(Session::open(&root, self.today, &self.ui.progress)))
    }

    /// Opens the vault and parses every note, also those that say nothing: for a verb that changes
    /// any line, or asks how lines are written here.
    ///
    /// # Errors
    /// When there is none.
    pub fn open_whole(&self) -> Result<WholeSession, Failure> {
        Ok(WholeSession::open(&self.vault_root()?, self.today, &self.ui.progress))
    }

    /// What the last build said, when it left nothing to do and nothing has changed since.
    ///
    /// # Errors
    /// When there is no vault.
    pub fn settled(&self) -> Result<Option<(Session, Vec<Diagnostic>)>, Failure> {
        Ok(Session::if_settled(&self.vault_root()?, self.today, &self.ui.progress))
    }

    /// The result is read in a pager when it is longer than the terminal.
    pub fn start_paging(&self) {
        if !self.no_pager {
            self.ui.start_paging();
        }
    }
}

/// The person somebody typed.
///
/// # Errors
/// When nobody or more than one goes by that name.
pub fn person_by_name<'m>(model: &'m Model, name: &str) -> Result<&'m Person, Failure> {
    match model.people.who(name) {
        Who::One(id) => Ok(&model.people.by_id[&id]),
        Who::Many(ids) => {
            let names: Vec<&str> = ids.iter().map(PersonId::as_str).collect();
            let way_out = format!("name one of them: {}", names.join(", "));
            Err(Failure::new(format!("`{name}` may be several people"), way_out))
        }
        Who::Nobody => {
            let way_out = match model.people.nearest_name(name) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`vault121 list people` shows who is known".to_owned(),
            };
            Err(Failure::new(format!("no person in this vault is named `{name}`"), way_out))
        }
    }
}

/// A day on the command line, in any of the forms that notes may have.
///
/// # Errors
/// Says what is wrong with it.
pub fn parse_day(text: &str) -> Result<Day, String> {
    match date_parse::leading_date(text, Order::Dmy, None) {
        Some(Found::Day(day, span)) if span.end == text.len() => Ok(day),
        Some(Found::Bad(why, _)) => Err(why),
        _ => Err("a day is written as `2026-11-24`".to_owned()),
    }
}
