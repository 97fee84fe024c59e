//! `vault121 demo`: the example vault, unpacked and built for today, and what to try next.
//!
//! The example's days are moved so that its next 1-2-1s are always those of the next days and none
//! has passed without a note, whichever day of the week it is. Its pages are made anew.

use crate::app::session::Session;
use crate::app::watch::Batch;
use crate::app::whole_session::WholeSession;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::cli::demo_files::{EXAMPLE, MESSY};
use crate::model::discover;
use crate::model::read_lines;
use crate::model::read_lines::ReadLine;
use crate::note::parse::Note;
use crate::note::region;
use crate::pages::pages::Ask;
use crate::pages::pipeline::prep_text;
use crate::people::person::Person;
use crate::text::date::Day;
use crate::text::date_parse::shift_dates;
use crate::text::ids::NotePath;
use crate::vault::vault::Vault;
use clap::Args;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Unpack an example vault, build it for today, and show a prep
///
/// Fits one screen: the notes from which the prep was made, its beginning, and what to try
/// next. With `--messy`, the notes are by somebody who does not know this program: no tags and
/// no front matter. It shows what is read from them, and what is asked, on one screen, too.
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
pub fn run(args: &DemoArgs, context: &CommandContext) -> Done {
    let dir = free_folder(args.dir.as_deref())?;
    let fixed = Day::iso(EXAMPLE_DAY).expect("a constant day is a day");
    let days = context.today.days_since(fixed);
    if args.messy {
        unpack_messy(&dir, days.div_euclid(7) * 7)?;
        return show_messy(&dir, context);
    }
    unpack_example(&dir, context.today, days + days_before_one_on_ones(days))?;
    let root = dir.canonicalize()?;
    let mut session = Session::open(&root, context.today, &context.ui.progress);
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
    let notes = &session.vault().notes;
    let pages = notes.values().filter(has_page).count();
    let shown = dir.display().to_string();
    let out = |line: &str| context.ui.print_line(&cut_line(line));
    out(&format!("unpacked `{shown}`: notes of a lead, and {pages} pages made from them"));
    out("");
    let from = linked_notes(session.vault(), &text, soonest);
    out(&format!("the prep for {} was made from {} notes:", soonest.name, from.len()));
    for path in from.iter().take(MOST_SOURCES) {
        out(&format!("  {path}"));
    }
    out(&format!("  and {} more", from.len().saturating_sub(MOST_SOURCES)));
    out("");
    let lines: Vec<&str> = text.trim_end().lines().filter(|line| !line.is_empty()).collect();
    lines.iter().take(MOST_PREP_LINES).for_each(|line| out(line));
    out(&format!("… {} more lines. All of it:", lines.len().saturating_sub(MOST_PREP_LINES)));
    let page = notes.values().filter(has_page).find(|note| {
        note.path.as_str().contains(&date.to_string()) && note.path.as_str().contains(&soonest.name)
    });
    let page = page.map(|note| dir.join(note.path.as_str()).display().to_string());
    context.ui.print_line(&format!("  less '{}'", page.unwrap_or(shown)));
    let program = program();
    let verb = |verb: &str| format!("{program} --vault {} {verb}", dir.display());
    context.ui.print_line("next (and open the folder in your editor):");
    context.ui.rows(&[
        vec![verb("status"), "who is next".to_owned()],
        vec![verb("check"), "what is not clear".to_owned()],
        vec![verb("watch"), "follows your edits".to_owned()],
        vec![format!("{program} try DIR"), "a prep of your notes".to_owned()],
    ]);
    Ok(FINE)
}

/// So that all stands on a screen of 24 lines.
const MOST_PREP_LINES: usize = 7;
const MOST_SOURCES: usize = 3;
const MOST_UNDERSTOOD: usize = 5;
/// Signs of a line that a terminal of 80 shows in one.
const WIDTH: usize = 79;

fn cut_line(line: &str) -> String {
    match line.char_indices().nth(WIDTH) {
        Some(_) => line.chars().take(WIDTH - 1).chain(['…']).collect(),
        None => line.to_owned(),
    }
}

/// How to call this program: after `cargo run` nobody has installed it.
fn program() -> String {
    let Ok(own) = std::env::current_exe() else { return "vault121".to_owned() };
    let own = own.canonicalize().unwrap_or(own);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_found = std::env::split_paths(&folders)
        .map(|folder| folder.join("vault121"))
        .find(|file| file.is_file())
        .is_some_and(|file| file.canonicalize().is_ok_and(|file| file == own));
    if is_found {
        return "vault121".to_owned();
    }
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    own.strip_prefix(&here).unwrap_or(&own).display().to_string()
}

