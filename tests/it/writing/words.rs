//! No word is lost in a region, whichever machine wrote it: clones, copies, deleted caches, moved
//! notes, pages that were removed. What is loud and what is quiet.

use crate::support::{Disk, Ran, copy, program};
use std::fs;
use std::path::Path;
use std::process::Command;

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
const MEETING: &str = "# 17 Nov\n\n- [ ] @alice book the exam\n";
const PREP: &str = "1-2-1s/Alice/2026-11-24.md";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";
const WORD: &str = "she said the rota is killing her";

/// A vault that was built.
fn built() -> Disk {
    let disk = Disk::new(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-17.md", MEETING)]);
    assert_eq!(disk.run(&["build"]).code, 0);
    disk
}

/// Writes a word of somebody's into the middle of a generated region.
fn type_into(root: &Path, page: &str, word: &str) {
    let path = root.join(page);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{page}: {error}"));
    let end = text.find("\n\n<!-- vault121:end").unwrap();
    let text = format!("{}\n- {word}{}", &text[..end], &text[end..]);
    fs::write(&path, text).unwrap();
}

fn build(root: &Path, today: &str) -> Ran {
    Ran::of(program().current_dir(root).args(["--today", today, "build"]))
}

fn git(root: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(root).args(["-c", "user.name=n", "-c", "user.email=n@example.org"]);
    git.args(["-c", "init.defaultBranch=main", "-c", "core.autocrlf=false"]).args(args);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_EDITOR", "true");
    let out = git.output().unwrap();
    let all = [out.stdout, out.stderr].concat();
    let said = String::from_utf8_lossy(&all).into_owned();
    assert!(out.status.success(), "git {args:?}: {said}");
    said
}

/// All that is kept in `rescue/`.
fn kept(root: &Path) -> String {
    let files = crate::support::files(root);
    let kept = files.iter().filter(|(path, _)| path.starts_with(".vault121/rescue/"));
    kept.map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes))).collect()
}

fn forget(root: &Path) {
    fs::remove_dir_all(root.join(".vault121/cache")).unwrap();
}

/// How a region with somebody's word is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Loud,
    Quiet,
    Not,
}
use Told::{Loud, Not, Quiet};

fn told(ran: &Ran) -> Told {
    match (ran.err.contains("region-edited"), ran.err.contains("region-unknown")) {
        (true, _) => Loud,
        (_, true) => Quiet,
        _ => Not,
    }
}

/// What happens to a built vault before and after somebody types into its prep; the next build.
fn check(case: &str, before: impl Fn(&Disk), after: impl Fn(&Disk), page: &str, expected: Told) {
    let disk = built();
    before(&disk);
    type_into(&disk.root, page, WORD);
    after(&disk);
    let ran = build(&disk.root, "2026-11-24");
    assert_eq!(told(&ran), expected, "{case}: {}", ran.err);
    assert_eq!(ran.code, 0, "{case}: {}", ran.err);
    let kept = kept(&disk.root);
    assert_eq!(kept.matches(WORD).count(), 1, "{case}: {kept}");
    assert!(ran.err.matches("rescue").count() <= 2, "{case}: one line tells it: {}", ran.err);
    let again = build(&disk.root, "2026-11-24");
    assert_eq!((again.out.as_str(), told(&again)), ("", Not), "{case}: {}", again.err);
}

#[test]
fn a_word_typed_into_a_region_is_kept_whatever_this_machine_knows() {
    let nothing = |_: &Disk| {};
    check("known", nothing, nothing, PREP, Loud);
    check("cache deleted before", |disk| forget(&disk.root), nothing, PREP, Quiet);
    check("cache deleted after", nothing, |disk| forget(&disk.root), PREP, Quiet);
    let looked = |disk: &Disk| {
        forget(&disk.root);
        assert_eq!(build(&disk.root, "2026-11-24").out, "");
    };
    check(
        "a build that had nothing to write, after the cache was deleted",
        looked,
        nothing,
        PREP,
        Loud,
    );
    check(
        "the note has other words too",
        |disk| {
            let text = disk.read(PREP);
            disk.write(PREP, &format!("{text}\nmy own words\n"));
        },
        nothing,
        PREP,
        Loud,
    );
    check(
        "windows' line endings",
        nothing,
        |disk| {
            let text = disk.read(PREP);
            disk.write(PREP, &text.replace('\n', "\r\n"));
        },
        PREP,
        Loud,
    );
}

#[test]
fn a_copied_vault_without_its_memory_keeps_what_it_does_not_know() {
    let disk = built();
    type_into(&disk.root, ROLLUP, WORD);
    let other = Disk::new(&[]);
    copy(&disk.root, &other.root);
    forget(&other.root);
    let ran = build(&other.root, "2026-11-25");
    assert_eq!(told(&ran), Quiet, "{}", ran.err);
    assert!(kept(&other.root).contains(WORD));
    // Several pages differ by the day: one line tells all of them.
    assert_eq!(ran.err.matches("region-unknown").count(), 1, "{}", ran.err);
}

