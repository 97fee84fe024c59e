//! Cases made from public bug reports of other note programs, one row each: what a user expects,
//! tried by real commands on a copy of the case's vault.
//!
//! A line of a note is "read" when the export has it, and "said" when `check` complains at it. What
//! is neither is lost in silence, which is the fault that most of these cases are about.

use crate::engine::watching::{Watch, until};
use crate::support::{Disk, Ran, program, shared};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// A copy of a case.
struct Case {
    disk: Disk,
}

type Check = fn(&Case);

/// Each folder of `field/` with its check.
const CASES: &[(&str, Check)] = &[
    ("00-base", |case| {
        assert_eq!(case.check().code, 1, "pages are missing");
        case.settles();
        assert!(case.diagnostics().is_empty());
    }),
    ("01-tag-punctuation", |case| {
        case.each_line_is_read_or_said("Daily/2026-11-20.md");
        let leak = case.row("found the leak");
        assert!(leak["skills"].to_string().contains("debugging"), "{leak}");
    }),
    ("02-hash-that-is-no-tag", |case| {
        let rows = case.rows();
        let daily = |row: &&Value| row["source"]["path"] == "Daily/2026-11-20.md";
        let read: Vec<&Value> = rows.iter().filter(daily).collect();
        assert!(read.iter().all(|row| row["text"].to_string().contains("table row")), "{read:?}");
        case.is_read_or_said("Daily/2026-11-20.md", "table row that somebody meant");
        case.is_read_or_said("Daily/2026-11-20.md", "## Retro #high-five");
    }),
    ("03-tag-dash-and-case", |case| case.each_line_is_read_or_said("Daily/2026-11-20.md")),
    ("04-fields-in-callouts", |case| {
        let path = |text: &str| case.row(text)["path_text"].to_string();
        assert!(path("merged alone").contains("Friday review"), "{}", path("merged alone"));
        let skipped = path("skipped the review");
        assert!(skipped.contains("(old)") && skipped.contains("a(b)"), "{skipped}");
        assert_eq!(case.row("Learn Rust")["due"], "2026-12-06");
    }),
    ("05-wikilinks-in-front-matter", |case| {
        case.each_note_is_a_meeting_or_said("1-2-1s/", "abcdefghijk");
    }),
    ("06-bom", |case| {
        assert_eq!(case.meeting("1-2-1s/notepad.md").as_deref(), Some("2026-11-20"));
        case.row("no front matter, just a BOM");
        assert!(case.is_said_in("Daily/2026-11-18.md"));
        let before = fs::read(case.disk.root.join("1-2-1s/notepad.md")).unwrap();
        assert_eq!(case.disk.run(&["done", "^bomtask"]).code, 0);
        let after = fs::read(case.disk.root.join("1-2-1s/notepad.md")).unwrap();
        assert!(after.starts_with(&before[..before.iter().position(|b| *b == b'[').unwrap()]));
        let ends = |bytes: &[u8]| bytes.windows(2).filter(|two| two == b"\r\n").count();
        assert_eq!(ends(&before), ends(&after));
    }),
    ("07-second-front-matter", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        assert_eq!(case.meeting(note).as_deref(), Some("2026-11-10"));
        for text in ["first part", "second part", "third part"] {
            case.is_promise_of("alice", text);
        }
    }),
    ("08-nested-callouts", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        for text in ["task one", "task two", "task four", "task five", "task six", "seven no space"]
        {
            case.is_promise_of("alice", text);
        }
        case.each_line_is_read_or_said_of(note, "@alice task");
        for key in ["^five", "^seven"] {
            case.closes(key, note);
        }
    }),
    ("09-recurrence", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        for key in ["^rota", "^flds", "^oncall"] {
            let ran = case.disk.run(&["done", key]);
            assert!(ran.code != 0 && ran.err.contains("repeats"), "{key}: {}", ran.err);
        }
        for text in
            ["due with weekday", "due as link", "due range", "due short year", "due in words"]
        {
            let row = case.row(text);
            assert!(!row["due"].is_null() || case.is_said(note, text), "{text}: {row}");
        }
    }),
    ("10-timestamps", |case| {
        let days = |zone: &str| {
            let ran = case.command(&["export"], &[("TZ", zone)]);
            let value: Value = serde_json::from_str(&ran.out).unwrap();
            value["meetings"].to_string()
        };
        assert_eq!(days("Pacific/Auckland"), days("America/Los_Angeles"));
        case.each_note_is_a_meeting_or_said("1-2-1s/", "abcdefghijklmno");
    }),
    ("11-recurring-pair", |case| {
        for text in ["post the status", "check the rota", "water the plants"] {
            assert!(case.is_open(text), "{text}: {:?}", case.all(text));
        }
    }),
    ("11b-recurring-min", |case| {
        assert!(case.is_open("post the status"));
        case.build();
        assert!(case.prep_of_alice().contains("post the status"));
    }),
    ("12-struck-through", |case| {
        for text in ["retracted promise", "struck with the box"] {
            assert!(!case.is_open(text), "{text}");
        }
        case.build();
        assert!(!case.prep_of_alice().contains("retracted"), "{}", case.prep_of_alice());
        assert!(!case.prep_of_alice().contains("talk about pay"));
    }),
    ("13-by-person", |case| {
        let note = "1-2-1s/Björn Müller/2026-11-19.md";
        let of_bjorn = |row: &&Value| row["source"]["path"] == note && row["person"] == "bjorn";
        let rows = case.rows();
        assert_eq!(rows.iter().filter(of_bjorn).collect::<Vec<_>>(), Vec::<&Value>::new());
        case.each_line_is_read_or_said(note);
        assert_eq!(case.row("Great demo")["person"], "alice");
        case.each_line_is_read_or_said("Daily/2026-11-20.md");
    }),
    ("14-us-dates", |case| {
        // A build never turns the order: what cannot be a day says so with the way
        // out, and `init` has the line.
        for problem in case.diagnostics().iter().filter(|one| one["code"] == "date-unreadable") {
            assert!(problem.to_string().contains("date_order: mdy"), "{problem}");
        }
        let ran = case.disk.run(&["init", "--yes"]);
        assert!((ran.out.clone() + &ran.err).contains("date_order: mdy"), "{}{}", ran.out, ran.err);
        let config = case.disk.read(".vault121/config.yml");
        if !config.contains("\ndate_order: mdy") {
            case.disk.write(".vault121/config.yml", &format!("{config}\ndate_order: mdy\n"));
        }
        assert_eq!(case.meeting("1-2-1s/m11-03-2026.md").as_deref(), Some("2026-11-03"));
        assert!(case.all("task due").iter().all(|row| row["due"] == "2026-12-01"));
    }),
    ("15-same-name-two-folders", |case| {
        case.build();
        let pages = case.pages();
        assert!(pages.contains("[[Projects/A/Notes#^g1"), "{pages}");
        assert!(!pages.contains("[[Notes"), "{pages}");
    }),
    ("16-nfd-umlauts", |case| {
        let people = case.export()["people"].as_array().unwrap().len();
        assert_eq!(people, 3);
        case.settles();
    }),
    ("17-odd-names", |case| {
        case.settles();
        for link in case.pages().split("[[").skip(1) {
            let target = link.split("]]").next().unwrap().split(['|', '#']).next().unwrap();
            let plain = target.trim_start_matches("./");
            let there = case.disk.files().keys().any(|path| {
                let stem = path.strip_suffix(".md").or(path.strip_suffix(".MD")).unwrap_or(path);
                stem == plain || stem.ends_with(&format!("/{plain}"))
            });
            assert!(there, "[[{target}]] leads nowhere");
        }
    }),
    ("18-case-rename-watch", |case| {
        case.build();
        let watch = Watch::start(&case.disk, &[]);
        let old = "Archive/2026/q4/2026-11-20 Standup.md";
        let new = "Archive/2026/Q5 deep/er/2026-11-20 STANDUP.md";
        fs::create_dir_all(case.disk.root.join("Archive/2026/Q5 deep/er")).unwrap();
        fs::rename(case.disk.root.join(old), case.disk.root.join(new)).unwrap();
        until("the page follows the rename", || case.pages().contains("2026-11-20 STANDUP"));
        assert_eq!(watch.stop(), 0);
        case.settles();
    }),
    ("18b-person-folder-renamed", |case| {
        case.build();
        let said = case.check();
        let all = said.out + &said.err;
        assert!(
            all.contains("1-2-1s/Bjoern/Rollup.md")
                || all.contains("1-2-1s/Björn Müller/Rollup.md")
        );
        assert!(all.contains("page-not-kept"), "{all}");
        assert!(case.disk.run(&["clean"]).out.contains("Rollup.md"));
    }),
    ("19-ics-fold", |case| case.calendar_is_well_formed()),
    ("20-logseq-indent", |case| {
        let note = "Daily/2026_11_20.md";
        assert_eq!(case.row("Take the lead on call")["due"], "2026-12-20");
        let alone = case.row("merged alone");
        assert!(alone["path_text"].to_string().contains("pair on fridays"), "{alone}");
        for text in ["TODO @alice", "DONE @alice"] {
            case.is_read_or_said(note, text);
        }
    }),
    ("21-comments", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        for text in
            ["one before", "two between", "four after", "six after", "seven after", "eleven"]
        {
            case.is_promise_of("alice", text);
        }
        assert!(case.all("hidden").is_empty());
        for (note, text) in [
            ("1-2-1s/Alice Fischer/2026-09-29.md", "F between"),
            ("1-2-1s/Alice Fischer/2026-09-29.md", "G the other"),
            ("1-2-1s/Alice Fischer/2026-10-06.md", "B after"),
            ("1-2-1s/Alice Fischer/2026-10-06.md", "D after"),
            (note, "five `%%` in code"),
        ] {
            assert!(case.is_read(note, text) || case.is_said_in(note), "{note}: {text}");
        }
    }),
    ("22-block-ids", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        for key in ["^id1", "^own", "^trail"] {
            case.closes(key, note);
        }
        let ran = case.disk.run(&["done", "^dup"]);
        assert_ne!(ran.code, 0);
        assert!(
            ran.err.contains("2026-11-03.md") && ran.err.contains("2026-11-10.md"),
            "{}",
            ran.err
        );
    }),
    ("23-kanban", |case| {
        let note = "Team board.md";
        for (text, due) in [("Ship the API", "2026-12-15"), ("Give a talk", "2026-12-20")] {
            let row = case.row(text);
            assert!(row["due"] == due || case.is_said_with(note, text, "@{"), "{row}");
        }
    }),
    ("24-watch-new-folders", |case| {
        case.build();
        let watch = Watch::start(&case.disk, &[]);
        let deep = "New/1/2/3/4/5/6/7/2026-11-20.md";
        case.disk.write(deep, "- #high-five @alice deep and new #skill/x\n");
        until("a note seven folders down", || case.prep_of_alice().contains("deep and new"));
        fs::remove_dir_all(case.disk.root.join("New")).unwrap();
        until("its end", || !case.prep_of_alice().contains("deep and new"));
        case.disk.write(deep, "- #high-five @alice deep once more #skill/x\n");
        until("the same folders again", || case.prep_of_alice().contains("deep once more"));
        assert_eq!(watch.stop(), 0);
    }),
    ("25-sync-conflicts", |case| {
        let all = case.all("praise from the original");
        assert_eq!(all.len(), 1, "{all:?}");
        for (path, _) in case.disk.files() {
            let is_copy = path.starts_with("Daily/") && path != "Daily/2026-11-20.md";
            // What is no note to any program need not be told.
            if is_copy && path.ends_with(".md") && !path.contains("/~") {
                assert!(case.is_said_in(&path), "{path} is neither read nor said");
            }
        }
    }),
    ("26-merge-marks", |case| {
        for note in ["2026-10-27", "2026-11-10"] {
            assert!(case.is_said_in(&format!("1-2-1s/Alice Fischer/{note}.md")), "{note}");
        }
        assert!(case.all("ours").iter().all(|row| row["text"] != "ours"));
        case.is_promise_of("alice", "below a setext heading");
        case.is_promise_of("alice", "below the fence");
    }),
    ("27-line-endings", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        for key in ["^crlf", "^lf", "^end"] {
            case.closes(key, note);
        }
        case.settles();
    }),
    ("28-dendron-journal", |case| {
        for (text, day) in [
            ("default journal", "2026-11-20"),
            ("with weekday", "2026-11-19"),
            ("dash weekday", "2026-11-18"),
            ("title is the day only", "2026-11-17"),
            ("y-MM-dd segment", "2026-11-16"),
        ] {
            assert_eq!(case.row(text)["date"], day, "{text}");
        }
        case.is_read_or_said("vault/daily.journal.2026.11.12.md", "cross vault");
    }),
    ("30-unrendered-template", |case| {
        let note = "1-2-1s/Alice Fischer/2026-11-10.md";
        assert!(case.is_said_in(note));
        let capital = "1-2-1s/Alice Fischer/2026-11-03.md";
        assert_eq!(case.meeting(capital).as_deref(), Some("2026-11-03"));
        assert!(case.all("from a template").is_empty());
    }),
    ("31-tables", |case| {
        let note = "Daily/2026-11-20.md";
        for text in ["escaped pipe outside", "blanks in the label", "blanks in the target"] {
            assert_eq!(case.row(text)["person"], "alice", "{text}");
        }
        for text in ["calmed the customer", "merged alone", "unescaped"] {
            case.is_read_or_said(note, text);
        }
    }),
    ("32-full-calendar", |case| {
        for person in ["Ed", "Gus"] {
            let path = format!("People/{person}.md");
            let people = case.export()["people"].to_string();
            assert!(case.is_said_in(&path) || people.contains(&path), "{person}");
        }
        assert!(
            case.is_said_in("Calendar/2026-11-20 1-1 Alice.md")
                || case.is_read("Calendar/2026-11-20 1-1 Alice.md", "calendar task")
        );
    }),
    ("33-aliases", |case| {
        case.each_line_is_read_or_said("Daily/2026-11-20.md");
        for (text, person) in [("one", "zed"), ("six", "max-two"), ("eight", "xaver")] {
            let rows = case.all(text);
            let is_theirs = |row: &&Value| row["person"].to_string().contains(person);
            assert_eq!(rows.iter().filter(is_theirs).count(), 1, "{text}: {rows:?}");
        }
        case.is_said_at("Daily/2026-11-20.md", "@max four");
    }),
    ("35-ics-moved", |case| {
        case.calendar_is_well_formed();
        let files = case.disk.files();
        let (_, ics) = files.iter().find(|(path, _)| path.ends_with(".ics")).unwrap();
        let ics = String::from_utf8_lossy(ics).into_owned();
        assert_eq!(ics.matches("RECURRENCE-ID;TZID=Europe/Berlin:20261125").count(), 1, "{ics}");
        assert_eq!(ics.matches("DTSTART;TZID=Europe/Berlin:20261126T150000").count(), 1, "{ics}");
    }),
    ("36-front-matter-fences", |case| {
        case.each_note_is_a_meeting_or_said("1-2-1s/", "abcdefghijklmno");
    }),
    ("37-log-headings", |case| {
        case.each_line_is_read_or_said_of("1-2-1s/Alice Fischer/Log.md", "@alice");
    }),
    ("37b-log-undated", |case| {
        case.each_line_is_read_or_said_of("1-2-1s/Alice Fischer/Log.md", "@alice");
    }),
    ("37c-undated-in-dated-log", |case| {
        for who in ["@alice", "@nora"] {
            case.each_line_is_read_or_said_of("1-2-1s/Alice Fischer/Log.md", who);
        }
    }),
    ("40-link-basename", |case| {
        case.build();
        assert!(!case.pages().contains("never pays on time"));
        assert!(case.all("never pays").iter().all(|row| row["person"] != "alice"));
    }),
    ("42-tpl-folder", |case| {
        case.disk.run(&["init", "--yes"]);
        assert!(case.all("example").is_empty());
        assert!(case.all("from a template").is_empty());
    }),
    ("44-box-typos", |case| {
        case.each_line_is_read_or_said_of("1-2-1s/Alice Fischer/2026-11-10.md", "@alice");
    }),
    ("45-html-details", |case| {
        for text in [
            "one in details",
            "five right behind",
            "six below",
            "eight right",
            "ten quote",
            "eleven in a div",
            "twelve in a mark",
            "fourteen",
        ] {
            case.is_promise_of("alice", text);
        }
        assert!(case.all("seven in code").is_empty());
    }),
    ("46-embeds", |case| {
        for text in ["in tilde fence", "indented code", "nested fence", "fence in a list"] {
            assert!(case.all(text).is_empty(), "{text}");
        }
        case.is_promise_of("alice", "before");
        case.row("real one");
        for note in ["2026-11-03", "2026-11-10"] {
            let note = format!("1-2-1s/Alice Fischer/{note}.md");
            assert!(case.is_said_in(&note), "an open fence is said: {note}");
        }
    }),
    ("47-skill-fields", |case| {
        let note = "Daily/2026-11-20.md";
        for text in
            ["field skill", "child skill", "link skill", "tag after comma", "tag in brackets"]
        {
            let row = case.row(text);
            assert!(
                row["skills"].to_string().contains("debugging") || case.is_said_at_all(note, text),
                "{row}"
            );
        }
        assert!(case.row("field skill")["skills"].to_string().contains("debugging"));
    }),
    ("49-fold-same-words", |case| {
        assert_eq!(case.all("talk to HR").len(), 2);
        let of =
            |person: &str| case.all("book a room").into_iter().find(|row| row["person"] == person);
        assert_eq!(of("alice").unwrap()["status"], "open");
        assert_eq!(of("bjorn").unwrap()["status"], "done");
        case.build();
        assert!(case.prep_of_alice().contains("book a room"));
    }),
    ("50-undated-person-section", |case| {
        let note = "Daily/2026-11-20.md";
        for text in ["one", "three", "four", "five", "six", "seven", "eight", "nine"] {
            case.is_read_or_said(
                note,
                &format!("@{} {text}", if text == "three" { "alice" } else { "nora" }),
            );
        }
        let one = case.all("one").into_iter().find(|row| row["source"]["path"] == note).unwrap();
        assert_eq!(one["person"], "alice", "{one}");
    }),
    ("51-tz-today", |case| {
        for text in ["late Pacific/Honolulu", "late Pacific/Kiritimati"] {
            case.row(text);
        }
        for zone in ["Pacific/Honolulu", "Pacific/Kiritimati"] {
            let day = Command::new("date").arg("+%F").env("TZ", zone).output().unwrap();
            let day = String::from_utf8(day.stdout).unwrap();
            let mut add = program();
            add.current_dir(&case.disk.root).env("TZ", zone);
            let ran = Ran::of(add.args(["add", "high-five", "alice", "said late"]));
            assert!(ran.out.contains(day.trim()), "{zone}: {}{}", ran.out, ran.err);
        }
    }),
    ("52-git-ignorecase", |case| {
        case.git(&["init", "-q"]);
        case.git(&["config", "core.ignorecase", "true"]);
        case.build();
        case.git(&["add", "-A"]);
        case.git(&["commit", "-qm", "a"]);
        case.git(&["mv", "People/alice fischer.md", "People/Alice Fischer.md"]);
        assert!(case.export()["people"].to_string().contains("People/Alice Fischer.md"));
        case.build();
        case.git(&["add", "-A"]);
        let ran = case.disk.run(&["check", "--staged"]);
        assert_eq!(ran.code, 0, "{}", ran.out);
    }),
    ("53-path-twins", |case| {
        let codes: BTreeSet<String> =
            case.diagnostics().iter().map(|said| said["code"].to_string()).collect();
        assert!(codes.contains("\"path-twins\""), "{codes:?}");
        for text in ["upper twin", "lower twin"] {
            case.row(text);
        }
    }),
    ("56-same-words-other-kinds", |case| {
        let of = |text: &str| case.all(text).len();
        assert_eq!(
            (of("no meetings on Friday"), of("the plan for Q1"), of("Give a talk")),
            (2, 2, 2)
        );
        let goal =
            case.all("Give a talk").into_iter().find(|row| row["person"] == "alice").unwrap();
        assert_eq!(goal["status"], "open");
        let topics = case.all("pay");
        assert!(
            topics.iter().any(|row| row["status"].is_null() && row.to_string().contains("alice")),
            "{topics:?}"
        );
    }),
    ("58-watch-sync-tmp", |case| {
        case.build();
        let watch = Watch::start(&case.disk, &[]);
        let put = |name: &str, text: &str, old: bool| {
            let temporary = case.disk.root.join(format!("Daily/.{name}.tmp"));
            fs::write(&temporary, text).unwrap();
            if old {
                let then = std::time::SystemTime::now() - std::time::Duration::from_secs(1_000_000);
                fs::File::options()
                    .write(true)
                    .open(&temporary)
                    .unwrap()
                    .set_modified(then)
                    .unwrap();
            }
            fs::rename(&temporary, case.disk.root.join("Daily").join(name)).unwrap();
        };
        put("2026-11-21.md", "- #high-five @alice renamed over #skill/x\n", false);
        until("a file that was renamed over", || case.prep_of_alice().contains("renamed over"));
        put("2026-11-21.md", "- #high-five @alice with an old time #skill/x\n", true);
        until("a file with an old time", || case.prep_of_alice().contains("with an old time"));
        fs::write(case.disk.root.join("Daily/2026-11-21.md"), "").unwrap();
        until("a file cut to nothing", || !case.prep_of_alice().contains("with an old time"));
        assert_eq!(watch.stop(), 0);
    }),
];

