//! The practice, row by row, with a lead's eyes: what `practice.rs` proves in the small is seen
//! here from the lead's side, over several 1-2-1s, pages and commands.

use crate::pages::practice::{
    ALICE, FIRST_PREP, HELD, LOW, PREP, daily, held_after, hides, prep, rollup, says, with,
};
use crate::support::{Disk, TODAY, outcome, page};
use vault121::diagnostic::code::Code;

const FIRST: &str = "---\nkind: person\ncadence: 2w\nslot: tue\npraise: in writing\n---\n";

#[test]
fn row_02_the_first_prep_is_made_from_its_own_template() {
    let first = outcome(&[("People/Alice.md", FIRST)], TODAY);
    let text = page(&first, FIRST_PREP, "prep");
    says(&text, &["- **Intention** get to know each other", "### First meeting"]);
    says(
        &text,
        &["not your performance; every 2 weeks, 25 minutes", "how do you like to get feedback?"],
    );
    says(
        &text,
        &["how do you like praise: in public, in private, in writing? Noted so far: in writing"],
    );
    says(&text, &["grumpy", "What feedback do you have for me? Asked every time from now on."]);
    hides(&text, &["Not asked yet", "none yet", "Last met"]);
    // What was noted before the first meeting is there all the same.
    let noted = [
        ("People/Alice.md", FIRST),
        (
            "Daily/2026-11-20.md",
            "- #intention @alice hear why she came\n- #topic @alice her desk\n",
        ),
    ];
    let text = page(&outcome(&noted, TODAY), FIRST_PREP, "prep");
    says(&text, &["**Intention** hear why she came", "- her desk", "### First meeting"]);
}

#[test]
fn row_02_the_template_of_the_first_meeting_can_be_made_ones_own() {
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    assert_eq!(disk.run(&["template", "eject", "first"]).code, 0);
    let ejected = disk.read(".vault121/templates/first.md");
    let own = ejected.replace("- what makes you grumpy, and how will I know?", "- tea or coffee?");
    assert_ne!(own, ejected);
    disk.write(".vault121/templates/first.md", &own);
    assert_eq!(disk.run(&["build"]).code, 0);
    says(&disk.read(FIRST_PREP), &["- tea or coffee?", "how do you like to get feedback?"]);
    // From the second one on it is the ordinary prep; a template of her own goes before both.
    disk.write("1-2-1s/Alice/2026-11-17.md", HELD);
    disk.run(&["build"]);
    hides(&disk.read(FIRST_PREP), &["tea or coffee", "First meeting"]);
    let list = disk.run(&["template", "list"]).out;
    says(&list, &["first      each first 1-2-1   lead      region  .vault121/templates/first.md"]);
}

#[test]
fn row_03_performance_is_last_in_the_rollup_too_and_check_says_where() {
    let notes = [(
        "Daily/2026-11-20.md",
        "- #topic @alice #performance the rating\n- #topic @alice the desk\n- #intention @alice #performance push\n",
    )];
    let text = rollup(&notes);
    assert!(text.find("the desk").unwrap() < text.find("the rating").unwrap(), "{text}");
    let disk = Disk::new(&[("People/Alice.md", ALICE), notes[0]]);
    let said = disk.run(&["check"]).out;
    says(&said, &["Daily/2026-11-20.md:3:3: info[performance-intention]"]);
    says(&disk.run(&["list", "topics"]).out, &["the rating"]);
}

#[test]
fn row_05_an_intention_from_any_note_is_that_of_its_one_on_one_afterwards() {
    let notes = [
        ("Daily/2026-11-16.md", "- #intention @alice hear about the rota\n"),
        ("1-2-1s/Alice/2026-11-17.md", "met:: partly\n\n- #outcome she stays on it\n"),
    ];
    says(
        &prep(&notes),
        &["**Last met** 17 Nov, 7 days ago; intention: hear about the rota (met: partly)"],
    );
    let row =
        "- 17 Nov 2026, intention: hear about the rota (met: partly); outcome: she stays on it";
    says(&rollup(&notes), &[row]);
    let disk = Disk::new(&[("People/Alice.md", ALICE), notes[0], notes[1]]);
    says(&disk.run(&["list", "meetings"]).out, &["hear about the rota"]);
    // That of a 1-2-1 which was not held is still what this one is for.
    let missed = [
        ("1-2-1s/Alice/2026-11-10.md", HELD),
        ("1-2-1s/Alice/2026-11-17.md", "---\nintention: ask about Rust\nheld: no\nwhy: ill\n---\n"),
    ];
    says(&prep(&missed), &["**Intention** ask about Rust", "**Not held** 17 Nov: ill"]);
}

