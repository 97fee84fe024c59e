//! Two files change places in one step, so that what was there before comes out whole.
//!
//! Where the system cannot, the caller is told and falls back to a plain rename: reduced, and
//! said as such.

use std::io;
use std::path::Path;

/// Makes two files change places.
///
/// # Errors
/// `Unsupported` where the file system or the system cannot; else what it says.
#[cfg(target_os = "linux")]
pub fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|error| match error {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        other => other.into(),
    })
}

/// Makes two files change places.
///
/// # Errors
/// Always: this system is not known to.
#[cfg(not(target_os = "linux"))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
