//! Pages for different readers are kept apart: what may not be written is taken out, and said.
//!
//! Two pages with other readers never share a note. A template of the vault's own may come with a
//! `git pull`: what it takes of the lead's alone it writes beside our own pages for the lead, else
//! where the lead trusted it to, and nowhere where others read.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::note::parse::Note;
use crate::pages::files::WantedFile;
use crate::pages::pages::{Pages, is_on};
use crate::pages::plan::Wanted;
use crate::pages::shipped::shipped_audience;
use crate::pages::template::{For, Page, Templates};
use crate::records::audience;
use crate::text::ids::NotePath;
use crate::text::span::fold;
use crate::vault::trust::{TrustMarks, mark};
use crate::vault::vault::{TEMPLATE_FOLDER, Vault};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a page of this name stands where this program puts it.
fn is_ours(templates: &Templates, region: &str) -> bool {
    let mut own = templates.pages.iter().filter(|page| page.own && page.name == region);
    own.all(|page| page.path.is_none())
}

/// The vault's own templates that take what is the lead's alone, and write where they want.
fn private_templates(templates: &Templates) -> impl Iterator<Item = &Page> {
    let asks = |page: &&Page| page.own && !page.once && page.audience == Audience::Lead;
    let pages = templates.pages.iter().filter(asks);
    pages.filter(|page| !is_ours(templates, &page.name))
}

/// Those whose pages stand in the vault, with their marks.
pub fn standing_marks(vault: &Vault) -> TrustMarks {
    // Compiled by nobody: what is wrong with them is said elsewhere.
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let regions = vault.notes.values().flat_map(|note| note.regions.iter().flatten());
    let names: BTreeSet<&str> = regions.map(|kept| kept.name.as_str()).collect();
    let there = private_templates(&templates).filter(|page| names.contains(page.name.as_str()));
    let marked = |page: &Page| (page.file.clone(), mark(&vault.templates, &page.file));
    there.map(marked).collect()
}

/// Whether a folder is one of these or below one, whatever its case; all is below the root.
fn is_among(folders: &BTreeSet<String>, here: &str) -> bool {
    folders.iter().any(|folder| {
        let below = here.strip_prefix(folder.as_str());
        below.is_some_and(|rest| {
            rest.is_empty() || !folder.is_empty() && rest.starts_with(['/', '.'])
        })
    })
}

