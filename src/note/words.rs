//! The words that remain of an item when tags, fields and comments are taken out.

use crate::note::markup::{Block, Markup, Opaque};
use crate::note::tag::{Prose, TagRef, WIDE_HASH};
use crate::text::lexicon::Lexicon;
use crate::text::span::Span;
use serde::{Deserialize, Serialize};

/// A piece of an item's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'w> {
    /// Plain words.
    Words(&'w str),
    /// A mention, by its place in `mentions`.
    Mention(usize),
}

/// The words of an item, with the places of the people who are named in them.
///
/// One text, because all lines of all notes that say something are kept: a mention stands in it as
/// its number between two NUL, which no note that is read holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(Box<str>);

impl Words {
    /// A text in which nobody is named, whatever signs it holds.
    pub(crate) fn of_text(text: &str) -> Words {
        Words(text.replace('\0', " ").into_boxed_str())
    }

    /// The words with a text before them.
    pub(crate) fn put_behind(self, first: &str) -> Words {
        if first.is_empty() { self } else { Words(format!("{first}{}", self.0).into_boxed_str()) }
    }

    /// The words before the first name.
    pub fn words_before_name(&self) -> &str {
        self.0.split('\0').next().unwrap_or("")
    }

    /// Whether there are none, and nobody is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words when nobody is named in them.
    pub fn plain_words(&self) -> Option<&str> {
        (!self.0.contains('\0')).then_some(&self.0)
    }

    /// Their pieces in order; none is empty, and two of words never stand together.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> + Clone {
        let parts = self.0.split('\0').enumerate();
        parts.filter_map(|(at, part)| match at % 2 {
            0 => (!part.is_empty()).then_some(Piece::Words(part)),
            _ => part.parse().ok().map(Piece::Mention),
        })
    }
}

/// A part of the source that does not stand in the words as it is.
pub(crate) struct LeftOutSpan {
    pub(crate) span: Span,
    pub(crate) with: String,
}

/// Whether the first tag begins the words, and whether the last one ends them: nothing but
/// mentions and what is `no_words` (fields, comments, the block id) stands between the tag and the
/// edge. So a field that is added behind a tag at the end of a line changes no word.
pub(crate) fn tag_edges(prose: &Prose<'_>, tags: &[TagRef], no_words: &[Span]) -> (bool, bool) {
    let (Some(first), Some(last)) = (tags.first(), tags.last()) else { return (false, false) };
    let is_blank = |text: &str| {
        let mut words = text.split_whitespace();
        words.all(|word| word.starts_with('@') || word == ">" || is_signs(word))
    };
    let blank = |span: Span| {
        let from = no_words.partition_point(|part| part.end <= span.start);
        let inside = no_words[from..].iter().take_while(|part| part.start < span.end);
        let mut at = span.start;
        for part in inside {
            if part.start > at && !is_blank(&prose.text[at..part.start]) {
                return false;
            }
            at = at.max(part.end);
        }
        at >= span.end || is_blank(&prose.text[at..span.end])
    };
    let before = Span::new(prose.span.start, first.span.start);
    (blank(before), blank(Span::new(last.span.end, prose.span.end)))
}

/// Nothing but signs: `**`, `(`, `—`.
fn is_signs(word: &str) -> bool {
    word.chars().all(|c| !c.is_alphanumeric() && !"^#@{}<>".contains(c))
}

/// Quotes, brackets and dashes that may stand around a tag.
const AROUND: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('"', '"'),
    ('\'', '\''),
    ('„', '“'),
    ('„', '"'),
    ('“', '”'),
    ('‚', '‘'),
    ('‘', '’'),
    ('«', '»'),
    ('»', '«'),
    ('—', '—'),
    ('–', '–'),
];

