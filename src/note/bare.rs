//! What words and signs without a tag of their own say of a line's tags: a former name of a goal,
//! a score without its hash.

use crate::note::spelling::tag_path;
use crate::note::tag::{Prose, TagRef};
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;

/// `score.rust 2`: a score at the beginning of a line is one without the sign of tags.
pub(crate) fn bare_score(prose: &Prose<'_>) -> Option<(Span, String)> {
    let rest = prose.str().strip_prefix("score")?.strip_prefix(['.', '/'])?;
    let (skill, behind) = rest.split_once([' ', ':'])?;
    let is_slug = |c: char| c.is_alphanumeric() || "-_+#".contains(c);
    let number = behind.trim_start_matches([' ', ':']).starts_with(|c: char| c.is_ascii_digit());
    (number && !skill.is_empty() && skill.chars().all(is_slug)).then(|| {
        let end = prose.span.start + "score.".len() + skill.len();
        (Span::new(prose.span.start, end), tag_path(skill))
    })
}

/// What says that a goal had this name: `(was #goal/x)`, `(formerly #goal/x)`, and in a task also
/// `instead of #goal/x` without brackets.
pub(crate) fn former_name(prose: &Prose<'_>, tag: &TagRef, is_task: bool) -> Option<Span> {
    let before = &prose.text[prose.span.start..tag.span.start];
    let words = before.trim_end_matches([' ', ':']);
    let start = former_word(words)?;
    let head = words[..start].trim_end();
    let behind = &prose.text[tag.span.end..prose.span.end];
    let brackets = [("(", ")"), ("[", "]")];
    let closed = brackets.into_iter().find_map(|(open, close)| {
        let inside = head.strip_suffix(open)?.len();
        let end = behind.find(close).filter(|end| behind[..*end].trim().is_empty())?;
        Some(Span::new(prose.span.start + inside, tag.span.end + end + close.len()))
    });
    // A line that is only the words and the tag tells of no other goal.
    let open = || Span::new(prose.span.start + start, tag.span.end);
    closed.or_else(|| (is_task && !head.is_empty()).then(open))
}

/// Where the words begin that end a text and say that a former name follows.
pub(crate) fn former_word(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let lexicon = Lexicon::shipped();
    let parts = |c: char| c == ' ' || c == '(' || c == '[';
    let starts = text.rmatch_indices(parts).map(|(at, sign)| at + sign.len());
    let starts = starts.chain([0]).take(MOST_WORDS);
    let begins = |start: &usize| text[*start..].starts_with(char::is_alphanumeric);
    starts.filter(begins).filter(|start| lexicon.has("former", &text[*start..])).last()
}
