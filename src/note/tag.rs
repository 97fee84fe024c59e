//! Tags and mentions in the prose of one block: `#goal/cka`, `@alice`, of both dialects.

use crate::kind::Kind;
use crate::note::markup::{Block, Markup};
use crate::note::season_words;
use crate::note::spelling::{Spelling, tag_path};
use crate::text::span::{Span, fold, holding, is_mark, merge_spans};

/// The prose of one block: its text, less what is code, comment, link or embed.
pub struct Prose<'a> {
    /// The note's whole text.
    pub text: &'a str,
    /// The block's bytes in it.
    pub span: Span,
    closed: Vec<Span>,
}

impl<'a> Prose<'a> {
    /// The prose of `block`, or of a part of it.
    pub fn new(text: &'a str, markup: &Markup, block: &Block, span: Span) -> Prose<'a> {
        let opaque = block.opaque_in(span).iter().map(|(part, _)| *part);
        let open = markup.open_comment.filter(|open| *open < span.end);
        let open = open.map(|open| Span::new(open, text.len()));
        let comments = markup.comments_in(span).iter().copied();
        Prose { text, span, closed: merge_spans(opaque.chain(comments).chain(open).collect()) }
    }

    /// Whether byte `at` is prose.
    pub fn is_open(&self, at: usize) -> bool {
        holding(&self.closed, at, |span| *span).is_none()
    }

    /// The block's text.
    pub fn str(&self) -> &'a str {
        self.span.of(self.text)
    }

    /// Bytes at which a tag or a mention may begin with `sign`: at the start, behind a blank or a
    /// sign that ends words, or glued to a tag or a mention (`#high-five,#skill/x`, `@alice/#x`).
    fn sign_starts(&self, sign: char) -> impl Iterator<Item = usize> + '_ {
        self.str().match_indices(sign).map(|(at, _)| self.span.start + at).filter(move |at| {
            let before = &self.text[self.span.start..*at];
            let free = before.chars().next_back().is_none_or(|c| parts_words(c, sign));
            (free || (sign != '@' && is_glued(before))) && self.is_open(*at)
        })
    }

    /// Whether byte `at` stands in a formula: `$x #high-five$`.
    fn in_formula(&self, at: usize) -> bool {
        let (before, behind) = (&self.text[self.span.start..at], &self.text[at..self.span.end]);
        let opens = |(open, _): &(usize, &str)| {
            let word = before[open + 1..].chars().next();
            let free = before[..*open].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            free && word.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit() && c != '$')
        };
        let closes = |(close, _): &(usize, &str)| {
            let last = behind[..*close].chars().next_back();
            last.is_some_and(|c| !c.is_whitespace())
                && !behind[close + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '$')
        };
        let open = before.match_indices('$').rfind(opens);
        open.is_some_and(|(open, _)| !before[open + 1..].contains('$'))
            && behind.match_indices('$').next().is_some_and(|close| closes(&close))
    }
}

/// Whether a tag or a mention may begin behind this character.
fn parts_words(c: char, sign: char) -> bool {
    match c.is_ascii() {
        true => {
            c.is_whitespace()
                || "(*_~=>\"'[{,;:!?<)]}".contains(c)
                || (sign == '@' && "&+".contains(c))
        }
        // Quotes, dashes, emoji; the sign behind an emoji that makes a picture of it.
        false => c == '\u{fe0f}' || !(c.is_alphanumeric() || is_mark(c)),
    }
}

/// Tags in a row, without a blank between them, are no longer.
const MAX_GLUED_BYTES: usize = 240;

/// Whether the word in which a text ends begins with a tag or a mention.
fn is_glued(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(MAX_GLUED_BYTES));
    let before = &before[from..];
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or(before);
    word.starts_with(['#', '@']) && !word.ends_with('#')
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRef {
    /// Folded, `/` between segments, without `#`.
    pub path: String,
    /// Its bytes, `#` included.
    pub span: Span,
    /// It goes on behind a character that ends tags everywhere: `#skill/c++`.
    pub cut: bool,
}