#[test]
fn a_page_that_was_renamed_is_known_by_what_it_holds() {
    let disk = built();
    fs::create_dir_all(disk.root.join("Old")).unwrap();
    fs::rename(disk.root.join(ROLLUP), disk.root.join("Old/Alice rollup.md")).unwrap();
    let text = disk.read("Old/Alice rollup.md");
    fs::remove_file(disk.root.join("Old/Alice rollup.md")).unwrap();
    // A build later somebody puts the old file into another note's place.
    build(&disk.root, "2026-11-25");
    disk.write(ROLLUP, &text);
    let ran = build(&disk.root, "2026-11-25");
    assert_eq!(told(&ran), Not, "{}", ran.err);
    assert_eq!(kept(&disk.root), "");
}

#[test]
fn the_same_unknown_text_is_kept_once() {
    let disk = built();
    type_into(&disk.root, PREP, WORD);
    let text = disk.read(PREP);
    for _ in 0..3 {
        disk.write(PREP, &text);
        forget(&disk.root);
        assert_eq!(told(&build(&disk.root, "2026-11-24")), Quiet);
    }
    assert_eq!(kept(&disk.root).matches(WORD).count(), 1);
}

/// A built vault in git, a bare repository, and a clone of it.
fn cloned() -> (Disk, Disk, Disk) {
    let (first, bare, second) = (built(), Disk::new(&[]), Disk::new(&[]));
    git(&bare.root, &["init", "--bare", "-q"]);
    git(&first.root, &["init", "-q"]);
    git(&first.root, &["add", "-A"]);
    git(&first.root, &["commit", "-qm", "first"]);
    git(&first.root, &["remote", "add", "origin", bare.root.to_str().unwrap()]);
    git(&first.root, &["push", "-qu", "origin", "main"]);
    git(&second.root, &["clone", "-q", bare.root.to_str().unwrap(), "."]);
    (first, bare, second)
}

fn push(disk: &Disk) {
    git(&disk.root, &["add", "-A"]);
    git(&disk.root, &["commit", "-qm", "more", "--allow-empty"]);
    git(&disk.root, &["push", "-q", "origin", "HEAD:main"]);
}

#[test]
fn what_git_brought_is_no_alarm_and_no_copy() {
    let (first, _bare, second) = cloned();
    // Another day in the clone, before and after it knows anything.
    for day in ["2026-11-25", "2026-11-26"] {
        let ran = build(&second.root, day);
        assert_eq!(told(&ran), Not, "{}", ran.err);
        assert_ne!(ran.out, "", "the day changes pages");
        git(&second.root, &["checkout", "-q", "--", "."]);
    }
    // News of the first one.
    first.write("Daily/2026-11-24.md", "- #topic @alice the new rota\n");
    assert_eq!(build(&first.root, "2026-11-24").code, 0);
    push(&first);
    git(&second.root, &["pull", "-q", "--ff-only"]);
    let ran = build(&second.root, "2026-11-26");
    assert_eq!(told(&ran), Not, "{}", ran.err);
    assert_eq!(kept(&second.root), "");
}

#[test]
fn a_word_typed_in_a_clone_before_its_first_build_is_loud_and_kept() {
    let (_first, _bare, second) = cloned();
    type_into(&second.root, PREP, WORD);
    let ran = build(&second.root, "2026-11-24");
    assert_eq!(told(&ran), Loud, "{}", ran.err);
    assert!(kept(&second.root).contains(WORD));
}

#[test]
fn a_word_that_another_machine_committed_inside_a_region_stays_in_git() {
    let (first, _bare, second) = cloned();
    build(&second.root, "2026-11-24");
    type_into(&first.root, PREP, WORD);
    push(&first);
    git(&second.root, &["pull", "-q", "--ff-only"]);
    let ran = build(&second.root, "2026-11-24");
    assert_eq!(told(&ran), Not, "{}", ran.err);
    assert!(git(&second.root, &["log", "-p", "--all"]).contains(WORD));
}

