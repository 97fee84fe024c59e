//! Which lines of a block are items of their own: fields, boxes, lines with a kind each, and the
//! thoughts of somebody who writes without bullets.

use crate::kind::Kind;
use crate::note::audience_form;
use crate::note::field;
use crate::note::label;
use crate::note::markup::{Block, Markup, Opaque, Shape};
use crate::note::privacy;
use crate::note::privacy_words;
use crate::note::spelling::Spelling;
use crate::note::tag::{self, Prose};
use crate::note::typed_box;
use crate::note::vocabulary::Vocabulary;
use crate::note::words::is_wrapped;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::mood;
use crate::text::next_meeting;
use crate::text::span::{Span, holding};
use std::cell::OnceCell;
use std::ops::RangeInclusive;

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
    let wrapped = OnceCell::new();
    let wrapped = || *wrapped.get_or_init(|| is_wrapped(source));
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
        let may_be_field = line.contains(": ") || line.contains("::") || mood::may_be_line(body);
        let is_field = may_be_field && field::whole_field(body.trim_end(), start).is_some();
        let kind = !broken
            && line.contains('#')
            && line_has_kind(text, markup, block, Span::new(start, end), spelling);
        let boxed = typed_box::is_line(body);
        let goes_on = || wraps_line(before, line, block, &wrapped);
        let begins = || begins_tagged(body) && !is_unfinished(before);
        let tagged = kind && (has_kind || begins() || !goes_on());
        let says = || {
            opens_kind(body)
                || begins_task(body)
                || says_when(body)
                || pictures(before, body)
                || begins_closed(body)
                || praises(before, body)
        };
        let worded = !kind && says() && !(has_kind && is_bare(before));
        let apart = !tagged
            && (claimed || has_kind)
            && (!has_kind && is_kind_heading(body)
                || !goes_on()
                    && (!adds_to_line(body) || privacy::says_only_private(body.trim_end())));
        // The title of a callout heads what stands in it.
        let below_title = block.quoted && before.starts_with("[!");
        let own = !broken
            && (below_title || is_field || last_was_field || boxed || worded || apart || tagged);
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
fn opens_kind(line: &str) -> bool {
    line.contains(':')
        && Vocabulary::shipped().opening_words(line).is_some_and(|opening| !opening.sign)
}

/// Whether a line begins with praise as a sentence does: `Well done for the way you …`.
fn praises(before: &str, line: &str) -> bool {
    line.starts_with(char::is_uppercase)
        && !is_unfinished(before)
        && Vocabulary::shipped().opening_phrase(line).is_some()
}

/// Whether a line begins with a label that keeps what stands behind it to the lead: `private: …`.
/// It is no part of the line before it, wherever it stands.
fn begins_closed(line: &str) -> bool {
    let label = line.split_once(':').filter(|(_, rest)| rest.contains(char::is_alphanumeric));
    label.is_some() && label::begins_private(line)
}

/// Whether a line begins with one to three words and a colon: it says something of its own.
fn is_labelled(line: &str) -> bool {
    const LONGEST: usize = 32;
    const MOST_WORDS: usize = 3;
    let label = line.split_once(": ").map(|(label, _)| label.trim_matches(['*', '_']));
    label.is_some_and(|label| {
        label.len() <= LONGEST
            && label.starts_with(char::is_alphabetic)
            && !label.contains(['.', ',', ';', '?', '!'])
            && label.split(' ').count() <= MOST_WORDS
    })
}

/// Whether a line begins with a word for a task and whose it is: `ACTION Marcus: …`.
fn begins_task(line: &str) -> bool {
    const LONGEST: usize = 48;
    let bare = line.trim_start_matches(['*', '_']);
    let Some((head, rest)) = bare.split_once(": ").filter(|(head, _)| head.len() <= LONGEST) else {
        return false;
    };
    let first = &head[..head.find([' ', '(']).unwrap_or(0)];
    !first.is_empty() && !rest.is_empty() && {
        let tasks = "kinds.action.words";
        let lexicon = Lexicon::shipped();
        lexicon.begins(tasks, first) && {
            let mut ends = head.match_indices([' ', '(']).map(|(at, _)| at);
            ends.any(|end| lexicon.has(tasks, head[..end].trim_end()))
        }
    }
}

/// Whether two lines begin with a picture each, as others begin with a dash: `👏 …`, `➡️ …`.
fn pictures(before: &str, line: &str) -> bool {
    let is_picture = |line: &str| {
        let first = line.chars().next();
        first.is_some_and(|c| c >= FIRST_PICTURE && !c.is_alphanumeric())
    };
    is_picture(line) && is_picture(before)
}

/// Arrows, and the pictures behind them.
const FIRST_PICTURE: char = '\u{2190}';

/// Whether a line says when another 1-2-1 is: `Next 1:1: 3.12.2026`.
fn says_when(line: &str) -> bool {
    let near = Day::new(2026, 7, 2).filter(|_| line.bytes().any(|byte| byte.is_ascii_digit()));
    let label = near.and_then(|_| next_meeting::next_label(line));
    let day =
        |(_, end): (_, usize)| next_meeting::behind_label(&line[end..], Order::default(), near?);
    label.and_then(day).is_some()
}

