//! The life of a team: joining, leave, a new lead, leaving, skipped and moved 1-2-1s.

use crate::pages::practice::{ALICE, FIRST_PREP, HELD, NORA, PREP, hides, says};
use crate::support::{Disk, TODAY, outcome, page};
use vault121::pages::pipeline::Outcome;
use vault121::text::date::Day;

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";
const MET: (&str, &str) = (LAST, HELD);

fn person(more: &str) -> String {
    ALICE.replace("slot", &format!("{more}\nslot"))
}

fn on(today: &str, alice: &str, notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![("People/Nora.md", NORA), ("People/Alice.md", alice)];
    all.extend(notes);
    outcome(&all, today)
}

fn next(outcome: &Outcome) -> Option<String> {
    let alice = outcome.model.people.one_named("alice").expect("she is there");
    let alice = outcome.model.people.with_id(&alice).expect("she is there");
    outcome.model.next_date(alice).map(|day: Day| day.to_string())
}

#[test]
fn an_absence_moves_the_next_one_behind_it() {
    let check = |more: &str, expected: Option<&str>| {
        let outcome = on(TODAY, &person(more), &[MET]);
        assert_eq!(next(&outcome).as_deref(), expected, "{more}");
    };
    check("report: yes", Some("2026-11-24"));
    check("away: 2026-11-20..2026-12-03", Some("2026-12-08"));
    check("away: 2026-11-24", Some("2026-12-01"));
    check("away: [2026-11-24, 2026-12-01..2026-12-10]", Some("2026-12-15"));
    check("away: 2026-11-20 to 2026-11-30", Some("2026-12-01"));
    check("away: 2026-12-01..2027-01-10", Some("2026-11-24"));
    check("left: 2026-12-31", Some("2026-11-24"));
    check("left: 2026-11-20", None);
    let wrong = on(TODAY, &person("away: next month"), &[MET]);
    let said =
        wrong.diagnostics.iter().map(|one| one.message.clone()).collect::<Vec<_>>().join("\n");
    says(&said, &["`away` wants days such as `2026-12-01..2027-01-10`"]);
}

#[test]
fn who_comes_back_is_welcomed_and_who_leaves_is_thanked() {
    let text =
        |more: &str, notes: &[(&str, &str)]| page(&on(TODAY, &person(more), notes), PREP, "prep");
    let old = ("1-2-1s/Alice/2026-09-15.md", HELD);
    says(
        &text("away: 2026-10-01..2026-11-20", &[old]),
        &["- **Welcome back** away 1 Oct to 20 Nov"],
    );
    says(&text("report: yes", &[old]), &["- **Welcome back** you have not met for 70 days"]);
    hides(&text("report: yes", &[MET]), &["Welcome back"]);
    let watch = (
        "Daily/2026-11-20.md",
        "- #watch-out @alice late [path:: leave earlier]\n- #watch-out @alice loud\n- [ ] #goal/x @alice Teach\n",
    );
    let leaving = text("left: 2026-12-04", &[MET, watch]);
    says(
        &leaving,
        &[
            "### Farewell",
            "last day Fri 4 Dec 2026",
            "say thank you",
            "who goes on with \"Teach\"?",
        ],
    );
    hides(&leaving, &["late", "loud", "To edit first"]);
    hides(&text("left: 2027-03-04", &[MET]), &["Farewell"]);
    hides(&text("left: 2026-12-04", &[old]), &["Welcome back"]);
}

#[test]
fn a_first_meeting_offers_no_watch_out() {
    let watch = (
        "Daily/2026-11-20.md",
        "- #watch-out @alice late [path:: leave earlier]\n- #high-five @alice #skill/x kind\n",
    );
    let text = page(&on(TODAY, ALICE, &[watch]), FIRST_PREP, "prep");
    says(&text, &["First meeting", "kind"]);
    hides(&text, &["; path", "leave earlier"]);
}

