//! What an existing vault does already, for `init`: people, 1-2-1s, the lead, in words and config.
//!
//! It guesses, and says each guess with its reason, because a person reads and corrects it before
//! anything is written into a note.

use crate::kind::Kind;
use crate::model::config_text::{Proposal, config};
use crate::model::model::Model;
use crate::note::item::Mention;
use crate::note::parse::Note;
use crate::people::people::Who;
use crate::people::person::is_page;
use crate::text::ids::{PersonId, slug};
use crate::text::span::{fold, plain};
use crate::vault::layout::{Dialect, Layout, file_word, says_one_on_one};
use crate::vault::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};

/// What was found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// What to say, line by line.
    pub said: Vec<String>,
    /// The config to write.
    pub config: String,
}

/// The first look: what the config should say so that the vault is understood.
pub fn discover(vault: &Vault, model: &Model, user: Option<&str>) -> Discovery {
    let notes: Vec<&Note> =
        vault.notes.values().filter(|note| note.refused.is_none() && !is_page(note)).collect();
    let mut proposal = Proposal::default();
    one_on_ones(&notes, model, &mut proposal);
    running_files(&notes, model, &mut proposal);
    questions(&notes, &mut proposal);
    ignored(vault, &mut proposal);
    lead(&notes, model, user, &mut proposal);
    Discovery { said: Vec::new(), config: config(&proposal) }
}

/// What the vault is understood as, under a config: the lines that `init` prints.
pub fn understood(vault: &Vault, model: &Model) -> Vec<String> {
    let mut said = Vec::new();
    let dialect = match model.layout.dialect {
        Dialect::Dendron => "a Dendron vault",
        Dialect::Obsidian => "an Obsidian vault",
        Dialect::Mixed => "an Obsidian and Dendron vault",
        Dialect::Plain => "a folder of Markdown notes",
    };
    let count = vault.notes.len();
    said.push(format!("{dialect} with {}", counted(count, "note")));
    match &model.people.me {
        Some(me) => said.push(format!("the lead: {}", model.people.by_id[me].name)),
        None => said.push("the lead: not found; write `me: your-id` in the config".to_owned()),
    }
    let others: Vec<_> = model.people.others().collect();
    if others.is_empty() {
        said.push(
            "people: none yet; make a note `People/Alice.md`, or list them under `people:`"
                .to_owned(),
        );
    }
    for person in others.iter().take(12) {
        let with: Vec<_> = model.meetings.with(&person.id).collect();
        let met = match with.last() {
            Some(last) => format!("{}, the last on {}", counted(with.len(), "1-2-1"), last.date),
            None => "no 1-2-1 yet".to_owned(),
        };
        let place = person.path.as_ref().map(|path| format!(" ({path})")).unwrap_or_default();
        let log = with.last().is_some_and(|last| last.heading.is_some());
        let log = if log { ", in a running log" } else { "" };
        said.push(format!("person: {}{place}: {met}{log}", person.name));
    }
    if others.len() > 12 {
        said.push(format!("and {} more people", others.len() - 12));
    }
    said.extend(tags(vault));
    let questions = model.questions.iter().filter(|question| question.source.is_some()).count();
    match questions {
        0 => said.push("questions: the practice's own (no question note yet)".to_owned()),
        count => said.push(format!("questions: {count}")),
    }
    said
}

/// How often each kind is written, and in which other spellings.
fn tags(vault: &Vault) -> Option<String> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut others: BTreeMap<Kind, BTreeSet<&str>> = BTreeMap::new();
    for item in vault.notes.values().flat_map(|note| &note.items) {
        if let Some(kind) = item.kind() {
            *counts.entry(kind).or_default() += 1;
        }
        for (kind, spelling) in &item.spellings {
            others.entry(*kind).or_default().insert(spelling);
        }
    }
    if counts.is_empty() {
        return Some(
            "tags: none yet; `#goal`, `#high-five`, `#watch-out` and checkboxes are enough"
                .to_owned(),
        );
    }
    let words = counts.iter().map(|(kind, count)| {
        let others = others.get(kind).into_iter().flatten().map(|word| format!("#{word}"));
        let others: Vec<String> = others.collect();
        match others.as_slice() {
            [] => format!("#{} {count}", kind.word()),
            others => format!("#{} {count} (also {})", kind.word(), others.join(" ")),
        }
    });
    Some(format!("tags: {}", words.collect::<Vec<_>>().join(", ")))
}

