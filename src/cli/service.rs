//! `vault121 service install|status|logs|uninstall`: a watcher that begins with the login.
//!
//! It writes one unit file a vault, for systemd's user manager or for launchd, and asks that
//! manager to begin or to end. What the file says can be read first with `--print`.

use crate::cli::context::{CommandContext, Done, FINDINGS, FINE, Failure};
use crate::fs::lock;
use crate::text::ids::{digest_of, slug};
use clap::{Args, Subcommand, ValueEnum};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Keep `vault121 watch` running from login to logout
///
/// There is one service for each vault: `--vault DIR` names it. `install --print` shows its
/// file first.
#[derive(Debug, Args)]
pub struct ServiceArgs {
    /// What to do with it
    #[command(subcommand)]
    pub verb: ServiceVerb,
}

/// What to do with the service of a vault.
#[derive(Debug, Subcommand)]
pub enum ServiceVerb {
    /// Write the service file and start the service
    Install(InstallArgs),
    /// Show whether it is installed and running
    Status(ManagerArgs),
    /// Show what it said last
    Logs(LogsArgs),
    /// Stop it and remove its file
    Uninstall(ManagerArgs),
}

/// Which service manager is meant.
#[derive(Debug, Args)]
pub struct ManagerArgs {
    /// The service manager; without it, that of this system
    #[arg(long, value_enum)]
    pub manager: Option<Manager>,
}

/// What `install` is told.
#[derive(Debug, Args)]
pub struct InstallArgs {
    /// Which service manager
    #[command(flatten)]
    pub manager: ManagerArgs,
    /// Print the file and change nothing
    #[arg(long)]
    pub print: bool,
    /// Let the watcher look every second instead of waiting for events, for network folders
    #[arg(long)]
    pub poll: bool,
}

/// What `logs` is told.
#[derive(Debug, Args)]
pub struct LogsArgs {
    /// Which service manager
    #[command(flatten)]
    pub manager: ManagerArgs,
    /// Go on showing what comes
    #[arg(long, short)]
    pub follow: bool,
    /// How many lines
    #[arg(long, short = 'n', default_value_t = 50, value_name = "N")]
    pub lines: u32,
}

/// The service managers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Manager {
    /// systemd's user manager
    Systemd,
    /// macOS' launchd
    Launchd,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, the file cannot be written, or the manager cannot be asked.
pub fn run(args: &ServiceArgs, context: &CommandContext) -> Done {
    let root = context.vault_root()?;
    match &args.verb {
        ServiceVerb::Install(install) => self::install(install, context, &root),
        ServiceVerb::Status(manager) => status(manager, context, &root),
        ServiceVerb::Logs(logs) => self::logs(logs, context, &root),
        ServiceVerb::Uninstall(manager) => uninstall(manager, context, &root),
    }
}

/// One vault's service under one manager.
#[derive(Debug)]
pub struct Service {
    manager: Manager,
    /// Its name, without an ending: the same for the same folder, and readable.
    name: String,
    root: PathBuf,
}

impl Service {
    /// The service of the vault at `root` under the manager that was named, or this system's.
    pub fn of(root: &Path, named: Option<Manager>) -> Service {
        let here = if cfg!(target_os = "macos") { Manager::Launchd } else { Manager::Systemd };
        let folder = root.file_name().map(|name| slug(&name.to_string_lossy()));
        let folder = folder.filter(|folder| !folder.is_empty() && folder.is_ascii());
        let hash = digest_of(root.as_os_str().as_encoded_bytes());
        let name = format!("vault121-{}-{}", folder.as_deref().unwrap_or("vault"), &hash[..8]);
        Service { manager: named.unwrap_or(here), name, root: root.to_owned() }
    }

    /// What the manager calls it.
    pub fn unit(&self) -> String {
        match self.manager {
            Manager::Systemd => format!("{}.service", self.name),
            Manager::Launchd => self.name.clone(),
        }
    }

    /// Where its file stands.
    ///
    /// # Errors
    /// When nothing says where the user's home is.
    pub fn unit_file(&self) -> Result<PathBuf, Failure> {
        let home = || {
            let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
            home.map(PathBuf::from).ok_or_else(|| {
                Failure::new("`HOME` is not set, so there is no place for a service", "set it")
            })
        };
        match self.manager {
            Manager::Systemd => {
                let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
                let config = config.filter(|config| config.is_absolute());
                let config = config.map_or_else(|| home().map(|home| home.join(".config")), Ok)?;
                Ok(config.join("systemd/user").join(self.unit()))
            }
            Manager::Launchd => {
                Ok(home()?.join("Library/LaunchAgents").join(format!("{}.plist", self.name)))
            }
        }
    }

    /// Where launchd puts what it says; systemd has a journal.
    fn log_file(&self) -> Option<PathBuf> {
        let home = PathBuf::from(std::env::var_os("HOME")?);
        Some(home.join("Library/Logs").join(format!("{}.log", self.name)))
    }

