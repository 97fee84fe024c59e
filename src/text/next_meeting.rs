//! The day that a line gives for the next 1-2-1: `Next 1:1: 3.12.2026`, `next 1-1 on 3 Dec`,
//! `Prochain point : 3 décembre`.
//!
//! The day follows the label, and it is the only one: what names two days, or says that it is
//! off, is no news. Days are read by `date_name`; a week or a weekday alone is no day.

use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::{self, Order, leading_weekday};
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use serde::{Deserialize, Serialize};

/// The next 1-2-1, as a line has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextMeeting {
    pub day: Day,
    /// The time, in minutes since midnight.
    pub minute: Option<u16>,
}

/// Which 1-2-1 a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one to come.
    Next,
    /// The one before this one.
    Last,
}

/// A label has at most so many words: `Our next one on one`.
const MOST_LABEL_WORDS: usize = 5;
/// So many words may stand between the label and its day: `will be on`.
const MOST_WORDS_BETWEEN: usize = 4;
/// A name behind `with` has at most so many words.
const MOST_NAME_WORDS: usize = 3;

/// The label that a text begins with, and where it ends.
pub fn next_label(text: &str) -> Option<(Which, usize)> {
    let start = text.find(char::is_alphanumeric)?;
    let rest = &text[start..];
    let first = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let lexicon = Lexicon::shipped();
    [(Which::Next, "next_meeting"), (Which::Last, "last_meeting")].into_iter().find_map(
        |(which, list)| {
            if !lexicon.begins(list, &rest[..first]) {
                return None;
            }
            let ends = word_ends(rest).take(MOST_LABEL_WORDS);
            let listed = ends.filter(|end| lexicon.has(list, &rest[..*end])).last();
            // `next`, and any word that says 1-2-1.
            let said = || {
                let gap = rest[first..].len() - rest[first..].trim_start_matches(is_gap).len();
                let word =
                    one_on_one::find_word(&rest[first + gap..]).filter(|word| word.start == 0)?;
                Some(first + gap + word.end)
            };
            listed.max(said()).map(|end| (which, start + end))
        },
    )
}

/// The day of the next 1-2-1 that a line gives; `near`, the line's own day, lends the year.
pub fn read_next(text: &str, order: Order, near: Day) -> Option<NextMeeting> {
    // No day is written without a number.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (which, end) = next_label(text)?;
    (which == Which::Next).then(|| behind_label(&text[end..], order, near))?
}

/// The same of what stands behind the label.
pub fn behind_label(text: &str, order: Order, near: Day) -> Option<NextMeeting> {
    let rest = text.trim_start_matches(is_sign);
    let first = rest.find(char::is_whitespace).unwrap_or(rest.len());
    if !Lexicon::shipped().has("with", &rest[..first]) {
        return behind_words(rest, order, near);
    }
    let name = rest[first..].trim_start_matches(is_sign);
    if !name.starts_with(char::is_uppercase) {
        return None;
    }
    let ends = word_ends(name).take(MOST_NAME_WORDS);
    ends.map(|end| name[end..].trim_start_matches(is_sign))
        .find_map(|rest| behind_words(rest, order, near))
}

/// The same behind `is on`, `am`, `le`.
fn behind_words(text: &str, order: Order, near: Day) -> Option<NextMeeting> {
    let mut rest = text;
    for _ in 0..=MOST_WORDS_BETWEEN {
        if let Some(found) = at_start(rest, order, near) {
            return Some(found);
        }
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if !Lexicon::shipped().has("next_on", &rest[..word]) {
            return None;
        }
        rest = rest[word..].trim_start_matches(is_sign);
    }
    None
}

/// The day that a text begins with, when it names no other one and does not take it back.
fn at_start(text: &str, order: Order, near: Day) -> Option<NextMeeting> {
    let find =
        |text: &str| date_name::day_in_name(text, order, Some(near)).filter(|named| !named.week);
    let named = find(text)?;
    let before = text[..named.span.start].trim_matches(|c: char| !c.is_alphanumeric());
    let begins =
        before.is_empty() || leading_weekday(before).is_some_and(|(_, len)| len == before.len());
    let after = &text[named.span.end..];
    let lexicon = Lexicon::shipped();
    let is_off = || {
        let words = after.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).any(|word| lexicon.has("not_held", word))
    };
    let minute = || date_parse::time(after);
    (begins && find(after).is_none() && !is_off())
        .then(|| NextMeeting { day: named.day, minute: minute() })
}

