//! An opened vault: read it, refresh it, run it, carry out the plan. What every command uses.
//!
//! It remembers, in `.vault121/cache`, which text it last put into each region, so that a hand
//! edit inside a region is kept before the region is made anew. The cache may be deleted at any
//! time: then what stands in the notes is taken as ours.

use crate::base::codes::Code;
use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::NotePath;
use crate::model::people;
use crate::model::vault::Vault;
use crate::note::frontmatter::Fence;
use crate::note::kind::Spelling;
use crate::note::markup::Markup;
use crate::note::parse::Note;
use crate::page::pages::Ask;
use crate::page::pipeline::{self, Outcome};
use crate::page::plan::{Edit, Plan};
use crate::shell::disk::read::{Tree, glance};
use crate::shell::disk::write::{self, Manners, Old, Written};
use crate::shell::disk::{lock, settled, stage};
use crate::shell::progress::{Progress, Stage};
use crate::shell::render::Renderer;
use crate::shell::watch::Batch;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// An opened vault.
#[derive(Debug)]
pub struct Session {
    tree: Tree,
    vault: Vault,
    progress: Progress,
    /// The day.
    pub today: Day,
    /// When the reading began.
    began: Instant,
    /// Hash of the text last put into a region, by `path` and region name.
    remembered: BTreeMap<(String, String), String>,
    /// Files that were notes until a moment ago.
    old: Vec<Old>,
}

/// What became of a plan.
#[derive(Debug, Default)]
pub struct Carried {
    /// Notes that were written, with why.
    pub written: Vec<(NotePath, String)>,
    /// Notes that were not, with the reason.
    pub held: Vec<(NotePath, String)>,
    /// Notes that somebody saved a moment ago: to be tried again soon.
    pub later: Vec<NotePath>,
    /// What to say of it.
    pub diagnostics: Vec<Diagnostic>,
}

const CACHE: &str = ".vault121/cache/regions";

impl Session {
    /// Opens the vault at `root` and reads all of it.
    pub fn open(root: &Path, today: Day, progress: &Progress) -> Session {
        Session::with(Vault::sieved(), root, today, progress)
    }

    /// Opens the vault at `root` and parses every note, for whoever wants to know how they are
    /// written.
    pub fn open_whole(root: &Path, today: Day, progress: &Progress) -> Session {
        Session::with(Vault::default(), root, today, progress)
    }

    /// The vault at `root`, not read, and what the last build said, when that left nothing to do
    /// and nothing has changed since.
    pub fn settled(
        root: &Path,
        today: Day,
        progress: &Progress,
    ) -> Option<(Session, Vec<Diagnostic>)> {
        progress.begin(Stage::Walk);
        let said = settled::load(root, today);
        progress.rest();
        Some((Session::unread(Vault::default(), root, today, progress), said?))
    }

    /// Keeps that this build had nothing to do, for the next one.
    pub fn settle(&self, outcome: &Outcome) {
        let idle = outcome.plan.edits.is_empty() && outcome.plan.held.is_empty();
        // What could not be read may be readable without its time having changed.
        let all = outcome.diagnostics.iter().all(|problem| problem.code != Code::Unreadable);
        if idle && all && self.vault.config_is_sound() && self.root().join(".vault121").is_dir() {
            self.tree.settle(self.today, &outcome.diagnostics, self.began.elapsed());
        }
    }

    fn with(vault: Vault, root: &Path, today: Day, progress: &Progress) -> Session {
        let mut session = Session::unread(vault, root, today, progress);
        session.vault.elsewhere = Some(Arc::new(Renderer::default()));
        session.refresh(&Batch::Rescan);
        session
    }

    fn unread(vault: Vault, root: &Path, today: Day, progress: &Progress) -> Session {
        Session {
            tree: Tree::new(root, progress.clone()),
            vault,
            progress: progress.clone(),
            today,
            began: Instant::now(),
            remembered: remembered(root),
            old: Vec::new(),
        }
    }

    /// The vault's folder.
    pub fn root(&self) -> &Path {
        self.tree.root()
    }

    /// The vault as it was read.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Reads what changed since the last time. Returns whether anything did.
    pub fn refresh(&mut self, batch: &Batch) -> bool {
        self.progress.begin(Stage::Walk);
        let changed = match batch {
            Batch::Paths(paths) => match self.tree.look_at(&self.vault, paths) {
                Some(changes) => {
                    let changed = !changes.is_empty();
                    self.progress.begin(Stage::Parse);
                    self.vault.apply(changes);
                    self.wake();
                    changed
                }
                None => self.rescan(),
            },
            Batch::Rescan => self.rescan(),
            Batch::Stop => false,
        };
        self.progress.rest();
        changed
    }

