//! Fields that stand for the note as a whole: the block of `key:: value` lines at its head, as
//! Logseq writes the properties of a page, and blocks of nothing but tags or fields.

use crate::kind::Audience;
use crate::note::audience_form;
use crate::note::privacy::is_private;
use crate::text::lexicon::Lexicon;
use crate::text::span::{Span, fold};

/// The fields or tags at the head of a note are no longer.
const MAX_BYTES: usize = 2000;
/// Longer keys are sentences.
const MOST_KEY_WORDS: usize = 3;

/// The fields at the head of a body that begins at `start`: each key, its value and its line, when
/// the first block is nothing but such, as a paragraph or as a bullet with nothing below it.
pub fn head_fields(text: &str, start: usize) -> Vec<(&str, &str, Span)> {
    let mut found = Vec::new();
    let mut at = start;
    let (mut bullet, mut begun) = (false, false);
    for line in text[start..].split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let bare = line.trim();
        if bare.is_empty() && !begun {
            continue;
        }
        let of_list = line.starts_with(['-', '*', '+']);
        if bare.is_empty() || begun && (of_list || line.starts_with(['#', '>'])) {
            break;
        }
        let bare = if begun { bare } else { bare.strip_prefix("- ").unwrap_or(bare) };
        bullet |= !begun && of_list;
        let inside = !begun || !bullet || line.starts_with([' ', '\t']);
        let field = bare.split_once("::").filter(|_| inside).filter(|(key, _)| is_key(key));
        let Some((key, value)) = field.filter(|_| at - start <= MAX_BYTES) else {
            return Vec::new();
        };
        found.push((key.trim(), value.trim(), span));
        begun = true;
    }
    found
}

/// The keys and values at the head of a body that are written as a table or as a block of code,
/// below the title or before it: `| Audience | lead |`, a fence with YAML in it.
pub fn block_of_keys(text: &str, start: usize) -> Vec<(String, &str, Span)> {
    let mut found = Vec::new();
    let mut at = start;
    let (mut fence, mut head): (Option<&str>, Option<Vec<&str>>) = (None, None);
    // What the columns of a table with one row say.
    let mut row: Vec<(String, &str, Span)> = Vec::new();
    let mut rows = 0;
    for line in text[start..].split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let bare = line.trim();
        if at - start > MAX_BYTES {
            break;
        }
        let entry = |key: &str, value| {
            let key = fold(key.trim_matches(['*', '_', ' ', '"', '`']));
            (key.replace(' ', "-"), value, span)
        };
        if let Some(sign) = fence {
            if bare.starts_with(sign) {
                break;
            }
            if let Some((key, value)) = bare.split_once([':', '=']) {
                found.push(entry(key, value.trim_start_matches(':').trim()));
            }
            continue;
        }
        match bare {
            "" if head.is_none() => {}
            bare if bare.starts_with('|') => {
                let cells: Vec<&str> = bare.trim_matches('|').split('|').map(str::trim).collect();
                if bare.contains("--") && !bare.contains(char::is_alphanumeric) {
                    continue;
                }
                if let [key, value] = cells[..] {
                    found.push(entry(key, value));
                }
                let Some(head) = &head else {
                    head = Some(cells);
                    continue;
                };
                rows += 1;
                row.extend(head.iter().zip(cells).map(|(key, value)| entry(key, value)));
            }
            bare if head.is_some() || found_words(bare) => break,
            bare => fence = ["```", "~~~"].into_iter().find(|sign| bare.starts_with(sign)),
        }
    }
    let kinds = head.iter().flatten().any(|cell| Lexicon::shipped().has("columns.kind", cell));
    if rows == 1 && !kinds {
        found.extend(row);
    }
    found
}

/// Whether a line at the head of a note is neither its title nor the beginning of a block of code
/// that may hold keys.
fn found_words(line: &str) -> bool {
    const LANGUAGES: &[&str] = &["", "yaml", "yml", "toml", "properties", "meta", "frontmatter"];
    let code = ["```", "~~~"].iter().find_map(|sign| line.strip_prefix(sign));
    match code {
        Some(language) => !LANGUAGES.contains(&language.trim().to_ascii_lowercase().as_str()),
        None => !line.starts_with("# "),
    }
}

fn is_key(key: &str) -> bool {
    let words = key.split_whitespace().count();
    (1..=MOST_KEY_WORDS).contains(&words) && !key.starts_with(['[', '(', '-', '#', '>', '`'])
}

/// What a block that stands for a note says of who may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadersSaid {
    /// A word such as `private`.
    Private,
    /// That it is for the lead.
    Lead,
    /// Nothing as a whole: each line says what it says.
    Nothing,
}

/// What a block of nothing but tags, or of nothing but fields, says of who may read the note:
/// `#one-on-one #private`, `title:: x` above `audience:: lead`. `None` when it is no such block,
/// one field alone counts where `one` says so.
pub fn read_block(source: &str, one: bool) -> Option<ReadersSaid> {
    if source.len() > MAX_BYTES {
        return None;
    }
    let is_tag = |word: &str| word.starts_with('#') && word.len() > 1 || word.starts_with("[[");
    let named = source.strip_prefix("Tags:").or_else(|| source.strip_prefix("tags:"));
    let listed = named.unwrap_or(source).trim_start_matches(':');
    let words = || listed.split([',', ' ']).filter(|word| !word.is_empty());
    if named.is_some() && !source.contains('\n') && words().any(is_private) {
        return Some(ReadersSaid::Private);
    }
    let tags = listed.contains('#') && listed.split_whitespace().all(is_tag);
    let field = |line: &str| {
        let key = line.split_once("::").map_or("", |(key, _)| key.trim());
        let words = key.split_whitespace().count();
        (1..=MOST_KEY_WORDS).contains(&words) && !line.trim().starts_with('[')
    };
    let fields = (source.lines().count() > 1 || one) && source.lines().all(field);
    if !tags && !fields {
        return None;
    }
    let tagged = |line: &str| {
        let (key, value) = line.split_once("::").unwrap_or(("", ""));
        let key = key.trim();
        let mut words = value.split([' ', ',']).map(|word| word.trim_matches(['#', '[', ']']));
        let tags = ["tags", "tag"].iter().any(|tags| key.eq_ignore_ascii_case(tags));
        let lead = || {
            audience_form::is_audience_key(key)
                && Audience::from_word(value.trim().trim_matches(['#', '[', ']', ' ']))
                    .is_none_or(|who| who == Audience::Lead)
        };
        tags && words.any(is_private) || lead()
    };
    Some(if source.lines().any(tagged) { ReadersSaid::Lead } else { ReadersSaid::Nothing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_of_fields_is_the_notes() {
        for (text, keys) in [
            ("private:: true\n\n- 1:1\n", &["private"][..]),
            ("\nprivate:: true\ntype:: x\n- 1:1\n", &["private", "type"]),
            ("- private:: true\n- 1:1\n", &["private"]),
            ("- private:: true\n  type:: x\n- 1:1\n", &["private", "type"]),
            ("- private:: true\n  - 1:1\n", &[]),
            ("private:: true\nsome words\n", &[]),
            ("- 1:1\n  private:: true\n", &[]),
            ("[private:: true]\n", &[]),
            ("some more words here:: x\n", &[]),
            ("# Talk\n\nprivate:: true\n", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = head_fields(text, 0).into_iter().map(|(key, ..)| key).collect();
            assert_eq!(found, keys, "{text:?}");
        }
    }
}