#[test]
fn another_lead_has_them_now() {
    let bob = ("People/Bob.md", "---\nkind: person\n---\n");
    let has = |lead: &str| next(&on(TODAY, &person(lead), &[MET, bob])).is_some();
    let prepared = |lead: &str| {
        let outcome = on(TODAY, &person(lead), &[MET, bob]);
        outcome.model.reports().any(|person| person.name == "Alice")
    };
    assert!(has("lead: me") && prepared("lead: me") && prepared("lead: nora"));
    assert!(!prepared("lead: bob"));
    assert!(!prepared("lead: somebody unknown here"));
}

#[test]
fn what_is_over_is_listed_no_more_and_what_is_open_is_to_be_handed_on() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", &person("left: 2026-11-20")),
        ("People/Bob.md", ALICE),
        ("1-2-1s/Bob/2026-11-17.md", HELD),
        (LAST, "- [ ] me: find her a mentor\n- [ ] #goal/x Teach\n"),
    ]);
    let status = disk.run(&["status"]).out;
    says(&status, &["to hand on", "Alice", "left on 20 Nov", "vault121 handover alice"]);
    hides(&status, &["you owe"]);
    disk.run(&["build"]);
    let me = disk.read("1-2-1s/Me.md");
    says(&me, &["## To hand on", "Alice left on 20 Nov 2026: 1 open goal, 1 open promise"]);
    hides(&me, &["My promises"]);
}

#[test]
fn an_untouched_prep_is_asked_about_once() {
    let empty = "---\nkind: one-on-one\nperson: alice\ndate: 2026-11-17\n---\n\n<!-- vault121:begin prep -->\n\n## Alice\n\n<!-- vault121:end prep -->\n\n## Notes\n\nmood::\n";
    let held = ("1-2-1s/Alice/2026-11-10.md", HELD);
    let asked = page(&on(TODAY, ALICE, &[held, (LAST, empty)]), PREP, "prep");
    says(&asked, &["- **Was it held?** 17 Nov:", "Last met** 10 Nov"]);
    let said = empty.replace("date:", "held: no\ndate:");
    hides(&page(&on(TODAY, ALICE, &[held, (LAST, &said)]), PREP, "prep"), &["Was it held?"]);
    let before = empty.replace("2026-11-17", "2026-11-03");
    let old = [("1-2-1s/Alice/2026-11-03.md", before.as_str()), held];
    hides(&page(&on(TODAY, ALICE, &old), PREP, "prep"), &["Was it held?** 3 Nov"]);
    let disk = Disk::new(&[("People/Alice.md", ALICE), held, (LAST, empty)]);
    says(&disk.run(&["status"]).out, &["was it held?", "vault121 skip alice --date 2026-11-17"]);
}

