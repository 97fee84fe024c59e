//! What the lines of a prep say: nothing hidden behind a count of one, days that moved or passed,
//! intentions that fit what was said.

use crate::pages::practice::{ALICE, HELD, hides, prep, rollup, says};

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

#[test]
fn one_more_is_told_in_words() {
    let lines = |count: usize| {
        let words = ["one", "two", "three", "four", "five", "six", "seven"];
        words[..count].iter().map(|word| format!("- topic {word} is due\n")).collect::<String>()
    };
    for (count, shown, more) in
        [(3, 3, None), (4, 4, None), (5, 5, None), (6, 3, Some("and 3 more lines there"))]
    {
        let text = prep(&[(LAST, &lines(count))]);
        assert_eq!(text.matches("is due\n").count(), shown, "{text}");
        match more {
            Some(more) => says(&text, &[more]),
            None => hides(&text, &["more line"]),
        }
    }
    let topics = |count: usize| lines(count).replace("- topic", "- #topic @alice");
    for (count, more) in [(4, None), (5, Some("- 2 more in [[Alice rollup]]"))] {
        let text = prep(&[("Daily/2026-11-20.md", &topics(count))]);
        match more {
            Some(more) => says(&text, &[more]),
            None => hides(&text, &["more in"]),
        }
    }
    let parked = "- #topic @alice [later:: yes] a sabbatical\n";
    says(&prep(&[("Daily/2026-11-20.md", parked)]), &["- for later: a sabbatical ·"]);
    let two = format!("{parked}{}", parked.replace("sabbatical", "course"));
    says(&prep(&[("Daily/2026-11-20.md", &two)]), &["- 2 for later, in"]);
}

#[test]
fn a_goal_whose_day_moved_or_whose_step_was_ticked_has_news() {
    let before =
        "- [ ] #goal/feed move the feed [due:: 2026-11-30]\n  - [ ] spike\n  - [ ] staging\n";
    for (after, said) in [
        (
            "- [ ] #goal/feed move the feed [due:: 2026-12-18]\n",
            "0 of 2 steps, last news 17 Nov: due moved from 30 Nov",
        ),
        (
            "- [ ] #goal/feed move the feed [due:: 2026-11-30]\n  - [x] spike\n",
            "1 of 2 steps, last news 17 Nov",
        ),
        (
            "- [ ] #goal/feed move the feed [due:: 2026-12-18]\n  - [x] spike\n  - [ ] staging\n",
            "1 of 2 steps, last news 17 Nov: due moved from 30 Nov",
        ),
    ] {
        let text = prep(&[("1-2-1s/Alice/2026-10-20.md", before), (LAST, after)]);
        says(&text, &[said]);
    }
    let again = "- [ ] #goal/feed move the feed [due:: 2026-11-30]\n  - [ ] spike\n";
    let text = prep(&[("1-2-1s/Alice/2026-10-20.md", before), (LAST, again)]);
    says(&text, &["0 of 2 steps"]);
    hides(&text, &["last news"]);
}

#[test]
fn of_a_day_that_has_passed_it_is_asked_how_it_was() {
    for (promise, asked) in [
        ("present to the three of us on 20 Nov", true),
        ("present to the three of us on 20 November.", true),
        ("talk to Dana on Friday", true),
        ("die Demo zeigen am 20. November", true),
        ("présenter le plan le 20 novembre", true),
        ("present to the three of us on 1 Dec", false),
        ("read the post of 20 Nov", false),
        ("write 3 pages on sync", false),
    ] {
        let text = prep(&[(LAST, &format!("- [ ] Alice: {promise}\n"))]);
        match asked {
            true => says(&text, &["how was it?"]),
            false => hides(&text, &["how was it?"]),
        }
    }
}

#[test]
fn an_intention_fits_what_was_said() {
    // What was spoken of goes before what is only old.
    let old = ("1-2-1s/Alice/2026-08-04.md", "- [ ] me: keep her seat by the window\n");
    let last = "- she asked for a map of who does what\n- [ ] me: map who does what\n";
    let text = prep(&[old, (LAST, last)]);
    says(&text, &["perhaps one of these:\n  - settle what you promised: map who does what ·"]);
    // What went live has its first step behind it.
    let goal = ("1-2-1s/Alice/2026-10-20.md", "- [ ] #goal lead the search rewrite end to end\n");
    let text = prep(&[goal, (LAST, "- the search rewrite went live on Monday\n")]);
    says(&text, &["- find out how far it is: lead the search rewrite"]);
    let text = prep(&[goal, (LAST, "- she is tired of the alerts\n")]);
    says(&text, &["- agree the first step of: lead the search rewrite"]);
}

