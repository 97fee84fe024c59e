//! What "offered" means: a prep showed the line, and its 1-2-1 was held.

use crate::pages::practice::{ALICE, HELD, NORA, PREP, held_after, hides, says};
use crate::support::{Disk, TODAY, outcome, page};

const MET: &str = "1-2-1s/Alice/2026-11-17.md";

/// The prep of 24 November: Alice was met on the 17th in the note `met`, and these lines were
/// noted in `note`.
fn prep((note, lines): (&str, &str), met: &str) -> String {
    let notes = [("People/Nora.md", NORA), ("People/Alice.md", ALICE), (note, lines), (MET, met)];
    page(&outcome(&notes, TODAY), PREP, "prep")
}

#[track_caller]
fn to_share(noted: (&str, &str), met: &str) {
    let text = prep(noted, met);
    says(&text, &["### Share today"]);
    hides(&text, &["did you share it"]);
}

#[test]
fn critique_of_old_notes_is_not_called_shared() {
    let state = |met: &str| {
        let person = ("People/Alice.md", ALICE);
        let notes = [("People/Nora.md", NORA), person, (MET, met)];
        let model = outcome(&notes, TODAY).model;
        let all: Vec<String> = model
            .feedback
            .iter()
            .map(|one| format!("{:?} {:?}", one.kind, model.feedback_state(one, model.today)))
            .collect();
        all.join(", ")
    };
    let prep = "<!-- vault121:begin prep -->\n\n## Alice\n\n<!-- vault121:end prep -->\n\n";
    for (met, expected) in [
        ("talked\n\n## Watch out\n\n- rolls her eyes\n", "WatchOut Offered"),
        ("talked\n\n- Watch out: rolls her eyes\n", "WatchOut Offered"),
        ("talked\n\n**To improve**\n\n- rolls her eyes\n", "WatchOut Offered"),
        ("talked\n\n## Watch out\n\n- rolls her eyes [shared:: 2026-11-17]\n", "WatchOut Shared"),
        ("talked\n\n## Watch out\n\n- rolls her eyes [reply:: yes]\n", "WatchOut Replied"),
        ("talked\n\n- #watch-out rolls her eyes [path:: count to ten]\n", "WatchOut Shared"),
        ("talked\n\n- Critique: shouts\n", "WatchOut Offered"),
        ("talked\n\n## Kudos\n\n- calm\n", "HighFive Shared"),
    ] {
        assert_eq!(state(met), expected, "{met}");
    }
    for line in ["## Watch out\n\n- rolls her eyes\n", "- Watch out: rolls her eyes\n"] {
        assert_eq!(state(&format!("{prep}{line}")), "WatchOut Shared", "beside a prep: {line}");
    }
}

#[test]
fn what_no_prep_showed_is_to_share() {
    let praise = "- #high-five @alice #skill/x calm on the phone\n";
    // Noted before the program came: the note of the 1-2-1 has no prep.
    to_share(("Daily/2026-11-16.md", praise), HELD);
    // Noted while there was a prep, which showed other lines.
    to_share(
        ("Daily/2026-11-16.md", praise),
        &held_after("- high five, x: helped · [[2026-11-15]]"),
    );
    // Its words within those of another line.
    to_share(("Daily/2026-11-16.md", praise), &held_after("- high five: recalm on the phones"));
    // In a file without a day.
    to_share(("Ideas.md", praise), HELD);
    to_share(("Ideas.md", praise), &held_after("- high five, x: helped · [[Ideas]]"));
    // The user quotes it in their own notes: that is no prep.
    to_share(("Daily/2026-11-16.md", praise), "- talked: calm on the phone\n");
    // A watch out that was shown for editing has its path since.
    let watch = "- #watch-out @alice late twice [path:: leave at six]\n";
    let edit = held_after("- watch out: late twice, *what would help?* · [[2026-11-16]]");
    to_share(("Daily/2026-11-16.md", watch), &edit);
    // The 1-2-1 whose prep showed it was not held.
    let shown = held_after("- high five, x: calm on the phone · [[2026-11-16]]");
    let text = prep(("Daily/2026-11-16.md", praise), &format!("---\nheld: no\n---\n{shown}"));
    says(&text, &["high five, x: calm on the phone"]);
    hides(&text, &["did you share it"]);
}

