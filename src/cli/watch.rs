//! `vault121 watch`: build, then again on every change.

use crate::app::carried::Carried;
use crate::app::outside;
use crate::app::own_templates;
use crate::app::quiet::Quiet;
use crate::app::reminding::Reminding;
use crate::app::session::Session;
use crate::app::terminal::Ui;
use crate::app::tick_sync::{Flowed, close_ticked};
use crate::app::trust::learn_again;
use crate::app::upgrade;
use crate::app::watch;
use crate::app::watch::{Batch, FileEvent};
use crate::cli::build;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::manners::Manners;
use crate::fs::read::glance_at;
use crate::fs::root::leads_nowhere;
use crate::fs::{git, lock, trust};
use crate::model::json_rows::{BuildReport, BuiltEvent, SCHEMA};
use crate::pages::again::{Again, Pass};
use crate::pages::plan::{Edit, Plan};
use crate::process::clock;
use crate::process::sandbox;
use crate::process::sandbox::Confined;
use crate::process::supervisor;
use crate::text::ids::NotePath;
use crate::text::json;
use crate::vault::config::{CONFIG_PATH, Config};
use crate::vault::trust::Trust;
use clap::{Args, ValueEnum};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Keep every page up to date while you write, in any editor
///
/// Builds once, then again whenever a note changes or a new day begins. Stop it with ctrl-c.
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// How to notice changes: `poll` works on network folders too
    #[arg(long, value_enum, default_value_t = Watcher::Native)]
    pub watcher: Watcher,
    /// Trust every template of the vault for this run: for machines that build without a person
    #[arg(long)]
    pub trust_templates: bool,
    /// How to print what was done: `jsonl` is one event a line
    #[arg(long, value_enum, default_value_t = WatchFormat::Text)]
    pub format: WatchFormat,
    /// Waits for nobody and writes as often as it can: for races, see docs/tried.md
    #[arg(long, hide = true)]
    pub impatient: bool,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Watcher {
    /// By the operating system's events
    Native,
    /// By looking every second
    Poll,
}

/// How events are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WatchFormat {
    /// Lines for people
    Text,
    /// One JSON event a line
    Jsonl,
}

/// A file written more often than this in a minute is in a fight with another program.
const MOST_WRITES_A_MINUTE: usize = 20;

/// So long such a file is left alone.
const MINUTE: Duration = Duration::from_secs(60);
/// How soon to try again what somebody was writing.
const SOON: Duration = Duration::from_millis(500);
/// So often in vain, which is longer than a note is fresh, and it is tried again more seldom: an
/// editor may be open for hours.
const MOST_SOON: u32 = 8;
/// How soon then.
const NOT_SO_SOON: Duration = Duration::from_secs(4);
/// After a save the pages of those of whom its lines speak are made at once, and all pages when
/// nothing was saved for so many times as long as all pages took the last time: in a large vault
/// somebody who saves with every sentence must not keep a processor busy.
const QUIET_TIMES: u32 = 4;
/// However fast all pages are made, a second save may follow the first one at once.
const LEAST_QUIET: Duration = Duration::from_millis(200);
/// And however slow.
const MOST_QUIET: Duration = Duration::from_secs(5);
/// All pages are made after so many quiet times at the latest, whatever is saved meanwhile.
const LONGEST_TIMES: u32 = 6;
/// A large vault's watcher rests when nothing was to do for so long: a meeting has pauses, and the
/// first save after a rest costs a cold build.
const RESTS_AFTER: Duration = Duration::from_secs(60);
/// How often to look whether somebody waits to write a file that was a note until a moment ago:
/// their editor stands still until we have looked.
const TENDING: Duration = Duration::from_millis(20);

/// While something is still to be told today, the clock is looked at so often: a machine that slept
/// must not tell it hours late.
const REMINDER_LOOK: Duration = Duration::from_secs(60);

/// How often a calendar outside the vault is looked at.
const CALENDAR_LOOK: Duration = Duration::from_secs(10);

