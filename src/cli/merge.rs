//! `vault121 merge`: git's merge driver for notes with generated regions.

use crate::cli::context::{CommandContext, Done, FINDINGS, FINE, Failure};
use crate::fs::brought::Brought;
use crate::fs::git_merge;
use crate::fs::merge_told;
use crate::fs::region_memory::Regions;
use crate::fs::rescue::{self, RescueReason};
use crate::fs::sys::Folder;
use crate::pages::merge_driver::{Merge, Versions, left_out, merge_versions};
use crate::text::ids::NotePath;
use clap::Args;
use std::path::{Path, PathBuf};

/// Merge three versions of a note for git: generated regions never conflict
///
/// Regions are taken from one side, as the next build makes them again. Your own text is merged
/// three ways; lines that both sides added at one place are both kept; a real conflict is left to
/// git, with its marks. Two lines make git call it: `*.md merge=vault121` in `.gitattributes`, and
/// the command below, once on each machine.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  git config merge.vault121.driver 'vault121 merge %O %A %B %P --marker-size=%L'"
)]
pub struct MergeArgs {
    /// The file with what both sides came from (`%O`)
    pub base: PathBuf,
    /// The file with what stands here (`%A`); the result goes into it
    pub ours: PathBuf,
    /// The file with what comes (`%B`)
    pub theirs: PathBuf,
    /// Where the note stands in the repository (`%P`)
    pub path: String,
    /// How long the marks of a conflict are (`%L`)
    #[arg(long, value_name = "SIGNS", default_value_t = 7)]
    pub marker_size: u32,
}

/// Runs the command. Exit code 1 when a conflict is left, as git wants it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(args: &MergeArgs, context: &CommandContext) -> Done {
    let path = NotePath::new(&args.path)
        .map_err(|why| Failure::new(format!("`{}`: {why}", args.path), "name the note by `%P`"))?;
    let texts = (file_text(&args.base)?, file_text(&args.ours)?, file_text(&args.theirs)?);
    let (Some(base), Some(ours), Some(theirs)) = texts else {
        // Not text: git decides.
        return git(args, None);
    };
    let versions = Versions { base, ours, theirs };
    let merged = merge_versions(&path, &versions);
    let text = match &merged {
        Merge::Clean(text) => text,
        Merge::Git(same) => &same.ours,
    };
    for words in left_out(&path, &versions, text) {
        match keep_left_out_body(context, &path, &words) {
            Ok(None) => {}
            Ok(Some(kept)) => {
                context.ui.say(&format!("{path}: words in a generated region are kept in {kept}"));
            }
            // Whoever cannot keep them leaves a conflict, with both sides in it.
            Err(_) => return git(args, None),
        }
    }
    match merged {
        Merge::Clean(text) => {
            std::fs::write(&args.ours, text)?;
            context.ui.say_if_verbose(&format!("{path}: merged"));
            Ok(FINE)
        }
        Merge::Git(versions) => git(args, Some(&versions)),
    }
}

/// Keeps a body that the merge leaves out in the vault's `rescue/`, unless a commit has it: what
/// was typed and not committed stands nowhere else while git puts a stash back.
fn keep_left_out_body(
    context: &CommandContext,
    path: &NotePath,
    words: &str,
) -> std::io::Result<Option<String>> {
    let here = std::env::current_dir()?;
    let file = here.join(path.as_str());
    let found = file.ancestors().skip(1).find(|folder| folder.join(STATE).is_dir());
    let root = found.ok_or(std::io::ErrorKind::NotFound)?;
    let note = file.strip_prefix(root).map_err(std::io::Error::other)?;
    let note = NotePath::new(&note.to_string_lossy()).map_err(std::io::Error::other)?;
    let heads = std::env::vars().filter_map(|(key, _)| Some(key.strip_prefix(HEADS)?.to_owned()));
    let heads: Vec<String> = heads.collect();
    let is_committed = |text: &String| text.replace('\r', "").contains(words);
    // A commit that is replayed (rebase, cherry-pick, squash) is another one afterwards, without
    // these words: only what a merge joins, and what is here already, stays in the history.
    let joins = !heads.is_empty() && !is_squash();
    let texts = match joins {
        true => Brought::open(root).and_heads(heads.into_iter()).texts_of_note(&note),
        false => Brought::at_head(root).texts_of_note(&note),
    };
    let is_ours = || !joins && Regions::load(root).is_ours(words.trim_matches('\n'));
    if texts.others.iter().chain(&texts.own).any(is_committed) || is_ours() {
        return Ok(None);
    }
    let folder = Folder::open(root)?;
    let kept = rescue::keep(
        &folder,
        note.as_str(),
        words.as_bytes(),
        RescueReason::Edited,
        context.today,
    )?;
    merge_told::note(root, &kept);
    Ok(Some(kept))
}

/// Whether git was asked to make one commit of many, as far as its own command line is to be seen.
fn is_squash() -> bool {
    const MOST_ABOVE: usize = 4;
    let mut process = std::process::id().to_string();
    for _ in 0..MOST_ABOVE {
        let of = |file: &str| std::fs::read(format!("/proc/{process}/{file}")).unwrap_or_default();
        let said = String::from_utf8_lossy(&of("cmdline")).into_owned();
        if said.split('\0').any(|word| word == "--squash") {
            return true;
        }
        // `pid (name) state parent …`
        let stat = String::from_utf8_lossy(&of("stat")).into_owned();
        let behind = stat.rsplit(')').next().unwrap_or("");
        let Some(parent) = behind.split_whitespace().nth(1) else { return false };
        process = parent.to_owned();
    }
    false
}

/// What a vault is known by.
const STATE: &str = ".vault121";
/// Git names what it merges by variables: `GITHEAD_<commit>=<branch>`.
const HEADS: &str = "GITHEAD_";

/// The text of a file; nothing when it is none.
fn file_text(path: &Path) -> Result<Option<String>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| {
        let why = crate::fs::read::plain_error(&error);
        Failure::new(format!("`{}` cannot be read: {why}", path.display()), "git names the files")
    })?;
    Ok(String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')))
}

/// What git's own merge of three files makes of them, in the place of ours.
fn git(args: &MergeArgs, versions: Option<&Versions>) -> Done {
    if let Some(Versions { base, ours, theirs }) = versions {
        for (file, text) in [(&args.base, base), (&args.ours, ours), (&args.theirs, theirs)] {
            std::fs::write(file, text)?;
        }
    }
    let files = [args.ours.as_path(), &args.base, &args.theirs];
    match git_merge::merge_file(files, args.marker_size) {
        Ok(true) => Ok(FINE),
        Ok(false) => Ok(FINDINGS),
        Err(why) => Err(Failure::new(format!("`git merge-file` failed: {why}"), "merge by hand")),
    }
}
