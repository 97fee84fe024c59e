//! The system calls of the write path, one function each, below an open folder and never through
//! a link. The only door to the system's own names for them.
//!
//! A call that was interrupted is made again. Each asks `fault` first, so that a test can let any
//! of them fail. macOS has the exchange under another name (`renamex_np`), which the same call
//! reaches; it was not measured there.

use crate::fs::fault;
use rustix::fs::{self, AtFlags, CWD, FileType, Mode, OFlags, RenameFlags};
use rustix::io::Errno;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// An open folder.
#[derive(Debug)]
pub struct Folder {
    fd: OwnedFd,
}

/// What the system knows of a file.
#[derive(Clone, Copy, Debug)]
pub struct Stat(fs::Stat);

fn call_system<T>(
    name: &'static str,
    mut act: impl FnMut() -> rustix::io::Result<T>,
) -> io::Result<T> {
    loop {
        match fault::here(name).and_then(|()| act().map_err(io::Error::from)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// The bytes of a regular file: no link is followed, and a pipe or a device in its place is an
/// error at once, for nobody may ever write to it.
///
/// # Errors
/// The system's, or that it is no regular file.
pub fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read;
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mut file = File::from(fs::open(path, flags, Mode::empty())?);
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Folder {
    /// Opens the folder at a path; the vault's root, which may be reached through links.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn open(path: &Path) -> io::Result<Folder> {
        let fd = call_system("open folder", || fs::openat(CWD, path, FOLDER, Mode::empty()))?;
        Ok(Folder { fd })
    }

    /// Opens a folder below this one. No link is followed and nothing outside is reached.
    ///
    /// # Errors
    /// Those of the file system; `is_link` tells a link.
    pub fn open_beneath(&self, path: &str) -> io::Result<Folder> {
        let path = if path.is_empty() { "." } else { path };
        let opened = call_system("open folder", || open_beneath(&self.fd, path));
        match opened {
            // Kernels before 5.6, and some sandboxes.
            Err(error) if lacks_call(&error) => self.beneath_by_steps(path),
            opened => opened.map(|fd| Folder { fd }),
        }
    }

    fn beneath_by_steps(&self, path: &str) -> io::Result<Folder> {
        let step = |folder: &Folder, part: &str| {
            let flags = FOLDER | OFlags::NOFOLLOW;
            let opened = fs::openat(&folder.fd, part, flags, Mode::empty());
            opened.map(|fd| Folder { fd }).map_err(io::Error::from)
        };
        let mut folder = step(self, ".")?;
        for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
            if part == ".." {
                return Err(Errno::XDEV.into());
            }
            folder = step(&folder, part)?;
        }
        Ok(folder)
    }

    /// Opens a folder below this one, and makes what is missing on the way.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make_beneath(&self, path: &str) -> io::Result<Folder> {
        match self.open_beneath(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            opened => return opened,
        }
        let mut folder = self.open_beneath("")?;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            match folder.make_folder(part) {
                Ok(()) => folder.sync()?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            folder = folder.open_beneath(part)?;
        }
        Ok(folder)
    }

    /// Makes one folder, which must not be there yet.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn make_folder(&self, name: &str) -> io::Result<()> {
        call_system("make folder", || fs::mkdirat(&self.fd, name, Mode::from_raw_mode(0o777)))
    }

    /// Opens a file of this folder for reading. A pipe does not make us wait, a link fails.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn open_file(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        call_system("open", || fs::openat(&self.fd, name, flags, Mode::empty())).map(File::from)
    }

    /// Makes a file for writing, which must not be there yet.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn create_file(&self, name: &str, mode: u32) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(mode);
        call_system("create", || fs::openat(&self.fd, name, flags, mode)).map(File::from)
    }

    /// What stands under a name; a link is not followed.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn stat(&self, name: &str) -> io::Result<Stat> {
        call_system("stat", || fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW)).map(Stat)
    }

    /// Whether we may write what stands under a name.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn may_write(&self, name: &str) -> io::Result<bool> {
        let asked = AtFlags::EACCESS | AtFlags::SYMLINK_NOFOLLOW;
        match call_system("access", || fs::accessat(&self.fd, name, fs::Access::WRITE_OK, asked)) {
            Ok(()) => Ok(true),
            // Systems that cannot be asked without following say so; the mode decides there.
            Err(error) if lacks_call(&error) => Ok(true),
            Err(error) => match Errno::from_io_error(&error) {
                Some(Errno::ACCESS | Errno::PERM | Errno::ROFS) => Ok(false),
                _ => Err(error),
            },
        }
    }

    /// Gives a file another name, which must not be there yet.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn rename_new(&self, name: &str, to: &Folder, new: &str) -> io::Result<()> {
        let flags = RenameFlags::NOREPLACE;
        call_system("rename", || fs::renameat_with(&self.fd, name, &to.fd, new, flags))
    }

    /// Puts a file in the place of another one.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn rename_over(&self, name: &str, to: &Folder, new: &str) -> io::Result<()> {
        call_system("rename", || fs::renameat(&self.fd, name, &to.fd, new))
    }

    /// Makes two files change places in one step.
    ///
    /// # Errors
    /// `lacks_call` tells a file system or a system that cannot.
    pub fn exchange(&self, name: &str, other: &Folder, there: &str) -> io::Result<()> {
        let flags = RenameFlags::EXCHANGE;
        call_system("exchange", || fs::renameat_with(&self.fd, name, &other.fd, there, flags))
    }

    /// Gives a file a second name.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn link_file(&self, name: &str, to: &Folder, new: &str) -> io::Result<()> {
        call_system("link", || fs::linkat(&self.fd, name, &to.fd, new, AtFlags::empty()))
    }

    /// Puts a file with these bytes in place in one step. Nobody but the user may read it, also
    /// while it is staged.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn put_file(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let staged = format!("{name}.{}", std::process::id());
        // Left by an earlier run with our number.
        self.remove_file(&staged).ok();
        let mut file = self.create_file(&staged, 0o600)?;
        write_whole(&mut file, bytes)?;
        drop(file);
        self.rename_over(&staged, self, name)
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove_file(&self, name: &str) -> io::Result<()> {
        call_system("remove", || fs::unlinkat(&self.fd, name, AtFlags::empty()))
    }

    /// Takes an empty folder away.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        call_system("remove", || fs::unlinkat(&self.fd, name, AtFlags::REMOVEDIR))
    }

    /// Makes the names of this folder durable. A file system that cannot is no error.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn sync(&self) -> io::Result<()> {
        match call_system("sync folder", || fs::fsync(&self.fd)) {
            Err(error) if lacks_call(&error) => Ok(()),
            done => done,
        }
    }

    /// The names in this folder, sorted. One that is not UTF-8 is none of ours.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn sorted_names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in call_system("list", || fs::Dir::read_from(&self.fd))? {
            let entry = entry.map_err(io::Error::from)?;
            if let Ok(name) = entry.file_name().to_str().map(str::to_owned) {
                names.push(name);
            }
        }
        names.retain(|name| name != "." && name != "..");
        names.sort();
        Ok(names)
    }
}

