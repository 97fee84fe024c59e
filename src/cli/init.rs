//! `vault121 init`: look at what is there, say what was understood, write `.vault121/`.

use crate::app::session::Session;
use crate::cli::context::{Done, FINE, Failure, Place};
use crate::fs::root::GITIGNORE;
use crate::model::discover;
use crate::pages::pages::Ask;
use clap::Args;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Begin in a folder of notes, or in an empty one
///
/// Looks at the notes, prints what it understood, and writes `.vault121/config.yml`. In an empty
/// folder it also makes a person, a question note and a page on the practice. No byte of a
/// present file is changed.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; without it, this one
    pub dir: Option<PathBuf>,
    /// Tell of each person and each 1-2-1 what says so, with its place
    #[arg(long)]
    pub explain: bool,
    /// Take what is sure and ask nothing
    #[arg(long, short)]
    pub yes: bool,
}

/// The notes of an empty folder: path and text.
const STARTER: &[(&str, &str)] = &[
    ("People/Alex.md", include_str!("../../templates/starter/Alex.md")),
    ("Questions.md", include_str!("../../templates/starter/Questions.md")),
    ("Practice.md", include_str!("../../templates/starter/Practice.md")),
];

/// Runs the command.
///
/// # Errors
/// When the folder is none or cannot be written.
pub fn run(args: &InitArgs, place: &Place) -> Done {
    let dir =
        args.dir.clone().or_else(|| place.vault.clone()).unwrap_or_else(|| PathBuf::from("."));
    if !dir.exists() {
        fs::create_dir_all(&dir)?;
    }
    let root = dir.canonicalize()?;
    if !root.is_dir() {
        return Err(Failure::new(format!("`{}` is no folder", dir.display()), "name a folder"));
    }
    let is_begun = root.join(".vault121/config.yml").exists();
    let first = Session::open_whole(&root, place.today, &place.ui.progress);
    let mut made = Vec::new();
    if !is_begun && first.vault().notes.is_empty() {
        for (path, text) in STARTER {
            made.extend(create(&root, path, text)?);
        }
    }
    if !is_begun {
        let outcome = first.outcome(&Ask::default());
        let user = git_user(&root);
        let found = discover::discover(first.vault(), &outcome.model, user.as_deref());
        made.extend(create(&root, ".vault121/config.yml", &found.config)?);
    }
    made.extend(create(&root, ".vault121/.gitignore", GITIGNORE)?);
    let session = Session::open_whole(&root, place.today, &place.ui.progress);
    let outcome = session.outcome(&Ask::default());
    for line in discover::understood(session.vault(), &outcome.model) {
        place.ui.out(&line);
    }
    if args.explain {
        for line in discover::explained(&outcome.model) {
            place.ui.out(&line);
        }
    }
    for path in &made {
        place.ui.out(&format!("made {path}"));
    }
    if is_begun {
        let user = git_user(&root);
        let found = discover::discover(session.vault(), &outcome.model, user.as_deref());
        if found.missing.is_empty() {
            place.ui.out("the config has all that was found");
        }
        for line in &found.missing {
            place.ui.out(&format!("add to .vault121/config.yml: {line}"));
        }
    }
    place.ui.say("");
    let hints = outcome.diagnostics.len();
    if hints > 0 {
        let lines = if hints == 1 { "1 line".to_owned() } else { format!("{hints} lines") };
        place.ui.say(&format!("`vault121 check` has something to say on {lines}"));
    }
    let pages = outcome.plan.edits.len();
    place.ui.say(&format!(
        "next: `vault121 build --dry-run` shows the {pages} page{} it would write, `vault121 build` \
         writes, `vault121 watch` keeps at it",
        if pages == 1 { "" } else { "s" }
    ));
    Ok(FINE)
}

/// Makes a file that is not there; one that is stays as it is.
fn create(root: &Path, path: &str, text: &str) -> Result<Option<String>, Failure> {
    let full = root.join(path);
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(&full) {
        Ok(mut file) => {
            file.write_all(text.as_bytes())?;
            Ok(Some(path.to_owned()))
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The name that git knows the user by; a guess for the lead, said as such.
fn git_user(root: &Path) -> Option<String> {
    let output = Command::new("git")
        .args(["config", "user.name"])
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}
