//! The practice, row by row: notes as people write them, and what a page says.

use crate::support::{TODAY, outcome, page};
pub(crate) use crate::support::{hides, says};
use vault121::diagnostic::code::Code;
use vault121::pages::pipeline::Outcome;

pub(crate) const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n";
pub(crate) const NORA: &str = "---\nkind: person\nme: yes\n---\n";
pub(crate) const HELD: &str = "- talked about the rota\n";
pub(crate) const PREP: &str = "1-2-1s/Alice/2026-11-24.md";

/// The prep of a first 1-2-1: no note before it says how they are called.
pub(crate) const FIRST_PREP: &str = "1-2-1s/Alice/2026-11-24 Alice.md";

/// A vault of Alice, met on 17 November, and these notes.
pub(crate) fn with(notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![("People/Nora.md", NORA)];
    let has = |path: &str| notes.iter().any(|(name, _)| *name == path);
    if !has("People/Alice.md") {
        all.push(("People/Alice.md", ALICE));
    }
    if !has("1-2-1s/Alice/2026-11-17.md") {
        all.push(("1-2-1s/Alice/2026-11-17.md", HELD));
    }
    all.extend(notes);
    outcome(&all, TODAY)
}

/// A held 1-2-1 whose prep showed these lines.
pub(crate) fn held_after(lines: &str) -> String {
    format!(
        "<!-- vault121:begin prep -->\n\n## Alice\n\n### Share today\n\n{lines}\n\n<!-- vault121:end prep -->\n\n{HELD}"
    )
}

pub(crate) fn prep(notes: &[(&str, &str)]) -> String {
    page(&with(notes), PREP, "prep")
}

pub(crate) fn daily(text: &str) -> String {
    prep(&[("Daily/2026-11-20.md", text)])
}

pub(crate) fn rollup(notes: &[(&str, &str)]) -> String {
    page(&with(notes), "1-2-1s/Alice/Alice rollup.md", "rollup")
}

#[test]
fn row_02_a_first_meeting_has_its_own_questions() {
    let first = outcome(&[("People/Alice.md", ALICE)], TODAY);
    says(&page(&first, FIRST_PREP, "prep"), &["First meeting", "what makes you grumpy"]);
    hides(&daily("- #topic @alice x\n"), &["First meeting"]);
}

#[test]
fn row_03_performance_comes_last_and_is_no_intention() {
    let text = daily("- #topic @alice the desk\n- #topic @alice #performance the rating\n");
    let (desk, rating) = (text.find("the desk").unwrap(), text.find("the rating").unwrap());
    assert!(desk < rating && text.rfind("- ").unwrap() < rating, "{text}");
    let with = with(&[("Daily/2026-11-20.md", "- #intention @alice #performance push her\n")]);
    assert!(with.diagnostics.iter().any(|d| d.code == Code::PerformanceIntention));
}

#[test]
fn row_04_every_one_on_one_differs() {
    let ines = "---\nkind: person\ncadence: 2w\nminutes: 40\ndelivery: coaxing\nslot: tue\nquestions: [fun]\n---\n";
    let both = with(&[("People/Ines.md", ines), ("1-2-1s/Ines/2026-11-10.md", HELD)]);
    says(&page(&both, PREP, "prep"), &["25 min"]);
    let hers = page(&both, "1-2-1s/Ines/2026-11-24.md", "prep");
    says(&hers, &["40 min", "coaxing"]);
    hides(&hers, &["What feedback do you have"]);
}

#[test]
fn row_05_the_intention_is_the_first_line_or_is_offered() {
    let text = daily("- #intention @alice agree one goal\n");
    says(text.lines().nth(2).unwrap(), &["**Intention** agree one goal"]);
    let note = prep(&[(PREP, "---\nintention: from the note\n---\n")]);
    says(&note, &["**Intention** from the note"]);
    let offers = prep(&[(
        "1-2-1s/Alice/2026-11-17.md",
        "- [ ] me: ask HR [due:: 2026-11-18]\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n",
    )]);
    says(
        &offers,
        &["none yet", "settle what you promised: ask HR", "agree the first step of: Pass"],
    );
    let last =
        prep(&[("1-2-1s/Alice/2026-11-17.md", "---\nintention: hear her\nmet: partly\n---\nx\n")]);
    says(&last, &["hear her (met: partly)"]);
    let scaffold =
        prep(&[("1-2-1s/Alice/2026-11-17.md", "## Intention\n\nhear her\n\n## Notes\n\nx\n")]);
    says(&scaffold, &["7 days ago; intention: hear her"]);
}

