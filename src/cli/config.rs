//! `vault121 config`: every key, its value, and where that comes from.

use crate::cli::build;
use crate::cli::build::Format;
use crate::cli::context::{CommandContext, Done, FINE};
use crate::model::json_rows::SCHEMA;
use crate::text::json;
use crate::vault::config::{CONFIG_PATH, Config, KEYS};
use clap::Args;
use serde::Serialize;

/// Show every setting, its value, and where it comes from
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or its config cannot be used.
pub fn run(args: &ConfigArgs, context: &CommandContext) -> Done {
    let session = context.open_session()?;
    build::require_sound_config(context, &session)?;
    let config = &session.vault().config;
    if args.format == Format::Json {
        let settings = KEYS.iter().map(|(key, meaning)| {
            let line = line_of_key(config, key);
            let from = line.map(|line| Origin { path: CONFIG_PATH, line: u64::from(line) });
            SettingRow { key, value: value_of_key(config, key), from, meaning }
        });
        let report = ConfigReport { schema: SCHEMA, settings: settings.collect() };
        context.ui.print_line(&json::pretty(&report));
        return Ok(FINE);
    }
    let rows: Vec<Vec<String>> = KEYS
        .iter()
        .map(|(key, meaning)| {
            let from = line_of_key(config, key)
                .map_or("default".to_owned(), |line| format!("{CONFIG_PATH}:{line}"));
            vec![(*key).to_owned(), value_of_key(config, key), from, (*meaning).to_owned()]
        })
        .collect();
    context.ui.table(&["key", "value", "from", "meaning"], &rows);
    Ok(FINE)
}

/// The line of the config that sets a key, or a part of it.
fn line_of_key(config: &Config, key: &str) -> Option<u32> {
    let inside = config
        .origins
        .iter()
        .find(|(name, _)| name.as_str() == key || name.starts_with(&format!("{key}.")));
    inside.map(|(_, line)| *line)
}

/// What `config --format json` prints.
#[derive(Serialize)]
struct ConfigReport {
    schema: u32,
    settings: Vec<SettingRow>,
}

#[derive(Serialize)]
struct SettingRow {
    key: &'static str,
    value: String,
    from: Option<Origin>,
    meaning: &'static str,
}

#[derive(Serialize)]
struct Origin {
    path: &'static str,
    line: u64,
}

fn value_of_key(config: &Config, key: &str) -> String {
    let path = |name: &str| config.paths.get(name).cloned().unwrap_or_else(|| "auto".to_owned());
    let list = |list: &[String]| list.join(", ");
    let days = |days: i64| format!("{days}d");
    let none = || "-".to_owned();
    match key {
        "me" => config.me.as_ref().map_or_else(none, ToString::to_string),
        "people.notes" => list(&config.person_notes),
        "people.list" => {
            let ids: Vec<&str> = config.people.keys().map(|id| id.as_str()).collect();
            if ids.is_empty() { none() } else { ids.join(", ") }
        }
        "one_on_ones.notes" => list(&config.meeting_notes),
        "one_on_ones.minutes" => config.minutes.to_string(),
        "one_on_ones.cadence" => config.cadence.to_string(),
        "one_on_ones.prep_lead" => days(config.prep_lead),
        "ignore" => list(&config.ignore),
        "read" => {
            let folders = config.unread.iter().filter_map(|glob| glob.strip_suffix("/**"));
            let folders: Vec<String> = folders.map(|folder| format!("{folder}: no")).collect();
            if folders.is_empty() { none() } else { folders.join(", ") }
        }
        "inbox" => config.inbox.clone(),
        "questions" => config.questions.clone().unwrap_or_else(none),
        "tags" => {
            let tags = config.tags.iter();
            let tags: Vec<String> =
                tags.map(|(kind, words)| format!("{}: {}", kind.word(), words.join(" "))).collect();
            if tags.is_empty() { none() } else { tags.join("; ") }
        }
        "words" => {
            let more = config.words.more.iter();
            let mut words: Vec<String> =
                more.map(|(kind, more)| format!("{}: {}", kind.word(), more.join(" "))).collect();
            if !config.words.off.is_empty() {
                words.push(format!("off: {}", config.words.off.join(" ")));
            }
            if words.is_empty() { none() } else { words.join("; ") }
        }
        "unowned" => {
            config.unowned.map_or_else(none, |unowned| format!("{unowned:?}").to_lowercase())
        }
        "statuses" => {
            let statuses = config.statuses.iter();
            statuses
                .map(|(mark, s)| format!("`{mark}` {}", s.word()))
                .collect::<Vec<_>>()
                .join(", ")
        }
        "season.low_holds" => {
            config.low_holds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
        }
        "season.hold_limit" => days(config.hold_limit),
        "sprint.first" => config.sprint.map_or_else(none, |sprint| sprint.first.to_string()),
        "sprint.length" => config.sprint.map_or_else(none, |sprint| days(sprint.days)),
        "batch.day" => config.batch.map_or_else(none, |batch| batch.day.short().to_owned()),
        "batch.from" => {
            config.batch.map_or_else(none, |batch| crate::text::date::clock(batch.from))
        }
        "batch.gap" => config.batch.map_or_else(none, |batch| format!("{}m", batch.gap)),
        "batch.most" => config.batch.map_or_else(none, |batch| batch.most.to_string()),
        "batch.rest" => config.batch.map_or_else(none, |batch| format!("{}m", batch.rest)),
        "notify" => if config.notify { "yes" } else { "no" }.to_owned(),
        "links" => format!("{:?}", config.links).to_lowercase(),
        "dates" => config.date_style.clone(),
        "date_order" => if config.date_order.is_month_first() { "mdy" } else { "dmy" }.to_owned(),
        "pages" => {
            let pages = config.pages.iter();
            let pages: Vec<String> = pages
                .map(|(page, on)| format!("{page}: {}", if *on { "yes" } else { "no" }))
                .collect();
            if pages.is_empty() { none() } else { pages.join(", ") }
        }
        "ticks" => if config.ticks { "write-back" } else { "no" }.to_owned(),
        _ => key.strip_prefix("paths.").map_or_else(none, path),
    }
}
