//! Headings that are tasks, as Org and Logseq write them: `### TODO Linh: ask`, `### [x] call`.

use crate::note::markup::{Block, Markup, MarkupHeading, Opaque, Shape};
use crate::note::typed_box;
use crate::text::span::Span;

/// The headings of a note that are tasks, each as the bullet that it stands for.
pub(crate) fn task_headings(text: &str, markup: &Markup) -> Vec<Block> {
    markup.headings.iter().filter_map(|heading| task_heading(text, markup, heading)).collect()
}

fn task_heading(text: &str, markup: &Markup, heading: &MarkupHeading) -> Option<Block> {
    let line = heading.span.of(text).lines().next().unwrap_or("");
    let words = line.trim_start_matches([' ', '#']);
    if !line.trim_start().starts_with('#') || !begins(words) {
        return None;
    }
    let start = heading.span.start + (line.len() - words.len());
    let end = start + words.trim_end_matches([' ', '#']).len();
    let span = Span::new(start, end_of_planning(text, end).unwrap_or(end));
    let shape = Shape::Item(None);
    typed_box::read(span.of(text), shape, true)?;
    let links = markup.links.iter().enumerate().filter(|(_, link)| span.holds(link.span.start));
    let opaque = links.map(|(at, link)| (link.span, Opaque::Link(at))).collect();
    let (start, heading) = (heading.span.start, heading.parent);
    Some(Block { shape, text: span, start, parent: None, heading, quoted: false, opaque })
}

/// Where the line ends that says below a heading until when it is due, as Org writes it, and an
/// export with a blank line between: `DEADLINE: <2026-11-27 Fri>`.
fn end_of_planning(text: &str, heading: usize) -> Option<usize> {
    let rest = &text[heading..];
    let below = rest[rest.find('\n')?..].trim_start_matches(['\n', '\r', ' ']);
    let line = below.lines().next().unwrap_or("");
    let plans = ["DEADLINE: ", "SCHEDULED: "].iter().any(|word| line.starts_with(word));
    plans.then(|| text.len() - below.len() + line.trim_end().len())
}

/// Whether words begin with a keyword in capitals or a box: most headings do not.
fn begins(words: &str) -> bool {
    let loud = words.bytes().take(3).all(|byte| byte.is_ascii_uppercase());
    loud && words.len() > 3 || words.starts_with('[')
}
