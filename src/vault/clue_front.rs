//! What the front matter of a note, properties as an outliner has them, and a path tell of people.

use crate::note::parse::Note;
use crate::note::plain_front::TYPE_KEYS;
use crate::text::one_on_one;
use crate::text::people_words::{holds, is_in};
use crate::text::person_name;
use crate::vault::clue_words::{last_part, plain_part};
use crate::vault::person_keys::says_how_met;

/// The values of a key of the front matter as texts.
pub(crate) fn front_values(note: &Note, key: &str) -> Vec<String> {
    let Some(value) = note.front.get(key) else { return Vec::new() };
    let mut texts = value.texts();
    if texts.is_empty() {
        texts.extend(value.text());
    }
    texts
}

/// Whether the front matter of a 1-2-1, or a property above its text, says that it is with the
/// lead's own manager: `role: my boss`.
pub(crate) fn says_manager_in_front(note: &Note) -> bool {
    const KEYS: &[&str] = &["role", "position", "relationship", "relation"];
    const FIRST_LINES: usize = 3;
    let says = |value: &str| person_name::says_own_manager(value);
    let fields = note.items.iter().take(FIRST_LINES).flat_map(|item| item.fields.iter());
    KEYS.iter().any(|key| note.front.text_of(key).is_some_and(|value| says(&value)))
        || fields
            .filter(|field| field.style.is_line() && KEYS.contains(&field.key.as_str()))
            .any(|field| says(&field.value))
}

/// The sign and the person of a tag such as `1on1/layla-haddad`, `person/nadia-kassab`; nothing
/// of the own note of that person.
pub(crate) fn person_of_tag<'t>(tag: &'t str, note: &Note) -> Option<(&'t str, &'t str)> {
    let (sign, last) = tag.trim().rsplit_once('/')?;
    let last = last.trim_matches(['"', '\'', ']', ' ']);
    let name = person_name::read(last).filter(|_| !person_name::says_manager(last))?;
    let head = bare(sign);
    if one_on_one::is_word(head) {
        return Some((sign, last));
    }
    let of_person = holds("person_type", head) || holds("person_folder", head);
    let own = person_name::read(note.path.stem());
    let own = own.is_some_and(|own| person_name::may_be_one(&own, &name));
    // The sign alone would say that it is somebody's own note.
    (of_person && person_name::is_full(&name) && !own).then_some(("", last))
}

/// A value without brackets, quotes and the sign of a tag.
pub(crate) fn bare(text: &str) -> &str {
    let inside = text.trim().trim_matches(['[', ']', '"', '\'', '#', ' ']);
    last_part(inside)
}

/// Whether a note says itself that it is a person's.
pub(crate) fn says_person(note: &Note) -> bool {
    let front = TYPE_KEYS.iter().any(|name| {
        let values = front_values(note, name);
        let words = values.iter().flat_map(|value| value.split([' ', ',', '/']));
        words.map(bare).any(|word| holds("person_type", word))
            || values.iter().any(|value| holds("person_type", bare(value)))
    });
    front
        || says_how_met(note)
        || note.items.iter().take(2).flat_map(|item| item.fields.iter()).any(|field| {
            field.style.is_line()
                && TYPE_KEYS.contains(&field.key.as_str())
                && holds("person_type", bare(&field.value))
        })
}

/// Whether a path is below people, a team or contacts.
pub(crate) fn is_below_people(path: &str) -> bool {
    let is_people = |part: &str| is_in(&["person_folder", "team_folder"], plain_part(part));
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let before = stem.rsplit_once('.').filter(|_| !stem.contains(' ')).map(|(before, _)| before);
    let dotted = before
        .is_some_and(|before| before.split('.').any(|part| part == "user" || is_people(part)));
    dotted || !folders.is_empty() && folders.split('/').any(is_people)
}
