//! The open part of a shared page, "Add yours": the person's own lines.
//!
//! What stands there is text, whatever signs it has: somebody who writes `#high-five @bob` on an
//! agenda gives the lead a topic, and nobody feedback.

use crate::text::span::comparable_words;

/// The headings of the open part, as the shipped agenda writes it and as others do.
const OPEN_PARTS: &[&str] = &["add yours", "add your topics", "add your own", "your topics"];

/// Whether a heading opens the part that the person writes.
pub fn is_open_part(heading: &str) -> bool {
    // Asked for each line: most headings begin otherwise.
    let first = heading.bytes().find(u8::is_ascii_alphanumeric);
    first.is_some_and(|first| matches!(first, b'a' | b'A' | b'y' | b'Y'))
        && OPEN_PARTS.contains(&comparable_words(heading).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_part() {
        for (heading, open) in [
            ("Add yours", true),
            ("ADD YOURS:", true),
            ("**Your topics**", true),
            ("Add your topics 👇", true),
            ("Topics", false),
            ("Add yours to the list", false),
            ("", false),
        ] {
            assert_eq!(is_open_part(heading), open, "{heading}");
        }
    }
}