#[test]
fn row_08_the_ledger_goes_by_quarter_and_tells_the_season() {
    let notes = [
        ("People/Alice.md", LOW),
        ("1-2-1s/Alice/2026-09-01.md", "---\nintention: plan\nmet: yes\n---\n- #outcome a plan\n"),
        (
            "1-2-1s/Alice/2026-11-17.md",
            "---\nintention: rest\nmet: no\n---\n- #outcome none of it\n",
        ),
        ("Daily/2026-11-12.md", "- #outcome @alice she sleeps again\n"),
    ];
    let text = rollup(&notes);
    says(&text, &["### 2026, fourth quarter", "### 2026, third quarter"]);
    says(&text, &["- 17 Nov 2026, intention: rest (met: no); outcome: none of it; season low"]);
    // What came of it between two 1-2-1s is in it, at its day.
    says(&text, &["- 12 Nov 2026, outcome: she sleeps again; season low · [[2026-11-12]]"]);
    says(&text, &["- 1 Sep 2026, intention: plan (met: yes); outcome: a plan · [["]);
    let order =
        ["17 Nov", "12 Nov", "1 Sep"].map(|day| text.find(&format!("- {day} 2026,")).unwrap());
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn row_08_this_season_is_the_same_six_weeks_of_other_years_last_year_first() {
    let outcome = |text: &str| format!("- #outcome {text}\n");
    let notes = [
        ("1-2-1s/Alice/2023-11-24.md", outcome("three years ago")),
        ("1-2-1s/Alice/2024-11-03.md", outcome("the first day of the six weeks")),
        ("1-2-1s/Alice/2024-11-02.md", outcome("a day too early")),
        ("1-2-1s/Alice/2025-12-15.md", outcome("the last day of the six weeks")),
        ("1-2-1s/Alice/2025-12-16.md", outcome("a day too late")),
        ("1-2-1s/Alice/2026-11-10.md", outcome("this year")),
    ];
    let notes: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let text = prep(&notes);
    let order = ["the last day of", "the first day of", "three years ago"];
    let order = order.map(|words| text.find(words).unwrap_or_else(|| panic!("{words}: {text}")));
    assert!(order.is_sorted(), "{text}");
    hides(&text, &["a day too", "this year"]);
}

#[test]
fn row_07_a_team_goal_that_nobody_wrote_down_is_said_with_the_nearest_name() {
    let team = "- #team-goal/own Own our platform\n- [x] #team-goal/old Move house\n- #team-goal/calm A calm pager\n";
    let goals = "- [ ] #goal/cka @alice Pass [helps:: team/own, team/calm] [due:: 2026-12-01]\n\
                 - [ ] #goal/slip @alice Slip [helps:: team/clam] [due:: 2026-12-02]\n\
                 - [ ] #goal/past @alice Past [helps:: team/old] [due:: 2026-12-03]\n\
                 - [ ] #goal/new @alice New [helps:: team/hire-two-people] [due:: 2026-12-04]\n";
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        ("Team.md", team),
        ("Goals.md", goals),
    ]);
    let said = disk.run(&["check", "Goals.md"]).out;
    says(
        &said,
        &["Goals.md:2:1: warning[team-goal-unknown]", "did you mean `[helps:: team/calm]`?"],
    );
    says(&said, &["write `#team-goal/hire-two-people …` where the team's goals are kept"]);
    assert_eq!(said.matches("team-goal-unknown").count(), 2, "one that is done is known: {said}");
    let list = disk.run(&["list", "team-goals"]).out;
    says(&list, &["own   ", "Own our platform", "alice/cka", "old   done"]);
    says(&disk.run(&["list", "team-goals", "--person", "alice"]).out, &["calm"]);
    says(&disk.run(&["explain", "team-goal-unknown"]).out, &["[helps:: team/"]);
    disk.run(&["build"]);
    let page = disk.read("1-2-1s/Team.md");
    // One goal may help two; one that is done is no longer asked about, nor is what helped it.
    says(
        &page,
        &[
            "### Own our platform\n\n- helped by Alice: Pass",
            "### A calm pager\n\n- helped by Alice: Pass",
        ],
    );
    hides(&page, &["Move house", "### old", "help no team goal"]);
}

#[test]
fn row_07_without_team_goals_in_the_notes_their_names_in_goals_are_enough() {
    let goals = "- [ ] #goal/cka @alice Pass [helps:: team/own-our-platform] [due:: 2026-12-01]\n";
    let with = with(&[("Goals.md", goals)]);
    assert!(with.diagnostics.iter().all(|said| said.code != Code::TeamGoalUnknown));
    says(
        &page(&with, "1-2-1s/Team.md", "team"),
        &["### own our platform\n\n- helped by Alice: Pass"],
    );
}

