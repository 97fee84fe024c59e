//! `uninstall` and `forget`: the vault is as if the program had never been there, and no word of
//! anybody's is lost.

use crate::pages::practice::{ALICE, NORA, says};
use crate::support::{Disk, Ran, program};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

const PREP: &str = "1-2-1s/Alice/2026-11-24 Alice.md";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";
const CONFIG: &str = "# ours\nme: nora\n";

fn place(disk: &Disk) -> PathBuf {
    disk.root.parent().unwrap().join("kept")
}

fn uninstall(disk: &Disk) -> Ran {
    let kept = place(disk).display().to_string();
    disk.run(&["uninstall", "--yes", "--keep", &kept])
}

/// A vault of Alice, met on 17 November, and these notes.
fn vault(notes: &[(&str, &str)]) -> Disk {
    let mut all = vec![
        (".vault121/config.yml", CONFIG),
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17 Alice.md", "- talked about the rota\n"),
    ];
    all.extend(notes);
    Disk::new(&all)
}

/// Files outside our own folder, and folders.
fn all(disk: &Disk) -> BTreeMap<String, Vec<u8>> {
    let own = |path: &str| path.starts_with(".vault121");
    disk.files().into_iter().filter(|(path, _)| !own(path)).collect()
}

#[test]
fn a_vault_is_as_it_was_before_the_first_build() {
    let check = |why: &str, notes: &[(&str, &str)]| {
        let disk = vault(notes);
        let before = all(&disk);
        let built = disk.run(&["build"]);
        assert!(all(&disk) != before, "{why}: {}{}", built.out, built.err);
        let ran = uninstall(&disk);
        assert_eq!(ran.code, 0, "{why}: {}{}", ran.out, ran.err);
        let after = all(&disk);
        for (path, bytes) in &after {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(before.get(path), Some(bytes), "{why}: {path}: {text:?}");
        }
        assert_eq!(after.len(), before.len(), "{why}");
        assert!(!disk.root.join(".vault121").exists(), "{why}");
        let folders = fs::read_dir(&disk.root).unwrap().count();
        let roots: std::collections::BTreeSet<_> =
            before.keys().map(|path| path.split('/').next().unwrap()).collect();
        assert_eq!(folders, roots.len(), "{why}: no folder is left over");
    };
    check("no note of the next 1-2-1", &[]);
    check("front matter, then text", &[(PREP, "---\nperson: alice\n---\n- my topic\n")]);
    check("front matter, a blank line", &[(PREP, "---\nperson: alice\n---\n\n- my topic\n")]);
    check("two blank lines", &[(PREP, "---\nperson: alice\n---\n\n\n- my topic\n")]);
    check("a title, then text", &[(PREP, "# Alice\n- my topic\n")]);
    check("a title, a blank line", &[(PREP, "# Alice\n\n- my topic\n")]);
    check("text alone", &[(PREP, "- my topic\n")]);
    check("a title without a line break", &[(PREP, "# Alice")]);
    check("text without a line break", &[(PREP, "- my topic")]);
    check("front matter alone", &[(PREP, "---\nperson: alice\n---\n")]);
    check(
        "line ends of Windows",
        &[(PREP, "---\r\nperson: alice\r\n---\r\n# A\r\n- my topic\r\n")],
    );
    check("a byte order mark", &[(PREP, "\u{feff}# Alice\n\n- my topic\n")]);
    check("an empty line first", &[(PREP, "# Alice\n\n\n\n- my topic\n")]);
    check("a running log", &[("1-2-1s/Alice.md", "# Alice\n\n## 2026-11-20\n\n- the rota\n")]);
    check("a tight log", &[("1-2-1s/Alice.md", "# Alice\n## 2026-11-20\n- the rota\n")]);
    check(
        "a calendar and a picture",
        &[
            (".vault121/config.yml", "me: nora\npages: {calendar: yes}\n"),
            (
                "People/Alice.md",
                "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n\n- [ ] #goal/cka pass [due:: 2026-12-30]\n",
            ),
        ],
    );
    check("questions, a shelf", &[("Res.md", "- #resource the book #skill/x https://a.example\n")]);
}

