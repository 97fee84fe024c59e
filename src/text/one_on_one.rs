//! The words that say 1-2-1: `1:1`, `one on one`, `Mitarbeitergespräch`, and where they stand.
//!
//! Numbers that are part of a date, a time or an issue's number are none.

use crate::text::people_words;
use crate::text::phrases::Phrases;
use crate::text::pieces::Pieces;
use crate::text::span::{Span, is_mark, without_accents};
use crate::text::words_table::WordMap;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The words, the longest first: `1-2-1s` before `1-2-1`.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words = people_words::words("one_on_one").to_vec();
    words.sort_by(longest_first);
    words.dedup();
    words
});

fn longest_first(one: &String, other: &String) -> std::cmp::Ordering {
    other.len().cmp(&one.len()).then_with(|| one.cmp(other))
}

/// How much a word for a meeting tells that stands beside one name and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Beside {
    /// `o3`: a 1-2-1 when several names stand so.
    Short,
    /// `p2p`, `f2f`: when that person is known, or owns a box in the note.
    Doubtful,
    /// `ooo`: the same, and an absence when nobody owns a box.
    Absence,
    /// `jour fixe`, `catch-up`: when that person is known.
    Meeting,
}

/// Words for meetings that alone say no 1-2-1, the longest first.
static BESIDE: LazyLock<Vec<(String, Beside)>> = LazyLock::new(|| {
    let lists = [
        ("one_on_one_absence", Beside::Absence),
        ("one_on_one_short", Beside::Short),
        ("one_on_one_doubtful", Beside::Doubtful),
        ("meeting", Beside::Meeting),
        ("follow", Beside::Meeting),
    ];
    let all = lists.into_iter().flat_map(|(list, beside)| {
        people_words::words(list).iter().map(move |word| (word.clone(), beside))
    });
    let mut words: Vec<(String, Beside)> = Vec::new();
    for (word, beside) in all {
        if words.iter().all(|(known, _)| *known != word) {
            words.push((word, beside));
        }
    }
    words.sort_by(|one, other| longest_first(&one.0, &other.0));
    words
});

static BESIDE_FINDER: LazyLock<Phrases> = LazyLock::new(|| {
    let words = BESIDE.iter().map(|(word, _)| word.split(|c: char| !c.is_alphanumeric()));
    Phrases::new(words.map(|words| words.filter(|word| !word.is_empty()).collect::<Vec<_>>()))
});

static ALONE: LazyLock<ByLetter> = LazyLock::new(|| ByLetter::of(WORDS.iter()));
static BESIDE_WORDS: LazyLock<ByLetter> =
    LazyLock::new(|| ByLetter::of(BESIDE.iter().map(|(word, _)| word)));

