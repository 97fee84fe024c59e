//! How much of what stands behind the cursor belongs to the word that is completed.
//!
//! A completion in the middle of a word replaces the whole of it. What is not sure to belong to it
//! stays: a name behind a tag, the next value of a list.

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

fn while_fits(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

/// Of `@al|ice`.
pub fn name_behind(behind: &str) -> usize {
    while_fits(behind, is_word)
}

/// Of `[[Ali|ce Fischer|Alice]]`, its brackets included; nothing where it is not closed, or closed
/// right here.
pub fn link_behind(behind: &str) -> usize {
    match behind.find("]]") {
        Some(at) if at > 0 && !behind[..at].contains('[') => at + 2,
        _ => 0,
    }
}

/// Of `#go|al`: a name behind it stays; of `#goal/c|ka` the rest of the name.
pub fn tag(behind: &str, typed: &str) -> usize {
    let named = typed.contains(['/', '.']);
    while_fits(behind, |c| is_word(c) || (named && c == '/'))
}

/// Of `[du|e:: fri]`, its colons included.
pub fn key_behind(behind: &str) -> usize {
    let word = while_fits(behind, is_word);
    match behind[word..].strip_prefix("::") {
        Some(rest) => word + 2 + usize::from(rest.starts_with(' ')),
        None => 0,
    }
}

/// Of `[due:: next f|riday]`, up to its bracket, or to the next value.
pub fn value_behind(behind: &str, close: &str) -> usize {
    match behind.find(close) {
        Some(end) if !behind[..end].contains(['[', '(']) => behind[..end].find(',').unwrap_or(end),
        _ => 0,
    }
}

/// Of `sea|son: low` the key and its colon; of `season: l|ow` the value.
pub fn in_front(behind: &str, before: &str) -> usize {
    if before.contains(':') {
        return while_fits(behind, |c| is_word(c) || matches!(c, ':' | '.'));
    }
    let word = while_fits(behind, is_word);
    match behind[word..].strip_prefix(':') {
        Some(rest) => word + 1 + usize::from(rest.starts_with(' ')),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_word_and_no_more() {
        for (found, expected) in [
            (name_behind("ice knows"), "ice"),
            (name_behind(" knows"), ""),
            (name_behind(". Then"), ""),
            (link_behind("asz Wójcik|Tom]] knows"), "asz Wójcik|Tom]]"),
            (link_behind("]] knows"), ""),
            (link_behind("asz knows [[Bob]]"), ""),
            (link_behind("asz knows"), ""),
            (tag("al/cka Pass", "go"), "al"),
            (tag("a Pass", "goal/ck"), "a"),
            (tag("/deep Pass", "goal/ck"), "/deep"),
            (key_behind("e:: fri]"), "e:: "),
            (key_behind("]"), ""),
            (key_behind("e of it]"), ""),
            (value_behind("riday] x", "]"), "riday"),
            (value_behind("ice, bob] x", "]"), "ice"),
            (value_behind("", "]"), ""),
            (value_behind(" and [x] y", "]"), ""),
            (in_front("son: low", "sea"), "son: "),
            (in_front("ow # why", "season: l"), "ow"),
        ] {
            assert_eq!(found, expected.len(), "{expected:?}");
        }
    }
}
