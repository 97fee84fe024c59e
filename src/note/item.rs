//! The grammar of one item: kinds, qualifiers, people, fields, block id, and the words that remain.
//!
//! An item is a list item, a paragraph, or a line of one that stands for itself. Any order,
//! anywhere in the line. Who and when it is about is decided by the model, which knows people.

use crate::diagnostic::diagnostic::{Place, Placer};
use crate::kind::{Audience, Kind};
use crate::note::bare::{bare_score, former_name};
use crate::note::field::{self, FieldRef, Style};
use crate::note::line_end;
use crate::note::line_readers;
use crate::note::lock_sign;
use crate::note::markup::{Block, Markup, Opaque, Shape};
use crate::note::named::{self, NamedReaders};
use crate::note::privacy::{self, Mark};
use crate::note::spelling::Spelling;
use crate::note::tag::{self, Prose, TagRef};
use crate::note::tag_words;
use crate::note::typed_box;
use crate::note::words::{
    LeftOutSpan, Piece, Words, opaque_cuts, opened_marks, single_blanks, stand_in, struck_marks,
    tag_edges, tidy_blanks, visible_words, with_marks,
};
use crate::text::nth::Nth;
use crate::text::span::{Span, holding, merge_spans};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// One item of a note.
///
/// Small, because all lines of all notes that say something are kept and most of them are plain:
/// what few lines have is behind one pointer, and read through it as if it stood here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Where it begins.
    pub place: Place,
    /// The character in its task box.
    pub task: Option<char>,
    /// It is a list item, not a paragraph.
    pub listed: bool,
    /// It stands in a block quote.
    pub quoted: bool,
    parent: Nth,
    heading: Nth,
    /// The words that remain, with the people named in them.
    pub words: Words,
    /// Who is named, outside fields, in order.
    pub mentions: Box<[Mention]>,
    marks: Option<Box<Marks>>,
}

/// What the tags, fields and slips of an item say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Kind tags in order, each with the rest of its path.
    pub kinds: Vec<(Kind, String)>,
    /// Kind tags and nothing else begin it.
    pub tag_first: bool,
    /// Kind tags that are spelled otherwise than the kind's own word, as compared.
    pub spellings: Vec<(Kind, String)>,
    /// `#skill/x`.
    pub skills: Vec<String>,
    /// `#way/x`.
    pub ways: Vec<String>,
    /// Other tags of a box or feedback, of which one may be a name; and those that hold.
    pub tags: Vec<String>,
    /// `#performance`.
    pub performance: bool,
    /// Former goal names: `(was #goal/x)`.
    pub was: Vec<String>,
    /// Its fields, emoji dates among them.
    pub fields: Vec<Field>,
    /// `^id` at its end.
    pub block_id: Option<String>,
    /// The kinds that tags of it are nearly the words of.
    pub nearly: Vec<Kind>,
    /// Who may see it at most, by what it says in a form that is none of ours (`privacy.rs`).
    pub closes: Option<Audience>,
    /// It says nothing else: then it says it of the item above.
    pub closes_alone: bool,
    /// Forms of it, and of what heads it, that close it when somebody is called so.
    pub named: Vec<NamedReaders>,
    /// It says nothing else: then it says it of the item above.
    pub named_alone: bool,
    /// It is struck through as a whole.
    pub struck: bool,
    /// What of the note closes it, by its place in the note's closings.
    pub closed: Option<usize>,
    /// Hints on tags and fields: they are told when the item turns out to be one of ours.
    pub slips: Vec<Slip>,
}

static NO_MARKS: Marks = Marks {
    kinds: Vec::new(),
    tag_first: false,
    spellings: Vec::new(),
    skills: Vec::new(),
    ways: Vec::new(),
    tags: Vec::new(),
    performance: false,
    was: Vec::new(),
    fields: Vec::new(),
    block_id: None,
    nearly: Vec::new(),
    closes: None,
    closes_alone: false,
    named: Vec::new(),
    named_alone: false,
    struck: false,
    closed: None,
    slips: Vec::new(),
};

