//! Which texts of a note git brought: read from the repository by a library, never by a program,
//! because a confined watcher starts none.
//!
//! It reads a few commits and no history. Where there is no repository, or one that cannot be
//! read, nothing was brought: a text is kept once too often then, and never lost.

use crate::fs::git;
use crate::fs::sys;
use crate::text::ids::NotePath;
use gix_hash::ObjectId;
use gix_object::FindExt;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

/// Two groups of commits of the repository that holds a vault.
#[derive(Debug, Default)]
pub struct Brought {
    repository: Option<Repository>,
}

struct Repository {
    objects: gix_odb::Handle,
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
pub struct BroughtTexts {
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

    /// Looks for the repository that holds `root`, and in it only at `HEAD`.
    pub fn at_head(root: &Path) -> Brought {
        let mut brought = Brought::open(root);
        if let Some(repository) = &mut brought.repository {
            let head = git::folders(root);
            let head = head.first().zip(head.last());
            let head = head.and_then(|(own, common)| Refs::read_refs(own, common).head_commit());
            repository.others.clear();
            repository.own = head.into_iter().collect();
        }
        brought
    }

    /// The same with commits that git names while it merges.
    pub fn and_heads(mut self, ids: impl Iterator<Item = String>) -> Brought {
        if let Some(repository) = &mut self.repository {
            let heads = ids.filter_map(|id| ObjectId::from_hex(id.as_bytes()).ok());
            repository.others.extend(heads);
        }
        self
    }

    /// The texts of a note.
    pub fn texts_of_note(&self, path: &NotePath) -> BroughtTexts {
        let Some(repository) = &self.repository else { return BroughtTexts::default() };
        let file = repository.inside.join(path.as_str());
        let of = |commits: &BTreeSet<ObjectId>| {
            let mut texts: Vec<String> = commits
                .iter()
                .filter_map(|id| blob_text(&repository.objects, *id, &file))
                .collect();
            texts.dedup();
            texts
        };
        BroughtTexts { others: of(&repository.others), own: of(&repository.own) }
    }
}

/// Whether a note was committed here and is not in the work tree, so that in a sparse checkout it
/// is not new.
pub fn leaves_out(root: &Path, path: &NotePath) -> bool {
    !root.join(path.as_str()).exists() && !Brought::open(root).texts_of_note(path).own.is_empty()
}

fn repository(root: &Path) -> Option<Repository> {
    let folders = git::folders(root);
    let (own_folder, common) = (folders.first()?, folders.last()?);
    let tree = root.ancestors().find(|above| above.join(".git").exists())?;
    let inside = root.strip_prefix(tree).ok()?.to_path_buf();
    let objects = gix_odb::at(common.join("objects"), gix_hash::Kind::Sha1).ok()?;
    let refs = Refs::read_refs(own_folder, common);
    let head = refs.head_commit();
    let named = |name: &str| commits_in_file(&own_folder.join(name));
    let mut others: BTreeSet<ObjectId> = refs.upstream().into_iter().collect();
    others.extend(named("MERGE_HEAD").into_iter().chain(named("FETCH_HEAD")));
    let mut own: BTreeSet<ObjectId> = head.into_iter().chain(named("ORIG_HEAD")).collect();
    if let Some(head) = head {
        own.extend(parents(&objects, head));
        // What was checked out or pulled as it is.
        if is_within(&objects, head, &others) {
            others.insert(head);
        }
    }
    Some(Repository { objects, inside, others, own })
}

/// The commits that a file of git's names, one in a line.
fn commits_in_file(file: &Path) -> Vec<ObjectId> {
    let bytes = sys::read_regular(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let id = |line: &str| ObjectId::from_hex(line.split_whitespace().next()?.as_bytes()).ok();
    text.lines().filter_map(id).take(MOST_BRANCHES).collect()
}

/// Which commit each branch is at, as git's small text files say it.
struct Refs<'r> {
    common: &'r Path,
    /// What `HEAD` says: a branch, or a commit.
    head: String,
    /// `packed-refs`: names with their commits.
    packed: BTreeMap<String, ObjectId>,
}

impl Refs<'_> {
    fn read_refs<'r>(own: &Path, common: &'r Path) -> Refs<'r> {
        let text = |file: PathBuf| {
            let bytes = sys::read_regular(&file).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let packed = text(common.join("packed-refs"));
        let row = |line: &str| {
            let (id, name) = line.split_once(' ')?;
            Some((name.trim().to_owned(), ObjectId::from_hex(id.as_bytes()).ok()?))
        };
        Refs {
            common,
            head: text(own.join("HEAD")).trim().to_owned(),
            packed: packed.lines().filter_map(row).collect(),
        }
    }

    /// The branch that is checked out, `refs/heads/main`.
    fn branch(&self) -> Option<&str> {
        self.head.strip_prefix("ref:").map(str::trim)
    }

    fn head_commit(&self) -> Option<ObjectId> {
        match self.branch() {
            Some(branch) => self.find_ref(branch),
            None => ObjectId::from_hex(self.head.as_bytes()).ok(),
        }
    }

    fn find_ref(&self, name: &str) -> Option<ObjectId> {
        // A name that leads out of git's folder is none.
        if name.split('/').any(|part| part.is_empty() || part == "..") {
            return None;
        }
        let mut name = name.to_owned();
        for _ in 0..MOST_SYMBOLS {
            let file = self.common.join(&name);
            let bytes = sys::read_regular(&file).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            match text.trim().strip_prefix("ref:") {
                Some(other) => name = other.trim().to_owned(),
                None => {
                    let loose = ObjectId::from_hex(text.trim().as_bytes()).ok();
                    return loose.or_else(|| self.packed.get(&name).copied());
                }
            }
        }
        None
    }

    /// The branch that the current one follows; without one that of the same name, or all of
    /// others.
    fn upstream(&self) -> Vec<ObjectId> {
        let short = self.branch().and_then(|branch| branch.strip_prefix("refs/heads/"));
        if let Some(follows) = short.and_then(|short| self.followed_branch(short)) {
            return vec![follows];
        }
        let mut names: BTreeSet<String> = BTreeSet::new();
        loose_refs(&self.common.join("refs/remotes"), "refs/remotes", &mut names);
        names.extend(self.packed.keys().filter(|name| name.starts_with("refs/remotes/")).cloned());
        let (mut same, mut rest) = (Vec::new(), Vec::new());
        for name in names.iter().take(MOST_BRANCHES) {
            let Some(id) = self.find_ref(name) else { continue };
            let is_same = short.is_some_and(|short| {
                name.strip_suffix(short).is_some_and(|before| before.ends_with('/'))
            });
            if is_same { same.push(id) } else { rest.push(id) }
        }
        if same.is_empty() { rest } else { same }
    }

    /// What the settings say that a branch follows.
    fn followed_branch(&self, branch: &str) -> Option<ObjectId> {
        let bytes = sys::read_regular(&self.common.join("config")).ok()?;
        let config = String::from_utf8_lossy(&bytes);
        let section = format!("[branch \"{branch}\"]");
        let own = config.lines().map(str::trim).skip_while(|line| *line != section).skip(1);
        let settings: BTreeMap<String, &str> = own
            .take_while(|line| !line.starts_with('['))
            .filter_map(|line| line.split_once('='))
            .map(|(key, value)| (key.trim().to_lowercase(), value.trim().trim_matches('"')))
            .collect();
        let merged = settings.get("merge")?;
        match *settings.get("remote")? {
            // Another branch of this repository.
            "." => self.find_ref(merged),
            remote => {
                let short = merged.strip_prefix("refs/heads/")?;
                self.find_ref(&format!("refs/remotes/{remote}/{short}"))
            }
        }
    }
}

