//! `vault121 watch` as it runs beside an editor: it builds, follows, survives, and stops.

use crate::support::{Disk, TODAY, program};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";
/// Generous: the machine may be busy. Nothing here measures speed.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Watch {
    child: Child,
    pub(crate) lines: Receiver<String>,
}

impl Watch {
    pub(crate) fn start(disk: &Disk, args: &[&str]) -> Watch {
        let mut command = program();
        command.current_dir(&disk.root).args(["--today", TODAY, "watch"]).args(args);
        Watch::run(command)
    }

    /// A watcher made by this command.
    pub(crate) fn run(mut command: Command) -> Watch {
        let mut child = command
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
    pub(crate) fn hears(&self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            if line.contains(words) {
                return line;
            }
            heard.push(line);
        }
        panic!("`{words}` was not said: {heard:#?}");
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        Command::new("kill").args([name, &pid]).status().unwrap();
    }

    pub(crate) fn stop(mut self) -> i32 {
        self.signal("-TERM");
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

pub(crate) fn until(what: &str, condition: impl Fn() -> bool) {
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
    fs::write(disk.root.join("bad.md"), b"\xff\xfe").unwrap();
    disk.write("Daily/2026-11-22.md", "- #goal/cka @alice still going\n");
    until("news beside a bad note", || disk.read(ROLLUP).contains("still going"));
    fs::remove_file(disk.root.join("Daily/2026-11-20.md")).unwrap();
    until("news that went away", || !disk.read(ROLLUP).contains("booked the exam"));
    assert_eq!(watch.stop(), 0);
    let left = fs::read_dir(disk.root.join(".vault121/stage")).map_or(0, Iterator::count);
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

/// WRITES.md, "To be shown" 5: what is made right after `mkdir` raised no event for 23 % of notes.
#[test]
fn five_hundred_notes_in_new_folders_are_all_seen() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &[]);
    watch.hears("rollup of Alice");
    for n in 0..500 {
        let path = format!("New {}/Deep/{n}/note.md", n % 10);
        disk.write(&path, &format!("- 2026-11-20 #goal/cka @alice step number {n}\n"));
    }
    let began = Instant::now();
    until("all of the news", || disk.read(ROLLUP).matches("step number").count() == 500);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // A tree that is moved in is one event for all of it.
    let tree = disk.root.parent().unwrap().join("tree");
    fs::create_dir_all(tree.join("a/b")).unwrap();
    fs::write(tree.join("a/b/c.md"), "- #goal/cka @alice from the tree\n").unwrap();
    fs::rename(&tree, disk.root.join("tree")).unwrap();
    until("news of a tree moved in", || disk.read(ROLLUP).contains("from the tree"));
    // In a folder that was renamed, things go on.
    fs::rename(disk.root.join("tree"), disk.root.join("Baum")).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    fs::write(disk.root.join("Baum/a/b/d.md"), "- #goal/cka @alice from the renamed\n").unwrap();
    until("news of a renamed folder", || disk.read(ROLLUP).contains("from the renamed"));
    assert_eq!(watch.stop(), 0);
}

/// The queue of events holds 16,384: more happen while the program cannot look.
#[cfg(target_os = "linux")]
#[test]
fn lost_events_lose_no_note() {
    let disk = Disk::new(&[("People/Alice.md", ALICE), ("Notes/a.md", "x\n")]);
    let watch = Watch::start(&disk, &["--format", "jsonl"]);
    watch.hears("\"event\":\"started\"");
    until("the first build", || disk.root.join(ROLLUP).exists());
    watch.signal("-STOP");
    for n in 0..9_000 {
        fs::write(disk.root.join(format!("Notes/{}.txt", n % 100)), "x").unwrap();
    }
    disk.write("Notes/last.md", "- #goal/cka @alice behind the flood\n");
    watch.signal("-CONT");
    watch.hears("\"event\":\"lost\"");
    until("news behind the flood", || disk.read(ROLLUP).contains("behind the flood"));
    assert_eq!(watch.stop(), 0);
}

#[test]
fn a_vault_that_is_moved_away_and_back_is_followed_again() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &[]);
    watch.hears("rollup of Alice");
    let away = disk.root.parent().unwrap().join("away");
    fs::rename(&disk.root, &away).unwrap();
    // Another folder stands in its place meanwhile: it is none of ours.
    fs::create_dir_all(disk.root.join("People")).unwrap();
    fs::write(disk.root.join("People/Alice.md"), ALICE).unwrap();
    watch.hears("is gone or was replaced");
    fs::create_dir_all(away.join("Daily")).unwrap();
    fs::write(away.join("Daily/a.md"), "- #goal/cka @alice while away\n").unwrap();
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!(fs::read_dir(&disk.root).unwrap().count(), 1, "nothing is written there");
    fs::remove_dir_all(&disk.root).unwrap();
    fs::rename(&away, &disk.root).unwrap();
    watch.hears("is back");
    until("news from the time away", || disk.read(ROLLUP).contains("while away"));
    disk.write("Daily/b.md", "- #goal/cka @alice after the return\n");
    until("news after the return", || disk.read(ROLLUP).contains("after the return"));
    assert_eq!(watch.stop(), 0);
}

