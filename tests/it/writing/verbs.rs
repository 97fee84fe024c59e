//! The verbs that change one line of a person's own text, byte for byte: what they write, what
//! they leave, and when they refuse.

use crate::support::{Disk, TODAY, day};
use std::collections::BTreeMap;
use vault121::model::model::Model;
use vault121::pages::actions;
use vault121::pages::actions::LineMark;
use vault121::pages::selector;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n";
const NORA: &str = "---\nkind: person\nme: yes\n---\n";

fn people<'a>(notes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("People/Alice.md", ALICE), ("People/Nora.md", NORA)];
    all.extend(notes);
    all
}

/// The line that a mark makes of `line` in a daily note, or why it does not.
fn marked(line: &str, mark: LineMark, why: Option<&str>, more: &[(&str, &str)]) -> String {
    let text = format!("# Notes\n\n{line}\n\nand more\n");
    let mut notes = people(more);
    notes.push(("Daily/2026-11-20.md", &text));
    let vault = crate::support::vault(&notes);
    let model = Model::fold_vault(&vault, day(TODAY));
    let target = match selector::find(&model, vault.whole().unwrap(), "Daily/2026-11-20.md:3") {
        Ok(target) => target,
        Err(refusal) => return refusal.why,
    };
    match actions::mark_edit(&model, vault.whole().unwrap(), &text, &target, mark, why) {
        Ok(edit) => {
            let new = edit.apply(&text).unwrap();
            assert_eq!(new, text.replacen(line, &edit.after, 1), "nothing but the line changes");
            edit.after
        }
        Err(refusal) => refusal.why,
    }
}

#[track_caller]
fn check(mark: LineMark, line: &str, expected: &str) {
    assert_eq!(marked(line, mark, None, &[]), expected, "{line}");
}

