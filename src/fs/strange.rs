//! What stands in a note's regions and is not known to be ours: looked for before they are made
//! anew, judged by what git has, and kept in `rescue/` unless git brought it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::brought::{Brought, BroughtTexts};
use crate::fs::exchange::Trail;
use crate::fs::read::plain_error;
use crate::fs::region_memory::Regions;
use crate::fs::rescue;
use crate::fs::rescue::RescueReason;
use crate::fs::stage::WriteDesk;
use crate::note::region;
use crate::note::region::Region;
use crate::pages::foreign::{Judged, TextEvidence, bodies_of_region, judge_text, written_lines};
use crate::pages::plan::Edit;
use crate::pages::tick::without_ticks;
use crate::text::ids::NotePath;
use std::cell::OnceCell;
use std::io;
use std::path::Path;

/// By what a session tells its own texts from others.
#[derive(Debug)]
pub struct Memory<'a> {
    regions: &'a Regions,
    root: &'a Path,
    /// Ticks that a plan knew are carried to their sources, or said: they are no words.
    ticks: bool,
    brought: &'a OnceCell<Brought>,
}

/// What is to be kept of a note's regions.
#[derive(Debug, Default)]
pub struct Strange {
    /// What somebody wrote.
    edited: Vec<String>,
    /// What nobody knows.
    unknown: Vec<String>,
}

impl<'a> Memory<'a> {
    /// The memory of the vault at `root`.
    pub fn new(
        regions: &'a Regions,
        brought: &'a OnceCell<Brought>,
        root: &'a Path,
        ticks: bool,
    ) -> Memory<'a> {
        Memory { regions, root, ticks, brought }
    }

    /// What is strange in a text, in which these regions were found, where the edit changes it.
    pub fn strange(&self, edit: &Edit, text: &str, found: &[Region]) -> Strange {
        let mut strange = Strange::default();
        if let Some(wanted) = edit.whole_text() {
            if !self.regions.is_ours(text) {
                strange.add_judged(
                    self.judge_body(edit, Regions::WHOLE, wanted, text),
                    text.to_owned(),
                );
            }
            return strange;
        }
        for region in edit.region_edits() {
            let Some(place) = found.iter().find(|found| found.name == region.name) else {
                continue;
            };
            let there = region::inner_text(text, place);
            let carried = self.ticks && region.before.as_deref() == Some(&there);
            let plain = if carried { without_ticks(&there) } else { there.clone().into_owned() };
            if self.regions.is_ours(&plain) || plain.trim().is_empty() {
                continue;
            }
            let judged = self.judge_body(edit, &region.name, &region.inner, &plain);
            strange.add_judged(judged, there.into_owned());
        }
        strange
    }

    /// Whether somebody wrote inside the regions of a page that no page wants any more.
    pub fn holds_words(&self, edit: &Edit, text: &str, found: &[Region]) -> bool {
        let holds = |name: &str, there: &str| {
            !self.regions.is_ours(there) && self.judge_body(edit, name, "", there) == Judged::Edited
        };
        if edit.whole_text().is_some() {
            return holds(Regions::WHOLE, text);
        }
        found.iter().any(|place| holds(&place.name, &region::inner_text(text, place)))
    }

    /// What somebody wrote inside a region that is taken out; empty when nobody did.
    pub fn written_by_hand(&self, edit: &Edit, region: &str, wanted: &str, there: &str) -> String {
        let is_ours = |text: &str| self.regions.is_ours(text);
        let plain = if self.ticks { without_ticks(there) } else { there.to_owned() };
        if is_ours(&plain) || plain.trim().is_empty() || plain == wanted {
            return String::new();
        }
        self.with_evidence(edit, region, wanted, |evidence| {
            written_lines(&plain, evidence, &is_ours)
        })
    }

    /// Whether nothing tells of the text of a region who wrote it.
    pub fn is_unknown(&self, edit: &Edit, region: &str, wanted: &str, there: &str) -> bool {
        let is_ours = self.regions.is_ours(there) || there.trim().is_empty() || there == wanted;
        !is_ours && self.judge_body(edit, region, wanted, there) == Judged::Unknown
    }

    /// Whether git has this text of a region in the note, as others or we have it.
    pub fn is_committed(&self, path: &NotePath, there: &str) -> bool {
        let BroughtTexts { others, own } =
            self.brought.get_or_init(|| Brought::open(self.root)).texts_of_note(path);
        others.iter().chain(&own).any(|text| text.replace('\r', "").contains(there))
    }

    fn judge_body(&self, edit: &Edit, region: &str, wanted: &str, there: &str) -> Judged {
        self.with_evidence(edit, region, wanted, |evidence| judge_text(there, evidence))
    }

    fn with_evidence<T>(
        &self,
        edit: &Edit,
        region: &str,
        wanted: &str,
        judged: impl Fn(TextEvidence<'_>) -> T,
    ) -> T {
        let BroughtTexts { others, own } = self.texts_brought(edit);
        let read = |texts: Vec<String>| {
            if region == Regions::WHOLE {
                return texts;
            }
            let found = texts.into_iter().filter_map(|text| {
                let regions = edit.regions_of(&text).ok()?;
                Some((text, regions))
            });
            bodies_of_region(region, &found.collect::<Vec<_>>())
        };
        let (brought, mut made) = (read(others), read(own));
        made.retain(|text| self.regions.is_ours(text));
        let is_known = self.regions.knows(&edit.path, region);
        judged(TextEvidence { wanted, brought: &brought, made: &made, is_known })
    }

    fn texts_brought(&self, edit: &Edit) -> BroughtTexts {
        self.brought.get_or_init(|| Brought::open(self.root)).texts_of_note(&edit.path)
    }
}

impl Strange {
    fn add_judged(&mut self, judged: Judged, text: String) {
        match judged {
            Judged::Brought => {}
            Judged::Unknown => self.unknown.push(text),
            Judged::Edited => self.edited.push(text),
        }
    }

    /// Keeps it before the note is written.
    ///
    /// # Errors
    /// Those of the file system: then the note must stay as it is.
    pub fn keep_in_rescue(
        &self,
        desk: &WriteDesk,
        edit: &Edit,
        trail: &mut Trail,
    ) -> io::Result<()> {
        if let Some(kept) = rescue_texts(desk, edit, &self.edited, RescueReason::Edited)? {
            let message = format!("somebody wrote inside the region: that text is in `{kept}`");
            let said = Diagnostic::about_file(Code::RegionEdited, edit.path.as_str(), message)
                .hint("write above or below the region");
            if !trail.said.contains(&said) {
                trail.said.push(said);
            }
        }
        if let Some(kept) = rescue_texts(desk, edit, &self.unknown, RescueReason::Unknown)? {
            trail.unknown.insert(edit.path.clone(), kept);
        }
        Ok(())
    }
}

fn rescue_texts(
    desk: &WriteDesk,
    edit: &Edit,
    texts: &[String],
    why: RescueReason,
) -> io::Result<Option<String>> {
    if texts.is_empty() {
        return Ok(None);
    }
    let text = texts.join("\n\n") + "\n";
    let kept = rescue::keep(&desk.root, edit.path.as_str(), text.as_bytes(), why, desk.day);
    kept.map(Some).map_err(|error| {
        let why = plain_error(&error);
        io::Error::new(error.kind(), format!("what stands in its region could not be kept: {why}"))
    })
}