#[test]
fn row_11_each_kind_is_cut_for_itself_and_what_is_given_up_keeps_its_reason() {
    let deed = |n: usize| format!("- #high-five @alice #skill/x deed {n}\n");
    let slip = |n: usize| format!("- #watch-out @alice slip {n} [path:: p]\n");
    let many: String = (1..=5).map(|n| deed(n) + &slip(n)).collect();
    let text = daily(&many);
    says(&text, &["deed 3", "slip 3", "- 4 more in [["]);
    hides(&text, &["deed 4", "slip 4"]);
    let first = format!("{many}- #watch-out @alice the last one [path:: p] [first:: yes]\n");
    let text = daily(&first);
    let order = ["the last one", "deed 1", "slip 1"].map(|words| text.find(words).unwrap());
    assert!(order.is_sorted(), "{text}");
    let dropped = "- #high-five @alice #skill/x was Bob's [drop:: not hers]\n- [ ] #action @alice old plan [drop:: overtaken]\n- #topic @alice gone [drop:: said]\n";
    let notes = [("Daily/2026-11-20.md", dropped)];
    hides(&prep(&notes), &["was Bob's", "old plan", "gone"]);
    says(&rollup(&notes), &["was Bob's (dropped: not hers)", "Alice: old plan (dropped"]);
}

#[test]
fn row_12_each_season_of_the_timeline_is_linked_to_where_it_was_said() {
    let notes = [
        ("People/Alice.md", LOW),
        ("Daily/2026-08-03.md", "- #season/high @alice back from leave\n"),
        ("Daily/2026-09-14.md", "- #season/steady @alice as always\n"),
        ("Daily/2026-10-01.md", "- #season/steady @alice still\n"),
    ];
    let timeline = "## Seasons\n\n- 3 Aug 2026: high · [[2026-08-03]]\n- 14 Sep 2026: steady · [[2026-09-14]]\n- 10 Nov 2026: low · [[People/Alice]]\n";
    says(&(rollup(&notes) + "\n"), &[&timeline.replace("People/Alice", "Alice")]);
}

#[test]
fn row_13_the_limit_is_the_configs_and_a_dated_hold_is_not_asked_about() {
    let watch = "- #watch-out @alice merged twice alone [path:: pair on Fridays]\n";
    let long = LOW.replace("2026-11-10", "2026-09-01");
    let notes = |line: &'static str, config: &'static str| {
        prep(&[
            ("People/Alice.md", &long),
            ("Daily/2026-11-09.md", line),
            (".vault121/config.yml", config),
        ])
    };
    hides(&notes(watch, "season: {hold_limit: 15d}\n"), &["share, rewrite or drop?"]);
    says(
        &notes(watch, "season: {hold_limit: 14d}\n"),
        &["1 watch out, held for 15 days: share, rewrite or drop?"],
    );
    let dated = "- #watch-out @alice merged alone [path:: x] [hold:: 2026-12-24]\n- #high-five @alice calm [hold:: for the offsite]\n";
    let text = notes(dated, "season: {hold_limit: 14d}\n");
    says(&text, &["- 1 high five, held for 15 days, as the line says; share, rewrite or drop?"]);
    says(&text, &["- 1 watch out, held until 24 Dec ·"]);
    hides(&text, &["merged", "calm", "offsite"]);
    let only = "- #watch-out @alice merged alone [path:: x] [hold:: 2026-12-24]\n";
    hides(&notes(only, "season: {hold_limit: 14d}\n"), &["share, rewrite or drop?"]);
}

/// After six weeks the lead writes why it cannot wait: it comes, though 1-2-1s have passed since.
#[test]
fn row_13_now_says_why_it_cannot_wait_whatever_held_it() {
    let long = LOW.replace("2026-11-10", "2026-09-01");
    for hold in ["", "[hold:: after the exam]", "[hold:: 2027-01-01]"] {
        let line = format!(
            "- #watch-out @alice merged alone [path:: pair] {hold} [now:: twice this week]\n"
        );
        let text = prep(&[("People/Alice.md", &long), ("Daily/2026-09-10.md", &line)]);
        says(&text, &["watch out: merged alone; path: pair (now: twice this week)"]);
    }
    let shared =
        "- #watch-out @alice merged alone [path:: pair] [now:: twice] [shared:: 2026-11-17]\n";
    let text = prep(&[("People/Alice.md", &long), ("Daily/2026-09-10.md", shared)]);
    hides(&text, &["watch out: merged alone"]);
}