#[test]
fn a_skipped_one_says_so_and_a_moved_one_has_its_new_day() {
    let disk = Disk::new(&[("People/Alice.md", &person("agenda: yes")), MET]);
    disk.run(&["build"]);
    let ran = disk.run(&["skip", "alice", "--why", "she was ill"]);
    says(&ran.out, &["1-2-1s/Alice/2026-11-24.md: held: no, why: she was ill"]);
    disk.run(&["build"]);
    let note = disk.read(PREP);
    says(
        &note,
        &[
            "held: no\nwhy: she was ill\n",
            "not held",
            "- why: she was ill",
            "next 1-2-1: Tue 1 Dec 2026",
            "## Notes",
        ],
    );
    hides(&note, &["### Ask"]);
    assert!(disk.run(&["build"]).out.is_empty());
    // The next one is not made yet: `move` makes it, and its agenda is that of the new day.
    let ran = disk.run(&["move", "alice", "2026-11-26", "--date", "2026-12-01"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    says(&disk.read("1-2-1s/Alice/2026-12-01.md"), &["date: 2026-11-26"]);
    disk.run(&["build"]);
    says(&disk.read("1-2-1s/Alice/2026-12-01.md"), &["## Alice, Thu 26 Nov 2026"]);
    assert!(disk.files().keys().any(|path| path == "1-2-1s/Alice/2026-11-26 Alice agenda.md"));
}

#[test]
fn a_skipped_prep_without_words_is_cleaned() {
    let own = "---\ntype: 1-1\nlocation: room 4\nperson: alice\n---\n\n- talked\n";
    let check = |why: &str, met: (&str, &str), skip: &[&str], change: (&str, &str), goes: bool| {
        let disk = Disk::new(&[("People/Alice.md", ALICE), met]);
        let prep = "1-2-1s/Alice/2026-11-24.md";
        disk.run(&["build"]);
        disk.run(skip);
        disk.run(&["build"]);
        disk.write(prep, &disk.read(prep).replacen(change.0, change.1, 1));
        let later = disk.run_on("2026-11-27", &["clean", "--remove"]);
        let removed = later.out.contains(&format!("{prep}: removed"));
        assert_eq!(removed, goes, "{why}: {}{}", later.out, later.err);
        assert_eq!(disk.root.join(prep).exists(), !goes, "{why}");
    };
    let why = &["skip", "alice", "--why", "she was ill"];
    check("skipped", MET, &["skip", "alice"], ("", ""), true);
    check("with a reason, which somebody typed", MET, why, ("", ""), false);
    check("with a word in it", MET, why, ("## Notes\n", "## Notes\n\nshe called\n"), false);
    let skip = &["skip", "alice"];
    check("front matter of the vault's own", (MET.0, own), skip, ("", ""), true);
    check("and a value in it", (MET.0, own), skip, ("location:", "location: room 5"), false);
}

#[test]
fn a_made_note_follows_the_front_matter_of_its_folder() {
    let own = "---\ntype: 1-1\ntags: [meeting, one-on-one]\nperson: \"[[Alice]]\"\ndate: DAY\nlocation: room 4\n---\n\n- talked about the rota\n";
    let notes = |day: &str| own.replace("DAY", day);
    let (a, b) = (notes("2026-11-10"), notes("2026-11-17"));
    let disk =
        Disk::new(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-10.md", &a), (LAST, &b)]);
    disk.run(&["build"]);
    let made = disk.read(PREP);
    let front = made.split("---").nth(1).unwrap_or_default().to_owned();
    says(
        &front,
        &[
            "type: '1-1'",
            "tags: [meeting, one-on-one]",
            "person: \"[[Alice]]\"",
            "date: 2026-11-24",
            "location:\n",
        ],
    );
    hides(&front, &["room 4"]);
    assert!(disk.run(&["build"]).out.is_empty());
}

#[test]
fn a_day_sheet_stands_on_a_day_with_two() {
    let bob = [("People/Bob.md", ALICE), ("1-2-1s/Bob/2026-11-17.md", HELD)];
    let files = |notes: &[(&str, &str)]| {
        let outcome = on(TODAY, ALICE, notes);
        outcome.plan.edits.iter().map(|edit| edit.path.to_string()).collect::<Vec<_>>().join("\n")
    };
    says(&files(&[MET, bob[0], bob[1]]), &["1-2-1s/Day 2026-11-24.md"]);
    hides(&files(&[MET]), &["Day 2026"]);
}

#[test]
fn week_and_quarter_are_made_when_the_config_wants_them() {
    let goal = (
        "Daily/2026-11-23.md",
        "- #goal/x @alice wrote the draft\n- [ ] #goal/y @alice Speak [set:: 2026-11-23]\n",
    );
    let set = ("Daily/2026-09-01.md", "- [ ] #goal/x @alice Teach\n- [ ] #goal/z @alice Rest\n");
    let config = (".vault121/config.yml", "pages: {week: yes, quarter: yes}\n");
    let off = on(TODAY, ALICE, &[MET, goal, set]);
    assert!(!off.plan.edits.iter().any(|edit| edit.path.as_str().contains("Week")));
    let made = on(TODAY, ALICE, &[MET, goal, set, config]);
    let week = page(&made, "1-2-1s/Week.md", "week");
    says(
        &week,
        &[
            "What moved last week and this week, 16 Nov 2026 to 29 Nov 2026",
            "- Teach",
            "wrote the draft",
            "- new: Speak",
            "Goals without news for four weeks",
            "Alice: Rest, set 1 Sep 2026",
        ],
    );
    let midweek = on("2026-11-25", ALICE, &[MET, goal, set, config]);
    let week = page(&midweek, "1-2-1s/Week.md", "week");
    says(&week, &["What moved this week, 23 Nov 2026 to 29 Nov 2026", "wrote the draft"]);
    let quarter = page(&made, "1-2-1s/Quarter.md", "quarter");
    says(&quarter, &["The quarter, Q4 2026", "2026: wrote the draft"]);
}

#[test]
fn who_was_not_met_for_twelve_weeks_is_named_in_status() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        (LAST, HELD),
        ("1-2-1s/Ines Costa/2026-08-20.md", HELD),
        ("1-2-1s/Bo Ek/2026-11-17.md", HELD),
    ]);
    let ran = disk.run(&["status"]);
    let told = format!("{}{}", ran.out, ran.err);
    says(&told, &["no prep for Ines Costa: not met for twelve weeks", "`left: DAY`"]);
    hides(&told, &["no prep for Alice", "no prep for Bo Ek"]);
    disk.write("People/Ines Costa.md", "---\nkind: person\nleft: 2026-09-30\n---\n");
    let ran = disk.run(&["status"]);
    hides(&format!("{}{}", ran.out, ran.err), &["not met for twelve weeks", "no prep for"]);
}

