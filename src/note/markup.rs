//! The Markdown of one note: headings, list items, paragraphs, links, code and comments, by bytes.
//!
//! The one door to the Markdown parser. It says what stands where and nothing of what it means;
//! tables, code, comments and embeds are marked as opaque so that nobody reads tags out of them.

use crate::note::foreign_comments;
use crate::note::head_line::{Days, Heads};
use crate::note::percent;
use crate::text::span::{Span, holding, meeting, merge_spans};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// Items nested deeper than this stand under the one at this depth: nobody can see the difference,
/// and whoever asks for the children of each item asks each line this often at most.
const MOST_NESTED: usize = 64;

/// A heading.
#[derive(Clone, Debug)]
pub struct MarkupHeading {
    /// 1 to 6.
    pub level: u8,
    /// The heading's whole source.
    pub span: Span,
    /// The heading under which it stands.
    pub parent: Option<usize>,
}

/// What kind of block holds a piece of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A list item, with the character in its task box and the byte of that character.
    Item(Option<(char, usize)>),
    /// A paragraph.
    Paragraph,
    /// A row of a table, below its head.
    Row,
}

/// A list item or a paragraph.
#[derive(Clone, Debug)]
pub struct Block {
    /// Item or paragraph.
    pub shape: Shape,
    /// Its own text, without list marker, task box and children.
    pub text: Span,
    /// The byte at which its list marker (or its text) begins.
    pub start: usize,
    /// The item it stands in.
    pub parent: Option<usize>,
    /// The last heading before it.
    pub heading: Option<usize>,
    /// Whether it stands in a block quote.
    pub quoted: bool,
    /// What of its text is no prose, in order.
    pub opaque: Vec<(Span, Opaque)>,
}

/// Why a part of a text is no prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opaque {
    /// Code.
    Code,
    /// A comment or other HTML.
    Html,
    /// A link: the index into `links`.
    Link(usize),
    /// An embed or picture.
    Embed,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole source of the link.
    pub span: Span,
    /// Written as `[[..]]`.
    pub wiki: bool,
    /// What stands first in `[[a|b]]`, or the address of `[text](address)`.
    pub target: String,
    /// What stands second in `[[a|b]]`, or the text of `[text](address)`.
    pub label: Option<String>,
}

/// The parts of one note's body.
#[derive(Clone, Debug, Default)]
pub struct Markup {
    /// Headings, in order.
    pub headings: Vec<MarkupHeading>,
    /// Items and paragraphs, parents before children.
    pub blocks: Vec<Block>,
    /// Links, in order.
    pub links: Vec<Link>,
    /// The heads of tables, in order.
    pub heads: Vec<Span>,
    /// Code blocks and code spans.
    pub code: Vec<Span>,
    /// Blocks of HTML that stand at the top of the note's structure.
    pub html: Vec<Span>,
    /// Blocks of HTML, wherever they stand.
    pub html_blocks: Vec<Span>,
    /// Block quotes, callouts among them, outer ones before those in them.
    pub quotes: Vec<Span>,
    /// Comments, `<!-- -->` and `%% %%`: in order, those that overlap as one.
    pub comments: Vec<Span>,
    /// A comment that is opened here and never closed.
    pub open_comment: Option<usize>,
    /// What is struck through, with the marks around it, in order.
    pub struck: Vec<Span>,
    /// A code block that begins here and is never closed: it takes in all that follows.
    pub open_fence: Option<Span>,
}

impl Markup {
    /// Parses `text` from byte `body` on. Any text will do.
    pub fn parse(text: &str, body: usize) -> Markup {
        Markup::parse_blocks(text, body, (false, false))
    }