const TASKS: (&str, &str) = (".obsidian/community-plugins.json", r#"["obsidian-tasks-plugin"]"#);

#[test]
fn done_ticks_in_the_lines_own_style_and_before_a_block_id() {
    let done = |line, expected| check(LineMark::Done, line, expected);
    done("- [ ] #goal/cka @alice Pass", "- [x] #goal/cka @alice Pass [done:: 2026-11-24]");
    done(
        "- [/] #goal/cka @alice Pass 📅 2026-12-01 ^goal-cka",
        "- [x] #goal/cka @alice Pass 📅 2026-12-01 ✅ 2026-11-24 ^goal-cka",
    );
    done(
        "* [ ] @alice ask HR [due:: 2026-12-01]  ^a-1  ",
        "* [x] @alice ask HR [due:: 2026-12-01] [done:: 2026-11-24]  ^a-1  ",
    );
    // No-break spaces, as keyboards and word processors put them.
    done(
        "- [ ] @alice ask\u{a0}HR\u{a0}:\u{3000}when",
        "- [x] @alice ask\u{a0}HR\u{a0}:\u{3000}when [done:: 2026-11-24]",
    );
    done(
        "> - [ ] @alice ask `a ^b` %% no %%",
        "> - [x] @alice ask `a ^b` %% no %% [done:: 2026-11-24]",
    );
    done("12. [ ] @alice ask [ ] twice", "12. [x] @alice ask [ ] twice [done:: 2026-11-24]");
    done("- #goal @alice be kind", "- [x] #goal @alice be kind [done:: 2026-11-24]");
    done("- #topic @alice the desk ^d", "- #topic @alice the desk [done:: 2026-11-24] ^d");
    done(
        "- [ ] Ä é — 日本 ✅ soon 📅 2026-12-01",
        "- [x] Ä é — 日本 ✅ soon 📅 2026-12-01 ✅ 2026-11-24",
    );
}

#[test]
fn share_says_when_and_drop_says_why() {
    let share = |line, expected| check(LineMark::Share, line, expected);
    share("- #high-five @alice calm ^h", "- #high-five @alice calm [shared:: 2026-11-24] ^h");
    share("#watch-out @alice loud", "#watch-out @alice loud [shared:: 2026-11-24]");
    share("- [ ] #high-five @alice calm", "- [x] #high-five @alice calm [done:: 2026-11-24]");
    let drop = |line, expected| {
        assert_eq!(marked(line, LineMark::Drop, Some("not [now]"), &[]), expected, "{line}");
    };
    drop("- #watch-out @alice loud ^w", "- #watch-out @alice loud [drop:: not (now)] ^w");
    drop(
        "- [ ] #goal/cka @alice Pass #skill/k8s 📅 2026-12-01 ^g",
        "- [-] #goal/cka @alice Pass [why:: not (now)] #skill/k8s 📅 2026-12-01 ❌ 2026-11-24 ^g",
    );
    drop(
        "- [ ] @alice ask HR [due:: 2026-12-01]",
        "- [-] @alice ask HR [why:: not (now)] [due:: 2026-12-01] [dropped:: 2026-11-24]",
    );
    check(LineMark::Drop, "- #topic @alice x", "- #topic @alice x [drop:: 2026-11-24]");
}

#[test]
fn days_are_written_as_the_vault_writes_them() {
    let style = |more: &[(&str, &str)]| marked("- [ ] @alice ask HR", LineMark::Done, None, more);
    let emoji = ("Daily/2026-11-19.md", "- [ ] a 📅 2026-12-01\n- [x] b ✅ 2026-11-01\n");
    let fields = ("Daily/2026-11-19.md", "- [ ] a [due:: 2026-12-01]\n");
    let config = |text| (".vault121/config.yml", text);
    let line = |end: &str| format!("- [x] @alice ask HR {end}");
    assert_eq!(style(&[emoji]), line("✅ 2026-11-24"));
    assert_eq!(style(&[fields]), line("[done:: 2026-11-24]"));
    assert_eq!(style(&[fields, TASKS]), line("[completion:: 2026-11-24]"));
    assert_eq!(style(&[TASKS]), line("✅ 2026-11-24"));
    assert_eq!(style(&[emoji, config("dates: fields\n")]), line("[done:: 2026-11-24]"));
    assert_eq!(style(&[fields, config("dates: emoji\n")]), line("✅ 2026-11-24"));
    assert_eq!(
        marked(
            "- [ ] @alice ask",
            LineMark::Done,
            None,
            &[config("statuses: {x: open, D: done, X: open}\n")]
        ),
        "- [D] @alice ask [done:: 2026-11-24]"
    );
}

#[test]
fn what_is_not_safe_or_makes_no_sense_is_refused() {
    for (line, mark, why) in [
        ("- [ ] @alice water 🔁 every week 📅 2026-12-01", LineMark::Done, "repeats"),
        ("- [x] @alice ask", LineMark::Done, "is done already"),
        ("- [-] #goal/x @alice ask", LineMark::Drop, "is dropped already"),
        ("- #high-five @alice calm", LineMark::Done, "it is shared, not done"),
        (
            "- #high-five @alice calm [shared:: 2026-11-10]",
            LineMark::Share,
            "says `shared` already",
        ),
        ("- #topic @alice x", LineMark::Share, "only a high five or a watch out"),
        ("- #season/low @alice", LineMark::Done, "nothing to close"),
        ("- a plain line", LineMark::Drop, "nothing to close"),
        ("- [ ] `code\n  span` here", LineMark::Done, "read otherwise"),
        ("- [ ] [path:: b\n  c] here", LineMark::Done, "read otherwise"),
        ("```\n- [ ] in code\n```", LineMark::Done, "no item begins"),
    ] {
        let said = marked(line, mark, None, &[]);
        assert!(said.contains(why), "{line}: {said}");
    }
}

/// Everything in the vault but one line of one file is as it was, CRLF and a missing last newline
/// among it.
#[test]
fn one_line_differs_in_the_whole_vault() {
    let note = "---\r\nkind: person\r\ncadence: 1w\r\n---\r\n\r\n- [ ] #goal/cka Pass 📅 2026-12-01 ^goal\r\n- #high-five explained it ^five\r\n- [ ] #goal/talk Talk";
    let notes = [("People/Alice.md", note), ("People/Nora.md", NORA)];
    for (args, line, after) in [
        (
            &["done", "alice/cka"][..],
            5,
            "- [x] #goal/cka Pass 📅 2026-12-01 ✅ 2026-11-24 ^goal\r\n",
        ),
        (&["share", "^five"], 6, "- #high-five explained it [shared:: 2026-11-24] ^five\r\n"),
        (&["drop", "People/Alice.md:8"], 7, "- [-] #goal/talk Talk ❌ 2026-11-24"),
    ] {
        let disk = Disk::new(&notes);
        let before: BTreeMap<String, Vec<u8>> = disk.files();
        let ran = disk.run(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.out, format!("People/Alice.md:{}: {}\n", line + 1, after.trim()));
        let mut files = disk.files();
        files.remove(".vault121/.gitignore");
        files.retain(|path, _| !path.starts_with(".vault121/rescue"));
        let mut lines: Vec<&str> = note.split_inclusive('\n').collect();
        lines[line] = after;
        assert_eq!(String::from_utf8_lossy(&files["People/Alice.md"]), lines.concat());
        files.insert("People/Alice.md".to_owned(), before["People/Alice.md"].clone());
        assert_eq!(files, before, "{args:?}");
    }
}

#[test]
fn a_key_is_one_line_or_is_refused_with_all_of_them() {
    let disk = Disk::new(&people(&[
        ("People/Bob.md", ALICE),
        (
            "Goals.md",
            "- [ ] #goal/cka @alice Pass\n- [ ] #goal/cka @bob Pass too\n- #topic @bob x ^b\n\n- #topic @alice y ^b\n",
        ),
    ]));
    let both = disk.run(&["done", "cka"]);
    assert_eq!(both.code, 2);
    for line in ["Goals.md:1: goal: Pass", "Goals.md:2: goal: Pass too", "may be any of 2 lines"] {
        assert!(both.err.contains(line), "{}", both.err);
    }
    assert!(disk.run(&["drop", "^b"]).err.contains("Goals.md:5: topic: y"));
    let near = disk.run(&["done", "alice/ckaa"]);
    assert!(near.err.contains("did you mean `alice/cka`?"), "{}", near.err);
    assert!(disk.run(&["done", "Goals.md:4"]).err.contains("no item begins at line 4"));
    assert!(disk.run(&["done", "Nothing.md:4"]).err.contains("there is no note"));
    let dry = disk.run(&["done", "bob/cka", "-n"]);
    assert_eq!(dry.out, "Goals.md:2: - [x] #goal/cka @bob Pass too [done:: 2026-11-24]\n");
    assert!(disk.read("Goals.md").contains("- [ ] #goal/cka @bob"), "--dry-run writes nothing");
}

/// The first line of a promise is not the one that counts when a later one keeps it open.
#[test]
fn a_promise_kept_open_elsewhere_is_refused_with_that_line() {
    let disk = Disk::new(&people(&[
        ("1-2-1s/Alice/2026-11-10.md", "- [ ] me: ask HR\n"),
        ("1-2-1s/Alice/2026-11-17.md", "talk\n\n- [ ] me: ask HR!!\n"),
    ]));
    let ran = disk.run(&["done", "1-2-1s/Alice/2026-11-10.md:1"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("1-2-1s/Alice/2026-11-17.md:3: action"), "{}", ran.err);
    assert_eq!(disk.run(&["done", "2026-11-17:3"]).code, 0);
    assert!(disk.run(&["list", "actions", "--status", "open"]).err.contains("none"));
}

/// Each kind is written as one line that the lists show again, in a daily note that is made.
#[test]
fn add_writes_a_line_that_is_read_as_it_was_meant() {
    for (typed, line, list, shown) in [
        (
            "high-five alice #skill/debugging found it",
            "- #high-five @alice #skill/debugging found it",
            "feedback",
            "to-share",
        ),
        ("kudos Alice found it", "- #high-five @alice found it", "feedback", "high-five"),
        (
            "goal/cka alice Pass --due 2026-12-01",
            "- [ ] #goal/cka @alice Pass [due:: 2026-12-01]",
            "goals",
            "alice/cka",
        ),
        (
            "action alice write it",
            "- [ ] #action @alice write it",
            "actions",
            "alice  alice   open",
        ),
        (
            "action alice me: ask HR",
            "- [ ] #action me: ask HR [about:: alice]",
            "actions",
            "nora   alice   open",
        ),
        ("season/low alice", "- #season/low @alice", "seasons", "low"),
        (
            "tell-all the office moves",
            "- #tell-all the office moves",
            "tell-all",
            "the office moves",
        ),
        (
            "resource/ddia Designing Data #skill/x",
            "- [ ] #resource/ddia Designing Data #skill/x",
            "resources",
            "ddia",
        ),
        (
            "#topic alice pairing with @bob",
            "- #topic @alice pairing with @bob",
            "topics",
            "pairing with Bob",
        ),
        ("for-me alice more context", "- #for-me @alice more context", "answers", "more context"),
    ] {
        let disk = Disk::new(&people(&[("People/Bob.md", ALICE), ("Daily/2026-11-20.md", "x\n")]));
        let mut args = vec!["add"];
        args.extend(typed.split(' '));
        let ran = disk.run(&args);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, "Daily/2026-11-24.md:1\n"),
            "{typed}: {}",
            ran.err
        );
        assert_eq!(disk.read("Daily/2026-11-24.md"), format!("{line}\n"));
        let listed = disk.run(&["list", list]).out;
        let row = listed.lines().find(|row| row.ends_with("Daily/2026-11-24.md:1"));
        assert!(row.is_some_and(|row| row.contains(shown)), "{typed}: {listed}");
    }
}