#[test]
fn a_line_break_between_two_thoughts_is_one_on_the_page() {
    for (lines, told) in [
        (
            "Tired this week, the nights are short\nReport is late, finance asks every day\nShe wants to talk to Bob alone.",
            &[
                "  - Tired this week, the nights are short\n",
                "  - Report is late, finance asks every day\n",
                "  - She wants to talk to Bob alone\n",
            ][..],
        ),
        (
            "Cost report: the numbers are there, the text is not.\nhe says he finds no quiet hour\nI said: drop the weekly sync",
            &[
                "the text is not\n  - he says he finds no quiet hour\n  - I said: drop the weekly sync\n",
            ],
        ),
        // Wide lines that say something each.
        (
            "Tired. Yaw has been up every night for 2 weeks and was ill himself\nCost report: the numbers are there, the text is not, and finance asks for it\nThe ML platform team: I owe her an answer",
            &[
                "ill himself\n  - Cost report: the numbers",
                "for it\n  - The ML platform team: I owe her an answer\n",
            ],
        ),
        (
            "What would keep her: to lead the streaming migration herself\nMoney is not the point",
            &["herself\n  - Money is not the point\n"],
        ),
        // As an editor wraps it.
        (
            "She would like to lead the next migration of the billing of\nAlbion, and to do it with two colleagues who have done so in\nBremen already.",
            &[
                "  - She would like to lead the next migration of the billing of Albion, and to do it with two colleagues who have done so in Bremen already\n",
            ],
        ),
        (
            "She would like to lead the next migration of the billing\nservice, and to do it with two colleagues.",
            &[
                "  - She would like to lead the next migration of the billing service, and to do it with two colleagues\n",
            ],
        ),
        (
            "She is glad of the new desk\nand of the window",
            &["  - She is glad of the new desk and of the window\n"],
        ),
        (
            "- tired of the alerts\n  and of the pager",
            &["  - tired of the alerts and of the pager\n"],
        ),
    ] {
        says(&prep(&[(LAST, &format!("{lines}\n"))]), told);
    }
}

#[test]
fn what_is_private_is_counted() {
    for (lines, count) in [
        (
            "- He has an offer (told me in confidence)\n- wants to lead the migration",
            "1 line there is private",
        ),
        (
            "- wants to lead the migration\n\nHe has an offer (told me in confidence)\nuntil 11 Dec",
            "2 lines there are private",
        ),
        (
            "- unter uns: sie sucht etwas Neues\n- wants to lead the migration",
            "1 line there is private",
        ),
        (
            "- wants to lead the migration\n\n## Private\n\n- looks tired these weeks",
            "1 line there is private",
        ),
    ] {
        let text = prep(&[(LAST, &format!("{lines}\n"))]);
        says(&text, &["wants to lead the migration", count]);
        hides(&text, &["offer", "sucht", "looks tired"]);
    }
    hides(&prep(&[(LAST, "- wants to lead the migration\n")]), &["private"]);
}

#[test]
fn a_line_below_feedback_is_on_it_and_may_say_that_it_was_given() {
    let meeting = |lines: &str| prep(&[("1-2-1s/Alice/2026-11-10.md", lines), (LAST, HELD)]);
    for lines in [
        "- watch out: answers for others. Path: ask first\n    - said it today. she had not noticed\n",
        "- watch out: answers for others. Path: ask first\n    - told her on 10 Nov, she was ok with it\n",
        "- Kritik: redet dazwischen. Weg: warten\n    - angesprochen, sie sieht es auch so\n",
        "- À améliorer : coupe la parole. Piste : noter\n    - je lui ai dit\n",
    ] {
        let text = meeting(lines);
        hides(&text, &["Share today", "To edit first"]);
    }
    for lines in [
        "- watch out: answers for others. Path: ask first\n    - in the planning of Tuesday\n",
        "- watch out: answers for others. Path: ask first\n    - told her boss about it\n",
    ] {
        let text = meeting(lines);
        says(&text, &["of 10 Nov: answers for others; path: ask first. Did you tell Alice"]);
        assert_eq!(text.matches("answers for others").count(), 1, "{text}");
    }
    let answer = "- feedback for me: more context\n   - sends notes of the leads meeting since\n";
    let text = prep(&[(LAST, answer)]);
    assert_eq!(text.matches("no reply noted").count(), 1, "{text}");
}

#[test]
fn what_became_clear_is_agreed_when_promises_stand_behind_it() {
    for (note, asks) in [
        ("- #clarity she is afraid of it\n\n## Agreed\n\n- [ ] Alice: small round first\n", false),
        ("- #clarity she is afraid of it\n- [ ] me: book the room\n", false),
        ("- [ ] me: book the room\n- #clarity she is afraid of it\n", true),
        ("- #clarity she is afraid of it\n", true),
    ] {
        let text = prep(&[(LAST, note)]);
        match asks {
            true => says(&text, &["clear, but nothing agreed yet: she is afraid of it"]),
            false => {
                says(&text, &["  - became clear: she is afraid of it"]);
                hides(&text, &["nothing agreed"]);
            }
        }
    }
}

