//! Generated regions: find them, pair them, replace what stands in them.
//!
//! Markers count only where the Markdown parser sees a top-level HTML block at column one; one in
//! a code fence is text. Any anomaly means hands off: the caller gets complaints and no regions.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Placer};
use crate::note::front_matter::Fence;
use crate::note::markup::Markup;
use crate::text::span::{Span, holding, line_ending, with_ending};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A region and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The page's name, `[a-z][a-z0-9-]*`.
    pub name: String,
    /// Both marker lines with their line endings, and all between.
    pub whole: Span,
    /// All between the marker lines.
    pub body: Span,
}

/// Whether `name` can stand in a marker.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A whole region as text, with `\n` endings. `inner` has no blank edge.
pub fn wrap(name: &str, inner: &str) -> String {
    format!("<!-- vault121:begin {name} -->\n{}<!-- vault121:end {name} -->\n", body(inner))
}

/// What stands between the marker lines.
fn body(inner: &str) -> String {
    match inner.trim_matches('\n') {
        "" => "\n".to_owned(),
        inner => format!("\n{inner}\n\n"),
    }
}

/// The text inside a region without its blank edge and with `\n` endings.
pub fn inner_text<'t>(text: &'t str, region: &Region) -> Cow<'t, str> {
    let body = region.body.of(text);
    if !body.contains('\r') {
        return Cow::Borrowed(body.trim_matches('\n'));
    }
    Cow::Owned(body.replace("\r\n", "\n").trim_matches('\n').to_owned())
}

/// Finds the regions of a note.
///
/// # Errors
/// Every anomaly, placed. A note with one must not be written.
pub fn find(
    text: &str,
    markup: &Markup,
    placer: &Placer<'_>,
) -> Result<Vec<Region>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let regions = pair_markers(text, markup, &mut |code, line, message, hint| {
        let problem = placer.say(code, line, message);
        problems.push(Diagnostic { hint, ..problem });
    });
    if problems.is_empty() { Ok(regions) } else { Err(problems) }
}

/// The regions of a note's text; `None` when there is any anomaly.
pub fn of_text(text: &str) -> Option<Vec<Region>> {
    sound_regions(text, &Markup::parse(text, Fence::find(text).body_start()))
}

/// The regions of a note without any anomaly: to place none, no line has to be counted.
pub fn sound_regions(text: &str, markup: &Markup) -> Option<Vec<Region>> {
    let mut is_sound = true;
    let regions = pair_markers(text, markup, &mut |_, _, _, _| is_sound = false);
    is_sound.then_some(regions)
}

/// Pairs the markers; `say` hears of every anomaly: what, where, why, and the way out.
fn pair_markers(
    text: &str,
    markup: &Markup,
    say: &mut dyn FnMut(Code, Span, String, Option<String>),
) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut open: Option<(String, Span)> = None;
    for found in markers(text, markup) {
        let marker = match found {
            Ok(marker) => marker,
            Err(line) => {
                let message = "a region marker stands where it cannot be trusted".to_owned();
                let hint = "give it a line of its own at column one, outside lists and quotes, \
                            spelled `<!-- vault121:begin name -->`";
                say(Code::RegionPlace, line, message, Some(hint.to_owned()));
                continue;
            }
        };
        match (marker.begins, open.take()) {
            (true, None) => {
                if !names.insert(marker.name.clone()) {
                    let message = format!("a second region `{}` in one note", marker.name);
                    say(Code::RegionTwice, marker.line, message, None);
                }
                open = Some((marker.name, marker.line));
            }
            (true, Some((outer, line))) => {
                let message = format!("region `{}` begins inside region `{outer}`", marker.name);
                say(Code::RegionNested, marker.line, message, None);
                open = Some((outer, line));
            }
            (false, Some((name, line))) if name == marker.name => {
                let body = Span::new(line.end, marker.line.start);
                regions.push(Region { name, whole: Span::new(line.start, marker.line.end), body });
            }
            (false, Some((name, line))) => {
                let message = format!("region `{name}` ends as `{}`", marker.name);
                say(Code::RegionCrossed, marker.line, message, None);
                open = Some((name, line));
            }
            (false, None) => {
                let message = format!("region `{}` ends and never began", marker.name);
                say(Code::RegionStray, marker.line, message, None);
            }
        }
    }
    if let Some((name, line)) = open {
        let message = format!("region `{name}` begins and never ends");
        let hint = format!("put back the line `<!-- vault121:end {name} -->`");
        say(Code::RegionOpen, line, message, Some(hint));
    }
    regions
}

