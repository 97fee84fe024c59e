//! Making a user's words inert for generated text: no tags, fields, boxes, markers, block ids.
//!
//! What stands in a region must never be read as a source, neither by us nor by Obsidian,
//! Dendron, Tasks or Dataview; and it must not break out of the line it stands in.

use crate::note::words::single_blanks;

/// A user's words, made safe to stand in a generated line.
pub fn inert_text(text: &str) -> String {
    if is_inert(text) {
        return text.to_owned();
    }
    disarmed_signs(&single_blanks(text))
}

fn disarmed_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let word_start = !before.is_alphanumeric() && before != '/' && before != '&';
        match c {
            '#' | '@' if word_start && (next.is_alphanumeric() || "_#@".contains(next)) => {}
            '^' if before == ' ' => out.push_str("\\^"),
            '<' => out.push_str("\\<"),
            '-' if out.ends_with("--") => out.push('\u{2011}'),
            '%' if next == '%' => {
                chars.next();
                out.push_str("% %");
            }
            '{' if next == '{' || next == '%' || next == '#' => out.push_str("{ "),
            ':' if next == ':' => {
                chars.next();
                out.push_str(if chars.peek() == Some(&' ') { ":" } else { ": " });
            }
            '|' => out.push_str("\\|"),
            '!' if next == '[' => {}
            c if c.is_control() => {}
            // Marks that turn the direction of all that follows do not belong in a shared line.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ => out.push(c),
        }
        before = c;
    }
    let out = without_links(out);
    let out = without_lead(&out);
    let out = without_box(out);
    without_list_mark(out).trim().to_owned()
}

/// A text without the signs at its beginning that would make a block of it; an emphasis that ends
/// again stays: `**now** or never`.
fn without_lead(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['>', '#', '+', '-', ' ']);
        let Some(sign) = rest.chars().next().filter(|c| "*~=".contains(*c)) else { return rest };
        let behind = rest.trim_start_matches(sign);
        let run = &rest[..rest.len() - behind.len()];
        let widths = if sign == '*' { 1..=3 } else { 2..=2 };
        let ends = |(at, _): (usize, &str)| at > 0 && !behind[..at].ends_with(' ');
        let opens = widths.contains(&run.len())
            && !behind.starts_with(' ')
            && behind.match_indices(run).any(ends);
        if opens {
            return rest;
        }
        rest = behind;
    }
}

/// Whether a text has single blanks, and nothing in it could be read as anything but words: most
/// lines are so, and a page has a thousand of them.
fn is_inert(text: &str) -> bool {
    let bytes = text.as_bytes();
    let doubled = |two: &[u8]| two[0] == two[1] && matches!(two[0], b' ' | b'-' | b':');
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.iter().all(|byte| PLAIN[usize::from(*byte)])
        && bytes.last() != Some(&b' ')
        && !bytes.windows(2).any(doubled)
}

/// The bytes that `disarmed_signs` leaves as they are behind a letter, where no blank, `-` or `:`
/// stands
/// twice.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let signs = b" ,.;:'\"()/?!&_`$-+*=~>]";
    let mut at = 0;
    while at < signs.len() {
        plain[signs[at] as usize] = true;
        at += 1;
    }
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] |= byte.is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// The first `most` characters or a little less, cut at a word, with nothing left open.
pub fn clip(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let head = &text[..end];
    let head = head.rfind(' ').map_or(head, |blank| &head[..blank]);
    let mut head = head.trim_end_matches([',', ';', ':', '-', '–', ' ', '\\']).to_owned();
    // A code span or a link that is cut in half would swallow what follows.
    if head.matches('`').count() % 2 == 1 {
        head.truncate(head.rfind('`').unwrap_or(0));
    }
    for (open, close) in [("[[", "]]"), ("[", "]"), ("](", ")")] {
        if let Some(at) = head.rfind(open)
            && !head[at..].contains(close)
        {
            head.truncate(at);
        }
    }
    format!("{}…", head.trim_end())
}

