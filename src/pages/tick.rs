//! Ticks on a page: which lines carry a box, and which boxes somebody ticked since the page was
//! written. What becomes of a tick is the source's business.

use crate::model::model::Model;
use crate::records::record::Source;
use crate::text::date::Day;
use crate::vault::layout::Anchor;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What can be ticked on a page, by its words: open promises and goals.
pub fn tickable_lines(model: &Model) -> impl Iterator<Item = (&str, &Source)> {
    let promises = model.actions.iter().filter(|action| action.is_open());
    let promises = promises.map(|action| (action.text.as_str(), &action.source));
    let goals = model.goals.iter().filter(|goal| goal.is_open());
    promises.chain(goals.map(|goal| (goal.title.as_str(), &goal.source)))
}

/// What was ticked already, by its words: closed promises and goals.
pub fn closed_lines(model: &Model) -> impl Iterator<Item = (&str, &Source)> {
    let promises = model.actions.iter().filter(|action| !action.is_open());
    let promises = promises.map(|action| (action.text.as_str(), &action.source));
    let goals = model.goals.iter().filter(|goal| !goal.is_open());
    promises.chain(goals.map(|goal| (goal.title.as_str(), &goal.source)))
}

/// Whether the line of these words can be ticked and found again: by a block id, or because its
/// note says them once.
pub fn is_one(model: &Model, text: &str, source: &Source) -> bool {
    let by_id = matches!(source.anchor, Some(Anchor::Block(_)));
    let (mut here, mut others) = (false, false);
    for (other, at) in tickable_lines(model).filter(|(_, at)| at.path == source.path) {
        here |= at.line == source.line;
        others |= at.line != source.line && other == text;
    }
    !text.is_empty() && here && (by_id || !others)
}

/// A line whose box was ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked<'t> {
    /// The character in its box.
    pub mark: char,
    /// The day that a plug-in stamped on it.
    pub day: Option<Day>,
    /// Which line of the region it is, from 0.
    pub at: usize,
    /// The line as it stands there.
    pub line: &'t str,
}

/// The lines of a region whose boxes hold something.
pub fn ticked_lines(inner: &str) -> Vec<Ticked<'_>> {
    let of = |(at, line): (usize, &'_ str)| {
        let mark = in_box(line).filter(|mark| *mark != ' ')?;
        Some((mark, at, without_stamps(line).1))
    };
    let lines = inner.lines().enumerate();
    lines
        .filter_map(|(at, line)| {
            of((at, line)).map(|(mark, at, day)| Ticked { mark, day, at, line })
        })
        .collect()
}

/// The region with every box empty and without the stamps of those that held something: what was
/// written, when only boxes were ticked.
pub fn without_ticks(inner: &str) -> String {
    let line = |line: &str| match in_box(line) {
        Some(' ') | None => line.to_owned(),
        Some(mark) => without_stamps(line).0.replacen(&format!("[{mark}]"), "[ ]", 1),
    };
    inner.split('\n').map(line).collect::<Vec<String>>().join("\n")
}

/// The region with the boxes ticked that somebody ticked in another version of it, since the one
/// that both come from.
pub fn with_ticks_of(inner: &str, other: &str, base: &str) -> String {
    let old: BTreeSet<&str> = base.lines().collect();
    let mut ticks: BTreeMap<String, VecDeque<&str>> = BTreeMap::new();
    for line in other.lines().filter(|line| in_box(line).is_some()) {
        ticks.entry(without_ticks(line)).or_default().push_back(line);
    }
    let is_empty = |line: &str| in_box(line) == Some(' ');
    let line = |line| {
        let found = in_box(line).and_then(|_| ticks.get_mut(&without_ticks(line))?.pop_front());
        found
            .filter(|found| is_empty(line) && !is_empty(found) && !old.contains(found))
            .unwrap_or(line)
    };
    inner.split('\n').map(line).collect::<Vec<&str>>().join("\n")
}

/// The character in the box that a line begins with.
fn in_box(line: &str) -> Option<char> {
    // Formatters write another bullet, and more blanks behind it.
    let rest = line.trim_start().strip_prefix(['-', '*', '+'])?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start().strip_prefix('[')?;
    let mark = rest.chars().next()?;
    rest[mark.len_utf8()..].starts_with("] ").then_some(mark)
}

/// Fields in which Tasks and Dataview write the day on which a box was ticked.
const STAMP_KEYS: &[&str] = &["completion", "done", "cancelled", "dropped"];
/// Tasks may say too when a line was made.
const MADE_KEYS: &[&str] = &["created"];
/// More stamps than this stand behind no line.
const MOST_STAMPS: usize = 4;

/// A line without the stamps at its end, and the day on which it was ticked.
fn without_stamps(line: &str) -> (&str, Option<Day>) {
    let (mut rest, mut day) = (line, None);
    for _ in 0..MOST_STAMPS {
        let Some((before, ticked)) = last_stamp(rest) else { break };
        rest = before;
        day = day.or(ticked);
    }
    (rest, day)
}

