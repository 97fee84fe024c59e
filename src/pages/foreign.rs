//! A text that stands in a region and is not the one that should: only formatted otherwise, made
//! by this program elsewhere or on another day, or written by somebody.
//!
//! It judges by lines and never decides what is kept: whatever is unknown is kept. It only tells
//! what is worth a warning.

use crate::note::region;
use std::collections::BTreeSet;

/// What is told of a text that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Git brought it and has it: nothing is said or kept.
    Brought,
    /// Nothing says that somebody wrote it: it is kept, and said in one line for all.
    Unknown,
    /// Somebody wrote in it: it is kept, and said loudly.
    Edited,
}

/// With what an unknown text is compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextEvidence<'a> {
    /// What is to stand in the region.
    pub wanted: &'a str,
    /// What git brought of it from elsewhere.
    pub brought: &'a [String],
    /// Other texts of the region that are known to be made by this program.
    pub made: &'a [String],
    /// Whether this machine knows the region: it wrote there, or saw what it would write.
    pub is_known: bool,
}

/// Judges an unknown text.
pub fn judge_text(found: &str, evidence: TextEvidence<'_>) -> Judged {
    if evidence.brought.iter().any(|text| text == found) {
        return Judged::Brought;
    }
    if !evidence.is_known && evidence.brought.is_empty() {
        return Judged::Unknown;
    }
    match own_lines(found, evidence).is_empty() {
        true => Judged::Unknown,
        false => Judged::Edited,
    }
}

/// The lines of a text that no text of ours has.
fn own_lines<'t>(found: &'t str, evidence: TextEvidence<'_>) -> Vec<&'t str> {
    let texts = evidence.brought.iter().chain(evidence.made).map(String::as_str);
    let lines = texts.chain([evidence.wanted]).flat_map(str::lines);
    let printed: BTreeSet<String> = lines.map(without_days).collect();
    let own = |line: &&str| !is_mark(line) && !printed.contains(&without_days(line));
    found.lines().filter(own).collect()
}

/// What somebody wrote inside a region: the lines without which the text is one of ours, else
/// those that no text of ours has. Where nothing is known of the region nothing says that anybody
/// wrote in it.
pub fn written_lines(
    found: &str,
    evidence: TextEvidence<'_>,
    is_ours: &dyn Fn(&str) -> bool,
) -> String {
    match judge_text(found, evidence) {
        Judged::Brought | Judged::Unknown => String::new(),
        Judged::Edited => {
            let lines: Vec<&str> = found.lines().collect();
            let own = || own_lines(found, evidence).join("\n");
            added_lines(&lines, is_ours).unwrap_or_else(own)
        }
    }
}

/// Lines that stand together and were added to a text of ours.
fn added_lines(lines: &[&str], is_ours: &dyn Fn(&str) -> bool) -> Option<String> {
    /// A page of more lines is not tried: each try reads it once.
    const MOST_LINES: usize = 200;
    let count = lines.len();
    if count > MOST_LINES {
        return None;
    }
    let lengths = 1..=count;
    let mut runs = lengths.flat_map(|length| (0..=count - length).map(move |at| (at, length)));
    let (at, length) = runs.find(|(at, length)| {
        let rest = [&lines[..*at], &lines[at + length..]].concat().join("\n");
        is_ours(rest.trim_matches('\n'))
    })?;
    Some(lines[at..at + length].join("\n"))
}

/// Whether two texts differ in nothing but how a formatter writes Markdown: blanks, blank lines,
/// signs of lists, emphasis and tables, escapes, quotation marks.
pub fn differ_in_format_only(one: &str, other: &str) -> bool {
    lines_without_format(one).eq(lines_without_format(other))
}

/// The one line of a text from which another differs in nothing but its form.
pub fn line_like<'t>(text: &'t str, line: &str) -> Option<&'t str> {
    let wanted = line_without_format(line);
    let mut found = text.lines().filter(|other| line_without_format(other) == wanted);
    found.next().filter(|_| found.next().is_none())
}

/// Whether two texts say the same but for numbers and days.
pub fn differs_by_days(one: &str, other: &str) -> bool {
    let lines = |text: &str| text.lines().map(without_days).collect::<BTreeSet<String>>();
    lines(one) == lines(other)
}

/// Marks that git leaves in a text that both sides changed.
fn is_mark(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
}

fn lines_without_format(text: &str) -> impl Iterator<Item = String> + '_ {
    let line = |line: &str| {
        (!is_rule(line)).then(|| line_without_format(line)).filter(|line| !line.is_empty())
    };
    text.lines().filter_map(line)
}

/// A line of signs alone: below the head of a table, or between two parts.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.chars().all(|c| "|-:*_ ".contains(c))
}

/// A line without what formatters change. What is left tells the words and their order, which
/// heading it is and what stands in its box.
fn line_without_format(line: &str) -> String {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
    let bullet = line.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with([' ', '\t']));
    let line = bullet.unwrap_or_else(|| without_number(line));
    let line = match line.starts_with('#') {
        true => line.trim_end_matches(['.', ',', ';', ':', '!']),
        false => line,
    };
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '*' | '_' | '\\' | '<' | '>' => {}
            '|' => out.push(' '),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => out.push('"'),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{2026}' => out.push_str("..."),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "));
    if is_item { &rest[2..] } else { line }
}