#[test]
fn what_init_made_in_an_empty_folder_goes_unless_somebody_wrote_in_it() {
    let disk = Disk::new(&[]);
    disk.run(&["init"]);
    disk.run(&["build"]);
    let text = disk.read("Questions.md");
    disk.write("Questions.md", &format!("{text}- what do you miss?\n"));
    assert_eq!(uninstall(&disk).code, 0);
    assert_eq!(all(&disk).keys().collect::<Vec<_>>(), ["Questions.md"]);
}

/// The prep after somebody changed it and everything was taken out; nothing when it is gone.
fn left(change: &dyn Fn(&str) -> String, forgets: bool) -> (Option<String>, Disk) {
    let disk =
        vault(&[("Daily/2026-11-20.md", "- #topic @alice the desk\n- #topic @alice the door\n")]);
    disk.run(&["build"]);
    disk.write(PREP, &change(&disk.read(PREP)));
    if forgets {
        fs::remove_dir_all(disk.root.join(".vault121/cache")).unwrap();
    }
    let ran = uninstall(&disk);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    (fs::read_to_string(disk.root.join(PREP)).ok(), disk)
}

#[test]
fn a_word_of_somebodys_stays_also_inside_a_region() {
    let check = |why: &str, from: &str, to: &str, stays: &[&str]| {
        for forgets in [false, true] {
            let change = |text: &str| {
                assert!(text.contains(from), "{why}: {text}");
                text.replacen(from, to, 1)
            };
            let (text, _) = left(&change, forgets);
            let text = text.unwrap_or_default();
            for want in stays {
                assert!(text.contains(want), "{why} ({forgets}): `{want}` is not in {text:?}");
            }
            assert_eq!(text.is_empty(), stays.is_empty(), "{why} ({forgets}): {text:?}");
            assert!(!text.contains("vault121:"), "{why}: {text}");
        }
    };
    check("nothing", "## Notes\n", "## Notes\n", &[]);
    check(
        "below a heading",
        "## Notes\n",
        "## Notes\n\nshe likes it\n",
        &["she likes it", "## Agreed"],
    );
    check("in a field", "met::\n", "met:: yes\n", &["met:: yes"]);
    check("a key", "---\nkind", "---\ncolour: red\nkind", &["colour: red"]);
    check("above", "<!-- vault121:begin", "above\n\n<!-- vault121:begin", &["above"]);
}

#[test]
fn a_line_inside_a_region_stays_in_its_place() {
    let check = |why: &str, change: &dyn Fn(&str) -> String, stays: &[&str], goes: &[&str]| {
        let (text, _) = left(change, false);
        let text = text.unwrap_or_default();
        for want in stays {
            assert!(text.contains(want), "{why}: `{want}` is not in {text:?}");
        }
        for word in goes {
            assert!(!text.contains(word), "{why}: `{word}` is in {text:?}");
        }
    };
    let behind = |mark: &'static str, new: &'static str| {
        move |text: &str| {
            let at = text.find(mark).unwrap();
            let end = at + text[at..].find('\n').unwrap() + 1;
            format!("{}{new}{}", &text[..end], &text[end..])
        }
    };
    check(
        "a line",
        &behind("### Talk about", "ask her why\n"),
        &["---\n\nask her why\n\n## Intention"],
        &["the desk", "Talk about", "vault121"],
    );
    check(
        "some lines and a blank one",
        &behind("the desk", "ask her why\n\nand how\n"),
        &["ask her why\n\nand how"],
        &["the desk"],
    );
    let two = |text: &str| {
        let text = behind("### Talk about", "ask her why\n")(text);
        behind("the desk", "- and how\n")(&text)
    };
    check("two places", &two, &["ask her why", "and how"], &["### Talk about", "the door"]);
    let more = |text: &str| text.replacen("the desk", "the desk BY THE WINDOW", 1);
    check("words in a line", &more, &["the desk BY THE WINDOW"], &["the door"]);
    let gone = |text: &str| text.replacen("the desk", "", 1);
    check("a word that is gone", &gone, &[], &["the door"]);
}