#[test]
fn a_leave_that_is_to_come_is_on_the_last_prep_before_it() {
    let text = |more: &str| page(&on(TODAY, &person(more), &[MET]), PREP, "prep");
    let check = |more: &str, said: &[&str], unsaid: &[&str]| {
        let text = text(more);
        says(&text, said);
        hides(&text, unsaid);
    };
    let asks = "*before Alice is away: what must be handed over, and to whom?*";
    check(
        "away: 2026-11-30..2026-12-20",
        &["- **Away** from 30 Nov to 20 Dec: this is the last 1-2-1 before it", asks],
        &["Welcome back"],
    );
    check("away: 2026-11-26..2026-11-30", &["- **Away** from 26 Nov to 30 Nov", asks], &[]);
    check("away: 2026-11-30", &["- **Away** on 30 Nov: this"], &["handed over"]);
    check("away: 2026-12-01..2026-12-02", &["- **Away** from 1 Dec to 2 Dec"], &["handed over"]);
    // Two of them: the first one is told.
    check(
        "away: [2027-01-01..2027-01-20, 2026-11-27..2026-12-04]",
        &["- **Away** from 27 Nov to 4 Dec"],
        &["1 Jan"],
    );
    // There is another 1-2-1 before it, or none is to come.
    check("away: 2026-12-02..2026-12-20", &[], &["**Away**", "handed over"]);
    check("away: 2027-03-01..2027-03-20", &[], &["**Away**", "handed over"]);
    check("away: 2026-10-30..2026-11-20", &[], &["**Away**", "handed over"]);
    check("left: 2026-11-30\naway: 2026-12-01..2026-12-20", &[], &["**Away**"]);
}

