//! How a note is written while others write it too, what is left alone, and what becomes of the
//! note when a call of the system fails.

use crate::support::{Disk, Ran, day};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, SystemTime};
use vault121::app::carried::Carried;
use vault121::app::session::Session;
use vault121::app::watch::Batch;
use vault121::fs::fault::armed as fault;
use vault121::fs::manners::Manners;
use vault121::pages::pages::Ask;
use vault121::process::progress::Progress;

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";
/// The next 1-2-1 of Alice: her prep goes on top of it.
const NOTE: &str = "1-2-1s/Alice/2026-11-24.md";
const WORDS: &str = "# 24 Nov\n\nmy first line\n\nmy last line\n";

fn vault() -> Disk {
    Disk::new(&[("People/Alice.md", ALICE), (NOTE, WORDS)])
}

/// One build as `watch` would do it, but without waiting for anybody; old files stay.
fn carry(disk: &Disk) -> (Session, Carried) {
    let mut session = Session::open(&disk.root, day("2026-11-24"), &Progress::default());
    let plan = session.outcome(&Ask::default()).plan;
    let carried = session.carry_out(&plan, Manners::None);
    (session, carried)
}

/// Something new for the prep.
fn news(disk: &Disk, text: &str) {
    disk.write("Daily/2026-11-20.md", &format!("- #topic @alice {text}\n"));
}

fn quiet(disk: &Disk) {
    let file = fs::File::open(disk.root.join(NOTE)).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
}

