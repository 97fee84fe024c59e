//! The forms under which a name is looked up: `@alice.`, `[[people/alice|Ali]]`, `user.alice`.
//!
//! One list for the two who need it: the people, who know the names, and the sieve, which has to
//! tell without them whether a note may name anybody.

use crate::base::text::plain;

/// The forms of a name, likeliest first: as it stands, its last part, without the dots of other
/// tools (`@alice.s`), without `user.` before it.
pub fn forms(name: &str) -> impl Iterator<Item = &str> {
    let name = name.trim().trim_start_matches('@');
    let name = name.split('#').next().unwrap_or(name).trim();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let last = name.rsplit('/').next().filter(|last| *last != name);
    let cuts = std::iter::successors(cut(name), |name| cut(name));
    let behind = name
        .split_once('.')
        .filter(|(before, _)| matches!(*before, "user" | "people" | "person"))
        .map(|(_, after)| after);
    std::iter::once(name).chain(last).chain(cuts).chain(behind)
}

fn cut(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(before, _)| before)
}

/// A short hash of a form as it is compared: two forms that are one to a reader have one hash.
pub fn hash(form: &str) -> u32 {
    let byte = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    if !form.is_ascii() {
        return plain(form).bytes().fold(0x811c_9dc5, byte);
    }
    let folded = form.bytes().map(|b| if b == b'_' { b'-' } else { b.to_ascii_lowercase() });
    folded.fold(0x811c_9dc5, byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name() {
        let check = |name: &str, expected: &[&str]| {
            assert_eq!(forms(name).collect::<Vec<_>>(), expected, "{name}");
        };
        check("@alice", &["alice"]);
        check("people/Alice.md", &["people/Alice", "Alice"]);
        check("user.alice.s#head", &["user.alice.s", "user.alice", "user", "alice.s"]);
    }

    #[test]
    fn forms_that_are_one_have_one_hash() {
        for (one, other) in [("Alice_B", "alice-b"), ("José", "jose"), ("JOSE\u{301}", "jose")] {
            assert_eq!(plain(one), plain(other));
            assert_eq!(hash(one), hash(other));
        }
    }
}
