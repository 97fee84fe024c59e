//! Notes, names and settings that mean harm or are broken: each ends as a complaint, the run goes
//! on, and nothing outside the vault changes.

use crate::support::{Disk, program};
use std::fs;
use std::time::{Duration, Instant};

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";

fn said(disk: &Disk) -> String {
    let ran = disk.run(&["check"]);
    assert!(ran.code == 0 || ran.code == 1, "{} {}", ran.code, ran.err);
    assert!(disk.run(&["list", "goals"]).out.contains("alice/cka"), "the run went on");
    ran.out
}

#[track_caller]
fn check(name: &str, text: &[u8], code: &str) {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    fs::create_dir_all(disk.root.join("Notes")).unwrap();
    let path = disk.root.join("Notes").join(name);
    fs::write(&path, text).unwrap();
    let out = said(&disk);
    assert!(out.contains(&format!("[{code}]")), "{code} is not said:\n{out}");
    disk.run(&["build"]);
    assert_eq!(fs::read(&path).unwrap(), text, "the note is as it was");
}

#[test]
fn broken_notes_are_complaints() {
    check("a.md", b"---\ntitle: a: b\n---\n", "front-matter-bad");
    check("a.md", b"---\ntitle: a\n", "front-matter-open");
    check("a.md", b"---\n- a\n---\n", "front-matter-shape");
    check("a.md", b"latin \xe9\n", "not-utf8");
    check("a.md", b"zero \0\n", "not-utf8");
    check("a.md", b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", "conflict-marks");
    check("a.md", b"<!-- vault121:begin prep -->\n", "region-open");
    check("a.md", b"x\n\n<!-- open\n- #goal/x y\n", "comment-open");
    check("a.md", b"- #high-five @alise x\n", "unknown-person");
    check("a.md", b"- #high-five nobody named\n", "no-person");
    check("a.md", b"- [ ] #goal/b @alice x [due:: 2026-02-30]\n", "date-unreadable");
    check("a.md", b"- [ ] #goal/b @alice x [due:: soon]\n", "date-unreadable");
    check("a.md", b"- [ ] #goal @alice no slug\n", "goal-without-slug");
    check("a.md", b"- #goal/nowhere @alice went on\n", "goal-unknown");
    check("a.md", b"- [?] #goal/b @alice x\n", "status-unknown");
    check("a.md", b"- #season/so-so @alice\n", "season-unknown");
    check("a.md", b"- #topic #outcome @alice x\n", "two-kinds");
    check("a.md", b"- #topic @alice #skill/c++ x\n", "tag-cut");
    check("2026-11-20.md", b"---\ndate: 2025-11-20\n---\n", "date-disagrees");
    check("a.md", b"- [ ] #goal/b @alice x [set:: 2026-11-01] [due:: 2025-12-01]\n", "year-odd");
    check("x.md", &vec![b'a'; 5 * 1024 * 1024], "too-large");
}

/// Found by fuzzing: the last word of a task was looked for one byte behind the last blank, and a
/// blank may be two or three bytes wide.
#[test]
fn a_no_break_space_in_a_task_ended_the_build() {
    for blank in ["\u{a0}", "\u{85}", "\u{2009}", "\u{3000}"] {
        let line =
            format!("- [ ] #goal/x @alice see{blank}it [due:: 2026-12-01]{blank}#a{blank}\n");
        let disk = Disk::new(&[("People/Alice.md", ALICE), ("a.md", &line)]);
        let out = disk.run(&["build"]);
        assert_eq!(out.code, 0, "{blank:?}: {}", out.err);
    }
}

/// What other tools would lose is said where they are at work, and only there.
#[test]
fn hints_for_the_plugins_a_vault_has() {
    let line = "- [ ] #goal/b @alice x [due:: 2026-12-01] and then [set:: 2026-11-01][why:: y]\n";
    let notes = [("People/Alice.md", ALICE), ("a.md", line)];
    let without = said(&Disk::new(&notes));
    assert!(!without.contains("field-lost"), "{without}");
    let plugins = "[\"obsidian-tasks-plugin\", \"dataview\"]";
    let disk = Disk::new(&[notes[0], notes[1], (".obsidian/community-plugins.json", plugins)]);
    let with = said(&disk);
    assert!(
        with.contains("[field-lost-tasks]") && with.contains("[field-lost-dataview]"),
        "{with}"
    );
}

#[test]
fn a_line_of_a_hundred_megabytes_is_not_read() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let file = fs::File::create(disk.root.join("big.md")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    assert!(said(&disk).contains("[too-large]"));
}

#[test]
fn an_alias_bomb_does_not_go_off() {
    let mut bomb = String::from("---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for n in 1..10 {
        bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","));
    }
    bomb += "---\n";
    let began = Instant::now();
    check("bomb.md", bomb.as_bytes(), "front-matter-bad");
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn deep_nesting_is_read_in_a_moment() {
    let began = Instant::now();
    for piece in ["[", "(", "> ", "- ", "*", "`", "#", "%%", "<!--", "![[", "{{", "\t- "] {
        let disk = Disk::new(&[("People/Alice.md", ALICE), ("deep.md", &piece.repeat(20_000))]);
        said(&disk);
    }
    let lists: String =
        (0..300).map(|depth| format!("{}- #topic @alice x\n", "  ".repeat(depth))).collect();
    said(&Disk::new(&[("People/Alice.md", ALICE), ("lists.md", &lists)]));
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[cfg(unix)]
#[test]
fn pipes_links_and_strange_names_are_left_alone() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let outside = disk.root.parent().unwrap().join("outside.md");
    fs::write(&outside, "- #goal/secret @alice x\n").unwrap();
    symlink(&outside, disk.root.join("link.md")).unwrap();
    symlink(&disk.root, disk.root.join("loop")).unwrap();
    symlink(disk.root.parent().unwrap(), disk.root.join("1-2-1s")).unwrap();
    fs::create_dir(disk.root.join("folder.md")).unwrap();
    let made =
        std::process::Command::new("mkfifo").arg(disk.root.join("pipe.md")).status().unwrap();
    assert!(made.success());
    fs::write(disk.root.join("line\nbreak.md"), "- #topic @alice x\n").unwrap();
    fs::write(disk.root.join(std::ffi::OsStr::from_bytes(b"latin\xe9.md")), "x").unwrap();
    fs::write(disk.root.join("\u{202e}dm.eno.md"), "- #topic @alice x\n").unwrap();
    let out = said(&disk);
    assert!(out.matches("[not-a-file]").count() >= 3, "{out}");
    assert!(out.matches("[bad-name]").count() >= 2, "{out}");
    let around = |disk: &Disk| fs::read_dir(disk.root.parent().unwrap()).unwrap().count();
    let before = around(&disk);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 1, "the pages behind the link are held: {}", ran.err);
    assert!(ran.err.contains("is a link"), "{}", ran.err);
    assert_eq!(around(&disk), before, "nothing was written outside the vault");
    assert_eq!(fs::read_to_string(&outside).unwrap(), "- #goal/secret @alice x\n");
}