#[test]
fn row_13_a_better_season_gives_back_what_was_held_oldest_first() {
    let offered = held_after("- watch out: offered in time; path: x · [[2026-08-20]]");
    let notes = [
        ("Daily/2026-08-20.md", "- #watch-out @alice offered in time [path:: x]\n"),
        ("1-2-1s/Alice/2026-08-25.md", offered.as_str()),
        ("Daily/2026-09-01.md", "- #season/low @alice\n- #watch-out @alice second [path:: b]\n"),
        ("1-2-1s/Alice/2026-09-08.md", HELD),
        ("Daily/2026-10-05.md", "- #watch-out @alice third [path:: c]\n"),
        ("Daily/2026-11-20.md", "- #watch-out @alice first [path:: a] [on:: 2026-08-30]\n"),
        ("Daily/2026-11-23.md", "- #season/steady @alice better\n"),
    ];
    let text = prep(&notes);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    at("first; path: a");
    says(&text, &["- 2 more wait, one for each 1-2-1", "*what did Alice do well lately?"]);
    hides(&text, &["Held back", "offered in time", "second", "third"]);
}

#[test]
fn row_13_held_words_stand_in_one_list_that_is_asked_for() {
    let disk = Disk::new(&[
        ("People/Alice.md", LOW),
        ("People/Bob.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        (
            "Daily/2026-11-20.md",
            "- #watch-out @alice canary [path:: sparrow]\n- #high-five @bob finch [hold:: 2026-12-24]\n",
        ),
    ]);
    let all = disk.run(&["list", "feedback"]);
    says(&all.out, &["alice   watch-out  held", "bob     high-five  held"]);
    says(&all.err, &["2 held back: `--held` shows them to you alone"]);
    for args in [
        &["list", "feedback"][..],
        &["list", "feedback", "--status", "held", "--format", "json"],
        &["export"],
    ] {
        hides(&disk.run(args).out, &["canary", "sparrow", "finch"]);
    }
    let held = disk.run(&["list", "feedback", "--held"]).out;
    says(&held, &["canary", "finch"]);
    let hers =
        disk.run(&["list", "feedback", "--held", "--person", "alice", "--format", "json"]).out;
    says(&hers, &["canary", "sparrow"]);
    hides(&hers, &["finch"]);
    let topics = disk.run(&["list", "topics", "--held"]);
    assert_eq!((topics.code, topics.out.as_str()), (2, ""));
    disk.run(&["build"]);
    for (path, bytes) in disk.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path != "Daily/2026-11-20.md" {
            hides(&text, &["canary", "sparrow", "finch"]);
        }
    }
    says(&disk.read("1-2-1s/Alice/Alice rollup.md"), &["- 1 held back for now"]);
}

#[test]
fn row_10_lines_under_her_heading_are_lines_on_her_and_all_of_them_are_in_the_rollup() {
    let daily = "## Alice\n\n- sat with support all day\n- [x] showed the joiner around\n\n## Else\n\n- rain\n";
    let many: String = (1..=4).map(|n| format!("- @alice deed {n}\n")).collect();
    let notes = [("Daily/2026-11-20.md", daily), ("Daily/2026-11-19.md", many.as_str())];
    let text = prep(&notes);
    says(&text, &["- since last time, 20 Nov: showed the joiner around · [[2026-11-20]]"]);
    says(&text, &["20 Nov: sat with support all day", "- 3 more in [["]);
    hides(&text, &["rain"]);
    let all = rollup(&notes);
    says(
        &all,
        &[
            "## Since last time\n\n- 19 Nov 2026: deed 1 · [[2026-11-19]]",
            "deed 4",
            "sat with support",
        ],
    );
    // After the next 1-2-1 they are behind; and nothing of it is on a page for others.
    let mut later = notes.to_vec();
    later.push((PREP, HELD));
    later.push(("People/Alice.md", ALICE));
    let outcome = outcome(&later, "2026-12-01");
    hides(&page(&outcome, "1-2-1s/Alice/2026-12-01.md", "prep"), &["deed", "support"]);
    hides(&page(&outcome, "1-2-1s/Alice/Alice rollup.md", "rollup"), &["deed", "Since last time"]);
}

