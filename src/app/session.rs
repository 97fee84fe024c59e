//! An opened vault: read it, refresh it, run it, carry out the plan. What every command uses.
//!
//! It decides nothing about what a note means, and nothing about how one is written: it knows the
//! order of things.

use crate::app::carried::Carried;
use crate::app::ground::Ground;
use crate::app::own_templates;
use crate::app::trust;
use crate::app::watch::Batch;
use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::brought::{Brought, leaves_out};
use crate::fs::cover::Cover;
use crate::fs::exchange::Trail;
use crate::fs::git;
use crate::fs::manners::{Manners, git_at_work};
use crate::fs::new_mode::new_mode;
use crate::fs::read::{Identity, glance_at, identity, is_same, plain_error};
use crate::fs::region_memory::Regions;
use crate::fs::retired::Old;
use crate::fs::root::{GITIGNORE, leads_nowhere};
use crate::fs::sight::Sight;
use crate::fs::stage;
use crate::fs::stage::WriteDesk;
use crate::fs::strange::Memory;
use crate::fs::turns::{MOST_TURNS, RegionTurns};
use crate::fs::write;
use crate::fs::write::{KnownNote, Written};
use crate::fs::{capabilities, late_writes, lock, merge_told, recover, up_to_date};
use crate::model::model::Model;
use crate::model::reminders::{Reminder, reminders};
use crate::pages::again::{Pass, Saves};
use crate::pages::foreign;
use crate::pages::pages::Ask;
use crate::pages::pipeline;
use crate::pages::pipeline::Outcome;
use crate::pages::plan::{Edit, Plan, Same};
use crate::process::memory;
use crate::process::progress::{Progress, Stage};
use crate::process::render::Renderer;
use crate::process::threads::Threads;
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::change::Stirred;
use crate::vault::vault::Vault;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// An opened vault.
#[derive(Debug)]
pub struct Session {
    ground: Ground,
    progress: Progress,
    pub today: Day,
    /// When the reading began.
    began: Instant,
    /// What was last put into each region.
    remembered: Regions,
    /// Files that were notes until a moment ago.
    old: Vec<Old>,
    /// Words that are to stay in notes.
    covers: Vec<Cover>,
    /// The regions of long texts that we wrote.
    sights: BTreeMap<NotePath, Sight>,
    /// Pages that go to and fro.
    turns: RegionTurns,
    /// What git brought, once it was asked.
    brought: OnceCell<Brought>,
    /// The folder that was opened.
    identity: Identity,
    /// What was saved since the last pages were made.
    saves: Saves,
    /// What is to be told today, as of the last whole run; with `notify: yes` alone.
    pub reminders: Vec<Reminder>,
    /// Pages with ticks that could not be carried to their sources: these are kept.
    refused_ticks: BTreeSet<NotePath>,
}

/// With so many notes a session is small enough to stay as it is: 10,000 take some 55 MiB.
const FEW_NOTES: usize = 15_000;

/// What is said of a page that goes to and fro.
const LEFT_ALONE: &str = "two programs rewrote this page in turn three times within a day; it is left as it is until its notes change";

/// How often old files are looked at while a command waits for their writers.
const MOMENT: Duration = Duration::from_millis(5);

impl Session {
    /// Opens the vault at `root` and reads all of it.
    pub fn open(root: &Path, today: Day, progress: &Progress) -> Session {
        Session::read_into(Vault::sieved(), root, today, progress)
    }

    /// The vault at `root`, not read, and what the last build said, when that left nothing to do
    /// and nothing has changed since.
    pub fn if_settled(
        root: &Path,
        today: Day,
        progress: &Progress,
    ) -> Option<(Session, Vec<Diagnostic>)> {
        if stage::is_used(root) {
            return None;
        }
        progress.begin_stage(Stage::Walk);
        let said = up_to_date::settled_diagnostics(root, today);
        progress.wipe_line();
        Some((Session::unread_session(Vault::default(), root, today, progress), said?))
    }

    /// Keeps what the notes say, for the next run.
    pub fn keep_notes(&mut self) {
        self.ground.keep_notes();
    }

    /// Keeps that this build had nothing to do, for the next one.
    pub fn keep_settled(&self, outcome: &Outcome) {
        let idle = outcome.plan.edits.is_empty() && outcome.plan.held.is_empty();
        // What could not be read may be readable without its time having changed.
        let all = outcome.diagnostics.iter().all(|problem| problem.code != Code::Unreadable);
        if idle && all && self.vault().config_is_sound() && self.root().join(".vault121").is_dir() {
            self.ground.keep_stamps(self.today, &outcome.diagnostics, self.began.elapsed());
        }
    }

