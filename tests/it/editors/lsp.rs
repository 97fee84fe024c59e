//! `vault121 lsp` as an editor meets it.

use crate::editors::editor::{Editor, usual};
use crate::support::Disk;
use serde_json::{Value, json};
use std::time::Duration;

const ALICE: &str = "People/Alice Fischer.md";
const DAILY: &str = "Daily/2026-11-23.md";
const HELD: &str = "1-2-1s/Alice Fischer/2026-11-17.md";
const NEXT: &str = "1-2-1s/Alice Fischer/2026-11-24.md";

const VAULT: &[(&str, &str)] = &[
    (".vault121/config.yml", "me: nora\n"),
    (".obsidian/app.json", "{}\n"),
    ("People/Nora Lind.md", "---\nkind: person\nme: yes\nhandle: nora\n---\n\n# Nora Lind\n"),
    (
        ALICE,
        "---\nkind: person\nhandle: alice\ncadence: 1w\nslot: tue 14:00\nseason: high\n---\n\n\
         # Alice Fischer\n\n\
         - [ ] #goal/cka Pass the CKA [due:: 2026-12-01] #skill/kubernetes\n\
         \x20 - [x] book the exam [done:: 2026-11-10]\n\
         \x20 - [ ] sit the exam\n\
         - [ ] #goal/talk Speak at the guild [due:: 2026-12-31]\n",
    ),
    (
        "People/Bob Stone.md",
        "---\nkind: person\nhandle: bob\n---\n\n# Bob Stone\n\n- [ ] #goal/pager Own the pager [due:: 2026-12-20]\n",
    ),
    (
        HELD,
        "# Alice 17 Nov\n\n- #goal/cka booked a room, two chapters done\n\
         - #high-five explained the outage #skill/debugging #goal/cka\n\
         - [ ] me: send the slides [due:: 2026-11-20]\n",
    ),
    (NEXT, "# Alice 24 Nov\n\n- #topic the rota\n"),
    (
        DAILY,
        "- #watch-out @bob talks over people\n- #high-five @alice calm in the outage #skill/debugging\n",
    ),
    ("Team goals.md", "- [ ] #team-goal/oncall Fewer pages at night\n"),
];

fn items(list: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let items = list["items"].as_array().unwrap_or_else(|| panic!("{list}"));
    let item = |item: &Value| {
        (text(&item["label"]), text(&item["detail"]), text(&item["textEdit"]["newText"]))
    };
    items.iter().map(item).collect()
}

#[test]
fn what_is_typed_is_completed() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    editor.open(DAILY, "");
    // The text, and an item that has to be among the first: label, part of its detail, line after.
    let rows = [
        ("- @‸", "@alice", "next 24 Nov", "- @alice"),
        ("- talk to @bo‸ about it", "@bob", "Bob Stone", "- talk to @bob about it"),
        ("- see [[Ali‸", "Alice Fischer", "season high", "- see [[Alice Fischer]]"),
        ("- see [[Ali‸]] there", "Alice Fischer", "", "- see [[Alice Fischer]] there"),
        ("- #‸", "#goal", "A goal", "- #goal"),
        ("- #hi‸ @alice", "#high-five", "well done", "- #high-five @alice"),
        ("- @alice #goal/‸", "#goal/cka", "Pass the CKA · due in 7 days", "- @alice #goal/cka"),
        ("- @bob #goal/‸", "#goal/pager", "Own the pager", "- @bob #goal/pager"),
        ("- @alice\n  - #goal/t‸", "#goal/talk", "", "- @alice\n  - #goal/talk"),
        ("- #skill/‸", "#skill/debugging", "used 2 times", "- #skill/debugging"),
        ("- #team-goal/‸", "#team-goal/oncall", "Fewer pages", "- #team-goal/oncall"),
        ("- #season/‸ @bob", "#season/low", "held", "- #season/low @bob"),
        ("- [ ] x [due:: tom‸", "tomorrow", "Wed 25 Nov 2026", "- [ ] x [due:: 2026-11-25]"),
        ("- [ ] x [due::‸]", "fri", "", "- [ ] x [due:: 2026-11-27]"),
        ("- [ ] x [due:: +3w‸] y", "+3w", "", "- [ ] x [due:: 2026-12-15] y"),
        ("- [ ] x (due:: end of q‸", "end of q", "", ""),
        ("- [ ] x [due:: end of quarter‸", "end of quarter", "", "- [ ] x [due:: 2026-12-31]"),
        ("- [ ] x [du‸", "due::", "until when", "- [ ] x [due:: "),
        ("- x [helps:: ‸]", "team/oncall", "Fewer", "- x [helps:: team/oncall]"),
        ("- x [shared:: ‸", "today", "", "- x [shared:: 2026-11-24]"),
        ("- x [from:: ‸]", "bob", "", "- x [from:: bob]"),
        ("- ça 🎉 @al‸ ç", "@alice", "", "- ça 🎉 @alice ç"),
        ("---\nsea‸\n---\n", "season", "energy", "---\nseason: \n---\n"),
        ("---\nseason: ‸\n---\n", "low", "", "---\nseason: low\n---\n"),
        ("---\nperson:‸\n---\n", "alice", "", "---\nperson: alice\n---\n"),
        // While the second fence is still to come.
        ("---\n‸", "kind", "what the note is", "---\nkind: "),
        (
            "---\nkind: person\nsea‸\n\n# Ann\n",
            "season",
            "",
            "---\nkind: person\nseason: \n\n# Ann\n",
        ),
        ("---\nslot: ‸", "tue 14:00", "", "---\nslot: tue 14:00"),
        ("- [ ] x [due:: 5 dec‸]", "5 dec", "Sat 5 Dec 2026", "- [ ] x [due:: 2026-12-05]"),
        ("- [ ] x [due:: 5.12.2026‸", "5.12.2026", "", "- [ ] x [due:: 2026-12-05]"),
        ("- [ ] x [due:: in two weeks‸", "in two weeks", "", "- [ ] x [due:: 2026-12-08]"),
        // In the middle of a word all of it is replaced, and nothing beside it.
        ("- ask @al‸ice about it", "@alice", "", "- ask @alice about it"),
        ("- ask @‸bob", "@alice", "", "- ask @alice"),
        ("- @alice #goal/c‸kad read", "#goal/cka", "", "- @alice #goal/cka read"),
        ("- #go‸l/cka @alice", "#goal", "", "- #goal/cka @alice"),
        ("- #ski‸l/sql @alice", "#skill/", "", "- #skill/sql @alice"),
        ("- see [[Ali‸ce F|her]] there", "Alice Fischer", "", "- see [[Alice Fischer]] there"),
        ("- see [[Ali‸ and [[Bob]]", "Alice Fischer", "", "- see [[Alice Fischer]] and [[Bob]]"),
        ("- [ ] x [due:: tom‸orrow] y", "tomorrow", "", "- [ ] x [due:: 2026-11-25] y"),
        ("- x [from:: b‸oob, alice]", "bob", "", "- x [from:: bob, alice]"),
        ("- [ ] x [d‸oe:: fri]", "due::", "", "- [ ] x [due:: fri]"),
        ("---\nsea‸sun: low\n---\n", "season", "", "---\nseason: low\n---\n"),
        ("---\nseason: l‸ow\n---\n", "high", "", "---\nseason: high\n---\n"),
        // What is said in front matter too.
        ("- x [season:: ‸]", "high", "", "- x [season:: high]"),
        ("- x (met:: p‸", "partly", "", "- x (met:: partly)"),
        ("- x [mood:: ‸]", "4", "", "- x [mood:: 4]"),
        ("- x [min‸", "minutes::", "follow-up", "- x [minutes:: "),
    ];
    for (text, label, detail, after) in rows {
        let place = editor.set(DAILY, text);
        let list = editor.at("textDocument/completion", DAILY, &place);
        let found = items(&list);
        let at = found.iter().position(|(name, ..)| name == label);
        let Some(at) = at else {
            assert!(after.is_empty(), "{text:?}: no {label} in {found:?}");
            continue;
        };
        assert!(found[at].1.contains(detail), "{text:?}: {:?}", found[at]);
        let edit = list["items"][at]["textEdit"].clone();
        assert_eq!(editor.edited(editor.text(DAILY), &[edit]), after, "{text:?}");
    }
}