#[test]
fn a_part_of_a_person_begins_behind_an_empty_line_on_every_page_of_the_team() {
    let config = (".vault121/config.yml", "pages: {week: yes, quarter: yes}\n");
    let bob = ("People/Bob.md", ALICE);
    let eve = ("People/Eve.md", ALICE);
    let goals = "- [ ] #goal/x @alice Teach\n- [ ] #goal/y @bob Sail\n- [ ] #goal/z @eve Bake\n";
    let notes = [
        config,
        bob,
        eve,
        ("Daily/2026-11-23.md", goals),
        ("1-2-1s/Alice/2026-11-23.md", HELD),
        ("1-2-1s/Bob/2026-11-23.md", HELD),
        ("1-2-1s/Bob/2026-11-24.md", HELD),
    ];
    let made = on("2026-11-25", ALICE, &notes);
    for (path, region) in [("1-2-1s/Week.md", "week"), ("1-2-1s/Quarter.md", "quarter")] {
        let text = page(&made, path, region);
        says(&text, &["- met 1 time\n\n### Bob\n", "- met 2 times\n\n### Eve\n"]);
    }
    for edit in &made.plan.edits {
        for region in edit.region_edits() {
            let glued =
                region.inner.lines().find(|line| line.contains("##") && !line.starts_with('#'));
            assert_eq!(glued, None, "{}", edit.path);
        }
    }
}

/// A vault in which the prep of 24 November is made, and what a build with this person makes of it.
fn made_before(more: &str) -> Disk {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), MET]);
    disk.run(&["build"]);
    disk.write("People/Alice.md", &person(more));
    disk.run(&["build"]);
    disk
}

#[test]
fn a_leave_counts_also_where_the_prep_is_made_already() {
    let check = |more: &str, said: &[&str], next: &str| {
        let disk = made_before(more);
        let prep = disk.read(PREP);
        says(&prep, said);
        says(&disk.run(&["status"]).out, &[next]);
        assert_eq!(disk.run(&["build"]).out, "", "{more}");
        hides(&prep, &["### Ask"]);
    };
    check(
        "away: 2026-11-24..2026-11-30",
        &[
            "Tue 24 Nov 2026: not held",
            "- why: away from 24 Nov to 30 Nov",
            "next 1-2-1: Tue 1 Dec",
        ],
        "Tue 1 Dec 2026",
    );
    check("away: 2026-11-24", &["not held", "- why: away on 24 Nov"], "Tue 1 Dec 2026");
    check("away: 2026-11-01..2027-01-10", &["- why: away from 1 Nov to 10 Jan"], "Tue 12 Jan 2027");
    // It is over: the prep goes on as it was.
    let disk = made_before("away: 2026-11-24..2026-11-30");
    disk.write("People/Alice.md", ALICE);
    disk.run(&["build"]);
    says(&disk.read(PREP), &["## Alice, Tue 24 Nov 2026,", "### Ask"]);
    // The welcome back says it once, and nothing asks whether it was held.
    let disk = made_before("away: 2026-11-24..2026-11-30");
    disk.run_on("2026-12-01", &["build"]);
    let after = disk.read("1-2-1s/Alice/2026-12-01.md");
    says(&after, &["- **Welcome back** away 24 Nov to 30 Nov", "**Last met** 17 Nov"]);
    hides(&after, &["Was it held?", "Not held"]);
    let cleaned = disk.run_on("2026-12-02", &["clean"]).out;
    says(&cleaned, &["1-2-1s/Alice/2026-11-24.md: nothing but generated text"]);
}

#[test]
fn a_prep_with_words_or_a_chosen_day_stays_planned_in_a_leave() {
    let check = |why: &str, change: (&str, &str)| {
        let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), MET]);
        disk.run(&["build"]);
        disk.write(PREP, &disk.read(PREP).replacen(change.0, change.1, 1));
        disk.write("People/Alice.md", &person("away: 2026-11-24..2026-12-03"));
        disk.run(&["build"]);
        hides(&disk.read(PREP), &["not held"]);
        assert!(disk.read(PREP).contains("### Ask"), "{why}");
    };
    check("words", ("## Notes\n", "## Notes\n\nshe comes in for it\n"));
    check("another day", ("date: 2026-11-24", "date: 2026-11-26"));
    check("it says so", ("date: 2026-11-24", "held: yes\ndate: 2026-11-24"));
}

