//! Generated text that stands in a note without its marker lines: somebody deleted both, or damaged
//! both alike.
//!
//! It is told by the words of the shipped templates, so that a fresh clone reads the note as the
//! machine does that wrote it. Such text is no source, and no second page is put beside it.

use crate::note::front_matter::FrontMatter;
use crate::note::markup::Markup;
use crate::note::region::Region;
use crate::note::theirs::is_open_part;
use crate::text::span::Span;

/// Generated text without markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmarked {
    /// The page that it was: `prep`.
    pub page: String,
    /// Where it stands.
    pub span: Span,
}

/// Headings in the pages of one 1-2-1, each with the list below it.
const PARTS: &[&str] = &[
    "Open from before",
    "Goals",
    "Your goals",
    "Share today",
    "To edit first",
    "Held back",
    "Talk about",
    "To talk about",
    "Ask",
    "Questions to think about",
    "For reference",
    "First meeting",
    "Farewell",
];

/// The pages whose front matter says what they are, and how a heading of theirs begins.
const PAGES: &[(&str, &[&str])] = &[
    (
        "rollup",
        &[
            "Goals of ",
            "High fives",
            "Watch outs",
            "Promises",
            "What became clear",
            "Agreed",
            "To talk about",
            "From earlier 1-2-1s, still open",
            "Since last time",
            "Follow-ups",
            "Outcomes",
            "Mood",
            "Questions",
            "Seasons",
            "Home",
        ],
    ),
    (
        "me",
        &[
            "Feedback for me",
            "My promises",
            "To hand on",
            "My misses",
            "Asked and answered",
            "Policies",
        ],
    ),
    (
        "team",
        &[
            "Next 1-2-1s",
            "Goals by due date",
            "Goals without a due date",
            "Gone quiet",
            "Done this quarter",
            "Team goals",
            "For everyone",
            "Attention",
        ],
    ),
    ("day", &["1-2-1s on "]),
    ("shelf", &["Shelf"]),
    ("week", &["What moved this week, "]),
    ("quarter", &["The quarter, "]),
    ("scores", &["Own scores of "]),
    ("handover", &["Hand-over: "]),
];

/// Finds it: the first one of a note. `regions` are those that the note has.
pub fn find(
    text: &str,
    front: &FrontMatter,
    markup: &Markup,
    regions: &[Region],
) -> Option<Unmarked> {
    // Most notes have no heading that ends so, and are no page by their front matter.
    let of_kind = || {
        let kind = front.text_of("kind")?;
        PAGES.iter().find(|(page, _)| *page == kind)
    };
    let is_outside = |at: usize| regions.iter().all(|region| !region.whole.holds(at));
    let mut headings = markup.headings.iter().filter(|heading| is_outside(heading.span.start));
    let page = of_kind().filter(|(page, _)| regions.iter().all(|region| region.name != *page));
    if let Some((page, heads)) = page {
        let first = headings.find(|heading| heading.level == 2)?;
        let title = heading_words(first.span.of(text));
        if !heads.iter().any(|head| title.starts_with(head)) {
            return None;
        }
        let open = headings.find(|heading| is_open_part(heading_words(heading.span.of(text))));
        let end = open.map_or(text.len(), |heading| heading.span.start);
        let span = Span::new(first.span.start, end);
        return Some(Unmarked { page: (*page).to_owned(), span });
    }
    let head = headings.find_map(|heading| {
        let page = page_of(heading_words(heading.span.of(text)))?;
        (heading.level == 2).then_some((heading, page))
    });
    let (heading, page) = head?;
    let span = Span::new(heading.span.start, end_of_parts(text, heading.span));
    Some(Unmarked { page: page.to_owned(), span })
}

/// The text of a heading without its signs.
fn heading_words(heading: &str) -> &str {
    heading.lines().next().unwrap_or("").trim_matches(['#', ' ', '\t', '\r'])
}

/// The page of a 1-2-1 that begins so: `Alice, Tue 24 Nov 2026, 14:00, 25 min`.
fn page_of(title: &str) -> Option<&'static str> {
    let bare = title.split(" · [").next().unwrap_or(title).trim_end();
    let not_held = bare.strip_suffix(": not held");
    let told = not_held.or_else(|| {
        let (before, minutes) = bare.strip_suffix(" min")?.rsplit_once(", ")?;
        minutes.bytes().all(|byte| byte.is_ascii_digit()).then_some(before)
    })?;
    let mut parts = told.split(", ");
    let whose = parts.next()?;
    parts.any(is_long_day).then_some(if whose == "Our 1-2-1" { "agenda" } else { "prep" })
}