/// Words that stand beside a number where a page tells a day or a time: the same line reads
/// otherwise tomorrow.
const DAY_WORDS: &[&str] = &[
    "in", "on", "for", "since", "due", "ago", "late", "overdue", "old", "day", "days", "week",
    "weeks", "month", "months", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb",
    "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// The same without a number.
const DAYS: &[&str] = &["today", "tomorrow", "yesterday"];

/// A line without its numbers, its words for days and its formatting.
fn without_days(line: &str) -> String {
    let line = line_without_format(line);
    let tokens: Vec<&str> = line.split(' ').collect();
    let word = |at: usize| tokens[at].trim_matches(|c| "(),.:".contains(c)).to_lowercase();
    let mut tells = vec![false; tokens.len()];
    for (at, tells) in tells.iter_mut().enumerate() {
        let word = word(at);
        let is_number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '-');
        *tells = is_number || DAYS.contains(&word.as_str());
    }
    let is_word = |at: usize| DAY_WORDS.contains(&word(at).as_str());
    // From each number to both sides: `due Tue 24 Nov`, `in 3 days`.
    for at in 1..tells.len() {
        tells[at] |= tells[at - 1] && is_word(at);
    }
    for at in (1..tells.len()).rev() {
        tells[at - 1] |= tells[at] && is_word(at - 1);
    }
    let left = (0..tells.len()).filter(|at| !tells[*at]);
    left.map(|at| tokens[at].replace(|c: char| c.is_ascii_digit(), ""))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The texts of one region in several texts of its note.
pub fn bodies_of_region(name: &str, found: &[(String, Vec<region::Region>)]) -> Vec<String> {
    let of = |(text, regions): &(String, Vec<region::Region>)| {
        let region = regions.iter().find(|region| region.name == name)?;
        Some(region::inner_text(text, region).into_owned())
    };
    found.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: &str, wanted: &str, brought: &[&str], is_known: bool, expected: Judged) {
        let brought: Vec<String> = brought.iter().map(|text| (*text).to_owned()).collect();
        let evidence = TextEvidence { wanted, brought: &brought, made: &[], is_known };
        assert_eq!(judge_text(found, evidence), expected, "{found:?} for {wanted:?}");
    }

    #[test]
    fn only_a_line_that_nobody_printed_is_somebodys() {
        check("- a\nmine", "- a", &[], true, Judged::Edited);
        check("- a\nmine", "- a", &[], false, Judged::Unknown);
        check("- a\nmine", "- a", &["- a\nmine"], true, Judged::Brought);
        check("- a\nmine", "- a", &["- a"], false, Judged::Edited);
        check("- a\n- b", "- a", &["- b"], true, Judged::Unknown);
        check("- a, 3 days ago", "- a, 12 days ago", &[], true, Judged::Unknown);
        check("- a, due Tue 24 Nov", "- a, due Thu 3 Dec", &[], true, Judged::Unknown);
        check("- a", "- a\n- b", &[], true, Judged::Unknown);
        check("<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> o", "- a", &["- b"], true, Judged::Unknown);
        check("<<<<<<< HEAD\n- c\n=======\n- b\n>>>>>>> o", "- a", &["- b"], true, Judged::Edited);
        check("- [x] a", "- [ ] a", &[], true, Judged::Edited);
        check("- book it in May", "- book it", &[], true, Judged::Edited);
        check("- a\nI was wrong", "- a", &[], true, Judged::Edited);
    }

    fn same(one: &str, other: &str, expected: bool) {
        assert_eq!(differ_in_format_only(one, other), expected, "{one:?} and {other:?}");
        assert_eq!(differ_in_format_only(other, one), expected, "{other:?} and {one:?}");
    }

    #[test]
    fn what_a_formatter_writes_otherwise_is_the_same() {
        same("- a\n- b", "* a\n\n* b", true);
        same("*a* and __b__", "_a_ and **b**", true);
        same("| a | b |\n|---|---|\n| 1 | 2 |", "| a   | b |\n| --- | - |\n| 1   | 2 |", true);
        same("1. a\n2. b", "1. a\n1. b", true);
        same("a\\_b", "a_b", true);
        same("# A:\ntext", "# A\n\ntext  ", true);
        same("see https://a.example/x_y", "see <https://a.example/x_y>", true);
        same("\u{201c}a\u{201d} \u{2026}", "\"a\" ...", true);
        same("- a", "- b", false);
        same("- [ ] a", "- [x] a", false);
        same("# a", "## a", false);
        same("- a\n- b", "- b\n- a", false);
        same("- a", "- a\n- b", false);
        same("not  a", "not a", true);
        same("not a", "nota", false);
        same("a - b", "a b", false);
        same("- 3 days", "- 4 days", false);
    }
}