#[test]
fn row_06_the_link_stands_in_the_head() {
    let person = "---\nkind: person\ncadence: 1w\nmeet: https://meet.example/a\n---\n";
    says(&prep(&[("People/Alice.md", person)]), &["[join](https://meet.example/a)"]);
    let bad = "---\nkind: person\ncadence: 1w\nmeet: 'javascript:alert(1)'\n---\n";
    hides(&prep(&[("People/Alice.md", bad)]), &["javascript"]);
}

#[test]
fn row_07_goals_and_team_goals_are_seen_from_both_sides() {
    let team = page(
        &with(&[(
            "Team.md",
            "- #team-goal/own Own our platform\n- #team-goal/calm A calm pager\n\
             - [ ] #goal/cka @alice Pass [helps:: team/own] [due:: 2026-12-01]\n- [ ] #goal/talk @alice Talk [due:: 2026-12-02]\n",
        )]),
        "1-2-1s/Team.md",
        "team",
    );
    says(&team, &["### Own our platform\n\n- helped by Alice: Pass", "no open goal helps it yet"]);
    says(&team, &["### Goals that help no team goal\n\n- Alice: Talk"]);
}

#[test]
fn row_08_outcomes_stand_by_quarter_and_season() {
    let year = [(
        "1-2-1s/Alice/2025-11-25.md",
        "---\nintention: rest\nmet: yes\n---\n- #outcome she took a month off\n",
    )];
    says(&prep(&year), &["at this time of the year, 25 Nov 2025: she took a month off"]);
    says(
        &rollup(&year),
        &["2025, fourth quarter", "intention: rest (met: yes); outcome: she took a month off"],
    );
}

#[test]
fn row_09_clarity_goals_and_mood_are_filled_in_at_the_end() {
    let edit = with(&[]).plan.edits.into_iter().find(|edit| edit.path.as_str() == PREP).unwrap();
    says(edit.created_text().unwrap(), &["## Outcome\n\nmet::\n\nmood::\n"]);
    says(&prep(&[("1-2-1s/Alice/2026-11-17.md", "mood:: 4\n\nx\n")]), &["**Mood** 4"]);
    let no_due = with(&[("Daily/2026-11-20.md", "- [ ] #goal/cka @alice Pass\n")]);
    assert!(no_due.diagnostics.iter().any(|d| d.code == Code::GoalWithoutDue));
}

#[test]
fn row_10_what_was_written_anywhere_since_the_last_one() {
    let text = prep(&[
        ("Retro/2026-11-19.md", "- @alice kept the demo alive\n"),
        ("Retro/2026-11-02.md", "- @alice an old line\n"),
    ]);
    says(&text, &["19 Nov: kept the demo alive · [[2026-11-19]]"]);
    hides(&text, &["an old line"]);
}

#[test]
fn row_11_at_most_three_of_a_kind_and_nothing_lost() {
    let lines: String =
        (1..=5).map(|n| format!("- #high-five @alice #skill/x deed {n}\n")).collect();
    let text = daily(&lines);
    says(&text, &["deed 3", "2 more in [["]);
    hides(&text, &["deed 4"]);
    says(&rollup(&[("Daily/2026-11-20.md", &lines)]), &["deed 4", "deed 5"]);
    says(&daily(&format!("{lines}- #high-five @alice #skill/x best [first:: yes]\n")), &["best"]);
    let held = daily(
        "- #high-five @alice #skill/x a [hold:: 2026-12-24]\n- #high-five @alice b [drop:: not hers]\n",
    );
    hides(&held, &["high five, x: a", ": b"]);
}

pub(crate) const LOW: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\nseason: low\nseason-since: 2026-11-10\n---\n";

