//! One goal in two wordings, and titles without the words for their day.

use crate::pages::practice::{hides, prep, rollup, says};

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

/// The lines of the goals on the prep.
fn goals(notes: &[(&str, &str)]) -> Vec<String> {
    let text = prep(notes);
    let part = text.split("### Goals").nth(1).unwrap_or_default();
    let part = part.split("###").next().unwrap_or_default();
    part.lines().filter(|line| line.starts_with("- ")).map(str::to_owned).collect()
}

#[test]
fn a_goal_in_two_wordings_stands_once() {
    let check = |first: &str, second: &str, count: usize| {
        let plan = format!("## Goals\n\n- {first}\n");
        let met = format!("- met\n\n## Goals\n\n- {second}\n");
        let found = goals(&[
            ("People/Alice plan.md", "-\n"),
            ("1-2-1s/Alice/2026-11-10.md", &plan),
            (LAST, &met),
        ]);
        assert_eq!(found.len(), count, "{first} | {second}: {found:?}");
    };
    for (first, second) in [
        ("give a talk at the guild", "Wants to give a talk at the guild."),
        ("Give a talk at the guild", "Alice wants to give a talk at the guild"),
        ("give a talk at the guild", "She would like to give a talk at the guild"),
        ("give a talk at the guild", "give a talk at the guild by end of March"),
        ("einen Vortrag halten", "möchte einen Vortrag halten (bis 31.01.2027)"),
        ("faire un talk à la guilde", "veut faire un talk à la guilde d'ici fin mars"),
        ("dar una charla", "quiere dar una charla"),
        ("een praatje geven", "wil een praatje geven"),
    ] {
        check(&format!("[ ] {first}"), &format!("[ ] {second}"), 1);
    }
    check("[ ] give a talk at the guild", "[ ] give a talk at the fair", 2);
    check("[ ] #goal/guild give a talk", "[ ] #goal/fair give a talk", 2);
    check("[ ] #goal/talk give a talk", "[ ] wants to give a talk by end of March", 1);
    check("[ ] Alice in Wonderland on stage", "[ ] in Wonderland on stage", 2);
    check("[ ] give a talk at the guild", "[x] Wants to give a talk at the guild", 1);
}

#[test]
fn news_on_the_other_name_of_a_goal_is_news_on_it() {
    let old = ("1-2-1s/Alice/2026-11-10.md", "## Goals\n\n- [ ] learn Rust\n");
    let new = (LAST, "- met\n\n## Goals\n\n- [ ] wants to learn Rust by 31.01.2027\n");
    let news = (
        "Daily/2026-11-20.md",
        "- #goal/wants-to-learn-rust-by-31-01-2027 @alice two chapters read\n",
    );
    let text = rollup(&[old, new, news]);
    says(&text, &["two chapters read"]);
    let found = goals(&[old, new, news]);
    assert_eq!(found.len(), 1, "{found:?}");
    says(&found[0], &["- learn Rust, set 10 Nov, due in 68 days"]);
}

#[test]
fn a_title_loses_the_words_for_the_day_that_stands_beside_it() {
    let check = |words: &str, title: &str, day: &str| {
        let found = goals(&[(LAST, &format!("- met\n\n- [ ] #goal {words}\n"))]);
        says(&found.join("\n"), &[&format!("- {title}, "), day]);
    };
    check("give a talk by end of March", "give a talk", "due 31 Mar 2027");
    check("Vortrag halten bis 31.01.2027", "Vortrag halten", "due in 68 days");
    check("faire un talk d'ici fin mars", "faire un talk", "due 31 Mar 2027");
    check(
        "ship it by 31.01.2027 and celebrate",
        "ship it by 31.01.2027 and celebrate",
        "due in 68 days",
    );
    // Another day than that of the words counts: they stay.
    let found =
        goals(&[(LAST, "- met\n\n- [ ] #goal/x give a talk by end of March [due:: 2027-05-01]\n")]);
    says(&found.join("\n"), &["give a talk by end of March"]);
    let done = rollup(&[
        ("1-2-1s/Alice/2026-11-10.md", "- [ ] #goal give a talk by end of March\n"),
        (LAST, "- met\n\n- [x] #goal give a talk by end of March\n"),
    ]);
    says(&done, &["give a talk"]);
    hides(&done, &["by end of March"]);
}
