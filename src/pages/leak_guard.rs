//! The leak guard: what is about to be committed against the audience wall.
//!
//! It knows no git: the shell hands it the staged texts, and the vault as it would be with them.
//! Its messages never repeat the words they are about, since they end up in terminals and logs.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::severity::Severity;
use crate::kind::{Audience, Guard, Kind};
use crate::model::model::Model;
use crate::note::audience_form::is_audience;
use crate::note::guarded;
use crate::note::item::{Item, Slip};
use crate::note::parse::Kept;
use crate::note::parse::Note;
use crate::pages::pages::{Ask, Pages};
use crate::pages::pipeline::Outcome;
use crate::pages::plain_text::{Letters, decoded, letters};
use crate::pages::plan::is_ours;
use crate::pages::shipped::shipped_audience;
use crate::pages::template::Templates;
use crate::records::audience::{Heard, front_limit, front_word};
use crate::records::closed_name::closed_by_name;
use crate::records::feedback::{Life, State};
use crate::records::record::Source;
use crate::text::ids::NotePath;
use crate::text::lexicon::Lexicon;
use crate::text::percent_code;
use crate::text::span::normal;
use crate::vault::layout::leftover;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::collections::{BTreeMap, BTreeSet};

/// A file as it is staged.
#[derive(Clone, Debug)]
pub struct Staged {
    /// Its path in the vault.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Words that somebody who reads a page of `reader`s must not find in it.
struct Secret {
    words: String,
    what: String,
    audience: Audience,
    source: Source,
}

/// Fewer words than this are found by chance: `the rota` stands in many notes.
const LEAST_WORDS: usize = 3;
/// Of what is no line of ours a few words more: sentences are alike.
const LEAST_PLAIN_WORDS: usize = 5;
/// And so are a few letters.
const LEAST_CHARS: usize = 12;

/// So many signs of a writing without blanks are not found by chance.
const LEAST_SIGNS: usize = 6;

/// Everything that must not be committed, in the order of the paths. `outcome` is that of `vault`,
/// the vault with the staged texts in it.
pub fn guard(outcome: &Outcome, vault: Whole<'_>, staged: &[Staged]) -> Vec<Diagnostic> {
    let model = &outcome.model;
    let mut secrets = secrets(model);
    closed_words(model, &vault, &mut secrets);
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let mut said = Vec::new();
    let mut shared = SharedFolders::of(model, &vault, &templates);
    let closed = secrets.iter().filter(|secret| secret.audience == Audience::Lead);
    shared.holding = closed.map(|secret| secret.source.path.clone()).collect();
    let (ask, mut unsaid) = (Ask::default(), Vec::new());
    let pages = Pages::new(&vault, model, &templates, &ask, &mut unsaid);
    let leads = pages.lead_folders();
    for file in staged {
        let own = own_files(&file.path);
        let is_own = own.is_some();
        said.extend(own);
        name(&file.path, &secrets, &mut said);
        let path = NotePath::new(&file.path);
        let note = path
            .as_ref()
            .ok()
            .filter(|path| vault.wants(&file.path) && vault.notes.contains_key(path));
        let Some(path) = note.cloned() else {
            if !is_own {
                beside(file, &shared, &secrets, &vault, &mut said);
            }
            continue;
        };
        let (note, complaints) = guarded::parse(&path, &file.bytes, &vault.config.spelling());
        said.extend(complaints.into_iter().filter(|problem| blocks(problem.code)));
        let text = decoded(&file.bytes);
        let text = text.as_ref();
        let reader = reader(&note, text, &templates).or_else(|| shared.reader(&file.path));
        if let Some(reader) = reader {
            items(model, &note, reader, &mut said);
            words(&file.path, text, reader, secrets.iter(), &mut said);
            embeds(model, &file.path, text, (reader, &shared), &mut said);
        } else {
            untrusted(&note, &pages, &leads, &secrets, &mut said);
        }
    }
    for edit in &outcome.plan.edits {
        if staged.iter().any(|file| file.path == edit.path.as_str()) {
            let message = "a page is staged that is not what a build makes of what is staged";
            let problem = Diagnostic::file(Code::StagedStale, edit.path.as_str(), message);
            said.push(problem.hint("`vault121 build`, then stage the page again"));
        }
    }
    said.sort();
    said.dedup();
    said
}

/// Pages for others that no build keeps up to date any more, and that tell what was closed since:
/// an agenda of a day that is over, one of somebody who left, a hand-over that was written once.
pub fn left_pages(outcome: &Outcome, vault: &Vault) -> Vec<Diagnostic> {
    let Outcome { model, plan, .. } = outcome;
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let made: BTreeSet<&NotePath> = plan.edits.iter().map(|edit| &edit.path).collect();
    let same = plan.same.iter().filter_map(|same| Some((&same.path, same.region.as_deref()?)));
    let same: BTreeSet<(&NotePath, &str)> = same.collect();
    let held: BTreeSet<&NotePath> = plan.held.iter().map(|(path, _)| path).collect();
    let all = vault.notes.values().filter(|note| {
        let is_kept = made.contains(&note.path) || held.contains(&note.path);
        note.regions.is_some() && !is_kept
    });
    let left = all.flat_map(|note| note.regions.iter().flatten().map(move |kept| (note, kept)));
    let left = left.filter_map(|(note, kept)| {
        let own = templates.pages.iter().filter(|page| page.name == kept.name);
        let readers = own.map(|page| page.audience).chain(shipped_audience(&kept.name));
        let reader = readers.max().filter(|reader| *reader != Audience::Lead)?;
        let is_kept = same.contains(&(&note.path, kept.name.as_str()));
        (!is_kept).then_some((note, kept, reader))
    });
    let mut left = left.peekable();
    let mut said = Vec::new();
    if left.peek().is_none() {
        return said;
    }
    let secrets = secrets(model);
    // Most pages tell nothing of the kind: only secrets that begin somewhere in one are looked for.
    let mut begun: BTreeMap<&[u8], Vec<&Secret>> = BTreeMap::new();
    for secret in &secrets {
        if let Some(start) = secret.words.as_bytes().get(..BEGINNING) {
            begun.entry(start).or_default().push(secret);
        }
    }
    for (note, kept, reader) in left {
        let ways = Letters::ways(&kept.inner, false);
        let starts = ways.iter().flat_map(|way| way.starts(BEGINNING));
        let near: Vec<&Secret> =
            starts.filter_map(|start| begun.get(start)).flatten().copied().collect();
        let mut found = Vec::new();
        words(note.path.as_str(), &kept.inner, reader, near.into_iter(), &mut found);
        said.extend(found.into_iter().map(|mut problem| {
            let line = problem.line().unwrap_or(0) + kept.line + 1;
            problem.location = problem.location.on_line(line);
            problem.severity = Severity::Warning;
            problem.hint(
                "no build keeps this page up to date any more: take the words out of it, or \
                 remove the page",
            )
        }));
    }
    said.sort();
    said.dedup();
    said
}

/// So many bytes of a secret are looked for first.
const BEGINNING: usize = 8;

/// What vault121 and sync tools keep beside the notes is nobody's to read.
fn own_files(path: &str) -> Option<Diagnostic> {
    let private = ["cache/", "rescue/", "stage/", "lock"];
    let inside = path
        .strip_prefix(".vault121/")
        .or_else(|| path.split_once("/.vault121/").map(|(_, rest)| rest));
    let name = path.rsplit('/').next().unwrap_or(path);
    let (message, hint) = if inside
        .is_some_and(|rest| private.iter().any(|own| rest.starts_with(own)))
    {
        (
            "a file of vault121's own that may hold anybody's words",
            "`git rm --cached` it; `.vault121/.gitignore` names it",
        )
    } else if name.contains(".vault121-conflict-")
        || (path.to_lowercase().ends_with(".md") && leftover(name).is_some())
    {
        ("a second copy of a note", "take over what is missing in the note, and delete the copy")
    } else {
        return None;
    };
    Some(Diagnostic::file(Code::StagedPrivate, path, message).hint(hint))
}

/// Complaints that stop a commit: the note would be left alone by everybody who pulls it.
fn blocks(code: Code) -> bool {
    matches!(
        code,
        Code::ConflictMarks
            | Code::RegionOpen
            | Code::RegionStray
            | Code::RegionUnmarked
            | Code::RegionNested
            | Code::RegionTwice
            | Code::RegionCrossed
            | Code::RegionPlace
    )
}

/// Pages outside the folders of the lead's own that no template makes, or one that nobody trusts:
/// what they tell is asked as if others read it, whatever their template says of itself.
fn untrusted(
    note: &Note,
    pages: &Pages<'_>,
    leads: &BTreeSet<String>,
    secrets: &[Secret],
    said: &mut Vec<Diagnostic>,
) {
    if leads.contains(&pages.folder_of(&note.path)) {
        return;
    }
    for kept in note.regions.iter().flatten().filter(|kept| !pages.is_vouched(&kept.name)) {
        let mut found = Vec::new();
        words(note.path.as_str(), &kept.inner, Audience::Person, secrets.iter(), &mut found);
        said.extend(found.into_iter().map(|mut problem| {
            // Told of the region alone: its first line stands behind its marker.
            let line = problem.line().unwrap_or(0) + kept.line + 1;
            problem.location = problem.location.on_line(line);
            problem.hint("`vault121 template trust` its template, if nobody else reads it")
        }));
    }
}

/// Who else reads a note: what its `audience:` says, or for whom its pages are made. Where the
/// front matter cannot be read and speaks of an audience, everybody may.
fn reader(note: &Note, text: &str, templates: &Templates) -> Option<Audience> {
    let front = &note.front;
    let keys = front.keys().filter(|key| is_audience(key));
    // `[person, team]`, `person, team`: all of them read it.
    let words = keys.flat_map(|key| front.texts(key));
    let said = words.filter_map(|word| Audience::read(&word));
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
struct SharedFolders<'a> {
    model: &'a Model,
    folders: BTreeMap<String, Audience>,
    leads: BTreeSet<NotePath>,
    /// Notes with a line that is for the lead alone.
    holding: BTreeSet<NotePath>,
}

impl<'a> SharedFolders<'a> {
    fn of(model: &'a Model, vault: &Vault, templates: &Templates) -> SharedFolders<'a> {
        let (mut folders, mut leads) = (BTreeMap::<String, Audience>::new(), BTreeSet::new());
        for note in vault.notes.values() {
            if let Some(audience) = reader(note, "", templates) {
                let widest = folders.entry(note.path.folder().to_owned()).or_insert(audience);
                *widest = audience.max(*widest);
                continue;
            }
            let page = |kept: &Kept| templates.pages.iter().any(|page| page.name == kept.name);
            let is_leads = model.meetings.is_meeting_note(&note.path)
                || model.people.owner(&note.path).is_some()
                || note.regions.iter().flatten().any(page)
                || note.front.text("audience").is_some()
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
    fn reader(&self, path: &str) -> Option<Audience> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.folders.get(folder).copied()
    }

    /// Whether a link names a note of the lead's.
    fn is_leads(&self, target: &str) -> bool {
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
fn embeds(
    model: &Model,
    path: &str,
    text: &str,
    (reader, shared): (Audience, &SharedFolders<'_>),
    said: &mut Vec<Diagnostic>,
) {
    debug_assert!(std::ptr::eq(model, shared.model), "one model");
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
            let message = format!("shows a note of the lead's to all who read it: {}", who(reader));
            let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let problem = Diagnostic::file(Code::Leak, path, message).at_line(line);
            said.push(problem.hint("take the embed out"));
        }
    }
}

/// A file that is no note of the vault: an export, a drawing, a note in a hidden folder.
fn beside(
    file: &Staged,
    shared: &SharedFolders<'_>,
    secrets: &[Secret],
    vault: &Vault,
    said: &mut Vec<Diagnostic>,
) {
    const MAX_BYTES: usize = 4 * 1024 * 1024;
    let text = decoded(&file.bytes);
    let text = text.as_ref();
    // Pictures and the calendar hold what the page beside them holds.
    let ours = NotePath::new(&file.path).is_ok_and(|path| vault.files.contains_key(&path));
    if text.len() > MAX_BYTES || text.contains('\0') || ours && is_ours(text) {
        return;
    }
    let reader = shared.reader(&file.path);
    words(&file.path, text, reader.unwrap_or(Audience::Person), secrets.iter(), said);
    if let Some(reader) = reader {
        embeds(shared.model, &file.path, text, (reader, shared), said);
    }
}

/// The name of a file is read by everybody who sees the folder.
fn name(path: &str, secrets: &[Secret], said: &mut Vec<Diagnostic>) {
    let found = Letters::of(path, false);
    let hidden = secrets.iter().filter(|secret| secret.audience == Audience::Lead);
    for secret in hidden.filter(|secret| found.lines_with(&secret.words).next().is_some()) {
        let from = format!("{}:{}", secret.source.path, secret.source.line);
        let message = format!("the name of the file has the words of a {} ({from})", secret.what);
        let problem = Diagnostic::file(Code::Leak, path, message);
        said.push(problem.hint("rename the file or the folder"));
    }
}

/// Items of the note itself that are not for those who read it.
fn items(model: &Model, note: &Note, reader: Audience, said: &mut Vec<Diagnostic>) {
    let ctx = model.reading();
    for entry in ctx.entries(note, &mut Vec::new()) {
        let here = |source: &Source| *source == entry.source;
        let unless_named = || match reader == Audience::Team && !entry.people.is_empty() {
            // About somebody, it is the lead's: that the note is for all opens no single line.
            true => entry.item.value("audience").and_then(Audience::read).or(Some(Audience::Lead)),
            false => Some(entry.audience.unwrap_or(reader)),
        };
        let audience = match entry.kind.row().guard {
            Guard::State => {
                let of_line = model.feedback.iter().filter(|feedback| here(&feedback.source));
                of_line.map(|f| f.audience(model.state(f, model.today))).min()
            }
            // Written by hand into a note that both read: a shared agenda is made of these.
            Guard::Note => Some(entry.audience.unwrap_or(reader)),
            Guard::NoteUnlessNamed => unless_named(),
            Guard::Own => Some(entry.kind.audience(entry.audience)),
        };
        let audience = audience.map(|audience| audience.min(entry.limit));
        if audience.is_some_and(|audience| !audience.reaches(reader)) {
            let word = entry.kind.spoken();
            let message = format!("a `{word}` for the lead in a note that {}", who(reader));
            said.push(entry.say(Code::Leak, message).hint("move the line to a note of your own"));
        }
    }
}

/// Words of lines elsewhere that are not for those who read the note.
fn words<'s>(
    path: &str,
    text: &str,
    reader: Audience,
    secrets: impl Iterator<Item = &'s Secret>,
    said: &mut Vec<Diagnostic>,
) {
    let escaped = !path.to_lowercase().ends_with(".md");
    let ways = Letters::ways(text, escaped);
    for secret in secrets.filter(|secret| !secret.audience.reaches(reader)) {
        for line in ways.iter().flat_map(|way| way.lines_with(&secret.words)) {
            if secret.source.path.as_str() == path && secret.source.line == line {
                continue; // the item itself: told as such
            }
            let from = format!("{}:{}", secret.source.path, secret.source.line);
            let message =
                format!("words of `{from}` ({}) are in a note that {}", secret.what, who(reader));
            let problem = Diagnostic::file(Code::Leak, path, message).at_line(line);
            said.push(
                problem.hint("take the words out, or open that line to the readers of this note"),
            );
        }
    }
}

fn who(reader: Audience) -> &'static str {
    if reader == Audience::Team { "the team reads" } else { "others read" }
}

/// Words of lines that are the lead's alone and of no kind that a list has: below a private
/// heading, in a note that is closed as a whole, below home, beside a tag that is nearly that of a
/// watch out, critique of which is asked whose it is.
fn closed_words(model: &Model, vault: &Vault, secrets: &mut Vec<Secret>) {
    let ctx = model.reading();
    let known: BTreeSet<(NotePath, u32)> =
        secrets.iter().map(|one| (one.source.path.clone(), one.source.line)).collect();
    for note in vault.notes.values().filter(|note| !note.generated) {
        let whole = front_limit(note) == Audience::Lead
            || front_word(note) == Some(Audience::Lead)
            || ctx.is_closed_whole(note);
        let kinds = Kind::ALL.iter().filter(|kind| whole && kind.row().in_front_matter);
        for kind in kinds {
            let line = note.front.place(kind.word()).line;
            let source = Source { path: note.path.clone(), line, anchor: None };
            for words in note.front.texts(kind.word()).iter().map(|text| normal(text)) {
                let enough = words.split(' ').count() >= LEAST_WORDS;
                if enough && words.chars().count() >= LEAST_CHARS {
                    let (words, what) = (letters(&words), format!("line on {}", kind.spoken()));
                    let (audience, source) = (Audience::Lead, source.clone());
                    secrets.push(Secret { words, what, audience, source });
                }
            }
        }
        let heard = ctx.heard_in(note);
        let mut below: Vec<bool> = vec![false; note.items.len()];
        for (at, item) in note.items.iter().enumerate() {
            let above = item.parent().is_some_and(|parent| below[parent]);
            let kind = item.kind();
            below[at] = above || kind.is_some_and(Kind::closes_below);
            let closed = heard.get(at).is_some_and(Heard::is_closed);
            let asked = kind.is_some_and(Kind::is_feedback);
            if !(whole || above || closed || asked) || theirs(note, item) {
                continue;
            }
            let source = Source { path: note.path.clone(), line: item.place.line, anchor: None };
            if known.contains(&(source.path.clone(), source.line)) {
                continue;
            }
            let own = without_near_tags(item, normal(&ctx.own_text(item)));
            let mut ways = vec![without_names(item), own];
            // `intention:: …`
            let field = item.fields.iter().find(|field| field.style.is_line());
            ways.extend(field.map(|field| normal(&field.value)));
            ways.dedup();
            let is_ours = kind.is_some() || field.is_some();
            let least = if is_ours { LEAST_WORDS } else { LEAST_PLAIN_WORDS };
            for words in ways {
                let enough = words.split(' ').count() >= least;
                if enough && words.chars().count() >= LEAST_CHARS {
                    let (words, what) = (letters(&words), "line that is for you alone".to_owned());
                    let (audience, source) = (Audience::Lead, source.clone());
                    secrets.push(Secret { words, what, audience, source });
                }
            }
        }
    }
}

/// The words of an item without the people in it: `she shouts by @bob` is told as `she shouts`.
fn without_names(item: &Item) -> String {
    let words = without_near_tags(item, normal(&item.text(|_| String::new())));
    match words.rsplit_once(' ') {
        Some((before, last)) if Lexicon::shipped().has("party", last) => before.to_owned(),
        _ => words,
    }
}

/// The words of an item without those of its tags that are nearly ours: `#watch-outs she …`.
fn without_near_tags(item: &Item, words: String) -> String {
    item.slips.iter().fold(words, |words, slip| {
        let Slip::NearTag(tag, ..) = slip else { return words };
        let tag = normal(tag);
        let parts = words.split(tag.as_str()).map(str::trim);
        parts.max_by_key(|part| part.len()).unwrap_or_default().to_owned()
    })
}

/// What the person wrote in the open part of a page is no secret from them.
fn theirs(note: &Note, item: &Item) -> bool {
    note.is_theirs(item.heading())
}

/// All words that stay with the lead, or with the lead and the person.
fn secrets(model: &Model) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut add = |text: &str, what: &str, audience: Audience, source: &Source| {
        let words = normal(text);
        let long = words.split(' ').count() >= LEAST_WORDS && words.chars().count() >= LEAST_CHARS;
        // Where words are not parted by blanks, a few signs say as much.
        let signs = words.chars().filter(|c| u32::from(*c) > 0x2e80).count() >= LEAST_SIGNS;
        if (long || signs) && audience != Audience::Team {
            let words = letters(&words);
            secrets.push(Secret { words, what: what.to_owned(), audience, source: source.clone() });
        }
    };
    for feedback in &model.feedback {
        let state = model.state(feedback, model.today);
        let held = format!("held {}", feedback.kind.spoken());
        let what = match state {
            State::Held | State::Unsorted => &held,
            State::Shared | State::Replied | State::Settled => "piece of feedback",
            State::ToShare | State::Offered | State::Dropped => {
                "piece of feedback that is not shared"
            }
        };
        let audience = feedback.audience(state);
        add(&feedback.text, what, audience, &feedback.source);
        for help in [feedback.path.as_deref(), feedback.reply()].into_iter().flatten() {
            add(help, what, audience, &feedback.source);
        }
        // Why it is held is nobody's to read when it was given, too.
        let dropped = match &feedback.life {
            Life::Dropped { why, .. } => why.as_deref(),
            Life::Open | Life::Given(_) => None,
        };
        for why in [feedback.hold.reason(), dropped, feedback.now()].into_iter().flatten() {
            add(why, "reason of yours", Audience::Lead, &feedback.source);
        }
    }
    for line in &model.lines {
        // What is to be talked about is no secret unless it says so.
        if line.kind.row().guard == Guard::NoteUnlessNamed && line.value("audience").is_none() {
            continue;
        }
        let what = match line.kind.row().widest {
            Audience::Lead => format!("line on {}", line.kind.spoken()),
            Audience::Person | Audience::Team => "line of the lead's".to_owned(),
        };
        add(&line.text, &what, line.audience, &line.source);
    }
    for goal in &model.goals {
        add(&goal.title, "goal", goal.audience, &goal.source);
    }
    for action in &model.actions {
        add(&action.text, "promise", action.audience, &action.source);
    }
    for answer in model.answers.iter().filter(|answer| !answer.silent) {
        add(&answer.text, "answer", Audience::Lead, &answer.source);
    }
    secrets
}
