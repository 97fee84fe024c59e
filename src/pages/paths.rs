//! Where pages go, and what a note that is made begins with.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::pages::pages::Pages;
use crate::pages::template::{For, Page};
use crate::people::person::Person;
use crate::records::closed_name::closed_by_name;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId, dendron_id};
use crate::text::span::with_capital;
use crate::text::yaml::Yaml;
use crate::vault::config::CONFIG_PATH;
use crate::vault::copies;
use crate::vault::lasting;
use crate::vault::layout;
use crate::vault::layout::Dialect;
use crate::vault::told::day_of_name;
use serde::Serialize;
use std::collections::BTreeMap;

impl Pages<'_> {
    /// Where all the pages go, without making them.
    pub(crate) fn all_paths(&self) -> Vec<NotePath> {
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
                let days = self.sheet_days(page);
                paths.extend(days.into_iter().filter_map(|day| self.day_path(page, day).ok()));
                continue;
            }
            let asked = self.model.people.other_people().filter(|person| self.is_asked(person));
            for person in asked.filter(|person| self.has_rollup(person)) {
                match made_for {
                    For::OneOnOne => {
                        let date = self.day_to_prepare(person, page);
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
            Some(template) => self.templates.render_path(template, &facts)?,
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
        let whom = layout::file_word(&person.name);
        match (layout.short_names, date) {
            (true, Some(date)) => format!("{folder}/{} {date}.md", with_capital(name)),
            (true, None) => format!("{folder}/{}.md", with_capital(name)),
            (false, Some(date)) => format!("{folder}/{date} {whom} {name}.md"),
            (false, None) => format!("{folder}/{whom} {name}.md"),
        }
    }

    /// A 1-2-1 note that is there already; else one named like the last one, with this person or
    /// with others; else the usual name.
    pub(crate) fn prep_path(&self, person: &Person, date: Day) -> Result<NotePath, String> {
        let model = self.model;
        let with: Vec<_> = model.meetings.meetings_with(&person.id).collect();
        if let Some(there) = with.iter().find(|meeting| meeting.date == date && !meeting.section) {
            return Ok(there.path.clone());
        }
        // A running log goes on, whatever new notes are called.
        if let Some(log) = self.own_log(person, date) {
            return Ok(log.clone());
        }
        if let Some(template) = model.config.paths.get("prep") {
            let made =
                self.templates.render_path(template, &self.path_facts(person, Some(date)))?;
            return Ok(model.layout.present(made));
        }
        // Nor is the next one called a copy.
        let is_copy = |path: &NotePath| copies::told(path.stem()).is_some();
        // One private talk does not make the next one private.
        let closed = |path: &NotePath| {
            let by = closed_by_name(path, &model.people, &model.config);
            by.map(|by| by == path.as_str())
        };
        let before = with.iter().rev().filter(|meeting| meeting.date < date && !meeting.section);
        let mut own = before.filter(|meeting| !is_copy(&meeting.path));
        let last = own.clone().next();
        let open = own.find(|meeting| closed(&meeting.path).is_none());
        let like = open.or(last).and_then(|last| layout::like(&last.path, last.date, date));
        let like = like.and_then(|made| lasting::without_ids(&made));
        let like = like.filter(|made| closed(made) != Some(true));
        let like = like.or_else(|| self.first_log(person));
        if let Some(like) = like.or_else(|| self.like_with_others(person, date)) {
            return Ok(model.layout.present(like));
        }
        let layout = &model.layout;
        let folder = || self.person_folder(person);
        let made = match (layout.dotted, layout.short_names) {
            (true, _) => format!("{}one-on-one.{}.{}.md", layout.home, person.id, date.dotted()),
            (false, true) => format!("{}/{date}.md", folder()),
            (false, false) => {
                format!("{}/{date} {}.md", folder(), layout::file_word(&person.name))
            }
        };
        Ok(layout.present(NotePath::new(&made)?))
    }

    /// The running log of a person, when the last 1-2-1 before a day stands in one.
    fn own_log(&self, person: &Person, date: Day) -> Option<&NotePath> {
        let mut before = self.model.meetings.meetings_with(&person.id).rev();
        let last = before.find(|meeting| meeting.date < date && !meeting.section)?;
        last.heading.map(|_| &last.path)
    }

    /// The running log for somebody who has no 1-2-1 yet, where most of the others have one each:
    /// their own note, when the others' logs are such; else a file named like the others'.
    pub(crate) fn first_log(&self, person: &Person) -> Option<NotePath> {
        let meetings = &self.model.meetings;
        if meetings.meetings_with(&person.id).next().is_some() {
            return None;
        }
        let (mut logs, mut notes) = (Vec::new(), 0);
        for other in self.model.people.other_people().filter(|other| other.id != person.id) {
            match meetings.meetings_with(&other.id).rev().find(|meeting| !meeting.section) {
                Some(last) if last.heading.is_some() => logs.push((other, &last.path)),
                Some(_) => notes += 1,
                None => {}
            }
        }
        if logs.len() <= notes {
            return None;
        }
        let own = logs.iter().filter(|(other, log)| other.path.as_ref() == Some(log)).count();
        if let Some(path) = person.path.as_ref().filter(|_| own * 2 >= logs.len()) {
            return Some(path.clone());
        }
        let names = person.names_in_paths();
        let made = logs.iter().find_map(|(other, log)| {
            let path = layout::named_like(log, (&other.names_in_paths(), &names))?;
            let names_day = day_of_name(&path, self.model.config.date_order).is_some();
            (path != **log && !names_day).then_some(path)
        })?;
        let is_theirs = |path: &NotePath| {
            let note = self.vault.notes.get(path);
            let named = note.and_then(|note| note.front.text_of("person"));
            let is_named =
                |name: String| self.model.people.one_named(&name).as_ref() == Some(&person.id);
            person.path.as_ref() == Some(path) || named.is_some_and(is_named)
        };
        (!self.vault.has(&made) || is_theirs(&made)).then_some(made)
    }

    /// The running log in which the prep of a person for a day stands.
    pub(crate) fn log_for(&self, person: &Person, date: Day) -> Option<NotePath> {
        let path = self.prep_path(person, date).ok()?;
        let is_own = || self.own_log(person, date) == Some(&path);
        let with = || self.model.meetings.meetings_with(&person.id);
        let of_day = with().any(|one| one.date == date && one.heading.is_none() && !one.section);
        let is_log = !of_day && (is_own() || self.first_log(person).as_ref() == Some(&path));
        is_log.then_some(path)
    }

    /// The path of a 1-2-1 note as the config gives it.
    pub(crate) fn named_by_config(&self, person: &Person, date: Day) -> Option<NotePath> {
        let template = self.model.config.paths.get("prep")?;
        self.templates.render_path(template, &self.path_facts(person, Some(date))).ok()
    }

    /// The path of a first 1-2-1 with somebody, as most of the last ones with others are called.
    fn like_with_others(&self, person: &Person, date: Day) -> Option<NotePath> {
        let meetings = &self.model.meetings;
        let mut ways: BTreeMap<NotePath, usize> = BTreeMap::new();
        let others = meetings.all.iter().rev().filter(|meeting| {
            let own = meeting.heading.is_none() && !meeting.section && !meeting.week;
            let copy = copies::told(meeting.path.stem()).is_some();
            own && !copy && meeting.date < date && meeting.person != person.id
        });
        let names = person.names_in_paths();
        for meeting in others.take(TELLING_NOTES) {
            let Some(other) = self.model.people.with_id(&meeting.person) else { continue };
            let days = (meeting.date, date);
            let made = layout::like_with(&meeting.path, days, (&other.names_in_paths(), &names));
            let made = made.and_then(|made| lasting::without_ids(&made));
            // A note of that name would be another 1-2-1 of somebody who is called alike.
            if let Some(made) = made.filter(|made| !self.vault.has(made)) {
                *ways.entry(made).or_default() += 1;
            }
        }
        let best =
            ways.into_iter().max_by_key(|(path, count)| (*count, std::cmp::Reverse(path.clone())));
        best.map(|(path, _)| path)
    }

    /// The folder of a person's 1-2-1s: the one in use, else one with their name.
    fn person_folder(&self, person: &Person) -> String {
        let with = || self.model.meetings.meetings_with(&person.id);
        let (people, config) = (&self.model.people, &self.model.config);
        let open = with().rfind(|with| closed_by_name(&with.path, people, config).is_none());
        if let Some(last) = open.or_else(|| with().next_back()) {
            let parts: Vec<&str> = last.path.folder().split('/').collect();
            let own = parts
                .iter()
                .rposition(|part| self.model.people.one_named(part).as_ref() == Some(&person.id));
            let folder = own.map(|own| parts[..=own].join("/"));
            // `2026/Q4/1-1s/Tendai Moyo` is theirs for a quarter, unless pages stand there already.
            let stays = |folder: &String| {
                let name = layout::file_word(&person.name);
                let page = NotePath::new(&format!("{folder}/{name} rollup.md"));
                lasting::lasting(folder).len() == folder.len()
                    || page.is_ok_and(|page| self.vault.has(&page))
            };
            if let Some(folder) = folder.filter(stays) {
                return folder;
            }
        }
        format!("{}/{}", self.model.layout.base, layout::file_word(&person.name))
    }

    pub(crate) fn shared_path(&self, page: &Page) -> Result<NotePath, String> {
        let layout = &self.model.layout;
        let facts = self.facts_of_all(None);
        let template = page.path.as_ref().or_else(|| self.model.config.paths.get(&page.name));
        let made = match template {
            Some(template) => self.templates.render_path(template, &facts)?,
            None if layout.dotted => {
                NotePath::new(&format!("{}rollup.{}.md", layout.home, page.name))?
            }
            None => NotePath::new(&format!("{}/{}.md", layout.base, with_capital(&page.name)))?,
        };
        Ok(layout.present(made))
    }

    /// What the path of a person's page may be made of.
    fn path_facts(&self, person: &Person, date: Option<Day>) -> PathFacts {
        PathFacts {
            person: person.id.to_string(),
            name: layout::file_word(&person.name),
            folder: self.person_folder(person),
            ..self.facts_of_all(date)
        }
    }

    /// The same of a page on nobody. Without a day of its own, year and sprint are today's.
    fn facts_of_all(&self, date: Option<Day>) -> PathFacts {
        let day = date.unwrap_or(self.model.today);
        PathFacts {
            person: String::new(),
            name: String::new(),
            folder: self.model.layout.base.clone(),
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
        let facts = self.facts_of_all(Some(day));
        let template = page.path.as_ref().or_else(|| self.model.config.paths.get(&page.name));
        let made = match template {
            Some(template) => self.templates.render_path(template, &facts)?,
            None if layout.dotted => {
                NotePath::new(&format!("{}{}.{}.md", layout.home, page.name, day.dotted()))?
            }
            None => {
                NotePath::new(&format!("{}/{} {day}.md", layout.base, with_capital(&page.name)))?
            }
        };
        Ok(layout.present(made))
    }

    pub(crate) fn rollup_link(&self, from: &NotePath, person: &Person) -> String {
        let page = self.templates.page_named("rollup");
        let path = page.and_then(|page| self.path_of(page, person, None).ok());
        match path {
            Some(path) => self.model.layout.page_link(from, &path, "Rollup"),
            None => self.model.people.first_name_of(&person.id),
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
        let place = note.map(|note| note.front.place_of("template")).unwrap_or_default();
        let problem = Diagnostic::about_file(Code::FieldBad, path, message).at_place(&place);
        self.said.push(problem.hint("`vault121 template list` shows all of them"));
    }

    pub(crate) fn fallback(&self, id: &PersonId) -> NotePath {
        NotePath::new(&format!("{id}.md")).expect("an id can be a file name")
    }

    /// The front matter of a note that is made here. Dendron needs ids and times; the times come
    /// from the notes, never from a clock, so that every machine makes the same bytes.
    pub(crate) fn front_matter_of(
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
            lines.push(format!("title: {}", yaml_quoted(title)));
            lines.push("desc: ''".to_owned());
            lines.push(format!("updated: {millis}"));
            lines.push(format!("created: {millis}"));
        }
        lines.push(format!("kind: {kind}"));
        let beside = match (kind, person) {
            ("one-on-one", Some(person)) => self.beside(path, person),
            _ => Vec::new(),
        };
        let own = person.map(|person| self.own_front(&beside, person)).unwrap_or_default();
        // The person stands where it always did, written as the vault writes it.
        let is_person = |line: &&String| line.starts_with("person:");
        match (own.iter().find(is_person), person) {
            (Some(line), _) => lines.push(line.clone()),
            (None, Some(person)) => {
                lines.push(format!("person: {}", yaml_quoted(person.id.as_str())));
            }
            (None, None) => {}
        }
        if let Some(date) = date {
            // `Date:` where the vault writes it so.
            let mut dated = beside.iter().filter(|note| note.front.get("date").is_some());
            let key = dated.next().map_or("date", |note| note.front.key_as_written("date"));
            lines.push(format!("{key}: {date}"));
        }
        lines.extend(own.iter().filter(|line| !is_person(line)).cloned());
        lines.push("---".to_owned());
        lines.join("\n") + "\n"
    }
}

/// So many notes of a folder tell what front matter its notes have, and so many 1-2-1s with others
/// how a first one is called.
const TELLING_NOTES: usize = 10;

impl Pages<'_> {
    /// The last 1-2-1s beside a new one that the lead made, those with the person first.
    fn beside(&self, path: &NotePath, person: &Person) -> Vec<&Note> {
        let theirs =
            self.model.meetings.meetings_with(&person.id).rev().map(|meeting| &meeting.path);
        let all = self.model.meetings.all.iter().rev().map(|meeting| &meeting.path);
        let beside = theirs.chain(all).filter(|other| other.folder() == path.folder());
        let mut notes: Vec<&Note> = Vec::new();
        for note in beside.filter_map(|path| self.vault.notes.get(path)) {
            let made = note.front.text_of("kind").is_some() && note.region("prep").is_some();
            let known = notes.iter().any(|other| other.path == note.path);
            if !made && !known && notes.len() < TELLING_NOTES {
                notes.push(note);
            }
        }
        notes
    }

    /// The front matter that two thirds of the 1-2-1s beside a new one share, as lines in their
    /// order: their keys, with the values of type, tags and person.
    fn own_front(&self, notes: &[&Note], person: &Person) -> Vec<String> {
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
        let mut keys: Vec<&String> = keys.collect();
        keys.sort_by_key(|key| first.front.place_of(key).line);
        keys.into_iter().map(|key| self.own_line(key, notes, person)).collect()
    }

    fn own_line(&self, key: &str, notes: &[&Note], person: &Person) -> String {
        let theirs =
            |note: &&&Note| self.model.meetings.person_of_note(&note.path) == Some(&person.id);
        let value = match key {
            "type" | "tags" | "tag" => notes.iter().find_map(|note| note.front.get(key)),
            "person" => notes.iter().find(theirs).and_then(|note| note.front.get(key)),
            _ => None,
        };
        let key = notes.first().map_or(key, |note| note.front.key_as_written(key));
        match value {
            Some(Yaml::List(list)) => {
                let texts = list.iter().filter_map(Yaml::text).map(|text| yaml_quoted(&text));
                format!("{key}: [{}]", texts.collect::<Vec<_>>().join(", "))
            }
            Some(value) => format!("{key}: {}", yaml_quoted(&value.text().unwrap_or_default())),
            None if key == "person" => format!("person: {}", yaml_quoted(person.id.as_str())),
            None => format!("{key}:"),
        }
    }
}

/// What a path template may use.
#[derive(Serialize)]
struct PathFacts {
    person: String,
    name: String,
    /// The folder of the person's 1-2-1s.
    folder: String,
    date: String,
    date_dotted: String,
    year: i16,
    /// Without sprints in the config the name is unknown, and a path that wants it is an error.
    #[serde(skip_serializing_if = "Option::is_none")]
    sprint: Option<i64>,
}

/// A YAML scalar, in quotes where YAML would read something else.
fn yaml_quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c))
        && text.starts_with(char::is_alphabetic)
        && !matches!(
            text.to_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off"
        )
        && text.trim() == text;
    let link = text.starts_with("[[") && !text.contains(['"', '\\']);
    match plain {
        true => text.to_owned(),
        // As Obsidian writes a link in a property.
        false if link => format!("\"{text}\""),
        false => format!("'{}'", text.replace('\'', "''")),
    }
}