#[test]
fn nothing_is_completed_where_nothing_is_read() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    editor.open(DAILY, "");
    for text in [
        "`@‸`",
        "```\n- @‸\n```\n",
        "<!-- vault121:begin prep -->\n\n- @‸\n\n<!-- vault121:end prep -->\n",
        "mail a@‸",
        "# ‸",
        "- plain ‸",
        "- [x‸",
        "see [Z](‸",
        "see [the list](du‸",
        "---\nkind: person\n\nse‸",
        "\n---\nse‸",
    ] {
        let place = editor.set(DAILY, text);
        let found = items(&editor.at("textDocument/completion", DAILY, &place));
        assert_eq!(found, [], "{text:?}");
    }
}

#[test]
fn complaints_come_and_go_while_typing() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    editor.open(DAILY, "- #high-five @alice calm #skill/debugging\n");
    editor.complaints(DAILY, <[String]>::is_empty);
    editor.type_at_end(DAILY, "- #topic @alise the rota\n");
    let unknown = |said: &[String]| {
        said.len() == 1 && said[0].starts_with("unknown-person: `@alise` is no person")
    };
    let said = editor.complaints(DAILY, unknown);
    assert!(said[0].contains("did you mean `@alice"), "{said:?}");
    editor.set(DAILY, "- #high-five @alice calm #skill/debugging\n- #topic @alice the rota\n");
    editor.complaints(DAILY, <[String]>::is_empty);
    // What only the whole vault knows: a goal that nobody defined.
    editor.type_at_end(DAILY, "- #goal/ckad @alice read two chapters\n");
    let unknown = |said: &[String]| said.len() == 1 && said[0].starts_with("goal-unknown");
    let said = editor.complaints(DAILY, unknown);
    assert!(said[0].contains("did you mean `#goal/cka`"), "{said:?}");
    editor.set(DAILY, "\n\n- #goal/ckad @alice read two chapters\n- #topic @bill x\n");
    let both = |said: &[String]| {
        let has = |code: &str| said.iter().any(|one| one.starts_with(code));
        has("goal-unknown") && has("unknown-person")
    };
    editor.complaints(DAILY, both);
    editor.close(DAILY);
    editor.complaints(DAILY, <[String]>::is_empty);
    assert_eq!(editor.quit(), 0);
}

