//! `vault121 doctor`: one screen on the vault, this machine and the programs beside it.
//!
//! It looks and changes nothing. It is what a report of a fault should begin with, so it names no
//! person and quotes no note.

use crate::app::session::Session;
use crate::cli::context::{CommandContext, Done, FINDINGS, FINE};
use crate::cli::service::Service;
use crate::diagnostic::code::Code;
use crate::diagnostic::severity::Severity;
use crate::fs::read::glance_at;
use crate::fs::{git, lock, manners};
use crate::process::sandbox;
use crate::text::json;
use crate::vault::layout::{Dialect, Layout};
use crate::vault::obsidian;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::Path;

/// Show in one screen the state of the vault, of this machine and of related programs, and what
/// to do
///
/// It changes nothing, names no person and quotes no note, so you can paste it into a report.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = DoctorFormat::Text)]
    pub format: DoctorFormat,
}

/// How it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DoctorFormat {
    /// Lines for people
    Text,
    /// One JSON document
    Json,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    /// Whether it is as it should be.
    ok: bool,
    /// How it stands.
    state: String,
    /// What to do about it.
    advice: Option<String>,
}

impl Finding {
    fn as_it_should_be(what: &'static str, state: impl Into<String>) -> Finding {
        Finding { what, ok: true, state: state.into(), advice: None }
    }

    fn with_fault(
        what: &'static str,
        state: impl Into<String>,
        advice: impl Into<String>,
    ) -> Finding {
        Finding { what, ok: false, state: state.into(), advice: Some(advice.into()) }
    }

    /// As it should be, with something that could be done.
    fn with_advice(
        what: &'static str,
        state: impl Into<String>,
        advice: impl Into<String>,
    ) -> Finding {
        Finding { what, ok: true, state: state.into(), advice: Some(advice.into()) }
    }
}

