//! Text by bytes: spans, places, line endings, edits, and how words are compared.
//!
//! It knows nothing of Markdown. Everything above speaks in byte spans of one file's text and
//! turns them into lines and columns only when a person is told.

use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A range of bytes in one text, `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One behind the last byte.
    pub end: usize,
}

impl Span {
    /// A span of the bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span runs forward");
        Span { start, end }
    }

    /// The text the span covers; empty when it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether `at` lies inside.
    pub fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share a byte.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span, `by` bytes further on.
    pub fn moved(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

/// Of things in the order of their spans, which do not overlap, those that meet `span`.
pub fn meeting<T>(sorted: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|one| of(one).end <= span.start);
    let len = sorted[from..].partition_point(|one| of(one).start < span.end);
    &sorted[from..from + len]
}

/// Of things in the order of their spans, which do not overlap, the one that holds byte `at`.
pub fn holding<T>(sorted: &[T], at: usize, of: impl Fn(&T) -> Span) -> Option<&T> {
    meeting(sorted, Span::new(at, at + 1), of).first()
}

/// The byte at which the last word of a text begins: behind its last blank, however wide that is
/// (people type no-break spaces).
pub fn last_word(text: &str) -> usize {
    let blank = text.char_indices().rev().find(|(_, c)| c.is_whitespace());
    blank.map_or(0, |(at, c)| at + c.len_utf8())
}

/// The spans in order; those that overlap become one.
pub fn merge_spans(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let one = next.start < last.end;
        last.end = if one { last.end.max(next.end) } else { last.end };
        one
    });
    spans
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// Bytes between two counts of characters: on a line of 4 MiB a place is found as soon as on any.
const COUNTED_BYTES: usize = 512;

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters before each multiple of `COUNTED_BYTES`; empty when every byte is one.
    counts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Finds the line starts of `text`. Lines end with `\n` (a `\r` before it belongs to the line).
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut before = 0;
            for piece in text.as_bytes().chunks(COUNTED_BYTES) {
                counts.push(before);
                before += characters(piece);
            }
        }
        LineIndex { starts, counts, len: text.len() }
    }

    /// Characters that begin in the bytes from `start` up to `at`.
    fn between(&self, text: &str, start: usize, at: usize) -> usize {
        let bytes = text.as_bytes();
        let near = (start / COUNTED_BYTES + 1) * COUNTED_BYTES;
        let last = at / COUNTED_BYTES;
        match (self.counts.get(near / COUNTED_BYTES), self.counts.get(last)) {
            _ if self.counts.is_empty() => at - start,
            (Some(first), Some(counted)) if near <= at => {
                let edges =
                    characters(&bytes[start..near]) + characters(&bytes[last * COUNTED_BYTES..at]);
                edges + counted - first
            }
            _ => characters(&bytes[start..at]),
        }
    }

    /// The byte behind so many characters from byte `start` on.
    pub fn behind(&self, text: &str, start: usize, count: usize) -> usize {
        let (bytes, piece) = (text.as_bytes(), start / COUNTED_BYTES);
        let Some(counted) = self.counts.get(piece) else {
            return (start + count).min(self.len);
        };
        let wanted = counted + characters(&bytes[piece * COUNTED_BYTES..start]) + count;
        let piece = self.counts.partition_point(|before| *before <= wanted).saturating_sub(1);
        let mut before = self.counts[piece];
        let rest = &bytes[piece * COUNTED_BYTES..];
        let at = rest.iter().position(|byte| {
            let begins = *byte & 0xC0 != 0x80;
            before += usize::from(begins);
            begins && before > wanted
        });
        at.map_or(self.len, |at| piece * COUNTED_BYTES + at)
    }

    /// The line that holds byte `at`, counted from 0.
    pub fn line0(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at.min(self.len)).saturating_sub(1)
    }

    /// The line that holds byte `at`, counted from 1.
    pub fn line(&self, at: usize) -> u32 {
        u32::try_from(self.line0(at) + 1).unwrap_or(u32::MAX)
    }

    /// Bytes of the line `line0` (counted from 0), without its line ending.
    pub fn line_span(&self, text: &str, line0: usize) -> Span {
        let start = self.starts.get(line0).copied().unwrap_or(self.len);
        let next = self.starts.get(line0 + 1).copied().unwrap_or(self.len);
        let body = text.get(start..next).unwrap_or("");
        Span::new(start, start + body.trim_end_matches(['\n', '\r']).len())
    }

    /// How many lines there are; an empty text has one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Column of byte `at` in its line, counted from 1, in characters.
    pub fn column(&self, text: &str, at: usize) -> u32 {
        let at = at.min(self.len);
        let start = self.starts[self.line0(at)];
        u32::try_from(self.between(text, start, at) + 1).unwrap_or(u32::MAX)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The line ending a text uses: that of its first line, `\n` when it has none.
pub fn line_ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if at > 0 && text.as_bytes()[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

/// `text` (which has `\n` endings) with every ending turned into `ending`.
pub fn with_ending(text: &str, ending: &str) -> String {
    if ending == "\n" { text.to_owned() } else { text.replace('\n', ending) }
}

/// Replaces each span by its new text. The spans are sorted and do not overlap.
pub fn splice(text: &str, edits: &[(Span, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        assert!(at <= span.start && span.end <= text.len(), "edits are sorted and disjoint");
        out.push_str(&text[at..span.start]);
        out.push_str(new);
        at = span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// How names, tags and words are compared: composed (NFC), lower case, `_` as `-`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let mut lower = text.to_ascii_lowercase();
        if lower.contains('_') {
            lower = lower.replace('_', "-");
        }
        return lower;
    }
    let one = |c| if c == '_' { '-' } else { c };
    match is_composed(text) {
        true => text.chars().flat_map(char::to_lowercase).map(one).collect(),
        false => text.nfc().flat_map(char::to_lowercase).map(one).collect(),
    }
}

/// Whether a text is composed for certain: before U+0300 nothing is joined to what stands before
/// it, and the dashes and quotation marks are as they are.
fn is_composed(text: &str) -> bool {
    text.chars().all(|c| c < '\u{300}' || matches!(c, '\u{2010}'..='\u{2027}'))
}

/// Composed form (NFC) of a text, as file systems may hand out decomposed names.
pub fn composed(text: &str) -> String {
    if is_composed(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Words of a text for comparing two lines: folded, only letters and digits, single blanks.
pub fn comparable_words(text: &str) -> String {
    if text.is_ascii() {
        let mut bytes = Vec::with_capacity(text.len());
        let mut blank = true;
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                bytes.push(byte.to_ascii_lowercase());
                blank = false;
            } else if !blank {
                bytes.push(b' ');
                blank = true;
            }
        }
        if bytes.last() == Some(&b' ') {
            bytes.pop();
        }
        return String::from_utf8(bytes).unwrap_or_default();
    }
    words_alone(&fold(text))
}

/// Letters and digits of a text, with single blanks for what stands between them.
pub fn words_alone(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A word with a capital letter: `Team` of `team`.
pub fn with_capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

/// Latin letters without their marks: `Tomasz Wójcik` and `tomasz wojcik` are one name to a typist.
pub fn without_accents(text: &str) -> String {
    if text.is_ascii() {
        return fold(text);
    }
    if !is_composed(text) {
        return without_marks(text);
    }
    // Each letter for itself: most words of Europe are in the table.
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '_' => out.push('-'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => match LATIN.get(c as usize - LATIN_FROM) {
                Some(letters) => out.push_str(letters),
                None => out.push_str(&without_marks(c.encode_utf8(&mut [0; 4]))),
            },
        }
    }
    out
}

const LATIN_FROM: usize = 0x80;

/// The letters from U+0080 to U+017F as `without_accents` gives them.
static LATIN: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let letters = '\u{80}'..='\u{17f}';
    letters.map(|c| without_marks(c.encode_utf8(&mut [0; 4])).into_boxed_str()).collect()
});

fn without_marks(text: &str) -> String {
    let text = fold(text).replace('ł', "l").replace('ø', "o").replace('ß', "ss");
    let text = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let mut out = String::with_capacity(text.size_hint().0);
    for c in text {
        match c {
            'ı' => out.push('i'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            _ => out.push(c),
        }
    }
    out
}

/// A text with the two letters that stand for one where a keyboard lacks it: `Juergen Gross` for
/// `Jürgen Groß`; nothing where none of them is in it.
pub fn in_two_letters(text: &str) -> Option<String> {
    const LETTERS: &[(char, &str)] = &[
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('ø', "oe"),
        ('å', "aa"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('Ø', "Oe"),
        ('Å', "Aa"),
    ];
    if text.is_ascii() {
        return None;
    }
    let text = composed(text);
    let two = |c: char| LETTERS.iter().find(|(one, _)| *one == c).map(|(_, two)| *two);
    if !text.chars().any(|c| two(c).is_some()) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match two(c) {
            Some(two) => out.push_str(two),
            None => out.push(c),
        }
    }
    Some(out)
}

/// Blanks without a width, which programs put in and nobody sees.
pub const INVISIBLE: &[char] = &['\u{200b}', '\u{feff}', '\u{ad}', '\u{2060}'];

/// Whether `c` is a mark that belongs to the letter before it, as in decomposed text.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word is another one but for a letter that is wrong, missing, too much or changed with
/// the next.
pub fn is_one_slip(word: &str, other: &str) -> bool {
    if word.is_ascii() && other.is_ascii() && !may_be_one_slip(word.as_bytes(), other.as_bytes()) {
        return false;
    }
    let lengths = [word, other].map(|word| word.chars().count());
    if lengths[0].abs_diff(lengths[1]) > 1 {
        return false;
    }
    let (word, other) = (fold(word), fold(other));
    // One slip in three letters or more leaves the first or the last as it is.
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    let (one, two) = (ends(&word), ends(&other));
    let may_be = one.0 == two.0 || one.1 == two.1 || lengths[0].min(lengths[1]) < 3;
    may_be && strsim::damerau_levenshtein(&word, &other) == 1
}

/// Whether two words of ASCII are as long and end as alike as with one slip: most are told by that,
/// for which nothing is taken.
fn may_be_one_slip(word: &[u8], other: &[u8]) -> bool {
    let same = |one: Option<&u8>, two: Option<&u8>| {
        one.zip(two).is_some_and(|(one, two)| one.eq_ignore_ascii_case(two))
    };
    word.len().abs_diff(other.len()) <= 1
        && (word.len().min(other.len()) < 3
            || same(word.first(), other.first())
            || same(word.last(), other.last()))
}

/// The known word nearest to `word`, when it is near enough to have been meant.
///
/// Near means: at most one slip in words up to five characters, two up to nine, three above.
pub fn nearest_word<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    let length = folded.chars().count();
    let most = if length <= 5 { 1 } else { 2 + usize::from(length > 9) };
    known
        .into_iter()
        // As many slips as the lengths differ, at least: a word of 4 MiB is compared with none.
        .filter(|other| other.chars().count().abs_diff(length) <= most)
        .map(|other| (strsim::damerau_levenshtein(&folded, &fold(other)), other))
        .filter(|(slips, other)| *slips <= most && *slips < other.chars().count())
        .min()
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_by_letter_a_word_is_plain_as_a_whole() {
        let all: String = ('\u{1}'..'\u{300}').chain('\u{2010}'..='\u{2027}').collect();
        for text in [all.as_str(), "İstanbul Straße", "Wójcik_Łódź", "e\u{301}té", "ÅΣ Ω"]
        {
            assert_eq!(without_accents(text), without_marks(text), "{text}");
            let folded: String = text.nfc().flat_map(char::to_lowercase).collect();
            assert_eq!(fold(text), folded.replace('_', "-"), "{text}");
            assert_eq!(composed(text), text.nfc().collect::<String>(), "{text}");
        }
    }

    #[test]
    fn places_count_from_one_in_characters() {
        let text = "ä b\r\nc";
        let index = LineIndex::new(text);
        assert_eq!((index.line(3), index.column(text, 3)), (1, 3));
        assert_eq!((index.line(6), index.column(text, 6)), (2, 1));
        assert_eq!(index.line_span(text, 0).of(text), "ä b");
    }

    #[test]
    fn places_on_long_lines_are_counted_in_steps() {
        for word in ["é", "ab", "中e\u{301}"] {
            let text = format!("x\n{}\n{}", word.repeat(3_000), word.repeat(400));
            let index = LineIndex::new(&text);
            for (at, _) in text.char_indices() {
                let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
                let column = text[start..at].chars().count() + 1;
                assert_eq!(index.column(&text, at) as usize, column, "{word} {at}");
            }
        }
    }

    #[test]
    fn spans_in_order_are_searched() {
        let spans =
            merge_spans(vec![Span::new(6, 8), Span::new(0, 2), Span::new(1, 4), Span::new(4, 5)]);
        assert_eq!(spans, [Span::new(0, 4), Span::new(4, 5), Span::new(6, 8)]);
        let of = |span: &Span| *span;
        assert_eq!(meeting(&spans, Span::new(3, 6), of), &spans[..2]);
        assert_eq!(holding(&spans, 5, of), None);
        assert_eq!(holding(&spans, 7, of), Some(&spans[2]));
    }

    #[test]
    fn names_compare_across_forms() {
        assert_eq!(fold("High_Five"), "high-five");
        assert_eq!(fold("e\u{301}"), fold("É"));
        assert_eq!(without_accents("Tomasz Wójcik"), "tomasz wojcik");
        assert_eq!(comparable_words("Take **her** off, now!!"), "take her off now");
    }

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(nearest_word("thomasz", ["tomasz", "alice"]), Some("tomasz"));
        assert_eq!(nearest_word("bob", ["alice", "ines"]), None);
        assert_eq!(nearest_word("high-fiv", ["high-five", "goal"]), Some("high-five"));
    }

    #[test]
    fn splice_keeps_what_is_between() {
        let edits = [(Span::new(1, 2), "X".to_owned()), (Span::new(3, 3), "Y".to_owned())];
        assert_eq!(splice("abcd", &edits), "aXcYd");
    }

    #[test]
    fn a_byte_behind_so_many_characters() {
        let ascii = "ab\n".repeat(900);
        let wide = "aé日\n".repeat(700);
        for text in [ascii.as_str(), wide.as_str(), "", "é"] {
            let lines = LineIndex::new(text);
            let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            for (at, count) in [(0, 0), (0, 1), (1, 700), (600, 3), (5, 5000), (1200, 1200)] {
                let Some(start) = bytes.get(at) else { continue };
                let expected = bytes.get(at + count).copied().unwrap_or(text.len());
                assert_eq!(lines.behind(text, *start, count), expected, "{at} {count}");
            }
            assert_eq!(lines.behind(text, text.len(), 3), text.len());
        }
    }
}
