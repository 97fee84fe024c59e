//! What the notes were read to say is a pure help for the next run: with it, without it, and with
//! one that is cut, flipped, old or somebody else's, the vault means the same.

use crate::engine::settled::age;
use crate::engine::sieve::{note, with_pieces};
use crate::support::{Disk, TODAY, day};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use vault121::app::session::Session;
use vault121::model::export;
use vault121::pages::pages::Ask;
use vault121::process::progress::Progress;
use vault121::text::date::Day;
use vault121::text::json;

const ALL: &str = ".vault121/cache/notes";
const NEW: &str = ".vault121/cache/notes-new";

const PATHS: &[&str] = &[
    "People/Alice.md",
    "People/Bob.md",
    "Daily/2026-11-20.md",
    "1-2-1s/Alice/2026-11-17.md",
    "1-2-1s/Alice/2026-11-10.md",
    "Notes/Deep/Rust.md",
    "Notes/Go.md",
];

const CONFIGS: &[&str] = &[
    "{}\n",
    "tags: {high-five: [infra]}\n",
    "people: {list: {dot: {name: Dot}}}\n",
    "ignore: [Notes/**]\n",
    "dates: mdy\n",
];

#[derive(Clone, Debug)]
enum Step {
    Write(usize, String),
    Remove(usize),
    Move(usize, usize),
    Configure(usize),
    /// A byte of one of the two files is another.
    Flip(bool, usize),
    Cut(bool, usize),
    /// The cache of some time ago, whole or in half, stands in the place of the new one.
    Old(bool),
    Lost(bool),
    /// It is another day.
    Day(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let path = || 0..PATHS.len();
    prop_oneof![
        6 => (path(), note()).prop_map(|(at, text)| Step::Write(at, text)),
        1 => path().prop_map(Step::Remove),
        1 => (path(), path()).prop_map(|(from, to)| Step::Move(from, to)),
        1 => (0..CONFIGS.len()).prop_map(Step::Configure),
        2 => (any::<bool>(), any::<usize>()).prop_map(|(all, at)| Step::Flip(all, at)),
        1 => (any::<bool>(), any::<usize>()).prop_map(|(all, at)| Step::Cut(all, at)),
        1 => any::<bool>().prop_map(Step::Old),
        1 => any::<bool>().prop_map(Step::Lost),
        1 => (-9..9_i64).prop_map(Step::Day),
    ]
}

/// One of the two files of the cache.
fn file(root: &Path, all: bool) -> PathBuf {
    root.join(if all { ALL } else { NEW })
}

fn change(root: &Path, step: &Step, before: &Path) {
    let damage = |all: &bool, how: &dyn Fn(&mut Vec<u8>)| {
        let path = file(root, *all);
        if let Ok(mut bytes) = fs::read(&path) {
            how(&mut bytes);
            fs::write(&path, bytes).unwrap();
        }
    };
    match step {
        Step::Write(at, text) => {
            let path = root.join(PATHS[*at]);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Step::Remove(at) => drop(fs::remove_file(root.join(PATHS[*at]))),
        Step::Move(from, to) => {
            fs::create_dir_all(root.join(PATHS[*to]).parent().unwrap()).unwrap();
            fs::rename(root.join(PATHS[*from]), root.join(PATHS[*to])).ok();
        }
        Step::Configure(at) => fs::write(root.join(".vault121/config.yml"), CONFIGS[*at]).unwrap(),
        Step::Flip(all, at) => damage(all, &|bytes| {
            let at = at % bytes.len().max(1);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << (at % 8);
            }
        }),
        Step::Cut(all, at) => damage(all, &|bytes| bytes.truncate(at % (bytes.len() + 1))),
        Step::Old(all) => {
            drop(fs::copy(before.join(if *all { "all" } else { "new" }), file(root, *all)));
        }
        Step::Lost(all) => drop(fs::remove_file(file(root, *all))),
        Step::Day(_) => {}
    }
}

/// What the vault means and what would be written, as a session that reads it now tells.
fn told(root: &Path, keep: bool) -> String {
    told_on(day(TODAY), root, keep)
}

fn told_on(today: Day, root: &Path, keep: bool) -> String {
    let mut session = Session::open(root, today, &Progress::default());
    let outcome = session.outcome(&Ask::default());
    if keep {
        session.keep_notes();
    }
    let said = export::export(&outcome.model, &outcome.diagnostics);
    format!("{}\n{:#?}", json::line(&said), outcome.plan)
}

/// The same without any cache.
fn scratch(root: &Path) -> String {
    scratch_on(day(TODAY), root)
}

fn scratch_on(today: Day, root: &Path) -> String {
    let aside = root.join(".vault121/aside");
    fs::rename(root.join(".vault121/cache"), &aside).ok();
    let told = told_on(today, root, false);
    fs::rename(&aside, root.join(".vault121/cache")).ok();
    told
}

fn start() -> Disk {
    let disk = Disk::new(&[
        ("People/Alice.md", "---\nlead: me\n---\n"),
        ("1-2-1s/Alice/2026-11-17.md", "- [ ] @alice: read it\n- #topic the rota\n"),
        ("Notes/Go.md", "plain words on [[Bob]]\n"),
        (".vault121/config.yml", "{}\n"),
    ]);
    fs::create_dir_all(disk.root.join(".vault121/cache")).unwrap();
    disk
}

proptest! {
    #![proptest_config(Config {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(40),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn with_and_without_the_cache_a_vault_means_the_same(steps in prop::collection::vec((step(), any::<bool>()), 1..16)) {
        let disk = start();
        let root = disk.root.as_path();
        let before = tempfile::tempdir().unwrap();
        let (mut clock, mut today) = (0, day(TODAY));
        for (step, old) in &steps {
            if let Step::Day(days) = step {
                today = today.plus(*days);
            }
            for (name, all) in [("all", true), ("new", false)] {
                fs::copy(file(root, all), before.path().join(name)).ok();
            }
            change(root, step, before.path());
            // Some files are so young that their times tell nothing.
            if *old {
                age(root, &mut clock);
            }
            let expected = scratch_on(today, root);
            prop_assert_eq!(told_on(today, root, true), expected, "{:?}", steps);
        }
    }
}