impl Deref for Item {
    type Target = Marks;

    fn deref(&self) -> &Marks {
        self.marks.as_deref().unwrap_or(&NO_MARKS)
    }
}

/// Somebody named in an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// `alice` of `@alice`, or both sides of a link.
    pub names: Vec<String>,
    /// Written with `@`: meant as a person, whoever it is.
    pub at: bool,
    pub place: Place,
}

/// A field of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Folded key.
    pub key: String,
    /// Value as written.
    pub value: String,
    /// How it is written.
    pub style: Style,
    pub place: Place,
}

/// Something that another tool, or we, would read otherwise than it looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slip {
    /// Nearly a tag of ours: the tag, and the spelling it is near to.
    NearTag(String, String, Place),
    /// A tag that goes on behind its end.
    TagCut(String, Place),
    /// Two hard kinds in one item.
    TwoKinds(Kind, Kind, Place),
    /// A field with one colon.
    OneColon(String, Place),
    /// Two fields glued together.
    Glued(Place),
    /// A word on who may read it, in a form that is none of ours.
    NearAudience(String, Place),
    /// A task field that Tasks does not reach from the line's end.
    LostToTasks(String, Place),
}

impl Item {
    /// The item it stands under, by its place in the note's items.
    pub fn parent(&self) -> Option<usize> {
        self.parent.get()
    }

    /// The heading it stands under, by its place in the note's headings.
    pub fn heading(&self) -> Option<usize> {
        self.heading.get()
    }

    /// The same item under another one and under a heading.
    #[must_use]
    pub(crate) fn moved_under(self, parent: Option<usize>, heading: Option<usize>) -> Item {
        Item { parent: Nth::of(parent), heading: Nth::of(heading), ..self }
    }

    /// The same item where a part of its note is closed.
    #[must_use]
    pub(crate) fn closed_by(mut self, closing: Option<usize>) -> Item {
        if closing.is_some() {
            self.marks.get_or_insert_default().closed = closing;
        }
        self
    }

    /// For whom it says that something is, when it says nothing else.
    pub(crate) fn said_alone(&self) -> Option<Audience> {
        let line = self.fields.iter().find(|one| one.key == "audience" && one.style.is_line());
        let only = line.filter(|_| self.fields.len() == 1).map(|one| word_of(&one.value));
        self.closes.filter(|_| self.closes_alone).or(only)
    }

    /// Lets no more people see it than these.
    pub(crate) fn close_for(&mut self, audience: Audience) {
        let marks = self.marks.get_or_insert_default();
        marks.closes = Some(marks.closes.map_or(audience, |closes| closes.min(audience)));
    }

    /// The same item where parts of its note that hold it are headed by names.
    #[must_use]
    pub(crate) fn named_by(mut self, named: impl Iterator<Item = NamedReaders>) -> Item {
        let mut named = named.peekable();
        if named.peek().is_some() {
            self.marks.get_or_insert_default().named.extend(named);
        }
        self
    }

    /// Takes from it all that it says; what it closes stays closed.
    pub(crate) fn unsay_all(&mut self) {
        let closing = self.marks.take().map(|marks| Marks {
            closes: marks.closes,
            closes_alone: marks.closes_alone,
            named: marks.named,
            named_alone: marks.named_alone,
            closed: marks.closed,
            fields: marks.fields.iter().filter(|field| field.key == "audience").cloned().collect(),
            ..Marks::default()
        });
        self.marks = closing.filter(|marks| *marks != NO_MARKS).map(Box::new);
        (self.task, self.words, self.mentions) = (None, Words::default(), Box::default());
    }

    /// Whether it has no tags, no fields and nothing else beside its words.
    pub fn is_plain(&self) -> bool {
        self.marks.is_none()
    }