/// Where the words of a text end, in order.
fn word_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut inside = false;
    let ends = text.char_indices().filter_map(move |(at, c)| {
        let was = std::mem::replace(&mut inside, c.is_alphanumeric());
        (was && !inside).then_some(at)
    });
    let last = text.ends_with(char::is_alphanumeric).then_some(text.len());
    ends.chain(last)
}

/// What may stand between two words of a label.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '*')
}

/// What may stand between a label, words and a day.
fn is_sign(c: char) -> bool {
    c.is_whitespace() || !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let near = Day::new(2026, 11, 24).expect("a day");
        let found = read_next(text, Order::Dmy, near).map_or("none".to_owned(), |next| {
            let time = next.minute.map(|at| format!(" {}", crate::text::date::clock(at)));
            format!("{}{}", next.day, time.unwrap_or_default())
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_next_1_2_1_in_the_forms_that_people_write() {
        check("Next 1:1: 3.12.2026", "2026-12-03");
        check("*Next 1:1: 2026-12-01*", "2026-12-01");
        check("**Next 1:1:** Thu 3 Dec, 14:00", "2026-12-03 14:00");
        check("next 1-1 on 3 Dec", "2026-12-03");
        check("next 1-1 3 Dec", "2026-12-03");
        check("📅 Next 1-2-1 – Thursday, 3 December at 9:30", "2026-12-03 09:30");
        check("Next 1on1 → 2026-12-03 (in 9 days)", "2026-12-03");
        check("NEXT ONE-ON-ONE: Dec 3, 2026", "2026-12-03");
        check("Next meeting: 3/12", "2026-12-03");
        check("Our next 1:1 is on 3 December", "2026-12-03");
        check("Next 1:1 with Lena: 3 Dec", "2026-12-03");
        check("Next 1:1 with Lena Vogel on 3 Dec", "2026-12-03");
        check("Next 1:1 will be on Thursday 3 December, then the review", "2026-12-03");
        check("Next session date: 12 Jan", "2027-01-12");
        check("Next 1:1 (3 Dec)", "2026-12-03");
        check("Nächstes 1:1: 3.12.", "2026-12-03");
        check("Nächstes 1:1 am 3. Dezember um 14:00 Uhr", "2026-12-03 14:00");
        check("Nächster Termin: Do, 03.12.26", "2026-12-03");
        check("Nächstes Gespräch ist am 3.12.2026", "2026-12-03");
        check("Prochain point : 3 décembre", "2026-12-03");
        check("Prochain 1:1 le jeudi 3 décembre", "2026-12-03");
        check("Próxima reunión: 3 de diciembre", "2026-12-03");
        check("Próximo 1:1 el 3 de diciembre", "2026-12-03");
        check("Próxima conversa: 3 de dezembro", "2026-12-03");
        check("Prossimo incontro: 3 dicembre 2026", "2026-12-03");
        check("Volgend gesprek op 3 december", "2026-12-03");
        check("Volgende 1:1: 03-12-2026", "2026-12-03");
    }

    #[test]
    fn what_gives_no_day_for_the_next_1_2_1() {
        for text in [
            "Last 1:1: 2026-10-13 (14 days ago)",
            "Letztes 1:1: 13.10.2026",
            "Next 1:1: 3 Dec or 10 Dec",
            "Next 1:1s: 3 Dec, 10 Dec",
            "Next 1:1: 3 or 10 Dec",
            "Next 1:1: 3 Dec cancelled",
            "Nächstes 1:1: 3.12. fällt aus, abgesagt",
            "Next 1:1: prepare the slides by 3 Dec",
            "Next meeting: ask about the talk on 3 Dec",
            "Next time: 2 questions on the roadmap",
            "Next 1:1: Thursday",
            "Next 1:1: week 49",
            "Next 1:1: YYYY-MM-DD",
            "Next steps: 3 Dec",
            "Next release: 3 Dec 2026",
            "The next 1:1 with Lena was good, 3 topics",
            "Next 1:1 with the team of 12 Dec",
            "1:1 on 3 Dec",
            "next 5 weeks",
        ] {
            check(text, "none");
        }
    }
}
