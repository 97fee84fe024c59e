//! A vault that came from somebody else: notes, names, links, settings and templates that mean
//! harm. One table of them, against `build` and against a live `watch`, as an ordinary user and
//! with the watcher confined. Each ends as a complaint, the run goes on, and nothing outside the
//! vault changes.

use crate::engine::watching::{Watch, until};
use crate::support::{Disk, Ran, TODAY, program};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";
const CONFIG: &str = ".vault121/config.yml";
const OWN: &str = ".vault121/templates/rollup.md";

/// One way to do harm.
struct Case {
    name: &'static str,
    /// The code of the complaint.
    code: &'static str,
    /// Puts it into the vault at the first path; the second is a folder that must not change.
    make: fn(&Path, &Path),
    /// Nothing is written while it stands, for it is in the config.
    stops: bool,
}

fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn note(root: &Path, text: impl AsRef<[u8]>) {
    put(root, "Wicked/note.md", text);
}

fn own(root: &Path, body: &str) {
    put(root, OWN, format!("---\npage: rollup\nfor: person\n---\n{body}\n"));
}

fn alias_bomb() -> String {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for n in 1..12 {
        bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","));
    }
    bomb
}

/// Notes and their front matter.
const NOTES: &[Case] = &[
    case("an alias bomb", "front-matter-bad", |root, _| {
        note(root, format!("---\n{}---\n", alias_bomb()));
    }),
    case("deep nesting in the front matter", "front-matter-bad", |root, _| {
        note(root, format!("---\na: {}\n---\n", "[".repeat(30_000)));
    }),
    case("a key twice", "front-matter-bad", |root, _| {
        note(root, "---\nkind: person\nkind: policy\n---\n");
    }),
    case("a line of a hundred megabytes", "too-large", |root, _| {
        note(root, "");
        let file = fs::File::options().write(true).open(root.join("Wicked/note.md")).unwrap();
        file.set_len(100 * 1024 * 1024).unwrap();
    }),
    case("four megabytes of brackets and an unknown person", "unknown-person", |root, _| {
        note(root, format!("- #topic @alise x\n\n{}", "[".repeat(4_000_000)));
    }),
    case("a NUL", "not-utf8", |root, _| note(root, "zero \0\n")),
    case("other bytes", "not-utf8", |root, _| note(root, b"\xff\xfe\x00")),
    case("a region in a region", "region-nested", |root, _| {
        note(
            root,
            "<!-- vault121:begin a -->\n\n<!-- vault121:begin b -->\n\n<!-- vault121:end b -->\n\n<!-- vault121:end a -->\n",
        );
    }),
    case("a region twice", "region-twice", |root, _| {
        note(root, "<!-- vault121:begin a -->\n\n<!-- vault121:end a -->\n\n".repeat(2));
    }),
    case("a region without an end", "region-open", |root, _| {
        note(root, "<!-- vault121:begin a -->\n");
    }),
    case("regions across each other", "region-crossed", |root, _| {
        note(root, "<!-- vault121:begin a -->\n\n<!-- vault121:end b -->\n");
    }),
    case("an end without a region", "region-stray", |root, _| {
        note(root, "<!-- vault121:end a -->\n");
    }),
    case("a marker in a list", "region-place", |root, _| {
        note(root, "- <!-- vault121:begin a -->\n");
    }),
    case("a marker in code is text, the line below it is not", "unknown-person", |root, _| {
        note(root, "```\n<!-- vault121:begin a -->\n```\n\n- #topic @alise x\n");
    }),
    case("conflict marks", "conflict-marks", |root, _| {
        note(root, "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n");
    }),
    case("a comment without an end", "comment-open", |root, _| note(root, "<!-- open\n")),
    case("a day that is none", "date-unreadable", |root, _| {
        note(root, "- [ ] #goal/b @alice x [due:: 2026-02-30]\n");
    }),
    case("a year that is far away", "date-unreadable", |root, _| {
        note(root, "- [ ] #goal/b @alice x [due:: 99999-12-31]\n");
    }),
    case("a year before all", "date-unreadable", |root, _| {
        note(root, "- [ ] #goal/b @alice x [set:: 2026-11-01] [due:: 0001-01-01]\n");
    }),
];

