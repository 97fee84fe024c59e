//! Words of praise and critique: where a text has one, and what stands around it.
//!
//! In most notes there is none, which one pass over their bytes tells.

use crate::text::beginnings::Beginnings;
use crate::text::lexicon::Lexicon;
use std::sync::LazyLock;

/// The lists of those words.
const LISTS: &[&str] =
    &["kinds.high-five.words", "kinds.high-five.phrases", "kinds.watch-out.words", "thanked"];

static WORDS: LazyLock<Beginnings> = LazyLock::new(|| {
    let words = LISTS.iter().flat_map(|list| Lexicon::shipped().words(list));
    // `Éloge`: of letters beyond ASCII both cases are looked for.
    let both = words.flat_map(|word| {
        let other = (!word.starts_with(|c: char| c.is_ascii())).then(|| first_large(word));
        [word.to_lowercase()].into_iter().chain(other)
    });
    Beginnings::new(both.flat_map(|word| [word.replace(' ', "-"), word]))
});

/// A name stands at most so many bytes before such a word, or behind its beginning.
const BEFORE: usize = 64;
const BEHIND: usize = 96;

fn first_large(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether a text may hold a word of praise or critique.
pub fn may_praise(text: &str) -> bool {
    places(text).next().is_some()
}

/// Where such words begin.
fn places(text: &str) -> impl Iterator<Item = usize> {
    WORDS.places(text)
}

/// The parts of a text that begin with a capital letter near such a word: there may be a name.
pub fn near_praise(text: &str) -> impl Iterator<Item = &str> {
    let mut seen = 0;
    places(text).flat_map(move |at| {
        let from = text.floor_char_boundary(at.saturating_sub(BEFORE)).max(seen);
        let to = text.ceil_char_boundary((at + BEHIND).min(text.len()));
        seen = to.max(seen);
        capitals(text, from, to)
    })
}

/// The parts of a text that begin with the capital letters between these places.
fn capitals(text: &str, from: usize, to: usize) -> impl Iterator<Item = &str> {
    let mut within = text[..from].ends_with(char::is_alphanumeric);
    let letters = text[from..to.max(from)].char_indices().filter(move |(_, letter)| {
        let starts = !within && crate::note::name::may_begin(*letter);
        within = letter.is_alphanumeric();
        starts
    });
    letters.map(move |(at, _)| &text[from + at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_near_a_word_of_praise() {
        for (text, near) in [
            ("- kudos to Raj for the bridge", "Raj for"),
            ("Well-done Raj", "Well-done Raj|Raj"),
            ("the globe of Raj", ""),
            ("Éloge à Raj", "Éloge à|Raj"),
            ("Raj: bravo, Ana", "Raj: bravo,|Ana"),
        ] {
            let start = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");
            let found: Vec<String> = near_praise(text).map(start).collect();
            assert_eq!(found.join("|"), near, "{text}");
        }
    }
}
