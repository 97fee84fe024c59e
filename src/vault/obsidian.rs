//! What the settings of Obsidian, of its core plug-ins, of Periodic Notes and of Templater say:
//! where a daily note stands and what it is made of, and which files are templates.
//!
//! Settings of other programs are hints. One that cannot be read is passed over, and `broken`
//! names it.

use crate::text::json::{self, Json};
use crate::vault::config::Status;
use std::collections::BTreeMap;

const APP: &str = ".obsidian/app.json";
const PLUGINS: &str = ".obsidian/community-plugins.json";
const DAILY: &str = ".obsidian/daily-notes.json";
const TEMPLATES: &str = ".obsidian/templates.json";
const TEMPLATER: &str = ".obsidian/plugins/templater-obsidian/data.json";
const PERIODIC: &str = ".obsidian/plugins/periodic-notes/data.json";
const TASKS: &str = ".obsidian/plugins/obsidian-tasks-plugin/data.json";

/// All that are read.
pub const FILES: [&str; 7] = [APP, DAILY, PLUGINS, TEMPLATES, TEMPLATER, PERIODIC, TASKS];

/// The format of a daily note that says nothing else.
const FORMAT: &str = "YYYY-MM-DD";

/// How a daily note is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailySettings {
    /// Its folder; empty for the vault's own.
    pub folder: String,
    /// Its name, in a format of Moment; a slash makes folders.
    pub format: String,
    /// The path of its template.
    pub template: Option<String>,
    /// In which format `{{date}}` in the template is filled in.
    pub date: String,
}

/// The plug-ins that are switched on; none when no file tells.
pub fn plugins(settings: &BTreeMap<String, String>) -> Option<Vec<String>> {
    let list = read(settings, PLUGINS)?;
    let names = list.as_array()?.iter().filter_map(Json::as_str);
    Some(names.map(str::to_owned).collect())
}

/// Whether links are `[label](path)`.
pub fn markdown_links(settings: &BTreeMap<String, String>) -> bool {
    read(settings, APP).is_some_and(|app| app["useMarkdownLinks"] == true)
}

/// Where daily notes go: as Periodic Notes says where it makes them, else as the core plug-in
/// does; none when neither was ever set.
pub fn daily(settings: &BTreeMap<String, String>) -> Option<DailySettings> {
    let made = |file: &Json, template: &str, date: Option<String>| {
        let format = text(&file["format"]).unwrap_or_else(|| FORMAT.to_owned());
        DailySettings {
            folder: text(&file["folder"]).map(|folder| path(&folder)).unwrap_or_default(),
            date: date.unwrap_or_else(|| format.clone()),
            format,
            template: text(&file[template]).map(|template| path(&template)),
        }
    };
    if let Some(periodic) = periodic(settings) {
        for (period, template) in [("daily", "template"), ("day", "templatePath")] {
            if periodic[period]["enabled"] == true {
                // Its `{{date}}` is the name of the note.
                return Some(made(&periodic[period], template, None));
            }
        }
    }
    let core = read(settings, DAILY)?;
    let date = read(settings, TEMPLATES).and_then(|file| text(&file["dateFormat"]));
    Some(made(&core, "template", date.or_else(|| Some(FORMAT.to_owned()))))
}

/// The template folders of Obsidian and Templater, and the templates of daily and periodic notes;
/// the whole vault is none.
pub fn templates(settings: &BTreeMap<String, String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |value: &Json| found.extend(text(value).map(|template| path(&template)));
    for (path, key) in [
        (TEMPLATES, "folder"),
        (TEMPLATER, "templates_folder"),
        (TEMPLATER, "template_folder"),
        (DAILY, "template"),
    ] {
        if let Some(file) = read(settings, path) {
            add(&file[key]);
        }
    }
    if let Some(file) = read(settings, PERIODIC) {
        let sets = file["calendarSets"].as_array().into_iter().flatten();
        for one in sets.chain([&file]) {
            for period in
                ["daily", "weekly", "monthly", "quarterly", "yearly", "day", "week", "month"]
                    .into_iter()
                    .chain(["quarter", "year"])
            {
                add(&one[period]["template"]);
                add(&one[period]["templatePath"]);
            }
        }
    }
    found.retain(|path| !path.is_empty());
    found.sort();
    found.dedup();
    found
}

/// The folders whose new notes Templater makes of a template, each with its path.
pub fn folder_templates(settings: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let is_on = |names: Vec<String>| names.iter().any(|name| name == "templater-obsidian");
    let file = read(settings, TEMPLATER).filter(|_| plugins(settings).is_none_or(is_on));
    let Some(file) = file.filter(|file| file["enable_folder_templates"] != false) else {
        return Vec::new();
    };
    let one = |pair: &Json| {
        let (folder, template) = (text(&pair["folder"])?, path(&text(&pair["template"])?));
        let ending = if template.ends_with(".md") { "" } else { ".md" };
        Some((path(&folder), format!("{template}{ending}")))
    };
    let all = file["folder_templates"].as_array().into_iter().flatten();
    all.filter_map(one).collect()
}

