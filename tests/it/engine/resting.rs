//! A watcher of a large vault forgets what the notes say when nothing is to do for a minute. What
//! it makes after that is what it would have made without a rest, whatever happened meanwhile.

use crate::support::{Disk, TODAY, day};
use std::fs::{self, File};
use std::time::{Duration, SystemTime};
use vault121::app::session::Session;
use vault121::app::watch::Batch;
use vault121::fs::manners::Manners;
use vault121::pages::again::Pass;
use vault121::pages::pages::Ask;
use vault121::pages::plan::Plan;
use vault121::process::progress::Progress;

const NOTES: &[(&str, &str)] = &[
    ("People/Alice.md", "---\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass the CKA\n"),
    ("People/Bob.md", "---\ncadence: 2w\nslot: mon\n---\n"),
    ("Daily/2026-11-20.md", "- #high-five @alice for the review\n"),
    ("Notes/Rust.md", "# Rust\n\nplain words\n"),
    (".vault121/templates/hello.md", "---\npage: hello\nfor: team\n---\nHello\n"),
];

/// A session that has built everything, and rests.
fn resting(disk: &Disk) -> Session {
    let mut session = Session::open(&disk.root, day(TODAY), &Progress::default());
    build(&mut session);
    session.forget_notes();
    assert_eq!(session.vault().count(), 0);
    session
}

fn build(session: &mut Session) {
    for _ in 0..3 {
        let Pass::Whole(plan, _) = session.after_save(true) else { panic!("no whole pass") };
        let carried = session.carry_out(&plan, Manners::Once);
        let wrote = carried.written.iter().map(|(path, _)| path.to_string()).collect();
        session.refresh(&Batch::Paths(wrote));
    }
}

fn edits(plan: &Plan) -> Vec<String> {
    plan.edits.iter().map(|edit| format!("{edit:?}")).collect()
}

/// Something happens to a file while the session rests, of which it hears as told.
fn check(what: &str, happens: impl Fn(&Disk), batch: &Batch) {
    let disk = Disk::new(NOTES);
    let mut session = resting(&disk);
    happens(&disk);
    assert!(session.refresh(batch), "{what}: is news");
    let Pass::Whole(plan, _) = session.after_save(false) else { panic!("{what}: no whole pass") };
    let fresh = Session::open(&disk.root, day(TODAY), &Progress::default());
    assert_eq!(edits(&plan), edits(&fresh.outcome(&Ask::default()).plan), "{what}");
    assert_eq!(session.vault().count(), fresh.vault().count(), "{what}");
}

fn paths(paths: &[&str]) -> Batch {
    Batch::Paths(paths.iter().map(|path| (*path).to_owned()).collect())
}

fn append(disk: &Disk, path: &str, line: &str) {
    disk.write(path, &format!("{}{line}", disk.read(path)));
}

#[test]
fn whatever_happens_while_it_rests_is_in_the_next_pages() {
    let saved = |disk: &Disk| append(disk, "Daily/2026-11-20.md", "- #high-five @bob for it\n");
    check("a save", saved, &paths(&["Daily/2026-11-20.md"]));
    check("a save that a walk finds", saved, &Batch::Rescan);
    let came = |disk: &Disk| disk.write("Daily/2026-11-23.md", "- #watch-out @bob late\n");
    check("a new note", came, &paths(&["Daily/2026-11-23.md"]));
    check("a new note that a walk finds", came, &Batch::Rescan);
    let went = |disk: &Disk| fs::remove_file(disk.root.join("Daily/2026-11-20.md")).unwrap();
    check("a note that goes", went, &paths(&["Daily/2026-11-20.md"]));
    check("a note that goes, found by a walk", went, &Batch::Rescan);
    let config = |disk: &Disk| disk.write(".vault121/config.yml", "tags: {high-five: [goal]}\n");
    check("a config", config, &paths(&[".vault121/config.yml"]));
    let template = |disk: &Disk| {
        fs::remove_file(disk.root.join(".vault121/templates/hello.md")).unwrap();
        append(disk, "Daily/2026-11-20.md", "- #high-five @bob for it\n");
    };
    check("a template that goes", template, &Batch::Rescan);
    let both = |disk: &Disk| {
        disk.write("dendron.yml", "version: 5\n");
        append(disk, "Daily/2026-11-20.md", "- #high-five @bob for it\n");
    };
    check("a setting", both, &paths(&["Daily/2026-11-20.md", "dendron.yml"]));
    let by_hand = |disk: &Disk| {
        let page = "1-2-1s/Alice/Alice rollup.md";
        disk.write(page, &disk.read(page).replace("Pass the CKA", "Pass it"));
    };
    check("a hand in a page of ours", by_hand, &paths(&["1-2-1s/Alice/Alice rollup.md"]));
}

