//! The first run of a version that reads notes otherwise: it shows what would change, and writes
//! nothing in a vault with pages until that is accepted.

use crate::engine::watching::Watch;
use crate::support::Disk;
use std::collections::BTreeMap;

const MEMORY: &str = ".vault121/cache/regions";
const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n";
const NORA: &str = "---\nkind: person\nme: yes\n---\n";

/// A vault whose pages stand, as an older version left them: what that version remembered, and a
/// page that says less than would be written now.
fn older() -> Disk {
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        ("People/Nora.md", NORA),
        ("1-2-1s/Alice/2026-11-17.md", "- [ ] Alice: write the list\n"),
    ]);
    assert_eq!(disk.run(&["build"]).code, 0);
    let memory = disk.read(MEMORY);
    let (first, rest) = memory.split_once('\n').unwrap();
    assert!(first.starts_with("reading "), "{first}");
    disk.write(MEMORY, rest);
    disk
}

/// The vault's files, without what the program keeps for itself.
fn notes(disk: &Disk) -> BTreeMap<String, Vec<u8>> {
    disk.files().into_iter().filter(|(path, _)| !path.starts_with(".vault121/cache")).collect()
}

/// A line that this version reads and the older one did not.
const NEWS: &str = "- Kudos: calm in the outage\n";

#[test]
fn pages_are_written_only_after_the_new_reading_was_accepted() {
    let disk = older();
    disk.write("1-2-1s/Alice/2026-11-17.md", &format!("- [ ] Alice: write the list\n{NEWS}"));
    let before = notes(&disk);
    for _ in 0..2 {
        let ran = disk.run(&["build"]);
        assert_eq!((ran.code, notes(&disk) == before), (1, true), "{}", ran.err);
        for said in ["reads notes otherwise", "ollup.md", "--accept"] {
            assert!(ran.err.contains(said), "{said} in {}", ran.err);
        }
    }
    let shown = disk.run(&["build", "--dry-run"]);
    assert!(shown.out.contains("calm in the outage"), "{}", shown.out);
    let ran = disk.run(&["build", "--accept"]);
    assert!(ran.out.contains("ollup.md"), "{}", ran.err);
    assert!(disk.run(&["build"]).out.is_empty());
    // From then on it is as ever.
    disk.write("1-2-1s/Alice/2026-11-17.md", "- Kudos: found the bug\n");
    assert!(disk.run(&["build"]).out.contains("ollup.md"));
}

#[test]
fn neither_pages_that_stay_as_they_are_nor_a_fresh_clone_wait() {
    let same = older();
    assert_eq!(same.run(&["build"]).code, 0);
    same.write("1-2-1s/Alice/2026-11-17.md", NEWS);
    assert!(same.run(&["build"]).out.contains("ollup.md"), "it went on when nothing changed");

    let clone = older();
    std::fs::remove_dir_all(clone.root.join(".vault121/cache")).unwrap();
    clone.write("1-2-1s/Alice/2026-11-17.md", NEWS);
    assert!(clone.run(&["build"]).out.contains("ollup.md"));

    let new = Disk::new(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-17.md", NEWS)]);
    assert!(new.run(&["build"]).out.contains("ollup.md"));
}

#[test]
fn what_is_read_otherwise_since_a_version_is_listed() {
    let disk = Disk::new(&[
        (".vault121/config.yml", "me: nora\nunowned: ask\n"),
        ("People/Alice.md", ALICE),
        ("People/Nora.md", NORA),
        (
            "1-2-1s/Alice/2026-11-17.md",
            "- [ ] Alice: as before\n- [ ] me: mine\n- [ ] bare\n- [ ] the slides → Alice\n\
             - Kudos: calm\n- #high-five tagged\n",
        ),
        ("1-1s/Sam Okoro/2026-11-10.md", "- talked\n"),
    ]);
    let ran = disk.run(&["build", "--dry-run", "--since-version", "0.1.0"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    let expected = [
        "people who are found now: 1",
        "  Sam Okoro, 1 1-2-1",
        "lines that have a kind now: 1",
        "  1-2-1s/Alice/2026-11-17.md:5: high five, by its first words",
        "promises with another owner: 2",
        "  1-2-1s/Alice/2026-11-17.md:3: nobody's yet, was yours: bare",
        "  1-2-1s/Alice/2026-11-17.md:4: Alice's, was yours: the slides",
    ];
    assert_eq!(lines, expected);
    assert!(disk.run(&["build", "-n", "--since-version", "v0.2.0"]).out.is_empty());
    assert_eq!(disk.run(&["build", "-n", "--since-version", "new"]).code, 2);
}

#[test]
fn the_watcher_writes_nothing_before_the_new_reading_was_accepted() {
    let disk = older();
    let note = "1-2-1s/Alice/2026-11-17.md";
    disk.write(note, &format!("- [ ] Alice: write the list\n{NEWS}"));
    let before = notes(&disk);
    let watch = Watch::start(&disk, &["--impatient"]);
    watch.hears("--accept");
    // A save while it waits changes no page either.
    disk.write(note, &format!("- [ ] Alice: write the list\n{NEWS}- Kudos: found the bug\n"));
    std::thread::sleep(std::time::Duration::from_secs(3));
    let mut now = notes(&disk);
    let mut expected = before;
    now.remove(note);
    expected.remove(note);
    assert_eq!(now.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert!(now == expected, "a page was written before it was accepted");
    drop(watch);
    // After it the next watcher writes.
    assert_eq!(disk.run(&["build", "--accept"]).code, 0);
    let watch = Watch::start(&disk, &["--impatient"]);
    disk.write(note, "- Kudos: third\n");
    watch.hears("ollup.md");
}
