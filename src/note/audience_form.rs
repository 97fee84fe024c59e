//! The word for an audience in forms that are nearly `[audience:: lead]`: with one colon, misspelt,
//! as a tag, in the middle of typing.

use crate::kind::Audience;
use crate::text::span::nearest_word;

/// `audience`, with as many slips as `nearest` allows and a plural.
const WORD_BYTES: std::ops::RangeInclusive<usize> = 6..=11;

/// A longer text is no label.
const MAX_LABEL_BYTES: usize = 80;

/// Whether a word is `audience`, or meant to be.
pub fn is_audience(word: &str) -> bool {
    WORD_BYTES.contains(&word.len())
        && word.starts_with(['a', 'A'])
        && nearest_word(word, ["audience"]).is_some()
}

/// Whether a word is one for an audience, meant to be, or the beginning of it: `aud`.
pub fn is_audience_key(word: &str) -> bool {
    let begins = || {
        let word = word.to_ascii_lowercase();
        word.len() >= LEAST_BEGUN && "audience".starts_with(&word)
    };
    is_audience(word) || begins()
}

/// So much of the word has to stand there, at least.
const LEAST_BEGUN: usize = 3;

/// Whether a text may hold a word for `audience`: only a no is sure.
pub fn may_name_audience(text: &str) -> bool {
    let begins = |two: &[u8]| matches!(two, [b'a' | b'A', b'u' | b'U' | b'd' | b'D']);
    !text.is_ascii() || text.as_bytes().windows(2).any(begins)
}

/// The audience that the first word of a text names.
fn first_audience(text: &str) -> Option<(Audience, usize)> {
    let from = text.len() - text.trim_start_matches([' ', '\t', '"', '\'', '*', '_', '`']).len();
    let rest = &text[from..];
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    Audience::from_word(&rest[..len]).map(|audience| (audience, from + len))
}

