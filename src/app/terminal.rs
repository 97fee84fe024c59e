//! The terminal: the only prints of the program. Results on stdout, all else on stderr.
//!
//! Colours only where somebody looks at them; a closed pipe (`| head`) ends the program quietly.

use crate::diagnostic::diagnostic::{Diagnostic, Location};
use crate::diagnostic::severity::Severity;
use crate::fs::read::{glance_at, plain_error};
use crate::process::progress::{Progress, thousands};
use crate::process::supervisor;
use crate::process::supervisor::Level;
use crate::text::span::LineIndex;
use anstyle::{AnsiColor, Style};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// When the output is a terminal, and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Columns of words, which are wrapped where a table is wider than the terminal.
const WORDS: &[&str] = &["text", "title", "meaning", "next 1-2-1", "intention", "why", "name"];
/// Letters that a column of words has at least.
const LEAST_WORDS: u16 = 20;

/// The terminal as a command sees it.
#[derive(Debug)]
pub struct Ui {
    /// Say less.
    pub quiet: bool,
    /// Say more.
    pub verbose: bool,
    /// What the program is at.
    pub progress: Progress,
    /// Whether stderr is a journal, which takes a level with each line.
    journal: bool,
    /// Why a part of the result could not be written.
    unwritten: RefCell<Option<std::io::Error>>,
    /// What is to be read in a pager if it is long.
    paged: RefCell<Option<Vec<u8>>>,
}

impl Ui {
    /// A terminal with these manners.
    pub fn new(quiet: bool, verbose: bool, color: Color) -> Ui {
        let choice = match color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        let journal = supervisor::has_journal();
        Ui {
            quiet,
            verbose,
            progress: Progress::new(quiet, verbose),
            journal,
            unwritten: RefCell::default(),
            paged: RefCell::default(),
        }
    }

    /// From here on the result is kept back, to be shown in a pager; only where somebody looks.
    pub fn start_paging(&self) {
        if self.is_terminal() {
            self.paged.borrow_mut().get_or_insert_default();
        }
    }

    /// What was kept back, with its colours.
    pub fn paged(&self) -> Option<Vec<u8>> {
        self.paged.borrow_mut().take()
    }

    /// Keeps a text back, when there is a pager to come.
    fn keep_for_pager(&self, bytes: &[u8]) -> bool {
        let mut paged = self.paged.borrow_mut();
        paged.as_mut().map(|kept| kept.extend_from_slice(bytes)).is_some()
    }

    /// A line of the result.
    pub fn print_line(&self, line: &str) {
        if !self.keep_for_pager(format!("{line}\n").as_bytes()) {
            self.result(writeln!(anstream::stdout(), "{line}"));
        }
    }

    /// A text with its colours, as far as the terminal shows them.
    pub fn coloured(&self, text: &[u8]) {
        self.result(anstream::stdout().write_all(text));
    }

    /// A part of the result as it is, without a line ending.
    pub fn print_bytes(&self, bytes: &[u8]) {
        if self.keep_for_pager(bytes) {
            return;
        }
        let mut out = std::io::stdout();
        self.result(out.write_all(bytes).and_then(|()| out.flush()));
    }

    /// Ends the result. Returns why it could not be written, when it could not: what a program
    /// would read from a file on a full disk is not whole.
    pub fn finish_output(&self) -> Option<String> {
        self.result(std::io::stdout().flush());
        self.unwritten.take().map(|error| plain_error(&error))
    }

    fn result(&self, written: std::io::Result<()>) {
        if let Some(error) = unless_broken_pipe(written) {
            self.unwritten.borrow_mut().get_or_insert(error);
        }
    }

