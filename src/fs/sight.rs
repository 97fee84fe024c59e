//! Where the regions stand in a long text that we wrote. To look for them again before the next
//! write takes a quarter of it, and the text is the same one in nearly all cases.

use crate::note::region::Region;
use crate::text::ids::digest;

/// The regions of one text, which is known by its hash.
#[derive(Clone, Debug)]
pub struct Sight {
    digest: String,
    regions: Vec<Region>,
}

/// In a shorter text they are found sooner than they are remembered.
const LONG: usize = 16 * 1024;

impl Sight {
    /// The regions of a text; nothing for a short one.
    pub fn of(text: &str, regions: Vec<Region>) -> Option<Sight> {
        (text.len() >= LONG).then(|| Sight { digest: digest(text), regions })
    }

    /// The regions of this text, when it is the same one.
    pub fn regions(&self, text: &str) -> Option<&[Region]> {
        (self.digest == digest(text)).then_some(&self.regions)
    }
}
