//! Labels of goals with what stands beside the word for one: `her goal: …`, `Goal (Q1): …`.

use crate::text::lexicon::{Lexicon, key};

/// The label of a goal without what stands beside the word for one: `her goal`, `Ana's goal`,
/// `goal 1`, `goal for you`.
pub(super) fn core_of_goal(head: &str) -> Option<String> {
    const MOST_WORDS: usize = 5;
    let lexicon = Lexicon::shipped();
    // `Goal (Q1)`, `Q1 goal`
    let is_team = |text: &str| lexicon.has("people.nobody", text);
    let span = |text: &str| lexicon.has("goal_groups", text) && !is_team(text);
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
    if words.last().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
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