    /// Reads the vault at `root` into an empty one.
    pub(crate) fn read_into(
        mut vault: Vault,
        root: &Path,
        today: Day,
        progress: &Progress,
    ) -> Session {
        vault.elsewhere = Some(Arc::new(Renderer::default()));
        vault.hands = Arc::new(Threads);
        let mut session = Session::unread_session(vault, root, today, progress);
        session.refresh(&Batch::Rescan);
        trust::learn(root, session.ground.vault_mut());
        own_templates::learn(root, session.ground.vault_mut());
        session
    }

    fn unread_session(vault: Vault, root: &Path, today: Day, progress: &Progress) -> Session {
        Session {
            ground: Ground::unread_ground(vault, root, progress),
            progress: progress.clone(),
            today,
            began: Instant::now(),
            remembered: Regions::load(root),
            old: Vec::new(),
            covers: Vec::new(),
            sights: BTreeMap::new(),
            turns: RegionTurns::load(root, SystemTime::now()),
            brought: OnceCell::new(),
            identity: identity(root),
            saves: Saves::default(),
            reminders: Vec::new(),
            refused_ticks: BTreeSet::new(),
        }
    }

    /// The vault's folder.
    pub fn root(&self) -> &Path {
        self.ground.root()
    }

    /// The vault as it was read.
    pub fn vault(&self) -> &Vault {
        self.ground.vault()
    }

    /// Reads what changed since the last time. Returns whether the vault says something else now,
    /// or a page of ours is not as we left it.
    pub fn refresh(&mut self, batch: &Batch) -> bool {
        self.ground.refresh(batch);
        self.take_changes()
    }

    /// The notes as they were read, for buffers that lie over them.
    pub(crate) fn ground_mut(&mut self) -> &mut Ground {
        &mut self.ground
    }

    /// Whether a rest is worth it: the notes are many, and were read.
    pub fn may_rest(&self) -> bool {
        self.vault().count() > FEW_NOTES
    }

    /// Forgets what the notes say until one of them changes, and gives the memory back: a watcher
    /// has nothing to do for most of the day.
    pub fn forget_notes(&mut self) {
        memory::give_back(|| {
            self.saves = Saves::default();
            self.ground.forget_notes();
        });
    }

    /// Reads everything again, for a build after a rest that no change has ended.
    pub fn end_rest(&mut self) {
        if self.ground.end_rest() {
            self.take_changes();
        }
    }

    fn take_changes(&mut self) -> bool {
        let Stirred { notes, more, redone } = self.ground.take_stirred(self.today);
        let more = more || redone.iter().any(|path| !self.is_as_left(path));
        self.saves.add_saves(notes, more)
    }

    /// What is to be done after a save: the pages of those of whom the changed lines speak, when it
    /// is sure that they can be made alone, else everything, as it is with `whole`.
    pub fn after_save(&mut self, whole: bool) -> Pass {
        self.end_rest();
        self.progress.begin_stage(Stage::Fold);
        if let Some(mut again) = self.saves.again(self.ground.vault(), self.today, whole) {
            again.said.extend(self.leave_alone(&mut again.plan));
            self.progress.wipe_line();
            return Pass::Some(again);
        }
        let Outcome { model, plan, diagnostics, .. } = self.outcome(&Ask::default());
        let notify = model.config.notify;
        self.reminders = if notify { reminders(&model) } else { Vec::new() };
        self.saves.keep_run(model, &diagnostics);
        Pass::Whole(plan, diagnostics)
    }

    /// Whether every region of a note, or a file of ours, holds what we last put there: our own
    /// writes are no news.
    fn is_as_left(&self, path: &NotePath) -> bool {
        if let Some(text) = self.vault().files.get(path) {
            return self.remembered.is_newest(path, Regions::WHOLE, text);
        }
        let regions = self.vault().notes.get(path).and_then(|note| note.regions.as_ref());
        regions.is_some_and(|regions| self.remembered.is_as_left(path, regions))
    }

    /// Runs the program on the vault as it was read.
    pub fn outcome(&self, ask: &Ask) -> Outcome {
        self.outcome_of(None, ask)
    }

    /// The same, when it is known what the vault means.
    pub fn outcome_of(&self, known: Option<Model>, ask: &Ask) -> Outcome {
        self.progress.begin_stage(Stage::Fold);
        let model = known.unwrap_or_else(|| pipeline::fold(self.vault(), self.today));
        self.progress.begin_stage(Stage::Render);
        let rendered = pipeline::render(self.vault(), model, ask);
        self.progress.begin_stage(Stage::Plan);
        let mut outcome = pipeline::plan(self.vault(), rendered);
        let said = self.leave_alone(&mut outcome.plan);
        if !said.is_empty() {
            outcome.diagnostics.extend(said);
            outcome.diagnostics.sort();
        }
        self.progress.wipe_line();
        outcome
    }

