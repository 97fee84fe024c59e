//! The seam through which independent work is done by several hands at once.
//!
//! The core names no threads; whoever has them hands them in. What comes back stands in the order
//! in which it was asked for, so that no result depends on who was faster.

use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

/// Somebody who does independent work.
pub trait Hands: Debug + Send + Sync {
    /// Does `work` once for each number below `count`, in any order, several at once where there
    /// are several hands.
    fn all(&self, count: usize, work: &(dyn Fn(usize) + Sync));
}

/// One thing after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneHand;

impl Hands for OneHand {
    fn all(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
    }
}

/// What `work` makes of each number below `count`, in their order.
pub fn map_each<T: Send>(
    hands: &dyn Hands,
    count: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let made: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
    hands.all(count, &|at| {
        let done = work(at);
        *made[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
    });
    let made = made.into_iter().map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner));
    made.flatten().collect()
}

/// What `work` makes of the pieces of a list, `most` of them in each, in their order.
pub fn map_pieces<I: Sync, T: Send>(
    hands: &dyn Hands,
    list: &[I],
    most: usize,
    work: impl Fn(&[I]) -> T + Sync,
) -> Vec<T> {
    let pieces: Vec<&[I]> = list.chunks(most.max(1)).collect();
    map_each(hands, pieces.len(), |at| work(pieces[at]))
}