fn staged(disk: &Disk) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(disk.root.join(".vault121/stage")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// The file in the stage that holds these words.
fn staged_with(disk: &Disk, words: &str) -> PathBuf {
    let holds = |path: &PathBuf| fs::read_to_string(path).is_ok_and(|text| text.contains(words));
    staged(disk).into_iter().find(holds).unwrap()
}

fn rescued(disk: &Disk) -> String {
    let files = disk.files();
    let kept = files.iter().filter(|(path, _)| path.starts_with(".vault121/rescue/"));
    kept.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

fn left_alone(disk: &Disk, why: &str) {
    let before = fs::read(disk.root.join(NOTE)).unwrap();
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains(why), "`{why}` is not said: {}", ran.err);
    assert_eq!(fs::read(disk.root.join(NOTE)).unwrap(), before, "{why}");
}

#[test]
fn a_note_with_a_second_name_is_left_alone() {
    let disk = vault();
    fs::hard_link(disk.root.join(NOTE), disk.root.join("other.txt")).unwrap();
    left_alone(&disk, "it has a second name");
}

#[test]
fn a_read_only_note_is_left_alone() {
    let disk = vault();
    let mode = fs::Permissions::from_mode(0o444);
    fs::set_permissions(disk.root.join(NOTE), mode).unwrap();
    left_alone(&disk, "it is read-only");
}

#[test]
fn a_note_that_a_program_keeps_open_for_writing_is_left_alone() {
    let disk = vault();
    quiet(&disk);
    let _open = OpenOptions::new().append(true).open(disk.root.join(NOTE)).unwrap();
    left_alone(&disk, "another program keeps it open");
}

#[test]
fn a_note_that_is_open_in_an_editor_waits_half_an_hour() {
    for mark in ["1-2-1s/Alice/.2026-11-24.md.swp", "1-2-1s/Alice/.#2026-11-24.md"] {
        let disk = vault();
        disk.write(mark, "");
        left_alone(&disk, "it is open in an editor");
        let rollup = disk.read("1-2-1s/Alice/Alice rollup.md");
        assert!(rollup.contains("Pass"), "wholly generated notes do not wait");
        let forgotten = SystemTime::now() - Duration::from_secs(31 * 60);
        fs::File::open(disk.root.join(mark)).unwrap().set_modified(forgotten).unwrap();
        assert_eq!(disk.run(&["build"]).code, 0);
        assert!(disk.read(NOTE).contains("vault121:begin prep"));
    }
}

#[test]
fn nothing_is_written_while_git_is_at_work() {
    for mark in [".git/index.lock", ".git/MERGE_HEAD", ".git/BISECT_LOG", ".git/rebase-merge/onto"]
    {
        let disk = vault();
        disk.write(mark, "");
        left_alone(&disk, "git is at work in the vault");
        assert!(!disk.root.join("1-2-1s/Alice/Alice rollup.md").exists(), "{mark}");
        fs::remove_file(disk.root.join(mark)).unwrap();
        if mark.ends_with("onto") {
            fs::remove_dir(disk.root.join(".git/rebase-merge")).unwrap();
        }
        assert_eq!(disk.run(&["build"]).code, 0);
        assert!(disk.read(NOTE).contains("vault121:begin prep"));
    }
}

#[test]
fn a_note_keeps_its_mode_and_its_attributes() {
    let disk = vault();
    let note = disk.root.join(NOTE);
    fs::set_permissions(&note, fs::Permissions::from_mode(0o640)).unwrap();
    let run = |program: &str, args: &[&str]| {
        Command::new(program).args(args).arg(&note).output().ok().filter(|out| out.status.success())
    };
    let named = run("setfattr", &["-n", "user.colour", "-v", "blue"]).is_some();
    let listed = run("setfacl", &["-m", "u:daemon:r"]).is_some();
    let mode = fs::metadata(&note).unwrap().mode();
    assert_eq!(disk.run(&["build"]).code, 0);
    assert!(disk.read(NOTE).contains("vault121:begin prep"));
    assert_eq!(fs::metadata(&note).unwrap().mode(), mode);
    let says = |program: &str, args: &[&str], words: &str| {
        let out = run(program, args).unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(text.contains(words), "{text}");
    };
    if named {
        says("getfattr", &["-d"], "user.colour=\"blue\"");
    } else {
        println!("skipped: no extended attributes here");
    }
    if listed {
        says("getfacl", &["-n"], "user:1:r--");
    } else {
        println!("skipped: no access lists here");
    }
}

#[test]
fn a_stage_that_is_a_link_leads_nowhere() {
    let disk = vault();
    let outside = tempfile::tempdir().unwrap();
    symlink(outside.path(), disk.root.join(".vault121/stage")).unwrap();
    left_alone(&disk, "cannot write in `.vault121`");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

/// A program opened the note just before the exchange and is made to wait; it goes on, and what
/// it writes into the old file comes into the note.
fn late(disk: &Disk, save: impl FnOnce(&mut fs::File) + Send + 'static) -> Vec<String> {
    assert_eq!(disk.run(&["build"]).code, 0);
    news(disk, "the new desk");
    let (mut session, carried) = carry(disk);
    assert!(carried.written.iter().any(|(path, _)| path.as_str() == NOTE), "{carried:?}");
    let old = staged_with(disk, "my first line");
    let writer = std::thread::spawn(move || {
        save(&mut OpenOptions::new().read(true).write(true).open(old).unwrap());
    });
    let mut said = Vec::new();
    while !writer.is_finished() || !staged(disk).is_empty() {
        said.extend(session.tend_old_files(writer.is_finished()));
        std::thread::sleep(Duration::from_millis(2));
    }
    writer.join().unwrap();
    assert!(disk.read(NOTE).contains("the new desk"));
    said.into_iter().map(|problem| problem.message).collect()
}

#[test]
fn a_save_into_the_old_file_comes_into_the_note() {
    let disk = vault();
    let said = late(&disk, |file| {
        use std::io::{Seek, SeekFrom};
        file.seek(SeekFrom::End(0)).unwrap();
        file.write_all(b"a late line\n").unwrap();
    });
    assert_eq!(said, Vec::<String>::new());
    let note = disk.read(NOTE);
    assert!(note.ends_with("my last line\na late line\n"), "{note}");
    assert!(rescued(&disk).contains("a late line"), "a copy is kept");
    assert_eq!(disk.run(&["build"]).code, 0);
    assert_eq!(disk.read(NOTE), note);
}

#[test]
fn a_late_save_that_overlaps_stands_beside_the_note() {
    let disk = vault();
    let note = disk.root.join(NOTE);
    let said = late(&disk, move |file| {
        let text = fs::read_to_string(&note).unwrap().replace("my first line", "theirs");
        fs::write(&note, text).unwrap();
        file.set_len(0).unwrap();
        file.write_all(WORDS.replace("my first line", "mine").as_bytes()).unwrap();
    });
    assert!(said.len() == 1 && said[0].contains("both changed the same lines"), "{said:?}");
    assert!(disk.read(NOTE).contains("theirs"));
    let files = disk.files();
    let beside = files.keys().find(|path| path.contains(".vault121-conflict-")).unwrap();
    assert!(disk.read(beside).contains("mine"));
    let check = disk.run(&["check"]);
    assert!(check.out.contains("conflict"), "its name is reported: {}", check.out);
}

/// A log of a year: as long as notes get.
fn long() -> String {
    (0..400).map(|day| format!("what was said on day {day}\n\n")).collect()
}

#[test]
fn a_late_save_into_a_long_note_comes_into_it_beside_what_was_saved_since() {
    let disk = vault();
    disk.write(NOTE, &long());
    assert_eq!(disk.run(&["build"]).code, 0);
    news(&disk, "the new desk");
    let (mut session, _) = carry(&disk);
    let old = staged_with(&disk, "on day 300");
    let (before, since) = (fs::read_to_string(&old).unwrap(), disk.read(NOTE));
    disk.write(NOTE, &since.replace("on day 300\n", "on day 300\nsaved since\n"));
    let writer = std::thread::spawn(move || {
        fs::write(old, before.replace("on day 300\n", "on day 300\nsaved late\n")).unwrap();
    });
    let mut said = Vec::new();
    while !writer.is_finished() || !staged(&disk).is_empty() {
        said.extend(session.tend_old_files(writer.is_finished()));
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(said, Vec::new());
    let note = disk.read(NOTE);
    for line in ["saved late\n", "saved since\n", "the new desk ", "on day 399\n"] {
        assert_eq!(note.matches(line).count(), 1, "{line}");
    }
}

/// Saves as many programs do: a new file, renamed over the note.
fn save(root: &Path, text: &str) {
    let new = root.join("1-2-1s/Alice/.new");
    fs::write(&new, text).unwrap();
    fs::rename(new, root.join(NOTE)).unwrap();
}

/// A program saves by renaming in the very moment of the exchange; what it does while our text
/// stands over its save is up to `then`, which is given our text, and what it does afterwards up
/// to `after`. Both lines must be in the note in the end.
fn raced(then: fn(&Path, &str, &str), after: fn(&Path, &str)) {
    for words in [WORDS.to_owned(), long()] {
        let disk = vault();
        disk.write(NOTE, &words);
        assert_eq!(disk.run(&["build"]).code, 0);
        news(&disk, "the new desk");
        let (root, mut exchanges, mut theirs) = (disk.root.clone(), 0, String::new());
        let ours = Rc::new(RefCell::new(String::new()));
        let seen = Rc::clone(&ours);
        fault::meanwhile(move |call| {
            let text = fs::read_to_string(root.join(NOTE)).unwrap_or_default();
            exchanges += u32::from(call == "exchange");
            if call == "exchange" && exchanges == 1 {
                theirs = format!("{text}line one\n");
                save(&root, &theirs);
            } else if call == "exchange" && exchanges == 2 {
                assert!(text.contains("the new desk") && !text.contains("line one"), "{text}");
                seen.replace(text.clone());
                then(&root, &text, &theirs);
            }
        });
        let (mut session, _) = carry(&disk);
        fault::disarm();
        after(&disk.root, &ours.borrow());
        let mut said = session.tend_old_files(false);
        said.extend(session.tend_old_files(true));
        assert_eq!(said, Vec::new());
        let note = disk.read(NOTE);
        let lines = words.lines().filter(|line| !line.is_empty()).chain(["line one", "line two"]);
        for line in lines.chain(disk.read(NOTE).contains("line three").then_some("line three")) {
            assert_eq!(note.matches(&format!("{line}\n")).count(), 1, "{line}: {note}");
        }
        assert!(rescued(&disk).contains("line one"), "a copy is kept");
        quiet(&disk);
        assert_eq!(disk.run(&["build"]).code, 0);
        assert!(disk.read(NOTE).contains("the new desk"));
    }
}

#[test]
fn a_save_made_from_our_text_does_not_take_out_the_save_that_it_stood_over() {
    raced(|_, _, _| {}, |root, ours| save(root, &format!("{ours}line two\n")));
}

#[test]
fn two_saves_made_from_our_text_do_not_take_out_the_save_that_it_stood_over() {
    raced(
        |root, ours, _| save(root, &format!("{ours}line two\n")),
        |root, ours| save(root, &format!("{ours}line two\nline three\n")),
    );
}

#[test]
fn two_saves_of_one_program_around_our_text_are_one_after_the_other_in_the_note() {
    raced(|root, _, theirs| save(root, &format!("{theirs}line two\n")), |_, _| {});
}

#[test]
fn a_save_that_is_finished_while_our_text_stands_there_is_in_the_note() {
    // As programs do that move the old note away: the new one is empty first.
    let disk = vault();
    assert_eq!(disk.run(&["build"]).code, 0);
    news(&disk, "the new desk");
    let (root, mut exchanges, mut file) = (disk.root.clone(), 0, None);
    let before = disk.read(NOTE);
    let ours = Rc::new(RefCell::new(String::new()));
    let seen = Rc::clone(&ours);
    fault::meanwhile(move |call| {
        exchanges += u32::from(call == "exchange");
        match (call, exchanges) {
            ("exchange", 1) => {
                fs::remove_file(root.join(NOTE)).unwrap();
                file = Some(fs::File::create(root.join(NOTE)).unwrap());
            }
            // When we look at what came out; and the next program reads ours.
            ("exchange", 2) => {
                seen.replace(fs::read_to_string(root.join(NOTE)).unwrap());
                let mut file = file.take().unwrap();
                file.write_all(format!("{before}line one\n").as_bytes()).unwrap();
            }
            _ => {}
        }
    });
    let (mut session, _) = carry(&disk);
    fault::disarm();
    save(&disk.root, &format!("{}line two\n", ours.borrow()));
    let mut said = session.tend_old_files(false);
    said.extend(session.tend_old_files(true));
    let note = disk.read(NOTE);
    assert!(note.contains("line one\n") && note.contains("line two\n"), "{said:?}\n{note}");
}

#[test]
fn a_save_of_a_program_that_read_the_note_before_does_not_take_a_late_save_out() {
    let disk = vault();
    assert_eq!(disk.run(&["build"]).code, 0);
    news(&disk, "the new desk");
    let (mut session, _) = carry(&disk);
    let old = staged_with(&disk, "my first line");
    let read = disk.read(NOTE);
    let before = fs::read_to_string(&old).unwrap();
    let writer = std::thread::spawn(move || fs::write(old, format!("{before}line one\n")).unwrap());
    // Meanwhile the region is made anew, so the text that was read is known by its lines only.
    news(&disk, "the newest desk");
    session.refresh(&Batch::Rescan);
    let plan = session.outcome(&Ask::default()).plan;
    session.carry_out(&plan, Manners::None);
    assert!(disk.read(NOTE).contains("the newest desk"));
    let mut said = Vec::new();
    while !writer.is_finished() || !disk.read(NOTE).contains("line one") {
        said.extend(session.tend_old_files(false));
    }
    save(&disk.root, &format!("{read}line two\n"));
    said.extend(session.tend_old_files(true));
    assert_eq!(said, Vec::new());
    let note = disk.read(NOTE);
    assert!(note.contains("line one\n") && note.contains("line two\n"), "{note}");
}

/// What git checks out while the note is written is another text, not a save of it.
#[test]
fn a_branch_that_is_checked_out_while_the_note_is_written_stays_as_it_is() {
    let disk = vault();
    assert_eq!(disk.run(&["build"]).code, 0);
    let main = format!("{}written on main\n", disk.read(NOTE));
    let side = format!("{}written on the side\n", disk.read(NOTE));
    disk.write(NOTE, &main);
    news(&disk, "the new desk");
    let (root, mut exchanges, there) = (disk.root.clone(), 0, side.clone());
    fault::meanwhile(move |call| {
        exchanges += u32::from(call == "exchange");
        if call == "exchange" && exchanges == 1 {
            save(&root, &there);
        }
    });
    let (mut session, _) = carry(&disk);
    fault::disarm();
    session.tend_old_files(false);
    assert!(disk.read(NOTE).contains("the side") && !disk.read(NOTE).contains("on main"));
    // And back, before the time of anything is over.
    save(&disk.root, &main);
    assert_eq!(session.tend_old_files(true), Vec::new());
    assert_eq!(disk.read(NOTE), main);
}

#[test]
fn a_note_that_git_is_just_making_anew_is_not_made_by_us() {
    let disk = vault();
    // Without the note nothing tells how the vault names its preps.
    let prep = "paths: {prep: \"1-2-1s/Alice/{{ date }}.md\"}\n";
    disk.write(".vault121/config.yml", prep);
    assert_eq!(disk.run(&["build"]).code, 0);
    news(&disk, "the new desk");
    let (mut session, _) = carry(&disk);
    let text = disk.read(NOTE);
    fs::remove_file(disk.root.join(NOTE)).unwrap();
    session.refresh(&Batch::Rescan);
    let plan = session.outcome(&Ask::default()).plan;
    let carried = session.carry_out(&plan, Manners::None);
    assert!(!disk.root.join(NOTE).exists(), "{carried:?}");
    assert!(carried.later.iter().any(|path| path.as_str() == NOTE), "{carried:?}");
    disk.write(NOTE, &text);
    assert_eq!(session.tend_old_files(true), Vec::new());
    // One that is gone for good is made again.
    fs::remove_file(disk.root.join(NOTE)).unwrap();
    session.refresh(&Batch::Rescan);
    let plan = session.outcome(&Ask::default()).plan;
    session.carry_out(&plan, Manners::None);
    assert!(disk.read(NOTE).contains("the new desk"));
}

#[test]
fn a_late_save_waits_while_the_note_is_made_anew_by_its_program() {
    let disk = vault();
    assert_eq!(disk.run(&["build"]).code, 0);
    news(&disk, "the new desk");
    let (mut session, _) = carry(&disk);
    let old = staged_with(&disk, "my first line");
    let (before, since) = (fs::read_to_string(&old).unwrap(), disk.read(NOTE));
    let writer =
        std::thread::spawn(move || fs::write(old, format!("{before}saved late\n")).unwrap());
    while !writer.is_finished() {
        session.tend_old_files(false);
    }
    // Its name is there before the program is seen to have it open.
    save(&disk.root, "");
    let mut said = Vec::new();
    for _ in 0..5 {
        said.extend(session.tend_old_files(false));
    }
    assert_eq!(disk.read(NOTE), "", "nothing is put into it");
    save(&disk.root, &format!("{since}saved since\n"));
    said.extend(session.tend_old_files(true));
    assert_eq!(said, Vec::new());
    let note = disk.read(NOTE);
    assert!(note.contains("saved late\n") && note.contains("saved since\n"), "{note}");
}

/// A run that was killed: what its stage holds, and the note.
fn killed(disk: &Disk, staged_text: &str, note: &str) -> (String, Ran) {
    assert_eq!(disk.run(&["build"]).code, 0);
    let before = disk.read(NOTE);
    news(disk, "the new desk");
    let (session, _) = carry(disk);
    // Dropped without a look at its old files, like a killed one.
    drop(session);
    let old = staged_with(disk, "my first line");
    fs::write(&old, staged_text.replace("{before}", &before)).unwrap();
    let after = disk.read(NOTE);
    disk.write(NOTE, &note.replace("{after}", &after));
    quiet(disk);
    news(disk, "the newer desk");
    let ran = disk.run(&["build"]);
    assert_eq!(staged(disk), Vec::<PathBuf>::new(), "nothing is left in the stage");
    (disk.read(NOTE), ran)
}

#[test]
fn after_a_kill_an_unchanged_old_file_goes() {
    let disk = vault();
    let (note, ran) = killed(&disk, "{before}", "{after}");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(note.contains("the newer desk") && rescued(&disk).is_empty());
}

#[test]
fn after_a_kill_words_in_the_old_file_come_back_into_the_note() {
    let disk = vault();
    let (note, ran) = killed(&disk, "{before}a word more\n", "{after}");
    assert!(note.contains("a word more") && note.contains("the newer desk"), "{note}\n{}", ran.err);
}

#[test]
fn after_a_kill_words_that_cannot_be_placed_are_kept() {
    let disk = vault();
    let (note, ran) = killed(&disk, "{before}a word more\n", "{after}another word\n");
    assert!(note.contains("another word") && note.contains("the newer desk"), "{note}");
    assert!(rescued(&disk).contains("a word more"), "{}", ran.err);
    assert!(ran.err.contains("a run was ended in the middle"), "{}", ran.err);
}

#[test]
fn after_a_kill_a_build_that_has_nothing_to_write_clears_up_too() {
    let disk = vault();
    assert_eq!(disk.run(&["build"]).code, 0);
    news(&disk, "the new desk");
    let (session, _) = carry(&disk);
    drop(session);
    let old = staged_with(&disk, "my first line");
    let text = fs::read_to_string(&old).unwrap();
    fs::write(&old, text + "a word more\n").unwrap();
    let ran = disk.run(&["build"]);
    assert_eq!((ran.code, staged(&disk)), (0, Vec::new()), "{}", ran.err);
    let words = disk.read(NOTE) + &rescued(&disk);
    assert!(words.contains("a word more"), "{words}");
    // And when the build before left nothing to do and nothing has changed since.
    disk.run(&["build"]);
    fs::create_dir_all(disk.root.join(".vault121/stage")).unwrap();
    disk.write(".vault121/stage/part-of-a-run", "x");
    assert_eq!(disk.run(&["build"]).code, 0);
    assert_eq!(staged(&disk), Vec::<PathBuf>::new());
}

#[test]
fn without_an_exchange_or_a_lease_notes_are_still_written_and_it_is_said() {
    for (call, word) in [("exchange", "change places"), ("lease", "leased")] {
        let disk = vault();
        // EINVAL: what a file system without it says.
        fault::lack(call, 22);
        let (mut session, carried) = carry(&disk);
        let reduced: Vec<String> =
            session.missing_capabilities().into_iter().map(|d| d.message).collect();
        let late = session.tend_old_files(true);
        fault::disarm();
        assert!(carried.held.is_empty() && late.is_empty(), "{carried:?}");
        assert!(disk.read(NOTE).contains("my last line"));
        assert!(disk.read(NOTE).contains("vault121:begin prep"), "{call}");
        assert!(reduced.len() == 1 && reduced[0].contains(word), "{reduced:?}");
        assert_eq!(staged(&disk), Vec::<PathBuf>::new());
    }
    let disk = vault();
    assert_eq!(
        Session::open(&disk.root, day("2026-11-24"), &Progress::default()).missing_capabilities(),
        Vec::new()
    );
}

/// ENOSPC, EACCES, EIO, EINTR.
const ERRORS: &[(i32, &str)] =
    &[(28, "no space"), (13, "permission"), (5, "input/output"), (4, "")];

/// Every call of the write path fails once, for each error: the note is wholly old or wholly new,
/// no word of the user's is gone, and what is said says which.
#[test]
fn whichever_call_fails_the_note_is_old_or_new_and_it_says_which() {
    let built = vault();
    built.run(&["build"]);
    let calls: BTreeSet<&str> = std::thread::scope(|scope| {
        // A fault is armed for one thread.
        let runs = ERRORS.iter().map(|error| scope.spawn(|| every_call_fails(&built, *error)));
        let runs: Vec<_> = runs.collect();
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect()
    });
    for call in ["open", "create", "write", "sync", "sync folder", "rename", "exchange", "lease"] {
        assert!(calls.contains(call), "{call} was never made to fail: {calls:?}");
    }
}

fn every_call_fails(built: &Disk, (error, words): (i32, &str)) -> BTreeSet<&'static str> {
    let old = built.read(NOTE);
    let mut calls = BTreeSet::new();
    for nth in 1.. {
        assert!(nth < 500, "the fault is reached for ever");
        let disk = Disk::copy_in_memory(&built.root);
        news(&disk, "the new desk");
        let mut session = Session::open(&disk.root, day("2026-11-24"), &Progress::default());
        let plan = session.outcome(&Ask::default()).plan;
        fault::arm(nth, error);
        let mut carried = session.carry_out(&plan, Manners::None);
        carried.diagnostics.extend(session.tend_old_files(true));
        let Some(call) = fault::disarm() else { break };
        calls.insert(call);
        let note = disk.read(NOTE);
        let is_new = note.contains("the new desk");
        let context = format!("call {nth}, {call}, {words}: {carried:?}");
        assert!(is_new || note == old, "neither old nor new: {context}\n{note}");
        assert!(note.contains("my first line") && note.ends_with("my last line\n"), "{context}");
        assert_eq!(note.matches("vault121:").count(), 2, "{context}");
        let wrote = carried.written.iter().any(|(path, _)| path.as_str() == NOTE);
        let held = carried.held.iter().find(|(path, _)| path.as_str() == NOTE);
        let later = carried.later.iter().any(|path| path.as_str() == NOTE);
        assert_eq!(wrote, is_new, "{context}");
        assert_eq!(held.is_some() || later, !is_new, "{context}");
        if let Some((_, why)) = held {
            assert!(why.contains(words) || why == "it is read-only", "{context}");
        }
        assert!(error != 4 || is_new, "an interrupted call is made again: {context}");
        // And the next run brings it home, with nothing left behind.
        news(&disk, "the newest desk");
        quiet(&disk);
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 0, "{context}\n{}", ran.err);
        assert!(disk.read(NOTE).contains("the newest desk"), "{context}");
        assert_eq!(staged(&disk), Vec::<PathBuf>::new(), "{context}");
    }
    calls
}

/// The same while another program saves by renaming in the moment of the exchange: what it saved is
/// in the note, in `rescue/`, or left in the stage for the next start, which brings it home.
#[test]
fn whichever_call_fails_while_somebody_saves_no_word_of_theirs_is_gone() {
    let built = vault();
    built.run(&["build"]);
    let calls: BTreeSet<&str> = std::thread::scope(|scope| {
        // A fault is armed for one thread; most of the time is waited.
        let runs: Vec<_> = (1..=8)
            .map(|first| {
                scope.spawn({
                    let built = &built;
                    move || every_call_fails_in_a_race(built, first)
                })
            })
            .collect();
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect()
    });
    for call in ["exchange", "open", "sync folder", "lease", "rename", "create"] {
        assert!(calls.contains(call), "{call} was never made to fail: {calls:?}");
    }
}

fn every_call_fails_in_a_race(built: &Disk, first: u32) -> BTreeSet<&'static str> {
    let mut calls = BTreeSet::new();
    for nth in (first..).step_by(8) {
        assert!(nth < 500, "the fault is reached for ever");
        let disk = Disk::copy_in_memory(&built.root);
        news(&disk, "the new desk");
        let mut session = Session::open(&disk.root, day("2026-11-24"), &Progress::default());
        let plan = session.outcome(&Ask::default()).plan;
        let (root, mut saved) = (disk.root.clone(), false);
        fault::meanwhile(move |call| {
            if call == "exchange" && !saved {
                saved = true;
                let text = fs::read_to_string(root.join(NOTE)).unwrap();
                save(&root, &format!("{text}line one\n"));
                // From here on; what comes before is tried above.
                fault::arm(nth, ERRORS[2].0);
            }
        });
        let mut carried = session.carry_out(&plan, Manners::None);
        carried.diagnostics.extend(session.tend_old_files(true));
        let Some(call) = fault::disarm() else { break };
        calls.insert(call);
        let context = format!("call {nth}, {call}: {carried:?}");
        let is_whole =
            |text: &str| text.contains("my first line") && text.matches("vault121:").count() == 2;
        assert!(is_whole(&disk.read(NOTE)), "{context}\n{}", disk.read(NOTE));
        drop(session);
        quiet(&disk);
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 0, "{context}\n{}", ran.err);
        assert!(is_whole(&disk.read(NOTE)), "{context}");
        assert_eq!(staged(&disk), Vec::<PathBuf>::new(), "{context}");
        let words = disk.read(NOTE) + &rescued(&disk);
        assert!(words.contains("line one\n"), "{context}\n{words}");
    }
    calls
}

