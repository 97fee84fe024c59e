//! What notes and pages are called, and the commands that a team needs in the course of its life.

use crate::pages::practice::{ALICE, HELD, NORA};
use crate::support::{Disk, TODAY, outcome, page};

const BOB: &str = "---\nname: Bob Dahl\ncadence: 1w\nslot: tue 15:00\nagenda: yes\n---\n";

/// The paths of the pages about Bob that a vault with these notes gets.
fn pages_of_bob(notes: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![("People/Nora.md", NORA), ("People/Bob Dahl.md", BOB)];
    all.extend(notes);
    let edits = outcome(&all, TODAY).plan.edits;
    let paths = edits.iter().map(|edit| edit.path.to_string());
    paths.filter(|path| path.to_lowercase().contains("bob") && path.ends_with(".md")).collect()
}

#[test]
fn a_page_has_a_name_of_its_own_and_a_vault_one_way_of_naming() {
    let check = |why: &str, notes: &[(&str, &str)], expected: &[&str]| {
        assert_eq!(pages_of_bob(notes), expected, "{why}");
    };
    check(
        "nothing stands there yet",
        &[],
        &[
            "1-2-1s/Bob Dahl/2026-11-24 Bob Dahl agenda.md",
            "1-2-1s/Bob Dahl/2026-11-24 Bob Dahl.md",
            "1-2-1s/Bob Dahl/Bob Dahl rollup.md",
        ],
    );
    let old = "---\nkind: rollup\nperson: eve\n---\n\n<!-- vault121:begin rollup -->\nx\n\
               <!-- vault121:end rollup -->\n";
    let eve = ("People/Eve.md", "---\ncadence: 1w\n---\n");
    check(
        "pages of the old names stand there",
        &[("1-2-1s/Eve/Rollup.md", old), eve],
        &[
            "1-2-1s/Bob Dahl/2026-11-24.md",
            "1-2-1s/Bob Dahl/Agenda 2026-11-24.md",
            "1-2-1s/Bob Dahl/Rollup.md",
        ],
    );
    let own = [("1on1/2026-11-17 Eve.md", "---\nperson: eve\n---\nx\n"), eve];
    check(
        "1-2-1s with others are called in the vault's own way",
        &own,
        &[
            "1on1/2026-11-24 Bob Dahl.md",
            "1on1/Bob Dahl/2026-11-24 Bob Dahl agenda.md",
            "1on1/Bob Dahl/Bob Dahl rollup.md",
        ],
    );
    let marsh = ("People/Eve Marsh.md", eve.1);
    check(
        "by first names",
        &[marsh, ("1on1/Eve 17.11.2026.md", "x\n")],
        &[
            "1on1/Bob 24.11.2026.md",
            "1on1/Bob Dahl/2026-11-24 Bob Dahl agenda.md",
            "1on1/Bob Dahl/Bob Dahl rollup.md",
        ],
    );
    let last = ("1-2-1s/Bob Dahl/Bob, 2026-11-17.md", HELD);
    check(
        "the last 1-2-1 with him goes before those with others",
        &[own[0], own[1], last],
        &[
            "1-2-1s/Bob Dahl/2026-11-24 Bob Dahl agenda.md",
            "1-2-1s/Bob Dahl/Bob Dahl rollup.md",
            "1-2-1s/Bob Dahl/Bob, 2026-11-24.md",
        ],
    );
    let paths = "paths: {prep: \"M/{{ date }} {{ person }}.md\", rollup: \"R/{{ name }} all.md\", \
                 agenda: \"{{ folder }}/{{ date }} to {{ name }}.md\"}\n";
    check(
        "the config goes before all",
        &[(".vault121/config.yml", paths), own[0], own[1]],
        &[
            "1on1/Bob Dahl/2026-11-24 to Bob Dahl.md",
            "M/2026-11-24 bob-dahl.md",
            "R/Bob Dahl all.md",
        ],
    );
    check(
        "dots are names of their own",
        &[("dendron.yml", ""), ("meet.121.eve.2026.11.17.md", "x\n"), eve],
        &["agenda.bob-dahl.2026.11.24.md", "meet.121.bob-dahl.2026.11.24.md", "rollup.bob-dahl.md"],
    );
}

#[test]
fn labels_stand_in_links_where_obsidian_reads_them() {
    let check = |settings: &str, expected: &str| {
        let notes = [("People/Alice.md", ALICE), (settings, "{}")];
        let team = page(&outcome(&notes, TODAY), "1-2-1s/Team.md", "team");
        assert!(team.contains(expected), "{settings}: {team}");
    };
    check(".obsidian/app.json", "· [[Alice rollup|Rollup]]");
    check("x.json", "· [[Alice rollup]]");
}

