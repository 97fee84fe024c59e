//! What this program made in a vault and what would be taken out of it again: regions, whole
//! notes, pictures, the calendar. What somebody wrote stays, also inside a region.
//!
//! It finds and carries out; who asks for it, and what is said of it, is the business of the verbs.

use crate::app::carried::Carried;
use crate::app::session::Session;
use crate::fs::read::glance_at;
use crate::fs::region_memory::Regions;
use crate::model::model::Model;
use crate::note::parse::Note;
use crate::note::region;
use crate::pages::pages::Ask;
use crate::pages::pipeline::{Outcome, is_untouched};
use crate::pages::plan::{Edit, Plan, RegionEdit, is_ours};
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::told::day_of_name;
use std::collections::BTreeMap;
use std::fs;
use std::io;

/// What is to be taken out.
#[derive(Debug, Default)]
pub struct Removal {
    /// Notes that somebody wrote in: their regions go.
    pub edits: Vec<Edit>,
    /// Notes and files in which nobody wrote, with their texts: they go as a whole.
    pub whole: Vec<(NotePath, String)>,
    /// What has to stay as it is, with the reason.
    pub stay: Vec<(NotePath, String)>,
    /// Notes with a region of which nothing tells who wrote it: a page that was copied or renamed.
    pub unknown: Vec<NotePath>,
    /// Notes in which somebody wrote inside a region: these lines stay in its place.
    pub with_words: Vec<NotePath>,
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Removed {
    /// What became of the edits.
    pub carried: Carried,
    /// Notes and files that are gone, with where a copy of each is kept.
    pub gone: Vec<(NotePath, String)>,
}

impl Removal {
    /// Whether nothing is to be taken out.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.whole.is_empty()
    }
}

impl Session {
    /// What is to be taken out of the notes and files that are meant.
    pub fn removal(&self, outcome: &Outcome, is_meant: &dyn Fn(&NotePath) -> bool) -> Removal {
        let mut wanted: BTreeMap<(&NotePath, &str), &str> = BTreeMap::new();
        for edit in &outcome.plan.edits {
            for region in edit.region_edits() {
                wanted.insert((&edit.path, &region.name), &region.inner);
            }
        }
        let mut found = Removal::default();
        for note in self.vault().notes.values().filter(|note| is_meant(&note.path)) {
            self.of_note(outcome, note, &wanted, &mut found);
        }
        for (path, text) in self.vault().files.iter().filter(|(path, _)| is_meant(path)) {
            match (is_ours(text), self.holds_words(path, text)) {
                (false, _) => {}
                (true, true) => {
                    let why = "somebody changed it: remove it yourself";
                    found.stay.push((path.clone(), why.to_owned()));
                }
                (true, false) => found.whole.push((path.clone(), text.clone())),
            }
        }
        found
    }

    /// Whether somebody wrote inside the regions of this text of a page that no page wants.
    pub fn holds_words(&self, path: &NotePath, text: &str) -> bool {
        let edit = match self.vault().files.contains_key(path) {
            true => Edit::of_file(path, "", text.to_owned()),
            false => Edit::of_regions(path, "", Vec::new()),
        };
        // Broken markers are somebody's work.
        let found =
            if edit.whole_text().is_some() { Ok(Vec::new()) } else { edit.regions_of(text) };
        found.map_or(true, |found| self.memory().holds_words(&edit, text, &found))
    }

    fn of_note(
        &self,
        outcome: &Outcome,
        note: &Note,
        wanted: &BTreeMap<(&NotePath, &str), &str>,
        found: &mut Removal,
    ) {
        let Some(text) = glance_at(&self.root().join(note.path.as_str())) else { return };
        if !text.contains("<!-- vault121:") {
            return;
        }
        let no_edit = Edit::of_regions(&note.path, "", Vec::new());
        let regions = match no_edit.regions_of(&text) {
            Ok(regions) if note.refused.is_none() => regions,
            _ => {
                let why = "its region markers are broken: take the generated lines out yourself";
                found.stay.push((note.path.clone(), why.to_owned()));
                return;
            }
        };
        let (mut has_words, mut taken_out) = (false, Vec::new());
        for place in &regions {
            let there = region::inner_text(&text, place).into_owned();
            // What stands as it should is in no edit.
            let same =
                outcome.plan.same.iter().any(|same| {
                    same.path == note.path && same.region.as_deref() == Some(&place.name)
                });
            let wanted = wanted.get(&(&note.path, place.name.as_str()));
            let wanted = if same { there.as_str() } else { wanted.copied().unwrap_or_default() };
            let wanted = wanted.trim_matches('\n');
            let inner = self.memory().written_by_hand(&no_edit, &place.name, wanted, &there);
            if self.memory().is_unknown(&no_edit, &place.name, wanted, &there) {
                found.unknown.push(note.path.clone());
            }
            has_words |= !inner.is_empty();
            taken_out.push(RegionEdit {
                name: place.name.clone(),
                inner,
                before: Some(there),
                taken: Some(self.known_regions().seam_of(&note.path, &place.name)),
            });
        }
        if regions.is_empty() {
            return;
        }
        if has_words {
            found.with_words.push(note.path.clone());
        } else if note.front.text_of("kind").is_some()
            && !was_moved(&outcome.model, note)
            && is_untouched(self.vault(), &outcome.model, note, &text)
        {
            found.whole.push((note.path.clone(), text));
            return;
        }
        found.edits.push(Edit::of_regions(&note.path, "generated regions taken out", taken_out));
    }

    /// Takes it out: each note through the way in which notes are written, each whole one into
    /// `rescue/`. Folders that are empty then go too.
    ///
    /// # Errors
    /// Those of the file system, or why the vault cannot be written.
    pub fn carry_out_removal(&mut self, found: &Removal) -> io::Result<Removed> {
        let plan = Plan { edits: found.edits.clone(), ..Plan::default() };
        let mut removed =
            Removed { carried: self.carry_out_and_finish(&plan), ..Removed::default() };
        for (path, text) in &found.whole {
            match self.take_away(path, text)? {
                Some(kept) => removed.gone.push((path.clone(), kept)),
                None => {
                    let why = "somebody saved it just now".to_owned();
                    removed.carried.held.push((path.clone(), why));
                }
            }
        }
        for (path, _) in &removed.gone {
            let mut folder = path.folder();
            // A folder that holds anything stays.
            while !folder.is_empty() && fs::remove_dir(self.root().join(folder)).is_ok() {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
        }
        Ok(removed)
    }

    /// Forgets what is known of the regions of the notes of which this is true.
    pub fn forget_regions(&self, is_meant: &dyn Fn(&str) -> bool) {
        let Ok(desk) = self.open_desk() else { return };
        let mut remembered = Regions::load(self.root());
        remembered.forget_notes(is_meant);
        remembered.save(&desk.root);
    }

    /// What the vault means, and the pages that are due, for a removal.
    pub fn all_pages(&self) -> Outcome {
        self.outcome(&Ask::default())
    }
}

/// Whether a 1-2-1 was moved to another day than its note has in its name: somebody chose that.
fn was_moved(model: &Model, note: &Note) -> bool {
    let named = day_of_name(&note.path, model.config.date_order);
    let said = note.front.text_of("date").and_then(|text| Day::iso(&text));
    named.zip(said).is_some_and(|(named, said)| named != said)
}
