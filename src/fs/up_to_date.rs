//! What the last build left in order: while no file has changed since, there is nothing to do.
//!
//! One file below `.vault121/cache` holds the stamp of every file that was read and of every
//! folder, and what that build had to say. It is a pure help: any doubt (another day, another
//! program, a stamp that differs, a checksum that fails) and everything is read again. As with
//! git, a file that was changed when it was being read, or so shortly before that its time might
//! not tell, counts as changed.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Location};
use crate::fs::folder;
use crate::fs::folder::{FileKind, ReadFolder, Stamp};
use crate::fs::root::leads_nowhere;
use crate::fs::sys;
use crate::text::date::Day;
use crate::text::ids::digest_of;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::time::Duration;

const FILE: &str = ".vault121/cache/settled";
/// The form of the file: another number, another form.
const MAGIC: &[u8] = b"vault121 settled 2\n";
/// Times of files are told in steps as long as this on some file systems.
pub const GRAIN: Duration = Duration::from_secs(2);

/// The stamps of a walk: folders and files by their paths in the vault. What was looked for and
/// not found has none.
pub type Stamps = BTreeMap<String, Option<Stamp>>;

/// What the last build said, when nothing has changed since.
pub fn settled_diagnostics(root: &Path, today: Day) -> Option<Vec<Diagnostic>> {
    let path = root.join(FILE);
    let (_, own) = folder::look(&path).ok()?;
    let bytes = sys::read_regular(&path).ok()?;
    let rest = bytes.strip_prefix(MAGIC)?;
    let (sum, payload) = rest.split_at_checked(32)?;
    if digest_of(payload).as_bytes() != sum {
        return None;
    }
    let mut reader = BytesReader(payload);
    if reader.take_text()? != program() || reader.take_text()? != today.to_string() {
        return None;
    }
    let took = reader.take_number()?;
    let grain = i64::try_from(GRAIN.as_nanos()).unwrap_or(i64::MAX);
    let young = own.modified.saturating_sub(i64::try_from(took).ok()?).saturating_sub(grain);
    let is_same = |now: Option<Stamp>, then: Option<Stamp>| {
        now == then && now.is_none_or(|stamp| stamp.modified < young)
    };
    for _ in 0..reader.take_number()? {
        let folder_path = root.join(reader.take_text()?);
        let then = reader.take_stamp()?;
        let now = folder::look(&folder_path).ok();
        if now.is_some_and(|(what, _)| what != FileKind::Folder) || !is_same(now.map(sized), then) {
            return None;
        }
        let files = reader.take_number()?;
        let folder = if files > 0 { ReadFolder::open(&folder_path).ok() } else { None };
        for _ in 0..files {
            let name = OsStr::new(reader.take_text()?);
            let then = reader.take_stamp()?;
            let now = folder.as_ref().and_then(|folder| folder.file_kind_at(name).ok());
            if !is_same(now.map(|(_, stamp)| stamp), then) {
                return None;
            }
        }
    }
    let count = reader.take_number()?;
    (0..count).map(|_| reader.take_diagnostic()).collect()
}

/// A folder's size says nothing.
fn sized((_, stamp): (FileKind, Stamp)) -> Stamp {
    Stamp { size: 0, ..stamp }
}

