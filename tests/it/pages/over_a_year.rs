//! What the pages of a year should say to a lead who has five minutes before the meeting: each rule
//! once, as small as it can be told.

use crate::support::{hides, outcome, page, says};

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\n---\n";
const NORA: &str = "---\nkind: person\nme: yes\n---\n";
const PREP: &str = "1-2-1s/Alice/2026-11-24.md";
const LAST: &str = "1-2-1s/Alice/2026-11-17.md";
const BANK: &str = "- #ask/feeling How are you feeling after last sprint? [opens:: yes]\n\
                    - #ask/for-me What feedback do you have for me? [every:: meeting]\n\
                    - #ask/fun What was fun? [every:: 2w]\n- #ask/stuck Where do you wait? [every:: 2w]\n\
                    - #ask/learn What next?\n- #ask/odd What is odd?\n";

fn at(notes: &[(&str, &str)], today: &str, path: &str, region: &str) -> String {
    let mut all = vec![("People/Nora.md", NORA), ("People/Alice.md", ALICE)];
    all.extend(notes);
    page(&outcome(&all, today), path, region)
}

fn prep(notes: &[(&str, &str)]) -> String {
    at(notes, "2026-11-24", PREP, "prep")
}

fn rollup(notes: &[(&str, &str)]) -> String {
    at(notes, "2026-11-24", "1-2-1s/Alice/Alice rollup.md", "rollup")
}

#[test]
fn questions_take_turns_from_prep_to_prep() {
    let mut notes = vec![("Questions.md", BANK)];
    let held = ["1-2-1s/Alice/2026-11-03.md", "1-2-1s/Alice/2026-11-10.md", LAST];
    notes.extend(held.map(|path| (path, "- talked about the rota\n- Feedback for me: none\n")));
    let text = prep(&notes);
    // 3 Nov: fun and stuck; 10 Nov: learn and odd; 17 Nov: fun and stuck are due again. What was
    // asked in the last two rests, and no question is offered as an intention.
    hides(&text, &["What next?"]);
    hides(&text, &["What is odd?"]);
    hides(&text, &["What was fun?"]);
    let few = [("Questions.md", BANK), ("1-2-1s/Alice/2026-11-03.md", "- the rota\n")];
    says(&prep(&few), &["What next?", "What is odd?"]);
    let more = ["1-2-1s/Alice/2026-10-27.md", "1-2-1s/Alice/2026-11-03.md", LAST];
    let mut notes = vec![("Questions.md", BANK)];
    notes.extend(more.map(|path| (path, "- talked about the rota\n- Feedback for me: none\n")));
    let text = prep(&notes);
    hides(&text, &["- What was fun?\n  -", "hear about"]);
}

#[test]
fn a_promise_ticked_in_its_place_is_done_without_a_day() {
    let text = rollup(&[(LAST, "- [x] me: ask the bank\n- [ ] alice: the list\n")]);
    says(&text, &["you: ask the bank (done)"]);
    let later = [(LAST, "- [ ] alice: the list\n"), (PREP, "- [x] alice: the list\n")];
    says(&rollup(&later), &["Alice: the list (done 24 Nov 2026)"]);
    let dated = [(LAST, "- [x] me: ask the bank [done:: 2026-11-20]\n")];
    says(&rollup(&dated), &["ask the bank (done 20 Nov 2026)"]);
}

#[test]
fn a_reply_inside_the_line_answers_feedback_for_the_lead() {
    let open = "- Feedback for me: you look at the clock\n";
    says(&prep(&[(LAST, open)]), &["feedback for you, no reply noted: you look at the clock"]);
    let told = "- Feedback for me: you look at the clock [reply:: it hangs elsewhere now]\n";
    hides(&prep(&[(LAST, told)]), &["no reply noted"]);
    says(&at(&[(LAST, told)], "2026-11-24", "1-2-1s/Me.md", "me"), &["it hangs elsewhere now"]);
}

#[test]
fn what_waits_for_the_lead_stands_once_on_each_page() {
    let note = "- Feedback for me: you look at the clock\n";
    let text = prep(&[(LAST, note)]);
    assert_eq!(text.matches("you look at the clock").count(), 1, "{text}");
    let old = [("1-2-1s/Alice/2026-08-04.md", note), (LAST, "- Feedback for me: none\n")];
    let text = prep(&old);
    // Of so long ago it is no open end any more: the question tells it, and the page of the lead.
    says(&text, &["Last (4 Aug): you look at the clock"]);
    hides(&text, &["no reply noted"]);
    assert_eq!(text.matches("you look at the clock").count(), 1, "{text}");
    says(&at(&old, "2026-11-24", "1-2-1s/Me.md", "me"), &["you look at the clock (no reply yet)"]);
}

#[test]
fn an_answer_under_the_tag_of_a_question_for_everyone_answers_it() {
    let asked = ("Daily/2026-11-02.md", "- #ask-all/friday shall we move the retro?\n");
    let bob = ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: thu\n---\n");
    let notes = [
        asked,
        bob,
        (LAST, "- #ask-all/friday rather not\n"),
        ("1-2-1s/Bob/2026-11-19.md", "- x\n"),
    ];
    hides(&prep(&notes), &["for everyone"]);
    let text = at(&notes, "2026-11-24", "1-2-1s/Bob/2026-11-26.md", "prep");
    says(&text, &["for everyone (1 of 2 asked): shall we move the retro?"]);
    hides(&text, &["rather not"]);
    says(&at(&notes, "2026-11-24", "1-2-1s/Team.md", "team"), &["- Alice: rather not"]);
}

