//! Tables of words that come with the program. Nobody can choose such words so that their hashes
//! are equal, so a short hash does: the library's own took a tenth of a reading.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// What is told of each word.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// Words.
pub type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// Eight bytes at a time, as the compiler of Rust does it for its own tables.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = self.0.wrapping_add(word).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
            self.add(u64::from_le_bytes(*eight));
            rest = behind;
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ bytes.len() as u64);
        }
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    #[inline]
    fn finish(&self) -> u64 {
        // The best bits are the high ones; a table takes the low ones too.
        self.0.rotate_left(26)
    }
}

/// The first and last letters and the lengths of words: most words of a text fit none.
#[derive(Clone, Debug)]
pub struct Shapes(Box<[u32; 1 << (2 * LETTER_BITS)]>);

/// So many bits of a letter are the same for both cases.
const LETTER_BITS: u32 = 5;

impl Default for Shapes {
    fn default() -> Shapes {
        Shapes(Box::new([0; 1 << (2 * LETTER_BITS)]))
    }
}

impl Shapes {
    /// One more word, whatever the case of its letters.
    pub fn add(&mut self, word: &[u8]) {
        if let Some((at, bit)) = shape(word) {
            self.0[at] |= bit;
        }
    }

    /// Whether it may be one of the words: only a no is sure.
    #[inline]
    pub fn fit(&self, word: &[u8]) -> bool {
        shape(word).is_some_and(|(at, bit)| self.0[at] & bit != 0)
    }
}

/// The place of a word's letters, and the bit of its length; the last one is for all longer.
#[inline]
fn shape(word: &[u8]) -> Option<(usize, u32)> {
    let letter = |byte: &u8| usize::from(*byte) & ((1 << LETTER_BITS) - 1);
    let at = letter(word.first()?) << LETTER_BITS | letter(word.last()?);
    Some((at, 1 << word.len().min(31)))
}
