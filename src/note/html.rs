//! Elements of HTML that a note holds, as far as one heads or holds a part of it.
//!
//! No parser of HTML: Markdown between two tags is Markdown, and a tag that nobody closes is
//! common.

use crate::text::span::Span;

/// One tag, `<name attributes>` or `</name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// With its angle brackets.
    pub span: Span,
    /// As it is written.
    pub name: &'a str,
    /// What stands behind the name.
    pub attributes: &'a str,
    /// `</name>`.
    pub closes: bool,
}

/// A longer tag is not looked at.
const MAX_TAG_BYTES: usize = 400;

/// The tags in `span` of a text, in order; comments are none.
pub fn html_tags(text: &str, span: Span) -> impl Iterator<Item = Tag<'_>> {
    let mut from = span.start;
    std::iter::from_fn(move || {
        while from < span.end {
            let open = from + text[from..span.end].find('<')?;
            from = open + 1;
            if let Some(tag) = tag_at(text, open, span.end) {
                from = tag.span.end;
                return Some(tag);
            }
        }
        None
    })
}

/// The tag that begins at byte `open`, where a `<` stands.
fn tag_at(text: &str, open: usize, end: usize) -> Option<Tag<'_>> {
    let source = &text[open + 1..end];
    let closes = source.starts_with('/');
    let name_at = usize::from(closes);
    if !source[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_edge = |byte: u8| byte == b'>' || byte == b'<';
    let edge = source.bytes().take(MAX_TAG_BYTES).position(is_edge)?;
    if source.as_bytes()[edge] == b'<' {
        return None;
    }
    let inner = &source[name_at..edge];
    let len = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
    let attributes = inner[len..].trim().trim_end_matches('/');
    let span = Span::new(open, open + 1 + edge + 1);
    Some(Tag { span, name: &inner[..len], attributes, closes })
}

impl Tag<'_> {
    /// Whether it is the tag of that name.
    pub fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The level of the heading that it begins or ends.
    pub fn heading_level(&self) -> Option<u8> {
        let level = self.name.strip_prefix(['h', 'H'])?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }

    /// What says something in it: its own name, names of attributes, and the words in them.
    pub fn tag_words(&self) -> impl Iterator<Item = &str> {
        let values = self.attributes.split(['"', '\'', '=', ' ', '\t', '\n']);
        std::iter::once(self.name).chain(values.filter(|word| !word.is_empty()))
    }
}

/// A text without tags of HTML.
pub fn without_tags(text: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for tag in html_tags(text, Span::new(0, text.len())) {
        out.push_str(&text[from..tag.span.start]);
        from = tag.span.end;
    }
    out + &text[from..]
}

/// Where the element ends that `tag` begins: behind its own end tag, else nowhere.
pub fn end_of_element(text: &str, tag: &Tag<'_>) -> Option<usize> {
    let mut open = 1_usize;
    let rest = Span::new(tag.span.end, text.len());
    for next in html_tags(text, rest).filter(|next| next.is_named(tag.name)) {
        open = if next.closes { open - 1 } else { open + 1 };
        if open == 0 {
            return Some(next.span.end);
        }
    }
    None
}

/// Where a comment begins that nobody ended, in a line and all that stands behind it: who writes
/// one means that nobody reads it.
pub(crate) fn open_comment(line: &str, behind: &str) -> Option<usize> {
    let begun = |sign: &str, end: &str| {
        let at = line.rfind(sign)?;
        let apart = line[..at].is_empty() || line[..at].ends_with([' ', '\t', '\n']);
        let pairs = sign == end && line.matches(sign).count().is_multiple_of(2);
        (apart && !pairs && !line[at + sign.len()..].contains(end) && !behind.contains(end))
            .then_some(at)
    };
    begun("<!--", "-->").or_else(|| begun("%%", "%%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_what_they_say() {
        let text = "<details open><Summary class=\"a b\">x</Summary> 1 < 2 <!-- c --> <br/> <a";
        let found: Vec<(&str, &str, bool)> = html_tags(text, Span::new(0, text.len()))
            .map(|tag| (tag.name, tag.attributes, tag.closes))
            .collect();
        assert_eq!(
            found,
            [
                ("details", "open", false),
                ("Summary", "class=\"a b\"", false),
                ("Summary", "", true),
                ("br", "", false)
            ]
        );
        assert_eq!(without_tags("**<u>Private</u>**"), "**Private**");
        assert_eq!(without_tags("a < b > c"), "a < b > c");
    }

    #[test]
    fn an_element_ends_with_its_own_end_tag() {
        let check = |text: &str, expected: Option<&str>| {
            let first = html_tags(text, Span::new(0, text.len())).next().unwrap();
            assert_eq!(end_of_element(text, &first).map(|end| &text[end..]), expected, "{text}");
        };
        check("<div>a<div>b</div>c</div>d", Some("d"));
        check("<div>a<p>b</p></DIV>d", Some("d"));
        check("<div>a", None);
    }
}
