//! Pages that others read wait for a few quiet seconds before they show more than they did.
//!
//! An editor that saves by itself saves in the middle of `[aud`: what is opened by a save is shown
//! only after nothing was saved for a while. What is closed goes at once, and so does everything
//! on pages for the lead. A single build never waits.

use crate::kind::Audience;
use crate::pages::plan::{Edit, EditKind, RegionEdit};
use crate::pages::template::readers;
use crate::text::ids::NotePath;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// So long nothing is saved before a page shows others more: longer than a pause in typing.
pub const AUDIENCE_QUIET_MS: u64 = 5_000;
/// A lead who writes without a pause for so long is followed with what has stood for the quiet
/// time.
pub const AUDIENCE_STARVE_MS: u64 = 60_000;

const QUIET: Duration = Duration::from_millis(AUDIENCE_QUIET_MS);
const STARVE: Duration = Duration::from_millis(AUDIENCE_STARVE_MS);

/// What waits, and since when.
#[derive(Debug, Default)]
pub struct Quiet {
    saved: Option<Instant>,
    pages: BTreeMap<(NotePath, String), Waiting>,
}

/// A page that would show more.
#[derive(Debug)]
struct Waiting {
    since: Instant,
    /// The lines that it would show, each since when.
    lines: BTreeMap<String, Instant>,
}

impl Quiet {
    /// Somebody saved something that says something else.
    pub fn note_save(&mut self, now: Instant) {
        self.saved = Some(now);
    }

    /// When to look again; nothing when no page waits.
    pub fn next_look(&self) -> Option<Instant> {
        let quiet = self.saved? + QUIET;
        self.pages.values().map(|page| quiet.min(page.since + STARVE)).min()
    }

    /// Takes out of the edits what has to wait. `templates` are the vault's own.
    pub fn hold_opening_edits(
        &mut self,
        edits: &mut Vec<Edit>,
        templates: &BTreeMap<String, String>,
        now: Instant,
    ) {
        let noisy = self.saved.is_some_and(|saved| now < saved + QUIET);
        let mut waiting = BTreeMap::new();
        edits.retain_mut(|edit| {
            let path = edit.path.clone();
            let (regions, is_new) = match &mut edit.kind {
                EditKind::Create { regions, .. } => (regions, true),
                EditKind::Regions { regions, .. } => (regions, false),
                EditKind::Whole(_) | EditKind::Lines { .. } => return true,
            };
            let mut whole = true;
            regions.retain_mut(|region| {
                if !noisy
                    || readers(templates, &region.name).is_none_or(|who| who == Audience::Lead)
                {
                    return true;
                }
                let key = (path.clone(), region.name.clone());
                let Some(page) = newly_shown(self.pages.remove(&key), region, now) else {
                    return true;
                };
                let starved = now >= page.since + STARVE;
                if is_new {
                    whole &= starved;
                } else {
                    region.inner = without_waiting_lines(region, &page, starved, now);
                }
                waiting.insert(key, page);
                is_new || region.before.as_deref() != Some(region.inner.trim_matches('\n'))
            });
            whole && (is_new || !regions.is_empty())
        });
        self.pages = waiting;
    }
}

/// What a page would show more than it does, with since when; nothing when it would not.
fn newly_shown(before: Option<Waiting>, region: &RegionEdit, now: Instant) -> Option<Waiting> {
    let old: Vec<&str> = region.before.as_deref().unwrap_or("").lines().collect();
    let new = region.inner.lines().filter(|line| !line.trim().is_empty() && !old.contains(line));
    let known = before.as_ref();
    let since = |line: &str| known.and_then(|page| page.lines.get(line)).copied().unwrap_or(now);
    let lines: BTreeMap<String, Instant> = new.map(|line| (line.to_owned(), since(line))).collect();
    let since = known.map_or(now, |page| page.since);
    (!lines.is_empty()).then_some(Waiting { since, lines })
}

