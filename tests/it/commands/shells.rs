//! What a shell completes, and what somebody at a terminal sees of a long result.

use crate::support::{Disk, Ran, TODAY, program};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

fn disk() -> Disk {
    let disk = Disk::new(&[
        ("People/Nora.md", "---\nkind: person\n---\n"),
        (
            "People/Alice Fischer.md",
            "---\nkind: person\naliases: [alice]\n---\n- [ ] #goal/cka Pass the CKA\n- [x] #goal/old Old\n",
        ),
        ("People/Albert.md", "---\nkind: person\ncadence: 1w\n---\n- [ ] #goal/talk Give a talk\n"),
        ("People/Bob Stone.md", "---\nkind: person\ncadence: 1w\n---\n"),
        ("1-2-1s/Alice Fischer/2026-11-17.md", "- the rota\n"),
    ]);
    disk.write(".vault121/config.yml", "me: nora\n");
    disk
}

/// The words that the program offers a shell for the last of these; `elvish` is in JSON.
fn offered(disk: &Disk, shell: &str, words: &[&str]) -> Vec<String> {
    let mut command = program();
    command.current_dir(&disk.root).args(["--", "vault121"]).args(words);
    command.env("VAULT121_COMPLETE", shell).env("_CLAP_IFS", "\n");
    command.env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    command.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "true");
    let ran = Ran::of(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell} {words:?}");
    // What stands behind a value says what it is: `al:Albert`, or with a tab.
    let value = |line: &str| {
        let end = line.find(['\t', ':']).unwrap_or(line.len());
        line[..end].trim().to_owned()
    };
    let mut all: Vec<String> = ran.out.lines().map(value).filter(|word| !word.is_empty()).collect();
    all.sort();
    all
}

#[test]
fn values_are_completed_in_five_shells() {
    let disk = disk();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let check = |words: &[&str], expected: &[&str]| {
            assert_eq!(offered(&disk, shell, words), expected, "{shell} {words:?}");
        };
        check(&["prep", "al"], &["albert", "alice-fischer"]);
        check(&["about", "b"], &["bob-stone"]);
        check(&["list", "goals", "--person", "a"], &["albert", "alice-fischer"]);
        check(&["done", "alice-fischer/"], &["alice-fischer/cka"]);
        check(&["drop", "al"], &["albert/talk", "alice-fischer/cka"]);
        check(&["add", "high-five", "al"], &["albert", "alice-fischer"]);
        check(&["list", "prom"], &["promises"]);
        check(&["explain", "slot-"], &["slot-clash"]);
        check(&["template", "show", "roll"], &["rollup"]);
        check(&["man", "hando"], &["handover"]);
        check(&["prep", "zz"], &[]);
    }
    assert_eq!(offered(&disk, "bash", &["add", "hig"]), ["high-five"]);
    assert!(offered(&disk, "bash", &["stat"]).contains(&"status".to_owned()));
    let files = disk.files();
    offered(&disk, "bash", &["prep", "al"]);
    assert_eq!(disk.files(), files, "nothing is written");
}

/// Places have blanks: bash inserts a value as it stands, the other shells escape it.
#[test]
fn open_lines_are_completed_by_their_places() {
    let disk = disk();
    disk.write(
        "1-2-1s/Alice Fischer/2026-11-17.md",
        "- [ ] Alice: draft the charter\n- [x] Alice: book the room\n- [ ] me: ask HR & co\n\
         - #watch-out @alice answers late [path:: a time of day]\n",
    );
    disk.write("Daily/2026-11-23.md", "- #high-five @alice the calm voice\n");
    let check = |shell: &str, words: &[&str], expected: &[&str]| {
        let mut command = program();
        command.current_dir(&disk.root).args(["--today", "2026-11-24", "--", "vault121"]);
        command.args(words).env("VAULT121_COMPLETE", shell).env("_CLAP_IFS", "\n");
        command.env("_CLAP_COMPLETE_INDEX", words.len().to_string());
        command.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "true");
        let ran = Ran::of(&mut command);
        let mut offered: Vec<String> =
            ran.out.lines().map(|line| line.replace('\t', " | ").trim().to_owned()).collect();
        offered.sort();
        assert_eq!(offered, expected, "{shell} {words:?}");
    };
    let alice = "1-2-1s/Alice Fischer/2026-11-17.md";
    check(
        "fish",
        &["done", "1-2"],
        &[
            &format!("{alice}:1 | alice-fischer: draft the charter"),
            &format!("{alice}:3 | nora: ask HR & co"),
        ],
    );
    check("fish", &["share", "Da"], &["Daily/2026-11-23.md:1 | alice-fischer: the calm voice"]);
    let escaped = "1-2-1s/Alice\\ Fischer/2026-11-17.md";
    check("bash", &["done", "1-2"], &[&format!("{escaped}:1"), &format!("{escaped}:3")]);
    check(
        "bash",
        &["done", "1-2-1s/Alice\\ F"],
        &[&format!("{escaped}:1"), &format!("{escaped}:3")],
    );
    check("bash", &["drop", "Da"], &["Daily/2026-11-23.md:1"]);
    check("bash", &["share", "al"], &[]);
}

