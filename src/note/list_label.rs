//! A label directly below a list: to Markdown it goes on with the last bullet, to whoever wrote it
//! it heads what follows.

use crate::note::head_line;
use crate::note::markup::{MarkupReader, Shape};
use crate::note::privacy;
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;

/// A label is a short line: `**Next steps:**`.
const MOST_LABEL_BYTES: usize = 64;
/// A label of no known words has so many at most.
const MOST_STRANGE_WORDS: usize = 3;
/// Shorter words in capitals are `ASAP` or `TBD`.
const FEWEST_CAPITALS: usize = 5;
/// Lines of so many signs are where editors wrap them.
const WRAPPED: usize = 55;
/// What stands before the words of a line.
const EDGE: &[char] = &[' ', '\t', '>'];
const EDGE_AND_BREAK: &[char] = &[' ', '\t', '>', '\n', '\r'];

impl MarkupReader<'_> {
    /// Takes the labels below an item out of its text; each is a paragraph, with what follows it.
    pub(super) fn end_item_at_label(&mut self, at: usize) {
        let block = &self.out.blocks[at];
        let edge = self.items.first().map_or(block.start, |(at, _)| self.out.blocks[*at].start);
        let whole = block.text;
        if at + 1 != self.out.blocks.len() || !whole.of(self.text).contains('\n') {
            return;
        }
        let column = |start: usize| start - self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let edge = column(edge);
        let end = self.text[whole.end..].find('\n').map_or(self.text.len(), |at| whole.end + at);
        let source = &self.text[whole.start..end];
        let boxed = matches!(block.shape, Shape::Item(Some(_)));
        // What is said of a line for the lead alone stays with it.
        let whole_text = Span::new(whole.start, end);
        let is_private = !privacy::closing_marks(self.text, whole_text, &|_| false).is_empty();
        let mut labels: Vec<Span> = Vec::new();
        let (mut start, mut before) = (whole.start, "");
        for line in source.split_inclusive('\n') {
            let (from, words) = (start, line.trim_start_matches(EDGE).trim_end());
            start += line.len();
            let indent = line.len() - line.trim_start_matches(EDGE).len();
            let behind = self.text[start..].trim_start_matches(EDGE_AND_BREAK);
            let heads = || is_label(words, before, behind);
            let opens = || !is_private && (opens_with_kind(words) || boxed && names_owner(words));
            if !before.is_empty() && indent <= edge && (heads() || opens()) {
                labels.push(Span::new(from + indent, from + indent + words.len()));
            }
            before = words;
        }
        let Some(first) = labels.first() else { return };
        let opaque = std::mem::take(&mut self.out.blocks[at].opaque);
        let of = |span: Span| {
            let own = opaque.iter().filter(|(part, _)| span.holds(part.start));
            own.copied().collect::<Vec<_>>()
        };
        let own = self.text[..first.start].trim_end_matches(EDGE_AND_BREAK).len();
        let own = Span::new(whole.start, own.max(whole.start));
        self.out.blocks[at].text = own;
        self.out.blocks[at].opaque = of(own);
        let open = std::mem::take(&mut self.items);
        let nexts = labels.iter().skip(1).map(|label| label.start).chain([end]);
        for (label, next) in labels.iter().zip(nexts) {
            for span in [*label, Span::new(label.end, next)] {
                let words = span.of(self.text);
                let bare = words.trim_start_matches(EDGE_AND_BREAK);
                let from = span.start + (words.len() - bare.len());
                let span = Span::new(from, from + bare.trim_end().len());
                if span.start == span.end {
                    continue;
                }
                self.push_block(Shape::Paragraph, span, span.start);
                if let Some(made) = self.out.blocks.last_mut() {
                    made.opaque = of(span);
                }
                if open.is_empty() && !self.is_quoted() {
                    self.head_line(self.out.blocks.len().checked_sub(1));
                }
            }
        }
        self.items = open;
    }
}

