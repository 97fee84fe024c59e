//! The prep as a lead walks in with it: last time, their topics, turns, praise, kind words.

use crate::pages::practice::{ALICE, HELD, NORA, PREP, held_after, hides, prep, says, with};
use crate::support::{TODAY, outcome, page};

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

#[test]
fn last_time_is_told_in_its_own_words() {
    let check = |note: &str, said: &[&str], unsaid: &[&str]| {
        let text = prep(&[(LAST, note)]);
        let head = text.split("### ").next().unwrap_or_default().to_owned();
        says(&head, said);
        hides(&head, unsaid);
    };
    check(
        "- tired of the alerts\n- wants to teach\n",
        &["  - tired of the alerts\n  - wants to teach"],
        &[],
    );
    check("She is tired of the alerts.\n", &["  - She is tired of the alerts"], &[]);
    check(
        "## Notes\n\n- Work\n  - too many alerts\n  - likes Bruno's help\n",
        &["  - Work: too many alerts; likes Bruno's help"],
        &[],
    );
    check(
        "- a b\n- c d\n- e f\n- g h\n- i j\n- k l\n",
        &["  - e f\n  - and 3 more lines there"],
        &["g h"],
    );
    check(
        "- the plan is set\n- [ ] me: a promise\n- #topic a topic\nmood:: 3\n",
        &["the plan is set"],
        &["a promise", "a topic", "mood::"],
    );
    check(
        "- Feedback for me: none\n- What feedback do you have for me?\n- quiet week\n",
        &["  - quiet week"],
        &["  - Feedback for me", "  - What feedback"],
    );
    check(
        "Date: 17 Nov\nAttendees: Alice, Nora\n\n- we met\n",
        &["  - we met"],
        &["  - Attendees"],
    );
    check(
        "- for me alone [audience:: lead]\n- for both of us\n",
        &["  - for both of us"],
        &["for me alone"],
    );
    check(
        "- #outcome she leads the guild\n- good talk today\n",
        &["  - outcome: she leads the guild\n  - good talk today"],
        &[],
    );
    check("- Müde vom Pager, zu viele Alarme\n", &["  - Müde vom Pager, zu viele Alarme"], &[]);
    check("- <b>bold</b> words | here\n- #high-fiv unsure tag\n", &["words \\| here"], &["<b>"]);
}

#[test]
fn a_shared_page_tells_nothing_of_last_time() {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let all = with(&[("People/Alice.md", &person), (LAST, "- tired of the alerts\n")]);
    let agenda = page(&all, "1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda");
    hides(&agenda, &["tired", "Mood"]);
    says(&page(&all, "1-2-1s/Alice/2026-11-24.md", "prep"), &["tired of the alerts"]);
}

#[test]
fn mood_is_told_as_a_direction() {
    let mood = |mood: u8| format!("mood:: {mood}\n\n- talked about the rota\n");
    let (a, b, c) = (mood(3), mood(2), mood(2));
    let notes = [
        ("1-2-1s/Alice/2026-11-03.md", a.as_str()),
        ("1-2-1s/Alice/2026-11-10.md", b.as_str()),
        (LAST, c.as_str()),
    ];
    says(&prep(&notes), &["- **Mood** 3, 2, 2\n"]);
    says(&prep(&notes[2..]), &["- **Mood** 2\n"]);
    hides(&prep(&[(LAST, HELD)]), &["**Mood**"]);
}

/// Their own agenda with what they wrote below it.
fn agenda_with(lines: &str) -> String {
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let agenda = format!(
        "---\nkind: agenda\nperson: alice\ndate: 2026-11-24\n---\n\n<!-- vault121:begin agenda -->\n\n## Our 1-2-1\n\n<!-- vault121:end agenda -->\n\n## Add yours\n\n{lines}"
    );
    let bob = ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n");
    let held = ("1-2-1s/Bob/2026-11-17.md", HELD);
    let notes = [
        ("People/Alice.md", person.as_str()),
        bob,
        held,
        ("1-2-1s/Alice/2026-11-24 Alice agenda.md", &agenda),
    ];
    let all = with(&notes);
    page(&all, PREP, "prep") + &page(&all, "1-2-1s/Bob/2026-11-24.md", "prep")
}