/// Somebody has the 1-2-1 note open in vim for an hour: its prep waits, and nothing is made anew
/// for it again and again.
#[test]
fn a_note_that_is_open_in_an_editor_costs_nothing_while_it_waits() {
    let note = "1-2-1s/Alice/2026-11-24.md";
    let disk = Disk::new(&[("People/Alice.md", ALICE), (note, "- my own words\n")]);
    disk.write("1-2-1s/Alice/.2026-11-24.md.swp", "vim");
    let watch = Watch::start(&disk, &["-v"]);
    watch.hears("rollup of Alice");
    std::thread::sleep(Duration::from_secs(5));
    let folds = watch.lines.try_iter().filter(|line| line.starts_with("fold")).count();
    assert!(folds <= 3, "{folds} folds while nothing changed");
    assert!(!disk.read(note).contains("vault121:begin"), "the open note waits");
    fs::remove_file(disk.root.join("1-2-1s/Alice/.2026-11-24.md.swp")).unwrap();
    until("the prep in the note", || disk.read(note).contains("vault121:begin prep"));
    assert!(disk.read(note).contains("- my own words\n"));
    assert_eq!(watch.stop(), 0);
}

fn git(disk: &Disk, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(&disk.root).args(["-c", "user.name=n", "-c", "user.email=n@example"]);
    command.args(["-c", "core.fsync=none", "-c", "gc.auto=0"]);
    let ran = command.args(args).output().unwrap();
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// Builds that wrote something, until nothing is said for a while.
fn builds_that_wrote(watch: &Watch) -> usize {
    let mut count = 0;
    while let Ok(line) = watch.lines.recv_timeout(Duration::from_secs(4)) {
        count += usize::from(line.contains("\"written\":[{"));
    }
    count
}

/// `VAULT121_CHECKOUT=10000 cargo test --release checkout` is the long version, by hand.
#[test]
fn a_checkout_is_one_build() {
    let count = std::env::var("VAULT121_CHECKOUT").ok().and_then(|n| n.parse().ok());
    let count: usize = count.unwrap_or(1_500);
    let disk = Disk::new(&[("People/Alice.md", ALICE), (".gitignore", ".vault121\n1-2-1s\n")]);
    git(&disk, &["init", "-q", "-b", "few"]);
    git(&disk, &["add", "."]);
    git(&disk, &["commit", "-qm", "few"]);
    git(&disk, &["checkout", "-qb", "many"]);
    for n in 0..count {
        let news = format!("- 2026-11-{:02} #goal/cka @alice news {n}\n", n % 20 + 1);
        let text = if n % 50 == 0 { news } else { "Nothing on anybody.\n".to_owned() };
        disk.write(&format!("Notes/{}/{n}.md", n % 30), &text);
    }
    git(&disk, &["add", "."]);
    git(&disk, &["commit", "-qm", "many"]);
    git(&disk, &["checkout", "-q", "few"]);
    let watch = Watch::start(&disk, &["--format", "jsonl"]);
    watch.hears("\"written\":[{");
    builds_that_wrote(&watch);
    git(&disk, &["checkout", "-q", "many"]);
    let last = format!("news {}", (count - 1) / 50 * 50);
    until("the last note's news", || disk.read(ROLLUP).contains(&last));
    assert_eq!(builds_that_wrote(&watch), 1, "there");
    git(&disk, &["checkout", "-q", "few"]);
    until("no news", || !disk.read(ROLLUP).contains("news "));
    assert_eq!(builds_that_wrote(&watch), 1, "and back");
    assert_eq!(watch.stop(), 0);
}

#[test]
fn a_build_beside_a_watcher_does_no_harm() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &[]);
    watch.hears("rollup of Alice");
    for n in 0..12 {
        disk.write("Daily/a.md", &format!("- #goal/cka @alice beside {n}\n"));
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    // The builds were ahead: the watcher is given time to take in the last of them.
    std::thread::sleep(Duration::from_millis(1_500));
    until("the last news", || disk.read(ROLLUP).contains("beside 11"));
    assert_eq!(disk.read(ROLLUP).matches("beside").count(), 1);
    assert_eq!(watch.stop(), 0);
    assert_eq!(disk.run(&["build"]).out, "");
}