/// Files, names and links.
const FILES: &[Case] = &[
    case("a link out of the vault", "not-a-file", |root, outside| {
        fs::create_dir_all(root.join("Wicked")).unwrap();
        symlink(outside.join("theirs.md"), root.join("Wicked/link.md")).unwrap();
    }),
    case("a folder that is its own child, beside a link to itself", "not-a-file", |root, _| {
        fs::create_dir_all(root.join("Wicked")).unwrap();
        symlink(root, root.join("Wicked/loop")).unwrap();
        symlink("self.md", root.join("Wicked/self.md")).unwrap();
    }),
    case("a pipe", "not-a-file", |root, _| {
        fs::create_dir_all(root.join("Wicked")).unwrap();
        assert!(
            Command::new("mkfifo").arg(root.join("Wicked/pipe.md")).status().unwrap().success()
        );
    }),
    case("a socket", "not-a-file", |root, _| {
        fs::create_dir_all(root.join("Wicked")).unwrap();
        std::os::unix::net::UnixListener::bind(root.join("Wicked/s.md")).unwrap();
    }),
    case("a folder with a note's name", "not-a-file", |root, _| {
        fs::create_dir_all(root.join("Wicked/folder.md")).unwrap();
    }),
    case("a line break in a name", "bad-name", |root, _| put(root, "Wicked/a\nb.md", "x")),
    case("a name that turns around", "bad-name", |root, _| {
        put(root, "Wicked/\u{202e}dm.eton.md", "x");
    }),
    case("a name of other bytes", "bad-name", |root, _| {
        fs::create_dir_all(root.join("Wicked")).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"latin\xe9.md");
        fs::write(root.join("Wicked").join(name), "x").unwrap();
    }),
    case("names that differ in case", "path-twins", |root, _| {
        put(root, "Wicked/Twin.md", "x");
        put(root, "Wicked/twin.md", "x");
    }),
    case("names that differ in how accents are stored", "path-twins", |root, _| {
        put(root, "Wicked/caf\u{e9}.md", "x");
        put(root, "Wicked/cafe\u{301}.md", "x");
    }),
    case("a folder deeper than a path can be long", "unreadable", |root, _| {
        let name = "d".repeat(200);
        let script = "mkdir -p \"$1\"; cd \"$1\"; for n in $(seq 25); do mkdir $2; cd $2; done";
        let made = Command::new("bash")
            .args(["-c", script, "-"])
            .arg(root.join("Wicked"))
            .arg(&name)
            .status();
        assert!(made.unwrap().success());
    }),
];