#[test]
fn row_12_the_season_heads_the_prep_and_is_never_set_by_us() {
    says(&prep(&[("People/Alice.md", LOW)]), &["**Season** low, for 14 days"]);
    says(&daily("- #season/high @alice back from leave\n"), &["**Season** high, for 4 days"]);
    says(&rollup(&[("People/Alice.md", LOW)]), &["## Seasons\n\n- 10 Nov 2026: low"]);
    hides(&prep(&[]), &["Season"]);
}

#[test]
fn row_13_in_a_low_season_a_watch_out_is_a_count() {
    let watch = "- #watch-out @alice merged twice alone [path:: pair on Fridays]\n";
    let low = prep(&[("People/Alice.md", LOW), ("Daily/2026-11-20.md", watch)]);
    says(
        &low,
        &[
            "Held back while the season is low",
            "1 watch out, held for 4 days (asks again after 42 days)",
        ],
    );
    hides(&low, &["merged twice", "pair on Fridays"]);
    says(&daily(watch), &["watch out: merged twice alone; path: pair on Fridays"]);
    let now = watch.replace('\n', " [now:: it happened again]\n");
    says(&prep(&[("People/Alice.md", LOW), ("Daily/2026-11-20.md", &now)]), &["merged twice"]);
    let long = LOW.replace("2026-11-10", "2026-09-01");
    let old = prep(&[("People/Alice.md", &long), ("Daily/2026-09-10.md", watch)]);
    says(&old, &["share, rewrite or drop?"]);
    hides(&rollup(&[("People/Alice.md", LOW), ("Daily/2026-11-20.md", watch)]), &["merged twice"]);
}

#[test]
fn row_14_previous_goals_most_recent_and_feedback_on_them() {
    let goals = "- [ ] #goal/cka (was #goal/k8s) Pass [set:: 2026-09-01] [due:: 2026-12-01]\n  - [x] course [done:: 2026-11-18]\n  - [ ] exam\n\
                 - [ ] #goal/talk Speak [set:: 2026-11-10] [due:: 2027-01-15]\n- [x] #goal/fast Fast reviews [done:: 2026-11-18]\n";
    let person = format!("{ALICE}\n{goals}");
    let text = prep(&[
        ("People/Alice.md", &person),
        (
            "Daily/2026-11-19.md",
            "- #goal/k8s @alice booked the exam\n- #high-five @alice #skill/x #goal/talk well told [from:: @bob]\n",
        ),
    ]);
    says(&text, &["Pass, due in 7 days, 1 of 2 steps, last news 19 Nov: booked the exam"]);
    says(&text, &["Speak, the most recent, set 10 Nov", "feedback: 1 high five (bob)"]);
    says(&text, &["done since last time: Fast reviews, 18 Nov", "no feedback on it yet"]);
    let later = outcome(
        &[
            ("People/Nora.md", NORA),
            ("People/Alice.md", &person),
            ("1-2-1s/Alice/2026-11-24.md", HELD),
        ],
        "2026-12-01",
    );
    hides(&page(&later, "1-2-1s/Alice/2026-12-01.md", "prep"), &["Fast reviews"]);
}

#[test]
fn row_15_questions_open_stay_and_rotate() {
    let bank = "---\nkind: questions\n---\n- #ask/a Opening? [opens:: yes]\n- #ask/b Every time? [every:: meeting]\n\
                - #ask/c First? [every:: 2w]\n- #ask/d Second? [every:: 2w]\n- #ask/e Third?\n";
    let text = prep(&[("Questions.md", bank), ("1-2-1s/Alice/2026-11-17.md", "held:: no\n")]);
    let order: Vec<usize> = ["Opening?", "Every time?", "First?", "Second?"]
        .iter()
        .map(|q| text.rfind(q).unwrap())
        .collect();
    assert!(order.is_sorted(), "{text}");
    hides(&text, &["Third?"]);
    let asked = "- #answer/c yes\n";
    let text = prep(&[("Questions.md", bank), ("1-2-1s/Alice/2026-11-17.md", asked)]);
    says(&text, &["Third?"]);
    hides(&text, &["First?"]);
    // Nobody wrote an answer down: what was on the table gives way to the next all the same.
    let text = prep(&[("Questions.md", bank)]);
    says(&text, &["Third?"]);
    hides(&text, &["First?", "Second?"]);
    let first = [("Questions.md", bank), ("1-2-1s/Alice/2026-11-10.md", HELD)];
    says(&prep(&first), &["First?", "Second?"]);
    let sprint = prep(&[(".vault121/config.yml", "sprint: {first: 2026-01-05, length: 2w}\n")]);
    says(&sprint, &["How are you feeling after sprint 23?"]);
}

