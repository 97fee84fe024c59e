//! `vault121 add KIND PERSON TEXT…`: one well-formed line into the inbox note.

use crate::cli::completions;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::mark::{failure_of, require_writable, write_edit};
use crate::fs::read::glance_at;
use crate::kind::Kind;
use crate::model::model::Model;
use crate::pages::add;
use crate::pages::plan::{Edit, EditKind};
use crate::pages::selector::Refusal;
use crate::text::date::Day;
use crate::vault::obsidian;
use clap::Args;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use std::ffi::OsStr;

/// Append one line to the inbox note, and say where it is
///
/// The inbox is today's daily note, or the note that `inbox:` in the config names. Kinds that
/// are for everyone (ask-all, tell-all, resource, team-goal, my-miss) take no person.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vault121 add high-five alice #skill/debugging found the cache bug\n  \
                        vault121 add goal/cka alice Pass the CKA --due 2026-12-01\n  \
                        vault121 add action alice me: ask HR about the study budget"
)]
pub struct AddArgs {
    /// What it is: goal, high-five, watch-out, topic, action, intention, season/low …
    #[arg(value_parser = KindWord, hide_possible_values = true)]
    pub kind: String,
    /// About whom, and the words; `-` in their place takes them from standard input
    #[arg(required = true, num_args = 1.., value_names = ["PERSON", "TEXT"])]
    #[arg(add = completions::complete_people())]
    pub words: Vec<String>,
    /// Until when
    #[arg(long, value_name = "DAY", value_parser = crate::cli::context::parse_day)]
    pub due: Option<Day>,
    /// Show the line and where it would stand, and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// The word of a kind as it is typed. Shells complete the kinds; which other words, short names
/// and spellings are right, the vault knows.
#[derive(Clone)]
struct KindWord;

impl TypedValueParser for KindWord {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Kind::ALL.iter().map(|kind| PossibleValue::new(kind.word()))))
    }
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, nobody of that name, or the line would not be read as it is meant.
pub fn run(args: &AddArgs, context: &CommandContext) -> Done {
    let mut session = context.open_whole()?;
    require_writable(&session)?;
    let model = Model::fold_vault(session.vault(), session.today);
    let words = typed_words(&args.words)?;
    let mut adding = add::read_typed(&model, &args.kind, &words).map_err(failure_of)?;
    adding.due = args.due;
    let path = add::note_for_line(&model, session.vault()).map_err(failure_of)?;
    let full = session.root().join(path.as_str());
    let present = full.symlink_metadata().is_ok();
    let begun = match present {
        true => glance_at(&full).ok_or_else(|| {
            failure_of(Refusal::new(format!("`{path}` cannot be read"), "look at the note"))
        })?,
        false => {
            for file in obsidian::broken(&session.vault().settings) {
                context
                    .ui
                    .say(&format!("`{file}` cannot be read; the note goes where others stand"));
            }
            let template = add::daily_template(&model)
                .filter(|_| model.config.inbox == "daily")
                .and_then(|path| glance_at(&session.root().join(path)));
            add::new_note_text(&model, &path, template.as_deref()).unwrap_or_else(|| {
                context.ui.say(
                    "the daily note was made without its template, which only Obsidian can fill in",
                );
                String::new()
            })
        }
    };
    let line =
        add::edit_of_note(&model, session.whole(), &adding, &path, &begun).map_err(failure_of)?;
    let written = line.after.clone();
    let text =
        line.apply(&begun).map_err(|why| failure_of(Refusal::new(why, "look at the note")))?;
    if !args.dry_run {
        let why = format!("added: {}", adding.kind.word());
        let made = (!present).then(|| text.clone());
        let kind = EditKind::Lines { lines: vec![line], made };
        write_edit(&mut session, context, Edit { path: path.clone(), why, kind })?;
    }
    // Somebody may have written above it meanwhile.
    let now = if args.dry_run { text } else { glance_at(&full).unwrap_or(text) };
    let at = now.lines().enumerate().filter(|(_, text)| *text == written).last();
    let number = at.map_or(0, |(at, _)| at + 1);
    context.ui.print_line(&format!("{path}:{number}"));
    context.ui.say(&format!("  {written}"));
    Ok(FINE)
}

/// The words as they were typed, or as they come from standard input.
fn typed_words(typed: &[String]) -> Result<Vec<String>, Failure> {
    let mut words = typed.to_vec();
    if words.last().is_some_and(|last| last == "-") {
        words.pop();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut std::io::stdin(), &mut text)?;
        words.extend(text.split_whitespace().map(str::to_owned));
    }
    Ok(words)
}
