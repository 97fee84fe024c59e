//! Where pages go, and what a note that is made begins with.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::pages::pages::{Pages, capital};
use crate::pages::template::{For, Page};
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId, dendron_id};
use crate::text::yaml::Yaml;
use crate::vault::config::CONFIG_PATH;
use crate::vault::layout;
use crate::vault::layout::Dialect;
use serde::Serialize;

impl Pages<'_> {
    /// Where all the pages go, without making them.
    pub(crate) fn paths(&self) -> Vec<NotePath> {
        let mut paths = Vec::new();
        for page in self.templates.pages.iter().filter(|page| !page.once) {
            let made_for = page.made_for;
            if matches!(made_for, For::Review | For::Handover) {
                continue; // made when somebody asks
            }
            if matches!(made_for, For::Team | For::Lead) {
                paths.extend(self.shared_path(page).ok());
                continue;
            }
            if made_for == For::Day {
                let days = self.days(page);
                paths.extend(days.into_iter().filter_map(|day| self.day_path(page, day).ok()));
                continue;
            }
            let asked = self.model.people.others().filter(|person| self.is_asked(person));
            for person in asked.filter(|person| self.has_rollup(person)) {
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

    pub(crate) fn path_of(
        &self,
        page: &Page,
        person: &Person,
        date: Option<Day>,
    ) -> Result<NotePath, String> {
        if let (Some(date), "prep") = (date, page.name.as_str())
            && page.path.is_none()
        {
            return self.prep_path(person, date);
        }
        let facts = self.path_facts(person, date);
        let template = page.path.as_ref().or_else(|| self.model.config.paths.get(&page.name));
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
            let date = date.map(|date| format!(".{}", date.dotted())).unwrap_or_default();
            return format!("{}{name}.{}{date}.md", layout.home, person.id);
        }
        let folder = self.person_folder(person);
        match date {
            Some(date) => format!("{folder}/{} {date}.md", capital(name)),
            None => format!("{folder}/{}.md", capital(name)),
        }
    }

    /// A 1-2-1 note that is there already; else one named like the last; else the usual name.
    pub(crate) fn prep_path(&self, person: &Person, date: Day) -> Result<NotePath, String> {
        let model = self.model;
        let with: Vec<_> = model.meetings.with(&person.id).collect();
        if let Some(there) = with.iter().find(|meeting| meeting.date == date && !meeting.section) {
            return Ok(there.path.clone());
        }
        if let Some(template) = model.config.paths.get("prep") {
            let made = self.templates.path(template, &self.path_facts(person, Some(date)))?;
            return Ok(model.layout.present(made));
        }
        if let Some(last) =
            with.iter().rev().find(|meeting| meeting.date < date && !meeting.section)
        {
            if last.heading.is_some() {
                return Ok(last.path.clone());
            }
            if let Some(like) = layout::like(&last.path, last.date, date) {
                return Ok(model.layout.present(like));
            }
        }
        let layout = &model.layout;
        let made = match layout.dotted {
            true => format!("{}one-on-one.{}.{}.md", layout.home, person.id, date.dotted()),
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
        format!("{}/{}", self.model.layout.base, layout::file_word(&person.name))
    }

    pub(crate) fn shared_path(&self, page: &Page) -> Result<NotePath, String> {
        let layout = &self.model.layout;
        let facts = PathFacts {
            person: String::new(),
            name: String::new(),
            date: String::new(),
            date_dotted: String::new(),
            year: self.model.today.year(),
            sprint: self.sprint(self.model.today),
        };
        let template = page.path.as_ref().or_else(|| self.model.config.paths.get(&page.name));
        let made = match template {
            Some(template) => self.templates.path(template, &facts)?,
            None if layout.dotted => {
                NotePath::new(&format!("{}rollup.{}.md", layout.home, page.name))?
            }
            None => NotePath::new(&format!("{}/{}.md", layout.base, capital(&page.name)))?,
        };
        Ok(layout.present(made))
    }

    /// Of a page that has no day of its own, year and sprint are today's.
    fn path_facts(&self, person: &Person, date: Option<Day>) -> PathFacts {
        let day = date.unwrap_or(self.model.today);
        PathFacts {
            person: person.id.to_string(),
            name: layout::file_word(&person.name),
            date: date.map(|date| date.to_string()).unwrap_or_default(),
            date_dotted: date.map(Day::dotted).unwrap_or_default(),
            year: day.year(),
            sprint: self.sprint(day),
        }
    }

    fn sprint(&self, day: Day) -> Option<i64> {
        self.model.config.sprint.and_then(|sprint| sprint.number(day))
    }

    /// The path of a page for a day.
    pub(crate) fn day_path(&self, page: &Page, day: Day) -> Result<NotePath, String> {
        let layout = &self.model.layout;
        let facts = PathFacts {
            person: String::new(),
            name: String::new(),
            date: day.to_string(),
            date_dotted: day.dotted(),
            year: day.year(),
            sprint: self.sprint(day),
        };
        let template = page.path.as_ref().or_else(|| self.model.config.paths.get(&page.name));
        let made = match template {
            Some(template) => self.templates.path(template, &facts)?,
            None if layout.dotted => {
                NotePath::new(&format!("{}{}.{}.md", layout.home, page.name, day.dotted()))?
            }
            None => NotePath::new(&format!("{}/{} {day}.md", layout.base, capital(&page.name)))?,
        };
        Ok(layout.present(made))
    }

    pub(crate) fn rollup_link(&self, from: &NotePath, person: &Person) -> String {
        let page = self.templates.page("rollup");
        let path = page.and_then(|page| self.path_of(page, person, None).ok());
        match path {
            Some(path) => self.model.layout.link(from, &path, None),
            None => self.model.people.call(&person.id),
        }
    }

    /// Says it when a person's own template is none.
    pub(crate) fn say_template(&mut self, person: &Person, name: &str) {
        let fits = |page: &Page| page.made_for == For::OneOnOne && page.file == name;
        if self.templates.pages.iter().any(|page| fits(page) && !page.once) {
            return;
        }
        let path = person.path.as_ref().map_or(CONFIG_PATH, NotePath::as_str);
        let message = format!("`template: {name}` is no template of a 1-2-1");
        let note = person.path.as_ref().and_then(|path| self.vault.notes.get(path));
        let place = note.map(|note| note.front.place("template")).unwrap_or_default();
        let problem = Diagnostic::file(Code::FieldBad, path, message).at(&place);
        self.said.push(problem.hint("`vault121 template list` shows all of them"));
    }

    pub(crate) fn fallback(&self, id: &PersonId) -> NotePath {
        NotePath::new(&format!("{id}.md")).expect("an id can be a file name")
    }

    /// The front matter of a note that is made here. Dendron needs ids and times; the times come
    /// from the notes, never from a clock, so that every machine makes the same bytes.
    pub(crate) fn front(
        &self,
        path: &NotePath,
        title: &str,
        kind: &str,
        person: Option<&Person>,
        date: Option<Day>,
    ) -> String {
        let mut lines = vec!["---".to_owned()];
        if matches!(self.model.layout.dialect, Dialect::Dendron | Dialect::Mixed) {
            let last = self.model.meetings.all.iter().rfind(|m| m.date <= self.model.today);
            let millis = date.or(last.map(|m| m.date)).map_or(0, Day::millis);
            lines.push(format!("id: {}", dendron_id(&format!("vault121:{path}"))));
            lines.push(format!("title: {}", quoted(title)));
            lines.push("desc: ''".to_owned());
            lines.push(format!("updated: {millis}"));
            lines.push(format!("created: {millis}"));
        }
        lines.push(format!("kind: {kind}"));
        let own = match (kind, person) {
            ("one-on-one", Some(person)) => self.own_front(path, person),
            _ => Vec::new(),
        };
        // The person stands where it always did, written as the vault writes it.
        let is_person = |line: &&String| line.starts_with("person:");
        match (own.iter().find(is_person), person) {
            (Some(line), _) => lines.push(line.clone()),
            (None, Some(person)) => lines.push(format!("person: {}", quoted(person.id.as_str()))),
            (None, None) => {}
        }
        if let Some(date) = date {
            lines.push(format!("date: {date}"));
        }
        lines.extend(own.iter().filter(|line| !is_person(line)).cloned());
        lines.push("---".to_owned());
        lines.join("\n") + "\n"
    }
}

/// So many notes of a folder tell what front matter its notes have.
const TELLING_NOTES: usize = 10;

impl Pages<'_> {
    /// The front matter that two thirds of the last 1-2-1s beside a new one share, as lines: their
    /// keys, with the values of type, tags and person.
    fn own_front(&self, path: &NotePath, person: &Person) -> Vec<String> {
        let theirs = self.model.meetings.with(&person.id).rev().map(|meeting| &meeting.path);
        let all = self.model.meetings.all.iter().rev().map(|meeting| &meeting.path);
        let beside = theirs.chain(all).filter(|other| other.folder() == path.folder());
        let mut notes: Vec<&Note> = Vec::new();
        for note in beside.filter_map(|path| self.vault.notes.get(path)) {
            let made = note.front.text("kind").is_some() && note.region("prep").is_some();
            let known = notes.iter().any(|other| other.path == note.path);
            if !made && !known && notes.len() < TELLING_NOTES {
                notes.push(note);
            }
        }
        let Some(first) = notes.first() else { return Vec::new() };
        let shared = |key: &str| {
            let with = notes.iter().filter(|note| note.front.get(key).is_some()).count();
            with * 3 >= notes.len() * 2
        };
        let ours = ["kind", "date", "id", "title", "desc", "updated", "created"];
        let said = ["held", "why", "met", "mood", "intention", "outcome", "clarity", "agreed"];
        let keys = first.front.keys().filter(|key| {
            !ours.contains(&key.as_str()) && !said.contains(&key.as_str()) && shared(key)
        });
        keys.map(|key| self.own_line(key, &notes, person)).collect()
    }

    fn own_line(&self, key: &str, notes: &[&Note], person: &Person) -> String {
        let theirs = |note: &&&Note| self.model.meetings.about(&note.path) == Some(&person.id);
        let value = match key {
            "type" | "tags" | "tag" => notes.iter().find_map(|note| note.front.get(key)),
            "person" => notes.iter().find(theirs).and_then(|note| note.front.get(key)),
            _ => None,
        };
        match value {
            Some(Yaml::List(list)) => {
                let texts = list.iter().filter_map(Yaml::text).map(|text| quoted(&text));
                format!("{key}: [{}]", texts.collect::<Vec<_>>().join(", "))
            }
            Some(value) => format!("{key}: {}", quoted(&value.text().unwrap_or_default())),
            None if key == "person" => format!("person: {}", quoted(person.id.as_str())),
            None => format!("{key}:"),
        }
    }
}

/// What a path template may use.
#[derive(Serialize)]
struct PathFacts {
    person: String,
    name: String,
    date: String,
    date_dotted: String,
    year: i16,
    /// Without sprints in the config the name is unknown, and a path that wants it is an error.
    #[serde(skip_serializing_if = "Option::is_none")]
    sprint: Option<i64>,
}

/// A YAML scalar, in quotes where YAML would read something else.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c))
        && text.starts_with(char::is_alphabetic)
        && !matches!(
            text.to_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off"
        )
        && text.trim() == text;
    if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}