#[test]
fn where_there_is_no_vault_nothing_is_offered_and_nothing_fails() {
    let disk = Disk::new(&[]);
    assert_eq!(offered(&disk, "bash", &["prep", "al"]), Vec::<String>::new());
    assert_eq!(offered(&disk, "bash", &["list", "prom"]), ["promises"]);
    let other = self::disk();
    let root = other.root.to_str().unwrap();
    assert_eq!(
        offered(&disk, "bash", &["--vault", root, "prep", "al"]),
        ["albert", "alice-fischer"]
    );
}

/// The script runs in the shell itself, where there is one.
#[test]
fn the_scripts_complete_in_the_shells_that_are_here() {
    let disk = disk();
    let bin = Path::new(env!("CARGO_BIN_EXE_vault121")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let run = |shell: &str, script: &str| {
        let mut command = Command::new(shell);
        command.current_dir(&disk.root).env("PATH", &path).env_remove("VAULT121_DIR");
        let ran = Ran::of(command.args(["-c", script]));
        let mut words: Vec<String> =
            ran.out.lines().map(|l| l.split('\t').next().unwrap().to_owned()).collect();
        words.sort();
        assert_eq!(words, ["albert", "alice-fischer"], "{shell}: {}", ran.err);
    };
    run(
        "bash",
        "source <(vault121 completions bash); COMP_WORDS=(vault121 prep al); COMP_CWORD=2; \
         COMP_TYPE=9; _clap_complete_vault121 vault121 al prep; printf '%s\\n' \"${COMPREPLY[@]}\"",
    );
    let fish = Command::new("fish").arg("--version").output();
    if fish.is_ok() {
        run("fish", "vault121 completions fish | source; complete -C 'vault121 prep al'");
    } else {
        println!("not run: fish is absent");
    }
    // Nushell runs no script of a config before `-c`: the completer is asked by itself.
    if Command::new("nu").arg("--version").output().is_ok() {
        let script = disk.run(&["completions", "nushell"]).out;
        disk.write("vault121.nu", &script);
        run(
            "nu",
            "source vault121.nu; do $env.config.completions.external.completer \
             [vault121 prep al] | get value | str join (char newline)",
        );
    } else {
        println!("not run: nu is absent");
    }
}

/// What a command writes to a terminal of ten lines.
fn on_a_terminal(disk: &Disk, pager: Option<&str>, command: &str) -> String {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let open = || File::options().read(true).write(true).open(&name).unwrap();
    let mut shell = Command::new("sh");
    shell.current_dir(&disk.root).env("TERM", "xterm").env("HOME", "/nonexistent");
    shell.env_remove("VAULT121_DIR").env_remove("NO_COLOR").env_remove("PAGER");
    match pager {
        Some(pager) => shell.env("VAULT121_PAGER", pager),
        None => shell.env_remove("VAULT121_PAGER"),
    };
    let bin = env!("CARGO_BIN_EXE_vault121");
    let script = format!("stty rows 10 cols 80; {bin} --today {TODAY} {command}");
    let shell = shell.args(["-c", &script]).stdin(open()).stdout(open()).stderr(open());
    let mut child = shell.spawn().unwrap();
    drop(std::mem::replace(shell, Command::new("true")));
    let reader = std::thread::spawn(move || {
        let (mut master, mut seen) = (File::from(master), Vec::new());
        master.read_to_end(&mut seen).ok();
        String::from_utf8_lossy(&seen).replace("\r\n", "\n")
    });
    child.wait().unwrap();
    let seen = reader.join().unwrap();
    // What shows that work goes on was wiped.
    let kept = seen.lines().map(|line| line.rsplit("\u{1b}[2K").next().unwrap());
    kept.map(|line| format!("{line}\n")).collect()
}

/// As after `cargo run`, where the program's name is long.
#[test]
fn both_demos_fit_a_terminal_of_24_lines() {
    let disk = Disk::new(&[]);
    let own = disk.root.join("target/release/vault121");
    std::fs::create_dir_all(own.parent().unwrap()).unwrap();
    std::fs::hard_link(env!("CARGO_BIN_EXE_vault121"), &own)
        .or_else(|_| std::fs::copy(env!("CARGO_BIN_EXE_vault121"), &own).map(|_| ()))
        .unwrap();
    for demo in ["demo", "demo --messy"] {
        let command = format!(
            "man build > man.1; stty rows 24 cols 80; target/release/vault121 --today {TODAY} {demo}"
        );
        let seen = on_a_terminal(&disk, Some("sed 's/^/P:/'"), &command);
        // One line is the prompt's.
        assert!(seen.contains("target/release/vault121") && seen.lines().count() < 24, "{seen}");
        for line in seen.lines() {
            let is_broken = line.starts_with("          ");
            assert!(line.chars().count() <= 80 && !is_broken && !line.contains("P:"), "{line}");
        }
    }
}

#[test]
fn paths_in_a_list_are_never_wrapped() {
    let disk = Disk::new(&[
        ("People/Alice.md", "---\nkind: person\n---\n"),
        (
            "1-2-1s/Alice/2026-11-17.md",
            "- #high-five @alice rebuilt the staging cluster in two days although half of the squad was away and the old one was on fire #skill/debugging\n",
        ),
    ]);
    let seen = on_a_terminal(&disk, None, "--no-pager list feedback");
    assert!(seen.contains("1-2-1s/Alice/2026-11-17.md:1"), "{seen}");
    assert!(seen.contains("rebuilt the") && seen.contains("fire"), "{seen}");
    let widest = seen.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 100 && seen.lines().count() < 16, "{widest}: {seen}");
}

