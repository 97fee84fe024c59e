//! Words that promise what stands below them: `I will`, `yo me comprometo a`, `Mateo se compromete
//! a`, `she takes care of`; and whose the promises are.

use crate::text::lexicon::Lexicon;

/// Whose the promises are below such words; `side` tells whom a pronoun means, `mine` is the lead.
pub(crate) fn whose<S: PartialEq>(
    words: &str,
    side: impl Fn(&str) -> Option<S>,
    mine: S,
) -> Option<S> {
    let lexicon = Lexicon::shipped();
    let is_mine = |words: &str| lexicon.has("commits_mine", words);
    if is_mine(words) {
        return Some(mine);
    }
    let (first, rest) = words.split_once(' ')?;
    let found = side(first)?;
    let owes = ["commits", "owes"].iter().any(|list| lexicon.has(list, rest));
    (owes || found == mine && is_mine(rest)).then_some(found)
}

/// The name before such words, or before `owes`; `The team will` names nobody who could be asked.
pub(crate) fn name_before(words: &str) -> Option<&str> {
    let lexicon = Lexicon::shipped();
    let is_name = |name: &str| {
        let first = name.split(' ').next().unwrap_or("");
        !lexicon.has("articles", first) && !lexicon.has("group_goals", name)
    };
    let parts = words.match_indices(' ').map(|(at, _)| (&words[..at], &words[at + 1..]));
    let mut owing = parts.filter(|(name, rest)| {
        lexicon.has("owes", rest) || lexicon.has("commits", rest) && is_name(name)
    });
    owing.next().map(|(name, _)| name)
}