#[test]
fn what_was_talked_about_is_not_asked_about() {
    let topic = ("Daily/2026-11-12.md", "- #topic @alice the storage team asks to lend her\n");
    let asked = "talked about? the storage team";
    for (last, asks) in [
        ("- storage team: she does not want to go\n", false),
        ("- [ ] me: tell the storage team no, kindly\n", false),
        ("- her new flat\n", true),
        ("- the team moves\n", true),
    ] {
        let text = prep(&[topic, (LAST, last)]);
        assert_eq!(text.contains(asked), asks, "{last}: {text}");
    }
}

#[test]
fn what_is_for_the_next_time_is_a_topic_of_the_next_one() {
    for line in [
        "- next time: her holidays",
        "- Q for next time: her holidays",
        "For next time - her holidays",
        "parking lot: her holidays",
        "## Next time\n\n- her holidays",
        "- nächstes Mal: her holidays",
        "- La prochaine fois : her holidays",
        "- próxima vez: her holidays",
        "- volgende keer: her holidays",
    ] {
        let notes = [(LAST, &*format!("- talked\n\n{line}\n"))];
        says(&prep(&notes), &["- her holidays ·"]);
        let old = [("1-2-1s/Alice/2026-11-10.md", notes[0].1), (LAST, HELD)];
        hides(&prep(&old), &["- her holidays ·"]);
    }
}

#[test]
fn a_topic_of_a_running_log_is_on_the_prep_that_stands_in_it() {
    let log = "# Alice\n\n## 2026-11-17\n\n- she likes the desk\n- Q for next time: her holidays\n\n## 2026-11-10\n\n- next time: the old rota\n";
    let people =
        [("People/Nora.md", "---\nkind: person\nme: yes\n---\n"), ("People/Alice.md", ALICE)];
    let made =
        crate::support::outcome(&[people[0], people[1], ("1-2-1s/Alice.md", log)], "2026-11-24");
    let text = crate::support::page(&made, "1-2-1s/Alice.md", "prep");
    says(&text, &["- her holidays ·"]);
    hides(&text, &["the old rota"]);
}

#[test]
fn what_stands_below_the_bullet_of_a_1_2_1_is_what_was_said() {
    let day = |lines: &str| {
        let people =
            [("People/Nora.md", "---\nkind: person\nme: yes\n---\n"), ("People/Alice.md", ALICE)];
        let notes = [("1-2-1s/Alice/2026-11-10.md", HELD), ("Daily/2026-11-17.md", lines)];
        let all = [people[0], people[1], notes[0], notes[1]];
        let made = crate::support::outcome(&all, "2026-11-24");
        crate::support::page(&made, "1-2-1s/Alice/2026-11-24.md", "prep")
    };
    says(
        &day("- **1:1 Alice**\n  - all quiet\n  - likes the desk\n- shortbread\n"),
        &["  - all quiet\n  - likes the desk\n"],
    );
    says(
        &day("- 1:1 with [[Alice]]\n\t- tired after the release\n\t- [ ] me: ask HR\n"),
        &["  - tired after the release\n\n"],
    );
    says(
        &day(
            "- ## Meetings\n\t- 1:1 with [[Alice]]\n\t\t- tired after the release\n\t\t\t- of the billing\n",
        ),
        &["  - tired after the release"],
    );
}

#[test]
fn nobody_hears_of_one_bad_day_all_year() {
    let shared =
        "- #watch-out @alice snapped at Leo [path:: ask for a break] [shared:: 2026-09-01]\n";
    let days = ["2026-09-08", "2026-09-15", "2026-09-22", "2026-10-13", "2026-10-20"];
    let asked: Vec<bool> = (1..=days.len())
        .map(|count| {
            let paths: Vec<String> =
                days[..count].iter().map(|day| format!("1-2-1s/Alice/{day}.md")).collect();
            let mut notes: Vec<(&str, &str)> =
                paths.iter().map(|path| (path.as_str(), HELD)).collect();
            let person = ("People/Alice.md", ALICE);
            let nora = ("People/Nora.md", "---\nkind: person\nme: yes\n---\n");
            notes.extend([("Daily/2026-08-31.md", shared), person, nora]);
            let next = vault121::text::date::Day::iso(days[count - 1]).unwrap().plus(7);
            let made = crate::support::outcome(&notes, &next.plus(-1).to_string());
            let path = format!("1-2-1s/Alice/{next}.md");
            crate::support::page(&made, &path, "prep").contains("Does it help?")
        })
        .collect();
    assert_eq!(asked, [true, true, false, true, false]);
}

