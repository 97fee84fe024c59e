//! Who is no report of the lead, by what a note says of them: the lead's own manager (`Barb = my
//! boss`, `## 1:1 Boris (mein Chef)`), and those in other roles (`## 1:1 Cy Ode (investor)`).

use crate::note::parse::{Heading, Note};
use crate::note::vocabulary::Vocabulary;
use crate::text::one_on_one;
use crate::text::person_name::{
    self, other_role, says_manager_in_brackets, says_own_manager, without_manager_words,
};
use crate::text::slots;
use crate::vault::clue_front::says_manager_in_front;
use crate::vault::clue_words::last_part;
use std::collections::BTreeSet;

/// What stands further down tells what was said, not whom the note is with.
const FIRST_LINES: usize = 24;
/// A longer line is a sentence.
const LONGEST: usize = 80;

/// Those of whom a note says that they are no reports.
#[derive(Default)]
pub(crate) struct NoReports {
    /// The lead's own managers.
    pub(crate) managers: BTreeSet<String>,
    /// Others: customers, candidates, peers.
    pub(crate) others: BTreeSet<String>,
}

/// Who they are, by the name and the folder of a note, its headings and its first lines.
pub(crate) fn no_reports(note: &Note) -> NoReports {
    let mut found = NoReports::default();
    let folder = note.path.folder().rsplit('/').next().unwrap_or("");
    let title = note.front.text_of("title");
    let names = [note.path.stem(), folder].into_iter().chain(title.as_deref());
    for text in names {
        if says_of(text) {
            found.managers.extend(name_in(text));
        } else if other_role(text).is_some() {
            found.others.extend(name_in(text));
        }
    }
    if says_manager_in_front(note) {
        found.managers.extend(name_in(note.path.stem()));
    }
    for heading in &note.headings {
        let says = says_of(&heading.text);
        let other = || {
            one_on_one::may_stand_in(&heading.text)
                && heading.text.len() <= LONGEST
                && one_on_one::find_word(&heading.text).is_some()
                && other_role(&heading.text).is_some()
        };
        if !says && !other() {
            continue;
        }
        let linked = heading.names.iter().find_map(|name| person_name::read(last_part(name)));
        let name = linked.or_else(|| name_in(&heading.text));
        if says { &mut found.managers } else { &mut found.others }.extend(name);
    }
    for item in note.items.iter().take(FIRST_LINES).filter(|item| item.task.is_none()) {
        let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
        if !(text.len() <= LONGEST && text.contains([' ', '=']) && says_own_manager(&text)) {
            continue;
        }
        // `1:1 mit Boris (mein Chef)`, `Barb = my boss`, `Greta is my boss`
        let bare = without_manager_words(slots::without_clock(&text));
        let slots = slots::read(&bare, Default::default(), None);
        if slots.one_on_one.is_some() {
            found.managers.extend(slots.names_left().next());
            continue;
        }
        let end = text.find(['=', ':', ',', '(', '–']).or_else(|| text.find(' '));
        found.managers.extend(end.and_then(|end| person_name::read(&text[..end])));
    }
    found
}

/// The name in a text that says who somebody is.
fn name_in(text: &str) -> Option<String> {
    let bare = without_manager_words(text);
    slots::read(&bare, Default::default(), None).names_left().next()
}

fn says_of(text: &str) -> bool {
    text.len() <= LONGEST
        && text.contains([' ', '='])
        && (says_own_manager(text) || says_manager_in_brackets(text))
}

/// Whether a heading at the top of a note is its title and speaks of the lead's manager: it may
/// as well head the promises of a manager, `## Action Items (Manager)`.
pub(crate) fn is_title_of_manager(heading: &Heading) -> bool {
    let title = heading.level == 1 || one_on_one::find_word(&heading.text).is_some();
    title
        && Vocabulary::shipped().label_of(&heading.text).sense.is_none()
        && person_name::says_manager(&heading.text)
}
