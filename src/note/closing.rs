//! What closes whole parts of a note: a private heading, bold line, callout or comment, a word for
//! an audience that stands alone, and front matter that nobody can read.
//!
//! A closing narrows and never opens. Lines say for themselves who may read them (`item.rs`); what
//! stands below a line is the resolver's.

use crate::diagnostic::diagnostic::{Place, Placer};
use crate::kind::{Audience, Kind};
use crate::note::audience_form;
use crate::note::closed_front;
use crate::note::closing_ends::{Ends, TITLES};
use crate::note::fences;
use crate::note::front_matter::FrontMatter;
use crate::note::html::{self, Tag};
use crate::note::label::{
    MAX_HEAD_BYTES, bare_head, begins_private, first_line, heads, is_bold, is_label, label_of,
    tells_more,
};
use crate::note::lock_sign::draws_lock;
use crate::note::markup::{Block, Markup, MarkupHeading, Shape};
use crate::note::named::{self, NamedReaders};
use crate::note::privacy::{self, Mark, is_private, is_private_form, is_private_heading};
use crate::note::privacy_words;
use crate::note::properties::{self, ReadersSaid};
use crate::note::spelling::{self, Spelling};
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;
use serde::{Deserialize, Serialize};

/// Why a part of a note is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It is headed by the name of somebody: it is closed where they are the lead, or where they
    /// are not to know. No such part is kept as a closing.
    Named,
    /// The front matter cannot be read, so it may say anything.
    Unreadable,
    /// The front matter says it in a form that is none of ours.
    Front,
    /// A word for an audience, at its head or alone before it.
    Word,
    /// It is headed by a word such as `private`.
    Private,
    /// It is headed by a kind below which all is the lead's alone: `## Talk #home`.
    Kind,
}

/// A part of a note that is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Its bytes, while the note is read; the items keep which closing holds them.
    #[serde(skip)]
    pub span: Span,
    /// Who may see it at most.
    pub audience: Audience,
    pub why: Why,
    /// Where it is said.
    pub place: Place,
    /// Whom its head names, when that is why.
    #[serde(skip)]
    pub named: Option<NamedReaders>,
}

impl Closing {
    /// Whether it closes the note as a whole, its front matter with it.
    pub fn is_whole(&self) -> bool {
        matches!(self.why, Why::Unreadable | Why::Front)
    }
}

/// All closings of a note, in no order; what stands where `inside` says so is not the user's.
pub fn find(
    text: &str,
    front: &FrontMatter,
    markup: &Markup,
    inside: &dyn Fn(usize) -> bool,
    spelling: &Spelling,
    placer: &Placer<'_>,
) -> Vec<Closing> {
    let whole = Span::new(0, text.len() + 1);
    let all = |audience, why, place| Closing { span: whole, audience, why, place, named: None };
    let broken =
        front.is_unreadable().then(|| all(Audience::Lead, Why::Unreadable, front.place_of("")));
    let mut found: Vec<Closing> = broken.into_iter().collect();
    let words = closed_front::closings(text, front, placer).into_iter();
    found.extend(words.map(|(audience, place)| all(audience, Why::Front, place)));
    let own = |at: usize| !inside(at) && !markup.in_comment(at);
    // What stands in a quote, a list, a comment or a page of ours parts nothing of the user's.
    let is_outermost = |heading: &&MarkupHeading| {
        let line = text[..heading.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        own(heading.span.start) && text[line..heading.span.start].trim().is_empty()
    };
    let headings = markup.headings.iter().filter(is_outermost).collect();
    let first = markup.blocks.iter().position(|block| own(block.start)).unwrap_or(0);
    let ends = Ends { text, markup, headings, first, parts: Vec::new() };
    let mut finder = ClosingFinder { text, markup, inside, ends, spelling, placer };
    let of_front = found.len();
    finder.all(&mut found);
    if found.len() > of_front {
        finder.ends.find_parts(inside);
        if !finder.ends.parts.is_empty() {
            found.truncate(of_front);
            finder.all(&mut found);
        }
    }
    if found.len() > MAX_CLOSINGS {
        // Nobody writes so many: to look through them for each line would take hours.
        let all = Span::new(0, text.len() + 1);
        found.truncate(1);
        found[0] = Closing { span: all, audience: Audience::Lead, ..found[0].clone() };
    }
    found
}

/// A note with more closings than this is closed as a whole.
const MAX_CLOSINGS: usize = 256;

/// The narrowest closing that holds byte `at`, by its place in the list.
pub fn narrowest_closing(closings: &[Closing], at: usize) -> Option<usize> {
    let holding = closings.iter().enumerate().filter(|(_, closing)| closing.span.holds(at));
    holding.min_by_key(|(_, closing)| (closing.audience, closing.is_whole())).map(|(at, _)| at)
}

struct ClosingFinder<'a> {
    text: &'a str,
    markup: &'a Markup,
    inside: &'a dyn Fn(usize) -> bool,
    ends: Ends<'a>,
    spelling: &'a Spelling,
    placer: &'a Placer<'a>,
}

