//! What a lead should see on the pages, row by row of the practice.
//!
//! Each test is named after the row and after what should be.

use crate::pages::practice::{
    ALICE, FIRST_PREP, HELD, LOW, NORA, PREP, daily, hides, prep, rollup, says, with,
};
use crate::support::{Disk, TODAY, outcome, page};
use vault121::diagnostic::code::Code;

const BOB: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n";

/// The messages of a code that a run gave.
fn told(notes: &[(&str, &str)], code: Code) -> Vec<String> {
    let said = with(notes).diagnostics.into_iter().filter(|problem| problem.code == code);
    said.map(|problem| format!("{} {}", problem.message, problem.hint.unwrap_or_default()))
        .collect()
}

#[test]
fn row_26_nobody_counts_as_told_because_they_were_met() {
    let notes = [
        ("People/Bob.md", BOB),
        ("1-2-1s/Bob/2026-11-09.md", HELD),
        ("Daily/2026-11-12.md", "- #tell-all the office moves\n"),
    ];
    says(&prep(&notes), &[": did you tell Alice on 17 Nov? ·"]);
    let team = |notes: &[(&str, &str)]| page(&with(notes), "1-2-1s/Team.md", "team");
    says(&team(&notes), &["told: nobody yet. Did you tell Alice on 17 Nov 2026? Not yet: Bob"]);
    let said =
        [notes[0], notes[1], ("Daily/2026-11-12.md", "- #tell-all the office moves\n  - @alice\n")];
    hides(&prep(&said), &["the office moves"]);
    says(&team(&said), &["told: Alice; not yet: Bob"]);
}

#[test]
fn row_11_a_hold_by_the_leads_word_has_no_limit_counted_against_it() {
    let watch =
        |hold: &str| format!("- #watch-out @alice merged alone [path:: x] [hold:: {hold}]\n");
    let on = |person: &'static str, hold: &str| {
        prep(&[("People/Alice.md", person), ("Daily/2026-09-10.md", &watch(hold))])
    };
    let text = on(ALICE, "2026-12-02");
    says(&text, &["### Held back\n\n- 1 watch out, held until 2 Dec · [[2026-09-10]]"]);
    hides(&text, &["of 42", "merged"]);
    let text = on(ALICE, "after the offsite");
    says(&text, &["- 1 watch out, held for 75 days: after the offsite; share, rewrite or drop? ·"]);
    // In a low season it is not the season that holds it, and its reason is not read aloud.
    let text = on(LOW, "after the offsite");
    says(
        &text,
        &["### Held back\n\n- 1 watch out, held for 75 days, as the line says; share, rewrite"],
    );
    hides(&text, &["of 42", "offsite", "while the season is low"]);
    let both = watch("2026-12-02") + "- #watch-out @alice was late [path:: y]\n";
    let text = prep(&[("People/Alice.md", LOW), ("Daily/2026-11-20.md", &both)]);
    says(
        &text,
        &["- 1 watch out, held for 4 days while the season is low (asks again after 42 days) ·"],
    );
    says(&text, &["- 1 watch out, held until 2 Dec ·"]);
}

#[test]
fn row_13_a_line_that_is_nearly_a_watch_out_is_held_in_a_low_season() {
    let slip = "- #watchouts @alice was rude to a customer\n  - and @alice did it twice\n";
    let notes = [("People/Alice.md", LOW), ("Daily/2026-11-20.md", slip)];
    let text = prep(&notes);
    hides(&text, &["rude", "twice"]);
    says(&text, &["2 lines that may be watch outs: their tags are nearly one · [[2026-11-20]]"]);
    hides(&rollup(&notes), &["rude", "twice"]);
    says(&rollup(&notes), &["2 held back for now"]);
    assert_eq!(told(&notes, Code::NearTag).len(), 1);
    // In a better season it is not read out either: it may be a watch out.
    hides(&daily(slip), &["rude", "twice"]);
    says(&daily(slip), &["2 lines that may be watch outs: their tags are nearly one"]);
}

