//! The people: who is in the vault, by which names, and what their own note says of them.

use crate::base::codes::Code;
use crate::base::date::{Cadence, Day, Slot, minutes};
use crate::base::dates::{self, Found};
use crate::base::diag::{Diagnostic, Place};
use crate::base::glob::Globs;
use crate::base::id::{NotePath, PersonId};
use crate::base::text::{fold, nearest, plain};
use crate::base::yaml::Yaml;
use crate::model::config::{CONFIG_PATH, Config};
use crate::model::layout::Layout;
use crate::model::vault::Vault;
use crate::note::parse::Note;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that a person's front matter or entry in the config may have.
pub const KEYS: &[&str] = &[
    "name",
    "handle",
    "aliases",
    "report",
    "me",
    "manager",
    "lead",
    "cadence",
    "slot",
    "minutes",
    "meet",
    "delivery",
    "praise",
    "season",
    "season-since",
    "season_since",
    "template",
    "questions",
    "agenda",
    "left",
];

/// How a person's energy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// Hold the difficult back.
    Low,
    /// As usual.
    Steady,
    /// Much is possible.
    High,
}

impl Season {
    /// Reads the word.
    pub fn read(word: &str) -> Option<Season> {
        match fold(word.trim()).as_str() {
            "low" => Some(Season::Low),
            "steady" | "normal" | "ok" => Some(Season::Steady),
            "high" => Some(Season::High),
            _ => None,
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Season::Low => "low",
            Season::Steady => "steady",
            Season::High => "high",
        }
    }
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Key.
    pub id: PersonId,
    /// The name on pages.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Their note.
    pub path: Option<NotePath>,
    /// The lead.
    pub me: bool,
    /// The lead's own manager.
    pub manager: bool,
    /// `report:`, when it is said.
    pub report: Option<bool>,
    /// `lead: me` (or the lead's id).
    pub leads: bool,
    /// How often, when it is said.
    pub cadence: Option<Cadence>,
    /// When, when it is said.
    pub slot: Option<Slot>,
    /// Minutes, when it is said.
    pub minutes: Option<u32>,
    /// Where to meet.
    pub meet: Option<String>,
    /// Wants coaxing.
    pub coaxing: bool,
    /// `delivery:` as written.
    pub delivery: Option<String>,
    /// `praise:` as written.
    pub praise: Option<String>,
    /// Season and since when, from the front matter.
    pub season: Option<(Season, Option<Day>)>,
    /// The template of their preps.
    pub template: Option<String>,
    /// Slugs of the questions to ask them; empty for all.
    pub questions: Vec<String>,
    /// Gets an agenda beforehand.
    pub agenda: bool,
    /// Where to complain about their front matter.
    pub place: Place,
}

/// All people and the names they go by.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// By id.
    pub by_id: BTreeMap<PersonId, Person>,
    /// The lead.
    pub me: Option<PersonId>,
    names: BTreeMap<String, BTreeSet<PersonId>>,
    first_names: BTreeMap<String, BTreeSet<PersonId>>,
}

/// Who a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// This person.
    One(PersonId),
    /// Several people go by it.
    Many(Vec<PersonId>),
    /// Nobody known.
    Nobody,
}

impl People {
    /// Finds the people of a vault.
    pub fn of(vault: &Vault, layout: &Layout, said: &mut Vec<Diagnostic>) -> People {
        let mut people = People::default();
        let globs = Globs::new(&vault.config.person_notes).ok();
        for note in vault
            .notes
            .values()
            .filter(|note| note.refused.is_none() && !is_page(note))
        {
            let matched = globs
                .as_ref()
                .is_some_and(|globs| fits(globs, note, layout));
            let kind = note.front.text("kind").map(|kind| fold(&kind));
            let is_person = match kind.as_deref() {
                Some("person") => true,
                Some(_) => false,
                None => matched || note.front.tags().iter().any(|tag| tag == "person"),
            };
            if is_person && let Some(person) = read_note(note, &vault.config, said) {
                people.add(person);
            }
        }
        people.add_listed(&vault.config, said);
        people.find_me(&vault.config);
        people.index();
        people
    }

