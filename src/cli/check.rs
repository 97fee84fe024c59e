//! `vault121 check`: every complaint and every stale page.

use crate::app::quiet::AUDIENCE_QUIET_MS;
use crate::app::session::Session;
use crate::app::whole_session::WholeSession;
use crate::cli::build::Format;
use crate::cli::context::{CommandContext, Done, FINDINGS, FINE, Failure};
use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::severity::Severity;
use crate::fs::git_index::index;
use crate::fs::lock;
use crate::fs::manners::{Manners, git_at_work, git_unfinished};
use crate::fs::merge_told;
use crate::kind::Audience;
use crate::model::json_rows::{CheckReport, SCHEMA};
use crate::pages::leak_guard;
use crate::pages::leak_guard::Staged;
use crate::pages::pages::Ask;
use crate::pages::pipeline;
use crate::pages::plan::{Edit, RegionEdit};
use crate::pages::template::readers;
use crate::text::ids::NotePath;
use crate::text::json;
use crate::vault::change::{Change, Content};
use crate::vault::trust::Trust;
use clap::Args;
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Say what was not understood, and which pages are not up to date
///
/// Exit code 1 when there is an error or a stale page. `vault121 explain CODE` says what a code
/// means and what to do.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Only these notes or folders
    pub paths: Vec<PathBuf>,
    /// Only what git is about to commit: refuse what others must not read
    #[arg(long, conflicts_with = "paths")]
    pub staged: bool,
    /// Check a text from standard input as the note that `--path` names: an unsaved buffer
    #[arg(long, requires = "path", conflicts_with_all = ["paths", "staged"])]
    pub stdin: bool,
    /// The note that the text from standard input belongs to; it need not exist
    #[arg(long, requires = "stdin", value_name = "NOTE")]
    pub path: Option<PathBuf>,
    /// Trust every template of the vault for this run: for machines that build without a person
    #[arg(long)]
    pub trust_templates: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or a path is not in it.
pub fn run(args: &CheckArgs, context: &CommandContext) -> Done {
    if args.staged {
        let mut session = context.open_whole()?;
        if args.trust_templates {
            session.ground_mut().vault_mut().trust = Trust::All;
        }
        return staged(args, context, &session);
    }
    if let (true, Some(path)) = (args.stdin, &args.path) {
        return check_buffer(args, path, context);
    }
    let settled = if args.trust_templates { None } else { context.settled()? };
    let (session, said, stale) = match settled {
        Some((session, said)) => (ManuallyDrop::new(session), said, Vec::new()),
        None => {
            let mut session = context.open_session()?;
            if args.trust_templates {
                session.ground_mut().vault_mut().trust = Trust::All;
            }
            let mut outcome = session.outcome(&Ask::default());
            let left = leak_guard::left_pages(&outcome, session.vault());
            outcome.diagnostics.extend(left);
            outcome.diagnostics.sort();
            (session, outcome.diagnostics, outcome.plan.edits)
        }
    };
    let (waiting, stale): (Vec<Edit>, Vec<Edit>) = match !stale.is_empty() && is_noisy(&session) {
        true => stale.into_iter().partition(|edit| opens_a_line(edit, &session.vault().templates)),
        false => (Vec::new(), stale),
    };
    let wanted = wanted(args, session.root())?;
    let within = |path: &str| {
        wanted.is_empty()
            || wanted.iter().any(|want| {
                path == want || path.starts_with(&format!("{want}/")) || want.is_empty()
            })
    };
    let said: Vec<Diagnostic> = said
        .into_iter()
        .chain(session.missing_capabilities())
        .filter(|problem| within(&problem.path))
        .collect();
    let said: Vec<Diagnostic> = merge_told::take(session.root()).into_iter().chain(said).collect();
    let paths = |edits: Vec<Edit>| -> Vec<NotePath> {
        let paths = edits.into_iter().map(|edit| edit.path);
        paths.filter(|path| within(path.as_str())).collect()
    };
    let (waiting, stale) = (paths(waiting), paths(stale));
    let errors = said.iter().filter(|problem| problem.severity == Severity::Error).count();
    let code = if errors > 0 || !stale.is_empty() { FINDINGS } else { FINE };
    if args.format == Format::Json {
        let report = CheckReport { schema: SCHEMA, diagnostics: said, stale, waiting };
        context.ui.print_line(&json::pretty(&report));
        return Ok(code);
    }
    context.ui.diagnostics(session.root(), &said, false);
    for path in &waiting {
        context.ui.print_line(&format!(
            "{path}: waiting: others read it, and it follows when nothing was saved for {} seconds",
            AUDIENCE_QUIET_MS / 1000
        ));
    }
    let git = git_at_work(session.root(), Manners::Patient);
    for path in &stale {
        context.ui.print_line(&match &git {
            None => format!("{path}: stale: `vault121 build` brings it up to date"),
            // A build would leave it alone now, and may be unneeded afterwards.
            Some(why) => format!("{path}: stale: {why}; look again when that is over"),
        });
    }
    let count = |severity: Severity| said.iter().filter(|d| d.severity == severity).count();
    let plural =
        |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    context.ui.say(&format!(
        "{}, {}, {}, {}",
        plural(errors, "error"),
        plural(count(Severity::Warning), "warning"),
        plural(count(Severity::Info), "hint"),
        plural(stale.len(), "stale page"),
    ));
    Ok(code)
}

