//! `vault121 forget PERSON`: what this program holds about somebody is listed, then removed.

use crate::app::removal::Removal;
use crate::app::session::Session;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::mark::{require_writable, write_edit};
use crate::cli::uninstall::{may_go_on, show_removal};
use crate::fs::all::everything;
use crate::fs::sys::Folder;
use crate::fs::{lock, rescue};
use crate::model::model::Model;
use crate::pages::about::{SearchNames, count_naming_lines};
use crate::pages::calendar;
use crate::pages::plan::Edit;
use crate::people::people::Who;
use crate::text::ids::NotePath;
use crate::text::lexicon::Lexicon;
use crate::text::people_words;
use crate::text::span::{comparable_words, without_accents};
use crate::vault::layout::file_word;
use clap::Args;
use std::fs;
use std::path::Path;

/// Remove what this program holds about somebody: pages, rescued texts, the cache, calendar entries
///
/// Lists it, and removes it after a yes, or with `--yes`; no copy is kept. Your own notes stay:
/// it says how many of their lines name the person, and `vault121 about PERSON` shows each.
/// Git's history is not changed.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// The person: id, name or alias; also a name that no note has any more
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// Do it without a question
    #[arg(long, short)]
    pub yes: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, a watcher would write the pages anew, or something has to stay.
pub fn run(args: &ForgetArgs, context: &CommandContext) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    let outcome = session.all_pages();
    let model = &outcome.model;
    let names = names_to_forget(model, &args.person)?;
    refuse_words(&session, model, &args.person)?;
    let is_theirs = |path: &NotePath| is_page_of(&session, model, &names, path);
    let mut found = session.removal(&outcome, &is_theirs);
    // No copy is kept here: what nobody can tell stays.
    let unknown = std::mem::take(&mut found.unknown);
    let stays = |path: &NotePath| unknown.contains(path);
    found.whole.retain(|(path, _)| !stays(path));
    found.edits.retain(|edit| !stays(&edit.path));
    let why = "nothing tells whether somebody wrote in it: read it, and remove it yourself";
    found.stay.extend(unknown.into_iter().map(|path| (path, why.to_owned())));
    let root = Folder::open(session.root())?;
    let rescued = rescued_texts(&root, &names)?;
    let calendar = calendar_edit(&session, &names);
    let person = model.people.one_named(&args.person).and_then(|id| model.people.with_id(&id));
    let is_prepared = person.is_some_and(|person| model.is_report(person));
    let is_told_of = person.is_some_and(|person| {
        let goals = model.goals_of(&person.id).next().is_some();
        !model.is_gone(person) && (goals || model.feedback_to(&person.id).next().is_some())
    });
    let call = person.map_or(args.person.clone(), |person| person.name.clone());
    show_removal(context, &session, &found);
    for kept in &rescued {
        context.ui.print_line(&format!("{}: rescued text, removed", kept.path()));
    }
    for kept in perhaps(&root, &names)? {
        let why = "rescued text of another page, which may name them: read it, and remove it";
        context.ui.say(&format!("{}: {why} yourself", kept.path()));
    }
    if let Some((edit, count)) = &calendar {
        let of = if *count == 1 { "entry" } else { "entries" };
        context.ui.print_line(&format!("{}: {count} {of} removed", edit.path));
    }
    let is_cached = session.root().join(".vault121/cache").is_dir();
    if is_cached {
        context.ui.print_line(".vault121/cache: removed, the next build makes it again");
    }
    if found.is_empty() && rescued.is_empty() && calendar.is_none() {
        context.ui.say(&format!("nothing here is held about {call}"));
    }
    if let Some(person) = person.filter(|_| is_prepared || is_told_of) {
        let log = model.meetings.meetings_with(&person.id).rfind(|last| last.heading.is_some());
        let log = log.filter(|log| !log.section).map(|log| &log.path);
        let note = match (person.path.as_ref(), log) {
            (Some(path), _) => format!("into `{path}`"),
            (None, Some(log)) => format!("into the front matter of `{log}`"),
            (None, None) => format!("into a new note `People/{}.md`", file_word(&person.name)),
        };
        let why = match is_prepared {
            true => "is still prepared, so the next build makes the pages again",
            false => {
                "has goals or feedback in your notes, so the next build makes the rollup again"
            }
        };
        context.ui.say(&format!("{call} {why}: write `left: {}` {note}", session.today));
        if let Some(who) = lock::holder(session.root()) {
            let message = format!("a watcher would make the pages of {call} again at once: {who}");
            return Err(Failure::new(message, "stop it, or write `left:` first"));
        }
    }
    if !may_go_on(args.yes, &format!("Remove all of it about {call}?"))? {
        print_what_is_left(context, &session, (&call, &names), &found);
        context.ui.say("nothing was removed; `--yes` does it");
        return Ok(FINE);
    }
    let theirs: Vec<NotePath> = session.vault().notes.keys().cloned().collect();
    let theirs: Vec<NotePath> = theirs.into_iter().filter(|path| is_theirs(path)).collect();
    let removed = session.carry_out_removal(&found)?;
    if let Some((edit, _)) = calendar {
        write_edit(&mut session, context, edit)?;
    }
    // What was just taken away is in `rescue/` too: nothing of it is kept.
    let of_them = |kept: &rescue::RescuedText| {
        let is_page = theirs.iter().any(|path| path.as_str() == kept.note);
        let is_gone = removed.gone.iter().any(|(path, _)| path.as_str() == kept.note);
        is_page || is_gone || names_them(&root, &names, kept)
    };
    for kept in rescue::list(&root)?.iter().filter(|kept| of_them(kept)) {
        rescue::remove(&root, kept)?;
    }
    let is_meant = |path: &str| {
        names.found_in(path).is_some() || theirs.iter().any(|own| own.as_str() == path)
    };
    session.forget_regions(&is_meant);
    empty_cache(session.root())?;
    if let Some((path, why)) = removed.carried.held.first() {
        let message = format!("`{path}` was left as it is: {why}");
        return Err(Failure::new(message, "run the command again"));
    }
    print_what_is_left(context, &session, (&call, &names), &Removal::default());
    Ok(FINE)
}

