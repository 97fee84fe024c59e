//! Which lines of a block are items of their own: fields, boxes, lines with a kind each, and the
//! thoughts of somebody who writes without bullets.

use crate::kind::Kind;
use crate::note::field;
use crate::note::markup::{Block, Markup, Opaque, Shape};
use crate::note::spelling::Spelling;
use crate::note::tag::{self, Prose};
use crate::note::typed_box;
use crate::note::vocabulary::Vocabulary;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::next_meeting;
use crate::text::span::{Span, holding};

/// A block is one item, unless its lines stand for themselves: `key:: value` lines, or several
/// lines with a kind each.
pub(crate) fn units(text: &str, markup: &Markup, block: &Block, spelling: &Spelling) -> Vec<Span> {
    let source = block.text.of(text);
    if !source.contains('\n') {
        return vec![block.text];
    }
    let mut units: Vec<Span> = Vec::new();
    let mut at = block.text.start;
    let mut last_was_field = false;
    let mut has_kind = false;
    // The unit is read by its first words, or by its box, and where the last of its lines ended.
    let (mut claimed, mut before) = (false, "");
    for line in source.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t', '>']);
        let start = at + (line.len() - body.len());
        let end = start + body.trim_end().len();
        let first = at == block.text.start;
        at += line.len();
        // A line inside a code span or a link that goes on is no unit of its own.
        let broken =
            holding(&block.opaque, start, |(span, _)| *span).is_some_and(|(span, what)| {
                matches!(what, Opaque::Code | Opaque::Link(_)) && span.start < start
            }) || markup.in_comment(start);
        let is_field = (line.contains(": ") || line.contains("::"))
            && field::whole(body.trim_end(), start).is_some();
        let kind = !broken
            && line.contains('#')
            && line_has_kind(text, markup, block, Span::new(start, end), spelling);
        let boxed = typed_box::is_line(body);
        let worded = !has_kind && !kind && (opens(body) || says_when(body));
        let apart = claimed && !has_kind && (!wraps(before, line, block) || heads(body));
        let own = !broken
            && (is_field || last_was_field || boxed || worded || apart || (kind && has_kind));
        if first || own {
            units.push(Span::new(start.min(end), end));
        } else if let Some(last) = units.last_mut() {
            last.end = end.max(last.end);
        }
        last_was_field = is_field;
        has_kind = if first || own { kind } else { has_kind || kind };
        if first || own {
            let is_box = first && matches!(block.shape, Shape::Item(Some(_)));
            claimed = is_box || boxed || worded || begins_kind(body);
        }
        before = body.trim_end();
    }
    units.retain(|span| span.start < span.end);
    if units.is_empty() { vec![block.text] } else { units }
}

/// Whether a line of a paragraph begins with the words of a kind and a colon: `Goal: …` above
/// `Kudos: …` are two pieces of it.
fn opens(line: &str) -> bool {
    line.contains(':') && Vocabulary::shipped().opening(line).is_some_and(|opening| !opening.sign)
}

/// Whether a line says when another 1-2-1 is: `Next 1:1: 3.12.2026`.
fn says_when(line: &str) -> bool {
    let near = Day::new(2026, 7, 2).filter(|_| line.bytes().any(|byte| byte.is_ascii_digit()));
    let label = near.and_then(|_| next_meeting::label(line));
    let day =
        |(_, end): (_, usize)| next_meeting::behind_label(&line[end..], Order::default(), near?);
    label.and_then(day).is_some()
}

/// Whether it begins with the words or the sign of a kind: `Kudos: …`, `👍 …`.
fn begins_kind(line: &str) -> bool {
    let may = line.contains(':') || line.chars().next().is_some_and(|c| !c.is_ascii_alphanumeric());
    may && Vocabulary::shipped().opening(line).is_some()
}

/// Whether a line is the heading of a kind and nothing else, without the marks of one: `To do`.
fn heads(line: &str) -> bool {
    const LONGEST: usize = 32;
    let line = line.trim();
    line.len() <= LONGEST && Vocabulary::shipped().label(line).sense.is_some()
}

/// Nobody wraps lines at a narrower width.
const LEAST_WRAPPED: usize = 55;

/// Whether a line goes on with what the line before it says: it is indented below a bullet, or the
/// one before is as long as lines are where an editor wraps them. Notes of many tools have no
/// bullets: each line is a thought of its own.
fn wraps(before: &str, line: &str, block: &Block) -> bool {
    let indented =
        matches!(block.shape, Shape::Item(_)) && (line.starts_with("  ") || line.starts_with('\t'));
    // A box alone has its words below it; `in` and `the` end no thought.
    let last = before.rsplit(' ').next().unwrap_or("");
    indented
        || !before.contains(char::is_alphanumeric)
        || Lexicon::shipped().has("unfinished", last)
        || before.chars().count() >= LEAST_WRAPPED
        || before.ends_with([',', '(', '/', '&', '+', '–', '—'])
}

pub(crate) fn line_has_kind(
    text: &str,
    markup: &Markup,
    block: &Block,
    line: Span,
    spelling: &Spelling,
) -> bool {
    let prose = Prose::new(text, markup, block, line);
    let hard = |kind: Kind| !kind.yields() || kind == Kind::Goal;
    tag::tags(&prose).iter().any(|tag| spelling.read(&tag.path).is_some_and(|(kind, _)| hard(kind)))
}