    /// Takes the regions out of a plan that are only formatted otherwise, and those that go to and
    /// fro. Returns what is to be said of these.
    fn leave_alone(&self, plan: &mut Plan) -> Vec<Diagnostic> {
        plan.leave_formatted(&|there| self.remembered.was_put(there));
        let mut said = Vec::new();
        if self.turns.is_empty() {
            return said;
        }
        plan.edits.retain_mut(|edit| {
            let (path, count) = (edit.path.clone(), edit.region_edits().len());
            let is_left = edit.keep_only(|region| {
                let found = region.before.as_deref();
                !found.is_some_and(|found| {
                    self.turns.is_fight(&path, &region.name, found, &region.inner)
                })
            });
            let there = self.vault().files.get(&path);
            let whole = edit.whole_text().zip(there).is_some_and(|(wanted, there)| {
                self.turns.is_fight(&path, Regions::WHOLE, there, wanted)
            });
            if edit.region_edits().len() < count || whole {
                said.push(Diagnostic::about_file(Code::PageFight, path.as_str(), LEFT_ALONE));
            }
            !whole && is_left
        });
        said
    }

    /// Forgets which pages go to and fro: they are written again.
    pub fn force(&mut self) {
        self.turns.forget_all();
        if let Ok(desk) = self.open_desk() {
            self.turns.save(&desk.root);
        }
    }

    /// The text of a note now, and the text that an edit would give it.
    pub fn preview(&self, edit: &Edit) -> (String, String) {
        let now = glance_at(&self.root().join(edit.path.as_str()));
        let after =
            edit.text_after(now.as_deref()).unwrap_or_else(|_| now.clone().unwrap_or_default());
        (now.unwrap_or_default(), after)
    }

    /// Writes what the plan says, for a command that then ends: what a killed run left is cleared
    /// first, and old files are looked at a last time.
    pub fn carry_out_and_finish(&mut self, plan: &Plan) -> Carried {
        // A watcher at work here has its own texts in the stage: they are not ours to clear.
        let writes = !plan.edits.is_empty() && self.root().join(".vault121").is_dir();
        let writes = writes || stage::is_used(self.root());
        let lock = writes.then(|| lock::take(self.root()).ok()).flatten();
        let mut said = if lock.is_some() { self.recover() } else { Vec::new() };
        let mut carried = self.carry_out(plan, Manners::Once);
        said.extend(self.tend_old_files(true));
        carried.diagnostics.extend(said);
        carried
    }

    /// Writes what the plan says. The vault's own state is refreshed by the next `refresh`.
    pub fn carry_out(&mut self, plan: &Plan, manners: Manners) -> Carried {
        let mut carried = Carried { held: plan.held.clone(), ..Carried::default() };
        carried.diagnostics.extend(merge_told::take(self.root()));
        if plan.edits.is_empty() {
            self.remember_same(plan);
            return carried;
        }
        let desk = match self.open_desk() {
            Ok(desk) => desk,
            Err(why) => {
                for edit in &plan.edits {
                    carried.failed.push(edit.path.clone());
                    carried.held.push((edit.path.clone(), why.clone()));
                }
                let said = Diagnostic::about_file(Code::WriteHeld, ".vault121", why);
                carried.diagnostics.push(said);
                return carried;
            }
        };
        // A command beside a watcher: what the other put there was put there by us.
        self.remembered = Regions::load(self.root());
        self.turns = RegionTurns::load(self.root(), SystemTime::now());
        self.progress.begin_stage(Stage::Write);
        // Written down first: after a kill the text in a region is known to be ours.
        for edit in &plan.edits {
            self.remembered.note_intended(edit);
        }
        self.remembered.save(&desk.root);
        self.brought = OnceCell::new();
        let mut done = Vec::new();
        let sparse = git::is_sparse(self.root());
        for edit in &plan.edits {
            if sparse && leaves_out(self.root(), &edit.path) {
                let why = "git has it, and this sparse checkout leaves it out";
                let said = Diagnostic::about_file(Code::WriteHeld, edit.path.as_str(), why);
                carried.hold_note(&edit.path, said);
                continue;
            }
            // Asked again before each note: git may begin at any time.
            match carried.paused.clone().or_else(|| git_at_work(self.root(), manners)) {
                Some(why) if manners == Manners::Once => {
                    carried.held.push((edit.path.clone(), why.clone()));
                    carried.paused = Some(why);
                }
                Some(why) => {
                    carried.later.push(edit.path.clone());
                    carried.paused = Some(why);
                }
                None => {
                    let turns = self.turns_of(edit);
                    if self.carry_out_one(&desk, edit, manners, &mut carried) {
                        self.take_turns(&edit.path, turns, &mut carried);
                        done.push(edit);
                    }
                }
            }
            self.progress.count_file();
        }
        // Another command may have written down something meanwhile.
        self.remembered = Regions::load(self.root());
        self.remembered.note_standing(&plan.same);
        for edit in done {
            self.remembered.note_written(edit);
        }
        self.remembered.put_tight(std::mem::take(&mut carried.tight));
        self.remembered.save(&desk.root);
        if !self.turns.is_empty() {
            self.turns.save(&desk.root);
        }
        self.progress.wipe_line();
        carried.tell_unknown();
        carried
    }