/// The tag with the marks of emphasis, quotes or brackets that stand around it alone, and with the
/// exclamation that is its own: `**#topic**`, `„#topic“`, `#high-five!`.
pub(crate) fn with_marks(prose: &Prose<'_>, tag: Span) -> Span {
    let behind = &prose.text[tag.end..];
    let exclaimed = behind.len() - behind.trim_start_matches(['!', '\u{fe0f}']).len();
    let tag = with_emphasis(prose, Span::new(tag.start, tag.end + exclaimed));
    let before = prose.text[prose.span.start..tag.start].chars().next_back();
    let mut behind = prose.text[tag.end..].chars();
    let (behind, next) = (behind.next(), behind.next());
    match (before, behind) {
        // Glued to what stands before or behind it: `@alice/#x`, `#x,#skill/y`.
        (Some('/'), _) => Span::new(tag.start - 1, tag.end),
        (_, Some(',' | ';' | '/')) if matches!(next, Some('#' | '@')) => {
            Span::new(tag.start, tag.end + 1)
        }
        // `, #high-five, she …`: one comma is enough.
        (Some(' '), Some(sign @ (',' | ';')))
            if prose.text[..tag.start].trim_end().ends_with(sign) =>
        {
            Span::new(tag.start, tag.end + 1)
        }
        (Some(open), Some(close)) if AROUND.contains(&(open, close)) => {
            Span::new(tag.start - open.len_utf8(), tag.end + close.len_utf8())
        }
        _ => tag,
    }
}

/// Marks that open before the tag with which a line begins, and where they close behind it:
/// `**#topic the rota**`, `"#topic the rota"`. Without the tag the first would stand alone.
pub(crate) fn opened_marks(prose: &Prose<'_>, tag: Span) -> Option<(Span, Span)> {
    let before = &prose.text[prose.span.start..tag.start];
    // A tag with its emphasis may reach behind the end of its block.
    let behind = prose.text.get(tag.end..prose.span.end)?;
    let pairs = [("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("~~", "~~"), ("==", "==")];
    let quotes = [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("(", ")")];
    let (open, close) = pairs.into_iter().chain(quotes).find(|(open, _)| before == *open)?;
    let at = match open.len() > 1 && open.is_ascii() {
        true => behind.find(close),
        false => behind.trim_end().ends_with(close).then(|| behind.trim_end().len() - close.len()),
    };
    // A block that ends in emphasis ends before the marks that close it.
    let close = match at {
        Some(at) => Span::new(tag.end + at, tag.end + at + close.len()),
        None if prose.text[prose.span.end..].starts_with(close) => {
            Span::new(prose.span.end, prose.span.end)
        }
        None => return None,
    };
    Some((Span::new(prose.span.start, tag.start), close))
}

fn with_emphasis(prose: &Prose<'_>, tag: Span) -> Span {
    let before = &prose.text[prose.span.start..tag.start];
    // A block that ends in emphasis ends before the marks that close it.
    let behind = &prose.text[tag.end..];
    let opens = before.len() - before.trim_end_matches(['*', '_', '~', '=']).len();
    let closes = behind.len() - behind.trim_start_matches(['*', '_', '~', '=']).len();
    match opens == closes && before[before.len() - opens..] == behind[..closes] {
        true => Span::new(tag.start - opens, tag.end + closes),
        false => tag,
    }
}

/// An article with the blanks behind it is no longer.
const MAX_ARTICLE_BYTES: usize = 40;

/// What stands in the words for a tag: nothing at the edges, and for the tag of a kind nothing
/// where a sentence goes on without it (`gave her a #high-five` does not).
pub(crate) fn stand_in(prose: &Prose<'_>, tag: &TagRef, at_edge: bool, known: bool) -> String {
    let qualifier = ["skill/", "way/", "goal/"].iter().any(|word| tag.path.starts_with(word));
    let word = tag.span.of(prose.text).trim_start_matches(['#', WIDE_HASH]);
    let before = &prose.text[prose.span.start..tag.span.start];
    // Articles are short, and a line may be one long word.
    let before =
        &before[before.floor_char_boundary(before.len().saturating_sub(MAX_ARTICLE_BYTES))..];
    let before = before.split_whitespace().next_back().unwrap_or("");
    let is_word = tag.path.contains('/') || Lexicon::shipped().has("articles", before);
    match known && (qualifier || at_edge || !is_word) {
        true => String::new(),
        false => word.to_owned(),
    }
}

/// HTML and embeds go; links that nobody is named by become their label.
pub(crate) fn opaque_cuts(
    text: &str,
    markup: &Markup,
    block: &Block,
    span: Span,
    people: &[Span],
) -> Vec<LeftOutSpan> {
    let mut cuts: Vec<LeftOutSpan> = markup
        .comments_in(span)
        .iter()
        .filter(|comment| comment.start >= span.start && comment.end <= span.end)
        .map(|comment| LeftOutSpan { span: *comment, with: String::new() })
        .collect();
    if let Some(open) = markup.open_comment.filter(|open| span.holds(*open)) {
        cuts.push(LeftOutSpan { span: Span::new(open, span.end), with: String::new() });
    }
    for (part, opaque) in block.opaque_in(span) {
        if !span.holds(part.start) || people.binary_search(part).is_ok() {
            continue;
        }
        match opaque {
            Opaque::Html if !part.of(text).starts_with("<!--") => {
                let name = name_in_angles(part.of(text));
                let with = name.map_or_else(|| " ".to_owned(), |name| format!(" ({name})"));
                cuts.push(LeftOutSpan { span: *part, with });
            }
            Opaque::Embed => cuts.push(LeftOutSpan { span: *part, with: String::new() }),
            _ => {}
        }
    }
    cuts
}

/// `<Alice>`, `<Bob Maier>`: no element is called so; who writes it names somebody.
fn name_in_angles(tag: &str) -> Option<&str> {
    let name = tag.strip_prefix('<')?.strip_suffix('>')?;
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some_and(char::is_lowercase)
            && letters.all(char::is_alphanumeric)
    };
    name.split(' ').all(is_name).then_some(name)
}

pub(crate) fn visible_words(
    prose: &Prose<'_>,
    mut cuts: Vec<LeftOutSpan>,
    people: &[Span],
) -> Words {
    cuts.sort_by_key(|cut| (cut.span.start, cut.span.end));
    let quoted = prose.str().contains("\n>") || prose.str().contains("\n >");
    let mut out = String::new();
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
            out.push_str(&prose.text[at..next]);
        }
        let (end, inside) = if person <= cut {
            let (index, span) = people.next().expect("it was peeked at");
            if span.start >= at {
                out.push('\0');
                out.push_str(&index.to_string());
                out.push('\0');
            }
            (span.end, span.start < at)
        } else {
            let cut = cuts.next().expect("it was peeked at");
            if cut.span.start >= at {
                out.push_str(&cut.with);
            }
            (cut.span.end, cut.span.start < at)
        };
        at = if inside { at.max(end) } else { end };
    }
    if at < prose.span.end {
        out.push_str(&prose.text[at..prose.span.end]);
    }
    unquote_from(&mut out, quoted);
    Words(out.into_boxed_str())
}

