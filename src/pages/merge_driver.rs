//! Three versions of a note to one, for git: the regions are taken from one side, for the next
//! build makes them anew; the user's text is merged three ways.
//!
//! Nothing is guessed: where both sides changed the same lines, the three texts are given back with
//! the same regions in all of them, so that git finds the real conflicts and no others.

use crate::diagnostic::diagnostic::Placer;
use crate::note::front_matter::Fence;
use crate::note::markup::Markup;
use crate::note::region;
use crate::note::region::Region;
use crate::pages::merge::front_reads;
use crate::pages::plan::is_ours;
use crate::pages::tick::{with_ticks_of, without_ticks};
use crate::text::diff::merge_three;
use crate::text::ids::NotePath;
use crate::text::span::{LineIndex, line_ending};
use std::collections::{BTreeMap, BTreeSet};

/// The three versions of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// What both came from.
    pub base: String,
    /// What stands here.
    pub ours: String,
    /// What comes.
    pub theirs: String,
}

/// What came of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge {
    /// One text.
    Clean(String),
    /// Both sides changed the same lines of the user's: for git, with the same regions in all.
    Git(Versions),
}

/// Longer notes are left to git, which merges faster.
const MOST_LINES: usize = 20_000;

/// Merges the versions of the note at `path`.
pub fn merge_versions(path: &NotePath, versions: &Versions) -> Merge {
    let Versions { base, ours, theirs } = versions;
    // A picture, the calendar: no line in it is anybody's.
    if is_ours(ours) && is_ours(theirs) {
        let text = if base == ours { theirs } else { ours };
        return Merge::Clean(text.clone());
    }
    let same = with_same_regions(path, versions).unwrap_or_else(|| versions.clone());
    let short = [&same.base, &same.ours, &same.theirs]
        .iter()
        .all(|text| text.lines().count() <= MOST_LINES);
    let text = if short { merge_three(&same.base, &same.ours, &same.theirs) } else { None };
    let kept = |text: &String| front_reads(path, [&same.ours, &same.theirs], text);
    match text.filter(|text| reads_so(path, &same, text) && kept(text)) {
        Some(text) => Merge::Clean(text),
        None => Merge::Git(same),
    }
}

