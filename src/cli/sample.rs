//! `vault121 sample PATHS`: a small vault with other names and words, for a report.

use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::fs::all::everything;
use crate::fs::root;
use crate::model::model::Model;
use crate::pages::sample;
use crate::vault::config::CONFIG_PATH;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// Make a small vault from some notes, with other names and words, for a report
///
/// People get other names, the same everywhere. The signs of Markdown, the words that this program
/// reads by (`#high-five`, `Action items`, `krank`), and numbers of one or two digits stay; every
/// other word becomes other letters of the same length. Years are 28 later: the days of the week
/// and the form of each date stay. The config goes along. Your notes are not changed. When a word
/// of four letters or more would be left, nothing is written. Read the files before you send them.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// Notes and folders of the vault that show the fault
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// A new folder outside the vault; without it, `vault121-sample` beside the vault
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Print the notes as text to paste into a report, and write no file
    #[arg(long, conflicts_with = "to")]
    pub print: bool,
}

/// Files of a vault that tell which program keeps it.
const SETTINGS: &[&str] = &[CONFIG_PATH, "dendron.yml"];

/// Runs the command.
///
/// # Errors
/// When a path is none of the vault's, or the folder is there already.
pub fn run(args: &SampleArgs, context: &CommandContext) -> Done {
    let here = std::env::current_dir()?;
    // A folder of notes that has no config yet is a vault as well: that nobody is found in it may
    // be the fault.
    let root = match &context.vault {
        Some(_) => context.vault_root()?,
        None => root::find(&here).unwrap_or(here.canonicalize()?),
    };
    let wanted =
        args.paths.iter().map(|path| path_in_vault(&root, path)).collect::<Result<Vec<_>, _>>()?;
    let is_wanted = |path: &str| {
        wanted.iter().any(|wanted| {
            path.strip_prefix(wanted.as_str())
                .is_some_and(|rest| wanted.is_empty() || rest.is_empty() || rest.starts_with('/'))
        })
    };
    let is_note = |path: &str| {
        !path.split('/').any(|part| part.starts_with('.')) && path.to_lowercase().ends_with(".md")
    };
    let texts = everything(&root).texts;
    let notes = texts.iter().filter(|(path, _)| is_note(path) && is_wanted(path)).count();
    if notes == 0 {
        return Err(Failure::new(
            "no Markdown note is there",
            "name notes of the vault, or a folder with some",
        ));
    }
    let files: Vec<(String, String)> = texts
        .into_iter()
        .filter(|(path, _)| is_note(path) && is_wanted(path) || SETTINGS.contains(&path.as_str()))
        .collect();
    let made = sample::sample(&files, &known_names(&root, context)).map_err(|left| {
        let left: Vec<&str> = left.iter().map(String::as_str).take(3).collect();
        Failure::new(
            format!("some words would be left, so nothing was written: {}", left.join(", ")),
            "please report this without your notes",
        )
    })?;
    let day =
        format!("{}{}", context.today.year() + sample::YEARS, &context.today.to_string()[4..]);
    if args.print {
        for (path, text) in &made.files {
            context
                .ui
                .print_line(&format!("`{path}`\n\n````markdown\n{}\n````\n", text.trim_end()));
        }
        context.ui.say(&format!("today is {day} there; read it before you send it"));
        return Ok(FINE);
    }
    let to = sample_folder(&root, args.to.as_deref())?;
    for (path, text) in &made.files {
        let full = to.join(path);
        fs::create_dir_all(full.parent().unwrap_or(&to))?;
        fs::write(full, text)?;
    }
    if root.join(".obsidian").is_dir() {
        fs::create_dir_all(to.join(".obsidian"))?;
        fs::write(to.join(".obsidian/app.json"), "{}\n")?;
    }
    for (path, _) in &made.files {
        context.ui.print_line(&to.join(path).display().to_string());
    }
    let called = if notes == 1 { "note" } else { "notes" };
    context.ui.say(&format!("{notes} {called} with other names and words, in `{}`", to.display()));
    context.ui.say("1. read them: what you would not show, take out");
    context.ui.say(&format!(
        "2. see whether the fault is still there: `vault121 --vault {} --today {day} check`",
        to.display()
    ));
    context.ui.say("3. put them into the report, with that day");
    Ok(FINE)
}

/// A path as it stands in the vault; empty for the vault itself.
fn path_in_vault(root: &Path, path: &Path) -> Result<String, Failure> {
    let found = [path.to_path_buf(), root.join(path)].into_iter().find_map(|path| {
        let full = path.canonicalize().ok()?;
        full.strip_prefix(root).ok().map(|path| path.to_string_lossy().into_owned())
    });
    found.ok_or_else(|| {
        Failure::new(
            format!("`{}` is not in the vault `{}`", path.display(), root.display()),
            "name notes or folders that are in it",
        )
    })
}

/// The names of everybody who is known, each person's together.
fn known_names(root: &Path, context: &CommandContext) -> Vec<Vec<String>> {
    let progress = &context.ui.progress;
    let session = crate::app::whole_session::WholeSession::open(root, context.today, progress);
    let model = Model::fold_vault(session.vault(), session.today);
    let mut all: Vec<Vec<String>> = Vec::new();
    for person in model.people.by_id.values() {
        let mut names = vec![person.name.clone(), person.id.as_str().to_owned()];
        names.extend(person.aliases.iter().cloned());
        all.push(names);
    }
    all
}

/// The folder for the sample: new, and outside the vault, where a build does not read it.
fn sample_folder(root: &Path, wanted: Option<&Path>) -> Result<PathBuf, Failure> {
    let is_free = |dir: &Path| match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    let Some(wanted) = wanted else {
        let beside = root.parent().unwrap_or(root);
        let mut names = (1..100).map(|count| match count {
            1 => beside.join("vault121-sample"),
            _ => beside.join(format!("vault121-sample-{count}")),
        });
        return names.find(|dir| is_free(dir)).ok_or_else(|| {
            Failure::new("a hundred samples are there", "delete some, or name a folder by `--to`")
        });
    };
    let full = match wanted.is_absolute() {
        true => wanted.to_path_buf(),
        false => std::env::current_dir()?.join(wanted),
    };
    // The folder is not there yet: its nearest one that is says where it would be.
    let near = full.ancestors().find_map(|above| above.canonicalize().ok());
    if near.is_some_and(|near| near.starts_with(root)) {
        return Err(Failure::new(
            format!("`{}` is in the vault", wanted.display()),
            "name a folder outside, so that the sample is not read with your notes",
        ));
    }
    if !is_free(&full) {
        return Err(Failure::new(
            format!("`{}` is there already", wanted.display()),
            "name a folder that is not, or an empty one",
        ));
    }
    Ok(full)
}
