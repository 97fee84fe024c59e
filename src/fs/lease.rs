//! Read leases: while we hold one nobody has the file open for writing, and whoever wants to has
//! to wait until we let go. So what was read stays true, and a save in the making is noticed.
//!
//! One of two modules with `unsafe`: no safe wrapper that is kept up has `F_SETLEASE`. A file
//! system or an owner that gives none is no error: the writer goes on with less protection and
//! says so. Other systems than Linux have no leases.

#![cfg_attr(target_os = "linux", expect(unsafe_code, reason = "fcntl for leases has no wrapper"))]

use std::fs::File;

/// What became of asking for a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// Nobody has the file open for writing, and nobody can open it so before we let go.
    Held,
    /// Somebody has it open for writing.
    Busy,
    /// There is none to be had here.
    None,
}

/// Asks for a read lease.
#[cfg(target_os = "linux")]
pub fn take(file: &File) -> Lease {
    ignore_signal();
    loop {
        let error = match crate::fs::fault::here("lease") {
            Ok(()) if set(file, libc::F_RDLCK) => return Lease::Held,
            Ok(()) => std::io::Error::last_os_error(),
            Err(fault) => fault,
        };
        match error.raw_os_error() {
            Some(libc::EINTR) => {}
            Some(libc::EAGAIN) => return Lease::Busy,
            _ => return Lease::None,
        }
    }
}

/// Lets go: who waits goes on.
#[cfg(target_os = "linux")]
pub fn release(file: &File) {
    set(file, libc::F_UNLCK);
}

/// Whether a lease that was given still stands: false as soon as somebody waits for us.
#[cfg(target_os = "linux")]
pub fn holds(file: &File) -> bool {
    use std::os::fd::AsRawFd;
    // SAFETY: the descriptor is open as long as `file` is borrowed; the call takes no pointer.
    let kind = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_GETLEASE) };
    kind == libc::F_RDLCK
}

#[cfg(target_os = "linux")]
fn set(file: &File, kind: i32) -> bool {
    use std::os::fd::AsRawFd;
    // SAFETY: the descriptor is open as long as `file` is borrowed; the call takes no pointer.
    unsafe { libc::fcntl(file.as_raw_fd(), libc::F_SETLEASE, kind) == 0 }
}

/// The system tells of a waiting writer by SIGIO, which ends a program that does not expect it.
/// We look for ourselves.
#[cfg(target_os = "linux")]
fn ignore_signal() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    // SAFETY: SIG_IGN installs no handler; nothing of ours runs in a signal.
    ONCE.call_once(|| unsafe {
        libc::signal(libc::SIGIO, libc::SIG_IGN);
    });
}

/// Asks for a read lease: there is none on this system.
#[cfg(not(target_os = "linux"))]
pub fn take(_: &File) -> Lease {
    Lease::None
}

/// Lets go.
#[cfg(not(target_os = "linux"))]
pub fn release(_: &File) {}

/// Whether a lease still stands.
#[cfg(not(target_os = "linux"))]
pub fn holds(_: &File) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::fs::{self, OpenOptions};
    use std::time::Duration;

    #[test]
    fn who_writes_is_seen_and_who_wants_to_waits() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "x").unwrap();
        let file = File::open(&path).unwrap();
        let writer = OpenOptions::new().append(true).open(&path).unwrap();
        assert_eq!(take(&file), Lease::Busy);
        drop(writer);
        assert_eq!(take(&file), Lease::Held);
        assert!(holds(&file));
        let other = path.clone();
        let waits = std::thread::spawn(move || fs::write(other, "y").unwrap());
        while holds(&file) {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "x", "not before we let go");
        release(&file);
        waits.join().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "y");
    }
}
