//! START READING HERE: a vault and a day to what it means, what should be written, what to say.
//!
//! `run` is the whole program without its hands: commands, the watcher and the language server
//! differ only in what they do with the outcome.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::model::{Model, in_archive};
use crate::note::front_matter::Fence;
use crate::note::parse::Note;
use crate::note::spelling::Spelling;
use crate::pages::calendar;
use crate::pages::files;
use crate::pages::files::WantedFile;
use crate::pages::pages::{Ask, Pages};
use crate::pages::plan::{Edit, Plan, Wanted};
use crate::pages::template::Templates;
use crate::people::people::Who;
use crate::people::person::{Person, blank};
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::vault::beside::calendar_path;
use crate::vault::config::CONFIG_PATH;
use crate::vault::told::day_of_name;
use crate::vault::vault::Vault;

/// What a run gives.
#[derive(Debug)]
pub struct Outcome {
    /// What the vault means.
    pub model: Model,
    /// What should be written.
    pub plan: Plan,
    /// The text of the calendar file, when it is kept or asked for.
    pub calendar: Option<String>,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// The pages as they should be, and what they were made from.
#[derive(Debug)]
pub struct Rendered {
    model: Model,
    wanted: Vec<Wanted>,
    files: Vec<WantedFile>,
    calendar: Option<String>,
    /// Whether the prep of somebody was asked for.
    is_asked: bool,
    said: Vec<Diagnostic>,
}

/// Runs the whole program on a vault as it is today.
pub fn run(vault: &Vault, today: Day, ask: &Ask) -> Outcome {
    plan(vault, render(vault, fold(vault, today), ask))
}

/// What the vault means: the first of the three steps of a run.
pub fn fold(vault: &Vault, today: Day) -> Model {
    Model::fold_vault(vault, today)
}

/// The text of every page that should stand in the vault: the second step.
pub fn render(vault: &Vault, mut model: Model, ask: &Ask) -> Rendered {
    let (templates, mut said) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    // Every page's path first: a link has to know of the notes that this very run makes, or the
    // next run would write it otherwise.
    let mut unsaid = Vec::new();
    let first = Pages::new(vault, &model, &templates, ask, &mut unsaid).all_paths();
    for path in &first {
        model.layout.expect(path);
    }
    let mut pages = Pages::new(vault, &model, &templates, ask, &mut said);
    let wanted = pages.wanted_pages();
    let mut files = std::mem::take(&mut pages.files);
    if ask.only.is_some() {
        return Rendered { model, wanted, files, calendar: None, is_asked: false, said };
    }
    let calendar = add_calendar(vault, &model, ask, &mut files, &mut said);
    files::not_kept(&files, &vault.files, &mut said);
    let names: Vec<&str> = templates.pages.iter().map(|page| page.name.as_str()).collect();
    not_kept(vault, &model, &names, &wanted, &mut said);
    Rendered { model, wanted, files, calendar, is_asked: ask.prep.is_some(), said }
}

/// What has to be written for it, and everything to say, sorted: the last step.
pub fn plan(vault: &Vault, rendered: Rendered) -> Outcome {
    let Rendered { model, wanted, files, calendar, is_asked, mut said } = rendered;
    let mut plan = match vault.config_is_sound() {
        true => Plan::from_wanted(wanted, vault),
        false => Plan::default(),
    };
    if vault.config_is_sound() {
        files::plan_files(files, &vault.files, &mut plan);
    }
    if let Some(problem) = vault.calendar_unread() {
        hold_pages(&mut plan, &problem.message, is_asked);
    }
    said.extend(model.diagnostics.iter().cloned());
    said.sort();
    said.dedup();
    Outcome { plan, calendar, diagnostics: said, model }
}

/// Leaves all pages as they are: nobody knows on which days the 1-2-1s are. A prep that somebody
/// asks for is made all the same.
fn hold_pages(plan: &mut Plan, why: &str, is_asked: bool) {
    let (made, held): (Vec<Edit>, Vec<Edit>) =
        std::mem::take(&mut plan.edits).into_iter().partition(|edit| is_asked && edit.is_create());
    plan.edits = made;
    plan.held.extend(held.into_iter().map(|edit| (edit.path, why.to_owned())));
}

/// The calendar file, when it is asked for, turned on, or there already.
fn add_calendar(
    vault: &Vault,
    model: &Model,
    ask: &Ask,
    files: &mut Vec<WantedFile>,
    said: &mut Vec<Diagnostic>,
) -> Option<String> {
    let on = model.config.pages.get("calendar").copied();
    let there = vault.files.iter().any(|(path, text)| {
        path.as_str() == calendar_path(&model.config) && calendar::is_ours(text)
    });
    if !ask.calendar && on != Some(true) && (on == Some(false) || !there) {
        return None;
    }
    match calendar::path(model) {
        Ok(path) => {
            let text = calendar::calendar_text(model, vault.files.get(&path).map(String::as_str));
            let what = "1-2-1s, follow-ups and rest".to_owned();
            files.push(WantedFile { path, text: text.clone(), what });
            Some(text)
        }
        Err(why) => {
            let message = format!("the calendar file: {why}");
            said.push(Diagnostic::about_file(Code::ConfigBadValue, CONFIG_PATH, message));
            None
        }
    }
}

/// The text of one person's prep, without a file.
///
/// # Errors
/// What is wrong with the template.
pub fn prep_text(
    vault: &Vault,
    model: &Model,
    person: &Person,
    date: Day,
) -> Result<String, Diagnostic> {
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let mut said = Vec::new();
    let ask = Ask::default();
    let pages = Pages::new(vault, model, &templates, &ask, &mut said);
    let page = pages.prep_page(person, date);
    let path = pages.prep_path(person, date).unwrap_or_else(|_| pages.fallback(&person.id));
    pages.meeting_text(page, person, date, &path)
}

/// The note in which the prep of a person for a day stands, or would.
pub fn prep_path(vault: &Vault, model: &Model, person: &Person, date: Day) -> Option<NotePath> {
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let (ask, mut said) = (Ask::default(), Vec::new());
    let pages = Pages::new(vault, model, &templates, &ask, &mut said);
    let own = model.meetings.meetings_with(&person.id).find(|meeting| meeting.date == date);
    let own = own.map(|meeting| meeting.path.clone());
    own.or_else(|| pages.log_for(person, date)).or_else(|| pages.prep_path(person, date).ok())
}

/// The running log in which the prep of a person for a day stands, and the text of a scaffold for
/// it; nothing where that 1-2-1 has a note of its own.
pub fn running_log(
    vault: &Vault,
    model: &Model,
    person: &Person,
    date: Day,
) -> Option<(NotePath, String)> {
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let (ask, mut said) = (Ask::default(), Vec::new());
    let pages = Pages::new(vault, model, &templates, &ask, &mut said);
    let path = pages.log_for(person, date)?;
    let scaffold = made_once("scaffold", vault, model, (person, date), &path);
    Some((path, scaffold.unwrap_or_default()))
}

/// Whether a note is as it was made: regions, our own front matter, and the scaffold with nothing
/// written into it. Any other line is somebody's.
pub fn is_untouched(vault: &Vault, model: &Model, note: &Note, text: &str) -> bool {
    const OURS: &[&str] =
        &["---", "id", "title", "desc", "updated", "created", "kind", "person", "date", "held"];
    let body = Fence::find(text).body_start();
    let named = note.front.text_of("person");
    let about = named.as_ref().and_then(|name| model.people.one_named(name));
    // Who is nobody any more was somebody when the note was made.
    let gone = || Some(blank(PersonId::new(named.as_deref()?)?, named.clone()?));
    let person = about.and_then(|id| model.people.with_id(&id)).cloned().or_else(gone);
    let person = person.as_ref();
    let made = person.map(|person| made_front(vault, model, person, note)).unwrap_or_default();
    let ours = |line: &str| {
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let (key, value) = (key.trim_end().to_lowercase(), value.trim());
        // What the program writes there; any other value is somebody's.
        let is_other = match key.as_str() {
            "desc" => !matches!(value, "" | "''" | "\"\""),
            "held" => value != "no",
            "title" => person.is_some_and(|person| !value.contains(&person.name)),
            // A comment behind a value is somebody's.
            _ => value.contains(" #") || value.starts_with('#'),
        };
        OURS.contains(&key.as_str()) && !is_other || made.lines().any(|made| made == line)
    };
    let (mut outside, mut regions, mut inside) = (Vec::new(), 0, false);
    for line in text[body..].lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if line.starts_with("<!-- vault121:begin ") {
            (inside, regions) = (true, regions + 1);
        } else if line.starts_with("<!-- vault121:end ") {
            inside = false;
        } else if !inside {
            outside.push(line);
        }
    }
    if !text[..body].lines().filter(|line| !line.is_empty()).all(ours)
        || note.regions.as_ref().is_none_or(|kept| kept.is_empty() || kept.len() != regions)
    {
        return false;
    }
    let Some(person) = person else {
        return outside.is_empty();
    };
    let day = model.meetings.day_of_note(&note.path).unwrap_or(model.today);
    let below = if note.region("agenda").is_some() { "add-yours" } else { "scaffold" };
    let scaffold = made_once(below, vault, model, (person, day), &note.path).unwrap_or_default();
    let made = scaffold.lines().map(str::trim_end).filter(|line| !line.is_empty());
    outside.is_empty() || made.eq(outside)
}

