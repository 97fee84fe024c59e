//! Tags and mentions in the prose of one block: `#goal/cka`, `@alice`, of both dialects.

use crate::note::markup::{Block, Markup};
use crate::note::spelling::tag_path;
use crate::text::span::{Span, holding, merged};

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
        Prose { text, span, closed: merged(opaque.chain(comments).chain(open).collect()) }
    }

    /// Whether byte `at` is prose.
    pub fn is_open(&self, at: usize) -> bool {
        holding(&self.closed, at, |span| *span).is_none()
    }

    /// The block's text.
    pub fn str(&self) -> &'a str {
        self.span.of(self.text)
    }

    /// Bytes at which a word may begin behind one of `before`, or at the start.
    fn starts(&self, sign: char) -> impl Iterator<Item = usize> + '_ {
        self.str().match_indices(sign).map(|(at, _)| self.span.start + at).filter(|at| {
            let before = self.text[self.span.start..*at].chars().next_back();
            let free = before.is_none_or(|c| c.is_whitespace() || "(*_~=>\"'“‘「".contains(c));
            free && self.is_open(*at)
        })
    }
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
pub fn tags(prose: &Prose<'_>) -> Vec<TagRef> {
    let mut tags = Vec::new();
    for start in prose.starts('#') {
        let rest = &prose.text[start + 1..prose.span.end];
        let emphasis = prose.text[..start].chars().next_back().filter(|c| *c == '_');
        let mut tag = at(rest);
        if emphasis.is_some() {
            tag = tag.trim_end_matches('_');
        }
        if tag.is_empty() {
            continue;
        }
        let behind = rest[tag.len()..].chars().next();
        let cut = behind.is_some_and(|c| "+&".contains(c));
        tags.push(TagRef {
            path: tag_path(tag),
            span: Span::new(start, start + 1 + tag.len()),
            cut,
        });
    }
    tags
}

/// The tag that begins behind a `#`, without it; empty when there is none.
pub fn at(rest: &str) -> &str {
    let mut len = 0;
    loop {
        // A segment begins with a letter; behind a slash with a digit too (`#goal/5k`).
        let digits = len > 0 && rest[..len].ends_with('/');
        let segment = segment(&rest[len..], digits);
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

fn segment(text: &str, digits: bool) -> usize {
    let first = |c: char| c.is_alphabetic() || c == '_' || (digits && c.is_ascii_digit());
    if !text.starts_with(first) {
        return 0;
    }
    let inside =
        |c: char| c.is_alphanumeric() || c == '_' || c == '-' || crate::text::span::is_mark(c);
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
pub fn mentions(prose: &Prose<'_>) -> Vec<AtRef> {
    let mut found = Vec::new();
    if !prose.str().contains('@') {
        return found;
    }
    let bracketed = prose.str().match_indices("[@").map(|(at, _)| prose.span.start + at + 1);
    let joined = prose.str().match_indices("/@").map(|(at, _)| prose.span.start + at + 1);
    let bracketed = bracketed.chain(joined).filter(|at| prose.is_open(*at));
    let mut starts: Vec<usize> = prose.starts('@').chain(bracketed).collect();
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
    let inside =
        |c: char| c.is_alphanumeric() || "_-./".contains(c) || crate::text::span::is_mark(c);
    let rest = rest.split("/@").next().unwrap_or(rest); // `@eva/@evan`: two people
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
            tags_found.extend(tags(&prose).into_iter().map(|tag| tag.path));
            names.extend(mentions(&prose).into_iter().map(|at| at.name));
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
        check("# #heading\n\n| #a |\n|--|\n| #b |", &[], &[]);
        check("- #skill/c++ #goal/5k-run", &["skill/c", "goal/5k-run"], &[]);
        check("- #中文/子标签 #café", &["中文/子标签", "café"], &[]);
    }

    #[test]
    fn mentions_at_a_sentence_end() {
        check("- ask @alice. @Bob's, @ines! (@tove)", &[], &["alice", "Bob", "ines", "tove"]);
        check("- bob@alice.example and @Hamilton.Margaret.", &[], &["Hamilton.Margaret"]);
        check("- [@alice] do it", &[], &["alice"]);
        check("- @eva/@evan talk, https://x/@nobody", &[], &["eva", "evan"]);
    }
}