#[test]
fn what_a_prep_showed_is_asked_once_praise_too() {
    for (line, shown) in [
        (
            "- #high-five @alice calm on the phone\n",
            "- high five: calm on the phone, *which skill?*",
        ),
        ("- #high-five @alice #skill/x calm (again)\n", "- high five, x, from Bob: calm (again)"),
        ("- #watch-out @alice late twice [path:: a]\n", "- watch out: late twice; path: a"),
        ("- #watch-out @alice late, [now:: b] twice [path:: a]\n", "* watch out: late, twice"),
        (
            "- #high-five @alice asked [[Bob]] & #skill/x helped\n",
            "- high five: asked Bob & helped",
        ),
    ] {
        // Noted on a day before, or on none.
        for note in ["Daily/2026-11-16.md", "Ideas.md"] {
            let shown = held_after(&format!("{shown} · [[2026-11-16]]"));
            let text = prep((note, line), &shown);
            says(&text, &["did you share it on 17 Nov?"]);
            hides(&text, &["### Share today"]);
            // It was asked once, and is not asked again by the prep after the next.
            let again = [
                ("People/Nora.md", NORA),
                ("People/Alice.md", ALICE),
                (note, line),
                ("1-2-1s/Alice/2026-11-10.md", &shown),
                (
                    MET,
                    &held_after(
                        &text.lines().filter(|line| line.contains("17 Nov?")).collect::<String>(),
                    ),
                ),
            ];
            let text = page(&outcome(&again, TODAY), PREP, "prep");
            hides(&text, &["did you share it", "### Share today"]);
        }
    }
}

#[test]
fn a_long_line_is_known_by_its_beginning() {
    let long = "explained ".repeat(30);
    let line = format!("- #high-five @alice #skill/x {long}\n");
    let first = prep(("Daily/2026-11-23.md", &line), HELD);
    let shown: String = first.lines().filter(|line| line.contains("explained")).collect();
    assert!(shown.contains('…'), "{shown}");
    says(&prep(("Daily/2026-11-16.md", &line), &held_after(&shown)), &["did you share it"]);
}

#[test]
fn the_newest_three_are_shown_and_the_rest_is_a_count() {
    let lines: String = (10..17)
        .map(|day| format!("- #high-five @alice #skill/x deed{day} [on:: 2026-11-{day}]\n"))
        .collect();
    let text = prep(("Ideas.md", &lines), HELD);
    says(&text, &["deed14", "deed15", "deed16", "4 more in [[Alice rollup]]"]);
    hides(&text, &["deed13"]);
    // What was not shown is to share in the next prep, what was is asked.
    let shown =
        held_after("- high five, x: deed14\n- high five, x: deed15\n- high five, x: deed16");
    let text = prep(("Ideas.md", &lines), &shown);
    says(&text, &["high five, x: deed13", "did you share it on 17 Nov? deed16"]);
    // After weeks it is no news: counted, and not shown again and again.
    let old = lines.replace("2026-11", "2026-04");
    let text = prep(("Ideas.md", &old), HELD);
    says(&text, &["feedback noted weeks ago and not marked as shared: 7, in [[Alice rollup]]"]);
    hides(&text, &["deed", "### Share today"]);
}

#[test]
fn a_second_build_reads_no_critique_as_given() {
    const LOG: &str = "# 1:1 Alice\n\n## 2026-11-10\n\n- Watch out: late for the standup\n\n\
        ## 2026-10-27\n\n- talked\n- Watch out: loud in reviews\n";
    const PERSON: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n";
    let of_person = format!("{PERSON}{}", LOG.replace("## 20", "## 1:1 20"));
    let today = "- talked\n- Watch out: late for the standup\n";
    for (path, text) in [
        ("1-1s/Alice.md", LOG),
        ("People/Alice.md", of_person.as_str()),
        ("1-2-1s/Alice/2026-11-24.md", today),
        ("1-2-1s/Alice/2026-11-17.md", today),
    ] {
        let mut notes = vec![(path, text), ("People/Nora.md", "---\nme: yes\n---\n")];
        if path != "People/Alice.md" {
            notes.push(("People/Alice.md", PERSON));
        }
        let disk = Disk::new(&notes);
        let given = |when: &str| {
            let listed = disk.run(&["list", "feedback"]).out;
            assert!(listed.contains("late for the standup"), "{path}, {when}: {listed}");
            assert!(!listed.contains("shared"), "{path}, {when}: {listed}");
        };
        given("before any build");
        disk.run(&["build"]);
        given("after the first");
        let files = disk.files();
        disk.run(&["build"]);
        assert!(files == disk.files(), "{path}: the second build writes nothing");
    }
}