impl ClosingFinder<'_> {
    fn all(&self, found: &mut Vec<Closing>) {
        self.add_headings(found);
        self.callouts(found);
        self.labels(found);
        self.comments(found);
        self.elements(found);
        self.fences(found);
    }

    fn fences(&self, found: &mut Vec<Closing>) {
        let users = |at: usize| self.is_users(at) && !self.markup.in_code(at);
        for (head, until) in fences::private_parts(self.text, &users) {
            found.push(self.close(head, until, (Audience::Lead, Why::Private)));
        }
    }

    fn is_users(&self, at: usize) -> bool {
        !(self.inside)(at) && !self.markup.in_comment(at)
    }

    fn closing_marks(&self, span: Span) -> Vec<Mark> {
        privacy::closing_marks(self.text, span, &|at| {
            self.markup.in_code(at) || !self.markup.links_in(Span::new(at, at + 1)).is_empty()
        })
    }

    /// What a heading, a title of a callout or a label says.
    fn said(&self, span: Span) -> Option<(Audience, Why)> {
        let label = label_of(span.of(self.text));
        let label = label.as_str();
        if is_private_heading(label) {
            return Some((Audience::Lead, Why::Private));
        }
        let whole = audience_form::in_two_words(label).map(|audience| (audience, Why::Word));
        let marks = || self.closing_marks(span).into_iter().min_by_key(|mark| mark.audience);
        let narrowest = || {
            let mark = marks()?;
            Some((mark.audience, if mark.private { Why::Private } else { Why::Word }))
        };
        let named = || named::read(label).map(|_| (Audience::Lead, Why::Named));
        whole.or_else(narrowest).or_else(named)
    }

    /// The same of a label that words may stand behind: `Private: money`.
    fn said_of_label(&self, span: Span) -> Option<(Audience, Why)> {
        let line = span.of(self.text);
        if begins_private(line) {
            return Some((Audience::Lead, Why::Private));
        }
        // `Only me and Bob were there`: it may name a reader, and is a sentence.
        if !heads(line) && !line.starts_with('<') {
            return named::read(&label_of(line)).map(|_| (Audience::Lead, Why::Named));
        }
        self.said(span)
    }

    /// A tag or a word of a kind that closes what stands below it: `## Talk #home`, `## My misses`.
    fn said_of_kind(&self, span: Span) -> Option<(Audience, Why)> {
        let head = span.of(self.text);
        let closed = (Audience::Lead, Why::Kind);
        let tags = head.split_whitespace().filter_map(|word| {
            word.trim_start_matches(['(', '*', '_', '[', '=']).strip_prefix('#')
        });
        let of_tag = |tag: &str| {
            let path =
                spelling::tag_path(tag.trim_end_matches([')', '*', '_', ']', ':', ',', '=']));
            self.spelling.kind_of_tag(&path).is_some_and(|(kind, _)| kind.closes_below())
        };
        if head.contains('#') && tags.into_iter().any(of_tag) {
            return Some(closed);
        }
        let label = head.split([':', '–', '—']).next().unwrap_or(head);
        let label = label.trim_matches(['#', '*', '_', ' ', '\t', '=', '>']);
        let closes =
            label.len() <= MAX_HEAD_BYTES && Lexicon::shipped().has("closed_headings", label);
        closes.then_some(closed)
    }

    fn close(&self, head: Span, until: usize, said: (Audience, Why)) -> Closing {
        let line = first_line(head.of(self.text)).len();
        let place = self.placer.place_of(Span::new(head.start, head.start + line));
        let until = until.min(self.ends.end_of_part(head.start));
        let span = Span::new(head.start, until.max(head.start));
        let named = || named::read(&label_of(bare_head(head.of(self.text))));
        let named = (said.1 == Why::Named).then(named).flatten();
        Closing { span, audience: said.0, why: said.1, place, named }
    }

    fn add_headings(&self, found: &mut Vec<Closing>) {
        for heading in &self.markup.headings {
            if found.len() > MAX_CLOSINGS {
                return;
            }
            let of_kind = || self.said_of_kind(heading.span);
            if let Some(said) = self
                .said(heading.span)
                .or_else(of_kind)
                .filter(|_| self.is_users(heading.span.start))
            {
                let next = self.ends.headings.iter().find(|next| {
                    next.span.start > heading.span.start && next.level <= heading.level
                });
                let until = next.map_or(self.text.len(), |next| next.span.start);
                found.push(self.close(heading.span, until, said));
            }
        }
    }

    /// `> [!private] …`, `> [!note] Manager notes`, `> **Private**`.
    fn callouts(&self, found: &mut Vec<Closing>) {
        for quote in self.markup.quotes.iter().filter(|quote| self.is_users(quote.start)) {
            if found.len() > MAX_CLOSINGS {
                return;
            }
            let first = first_line(quote.of(self.text));
            let from = first.len() - first.trim_start_matches(['>', ' ', '\t']).len();
            let head = Span::new(quote.start + from, quote.start + first.len());
            let title = head.of(self.text);
            let callout = title.strip_prefix("[!").and_then(|rest| rest.split_once(']'));
            let said = match callout {
                Some((kind, _)) if is_private(kind) || kind.eq_ignore_ascii_case("lock") => {
                    Some((Audience::Lead, Why::Private))
                }
                // `> [!lead]`
                Some((kind, _)) if Audience::from_word(kind) == Some(Audience::Lead) => {
                    Some((Audience::Lead, Why::Word))
                }
                Some((kind, _)) if Kind::from_tag(kind).is_some_and(Kind::closes_below) => {
                    Some((Audience::Lead, Why::Kind))
                }
                Some((_, rest)) => {
                    let at = head.end - rest.trim_start_matches(['+', '-']).len();
                    let title = Span::new(at, head.end);
                    let home = || {
                        let title = title.of(self.text).trim_matches([':', '*', ' ']);
                        let is_home = Lexicon::shipped().has("kinds.home.headings", title);
                        is_home.then_some((Audience::Lead, Why::Kind))
                    };
                    self.said(title).or_else(|| self.said_of_kind(title)).or_else(home)
                }
                None if is_label(title) => self.said(head),
                None => self.word_alone(head).map(|audience| (audience, Why::Word)),
            };
            let Some(said) = said else { continue };
            // With nothing in it but its title it stands for what follows.
            let rest = quote.of(self.text).lines().skip(1);
            let empty = rest.map(|line| line.trim_matches(['>', ' ', '\t'])).all(str::is_empty);
            let until = if empty { self.ends.end_of_section(quote.start) } else { quote.end };
            found.push(self.close(*quote, until, said));
        }
    }

    /// Bold lines and lines that end with a colon, and words for an audience that stand alone.
    fn labels(&self, found: &mut Vec<Closing>) {
        let blocks = &self.markup.blocks;
        for (at, block) in blocks.iter().enumerate() {
            if found.len() > MAX_CLOSINGS {
                return;
            }
            if !self.is_users(block.start) || self.ends.ends_part(block.start) {
                continue;
            }
            let head = self.ends.first_line(block);
            let whole = head.of(self.text);
            let line = privacy::without_marks(whole);
            let words = Span::new(head.start, head.start + line.len());
            let below = blocks.get(at + 1).is_some_and(|next| next.parent == Some(at));
            if line.is_empty() {
                continue;
            }
            let of_note = at == self.ends.first;
            let is_last = block.parent.is_none() && at + 1 == blocks.len() && !of_note;
            if (of_note || is_last)
                && let Some(said) = self.properties(block)
            {
                // At the end of a note they are the note's as well.
                let closing = self.close(head, self.ends.end_of_section(block.start), said);
                let whole = Span::new(0, self.text.len() + 1);
                found.push(if is_last { Closing { span: whole, ..closing } } else { closing });
                continue;
            }
            let alone =
                |line: &str| is_private_form(line.trim_matches(['(', ')', '[', ']', '*', '_']));
            let own = block.text.of(self.text);
            let is_whole = block.shape == Shape::Paragraph && !tells_more(own, true);
            if is_last && is_whole && alone(own) {
                let closing = self.close(head, block.text.end, (Audience::Lead, Why::Private));
                found.push(Closing { span: Span::new(0, self.text.len() + 1), ..closing });
                continue;
            }
            self.lines_below(at, found);
            // What stands below an item is closed by the item, or by its being a label.
            if block.shape != Shape::Paragraph && below {
                let label = block.shape == Shape::Item(None) && is_private_heading(line);
                let said = (Audience::Lead, if label { Why::Private } else { Why::Named });
                if label || block.shape == Shape::Item(None) && named::read(line).is_some() {
                    found.push(self.close(head, self.ends.end_of_block(at), said));
                }
                continue;
            }
            // In a list at the edge it stands for no line above it: for those that follow.
            let heads = block.shape == Shape::Paragraph || block.parent.is_none();
            let marked = line.len() < whole.len();
            let is_bold = is_bold(line) || marked && is_bold(whole);
            let label = is_label(line) || marked && is_label(whole);
            let named = || named::read(&label_of(line)).is_some();
            let label = label && (is_bold || self.marks_alone(head) || named())
                || block.shape == Shape::Paragraph && begins_private(line);
            if privacy_words::closes_below(line) {
                let until =
                    self.ends.end_of_section(block.start).min(self.ends.end_of_quote(block.start));
                found.push(self.close(head, until, (Audience::Lead, Why::Private)));
            } else if label && let Some(said) = self.said_of_label(head) {
                // `- 🔒 she may leave` is a bullet of its own, and heads nothing; `Private: moved
                // house` is a sentence.
                let until = match block.shape == Shape::Paragraph {
                    _ if is_bold => self.ends.end_of_alone(at),
                    true if tells_more(whole, true) && !draws_lock(whole) => {
                        self.ends.end_of_label(at)
                    }
                    false if tells_more(whole, false) => self.ends.end_of_block(at),
                    true | false => self.ends.end_of_alone(at),
                };
                found.push(self.close(head, until, said));
            } else if marked
                && block.shape == Shape::Paragraph
                && blocks.get(at + 1).is_some_and(|next| next.shape != Shape::Paragraph)
                && Lexicon::shipped().is_heading(line)
                && let Some(said) = self.said(head)
            {
                // `Actions [audience:: lead]` above a list.
                found.push(self.close(head, self.ends.end_of_label(at), said));
            } else if heads
                && block.parent.is_none()
                && let Some(audience) = self.word_alone(words)
            {
                let until =
                    self.ends.end_of_section(block.start).min(self.ends.end_of_quote(block.start));
                found.push(self.close(head, until, (audience, Why::Word)));
            }
        }
    }

    /// Labels and words for an audience behind the first line of a paragraph or of an item: nobody
    /// writes a blank line before each.
    fn lines_below(&self, at: usize, found: &mut Vec<Closing>) {
        let block = &self.markup.blocks[at];
        let source = block.text.of(self.text);
        if !source.contains('\n') || !privacy::may_close(source) {
            return;
        }
        let mut start = block.text.start;
        for (count, line) in source.split_inclusive('\n').enumerate() {
            let from = start + line.len() - line.trim_start_matches([' ', '\t', '>']).len();
            let head = Span::new(from, (start + line.trim_end().len()).max(from));
            start += line.len();
            if count == 0
                || head.start == head.end
                || self.markup.in_code(head.start)
                || self.ends.ends_part(head.start)
            {
                continue;
            }
            let line = head.of(self.text);
            let label = is_label(line) || begins_private(line);
            let below = privacy_words::closes_below(line);
            let private = below.then_some((Audience::Lead, Why::Private));
            let said = private.or_else(|| label.then(|| self.said_of_label(head)).flatten());
            let word = || self.word_alone(head).map(|audience| (audience, Why::Word));
            let Some(said) = said.or_else(word) else { continue };
            // Of an item it is the item's own, with what stands below it.
            let (from, until) = match block.shape {
                Shape::Paragraph if block.parent.is_none() && said.1 == Why::Word => {
                    (head.start, self.ends.end_of_section(block.start))
                }
                Shape::Paragraph if block.parent.is_none() => {
                    (head.start, self.ends.end_of_label(at))
                }
                _ => (block.start, self.ends.end_of_block(at)),
            };
            let until = until.min(self.ends.end_of_part(head.start));
            let closing = self.close(head, until, said);
            found.push(Closing { span: Span::new(from, until.max(from)), ..closing });
            return;
        }
    }

    /// What the first block of a note closes of it, when it is nothing but tags, or nothing but
    /// fields.
    fn properties(&self, block: &Block) -> Option<(Audience, Why)> {
        if block.shape != Shape::Paragraph {
            return None;
        }
        let source = block.text.of(self.text);
        let at_end = block.parent.is_none() && self.is_last(block);
        match properties::read_block(source, at_end)? {
            ReadersSaid::Private => return Some((Audience::Lead, Why::Private)),
            ReadersSaid::Lead => return Some((Audience::Lead, Why::Word)),
            ReadersSaid::Nothing => {}
        }
        let mut at = block.text.start;
        let lines = source.split_inclusive('\n').map(|line| {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            span
        });
        let marks = lines.flat_map(|line| self.closing_marks(line));
        let narrowest = marks.min_by_key(|mark| mark.audience)?;
        let why = if narrowest.private { Why::Private } else { Why::Word };
        Some((narrowest.audience, why))
    }

    /// Comments that stand for themselves close what follows; below an item they close that.
    fn comments(&self, found: &mut Vec<Closing>) {
        let blocks = &self.markup.blocks;
        for comment in &self.markup.comments {
            if found.len() > MAX_CLOSINGS {
                return;
            }
            let source = comment.of(self.text);
            let ends = self.ends.ends_part(comment.start);
            if source.len() > 200 || (self.inside)(comment.start) || ends {
                continue;
            }
            let next = blocks.partition_point(|block| block.start <= comment.start);
            let line = self.text[..comment.start].rsplit('\n').next().unwrap_or("");
            let begins = line.trim_matches([' ', '\t', '>']).is_empty();
            let before = next.checked_sub(1);
            // A paragraph of nothing else stands below an item as the comment does.
            let own = before.filter(|at| blocks[*at].start == comment.start);
            let before = own.map_or(before, |at| blocks[at].parent.or(at.checked_sub(1)));
            let before = before.map(|at| (at, &blocks[at]));
            let holds =
                |block: &Block| block.text.start < comment.start && block.text.holds(comment.start);
            if before.is_some_and(|(_, block)| holds(block)) && !begins {
                continue; // a part of that line
            }
            let open = if source.starts_with("<!--") { 4 } else { 2 };
            let inner = Span::new(
                (comment.start + open).min(comment.end),
                comment.end.saturating_sub(open.min(3)).max(comment.start + open).min(comment.end),
            );
            let Some(said) = self.said(Span::new(inner.start, inner.end)) else { continue };
            let nested = line.starts_with([' ', '\t']) && line.trim().is_empty();
            let (from, until) = match before.filter(|_| nested) {
                Some((at, block)) => (block.start, self.ends.end_of_block(at)),
                // At the end of a note it is the note's.
                None if begins && self.text[comment.end..].trim().is_empty() => {
                    (0, self.text.len())
                }
                None => (comment.start, self.ends.end_of_section(comment.start)),
            };
            let until = until.min(self.ends.end_of_part(comment.start));
            let closing = self.close(*comment, until, said);
            found.push(Closing { span: Span::new(from, until.max(from)), ..closing });
        }
    }

    /// `<details><summary>Private</summary>`, `<h2>Private</h2>`, `<div class="private">`.
    fn elements(&self, found: &mut Vec<Closing>) {
        for block in &self.markup.html_blocks {
            let mut title = None;
            for tag in html::html_tags(self.text, *block) {
                if found.len() > MAX_CLOSINGS {
                    return;
                }
                if tag.closes || !self.is_users(tag.span.start) {
                    title = title.filter(|title: &Tag<'_>| !title.is_named(tag.name));
                    continue;
                }
                if is_title(&tag) {
                    title = Some(tag);
                }
                if privacy::is_private_tag(&tag) {
                    let until = html::end_of_element(self.text, &tag).unwrap_or(self.text.len());
                    found.push(self.close(tag.span, until, (Audience::Lead, Why::Private)));
                    continue;
                }
                let rest = &self.text[tag.span.end..];
                let len = rest.bytes().take(MAX_HEAD_BYTES).position(|byte| byte == b'<');
                let Some(len) = len.filter(|len| !rest[..*len].trim().is_empty()) else { continue };
                let head = Span::new(tag.span.end, tag.span.end + len);
                if let Some(said) = self.said(head) {
                    found.push(self.close(
                        head,
                        self.ends.end_of_titled(&title.unwrap_or(tag)),
                        said,
                    ));
                }
            }
        }
    }

    /// Whether nothing is told in a line but what closes it.
    fn marks_alone(&self, line: Span) -> bool {
        let mut text = line.of(self.text).to_owned();
        let mut marks = self.closing_marks(line);
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.span.start));
        for mark in marks.iter().filter(|mark| mark.span.start < mark.span.end) {
            let (from, to) = (mark.span.start - line.start, mark.span.end - line.start);
            if to <= text.len() {
                text.replace_range(from..to, "");
            }
        }
        let text = text.trim_matches(['*', '_', ' ', ':']);
        let text = text.strip_prefix('#').unwrap_or(text);
        !text.contains(": ") && !text.contains(['@', '#'])
    }

    /// The audience that a line names and nothing else.
    fn word_alone(&self, line: Span) -> Option<Audience> {
        let source = line.of(self.text);
        if source.len() >= MAX_HEAD_BYTES {
            return None;
        }
        // `Visibility: lead`
        let key = source.trim_start_matches(['*', '_', '>', ' ']).split_once(':');
        // That a page is not published says nothing of who reads it here.
        let says = |(key, value): (&str, &str)| {
            let published = value.starts_with(':') && key.to_ascii_lowercase().starts_with("publi");
            !published && privacy::hides_from_others(key, value.trim_matches([':', '*', ' ']))
        };
        if key.is_some_and(|key| says(key) || closed_front::closes_as_line(key)) {
            return Some(Audience::Lead);
        }
        if !audience_form::may_name_audience(source) {
            return None;
        }
        let marks = self.closing_marks(line);
        let told = |mark: &Mark| {
            let before = Span::new(line.start, mark.span.start).of(self.text);
            let behind = Span::new(mark.span.end.min(line.end), line.end).of(self.text);
            !before.contains(char::is_alphanumeric) && !behind.contains(char::is_alphanumeric)
        };
        marks.into_iter().filter(|mark| !mark.private && told(mark)).map(|mark| mark.audience).min()
    }

    fn is_last(&self, block: &Block) -> bool {
        self.markup.blocks.last().is_some_and(|last| last.start == block.start)
    }
}

/// Whether an element heads what follows it.
fn is_title(tag: &Tag<'_>) -> bool {
    tag.heading_level().is_some() || TITLES.iter().any(|(name, _)| tag.is_named(name))
}