/// `[[a|b]]` of either dialect would be read in opposite order: only the words stay.
fn without_links(mut out: String) -> String {
    while let Some(open) = out.find("[[") {
        let Some(close) = out[open..].find("]]").map(|at| open + at) else {
            break;
        };
        let inside = out[open + 2..close].replace("\\|", "|");
        let label = inside.split('|').next_back().unwrap_or("").split('#').next().unwrap_or("");
        let label = label.rsplit('/').next().unwrap_or("").trim().to_owned();
        out.replace_range(open..close + 2, &label);
    }
    out
}

/// `[ ] text` would be a task.
fn without_box(text: &str) -> &str {
    let mut chars = text.char_indices();
    match (chars.next(), chars.next(), chars.next(), chars.next()) {
        (Some((_, '[')), Some(_), Some((_, ']')), Some((at, ' '))) => {
            without_box(text[at..].trim_start())
        }
        _ => text,
    }
}

/// `1. text` would be a list in a list.
fn without_list_mark(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if digits > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    text.to_owned()
}

/// No trailing blanks, one empty line around headings, never two empty lines.
pub fn tidy_markdown(text: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let after_heading = out.last().is_some_and(|last| last.starts_with('#'));
        let is_item = |line: &str| line.trim_start().starts_with("- ");
        let list_edge = out.last().is_some_and(|last| {
            !last.is_empty()
                && !line.is_empty()
                && is_item(last) != is_item(line)
                && !line.starts_with(' ')
        });
        let wants_gap = (heading || after_heading || list_edge) && !out.is_empty();
        if wants_gap && !line.is_empty() && out.last().is_some_and(|last| !last.is_empty()) {
            out.push("");
        }
        if line.is_empty() && out.last().is_none_or(|last| last.is_empty()) {
            continue;
        }
        out.push(line);
    }
    while out.last().is_some_and(|last| last.is_empty()) {
        out.pop();
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(inert_text(text), expected, "{text:?}");
    }

    #[test]
    fn nothing_is_left_to_read() {
        check("#goal/x and (#topic) c# #1", "goal/x and (topic) c# 1");
        check("ask @bob, not a@b.example", "ask bob, not a@b.example");
        check("[due:: 2026-12-01] a ^id", "[due: 2026-12-01] a \\^id");
        check("<!-- vault121:begin x -->", "\\<!-- vault121:begin x -->");
        check("%% a %% {{ b }} {% c %}", "% % a % % { { b }} { % c %}");
        check("[[a|b]] ![[c]] [[x/y#z]]", "b c y");
        check("- [ ] a", "a");
        check("> # 1. a\n2", "1\\. a 2");
        check("a | b", "a \\| b");
        check("##x @@y", "x y");
        check("https://x.example/#frag", "https://x.example/#frag");
    }

    #[test]
    fn what_is_inert_at_first_sight_is_left_as_it_is() {
        let signs: Vec<char> =
            (' '..='~').filter(|c| !c.is_ascii_alphanumeric() || *c == '1').collect();
        let mut seen = 0;
        for a in &signs {
            for b in &signs {
                for c in &signs {
                    for text in
                        [format!("a{a}{b}{c}"), format!("a{a}{b}{c}d"), format!("{a}{b}{c}")]
                    {
                        if is_inert(&text) {
                            seen += 1;
                            assert_eq!(disarmed_signs(&single_blanks(&text)), text);
                        }
                    }
                }
            }
        }
        assert!(seen > 1000, "{seen}");
    }

    #[test]
    fn inert_twice_is_inert_once() {
        for text in ["#a #b", "- [ ] [ ] x", "> > - #x", "[x:: [y:: z]]"] {
            assert_eq!(inert_text(&inert_text(text)), inert_text(text), "{text}");
        }
    }

    #[test]
    fn a_clipped_text_leaves_nothing_open() {
        assert_eq!(clip("one two three", 9), "one two…");
        assert_eq!(clip("see `code that goes on` here", 15), "see…");
        assert_eq!(clip("see [a link](https://x.example) here", 20), "see…");
        assert_eq!(clip("short", 9), "short");
    }
}
