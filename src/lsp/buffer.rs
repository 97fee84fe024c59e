//! One note as it stands in an editor: its text, and what the text alone says.
//!
//! Read once for each version. What the line means beside the other notes is the vault's.

use crate::diagnostic::diagnostic::{Diagnostic, Place, Placer};
use crate::lsp::text::Text;
use crate::note::front_matter::Fence;
use crate::note::guarded;
use crate::note::markup::{Link, Markup};
use crate::note::parse::Note;
use crate::note::region;
use crate::note::region::Region;
use crate::note::spelling::Spelling;
use crate::note::tag;
use crate::note::tag::{AtRef, Prose, TagRef};
use crate::text::ids::NotePath;
use crate::text::span::{LineIndex, Span, holding};
use std::sync::OnceLock;

/// Above so many bytes a note is read beside the requests, not before the answer.
pub const LARGE_BYTES: usize = 512 * 1024;

/// A note as it is typed.
#[derive(Debug)]
pub struct Buffer {
    /// Its path in the vault.
    pub path: NotePath,
    pub text: Text,
    /// What it says.
    pub note: Note,
    /// What is to be said of it alone.
    pub said: Vec<Diagnostic>,
    /// Its regions; none where their marks are broken.
    pub regions: Vec<Region>,
    /// Where the body begins.
    pub body: usize,
    index: LineIndex,
    markup: Markup,
    signs: OnceLock<Signs>,
}

/// The tags and mentions of a note, in order.
#[derive(Debug)]
struct Signs {
    tags: Vec<TagRef>,
    mentions: Vec<AtRef>,
}

impl Buffer {
    /// Reads a text.
    pub fn read(path: &NotePath, text: Text, spelling: &Spelling) -> Buffer {
        let (note, said) = guarded::parse(path, text.as_str().as_bytes(), spelling);
        let index = LineIndex::new(text.as_str());
        let body = Fence::find(text.as_str()).body_start();
        // What is not read as a note has no marks either: one may be too long to look at.
        let markup = match note.refused {
            Some(_) => Markup::default(),
            None => Markup::parse(text.as_str(), body),
        };
        let regions = {
            let placer = Placer::new(path, text.as_str(), &index);
            region::find(text.as_str(), &markup, &placer).unwrap_or_default()
        };
        let path = path.clone();
        Buffer { path, text, note, said, regions, body, index, markup, signs: OnceLock::new() }
    }

    /// The text.
    pub fn str(&self) -> &str {
        self.text.as_str()
    }

    fn list_signs(&self) -> &Signs {
        self.signs.get_or_init(|| {
            let mut signs = Signs { tags: Vec::new(), mentions: Vec::new() };
            for block in &self.markup.blocks {
                if self.region_at(block.start).is_some() || self.markup.in_comment(block.start) {
                    continue;
                }
                let prose = Prose::new(self.str(), &self.markup, block, block.text);
                signs.tags.extend(tag::find_tags(&prose));
                signs.mentions.extend(tag::find_mentions(&prose));
            }
            signs.tags.sort_by_key(|tag| tag.span);
            signs.mentions.sort_by_key(|mention| mention.span);
            signs
        })
    }

    /// Its tags outside regions, in order.
    pub fn tags(&self) -> &[TagRef] {
        &self.list_signs().tags
    }

    /// Its `@` mentions outside regions, in order.
    pub fn mentions(&self) -> &[AtRef] {
        &self.list_signs().mentions
    }

    /// Its links, in regions too.
    pub fn link_at(&self, at: usize) -> Option<&Link> {
        self.markup.links.iter().find(|link| link.span.start <= at && at <= link.span.end)
    }

    /// The links in a span.
    pub fn links_in(&self, span: Span) -> &[Link] {
        self.markup.links_in(span)
    }

    /// The tag at a byte, its end included.
    pub fn tag_at(&self, at: usize) -> Option<&TagRef> {
        self.tags().iter().find(|tag| tag.span.start <= at && at <= tag.span.end)
    }

    /// The mention at a byte, its end included.
    pub fn mention_at(&self, at: usize) -> Option<&AtRef> {
        self.mentions().iter().find(|found| found.span.start <= at && at <= found.span.end)
    }

    /// The region that holds a byte.
    pub fn region_at(&self, at: usize) -> Option<&Region> {
        holding(&self.regions, at, |region| region.whole)
    }

    /// What of it may be generated although its markers are damaged.
    pub fn damaged(&self) -> Span {
        region::suspect_span(self.str(), self.body, &self.markup, None)
    }

    /// Whether a byte stands in code or in a comment.
    pub fn is_closed(&self, at: usize) -> bool {
        self.markup.in_code(at) || self.markup.in_comment(at)
    }

    /// The bytes of a place.
    pub fn span_of_place(&self, place: &Place) -> Span {
        let line = self.index.line_span(self.str(), (place.line as usize).saturating_sub(1));
        let text = line.of(self.str());
        let byte = |count: usize| {
            let found = text.char_indices().nth(count).map(|(at, _)| at);
            line.start + found.unwrap_or(text.len())
        };
        let column = (place.column as usize).saturating_sub(1);
        match (place.column, place.width) {
            (0, _) => line,
            (_, 0) => Span::new(byte(column), line.end),
            (_, width) => Span::new(byte(column), byte(column + width as usize)),
        }
    }

    /// The byte at which an item's own text begins.
    pub fn start_of(&self, at: usize) -> usize {
        self.span_of_place(&self.note.items[at].place).start
    }

    /// The line of an item, from its bullet on.
    pub fn line_of(&self, at: usize) -> Span {
        let line = (self.note.items[at].place.line as usize).saturating_sub(1);
        self.index.line_span(self.str(), line)
    }

    /// The item whose text holds a byte: the last one that begins before it, on its line or in a
    /// paragraph that reaches it.
    pub fn item_at(&self, at: usize) -> Option<usize> {
        if at < self.body || self.region_at(at).is_some() {
            return None;
        }
        let line = self.index.line(at);
        let item = self.note.items.iter().rposition(|item| item.place.line <= line)?;
        // Between an item and what stands below it nothing is blank.
        let between = Span::new(self.start_of(item).min(at), at).of(self.str());
        let broken = between.contains("\n\n") || between.contains("\n\r\n");
        let heading = self.note.headings.iter().any(|heading| {
            heading.place.line > self.note.items[item].place.line && heading.place.line <= line
        });
        (!broken && !heading).then_some(item)
    }

    /// The line, counted from 0 as editors count them, of one that is counted from 1 as complaints
    /// and sources count.
    pub fn zero_based_line(&self, line: u32) -> usize {
        let start = self.index.line_span(self.str(), (line as usize).saturating_sub(1)).start;
        self.text.line_of(start)
    }
}
