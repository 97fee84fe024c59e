//! Pages wanted against notes present: the edits, as data, sorted; none where the bytes agree.
//!
//! An edit holds what should stand in a note, not the note. The writer reads the note, asks the
//! edit for the new text, and the edit refuses when anything but its own region would change.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Placer};
use crate::note::front_matter::Fence;
use crate::note::markup::Markup;
use crate::note::parse::Note;
use crate::note::region;
use crate::note::region::{Region, Seam};
use crate::pages::foreign::differ_in_format_only;
use crate::pages::line::LineEdit;
use crate::pages::{calendar, chart};
use crate::text::ids::{NotePath, digest};
use crate::text::span::{LineIndex, Span, line_ending, with_ending};
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// A page that should stand at a path.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub path: NotePath,
    /// The region's name.
    pub region: String,
    /// What should stand in it.
    pub inner: String,
    /// For whom, in words: `prep for Alice, 24 Nov`.
    pub what: String,
    /// What the note begins with when it is made.
    pub front: String,
    /// What stands below the region when the note is made.
    pub once: Option<String>,
}

/// What to do to one note or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The note or file.
    pub path: NotePath,
    /// Why, in words.
    pub why: String,
    /// What changes.
    pub kind: EditKind,
}

/// What an edit changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// A note that is not there yet.
    Create {
        /// Its whole text.
        text: String,
        /// The regions in that text.
        regions: Vec<RegionEdit>,
        /// Nothing but regions stands in it.
        generated: bool,
    },
    /// A file that is ours from the first to the last byte: a picture, the calendar.
    Whole(String),
    /// Generated regions of a note.
    Regions {
        /// Those that change.
        regions: Vec<RegionEdit>,
        /// Nothing but regions stands in the note.
        generated: bool,
    },
    /// Lines of the user's own text; regions stay as they are.
    Lines {
        /// What is done to them, one after the other.
        lines: Vec<LineEdit>,
        /// The whole text, for a note that is not there yet.
        made: Option<String>,
    },
}

/// One region of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionEdit {
    pub name: String,
    /// What should stand in it.
    pub inner: String,
    /// What stood in it when the plan was made; `None`: there was no such region.
    pub before: Option<String>,
    /// The region is taken out of the note, and `inner` stays in its place.
    pub taken: Option<Seam>,
}

/// All edits, and the notes that have to stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Sorted by path.
    pub edits: Vec<Edit>,
    /// Notes that are wanted and cannot be written, with the reason.
    pub held: Vec<(NotePath, String)>,
    /// What stands where it should.
    pub same: Vec<Same>,
}

/// A text that stands where it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// The note, or the file.
    pub path: NotePath,
    /// The region; nothing where the whole file is ours.
    pub region: Option<String>,
    /// The hash of what stands there.
    pub digest: String,
    /// A formatter wrote it otherwise than this program would.
    pub is_formatted: bool,
}

impl Plan {
    /// Leaves regions alone that a formatter wrote otherwise, which differ in nothing else. Where
    /// we put the very text there ourselves, a template says it otherwise now.
    pub fn leave_formatted(&mut self, was_put: &dyn Fn(&str) -> bool) {
        let same = &mut self.same;
        self.edits.retain_mut(|edit| {
            let path = edit.path.clone();
            edit.keep_only(|region| {
                let there = region.before.as_deref();
                let is_left =
                    |there: &&str| differ_in_format_only(there, &region.inner) && !was_put(there);
                let Some(there) = there.filter(is_left) else { return true };
                let (region, digest) = (Some(region.name.clone()), digest(there));
                same.push(Same { path: path.clone(), region, digest, is_formatted: true });
                false
            })
        });
    }

    /// Compares what is wanted with what is there.
    pub fn from_wanted(wanted: Vec<Wanted>, vault: &Vault) -> Plan {
        let mut by_path: BTreeMap<NotePath, Vec<Wanted>> = BTreeMap::new();
        for page in wanted {
            by_path.entry(page.path.clone()).or_default().push(page);
        }
        let mut plan = Plan::default();
        for (path, pages) in by_path {
            if vault.is_nested(path.as_str()) {
                plan.held.push((path, "its folder is a vault of its own".to_owned()));
                continue;
            }
            match vault.note(&path).as_deref() {
                None => plan.edits.push(create_edit(path, pages)),
                Some(note) => match (&note.regions, note.refused) {
                    (Some(_), None) => plan.edits.extend(update(note, pages, &mut plan.same)),
                    (_, Some(code)) => plan.held.push((path, format!("not read: {code}"))),
                    (None, None) => {
                        plan.held.push((path, "its region markers are broken".to_owned()));
                    }
                },
            }
        }
        plan
    }
}

