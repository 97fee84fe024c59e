//! `vault121 about PERSON`: every line that names a person, for an access request.

use crate::model::model::Model;
use crate::page::about::{self, Names};
use crate::shell::command::place::{Done, FINE, Place, person};
use crate::shell::disk::all::everything;
use clap::Args;
use std::collections::BTreeMap;

/// Show every line that names a person, with what became of it
///
/// Looks into every file of the vault, also into those that are otherwise not read: templates,
/// code, comments, generated regions, rescued text, files that are broken. Lines about the person
/// that do not name them are listed too. Git's history is not searched.
#[derive(Debug, Args)]
pub struct AboutArgs {
    /// The person: id, name or alias
    pub person: String,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault, or nobody of that name.
pub fn run(args: &AboutArgs, place: &Place) -> Done {
    let session = place.open_whole()?;
    let model = Model::of(session.vault(), session.today);
    let names = Names::of(&model, person(&model, &args.person)?);
    let all = everything(session.root());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = 0;
    for (path, text) in &all.texts {
        for line in about::lines(&model, session.vault(), &names, path, text) {
            let at = if line.line == 0 { String::new() } else { format!(":{}", line.line) };
            let text =
                if line.text.is_empty() { String::new() } else { format!(": {}", line.text) };
            place.ui.out(&format!("{}{at}: {}{text}", line.path, line.what));
            let what = line.what.split([':', ',']).next().unwrap_or("").to_owned();
            *counts.entry(what).or_default() += 1;
            count += 1;
        }
    }
    let kinds: Vec<String> = counts.iter().map(|(what, count)| format!("{count} {what}")).collect();
    let files = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
    place.ui.say(&format!("{count} line{}{files}", if count == 1 { "" } else { "s" }));
    for (what, paths) in [
        ("no text, not looked into", &all.binary),
        ("a link, not followed", &all.links),
        ("could not be opened", &all.unread),
    ] {
        for path in paths {
            place.ui.say(&format!("{path}: {what}"));
        }
    }
    Ok(FINE)
}
