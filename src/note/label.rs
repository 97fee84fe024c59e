//! Lines that head what follows them: bold lines, lines that end with a colon, `Private: money`.

use crate::note::privacy::{is_private, is_private_form};

/// What makes a line bold in HTML.
const BOLD_TAGS: &[&str] = &["<b>", "<strong>", "<u>", "<em>", "<mark>", "<i>"];

/// Whether a line heads what follows: it is bold as a whole, ends with a colon, or says nothing
/// but that it is private.
pub(crate) fn is_label(line: &str) -> bool {
    let line = line.trim();
    let bold = |tag: &str| {
        let inner = line.strip_prefix(tag);
        inner.is_some_and(|inner| inner.trim_end_matches(':').ends_with(&tag.replace('<', "</")))
    };
    let tagged = line.starts_with('<') && BOLD_TAGS.iter().any(|tag| bold(tag));
    if tagged {
        return line.len() <= 80;
    }
    line.len() <= 80
        && (is_bold(line)
            || line.ends_with(':')
            || line.split_inclusive(['.', '!']).all(|part| is_private(part.trim())))
}

/// `Private: money`, `**Private** money`.
pub(crate) fn begins_private(line: &str) -> bool {
    let bold = ["**", "__"].iter().find_map(|mark| line.strip_prefix(mark)?.split_once(mark));
    let label = bold.map(|(label, _)| label).or_else(|| {
        let (label, rest) = line.split_once(':')?;
        (!rest.starts_with(':')).then_some(label)
    });
    let says = |label: &str| is_private_form(label.trim_matches(['*', '_', ' ']));
    label.is_some_and(|label| label.len() <= 80 && says(label))
}

/// Whether a line is bold as a whole.
pub(crate) fn is_bold(line: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        let inner = line.trim().trim_end_matches(':').strip_prefix(mark);
        inner.and_then(|inner| inner.trim_end_matches(':').strip_suffix(mark)).is_some()
    })
}
