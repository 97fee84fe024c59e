//! START READING HERE: a vault and a day to what it means, what should be written, what to say.
//!
//! `run` is the whole program without its hands: commands, the watcher and the language server
//! differ only in what they do with the outcome.

use crate::base::codes::Code;
use crate::base::date::Day;
use crate::base::diag::Diagnostic;
use crate::base::id::{NotePath, PersonId, dendron_id};
use crate::model::entry::Audience;
use crate::model::layout::{self, Dialect};
use crate::model::model::Model;
use crate::model::people::Person;
use crate::model::vault::Vault;
use crate::note::kind::Kind;
use crate::page::plan::{Plan, Wanted};
use crate::page::template::{For, Page, Templates};
use crate::page::view::lead::LeadView;
use crate::page::view::lens::Lens;
use crate::page::view::meeting::{MOST, MeetingView};
use crate::page::view::person::PersonView;
use crate::page::view::team::TeamView;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a run gives.
#[derive(Debug)]
pub struct Outcome {
    /// What the vault means.
    pub model: Model,
    /// What should be written.
    pub plan: Plan,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is asked for besides the pages that are due anyway.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The prep of this person, on this day or the next one, even before it is due.
    pub prep: Option<(PersonId, Option<Day>)>,
}

/// A prep has at most so many lines that are not blank.
pub const ONE_SCREEN: usize = 40;

/// Runs the whole program on a vault as it is today.
pub fn run(vault: &Vault, today: Day, ask: &Ask) -> Outcome {
    let mut model = Model::of(vault, today);
    let (templates, mut said) = Templates::new(&vault.templates);
    // Every page's path first: a link has to know of the notes that this very run makes, or the
    // next run would write it otherwise.
    let mut unsaid = Vec::new();
    let first = Pages {
        vault,
        model: &model,
        templates: &templates,
        ask,
        said: &mut unsaid,
    }
    .paths();
    for path in &first {
        model.layout.expect(path);
    }
    let mut pages = Pages {
        vault,
        model: &model,
        templates: &templates,
        ask,
        said: &mut said,
    };
    let wanted = pages.wanted();
    let plan = match vault.config_is_sound() {
        true => Plan::of(wanted, &vault.notes),
        false => Plan::default(),
    };
    let names: Vec<&str> = templates
        .pages
        .iter()
        .map(|page| page.name.as_str())
        .collect();
    not_kept(vault, &model, &names, &mut said);
    said.extend(model.diagnostics.iter().cloned());
    said.sort();
    said.dedup();
    Outcome {
        plan,
        diagnostics: said,
        model,
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
    let (templates, _) = Templates::new(&vault.templates);
    let mut said = Vec::new();
    let ask = Ask::default();
    let pages = Pages {
        vault,
        model,
        templates: &templates,
        ask: &ask,
        said: &mut said,
    };
    let page = pages.prep_page(person);
    let path = pages
        .prep_path(person, date)
        .unwrap_or_else(|_| pages.fallback(&person.id));
    pages.meeting_text(page, person, date, &path)
}

struct Pages<'a> {
    vault: &'a Vault,
    model: &'a Model,
    templates: &'a Templates,
    ask: &'a Ask,
    said: &'a mut Vec<Diagnostic>,
}

/// What a path template may use.
#[derive(Serialize)]
struct PathFacts {
    person: String,
    name: String,
    date: String,
    date_dotted: String,
    year: i16,
}

