//! The files of one folder by its descriptor: a look by name costs a third of one by path.
//!
//! No link is followed and nothing is waited for, so that a pipe or a link put in a note's place
//! harms nobody. Elsewhere than on Linux the same by path.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// By what a change of a file is noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// The same of its last change of any kind: a program may set the other one back, never this.
    pub changed: i64,
    /// Bytes.
    pub size: u64,
    /// The file's number.
    pub inode: u64,
}

/// What stands at a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A link.
    Link,
    /// A folder.
    Folder,
    /// Anything else.
    Other,
}

/// An open folder.
#[derive(Debug)]
pub struct ReadFolder {
    #[cfg(not(target_os = "linux"))]
    path: PathBuf,
    #[cfg(target_os = "linux")]
    descriptor: std::os::fd::OwnedFd,
}

/// What a file's metadata say.
pub fn of_metadata(meta: &Metadata) -> (FileKind, Stamp) {
    let what = match meta.file_type() {
        kind if kind.is_symlink() => FileKind::Link,
        kind if kind.is_dir() => FileKind::Folder,
        kind if kind.is_file() => FileKind::File,
        _ => FileKind::Other,
    };
    let since = meta.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    let modified = since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX));
    let changed = changed(meta).unwrap_or(modified);
    (what, Stamp { modified, changed, size: meta.len(), inode: inode(meta) })
}

#[cfg(unix)]
fn changed(meta: &Metadata) -> Option<i64> {
    use std::os::unix::fs::MetadataExt;
    Some(meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec()).max(0))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<i64> {
    None
}

/// The number by which the file system knows a file.
#[cfg(unix)]
pub(crate) fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

/// The number by which the file system knows a file.
#[cfg(not(unix))]
pub(crate) fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(target_os = "linux")]
impl ReadFolder {
    /// Opens a folder to look at its files.
    ///
    /// # Errors
    /// The system's.
    pub fn open(path: &Path) -> io::Result<ReadFolder> {
        use rustix::fs::{Mode, OFlags, open};
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let descriptor = open(path, flags, Mode::empty())?;
        Ok(ReadFolder { descriptor })
    }

    /// What stands at a name.
    ///
    /// # Errors
    /// The system's.
    pub fn file_kind_at(&self, name: &OsStr) -> io::Result<(FileKind, Stamp)> {
        use rustix::fs::{AtFlags, FileType, statat};
        let stat = statat(&self.descriptor, name, AtFlags::SYMLINK_NOFOLLOW)?;
        let what = match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => FileKind::File,
            FileType::Symlink => FileKind::Link,
            FileType::Directory => FileKind::Folder,
            _ => FileKind::Other,
        };
        let nanos = |seconds: i64, nanos: i64| {
            seconds.saturating_mul(1_000_000_000).saturating_add(nanos).max(0)
        };
        let part = |nanos| i64::try_from(nanos).unwrap_or(0);
        let modified = nanos(stat.st_mtime, part(stat.st_mtime_nsec));
        let changed = nanos(stat.st_ctime, part(stat.st_ctime_nsec));
        let size = u64::try_from(stat.st_size).unwrap_or(0);
        Ok((what, Stamp { modified, changed, size, inode: stat.st_ino }))
    }

    /// Reads a file of about `size` bytes into `buffer`, and never more than `most`.
    ///
    /// # Errors
    /// The system's.
    pub fn read(
        &self,
        name: &OsStr,
        size: u64,
        most: usize,
        buffer: &mut Vec<u8>,
    ) -> io::Result<()> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = openat(&self.descriptor, name, flags, Mode::empty())?;
        // One byte more than is there: a read that does not fill the buffer was the last one.
        let mut wanted = usize::try_from(size).unwrap_or(most).min(most) + 1;
        let mut read = 0;
        loop {
            buffer.resize(wanted, 0);
            let got = match rustix::io::read(&file, &mut buffer[read..wanted]) {
                Err(rustix::io::Errno::INTR) => continue,
                got => got?,
            };
            read += got;
            if got == 0 || read < wanted || read > most {
                buffer.truncate(read);
                return Ok(());
            }
            wanted = (wanted * 2).min(most + 1);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl ReadFolder {
    /// Opens a folder to look at its files.
    ///
    /// # Errors
    /// The system's.
    pub fn open(path: &Path) -> io::Result<ReadFolder> {
        fs::metadata(path).map(|_| ReadFolder { path: path.to_path_buf() })
    }

    /// What stands at a name.
    ///
    /// # Errors
    /// The system's.
    pub fn look(&self, name: &OsStr) -> io::Result<(FileKind, Stamp)> {
        fs::symlink_metadata(self.path.join(name)).map(|meta| of_metadata(&meta))
    }

    /// Reads a file into `buffer`, and never more than `most`.
    ///
    /// # Errors
    /// The system's.
    pub fn read(
        &self,
        name: &OsStr,
        _size: u64,
        most: usize,
        buffer: &mut Vec<u8>,
    ) -> io::Result<()> {
        use std::io::Read;
        buffer.clear();
        fs::File::open(self.path.join(name))?.take(most as u64 + 1).read_to_end(buffer)?;
        Ok(())
    }
}

/// What stands at a path; links are not followed.
///
/// # Errors
/// The system's.
pub fn look(path: &Path) -> io::Result<(FileKind, Stamp)> {
    fs::symlink_metadata(path).map(|meta| of_metadata(&meta))
}

/// The folder whose files are looked at: open, or not yet.
#[derive(Debug)]
pub enum LookPlace {
    /// Open.
    In(ReadFolder),
    /// Not yet.
    At(PathBuf),
}

impl Default for LookPlace {
    fn default() -> LookPlace {
        LookPlace::At(PathBuf::new())
    }
}

impl LookPlace {
    /// What stands at a name.
    ///
    /// # Errors
    /// The system's.
    pub fn file_kind_at(&self, name: &OsStr) -> io::Result<(FileKind, Stamp)> {
        match self {
            LookPlace::In(folder) => folder.file_kind_at(name),
            LookPlace::At(path) => look(&path.join(name)),
        }
    }

    /// Reads a file of about `size` bytes into `buffer`, and never more than `most`.
    ///
    /// # Errors
    /// The system's.
    pub fn read(
        &mut self,
        name: &OsStr,
        size: u64,
        most: usize,
        buffer: &mut Vec<u8>,
    ) -> io::Result<()> {
        if let LookPlace::At(path) = self {
            *self = LookPlace::In(ReadFolder::open(path)?);
        }
        match self {
            LookPlace::In(folder) => folder.read(name, size, most, buffer),
            LookPlace::At(_) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
