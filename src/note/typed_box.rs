//! Task boxes that Markdown does not know: the keywords of outliners, and boxes typed with a slip.
//!
//! `TODO write it`, `{{[[DONE]]}} write it`, `- [] write it`, `• [ ] write it`, `- 🔒 [ ] write it`.

use crate::note::markup::Shape;
use crate::text::lexicon::Lexicon;
use crate::text::span::INVISIBLE;

/// A box at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TypedBox {
    /// The character that a box of Markdown would hold.
    pub(crate) mark: char,
    /// The bytes before the words.
    pub(crate) len: usize,
}

/// The keywords of outliners and of minutes (`ACTION me: …`), each with the character of its box.
const KEYWORDS: &[(&str, char)] = &[
    ("TODO", ' '),
    ("ACTION", ' '),
    ("LATER", ' '),
    ("WAITING", ' '),
    ("WAIT", ' '),
    ("DOING", '/'),
    ("NOW", '/'),
    ("IN-PROGRESS", '/'),
    ("DONE", 'x'),
    ("CANCELED", '-'),
    ("CANCELLED", '-'),
];

/// Signs that people type, or paste, for the dash of a list.
const DASHES: &[char] = &['•', '–', '—', '◦', '‣', '·', '●', '▪', '-', '*'];

/// The box at the beginning of a line's text; `begins`: the text begins its block.
pub(crate) fn read(text: &str, shape: Shape, begins: bool) -> Option<TypedBox> {
    let seen = text.trim_start_matches(INVISIBLE);
    if seen.len() < text.len() {
        let found = read(seen, shape, begins).or_else(|| boxed(seen).filter(|_| begins))?;
        return Some(TypedBox { len: text.len() - seen.len() + found.len, ..found });
    }
    let found = match shape {
        Shape::Item(None) if begins => keyword(text)
            .or_else(|| boxed(text))
            .or_else(|| drawn(text))
            .or_else(|| dashed(text))
            .or_else(|| behind_sign(text)),
        Shape::Item(_) | Shape::Paragraph => dashed(text).or_else(|| bare_box(text)),
        Shape::Row => None,
    };
    // `✅ Actions` heads what stands below it.
    let heads = |rest: &str| !text.starts_with(['[', '\\']) && Lexicon::shipped().is_heading(rest);
    found.filter(|found| {
        let rest = text[found.len..].trim();
        !(rest.is_empty() || found.mark == 'x' && heads(rest))
    })
}

/// `TODO …`, `{{TODO}} …`, `{{[[TODO]]}} …`.
fn keyword(text: &str) -> Option<TypedBox> {
    let inside = text.strip_prefix("{{[[").map(|rest| (rest, "]]}}"));
    let inside = inside.or_else(|| Some((text.strip_prefix("{{")?, "}}")));
    let (rest, close) = inside.unwrap_or((text, ""));
    let (mark, rest) =
        KEYWORDS.iter().find_map(|(word, mark)| Some((*mark, rest.strip_prefix(word)?)))?;
    let rest = rest.strip_prefix(close)?;
    // `TODO(lena): …`: the name is of the words.
    let owned = rest.starts_with('(') && rest.contains(')');
    let whole = || owned.then(|| TypedBox { mark, len: text.len() - rest.len() });
    parted(text, mark, rest).or_else(whole)
}

/// `[] …` and `[ ] …` behind a mark of a list that Markdown does not take for one.
fn boxed(text: &str) -> Option<TypedBox> {
    // Converters write `\\[ \\]`.
    let inside = text.strip_prefix('[').or_else(|| text.strip_prefix("\\["))?;
    let (inside, rest) = inside.split_once(']')?;
    let inside = inside.strip_suffix('\\').unwrap_or(inside);
    let mut marks = inside.chars().filter(|c| !c.is_whitespace());
    let mark = marks.next().unwrap_or(' ');
    let known = inside.chars().count() <= 3 && (mark == ' ' || "xX/-✓✔✅".contains(mark));
    let mark = if "X✓✔✅".contains(mark) { 'x' } else { mark };
    known.then_some(())?;
    if marks.next().is_some() {
        return None;
    }
    // Without a blank behind it an empty box is one all the same; `[x]` may be a link.
    let glued = rest.starts_with(|c: char| c == '@' || (mark == ' ' && c.is_alphanumeric()));
    let found = TypedBox { mark, len: text.len() - rest.len() };
    if glued { Some(found) } else { parted(text, mark, rest) }
}

