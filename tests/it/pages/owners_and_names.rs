//! Who owes, whose a line is, who is who, and which questions count, as people write it.

use crate::pages::practice::{ALICE, HELD, LOW, hides, prep, rollup, says};
use crate::support::{Disk, TODAY, outcome};
use vault121::diagnostic::code::Code;
use vault121::model::model::Model;
use vault121::pages::pipeline::Outcome;

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

fn all(notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![("People/Alice.md", ALICE), ("People/Nora.md", "---\nme: yes\n---\n")];
    all.extend(notes);
    outcome(&all, TODAY)
}

fn said(outcome: &Outcome, code: Code) -> Vec<String> {
    let of_code = outcome.diagnostics.iter().filter(|problem| problem.code == code);
    of_code
        .map(|problem| {
            format!("{}:{}: {}", problem.path, problem.location.numbers().0, problem.message)
        })
        .collect()
}

/// Who owes what, as a line each.
fn owed(model: &Model) -> Vec<String> {
    model
        .actions
        .iter()
        .map(|action| {
            format!("{}: {}", action.owner.as_ref().map_or("?", |id| id.as_str()), action.text)
        })
        .collect()
}

#[test]
fn row_25_a_topic_that_was_not_talked_about_is_not_lost() {
    let notes = [
        (
            "Daily/2026-11-12.md",
            "- #topic @alice a sabbatical in May\n- #road-block @alice no licence\n",
        ),
        (LAST, "- only talked about her new flat\n"),
    ];
    says(
        &prep(&notes),
        &["- no licence", "- from last time, talked about? a sabbatical in May · [[2026-11-12]]"],
    );
    let page = rollup(&notes);
    says(
        &page,
        &[
            "## From earlier 1-2-1s, still open\n\n- 12 Nov 2026: a sabbatical in May",
            "- 12 Nov 2026: no licence",
        ],
    );
    // Closed is closed, and what a 1-2-1 itself noted was talked about there.
    let closed = [
        ("Daily/2026-11-12.md", "- #topic @alice a sabbatical [done:: 2026-11-17]\n"),
        (LAST, "- #topic her desk\n"),
    ];
    hides(&prep(&closed), &["from last time"]);
    hides(&rollup(&closed), &["sabbatical"]);
    // One 1-2-1 later it is only in the rollup: a prep does not scold.
    let later = [notes[0], ("1-2-1s/Alice/2026-11-13.md", HELD), notes[1]];
    hides(&prep(&later), &["from last time"]);
    says(&rollup(&later), &["a sabbatical in May"]);
}

#[test]
fn row_24_promises_of_a_one_on_one_without_a_date_are_read_without_an_age() {
    let all = all(&[(
        "1-2-1s/Alice.md",
        "## In autumn\n\n- [ ] Alice: read the book\n- [ ] me: ask HR\n",
    )]);
    assert_eq!(owed(&all.model), ["alice: read the book", "nora: ask HR"]);
    assert!(all.model.actions.iter().all(|action| action.opened.is_none()));
    assert!(!said(&all, Code::MeetingWithoutDate).is_empty());
}

#[test]
fn row_29_what_the_lead_scores_is_no_score_of_hers() {
    let all = all(&[
        (LAST, "- #score/rude 2\n"),
        ("Daily/2026-11-20.md", "- #score/go 3 @alice\n"),
        ("People/Alice scores.md", "---\nperson: alice\ndate: 2026-11-01\n---\n- #score/rust 4\n"),
    ]);
    let page =
        all.plan.edits.iter().find(|edit| edit.path.as_str().ends_with("scores.md")).unwrap();
    let text = page.created_text().unwrap();
    assert!(text.contains("rust") && !text.contains("rude") && !text.contains("### go"), "{text}");
    let places = said(&all, Code::ScoreUnused);
    assert_eq!(places.len(), 2, "{places:?}");
}

#[test]
fn row_05_lines_with_one_colon_are_read_in_a_one_on_one_and_nowhere_else() {
    let text = "Intention: find her blocker\nMet: yes\nMood: 3\n\n- Outcome: she asks für früher\n- Clarity: a smaller team\n";
    let notes =
        [(LAST, text), ("Projects/Cache.md", "Outcome: shipped for @alice\n\nMood: great\n")];
    let page = rollup(&notes);
    says(&page, &["intention: find her blocker (met: yes); outcome: she asks für früher; mood 3"]);
    says(&page, &["## What became clear\n\n- 17 Nov 2026: a smaller team"]);
    hides(&page, &["shipped"]);
}