/// Keeps what a build left in order: it had nothing to write. `took` is how long ago it began.
///
/// # Errors
/// The system's; nothing is lost by one.
pub fn save(
    root: &Path,
    today: Day,
    folders: &Stamps,
    files: &Stamps,
    said: &[Diagnostic],
    took: Duration,
) -> io::Result<()> {
    let mut out = Writer(Vec::new());
    out.put_text(&program());
    out.put_text(&today.to_string());
    out.put_number(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX));
    let mut by_folder: BTreeMap<&str, Vec<(&str, Option<Stamp>)>> = BTreeMap::new();
    for folder in folders.keys() {
        by_folder.entry(folder).or_default();
    }
    for (path, stamp) in files {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        by_folder.entry(folder).or_default().push((name, *stamp));
    }
    out.put_number(by_folder.len() as u64);
    for (folder, files) in by_folder {
        out.put_text(folder);
        let stamp = folders.get(folder).copied();
        let now = || folder::look(&root.join(folder)).ok().map(sized);
        out.put_stamp(stamp.map_or_else(now, |stamp| stamp.map(|s| Stamp { size: 0, ..s })));
        out.put_number(files.len() as u64);
        for (name, stamp) in files {
            out.put_text(name);
            out.put_stamp(stamp);
        }
    }
    out.put_number(said.len() as u64);
    for problem in said {
        out.put_diagnostic(problem);
    }
    leads_nowhere(root).map_err(io::Error::other)?;
    let sum = digest_of(&out.0);
    put_cache_file(root, FILE, &[MAGIC, sum.as_bytes(), &out.0].concat())
}

/// Forgets what a build left in order: something that it leaned on is otherwise now.
pub fn forget(root: &Path) {
    std::fs::remove_file(root.join(FILE)).ok();
}

/// Puts a file of the cache in place: it holds what notes say, or their names.
///
/// # Errors
/// The system's.
pub(crate) fn put_cache_file(root: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let (folder, name) = name.rsplit_once('/').unwrap_or(("", name));
    sys::Folder::open(root)?.make_beneath(folder)?.put_file(name, bytes)
}

/// This very program: another build of it may see other things in the same notes.
pub fn program() -> String {
    let own = std::env::current_exe().and_then(|path| folder::look(&path));
    let stamp = own.map(|(_, stamp)| format!("{} {}", stamp.modified, stamp.size));
    format!("{} {}", env!("CARGO_PKG_VERSION"), stamp.unwrap_or_default())
}

struct Writer(Vec<u8>);

impl Writer {
    fn put_number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn put_text(&mut self, text: &str) {
        self.put_number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn put_stamp(&mut self, stamp: Option<Stamp>) {
        self.0.push(u8::from(stamp.is_some()));
        let Stamp { modified, changed, size, inode } = stamp.unwrap_or_default();
        self.0.extend(modified.to_le_bytes());
        self.0.extend(changed.to_le_bytes());
        self.put_number(size);
        self.put_number(inode);
    }

    fn put_diagnostic(&mut self, problem: &Diagnostic) {
        self.put_text(&problem.path);
        let (line, column, width) = problem.location.numbers();
        for number in [line, column, width] {
            self.put_number(u64::from(number));
        }
        self.put_text(problem.code.word());
        self.put_text(&problem.message);
        self.put_number(u64::from(problem.hint.is_some()));
        self.put_text(problem.hint.as_deref().unwrap_or(""));
    }
}

struct BytesReader<'a>(&'a [u8]);

impl<'a> BytesReader<'a> {
    fn take_bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn take_number(&mut self) -> Option<u64> {
        self.take_bytes().map(u64::from_le_bytes)
    }

    fn take_text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.take_number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    /// The outer `None`: there is no more to read.
    fn take_stamp(&mut self) -> Option<Option<Stamp>> {
        let [present] = self.take_bytes::<1>()?;
        let modified = self.take_bytes().map(i64::from_le_bytes)?;
        let changed = self.take_bytes().map(i64::from_le_bytes)?;
        let stamp =
            Stamp { modified, changed, size: self.take_number()?, inode: self.take_number()? };
        Some((present == 1).then_some(stamp))
    }

    fn take_diagnostic(&mut self) -> Option<Diagnostic> {
        let path = self.take_text()?;
        let mut place = || self.take_number().and_then(|number| u32::try_from(number).ok());
        let location = Location::of_numbers((place()?, place()?, place()?));
        let code = Code::from_word(self.take_text()?)?;
        let message = self.take_text()?;
        let mut problem = Diagnostic { location, ..Diagnostic::about_file(code, path, message) };
        let has_hint = self.take_number()? == 1;
        let hint = self.take_text()?;
        problem.hint = has_hint.then(|| hint.to_owned());
        Some(problem)
    }
}