/// The format of a day in a template that gives none.
pub fn template_day(settings: &BTreeMap<String, String>) -> String {
    let own = read(settings, TEMPLATES).and_then(|file| text(&file["dateFormat"]));
    own.unwrap_or_else(|| FORMAT.to_owned())
}

/// What the characters of boxes mean to Tasks, where it is switched on. One that is no task to it
/// is left to our own table.
pub fn statuses(settings: &BTreeMap<String, String>) -> BTreeMap<char, Status> {
    let is_on = |names: Vec<String>| names.iter().any(|name| name == "obsidian-tasks-plugin");
    let file = read(settings, TASKS).filter(|_| plugins(settings).is_none_or(is_on));
    let Some(file) = file else { return BTreeMap::new() };
    let settings = &file["statusSettings"];
    let lists = [&settings["coreStatuses"], &settings["customStatuses"]];
    let all = lists.into_iter().filter_map(|list| list.as_array()).flatten();
    let one = |status: &Json| {
        let mut chars = status["symbol"].as_str()?.chars();
        let meant = match status["type"].as_str()? {
            "TODO" => Status::Open,
            "IN_PROGRESS" => Status::InProgress,
            "ON_HOLD" => Status::OnHold,
            "DONE" => Status::Done,
            "CANCELLED" => Status::Dropped,
            _ => return None,
        };
        chars.next().filter(|_| chars.next().is_none()).map(|mark| (mark, meant))
    };
    all.filter_map(one).collect()
}

/// The settings that are there and cannot be read.
pub fn broken(settings: &BTreeMap<String, String>) -> Vec<&'static str> {
    let is_broken = |path: &&str| {
        settings.get(*path).is_some_and(|text| !text.trim().is_empty())
            && read(settings, path).is_none()
    };
    FILES.into_iter().filter(is_broken).collect()
}

/// The settings of Periodic Notes that hold, where it is switched on: those of the calendar in
/// use, since its version 1, else the file's own.
fn periodic(settings: &BTreeMap<String, String>) -> Option<Json> {
    let is_on = |names: Vec<String>| names.iter().any(|name| name == "periodic-notes");
    if !plugins(settings).is_none_or(is_on) {
        return None;
    }
    let file = read(settings, PERIODIC)?;
    let sets = file["calendarSets"].as_array().cloned().unwrap_or_default();
    let active = sets.iter().find(|set| set["id"] == file["activeCalendarSet"]);
    Some(active.or(sets.first()).unwrap_or(&file).clone())
}

/// A file as JSON of the kind that it should be.
fn read(settings: &BTreeMap<String, String>, path: &str) -> Option<Json> {
    let file = json::parse(settings.get(path)?.trim_start_matches('\u{feff}'))?;
    let fits = if path == PLUGINS { file.is_array() } else { file.is_object() };
    fits.then_some(file)
}

