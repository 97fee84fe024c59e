//! Comments of other tools: `{::comment}…{:/comment}`, `{% comment %}…`, `\begin{comment}…`,
//! `#+BEGIN_COMMENT…`, `<template>…`. Who writes one means that nobody reads what stands in it.

use crate::text::span::Span;

/// How one begins and ends; what nobody ended is none.
const PAIRS: &[(&str, &str)] = &[
    ("{::comment}", "{:/comment}"),
    ("{% comment %}", "{% endcomment %}"),
    ("{%- comment -%}", "{%- endcomment -%}"),
    ("{{!--", "--}}"),
    ("\\begin{comment}", "\\end{comment}"),
    ("#+BEGIN_COMMENT", "#+END_COMMENT"),
    ("#+begin_comment", "#+end_comment"),
    ("<template>", "</template>"),
];

/// Those of a text from byte `body` on, in order; what begins where `skip` says so is none.
pub(crate) fn find(text: &str, body: usize, skip: &dyn Fn(usize) -> bool) -> Vec<Span> {
    let source = &text[body.min(text.len())..];
    // Most notes hold none of these signs.
    let bytes = source.as_bytes();
    let holds = |byte: u8| bytes.contains(&byte);
    let braces = holds(b'{') && (source.contains("comment}") || source.contains("{%"));
    let handlebars = holds(b'{') && source.contains("{{!--");
    let org = holds(b'+') && (source.contains("#+BEGIN_C") || source.contains("#+begin_c"));
    let html = holds(b'<') && source.contains("<template>");
    let mut found = Vec::new();
    if !(braces || handlebars || org || html) {
        return found;
    }
    for (begin, end) in PAIRS {
        let mut from = body;
        while let Some(at) = text[from..].find(begin).map(|at| from + at) {
            let inner = at + begin.len();
            from = inner;
            if skip(at) {
                continue;
            }
            let Some(len) = text[inner..].find(end) else { break };
            from = inner + len + end.len();
            found.push(Span::new(at, from));
        }
    }
    found.sort_by_key(|span| span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_other_tools() {
        for (text, expected) in [
            ("a {::comment}b{:/comment} c", &["{::comment}b{:/comment}"][..]),
            ("{% comment %}\n- b\n{% endcomment %}\nc", &["{% comment %}\n- b\n{% endcomment %}"]),
            ("\\begin{comment}\nb", &[]),
            (
                "<template>b</template> c <template>d</template>",
                &["<template>b</template>", "<template>d</template>"],
            ),
            ("{{comment}} and {comment} {%", &[]),
            ("plain", &[]),
        ] {
            let found = find(text, 0, &|_| false);
            let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