#[test]
fn row_14_none_yet_says_whom_to_ask() {
    let bob = ALICE;
    let goal = "- [ ] #goal/cka @alice Pass [due:: 2026-12-01] [set:: 2026-11-02]\n  - [x] labs [done:: 2026-11-18]\n";
    let ask = |more: &[(&str, &str)]| {
        let mut notes = vec![("People/Bob.md", bob), ("Goals.md", goal)];
        notes.extend(more);
        prep(&notes)
    };
    says(&ask(&[]), &["no feedback on it yet: who saw it?"]);
    // Who is named in its news, who works towards the same, who gave feedback before.
    says(
        &ask(&[("Daily/2026-11-19.md", "- #goal/cka @alice paired with @bob on the labs\n")]),
        &["no feedback on it yet: ask Bob"],
    );
    says(
        &ask(&[("Daily/2026-11-19.md", "- #goal/cka @alice a day with Bob beside her\n")]),
        &["no feedback on it yet: ask Bob"],
    );
    let helps = goal.replace("[due", "[helps:: team/own] [due");
    let beside = "- [ ] #goal/rota @bob A fair rota [helps:: team/own] [due:: 2026-12-09]\n";
    says(
        &ask(&[("Goals.md", &helps), ("Goals/Bob.md", beside)]),
        &["no feedback on it yet: ask Bob"],
    );
    let given = "- #high-five @alice #skill/x calm [from:: @bob] [shared:: 2026-10-20]\n";
    says(&ask(&[("Daily/2026-10-19.md", given)]), &["no feedback on it yet: ask Bob"]);
    let on_it = "- #high-five @alice #goal/cka #skill/x knows it [from:: @bob]\n";
    let text = ask(&[("Daily/2026-11-19.md", on_it)]);
    says(&text, &["feedback: 1 high five (Bob)"]);
    hides(&text, &["no feedback on it yet"]);
}

#[test]
fn row_14_what_is_done_shows_once() {
    let goal = "- [x] #goal/fast @alice Fast reviews [done:: 2026-11-18] [due:: 2026-12-01]\n";
    let notes = [
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        ("Goals.md", goal),
        (PREP, HELD),
    ];
    let on = |today: &str, day: &str| {
        page(
            &outcome(&notes[..if today == TODAY { 3 } else { 4 }], today),
            &format!("1-2-1s/Alice/{day}.md"),
            "prep",
        )
    };
    says(&on(TODAY, TODAY), &["- done since last time: Fast reviews, 18 Nov"]);
    hides(&on("2026-12-01", "2026-12-01"), &["Fast reviews"]);
    says(
        &page(&outcome(&notes, "2026-12-01"), "1-2-1s/Alice/Alice rollup.md", "rollup"),
        &["### Done\n\n- Fast reviews"],
    );
}

#[test]
fn row_16_a_reply_closes_the_loop_in_the_next_prep_and_only_there() {
    let answer = "- #answer/for-me you run long\n";
    let open = prep(&[("1-2-1s/Alice/2026-11-17.md", answer)]);
    says(&open, &["- feedback for you, no reply noted: you run long (17 Nov) · [["]);
    let replied = format!("{answer}  - reply:: I set a timer\n");
    let text = prep(&[("1-2-1s/Alice/2026-11-17.md", &replied)]);
    says(
        &text,
        &["- tell Alice what came of it: you run long; what you did: I set a timer (17 Nov) · [["],
    );
    hides(&text, &["no reply noted"]);
    let older =
        [("1-2-1s/Alice/2026-11-10.md", replied.as_str()), ("1-2-1s/Alice/2026-11-17.md", HELD)];
    hides(&prep(&older), &["tell Alice what came of it", "no reply noted"]);
    // Before that, silence after silence is counted, and the fourth makes the fifth worth a mark.
    let mut notes: Vec<(String, &str)> = ["10-13", "10-20", "10-27"]
        .iter()
        .map(|day| (format!("1-2-1s/Alice/2026-{day}.md"), "Feedback for me: none\n"))
        .collect();
    notes.push(("1-2-1s/Alice/2026-11-17.md".to_owned(), "Feedback for me: you run long\n"));
    let three: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    hides(&prep(&three), &["The first answer after"]);
    notes.push(("1-2-1s/Alice/2026-11-03.md".to_owned(), "Feedback for me: -\n"));
    let four: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    says(
        &prep(&four),
        &["Asked 5 of 5, answered 1. The first answer after 4 times without one (17 Nov)"],
    );
}