/// The folder of the calendar that the config names outside the vault. The config alone is read
/// before this process is confined.
fn calendar_folder(root: &Path) -> Option<PathBuf> {
    let (config, _) = Config::read(&glance_at(&root.join(CONFIG_PATH))?);
    outside::folder_beside(&config, root)
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or another watcher is at work in it.
pub fn run(args: &WatchArgs, context: &CommandContext, fixed_day: bool) -> Done {
    let root = context.vault_root()?;
    leads_nowhere(&root).map_err(|message| Failure { message, way_out: None })?;
    std::fs::create_dir_all(root.join(".vault121"))?;
    let state = trust::make_folder(&root);
    let mut read = git::folders(&root);
    read.extend(calendar_folder(&root));
    match sandbox::to_vault(&root, state.as_deref(), &read) {
        Confined::Fully => context.ui.say_if_verbose("confined to the vault by Landlock"),
        Confined::Partly => {
            context.ui.say_if_verbose("confined to the vault, as far as this kernel can");
        }
        Confined::Not(why) => {
            context.ui.say_if_verbose(&format!("not confined to the vault: {why}"));
        }
    }
    let mut session = context.open_session()?;
    if args.trust_templates {
        session.ground_mut().vault_mut().trust = Trust::All;
    }
    let _lock = lock::take(&root).map_err(|why| Failure { message: why, way_out: None })?;
    build::require_sound_config(context, &session)?;
    let kind = match args.watcher {
        Watcher::Native => FileEvent::Native,
        Watcher::Poll => FileEvent::Poll,
    };
    let mut watcher = Loop {
        args,
        context,
        writes: BTreeMap::new(),
        stopped: BTreeMap::new(),
        last_errors: 0,
        told: BTreeSet::new(),
        has_told: false,
        later: None,
        tries: 0,
        held: Vec::new(),
        postponed: Vec::new(),
        whole: None,
        took: Duration::ZERO,
        said: Vec::new(),
        paused: None,
        quiet: Quiet::default(),
        reminding: Reminding::default(),
        is_older: upgrade::is_older(&root),
        has_told_older: false,
    };
    let say = |name: &str, message: &str| event(args.format, &context.ui, name, message);
    let mut events = watch::start(&root, kind, &mut |name, message| say(name, message))
        .map_err(|message| Failure { message, way_out: None })?;
    say("started", &format!("watching {}", root.display()));
    for reduced in session.missing_capabilities() {
        let message = &reduced.message;
        context
            .ui
            .say_if_verbose(&format!("reduced protection while notes are written: {message}"));
    }
    let left = session.recover();
    context.ui.diagnostics(&root, &left, true);
    // What changed between the first reading and the first watch.
    session.refresh(&Batch::Rescan);
    watcher.build(&mut session, true);
    build::say_trusted(context, &mut session);
    supervisor::ready();
    session.keep_notes();
    let mut busy = Instant::now();
    loop {
        let tell = watcher.remind(&session);
        let batch = match (args.impatient, session.has_old()) {
            (true, _) => events.at_once(),
            (_, true) => events.wait(Some(TENDING), &mut |name, message| say(name, message)),
            _ => {
                // No event tells of a file outside the vault.
                let calendar = session.vault().config.calendar_read.as_ref();
                let look = calendar.map(|_| Instant::now() + CALENDAR_LOOK);
                let due = watcher.whole.map(|due| due.at);
                let next = watcher.later.into_iter().chain(due).chain(look).chain(tell).min();
                let later = next.map(|at| at.saturating_duration_since(Instant::now()));
                events.wait(later, &mut |name, message| say(name, message))
            }
        };
        let late = session.tend_old_files(batch == Batch::Stop);
        context.ui.diagnostics(&root, &late, true);
        if batch == Batch::Stop {
            supervisor::stopping();
            say("stopped", "stopped");
            return Ok(FINE);
        }
        let today = if fixed_day { context.today } else { clock::today() };
        let new_day = today != session.today;
        session.today = today;
        // A look that found nothing is no part of the next build.
        context.ui.progress.times_taken();
        let due = |at: Option<Instant>| at.is_some_and(|at| at <= Instant::now());
        let trusted = learn_again(&root, session.ground_mut().vault_mut());
        let changed = session.refresh(&batch);
        if changed {
            own_templates::learn(&root, session.ground_mut().vault_mut());
            watcher.quiet.note_save(Instant::now());
            let took = watcher.took;
            watcher.whole = watcher.whole.map(|due| Due::after(Some(due), took));
        }
        let again = due(watcher.later);
        let whole = new_day
            || trusted
            || due(watcher.whole.map(|due| due.at))
            || watcher.may_go_on()
            || session.ground_mut().calendar_changed()
            || due(watcher.quiet.next_look())
            // A tick may have been carried to its source meanwhile, which changes pages.
            || again && (watcher.postponed.is_empty() || session.vault().config.ticks);
        if changed || whole {
            watcher.build(&mut session, whole);
            busy = Instant::now();
        } else if again {
            watcher.retry(&mut session);
            busy = Instant::now();
        } else if busy.elapsed() >= RESTS_AFTER && watcher.is_idle() && session.may_rest() {
            // Before the rest, which gives its memory back too.
            watcher.said = Vec::new();
            session.forget_notes();
            context.ui.say_if_verbose("at rest: the notes are read again when one of them changes");
        }
    }
}

/// Rounds after which a build ends, however often the vault changes under it.
const MOST_ROUNDS: usize = 5;

struct Loop<'a> {
    args: &'a WatchArgs,
    context: &'a CommandContext,
    writes: BTreeMap<String, Vec<Instant>>,
    /// Notes that are in a fight with another program, and since when they are left alone.
    stopped: BTreeMap<String, Instant>,
    last_errors: usize,
    /// The complaints that were told, for `jsonl`.
    told: BTreeSet<Diagnostic>,
    /// Whether the first build was told.
    has_told: bool,
    /// Somebody was writing: when to look again.
    later: Option<Instant>,
    /// How often what is postponed was tried in vain.
    tries: u32,
    /// What was not written last, and why.
    held: Vec<(NotePath, String)>,
    /// What could not be written for that reason, of the newest plan.
    postponed: Vec<Edit>,
    /// When all pages are to be made: until then only those of some people are up to date.
    whole: Option<Due>,
    /// How long it took to make all pages the last time.
    took: Duration,
    /// What was said when they were made last.
    said: Vec<Diagnostic>,
    /// Why nothing is written for now.
    paused: Option<String>,
    /// Pages that wait before they show others more.
    quiet: Quiet,
    /// What was told through the desktop.
    reminding: Reminding,
    /// The pages were made under an older reading, which nobody accepted yet.
    is_older: bool,
    has_told_older: bool,
}

