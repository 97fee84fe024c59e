//! Reading a note so that a fault of ours in it ends nothing else: neither a build, nor the other
//! pages, nor a commit that is being looked through. The note is left alone, and that is said.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::note::parse::Note;
use crate::note::spelling::Spelling;
use crate::text::ids::NotePath;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a note.
pub fn parse(path: &NotePath, bytes: &[u8], spelling: &Spelling) -> (Note, Vec<Diagnostic>) {
    guard(path, || Note::parse(path, bytes, spelling))
}

fn guard(
    path: &NotePath,
    read: impl FnOnce() -> (Note, Vec<Diagnostic>),
) -> (Note, Vec<Diagnostic>) {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let message = "vault121 failed on this note: a fault of the program, not of the note";
        let (note, mut said) = Note::refused_note(path, Code::Unreadable, message);
        said.iter_mut().for_each(|problem| {
            problem.hint = Some("the note is left as it is; please report it".to_owned());
        });
        (note, said)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_note_is_said_and_the_note_left_alone() {
        let path = NotePath::new("a.md").unwrap();
        let (note, said) = guard(&path, || panic!("a fault"));
        assert_eq!((note.refused, note.regions), (Some(Code::Unreadable), None));
        assert_eq!((said[0].path.as_str(), said[0].code), ("a.md", Code::Unreadable));
    }
}
