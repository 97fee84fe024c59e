//! One file to one `Note`: total, whatever the bytes are.
//!
//! What a note keeps is what it says (front matter, headings, items, regions); its text is not
//! kept. Writers read it again, and compare, before they touch anything.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place, Placer};
use crate::kind::{Audience, Kind};
use crate::note::closing::{self, Closing, Why};
use crate::note::front_matter::{Fence, FrontMatter};
use crate::note::item;
use crate::note::item::Item;
use crate::note::markup::{Block, Markup, Shape};
use crate::note::named::NamedReaders;
use crate::note::privacy;
use crate::note::region;
use crate::note::region::Region;
use crate::note::row::{self, Tables};
use crate::note::season_words::{self, SeasonLine};
use crate::note::spelling::{self, Spelling};
use crate::note::tag;
use crate::note::task_heading;
use crate::note::theirs::is_open_part;
use crate::note::typed_box;
use crate::note::units::{line_has_kind, units};
use crate::note::unmarked::{self, Unmarked};
use crate::note::unread;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::ids::NotePath;
use crate::text::one_on_one;
use crate::text::span::{LineIndex, Span, holding};
use serde::{Deserialize, Serialize};

/// Files larger than this are neither read nor written.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// A heading as context of what stands below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its text, without the marks.
    pub text: String,
    /// 1 to 6.
    pub level: u8,
    /// The heading under which it stands.
    pub parent: Option<usize>,
    /// Names in it: `@x`, both sides of links.
    pub names: Vec<String>,
    pub place: Place,
}

/// A generated region as it stands in the note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRegion {
    /// The page's name.
    pub name: String,
    /// What stands in it, without the blank edge, `\n` endings.
    pub inner: String,
    /// The line of its begin marker.
    pub line: u32,
}

/// What one note says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Note {
    /// Its path in the vault.
    pub path: NotePath,
    pub front: FrontMatter,
    /// The text of its first top-level heading.
    pub first_heading: Option<String>,
    /// Its headings, without those in regions.
    pub headings: Vec<Heading>,
    /// Its items, without those in regions, comments and code; parents before children.
    pub items: Vec<Item>,
    /// What of it is closed.
    pub closings: Box<[Closing]>,
    /// Lines with the word season as a label, whatever they are.
    pub seasons: Box<[SeasonLine]>,
    /// Its generated regions; `None` when their markers are broken and the note must stay as it is.
    pub regions: Option<Vec<KeptRegion>>,
    /// Whether the user wrote anything in it besides front matter and headings.
    pub has_words: bool,
    /// Nothing but front matter and regions: written by nobody else.
    pub generated: bool,
    /// Why the note is not read and never written.
    pub refused: Option<Code>,
}

impl Note {
    /// A note of which only the name is known.
    pub fn bare_note(path: NotePath) -> Note {
        Note {
            path,
            front: FrontMatter::default(),
            first_heading: None,
            headings: Vec::new(),
            items: Vec::new(),
            closings: Box::default(),
            seasons: Box::default(),
            regions: Some(Vec::new()),
            has_words: false,
            generated: false,
            refused: None,
        }
    }

    /// Reads a note.
    pub fn parse(path: &NotePath, bytes: &[u8], spelling: &Spelling) -> (Note, Vec<Diagnostic>) {
        if bytes.len() > MOST_BYTES {
            let message = format!("larger than {} MiB: not read", MOST_BYTES / 1024 / 1024);
            return Note::refused_note(path, Code::TooLarge, message);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => read_text(path, text, spelling),
            Ok(_) => Note::refused_note(path, Code::NotUtf8, "holds a NUL byte: not read"),
            Err(error) => {
                let message = format!("not UTF-8 from byte {} on: not read", error.valid_up_to());
                Note::refused_note(path, Code::NotUtf8, message)
            }
        }
    }

    /// A note that is not read and never written, and the complaint that says why.
    pub(crate) fn refused_note(
        path: &NotePath,
        code: Code,
        message: impl Into<String>,
    ) -> (Note, Vec<Diagnostic>) {
        let note = Note { refused: Some(code), regions: None, ..Note::bare_note(path.clone()) };
        (note, vec![Diagnostic::about_file(code, path.as_str(), message)])
    }

    /// Whether this note, as it was read anew, says what it said: all but what is generated in it.
    pub fn says_what(&self, before: &Note) -> bool {
        self.front == before.front
            && self.first_heading == before.first_heading
            && self.headings == before.headings
            && self.items == before.items
            && self.closings == before.closings
            && self.seasons == before.seasons
            && self.has_words == before.has_words
            && self.generated == before.generated
            && self.refused == before.refused
            && self.regions.is_some() == before.regions.is_some()
    }

