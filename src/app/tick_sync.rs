//! Closing one line at its source: what `done`, `share` and `drop` write, and, with
//! `ticks: write-back`, what a box that was ticked on a page leads to, by the same way.
//!
//! A region is read for ticks when it differs by its boxes, and the stamps that plug-ins put behind
//! them, from what was written there or would be written now. With another word in it nothing
//! flows: the tick is said, and kept with the region's text.
//!
//! All ticks are read together, against one fold of the vault: five cost what one costs.

use crate::app::carried::Carried;
use crate::app::kept_days;
use crate::app::session::Session;
use crate::app::watch::Batch;
use crate::app::whole_session::WholeSession;
use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::manners::Manners;
use crate::fs::read::glance_at;
use crate::model::model::Model;
use crate::pages::actions;
use crate::pages::actions::{Dates, How, LineMark};
use crate::pages::foreign::{differ_in_format_only, line_like};
use crate::pages::line::LineEdit;
use crate::pages::pages::Ask;
use crate::pages::pipeline;
use crate::pages::plan::{Edit, Plan, RegionEdit, Same};
use crate::pages::selector;
use crate::pages::selector::{Refusal, Target};
use crate::pages::tick::{Ticked, ticked_lines, without_ticks};
use crate::process::progress::Progress;
use crate::text::date::Day;
use crate::text::ids::{NotePath, digest};
use crate::vault::change::{Change, Content};
use crate::vault::config::Status;
use crate::vault::vault::Vault;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// The edit, read again in its vault before it is handed out.
///
/// # Errors
/// Why the line has to stay as it is.
pub fn verified_edit(
    session: &WholeSession,
    model: &Model,
    target: &Target,
    mark: LineMark,
    why: Option<&str>,
) -> Result<LineEdit, Refusal> {
    let text = glance_at(&session.root().join(target.path.as_str())).ok_or_else(|| {
        Refusal::new(format!("`{}` cannot be read", target.path), "run the command again")
    })?;
    let line = actions::mark_edit(model, session.whole(), &text, target, mark, why)?;
    let new = line.apply(&text).map_err(|why| Refusal::new(why, "run the command again"))?;
    let mut after = session.vault().clone();
    let content = Content::Bytes(new.into_bytes());
    after.apply(vec![Change { path: target.path.to_string(), content }]);
    actions::holds_after(&Model::fold_vault(&after, session.today), &after, target, mark)?;
    Ok(line)
}

/// What came of the ticks.
#[derive(Debug, Default)]
pub struct Flowed {
    /// Lines that were closed, and what is to be said.
    pub carried: Carried,
    /// Pages with a tick that waits: they are left as they are until it is carried.
    pub waiting: BTreeSet<NotePath>,
    /// What the vault means now, when that is known already.
    pub model: Option<Model>,
}

/// A box that was ticked.
#[derive(Clone, Debug)]
struct Tick {
    page: NotePath,
    /// The line with an empty box.
    line: String,
    /// Where on the page, for what is said.
    number: u32,
    mark: char,
    day: Option<Day>,
}

/// The ticks of one region, and whether the region is known to differ from ours by them alone.
struct TickedPage {
    ticks: Vec<Tick>,
    is_ours: bool,
    /// The page is going to be made anew.
    goes: bool,
    /// The region and its text without the ticks, where that was not known.
    seen: Option<Same>,
}

/// What the ticks lead to.
#[derive(Debug, Default)]
pub struct Ticks {
    /// A note each, with all its lines.
    pub edits: Vec<Edit>,
    /// Which pages told the lines of a note.
    pages: BTreeMap<NotePath, BTreeSet<NotePath>>,
    /// Pages with a tick that is not carried.
    refused: BTreeSet<NotePath>,
    /// Why.
    said: Vec<Diagnostic>,
    /// Regions whose text under the ticks is ours and was not known.
    seen: Vec<Same>,
    /// What the vault means with these lines.
    after: Option<(Vault, Model)>,
}

/// Closes the lines whose boxes were ticked on pages, and reads the vault again.
pub fn close_ticked(session: &mut Session, manners: Manners) -> Flowed {
    let mut flowed = flow_ticks(session, manners);
    keep_days(session, manners, &mut flowed);
    flowed
}