    /// The same, whoever a form in it may name as a reader: `not really` names nobody.
    pub fn is_only_words(&self) -> bool {
        let bare = |of: &Marks| Marks { named: Vec::new(), named_alone: false, ..of.clone() };
        self.marks.as_deref().is_none_or(|marks| bare(marks) == NO_MARKS)
    }

    /// Whether a tag of it is nearly one of that kind.
    pub fn is_nearly(&self, kind: Kind) -> bool {
        self.nearly.contains(&kind)
    }

    /// What the item is: a watch out, else its first hard kind, else its first soft one.
    pub fn kind(&self) -> Option<Kind> {
        // Of two the narrower: a watch out beside praise is one.
        let watch_out = self.kinds.iter().find(|(kind, _)| *kind == Kind::WatchOut);
        let hard = watch_out.or_else(|| self.kinds.iter().find(|(kind, _)| !kind.is_secondary()));
        hard.or(self.kinds.first()).map(|(kind, _)| *kind)
    }

    /// The rest of the tag of that kind: `cka` of `#goal/cka`.
    pub fn rest_of_tag(&self, kind: Kind) -> Option<&str> {
        let of_kind = self.kinds.iter().filter(|(found, _)| *found == kind);
        of_kind.map(|(_, rest)| rest.as_str()).find(|rest| !rest.is_empty())
    }

    /// All rests of the tags of that kind.
    pub fn rests_of_tags(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.kinds
            .iter()
            .filter(move |(found, rest)| *found == kind && !rest.is_empty())
            .map(|(_, rest)| rest.as_str())
    }

    /// The first field of that key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The value of the first field of that key.
    pub fn field_value(&self, key: &str) -> Option<&str> {
        self.field(key).map(|field| field.value.as_str())
    }

    /// Its words, every mention through `name` (which may leave it out with an empty text).
    pub fn text_with_names(&self, mut name: impl FnMut(&Mention) -> String) -> String {
        if let Some(words) = self.words.plain_words() {
            return tidy_blanks(words);
        }
        let mut out = String::new();
        for piece in self.words.pieces() {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Mention(at) => out.push_str(&name(&self.mentions[at])),
            }
        }
        tidy_blanks(&out)
    }
}

/// What the cells of a table's row say beside what stands in its text.
#[derive(Default)]
pub(crate) struct Extra {
    /// What is no words of it.
    pub(crate) cuts: Vec<LeftOutSpan>,
    /// What its cells say as fields.
    pub(crate) fields: Vec<Field>,
    /// Names without a sign.
    pub(crate) people: Vec<(Span, String)>,
    /// What stands before its words.
    pub(crate) first: String,
}

/// Reads one unit of a block: `span` is the block's text, or one line of it. Under what it stands
/// is for whoever knows the whole note.
pub fn read(
    text: &str,
    markup: &Markup,
    block: &Block,
    span: Span,
    spelling: &Spelling,
    placer: &Placer<'_>,
) -> Item {
    read_with(text, markup, block, span, spelling, placer, Extra::default())
}