/// What is printed as JSON.
#[derive(Debug, Serialize)]
struct Report {
    schema: u32,
    version: &'static str,
    system: String,
    findings: Vec<Finding>,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault.
pub fn run(args: &DoctorArgs, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let root = session.root();
    let findings = vec![
        vault_finding(&session),
        config_finding(&session),
        watcher_finding(root),
        protection_finding(&session),
        calendar_finding(&session),
        landlock_finding(),
        watches_finding(root),
        sync_tools(root),
        plugins_finding(&session),
        git_state(root),
        editors_finding(),
    ];
    let all_well = findings.iter().all(|finding| finding.ok);
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let report = Report { schema: 1, version: env!("CARGO_PKG_VERSION"), system, findings };
    match args.format {
        DoctorFormat::Json => context.ui.print_line(&json::pretty(&report)),
        DoctorFormat::Text => {
            context.ui.print_line(&format!("vault121 {} on {}", report.version, report.system));
            let mark = |ok: bool| if ok { "ok" } else { "!!" };
            for finding in &report.findings {
                context.ui.print_line(&format!(
                    "{}  {:<9} {}",
                    mark(finding.ok),
                    finding.what,
                    finding.state
                ));
                if let Some(advice) = &finding.advice {
                    context.ui.print_line(&format!("               -> {advice}"));
                }
            }
        }
    }
    Ok(if all_well { FINE } else { FINDINGS })
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn vault_finding(session: &Session) -> Finding {
    let vault = session.vault();
    let dialect = match Layout::at_first(&vault.settings, &vault.config).dialect {
        Dialect::Obsidian => "Obsidian",
        Dialect::Dendron => "Dendron",
        Dialect::Mixed => "Obsidian and Dendron",
        Dialect::Plain => "plain Markdown",
    };
    let notes = counted(vault.count(), "note", "notes");
    let state = format!("{}, {dialect}, {notes}", session.root().display());
    if vault.count() == 0 {
        return Finding::with_fault(
            "vault",
            state,
            "run `vault121 init` in the folder of your notes, or name it with `--vault DIR`",
        );
    }
    Finding::as_it_should_be("vault", state)
}

fn config_finding(session: &Session) -> Finding {
    let file = session.root().join(".vault121/config.yml");
    if !file.is_file() {
        return Finding::with_advice(
            "config",
            "none: everything is found by looking",
            "`vault121 init` writes down what was found, with its reasons",
        );
    }
    let wrong = session
        .vault()
        .said()
        .filter(|problem| {
            problem.path.ends_with("config.yml") && problem.severity == Severity::Error
        })
        .count();
    if wrong > 0 {
        let state = format!(".vault121/config.yml, {}", counted(wrong, "error", "errors"));
        return Finding::with_fault("config", state, "`vault121 check` says which lines");
    }
    Finding::as_it_should_be("config", ".vault121/config.yml is read without an error")
}

fn watcher_finding(root: &Path) -> Finding {
    let service = Service::of(root, None);
    let installed = service.is_installed();
    match lock::holder(root) {
        Some(holder) if installed && !service.is_active() => Finding::with_advice(
            "watcher",
            format!("runs: {holder}; the installed service does not: {}", service.manager_state()),
            "end that watcher, then `vault121 service install`",
        ),
        Some(holder) => {
            let as_service = if installed { ", installed as a service" } else { "" };
            Finding::as_it_should_be("watcher", format!("runs: {holder}{as_service}"))
        }
        None if installed => Finding::with_fault(
            "watcher",
            format!("does not run, though its service is installed: {}", service.manager_state()),
            "`vault121 service logs` says why; `vault121 service install` starts it again",
        ),
        None => Finding::with_advice(
            "watcher",
            "does not run",
            "`vault121 watch`, or `vault121 service install` for one that begins with the login",
        ),
    }
}

fn protection_finding(session: &Session) -> Finding {
    let reduced: Vec<String> =
        session.missing_capabilities().into_iter().map(|problem| problem.message).collect();
    if reduced.is_empty() {
        return Finding::as_it_should_be(
            "writing",
            "notes are exchanged in one step, under a lease",
        );
    }
    Finding::with_fault(
        "writing",
        format!("reduced protection: {}", reduced.join("; ")),
        "keep the vault on a local file system (ext4, xfs, btrfs, tmpfs)",
    )
}

/// The calendar that is read, without a word of what stands in it.
fn calendar_finding(session: &Session) -> Finding {
    let vault = session.vault();
    let Some(said) = &vault.config.calendar_read else {
        return Finding::as_it_should_be("calendar", "no other program's is read");
    };
    let wrong = vault.said().find(|problem| problem.code == Code::CalendarUnreadable);
    if let Some(problem) = wrong {
        let advice = "see `vault121 explain calendar-unreadable`";
        return Finding::with_fault("calendar", problem.message.clone(), advice);
    }
    let count = counted(vault.appointments.len(), "event is a 1-2-1", "events are 1-2-1s");
    Finding::as_it_should_be("calendar", format!("{said} is read: {count}"))
}

fn landlock_finding() -> Finding {
    if sandbox::is_known() {
        return Finding::as_it_should_be(
            "sandbox",
            "Landlock: `watch` cannot write outside the vault",
        );
    }
    Finding::with_advice(
        "sandbox",
        "no Landlock here: `watch` is not confined by the kernel",
        "Linux 5.13 or newer has it",
    )
}

/// One folder takes one of the system's watches.
fn watches_finding(root: &Path) -> Finding {
    let file = "/proc/sys/fs/inotify/max_user_watches";
    let Some(limit) = glance_at(Path::new(file)).and_then(|text| text.trim().parse::<usize>().ok())
    else {
        return Finding::as_it_should_be("events", "this system has no limit that could be read");
    };
    let mut folders = 0;
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        folders += 1;
        // Enough is known when the limit is passed.
        if folders > limit {
            break;
        }
        let inner = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let inner = inner.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        open.extend(
            inner.filter(|e| !e.file_name().to_string_lossy().starts_with('.')).map(|e| e.path()),
        );
    }
    let state = format!("{folders} of {limit} watches needed");
    if folders > limit {
        return Finding::with_fault(
            "events",
            state,
            "raise `fs.inotify.max_user_watches`, or run `vault121 watch --watcher poll`",
        );
    }
    Finding::as_it_should_be("events", state)
}

/// A folder above or in the vault that a program which syncs files leaves, and its name.
const SYNC_SIGNS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".obsidian/plugins/obsidian-git", "the plugin Obsidian Git"),
    (".obsidian/plugins/remotely-save", "the plugin Remotely Save"),
    (".obsidian/sync.json", "Obsidian Sync"),
];

/// A part of the vault's path that names such a program.
const SYNC_FOLDERS: &[(&str, &str)] = &[
    ("Dropbox", "Dropbox"),
    ("OneDrive", "OneDrive"),
    ("Nextcloud", "Nextcloud"),
    ("Google Drive", "Google Drive"),
    ("com~apple~CloudDocs", "iCloud Drive"),
    ("iCloud~md~obsidian", "iCloud Drive"),
];