    /// Whether it says `read: no`: nothing in it is read, and it is neither a 1-2-1 nor a person.
    pub fn is_unread(&self) -> bool {
        self.front.yes_or_no("read") == Some(false)
    }

    /// Its title: front matter, first heading, file name.
    pub fn title(&self) -> String {
        let title = self.front.text_of("title").or_else(|| self.first_heading.clone());
        title.unwrap_or_else(|| self.path.stem().to_owned())
    }

    /// The items that stand directly under item `at`.
    pub fn children_of(&self, at: usize) -> impl Iterator<Item = (usize, &Item)> {
        let behind = self.items.iter().enumerate().skip(at + 1);
        // A child stands behind its parent, before the next item that is outside.
        behind
            .take_while(move |(_, item)| item.parent().is_some_and(|parent| parent >= at))
            .filter(move |(_, item)| item.parent() == Some(at))
    }

    /// The heading chain of an item, nearest first.
    pub fn heading_chain(&self, heading: Option<usize>) -> impl Iterator<Item = &Heading> {
        std::iter::successors(heading.map(|at| &self.headings[at]), |heading| {
            heading.parent.map(|at| &self.headings[at])
        })
    }

    /// Whether what stands under a heading is the person's own: the open part of a shared page.
    pub fn is_theirs(&self, heading: Option<usize>) -> bool {
        heading.is_some() && self.heading_chain(heading).any(|above| is_open_part(&above.text))
    }

    /// The region of that name.
    pub fn region(&self, name: &str) -> Option<&KeptRegion> {
        self.regions.as_ref()?.iter().find(|region| region.name == name)
    }
}

/// Within so many bytes of a body its title says 1-2-1.
const TITLE_BYTES: usize = 80;

fn read_text(path: &NotePath, text: &str, spelling: &Spelling) -> (Note, Vec<Diagnostic>) {
    let index = LineIndex::new(text);
    let placer = Placer::new(path, text, &index);
    let fence = Fence::find(text);
    let (front, problem) = FrontMatter::read(text, fence, &placer);
    let mut said: Vec<Diagnostic> = problem.into_iter().collect();
    // `1-1s/Petra.md`, `# 1:1 Petra`: what begins with a day is a part of its own.
    let head =
        &text[fence.body_start()..text.floor_char_boundary(fence.body_start() + TITLE_BYTES)];
    let says = |text: &str| one_on_one::may_stand_in(text) && one_on_one::find_word(text).is_some();
    let says = one_on_one::path_says(path.as_str()) || head.starts_with("# ") && says(head);
    let undated = date_name::day_in_name(path.stem(), Order::Dmy, None).is_none();
    let markup = Markup::parse_blocks(text, fence.body_start(), (says && undated, undated));
    let regions = match region::find(text, &markup, &placer) {
        Ok(regions) => Some(regions),
        Err(problems) => {
            said.extend(problems);
            None
        }
    };
    let (conflict, in_regions) = conflicts(text, &markup, regions.as_deref());
    for marks in in_regions {
        let message = "conflict marks stand inside the generated region: it is made anew";
        said.push(placer.say(Code::RegionConflict, marks, message));
    }
    if let Some(line) = conflict {
        let message = "unresolved merge conflict: not read";
        said.push(placer.say(Code::ConflictMarks, line, message));
        let refused = Some(Code::ConflictMarks);
        return (Note { front, refused, regions: None, ..Note::bare_note(path.clone()) }, said);
    }
    if let Some(open) = markup.open_comment {
        let message = "a comment is opened here and never closed: what follows is not read";
        said.push(placer.say(Code::CommentOpen, Span::new(open, open + 2), message));
    }
    if let Some(open) = markup.open_fence {
        let message = "a code block is opened here and never closed: what follows is not read";
        said.push(placer.say(Code::FenceOpen, Span::new(open.start, open.start + 3), message));
    }
    let sorted = regions.as_deref().unwrap_or_default();
    let damaged = region::suspect_span(text, fence.body_start(), &markup, regions.as_deref());
    // Where one marker is left its complaint says it.
    let is_sound = regions.is_some();
    let unmarked = unmarked::find(text, &front, &markup, sorted).filter(|_| is_sound);
    let is_unmarked = |at: usize| unmarked.as_ref().is_some_and(|one| one.span.holds(at));
    let inside = |at: usize| {
        holding(sorted, at, |region| region.whole).is_some() || damaged.holds(at) || is_unmarked(at)
    };
    let (mut headings, heading_of) = note_headings(text, &markup, &placer, &inside);
    said.extend(headings.iter().filter_map(|heading| tag_in_heading(path, heading, spelling)));
    let open = open_parts(&headings);
    let theirs = |heading: Option<usize>| heading.is_some_and(|at| open[at]);
    let found = closing::find(text, &front, &markup, &inside, spelling, &placer);
    let (named, mut closings): (Vec<Closing>, Vec<Closing>) =
        found.into_iter().partition(|closing| closing.why == Why::Named);
    let context =
        Around { heading_of: &heading_of, theirs: &theirs, closings: &closings, named: &named };
    let mut items = note_items(text, &markup, &context, &inside, spelling, &placer);
    closings.iter_mut().for_each(|closing| closing.span = Span::default());
    let seasons = season_words::season_lines(text, fence.body_start(), &inside, &placer);
    let has_words = items.iter().any(says_something) || has_rows(text, &markup, &inside);
    silence_unread(text, &mut headings, &mut items);
    let generated = !sorted.is_empty() && is_blank_outside(text, fence.body_start(), sorted);
    let has = |page: &str| sorted.iter().any(|region| region.name == page);
    let alone = unmarked.as_ref().filter(|one| !has(&one.page));
    said.extend(unmarked.as_ref().map(|one| without_markers(text, one, alone.is_some(), &placer)));
    let is_whole = alone.is_none();
    let kept: Option<Vec<KeptRegion>> = regions.filter(|_| is_whole).map(|regions| {
        let keep = |region: &Region| KeptRegion {
            name: region.name.clone(),
            inner: region::inner_text(text, region).into_owned(),
            line: index.line(region.whole.start),
        };
        regions.iter().map(keep).collect()
    });
    let first_heading = headings.iter().find(|heading| heading.level == 1).map(|h| h.text.clone());
    let first_heading = first_heading.filter(|text| !text.is_empty());
    let path = path.clone();
    let note = Note {
        path,
        front,
        first_heading,
        headings,
        items,
        closings: closings.into(),
        seasons,
        regions: kept,
        has_words,
        generated,
        refused: None,
    };
    (note, said)
}

