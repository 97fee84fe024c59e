//! Whole files of ours beside the notes, pictures and the calendar: wanted against present.
//!
//! A file is written only where none is or where ours is: somebody else's is held. Line endings
//! do not count, for git may have turned them.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::pages::plan::{Edit, Plan, Same, is_ours};
use crate::text::ids::{NotePath, digest};
use std::collections::BTreeMap;

/// A file that should stand at a path.
#[derive(Clone, Debug)]
pub struct WantedFile {
    pub path: NotePath,
    pub text: String,
    /// What it is, in words.
    pub what: String,
}

/// Adds to the plan what has to be written.
pub fn plan_files(wanted: Vec<WantedFile>, present: &BTreeMap<NotePath, String>, plan: &mut Plan) {
    let plain = |text: &str| text.replace("\r\n", "\n");
    for file in wanted {
        let why = match present.get(&file.path) {
            Some(there) if plain(there) == plain(&file.text) => {
                plan.same.push(Same {
                    path: file.path,
                    region: None,
                    digest: digest(there),
                    is_formatted: false,
                });
                continue;
            }
            Some(there) if !is_ours(there) => {
                let why =
                    "another program's file has this name: give it another one under `paths:`";
                plan.held.push((file.path, why.to_owned()));
                continue;
            }
            Some(_) => format!("{}: changed", file.what),
            None => format!("new: {}", file.what),
        };
        plan.edits.push(Edit::of_file(&file.path, why, file.text));
    }
    plan.edits.sort_by(|a, b| a.path.cmp(&b.path));
}

/// Says which files of ours nothing keeps up to date any more.
pub fn not_kept(
    wanted: &[WantedFile],
    present: &BTreeMap<NotePath, String>,
    said: &mut Vec<Diagnostic>,
) {
    let left = present
        .iter()
        .filter(|(path, text)| is_ours(text) && wanted.iter().all(|file| file.path != **path));
    for (path, _) in left {
        let message =
            "this file is no longer kept up to date: no page shows it, or it is turned off";
        said.push(Diagnostic::about_file(Code::PageNotKept, path.as_str(), message));
    }
}
