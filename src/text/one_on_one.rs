//! The words that say 1-2-1: `1:1`, `one on one`, `Mitarbeitergespräch`, and where they stand.
//!
//! Numbers that are part of a date, a time or an issue's number are none.

use crate::text::people_words;
use crate::text::pieces::Pieces;
use crate::text::span::{Span, is_mark, plain};
use std::sync::LazyLock;

/// The words, the longest first: `1-2-1s` before `1-2-1`.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words = people_words::words("one_on_one").to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
});

/// Pieces of which each such word holds one; most lines hold none of them.
const SIGNS: &[&str] = &[
    "1-1",
    "1:1",
    "121",
    "1-2-1",
    "1:2:1",
    "on1",
    "on-1",
    "on 1",
    "to1",
    "to-1",
    "to 1",
    "1x1",
    "on-one",
    "on one",
    "onone",
    "on_one",
    "to-one",
    "to one",
    "toone",
    "2-one",
    "gespr",
    "augen",
    "zu-eins",
    "zu eins",
    "individu",
    "tete",
    "tête",
    "a-un",
    "a uno",
    "à un",
    "cara",
    "a-um",
    "a um",
    "um-para",
    "um para",
    "faccia",
    "op-1",
    "op 1",
    "op-e",
    "op e",
    "op-é",
    "op é",
    "bila",
    "one1",
    "o3",
    "1_1",
    "1 1",
    "1\u{2010}",
    "1\u{2011}",
    "1\u{2012}",
    "1\u{2013}",
];

static FINDER: LazyLock<Pieces> = LazyLock::new(|| Pieces::new(SIGNS));

/// Whether a text may hold such a word: only a no is sure.
pub fn may_stand_in(text: &str) -> bool {
    FINDER.stand_in(text)
}

/// The places at which such a word may stand in a long text, in order.
pub fn may_stand_at(text: &str) -> impl Iterator<Item = usize> {
    FINDER.places(text)
}

/// Where the first word that says 1-2-1 stands.
pub fn find(text: &str) -> Option<Span> {
    if !may_stand_in(text) {
        return None;
    }
    // Each letter as it is compared, with the bytes it came from.
    let mut letters: Vec<(char, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            continue;
        }
        match c {
            'A'..='Z' => letters.push((c.to_ascii_lowercase(), at)),
            _ if c.is_whitespace() || matches!(c, '_' | '\u{2010}'..='\u{2013}') => {
                letters.push(('-', at));
            }
            _ if c.is_ascii() => letters.push((c, at)),
            _ => letters.extend(plain(c.encode_utf8(&mut [0; 4])).chars().map(|c| (c, at))),
        }
    }
    let end = |at: usize| letters.get(at).map_or(text.len(), |(_, byte)| *byte);
    for at in 0..letters.len() {
        let before = at.checked_sub(1).map(|before| letters[before].0);
        if before.is_some_and(char::is_alphanumeric) || !letters[at].0.is_alphanumeric() {
            continue;
        }
        for word in WORDS.iter() {
            if let Some(len) = stands_at(&letters[at..], word)
                && is_free(text, letters[at].1, end(at + len), word)
            {
                return Some(Span::new(letters[at].1, end(at + len)));
            }
        }
    }
    None
}

/// How many letters the word takes here, its plural counted.
fn stands_at(letters: &[(char, usize)], word: &str) -> Option<usize> {
    let mut len = 0;
    for c in word.chars() {
        if letters.get(len)?.0 != c {
            return None;
        }
        len += 1;
    }
    let at = |at: usize| letters.get(at).map(|(c, _)| *c);
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    for more in [&["s"][..], &["'", "s"], &["’", "s"], &["e", "n"], &["n"]] {
        let fits = more.iter().enumerate().all(|(i, c)| at(len + i) == c.chars().next());
        if fits && edge(at(len + more.len())) {
            return Some(len + more.len());
        }
    }
    edge(at(len)).then_some(len)
}

