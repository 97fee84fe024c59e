//! What stands before the cursor and asks to be completed: a sign and the word behind it.
//!
//! Looked at by the line's text alone: a line that is being typed is often no whole Markdown.

use crate::text::span::Span;

/// What is being typed, with the bytes that a completion replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed<'t> {
    /// `@al`
    Mention(Span, &'t str),
    /// `#go`, `#goal/c`
    Tag(Span, &'t str),
    /// `[[al`, the brackets included.
    Link(Span, &'t str),
    /// `[du`: the key of a field, without its bracket.
    Key(Span, &'t str),
    /// `[due:: to`: the key, and the value so far.
    Value(Span, &'t str, &'t str),
}

/// What is being typed at the end of `line`, which begins at byte `start`.
pub fn typed_at_end(line: &str, start: usize) -> Option<Typed<'_>> {
    let end = start + line.len();
    if let Some(open) = line.rfind("[[")
        && !line[open..].contains("]]")
    {
        return Some(Typed::Link(Span::new(start + open, end), &line[open + 2..]));
    }
    let word = line.rfind(|c: char| c.is_whitespace() || "(*_~=>\"'“‘「".contains(c));
    let word = word.map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let token = &line[word..];
    let span = Span::new(start + word, end);
    if let Some(name) = token.strip_prefix('@') {
        return Some(Typed::Mention(span, name));
    }
    if let Some(tag) = token.strip_prefix('#')
        && !tag.starts_with('#')
    {
        return Some(Typed::Tag(span, tag));
    }
    if let Some(open) = line.rfind(['[', '('])
        && !line[open..].contains([']', ')'])
    {
        // `[label](` begins the address of a link.
        if line[..open].ends_with(']') {
            return None;
        }
        return field(&line[open + 1..], start + open + 1);
    }
    // `- path:: ` as a line of its own.
    let body = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let key = body.split("::").next().unwrap_or("");
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-');
    (is_key && body.contains("::")).then(|| field(body, end - body.len())).flatten()
}

/// A field from behind its bracket.
fn field(inner: &str, start: usize) -> Option<Typed<'_>> {
    let end = start + inner.len();
    match inner.split_once("::") {
        Some((key, value)) => {
            let blank = value.len() - value.trim_start().len();
            let from = end - value.len() + blank;
            Some(Typed::Value(Span::new(from, end), key.trim(), &value[blank..]))
        }
        // `[ ]` and `[x]` are boxes, `[label](` is a link.
        None => {
            let is_key = inner.chars().all(|c| c.is_alphabetic() || c == '-');
            (is_key && inner != "x").then(|| Typed::Key(Span::new(start, end), inner))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = typed_at_end(line, 100).map(|typed| match typed {
            Typed::Mention(span, name) => (format!("@{}", span.end - span.start), name.to_owned()),
            Typed::Tag(span, tag) => (format!("#{}", span.end - span.start), tag.to_owned()),
            Typed::Link(span, name) => (format!("[[{}", span.end - span.start), name.to_owned()),
            Typed::Key(span, key) => (format!("[{}", span.end - span.start), key.to_owned()),
            Typed::Value(span, key, value) => {
                (format!("{key}::{}", span.end - span.start), value.to_owned())
            }
        });
        let expected = expected.map(|(what, text)| (what.to_owned(), text.to_owned()));
        assert_eq!(found, expected, "{line:?}");
    }

    #[test]
    fn what_is_typed() {
        check("- @al", Some(("@3", "al")));
        check("@", Some(("@1", "")));
        check("mail bob@al", None);
        check("- [ ] #goal/c", Some(("#7", "goal/c")));
        check("- (#", Some(("#1", "")));
        check("## Head", None);
        check("see [[Ali", Some(("[[5", "Ali")));
        check("see [[Alice]] and", None);
        check("- [ ] call [du", Some(("[2", "du")));
        check("- [ ] call [due:: +2", Some(("due::2", "+2")));
        check("- [ ] call [due::", Some(("due::0", "")));
        check("- [ ] call (hold:: next w", Some(("hold::6", "next w")));
        check("- [", Some(("[0", "")));
        check("- [x", None);
        check("see [Z](", None);
        check("see [Z](du", None);
        check("see [Z] (du", Some(("[2", "du")));
        check("- [ ] a [due:: 2026-12-01] b", None);
        check("  path:: wri", Some(("path::3", "wri")));
        check("  - due:: fr", Some(("due::2", "fr")));
        check("plain words", None);
        check("**@al", Some(("@3", "al")));
        check("é [due:: @ç", Some(("@3", "ç")));
    }
}