/// `☐ …`, `☑ …`: a box that is a character.
fn drawn(text: &str) -> Option<TypedBox> {
    let mut chars = text.chars();
    let mark = match chars.next()? {
        '☐' | '□' | '⬜' | '🔲' => ' ',
        '☑' | '☒' | '✅' | '🗹' => 'x',
        _ => return None,
    };
    let rest = chars.as_str().trim_start_matches('\u{fe0f}');
    parted(text, mark, rest)
        .filter(|found| !text[found.len..].starts_with(|c: char| c.is_ascii_digit()))
}

/// `🔒 [ ] …`, `⭐️ [x] …`: a sign before the box.
fn behind_sign(text: &str) -> Option<TypedBox> {
    let first = text.chars().next().filter(|c| !c.is_ascii() && !c.is_alphanumeric())?;
    let rest = text[first.len_utf8()..].trim_start_matches('\u{fe0f}').trim_start();
    let found = boxed(rest)?;
    Some(TypedBox { len: text.len() - rest.len() + found.len, ..found })
}

/// What stands before the words of a line, its box with another mark; nothing when this sort of
/// box has no word for that.
pub(crate) fn with_mark(head: &str, old: char, new: char) -> Option<String> {
    let at = head.len()
        - head.trim_start_matches(|c: char| c.is_whitespace() || ">-*+".contains(c)).len();
    let (before, typed) = head.split_at(at);
    let word = |mark: char| match mark {
        'x' => Some("DONE"),
        '-' if !typed.starts_with("{{") => Some("CANCELLED"),
        '/' => Some("DOING"),
        ' ' => Some("TODO"),
        _ => None,
    };
    let bare = typed.trim_start_matches(['{', '[']);
    let keyword = KEYWORDS.iter().find(|(word, _)| {
        bare.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if let Some((old, _)) = keyword {
        return Some(format!("{before}{}", typed.replacen(old, word(new)?, 1)));
    }
    // Between the last brackets, whatever blanks and backslashes stand in them.
    if let Some(close) = typed.rfind(']') {
        let open = typed[..close].rfind('[')? + 1;
        let inside = &typed[open..close];
        let slash = if inside.ends_with('\\') { "\\" } else { "" };
        let mark = inside.trim_end_matches('\\').trim();
        let fits = mark.is_empty() || mark.chars().eq([old]) || ticked_of(mark) == Some(old);
        let put = || format!("{before}{}{new}{slash}{}", &typed[..open], &typed[close..]);
        return fits.then(put);
    }
    let (at, sign) = typed.char_indices().find(|(_, c)| "☐□⬜🔲".contains(*c))?;
    let behind = &typed[at + sign.len_utf8()..];
    (new == 'x').then(|| format!("{before}{}☑{behind}", &typed[..at]))
}

/// The mark that one character in a box stands for.
fn ticked_of(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let mark = chars.next().filter(|_| chars.next().is_none())?;
    Some(if mark == 'X' { 'x' } else { tick_mark(mark) })
}

/// `• [ ] …`, `–[ ] …`.
fn dashed(text: &str) -> Option<TypedBox> {
    if let Some(found) = drawn(text) {
        return Some(found);
    }
    let rest = text.strip_prefix('\\').unwrap_or(text).strip_prefix(DASHES)?.trim_start();
    let found = boxed(rest).or_else(|| drawn(rest))?;
    Some(TypedBox { len: text.len() - rest.len() + found.len, ..found })
}

/// `[ ] …` at the beginning of a line without a bullet, as mails and transcripts have it.
fn bare_box(text: &str) -> Option<TypedBox> {
    let mark = ["[ ] ", "[x] ", "[X] "].iter().find(|mark| text.starts_with(**mark))?;
    let mark = if mark.contains(' ') && mark.starts_with("[ ]") { ' ' } else { 'x' };
    Some(TypedBox { mark, len: "[ ] ".len() })
}

/// A blank parts a box from the words.
fn parted(text: &str, mark: char, rest: &str) -> Option<TypedBox> {
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || INVISIBLE.contains(&c));
    (words.len() < rest.len()).then(|| TypedBox { mark, len: text.len() - words.len() })
}

/// The character of a box, a pasted tick as the one that Markdown knows.
pub(crate) fn tick_mark(mark: char) -> char {
    if "✓✔√☑".contains(mark) { 'x' } else { mark }
}

/// Whether a line of a template is none: the braces are those of a keyword.
pub(crate) fn is_braced(text: &str) -> bool {
    text.starts_with("{{") && keyword(text).is_some_and(|found| !text[found.len..].contains("{{"))
}

/// Whether a line of a paragraph begins with a box of its own.
pub(crate) fn is_line(text: &str) -> bool {
    let found = dashed(text).or_else(|| bare_box(text));
    found.is_some_and(|found| !text[found.len..].trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(char, &str)>) {
        let found = read(text, Shape::Item(None), true);
        assert_eq!(found.map(|found| (found.mark, &text[found.len..])), expected, "{text}");
    }

    #[test]
    fn keywords_are_boxes() {
        for (text, mark) in [
            ("TODO a", ' '),
            ("LATER a", ' '),
            ("NOW a", '/'),
            ("DOING  a", '/'),
            ("WAITING a", ' '),
            ("DONE a", 'x'),
            ("CANCELED a", '-'),
            ("CANCELLED a", '-'),
            ("{{[[TODO]]}} a", ' '),
            ("{{TODO}} a", ' '),
            ("{{[[DONE]]}} a", 'x'),
            ("[] a", ' '),
            ("[  ] a", ' '),
            ("[ x ] a", 'x'),
            ("[X] a", 'x'),
            ("[ ]\u{a0}a", ' '),
            ("[✓] a", 'x'),
            ("• [ ] a", ' '),
            ("–[ ] a", ' '),
            ("- [x] a", 'x'),
            ("[ ]a", ' '),
            ("\\[ \\] a", ' '),
            ("\\[x\\] a", 'x'),
            ("\\- [ ] a", ' '),
            ("☐ a", ' '),
            ("☑️ a", 'x'),
            ("• ☐ a", ' '),
            ("🔒 [ ] a", ' '),
            ("⭐️ [x] a", 'x'),
        ] {
            check(text, Some((mark, "a")));
        }
    }

    #[test]
    fn a_box_of_any_sort_gets_another_mark() {
        for (head, old, new, expected) in [
            ("- TODO ", ' ', 'x', Some("- DONE ")),
            ("- DOING ", '/', 'x', Some("- DONE ")),
            ("  * LATER ", ' ', '-', Some("  * CANCELLED ")),
            ("- {{[[TODO]]}} ", ' ', 'x', Some("- {{[[DONE]]}} ")),
            ("- {{TODO}} ", ' ', 'x', Some("- {{DONE}} ")),
            ("- {{TODO}} ", ' ', '-', None),
            ("- [] ", ' ', 'x', Some("- [x] ")),
            ("- [  ] ", ' ', '-', Some("- [-] ")),
            ("• [ ] ", ' ', 'x', Some("• [x] ")),
            ("- \\[ \\] ", ' ', 'x', Some("- \\[x\\] ")),
            ("> - [ ] ", ' ', 'x', Some("> - [x] ")),
            ("- 🔒 [ ] ", ' ', 'x', Some("- 🔒 [x] ")),
            ("- ☐ ", ' ', 'x', Some("- ☑ ")),
            ("- ☐ ", ' ', '-', None),
            ("- TODO", ' ', 'x', Some("- DONE")),
        ] {
            assert_eq!(with_mark(head, old, new).as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for text in [
            "TODO",
            "TODOS a",
            "todo a",
            "Done a",
            "DONE: a",
            "{{date}} a",
            "[]",
            "[](a) b",
            "[a] b",
            "[ ](a)",
            "[x]a",
            "✅ 2026-11-20 a",
            "[1] a",
            "{{[[TODO]] a",
            "LATERAL a",
        ] {
            check(text, None);
        }
    }
}
