//! `vault121 explain CODE`: what a complaint means, an example, the way out; of `PATH:LINE` how the
//! line was read.

use crate::cli::build::Format;
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::diagnostic::code::Code;
use crate::model::explained;
use crate::model::json_rows::SCHEMA;
use crate::model::model::Model;
use crate::text::json;
use crate::text::span::nearest_word;
use clap::Args;
use serde::Serialize;

/// Say what a code of `check` means, or how a line was read, and why
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code, as `check` prints it in brackets, or `PATH:LINE`; all codes when it is left out
    #[arg(add = completions::complete_codes())]
    pub code: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
///
/// # Errors
/// When there is no such code, or no such note.
pub fn run(args: &ExplainArgs, context: &CommandContext) -> Done {
    context.start_paging();
    let Some(word) = &args.code else {
        if args.format == Format::Json {
            return print_codes(context, Code::ALL);
        }
        let rows: Vec<Vec<String>> = Code::ALL
            .iter()
            .map(|code| {
                vec![code.word().to_owned(), code.severity().word().to_owned(), code.meaning()]
            })
            .collect();
        context.ui.table(&["code", "severity", "meaning"], &rows);
        return Ok(FINE);
    };
    if let Some((path, line)) = word.rsplit_once(':')
        && let Ok(line) = line.parse::<u32>()
    {
        return explain_line(path, line, args.format, context);
    }
    let Some(code) = Code::from_word(word.trim_matches(['[', ']'])) else {
        let near = nearest_word(word, Code::ALL.iter().map(|code| code.word()));
        let way_out = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`vault121 explain` lists all codes".to_owned(),
        };
        return Err(Failure::new(format!("there is no code `{word}`"), way_out));
    };
    if args.format == Format::Json {
        return print_codes(context, &[code]);
    }
    context.ui.print_line(&format!("{} ({})\n\n{}", code, code.severity().word(), code.explain()));
    Ok(FINE)
}

/// How a line was read, with what says so.
fn explain_line(path: &str, line: u32, format: Format, context: &CommandContext) -> Done {
    let session = context.open_whole()?;
    let model = Model::fold_vault(session.vault(), session.today);
    let path = path.trim_start_matches("./");
    let Some(note) = session.vault().notes.values().find(|note| note.path.as_str() == path) else {
        return Err(Failure::new(
            format!("there is no note `{path}`"),
            "write its path from the vault's folder on, as `check` prints it",
        ));
    };
    let said = explained::explained_line(session.vault(), &model, &note.path, line);
    if format == Format::Json {
        context.ui.print_line(&json::pretty(&LineReport { schema: SCHEMA, path, line, said }));
        return Ok(FINE);
    }
    for said in said {
        context.ui.print_line(&said);
    }
    Ok(FINE)
}

/// What `explain PATH:LINE --format json` prints.
#[derive(Serialize)]
struct LineReport<'a> {
    schema: u32,
    path: &'a str,
    line: u32,
    /// How it was read, a sentence each.
    said: Vec<String>,
}

/// What `explain --format json` prints.
#[derive(Serialize)]
struct ExplainReport {
    schema: u32,
    codes: Vec<CodeRow>,
}

#[derive(Serialize)]
struct CodeRow {
    code: &'static str,
    severity: &'static str,
    text: &'static str,
}

fn print_codes(context: &CommandContext, codes: &[Code]) -> Done {
    let row = |code: &Code| CodeRow {
        code: code.word(),
        severity: code.severity().word(),
        text: code.explain(),
    };
    let report = ExplainReport { schema: SCHEMA, codes: codes.iter().map(row).collect() };
    context.ui.print_line(&json::pretty(&report));
    Ok(FINE)
}
