//! Words for private that stand before what a line says and are parted from it by a sign of their
//! own: `PRIVATE raise`, `*Private* raise`, `/private raise`, `[P] raise`, `rota. Confidential: …`.

use crate::note::privacy::{is_private, is_private_form};

/// A longer word or label is part of a sentence.
const MOST_BYTES: usize = 48;
/// And so is one of more words.
const MOST_WORDS: usize = 4;
/// A word in capitals has so many letters: `HR` is none.
const LEAST_SHOUT_BYTES: usize = 6;
/// So many colons of a line are looked at.
const MOST_COLONS: usize = 8;

const WRAPS: &[&str] = &["**", "__", "==", "~~", "*", "_", "~", "`"];
const SIGNS: &[char] = &['/', '!', '?', '&', '+', '$', '^', '%', '§'];

/// Whether the first words of a text, behind its tags or the name of who owes it, say so.
pub(crate) fn begins_apart(line: &str, behind_tags: &str) -> bool {
    let behind_label = || {
        let (label, rest) = behind_tags.split_once(": ")?;
        (label.len() <= MOST_BYTES && label.split(' ').count() <= MOST_WORDS).then_some(rest)
    };
    first_word_says(line)
        || behind_tags.len() < line.len() && first_word_says(behind_tags)
        || behind_label().is_some_and(first_word_says)
}

fn first_word_says(text: &str) -> bool {
    let text = text.trim_start();
    let wrap = WRAPS.iter().find(|wrap| text.starts_with(**wrap));
    if let Some(wrap) = wrap
        && let Some((inner, behind)) = text[wrap.len()..].split_once(wrap)
    {
        let inner = inner.trim_matches([':', ' ']);
        let alone = behind.trim_matches([':', ' ']).is_empty();
        return !alone && inner.len() <= MOST_BYTES && is_private_form(inner);
    }
    // `[x-private] raise`
    if let Some((inner, behind)) =
        text.strip_prefix(['[', '(']).and_then(|rest| rest.split_once([']', ')']))
        && let Some((one, word)) = inner.split_once('-')
    {
        return one.len() == 1 && is_private(word) && !behind.trim().is_empty();
    }
    let Some((first, rest)) = text.split_once(' ') else { return false };
    if first.len() > MOST_BYTES {
        return false;
    }
    if first.strip_prefix(SIGNS).is_some_and(is_private) {
        return true;
    }
    let word = first.trim_matches(|c: char| !c.is_alphanumeric());
    let shouts = |text: &str| text.contains(char::is_alphabetic) && text == text.to_uppercase();
    let next = rest.split_whitespace().next().unwrap_or("");
    word.len() >= LEAST_SHOUT_BYTES && shouts(word) && !shouts(next) && is_private(word)
}

/// Whether a label within a line says so, behind the end of a sentence: `rota. Confidential: …`.
pub(crate) fn holds_label(line: &str) -> bool {
    let colons = line.match_indices(": ").map(|(at, _)| at).take(MOST_COLONS);
    colons.into_iter().any(|colon| {
        let start = line.floor_char_boundary(colon.saturating_sub(MOST_BYTES));
        let before = line[start..colon].trim_end();
        let ends = [". ", "! ", "? ", "; ", ", ", "– ", "— ", " - ", ") ", "] "];
        let Some(from) = ends.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max()
        else {
            return false;
        };
        let label = before[from..].trim_matches(['*', '_', ' ']);
        label.split(' ').count() <= MOST_WORDS && is_private_form(label)
    })
}

/// The letter in brackets that begins a line: `[P] raise`, `(P) raise`, for private in seven
/// languages where nobody's name begins so.
pub(crate) fn letter(behind_tags: &str) -> Option<&str> {
    let inner = behind_tags.strip_prefix("[P] ").or_else(|| behind_tags.strip_prefix("(P) "));
    inner.filter(|rest| rest.contains(char::is_alphanumeric)).map(|_| &behind_tags[1..2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_the_words_of_a_line() {
        for line in [
            "PRIVATE raise",
            "#agreed PRIVATE raise",
            "*Private* raise",
            "#agreed ==private== raise",
            "`private` raise",
            "/private raise",
            "!private raise",
            "Alice: VERTRAULICH rota",
            "Alice: _confidentiel_ rota",
            "[x-private] raise",
        ] {
            let behind = line.strip_prefix("#agreed ").unwrap_or(line);
            assert!(begins_apart(line, behind), "{line}");
        }
        for line in [
            "Private cloud: moved",
            "PRIVATE CLOUD IS DOWN",
            "*private* ",
            "*calm* in private",
            "`private fn` is gone",
            "HR asks",
            "/private",
            "[x-ray] of the build",
        ] {
            assert!(!begins_apart(line, line), "{line}");
        }
        for line in ["rota. Confidential: x", "rota — own note: x", "rota (all), lead only: x"] {
            assert!(holds_label(line), "{line}");
        }
        for line in ["rota. Next: x", "the private beta: x", "Confidential: x", "a: b: c"] {
            assert!(!holds_label(line), "{line}");
        }
        assert_eq!(letter("[P] raise"), Some("P"));
        assert_eq!(letter("[Q] raise"), None);
    }
}