/// A line break of the source behind which something else begins: a blank to all who do not ask.
pub(crate) const LINE_BREAK: char = '\u{2028}';

/// Line breaks become blanks, or `LINE_BREAK`, and the `>` of later quote lines goes.
fn unquote_from(out: &mut String, quoted: bool) {
    if !out.contains('\n') {
        return;
    }
    let text = std::mem::take(out);
    let bare = |source: &'_ str| -> usize {
        let line = source.trim_start();
        let line = if quoted { line.trim_start_matches(['>', ' ']) } else { line };
        source.len() - line.len()
    };
    let wrapped = is_wrapped(&text);
    let mut lines = text.split('\n');
    let mut before = lines.next().unwrap_or("");
    out.push_str(before);
    for source in lines {
        let line = &source[bare(source)..];
        let indented = source.starts_with([' ', '\t']);
        out.push(if indented || goes_on(before, line, wrapped) { ' ' } else { LINE_BREAK });
        out.push_str(line);
        before = line;
    }
}

/// As wide as this are lines where an editor wraps them.
const WRAPPED: std::ops::RangeInclusive<usize> = 55..=120;

/// Whether an editor broke the lines: three or more, and behind none of them is place for the first
/// word of the next one.
pub(crate) fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.trim_end().split('\n').map(str::trim).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let is_full = |pair: &[&str]| {
        let first = pair[1].split(' ').next().unwrap_or("");
        pair[0].chars().count() + 1 + first.chars().count() > widest
    };
    lines.len() > 2 && WRAPPED.contains(&widest) && lines.windows(2).all(is_full)
}