#[test]
fn clean_takes_the_untouched_note_of_somebody_who_left_and_none_with_a_word() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE)]);
    disk.run(&["build"]);
    disk.run_on("2026-12-01", &["build"]);
    let second = "1-2-1s/Alice/2026-12-01 Alice.md";
    assert!(disk.files().contains_key(FIRST_PREP) && disk.files().contains_key(second));
    disk.write("People/Alice.md", &ALICE.replace("cadence", "report: no\ncadence"));
    for (added, kept) in [("\n```\nkept\n```\n", true), ("\n## Salary\n", true), ("", false)] {
        let whole = disk.read(second);
        disk.write(second, &format!("{whole}{added}"));
        let said = disk.run_on("2026-12-01", &["clean"]).out;
        let want =
            if kept { "kept, because you wrote in it" } else { "nothing but generated text" };
        says(
            &said,
            &[&format!("{second}: {want}"), &format!("{FIRST_PREP}: nothing but generated")],
        );
        disk.write(second, &whole);
    }
    disk.write(
        FIRST_PREP,
        &disk.read(FIRST_PREP).replace("kind: one-on-one", "kind: one-on-one\nmine: yes"),
    );
    disk.run_on("2026-12-01", &["clean", "--remove"]);
    assert!(disk.files().contains_key(FIRST_PREP) && !disk.files().contains_key(second));
}

#[test]
fn a_comment_is_no_source_wherever_its_block_begins() {
    let text = "- a\n\n  %%\n\n  - #topic @alice hidden one\n\n  %%\n\n> %%\n> - #topic @alice hidden two\n>\n> %%\n\n- %%\n\n  #topic @alice hidden three\n\n  %%\n- #topic @alice seen\n";
    let text = daily(text);
    hides(&text, &["hidden"]);
    says(&text, &["- seen"]);
}

#[test]
fn row_32_a_month_with_promises_and_clarity_is_not_called_empty() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        (
            "1-2-1s/Alice/2026-10-20.md",
            "- #clarity she wants to lead\n- [ ] @alice write it down\n- [ ] me: ask for a course\n",
        ),
        ("Daily/2026-09-01.md", "- [ ] #goal/talk @alice give a talk [due:: 2027-01-15]\n"),
    ]);
    let range = ["review", "alice", "--since", "2026-10-01", "--until", "2026-10-31"];
    let text = disk.run(&range).out;
    says(&text, &["- Oct 2026: 1 promise made, 1 point made clear, 1 1-2-1"]);
    says(&text, &["### Goals without news in this time\n\n- give a talk, due 15 Jan 2027"]);
    hides(&text, &["nothing noted"]);
}

#[test]
fn row_27_a_note_whose_name_and_date_differ_is_told() {
    let notes = [("1-2-1s/Alice/2026-11-26.md", "---\nkind: one-on-one\ndate: 2026-11-24\n---\n")];
    let said = told(&notes, Code::DateMoved);
    assert_eq!(
        said,
        [
            "`date:` says 2026-11-24, the name of the note 2026-11-26: 2026-11-24 counts for 2026-11-26 write `date: 2026-11-26`"
        ]
    );
}

#[test]
fn row_24_promises_of_one_side_do_not_hide_those_of_the_other() {
    let hers: String = (1..=5).map(|at| format!("- [ ] @alice old promise {at}\n")).collect();
    let notes = [
        ("1-2-1s/Alice/2026-11-03.md", hers.as_str()),
        (
            "1-2-1s/Alice/2026-11-17.md",
            "- [ ] me: fresh one\n- [ ] me: take her off the rota [due:: 2026-11-20]\n",
        ),
    ];
    let text = prep(&notes);
    let late = "- you owe: take her off the rota, was due 20 Nov";
    says(&text, &[late, "- you owe: fresh one", "old promise 3", "- 2 more in "]);
    hides(&text, &["old promise 4"]);
    assert!(text.find(late) < text.find("you owe: fresh one"), "{text}");
}

#[test]
fn row_27_a_slot_alone_is_enough_and_who_has_nothing_is_told_once() {
    let notes = [
        ("People/Nora.md", NORA),
        ("People/Alice.md", "---\nkind: person\nslot: tue 14:00\n---\n"),
        ("People/Bob.md", "---\nkind: person\n---\n"),
        ("People/Cleo.md", "---\nkind: person\n---\n"),
        ("People/Dan.md", "---\nkind: person\nreport: no\n---\n"),
    ];
    let first = outcome(&notes, TODAY);
    says(&page(&first, FIRST_PREP, "prep"), &["Tue 24 Nov 2026, 14:00", "every week"]);
    let said = first.diagnostics.iter().filter(|one| one.code == Code::PersonNotPrepared);
    let said: Vec<&str> = said.map(|one| one.message.as_str()).collect();
    assert_eq!(said, ["no prep is made for Bob and Cleo"]);
    let disk = Disk::new(&notes);
    says(&disk.run(&["status"]).err, &["no prep for Bob, Cleo: no `cadence:`, no `slot:`"]);
}

