//! Where the parts of a note end that something closes: at the next label or heading, at the end of
//! a section, of a block, of an element of HTML, or where the sign that began it says so:
//! `::: private … :::`, `<!-- private --> … <!-- /private -->`.

use crate::note::html::{self, Tag};
use crate::note::label::{first_line, is_label};
use crate::note::lock_sign::draws_lock;
use crate::note::markup::{Block, Markup, MarkupHeading, Shape};
use crate::note::privacy::{ends_part, is_private_form};
use crate::text::span::Span;

/// A part that its own sign ends: the line that begins it, and the one that ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    head: Span,
    end: Span,
}

/// The signs that such lines stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Colons,
    Comment,
    Percent,
    Bracket,
    Paren,
    Dashes,
    Lock,
}

/// A longer line is no sign.
const MOST_SIGN_BYTES: usize = 60;

/// An open lock.
const UNLOCKED: char = '🔓';

impl Sign {
    /// The sign that a line is, and the words in it.
    fn of(line: &str) -> Option<(Sign, &str)> {
        const PAIRS: &[(Sign, &str, &str)] = &[
            (Sign::Comment, "<!--", "-->"),
            (Sign::Percent, "%%", "%%"),
            (Sign::Bracket, "[", "]"),
            (Sign::Paren, "(", ")"),
            (Sign::Dashes, "--", "--"),
        ];
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if line.len() > MOST_SIGN_BYTES {
            return None;
        }
        if line.starts_with(":::") {
            return Some((Sign::Colons, line.trim_matches([':', ' ', '{', '}', '.'])));
        }
        if !line.contains(char::is_alphanumeric) && (draws_lock(line) || line.contains(UNLOCKED)) {
            return Some((Sign::Lock, line));
        }
        PAIRS.iter().find_map(|(sign, open, close)| {
            let core = line.strip_prefix(open)?.strip_suffix(close)?;
            Some((*sign, core.trim_matches(['-', ' ', '*', '_'])))
        })
    }

    fn begins(self, core: &str) -> bool {
        if self == Sign::Lock { draws_lock(core) } else { is_private_form(core) }
    }

    fn ends(self, core: &str) -> bool {
        match self {
            Sign::Colons => core.is_empty(),
            Sign::Lock => core.contains(UNLOCKED),
            Sign::Comment | Sign::Percent | Sign::Bracket | Sign::Paren | Sign::Dashes => {
                ends_part(core)
            }
        }
    }
}

/// What is asked of a note to tell where its parts end.
pub(super) struct Ends<'a> {
    pub(super) text: &'a str,
    pub(super) markup: &'a Markup,
    /// The headings that part the user's own text.
    pub(super) headings: Vec<&'a MarkupHeading>,
    /// The first block of the user's, by its place.
    pub(super) first: usize,
    /// What ends where its own sign says so.
    pub(super) parts: Vec<Part>,
}