#[test]
fn paths_and_days_stand_in_one_piece_wherever_they_are_shown() {
    let disk = Disk::new(&[
        (".vault121/config.yml", "me: nora\n"),
        ("People/Nora.md", "---\nkind: person\n---\n"),
        ("People/Alexandra Fischer-Weidenhofer.md", "---\nkind: person\ncadence: 1w\n---\n"),
        (
            "1-2-1s/Alexandra Fischer-Weidenhofer/2026-11-17.md",
            "- [ ] @nora send the list of everybody who is on call over the holidays and the numbers [due:: 2026-11-30]\n",
        ),
    ]);
    let path = "1-2-1s/Alexandra Fischer-Weidenhofer/2026-11-17.md:1";
    for (command, whole) in [
        ("status", path),
        ("list promises", path),
        ("list people", "2026-11-17"),
        ("list people", "alexandra-fischer-weidenhofer"),
        ("list meetings", "1-2-1s/Alexandra Fischer-Weidenhofer/2026-11-17.md:1"),
    ] {
        let seen = on_a_terminal(&disk, None, &format!("--no-pager {command}"));
        assert!(seen.lines().any(|line| line.contains(whole)), "{command}: {seen}");
    }
    let seen = on_a_terminal(&disk, None, "--no-pager status");
    let words = seen.lines().filter(|line| line.contains("send the") || line.contains("numbers"));
    assert!(words.count() >= 2, "the words are wrapped: {seen}");
}

#[test]
fn a_width_of_zero_is_unknown() {
    let disk = disk();
    let help = |columns: Option<&str>| {
        let mut command = program();
        command.current_dir(&disk.root).args(["list", "--help"]).env_remove("COLUMNS");
        columns.map(|columns| command.env("COLUMNS", columns));
        Ran::of(&mut command).out
    };
    assert_eq!(help(Some("0")), help(None));
    let narrow = help(Some("50"));
    assert!(narrow.lines().count() > help(None).lines().count());
}

#[test]
fn each_verb_has_a_manual_page_the_help_too() {
    let disk = disk();
    let help = disk.run(&["man", "help"]);
    assert_eq!((help.code, help.out), (0, disk.run(&["man"]).out));
    let list = disk.run(&["man", "list"]);
    assert_ne!(help.err, list.out);
    assert_eq!(disk.run(&["man", "no-such-verb"]).code, 2);
}

#[test]
fn how_a_line_was_read_is_told_in_json_too() {
    let disk = disk();
    let of = |format: &str| {
        disk.run(&["explain", "1-2-1s/Alice Fischer/2026-11-17.md:1", "--format", format]).out
    };
    let json: serde_json::Value = serde_json::from_str(&of("json")).unwrap();
    assert_eq!(json["path"], "1-2-1s/Alice Fischer/2026-11-17.md");
    assert_eq!(json["line"], 1);
    let said: Vec<&str> =
        json["said"].as_array().unwrap().iter().map(|said| said.as_str().unwrap()).collect();
    assert_eq!(format!("{}\n", said.join("\n")), of("text"));
}