#[test]
fn row_16_what_was_never_answered_is_not_forgotten_and_a_late_reply_closes_the_loop() {
    let answer = "- #answer/for-me you run long\n";
    let met: Vec<String> = ["09-01", "09-29", "10-27", "11-10", "11-17"]
        .iter()
        .map(|day| format!("1-2-1s/Alice/2026-{day}.md"))
        .collect();
    let with = |first: &str| {
        let texts = [first, HELD, HELD, HELD, HELD];
        let notes: Vec<(&str, &str)> = met.iter().map(String::as_str).zip(texts).collect();
        prep(&notes)
    };
    let open = with(answer);
    says(&open, &["- feedback for you, no reply noted: you run long (1 Sep) · [["]);
    says(
        &with(&format!("{answer}  - reply:: 2026-11-20 I set a timer\n")),
        &["- tell Alice what came of it: you run long; what you did: I set a timer (1 Sep) · [["],
    );
    let told = with(&format!("{answer}  - reply:: 2026-11-02 I set a timer\n"));
    hides(&told, &["tell Alice what came of it", "no reply noted"]);
}

#[test]
fn row_29_a_score_without_a_number_is_said() {
    let notes = "- #score/rust 3\n- #score/rust quite good\n- #score 3\n";
    let own = format!("---\nperson: alice\n---\n{notes}");
    let all = outcome(&[("People/Alice.md", ALICE), ("People/Alice scores.md", &own)], TODAY);
    let said = all.diagnostics.iter().filter(|said| said.code == Code::ScoreUnused);
    assert_eq!(said.filter_map(|said| said.line()).collect::<Vec<u32>>(), [5, 6]);
}

#[test]
fn row_20_a_watch_out_that_was_offered_is_asked_about_once() {
    let watch = "- #watch-out @alice late twice [path:: leave at six]\n";
    let shown = held_after("- watch out: late twice; path: leave at six · [[2026-11-16]]");
    let text = prep(&[("Daily/2026-11-16.md", watch), ("1-2-1s/Alice/2026-11-17.md", &shown)]);
    says(&text, &["- did you share it on 17 Nov? late twice · [[2026-11-16]]"]);
    hides(&text, &["Share today"]);
    let long_ago = [("Daily/2026-11-09.md", watch), ("1-2-1s/Alice/2026-11-10.md", &shown)];
    hides(&prep(&long_ago), &["late twice"]);
    says(&rollup(&long_ago), &["late twice; path: leave at six (offered 10 Nov 2026)"]);
}

#[test]
fn row_01_taking_up_the_practice_changes_no_present_byte() {
    let disk = Disk::new(&[]);
    disk.write("People/Alice.md", "# Alice\n\n- likes tea\n");
    disk.write("1-2-1s/Alice/2026-11-17.md", "- #kudos calm\n- [ ] me: order the desk\n");
    disk.write("Questions.md", "---\nkind: questions\n---\n- #ask/fun Fun?\n");
    let before = disk.files();
    let said = disk.run(&["init"]);
    assert_eq!(said.code, 0, "{}", said.err);
    says(&said.out, &["person: Alice (People/Alice.md): 1 1-2-1, the last on 2026-11-17"]);
    says(&said.out, &["#high-five 1 (also #kudos)", "questions: 1", "made .vault121/config.yml"]);
    let after = disk.files();
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
    let made: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert!(made.iter().all(|path| path.starts_with(".vault121/")), "{made:?}");
    // In an empty folder it makes what there is to begin with, and a prep comes of it.
    let empty = Disk::new(&[]);
    assert_eq!(empty.run(&["init"]).code, 0);
    assert!(empty.files().keys().any(|path| path.ends_with("Questions.md")));
    assert_eq!(empty.run(&["prep", "alex", "--print"]).code, 0);
}

