//! What `check` says while somebody waits: a watcher for a pause in what is being written, or git
//! for the end of what somebody began.

use crate::engine::watching::Watch;
use crate::support::{Disk, TODAY, program};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

const NOTES: &[(&str, &str)] = &[
    ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
    ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n"),
    ("1-2-1s/Alice/2026-11-17.md", "talked\n"),
    ("Goals.md", "- [ ] #goal/cka @alice Pass [due:: 2026-12-01]\n"),
];

#[test]
fn a_page_that_waits_for_quiet_seconds_is_waiting_and_not_stale() {
    let disk = Disk::new(NOTES);
    assert_eq!(disk.run(&["build"]).code, 0);
    let mut command = program();
    command.current_dir(&disk.root).args(["--today", TODAY, "watch"]);
    let _watch = Watch::run(command);
    sleep(Duration::from_secs(6));
    let said = "- #topic @alice the zqaq rota [audience:: person]\n";
    disk.write("Daily/2026-11-24.md", said);
    let (mut waited, until) = (false, Instant::now() + Duration::from_secs(40));
    let agenda = || disk.read("1-2-1s/Alice/2026-11-24 Alice agenda.md");
    while !agenda().contains("zqaq") {
        assert!(Instant::now() < until, "the agenda never follows");
        let ran = disk.run(&["check"]);
        // Pages for the lead follow at once, in between they may be stale.
        assert!(
            !ran.out.contains("2026-11-24 Alice agenda.md: stale") || agenda().contains("zqaq"),
            "{}",
            ran.out
        );
        waited |= ran.out.contains("2026-11-24 Alice agenda.md: waiting");
        let json = disk.run(&["check", "--format", "json"]).out;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        waited &= waited || json["waiting"].as_array().unwrap().is_empty();
    }
    assert!(waited, "no look found it waiting");
}

#[test]
fn without_a_watcher_nothing_waits() {
    let disk = Disk::new(NOTES);
    assert_eq!(disk.run(&["build"]).code, 0);
    disk.write("Daily/2026-11-24.md", "- #topic @alice the rota [audience:: person]\n");
    let ran = disk.run(&["check"]);
    assert!(ran.code == 1 && !ran.out.contains("waiting"), "{}", ran.out);
    assert!(ran.out.contains("2026-11-24 Alice agenda.md: stale"), "{}", ran.out);
}