#[test]
fn what_they_add_stands_first_and_is_text() {
    let check = |lines: &str, said: &[&str], unsaid: &[&str]| {
        let text = agenda_with(lines);
        says(&text, said);
        hides(&text, unsaid);
    };
    let none = "nothing from Alice yet";
    check(
        "- the noise in the office\n",
        &["### Talk about\n\n- Alice: the noise in the office ·"],
        &[none],
    );
    check("my contract ends in May\n", &["- Alice: my contract ends in May ·"], &[none]);
    check("- [ ] me: a rise\n", &["- Alice: me: a rise"], &["you owe", "owes"]);
    check("- #high-five @bob great\n", &["- Alice: high-five bob great"], &["Share today"]);
    check(
        "- #watch-out @alice late [path:: x]\n",
        &["- Alice: watch-out alice late"],
        &["; path: x", "To edit"],
    );
    check("mood:: 1\n", &["- Alice: mood: 1"], &["**Mood**"]);
    check("-\n", &[none], &["- Alice:"]);
    check("", &[none], &["- Alice:"]);
}

#[test]
fn their_topics_stand_before_the_leads() {
    let line = |text: &'static str| prep(&[("Daily/2026-11-20.md", text)]);
    let text = line("- #topic @alice the offsite\n- #topic @alice her hours [from:: @alice]\n");
    let (theirs, leads) =
        (text.find("- Alice: her hours").unwrap(), text.find("the offsite").unwrap());
    assert!(theirs < leads, "{text}");
    hides(&text, &["nothing from Alice"]);
    hides(&line("- #topic @alice the offsite [from:: @bob]\n"), &["- Alice: the offsite"]);
    let asked = "- #answer/mind the reorganisation\n";
    says(&prep(&[(PREP, asked)]), &["- Alice: the reorganisation ·"]);
}

#[test]
fn a_new_agenda_has_a_part_for_theirs_and_the_prep_none() {
    let disk = crate::support::Disk::new(&[
        ("People/Alice.md", &ALICE.replace("slot", "agenda: yes\nslot")),
        (LAST, HELD),
    ]);
    disk.run(&["build"]);
    let agenda = disk.read("1-2-1s/Alice/2026-11-24 Alice agenda.md");
    assert!(agenda.contains("<!-- vault121:end agenda -->\n\n## Add yours\n"), "{agenda}");
    assert!(!disk.read(PREP).contains("Add yours"));
    let again = disk.run(&["build"]);
    assert!(again.out.is_empty(), "{}", again.out);
}

#[test]
fn questions_take_turns_without_a_bank_and_rest_for_two() {
    let days = ["2026-09-29", "2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27", "2026-11-03"];
    let paths: Vec<String> = days.iter().map(|day| format!("1-2-1s/Alice/{day}.md")).collect();
    let mut asked: Vec<Vec<String>> = Vec::new();
    for count in 1..=paths.len() {
        let notes: Vec<(&str, &str)> =
            paths[..count].iter().map(|path| (path.as_str(), HELD)).collect();
        let text = with_only(&notes);
        says(&text, &["What feedback do you have for me?", "How are you feeling"]);
        let ask = text.split("### Ask").nth(1).unwrap_or_default().to_owned();
        let mut questions: Vec<String> =
            ask.lines().filter(|line| line.starts_with("- ")).map(|line| line.to_owned()).collect();
        questions.retain(|line| !line.contains("What feedback") && !line.contains("How are you"));
        assert_eq!(questions.len(), 2, "{text}");
        for earlier in asked.iter().rev().take(2) {
            assert!(questions.iter().all(|one| !earlier.contains(one)), "{asked:?} {questions:?}");
        }
        asked.push(questions);
    }
    let mut all: Vec<String> = asked.concat();
    all.sort();
    all.dedup();
    assert!(all.len() >= 10, "{all:?}");
}

#[test]
fn an_offer_rests_after_two_times() {
    let goal = "- [ ] #goal/teach @alice Teach [set:: 2026-10-01]\n";
    let held = ["2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27", "2026-11-03", "2026-11-10"];
    let paths: Vec<String> = held.iter().map(|day| format!("1-2-1s/Alice/{day}.md")).collect();
    let mut offered = Vec::new();
    for count in 0..=paths.len() {
        let mut notes: Vec<(&str, &str)> =
            paths[..count].iter().map(|path| (path.as_str(), HELD)).collect();
        notes.push(("1-2-1s/Alice/2026-09-01.md", HELD));
        notes.push(("Daily/2026-10-01.md", goal));
        offered.push(with_only(&notes).contains(": Teach ·"));
    }
    assert!(offered.iter().any(|yes| *yes), "{offered:?}");
    assert!(offered.windows(3).all(|three| three.iter().any(|yes| !yes)), "{offered:?}");
}