/// A name that leads to another one, and that to a third, is followed so far.
const MOST_SYMBOLS: usize = 5;
/// Folders of branches are seldom deeper.
const MOST_DEEP: usize = 8;

/// The names of the branches in a folder of git's.
fn loose_refs(folder: &Path, name: &str, found: &mut BTreeSet<String>) {
    if name.matches('/').count() > MOST_DEEP {
        return;
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten().take(MOST_BRANCHES) {
        let Ok(kind) = entry.file_type() else { continue };
        let below = format!("{name}/{}", entry.file_name().to_string_lossy());
        if kind.is_dir() {
            loose_refs(&entry.path(), &below, found);
        } else if kind.is_file() {
            found.insert(below);
        }
    }
}

fn parents(objects: &gix_odb::Handle, commit: ObjectId) -> Vec<ObjectId> {
    let mut buffer = Vec::new();
    let commit = objects.find_commit(&commit, &mut buffer).ok();
    commit.map_or_else(Vec::new, |commit| commit.parents().collect())
}

/// Whether a commit is one of others, or was made before one of them.
fn is_within(objects: &gix_odb::Handle, commit: ObjectId, others: &BTreeSet<ObjectId>) -> bool {
    let mut seen = others.clone();
    let mut open: VecDeque<ObjectId> = others.iter().copied().collect();
    for _ in 0..MOST_COMMITS {
        let Some(next) = open.pop_front() else { return false };
        if next == commit {
            return true;
        }
        open.extend(parents(objects, next).into_iter().filter(|parent| seen.insert(*parent)));
    }
    false
}

/// A note as a commit has it.
fn blob_text(objects: &gix_odb::Handle, commit: ObjectId, file: &Path) -> Option<String> {
    let (mut buffer, mut room) = (Vec::new(), Vec::new());
    let tree = objects.find_commit(&commit, &mut buffer).ok()?.tree();
    let tree = objects.find_tree_iter(&tree, &mut buffer).ok()?;
    let entry = tree.lookup_entry_by_path(objects, &mut room, file).ok()??;
    let blob = objects.find_blob(&entry.oid, &mut buffer).ok()?;
    String::from_utf8(blob.data.to_vec()).ok()
}