fn sync_tools(root: &Path) -> Finding {
    let by_sign = SYNC_SIGNS.iter().filter(|(sign, _)| {
        root.ancestors().take(4).any(|folder| folder.join(sign).symlink_metadata().is_ok())
    });
    let shown = root.display().to_string();
    let by_folder = SYNC_FOLDERS.iter().filter(|(part, _)| {
        shown.split('/').any(|name| name == *part || name.starts_with(&format!("{part} -")))
    });
    let mut names: Vec<&str> = by_sign.chain(by_folder).map(|(_, name)| *name).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Finding::as_it_should_be("sync", "no program that syncs files was seen");
    }
    Finding::with_advice(
        "sync",
        names.join(", "),
        "let only one machine run `watch` at a time, or commit from both with the merge driver: \
         `vault121 merge --help`",
    )
}

/// Plugins of Obsidian whose habits matter here.
const PLUGINS: &[(&str, &str)] = &[
    ("obsidian-tasks-plugin", "Tasks"),
    ("dataview", "Dataview"),
    ("templater-obsidian", "Templater"),
    ("periodic-notes", "Periodic Notes"),
    ("obsidian-linter", "Linter"),
    ("quickadd", "QuickAdd"),
    ("obsidian-git", "Git"),
];

fn plugins_finding(session: &Session) -> Finding {
    let settings = &session.vault().settings;
    let broken = obsidian::broken(settings);
    if !broken.is_empty() {
        let verb = if broken.len() == 1 { "is" } else { "are" };
        return Finding::with_fault(
            "plugins",
            format!("{} cannot be read and {verb} passed over", broken.join(", ")),
            "open the settings in Obsidian and change one, which writes the file again",
        );
    }
    let Some(names) = obsidian::plugins(settings) else {
        return Finding::as_it_should_be("plugins", "none of Obsidian's");
    };
    let known = PLUGINS.iter().filter(|(id, _)| names.iter().any(|name| name == id));
    let known: Vec<&str> = known.map(|(_, name)| *name).collect();
    let state = match (names.len(), known.is_empty()) {
        (0, _) => "none of Obsidian's".to_owned(),
        (count, true) => format!("{}, none that matters here", counted(count, "plugin", "plugins")),
        (_, false) => known.join(", "),
    };
    if known.contains(&"Linter") {
        return Finding::with_advice(
            "plugins",
            state,
            "Linter changes pages when it saves: name their notes under `Folders to ignore`",
        );
    }
    Finding::as_it_should_be("plugins", state)
}

fn git_state(root: &Path) -> Finding {
    let Some(folder) = git::folder(root) else {
        return Finding::with_advice(
            "git",
            "the vault is not in git",
            "`git init` keeps every version of a note",
        );
    };
    if let Some(why) = manners::git_at_work(root, manners::Manners::Patient) {
        return Finding::with_advice("git", why, "nothing is written until git is done");
    }
    let ignores = glance_at(&root.join(".vault121/.gitignore")).is_some();
    if root.join(".vault121").is_dir() && !ignores {
        return Finding::with_fault(
            "git",
            "`.vault121/.gitignore` is missing: rescued texts and the cache would be committed",
            "`vault121 init` writes it",
        );
    }
    let settings = glance_at(&folder.join("config")).unwrap_or_default();
    if settings.contains("vault121 merge") {
        return Finding::as_it_should_be("git", "in git, with the merge driver");
    }
    Finding::with_advice(
        "git",
        "in git, without the merge driver",
        "`vault121 merge --help` has its two lines, for vaults that two machines commit to",
    )
}

/// Programs that a lead may write in.
const EDITORS: &[(&str, &str)] = &[
    ("nvim", "Neovim"),
    ("vim", "Vim"),
    ("emacs", "Emacs"),
    ("code", "VS Code"),
    ("codium", "VSCodium"),
    ("hx", "Helix"),
    ("helix", "Helix"),
    ("zed", "Zed"),
    ("kak", "Kakoune"),
    ("subl", "Sublime Text"),
    ("obsidian", "Obsidian"),
];

fn editors_finding() -> Finding {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let is_there = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    let mut names: Vec<&str> =
        EDITORS.iter().filter(|(file, _)| is_there(file)).map(|(_, name)| *name).collect();
    names.dedup();
    if names.is_empty() {
        return Finding::as_it_should_be("editors", "none that is known was found in `PATH`");
    }
    Finding::as_it_should_be("editors", format!("{}; `vault121 lsp` serves them", names.join(", ")))
}