#[test]
fn row_19_what_is_agreed_below_what_became_clear_is_agreed() {
    for line in ["agreed:: rotate in January", "agreed: rotate in January"] {
        let text = format!("- #clarity wants platform work\n  - {line}\n");
        let notes = [(LAST, text.as_str())];
        says(&prep(&notes), &["- agreed: rotate in January"]);
        hides(&prep(&notes), &["nothing agreed yet"]);
    }
    let five = "- #clarity a\n- #clarity b\n- #clarity c\n- #clarity d\n- #clarity e\n";
    says(&prep(&[(LAST, five)]), &["- clear, but nothing agreed yet: 2 more in [[Alice rollup]]"]);
}

#[test]
fn row_24_who_owes_is_read_as_people_write_it() {
    let mine = (".vault121/config.yml", "unowned: me\n");
    let all = all(&[
        mine,
        (
            LAST,
            "- [ ] Alice - read the handbook\n- [ ] **Alice** - read the book\n- [ ] me - ask Dana\n- [ ] Alice – call\n- [ ] Alice: write it\n- [ ] alice sends the draft\n- [ ] the draft: send it\n",
        ),
    ]);
    assert_eq!(
        owed(&all.model),
        [
            "alice: read the handbook",
            "alice: read the book",
            "nora: ask Dana",
            "alice: call",
            "alice: write it",
            "?: alice sends the draft",
            "nora: the draft: send it",
        ]
    );
    let unclear = said(&all, Code::AmbiguousPerson);
    assert_eq!(unclear, [format!("{LAST}:6: begins with `alice`: whose is it?")]);
}

#[test]
fn row_24_of_two_annas_the_one_whose_one_on_one_it_is_owes() {
    let all = all(&[
        ("People/Anna Berg.md", "---\nkind: person\n---\n"),
        ("People/Anna Meyer.md", "---\nkind: person\n---\n"),
        ("1-2-1s/Anna Berg/2026-11-17.md", "- [ ] Anna: update the runbook\n"),
        ("1-2-1s/Anna/2026-11-18.md", "- talked\n"),
    ]);
    assert_eq!(owed(&all.model), ["anna-berg: update the runbook"]);
    let shared = said(&all, Code::AmbiguousPerson);
    assert_eq!(shared, ["1-2-1s/Anna/2026-11-18.md:0: `Anna` may be several people"]);
}

#[test]
fn row_01_of_two_annas_init_makes_no_third() {
    let disk = Disk::new(&[
        ("People/Anna Berg.md", "# Anna Berg\n"),
        ("People/Anna Meyer.md", "# Anna Meyer\n"),
        ("1-1s/Anna/2026-11-03.md", "- talked\n"),
    ]);
    std::fs::remove_dir_all(disk.root.join(".vault121")).ok();
    assert_eq!(disk.run(&["init"]).code, 0);
    let config = disk.read(".vault121/config.yml");
    assert!(!config.lines().any(|line| line.trim_start().starts_with("anna:")), "{config}");
}

#[test]
fn row_24_promises_below_a_heading_of_a_one_on_one_in_any_note_are_read() {
    let text = "# Day\n\n## 1-1 with Alice\n\n- [ ] Alice: book the course\n- [ ] ask HR\n\n## Other\n\n- [ ] buy milk\n";
    let all = all(&[("Daily/2026-11-20.md", text)]);
    assert_eq!(owed(&all.model), ["alice: book the course", "nora: ask HR"]);
    // A slip of the fingers that can be read in one way only is read so.
    let slip = self::all(&[(LAST, "- [] Alice: book the course\n")]);
    assert_eq!(owed(&slip.model), ["alice: book the course"]);
    assert!(all_boxes("- [ ] Alice: book the course\n- [x](y) a link\n").is_empty());
}

fn all_boxes(text: &str) -> Vec<String> {
    said(&all(&[(LAST, text)]), Code::StatusUnknown)
}

#[test]
fn row_01_a_note_that_is_named_like_a_one_on_one_with_somebody_is_one() {
    let held = "- [ ] Alice: book the course\n";
    let all = all(&[
        ("Meetings/1-1 Alice 2026-11-03.md", held),
        ("Meetings/1-1 Alice 2026-11-04.md", "---\nkind: one-on-one\n---\ntalked\n"),
        ("Daily/2026-11-11.md", "with @alice\n"),
        ("Meetings/1-1 format.md", "how we hold them\n"),
    ]);
    assert!(said(&all, Code::OneOnOneMissed).is_empty());
    assert_eq!(owed(&all.model), ["alice: book the course"]);
}

#[test]
fn row_25_a_topic_for_two_people_reaches_both() {
    let bob = ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n");
    let all = all(&[bob, ("Daily/2026-11-20.md", "- #topic @alice/@bob the rota\n")]);
    let line = all.model.lines.iter().find(|line| line.text == "the rota").unwrap();
    assert_eq!(line.people.len(), 2, "{line:?}");
}

