//! `add`: the one well-formed line that a few typed words mean, and the note it goes to.
//!
//! The line is read again in its note before anything is written: it must be of its kind, about
//! its person, on its day, and all else in the note must read as it did.

use crate::kind::{Closes, Kind};
use crate::model::model::Model;
use crate::note::parse::Note;
use crate::note::spelling::tag_path;
use crate::pages::actions::{Dates, dates as date_style};
use crate::pages::line::LineEdit;
use crate::pages::placeholders;
use crate::pages::selector::{Refusal, short_name};
use crate::people::person::is_page;
use crate::text::date::Day;
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::{NotePath, PersonId, dendron_id, slug};
use crate::text::moment;
use crate::text::span::{fold, nearest_word, with_capital};
use crate::vault::layout::{Dialect, like, says_one_on_one};
use crate::vault::obsidian::DailySettings;
use crate::vault::vault::Vault;
use crate::vault::whole::Whole;
use std::collections::BTreeMap;

/// What somebody wants to add.
#[derive(Clone, Debug)]
pub struct Adding {
    pub kind: Kind,
    /// Its tag, without `#`.
    pub tag: String,
    /// About whom; nobody for what is for everyone.
    pub person: Option<PersonId>,
    /// The words.
    pub text: String,
    /// Until when.
    pub due: Option<Day>,
}

/// So many notes of one folder named by days are daily notes, whatever the folder is called.
const MANY_DAYS: usize = 3;

/// Reads what was typed: a kind, a person where the kind is about one, the words.
///
/// # Errors
/// What is missing or not known.
pub fn read_typed(model: &Model, kind: &str, words: &[String]) -> Result<Adding, Refusal> {
    let spelling = model.config.spelling();
    // Pages and lists call the lines of `action` promises.
    let path = match tag_path(kind) {
        path if path == "promise" => Kind::Action.word().to_owned(),
        path => path,
    };
    let Some((found, rest)) = spelling.kind_of_tag(&path) else {
        let hint = match nearest_word(&path, spelling.all_spellings().map(|(word, _)| word)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all = Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>();
                format!("kinds are {}", all.join(", "))
            }
        };
        return Err(Refusal::new(format!("`{kind}` is no kind of line"), hint));
    };
    let spelled = path[..path.len() - rest.len()].trim_end_matches('/');
    let word = if Kind::from_tag(spelled).is_some() { found.word() } else { spelled };
    let tag = if rest.is_empty() { word.to_owned() } else { format!("{word}/{rest}") };
    let (person, words) = match (found.is_for_all(), words.split_first()) {
        (true, _) => (None, words),
        (false, Some((name, rest))) => (Some(known_person(model, name)?), rest),
        (false, None) => {
            let hint = format!("`vault121 add {kind} PERSON TEXT…`");
            return Err(Refusal::new(format!("a `{word}` is about a person"), hint));
        }
    };
    let text = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let says_enough = found == Kind::Season && !rest.is_empty();
    if text.is_empty() && !says_enough {
        let hint = format!("`vault121 add {kind} PERSON TEXT…`");
        return Err(Refusal::new("there is nothing to write", hint));
    }
    let tag = match (&person, found == Kind::Goal && rest.is_empty()) {
        (Some(person), true) => format!("{tag}/{}", short_name(model, person, &text)),
        _ => tag,
    };
    Ok(Adding { kind: found, tag, person, text, due: None })
}

fn known_person(model: &Model, name: &str) -> Result<PersonId, Refusal> {
    model.people.one_named(name).ok_or_else(|| {
        let hint = match model.people.nearest_name(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`vault121 list people` shows who is known".to_owned(),
        };
        Refusal::new(format!("no person in this vault is named `{name}`"), hint)
    })
}

/// The line, without a day of its own: the note has one.
pub fn new_line(model: &Model, vault: Whole<'_>, adding: &Adding) -> String {
    let Adding { kind, tag, person, text, due } = adding;
    let is_news = *kind == Kind::Goal && is_known_goal(model, adding);
    let task = matches!(kind.row().closes, Closes::Box | Closes::BoxOrField);
    let mut line = if task && !is_news { "- [ ] ".to_owned() } else { "- ".to_owned() };
    line.push_str(&format!("#{tag}"));
    let mine = *kind == Kind::Action && text.to_lowercase().starts_with("me:");
    if let Some(person) = person.as_ref().filter(|_| !mine) {
        line.push_str(&format!(" @{person}"));
    }
    if !text.is_empty() {
        line.push_str(&format!(" {text}"));
    }
    if let Some(person) = person.as_ref().filter(|_| mine) {
        line.push_str(&format!(" [about:: {person}]"));
    }
    if let Some(due) = due {
        match date_style(model, vault) {
            Dates::Emoji => line.push_str(&format!(" 📅 {due}")),
            _ => line.push_str(&format!(" [due:: {due}]")),
        }
    }
    line
}

