//! Own scores: what a person gave themselves, for self-reflection and for nobody else.
//!
//! `- #score/rust 3`, `3/5`, `3.5 of 5` in the person's own scorecard note. What the lead writes
//! elsewhere, in a 1-2-1 or a daily note, is no score of theirs and is on no page.

use crate::kind::Kind;
use crate::records::practice::Line;
use crate::text::date::Day;
use crate::text::ids::PersonId;
use std::sync::Arc;

/// The best one, when a line does not say of how many.
pub const USUAL_BEST: u32 = 5;

/// A number above this is no score.
const MOST_TENTHS: u32 = 1_000;

/// One score.
#[derive(Clone, Debug)]
pub struct Score<'a> {
    /// Of what: `rust`.
    pub skill: &'a str,
    pub date: Option<Day>,
    /// Tenths: 35 is 3.5.
    pub tenths: u32,
    pub best: u32,
    /// The whole line.
    pub line: &'a Line,
}

/// A person's own scores, by date.
pub fn scores<'a>(lines: &'a [Arc<Line>], person: &PersonId) -> Vec<Score<'a>> {
    let own = lines.iter().map(Arc::as_ref).filter(|line| {
        line.kind == Kind::Score && line.in_own_note && line.people == [person.clone()]
    });
    own.filter_map(score).collect()
}

/// The score of a line; none when it has no number or no skill.
pub fn score(line: &Line) -> Option<Score<'_>> {
    let skill = line.rest.as_deref().filter(|rest| !rest.is_empty())?;
    let (tenths, rest) = leading_number(behind_skill(&line.text))?;
    let rest = rest.trim_start();
    let of = rest.strip_prefix('/').or_else(|| rest.strip_prefix("of "));
    let best = of.and_then(|of| leading_number(of.trim_start())).map(|(best, _)| best / 10);
    let best = best.filter(|best| (2..=100).contains(best)).unwrap_or(USUAL_BEST);
    let best = best.max(tenths.div_ceil(10));
    (tenths <= MOST_TENTHS).then_some(Score { skill, date: line.date, tenths, best, line })
}

/// Whether a line with this skill and these words is one.
pub fn is_score(skill: Option<&str>, text: &str) -> bool {
    let number = leading_number(behind_skill(text));
    skill.is_some_and(|skill| !skill.is_empty()) && number.is_some_and(|(n, _)| n <= MOST_TENTHS)
}

/// The words from where the number has to stand.
fn behind_skill(text: &str) -> &str {
    text.trim_start_matches([':', '=', ' '])
}

/// A number with at most one decimal, in tenths, and what stands behind it.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let whole: u32 = text.get(..digits).filter(|_| digits <= 4)?.parse().ok()?;
    let rest = &text[digits..];
    let decimal = rest.strip_prefix(['.', ',']).and_then(|behind| {
        let tenth = behind.chars().next()?.to_digit(10)?;
        Some((tenth, behind[1..].trim_start_matches(|c: char| c.is_ascii_digit())))
    });
    match decimal {
        Some((tenth, rest)) => Some((whole * 10 + tenth, rest)),
        None => Some((whole * 10, rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(leading_number("3 can read it"), Some((30, " can read it")));
        assert_eq!(leading_number("3.5/5"), Some((35, "/5")));
        assert_eq!(leading_number("3,25 x"), Some((32, " x")));
        assert_eq!(leading_number("three"), None);
        assert_eq!(leading_number("3. and"), Some((30, ". and")));
    }
}