#[test]
fn an_old_topic_is_asked_about_and_then_left_to_the_rollup() {
    for (day, said) in [
        ("2026-11-20", Some("- a new test bank ·")),
        ("2026-10-20", Some("- a new test bank, since 20 Oct, still wanted? ·")),
        ("2026-08-20", None),
    ] {
        let path = format!("Daily/{day}.md");
        let notes = [(path.as_str(), "- [ ] #topic @alice a new test bank\n")];
        match said {
            Some(said) => says(&prep(&notes), &[said]),
            None => hides(&prep(&notes), &["a new test bank"]),
        }
        says(&rollup(&notes), &["a new test bank"]);
    }
}

#[test]
fn what_was_to_be_told_ends_with_its_day() {
    let tell = |day: &str| {
        prep(&[("Daily/2026-11-10.md", &format!("- #tell-all the office moves on {day}\n"))])
    };
    says(&tell("9 December"), &["the office moves"]);
    hides(&tell("20 November"), &["the office moves"]);
}

#[test]
fn a_last_time_without_words_tells_what_was_praised_or_the_one_before() {
    let before = ("1-2-1s/Alice/2026-11-10.md", "- tired after the release\n");
    let text = prep(&[before, (LAST, "- [ ] Alice: send the list\n")]);
    says(&text, &["  - noted: a promise; 10 Nov: tired after the release\n"]);
    let text = prep(&[before, (LAST, "- #high-five #skill/x mentored two interns\n")]);
    says(&text, &["  - you praised: mentored two interns\n"]);
    hides(&prep(&[before, (LAST, "- good talk today\n")]), &["tired"]);
}

#[test]
fn in_a_low_season_no_line_that_may_be_critique_is_told() {
    let low = ALICE.replace("slot", "season: low\nslot");
    for line in [
        "needs to improve: her estimates",
        "Verbesserung: her estimates",
        "axe de progrès : her estimates",
        "👎 her estimates",
        "told her: her estimates",
    ] {
        let note = format!("- we talked about the rota\n- {line}\n");
        let text = prep(&[("People/Alice.md", &low), (LAST, &note)]);
        says(&text, &["we talked about the rota"]);
        hides(&text, &["her estimates"]);
    }
    for line in ["watch out @alice: her estimates", "watch out, @alice her estimates"] {
        let note = format!("- {line}\n");
        let text = prep(&[("People/Alice.md", &low), ("Daily/2026-11-20.md", &note)]);
        hides(&text, &["her estimates"]);
    }
}

#[test]
fn praise_beside_a_person_in_either_order() {
    for (line, told) in [
        ("kudos @alice for the timeline", "for the timeline"),
        ("well done @alice, the timeline", "the timeline"),
        ("bravo @alice, the timeline", "the timeline"),
        ("kudos to @alice for the timeline", "for the timeline"),
        ("@alice: well done on the timeline", "the timeline"),
    ] {
        let text = prep(&[("Daily/2026-11-20.md", &format!("- {line}\n"))]);
        says(&text, &[&format!("- high five: {told}, ")]);
    }
    for line in [
        "thanks @alice for the timeline",
        "I met @alice, well done",
        "\\#high-five @alice is only an example",
    ] {
        hides(&prep(&[("Daily/2026-11-20.md", &format!("- {line}\n"))]), &["high five"]);
    }
}

#[test]
fn what_both_promised_stands_once() {
    for line in ["- [ ] me + Alice: clean the board", "- [ ] Alice and me: clean the board"] {
        let text = prep(&[(LAST, &format!("{line}\n"))]);
        says(&text, &["- both owe: clean the board, since 17 Nov ·"]);
        assert_eq!(text.matches("clean the board").count(), 1, "{text}");
    }
    let two = "- [ ] me: clean the board\n- [ ] Alice: clean the desk\n";
    says(&prep(&[(LAST, two)]), &["- you owe: clean the board", "- Alice owes: clean the desk"]);
}

#[test]
fn a_mood_may_end_a_line_with_its_scale() {
    for (line, mood) in [
        ("tired, the nights are short. Mood 2/5", Some("2")),
        ("- tired, the nights are short (mood: 2/5)", Some("2")),
        ("tired. Mood 2/5\nThe report: the text is not there", Some("2")),
        ("müde. Stimmung 4/10", Some("4/10")),
        ("fatiguée ; humeur : 2/5", Some("2")),
        ("the mood of the team is 2/5", None),
        ("she gives the offsite 2/5", None),
        ("she is in a good mood. 2 of 5 done", None),
    ] {
        let text = prep(&[(LAST, &format!("{line}\n"))]);
        match mood {
            Some(mood) => says(&text, &[&format!("- **Mood** {mood}\n")]),
            None => hides(&text, &["**Mood**"]),
        }
    }
}