    /// Remembers what stands where it should, also where nothing is to be written: a clone, a copy
    /// or a renamed note is known from then on.
    fn remember_same(&mut self, plan: &Plan) {
        if !self.remembered.note_standing(&plan.same) {
            return;
        }
        // A pure help: where it cannot be written, more is kept in `rescue/`.
        if let Ok(desk) = self.open_desk() {
            self.remembered = Regions::load(self.root());
            self.remembered.note_standing(&plan.same);
            self.remembered.save(&desk.root);
        }
    }

    /// By what texts of ours are told from others.
    pub(crate) fn memory(&self) -> Memory<'_> {
        Memory::new(&self.remembered, &self.brought, self.root(), self.vault().config.ticks)
    }

    /// Hashes of what was put into regions here.
    pub(crate) fn known_regions(&self) -> &Regions {
        &self.remembered
    }

    /// Looks after old files: what was saved into them late is merged, or kept and said. With
    /// `all`, waits until their time is over and lets go of them.
    pub fn tend_old_files(&mut self, all: bool) -> Vec<Diagnostic> {
        let mut trail = Trail::default();
        let rests = self.covers.is_empty() && self.old.iter().all(Old::is_at_rest);
        if !self.has_old() || (!all && rests) {
            return trail.said;
        }
        // Without the folder they stay; the next start finds them.
        let Ok(desk) = self.open_desk() else { return trail.said };
        loop {
            late_writes::restore_covered(&desk, std::mem::take(&mut self.covers), all, &mut trail);
            self.covers = std::mem::take(&mut trail.covers);
            for old in std::mem::take(&mut self.old) {
                let last = all && old.time_left().is_zero();
                late_writes::tend(&desk, old, &self.covers, last, &mut trail);
            }
            self.old = std::mem::take(&mut trail.old);
            self.covers.append(&mut trail.covers);
            if !all || !self.has_old() {
                return trail.said;
            }
            std::thread::sleep(MOMENT);
        }
    }

    /// Whether old files, or words that are to stay in a note, wait to be looked at again.
    pub fn has_old(&self) -> bool {
        !self.old.is_empty() || !self.covers.is_empty()
    }

    /// Clears what a killed run left in the stage. Only for whoever holds the vault's lock.
    pub fn recover(&mut self) -> Vec<Diagnostic> {
        let Ok(desk) = self.open_desk() else { return Vec::new() };
        let trail = recover::recover(&desk, self.vault().notes.keys());
        self.old.extend(trail.old);
        self.covers.extend(trail.covers);
        trail.said
    }

    /// What this file system cannot do for a note while it is written; nothing for a vault that
    /// was never written, or cannot be.
    pub fn missing_capabilities(&self) -> Vec<Diagnostic> {
        if !self.root().join(".vault121").is_dir() {
            return Vec::new();
        }
        let Ok(desk) = WriteDesk::open(self.root(), self.today) else { return Vec::new() };
        let say = |why| Diagnostic::about_file(Code::WriteReduced, ".vault121", why);
        capabilities::missing(&desk).into_iter().map(say).collect()
    }

    /// Opens the vault for writing: the folder that was read, with `.vault121/` in it.
    pub(crate) fn open_desk(&self) -> Result<WriteDesk, String> {
        if !is_same(self.root(), self.identity) {
            return Err("the vault's folder was replaced a moment ago".to_owned());
        }
        leads_nowhere(self.root()).map_err(|why| format!("cannot write in `.vault121`: {why}"))?;
        let cannot = |error| format!("cannot write in `.vault121`: {}", plain_error(&error));
        let desk = WriteDesk::open(self.root(), self.today).map_err(cannot)?;
        let ignore = self.root().join(".vault121/.gitignore");
        if ignore.symlink_metadata().is_err() {
            fs::write(ignore, GITIGNORE).map_err(cannot)?;
        }
        Ok(desk)
    }

    /// The regions of an edit in which another put its text into the place of the one that is to
    /// stand there now as before: region, what was found, what is put there.
    fn turns_of(&self, edit: &Edit) -> Vec<(String, String, String)> {
        let is_turn = |region: &str, found: &str, wanted: &str| {
            let wanted = wanted.trim_matches('\n');
            found != wanted && self.remembered.is_newest(&edit.path, region, wanted)
        };
        let there = self.vault().files.get(&edit.path).cloned();
        let whole = edit
            .whole_text()
            .zip(there)
            .map(|(wanted, there)| (Regions::WHOLE.to_owned(), there, wanted.to_owned()));
        let regions = edit.region_edits().iter().filter_map(|region| {
            Some((region.name.clone(), region.before.clone()?, region.inner.clone()))
        });
        let all = whole.into_iter().chain(regions);
        all.filter(|(region, found, wanted)| is_turn(region, found, wanted)).collect()
    }

    /// Notes what took whose place, and says when that is a fight.
    fn take_turns(
        &mut self,
        path: &NotePath,
        turns: Vec<(String, String, String)>,
        carried: &mut Carried,
    ) {
        for (region, found, wanted) in turns {
            let count = self.turns.note_turn(path, &region, &found, &wanted, SystemTime::now());
            if count == MOST_TURNS {
                let cause = match foreign::differs_by_days(&found, &wanted) {
                    true => "another machine writes it with another date",
                    false => "a formatter or another version of vault121 rewrites it",
                };
                let message = format!("{LEFT_ALONE}: {cause}");
                let said = Diagnostic::about_file(Code::PageFight, path.as_str(), message);
                carried.diagnostics.push(said.hint(
                    "let one machine keep the pages, or keep the other program out of them; \
                     `vault121 build --force` writes it again",
                ));
            }
        }
    }

    /// Carries out one edit. Returns whether its text stands there now.
    fn carry_out_one(
        &mut self,
        desk: &WriteDesk,
        edit: &Edit,
        manners: Manners,
        carried: &mut Carried,
    ) -> bool {
        // Git takes a note away and makes it anew, others move it aside: in between it is not ours
        // to make.
        let was_there = || self.old.iter().any(|old| old.path == edit.path);
        if edit.created_text().is_some() && manners != Manners::Once && was_there() {
            carried.later.push(edit.path.clone());
            return false;
        }
        let mut trail = Trail::default();
        let ticks = self.vault().config.ticks && !self.refused_ticks.contains(&edit.path);
        let memory = Memory::new(&self.remembered, &self.brought, self.root(), ticks);
        let written = self.sights.get(&edit.path);
        let mode = new_mode(&desk.root, edit, self.vault().notes.keys());
        let known = KnownNote { memory: &memory, covers: &self.covers, mode, written };
        let written = write::carry_out(desk, edit, manners, &known, &mut trail);
        self.old.extend(trail.old);
        self.covers.extend(trail.covers);
        carried.diagnostics.extend(trail.said);
        carried.unknown.extend(trail.unknown);
        carried.tight.extend(trail.tight);
        match written {
            Written::Later => carried.later.push(edit.path.clone()),
            Written::Done(sight) => {
                match sight {
                    Some(sight) => drop(self.sights.insert(edit.path.clone(), sight)),
                    None => drop(self.sights.remove(&edit.path)),
                }
                carried.written.push((edit.path.clone(), edit.why.clone()));
                return true;
            }
            Written::Same => return true,
            Written::Held(problem) => carried.hold_note(&edit.path, problem),
            Written::Failed(problem) => carried.fail_note(&edit.path, problem),
        }
        false
    }

    /// Pages whose ticks were not carried to their sources: before such a page is made anew, its
    /// text goes to the rescue folder.
    pub fn keep_ticks_of(&mut self, pages: BTreeSet<NotePath>) {
        self.refused_ticks = pages;
    }

    /// Texts of regions that are what would be put there, seen under the ticks that stand in them.
    pub fn saw_under_ticks(&mut self, seen: &[Same]) {
        let Ok(desk) = self.open_desk() else { return };
        self.remembered = Regions::load(self.root());
        if self.remembered.note_standing(seen) {
            self.remembered.save(&desk.root);
        }
    }

    /// Whether this text was put into a region here, or seen there as it should be.
    pub fn is_ours(&self, text: &str) -> bool {
        self.remembered.is_ours(text)
    }
}