#[test]
fn row_04_her_own_template_goes_before_the_vaults_and_that_before_the_shipped_one() {
    let template =
        |text: &str| format!("---\npage: prep\nfor: one-on-one\n---\n## {text} {{{{ call }}}}\n");
    let growth = "---\npage: growth\nfor: one-on-one\n---\n## Growth of {{ call }}\n";
    let hers = ALICE.replace("slot", "template: growth\nslot");
    let disk = Disk::new(&[
        ("People/Alice.md", &hers),
        ("People/Bob.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        ("1-2-1s/Bob/2026-11-17.md", HELD),
    ]);
    says(&disk.run(&["prep", "bob", "--print"]).out, &["**Last met** 17 Nov, 7 days ago"]);
    disk.write(".vault121/templates/prep.md", &template("The vault's for"));
    disk.write(".vault121/templates/growth.md", growth);
    says(&disk.run(&["prep", "bob", "--print"]).out, &["## The vault's for Bob"]);
    says(&disk.run(&["prep", "alice", "--print"]).out, &["## Growth of Alice"]);
}

#[test]
fn row_06_the_link_is_in_the_head_of_prep_and_agenda() {
    let person = ALICE.replace("slot", "agenda: yes\nmeet: https://meet.example/a\nslot");
    let all = with(&[("People/Alice.md", &person)]);
    for (path, region) in [(PREP, "prep"), ("1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda")] {
        let text = page(&all, path, region);
        says(text.lines().next().unwrap(), &["25 min · [join](https://meet.example/a)"]);
    }
}

#[test]
fn row_09_what_became_clear_and_how_they_felt_stays() {
    let note = "mood:: 4\n\n- #clarity she wants to teach\n- [ ] #goal/teach Give the course [due:: 2027-01-15]\n";
    let notes = [("1-2-1s/Alice/2026-11-17.md", note)];
    says(&prep(&notes), &["**Mood** 4", "Give the course, set 17 Nov, due in 52 days"]);
    says(&rollup(&notes), &["## What became clear\n\n- 17 Nov 2026: she wants to teach · [["]);
    let disk = Disk::new(&[("People/Alice.md", ALICE), notes[0]]);
    says(&disk.run(&["list", "clarity"]).out, &["she wants to teach"]);
    says(&disk.run(&["list", "meetings", "--format", "json"]).out, &["\"mood\": 4"]);
}

#[test]
fn row_15_questions_name_the_sprint_in_prep_and_agenda_alike() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let bank = "---\nkind: questions\n---\n- #ask/fun What was fun in the past sprint? [early:: yes] [every:: meeting]\n";
    let notes = [
        ("People/Alice.md", person.as_str()),
        ("Questions.md", bank),
        (".vault121/config.yml", "sprint: {first: 2026-01-05, length: 2w}\n"),
    ];
    let all = with(&notes);
    let question = "- What was fun in sprint 23?";
    says(&page(&all, PREP, "prep"), &[question]);
    says(&page(&all, "1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda"), &[question]);
    let plain = with(&notes[..2]);
    says(&page(&plain, PREP, "prep"), &["- What was fun in the past sprint?"]);
}

#[test]
fn row_17_only_early_questions_stand_in_the_agenda_and_only_those_of_this_time() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let bank = "---\nkind: questions\n---\n- #ask/a Opening? [opens:: yes]\n- #ask/b Think about it? [early:: yes] [every:: meeting]\n\
                - #ask/c Not before? [every:: 1w]\n- #ask/d Mine? [early:: yes] [every:: 1w] [audience:: lead]\n- #ask/e Asked lately? [early:: yes] [every:: 6w]\n";
    let all = with(&[
        ("People/Alice.md", &person),
        ("Questions.md", bank),
        ("1-2-1s/Alice/2026-11-17.md", "- #answer/e yes\n"),
    ]);
    let agenda = page(&all, "1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda");
    says(&agenda, &["### Questions to think about\n\n- Think about it?"]);
    hides(&agenda, &["Opening?", "Not before?", "Mine?", "Asked lately?"]);
    says(&page(&all, PREP, "prep"), &["Opening?", "Not before?", "Mine?"]);
}

#[test]
fn row_18_home_is_the_leads_whatever_the_line_says() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let home = "- #home @alice half marathon [audience:: team]\n";
    let all = with(&[("People/Alice.md", &person), ("Daily/2026-11-20.md", home)]);
    says(&page(&all, PREP, "prep"), &["Home: half marathon"]);
    hides(&page(&all, "1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda"), &["marathon"]);
    hides(&page(&all, "1-2-1s/Team.md", "team"), &["marathon"]);
}

#[test]
fn row_23_coaxing_gets_the_agenda_early_and_with_all_questions() {
    let person = ALICE.replace("slot", "delivery: needs coaxing\nslot");
    let notes = [("People/Alice.md", person.as_str()), ("1-2-1s/Alice/2026-11-17.md", HELD)];
    let agenda = "1-2-1s/Alice/2026-11-24 Alice agenda.md";
    let made = |notes: &[(&str, &str)], today: &str| {
        let all = outcome(notes, today);
        all.plan.edits.iter().map(|edit| edit.path.to_string()).collect::<Vec<String>>()
    };
    // Four days before, when the prep itself is not made yet.
    let early = made(&notes, "2026-11-20");
    assert!(early.contains(&agenda.to_owned()) && !early.contains(&PREP.to_owned()), "{early:?}");
    assert!(!made(&notes, "2026-11-19").contains(&agenda.to_owned()));
    let text = page(&outcome(&notes, TODAY), agenda, "agenda");
    says(&text, &["How are you feeling", "What feedback do you have for me?", "What is harder"]);
    let no = person.replace("slot", "agenda: no\nslot");
    let off = [("People/Alice.md", no.as_str()), notes[1]];
    assert!(!made(&off, TODAY).contains(&agenda.to_owned()), "`agenda: no` is a word");
}