impl Pages<'_> {
    /// Who reads the notes in which a page stands: of a template that has the name of a shipped
    /// page, whoever reads that one.
    pub(crate) fn readers_of_page(&self, region: &str) -> Option<Audience> {
        let pages = self.templates.pages.iter().filter(|page| page.name == region);
        pages.map(|page| page.audience).chain(shipped_audience(region)).max()
    }

    /// Where a note lies: its folder, or what stands before the last dot of its name.
    pub(crate) fn folder_of(&self, path: &NotePath) -> String {
        match self.model.layout.label_first() {
            true => path.stem().rsplit_once('.').map_or("", |(above, _)| above).to_owned(),
            false => path.folder().to_owned(),
        }
    }

    /// The folders in which this program puts pages for the lead. Where such pages stand tells
    /// nothing: notes come with a `git pull` too.
    pub(crate) fn lead_folders(&self) -> BTreeSet<String> {
        let ours = |page: &&Page| {
            !page.once
                && self.readers_of_page(&page.name) == Some(Audience::Lead)
                && self.is_ours(&page.name)
                && self.model.config.page(&page.name, is_on(page))
        };
        let mut paths = Vec::new();
        for page in self.templates.pages.iter().filter(ours) {
            match page.made_for {
                For::Team | For::Lead => paths.extend(self.shared_path(page)),
                For::Day => paths.extend(self.day_path(page, self.model.today)),
                For::Person => {
                    let people =
                        self.model.people.other_people().filter(|one| self.has_rollup(one));
                    paths.extend(people.filter_map(|one| self.path_of(page, one, None).ok()));
                }
                For::OneOnOne => paths.extend(self.model.reports().filter_map(|one| {
                    let next = self.model.next_date(one).unwrap_or(self.model.today);
                    self.path_of(page, one, Some(next)).ok()
                })),
                For::Review | For::Handover => {}
            }
        }
        paths.iter().map(|path| self.folder_of(path)).collect()
    }

    fn is_ours(&self, region: &str) -> bool {
        is_ours(self.templates, region)
    }

    /// The template of a page that has to be trusted, and is not.
    pub(crate) fn untrusted_template(&self, region: &str) -> Option<&Page> {
        let mut all = private_templates(self.templates);
        all.find(|page| page.name == region && !self.vault.trusts(&page.file))
    }

    /// Whether a page of this name is shipped, or made by templates that nobody has to trust.
    pub(crate) fn is_vouched(&self, region: &str) -> bool {
        let mut known = self.templates.pages.iter().filter(|page| page.name == region);
        known.next().is_some() && self.untrusted_template(region).is_none()
    }

    /// Without the pages that would share a note with a page for other readers, stand among pages
    /// for a wider audience, or have to be trusted first.
    pub(crate) fn keep_apart(&mut self, wanted: Vec<Wanted>) -> Vec<Wanted> {
        let readers = |region: &str| self.readers_of_page(region).unwrap_or(Audience::Lead);
        // Asked only where a template of the vault's own writes where it wants.
        let elsewhere = private_templates(self.templates).next().is_some();
        let leads = if elsewhere { self.lead_folders() } else { BTreeSet::new() };
        let mut others = BTreeSet::new();
        // After a save only some pages are made: what stands there tells of the others.
        for note in self.vault.notes.values().filter(|_| elsewhere) {
            let mut pages = note.regions.iter().flatten();
            if audience::front_word(note) > Some(Audience::Lead)
                || pages.any(|kept| self.readers_of_page(&kept.name) > Some(Audience::Lead))
            {
                others.insert(fold(&self.folder_of(&note.path)));
            }
        }
        let mut sharing: BTreeMap<NotePath, BTreeMap<Audience, String>> = BTreeMap::new();
        for one in &wanted {
            let audience = readers(&one.region);
            if elsewhere && audience > Audience::Lead {
                others.insert(fold(&self.folder_of(&one.path)));
            }
            let of_note = sharing.entry(one.path.clone()).or_default();
            of_note.entry(audience).or_insert_with(|| one.what.clone());
        }
        let (mut kept, mut said) = (Vec::new(), Vec::new());
        let mut held: BTreeMap<&str, (&Page, NotePath)> = BTreeMap::new();
        for one in wanted {
            let audience = readers(&one.region);
            let note = self.vault.notes.get(&one.path);
            // Somebody wrote that others read this note: what is the lead's alone stays out of it.
            let others_read = |note: &&Note| audience::front_word(note) > Some(Audience::Lead);
            let word = note.filter(others_read).and_then(|note| note.front.text_of("audience"));
            if let Some(word) = word.filter(|_| audience == Audience::Lead) {
                let message = format!(
                    "`{}` is for you alone, and `audience: {word}` says that others read this note",
                    one.what
                );
                let problem =
                    Diagnostic::about_file(Code::AudiencesMixed, one.path.as_str(), message);
                let hint = "take the word out, or give the page another path; it is not written";
                said.push(problem.hint(hint));
                continue;
            }
            let there = note.into_iter().flat_map(|note| note.regions.iter().flatten());
            let standing: BTreeMap<Audience, String> = there
                .filter_map(|kept| Some((self.readers_of_page(&kept.name)?, kept.name.clone())))
                .collect();
            // What stands there already goes on; what comes new, and two that come at once, do not.
            let all = if standing.is_empty() { &sharing[&one.path] } else { &standing };
            if let Some((_, other)) = all.iter().find(|(other, _)| **other != audience) {
                let message = format!(
                    "`{}` and `{other}` have other readers and would share this note",
                    one.what
                );
                let problem =
                    Diagnostic::about_file(Code::AudiencesMixed, one.path.as_str(), message);
                said.push(problem.hint("give one of them another path; it is not written"));
                continue;
            }
            let here = self.folder_of(&one.path);
            if audience > Audience::Lead || self.is_ours(&one.region) || leads.contains(&here) {
                kept.push(one);
            } else if is_among(&others, &fold(&here)) {
                let message =
                    format!("`{}` is for you alone, and others read the pages beside it", one.what);
                let problem =
                    Diagnostic::about_file(Code::AudiencesMixed, one.path.as_str(), message);
                said.push(problem.hint("give its template another `path:`; it is not written"));
            } else if let Some(page) = self.untrusted_template(&one.region) {
                held.entry(&page.file).or_insert((page, one.path));
            } else {
                kept.push(one);
            }
        }
        said.extend(held.into_iter().map(|(file, (page, path))| {
            let message = format!(
                "page `{}` takes what is yours alone, and writes outside the folders of your own \
                 pages (`{path}`): it is held until you trust its template",
                page.name
            );
            let place = format!("{TEMPLATE_FOLDER}{file}.md");
            let problem = Diagnostic::about_file(Code::TemplateHeld, &place, message);
            problem.hint(format!("read it, then `vault121 template trust {file}`"))
        }));
        self.said.extend(said);
        kept
    }

    /// The pictures of pages, each with the page and region that shows it, when these are kept: of
    /// a page that is not written none is made, and one that stands there stays.
    pub(crate) fn shown_pictures(
        &self,
        drawn: Vec<(Option<(NotePath, String)>, WantedFile)>,
        kept: &[Wanted],
    ) -> Vec<WantedFile> {
        let kept: BTreeSet<(&NotePath, &str)> =
            kept.iter().map(|page| (&page.path, page.region.as_str())).collect();
        let files = drawn.into_iter().filter_map(|(page, file)| {
            if page.is_some_and(|(path, region)| kept.contains(&(&path, &region))) {
                return Some(file);
            }
            let text = self.vault.files.get(&file.path)?.clone();
            Some(WantedFile { text, ..file })
        });
        files.collect()
    }
}
