//! What packages are made of: manual pages, the unit template, the lists in the manifest.

use crate::support::{files, program};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use vault121::cli::demo_files::{EXAMPLE, MESSY};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn has(tool: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output();
    let found = found.is_ok_and(|out| out.status.success());
    if !found {
        println!("not run: `{tool}` is not installed here");
    }
    found
}

/// The verbs that `help` lists.
fn verbs() -> BTreeSet<String> {
    let out = program().arg("--help").output().unwrap();
    let help = String::from_utf8(out.stdout).unwrap();
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let first = |line: &str| line.split_whitespace().next().unwrap_or("").to_owned();
    let verbs = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    verbs.map(first).filter(|verb| verb != "help").collect()
}

#[test]
fn each_verb_has_a_manual_page_that_groff_reads_without_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    let made = program().args(["man", "--dir"]).arg(dir.path()).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let verbs = verbs();
    assert!(verbs.len() > 20, "{verbs:?}");
    for verb in &verbs {
        let file = dir.path().join(format!("vault121-{verb}.1"));
        let page = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{verb}: {error}"));
        for section in ["ENVIRONMENT", "FILES", "EXIT STATUS"] {
            assert!(page.contains(section), "{verb} has no {section}");
        }
    }
    assert!(dir.path().join("vault121.1").is_file());
    if !has("groff") {
        return;
    }
    for entry in fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let mut read = Command::new("groff");
        let read = read.args(["-man", "-ww", "-z", "-Tutf8", "-Kutf8"]).arg(&path);
        let read = read.output().unwrap();
        let said = String::from_utf8_lossy(&read.stderr).into_owned();
        assert!(read.status.success() && said.is_empty(), "{}: {said}", path.display());
    }
}

#[test]
fn systemd_finds_nothing_wrong_with_the_packaged_unit() {
    if !has("systemd-analyze") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(repository().join("packaging/systemd/vault121@.service"));
    // What the unit starts is not installed here; another program stands for it.
    let text = text.unwrap().replace("/usr/bin/vault121", env!("CARGO_BIN_EXE_vault121"));
    let file = dir.path().join("vault121@home-notes.service");
    fs::write(&file, text).unwrap();
    let verified = Command::new("systemd-analyze")
        .args(["--user", "--man=no", "verify"])
        .arg(&file)
        .env("XDG_RUNTIME_DIR", dir.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(verified.status.success() && !said.contains("vault121@"), "{said}");
}

#[test]
fn what_the_manifest_packs_is_in_the_repository_or_made_by_the_script() {
    let manifest = include_str!("../../../Cargo.toml");
    let made = ["target/release/vault121", "target/package-files/"];
    let mut count = 0;
    for line in manifest.lines() {
        let line = line.trim();
        let rest = line.strip_prefix("[\"").or_else(|| line.strip_prefix("{ source = \""));
        let Some(path) = rest.and_then(|rest| rest.split('"').next()) else { continue };
        count += 1;
        let there = repository().join(path).is_file();
        assert!(there || made.iter().any(|made| path.starts_with(made)), "{path}");
    }
    assert!(count >= 13, "{count} assets were found: the reading of the manifest is wrong");
}

#[test]
fn both_units_are_bounded_in_the_same_way() {
    let options = |path: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#') && line.contains('='));
        let differ = ["Description=", "ExecStart="];
        lines.filter(|l| !differ.iter().any(|d| l.starts_with(d))).map(str::to_owned).collect()
    };
    let own = options("templates/service/systemd.service");
    assert_eq!(own, options("packaging/systemd/vault121@.service"));
    assert!(own.contains("NoNewPrivileges=yes"));
}

#[test]
fn the_recipes_of_other_packagers_can_be_read() {
    let sum = "0".repeat(64);
    let filled = |path: &str| {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        text.replace("@REPOSITORY@", "https://example.org/x")
            .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
            .replace("@SHA256@", &sum)
    };
    let formula = filled("packaging/homebrew/vault121.rb.in");
    let recipe = filled("packaging/aur/PKGBUILD.in");
    assert!(!formula.contains('@') || !formula.contains("@REPO"), "{formula}");
    let dir = tempfile::tempdir().unwrap();
    for (tool, args, name, text) in
        [("ruby", &["-c"][..], "vault121.rb", &formula), ("bash", &["-n"][..], "PKGBUILD", &recipe)]
    {
        let file = dir.path().join(name);
        fs::write(&file, text).unwrap();
        if has(tool) {
            let read = Command::new(tool).args(args).arg(&file).output().unwrap();
            assert!(read.status.success(), "{name}: {read:?}");
        }
    }
}