/// The page without the lines that wait.
fn without_waiting_lines(
    region: &RegionEdit,
    page: &Waiting,
    starved: bool,
    now: Instant,
) -> String {
    let stands = |since: &Instant| starved && now >= *since + QUIET;
    let keep = |line: &&str| page.lines.get(*line).is_none_or(stands);
    let mut text = String::new();
    for line in region.inner.lines().filter(keep) {
        // Where a list goes, its blank lines become one.
        if !line.is_empty() || !text.ends_with("\n\n") {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(name: &str, before: Option<&str>, inner: &str) -> Vec<Edit> {
        let (name, inner) = (name.to_owned(), inner.to_owned());
        let text = inner.clone();
        let regions =
            vec![RegionEdit { name, inner, before: before.map(str::to_owned), taken: None }];
        let kind = match before {
            None => EditKind::Create { text, regions, generated: true },
            Some(_) => EditKind::Regions { regions, generated: true },
        };
        vec![Edit { path: NotePath::new("a.md").unwrap(), why: String::new(), kind }]
    }

    /// What is written of a page at these times, in seconds, when something is saved at 0 and then
    /// at `saves`.
    fn written(
        name: &str,
        before: Option<&str>,
        inner: &str,
        saves: &[u64],
        at: u64,
    ) -> Option<String> {
        let start = Instant::now();
        let time = |seconds: u64| start + Duration::from_secs(seconds);
        let mut quiet = Quiet::default();
        for save in [0].iter().chain(saves).filter(|save| **save <= at) {
            quiet.note_save(time(*save));
            quiet.hold_opening_edits(&mut edit(name, before, inner), &BTreeMap::new(), time(*save));
        }
        let mut edits = edit(name, before, inner);
        quiet.hold_opening_edits(&mut edits, &BTreeMap::new(), time(at));
        edits.first().map(|edit| edit.region_edits()[0].inner.trim().to_owned())
    }

    #[test]
    fn what_opens_waits_and_what_closes_goes_at_once() {
        let check = |name: &str, before, inner, saves: &[u64], at, expected: Option<&str>| {
            let found = written(name, before, inner, saves, at);
            assert_eq!(found.as_deref(), expected, "{name} {before:?} {inner:?} {saves:?} {at}");
        };
        // Opened: nothing is written until it is quiet.
        check("agenda", Some("a"), "a\nb", &[], 0, None);
        check("agenda", Some("a"), "a\nb", &[], 4, None);
        check("agenda", Some("a"), "a\nb", &[], 5, Some("a\nb"));
        check("agenda", Some("a"), "a\nb", &[4], 6, None);
        check("agenda", Some("a"), "a\nb", &[4], 9, Some("a\nb"));
        check("agenda", None, "a", &[], 1, None);
        check("agenda", None, "a", &[], 5, Some("a"));
        // Closed: at once, also beside what opens.
        check("agenda", Some("a\nb"), "a", &[], 0, Some("a"));
        check("agenda", Some("a\nb"), "a\nc", &[], 0, Some("a"));
        // A page for the lead follows at once.
        check("prep", Some("a"), "a\nb", &[], 0, Some("a\nb"));
        check("shelf", Some("a"), "a\nb", &[], 0, None);
        // Somebody who never pauses is followed after a minute.
        let saves: Vec<u64> = (1..30).map(|at| at * 3).collect();
        check("agenda", Some("a"), "a\nb", &saves, 58, None);
        check("agenda", Some("a"), "a\nb", &saves, 61, Some("a\nb"));
    }

    #[test]
    fn without_a_save_nothing_waits() {
        let mut quiet = Quiet::default();
        let mut edits = edit("agenda", Some("a"), "a\nb");
        quiet.hold_opening_edits(&mut edits, &BTreeMap::new(), Instant::now());
        assert_eq!((edits.len(), quiet.next_look()), (1, None));
    }
}