/// What of a note may be generated although no region holds it, because its markers are damaged: it
/// is no source. From the first line that looks like a marker to the last one; where no end is
/// seen, up to the next heading of the level of the first one in it. `regions` are those that were
/// found; `None` when there is an anomaly.
pub fn suspect_span(text: &str, body: usize, markup: &Markup, regions: Option<&[Region]>) -> Span {
    let none = Span::new(body, body);
    let sound = regions.unwrap_or_default();
    if !text.contains("ault121") {
        return none;
    }
    let mut marks: Vec<(Span, bool)> = Vec::new();
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let lower = line.to_ascii_lowercase();
        let held = || holding(sound, span.start, |region| region.whole).is_some();
        // Half of one is left where somebody cut into it.
        let half = regions.is_none() && (lower.contains(":begin ") || lower.contains(":end "));
        let comment = line.contains("<!--") || line.contains("-->");
        let marks_one = comment && (half || lower.contains("vault121"));
        if marks_one && !held() {
            marks.push((span, lower.contains("begin")));
        }
    }
    let (Some((first, begins)), Some((last, last_begins))) = (marks.first(), marks.last()) else {
        return none;
    };
    // One alone in a note without an anomaly is an example in code.
    if regions.is_some() && (!begins || *last_begins) {
        return none;
    }
    let start = if *begins { first.start } else { body };
    if !last_begins {
        return Span::new(start, last.end);
    }
    let mut inside = markup.headings.iter().filter(|heading| heading.span.start >= last.end);
    let level = inside.next().map_or(0, |heading| heading.level);
    let next = inside.find(|heading| heading.level <= level);
    Span::new(start, next.map_or(text.len(), |heading| heading.span.start))
}

/// The note with the region's body replaced; only bytes between its marker lines change.
pub fn replace_body(text: &str, region: &Region, inner: &str, ending: &str) -> String {
    let body = with_ending(&body(inner), ending);
    [&text[..region.body.start], &body, &text[region.body.end..]].concat()
}

/// How a region stands between the lines of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// With a blank line that the note had there before.
    Loose,
    /// Where it was put the note had no blank line.
    Tight,
}

/// The note without the region, and without the blank lines that came with it; `stays` stands in
/// its place.
pub fn taken_out(text: &str, region: &Region, stays: &str, seam: Seam) -> String {
    let ending = line_ending(text);
    let (head, tail) = (&text[..region.whole.start], &text[region.whole.end..]);
    let stays = stays.trim_matches('\n');
    if !stays.is_empty() {
        return [head, &with_ending(&format!("{stays}\n"), ending), tail].concat();
    }
    let one_less = |head: &str| head.len() - ending.len() * usize::from(head.ends_with(ending));
    let shorter = &head[..one_less(head)];
    let blank_above = shorter.ends_with('\n');
    let below = tail.strip_prefix(ending);
    match (seam, below) {
        (Seam::Tight, _) if tail.is_empty() && blank_above => {
            shorter[..one_less(shorter)].to_owned()
        }
        (Seam::Tight, Some(below)) if blank_above => [shorter, below].concat(),
        (_, Some(below)) if head.trim_start_matches('\u{feff}').is_empty() => {
            [head, below].concat()
        }
        // A blank line stays between what stood above and what stood below.
        (_, Some(_)) if blank_above => [shorter, tail].concat(),
        _ if tail.is_empty() && blank_above => shorter.to_owned(),
        _ => [head, tail].concat(),
    }
}

struct Marker {
    begins: bool,
    name: String,
    line: Span,
}

/// Marker lines in order; what looks like one and is not is given back as its line.
fn markers(text: &str, markup: &Markup) -> Vec<Result<Marker, Span>> {
    let mut found = Vec::new();
    let mut line = Span::default();
    for (at, _) in text.match_indices("vault121:") {
        let rest = &text[at + "vault121:".len()..];
        let begins = rest.starts_with("begin");
        let blank = |c: char| c.is_whitespace() && c != '\n';
        let comment = text[..at].trim_end_matches(blank).ends_with("<!--");
        if !comment || !(begins || rest.starts_with("end")) || markup.in_code(at) {
            continue;
        }
        // One complaint a line: a line of 4 MiB may hold the word 100,000 times.
        if line.holds(at) {
            continue;
        }
        let start = text[line.end..at].rfind('\n').map_or(line.end, |found| line.end + found + 1);
        let end = rest.find('\n').map_or(text.len(), |found| text.len() - rest.len() + found + 1);
        line = Span::new(start, end);
        let exact = exact_marker(line.of(text), begins);
        let top =
            holding(&markup.html, start, |html| *html).is_some_and(|html| html.start == start);
        match exact.filter(|_| top) {
            Some(name) => found.push(Ok(Marker { begins, name: name.to_owned(), line })),
            None => found.push(Err(line)),
        }
    }
    found
}

