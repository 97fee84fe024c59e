//! `vault121 not`: what was read wrongly is not read any more, whatever it was, and nothing but the
//! line that was shown is changed.

use crate::pages::practice::{ALICE, NORA};
use crate::support::Disk;
use vault121::note::parse::Note;
use vault121::note::spelling::Spelling;
use vault121::text::ids::NotePath;

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

fn vault(text: &str) -> Disk {
    let notes = [("People/Alice.md", ALICE), ("People/Nora.md", NORA), (LAST, text)];
    Disk::new(&notes)
}

/// All that the program says of the vault: what is exported, and the next prep.
fn said(disk: &Disk) -> String {
    let prep = disk.run(&["prep", "alice", "--print"]).out;
    let export = disk.run(&["export"]).out;
    assert!(export.starts_with('{'), "{export}");
    prep + &export + &disk.run(&["list", "feedback", "--held"]).out
}

#[test]
fn a_line_of_any_kind_is_not_read_any_more_and_no_other_byte_changes() {
    for line in [
        "- Goal: a zebra",
        "- [ ] zebra",
        "- [ ] Alice: zebra 📅 2026-11-27",
        "- #goal/zebra learn zebra",
        "- #high-five zebra",
        "- Watch out: zebra",
        "- #topic zebra",
        "- Topic: zebra ^z1",
        "- #clarity zebra",
        "- #home zebra",
        "- #ask/zebra What of the zebra?",
        "- Feedback for me:: zebra",
        "- #feedback zebra",
        "- #my-miss zebra",
        "- #resource/zebra read zebra",
        "- Lob: zebra",
        "- a plain zebra",
        "a paragraph on the zebra",
    ] {
        let text = format!("# Alice\r\n\r\n- before\r\n\r\n{line}\r\n\r\n- behind\r\n");
        let disk = vault(&text);
        assert!(said(&disk).contains("zebra"), "{line}");
        let before = disk.files();
        let place = format!("{LAST}:5");
        let shown = disk.run(&["not", &place, "-n"]);
        assert_eq!((shown.code, disk.files() == before), (0, true), "{line}: {}", shown.err);
        assert!(shown.out.contains("[read:: no]"), "{line}: {}", shown.out);
        let ran = disk.run(&["not", &place]);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
        assert_eq!(ran.out, shown.out);
        assert!(!said(&disk).contains("zebra"), "{line}: {}", said(&disk));
        let after = disk.read(LAST);
        let own = after.lines().nth(4).unwrap().replace(" [read:: no]", "");
        assert_eq!(own, line.trim_end());
        let rest = |text: &str| {
            let lines = text.split_inclusive('\n').enumerate().filter(|(at, _)| *at != 4);
            lines.map(|(_, line)| line.to_owned()).collect::<String>()
        };
        assert_eq!(rest(&after), rest(&text), "{line}");
        // Said twice it is refused, and pages are brought up to date once.
        assert_eq!(disk.run(&["not", &place]).code, 2, "{line}");
        assert_eq!(disk.run(&["build"]).code, 0);
        assert!(disk.run(&["build"]).out.is_empty(), "{line}");
    }
}

#[test]
fn what_stands_below_goes_with_it_and_a_heading_takes_its_section() {
    let disk = vault("- Goal: a zebra\n  - [ ] the first zebra\n- [ ] me: call the bank\n");
    disk.run(&["not", &format!("{LAST}:1")]);
    let after = said(&disk);
    assert!(!after.contains("zebra") && after.contains("call the bank"), "{after}");

    let disk =
        vault("## Kudos\n- zebra one\n- zebra two\n\n## Next steps\n- [ ] me: call the bank\n");
    disk.run(&["not", &format!("{LAST}:1")]);
    let after = said(&disk);
    assert!(!after.contains("zebra") && after.contains("call the bank"), "{after}");
}

