//! `vault121 watch` as it runs beside an editor: it builds, follows, survives, and stops.

use crate::support::{Disk, TODAY, program};
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
const ROLLUP: &str = "1-2-1s/Alice/Rollup.md";
/// Generous: the machine may be busy. Nothing here measures speed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(disk: &Disk, args: &[&str]) -> Watch {
        let mut child = program()
            .current_dir(&disk.root)
            .args(["--today", TODAY, "watch"])
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let readers: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for reader in readers {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(reader).lines().map_while(Result::ok) {
                    sender.send(line).ok();
                }
            });
        }
        Watch { child, lines }
    }

    /// Waits for a line that holds these words.
    fn hears(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            if line.contains(words) {
                return;
            }
            heard.push(line);
        }
        panic!("`{words}` was not said: {heard:#?}");
    }

    fn stop(mut self) -> i32 {
        let pid = self.child.id().to_string();
        std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

fn until(what: &str, condition: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < end, "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn follows(args: &[&str]) {
    let disk = Disk::new(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-17.md", "- x\n")]);
    let watch = Watch::start(&disk, args);
    watch.hears("rollup of Alice");
    disk.write("Daily/2026-11-20.md", "- #goal/cka @alice booked the exam\n");
    until("news in the rollup", || disk.read(ROLLUP).contains("booked the exam"));
    // A note in folders that were made this moment.
    disk.write("New/Deep/Folder/2026-11-21.md", "- #goal/cka @alice passed the mock\n");
    until("news from a new folder", || disk.read(ROLLUP).contains("passed the mock"));
    // A bad note does no harm.
    std::fs::write(disk.root.join("bad.md"), b"\xff\xfe").unwrap();
    disk.write("Daily/2026-11-22.md", "- #goal/cka @alice still going\n");
    until("news beside a bad note", || disk.read(ROLLUP).contains("still going"));
    std::fs::remove_file(disk.root.join("Daily/2026-11-20.md")).unwrap();
    until("news that went away", || !disk.read(ROLLUP).contains("booked the exam"));
    assert_eq!(watch.stop(), 0);
    let left = std::fs::read_dir(disk.root.join(".vault121/stage")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "nothing is left in the stage");
}

#[test]
fn it_follows_what_is_written() {
    follows(&[]);
}

#[test]
fn it_follows_by_polling_too() {
    follows(&["--watcher", "poll"]);
}

#[test]
fn one_watcher_a_vault() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let first = Watch::start(&disk, &[]);
    first.hears("rollup of Alice");
    let ran = disk.run(&["watch"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("another `vault121 watch` is at work here: process"), "{}", ran.err);
    assert_eq!(first.stop(), 0);
    let second = Watch::start(&disk, &[]);
    second.hears("watching");
    assert_eq!(second.stop(), 0);
}

#[test]
fn events_are_json_lines_when_asked() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &["--format", "jsonl"]);
    watch.hears("\"event\":\"started\"");
    watch.hears("\"written\":[{\"path\":");
    assert_eq!(watch.stop(), 0);
}

#[test]
fn its_own_writes_wake_it_for_nothing() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &["--format", "jsonl"]);
    watch.hears("\"written\":[{\"path\":");
    std::thread::sleep(Duration::from_millis(1_200));
    let more: Vec<String> = watch.lines.try_iter().collect();
    assert!(more.iter().all(|line| line.contains("\"written\":[]")), "{more:#?}");
    assert_eq!(watch.stop(), 0);
}