    /// Who goes by a name: `alice`, `@Alice`, `[[people.alice|Ali]]`'s sides, `Alice Fischer`.
    pub fn who(&self, name: &str) -> Who {
        let name = name.trim().trim_start_matches('@');
        let name = name.split('#').next().unwrap_or(name).trim();
        let name = name.strip_suffix(".md").unwrap_or(name);
        let mut candidates = vec![name];
        candidates.extend(name.rsplit('/').next().filter(|last| *last != name));
        // `@alice.` and `@alice.s` of other tools; and `user.alice`, `people.alice`.
        let mut cut = name;
        while let Some((before, _)) = cut.rsplit_once('.') {
            cut = before;
            candidates.push(before);
        }
        if let Some((before, after)) = name.split_once('.')
            && matches!(before, "user" | "people" | "person")
        {
            candidates.push(after);
        }
        for candidate in candidates {
            let key = plain(candidate);
            if key == "me" || key == "i" {
                return self.me.clone().map_or(Who::Nobody, Who::One);
            }
            for index in [&self.names, &self.first_names] {
                if let Some(found) = index.get(&key) {
                    let mut ids: Vec<PersonId> = found.iter().cloned().collect();
                    return match ids.len() {
                        1 => Who::One(ids.remove(0)),
                        _ => Who::Many(ids),
                    };
                }
            }
        }
        Who::Nobody
    }

    /// The one person of that name.
    pub fn one(&self, name: &str) -> Option<PersonId> {
        match self.who(name) {
            Who::One(id) => Some(id),
            _ => None,
        }
    }

    /// The person at the head of a text such as `Alice: …`, `Alice Fischer (30 min)`, `@alice`.
    pub fn leading(&self, text: &str) -> Option<PersonId> {
        let text = text.trim().trim_start_matches(['[', '*', '_', '@']);
        let head = text
            .split([':', '(', '[', '|', ',', '–', '—'])
            .next()
            .unwrap_or(text);
        let head = head
            .split(" - ")
            .next()
            .unwrap_or(head)
            .trim()
            .trim_end_matches([']', '*', '_']);
        if let Some(id) = self.one(head) {
            return Some(id);
        }
        let words: Vec<&str> = head.split_whitespace().collect();
        (1..=words.len().min(3)).rev().find_map(|count| {
            let name = words[..count].join(" ");
            let name = name
                .strip_suffix("'s")
                .or_else(|| name.strip_suffix("’s"))
                .unwrap_or(&name);
            self.one(name)
        })
    }

    /// The nearest known name to one that nobody has.
    pub fn near(&self, name: &str) -> Option<&str> {
        let all = self
            .names
            .keys()
            .chain(self.first_names.keys())
            .map(String::as_str);
        nearest(&plain(name), all)
    }

    /// The person of an id.
    pub fn get(&self, id: &PersonId) -> Option<&Person> {
        self.by_id.get(id)
    }

    /// The first name, or the id: how a line speaks of a person.
    pub fn call(&self, id: &PersonId) -> String {
        let Some(person) = self.by_id.get(id) else {
            return id.to_string();
        };
        let first = person
            .name
            .split_whitespace()
            .next()
            .unwrap_or(&person.name);
        let shared = self
            .first_names
            .get(&plain(first))
            .is_some_and(|ids| ids.len() > 1);
        if shared {
            person.name.clone()
        } else {
            first.to_owned()
        }
    }

    /// Whether this is the lead.
    pub fn is_me(&self, id: &PersonId) -> bool {
        self.me.as_ref() == Some(id)
    }

    /// Everybody who is neither the lead nor the lead's manager.
    pub fn others(&self) -> impl Iterator<Item = &Person> {
        self.by_id
            .values()
            .filter(|person| !person.me && !person.manager)
    }

    fn add(&mut self, person: Person) {
        // Two notes of one person: the first by path is theirs, the other lends its aliases.
        match self.by_id.get_mut(&person.id) {
            Some(present) => {
                present.aliases.push(person.name);
                present.aliases.extend(person.aliases);
            }
            None => {
                self.by_id.insert(person.id.clone(), person);
            }
        }
    }