/// Whether a goal of that name is there already: then a line on it is news.
fn is_known_goal(model: &Model, adding: &Adding) -> bool {
    let Some((_, name)) = adding.tag.split_once('/') else { return false };
    let name = slug(name);
    model.goals.iter().any(|goal| {
        adding.person.as_ref() == Some(&goal.key.person)
            && (goal.key.slug == name || goal.former.contains(&name))
    })
}

/// The edit that adds the line to a note with this text, read again before it is given out.
///
/// # Errors
/// Why the line would not be read as it is meant.
pub fn edit_of_note(
    model: &Model,
    vault: Whole<'_>,
    adding: &Adding,
    path: &NotePath,
    text: &str,
) -> Result<LineEdit, Refusal> {
    let plain = new_line(model, vault, adding);
    let style = date_style(model, vault);
    let dated = match (plain.starts_with("- [ ]"), style) {
        (true, Dates::Emoji) => format!("{plain} ➕ {}", model.today),
        (true, _) => format!("{plain} [created:: {}]", model.today),
        (false, _) => format!("{plain} [on:: {}]", model.today),
    };
    let mut why = String::new();
    for after in [plain, dated] {
        let edit = LineEdit { line: 0, before: None, after, note: String::new() };
        let new = edit.apply(text).map_err(|why| Refusal::new(why, "look at the note"))?;
        match reads_as_meant(&vault, adding, path, text, &new, model.today) {
            Ok(()) => return Ok(edit),
            Err(reason) => why = reason,
        }
    }
    let hint = "write the line in your editor, or name another note under `inbox:` in the config";
    Err(Refusal::new(format!("at the end of `{path}` the line would not be read: {why}"), hint))
}

fn reads_as_meant(
    vault: &Vault,
    adding: &Adding,
    path: &NotePath,
    old: &str,
    new: &str,
    today: Day,
) -> Result<(), String> {
    let spelling = vault.config.spelling();
    let (old, said_before) = Note::parse(path, old.as_bytes(), &spelling);
    let (note, said) = Note::parse(path, new.as_bytes(), &spelling);
    if note.is_unread() {
        return Err("its front matter says `read: no`".to_owned());
    }
    if said.len() > said_before.len() {
        return Err(said.last().map(|said| said.message.clone()).unwrap_or_default());
    }
    let at = old.items.len();
    if note.items.len() != at + 1 || note.items[..at] != old.items[..] {
        return Err("it would not stand for itself there".to_owned());
    }
    let mut after = vault.clone();
    after.apply(vec![crate::vault::change::Change {
        path: path.to_string(),
        content: crate::vault::change::Content::Bytes(new.as_bytes().to_vec()),
    }]);
    let model = Model::fold_vault(&after, today);
    let ctx = model.reading_context();
    let entries = ctx.entries_of(&note, &mut Vec::new());
    let entry = entries.iter().find(|entry| entry.at == at);
    let entry = entry.ok_or_else(|| "it would be no line of the practice".to_owned())?;
    if entry.kind != adding.kind {
        return Err(format!("it would be a `{}`", entry.kind.word()));
    }
    if adding.person.as_ref().is_some_and(|person| !entry.people.contains(person)) || entry.lost {
        return Err("it would be about somebody else".to_owned());
    }
    if adding.person.is_some() && adding.kind.is_feedback() && entry.people.len() > 1 {
        return Err("it would be about somebody else as well".to_owned());
    }
    match entry.date == Some(today) {
        true => Ok(()),
        false => Err("it would be of another day".to_owned()),
    }
}

/// The note that `add` writes to, there or not.
///
/// # Errors
/// When the config names no note.
pub fn note_for_line(model: &Model, vault: &Vault) -> Result<NotePath, Refusal> {
    if model.config.inbox != "daily" {
        let name = model.config.inbox.trim_start_matches("./");
        let name = if name.ends_with(".md") { name.to_owned() } else { format!("{name}.md") };
        let path = NotePath::new(&name).and_then(|path| match vault.wants(path.as_str()) {
            true => Ok(path),
            false => Err("it is not read".to_owned()),
        });
        return path.map(|path| model.layout.present(path)).map_err(|why| {
            let hint = "`inbox:` in the config is `daily` or the path of a note";
            Refusal::new(format!("the inbox `{}`: {why}", model.config.inbox), hint)
        });
    }
    let name = daily_note(model, vault)?;
    let path = NotePath::new(&name).and_then(|path| match vault.wants(path.as_str()) {
        true => Ok(path),
        false => Err("it is not read".to_owned()),
    });
    let path = path.map_err(|why| {
        let hint = "name a note under `inbox:` in the config";
        Refusal::new(format!("the daily note `{name}`: {why}"), hint)
    })?;
    Ok(model.layout.present(path))
}