/// Writes down the days that a calendar may forget, and reads the vault again.
fn keep_days(session: &mut Session, manners: Manners, flowed: &mut Flowed) {
    if !kept_days::may_be(session) || !session.vault().config_is_sound() {
        return;
    }
    let model = flowed.model.take();
    let model = model.unwrap_or_else(|| pipeline::fold(session.vault(), session.today));
    let edits = kept_days::edits(session, &model);
    if edits.is_empty() {
        flowed.model = Some(model);
        return;
    }
    let plan = Plan { edits, ..Plan::default() };
    let mut carried = session.carry_out(&plan, manners);
    flowed.waiting.extend(carried.later.iter().cloned());
    let wrote: BTreeSet<String> =
        carried.written.iter().map(|(path, _)| path.to_string()).collect();
    carried.put_before(std::mem::take(&mut flowed.carried));
    flowed.carried = carried;
    if !wrote.is_empty() {
        session.refresh(&Batch::Paths(wrote));
    }
}

fn flow_ticks(session: &mut Session, manners: Manners) -> Flowed {
    let mut flowed = Flowed::default();
    let ticks = read_ticks(session);
    flowed.carried.diagnostics = ticks.said;
    session.keep_ticks_of(ticks.refused);
    if !ticks.seen.is_empty() {
        session.saw_under_ticks(&ticks.seen);
    }
    if ticks.edits.is_empty() {
        return flowed;
    }
    let plan = Plan { edits: ticks.edits, ..Plan::default() };
    let carried = session.carry_out(&plan, manners);
    let held = carried.held.iter().map(|(path, _)| path);
    for path in carried.later.iter().chain(held) {
        flowed.waiting.extend(ticks.pages.get(path).into_iter().flatten().cloned());
    }
    let wrote: BTreeSet<String> =
        carried.written.iter().map(|(path, _)| path.to_string()).collect();
    let said = std::mem::replace(&mut flowed.carried, carried);
    flowed.carried.put_before(said);
    if !wrote.is_empty() {
        session.refresh(&Batch::Paths(wrote));
    }
    flowed.model =
        ticks.after.filter(|(vault, _)| is_now(session, vault, &plan)).map(|(_, model)| model);
    flowed
}

/// Whether the notes of a plan say in the session's vault what they were to say.
fn is_now(session: &Session, wanted: &Vault, plan: &Plan) -> bool {
    plan.edits.iter().all(|edit| {
        let of = |vault: &Vault| vault.notes.shared(&edit.path);
        match (of(session.vault()), of(wanted)) {
            (Some(now), Some(wanted)) => now.says_what(&wanted) && now.regions == wanted.regions,
            _ => false,
        }
    })
}

/// What the ticks on the pages of a vault lead to; nothing is written.
pub fn read_ticks(session: &Session) -> Ticks {
    let mut ticks = Ticks::default();
    if !session.vault().config.ticks || !session.vault().config_is_sound() {
        return ticks;
    }
    let (pages, same) = pages(session);
    ticks.seen = same;
    if pages.is_empty() {
        return ticks;
    }
    let model = pipeline::fold(session.vault(), session.today);
    let mut meant: Vec<(Tick, Target, LineMark)> = Vec::new();
    for page in pages {
        let TickedPage { ticks: of_page, is_ours, goes, seen } = page;
        ticks.seen.extend(seen);
        let mut open = Vec::new();
        for tick in of_page {
            match ticked_target(session.vault(), &model, &tick) {
                Ok(Some((target, mark))) => open.push((tick, target, mark)),
                // It was carried, or the line was closed by hand.
                Ok(None) => {}
                Err(refusal) if is_ours => ticks.refuse_tick(&tick, &refusal),
                Err(_) if !goes => {}
                Err(refusal) => ticks.refuse_tick(&tick, &refusal),
            }
        }
        match open.first() {
            Some((first, ..)) if !is_ours => ticks.refuse_tick(first, &unknown_region(open.len())),
            _ => meant.extend(open),
        }
    }
    edit_together(session, &model, meant, &mut ticks);
    ticks
}

