//! Events of the file system to batches. It knows no notes: an event is only a hint to look.
//!
//! Whatever is unclear (a lost event, a moved folder, a clock that jumped) is a batch to look at
//! everything; without events at all it looks every few seconds, and says so.

use crate::app::events;
use crate::app::events::{Native, Signal};
use crate::fs::git;
use crate::fs::read::{Identity, identity, is_same};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileEvent {
    /// By the operating system's events.
    Native,
    /// By looking.
    Poll,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Batch {
    /// These files may have changed, by their paths in the vault; nothing else did. None at all:
    /// only time went by.
    Paths(BTreeSet<String>),
    /// Look at everything, whatever the events say.
    Rescan,
    /// The program was asked to stop.
    Stop,
}

/// Something the person should hear of the watching itself: a word for programs, and a sentence.
pub type Say<'a> = &'a mut dyn FnMut(&str, &str);

/// Silence that ends a batch: an editor's save is a handful of events within a few milliseconds.
const QUIET: Duration = Duration::from_millis(30);
/// A batch is never kept waiting longer, however busy the vault is.
const LONGEST_BATCH: Duration = Duration::from_millis(400);
/// While git changes its work tree, the batch waits for it: a checkout is one build. Not for ever,
/// for a git that was killed leaves its lock behind.
const GIT_PATIENCE: Duration = Duration::from_secs(30);
/// Files in more than so many places at once are looked at by one walk.
const MOST_PATHS: usize = 1_000;
/// Without events: notice midnight, and a folder that was moved away.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Without events: look at everything, for what the system did not tell.
const RECONCILE: Duration = Duration::from_secs(600);
/// How often polling looks at a small vault, and looks whether a missing folder is back.
const POLL: Duration = Duration::from_secs(1);
/// Looking takes at most one part in so many of the time, however large the vault is.
const POLL_SHARE: u32 = 20;
/// The clock and the time that went by differ by this much after a sleep or when it was set.
const CLOCK_JUMP: Duration = Duration::from_secs(5);
/// Elsewhere one watch holds a whole tree, and what is made in a new folder may go unseen (on
/// Linux 23 % did): look once more.
const AFTERMATH: Duration = Duration::from_millis(300);
/// A running watcher.
pub struct Events {
    root: PathBuf,
    identity: Identity,
    kind: FileEvent,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    native: Option<Native>,
    /// Why there are no events although they were asked for.
    lost: Option<String>,
    /// When to look at everything, because there are no events or they may not be all.
    look_again: Option<Instant>,
    reconcile_at: Instant,
    /// When the last batch was given out: what comes then is the time that looking takes.
    returned: Instant,
    /// The clock and the time that goes by, when they were last compared.
    clock: (SystemTime, Instant),
}

/// Starts watching the folder `root`.
///
/// # Errors
/// Leaves Ctrl-C to the program in front, until the end.
pub fn ignore_interrupts() {
    ctrlc::set_handler(|| {}).ok();
}

/// When the program cannot be told to stop.
pub fn start(root: &Path, kind: FileEvent, say: Say) -> Result<Events, String> {
    let (sender, signals) = channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        stop.send(Signal::Stop).ok();
    })
    .map_err(|error| format!("cannot listen for ctrl-c: {error}"))?;
    let mut events = Events {
        root: root.to_path_buf(),
        identity: identity(root),
        kind,
        signals,
        sender,
        native: None,
        lost: None,
        look_again: None,
        reconcile_at: Instant::now() + RECONCILE,
        returned: Instant::now(),
        clock: (SystemTime::now(), Instant::now()),
    };
    events.watch_all_folders(say);
    Ok(events)
}

impl Events {
    /// What happened by now is of no matter, everything is looked at: for races, in which every
    /// write counts.
    pub fn at_once(&mut self) -> Batch {
        let stop = self.signals.try_iter().any(|signal| matches!(signal, Signal::Stop));
        if stop { Batch::Stop } else { Batch::Rescan }
    }

    /// Waits for the next batch; not longer than `most`, when something else has to be looked at.
    /// While the vault's folder is away it waits for it to come back.
    pub fn wait(&mut self, most: Option<Duration>, say: Say) -> Batch {
        if self.native.is_none() && self.look_again.is_none() {
            let looked = self.returned.elapsed();
            self.look_again = Some(Instant::now() + (looked * POLL_SHARE).clamp(POLL, RECONCILE));
        }
        let batch = self.next(most, say);
        self.returned = Instant::now();
        batch
    }

    fn next(&mut self, most: Option<Duration>, say: Say) -> Batch {
        let patience = self.quiet_time();
        let patience = most.map_or(patience, |most| patience.min(most));
        let received = self.signals.recv_timeout(patience);
        let (clock, then) = self.clock;
        let jumped = has_jumped(clock, then.elapsed());
        self.clock = (SystemTime::now(), Instant::now());
        let gathered = match received {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Batch::Stop,
            Ok(first) => match self.gather_batch(first) {
                Some(gathered) => gathered,
                None => return Batch::Stop,
            },
            Err(RecvTimeoutError::Timeout) => BatchSoFar::default(),
        };
        if !is_same(&self.root, self.identity) {
            return self.wait_for_folder(say);
        }
        let now = Instant::now();
        if gathered.unclear || jumped || self.reconcile_at <= now {
            if gathered.unclear {
                say("lost", "events were lost: looking at everything");
            } else if jumped {
                say("woken", "the clock jumped, or the machine slept: looking at everything");
            }
            self.watch_all_folders(say);
            return Batch::Rescan;
        }
        if self.look_again.is_some_and(|at| at <= now) {
            self.look_again = None;
            return Batch::Rescan;
        }
        self.sort_out(gathered.paths, say)
    }