/// Folders and names that say `1-1` in some way, outside the usual globs.
fn one_on_ones(notes: &[&Note], model: &Model, proposal: &mut Proposal) {
    let mut globs: BTreeSet<String> = BTreeSet::new();
    for note in notes {
        let known = model.meetings.is_meeting_note(&note.path);
        let mut folder = String::new();
        let mut names: Vec<String> = Vec::new();
        for part in note.path.folder().split('/').filter(|part| !part.is_empty()) {
            folder = if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
            if says_one_on_one(part) {
                if !known {
                    globs.insert(format!("{folder}/**"));
                }
                names.push(folder.clone());
            }
        }
        let parts: Vec<&str> = note.path.stem().split('.').collect();
        if let Some(at) = parts.iter().position(|part| says_one_on_one(part))
            && parts.len() > at + 1
            && !known
        {
            // `user.alice.1on1.2026.11.24`: the person may stand before it.
            let before: Vec<&str> = parts[..at]
                .iter()
                .enumerate()
                .map(|(i, part)| if i > 0 && i + 1 == at { "*" } else { part })
                .collect();
            let mut glob = before.join(".");
            if !glob.is_empty() {
                glob.push('.');
            }
            globs.insert(format!("{glob}{}.**", parts[at]));
            names.push(parts[at].to_owned());
        }
        if !names.is_empty() {
            name_from_path(note, model, proposal);
        }
    }
    proposal.meeting_notes.extend(globs);
}

/// Somebody who has 1-2-1 notes and no note of their own is listed in the config.
fn name_from_path(note: &Note, model: &Model, proposal: &mut Proposal) {
    if model.meetings.about(&note.path).is_some() {
        return;
    }
    let folders = note.path.folder().split('/').rev();
    let stem = without_date(note.path.stem());
    let dotted = note.path.stem().split('.').map(str::to_owned);
    let candidates = folders
        .map(str::to_owned)
        .chain([stem])
        .chain(dotted.filter(|_| note.path.stem().matches('.').count() >= 2));
    for name in candidates {
        let name = name.trim().trim_matches(['-', '_', ' ']).to_owned();
        let known = model.people.who(&name);
        if let Who::Many(_) = known {
            return; // one of them: which, the note has to say
        }
        if is_name(&name) && !says_one_on_one(&name) && known == Who::Nobody {
            proposal.list.insert(slug(&plain(&name)), title(&name));
            return;
        }
    }
}

/// One running file a person: notes with dated headings whose names are people's.
fn running_files(notes: &[&Note], model: &Model, proposal: &mut Proposal) {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for note in notes {
        let dated = note.headings.iter().filter(|heading| {
            let order = model.config.date_order;
            matches!(heading.found(order, None), Some(crate::text::date_parse::Found::Day(..)))
        });
        let dated = dated.count();
        let own_date = model.meetings.day_of_note(&note.path).is_some();
        if dated >= 2 && !own_date && model.meetings.about(&note.path).is_none() {
            let stem = note.path.stem();
            if is_name(stem) && !says_one_on_one(stem) {
                *folders.entry(note.path.folder().to_owned()).or_default() += 1;
            }
        }
    }
    for folder in folders.into_keys() {
        let known = proposal
            .meeting_notes
            .iter()
            .any(|glob| folder.starts_with(glob.trim_end_matches("/**")));
        if known {
            continue;
        }
        let glob = if folder.is_empty() { "*.md".to_owned() } else { format!("{folder}/*.md") };
        if folder.is_empty() {
            // At the top of a vault anything may stand: only the notes themselves are named.
            let names = notes
                .iter()
                .filter(|note| note.path.folder().is_empty() && is_name(note.path.stem()));
            let logs = names.filter(|note| note.headings.len() >= 2);
            proposal.person_notes.extend(logs.map(|note| note.path.to_string()));
        } else {
            proposal.person_notes.push(glob);
        }
    }
}

fn questions(notes: &[&Note], proposal: &mut Proposal) {
    let is_bank = |note: &&&Note| {
        let stem = fold(note.path.stem());
        let last = stem.rsplit('.').next().unwrap_or(&stem).to_owned();
        matches!(
            last.as_str(),
            "questions" | "canned questions" | "canned-questions" | "1-1 questions"
        )
    };
    proposal.questions = notes.iter().find(is_bank).map(|note| note.path.to_string());
}

