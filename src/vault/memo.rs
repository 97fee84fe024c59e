//! What later rooms made of one note, remembered as bytes that only they read.
//!
//! Each part stands under the key of everything that it depends on besides the note itself: under
//! another key it is made anew. It goes with the reading of the note, so a note that is read again
//! has none. Without it all means the same.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a part depends on besides its note.
pub type MemoKey = [u8; 16];

/// How many parts there may be.
const PARTS: usize = 4;
/// Bytes of a part's key and of its length.
const HEAD: usize = 16 + 4;

/// What is remembered of a note.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Parts>);

#[derive(Debug, Default)]
struct Parts {
    parts: [Option<MemoPart>; PARTS],
    /// Some part is another one than what was taken from the disk.
    is_new: bool,
}

#[derive(Clone, Debug)]
struct MemoPart {
    key: MemoKey,
    bytes: Arc<[u8]>,
    at: Range<usize>,
}

/// The bytes of a part.
#[derive(Debug)]
pub struct Remembered(MemoPart);

impl AsRef<[u8]> for Remembered {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes[self.0.at.clone()]
    }
}

impl Memo {
    /// What was written as `packed`; nothing on any doubt.
    pub fn unpacked(packed: &[u8]) -> Memo {
        let bytes: Arc<[u8]> = packed.into();
        let mut parts = Parts::default();
        let mut from = 0;
        for part in &mut parts.parts {
            let Some(head) = packed.get(from..from + HEAD) else { break };
            let (key, length) = head.split_at(16);
            let length = length.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            let at = from + HEAD..from + HEAD + length;
            if at.end > packed.len() {
                break;
            }
            from = at.end;
            let key = MemoKey::try_from(key).unwrap_or_default();
            // A part that was missing has no key.
            *part = (key != MemoKey::default()).then(|| MemoPart { key, bytes: bytes.clone(), at });
        }
        Memo(Mutex::new(parts))
    }

    /// All of it as bytes.
    pub fn packed(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for part in &self.held().parts {
            let (key, bytes) = match part {
                Some(part) => (part.key, &part.bytes[part.at.clone()]),
                None => (MemoKey::default(), &[][..]),
            };
            let Ok(length) = u32::try_from(bytes.len()) else { return Vec::new() };
            out.extend(key);
            out.extend(length.to_le_bytes());
            out.extend(bytes);
        }
        out
    }

    /// The part of this number, when it was made under this key.
    pub fn part(&self, number: usize, key: &MemoKey) -> Option<Remembered> {
        let held = self.held();
        let part = held.parts.get(number)?.as_ref().filter(|part| part.key == *key)?;
        Some(Remembered(part.clone()))
    }

    /// Remembers a part.
    pub fn put(&self, number: usize, key: MemoKey, bytes: Vec<u8>) {
        let mut held = self.held();
        held.is_new = true;
        let at = 0..bytes.len();
        if let Some(part) = held.parts.get_mut(number) {
            *part = Some(MemoPart { key, bytes: bytes.into(), at });
        }
    }

    /// Whether it is another one than what was taken from the disk.
    pub fn is_new(&self) -> bool {
        self.held().is_new
    }

    /// It stands on the disk as it is now.
    pub fn is_kept(&self) {
        self.held().is_new = false;
    }

    fn held(&self) -> MutexGuard<'_, Parts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_under_their_keys_alone() {
        let memo = Memo::default();
        memo.put(1, [7; 16], b"met".to_vec());
        memo.put(3, [9; 16], Vec::new());
        let packed = memo.packed();
        let again = Memo::unpacked(&packed);
        assert!(memo.is_new() && !again.is_new());
        let part =
            |memo: &Memo, number, key| memo.part(number, &key).map(|part| part.as_ref().to_vec());
        for memo in [&memo, &again] {
            assert_eq!(part(memo, 1, [7; 16]), Some(b"met".to_vec()));
            assert_eq!(part(memo, 3, [9; 16]), Some(Vec::new()));
            assert_eq!(part(memo, 1, [8; 16]), None);
            assert_eq!((part(memo, 0, [7; 16]), part(memo, 9, [7; 16])), (None, None));
        }
        assert_eq!(again.packed(), packed);
        // Cut anywhere: fewer parts, never another one.
        for end in 0..packed.len() {
            let cut = Memo::unpacked(&packed[..end]);
            assert!(part(&cut, 1, [7; 16]).is_none_or(|bytes| bytes == b"met"));
        }
    }
}