/// Whether a line begins with a tag, or with the names of people and then a tag.
fn begins_tagged(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with('@'));
    words.next().is_some_and(|word| word.starts_with('#'))
}

/// Whether a line has tags and names and nothing else: what they are of stands below.
fn is_bare(line: &str) -> bool {
    line.split_whitespace().all(|word| word.starts_with(['#', '@', '[']) || word.ends_with(']'))
}

/// Whether a line adds to what the line before it says: names, tags, fields, a word in brackets,
/// or for whom it is.
fn adds_to_line(line: &str) -> bool {
    line.starts_with(['@', '#', '[', '(', '{', '%', '<', '^', '!'])
        || !line.contains(char::is_alphanumeric)
        || !tells_first(line) && privacy_words::is_untold(line)
        || audience_form::is_audience_key(line.split([':', ' ']).next().unwrap_or(line))
        || !tells_first(line)
            && !privacy::closing_marks(line, Span::new(0, line.len()), &|_| false).is_empty()
}

/// Whether a line tells something before it says that nobody is to know: `she is pregnant, nobody
/// knows yet`.
fn tells_first(line: &str) -> bool {
    let first = line.split_once(", ").map(|(first, _)| first);
    first.is_some_and(|first| first.contains(' ') && !privacy::is_private_form(first))
}

/// Whether it begins with the words or the sign of a kind: `Kudos: …`, `👍 …`.
fn begins_kind(line: &str) -> bool {
    let may = line.contains(':') || line.chars().next().is_some_and(|c| !c.is_ascii_alphanumeric());
    may && Vocabulary::shipped().opening_words(line).is_some()
}

/// Whether a line is the heading of a kind and nothing else, without the marks of one: `To do`.
fn is_kind_heading(line: &str) -> bool {
    const LONGEST: usize = 32;
    let line = line.trim();
    line.len() <= LONGEST && Vocabulary::shipped().label_of(line).sense.is_some()
}

/// Nobody wraps lines at a narrower width, or at a wider one.
const WRAPPED: RangeInclusive<usize> = 55..=120;

/// No editor comes with less room for a line.
const NARROWEST: usize = 70;

/// Whether a line goes on with what the line before it says: it is indented below a bullet, or an
/// editor broke the one before: its first word has no room there, and it begins in small letters,
/// or other lines were broken as well. Notes of many tools have no bullets: each line is a thought
/// of its own, however long the one before is.
fn wraps_line(before: &str, line: &str, block: &Block, wrapped: &dyn Fn() -> bool) -> bool {
    let indented =
        matches!(block.shape, Shape::Item(_)) && (line.starts_with("  ") || line.starts_with('\t'));
    // A box or a tag alone has its words below it.
    let width = without_fields(before).chars().count();
    let first =
        line.trim_start_matches([' ', '\t', '>']).split(' ').next().unwrap_or(line).trim_end();
    indented
        || is_bare(before)
        || is_unfinished(before)
        || WRAPPED.contains(&width)
            && !is_labelled(line.trim_start_matches([' ', '\t', '>']))
            && (first.starts_with(char::is_lowercase)
                && width + 1 + first.chars().count() > NARROWEST
                || wrapped())
        || first.starts_with(char::is_lowercase) && Lexicon::shipped().has("going_on", first)
}

/// A line without the fields, the signs of Tasks and the name of its block at its end: they come to
/// a line when it is shared or done, and must not make it go on in the next one.
fn without_fields(line: &str) -> &str {
    let is_field = |(at, open): &(usize, &str)| {
        let inside = &line[at + open.len()..];
        let close = inside.find(if *open == "[" { ']' } else { ')' });
        close.is_some_and(|close| inside[..close].contains("::"))
    };
    let fields = line.match_indices(['[', '(']).find(is_field).map(|(at, _)| at);
    let signs = line.find(['✅', '❌', '➕', '📅', '⏳', '🛫']);
    let block = line.rfind(" ^").filter(|at| !line[at + 2..].contains(' '));
    let end = [fields, signs, block].into_iter().flatten().min();
    line[..end.unwrap_or(line.len())].trim_end()
}

/// Whether a line cannot be all that somebody meant: `in` and `the` end no thought.
fn is_unfinished(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or("");
    !line.contains(char::is_alphanumeric)
        || Lexicon::shipped().has("unfinished", last)
        || line.ends_with([',', '(', '/', '&', '+', '–', '—'])
}

pub(crate) fn line_has_kind(
    text: &str,
    markup: &Markup,
    block: &Block,
    line: Span,
    spelling: &Spelling,
) -> bool {
    let prose = Prose::new(text, markup, block, line);
    let hard = |kind: Kind| !kind.is_secondary() || kind == Kind::Goal;
    tag::find_tags(&prose)
        .iter()
        .any(|tag| spelling.kind_of_tag(&tag.path).is_some_and(|(kind, _)| hard(kind)))
}