/// Settings and templates.
const SETTINGS: &[Case] = &[
    Case {
        stops: true,
        ..case("an alias bomb for a config", "config-unreadable", |root, _| {
            put(root, CONFIG, alias_bomb());
        })
    },
    Case {
        stops: true,
        ..case("a config of other bytes", "config-unreadable", |root, _| {
            put(root, CONFIG, b"me: \xff");
        })
    },
    Case {
        stops: true,
        ..case("a config that is a link", "not-a-file", |root, outside| {
            symlink(outside.join("theirs.md"), root.join(CONFIG)).unwrap();
        })
    },
    Case {
        stops: true,
        ..case("a config that is a pipe", "not-a-file", |root, _| {
            assert!(Command::new("mkfifo").arg(root.join(CONFIG)).status().unwrap().success());
        })
    },
    case("a path out of the vault", "template-bad", |root, _| {
        put(root, CONFIG, "paths: {team: '../../outside/{{ year }}.md'}\n");
    }),
    case("a path from the top", "template-bad", |root, outside| {
        put(root, CONFIG, format!("paths: {{team: '{}/made.md'}}\n", outside.display()));
    }),
    case("a path into git's folder", "template-bad", |root, _| {
        put(root, CONFIG, "paths: {team: .git/hooks/post-commit.md}\n");
    }),
    case("a template's path out of the vault", "template-bad", |root, _| {
        put(root, OWN, "---\npage: rollup\nfor: person\npath: ../../outside/x.md\n---\nx\n");
    }),
    case("a template nested without end", "template-bad", |root, _| {
        own(root, &format!("{{{{ {}true }}}}", "not ".repeat(100_000)));
    }),
    case("a template that doubles a text", "template-bad", |root, _| {
        own(
            root,
            "{% set ns = namespace(a='xxxxxxxx') %}{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
        );
    }),
    case("a template that takes a file", "template-bad", |root, _| {
        own(root, "{% include '../../../../../../etc/passwd' %}");
    }),
    case("a template that ends the region", "template-bad", |root, _| {
        own(root, "<!-- vault121:end rollup -->\n- [ ] #goal/planted @alice x");
    }),
    case("a template with an open comment", "region-unsafe", |root, _| own(root, "x\n\n<!-- open")),
    case("a template with an open fence", "region-unsafe", |root, _| own(root, "```\nx")),
    case("a template that is a link", "not-a-file", |root, outside| {
        fs::create_dir_all(root.join(".vault121/templates")).unwrap();
        symlink(outside.join("theirs.md"), root.join(OWN)).unwrap();
    }),
    case("a template that is a pipe", "not-a-file", |root, _| {
        fs::create_dir_all(root.join(".vault121/templates")).unwrap();
        assert!(Command::new("mkfifo").arg(root.join(OWN)).status().unwrap().success());
    }),
];

const fn case(name: &'static str, code: &'static str, make: fn(&Path, &Path)) -> Case {
    Case { name, code, make, stops: false }
}

fn all() -> impl Iterator<Item = &'static Case> {
    NOTES.iter().chain(FILES).chain(SETTINGS)
}

/// A vault with a folder beside it that is none of its business.
fn vault() -> (Disk, PathBuf) {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    let outside = disk.root.parent().unwrap().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("theirs.md"), "- #goal/secret @alice x\n").unwrap();
    (disk, outside)
}

/// What must not change: names, bytes, times.
fn state(outside: &Path) -> BTreeMap<PathBuf, (Vec<u8>, i64, i64)> {
    let entries = fs::read_dir(outside).unwrap().map(|entry| entry.unwrap().path());
    let state = |path: PathBuf| {
        let meta = fs::symlink_metadata(&path).unwrap();
        (path.clone(), (fs::read(&path).unwrap(), meta.mtime(), meta.mtime_nsec()))
    };
    entries.map(state).collect()
}

/// The program as an ordinary user, who owns the vault and what is beside it.
fn ordinary(disk: &Disk) -> Command {
    let above = disk.root.parent().unwrap();
    if fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() != 0) {
        return program();
    }
    let given = Command::new("chown").args(["-Rh", "65534:65534"]).arg(above).status();
    if !given.is_ok_and(|status| status.success()) {
        println!("as root: `chown` does not work here");
        return program();
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command.arg(env!("CARGO_BIN_EXE_vault121"));
    let env = ["VAULT121_DIR", "GIT_CONFIG_GLOBAL"];
    env.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env("NO_COLOR", "1").env("TZ", "UTC").env("HOME", "/nonexistent");
    command
}

fn run(disk: &Disk, args: &[&str]) -> Ran {
    let mut command = ordinary(disk);
    command.current_dir(&disk.root).args(["--today", TODAY]).args(args);
    Ran::of(&mut command)
}