/// The names to look for: of somebody who is known, else what was typed.
fn names_to_forget(model: &Model, typed: &str) -> Result<SearchNames, Failure> {
    match model.people.who(typed) {
        Who::One(id) => Ok(SearchNames::of(model, &model.people.by_id[&id])),
        Who::Nobody => Ok(SearchNames::of_typed_name(typed)),
        Who::Many(ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let message = format!("`{typed}` may be several people");
            Err(Failure::new(message, format!("name one of them: {}", ids.join(", "))))
        }
    }
}

/// Lists of words that are nobody's name.
const COMMON: &[&str] = &["articles", "and", "or", "not", "to", "for", "of", "everybody"];

/// Refuses what names nobody: what has no letters, and a word in small letters that no note and no
/// page has as a name. Texts are looked for by it and no copy of them is kept: `forget the` would
/// remove them all.
fn refuse_words(session: &Session, model: &Model, typed: &str) -> Result<(), Failure> {
    const LEAST_LETTERS: usize = 2;
    let key = comparable_words(&without_accents(typed));
    let letters = key.chars().filter(|c| c.is_alphabetic());
    let spaced = typed.chars().all(|c| (c as u32) < 0x2E80);
    if model.people.who(typed) != Who::Nobody {
        return Ok(());
    }
    if letters.count() < if spaced { LEAST_LETTERS } else { 1 } {
        let message = format!("`{typed}` names nobody");
        return Err(Failure::new(message, "write the name of the one whom you mean"));
    }
    let is_common = people_words::has("no_person", &people_words::key(typed))
        || COMMON.iter().any(|list| Lexicon::shipped().has(list, &key));
    let is_word = typed == typed.to_lowercase() && typed != typed.to_uppercase();
    if !is_common && !is_word {
        return Ok(());
    }
    let is_name = |text: &str| {
        let bare = text.trim_matches(|c: char| !c.is_alphabetic());
        comparable_words(&without_accents(text)) == key
            || comparable_words(&without_accents(bare)) == key
    };
    // `1-2-1s/Zoe Stone/2026-11-17`, `1-2-1s.zoe.2026.11.17`, `Zoe Stone (Rollup)`
    let names = |path: &str| path.trim_end_matches(".md").split(['/', '.', '(']).any(is_name);
    let notes = &session.vault().notes;
    let mut fronts = notes.values().filter_map(|note| note.front.text_of("person"));
    let kept = rescue::list(&Folder::open(session.root())?)?;
    let mut paths = notes.keys().map(NotePath::as_str).chain(kept.iter().map(|k| k.note.as_str()));
    if !is_common && (fronts.any(|name| is_name(&name)) || paths.any(names)) {
        return Ok(());
    }
    let message = format!("nobody here is called `{typed}`");
    Err(Failure::new(message, "write the name as a note or the name of a page has it"))
}

