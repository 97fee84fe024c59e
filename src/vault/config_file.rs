//! Reading the config file: every key checked, every complaint with its line and a way out.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place, one_of};
use crate::kind::Kind;
use crate::note::spelling::Spelling;
use crate::note::vocabulary::{MoreWords, Vocabulary};
use crate::text::date::{Cadence, Day, Weekday, minute, minutes};
use crate::text::date_parse::Order;
use crate::text::glob::Globs;
use crate::text::ids::PersonId;
use crate::text::span::{LineIndex, nearest_word};
use crate::text::timezone::{NoZone, Zone};
use crate::text::yaml;
use crate::text::yaml::Yaml;
use crate::vault::config::{
    CONFIG_PATH, CalendarDue, Config, Links, ListedPerson, MeetingBatch, PERSON_KEYS, Sprint,
    Status, Unowned,
};
use std::sync::Arc;

impl Config {
    /// Reads the config file's text over the defaults.
    pub fn read(text: &str) -> (Config, Vec<Diagnostic>) {
        let index = LineIndex::new(text);
        let config = Config::default();
        let mut reader = ConfigReader { text, index, config, sprint_days: None, said: Vec::new() };
        match yaml::parse(text) {
            Ok(Yaml::Null) => {}
            Ok(Yaml::Map(entries)) => {
                // A vault that was set up before this could be said keeps what it meant then.
                reader.config.unowned = Some(Unowned::Me);
                for (key, value) in &entries {
                    reader.top(key, value);
                }
                reader.finish();
            }
            Ok(_) => {
                reader.say(Code::ConfigUnreadable, &[], "is no list of `key: value` lines", None);
            }
            Err(error) => {
                let place = Place {
                    line: reader.index.line(error.at),
                    column: reader.index.column(text, error.at),
                    width: 1,
                };
                let mut said =
                    Diagnostic::about_file(Code::ConfigUnreadable, CONFIG_PATH, error.message);
                said.hint = error.hint;
                reader.said.push(said.at_place(&place));
            }
        }
        (reader.config, reader.said)
    }

    /// The tags of this vault.
    pub fn spelling(&self) -> Spelling {
        Spelling::new(&self.tags).without_words(&self.words.off)
    }

    /// Whether a page is on; pages not named are as `default` says.
    pub fn page(&self, name: &str, default: bool) -> bool {
        self.pages.get(name).copied().unwrap_or(default)
    }
}

struct ConfigReader<'a> {
    text: &'a str,
    index: LineIndex,
    config: Config,
    /// `sprint: length:`, which says nothing without `first:`.
    sprint_days: Option<i64>,
    said: Vec<Diagnostic>,
}