/// The last stamp of a line: what stands before it, and its day, unless it tells another one.
fn last_stamp(line: &str) -> Option<(&str, Option<Day>)> {
    let text = line.trim_end();
    let day = |text: &str| Day::iso(text.trim_start_matches('\u{fe0f}').trim());
    if let Some(inside) = text.strip_suffix([']', ')']) {
        let open = inside.rfind(['[', '('])?;
        let (key, value) = inside[open + 1..].split_once("::")?;
        let (key, day) = (key.trim(), day(value)?);
        let known = |keys: &[&str]| keys.iter().any(|known| known.eq_ignore_ascii_case(key));
        let ticked = known(STAMP_KEYS);
        return (ticked || known(MADE_KEYS))
            .then(|| (inside[..open].trim_end(), Some(day).filter(|_| ticked)));
    }
    let at = text.rfind(['✅', '❌', '➕'])?;
    let sign = text[at..].chars().next()?;
    let day = day(&text[at + sign.len_utf8()..])?;
    Some((text[..at].trim_end(), Some(day).filter(|_| sign != '➕')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes() {
        for line in ["* [x] a", "+ [x] a", "-   [x] a", "\t- [x] a"] {
            assert_eq!(ticked_lines(line).len(), 1, "{line}");
        }
        let text = "- [ ] a\n- [x] b · [[n#^i]]\n  - [-] c\n- x\n- [link](a.md)\n[x] no\n";
        let found: Vec<_> = ticked_lines(text).iter().map(|t| (t.mark, t.at, t.line)).collect();
        assert_eq!(found, [('x', 1, "- [x] b · [[n#^i]]"), ('-', 2, "  - [-] c")]);
        let plain = "- [ ] a\n- [ ] b · [[n#^i]]\n  - [ ] c\n- x\n- [link](a.md)\n[x] no\n";
        assert_eq!(without_ticks(text), plain);
        assert_eq!(without_ticks(plain), plain);
    }

    #[test]
    fn ticks_of_another_version() {
        let base = "- [ ] a\n- [x] b\n- [ ] c\n- [ ] c\n- d";
        let here = "- [ ] new\n- [ ] a\n- [ ] b\n- [ ] c\n- [ ] c\n- d";
        let check = |there: &str, expected: &str| {
            assert_eq!(with_ticks_of(here, there, base), expected, "{there}");
        };
        check(base, here);
        check(&base.replace("[ ] a", "[x] a"), &here.replace("[ ] a", "[x] a"));
        let stamped = "[x] a ✅ 2026-11-24";
        check(&base.replace("[ ] a", stamped), &here.replace("[ ] a", stamped));
        check(&base.replace("c\n- [ ] c", "c\n- [-] c"), &here.replace("c\n- [ ] c", "c\n- [-] c"));
        check("- [x] another\n", here);
        check("", here);
    }

    #[test]
    fn stamps_of_plug_ins_are_part_of_the_tick() {
        let check = |stamp: &str, day: Option<&str>| {
            let text = format!("- [x] b · [[n#^i]]{stamp}");
            let found = ticked_lines(&text);
            assert_eq!(found[0].day, day.and_then(Day::iso), "{stamp}");
            assert_eq!(without_ticks(&text), "- [ ] b · [[n#^i]]", "{stamp}");
        };
        check("", None);
        check(" ✅ 2026-11-20", Some("2026-11-20"));
        check(" ✅2026-11-20 ", Some("2026-11-20"));
        check(" ❌ 2026-11-20", Some("2026-11-20"));
        check(" ✅\u{fe0f} 2026-11-20", Some("2026-11-20"));
        check(" [completion:: 2026-11-20]", Some("2026-11-20"));
        check("  [completion:: 2026-11-20]", Some("2026-11-20"));
        check(" (completion::2026-11-20)", Some("2026-11-20"));
        check("  [cancelled:: 2026-11-20]", Some("2026-11-20"));
        check(" ➕ 2026-11-19 ✅ 2026-11-20", Some("2026-11-20"));
        check("  [created:: 2026-11-19]  [completion:: 2026-11-20]", Some("2026-11-20"));
        let other = |line: &str| {
            let ticked = ticked_lines(line);
            assert_eq!(ticked[0].day, None, "{line}");
            assert_eq!(without_ticks(line), line.replacen("[x]", "[ ]", 1));
        };
        other("- [x] b ✅ done");
        other("- [x] b ✅ 2026-13-20");
        other("- [x] b [due:: 2026-11-20]");
        other("- [x] b ✅ 2026-11-20 in May");
        other("- [x] b [[n]]");
        let untouched = "- [ ] b ✅ 2026-11-20\n";
        assert_eq!(
            without_ticks(untouched),
            untouched,
            "a stamp without a tick is somebody's word"
        );
    }
}
