//! Comments of Obsidian, `%% .. %%`, of which Markdown knows nothing.

use crate::text::span::{Span, merged};

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
    let mut marks = text[body..].match_indices("%%").map(|(at, _)| body + at).peekable();
    while let Some(open) = marks.next() {
        if skip(open) {
            continue;
        }
        let line = text[body..open].rsplit('\n').next().unwrap_or("");
        // Indented, or below a bullet or a quote mark: the comment is a block all the same.
        let at_line_start = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
        match marks.peek() {
            Some(close) if at_line_start || !text[open..*close].contains("\n\n") => {
                found.push(Span::new(open, close + 2));
                marks.next();
            }
            None if at_line_start => never_closed = Some(open),
            _ => {}
        }
    }
    let all = if found.is_empty() { known.to_vec() } else { merged([known, &found].concat()) };
    (all, never_closed)
}