fn exact_marker(line: &str, begins: bool) -> Option<&str> {
    let line = line.trim_end_matches(['\n', '\r']);
    let word = if begins { "<!-- vault121:begin " } else { "<!-- vault121:end " };
    line.strip_prefix(word)?.strip_suffix(" -->").filter(|name| is_name(name))
}

/// Whether a text holds what would be read as a region marker.
pub fn prints_marker(text: &str) -> bool {
    text.match_indices("vault121:").any(|(at, word)| {
        let rest = &text[at + word.len()..];
        let opened = text[..at].trim_end().ends_with("<!--");
        opened && (rest.starts_with("begin") || rest.starts_with("end"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ids::NotePath;
    use crate::text::span::LineIndex;

    fn check(text: &str, expected: Result<&[&str], Code>) {
        let path = NotePath::new("a.md").unwrap();
        let index = LineIndex::new(text);
        let placer = Placer::new(&path, text, &index);
        let found = find(text, &Markup::parse(text, 0), &placer);
        match (found, expected) {
            (Ok(regions), Ok(names)) => {
                let found: Vec<&str> = regions.iter().map(|region| region.name.as_str()).collect();
                assert_eq!(found, names, "{text:?}");
            }
            (Err(problems), Err(code)) => {
                assert!(problems.iter().any(|problem| problem.code == code), "{problems:?}");
            }
            (found, _) => panic!("{text:?}: {found:?}"),
        }
    }

    const A: &str = "<!-- vault121:begin a -->\n";
    const B: &str = "<!-- vault121:begin b -->\n";
    const END_A: &str = "<!-- vault121:end a -->\n";
    const END_B: &str = "<!-- vault121:end b -->\n";

    #[test]
    fn pairs_are_found() {
        check(&format!("{A}\nx\n\n{END_A}"), Ok(&["a"]));
        check(
            &format!("# t\r\n{A}{END_A}\ntext\n{B}{END_B}").replace('\n', "\r\n"),
            Ok(&["a", "b"]),
        );
        check(&format!("```\n{A}```\n"), Ok(&[]));
        check("plain text about vault121:begin markers\n", Ok(&[]));
    }

    #[test]
    fn every_anomaly_is_refused() {
        check(A, Err(Code::RegionOpen));
        check(END_A, Err(Code::RegionStray));
        check(&format!("{A}{B}{END_B}{END_A}"), Err(Code::RegionNested));
        check(&format!("{A}{END_A}{A}{END_A}"), Err(Code::RegionTwice));
        check(&format!("{A}{END_B}"), Err(Code::RegionCrossed));
        check(&format!("- x\n  {A}  {END_A}"), Err(Code::RegionPlace));
        check(&format!("> {A}> {END_A}"), Err(Code::RegionPlace));
        check(&format!("text {A}{END_A}"), Err(Code::RegionPlace));
        check("<!-- vault121:begin  a -->\n", Err(Code::RegionPlace));
        check("<!--vault121:begin a-->\n", Err(Code::RegionPlace));
        check("<!-- vault121:begin A -->\n", Err(Code::RegionPlace));
    }

    #[test]
    fn only_the_inside_changes() {
        let text = format!("above\n{A}\nold\n\n{END_A}below");
        let path = NotePath::new("a.md").unwrap();
        let index = LineIndex::new(&text);
        let markup = Markup::parse(&text, 0);
        let regions = find(&text, &markup, &Placer::new(&path, &text, &index)).unwrap();
        assert_eq!(inner_text(&text, &regions[0]), "old");
        let new = replace_body(&text, &regions[0], "new", "\n");
        assert_eq!(new, format!("above\n{A}\nnew\n\n{END_A}below"));
        let mixed = format!("above\r\n{A}old\n{END_A}below");
        let regions = find(
            &mixed,
            &Markup::parse(&mixed, 0),
            &Placer::new(&path, &mixed, &LineIndex::new(&mixed)),
        )
        .unwrap();
        let new = replace_body(&mixed, &regions[0], "new", "\r\n");
        assert_eq!(new, format!("above\r\n{A}\r\nnew\r\n\r\n{END_A}below"));
    }
}
