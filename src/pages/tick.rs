//! Ticks on a page: which lines carry a box, and which boxes somebody ticked since the page was
//! written. What becomes of a tick is the source's business.

use crate::model::model::Model;
use crate::records::record::Source;
use crate::vault::layout::Anchor;

/// How a line with a box begins, in front of the box's character.
const OPEN: &str = "- [";

/// What can be ticked on a page, by its words: open promises and goals.
pub fn tickable(model: &Model) -> impl Iterator<Item = (&str, &Source)> {
    let promises = model.actions.iter().filter(|action| action.is_open());
    let promises = promises.map(|action| (action.text.as_str(), &action.source));
    let goals = model.goals.iter().filter(|goal| goal.is_open());
    promises.chain(goals.map(|goal| (goal.title.as_str(), &goal.source)))
}

/// Whether the line of these words can be ticked and found again: by a block id, or because its
/// note says them once.
pub fn is_one(model: &Model, text: &str, source: &Source) -> bool {
    let by_id = matches!(source.anchor, Some(Anchor::Block(_)));
    let (mut here, mut others) = (false, false);
    for (other, at) in tickable(model).filter(|(_, at)| at.path == source.path) {
        here |= at.line == source.line;
        others |= at.line != source.line && other == text;
    }
    !text.is_empty() && here && (by_id || !others)
}

/// The lines of a region whose boxes hold something, each with the character in its box.
pub fn ticked(inner: &str) -> Vec<(char, &str)> {
    inner
        .lines()
        .filter_map(|line| Some((in_box(line)?, line)))
        .filter(|(c, _)| *c != ' ')
        .collect()
}

/// The region with every box empty: what was written, when only boxes were ticked.
pub fn without(inner: &str) -> String {
    let line = |line: &str| match in_box(line) {
        Some(mark) => line.replacen(&format!("[{mark}]"), "[ ]", 1),
        None => line.to_owned(),
    };
    inner.split('\n').map(line).collect::<Vec<String>>().join("\n")
}

/// The character in the box that a line begins with.
fn in_box(line: &str) -> Option<char> {
    let rest = line.trim_start().strip_prefix(OPEN)?;
    let mark = rest.chars().next()?;
    rest[mark.len_utf8()..].starts_with("] ").then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes() {
        let text = "- [ ] a\n- [x] b · [[n#^i]]\n  - [-] c\n- x\n- [link](a.md)\n[x] no\n";
        assert_eq!(ticked(text), [('x', "- [x] b · [[n#^i]]"), ('-', "  - [-] c")]);
        let plain = "- [ ] a\n- [ ] b · [[n#^i]]\n  - [ ] c\n- x\n- [link](a.md)\n[x] no\n";
        assert_eq!(without(text), plain);
        assert_eq!(without(plain), plain);
    }
}