    /// A line about the work, unless quiet.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            self.print_stderr(Level::Info, line);
        }
    }

    /// A line for those who asked for more.
    pub fn say_if_verbose(&self, line: &str) {
        if self.verbose {
            self.print_stderr(Level::Debug, line);
        }
    }

    /// A text on stderr.
    fn print_stderr(&self, level: Level, text: &str) {
        let text = if self.journal { supervisor::leveled(level, text) } else { text.to_owned() };
        // On one terminal it stands where it belongs among the lines of the result.
        if std::io::stderr().is_terminal() && self.keep_for_pager(format!("{text}\n").as_bytes()) {
            return;
        }
        unless_broken_pipe(writeln!(anstream::stderr(), "{text}"));
    }

    /// How long each stage took since the last time, for those who asked for more.
    pub fn timings(&self) {
        let taken = self.progress.times_taken();
        for (stage, spent) in &taken {
            let ms = spent.time.as_secs_f64() * 1e3;
            let files = match spent.count {
                0 => String::new(),
                1 => "  1 file".to_owned(),
                count => format!("  {} files", thousands(count)),
            };
            self.say_if_verbose(&format!("{:<8}{ms:>10.1} ms{files}", stage.name()));
        }
        let total: Duration = taken.values().map(|spent| spent.time).sum();
        if !taken.is_empty() {
            self.say_if_verbose(&format!(
                "{:<8}{:>10.1} ms",
                "together",
                total.as_secs_f64() * 1e3
            ));
        }
    }

    /// An error that ends the command, and the way out.
    pub fn error(&self, message: &str, way_out: Option<&str>) {
        let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        let way_out = way_out.map(|way_out| format!("\n  = {way_out}")).unwrap_or_default();
        self.print_stderr(Level::Error, &format!("{red}error{red:#}: {message}{way_out}"));
    }

    /// Whether somebody looks at stdout.
    pub fn is_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// A table with a head: the columns of the rows aligned.
    pub fn table(&self, head: &[&str], rows: &[Vec<String>]) {
        let words = WORDS.iter().find_map(|one| head.iter().position(|name| name == one));
        self.aligned(Some(head), rows, words, "");
    }

    /// Rows below a title: aligned, a little to the right. The last column holds words.
    pub fn rows(&self, rows: &[Vec<String>]) {
        self.rows_with(rows, rows.iter().map(|row| row.len()).max().unwrap_or(0).saturating_sub(1));
    }

    /// The same, with the column that holds words.
    pub fn rows_with(&self, rows: &[Vec<String>], words: usize) {
        self.aligned(None, rows, Some(words), "  ");
    }

    fn aligned(
        &self,
        head: Option<&[&str]>,
        rows: &[Vec<String>],
        words: Option<usize>,
        indent: &str,
    ) {
        if rows.is_empty() {
            return;
        }
        let mut table = comfy_table::Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        let width = self.is_terminal().then(columns).flatten();
        if let Some(width) = width {
            let inside = width.saturating_sub(u16::try_from(indent.len()).unwrap_or(0));
            table.set_width(inside);
            table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
        }
        if let Some(head) = head {
            table.set_header(head.iter().copied());
        }
        for row in rows {
            table.add_row(row);
        }
        // Keys and paths stand in one piece, to be copied: only words are wrapped.
        let widest = table.column_max_content_widths();
        for (at, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, if at + 1 == widest.len() { 0 } else { 2 }));
            column.set_constraint(if words == Some(at) {
                let least = comfy_table::Width::Fixed(LEAST_WORDS.min(widest[at]));
                comfy_table::ColumnConstraint::LowerBoundary(least)
            } else {
                comfy_table::ColumnConstraint::ContentWidth
            });
        }
        let late: Vec<&str> = rows.iter().flatten().map(String::as_str).filter(is_late).collect();
        for (at, line) in table.lines().enumerate() {
            let line = format!("{indent}{line}");
            self.print_line(&match at == 0 && head.is_some() {
                true => by_severity(line.trim_end(), Style::new().bold()),
                false => with_late_cells(line.trim_end(), &late),
            });
        }
    }

    /// Complaints, each with the line it speaks of, which is read from the vault.
    pub fn diagnostics(&self, root: &Path, said: &[Diagnostic], to_stderr: bool) {
        self.diagnostics_in(&|path| glance_at(&root.join(path)), said, to_stderr);
    }

    /// The same, with excerpts from texts that are not on the disk.
    pub fn diagnostics_in(
        &self,
        read: &dyn Fn(&str) -> Option<String>,
        said: &[Diagnostic],
        to_stderr: bool,
    ) {
        let mut files: BTreeMap<String, Option<(String, LineIndex)>> = BTreeMap::new();
        for problem in said {
            let file = files.entry(problem.path.clone()).or_insert_with(|| {
                let text = read(&problem.path)?;
                let lines = LineIndex::new(&text);
                Some((text, lines))
            });
            let line = problem.line().zip(file.as_ref());
            let window = line
                .map(|(line, (text, lines))| line_window(text, lines, line as usize - 1, problem));
            let shown = diagnostic_text(problem, window);
            if to_stderr {
                let level = match problem.severity {
                    Severity::Error => Level::Error,
                    Severity::Warning => Level::Warning,
                    Severity::Info => Level::Info,
                };
                self.print_stderr(level, &shown);
            } else {
                self.print_line(&shown);
            }
        }
    }
}

