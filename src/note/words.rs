//! The words that remain of an item when tags, fields and comments are taken out.

use crate::base::text::Span;
use crate::note::markup::{Block, Markup, Opaque};
use crate::note::tag::{Prose, TagRef};

/// A piece of an item's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain words.
    Words(String),
    /// A mention, by its place in `mentions`.
    Mention(usize),
}

/// A part of the source that does not stand in the words as it is.
pub(crate) struct Cut {
    pub(crate) span: Span,
    pub(crate) with: String,
}

/// What stands in the words for a tag: nothing at the edges, a word in the middle of a sentence.
pub(crate) fn stand_in(prose: &Prose<'_>, tag: &TagRef, tags: &[TagRef], known: bool) -> String {
    let qualifier = ["skill/", "way/", "goal/"].iter().any(|word| tag.path.starts_with(word));
    let blank = |mut span: Span, ahead: bool| {
        // Only tags and mentions between the tag and the edge: it is part of a run there.
        for other in tags {
            if other.span.meets(span) {
                span = match ahead {
                    true => Span::new(span.start, other.span.start.max(span.start)),
                    false => Span::new(other.span.end.min(span.end), span.end),
                };
            }
        }
        span.of(prose.text).split_whitespace().all(|word| word.starts_with('@') || word == ">")
    };
    let before = Span::new(prose.span.start, tag.span.start);
    let after = Span::new(tag.span.end, prose.span.end);
    if known && (qualifier || blank(before, true) || blank(after, false)) {
        return String::new();
    }
    tag.span.of(prose.text).trim_start_matches('#').to_owned()
}

/// HTML and embeds go; links that nobody is named by become their label.
pub(crate) fn opaque_cuts(
    text: &str,
    markup: &Markup,
    block: &Block,
    span: Span,
    people: &[Span],
) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = markup
        .comments
        .iter()
        .filter(|comment| comment.start >= span.start && comment.end <= span.end)
        .map(|comment| Cut { span: *comment, with: String::new() })
        .collect();
    for (part, opaque) in &block.opaque {
        if !span.holds(part.start) || people.contains(part) {
            continue;
        }
        match opaque {
            Opaque::Html if !part.of(text).starts_with("<!--") => {
                cuts.push(Cut { span: *part, with: " ".to_owned() });
            }
            Opaque::Embed => cuts.push(Cut { span: *part, with: String::new() }),
            _ => {}
        }
    }
    cuts
}

pub(crate) fn words(prose: &Prose<'_>, mut cuts: Vec<Cut>, people: &[Span]) -> Vec<Piece> {
    cuts.sort_by_key(|cut| (cut.span.start, cut.span.end));
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut at = prose.span.start;
    let mut people = people.iter().enumerate().peekable();
    let mut cuts = cuts.into_iter().peekable();
    loop {
        let person = people.peek().map_or(usize::MAX, |(_, span)| span.start);
        let cut = cuts.peek().map_or(usize::MAX, |cut| cut.span.start);
        let next = person.min(cut);
        if next == usize::MAX {
            break;
        }
        if next > at {
            text.push_str(&prose.text[at..next]);
        }
        let (end, inside) = if person <= cut {
            let (index, span) = people.next().expect("it was peeked at");
            if span.start >= at {
                pieces.push(Piece::Words(unquoted(&std::mem::take(&mut text), prose)));
                pieces.push(Piece::Mention(index));
            }
            (span.end, span.start < at)
        } else {
            let cut = cuts.next().expect("it was peeked at");
            if cut.span.start >= at {
                text.push_str(&cut.with);
            }
            (cut.span.end, cut.span.start < at)
        };
        at = if inside { at.max(end) } else { end };
    }
    if at < prose.span.end {
        text.push_str(&prose.text[at..prose.span.end]);
    }
    pieces.push(Piece::Words(unquoted(&text, prose)));
    pieces.retain(|piece| *piece != Piece::Words(String::new()));
    pieces
}

/// Line breaks become blanks, and the `>` of later quote lines goes.
fn unquoted(text: &str, prose: &Prose<'_>) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let quoted = prose.str().contains("\n>") || prose.str().contains("\n >");
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        let line = line.trim_start();
        out.push(' ');
        out.push_str(if quoted { line.trim_start_matches(['>', ' ']) } else { line });
    }
    out
}

/// Single blanks, no blank before a comma, no stray punctuation at the edges.
pub fn tidy(text: &str) -> String {
    let mut out = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (from, to) in [(" ,", ","), (" .", "."), ("( )", ""), ("()", ""), (" :", ":"), (" ;", ";")]
    {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    let out = out.trim_start_matches([':', ',', ';', '-', '–', '—', ' ', '.']);
    out.trim_end_matches([',', ';', '-', '–', '—', ' ', '|']).to_owned()
}