    /// Takes in the rest of the batch; nothing when asked to stop.
    fn gather_batch(&self, first: Signal) -> Option<BatchSoFar> {
        let began = Instant::now();
        let mut gathered = BatchSoFar::default();
        gathered.take_signal(first);
        loop {
            match self.signals.recv_timeout(QUIET) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Ok(signal) => {
                    gathered.take_signal(signal);
                    if began.elapsed() < LONGEST_BATCH {
                        continue;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if began.elapsed() >= GIT_PATIENCE || !git::is_at_work(&self.root) {
                return Some(gathered);
            }
        }
    }

    /// Folders among the paths are watched anew, and then all has to be looked at.
    fn sort_out(&mut self, touched: BTreeSet<PathBuf>, say: Say) -> Batch {
        let mut unclear = touched.len() > MOST_PATHS;
        let mut paths = BTreeSet::new();
        let mut above: Option<PathBuf> = None;
        for path in touched {
            if above.as_ref().is_some_and(|above| path.starts_with(above)) {
                continue;
            }
            let Ok(inside) = path.strip_prefix(&self.root) else { continue };
            if !events::is_watched(inside) {
                continue;
            }
            let is_folder = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_dir());
            let was_folder = self.native.as_ref().is_some_and(|n| n.watches_folder(&path));
            let name = inside.to_str().filter(|name| !name.is_empty());
            match name {
                Some(name) if !is_folder && !was_folder => {
                    paths.insert(name.replace(std::path::MAIN_SEPARATOR, "/"));
                }
                _ => {
                    unclear = true;
                    let renewed = self.native.as_mut().map_or(Ok(()), |n| n.watch_anew(&path));
                    if let Err(why) = renewed {
                        self.native = None;
                        self.lose_events(why, say);
                    }
                    above = Some(path);
                }
            }
        }
        if unclear && !events::A_WATCH_EACH {
            self.look_again = Some(Instant::now() + AFTERMATH);
        }
        if unclear { Batch::Rescan } else { Batch::Paths(paths) }
    }

    /// Waits until the folder that was there at the start is there again.
    fn wait_for_folder(&mut self, say: Say) -> Batch {
        say("waiting", "the vault's folder is gone or was replaced: waiting for it");
        while !is_same(&self.root, self.identity) {
            match self.signals.recv_timeout(POLL) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Batch::Stop,
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            }
        }
        say("back", "the vault's folder is back");
        self.watch_all_folders(say);
        Batch::Rescan
    }

    /// Watches every folder from the beginning: what stood may have been lost with some event.
    fn watch_all_folders(&mut self, say: Say) {
        self.reconcile_at = Instant::now() + RECONCILE;
        if self.kind == FileEvent::Poll {
            return;
        }
        // The old one goes first: its watches count against the same limit.
        self.native = None;
        match Native::watch_vault(&self.root, self.sender.clone()) {
            Ok(native) => {
                self.native = Some(native);
                if self.lost.take().is_some() {
                    say("restored", "events are there again");
                }
            }
            Err(why) => self.lose_events(why, say),
        }
    }

    fn lose_events(&mut self, why: String, say: Say) {
        if self.lost.as_ref() != Some(&why) {
            say("reduced", &format!("no events here ({why}): looking every few seconds"));
        }
        self.lost = Some(why);
    }

    fn quiet_time(&self) -> Duration {
        let until = |at: Instant| at.saturating_duration_since(Instant::now());
        let again = self.look_again.map_or(HEARTBEAT, until);
        again.min(HEARTBEAT).min(until(self.reconcile_at))
    }
}

/// Whether the clock went another way than the time that went by.
fn has_jumped(clock: SystemTime, went_by: Duration) -> bool {
    let by_clock = clock.elapsed().map_err(|back| back.duration());
    match by_clock {
        Ok(by_clock) => by_clock.abs_diff(went_by) > CLOCK_JUMP,
        Err(back) => back + went_by > CLOCK_JUMP,
    }
}

/// What a batch is made of.
#[derive(Default)]
struct BatchSoFar {
    paths: BTreeSet<PathBuf>,
    unclear: bool,
}

impl BatchSoFar {
    fn take_signal(&mut self, signal: Signal) {
        match signal {
            Signal::Touched(paths) => self.paths.extend(paths),
            Signal::Unclear => self.unclear = true,
            Signal::Stop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_is_noticed() {
        let second = Duration::from_secs(1);
        let now = SystemTime::now();
        assert!(!has_jumped(now, Duration::ZERO));
        assert!(!has_jumped(now - second, second));
        assert!(has_jumped(now + 60 * second, second), "set back");
        assert!(has_jumped(now - 60 * second, second), "woken, or set forward");
    }
}