#[test]
fn the_version_has_notes_and_a_part_of_the_changelog() {
    let version = env!("CARGO_PKG_VERSION");
    let notes = repository().join(format!("packaging/notes/{version}.md"));
    let notes = fs::read_to_string(&notes).unwrap_or_else(|error| panic!("{notes:?}: {error}"));
    let tag = notes.lines().next().unwrap();
    assert!(tag.starts_with(&format!("vault121 {version}: ")) && tag.len() < 80, "{tag}");
    assert!(notes.contains("\n## What an upgrade rewrites\n"));
    let changes = include_str!("../../../CHANGELOG.md");
    assert!(changes.contains(&format!("\n## {version}\n")), "{version}");
    let deb = include_str!("../../../packaging/deb/changelog");
    assert!(deb.starts_with(&format!("vault121 ({version}-1)")), "{deb}");
    let lines: Vec<&str> = changes.lines().filter(|line| line.starts_with("- ")).collect();
    let once: BTreeSet<&str> = lines.iter().copied().collect();
    assert_eq!(lines.len(), once.len(), "a line of the changelog stands twice");
}

#[test]
fn the_release_workflow_runs_only_what_is_named_by_its_bytes_and_one_job_writes() {
    let text = include_str!("../../../.github/workflows/release.yml");
    let used: Vec<&str> = text.lines().filter_map(|line| line.split("uses: ").nth(1)).collect();
    assert!(used.len() >= 4, "{used:?}");
    for action in used {
        let named = action.split('@').nth(1).unwrap_or("").split(' ').next().unwrap_or("");
        let is_hash = named.len() == 40 && named.chars().all(|c| c.is_ascii_hexdigit());
        assert!(is_hash, "{action}: name the commit, and its version in a comment");
    }
    assert!(text.contains("\npermissions: {}\n"));
    assert_eq!(text.matches(": write").count(), 1);
    let (before, publish) = text.split_once("\n  publish:\n").unwrap();
    assert!(publish.contains("contents: write") && publish.contains("needs: build"));
    assert!(before.contains("cargo test") && before.contains("needs: check"));
}

#[test]
fn the_description_is_short_enough_for_a_list_of_packages() {
    let described = env!("CARGO_PKG_DESCRIPTION");
    assert!(described.chars().count() < 80, "{described}");
}

#[test]
fn the_demo_fits_a_screen_and_names_files_that_are_there() {
    let top = tempfile::tempdir().unwrap();
    // As after `cargo run`: the program is on no path.
    let ran = program().arg("demo").current_dir(top.path()).env("PATH", "").output().unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success() && ran.stderr.is_empty(), "{text}");
    assert!(text.lines().count() < 24, "{text}");
    let binary = env!("CARGO_BIN_EXE_vault121");
    for line in text.lines().filter(|line| !line.contains(binary)) {
        assert!(line.chars().count() < 80, "{line}");
    }
    let shown = text.lines().find_map(|line| line.trim().strip_prefix("less '"));
    let page = top.path().join(shown.unwrap().trim_end_matches('\''));
    assert!(fs::read_to_string(&page).unwrap().contains("Alice Fischer, "), "{}", page.display());
    let sources: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    let is_there = |path: &&&str| top.path().join("vault121-demo").join(path).is_file();
    assert_eq!(sources.iter().filter(is_there).count(), 3, "{text}");
    let verbs: Vec<&str> = text.lines().filter(|line| line.contains(" --vault ")).collect();
    assert_eq!(verbs.len(), 3, "{text}");
    for verb in verbs.iter().take(2) {
        let typed = verb.trim().split("  ").next().unwrap();
        let ran = Command::new("sh").args(["-c", typed]).current_dir(top.path()).output().unwrap();
        assert!(ran.status.code().is_some_and(|code| code < 2), "{typed}: {ran:?}");
    }
}

#[test]
fn the_demos_hold_the_files_of_their_folders() {
    for (folder, embedded) in [("example-vault", EXAMPLE), ("messy-vault", MESSY)] {
        let root = repository().join(folder);
        // What a build in the source tree may have left there is nobody's.
        let is_left = |path: &String| {
            ["cache", "rescue", "stage", "lock"]
                .iter()
                .any(|name| path.starts_with(&format!(".vault121/{name}")))
        };
        let there: BTreeSet<String> =
            files(&root).into_keys().filter(|path| !is_left(path)).collect();
        let listed: Vec<String> = embedded.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, there.into_iter().collect::<Vec<_>>(), "{folder}: demo_files.rs");
        for (path, text) in embedded {
            assert_eq!(fs::read_to_string(root.join(path)).unwrap(), *text, "{path}");
        }
    }
}