/// Today's daily note: as the settings of Obsidian or Periodic Notes say, as the notes that are
/// there are named, else as Dendron and Obsidian name them.
fn daily_note(model: &Model, vault: &Vault) -> Result<String, Refusal> {
    let today = model.today;
    let dendron = matches!(model.layout.dialect, Dialect::Dendron | Dialect::Mixed);
    let set = || model.layout.daily.as_ref().map(|settings| daily_note_named(settings, today));
    if let Some(name) = set().filter(|_| !dendron) {
        return name;
    }
    if let Some((path, day)) = last_daily(model, vault)
        && let Some(path) = like(path, day, today)
    {
        return Ok(path.to_string());
    }
    match model.layout.dialect {
        Dialect::Dendron | Dialect::Mixed => {
            Ok(format!("{}daily.journal.{}.md", model.layout.home, today.dotted()))
        }
        Dialect::Plain => Ok(format!("Daily/{today}.md")),
        Dialect::Obsidian => Ok(format!("{today}.md")),
    }
}

/// A day's note by these settings.
fn daily_note_named(settings: &DailySettings, day: Day) -> Result<String, Refusal> {
    let DailySettings { folder, format, .. } = settings;
    let name = moment::format_day(format, day).ok_or_else(|| {
        let hint = "name a note under `inbox:` in the config";
        Refusal::new(format!("the format of the daily notes, `{format}`, is not understood"), hint)
    })?;
    Ok(match folder.as_str() {
        "" => format!("{name}.md"),
        folder => format!("{folder}/{name}.md"),
    })
}

/// The last of the notes that are named by their day alone, in the folder that has most of them.
fn last_daily<'v>(model: &Model, vault: &'v Vault) -> Option<(&'v NotePath, Day)> {
    let mut groups: BTreeMap<String, Vec<(Day, &NotePath)>> = BTreeMap::new();
    for note in vault.notes.values() {
        let about = model.meetings.person_of_note(&note.path).is_some();
        if about || is_page(note) || model.meetings.is_meeting_note(&note.path) {
            continue;
        }
        let stem = note.path.stem();
        let digit = stem.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let whole = digit == 0 || stem[..digit].ends_with('.');
        if let Some(Found::Day(day, span)) =
            date_parse::leading_date(&stem[digit..], model.config.date_order, None)
            && whole
            && span.end == stem.len() - digit
            && day <= model.today
        {
            let group = format!("{}/{}", note.path.folder(), &stem[..digit]);
            groups.entry(group).or_default().push((day, &note.path));
        }
    }
    let says_daily = |group: &str| {
        let group = fold(group);
        ["daily", "journal", "diary"].iter().any(|word| group.contains(word))
    };
    groups.retain(|group, days| {
        (says_daily(group) || days.len() >= MANY_DAYS)
            && !group.split(['/', '.']).any(says_one_on_one)
    });
    let best = groups.iter().max_by_key(|(group, days)| (says_daily(group), days.len()));
    best.and_then(|(_, days)| days.iter().max()).map(|(day, path)| (*path, *day))
}

/// The path of the template that Obsidian or Periodic Notes makes daily notes of.
pub fn daily_template(model: &Model) -> Option<String> {
    let path = model.layout.daily.as_ref()?.template.as_ref()?;
    let path = if path.ends_with(".md") { path.clone() } else { format!("{path}.md") };
    NotePath::new(&path).ok().map(|path| path.to_string())
}

/// What a new note begins with: the daily template with its day filled in, or what Dendron needs.
/// `None`: the template holds what only its own program can fill in.
pub fn new_note_text(model: &Model, path: &NotePath, template: Option<&str>) -> Option<String> {
    let day = model.today;
    if let Some((template, settings)) = template.zip(model.layout.daily.as_ref()) {
        return placeholders::fill(template, path.stem(), day, &settings.date);
    }
    match model.layout.dialect {
        Dialect::Dendron | Dialect::Mixed => {
            let (id, millis) = (dendron_id(&format!("vault121:{path}")), day.millis());
            let title = match path.stem().rsplit('.').next() {
                Some(last) if last.chars().any(char::is_alphabetic) => with_capital(last),
                _ => day.to_string(),
            };
            Some(format!(
                "---\nid: {id}\ntitle: '{title}'\ndesc: ''\nupdated: {millis}\ncreated: {millis}\n---\n\n"
            ))
        }
        _ => Some(String::new()),
    }
}