/// The same with what the cells of a row say.
pub(crate) fn read_with(
    text: &str,
    markup: &Markup,
    block: &Block,
    span: Span,
    spelling: &Spelling,
    placer: &Placer<'_>,
    extra: Extra,
) -> Item {
    let begins = span.start == block.text.start;
    let typed = typed_box::read(span.of(text), block.shape, begins);
    let before_box = typed.map(|typed| Span::new(span.start, span.start + typed.len));
    let span = typed.map_or(span, |typed| Span::new(span.start + typed.len, span.end));
    let prose = Prose::new(text, markup, block, span);
    let task = match block.shape {
        Shape::Item(Some((mark, _))) if begins => Some(typed_box::tick_mark(mark)),
        _ => typed.map(|typed| typed.mark),
    };
    let fields = match task {
        Some(mark) => field::of_box(&prose, mark, privacy::as_audience),
        None => field::find_fields(&prose),
    };
    let id = line_end::block_id(&prose);
    let mut marks = Marks::default();
    let no_words = no_words(markup, &fields, id, span);
    let mut cuts = take_tags(&mut marks, &prose, spelling, (&no_words, task.is_some()), placer);
    let edges = struck_marks(text, markup, span);
    // `~~@alice~~ @bob`: of a name that is taken back nothing is.
    let withdrawn = |at| edges.is_none() && holding(&markup.struck, at, |span| *span).is_some();
    let in_field = |at: usize| {
        let field = holding(&fields, at, |field| field.span);
        field.is_some_and(|field| !field.style.is_line()) || withdrawn(at)
    };
    let (mentions, people) = find_mentions(&prose, markup, block, &in_field, extra.people, placer);
    take_fields(&mut marks, task.is_some(), &prose, &fields, placer);
    marks.fields.extend(extra.fields);
    cuts.extend(extra.cuts);
    let closing =
        take_privacy(&mut marks, task.is_some(), &prose, (markup, block), &fields, placer);
    let closing = merge_spans(closing.into_iter().map(|mark| mark.span).collect());
    cuts.retain(|cut| holding(&closing, cut.span.start, |span| *span).is_none());
    cuts.extend(closing.into_iter().map(|span| LeftOutSpan { span, with: String::new() }));
    let inline = fields.iter().filter(|field| !field.style.is_line());
    cuts.extend(inline.map(|field| LeftOutSpan { span: field.span, with: String::new() }));
    if let Some(id) = id {
        marks.block_id = Some(id.of(text).trim_start_matches('^').to_owned());
        cuts.push(LeftOutSpan { span: id, with: String::new() });
    }
    cuts.extend(opaque_cuts(text, markup, block, span, &people));
    if let Some(head) = before_box.filter(|head| lock_sign::draws_lock(head.of(text))) {
        marks.closes = Some(Audience::Lead);
        marks.slips.push(Slip::NearAudience(head.of(text).to_owned(), placer.place_of(head)));
    }
    if let Some(mut edges) = edges {
        marks.struck = true;
        let is_cut = |edge: &Span| cuts.iter().any(|cut| cut.span.meets(*edge));
        edges.retain(|edge| edge.end <= span.end && !is_cut(edge));
        cuts.extend(edges.into_iter().map(|span| LeftOutSpan { span, with: String::new() }));
    }
    let words = visible_words(&prose, cuts, &people).put_behind(&extra.first);
    let own = privacy::without_marks(span.of(text));
    let label = || privacy::says_only_private(own);
    let line = |field: &Field| {
        let whole = field.style.is_line() || field.style == Style::OneColon;
        whole && Kind::from_tag(&field.key).is_none()
    };
    let fields = marks.fields.is_empty()
        || !own.contains("::") && label()
        || matches!(marks.fields.as_slice(), [only] if line(only));
    let label = || label() || matches!(marks.fields.as_slice(), [only] if line(only));
    let told = marks.kinds.is_empty() && fields;
    let bare = || {
        !words.words_before_name().contains(char::is_alphanumeric) && words.plain_words().is_some()
    };
    // `[audience:: lead] ^id`, `[audience:: lead] #work`: the field and what programs write.
    let bracket = |field: &Field| field.key == "audience" && !field.style.is_line();
    let only_word = matches!(marks.fields.as_slice(), [only] if bracket(only))
        && marks.kinds.is_empty()
        && own.starts_with(['[', '('])
        && own.find([']', ')']) == Some(own.len() - 1);
    if only_word && marks.closes.is_none() {
        marks.closes = marks.fields.first().map(|field| word_of(&field.value));
    }
    marks.closes_alone = marks.closes.is_some() && told && (words.is_empty() || bare() || label());
    marks.closes_alone |= only_word;
    if let Some(whole) = named::read(own).filter(|_| told && task.is_none()) {
        marks.named_alone = true;
        if !marks.named.contains(&whole) {
            marks.named.push(whole);
        }
    }
    Item {
        place: placer.place_of(span),
        task,
        listed: (matches!(block.shape, Shape::Item(_)) && begins) || typed.is_some(),
        quoted: block.quoted,
        words,
        mentions: mentions.into(),
        marks: (marks != NO_MARKS).then(|| Box::new(marks)),
        ..Item::default()
    }
}

