//! The forms under which a name is looked up: `@alice.`, `[[people/alice|Ali]]`, `user.alice`.
//!
//! One list for the two who need it: the people, who know the names, and the sieve, which has to
//! tell without them whether a note may name anybody.

use crate::text::span::without_accents;

/// Names have no more words.
pub const MOST_NAME_WORDS: usize = 3;

/// The forms of a name, likeliest first: as it stands, its last part, without the dots of other
/// tools (`@alice.s`), without `user.` before it.
pub fn name_forms(name: &str) -> impl Iterator<Item = &str> {
    let name = name.trim().trim_start_matches('@');
    // Most names are plain words.
    let has_signs = name.bytes().any(|byte| matches!(byte, b'#' | b'/' | b'.'));
    let name = if has_signs { name.split('#').next().unwrap_or(name) } else { name };
    let name = name.trim();
    let signs = has_signs.then(|| name.strip_suffix(".md").unwrap_or(name));
    let name = signs.unwrap_or(name);
    let last = signs.and_then(|name| name.rsplit('/').next().filter(|last| *last != name));
    let cuts = std::iter::successors(signs.and_then(without_suffix), |name| without_suffix(name));
    let behind = signs
        .and_then(|name| name.split_once('.'))
        .filter(|(before, _)| matches!(*before, "user" | "people" | "person"))
        .map(|(_, after)| after);
    std::iter::once(name).chain(last).chain(cuts).chain(behind)
}

/// `alice.s` and `alice.` are Alice; `maya.xyz` is not Maya.
fn without_suffix(name: &str) -> Option<&str> {
    let (before, behind) = name.rsplit_once('.')?;
    matches!(behind, "" | "s").then_some(before)
}

/// The names that a text such as `Alice: …`, `Alice Fischer (30 min)`, `Alice's week` may begin
/// with, likeliest first.
pub fn leading_names(text: &str) -> impl Iterator<Item = String> {
    let text = text.trim().trim_start_matches(['[', '*', '_', '@']);
    let head = text.split([':', '(', '[', '|', ',', '–', '—']).next().unwrap_or(text);
    let head = head.split(" - ").next().unwrap_or(head).trim().trim_end_matches([']', '*', '_']);
    let words: Vec<&str> = head.split_whitespace().take(3).collect();
    let counts = (1..=words.len()).rev();
    std::iter::once(head.to_owned()).chain(counts.map(move |count| {
        let name = words[..count].join(" ");
        let bare = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
        bare.map(str::to_owned).unwrap_or(name)
    }))
}

/// The names that a text may begin with, written plainly, the shortest first: `Ana`, `Ana María`.
pub fn plain_names(text: &str) -> impl Iterator<Item = &str> {
    let (mut at, mut ended) = (0, false);
    text.split_inclusive(' ').take(MOST_NAME_WORDS).map_while(move |word| {
        if ended {
            return None;
        }
        let bare = word.find(|c: char| !c.is_alphanumeric() && !"-.'’".contains(c));
        let len = bare.unwrap_or(word.len());
        let end = at + word[..len].trim_end_matches(['.', '-', '\'', '’']).len();
        ended = len < word.trim_end().len();
        at += word.len();
        Some(text[..end].trim_end())
    })
}

/// Whether a plain name may begin with this letter.
pub fn may_begin(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase()
}

/// The words of a heading that may be the name of whom it is a 1-2-1 with.
pub fn capital_words(heading: &str) -> impl Iterator<Item = &str> {
    heading.split([' ', ',', '(', ')']).filter(|word| word.starts_with(char::is_uppercase))
}

/// A short hash of a form as it is compared: two forms that are one to a reader have one hash.
pub fn hash(form: &str) -> u32 {
    let byte = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    if !form.is_ascii() {
        return without_accents(form).bytes().fold(0x811c_9dc5, byte);
    }
    let folded = form.bytes().map(|b| if b == b'_' { b'-' } else { b.to_ascii_lowercase() });
    folded.fold(0x811c_9dc5, byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name() {
        let check = |name: &str, expected: &[&str]| {
            assert_eq!(name_forms(name).collect::<Vec<_>>(), expected, "{name}");
        };
        check("@alice", &["alice"]);
        check("people/Alice.md", &["people/Alice", "Alice"]);
        check("user.alice.s#head", &["user.alice.s", "user.alice", "alice.s"]);
        check("maya.xyz", &["maya.xyz"]);
    }

    #[test]
    fn names_at_the_head_of_a_text() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(leading_names(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Alice: the rota", &["Alice", "Alice"]);
        check("**Alice Fischer** (30 min)", &["Alice Fischer", "Alice Fischer", "Alice"]);
        check("Alice's week", &["Alice's week", "Alice's week", "Alice"]);
    }

    #[test]
    fn names_that_stand_plainly() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(plain_names(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Raj: the bridge", &["Raj"]);
        check("Raj's demo", &["Raj's", "Raj's demo"]);
        check("Ana de la Cruz ran it", &["Ana", "Ana de", "Ana de la"]);
        check("Raj.", &["Raj"]);
        check("Raj - well done", &["Raj", "Raj", "Raj - well"]);
    }

    #[test]
    fn forms_that_are_one_have_one_hash() {
        for (one, other) in [("Alice_B", "alice-b"), ("José", "jose"), ("JOSE\u{301}", "jose")] {
            assert_eq!(without_accents(one), without_accents(other));
            assert_eq!(hash(one), hash(other));
        }
    }
}
