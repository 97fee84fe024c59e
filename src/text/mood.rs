//! How somebody felt: a number from 1 to 5, one of ten, or a word; and the lines that say so.
//!
//! `Mood: 3`, `Stimmung 4`, `**Humeur :** bien`: a name for it, and behind it a mood.

use crate::text::lexicon::Lexicon;

/// How somebody felt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mood {
    /// From 1 to 5.
    pub number: u8,
    /// As it was written, where that is not this number: `good`, `7/10`.
    pub written: Option<String>,
}

/// A name for it is no longer.
const MOST_NAME_BYTES: usize = 40;
/// A mood in words is no longer.
const MOST_WORD_BYTES: usize = 40;
/// On this scale and on that of five people tell how they feel.
const TEN: u8 = 10;
const FIVE: u8 = 5;

/// Reads a mood, whatever is said behind it.
pub fn read(value: &str) -> Option<Mood> {
    told(value.trim()).map(|(mood, _)| mood)
}

/// Reads a text that is a mood and at most a word on it in brackets.
pub fn alone(value: &str) -> Option<Mood> {
    let (mood, rest) = told(value.trim())?;
    let rest = rest.trim_matches(['*', '_', ' ', '.', '!']);
    (rest.is_empty() || rest.starts_with('(') && rest.ends_with(')')).then_some(mood)
}

/// Whether a word is a name for how somebody feels: `mood`, `Stimmung`.
pub fn is_name(word: &str) -> bool {
    word.len() <= MOST_NAME_BYTES && Lexicon::shipped().has("mood_names", word)
}

/// Whether a line without a colon is short enough to say a mood and nothing else.
pub fn may_be_line(text: &str) -> bool {
    text.len() <= MOST_NAME_BYTES + MOST_WORD_BYTES
}

/// What a line says of how somebody felt, when it says nothing else. Behind a colon more may stand
/// apart from it: `Mood: 3, tired`.
pub fn line(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(['*', '_', ' ']);
    let first = &bare[..bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len())];
    if first.is_empty() || !Lexicon::shipped().begins("mood_names", first) {
        return None;
    }
    let window = bare.floor_char_boundary(MOST_NAME_BYTES);
    let ends = bare[..window].char_indices().filter(|(_, c)| !c.is_alphanumeric() && *c != '\'');
    let is_whole = |at: &usize| bare[..*at].ends_with(char::is_alphanumeric);
    let name = ends.map(|(at, _)| at).filter(is_whole).rfind(|at| is_name(&bare[..*at]))?;
    let behind = &bare[name..];
    let face = FACES.iter().filter_map(|face| behind.find(face)).min();
    let value = behind.trim_start_matches(SIGNS);
    let value = face.map(|at| &behind[at..]).filter(|face| face.len() > value.len());
    let value = value.unwrap_or_else(|| behind.trim_start_matches(SIGNS));
    let signs = &behind[..behind.len() - value.len()];
    let value = value.trim_end_matches(['*', '_', ' ']);
    if signs.contains(':') {
        let (_, rest) = told(value)?;
        let apart = rest.trim_start_matches(['*', '_', ' ']);
        let ends = apart.is_empty() || apart.starts_with(['(', ',', ';', '.', '!', '-', '–', '—']);
        return ends.then_some(value);
    }
    alone(value).map(|_| value)
}

/// What stands between a name for it and the mood.
const SIGNS: &[char] =
    &[':', ' ', '*', '_', '=', '-', '–', '—', '→', '>', '\u{a0}', '\u{202f}', '\t'];

/// Faces that begin as what stands before a mood ends.
const FACES: &[&str] = &[":)", ":(", ":|", ":-)", ":-(", ":-|"];

/// The mood that a text begins with, and what stands behind it.
fn told(text: &str) -> Option<(Mood, &str)> {
    in_numbers(text).or_else(|| in_words(text))
}

/// `3`, `3/5`, `7 of 10`, `3.5`, `2-3`.
fn in_numbers(text: &str) -> Option<(Mood, &str)> {
    let (number, rest) = number(text)?;
    if let Some((of, rest)) = scale(rest) {
        return match of {
            FIVE if (1..=FIVE).contains(&number) => Some((Mood { number, written: None }, rest)),
            TEN if (1..=TEN).contains(&number) => {
                let written = Some(format!("{number}/{TEN}"));
                Some((Mood { number: number.div_ceil(2), written }, rest))
            }
            _ => None,
        };
    }
    if !(1..=FIVE).contains(&number) {
        return None;
    }
    // Between two of them: `3.5`, `3,5`, `3-4`.
    let half = [".5", ",5"].iter().find_map(|half| rest.strip_prefix(half));
    if let Some(rest) = half.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        let written = Some(format!("{number}.5"));
        return (number < FIVE).then_some((Mood { number: number + 1, written }, rest));
    }
    let to = ["-", "–"].iter().find_map(|dash| rest.strip_prefix(dash)).and_then(self::number);
    if let Some((to, rest)) = to.filter(|(to, _)| *to == number + 1 && *to <= FIVE) {
        return Some((Mood { number: to, written: Some(format!("{number}-{to}")) }, rest));
    }
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || "/%:°".contains(c))
        || rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    (!goes_on).then_some((Mood { number, written: None }, rest))
}

