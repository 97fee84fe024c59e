//! The leak guard: what is about to be committed against the audience wall.
//!
//! It knows no git: the shell hands it the staged texts, and the vault as it would be with them.
//! Its messages never repeat the words they are about, since they end up in terminals and logs.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::severity::Severity;
use crate::kind::{Audience, Guard, Kind};
use crate::model::model::Model;
use crate::note::guarded;
use crate::note::item::{Item, Slip};
use crate::note::parse::Note;
use crate::pages::other_readers::{SharedFolders, check_embeds, reader_of_note, reader_words};
use crate::pages::pages::{Ask, Pages};
use crate::pages::pipeline::Outcome;
use crate::pages::plain_text::{Letters, decode_text, letters_of};
use crate::pages::plan::is_ours;
use crate::pages::shipped::shipped_audience;
use crate::pages::template::Templates;
use crate::records::audience::{Heard, front_limit, front_word};
use crate::records::feedback::{Life, State};
use crate::records::record::Source;
use crate::text::ids::NotePath;
use crate::text::lexicon::Lexicon;
use crate::text::span::comparable_words;
use crate::vault::layout::leftover;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::collections::{BTreeMap, BTreeSet};

/// A file as it is staged.
#[derive(Clone, Debug)]
pub struct Staged {
    /// Its path in the vault.
    pub path: String,
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
    let mut secrets = all_secrets(model);
    closed_words(model, &vault, &mut secrets);
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let mut said = Vec::new();
    let mut shared = SharedFolders::in_vault(model, &vault, &templates);
    let closed = secrets.iter().filter(|secret| secret.audience == Audience::Lead);
    shared.holding = closed.map(|secret| secret.source.path.clone()).collect();
    let (ask, mut unsaid) = (Ask::default(), Vec::new());
    let pages = Pages::new(&vault, model, &templates, &ask, &mut unsaid);
    let leads = pages.lead_folders();
    for file in staged {
        let own = own_files(&file.path);
        let is_own = own.is_some();
        said.extend(own);
        check_name(&file.path, &secrets, &mut said);
        let path = NotePath::new(&file.path);
        let note = path
            .as_ref()
            .ok()
            .filter(|path| vault.wants(&file.path) && vault.notes.contains_key(path));
        let Some(path) = note.cloned() else {
            if !is_own {
                check_other_file(file, &shared, &secrets, &vault, &mut said);
            }
            continue;
        };
        let (note, complaints) = guarded::parse(&path, &file.bytes, &vault.config.spelling());
        said.extend(complaints.into_iter().filter(|problem| blocks_commit(problem.code)));
        let text = decode_text(&file.bytes);
        let text = text.as_ref();
        let reader =
            reader_of_note(&note, text, &templates).or_else(|| shared.reader_of_path(&file.path));
        if let Some(reader) = reader {
            check_items(model, &note, reader, &mut said);
            check_words(&file.path, text, reader, secrets.iter(), &mut said);
            check_embeds(&file.path, text, (reader, &shared), &mut said);
        } else {
            check_untrusted(&note, &pages, &leads, &secrets, &mut said);
        }
    }
    for edit in &outcome.plan.edits {
        if staged.iter().any(|file| file.path == edit.path.as_str()) {
            let message = "a page is staged that is not what a build makes of what is staged";
            let problem = Diagnostic::about_file(Code::StagedStale, edit.path.as_str(), message);
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
    let mut said = in_notes_of_the_lead(model, vault, &templates);
    if left.peek().is_none() {
        return said;
    }
    let secrets = all_secrets(model);
    // Most pages tell nothing of the kind: only secrets that begin somewhere in one are looked for.
    let mut begun: BTreeMap<&[u8], Vec<&Secret>> = BTreeMap::new();
    for secret in &secrets {
        if let Some(start) = secret.words.as_bytes().get(..BEGINNING) {
            begun.entry(start).or_default().push(secret);
        }
    }
    for (note, kept, reader) in left {
        let ways = Letters::all_readings(&kept.inner, false);
        let starts = ways.iter().flat_map(|way| way.starts(BEGINNING));
        let near: Vec<&Secret> =
            starts.filter_map(|start| begun.get(start)).flatten().copied().collect();
        let mut found = Vec::new();
        check_words(note.path.as_str(), &kept.inner, reader, near.into_iter(), &mut found);
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

/// Lines for the lead alone in a note that holds a page for others: `paths: {agenda: 'People/…'}`.
fn in_notes_of_the_lead(model: &Model, vault: &Vault, templates: &Templates) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for note in vault.notes.values() {
        let regions = note.regions.iter().flatten();
        let readers = regions.filter_map(|kept| {
            let own = templates.pages.iter().filter(|page| page.name == kept.name);
            own.map(|page| page.audience).chain(shipped_audience(&kept.name)).max()
        });
        let Some(reader) = readers.max().filter(|reader| *reader != Audience::Lead) else {
            continue;
        };
        let from = said.len();
        check_items(model, note, reader, &mut said);
        for problem in &mut said[from..] {
            problem.severity = Severity::Warning;
        }
    }
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
    Some(Diagnostic::about_file(Code::StagedPrivate, path, message).hint(hint))
}

/// Complaints that stop a commit: the note would be left alone by everybody who pulls it.
fn blocks_commit(code: Code) -> bool {
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
fn check_untrusted(
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
        check_words(note.path.as_str(), &kept.inner, Audience::Person, secrets.iter(), &mut found);
        said.extend(found.into_iter().map(|mut problem| {
            // Told of the region alone: its first line stands behind its marker.
            let line = problem.line().unwrap_or(0) + kept.line + 1;
            problem.location = problem.location.on_line(line);
            problem.hint("`vault121 template trust` its template, if nobody else reads it")
        }));
    }
}

/// A file that is no note of the vault: an export, a drawing, a note in a hidden folder.
fn check_other_file(
    file: &Staged,
    shared: &SharedFolders<'_>,
    secrets: &[Secret],
    vault: &Vault,
    said: &mut Vec<Diagnostic>,
) {
    const MAX_BYTES: usize = 4 * 1024 * 1024;
    let text = decode_text(&file.bytes);
    let text = text.as_ref();
    // Pictures and the calendar hold what the page beside them holds.
    let ours = NotePath::new(&file.path).is_ok_and(|path| vault.files.contains_key(&path));
    if text.len() > MAX_BYTES || text.contains('\0') || ours && is_ours(text) {
        return;
    }
    let reader = shared.reader_of_path(&file.path);
    check_words(&file.path, text, reader.unwrap_or(Audience::Person), secrets.iter(), said);
    if let Some(reader) = reader {
        check_embeds(&file.path, text, (reader, shared), said);
    }
}

/// The name of a file is read by everybody who sees the folder.
fn check_name(path: &str, secrets: &[Secret], said: &mut Vec<Diagnostic>) {
    let found = Letters::of(path, false);
    let hidden = secrets.iter().filter(|secret| secret.audience == Audience::Lead);
    for secret in hidden.filter(|secret| found.lines_with(&secret.words).next().is_some()) {
        let from = format!("{}:{}", secret.source.path, secret.source.line);
        let message = format!("the name of the file has the words of a {} ({from})", secret.what);
        let problem = Diagnostic::about_file(Code::Leak, path, message);
        said.push(problem.hint("rename the file or the folder"));
    }
}

/// Items of the note itself that are not for those who read it.
fn check_items(model: &Model, note: &Note, reader: Audience, said: &mut Vec<Diagnostic>) {
    let ctx = model.reading_context();
    for entry in ctx.entries_of(note, &mut Vec::new()) {
        let here = |source: &Source| *source == entry.source;
        let unless_named = || match reader == Audience::Team && !entry.people.is_empty() {
            // About somebody, it is the lead's: that the note is for all opens no single line.
            true => entry
                .item
                .field_value("audience")
                .and_then(Audience::from_word)
                .or(Some(Audience::Lead)),
            false => Some(entry.audience.unwrap_or(reader)),
        };
        let audience = match entry.kind.row().guard {
            Guard::State => {
                let of_line = model.feedback.iter().filter(|feedback| here(&feedback.source));
                of_line.map(|f| f.audience_in(model.feedback_state(f, model.today))).min()
            }
            // Written by hand into a note that both read: a shared agenda is made of these.
            Guard::Note => Some(entry.audience.unwrap_or(reader)),
            Guard::NoteUnlessNamed => unless_named(),
            Guard::Own => Some(entry.kind.line_audience(entry.audience)),
        };
        let audience = audience.map(|audience| audience.min(entry.limit));
        if audience.is_some_and(|audience| !audience.reaches_reader(reader)) {
            let word = entry.kind.spoken();
            let message =
                format!("a `{word}` for the lead in a note that {}", reader_words(reader));
            said.push(entry.say(Code::Leak, message).hint("move the line to a note of your own"));
        }
    }
}

/// Words of lines elsewhere that are not for those who read the note.
fn check_words<'s>(
    path: &str,
    text: &str,
    reader: Audience,
    secrets: impl Iterator<Item = &'s Secret>,
    said: &mut Vec<Diagnostic>,
) {
    let escaped = !path.to_lowercase().ends_with(".md");
    let ways = Letters::all_readings(text, escaped);
    for secret in secrets.filter(|secret| !secret.audience.reaches_reader(reader)) {
        for line in ways.iter().flat_map(|way| way.lines_with(&secret.words)) {
            if secret.source.path.as_str() == path && secret.source.line == line {
                continue; // the item itself: told as such
            }
            let from = format!("{}:{}", secret.source.path, secret.source.line);
            let message = format!(
                "words of `{from}` ({}) are in a note that {}",
                secret.what,
                reader_words(reader)
            );
            let problem = Diagnostic::about_file(Code::Leak, path, message).at_line(line);
            said.push(
                problem.hint("take the words out, or open that line to the readers of this note"),
            );
        }
    }
}

/// Words of lines that are the lead's alone and of no kind that a list has: below a private
/// heading, in a note that is closed as a whole, below home, beside a tag that is nearly that of a
/// watch out, critique of which is asked whose it is.
fn closed_words(model: &Model, vault: &Vault, secrets: &mut Vec<Secret>) {
    let ctx = model.reading_context();
    let known: BTreeSet<(NotePath, u32)> =
        secrets.iter().map(|one| (one.source.path.clone(), one.source.line)).collect();
    for note in vault.notes.values().filter(|note| !note.generated) {
        let whole = front_limit(note) == Audience::Lead
            || front_word(note) == Some(Audience::Lead)
            || ctx.is_closed_whole(note);
        let kinds = Kind::ALL.iter().filter(|kind| whole && kind.row().in_front_matter);
        for kind in kinds {
            let line = note.front.place_of(kind.word()).line;
            let source = Source { path: note.path.clone(), line, anchor: None };
            for words in note.front.texts_of(kind.word()).iter().map(|text| comparable_words(text))
            {
                let enough = words.split(' ').count() >= LEAST_WORDS;
                if enough && words.chars().count() >= LEAST_CHARS {
                    let (words, what) = (letters_of(&words), format!("line on {}", kind.spoken()));
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
            if !(whole || above || closed || asked) || is_theirs(note, item) {
                continue;
            }
            let source = Source { path: note.path.clone(), line: item.place.line, anchor: None };
            if known.contains(&(source.path.clone(), source.line)) {
                continue;
            }
            let own = without_near_tags(item, comparable_words(&ctx.own_text(item)));
            let mut ways = vec![without_names(item), own];
            // `intention:: …`
            let field = item.fields.iter().find(|field| field.style.is_line());
            ways.extend(field.map(|field| comparable_words(&field.value)));
            ways.dedup();
            let is_ours = kind.is_some() || field.is_some();
            let least = if is_ours { LEAST_WORDS } else { LEAST_PLAIN_WORDS };
            for words in ways {
                let enough = words.split(' ').count() >= least;
                if enough && words.chars().count() >= LEAST_CHARS {
                    let (words, what) =
                        (letters_of(&words), "line that is for you alone".to_owned());
                    let (audience, source) = (Audience::Lead, source.clone());
                    secrets.push(Secret { words, what, audience, source });
                }
            }
        }
    }
}

/// The words of an item without the people in it: `she shouts by @bob` is told as `she shouts`.
fn without_names(item: &Item) -> String {
    let words = without_near_tags(item, comparable_words(&item.text_with_names(|_| String::new())));
    match words.rsplit_once(' ') {
        Some((before, last)) if Lexicon::shipped().has("party", last) => before.to_owned(),
        _ => words,
    }
}

/// The words of an item without those of its tags that are nearly ours: `#watch-outs she …`.
fn without_near_tags(item: &Item, words: String) -> String {
    item.slips.iter().fold(words, |words, slip| {
        let Slip::NearTag(tag, ..) = slip else { return words };
        let tag = comparable_words(tag);
        let parts = words.split(tag.as_str()).map(str::trim);
        parts.max_by_key(|part| part.len()).unwrap_or_default().to_owned()
    })
}

/// What the person wrote in the open part of a page is no secret from them.
fn is_theirs(note: &Note, item: &Item) -> bool {
    note.is_theirs(item.heading())
}

/// All words that stay with the lead, or with the lead and the person.
fn all_secrets(model: &Model) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut add = |text: &str, what: &str, audience: Audience, source: &Source| {
        let words = comparable_words(text);
        let long = words.split(' ').count() >= LEAST_WORDS && words.chars().count() >= LEAST_CHARS;
        // Where words are not parted by blanks, a few signs say as much.
        let signs = words.chars().filter(|c| u32::from(*c) > 0x2e80).count() >= LEAST_SIGNS;
        if (long || signs) && audience != Audience::Team {
            let words = letters_of(&words);
            secrets.push(Secret { words, what: what.to_owned(), audience, source: source.clone() });
        }
    };
    for feedback in &model.feedback {
        let state = model.feedback_state(feedback, model.today);
        let held = format!("held {}", feedback.kind.spoken());
        let what = match state {
            State::Held | State::Unsorted => &held,
            State::Shared | State::Replied | State::Settled => "piece of feedback",
            State::ToShare | State::Offered | State::Dropped => {
                "piece of feedback that is not shared"
            }
        };
        let audience = feedback.audience_in(state);
        add(&feedback.text, what, audience, &feedback.source);
        for help in [feedback.path.as_deref(), feedback.reply()].into_iter().flatten() {
            add(help, what, audience, &feedback.source);
        }
        // Why it is held is nobody's to read when it was given, too.
        let dropped = match &feedback.life {
            Life::Dropped { why, .. } => why.as_deref(),
            Life::Open | Life::Given(_) => None,
        };
        for why in [feedback.hold.hold_reason(), dropped, feedback.why_now()].into_iter().flatten()
        {
            add(why, "reason of yours", Audience::Lead, &feedback.source);
        }
    }
    for line in &model.lines {
        // What is to be talked about is no secret unless it says so.
        if line.kind.row().guard == Guard::NoteUnlessNamed && line.field_value("audience").is_none()
        {
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
