//! What a note was read to say, as bytes, so that the next run need not read it.
//!
//! Only readings are kept: nothing that depends on another note, on the day, or on who asks. What
//! they do depend on besides the note's bytes is told by `Reader::depends_on`.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Location};
use crate::note::parse::Note;
use crate::text::ids::NotePath;
use crate::text::packed;
use crate::vault::clues::Clues;
use crate::vault::reading::Reading;
use crate::vault::vault::Vault;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A reading as it is kept.
#[derive(Serialize, Deserialize)]
enum Stored<'a> {
    /// The hashes of the names in a note that says nothing.
    Silent(Cow<'a, [u32]>),
    /// A note, what is to be said of it, and what it tells of people.
    Said(Cow<'a, Note>, Vec<Complaint>, Box<Cow<'a, Clues>>),
}

/// A complaint with all its parts: the JSON of one leaves some out.
#[derive(Serialize, Deserialize)]
pub(crate) struct Complaint {
    path: String,
    place: (u32, u32, u32),
    code: Code,
    message: String,
    hint: Option<String>,
}

/// What the vault knows of a note, as bytes; `None` of what is no note, or was not read.
pub fn stored(vault: &Vault, path: &NotePath) -> Option<Vec<u8>> {
    if let Some(names) = vault.silent.names_in(path) {
        return packed::pack(&Stored::Silent(Cow::Borrowed(names)));
    }
    let note = vault.notes.get(path)?;
    let said = vault.said_of(path.as_str()).iter().map(complaint).collect();
    let clues = vault.notes.clues(path)?;
    packed::pack(&Stored::Said(Cow::Borrowed(note), said, Box::new(Cow::Borrowed(clues.as_ref()))))
}

/// The reading in bytes.
pub fn restored(bytes: &[u8]) -> Option<Reading> {
    Some(match packed::unpack(bytes)? {
        Stored::Silent(names) => Reading::Silent(names.into_owned().into()),
        Stored::Said(note, said, clues) => {
            let said = said.into_iter().map(diagnostic).collect();
            let clues = Some(Box::new(clues.into_owned()));
            Reading::Said(Box::new(note.into_owned()), said, clues)
        }
    })
}

pub(crate) fn complaint(said: &Diagnostic) -> Complaint {
    let Diagnostic { path, location, code, severity: _, message, hint } = said;
    Complaint {
        path: path.clone(),
        place: location.numbers(),
        code: *code,
        message: message.clone(),
        hint: hint.clone(),
    }
}

pub(crate) fn diagnostic(kept: Complaint) -> Diagnostic {
    let location = Location::of_numbers(kept.place);
    let said = Diagnostic::about_file(kept.code, &kept.path, kept.message);
    Diagnostic { location, hint: kept.hint, ..said }
}
