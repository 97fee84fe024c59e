//! Giving memory back to the system: what was freed stays with the process otherwise, because the
//! allocator cannot know that nothing will be done for the rest of the hour.

#![cfg_attr(
    all(target_os = "linux", target_env = "gnu"),
    expect(unsafe_code, reason = "mallopt and malloc_trim have no wrapper")
)]

/// Runs `free`, and gives what it frees back to the system where the allocator has calls for it.
///
/// What one thread freed at the end of its own heap is given back only in the moment of freeing,
/// and only when it is more than a threshold; what lies between is given back by the trim.
pub fn give_back(free: impl FnOnce()) {
    threshold(0);
    free();
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the call takes no pointer and changes no memory that is in use.
    unsafe {
        libc::malloc_trim(0);
    }
    threshold(USUAL);
}

/// What the allocator keeps at the end of a heap of a program that is at work: giving it back and
/// asking for it again with each save would take longer than the save. Setting it once also leaves
/// the size from which it asks the system for each piece alone where it is by then.
const USUAL: i32 = 64 * 1024 * 1024;

#[cfg_attr(not(all(target_os = "linux", target_env = "gnu")), expect(unused_variables))]
fn threshold(bytes: i32) {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: the call takes no pointer and changes no memory that is in use.
    unsafe {
        libc::mallopt(libc::M_TRIM_THRESHOLD, bytes);
    }
}
