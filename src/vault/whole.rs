//! A vault of which every note was parsed. It is a type of its own, because in one that was read
//! through the prefilter the notes that say nothing have no lines: whoever looks at how lines are
//! written, or looks for any line, would get few and not know it.

use crate::vault::vault::Vault;
use std::ops::Deref;

/// A vault with all of its notes.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'v>(&'v Vault);

impl Vault {
    /// The vault with all of its notes; `None` when some were only looked through.
    pub fn whole(&self) -> Option<Whole<'_>> {
        (self.silent.count() == 0).then_some(Whole(self))
    }
}

impl Deref for Whole<'_> {
    type Target = Vault;

    fn deref(&self) -> &Vault {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::change::{Change, Content};

    fn with_a_silent_note(mut vault: Vault) -> Vault {
        let content = Content::Bytes(b"Nothing is said here.\n".to_vec());
        vault.apply(vec![Change { path: "a.md".to_owned(), content }]);
        vault
    }

    #[test]
    fn a_vault_with_a_silent_note_is_not_whole() {
        let sieved = with_a_silent_note(Vault::sieved());
        assert!(sieved.whole().is_none());
        // What is parsed from now on does not bring back what was passed over.
        assert!(sieved.unsieved().whole().is_none());
        assert!(with_a_silent_note(Vault::default()).whole().is_some());
    }
}