/// Cases that do not hold yet, and whose they are. A case that holds is taken out of this list.
const NOT_YET: &[(&str, &str)] = &[
    // What belongs to its bullet is read as expected. `TODO @alice …` in a daily note is nobody's
    // promise (outside 1-2-1s only tags count), and is not said: to name each box of
    // each daily note would nag whoever keeps tasks there.
    ("20-logseq-indent", "outside 1-2-1s only tags count"),
];

#[test]
fn each_case_from_the_field_is_as_its_user_expects() {
    let Some(field) = shared("data/field") else { return };
    let folders = fs::read_dir(&field).unwrap().map(|entry| entry.unwrap().file_name());
    let folders: BTreeSet<String> = folders.map(|name| name.into_string().unwrap()).collect();
    let rows: BTreeSet<String> = CASES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(folders, rows, "each folder has a row, and each row a folder");
    let wanted = std::env::var("VAULT121_FIELD").unwrap_or_default();
    let mut wrong = Vec::new();
    for (name, check) in CASES.iter().filter(|(name, _)| name.starts_with(&wanted)) {
        let case = Case { disk: Disk::copy(&field.join(name).join("vault")) };
        let held = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&case))).is_ok();
        match (held, NOT_YET.iter().find(|(not, _)| not == name)) {
            (true, Some((_, area))) => {
                println!("{name} holds now: take it out of NOT_YET ({area})");
            }
            (false, Some((_, area))) => println!("{name} does not hold yet ({area})"),
            (false, None) => wrong.push(*name),
            (true, None) => {}
        }
    }
    assert_eq!(wrong, Vec::<&str>::new());
}

