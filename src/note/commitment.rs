//! Words that promise what stands below them: `I will`, `yo me comprometo a`, `Mateo se compromete
//! a`, `she takes care of`; and whose the promises are.

use crate::text::lexicon::Lexicon;

/// Whose the promises are below such words; `side` tells whom a pronoun means, `mine` is the lead.
/// Of two whom they name the subject owes: `What I owe Lena`.
pub(crate) fn whose<S: PartialEq>(
    words: &str,
    side: impl Fn(&str) -> Option<S>,
    mine: S,
) -> Option<S> {
    let lexicon = Lexicon::shipped();
    let is_mine = |words: &str| lexicon.has("commits_mine", words);
    let (whole, words) = (words, without_what(words));
    if is_mine(whole) || is_mine(words) || is_given(words, &is_mine, &is_capital) {
        return Some(mine);
    }
    let (first, rest) = words.split_once(' ')?;
    if !begins_with_subject(&words.split(' ').collect::<Vec<_>>()) {
        return None;
    }
    let found = side(first)?;
    let owes = |words: &str| lexicon.has("owes", words);
    let given = match found == mine {
        true => lexicon.has("owing", first) && is_given(rest, &owes, &is_capital),
        false => is_given(rest, &|words| owes(words) || commits(words), &is_lead),
    };
    let promises = commits(rest) || owes(rest) || found == mine && is_mine(rest);
    (promises || given).then_some(found)
}

/// The name before such words, or before `owes`; `The team will` names nobody who could be asked.
pub(crate) fn name_before(words: &str) -> Option<&str> {
    let lexicon = Lexicon::shipped();
    let words = without_what(words);
    let is_name = |name: &str| {
        let first = name.split(' ').next().unwrap_or("");
        !lexicon.has("articles", first) && !lexicon.has("group_goals", name)
    };
    let parts = words.match_indices(' ').map(|(at, _)| (&words[..at], &words[at + 1..]));
    let owes = |words: &str| lexicon.has("owes", words);
    let mut owing = parts.filter(|(name, rest)| {
        let given = || is_given(rest, &|words| owes(words) || commits(words), &is_lead);
        owes(rest) || (commits(rest) || given()) && is_name(name)
    });
    owing.next().map(|(name, _)| name)
}

/// Whether the first of several words may be who promises: in `mi deve Lena` it is whom she owes.
pub(crate) fn begins_with_subject(words: &[&str]) -> bool {
    let [first, second, ..] = words else { return false };
    let lexicon = Lexicon::shipped();
    !lexicon.has("owes", second)
        || !lexicon.has("owners.mine", first)
        || lexicon.has("owing", first)
}

fn commits(words: &str) -> bool {
    Lexicon::shipped().has("commits", words)
}

/// Whether words promise something to somebody: `owes me`, `promised Lena`.
fn is_given(words: &str, verb: &dyn Fn(&str) -> bool, whom: &dyn Fn(&str) -> bool) -> bool {
    let parted = words.rsplit_once(' ');
    parted.is_some_and(|(before, last)| verb(before) && whom(last))
}

fn is_lead(word: &str) -> bool {
    Lexicon::shipped().has("owners.mine", word)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `What I owe`, `Lo que Lena promete`: the words behind what says that something is told.
fn without_what(words: &str) -> &str {
    let lexicon = Lexicon::shipped();
    let mut ends = words.match_indices(' ').map(|(at, _)| at).take(2);
    let end = ends.find(|end| lexicon.has("what", &words[..*end]));
    end.map_or(words, |end| &words[end + 1..])
}