/// `Tue 24 Nov 2026`.
fn is_long_day(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), [weekday, day, month, year]
        if weekday.len() == 3 && month.len() == 3 && year.len() == 4
            && day.len() <= 2 && digits(day) && digits(year))
}

/// Where the parts of a page of one 1-2-1 end: each is a heading of ours and the list below it.
fn end_of_parts(text: &str, head: Span) -> usize {
    let (mut at, mut end) = (head.end, head.end);
    let (mut in_block, mut behind_block) = (false, false);
    for line in text[head.end..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if bare.is_empty() {
            behind_block |= in_block;
            continue;
        }
        let is_part = || {
            let heading = heading_words(bare);
            PARTS.iter().any(|part| {
                heading
                    .strip_prefix(part)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(" while "))
            })
        };
        if bare.starts_with("### ") && is_part() {
            (in_block, behind_block) = (false, false);
        } else if behind_block || bare.starts_with('#') && start > head.end {
            return end;
        } else {
            in_block = true;
        }
        end = at;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::diagnostic::Placer;
    use crate::note::front_matter::Fence;
    use crate::note::markup::Markup;
    use crate::text::ids::NotePath;
    use crate::text::span::LineIndex;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let path = NotePath::new("a.md").unwrap();
        let index = LineIndex::new(text);
        let placer = Placer::new(&path, text, &index);
        let fence = Fence::find(text);
        let (front, _) = FrontMatter::read(text, fence, &placer);
        let markup = Markup::parse(text, fence.body_start());
        let found = find(text, &front, &markup, &[]);
        let found = found.as_ref().map(|one| (one.page.as_str(), one.span.of(text)));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn generated_text_is_known_without_its_markers() {
        let prep = "## Alice, Tue 24 Nov 2026, 14:00, 25 min\n\n- **Season** low\n\n\
                    ### Share today\n\n- high five: calm\n  - more\n";
        check(prep, Some(("prep", prep)));
        let own = format!("# T\n\nmine\n\n{prep}\n- [ ] @alice mine too\n\n## Notes\n\n- mine\n");
        check(&own, Some(("prep", prep)));
        let short =
            "## Bo, Tue 24 Nov 2026, 25 min · [join](https://a.example)\n\n- **Season** x\n";
        check(short, Some(("prep", short)));
        check(&format!("{short}\n### My own\n\n- x\n"), Some(("prep", short)));
        let agenda = "## Our 1-2-1, Tue 24 Nov 2026, 9:30, 30 min\n\n### Your goals\n\n- a talk\n";
        check(&format!("{agenda}\n## Add yours\n\n- x\n"), Some(("agenda", agenda)));
        let skipped = "## Alice, Tue 24 Nov 2026: not held\n";
        check(skipped, Some(("prep", skipped)));
        let rollup = "## Goals of Alice\n\n### Talk\n\n- open\n\n## High fives\n\n- calm\n";
        check(&format!("---\nkind: rollup\n---\n{rollup}"), Some(("rollup", rollup)));
        check(
            "---\nkind: scores\n---\n## Own scores of A\n\n- 3\n\n## Add yours\n- 4\n",
            Some(("scores", "## Own scores of A\n\n- 3\n\n")),
        );
    }

    #[test]
    fn what_somebody_wrote_is_theirs() {
        for text in [
            "## Alice, Tue 24 Nov 2026\n\n- x\n",
            "## Alice, 24 Nov 2026, 25 min\n\n- x\n",
            "# Alice, Tue 24 Nov 2026, 25 min\n\n- x\n",
            "## Call with the vendor, 25 min\n\n- x\n",
            "## Goals of Alice\n\n- x\n",
            "---\nkind: rollup\n---\n## My own words\n\n- x\n",
            "---\nkind: person\n---\n## Goals of Alice\n\n- x\n",
            "## Share today\n\n- x\n",
        ] {
            check(text, None);
        }
    }
}
