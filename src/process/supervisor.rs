//! The service manager that started this process, if one did: it is told when the vault is read and
//! watched, and its journal gets a level with each line. It says nothing on its own.

use sd_notify::NotifyState;
use std::path::Path;

/// Tells that the first build is done and every change is seen from now on.
pub fn ready() {
    sd_notify::notify(&[NotifyState::Ready]).ok();
}

/// Tells that the process ends on its own wish.
pub fn stopping() {
    sd_notify::notify(&[NotifyState::Stopping]).ok();
}

/// How much a line weighs in a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Something could not be done.
    Error,
    /// Something is probably wrong.
    Warning,
    /// What was done.
    Info,
    /// For those who asked for more.
    Debug,
}

impl Level {
    /// The number that `syslog(3)` gives it, as journald reads it before a line.
    fn prefix(self) -> &'static str {
        match self {
            Level::Error => "<3>",
            Level::Warning => "<4>",
            Level::Info => "<6>",
            Level::Debug => "<7>",
        }
    }
}

/// Whether stderr is the journal: `JOURNAL_STREAM` names the device and inode of the stream that
/// the manager gave, so a program that this one starts with another stderr is not taken for it.
pub fn has_journal() -> bool {
    let Ok(named) = std::env::var("JOURNAL_STREAM") else { return false };
    is_same_stream(&named, Path::new("/proc/self/fd/2"))
}

#[cfg(unix)]
fn is_same_stream(named: &str, stream: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(stream).is_ok_and(|meta| named == format!("{}:{}", meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn is_same_stream(_: &str, _: &Path) -> bool {
    false
}

/// The text with its level before each line, for a journal.
pub fn leveled(level: Level, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{}{line}", level.prefix())).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Level, leveled};

    #[test]
    fn each_line_has_its_level() {
        assert_eq!(leveled(Level::Warning, "a.md:1: x\n  = do y"), "<4>a.md:1: x\n<4>  = do y");
    }
}
