//! What other programs are given: the recipes of the documentation run as they stand there, texts
//! from standard input, JSON of every command that tells something, and the editor.

use crate::engine::watching::{Watch, until};
use crate::house::contract::holds;
use crate::support::{Disk, Ran, TODAY, program};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn example() -> Disk {
    Disk::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault"))
}

#[test]
fn every_recipe_runs_as_it_stands_in_the_documentation() {
    let page = include_str!("../../../docs/recipes.md");
    let recipes: Vec<&str> =
        page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(recipes.len() > 8);
    let bin = Path::new(env!("CARGO_BIN_EXE_vault121")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let has = |name: &str| {
        let found = Command::new("sh").args(["-c", &format!("command -v {name}")]).output();
        found.is_ok_and(|found| found.status.success())
    };
    let disk = example();
    for recipe in recipes {
        let needed = ["jq", "fzf"].into_iter().filter(|name| recipe.contains(name));
        if let Some(missing) = needed.into_iter().find(|name| !has(name)) {
            println!("not run, `{missing}` is not installed: {recipe}");
            continue;
        }
        // The recipes play on the example's day.
        let on_day = recipe.replace("vault121 ", &format!("vault121 --today {TODAY} "));
        let mut shell = Command::new("bash");
        shell.current_dir(&disk.root).env("PATH", &path).env_remove("VAULT121_DIR");
        let ran = Ran::of(shell.args(["-o", "pipefail", "-c", &on_day]));
        let is_check = recipe.contains("vault121 check");
        // `head` ends first, and the program before it may be told so by SIGPIPE.
        let is_cut = recipe.contains("| head") && ran.code == 128 + 13;
        let is_fine = ran.code == 0 || is_check && ran.code == 1 || is_cut;
        assert!(is_fine, "{recipe}: {} {}", ran.code, ran.err);
        let silent = is_check && !recipe.contains("--stdin");
        assert!(silent || !ran.out.trim().is_empty(), "{recipe}: {}", ran.err);
    }
}

fn piped(disk: &Disk, input: &str, args: &[&str]) -> (i32, String, String) {
    let mut command = program();
    command.current_dir(&disk.root).args(["--today", TODAY]).args(args);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

#[test]
fn an_unsaved_buffer_is_checked_as_the_note_that_it_is_of() {
    let disk = example();
    let before = disk.files();
    let check = |path: &str, text: &str| piped(&disk, text, &["check", "--stdin", "--path", path]);
    let (_, out, _) = check("Daily/new.md", "x\n\n- #topic @alise the desk\n");
    assert!(out.starts_with("Daily/new.md:3:") && out.contains("unknown-person"), "{out}");
    let (code, out, _) = check("Daily/new.md", "x\n\n- #topic @alice the desk\n");
    assert_eq!((code, out.as_str()), (0, ""));
    let (code, out, _) = check("Daily/new.md", "<!-- vault121:begin prep -->\n");
    assert!(code == 1 && out.contains("region-open"), "{out}");
    let (code, _, err) = check("../outside.md", "x");
    assert!(code == 2 && err.contains("no note of the vault"), "{err}");
    assert_eq!(disk.files(), before, "nothing is written");
}

#[test]
fn words_come_from_standard_input_where_a_dash_stands() {
    let disk = example();
    let add = ["add", "topic", "alice", "-", "--dry-run"];
    let (code, _, err) = piped(&disk, "the new\ndesk  please\n", &add);
    assert!(code == 0 && err.contains("the new desk please"), "{err}");
    let (code, _, err) = piped(&disk, " \n", &add);
    assert!(code == 2 && err.contains("nothing to write"), "{err}");
}

#[test]
fn every_command_that_tells_something_tells_it_as_json() {
    let disk = example();
    for (of, args) in [
        ("status", &["status"][..]),
        ("config", &["config"]),
        ("explain", &["explain"]),
        ("explain", &["explain", "leak"]),
        ("rescue", &["rescue", "list"]),
        ("about", &["about", "alice"]),
        ("review", &["review", "alice"]),
    ] {
        let ran = disk.run(&[args, &["--format", "json"]].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        assert_eq!(holds(of, &ran.out), Ok(()), "{args:?}");
    }
}

#[test]
fn the_next_prep_opens_in_the_editor() {
    let disk = example();
    let mut command = program();
    command.current_dir(&disk.root).args(["--today", TODAY, "edit", "alice"]);
    command.env_remove("VISUAL").env("EDITOR", "printf '%s|' -x");
    let ran = Ran::of(&mut command);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let path = ran.out.trim_end_matches('|').rsplit('|').next().unwrap().to_owned();
    assert!(ran.out.starts_with("-x|") && Path::new(&path).is_file(), "{}", ran.out);
    let ran = Ran::of(command.env_remove("EDITOR"));
    assert!(ran.code == 2 && ran.err.contains("EDITOR"), "{}", ran.err);
    assert_eq!(Ran::of(command.env("EDITOR", "false")).code, 2);
}

#[test]
fn events_have_their_time_and_tell_only_what_changed() {
    let disk = Disk::new(&[("People/Alice.md", "---\nkind: person\ncadence: 1w\n---\n")]);
    let watch = Watch::start(&disk, &["--format", "jsonl"]);
    watch.hears("\"event\":\"built\"");
    disk.write("Daily/a.md", "- #topic @alise x\n");
    let came = watch.hears("\"came\":[{");
    let event: Value = serde_json::from_str(&came).unwrap();
    assert_eq!(event["came"][0]["code"], "unknown-person");
    assert_eq!(holds("built", &came), Ok(()));
    disk.write("Daily/a.md", "- #topic @alice x\n");
    let went = watch.hears("\"went\":[{");
    let event: Value = serde_json::from_str(&went).unwrap();
    assert_eq!(event["went"][0]["code"], "unknown-person");
    assert_eq!(event["came"].as_array().map(Vec::len), Some(0));
    until("the topic", || disk.root.join("1-2-1s").is_dir() || disk.root.join("Daily").is_dir());
    assert_eq!(watch.stop(), 0);
}
