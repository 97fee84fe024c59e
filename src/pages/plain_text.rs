//! The letters of a text, whatever it is written in: so that words are found again where they are
//! broken over lines, marked up, written with entities, or joined to the name of a file.

use crate::text::percent_code;
use crate::text::span::without_accents;
use std::borrow::Cow;

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
            letters.text.extend(without_accents(&line).chars().filter(|c| c.is_alphanumeric()));
        }
        letters
    }

    /// The letters of a text in each way in which a reader may come upon them: as it is written, as
    /// it is shown, and what stands in the attributes and addresses of it.
    pub fn all_readings(text: &str, escaped: bool) -> Vec<Letters> {
        let usual = usual_width(text);
        let text = usual.as_deref().unwrap_or(text);
        let mut ways = vec![Letters::of(text, escaped)];
        if text.contains(['[', '%']) || text.contains("<!--") {
            ways.push(Letters::of(&shown_text(text), escaped));
        }
        if text.contains('<') || text.contains('%') {
            let decoded = text.split('\n').map(percent_code::decoded).collect::<Vec<_>>();
            ways.push(Letters::of(&decoded.join("\n").replace('<', " "), escaped));
        }
        let lower = || text.to_ascii_lowercase();
        if text.contains('=') && lower().contains("quoted-printable") {
            ways.push(Letters::of(&percent_code::decoded(&printable(text)), escaped));
        }
        ways
    }

    /// Each place of the letters: so many bytes from there on.
    pub fn starts(&self, bytes: usize) -> impl Iterator<Item = &[u8]> {
        self.text.as_bytes().windows(bytes)
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

/// Letters of another width as the usual ones.
fn usual_width(text: &str) -> Option<String> {
    let is_wide = |sign: char| ('\u{ff01}'..='\u{ff5e}').contains(&sign);
    let usual = |sign: char| match is_wide(sign) {
        true => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        false => sign,
    };
    let wide = !text.is_ascii() && text.chars().any(is_wide);
    wide.then(|| text.chars().map(usual).collect())
}

/// A text as Markdown shows it: without comments, marks of footnotes and targets of links. The line
/// breaks stay.
fn shown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let cuts: [(&str, &str); 5] =
        [("<!--", "-->"), ("%%", "%%"), ("[^", "]"), ("](", ")"), ("][", "]")];
    loop {
        let found = cuts.iter().filter_map(|(open, close)| Some((rest.find(open)?, open, close)));
        let wiki = rest.find("[[").map(|at| (at, &"[[", &"|"));
        let Some((at, open, close)) = found.chain(wiki).min_by_key(|(at, ..)| *at) else { break };
        out.push_str(&rest[..at]);
        let inner = &rest[at + open.len()..];
        let most = inner.floor_char_boundary(MAX_TAG_BYTES.min(inner.len()));
        // A link that shows its own target has no other label.
        let end = match *open {
            "[[" => {
                let until = inner[..most].find("]]").unwrap_or(0);
                inner[..until].find(close)
            }
            _ => inner[..most].find(close),
        };
        let len = end.map_or(0, |end| end + close.len());
        out.extend(inner[..len].chars().filter(|sign| *sign == '\n'));
        rest = &inner[len..];
    }
    out.push_str(rest);
    out
}

/// Quoted-printable with its signs as percent signs, and its lines joined.
fn printable(text: &str) -> String {
    text.replace("=\r\n", "").replace("=\n", "").replace('%', " ").replace('=', "%")
}

/// A text in whatever it is written: UTF-8, UTF-16 with its mark, else Latin-1.
pub fn decode_text(bytes: &[u8]) -> Cow<'_, str> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|two| from([two[0], two[1]]));
        String::from_utf16_lossy(&units.collect::<Vec<u16>>())
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) => Cow::Owned(wide(u16::from_le_bytes)),
        Err(_) if bytes.starts_with(&[0xfe, 0xff]) => Cow::Owned(wide(u16::from_be_bytes)),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// The letters of a few words.
pub fn letters_of(words: &str) -> String {
    without_accents(words).chars().filter(|c| c.is_alphanumeric()).collect()
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
        let needle = letters_of("wählt oft allein");
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
        for text in [
            "she [[x|wählt]] [oft](y) allein",
            "wählt[^1] oft <!-- x --> allein",
            "wählt %% x %% oft [allein][a]",
            "<img alt=\"wählt oft allein\">",
            "![](w%C3%A4hlt%20oft%20allein.png)",
            "ｗählt ｏｆｔ ａｌｌｅｉｎ",
            "Content-Transfer-Encoding: quoted-printable w=C3=A4hlt o=\nft allein",
        ] {
            let ways = Letters::all_readings(text, false);
            assert!(ways.iter().any(|way| way.lines_with(&needle).next().is_some()), "{text}");
        }
        let latin = b"w\xe4hlt oft allein";
        let wide: Vec<u8> = std::iter::once(0xfeff_u16)
            .chain("wählt oft allein".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [&latin[..], &wide] {
            let letters = Letters::of(&decode_text(bytes), false);
            assert_eq!(letters.lines_with(&needle).count(), 1);
        }
        for text in ["wählt oft", "allein wählt oft", "a < b & c", "&", "<", "\\"] {
            assert_eq!(Letters::of(text, true).lines_with(&needle).count(), 0, "{text}");
        }
    }
}