#[test]
fn complaints_are_given_when_asked_for_and_then_not_unasked() {
    let disk = Disk::new(VAULT);
    let mut able = usual();
    able["textDocument"]["diagnostic"] = json!({});
    able["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    able["general"] = json!({"positionEncodings": ["utf-8", "utf-16"]});
    let mut editor = Editor::with(&disk, able, json!({"docs": "https://example.org/codes.html"}));
    editor.open(DAILY, "- ç #topic @alise the rota\n");
    let report = editor.of("textDocument/diagnostic", DAILY);
    assert_eq!(report["kind"], "full");
    let one = &report["items"][0];
    assert_eq!(one["code"], "unknown-person");
    assert_eq!(one["codeDescription"]["href"], "https://example.org/codes.html#unknown-person");
    assert_eq!(one["source"], "vault121");
    // Bytes were agreed on: `ç` has two.
    assert_eq!(one["range"]["start"], json!({"line": 0, "character": 12}));
    let again = |editor: &mut Editor, id: &Value| {
        let document = json!({"uri": editor.uri(DAILY)});
        let params = json!({"textDocument": document, "previousResultId": id});
        editor.ask("textDocument/diagnostic", params).unwrap()
    };
    // As soon as nothing changes any more, the same answer is told to be the same.
    let mut id = report["resultId"].clone();
    let mut same = false;
    for _ in 0..50 {
        let report = again(&mut editor, &id);
        same = report["kind"] == "unchanged";
        id = report["resultId"].clone();
        if same {
            break;
        }
        editor.hear(Duration::from_millis(100));
    }
    assert!(same);
    let unasked = |heard: &Value| heard["method"] == "textDocument/publishDiagnostics";
    assert!(!editor.heard.iter().any(unasked));
    let refresh = |heard: &Value| heard["method"] == "workspace/diagnostic/refresh";
    assert!(editor.heard.iter().any(refresh));
}

/// Takes the action of this title, or one that begins with it, on the line of the cursor, and
/// gives the note's text.
fn take(editor: &mut Editor, disk: &Disk, path: &str, text: &str, title: &str) -> String {
    let place = match editor.is_open(path) {
        true => editor.set(path, text),
        false => editor.open(path, text),
    };
    let mut titles = Vec::new();
    for _ in 0..40 {
        let actions = editor.actions(path, &place);
        titles = actions.iter().map(|a| a["title"].as_str().unwrap().to_owned()).collect();
        let found = actions.iter().find(|a| a["title"].as_str().unwrap().starts_with(title));
        if let Some(action) = found {
            editor.apply(disk, &action["edit"]).unwrap();
            return editor.text(path).to_owned();
        }
        // What the whole vault has to say comes a moment later.
        editor.hear(Duration::from_millis(50));
    }
    panic!("{text:?}: no action {title:?} among {titles:?}");
}

#[test]
fn complaints_are_mended_by_quick_fixes() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    for (text, title, after) in [
        ("- #topic @alise‸ the rota\n", "write `@alice`", "- #topic @alice the rota\n"),
        ("- #high-fiv @alice‸ calm\n", "write `#high-five`", "- #high-five @alice calm\n"),
        ("- #watch-out @alice‸ late\n", "add `[path:: ]`", "- #watch-out @alice late [path:: ]\n"),
        (
            "- #watch-out @alice‸ late ^id\n",
            "add `[path:: ]`",
            "- #watch-out @alice late [path:: ] ^id\n",
        ),
        (
            "- [ ] #goal/x‸ @alice Learn\n",
            "add `[due:: ]`",
            "- [ ] #goal/x @alice Learn [due:: ]\n",
        ),
        (
            "- [ ] #goal‸ @alice Learn to sail [due:: 2026-12-01]\n",
            "write `#goal/learn",
            "- [ ] #goal/learn-to-sail @alice Learn to sail [due:: 2026-12-01]\n",
        ),
        (
            "- [ ] #action @alice slides [due:: next friday‸]\n",
            "write `2026-11-27`",
            "- [ ] #action @alice slides [due:: 2026-11-27]\n",
        ),
        (
            "- [ ] #action @alice slides [due:: in two weeks‸] ^s\r\n",
            "write `2026-12-08`",
            "- [ ] #action @alice slides [due:: 2026-12-08] ^s\r\n",
        ),
        (
            "- [ ] #action @alice‸ slides -> 2026-12-01 or so\n",
            "add `[due:: 2026-12-01]`",
            "- [ ] #action @alice slides -> 2026-12-01 or so [due:: 2026-12-01]\n",
        ),
        (
            "- #goal/ckaa‸ @alice three chapters\r\n",
            "write `#goal/cka`",
            "- #goal/cka @alice three chapters\r\n",
        ),
        // A name behind the first part of a tag stays.
        (
            "- [ ] #gaol/cka‸ @alice [due:: 2026-12-01]\n",
            "write `#goal/cka`",
            "- [ ] #goal/cka @alice [due:: 2026-12-01]\n",
        ),
        ("- #gola/talk @alice‸ news\n", "write `#goal/talk`", "- #goal/talk @alice news\n"),
        (
            "- #high-fiv/debug @alice‸ calm\n",
            "write `#high-five/debug`",
            "- #high-five/debug @alice calm\n",
        ),
    ] {
        let found = take(&mut editor, &disk, DAILY, text, title);
        assert_eq!(found, after, "{text:?}");
    }
    // A name in front matter is replaced, and its key and its brackets stay.
    for (text, title, after) in [
        (
            "---\nperson: alise‸\ndate: 2026-11-17\n---\n- x\n",
            "write `alice",
            "---\nperson: alice\ndate: 2026-11-17\n---\n- x\n",
        ),
        (
            "---\r\nperson: 'alise'‸\r\n---\r\n- x\r\n",
            "write `alice",
            "---\r\nperson: 'alice'\r\n---\r\n- x\r\n",
        ),
        (
            "---\nperson: [alise‸, bob]\n---\n- x\n",
            "write `alice",
            "---\nperson: [alice, bob]\n---\n- x\n",
        ),
        (
            "---\nperson: \"[[Alise Fischer]]\"‸\n---\n- x\n",
            "write `Alice Fischer`",
            "---\nperson: \"[[Alice Fischer]]\"\n---\n- x\n",
        ),
    ] {
        assert_eq!(take(&mut editor, &disk, HELD, text, title), after, "{text:?}");
    }
    // Who is added is called as the value says, and a name that no file can have is not offered.
    take(&mut editor, &disk, HELD, "---\nperson: zoltan‸\n---\n- x\n", "add the person Zoltan");
    assert!(disk.read("People/Zoltan.md").contains("# Zoltan\n"));
    for text in ["---\nperson: \"a/b: c\"‸\n---\n- x\n", "---\nperson: \"what?\"‸\n---\n- x\n"]
    {
        let place = editor.set(HELD, text);
        editor.complaints(HELD, |said| said.iter().any(|one| one.contains("unknown-person")));
        let actions = editor.actions(HELD, &place);
        let mut titles = actions.iter().map(|action| action["title"].as_str().unwrap());
        assert!(!titles.any(|title| title.starts_with("add the person")), "{text:?}");
    }
    editor.close(HELD);
    // Also where nothing is complained about: a plain line.
    let text = "- met @dan‸ at lunch\n";
    take(&mut editor, &disk, DAILY, text, "add the person Dan");
    assert!(disk.read("People/Dan.md").contains("# Dan"));
    let text = "- #topic @carla-rossi‸ her first week\n";
    take(&mut editor, &disk, DAILY, text, "add the person Carla Rossi");
    let made = disk.read("People/Carla Rossi.md");
    assert!(made.contains("kind: person") && made.contains("# Carla Rossi"), "{made}");
    editor.complaints(DAILY, <[String]>::is_empty);
}