impl MarkupReader<'_> {
    /// The last line of a paragraph heads the list right below it, where it is a label: nobody
    /// leaves a line free who does not write Markdown.
    pub(super) fn end_paragraph_at_label(&mut self) {
        let Some(block) = self.out.blocks.last_mut() else { return };
        let (whole, text) = (block.text, self.text);
        if block.shape != Shape::Paragraph || whole.start >= whole.end {
            return;
        }
        let behind = text[whole.end..].trim_start_matches([' ', '\t', '\r', '*', '_', ':']);
        let Some(below) = behind.strip_prefix('\n') else { return };
        let below = below.trim_start_matches([' ', '\t']);
        if !below.starts_with(['-', '*', '+', '1']) {
            return;
        }
        let end = text.len() - behind.len();
        let Some((before, last)) = text[whole.start..end].rsplit_once('\n') else { return };
        let above = before.rsplit('\n').next().unwrap_or(before).trim();
        let words = last.trim();
        if words.is_empty() || goes_on(above) || !is_label(words, above, below) {
            return;
        }
        let start = whole.start + before.len() + 1 + (last.len() - last.trim_start().len());
        let span = Span::new(start, whole.end.max(start));
        block.text = Span::new(whole.start, whole.start + before.trim_end().len());
        let (own, rest) =
            std::mem::take(&mut block.opaque).into_iter().partition(|(part, _)| part.start < start);
        block.opaque = own;
        self.push_block(Shape::Paragraph, span, start);
        if let Some(made) = self.out.blocks.last_mut() {
            made.opaque = rest;
        }
        self.head_line(self.out.blocks.len().checked_sub(1));
    }
}

/// Whether the next line may be the end of this sentence.
fn goes_on(line: &str) -> bool {
    line.ends_with([',', '-', '–']) || line.chars().count() >= WRAPPED && !line.ends_with(ENDS)
}

/// What ends a sentence.
const ENDS: &[char] = &['.', '!', '?', ')', ':', '✅'];

/// Whether a line begins with the words of a kind: `Kudos: …`.
fn opens_with_kind(line: &str) -> bool {
    let label = line.split_once(':').filter(|(_, rest)| rest.starts_with([' ', '*', '_']));
    let label = label.map(|(label, _)| label.trim_matches(['*', '_', ' ']));
    label.is_some_and(|label| label.len() <= MOST_LABEL_BYTES && is_opening(label))
}

fn is_opening(label: &str) -> bool {
    Lexicon::shipped().is_opening(label) || Lexicon::shipped().is_heading(label)
}

/// Whether a line begins with who owes what follows: `Lena: …`, `TODO me: …`.
fn names_owner(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(':') else { return false };
    let label = label.trim_start_matches("TODO ").trim_start_matches(['@', '*', '_']);
    let name = label.split(' ').count() <= 2 && label.starts_with(char::is_alphabetic);
    let begins = label.starts_with(char::is_uppercase)
        || Lexicon::shipped().has("owners.mine", label)
        || line.starts_with('@');
    name && begins && rest.starts_with([' ', '*'])
}

/// Whether a line below `before` heads what stands `behind` it.
fn is_label(line: &str, before: &str, behind: &str) -> bool {
    if line.is_empty() || line.len() > MOST_LABEL_BYTES || line.contains('#') {
        return false;
    }
    if head_line::whole_bold(line).is_some() {
        return true;
    }
    let bare = line.trim_matches(['*', '_', ':', ' ']);
    let lexicon = Lexicon::shipped();
    let parts = || bare.split(['/', '&']).map(str::trim);
    let known =
        || parts().all(|part| lexicon.is_heading(part)) || privacy::is_private_heading(bare);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 1
        && (letters >= FEWEST_CAPITALS || known())
        && !bare.contains(char::is_lowercase)
        && bare.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '&' | '\''));
    let list = ["- ", "* ", "+ ", "1. ", "1) "].iter().any(|mark| behind.starts_with(mark));
    let begins = bare.starts_with(|c: char| !c.is_lowercase());
    if capitals || line.starts_with(['*', '_']) && line.trim_end_matches(':').ends_with(['*', '_'])
    {
        return capitals || known();
    }
    let goes_on = before.chars().count() >= WRAPPED || before.ends_with([',', '-', '–']);
    let few = bare.split(' ').count() <= MOST_STRANGE_WORDS && list && !goes_on;
    match line.ends_with(':') {
        true => begins && (known() || few),
        false => begins && list && known(),
    }
}