    /// The text of its file.
    ///
    /// # Errors
    /// When a path cannot be written there.
    pub fn unit_text(&self, program: &Path, poll: bool) -> Result<String, Failure> {
        let paths = [program, self.root.as_path()].map(|path| {
            let shown = path.to_str().filter(|path| !path.contains(char::is_control));
            shown.ok_or_else(|| {
                let message = format!("`{}` cannot stand in a service file", path.display());
                Failure::new(message, "give the folder a name without control characters, in UTF-8")
            })
        });
        let [program, root] = paths;
        let (program, root) = (program?, root?);
        let mut words = vec![program, "--vault", root, "watch"];
        if poll {
            words.extend(["--watcher", "poll"]);
        }
        Ok(match self.manager {
            Manager::Systemd => systemd_unit(&words, root),
            Manager::Launchd => {
                let log = self.log_file();
                let log = log.as_deref().and_then(Path::to_str).unwrap_or("/dev/null");
                launchd_plist(&self.name, &words, log)
            }
        })
    }

    fn ask_manager(&self, words: &[&str]) -> Result<(bool, String), String> {
        let (program, manager) = match self.manager {
            Manager::Systemd => ("systemctl", "systemd's user manager"),
            Manager::Launchd => ("launchctl", "launchd"),
        };
        let mut command = Command::new(program);
        if self.manager == Manager::Systemd {
            command.arg("--user");
        }
        let asked = command.args(words).output();
        let asked = asked.map_err(|error| format!("{manager} cannot be asked: {error}"))?;
        let said = if asked.stdout.is_empty() { asked.stderr } else { asked.stdout };
        Ok((asked.status.success(), String::from_utf8_lossy(&said).trim().to_owned()))
    }

    /// What the manager says of it in a word: `active`, `inactive`, `failed`, or why it cannot say.
    pub fn manager_state(&self) -> String {
        let asked = match self.manager {
            Manager::Systemd => self.ask_manager(&["is-active", &self.unit()]),
            Manager::Launchd => self.ask_manager(&["list", &self.unit()]).map(|(known, _)| {
                (known, if known { "loaded".to_owned() } else { "not loaded".to_owned() })
            }),
        };
        match asked {
            Ok((_, said)) if !said.is_empty() => said,
            Ok(_) => "unknown".to_owned(),
            Err(why) => why,
        }
    }

    /// Whether the manager says that it runs.
    pub fn is_active(&self) -> bool {
        self.is_installed() && matches!(self.manager_state().as_str(), "active" | "loaded")
    }

    /// Whether its file stands where it belongs.
    pub fn is_installed(&self) -> bool {
        self.unit_file().is_ok_and(|file| file.is_file())
    }
}

