//! `vault121 merge` as git calls it: real merges, rebases and criss-cross histories of vaults whose
//! pages were built on both sides.

use crate::support::{Disk, TODAY, program};
use std::process::Command;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n";
const MEETING: &str = "# Talk\n\n- #topic the desk\n\n- [ ] @alice book the exam\n";
const NOTE: &str = "1-2-1s/Alice/2026-11-17.md";
const PREP: &str = "1-2-1s/Alice/2026-11-24.md";
const DAY_AFTER: &str = "2026-11-25";

/// A vault in git that was built and committed, with the driver set as docs/git.md says.
fn repository() -> Disk {
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        (NOTE, MEETING),
        (".gitattributes", "*.md merge=vault121\n"),
    ]);
    git(&disk, &["init", "-q", "-b", "main"]);
    let driver = format!("'{}' merge %O %A %B %P --marker-size=%L", env!("CARGO_BIN_EXE_vault121"));
    git(&disk, &["config", "merge.vault121.driver", &driver]);
    git(&disk, &["config", "merge.vault121.name", "notes with generated regions"]);
    build(&disk, TODAY);
    commit(&disk, "begin");
    disk
}

fn git_may(disk: &Disk, args: &[&str]) -> (bool, String) {
    let mut command = Command::new("git");
    command.current_dir(&disk.root).args(["-c", "user.name=x", "-c", "user.email=x@y"]);
    command.args(["-c", "core.editor=true", "-c", "advice.mergeConflict=false"]).args(args);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let done = command.output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[track_caller]
fn git(disk: &Disk, args: &[&str]) -> String {
    let (fine, said) = git_may(disk, args);
    assert!(fine, "git {args:?}: {said}");
    said
}

#[track_caller]
fn commit(disk: &Disk, what: &str) {
    git(disk, &["add", "-A"]);
    git(disk, &["commit", "-q", "-m", what]);
}

#[track_caller]
fn build(disk: &Disk, day: &str) {
    let ran = disk.run_on(day, &["build"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

/// Adds a line to a note, builds on a day, commits.
#[track_caller]
fn write(disk: &Disk, note: &str, change: (&str, &str), day: &str) {
    let text = disk.read(note);
    assert!(text.contains(change.0), "{text}");
    disk.write(note, &text.replacen(change.0, change.1, 1));
    build(disk, day);
    commit(disk, change.1);
}

/// What holds after git has taken both sides together: no mark, both sides' words, and a build
/// that has nothing to rescue.
#[track_caller]
fn whole(disk: &Disk, words: &[&str]) {
    let text: String = disk
        .files()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .fold(String::new(), |all, (_, bytes)| all + std::str::from_utf8(&bytes).unwrap());
    assert!(!text.contains("<<<<<<<") && !text.contains(">>>>>>>"), "{text}");
    for words in words {
        assert!(text.contains(words), "{words}");
    }
    let ran = disk.run_on(DAY_AFTER, &["build"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(!ran.err.contains("region-edited"), "{}", ran.err);
    assert_eq!(disk.run_on(DAY_AFTER, &["build"]).out, "");
    let prep = disk.read(PREP);
    assert!(!prep.contains("<<<<<<<"), "{prep}");
}

/// Two branches, each with words of its own and pages built on a day of its own.
fn two_sides() -> Disk {
    let disk = repository();
    git(&disk, &["checkout", "-q", "-b", "other"]);
    write(&disk, NOTE, ("the desk\n", "the desk\n- #topic the rota\n"), DAY_AFTER);
    write(&disk, PREP, ("## Notes\n", "## Notes\n\n- of the other\n"), DAY_AFTER);
    git(&disk, &["checkout", "-q", "main"]);
    write(&disk, NOTE, ("the exam\n", "the exam\n- [ ] @alice call HR\n"), TODAY);
    write(&disk, PREP, ("## Notes\n", "## Notes\n\n- of main\n"), TODAY);
    disk
}

const WORDS: [&str; 4] = ["- of the other", "- of main", "#topic the rota", "@alice call HR"];

#[test]
fn a_merge_of_two_sides_that_were_both_built_has_no_conflict() {
    let disk = two_sides();
    git(&disk, &["merge", "-q", "other"]);
    whole(&disk, &WORDS);
}

#[test]
fn a_rebase_over_built_pages_has_no_conflict() {
    let disk = two_sides();
    git(&disk, &["rebase", "-q", "other"]);
    whole(&disk, &WORDS);
}

/// A vault whose upstream has a newer prep, with a line typed into the prep's region and nowhere
/// committed.
fn typed_behind_upstream() -> (Disk, Disk) {
    let upstream = repository();
    let disk = Disk::new(&[]);
    let from = upstream.root.display().to_string();
    git(&disk, &["clone", "-q", &from, "."]);
    let driver = format!("'{}' merge %O %A %B %P --marker-size=%L", env!("CARGO_BIN_EXE_vault121"));
    git(&disk, &["config", "merge.vault121.driver", &driver]);
    write(&upstream, NOTE, ("the desk\n", "the desk\n- #topic the rota\n"), TODAY);
    let prep = disk.read(PREP);
    let end = prep.find("<!-- vault121:end prep").unwrap();
    let typed = format!("{}- a word of mine\n\n{}", &prep[..end], &prep[end..]);
    disk.write(PREP, &typed);
    (upstream, disk)
}

#[test]
fn a_word_typed_into_a_region_survives_a_stash_a_pull_with_one_and_a_checkout() {
    for steps in [
        &[&["stash", "-q"][..], &["pull", "-q"], &["stash", "pop", "-q"]][..],
        &[&["pull", "-q", "--rebase", "--autostash"]],
        &[&["pull", "-q", "--no-rebase", "--autostash"]],
        &[&["fetch", "-q"], &["checkout", "-q", "-m", "origin/main"]],
    ] {
        let (_upstream, disk) = typed_behind_upstream();
        for args in steps {
            git(&disk, args);
        }
        build(&disk, TODAY);
        let held = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("- a word of mine");
        let all = crate::support::files(&disk.root);
        assert!(all.values().any(held), "{steps:?}: {:?}", disk.run(&["rescue", "list"]).out);
    }
}

/// A commit that git replays is another one afterwards: a word in it that the driver leaves out is
/// in no commit that anything leads to.
#[test]
fn a_committed_word_in_a_region_survives_when_its_commit_is_replayed() {
    for steps in [
        &[&["pull", "-q", "--rebase"][..]][..],
        &[&["fetch", "-q"], &["rebase", "-q", "origin/main"]],
        &[
            &["branch", "mine"],
            &["reset", "-q", "--hard", "HEAD~1"],
            &["pull", "-q"],
            &["cherry-pick", "mine"],
        ],
        #[cfg(target_os = "linux")]
        &[
            &["branch", "mine"],
            &["reset", "-q", "--hard", "HEAD~1"],
            &["pull", "-q"],
            &["merge", "-q", "--squash", "mine"],
        ],
    ] {
        let (_upstream, disk) = typed_behind_upstream();
        commit(&disk, "mine");
        for args in steps {
            // An empty pick is no fault.
            git_may(&disk, args);
        }
        git_may(&disk, &["cherry-pick", "--skip"]);
        git_may(&disk, &["branch", "-D", "mine"]);
        build(&disk, TODAY);
        let held = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("- a word of mine");
        let all = crate::support::files(&disk.root);
        assert!(all.values().any(held), "{steps:?}: {:?}", disk.run(&["rescue", "list"]).out);
    }
}

/// Git throws away what a driver says while it puts a stash back.
#[test]
fn what_a_driver_kept_unheard_is_said_by_the_next_command_and_once() {
    for command in ["build", "check", "status"] {
        let (upstream, disk) = typed_behind_upstream();
        write(&upstream, NOTE, ("the exam\n", "the exam\n- [ ] @alice call HR\n"), TODAY);
        std::fs::create_dir_all(disk.root.join(".vault121")).unwrap();
        git(&disk, &["pull", "-q", "--rebase", "--autostash"]);
        let all = |ran: crate::support::Ran| ran.out + &ran.err;
        let first = all(disk.run_on(TODAY, &[command]));
        assert!(first.contains("region-edited") && first.contains(".vault121/rescue/"), "{first}");
        for command in ["check", "status", "build"] {
            let then = all(disk.run_on(TODAY, &[command]));
            assert!(!then.contains("region-edited"), "{command}: {then}");
        }
    }
}

/// A page of each kind on which the box is, and a way in which git brings a newer page below it.
#[test]
fn a_tick_flows_through_whatever_git_does() {
    const PAGES: [(&str, &str); 3] = [
        (PREP, "book the exam"),
        ("1-2-1s/Me.md", "send the plan"),
        ("1-2-1s/Alice/Alice rollup.md", "book the exam"),
    ];
    const BEFORE: &[&[&str]] = &[
        &["pull", "-q", "--rebase", "--autostash"],
        &["pull", "-q", "--no-rebase", "--autostash"],
        &["stash -q", "pull -q", "stash pop -q"],
        &["fetch -q", "checkout -q -m origin/main"],
    ];
    const COMMITTED: &[&[&str]] = &[
        &["pull", "-q", "--rebase"],
        &["pull", "-q", "--no-rebase"],
        &["branch mine", "reset -q --hard HEAD~1", "pull -q", "cherry-pick mine"],
        &["branch mine", "reset -q --hard HEAD~1", "pull -q", "merge -q --squash mine"],
    ];
    let mut wrong = Vec::new();
    for (page, (steps, committed)) in PAGES.iter().flat_map(|page| {
        let of =
            |all: &'static [&'static [&'static str]], is| all.iter().map(move |one| (*one, is));
        // One page goes each way, the others two.
        let most = if page.0 == PREP { BEFORE.len() } else { 1 };
        let ways = of(&BEFORE[..most], false).chain(of(&COMMITTED[..most], true));
        ways.map(move |how| (*page, how))
    }) {
        let (_upstream, disk) = ticked_behind_upstream(page, committed);
        let several = steps.iter().any(|step| step.contains(' '));
        let steps: Vec<Vec<&str>> = match several {
            true => steps.iter().map(|step| step.split(' ').collect()).collect(),
            false => vec![steps.to_vec()],
        };
        for args in &steps {
            git_may(&disk, args);
        }
        let ran = disk.run_on(TODAY, &["build"]);
        let text = disk.read(NOTE);
        if !text.lines().any(|line| line.starts_with("- [x]") && line.contains(page.1)) {
            wrong.push(format!("{page:?} {steps:?}: {}\n{text}", ran.err));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The same as `typed_behind_upstream` with a box ticked on a page in the place of typed words, and
/// a line of one's own in another note.
fn ticked_behind_upstream((page, words): (&str, &str), committed: bool) -> (Disk, Disk) {
    let upstream = repository();
    upstream.write(".vault121/config.yml", "ticks: write-back\n");
    upstream.write(NOTE, &format!("{MEETING}- [ ] @nora send the plan\n"));
    build(&upstream, TODAY);
    commit(&upstream, "ticks");
    let disk = Disk::new(&[]);
    let from = upstream.root.display().to_string();
    git(&disk, &["clone", "-q", &from, "."]);
    let driver = format!("'{}' merge %O %A %B %P --marker-size=%L", env!("CARGO_BIN_EXE_vault121"));
    git(&disk, &["config", "merge.vault121.driver", &driver]);
    git(&disk, &["config", "user.name", "x"]);
    git(&disk, &["config", "user.email", "x@y"]);
    write(&upstream, NOTE, ("the exam\n", "the exam\n- [ ] @alice call HR\n"), TODAY);
    let text = disk.read(page);
    let at = text.find(words).unwrap_or_else(|| panic!("{page}: {text}"));
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    assert!(text[line..at].contains("[ ]"), "{page}: {text}");
    disk.write(page, &format!("{}{}", &text[..line], text[line..].replacen("[ ]", "[x]", 1)));
    if committed {
        commit(&disk, "mine");
    }
    (upstream, disk)
}

/// Pages that were only built are no words of anybody's: nothing of them is kept.
#[test]
fn a_rebase_over_built_pages_keeps_nothing_in_rescue() {
    let disk = two_sides();
    git(&disk, &["rebase", "-q", "other"]);
    assert!(disk.run(&["rescue", "list"]).out.lines().count() < 2);
    assert!(!disk.root.join(".vault121/rescue").exists());
}

/// Without the driver the same two sides conflict: the test would tell nothing otherwise.
#[test]
fn without_the_driver_the_same_merge_conflicts() {
    let disk = two_sides();
    git(&disk, &["config", "--unset", "merge.vault121.driver"]);
    assert!(!git_may(&disk, &["merge", "-q", "other"]).0);
}

#[test]
fn a_criss_cross_history_has_no_conflict() {
    let disk = two_sides();
    // Each side merges the other's first commits, then goes on: two bases.
    git(&disk, &["branch", "old"]);
    git(&disk, &["merge", "-q", "-m", "one", "other"]);
    git(&disk, &["checkout", "-q", "other"]);
    git(&disk, &["merge", "-q", "-m", "two", "old"]);
    write(&disk, NOTE, ("# Talk\n", "# Talk\n\n- #topic the chair\n"), DAY_AFTER);
    git(&disk, &["checkout", "-q", "main"]);
    write(&disk, NOTE, ("call HR\n", "call HR\n- [ ] @alice thank them\n"), TODAY);
    git(&disk, &["merge", "-q", "-m", "three", "other"]);
    whole(&disk, &[&WORDS[..], &["#topic the chair", "@alice thank them"]].concat());
}

#[test]
fn what_both_sides_wrote_differently_is_left_to_git_and_nothing_else() {
    let disk = repository();
    git(&disk, &["checkout", "-q", "-b", "other"]);
    write(&disk, NOTE, ("the desk", "the standing desk"), DAY_AFTER);
    git(&disk, &["checkout", "-q", "main"]);
    write(&disk, NOTE, ("the desk", "the old desk"), TODAY);
    let (fine, said) = git_may(&disk, &["merge", "other"]);
    assert!(!fine && said.matches("CONFLICT").count() == 1, "{said}");
    let text = disk.read(NOTE);
    assert!(text.contains("<<<<<<< ours\n- #topic the old desk\n=======\n"), "{text}");
    // While git is at work no build is advised.
    let ran = disk.run(&["check"]);
    assert!(!ran.out.contains("`vault121 build`"), "{}", ran.out);
    assert!(ran.out.contains("conflict-marks"), "{}", ran.out);
    disk.write(NOTE, MEETING);
    commit(&disk, "resolved");
    whole(&disk, &["- #topic the desk"]);
}

#[test]
fn conflict_marks_inside_a_region_are_said_and_the_region_is_made_anew() {
    let disk = repository();
    let text = disk.read(PREP);
    let line = text.lines().find(|line| line.contains("book the exam")).unwrap();
    let marks = format!("<<<<<<< HEAD\n{line}\n=======\n{line} of theirs\n>>>>>>> other");
    disk.write(PREP, &text.replacen(line, &marks, 1));
    let ran = disk.run(&["check"]);
    assert!(ran.out.contains("info[region-conflict]"), "{}", ran.out);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(disk.read(PREP), text);
}

#[test]
fn files_that_are_no_notes_and_broken_notes_are_merged_as_git_does() {
    let disk = Disk::new(&[]);
    let run = |base: &[u8], ours: &[u8], theirs: &[u8]| {
        for (name, bytes) in [("o", base), ("a", ours), ("b", theirs)] {
            std::fs::write(disk.root.join(name), bytes).unwrap();
        }
        let ran = disk.run(&["merge", "o", "a", "b", "x/y.md"]);
        (ran.code, std::fs::read(disk.root.join("a")).unwrap())
    };
    assert_eq!(run(b"a\n", b"a\nb\n", b"a\n"), (0, b"a\nb\n".to_vec()));
    assert_eq!(run(b"\0", b"\0b", b"\0").0, 2, "git does not merge binary files");
    let open = b"<!-- vault121:begin prep -->\nx\n";
    assert_eq!(run(open, open, b"y\n<!-- vault121:begin prep -->\nx\n").0, 0);
    let mut command = program();
    let ran = crate::support::Ran::of(
        command.current_dir(&disk.root).args(["merge", "no", "a", "b", "x.md"]),
    );
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`no` cannot be read"), "{}", ran.err);
}

#[test]
fn a_note_that_a_sparse_checkout_leaves_out_is_not_made_anew() {
    let disk = Disk::new(&[
        ("People/Lena.md", "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n"),
        ("1-2-1s/Lena/2026-11-17.md", "- talked\n"),
        (".gitignore", ".vault121/cache\n"),
    ]);
    disk.run(&["build"]);
    let prep = "1-2-1s/Lena/2026-11-24.md";
    let text = format!("{}\nmy own words\n", disk.read(prep));
    disk.write(prep, &text);
    git(&disk, &["init", "-q"]);
    git(&disk, &["add", "-A"]);
    git(&disk, &["commit", "-qm", "a"]);
    git(&disk, &["sparse-checkout", "set", "--no-cone", "/*", "!/1-2-1s/Lena/"]);
    assert!(!disk.root.join(prep).exists());
    let ran = disk.run(&["build"]);
    assert!(!disk.root.join(prep).exists(), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("sparse checkout"), "{}{}", ran.out, ran.err);
    git(&disk, &["sparse-checkout", "disable"]);
    assert_eq!(disk.read(prep), text);
    // In a whole checkout nothing is held.
    std::fs::remove_file(disk.root.join("1-2-1s/Team.md")).unwrap();
    let ran = disk.run(&["build"]);
    assert!(disk.root.join("1-2-1s/Team.md").exists(), "{}{}", ran.out, ran.err);
}