impl Case {
    fn command(&self, args: &[&str], env: &[(&str, &str)]) -> Ran {
        let mut command = program();
        command.current_dir(&self.disk.root).args(["--today", "2026-11-24"]).args(args);
        Ran::of(command.envs(env.iter().copied()))
    }

    fn check(&self) -> Ran {
        self.disk.run(&["check"])
    }

    fn build(&self) {
        let ran = self.disk.run(&["build"]);
        assert!(ran.code < 2, "{}", ran.err);
    }

    /// Builds; a second build writes nothing.
    fn settles(&self) {
        self.build();
        assert_eq!(self.disk.run(&["build"]).out, "");
    }

    fn export(&self) -> Value {
        serde_json::from_str(&self.disk.run(&["export"]).out).unwrap()
    }

    fn diagnostics(&self) -> Vec<Value> {
        let ran = self.disk.run(&["check", "--format", "json"]);
        let value: Value = serde_json::from_str(&ran.out).unwrap();
        value["diagnostics"].as_array().unwrap().clone()
    }

    /// Every row of the export that comes from a line.
    fn rows(&self) -> Vec<Value> {
        let export = self.export();
        let lists = export.as_object().unwrap().values().filter_map(Value::as_array);
        lists.flatten().flat_map(with_inner).collect()
    }