/// The prep of Alice in a vault of these notes alone.
fn with_only(notes: &[(&str, &str)]) -> String {
    let mut notes = notes.to_vec();
    notes.extend([("People/Alice.md", ALICE), ("People/Nora.md", NORA)]);
    page(&outcome(&notes, TODAY), PREP, "prep")
}

#[test]
fn an_old_promise_is_asked_about_and_a_shared_page_knows_no_lateness() {
    let check = |line: &str, said: &str| {
        let note = format!("- [ ] {line}\n");
        says(&prep(&[("1-2-1s/Alice/2026-10-20.md", &note), (LAST, HELD)]), &[said]);
    };
    check("alice: the list", "Alice owes: the list, open since 20 Oct, still wanted?");
    check("alice: the list [due:: 2026-10-24]", "the list, open since 20 Oct, still wanted?");
    check("alice: the list [due:: 2026-12-24]", "the list, due in 30 days");
    check("me: the list [due:: 2026-11-20]", "you owe: the list, open since 20 Oct, still wanted?");
    let person = ALICE.replace("slot", "agenda: yes\nslot");
    let late = "- [ ] alice: the list [due:: 2026-11-20]\n- [ ] #goal/x Teach [due:: 2026-11-20]\n";
    let all = with(&[("People/Alice.md", &person), (LAST, late)]);
    let agenda = page(&all, "1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda");
    says(&agenda, &["the list, due 20 Nov", "Teach, due 20 Nov"]);
    hides(&agenda, &["late", "was due", "**", "still wanted", "days ago"]);
}

#[test]
fn praise_long_ago_is_one_quiet_line() {
    let praise = |day: &'static str, text: &'static str| {
        let path = format!("1-2-1s/Alice/{day}.md");
        with_only(&[(&path, text), (LAST, HELD)])
    };
    let given = "- #high-five #skill/x well done\n";
    says(&praise("2026-04-21", given), &["- no praise since 21 Apr"]);
    hides(&praise("2026-10-27", given), &["no praise since"]);
    hides(&praise("2026-04-21", HELD), &["no praise since"]);
    // Noted in spring, offered in the prep of last week: that counts.
    let praise = ("Daily/2026-04-16.md", "- #high-five @alice #skill/x helped\n");
    let shown = held_after("- high five, x: helped · [[2026-04-16]]");
    hides(&with_only(&[praise, (LAST, &shown)]), &["no praise since"]);
    says(
        &with_only(&[praise, (LAST, &shown.replace(": helped", ": other"))]),
        &["### Share today\n\n- high five, x, noted 16 Apr: helped ·"],
    );
    let two = "- #high-five @alice #skill/x helped\n- #high-five @alice #skill/x taught\n";
    let other = shown.replace(": helped", ": other");
    says(
        &with_only(&[(praise.0, two), (LAST, &other)]),
        &["feedback noted weeks ago and not marked as shared: 2"],
    );
    // The newest stands there, and so does the one that is then left.
    let told = ("1-2-1s/Alice/2026-04-07.md", given);
    let text = with_only(&[told, (praise.0, two), (LAST, &other)]);
    says(&text, &["x, noted 16 Apr: helped ·", "x, noted 16 Apr: taught ·"]);
    hides(&text, &["more in"]);
}

