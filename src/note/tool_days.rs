//! The days that boards, reminders, TaskPaper, Org and Logseq put into a line, and the date behind
//! a sign.

use crate::note::head_line::is_day;
use crate::note::tag::Prose;
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;

/// A day in the form of a tool, as a field of ours.
pub(crate) struct ToolDay {
    pub(crate) key: &'static str,
    /// As written.
    pub(crate) value: String,
    /// All bytes of it.
    pub(crate) span: Span,
}

/// The days of cards and reminders: `@{2026-12-15}`, `@[[2026-12-15]]`, `(@2026-12-15 14:00)`, and
/// the time of a card, `@@{14:00}`.
pub(crate) fn of_cards(prose: &Prose<'_>) -> Vec<ToolDay> {
    let text = prose.str();
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@').filter(|(at, _)| prose.is_open(prose.span.start + at)) {
        let signs = text[at..].bytes().take_while(|byte| *byte == b'@').count();
        let inside = &text[at + signs..];
        let plain = date_behind_sign(inside);
        if signs == 1 && plain.lead == 0 && plain.len > 0 && is_day(&inside[..plain.len]) {
            let len = plain.len + plain.tail;
            let bracket = text[..at].ends_with('(') && inside[len..].starts_with(')');
            let start = prose.span.start + at - usize::from(bracket);
            let end = prose.span.start + at + 1 + len + usize::from(bracket);
            let value = inside[..plain.len].to_owned();
            found.push(ToolDay { key: "due", value, span: Span::new(start, end) });
            continue;
        }
        let word = inside.find('(').map_or("", |open| &inside[..open]);
        if signs == 1
            && let Some(key) = TASKPAPER.iter().find(|key| **key == word)
            && let Some((value, _)) = inside[word.len() + 1..].split_once(')')
            && is_day(value.trim())
        {
            let start = prose.span.start + at;
            let end = start + signs + word.len() + value.len() + 2;
            let value = value.trim().to_owned();
            found.push(ToolDay { key, value, span: Span::new(start, end) });
            continue;
        }
        let Some((open, close)) =
            [("{", "}"), ("[[", "]]")].into_iter().find(|(open, _)| inside.starts_with(open))
        else {
            continue;
        };
        let inside = &inside[open.len()..];
        let Some(end) = inside.find(close) else { continue };
        let value = inside[..end].trim();
        let key = match signs {
            1 if is_day(value) => "due",
            2 if is_time(value) => "time",
            _ => continue,
        };
        let start = prose.span.start + at;
        let end = start + signs + open.len() + end + close.len();
        found.push(ToolDay { key, value: value.to_owned(), span: Span::new(start, end) });
    }
    found
}

/// The tags of TaskPaper that have a day: `@due(2026-12-04)`.
const TASKPAPER: &[&str] = &["done", "due", "start"];

/// The days of Org and Logseq: `DEADLINE: <2026-11-26 Thu>`, `SCHEDULED: <2026-11-26 Thu 10:00>`.
pub(crate) fn of_org(prose: &Prose<'_>) -> Vec<ToolDay> {
    // With a backslash, as an export to Markdown has it.
    const WORDS: &[(&str, &str)] = &[
        ("DEADLINE: <", "due"),
        ("SCHEDULED: <", "scheduled"),
        ("DEADLINE: \\<", "due"),
        ("SCHEDULED: \\<", "scheduled"),
    ];
    let text = prose.str();
    let mut found = Vec::new();
    for (word, key) in WORDS {
        for (at, _) in text.match_indices(word) {
            let inside = &text[at + word.len()..];
            let Some(len) = inside.find('>') else { continue };
            let day = inside[..len].split(' ').next().unwrap_or("").trim_end_matches('\\');
            let start = prose.span.start + at;
            if !prose.is_open(start) || !is_day(day) {
                continue;
            }
            let span = Span::new(start, start + word.len() + len + 1);
            found.push(ToolDay { key, value: day.to_owned(), span });
        }
    }
    found
}

/// `9:00`, `14:30`.
fn is_time(text: &str) -> bool {
    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split_once(':').is_some_and(|(hour, minute)| is_number(hour) && is_number(minute))
}

/// Where the date stands in what follows a sign, in bytes.
pub(crate) struct Dated {
    pub(crate) lead: usize,
    pub(crate) len: usize,
    pub(crate) tail: usize,
}

/// Dashes that programs put in the place of hyphens.
pub(crate) const DASHES: &[char] = &['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'];

/// A date behind a sign: with a weekday before it, in a link, with a time behind it; or in words
/// (`tomorrow`, `next friday`), which are no date and are told.
pub(crate) fn date_behind_sign(rest: &str) -> Dated {
    let lexicon = Lexicon::shipped();
    let is_digits = |c: char| c.is_ascii_digit() || "-./".contains(c) || DASHES.contains(&c);
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let mut lead = 0;
    if !word.is_empty() && lexicon.weekday_named(word).is_some() {
        let behind = rest[word.len()..].trim_start_matches(['.', ',', ' ', '\u{a0}']);
        if behind.starts_with(|c: char| c.is_ascii_digit()) {
            lead = rest.len() - behind.len();
        }
    }
    let in_link = rest[lead..].starts_with("[[");
    lead += if in_link { 2 } else { 0 };
    let value = &rest[lead..];
    let len = value.find(|c: char| !is_digits(c)).unwrap_or(value.len());
    if len > 0 && in_link {
        let close = value.find("]]").map_or(0, |close| close + 2 - len);
        return Dated { lead, len, tail: close };
    }
    if len > 0 {
        let behind = &value[len..];
        let time = behind.trim_start_matches([' ', 'T']);
        let digits = time.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(time.len());
        let has_time = behind.len() > time.len() && is_time(&time[..digits]);
        let tail = if has_time { behind.len() - time.len() + digits } else { 0 };
        return Dated { lead, len, tail };
    }
    let mut words = 0;
    let says_words = value.starts_with(char::is_alphanumeric);
    for word in value.split_inclusive(' ').take(3).filter(|_| says_words) {
        let plain = word.trim().trim_end_matches(['.', ',']);
        let says = lexicon.weekday_named(plain).is_some()
            || lexicon.says_relative_day(plain)
            || (words > 0 && (lexicon.month_named(plain).is_some() || lexicon.has("weeks", plain)));
        if plain.is_empty() || !says {
            break;
        }
        words += word.len();
    }
    Dated { lead, len: words, tail: 0 }
}