#[test]
fn row_33_topics_about_somebody_stay_with_the_lead_in_a_note_for_the_team() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE)]);
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(&disk.root).env("GIT_CONFIG_GLOBAL", "/dev/null").args(args);
        assert!(command.output().unwrap().status.success(), "{args:?}");
    };
    git(&["init", "-q"]);
    let front = "---\naudience: team\n---\n";
    disk.write(
        "Retro.md",
        &format!("{front}- #topic @alice layoffs in spring\n- #intention @alice find out\n"),
    );
    git(&["add", "Retro.md"]);
    let ran = disk.run(&["check", "--staged"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    says(&ran.out, &["Retro.md:4:3: error[leak]: a `topic` for the lead in a note that the team"]);
    says(&ran.out, &["Retro.md:5:3: error[leak]: a `intention` for the lead"]);
    let open = "- #topic the build is slow\n- #topic @alice shows the demo [audience:: team]\n";
    disk.write("Retro.md", &format!("{front}{open}"));
    git(&["add", "Retro.md"]);
    let ran = disk.run(&["check", "--staged"]);
    hides(&ran.out, &["leak"]);
}

#[test]
fn row_07_the_team_page_has_goals_without_a_due_date() {
    let notes = [("Daily/2026-11-10.md", "- [ ] #goal/talk @alice give a talk\n")];
    let team = page(&with(&notes), "1-2-1s/Team.md", "team");
    says(&team, &["## Goals without a due date\n\n- Alice: give a talk · "]);
}

#[test]
fn row_14_news_on_a_goal_that_one_person_has_need_not_name_them() {
    let goals = "- [ ] #goal/oncall @alice write the handbook\n- [ ] #goal/talk @alice a talk\n- [ ] #goal/talk @bob his talk\n";
    let news = "- #goal/oncall wrote the first chapter\n- #goal/talk Bob has a title\n- #goal/talk somebody moved\n";
    let notes =
        [("People/Bob.md", BOB), ("Daily/2026-11-10.md", goals), ("Daily/2026-11-20.md", news)];
    says(&prep(&notes), &["last news 20 Nov: wrote the first chapter"]);
    hides(&prep(&notes), &["has a title"]);
    let bob = page(&with(&notes), "1-2-1s/Bob/Bob rollup.md", "rollup");
    says(&bob, &["has a title"]);
    assert_eq!(
        told(&notes, Code::NoPerson),
        ["`#goal` about nobody, and 2 people have this goal name them in the line: `@NAME`"]
    );
}

#[test]
fn row_05_an_old_promise_is_offered_as_an_intention_and_a_question_never() {
    let notes = [
        ("1-2-1s/Alice/2026-10-29.md", "- [ ] me: find her a mentor\n- [ ] me: a newer one\n"),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
    ];
    let text = prep(&notes);
    says(&text, &["perhaps one of these:\n  - settle what you promised: find her a mentor · "]);
    hides(&text, &["hear about", "  - What"]);
    // So old that the page asks whether it is still wanted: nobody settles it before the answer.
    let older = [("1-2-1s/Alice/2026-10-20.md", "- [ ] me: find her a mentor\n")];
    hides(&prep(&older), &["settle what you promised"]);
    let young = [("1-2-1s/Alice/2026-11-17.md", "- [ ] me: find her a mentor\n")];
    hides(&prep(&young), &["settle what you promised"]);
    let disk = Disk::new(&[("People/Alice.md", ALICE)]);
    says(&disk.run(&["status"]).out, &["first meeting"]);
}

#[test]
fn row_24_a_day_in_the_words_of_a_promise_is_pointed_out() {
    let day = |text: &str| {
        told(&[("1-2-1s/Alice/2026-11-17.md", text)], Code::DueInWords)
            .iter()
            .filter_map(|said| said.split('`').nth(1).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(day("- [ ] @alice write it -> 26.11.2026 at noon\n"), ["[due:: 2026-11-26]"]);
    for quiet in [
        // It is read: an arrow to a day at the end says until when, as `until` does.
        "- [ ] @alice write it -> 26.11.2026\n",
        "- [ ] @alice write it until 12.12.2026\n",
        "- [ ] @alice write it (due 20.11.2026)\n",
        "- [ ] @alice read the notes of 3.11.2026\n",
        "- [x] @alice write it until 12.12.2026\n",
        "- [ ] @alice write it until 12.12.2026 [due:: 2026-12-12]\n",
        "- [ ] @alice write it until Christmas\n",
    ] {
        assert_eq!(day(quiet), [""; 0], "{quiet}");
    }
}

#[test]
fn a_person_who_left_gives_one_hint_and_not_one_for_each_past_prep() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE)]);
    for day in ["2026-11-24", "2026-12-01", "2026-12-08"] {
        disk.run_on(day, &["build"]);
        let path = format!("1-2-1s/Alice/{day} Alice.md");
        disk.write(&path, &disk.read(&path).replace("## Notes\n", "## Notes\n\n- we met\n"));
    }
    disk.write("People/Alice.md", &ALICE.replace("cadence", "left: yes\ncadence"));
    let said = disk.run_on("2026-12-09", &["check"]).out;
    let hints: Vec<&str> = said.lines().filter(|line| line.contains("page-not-kept")).collect();
    assert_eq!(hints.len(), 1, "{hints:?}");
    says(hints[0], &["1-2-1s/Alice/Alice rollup.md:"]);
}

