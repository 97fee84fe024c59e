//! What a prep says is open, said or asked: ticks in other words, bullets of a past agenda, critique
//! noted in a 1-2-1, intentions that fit.

use crate::pages::practice::{ALICE, NORA, hides, prep, rollup, says};
use crate::support::{TODAY, outcome, page};

const BEFORE: &str = "1-2-1s/Alice/2026-10-20.md";
const LATER: &str = "1-2-1s/Alice/2026-11-10.md";
const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

/// The prep of Alice where these two 1-2-1s stand in notes of their own, and in one running log.
fn both(first: &str, second: &str) -> [(&'static str, String); 2] {
    let notes = prep(&[(BEFORE, first), (LATER, second)]);
    let log = format!("# 1:1 Alice\n\n## 2026-10-20\n\n{first}\n## 2026-11-10\n\n{second}\n");
    let all =
        [("People/Nora.md", NORA), ("People/Alice.md", ALICE), ("1-1s/Alice.md", log.as_str())];
    let outcome = outcome(&all, TODAY);
    let log = page(&outcome, "1-1s/Alice.md", "prep");
    [("in two notes", notes), ("in one log", log)]
}

#[test]
fn a_tick_closes_what_differs_by_when_and_how_urgent() {
    for (open, ticked) in [
        ("call HR by 2 Nov", "call HR"),
        ("call HR THIS WEEK", "call HR"),
        ("call HR, this week", "call HR"),
        ("call HR asap", "call HR"),
        ("call HR (again)", "call HR"),
        ("again: call HR", "call HR"),
        ("call HR from Nov", "call HR"),
        ("call HR tomorrow", "call HR"),
        ("call HR, urgent!!", "call HR"),
        ("call HR before next week", "call HR"),
        ("call HR", "call HR this week"),
        ("call HR as soon as possible", "call HR today"),
        ("get her 50% off sprint work from Nov", "get her 50% off sprint work"),
        ("mit Personal reden, DIESE Woche", "mit Personal reden"),
        ("dringend: mit Personal reden", "mit Personal reden"),
        ("mit Personal reden ab November", "mit Personal reden"),
        ("appeler la paie cette semaine", "appeler la paie"),
        ("appeler la paie dès que possible", "appeler la paie"),
        ("appeler la paie à partir de novembre", "appeler la paie"),
        ("llamar a nóminas esta semana", "llamar a nóminas"),
        ("llamar a nóminas lo antes posible", "llamar a nóminas"),
        ("ligar para o RH ainda esta semana", "ligar para o RH"),
        ("ligar para o RH com urgência", "ligar para o RH"),
        ("chiamare le paghe entro questa settimana", "chiamare le paghe"),
        ("chiamare le paghe al più presto", "chiamare le paghe"),
        ("de salarissen bellen deze week", "de salarissen bellen"),
        ("de salarissen bellen, zo snel mogelijk", "de salarissen bellen"),
    ] {
        let (first, second) = (format!("- [ ] me: {open}\n"), format!("- [x] me: {ticked}\n"));
        for (how, text) in both(&first, &second) {
            hides(&text, &["you owe", "settle what you", "is this closed?"]);
            assert!(text.contains("Alice"), "{how}, {open}: {text}");
        }
    }
}

#[test]
fn what_is_more_than_time_is_asked_and_is_no_intention() {
    for (open, ticked) in [
        ("call HR about the budget", "call HR"),
        ("send the plan to Osterloh", "send the plan"),
        ("write up the fix", "write up the fix, sent on Monday"),
        ("Termin mit Osterloh machen und ihn fragen", "Termin mit Osterloh machen"),
        ("appeler la paie pour Karim", "appeler la paie"),
    ] {
        let (first, second) = (format!("- [ ] me: {open}\n"), format!("- [x] me: {ticked}\n"));
        for (how, text) in both(&first, &second) {
            let asked =
                format!("you owe: {open}, ticked on 10 Nov in other words: is this closed?");
            assert!(text.contains(&asked), "{how}: {text}");
            hides(&text, &["settle what you", "still wanted?"]);
        }
    }
    for (open, ticked) in [
        // The whole of a word, more than one, and ticked behind it.
        ("call HR about the budget", "call"),
        ("call HRIS", "call HR"),
        ("learn C++ by Friday 4 Dec", "learn C#"),
        ("plan for next week", "plan for the party"),
        ("order the chair", "order the table"),
    ] {
        let (first, second) = (format!("- [ ] me: {open}\n"), format!("- [x] me: {ticked}\n"));
        for (how, text) in both(&first, &second) {
            assert!(text.contains("you owe: "), "{how}, {open}: {text}");
            hides(&text, &["is this closed?"]);
        }
    }
    // A tick of what has an open line of its own closes that one.
    let first = "- [ ] me: call HR\n- [ ] me: call HR about the budget\n";
    for (how, text) in both(first, "- [x] me: call HR\n") {
        assert!(text.contains("you owe: call HR about the budget, open since"), "{how}: {text}");
    }
    // A tick before the promise says nothing of it, and one of somebody else neither.
    for (first, second) in [
        ("- [x] me: call HR\n", "- [ ] me: call HR about the budget\n"),
        ("- [ ] me: call HR about the budget\n", "- [x] Alice: call HR\n"),
    ] {
        for (_, text) in both(first, second) {
            hides(&text, &["is this closed?"]);
        }
    }
}

#[test]
fn a_promise_that_is_said_again_is_one() {
    for (first, second) in [
        ("get her the raise from Nov", "get her the raise THIS WEEK"),
        ("find her a mentor", "find her a mentor asap"),
        ("mit Personal reden", "mit Personal reden, dringend"),
        ("trouver un budget", "trouver un budget cette semaine"),
    ] {
        let lines = [format!("- [ ] me: {first}\n"), format!("- [ ] me: {second}\n")];
        for (how, text) in both(&lines[0], &lines[1]) {
            assert_eq!(text.matches("you owe: ").count(), 1, "{how}: {text}");
            says(&text, &["open since 20 Oct, said again 10 Nov, still wanted?"]);
        }
    }
    // Two in one 1-2-1 are two.
    let two = "- [ ] me: call Bob today\n- [ ] me: call Bob tomorrow\n";
    for (how, text) in both("talked\n", two) {
        assert_eq!(text.matches("you owe: ").count(), 2, "{how}: {text}");
    }
}

#[test]
fn bullets_of_a_past_agenda_are_what_was_said() {
    for heading in ["Topics", "Discussion points", "Themen", "Sujets", "Temas", "Argomenti"] {
        let note = format!("## {heading}\n\n- build at 9:40, we were glad\n- the form for sales\n");
        let text = prep(&[(LAST, &note)]);
        let said = "  - build at 9:40, we were glad\n  - the form for sales\n";
        assert!(text.contains(said), "{heading}: {text}");
        hides(&text, &["nothing in words", "from last time"]);
        let all = rollup(&[(LAST, &note), (BEFORE, &note.replace("9:40", "16:00"))]);
        hides(&all, &["## To talk about", "still open"]);
        assert!(!all.contains("9:40") && !all.contains("16:00"), "{heading}: {all}");
    }
    // A box is open until it is ticked, and what is for the next time is a topic of that.
    let text = rollup(&[(LAST, "## Topics\n\n- [ ] the offsite\n- calm week\n")]);
    says(&text, &["the offsite"]);
    let text = prep(&[(LAST, "## Topics\n\n- calm week, all fine\n- next time: her holidays\n")]);
    says(&text, &["  - calm week, all fine\n", "- her holidays · "]);
    // What a 1-2-1 without words holds is told.
    for (note, told) in [
        ("- [ ] me: the list\n", "noted: a promise"),
        (
            "- goal: give a talk\n- [ ] Alice: pick a title\n- [ ] me: the list\n",
            "noted: a goal and 2 promises",
        ),
        (
            "- goal: give a talk\n- watch out: late twice. Path: leave at six\n",
            "noted: a goal and a watch out",
        ),
    ] {
        let text = prep(&[(LAST, note)]);
        assert!(text.contains(&format!("  - {told}\n")), "{note}: {text}");
    }
}

#[test]
fn how_critique_was_taken_says_that_it_was_told() {
    for line in [
        "she took it well",
        "He took it well, a bit surprised",
        "elle l'a bien pris",
        "hat es gut aufgenommen",
        "lo tomó bien",
        "levou bem",
        "l'ha presa bene",
        "ze nam het goed op",
        "she agrees",
    ] {
        let note = format!("- watch out: late twice. Path: leave at six\n- {line}\n");
        let text = prep(&[(LATER, &note)]);
        hides(&text, &["Did you tell", "Share today"]);
        says(&text, &["late twice; path: leave at six. Does it help?"]);
    }
    for line in ["she took the train", "fair weather", "well received by the client: the demo"] {
        let note = format!("- watch out: late twice. Path: leave at six\n- {line}\n");
        says(&prep(&[(LATER, &note)]), &["Did you tell"]);
    }
}

#[test]
fn what_may_be_critique_and_has_a_path_is_a_watch_out() {
    for line in [
        "Achtung: commits at night. Weg: laptop shut at seven",
        "Attention : commits at night. Piste : laptop shut at seven",
        "Constructive: commits at night. Path: laptop shut at seven",
        "Ojo: commits at night. Camino: laptop shut at seven",
        "Let op: commits at night. Pad: laptop shut at seven",
    ] {
        let text = prep(&[(LAST, &format!("- calm week, all fine\n- {line}\n"))]);
        says(&text, &["commits at night; path: laptop shut at seven. Did you tell Alice"]);
        assert_eq!(text.matches("commits at night").count(), 1, "{line}: {text}");
    }
    // Without a path nobody knows.
    for line in ["Achtung: budget is due on Friday", "Careful: the path is wet"] {
        let text = prep(&[(LAST, &format!("- calm week, all fine\n- {line}\n"))]);
        hides(&text, &["Did you tell"]);
    }
}

#[test]
fn what_they_want_to_talk_about_next_time_comes_first() {
    for line in [
        "wants to talk about what staff needs besides this, next time",
        "she would like to talk about the offsite next time",
        "möchte über die Stelle reden, nächstes Mal",
        "voudrait parler du poste la prochaine fois",
        "quiere hablar del puesto la próxima vez",
        "vorrebbe parlare del posto la prossima volta",
        "wil praten over de functie, volgende keer",
    ] {
        let text = prep(&[(LAST, &format!("- calm week, all fine\n- {line}\n"))]);
        says(
            &text,
            &[&format!("- Alice: {line}"), &format!("take up what Alice asked for: {line}")],
        );
        hides(&text, &["nothing from Alice yet", &format!("  - {line}\n")]);
    }
    for line in ["went better than the next time", "wants to talk about the offsite"] {
        let text = prep(&[(LAST, &format!("- calm week, all fine\n- {line}\n"))]);
        says(&text, &["nothing from Alice yet", &format!("  - {line}\n")]);
    }
}

#[test]
fn a_goal_with_a_promise_beside_it_has_its_first_step() {
    for (note, offered) in [
        ("- goal: give a talk\n", "agree the first step of: give a talk"),
        ("- goal: give a talk\n- [ ] me: ask Bob\n", "agree the first step of: give a talk"),
        ("- goal: give a talk\n- [ ] Alice: pick a title\n", "ask how it goes: give a talk"),
        ("- goal: give a talk\n- [x] Alice: pick a title\n", "ask how it goes: give a talk"),
    ] {
        let text = prep(&[(LAST, note)]);
        assert!(text.contains(offered), "{note}: {text}");
    }
    // One of before is no step of it.
    let text = prep(&[(LATER, "- [ ] Alice: the rota\n"), (LAST, "- goal: give a talk\n")]);
    says(&text, &["agree the first step of: give a talk"]);
}

#[test]
fn what_is_due_on_the_day_is_due_that_day() {
    for (day, told) in [
        ("2026-11-24", "due that day"),
        ("2026-11-25", "due the day after"),
        ("2026-11-26", "due in 2 days"),
        ("2026-11-23", "was due 23 Nov"),
    ] {
        let text = prep(&[(LAST, &format!("- [ ] me: the list [due:: {day}]\n"))]);
        assert!(text.contains(&format!("you owe: the list, {told}")), "{day}: {text}");
    }
}

#[test]
fn critique_noted_in_a_1_2_1_is_asked_about_and_never_to_share() {
    for line in [
        "- watch out: late twice. Path: leave at six",
        "## To improve\n\n- late twice. Path: leave at six",
        "- Kritik: late twice. Weg: leave at six",
        "- À améliorer : late twice. Piste : leave at six",
    ] {
        let text = prep(&[(LATER, &format!("talked\n\n{line}\n"))]);
        says(
            &text,
            &[
                "- you noted in the 1-2-1 of 10 Nov: late twice; path: leave at six. Did you tell Alice, and is it better? ·",
            ],
        );
        hides(&text, &["Share today", "To edit first", "not marked as shared"]);
    }
    for line in
        ["- watch out: late twice", "## Kritik\n\n- late twice", "**To improve**\n\n- late twice"]
    {
        let text = prep(&[(LATER, &format!("talked\n\n{line}\n"))]);
        says(&text, &["of 10 Nov: late twice. Did you tell Alice"]);
        hides(&text, &["To edit first"]);
        // Weeks later it is a count, with a path or without.
        let text = prep(&[("1-2-1s/Alice/2026-09-29.md", &format!("talked\n\n{line}\n"))]);
        says(&text, &["feedback noted weeks ago and not marked as shared: 1, in"]);
        hides(&text, &["late twice", "To edit first", "Share today"]);
    }
    // The same in two 1-2-1s is one, with both days.
    let line = "talked\n\n- watch out: late twice\n";
    let text = prep(&[("1-2-1s/Alice/2026-10-27.md", line), (LATER, line)]);
    says(&text, &["you noted in the 1-2-1 of 27 Oct and 10 Nov: late twice. Did you"]);
    // Elsewhere it is to share; with its day it was; what is held back is.
    let text = prep(&[("Daily/2026-11-16.md", "- #watch-out @alice late twice [path:: a]\n")]);
    says(&text, &["### Share today\n\n- watch out: late twice; path: a"]);
    let line = "talked\n\n- watch out: late twice [shared:: 2026-11-10] [path:: a]\n";
    hides(&prep(&[(LATER, line)]), &["Did you tell", "Share today"]);
    let line = "talked\n\n- watch out: late twice [hold:: after the move]\n";
    hides(&prep(&[(LATER, line)]), &["Did you tell", "late twice"]);
    let person = ALICE.replace("slot", "season: low\nslot");
    let line = "talked\n\n- watch out: late twice. Path: a\n";
    hides(&prep(&[("People/Alice.md", &person), (LATER, line)]), &["late twice"]);
}

#[test]
fn the_intention_is_what_is_overdue_and_no_first_step_after_weeks() {
    let spoken = "- the date of the workshop is near\n- [ ] alice: send the plan by 20 Nov\n";
    let text = prep(&[(LATER, "- [ ] alice: choose the date of the workshop\n"), (LAST, spoken)]);
    says(&text, &["perhaps one of these:\n  - settle what Alice promised: send the plan · "]);
    let goal = |set: &str| {
        prep(&[("Daily/2026-11-16.md", &format!("- [ ] #goal/x @alice the exam [set:: {set}]\n"))])
    };
    says(&goal("2026-11-10"), &["  - agree the first step of: the exam ·"]);
    says(&goal("2026-09-01"), &["  - ask how it goes: the exam ·", "the exam, set 1 Sep · "]);
    hides(&goal("2026-09-01"), &["first step", "no step noted"]);
    for said in
        ["- Build 9:40! Ziel erreicht", "- goal reached, we are glad", "objectif atteint hier"]
    {
        let notes = [("Daily/2026-09-16.md", "- [ ] #goal/x @alice the build\n"), (LAST, said)];
        says(&prep(&notes), &["  - ask whether it is reached: the build ·"]);
    }
    // Who felt worse each time is asked what would help, whatever the turn.
    let moods = [
        (BEFORE, "mood:: 4\ntalked\n"),
        (LATER, "mood:: 3\ntalked\n"),
        (LAST, "mood:: 2\ntalked\n"),
    ];
    says(&prep(&moods), &["  - find out what would help Alice most now"]);
}