#[test]
fn whose_a_promise_is_is_answered_by_a_quick_fix() {
    let config = (".vault121/config.yml", "me: nora\nunowned: ask\n");
    let notes: Vec<(&str, &str)> = [config].into_iter().chain(VAULT[1..].iter().copied()).collect();
    let disk = Disk::new(&notes);
    let mut editor = Editor::start(&disk);
    for (text, title, after) in [
        ("- [ ] book‸ the room\n", "whose? mine", "- [ ] me: book the room\n"),
        ("- [ ] book‸ the room\n", "whose? Alice", "- [ ] @alice book the room\n"),
        (
            "* [ ] book‸ the room 📅 2026-12-01 ^r\r\n",
            "whose? mine",
            "* [ ] me: book the room 📅 2026-12-01 ^r\r\n",
        ),
    ] {
        assert_eq!(take(&mut editor, &disk, NEXT, text, title), after, "{text:?}");
    }
    for text in ["- [x] book‸ the room\n", "- [ ] me: book‸ it\n", "- book‸ it\n"] {
        let place = editor.set(NEXT, text);
        let actions = editor.actions(NEXT, &place);
        let mut titles = actions.iter().map(|action| action["title"].as_str().unwrap());
        assert!(!titles.any(|title| title.starts_with("whose")), "{text:?}");
    }
}

#[test]
fn lines_are_changed_by_actions() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    for (path, text, title, after) in [
        (
            DAILY,
            "- #high-five @alice‸ calm\n",
            "mark as shared today, 24 Nov",
            "- #high-five @alice calm [shared:: 2026-11-24]\n",
        ),
        // A goal has no need of a box.
        (
            DAILY,
            "- #goal @alice‸ Learn to sail\n",
            "close this goal",
            "- [x] #goal @alice Learn to sail [done:: 2026-11-24]\n",
        ),
        (
            DAILY,
            "- #goal @alice‸ Learn to sail\n",
            "due Tue 8 Dec",
            "- #goal @alice Learn to sail [due:: 2026-12-08]\n",
        ),
        // A name is made of what is to be reached, not of whose it is or what it is called.
        (
            DAILY,
            "- **Goal**: @alice‸ read more #skill/sql\n",
            "turn the leading word into `#goal/read-more`",
            "- [ ] #goal/read-more @alice read more #skill/sql\n",
        ),
        (
            DAILY,
            "- @alice‸ sail around the world #fun\n",
            "make this line a goal",
            "- [ ] #goal/sail-around-world @alice sail around the world #fun\n",
        ),
        (
            DAILY,
            "- [ ] #goal/x‸ @alice Learn\r\n",
            "close this goal",
            "- [x] #goal/x @alice Learn [done:: 2026-11-24]\r\n",
        ),
        (
            DAILY,
            "- #topic @alice‸ rota\n",
            "drop this topic",
            "- #topic @alice rota [drop:: 2026-11-24]\n",
        ),
        (
            NEXT,
            "- [ ] me: call‸ them\n",
            "close this promise",
            "- [x] me: call them [done:: 2026-11-24]\n",
        ),
        (
            DAILY,
            "- #watch-out @alice‸ late\n",
            "hold until 8 Dec",
            "- #watch-out @alice late [hold:: 2026-12-08]\n",
        ),
        (
            DAILY,
            "- #high-five @alice‸ calm\n",
            "add the skill debugging",
            "- #high-five @alice calm #skill/debugging\n",
        ),
        (
            NEXT,
            "- [ ] me: call‸ them\n",
            "due Fri 27 Nov",
            "- [ ] me: call them [due:: 2026-11-27]\n",
        ),
        (
            NEXT,
            "- learn to sail‸\n",
            "make this line a goal",
            "- [ ] #goal/learn-sail learn to sail\n",
        ),
        (NEXT, "- send the slides‸\n", "make this line a promise", "- [ ] send the slides\n"),
        (
            DAILY,
            "- @alice helped‸ the new joiner\n",
            "make this line praise",
            "- #high-five @alice helped the new joiner\n",
        ),
        (
            NEXT,
            "- Topic‸: the rota\n",
            "turn the leading word into `#topic`",
            "- #topic the rota\n",
        ),
        (
            NEXT,
            "- **Watch out**‸: late twice\n",
            "turn the leading word into `#watch-out`",
            "- #watch-out late twice\n",
        ),
        (NEXT, "- Goal:‸ a joke\n", "this is no goal", "- Goal: a joke [read:: no]\n"),
        (
            NEXT,
            "- [ ] me: call‸ them 📅 2026-11-27\n",
            "this is no promise",
            "- [ ] me: call them [read:: no] 📅 2026-11-27\n",
        ),
    ] {
        assert_eq!(take(&mut editor, &disk, path, text, title), after, "{text:?}");
    }
    // Closed is closed, and a plain heading has no actions.
    for text in ["- [x] #goal/x‸ @alice Learn [done:: 2026-11-20]\n", "# Head‸\n"] {
        let place = editor.set(DAILY, text);
        let actions = editor.actions(DAILY, &place);
        let titles: Vec<&str> = actions.iter().map(|a| a["title"].as_str().unwrap()).collect();
        assert!(!titles.iter().any(|title| title.starts_with("close")), "{text:?}: {titles:?}");
    }
}

#[test]
fn an_edit_of_an_older_text_is_refused() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    let place = editor.open(DAILY, "- #high-five @alice‸ calm #skill/debugging\n");
    let actions = editor.actions(DAILY, &place);
    let edit = actions[0]["edit"].clone();
    editor.set(DAILY, "- #high-five @alice calm and kind #skill/debugging\n");
    let refused = editor.apply(&disk, &edit).unwrap_err();
    assert!(refused.contains("is at version 2, the edit at Some(1)"), "{refused}");
}