    /// The same of a note, where days at the beginning of lines are headings in a `log` of 1-2-1s,
    /// and below a heading that says 1-2-1s in a note whose name tells no day.
    pub fn parse_blocks(text: &str, body: usize, (log, undated): (bool, bool)) -> Markup {
        let mut reader = MarkupReader { text, base: body, log, undated, ..MarkupReader::default() };
        for (event, span) in events(text, body) {
            reader.take_event(event, span);
        }
        let mut out = reader.out;
        let skip = |at: usize| out.in_code(at) || out.in_comment(at);
        let (mut comments, never_closed) = percent::comments(text, body, &out.comments, &skip);
        let foreign = foreign_comments::find(text, body, &|at| out.in_code(at));
        if !foreign.is_empty() {
            comments = merge_spans([comments, foreign].concat());
        }
        out.comments = comments;
        out.open_comment = never_closed.or(out.open_comment);
        out
    }

    /// What of `text` from byte `body` on is code, and what is HTML at its top: what whoever looks
    /// for regions has to know, without what the prose says.
    pub fn parse_frame(text: &str, body: usize) -> Markup {
        use TagEnd::{BlockQuote, FootnoteDefinition, Item, List};
        let (mut out, mut depth) = (Markup::default(), 0_usize);
        let deepens =
            |tag: TagEnd| matches!(tag, Item | List(_) | BlockQuote(_) | FootnoteDefinition);
        for (event, span) in events(text, body) {
            match event {
                Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => out.code.push(span),
                Event::Start(Tag::HtmlBlock) if depth == 0 => out.html.push(span),
                Event::Start(tag) if deepens(tag.to_end()) => depth += 1,
                Event::End(tag) if deepens(tag) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        out
    }

    /// Whether byte `at` lies in a comment.
    pub fn in_comment(&self, at: usize) -> bool {
        holding(&self.comments, at, |span| *span).is_some()
            || self.open_comment.is_some_and(|open| at >= open)
    }

    /// Whether byte `at` lies in code.
    pub fn in_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|span| span.start <= at);
        next > 0 && self.code[next - 1].holds(at)
    }

    /// The comments that share a byte with `span`.
    pub fn comments_in(&self, span: Span) -> &[Span] {
        meeting(&self.comments, span, |comment| *comment)
    }

    /// The links that share a byte with `span`.
    pub fn links_in(&self, span: Span) -> &[Link] {
        meeting(&self.links, span, |link| link.span)
    }
}

impl Block {
    /// What of `span`, a part of its text, is no prose.
    pub fn opaque_in(&self, span: Span) -> &[(Span, Opaque)] {
        meeting(&self.opaque, span, |(part, _)| *part)
    }
}

/// A link to somewhere, wherever it stands: in a heading, a table, an embed, a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    pub span: Span,
    /// `[[..]]`.
    pub wiki: bool,
}

/// Every link, embed and link definition in `text` from byte `body` on; none in code.
pub fn link_targets(text: &str, body: usize) -> Vec<Aim> {
    let mut found = Vec::new();
    let parser = Parser::new_ext(&text[body..], options());
    for (_, definition) in parser.reference_definitions().iter() {
        let span = Span::from(definition.span.clone()).moved(body);
        found.push(Aim { span, wiki: false });
    }
    for (event, range) in parser.into_offset_iter() {
        let (Event::Start(Tag::Link { link_type, .. })
        | Event::Start(Tag::Image { link_type, .. })) = event
        else {
            continue;
        };
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        if wiki || link_type == LinkType::Inline {
            found.push(Aim { span: Span::from(range).moved(body), wiki });
        }
    }
    found.sort_by_key(|aim| (aim.span.start, aim.span.end));
    found
}

fn options() -> Options {
    Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
}

/// What the parser meets in `text` from byte `body` on, and where.
fn events(text: &str, body: usize) -> impl Iterator<Item = (Event<'_>, Span)> {
    let parser = Parser::new_ext(&text[body..], options()).into_offset_iter();
    parser.map(move |(event, range)| (event, Span::from(range).moved(body)))
}

/// Whether a fenced code block goes to the end of the text because nothing closes it.
fn is_never_closed(text: &str, span: Span) -> bool {
    let source = span.of(text).trim_end();
    let mark = source.chars().next().unwrap_or('`');
    let length = source.chars().take_while(|c| *c == mark).count();
    let last = source.lines().skip(1).last().unwrap_or("").trim();
    let closes = last.chars().all(|c| c == mark) && last.chars().count() >= length;
    !closes && text[span.end..].trim().is_empty()
}

