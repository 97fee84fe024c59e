//! Who is the lead's own manager, by what a note says of them: `Barb = my boss`, `## 1:1 Boris
//! (mein Chef)`.

use crate::note::parse::Note;
use crate::text::person_name::{self, says_own_manager};
use crate::text::slots;
use crate::vault::clue_words::last_part;
use std::collections::BTreeSet;

/// What stands further down tells what was said, not whom the note is with.
const FIRST_LINES: usize = 24;
/// A longer line is a sentence.
const LONGEST: usize = 80;

/// The names of the lead's own managers, where a heading or one of the first lines says so.
pub(crate) fn managers(note: &Note) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for heading in note.headings.iter().filter(|heading| says_of(&heading.text)) {
        let linked = heading.names.iter().find_map(|name| person_name::read(last_part(name)));
        let bare = || slots::read(&heading.text, Default::default(), None).names().next();
        found.extend(linked.or_else(bare));
    }
    for item in note.items.iter().take(FIRST_LINES).filter(|item| item.task.is_none()) {
        let text = item.text(|mention| last_part(&mention.names[0]).to_owned());
        if !says_of(&text) {
            continue;
        }
        // `1:1 mit Boris (mein Chef)`, `Barb = my boss`, `Greta is my boss`
        let slots = slots::read(slots::without_clock(&text), Default::default(), None);
        if slots.one_on_one.is_some() {
            found.extend(slots.names().next());
            continue;
        }
        let end = text.find(['=', ':', ',', '(', '–']).or_else(|| text.find(' '));
        found.extend(end.and_then(|end| person_name::read(&text[..end])));
    }
    found
}

fn says_of(text: &str) -> bool {
    text.len() <= LONGEST && text.contains([' ', '=']) && says_own_manager(text)
}
