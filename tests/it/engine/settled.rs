//! What the last build left in order is a pure help: with it and without it the same is said and
//! written, whatever was edited in between.

use crate::support::{Disk, TODAY, day};
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};
use vault121::app::session::Session;
use vault121::app::watch::Batch;
use vault121::fs::manners::Manners;
use vault121::pages::pages::Ask;
use vault121::process::progress::Progress;

const PATHS: &[&str] = &[
    "People/Alice.md",
    "Daily/2026-11-20.md",
    "1-2-1s/Alice/2026-11-17.md",
    "Notes/Deep/Rust.md",
    ".vault121/config.yml",
    ".vault121/templates/hello.md",
    ".obsidian/app.json",
    "Notes/x.md~",
];

const TEXTS: &[&str] = &[
    "- [ ] #goal/cka @alice Pass the CKA\n",
    "- [ ] #goal/ckb @alice Pass the CKB\n",
    "- #high-five @nobody for it\n",
    "plain words\n",
    "---\npage: hello\nfor: team\n---\nHello\n",
    "tags: {high-five: [goal/cka]}\n",
    "{}\n",
];

/// Sets the times of all that was changed just now back, each to another second, so that no file
/// is too young for its time to be trusted.
pub(crate) fn age(root: &Path, clock: &mut u64) {
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                if !path.ends_with(".vault121/cache") {
                    folders.push(path);
                }
            } else {
                set(&path, old, clock);
            }
        }
        set(&folder, old, clock);
    }
}

fn set(path: &Path, old: SystemTime, clock: &mut u64) {
    let young = SystemTime::now() - Duration::from_secs(100_000);
    if fs::metadata(path).unwrap().modified().unwrap() > young {
        *clock += 1;
        File::open(path).unwrap().set_modified(old + Duration::from_secs(*clock)).unwrap();
    }
}

fn forget(disk: &Disk) {
    for name in ["settled", "notes", "notes-new"] {
        fs::remove_file(disk.root.join(".vault121/cache").join(name)).ok();
    }
}

#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    Remove(usize),
    Nothing,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..PATHS.len(), 0..TEXTS.len()).prop_map(|(path, text)| Step::Write(path, text)),
        1 => (0..PATHS.len()).prop_map(Step::Remove),
        2 => Just(Step::Nothing),
    ]
}

proptest! {
    #![proptest_config(Config {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(6),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn with_and_without_what_was_settled_all_is_the_same(steps in prop::collection::vec(step(), 1..8)) {
        let start = [("People/Alice.md", "---\ncadence: 1w\nslot: tue\n---\n")];
        let (with, without) = (Disk::new(&start), Disk::new(&start));
        let mut clock = 0;
        for step in steps {
            for disk in [&with, &without] {
                match step {
                    Step::Write(path, text) => disk.write(PATHS[path], TEXTS[text]),
                    Step::Remove(path) => drop(fs::remove_file(disk.root.join(PATHS[path]))),
                    Step::Nothing => {}
                }
                age(&disk.root, &mut clock);
            }
            for args in [["build", "--format", "json"], ["check", "--format", "json"], ["build", "--format", "json"]] {
                forget(&without);
                let (kept, scratch) = (with.run(&args), without.run(&args));
                prop_assert_eq!((kept.code, kept.out), (scratch.code, scratch.out), "{:?}", step);
                age(&with.root, &mut clock);
                age(&without.root, &mut clock);
            }
            prop_assert_eq!(with.files(), without.files());
        }
    }
}

#[test]
fn nothing_is_read_again_when_nothing_changed() {
    let disk = Disk::new(&[("People/Alice.md", "---\ncadence: 1w\n---\n- #high-five @nobody a\n")]);
    let mut clock = 0;
    for _ in 0..3 {
        disk.run(&["build"]);
        age(&disk.root, &mut clock);
    }
    let folds = || disk.run(&["check", "-v"]).err.contains("fold ");
    assert!(!folds(), "what was settled is believed");
    // A program that sets a file's time back has changed the file all the same.
    let path = disk.root.join("People/Alice.md");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    disk.write("People/Alice.md", "---\ncadence: 1w\n---\n- #high-five @alice  a\n");
    File::open(&path).unwrap().set_modified(before).unwrap();
    assert!(!disk.run(&["check"]).out.contains("`@nobody` is no person"));
    disk.run(&["build"]);
    age(&disk.root, &mut clock);
    disk.run(&["build"]);
    forget(&disk);
    assert!(folds(), "nothing is settled any more");
}

