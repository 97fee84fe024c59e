//! `ticks: write-back`: a box ticked on a page closes its line at the source, and nothing else.

use crate::engine::watching::{Watch, until};
use crate::support::Disk;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n\n- [ ] #goal/cka Pass the CKA [set:: 2026-11-02] [due:: 2026-12-20]\n";
const MEETING: &str = "talked\n\n- [ ] @alice book the exam\n- [ ] @nora ask for a budget ^budget\n- [ ] @alice call HR\n- [ ] @alice call HR tomorrow\n- [ ] @alice water the plants 🔁 every week\n- [ ] @alice twice\n- [ ] @alice twice\n";
const SOURCE: &str = "1-2-1s/Alice/2026-11-17.md";
const PREP: &str = "1-2-1s/Alice/2026-11-24.md";
const ROLLUP: &str = "1-2-1s/Alice/Alice rollup.md";

fn disk(config: &str) -> Disk {
    let disk = Disk::new(&[
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", ALICE),
        (SOURCE, MEETING),
        (".vault121/config.yml", config),
    ]);
    assert_eq!(disk.run(&["build"]).code, 0);
    disk
}

fn on() -> Disk {
    disk("ticks: write-back\n")
}

/// Ticks the one line of a page that holds `words`.
fn tick(disk: &Disk, page: &str, words: &str, mark: char) {
    let text = disk.read(page);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(words)).collect();
    let [line] = lines.as_slice() else { panic!("{words}: {lines:?}\n{text}") };
    assert!(line.contains("- [ ] "), "{line}");
    let ticked = line.replacen("[ ]", &format!("[{mark}]"), 1);
    disk.write(page, &text.replacen(line, &ticked, 1));
}