#[test]
fn row_16_silence_is_data() {
    let note = |answer: &str| format!("- Feedback for me: {answer}\n");
    let mut notes: Vec<(String, String)> = Vec::new();
    for (date, answer) in [
        ("10-13", "none"),
        ("10-20", "-"),
        ("10-27", "nothing"),
        ("11-03", "none"),
        ("11-17", "you run long"),
    ] {
        notes.push((format!("1-2-1s/Alice/2026-{date}.md"), note(answer)));
    }
    let notes: Vec<(&str, &str)> = notes.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let text = prep(&notes);
    says(
        &text,
        &[
            "Asked 5 of 5, answered 1.",
            "The first answer after 4 times without one",
            "you run long",
        ],
    );
    says(&text, &["feedback for you, no reply noted: you run long (17 Nov)"]);
    let replied = format!("{}  - reply:: I set a timer\n", note("you run long"));
    hides(&prep(&[("1-2-1s/Alice/2026-11-17.md", &replied)]), &["no reply noted"]);
}

#[test]
fn row_16_a_template_that_asks_without_an_answer_is_silent() {
    let quoted = "> What feedback do you have for me?\n\nnothing\n";
    says(&prep(&[("1-2-1s/Alice/2026-11-17.md", quoted)]), &["Asked 1 of 1, answered 0."]);
    let arrow = "- What feedback do you have for me? -> be earlier\n";
    says(&prep(&[("1-2-1s/Alice/2026-11-17.md", arrow)]), &["answered 1", "be earlier"]);
}

#[test]
fn row_17_early_questions_stand_in_the_agenda() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let agenda = page(
        &with(&[("People/Alice.md", &person)]),
        "1-2-1s/Alice/2026-11-24 Alice agenda.md",
        "agenda",
    );
    says(&agenda, &["What feedback do you have for me?"]);
}

#[test]
fn row_18_home_warms_up_and_reaches_no_other_page() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let notes = [
        ("People/Alice.md", person.as_str()),
        ("Daily/2026-11-20.md", "- #home @alice half marathon\n"),
    ];
    let with = with(&notes);
    says(&page(&with, PREP, "prep"), &["Home: half marathon"]);
    for edit in &with.plan.edits {
        for region in
            edit.region_edits().iter().filter(|r| !["prep", "rollup"].contains(&r.name.as_str()))
        {
            hides(&region.inner, &["half marathon"]);
        }
    }
}

#[test]
fn row_19_clarity_without_agreement_is_said() {
    let stated = "- #clarity the pager drains her\n";
    says(
        &prep(&[("1-2-1s/Alice/2026-11-17.md", stated)]),
        &["clear, but nothing agreed yet: the pager drains her"],
    );
    let agreed = format!("{stated}  - [ ] @alice list the alarms\n");
    let text = prep(&[("1-2-1s/Alice/2026-11-17.md", &agreed)]);
    hides(&text, &["nothing agreed yet"]);
    says(&text, &["Alice owes: list the alarms"]);
}

#[test]
fn row_19_what_was_agreed_opens_the_next_prep_and_stays_in_the_rollup() {
    let tagged = "- #clarity reviews take too long\n- #agreed two reviewers are enough\n";
    let notes = [("1-2-1s/Alice/2026-11-17.md", tagged)];
    says(&prep(&notes), &["- agreed: two reviewers are enough · [[2026-11-17"]);
    hides(&prep(&notes), &["nothing agreed yet"]);
    let kept = "## Agreed\n\n- 17 Nov 2026: two reviewers are enough · [[2026-11-17";
    says(&rollup(&notes), &[kept]);
    let scaffold = "## Notes\n\n- reviews\n\n## Agreed\n\n- two reviewers are enough\n";
    says(&rollup(&[("1-2-1s/Alice/2026-11-17.md", scaffold)]), &[kept]);
}

