//! Our own folder leaves the vault: what somebody wrote or may want back is copied to a place
//! outside first, then the folder goes. A file goes only after its copy is on the disk.

use crate::fs::root::GITIGNORE;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Parts of `.vault121/` that this program makes anew and nobody writes in.
const OURS: &[&str] = &["cache", "lock"];

/// Folders so deep are somebody's mistake.
const MOST_DEEP: usize = 64;

/// A new folder for what leaves a vault, below `base`, readable by its owner alone.
///
/// # Errors
/// Those of the file system.
pub fn make_place(base: &Path, name: &str) -> io::Result<PathBuf> {
    const MOST_TRIES: u32 = 10_000;
    fs::create_dir_all(base)?;
    for number in 1..MOST_TRIES {
        let name = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        let place = base.join(name);
        match DirBuilder::new().mode(0o700).create(&place) {
            Ok(()) => return Ok(place),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("there are too many folders of that name"))
}

/// Whether anything is in `.vault121/` that has to be kept.
pub fn has_anything(root: &Path) -> bool {
    let entries = fs::read_dir(root.join(".vault121")).into_iter().flatten().flatten();
    let own = |name: &str| OURS.contains(&name) || name == ".gitignore";
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).any(|name| {
        let path = root.join(".vault121").join(&name);
        let is_empty = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
        !own(&name) && !is_empty
    })
}

/// Copies `.vault121/` to `place` and removes it. Returns how many files were copied.
///
/// # Errors
/// Those of the file system: what was not copied stays.
pub fn move_out(root: &Path, place: Option<&Path>) -> io::Result<usize> {
    let own = root.join(".vault121");
    let mut count = 0;
    for name in names_in(&own)? {
        let from = own.join(&name);
        let is_plain =
            name == ".gitignore" && fs::read(&from).is_ok_and(|b| b == GITIGNORE.as_bytes());
        if is_plain {
            fs::remove_file(&from)?;
        } else if OURS.contains(&name.as_str()) {
            match fs::symlink_metadata(&from)?.is_dir() {
                true => fs::remove_dir_all(&from)?,
                false => fs::remove_file(&from)?,
            }
        } else {
            count += carry_over(&from, place.map(|place| place.join(&name)).as_deref(), 0)?;
        }
    }
    fs::remove_dir(&own)?;
    if let Some(place) = place {
        File::open(place)?.sync_all()?;
    }
    Ok(count)
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().into_string();
        names.push(name.map_err(|name| io::Error::other(format!("{name:?} is no UTF-8")))?);
    }
    names.sort();
    Ok(names)
}

/// Copies a file or a folder, and removes it once its copy is on the disk.
fn carry_over(from: &Path, to: Option<&Path>, depth: usize) -> io::Result<usize> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_dir() && depth < MOST_DEEP {
        let mut count = 0;
        for name in names_in(from)? {
            count +=
                carry_over(&from.join(&name), to.map(|to| to.join(&name)).as_deref(), depth + 1)?;
        }
        fs::remove_dir(from)?;
        return Ok(count);
    }
    let Some(to) = to.filter(|_| meta.is_file()) else {
        return Err(io::Error::other(format!(
            "`{}` is no file: remove it yourself",
            from.display()
        )));
    };
    if let Some(folder) = to.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let bytes = fs::read(from)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    fs::remove_file(from)?;
    Ok(1)
}