/// A note's new text.
#[derive(Clone, Debug)]
pub struct After {
    pub text: String,
    /// The regions in it, where they were looked for.
    pub regions: Option<Vec<Region>>,
}

impl Edit {
    /// One line of the user's, changed because somebody asked for it.
    pub fn of_line(path: &NotePath, line: u32, edit: LineEdit) -> Edit {
        Edit::of_lines(path, format!("line {line}"), vec![edit])
    }

    /// Lines of the user's, changed because somebody asked for it.
    pub fn of_lines(path: &NotePath, why: impl Into<String>, lines: Vec<LineEdit>) -> Edit {
        Edit { path: path.clone(), why: why.into(), kind: EditKind::Lines { lines, made: None } }
    }

    /// Regions of a note in which the user writes too.
    pub fn of_regions(path: &NotePath, why: impl Into<String>, regions: Vec<RegionEdit>) -> Edit {
        let kind = EditKind::Regions { regions, generated: false };
        Edit { path: path.clone(), why: why.into(), kind }
    }

    /// A file that is ours as a whole.
    pub fn of_file(path: &NotePath, why: impl Into<String>, text: String) -> Edit {
        Edit { path: path.clone(), why: why.into(), kind: EditKind::Whole(text) }
    }

    /// The regions that it changes or makes.
    pub fn region_edits(&self) -> &[RegionEdit] {
        match &self.kind {
            EditKind::Create { regions, .. } | EditKind::Regions { regions, .. } => regions,
            EditKind::Whole(_) | EditKind::Lines { .. } => &[],
        }
    }

    /// The lines of the user's that it changes.
    pub fn line_edits(&self) -> &[LineEdit] {
        match &self.kind {
            EditKind::Lines { lines, .. } => lines,
            _ => &[],
        }
    }

    /// The text of a file that is ours as a whole: a picture, the calendar.
    pub fn whole_text(&self) -> Option<&str> {
        match &self.kind {
            EditKind::Whole(text) => Some(text),
            _ => None,
        }
    }

    /// The text that is written where nothing stands; nothing for an edit that needs a note.
    pub fn created_text(&self) -> Option<&str> {
        match &self.kind {
            EditKind::Create { text, .. } | EditKind::Whole(text) => Some(text),
            EditKind::Lines { made, .. } => made.as_deref(),
            EditKind::Regions { .. } => None,
        }
    }

    /// Whether it makes a note.
    pub fn is_create(&self) -> bool {
        matches!(self.kind, EditKind::Create { .. })
    }

    /// Whether nothing of the user's stands in the note or file.
    pub fn is_generated(&self) -> bool {
        match self.kind {
            EditKind::Create { generated, .. } | EditKind::Regions { generated, .. } => generated,
            EditKind::Whole(_) => true,
            EditKind::Lines { .. } => false,
        }
    }

    /// Takes the other regions out of an edit of a note that is there. Returns whether anything is
    /// left to do.
    pub fn keep_only(&mut self, keep: impl FnMut(&mut RegionEdit) -> bool) -> bool {
        match &mut self.kind {
            EditKind::Regions { regions, .. } => {
                regions.retain_mut(keep);
                !regions.is_empty()
            }
            EditKind::Create { .. } | EditKind::Whole(_) | EditKind::Lines { .. } => true,
        }
    }

    /// The note's new text, given the text that is there now.
    ///
    /// # Errors
    /// Why the note has to stay as it is.
    pub fn text_after(&self, now: Option<&str>) -> Result<String, Diagnostic> {
        let Some(now) = now else {
            let made = self.created_text().ok_or_else(|| self.refuse("the note is gone"))?;
            return self.reads_back(made).map(|()| made.to_owned());
        };
        self.after_of(now, self.regions_of(now)?).map(|after| after.text)
    }