/// The form of which the word for an audience stands at `at`: where it begins and ends.
pub(crate) fn audience_at(source: &str, at: usize) -> Option<(usize, usize, Audience)> {
    let before = &source[..at];
    if before.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let len = source[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(source.len() - at);
    let word = &source[at..at + len];
    if !is_audience_key(word) {
        return None;
    }
    // A few blanks or marks of emphasis, not a line of them.
    let gap = before.bytes().rev().take(8).take_while(|byte| b"*_ `\"'".contains(byte)).count();
    let opened = &before[..before.len() - gap];
    let bracket = opened.chars().next_back().filter(|c| "[({".contains(*c));
    let from =
        if bracket.is_some() || before.ends_with('#') { opened.len().max(1) - 1 } else { at };
    // What only begins the word says it in brackets, with a sign behind it.
    let whole = is_audience(word);
    if !whole && (bracket.is_none() || !source[at + len..].trim_start().starts_with([':', '='])) {
        return None;
    }
    let rest = &source[at + len..];
    let gap = rest.len() - rest.trim_start_matches(['*', '_', ' ', '`', '"', '\'']).len();
    let sign = &rest[gap..];
    let near = sign.bytes().take(MAX_LABEL_BYTES);
    let closes = |close: u8| near.clone().position(|byte| byte == close);
    let close = match bracket {
        Some('[') => closes(b']'),
        Some('(') => closes(b')'),
        Some(_) => closes(b'}'),
        None => None,
    };
    let value_at = at + len + gap;
    let end = |sign_len: usize, value: &str| match (bracket, close) {
        (Some(_), Some(close)) => value_at + close + 1,
        _ => value_at + sign_len + first_audience(value).map_or(0, |(_, len)| len),
    };
    let read = |sign_len: usize| {
        let value = &sign[sign_len..close.unwrap_or(sign.len()).max(sign_len)];
        (first_audience(value), end(sign_len, value), value)
    };
    let lead = |said: Option<(Audience, usize)>| said.map_or(Audience::Lead, |(one, _)| one);
    if sign.starts_with("::") {
        let (said, end, value) = read(2);
        // In brackets nothing may stand behind the word.
        let more = |len: usize| value[len..].contains(char::is_alphanumeric);
        let said = said.filter(|(_, len)| bracket.is_none() || !more(*len));
        return Some((from, end, lead(said)));
    }
    let tagged = before.ends_with(['#', '@']);
    if (bracket.is_some() || tagged) && sign.starts_with([':', '=', '/', '|', '-', '.', '→', ';'])
    {
        let (said, end, _) = read(sign.chars().next().map_or(0, char::len_utf8));
        return Some((from, end, lead(said)));
    }
    if tagged && sign.starts_with('(') {
        let (said, end, value) = read(1);
        let closed = value[said.map_or(0, |(_, len)| len)..].starts_with(')');
        return Some((from, end + usize::from(closed), lead(said)));
    }
    let points = ARROWS.iter().find(|arrow| sign.starts_with(**arrow)).map(|arrow| arrow.len());
    if let Some(len) = points.or_else(|| sign.starts_with([':', '=']).then_some(1)) {
        let (said, end, value) = read(len);
        // A sentence may say `audience: lead engineers`; a word for us stands alone.
        let (one, len) = said?;
        let alone = value[len..]
            .trim_start_matches(['"', '\'', '*', '_', '`', '.', ',', ';', '!', '=', '~', '>']);
        let alone = alone.trim_start();
        let ends = alone.is_empty() || alone.starts_with(['\n', '[', '(', '#', '@', '^', ')', ']']);
        let ends =
            ends || ["- ", "– ", "— ", "| ", "/ "].iter().any(|sign| alone.starts_with(sign));
        // The signs of Tasks stand behind the words.
        let ends = ends || alone.starts_with(|c: char| !c.is_ascii() && !c.is_alphanumeric());
        return (ends || alone.starts_with("--") || alone.starts_with("%%"))
            .then_some((from, end, one));
    }
    if bracket == Some('[') && sign.trim_start().starts_with(']') {
        return Some((from, end(0, ""), Audience::Lead));
    }
    if (bracket.is_some() || tagged) && gap > 0 {
        let (said, end, _) = read(0);
        return said.map(|(one, _)| (from, end, one));
    }
    None
}

/// Signs that point from a key to its value.
const ARROWS: &[&str] = &["->", "=>", "-->", "→", "⇒"];

/// The audience that a heading names in two words: `audience lead`.
pub(crate) fn in_two_words(label: &str) -> Option<Audience> {
    let (key, word) = label.split_once(' ')?;
    Audience::from_word(word.trim()).filter(|_| is_audience(key))
}

/// Whether what a bracket opened is the text of a link.
pub(crate) fn is_link(rest: &str) -> bool {
    let end = rest.bytes().take(MAX_LABEL_BYTES).position(|byte| byte == b']');
    end.is_some_and(|end| rest[end + 1..].starts_with(['(', '[']))
}

/// Whether a link begins as a field does: `audience: lead`.
pub(crate) fn is_meant_link(link: &str) -> bool {
    let len = link.find(|c: char| !c.is_alphabetic()).unwrap_or(link.len());
    is_audience(&link[..len]) && link[len..].trim_start().starts_with([':', '='])
}

/// The audience in brackets whose key is nearly ours, and does not begin as it: `[udience:: lead]`.
pub(crate) fn slipped(label: &str) -> Option<Audience> {
    let (key, value) = label.split_once("::")?;
    let key = key.trim();
    let near = WORD_BYTES.contains(&key.len()) && nearest_word(key, ["audience"]).is_some();
    near.then(|| Audience::from_word(value.trim()).unwrap_or(Audience::Lead))
}

/// The length of a word behind a bracket that begins to say `audience`, where nothing closes the
/// bracket: somebody is in the middle of writing it.
pub(crate) fn begun(text: &str) -> Option<usize> {
    let len = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text[..len].to_ascii_lowercase();
    let rest = text[len..].bytes().take(MAX_LABEL_BYTES).find(|byte| matches!(byte, b'[' | b']'));
    (len >= 3 && "audience".starts_with(&word) && rest != Some(b']')).then_some(len)
}
