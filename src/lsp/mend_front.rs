//! Quick fixes of front matter: a key with another value, a key less, a fence, quotes.

use crate::diagnostic::diagnostic::Place;
use crate::lsp::complete::FRONT;
use crate::lsp::desk::Changes;
use crate::lsp::mend::{Asked, Fix};
use crate::note::front_matter::Fence;
use crate::pages::front_line;
use crate::text::span::{Span, line_ending};

/// Gives a key of the front matter a value; a note without front matter gets one.
pub fn set(asked: &Asked<'_>, key: &str, value: &str) -> Option<Fix> {
    let text = asked.text();
    let changes = match Fence::find(text) {
        Fence::Closed { .. } => {
            let edits = front_line::set_keys(text, &[(key, value.to_owned())])?;
            let span = |line| asked.buffer.span_of_place(&Place { line, column: 0, width: 0 });
            edits.into_iter().map(|edit| (span(edit.line), edit.after)).collect()
        }
        Fence::None(at) => {
            let end = line_ending(text);
            let gap = if text[at..].starts_with(['\n', '\r']) { "" } else { end };
            vec![(Span::new(at, at), format!("---{end}{key}: {value}{end}---{end}{gap}"))]
        }
        Fence::Open(_) => return None,
    };
    Some(asked.fix(format!("write `{key}: {value}`"), changes))
}

/// What the hint offers as `key: value`; a value that is only an example is not offered.
pub fn offered(asked: &Asked<'_>) -> Vec<Fix> {
    const EXAMPLES: &[&str] = &["slot: tue 14:00", "date: 2026-11-24", "person: NAME"];
    const MORE_KEYS: &[&str] = &["left", "lead", "read"];
    let lines = asked.offered().into_iter().filter(|text| !EXAMPLES.contains(text));
    let pairs = lines.filter_map(|text| text.split_once(": "));
    // The hint may have a line for the config.
    let is_key =
        |key: &str| MORE_KEYS.contains(&key) || FRONT.iter().any(|(known, ..)| *known == key);
    let own = |(key, value): &(&str, &str)| is_key(key) && !value.starts_with('{');
    pairs.filter(own).filter_map(|(key, value)| set(asked, key, value)).collect()
}

/// The known values of a key, each as a fix.
pub fn values(asked: &Asked<'_>, key: &str) -> Vec<Fix> {
    known(key).iter().filter_map(|value| set(asked, key, value)).collect()
}

/// The values that a key may have, where they are words.
pub fn known(key: &str) -> &'static [&'static str] {
    FRONT.iter().find(|(known, ..)| *known == key).map_or(&[][..], |(.., values)| *values)
}

/// `seasn: low`: the key as it should be.
pub fn renamed(asked: &Asked<'_>) -> Option<Fix> {
    let [old, new] = asked.said()[..] else { return None };
    let line = asked.line.of(asked.text());
    let at = line.to_lowercase().find(&old.to_lowercase())?;
    let is_key = line[at + old.len()..].trim_start_matches(['"', '\'', ' ']).starts_with(':');
    let start = asked.line.start + at;
    is_key.then(|| asked.write(Span::new(start, start + old.len()), new))
}

/// The line of a key taken out.
pub fn taken_out(asked: &Asked<'_>, key: &str) -> Option<Fix> {
    let text = asked.text();
    let Fence::Closed { yaml, .. } = Fence::find(text) else { return None };
    let mut at = yaml.start;
    let mut found = None;
    for line in yaml.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if line.split_once(':').is_some_and(|(own, _)| own.trim() == key) {
            // Of two lines nobody knows which is meant.
            if found.replace((span, line.trim_end())).is_some() {
                return None;
            }
        }
    }
    let (span, line) = found?;
    Some(asked.fix(format!("take out `{line}`"), vec![(span, String::new())]))
}

/// A fence behind the last `key: value` line.
pub fn closed(asked: &Asked<'_>) -> Option<Fix> {
    let text = asked.text();
    let Fence::Open(_) = Fence::find(text) else { return None };
    let lines = asked.buffer.text.line_count();
    let says = |line: &usize| {
        let line = asked.buffer.text.line_span(*line).of(text);
        line.contains(':') && !line.starts_with('#') || line.starts_with([' ', '-', '\t'])
    };
    let last = (1..lines).take_while(says).last()?;
    let at = asked.buffer.text.line_span(last).end;
    Some(asked.insert("close the front matter with `---`", at, format!("{}---", line_ending(text))))
}

/// A value in quotes.
pub fn quoted(asked: &Asked<'_>) -> Option<Fix> {
    let line = asked.line.of(asked.text());
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    let bare = !value.is_empty() && !value.starts_with(['"', '\'']);
    let new = match value.contains('"') {
        true => format!("'{}'", value.replace('\'', "''")),
        false => format!("\"{}\"", value.replace('\\', "\\\\")),
    };
    let start = asked.line.end - line[key.len()..].trim_start_matches([':', ' ']).len();
    let span = Span::new(start, start + value.len());
    bare.then(|| asked.write(span, &new))
}

/// Front matter that begins below blank lines or with long dashes, as it should be.
pub fn shaped(asked: &Asked<'_>) -> Vec<Fix> {
    let text = asked.text();
    let mut fixes = Vec::new();
    let first = text.len() - text.trim_start().len();
    if first > 0 && text[first..].starts_with("---") {
        let away: Changes = vec![(Span::new(0, first), String::new())];
        fixes.push(asked.fix("begin the note with `---`", away));
    }
    let is_dashes = |line: &str| {
        let line = line.trim();
        !line.is_empty() && line != "---" && line.chars().all(|c| matches!(c, '—' | '–' | '-'))
    };
    let lines = (0..asked.buffer.text.line_count()).map(|line| asked.buffer.text.line_span(line));
    let dashes = lines.filter(|line| is_dashes(line.of(text))).take(2);
    let changes: Changes = dashes.map(|line| (line, "---".to_owned())).collect();
    if !changes.is_empty() && changes[0].0.start == 0 {
        fixes.push(asked.fix("write `---`", changes));
    }
    fixes
}
