//! The locks that people draw beside what is the lead's alone.

/// The locks that people draw.
pub(crate) const LOCKS: &[char] = &['🔒', '🔐', '🔏', '🤫', '🤐', '🙈', '🙊', '🙉'];
/// The same, as short codes.
pub(crate) const LOCK_CODES: &[&str] = &[
    ":lock:",
    ":closed_lock_with_key:",
    ":shushing_face:",
    ":zipper_mouth_face:",
    ":no_entry_sign:",
];
/// Where the first lock stands that somebody drew. All of them begin with the same byte.
pub(crate) fn lock_in(text: &str) -> Option<usize> {
    const FIRST: u8 = 0xf0;
    if text.is_ascii() {
        return None;
    }
    let at = text.bytes().position(|byte| byte == FIRST)?;
    text[at..].find(LOCKS).map(|found| at + found)
}

/// Whether somebody drew a lock.
pub fn draws_lock(text: &str) -> bool {
    lock_in(text).is_some()
        || text.contains(':') && LOCK_CODES.iter().any(|code| text.contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_among_other_signs() {
        for (text, at) in [
            ("a \u{1f512} b", Some(2)),
            ("\u{1f389} \u{1f510}", Some(5)),
            ("\u{1f389} for the release", None),
            ("caf\u{e9} – fine", None),
            ("plain", None),
        ] {
            assert_eq!(lock_in(text), at, "{text}");
            assert_eq!(draws_lock(text), at.is_some(), "{text}");
        }
        assert!(draws_lock(":lock: mine") && !draws_lock("lock: mine"));
    }
}
