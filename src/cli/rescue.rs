//! `vault121 rescue list|show|restore|prune`: the texts that were kept in `.vault121/rescue/`.
//!
//! Nothing that stands in the vault is covered: a text goes beside its note, or into its place
//! when the note is gone. A watcher at work meanwhile is not disturbed.

use crate::cli::build::Format;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::fs::rescue;
use crate::fs::rescue::{DAYS, RescuedText};
use crate::fs::sys;
use crate::fs::sys::Folder;
use crate::model::json_rows::SCHEMA;
use crate::text::date::Cadence;
use crate::text::ids::NotePath;
use crate::text::json;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::io;

/// Find and bring back texts that were kept when a note was written
///
/// What you saved in the moment in which a note was written, or what you wrote inside a region,
/// is kept in `.vault121/rescue/` for 30 days, at most 64 MiB of it.
#[derive(Debug, Args)]
pub struct RescueArgs {
    /// What to do
    #[command(subcommand)]
    pub what: RescueVerb,
}

/// What to do with kept texts.
#[derive(Debug, Subcommand)]
pub enum RescueVerb {
    /// List what is kept: its number, note, size and why
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print a kept text
    Show {
        /// Its number, as `list` prints it
        number: String,
        /// How to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Put a kept text beside its note, or in its place when the note is gone
    Restore {
        /// Its number, as `list` prints it
        number: String,
    },
    /// Remove texts that are older than 30 days, and the oldest past 64 MiB
    Prune {
        /// Remove those older than this instead: `7d`, `2w`, or `all`
        #[arg(long, value_name = "AGE", value_parser = parse_age)]
        older: Option<Age>,
    },
}

/// An age in days.
#[derive(Clone, Copy, Debug)]
pub struct Age(i64);

fn parse_age(text: &str) -> Result<Age, String> {
    if text == "all" {
        return Ok(Age(-1));
    }
    let read = Cadence::read(text).map(|cadence| Age(cadence.days()));
    read.ok_or_else(|| "an age is written as `7d`, `2w` or `all`".to_owned())
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, no such text, or the disk fails.
pub fn run(args: &RescueArgs, context: &CommandContext) -> Done {
    let root = Folder::open(&context.vault_root()?)?;
    match &args.what {
        RescueVerb::List { format } => list_kept(context, &root, *format),
        RescueVerb::Show { number, format } => {
            let kept = find_kept(&root, number)?;
            let bytes = rescue::read(&root, &kept)?;
            match format {
                Format::Text => context.ui.print_bytes(&bytes),
                Format::Json => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    context.ui.print_line(&json::pretty(&ShownReport {
                        schema: SCHEMA,
                        kept: row(&kept),
                        text,
                    }));
                }
            }
            Ok(FINE)
        }
        RescueVerb::Restore { number } => restore_kept(context, &root, &find_kept(&root, number)?),
        RescueVerb::Prune { older } => prune(context, &root, older.map_or(DAYS, |age| age.0)),
    }
}

/// What `rescue list --format json` prints.
#[derive(Serialize)]
struct RescueReport {
    schema: u32,
    kept: Vec<KeptRow>,
}

#[derive(Serialize)]
struct KeptRow {
    number: String,
    day: String,
    note: String,
    bytes: u64,
    why: &'static str,
    path: String,
}

/// What `rescue show --format json` prints.
#[derive(Serialize)]
struct ShownReport {
    schema: u32,
    kept: KeptRow,
    /// The text; bytes that are no UTF-8 are replaced.
    text: String,
}

fn row(kept: &RescuedText) -> KeptRow {
    KeptRow {
        number: kept.id.clone(),
        day: kept.day.to_string(),
        note: kept.note.clone(),
        bytes: kept.bytes,
        why: kept.why.words(),
        path: kept.path(),
    }
}

fn list_kept(context: &CommandContext, root: &Folder, format: Format) -> Done {
    let all = rescue::list(root)?;
    if format == Format::Json {
        let report = RescueReport { schema: SCHEMA, kept: all.iter().map(row).collect() };
        context.ui.print_line(&json::pretty(&report));
        return Ok(FINE);
    }
    if all.is_empty() {
        context.ui.say("nothing is kept");
        return Ok(FINE);
    }
    let row = |kept: &RescuedText| {
        let size = format!("{} bytes", kept.bytes);
        vec![kept.id.clone(), kept.note.clone(), size, kept.why.words().to_owned()]
    };
    context.ui.table(&["number", "note", "size", "why"], &all.iter().map(row).collect::<Vec<_>>());
    Ok(FINE)
}

fn find_kept(root: &Folder, number: &str) -> Result<RescuedText, Failure> {
    let found = rescue::list(root)?.into_iter().find(|kept| kept.id == number);
    found.ok_or_else(|| {
        let message = format!("no text `{number}` is kept");
        Failure::new(message, "`vault121 rescue list` shows what is")
    })
}

fn restore_kept(context: &CommandContext, root: &Folder, kept: &RescuedText) -> Done {
    let note = NotePath::new(&kept.note).map_err(|why| Failure { message: why, way_out: None })?;
    let bytes = rescue::read(root, kept)?;
    let beside = format!("{}.vault121-rescued-{}.md", note.stem(), kept.id);
    let folder = root.make_beneath(note.folder())?;
    // For those alone who may read the note; when it is gone, for whoever asked.
    let mode = folder.stat(note.file_name()).map_or(0o600, |stat| stat.mode() & 0o666);
    for name in [note.file_name(), &beside] {
        let mut file = match folder.create_file(name, mode) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error.into()),
        };
        sys::write_whole(&mut file, &bytes)?;
        sys::sync(&file)?;
        folder.sync()?;
        context.ui.print_line(&note.beside(name));
        return Ok(FINE);
    }
    let message = format!("`{}` is there already", note.beside(&beside));
    Err(Failure::new(message, "remove it, or copy what is missing from it"))
}

fn prune(context: &CommandContext, root: &Folder, older_than: i64) -> Done {
    let all = rescue::list(root)?;
    let over = rescue::over_limits(&all, older_than, context.today);
    for kept in &over {
        rescue::remove(root, kept)?;
        context.ui.print_line(&format!("{} {}: removed", kept.id, kept.note));
    }
    if over.is_empty() {
        context.ui.say("nothing to remove");
    }
    Ok(FINE)
}
