//! What of a path is no part of a lasting name: ids of one note, numbers of exports, parts of time.

use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::ids::NotePath;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::person_name;

/// A path that is made like another one, without the number that an export put behind that one's
/// name. Nothing where the name holds an id of that note alone: `20261111-p0a2`.
pub(crate) fn without_ids(made: &NotePath) -> Option<NotePath> {
    let stem = made.stem();
    let bare = person_name::without_id(stem);
    if bare.split([' ', '-', '_', '.']).any(is_id) {
        return None;
    }
    let folder = made.folder();
    let slash = if folder.is_empty() { "" } else { "/" };
    NotePath::new(&format!("{folder}{slash}{bare}.md")).ok()
}

/// Whether a word is made by a program: letters and numbers without an order.
pub(crate) fn is_id(word: &str) -> bool {
    if !word.bytes().all(|b| b.is_ascii_alphanumeric()) || one_on_one::is_word(word) {
        return false;
    }
    let kinds: Vec<bool> = word.bytes().map(|b| b.is_ascii_digit()).collect();
    let runs = kinds.windows(2).filter(|two| two[0] != two[1]).count() + 1;
    // `W44`, `Q4`, `v2` and `17nov`, `10th` are words of people.
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letters = &word[digits..];
    let ending = ["st", "nd", "rd", "th", "h"].contains(&letters);
    let months = Lexicon::shipped().month_named(letters).is_some();
    match (runs, digits) {
        (1, _) => false,
        (2, 0) => word.bytes().filter(u8::is_ascii_digit).count() > 2 && word.len() > 6,
        (2, _) => !ending && !months && letters.len() > 1,
        // `25T1400`, `14h30`
        (3, 1..) if letters.find(|c: char| c.is_ascii_digit()) == Some(1) => false,
        // `10Nov2026`, `2026W44`
        (3, _) => date_name::day_in_name(word, Order::default(), None).is_none(),
        _ => true,
    }
}

/// The folders of a path before the first one that is a year, a quarter or a month, or has the
/// number of an export in its name: what lasts does not begin there.
pub(crate) fn lasting(folder: &str) -> &str {
    // `1-1s` is no first half of a year.
    let is_time =
        |part: &str| one_on_one::find_word(part).is_none() && date_name::is_time_part(part);
    let passes = |part: &str| is_time(part) || person_name::without_id(part) != part;
    let mut end = 0;
    for part in folder.split('/') {
        if passes(part) {
            return folder[..end].trim_end_matches('/');
        }
        end += part.len() + 1;
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_words() {
        for (word, expected) in [
            ("p0a2", true),
            ("b1zz", true),
            ("77xq", true),
            ("k3f9", true),
            ("a1b2c3d4", true),
            ("1on1", false),
            ("W44", false),
            ("Q4", false),
            ("v2", false),
            ("17nov", false),
            ("10th", false),
            ("25T1400", false),
            ("14h30", false),
            ("2026W44", false),
            ("Alice", false),
            ("20261111", false),
            ("Alice2", false),
        ] {
            assert_eq!(is_id(word), expected, "{word}");
        }
    }

    #[test]
    fn a_new_note_has_no_number_of_another_one() {
        for (path, expected) in [
            ("20261125-p0a2.md", None),
            ("1-1s/2026-11-25-alice.md", Some("1-1s/2026-11-25-alice.md")),
            ("x/Idriss 25 11 2c1b2c3d4e5f60718293a4b5c6d7e8f9.md", Some("x/Idriss 25 11.md")),
            ("x/1on1 Alice 2026-11-25.md", Some("x/1on1 Alice 2026-11-25.md")),
        ] {
            let made = without_ids(&NotePath::new(path).unwrap());
            assert_eq!(made.as_ref().map(NotePath::as_str), expected, "{path}");
        }
    }

    #[test]
    fn what_lasts_begins_above_a_part_of_time() {
        for (folder, expected) in [
            ("2026/Q4/1-1s", ""),
            ("Work/2026-Q4/1-1s", "Work"),
            ("Team/11 November", "Team"),
            ("1-1s/Alice", "1-1s/Alice"),
            ("Espace 4f1c2d3e4a5b6c7d8e9f0a1b2c3d4e5f/Points", ""),
            ("01 Projects/1-1s", "01 Projects/1-1s"),
        ] {
            assert_eq!(lasting(folder), expected, "{folder}");
        }
    }
}
