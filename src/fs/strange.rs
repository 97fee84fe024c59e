//! What stands in a note's regions and is not known to be ours: looked for before they are made
//! anew, judged by what git has, and kept in `rescue/` unless git brought it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::fs::brought::{Brought, Texts};
use crate::fs::exchange::Trail;
use crate::fs::read::plain;
use crate::fs::region_memory::Regions;
use crate::fs::rescue;
use crate::fs::rescue::Why;
use crate::fs::stage::Desk;
use crate::note::region;
use crate::note::region::Region;
use crate::pages::foreign::{Evidence, Judged, bodies, judge, written};
use crate::pages::plan::Edit;
use crate::pages::tick::without;
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
        if let Some(wanted) = edit.whole() {
            if !self.regions.is_ours(text) {
                strange.add(self.judge(edit, Regions::WHOLE, wanted, text), text.to_owned());
            }
            return strange;
        }
        for region in edit.regions() {
            let Some(place) = found.iter().find(|found| found.name == region.name) else {
                continue;
            };
            let there = region::inner(text, place);
            let carried = self.ticks && region.before.as_deref() == Some(&there);
            let plain = if carried { without(&there) } else { there.clone().into_owned() };
            if self.regions.is_ours(&plain) || plain.trim().is_empty() {
                continue;
            }
            let judged = self.judge(edit, &region.name, &region.inner, &plain);
            strange.add(judged, there.into_owned());
        }
        strange
    }

    /// Whether somebody wrote inside the regions of a page that no page wants any more.
    pub fn holds_words(&self, edit: &Edit, text: &str, found: &[Region]) -> bool {
        let holds = |name: &str, there: &str| {
            !self.regions.is_ours(there) && self.judge(edit, name, "", there) == Judged::Edited
        };
        if edit.whole().is_some() {
            return holds(Regions::WHOLE, text);
        }
        found.iter().any(|place| holds(&place.name, &region::inner(text, place)))
    }

    /// What somebody wrote inside a region that is taken out; empty when nobody did.
    pub fn written(&self, edit: &Edit, region: &str, wanted: &str, there: &str) -> String {
        let is_ours = |text: &str| self.regions.is_ours(text);
        let plain = if self.ticks { without(there) } else { there.to_owned() };
        if is_ours(&plain) || plain.trim().is_empty() || plain == wanted {
            return String::new();
        }
        self.with_evidence(edit, region, wanted, |evidence| written(&plain, evidence, &is_ours))
    }

    /// Whether nothing tells of the text of a region who wrote it.
    pub fn is_unknown(&self, edit: &Edit, region: &str, wanted: &str, there: &str) -> bool {
        let is_ours = self.regions.is_ours(there) || there.trim().is_empty() || there == wanted;
        !is_ours && self.judge(edit, region, wanted, there) == Judged::Unknown
    }

    /// Whether git has this text of a region in the note, as others or we have it.
    pub fn is_committed(&self, path: &NotePath, there: &str) -> bool {
        let Texts { others, own } =
            self.brought.get_or_init(|| Brought::open(self.root)).texts(path);
        others.iter().chain(&own).any(|text| text.replace('\r', "").contains(there))
    }

    fn judge(&self, edit: &Edit, region: &str, wanted: &str, there: &str) -> Judged {
        self.with_evidence(edit, region, wanted, |evidence| judge(there, evidence))
    }

    fn with_evidence<T>(
        &self,
        edit: &Edit,
        region: &str,
        wanted: &str,
        judged: impl Fn(Evidence<'_>) -> T,
    ) -> T {
        let Texts { others, own } = self.texts(edit);
        let read = |texts: Vec<String>| {
            if region == Regions::WHOLE {
                return texts;
            }
            let found = texts.into_iter().filter_map(|text| {
                let regions = edit.regions_of(&text).ok()?;
                Some((text, regions))
            });
            bodies(region, &found.collect::<Vec<_>>())
        };
        let (brought, mut made) = (read(others), read(own));
        made.retain(|text| self.regions.is_ours(text));
        let is_known = self.regions.knows(&edit.path, region);
        judged(Evidence { wanted, brought: &brought, made: &made, is_known })
    }

    fn texts(&self, edit: &Edit) -> Texts {
        self.brought.get_or_init(|| Brought::open(self.root)).texts(&edit.path)
    }
}

impl Strange {
    fn add(&mut self, judged: Judged, text: String) {
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
    pub fn keep(&self, desk: &Desk, edit: &Edit, trail: &mut Trail) -> io::Result<()> {
        if let Some(kept) = keep(desk, edit, &self.edited, Why::Edited)? {
            let message = format!("somebody wrote inside the region: that text is in `{kept}`");
            let said = Diagnostic::file(Code::RegionEdited, edit.path.as_str(), message)
                .hint("write above or below the region");
            if !trail.said.contains(&said) {
                trail.said.push(said);
            }
        }
        if let Some(kept) = keep(desk, edit, &self.unknown, Why::Unknown)? {
            trail.unknown.insert(edit.path.clone(), kept);
        }
        Ok(())
    }
}

fn keep(desk: &Desk, edit: &Edit, texts: &[String], why: Why) -> io::Result<Option<String>> {
    if texts.is_empty() {
        return Ok(None);
    }
    let text = texts.join("\n\n") + "\n";
    let kept = rescue::keep(&desk.root, edit.path.as_str(), text.as_bytes(), why, desk.day);
    kept.map(Some).map_err(|error| {
        let why = plain(&error);
        io::Error::new(error.kind(), format!("what stands in its region could not be kept: {why}"))
    })
}
