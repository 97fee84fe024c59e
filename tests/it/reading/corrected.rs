//! What was read wrongly or is over: a folder renamed, somebody archived or taken out, a folder that
//! is not to be read. What was made for somebody who is nobody any more is named and removed.

use crate::support::Disk;
use std::fs;

const NOTES: &[(&str, &str)] = &[
    ("1-1s/Lena Vogel/2026-11-10.md", "- [ ] Nora: ask HR\n- [ ] Lena: draft it\n"),
    ("1-1s/Lena Vogel/2026-11-17.md", "- [ ] Nora: find a room\n"),
    ("1-1s/Sam Okoro/2026-11-10.md", "- [ ] Nora: find a course\n"),
    ("1-1s/Sam Okoro/2026-11-17.md", "- talked\n"),
    ("1-1s/Greta Holm/2026-11-10.md", "- talked\n"),
    ("1-1s/Greta Holm/2026-11-17.md", "- talked again\n"),
];

/// A vault with its pages.
fn built() -> Disk {
    let disk = Disk::new(NOTES);
    disk.write(".vault121/config.yml", "me: nora\n");
    assert_eq!(disk.run(&["build"]).code, 0);
    disk
}

fn rename(disk: &Disk, from: &str, to: &str) {
    let to = disk.root.join(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(disk.root.join(from), to).unwrap();
}

/// The paths that `clean` lists, each with whether it would remove it.
fn listed(disk: &Disk) -> Vec<String> {
    let out = disk.run(&["clean"]).out;
    let line = |line: &str| {
        let (path, said) = line.split_once(": ").unwrap_or((line, ""));
        let mark = if said.starts_with("nothing but") { "-" } else { "kept" };
        format!("{mark} {path}")
    };
    out.lines().map(line).collect()
}

/// The codes that `check` gives, with their notes.
fn said(disk: &Disk) -> Vec<String> {
    let out = disk.run(&["check", "--format", "json"]).out;
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    let all = found["diagnostics"].as_array().unwrap().iter();
    all.map(|one| format!("{} {}", one["code"].as_str().unwrap(), one["path"].as_str().unwrap()))
        .collect()
}

#[test]
fn the_pages_of_a_folder_that_was_renamed_move_on_and_the_old_ones_are_named() {
    let disk = built();
    rename(&disk, "1-1s/Lena Vogel", "1-1s/Lena Berg");
    let rollup = "page-not-kept 1-1s/Lena Berg/Lena Vogel rollup.md";
    assert_eq!(said(&disk), [rollup]);
    let people = disk.run(&["list", "people", "--format", "tsv"]).out;
    assert!(people.contains("lena-berg") && !people.contains("lena-vogel"), "{people}");
    assert_eq!(disk.run(&["build"]).code, 0);
    assert_eq!(disk.run(&["clean", "--remove"]).code, 0);
    assert!(!disk.root.join("1-1s/Lena Vogel").exists());
    // One who wrote into the prep made it theirs: it goes on under the new name.
    let prep = disk.read("1-1s/Lena Berg/2026-11-24.md");
    disk.write("1-1s/Lena Berg/2026-11-24.md", &format!("{prep}\n- #topic the rota\n"));
    let people = disk.run(&["list", "people", "--format", "tsv"]).out;
    assert!(!people.contains("lena-vogel"), "{people}");
    assert!(disk.run(&["list", "topics"]).out.contains("lena-berg"));
}

#[test]
fn an_archive_ends_preps_and_leads_to_left() {
    for (to, code) in [
        ("Archive/Sam Okoro", "page-not-kept"),
        ("1-1s/Former/Sam Okoro", "person-archived"),
        ("1-1s/Ehemalige/Sam Okoro", "person-archived"),
        ("1-1s/99 Archiv/Sam Okoro", "person-archived"),
    ] {
        let disk = built();
        rename(&disk, "1-1s/Sam Okoro", to);
        let all = said(&disk);
        assert!(all.iter().any(|line| line.starts_with(code)), "{to}: {all:?}");
        let text = disk.run(&["check"]).out;
        assert!(text.contains("left: 2026-11-"), "{to}: {text}");
        assert!(!text.contains("warning"), "{to}: {text}");
        let before = listed(&disk);
        assert!(
            !before.is_empty() && before.iter().all(|line| line.starts_with("- ")),
            "{before:?}"
        );
        disk.run(&["build"]);
        disk.run(&["clean", "--remove"]);
        assert_eq!(listed(&disk), Vec::<String>::new(), "{to}");
        let left: Vec<String> =
            disk.files().into_keys().filter(|path| path.starts_with(to)).collect();
        assert_eq!(left, [format!("{to}/2026-11-10.md"), format!("{to}/2026-11-17.md")]);
    }
    // Who goes on from an archive says so.
    let disk = built();
    rename(&disk, "1-1s/Sam Okoro", "1-1s/Old/Sam Okoro");
    disk.write(
        ".vault121/config.yml",
        "me: nora\npeople: {list: {sam-okoro: {name: Sam Okoro, report: yes}}}\n",
    );
    assert!(!said(&disk).iter().any(|line| line.starts_with("person-archived")));
}

#[test]
fn who_is_taken_out_by_the_config_leaves_what_holds_words() {
    let disk = built();
    let rollup = disk.files().into_keys().find(|path| {
        path.starts_with("1-1s/Greta Holm/") && disk.read(path).contains("begin rollup")
    });
    let rollup = rollup.unwrap();
    let text = disk.read(&rollup);
    disk.write(&rollup, &format!("{text}\nmy own words\n"));
    disk.write(".vault121/config.yml", "me: nora\npeople: {list: {greta-holm: {report: no}}}\n");
    let all = listed(&disk);
    assert!(all.contains(&format!("kept {rollup}")), "{all:?}");
    assert!(all.contains(&"- 1-1s/Greta Holm/2026-11-24.md".to_owned()), "{all:?}");
    disk.run(&["clean", "--remove"]);
    assert!(disk.read(&rollup).contains("my own words"));
    assert!(!disk.root.join("1-1s/Greta Holm/2026-11-24.md").exists());
}

#[test]
fn nothing_of_a_folder_is_read_of_which_the_config_says_no() {
    for (key, gone) in [
        ("1-1s/Greta Holm: no", true),
        ("1-1s/Greta Holm/: no", true),
        ("'1-1s/Greta Holm/**': no", true),
        ("1-1s/Greta: no", false),
        ("1-1s/Greta Holm: yes", false),
    ] {
        let disk = Disk::new(NOTES);
        disk.write(".vault121/config.yml", &format!("me: nora\nread: {{{key}}}\n"));
        let people = disk.run(&["list", "people"]).out;
        assert_eq!(!people.contains("greta"), gone, "{key}: {people}");
        assert!(people.contains("lena-vogel"), "{key}");
    }
    let disk = Disk::new(NOTES);
    disk.write(".vault121/config.yml", "read: {Diary: perhaps}\n");
    assert!(said(&disk).iter().any(|line| line.starts_with("config-bad-value")));
}

#[test]
fn each_line_tells_by_what_it_was_read() {
    let path = "1-1s/Lena Vogel/2026-11-20.md";
    let text = "## Kudos\n- great demo\n- Praise: calm\n- #watch-out late\n\n## Mine\n- [ ] call the bank\n\
                - [ ] Lena: outline\n\n## Notes\n- [ ] send it → Nora\n- [ ] think\n";
    let disk = Disk::new(NOTES);
    disk.write(".vault121/config.yml", "me: nora\n");
    disk.write(path, text);
    let mut wrong = Vec::new();
    for (line, expected) in [
        (2, &["read as high five about Lena: the heading \"Kudos\" (PATH:1)"][..]),
        (3, &["read as high five about Lena: its first words, `Praise` (PATH:3)"]),
        (4, &["read as watch out about Lena: the tag `#watch-out` (PATH:4)"]),
        (
            7,
            &[
                "read as promise: the box, in a 1-2-1 (PATH:7)",
                "owed by you: the heading \"Mine\" (PATH:6)",
            ],
        ),
        (8, &["owed by Lena: the name before the words (PATH:8)"]),
        (11, &["owed by you: the name behind the arrow (PATH:11)"]),
        (12, &["owed by you: nobody is named, and"]),
    ] {
        let out = disk.run(&["explain", &format!("{path}:{line}")]).out.replace(path, "PATH");
        for part in expected {
            if !out.contains(part) {
                wrong.push(format!("{line}: {part}\n{out}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all = disk.run(&["-v", "list", "feedback"]).out;
    assert!(all.contains("heading") && all.contains("word") && all.contains("tag"), "{all}");
    let people = disk.run(&["-v", "list", "people"]).out;
    assert!(
        people.contains("the folder `Lena Vogel` (1-1s/Lena Vogel/2026-11-10.md:1)"),
        "{people}"
    );
    assert!(!disk.run(&["list", "feedback"]).out.contains("heading"));
}