    fn add_listed(&mut self, config: &Config, said: &mut Vec<Diagnostic>) {
        for (id, listed) in &config.people {
            let base = self.by_id.remove(id).unwrap_or_else(|| Person {
                place: listed.place,
                ..blank(id.clone(), id.to_string())
            });
            let get = |key: &str| {
                let key = fold(key);
                listed
                    .values
                    .iter()
                    .find(|(name, _)| fold(name) == key)
                    .map(|(_, value)| value)
            };
            let mut person = base;
            if let Some(name) = get("name").and_then(Yaml::text) {
                person.name = name;
            }
            fill(&mut person, &get, config, &mut |message| {
                let code = Code::ConfigBadValue;
                said.push(Diagnostic::file(code, CONFIG_PATH, message).at(&listed.place));
            });
            self.by_id.insert(id.clone(), person);
        }
    }

    fn find_me(&mut self, config: &Config) {
        self.me = match &config.me {
            Some(name) => {
                self.index();
                let known = self.one(name.as_str());
                let id = known.unwrap_or_else(|| name.clone());
                let person = self.by_id.entry(id.clone());
                person.or_insert_with(|| blank(id.clone(), capital(id.as_str())));
                Some(id)
            }
            None => self
                .by_id
                .values()
                .find(|person| person.me)
                .map(|person| person.id.clone()),
        };
        for person in self.by_id.values_mut() {
            person.me = self.me.as_ref() == Some(&person.id);
        }
    }

    fn index(&mut self) {
        self.names.clear();
        self.first_names.clear();
        for person in self.by_id.values() {
            let mut names = vec![person.id.as_str(), person.name.as_str()];
            names.extend(person.path.as_ref().map(NotePath::stem));
            names.extend(person.aliases.iter().map(String::as_str));
            for name in &names {
                let key = plain(name);
                self.names.entry(key).or_default().insert(person.id.clone());
            }
            let first = person.name.split_whitespace().next().unwrap_or("");
            if !first.is_empty() {
                self.first_names
                    .entry(plain(first))
                    .or_default()
                    .insert(person.id.clone());
            }
        }
    }
}

/// Whether a note is a page of ours, so that it says nothing about anybody.
pub fn is_page(note: &Note) -> bool {
    const PAGES: &[&str] = &["rollup", "team", "me", "agenda", "shelf", "day"];
    note.generated
        || note
            .front
            .text("kind")
            .is_some_and(|kind| PAGES.contains(&kind.as_str()))
            && note
                .regions
                .as_ref()
                .is_some_and(|regions| !regions.is_empty())
}

fn fits(globs: &Globs, note: &Note, layout: &Layout) -> bool {
    let path = note.path.as_str();
    globs.fits(path)
        || layout.label_first() && globs.fits(path.strip_prefix(&layout.home).unwrap_or(path))
}

fn read_note(note: &Note, config: &Config, said: &mut Vec<Diagnostic>) -> Option<Person> {
    let stem = note.path.stem();
    let last = stem.rsplit('.').next().unwrap_or(stem);
    let handle = note.front.text("handle");
    let id = PersonId::new(handle.as_deref().unwrap_or(last))?;
    let title = note.title();
    let (name, inside) = match title.split_once('(') {
        Some((name, rest)) => {
            let inside = rest.split(')').next().unwrap_or("").trim().to_owned();
            (
                name.trim().to_owned(),
                Some(inside).filter(|inside| !inside.is_empty()),
            )
        }
        None => (title.trim().to_owned(), None),
    };
    // Dendron's title of `user.alice` may be a path; its last part is the name.
    let name = name.rsplit('.').next().unwrap_or(&name).trim().to_owned();
    let name = if name.is_empty() {
        last.to_owned()
    } else {
        name
    };
    let mut person = Person {
        path: Some(note.path.clone()),
        aliases: inside.into_iter().collect(),
        place: note.front.place("kind"),
        ..blank(id, name)
    };
    let get = |key: &str| note.front.get(&fold(key));
    let mut complaints: Vec<(String, String)> = Vec::new();
    fill(&mut person, &get, config, &mut |message| {
        let key = message.split('`').nth(1).unwrap_or("").to_owned();
        complaints.push((key, message));
    });
    for (key, message) in complaints {
        let code = if key == "season" {
            Code::SeasonUnknown
        } else {
            Code::FieldBad
        };
        let place = note.front.place(&fold(&key));
        said.push(Diagnostic::file(code, note.path.as_str(), message).at(&place));
    }
    Some(person)
}