#[cfg(target_os = "linux")]
fn open_beneath(fd: &OwnedFd, path: &str) -> rustix::io::Result<OwnedFd> {
    use rustix::fs::ResolveFlags;
    let how = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    fs::openat2(fd, path, FOLDER, Mode::empty(), how)
}

#[cfg(not(target_os = "linux"))]
fn open_beneath(_: &OwnedFd, _: &str) -> rustix::io::Result<OwnedFd> {
    Err(Errno::NOSYS)
}

/// Whether an error says that there is no such call here.
pub fn lacks_call(error: &io::Error) -> bool {
    let none = [Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::INVAL];
    Errno::from_io_error(error).is_some_and(|error| none.contains(&error))
}

/// Whether an error says that a link stands in the way.
pub fn is_link(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::LOOP)
}

impl Stat {
    /// A regular file.
    pub fn is_file(&self) -> bool {
        FileType::from_raw_mode(self.0.st_mode) == FileType::RegularFile
    }

    /// A link.
    pub fn is_link(&self) -> bool {
        FileType::from_raw_mode(self.0.st_mode) == FileType::Symlink
    }

    /// The file has more than one name.
    pub fn has_more_names(&self) -> bool {
        self.0.st_nlink > 1
    }

    /// Nobody may write it, by its mode.
    pub fn is_read_only(&self) -> bool {
        self.0.st_mode & 0o222 == 0
    }

    /// Both are the same file.
    pub fn is_same(&self, other: &Stat) -> bool {
        (self.0.st_dev, self.0.st_ino) == (other.0.st_dev, other.0.st_ino)
    }

