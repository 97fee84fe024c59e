//! What this machine knows of generated texts, by hashes, in `.vault121/cache/regions`.
//!
//! A text is known when it was put into a region here, or was seen there and is what would be put
//! there; known by its content, wherever it stands now, for notes are renamed and vaults copied.
//! Whatever else stands in a region is kept before the region is made anew. A pure help: without
//! it nothing is known, so everything is kept.

use crate::fs::sys;
use crate::fs::sys::Folder;
use crate::note::parse::KeptRegion;
use crate::note::region::Seam;
use crate::pages::plan::{Edit, Same};
use crate::text::ids::{NotePath, digest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Hashes by `path` and region name, the newest last; and those of texts that were to be put
/// somewhere.
#[derive(Debug, Default)]
pub struct Regions {
    places: BTreeMap<(String, String), Vec<String>>,
    /// Written down before they are put anywhere: after a kill the text is known to be ours.
    intended: Vec<String>,
    /// Texts of ours that a formatter wrote otherwise.
    formatted: Vec<String>,
    contents: BTreeSet<String>,
    /// Regions that were put where the note had no blank line, by `path` and name.
    tight: BTreeSet<(String, String)>,
    /// The pages were made under an older reading of the notes, and nobody has accepted this one.
    older: Option<u32>,
}

/// How notes are read, as a number: one more whenever the same notes may say something else than
/// before. What was made under a lower one is shown before it is written over.
const READING: u32 = 2;
/// Before it was written down.
const FIRST_READING: u32 = 1;
const READING_KEY: &str = "reading ";
/// So many texts of a region are known to be ours: an editor that saves what it read a while ago
/// brings back an older one, and so does a branch that is checked out.
const MOST_REMEMBERED: usize = 32;
/// So many texts are known that were to be put somewhere and were not, as notes were held, and as
/// many that a formatter wrote otherwise.
const MOST_INTENDED: usize = 1_000;
const FORMATTED: &str = "~";
/// A hash has so many signs at least.
const LEAST_HASH: usize = 16;
/// In the place of a hash: how a region was put between the lines of its note.
const TIGHT: &str = "tight";
const CACHE: &str = ".vault121/cache";
const FILE: &str = "regions";

/// Whether a line begins what this program wrote down, now or in an older version.
fn is_memory(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or(line);
    let is_hash = word.len() >= LEAST_HASH && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    line.starts_with(READING_KEY) || is_hash || word == TIGHT
}

impl Regions {
    /// Under this name the text of a whole file is remembered, where no region can stand.
    pub const WHOLE: &str = "-";

    /// What is known of the vault at `root`.
    pub fn load(root: &Path) -> Regions {
        let bytes = sys::read_regular(&root.join(CACHE).join(FILE)).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let mut all = Regions::default();
        // What is no memory of ours is none.
        if !text.lines().next().is_some_and(is_memory) {
            return all;
        }
        let first = text.lines().next();
        let reading = first.map(|line| line.strip_prefix(READING_KEY).map(str::parse));
        let reading = reading.map(|known| known.and_then(Result::ok).unwrap_or(FIRST_READING));
        all.older = reading.filter(|reading| *reading < READING);
        for line in text.lines().filter(|line| !line.starts_with(READING_KEY)) {
            let mut parts = line.splitn(3, ' ');
            let hash = parts.next().unwrap_or_default().to_owned();
            if hash == TIGHT {
                if let (Some(region), Some(path)) = (parts.next(), parts.next()) {
                    all.tight.insert((path.to_owned(), region.to_owned()));
                }
                continue;
            }
            all.contents.insert(hash.clone());
            match (parts.next(), parts.next()) {
                (Some(region), Some(path)) => {
                    let place = (path.to_owned(), region.to_owned());
                    all.places.entry(place).or_default().push(hash);
                }
                (Some(FORMATTED), None) => all.formatted.push(hash),
                _ => all.intended.push(hash),
            }
        }
        all
    }

    /// Keeps it; whole or not at all, and never through a link.
    pub fn save(&self, root: &Folder) {
        let places = self.places.iter().flat_map(|((path, region), hashes)| {
            hashes.iter().map(move |hash| format!("{hash} {region} {path}\n"))
        });
        let placed: BTreeSet<&String> = self.places.values().flatten().collect();
        let intended = self.intended.iter().filter(|hash| !placed.contains(hash));
        let intended = intended.map(|hash| format!("{hash}\n"));
        let formatted = self.formatted.iter().map(|hash| format!("{hash} {FORMATTED}\n"));
        let reading = format!("{READING_KEY}{}\n", self.older.unwrap_or(READING));
        let tight = self.tight.iter().map(|(path, region)| format!("{TIGHT} {region} {path}\n"));
        let known = intended.chain(formatted).chain(tight).chain(places);
        let all = std::iter::once(reading).chain(known);
        let text: String = all.collect();
        root.make_beneath(CACHE).and_then(|folder| folder.put_file(FILE, text.as_bytes())).ok();
    }

    /// Whether the pages were made under an older reading, and nobody has accepted this one.
    pub fn is_of_older_reading(&self) -> bool {
        self.older.is_some()
    }

    /// Takes this reading as accepted.
    pub fn accept_reading(&mut self) {
        self.older = None;
    }

    /// Whether a text is one of ours, wherever it stands.
    pub fn is_ours(&self, found: &str) -> bool {
        self.contents.contains(&digest(found))
    }

    /// Whether this program put a text somewhere, or would put it as it is.
    pub fn was_put(&self, text: &str) -> bool {
        let hash = digest(text);
        self.contents.contains(&hash) && !self.formatted.contains(&hash)
    }

    /// Whether anything is known of a region.
    pub fn knows(&self, path: &NotePath, region: &str) -> bool {
        self.places.contains_key(&(path.to_string(), region.to_owned()))
    }

    /// Whether a note holds the regions that we put there and no others, each as we last left it.
    pub fn is_as_left(&self, path: &NotePath, regions: &[KeptRegion]) -> bool {
        let of_note = (path.to_string(), String::new())..;
        let left = self.places.range(of_note).take_while(|((of, _), _)| of == path.as_str());
        let newest = |region: &KeptRegion| self.is_newest(path, &region.name, &region.inner);
        regions.len() == left.count() && regions.iter().all(newest)
    }

    /// Whether a text found in a region is what we last put there.
    pub fn is_newest(&self, path: &NotePath, region: &str, found: &str) -> bool {
        self.newest_body(path, region).is_some_and(|hash| *hash == digest(found))
    }

    fn newest_body(&self, path: &NotePath, region: &str) -> Option<&String> {
        self.places.get(&(path.to_string(), region.to_owned()))?.last()
    }

    /// Notes texts that stand where they should.
    /// Returns whether one of them was not known to stand there.
    pub fn note_standing(&mut self, same: &[Same]) -> bool {
        let mut any = false;
        for Same { path, region, digest, is_formatted } in same {
            if *is_formatted {
                if self.contents.insert(digest.clone()) {
                    self.formatted.push(digest.clone());
                    any = true;
                }
                continue;
            }
            let region = region.as_deref().unwrap_or(Regions::WHOLE);
            if self.newest_body(path, region) != Some(digest) {
                self.remember_body(path, region, digest.clone());
                any = true;
            }
        }
        self.formatted.drain(..self.formatted.len().saturating_sub(MOST_INTENDED));
        any
    }

    /// Notes what is about to be put somewhere.
    pub fn note_intended(&mut self, edit: &Edit) {
        for (_, text) in texts_of_edit(edit) {
            let hash = digest(text);
            if self.contents.insert(hash.clone()) {
                self.intended.push(hash);
            }
        }
        self.intended.drain(..self.intended.len().saturating_sub(MOST_INTENDED));
    }

    /// How a region stands between the lines of its note.
    pub fn seam_of(&self, path: &NotePath, region: &str) -> Seam {
        let place = (path.to_string(), region.to_owned());
        if self.tight.contains(&place) { Seam::Tight } else { Seam::Loose }
    }

    /// Notes which regions were put where a note had no blank line.
    pub fn put_tight(&mut self, new: BTreeSet<(String, String)>) {
        self.tight.extend(new);
    }

    /// Forgets all notes of which this is true.
    pub fn forget_notes(&mut self, is_meant: &dyn Fn(&str) -> bool) {
        self.places.retain(|(path, _), _| !is_meant(path));
        self.tight.retain(|(path, _)| !is_meant(path));
    }

    /// Notes what was put there.
    pub fn note_written(&mut self, edit: &Edit) {
        for region in edit.region_edits().iter().filter(|region| region.taken.is_some()) {
            let place = (edit.path.to_string(), region.name.clone());
            self.places.remove(&place);
            self.tight.remove(&place);
        }
        for (region, text) in texts_of_edit(edit) {
            self.remember_body(&edit.path, region, digest(text));
        }
    }

    fn remember_body(&mut self, path: &NotePath, region: &str, new: String) {
        let known = self.places.entry((path.to_string(), region.to_owned())).or_default();
        known.retain(|before| *before != new);
        self.contents.insert(new.clone());
        known.push(new);
        known.drain(..known.len().saturating_sub(MOST_REMEMBERED));
    }
}

/// The texts of an edit, each with its region.
fn texts_of_edit(edit: &Edit) -> impl Iterator<Item = (&str, &str)> {
    let whole = edit.whole_text().map(|text| (Regions::WHOLE, text));
    let regions = edit.region_edits().iter().filter(|region| region.taken.is_none());
    whole
        .into_iter()
        .chain(regions.map(|region| (region.name.as_str(), region.inner.trim_matches('\n'))))
}
