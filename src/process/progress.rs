//! What the program is at, and for how long: one moving line on the terminal, timings for `-v`.
//!
//! The session says which stage begins; nothing is ever asked of this module, so no result
//! depends on a clock. The line is there only while work takes longer than half a second, only
//! when stderr is a terminal, and never with `-q`; it is wiped before anything else is printed.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Finding the files.
    Walk,
    /// Asking the file system which of them changed, reading those that did and finding out what
    /// each of them says: several at once.
    Read,
    /// Taking in what they say, and parsing those that name somebody after all.
    Parse,
    /// Finding out what they mean together.
    Fold,
    /// Making the text of the pages.
    Render,
    /// Comparing the pages with what stands in the notes.
    Plan,
    /// Writing what differs.
    Write,
}

/// Work that is over sooner needs no line: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line moves.
const TICK: Duration = Duration::from_millis(100);

/// The clock of a run; its copies are the same clock.
#[derive(Clone, Debug, Default)]
pub struct Progress(Option<Arc<Mutex<Clock>>>);

#[derive(Debug)]
struct Clock {
    shown: bool,
    now: Option<(Stage, Instant)>,
    spent: BTreeMap<Stage, Spent>,
    /// When the work that is going on began, its stages taken together.
    began: Instant,
    /// When the last work ended.
    ended: Option<Instant>,
    line: Option<ProgressBar>,
    /// Whether a thread moves the line.
    driven: bool,
}

/// What a stage took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// How long.
    pub time: Duration,
    /// How many files it went over, where it counts them.
    pub count: usize,
}

impl Progress {
    /// A clock that keeps times when `timed`, and shows a line unless `quiet`.
    pub fn new(quiet: bool, timed: bool) -> Progress {
        let shown = !quiet && std::io::stderr().is_terminal();
        Progress((shown || timed).then(|| Arc::new(Mutex::new(Clock::new(shown)))))
    }

    /// A stage begins, and the one before ends.
    pub fn begin_stage(&self, stage: Stage) {
        let Some((shared, mut clock)) = self.clock() else { return };
        clock.begin_stage(stage);
        if clock.shown && !clock.driven {
            clock.driven = true;
            let clock = Arc::downgrade(shared);
            std::thread::spawn(move || keep_drawing(&clock));
        }
    }

    /// One more file in this stage.
    pub fn count_file(&self) {
        self.count_files(1);
    }

    /// So many more files in this stage.
    pub fn count_files(&self, count: usize) {
        if let Some((_, mut clock)) = self.clock()
            && let Some((stage, _)) = clock.now
        {
            clock.spent.entry(stage).or_default().count += count;
        }
    }

    /// The work is over for now: wipes the line, so that others may print.
    pub fn wipe_line(&self) {
        if let Some((_, mut clock)) = self.clock() {
            clock.wipe_line();
        }
    }

    /// What the stages took since this was asked for the last time.
    pub fn times_taken(&self) -> BTreeMap<Stage, Spent> {
        self.clock().map(|(_, mut clock)| std::mem::take(&mut clock.spent)).unwrap_or_default()
    }

    fn clock(&self) -> Option<(&Arc<Mutex<Clock>>, MutexGuard<'_, Clock>)> {
        let shared = self.0.as_ref()?;
        Some((shared, lock_anyway(shared)))
    }
}

impl Clock {
    fn new(shown: bool) -> Clock {
        Clock {
            shown,
            now: None,
            spent: BTreeMap::new(),
            began: Instant::now(),
            ended: None,
            line: None,
            driven: false,
        }
    }

    fn begin_stage(&mut self, stage: Stage) {
        let moment = Instant::now();
        match self.now {
            Some(_) => self.end_stage(moment),
            None => {
                // Reading, making and writing follow one another at once: one piece of work.
                if self.ended.is_none_or(|ended| moment.duration_since(ended) > TICK) {
                    self.began = moment;
                }
            }
        }
        self.now = Some((stage, moment));
    }

    fn end_stage(&mut self, moment: Instant) {
        if let Some((stage, since)) = self.now.take() {
            self.spent.entry(stage).or_default().time += moment.duration_since(since);
        }
    }

    fn wipe_line(&mut self) {
        let moment = Instant::now();
        self.end_stage(moment);
        self.ended = Some(moment);
        if let Some(line) = self.line.take() {
            line.finish_and_clear();
        }
    }

    /// Moves the line. Returns whether there is still work.
    fn draw(&mut self) -> bool {
        let Some((stage, _)) = self.now else {
            self.driven = false;
            return false;
        };
        if self.began.elapsed() >= PATIENCE {
            let count = self.spent.get(&stage).map_or(0, |spent| spent.count);
            let line = self.line.get_or_insert_with(progress_line);
            line.set_message(stage.waiting_words(count));
            line.tick();
        }
        true
    }
}

impl Stage {
    /// The stage as `-v` names it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Walk => "walk",
            Stage::Read => "read",
            Stage::Parse => "parse",
            Stage::Fold => "fold",
            Stage::Render => "render",
            Stage::Plan => "plan",
            Stage::Write => "write",
        }
    }

    /// The stage for somebody who waits.
    fn waiting_words(self, count: usize) -> String {
        let words = match self {
            Stage::Walk => "looking at the notes",
            Stage::Read | Stage::Parse => "reading the notes",
            Stage::Fold => "putting together what they say",
            Stage::Render => "making the pages",
            Stage::Plan => "comparing the pages with the notes",
            Stage::Write => "writing the pages",
        };
        if count == 0 { format!("{words} ...") } else { format!("{words}, {}", thousands(count)) }
    }
}

/// A number as people read it: `12,345`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Moves the line until the work is over: a stage that counts nothing still has to move.
fn keep_drawing(clock: &Weak<Mutex<Clock>>) {
    loop {
        std::thread::sleep(TICK);
        let Some(clock) = clock.upgrade() else { return };
        if !lock_anyway(&clock).draw() {
            return;
        }
    }
}

/// A clock outlives a panic over one note: what it holds is never half written.
fn lock_anyway(clock: &Mutex<Clock>) -> MutexGuard<'_, Clock> {
    clock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn progress_line() -> ProgressBar {
    let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        line.set_style(style);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_ends_when_the_next_begins_and_steps_count_for_their_stage() {
        let progress = Progress(Some(Arc::new(Mutex::new(Clock::new(false)))));
        progress.begin_stage(Stage::Read);
        progress.count_file();
        progress.count_file();
        progress.begin_stage(Stage::Fold);
        progress.wipe_line();
        progress.count_file();
        let taken = progress.times_taken();
        let counts: Vec<_> = taken.iter().map(|(stage, spent)| (*stage, spent.count)).collect();
        assert_eq!(counts, [(Stage::Read, 2), (Stage::Fold, 0)]);
        assert!(progress.times_taken().is_empty(), "asked again, it counts anew");
    }

    #[test]
    fn nobody_who_looks_and_nobody_who_asks_cost_nothing() {
        assert!(Progress::new(true, false).0.is_none());
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }
}