/// Whether a cell of a table says that something is late, or lacks.
fn is_late(cell: &&str) -> bool {
    cell.starts_with("was due ") || *cell == "missing"
}

fn by_severity(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// A line of a table with its late cells in the colour of a warning.
fn with_late_cells(line: &str, late: &[&str]) -> String {
    let yellow = Style::new().fg_color(Some(AnsiColor::Yellow.into()));
    match late.iter().find_map(|cell| Some((line.rfind(cell)?, cell))) {
        Some((at, cell)) => {
            let (before, behind) = (&line[..at], &line[at + cell.len()..]);
            format!("{before}{}{behind}", by_severity(cell, yellow))
        }
        None => line.to_owned(),
    }
}

/// A line is shown up to so many characters.
const MOST_SHOWN: usize = 96;

/// What is shown of the line of a complaint, and how many characters stand before it: of a very
/// long line the part around the place.
fn line_window<'t>(
    text: &'t str,
    lines: &LineIndex,
    line: usize,
    problem: &Diagnostic,
) -> (&'t str, usize) {
    let column = (problem.location.column().unwrap_or(1) - 1) as usize;
    let skip = if column > MOST_SHOWN - 20 { column - 40 } else { 0 };
    let span = lines.line_span(text, line);
    let from = lines.behind(text, span.start, skip).min(span.end);
    let to = lines.behind(text, from, MOST_SHOWN).min(span.end);
    (&text[from..to], skip)
}

/// One complaint in words.
fn diagnostic_text(problem: &Diagnostic, line: Option<(&str, usize)>) -> String {
    let color = match problem.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    let dim = Style::new().dimmed();
    let place = match problem.location {
        Location::File => problem.path.clone(),
        Location::Line(line) => format!("{}:{line}", problem.path),
        Location::Part(place) => format!("{}:{}:{}", problem.path, place.line, place.column),
    };
    let head = format!(
        "{place}: {style}{}[{}]{style:#}: {}",
        problem.severity.word(),
        problem.code,
        problem.message
    );
    let mut out = vec![head];
    if let Some((line, skip)) = line.filter(|(line, _)| !line.trim().is_empty()) {
        out.extend(excerpt(line, skip, problem, style, dim));
    }
    if let Some(hint) = &problem.hint {
        out.push(format!("  {dim}={dim:#} {hint}"));
    }
    out.join("\n")
}

/// The line and a caret below the place.
fn excerpt(line: &str, skip: usize, problem: &Diagnostic, style: Style, dim: Style) -> Vec<String> {
    let column = (problem.location.column().unwrap_or(1) - 1) as usize;
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let shown: String = line.chars().map(clean).collect();
    let number = problem.line().map(|line| line.to_string()).unwrap_or_default();
    let mut out = vec![format!("{dim}{number} |{dim:#} {}", shown.trim_end())];
    if let Location::Part(place) = problem.location {
        let left = shown.chars().count().saturating_sub(column - skip);
        let width = (place.width as usize).clamp(1, left.max(1));
        let pad = " ".repeat(number.len() + 3 + column - skip);
        out.push(format!("{pad}{style}{}{style:#}", "^".repeat(width)));
    }
    out
}

/// A reader that went away wants no more: the program ends. Any other error is given back.
fn unless_broken_pipe(written: std::io::Result<()>) -> Option<std::io::Error> {
    let error = written.err()?;
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    Some(error)
}

/// How many letters fit on a line of the terminal; a width of 0 is unknown.
fn columns() -> Option<u16> {
    let (terminal_size::Width(width), _) = terminal_size::terminal_size()?;
    (width > 0).then_some(width)
}

/// A text as the terminal would show it: without colours where it shows none.
pub fn as_shown(text: &[u8]) -> Vec<u8> {
    match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => anstream::adapter::strip_bytes(text).into_vec(),
        _ => text.to_vec(),
    }
}

/// Whether a text has more lines than the terminal; no, where that is not known.
pub fn is_long(text: &[u8]) -> bool {
    let Some((terminal_size::Width(width), terminal_size::Height(height))) =
        terminal_size::terminal_size()
    else {
        return false;
    };
    let (width, height) = (usize::from(width), usize::from(height));
    if width == 0 || height == 0 {
        return false;
    }
    let plain = anstream::adapter::strip_bytes(text).into_vec();
    let plain = String::from_utf8_lossy(&plain);
    let lines = plain.lines().map(|line| line.chars().count().div_ceil(width).max(1));
    // One line is the prompt's.
    lines.sum::<usize>() >= height
}