/// Whether numbers around the word make no date, time or other number of it.
fn is_free(text: &str, start: usize, end: usize, word: &str) -> bool {
    if word == "o3" {
        return is_o3(&text[..start], &text[end..]);
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let (before, after) = (&text[..start], &text[end..]);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut back = before.chars().rev();
    let sign = back.next();
    if sign == Some('#') && word.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    if sign.is_some_and(|c| matches!(c, '-' | '.' | ':' | '/')) && digit(back.next()) {
        // `2026-11-10-1-1-lena` is a day and a 1-2-1, `3.1-1` is neither.
        let day = before.trim_end_matches(['-', '.', ':', '/']);
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        if digits(day.get(day.len().saturating_sub(10)..).unwrap_or("")) < 8 {
            return false;
        }
    }
    let mut ahead = after.chars();
    if ahead.next().is_some_and(|c| matches!(c, '-' | '.' | ':' | '/')) && digit(ahead.next()) {
        // `1-1-2026` is a day, `1-1-2026-11-10` a 1-2-1 on one.
        let rest = &after[1..];
        let first = rest.bytes().take_while(u8::is_ascii_digit).count();
        let more = rest[first..].starts_with(['-', '.', '/', '_']);
        return (first == 4 && more || first == 8) && !word.is_empty();
    }
    !after.starts_with(['%', '°'])
}

/// Whether `o3` stands alone, or heads what follows: `O3: Maya`, `o3 – Maya`, `O3 with Maya`. In
/// other places, and with a hyphen (`o3-mini`), it may be a model or a gas.
fn is_o3(before: &str, after: &str) -> bool {
    if !before.trim().is_empty() {
        return false;
    }
    let rest = after.trim_start();
    let mut ahead = rest.chars();
    let first = ahead.next();
    let spaced = ahead.next().is_some_and(char::is_whitespace);
    let apart = rest.len() < after.len();
    match first {
        None => true,
        Some(':') => spaced,
        Some('-' | '–' | '—' | '|' | '/') => apart && spaced,
        Some('@' | '[') => apart,
        Some(_) => apart && ["with ", "w/"].iter().any(|word| rest.starts_with(word)),
    }
}

/// Whether a folder, a tag, a type or a segment of a name is nothing but such a word.
pub fn is_word(text: &str) -> bool {
    find(text).is_some_and(|span| span.of(text).len() == text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find(text).map(|span| span.of(text)), expected, "{text}");
    }

    #[test]
    fn words_that_say_one_on_one() {
        for (text, word) in [
            ("1:1 with Lena", "1:1"),
            ("Lena 1-1s", "1-1s"),
            ("2026-11-10 1on1", "1on1"),
            ("1-1-alice-2026-10-27", "1-1"),
            ("1-1. Maya - 2026-10-27", "1-1"),
            ("meet.121.alice.2026.10.27", "121"),
            ("One on One", "One on One"),
            ("one_on_one notes", "one_on_one"),
            ("Mitarbeitergespräche", "Mitarbeitergespräche"),
            ("Mitarbeitergespra\u{308}ch", "Mitarbeitergespra\u{308}ch"),
            ("Entretien individuel Luc", "Entretien individuel"),
            ("1-2-1 Bob", "1-2-1"),
            ("#1on1", "1on1"),
            ("2026-11-10-1-1-lena", "1-1"),
            ("121-2026-11-10", "121"),
            ("O3", "O3"),
            ("O3: Maya", "O3"),
            ("o3 – X", "o3"),
            ("O3 - Lena Vogel", "O3"),
            ("O3 with Sam", "O3"),
            ("O3 [[Lena]]", "O3"),
            ("Bila Joost", "Bila"),
        ] {
            check(text, Some(word));
        }
    }

    #[test]
    fn numbers_that_say_something_else() {
        for text in [
            "2026-1-1",
            "1-1-2026",
            "11:15",
            "issue #121",
            "v1.1-1",
            "21-1",
            "1-10",
            "o3 model",
            "o3-mini: Kosten",
            "tried o3: fast",
            "O3:30",
            "one one",
            "12:1",
            "1:10",
            "bilanz",
        ] {
            check(text, None);
        }
    }
}
