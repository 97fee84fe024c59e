//! What a prep asks about instead of saying it as sure: promises that a later line speaks of, feedback
//! of which nothing tells the kind, days that passed without a note.

use crate::pages::practice::{NORA, hides, prep, rollup, says};
use crate::support::{outcome, page};

const BEFORE: &str = "1-2-1s/Alice/2026-11-03.md";
const LATER: &str = "1-2-1s/Alice/2026-11-10.md";
const DAY: &str = "Daily/2026-11-20.md";

#[test]
fn a_promise_that_a_later_line_speaks_of_is_asked_about() {
    let promise = "- [ ] Alice: first sketch of the portal [due:: 2026-11-18]\n";
    for (line, asked) in [
        ("- saw the sketch of @alice, very nice\n", true),
        ("- Alice: the sketch is ready\n", true),
        ("- Kudos to Alice for the sketch\n", true),
        ("- lunch with @alice\n", false),
        ("- Alice wants the first of May off\n", false),
        ("- saw the sketch of the office\n", false),
    ] {
        let text = prep(&[(LATER, promise), (DAY, line)]);
        let told = "first sketch of the portal, was due 18 Nov, spoken of on 20 Nov: is it done?";
        assert_eq!(text.contains(told), asked, "{line}: {text}");
        assert_eq!(text.contains("settle what Alice promised"), !asked, "{line}: {text}");
    }
    // What was said before it was promised, or before its day, tells nothing.
    let text = prep(&[(LATER, &promise.replace("-18]", "-26]")), (DAY, "- Alice: the sketch\n")]);
    hides(&text, &["is it done?"]);
    let text = prep(&[(LATER, promise), ("Daily/2026-11-09.md", "- Alice: the sketch\n")]);
    hides(&text, &["is it done?"]);
}

#[test]
fn a_goal_of_which_last_time_speaks_has_no_step_noted_unsaid() {
    let goal = "- goal: AWS certificate\n";
    let last = "1-2-1s/Alice/2026-11-17.md";
    for (said, spoken) in [
        ("- AWS: chapter 5 of 9\n", true),
        ("- the certificate rests until spring\n", true),
        ("- tired after the release\n", false),
    ] {
        let text = prep(&[(BEFORE, goal), (last, said)]);
        assert_eq!(text.contains("no step noted"), !spoken, "{said}: {text}");
        says(&text, &["- AWS certificate, set 3 Nov"]);
    }
}

#[test]
fn feedback_that_may_be_of_another_kind_has_a_question_mark() {
    let note =
        "- #kudos calm in the outage\n- #kudos wrote it up\n- #feedback merges without review\n";
    let text = prep(&[(DAY, &note.replace("- #", "- @alice #"))]);
    says(&text, &["- watch out?: merges without review, *what would help?*"]);
    let all = rollup(&[(DAY, &note.replace("- #", "- @alice #"))]);
    says(&all, &["watch out? merges without review"]);
}

#[test]
fn a_day_that_passed_without_a_note_is_asked_about() {
    let held = "- talked about the rota\n";
    let vault = |person: &str, last: &str, today: &str, next: &str| {
        let (last, next) = (format!("1-2-1s/Alice/{last}.md"), format!("1-2-1s/Alice/{next}.md"));
        let notes =
            [("People/Nora.md", NORA), ("People/Alice.md", person), (&last, held), (&next, "")];
        page(&outcome(&notes, today), &next, "prep")
    };
    let every = "---\nkind: person\ncadence: 2w\nslot: tue\n---\n";
    let asked = "**Was it held?** 10 Nov: there is no note of it";
    for (person, today, next, asks) in [
        (every, "2026-11-22", "2026-11-24", true),
        // The one that is to come, also moved by a few days.
        (every, "2026-11-09", "2026-11-10", false),
        (every, "2026-11-11", "2026-11-13", false),
        // Nobody said how often, and one note tells nothing.
        ("---\nkind: person\n---\n", "2026-11-22", "2026-11-24", false),
        (
            "---\nkind: person\ncadence: 2w\naway: 2026-11-09..2026-11-12\n---\n",
            "2026-11-22",
            "2026-11-24",
            false,
        ),
    ] {
        let text = vault(person, "2026-10-27", today, next);
        assert_eq!(text.contains(asked), asks, "{today}, {next}: {text}");
    }
}