#[test]
fn a_day_far_away_counts_when_move_wrote_it() {
    let dendron = [
        ("dendron.yml", ""),
        ("user.teo.md", "---\ncadence: 1w\nslot: tue\n---\n"),
        ("meet.121.teo.2026.11.17.md", HELD),
    ];
    let plain = [("People/Nora.md", NORA), ("People/Alice.md", ALICE), MET];
    let check = |notes: &[(&str, &str)], who: &str, path: &str| {
        let disk = Disk::new(notes);
        disk.run(&["build"]);
        let ran = disk.run(&["move", who, "2027-01-12"]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        disk.run(&["build"]);
        says(&disk.run(&["status"]).out, &["Tue 12 Jan 2027"]);
        says(&disk.read(path), &["date: 2027-01-12", "Tue 12 Jan 2027"]);
        hides(&disk.run(&["check"]).out, &["the file name"]);
        assert_eq!(disk.run(&["build"]).out, "");
    };
    check(&plain, "alice", PREP);
    check(&dendron, "teo", "meet.121.teo.2026.11.24.md");
    // A copy of an old prep, and a day that nobody meant.
    let says_so = |front: &str, counts: &str| {
        let note = format!(
            "---\nperson: alice\ndate: {front}\n---\n\n<!-- vault121:begin prep -->\nx\n<!-- vault121:end prep -->\n\n- we met\n"
        );
        let outcome = on(TODAY, ALICE, &[("1-2-1s/Alice/2026-11-10.md", &note)]);
        let days: Vec<String> =
            outcome.model.meetings.all.iter().map(|one| one.date.to_string()).collect();
        assert!(days.contains(&counts.to_owned()), "{front}: {days:?}");
    };
    says_so("2026-09-01", "2026-11-10");
    says_so("2026-12-20", "2026-12-20");
    says_so("2062-11-10", "2026-11-10");
}

#[test]
fn a_day_that_is_none_is_refused() {
    let check = |more: &str, args: &[&str], said: &str| {
        let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", &person(more)), MET]);
        disk.run(&["build"]);
        let before = disk.read(PREP);
        let ran = disk.run(args);
        assert_ne!(ran.code, 0, "{args:?}: {}", ran.out);
        says(&ran.err, &[said]);
        assert_eq!(disk.read(PREP), before, "{args:?}");
    };
    check("report: yes", &["move", "alice", "2026-11-01"], "2026-11-01 is over");
    let away = "away: 2026-12-01..2027-01-10";
    check(
        away,
        &["move", "alice", "2026-12-01"],
        "Alice is away from 1 Dec to 10 Jan 2027 (`away:`)",
    );
    check(away, &["move", "alice", "2027-01-10"], "name a day from 2027-01-11 on");
    check("left: 2026-12-04", &["move", "alice", "2026-12-08"], "Alice leaves on 2026-12-04");
    // One that was held is corrected, and a free day is taken.
    let disk = Disk::new(&[
        ("People/Alice.md", &person(away)),
        (LAST, &format!("---\nperson: alice\n---\n{HELD}")),
    ]);
    disk.run(&["build"]);
    let ran = disk.run(&["move", "alice", "2026-11-18", "--date", "2026-11-17"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(disk.run(&["move", "alice", "2026-11-30"]).code, 0);
    // The day of another one.
    let ran = disk.run(&["move", "alice", "2026-11-18"]);
    assert_ne!(ran.code, 0, "{}", ran.out);
}

#[test]
fn the_same_skip_twice_asks_for_the_day() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), MET]);
    disk.run(&["build"]);
    assert_eq!(disk.run(&["skip", "alice"]).code, 0);
    let again = disk.run(&["skip", "alice"]);
    assert_ne!(again.code, 0);
    says(
        &again.err,
        &["on 2026-11-24 is skipped already", "`--date 2026-12-01` skips the next one"],
    );
    assert_eq!(disk.run(&["skip", "alice", "--date", "2026-12-01"]).code, 0);
}