#[test]
fn add_keeps_every_byte_that_is_there() {
    let check = |note: &str, after: &str| {
        let config = (".vault121/config.yml", "inbox: Inbox.md\n");
        let disk = Disk::new(&people(&[config, ("Inbox.md", note)]));
        let ran = disk.run(&["add", "topic", "alice", "the desk"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = disk.read("Inbox.md");
        assert_eq!(text, format!("{note}{after}"));
        let line = text.lines().count();
        assert_eq!(ran.out, format!("Inbox.md:{line}\n"));
        assert!(disk.run(&["list", "topics"]).out.contains("2026-11-24  alice"), "it is of today");
    };
    let line = "- #topic @alice the desk [on:: 2026-11-24]";
    check("# Inbox\r\n", &format!("\r\n{line}\r\n"));
    check("- #topic @bob x", &format!("\n{line}"));
    check("## 2026-10-01\n\n- a\n", &format!("{line}\n"));
    check("---\ndate: 2026-11-24\n---\n- a\n", "- #topic @alice the desk\n");
}

#[test]
fn add_refuses_what_would_not_be_read() {
    let said = |inbox: &str, args: &[&str]| {
        let config = (".vault121/config.yml", "inbox: Inbox.md\n");
        let disk = Disk::new(&people(&[config, ("Inbox.md", inbox)]));
        let ran = disk.run(args);
        assert_eq!((ran.code, disk.read("Inbox.md").as_str()), (2, inbox), "{}", ran.out);
        ran.err
    };
    let add = ["add", "topic", "alice", "x"];
    assert!(said("```\nopen code\n", &add).contains("would not be read"));
    assert!(said("text\n\n<!-- open\n", &add).contains("would not be read"));
    assert!(said("<!-- vault121:begin prep -->\n", &add).contains("would not be read"));
    assert!(said("", &["add", "topic", "alise", "x"]).contains("did you mean `alice`?"));
    assert!(said("", &["add", "topics", "alice", "x"]).contains("no kind of line"));
    assert!(said("", &["add", "topic", "alice"]).contains("nothing to write"));
}

/// All pages say promise; the tag is `#action`.
#[test]
fn a_promise_is_added_by_the_word_that_pages_have() {
    let disk = Disk::new(&people(&[(".vault121/config.yml", "inbox: Inbox.md\n")]));
    let ran = disk.run(&["add", "promise", "alice", "write it down"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(disk.read("Inbox.md").contains("- [ ] #action @alice write it down"));
}

#[test]
fn the_daily_note_is_the_vaults_own() {
    let made = |notes: &[(&str, &str)]| {
        let disk = Disk::new(&people(notes));
        let ran = disk.run(&["add", "topic", "alice", "x"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let path = ran.out.split(':').next().unwrap().to_owned();
        let text = disk.read(&path);
        (path, text)
    };
    let app = (".obsidian/app.json", "{}");
    let line = "- #topic @alice x\n";
    assert_eq!(made(&[]), ("Daily/2026-11-24.md".to_owned(), line.to_owned()));
    assert_eq!(made(&[app]).0, "2026-11-24.md");
    assert_eq!(
        made(&[app, ("Log/journal/2026/2026-10-02.md", "x\n")]).0,
        "Log/journal/2026/2026-11-24.md"
    );
    assert_eq!(
        made(&[app, ("Retro/2026-10-02.md", "x\n")]).0,
        "2026-11-24.md",
        "one retro is no daily note"
    );
    let settings =
        r#"{"folder": "Journal", "format": "YYYY/YYYY-MM-DD", "template": "Templates/Day"}"#;
    let settings = (".obsidian/daily-notes.json", settings);
    assert_eq!(made(&[app, settings]).0, "Journal/2026/2026-11-24.md");
    let template = ("Templates/Day.md", "# {{title}}\n\nup: {{date:YYYY}}\n");
    assert_eq!(made(&[app, settings, template]).1, format!("# 2026-11-24\n\nup: 2026\n\n{line}"));
    let day = |text: &'static str| ("Templates/Day.md", text);
    let templater = "# <% tp.file.title %>\n<% tp.date.now(\"dddd\") %> before {{tomorrow}}\n";
    let filled = format!("# 2026-11-24\nTuesday before 2026-11-25\n\n{line}");
    assert_eq!(made(&[app, settings, day(templater)]).1, filled);
    assert_eq!(made(&[app, settings, day("<% tp.file.cursor() %>\n")]).1, line);
    let format = (".obsidian/templates.json", r#"{"folder": "Templates", "dateFormat": "D.M."}"#);
    assert_eq!(made(&[app, settings, format, day("{{date}}\n")]).1, format!("24.11.\n\n{line}"));
    // Periodic Notes goes before the core plug-in where it makes the daily notes.
    let periodic = |text: &'static str| (".obsidian/plugins/periodic-notes/data.json", text);
    let on = periodic(
        r#"{"daily": {"enabled": true, "folder": "Log", "format": "GGGG/[W]WW/DD-MM", "template": "Templates/Day.md"}}"#,
    );
    let (path, text) = made(&[app, settings, on, day("{{date}}\n")]);
    // Such a name tells no day, so the line does.
    let dated = "2026/W48/24-11\n\n- #topic @alice x [on:: 2026-11-24]\n";
    assert_eq!((path.as_str(), text.as_str()), ("Log/2026/W48/24-11.md", dated));
    let off = (".obsidian/community-plugins.json", r#"["dataview"]"#);
    assert_eq!(made(&[app, settings, on, off]).0, "Journal/2026/2026-11-24.md");
    // A file that is broken or of another shape is passed over: the notes that are there decide.
    let there = ("Log/journal/2026-10-02.md", "x\n");
    for broken in ["{\"folder\": ", "[]", "<<<<<<< HEAD\n{}\n=======\n", "\u{0}"] {
        let daily = (".obsidian/daily-notes.json", broken);
        let plugin = (".obsidian/plugins/periodic-notes/data.json", broken);
        assert_eq!(made(&[app, there, daily, plugin]).0, "Log/journal/2026-11-24.md", "{broken}");
        let disk = Disk::new(&people(&[app, there, daily]));
        assert!(disk.run(&["add", "topic", "alice", "x"]).err.contains("daily-notes.json"));
        let said = disk.run(&["doctor"]).out;
        assert!(said.contains("!!  plugins   .obsidian/daily-notes.json cannot be read"), "{said}");
    }
    let weird = r#"{"folder": {"a": 1}, "format": 7, "template": []}"#;
    assert_eq!(made(&[app, there, (".obsidian/daily-notes.json", weird)]).0, "2026-11-24.md");
    let dendron = ("dendron.yml", "workspace:\n  vaults:\n    - fsPath: vault\n");
    let (path, text) = made(&[dendron, ("vault/people.alice.md", ALICE)]);
    assert_eq!(path, "vault/daily.journal.2026.11.24.md");
    assert!(text.starts_with("---\nid: ") && text.ends_with(&format!("---\n\n{line}")), "{text}");
}