/// Words by their first letter, each with its place in its list.
struct ByLetter(WordMap<char, Vec<(usize, &'static str)>>);

impl ByLetter {
    fn of(words: impl Iterator<Item = &'static String>) -> ByLetter {
        let mut all: WordMap<char, Vec<(usize, &'static str)>> = WordMap::default();
        for (at, word) in words.enumerate() {
            all.entry(word.chars().next().unwrap_or(' ')).or_default().push((at, word));
        }
        ByLetter(all)
    }

    fn words_with_letter(&self, letter: char) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        self.0.get(&letter).into_iter().flatten().copied()
    }
}

/// Whether a name or a folder holds a word for a meeting that alone says no 1-2-1.
pub fn may_be_beside(text: &str) -> bool {
    // `Jour_fixe` is `jour-fixe`.
    match text.is_ascii() {
        true => BESIDE_FINDER.stand_in(text),
        false => BESIDE_FINDER.stand_in(&without_accents(text)),
    }
}

/// Where the first such word stands, and what it tells.
pub fn word_beside(text: &str) -> Option<(Span, Beside)> {
    if !may_be_beside(text) {
        return None;
    }
    let (at, span) = first(text, &BESIDE_WORDS, |at, word| is_free(text, at, word))?;
    Some((with_how_often(text, span), BESIDE[at].1))
}

/// The word with the one behind it that says with how many or how often: `Suivi individuel`,
/// `Point mensuel`.
fn with_how_often(text: &str, span: Span) -> Span {
    let rest = &text[span.end..];
    let gap = rest.len() - rest.trim_start_matches([' ', '-', '_', '.']).len();
    let word = &rest[gap..];
    let len = word.find(|c: char| !c.is_alphanumeric() && !is_mark(c)).unwrap_or(word.len());
    match gap > 0 && people_words::holds("how_often", &word[..len]) {
        true => Span::new(span.start, span.end + gap + len),
        false => span,
    }
}

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
    "2one",
    "2 one",
    "2_one",
    "gespr",
    "augen",
    "zu-eins",
    "zu eins",
    "individu",
    "tete",
    "tête",
    "a-un",
    "a uno",
    "a una",
    "un a un",
    "a-una",
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
    "op1",
    "ogen",
    "bila",
    "einzelb",
    "einzelt",
    "per tu",
    "per-tu",
    "per_tu",
    "one1",
    "o3",
    "1_1",
    "1 1",
    "1\u{2010}",
    "1\u{2011}",
    "1\u{2012}",
    "1\u{2013}",
    "1\u{2014}",
];

static FINDER: LazyLock<Pieces> = LazyLock::new(|| {
    let under = SIGNS.iter().map(|sign| sign.replace(['-', ' '], "_"));
    Pieces::for_long_texts(SIGNS.iter().map(|sign| (*sign).to_owned()).chain(under))
});

/// Whether a text may hold such a word: only a no is sure.
pub fn may_stand_in(text: &str) -> bool {
    FINDER.stand_in(text)
}

/// The places at which such a word may stand in a long text, in order.
pub fn may_stand_at(text: &str) -> impl Iterator<Item = usize> {
    FINDER.places(text)
}

/// Where the first word that says 1-2-1 stands.
pub fn find_word(text: &str) -> Option<Span> {
    if !may_stand_in(text) {
        return None;
    }
    let is_free = |at: Span, word: &str| match word {
        "o3" => is_o3(&text[..at.start], &text[at.end..]),
        _ => is_free(text, at, word),
    };
    first(text, &ALONE, is_free).map(|(_, span)| span)
}

/// The first place at which one of the words stands, and which of them it is.
fn first(
    text: &str,
    words: &ByLetter,
    is_free: impl Fn(Span, &str) -> bool,
) -> Option<(usize, Span)> {
    if text.is_ascii() {
        return first_in_ascii(text.as_bytes(), words, is_free);
    }
    // Each letter as it is compared, with the bytes it came from.
    let mut letters: Vec<(char, usize)> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            continue;
        }
        match c {
            'A'..='Z' => letters.push((c.to_ascii_lowercase(), at)),
            _ if c.is_whitespace() || matches!(c, '_' | '\u{2010}'..='\u{2014}') => {
                letters.push(('-', at));
            }
            _ if c.is_ascii() => letters.push((c, at)),
            _ => {
                letters
                    .extend(without_accents(c.encode_utf8(&mut [0; 4])).chars().map(|c| (c, at)));
            }
        }
    }
    let end = |at: usize| letters.get(at).map_or(text.len(), |(_, byte)| *byte);
    for at in 0..letters.len() {
        let before = at.checked_sub(1).map(|before| letters[before].0);
        if before.is_some_and(char::is_alphanumeric) || !letters[at].0.is_alphanumeric() {
            continue;
        }
        for (which, word) in words.words_with_letter(letters[at].0) {
            let Some(len) = stands_at(&letters[at..], word) else { continue };
            let span = Span::new(letters[at].1, end(at + len));
            if is_free(span, word) {
                return Some((which, span));
            }
        }
    }
    None
}

/// The same in a text of ASCII, each byte of which is a letter: no memory is taken for it.
fn first_in_ascii(
    text: &[u8],
    words: &ByLetter,
    is_free: impl Fn(Span, &str) -> bool,
) -> Option<(usize, Span)> {
    let mut before = b' ';
    for (at, byte) in text.iter().enumerate() {
        let begins = byte.is_ascii_alphanumeric() && !before.is_ascii_alphanumeric();
        before = *byte;
        if !begins {
            continue;
        }
        for (which, word) in words.words_with_letter(char::from(byte.to_ascii_lowercase())) {
            let Some(len) = stands_in_ascii(&text[at..], word) else { continue };
            let span = Span::new(at, at + len);
            if is_free(span, word) {
                return Some((which, span));
            }
        }
    }
    None
}