impl ConfigReader<'_> {
    fn place(&self, path: &[&str]) -> Place {
        let at = yaml::place_of(self.text, path);
        let width = path.last().map_or(0, |key| key.chars().count());
        Place {
            line: self.index.line(at),
            column: self.index.column(self.text, at),
            width: u32::try_from(width).unwrap_or(0),
        }
    }

    fn say(&mut self, code: Code, path: &[&str], message: &str, hint: Option<String>) {
        let mut said =
            Diagnostic::about_file(code, CONFIG_PATH, message).at_place(&self.place(path));
        said.hint = hint;
        self.said.push(said);
    }

    fn bad(&mut self, path: &[&str], want: &str) {
        let message = format!("`{}` wants {want}", path.join("."));
        self.say(Code::ConfigBadValue, path, &message, None);
    }

    fn unknown(&mut self, path: &[&str], known: &[&str]) {
        let key = path.last().copied().unwrap_or_default();
        let message = format!("unknown key `{}`", path.join("."));
        let near = nearest_word(key, known.iter().copied());
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", one_of(known.iter().copied())),
        };
        self.say(Code::ConfigUnknownKey, path, &message, Some(hint));
    }

    fn origin(&mut self, path: &[&str]) {
        let line = self.place(path).line;
        self.config.origins.insert(path.join("."), line);
    }

    fn top(&mut self, key: &str, value: &Yaml) {
        const TOP: &[&str] = &[
            "me",
            "people",
            "one_on_ones",
            "ignore",
            "read",
            "inbox",
            "questions",
            "tags",
            "words",
            "unowned",
            "statuses",
            "season",
            "sprint",
            "batch",
            "timezone",
            "calendar",
            "notify",
            "links",
            "dates",
            "date_order",
            "paths",
            "pages",
            "ticks",
        ];
        if !TOP.contains(&key) {
            return self.unknown(&[key], TOP);
        }
        if *value == Yaml::Null {
            return; // `batch:` with everything under it commented out
        }
        match key {
            "people" => self.section(key, value, &["notes", "list"]),
            "one_on_ones" => {
                self.section(key, value, &["notes", "minutes", "cadence", "prep_lead"]);
            }
            "season" => self.section(key, value, &["low_holds", "hold_limit"]),
            "sprint" => self.section(key, value, &["first", "length"]),
            "batch" => self.section(key, value, &["day", "from", "gap", "most", "rest"]),
            "calendar" => self.section(key, value, &["read", "due"]),
            "paths" => self.section(
                key,
                value,
                &[
                    "prep", "rollup", "team", "me", "agenda", "shelf", "day", "calendar", "review",
                    "handover", "week", "quarter", "scores",
                ],
            ),
            "tags" => self.tags(value),
            "words" => self.words(value),
            "statuses" => self.statuses(value),
            "pages" => self.pages(value),
            "read" => self.read(value),
            _ => self.scalar(key, value),
        }
        if value.entries().is_empty() {
            self.origin(&[key]);
        }
    }

    fn section(&mut self, section: &str, value: &Yaml, known: &[&str]) {
        if !matches!(value, Yaml::Map(_)) {
            return self
                .bad(&[section], &format!("keys below it: {}", one_of(known.iter().copied())));
        }
        for (key, value) in value.entries() {
            let path = [section, key.as_str()];
            if !known.contains(&key.as_str()) {
                self.unknown(&path, known);
            } else if *value != Yaml::Null {
                self.origin(&path);
                self.inner(section, key, value);
            }
        }
    }

    fn inner(&mut self, section: &str, key: &str, value: &Yaml) {
        let path = [section, key];
        let text = value.text().unwrap_or_default();
        match (section, key) {
            ("people", "notes") => self.config.person_notes = self.globs(&path, value),
            ("one_on_ones", "notes") => self.config.meeting_notes = self.globs(&path, value),
            ("people", "list") => self.people(value),
            ("one_on_ones", "minutes") => match minutes(&text).filter(|m| (5..=240).contains(m)) {
                Some(minutes) => self.config.minutes = minutes,
                None => self.bad(&path, "minutes from 5 to 240, such as `25`"),
            },
            ("one_on_ones", "cadence") => match Cadence::read(&text) {
                Some(cadence) => self.config.cadence = cadence,
                None => self.bad(&path, "a length such as `1w`, `2w` or `monthly`"),
            },
            ("one_on_ones", "prep_lead") => self.config.prep_lead = self.days(&path, &text, 2),
            ("season", "hold_limit") => self.config.hold_limit = self.days(&path, &text, 42),
            ("season", "low_holds") => {
                let kinds: Vec<Option<Kind>> =
                    value.texts().iter().map(|w| Kind::from_tag(w)).collect();
                match kinds.iter().all(|kind| kind.is_some_and(Kind::is_feedback)) {
                    true => self.config.low_holds = kinds.into_iter().flatten().collect(),
                    false => self.bad(&path, "a list of `watch-out` and `high-five`"),
                }
            }
            ("sprint", "first") => match Day::iso(&text) {
                Some(first) => {
                    let days = self.sprint_days.unwrap_or(14);
                    self.config.sprint = Some(Sprint { first, days });
                }
                None => self.bad(&path, "a date such as `2026-01-05`"),
            },
            ("sprint", "length") => {
                let days = self.days(&path, &text, 14).max(1);
                self.sprint_days = Some(days);
                if let Some(sprint) = &mut self.config.sprint {
                    sprint.days = days;
                }
            }
            ("batch", _) => self.batch(key, &text),
            ("calendar", "read") if text.to_lowercase().ends_with(".ics") => {
                self.config.calendar_read = Some(text);
            }
            ("calendar", "read") => self.bad(&path, "the path of an `.ics` file"),
            ("calendar", _) => match (text.as_str(), value.truth()) {
                ("events" | "event", _) => self.config.calendar_due = CalendarDue::Events,
                ("todos" | "todo", _) => self.config.calendar_due = CalendarDue::Todos,
                (_, Some(false)) => self.config.calendar_due = CalendarDue::No,
                _ => self.bad(&path, "`no`, `events` or `todos`"),
            },
            ("paths", _) if text != "auto" => {
                self.config.paths.insert(key.to_owned(), text);
            }
            _ => {}
        }
    }

    fn batch(&mut self, key: &str, text: &str) {
        let tuesday = Weekday::read("tue").expect("tue is a weekday");
        let mut batch = self.config.batch.unwrap_or(MeetingBatch {
            day: tuesday,
            from: 13 * 60,
            gap: 5,
            most: 4,
            rest: 30,
        });
        let path = ["batch", key];
        match key {
            "day" => match Weekday::read(text) {
                Some(day) => batch.day = day,
                None => self.bad(&path, "a weekday such as `tue`"),
            },
            "from" => match minute(text) {
                Some(from) => batch.from = from,
                None => self.bad(&path, "a time such as `\"13:00\"`"),
            },
            "most" => match text.parse() {
                Ok(most @ 1..=20) => batch.most = most,
                _ => self.bad(&path, "a number from 1 to 20"),
            },
            _ => match minutes(text) {
                Some(length) if key == "gap" => batch.gap = length,
                Some(length) => batch.rest = length,
                None => self.bad(&path, "a length such as `5m`"),
            },
        }
        self.config.batch = Some(batch);
    }

    fn days(&mut self, path: &[&str], text: &str, default: i64) -> i64 {
        let plain = text.parse::<u32>().ok().filter(|days| *days <= 3_660).map(i64::from);
        match plain.or_else(|| Cadence::read(text).map(Cadence::days)) {
            Some(days) => days,
            None => {
                self.bad(path, "a length such as `2d` or `2w`");
                default
            }
        }
    }

    fn globs(&mut self, path: &[&str], value: &Yaml) -> Vec<String> {
        let globs = value.texts();
        if let Err((glob, why)) = Globs::new(&globs) {
            self.bad(path, &format!("globs; `{glob}` is none: {why}"));
            return Vec::new();
        }
        globs
    }

    fn people(&mut self, value: &Yaml) {
        for (name, value) in value.entries() {
            let place = self.place(&["people", "list", name]);
            let Some(id) = PersonId::new(name) else {
                self.bad(&["people", "list", name], "a name");
                continue;
            };
            for (key, _) in value.entries() {
                if !PERSON_KEYS.contains(&key.as_str()) {
                    self.unknown(&["people", "list", name, key], PERSON_KEYS);
                }
            }
            let listed = ListedPerson { values: value.entries().to_vec(), place };
            self.config.people.insert(id, listed);
        }
    }

    fn tags(&mut self, value: &Yaml) {
        for (word, spellings) in value.entries() {
            self.origin(&["tags", word]);
            match Kind::from_tag(word) {
                Some(kind) => {
                    self.config.tags.insert(kind, spellings.texts());
                }
                None => {
                    let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
                    self.unknown(&["tags", word], &known);
                }
            }
        }
    }

    /// `words: {high-five: [lob], off: [win]}`.
    fn words(&mut self, value: &Yaml) {
        let mut words = MoreWords::default();
        for (word, more) in value.entries() {
            self.origin(&["words", word]);
            match Kind::from_tag(word) {
                Some(kind) => drop(words.more.insert(kind, more.texts())),
                None if word == "off" => words.off = more.texts(),
                None => {
                    let mut known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
                    known.push("off");
                    self.unknown(&["words", word], &known);
                }
            }
        }
        self.config.vocabulary = Some(Arc::new(Vocabulary::new(&words)));
        self.config.words = words;
    }

    fn statuses(&mut self, value: &Yaml) {
        for (mark, word) in value.entries() {
            self.origin(&["statuses", mark]);
            let mut chars = mark.chars();
            let one = chars.next().filter(|_| chars.next().is_none());
            match (one, word.text().as_deref().and_then(Status::read)) {
                (Some(mark), Some(status)) => {
                    self.config.statuses.insert(mark, status);
                }
                (None, _) => self.bad(&["statuses", mark], "one character as its key"),
                _ => self.bad(
                    &["statuses", mark],
                    "one of `open`, `in-progress`, `done`, `dropped`, `on-hold`",
                ),
            }
        }
    }

    fn pages(&mut self, value: &Yaml) {
        for (page, on) in value.entries() {
            self.origin(&["pages", page]);
            match on.truth() {
                Some(on) => {
                    self.config.pages.insert(page.clone(), on);
                }
                None => self.bad(&["pages", page], "yes or no"),
            }
        }
    }

    /// `read: {Diary: no}`: a folder, or a part of a dotted name, of which nothing is read. That
    /// of which it says `open` closes nothing by its name.
    fn read(&mut self, value: &Yaml) {
        if !matches!(value, Yaml::Map(_)) {
            return self.bad(&["read"], "folders below it, such as `Diary: no`");
        }
        for (folder, said) in value.entries() {
            let path = ["read", folder.as_str()];
            self.origin(&path);
            let bare = folder.trim_end_matches(['/', '*', '.']);
            match said.truth() {
                Some(false) if !bare.is_empty() => {
                    self.config.unread.push(format!("{bare}/**"));
                    // Of Dendron's names too: `diary.2026.11.md`.
                    self.config.unread.push(format!("{bare}.**"));
                }
                Some(true) => {}
                None if said.text().as_deref() == Some("open") && !bare.is_empty() => {
                    self.config.open_names.push(bare.to_owned());
                }
                _ => self.bad(&path, "`no`, `yes` or `open`"),
            }
        }
    }

    fn scalar(&mut self, key: &str, value: &Yaml) {
        let text = value.text().unwrap_or_default();
        let path = [key];
        match (key, text.as_str()) {
            ("ignore", _) => self.config.ignore = self.globs(&path, value),
            ("me", _) => match PersonId::new(&text) {
                Some(me) => self.config.me = Some(me),
                None => self.bad(&path, "a person id"),
            },
            ("inbox", _) if !text.is_empty() => self.config.inbox = text,
            ("questions", _) if !text.is_empty() => self.config.questions = Some(text),
            ("timezone", _) => self.timezone(&text),
            ("links", "auto") => self.config.links = Links::Auto,
            ("links", "wiki") => self.config.links = Links::Wiki,
            ("links", "markdown") => self.config.links = Links::Markdown,
            ("links", _) => self.bad(&path, "`auto`, `wiki` or `markdown`"),
            ("dates", "auto" | "emoji" | "fields") => self.config.date_style = text,
            ("dates" | "date_order", "dmy") => self.config.date_order = Order::Dmy,
            ("dates" | "date_order", "mdy") => self.config.date_order = Order::Mdy,
            ("dates", _) => self.bad(&path, "`auto`, `emoji` or `fields`"),
            ("date_order", _) => self.bad(&path, "`dmy` or `mdy`"),
            // As without a config: by contrast with the boxes that name somebody.
            ("unowned", "contrast") => self.config.unowned = None,
            ("unowned", word) => match Unowned::read(word) {
                Some(unowned) => self.config.unowned = Some(unowned),
                None => self.bad(&path, "`me`, `them`, `ask` or `contrast`"),
            },
            ("notify", _) => match value.truth() {
                Some(notify) => self.config.notify = notify,
                None => self.bad(&path, "`yes` or `no`"),
            },
            ("ticks", "write-back") => self.config.ticks = true,
            ("ticks", "no" | "false") => self.config.ticks = false,
            ("ticks", _) => self.bad(&path, "`no` or `write-back`"),
            _ => self.bad(&path, "a text"),
        }
    }

    fn timezone(&mut self, text: &str) {
        let path = ["timezone"];
        match Zone::read(text) {
            Ok(zone) => self.config.timezone = Some(zone),
            Err(NoZone::NoRule) => self.bad(
                &path,
                "a zone whose clock follows a yearly rule; without one the calendar does without",
            ),
            Err(NoZone::Unknown(near)) => {
                let message = "`timezone` wants the name of a zone, such as `Europe/Berlin`";
                let hint = near.map(|near| format!("did you mean `{near}`?"));
                self.say(Code::ConfigBadValue, &path, message, hint);
            }
        }
    }

    fn finish(&mut self) {
        if self.config.sprint.is_none() && self.sprint_days.is_some() {
            self.bad(&["sprint"], "`first:`, the first day of the first sprint");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let (_, said) = Config::read(text);
        let said: Vec<String> = said
            .into_iter()
            .map(|d| {
                let (line, column, _) = d.location.numbers();
                format!("{line}:{column} {} ({})", d.message, d.hint.unwrap_or_default())
            })
            .collect();
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn unknown_keys_name_the_nearest() {
        check(
            "one_on_ones:\n  cadens: 1w\n",
            &["2:3 unknown key `one_on_ones.cadens` (did you mean `cadence`?)"],
        );
        check("qestions: x.md\n", &["1:1 unknown key `qestions` (did you mean `questions`?)"]);
        check(
            "tags: {high-fives: [x]}\n",
            &["1:8 unknown key `tags.high-fives` (did you mean `high-five`?)"],
        );
    }

    #[test]
    fn values_are_checked() {
        check("links: wikki\n", &["1:1 `links` wants `auto`, `wiki` or `markdown` ()"]);
        check(
            "one_on_ones: {minutes: 9999}\n",
            &["1:15 `one_on_ones.minutes` wants minutes from 5 to 240, such as `25` ()"],
        );
        check("batch:\nseason: {low_holds: [watch-out], hold_limit: 42d}\n", &[]);
    }

    #[test]
    fn the_config_of_the_manual_is_read() {
        let (config, said) = Config::read(
            "me: nora\npeople:\n  list:\n    tomasz: {name: Tomasz Wójcik, aliases: [tomek], report: yes, cadence: 1w, slot: tue 14:00}\n\
             inbox: daily\ntags: {high-five: [bravo]}\nstatuses: {\"?\": open}\nsprint: {first: 2026-01-05, length: 2w}\n\
             batch: {day: tue, from: \"13:00\", gap: 5m, most: 4, rest: 30m}\nlinks: auto\ndates: auto\n\
             paths: {prep: auto, rollup: auto, team: auto, me: auto, calendar: 1-2-1s.ics}\npages: {day: no, agenda: no}\nticks: no\n",
        );
        assert_eq!(said, []);
        assert_eq!(config.batch.map(|batch| batch.from), Some(780));
        assert_eq!(config.origins.get("sprint.first"), Some(&8));
    }
}