/// Whether a watcher is at work here that waits for a pause in what somebody is writing.
fn is_noisy(session: &Session) -> bool {
    let root = session.root();
    if !lock::is_held(root) {
        return false;
    }
    let quiet = Duration::from_millis(AUDIENCE_QUIET_MS);
    let young = |path: &str| {
        let saved = root.join(path).symlink_metadata().and_then(|meta| meta.modified());
        let age = saved.map(|saved| SystemTime::now().duration_since(saved).unwrap_or_default());
        age.is_ok_and(|age| age < quiet)
    };
    session.vault().notes.keys().any(|path| young(path.as_str()))
}

/// Whether an edit shows others a line more: such a page waits under a watcher.
fn opens_a_line(edit: &Edit, templates: &BTreeMap<String, String>) -> bool {
    let opens = |region: &RegionEdit| {
        let old: Vec<&str> = region.before.as_deref().unwrap_or("").lines().collect();
        let more = region.inner.lines().any(|line| !line.trim().is_empty() && !old.contains(&line));
        more && readers(templates, &region.name).is_some_and(|who| who > Audience::Lead)
    };
    edit.region_edits().iter().any(opens)
}

/// The complaints about one note, with a text that is not saved yet.
fn check_buffer(args: &CheckArgs, path: &Path, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let root = session.root();
    let full =
        if path.is_absolute() { path.to_path_buf() } else { std::env::current_dir()?.join(path) };
    let folder = full.parent().and_then(|folder| folder.canonicalize().ok());
    let full = folder.zip(full.file_name()).map(|(folder, name)| folder.join(name));
    let inside = full.as_deref().and_then(|full| full.strip_prefix(root).ok());
    let inside = inside.unwrap_or(path).to_string_lossy().into_owned();
    let mut vault = session.vault().clone().unsieved();
    let note = NotePath::new(&inside).ok().filter(|note| vault.wants(note.as_str()));
    let note = note.ok_or_else(|| {
        let message = format!("`{inside}` is no note of the vault");
        Failure::new(message, "name the note with its path in the vault")
    })?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes)?;
    let text = String::from_utf8(bytes.clone()).ok();
    vault.apply(vec![Change { path: note.to_string(), content: Content::Bytes(bytes) }]);
    let outcome = pipeline::run(&vault, session.today, &Ask::default());
    let of_note = outcome.diagnostics.into_iter().filter(|said| said.path == note.as_str());
    let said: Vec<Diagnostic> = of_note.collect();
    let is_bad = said.iter().any(|problem| problem.severity == Severity::Error);
    if args.format == Format::Json {
        let report = CheckReport { schema: SCHEMA, diagnostics: said, ..CheckReport::default() };
        context.ui.print_line(&json::pretty(&report));
    } else {
        // The file on the disk may have other lines.
        context.ui.diagnostics_in(&|_| text.clone(), &said, false);
    }
    Ok(if is_bad { FINDINGS } else { FINE })
}

/// The leak guard: the vault as the commit will hold it, and what of it must not go.
fn staged(args: &CheckArgs, context: &CommandContext, session: &WholeSession) -> Done {
    let index = index(session.root()).map_err(|why| {
        let way_out = "run it in a git work tree, or without `--staged`";
        Failure::new(format!("the index cannot be read: {why}"), way_out)
    })?;
    let mut vault = session.vault().clone();
    let files = index.staged.iter().chain(&index.differing);
    let wanted = files.filter(|file| vault.wants(&file.path));
    let change = |file: &Staged| Change {
        path: file.path.clone(),
        content: Content::Bytes(file.bytes.clone()),
    };
    let changes: Vec<Change> = wanted.map(change).collect();
    vault.apply(changes);
    let whole = vault.whole().expect("the session parsed every note");
    let mut outcome = pipeline::run(&whole, session.today, &Ask::default());
    // A formatter that runs before a commit changes no word.
    outcome.plan.leave_formatted(&|_| false);
    let mut said = leak_guard::guard(&outcome, whole, &index.staged);
    // In a merge no page is written: the build after it makes it anew.
    if git_unfinished(session.root()).is_some() {
        said.retain(|problem| problem.code != Code::StagedStale);
    }
    let code = if said.is_empty() { FINE } else { FINDINGS };
    if args.format == Format::Json {
        let report = CheckReport { schema: SCHEMA, diagnostics: said, ..CheckReport::default() };
        context.ui.print_line(&json::pretty(&report));
        return Ok(code);
    }
    // Without an excerpt: these findings end up in terminals and logs that others read.
    context.ui.diagnostics(Path::new("/dev/null"), &said, false);
    let count = index.staged.len();
    let files =
        if count == 1 { "1 staged file".to_owned() } else { format!("{count} staged files") };
    context.ui.say(&match said.len() {
        0 => format!("{files}: nothing that others must not read"),
        1 => format!("{files}: 1 finding"),
        many => format!("{files}: {many} findings"),
    });
    Ok(code)
}

/// The paths as they are named inside the vault.
fn wanted(args: &CheckArgs, root: &Path) -> Result<Vec<String>, Failure> {
    let mut wanted = Vec::new();
    for path in &args.paths {
        let there = path.canonicalize().or_else(|_| root.join(path).canonicalize());
        let inside = there.ok().and_then(|full| full.strip_prefix(root).ok().map(PathBuf::from));
        let inside = inside.ok_or_else(|| {
            Failure::new(
                format!("`{}` is not in the vault", path.display()),
                "name a note or a folder of it",
            )
        })?;
        let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
        wanted.push(parts.collect::<Vec<_>>().join("/"));
    }
    Ok(wanted)
}