/// A word of `ExecStart=` as systemd reads it: quoted, its own signs doubled.
fn systemd_word(word: &str) -> String {
    let mut out = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '%' | '$' => out.extend([c, c]),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The unit, with `@ROOT@` and `@START@` for what differs.
const SYSTEMD: &str = include_str!("../../templates/service/systemd.service");
/// The property list, with `@NAME@`, `@WORDS@` and `@LOG@` for what differs.
const LAUNCHD: &str = include_str!("../../templates/service/launchd.plist");

fn systemd_unit(words: &[&str], root: &str) -> String {
    let start: Vec<String> = words.iter().map(|word| systemd_word(word)).collect();
    SYSTEMD.replacen("@ROOT@", &root.replace('%', "%%"), 1).replacen("@START@", &start.join(" "), 1)
}

fn launchd_plist(name: &str, words: &[&str], log: &str) -> String {
    let words: Vec<String> =
        words.iter().map(|word| format!("    <string>{}</string>", xml(word))).collect();
    LAUNCHD
        .replace("@NAME@", &xml(name))
        .replace("@LOG@", &xml(log))
        .replace("@WORDS@", &words.join("\n"))
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn install(args: &InstallArgs, context: &CommandContext, root: &Path) -> Done {
    let service = Service::of(root, args.manager.manager);
    let text = service.unit_text(&std::env::current_exe()?, args.poll)?;
    if args.print {
        context.ui.print_bytes(text.as_bytes());
        return Ok(FINE);
    }
    let file = service.unit_file()?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let before = fs::read_to_string(&file).ok();
    if before.as_deref() != Some(&text) {
        fs::write(&file, &text)?;
    }
    context.ui.print_line(&format!(
        "{}: {}",
        file.display(),
        what_changed(before.as_deref(), &text)
    ));
    // A watcher in a terminal keeps the vault: the service would be started again and again.
    let holder = lock::holder(root).filter(|_| !service.is_active());
    if let Some(holder) = holder {
        return Err(Failure::new(
            format!("the file is written, but another watcher is at work here: {holder}"),
            "end that one, and run the same command again",
        ));
    }
    let load = file.display().to_string();
    let steps: &[&[&str]] = match service.manager {
        Manager::Systemd => {
            &[&["daemon-reload"], &["enable", &service.unit()], &["restart", &service.unit()]]
        }
        Manager::Launchd => &[&["unload", &load], &["load", "-w", &load]],
    };
    for (at, step) in steps.iter().enumerate() {
        let asked = service.ask_manager(step);
        // What is not loaded yet cannot be unloaded: that is the first installation.
        let may_fail = service.manager == Manager::Launchd && at == 0;
        let no_manager = "log in to a session that has the manager, and run the same command again";
        let (why, way_out) = match asked {
            Err(why) => (why, no_manager),
            // `Failed to connect to bus`
            Ok((false, said)) if !may_fail && said.contains("bus") => (said, no_manager),
            Ok((false, said)) if !may_fail => (said, "`vault121 service logs` says more"),
            Ok(_) => continue,
        };
        return Err(Failure::new(
            format!("the file is written, but the service does not run: {why}"),
            way_out,
        ));
    }
    context.ui.say(&format!(
        "{} runs now and at each login; `vault121 service logs` shows what it says",
        service.unit(),
    ));
    Ok(FINE)
}

fn what_changed(before: Option<&str>, text: &str) -> &'static str {
    match before {
        None => "written",
        Some(before) if before == text => "as it was",
        Some(_) => "written again",
    }
}

fn status(args: &ManagerArgs, context: &CommandContext, root: &Path) -> Done {
    let service = Service::of(root, args.manager);
    let file = service.unit_file()?;
    let installed = service.is_installed();
    let holder = lock::holder(root);
    let rows = vec![
        vec!["service".to_owned(), service.unit()],
        vec![
            "file".to_owned(),
            if installed { file.display().to_string() } else { "not installed".to_owned() },
        ],
        vec!["state".to_owned(), if installed { service.manager_state() } else { "-".to_owned() }],
        vec!["watcher".to_owned(), holder.unwrap_or_else(|| "none runs in this vault".to_owned())],
    ];
    // A path among them: nothing is wrapped.
    context.ui.rows_with(&rows, rows.len());
    if !installed {
        context.ui.say("`vault121 service install` installs it");
        return Ok(FINDINGS);
    }
    Ok(FINE)
}

fn logs(args: &LogsArgs, context: &CommandContext, root: &Path) -> Done {
    let service = Service::of(root, args.manager.manager);
    let lines = args.lines.to_string();
    let mut command = match service.manager {
        Manager::Systemd => {
            let mut command = Command::new("journalctl");
            // Where no journal is kept for users, the system's has their lines.
            command.args(["--user-unit", &service.unit(), "--lines", &lines]);
            command
        }
        Manager::Launchd => {
            let log = service.log_file().unwrap_or_default();
            let mut command = Command::new("tail");
            command.args(["-n", &lines]).arg(log);
            command
        }
    };
    if args.follow {
        command.arg(if service.manager == Manager::Systemd { "--follow" } else { "-f" });
    }
    let ended = command.status().map_err(|error| {
        let tool = command.get_program().to_string_lossy().into_owned();
        Failure::new(format!("`{tool}` cannot be started: {error}"), "look into the system's log")
    })?;
    context.ui.say_if_verbose(&format!("the log of {}", service.unit()));
    Ok(if ended.success() { FINE } else { FINDINGS })
}

fn uninstall(args: &ManagerArgs, context: &CommandContext, root: &Path) -> Done {
    let service = Service::of(root, args.manager);
    let file = service.unit_file()?;
    let shown = file.display().to_string();
    let stopped = match service.manager {
        Manager::Systemd => service.ask_manager(&["disable", "--now", &service.unit()]),
        Manager::Launchd => service.ask_manager(&["unload", "-w", &shown]),
    };
    match fs::remove_file(&file) {
        Ok(()) => context.ui.print_line(&format!("{shown}: removed")),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            context.ui.print_line("no service of this vault is installed");
            return Ok(FINE);
        }
        Err(error) => return Err(error.into()),
    }
    if service.manager == Manager::Systemd {
        service.ask_manager(&["daemon-reload"]).ok();
    }
    if let Err(why) = stopped {
        context.ui.say(&format!("it may still run until the next logout: {why}"));
    }
    Ok(FINE)
}

#[cfg(test)]
mod tests {
    use super::{systemd_word, xml};

    #[test]
    fn words_of_a_unit_keep_their_signs() {
        for (word, expected) in [
            ("/usr/bin/vault121", "\"/usr/bin/vault121\""),
            ("/home/ana/My Notes", "\"/home/ana/My Notes\""),
            ("/n/100% $HOME", "\"/n/100%% $$HOME\""),
            ("/n/a\"b\\c", "\"/n/a\\\"b\\\\c\""),
        ] {
            assert_eq!(systemd_word(word), expected);
        }
    }

    #[test]
    fn words_of_a_plist_keep_their_signs() {
        assert_eq!(xml("R&D <x>"), "R&amp;D &lt;x&gt;");
    }
}
