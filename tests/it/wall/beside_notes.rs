//! What lies beside the notes: links to folders, pages for others in a note of the lead's own, files
//! of git that are none. Each is said, and nothing waits for them.

use crate::support::Disk;

const ALICE: &str =
    "---\nkind: person\nhandle: alice\nslot: tue\nagenda: yes\n---\n\n- #home zqaq\n";
const NOTE: &str = "- [ ] Alice: the rota\n";

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_of_notes_is_said() {
    let disk = Disk::new(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-17.md", NOTE)]);
    disk.write("../other/notes/2026-11-10.md", NOTE);
    disk.write("../pictures/picture.png", "x");
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(disk.root.join(from), disk.root.join(to)).unwrap();
    };
    link("../other", "1-2-1s/Linked");
    link("../pictures", "Pictures");
    let check = disk.run(&["check"]);
    let text = format!("{}{}", check.out, check.err);
    assert_eq!(text.matches("a link to a folder").count(), 1, "{text}");
    assert!(text.contains("1-2-1s/Linked"), "{text}");
}

#[test]
fn a_page_for_others_in_a_note_of_the_leads_own_is_said() {
    let run = |paths: &str| {
        let config = format!("me: nora\n{paths}");
        let disk = Disk::new(&[
            (".vault121/config.yml", config.as_str()),
            ("People/Alice.md", ALICE),
            ("1-2-1s/Alice/2026-11-17.md", NOTE),
        ]);
        disk.run(&["build"]);
        let check = disk.run(&["check"]);
        format!("{}{}", check.out, check.err)
    };
    let text = run("paths: {agenda: 'People/{{ name }}.md'}\n");
    assert!(text.contains("leak"), "{text}");
    let text = run("");
    assert!(!text.contains("leak"), "{text}");
}

#[cfg(unix)]
#[test]
fn the_guard_never_waits_for_a_pipe_in_git() {
    for name in ["HEAD", "index", "packed-refs", "config", "info/exclude", "refs/heads/main"] {
        let disk = Disk::new(&[("People/Alice.md", ALICE)]);
        let git = |args: &[&str]| {
            let run =
                std::process::Command::new("git").arg("-C").arg(&disk.root).args(args).output();
            run.is_ok_and(|out| out.status.success())
        };
        if !git(&["init", "-q", "-b", "main"]) {
            return println!("skipped: no git");
        }
        let path = disk.root.join(".git").join(name);
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        if !made.is_ok_and(|status| status.success()) {
            return println!("skipped: no mkfifo");
        }
        let check = disk.run(&["check", "--staged"]);
        assert_eq!(check.code, 2, "{name}: {}{}", check.out, check.err);
        assert!(check.err.contains("is no file"), "{name}: {}", check.err);
    }
}

/// A promise in a paragraph has no place for a box: it is closed by a field behind it.
#[test]
fn a_promise_in_a_paragraph_can_be_closed() {
    for line in ["TODO Alice: write the rota", "Action: Alice: write the rota"] {
        for (verb, field) in [("done", "[done:: 2026-11-24]"), ("drop", "2026-11-24")] {
            let note = format!("{line}\n");
            let disk = Disk::new(&[
                ("People/Alice.md", ALICE),
                ("1-2-1s/Alice/2026-11-17.md", note.as_str()),
            ]);
            let open = disk.run(&["list", "promises"]).out;
            assert!(open.contains("write the rota"), "{line}: {open}");

            let ran = disk.run(&[verb, "1-2-1s/Alice/2026-11-17.md:1"]);
            assert_eq!(ran.code, 0, "{line}: {}{}", ran.out, ran.err);
            let text = disk.read("1-2-1s/Alice/2026-11-17.md");
            assert!(text.starts_with(line) && text.contains(field), "{text}");
            let row = disk.run(&["list", "promises", "--format", "json"]).out;
            assert!(!row.contains("\"status\": \"open\""), "{row}");
        }
    }
}