fn hover(editor: &mut Editor, path: &str, place: &Value) -> String {
    let hover = editor.at("textDocument/hover", path, place);
    hover["contents"]["value"].as_str().unwrap_or("").to_owned()
}

#[test]
fn hovers_tell_what_stands_there() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    editor.open(DAILY, "");
    editor.open(NEXT, "");
    for (path, text, parts) in [
        (
            DAILY,
            "- talk to @ali‸ce\n",
            &["Alice Fischer", "season high", "last met 17 Nov", "next 24 Nov", "send the slides"]
                [..],
        ),
        (
            DAILY,
            "- @alice #goal/ck‸a read\n",
            &["Pass the CKA", "due in 7 days", "✓ book the exam", "booked a room", "explained"],
        ),
        (DAILY, "- #skill/debug‸ging\n", &["used 2 times", "debugging"]),
        (
            DAILY,
            "- #topic @alice the ro‸ta\n",
            &[
                "**topic** — by the tag `#topic`",
                "about Alice — by the name in the line",
                "on 23 Nov 2026",
            ],
        ),
        (NEXT, "- [ ] call th‸em\n", &["**action**, open — by the box, in a 1-2-1", "by the note"]),
        (DAILY, "- no‸thing\n", &["A plain line"]),
        (DAILY, "- @nob‸ody\n", &["is no person that this vault knows"]),
        (DAILY, "---\nseas‸on: low\n---\n", &["the person's energy", "low, steady, high"]),
        (DAILY, "[[Bob Sto‸ne]]\n", &["Bob Stone"]),
        (DAILY, "---\nperson: \"[[Bob Sto‸ne]]\"\n---\n", &["Bob Stone", "Own the pager"]),
        (DAILY, "---\nperson: ali‸ce\n---\n", &["Alice Fischer", "next 24 Nov"]),
    ] {
        let place = editor.set(path, text);
        let said = hover(&mut editor, path, &place);
        for part in parts {
            assert!(said.contains(part), "{text:?}: no {part:?} in {said}");
        }
    }
}

/// Places as `path:line`, lines from 1.
fn places(editor: &Editor, found: &Value) -> Vec<String> {
    let place = |one: &Value| {
        let line = one["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{}:{line}", editor.inside(one["uri"].as_str().unwrap()))
    };
    found.as_array().unwrap_or_else(|| panic!("{found}")).iter().map(place).collect()
}

#[test]
fn definitions_and_references_lead_there_and_back() {
    let disk = Disk::new(VAULT);
    assert_eq!(disk.run(&["build"]).code, 0);
    let mut editor = Editor::start(&disk);
    let place = editor.open(HELD, &disk.read(HELD).replace("#goal/cka b", "#goal/c‸ka b"));
    let found = editor.at("textDocument/definition", HELD, &place);
    assert_eq!(places(&editor, &found), [format!("{ALICE}:11")]);
    let found = editor.at("textDocument/references", HELD, &place);
    let all = places(&editor, &found);
    for wanted in [format!("{ALICE}:11"), format!("{HELD}:3"), format!("{HELD}:4")] {
        assert!(all.contains(&wanted), "{wanted} of {all:?}");
    }
    // The pages that show it as well.
    assert!(all.iter().any(|place| place.contains("ollup")), "{all:?}");
    // A person: the note, and where they are spoken of.
    let place = editor.open(DAILY, "- #high-five @ali‸ce calm\n");
    let found = editor.at("textDocument/definition", DAILY, &place);
    assert_eq!(places(&editor, &found), [format!("{ALICE}:1")]);
    let found = editor.at("textDocument/references", DAILY, &place);
    assert!(places(&editor, &found).contains(&format!("{HELD}:1")), "{found}");
    // A generated line: its source.
    let prep = disk.read(NEXT);
    let at = prep.find("send the slides").expect("the promise stands on the prep");
    let text = format!("{}‸{}", &prep[..at], &prep[at..]);
    let place = editor.open(NEXT, &text);
    let found = editor.at("textDocument/definition", NEXT, &place);
    assert_eq!(places(&editor, &found), [format!("{HELD}:5")]);
    assert!(hover(&mut editor, NEXT, &place).contains("Generated"));
}

#[test]
fn each_line_of_a_page_leads_to_where_it_is_said() {
    let alice = "---\nkind: person\nhandle: alice\ncadence: 1w\nslot: tue 14:00\n---\n\n\
        # Alice Fischer\n\n- [ ] #goal/cka Pass the CKA [due:: 2026-12-01]\n\
        \x20 - why:: fewer questions\n  - [x] book the exam [done:: 2026-11-10]\n\
        \x20 - [ ] sit the exam\n";
    let questions = "- #ask/fun What did you enjoy most? [every:: 1w]\n";
    let own = [(ALICE, alice), ("Questions.md", questions)];
    let others = VAULT.iter().copied().filter(|(path, _)| *path != ALICE);
    let notes: Vec<(&str, &str)> = own.into_iter().chain(others).collect();
    let disk = Disk::new(&notes);
    assert_eq!(disk.run(&["build"]).code, 0);
    let rollup = "1-2-1s/Alice Fischer/Alice Fischer rollup.md";
    let mut editor = Editor::start(&disk);
    for (page, words, expected) in [
        (rollup, "step, done 10 Nov 2026: book", format!("{ALICE}:12")),
        (rollup, "step, open: sit", format!("{ALICE}:13")),
        (rollup, "why: fewer", format!("{ALICE}:11")),
        (rollup, "### Pass the CKA", format!("{ALICE}:10")),
        (NEXT, "## Alice Fischer", format!("{ALICE}:1")),
        (NEXT, "What did you enjoy", "Questions.md:1".to_owned()),
    ] {
        let text = disk.read(page);
        let at = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text}"));
        let text = format!("{}‸{}", &text[..at + 3], &text[at + 3..]);
        let place = match editor.is_open(page) {
            true => editor.set(page, &text),
            false => editor.open(page, &text),
        };
        let found = editor.at("textDocument/definition", page, &place);
        assert_eq!(places(&editor, &found), [expected], "{words:?}");
    }
    // Whose note or 1-2-1 it is stands in its front matter.
    let place = editor.open(DAILY, "---\nperson: ali‸ce\n---\n");
    let found = editor.at("textDocument/references", DAILY, &place);
    assert!(places(&editor, &found).contains(&format!("{HELD}:1")), "{found}");
}

