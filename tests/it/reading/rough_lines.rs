//! Lines as hands and other programs leave them: struck through, with a field before the words, with
//! the box of an outliner, below a heading that names somebody, in an emphasis.

use crate::reading::lines::{TALK, check, items};
use crate::support::outcome;
use vault121::pages::escape::inert_text;

const ME: (&str, &str) = (".vault121/config.yml", "unowned: me\n");

/// What is read where a box that names nobody is the lead's.
#[track_caller]
fn check_mine(text: &str, expected: &[&str]) {
    assert_eq!(items(&[(TALK, text), ME]), expected, "{text}");
}

#[test]
fn what_is_struck_through_in_any_hand_is_withdrawn() {
    for text in [
        "- [ ] ~~@lena write it~~.",
        "- [ ] **~~@lena write it~~**",
        "- [ ] ~~**@lena** write it~~!",
        "- [ ] ~~@lena~~ ~~write it~~",
        "- [ ] ~~@lena write~~, ~~and send it~~",
        "- [ ] ~~ @lena write it ~~",
        "- [ ] <del>@lena write it</del>",
        "- [ ] <s>Lena: write it</s>.",
        "- [ ] <STRIKE>me: write it</STRIKE>",
        "- [ ] @lena <del>write it</del> 📅 2026-12-01",
        "- [ ] Lena: ~~write it~~",
        "- #high-five ~~ calm ~~",
        "- <del>#watch-out merges alone</del>",
        "## Next steps\n- Lena: ~~write it~~",
        "## Kudos\n- Lena: <del>calm</del>",
    ] {
        check_mine(text, &[]);
        check(TALK, text, &[]);
    }
    for (text, expected) in [
        ("- [ ] @lena ~~the old~~ the new rota", "lena owes: ~~the old~~ the new rota"),
        ("- [ ] @lena write <del>two</del> three", "lena owes: write two three"),
        ("- [ ] me: it costs ~~ 5 euros", "nora owes: it costs ~~ 5 euros"),
        ("- [ ] me: ~~one~~ then ~~two~~", "nora owes: ~~one~~ then ~~two~~"),
        ("- [x] <del>@lena write it</del>", "lena owes: write it"),
    ] {
        check_mine(text, &[expected]);
    }
}

#[test]
fn a_field_before_the_words_of_a_box_takes_its_own_value_alone() {
    for (text, expected) in [
        ("- [ ] due:: 2026-12-01 @lena write it", "lena owes: write it [2026-12-01]"),
        ("- [ ] date:: 2026-11-16 @lena write it", "lena owes: write it"),
        ("- [ ] scheduled:: [[2026-12-01]] @lena write it", "lena owes: write it [2026-12-01]"),
        ("- [ ] audience:: lead @lena write it", "lena owes: write it"),
        ("- [ ] private:: true @lena write it", "lena owes: write it"),
        ("- [ ] share:: no me: write it", "nora owes: write it"),
        ("- [ ] Lena:: write it", "lena owes: write it"),
        ("- [ ] me:: write it", "nora owes: write it"),
        ("- 🔒 [ ] @lena write it", "lena owes: write it"),
        ("- ⭐ [ ] @lena write it", "lena owes: write it"),
    ] {
        check_mine(text, &[expected]);
    }
    let audiences = |line: &str| {
        let notes = [
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Lena.md", "---\nkind: person\n---\n"),
            ("1-1s/Lena/2026-11-17.md", line),
        ];
        let actions = outcome(&notes, "2026-11-24").model.actions;
        actions
            .iter()
            .map(|action| format!("{:?}", action.audience).to_lowercase())
            .collect::<Vec<_>>()
    };
    for (line, audience) in [
        ("- [ ] @lena write it", "person"),
        ("- ⭐ [ ] @lena write it", "person"),
        ("- 🔒 [ ] @lena write it", "lead"),
        ("- 🤫 [ ] @lena write it", "lead"),
        ("- [ ] audience:: lead @lena write it", "lead"),
        ("- [ ] aud:: lead @lena write it", "lead"),
        ("- [ ] private:: true @lena write it", "lead"),
        ("- [ ] share:: no @lena write it", "lead"),
    ] {
        assert_eq!(audiences(line), [audience], "{line}");
    }
}