/// The audience that a field names; an unknown word is read as the narrowest.
fn word_of(value: &str) -> Audience {
    Audience::from_word(value).unwrap_or(Audience::Lead)
}

/// The parts of an item that are no words of it, in order: fields, comments, the block id.
fn no_words(markup: &Markup, fields: &[FieldRef], id: Option<Span>, span: Span) -> Vec<Span> {
    let fields = fields.iter().filter(|field| !field.style.is_line()).map(|field| field.span);
    merge_spans(fields.chain(markup.comments_in(span).iter().copied()).chain(id).collect())
}

/// Reads a block of somebody else's own words: text, whatever signs it has.
pub fn read_text(text: &str, block: &Block, placer: &Placer<'_>) -> Item {
    Item {
        place: placer.place_of(block.text),
        listed: matches!(block.shape, Shape::Item(_)),
        quoted: block.quoted,
        words: Words::of_text(&single_blanks(block.text.of(text))),
        ..Item::default()
    }
}

fn take_tags(
    marks: &mut Marks,
    prose: &Prose<'_>,
    spelling: &Spelling,
    (no_words, is_task): (&[Span], bool),
    placer: &Placer<'_>,
) -> Vec<LeftOutSpan> {
    let mut cuts = Vec::new();
    if let Some((span, skill)) = bare_score(prose) {
        marks.kinds.push((Kind::Score, skill));
        cuts.push(LeftOutSpan { span, with: String::new() });
    }
    let tags = tag::find_tags(prose);
    let (begins, ends) = tag_edges(prose, &tags, no_words);
    let keeps = is_task || tag_words::stand_by_feedback(&tags, spelling);
    let is_former = |tag: &TagRef| former_name(prose, tag, is_task).is_some();
    let mut hard: Option<Kind> = None;
    let mut blank = 0;
    for tag in &tags {
        let (place, mut span, mut known) = (placer.place_of(tag.span), tag.span, true);
        match spelling.kind_of_tag(&tag.path) {
            Some((kind, rest)) if kind == Kind::Goal && !rest.is_empty() && is_former(tag) => {
                marks.was.push(rest.to_owned());
                span = former_name(prose, tag, is_task).unwrap_or(span);
            }
            Some((kind, rest)) => {
                if let Some(first) = hard.filter(|first| *first != kind && !kind.is_secondary()) {
                    marks.slips.push(Slip::TwoKinds(first, kind, place));
                }
                hard = hard.or(Some(kind).filter(|kind| !kind.is_secondary()));
                let spelled = tag.path[..tag.path.len() - rest.len()].trim_end_matches('/');
                if spelled != kind.word() {
                    marks.spellings.push((kind, spelled.to_owned()));
                }
                marks.kinds.push((kind, rest.to_owned()));
            }
            None => match tag.path.split_once('/') {
                Some(("skill", rest)) => marks.skills.push(rest.to_owned()),
                Some(("way", rest)) => marks.ways.push(rest.to_owned()),
                _ if tag.path == "performance" => marks.performance = true,
                _ => {
                    known = false;
                    if keeps || tag_words::keeps_tag(&tag.path) {
                        marks.tags.push(tag.path.clone());
                    }
                    if let Some((tag, near)) = tag::nearly_ours(prose, tag, spelling) {
                        marks.nearly.extend(spelling.kind_of_tag(&near).map(|(kind, _)| kind));
                        marks.slips.push(Slip::NearTag(tag, near, place));
                    }
                }
            },
        }
        if known && tag.cut {
            marks.slips.push(Slip::TagCut(tag.path.clone(), place));
            if blank < span.end {
                let junk = prose.text[span.end..prose.span.end].find(char::is_whitespace);
                blank = junk.map_or(prose.span.end, |junk| span.end + junk);
            }
            span.end = blank;
        }
        let with = stand_in(prose, tag, begins || ends, known);
        if with.is_empty() {
            span = with_marks(prose, span);
            if let Some((open, close)) = opened_marks(prose, span) {
                span.start = open.start;
                cuts.push(LeftOutSpan { span: close, with: String::new() });
            }
        }
        cuts.push(LeftOutSpan { span, with });
    }
    marks.tag_first = begins && !marks.kinds.is_empty();
    cuts
}