#[test]
fn row_15_a_question_for_one_person_leaves_the_bank_to_all() {
    let ask = ("Daily/2026-11-20.md", "- #ask @alice would you like to lead the guild?\n");
    let text = prep(&[ask, (LAST, HELD)]);
    says(&text, &["What feedback do you have for me?", "How are you feeling", "lead the guild?"]);
}

#[test]
fn row_04_questions_that_are_none_are_said_and_leave_the_others() {
    let person = format!(
        "{}questions: [fnu, \"What are you proud of?\"]\n---\n",
        ALICE.trim_end_matches("---\n")
    );
    let notes = [("People/Alice.md", person.as_str()), (LAST, HELD)];
    let made = outcome(&notes, TODAY);
    says(
        &crate::support::page(&made, "1-2-1s/Alice/2026-11-24.md", "prep"),
        &["What feedback do you have for me?"],
    );
    let unknown = said(&made, Code::QuestionUnknown);
    assert_eq!(unknown.len(), 2, "{unknown:?}");
}

#[test]
fn row_04_slips_in_a_persons_note_are_said() {
    let note = "---\nkind: person\ncadance: 2w\nslot: tue\nmeet: meet.example/x\ntemplate: nonsense\nauthor: me\n---\n";
    let made = outcome(&[("People/Alice.md", note), (LAST, HELD)], TODAY);
    let bad = said(&made, Code::FieldBad);
    assert_eq!(
        bad,
        [
            "People/Alice.md:3: `cadance` means nothing: `cadence`?",
            "People/Alice.md:6: `template: nonsense` is no template of a 1-2-1",
        ]
    );
    says(
        &crate::support::page(&made, "1-2-1s/Alice/2026-11-24.md", "prep"),
        &["[join](https://meet.example/x)"],
    );
}

#[test]
fn row_27_the_first_one_on_one_is_one_event_however_often_its_day_passes() {
    let disk =
        Disk::new(&[("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n")]);
    let uids = |day: &str| {
        let out = disk.run_on(day, &["calendar", "--print"]).out;
        let uids = out.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned);
        uids.collect::<Vec<String>>()
    };
    let first = uids("2026-11-24");
    assert_eq!(first.len(), 1, "{first:?}");
    for day in ["2026-11-24", "2026-12-01", "2026-12-08"] {
        assert_eq!(disk.run_on(day, &["build"]).code, 0);
        assert_eq!(uids(day), first, "{day}");
    }
}

#[test]
fn a_new_prep_moves_no_pages_between_two_folders() {
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        ("People/Bob.md", "---\nkind: person\ncadence: 4w\nslot: tue\n---\n"),
        ("1-1s/Bob/2026-11-17.md", HELD),
        ("1-2-1s/Alice/2026-11-10.md", HELD),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        ("1-1s/Bob/2026-11-10.md", "---\nheld: yes\n---\n"),
    ]);
    for day in ["2026-11-24", "2026-11-24", "2026-11-25", "2026-12-01"] {
        assert_eq!(disk.run_on(day, &["build"]).code, 0);
        let pages: Vec<String> =
            disk.files().into_keys().filter(|path| path.ends_with("/Me.md")).collect();
        assert_eq!(pages, ["1-1s/Me.md"], "{day}");
    }
    assert_eq!(disk.run_on("2026-12-01", &["build"]).out, "");
}

#[test]
fn row_01_whom_nobody_met_for_long_is_named() {
    let disk = Disk::new(&[
        ("People/Alice.md", "---\nkind: person\n---\n"),
        ("1-2-1s/Alice/2026-06-16.md", HELD),
    ]);
    let ran = disk.run(&["status"]);
    assert_eq!(ran.out, "nobody to prepare for\n");
    assert!(ran.err.contains("1 person was not met for twelve weeks"), "{}", ran.err);
}

#[test]
fn row_27_in_a_vault_that_is_left_alone_nothing_grows() {
    let disk = Disk::new(&[
        ("People/Alice.md", LOW),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: thu\n---\n"),
        (LAST, HELD),
    ]);
    let mut last = 0;
    let mut quiet = 0;
    for week in 0..14 {
        let day = crate::support::day(TODAY).plus(week * 7).to_string();
        assert_eq!(disk.run_on(&day, &["build"]).code, 0);
        let now = disk.files().len();
        quiet = if now == last { quiet + 1 } else { 0 };
        last = now;
    }
    assert!(quiet >= 8, "files still came in the last weeks: {quiet}");
    let rests = disk.run_on("2027-02-20", &["status"]).out;
    assert!(rests.contains("the last three were not used"), "{rests}");
    // A line on her wakes them.
    disk.write("Daily/2027-02-20.md", "- #topic @alice back again\n");
    let woken = disk.run_on("2027-02-21", &["build"]);
    assert!(woken.out.contains("prep for Alice"), "{}{}", woken.out, woken.err);
}
