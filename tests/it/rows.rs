//! The practice, row by row, with a lead's eyes: what `practice.rs` proves in the small is seen
//! here from the lead's side, over several 1-2-1s, pages and commands.

use crate::practice::{ALICE, HELD, LOW, PREP, hides, prep, rollup, says};
use crate::support::{Disk, TODAY, outcome, page};

const FIRST: &str = "---\nkind: person\ncadence: 2w\nslot: tue\npraise: in writing\n---\n";

#[test]
fn row_02_the_first_prep_is_made_from_its_own_template() {
    let first = outcome(&[("People/Alice.md", FIRST)], TODAY);
    let text = page(&first, PREP, "prep");
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
    let text = page(&outcome(&noted, TODAY), PREP, "prep");
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
    says(&disk.read(PREP), &["- tea or coffee?", "how do you like to get feedback?"]);
    // From the second one on it is the ordinary prep; a template of her own goes before both.
    disk.write("1-2-1s/Alice/2026-11-17.md", HELD);
    disk.run(&["build"]);
    hides(&disk.read(PREP), &["tea or coffee", "First meeting"]);
    let list = disk.run(&["template", "list"]).out;
    says(&list, &["first     each first 1-2-1  lead      region  .vault121/templates/first.md"]);
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
    says(&prep(&notes), &["**Last met** 7 days ago: hear about the rota (met: partly)"]);
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
