//! `vault121 demo`: the example vault, unpacked and built for today, and what to try next.
//!
//! The example's days are moved by whole weeks, so that its next 1-2-1s are always this week's.

use crate::app::session::Session;
use crate::app::watch::Batch;
use crate::cli::context::{Done, FINE, Failure, Place};
use crate::cli::demo_files::{EXAMPLE, Files, MESSY};
use crate::model::discover;
use crate::model::read_lines;
use crate::model::read_lines::ReadLine;
use crate::note::parse::Note;
use crate::pages::pages::Ask;
use crate::pages::pipeline::prep_text;
use crate::text::date::Day;
use crate::text::date_parse::shifted;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// Unpack an example vault, build it for today, and show a prep
///
/// With `--messy` the notes are of somebody who never heard of this program: two people in two
/// shapes, no tag of ours, no front matter. What is read from them is shown, and what is asked.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where to unpack it: a new folder; without it, `vault121-demo` here
    pub dir: Option<PathBuf>,
    /// Notes in a sloppy, natural hand, and what is read from them
    #[arg(long)]
    pub messy: bool,
}

/// The day for which the example is committed.
pub const EXAMPLE_DAY: &str = "2026-11-24";

/// Runs the command.
///
/// # Errors
/// When the folder is there already, or cannot be written.
pub fn run(args: &DemoArgs, place: &Place) -> Done {
    let dir = free(args.dir.as_deref())?;
    let fixed = Day::iso(EXAMPLE_DAY).expect("a constant day is a day");
    let weeks = place.today.since(fixed).div_euclid(7);
    if args.messy {
        unpack(MESSY, &dir, weeks * 7)?;
        return messy(&dir, place);
    }
    unpack(EXAMPLE, &dir, weeks * 7)?;
    let root = dir.canonicalize()?;
    let mut session = Session::open(&root, place.today, &place.ui.progress);
    let outcome = session.outcome(&Ask::default());
    session.carry_out_and_finish(&outcome.plan);
    session.refresh(&Batch::Rescan);
    let outcome = session.outcome(&Ask::default());
    let model = &outcome.model;
    let next = model
        .reports()
        .filter_map(|person| model.next_date(person).map(|date| (date, person)))
        .min_by_key(|(date, person)| (*date, person.id.clone()));
    let Some((date, soonest)) = next else {
        return Err(Failure { message: "the example has no next 1-2-1".to_owned(), way_out: None });
    };
    let text = prep_text(session.vault(), model, soonest, date)
        .map_err(|problem| Failure { message: problem.message, way_out: None })?;
    let has_page = |note: &&Note| note.regions.as_ref().is_some_and(|all| !all.is_empty());
    let pages = session.vault().notes.values().filter(has_page).count();
    place.ui.out(&text);
    let shown = dir.display();
    place.ui.say("");
    place.ui.say(&format!(
        "that is the prep for {}; it stands in `{shown}`, with {} other pages beside the notes they \
         were read from",
        soonest.name,
        pages.saturating_sub(1),
    ));
    place.ui.say("try next:");
    place.ui.say(&format!("  vault121 --vault {shown} status      who is next, what you owe"));
    place
        .ui
        .say(&format!("  vault121 --vault {shown} check       what was not understood, and why"));
    place.ui.say(&format!(
        "  vault121 --vault {shown} watch       then write `- #topic @{} ...` in a note",
        soonest.id,
    ));
    place.ui.say("  vault121 init                        in the folder of your own notes");
    Ok(FINE)
}

/// Shows what is read from the messy notes, and what is asked.
fn messy(dir: &Path, place: &Place) -> Done {
    let root = dir.canonicalize()?;
    let session = Session::open_whole(&root, place.today, &place.ui.progress);
    let outcome = session.outcome(&Ask::default());
    let model = &outcome.model;
    for line in discover::understood(session.vault(), model, None) {
        place.ui.out(&line);
    }
    let row = |line: &ReadLine| {
        let at = format!("{}:{}", line.source.path, line.source.line);
        let what = match line.asked {
            Some(asked) => format!("{} {asked}", line.kind.called()),
            None => line.kind.called(),
        };
        vec![what, line.whose.clone(), line.text.clone(), at]
    };
    let (asked, read): (Vec<_>, Vec<_>) =
        read_lines::all(model).into_iter().partition(|line| line.asked.is_some());
    place.ui.out("\nread:");
    place.ui.rows(&read.iter().map(row).collect::<Vec<_>>());
    place.ui.out("\nasked, because nothing tells:");
    place.ui.rows(&asked.iter().map(row).collect::<Vec<_>>());
    let shown = dir.display();
    place
        .ui
        .say(&format!("\nthe notes are in `{shown}`; nothing was written beside them. Try next:"));
    place.ui.say(&format!("  vault121 try {shown}      the next prep of these notes"));
    place.ui.say("  vault121 try                         the same in the folder of your own notes");
    Ok(FINE)
}

/// A folder that is not there yet.
fn free(wanted: Option<&Path>) -> Result<PathBuf, Failure> {
    let is_free = |dir: &Path| match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if let Some(dir) = wanted {
        return match is_free(dir) {
            true => Ok(dir.to_path_buf()),
            false => Err(Failure::new(
                format!("`{}` is there already", dir.display()),
                "name a folder that is not, or an empty one",
            )),
        };
    }
    let names = (1..100).map(|count| match count {
        1 => PathBuf::from("vault121-demo"),
        _ => PathBuf::from(format!("vault121-demo-{count}")),
    });
    names.into_iter().find(|dir| is_free(dir)).ok_or_else(|| {
        Failure::new("a hundred demos are here already", "delete some of `vault121-demo-*`")
    })
}

/// Writes the files into a folder, their days moved.
fn unpack(files: Files, to: &Path, days: i64) -> Result<(), Failure> {
    for (path, text) in files {
        let full = to.join(shifted(path, days));
        fs::create_dir_all(full.parent().unwrap_or(to))?;
        fs::write(full, shifted(text, days))?;
    }
    Ok(())
}