    /// The same of a text of which the regions are known: to find them takes as long as to write.
    ///
    /// # Errors
    /// Why the note has to stay as it is.
    pub fn after_of(&self, now: &str, regions: Vec<Region>) -> Result<After, Diagnostic> {
        // What is wrong with the note as it is has its own complaint; what is wrong afterwards
        // is ours.
        self.with_changes(now, regions).map_err(|problem| match problem.code {
            Code::WriteHeld | Code::RegionUnsafe => problem,
            _ => self.not_read_back(),
        })
    }

    /// A note that is made holds its regions as any reader would find them.
    fn reads_back(&self, made: &str) -> Result<(), Diagnostic> {
        let found = self.regions_of(made).map_err(|_| self.not_read_back())?;
        let is_there = |edit: &RegionEdit| {
            let region = found.iter().find(|region| region.name == edit.name);
            region.is_some_and(|r| region::inner_text(made, r) == edit.inner.trim_matches('\n'))
        };
        if self.region_edits().iter().all(is_there) { Ok(()) } else { Err(self.not_read_back()) }
    }

    fn not_read_back(&self) -> Diagnostic {
        let why = "what the template makes would not be read back: it opens what it does not close";
        Diagnostic::about_file(Code::RegionUnsafe, self.path.as_str(), why)
            .hint("nothing was written")
    }

    fn with_changes(&self, now: &str, regions: Vec<Region>) -> Result<After, Diagnostic> {
        if now.contains('\0') {
            return Err(self.refuse("it holds a NUL byte"));
        }
        match &self.kind {
            EditKind::Whole(_) if !is_ours(now) => {
                Err(self.refuse("another program's file has this name"))
            }
            EditKind::Whole(whole) => Ok(After { text: whole.clone(), regions: None }),
            EditKind::Lines { lines, .. } => {
                let mut text = now.to_owned();
                for line in lines {
                    text = line.apply(&text).map_err(|why| self.refuse(why))?;
                }
                self.keep_regions(now, &text).map(|()| After { text, regions: None })
            }
            // A note that somebody made meanwhile gets the regions, and keeps its own text.
            EditKind::Create { regions: wanted, .. }
            | EditKind::Regions { regions: wanted, .. } => {
                let (mut text, mut regions) = (now.to_owned(), regions);
                for edit in wanted {
                    (text, regions) = match edit.taken {
                        Some(seam) => self.take_out(text, regions, edit, seam)?,
                        None => self.put_region(text, regions, edit)?,
                    };
                }
                Ok(After { text, regions: Some(regions) })
            }
        }
    }

    /// The text with one region's new body, or with the region where there was none; and the
    /// regions that it holds then.
    fn put_region(
        &self,
        text: String,
        old: Vec<Region>,
        edit: &RegionEdit,
    ) -> Result<(String, Vec<Region>), Diagnostic> {
        let ending = line_ending(&text);
        if let Some(region) = old.iter().find(|region| region.name == edit.name) {
            // A note may mix line endings: what reads the same is not written another way.
            if region::inner_text(&text, region) == edit.inner.trim_matches('\n') {
                return Ok((text, old));
            }
            let new = region::replace_body(&text, region, &edit.inner, ending);
            return self.verify_region(edit, &old, (&text, region.body), new);
        }
        if matches!(Fence::find(&text), Fence::Open(_)) {
            // Before it a region would make a line of the fence, and open what it closes.
            return Err(self.refuse("its front matter never ends: close it with a line `---`"));
        }
        if stands_unmarked(&text, &edit.inner) {
            let why = format!("the text of its {} stands there without its markers", edit.name);
            return Err(self.refuse(&why));
        }
        let block = with_ending(&region::wrap(&edit.name, &edit.inner), ending);
        let at = top_of_body(&text);
        let (before, after) = text.split_at(at);
        let gap_before = match before {
            "" => "",
            _ if before.ends_with("\n\n") || before.ends_with("\r\n\r\n") => "",
            _ if before.ends_with('\n') => ending,
            "\u{feff}" => "",
            _ => &ending.repeat(2),
        };
        let gap_after =
            if after.is_empty() || after.starts_with(['\n', '\r']) { "" } else { ending };
        let new = format!("{before}{gap_before}{block}{gap_after}{after}");
        self.verify_region(edit, &old, (&text, Span::new(at, at)), new)
    }

