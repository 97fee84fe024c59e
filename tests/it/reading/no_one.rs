//! Vaults without any 1-2-1: nobody is found, nothing is written, and one line says why.

use crate::support::{Disk, shared};
use std::path::Path;
use std::process::Command;

/// Journals, recipes, projects, meetings of many, people whom one only knows.
const OWN: &[(&str, &str)] = &[
    (
        "Journal/2026-11-10.md",
        "# Tuesday\n\nSlept badly. Called Anna, she is fine.\n\n- [ ] buy milk\n- [x] run\n",
    ),
    (
        "Journal/2026-11-11.md",
        "# Wednesday\n\n## Wins\n\n- baked bread\n\n## Goals\n\n- [ ] read more\n",
    ),
    ("Journal/2026-11-12.md", "kudos to myself. Dinner with @anna and Tom.\n"),
    ("Journal/Sourdough.md", "## 2026-11-01\n\nFed it.\n\n## 2026-11-08\n\n- [ ] feed it again\n"),
    (
        "Recipes/Leek Soup.md",
        "# Leek Soup\n\n- 3 leeks\n- [ ] try with potatoes\n\n## Feedback\n\n- too salty\n",
    ),
    ("Recipes/Pasta alla Norma.md", "# Pasta alla Norma\n\n1:1 water and flour\n"),
    (
        "Projects/Kiwi/Log.md",
        "## 2026-11-02\n\n- decided on Postgres\n- [ ] Lea: schema\n\n## 2026-11-09\n\n- [ ] Tom: load test\n",
    ),
    (
        "Projects/Kiwi/Plan.md",
        "# Plan\n\n## Goals\n\n- [ ] ship in March\n\n## Next steps\n\n- write the RFC\n",
    ),
    (
        "Meetings/2026-11-09 Standup.md",
        "---\nattendees: [Lea, Tom, Anna]\n---\n- [ ] Lea: fix CI\n",
    ),
    ("Meetings/2026-11-16 Retro.md", "## Start\n- tests\n\n## Stop\n- meetings\n"),
    ("Meetings/2026-11-12 Vermieter.md", "# Gespräch mit dem Vermieter\n\n- Heizung\n"),
    ("Bücher/Momo.md", "# Momo\n\nMichael Ende. Lesen mit den Kindern.\n"),
    ("Contacts/Anna Berg.md", "phone: 123\n\nKnows Tom.\n"),
    ("Contacts/Tom Reed.md", "met at a fair\n"),
    ("2026 plans.md", "# Goals\n\n- [ ] learn Italian\n- [ ] run 10 km\n"),
];

/// Runs `init` and `build` in a vault; nothing but the config may come of it.
fn nobody_in(disk: &Disk, name: &str) {
    let before = disk.files();
    let init = disk.run(&["init", "--yes"]);
    assert_eq!(init.code, 0, "{name}: {}", init.err);
    let built = disk.run(&["build"]);
    assert_eq!(built.code, 0, "{name}: {}", built.err);
    let made: Vec<String> = disk
        .files()
        .into_keys()
        .filter(|path| !before.contains_key(path) && !path.starts_with(".vault121/"))
        .collect();
    assert_eq!(made, Vec::<String>::new(), "{name}: {}", init.out);
    for (path, bytes) in &before {
        assert_eq!(disk.files().get(path), Some(bytes), "{name}: {path}");
    }
    let text = format!("{}{}", init.out, init.err);
    assert!(text.contains("no page is written, because no 1-2-1"), "{name}: {text}");
    said_once(disk, name);
    let exported: serde_json::Value = serde_json::from_str(&disk.run(&["export"]).out).unwrap();
    for list in ["meetings", "goals", "feedback", "actions", "topics", "agreements"] {
        let items = exported[list].as_array().unwrap();
        assert!(items.is_empty(), "{name}: {list} {items:?}");
    }
    let reports = exported["people"].as_array().unwrap().iter().filter(|one| one["report"] == true);
    assert_eq!(reports.count(), 0, "{name}");
}

/// `check` has one warning, no more, and no stale page.
fn said_once(disk: &Disk, name: &str) {
    let out = disk.run(&["check", "--format", "json"]).out;
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    let why: Vec<&str> = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["severity"] != "info")
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(why, ["nobody-found"], "{name}: {out}");
    assert_eq!(found["stale"].as_array().map(Vec::len), Some(0), "{name}: {out}");
}

#[test]
fn journals_recipes_and_project_logs_are_nobodys() {
    let disk = Disk::new(&[]);
    OWN.iter().for_each(|(path, text)| disk.write(path, text));
    nobody_in(&disk, "own");
}

#[test]
fn vaults_of_others_without_a_1_2_1_are_nobodys() {
    for name in ["dendron-handbook", "kepano-obsidian"] {
        let Some(from) = shared(&format!("data/elsewhere/vaults/{name}")) else { return };
        nobody_in(&Disk::copy(&from), name);
    }
}

/// Notes of `vaultgen.py` without its people, their talks and its journal, which speaks of them.
#[test]
fn a_thousand_notes_on_other_things_are_nobodys() {
    let Some(script) = shared("tools/vaultgen.py") else { return };
    let disk = Disk::new(&[]);
    let made = Command::new("python3")
        .arg(script)
        .args(["--notes", "1430", "--no-mtime", "--out"])
        .arg(disk.root.join("made"))
        .output();
    let Ok(made) = made else { return println!("skipped: no python3") };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let rename = |from: &Path, to: &Path| std::fs::rename(from, to).unwrap();
    rename(&disk.root.join("made/Notes"), &disk.root.join("Notes"));
    std::fs::remove_dir_all(disk.root.join("made")).unwrap();
    let count = disk.files().len();
    assert!(count >= 1_000, "{count} notes");
    // The program that is tested is slow in debug builds: what `build` would write `init` counts.
    let init = disk.run(&["init", "--yes"]);
    let text = format!("{}{}", init.out, init.err);
    assert!(text.contains("no page is written, because no 1-2-1"), "{text}");
    said_once(&disk, "vaultgen");
}
