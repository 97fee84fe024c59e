//! What Obsidian and its plug-ins see of each page is what docs/obsidian.md says.

use crate::support::Disk;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is seen of a page.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    properties: BTreeSet<String>,
    boxes: bool,
    fields: bool,
    tags: bool,
}

/// The rows of the table in the documentation, by the page's kind.
fn documented() -> BTreeMap<String, Seen> {
    let page = include_str!("../../../docs/obsidian.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let quoted = |cell: &str| -> BTreeSet<String> {
            cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        let mut properties = quoted(cells[2]);
        properties.insert("kind".to_owned());
        let kind = quoted(cells[1]).pop_first().expect("a kind");
        let has = |cell: usize| cells[cell] != "none";
        (kind, Seen { properties, boxes: has(3), fields: has(4), tags: has(5) })
    };
    rows.take_while(|line| line.starts_with('|')).map(row).collect()
}

/// A sign before a word that Obsidian takes for a tag.
fn has_tag(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let starts = before.is_none_or(char::is_whitespace);
        starts && line[at + 1..].starts_with(char::is_alphabetic)
    })
}

fn look(text: &str, seen: &mut Seen) {
    let mut inside = false;
    for line in text.lines() {
        match line {
            line if line.starts_with("<!-- vault121:begin") => inside = true,
            line if line.starts_with("<!-- vault121:end") => inside = false,
            line if inside => {
                let item = line.trim_start().strip_prefix("- ").unwrap_or("");
                seen.boxes |= item.starts_with('[') && item.get(2..4) == Some("] ");
                seen.fields |= line.contains(":: ");
                seen.tags |= has_tag(line);
            }
            _ => {}
        }
    }
}

#[test]
fn pages_show_to_plug_ins_what_the_documentation_says() {
    let disk = Disk::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault"));
    let config = disk.read(".vault121/config.yml");
    let more = "\nticks: write-back\npages: {week: yes, quarter: yes}\n";
    disk.write(".vault121/config.yml", &format!("{config}{more}"));
    for args in [&["build"][..], &["review", "alice", "--write"], &["handover", "alice", "--write"]]
    {
        assert_eq!(disk.run(args).code, 0, "{args:?}");
    }
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (path, bytes) in disk.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let Some((front, body)) = front.filter(|(_, body)| body.contains("<!-- vault121:begin"))
        else {
            continue;
        };
        let keys: BTreeMap<&str, &str> =
            front.lines().filter_map(|line| line.split_once(": ")).collect();
        let kind = keys.get("kind").unwrap_or_else(|| panic!("{path} has no kind"));
        let one = seen.entry((*kind).to_owned()).or_default();
        one.properties.extend(keys.keys().map(|key| (*key).to_owned()));
        look(body, one);
    }
    // What the lead wrote into a 1-2-1's note is the lead's.
    let written = ["intention", "met", "mood", "held"];
    for one in seen.values_mut() {
        one.properties.retain(|key| !written.contains(&key.as_str()));
    }
    assert_eq!(seen, documented());
}

#[test]
fn what_a_plug_in_would_see_is_seen_here() {
    let region = |line: &str| {
        let mut seen = Seen::default();
        look(
            &format!("#out\n<!-- vault121:begin x -->\n{line}\n<!-- vault121:end x -->\n"),
            &mut seen,
        );
        (seen.boxes, seen.fields, seen.tags)
    };
    for (line, expected) in [
        ("- plain", (false, false, false)),
        ("  - [ ] call", (true, false, false)),
        ("- call [due:: 2026-11-24]", (false, true, false)),
        ("- #goal/x here", (false, false, true)),
        ("- [[Alice#^goal-cka]]", (false, false, false)),
        ("### Heading", (false, false, false)),
    ] {
        assert_eq!(region(line), expected, "{line}");
    }
}
