//! Pages that go to and fro: another program, or another machine, puts the same text into a region
//! again and again, and we put ours there each time. In `.vault121/cache/turns`.
//!
//! After three such turns within a day the region is left alone, until what it is made from
//! changes, which is seen by the text that is to stand there. A pure help: without it the fight
//! begins anew.

use crate::fs::sys;
use crate::fs::sys::Folder;
use crate::text::ids::{NotePath, digest};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What was put in whose place, and when.
#[derive(Debug, Default)]
pub struct RegionTurns(Vec<Turn>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Turn {
    /// Seconds since 1970.
    at: u64,
    found: String,
    put: String,
    region: String,
    path: String,
}

/// So often the same two texts change places before a region is left alone.
pub const MOST_TURNS: usize = 3;
/// Within so long.
const WITHIN: Duration = Duration::from_secs(24 * 60 * 60);
/// More is a fault of ours.
const MOST_LINES: usize = 10_000;
const CACHE: &str = ".vault121/cache";
const FILE: &str = "turns";

impl RegionTurns {
    /// What is known of the vault at `root`, of the last day.
    pub fn load(root: &Path, now: SystemTime) -> RegionTurns {
        let bytes = sys::read_regular(&root.join(CACHE).join(FILE)).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let turn = |line: &str| {
            let mut parts = line.splitn(5, ' ').map(str::to_owned);
            let at = parts.next()?.parse().ok()?;
            let (found, put, region) = (parts.next()?, parts.next()?, parts.next()?);
            Some(Turn { at, found, put, region, path: parts.next()? })
        };
        let begin = seconds(now).saturating_sub(WITHIN.as_secs());
        let turns = text.lines().take(MOST_LINES).filter_map(turn);
        RegionTurns(turns.filter(|turn| turn.at >= begin).collect())
    }

    /// Keeps it; whole or not at all.
    pub fn save(&self, root: &Folder) {
        let line = |turn: &Turn| {
            let Turn { at, found, put, region, path } = turn;
            format!("{at} {found} {put} {region} {path}\n")
        };
        let text: String = self.0.iter().map(line).collect();
        root.make_beneath(CACHE).and_then(|folder| folder.put_file(FILE, text.as_bytes())).ok();
    }

    /// Notes that `put` took the place of `found`, which another had put in its place before.
    /// Returns how often that was so within a day.
    pub fn note_turn(
        &mut self,
        path: &NotePath,
        region: &str,
        found: &str,
        put: &str,
        now: SystemTime,
    ) -> usize {
        self.0.push(turn(path, region, found, put, now));
        self.count_turns(path, region, found, put)
    }

    /// Whether a region is left alone with the text that stands there.
    pub fn is_fight(&self, path: &NotePath, region: &str, found: &str, wanted: &str) -> bool {
        self.count_turns(path, region, found, wanted) >= MOST_TURNS
    }

    /// Forgets all turns.
    pub fn forget_all(&mut self) {
        self.0.clear();
    }

    /// Whether there was no turn within a day.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn count_turns(&self, path: &NotePath, region: &str, found: &str, put: &str) -> usize {
        let this = turn(path, region, found, put, SystemTime::UNIX_EPOCH);
        self.0.iter().filter(|turn| Turn { at: 0, ..(*turn).clone() } == this).count()
    }
}

fn turn(path: &NotePath, region: &str, found: &str, put: &str, now: SystemTime) -> Turn {
    Turn {
        at: seconds(now),
        found: digest(found),
        put: digest(put.trim_matches('\n')),
        region: region.to_owned(),
        path: path.to_string(),
    }
}

fn seconds(now: SystemTime) -> u64 {
    now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