/// Mentions, and the span that each takes in the text.
fn find_mentions(
    prose: &Prose<'_>,
    markup: &Markup,
    block: &Block,
    in_field: &dyn Fn(usize) -> bool,
    names: Vec<(Span, String)>,
    placer: &Placer<'_>,
) -> (Vec<Mention>, Vec<Span>) {
    let mut found: Vec<(Span, Vec<String>, bool)> =
        tag::find_mentions(prose).into_iter().map(|at| (at.span, vec![at.name], true)).collect();
    for (span, opaque) in block.opaque_in(prose.span) {
        let Opaque::Link(link) = opaque else { continue };
        let link = &markup.links[*link];
        let inside = prose.span.holds(span.start) && !tag::is_linked(prose.text, span.start);
        if inside && !link.target.contains("://") {
            let names = [Some(&link.target), link.label.as_ref()];
            found.push((*span, names.into_iter().flatten().cloned().collect(), false));
        }
    }
    found.extend(names.into_iter().map(|(span, name)| (span, vec![name], false)));
    found.retain(|(span, ..)| !in_field(span.start));
    found.sort_by_key(|(span, ..)| *span);
    let spans = found.iter().map(|(span, ..)| *span).collect();
    let mention = |(span, names, at)| Mention { names, at, place: placer.place_of(span) };
    (found.into_iter().map(mention).collect(), spans)
}

fn take_fields(
    marks: &mut Marks,
    is_task: bool,
    prose: &Prose<'_>,
    fields: &[FieldRef],
    placer: &Placer<'_>,
) {
    let mut last_end = usize::MAX;
    for field in fields {
        let place = placer.place_of(field.span);
        if field.style == Style::OneColon {
            marks.slips.push(Slip::OneColon(field.key.clone(), place));
        }
        if field.style == Style::Bracket && field.span.start == last_end {
            marks.slips.push(Slip::Glued(place));
        }
        last_end = field.span.end;
        marks.fields.push(Field {
            key: field.key.clone(),
            value: field.value.clone(),
            style: field.style,
            place,
        });
    }
    if is_task && let Some(lost) = line_end::lost_to_tasks(prose, fields) {
        marks.slips.push(Slip::LostToTasks(lost.key.clone(), placer.place_of(lost.span)));
    }
}