#[test]
fn row_24_the_leads_own_promises_over_all_people_oldest_first() {
    let notes = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", ALICE),
        ("People/Bob.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", "- [ ] me: order the desk\n- [ ] @alice send slides\n"),
        ("1-2-1s/Bob/2026-11-10.md", "- [ ] nora: write the review [due:: 2026-12-01]\n"),
        ("Daily/2026-11-03.md", "- [ ] #action bring the numbers\n"),
    ];
    let disk = Disk::new(&notes);
    disk.run(&["build"]);
    let me = disk.read("1-2-1s/Me.md");
    let order = [
        "bring the numbers, since 3 Nov 2026",
        "to Bob: write the review, due 1 Dec 2026",
        "to Alice: order the desk, since 17 Nov 2026",
    ];
    let order = order.map(|words| me.find(words).unwrap_or_else(|| panic!("{words}: {me}")));
    assert!(order.is_sorted(), "{me}");
    hides(&me, &["send slides"]);
    let status = disk.run(&["status"]).out;
    says(&status, &["you owe", "bring the numbers", "write the review", "order the desk"]);
    let mine = disk.run(&["list", "actions", "--person", "nora"]).out;
    assert_eq!(mine.lines().count(), 4, "a head and three: {mine}");
}

#[test]
fn row_25_a_parked_topic_comes_back_on_its_day() {
    let topics =
        "- #topic @alice budget [later:: 2026-12]\n- #topic @alice rota [hold:: after the audit]\n";
    let notes = [
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        ("Daily/2026-11-20.md", topics),
        (PREP, HELD),
    ];
    let text = page(&outcome(&notes[..3], TODAY), PREP, "prep");
    says(&text, &["- 2 for later, in [["]);
    hides(&text, &["budget", "the rota ·"]);
    let later = outcome(&notes, "2026-12-01");
    let text = page(&later, "1-2-1s/Alice/2026-12-01.md", "prep");
    says(&text, &["- budget · [[2026-11-20]]", "- for later: rota ·"]);
    says(&page(&later, "1-2-1s/Alice/Alice rollup.md", "rollup"), &["budget", "rota (parked)"]);
    let disk = Disk::new(&notes[..3]);
    says(&disk.run(&["list", "topics", "--person", "alice"]).out, &["budget", "rota"]);
}

#[test]
fn row_26_who_is_still_to_be_asked_and_what_was_answered() {
    let ask = "- #ask-all/mornings would mornings suit?\n  - @bob: rather noon\n";
    let notes = [
        ("People/Alice.md", ALICE),
        ("People/Bob.md", ALICE),
        ("People/Ines.md", ALICE),
        ("Daily/2026-11-20.md", ask),
        ("1-2-1s/Alice/2026-11-22.md", "- #answer/mornings yes, before ten\n"),
    ];
    let disk = Disk::new(&notes);
    disk.run(&["build"]);
    let team = disk.read("1-2-1s/Team.md");
    says(
        &team,
        &["- asked: Alice, Bob; not yet: Ines", "- Bob: rather noon", "- Alice: yes, before ten"],
    );
    says(
        &disk.run(&["prep", "ines", "--print"]).out,
        &["for everyone (2 of 3 asked): would mornings suit?"],
    );
    hides(&disk.run(&["prep", "alice", "--print"]).out, &["would mornings suit"]);
    says(&disk.run(&["list", "ask-all"]).out, &["would mornings suit?"]);
    assert!(!disk.run(&["check"]).out.contains("question-unknown"), "an answer to all is known");
}

#[test]
fn row_33_the_agenda_holds_what_both_may_read() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let day = "- #topic @alice the offsite [audience:: person]\n- #topic @alice her rating\n\
               - #watch-out @alice late [path:: x]\n- #high-five @alice #skill/x calm\n\
               - [ ] #action ask HR about @alice\n- [ ] #action @alice send slides\n- #intention @alice push\n";
    let all = with(&[
        ("People/Alice.md", &person),
        ("Daily/2026-11-20.md", day),
        (
            "Goals.md",
            "- [ ] #goal/cka @alice Pass [due:: 2026-12-01]\n- [ ] #goal/own @alice Lead one day [audience:: lead]\n",
        ),
        ("1-2-1s/Alice/2026-11-17.md", "- [ ] me: order the desk\n"),
    ]);
    let agenda = page(&all, "1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda");
    says(&agenda, &["- Nora: order the desk", "- Alice: send slides", "- Pass, due in 7 days"]);
    says(&agenda, &["### To talk about\n\n- the offsite", "What feedback do you have for me?"]);
    hides(&agenda, &["rating", "late", "calm", "HR", "push", "Lead one day"]);
}
