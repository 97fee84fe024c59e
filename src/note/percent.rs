//! Comments of Obsidian, `%% .. %%`, of which Markdown knows nothing.

use crate::text::span::{Span, merge_spans};

/// The comments in `text` from byte `body` on with those that are known, in order and those that
/// overlap as one, and where one is opened that is never closed. Marks where `skip` says so are
/// none: they stand in code, or in another comment.
pub fn comments(
    text: &str,
    body: usize,
    known: &[Span],
    skip: &dyn Fn(usize) -> bool,
) -> (Vec<Span>, Option<usize>) {
    let (mut found, mut never_closed) = (Vec::new(), None);
    let mut marks = text[body..]
        .match_indices("%%")
        .map(|(at, _)| body + at)
        .filter(|at| !skip(*at))
        .peekable();
    // Indented, or below a bullet or a quote mark: the comment is a block all the same. Looked for
    // backwards, as far as such signs stand: a line may have millions of marks.
    let begins_line = |at: usize| {
        let before = text[body..at].bytes().rev();
        let stop = before.into_iter().find(|byte| !b" \t>-*+".contains(byte));
        stop.is_none_or(|byte| byte == b'\n')
    };
    while let Some(open) = marks.next() {
        let at_line_start = begins_line(open);
        let is_comment = |close: usize| {
            let inside = &text[open + 2..close];
            // `50%% of it`: a sign too many, unless the line closes it.
            let percent = text[..open].ends_with(|c: char| c.is_ascii_digit());
            let first = inside.lines().next().unwrap_or("");
            let as_block = !percent && (first.trim().is_empty() || begins_line(close));
            at_line_start
                || !inside.contains('\n')
                || (!inside.contains("\n\n") && (as_block || !begins_block(inside)))
        };
        match marks.peek() {
            Some(close) if is_comment(*close) => {
                found.push(Span::new(open, close + 2));
                marks.next();
            }
            None if at_line_start => never_closed = Some(open),
            _ => {}
        }
    }
    let all = if found.is_empty() { known.to_vec() } else { merge_spans([known, &found].concat()) };
    (all, never_closed)
}

/// Whether a line of a text, behind its first, begins a list item or a heading.
fn begins_block(text: &str) -> bool {
    text.lines().skip(1).any(|line| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = digits.len() < line.len() && digits.starts_with([')', '.']);
        numbered || line.starts_with(['-', '*', '+', '#'])
    })
}