#[test]
fn a_merge_of_two_machines_pages_is_no_alarm() {
    let (first, _bare, second) = cloned();
    first.write("Daily/2026-11-24.md", "- #topic @alice the new rota\n");
    build(&first.root, "2026-11-24");
    push(&first);
    second.write(
        "1-2-1s/Alice/2026-11-18.md",
        "- [ ] @nora order the books\n- #agreed rotas by Friday\n",
    );
    build(&second.root, "2026-11-24");
    git(&second.root, &["add", "-A"]);
    git(&second.root, &["commit", "-qm", "mine"]);
    for how in ["--no-rebase", "--rebase"] {
        let mut pull = Command::new("git");
        pull.current_dir(&second.root).args([
            "-c",
            "user.name=n",
            "-c",
            "user.email=n@example.org",
        ]);
        pull.args(["pull", "-q", how]).env("GIT_EDITOR", "true");
        if !pull.status().unwrap().success() {
            git(&second.root, &["checkout", "-q", "--theirs", "."]);
            git(&second.root, &["add", "-A"]);
            git(&second.root, &["commit", "-qm", "merged"]);
        }
        let ran = build(&second.root, "2026-11-24");
        assert_eq!(told(&ran), Not, "{how}: {}", ran.err);
        assert_eq!(kept(&second.root), "", "{how}");
        push(&second);
        first.write("Daily/2026-11-25.md", "- #topic @alice the old rota\n");
        git(&first.root, &["pull", "-q", "--no-rebase"]);
        assert_eq!(told(&build(&first.root, "2026-11-24")), Not, "{how}");
        push(&first);
    }
}

#[test]
fn what_nobody_knows_never_takes_the_place_of_what_somebody_wrote() {
    let disk = built();
    type_into(&disk.root, PREP, WORD);
    assert_eq!(told(&build(&disk.root, "2026-11-24")), Loud);
    // Quiet copies of far more than 64 MiB, as years of clones would leave.
    let long = "a long old line of a page\n".repeat(150_000);
    for number in 0..20 {
        let entry =
            format!(".vault121/rescue/2026-11-2{}-{}-unknown-region", number % 4, 100 + number);
        disk.write(&format!("{entry}/Old.md"), &format!("{number}\n{long}"));
    }
    forget(&disk.root);
    type_into(&disk.root, PREP, "another word");
    assert_eq!(told(&build(&disk.root, "2026-11-24")), Quiet);
    let kept = kept(&disk.root);
    assert!(kept.contains(WORD) && kept.contains("another word"));
    let quiet = kept.matches("unknown-region/Old.md").count();
    assert!(quiet < 20, "{quiet} old copies stay");
}

/// A built vault whose person has left.
fn left() -> Disk {
    let disk = built();
    disk.write(".vault121/config.yml", "people: {list: {alice: {report: no}}}\n");
    disk
}

/// What `clean --remove` does with the rollup after somebody did something to it: whether it goes,
/// and that every byte of it is in the vault or in `rescue/`.
fn clean(case: &str, change: impl Fn(&Disk), goes: bool) {
    let disk = left();
    change(&disk);
    let text = disk.read(ROLLUP);
    let listed = disk.run(&["clean"]).out;
    assert_eq!(disk.read(ROLLUP), text, "{case}: it only lists");
    let ran = disk.run(&["clean", "--remove"]);
    assert_eq!(!disk.root.join(ROLLUP).exists(), goes, "{case}: {}", ran.out);
    assert_eq!(listed.contains(&format!("{ROLLUP}: kept")), !goes, "{case}: {listed}");
    if goes {
        assert!(kept(&disk.root).contains(&text), "{case}: its text is kept");
        assert!(ran.out.contains(".vault121/rescue/"), "{case}: {}", ran.out);
    } else {
        assert_eq!(disk.read(ROLLUP), text, "{case}");
        assert!(ran.out.contains("because you wrote in it"), "{case}: {}", ran.out);
    }
}

fn replace(disk: &Disk, from: &str, to: &str) {
    let text = disk.read(ROLLUP);
    assert!(text.contains(from), "{text}");
    disk.write(ROLLUP, &text.replacen(from, to, 1));
}

#[test]
fn clean_takes_no_word() {
    clean("as it was made", |_| {}, true);
    clean("a word inside the region", |disk| type_into(&disk.root, ROLLUP, WORD), false);
    clean(
        "a word below",
        |disk| {
            let text = disk.read(ROLLUP);
            disk.write(ROLLUP, &format!("{text}\nmine\n"));
        },
        false,
    );
    clean("a key in the front matter", |disk| replace(disk, "---\n", "---\nmood: 4\n"), false);
    clean(
        "a list in the front matter",
        |disk| replace(disk, "---\n", "---\naliases:\n  - x\n"),
        false,
    );
    clean("the memory is gone", |disk| forget(&disk.root), true);
    clean(
        "a word inside the region, the memory is gone",
        |disk| {
            type_into(&disk.root, ROLLUP, WORD);
            forget(&disk.root);
        },
        true,
    );
    clean("a line of the region was changed", |disk| replace(disk, "Pass", "Pass it all"), false);
    clean("a box was ticked", |disk| replace(disk, "\n- ", "\n- [x] "), false);
}