#[test]
fn what_is_gone_without_an_event_is_missed_all_the_same() {
    // A network folder: another machine takes the template away, and only a save here is heard of.
    let template = |disk: &Disk| {
        fs::remove_file(disk.root.join(".vault121/templates/hello.md")).unwrap();
        append(disk, "Daily/2026-11-20.md", "- #high-five @bob for it\n");
    };
    check("a template that goes unheard", template, &paths(&["Daily/2026-11-20.md"]));
    let disk = Disk::new(NOTES);
    let mut session = resting(&disk);
    fs::remove_file(disk.root.join(".vault121/templates/hello.md")).unwrap();
    session.end_rest();
    assert!(session.vault().templates.is_empty());
}

#[test]
fn a_rest_goes_on_while_nothing_changes() {
    let disk = Disk::new(NOTES);
    // What is no note is complained of at each look.
    fs::create_dir(disk.root.join("Notes/folder.md")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("Rust.md", disk.root.join("Notes/link.md")).unwrap();
    let mut session = resting(&disk);
    assert!(!session.refresh(&Batch::Rescan), "a look at everything");
    assert!(!session.refresh(&paths(&[])), "time goes by");
    assert!(!session.refresh(&paths(&["Notes/Rust.md"])), "a file that is as it was");
    disk.write("Notes/picture.txt", "no note");
    assert!(!session.refresh(&paths(&["Notes/picture.txt"])), "no note");
    assert_eq!(session.vault().count(), 0);
    fs::create_dir(disk.root.join("Notes/new.md")).unwrap();
    assert!(session.refresh(&Batch::Rescan), "a new complaint");
    session.after_save(false);
    session.forget_notes();
    // Its words are the same, its time is not: it is read, with all others, and nothing is to do.
    let file = File::open(disk.root.join("Notes/Rust.md")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(100)).unwrap();
    session.refresh(&Batch::Rescan);
    let Pass::Whole(plan, _) = session.after_save(false) else { panic!("no whole pass") };
    assert_eq!(edits(&plan), Vec::<String>::new());
}

#[test]
fn a_new_day_ends_a_rest() {
    let disk = Disk::new(NOTES);
    let mut session = resting(&disk);
    session.today = day("2026-12-01");
    session.end_rest();
    let Pass::Whole(plan, _) = session.after_save(true) else { panic!("no whole pass") };
    let fresh = Session::open(&disk.root, day("2026-12-01"), &Progress::default());
    let expected = edits(&fresh.outcome(&Ask::default()).plan);
    assert!(!expected.is_empty());
    assert_eq!(edits(&plan), expected);
}

#[test]
fn after_a_rest_saves_are_as_quick_as_before() {
    let disk = Disk::new(NOTES);
    let mut session = resting(&disk);
    append(&disk, "Daily/2026-11-20.md", "- #high-five @bob for it\n");
    session.refresh(&paths(&["Daily/2026-11-20.md"]));
    build(&mut session);
    append(&disk, "Daily/2026-11-20.md", "- #high-five @bob for more\n");
    assert!(session.refresh(&paths(&["Daily/2026-11-20.md"])));
    assert!(matches!(session.after_save(false), Pass::Some(_)));
}

#[test]
fn a_note_saved_together_with_a_setting_is_not_lost() {
    let disk = Disk::new(NOTES);
    let mut session = Session::open(&disk.root, day(TODAY), &Progress::default());
    disk.write("dendron.yml", "version: 5\n");
    append(&disk, "Daily/2026-11-20.md", "- #high-five @bob for it\n");
    session.refresh(&paths(&["Daily/2026-11-20.md", "dendron.yml"]));
    let fresh = Session::open(&disk.root, day(TODAY), &Progress::default());
    let all = |session: &Session| edits(&session.outcome(&Ask::default()).plan);
    assert_eq!(all(&session), all(&fresh));
}
