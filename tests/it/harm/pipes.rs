//! Pipes and devices where a file is looked for, and standard output that cannot be written.

use crate::support::{Disk, Ran, TODAY, program};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n- #topic the desk\n";

fn disk() -> Disk {
    let nora = "---\nkind: person\nme: yes\n---\n";
    Disk::new(&[("People/Alice.md", ALICE), ("People/Nora.md", nora)])
}

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Nobody ever writes into these pipes: a command that opens one to read it would wait for ever.
#[test]
fn a_pipe_in_the_place_of_a_file_blocks_no_command() {
    for place in [
        ".git",
        ".vault121/config.yml",
        ".vault121/cache",
        ".vault121/cache/regions",
        ".vault121/cache/settled",
        ".vault121/cache/notes",
        ".vault121/cache/notes-new",
        ".vault121/cache/turns",
        ".vault121/lock",
        ".vault121/stage",
        ".vault121/rescue",
        ".vault121/.gitignore",
        ".vault121/templates/rollup.md",
        ".obsidian/app.json",
        ".obsidian/daily-notes.json",
        ".obsidian/plugins/periodic-notes/data.json",
        "dendron.yml",
        "People/Pipe.md",
        ".git/MERGE_HEAD",
        ".git/HEAD",
        ".git/config",
        ".git/FETCH_HEAD",
    ] {
        let disk = disk();
        pipe(&disk.root.join(place));
        for args in [
            &["build"][..],
            &["build", "-n"],
            &["check"],
            &["status"],
            &["list", "topics"],
            &["rescue", "list"],
            &["clean"],
            &["add", "topic", "alice", "x"],
            &["done", "People/Alice.md:6"],
            &["config"],
            &["prep", "alice", "--print"],
        ] {
            let ran = disk.run(args);
            assert!((0..=2).contains(&ran.code), "{place} {args:?}: {}", ran.err);
        }
    }
}

#[test]
fn a_result_that_cannot_be_written_is_an_error_with_its_reason() {
    if !Path::new("/dev/full").exists() {
        println!("skipped: there is no /dev/full");
        return;
    }
    let disk = disk();
    disk.run(&["build"]);
    for args in [
        &["list", "people"][..],
        &["list", "people", "--format", "json"],
        &["export"],
        &["status"],
        &["prep", "alice", "--print"],
        &["config"],
        &["completions", "bash"],
        &["man"],
        &["explain", "leak"],
        &["--help"],
        &["--version"],
    ] {
        let mut command = program();
        command.current_dir(&disk.root).args(["--today", TODAY]).args(args);
        command.stdout(File::options().write(true).open("/dev/full").unwrap());
        let done = command.stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{args:?}: {said}");
        let is_of_clap = args[0].starts_with("--");
        assert!(
            is_of_clap || said.contains("standard output cannot be written"),
            "{args:?}: {said}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let disk = disk();
    let script =
        format!("'{}' list people | true; echo ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_vault121"));
    let mut bash = Command::new("bash");
    let ran = Ran::of(bash.current_dir(&disk.root).args(["-c", &script]));
    assert_eq!((ran.out.trim(), ran.err.as_str()), ("0", ""));
}

/// A program that sets a file's time back after it wrote as many bytes as were there.
#[test]
fn an_edit_with_the_old_size_and_time_is_seen() {
    let disk = disk();
    let note = disk.root.join("People/Alice.md");
    let old = File::options().write(true).open(&note).unwrap();
    let hour_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    old.set_modified(hour_ago).unwrap();
    disk.run(&["build"]);
    assert_eq!(disk.run(&["build"]).out, "");
    fs::write(&note, ALICE.replace("desk", "rota")).unwrap();
    old.set_modified(hour_ago).unwrap();
    let ran = disk.run(&["build"]);
    assert!(ran.out.contains("2026-11-24 Alice.md"), "{}{}", ran.out, ran.err);
}
