//! What the lines of a prep say: nothing hidden behind a count of one, days that moved or passed,
//! intentions that fit what was said.

use crate::pages::practice::{hides, prep, says};

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