#[test]
fn after_a_low_season_one_watch_out_comes_back_at_a_time() {
    let low =
        ("Daily/2026-09-01.md", "- #season/low @alice\n- #watch-out @alice first [path:: a]\n");
    let more = (
        "Daily/2026-09-08.md",
        "- #watch-out @alice second [path:: b]\n- #watch-out @alice third [path:: c]\n",
    );
    let better = ("Daily/2026-10-30.md", "- #season/steady @alice\n");
    let new = ("Daily/2026-11-05.md", "- #watch-out @alice fresh [path:: d]\n");
    let all = [low, more, better, new, ("1-2-1s/Alice/2026-08-25.md", HELD)];
    let order = ["first", "second", "third", "fresh"];
    let check = |held: &[&str], said: &[&str], unsaid: &[&str]| {
        let shown = |(day, words): (&&str, &str)| {
            let text = held_after(&format!("- watch out: {words}; path: x · [[n]]"));
            (format!("1-2-1s/Alice/{day}.md"), text)
        };
        let preps: Vec<(String, String)> = held.iter().zip(order).map(shown).collect();
        let mut notes = all.to_vec();
        notes.extend(preps.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let text = with_only(&notes);
        says(&text, said);
        hides(&text, unsaid);
    };
    check(&[], &["watch out: first", "3 more wait, one"], &["second", "third", "fresh"]);
    check(
        &["2026-11-03"],
        &["watch out: second", "2 more wait", "did you share it on 3 Nov? first"],
        &["third"],
    );
    check(
        &["2026-11-03", "2026-11-10"],
        &["watch out: third", "1 more waits"],
        &["fresh", "first"],
    );
    check(
        &["2026-11-03", "2026-11-10", "2026-11-17"],
        &["watch out: fresh"],
        &["more wait", "second"],
    );
}

#[test]
fn nothing_stands_twice_on_a_prep() {
    let check = |why: &str, notes: &[(&str, &str)], words: &str, count: usize| {
        let text = prep(notes);
        assert_eq!(text.matches(words).count(), count, "{why}:\n{text}");
    };
    let old = "1-2-1s/Alice/2026-11-10.md";
    let feedback = "- Feedback for me: more notice for releases\n";
    check(
        "the same feedback in two 1-2-1s",
        &[(old, feedback), (LAST, feedback)],
        "more notice",
        1,
    );
    let silences: Vec<(String, &str)> = ["2026-10-20", "2026-10-27", "2026-11-03", "2026-11-10"]
        .map(|day| (format!("1-2-1s/Alice/{day}.md"), "- Feedback for me: none\n"))
        .into();
    let mut broken: Vec<(&str, &str)> =
        silences.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    broken.push((LAST, feedback));
    check("the first answer after silences", &broken, "more notice", 1);
    says(&prep(&broken), &["after 4 times without one (17 Nov), see above"]);
    let day = "Daily/2026-11-20.md";
    let other = "Daily/2026-11-21.md";
    let topic = "- #topic @alice the Desk\n";
    check("a topic in two notes", &[(day, topic), (other, topic)], "the Desk", 1);
    let praise = "- #high-five @alice #skill/x fast and calm\n";
    check("praise in two notes", &[(day, praise), (other, praise)], "fast and calm", 1);
    let from = "- #high-five @alice #skill/x fast and calm [from:: Bo]\n";
    check("praise of two people", &[(day, praise), (other, from)], "fast and calm", 2);
    check(
        "a plain line that says what a topic says",
        &[(day, topic), (LAST, "- the desk\n- she is well rested\n")],
        "esk",
        1,
    );
    check(
        "a plain line in two notes",
        &[(day, "- saw @alice help Bo\n"), (other, "- saw @alice help Bo\n")],
        "help Bo",
        1,
    );
    check(
        "two lines",
        &[(day, "- #topic @alice the lamp\n- #topic @alice the lamp in May\n")],
        "the lamp",
        2,
    );
}

#[test]
fn a_label_alone_and_what_plugins_write_are_no_words_of_last_time() {
    let check = |note: &str, said: &[&str], unsaid: &[&str]| {
        let text = prep(&[(LAST, note)]);
        let head = text.split("### ").next().unwrap_or_default().to_owned();
        says(&head, said);
        hides(&head, unsaid);
    };
    check("we met\n\nNext steps\n- [ ] me: call HR\n", &["we met"], &["Next steps"]);
    check("*Last 1:1: 2026-10-13 (14 days ago)*\n\n- we met\n", &["we met"], &["Last 1:1"]);
    check("Next 1:1: 2026-11-24\n\n- we met\n", &["we met"], &["Next 1:1"]);
    check("- 1:1 with Alice\n- we met\n", &["we met"], &["1:1 with"]);
    check("- the next steps are clear to her\n", &["next steps are clear"], &[]);
}

#[test]
fn a_line_that_only_names_somebody_is_nothing_since_last_time() {
    let text = prep(&[("Daily/2026-11-20.md", "- 👥 [[Alice]]\n- saw @alice help Bo\n")]);
    assert_eq!(text.matches("since last time").count(), 1, "{text}");
    says(&text, &["saw Alice help Bo"]);
}

#[test]
fn what_is_held_has_an_age_of_its_own() {
    let low = ALICE.replace("slot", "season: low\nseason-since: 2026-09-01\nslot");
    let check = |days: &[&str], expected: &str, unsaid: &str| {
        let notes: Vec<(String, String)> = days
            .iter()
            .enumerate()
            .map(|(at, day)| {
                let text = format!("- #watch-out @alice late {at} [path:: call first]\n");
                (format!("Daily/{day}.md"), text)
            })
            .collect();
        let mut all: Vec<(&str, &str)> = vec![("People/Alice.md", &low)];
        all.extend(notes.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let text = prep(&all);
        says(&text, &[expected]);
        hides(&text, &[unsaid]);
    };
    check(
        &["2026-11-20"],
        "- 1 watch out, held for 4 days (asks again after 42 days) ·",
        "longest",
    );
    check(
        &["2026-11-10", "2026-11-22"],
        "- 2 watch outs, the longest held for 14 days (asks again after 42 days) ·",
        ", held for 14",
    );
    check(
        &["2026-10-01", "2026-11-17", "2026-11-23"],
        "- 3 watch outs, 1 of them held for 54 days: share, rewrite or drop? ·",
        ", held for 54",
    );
    check(
        &["2026-10-01", "2026-10-05", "2026-11-23"],
        "- 3 watch outs, 2 of them held for more than 42 days: share, rewrite or drop? ·",
        "54",
    );
    check(
        &["2026-10-01", "2026-10-05"],
        "- 2 watch outs, the longest held for 54 days, all for more than 42: share, rewrite or",
        ", held for 54",
    );
}

#[test]
fn a_word_on_home_has_its_day_and_goes_when_it_was_on_the_table_twice() {
    let bank = "- #ask/fun What was fun? [opens:: yes]\n- #ask/for-me Feedback for me?\n";
    let at = |home: &str, held: &[&str]| {
        let text = "- #home @alice his father is in hospital\n";
        let home = format!("Daily/{home}.md");
        let paths: Vec<String> = held.iter().map(|day| format!("1-2-1s/Alice/{day}.md")).collect();
        let mut notes: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), HELD)).collect();
        notes.extend([("Questions.md", bank), (home.as_str(), text)]);
        with_only(&notes)
    };
    let check = |home: &str, held: &[&str], expected: Option<&str>| {
        let text = at(home, held);
        match expected {
            Some(line) => says(&text, &[line, "- What was fun?\n"]),
            None => hides(&text, &["hospital", "Home"]),
        }
    };
    let (one, two) = ("2026-11-10", "2026-11-17");
    check("2026-11-20", &[one, two], Some("- Home: his father is in hospital (20 Nov) · "));
    check(two, &[one, two], Some("- Home: his father is in hospital (17 Nov) · "));
    check(one, &[one, two], Some("- Home, how is it now? his father is in hospital (10 Nov) · "));
    check("2026-11-12", &[one, two], Some("- Home, how is it now? his father is in hospital"));
    check("2026-11-09", &[one, two], None);
    check("2026-11-03", &["2026-11-03", one, two], None);
    check("2026-10-01", &["2026-09-29"], None);
    check("2026-11-03", &["2026-09-29"], Some("- Home: his father is in hospital (3 Nov) · "));
}