#[test]
fn a_note_that_was_read_is_not_read_again_until_its_file_is_another() {
    let disk = start();
    let (root, mut clock) = (disk.root.as_path(), 0);
    age(root, &mut clock);
    told(root, true);
    // Of the old size, with the old time: the file's own change of state tells.
    let path = root.join("1-2-1s/Alice/2026-11-17.md");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "- [ ] @alice: sell it\n- #topic the rota\n").unwrap();
    File::open(&path).unwrap().set_modified(time).unwrap();
    assert!(told(root, false).contains("sell it"));
    assert!(scratch(root).contains("sell it"));
    // Nor is it believed when the file could have changed while it was read.
    fs::write(&path, "- [ ] @alice: lend it\n- #topic the rota\n").unwrap();
    assert!(told(root, true).contains("lend it"));
    fs::write(&path, "- [ ] @alice: mend it\n- #topic the rota\n").unwrap();
    // Younger than any reading, however slow this machine is.
    let young = SystemTime::now() + Duration::from_secs(3_600);
    File::open(&path).unwrap().set_modified(young).unwrap();
    assert!(told(root, true).contains("mend it"));
    fs::write(&path, "- [ ] @alice: hide it\n- #topic the rota\n").unwrap();
    File::open(&path).unwrap().set_modified(young).unwrap();
    assert!(told(root, true).contains("hide it"));
}

#[test]
fn a_few_changes_leave_what_was_kept_of_all_as_it_is() {
    let disk = start();
    let (root, mut clock) = (disk.root.as_path(), 0);
    age(root, &mut clock);
    told(root, true);
    let all = fs::read(file(root, true)).unwrap();
    assert!(!file(root, false).exists());
    fs::write(root.join("Notes/Go.md"), "#topic @alice a new one\n").unwrap();
    age(root, &mut clock);
    assert!(told(root, true).contains("a new one"));
    assert_eq!(fs::read(file(root, true)).unwrap(), all);
    assert!(file(root, false).exists());
    assert!(told(root, true).contains("a new one"));
}

#[test]
fn a_build_keeps_what_it_read_and_a_check_does_not() {
    let disk = Disk::new(&[("People/Alice.md", "---\nlead: me\n---\n")]);
    disk.run(&["check"]);
    assert!(!file(&disk.root, true).exists(), "only a build and the watcher keep anything");
    disk.run(&["build"]);
    assert!(file(&disk.root, true).exists());
    assert!(with_pieces().count() > 20, "the notes made up are of many sorts");
}

#[test]
fn two_builds_at_once_leave_a_cache_that_counts_or_none() {
    let disk = start();
    let (root, mut clock) = (disk.root.clone(), 0);
    age(&root, &mut clock);
    for round in 0..4 {
        let text = format!("#topic @alice round {round}\n");
        fs::write(root.join("Notes/Go.md"), text).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| told(&root, true));
            }
        });
        age(&root, &mut clock);
        assert_eq!(told(&root, true), scratch(&root));
    }
}
