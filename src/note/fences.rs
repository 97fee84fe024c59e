//! The parts of other programs that begin with `:::details Private` or `::: {.private}`.

use crate::kind::Audience;
use crate::note::label::first_line;
use crate::note::privacy::is_private_heading;
use crate::text::span::Span;

/// So many are looked at.
const MOST: usize = 64;

/// The first line of each that is the lead's alone, and where it ends.
pub(crate) fn private_parts(text: &str, users: &dyn Fn(usize) -> bool) -> Vec<(Span, usize)> {
    let closes = |label: &str| {
        is_private_heading(label) || Audience::from_word(label) == Some(Audience::Lead)
    };
    let ends = |line: &str| line.starts_with(":::") && line.trim_matches([':', ' ']).is_empty();
    let starts = text.match_indices("\n:::").map(|(at, _)| at + 1).take(MOST);
    let parts = starts.filter_map(|at| {
        let line = first_line(&text[at..]);
        let label = line.trim_matches([':', ' ']).replace(['{', '}', '[', ']', '.', '"'], " ");
        let rest = label.trim().split_once(' ').map_or("", |(_, rest)| rest.trim());
        let private =
            [label.trim(), rest].into_iter().any(|label| !label.is_empty() && closes(label));
        if !private || !users(at) {
            return None;
        }
        let mut end = at + line.len();
        let head = Span::new(at, end);
        let until = text[end..].split_inclusive('\n').find_map(|line| {
            end += line.len();
            ends(line.trim_end()).then_some(end)
        });
        Some((head, until.unwrap_or(text.len())))
    });
    parts.collect()
}