#[test]
fn what_init_begins_is_named_so_that_no_two_notes_share_a_name() {
    let disk = Disk::new(&[]);
    std::fs::create_dir(disk.root.join(".obsidian")).unwrap();
    assert_eq!(disk.run(&["init"]).code, 0);
    disk.write("People/Bob Dahl.md", BOB);
    assert_eq!(disk.run(&["build"]).code, 0);
    let mut names: Vec<String> = disk
        .files()
        .into_keys()
        .filter(|path| path.ends_with(".md") && !path.starts_with(".vault121"))
        .map(|path| path.rsplit('/').next().unwrap_or_default().to_lowercase())
        .collect();
    names.sort();
    let mut once = names.clone();
    once.dedup();
    assert_eq!(names, once);
    assert!(names.contains(&"2026-11-24 bob dahl.md".to_owned()), "{names:?}");
    assert!(names.contains(&"bob dahl rollup.md".to_owned()), "{names:?}");
    assert_eq!(disk.run(&["build"]).out, "", "the second build is silent");
    // The agenda has a day and a name in its own, and is no 1-2-1 for that.
    let met = disk.run(&["list", "meetings"]).out;
    assert!(!met.contains("agenda"), "{met}");
}

#[test]
fn pages_of_an_old_vault_get_new_names_and_every_link_follows() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE)]);
    disk.write(".vault121/config.yml", "paths: {rollup: \"{{ folder }}/Rollup.md\"}\n");
    disk.write("Daily/2026-11-20.md", "- #high-five @alice #skill/x calm\n");
    disk.run(&["build"]);
    let prep = "1-2-1s/Alice/2026-11-24 Alice.md";
    std::fs::rename(disk.root.join(prep), disk.root.join("1-2-1s/Alice/2026-11-24.md")).unwrap();
    disk.write(".vault121/config.yml", "");
    let mine = "- [[1-2-1s/Alice/Rollup|hers]], [r](../1-2-1s/Alice/Rollup.md), [[2026-11-24#Notes]]\n\
                - `[[Rollup]]` and [[Rollup]]\n";
    disk.write("Daily/2026-11-21.md", mine);
    let before = disk.files();
    let shown = disk.run(&["rename-pages"]);
    assert!(shown.out.contains("1-2-1s/Alice/Rollup.md -> 1-2-1s/Alice/Alice rollup.md"));
    assert!(shown.out.contains("+- [[1-2-1s/Alice/Alice rollup|hers]]"), "{}", shown.out);
    assert_eq!(disk.files(), before, "a dry run first");
    let ran = disk.run(&["rename-pages", "--write"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        disk.read("Daily/2026-11-21.md"),
        "- [[1-2-1s/Alice/Alice rollup|hers]], [r](../1-2-1s/Alice/Alice%20rollup.md), \
         [[2026-11-24 Alice#Notes]]\n- `[[Rollup]]` and [[Alice rollup]]\n"
    );
    assert!(disk.read(prep).contains("## Notes"));
    assert!(disk.read("1-2-1s/Alice/Alice rollup.md").contains("calm"));
    assert!(!disk.root.join("1-2-1s/Alice/Rollup.md").exists());
    disk.run(&["build"]);
    let again = disk.run(&["rename-pages", "--write"]);
    assert!(again.err.contains("every page has the right name"), "{}", again.err);
    assert!(!disk.files().keys().any(|path| path.ends_with("/Rollup.md")));
}

#[test]
fn a_vault_whose_own_notes_are_called_by_their_day_keeps_that_for_preps() {
    let own = ("1-2-1s/Alice/2026-11-17.md", HELD);
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), own]);
    disk.run(&["build"]);
    assert!(disk.root.join("1-2-1s/Alice/2026-11-24.md").exists());
    assert!(disk.run(&["rename-pages"]).err.contains("every page has the right name"));
}

