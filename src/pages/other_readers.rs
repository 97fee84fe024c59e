//! Which files others read, by their front matter or their folder, and notes of the lead's that
//! such a file shows.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::model::model::Model;
use crate::note::audience_form::is_audience;
use crate::note::parse::{KeptRegion, Note};
use crate::pages::shipped::shipped_audience;
use crate::pages::template::Templates;
use crate::records::audience::front_limit;
use crate::records::closed_name::closed_by_name;
use crate::text::ids::NotePath;
use crate::text::percent_code;
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// Who else reads a note: what its `audience:` says, or for whom its pages are made. Where the
/// front matter cannot be read and speaks of an audience, everybody may.
pub(crate) fn reader_of_note(note: &Note, text: &str, templates: &Templates) -> Option<Audience> {
    let front = &note.front;
    let keys = front.keys().filter(|key| is_audience(key));
    // `[person, team]`, `person, team`: all of them read it.
    let words = keys.flat_map(|key| front.texts_of(key));
    let said = words.filter_map(|word| Audience::from_word(&word));
    let head = || text.split("\n#").next().unwrap_or(text).to_lowercase();
    let unread = front.is_unreadable() && front.get("audience").is_none();
    let unread = (unread && head().contains("audien")).then_some(Audience::Team);
    let pages = note.regions.iter().flatten();
    // A template of the vault's own that has the name of a shipped page is read by its readers.
    let of_pages = pages.flat_map(|kept| {
        let own = templates.pages.iter().filter(|page| page.name == kept.name);
        own.map(|page| page.audience).chain(shipped_audience(&kept.name))
    });
    let all = said.chain(unread).chain(of_pages);
    all.filter(|audience| *audience != Audience::Lead).max()
}

/// Folders whose notes others read, and notes that are the lead's.
pub(crate) struct SharedFolders<'a> {
    model: &'a Model,
    folders: BTreeMap<String, Audience>,
    leads: BTreeSet<NotePath>,
    /// Notes with a line that is for the lead alone.
    pub(crate) holding: BTreeSet<NotePath>,
}

impl<'a> SharedFolders<'a> {
    pub(crate) fn in_vault(
        model: &'a Model,
        vault: &Vault,
        templates: &Templates,
    ) -> SharedFolders<'a> {
        let (mut folders, mut leads) = (BTreeMap::<String, Audience>::new(), BTreeSet::new());
        for note in vault.notes.values() {
            if let Some(audience) = reader_of_note(note, "", templates) {
                let widest = folders.entry(note.path.folder().to_owned()).or_insert(audience);
                *widest = audience.max(*widest);
                continue;
            }
            let page =
                |kept: &KeptRegion| templates.pages.iter().any(|page| page.name == kept.name);
            let is_leads = model.meetings.is_meeting_note(&note.path)
                || model.people.owner_of_note(&note.path).is_some()
                || note.regions.iter().flatten().any(page)
                || note.front.text_of("audience").is_some()
                || front_limit(note) == Audience::Lead
                || closed_by_name(&note.path, &model.people, &model.config).is_some();
            if is_leads {
                leads.insert(note.path.clone());
            }
        }
        // Where the lead's own notes stand too, a folder tells nothing.
        folders.retain(|folder, _| leads.iter().all(|path| path.folder() != folder));
        SharedFolders { model, folders, leads, holding: BTreeSet::new() }
    }

    /// Who reads a file because of where it stands.
    pub(crate) fn reader_of_path(&self, path: &str) -> Option<Audience> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.folders.get(folder).copied()
    }

    /// Whether a link names a note of the lead's.
    pub(crate) fn is_leads(&self, target: &str) -> bool {
        let name = target.split(['|', '#']).next().unwrap_or(target).trim();
        let name = percent_code::decoded(name);
        let name = name.strip_suffix(".md").unwrap_or(&name);
        let paths = self.model.layout.notes_named(name);
        let last = name.rsplit('/').next().unwrap_or(name);
        let paths = if paths.is_empty() { self.model.layout.notes_named(last) } else { paths };
        paths.iter().any(|path| self.leads.contains(*path) || self.holding.contains(*path))
    }
}

/// Notes of the lead's that a page for others shows as a whole.
pub(crate) fn check_embeds(
    path: &str,
    text: &str,
    (reader, shared): (Audience, &SharedFolders<'_>),
    said: &mut Vec<Diagnostic>,
) {
    let pictures = text.contains("![");
    for (at, line) in text.lines().enumerate() {
        let wiki = line.match_indices("![[").map(|(at, _)| &line[at + 3..]);
        let wiki = wiki.filter_map(|rest| Some(&rest[..rest.find("]]")?]));
        let plain = line.match_indices("![").filter_map(|(at, _)| {
            let rest = line[at..].split_once("](")?.1;
            Some(rest[..rest.find(')')?].trim_matches(['<', '>']))
        });
        let files = line.match_indices("\"file\":").filter_map(|(at, _)| {
            let rest = line[at + 7..].trim_start().strip_prefix('"')?;
            Some(&rest[..rest.find('"')?])
        });
        // `<iframe src="plan.md">`, `<object data="…">`
        let sources = ["src=", "data="].into_iter().flat_map(|key| line.match_indices(key));
        let sources = sources.filter_map(|(at, key)| {
            let rest = &line[at + key.len()..];
            let sign = rest.chars().next().filter(|sign| ['"', '\''].contains(sign))?;
            rest[1..].split(sign).next()
        });
        // `{{embed [[plan]]}}`
        let macros = line.match_indices("{{embed").filter_map(|(at, _)| {
            let rest = line[at..].split_once("[[")?.1;
            rest.split("]]").next()
        });
        // `[a]: plan.md`, which a picture above names.
        let defined = line.trim_start().strip_prefix('[').filter(|_| pictures);
        let defined = defined.and_then(|rest| rest.split_once("]:"));
        let defined = defined.and_then(|(_, target)| target.split_whitespace().next());
        let defined = defined.map(|target| target.trim_matches(['<', '>']));
        let all = wiki.chain(plain).chain(files).chain(sources).chain(macros).chain(defined);
        if all.into_iter().any(|target| shared.is_leads(target)) {
            let message =
                format!("shows a note of the lead's to all who read it: {}", reader_words(reader));
            let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let problem = Diagnostic::about_file(Code::Leak, path, message).at_line(line);
            said.push(problem.hint("take the embed out"));
        }
    }
}

/// The readers in the words of a message.
pub(crate) fn reader_words(reader: Audience) -> &'static str {
    if reader == Audience::Team { "the team reads" } else { "others read" }
}