/// Whether a line goes on with what the line before it says. People who write a line for each
/// thought do not end it with a stop.
fn goes_on(before: &str, line: &str, wrapped: bool) -> bool {
    let before = before.trim_end();
    let lexicon = Lexicon::shipped();
    let last = before.rsplit(' ').next().unwrap_or("");
    let first = line.split(' ').next().unwrap_or("");
    let wide = WRAPPED.contains(&before.chars().count());
    let ends = before.ends_with(['.', '!', '?', ':', ';']);
    let lower = line.starts_with(char::is_lowercase);
    before.is_empty()
        || !ends && lexicon.has("unfinished", last)
        || before.ends_with([',', '(', '/', '&', '+', '–', '—', '-'])
        || lower && lexicon.has("going_on", first)
        || wide && (lower || !ends && wrapped)
}

/// The words of a text with single blanks between them.
pub fn single_blanks(text: &str) -> String {
    // Most texts are so already: one look at each byte tells.
    let mut after_blank = false;
    let plain = |byte: u8| {
        let blank = byte == b' ';
        let twice = std::mem::replace(&mut after_blank, blank) && blank;
        !twice && (blank || byte.is_ascii_graphic())
    };
    if text.bytes().all(plain) {
        return text.trim_matches(' ').to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a text is tidy for certain: letters, digits and signs of ASCII, single blanks between
/// them, and nothing at the edges that goes.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    let mut before = b' ';
    let good = |byte: &u8| {
        let after_blank = std::mem::replace(&mut before, *byte) == b' ';
        match byte {
            b' ' => !after_blank,
            b'(' => false,
            b',' | b'.' | b':' | b';' => !after_blank,
            byte => byte.is_ascii_graphic(),
        }
    };
    let spaced =
        bytes.len() > 1 && matches!(last, b'*' | b'_' | b'~' | b'=') && bytes.contains(&b' ');
    *first != b'-'
        && !spaced
        && !matches!(last, b' ' | b',' | b';' | b'-' | b'|')
        && bytes.iter().all(good)
}

/// Single blanks, no blank before a comma, no stray punctuation at the edges.
pub fn tidy_blanks(text: &str) -> String {
    if is_tidy(text) { text.to_owned() } else { made_tidy(text) }
}

fn made_tidy(text: &str) -> String {
    let mut out = single_blanks(text);
    // Most lines have nothing to put right: one look for all of it.
    let loose = out
        .as_bytes()
        .windows(2)
        .any(|two| two[0] == b' ' && matches!(two[1], b',' | b'.' | b':' | b';') || two[0] == b'(');
    for empty in ["( )", "()"] {
        if loose && out.contains(empty) {
            out = out.replace(empty, "");
        }
    }
    if loose {
        let mut joined = String::with_capacity(out.len());
        for (at, word) in out.split(' ').enumerate() {
            // `.NET` and `:)` are words; a sign alone ends the one before it.
            let sign = word.starts_with([',', '.', ':', ';']);
            let alone =
                sign && !word[1..].starts_with(|c: char| c.is_alphanumeric() || "()-".contains(c));
            if at > 0 && !alone {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        out = joined;
    }
    let out = closed_up(out);
    let out = match out.starts_with('.') && out[1..].starts_with(char::is_alphanumeric) {
        true => out.as_str(),
        false => out.trim_start_matches([':', ',', ';', '-', '–', '—', ' ', '.']),
    };
    out.trim_end_matches([',', ';', '-', '–', '—', ' ', '|']).to_owned()
}

/// A text whose last emphasis ends behind a blank, where a tag stood, without that blank.
fn closed_up(text: String) -> String {
    let body = text.trim_end_matches(['*', '_', '~', '=']);
    let mark = &text[body.len()..];
    let words = body.trim_end();
    let opened =
        || words.match_indices(mark).any(|(at, _)| !words[at + mark.len()..].starts_with(' '));
    if mark.is_empty() || words.len() == body.len() || words.is_empty() || !opened() {
        return text;
    }
    format!("{words}{mark}")
}

/// The marks around what is struck through of an item, when that is all of its words: only tags,
/// names and a label may stand before it, only signs, fields, dates and its id behind.
pub(crate) fn struck_marks(text: &str, markup: &Markup, span: Span) -> Option<Vec<Span>> {
    let source = span.of(text);
    if !source.contains("~~") && !source.contains("</") {
        return None;
    }
    let pairs = struck_pairs(text, markup, span);
    let (first, last) = (pairs.first()?, pairs.last()?);
    let signs = |part: &str| !part.contains(char::is_alphanumeric);
    let before = text[span.start..first.0.start].trim_matches(['*', '_', ' ']);
    let bare = before.split_whitespace().all(|word| word.starts_with(['#', '@']));
    let label = before.ends_with(':') && before.split_whitespace().count() <= 3;
    let between =
        pairs.windows(2).all(|two| text.get(two[0].1.end..two[1].0.start).is_some_and(signs));
    let behind = text.get(last.1.end..span.end.max(last.1.end))?;
    let behind = behind.trim_matches(['*', '_', ' ', '.', '!', ',', ';']);
    let is_field = |c: char| "[(^#".contains(c) || !c.is_alphanumeric() && !c.is_ascii();
    let ends = behind.is_empty() || behind.starts_with(is_field) || says_over(behind);
    let all = (bare || label) && between && ends;
    all.then(|| pairs.into_iter().flat_map(|(open, close)| [open, close]).collect())
}

/// Whether words behind what is struck through say that it is over: `cancelled`, `moved to Q1`.
fn says_over(behind: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let lexicon = Lexicon::shipped();
    let bare = behind.trim_start_matches(['-', '=', '>', ':', ' ']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let lists = ["done_words", "dropped_words", "not_held_sure", "columns.dropped"];
    let is_over = |words: &[&str]| {
        let words = words.join(" ");
        let words = words.trim_end_matches([',', ';', ':', '.']);
        lists.iter().any(|list| lexicon.has(list, words))
    };
    let bare = |word: &str| word.trim_end_matches([',', ';', ':', '.']).to_owned();
    // `moved to Q1`, and no `moved orders`.
    let first = |word: &&str| lexicon.has("not_held", &bare(word));
    let until = |word: &&str| lexicon.has("not_held_to", word) || lexicon.has("due", word);
    let put_off = || words.first().is_some_and(first) && words.get(1).is_none_or(until);
    words.len() <= MOST_WORDS
        && (put_off() || (1..=words.len().min(3)).any(|end| is_over(&words[..end])))
}

/// What opens and what closes each part that is struck through: `~~ ~~`, also with blanks inside
/// as hands type it, and the elements of HTML.
fn struck_pairs(text: &str, markup: &Markup, span: Span) -> Vec<(Span, Span)> {
    let begins = markup.struck.partition_point(|struck| struck.start < span.start);
    let marked = markup.struck[begins..].iter().take_while(|struck| struck.start < span.end);
    let wide = |struck: &&Span| {
        let source = struck.of(text);
        source.len() > 4 && source.starts_with("~~") && source.ends_with("~~")
    };
    let pair = |open: usize, close: usize, width: (usize, usize)| {
        (Span::new(open, open + width.0), Span::new(close - width.1, close))
    };
    let of_marks = marked.filter(wide).map(|struck| pair(struck.start, struck.end, (2, 2)));
    let mut pairs: Vec<(Span, Span)> = of_marks.collect();
    let source = span.of(text);
    let lower = source.to_ascii_lowercase();
    for name in ["del", "s", "strike"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let mut from = 0;
        while let Some(at) = lower[from..].find(&open).map(|at| from + at)
            && let Some(end) = lower[at..].find(&close).map(|len| at + len + close.len())
        {
            let width = (open.len(), close.len());
            pairs.push(pair(span.start + at, span.start + end, width));
            from = end;
        }
    }
    // `~~ @alice write it ~~`: Markdown strikes nothing through, and the hand did.
    if pairs.is_empty() && source.matches("~~").count() == 2 {
        let (open, close) = (source.find("~~").unwrap_or(0), source.rfind("~~").unwrap_or(0));
        pairs.push(pair(span.start + open, span.start + close + 2, (2, 2)));
    }
    pairs.sort();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_tidy_is_tidy() {
        let signs = ['a', '.', ' ', ',', '-', '(', ')', '|', ':', 'é'];
        let mut texts = vec![String::new()];
        for at in 0..11_111 {
            let Some(text) = texts.get(at).cloned() else { break };
            assert_eq!(tidy_blanks(&text), made_tidy(&text), "{text:?}");
            texts.extend(signs.iter().map(|sign| format!("{text}{sign}")));
        }
    }
}