/// A disk of its own that is full, where this user may mount one.
#[cfg(target_os = "linux")]
struct FullDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Drop for FullDisk {
    fn drop(&mut self) {
        Command::new("umount").args(["-l".as_ref(), self.0.as_os_str()]).status().ok();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn when_a_full_disk_has_room_again_the_watcher_writes_what_was_due_by_itself() {
    use std::io::Write as _;
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().canonicalize().unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=400k", "tmpfs"]).arg(&place);
    if !mount.output().is_ok_and(|done| done.status.success()) {
        println!("skipped: no disk can be mounted here");
        return;
    }
    let disk = FullDisk(place.clone());
    let root = place.join("vault");
    for (path, text) in NOTES {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::create_dir_all(root.join(".vault121")).unwrap();
    let mut command = program();
    command.current_dir(&root).args(["--today", TODAY, "watch"]);
    let watch = Watch::run(command);
    let rollup =
        || std::fs::read_to_string(root.join("1-2-1s/Alice/Alice rollup.md")).unwrap_or_default();
    let until = |what: &str, most: u64, fits: &dyn Fn() -> bool| {
        let end = Instant::now() + Duration::from_secs(most);
        while !fits() {
            assert!(
                Instant::now() < end,
                "{what}: {:?}",
                watch.lines.try_iter().collect::<Vec<_>>()
            );
            sleep(Duration::from_millis(50));
        }
    };
    until("the first build", 40, &|| rollup().contains("Pass"));
    sleep(Duration::from_secs(3));
    // Not a block is left; a save in place that is as long as before still goes.
    let mut hog = std::fs::File::create(place.join("hog")).unwrap();
    while hog.write_all(&[0; 4096]).is_ok() {}
    let before = rollup();
    let goals = std::fs::OpenOptions::new().write(true).open(root.join("Goals.md")).unwrap();
    std::os::unix::fs::FileExt::write_at(&goals, b"- [ ] #goal/cka @alice Fail", 0).unwrap();
    drop(goals);
    until("the full disk is said", 40, &|| {
        let lines: Vec<String> = watch.lines.try_iter().collect();
        lines.iter().any(|line| line.contains("no space left"))
    });
    assert_eq!(rollup(), before);
    // Another try in vain is no news, when all pages were tried once.
    sleep(Duration::from_secs(8));
    watch.lines.try_iter().for_each(drop);
    sleep(Duration::from_secs(9));
    let said = watch.lines.try_iter().filter(|line| line.contains("no space left")).count();
    assert_eq!(said, 0);
    drop(hog);
    std::fs::remove_file(place.join("hog")).unwrap();
    until("the page follows", 30, &|| rollup().contains("Fail"));
    drop(watch);
    drop(disk);
}

/// What somebody began in git and has not ended: the commands, from a branch whose note says
/// something else in the same line.
const BEGUN: &[(&str, &[&[&str]])] = &[
    ("a merge", &[&["merge", "other"]]),
    ("a rebase", &[&["rebase", "other"]]),
    ("a rebase step by step", &[&["rebase", "--apply", "other"]]),
    ("a cherry-pick", &[&["cherry-pick", "other"]]),
    ("a revert", &[&["revert", "--no-edit", "HEAD~1"]]),
    ("several at once", &[&["cherry-pick", "main~2..other"]]),
    ("a bisect", &[&["bisect", "start"], &["bisect", "bad"], &["bisect", "good", "HEAD~2"]]),
    ("patches", &[&["am", "-3", "../x.patch"]]),
];

#[test]
fn while_git_is_not_done_nothing_is_written_and_no_build_is_advised() {
    for (name, commands) in BEGUN {
        let disk = Disk::new(NOTES);
        let git = |args: &[&str]| {
            let mut git = Command::new("git");
            git.current_dir(&disk.root).args(["-c", "user.name=x", "-c", "user.email=x@y"]);
            git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
            git.args(["-c", "core.editor=true"]).args(args).output().unwrap()
        };
        let commit = |text: &str| {
            disk.write("Notes.md", text);
            assert_eq!(disk.run(&["build"]).code, 0, "{name}");
            git(&["add", "-A"]);
            git(&["commit", "-qm", text]);
        };
        git(&["init", "-q", "-b", "main"]);
        commit("one\n");
        git(&["branch", "other"]);
        commit("two\n");
        commit("three\n");
        git(&["checkout", "-q", "other"]);
        commit("four\n");
        let patch = git(&["format-patch", "-1", "--stdout"]).stdout;
        std::fs::write(disk.root.join("../x.patch"), patch).unwrap();
        git(&["checkout", "-q", "main"]);
        for args in *commands {
            git(args);
        }
        // A goal more: pages are due.
        let goal = "- [ ] #goal/new @alice Another [due:: 2026-12-02]\n";
        disk.write("Goals.md", &(disk.read("Goals.md") + goal));
        let rollup = disk.read("1-2-1s/Alice/Alice rollup.md");
        for args in [&["check"][..], &["status"], &["check", "--staged"]] {
            let ran = disk.run(args);
            let said = ran.out + &ran.err;
            assert!(!said.contains("vault121 build"), "{name}, {args:?}: {said}");
            assert!(args.len() > 1 || said.contains("git is at work"), "{name}, {args:?}: {said}");
        }
        disk.run(&["build"]);
        assert_eq!(disk.read("1-2-1s/Alice/Alice rollup.md"), rollup, "{name}");
    }
}
