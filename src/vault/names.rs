//! The notes of a vault by file name, for links and twins.
//!
//! Small, because a vault may have a hundred thousand: a hash for each name, and shared paths.

use crate::text::ids::NotePath;
use crate::text::span::{composed, fold};
use std::sync::Arc;

/// The notes of a vault by file name: a hash of the folded name instead of the name, because
/// there are a hundred thousand and one of them is asked for at a time.
#[derive(Clone, Debug, Default)]
pub struct Names {
    all: Arc<[(u64, NotePath)]>,
    /// The hashes that several notes share, sorted: few, and asked for with each link.
    shared: Arc<[u64]>,
}

impl Names {
    /// Sorts paths by file name.
    pub fn of<'a>(paths: impl Iterator<Item = &'a NotePath>) -> Names {
        let mut names: Vec<(u64, NotePath)> =
            paths.map(|path| (Names::hash(path.stem()), path.clone())).collect();
        names.sort_unstable();
        let pairs = names.windows(2).filter(|two| two[0].0 == two[1].0);
        let mut shared: Vec<u64> = pairs.map(|two| two[0].0).collect();
        shared.dedup();
        Names { all: names.into(), shared: shared.into() }
    }

    /// How many notes there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// All file names, in an order of their own.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(_, path)| path.stem())
    }

    /// A hash that two paths share when some file system would hold them as one file.
    fn hash_of_path(path: &NotePath) -> u64 {
        let path = path.as_str();
        if path.is_ascii() {
            return hashed(path.bytes().map(|byte| byte.to_ascii_lowercase()));
        }
        hashed(composed(path).to_lowercase().bytes())
    }

    /// What is kept of a file name without its ending.
    pub fn hash(name: &str) -> u64 {
        if name.is_ascii() {
            let folded = |byte: u8| if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
            return hashed(name.bytes().map(folded));
        }
        hashed(fold(name).bytes())
    }

    /// Whether no two notes have a file name of this hash: only a no may be wrong.
    pub fn is_surely_unique(&self, hash: u64) -> bool {
        self.shared.binary_search(&hash).is_err()
    }

    /// The notes of a file name without its ending.
    pub fn named(&self, stem: &str) -> impl Iterator<Item = &NotePath> {
        let (hash, folded) = (Names::hash(stem), fold(stem));
        let first = self.all.partition_point(|(other, _)| *other < hash);
        let same = self.all[first..].iter().take_while(move |(other, _)| *other == hash);
        same.map(|(_, path)| path).filter(move |path| fold(path.stem()) == folded)
    }

    /// Those of the paths that some file system would hold as one file with another one, sorted.
    pub fn twins<'a>(paths: impl Iterator<Item = &'a NotePath>) -> Vec<NotePath> {
        let mut folded: Vec<(u64, &NotePath)> =
            paths.map(|path| (Names::hash_of_path(path), path)).collect();
        folded.sort_unstable();
        let twins = folded.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
        let mut twins: Vec<NotePath> = twins.flatten().map(|(_, path)| (*path).clone()).collect();
        twins.sort_unstable();
        twins
    }
}

fn hashed(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