#[test]
fn a_moved_one_that_is_not_made_yet_is_named_after_its_new_day() {
    let disk = Disk::new(&[("People/Nora.md", NORA), ("People/Alice.md", ALICE), MET]);
    let ran = disk.run(&["move", "alice", "2026-11-26"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    disk.run(&["build"]);
    let preps: Vec<String> =
        disk.files().into_keys().filter(|path| path.starts_with("1-2-1s/Alice/2026-")).collect();
    assert_eq!(preps, ["1-2-1s/Alice/2026-11-17.md", "1-2-1s/Alice/2026-11-26.md"]);
    says(&disk.run(&["status"]).out, &["Thu 26 Nov 2026"]);
}

#[test]
fn who_has_another_lead_now_is_handed_on_in_words() {
    let check = |lead: &str, name: &str| {
        let disk = Disk::new(&[
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            (LAST, "- [ ] me: find her a mentor\n- [ ] #goal/x Teach\n- good talk\n"),
            ("People/Bob.md", ALICE),
            ("1-2-1s/Bob/2026-11-17.md", HELD),
        ]);
        disk.run(&["build"]);
        disk.write("People/Alice.md", &person(&format!("lead: {lead}")));
        disk.run(&["build"]);
        let status = disk.run(&["status"]).out;
        says(&status, &["to hand on", &format!("has another lead now ({name})"), "1 open goal"]);
        says(&status, &["vault121 handover alice"]);
        // What the lead promised is still the lead's.
        says(&status, &["find her a mentor"]);
        let me = disk.read("1-2-1s/Me.md");
        says(
            &me,
            &[&format!("- Alice has another lead now ({name}): 1 open goal, 1 open promise")],
        );
        let said = disk.run(&["check"]).out;
        says(&said, &[PREP, &format!("its person has another lead (`lead: {lead}`)")]);
        hides(&said, &["Bob"]);
        says(&disk.run(&["clean"]).out, &[&format!("{PREP}: nothing but generated text")]);
        assert_eq!(disk.run(&["build"]).out, "");
        let forgotten = disk.run(&["forget", "alice"]);
        hides(&format!("{}{}", forgotten.out, forgotten.err), &["is still prepared"]);
    };
    check("petra", "petra");
    check("bob", "Bob");
    check("Petra Ek", "Petra Ek");
}

#[test]
fn a_colleague_whom_somebody_else_leads_is_not_handed_on() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        MET,
        ("People/Bob.md", "---\nkind: person\nlead: petra\n---\n"),
        ("Daily/2026-11-20.md", "- #high-five @bob #skill/x kind\n- [ ] #goal/y @bob Sail\n"),
    ]);
    assert_eq!(disk.run(&["build"]).code, 0);
    hides(&disk.run(&["status"]).out, &["to hand on"]);
    hides(&disk.run(&["check"]).out, &["another lead"]);
    hides(&disk.read("1-2-1s/Me.md"), &["To hand on"]);
    // Somebody who was met is.
    disk.write("1-2-1s/Bob/2026-11-10.md", HELD);
    disk.run(&["build"]);
    says(&disk.run(&["status"]).out, &["to hand on"]);
    says(&disk.read("1-2-1s/Me.md"), &["To hand on"]);
}

#[test]
fn nobody_waits_while_they_are_away() {
    let check = |more: &str, met: &str, expected: Option<&str>| {
        let met = format!("1-2-1s/Alice/{met}.md");
        let disk = Disk::new(&[
            ("People/Nora.md", NORA),
            ("People/Alice.md", &person(more)),
            (&met, HELD),
        ]);
        let out = disk.run(&["status"]).out;
        match expected {
            Some(line) => says(&out, &["waited long", line]),
            None => hides(&out, &["waited long"]),
        }
    };
    check("report: yes", "2026-10-20", Some("35 days since the last 1-2-1"));
    check("away: 2026-06-01..2026-11-20", "2026-05-26", None);
    check("away: 2026-06-01..2026-12-20", "2026-05-26", None);
    check("away: 2026-06-01..2026-10-20", "2026-05-26", Some("35 days since they came back"));
}
