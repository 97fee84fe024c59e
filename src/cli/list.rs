//! `vault121 list KIND`: goals, feedback, promises and the rest as lines.
//!
//! The rows are those of `export`; what is filtered and printed here is the same tree.

use crate::cli::build;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure, person_by_name};
use crate::kind::List;
use crate::model::explained;
use crate::model::export;
use crate::pages::pages::Ask;
use crate::text::date::Day;
use crate::text::json;
use crate::text::json::Json;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

/// List goals, feedback, promises, 1-2-1s and the rest
#[derive(Debug, Args)]
pub struct ListArgs {
    /// What to list
    #[arg(value_enum)]
    pub kind: List,
    /// Only of this person
    #[arg(long, add = completions::complete_people())]
    pub person: Option<String>,
    /// Only with this status or state: open, done, to-share, held, shared ...
    #[arg(long)]
    pub status: Option<String>,
    /// What is held back, with its words, which no other list and no page shows
    #[arg(long)]
    pub held: bool,
    /// Only from this day on
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub since: Option<Day>,
    /// Only up to this day
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub until: Option<Day>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
    /// End each line with a NUL byte, for `xargs -0`
    #[arg(short = '0')]
    pub nul: bool,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns for people
    Text,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Columns with tabs between, and a head
    Tsv,
}

/// What can be listed is what `export` has, under the same names; promises are `actions` there,
/// and that word is taken too.
impl ValueEnum for List {
    fn value_variants<'a>() -> &'a [List] {
        List::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            List::Actions => PossibleValue::new("promises").alias(self.word()),
            _ => PossibleValue::new(self.word()),
        })
    }
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or nobody of that name.
pub fn run(args: &ListArgs, context: &CommandContext) -> Done {
    context.start_paging();
    let session = context.open_session()?;
    // The config may say what others are not to read: other programs get nothing then.
    if args.format != ListFormat::Text || args.nul {
        build::require_sound_config(context, &session)?;
    }
    let outcome = session.outcome(&Ask::default());
    let only = match &args.person {
        Some(name) => Some(person_by_name(&outcome.model, name)?.id.to_string()),
        None => None,
    };
    if args.kind == List::Scores && only.is_none() {
        return Err(Failure::new(
            "scores are each person's own and never stand beside a colleague's",
            "name one person: `vault121 list scores --person NAME`",
        ));
    }
    let rows = match (args.held, args.kind) {
        (true, List::Feedback) => json::tree(&export::held_rows(&outcome.model)),
        (true, _) => {
            let way_out = "`vault121 list feedback --held`";
            return Err(Failure::new("only feedback is held back", way_out));
        }
        (false, list) => json::tree(&export::rows(&outcome.model, list)),
    };
    let rows = rows.as_array().cloned().unwrap_or_default();
    let rows: Vec<Json> =
        rows.into_iter().filter(|row| keeps_row(args, only.as_deref(), row)).collect();
    match args.format {
        ListFormat::Json => context.ui.print_line(&json::pretty(&rows)),
        ListFormat::Jsonl => {
            for row in &rows {
                print_end(args, context, &json::line(row));
            }
        }
        ListFormat::Tsv => {
            let columns = columns(args.kind);
            print_end(args, context, &columns.join("\t"));
            for row in &rows {
                let cells: Vec<String> = columns.iter().map(|key| plain_cell(row, key)).collect();
                print_end(args, context, &cells.join("\t"));
            }
        }
        ListFormat::Text if args.nul => {
            for row in &rows {
                print_end(args, context, &plain_cell(row, "source"));
            }
        }
        ListFormat::Text => {
            let mut columns = columns(args.kind);
            let is_place = matches!(args.kind, List::People | List::Meetings);
            // How each was read is asked for.
            if context.ui.verbose && (is_place || rows.iter().any(|row| row["by"].is_string())) {
                columns.push("by");
            }
            let cell = |row: &Json, key: &str| match (key, args.kind) {
                ("by", List::People) => {
                    explained::witness(&outcome.model, row["id"].as_str().unwrap_or(""), None)
                }
                ("by", List::Meetings) => {
                    explained::witness(&outcome.model, "", row["path"].as_str())
                }
                _ => plain_cell(row, key),
            };
            let cells = |row: &Json| columns.iter().map(|key| cell(row, key)).collect();
            let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
            context.ui.table(&columns, &cells);
            if rows.is_empty() {
                context.ui.say("none");
            }
            let silent = rows.iter().filter(|row| row["state"] == "held").count();
            if silent > 0 && !args.held {
                context.ui.say(&format!("{silent} held back: `--held` shows them to you alone"));
            }
        }
    }
    Ok(FINE)
}