/// A small file system that is full, for real. Needs the right to mount.
#[test]
fn on_a_full_disk_the_old_text_stands() {
    let disk = Disk::new(&[]);
    let root = disk.root.join("small");
    fs::create_dir(&root).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k,mode=755", "tmpfs"])
        .arg(&root)
        .output();
    if !mounted.is_ok_and(|out| out.status.success()) {
        println!("skipped: no right to mount a small file system here");
        return;
    }
    let run = |args: &[&str]| {
        let out = crate::support::program().arg("--vault").arg(&root).args(args).output().unwrap();
        (out.status.code(), String::from_utf8(out.stderr).unwrap())
    };
    let write = |path: &str, text: &[u8]| {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text)
    };
    write(".vault121/config.yml", b"").unwrap();
    write("People/Alice.md", ALICE.as_bytes()).unwrap();
    write(NOTE, WORDS.as_bytes()).unwrap();
    let args = ["--today", "2026-11-24", "build"];
    let first = run(&args);
    let old = fs::read_to_string(root.join(NOTE)).unwrap();
    write("Daily/2026-11-20.md", b"- #topic @alice the new desk\n").unwrap();
    let fills = write("filler", &vec![b'x'; 1 << 20]);
    let second = run(&args);
    let note = fs::read_to_string(root.join(NOTE)).unwrap();
    fs::remove_file(root.join("filler")).unwrap();
    let third = run(&args);
    let last = fs::read_to_string(root.join(NOTE)).unwrap();
    Command::new("umount").arg(&root).status().unwrap();
    assert_eq!(first.0, Some(0), "{}", first.1);
    assert!(fills.is_err(), "it is full");
    assert_eq!(second.0, Some(1), "{}", second.1);
    assert!(second.1.contains("no space left"), "{}", second.1);
    assert_eq!(note, old);
    assert_eq!(third.0, Some(0), "{}", third.1);
    assert!(last.contains("the new desk") && last.ends_with("my last line\n"));
}