/// The front matter of a note of a person's that is made anew.
fn made_front(vault: &Vault, model: &Model, person: &Person, note: &Note) -> String {
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let (ask, mut said) = (Ask::default(), Vec::new());
    let pages = Pages::new(vault, model, &templates, &ask, &mut said);
    let kind = note.front.text_of("kind").unwrap_or_default();
    let day = model.meetings.day_of_note(&note.path);
    pages.front_matter_of(&note.path, "", &kind, Some(person), day)
}

/// What is below the prep, or the agenda, of a note that is made anew.
fn made_once(
    name: &str,
    vault: &Vault,
    model: &Model,
    (person, day): (&Person, Day),
    path: &NotePath,
) -> Option<String> {
    let (templates, _) = Templates::new(&vault.templates, vault.elsewhere.as_ref());
    let (ask, mut said) = (Ask::default(), Vec::new());
    let mut pages = Pages::new(vault, model, &templates, &ask, &mut said);
    pages.page_made_once(name, person, day, path)
}

/// Regions that no page keeps up to date.
fn not_kept(
    vault: &Vault,
    model: &Model,
    names: &[&str],
    wanted: &[Wanted],
    said: &mut Vec<Diagnostic>,
) {
    // A page of a 1-2-1 that has passed is kept as it was, whoever left.
    let passed = |note: &Note| {
        let kind = note.front.text_of("kind").unwrap_or_default();
        let of_day = model.meetings.is_meeting_note(&note.path) || kind == "agenda";
        let day = model.meetings.day_of_note(&note.path);
        let day = day.or_else(|| day_of_name(&note.path, model.config.date_order));
        of_day && day.is_some_and(|day| day < model.today)
    };
    for note in vault.notes.values().filter(|note| !passed(note)) {
        for kept in note.regions.iter().flatten() {
            let known = names.contains(&kept.name.as_str());
            let off = model.config.pages.get(&kept.name) == Some(&false);
            let about = note.front.text_of("person").and_then(|name| model.people.one_named(&name));
            let person = about.as_ref().and_then(|id| model.people.with_id(id));
            let archived = person.is_some_and(|person| model.is_archived(person));
            let left = archived || person.is_some_and(|person| model.is_gone(person));
            // Somebody who is nobody any more: the config, a folder or a name was corrected.
            let of_1_2_1 = model.meetings.is_meeting_note(&note.path);
            let named = note.front.text_of("person").filter(|_| about.is_none() && !of_1_2_1);
            let nobody = named.filter(|name| known && model.people.who(name) == Who::Nobody);
            // Of somebody who was handed on only those pages are made that stand among the wanted.
            let is_made =
                || wanted.iter().any(|page| note.path == page.path && kept.name == page.region);
            let handed_on =
                person.filter(|person| known && model.was_handed_on(person) && !is_made());
            let left = left || handed_on.is_some();
            let moved =
                if known && !off && !left { stands_at(note, &kept.name, wanted) } else { None };
            if !known || off || left || nobody.is_some() || moved.is_some() {
                let why = match (known, off, moved, &nobody) {
                    (false, ..) => "no template makes it".to_owned(),
                    (_, true, ..) => "the page is turned off".to_owned(),
                    (_, _, Some(path), _) => format!("it stands in `{path}` now"),
                    (.., Some(name)) => format!("`{name}` is nobody any more"),
                    _ if archived => "the notes of its person lie in an archive".to_owned(),
                    _ => match handed_on.and_then(|person| person.lead.as_deref()) {
                        Some(lead) => format!("its person has another lead (`lead: {lead}`)"),
                        None => "its person left".to_owned(),
                    },
                };
                let message = format!("region `{}` is no longer kept up to date: {why}", kept.name);
                let problem =
                    Diagnostic::about_file(Code::PageNotKept, note.path.as_str(), message);
                let mut problem = problem.at_line(kept.line);
                if let Some(id) = nobody.filter(|_| in_archive(&note.path)) {
                    let today = model.today;
                    problem.hint = Some(format!(
                        "if they left, say so in the config, and what is written of them is read \
                         on: `people: {{list: {{{id}: {{left: {today}}}}}}}`"
                    ));
                }
                said.push(problem);
            }
        }
    }
}

/// Where a page of no day stands now, when it is not in this note any more: the note or its folder
/// was renamed.
fn stands_at<'w>(note: &Note, region: &str, wanted: &'w [Wanted]) -> Option<&'w NotePath> {
    let mut same = wanted.iter().filter(|page| page.region == region).peekable();
    same.peek()?;
    if note.front.text_of("date").is_some() || same.clone().any(|page| page.path == note.path) {
        return None;
    }
    let front = |page: &Wanted, key: &str| {
        let made = Note::parse(&page.path, page.front.as_bytes(), &Spelling::default()).0;
        made.front.text_of(key)
    };
    let person = note.front.text_of("person");
    let is_same = |page: &&Wanted| front(page, "person") == person && front(page, "date").is_none();
    same.find(is_same).map(|page| &page.path)
}
