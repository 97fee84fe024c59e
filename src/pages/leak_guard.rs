//! The leak guard: what is about to be committed against the audience wall.
//!
//! It knows no git: the shell hands it the staged texts, and the vault as it would be with them.
//! Its messages never repeat the words they are about, since they end up in terminals and logs.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::{Audience, Guard};
use crate::model::model::Model;
use crate::note::guarded;
use crate::note::parse::Note;
use crate::pages::pipeline::Outcome;
use crate::pages::selector::context;
use crate::pages::template::Templates;
use crate::records::feedback::State;
use crate::records::record::Source;
use crate::text::ids::NotePath;
use crate::text::span::{LineIndex, normal};
use crate::vault::layout::leftover;
use crate::vault::vault::Vault;

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
/// And so are a few letters.
const LEAST_CHARS: usize = 12;

/// Everything that must not be committed, in the order of the paths. `outcome` is that of `vault`,
/// the vault with the staged texts in it.
pub fn guard(outcome: &Outcome, vault: &Vault, staged: &[Staged]) -> Vec<Diagnostic> {
    let model = &outcome.model;
    let secrets = secrets(model);
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let mut said = Vec::new();
    for file in staged {
        said.extend(own_files(&file.path));
        let Ok(path) = NotePath::new(&file.path) else { continue };
        if !vault.wants(&file.path) || !vault.notes.contains_key(&path) {
            continue;
        }
        let (note, complaints) = guarded::parse(&path, &file.bytes, &vault.config.spelling());
        said.extend(complaints.into_iter().filter(|problem| blocks(problem.code)));
        if let (Some(reader), Ok(text)) =
            (reader(&note, &templates), std::str::from_utf8(&file.bytes))
        {
            items(model, &note, reader, &mut said);
            words(&path, text, reader, &secrets, &mut said);
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
            | Code::RegionNested
            | Code::RegionTwice
            | Code::RegionCrossed
            | Code::RegionPlace
    )
}

/// Who else reads a note: what its `audience:` says, or for whom its pages are made.
fn reader(note: &Note, templates: &Templates) -> Option<Audience> {
    let said = note.front.text("audience").and_then(|word| Audience::read(&word));
    let pages = note.regions.iter().flatten();
    let of_pages = pages.filter_map(|kept| {
        templates.pages.iter().find(|page| page.name == kept.name).map(|page| page.audience)
    });
    said.into_iter().chain(of_pages).filter(|audience| *audience != Audience::Lead).max()
}

/// Items of the note itself that are not for those who read it.
fn items(model: &Model, note: &Note, reader: Audience, said: &mut Vec<Diagnostic>) {
    let ctx = context(model);
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
            let message = format!("a `{word}` for the lead in a note that {} read", who(reader));
            said.push(entry.say(Code::Leak, message).hint("move the line to a note of your own"));
        }
    }
}

/// Words of lines elsewhere that are not for those who read the note.
fn words(
    path: &NotePath,
    text: &str,
    reader: Audience,
    secrets: &[Secret],
    said: &mut Vec<Diagnostic>,
) {
    let index = LineIndex::new(text);
    let lines: Vec<String> = (0..index.lines())
        .map(|at| format!(" {} ", normal(index.line_span(text, at).of(text))))
        .collect();
    for secret in secrets.iter().filter(|secret| !secret.audience.reaches(reader)) {
        let needle = format!(" {} ", secret.words);
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.contains(&needle)) {
            let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
            if secret.source.path == *path && secret.source.line == line {
                continue; // the item itself: told as such
            }
            let from = format!("{}:{}", secret.source.path, secret.source.line);
            let message = format!(
                "the words of a {} ({from}) in a note that {} read",
                secret.what,
                who(reader)
            );
            let mut problem = Diagnostic::file(Code::Leak, path.as_str(), message);
            problem.line = line;
            problem.column = 1;
            said.push(problem.hint("take the line out, or share it first"));
        }
    }
}

fn who(reader: Audience) -> &'static str {
    if reader == Audience::Team { "the team" } else { "others" }
}

/// All words that stay with the lead, or with the lead and the person.
fn secrets(model: &Model) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut add = |text: &str, what: &str, audience: Audience, source: &Source| {
        let words = normal(text);
        let long = words.split(' ').count() >= LEAST_WORDS && words.chars().count() >= LEAST_CHARS;
        if long && audience != Audience::Team {
            secrets.push(Secret { words, what: what.to_owned(), audience, source: source.clone() });
        }
    };
    for feedback in &model.feedback {
        let state = model.state(feedback, model.today);
        let held = format!("held {}", feedback.kind.spoken());
        let what = match state {
            State::Held => &held,
            State::Shared | State::Replied | State::Settled => "piece of feedback",
            State::ToShare | State::Offered | State::Dropped => {
                "piece of feedback that is not shared"
            }
        };
        let audience = feedback.audience(state);
        add(&feedback.text, what, audience, &feedback.source);
        for help in [&feedback.path, &feedback.reply].into_iter().flatten() {
            add(help, what, audience, &feedback.source);
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