/// The bodies of regions that the merged text leaves out, with words that stand neither in it nor
/// in what both sides came from.
pub fn left_out(path: &NotePath, versions: &Versions, merged: &str) -> Vec<String> {
    let Versions { base, ours, theirs } = versions;
    let lines = |text: &str| -> BTreeSet<String> {
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (kept, old) = (lines(merged), lines(base));
    let taken: Vec<String> = bodies(path, merged).unwrap_or_default().into_values().collect();
    let all = [ours, theirs].into_iter().filter_map(|text| bodies(path, text));
    let mut out: Vec<String> = all.flat_map(BTreeMap::into_values).collect();
    out.retain(|body| {
        let is_new = |line: &String| !kept.contains(line) && !old.contains(line);
        !taken.contains(body) && lines(body).iter().any(is_new)
    });
    out.dedup();
    out
}

/// The versions, each with the same body in each of its regions; nothing when the regions of one
/// cannot be told.
fn with_same_regions(path: &NotePath, versions: &Versions) -> Option<Versions> {
    let Versions { base, ours, theirs } = versions;
    let [old, here, there] = [bodies(path, base)?, bodies(path, ours)?, bodies(path, theirs)?];
    let mut all = old.clone();
    all.extend(there.clone());
    for (name, body) in here {
        let (was, other) = (old.get(&name), there.get(&name));
        let base = was.map_or("", String::as_str);
        // What only they changed is newer; a tick is carried into either.
        let is_changed = was.is_none() || without_ticks(base) != without_ticks(&body);
        let body = match other {
            Some(other) if !is_changed => with_ticks_of(other, &body, base),
            Some(other) => with_ticks_of(&body, other, base),
            None => body,
        };
        all.insert(name, body);
    }
    let put = |text: &str| put_bodies(path, text, &all);
    Some(Versions { base: put(base)?, ours: put(ours)?, theirs: put(theirs)? })
}

fn regions_of(path: &NotePath, text: &str) -> Option<Vec<Region>> {
    let index = LineIndex::new(text);
    let markup = Markup::parse(text, Fence::find(text).body_start());
    region::find(text, &markup, &Placer::new(path, text, &index)).ok()
}

fn bodies(path: &NotePath, text: &str) -> Option<BTreeMap<String, String>> {
    let of = |region: &Region| (region.name.clone(), region::inner_text(text, region).into_owned());
    Some(regions_of(path, text)?.iter().map(of).collect())
}

fn put_bodies(path: &NotePath, text: &str, all: &BTreeMap<String, String>) -> Option<String> {
    let mut out = text.to_owned();
    for region in regions_of(path, text)?.iter().rev() {
        out = region::replace_body(&out, region, all.get(&region.name)?, line_ending(text));
    }
    Some(out)
}

/// Whether the merged text holds its regions as they were put into the versions.
fn reads_so(path: &NotePath, same: &Versions, text: &str) -> bool {
    let Some(known) = bodies(path, &same.ours) else { return true };
    let theirs = bodies(path, &same.theirs).unwrap_or_default();
    bodies(path, text).is_some_and(|found| {
        found.iter().all(|(name, body)| {
            known.get(name).or_else(|| theirs.get(name)).is_some_and(|there| there == body)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(above: &str, body: &str, below: &str) -> String {
        let region = region::wrap("prep", body);
        format!("{above}{region}\n{below}")
    }

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: Option<&str>) {
        let path = NotePath::new("a.md").expect("it is a path");
        let [base, ours, theirs] = [base, ours, theirs].map(str::to_owned);
        let versions = Versions { base, ours, theirs };
        match (merge_versions(&path, &versions), expected) {
            (Merge::Clean(text), Some(expected)) => assert_eq!(text, expected),
            (Merge::Git(same), None) => {
                // Of a region that is broken nothing can be said.
                if let [Some(ours), Some(theirs)] =
                    [&same.ours, &same.theirs].map(|text| bodies(&path, text))
                {
                    assert_eq!(ours, theirs, "git is left no region");
                }
            }
            (found, _) => panic!("{versions:?}\n{found:?}"),
        }
    }

    #[test]
    fn regions_never_conflict_and_words_are_merged() {
        let base = note("top\n", "old", "below\n");
        let ours = note("top\nmine\n", "ours", "below\n");
        let theirs = note("top\n", "theirs", "below\ntheirs too\n");
        let both = note("top\nmine\n", "ours", "below\ntheirs too\n");
        check(&base, &ours, &theirs, Some(&both));
        let untouched = note("top\nmine\n", "old", "below\n");
        let newer = note("top\nmine\n", "theirs", "below\ntheirs too\n");
        check(&base, &untouched, &theirs, Some(&newer));
        let crlf = |text: &str| text.replace('\n', "\r\n");
        check(&crlf(&base), &crlf(&ours), &crlf(&theirs), Some(&crlf(&both)));
    }

    #[test]
    fn a_region_that_one_side_made_or_took_away_is_merged_like_a_line() {
        let plain = "top\n\nbelow\n";
        let made = note("top\n\n", "new", "below\n");
        check(plain, &made, "top\n\nbelow\nmore\n", Some(&note("top\n\n", "new", "below\nmore\n")));
        check(plain, "top\n\nbelow\nmore\n", &made, Some(&note("top\n\n", "new", "below\nmore\n")));
        check("", &made, &made.replace("new", "newer"), Some(&made));
    }

    #[test]
    fn words_in_a_region_that_is_not_taken_are_told() {
        let path = NotePath::new("a.md").expect("it is a path");
        let check = |base: &str, ours: &str, theirs: &str, expected: &[&str]| {
            let [base, ours, theirs] = [base, ours, theirs].map(|body| note("top\n", body, ""));
            let versions = Versions { base, ours, theirs };
            let Merge::Clean(text) = merge_versions(&path, &versions) else {
                panic!("{versions:?}")
            };
            assert_eq!(left_out(&path, &versions, &text), expected, "{text}");
        };
        check("x", "y", "x\n- typed", &["x\n- typed"]);
        check("x", "y\n- mine", "x\n- typed", &["x\n- typed"]);
        check("x\n- typed", "y", "x\n- typed", &[]);
        check("x", "y\n- typed", "x\n- typed", &[]);
        check("x", "x", "x\n- typed", &[]);
        check("x\nz", "x\nz\n- typed", "x", &[]);
    }

    #[test]
    fn what_both_wrote_differently_is_left_to_git() {
        let base = note("top\n", "old", "below\n");
        check(&base, &note("mine\n", "a", "below\n"), &note("theirs\n", "b", "below\n"), None);
        check("", "mine\n", "mine\ntheirs\n", Some("mine\ntheirs\n"));
        let front = |more: &str| format!("---\ndate: 2026-11-24\n{more}---\n\ntalked\n");
        check(&front(""), &front("mood: 1\n"), &front("mood: 2\n"), None);
        let (ill, away) = (front("held: no\nwhy: ill\n"), front("held: no\nwhy: away\n"));
        check(&front(""), &ill, &away, None);
        check(&front(""), &front("mood: 1\n"), &front("mood: 1\n"), Some(&front("mood: 1\n")));
        check("<!-- vault121:begin a -->\nx\n", "<!-- vault121:begin a -->\ny\n", "z\n", None);
    }
}
