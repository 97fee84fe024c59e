//! The calendar of another program, outside the notes or among them: found, read, looked at again.
//!
//! Of its text nothing stays but the events that are somebody's 1-2-1; the others are dropped
//! while they are read, and nothing of the file is kept on the disk or told.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::folder::{self, Stamp};
use crate::fs::read::plain_error;
use crate::people::booked;
use crate::people::people::People;
use crate::text::date::Day;
use crate::text::ics::{self, Appointment};
use crate::vault::config::{CONFIG_PATH, Config};
use crate::vault::vault::Vault;
use std::path::{Path, PathBuf};

/// A larger file is no calendar of one person.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// So far back a 1-2-1 may still be waiting for its note, and so far ahead one is planned.
const DAYS: (i64, i64) = (120, 400);

/// How the calendar was when it was last read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    zone: Option<String>,
    today: Day,
}

/// Where the calendar file is: from the vault's folder, from the home folder, or as it stands.
pub fn calendar_path(config: &Config, root: &Path) -> Option<PathBuf> {
    let said = config.calendar_read.as_deref()?;
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    match (said.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => Some(Path::new(&home).join(rest)),
        _ => Some(root.join(said)),
    }
}

/// The folder of a calendar file outside the vault, which a confined watcher is to read: a program
/// that syncs replaces the file itself.
pub fn folder_beside(config: &Config, root: &Path) -> Option<PathBuf> {
    let folder = calendar_path(config, root)?.parent()?.canonicalize().ok()?;
    (!folder.starts_with(root)).then_some(folder)
}

impl Outside {
    /// The file and how it was, for whoever wants to know whether anything is otherwise.
    pub fn calendar_stamp(&self) -> Option<(&Path, Option<Stamp>)> {
        self.path.as_deref().map(|path| (path, self.stamp))
    }

    /// Reads the calendar when it, the day or what is asked of it is another; also when the notes
    /// may name others. Returns whether it says something else now.
    pub fn reread_calendar(
        &mut self,
        vault: &mut Vault,
        root: &Path,
        today: Day,
        others: bool,
    ) -> bool {
        let path = calendar_path(&vault.config, root);
        let stamp = path.as_ref().and_then(|path| folder::look(path).ok());
        let zone = vault.config.timezone.as_ref().map(|zone| zone.name.clone());
        let now = Outside { path, stamp: stamp.map(|(_, stamp)| stamp), zone, today };
        if now == *self && !others {
            return false;
        }
        *self = now;
        let Some(path) = &self.path else {
            return vault.hold_calendar(Vec::new(), None);
        };
        match self.read_appointments(path, vault) {
            Ok(held) => vault.hold_calendar(held, None),
            Err(why) => {
                let said = vault.config.calendar_read.as_deref().unwrap_or_default();
                let message = format!("the calendar `{said}`: {why}");
                let mut problem =
                    Diagnostic::about_file(Code::CalendarUnreadable, CONFIG_PATH, message);
                let line = vault.config.origins.get("calendar.read").copied();
                if let Some(line) = line {
                    problem = problem.at_line(line);
                }
                let hint = "the pages stay as they are until it can be read; without \
                            `calendar: {read: …}` in the config days come from the notes";
                vault.hold_calendar(Vec::new(), Some(problem.hint(hint)))
            }
        }
    }

    fn read_appointments(&self, path: &Path, vault: &Vault) -> Result<Vec<Appointment>, String> {
        let meta = std::fs::metadata(path).map_err(|error| plain_error(&error))?;
        if !meta.is_file() {
            return Err("it is no regular file".to_owned());
        }
        if meta.len() > MOST_BYTES {
            return Err("it is larger than 64 MiB".to_owned());
        }
        let bytes = std::fs::read(path).map_err(|error| plain_error(&error))?;
        let text = String::from_utf8_lossy(&bytes);
        let people = People::of(vault, &vault.first_look, &mut Vec::new());
        let wanted = |one: &Appointment| booked::is_somebodys(one, &people);
        let days = (self.today.plus(-DAYS.0), self.today.plus(DAYS.1));
        ics::appointments(&text, self.zone.as_deref(), days, &wanted)
    }
}
