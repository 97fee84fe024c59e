//! Labels of goals and of feedback with what stands beside the word for one: `her goal: …`,
//! `Goal (Q1): …`, `Kudos 1: …`.

use crate::text::lexicon::{Lexicon, key};

/// The label of a goal without what stands beside the word for one: `her goal`, `Ana's goal`,
/// `goal 1`, `goal for you`.
pub(super) fn core_of_goal(head: &str) -> Option<String> {
    const MOST_WORDS: usize = 5;
    let lexicon = Lexicon::shipped();
    // `Goal (Q1)`, `Q1 goal`
    let is_team = |text: &str| lexicon.has("people.nobody", text);
    let span = |text: &str| (lexicon.has("goal_groups", text) || is_number(text)) && !is_team(text);
    let bracket = head.strip_suffix(')').and_then(|head| head.split_once('('));
    let told = bracket.filter(|(_, inside)| span(inside)).map_or(head, |(before, _)| before);
    let mut words: Vec<&str> = told.split_whitespace().collect();
    let all = head.split_whitespace().count();
    if !(2..=MOST_WORDS).contains(&all) {
        return None;
    }
    // `Team goal` is nobody's.
    let numbered = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if words.len() > 1 && span(words[0]) && numbered(words[0]) {
        words.remove(0);
    }
    let own = words[0].strip_suffix("'s").or_else(|| words[0].strip_suffix("’s"));
    let whose = own.is_some_and(|name| name.starts_with(char::is_uppercase));
    if whose || lexicon.has("before_goal", words[0]) {
        words.remove(0);
    }
    if words.last().is_some_and(|word| is_number(word)) {
        words.pop();
    }
    if let [.., joint, whom] = words.as_slice()
        && ["for", "of"].iter().any(|list| lexicon.has(list, joint))
        && lexicon.has("addressed", whom)
    {
        words.truncate(words.len() - 2);
    }
    (words.len() < all && !words.is_empty()).then(|| key(&words.join(" ")))
}

/// The label of praise or critique without a number or a time beside it: `Kudos (Q4)`, `Kudos 1`.
pub(super) fn core_of_feedback(head: &str) -> Option<String> {
    if !head.bytes().any(|byte| byte.is_ascii_digit() || byte == b'(') {
        return None;
    }
    let bracket = head.strip_suffix(')').and_then(|head| head.split_once('('));
    let core = match bracket {
        Some((before, inside)) if is_time(inside) => before,
        Some(_) => return None,
        None => head.rsplit_once(' ').filter(|(_, last)| is_number(last))?.0,
    };
    (!core.trim().is_empty()).then(|| key(core))
}

/// `1`, `#2`, `2027`
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('#').unwrap_or(word);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Q4`, `2027`, `H1 2026`, `Nov 12`
fn is_time(text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let word = |word: &str| {
        is_number(word) || lexicon.has("goal_groups", word) || lexicon.month_named(word).is_some()
    };
    !text.trim().is_empty() && text.split_whitespace().all(word)
}
