//! Lines that head what follows them: bold lines, lines that end with a colon, `Private: money`.

use crate::note::html;
use crate::note::lock_sign::{LOCKS, draws_lock};
use crate::note::named;
use crate::note::privacy::{self, is_private_form};
use crate::note::privacy_words;

/// What makes a line bold in HTML.
const BOLD_TAGS: &[&str] = &["<b>", "<strong>", "<u>", "<em>", "<mark>", "<i>"];

/// Whether a line heads what follows: it is bold as a whole, ends with a colon, or says nothing
/// but that it is private.
pub(crate) fn is_label(line: &str) -> bool {
    let line = line.trim();
    let bold = |tag: &str| {
        let inner = line.strip_prefix(tag);
        inner.is_some_and(|inner| inner.trim_end_matches(':').ends_with(&tag.replace('<', "</")))
    };
    let tagged = line.starts_with('<') && BOLD_TAGS.iter().any(|tag| bold(tag));
    if tagged {
        return line.len() <= 80;
    }
    line.len() <= 80 && (heads(line) || named::read(line).is_some())
}

/// The same of its form, or of what it says of privacy; what names a reader may be a sentence.
pub(crate) fn heads(line: &str) -> bool {
    let line = line.trim();
    is_bold(line)
        || line.ends_with(':')
        || draws_lock(line)
        || privacy_words::says_it_alone(line, true)
}

/// `Private: money`, `**Private** money`.
pub(crate) fn begins_private(line: &str) -> bool {
    let bold = ["**", "__"].iter().find_map(|mark| line.strip_prefix(mark)?.split_once(mark));
    let label = bold.map(|(label, _)| label).or_else(|| {
        let (label, rest) = line.split_once(':')?;
        (!rest.starts_with(':')).then_some(label)
    });
    let says = |label: &str| is_private_form(label.trim_matches(['*', '_', ' ']));
    label.is_some_and(|label| label.len() <= 80 && says(label))
}

/// Whether a text that closes something tells anything beside that: `🔒 she may leave`, `do not
/// share the password`. One that ends with a colon heads what follows; where it may be a title
/// (`titled`), it may name somebody: `my notes on Alice`.
pub(crate) fn tells_more(text: &str, titled: bool) -> bool {
    const SIGNS: &[char] = &[':', '(', ')', '[', ']', '|', '/', '–', '—', '>', '\n'];
    let bare: String = text.chars().filter(|c| !LOCKS.contains(c)).collect();
    let parts = bare.split(SIGNS).flat_map(|part| part.split(" - "));
    let tells = |part: &str| {
        let part = part.trim();
        let says = || is_private_form(part) && privacy_words::says_it_alone(part, titled);
        part.contains(char::is_alphanumeric) && !says()
    };
    !text.trim_end().ends_with(':') && parts.into_iter().any(tells)
}

/// Whether a line is bold as a whole.
pub(crate) fn is_bold(line: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        let inner = line.trim().trim_end_matches(':').strip_prefix(mark);
        inner.and_then(|inner| inner.trim_end_matches(':').strip_suffix(mark)).is_some()
    })
}

/// The words of a head without the marks of a callout or of a comment around them.
pub(crate) fn bare_head(head: &str) -> &str {
    let head = first_line(head).trim_matches(['>', ' ', '\t']);
    let title = head.strip_prefix("[!").and_then(|rest| Some(rest.split_once(']')?.1));
    title.unwrap_or(head).trim_matches(['<', '!', '-', '+', '%', '>', ' '])
}

/// The words of a head, without its marks and what it has struck out.
pub(crate) fn label_of(head: &str) -> String {
    let label = html::without_tags(privacy::without_marks(head));
    let mut label = label.trim_matches(['#', '*', '_', ' ', '\t', '=', '>', ':']).to_owned();
    while let Some((before, rest)) = label.split_once("~~") {
        let Some((_, behind)) = rest.split_once("~~") else { break };
        label = format!("{before}{behind}");
    }
    label.trim().to_owned()
}

/// The first line of a text, as far as a label may reach: quotes may be nested without end.
pub(crate) fn first_line(text: &str) -> &str {
    let end = text.bytes().take(MAX_HEAD_BYTES).position(|byte| byte == b'\n');
    let end = text.floor_char_boundary(end.unwrap_or(MAX_HEAD_BYTES));
    text[..end].trim_end_matches('\r')
}

/// A longer line heads nothing.
pub(crate) const MAX_HEAD_BYTES: usize = 160;