    fn rescan(&mut self) -> bool {
        let settings = self.tree.settings();
        let mut changed = !settings.is_empty();
        if self.vault.apply(settings) {
            // Tags may be spelled otherwise, other folders ignored: read all of it again.
            self.vault.forget_notes();
            self.tree.forget();
            let settings = self.tree.settings();
            self.vault.apply(settings);
        }
        changed |= self.tree.notes(&mut self.vault);
        self.vault.count_names();
        self.wake();
        changed
    }

    /// Reads the silent notes that name somebody.
    fn wake(&mut self) {
        let called = people::called(&mut self.vault);
        if !called.is_empty() {
            self.tree.wake(&mut self.vault, called);
        }
    }

    /// Runs the program on the vault as it was read.
    pub fn outcome(&self, ask: &Ask) -> Outcome {
        self.progress.begin(Stage::Fold);
        let model = pipeline::fold(&self.vault, self.today);
        self.progress.begin(Stage::Render);
        let rendered = pipeline::render(&self.vault, model, ask);
        self.progress.begin(Stage::Plan);
        let outcome = pipeline::plan(&self.vault, rendered);
        self.progress.rest();
        outcome
    }

    /// The text of a note now, and the text that an edit would give it.
    pub fn preview(&self, edit: &Edit) -> (String, String) {
        let now = glance(&self.root().join(edit.path.as_str()));
        let after = edit.after(now.as_deref()).unwrap_or_else(|_| now.clone().unwrap_or_default());
        (now.unwrap_or_default(), after)
    }

    /// Writes what the plan says, for a command that then ends: what a killed run left is cleared
    /// first, and old files are let go of at once.
    pub fn carry_out_and_finish(&mut self, plan: &Plan) -> Carried {
        let mut said = Vec::new();
        if !plan.edits.is_empty() && self.root().join(".vault121").is_dir() {
            // A watcher at work here has its own texts in the stage: they are not ours to clear.
            let lock = lock::take(self.root());
            if lock.is_ok() {
                said = self.recover();
            }
        }
        let mut carried = self.carry_out(plan, Manners::Once);
        said.extend(self.tend(true));
        carried.diagnostics.extend(said);
        carried
    }

    /// Writes what the plan says. The vault's own state is refreshed by the next `refresh`.
    pub fn carry_out(&mut self, plan: &Plan, manners: Manners) -> Carried {
        let mut carried = Carried { held: plan.held.clone(), ..Carried::default() };
        if plan.edits.is_empty() {
            return carried;
        }
        if let Err(why) = self.prepare() {
            for edit in &plan.edits {
                carried.held.push((edit.path.clone(), why.clone()));
            }
            let said = Diagnostic::file(Code::WriteHeld, ".vault121", why);
            carried.diagnostics.push(said);
            return carried;
        }
        // A command beside a watcher: what the other put there was put there by us.
        self.remembered = remembered(self.root());
        self.progress.begin(Stage::Write);
        for edit in &plan.edits {
            self.carry_out_one(edit, manners, &mut carried);
            self.progress.step();
        }
        self.remember();
        self.progress.rest();
        carried
    }

    /// Lets go of old files whose time is over (all of them, with `all`), and says what was saved
    /// into them late.
    pub fn tend(&mut self, all: bool) -> Vec<Diagnostic> {
        let (over, young): (Vec<Old>, Vec<Old>) =
            std::mem::take(&mut self.old).into_iter().partition(|old| all || old.is_over());
        self.old = young;
        let (root, day) = (self.root().to_path_buf(), self.today.to_string());
        over.into_iter().filter_map(|old| old.retire(&root, &day)).collect()
    }

    /// Whether old files wait to be looked at again.
    pub fn has_old(&self) -> bool {
        !self.old.is_empty()
    }

    /// Clears what a killed run left in the stage, unless another program is at work here.
    pub fn recover(&self) -> Vec<Diagnostic> {
        let said = |message: String| Diagnostic::file(Code::Busy, ".vault121/stage", message);
        match stage::recover(self.root(), &self.today.to_string()) {
            Ok(rescued) => rescued
                .into_iter()
                .map(|kept| said(format!("a run was ended in the middle: its text is in `{kept}`")))
                .collect(),
            Err(error) => vec![said(format!("cannot be cleared: {error}"))],
        }
    }