#[test]
fn a_file_as_young_as_the_reading_counts_as_changed() {
    let disk = Disk::new(&[("People/Alice.md", "- #high-five @nobody a\n")]);
    let path = disk.root.join("People/Alice.md");
    // Younger than any reading, however slow this machine is.
    let soon = SystemTime::now() + Duration::from_secs(3_600);
    File::open(&path).unwrap().set_modified(soon).unwrap();
    disk.run(&["build"]);
    disk.run(&["build"]);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    disk.write("People/Alice.md", "- #high-five @alice  a\n");
    File::open(&path).unwrap().set_modified(before).unwrap();
    assert!(!disk.run(&["check"]).out.contains("`@nobody` is no person"));
}

#[test]
fn what_is_broken_is_not_believed() {
    let disk = Disk::new(&[("People/Alice.md", "- #high-five @nobody a\n")]);
    let mut clock = 0;
    for _ in 0..3 {
        disk.run(&["build"]);
        age(&disk.root, &mut clock);
    }
    let file = disk.root.join(".vault121/cache/settled");
    let good = fs::read(&file).unwrap();
    let said = disk.run(&["check", "--format", "json"]).out;
    for cut in [0, 1, 20, good.len() / 2, good.len() - 1] {
        fs::write(&file, &good[..cut]).unwrap();
        assert_eq!(disk.run(&["check", "--format", "json"]).out, said);
        let mut bad = good.clone();
        bad[cut] ^= 1;
        fs::write(&file, bad).unwrap();
        assert_eq!(disk.run(&["check", "--format", "json"]).out, said);
    }
}

/// What a save starts, for a session that watches.
#[test]
fn only_what_changes_the_meaning_starts_a_build() {
    let disk = Disk::new(&[
        ("People/Alice.md", "---\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass\n"),
        ("Notes/Rust.md", "# Rust\n\nplain words\n"),
    ]);
    let mut session = Session::open(&disk.root, day(TODAY), &Progress::default());
    let outcome = session.outcome(&Ask::default());
    let carried = session.carry_out(&outcome.plan, Manners::Once);
    let wrote: BTreeSet<String> =
        carried.written.iter().map(|(path, _)| path.to_string()).collect();
    assert!(wrote.contains("1-2-1s/Alice/Alice rollup.md"), "{wrote:?}");
    let looked = |session: &mut Session, path: &str| {
        session.refresh(&Batch::Paths(BTreeSet::from([path.to_owned()])))
    };
    // New notes are news once: links may be written otherwise now.
    assert!(session.refresh(&Batch::Paths(wrote)));
    assert!(session.outcome(&Ask::default()).plan.edits.is_empty());
    disk.write("Notes/Rust.md", "# Rust\n\nother words, and more of them\n");
    assert!(!looked(&mut session, "Notes/Rust.md"), "a note that says nothing");
    disk.write(
        "People/Alice.md",
        "---\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass the CKA\n",
    );
    assert!(looked(&mut session, "People/Alice.md"), "a goal's words");
    let outcome = session.outcome(&Ask::default());
    session.carry_out(&outcome.plan, Manners::Once);
    assert!(!looked(&mut session, "1-2-1s/Alice/Alice rollup.md"), "our own write");
    let text = disk.read("1-2-1s/Alice/Alice rollup.md");
    disk.write("1-2-1s/Alice/Alice rollup.md", &text.replace("Pass the CKA", "Pass it"));
    assert!(looked(&mut session, "1-2-1s/Alice/Alice rollup.md"), "a hand edit in a region");
}