impl Pages<'_> {
    fn wanted(&mut self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut taken: BTreeMap<(NotePath, String), String> = BTreeMap::new();
        let pages: Vec<Page> = self.templates.pages.clone();
        let anybody = self
            .model
            .reports()
            .any(|person| !self.model.is_dormant(person));
        for page in pages.iter().filter(|page| !page.once) {
            if !self.model.config.page(&page.name, true) {
                continue;
            }
            let made = match page.made_for {
                For::OneOnOne => self.for_meetings(page),
                For::Person => self.for_people(page),
                For::Team if anybody => self.for_team(page),
                For::Lead if anybody => self.for_lead(page),
                _ => Vec::new(),
            };
            for one in made {
                let key = (one.path.clone(), one.region.clone());
                if let Some(first) = taken.insert(key, one.what.clone()) {
                    let message = format!("wanted for `{}` and for `{first}`", one.what);
                    self.said.push(Diagnostic::file(
                        Code::PathTaken,
                        one.path.as_str(),
                        message,
                    ));
                    continue;
                }
                wanted.push(one);
            }
        }
        wanted
    }

    /// Where all the pages go, without making them.
    fn paths(&self) -> Vec<NotePath> {
        let mut paths = Vec::new();
        for page in self.templates.pages.iter().filter(|page| !page.once) {
            let made_for = page.made_for;
            if matches!(made_for, For::Team | For::Lead) {
                paths.extend(self.shared_path(page).ok());
                continue;
            }
            for person in self
                .model
                .people
                .others()
                .filter(|person| self.has_rollup(person))
            {
                match made_for {
                    For::OneOnOne => {
                        let date = self.due(person, page);
                        paths.extend(date.and_then(|_| self.path_of(page, person, date).ok()));
                    }
                    _ => paths.extend(self.path_of(page, person, None).ok()),
                }
            }
        }
        paths
    }

    fn for_meetings(&mut self, page: &Page) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        let people: Vec<&Person> = self.model.reports().collect();
        for person in people {
            let own = person.template.as_deref();
            let page = match page.name == "prep" {
                true if page.file != "prep" => continue, // chosen by the people who name it
                true => &Page {
                    name: "prep".to_owned(),
                    ..self.prep_page(person).clone()
                },
                false if own == Some(&page.file) => continue,
                false => page,
            };
            if page.name == "agenda"
                && !person.agenda
                && self.model.config.pages.get("agenda") != Some(&true)
            {
                continue;
            }
            let Some(date) = self.due(person, page) else {
                continue;
            };
            wanted.extend(self.for_meeting(page, person, date));
        }
        wanted
    }

    /// The day of the 1-2-1 to prepare, when it is time to.
    fn due(&self, person: &Person, page: &Page) -> Option<Day> {
        if let Some((asked, day)) = &self.ask.prep
            && *asked == person.id
        {
            return day
                .or_else(|| self.model.next_date(person))
                .or(Some(self.model.today));
        }
        let date = self.model.next_date(person)?;
        if date.since(self.model.today) <= self.model.config.prep_lead {
            return (!self.model.is_dormant(person)).then_some(date);
        }
        // Made early, by hand: it is kept up to date. A running log keeps the last one instead.
        let path = self.path_of(page, person, Some(date)).ok()?;
        let note = self.vault.notes.get(&path)?;
        let log = self
            .model
            .meetings
            .with(&person.id)
            .any(|m| m.path == path && m.heading.is_some());
        (!log && note.region(&page.name).is_some()).then_some(date)
    }

    fn for_meeting(&mut self, page: &Page, person: &Person, date: Day) -> Option<Wanted> {
        let path = self.checked(self.path_of(page, person, Some(date)), page)?;
        let inner = match self.meeting_text(page, person, date, &path) {
            Ok(inner) => inner,
            Err(problem) => {
                self.said.push(problem);
                return None;
            }
        };
        let once = (page.name == "prep").then(|| self.once(For::OneOnOne, person, date, &path));
        let what = format!(
            "{} for {}, {}",
            page.name,
            person.name,
            date.short(self.model.today)
        );
        let kind = if page.name == "prep" {
            "one-on-one"
        } else {
            page.name.as_str()
        };
        let title = format!("{} {date}", person.name);
        let front = self.front(&path, &title, kind, Some(person), Some(date));
        Some(Wanted {
            path,
            region: page.name.clone(),
            inner,
            what,
            front,
            once: once.flatten(),
        })
    }

    /// Renders, and where it does not fit one screen, renders again with shorter lists.
    fn meeting_text(
        &self,
        page: &Page,
        person: &Person,
        date: Day,
        path: &NotePath,
    ) -> Result<String, Diagnostic> {
        let rollup = self.rollup_link(path, person);
        let mut text = String::new();
        for most in (1..=MOST).rev() {
            let lens = Lens {
                model: self.model,
                audience: page.audience,
                path,
                most: Some(most),
            };
            let view = MeetingView::of(&lens, person, date, rollup.clone());
            text = self.templates.render(page, &view)?;
            if text.lines().filter(|line| !line.is_empty()).count() <= ONE_SCREEN {
                break;
            }
        }
        Ok(text)
    }

    fn once(
        &mut self,
        made_for: For,
        person: &Person,
        date: Day,
        path: &NotePath,
    ) -> Option<String> {
        let pages = self.templates.pages.iter();
        let page = pages
            .into_iter()
            .find(|page| page.once && page.made_for == made_for)?;
        let rollup = self.rollup_link(path, person);
        let lens = Lens {
            model: self.model,
            audience: page.audience,
            path,
            most: Some(MOST),
        };
        let view = MeetingView::of(&lens, person, date, rollup);
        match self.templates.render(page, &view) {
            Ok(text) => Some(text),
            Err(problem) => {
                self.said.push(problem);
                None
            }
        }
    }

    fn for_people(&mut self, page: &Page) -> Vec<Wanted> {
        let people: Vec<&Person> = self
            .model
            .people
            .others()
            .filter(|person| self.has_rollup(person))
            .collect();
        let mut wanted = Vec::new();
        for person in people {
            let Some(path) = self.checked(self.path_of(page, person, None), page) else {
                continue;
            };
            let lens = Lens {
                model: self.model,
                audience: page.audience,
                path: &path,
                most: None,
            };
            let view = PersonView::of(&lens, person);
            let title = format!("{}: {}", person.name, page.name);
            wanted.extend(self.page(page, &view, path, &title, Some(person)));
        }
        wanted
    }

    /// Reports, and people on whom there is anything to roll up.
    fn has_rollup(&self, person: &Person) -> bool {
        if person.report == Some(false) {
            return false;
        }
        let model = self.model;
        model.reports().any(|report| report.id == person.id) && !model.is_dormant(person)
            || model.goals.iter().any(|goal| goal.key.person == person.id)
            || model
                .feedback
                .iter()
                .any(|feedback| feedback.person == person.id)
    }

    fn for_team(&mut self, page: &Page) -> Vec<Wanted> {
        if page.name == "shelf" && self.model.lines(Kind::Resource).next().is_none() {
            return Vec::new();
        }
        let Some(path) = self.checked(self.shared_path(page), page) else {
            return Vec::new();
        };
        let lens = Lens {
            model: self.model,
            audience: page.audience,
            path: &path,
            most: None,
        };
        let view = TeamView::of(&lens, &|person| self.rollup_link(&path, person));
        let title = if page.name == "team" {
            "Team".to_owned()
        } else {
            capital(&page.name)
        };
        self.page(page, &view, path, &title, None)
            .into_iter()
            .collect()
    }

    fn for_lead(&mut self, page: &Page) -> Vec<Wanted> {
        let Some(path) = self.checked(self.shared_path(page), page) else {
            return Vec::new();
        };
        let lens = Lens {
            model: self.model,
            audience: page.audience,
            path: &path,
            most: None,
        };
        let view = LeadView::of(&lens);
        let title = if page.name == "me" {
            "Me".to_owned()
        } else {
            capital(&page.name)
        };
        self.page(page, &view, path, &title, None)
            .into_iter()
            .collect()
    }

    fn page<T: Serialize>(
        &mut self,
        page: &Page,
        view: &T,
        path: NotePath,
        title: &str,
        person: Option<&Person>,
    ) -> Option<Wanted> {
        match self.templates.render(page, view) {
            Ok(inner) => {
                let what = match person {
                    Some(person) => format!("{} of {}", page.name, person.name),
                    None => format!("{} page", page.name),
                };
                let front = self.front(&path, title, &page.name, person, None);
                let region = page.name.clone();
                Some(Wanted {
                    path,
                    region,
                    inner,
                    what,
                    front,
                    once: None,
                })
            }
            Err(problem) => {
                self.said.push(problem);
                None
            }
        }
    }

    /// The template of a person's preps: their own, else the ordinary one.
    fn prep_page(&self, person: &Person) -> &Page {
        let all = &self.templates.pages;
        let own = person.template.as_deref().and_then(|name| {
            all.iter()
                .find(|page| page.file == name && page.made_for == For::OneOnOne && !page.once)
        });
        own.or_else(|| self.templates.page("prep"))
            .unwrap_or(&all[0])
    }

    fn checked(&mut self, path: Result<NotePath, String>, page: &Page) -> Option<NotePath> {
        match path {
            Ok(path) => Some(path),
            Err(why) => {
                let file = format!("{}{}.md", crate::model::vault::TEMPLATE_FOLDER, page.file);
                let place = if page.path.is_some() {
                    file.as_str()
                } else {
                    ".vault121/config.yml"
                };
                let message = format!("the path of page `{}`: {why}", page.name);
                self.said
                    .push(Diagnostic::file(Code::TemplateBad, place, message));
                None
            }
        }
    }

    fn path_of(&self, page: &Page, person: &Person, date: Option<Day>) -> Result<NotePath, String> {
        if let (Some(date), "prep") = (date, page.name.as_str())
            && page.path.is_none()
        {
            return self.prep_path(person, date);
        }
        let facts = facts(person, date);
        let template = page
            .path
            .as_ref()
            .or_else(|| self.model.config.paths.get(&page.name));
        let made = match template {
            Some(template) => self.templates.path(template, &facts)?,
            None => NotePath::new(&self.default_path(page, person, date))?,
        };
        Ok(self.model.layout.present(made))
    }

    fn default_path(&self, page: &Page, person: &Person, date: Option<Day>) -> String {
        let layout = &self.model.layout;
        let name = &page.name;
        if layout.dotted {
            let date = date
                .map(|date| format!(".{}", date.dotted()))
                .unwrap_or_default();
            return format!("{}{name}.{}{date}.md", layout.home, person.id);
        }
        let folder = self.person_folder(person);
        match date {
            Some(date) => format!("{folder}/{} {date}.md", capital(name)),
            None => format!("{folder}/{}.md", capital(name)),
        }
    }

    /// A 1-2-1 note that is there already; else one named like the last; else the usual name.
    fn prep_path(&self, person: &Person, date: Day) -> Result<NotePath, String> {
        let model = self.model;
        let with: Vec<_> = model.meetings.with(&person.id).collect();
        if let Some(there) = with.iter().find(|meeting| meeting.date == date) {
            return Ok(there.path.clone());
        }
        if let Some(template) = model.config.paths.get("prep") {
            let made = self.templates.path(template, &facts(person, Some(date)))?;
            return Ok(model.layout.present(made));
        }
        if let Some(last) = with.iter().rev().find(|meeting| meeting.date < date) {
            if last.heading.is_some() {
                return Ok(last.path.clone());
            }
            if let Some(like) = layout::like(&last.path, last.date, date) {
                return Ok(model.layout.present(like));
            }
        }
        let layout = &model.layout;
        let made = match layout.dotted {
            true => format!(
                "{}one-on-one.{}.{}.md",
                layout.home,
                person.id,
                date.dotted()
            ),
            false => format!("{}/{date}.md", self.person_folder(person)),
        };
        Ok(layout.present(NotePath::new(&made)?))
    }

    /// The folder of a person's 1-2-1s: the one in use, else one with their name.
    fn person_folder(&self, person: &Person) -> String {
        let last = self.model.meetings.with(&person.id).next_back();
        if let Some(last) = last {
            let parts: Vec<&str> = last.path.folder().split('/').collect();
            let own = parts
                .iter()
                .rposition(|part| self.model.people.one(part).as_ref() == Some(&person.id));
            if let Some(own) = own {
                return parts[..=own].join("/");
            }
        }
        format!(
            "{}/{}",
            self.model.layout.base,
            layout::file_word(&person.name)
        )
    }

    fn shared_path(&self, page: &Page) -> Result<NotePath, String> {
        let layout = &self.model.layout;
        let facts = PathFacts {
            person: String::new(),
            name: String::new(),
            date: String::new(),
            date_dotted: String::new(),
            year: self.model.today.year(),
        };
        let template = page
            .path
            .as_ref()
            .or_else(|| self.model.config.paths.get(&page.name));
        let made = match template {
            Some(template) => self.templates.path(template, &facts)?,
            None if layout.dotted => {
                NotePath::new(&format!("{}rollup.{}.md", layout.home, page.name))?
            }
            None => NotePath::new(&format!("{}/{}.md", layout.base, capital(&page.name)))?,
        };
        Ok(layout.present(made))
    }

    fn rollup_link(&self, from: &NotePath, person: &Person) -> String {
        let page = self.templates.page("rollup");
        let path = page.and_then(|page| self.path_of(page, person, None).ok());
        match path {
            Some(path) => self.model.layout.link(from, &path, None),
            None => self.model.people.call(&person.id),
        }
    }

    fn fallback(&self, id: &PersonId) -> NotePath {
        NotePath::new(&format!("{id}.md")).expect("an id can be a file name")
    }

    /// The front matter of a note that is made here. Dendron needs ids and times; the times come
    /// from the notes, never from a clock, so that every machine makes the same bytes.
    fn front(
        &self,
        path: &NotePath,
        title: &str,
        kind: &str,
        person: Option<&Person>,
        date: Option<Day>,
    ) -> String {
        let mut lines = vec!["---".to_owned()];
        if matches!(self.model.layout.dialect, Dialect::Dendron | Dialect::Mixed) {
            let last = self
                .model
                .meetings
                .all
                .iter()
                .filter(|m| m.date <= self.model.today)
                .next_back();
            let millis = date.or(last.map(|m| m.date)).map_or(0, Day::millis);
            lines.push(format!("id: {}", dendron_id(&format!("vault121:{path}"))));
            lines.push(format!("title: {}", quoted(title)));
            lines.push("desc: ''".to_owned());
            lines.push(format!("updated: {millis}"));
            lines.push(format!("created: {millis}"));
        }
        lines.push(format!("kind: {kind}"));
        if let Some(person) = person {
            lines.push(format!("person: {}", quoted(person.id.as_str())));
        }
        if let Some(date) = date {
            lines.push(format!("date: {date}"));
        }
        lines.push("---".to_owned());
        lines.join("\n") + "\n"
    }
}