#[test]
fn somebody_new_is_not_asked_what_was_settled_months_ago() {
    let notes = [
        ("Daily/2026-02-02.md", "- #ask-all/friday shall we move the retro?\n  - @bob: yes\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: thu\n---\n"),
        ("1-2-1s/Bob/2026-01-29.md", "- x\n"),
        (LAST, "- first meeting\n"),
    ];
    hides(&prep(&notes), &["for everyone"]);
    hides(&at(&notes, "2026-11-24", "1-2-1s/Team.md", "team"), &["still to come"]);
    let known = [notes[0], notes[1], notes[2], ("1-2-1s/Alice/2026-01-27.md", "- x\n"), notes[3]];
    says(&prep(&known), &["for everyone"]);
}

#[test]
fn who_saw_a_goal_is_asked_once_it_moved() {
    let set = "- [ ] #goal/talk @alice Speak [due:: 2026-12-20]\n";
    hides(&prep(&[("Daily/2026-11-23.md", set), (LAST, "- x\n")]), &["who saw it?"]);
    let moved = format!("{set}- #goal/talk @alice the abstract is in\n");
    says(&prep(&[("Daily/2026-11-23.md", &moved), (LAST, "- x\n")]), &["who saw it?"]);
}

#[test]
fn a_goal_due_in_half_a_year_has_its_day() {
    let set = "- [ ] #goal/lead @alice Be ready [set:: 2026-11-01] [due:: 2027-04-30]\n";
    says(&prep(&[("Daily/2026-11-23.md", set), (LAST, "- x\n")]), &["due 30 Apr 2027"]);
}

#[test]
fn where_all_steps_are_done_what_is_left_is_agreed() {
    let set = "- [ ] #goal/talk @alice Speak [due:: 2026-12-20]\n  - [x] the abstract\n";
    let text = prep(&[("Daily/2026-11-23.md", set), (LAST, "- x\n")]);
    says(&text, &["agree what is left to do for: Speak"]);
    hides(&text, &["the next step of"]);
}

#[test]
fn the_first_sprint_is_looked_back_on_when_it_has_ended() {
    let config = ("x", "sprint: {first: 2026-11-23, length: 2w}\n");
    let notes = [(".vault121/config.yml", config.1), (LAST, "- x\n")];
    says(&prep(&notes), &["How are you feeling after last sprint?"]);
    hides(&prep(&notes), &["this sprint"]);
}

#[test]
fn home_and_mood_on_a_prep_are_those_of_last_time() {
    let old = "- #home two cats\n- How are you feeling after last sprint? -> rested\n";
    let text = prep(&[("1-2-1s/Alice/2026-03-03.md", old), (LAST, "mood:: 4\n\n- x\n")]);
    hides(&text, &["two cats"]);
    hides(&text, &["rested"]);
    says(&text, &["**Mood** 4"]);
    says(&rollup(&[("1-2-1s/Alice/2026-03-03.md", old)]), &["two cats"]);
    says(&prep(&[(LAST, old)]), &["Home: two cats"]);
}

#[test]
fn a_season_that_is_steady_for_long_is_no_news() {
    let since = |day: &str| {
        format!(
            "---\nkind: person\ncadence: 1w\nslot: tue\nseason: steady\nseason-since: {day}\n---\n"
        )
    };
    let with = |day: &str| {
        let alice = since(day);
        let notes =
            [("People/Nora.md", NORA), ("People/Alice.md", alice.as_str()), (LAST, "- x\n")];
        page(&outcome(&notes, "2026-11-24"), PREP, "prep")
    };
    hides(&with("2026-05-18"), &["**Season**"]);
    says(&with("2026-11-10"), &["**Season** steady, for 14 days"]);
}

#[test]
fn a_path_stands_with_what_it_is_for() {
    let note = "- #watch-out talks over people [path:: count to two]\n  - reply:: true\n";
    says(
        &prep(&[("1-2-1s/Alice/2026-11-10.md", note), (LAST, "- x\n")]),
        &["talks over people; path: count to two. Does it help?"],
    );
}

#[test]
fn without_an_intention_nothing_is_called_met() {
    hides(&prep(&[(LAST, "met:: yes\n\n- x\n")]), &["(met: yes)"]);
    let met = "intention:: find the blocker\nmet:: yes\n\n- x\n";
    says(&prep(&[(LAST, met)]), &["find the blocker (met: yes)"]);
}

#[test]
fn a_promise_of_two_is_on_the_prep_of_each_their_own() {
    let notes = [
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: thu\n---\n"),
        ("Daily/2026-11-20.md", "- [ ] #action @alice @bob share out the points\n"),
        (LAST, "- x\n"),
    ];
    let text = prep(&notes);
    says(&text, &["Alice owes: share out the points"]);
    hides(&text, &["Bob owes"]);
}

#[test]
fn a_team_goal_says_which_goal_helped_it() {
    let notes = [(
        "Team.md",
        "- #team-goal/one One billing\n- [x] #goal/move @alice Move all [helps:: team/one] [done:: 2026-07-23]\n",
    )];
    let text = at(&notes, "2026-11-24", "1-2-1s/Team.md", "team");
    says(&text, &["### One billing\n\n- done: Alice: Move all, 23 Jul 2026"]);
    says(&text, &["no open goal helps it now"]);
    hides(&text, &["helps it yet"]);
}

#[test]
fn a_follow_up_that_was_held_is_closed_in_the_rollup() {
    let note =
        "- [x] #follow-up @alice the rota [when:: 2026-11-12]\n- [ ] #follow-up @alice the desk\n";
    let text = rollup(&[("Daily/2026-11-10.md", note), (LAST, "- x\n")]);
    says(&text, &["the rota (closed)"]);
    hides(&text, &["the desk (closed)"]);
}