#[test]
fn a_goal_is_renamed_in_all_notes() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    let text = disk.read(ALICE);
    let place = editor.open(ALICE, &text.replace("#goal/cka P", "#goal/c‸ka P"));
    let ready = editor.at("textDocument/prepareRename", ALICE, &place);
    assert_eq!(ready["placeholder"], "cka");
    let params = json!({
        "textDocument": {"uri": editor.uri(ALICE)}, "position": place, "newName": "kubernetes",
    });
    let edit = editor.ask("textDocument/rename", params.clone()).unwrap();
    let mut touched = editor.apply(&disk, &edit).unwrap();
    touched.sort();
    assert_eq!(touched, [HELD, ALICE]);
    let after = editor.text(ALICE).to_owned();
    assert!(after.contains("- [ ] #goal/kubernetes (was #goal/cka) Pass the CKA"), "{after}");
    let held = disk.read(HELD);
    assert_eq!(held.matches("#goal/kubernetes").count(), 2, "{held}");
    assert!(!held.contains("cka"), "{held}");
    // Names that are taken, or that no tag can hold, are refused in words.
    for (name, why) in [("talk", "another goal"), ("a b", "cannot stand in a tag"), ("", "cannot")]
    {
        let place = editor.set(ALICE, &after.replace("#goal/kuber", "#goal/ku‸ber"));
        let mut params = params.clone();
        (params["position"], params["newName"]) = (place, json!(name));
        let error = editor.ask("textDocument/rename", params).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains(why), "{name:?}: {error}");
    }
}

#[test]
fn the_old_name_of_a_goal_goes_when_it_is_not_wanted() {
    let disk = Disk::new(VAULT);
    let options = json!({"renameKeepsOldName": false});
    let mut editor = Editor::with(&disk, usual(), options);
    let place = editor.open(HELD, &disk.read(HELD).replace("#goal/cka b", "#goal/c‸ka b"));
    let params = json!({
        "textDocument": {"uri": editor.uri(HELD)}, "position": place, "newName": "#goal/k8s",
    });
    let edit = editor.ask("textDocument/rename", params).unwrap();
    editor.apply(&disk, &edit).unwrap();
    assert!(disk.read(ALICE).contains("- [ ] #goal/k8s Pass the CKA"), "{}", disk.read(ALICE));
}

#[test]
fn a_persons_handle_is_renamed() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    let place = editor.open(DAILY, "- #watch-out @bo‸b talks\n- #topic @bob. [with:: bob]\n");
    let params = json!({
        "textDocument": {"uri": editor.uri(DAILY)}, "position": place, "newName": "stone",
    });
    let edit = editor.ask("textDocument/rename", params).unwrap();
    editor.apply(&disk, &edit).unwrap();
    assert_eq!(editor.text(DAILY), "- #watch-out @stone talks\n- #topic @stone. [with:: stone]\n");
    assert!(disk.read("People/Bob Stone.md").contains("handle: stone\n"));
    assert_eq!(disk.run(&["list", "people"]).out.matches("stone").count(), 1);
}

#[test]
fn lenses_and_hints_tell_how_things_stand() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    editor.open(ALICE, &disk.read(ALICE));
    editor.open(HELD, &disk.read(HELD));
    let region = "<!-- vault121:begin prep -->\n\nX\n\n<!-- vault121:end prep -->\n";
    editor.open(NEXT, &format!("# Alice\n\n{region}\n- #topic x\n"));
    let titles = |lenses: &Value| -> Vec<String> {
        let title = |lens: &Value| {
            let line = lens["range"]["start"]["line"].as_u64().unwrap();
            format!("{line}: {}", lens["command"]["title"].as_str().unwrap())
        };
        lenses.as_array().unwrap().iter().map(title).collect()
    };
    let lenses = titles(&editor.of("textDocument/codeLens", ALICE));
    let cka = "10: 1 of 2 steps · moved 17 Nov · 1 high five".to_owned();
    assert!(lenses.contains(&cka), "{lenses:?}");
    let lenses = titles(&editor.of("textDocument/codeLens", NEXT));
    assert!(lenses.contains(&"0: open prep for Alice".to_owned()), "{lenses:?}");
    assert!(lenses.contains(&"2: generated, write below".to_owned()), "{lenses:?}");
    let hints = |editor: &mut Editor, path: &str| -> Vec<String> {
        let end = json!({"line": 99, "character": 0});
        let params = json!({
            "textDocument": {"uri": editor.uri(path)},
            "range": {"start": {"line": 0, "character": 0}, "end": end},
        });
        let hints = editor.ask("textDocument/inlayHint", params).unwrap();
        let text = |hint: &Value| {
            format!("{}: {}", hint["position"]["line"], hint["label"].as_str().unwrap())
        };
        hints.as_array().unwrap().iter().map(text).collect()
    };
    assert_eq!(hints(&mut editor, HELD), ["4: 4 days late"]);
    assert_eq!(hints(&mut editor, ALICE), ["10: due in 7 days", "13: due in 37 days"]);
}