#[test]
fn what_may_not_have_been_held_is_asked_and_not_told_as_last_time() {
    let said = "cancelled, but we talked on the phone about her contract\n";
    let before = ("1-2-1s/Alice/2026-11-10.md", HELD);
    let text = prep(&[before, (LAST, said)]);
    says(
        &text,
        &[
            "- **Last met** 10 Nov",
            "- **Was it held?** 17 Nov: *cancelled, but we talked on the phone about her contract*; \
             write `held: yes` or `held: no`",
        ],
    );
    let yes = format!("---\nheld: yes\n---\n{said}");
    let held = prep(&[before, (LAST, &yes)]);
    says(&held, &["- **Last met** 17 Nov", "  - cancelled, but we talked"]);
    hides(&held, &["Was it held?"]);
    let off = prep(&[before, (LAST, "cancelled because of the release party in Berlin\n")]);
    says(
        &off,
        &["- **Last met** 10 Nov", "- **Not held** 17 Nov: cancelled because of the release"],
    );
    hides(&off, &["Was it held?"]);
}

/// What became of a watch out that was noted in the 1-2-1 of 17 November, below a prep that says
/// this of the season, when the person's note says that now: `ToShare true`, asked or not.
fn became(shown: &str, now: &str) -> String {
    let note = format!(
        "---\nkind: one-on-one\nperson: alice\ndate: 2026-11-17\n---\n\n<!-- vault121:begin prep -->\n\n## Alice\n\n{shown}- **Mood** 3\n\n<!-- vault121:end prep -->\n\n- talked\n- #watch-out misses reviews [path:: two fixed slots]\n"
    );
    let person = ALICE.replace("slot", &format!("{now}slot"));
    let outcome = with(&[("People/Alice.md", &person), (LAST, &note)]);
    let model = &outcome.model;
    let feedback = model.feedback.first().expect("it is read");
    let asked = outcome.diagnostics.iter().any(|one| one.code.word() == "share-unsaid");
    let given = model.feedback_times().state_on(feedback, model.today);
    format!("{given:?} {asked}")
}

