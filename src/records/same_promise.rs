//! Whether two lines promise the same: their words, as they are compared.

use crate::records::due;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::span::comparable_words;

/// Whether two lines may be one promise by their words: what stands behind an arrow in one of them
/// alone does not count (`-> sent on Monday`), nor does `!!`.
pub fn is_same_promise((one, on): (&str, Option<Day>), other: &str, order: Order) -> bool {
    let tails = [tail_key(one), tail_key(other)];
    let [first, second] = &tails;
    let head = |text: &str| head_key(&due::without_due_words(text, order, on));
    head(one) == head(other) && (first == second || first.is_empty() || second.is_empty())
}

/// A text at its first arrow.
fn at_arrow(text: &str) -> (&str, &str) {
    let arrows = [" -> ", " → "].into_iter();
    let first = arrows.filter_map(|arrow| Some((text.find(arrow)?, arrow.len()))).min();
    first.map_or((text, ""), |(at, len)| (&text[..at], &text[at + len..]))
}

/// The words before an arrow, as they are compared.
pub(super) fn head_key(text: &str) -> String {
    key_of(at_arrow(text).0)
}

/// The words behind it.
pub(super) fn tail_key(text: &str) -> String {
    key_of(at_arrow(text).1)
}

fn key_of(text: &str) -> String {
    // One star alone is of the words, `F` and `F*`; two are marks around some of them.
    let starred = text.contains('*') && text.matches('*').count() % 2 == 1;
    let telling = |c: &char| TELLING_SIGNS.contains(*c) || *c == '*' && starred;
    let signs: String = text.chars().filter(telling).collect();
    if signs.is_empty() {
        comparable_words(text)
    } else {
        format!("{} {signs}", comparable_words(text))
    }
}

/// Signs that tell two promises apart: `learn C++` and `learn C#`, `5 > 4` and `5 < 4`.
const TELLING_SIGNS: &str = "+#<>=%$€£&";
