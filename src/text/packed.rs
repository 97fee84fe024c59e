//! Values as the fewest bytes, for what is kept between two runs of this very program.
//!
//! No format for anybody else: another build of the program may lay its values out otherwise, and
//! whoever keeps such bytes keeps with them which program wrote them, and a checksum.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as bytes; `None` when it cannot be told as such.
pub fn pack<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_extend(value, Vec::with_capacity(SOME_BYTES)).ok()
}

/// Most values take less.
const SOME_BYTES: usize = 1_024;

/// The value in bytes; `None` when they are not one.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
