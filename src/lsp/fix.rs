//! Quick fixes: what the way out of a complaint asks for, as an edit.
//!
//! A fix is made of the hint that `check` prints, so the two cannot say different things. One
//! that would not change the line, or cannot be placed for sure, is not offered.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::lsp::buffer::Buffer;
use crate::lsp::days;
use crate::lsp::desk::{Changes, Desk};
use crate::text::span::Span;

/// A fix: its title, and its changes of the note.
pub type Fix = (String, Changes);

/// The fixes of one complaint.
pub fn fixes(desk: &Desk<'_>, buffer: &Buffer, problem: &Diagnostic) -> Vec<Fix> {
    let meant = desk.meant(buffer, problem);
    let line = buffer.text.line(buffer.text.line_of(meant.start));
    let today = desk.known.model.today;
    let hint = problem.hint.as_deref().unwrap_or("");
    let offered = quoted(hint);
    let first = offered.first().copied().unwrap_or("");
    let field = |text: &str| {
        let title = format!("add `{text}`");
        add(buffer, line, text).map(|change| (title, vec![change])).into_iter().collect()
    };
    match problem.code {
        Code::WatchOutWithoutPath => field("[path:: ]"),
        Code::GoalWithoutDue => field("[due:: ]"),
        Code::NoDate => field(&format!("[on:: {today}]")),
        Code::DueInWords if first.starts_with("[due::") => field(first),
        Code::DateUnreadable => {
            let said = quoted(&problem.message);
            let day = said.first().and_then(|word| days::read(word, today));
            match day {
                Some(day) => replace(buffer, line, meant, problem, &day.to_string()),
                None => Vec::new(),
            }
        }
        Code::GoalWithoutSlug if first.starts_with("#goal/") => {
            let first = first.replacen('/', &desk.sign().to_string(), 1);
            let here = buffer.tags().iter().find(|tag| {
                tag.span.start >= line.start && tag.span.end <= line.end && tag.path == "goal"
            });
            let change = here.map(|tag| vec![(tag.span, first.clone())]);
            change.map(|change| (format!("write `{first}`"), change)).into_iter().collect()
        }
        Code::NearTag if first.starts_with('#') => replace(buffer, line, meant, problem, first),
        _ if hint.starts_with("did you mean `") && in_front(&problem.message).is_some() => {
            name_in_front(desk, buffer, meant, problem, first)
        }
        _ if hint.starts_with("did you mean `") => replace(buffer, line, meant, problem, first),
        Code::FieldOneColon => {
            let key = quoted(&problem.message);
            let key = key.first().map(|key| key.trim_end_matches(':')).unwrap_or("");
            let text = meant.of(buffer.str());
            let Some(at) = text.find(&format!("{key}:")).filter(|_| !key.is_empty()) else {
                return Vec::new();
            };
            let colon = meant.start + at + key.len() + 1;
            let change = (Span::new(colon, colon), ":".to_owned());
            vec![(format!("write `{key}::`"), vec![change])]
        }
        _ => Vec::new(),
    }
}

/// The value of front matter that a complaint quotes: `alise` of `person: alise`.
pub fn in_front(message: &str) -> Option<&str> {
    let (key, value) = quoted(message).first()?.split_once(": ")?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_key.then_some(value)
}

/// Replaces a name in front matter, and nothing beside it; in a link it stays a link to a note.
fn name_in_front(
    desk: &Desk<'_>,
    buffer: &Buffer,
    meant: Span,
    problem: &Diagnostic,
    new: &str,
) -> Vec<Fix> {
    let text = buffer.str();
    let Some(old) = in_front(&problem.message) else { return Vec::new() };
    let key = meant.of(text).find(':').map_or(0, |at| at + 1);
    let value = Span::new(meant.start + key, meant.end);
    let Some(at) = find_word(value.of(text), old) else { return Vec::new() };
    let span = Span::new(value.start + at, value.start + at + old.len());
    let model = &desk.known.model;
    let new = match text[..span.start].ends_with("[[") {
        // The name of the note, which the link is to lead to.
        true => {
            let id = model.people.one(new);
            let path = id.and_then(|id| model.people.get(&id)?.path.as_ref());
            let Some(path) = path else { return Vec::new() };
            path.stem().to_owned()
        }
        false => new.to_owned(),
    };
    vec![(format!("write `{new}`"), vec![(span, new)])]
}

/// What stands between backticks.
pub fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Replaces what the complaint quotes by what its hint offers.
fn replace(buffer: &Buffer, line: Span, meant: Span, problem: &Diagnostic, new: &str) -> Vec<Fix> {
    let text = buffer.str();
    // A hint that offers a field gives the value of the one that is there.
    let new = match new.strip_prefix('[').and_then(|new| new.split_once(":: ")) {
        Some((_, value)) => value.trim_end_matches(']'),
        None => new,
    };
    // The message names a tag by its last part, or without its sign: `ckad` of `#goal/ckad`.
    let head = new.rfind('/').map_or("", |at| &new[..=at]);
    let sign = new.get(..1).filter(|sign| ["#", "@"].contains(sign)).unwrap_or("");
    let candidates = quoted(&problem.message).into_iter().flat_map(|quote| {
        let tagged = format!("{head}{quote}");
        // Dendron writes tags with dots.
        let dotted = (tagged.replace('/', "."), new.replace('/', "."));
        [
            (quote.to_owned(), new.to_owned()),
            (tagged, new.to_owned()),
            dotted,
            (format!("{sign}{quote}"), new.to_owned()),
        ]
    });
    let place = |old: &str| {
        [meant, line].into_iter().find_map(|span| {
            let at = find_word(span.of(text), old)?;
            Some(Span::new(span.start + at, span.start + at + old.len()))
        })
    };
    let same_sign = |old: &str| sign.is_empty() || old.starts_with(sign);
    let mut found = candidates
        .filter(|(old, _)| same_sign(old))
        .filter_map(|(old, new)| Some((place(&old)?, new)))
        .filter(|(span, new)| span.of(text) != new);
    match found.next() {
        Some((span, new)) => vec![(format!("write `{new}`"), vec![(span, new)])],
        None => Vec::new(),
    }
}

/// Where a word stands by itself, whatever its case.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let (lower, wanted) = (text.to_lowercase(), word.to_lowercase());
    if lower.len() != text.len() || wanted.is_empty() {
        return text.find(word);
    }
    let inside = |c: char| c.is_alphanumeric() || "-_/#@".contains(c);
    lower.match_indices(&wanted).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let behind = text[at + word.len()..].chars().next();
        !before.is_some_and(inside) && !behind.is_some_and(inside)
    })
}

/// The change that adds a text at the end of a line, before its block id.
pub fn add(buffer: &Buffer, line: Span, text: &str) -> Option<(Span, String)> {
    let body = line.of(buffer.str()).trim_end();
    let last = body.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let is_id = last > 0 && body[last..].starts_with('^') && body.len() > last + 1;
    let end = if is_id { body[..last].trim_end().len() } else { body.len() };
    if end == 0 {
        return None;
    }
    let at = line.start + end;
    Some((Span::new(at, at), format!(" {text}")))
}