/// A byte of ASCII as it is compared.
fn letter(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => byte.to_ascii_lowercase(),
        b'_' | b'\t'..=b'\r' | b' ' => b'-',
        _ => byte,
    }
}

/// `stands_at` in a text of ASCII.
fn stands_in_ascii(text: &[u8], word: &str) -> Option<usize> {
    let len = word.len();
    let same = |(there, byte): (&u8, u8)| letter(*there) == byte;
    if text.len() < len || !text.iter().zip(word.bytes()).all(same) {
        return None;
    }
    let edge = |at: usize| text.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let behind = text[len..].iter().map(|byte| letter(*byte));
    let plural = ["s", "'s", "en", "n"]
        .into_iter()
        .find(|more| behind.clone().take(more.len()).eq(more.bytes()) && edge(len + more.len()));
    plural.map(|more| len + more.len()).or_else(|| edge(len).then_some(len))
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
fn is_free(text: &str, at: Span, word: &str) -> bool {
    let (start, end) = (at.start, at.end);
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
    // `1-1%2FYanis` is a path in the name of a file.
    !after.starts_with(['%', '°']) || after.starts_with("%2F") || after.starts_with("%2f")
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

/// Whether a path says 1-2-1.
pub fn path_says(path: &str) -> bool {
    // Part by part: `1-1s/99 Archive` is no day.
    may_stand_in(path) && path.split('/').any(|part| find_word(part).is_some())
}

/// Whether a folder, a tag, a type or a segment of a name is nothing but such a word.
pub fn is_word(text: &str) -> bool {
    find_word(text).is_some_and(|span| span.of(text).len() == text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find_word(text).map(|span| span.of(text)), expected, "{text}");
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
    fn every_word_holds_one_of_the_pieces_that_are_looked_for() {
        for word in WORDS.iter() {
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            let forms = [word.clone(), word.replace('-', " "), word.replace('-', "_")];
            for word in forms.into_iter().take(if number { 1 } else { 3 }) {
                assert!(may_stand_in(&word), "{word}");
                assert_eq!(
                    find_word(&word).map(|span| span.of(&word).len()),
                    Some(word.len()),
                    "{word}"
                );
            }
        }
    }

    #[test]
    fn in_ascii_words_are_found_as_in_other_texts() {
        // A sign behind the text that is none of ASCII changes nothing but the way it is read.
        let signs = ["1", "-", "o", "s", "'", "n", " ", "_"];
        let mut texts: Vec<String> = ["1-1", "1:1", "one on one", "Bila", "O3", "121", "x 1on1"]
            .iter()
            .flat_map(|word| [(*word).to_owned(), format!("a {word}"), format!("a{word}")])
            .collect();
        for at in 0..1_500 {
            let text = texts[at].clone();
            texts.extend(signs.iter().map(|sign| format!("{text}{sign}")));
        }
        for text in texts {
            let other = format!("{text} \u{2192}");
            assert_eq!(
                find_word(&format!("{text} >")).map(|span| span.of(&text).to_owned()),
                find_word(&other).map(|span| span.of(&text).to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn words_that_say_little_alone() {
        let check = |text: &str, expected: Option<(&str, Beside)>| {
            let found = word_beside(text).map(|(span, sign)| (span.of(text), sign));
            assert_eq!(found, expected, "{text}");
        };
        check("o3 Piet", Some(("o3", Beside::Short)));
        check("Jour-fixe Anke", Some(("Jour-fixe", Beside::Meeting)));
        check("Jour Fixe Anke", Some(("Jour Fixe", Beside::Meeting)));
        check("catch_up Ravi", Some(("catch_up", Beside::Meeting)));
        check("OOO Piet", Some(("OOO", Beside::Absence)));
        check("P2P Piet", Some(("P2P", Beside::Doubtful)));
        check("Journal", None);
        check("Magda", None);
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