fn text(value: &Json) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A path as they write it, from the vault on: `/Templates/`, `./Templates`.
fn path(text: &str) -> String {
    let text = text.replace('\\', "/");
    text.trim_start_matches("./").trim_matches('/').trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn where_daily_notes_go() {
        let check = |files: &[(&str, &str)], expected: Option<(&str, &str, Option<&str>)>| {
            let found = daily(&of(files));
            let found = found.as_ref().map(|daily| {
                (daily.folder.as_str(), daily.format.as_str(), daily.template.as_deref())
            });
            assert_eq!(found, expected, "{files:?}");
        };
        let core = (DAILY, r#"{"folder": "/Log/", "format": "DD.MM.YYYY", "template": "T/Day"}"#);
        let of_core = Some(("Log", "DD.MM.YYYY", Some("T/Day")));
        let plain = Some(("", "YYYY-MM-DD", None));
        check(&[], None);
        check(&[core], of_core);
        check(&[(DAILY, "{}")], plain);
        check(&[(DAILY, r#"{"folder": 5, "format": "", "template": null}"#)], plain);
        check(&[(DAILY, "\u{feff}{\"folder\": \"Log\"}")], Some(("Log", "YYYY-MM-DD", None)));
        for broken in ["{", "[]", "\"x\"", "", "<<<<<<< HEAD\n{}"] {
            check(&[(DAILY, broken)], None);
            check(&[core, (PERIODIC, broken)], of_core);
        }
        let periodic = r#"{"daily": {"enabled": true, "folder": "P", "format": "YYYY/DDDD", "template": "T/P.md"}}"#;
        let of_periodic = Some(("P", "YYYY/DDDD", Some("T/P.md")));
        check(&[core, (PERIODIC, periodic)], of_periodic);
        check(&[(PERIODIC, periodic)], of_periodic);
        check(&[core, (PERIODIC, periodic), (PLUGINS, r#"["periodic-notes"]"#)], of_periodic);
        check(&[core, (PERIODIC, periodic), (PLUGINS, r#"["dataview"]"#)], of_core);
        check(&[core, (PERIODIC, &periodic.replace("true", "false"))], of_core);
        check(&[core, (PERIODIC, r#"{"weekly": {"enabled": true}}"#)], of_core);
        let sets = r#"{"activeCalendarSet": "b", "calendarSets": [
            {"id": "a", "day": {"enabled": true, "folder": "A"}},
            {"id": "b", "day": {"enabled": true, "folder": "B", "templatePath": "T/B.md"}}]}"#;
        check(&[core, (PERIODIC, sets)], Some(("B", "YYYY-MM-DD", Some("T/B.md"))));
        let other = sets.replace("\"b\", \"cal", "\"gone\", \"cal");
        check(&[core, (PERIODIC, &other)], Some(("A", "YYYY-MM-DD", None)));
    }

    #[test]
    fn what_is_a_template() {
        let check = |file: &str, text: &str, expected: &[&str]| {
            assert_eq!(templates(&of(&[(file, text)])), expected, "{text}");
        };
        check(TEMPLATES, r#"{"folder": "./Meta/tpl/"}"#, &["Meta/tpl"]);
        check(TEMPLATES, r#"{"folder": "/"}"#, &[]);
        check(TEMPLATER, r#"{"templates_folder": "Vorlagen"}"#, &["Vorlagen"]);
        check(TEMPLATER, r#"{"template_folder": " Old "}"#, &["Old"]);
        check(TEMPLATER, r#"{"templates_folder": ["x"]}"#, &[]);
        check(DAILY, r#"{"template": "T/Day"}"#, &["T/Day"]);
        check(PERIODIC, r#"{"weekly": {"template": "T/W.md"}}"#, &["T/W.md"]);
        let sets = r#"{"calendarSets": [{"week": {"templatePath": "T/W"}}, {"year": {"templatePath": "T/Y"}}]}"#;
        check(PERIODIC, sets, &["T/W", "T/Y"]);
        for broken in ["{", "null", "[{}]"] {
            check(TEMPLATES, broken, &[]);
            check(PERIODIC, broken, &[]);
        }
    }

    #[test]
    fn what_boxes_mean_to_tasks() {
        let tasks = r#"{"statusSettings": {"coreStatuses": [{"symbol": "x", "type": "DONE"}],
            "customStatuses": [{"symbol": "D", "type": "DONE"}, {"symbol": "?", "type": "CANCELLED"},
            {"symbol": "b", "type": "ON_HOLD"}, {"symbol": "i", "type": "IN_PROGRESS"},
            {"symbol": "!", "type": "TODO"}, {"symbol": "<", "type": "NON_TASK"},
            {"symbol": "ab", "type": "DONE"}, {"symbol": "", "type": "EMPTY"}, {"type": "DONE"}, 5]}}"#;
        let all = [
            ('x', Status::Done),
            ('D', Status::Done),
            ('?', Status::Dropped),
            ('b', Status::OnHold),
            ('i', Status::InProgress),
            ('!', Status::Open),
        ];
        let all = BTreeMap::from(all);
        assert_eq!(statuses(&of(&[(TASKS, tasks)])), all);
        let on = (PLUGINS, r#"["dataview", "obsidian-tasks-plugin"]"#);
        assert_eq!(statuses(&of(&[(TASKS, tasks), on])), all);
        let off = (PLUGINS, r#"["dataview"]"#);
        for files in [&[(TASKS, tasks), off][..], &[(TASKS, "{}")], &[(TASKS, "{")], &[]] {
            assert_eq!(statuses(&of(files)), BTreeMap::new(), "{files:?}");
        }
        for broken in ["{\"statusSettings\": 5}", "{\"statusSettings\": {\"customStatuses\": {}}}"]
        {
            assert_eq!(statuses(&of(&[(TASKS, broken)])), BTreeMap::new(), "{broken}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let check = |file: &str, text: &str, is_broken: bool| {
            assert_eq!(broken(&of(&[(file, text)])).len(), usize::from(is_broken), "{file} {text}");
        };
        check(DAILY, "{", true);
        check(DAILY, "[]", true);
        check(DAILY, "{}", false);
        check(DAILY, "", false);
        check(PLUGINS, "[]", false);
        check(PLUGINS, "{}", true);
        check("dendron.yml", "{", false);
    }
}