/// The ticks of a region of which nobody knows that it is ours but for them.
fn unknown_region(count: usize) -> Refusal {
    let boxes = if count == 1 { "a box was".to_owned() } else { format!("{count} boxes were") };
    let why = format!("{boxes} ticked, and the page differs otherwise from what was written there");
    Refusal::new(why, "tick it again on the new page, or close the line in its note")
}

impl Ticks {
    fn refuse_tick(&mut self, tick: &Tick, refusal: &Refusal) {
        let message = format!("a tick was not carried to its source: {}", refusal.why);
        let said = Diagnostic::about_file(Code::TickRefused, tick.page.as_str(), message);
        self.said.push(said.at_line(tick.number).hint(refusal.hint.clone()));
        self.refused.insert(tick.page.clone());
    }
}

/// The regions with ticks, in the order of the notes.
fn pages(session: &Session) -> (Vec<TickedPage>, Vec<Same>) {
    let wanted = OnceCell::new();
    let mut all = Vec::new();
    for note in session.vault().notes.values() {
        for kept in note.regions.iter().flatten() {
            let found = ticked_lines(&kept.inner);
            if found.is_empty() {
                continue;
            }
            let emptied = without_ticks(&kept.inner);
            let of = |ticked: &Ticked<'_>| Tick {
                page: note.path.clone(),
                line: without_ticks(ticked.line),
                number: kept.line + 2 + u32::try_from(ticked.at).unwrap_or(0),
                mark: ticked.mark,
                // A clock that goes ahead is not believed.
                day: ticked.day.filter(|day| *day <= session.today),
            };
            let mut ticks: Vec<Tick> = found.iter().map(of).collect();
            // What this machine knows by its own doing, or what it would write now.
            let known = session.is_ours(&emptied);
            let key = (note.path.clone(), kept.name.clone());
            let wanted = match known {
                true => None,
                false => wanted.get_or_init(|| regions_to_come(session)).0.get(&key),
            };
            let exact = wanted.is_some_and(|inner| *inner == emptied);
            // A formatter wrote it otherwise: the lines are those that we would write.
            let formatted = wanted.filter(|inner| !exact && differ_in_format_only(inner, &emptied));
            for tick in ticks.iter_mut().filter(|_| formatted.is_some()) {
                let ours = formatted.and_then(|inner| line_like(inner, &tick.line));
                tick.line = ours.unwrap_or(&tick.line).to_owned();
            }
            let is_seen = !known && (exact || formatted.is_some());
            // Another machine wrote it, and git brought it: its lines are those of a page.
            let is_ours = known || is_seen || session.memory().is_committed(&note.path, &emptied);
            let goes = known || wanted.is_some();
            let seen = is_seen.then(|| Same {
                path: key.0,
                region: Some(key.1),
                digest: digest(&emptied),
                is_formatted: formatted.is_some(),
            });
            all.push(TickedPage { ticks, is_ours, goes, seen });
        }
    }
    (all, wanted.into_inner().map(|(_, same)| same).unwrap_or_default())
}

/// What should stand in each region that differs from what is there, and what stands as it should
/// before the ticks are carried.
fn regions_to_come(session: &Session) -> (BTreeMap<(NotePath, String), String>, Vec<Same>) {
    let plan = session.outcome(&Ask::default()).plan;
    let of = |edit: &Edit| {
        let text = |region: &RegionEdit| {
            let inner = region.inner.trim_matches('\n').to_owned();
            ((edit.path.clone(), region.name.clone()), inner)
        };
        edit.region_edits().iter().map(text).collect::<Vec<_>>()
    };
    (plan.edits.iter().flat_map(of).collect(), plan.same)
}

/// The line that a tick means, and what it does to it; nothing when that is closed already.
fn ticked_target(
    vault: &Vault,
    model: &Model,
    tick: &Tick,
) -> Result<Option<(Target, LineMark)>, Refusal> {
    let mark = match model.config.statuses.get(&tick.mark) {
        Some(Status::Done) => LineMark::Done,
        Some(Status::Dropped) => LineMark::Drop,
        _ => {
            let why = format!("`[{}]` neither closes nor drops it", tick.mark);
            return Err(Refusal::new(why, "change the line where it stands"));
        }
    };
    let target = selector::ticked_source(model, vault, &tick.page, &tick.line)?;
    Ok(target.map(|target| (target, mark)))
}