#[test]
fn symbols_and_folds() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    let region = "<!-- vault121:begin prep -->\n\n## Inside\n\n<!-- vault121:end prep -->\n";
    let text = format!(
        "---\ndate: 2026-11-24\n---\n\n# Alice\n\n{region}\n## Notes\n\n- [ ] me: call\n- #topic x\n"
    );
    editor.open(NEXT, &text);
    // The promise is known a moment later than the text.
    let named = |symbols: &Value| symbols.to_string().contains("\"call\"");
    let mut symbols = Value::Null;
    for _ in 0..100 {
        symbols = editor.of("textDocument/documentSymbol", NEXT);
        if named(&symbols) {
            break;
        }
        editor.hear(Duration::from_millis(50));
    }
    assert_eq!(symbols[0]["name"], "Alice");
    assert_eq!(symbols[0]["children"][0]["name"], "Notes");
    assert_eq!(symbols[0]["children"][0]["children"][0]["name"], "call");
    let folds = editor.of("textDocument/foldingRange", NEXT);
    let lines =
        |fold: &Value| (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap());
    let folds: Vec<(u64, u64)> = folds.as_array().unwrap().iter().map(lines).collect();
    assert!(folds.contains(&(0, 2)), "front matter: {folds:?}");
    assert!(folds.contains(&(6, 10)), "region: {folds:?}");
    let found = editor.ask("workspace/symbol", json!({"query": "cka"})).unwrap();
    assert_eq!(found[0]["name"], "#goal/cka Pass the CKA", "{found}");
    let found = editor.ask("workspace/symbol", json!({"query": "slides"})).unwrap();
    assert_eq!(found[0]["name"], "send the slides", "{found}");
    let found = editor.ask("workspace/symbol", json!({"query": "stone"})).unwrap();
    assert_eq!(found[0]["name"], "Bob Stone @bob", "{found}");
}

#[test]
fn a_buffer_lies_over_the_disk_and_the_disk_is_never_written() {
    let disk = Disk::new(VAULT);
    let before = disk.files();
    let mut editor = Editor::start(&disk);
    // A goal that stands only in a buffer is known to another note.
    let text = format!("{}- [ ] #goal/sail Learn to sail [due:: 2026-12-24]\n", disk.read(ALICE));
    editor.open(ALICE, &text);
    editor.open(DAILY, "");
    let offers = |editor: &mut Editor| -> Vec<String> {
        let place = editor.set(DAILY, "- @alice #goal/‸\n");
        items(&editor.at("textDocument/completion", DAILY, &place))
            .into_iter()
            .map(|(label, ..)| label)
            .collect()
    };
    let has = |editor: &mut Editor, wanted: bool| {
        for _ in 0..100 {
            if offers(editor).contains(&"#goal/sail".to_owned()) == wanted {
                return true;
            }
            editor.hear(Duration::from_millis(50));
        }
        false
    };
    assert!(has(&mut editor, true), "the buffer counts");
    editor.close(ALICE);
    assert!(has(&mut editor, false), "closed without saving: the disk counts");
    // Another program writes the note: seen without being told.
    disk.write(ALICE, &text);
    assert!(has(&mut editor, true), "the disk changed");
    disk.write(ALICE, &String::from_utf8(before[ALICE].clone()).unwrap());
    assert!(has(&mut editor, false), "and back");
    assert_eq!(editor.quit(), 0);
    assert_eq!(disk.files(), before, "no file is otherwise");
    for path in [".vault121/lock", ".vault121/cache", ".vault121/stage"] {
        assert!(!disk.root.join(path).exists(), "nor is one opened for writing: {path}");
    }
}

#[test]
fn commands_run_beside_the_server() {
    let disk = Disk::new(VAULT);
    let mut able = usual();
    able["window"] = json!({"showDocument": {"support": true}});
    let mut editor = Editor::with(&disk, able, json!({}));
    let run = |editor: &mut Editor, command: &str, arguments: Value| {
        let params = json!({"command": command, "arguments": arguments});
        editor.ask("workspace/executeCommand", params)
    };
    let told = run(&mut editor, "vault121.status", json!([])).unwrap();
    assert!(told.as_str().unwrap().contains("Alice Fischer"), "{told}");
    run(&mut editor, "vault121.prep", json!(["alice"])).unwrap();
    assert!(disk.read(NEXT).contains("vault121:begin prep"));
    let shown = editor.heard.iter().find(|heard| heard["method"] == "window/showDocument");
    let uri = shown.expect("the prep is shown")["params"]["uri"].as_str().unwrap().to_owned();
    assert_eq!(editor.inside(&uri), NEXT);
    // A prep that is up to date is opened all the same.
    editor.heard.clear();
    let told = run(&mut editor, "vault121.prep", json!(["alice"])).unwrap();
    assert!(told.as_str().unwrap().contains("up to date"), "{told}");
    assert!(editor.heard.iter().any(|heard| heard["method"] == "window/showDocument"));
    let told = run(&mut editor, "vault121.build", json!([])).unwrap();
    assert!(told.as_str().unwrap().contains(".md"), "{told}");
    let told = run(&mut editor, "vault121.build", json!([])).unwrap();
    assert!(told.as_str().unwrap().contains("every page is as it should be"), "{told}");
    let error = run(&mut editor, "vault121.prep", json!(["nobody"])).unwrap_err();
    assert!(
        error["message"].as_str().unwrap().contains("no person in this vault is named"),
        "{error}"
    );
    assert!(run(&mut editor, "vault121.other", json!([])).is_err());
    // What is typed and not saved is not written beside.
    let typed = format!("{}\n- more\n", disk.read(NEXT));
    editor.open(NEXT, &typed);
    let error = run(&mut editor, "vault121.prep", json!(["alice"])).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains("save `"), "{error}");
    editor.set(NEXT, &disk.read(NEXT));
    assert!(run(&mut editor, "vault121.prep", json!(["alice"])).is_ok());
    // An editor that cannot be asked to show a note gets its address back.
    let mut editor = Editor::start(&disk);
    let told = run(&mut editor, "vault121.prep", json!(["alice"])).unwrap();
    assert_eq!(editor.inside(told["uri"].as_str().unwrap()), NEXT);
}

