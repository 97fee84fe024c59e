//! `[read:: no]`: a line of which nothing is read, with all that stands below it.
//!
//! On a line it takes the list below along, on a heading the whole section; as a line of its own it
//! speaks of what it stands under. The lines stay in the note's list, and say nothing.

use crate::note::field::Style;
use crate::note::item::{Field, Item};
use crate::text::yaml::Yaml;

/// The field as it is written behind a line.
pub const FIELD: &str = "[read:: no]";
const KEY: &str = "read::";

/// Empties the items that are not to be read. Returns of each heading, of which the text and the
/// heading above are given, whether it is one of these; nothing where no line says so, as in most
/// notes: their text is looked through once.
pub(crate) fn take_out(
    text: &str,
    headings: &[(&str, Option<usize>)],
    items: &mut [Item],
) -> Option<Vec<bool>> {
    if !text.contains(KEY) {
        return None;
    }
    let mut of_headings: Vec<bool> = headings.iter().map(|(text, _)| says(text)).collect();
    let mut of_items = vec![false; items.len()];
    for (at, item) in items.iter().enumerate() {
        // `mood:: 3 [read:: no]`: the field is a part of the value.
        let is_it =
            |field: &&Field| field.key == "read" && is_no(&field.value) || says(&field.value);
        let Some(field) = item.fields.iter().find(is_it) else { continue };
        let alone = field.key == "read" && field.style == Style::Whole && item.fields.len() == 1;
        match (alone, item.parent(), item.heading()) {
            (true, Some(parent), _) => of_items[parent] = true,
            (true, None, Some(heading)) => of_headings[heading] = true,
            _ => of_items[at] = true,
        }
    }
    for (at, (_, parent)) in headings.iter().enumerate() {
        of_headings[at] |= parent.is_some_and(|parent| of_headings[parent]);
    }
    for at in 0..items.len() {
        let above = items[at].parent().is_some_and(|parent| of_items[parent]);
        let below = items[at].heading().is_some_and(|heading| of_headings[heading]);
        of_items[at] |= above || below;
        if of_items[at] {
            items[at].silence();
        }
    }
    Some(of_headings)
}

/// Whether a heading has the field.
fn says(heading: &str) -> bool {
    heading.match_indices(KEY).any(|(at, _)| {
        let before = heading[..at].chars().next_back();
        let value = heading[at + KEY.len()..].split([']', ')']).next().unwrap_or("");
        matches!(before, Some('[' | '(')) && is_no(value)
    })
}

fn is_no(value: &str) -> bool {
    Yaml::Text(value.to_owned()).truth() == Some(false)
}

#[cfg(test)]
mod tests {
    use crate::note::parse::Note;
    use crate::note::spelling::Spelling;
    use crate::text::ids::NotePath;

    /// The words of the lines that still say something, and the headings.
    fn check(text: &str, lines: &[&str], headings: &[&str]) {
        let path = NotePath::new("a.md").unwrap();
        let (note, _) = Note::parse(&path, text.as_bytes(), &Spelling::default());
        let words = note.items.iter().map(|item| item.text(|mention| mention.names.join("|")));
        let said: Vec<String> = words.filter(|words| !words.is_empty()).collect();
        assert_eq!(said, lines, "{text:?}");
        let heads = note.headings.iter().map(|heading| heading.text.as_str());
        assert_eq!(heads.filter(|text| !text.is_empty()).collect::<Vec<_>>(), headings, "{text:?}");
        let kinds = note.items.iter().filter(|item| item.text(|_| "x".to_owned()).is_empty());
        let loud = kinds.filter(|item| item.task.is_some() || item.kind().is_some());
        assert_eq!(loud.count(), 0, "{text:?}");
    }

    #[test]
    fn a_line_is_not_read_and_neither_is_the_list_below_it() {
        check("- [ ] a #goal/x [read:: no]\n- b\n", &["b"], &[]);
        check("- a (read:: no)\n  - [ ] c\n    - d\n- b\n", &["b"], &[]);
        check("a paragraph of @alice [read:: false]\n\nb\n", &["b"], &[]);
        check("- a\n  - b [read:: no]\n  - c\n", &["a", "c"], &[]);
        check("- a\n  - read:: no\n- b\n", &["b"], &[]);
        check("- mood:: 3 [read:: no]\n- a\n", &["a"], &[]);
        check("- a [read:: yes]\n- b [read:: maybe]\n", &["a", "b"], &[]);
        check("- read it: no\n- a\n", &["read it: no", "a"], &[]);
    }

    #[test]
    fn a_heading_is_not_read_and_neither_is_its_section() {
        check(
            "# T\n\n## 1:1 Kai [read:: no]\n- a\n\n### x\n- b\n\n## y\n- c\n",
            &["c"],
            &["T", "y"],
        );
        check("## x\nread:: no\n\n- a\n\n## y\n- c\n", &["c"], &["y"]);
        check("## the field read:: no\n- a\n", &["a"], &["the field read:: no"]);
    }

    #[test]
    fn a_word_on_who_may_see_it_stays() {
        let path = NotePath::new("a.md").unwrap();
        let text = "- home: a [audience: lead] [read:: no]\n  - b\n";
        let (note, _) = Note::parse(&path, text.as_bytes(), &Spelling::default());
        assert!(note.items[0].closes.is_some() && note.items[0].words.is_empty());
    }
}
