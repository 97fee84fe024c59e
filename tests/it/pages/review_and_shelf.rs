//! Rows 30, 31, 32 and 34 of the practice: policies at hand, the team shelf, the review, the
//! hand-over, the access request, and the guard before a commit.

use crate::support::{Disk, TODAY, hides, outcome, page, says};
use std::collections::BTreeSet;
use std::process::Command;
use vault121::diagnostic::code::Code;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nmeet: https://meet.example/a\naliases: [Ali]\n---\n";
const NORA: &str = "---\nkind: person\nme: yes\n---\n";

fn people<'a>(notes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("People/Alice Fischer.md", ALICE), ("People/Nora.md", NORA)];
    all.extend(notes);
    all
}

/// A year of notes on Alice, with everything that a review must and must not tell.
const YEAR: &[(&str, &str)] = &[
    (
        "Daily/2026-06-10.md",
        "- #high-five @alice-fischer #skill/debugging found the leak [shared:: 2026-06-16]\n",
    ),
    (
        "Daily/2026-07-08.md",
        "- #high-five @alice-fischer #skill/debugging #way/writing wrote it up [shared:: 2026-07-14]\n- #high-five @alice-fischer kept calm [shared:: 2026-07-14]\n",
    ),
    (
        "Daily/2026-09-01.md",
        "- [x] #goal/cka @alice-fischer #skill/kubernetes Pass the CKA [set:: 2026-05-01] [done:: 2026-09-20]\n  - [x] book it [done:: 2026-07-30]\n- [ ] #goal/talk @alice-fischer Speak at the guild [due:: 2027-01-10]\n",
    ),
    (
        "Daily/2026-09-10.md",
        "- #goal/talk @alice-fischer has a title\n- #watch-out @alice-fischer merged alone [path:: pair on Fridays] [shared:: 2026-09-15] [settled:: 2026-10-01]\n  - reply:: fair\n",
    ),
    (
        "Daily/2026-09-11.md",
        "- #watch-out @alice-fischer HELDWORD talks over people [path:: HELDPATH count] [hold:: not now]\n- #high-five @alice-fischer UNSHAREDWORD nice\n- #home @alice-fischer HOMEWORD moved house\n- #season/low @alice-fischer SEASONWORD\n- #score/rust @alice-fischer 2 SCOREWORD\n- #topic @alice-fischer TOPICWORD raise\n- #high-five @alice-fischer LEADWORD [shared:: 2026-09-15] [audience:: lead]\n",
    ),
    (
        "1-2-1s/Alice Fischer/2026-09-15.md",
        "mood:: 2\n\n- #outcome she leads the migration\n- [x] @alice-fischer write the plan [done:: 2026-09-18]\n- [ ] @alice-fischer ask the guild\n- [ ] me: talk to HR\n- #agreed demo every month\n- #for-me FORMEWORD more context\n- #follow-up the rota [when:: 2026-12-01]\n",
    ),
    ("1-2-1s/Alice Fischer/2026-08-11.md", "talked\n"),
    (
        "Daily/2025-02-01.md",
        "- #high-five @alice-fischer #skill/sql OLDWORD [shared:: 2025-02-03]\n",
    ),
];

const SECRETS: &[&str] = &[
    "HELDWORD",
    "HELDPATH",
    "UNSHAREDWORD",
    "HOMEWORD",
    "SEASONWORD",
    "SCOREWORD",
    "TOPICWORD",
    "LEADWORD",
    "FORMEWORD",
    "mood",
];

