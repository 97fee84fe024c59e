//! Each complaint has a quick fix, or a reason why it has none.

use crate::editors::editor::Editor;
use crate::support::Disk;
use std::collections::BTreeSet;
use std::time::Duration;
use vault121::diagnostic::code::Code;
use vault121::lsp::fix::why_none;

const ALICE: &str = "People/Alice Fischer.md";
const BOB: &str = "People/Bob Stone.md";
const DAILY: &str = "Daily/2026-11-23.md";
const HELD: &str = "1-2-1s/Alice Fischer/2026-11-17.md";
const LOG: &str = "Logs/Petra Quist.md";
const OTHER: &str = "1-2-1s/Alice Fischer/2026-11-03.md";

const VAULT: &[(&str, &str)] = &[
    (
        ".vault121/config.yml",
        "me: nora\npeople:\n  list:\n    petra: {name: Petra Quist, cadence: 1w}\n",
    ),
    (".obsidian/app.json", "{}\n"),
    (".obsidian/community-plugins.json", "[\"dataview\", \"obsidian-tasks-plugin\"]\n"),
    ("People/Nora Lind.md", "---\nkind: person\nhandle: nora\n---\n\n# Nora Lind\n"),
    (
        ALICE,
        "---\nkind: person\nhandle: alice\ncadence: 1w\nslot: tue 14:00\nseason: high\n---\n\n\
         # Alice Fischer\n\n\
         - [ ] #goal/cka Pass the CKA [due:: 2026-12-01] #skill/kubernetes [helps:: team/oncall]\n\
         \x20 - [ ] sit the exam\n\nText below.\n",
    ),
    (BOB, "---\nkind: person\nhandle: bob\ncadence: 2w\n---\n\n# Bob Stone\n"),
    ("People/Ann Lee.md", "---\nkind: person\nhandle: ann-lee\n---\n\n# Ann Lee\n"),
    ("People/Ann Ray.md", "---\nkind: person\nhandle: ann-ray\n---\n\n# Ann Ray\n"),
    (HELD, "- #high-five explained the outage #skill/kubernetes\n- [ ] me: send the slides\n"),
    (OTHER, "- [ ] me: ask for the budget\n"),
    (DAILY, "- #high-five @alice calm in the outage #skill/kubernetes\n"),
    (LOG, "# Petra Quist 1-2-1\n\n## 2026-11-10\n\n- #topic the rota\n"),
    ("Team goals.md", "- [ ] #team-goal/oncall Fewer pages at night\n"),
    ("Policies/Home office.md", "---\nkind: policy\nreviewed: 2026-06-01\n---\n# Home office\n"),
    ("Questions.md", "- #ask/energy What gives you energy?\n"),
];

