//! The table of the practice in `docs/practice.md`: every row has its tests, every list is one.

use crate::support::Disk;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The numbers of the rows that tests name, from the text of the tests.
fn tested() -> BTreeSet<usize> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut rows = BTreeSet::new();
    let rooms = fs::read_dir(folder).unwrap().map(|room| room.unwrap().path());
    let files = rooms.filter(|room| room.is_dir()).flat_map(|room| fs::read_dir(room).unwrap());
    for entry in files {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let names = text.split("#[test]").skip(1).filter_map(|rest| rest.split("fn row_").nth(1));
        rows.extend(names.filter_map(|name| name.split('_').next()?.parse::<usize>().ok()));
    }
    rows
}

/// The cells of each row of the table.
fn table() -> Vec<Vec<&'static str>> {
    let text = include_str!("../../../docs/practice.md");
    let rows = text.lines().filter(|line| {
        let number = line.trim_start_matches("| ").split(' ').next().unwrap_or("");
        line.starts_with("| ") && number.parse::<usize>().is_ok()
    });
    rows.map(|line| line.trim_matches(['|', ' ']).split(" | ").collect()).collect()
}

#[test]
fn every_row_of_the_practice_has_a_test_that_names_it() {
    let tested = tested();
    let missing: Vec<usize> = (1..=34).filter(|row| !tested.contains(row)).collect();
    assert!(missing.is_empty(), "no test named `row_NN_…` for {missing:?}");
}

#[test]
fn the_table_of_the_practice_has_every_row_and_true_lists() {
    let table = table();
    let numbers: Vec<usize> = table.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(numbers, (1..=34).collect::<Vec<usize>>());
    let disk = Disk::new(&[("People/Alice.md", "---\nkind: person\n---\n")]);
    let mut known = BTreeSet::new();
    for row in table {
        assert_eq!(row.len(), 6, "{row:?}");
        assert_eq!(row[5], format!("`row_{:02}`", row[0].parse::<usize>().unwrap()));
        let list = row[4].trim_matches('`');
        if known.insert(list) {
            // Own scores are asked for by person, never for all beside each other.
            let only: &[&str] = if list == "scores" { &["--person", "alice"] } else { &[] };
            let words = list.split(' ').chain(only.iter().copied());
            let args: Vec<&str> = ["list"].into_iter().chain(words).collect();
            let ran = disk.run(&args);
            assert_eq!(ran.code, 0, "`vault121 list {list}`: {}", ran.err);
        }
    }
}