/// Whether a table of the user's has words in its rows.
fn has_rows(text: &str, markup: &Markup, inside: &dyn Fn(usize) -> bool) -> bool {
    let rows = markup.blocks.iter().filter(|block| block.shape == Shape::Row);
    let mut own = rows.filter(|row| !inside(row.start) && !markup.in_comment(row.start));
    own.any(|row| row.text.of(text).contains(char::is_alphanumeric))
}

/// The complaint about generated text without markers.
fn without_markers(text: &str, found: &Unmarked, is_held: bool, placer: &Placer<'_>) -> Diagnostic {
    let Unmarked { page, span } = found;
    let message = format!("this is the text of a {page} without its markers: it is not read");
    let last = span.of(text).lines().count();
    let first = placer.place_of(*span).line;
    let last = first + u32::try_from(last).unwrap_or(0).saturating_sub(1);
    let hint = match is_held {
        true => format!(
            "put `<!-- vault121:begin {page} -->` in a line above line {first} and \
             `<!-- vault121:end {page} -->` below line {last}, or delete these lines"
        ),
        false => format!("delete lines {first} to {last}: the {page} stands in the note"),
    };
    let head = Span::new(span.start, span.start + span.of(text).lines().next().map_or(0, str::len));
    placer.say(Code::RegionUnmarked, head, message).hint(hint)
}

/// What the note says is not to be read says nothing.
fn silence_unread(text: &str, headings: &mut [Heading], items: &mut [Item]) {
    let known = headings.iter().map(|heading| (heading.text.as_str(), heading.parent));
    let Some(unread) = unread::take_out(text, &known.collect::<Vec<_>>(), items) else { return };
    for (heading, _) in headings.iter_mut().zip(unread).filter(|(_, unread)| *unread) {
        heading.text.clear();
        heading.names.clear();
    }
}

/// Whether nothing but blanks stands behind byte `at` outside the regions.
fn is_blank_outside(text: &str, mut at: usize, regions: &[Region]) -> bool {
    regions.iter().all(|region| {
        let between = std::mem::replace(&mut at, region.whole.end);
        text[between..region.whole.start].trim().is_empty()
    }) && text[at..].trim().is_empty()
}