#[test]
fn what_was_written_in_a_low_season_is_not_shared_because_the_season_turned() {
    let low = "- **Season** low, for 14 days\n";
    let better = "season: steady\nseason-since: 2026-11-20\n";
    for (shown, now, expected) in [
        (low, "season: low\nseason-since: 2026-11-03\n", "Held true"),
        (low, better, "ToShare true"),
        (low, "season: high\nseason-since: 2026-11-24\n", "ToShare true"),
        (low, "season: steady\n", "ToShare true"),
        (low, "", "ToShare true"),
        ("- **Season** low\n", better, "ToShare true"),
        // It was not low then.
        ("", better, "Shared false"),
        ("- **Season** steady, for 3 days\n", better, "Shared false"),
        ("- **Season** high\n", "", "Shared false"),
        ("- low season in the shop\n", better, "Shared false"),
        // A later word corrects the prep.
        (low, "season: steady\nseason-since: 2026-11-10\n", "Shared false"),
    ] {
        assert_eq!(became(shown, now), expected, "{shown} {now}");
    }
}

#[test]
fn critique_by_a_tag_in_another_language_is_held_in_a_low_season() {
    let low = ALICE.replace("slot", "season: low\nseason-since: 2026-09-01\nslot");
    for tag in
        ["#kritik", "#critique", "#Kritik", "#crítica", "#kritiek", "#critica", "#à-améliorer"]
    {
        let note = format!("- {tag} @alice zu laut im Planning\n");
        let all = with(&[("People/Alice.md", &low), ("Daily/2026-11-20.md", &note)]);
        let text = page(&all, PREP, "prep");
        says(&text, &["- 1 watch out, held for 4 days"]);
        for edit in &all.plan.edits {
            edit.region_edits()
                .iter()
                .for_each(|region| hides(&region.inner, &["zu laut", "Planning"]));
        }
    }
    let praise = prep(&[(
        "Daily/2026-11-20.md",
        "- #lob @alice hat den Umzug gerettet\n- #thema @alice Urlaub\n",
    )]);
    says(&praise, &["- high five: hat den Umzug gerettet, *which skill?* ·", "- Urlaub ·"]);
    let subject = prep(&[("Daily/2026-11-20.md", "- #thema/it @alice hat den Umzug gemacht\n")]);
    hides(&subject, &["- hat den Umzug gemacht ·\n"]);
}

#[test]
fn what_a_tool_put_into_a_note_is_not_told_as_last_time() {
    let check = |note: &str, said: &[&str], unsaid: &[&str]| {
        let text = prep(&[(LAST, note)]);
        let head = text.split("### ").next().unwrap_or_default().to_owned();
        says(&head, said);
        hides(&head, unsaid);
    };
    check(
        "From: Ada Bell <ada@example.org>\nTo: Me <me@example.org>\nSubject: Re: our 1:1\nDate: Tue, 17 Nov 2026 09:12:00 +0100\n\nShe would like to lead the guild.\n",
        &["  - She would like to lead the guild"],
        &["example.org", "Subject"],
    );
    check(
        "00:01 Ada: hi there\n00:05 Me: hello\n00:10 Ada: my rent is too high\n\nShe would like to teach.\n",
        &["  - a transcript of 3 lines\n", "  - She would like to teach"],
        &["hi there", "rent"],
    );
    check(
        "Ada Bell  0:03\nI wanted to talk about the rota.\n\nMe  0:10\nSure, go on.\n",
        &["  - a transcript of 2 lines\n"],
        &["rota", "Sure"],
    );
    check(
        "Join Zoom Meeting https://example.org/j/1\nMeeting ID: 123 456\nPasscode: 99\n\n- good talk today\n",
        &["  - good talk today"],
        &["Zoom", "123", "Passcode"],
    );
    check("- 14:10 Marco found the bad schema\n", &["  - 14:10 Marco found the bad schema"], &[]);
    check(
        "Er schläft schlecht, das Kind ist viel bei ihm.\nDen Umbau der Suche will er trotzdem bis Weihnachten fertig haben. Ich habe gesagt, dass es Zeit hat.\n",
        &["  - Er schläft schlecht", "  - Den Umbau der Suche", "Ich habe gesagt"],
        &["more line"],
    );
    let long = "She is tired of the pager and of the weekends with it. ".to_owned()
        + "She asks for a second rota. She sleeps badly since May. She wants to teach. He helps. They ride home.\n";
    // What fits is not hidden behind a count.
    check(
        &long,
        &["  - She sleeps badly since May", "  - He helps. They ride home"],
        &["more line"],
    );
}