/// Folders of templates under other names than the usual ones.
fn ignored(vault: &Vault, proposal: &mut Proposal) {
    let mut broken: BTreeMap<String, usize> = BTreeMap::new();
    for problem in vault.said() {
        let placeholder = problem.hint.as_deref().is_some_and(|hint| hint.contains("template"));
        if let (true, Some((folder, _))) = (placeholder, problem.path.rsplit_once('/')) {
            *broken.entry(folder.to_owned()).or_default() += 1;
        }
    }
    let template = |folder: &&String| fold(folder).contains("template");
    proposal.ignore.extend(broken.keys().filter(template).map(|folder| format!("{folder}/**")));
}

/// The lead: the one name nobody has a note for, that owns promises in 1-2-1 notes; else the
/// name that git knows.
fn lead(notes: &[&Note], model: &Model, user: Option<&str>, proposal: &mut Proposal) {
    if model.people.me.is_some() {
        return;
    }
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for note in notes.iter().filter(|note| model.meetings.is_meeting_note(&note.path)) {
        for item in note.items.iter().filter(|item| item.task.is_some()) {
            let first = item.mentions.first().filter(|mention| mention.at);
            let unknown = |mention: &&Mention| model.people.one(&mention.names[0]).is_none();
            if let Some(mention) = first.filter(unknown) {
                *owners.entry(slug(&plain(&mention.names[0]))).or_default() += 1;
            }
        }
    }
    if owners.len() == 1
        && let Some((name, count)) = owners.pop_first()
    {
        let why = format!("owns {} in 1-2-1 notes", counted(count, "task"));
        proposal.me = Some((name, why));
        return;
    }
    if let Some(user) = user {
        // A name that nobody has a note for counts when the notes speak of it.
        let first = user.split_whitespace().next().unwrap_or(user);
        let spoken_of = |id: &PersonId| {
            let mentions =
                notes.iter().flat_map(|note| &note.items).flat_map(|item| &item.mentions);
            let mut names =
                mentions.filter(|mention| mention.at).flat_map(|mention| &mention.names);
            names.any(|name| PersonId::new(name).as_ref() == Some(id))
        };
        let known = model.people.one(user).or_else(|| model.people.one(first));
        let known = known.or_else(|| PersonId::new(first).filter(spoken_of));
        if let Some(id) = known {
            proposal.me = Some((id.to_string(), format!("git knows you as {user}")));
        }
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// One to three capitalised words, or one lower-case word of letters: `Alice Fischer`, `alice`.
fn is_name(text: &str) -> bool {
    const NOT: &[&str] = &[
        "notes",
        "note",
        "meeting",
        "meetings",
        "daily",
        "journal",
        "log",
        "todo",
        "inbox",
        "home",
        "index",
        "readme",
        "ideas",
        "team",
        "work",
        "private",
        "archive",
        "template",
        "templates",
        "changelog",
        "weekly",
        "monthly",
        "year",
        "project",
        "projects",
        "people",
        "user",
        "vault",
        "running",
        "manager",
        "lead",
        "goals",
        "feedback",
        "reading",
        "books",
        "retro",
        "retros",
    ];
    let words: Vec<&str> = text.split([' ', '_', '-']).filter(|word| !word.is_empty()).collect();
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '.');
    (1..=3).contains(&words.len())
        && words.iter().all(|word| letters(word) && word.chars().count() >= 2)
        && words.iter().all(|word| !NOT.contains(&fold(word).as_str()))
        && (words.len() == 1 || words.iter().all(|word| word.starts_with(char::is_uppercase)))
}

fn title(name: &str) -> String {
    let words = name.split([' ', '_', '-']).filter(|word| !word.is_empty()).map(|word| {
        let mut chars = word.chars();
        chars.next().map(|c| c.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
    });
    file_word(&words.collect::<Vec<_>>().join(" "))
}

fn without_date(stem: &str) -> String {
    match crate::text::date_parse::find(stem, crate::text::date_parse::Order::Dmy, None) {
        Some(crate::text::date_parse::Found::Day(_, span)) => {
            format!("{} {}", &stem[..span.start], &stem[span.end..])
        }
        _ => stem.to_owned(),
    }
}

/// Whether the layout already has a place for 1-2-1 notes: for the words after `init`.
pub fn has_meetings(model: &Model, _: &Layout) -> bool {
    !model.meetings.all.is_empty()
}