/// Whether a note holds a page of the person, or a file is a picture of theirs.
fn is_page_of(session: &Session, model: &Model, names: &SearchNames, path: &NotePath) -> bool {
    let Some(note) = session.vault().notes.get(path) else {
        // A picture stands beside its page, and is called like it.
        let page = session.vault().notes.keys().find(|page| {
            let rest = path.file_name().strip_prefix(page.stem());
            page.folder() == path.folder() && rest.is_some_and(|rest| rest.starts_with('.'))
        });
        return path.as_str().ends_with(".svg")
            && page.is_some_and(|page| is_page_of(session, model, names, page));
    };
    let about = model.meetings.person_of_note(path).is_some_and(|id| names.is_person(id));
    let front = note.front.text_of("person");
    about || front.is_some_and(|front| names.are_only(model, &front))
}

/// Kept texts of their notes, and those that name them.
fn rescued_texts(root: &Folder, names: &SearchNames) -> Result<Vec<rescue::RescuedText>, Failure> {
    let all = rescue::list(root)?;
    Ok(all.into_iter().filter(|kept| names_them(root, names, kept)).collect())
}

fn names_them(root: &Folder, names: &SearchNames, kept: &rescue::RescuedText) -> bool {
    let bytes = rescue::read(root, kept).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    names.surely_in(kept.note.trim_end_matches(".md"))
        || text.lines().any(|line| names.surely_in(line))
}

/// Kept texts that name them by a word, or by a name of others as well: these stay.
fn perhaps(root: &Folder, names: &SearchNames) -> Result<Vec<rescue::RescuedText>, Failure> {
    let may = |kept: &rescue::RescuedText| {
        let bytes = rescue::read(root, kept).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        !names_them(root, names, kept) && text.lines().any(|line| names.found_in(line).is_some())
    };
    Ok(rescue::list(root)?.into_iter().filter(may).collect())
}

/// The edit that takes their entries out of the calendar, and how many they are.
fn calendar_edit(session: &Session, names: &SearchNames) -> Option<(Edit, usize)> {
    let files = session.vault().files.iter();
    let (path, text) = files.into_iter().find(|(_, text)| calendar::is_ours(text))?;
    let (text, count) = calendar::without_entries(text, &|title| names.found_in(title).is_some());
    let edit = Edit::of_file(path, "entries removed", text);
    (count > 0).then_some((edit, count))
}

/// Readings of notes and what the last build said hold names and sentences; what is known of
/// regions is hashes, and stays.
fn empty_cache(root: &Path) -> Result<(), Failure> {
    let entries = fs::read_dir(root.join(".vault121/cache")).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name() != "regions") {
        if entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// What still names them: the lead's own notes, and generated text of pages that are not theirs.
fn print_what_is_left(
    context: &CommandContext,
    session: &Session,
    (call, names): (&str, &SearchNames),
    going: &Removal,
) {
    let (mut lines, mut notes, mut pages) = (0, 0, Vec::new());
    for (path, text) in everything(session.root()).texts {
        let Ok(path) = NotePath::new(&path) else { continue };
        let goes = going.whole.iter().any(|(whole, _)| *whole == path);
        if goes || path.as_str().starts_with(".vault121/") {
            continue;
        }
        let (own, made) = count_naming_lines(&path, &text, names);
        let by_name = names.found_in(path.stem()).is_some();
        lines += own;
        notes += usize::from(own > 0 || by_name);
        if made > 0 && going.edits.iter().all(|edit| edit.path != path) {
            pages.push(path);
        }
    }
    for path in &pages {
        context.ui.say(&format!("{path}: this page is about others too, and names {call}"));
    }
    if !pages.is_empty() {
        context
            .ui
            .say("`vault121 build` brings pages up to date; those of past 1-2-1s stay as they are");
    }
    if notes > 0 {
        let of = if notes == 1 { "note" } else { "notes" };
        let line = if lines == 1 { "line" } else { "lines" };
        context.ui.say(&format!(
            "{lines} {line} in {notes} {of} of yours name {call} and stay: \
             `vault121 about '{call}'` shows each"
        ));
    }
    if session.root().join(".git").exists() {
        context
            .ui
            .say("git's history still holds what was committed; `git filter-repo` can remove it");
    }
}