fn facts(person: &Person, date: Option<Day>) -> PathFacts {
    PathFacts {
        person: person.id.to_string(),
        name: layout::file_word(&person.name),
        date: date.map(|date| date.to_string()).unwrap_or_default(),
        date_dotted: date.map(Day::dotted).unwrap_or_default(),
        year: date.map_or(0, Day::year),
    }
}

/// Regions that no page keeps up to date.
fn not_kept(vault: &Vault, model: &Model, names: &[&str], said: &mut Vec<Diagnostic>) {
    for note in vault.notes.values() {
        for kept in note.regions.iter().flatten() {
            let known = names.contains(&kept.name.as_str());
            let off = model.config.pages.get(&kept.name) == Some(&false);
            let about = note
                .front
                .text("person")
                .and_then(|name| model.people.one(&name));
            let left = about.is_some_and(|id| {
                model
                    .people
                    .get(&id)
                    .is_some_and(|person| person.report == Some(false))
            });
            if !known || off || left {
                let why = match (known, off) {
                    (false, _) => "no template makes it",
                    (_, true) => "the page is turned off",
                    _ => "its person left",
                };
                let message = format!("region `{}` is no longer kept up to date: {why}", kept.name);
                let mut problem = Diagnostic::file(Code::PageNotKept, note.path.as_str(), message);
                problem.line = kept.line;
                problem.column = 1;
                said.push(problem);
            }
        }
    }
}

/// A YAML scalar, in quotes where YAML would read something else.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " -_.".contains(c))
        && text.starts_with(char::is_alphabetic)
        && !matches!(
            text.to_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off"
        )
        && text.trim() == text;
    if plain {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().to_string() + chars.as_str())
        .unwrap_or_default()
}

/// Whether a page of this audience may be rendered for that reader: the wall, as one line.
pub fn may_read(page: Audience, reader: Audience) -> bool {
    page.reaches(reader)
}
