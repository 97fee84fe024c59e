//! `vault121 sample`: a vault for a report is read as the true one is, and tells none of its words.

use crate::support::{Disk, TODAY};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The day on which a sample is to be read.
const LATER: &str = "2054-11-24";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// How many of each list an export has, and who is met how often.
fn shape(root: &Path, day: &str) -> BTreeMap<String, usize> {
    let out = crate::support::program()
        .args(["--vault".as_ref(), root.as_os_str(), "--today".as_ref(), day.as_ref()])
        .arg("export")
        .output()
        .unwrap();
    let export: Value = serde_json::from_slice(&out.stdout).unwrap();
    let lists = export.as_object().unwrap().iter();
    lists.filter_map(|(key, list)| Some((key.clone(), list.as_array()?.len()))).collect()
}

fn sampled(disk: &Disk, paths: &[&str]) -> (tempfile::TempDir, PathBuf, String) {
    let top = tempfile::tempdir().unwrap();
    let to = top.path().join("sample");
    let shown = to.display().to_string();
    let ran = disk.run(&[&["sample", "--to", &shown], paths].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    (top, to, ran.out)
}

fn all_text(root: &Path) -> String {
    let files = crate::support::files(root);
    let text =
        |(path, bytes): (String, Vec<u8>)| format!("{path}\n{}\n", String::from_utf8_lossy(&bytes));
    files.into_iter().map(text).collect()
}

#[test]
fn a_sample_is_read_as_the_vault_is() {
    let vaults = ["example-vault", "messy-vault", "tests/cmd/vaults/team", "tests/cmd/vaults/logs"];
    for vault in vaults {
        let folder = repository().join(vault);
        let disk = Disk::copy(&folder);
        let (_top, to, _) = sampled(&disk, &["."]);
        let (own, sample) = (shape(&disk.root, TODAY), shape(&to, LATER));
        for list in ["people", "meetings", "goals", "feedback", "actions", "topics", "answers"] {
            assert_eq!(own[list], sample[list], "{vault}: {list}");
        }
    }
}

const NOTES: &[(&str, &str)] = &[
    (
        "1-1s/Zuzana Horvat/2026-11-10.md",
        "# Zuzana\n\nHer salary of 84500 is below Krzysztof's.\n\n## Action items\n- [ ] Zuzana: call \
         Brockhaus\n- [ ] me: ask payroll\n\nKudos: the Xylophon demo, see https://intra.acme.test/x\n",
    ),
    ("1-1s/Zuzana Horvat/2026-11-17.md", "- [ ] zuzana: nothing yet ✨\n"),
    ("Daily/2026-11-18.md", "- #high-five @zuzana Brockhaus was calm\n- [[Zuzana Horvat]]\n"),
];

#[test]
fn no_word_of_the_notes_is_left() {
    let disk = Disk::new(NOTES);
    let before = disk.files();
    let (_top, to, said) = sampled(&disk, &["."]);
    let text = all_text(&to) + &said;
    for word in [
        "zuzana",
        "horvat",
        "84500",
        "krzysztof",
        "brockhaus",
        "payroll",
        "xylophon",
        "intra",
        "acme",
        "2026",
    ] {
        assert!(!text.to_lowercase().contains(word), "`{word}` is left:\n{text}");
    }
    for word in ["Action items", "#high-five", "2054-11-10", "Kudos:", "https://"] {
        assert!(text.contains(word), "`{word}` is gone:\n{text}");
    }
    assert_eq!(disk.files(), before, "the notes themselves stay");
}

#[test]
fn one_note_is_one_note_and_a_print_writes_none() {
    let disk = Disk::new(NOTES);
    let before = disk.files();
    let ran = disk.run(&["sample", "Daily", "--print"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("`Daily/2054-11-18.md`") && !ran.out.contains("1-1s"), "{}", ran.out);
    assert!(ran.err.contains("2054"), "{}", ran.err);
    assert_eq!(disk.files(), before);
}

#[test]
fn what_is_asked_amiss_writes_nothing() {
    let disk = Disk::new(NOTES);
    fs::create_dir(disk.root.join("Empty")).unwrap();
    let before = disk.files();
    for (args, said) in [
        (&["sample", "Daily", "--to", "inside"][..], "is in the vault"),
        (&["sample", "Empty", "--print"], "no Markdown note"),
        (&["sample", "/", "--print"], "is not in the vault"),
        (&["sample", "nobody.md", "--print"], "is not in the vault"),
    ] {
        let ran = disk.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.out);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
    assert_eq!(disk.files(), before);
}