/// One or two digits at the beginning of a text.
fn number(text: &str) -> Option<(u8, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=2).contains(&len).then(|| text[..len].parse().ok())??;
    Some((number, &text[len..]))
}

/// `/5`, ` von 10`, ` out of 5`.
fn scale(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start();
    let behind = rest.strip_prefix('/').or_else(|| {
        let at = rest.find(|c: char| c.is_ascii_digit())?;
        let word = rest[..at].strip_suffix(' ')?;
        Lexicon::shipped().has("out_of", word).then_some(&rest[at..])
    })?;
    number(behind.trim_start()).filter(|(_, rest)| !rest.starts_with('/'))
}

/// `good`, `sehr gut`, `🙂`.
fn in_words(text: &str) -> Option<(Mood, &str)> {
    let lists = [("mood_words.good", 4), ("mood_words.ok", 3), ("mood_words.low", 2)];
    let end = text.find([',', ';', '(', '.', '!', '-', '–', '—']).unwrap_or(text.len());
    [end, text.len()].into_iter().find_map(|end| {
        let word = text[..end].trim_matches(['*', '_', ' ', '\u{fe0f}']);
        if word.is_empty() || word.len() > MOST_WORD_BYTES {
            return None;
        }
        let found = lists.iter().find(|(list, _)| Lexicon::shipped().has(list, word));
        let written = Some(word.to_lowercase());
        found.map(|(_, number)| (Mood { number: *number, written }, &text[end..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_a_mood() {
        for (text, expected) in [
            ("Mood: 3", "3"),
            ("mood 3", "3"),
            ("Mood - 4", "4"),
            ("Mood = 2", "2"),
            ("**Mood:** 3", "3"),
            ("**Mood: 3**", "3"),
            ("**Mood** 3", "3"),
            ("mood:: 5", "5"),
            ("Mood 3/5", "3"),
            ("Mood: 3 out of 5", "3"),
            ("Stimmung: 7 von 10", "7/10"),
            ("Moral : 7 sur 10", "7/10"),
            ("Ánimo: 4 de 5", "4"),
            ("Ânimo: 8 em 10", "8/10"),
            ("Umore: 6 su 10", "6/10"),
            ("Stemming: 3 op 5", "3"),
            ("Mood: 7/10", "7/10"),
            ("Mood: 3.5", "3.5"),
            ("Mood: 2-3", "2-3"),
            ("Mood: 3, tired from the release", "3"),
            ("Mood: 3 (tired)", "3"),
            ("mood ok", "ok"),
            ("Mood: good!", "good"),
            ("Mood: 🙂", "🙂"),
            ("Mood: :)", ":)"),
            ("Stimmung: 2", "2"),
            ("Stimmung 4 von 5", "4"),
            ("Laune: sehr gut", "sehr gut"),
            ("Humeur : 4", "4"),
            ("**Humeur :** bien", "bien"),
            ("Umore: 3", "3"),
            ("Ánimo: 2", "2"),
            ("Estado de ánimo: regular", "regular"),
            ("Humor: 3", "3"),
            ("Stemming: 3", "3"),
            ("Stemming goed", "goed"),
        ] {
            let mood = line(text).and_then(read);
            let said = mood.map(|mood| mood.written.unwrap_or(mood.number.to_string()));
            assert_eq!(said.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn lines_that_say_none() {
        for text in [
            "Mood is low",
            "mood 3 tests failed",
            "Mood: 3 people are ill",
            "Mood 30",
            "Mood: 12/10",
            "Mood: 3:1 for the others",
            "Mood: 4.2",
            "mood",
            "Stimmung: im Team schlecht",
            "Stimmung 2 Wochen lang",
            "Laune der Natur",
            "Moral: 3 Wochen",
            "the mood: 3",
            "good",
            "3",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn a_mood_alone() {
        for (text, is_one) in
            [("3", true), ("3 (tired)", true), ("gut", true), ("3 people", false), ("x", false)]
        {
            assert_eq!(alone(text).is_some(), is_one, "{text}");
        }
    }
}