#[test]
fn paths_in_settings_cannot_leave_the_vault() {
    for config in [
        "paths: {rollup: '../../{{ person }}.md'}\n",
        "paths: {prep: '/tmp/{{ person }}.md'}\n",
        "paths: {team: .git/hooks/post-commit.md}\n",
        "paths: {me: '{{ nobody }}'}\n",
    ] {
        let disk = Disk::new(&[("People/Alice.md", ALICE), (".vault121/config.yml", config)]);
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 1, "{config}: {}", ran.err);
        assert!(ran.err.contains("template-bad"), "{config}: {}", ran.err);
        assert!(
            !disk.root.join(".git").exists()
                && !disk.root.parent().unwrap().join("alice.md").exists()
        );
    }
}

#[test]
fn a_template_that_loops_or_lies_leaves_the_last_good_text() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    disk.run(&["build"]);
    let good = disk.read("1-2-1s/Alice/Alice rollup.md");
    for body in [
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{{ unknown_name }}",
        "{% if %}",
        "<!-- vault121:end rollup -->",
        "{% include 'rollup.md' %}",
    ] {
        let text = format!("---\npage: rollup\nfor: person\n---\n{body}\n");
        disk.write(".vault121/templates/rollup.md", &text);
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 1, "{body}: {}", ran.err);
        assert!(ran.err.contains("[template-bad]"), "{body}: {}", ran.err);
        assert_eq!(disk.read("1-2-1s/Alice/Alice rollup.md"), good, "{body}");
    }
}

#[test]
fn a_hand_edit_in_a_region_is_kept_first() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    disk.run(&["build"]);
    let path = "1-2-1s/Alice/Alice rollup.md";
    let edited = disk.read(path).replace("open, due", "MY OWN WORDS, due");
    disk.write(path, &edited);
    let ran = disk.run(&["build"]);
    assert!(ran.err.contains("[region-edited]"), "{}", ran.err);
    assert!(!disk.read(path).contains("MY OWN WORDS"));
    let kept = ran.err.split('`').find(|part| part.starts_with(".vault121/rescue/")).unwrap();
    assert!(disk.read(kept).contains("MY OWN WORDS"));
}

#[test]
fn a_closed_pipe_and_no_terminal_are_no_trouble() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let mut child = program()
        .current_dir(&disk.root)
        .arg("export")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().code().is_some_and(|code| code == 0));
}