    fn carry_out_one(&mut self, edit: &Edit, manners: Manners, carried: &mut Carried) {
        if let Some(edited) = self.edited_by_hand(edit) {
            match stage::rescue(
                self.root(),
                edit.path.as_str(),
                edited.as_bytes(),
                &self.today.to_string(),
            ) {
                Ok(kept) => {
                    let message =
                        format!("somebody wrote inside the region: that text is in `{kept}`");
                    let code = Code::RegionEdited;
                    let said = Diagnostic::file(code, edit.path.as_str(), message);
                    carried.diagnostics.push(said.hint("write above or below the region"));
                }
                Err(error) => {
                    let why = format!("its edited region could not be saved first: {error}");
                    let said = Diagnostic::file(Code::WriteHeld, edit.path.as_str(), why.clone());
                    carried.diagnostics.push(said);
                    carried.held.push((edit.path.clone(), why));
                    return;
                }
            }
        }
        match write::carry_out(self.root(), edit, manners, &self.today.to_string()) {
            Written::Later => carried.later.push(edit.path.clone()),
            Written::Done(old) => {
                self.old.extend(old);
                carried.written.push((edit.path.clone(), edit.why.clone()));
                self.note_regions(edit);
            }
            Written::Same => self.note_regions(edit),
            Written::Held(problem) => {
                carried.held.push((edit.path.clone(), problem.message.clone()));
                carried.diagnostics.push(problem);
            }
        }
    }

    /// The text of a region that is neither what was last put there nor what is to come.
    fn edited_by_hand(&self, edit: &Edit) -> Option<String> {
        let text = glance(&self.root().join(edit.path.as_str()))?;
        let (note, _) = Note::parse(&edit.path, text.as_bytes(), &Spelling::default());
        let edited = edit.regions.iter().filter_map(|region| {
            let found = note.region(&region.name)?;
            let key = (edit.path.to_string(), region.name.clone());
            let known = self.remembered.get(&key)?;
            (*known != hash(&found.inner) && found.inner != region.inner).then_some(&found.inner)
        });
        let edited: Vec<String> = edited.cloned().collect();
        (!edited.is_empty()).then(|| edited.join("\n\n") + "\n")
    }

    fn note_regions(&mut self, edit: &Edit) {
        for region in &edit.regions {
            let key = (edit.path.to_string(), region.name.clone());
            self.remembered.insert(key, hash(region.inner.trim_matches('\n')));
        }
    }

    /// `.vault121/` with its own ignore file.
    fn prepare(&self) -> Result<(), String> {
        let folder = self.root().join(".vault121");
        let made = fs::create_dir_all(&folder).and_then(|()| {
            let ignore = folder.join(".gitignore");
            if ignore.exists() { Ok(()) } else { fs::write(ignore, GITIGNORE) }
        });
        made.map_err(|error| format!("cannot make `.vault121`: {error}"))
    }

    fn remember(&self) {
        let lines = self.remembered.iter();
        let text: String =
            lines.map(|((path, region), hash)| format!("{hash} {region} {path}\n")).collect();
        let path: PathBuf = self.root().join(CACHE);
        if fs::read_to_string(&path).is_ok_and(|present| present == text) {
            return;
        }
        // A pure help: without it the text found is taken as ours.
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(&path, text)).ok();
    }
}

/// What git is not to keep of `.vault121/`.
pub const GITIGNORE: &str = "cache/\nrescue/\nstage/\nlock\n";

/// Whether a text reads as a note without trouble, for commands that make notes.
pub fn is_sound(text: &str) -> bool {
    Markup::parse(text, Fence::find(text).body()).open_comment.is_none()
}

fn remembered(root: &Path) -> BTreeMap<(String, String), String> {
    let text = fs::read_to_string(root.join(CACHE)).unwrap_or_default();
    let line = |line: &str| {
        let (hash, rest) = line.split_once(' ')?;
        let (region, path) = rest.split_once(' ')?;
        Some(((path.to_owned(), region.to_owned()), hash.to_owned()))
    };
    text.lines().filter_map(line).collect()
}

fn hash(text: &str) -> String {
    crate::base::id::digest(text)
}