fn print_end(args: &ListArgs, context: &CommandContext, line: &str) {
    if args.nul {
        context.ui.print_bytes(format!("{line}\0").as_bytes());
    } else {
        context.ui.print_line(line);
    }
}

fn keeps_row(args: &ListArgs, only: Option<&str>, row: &Json) -> bool {
    let is = |key: &str, want: &str| row[key].as_str() == Some(want);
    let of_person = only.is_none_or(|id| {
        is("person", id)
            || is("owner", id)
            || is("id", id)
            || ["people", "through", "still"]
                .iter()
                .any(|key| row[*key].as_array().is_some_and(|all| all.iter().any(|one| one == id)))
            || row["helped_by"].as_array().is_some_and(|all| {
                let of_person = |key: &str| key.split('/').next() == Some(id);
                all.iter().filter_map(Json::as_str).any(of_person)
            })
    });
    let of_status = args.status.as_deref().is_none_or(|want| {
        let held = match row["held"].as_bool() {
            Some(true) => want == "held",
            Some(false) => want == "open",
            None => false,
        };
        let done = match row["done"].as_bool() {
            Some(true) => want == "done",
            Some(false) => want == "open",
            None => false,
        };
        is("status", want) || is("state", want) || held || done
    });
    let day = ["date", "closed", "set", "opened"].iter().find_map(|key| row[key].as_str());
    let since =
        args.since.is_none_or(|since| day.is_some_and(|day| day >= since.to_string().as_str()));
    let until =
        args.until.is_none_or(|until| day.is_some_and(|day| day <= until.to_string().as_str()));
    of_person && of_status && since && until
}

fn columns(list: List) -> Vec<&'static str> {
    match list {
        List::Goals => vec!["key", "status", "due", "closed", "title", "source"],
        List::Feedback => vec!["person", "kind", "state", "date", "text", "source"],
        List::Actions => vec!["owner", "person", "status", "due", "text", "source"],
        List::Meetings => vec!["date", "person", "held", "intention", "met", "source"],
        List::People => vec!["id", "name", "report", "season", "next", "last_held"],
        List::Questions => vec!["question", "every", "opens", "early", "text", "source"],
        List::Answers => vec!["date", "person", "question", "silent", "text", "source"],
        List::TeamGoals => vec!["name", "status", "text", "helped_by", "source"],
        List::FollowUps => vec!["when", "time", "people", "with", "status", "text", "source"],
        List::Policies => vec!["policy", "title", "reviewed", "source"],
        List::Resources => {
            vec!["resource", "skills", "done", "through", "still", "text", "source"]
        }
        List::Topics
        | List::Intentions
        | List::Outcomes
        | List::Clarity
        | List::Agreements
        | List::Seasons
        | List::Home
        | List::RoadBlocks
        | List::AskAll
        | List::TellAll
        | List::MyMisses
        | List::Scores => vec!["date", "people", "name", "status", "text", "source"],
    }
}

fn plain_cell(row: &Json, key: &str) -> String {
    let place = |path: &Json, line: &Json| format!("{}:{line}", path.as_str().unwrap_or(""));
    match (key, &row[key]) {
        ("source", Json::Object(at)) => place(&at["path"], &at["line"]),
        ("source", _) if row["path"].is_string() => place(&row["path"], &row["line"]),
        (_, Json::String(text)) => text.replace(['\t', '\n'], " "),
        (_, Json::Bool(truth)) => if *truth { "yes" } else { "no" }.to_owned(),
        (_, Json::Number(number)) => number.to_string(),
        (_, Json::Array(all)) => all.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