#[test]
fn the_day_of_a_promise_stands_there_once() {
    let note = "- [ ] me: outline for the talk by 27 Nov\n- [ ] me: send the list until Friday\n- [ ] Alice: mit HR sprechen bis 27.11\n- [ ] Alice: read it by 1 December and tell the team\n- [ ] me: slides (due 2026-11-30)\n";
    let text = prep(&[(LAST, note)]);
    says(
        &text,
        &[
            "- you owe: outline for the talk, due in 3 days ·",
            "- you owe: send the list, was due 20 Nov ·",
            "- you owe: slides, due in 6 days ·",
            "- Alice owes: mit HR sprechen, due in 3 days ·",
            "read it by 1 December and tell the team",
        ],
    );
    let goal = prep(&[(LAST, "goal: lead the search rewrite end to end, till end of december\n")]);
    says(&goal, &["- lead the search rewrite end to end, set 17 Nov, due in 37 days"]);
}

#[test]
fn what_became_clear_last_time_stands_below_it_once() {
    let agreed = "- #clarity she wants to present, but in a small round first\n- [ ] Alice: present to the three of us\n- #agreed a small round first\n";
    let text = prep(&[(LAST, agreed)]);
    says(&text, &["  - became clear: she wants to present, but in a small round first\n"]);
    hides(&text, &["nothing agreed yet"]);
    let below =
        "- #clarity the release nights have to go\n  - [ ] me: ask for a window by day\n- talked\n";
    says(&prep(&[(LAST, below)]), &["  - became clear: the release nights have to go\n"]);
    let alone = prep(&[(LAST, "- #clarity the pager drains her\n")]);
    says(&alone, &["clear, but nothing agreed yet: the pager drains her"]);
    hides(&alone, &["- became clear: the pager"]);
    let closed =
        "- #clarity she looks for another job [audience:: lead]\n- #agreed we talk again\n";
    hides(&prep(&[(LAST, closed)]), &["- became clear: she looks"]);
    let older = ("1-2-1s/Alice/2026-11-10.md", agreed);
    hides(&prep(&[older, (LAST, HELD)]), &["- clear:"]);
}

#[test]
fn a_first_meeting_asks_nothing_about_the_time_since_the_last_one() {
    let first = |bank: &str| {
        let notes = [("People/Alice.md", ALICE), ("People/Nora.md", NORA), ("Questions.md", bank)];
        page(&outcome(&notes, TODAY), crate::pages::practice::FIRST_PREP, "prep")
    };
    let own = first("x\n");
    hides(&own, &["since we last met", "since last time"]);
    says(&own, &["What feedback do you have for me?"]);
    for (question, stays) in [
        ("What was fun since last time?", false),
        ("Was hat sich seit dem letzten Mal getan?", false),
        ("Qu'est-ce qui a changé depuis la dernière fois ?", false),
        ("What did you learn since our last 1-2-1?", false),
        ("Was war gut seit unserem letzten Gespräch?", false),
        ("What do you want to learn?", true),
        ("Who helped you last month?", true),
    ] {
        let bank = format!("- #ask/for-me Feedback for me?\n- #ask/x {question} [opens:: yes]\n");
        assert_eq!(first(&bank).contains(question), stays, "{question}");
        let later = prep(&[("Questions.md", &bank)]);
        says(&later, &[question]);
    }
}
