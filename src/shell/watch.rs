//! Events of the file system to batches. It knows no notes: an event is only a hint to look.
//!
//! What counts is what the next walk finds; so a missed event costs time and never a change.

use crate::shell::disk::read::{Identity, identity};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By the operating system's events.
    Native,
    /// By looking.
    Poll,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// Something changed.
    Changed,
    /// Time to look, whatever the events say.
    Rescan,
    /// The program was asked to stop.
    Stop,
}

/// Silence that ends a batch: an editor's save is a handful of events within a few milliseconds.
const QUIET: Duration = Duration::from_millis(30);
/// A batch is never kept waiting longer, however busy the vault is.
const LONGEST_BATCH: Duration = Duration::from_millis(400);
/// Files written right after `mkdir` raise no event (23 % were missed): look once more.
const AFTERMATH: Duration = Duration::from_millis(300);
/// Without events: notice midnight, and a folder that was moved away.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Without events: look at everything, for what the system did not tell.
const RECONCILE: Duration = Duration::from_secs(600);
/// How soon the caller wants to be woken when it has something to look after.
const SOON: Duration = Duration::from_millis(500);
/// How often `poll` looks.
const POLL: Duration = Duration::from_millis(1_000);

enum Signal {
    Touched,
    Trouble,
    Stop,
}

/// A running watcher.
pub struct Events {
    signals: Receiver<Signal>,
    native: Option<RecommendedWatcher>,
    reduced: Option<String>,
    identity: Identity,
    look_again: Option<Instant>,
    reconcile_at: Instant,
}

/// Starts watching the folder `root`.
///
/// # Errors
/// When the program cannot be told to stop.
pub fn start(root: &Path, kind: Kind) -> Result<Events, String> {
    let (sender, signals) = channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        stop.send(Signal::Stop).ok();
    })
    .map_err(|error| format!("cannot listen for ctrl-c: {error}"))?;
    let (native, reduced) = match kind {
        Kind::Poll => (None, None),
        Kind::Native => match native(root, sender.clone()) {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(format!("no events here ({error}): looking every second"))),
        },
    };
    // The channel stays open without a native watcher: the handler for ctrl-c keeps its end.
    let reconcile_at = Instant::now() + RECONCILE;
    Ok(Events {
        signals,
        native,
        reduced,
        identity: identity(root),
        look_again: None,
        reconcile_at,
    })
}

impl Events {
    /// Why changes are noticed in a lesser way than asked for.
    pub fn reduced(&self) -> Option<String> {
        self.reduced.clone()
    }

    /// The folder that was there at the start.
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// Waits for the next batch; not for long when something else has to be looked at soon.
    pub fn wait(&mut self, soon: bool) -> Batch {
        let patience = if soon { self.patience().min(SOON) } else { self.patience() };
        match self.signals.recv_timeout(patience) {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => Batch::Stop,
            Ok(Signal::Trouble) => {
                self.native = None;
                self.reduced = Some("events failed: looking every second".to_owned());
                Batch::Rescan
            }
            Ok(Signal::Touched) if self.settle() => Batch::Stop,
            Ok(Signal::Touched) => {
                self.look_again = Some(Instant::now() + AFTERMATH);
                Batch::Changed
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                self.look_again = self.look_again.filter(|at| *at > now);
                if self.reconcile_at <= now {
                    self.reconcile_at = now + RECONCILE;
                }
                Batch::Rescan
            }
        }
    }

    fn patience(&self) -> Duration {
        if self.native.is_none() {
            return POLL;
        }
        let now = Instant::now();
        let until = |at: Instant| at.saturating_duration_since(now);
        let soon = self.look_again.map_or(HEARTBEAT, until);
        soon.min(HEARTBEAT).min(until(self.reconcile_at))
    }

    /// Takes in the rest of the batch. Returns true when asked to stop.
    fn settle(&self) -> bool {
        let began = Instant::now();
        while began.elapsed() < LONGEST_BATCH {
            match self.signals.recv_timeout(QUIET) {
                Ok(Signal::Stop) => return true,
                Ok(_) => {}
                Err(_) => break,
            }
        }
        false
    }
}

fn native(root: &Path, sender: Sender<Signal>) -> Result<RecommendedWatcher, notify::Error> {
    let own = root.join(".vault121");
    let git = root.join(".git");
    let handler = move |event: Result<notify::Event, notify::Error>| {
        let signal = match event {
            Ok(event) => {
                // Our own reading must not wake us; nor our cache, nor git's.
                let reading = matches!(event.kind, EventKind::Access(kind) if !closes(kind));
                let inside =
                    |path: &std::path::PathBuf| path.starts_with(&git) || own_work(path, &own);
                let not_ours = !event.paths.is_empty() && event.paths.iter().all(inside);
                if (reading || not_ours) && !event.need_rescan() {
                    return;
                }
                Signal::Touched
            }
            Err(_) => Signal::Trouble,
        };
        sender.send(signal).ok();
    };
    let mut watcher = notify::recommended_watcher(handler)?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    Ok(watcher)
}

fn own_work(path: &Path, own: &Path) -> bool {
    path.strip_prefix(own).is_ok_and(|inside| {
        ["cache", "rescue", "stage", "lock"].iter().any(|name| inside.starts_with(name))
    })
}

fn closes(kind: notify::event::AccessKind) -> bool {
    use notify::event::{AccessKind, AccessMode};
    kind == AccessKind::Close(AccessMode::Write)
}