#[test]
fn a_build_takes_no_harm() {
    let mut harm = Vec::new();
    for case in all() {
        let (disk, outside) = vault();
        (case.make)(&disk.root, &outside);
        let before = state(&outside);
        let built = run(&disk, &["build"]);
        let said = run(&disk, &["check"]).out + &built.err;
        let page = fs::read_to_string(disk.root.join("1-2-1s/Me.md")).unwrap_or_default();
        for (what, held) in [
            (
                "it ended in a way of its own",
                built.code == if case.stops { 2 } else { 1 } || !case.stops && built.code == 0,
            ),
            ("it was not said", said.contains(&format!("[{}]", case.code))),
            ("something outside changed", state(&outside) == before),
            ("the others", page.contains("vault121:end me") != case.stops),
            ("git's folder was made", !disk.root.join(".git").exists()),
        ] {
            if !held {
                harm.push(format!("{}: {what}: {} {said}", case.name, built.code));
            }
        }
    }
    assert!(harm.is_empty(), "{}", harm.join("\n"));
}

#[test]
fn a_live_watcher_takes_no_harm() {
    let (disk, outside) = vault();
    (0..6).for_each(|n| disk.write(&format!("People/P{n}.md"), ALICE));
    run(&disk, &["build"]);
    let before = state(&outside);
    let mut command = ordinary(&disk);
    command.current_dir(&disk.root).args(["--today", TODAY, "watch", "--format", "jsonl"]);
    let watch = Watch::run(command);
    watch.hears("\"event\":\"started\"");
    for (at, case) in all().enumerate() {
        (case.make)(&disk.root, &outside);
        watch.hears(&format!("\"code\":\"{}\"", case.code));
        clean(&disk.root);
        // It lives: what is written now reaches the page.
        // One page after the other, for one written twenty times a minute is left alone.
        let person = at % 6;
        disk.write("Daily/a.md", &format!("- #goal/cka @p{person} after case {at}\n"));
        let news = format!("after case {at}");
        let page = format!("1-2-1s/P{person}/P{person} rollup.md");
        until(case.name, || disk.read(&page).contains(&news));
        assert_eq!(state(&outside), before, "{}", case.name);
    }
    assert_eq!(watch.stop(), 0);
}

/// Takes a case away again.
fn clean(root: &Path) {
    let mut rm = Command::new("rm");
    rm.current_dir(root).arg("-rf").args(["Wicked", CONFIG, ".vault121/templates"]);
    assert!(rm.status().unwrap().success());
}

/// The program's own folder may come with a pull as well: none of its parts leads out.
#[test]
fn its_own_folder_leads_nowhere_else() {
    for part in ["", "/cache", "/stage", "/rescue", "/lock", "/.gitignore", "/cache/regions"] {
        let (disk, outside) = vault();
        run(&disk, &["build"]);
        fs::create_dir(outside.join("folder")).unwrap();
        let path = disk.root.join(format!(".vault121{part}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        Command::new("rm").arg("-rf").arg(&path).status().unwrap();
        let is_file = ["/lock", "/.gitignore", "/cache/regions"].contains(&part);
        let target = if is_file { outside.join("theirs.md") } else { outside.join("folder") };
        symlink(&target, &path).unwrap();
        // Something to write, and something to rescue.
        let edited = disk.read(ROLLUP).replace("Pass", "MY WORDS");
        disk.write(ROLLUP, &edited);
        disk.write("Daily/a.md", "- #goal/cka @alice news\n");
        run(&disk, &["status"]);
        let theirs = fs::read_to_string(outside.join("theirs.md")).unwrap();
        let built = run(&disk, &["build"]);
        let mut command = ordinary(&disk);
        command.current_dir(&disk.root).args(["--today", TODAY, "watch"]);
        let watched = Watch::run(command);
        std::thread::sleep(std::time::Duration::from_millis(600));
        drop(watched);
        assert_eq!(
            fs::read_dir(outside.join("folder")).unwrap().count(),
            0,
            "{part}: {}",
            built.err
        );
        assert_eq!(fs::read_to_string(outside.join("theirs.md")).unwrap(), theirs, "{part}");
    }
}
