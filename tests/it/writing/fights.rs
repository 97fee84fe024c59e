//! Two programs, or two machines, that write the same pages: no fight without end, and no fight at
//! all about blanks and signs.

use crate::support::{Disk, Ran, copy, program};
use std::fs;
use std::process::Command;

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
const MEETING: &str = "# 17 Nov\n\n- [ ] @alice book the exam\n- #topic @alice the new rota\n";
const PREP: &str = "1-2-1s/Alice/2026-11-24.md";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";

fn built() -> Disk {
    let disk = Disk::new(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-17.md", MEETING)]);
    assert_eq!(disk.run(&["build"]).code, 0);
    disk
}

fn on(disk: &Disk, today: &str, args: &[&str]) -> Ran {
    Ran::of(program().current_dir(&disk.root).args(["--today", today]).args(args))
}

/// Writes the page as another program would, and builds, until the build writes no more. Returns
/// how often it wrote, and what was said.
fn fight(disk: &Disk, page: &str, other: &str) -> (usize, String) {
    let mut said = String::new();
    for count in 0..10 {
        disk.write(page, other);
        let ran = disk.run(&["build"]);
        said += &ran.err;
        assert_eq!(ran.code, 0, "{}", ran.err);
        if ran.out.is_empty() {
            assert_eq!(disk.read(page), other);
            return (count, said);
        }
    }
    panic!("it fights for ever: {said}");
}

#[test]
fn a_page_that_another_program_rewrites_is_left_alone_after_three_turns() {
    let disk = built();
    let other = disk.read(ROLLUP).replace("Pass", "PASS");
    let (count, said) = fight(&disk, ROLLUP, &other);
    assert_eq!(count, 3, "{said}");
    assert_eq!(said.matches("page-fight").count(), 1, "it is said once: {said}");
    // `check` says why it is as it is, and advises nothing that would not help.
    let check = disk.run(&["check"]);
    assert!(check.out.contains("page-fight"), "{}", check.out);
    assert!(!check.out.contains("stale"), "{}", check.out);
    // Other pages are written as ever; a source of this page ends it.
    disk.write("Daily/2026-11-24.md", "- #high-five @alice calm in the outage\n");
    let ran = disk.run(&["build"]);
    assert!(disk.read(ROLLUP).contains("calm in the outage"), "{}", ran.err);
    assert!(!disk.read(ROLLUP).contains("PASS"));
}

#[test]
fn force_ends_a_fight() {
    let disk = built();
    let other = disk.read(ROLLUP).replace("Pass", "PASS");
    fight(&disk, ROLLUP, &other);
    assert!(disk.run(&["build", "--force"]).out.contains(ROLLUP));
    assert!(!disk.read(ROLLUP).contains("PASS"));
    assert_eq!(disk.run(&["build"]).out, "");
}

#[test]
fn a_promise_that_is_ticked_to_and_fro_by_the_lead_is_no_fight() {
    let disk = built();
    let open = disk.read("1-2-1s/Alice/2026-11-17.md");
    for _ in 0..5 {
        for text in [open.replace("[ ]", "[x]"), open.clone()] {
            disk.write("1-2-1s/Alice/2026-11-17.md", &text);
            let ran = disk.run(&["build"]);
            assert!(ran.out.contains(PREP), "{}", ran.err);
            assert!(!ran.err.contains("page-fight"), "{}", ran.err);
        }
    }
}

#[test]
fn two_machines_on_two_days_end_their_fight_and_lose_nothing() {
    let (one, other) = (built(), Disk::new(&[]));
    copy(&one.root, &other.root);
    let mut writes = 0;
    let mut said = String::new();
    for _ in 0..10 {
        // A sync tool carries every file that changed; each machine has its own memory.
        for (from, to, today) in [(&one, &other, "2026-11-23"), (&other, &one, "2026-11-24")] {
            let ran = on(from, today, &["build"]);
            writes += ran.out.lines().filter(|line| line.starts_with(ROLLUP)).count();
            said += &ran.err;
            for page in [PREP, ROLLUP, "1-2-1s/Me.md", "1-2-1s/Team.md"] {
                if let Ok(text) = fs::read(from.root.join(page)) {
                    fs::write(to.root.join(page), text).unwrap();
                }
            }
        }
    }
    assert!(writes <= 8, "{writes} writes: {said}");
    assert!(!said.contains("region-edited"), "{said}");
}

/// How a formatter writes a text, and whether the page is left as it is then.
fn formatted(case: &str, format: impl Fn(&str) -> String, is_left: bool) {
    let disk = built();
    let before = disk.read(PREP);
    let other = format(&before);
    assert_ne!(before, other, "{case}");
    disk.write(PREP, &other);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.out.is_empty(), is_left, "{case}: {}", ran.out);
    assert!(!is_left || disk.read(PREP) == other, "{case}");
    assert_eq!(ran.err.contains("region-"), !is_left, "{case}: {}", ran.err);
    if is_left {
        let check = disk.run(&["check"]);
        assert!(!check.out.contains("stale"), "{case}: {}", check.out);
        // News come in our own form, without an alarm about theirs.
        disk.write("Daily/2026-11-24.md", "- #topic @alice calm in the outage\n");
        let ran = disk.run(&["build"]);
        assert!(disk.read(PREP).contains("calm in the outage"), "{case}");
        assert!(!ran.err.contains("region-"), "{case}: {}", ran.err);
    }
}

#[test]
fn what_a_formatter_changes_is_no_news() {
    let by_line = |text: &str, change: &dyn Fn(&str) -> String| {
        text.lines().map(|line| change(line) + "\n").collect::<String>()
    };
    formatted("bullets", |text| text.replace("\n- ", "\n* "), true);
    formatted("emphasis", |text| text.replace("**Intention**", "__Intention__"), true);
    formatted("blank lines between items", |text| text.replace("\n- ", "\n\n- "), true);
    formatted(
        "no blank lines below headings",
        |text| by_line(text, &|line| line.to_owned()).replace("\n\n- ", "\n- "),
        true,
    );
    formatted(
        "trailing blanks",
        |text| {
            by_line(text, &|line| match line.starts_with("- ") {
                true => format!("{line}  "),
                false => line.to_owned(),
            })
        },
        true,
    );
    formatted("a word", |text| text.replace("exam", "Exam"), false);
    formatted("a line more", |text| text.replacen("\n- ", "\n- mine\n- ", 1), false);
}

#[test]
fn a_template_that_says_the_same_in_another_form_is_followed() {
    let disk = built();
    let template = disk.run(&["template", "show", "rollup"]).out;
    disk.write(".vault121/templates/rollup.md", &template.replace("\n- ", "\n* "));
    let ran = disk.run(&["build"]);
    assert!(ran.out.contains(ROLLUP), "{}", ran.err);
    assert!(disk.read(ROLLUP).contains("\n* "));
    assert_eq!(disk.run(&["build"]).out, "");
}

#[test]
fn pages_that_a_formatter_wrote_may_be_committed() {
    let disk = built();
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(&disk.root).args(["-c", "user.name=n", "-c", "user.email=n@example.org"]);
        let done = git.args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        assert!(done.status.success());
    };
    git(&["init", "-q"]);
    disk.write(PREP, &disk.read(PREP).replace("\n- ", "\n* "));
    git(&["add", "-A"]);
    let ran = disk.run(&["check", "--staged"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}