#[test]
fn both_dialects_are_served() {
    let disk = Disk::new(&[
        ("dendron.yml", "version: 5\nworkspace:\n  vaults:\n    - fsPath: .\n"),
        (".vault121/config.yml", "me: nora\n"),
        ("people.nora.md", "---\nid: n\ntitle: Nora Lind\nkind: person\n---\n"),
        (
            "people.alice.md",
            "---\nid: a\ntitle: Alice Fischer\nkind: person\n---\n\n- [ ] #goal.cka Pass [due:: 2026-12-01]\n",
        ),
        ("one-on-one.alice.2026.11.17.md", "- #goal.cka read a chapter\n"),
    ]);
    let mut editor = Editor::start(&disk);
    let path = "daily.journal.2026.11.23.md";
    for (text, label, after) in [
        ("- @alice #goal.‸", "#goal.cka", "- @alice #goal.cka"),
        ("- [[‸", "Alice Fischer", "- [[people.alice]]"),
    ] {
        let place = match editor.is_open(path) {
            true => editor.set(path, text),
            false => editor.open(path, text),
        };
        let list = editor.at("textDocument/completion", path, &place);
        let found = items(&list);
        let at = found.iter().position(|(name, ..)| name == label);
        let at = at.unwrap_or_else(|| panic!("{text:?}: {found:?}"));
        let edit = list["items"][at]["textEdit"].clone();
        assert_eq!(editor.edited(editor.text(path), &[edit]), after);
    }
    let place = editor.set(path, "- #topic @bil‸l x\n");
    let mut title = String::new();
    for _ in 0..40 {
        let actions = editor.actions(path, &place);
        let found = actions
            .iter()
            .find_map(|a| a["title"].as_str().filter(|title| title.starts_with("add the person")));
        if let Some(found) = found {
            title = found.to_owned();
            break;
        }
        editor.hear(Duration::from_millis(50));
    }
    assert_eq!(title, "add the person Bill: a note in `people.bill.md`");
    let place = editor.set(path, "- @alice #goal.ck‸a two chapters\n");
    let params =
        json!({"textDocument": {"uri": editor.uri(path)}, "position": place, "newName": "k8s"});
    let edit = editor.ask("textDocument/rename", params).unwrap();
    editor.apply(&disk, &edit).unwrap();
    assert!(disk.read("people.alice.md").contains("#goal.k8s (was #goal.cka) Pass"));
    assert!(disk.read("one-on-one.alice.2026.11.17.md").contains("- #goal.k8s read"));
}

#[test]
fn a_note_of_four_megabytes_and_one_that_is_no_note_cost_an_answer() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    // Ten thousand lines of a kind, and what was said of each.
    let said = "and at length what we said of it. ".repeat(10);
    let line = format!("- #topic @alice the rota\n\n  {said}\n");
    let text = line.repeat(4 * 1024 * 1024 / line.len() - 1);
    editor.open(DAILY, &text);
    editor.type_at_end(DAILY, "- @a");
    let end = editor.place(editor.text(DAILY), editor.text(DAILY).len());
    let list = editor.at("textDocument/completion", DAILY, &end);
    assert!(items(&list).iter().any(|(label, ..)| label == "@alice"));
    // Larger than any note may be, and not even text to a reader.
    editor.set(DAILY, &line.repeat(4 * 1024 * 1024 / line.len() + 2));
    editor.complaints(DAILY, |said| said.iter().any(|one| one.starts_with("too-large")));
    let place = editor.set(DAILY, "- #topic @al‸ice fine again\n");
    assert!(hover(&mut editor, DAILY, &place).contains("Alice Fischer"));
    // Files outside the vault, and addresses that are no files, are nobody's.
    let params = json!({
        "textDocument": {"uri": "untitled:Untitled-1"}, "position": {"line": 0, "character": 0},
    });
    assert_eq!(editor.ask("textDocument/hover", params).unwrap(), Value::Null);
    assert_eq!(editor.quit(), 0);
}

#[test]
fn a_request_that_is_cancelled_or_comes_early_is_answered_once() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    let place = editor.open(DAILY, "- @al‸ice\n");
    let params = json!({"textDocument": {"uri": editor.uri(DAILY)}, "position": place});
    let ids: Vec<i64> =
        (0..20).map(|_| editor.begin("textDocument/hover", params.clone())).collect();
    for id in &ids {
        editor.tell("$/cancelRequest", json!({"id": id}));
    }
    for id in ids {
        match editor.end(id) {
            Ok(answer) => assert!(answer["contents"]["value"].is_string(), "{answer}"),
            Err(error) => assert_eq!(error["code"], -32800, "{error}"),
        }
    }
    assert!(hover(&mut editor, DAILY, &place).contains("Alice Fischer"));
}

#[test]
fn a_fold_of_the_disk_without_a_vault_is_quiet() {
    let disk = Disk::new(&[]);
    let mut editor = Editor::start(&disk);
    let place = editor.open("a.md", "- @al‸ice\n");
    assert_eq!(editor.at("textDocument/hover", "a.md", &place), Value::Null);
    assert_eq!(editor.of("textDocument/codeLens", "a.md"), Value::Null);
    assert_eq!(editor.quit(), 0);
    assert!(disk.files().is_empty());
}

#[test]
fn notes_are_named_as_the_editor_names_them() {
    let disk = Disk::new(VAULT);
    let link = disk.root.parent().unwrap().join("link");
    std::os::unix::fs::symlink(&disk.root, &link).unwrap();
    let mut editor = Editor::at_path(&disk, &link);
    let place = editor.open(DAILY, "- @ali‸ce\n");
    let found = editor.at("textDocument/definition", DAILY, &place);
    assert_eq!(places(&editor, &found), [format!("{ALICE}:1")]);
}

#[test]
fn a_build_is_left_to_a_running_watcher() {
    let disk = Disk::new(VAULT);
    let mut command = crate::support::program();
    command.current_dir(&disk.root).args(["--today", crate::support::TODAY, "watch"]);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut watch = command.spawn().unwrap();
    let until = std::time::Instant::now() + Duration::from_secs(60);
    while !disk.root.join("1-2-1s/Me.md").exists() && std::time::Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    let mut editor = Editor::start(&disk);
    editor.open(DAILY, "- #topic @alice x\n");
    let params = json!({"command": "vault121.build"});
    let told = editor.ask("workspace/executeCommand", params).unwrap();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(told.as_str().unwrap().contains("watch` is at work here"), "{told}");
}
