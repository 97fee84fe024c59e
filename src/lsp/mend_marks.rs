//! Quick fixes of marks: comments and code blocks that never end, and the lines around generated
//! text.

use crate::lsp::mend::{Asked, Fix};
use crate::text::span::{Span, line_ending};

/// Closes a comment at the end of the line that opens it.
pub fn comment(asked: &Asked<'_>) -> Option<Fix> {
    let text = asked.text();
    let close = if text[asked.meant.start..].starts_with("%%") { "%%" } else { "-->" };
    let body = asked.line.of(text).trim_end();
    let at = asked.line.start + body.len();
    Some(asked.insert(format!("close the comment here with `{close}`"), at, format!(" {close}")))
}

/// Closes a code block above the next empty line.
pub fn fence(asked: &Asked<'_>) -> Option<Fix> {
    let text = asked.text();
    let opened = &text[asked.meant.start..];
    let sign = opened.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = opened.chars().take_while(|c| *c == sign).count();
    let indent = Span::new(asked.line.start, asked.meant.start).of(text);
    if !indent.trim().is_empty() {
        return None;
    }
    let first = asked.buffer.text.line_of(asked.line.start);
    let lines = first + 1..asked.buffer.text.line_count();
    let says = |line: &usize| !asked.buffer.text.line_span(*line).of(text).trim().is_empty();
    let last = lines.take_while(says).last().unwrap_or(first);
    let close = sign.to_string().repeat(count);
    let at = asked.buffer.text.line_span(last).end;
    let title = format!("close the code block with `{close}` below line {}", last + 1);
    Some(asked.insert(title, at, format!("{}{indent}{close}", line_ending(text))))
}

/// Puts the end line of a region back where the generated text seems to end.
pub fn end_line(asked: &Asked<'_>) -> Option<Fix> {
    let line = asked.offered().into_iter().find(|text| text.starts_with("<!--"))?;
    let text = asked.text();
    let end = asked.buffer.damaged().end;
    let body = text[..end].trim_end();
    let at = body.len();
    if at <= asked.line.end {
        return None;
    }
    let number = asked.buffer.text.line_of(at) + 1;
    let ending = line_ending(text);
    let rest = &text[at..];
    let blank = rest.starts_with(&ending.repeat(2)) || (rest.trim().is_empty() && !rest.is_empty());
    let behind = if blank { "" } else { ending };
    let title = format!("put the end line back below line {number}");
    Some(asked.insert(title, at, format!("{ending}{ending}{line}{behind}")))
}

/// Both lines around generated text without them.
pub fn both_lines(asked: &Asked<'_>) -> Option<Fix> {
    let hint = asked.problem.hint.as_deref()?;
    let lines: Vec<&str> =
        asked.offered().into_iter().filter(|text| text.starts_with("<!--")).collect();
    let [begin, close] = lines[..] else { return None };
    // Outside of what it quotes it has the numbers of two lines alone.
    let words = hint.split('`').step_by(2).flat_map(|part| part.split(|c: char| !c.is_numeric()));
    let numbers: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
    let [first, last, ..] = numbers[..] else { return None };
    let text = asked.text();
    let ending = line_ending(text);
    let start = asked.buffer.text.line_span(first.checked_sub(1)?).start;
    let end = text[..asked.buffer.text.line_span(last.checked_sub(1)?).end].trim_end().len();
    let above = format!("{begin}{ending}{ending}");
    let below = format!("{ending}{ending}{close}");
    let changes = vec![(Span::new(start, start), above), (Span::new(end, end), below)];
    (start < end).then(|| asked.fix("put its two marker lines back", changes))
}

/// The end line with the name of the begin line.
pub fn one_name(asked: &Asked<'_>) -> Option<Fix> {
    let [begins, ends] = asked.said()[..] else { return None };
    let span = asked.place(ends)?;
    Some(asked.fix(format!("name its end `{begins}`"), vec![(span, begins.to_owned())]))
}

/// A marker that is alone in its line, at the first column with an empty line above.
pub fn at_column_one(asked: &Asked<'_>) -> Option<Fix> {
    let text = asked.text();
    let mark = asked.line.of(text).trim();
    let alone = mark.starts_with("<!--") && mark.ends_with("-->") && !mark[4..].contains("<!--");
    let above = text[..asked.line.start].trim_end_matches([' ', '\t']);
    let ending = line_ending(text);
    let blank = above.is_empty() || above.ends_with("\n\n") || above.ends_with("\n\r\n");
    let gap = if blank { "" } else { ending };
    let change = vec![(asked.line, format!("{gap}{mark}"))];
    alone.then(|| asked.fix("put the marker on a line of its own", change))
}