/// Whether a person wrote something here: not an empty bullet, not `mood:: ` without a value.
fn says_something(item: &Item) -> bool {
    match item.fields.as_slice() {
        [only] if only.style.is_line() => !only.value.is_empty(),
        [] => !item.text_with_names(|mention| mention.names.join(" ")).is_empty(),
        _ => true,
    }
}

/// Where conflict marks stand outside code: the first outside the bodies of regions, and those
/// whose lines lie wholly inside one, which are generated on both sides.
fn conflicts(text: &str, markup: &Markup, regions: Option<&[Region]>) -> (Option<Span>, Vec<Span>) {
    let mut in_regions = Vec::new();
    if !text.contains("<<<<<<< ") {
        return (None, in_regions);
    }
    let mut open: Option<(usize, bool)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.starts_with("<<<<<<< ") && !markup.in_code(start) {
            open = Some((start, false));
        } else if line.trim_end() == "=======" {
            open = open.map(|(start, _)| (start, true));
        } else if line.starts_with(">>>>>>> ")
            && let Some((begin, true)) = open
        {
            let region = holding(regions.unwrap_or_default(), begin, |region| region.body);
            let marks = Span::new(begin, begin + 7);
            if region.is_none_or(|region| region.body.end < at) {
                return (Some(marks), in_regions);
            }
            in_regions.push(marks);
            open = None;
        }
    }
    (None, in_regions)
}

/// Headings outside regions, and for each of the parser's headings which of ours it is.
fn note_headings(
    text: &str,
    markup: &Markup,
    placer: &Placer<'_>,
    inside: &dyn Fn(usize) -> bool,
) -> (Vec<Heading>, Vec<Option<usize>>) {
    let mut ours: Vec<Heading> = Vec::new();
    let mut map: Vec<Option<usize>> = Vec::new();
    // The last heading of each level, for the parent of the next one.
    let mut last = [None; 7];
    for heading in &markup.headings {
        let start = heading.span.start;
        if inside(start) || markup.in_comment(start) {
            // What follows a region stands under the heading before the region.
            map.push(map.last().copied().flatten());
            continue;
        }
        let source = heading.span.of(text).trim();
        let plain = source.trim_start_matches('#').trim().trim_end_matches('#').trim_end();
        let plain = plain.lines().next().unwrap_or("").trim();
        // A day in bold stands for a heading; its stars are no part of it.
        let is_line = !source.starts_with('#');
        let plain = if is_line { plain.trim_matches(['*', '_', ':']) } else { plain };
        let mut names: Vec<String> = markup
            .links_in(heading.span)
            .iter()
            .filter(|link| heading.span.holds(link.span.start))
            .flat_map(|link| [Some(link.target.clone()), link.label.clone()])
            .flatten()
            .collect();
        let marks = |word: &str| {
            word.trim_end_matches(['.', ',', ':', '!', '?', ')']).trim_start_matches('(').to_owned()
        };
        let words = plain.split_whitespace().map(marks);
        names.extend(words.filter(|word| word.starts_with('@')).map(|word| word[1..].to_owned()));
        // The chain of parents has to leave out the headings of regions as well.
        let level = usize::from(heading.level).min(6);
        let parent = last[..level].iter().copied().max().flatten();
        last[level] = Some(ours.len());
        map.push(Some(ours.len()));
        ours.push(Heading {
            text: plain.to_owned(),
            level: heading.level,
            parent,
            names,
            place: placer.place_of(heading.span),
        });
    }
    (ours, map)
}

/// The complaint at a heading that holds the tag of a kind.
fn tag_in_heading(path: &NotePath, heading: &Heading, spelling: &Spelling) -> Option<Diagnostic> {
    let words = heading.text.contains('#').then(|| heading.text.split_whitespace())?;
    let tags = words.filter_map(|word| word.trim_start_matches(['(', '*', '_']).strip_prefix('#'));
    let tag = tags.map(tag::tag_behind_hash).find(|tag| {
        let path = spelling::tag_path(tag);
        spelling
            .kind_of_tag(&path)
            .is_some_and(|(kind, _)| !kind.is_secondary() || kind == Kind::Goal)
    })?;
    let message = format!("`#{tag}` in a heading is read as no line");
    let way = "write it in a line below the heading".to_owned();
    Some(
        Diagnostic::about_file(Code::TagInHeading, path.as_str(), message)
            .at_place(&heading.place)
            .hint(way),
    )
}

/// Whether what stands under a heading is the person's own.
type IsTheirs<'f> = dyn Fn(Option<usize>) -> bool + 'f;

