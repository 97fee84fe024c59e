//! What somebody who waits sees: a moving line on a terminal, nothing anywhere else.
//!
//! The work is made long by a template that runs into its limit, so that the tests do not hang on
//! how fast notes are read.

use crate::support::{Disk, TODAY, program};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::Read;
use std::process::Stdio;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass\n";
/// Loops until its fuel is gone.
const SLOW: &str = "---\npage: slow\nfor: team\naudience: lead\npath: \"'slow.md'\"\nmode: region\n---\n\
     {% for a in range(10000) %}{% for b in range(10000) %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}";
const MAKING: &str = "making the pages";

fn slow_vault() -> Disk {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    for number in 1..=4 {
        let template = SLOW.replace("slow", &format!("slow{number}"));
        disk.write(&format!(".vault121/templates/slow{number}.md"), &template);
    }
    disk
}

/// What a command writes to a terminal at its stderr.
fn on_a_terminal(disk: &Disk, args: &[&str]) -> String {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let terminal = File::options().read(true).write(true).open(name).unwrap();
    let mut child = program()
        .current_dir(&disk.root)
        .env("TERM", "xterm")
        .args(["--today", TODAY])
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(terminal)
        .spawn()
        .unwrap();
    // Reading ends with an error when the last writer, the program, has gone.
    let reader = std::thread::spawn(move || {
        let (mut master, mut seen) = (File::from(master), Vec::new());
        master.read_to_end(&mut seen).ok();
        String::from_utf8_lossy(&seen).into_owned()
    });
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn long_work_shows_a_line_on_a_terminal_and_wipes_it() {
    let seen = on_a_terminal(&slow_vault(), &["build"]);
    let last = seen.rfind(MAKING).unwrap_or_else(|| panic!("no line: {seen:?}"));
    assert!(seen[last..].contains("\r\u{1b}[2K"), "the line stays: {seen:?}");
    assert!(seen[last..].contains("takes too long"), "what is to be said comes after it: {seen:?}");
}

#[test]
fn no_line_in_a_pipe_nor_when_quiet_nor_for_short_work() {
    let slow = slow_vault();
    assert!(!slow.run(&["build"]).err.contains(MAKING), "in a pipe");
    let quiet = on_a_terminal(&slow, &["build", "--quiet"]);
    assert!(!quiet.contains("making"), "{quiet:?}");
    let quick = on_a_terminal(&Disk::new(&[]), &["explain", "tag-unknown"]);
    assert!(!quick.contains("..."), "{quick:?}");
}

#[test]
fn verbose_says_what_each_stage_took() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let said = disk.run(&["build", "-v"]).err;
    let stages: Vec<&str> = said
        .lines()
        .filter(|line| line.contains(" ms"))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let all = ["walk", "read", "parse", "fold", "render", "plan", "write", "together"];
    assert_eq!(stages, all, "{said}");
    assert!(
        said.lines().any(|line| line.starts_with("read") && line.ends_with("1 file")),
        "{said}"
    );
    assert!(!disk.run(&["build"]).err.contains(" ms"), "only for those who ask");
}