#[test]
fn a_heading_that_names_somebody_says_whose_the_boxes_below_are() {
    let box_below = |heading: &str| format!("## Notes\n\n{heading}\n\n- [ ] book it\n");
    for (heading, owner) in [
        ("## Lena", "lena"),
        ("## Lena Vogel", "lena"),
        ("### Lena ✍", "lena"),
        ("## ✅ Lena", "lena"),
        ("## @lena", "lena"),
        ("## To do Lena", "lena"),
        ("## Lena to do", "lena"),
        ("## Owner: Lena", "lena"),
        ("## Für Lena", "lena"),
        ("## For Carol", "?"),
        ("## Action items (Carol)", "?"),
        ("## Both", "?"),
        ("## Alle", "?"),
        ("## Tous les deux", "?"),
        ("## Rota", "nora"),
        ("## The rota of Lena", "nora"),
    ] {
        check_mine(&box_below(heading), &[&format!("{owner} owes: book it")]);
    }
    check_mine("# Lena\n\n- [ ] book it\n", &["nora owes: book it"]);
    check_mine("## Lena\n\n- [ ] book it\n", &["? owes: book it"]);
    check_mine("## Me\n\n- [ ] a\n\n## Lena\n\n- [ ] b\n", &["nora owes: a", "lena owes: b"]);
}

#[test]
fn a_box_that_names_somebody_unknown_is_never_the_leads() {
    for (text, expected) in [
        ("- [ ] Carol will send it", "? owes: Carol will send it"),
        ("- [ ] Carol Jones should send it", "? owes: Carol Jones should send it"),
        ("- [ ] send it (both)", "? owes: send it"),
        ("- [ ] send it (alle)", "? owes: send it"),
        ("- [ ] Both: send it", "? owes: send it"),
        ("- [ ] send it; owner Lena", "lena owes: send it"),
        ("- [ ] send it, assigned to Lena", "lena owes: send it"),
        ("- [ ] send it #lena", "lena owes: send it"),
        ("- [ ] #lena send it", "lena owes: send it"),
        ("- [ ] I will send it", "nora owes: send it"),
        ("- [ ] send it #work", "nora owes: send it work"),
        ("- [ ] send it (draft)", "nora owes: send it (draft)"),
        ("- [ ] read all of it", "nora owes: read all of it"),
        ("- [ ] Plan the week", "nora owes: Plan the week"),
    ] {
        check_mine(text, &[expected]);
    }
    let beside = "- [ ] read it (Lena)\n- [ ] send it (Carol)\n- [ ] call - Carol\n";
    check_mine(beside, &["lena owes: read it", "? owes: send it", "? owes: call"]);
}

#[test]
fn an_emphasis_stays_whole_when_what_is_no_words_is_taken_out() {
    for (text, expected) in [
        ("- [ ] *@lena write it*", "lena owes: write it"),
        ("- [ ] **@lena** write it", "lena owes: write it"),
        ("- [ ] @lena **write** it", "lena owes: **write** it"),
        ("- [ ] @lena write **it**", "lena owes: write **it**"),
        ("- [ ] _write_ it @lena", "lena owes: _write_ it"),
        ("- **great talk #high-five**", "high-five lena: **great talk**"),
        ("- *calm @lena #high-five*", "high-five lena: *calm Lena*"),
        ("- #topic 5 * 3", "topic lena: 5 * 3"),
    ] {
        check_mine(text, &[expected]);
    }
    for (text, expected) in [
        ("**now** or never", "**now** or never"),
        ("~~the old~~ the new", "~~the old~~ the new"),
        ("==this== one", "==this== one"),
        ("* a bullet", "a bullet"),
        ("**not closed", "not closed"),
        ("*** a", "a"),
        ("~~~ a", "a"),
        ("> # *a* b", "*a* b"),
        ("== a ==", "a =="),
        ("*", ""),
    ] {
        assert_eq!(inert_text(text), expected, "{text}");
    }
}

/// The 1-2-1s that are read, each as `person day`, with `-` before one that was not held.
fn talks(notes: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![
        ("People/Nora Lind.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Lena Vogel.md", "---\nkind: person\n---\n"),
        ("People/Kim.md", "---\nkind: person\n---\n"),
    ];
    all.extend(notes);
    let model = outcome(&all, "2026-11-24").model;
    let told = model.meetings.all.iter().map(|meeting| {
        let held = if meeting.held { "" } else { "-" };
        format!("{held}{} {}", meeting.person, meeting.date)
    });
    told.collect()
}

#[test]
fn a_time_in_a_heading_or_a_struck_one_loses_no_talk_and_makes_none() {
    for (heading, expected) in [
        ("## 1-1 with Lena 14:00-14:30", "lena-vogel 2026-11-10"),
        ("## 1-1 with Lena 2pm", "lena-vogel 2026-11-10"),
        ("## 1-1 Lena @ 9.30", "lena-vogel 2026-11-10"),
        ("## 1-1 [[Lena Vogel]] um 14:00", "lena-vogel 2026-11-10"),
        ("## 1-1 Lena / Nora", "lena-vogel 2026-11-10"),
        ("## ~~1-1 with Lena~~", "-lena-vogel 2026-11-10"),
        ("## **~~1-1 with Lena~~**", "-lena-vogel 2026-11-10"),
    ] {
        let text = format!("# d\n\n{heading}\n\n- [ ] Lena: call\n");
        assert_eq!(talks(&[("Daily/2026-11-10.md", &text)]), [expected], "{heading}");
    }
}