/// Of each heading whether it stands in the open part of a shared page.
fn open_parts(headings: &[Heading]) -> Vec<bool> {
    let mut open: Vec<bool> = Vec::with_capacity(headings.len());
    for heading in headings {
        let above = heading.parent.is_some_and(|parent| open[parent]);
        open.push(above || is_open_part(&heading.text));
    }
    open
}

/// What stands around the items of a note.
struct Around<'a> {
    heading_of: &'a [Option<usize>],
    theirs: &'a IsTheirs<'a>,
    closings: &'a [Closing],
    named: &'a [Closing],
}

impl Around<'_> {
    /// Whom the heads name below which byte `at` stands.
    fn named_around(&self, at: usize) -> impl Iterator<Item = NamedReaders> {
        let holding = self.named.iter().filter(move |closing| closing.span.holds(at));
        holding.filter_map(|closing| closing.named.clone())
    }
}

fn note_items(
    text: &str,
    markup: &Markup,
    around: &Around<'_>,
    inside: &dyn Fn(usize) -> bool,
    spelling: &Spelling,
    placer: &Placer<'_>,
) -> Vec<Item> {
    let Around { heading_of, theirs, closings, .. } = around;
    let templated = ["{{", "<%"].iter().any(|mark| text.contains(mark));
    let mut tables = Tables::default();
    let mut items: Vec<Item> = Vec::new();
    let mut item_of: Vec<Option<usize>> = Vec::with_capacity(markup.blocks.len());
    let heads = task_heading::task_headings(text, markup);
    let mut heads = heads.iter().peekable();
    let head = |head: &Block| {
        let heading = head.heading.and_then(|heading| heading_of[heading]);
        let left_out = inside(head.start) || markup.in_comment(head.start) || theirs(heading);
        let item = (!left_out).then(|| item::read(text, markup, head, head.text, spelling, placer));
        let closed = closing::narrowest_closing(closings, head.text.start);
        let item = item.map(|item| item.moved_under(None, heading).closed_by(closed));
        item.map(|item| item.named_by(around.named_around(head.text.start)))
    };
    for block in &markup.blocks {
        while let Some(first) = heads.next_if(|first| first.start < block.start) {
            items.extend(head(first));
        }
        if inside(block.start) || markup.in_comment(block.start) {
            item_of.push(None);
            continue;
        }
        let signed = with_sign(text, markup, block);
        let block = signed.as_ref().unwrap_or(block);
        let parent = block.parent.and_then(|parent| item_of[parent]);
        let first = items.len();
        let heading = block.heading.and_then(|heading| heading_of[heading]);
        if theirs(heading) {
            items.push(item::read_text(text, block, placer).moved_under(parent, heading));
            item_of.push(Some(first));
            continue;
        }
        if block.shape == Shape::Row {
            let tagged = block.text.of(text).contains(['#', tag::WIDE_HASH])
                && line_has_kind(text, markup, block, block.text, spelling);
            let counts = tagged || tables.have_kinds(text, markup, block);
            let row =
                counts.then(|| row::read(text, markup, block, tagged, spelling, placer)).flatten();
            let closed = closing::narrowest_closing(closings, block.start);
            let named = || around.named_around(block.start);
            let under =
                |row: Item| row.moved_under(parent, heading).closed_by(closed).named_by(named());
            items.extend(row.map(under));
            item_of.push(parent);
            continue;
        }
        for (at, span) in units(text, markup, block, spelling).into_iter().enumerate() {
            // `{{date}}` and `<% tp.file %>` are a template's lines, not anybody's.
            let is_template = || ["{{", "<%"].iter().any(|mark| span.of(text).contains(mark));
            if templated && is_template() && !typed_box::is_braced(span.of(text)) {
                continue;
            }
            let parent = match block.shape {
                // The first line may have been left out: nothing stands below itself.
                Shape::Item(_) if at > 0 && items.len() > first => Some(first),
                _ => parent,
            };
            let item = item::read(text, markup, block, span, spelling, placer);
            // `private` alone below the lines of a paragraph is said of them.
            let private = at > 0 && privacy::says_only_private(span.of(text));
            let said = item.said_alone().or(private.then_some(Audience::Lead));
            if let Some(audience) = said.filter(|_| parent.is_none()) {
                items[first..].iter_mut().for_each(|above| above.close_for(audience));
            }
            let closed = closing::narrowest_closing(closings, span.start);
            let item = item.moved_under(parent, heading).closed_by(closed);
            items.push(item.named_by(around.named_around(span.start)));
        }
        // A block that is left out hands its children to its parent.
        item_of.push(if items.len() > first { Some(first) } else { parent });
    }
    items.extend(heads.filter_map(head));
    items.shrink_to_fit();
    items
}