#[test]
fn clean_keeps_what_another_machine_wrote_into_a_region() {
    let (first, _bare, second) = cloned();
    build(&second.root, "2026-11-24");
    second.write(".vault121/config.yml", "people: {list: {alice: {report: no}}}\n");
    type_into(&second.root, ROLLUP, WORD);
    let ran = second.run(&["clean", "--remove"]);
    assert!(second.read(ROLLUP).contains(WORD), "{}", ran.out);
    drop(first);
}

#[test]
fn a_picture_somebody_changed_is_kept_in_its_place() {
    let disk = left();
    let picture = "1-2-1s/Alice/Alice rollup.goals.svg";
    let text = disk.read(picture).replacen("</svg>", "<text>my mark</text></svg>", 1);
    disk.write(picture, &text);
    disk.run(&["clean", "--remove"]);
    assert_eq!(disk.read(picture), text);
}

#[test]
fn a_page_that_moved_is_said_where_it_was() {
    let disk = built();
    let old = "1-2-1s/Alice Old";
    fs::rename(disk.root.join("1-2-1s/Alice"), disk.root.join(old)).unwrap();
    fs::create_dir(disk.root.join("1-2-1s/Alice")).unwrap();
    fs::rename(
        disk.root.join(old).join("2026-11-17.md"),
        disk.root.join("1-2-1s/Alice/2026-11-17.md"),
    )
    .unwrap();
    let ran = build(&disk.root, "2026-11-24");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = disk.run(&["check"]);
    let all = said.out + &said.err;
    assert!(
        disk.root.join(ROLLUP).exists() && all.contains(&format!("stands in `{ROLLUP}` now")),
        "{all}"
    );
    let cleaned = disk.run(&["clean", "--remove"]).out;
    assert!(!disk.root.join(old).join("Rollup.md").exists(), "{cleaned}");
    assert!(disk.root.join(ROLLUP).exists());
}

#[test]
fn a_vault_inside_a_vault_is_neither_read_nor_written() {
    let disk = built();
    disk.write("Old team/People/Zoe.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n");
    disk.write("Old team/1-2-1s/Zoe/2026-11-17.md", "- [ ] @zoe write it down\n");
    assert!(disk.run(&["list", "people"]).out.contains("Zoe"));
    disk.write("Old team/.vault121/config.yml", "me: nora\n");
    let before = disk.files();
    let ran = disk.run(&["build"]);
    assert!(!disk.run(&["list", "people"]).out.contains("Zoe"), "{}", ran.err);
    let after = disk.files();
    let inside = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files
            .iter()
            .filter(|(path, _)| path.starts_with("Old team/"))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(inside(&before), inside(&after));
    assert!(!after.iter().any(|(path, bytes)| !path.starts_with("Old team/")
        && !path.starts_with(".vault121")
        && String::from_utf8_lossy(bytes).contains("Zoe")));
    let said = disk.run(&["check"]);
    assert_eq!((said.out + &said.err).matches("nested-vault").count(), 1);
    // A page that is to stand in there is not written either.
    disk.write(".vault121/config.yml", "paths: {team: Old team/Team.md}\n");
    let ran = disk.run(&["build"]);
    assert!(!disk.root.join("Old team/Team.md").exists());
    assert!(ran.err.contains("vault of its own"), "{}", ran.err);
    // Its own program works on it, and the outer one reads it again when it is no vault any more.
    assert_eq!(build(&disk.root.join("Old team"), "2026-11-24").code, 0);
    fs::remove_dir_all(disk.root.join("Old team/.vault121")).unwrap();
    disk.write(".vault121/config.yml", "");
    assert!(disk.run(&["list", "people"]).out.contains("Zoe"));
}

#[test]
fn files_made_from_a_note_for_its_owner_alone_are_for_them_alone() {
    use std::os::unix::fs::PermissionsExt;
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        ("People/Bo.md", &ALICE.replace("slot: tue", "slot: wed")),
        ("1-2-1s/Alice/2026-11-17.md", MEETING),
    ]);
    let mode =
        |path: &str| fs::metadata(disk.root.join(path)).unwrap().permissions().mode() & 0o777;
    let own = fs::Permissions::from_mode(0o600);
    fs::set_permissions(disk.root.join("1-2-1s/Alice/2026-11-17.md"), own).unwrap();
    assert_eq!(disk.run(&["build"]).code, 0);
    assert_eq!(mode(PREP), 0o600);
    assert_eq!(mode(ROLLUP), 0o600);
    let of_bo =
        disk.files().into_keys().find(|path| path.contains("Bo/") && path.ends_with("rollup.md"));
    assert_ne!(mode(&of_bo.unwrap()) & 0o044, 0, "what tells of other notes is for others too");
    // A kept text that is put beside its note.
    type_into(&disk.root, ROLLUP, WORD);
    disk.run(&["build"]);
    let restored = disk.run(&["rescue", "restore", "2026-11-24-1"]).out;
    assert_eq!(mode(restored.trim()), 0o600);
}