#[test]
fn row_20_a_reply_in_the_held_one_on_one_has_its_day_and_is_shown() {
    let reply = "- #high-five @alice the outage #skill/calm\n  - reply: it was luck\n";
    let rollup = rollup(&[("1-2-1s/Alice/2026-11-17.md", reply)]);
    says(&rollup, &["the outage (shared 17 Nov 2026); answer: it was luck"]);
}

#[test]
fn row_10_a_dated_heading_without_a_year_in_a_note_without_a_date_is_said() {
    let log = "## Fri 20 Nov\n\n- #topic @alice the rota\n\n## Plans\n\n- #topic @alice b\n";
    let said = with(&[("Log.md", log)]).diagnostics;
    let lines: Vec<_> = said.iter().filter(|one| one.code == Code::DateUnreadable).collect();
    assert_eq!(lines.len(), 1, "{said:?}");
    assert_eq!((lines[0].line(), lines[0].message.as_str()), (Some(1), "`Fri 20 Nov` has no year"));
    let dated = with(&[("Log.md", &format!("---\ndate: 2026-11-20\n---\n{log}"))]).diagnostics;
    assert!(dated.iter().all(|one| one.code != Code::DateUnreadable), "{dated:?}");
}

#[test]
fn row_10_whom_a_line_is_for_is_not_said_again() {
    says(&daily("- #topic for [[Alice]]: team lead role?\n"), &["- team lead role? ·"]);
    says(&daily("- #topic a present for [[Alice]]: flowers\n"), &["a present for Alice: flowers"]);
}

#[test]
fn row_20_feedback_is_shared_answered_and_settled() {
    let note = |more: &str| {
        format!(
            "- #watch-out @alice late twice [path:: leave earlier] [shared:: 2026-11-17]{more}\n"
        )
    };
    let on = |text: String| prep(&[("Daily/2026-11-16.md", &text)]);
    says(&on(note("")), &["shared 17 Nov, what does Alice think of it? late twice"]);
    says(&on(note("\n  - reply:: she will")), &["late twice; path: leave earlier. Does it help?"]);
    hides(&on(note(" [settled:: 2026-11-20]")), &["late twice", "leave earlier"]);
    hides(
        &daily("- #high-five @alice #skill/x a\n- #watch-out @alice b [path:: c]\n"),
        &["balance", "%"],
    );
}

#[test]
fn row_20_what_was_written_in_the_held_one_on_one_was_given_there() {
    let text = prep(&[("1-2-1s/Alice/2026-11-17.md", "- #high-five #skill/x calm\n")]);
    hides(&text, &["Share today"]);
    let state = rollup(&[("1-2-1s/Alice/2026-11-17.md", "- #high-five #skill/x calm\n")]);
    says(&state, &["calm (shared 17 Nov 2026)"]);
}

#[test]
fn row_21_a_high_five_is_linked_to_a_skill() {
    says(
        &daily("- #high-five @alice found it #skill/debugging\n"),
        &["high five, debugging: found it"],
    );
    says(&daily("- #kudos @alice found it\n"), &["*which skill?*"]);
    let near = with(&[(
        "Daily/2026-11-20.md",
        "- #kudos @alice #skill/debugging a\n- #kudos @alice #skill/debugging b\n- #kudos @alice #skill/debuging c\n",
    )]);
    let said = near.diagnostics.iter().find(|d| d.code == Code::SkillNear).unwrap();
    assert_eq!(said.hint.as_deref(), Some("did you mean `#skill/debugging`?"));
}

#[test]
fn row_22_a_watch_out_wants_a_path() {
    says(&daily("- #watch-out @alice late\n"), &["watch out: late"]);
    for path in [
        "- #watch-out @alice late [path:: leave at six]\n",
        "- #watch-out @alice late\n  - path:: leave at six\n",
        "- #watch-out @alice late\n  - Path: leave at six\n",
        "- #watch-out @alice late. Path: leave at six\n",
    ] {
        says(&daily(path), &["watch out: late; path: leave at six"]);
    }
    says(&daily("- #watch-out @alice late [habit:: alarm at six]\n"), &["habit: alarm at six"]);
}