#[derive(Default)]
pub(super) struct MarkupReader<'a> {
    pub(super) text: &'a str,
    pub(super) base: usize,
    pub(super) out: Markup,
    /// Open headings by level, for the parent of the next one.
    pub(super) heading_stack: Vec<usize>,
    /// Open items: block index, and whether its own text is complete.
    pub(super) items: Vec<(usize, bool)>,
    /// Of each of them: how many headings there were before it, and which of them counted.
    pub(super) above_items: Vec<(usize, Option<usize>)>,
    /// The paragraph that is being read, when it is not the text of an item.
    paragraph: Option<usize>,
    /// The row of a table that is being read.
    row: Option<usize>,
    quotes: usize,
    /// Lists, quotes and footnotes that are open.
    depth: usize,
    /// Code blocks, HTML blocks, tables, headings: text in them is no prose.
    closed: usize,
    /// Where the last link or embed ends; text in it belongs to it.
    link_end: usize,
    /// The title of the callout that is a 1-2-1.
    pub(super) callout: Option<Span>,
    /// The headings above the quote that is open, how many there are, and which of them counts.
    pub(super) above_quote: Option<(Vec<usize>, usize, Option<usize>)>,
    /// Behind a quote with headings the heading above it counts on.
    pub(super) behind: Option<Option<usize>>,
    /// It is a log of 1-2-1s.
    pub(super) log: bool,
    /// Its name tells no day.
    pub(super) undated: bool,
    /// How many lines begin with a day behind a place of the text, once it is known.
    pub(super) days: Option<(usize, Days)>,
    /// Whether lines of it are a day with a name, again and again.
    pub(super) named_days: Option<bool>,
    /// The lines that are headings, with what they head.
    pub(super) lines: Vec<(usize, Heads)>,
}