/// When all pages are to be made.
#[derive(Clone, Copy)]
struct Due {
    at: Instant,
    latest: Instant,
}

impl Due {
    /// When nothing is saved for a while after a save of now; no later than was due `before`.
    fn after(before: Option<Due>, took: Duration) -> Due {
        let now = Instant::now();
        let quiet = (took * QUIET_TIMES).clamp(LEAST_QUIET, MOST_QUIET);
        let latest = before.map_or(now + quiet * LONGEST_TIMES, |before| before.latest);
        Due { at: latest.min(now + quiet), latest }
    }
}

impl Loop<'_> {
    /// Builds until nothing is left to write: what somebody saves while we write is taken in with
    /// our own writes, and must not wait for the next event.
    fn build(&mut self, session: &mut Session, mut whole: bool) {
        session.end_rest();
        for _ in 0..MOST_ROUNDS {
            let wrote = self.build_once(session, whole);
            whole = false;
            if wrote.is_empty() || !session.refresh(&Batch::Paths(wrote)) {
                return;
            }
        }
    }

    /// One build. Returns the notes that were written.
    fn build_once(&mut self, session: &mut Session, whole: bool) -> BTreeSet<String> {
        let manners = self.manners();
        self.is_older = self.is_older && upgrade::is_older(session.root());
        let flowed = if self.is_older { Flowed::default() } else { close_ticked(session, manners) };
        // A panic over one note must not end a program that is to run for weeks. What was known of
        // the last run is taken out of the session before it is used.
        let began = Instant::now();
        let run = std::panic::AssertUnwindSafe(|| session.after_save(whole));
        let Ok(pass) = std::panic::catch_unwind(run) else {
            self.context.ui.progress.wipe_line();
            // The next change tries again: what is due now would fail again at once, for ever.
            (self.whole, self.later) = (None, None);
            self.postponed.clear();
            self.event("failed", "a note made the program fail; waiting for the next change");
            return BTreeSet::new();
        };
        let mut plan = match pass {
            Pass::Whole(plan, said) => {
                (self.whole, self.said, self.took) = (None, said, began.elapsed());
                plan
            }
            Pass::Some(Again { plan, said, .. }) => {
                self.whole = Some(Due::after(self.whole, self.took));
                let new = said.into_iter().filter(|problem| !self.said.contains(problem));
                let new: Vec<Diagnostic> = new.collect();
                self.said.extend(new);
                plan
            }
        };
        plan.edits.retain(|edit| !flowed.waiting.contains(&edit.path));
        self.ask_to_accept(session, &mut plan);
        if manners == Manners::Patient {
            self.quiet.hold_opening_edits(
                &mut plan.edits,
                &session.vault().templates,
                Instant::now(),
            );
            self.stop_fights(&mut plan.edits);
        }
        self.tries = 0;
        self.carry_out(session, plan, flowed.carried)
    }

    /// Writes no page while the older reading stands, and says so once.
    fn ask_to_accept(&mut self, session: &Session, plan: &mut Plan) {
        if !self.is_older {
            return;
        }
        let changed = upgrade::changed_pages(plan);
        if changed.is_empty() {
            upgrade::accept(session.root());
            self.is_older = false;
            return;
        }
        let told = upgrade::changed_pages_text(&changed);
        plan.edits.clear();
        if !std::mem::replace(&mut self.has_told_older, true) {
            self.event("waiting", &told);
        }
    }

    /// Tries once more to write what somebody was writing: nothing else has changed, so there is
    /// nothing to make anew.
    fn retry(&mut self, session: &mut Session) {
        let plan = Plan { edits: std::mem::take(&mut self.postponed), ..Plan::default() };
        self.tries += 1;
        let wrote = self.carry_out(session, plan, Carried::default());
        if !wrote.is_empty() && session.refresh(&Batch::Paths(wrote)) {
            self.build(session, false);
        }
    }

    /// Carries out a plan; `first` was carried out before it. Returns the notes that were written.
    fn carry_out(&mut self, session: &mut Session, plan: Plan, first: Carried) -> BTreeSet<String> {
        let manners = self.manners();
        let mut carried = session.carry_out(&plan, manners);
        let is_later =
            |edit: &Edit| carried.later.contains(&edit.path) || carried.failed.contains(&edit.path);
        self.postponed = plan.edits.into_iter().filter(is_later).collect();
        carried.put_before(first);
        if carried.paused.is_some() && carried.paused != self.paused {
            self.event("paused", carried.paused.as_deref().unwrap_or_default());
        }
        self.paused.clone_from(&carried.paused);
        for (path, _) in &carried.written {
            self.writes.entry(path.to_string()).or_default().push(Instant::now());
        }
        let wrote = carried.written.iter().map(|(path, _)| path.to_string()).collect();
        self.later = match (carried.later.is_empty(), carried.failed.is_empty()) {
            (false, _) => Some(Instant::now() + self.pause()),
            (true, false) => Some(Instant::now() + NOT_SO_SOON),
            (true, true) => None,
        };
        self.later = self.later.into_iter().chain(self.quiet.next_look()).min();
        // Another try in vain is no news.
        let again = !carried.held.is_empty() && carried.held == self.held;
        let idle = carried.written.is_empty() && (carried.held.is_empty() || again);
        self.held.clone_from(&carried.held);
        if self.tries == 0 || !idle || !again && !carried.diagnostics.is_empty() {
            self.print_carried(session, carried, self.said.clone());
        }
        wrote
    }

    /// Tells through the desktop what is near or due. Returns when to look again.
    fn remind(&mut self, session: &Session) -> Option<Instant> {
        let zone = session.vault().config.timezone.as_ref().map(|zone| zone.name.as_str());
        let (all, minute) = (&session.reminders, clock::minute(zone));
        let told = self.reminding.tell_due(session.root(), session.today, minute, all);
        told.titles.iter().for_each(|title| self.event("told", title));
        if let Some(why) = &told.failed {
            self.event("untold", why);
        }
        let next = self.reminding.next(session.today, minute, all);
        next.map(|_| Instant::now() + REMINDER_LOOK)
    }

    /// Whether nothing is left to do until something changes.
    fn is_idle(&self) -> bool {
        self.later.is_none() && self.whole.is_none() && self.stopped.is_empty()
    }

    fn pause(&self) -> Duration {
        if self.tries < MOST_SOON { SOON } else { NOT_SO_SOON }
    }

    fn manners(&self) -> Manners {
        if self.args.impatient { Manners::None } else { Manners::Patient }
    }

    fn print_carried(&mut self, session: &Session, carried: Carried, said: Vec<Diagnostic>) {
        if self.args.format == WatchFormat::Jsonl {
            let BuildReport { written, held, diagnostics, .. } = build::report(said, carried);
            let now: BTreeSet<Diagnostic> = diagnostics.into_iter().collect();
            let told = std::mem::replace(&mut self.told, now);
            let event = BuiltEvent {
                event: "built",
                time: clock::moment_text(),
                schema: SCHEMA,
                written,
                held,
                came: self.told.difference(&told).cloned().collect(),
                went: told.difference(&self.told).cloned().collect(),
            };
            let is_idle = event.written.is_empty() && event.held.is_empty();
            let is_news = !(is_idle && event.came.is_empty() && event.went.is_empty());
            if is_news || !std::mem::replace(&mut self.has_told, true) {
                self.context.ui.print_line(&json::line(&event));
            }
            return;
        }
        for (path, why) in &carried.written {
            self.context.ui.print_line(&format!("{path}: {why}"));
        }
        for (path, why) in &carried.held {
            self.context.ui.say(&format!("{path}: left as it is: {why}"));
        }
        self.context.ui.diagnostics(session.root(), &carried.diagnostics, true);
        let errors: Vec<_> = said
            .into_iter()
            .filter(|problem| problem.severity == crate::diagnostic::severity::Severity::Error)
            .collect();
        if errors.len() != self.last_errors {
            self.context.ui.diagnostics(session.root(), &errors, true);
        }
        self.last_errors = errors.len();
        self.context.ui.timings();
    }

    /// Takes the edits of notes out that were written too often in the last minute.
    fn stop_fights(&mut self, edits: &mut Vec<Edit>) {
        for times in self.writes.values_mut() {
            times.retain(|time| time.elapsed() < MINUTE);
        }
        self.writes.retain(|_, times| !times.is_empty());
        let mut said = Vec::new();
        edits.retain(|edit| {
            let path = edit.path.as_str();
            if self.stopped.contains_key(path) {
                return false;
            }
            let many = self.writes.get(path).is_some_and(|t| t.len() >= MOST_WRITES_A_MINUTE);
            if many {
                self.stopped.insert(path.to_owned(), Instant::now());
                said.push(path.to_owned());
            }
            !many
        });
        for path in said {
            let message = format!(
                "{path}: written {MOST_WRITES_A_MINUTE} times in a minute: another program keeps \
                 changing it, or what it is made from; left alone for a minute"
            );
            self.event("breaker", &message);
        }
    }

    /// Lets go of notes whose minute is over. Returns whether there were any.
    fn may_go_on(&mut self) -> bool {
        let before = self.stopped.len();
        self.stopped.retain(|_, since| since.elapsed() < MINUTE);
        self.stopped.len() < before
    }

    fn event(&self, name: &str, message: &str) {
        event(self.args.format, &self.context.ui, name, message);
    }
}

fn event(format: WatchFormat, ui: &Ui, name: &str, message: &str) {
    match format {
        WatchFormat::Text => ui.say(message),
        WatchFormat::Jsonl => {
            let time = clock::moment_text();
            let event =
                BTreeMap::from([("event", name), ("message", message), ("time", time.as_str())]);
            ui.print_line(&json::line(&event));
        }
    }
}