/// The code, the note, its text with the cursor, the fix, and the text after it.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const LINES: &[Row] = &[
    (
        "no-person",
        DAILY,
        "- #high-five‸ wrote it\n",
        "name `@alice`",
        "- #high-five @alice wrote it\n",
    ),
    (
        "no-person",
        DAILY,
        "* #watch-out‸ late [path:: x]\r\n",
        "name `@bob`",
        "* #watch-out @bob late [path:: x]\r\n",
    ),
    (
        "date-unreadable",
        DAILY,
        "- [ ] #action @bob call‸ [due:: soon]\n",
        "write `2026-12-08`",
        "- [ ] #action @bob call [due:: 2026-12-08]\n",
    ),
    (
        "date-unreadable",
        DAILY,
        "- [ ] #action @bob call‸ [due:: 2027-02-30] ^c\n",
        "write `2027-02-28`",
        "- [ ] #action @bob call [due:: 2027-02-28] ^c\n",
    ),
    (
        "date-unreadable",
        HELD,
        "---\ndate: some day‸\n---\n- #topic x\n",
        "write `date: 2026-11-17`",
        "---\ndate: 2026-11-17\n---\n- #topic x\n",
    ),
    (
        "year-odd",
        DAILY,
        "- [ ] #goal/sail @alice Sail‸ [set:: 2026-11-02] [due:: 2025-12-01]\n",
        "write the year 2026",
        "- [ ] #goal/sail @alice Sail [set:: 2026-11-02] [due:: 2026-12-01]\n",
    ),
    (
        "goal-unknown",
        DAILY,
        "- @alice #goal/harbour‸ two chapters\n",
        "write `[ ] #goal/harbour Harbour` in",
        "- [ ] #goal/harbour Harbour",
    ),
    (
        "team-goal-unknown",
        ALICE,
        "---\nkind: person\nhandle: alice\n---\n- [ ] #goal/cka‸ Pass [due:: 2026-12-01] [helps:: team/fast-lane]\n",
        "write `#team-goal/fast-lane Fast lane` in",
        "- #team-goal/fast-lane Fast lane",
    ),
    ("season-unknown", DAILY, "- #season/so-so @bob‸\n", "write `low`", "- #season/low @bob\n"),
    (
        "season-unknown",
        BOB,
        "---\nkind: person\nhandle: bob\nseason: not bad‸ # says she\n---\n# Bob Stone\n",
        "write `season: steady`",
        "---\nkind: person\nhandle: bob\nseason: steady # says she\n---\n# Bob Stone\n",
    ),
    (
        "field-bad",
        HELD,
        "---\nmood: purple‸\n---\n- #topic x\n",
        "write `mood: 4`",
        "---\nmood: 4\n---\n- #topic x\n",
    ),
    (
        "field-bad",
        HELD,
        "- #topic x\n\nmet:: perhaps‸\n",
        "write `partly`",
        "- #topic x\n\nmet:: partly\n",
    ),
    (
        "field-bad",
        DAILY,
        "- #high-five @bob calm‸ [audience:: boss] #skill/sql\n",
        "write `lead`",
        "- #high-five @bob calm [audience:: lead] #skill/sql\n",
    ),
    (
        "field-bad",
        BOB,
        "---\nkind: person\nhandle: bob\ncadance: 2w‸\n---\n# Bob Stone\n",
        "write `cadence`",
        "---\nkind: person\nhandle: bob\ncadence: 2w\n---\n# Bob Stone\n",
    ),
    (
        "status-unknown",
        DAILY,
        "- [?] #action @bob call‸ them\n",
        "write `[ ]`",
        "- [ ] #action @bob call them\n",
    ),
    (
        "policy-old",
        "Policies/Home office.md",
        "---\nkind: policy\nreviewed: 2024-01-01‸\n---\n# Home office\n",
        "write `reviewed: 2026-11-24`",
        "---\nkind: policy\nreviewed: 2026-11-24\n---\n# Home office\n",
    ),
    (
        "comment-open",
        DAILY,
        "%% hidden‸ thought\n\n- b\n",
        "close the comment",
        "%% hidden thought %%\n\n- b\n",
    ),
    (
        "comment-open",
        DAILY,
        "<!-- later‸\r\n\r\n- b\r\n",
        "close the comment",
        "<!-- later -->\r\n\r\n- b\r\n",
    ),
    ("fence-open", DAILY, "```sh‸\nls\n\n- b\n", "close the code block", "```sh\nls\n```\n\n- b\n"),
    (
        "region-open",
        HELD,
        "<!-- vault121:begin prep -->‸\n\n## Alice, Tue 17 Nov 2026\n\nx\n\n## Notes\n\n- mine\n",
        "put the end line back",
        "<!-- vault121:begin prep -->\n\n## Alice, Tue 17 Nov 2026\n\nx\n\n<!-- vault121:end prep -->\n\n## Notes\n\n- mine\n",
    ),
    (
        "region-crossed",
        HELD,
        "<!-- vault121:begin prep -->\n\nx\n\n<!-- vault121:end perp -->‸\n",
        "name its end `prep`",
        "<!-- vault121:begin prep -->\n\nx\n\n<!-- vault121:end prep -->\n",
    ),
    (
        "region-place",
        HELD,
        "words\n  <!-- vault121:begin prep -->‸\n\nx\n\n<!-- vault121:end prep -->\n",
        "put the marker on a line of its own",
        "words\n\n<!-- vault121:begin prep -->\n\nx\n\n<!-- vault121:end prep -->\n",
    ),
    (
        "feedback-whose",
        HELD,
        "- #watch-out the merge‸ by @bob broke main [path:: x]\n",
        "name `@bob`",
        "- #watch-out @bob the merge by @bob broke main [path:: x]\n",
    ),
    (
        "feedback-unsorted",
        HELD,
        "- #feedback calm‸ in the outage\n",
        "write `#high-five`",
        "- #high-five calm in the outage\n",
    ),
    (
        "ambiguous-person",
        DAILY,
        "- #topic @ann‸ the rota\n",
        "write `@ann-ray`",
        "- #topic @ann-ray the rota\n",
    ),
    (
        "owner-unknown",
        HELD,
        "- [ ] Kim: draft‸ the runbook\n",
        "write `alice`",
        "- [ ] alice: draft the runbook\n",
    ),
    (
        "no-date",
        "People/Bob Stone.md",
        "---\nkind: person\nhandle: bob\n---\n- #high-five calm‸ #skill/sql\n",
        "add `[on:: 2026-11-24]`",
        "---\nkind: person\nhandle: bob\n---\n- #high-five calm #skill/sql [on:: 2026-11-24]\n",
    ),
    (
        "date-disagrees",
        HELD,
        "---\ndate: 2025-11-17‸\n---\n- #topic x\n",
        "write `date: 2026-11-17`",
        "---\ndate: 2026-11-17\n---\n- #topic x\n",
    ),
    (
        "date-moved",
        HELD,
        "---\ndate: 2026-11-18‸\n---\n- #topic x\n",
        "write `date: 2026-11-17`",
        "---\ndate: 2026-11-17\n---\n- #topic x\n",
    ),
    (
        "not-held-by-words",
        HELD,
        "‸# Alice, cancelled\n\n- moved to next week\n",
        "write `held: yes`",
        "---\nheld: yes\n---\n\n# Alice, cancelled\n\n- moved to next week\n",
    ),
    (
        "tag-in-heading",
        DAILY,
        "## Retro #high-five‸ @alice led it\n",
        "write it in a line below",
        "## Retro\n\n- #high-five @alice led it\n",
    ),
    (
        "high-five-without-skill",
        DAILY,
        "- #high-five @alice‸ calm ^h\n",
        "add `#skill/`",
        "- #high-five @alice calm #skill/ ^h\n",
    ),
    (
        "goal-without-step",
        ALICE,
        "---\nkind: person\nhandle: alice\n---\n- [ ] #goal/cka Pass‸ [set:: 2026-10-01] [due:: 2026-12-01]\n",
        "add a first step",
        "---\nkind: person\nhandle: alice\n---\n- [ ] #goal/cka Pass [set:: 2026-10-01] [due:: 2026-12-01]\n  - [ ] \n",
    ),
    (
        "policy-unknown",
        DAILY,
        "- #policy/sabbatical-leave‸ @alice asked\n",
        "add the policy Sabbatical leave",
        "- #policy/sabbatical-leave @alice asked\n",
    ),
    (
        "question-unknown",
        HELD,
        "- #answer/enrgy‸ the garden\n",
        "write `#answer/energy`",
        "- #answer/energy the garden\n",
    ),
    (
        "field-lost-tasks",
        HELD,
        "- [ ] me: write it up‸ 📅 2026-12-01 for the guild\n",
        "move `📅 2026-12-01` to the end",
        "- [ ] me: write it up for the guild 📅 2026-12-01\n",
    ),
    (
        "field-lost-dataview",
        HELD,
        "- [ ] me: write‸ [due:: 2026-12-01][set:: 2026-11-01]\n",
        "put a blank between",
        "- [ ] me: write [due:: 2026-12-01] [set:: 2026-11-01]\n",
    ),
    (
        "field-one-colon",
        HELD,
        "- [ ] me: write‸ [due: 2026-12-01]\n",
        "write `due::`",
        "- [ ] me: write [due:: 2026-12-01]\n",
    ),
    (
        "audience-near",
        DAILY,
        "- #high-five @alice calm‸ #skill/sql [audiance:: lead]\n",
        "write `[audience:: lead]`",
        "- #high-five @alice calm #skill/sql [audience:: lead]\n",
    ),
    (
        "hold-near",
        DAILY,
        "- #watch-out @alice late‸ [path:: x] [hlod:: 2026-12-01]\n",
        "write `[hold:: 2026-12-01]`",
        "- #watch-out @alice late [path:: x] [hold:: 2026-12-01]\n",
    ),
    (
        "front-matter-open",
        HELD,
        "---‸\ndate: 2026-11-17\nmood: 4\n\n- #topic x\n",
        "close the front matter",
        "---\ndate: 2026-11-17\nmood: 4\n---\n\n- #topic x\n",
    ),
    (
        "front-matter-bad",
        HELD,
        "---\ntitle: 2026-11-17: planning‸\n---\n- #topic x\n",
        "write `\"2026-11-17: planning\"`",
        "---\ntitle: \"2026-11-17: planning\"\n---\n- #topic x\n",
    ),
    (
        "front-matter-shape",
        HELD,
        "\n\n---\nkind: one-on-one‸\nseason: low\n---\n- #topic x\n",
        "begin the note with `---`",
        "---\nkind: one-on-one\nseason: low\n---\n- #topic x\n",
    ),
    (
        "two-leads",
        "People/Zoe May.md",
        "‸---\nkind: person\nme: yes\n---\n# Zoe May\n",
        "take out `me: yes`",
        "---\nkind: person\n---\n# Zoe May\n",
    ),
    (
        "handle-twice",
        "People/Zoe May.md",
        "‸---\nkind: person\nhandle: bob\n---\n# Zoe May\n",
        "write `handle: zoe-may`",
        "---\nkind: person\nhandle: zoe-may\n---\n# Zoe May\n",
    ),
    (
        "meeting-without-person",
        "Notes/2026-11-16.md",
        "‸---\nkind: one-on-one\n---\n- [ ] me: send it\n- #topic the rota\n",
        "write `person: alice`",
        "---\nkind: one-on-one\nperson: alice\n---\n- [ ] me: send it\n- #topic the rota\n",
    ),
    (
        "one-on-one-missed",
        "1-2-1s/2026-11-16.md",
        "‸- [ ] me: send it\n- #topic the rota\n",
        "write `read: no`",
        "---\nread: no\n---\n\n- [ ] me: send it\n- #topic the rota\n",
    ),
    (
        "meeting-without-date",
        "1-2-1s/Alice Fischer/first talk.md",
        "‸- [ ] me: send it\n",
        "write `date: 2026-11-24`",
        "---\ndate: 2026-11-24\n---\n\n- [ ] me: send it\n",
    ),
    (
        "person-not-prepared",
        "People/Ann Lee.md",
        "‸---\nkind: person\nhandle: ann-lee\n---\n\n# Ann Lee\n",
        "write `cadence: 1w`",
        "---\nkind: person\nhandle: ann-lee\ncadence: 1w\n---\n\n# Ann Lee\n",
    ),
    (
        "person-archived",
        "Archive/Kim Roe.md",
        "‸---\nkind: person\nhandle: kim\n---\n\n# Kim Roe\n",
        "write `report: yes`",
        "---\nkind: person\nhandle: kim\nreport: yes\n---\n\n# Kim Roe\n",
    ),
    (
        "year-assumed",
        "1-2-1s/Quentin.md",
        "---\nkind: person\n---\n# Quentin\n\n## 16.11.‸\n- [ ] me: x\n\n## 9.11.\n- y\n",
        "write `# 2026` above",
        "---\nkind: person\n---\n# Quentin\n\n# 2026\n\n## 16.11.\n- [ ] me: x\n\n## 9.11.\n- y\n",
    ),
    (
        "share-unsaid",
        "1-2-1s/Bob Stone/2026-11-16.md",
        "- #season/low\n- #watch-out late‸ [path:: x]\n",
        "add `[shared:: 2026-11-16]`",
        "- #season/low\n- #watch-out late [path:: x] [shared:: 2026-11-16]\n",
    ),
    (
        "region-unmarked",
        HELD,
        "‸## Alice, Tue 17 Nov 2026, 14:00, 25 min\n\n- x\n\n## Notes\n\n- mine\n",
        "put its two marker lines back",
        "",
    ),
    // The first ones, tried with all of their forms elsewhere.
    ("unknown-person", DAILY, "- #topic @alise‸ x\n", "write `@alice`", "- #topic @alice x\n"),
    ("near-tag", DAILY, "- #high-fiv @alice‸ x\n", "write `#high-five`", "- #high-five @alice x\n"),
    (
        "watch-out-without-path",
        DAILY,
        "- #watch-out @bob‸ x\n",
        "add `[path:: ]`",
        "- #watch-out @bob x [path:: ]\n",
    ),
    (
        "goal-without-due",
        DAILY,
        "- [ ] #goal/x @bob‸ Learn\n",
        "add `[due:: ]`",
        "- [ ] #goal/x @bob Learn [due:: ]\n",
    ),
    (
        "goal-without-slug",
        DAILY,
        "- [ ] #goal @bob‸ Learn to sail [due:: 2026-12-01]\n",
        "write `#goal/learn-to-sail`",
        "- [ ] #goal/learn-to-sail @bob Learn to sail [due:: 2026-12-01]\n",
    ),
    (
        "due-in-words",
        DAILY,
        "- [ ] #action @bob‸ slides -> 2026-12-01 or so\n",
        "add `[due:: 2026-12-01]`",
        "- [ ] #action @bob slides -> 2026-12-01 or so [due:: 2026-12-01]\n",
    ),
    (
        "skill-near",
        DAILY,
        "- #high-five @bob‸ x #skill/kuberntes\n- #high-five @bob y #skill/kubernetes\n",
        "write `#skill/kubernetes`",
        "- #high-five @bob x #skill/kubernetes\n- #high-five @bob y #skill/kubernetes\n",
    ),
];