#[test]
fn row_25_words_are_left_whole_when_tags_names_and_policies_are_taken_out() {
    let text = prep(&[
        ("People/Bob.md", BOB),
        ("Policies/Leave.md", "---\nkind: policy\nreviewed: 2026-10-01\n---\n# Leave\n"),
        (
            "Daily/2026-11-20.md",
            "- #high-five #skill/mentoring @alice's mentoring\n- **#topic** @alice bold words\n- [ ] #follow-up @alice salary bands with @bob\n- #topic @alice how much is left #policy/leave\n- #watch-out @alice CANARY [path:: x] [hold:: later] #policy/leave\n",
        ),
    ]);
    says(&text, &["- high five, mentoring: mentoring · ", "- bold words · "]);
    says(&text, &["- follow-up: salary bands with Bob · "]);
    says(&text, &["[[Leave]], for: how much is left · [[2026-11-20]]"]);
    hides(&text, &["CANARY", "**Eva", "with Bob, with Bob"]);
}

#[test]
fn row_27_one_day_is_in_the_order_of_its_hours() {
    let at = |time: &str| format!("---\nkind: person\ncadence: 1w\nslot: tue {time}\n---\n");
    let (early, late) = (at("14:00"), at("15:00"));
    let notes = [("People/Bob.md", late.as_str()), ("People/Eva.md", early.as_str())];
    let team = page(&outcome(&notes, TODAY), "1-2-1s/Team.md", "team");
    says(&team, &["- Tue 24 Nov 2026, 14:00: Eva · [[", "- Tue 24 Nov 2026, 15:00: Bob · [["]);
    assert!(team.find("Eva") < team.find("Bob"), "{team}");
    let status = Disk::new(&notes).run(&["status"]).out;
    assert!(status.find("Eva") < status.find("Bob"), "{status}");
}

#[test]
fn row_14_open_goals_come_most_recent_first_and_a_late_one_is_not_cut() {
    let goals = "- [ ] #goal/a @alice late one [due:: 2026-11-20] [set:: 2026-09-01]\n- [ ] #goal/b @alice far one [due:: 2027-03-01] [set:: 2026-11-01]\n- [ ] #goal/c @alice newest [set:: 2026-11-10]\n- [ ] #goal/e @alice very far one [due:: 2027-06-01] [set:: 2026-11-02]\n- [ ] #goal/d @alice soon [due:: 2026-12-01] [set:: 2026-10-01]\n";
    let text = prep(&[("Daily/2026-09-01.md", goals)]);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(["- newest, the most recent", "- soon", "- late one"].map(at).is_sorted(), "{text}");
    says(&text, &["- 2 more in "]);
    hides(&text, &["- far one", "- very far one"]);
}

#[test]
fn a_name_in_brackets_keeps_the_surname_behind_it() {
    let notes = [("People/omar.md", "---\ncadence: 1w\nslot: tue\n---\n# Omar (Omi) Haddad\n")];
    let text =
        page(&outcome(&notes, TODAY), "1-2-1s/Omar Haddad/2026-11-24 Omar Haddad.md", "prep");
    says(&text, &["## Omar Haddad, Tue 24 Nov 2026"]);
    let notes = [notes[0], ("Daily/2026-11-20.md", "- #topic @omi his desk\n")];
    let text =
        page(&outcome(&notes, TODAY), "1-2-1s/Omar Haddad/2026-11-24 Omar Haddad.md", "prep");
    says(&text, &["- his desk"]);
}