fn fill<'a>(
    person: &mut Person,
    get: &dyn Fn(&str) -> Option<&'a Yaml>,
    config: &Config,
    say: &mut dyn FnMut(String),
) {
    let text = |key: &str| get(key).and_then(Yaml::text);
    for key in ["aliases", "alias"] {
        let more = get(key).map(Yaml::texts).unwrap_or_default();
        person.aliases.extend(
            more.into_iter()
                .map(|name| name.trim_start_matches('@').to_owned()),
        );
    }
    person.me |= get("me").and_then(Yaml::truth).unwrap_or(false);
    person.manager |= get("manager").and_then(Yaml::truth).unwrap_or(false);
    person.report = get("report").and_then(Yaml::truth).or(person.report);
    if get("left").is_some() {
        person.report = Some(false);
    }
    if let Some(lead) = text("lead") {
        let me = config
            .me
            .as_ref()
            .is_some_and(|me| PersonId::new(&lead).as_ref() == Some(me));
        person.leads = me || fold(&lead) == "me";
    }
    read_into(
        &mut person.cadence,
        text("cadence"),
        Cadence::read,
        "cadence",
        "`1w` or `monthly`",
        say,
    );
    read_into(
        &mut person.slot,
        text("slot"),
        Slot::read,
        "slot",
        "`tue 14:00`",
        say,
    );
    read_into(
        &mut person.minutes,
        text("minutes"),
        minutes,
        "minutes",
        "`25`",
        say,
    );
    person.meet = text("meet")
        .filter(|url| is_url(url))
        .or(person.meet.take());
    if let Some(delivery) = text("delivery") {
        person.coaxing = fold(&delivery).contains("coax");
        person.delivery = Some(delivery);
    }
    person.praise = text("praise").or(person.praise.take());
    person.template = text("template").or(person.template.take());
    if let Some(questions) = get("questions") {
        person.questions = questions
            .texts()
            .iter()
            .map(|q| fold(q.trim_start_matches('#')))
            .collect();
    }
    person.agenda = get("agenda").and_then(Yaml::truth).unwrap_or(person.agenda);
    if let Some(word) = text("season") {
        let since = text("season-since").and_then(|text| {
            match dates::leading(&text, config.date_order, None) {
                Some(Found::Day(day, _)) => Some(day),
                _ => {
                    say("`season-since` wants a date such as `2026-11-10`".to_owned());
                    None
                }
            }
        });
        match Season::read(&word) {
            Some(season) => person.season = Some((season, since)),
            None => say(format!("`season` is low, steady or high, not `{word}`")),
        }
    }
}

fn read_into<T>(
    target: &mut Option<T>,
    text: Option<String>,
    read: impl Fn(&str) -> Option<T>,
    key: &str,
    example: &str,
    say: &mut dyn FnMut(String),
) {
    if let Some(text) = text {
        match read(&text) {
            Some(value) => *target = Some(value),
            None => say(format!(
                "`{key}` wants a value such as {example}, not `{text}`"
            )),
        }
    }
}

fn is_url(text: &str) -> bool {
    ["https://", "http://", "zoommtg:", "msteams:"]
        .iter()
        .any(|start| text.starts_with(start))
        && !text.contains([' ', '<', '>', '"', ')', '\n'])
}

fn blank(id: PersonId, name: String) -> Person {
    Person {
        id,
        name,
        aliases: Vec::new(),
        path: None,
        me: false,
        manager: false,
        report: None,
        leads: false,
        cadence: None,
        slot: None,
        minutes: None,
        meet: None,
        coaxing: false,
        delivery: None,
        praise: None,
        season: None,
        template: None,
        questions: Vec::new(),
        agenda: false,
        place: Place::default(),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().to_string() + chars.as_str())
        .unwrap_or_default()
}