/// The notes that a prep links to, those of the person's own 1-2-1s first, the newest first.
fn linked_notes(vault: &Vault, text: &str, person: &Person) -> Vec<NotePath> {
    let links = text.split("[[").skip(1).filter_map(|rest| rest.split("]]").next());
    let targets: BTreeSet<&str> =
        links.map(|link| link.split(['#', '|']).next().unwrap_or(link)).collect();
    let note = |target: &str| {
        let mut found: Vec<&NotePath> = vault
            .notes
            .keys()
            .filter(|path| {
                let name = path.as_str().trim_end_matches(".md");
                name == target || name.ends_with(&format!("/{target}"))
            })
            .collect();
        found.sort_by_key(|path| !path.as_str().contains(&person.name));
        found.first().map(|path| (*path).clone())
    };
    let mut notes: Vec<NotePath> = targets.into_iter().filter_map(note).collect();
    notes.sort_by_key(|path| {
        (!path.as_str().contains(&person.name), std::cmp::Reverse(path.clone()))
    });
    notes
}

/// Shows what is read from the messy notes, and what is asked.
fn show_messy(dir: &Path, context: &CommandContext) -> Done {
    let root = dir.canonicalize()?;
    let session = WholeSession::open(&root, context.today, &context.ui.progress);
    let outcome = session.outcome(&Ask::default());
    let model = &outcome.model;
    // Who and when; the rest of what `init` says would not fit the screen.
    for line in
        discover::understood(session.whole(), model, None, None).iter().take(MOST_UNDERSTOOD)
    {
        context.ui.print_line(&cut_line(line.split(", such as ").next().unwrap_or(line)));
    }
    let row = |line: &ReadLine| {
        let at = format!("{}:{}", line.source.path, line.source.line);
        let what = match line.asked {
            Some(asked) => format!("{} {asked}", line.kind.word_for_line()),
            None => line.kind.word_for_line(),
        };
        vec![what, line.whose.clone(), line.text.clone(), at]
    };
    let (asked, read): (Vec<_>, Vec<_>) =
        read_lines::all_read_lines(model).into_iter().partition(|line| line.asked.is_some());
    context.ui.print_line("read:");
    context.ui.rows_with(&read.iter().map(row).collect::<Vec<_>>(), 2);
    context.ui.print_line("asked, because nothing tells:");
    context.ui.rows_with(&asked.iter().map(row).collect::<Vec<_>>(), 2);
    let (shown, program) = (dir.display(), program());
    context
        .ui
        .say(&format!("the notes are in `{shown}`; nothing else was written. Their next prep:"));
    context.ui.say(&format!("  {program} try {shown}"));
    Ok(FINE)
}

/// A folder that is not there yet.
fn free_folder(wanted: Option<&Path>) -> Result<PathBuf, Failure> {
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

/// How many days before the day of the example today is to be. Its 1-2-1s are on Tuesday,
/// Wednesday and Thursday: it is the Friday before them to the Tuesday. On a Wednesday and a
/// Thursday they are a day later and a day earlier in the week, and `slot:` with them.
fn days_before_one_on_ones(since_tuesday: i64) -> i64 {
    match since_tuesday.rem_euclid(7) {
        0 | 1 => 0,
        2 | 3 => 4,
        weekend => 7 - weekend,
    }
}

/// Writes the messy notes into a folder, their days moved.
fn unpack_messy(to: &Path, days: i64) -> Result<(), Failure> {
    for (path, text) in MESSY {
        write_file(&to.join(shift_dates(path, days)), &shift_dates(text, days))?;
    }
    Ok(())
}

/// Writes the notes of the example into a folder, their days moved, with empty pages. A day's note
/// that would be of a day to come is today's.
fn unpack_example(to: &Path, today: Day, days: i64) -> Result<(), Failure> {
    for (path, text) in EXAMPLE {
        let Some(text) = own_text(path, text) else { continue };
        let text = shift_slots(&shift_dates(&text, days), days);
        let path = shift_dates(path, days);
        let early =
            path.strip_prefix("Daily/").and_then(|name| Day::iso(name.strip_suffix(".md")?));
        match early.filter(|day| *day > today) {
            None => write_file(&to.join(path), &text)?,
            Some(_) => {
                let path = to.join(format!("Daily/{today}.md"));
                let there = fs::read_to_string(&path).unwrap_or_default();
                write_file(&path, &(text + &there))?;
            }
        }
    }
    Ok(())
}

/// A file without what a build makes: pictures, and the bodies of regions. The pages keep their
/// names.
fn own_text(path: &str, text: &str) -> Option<String> {
    if path.ends_with(".svg") {
        return None;
    }
    let regions = region::of_text(text).unwrap_or_default();
    let empty = |text: String, region| region::replace_body(&text, region, "", "\n");
    Some(regions.iter().rev().fold(text.to_owned(), empty))
}

/// The text with the weekday in each `slot:` so many days later.
fn shift_slots(text: &str, days: i64) -> String {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let moved = |line: &str| {
        let (day, rest) = line.strip_prefix("slot: ")?.split_at_checked(3)?;
        let at = i64::try_from(DAYS.iter().position(|known| *known == day)?).ok()?;
        let to = usize::try_from((at + days).rem_euclid(7)).ok()?;
        Some(format!("slot: {}{rest}", DAYS[to]))
    };
    let lines = text.split_inclusive('\n');
    lines.map(|line| moved(line).unwrap_or_else(|| line.to_owned())).collect()
}

fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)?;
    Ok(())
}