/// What closes the item in a form that is none of ours, less what stands for nothing to be cut.
fn take_privacy(
    marks: &mut Marks,
    is_task: bool,
    prose: &Prose<'_>,
    (markup, block): (&Markup, &Block),
    fields: &[FieldRef],
    placer: &Placer<'_>,
) -> Vec<Mark> {
    let privacy::Forms { marks: found, named } =
        line_readers::forms_in_line(is_task, prose, (markup, block), fields);
    marks.named = named;
    // The value of a line that is a field as a whole is told without it.
    let whole = matches!(marks.fields.as_slice(), [only] if only.style.is_line());
    for mark in &found {
        let form = mark.span.of(prose.text);
        let place = placer.place_of(if form.is_empty() { prose.span } else { mark.span });
        marks.slips.push(Slip::NearAudience(form.to_owned(), place));
        if whole && !form.is_empty() {
            let value = &mut marks.fields[0].value;
            *value = tidy_blanks(&value.replace(form, ""));
        }
    }
    marks.closes = found.iter().map(|mark| mark.audience).min();
    found.into_iter().filter(|mark| mark.span.start < mark.span.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ids::NotePath;
    use crate::text::span::LineIndex;

    fn one(text: &str) -> Item {
        let path = NotePath::new("a.md").unwrap();
        let index = LineIndex::new(text);
        let markup = Markup::parse(text, 0);
        let block = &markup.blocks[0];
        let placer = Placer::new(&path, text, &index);
        read(text, &markup, block, block.text, &Spelling::default(), &placer)
    }

    fn check(text: &str, expected: &str) {
        let said = one(text).text_with_names(|mention| format!("<{}>", mention.names.join("|")));
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn the_words_that_remain() {
        check("- #high-five @alice wrote the handover", "<alice> wrote the handover");
        check(
            "- [ ] #goal/cka (was #goal/k8s) Pass the CKA [due:: 2026-12-01] ^goal",
            "Pass the CKA",
        );
        check("- gave @alice a #high-five for it", "gave <alice> a high-five for it");
        check(
            "- ok, #high-five @bob #skill/x explained [it](x) 📅 2026-12-01",
            "ok, <bob> explained <x|it>",
        );
        check("- learn #rust [from:: @bob]", "learn rust");
        check("> #topic a\n> b\n", "a b");
        check(
            "- see [[Plan|the plan]], <b>bold</b> ![[x.png]] `#code`",
            "see <Plan|the plan>, bold `#code`",
        );
        check("- #skill/c++ fixed", "fixed");
        // The tag of a kind is no word, wherever it stands.
        check("- she ran it #kudos, and @bob helped", "she ran it, and <bob> helped");
        check("- well done, #kudos, for it", "well done, for it");
        check("- she had a #kudos for it", "she had a kudos for it");
        check("- das war ein #kudos für sie", "das war ein kudos für sie");
        check("- read #policy/leave before it", "read policy/leave before it");
        for marked in [
            "(#kudos)",
            "„#kudos“",
            "[#kudos]",
            "—#kudos—",
            "#kudos!",
            "==#kudos==",
            "#kudos,#skill/x",
        ] {
            check(&format!("- {marked} @bob ran it"), "<bob> ran it");
            check(&format!("- she ran it {marked}"), "she ran it");
        }
    }

    #[test]
    fn what_it_is() {
        let item =
            one("- [x] #high-five #goal/present #skill/debugging @alice [from:: @bob] ok ^a-1");
        assert_eq!((item.kind(), item.task), (Some(Kind::HighFive), Some('x')));
        assert_eq!(item.rest_of_tag(Kind::Goal), Some("present"));
        assert_eq!(
            (item.skills.as_slice(), item.mentions.len()),
            (&["debugging".to_owned()][..], 1)
        );
        assert_eq!(item.field_value("from"), Some("@bob"));
        assert_eq!(item.block_id.as_deref(), Some("a-1"));
    }

    #[test]
    fn hints() {
        let slips = |text| one(text).slips.clone();
        assert!(matches!(slips("- #high-fiv x")[0], Slip::NearTag(..)));
        assert!(matches!(slips("- #topic #outcome x")[0], Slip::TwoKinds(..)));
        assert!(matches!(slips("- [x:: 1][y:: 2]")[0], Slip::Glued(..)));
        assert!(matches!(slips("- [ ] a [due:: 2026-12-01] b")[0], Slip::LostToTasks(..)));
        assert!(slips("- [ ] a [due:: 2026-12-01] #goal/x ^id").is_empty());
        assert!(slips("- #topic @alice #policy/leave and #goal/x").is_empty());
        assert!(slips("- [ ] #goal/x @alice see\u{a0}it").is_empty());
        let wide = slips("- [ ] #goal/x [due:: 2026-12-01]\u{3000}#team");
        assert!(matches!(wide[0], Slip::LostToTasks(..)));
    }
}