impl Ends<'_> {
    /// The first line of a block.
    pub(super) fn first_line(&self, block: &Block) -> Span {
        // The marks that end an emphasis stand behind the text.
        let rest = match block.shape {
            Shape::Row => block.text.of(self.text),
            _ => &self.text[block.text.start..],
        };
        let line = first_line(rest);
        Span::new(block.text.start, block.text.start + line.trim_end().len())
    }

    /// Looks for the parts that their own sign ends; to be asked where something closes.
    pub(super) fn find_parts(&mut self, inside: &dyn Fn(usize) -> bool) {
        let (mut open, mut at) = (None, 0);
        for line in self.text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len());
            at += line.len();
            let Some((sign, core)) = Sign::of(line) else { continue };
            if inside(span.start) || self.markup.in_code(span.start) {
                continue;
            }
            match open {
                Some((of, head)) if of == sign && sign.ends(core) => {
                    self.parts.push(Part { head, end: span });
                    open = None;
                }
                None if sign.begins(core) => open = Some((sign, span)),
                Some(_) | None => {}
            }
        }
    }

    /// Where the part ends that its own sign ends and that begins at byte `at`.
    pub(super) fn end_of_part(&self, at: usize) -> usize {
        let part = self.parts.iter().find(|part| part.head.holds(at));
        part.map_or(self.text.len() + 1, |part| part.end.end)
    }

    /// Whether the line at byte `at` only ends such a part.
    pub(super) fn ends_part(&self, at: usize) -> bool {
        self.parts.iter().any(|part| part.end.holds(at))
    }

    /// Where the part ends that an element heads by its text.
    pub(super) fn end_of_titled(&self, title: &Tag<'_>) -> usize {
        let at = title.span.end;
        if let Some((_, holder)) = TITLES.iter().find(|(name, _)| title.is_named(name)) {
            let name = Tag { name: holder, ..*title };
            return html::end_of_element(self.text, &name).unwrap_or(self.text.len());
        }
        let level = title.heading_level().unwrap_or(6);
        let ends =
            |tag: &Tag<'_>| !tag.closes && tag.heading_level().is_some_and(|next| next <= level);
        let blocks = self.markup.html_blocks.iter().filter(|block| block.end > at);
        let rest = blocks.map(|block| Span::new(block.start.max(at), block.end));
        let written = rest.flat_map(|span| html::html_tags(self.text, span)).find(ends);
        let headings = &self.headings;
        let next = headings.iter().find(|next| next.span.start > at && next.level <= level);
        let next = next.map_or(self.text.len(), |next| next.span.start);
        written.map_or(next, |tag| next.min(tag.span.start))
    }

    /// Where the part ends that a label closes: one with nothing below it before the next heading,
    /// at the head of a note, stands for the section as a whole.
    pub(super) fn end_of_alone(&self, at: usize) -> usize {
        let until = self.end_of_label(at);
        let own = &self.markup.blocks[at];
        let next = self.markup.blocks.get(at + 1).map_or(self.text.len(), |next| next.start);
        let heads = at == self.first && own.parent.is_none() && next >= until;
        if heads { self.end_of_section(own.start) } else { until }
    }

    /// Where the next bold line or heading stands.
    pub(super) fn end_of_label(&self, at: usize) -> usize {
        let blocks = &self.markup.blocks;
        let own = &blocks[at];
        let ends = |block: &&Block| {
            let outside = own.parent.is_some() && !self.is_below(block, own.parent);
            let head = self.first_line(block).of(self.text);
            outside || block.parent == own.parent && is_label(head)
        };
        let next = blocks[at + 1..].iter().find(ends).map_or(self.text.len(), |block| block.start);
        let heading = self.headings.iter().find(|next| next.span.start > own.start);
        let heading = heading.map_or(self.text.len(), |next| next.span.start);
        next.min(heading).min(self.end_of_quote(own.start))
    }

    pub(super) fn is_below(&self, block: &Block, parent: Option<usize>) -> bool {
        let blocks = &self.markup.blocks;
        std::iter::successors(block.parent, |at| blocks[*at].parent).any(|at| Some(at) == parent)
    }

    /// Where a block with all that stands below it ends.
    pub(super) fn end_of_block(&self, at: usize) -> usize {
        let blocks = &self.markup.blocks;
        let behind = blocks[at + 1..].iter().find(|block| !self.is_below(block, Some(at)));
        behind.map_or(self.text.len(), |block| block.start)
    }

    /// Where the section ends in which byte `at` stands; before all headings, the note.
    pub(super) fn end_of_section(&self, at: usize) -> usize {
        let headings = &self.headings;
        let next = headings.partition_point(|heading| heading.span.start <= at);
        let Some(own) = next.checked_sub(1).map(|at| headings[at].level) else {
            return self.text.len();
        };
        let behind = headings[next..].iter().find(|heading| heading.level <= own);
        behind.map_or(self.text.len(), |heading| heading.span.start)
    }

    pub(super) fn end_of_quote(&self, at: usize) -> usize {
        let quotes = self.markup.quotes.iter().filter(|quote| quote.holds(at));
        quotes.map(|quote| quote.end).min().unwrap_or(self.text.len())
    }
}

/// Elements of HTML that head another one, and that one.
pub(super) const TITLES: &[(&str, &str)] =
    &[("summary", "details"), ("legend", "fieldset"), ("dt", "dl")];
