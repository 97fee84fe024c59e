//! A sign at the beginning of a text that says its kind: `👍`, `+`, `🎯`.

use crate::text::lexicon::Lexicon;

/// The lists of signs of praise, of critique and of goals.
pub(crate) const GOOD: &str = "signs.high-five";
pub(crate) const BAD: &str = "signs.watch-out";
const GOAL: &str = "signs.goal";

/// The list of the sign that a text begins with, and the words behind it.
pub(crate) fn read(text: &str) -> Option<(&'static str, &str)> {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    for list in [GOOD, BAD, GOAL] {
        for sign in Lexicon::shipped().words(list) {
            let Some(rest) = text.strip_prefix(sign.as_str()) else { continue };
            let is_tone = |c: char| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
            let rest = rest.trim_start_matches(is_tone);
            let parted = !sign.is_ascii() || rest.starts_with(' ');
            if parted && !rest.trim().is_empty() {
                let words = rest.trim_start_matches([' ', ':', '-', '–']).trim_start();
                return Some((list, words));
            }
        }
    }
    None
}