/// The fix that mends a complaint, done; the text after it.
fn mended(disk: &Disk, (code, path, text, title, _): &Row) -> Result<String, String> {
    let mut editor = Editor::start(disk);
    let place = editor.open(path, text);
    let mut seen = Vec::new();
    for _ in 0..60 {
        let actions = editor.actions(path, &place);
        let of_code = |action: &&serde_json::Value| action["diagnostics"][0]["code"] == **code;
        let fixes: Vec<_> = actions.iter().filter(of_code).collect();
        seen = actions.iter().map(|one| one["title"].to_string()).collect();
        let found = fixes.iter().find(|one| one["title"].as_str().unwrap().starts_with(*title));
        if let Some(action) = found {
            let before = editor.text(path).to_owned();
            editor.apply(disk, &action["edit"]).unwrap();
            let after = editor.text(path).to_owned();
            if before == after {
                // Another note was changed, or made.
                let changed = action["edit"]["documentChanges"].as_array().unwrap();
                let uri = &changed.last().unwrap()["textDocument"]["uri"];
                let other = editor.inside(uri.as_str().unwrap());
                return Ok(disk.read(&other));
            }
            return Ok(after);
        }
        editor.hear(Duration::from_millis(50));
    }
    let said = editor.of("textDocument/diagnostic", path);
    Err(format!("{code}: no {title:?} among {seen:?}; said: {said}"))
}