#[test]
fn what_is_kept_is_outside_and_said() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    let text = disk.read(ROLLUP);
    disk.write(ROLLUP, &text.replacen("## ", "a word of mine\n\n## ", 1));
    disk.run(&["build"]);
    let rescued = |root: &std::path::Path| {
        let all = crate::support::files(root);
        all.into_iter().any(|(_, bytes)| String::from_utf8_lossy(&bytes).contains("word of mine"))
    };
    assert!(rescued(&disk.root), "the build kept it");
    let ran = uninstall(&disk);
    let kept = place(&disk).join("vault-2026-11-24");
    says(&ran.out, &[&format!("kept in {}", kept.display())]);
    assert!(rescued(&kept) && !rescued(&disk.root));
    assert_eq!(fs::read_to_string(kept.join("config.yml")).unwrap(), CONFIG);
    let root = disk.root.display().to_string();
    let again = disk.run(&["uninstall", "--yes", "--vault", &root]);
    assert_eq!(again.code, 0, "{}", again.err);
    says(&again.err, &["nothing of this program is in the vault"]);
}

#[test]
fn nothing_is_written_without_a_yes() {
    let disk = vault(&[(PREP, "# Alice\n\n- mine\n")]);
    disk.run(&["build"]);
    let before = disk.files();
    let ran = disk.run(&["uninstall"]);
    assert_eq!((ran.code, disk.files()), (0, before.clone()), "{}", ran.err);
    says(&ran.out, &["-<!-- vault121:begin prep -->", "Alice rollup.md: removed"]);
    says(&ran.err, &["`--yes` does it"]);
    let ran = disk.run(&["forget", "alice"]);
    assert_eq!((ran.code, disk.files()), (0, before), "{}", ran.err);
    says(&ran.out, &["-<!-- vault121:begin prep -->", "Alice rollup.md: removed"]);
    let inside = disk.root.join("x/y").display().to_string();
    assert_eq!(disk.run(&["uninstall", "--yes", "--keep", &inside]).code, 2);
}

#[test]
fn a_note_with_broken_markers_stays_and_is_said() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    let text = disk.read(ROLLUP);
    disk.write(ROLLUP, &text.replace("<!-- vault121:end rollup -->", ""));
    let ran = uninstall(&disk);
    assert_eq!(ran.code, 2);
    says(&ran.err, &["its region markers are broken", "`.vault121/` is still there"]);
    assert!(disk.root.join(".vault121/config.yml").exists());
    disk.write(ROLLUP, &text);
    assert_eq!(uninstall(&disk).code, 0);
    assert!(!disk.root.join(".vault121").exists());
}

#[test]
fn a_watcher_is_not_written_against() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    let mut watcher = program().current_dir(&disk.root).arg("watch").spawn().unwrap();
    let lock = disk.root.join(".vault121/lock");
    let began = std::time::Instant::now();
    let own = format!("process {}", watcher.id());
    while !fs::read_to_string(&lock).is_ok_and(|text| text.trim() == own) {
        assert!(began.elapsed().as_secs() < 20);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let ran = uninstall(&disk);
    watcher.kill().unwrap();
    watcher.wait().unwrap();
    assert_eq!(ran.code, 2, "{}", ran.out);
    says(&ran.err, &["a watcher keeps the pages"]);
}

const LEFT: &str = "---\nkind: person\ncadence: 1w\nslot: tue\nleft: 2026-11-20\n---\n";
const BOB: &str = "---\nkind: person\ncadence: 1w\nslot: tue 15:00\n---\n";

