//! Hands for independent work: as many threads as there are processors.

use crate::text::executor::Hands;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder, Scope};

/// Threads that live as long as the work. One more takes a twentieth of a millisecond to start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Threads;

/// More threads wait for each other in the allocator and the kernel.
pub const MOST: usize = 8;

/// Fewer pieces of work than this are done before another thread has begun: after a save, on a
/// system that starts it on the same processor, it would only be in the way.
const WORTH_A_THREAD: usize = 5;

/// How many threads are worth it here.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

/// One more thread, where the system gives one: without it the work is done all the same.
pub fn spawn<'s>(scope: &'s Scope<'s, '_>, work: impl FnOnce() + Send + 's) {
    drop(Builder::new().spawn_scoped(scope, work));
}

impl Hands for Threads {
    fn all(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        if count < WORTH_A_THREAD {
            return (0..count).for_each(work);
        }
        let next = AtomicUsize::new(0);
        let take = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= count {
                    return;
                }
                work(at);
            }
        };
        thread::scope(|scope| {
            (1..self::count().min(count)).for_each(|_| spawn(scope, take));
            take();
        });
    }
}
