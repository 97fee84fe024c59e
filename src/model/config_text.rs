//! The config file that `init` writes: what was found, each line with its reason, and what else
//! may be said as comments. No default is repeated.

use std::collections::BTreeMap;

/// Settings that the discovery proposes.
#[derive(Debug, Default)]
pub(crate) struct ConfigProposal {
    /// The lead, with the reason.
    pub(crate) me: Option<(String, String)>,
    /// The lead's id and full name, when only git has it.
    pub(crate) full_name: Option<(String, String)>,
    /// The order of day and month, with the reason.
    pub(crate) date_order: Option<(String, String)>,
    /// The note of questions.
    pub(crate) questions: Option<String>,
    /// Whose the boxes are that name nobody, with the reason.
    pub(crate) unowned: Option<(&'static str, &'static str)>,
    /// What was answered of people, by id.
    pub(crate) people: BTreeMap<String, Listed>,
    /// What new pages are called, by page. Only a new config says it: a vault with pages keeps
    /// their names.
    pub(crate) paths: Vec<(&'static str, &'static str)>,
    /// Why links are to be Markdown links. Only a new config says it: a vault with pages keeps its
    /// links.
    pub(crate) markdown_links: Option<&'static str>,
    /// Folders that are not read.
    pub(crate) ignore: Vec<String>,
    /// What is not sure, by its reason: the notes.
    pub(crate) guesses: BTreeMap<String, Vec<String>>,
}

/// What was answered of somebody.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) name: String,
    /// `report: no`, `manager: yes`.
    pub(crate) says: Option<&'static str>,
}

impl ConfigProposal {
    /// The lines of the config, each with its key.
    pub(crate) fn config_lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        if let Some((me, why)) = &self.me {
            lines.push(("me", format!("me: {me}  # {why}")));
        }
        if let Some((order, why)) = &self.date_order {
            lines.push(("date_order", format!("date_order: {order}  # {why}")));
        }
        if !self.ignore.is_empty() {
            let mut globs = crate::vault::config::Config::default().ignore;
            globs.extend(self.ignore.iter().cloned());
            let globs: Vec<String> = globs.iter().map(|glob| quoted_scalar(glob)).collect();
            let line = format!("ignore: [{}]  # templates that are no notes", globs.join(", "));
            lines.push(("ignore", line));
        }
        if let Some(path) = &self.questions {
            lines.push((
                "questions",
                format!("questions: {}  # the note of questions", quoted_scalar(path)),
            ));
        }
        if let Some((whose, why)) = self.unowned {
            lines.push(("unowned", format!("unowned: {whose}  # {why}")));
        }
        if !self.people.is_empty() || self.full_name.is_some() {
            let why = if self.people.is_empty() { "as git knows you" } else { "as you said" };
            let mut line = format!("people:  # {why}\n  list:");
            if let Some((id, name)) = &self.full_name {
                line += &format!("\n    {id}: {{name: {}}}", quoted_scalar(name));
            }
            for (id, listed) in &self.people {
                let says = listed.says.map(|says| format!(", {says}")).unwrap_or_default();
                line += &format!("\n    {id}: {{name: {}{says}}}", quoted_scalar(&listed.name));
            }
            lines.push(("people.list", line));
        }
        lines
    }
}

pub(crate) fn config_text(proposal: &ConfigProposal) -> String {
    let mut out = String::from(
        "# vault121: how your notes are read. Every key is optional; `vault121 config` shows all of\n\
         # them with their values. What the program finds by itself is not written here:\n\
         # `vault121 init --explain` tells what that is, and why.\n\n",
    );
    let lines = proposal.config_lines();
    for (_, line) in &lines {
        out += line;
        out.push('\n');
    }
    if !proposal.paths.is_empty() {
        out += "paths:  # what new notes and pages are called, each by a name of its own\n";
        for (page, path) in &proposal.paths {
            out += &format!("  {page}: \"{path}\"\n");
        }
    }
    if let Some(why) = proposal.markdown_links {
        out += &format!("links: markdown  # {why}\n");
    }
    if !lines.is_empty() || !proposal.paths.is_empty() || proposal.markdown_links.is_some() {
        out.push('\n');
    }
    if !proposal.guesses.is_empty() {
        out += "# Not sure, and not used until you say so (`people:` and `one_on_ones:` below):\n";
        for (why, paths) in &proposal.guesses {
            let more = paths.len() - 1;
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            out += &format!("#   {}{more}: {why}\n", paths[0]);
        }
        out.push('\n');
    }
    if proposal.me.is_none() {
        out += "# me: nora  # the lead; the id of a person\n";
    }
    if proposal.people.is_empty() && proposal.full_name.is_none() {
        out += "# people:\n#   notes: [\"People/*.md\"]  # these alone are people's notes\n#   list:\n";
        out += "#     alice: {name: Alice Fischer, cadence: 1w, slot: tue 14:00}\n";
    }
    out += "# one_on_ones: {minutes: 25, cadence: 1w, prep_lead: 2d}\n";
    if proposal.questions.is_none() {
        out += "# questions: Questions.md  # one question a line: - #ask/fun What ...?\n";
    }
    out += "# tags: {high-five: [bravo]}  # more spellings\n";
    out += "# sprint: {first: 2026-01-05, length: 2w}\n";
    out += "# batch: {day: tue, from: \"13:00\", gap: 5m, most: 4, rest: 30m}\n";
    out += "# timezone: Europe/Berlin  # for `vault121 calendar`\n";
    out += "# calendar: {read: ~/work.ics, due: events}  # times of 1-2-1s; what is due\n";
    out += "# season: {low_holds: [watch-out], hold_limit: 42d}\n";
    out
}

fn quoted_scalar(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