/// The tags of a block.
pub fn find_tags(prose: &Prose<'_>) -> Vec<TagRef> {
    let mut tags = Vec::new();
    let formulas = prose.str().contains('$');
    let wide = match prose.str().contains(WIDE_HASH) {
        true => prose.sign_starts(WIDE_HASH).collect(),
        false => Vec::new(),
    };
    let mut starts: Vec<usize> = prose.sign_starts('#').chain(wide).collect();
    starts.sort_unstable();
    for start in starts.into_iter().filter(|at| !formulas || !prose.in_formula(*at)) {
        let rest = behind_hash(&prose.text[start..prose.span.end]);
        let words_at = prose.span.end - rest.len();
        if let Some((path, len)) = linked_tag(rest) {
            let span = Span::new(start, words_at + len);
            tags.push(TagRef { path, span, cut: false });
            continue;
        }
        let emphasis = prose.text[..start].chars().next_back().filter(|c| *c == '_');
        let mut tag = tag_behind_hash(rest);
        if emphasis.is_some() {
            tag = tag.trim_end_matches('_');
        }
        if tag.is_empty() {
            continue;
        }
        let mut behind = rest[tag.len()..].chars();
        let (behind, next) = (behind.next(), behind.next());
        let sharp = behind == Some('#') && !next.is_some_and(char::is_alphabetic);
        let cut = sharp || behind.is_some_and(|c| "+&".contains(c));
        tags.push(TagRef {
            path: tag_path(tag),
            span: Span::new(start, words_at + tag.len()),
            cut,
        });
    }
    tags
}

/// `#[[watch out]]`, as outliners write a tag of two words: the tag, when it is one of ours, and
/// the bytes behind the `#`.
fn linked_tag(rest: &str) -> Option<(String, usize)> {
    let inside = rest.strip_prefix("[[")?;
    let inside = &inside[..inside.find("]]")?];
    let path = tag_path(&inside.trim().replace(' ', "-"));
    let word = path.split('/').next().unwrap_or("");
    Kind::from_tag(word).is_some().then_some((path, inside.len() + "[[]]".len()))
}

/// Whether the link at a byte is such a tag.
pub(crate) fn is_linked(text: &str, at: usize) -> bool {
    text[..at].ends_with('#') && linked_tag(&text[at..]).is_some()
}

/// A tag that is nearly one of ours, as it stands there, and that one.
pub(crate) fn nearly_ours(
    prose: &Prose<'_>,
    tag: &TagRef,
    spelling: &Spelling,
) -> Option<(String, String)> {
    let name = tag.path.find('/').map_or("", |at| &tag.path[at..]);
    let near =
        spelling.near_spelling(&tag.path).map(|near| (tag.path.clone(), format!("{near}{name}")));
    near.or_else(|| split(prose, tag, spelling)).or_else(|| of_low_season(prose, tag))
}

/// `#watch out`, `#watch – outs`, `#watch/out`: a tag that a blank or a dash parts from its second
/// word. The two as they are compared, and the spelling that they are near to.
fn split(prose: &Prose<'_>, tag: &TagRef, spelling: &Spelling) -> Option<(String, String)> {
    let behind = &prose.text[tag.span.end..prose.span.end];
    let sign = |c: char| c == ' ' || c == '\u{a0}' || "-_.‐‑‒–—−".contains(c);
    let rest = behind.trim_start_matches(sign);
    let word: &str = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    let next =
        (behind.len() - rest.len() <= MOST_GAP_BYTES && !word.is_empty()).then(|| fold(word));
    let joined = match (tag.path.split_once('/'), next) {
        (Some((first, second)), _) if !second.contains('/') => format!("{first}-{second}"),
        (None, Some(next)) => format!("{}-{next}", tag.path),
        _ => return None,
    };
    let exact =
        spelling.kind_of_tag(&joined).filter(|(_, rest)| rest.is_empty()).map(|_| joined.as_str());
    // Another word may well stand behind a tag: only an ending may be too much.
    let near = exact.or_else(|| {
        spelling
            .near_spelling(&joined)
            .filter(|near| joined.strip_prefix(near).is_some_and(|s| s.len() <= 2))
    })?;
    let near = near.to_owned();
    Some((joined.replacen('-', " ", 1), near))
}

