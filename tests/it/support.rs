//! What the tests share: temporary vaults, the shared data, the binary.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;
use vault121::pages::pipeline::Outcome;
use vault121::text::date::Day;
use vault121::vault::change::{Change, Content};
use vault121::vault::vault::Vault;

/// The day on which most tests play.
pub(crate) const TODAY: &str = "2026-11-24";

/// A day.
pub(crate) fn day(text: &str) -> Day {
    Day::iso(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A folder of the shared data; says so and returns nothing when it is not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let base = std::env::var_os("VAULT121_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let full = base.join(path);
    if full.exists() {
        return Some(full);
    }
    println!("skipped: `../shared/{path}` is not there");
    None
}

/// A vault in memory, from paths and texts.
pub(crate) fn vault(notes: &[(&str, &str)]) -> Vault {
    let mut vault = Vault::default();
    vault.apply(changes(notes));
    vault
}

/// Paths and texts as changes.
pub(crate) fn changes(notes: &[(&str, &str)]) -> Vec<Change> {
    let change = |(path, text): &(&str, &str)| Change {
        path: (*path).to_owned(),
        content: Content::Bytes(text.as_bytes().to_vec()),
    };
    notes.iter().map(change).collect()
}

/// The outcome of a vault in memory on a day.
pub(crate) fn outcome(notes: &[(&str, &str)], today: &str) -> Outcome {
    pipeline::run(&vault(notes), day(today), &Ask::default())
}

/// The text that a run would put into a page, by path and region.
pub(crate) fn page(outcome: &Outcome, path: &str, region: &str) -> String {
    let edit = outcome.plan.edits.iter().find(|edit| edit.path.as_str() == path);
    let edit = edit.unwrap_or_else(|| {
        let there: Vec<&str> = outcome.plan.edits.iter().map(|e| e.path.as_str()).collect();
        panic!("no page {path}, but {there:?}")
    });
    let region = edit.region_edits().iter().find(|edit| edit.name == region);
    region.unwrap_or_else(|| panic!("no region in {path}")).inner.clone()
}

/// A text has each of these words.
#[track_caller]
pub(crate) fn says(text: &str, wanted: &[&str]) {
    for want in wanted {
        assert!(text.contains(want), "`{want}` is not in:\n{text}");
    }
}

/// A text has none of these words. Beside it stands the text that has them, for whom it is for.
#[track_caller]
pub(crate) fn hides(text: &str, unwanted: &[&str]) {
    for word in unwanted {
        assert!(!text.contains(word), "`{word}` is in:\n{text}");
    }
}

/// A vault on the disk that goes away with the test.
pub(crate) struct Disk {
    /// Kept so that the folder lives as long.
    _dir: tempfile::TempDir,
    /// Its root.
    pub(crate) root: PathBuf,
}

impl Disk {
    /// A vault with these notes.
    pub(crate) fn new(notes: &[(&str, &str)]) -> Disk {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap().join("vault");
        fs::create_dir(&root).unwrap();
        let disk = Disk { _dir: dir, root };
        if !notes.is_empty() {
            fs::create_dir(disk.root.join(".vault121")).unwrap();
        }
        for (path, text) in notes {
            disk.write(path, text);
        }
        disk
    }

    /// A copy of a folder.
    pub(crate) fn copy(from: &Path) -> Disk {
        let disk = Disk::new(&[]);
        copy(from, &disk.root);
        disk
    }

    /// A copy of a folder on a file system in memory, where there is one: for tests that write
    /// hundreds of times.
    pub(crate) fn copy_in_memory(from: &Path) -> Disk {
        let shared = Path::new("/dev/shm");
        let dir = if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() };
        let dir = dir.unwrap();
        let root = dir.path().canonicalize().unwrap().join("vault");
        copy(from, &root);
        Disk { _dir: dir, root }
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    /// Reads a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs the program in the vault on the test's day.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_on(TODAY, args)
    }

    /// Runs the program in the vault on a day.
    pub(crate) fn run_on(&self, today: &str, args: &[&str]) -> Ran {
        Ran::of(program().current_dir(&self.root).args(["--today", today]).args(args))
    }

    /// All files below the root with their bytes, without `.git` and our own cache.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.root)
    }
}

/// What a run of the program gave.
pub(crate) struct Ran {
    /// Exit code.
    pub(crate) code: i32,
    /// What it printed.
    pub(crate) out: String,
    /// What it said.
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Ran {
        // No run of a test takes a minute: one that does hangs, and that is a finding.
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = child.spawn().unwrap();
        let pid = child.id().to_string();
        let (done, waiting) = std::sync::mpsc::channel::<()>();
        let guard = std::thread::spawn(move || {
            let hung = waiting.recv_timeout(std::time::Duration::from_secs(60)).is_err();
            if hung {
                Command::new("kill").args(["-KILL", &pid]).status().ok();
            }
            hung
        });
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        done.send(()).ok();
        assert!(!guard.join().unwrap(), "the program hangs: {command:?}");
        Ran {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

/// The program, with nothing of this machine's settings.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vault121"));
    command.env_remove("VAULT121_DIR").env("NO_COLOR", "1").env("TZ", "UTC");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.env("HOME", "/nonexistent");
    command
}

/// All files below a folder with their bytes, without `.git` and our own cache.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            let skipped = name.starts_with(".git/")
                || name == ".git"
                || [".vault121/cache", ".vault121/stage", ".vault121/lock"]
                    .contains(&name.as_str());
            if skipped {
                continue;
            }
            let kind = fs::symlink_metadata(&path).unwrap().file_type();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

/// Copies a folder, its files writable.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::write(&target, fs::read(&path).unwrap()).unwrap();
        }
    }
}