#[test]
fn what_add_writes_for_a_goal_has_a_short_name() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE)]);
    let ran =
        disk.run(&["add", "goal", "alice", "Give a talk at the guild", "--due", "2027-01-15"]);
    says(
        &ran.err,
        &["- [ ] #goal/give-talk-at @alice Give a talk at the guild [due:: 2027-01-15]"],
    );
    disk.run(&["add", "goal", "alice", "Give a talk at school", "--due", "2027-02-15"]);
    says(&disk.run(&["list", "goals"]).out, &["alice/give-talk-at ", "alice/give-talk-at-school"]);
    hides(&disk.run(&["check"]).out, &["goal-without-slug"]);
}

#[test]
fn row_34_generated_lines_do_not_bury_those_that_somebody_wrote() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", "- @alice talked about the rota\n"),
    ]);
    disk.run(&["build"]);
    let said = disk.run(&["about", "alice"]);
    let of_prep = format!("{PREP}:9: generated: ");
    let lines: Vec<&str> = said.out.lines().filter(|line| line.starts_with(&of_prep)).collect();
    assert_eq!(lines.len(), 1, "{}", said.out);
    says(lines[0], &["lines, which `--all` shows"]);
    says(&said.out, &["1-2-1s/Alice/2026-11-17.md:1: plain line: - @alice talked"]);
    let all = disk.run(&["about", "alice", "--all"]);
    says(&all.out, &[&format!("{PREP}:9: generated: ## Alice, Tue 24 Nov 2026")]);
    assert!(all.out.lines().count() > said.out.lines().count() + 5, "{}", all.out);
    assert_eq!(all.err, said.err, "nothing is left out of the count");
}

#[test]
fn pages_for_the_lead_stand_in_no_persons_folder() {
    let check = |notes: &[&str], expected: &str| {
        let talk = "- [ ] Nora: ask HR\n- [ ] write it down\n";
        let mut all = vec![("Nora.md", "---\nme: yes\n---\n"), ("recipes/Soup.md", "# Soup\n")];
        all.extend(notes.iter().map(|path| (*path, talk)));
        let edits = outcome(&all, TODAY).plan.edits;
        let paths: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
        assert!(paths.contains(&expected), "{notes:?}: {paths:?}");
        let page_of = |path: &&str| path.ends_with("Me.md") || path.ends_with("Team.md");
        let folders: Vec<&str> = paths
            .iter()
            .filter(|path| page_of(path))
            .map(|p| p.rsplit_once('/').unwrap().0)
            .collect();
        assert!(folders.windows(2).all(|two| two[0] == two[1]), "{paths:?}");
    };
    // The folder of 1-2-1s stands below each person.
    let (amir, julia) = ("reports/amir/1on1s/2026-11-10.md", "reports/julia/1on1s/2026-11-11.md");
    check(&[amir, julia], "reports/Me.md");
    check(&[amir, "reports/amir/1on1s/2026-11-03.md"], "reports/Me.md");
    let deep =
        ["work/team/Amir Rahimi/1-1/2026-11-10.md", "work/team/Amir Rahimi/1-1/2026-11-03.md"];
    check(&deep, "work/Me.md");
    check(&["Amir Rahimi/1-1s/2026-11-10.md", "Julia Keller/1-1s/2026-11-10.md"], "1-2-1s/Me.md");
    // It names the person itself.
    check(&["1on1 Amir/2026-11-10.md", "1on1 Julia/2026-11-11.md"], "1-2-1s/Me.md");
    check(&["team/1-1 with Amir/2026-11-10.md", "team/1-1 with Julia/2026-11-11.md"], "team/Me.md");
    // It stands above the people, or has all of them.
    check(&["1on1s/amir/2026/2026-11-10.md", "1on1s/julia/2026-11-11.md"], "1on1s/Me.md");
    check(
        &["notes/1on1s/2026-11-10 Amir.md", "notes/1on1s/2026-11-11 Julia.md"],
        "notes/1on1s/Me.md",
    );
    check(&["1on1s/2026-11-10 Amir.md"], "1on1s/Me.md");
    // A page that an older version put below a person comes out again.
    let page = "---\nkind: team\n---\n%% vault121:begin team %%\nx\n%% vault121:end team %%\n";
    let all = [(amir, "- talked\n"), (julia, "- talked\n"), ("reports/amir/1on1s/Team.md", page)];
    let edits = outcome(&all, TODAY).plan.edits;
    let paths: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
    assert!(paths.contains(&"reports/Team.md"), "{paths:?}");
}