    /// The text without one region; nothing else of it reads otherwise then.
    fn take_out(
        &self,
        text: String,
        old: Vec<Region>,
        edit: &RegionEdit,
        seam: Seam,
    ) -> Result<(String, Vec<Region>), Diagnostic> {
        let Some(region) = old.iter().find(|region| region.name == edit.name) else {
            return Ok((text, old));
        };
        let new = region::taken_out(&text, region, &edit.inner, seam);
        let found = self.regions_of(&new)?;
        let bodies = |all: &[Region], text: &str| -> Vec<String> {
            all.iter().map(|region| region.whole.of(text).to_owned()).collect()
        };
        let others: Vec<Region> = old.iter().filter(|one| one.name != edit.name).cloned().collect();
        let is_front = |text: &str| !matches!(Fence::find(text), Fence::None(_));
        if bodies(&others, &text) != bodies(&found, &new) || is_front(&text) != is_front(&new) {
            let why = format!("without region `{}` the note would be read otherwise", edit.name);
            return Err(Diagnostic::about_file(Code::RegionUnsafe, self.path.as_str(), why)
                .hint("take the region out in your editor"));
        }
        Ok((new, found))
    }

    /// The new regions that are put right before a line of a text, or behind one that no line
    /// break ends: whoever takes them out again leaves no blank line.
    pub fn tight_regions<'e>(&'e self, now: &str, found: &[Region]) -> Vec<&'e str> {
        let after = &now[top_of_body(now)..];
        let is_tight = match after {
            "" => !now.is_empty() && !now.ends_with('\n'),
            after => !after.starts_with(['\n', '\r']),
        };
        let regions = self.region_edits().iter().filter(|edit| edit.taken.is_none() && is_tight);
        let new = regions.filter(|edit| found.iter().all(|there| there.name != edit.name));
        new.map(|edit| edit.name.as_str()).collect()
    }

    /// Reads the new text as any reader would: the region stands where it was put, the others
    /// are the same, and before and behind the place that changed every byte is as it was.
    fn verify_region(
        &self,
        edit: &RegionEdit,
        old: &[Region],
        (text, place): (&str, Span),
        new: String,
    ) -> Result<(String, Vec<Region>), Diagnostic> {
        let found = self.regions_of(&new)?;
        let tail = text.len() - place.end;
        let (head, end) = (place.start, new.len() - tail);
        let ours = |region: &&Region| region.name == edit.name;
        let inside = |region: &Region| {
            let span =
                if old.iter().any(|r| r.name == edit.name) { region.body } else { region.whole };
            span.start >= head
                && span.end <= end
                && region::inner_text(&new, region) == edit.inner.trim_matches('\n')
        };
        let others = |all: &[Region], text: &str| {
            let rest = all.iter().filter(|region| !ours(region));
            rest.map(|region| region.whole.of(text).to_owned()).collect::<Vec<String>>()
        };
        let why = if !found.iter().find(ours).is_some_and(inside) {
            format!("region `{}` would not be read back", edit.name)
        } else if others(old, text) != others(&found, &new) {
            "another region would not be read back".to_owned()
        } else if new[..head] != text[..head] || new[end..] != text[place.end..] {
            "something outside the region would change".to_owned()
        } else {
            return Ok((new, found));
        };
        Err(Diagnostic::about_file(Code::RegionUnsafe, self.path.as_str(), why)
            .hint("the note was left as it is"))
    }

    /// The regions of a text of this note; what is wrong with them otherwise.
    ///
    /// # Errors
    /// The first complaint about their markers.
    pub fn regions_of(&self, text: &str) -> Result<Vec<Region>, Diagnostic> {
        let markup = Markup::parse_frame(text, Fence::find(text).body_start());
        if let Some(regions) = region::sound_regions(text, &markup) {
            return Ok(regions);
        }
        let index = LineIndex::new(text);
        let found = region::find(text, &markup, &Placer::new(&self.path, text, &index));
        found.map_err(|mut problems| problems.swap_remove(0))
    }

    /// A change of a user's line leaves what is generated as it is.
    fn keep_regions(&self, before: &str, after: &str) -> Result<(), Diagnostic> {
        let bodies = |text: &str| -> Result<Vec<(String, String)>, Diagnostic> {
            let regions = self.regions_of(text)?;
            let body = |region: &Region| region::inner_text(text, region).into_owned();
            Ok(regions.iter().map(|region| (region.name.clone(), body(region))).collect())
        };
        match bodies(before)? == bodies(after)? {
            true => Ok(()),
            false => Err(self.refuse("the line stands in a generated region")),
        }
    }

    fn refuse(&self, why: &str) -> Diagnostic {
        Diagnostic::about_file(Code::WriteHeld, self.path.as_str(), why)
    }
}

