//! Lines that say nothing: words of silence behind a tag (`#watch-out none`, `no #watch-out`), and
//! templates that nobody filled in (`Kudos: [what went well]`, `Goal 1`, `{owner} - {task}`).
//!
//! What is not sure stays: `[pass the CKA]` may be somebody's goal.

use crate::kind::Kind;
use crate::people::meeting::is_silence;
use crate::records::line_shape::is_in_italics;
use crate::text::lexicon::Lexicon;

/// A longer text was written by somebody.
const MOST_BYTES: usize = 80;

/// Whether the words of a line of this kind say nothing.
pub(crate) fn says_nothing(kind: Kind, text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > MOST_BYTES {
        return false;
    }
    kind.is_feedback() && (is_silence(text) || is_denied(kind, text)) || is_unfilled(text)
}

/// `no watch out this week`, `kein` with the tag behind it.
fn is_denied(kind: Kind, text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    (1..=words.len().min(MOST_NO_WORDS)).any(|len| {
        if !lexicon.has("no_such", &words[..len].join(" ")) {
            return false;
        }
        let rest = words[len..].join(" ");
        let named = [kind.word().replace('-', " "), kind.spoken().replace('-', " ")];
        rest.is_empty() || named.iter().any(|name| rest.to_lowercase().starts_with(name.as_str()))
    })
}

/// `not really a`
const MOST_NO_WORDS: usize = 3;

/// Whether a text is a prompt of a template.
pub(crate) fn is_unfilled(text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    if text.len() > MOST_BYTES {
        return false;
    }
    if is_in_italics(text) && text.trim_end_matches(['*', '_', ':', ' ']).ends_with('?') {
        return true;
    }
    // `{owner} - {task}`, `<name>`
    if let Some(rest) = without_slots(text) {
        return !rest.contains(char::is_alphanumeric);
    }
    // `[what went well]`, `[task]`
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['[', ']', ':'])) {
        let words: Vec<&str> = inner.split(' ').filter(|word| !word.is_empty()).collect();
        let [Some(first), Some(last)] = [words.first(), words.last()] else { return true };
        let asks = (1..=words.len().min(2))
            .any(|len| len < words.len() && lexicon.has("prompt_words", &words[..len].join(" ")));
        let noun = words.len() <= 2 && lexicon.has("prompt_nouns", first);
        return asks || noun || lexicon.has("prompt_ends", last) || lexicon.has("prompt", inner);
    }
    // `Goal 1`
    let numbered = text.rsplit_once(' ').filter(|(_, number)| is_number(number));
    numbered.is_some_and(|(word, _)| !word.contains(' ') && lexicon.is_opening(word))
}

fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text without what stands in `{…}` or `<…>`, when there is any.
fn without_slots(text: &str) -> Option<String> {
    let (mut out, mut rest, mut any) = (String::new(), text, false);
    while let Some(at) = rest.find(['{', '<']) {
        let close = if rest[at..].starts_with('{') { '}' } else { '>' };
        let Some(len) = rest[at..].find(close) else { break };
        let is_slot =
            rest[at + 1..at + len].chars().all(|c| c.is_alphabetic() || " _-{".contains(c));
        if !is_slot {
            return None;
        }
        out.push_str(&rest[..at]);
        rest = &rest[at + len + 1..];
        any = true;
    }
    out.push_str(rest);
    any.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_of_templates_and_words_of_somebody() {
        for text in [
            "[what went well]",
            "[task]",
            "[Was lief gut]",
            "_what did they do well?_",
            "{owner} - {task}",
            "{{owner}}: {{task}}",
            "<name>",
            "Goal 1",
            "Ziel 2",
        ] {
            assert!(is_unfilled(text), "{text}");
        }
        for text in [
            "[pass the CKA]",
            "[write the plan]",
            "[who]",
            "pass [the] CKA",
            "_calm in the incident_",
            "use Vec<T> in {core}",
            "level 2",
            "a < b and c > d",
            "Goal 2026",
            "reach goal 1",
        ] {
            assert!(!is_unfilled(text), "{text}");
        }
    }
}