#[test]
fn row_23_coaxing_halves_and_sends_questions_first() {
    let person = ALICE.replace("slot", "delivery: coaxing\nslot");
    let lines = "- #high-five @alice #skill/x a\n- #high-five @alice #skill/x b\n- #high-five @alice #skill/x c\n\
                 - #watch-out @alice d [path:: x]\n- #watch-out @alice e [path:: x]\n";
    let text = prep(&[("People/Alice.md", &person), ("Daily/2026-11-20.md", lines)]);
    says(&text, &["coaxing: send the questions first", "2 more in"]);
    let asked =
        text.lines().skip_while(|line| *line != "### Ask").filter(|l| l.starts_with("- ")).count();
    assert_eq!(asked, 3, "the opening one and two questions:\n{text}");
}

#[test]
fn row_24_promises_both_ways_oldest_first() {
    let text = prep(&[
        (
            "1-2-1s/Alice/2026-11-10.md",
            "- [ ] @alice write the list [due:: 2026-11-20]\n- [x] me: call HR\n",
        ),
        ("1-2-1s/Alice/2026-11-17.md", "- [ ] order the desk\n- [ ] nora: order the lamp\n"),
        ("Daily/2026-11-20.md", "- [ ] #action @alice send the slides\n"),
    ]);
    says(
        &text,
        &["Alice owes: write the list, was due 20 Nov", "whose? order the desk, since 17 Nov"],
    );
    says(&text, &["you owe: order the lamp", "Alice owes: send the slides, since 20 Nov"]);
    hides(&text, &["call HR"]);
    let to = prep(&[("1-2-1s/Alice/2026-11-17.md", "- [ ] Alice to present at the guild\n")]);
    says(&to, &["Alice owes: present at the guild"]);
    let closed = [
        ("1-2-1s/Alice/2026-11-10.md", "- [ ] me: order the desk\n"),
        ("1-2-1s/Alice/2026-11-17.md", "- [x] me: Order the desk!! -> arrived\n"),
    ];
    hides(&prep(&closed), &["order the desk"]);
}

#[test]
fn row_25_topics_of_the_week_and_parked_ones() {
    let text = daily("- #topic @alice the offsite\n- #topic @alice budget [later:: 2027-01]\n");
    says(&text, &["- the offsite · [[2026-11-20]]", "- for later: budget ·"]);
    let passed = prep(&[("Daily/2026-11-12.md", "- #topic @alice the offsite\n")]);
    says(&passed, &["- from last time, talked about? the offsite"]);
    says(&prep(&[("Daily/2026-11-12.md", "- [ ] #topic @alice the offsite\n")]), &["the offsite"]);
}

#[test]
fn row_26_what_everyone_is_asked_or_told() {
    let notes = [
        ("People/Ines.md", "---\nkind: person\ncadence: 1w\n---\n"),
        (
            "Daily/2026-11-20.md",
            "- #ask-all would mornings suit?\n  - @ines: yes\n- #tell-all the offsite moved\n",
        ),
    ];
    let with = with(&notes);
    says(
        &page(&with, PREP, "prep"),
        &["for everyone (1 of 2 asked): would mornings suit?", "to tell everyone (0 of 2 told)"],
    );
    let team = page(&with, "1-2-1s/Team.md", "team");
    says(&team, &["asked: Ines; not yet: Alice", "- Ines: yes"]);
}

#[test]
fn a_prep_fits_one_screen_and_every_line_has_its_source() {
    let mut many = String::new();
    for n in 0..60 {
        many += &format!(
            "- #topic @alice topic {n}\n- #high-five @alice #skill/s deed {n}\n- [ ] #action @alice thing {n}\n"
        );
        many += &format!(
            "- [ ] #goal/g{n} @alice goal {n} [due:: 2026-12-01]\n- #watch-out @alice w {n} [path:: p]\n"
        );
    }
    let text = daily(&many);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() <= 40, "{} lines", lines.len());
    let linked = |line: &&str| line.contains("[[") || line.contains("](");
    for line in lines.iter().filter(|line| line.starts_with("- ") && !line.starts_with("- **")) {
        let own_words = [
            "What do you think",
            "How are you",
            "What have you",
            "What feedback",
            "What ",
            "nothing from Alice yet",
        ];
        let fine =
            linked(line) || own_words.iter().any(|w| line.contains(w)) || line.contains(" more");
        assert!(fine, "no link: {line}");
    }
}