/// `- + calm in the outage` is a list in a list to Markdown; to whoever wrote it the `+` is a sign
/// of praise. The item with the sign in its text.
fn with_sign(text: &str, markup: &Markup, block: &Block) -> Option<Block> {
    let above = &markup.blocks[block.parent?];
    let is_sign = block.shape == Shape::Item(None)
        && text[block.start..].starts_with("+ ")
        && above.shape == Shape::Item(None)
        && above.text.of(text).trim().is_empty()
        && !text[above.start..block.start].contains('\n');
    is_sign.then(|| Block { text: Span::new(block.start, block.text.end), ..block.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Note, Vec<Diagnostic>) {
        Note::parse(&NotePath::new("a.md").unwrap(), text.as_bytes(), &Spelling::default())
    }

    fn check(text: &str, expected: &[&str]) {
        let (note, _) = parse(text);
        let shown: Vec<String> = note
            .items
            .iter()
            .map(|item| {
                let kind = item.kind().map_or("-", Kind::word);
                let parent = item.parent().map(|at| format!("<{at}")).unwrap_or_default();
                let under =
                    note.heading_chain(item.heading()).next().map(|h| format!(" ({})", h.text));
                let words = item.text_with_names(|mention| mention.names.join("|"));
                format!("{kind}{parent} {words}{}", under.unwrap_or_default())
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn items_with_their_context() {
        check(
            "# A\n\n## 2026-11-24\n- #topic a\n  - child\n\n## B\n#goal/x b\n",
            &["topic a (2026-11-24)", "-<0 child (2026-11-24)", "goal b (B)"],
        );
    }

    #[test]
    fn lines_that_stand_for_themselves() {
        check(
            "#high-five @a one\n#watch-out @b two\nand more\n",
            &["high-five a one", "watch-out b two and more"],
        );
        check("intention:: x\nmood:: 3\n", &["- intention:: x", "- mood:: 3"]);
        check(
            "- #watch-out @b talks\n  path:: count\n",
            &["watch-out b talks", "-<0 path:: count"],
        );
        check("- #topic one\n  and on\n", &["topic one and on"]);
    }

    #[test]
    fn regions_are_no_sources() {
        let text = "# T\n\n<!-- vault121:begin prep -->\n\n## Inside\n\n- #goal/x no\n\n<!-- vault121:end prep -->\n\n- #topic yes\n";
        check(text, &["topic yes (T)"]);
        let (note, _) = parse(text);
        assert_eq!(note.regions.as_ref().map(Vec::len), Some(1));
        assert!(note.has_words && !note.generated);
    }

    #[test]
    fn lines_of_templates_are_no_sources() {
        check(
            "- [ ] #goal/{{slug}} {{title}}\n- #topic <% tp.file.title %>\n- #topic a\n",
            &["topic a"],
        );
        check("- {{x}}\n  - #topic below\n", &["topic below"]);
        check("- {{x}}\n  path:: below\n", &["- path:: below"]);
    }

    #[test]
    fn an_empty_scaffold_has_no_words() {
        assert!(!parse("## Notes\n\n- \n\nmood:: \n").0.has_words);
        assert!(parse("## Notes\n\n- a\n").0.has_words);
    }

    #[test]
    fn conflicts_are_not_read_unless_in_a_region() {
        let marks = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";
        assert_eq!(parse(&format!("text\n\n{marks}")).0.refused, Some(Code::ConflictMarks));
        let text = format!("<!-- vault121:begin prep -->\n\n{marks}\n<!-- vault121:end prep -->\n");
        assert_eq!(parse(&text).0.refused, None);
        assert_eq!(parse(&format!("```\n{marks}```\n")).0.refused, None);
    }

    #[test]
    fn bytes_that_are_no_text() {
        let path = NotePath::new("a.md").unwrap();
        let refused = |bytes: &[u8]| Note::parse(&path, bytes, &Spelling::default()).0.refused;
        assert_eq!(refused(b"a\xff"), Some(Code::NotUtf8));
        assert_eq!(refused(b"a\0b"), Some(Code::NotUtf8));
        assert_eq!(refused(&vec![b'a'; MOST_BYTES + 1]), Some(Code::TooLarge));
    }
}
