//! Closing one line at its source: what `done`, `share` and `drop` write, and, with
//! `ticks: write-back`, what a box that was ticked on a page leads to, by the same way.
//!
//! Only a region that differs from what was written there by its boxes alone is read for ticks:
//! with another word in it, or without a memory of what was written, nothing flows.

use crate::app::carried::Carried;
use crate::app::session::Session;
use crate::app::watch::Batch;
use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::manners::Manners;
use crate::fs::read::glance;
use crate::model::model::Model;
use crate::pages::actions;
use crate::pages::actions::Mark;
use crate::pages::line::LineEdit;
use crate::pages::plan::{Edit, Plan};
use crate::pages::selector;
use crate::pages::selector::{Refusal, Target};
use crate::pages::tick::{ticked, without};
use crate::process::progress::Progress;
use crate::text::ids::NotePath;
use crate::vault::change::{Change, Content};
use crate::vault::config::Status;
use std::collections::BTreeSet;

/// The edit, read again in its vault before it is handed out.
///
/// # Errors
/// Why the line has to stay as it is.
pub fn edit(
    session: &Session,
    model: &Model,
    target: &Target,
    mark: Mark,
    why: Option<&str>,
) -> Result<LineEdit, Refusal> {
    let text = glance(&session.root().join(target.path.as_str())).ok_or_else(|| {
        Refusal::new(format!("`{}` cannot be read", target.path), "run the command again")
    })?;
    let line = actions::mark(model, session.vault(), &text, target, mark, why)?;
    let new = line.apply(&text).map_err(|why| Refusal::new(why, "run the command again"))?;
    let mut after = session.vault().clone();
    let content = Content::Bytes(new.into_bytes());
    after.apply(vec![Change { path: target.path.to_string(), content }]);
    actions::holds(&Model::of(&after, session.today), &after, target, mark)?;
    Ok(line)
}

/// What came of the ticks.
#[derive(Debug, Default)]
pub struct Flowed {
    /// Lines that were closed, and what is to be said.
    pub carried: Carried,
    /// Pages with a tick that waits: they are left as they are until it is carried.
    pub waiting: BTreeSet<NotePath>,
}

/// A box that was ticked.
struct Tick {
    page: NotePath,
    line: String,
    /// Where on the page, for what is said.
    number: u32,
    mark: char,
}

/// Closes the lines whose boxes were ticked on pages, and reads the vault again.
pub fn flow(session: &mut Session, manners: Manners) -> Flowed {
    let mut flowed = Flowed::default();
    if !session.vault().config.ticks || !session.vault().config_is_sound() {
        return flowed;
    }
    let mut wrote = BTreeSet::new();
    for tick in ticks(session) {
        match edit_of(session, &tick) {
            Ok(edit) => {
                let plan = Plan { edits: vec![edit], ..Plan::default() };
                let carried = session.carry_out(&plan, manners);
                if !carried.later.is_empty() || !carried.held.is_empty() {
                    flowed.waiting.insert(tick.page);
                }
                wrote.extend(carried.written.iter().map(|(path, _)| path.to_string()));
                let before = std::mem::replace(&mut flowed.carried, carried);
                flowed.carried.join(before);
            }
            Err(refusal) => {
                let message = format!("a tick was not carried to its source: {}", refusal.why);
                let mut said = Diagnostic::file(Code::TickRefused, tick.page.as_str(), message);
                (said.line, said.column) = (tick.number, 1);
                flowed.carried.diagnostics.push(said.hint(refusal.hint));
            }
        }
    }
    if !wrote.is_empty() {
        session.refresh(&Batch::Paths(wrote));
    }
    flowed
}

/// The ticks of all pages, in the order of the notes.
fn ticks(session: &Session) -> Vec<Tick> {
    let mut all = Vec::new();
    for note in session.vault().notes.values() {
        for kept in note.regions.iter().flatten() {
            let found = ticked(&kept.inner);
            if found.is_empty() || !session.put(&note.path, &kept.name, &without(&kept.inner)) {
                continue;
            }
            for (mark, line) in found {
                let at = kept.inner.lines().position(|other| other == line).unwrap_or(0);
                let number = kept.line + 2 + u32::try_from(at).unwrap_or(0);
                let (page, line) = (note.path.clone(), without(line));
                all.push(Tick { page, line, number, mark });
            }
        }
    }
    all
}

/// The edit of the line at its source. The vault is read whole, as `done` does: how it writes days
/// is told by all of it.
fn edit_of(session: &Session, tick: &Tick) -> Result<Edit, Refusal> {
    let whole = Session::open_whole(session.root(), session.today, &Progress::default());
    let model = Model::of(whole.vault(), whole.today);
    let mark = match model.config.statuses.get(&tick.mark) {
        Some(Status::Done) => Mark::Done,
        Some(Status::Dropped) => Mark::Drop,
        _ => {
            let why = format!("`[{}]` neither closes nor drops it", tick.mark);
            return Err(Refusal::new(why, "change the line where it stands"));
        }
    };
    let target = selector::ticked(&model, whole.vault(), &tick.page, &tick.line)?;
    let line = edit(&whole, &model, &target, mark, None)?;
    Ok(Edit {
        path: target.path.clone(),
        regions: Vec::new(),
        create: None,
        line: Some(line),
        why: format!("line {}, ticked in {}", target.line, tick.page),
        generated: false,
    })
}