#[test]
fn a_talk_with_several_is_nobodys_and_is_said() {
    let lines = "- [ ] Lena: call\n- #high-five calm\n- #outcome she stays\n";
    let front = format!("---\nperson: [lena-vogel, kim]\n---\n{lines}");
    let linked = format!("---\nperson: [\"[[Lena Vogel]]\", \"[[Kim]]\"]\n---\n{lines}");
    let headed = |heading: &str| format!("## {heading}\n\n{lines}");
    for (path, text, said) in [
        ("1-1s/2026-11-18 Lena & Kim.md", lines.to_owned(), "one-on-one-missed"),
        ("1-1s/2026-11-18 Lena Kim.md", lines.to_owned(), "one-on-one-missed"),
        ("1-1s/Lena and Kim/2026-11-18.md", lines.to_owned(), "one-on-one-missed"),
        ("1-1s/2026-11-18.md", front, "meeting-without-person"),
        ("1-1s/2026-11-18.md", linked, "meeting-without-person"),
        ("Daily/2026-11-18.md", headed("1-1 with [[Lena Vogel]] and [[Kim]]"), "no-person"),
        ("Daily/2026-11-18.md", headed("1-1 Lena & Kim"), "no-person"),
        ("Daily/2026-11-18.md", headed("Sync Kim / Lena"), "no-person"),
    ] {
        let other = ("1-1s/Kim/2026-11-03.md", "- talked\n");
        let notes = [other, (path, text.as_str())];
        assert_eq!(talks(&notes), ["kim 2026-11-03"], "{path}: {text}");
        let mut all = vec![
            ("People/Nora Lind.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Lena Vogel.md", "---\nkind: person\n---\n"),
            ("People/Kim.md", "---\nkind: person\n---\n"),
        ];
        all.extend(notes);
        let outcome = outcome(&all, "2026-11-24");
        assert!(outcome.model.feedback.is_empty(), "{path}: {:?}", outcome.model.feedback);
        let codes: Vec<&str> = outcome.diagnostics.iter().map(|one| one.code.word()).collect();
        assert!(codes.contains(&said), "{path}: {codes:?}");
    }
    let mine = [("1-1s/2026-11-18 Lena & Nora.md", lines)];
    assert_eq!(talks(&mine), ["lena-vogel 2026-11-18"], "the lead is no other");
}

#[test]
fn two_promises_that_differ_in_one_sign_are_two() {
    for (one, other) in [("grade F", "grade F*"), ("learn C", "learn C++"), ("re-sign", "resign")] {
        let text = format!("- [ ] me: {one}\n- [ ] me: {other}\n");
        check_mine(&text, &[&format!("nora owes: {one}"), &format!("nora owes: {other}")]);
    }
    check_mine("- [ ] me: read **it**\n- [ ] me: read it\n", &["nora owes: read **it**"]);
}

#[test]
fn a_plain_name_that_is_thanked_or_addressed_moves_a_line_or_is_asked() {
    let daily = "Daily/2026-11-20.md";
    for (path, text, expected) in [
        (TALK, "- #high-five thanks Björn for the rota", "high-five bjorn"),
        (TALK, "- #high-five for Björn's calm", "high-five bjorn"),
        (TALK, "- 👏 Björn helped the interns #high-five", ""),
        (TALK, "- #high-five calm —Björn", ""),
        (TALK, "- #high-five calm (also Björn)", "high-five lena"),
        (TALK, "- #high-five calm in the outage", "high-five lena"),
        (TALK, "- #high-five held the line for Björn's team", "high-five lena"),
        (TALK, "- [ ] #goal/a Björn: learn Rust", "goal bjorn"),
        (TALK, "- [ ] #goal/a learn Rust: Björn teaches", "goal lena"),
        (TALK, "- #topic Björn: the rota", "topic bjorn"),
        (daily, "- #watch-out ~~@lena~~ @björn loud", "watch-out bjorn"),
        (daily, "- ~~@lena~~ @björn loud #watch-out", "watch-out bjorn"),
        (daily, "- thanks to @björn and not to @lena #high-five", ""),
        (daily, "- #high-five either @lena or @björn", ""),
        (daily, "- #watch-out @lena or @björn loud", ""),
        (daily, "- #high-five @lena and @björn calm", "high-five"),
    ] {
        let found = items(&[(path, &format!("{text}\n"))]);
        match expected {
            "" => assert_eq!(found, [""; 0], "{text}"),
            _ => assert!(
                found.first().is_some_and(|one| one.starts_with(expected)),
                "{text} {found:?}"
            ),
        }
    }
}