#[test]
fn a_one_on_one_and_a_person_that_are_none() {
    let people = |disk: &Disk| {
        let told = |kind: &str| disk.run(&["list", kind, "--format", "tsv"]).out;
        told("people") + &told("meetings")
    };
    // A heading of a daily note: nobody met, and nobody is called so.
    let disk = vault("- talked\n");
    disk.write(
        "Daily/2026-11-03.md",
        "# Tuesday\n\n## 1:1 [[Zara Quist]]\n- tables\n\n## Rest\n- x\n",
    );
    assert!(people(&disk).contains("Zara"));
    assert_eq!(disk.run(&["not", "Daily/2026-11-03.md:3"]).code, 0);
    assert!(!people(&disk).contains("Zara"), "{}", people(&disk));
    // A note in a folder of 1-2-1s, and one in a folder of people.
    for path in ["1-2-1s/Zara Quist/2026-11-03.md", "People/Zara Quist.md"] {
        for text in ["# Tables\n\n- x\n", "---\ntags: [data]\n---\n- x\n"] {
            let disk = vault("- talked\n");
            disk.write(path, text);
            assert!(people(&disk).contains("Zara"), "{path}");
            let ran = disk.run(&["not", path]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            assert!(disk.read(path).contains("read: no\n"), "{}", disk.read(path));
            assert!(disk.read(path).ends_with(text.trim_start_matches("---\n")));
            assert!(!people(&disk).contains("Zara"), "{}", people(&disk));
        }
    }
}

#[test]
fn what_is_no_line_of_a_note_is_refused_with_a_way_out() {
    let disk = vault("- talked\n\n- more\n");
    disk.run(&["build"]);
    let before = disk.files();
    for place in
        ["1-2-1s/Alice/2026-11-17.md:2", "nowhere.md:1", "nowhere.md", "1-2-1s/Alice/Rollup.md:8"]
    {
        let ran = disk.run(&["not", place]);
        assert_eq!(ran.code, 2, "{place}");
        assert!(ran.err.contains("\n  = "), "{place}: {}", ran.err);
    }
    assert_eq!(disk.files(), before);
}

/// The words of the lines that still say something, and the headings.
fn lines_of(text: &str, lines: &[&str], headings: &[&str]) {
    let path = NotePath::new("a.md").unwrap();
    let (note, _) = Note::parse(&path, text.as_bytes(), &Spelling::default());
    let words =
        note.items.iter().map(|item| item.text_with_names(|mention| mention.names.join("|")));
    let said: Vec<String> = words.filter(|words| !words.is_empty()).collect();
    assert_eq!(said, lines, "{text:?}");
    let heads = note.headings.iter().map(|heading| heading.text.as_str());
    assert_eq!(heads.filter(|text| !text.is_empty()).collect::<Vec<_>>(), headings, "{text:?}");
    let kinds =
        note.items.iter().filter(|item| item.text_with_names(|_| "x".to_owned()).is_empty());
    let loud = kinds.filter(|item| item.task.is_some() || item.kind().is_some());
    assert_eq!(loud.count(), 0, "{text:?}");
}

#[test]
fn a_line_is_not_read_and_neither_is_the_list_below_it() {
    lines_of("- [ ] a #goal/x [read:: no]\n- b\n", &["b"], &[]);
    lines_of("- a (read:: no)\n  - [ ] c\n    - d\n- b\n", &["b"], &[]);
    lines_of("a paragraph of @alice [read:: false]\n\nb\n", &["b"], &[]);
    lines_of("- a\n  - b [read:: no]\n  - c\n", &["a", "c"], &[]);
    lines_of("- a\n  - read:: no\n- b\n", &["b"], &[]);
    lines_of("- mood:: 3 [read:: no]\n- a\n", &["a"], &[]);
    lines_of("- a [read:: yes]\n- b [read:: maybe]\n", &["a", "b"], &[]);
    lines_of("- read it: no\n- a\n", &["read it: no", "a"], &[]);
}

#[test]
fn a_heading_is_not_read_and_neither_is_its_section() {
    lines_of(
        "# T\n\n## 1:1 Kai [read:: no]\n- a\n\n### x\n- b\n\n## y\n- c\n",
        &["c"],
        &["T", "y"],
    );
    lines_of("## x\nread:: no\n\n- a\n\n## y\n- c\n", &["c"], &["y"]);
    lines_of("## the field read:: no\n- a\n", &["a"], &["the field read:: no"]);
}

#[test]
fn a_word_on_who_may_see_it_stays() {
    let path = NotePath::new("a.md").unwrap();
    let text = "- home: a [audience: lead] [read:: no]\n  - b\n";
    let (note, _) = Note::parse(&path, text.as_bytes(), &Spelling::default());
    assert!(note.items[0].closes.is_some() && note.items[0].words.is_empty());
}