#[test]
fn all_that_is_held_about_somebody_goes_and_nothing_else() {
    let disk = vault(&[
        (".vault121/config.yml", "me: nora\npages: {calendar: yes}\n"),
        ("People/Bob.md", BOB),
        ("1-2-1s/Bob/2026-11-17 Bob.md", "- the desk\n"),
        ("Daily/2026-11-19.md", "- #high-five @alice fast and calm\n- #high-five @bob neat\n"),
    ]);
    disk.run(&["build"]);
    // What she is told of in `rescue/` goes too.
    let text = disk.read(ROLLUP);
    disk.write(ROLLUP, &text.replacen("## ", "a word of mine\n\n## ", 1));
    disk.run(&["build"]);
    let team = disk.read("1-2-1s/Team.md");
    disk.write("1-2-1s/Team.md", &team.replacen("## ", "x of Bob\n\n## ", 1));
    disk.run(&["build"]);
    disk.write("People/Alice.md", LEFT);
    let own: Vec<String> =
        ["People/Alice.md", "1-2-1s/Alice/2026-11-17 Alice.md", "Daily/2026-11-19.md"]
            .map(|path| disk.read(path))
            .into();
    let calendar = disk.read("1-2-1s.ics");
    says(&calendar, &["1-2-1 with Alice", "1-2-1 with Bob"]);
    let ran = disk.run(&["forget", "Alice", "--yes"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    says(&ran.out, &["Alice rollup.md: removed", "1-2-1s.ics: 1 entry removed", ".vault121/cache"]);
    says(&ran.err, &["name Alice and stay"]);
    assert!(!disk.root.join(ROLLUP).exists() && !disk.root.join(PREP).exists());
    let calendar = disk.read("1-2-1s.ics");
    assert!(!calendar.contains("Alice") && calendar.contains("1-2-1 with Bob"));
    assert!(disk.root.join("1-2-1s/Bob/Bob rollup.md").exists());
    for (path, bytes) in crate::support::files(&disk.root.join(".vault121/rescue")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.contains("Alice") && !text.contains("word of mine"), "{path}");
    }
    let cache = fs::read(disk.root.join(".vault121/cache/regions")).unwrap();
    assert!(!String::from_utf8_lossy(&cache).contains("Alice"));
    assert!(!disk.root.join(".vault121/cache/notes").exists());
    let now: Vec<String> =
        ["People/Alice.md", "1-2-1s/Alice/2026-11-17 Alice.md", "Daily/2026-11-19.md"]
            .map(|path| disk.read(path))
            .into();
    assert_eq!(own, now, "notes of the lead stay");
    disk.run(&["build"]);
    assert!(!disk.root.join(ROLLUP).exists(), "she left, so nothing comes again");
}

#[test]
fn somebody_whom_no_note_names_any_more_is_forgotten_by_the_typed_name() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    fs::remove_file(disk.root.join("People/Alice.md")).unwrap();
    fs::remove_file(disk.root.join("1-2-1s/Alice/2026-11-17 Alice.md")).unwrap();
    fs::remove_file(disk.root.join(PREP)).unwrap();
    assert!(disk.root.join(ROLLUP).exists());
    let ran = disk.run(&["forget", "Alice", "--yes"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(!disk.root.join(ROLLUP).exists(), "{}{}", ran.out, ran.err);
    assert!(!disk.root.join("1-2-1s/Alice").exists());
    says(&disk.run(&["forget", "Zoe", "--yes"]).err, &["nothing here is held about Zoe"]);
}

#[test]
fn what_names_nobody_forgets_nothing() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    let text = disk.read(ROLLUP);
    disk.write(ROLLUP, &text.replacen("## ", "the team and a word of mine\n\n## ", 1));
    disk.run(&["build"]);
    let rescue = disk.root.join(".vault121/rescue");
    let before = crate::support::files(&rescue);
    assert!(!before.is_empty());
    for name in ["", "  ", "*", ".", "-", "a", "1", "the", "The", "team", "and", "word", "mine"] {
        let ran = disk.run(&["forget", "--yes", "--", name]);
        assert_eq!(ran.code, 2, "{name:?}: {}{}", ran.out, ran.err);
        assert_eq!(crate::support::files(&rescue), before, "{name:?}");
    }
}

#[test]
fn words_in_a_past_1_2_1_stay_when_somebody_is_forgotten() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    let text = disk.read(PREP);
    disk.write(PREP, &text.replacen("## Notes\n", "## Notes\n\nshe likes it\n", 1));
    disk.write("People/Alice.md", LEFT);
    assert_eq!(disk.run(&["forget", "alice", "--yes"]).code, 0);
    let text = disk.read(PREP);
    says(&text, &["she likes it", "date: 2026-11-24"]);
    assert!(!text.contains("vault121"), "{text}");
}

#[test]
fn somebody_who_is_prepared_comes_again_and_that_is_said() {
    let disk = vault(&[]);
    disk.run(&["build"]);
    let ran = disk.run(&["forget", "alice", "--yes"]);
    assert_eq!(ran.code, 0);
    says(&ran.err, &["still prepared", "`left: 2026-11-24` into `People/Alice.md`"]);
    assert!(!disk.root.join(ROLLUP).exists());
}