/// The edits of all lines that were ticked, read again together in one vault: what would stay open
/// there, because another line says so, is refused.
fn edit_together(
    session: &Session,
    model: &Model,
    mut meant: Vec<(Tick, Target, LineMark)>,
    ticks: &mut Ticks,
) {
    let mut dates = None;
    while !meant.is_empty() {
        let mut lines = ChangedLines { dates, ..ChangedLines::default() };
        meant.retain(|(tick, target, mark)| {
            let added = lines.add_mark(session, model, tick, target, *mark);
            added.map_err(|refusal| ticks.refuse_tick(tick, &refusal)).is_ok()
        });
        dates = lines.dates;
        let mut after = session.vault().clone().unsieved();
        let content = |text: &String| Content::Bytes(text.clone().into_bytes());
        let changes = lines.texts.iter();
        let changes =
            changes.map(|(path, text)| Change { path: path.to_string(), content: content(text) });
        after.apply(changes.collect());
        let model = pipeline::fold(&after, session.today);
        let before = meant.len();
        meant.retain(|(tick, target, mark)| {
            let holds = actions::holds_after(&model, &after, target, *mark);
            holds.map_err(|refusal| ticks.refuse_tick(tick, &refusal)).is_ok()
        });
        if meant.len() == before {
            ticks.pages = lines.pages;
            let edits = lines.edits.into_iter();
            ticks.edits = edits
                .map(|(path, (whys, lines))| Edit::of_lines(&path, whys.join("; "), lines))
                .collect();
            ticks.after = Some((after, model));
            return;
        }
    }
}

/// Lines that are changed, by their notes.
#[derive(Default)]
struct ChangedLines {
    texts: BTreeMap<NotePath, String>,
    /// Why each line is changed, and how.
    edits: BTreeMap<NotePath, (Vec<String>, Vec<LineEdit>)>,
    pages: BTreeMap<NotePath, BTreeSet<NotePath>>,
    done: BTreeSet<Target>,
    /// How days are written where a line itself does not tell.
    dates: Option<Dates>,
}

impl ChangedLines {
    fn add_mark(
        &mut self,
        session: &Session,
        model: &Model,
        tick: &Tick,
        target: &Target,
        mark: LineMark,
    ) -> Result<(), Refusal> {
        let path = &target.path;
        // One line may have a box on several pages.
        if self.done.contains(target) {
            self.pages.entry(path.clone()).or_default().insert(tick.page.clone());
            return Ok(());
        }
        if !self.texts.contains_key(path) {
            let gone = || Refusal::new(format!("`{path}` cannot be read"), "build again");
            let text = glance_at(&session.root().join(path.as_str())).ok_or_else(gone)?;
            self.texts.insert(path.clone(), text);
        }
        let dates = *self.dates.get_or_insert_with(|| dates_of(session, model));
        let text = self.texts.get_mut(path).expect("it was put there");
        let day = tick.day.unwrap_or(session.today);
        let how = How { mark, why: None, day, dates };
        let line = actions::mark_as(model, session.vault(), text, target, &how)?;
        *text = line.apply(text).map_err(|why| Refusal::new(why, "build again"))?;
        self.pages.entry(path.clone()).or_default().insert(tick.page.clone());
        self.done.insert(target.clone());
        let why = format!("line {}, ticked in {}", target.line, tick.page);
        let (whys, edits) = self.edits.entry(path.clone()).or_default();
        whys.push(why);
        edits.push(line);
        Ok(())
    }
}

/// How the vault writes days. Where neither the config nor the notes on people tell, all notes are
/// asked, as `done` does.
fn dates_of(session: &Session, model: &Model) -> Dates {
    actions::told_dates(model, session.vault()).unwrap_or_else(|| {
        let whole = WholeSession::open(session.root(), session.today, &Progress::default());
        actions::dates(model, whole.whole())
    })
}