/// Ticks a line, builds, and gives what became of it at its source.
#[track_caller]
fn check(page: &str, words: &str, mark: char, before: &str, after: &str) {
    let disk = on();
    tick(&disk, page, words, mark);
    let ran = disk.run(&["build"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let source = if before.contains("#goal") { "People/Alice.md" } else { SOURCE };
    let was = if before.contains("#goal") { ALICE } else { MEETING };
    assert_eq!(disk.read(source), was.replacen(before, after, 1), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains(&format!("ticked in {page}")), "{}", ran.out);
    assert!(!disk.root.join(".vault121/rescue").exists(), "a tick is no text to rescue");
    assert_eq!(disk.run(&["build"]).out, "", "the second build writes nothing");
}

#[test]
fn a_tick_on_a_page_closes_the_line_it_came_from() {
    let book = "- [ ] @alice book the exam";
    check(PREP, "book the exam", 'x', book, "- [x] @alice book the exam [done:: 2026-11-24]");
    let budget = "- [ ] @nora ask for a budget ^budget";
    let asked = "- [x] @nora ask for a budget [done:: 2026-11-24] ^budget";
    check("1-2-1s/Me.md", "ask for a budget", 'x', budget, asked);
    check(
        ROLLUP,
        "ask for a budget",
        '-',
        budget,
        &asked.replace("[x]", "[-]").replace("done::", "dropped::"),
    );
    let goal = "- [ ] #goal/cka Pass the CKA [set:: 2026-11-02] [due:: 2026-12-20]";
    let passed =
        "- [x] #goal/cka Pass the CKA [set:: 2026-11-02] [due:: 2026-12-20] [done:: 2026-11-24]";
    check(PREP, "] Pass the CKA, set", 'x', goal, passed);
}

#[test]
fn of_two_promises_that_begin_alike_the_one_that_was_ticked_is_closed() {
    let (short, long) = ("- [ ] @alice call HR\n", "- [ ] @alice call HR tomorrow");
    check(ROLLUP, "call HR, since", 'x', short, "- [x] @alice call HR [done:: 2026-11-24]\n");
    check(
        ROLLUP,
        "call HR tomorrow",
        'x',
        long,
        "- [x] @alice call HR tomorrow [done:: 2026-11-24]",
    );
}

#[test]
fn without_the_word_in_the_config_no_page_has_a_box_and_no_tick_flows() {
    let disk = disk("me: nora\n");
    for page in [PREP, ROLLUP, "1-2-1s/Me.md"] {
        let text = disk.read(page);
        let region = text.split("<!-- vault121:end").next().unwrap();
        assert!(!region.contains("- [ ]"), "{page}: {text}");
    }
    let text = disk.read(ROLLUP).replacen("- Alice owes: book", "- [x] Alice owes: book", 1);
    disk.write(ROLLUP, &text);
    disk.run(&["build"]);
    assert_eq!(disk.read(SOURCE), MEETING);
}

#[test]
fn what_another_line_says_too_is_refused_with_both_lines_untouched() {
    let disk = on();
    tick(&disk, ROLLUP, "twice", 'x');
    let ran = disk.run(&["build"]);
    assert_eq!(disk.read(SOURCE), MEETING);
    assert!(ran.err.contains("tick-refused") && ran.err.contains("another line"), "{}", ran.err);
}

#[test]
fn a_task_that_repeats_is_refused_with_its_reason_and_stays() {
    let disk = on();
    tick(&disk, ROLLUP, "water the plants", 'x');
    let ran = disk.run(&["build"]);
    assert_eq!(disk.read(SOURCE), MEETING);
    assert!(ran.err.contains("tick-refused") && ran.err.contains("repeats"), "{}", ran.err);
    assert!(disk.read(ROLLUP).contains("- [ ] Alice owes: water the plants"));
}

#[test]
fn a_word_beside_a_tick_is_no_tick_and_is_kept() {
    let disk = on();
    tick(&disk, ROLLUP, "book the exam", 'x');
    disk.write(ROLLUP, &disk.read(ROLLUP).replacen("book the exam", "book the exam in May", 1));
    let ran = disk.run(&["build"]);
    assert_eq!(disk.read(SOURCE), MEETING);
    assert!(ran.err.contains("region-edited"), "{}", ran.err);
    let kept = disk.run(&["rescue", "show", "2026-11-24-1"]).out;
    assert!(kept.contains("- [x] Alice owes: book the exam in May"), "{kept}");
}

/// What another machine's build wrote is known by what this one would write.
#[test]
fn a_tick_flows_where_no_page_was_written_by_this_machine() {
    let clone = |disk: &Disk| {
        std::fs::remove_dir_all(disk.root.join(".vault121/cache")).unwrap();
    };
    let flows = |disk: &Disk, page: &str| {
        tick(disk, page, "book the exam", 'x');
        let ran = disk.run(&["build"]);
        let source = disk.read(SOURCE);
        assert!(source.contains("[x] @alice book the exam [done::"), "{}{source}", ran.err);
        assert!(!ran.err.contains("tick-refused") && !ran.err.contains("region-edited"));
        assert!(!disk.root.join(".vault121/rescue").exists(), "{}", ran.err);
        assert_eq!(disk.run(&["build"]).out, "");
    };
    let disk = on();
    clone(&disk);
    flows(&disk, PREP);
    let disk = on();
    clone(&disk);
    assert_eq!(disk.run(&["build"]).out, "", "there is nothing to write");
    flows(&disk, ROLLUP);
    // A pull: notes and pages of another build, over what this machine wrote.
    let (disk, other) = (on(), on());
    let added = MEETING.replace("talked", "talked\n\n- #high-five for the demo");
    other.write(SOURCE, &added);
    assert_eq!(other.run(&["build"]).code, 0);
    for (path, bytes) in other.files() {
        if path.ends_with(".md") {
            disk.write(&path, std::str::from_utf8(&bytes).unwrap());
        }
    }
    flows(&disk, ROLLUP);
}

#[test]
fn the_stamp_of_a_plug_in_tells_the_day_of_a_tick() {
    let stamp = |stamp: &str, mark: char, after: &str| {
        let disk = on();
        tick(&disk, ROLLUP, "book the exam", mark);
        let text = disk.read(ROLLUP);
        let line = text.lines().find(|line| line.contains("book the exam")).unwrap();
        disk.write(ROLLUP, &text.replacen(line, &format!("{line}{stamp}"), 1));
        let ran = disk.run(&["build"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let source = disk.read(SOURCE);
        assert!(source.contains(&format!("- {after}\n")), "{stamp}: {}{source}", ran.err);
        assert!(!disk.root.join(".vault121/rescue").exists(), "{}", ran.err);
        assert_eq!(disk.run(&["build"]).out, "");
    };
    let book = "@alice book the exam";
    stamp(" ✅ 2026-11-20", 'x', &format!("[x] {book} [done:: 2026-11-20]"));
    stamp("  [completion:: 2026-11-20]", 'x', &format!("[x] {book} [done:: 2026-11-20]"));
    stamp(" [completion:: 2026-11-20]", 'X', &format!("[x] {book} [done:: 2026-11-20]"));
    stamp(" ❌ 2026-11-20", '-', &format!("[-] {book} [dropped:: 2026-11-20]"));
    stamp("  [cancelled:: 2026-11-20]", '-', &format!("[-] {book} [dropped:: 2026-11-20]"));
}

#[test]
fn a_tick_on_a_page_that_a_formatter_wrote_otherwise_flows_also_in_a_clone() {
    type Form = fn(&str) -> String;
    let forms: [(&str, Form); 6] = [
        ("two blanks behind it", |line| format!("{line}  ")),
        ("another bullet", |line| line.replacen("- [", "* [", 1)),
        ("more blanks behind the bullet", |line| line.replacen("- [", "-   [", 1)),
        ("a tab before it", |line| format!("\t{line}")),
        ("an emphasis", |line| line.replacen("Alice", "**Alice**", 1)),
        ("a clock that goes ahead", |line| format!("{line} ✅ 2027-11-22")),
    ];
    for (name, form) in forms {
        for clone in [false, true] {
            let disk = on();
            if clone {
                std::fs::remove_dir_all(disk.root.join(".vault121/cache")).unwrap();
            }
            tick(&disk, ROLLUP, "book the exam", 'x');
            let text = disk.read(ROLLUP);
            let line = text.lines().find(|line| line.contains("book the exam")).unwrap();
            disk.write(ROLLUP, &text.replacen(line, &form(line), 1));
            let ran = disk.run(&["build"]);
            let source = disk.read(SOURCE);
            let done = "- [x] @alice book the exam [done:: 2026-11-24]\n";
            assert!(source.contains(done), "{name}, {clone}: {}{source}", ran.err);
            assert_eq!(disk.run(&["build"]).out, "", "{name}");
        }
    }
    // A word more is no form: nothing flows, and it is said and kept.
    let disk = on();
    tick(&disk, ROLLUP, "book the exam", 'x');
    let text = disk.read(ROLLUP);
    disk.write(ROLLUP, &text.replacen("book the exam", "book the big exam", 1));
    let ran = disk.run(&["build"]);
    assert!(!disk.read(SOURCE).contains("[x] @alice book the exam"), "{}", ran.err);
    assert!(disk.root.join(".vault121/rescue").exists(), "{}", ran.err);
}

#[test]
fn several_ticks_of_one_note_are_carried_together() {
    let disk = on();
    tick(&disk, ROLLUP, "book the exam", 'x');
    tick(&disk, PREP, "book the exam", 'x');
    tick(&disk, ROLLUP, "call HR tomorrow", 'x');
    tick(&disk, PREP, "] Pass the CKA, set", 'x');
    tick(&disk, ROLLUP, "water the plants", 'x');
    let ran = disk.run(&["build"]);
    let wanted = MEETING
        .replace("[ ] @alice book the exam", "[x] @alice book the exam [done:: 2026-11-24]")
        .replace("[ ] @alice call HR tomorrow", "[x] @alice call HR tomorrow [done:: 2026-11-24]");
    assert_eq!(disk.read(SOURCE), wanted, "{}{}", ran.out, ran.err);
    assert!(disk.read("People/Alice.md").contains("- [x] #goal/cka"), "{}", ran.err);
    assert_eq!(ran.err.matches("tick-refused").count(), 1, "{}", ran.err);
    assert_eq!(disk.run(&["build"]).out, "");
}

/// Nothing that somebody ticked goes without a word and a copy.
#[test]
fn a_tick_that_cannot_be_carried_is_said_and_kept() {
    let kept = |words: &str, change: &dyn Fn(&Disk)| {
        let disk = on();
        tick(&disk, ROLLUP, words, 'x');
        change(&disk);
        let ran = disk.run(&["build"]);
        assert_eq!(disk.read(SOURCE), MEETING, "{words}");
        assert!(ran.err.contains("tick-refused"), "{words}: {}", ran.err);
        let kept = disk.run(&["rescue", "show", "2026-11-24-1"]).out;
        assert!(
            kept.lines().any(|line| line.starts_with("- [x]") && line.contains(words)),
            "{kept}"
        );
        assert!(!disk.read(ROLLUP).contains("[x]"));
        assert_eq!(disk.run(&["build"]).out, "");
    };
    kept("water the plants", &|_| {});
    kept("book the exam", &|disk| {
        disk.write(ROLLUP, &disk.read(ROLLUP).replacen("call HR tomorrow", "call HR today", 1));
    });
    kept("book the exam", &|disk| {
        std::fs::remove_dir_all(disk.root.join(".vault121/cache")).unwrap();
        disk.write(ROLLUP, &disk.read(ROLLUP).replacen("call HR tomorrow", "call HR today", 1));
    });
}

#[test]
fn a_dry_run_shows_what_the_ticks_would_close_and_closes_nothing() {
    let disk = on();
    tick(&disk, ROLLUP, "book the exam", 'x');
    let before = disk.files();
    let ran = disk.run(&["build", "-n"]);
    assert!(ran.out.contains("+- [x] @alice book the exam [done:: 2026-11-24]"), "{}", ran.out);
    assert_eq!(disk.files(), before);
}

#[test]
fn a_line_that_was_closed_meanwhile_stays_as_it_was_closed() {
    let disk = on();
    tick(&disk, ROLLUP, "book the exam", 'x');
    let closed =
        MEETING.replacen("[ ] @alice book the exam", "[x] @alice book the exam ✅ 2026-11-20", 1);
    disk.write(SOURCE, &closed);
    assert_eq!(disk.run(&["build"]).code, 0);
    assert_eq!(disk.read(SOURCE), closed);
}

#[test]
fn under_watch_a_tick_flows_and_the_page_follows() {
    let disk = on();
    let watch = Watch::start(&disk, &[]);
    tick(&disk, PREP, "book the exam", 'x');
    until("the tick at its source", || {
        disk.read(SOURCE).contains("[x] @alice book the exam [done::")
    });
    until("the page", || !disk.read(PREP).contains("book the exam"));
    assert_eq!(watch.stop(), 0);
    assert_eq!(disk.run(&["build"]).out, "");
}