    /// Nothing was written between the two.
    pub fn is_unchanged(&self, other: &Stat) -> bool {
        let times = |stat: &Stat| (stat.0.st_mtime, stat.0.st_mtime_nsec, stat.0.st_size);
        self.is_same(other) && times(self) == times(other)
    }

    /// How many bytes it holds.
    pub fn byte_count(&self) -> u64 {
        u64::try_from(self.0.st_size).unwrap_or(0)
    }

    /// When it was last written.
    pub fn modified(&self) -> SystemTime {
        let seconds = u64::try_from(self.0.st_mtime).unwrap_or(0);
        let nanos = u32::try_from(self.0.st_mtime_nsec).unwrap_or(0);
        SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos)
    }

    /// Its mode, without its kind.
    pub fn mode(&self) -> fs::RawMode {
        self.0.st_mode & 0o7777
    }
}

/// What the system knows of an open file.
///
/// # Errors
/// Those of the file system.
pub fn stat(file: &File) -> io::Result<Stat> {
    call_system("stat", || fs::fstat(file)).map(Stat)
}

/// Reads a whole file from its beginning, but never more than `most` bytes and one.
///
/// # Errors
/// Those of the file system.
pub fn read_whole(file: &File, most: usize) -> io::Result<Vec<u8>> {
    use std::os::unix::fs::FileExt;
    call_system("read", || Ok(()))?;
    let mut bytes = Vec::new();
    let mut rest = most + 1;
    let mut piece = vec![0; 64 << 10];
    while rest > 0 {
        match file.read_at(&mut piece[..rest.min(64 << 10)], bytes.len() as u64) {
            Ok(0) => break,
            Ok(count) => {
                bytes.extend_from_slice(&piece[..count]);
                rest -= count;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}

/// Writes a whole text.
///
/// # Errors
/// Those of the file system.
pub fn write_whole(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    call_system("write", || Ok(()))?;
    file.write_all(bytes)
}

/// Makes a file's bytes durable.
///
/// # Errors
/// Those of the disk.
pub fn sync(file: &File) -> io::Result<()> {
    call_system("sync", || fs::fsync(file))
}

/// More of extended attributes than any system allows a file to have.
const MOST_ATTRIBUTE_BYTES: usize = 64 << 10;

/// Gives a file the owner, mode, extended attributes and access list of another one.
///
/// # Errors
/// What cannot be kept and would be missed, in words.
pub fn dress_like(like: &File, stat: &Stat, file: &File) -> io::Result<()> {
    let own = call_system("stat", || fs::fstat(file))?;
    let (owner, group) = (stat.0.st_uid, stat.0.st_gid);
    if (own.st_uid, own.st_gid) != (owner, group) {
        let uid = fs::Uid::from_raw(owner);
        let gid = fs::Gid::from_raw(group);
        let whole = call_system("chown", || fs::fchown(file, Some(uid), Some(gid)));
        // Another's note in a shared folder stays hers when the group may do what she may.
        let shared = stat.mode() >> 6 & 0o6 == stat.mode() >> 3 & 0o6;
        let done = match whole {
            Err(_) if shared => call_system("chown", || fs::fchown(file, None, Some(gid))),
            done => done,
        };
        done.map_err(|_| io::Error::other("its owner could not be kept"))?;
    }
    call_system("chmod", || fs::fchmod(file, Mode::from_raw_mode(stat.0.st_mode & 0o7777)))?;
    let mut names = vec![0; MOST_ATTRIBUTE_BYTES];
    let count = match call_system("list attributes", || fs::flistxattr(like, names.as_mut_slice()))
    {
        Err(error) if lacks_call(&error) => return Ok(()),
        count => count?,
    };
    let mut value = vec![0; if count == 0 { 0 } else { MOST_ATTRIBUTE_BYTES }];
    for name in names[..count].split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let copied =
            call_system("read attribute", || fs::fgetxattr(like, name, value.as_mut_slice()))
                .and_then(|length| {
                    let flags = fs::XattrFlags::empty();
                    call_system("set attribute", || {
                        fs::fsetxattr(file, name, &value[..length], flags)
                    })
                });
        // The system gives these of itself and lets few set them.
        let systems = name.starts_with(b"security.") || name.starts_with(b"trusted.");
        if let Err(error) = copied
            && !systems
        {
            let name = String::from_utf8_lossy(name);
            let message = format!("its attribute `{name}` could not be kept: {error}");
            return Err(io::Error::new(error.kind(), message));
        }
    }
    Ok(())
}