    /// The rows with these words.
    fn all(&self, words: &str) -> Vec<Value> {
        let has = |row: &Value| {
            ["text", "title", "question"]
                .iter()
                .any(|key| row[key].as_str().is_some_and(|text| text.split(words).count() > 1))
        };
        let rows = self.rows();
        rows.into_iter().filter(|row| has(row) && !row["source"].is_null()).collect()
    }

    fn row(&self, words: &str) -> Value {
        let all = self.all(words);
        all.first().unwrap_or_else(|| panic!("`{words}` is not read")).clone()
    }

    fn is_open(&self, words: &str) -> bool {
        self.all(words).iter().any(|row| row["status"] == "open")
    }

    fn is_promise_of(&self, owner: &str, words: &str) {
        let all = self.all(words);
        let found = all.iter().any(|row| row["owner"] == owner);
        assert!(found, "`{words}` is no promise of {owner}: {all:?}");
    }

    fn meeting(&self, path: &str) -> Option<String> {
        let export = self.export();
        let found =
            export["meetings"].as_array().unwrap().iter().find(|row| row["path"] == path)?;
        found["date"].as_str().map(str::to_owned)
    }

    /// The line of a note that holds these words.
    fn line(&self, path: &str, words: &str) -> u64 {
        let bytes = fs::read(self.disk.root.join(path)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let at = text.lines().position(|line| line.contains(words));
        at.unwrap_or_else(|| panic!("{path} has no `{words}`")) as u64 + 1
    }

    fn is_read(&self, path: &str, words: &str) -> bool {
        let line = self.line(path, words);
        self.rows().iter().any(|row| row["source"]["path"] == path && row["source"]["line"] == line)
    }

    fn is_said(&self, path: &str, words: &str) -> bool {
        let line = self.line(path, words);
        self.diagnostics().iter().any(|said| said["path"] == path && said["line"] == line)
    }

    fn is_said_with(&self, path: &str, words: &str, what: &str) -> bool {
        let line = self.line(path, words);
        let at = |said: &&Value| said["path"] == path && said["line"] == line;
        self.diagnostics().iter().filter(at).any(|said| said.to_string().contains(what))
    }

    fn is_said_at_all(&self, path: &str, words: &str) -> bool {
        self.is_said_with(path, words, "field") || self.is_said_with(path, words, "`skill")
    }

    fn is_said_at(&self, path: &str, words: &str) {
        assert!(self.is_said(path, words), "`{words}` of {path} is not said");
    }

    fn is_said_in(&self, path: &str) -> bool {
        self.diagnostics().iter().any(|said| said["path"] == path)
    }

    fn is_read_or_said(&self, path: &str, words: &str) {
        assert!(
            self.is_read(path, words) || self.is_said(path, words),
            "{path}: `{words}` is lost"
        );
    }

    /// No line with these words is lost.
    fn each_line_is_read_or_said_of(&self, path: &str, words: &str) {
        let places = |rows: Vec<Value>, of: fn(&Value) -> &Value| -> BTreeSet<u64> {
            let here = rows.iter().map(of).filter(|place| place["path"] == path);
            here.filter_map(|place| place["line"].as_u64()).collect()
        };
        let read = places(self.rows(), |row| &row["source"]);
        let said = places(self.diagnostics(), |said| said);
        let bytes = fs::read(self.disk.root.join(path)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines = text.lines().enumerate().map(|(at, line)| (at as u64 + 1, line));
        // A line may go on one above: its words are those of that one.
        let rows = self.rows();
        let goes_on = |line: &str| {
            let own = line.trim().trim_start_matches(words).trim();
            rows.iter().any(|row| row["source"]["path"] == path && row["text"] == own)
        };
        let lost = lines.filter(|(_, line)| line.contains(words) && !goes_on(line));
        let lost: Vec<(u64, &str)> =
            lost.filter(|(at, _)| !read.contains(at) && !said.contains(at)).collect();
        assert!(lost.is_empty(), "{path}: {lost:#?}");
    }

    fn each_line_is_read_or_said(&self, path: &str) {
        self.each_line_is_read_or_said_of(path, "@alice");
    }

    /// Each note is a 1-2-1 in the export, or told of by `check`.
    fn each_note_is_a_meeting_or_said(&self, folder: &str, names: &str) {
        let export = self.export();
        let meetings = export["meetings"].as_array().unwrap();
        let said = self.diagnostics();
        for name in names.chars() {
            let path = format!("{folder}{name}.md");
            let is_here = |row: &Value| row["path"] == path.as_str();
            let names_it = |row: &Value| {
                is_here(row) || row["message"].as_str().is_some_and(|said| said.contains(&path))
            };
            assert!(meetings.iter().any(is_here) || said.iter().any(names_it), "{path} is lost");
        }
    }

    /// `done` changes the line of this key and no other byte.
    fn closes(&self, key: &str, path: &str) {
        let before = fs::read(self.disk.root.join(path)).unwrap();
        let ran = self.disk.run(&["done", key]);
        assert_eq!(ran.code, 0, "{key}: {}", ran.err);
        let after = fs::read(self.disk.root.join(path)).unwrap();
        let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
            bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
        };
        let (before, after) = (lines(&before), lines(&after));
        assert_eq!(before.len(), after.len(), "{key}");
        let changed = before.iter().zip(&after).filter(|(before, after)| before != after);
        assert_eq!(changed.count(), 1, "{key}");
    }

    fn pages(&self) -> String {
        let files = self.disk.files();
        let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let region = |text: String| {
            let begin = text.find("<!-- vault121:begin")?;
            Some(text[begin..text.rfind("<!-- vault121:end")?].to_owned())
        };
        texts.filter_map(region).collect()
    }

    fn prep_of_alice(&self) -> String {
        self.disk.read("1-2-1s/Alice Fischer/2026-11-24.md")
    }

    fn calendar_is_well_formed(&self) {
        let ran = self.disk.run(&["calendar"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let files = self.disk.files();
        let (_, ics) = files.iter().find(|(path, _)| path.ends_with(".ics")).unwrap();
        let text = String::from_utf8(ics.clone()).unwrap();
        assert!(text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
        }
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(&self.disk.root).args([
            "-c",
            "user.name=n",
            "-c",
            "user.email=n@example.org",
        ]);
        let out = git.args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }
}

/// A row and those within it that have a place of their own: steps and news of a goal.
fn with_inner(row: &Value) -> Vec<Value> {
    let inner = ["steps", "news"].iter().filter_map(|key| row[key].as_array()).flatten();
    [row].into_iter().chain(inner).cloned().collect()
}