#[test]
fn an_answer_goes_into_the_line_that_was_asked() {
    const LAST: &str = "1-2-1s/Alice/2026-11-17.md";
    let check = |line: &str, said: &str, expected: Option<&str>| {
        let config = (".vault121/config.yml", "unowned: ask\n");
        let note = format!("- we talked\n{line}\n- bye\n");
        let disk = Disk::new(&[
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            ("People/Bob Dahl.md", BOB),
            config,
            (LAST, &note),
        ]);
        let ran = disk.run(&["answer", &format!("{LAST}:2"), said]);
        let (code, new) = match expected {
            Some(new) => (0, format!("- we talked\n{new}\n- bye\n")),
            None => (2, note.clone()),
        };
        assert_eq!((ran.code, disk.read(LAST)), (code, new), "{line} <- {said}: {}", ran.err);
    };
    check("- [ ] book the room", "me", Some("- [ ] me: book the room"));
    check("- [ ] book the room", "alice", Some("- [ ] @alice book the room"));
    check("* [ ] book it ^id", "Alice", Some("* [ ] @alice book it ^id"));
    check("- [ ] book the room", "nobody known", None);
    check("- [ ] me: book it", "2026-12-04", Some("- [ ] me: book it [due:: 2026-12-04]"));
    check("- [ ] me: book it ^id", "4.12.2026", Some("- [ ] me: book it [due:: 2026-12-04] ^id"));
    check("- [x] me: book it", "2026-12-04", None);
    check("- #high-five calm", "on-call", Some("- #high-five calm #skill/on-call"));
    check("- #high-five calm #skill/x", "on-call", None);
    check("- #watch-out late", "leave earlier", Some("- #watch-out late [path:: leave earlier]"));
    check("- #watch-out late [path:: x]", "leave earlier", None);
    check("- a plain line", "me", None);
}

#[test]
fn the_agenda_of_a_meeting_that_moved_or_was_skipped_goes_by_clean() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Bob Dahl.md", BOB),
        ("1-2-1s/Bob Dahl/2026-11-17 Bob Dahl.md", HELD),
    ]);
    let agenda = |day: &str| format!("1-2-1s/Bob Dahl/{day} Bob Dahl agenda.md");
    disk.run(&["build"]);
    assert!(disk.root.join(agenda("2026-11-24")).exists());
    assert!(!disk.run(&["clean"]).out.contains("agenda"), "it is to come");
    assert_eq!(disk.run(&["move", "bob", "2026-11-26"]).code, 0);
    disk.run(&["build"]);
    assert!(disk.root.join(agenda("2026-11-26")).exists(), "it is made at the new day");
    assert!(disk.root.join(agenda("2026-11-24")).exists(), "nothing goes on its own");
    let listed = disk.run(&["clean"]).out;
    assert!(listed.contains(&agenda("2026-11-24")) && !listed.contains(&agenda("2026-11-26")));
    // What Bob wrote into it stays.
    let text = disk.read(&agenda("2026-11-24"));
    disk.write(&agenda("2026-11-24"), &format!("{text}- the rota\n"));
    assert!(disk.run(&["clean", "--remove"]).out.contains("kept, because you wrote in it"));
    disk.write(&agenda("2026-11-24"), &text);
    disk.run(&["clean", "--remove"]);
    assert!(!disk.root.join(agenda("2026-11-24")).exists());
    assert_eq!(disk.run(&["skip", "bob"]).code, 0);
    disk.run(&["build"]);
    assert!(disk.run(&["clean"]).out.contains(&agenda("2026-11-26")));
    // Of a 1-2-1 that was held it stays.
    assert!(!disk.run_on("2026-12-20", &["clean"]).out.contains(&agenda("2026-11-17")));
}

#[test]
fn init_writes_markdown_links_where_no_program_and_no_note_has_others() {
    let check = |why: &str, notes: &[(&str, &str)], expected: bool| {
        let disk = Disk::new(&[]);
        for (path, text) in notes {
            disk.write(path, text);
        }
        disk.write("1on1/Eve/2026-11-17.md", "- we met\n");
        assert_eq!(disk.run(&["init", "--yes"]).code, 0, "{why}");
        let config = disk.read(".vault121/config.yml");
        assert_eq!(config.contains("\nlinks: markdown"), expected, "{why}: {config}");
        disk.run(&["build"]);
        let pages = disk.files();
        let linked = pages.iter().filter(|(path, _)| path.contains("rollup"));
        let texts: Vec<String> =
            linked.map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect();
        assert!(!texts.is_empty(), "{why}");
        assert_eq!(texts.iter().all(|text| !text.contains("[[")), expected, "{why}: {texts:?}");
    };
    let eve = "---\ncadence: 1w\nslot: tue\n---\n\n- [ ] #goal/x sail\n";
    check("plain", &[("People/Eve.md", eve)], true);
    check("Obsidian", &[("People/Eve.md", eve), (".obsidian/app.json", "{}")], false);
    check("Dendron", &[("People/Eve.md", eve), ("dendron.yml", "")], false);
    check("a wikilink", &[("People/Eve.md", eve), ("Log.md", "see [[People/Eve]]\n")], false);
    check("one in code", &[("People/Eve.md", eve), ("Log.md", "`[[x]]` is a test\n")], true);
}