impl MarkupReader<'_> {
    fn take_event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.open_tag(&tag, span),
            Event::End(tag) => self.close_tag(tag),
            Event::Code(_) => {
                self.out.code.push(span);
                self.prose(span, Some(Opaque::Code));
            }
            Event::InlineHtml(_) => {
                if span.of(self.text).starts_with("<!--") {
                    self.out.comments.push(span);
                }
                self.prose(span, Some(Opaque::Html));
            }
            Event::Html(_) => {}
            Event::Text(_) | Event::TaskListMarker(_) | Event::SoftBreak | Event::HardBreak => {
                self.prose(span, None);
            }
            _ => self.prose(span, Some(Opaque::Html)),
        }
    }

    fn open_tag(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_own_text();
                self.closed += 1;
                // `- # 1:1 with Lena` in an outline is no title of the note.
                let level = *level as u8 + u8::from(!self.items.is_empty());
                self.end_heading(level.min(6), span);
            }
            Tag::Item => {
                self.end_own_text();
                self.depth += 1;
                // With tabs for indenting, the parser's item begins at the line break before it.
                let source = span.of(self.text);
                let indent =
                    source.len() - source.trim_start_matches(['\n', '\r', ' ', '\t']).len();
                let span = Span::new(span.start + indent, span.end);
                let (task, text) = self.item_head(span);
                self.push_block(Shape::Item(task), Span::new(text, text), span.start);
                self.items.push((self.out.blocks.len() - 1, false));
                let all = self.out.headings.len();
                self.above_items.push((all, self.behind.unwrap_or(all.checked_sub(1))));
            }
            Tag::Paragraph if self.items.last().is_none_or(|(_, complete)| *complete) => {
                let bare = self.bare_box(span.start);
                if bare.is_none() {
                    self.push_block(
                        Shape::Paragraph,
                        Span::new(span.start, span.start),
                        span.start,
                    );
                }
                self.paragraph = bare.or(self.out.blocks.len().checked_sub(1));
            }
            Tag::BlockQuote(_) => {
                self.end_own_text();
                self.quotes += 1;
                self.depth += 1;
                self.out.quotes.push(span);
                if self.quotes == 1 {
                    self.open_quote(span);
                }
            }
            Tag::List(_) => {
                self.end_own_text();
                self.depth += 1;
            }
            Tag::FootnoteDefinition(_) => self.depth += 1,
            Tag::CodeBlock(kind) => {
                self.end_own_text();
                self.closed += 1;
                self.out.code.push(span);
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                if fenced && self.depth == 0 && is_never_closed(self.text, span) {
                    self.out.open_fence = Some(span);
                }
            }
            // The marks behind the words are of the block.
            Tag::Emphasis | Tag::Strong => self.prose(span, None),
            Tag::Strikethrough => {
                self.out.struck.push(span);
                self.prose(span, None);
            }
            Tag::HtmlBlock => {
                self.end_own_text();
                self.closed += 1;
                if self.depth == 0 {
                    self.out.html.push(span);
                }
                self.out.html_blocks.push(span);
                let source = span.of(self.text);
                if source.trim_start().starts_with("<!--") {
                    match source.rfind("-->") {
                        Some(end) => {
                            self.out.comments.push(Span::new(span.start, span.start + end + 3));
                        }
                        None => self.out.open_comment = Some(span.start),
                    }
                }
            }
            Tag::Table(_) => {
                self.end_own_text();
                self.closed += 1;
            }
            Tag::TableHead => self.out.heads.push(span),
            Tag::TableRow => self.push_row(span),
            Tag::Link { link_type, dest_url, .. } => self.push_link(*link_type, dest_url, span),
            Tag::Image { .. } => {
                self.prose(span, Some(Opaque::Embed));
                self.link_end = self.link_end.max(span.end);
            }
            _ => {}
        }
    }

    fn close_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.closed = self.closed.saturating_sub(1);
            }
            TagEnd::TableRow => self.end_row(),
            TagEnd::Item => {
                self.depth = self.depth.saturating_sub(1);
                let done = self.items.pop();
                self.close_headings();
                let Some((at, _)) = done else { return };
                if self.items.is_empty() && !self.is_quoted() {
                    self.dated_bullet(at);
                } else if self.is_below_heading_of_item() {
                    self.bullet_of_meetings(at);
                }
                self.end_item_at_label(at);
            }
            TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                self.depth = self.depth.saturating_sub(1);
                if self.quotes == 0 {
                    self.close_quote();
                }
            }
            TagEnd::Paragraph => {
                self.end_own_text();
                let done = self.paragraph.take();
                if self.items.is_empty() && self.quotes == 0 {
                    self.head_line(done);
                    self.end_paragraph_at_label();
                } else if self.quotes == 1 {
                    self.take_title(done);
                }
            }
            _ => {}
        }
    }

    /// The box alone above an indented paragraph, which is its text to whoever wrote it.
    fn bare_box(&self, start: usize) -> Option<usize> {
        let at = self.out.blocks.len().checked_sub(1)?;
        let block = &self.out.blocks[at];
        let between = &self.text[block.text.end.min(start)..start];
        let indent = between.len() - between.trim_end_matches([' ', '\t']).len();
        let boxed = matches!(block.shape, Shape::Item(Some(_)));
        let empty = boxed && block.text.of(self.text).trim().is_empty();
        (empty && between.trim().is_empty() && between.contains('\n') && indent > 0).then_some(at)
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.quotes > 0
    }

    /// What follows is a child: the item's own text is complete.
    fn end_own_text(&mut self) {
        if let Some((_, complete)) = self.items.last_mut() {
            *complete = true;
        }
    }

    pub(super) fn end_heading(&mut self, level: u8, span: Span) {
        self.behind = None;
        while self.heading_stack.last().is_some_and(|at| self.out.headings[*at].level >= level) {
            self.heading_stack.pop();
        }
        let parent = self.heading_stack.last().copied();
        self.heading_stack.push(self.out.headings.len());
        self.out.headings.push(MarkupHeading { level, span, parent });
    }

    pub(super) fn push_block(&mut self, shape: Shape, text: Span, start: usize) {
        self.out.blocks.push(Block {
            shape,
            text,
            start,
            parent: self.items.iter().take(MOST_NESTED).next_back().map(|(block, _)| *block),
            heading: self.behind.unwrap_or(self.out.headings.len().checked_sub(1)),
            quoted: self.quotes > 0,
            opaque: Vec::new(),
        });
    }

    /// A row of a table: a block of its own, without the bars at its edges.
    fn push_row(&mut self, span: Span) {
        let source = &self.text[span.start..];
        let line = &source[..source.find('\n').unwrap_or(source.len())];
        let lead = line.len() - line.trim_start_matches([' ', '\t', '|']).len();
        let start = span.start + lead;
        let end = start + line[lead..].trim_end_matches([' ', '\t', '|', '\r']).len();
        self.push_block(Shape::Row, Span::new(start, end), span.start);
        self.row = Some(self.out.blocks.len() - 1);
    }

    /// In a table the bar of `[[A B|label]]` parts two cells, and no link is left of it for
    /// Markdown; whoever wrote it means one.
    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let span = self.out.blocks[row].text;
        let text = span.of(self.text);
        for (at, _) in text.match_indices("[[") {
            let start = span.start + at;
            let Some(len) = text[at..].find("]]") else { break };
            let link = Span::new(start, start + len + 2);
            let inside = &text[at + 2..at + len];
            let Some((target, label)) = inside.split_once('|') else { continue };
            let opaque = &self.out.blocks[row].opaque;
            if inside.contains('[') || !meeting(opaque, link, |(part, _)| *part).is_empty() {
                continue;
            }
            let (target, label) = (target.trim().to_owned(), Some(label.trim().to_owned()));
            self.out.links.push(Link { span: link, wiki: true, target, label });
            let opaque = &mut self.out.blocks[row].opaque;
            opaque.push((link, Opaque::Link(self.out.links.len() - 1)));
            opaque.sort_by_key(|(span, _)| *span);
        }
        self.out.links.sort_by_key(|link| link.span);
    }

    /// The task character of an item, and where its text begins.
    fn item_head(&self, span: Span) -> (Option<(char, usize)>, usize) {
        let source = span.of(self.text);
        let digits = source.bytes().take_while(u8::is_ascii_digit).count();
        let marker = (digits + 1).min(source.len());
        let blanks = source[marker..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let at = marker + blanks;
        let mut chars = source[at..].char_indices();
        if let (Some((_, '[')), Some((_, mark)), Some((close, ']'))) =
            (chars.next(), chars.next(), chars.next())
            && !matches!(mark, '\n' | '\r' | '[')
        {
            let behind = at + close + 1;
            let rest = &source[behind..];
            if rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r', '\u{a0}']) {
                let words = rest.trim_start_matches([' ', '\t', '\u{a0}']);
                let text = behind + (rest.len() - words.len());
                return (Some((mark, span.start + at + 1)), span.start + text);
            }
        }
        (None, span.start + at)
    }

    fn push_link(&mut self, kind: LinkType, target: &str, span: Span) {
        if span.start < self.link_end {
            return;
        }
        let wiki = matches!(kind, LinkType::WikiLink { .. });
        let source = span.of(self.text);
        let (target, label) = if wiki {
            let inside = source.trim_start_matches('[').trim_end_matches(']');
            match inside.split_once('|') {
                Some((first, second)) => {
                    (first.trim_end_matches('\\').trim().to_owned(), Some(second.trim().to_owned()))
                }
                None => (inside.trim().to_owned(), None),
            }
        } else {
            let label = source.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            (target.to_owned(), label.map(|(label, _)| label.to_owned()))
        };
        self.out.links.push(Link { span, wiki, target, label });
        self.prose(span, Some(Opaque::Link(self.out.links.len() - 1)));
        self.link_end = span.end;
    }

    /// A piece of inline text: it stretches the text of the block it stands in.
    fn prose(&mut self, span: Span, opaque: Option<Opaque>) {
        if span.start < self.link_end.max(self.base) {
            return;
        }
        if let (Some(row), Some(opaque)) = (self.row, opaque) {
            self.out.blocks[row].opaque.push((span, opaque));
        }
        if self.closed > 0 {
            return;
        }
        let block = match (self.paragraph, self.items.last()) {
            (Some(block), _) => block,
            (None, Some((block, false))) => *block,
            _ => return,
        };
        let block = &mut self.out.blocks[block];
        if span.end <= block.text.start {
            return; // the task box, which is before the text
        }
        block.text.end = block.text.end.max(span.end);
        if let Some(opaque) = opaque {
            block.opaque.push((span, opaque));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let markup = Markup::parse(text, 0);
        let shown: Vec<String> = markup
            .blocks
            .iter()
            .map(|block| {
                let mark = match block.shape {
                    Shape::Item(Some((mark, _))) => format!("[{mark}]"),
                    Shape::Item(None) => "-".to_owned(),
                    Shape::Paragraph => "p".to_owned(),
                    Shape::Row => "|".to_owned(),
                };
                let parent = block.parent.map(|parent| format!("<{parent}")).unwrap_or_default();
                format!("{mark}{parent} {}", block.text.of(text).replace('\n', "~"))
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn items_have_their_own_text_only() {
        check("- [ ] a\n  - [x] b\n    more\n- c\n", &["[ ] a", "[x]<0 b~    more", "- c"]);
        check("- a\n\n  second\n\n- b\n", &["- a", "p<0 second", "- b"]);
        check("1) [/] a\n", &["[/] a"]);
        check("- [ ]\n  - child\n", &["[ ] ", "-<0 child"]);
        check("> - [?] quoted\n>   on\n", &["[?] quoted~>   on"]);
        check("text *a* `b` [[c]]\nmore\n\n# h\n", &["p text *a* `b` [[c]]~more"]);
        check("- [x](y) no task\n", &["- [x](y) no task"]);
        check("* [ ]nospace\n", &["- [ ]nospace"]);
        check("- a\n\t- [ ] b\n\t\t- [/] c\n", &["- a", "[ ]<0 b", "[/]<1 c"]);
    }

    #[test]
    fn a_box_alone_has_the_paragraph_below_it() {
        check("- [ ]\n\n  six\n\n- [ ]\n\nseven\n", &["[ ] ~~  six", "[ ] ", "p seven"]);
    }

    #[test]
    fn code_and_html_hold_no_items_and_tables_rows() {
        check("```\n- a\n```\n\n    - b\n\n<!-- - c -->\n\n| a |\n|---|\n| b |\n", &["| b"]);
        check(
            "| a | b |\n|---|---|\n| [[C|d]] | e |\n| f \\| g |",
            &["| [[C|d]] | e", "| f \\| g"],
        );
    }

    #[test]
    fn comments_are_known() {
        let text = "a %% b %% c\n\n%%\n- d\n%%\n`%%` <!-- e --> f\n";
        let comments: Vec<&str> =
            Markup::parse(text, 0).comments.iter().map(|span| span.of(text)).collect();
        assert_eq!(comments, ["%% b %%", "%%\n- d\n%%", "<!-- e -->"]);
        assert_eq!(Markup::parse("a\n\n<!-- b\n- c\n", 0).open_comment, Some(3));
        assert_eq!(Markup::parse("a\n%%\n- c\n", 0).open_comment, Some(2));
    }

    #[test]
    fn links_have_two_sides() {
        let text = "[[a|b]] [[c#^d]] ![[e]] [f](g.md) [[x\\|y]]";
        let links: Vec<(String, Option<String>)> = Markup::parse(text, 0)
            .links
            .into_iter()
            .map(|link| (link.target, link.label))
            .collect();
        let label = |text: &str| Some(text.to_owned());
        assert_eq!(
            links,
            [
                ("a".to_owned(), label("b")),
                ("c#^d".to_owned(), None),
                ("g.md".to_owned(), label("f")),
                ("x".to_owned(), label("y")),
            ]
        );
    }
}