#[test]
fn a_stop_in_the_middle_finishes_the_write_in_hand() {
    let people: Vec<String> = (0..30).map(|n| format!("People/Person {n}.md")).collect();
    let notes: Vec<(&str, &str)> = people.iter().map(|path| (path.as_str(), ALICE)).collect();
    for millis in [0, 5, 20, 60, 150] {
        let disk = Disk::new(&notes);
        let watch = Watch::start(&disk, &[]);
        until("the first page", || disk.root.join("1-2-1s").exists());
        std::thread::sleep(Duration::from_millis(millis));
        assert_eq!(watch.stop(), 0);
        let mut pages = 0;
        for (path, bytes) in disk.files() {
            if path.starts_with("1-2-1s") {
                let text = String::from_utf8(bytes).unwrap();
                let whole = text.matches("vault121:begin").count() == 1
                    && text.matches("vault121:end").count() == 1;
                let picture = text.starts_with("<svg") && text.ends_with("</svg>\n");
                assert!(whole || picture, "{path} is torn:\n{text}");
                pages += 1;
            }
        }
        assert!(pages > 0);
        let left = fs::read_dir(disk.root.join(".vault121/stage")).map_or(0, Iterator::count);
        assert_eq!(left, 0, "nothing is left in the stage");
        disk.run(&["build"]);
        assert_eq!(disk.run(&["build"]).out, "", "and the next build makes the rest");
    }
}

/// A note that seems to come from tomorrow, for the clock was set back since.
#[test]
fn a_note_from_the_future_is_followed() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    disk.run(&["build"]);
    let future = std::time::SystemTime::now() + Duration::from_secs(86_400);
    for path in ["People/Alice.md", ROLLUP] {
        fs::File::options()
            .write(true)
            .open(disk.root.join(path))
            .unwrap()
            .set_modified(future)
            .unwrap();
    }
    let watch = Watch::start(&disk, &[]);
    watch.hears("watching");
    disk.write("Daily/a.md", "- #goal/cka @alice from now\n");
    until("news beside the future", || disk.read(ROLLUP).contains("from now"));
    let text = disk.read("People/Alice.md") + "- #goal/cka more from now\n";
    disk.write("People/Alice.md", &text);
    until("news in it", || disk.read(ROLLUP).contains("more from now"));
    assert_eq!(watch.stop(), 0);
}

#[test]
fn a_note_written_in_a_loop_does_not_keep_it_busy() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &[]);
    watch.hears("rollup of Alice");
    let end = Instant::now() + PATIENCE;
    let mut stopped = false;
    let mut count = 0;
    while !stopped {
        assert!(Instant::now() < end, "it never stopped");
        disk.write("Daily/a.md", &format!("- #goal/cka @alice in a loop {count}\n"));
        count += 1;
        std::thread::sleep(Duration::from_millis(60));
        stopped = watch.lines.try_iter().any(|line| line.contains("20 times in a minute"));
    }
    let before = fs::metadata(disk.root.join(ROLLUP)).unwrap().modified().unwrap();
    for n in 0..20 {
        disk.write("Daily/a.md", &format!("- #goal/cka @alice still {n}\n"));
        std::thread::sleep(Duration::from_millis(60));
    }
    let after = fs::metadata(disk.root.join(ROLLUP)).unwrap().modified().unwrap();
    assert_eq!(before, after, "it is left alone");
    // The others are not.
    disk.write("People/Bob.md", ALICE);
    until("another's page", || disk.root.join("1-2-1s/Bob/Bob rollup.md").exists());
    assert_eq!(watch.stop(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn it_says_with_v_that_it_is_confined() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let watch = Watch::start(&disk, &["-v"]);
    watch.hears("confined to the vault");
    watch.hears("watching");
    assert_eq!(watch.stop(), 0);
}

/// The scripts beside this, for what needs another clock, a mount or limits of its own. Each says
/// when it has to be skipped.
#[cfg(target_os = "linux")]
#[test]
fn the_scripts_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/watch");
    let mut scripts: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    scripts.sort();
    assert!(scripts.len() >= 4, "{scripts:?}");
    let runs = scripts.iter().map(|script| {
        let work = tempfile::tempdir().unwrap();
        let mut command = Command::new("bash");
        command.arg(script).arg(env!("CARGO_BIN_EXE_vault121")).arg(work.path());
        let run = std::thread::spawn(move || command.output().unwrap());
        (script, work, run)
    });
    // At once: they wait more than they work.
    for (script, _work, run) in runs.collect::<Vec<_>>() {
        let ran = run.join().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{}:\n{said}", script.display());
        println!("{}", said.trim_end());
    }
}