#[test]
fn the_next_prep_is_opened_in_the_editor_wherever_it_stands() {
    let log = "---\nkind: one-on-one\nperson: bob-stone\n---\n\n# Bob\n\n## 2026-11-17\n\n- the rota\n\n## 2026-11-10\n\n- the exam\n";
    for (path, is_log) in [("1-2-1s/Bob.md", true), ("1-2-1s/Bob Stone/2026-11-17.md", false)] {
        let disk = disk();
        disk.write(path, if is_log { log } else { "- the rota\n" });
        for _ in 0..2 {
            let mut command = program();
            command.current_dir(&disk.root).args(["--today", TODAY, "edit", "bob-stone"]);
            let ran = Ran::of(command.env_remove("VISUAL").env("EDITOR", "echo OPENED"));
            assert_eq!(ran.code, 0, "{path}: {}", ran.err);
            let wanted = if is_log { path } else { "1-2-1s/Bob Stone/2026-11-24.md" };
            let opened = ran.out.lines().find(|line| line.starts_with("OPENED")).unwrap();
            assert!(opened.ends_with(wanted), "{path}: {opened}");
        }
        if is_log {
            let now = disk.read(path);
            assert!(now.contains("2026-11-24"), "{now}");
            assert!(now.contains("## 2026-11-17\n\n- the rota\n"), "{now}");
        }
    }
}

#[test]
fn what_is_longer_than_the_terminal_is_shown_in_a_pager() {
    let disk = Disk::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault"));
    let paged = |command: &str, pager: &str| {
        let seen = on_a_terminal(&disk, Some(pager), command);
        let lines: Vec<&str> = seen.lines().filter(|line| !line.is_empty()).collect();
        assert!(!lines.is_empty(), "{command}");
        lines.iter().all(|line| line.starts_with("P:"))
    };
    let pager = "sed 's/^/P:/'";
    for (command, is_paged) in [
        ("explain", true),
        ("list feedback", true),
        ("about alice", true),
        ("status", true),
        ("explain --no-pager", false),
        ("--no-pager list feedback", false),
        ("list people", false),
        // The output of a command that is no reading is never kept back.
        ("check", false),
    ] {
        assert_eq!(paged(command, pager), is_paged, "{command}");
    }
    // No pager, or none of that name: it is all printed.
    for pager in ["", "cat", "no-such-program-here"] {
        let seen = on_a_terminal(&disk, Some(pager), "explain");
        assert!(seen.contains("slot-clash") && seen.contains("season"), "{pager:?}: {seen}");
    }
    // Who has read enough ends it, and the command ends well.
    let seen = on_a_terminal(&disk, Some("head -n 1"), "explain; echo ended $?");
    assert!(seen.contains("ended 0") && seen.lines().count() < 5, "{seen}");
    // Piped, nothing is paged.
    let mut command = program();
    command
        .current_dir(&disk.root)
        .env("VAULT121_PAGER", pager)
        .args(["--today", TODAY, "explain"]);
    let ran = Ran::of(command.stdout(Stdio::piped()));
    assert!(!ran.out.contains("P:") && ran.out.lines().count() > 20);
}

#[test]
fn what_a_command_tells_is_told_in_json_too() {
    let disk = disk();
    disk.run(&["build"]);
    let of = |args: &[&str]| {
        let told = disk.run(&[args, &["--format", "json"]].concat());
        assert_eq!(told.code, 0, "{args:?}: {}", told.err);
        let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        assert_eq!(json["schema"], 1, "{args:?}");
        json
    };
    let prep = of(&["prep", "alice", "--print"]);
    assert_eq!(
        format!("{}\n", prep["text"].as_str().unwrap()),
        disk.run(&["prep", "alice", "--print"]).out
    );
    assert!(disk.root.join(prep["path"].as_str().unwrap()).is_file(), "{prep}");
    let templates = of(&["template", "list"]);
    let rows = templates["templates"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["template"] == "prep" && row["from"] == "shipped"));
    assert_eq!(of(&["clean"])["notes"], serde_json::json!([]));
    // A page of nobody.
    disk.write("Gone rollup.md", "---\nkind: rollup\nperson: gone\n---\n\n<!-- vault121:begin rollup -->\n\nx\n\n<!-- vault121:end rollup -->\n");
    let clean = of(&["clean"]);
    assert_eq!(clean["notes"][0]["path"], "Gone rollup.md", "{clean}");
    let shown = of(&["rescue", "list"]);
    if let Some(first) = shown["kept"].as_array().unwrap().first() {
        let number = first["number"].as_str().unwrap();
        assert_eq!(of(&["rescue", "show", number])["kept"]["number"], *number);
    }
}
