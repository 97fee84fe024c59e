//! What git has staged, asked of the `git` program: its names, its bytes, and where the folder on
//! disk says otherwise.
//!
//! It changes nothing in the repository. In a hook git sets its own variables (`GIT_INDEX_FILE`
//! for `git commit -a`); they are passed on, so that the right index is read.

use crate::pages::leak_guard::Staged;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The index as it concerns a vault.
#[derive(Debug, Default)]
pub struct Index {
    /// Files added, changed or renamed by the commit to come.
    pub staged: Vec<Staged>,
    /// Files whose text on disk is another than in the index: what the commit will hold.
    pub differing: Vec<Staged>,
}

/// Reads the index of the repository that holds `root`.
///
/// # Errors
/// Why git could not be asked, in words.
pub fn index(root: &Path) -> Result<Index, String> {
    if let Some(strange) = strange_file(root) {
        return Err(format!("`{}` is no file", strange.display()));
    }
    let inside = run_git(root, &["rev-parse", "--is-inside-work-tree"])?;
    if inside.trim_ascii() != b"true" {
        return Err("the vault is in no git work tree".to_owned());
    }
    let diff =
        ["--name-only", "--no-renames", "--no-ext-diff", "--diff-filter=ACMT", "-z", "--relative"];
    let staged = staged_names(root, &[&["diff", "--cached"], &diff[..]].concat())?;
    // Changed or deleted on disk only: the commit holds what the index says.
    let all = [
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--diff-filter=MD",
        "-z",
        "--relative",
    ];
    let differing = staged_names(root, &all)?;
    Ok(Index { staged: read_staged(root, staged)?, differing: read_staged(root, differing)? })
}

/// What git would wait for without end: a pipe or a device where one of its files should be.
fn strange_file(root: &Path) -> Option<PathBuf> {
    const FILES: &[&str] = &[
        "HEAD",
        "index",
        "config",
        "config.worktree",
        "packed-refs",
        "shallow",
        "commondir",
        "info/exclude",
        "info/attributes",
        "info/grafts",
        "info/sparse-checkout",
        "objects/info/alternates",
    ];
    let is_strange = |path: &PathBuf| {
        let there = path.symlink_metadata().is_ok_and(|meta| !meta.is_dir());
        there && path.metadata().is_ok_and(|meta| !meta.is_file())
    };
    let git = root.ancestors().map(|folder| folder.join(".git"));
    let git = git.into_iter().find(|git| git.symlink_metadata().is_ok())?;
    if !git.is_dir() {
        return Some(git).filter(is_strange);
    }
    let mut files: Vec<PathBuf> = FILES.iter().map(|name| git.join(name)).collect();
    if !is_strange(&files[0])
        && let Some(head) = crate::fs::read::glance_at(&files[0])
        && let Some(name) = head.trim().strip_prefix("ref: ")
    {
        files.push(git.join(name));
    }
    files.into_iter().find(is_strange)
}

fn staged_names(root: &Path, args: &[&str]) -> Result<Vec<String>, String> {
    let out = run_git(root, args)?;
    let names = out.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

fn read_staged(root: &Path, names: Vec<String>) -> Result<Vec<Staged>, String> {
    let mut files = Vec::new();
    for path in names {
        // `:./x` is the file of the index below this folder.
        match run_git(root, &["cat-file", "blob", &format!(":./{path}")]) {
            Ok(bytes) => files.push(Staged { path, bytes }),
            // Another repository inside this one has a name and no bytes.
            Err(_) if !path.to_lowercase().ends_with(".md") => {
                files.push(Staged { path, bytes: Vec::new() });
            }
            Err(why) => return Err(why),
        }
    }
    Ok(files)
}

fn run_git(root: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(args);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        // Git gives its hooks paths from where it runs them, which need not be the vault.
        if let (Some(path), Ok(here)) = (std::env::var_os(name), std::env::current_dir()) {
            git.env(name, here.join(path));
        }
    }
    let Output { status, stdout, stderr } = git.output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "the program `git` is not installed".to_owned(),
        _ => crate::fs::read::plain_error(&error),
    })?;
    if status.success() {
        return Ok(stdout);
    }
    let said = String::from_utf8_lossy(&stderr);
    let first = said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
    // Where git stopped looking differs from machine to machine.
    Err(first.split(" (or any").next().unwrap_or(first).to_owned())
}
