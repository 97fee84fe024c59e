//! The letters of a text, whatever it is written in: so that words are found again where they are
//! broken over lines, marked up, written with entities, or joined to the name of a file.

use crate::text::span::plain;

/// A longer tag is no tag.
const MAX_TAG_BYTES: usize = 400;

/// Letters and digits of a text alone, folded, with the lines they stand in.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    text: String,
    /// Where each line begins in `text`; the first is line 1.
    lines: Vec<usize>,
}

impl Letters {
    /// The letters of a text; `escaped` where `\n` stands for a line's end, as in JSON.
    pub fn of(text: &str, escaped: bool) -> Letters {
        let mut letters = Letters::default();
        let untagged = without_tags(text);
        for line in untagged.split('\n') {
            letters.lines.push(letters.text.len());
            let line = if escaped { without_escapes(line) } else { line.to_owned() };
            let line = if line.contains('&') { without_entities(&line) } else { line };
            letters.text.extend(plain(&line).chars().filter(|c| c.is_alphanumeric()));
        }
        letters
    }

    /// The lines in which these letters begin.
    pub fn lines_with<'l>(&'l self, needle: &'l str) -> impl Iterator<Item = u32> + 'l {
        let hits = self.text.match_indices(needle).filter(|_| !needle.is_empty());
        hits.map(|(at, _)| {
            let line = self.lines.partition_point(|start| *start <= at).max(1);
            u32::try_from(line).unwrap_or(u32::MAX)
        })
    }
}

/// The letters of a few words.
pub fn letters(words: &str) -> String {
    plain(words).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A text without HTML tags; the line breaks in them stay, so that lines can be counted.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = tag.bytes().take(MAX_TAG_BYTES).position(|byte| byte == b'>');
        let len = end.filter(|_| is_tag).map_or(1, |end| end + 1);
        out.extend(tag[..len].chars().filter(|c| *c == '\n'));
        rest = &tag[len..];
    }
    out.push_str(rest);
    out
}

/// `\n`, `\t` and `\u00e4` of JSON.
fn without_escapes(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let code = behind.strip_prefix('u').and_then(|code| code.get(..4));
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        let len = match (letter, behind.chars().next()) {
            (Some(letter), _) => {
                out.extend(char::from_u32(letter));
                5
            }
            (None, Some(sign)) => {
                out.push(' ');
                sign.len_utf8()
            }
            (None, None) => 0,
        };
        rest = &behind[len..];
    }
    out.push_str(rest);
    out
}

/// `&auml;`, `&#228;`, `&#xe4;`: what is no letter goes, accents too.
fn without_entities(line: &str) -> String {
    const MAX_ENTITY_BYTES: usize = 10;
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let end = behind.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';');
        let Some(name) = end.map(|end| &behind[..end]) else {
            rest = behind;
            continue;
        };
        let hex = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X"));
        let number = match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => name.strip_prefix('#').and_then(|number| number.parse().ok()),
        };
        let accents = ["grave", "acute", "circ", "tilde", "uml", "ring", "cedil", "slash", "caron"];
        match number.and_then(char::from_u32) {
            Some(letter) => out.push(letter),
            None if name == "szlig" => out.push_str("ss"),
            None if name.len() > 1 && accents.iter().any(|mark| &name[1..] == *mark) => {
                out.push_str(&name[..1]);
            }
            None if matches!(name, "aelig" | "AElig") => out.push('æ'),
            None if name.starts_with(|c: char| c.is_ascii_alphabetic()) => out.push(' '),
            None => out.push_str(name),
        }
        rest = &behind[name.len() + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_whatever_they_are_written() {
        let needle = letters("wählt oft allein");
        for (text, escaped, line) in [
            ("x\nwählt oft allein", false, 2),
            ("she wählt\noft\n  allein", false, 1),
            ("wä**hlt** `oft` [[allein]]", false, 1),
            ("<p>w&auml;hlt <b>oft</b><br/>\nallein</p>", false, 1),
            ("w&#228;hlt&nbsp;oft&#x20;allein", false, 1),
            ("{\"text\":\"a\\nw\\u00e4hlt oft\\nallein\"}", true, 1),
            ("waehlt\nWählt-oft_allein.md", false, 2),
            ("wa\u{308}hlt oft al\u{ad}lein", false, 1),
            ("<span\nclass=\"x\">wählt</span> oft allein", false, 2),
        ] {
            let found: Vec<u32> = Letters::of(text, escaped).lines_with(&needle).collect();
            assert_eq!(found, [line], "{text}");
        }
        for text in ["wählt oft", "allein wählt oft", "a < b & c", "&", "<", "\\"] {
            assert_eq!(Letters::of(text, true).lines_with(&needle).count(), 0, "{text}");
        }
    }
}
