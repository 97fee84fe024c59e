//! `vault121 about PERSON`: every line that names a person, for an access request.

use crate::cli::build::{self, Format};
use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, person_by_name};
use crate::fs::all::everything;
use crate::model::json_rows::SCHEMA;
use crate::model::model::Model;
use crate::pages::about;
use crate::pages::about::{AboutLine, SearchNames};
use crate::text::json;
use clap::Args;
use serde::Serialize;
use std::collections::BTreeMap;

/// Show every line that names a person, with what became of it
///
/// Searches every file of the vault, also those that are not read otherwise: templates, code,
/// comments, generated regions, rescued text, broken files. Lines about the person that do not
/// name them are listed, too. Generated text repeats other lines, so it is only counted for
/// each file; `--all` shows it, also what an old page still says after its source was deleted.
/// Git's history is not searched.
#[derive(Debug, Args)]
pub struct AboutArgs {
    /// The person: id, name or alias
    #[arg(add = completions::complete_people())]
    pub person: String,
    /// Also each line of generated text, and of our own cache, instead of how many there are
    #[arg(long)]
    pub all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or nobody of that name.
pub fn run(args: &AboutArgs, context: &CommandContext) -> Done {
    context.start_paging();
    let session = context.open_whole()?;
    // The config may say what others are not to read: other programs get nothing then.
    if args.format != Format::Text {
        build::require_sound_config(context, &session)?;
    }
    let model = Model::fold_vault(session.vault(), session.today);
    let names = SearchNames::of(&model, person_by_name(&model, &args.person)?);
    let all = everything(session.root());
    if args.format == Format::Json {
        let of = |(path, text): &(String, String)| {
            about::lines_about(&model, session.vault(), &names, path, text)
        };
        let lines = all.texts.iter().flat_map(of).filter(|line| args.all || !is_again(line));
        let row = |line: AboutLine| AboutRow {
            path: line.path,
            line: line.line,
            what: line.what,
            text: line.text,
        };
        let unread = [&all.binary, &all.links, &all.unread].into_iter().flatten().cloned();
        let report = AboutReport {
            schema: SCHEMA,
            lines: lines.map(row).collect(),
            not_read: unread.collect(),
        };
        context.ui.print_line(&json::pretty(&report));
        return Ok(FINE);
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = 0;
    for (path, text) in &all.texts {
        let lines = about::lines_about(&model, session.vault(), &names, path, text);
        let folded = |line: &AboutLine| !args.all && is_again(line);
        let again = lines.iter().filter(|line| folded(line)).count();
        let mut told = false;
        for line in &lines {
            let what = line.what.split([':', ',']).next().unwrap_or("").to_owned();
            *counts.entry(what).or_default() += 1;
            count += 1;
            if folded(line) {
                if !std::mem::replace(&mut told, true) {
                    let what = line.what.split(',').next().unwrap_or("");
                    let of = if again == 1 { "line" } else { "lines" };
                    let of = format!("{again} {of}, which `--all` shows");
                    context.ui.print_line(&format!("{path}:{}: {what}: {of}", line.line));
                }
                continue;
            }
            let at = if line.line == 0 { String::new() } else { format!(":{}", line.line) };
            let text =
                if line.text.is_empty() { String::new() } else { format!(": {}", line.text) };
            context.ui.print_line(&format!("{}{at}: {}{text}", line.path, line.what));
        }
    }
    let kinds: Vec<String> = counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let files = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
    context.ui.say(&format!("{count} line{}{files}", if count == 1 { "" } else { "s" }));
    for (what, paths) in [
        ("no text, not looked into", &all.binary),
        ("a link, not followed", &all.links),
        ("could not be opened", &all.unread),
    ] {
        for path in paths {
            context.ui.say(&format!("{path}: {what}"));
        }
    }
    Ok(FINE)
}

/// What `about --format json` prints.
#[derive(Serialize)]
struct AboutReport {
    schema: u32,
    lines: Vec<AboutRow>,
    not_read: Vec<String>,
}

#[derive(Serialize)]
struct AboutRow {
    path: String,
    line: u32,
    what: String,
    text: String,
}

/// Text that repeats what stands elsewhere: in regions, and the names of pages in our cache.
fn is_again(line: &AboutLine) -> bool {
    line.line > 0
        && (line.what.starts_with("generated") || line.path.starts_with(".vault121/cache/"))
}