#[test]
fn row_32_a_review_gathers_evidence_by_skill_with_links_and_by_month() {
    let disk = Disk::new(&people(YEAR));
    let ran = disk.run(&["review", "alice", "--since", "2026-06-01", "--until", "2026-10-31"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    says(
        &ran.out,
        &[
            "## Alice Fischer, 1 Jun 2026 to 31 Oct 2026",
            "### Goals done\n\n- 20 Sep 2026: Pass the CKA, 1 of 1 step · [[2026-09-01]]",
            "- Speak at the guild, due 10 Jan 2027; last news 10 Sep 2026: has a title · [[2026-09-01]]",
            "#### debugging\n\n- 10 Jun 2026: found the leak · [[2026-06-10]]\n- 8 Jul 2026: wrote it up · [[2026-07-08]]",
            "#### kubernetes\n\n- 20 Sep 2026: goal done: Pass the CKA",
            "### By way of working\n\n#### writing\n\n- 8 Jul 2026: wrote it up",
            "### High fives that name no skill yet\n\n- 8 Jul 2026: kept calm",
            "- merged alone; path: pair on Fridays; shared 15 Sep 2026; answer: fair; settled 1 Oct 2026",
            "### Promises kept\n\n- 18 Sep 2026: write the plan",
            "### Outcomes\n\n- 15 Sep 2026: she leads the migration",
            "- Jun 2026: 1 high five\n",
            "- Jul 2026: 2 high fives, 1 piece of news on goals\n",
            "- Aug 2026: nothing noted, though you met 1 time\n",
            "- Sep 2026: 1 goal set, 1 goal done, 1 piece of news on goals, 1 promise kept, 2 promises made, 1 point made clear, 1 outcome, 1 1-2-1\n",
            "- Oct 2026: nothing noted\n",
        ],
    );
    hides(&ran.out, SECRETS);
    hides(&ran.out, &["OLDWORD", "Nov 2026"]);
    says(
        &ran.err,
        &[
            "not in it: 1 held back",
            "not in it: 1 high five not shared yet",
            "not in it: 1 marked for the lead",
        ],
    );
}

#[test]
fn row_32_a_review_can_be_a_note_and_its_template_can_be_changed() {
    let disk = Disk::new(&people(YEAR));
    let ran = disk.run(&["review", "alice", "--write"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let path = "1-2-1s/Alice Fischer/2026-11-24 Alice Fischer review.md";
    assert_eq!(ran.out, format!("{path}: new: review of Alice Fischer\n"));
    let note = disk.read(path);
    says(
        &note,
        &[
            "kind: review\nperson: alice-fischer\ndate: 2026-11-24\n",
            "<!-- vault121:begin review -->",
            "25 May 2026 to 24 Nov 2026",
        ],
    );
    assert!(disk.run(&["review", "alice", "--write"]).err.contains("nothing to write"));
    disk.run(&["build"]);
    assert_eq!(disk.read(path), note, "a build leaves it");
    assert_eq!(
        disk.run(&["check"]).out.matches("Review").count(),
        0,
        "and has nothing to say of it"
    );
    assert_eq!(disk.run(&["template", "eject", "review"]).code, 0);
    let own = disk
        .read(".vault121/templates/review.md")
        .replace("## {{ name }},", "## The case of {{ name }},");
    // Even a template for the lead alone gets nothing that was not given.
    disk.write(".vault121/templates/review.md", &own.replace("audience: person", "audience: lead"));
    let ran = disk.run(&["review", "alice", "--since", "2026-06-01"]);
    says(&ran.out, &["## The case of Alice Fischer,"]);
    hides(
        &ran.out,
        &["HELDWORD", "HELDPATH", "UNSHAREDWORD", "HOMEWORD", "SEASONWORD", "SCOREWORD", "mood"],
    );
    assert_eq!(
        disk.run(&["review", "alice", "--since", "2026-12-01", "--until", "2026-11-01"]).code,
        2
    );
}

#[test]
fn with_a_config_that_cannot_be_read_nothing_is_handed_over() {
    let disk = Disk::new(&people(YEAR));
    disk.write(".vault121/config.yml", "me: nora\npages: {agen\n");
    for verb in ["handover", "review"] {
        let ran = disk.run(&[verb, "alice"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{verb}: {}", ran.err);
        assert!(ran.err.contains("config.yml"), "{verb}: {}", ran.err);
    }
}

#[test]
fn row_34_a_hand_over_holds_what_is_allowed_and_counts_the_rest() {
    let disk = Disk::new(&people(YEAR));
    let ran = disk.run(&["handover", "alice"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    says(
        &ran.out,
        &[
            "## Hand-over: Alice Fischer",
            "- 1-2-1s: every week, 25 min, tue 14:00, last on 15 Sep 2026 · [join](https://meet.example/a)",
            "### Open goals\n\n- Speak at the guild (open), set 1 Sep 2026, due 10 Jan 2027",
            "- Alice: ask the guild, since 15 Sep 2026",
            "- Nora: talk to HR, since 15 Sep 2026",
            "### Agreed\n\n- 15 Sep 2026: demo every month",
            "### Follow-ups\n\n- 1 Dec 2026: the rota",
            "- watch out, 15 Sep 2026: merged alone; path: pair on Fridays; answer: fair; settled 1 Oct 2026",
            "- high five, 16 Jun 2026: found the leak",
        ],
    );
    hides(&ran.out, SECRETS);
    hides(&ran.out, &["Pass the CKA", "[[", "write the plan"]);
    says(
        &ran.err,
        &[
            "not in it: 1 watch out (held back)",
            "not in it: 1 high five (not shared yet)",
            "not in it: 1 high five (marked for the lead)",
            "not in it: 1 home (the lead's own)",
            "not in it: 1 goal (closed)",
            "not in it: 1 promise (closed)",
            "not in it: 1 mood (the lead's own)",
            "not in it: 1 answer (feedback for the lead)",
            "not in it: 1 score (no part of a hand-over)",
        ],
    );
    hides(&ran.err, SECRETS.split_last().unwrap().1);
    assert_eq!(
        disk.run(&["handover", "alice", "--write"]).out,
        "1-2-1s/Alice Fischer/2026-11-24 Alice Fischer handover.md: new: handover of Alice Fischer\n"
    );
}

/// Every line of the vault's files in which a search would find the person.
fn brute_force(disk: &Disk, names: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, bytes) in disk.files() {
        for (at, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
            let line = line.to_lowercase();
            let word = |name: &str| {
                line.match_indices(&name.to_lowercase()).any(|(at, found)| {
                    let before = line[..at].chars().next_back();
                    let after = line[at + found.len()..].chars().next();
                    [before, after].iter().flatten().all(|c| !c.is_alphanumeric())
                })
            };
            if names.iter().any(|name| word(name)) {
                found.insert(format!("{path}:{}", at + 1));
            }
        }
    }
    found
}

#[test]
fn row_34_about_finds_every_line_that_a_search_would_find() {
    let mut notes = people(YEAR);
    notes.extend([
        ("Loose.md", "---\nauthor: Alice Fischer\n---\n# With Ali\n\nALICE said so, and Malice did not\n\n```\ncode on alice\n```\n\n<!-- a comment on @alice-fischer -->\n\n| a | b |\n|---|---|\n| Ali | x |\n\n- [see](People/Alice%20Fischer.md)\n- ask [[Alice Fischer|her]] and ali's friend\n- #topic @alise-fischer x\n- nobody here\n"),
        ("Templates/Day.md", "- [ ] ask Alice\n"),
        ("Broken.md", "<<<<<<< HEAD\nAlice a\n=======\nb\n>>>>>>> x\n"),
        ("notes.txt", "Alice in a text file\n"),
        (".obsidian/workspace.json", "{\"last\": \"People/Alice Fischer.md\"}\n"),
        (".vault121/rescue/x.md", "- #watch-out Alice rescued\n"),
        (".vault121/config.yml", "me: nora\n"),
        ("Note.sync-conflict-20261124-101010-ABCDEFG.md", "Alice, the other copy\n"),
    ]);
    let disk = Disk::new(&notes);
    assert_eq!(disk.run(&["build"]).code, 1, "one note has conflict marks");
    let ran = disk.run(&["about", "alice", "--all"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let listed: BTreeSet<String> = ran
        .out
        .lines()
        .filter_map(|line| line.split_once(": ").map(|(place, _)| place.to_owned()))
        .collect();
    let names = ["alice-fischer", "Alice Fischer", "Alice", "Ali", "Alice%20Fischer"];
    let wanted = brute_force(&disk, &names);
    assert!(wanted.len() > 40, "the search finds too little to prove anything: {}", wanted.len());
    let missed: Vec<&String> = wanted.difference(&listed).collect();
    assert!(missed.is_empty(), "missed {missed:?}\n{}", ran.out);
    says(
        &ran.out,
        &[
            "Loose.md:2: front matter: author: Alice Fischer",
            "Loose.md:4: heading: # With Ali",
            "Loose.md:9: not read: code or a comment: code on alice",
            "Loose.md:12: not read: code or a comment",
            "Loose.md:16: not read: a table",
            "Loose.md:19: plain line",
            "Daily/2026-06-10.md:1: high-five: - #high-five @alice-fischer",
            "1-2-1s/Alice Fischer/2026-09-15.md:3: outcome, not by name: - #outcome she leads",
            "1-2-1s/Alice Fischer/2026-08-11.md:1: plain line, not by name: talked",
            "Daily/2026-09-01.md:2: plain line, not by name: - [x] book it",
            "1-2-1s/Alice Fischer/Alice Fischer rollup.md: name of the file",
            "1-2-1s/Alice Fischer/Alice Fischer rollup.goals.svg:9: not a note: <text",
            "1-2-1s/Alice Fischer/Alice Fischer rollup.md:12: generated, not by name: ### Speak at the guild",
            "1-2-1s/Team.md:",
            ": generated: ",
            "Broken.md:2: not read: conflict-marks: Alice a",
            "Templates/Day.md:1: a note that is not read: - [ ] ask Alice",
            "notes.txt:1: not a note: Alice in",
            ".vault121/rescue/x.md:1: rescued text",
        ],
    );
    hides(&ran.out, &["nobody here", "Loose.md:20:"]);
    says(&ran.err, &[" generated", " lines: "]);
}

#[test]
fn row_34_about_tells_namesakes_apart_where_it_can() {
    let disk = Disk::new(&people(&[
        ("People/Alice Wong.md", "---\nkind: person\n---\n"),
        ("Day.md", "- Alice was here\n- @alice-wong was here\n- 林さん was here\n"),
        ("People/Lin.md", "---\nkind: person\naliases: [林]\n---\n"),
    ]));
    let out = disk.run(&["about", "alice-fischer"]).out;
    says(&out, &["Day.md:1: plain line, by a name of several people: - Alice was here"]);
    says(&out, &["Day.md:2: plain line, by a name of several people: - @alice-wong was here"]);
    says(&disk.run(&["about", "lin"]).out, &["Day.md:3: plain line"]);
}

/// A repository with a vault in `notes/`, a hook, and somebody who commits.
struct Repo {
    disk: Disk,
}

impl Repo {
    fn new(notes: &[(&str, &str)]) -> Repo {
        let disk = Disk::new(&[("README.md", "# Team\n")]);
        std::fs::remove_dir(disk.root.join(".vault121")).unwrap();
        for (path, text) in notes {
            disk.write(&format!("notes/{path}"), text);
        }
        let repo = Repo { disk };
        repo.git(&["init", "-q"]);
        // The hook of docs/git.md, with the program of this build in it.
        let doc = include_str!("../../../docs/git.md");
        let hook = doc.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let call =
            format!("{} --today {TODAY} --vault notes check", env!("CARGO_BIN_EXE_vault121"));
        assert!(hook.contains("exec vault121 check --staged"));
        repo.disk.write(".git/hooks/pre-commit", &hook.replace("vault121 check", &call));
        let hook = repo.disk.root.join(".git/hooks/pre-commit");
        let status = Command::new("chmod").arg("+x").arg(hook).status().unwrap();
        assert!(status.success());
        repo
    }

    fn git(&self, args: &[&str]) -> (bool, String) {
        let made = Command::new("git")
            .current_dir(&self.disk.root)
            .args(["-c", "user.name=Nora", "-c", "user.email=nora@example.invalid"])
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .output()
            .unwrap();
        (
            made.status.success(),
            String::from_utf8_lossy(&made.stderr).into_owned()
                + &String::from_utf8_lossy(&made.stdout),
        )
    }

    fn build(&self) {
        let vault = self.disk.root.join("notes");
        self.disk.run(&["--vault", vault.to_str().unwrap(), "build"]);
    }

    fn check(&self, more: &[&str]) -> crate::support::Ran {
        self.disk.run(&[&["--vault", "notes", "check", "--staged"], more].concat())
    }
}

const HELD: &str = "- #watch-out @alice-fischer talks over people in refinement [path:: count to five] [hold:: not now]\n- #home @alice-fischer her mother moved in with them\n";

#[test]
fn row_34_a_commit_that_leaks_is_refused_and_a_clean_one_passes() {
    let repo = Repo::new(&people(&[
        ("Daily/2026-11-20.md", HELD),
        ("Team/Board.md", "---\naudience: team\n---\n# Board\n"),
    ]));
    repo.build();
    repo.git(&["add", "."]);
    let (passed, said) = repo.git(&["commit", "-m", "notes"]);
    assert!(passed, "private notes in a private repository are no leak: {said}");
    let board =
        "---\naudience: team\n---\n# Board\n\n- Remember: **talks over people**, in refinement!\n";
    repo.disk.write("notes/Team/Board.md", board);
    for commit in
        [&["commit", "-am", "board"][..], &["commit", "-m", "board", "notes/Team/Board.md"]]
    {
        let (passed, said) = repo.git(commit);
        assert!(!passed, "{said}");
        says(
            &said,
            &[
                "Team/Board.md:6:1: error[leak]: words of `Daily/2026-11-20.md:1` (held watch out) are in a note that the team reads",
            ],
        );
        hides(&said, &["talks over"]);
    }
    repo.git(&["add", "."]);
    repo.disk.write("notes/Team/Board.md", "---\naudience: team\n---\n# Board\n");
    assert_eq!(repo.check(&[]).code, 1, "what is staged counts, not what stands on the disk");
    repo.git(&["add", "."]);
    repo.disk.write("notes/Team/Board.md", board);
    assert_eq!(repo.check(&[]).code, 0, "and what is not staged does not");
    repo.disk.write(
        "notes/Team/Board.md",
        "---\naudience: team\n---\n# Board\n\n- the pager list is new\n",
    );
    let (passed, said) = repo.git(&["commit", "-am", "board"]);
    assert!(passed, "{said}");
}

#[test]
fn row_34_what_the_guard_looks_for() {
    let found = |path: &str, text: &str| {
        let repo = Repo::new(&people(&[("Daily/2026-11-20.md", HELD)]));
        repo.git(&["add", "."]);
        repo.git(&["commit", "-qnm", "notes"]);
        repo.disk.write(path, text);
        repo.git(&["add", "-f", path]);
        let ran = repo.check(&[]);
        assert_eq!(ran.code, i32::from(!ran.out.is_empty()), "{}{}", ran.out, ran.err);
        ran.out
    };
    let team = "---\naudience: team\n---\n";
    let agenda = "<!-- vault121:begin agenda -->\n\nx\n\n<!-- vault121:end agenda -->\n";
    for (path, text, wanted) in [
        (
            "notes/T.md",
            format!("{team}- #home @alice-fischer is moving\n"),
            "a `home` for the lead in a note that the team reads",
        ),
        (
            "notes/T.md",
            format!("{team}- #high-five @alice-fischer fine [audience:: lead]\n"),
            "a `high five` for the lead",
        ),
        (
            "notes/T.md",
            format!("{team}- #watch-out @alice-fischer loud\n"),
            "a `watch out` for the lead",
        ),
        (
            "notes/T.md",
            format!("{agenda}\nher mother moved in with them, poor her\n"),
            "words of `Daily/2026-11-20.md:2` (line on home) are in a note that others read",
        ),
        ("notes/T.md", format!("{agenda}\ncount to five is short\n"), "held watch out"),
        ("notes/.vault121/rescue/2026-11-24 a.md", "x\n".to_owned(), "error[staged-private]"),
        (
            "notes/A (conflicted copy 2026).md",
            "x\n".to_owned(),
            "error[staged-private]: a second copy",
        ),
        (
            "notes/A.md",
            "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n".to_owned(),
            "error[conflict-marks]",
        ),
        ("notes/A.md", "<!-- vault121:begin prep -->\n".to_owned(), "error[region-open]"),
        (
            "notes/1-2-1s/Me.md",
            "---\nkind: me\n---\n\n<!-- vault121:begin me -->\n\nold\n\n<!-- vault121:end me -->\n"
                .to_owned(),
            "Me.md: error[staged-stale]",
        ),
    ] {
        says(&found(path, &text), &[wanted]);
    }
    for (path, text) in [
        ("notes/T.md", "talks over people in refinement\n".to_owned()),
        ("notes/T.md", format!("{team}- [ ] #goal/cka @alice-fischer Pass\n- talks over\n")),
        (
            "notes/T.md",
            format!(
                "{agenda}\n- #topic @alice-fischer the desk\n- [ ] @alice-fischer write the list\n"
            ),
        ),
        ("README.md", "talks over people in refinement\n".to_owned()),
    ] {
        assert_eq!(found(path, &text), "", "{text}");
    }
}

#[test]
fn row_34_the_guard_in_json_and_without_git() {
    let repo = Repo::new(&people(&[("Daily/2026-11-20.md", HELD)]));
    repo.disk.write("notes/T.md", "---\naudience: team\n---\n- #home @alice-fischer is moving\n");
    repo.git(&["add", "."]);
    let json = repo.check(&["--format", "json"]);
    assert_eq!(json.code, 1);
    says(&json.out, &["\"code\": \"leak\"", "\"stale\": []"]);
    let disk = Disk::new(&people(&[]));
    let ran = disk.run(&["check", "--staged"]);
    assert_eq!(ran.code, 2);
    says(&ran.err, &["error: the index cannot be read: "]);
}

const LEAVE: &str = "---\nkind: policy\ntitle: Leave\nreviewed: 2025-09-15\n---\nThirty days.\n";
const PREP: &str = "1-2-1s/Alice Fischer/2026-11-24.md";

fn with(notes: &[(&str, &str)]) -> vault121::pages::pipeline::Outcome {
    let mut all = people(&[("1-2-1s/Alice Fischer/2026-11-17.md", "- talked\n")]);
    all.extend(notes);
    outcome(&all, TODAY)
}

#[test]
fn row_30_a_policy_is_at_hand_where_it_is_mentioned() {
    let leave = ("Policies/Leave.md", LEAVE);
    let on_call = ("Policies/On call.md", "---\nkind: policy\nreviewed: 2026-06-15\n---\n");
    let mention = (
        "Daily/2026-11-20.md",
        "- #topic @alice-fischer days off at Christmas #policy/leave\n- [ ] @alice-fischer #action swap the week #policy/on-call\n",
    );
    let prep = page(&with(&[leave, on_call, mention]), PREP, "prep");
    says(
        &prep,
        &[
            "- policy: Leave, reviewed 15 Sep 2025, is it still right? · [[Leave]], for: days off at Christmas · [[2026-11-20]]",
            "- policy: On call, reviewed 15 Jun 2026 · [[On call]], for: swap the week · [[2026-11-20]]",
        ],
    );
    // An old mention is history; one on somebody else is theirs.
    let old = (
        "Daily/2026-11-02.md",
        "- @alice-fischer asked about #policy/leave\n- @nora asked about #policy/leave\n",
    );
    hides(&page(&with(&[leave, old]), PREP, "prep"), &["policy:"]);
    let me = page(&with(&[leave, on_call]), "1-2-1s/Me.md", "me");
    says(
        &me,
        &[
            "## Policies\n\n- Leave, reviewed 15 Sep 2025, is it still right? · [[Leave]]\n- On call, reviewed 15 Jun 2026 · [[On call]]",
        ],
    );
}

#[test]
fn row_30_a_policy_that_nobody_looked_at_for_a_year_is_a_hint() {
    let hints = |reviewed: &str, line: &str| {
        let note = LEAVE.replace("reviewed: 2025-09-15\n", reviewed);
        let found =
            with(&[("Policies/Leave.md", &note), ("Daily/2026-11-20.md", line)]).diagnostics;
        let found =
            found.into_iter().filter(|d| matches!(d.code, Code::PolicyOld | Code::PolicyUnknown));
        found
            .map(|d| {
                format!(
                    "{} {}: {}; {}",
                    d.severity.word(),
                    d.code,
                    d.message,
                    d.hint.unwrap_or_default()
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        hints("reviewed: 2025-11-24\n", "- #policy/leave\n"),
        Vec::<String>::new(),
        "365 days"
    );
    assert_eq!(
        hints("reviewed: 2025-11-23\n", ""),
        ["info policy-old: last reviewed on 2025-11-23; "]
    );
    assert_eq!(
        hints("", ""),
        [
            "info policy-old: nothing says when this policy was last reviewed; write `reviewed: 2026-11-24` in its front matter"
        ]
    );
    assert_eq!(
        hints("reviewed: 2026-01-01\n", "- @alice-fischer #policy/laeve\n"),
        ["info policy-unknown: `#policy/laeve` names no policy; did you mean `#policy/leave`?"]
    );
}

const SHELF: &str = "- [ ] #resource/ddia Designing Data #skill/architecture\n  - [x] @alice-fischer\n  - [ ] @bob\n- [ ] #resource/tidy Tidy First #skill/architecture #skill/review\n- [x] #resource/old Old Book #skill/architecture\n- [ ] #resource A talk for all\n";
const BOB: &str = "---\nkind: person\ncadence: 1w\n---\n- [ ] #goal/design Design the queue #skill/architecture [due:: 2027-01-01]\n";

#[test]
fn row_31_the_shelf_says_what_is_next_who_is_through_and_for_which_goal() {
    let goal = "- [ ] #goal/arch @alice-fischer Draw it #skill/architecture [due:: 2027-01-01]\n- [ ] #goal/own @bob Own it #skill/review [audience:: lead]\n";
    let notes = [("Resources.md", SHELF), ("People/Bob.md", BOB), ("Goals.md", goal)];
    let shelf = page(&with(&notes), "1-2-1s/Shelf.md", "shelf");
    says(
        &shelf,
        &[
            "### architecture\n\n- next: Designing Data; finished: Alice; not yet: Bob; for the goal of Bob: Design the queue · [[Resources]]\n- Tidy First; for the goal of Alice: Draw it; for the goal of Bob: Design the queue · [[Resources]]\n- Old Book (done) · [[Resources]]",
            "### review\n\n- next: Tidy First · [[Resources]]",
            "### For everything\n\n- next: A talk for all · [[Resources]]",
        ],
    );
    hides(&shelf, &["Own it"]);
    // A line elsewhere says that he is through, and nobody is left.
    let later = ("1-2-1s/Bob/2026-11-18.md", "- [x] #resource/ddia @bob\n");
    let shelf = page(&with(&[&notes[..], &[later]].concat()), "1-2-1s/Shelf.md", "shelf");
    says(
        &shelf,
        &["- next: Tidy First;", "- Designing Data (done); finished: Alice, Bob · [[Resources]]"],
    );
    assert_eq!(shelf.matches("Designing Data").count(), 1, "{shelf}");
}

#[test]
fn rows_30_and_31_can_be_listed_and_exported() {
    let disk = Disk::new(&people(&[
        ("Resources.md", SHELF),
        ("People/Bob.md", BOB),
        ("Policies/Leave.md", LEAVE),
        ("Daily/2026-11-20.md", "- @alice-fischer asked #policy/leave\n"),
    ]));
    let list = |args: &[&str]| disk.run(&[&["list"], args].concat()).out;
    says(
        &list(&["resources", "--format", "tsv"]),
        &[
            "resource\tskills\tdone\tthrough\tstill\ttext\tsource\nddia\tarchitecture\tno\talice-fischer\tbob\tDesigning Data\tResources.md:1\n",
        ],
    );
    assert_eq!(list(&["resources", "--person", "bob", "--format", "jsonl"]).lines().count(), 1);
    assert_eq!(list(&["resources", "--status", "done", "--format", "jsonl"]).lines().count(), 1);
    says(&list(&["policies"]), &["leave   Leave  2025-09-15  Policies/Leave.md:1"]);
    let export = disk.run(&["export"]).out;
    says(
        &export,
        &[
            "\"still\": [\n        \"bob\"\n      ]",
            "\"mentions\": [\n        {\n          \"path\": \"Daily/2026-11-20.md\"",
        ],
    );
}
