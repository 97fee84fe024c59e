//! A sign at the beginning of a text that says its kind: `👍`, `+`, `🎯`.

use crate::kind::Kind;
use crate::text::lexicon::Lexicon;

/// The lists of signs of praise, of critique and of goals.
pub(crate) const GOOD: &str = "signs.high-five";
pub(crate) const BAD: &str = "signs.watch-out";
const GOAL: &str = "signs.goal";

/// What a heading of nothing but a picture heads: `## 👏`. Pictures that may mean more need words.
pub(crate) fn of_picture(text: &str) -> Option<Kind> {
    match text.trim().trim_end_matches('\u{fe0f}') {
        "👏" | "🙌" | "🎉" | "🌟" => Some(Kind::HighFive),
        "🎯" => Some(Kind::Goal),
        _ => None,
    }
}

/// The list of the sign that a text begins with, and the words behind it.
pub(crate) fn read(text: &str) -> Option<(&'static str, &str)> {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if let Some((sign, rest)) = text.strip_prefix('(').and_then(|text| text.split_once(')')) {
        // `(+) calm`
        let is_sign = |list: &&&str| Lexicon::shipped().words(list).iter().any(|one| one == sign);
        let list =
            [GOOD, BAD].iter().find(is_sign).or(["-", "–", "−"].contains(&sign).then_some(&BAD));
        let list = list.filter(|_| rest.starts_with(' '));
        return list.map(|list| (*list, rest.trim_start()));
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