/// Whether a whole file, which is no note, was written by this program.
pub fn is_ours(text: &str) -> bool {
    chart::is_ours(text) || calendar::is_ours(text)
}

/// Whether most lines of a page stand in a note that has no region of it: somebody took away the
/// markers of a page whose words no shipped template has.
fn stands_unmarked(text: &str, inner: &str) -> bool {
    /// A page of fewer lines may say by chance what the note says.
    const LEAST_LINES: usize = 4;
    let told = |line: &&str| line.chars().filter(|c| c.is_alphanumeric()).count() > 3;
    let lines: BTreeSet<&str> = inner.lines().map(str::trim).filter(told).collect();
    if lines.len() < LEAST_LINES {
        return false;
    }
    let there: BTreeSet<&str> = text.lines().map(str::trim).collect();
    lines.intersection(&there).count() * 2 > lines.len()
}

/// Where a new region goes: behind the front matter, and behind a title that stands first.
fn top_of_body(text: &str) -> usize {
    let body = Fence::find(text).body_start();
    let rest = &text[body..];
    let first = body + (rest.len() - rest.trim_start().len());
    let line_end = text[first..].find('\n').map_or(text.len(), |newline| first + newline + 1);
    if text[first..].starts_with("# ") { line_end } else { body }
}

fn create_edit(path: NotePath, pages: Vec<Wanted>) -> Edit {
    let why = format!("new: {}", region_words(&pages));
    let mut text = pages.first().map(|page| page.front.clone()).unwrap_or_default();
    for page in &pages {
        text.push('\n');
        text.push_str(&region::wrap(&page.region, &page.inner));
    }
    let onces = pages.iter().filter_map(|page| page.once.as_deref());
    for once in onces {
        text.push('\n');
        text.push_str(once.trim_matches('\n'));
        text.push('\n');
    }
    let generated = pages.iter().all(|page| page.once.is_none());
    let regions = pages
        .into_iter()
        .map(|page| RegionEdit { name: page.region, inner: page.inner, before: None, taken: None })
        .collect();
    Edit { path, why, kind: EditKind::Create { text, regions, generated } }
}

fn update(note: &Note, pages: Vec<Wanted>, same: &mut Vec<Same>) -> Option<Edit> {
    let mut regions = Vec::new();
    let mut whys = Vec::new();
    for page in pages {
        let before = note.region(&page.region).map(|kept| kept.inner.clone());
        let wanted = page.inner.trim_matches('\n');
        if let Some(there) = before.as_deref().filter(|there| *there == wanted) {
            let (path, region) = (note.path.clone(), Some(page.region));
            same.push(Same { path, region, digest: digest(there), is_formatted: false });
            continue;
        }
        whys.push(match &before {
            None => format!("added: {}", page.what),
            Some(before) => {
                let sections = changed_sections(before, &page.inner);
                match sections.as_slice() {
                    [] => format!("{}: changed", page.what),
                    _ => format!("{}: {}", page.what, sections.join(", ")),
                }
            }
        });
        regions.push(RegionEdit { name: page.region, inner: page.inner, before, taken: None });
    }
    let why = whys.join("; ");
    let generated = note.generated;
    (!regions.is_empty()).then(|| Edit {
        path: note.path.clone(),
        why,
        kind: EditKind::Regions { regions, generated },
    })
}

fn region_words(pages: &[Wanted]) -> String {
    pages.iter().map(|page| page.what.as_str()).collect::<Vec<_>>().join(", ")
}

