//! Which texts of a note git brought: read from the repository by a library, never by a program,
//! because a confined watcher starts none.
//!
//! It reads a few commits and no history. Where there is no repository, or one that cannot be
//! read, nothing was brought: a text is kept once too often then, and never lost.

use crate::fs::git;
use crate::fs::sys;
use crate::text::ids::NotePath;
use gix::ObjectId;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Two groups of commits of the repository that holds a vault.
#[derive(Debug, Default)]
pub struct Brought {
    repository: Option<Repository>,
}

struct Repository {
    git: gix::Repository,
    /// The vault's folder in the work tree.
    inside: PathBuf,
    /// What others have: the upstream, what is being merged or was fetched last.
    others: BTreeSet<ObjectId>,
    /// What is here: `HEAD`, what it was made from, and what it was before.
    own: BTreeSet<ObjectId>,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("others", &self.others).field("own", &self.own).finish()
    }
}

/// The texts of one note in the two groups.
#[derive(Debug, Default)]
pub struct Texts {
    /// As others have it.
    pub others: Vec<String>,
    /// As it was committed here.
    pub own: Vec<String>,
}

/// A repository with more branches of others than this is looked at in part.
const MOST_BRANCHES: usize = 200;
/// So many commits of others are looked through for `HEAD`: more are seldom between two pulls.
const MOST_COMMITS: usize = 2_000;

impl Brought {
    /// Looks for the repository that holds `root`.
    pub fn open(root: &Path) -> Brought {
        Brought { repository: repository(root) }
    }

    /// The texts of a note.
    pub fn texts(&self, path: &NotePath) -> Texts {
        let Some(repository) = &self.repository else { return Texts::default() };
        let file = repository.inside.join(path.as_str());
        let of = |commits: &BTreeSet<ObjectId>| {
            let mut texts: Vec<String> =
                commits.iter().filter_map(|id| text(&repository.git, *id, &file)).collect();
            texts.dedup();
            texts
        };
        Texts { others: of(&repository.others), own: of(&repository.own) }
    }
}

/// Whether a note was committed here and is not in the work tree, so that in a sparse checkout it
/// is not new.
pub fn leaves_out(root: &Path, path: &NotePath) -> bool {
    !root.join(path.as_str()).exists() && !Brought::open(root).texts(path).own.is_empty()
}

fn repository(root: &Path) -> Option<Repository> {
    let folder = git::folder(root)?;
    let tree = root.ancestors().find(|above| above.join(".git").exists())?;
    let inside = root.strip_prefix(tree).ok()?.to_path_buf();
    // Only the repository's own settings: nothing of the machine's changes what is seen.
    let git = gix::open_opts(&folder, gix::open::Options::isolated()).ok()?;
    let named = |name: &str| named(&folder.join(name));
    let head = git.head_id().ok().map(gix::Id::detach);
    let mut others: BTreeSet<ObjectId> = upstream(&git).into_iter().collect();
    others.extend(named("MERGE_HEAD").into_iter().chain(named("FETCH_HEAD")));
    let mut own: BTreeSet<ObjectId> = head.into_iter().chain(named("ORIG_HEAD")).collect();
    if let Some(head) = head {
        own.extend(parents(&git, head));
        // What was checked out or pulled as it is.
        if is_within(&git, head, &others) {
            others.insert(head);
        }
    }
    Some(Repository { git, inside, others, own })
}

/// The commits that a file of git's names, one in a line.
fn named(file: &Path) -> Vec<ObjectId> {
    let bytes = sys::read_regular(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let id = |line: &str| ObjectId::from_hex(line.split_whitespace().next()?.as_bytes()).ok();
    text.lines().filter_map(id).take(MOST_BRANCHES).collect()
}

/// The branch that the current one follows; without one that of the same name, or all of others.
fn upstream(git: &gix::Repository) -> Vec<ObjectId> {
    let branch = git.head_name().ok().flatten();
    let follows = branch.as_ref().and_then(|branch| {
        let direction = gix::remote::Direction::Fetch;
        let name = git.branch_remote_tracking_ref_name(branch.as_ref(), direction)?.ok()?;
        let mut found = git.find_reference(name.as_ref()).ok()?;
        found.peel_to_id().ok().map(gix::Id::detach)
    });
    if let Some(follows) = follows {
        return vec![follows];
    }
    let short = branch.map(|branch| branch.shorten().to_owned());
    let Ok(all) = git.references() else { return Vec::new() };
    let Ok(remote) = all.remote_branches() else { return Vec::new() };
    let mut named = Vec::new();
    let mut rest = Vec::new();
    for mut found in remote.filter_map(Result::ok).take(MOST_BRANCHES) {
        let Ok(id) = found.peel_to_id().map(gix::Id::detach) else { continue };
        let name = found.name().as_bstr();
        let is_same = short.as_ref().is_some_and(|short| {
            name.ends_with(short) && name[..name.len() - short.len()].ends_with(b"/")
        });
        if is_same { named.push(id) } else { rest.push(id) }
    }
    if named.is_empty() { rest } else { named }
}

fn parents(git: &gix::Repository, commit: ObjectId) -> Vec<ObjectId> {
    let commit = git.find_commit(commit).ok();
    commit.map_or_else(Vec::new, |commit| commit.parent_ids().map(gix::Id::detach).collect())
}

/// Whether a commit is one of others, or was made before one of them.
fn is_within(git: &gix::Repository, commit: ObjectId, others: &BTreeSet<ObjectId>) -> bool {
    let walk = git.rev_walk(others.iter().copied()).all();
    let Ok(walk) = walk else { return false };
    walk.take(MOST_COMMITS).filter_map(Result::ok).any(|found| found.id == commit)
}

/// A note as a commit has it.
fn text(git: &gix::Repository, commit: ObjectId, file: &Path) -> Option<String> {
    let tree = git.find_commit(commit).ok()?.tree().ok()?;
    let entry = tree.lookup_entry_by_path(file).ok()??;
    let blob = entry.object().ok()?.try_into_blob().ok()?;
    String::from_utf8(blob.data.to_vec()).ok()
}