#[test]
fn each_complaint_with_a_fix_is_mended_by_it() {
    let mut wrong = Vec::new();
    for row in LINES {
        let disk = Disk::new(VAULT);
        match row.1 {
            "People/Zoe May.md" if row.0 == "two-leads" => {
                disk.write(".vault121/config.yml", "unowned: ask\n");
                disk.write("People/Nora Lind.md", "---\nkind: person\nme: yes\n---\n# Nora Lind\n");
                disk.write(row.1, &row.2.replace('‸', ""));
            }
            "Archive/Kim Roe.md" => {
                disk.write("Archive/Kim Roe/2026-05-04.md", "- #topic the rota\n");
                disk.write(row.1, &row.2.replace('‸', ""));
            }
            path if !VAULT.iter().any(|(known, _)| *known == path) => {
                disk.write(path, &row.2.replace('‸', ""));
            }
            _ => {}
        }
        match mended(&disk, row) {
            Ok(text) if row.4.is_empty() => assert!(text.contains("vault121:end"), "{text}"),
            Ok(text) if text == row.4 => {}
            Ok(text) if !row.4.ends_with('\n') && text.contains(row.4) => {}
            Ok(text) if row.0 == "policy-unknown" && text.contains("kind: policy") => {}
            Ok(text) => wrong.push(format!("{}: {:?} became {text:?}", row.0, row.2)),
            Err(why) => wrong.push(why),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_code_has_a_fix_or_a_reason() {
    let with: BTreeSet<&str> = LINES.iter().map(|row| row.0).collect();
    let codes = Code::ALL.iter();
    let wrong: Vec<&str> = codes
        .filter(|code| why_none(**code).is_some() == with.contains(code.word()))
        .map(|code| code.word())
        .collect();
    assert_eq!(wrong, [""; 0], "a fix with a row, or a reason, and not both");
}

#[test]
fn each_fix_is_of_its_own_complaint() {
    let disk = Disk::new(VAULT);
    let mut editor = Editor::start(&disk);
    let text = "- #goal/ckaa‸ @alice read on #skill/kuberntes [due: 2026-12-01]\n- #goal/cka @alice x #skill/kubernetes\n";
    let place = editor.open(DAILY, text);
    editor.complaints(DAILY, |said| said.len() >= 3);
    let actions = editor.actions(DAILY, &place);
    let of = |code: &str| -> Vec<String> {
        let fixes = actions.iter().filter(|one| one["diagnostics"][0]["code"] == code);
        fixes.map(|one| one["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(of("goal-unknown"), ["write `#goal/cka`"]);
    assert_eq!(of("skill-near"), ["write `#skill/kubernetes`"]);
    assert_eq!(of("field-one-colon"), ["write `due::`"]);
    assert!(
        actions.iter().all(|one| one["diagnostics"].as_array().is_none_or(|all| all.len() == 1))
    );
}

#[test]
fn a_complaint_leads_to_the_page_of_its_code() {
    let disk = Disk::new(VAULT);
    let mut able = crate::editors::editor::usual();
    able["textDocument"]["diagnostic"] = serde_json::json!({});
    let state = Disk::new(&[("kept.txt", "")]);
    let mut editor = Editor::keeping(&disk, &state.root, able);
    editor.open(DAILY, "- #topic @alise the rota\n");
    let report = editor.of("textDocument/diagnostic", DAILY);
    let href = report["items"][0]["codeDescription"]["href"].as_str().unwrap();
    let (page, code) = href.split_once('#').unwrap();
    assert_eq!(code, "unknown-person");
    let page = std::fs::read_to_string(page.strip_prefix("file://").unwrap()).unwrap();
    assert!(page.contains("<section id=\"unknown-person\">"));
}

#[test]
fn tags_are_offered_as_they_are_written() {
    let own = [
        (
            "Daily/2026-11-20.md",
            "- #HighFive @bob a\n- #HighFive @bob b\n- #kudos @bob c\n- #WatchOut @bob d\n",
        ),
        (".vault121/config.yml", "me: nora\ntags: {high-five: [kudos]}\n"),
    ];
    let rest = VAULT[1..].iter().filter(|(path, _)| *path != DAILY && *path != HELD).copied();
    let disk = Disk::new(&own.into_iter().chain(rest).collect::<Vec<_>>());
    let mut editor = Editor::start(&disk);
    let place = editor.open(DAILY, "- #‸\n");
    let list = editor.at("textDocument/completion", DAILY, &place);
    let labels: Vec<&str> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["label"].as_str().unwrap())
        .collect();
    let at = |label: &str| labels.iter().position(|one| *one == label);
    assert!(at("#HighFive").is_some() && at("#HighFive") < at("#kudos"), "{labels:?}");
    assert!(at("#WatchOut").is_some() && at("#watch-out").is_none(), "{labels:?}");
}
