//! A place in a list, or none, in four bytes: for what is kept a hundred thousand times.

use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// A place in a list, or none. A place that does not fit counts as none; a note that is read has
/// at most four million bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nth(Option<NonZeroU32>);

impl Nth {
    /// Keeps a place.
    pub fn of(at: Option<usize>) -> Nth {
        Nth(at.and_then(|at| NonZeroU32::new(u32::try_from(at + 1).ok()?)))
    }

    /// The place.
    pub fn get(self) -> Option<usize> {
        self.0.map(|at| at.get() as usize - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back() {
        assert_eq!(size_of::<Nth>(), 4);
        for at in [None, Some(0), Some(7), Some(u32::MAX as usize - 1)] {
            assert_eq!(Nth::of(at).get(), at);
        }
        assert_eq!(Nth::of(Some(u32::MAX as usize)).get(), None);
    }
}
