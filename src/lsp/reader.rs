//! The vault, kept up to date beside the requests: a thread that owns the session, lays the open
//! buffers over it and makes the model anew when something changed.
//!
//! It never writes. What it knows goes out as a whole; what was known before comes back here, so
//! that it is not freed while somebody waits for an answer.

use crate::app::session::Session;
use crate::app::watch;
use crate::app::watch::{Batch, FileEvent};
use crate::diagnostic::diagnostic::Diagnostic;
use crate::lsp::buffer::Buffer;
use crate::lsp::known::{Known, Laid};
use crate::model::model::Model;
use crate::pages::pages::Ask;
use crate::pages::pipeline;
use crate::process::clock;
use crate::process::progress::Progress;
use crate::process::sandbox;
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::vault::Vault;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// What the thread is asked to do.
pub enum ReaderOrder {
    /// A buffer stands for a note now.
    Lay(NotePath, i32, Arc<Buffer>),
    /// The disk stands for it again.
    Lift(NotePath),
    /// Files may have changed.
    Look(Batch),
    /// What was known is not needed any more.
    Free(Arc<Known>),
    /// Somebody waits for an answer in which all orders before this one are taken in.
    Mark(u64),
}

/// What it tells.
pub enum ReaderNews {
    /// What is known now.
    Known(Arc<Known>),
    /// What only the pages tell, of what was known last.
    More(Vec<Diagnostic>),
    /// All orders before this mark are taken in.
    Marked(u64),
    /// Something for the log.
    Log(String),
}

/// So long nothing is typed before the model is made anew: within a word it would be in vain.
const QUIET: Duration = Duration::from_millis(60);
/// It is never kept waiting longer, however much is typed.
const LONGEST: Duration = Duration::from_millis(500);
/// It takes at most one part in so many of the time, however large the vault is.
const SHARE: u32 = 2;
/// So long nothing changes before the pages are asked: they are large work for few complaints.
const STILL: Duration = Duration::from_millis(700);
/// What is said when a note made us fail.
const FAILED: &str = "a note made the program fail: the last reading stays";
/// How often the day is looked at.
const DAY: Duration = Duration::from_secs(30);

/// Reads the vault at `root` and tells what is known, until nobody gives orders any more.
pub fn run(
    root: &Path,
    fixed: Option<Day>,
    orders: &Receiver<ReaderOrder>,
    tell: &dyn Fn(ReaderNews) -> bool,
) {
    let today = || fixed.unwrap_or_else(clock::today);
    let mut session = Session::open(root, today(), &Progress::default());
    let mut laid: BTreeMap<NotePath, Laid> = BTreeMap::new();
    let mut took = Duration::ZERO;
    let mut due = true;
    let mut mark = None;
    // What was made last, of which the pages are not asked yet.
    let mut unasked: Option<Arc<Known>> = None;
    loop {
        if due {
            let began = Instant::now();
            let made = AssertUnwindSafe(|| Arc::new(known_now(&session, &laid)));
            let news = match catch_unwind(made) {
                Ok(known) => {
                    unasked = Some(known.clone());
                    ReaderNews::Known(known)
                }
                // The next change tries again.
                Err(_) => ReaderNews::Log(FAILED.to_owned()),
            };
            if !tell(news) {
                return;
            }
            took = began.elapsed();
            // From now on answers go before: whoever types waits for them, not for the vault.
            sandbox::step_back();
        }
        if let Some(mark) = mark.take()
            && !tell(ReaderNews::Marked(mark))
        {
            return;
        }
        due = false;
        let patience = if unasked.is_some() { STILL.max(took * SHARE) } else { DAY };
        let first = match orders.recv_timeout(patience) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if first.is_none()
            && let Some(known) = unasked.take()
        {
            let told = AssertUnwindSafe(|| of_pages(session.vault(), &known.model));
            let news = catch_unwind(told)
                .map_or_else(|_| ReaderNews::Log(FAILED.to_owned()), ReaderNews::More);
            if !tell(news) {
                return;
            }
        }
        let began = Instant::now();
        let quiet = QUIET.max((took * SHARE).min(LONGEST));
        let mut next = first;
        while let Some(order) = next {
            match order {
                ReaderOrder::Mark(asked) => mark = Some(asked),
                order => due |= take_order(&mut session, &mut laid, order),
            }
            next = match due && mark.is_none() {
                true if began.elapsed() >= LONGEST => None,
                true => orders.recv_timeout(quiet).ok(),
                false => orders.try_recv().ok(),
            };
        }
        if today() != session.today {
            session.today = today();
            due = true;
        }
    }
}

/// Carries out an order. Returns whether the model is to be made anew.
fn take_order(
    session: &mut Session,
    laid: &mut BTreeMap<NotePath, Laid>,
    order: ReaderOrder,
) -> bool {
    match order {
        ReaderOrder::Lay(path, version, buffer) => {
            session.ground_mut().lay_buffer(&buffer.note, &buffer.said);
            laid.insert(path, (version, buffer));
            true
        }
        ReaderOrder::Lift(path) => {
            laid.remove(&path);
            session.ground_mut().lift_buffer(&path);
            true
        }
        ReaderOrder::Look(Batch::Stop) => false,
        ReaderOrder::Look(batch) => {
            let changed = session.refresh(&batch);
            // The disk never stands for a note that is open.
            for (_, buffer) in laid.values() {
                session.ground_mut().lay_buffer(&buffer.note, &buffer.said);
            }
            changed
        }
        ReaderOrder::Free(known) => {
            drop(known);
            false
        }
        ReaderOrder::Mark(_) => false,
    }
}

/// What is known now.
fn known_now(session: &Session, laid: &BTreeMap<NotePath, Laid>) -> Known {
    let vault = session.vault();
    let model = pipeline::fold(vault, session.today);
    Known::of(session.root().to_path_buf(), vault.clone(), model, laid.clone())
}

/// What only the pages tell of a vault.
fn of_pages(vault: &Vault, model: &Model) -> Vec<Diagnostic> {
    let rendered = pipeline::render(vault, model.clone(), &Ask::default());
    let all = pipeline::plan(vault, rendered).diagnostics;
    all.into_iter().filter(|problem| !model.diagnostics.contains(problem)).collect()
}

/// Tells the thread of changes on the disk, until it is gone.
pub fn watch(root: PathBuf, orders: Sender<ReaderOrder>, stop: impl Fn() + Send + 'static) {
    let look = move || {
        let mut say = |_: &str, _: &str| {};
        let Ok(mut events) = watch::start(&root, FileEvent::Native, &mut say) else { return };
        loop {
            let batch = events.wait(None, &mut say);
            if batch == Batch::Stop {
                return stop();
            }
            if orders.send(ReaderOrder::Look(batch)).is_err() {
                return;
            }
        }
    };
    drop(thread::Builder::new().name("vault121 disk".to_owned()).spawn(look));
}