/// `#seasn/low`, `#sesaon low`: a tag that is nearly the one for a season, with the word low, and
/// the one that it is near to. What says that it is better has to say it rightly.
fn of_low_season(prose: &Prose<'_>, tag: &TagRef) -> Option<(String, String)> {
    let (word, rest) = tag.path.split_once(['/', '-']).unwrap_or((&tag.path, ""));
    if !season_words::is_slip(word) {
        return None;
    }
    let behind = prose.text[tag.span.end..prose.span.end].trim_start_matches([' ', ':', '=']);
    let next = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let low = match rest {
        "" => season_words::is_low(next),
        rest => "low".starts_with(rest) || rest.split('-').any(season_words::is_low),
    };
    low.then(|| (tag.path.clone(), "season/low".to_owned()))
}

/// Tags that hold feedback back.
pub const HOLDING: &[&str] = &[
    "hold",
    "on-hold",
    "held",
    "hold-back",
    "held-back",
    "not-said",
    "not-said-yet",
    "unsaid",
    "not-yet",
    "later",
    "parked",
    "next-time",
    "for-next-time",
    "to-say",
    "to-tell",
    "tell-later",
    "undelivered",
];

/// Whether tags are of praise and of critique: `#high-five great, but late #watch-out`.
pub fn praise_and_critique(kinds: &[(Kind, String)]) -> bool {
    let has = |kind: Kind| kinds.iter().any(|(known, _)| *known == kind);
    has(Kind::WatchOut) && has(Kind::HighFive)
}

/// Between the two words of a tag stand at most a blank, a dash and a blank.
const MOST_GAP_BYTES: usize = 5;

/// The `#` of keyboards for Chinese, Japanese and Korean.
pub const WIDE_HASH: char = '＃';

/// What stands behind the `#` that begins a text, and behind characters that nobody sees.
pub fn behind_hash(text: &str) -> &str {
    let rest = text.strip_prefix(['#', WIDE_HASH]).unwrap_or(text);
    rest.trim_start_matches(['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'])
}

/// The tag that begins behind a `#`, without it; empty when there is none.
pub fn tag_behind_hash(rest: &str) -> &str {
    let mut len = 0;
    loop {
        // A segment begins with a letter; behind a slash with a digit too (`#goal/5k`).
        let digits = len > 0 && rest[..len].ends_with('/');
        let segment = segment_length(&rest[len..], digits);
        if segment == 0 {
            break;
        }
        len += segment;
        if !rest[len..].starts_with(['/', '.']) {
            break;
        }
        len += 1;
    }
    rest[..len].trim_end_matches(['/', '.'])
}

fn segment_length(text: &str, digits: bool) -> usize {
    let first = |c: char| c.is_alphabetic() || c == '_' || (digits && c.is_ascii_digit());
    if !text.starts_with(first) {
        return 0;
    }
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || is_mark(c);
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// A mention with `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtRef {
    /// The name as written, without `@` and what ends a sentence.
    pub name: String,
    /// Its bytes, `@` included.
    pub span: Span,
}

/// The `@` mentions of a block.
pub fn find_mentions(prose: &Prose<'_>) -> Vec<AtRef> {
    let mut found = Vec::new();
    if !prose.str().contains('@') {
        return found;
    }
    let bracketed = prose.str().match_indices("[@").map(|(at, _)| prose.span.start + at + 1);
    let joined = prose.str().match_indices("/@").map(|(at, _)| prose.span.start + at + 1);
    let bracketed = bracketed.chain(joined).filter(|at| prose.is_open(*at));
    let mut starts: Vec<usize> = prose.sign_starts('@').chain(bracketed).collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts {
        let rest = &prose.text[start + 1..prose.span.end];
        let name = name_at(rest);
        // A `/@` goes on behind a name, and in no address.
        let before: Option<&AtRef> = found.last();
        let joins = before.is_some_and(|before| before.span.end + 1 == start);
        if prose.text[..start].ends_with('/') && !joins {
            continue;
        }
        if name.starts_with(char::is_alphanumeric) {
            let span = Span::new(start, start + 1 + name.len());
            found.push(AtRef { name: name.to_owned(), span });
        }
    }
    found
}

