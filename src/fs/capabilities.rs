//! What the file system of the vault can do for a note while it is written, and what it cannot.
//!
//! Two files of our own in the stage are tried; a note is never touched.

use crate::fs::lease;
use crate::fs::lease::Lease;
use crate::fs::stage::WriteDesk;
use crate::fs::sys;

/// What is missing here, in words; empty where nothing is. A vault that cannot be written is none
/// of our business here.
pub fn missing(desk: &WriteDesk) -> Vec<String> {
    let run = std::process::id();
    let [one, two] = ["a", "b"].map(|which| format!("part-means-{run}-{which}"));
    let mut said = Vec::new();
    let made = [&one, &two].map(|name| desk.stage.create_file(name, 0o600).is_ok());
    if made == [true, true] {
        let exchanged = desk.stage.exchange(&one, &desk.stage, &two);
        if exchanged.is_err_and(|error| sys::lacks_call(&error)) {
            said.push(
                "two files cannot change places here: a save that renames over a note in the \
                 moment it is written can be lost"
                    .to_owned(),
            );
        }
        let leased = desk.stage.open_file(&one).map(|file| lease::take(&file));
        if leased.is_ok_and(|lease| lease == Lease::None) {
            said.push(
                "files cannot be leased here: a save that began before a note was written is \
                 found only afterwards"
                    .to_owned(),
            );
        }
    }
    for name in [&one, &two] {
        desk.stage.remove_file(name).ok();
    }
    said
}
