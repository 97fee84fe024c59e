//! The config file that `init` writes: what was found, and the rest as comments.

use std::collections::BTreeMap;

/// Settings that the discovery proposes.
#[derive(Debug, Default)]
pub(crate) struct Proposal {
    pub(crate) me: Option<(String, String)>,
    pub(crate) person_notes: Vec<String>,
    pub(crate) list: BTreeMap<String, String>,
    pub(crate) meeting_notes: Vec<String>,
    pub(crate) questions: Option<String>,
    pub(crate) ignore: Vec<String>,
}

pub(crate) fn config(proposal: &Proposal) -> String {
    let defaults = crate::vault::config::Config::default();
    let list =
        |globs: &[String]| globs.iter().map(|glob| quoted(glob)).collect::<Vec<_>>().join(", ");
    let mut out = String::from(
        "# vault121: how your notes are read. Every key is optional; `vault121 config` shows all of\n\
         # them with their values. What `init` found in your notes stands here without a `#`.\n\n",
    );
    match &proposal.me {
        Some((me, why)) => out += &format!("me: {me}  # {why}\n"),
        None => out += "# me: nora  # the lead; the id of a person\n",
    }
    out += "\n";
    if proposal.person_notes.is_empty() && proposal.list.is_empty() {
        out += "# people:\n#   notes: [\"People/*.md\"]\n";
        out += "#   list:\n#     alice: {name: Alice Fischer, cadence: 1w, slot: tue 14:00}\n";
    } else {
        out += "people:\n";
        if !proposal.person_notes.is_empty() {
            let mut globs = defaults.person_notes.clone();
            globs.extend(proposal.person_notes.iter().cloned());
            out += &format!("  notes: [{}]\n", list(&globs));
        }
        if !proposal.list.is_empty() {
            out += "  list:\n";
            for (id, name) in &proposal.list {
                out += &format!("    {id}: {{name: {}}}\n", quoted(name));
            }
        }
    }
    out += "\n";
    if proposal.meeting_notes.is_empty() {
        out += "# one_on_ones: {minutes: 25, cadence: 1w, prep_lead: 2d}\n";
    } else {
        let mut globs = defaults.meeting_notes.clone();
        globs.extend(proposal.meeting_notes.iter().cloned());
        out += &format!("one_on_ones:\n  notes: [{}]\n", list(&globs));
        out += "  # minutes: 25\n  # cadence: 1w\n  # prep_lead: 2d\n";
    }
    if proposal.ignore.is_empty() {
        out += "\n# ignore: [\"Templates/**\", \"templates.**\"]\n";
    } else {
        let mut globs = defaults.ignore.clone();
        globs.extend(proposal.ignore.iter().cloned());
        out += &format!("\nignore: [{}]\n", list(&globs));
    }
    match &proposal.questions {
        Some(path) => out += &format!("questions: {}\n", quoted(path)),
        None => out += "# questions: Questions.md  # one question a line: - #ask/fun What ...?\n",
    }
    out += "# tags: {high-five: [bravo]}  # more spellings\n";
    out += "# sprint: {first: 2026-01-05, length: 2w}\n";
    out += "# batch: {day: tue, from: \"13:00\", gap: 5m, most: 4, rest: 30m}\n";
    out += "# timezone: Europe/Berlin  # for `vault121 calendar`\n";
    out += "# season: {low_holds: [watch-out], hold_limit: 42d}\n";
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
