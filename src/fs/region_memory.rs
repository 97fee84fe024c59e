//! What was last put into each region, by hashes, in `.vault121/cache/regions`: so a hand edit
//! inside a region is told from a text of ours, and kept before the region is made anew.
//!
//! A pure help: without it the text found is taken as ours.

use crate::fs::sys;
use crate::fs::sys::Folder;
use crate::note::parse::Kept;
use crate::note::region;
use crate::note::region::Region;
use crate::pages::plan::Edit;
use crate::pages::tick::without;
use crate::text::ids::{NotePath, digest};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Hashes by `path` and region name, the newest last.
#[derive(Debug, Default)]
pub struct Regions(BTreeMap<(String, String), Vec<String>>);

/// So many texts of a region are known to be ours: an editor that saves what it read a while ago
/// brings back an older one.
const MOST_REMEMBERED: usize = 16;
const CACHE: &str = ".vault121/cache";
const FILE: &str = "regions";

impl Regions {
    /// Under this name the text of a whole file is remembered, where no region can stand.
    pub const WHOLE: &str = "-";

    /// What is known of the vault at `root`.
    pub fn load(root: &Path) -> Regions {
        let text = fs::read_to_string(root.join(CACHE).join(FILE)).unwrap_or_default();
        let line = |line: &str| {
            let (hash, rest) = line.split_once(' ')?;
            let (region, path) = rest.split_once(' ')?;
            Some(((path.to_owned(), region.to_owned()), hash.to_owned()))
        };
        let mut all: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (region, hash) in text.lines().filter_map(line) {
            all.entry(region).or_default().push(hash);
        }
        Regions(all)
    }

    /// Keeps it; whole or not at all, and never through a link.
    pub fn save(&self, root: &Folder) {
        let lines = self.0.iter().flat_map(|((path, region), hashes)| {
            hashes.iter().map(move |hash| format!("{hash} {region} {path}\n"))
        });
        let text: String = lines.collect();
        let put = |folder: &Folder| {
            let new = format!("{FILE}-{}", std::process::id());
            folder.remove(&new).ok();
            sys::write(&mut folder.create(&new, 0o666)?, text.as_bytes())?;
            folder.rename_over(&new, folder, FILE)
        };
        root.make_beneath(CACHE).and_then(|folder| put(&folder)).ok();
    }

    /// Whether a text found in a region was put there by us, as far as is known.
    pub fn is_ours(&self, path: &NotePath, region: &str, found: &str) -> bool {
        let key = (path.to_string(), region.to_owned());
        self.0.get(&key).is_none_or(|known| known.contains(&digest(found)))
    }

    /// Whether anything is known of a region.
    pub fn knows(&self, path: &NotePath, region: &str) -> bool {
        self.0.contains_key(&(path.to_string(), region.to_owned()))
    }

    /// Whether a note holds the regions that we put there and no others, each as we last left it.
    pub fn is_as_left(&self, path: &NotePath, regions: &[Kept]) -> bool {
        let of_note = (path.to_string(), String::new())..;
        let left = self.0.range(of_note).take_while(|((of, _), _)| of == path.as_str()).count();
        let newest = |region: &Kept| self.is_newest(path, &region.name, &region.inner);
        regions.len() == left && regions.iter().all(newest)
    }

    /// Whether a text found in a region is what we last put there.
    pub fn is_newest(&self, path: &NotePath, region: &str, found: &str) -> bool {
        let known = self.0.get(&(path.to_string(), region.to_owned()));
        known.and_then(|known| known.last()).is_some_and(|hash| *hash == digest(found))
    }

    /// Notes what is about to be put there.
    pub fn put(&mut self, edit: &Edit) {
        if let Some(whole) = edit.whole() {
            self.note(&edit.path, Regions::WHOLE, None, whole);
        }
        for region in &edit.regions {
            let inner = region.inner.trim_matches('\n');
            self.note(&edit.path, &region.name, region.before.as_deref(), inner);
        }
    }

    fn note(&mut self, path: &NotePath, region: &str, before: Option<&str>, new: &str) {
        let known = self.0.entry((path.to_string(), region.to_owned())).or_default();
        // Without a memory what stands there is taken as ours.
        if let (true, Some(before)) = (known.is_empty(), before) {
            known.push(digest(before));
        }
        let new = digest(new);
        known.retain(|before| *before != new);
        known.push(new);
        known.drain(..known.len().saturating_sub(MOST_REMEMBERED));
    }

    /// What stands in a text, in which these regions were found, where a region is neither what was
    /// last put there nor what is to come; with `ticks`, boxes that were ticked do not count.
    pub fn edited_by_hand(
        &self,
        edit: &Edit,
        (text, found): (&str, &[Region]),
        ticks: bool,
    ) -> Option<String> {
        if edit.whole().is_some() {
            let ours = self.is_ours(&edit.path, Regions::WHOLE, text);
            return (!ours).then(|| text.to_owned());
        }
        let edited = edit.regions.iter().filter_map(|region| {
            let found = found.iter().find(|found| found.name == region.name)?;
            let found = region::inner(text, found);
            // Ticks that the plan knew are carried to their sources, or said: they are no words.
            let carried = ticks && region.before.as_deref() == Some(&found);
            let ours = match carried {
                true => self.is_ours(&edit.path, &region.name, &without(&found)),
                false => self.is_ours(&edit.path, &region.name, &found),
            };
            (!ours).then_some(found)
        });
        let edited: Vec<Cow<'_, str>> = edited.collect();
        (!edited.is_empty()).then(|| edited.join("\n\n") + "\n")
    }
}