/// The name that begins behind an `@`.
pub fn name_at(rest: &str) -> &str {
    let inside = |c: char| c.is_alphanumeric() || "_-./".contains(c) || is_mark(c);
    // Nothing is looked for behind the name, for there may be 80,000 of them. `@eva/@evan` are two
    // people: the second sign ends the first name, and the slash goes with what ends a sentence.
    rest[..rest.find(|c| !inside(c)).unwrap_or(rest.len())].trim_end_matches(['.', '-', '_', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let markup = Markup::parse(text, 0);
        let mut tags_found = Vec::new();
        let mut names = Vec::new();
        for block in &markup.blocks {
            let prose = Prose::new(text, &markup, block, block.text);
            tags_found.extend(find_tags(&prose).into_iter().map(|tag| tag.path));
            names.extend(find_mentions(&prose).into_iter().map(|at| at.name));
        }
        (tags_found, names)
    }

    fn check(text: &str, expected_tags: &[&str], expected_names: &[&str]) {
        let (tags, names) = read(text);
        assert_eq!(
            (tags.as_slice(), names.as_slice()),
            (
                expected_tags.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>().as_slice(),
                expected_names.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>().as_slice()
            ),
            "{text}"
        );
    }

    #[test]
    fn tags_of_both_dialects() {
        check("- #goal/cka. and (#goal.b) #A_b", &["goal/cka", "goal/b", "a-b"], &[]);
        check("- **#high-five** _#x_ ==#y==", &["high-five", "x", "y"], &[]);
        check("- #1 #482 a#b https://x/#frag \\#no `#c` [[#d]]", &[], &[]);
        check("# #heading\n\n| #a |\n|--|\n| #b |", &["b"], &[]);
        check("- #skill/c++ #goal/5k-run", &["skill/c", "goal/5k-run"], &[]);
        check("- #中文/子标签 #café", &["中文/子标签", "café"], &[]);
    }

    #[test]
    fn tags_beside_other_signs() {
        for (text, tags) in [
            ("- „#a“ ‚#b‘ «#c» »#d« [#e] {#f}", &["a", "b", "c", "d", "e", "f"][..]),
            ("- x —#a— –#b, 🎉#c ❤️#d", &["a", "b", "c", "d"]),
            ("- #a,#b/c;#d #e#f #g/#h", &["a", "b/c", "d", "e", "f", "g", "h"]),
            ("- @ana/#a @ana#b", &["a", "b"]),
            ("- ＃a #\u{200b}b #\u{feff}c", &["a", "b", "c"]),
            ("- it cost $5 #a and $6, $x$ #b", &["a", "b"]),
            ("- $x #a$ $\\alpha #b$", &[]),
            ("- org/repo#a a_b#c &#35;d &#x22; ##e C#f", &[]),
        ] {
            assert_eq!(read(text).0, tags, "{text}");
        }
    }

    #[test]
    fn mentions_at_a_sentence_end() {
        check("- ask @alice. @Bob's, @ines! (@tove)", &[], &["alice", "Bob", "ines", "tove"]);
        check("- bob@alice.example and @Hamilton.Margaret.", &[], &["Hamilton.Margaret"]);
        check("- [@alice] do it", &[], &["alice"]);
        check(
            "- „@ana“ —@bo— @cy,@di 🎉@ed @fi+@gu @ha&@hu",
            &[],
            &["ana", "bo", "cy", "di", "ed", "fi", "gu", "ha", "hu"],
        );
        check("- @eva/@evan talk, https://x/@nobody", &[], &["eva", "evan"]);
    }
}
