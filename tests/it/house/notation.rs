//! The page of the notation is true: each row of its tables is read as it says.
//!
//! `UPDATE_BOOK=1 cargo test notation` writes what is read anew; a row that changes is to be
//! understood, not taken.

use crate::reading::lines::{TALK, items, read};
use std::fs;
use std::path::Path;

/// The code spans of a cell.
fn spans(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).filter(|span| !span.is_empty()).collect()
}

/// What is read of the lines of a row.
fn of_lines(lines: &[&str]) -> Vec<String> {
    items(&[(TALK, &lines.join("\n").replace('¦', "|"))])
}

/// The 1-2-1s that a note with this path is.
fn of_note(path: &str) -> Vec<String> {
    let model = read(&[(path, "- talked\n")]).model;
    let told = model.meetings.all.iter().map(|meeting| match &meeting.not_held_by {
        Some(word) => format!("{} {}, not held: {word}", meeting.person, meeting.date),
        None => format!("{} {}", meeting.person, meeting.date),
    });
    told.collect()
}

#[test]
fn each_row_of_the_notation_is_read_as_the_page_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notation.md");
    let text = fs::read_to_string(&page).unwrap();
    let mut told = String::new();
    let (mut of_notes, mut rows) = (false, 0);
    for line in text.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [first, _] = cells.as_slice() else {
            told += &format!("{line}\n");
            continue;
        };
        let is_row = line.starts_with("| `");
        of_notes = if is_row { of_notes } else { *first == "Note" || *first == "---" && of_notes };
        if !is_row {
            told += &format!("{line}\n");
            continue;
        }
        rows += 1;
        let written = spans(first);
        let found = if of_notes { of_note(written[0]) } else { of_lines(&written) };
        let found: Vec<String> = found.iter().map(|item| format!("`{item}`")).collect();
        let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
        told += &format!("| {first} | {found} |\n");
    }
    assert!(rows > 70, "{rows} rows");
    if std::env::var_os("UPDATE_BOOK").is_some() {
        fs::write(&page, &told).unwrap();
    }
    let wrong: Vec<&str> =
        told.lines().filter(|line| !text.lines().any(|there| there == *line)).collect();
    assert!(told == text, "`UPDATE_BOOK=1` writes them anew:\n{}", wrong.join("\n"));
}
