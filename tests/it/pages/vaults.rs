//! Whole vaults: the example, two real ones, generated ones with a truth file, and one note.

use crate::support::{Disk, Ran, files, program, shared};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

#[test]
fn the_example_is_as_committed() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    let disk = Disk::copy(&example);
    std::fs::remove_dir_all(disk.root.join(".vault121/cache")).ok();
    let before = disk.files();
    let ran = disk.run(&["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(disk.files(), before);
    let ran = disk.run(&["check"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.err.contains("0 stale pages"), "{}", ran.err);
}

/// Taken away, every generated page of the example comes back as the same bytes, once the config
/// says how its pages are named: nothing else tells that any more.
#[test]
fn the_example_can_be_made_anew() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault");
    let disk = Disk::copy(&example);
    let config = std::fs::read_to_string(disk.root.join(".vault121/config.yml")).unwrap();
    let paths = "paths: {rollup: \"{{ folder }}/Rollup.md\", scores: \"{{ folder }}/Scores.md\", \
                 agenda: \"{{ folder }}/Agenda {{ date }}.md\"}\n";
    disk.write(".vault121/config.yml", &format!("{config}{paths}"));
    let before = disk.files();
    for (name, bytes) in &before {
        let text = String::from_utf8_lossy(bytes);
        let picture = text.contains("data-by=\"vault121\"");
        let whole = picture || text.contains("vault121:begin") && !name.ends_with("Running log.md");
        if whole {
            std::fs::remove_file(disk.root.join(name)).unwrap();
        }
    }
    std::fs::remove_dir_all(disk.root.join(".vault121/cache")).ok();
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(disk.files(), before);
}

#[test]
fn two_real_vaults_keep_every_byte() {
    for name in ["kepano-obsidian", "dendron-handbook"] {
        let Some(from) = shared(&format!("data/elsewhere/vaults/{name}")) else { return };
        let disk = Disk::copy(&from);
        let ran = disk.run(&["init"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        for _ in 0..2 {
            let ran = disk.run(&["build"]);
            assert!(ran.code <= 1, "{name}: {}", ran.err);
        }
        let after = disk.files();
        let ran = disk.run(&["build"]);
        assert_eq!(ran.out, "", "{name}: the next build is silent");
        assert_eq!(disk.files(), after);
        for (path, bytes) in files(&from) {
            assert_eq!(after.get(&path), Some(&bytes), "{name}: {path} changed");
        }
    }
}

#[test]
fn the_model_of_a_generated_vault_equals_its_truth() {
    let Some(generator) = shared("tools/vaultgen.py") else { return };
    for mode in ["obsidian", "dendron"] {
        let dir = tempfile::tempdir().unwrap();
        let (out, truth) = (dir.path().join("vault"), dir.path().join("truth.json"));
        let made = Command::new("python3")
            .arg(&generator)
            .args(["--notes", "1000", "--mode", mode, "--out"])
            .arg(&out)
            .arg("--truth")
            .arg(&truth)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let truth: Value = serde_json::from_slice(&std::fs::read(truth).unwrap()).unwrap();
        let ran = program()
            .args(["--today", "2026-06-29", "--vault"])
            .arg(&out)
            .arg("export")
            .output()
            .unwrap();
        let model: Value = serde_json::from_slice(&ran.stdout).unwrap();
        let list = |key: &str| model[key].as_array().unwrap();
        let of = |key: &str, field: &str, value: &str| {
            list(key).iter().filter(|row| row[field] == value).count()
        };
        let news: usize = list("goals").iter().map(|g| g["news"].as_array().unwrap().len()).sum();
        for (key, ours) in [
            ("goals", list("goals").len()),
            ("goals_done", of("goals", "status", "done")),
            ("progress", news),
            ("high_five", of("feedback", "kind", "high-five")),
            ("watch_out", of("feedback", "kind", "watch-out")),
            ("people", list("people").len()),
            ("meetings", list("meetings").len()),
        ] {
            assert_eq!(truth[key].as_u64(), Some(ours as u64), "{mode}: {key}");
        }
    }
}

#[test]
fn the_note_of_the_practice_passes_byte_for_byte() {
    let Some(note) = shared("data/lead-chats.md") else { return };
    let text = std::fs::read_to_string(note).unwrap();
    let disk = Disk::new(&[("lead-chats.md", &text), ("dendron.yml", "version: 5\n")]);
    for command in ["init", "build", "build"] {
        assert_eq!(disk.run(&[command]).code, 0);
    }
    assert_eq!(disk.read("lead-chats.md"), text);
    let Ran { out, .. } = disk.run(&["check"]);
    assert!(out.contains("nobody was found in one note") && out.matches('[').count() == 1, "{out}");
}
