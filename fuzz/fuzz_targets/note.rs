//! Any bytes are a note: reading them ends, panics never, and what is found stands in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vault121::text::ids::NotePath;
use vault121::note::spelling::Spelling;
use vault121::note::parse::Note;

fuzz_target!(|bytes: &[u8]| {
    let path = NotePath::new("1-2-1s/Alice/2026-11-24.md").expect("it is a path");
    let (note, said) = Note::parse(&path, bytes, &Spelling::default());
    for (at, item) in note.items.iter().enumerate() {
        assert!(item.parent().is_none_or(|parent| parent < at));
    }
    for (at, heading) in note.headings.iter().enumerate() {
        assert!(heading.parent.is_none_or(|parent| parent < at));
    }
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    assert!(said.iter().all(|problem| problem.line().unwrap_or(0) as usize <= lines));
});