/// The headings under which two texts differ.
fn changed_sections(before: &str, after: &str) -> Vec<String> {
    let (old, new) = (heading_parts(before), heading_parts(after));
    let mut changed: Vec<String> = Vec::new();
    let differ = new.iter().filter(|section| !old.contains(section));
    let gone = old.iter().filter(|(name, _)| new.iter().all(|(other, _)| other != name));
    for (name, _) in differ.chain(gone) {
        if !changed.contains(name) {
            changed.push(name.clone());
        }
    }
    changed.truncate(4);
    changed
}

/// The parts of a text that begin with a heading, by its words; what stands above is the head, as
/// is a heading that nothing stands above.
fn heading_parts(text: &str) -> Vec<(String, &str)> {
    let heading = |line: &str| {
        let words = line.strip_prefix("### ").or_else(|| line.strip_prefix("## "))?;
        let words = words.trim_end_matches(['\r', '\n']);
        Some(words.split(" · ").next().unwrap_or(words).to_lowercase())
    };
    let mut all = vec![("head".to_owned(), 0)];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(words) = heading(line) {
            let first = all.len() == 1 && text[..at].trim().is_empty();
            all.push((if first { "head".to_owned() } else { words }, at));
        }
        at += line.len();
    }
    let ends: Vec<usize> = all[1..].iter().map(|(_, from)| *from).chain([text.len()]).collect();
    let part = |((name, from), end): ((String, usize), usize)| (name, text[from..end].trim_end());
    all.into_iter().zip(ends).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(inner: &str) -> Edit {
        let (name, inner) = ("prep".to_owned(), inner.to_owned());
        let region = RegionEdit { name, inner, before: None, taken: None };
        Edit::of_regions(&NotePath::new("a.md").unwrap(), "", vec![region])
    }

    const REGION: &str = "<!-- vault121:begin prep -->\n\nX\n\n<!-- vault121:end prep -->\n";

    fn check(before: &str, after: &str) {
        let made = edit("X").text_after(Some(before)).unwrap();
        assert_eq!(made, after, "{before:?}");
        assert_eq!(edit("X").text_after(Some(&made)).unwrap(), made, "again: {before:?}");
    }

    #[test]
    fn a_line_of_the_user_changes_outside_regions_only() {
        let line = LineEdit {
            line: 1,
            before: Some("X".to_owned()),
            after: "Y".to_owned(),
            note: String::new(),
        };
        let edit = Edit::of_line(&NotePath::new("a.md").unwrap(), 1, line);
        let after = edit.text_after(Some(&format!("{}X\n", REGION.replace('X', "Z")))).unwrap();
        assert_eq!(after, format!("{}Y\n", REGION.replace('X', "Z")));
        assert!(edit.text_after(Some(REGION)).is_err(), "it stands in a region");
        assert!(edit.text_after(Some("<!-- vault121:begin prep -->\n\nX\n")).is_err());
        assert!(edit.text_after(None).is_err());
    }

    #[test]
    fn nothing_is_put_before_front_matter_that_never_ends() {
        let edit = edit("words");
        assert!(edit.text_after(Some("---\naudience: lead\n# Title\n")).is_err());
        assert!(edit.text_after(Some("---\naudience: lead\n---\n# Title\n")).is_ok());
    }

    #[test]
    fn a_region_goes_on_top() {
        check("", REGION);
        check("text", &format!("{REGION}\ntext"));
        check("---\na: 1\n---\ntext\n", &format!("---\na: 1\n---\n\n{REGION}\ntext\n"));
        check(
            "---\na: 1\n---\n\n# T\n\ntext\n",
            &format!("---\na: 1\n---\n\n# T\n\n{REGION}\ntext\n"),
        );
        check("# T", &format!("# T\n\n{REGION}"));
        let crlf = REGION.replace('\n', "\r\n");
        check("a\r\nb\r\n", &format!("{crlf}\r\na\r\nb\r\n"));
    }

    #[test]
    fn a_note_with_broken_markers_is_refused() {
        assert!(edit("X").text_after(Some("<!-- vault121:begin prep -->\n")).is_err());
        check("<!-- open comment\n", &format!("{REGION}\n<!-- open comment\n"));
    }

    #[test]
    fn text_that_would_swallow_the_end_marker_is_refused() {
        let before = format!("{REGION}```\ntail\n");
        assert!(edit("```").text_after(Some(&before)).is_err());
    }
}
