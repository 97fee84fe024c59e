//! What a prep knows from plain words: how feedback is liked, a birthday, that a goal or a promise
//! is spoken of, two promises that may be one, what praise was for.

use crate::pages::practice::{ALICE, hides, prep, says};

const BEFORE: &str = "1-2-1s/Alice/2026-10-20.md";
const LATER: &str = "1-2-1s/Alice/2026-11-10.md";
const LAST: &str = "1-2-1s/Alice/2026-11-17.md";
const DAY: &str = "Daily/2026-11-20.md";

fn person(text: &str) -> String {
    prep(&[("People/Alice.md", &format!("{ALICE}\n# Alice\n\n{text}\n"))])
}

#[test]
fn how_somebody_likes_feedback_stands_below_the_head() {
    for (note, told) in [
        ("Backend. Likes feedback in writing.", Some("Likes feedback in writing")),
        ("Mag es direkt, aber nicht vor anderen.", Some("Mag es direkt, aber nicht vor anderen")),
        ("- aime qu'on lui dise les choses", Some("aime qu'on lui dise les choses")),
        ("- prefiere el feedback por escrito", Some("prefiere el feedback por escrito")),
        ("preferisce il feedback scritto", Some("preferisce il feedback scritto")),
        ("houdt van directe feedback", Some("houdt van directe feedback")),
        ("não gosta de elogios em público", Some("não gosta de elogios em público")),
        ("Likes Rust. In the team since 2024.", None),
        ("- likes the feedback of the client", None),
        ("## Private\n\n- likes feedback in writing", None),
    ] {
        let text = person(note);
        match told {
            Some(told) => says(&text, &[&format!("- **Feedback** {told} · ")]),
            None => hides(&text, &["**Feedback**"]),
        }
    }
    // From a 1-2-1 of long ago too; a key of the person's note goes before.
    let said = "- likes feedback written down first\n- [ ] me: the handbook\n";
    says(&prep(&[(BEFORE, said)]), &["- **Feedback** likes feedback written down first · "]);
    let keys = "---\nkind: person\ncadence: 1w\npraise: in private\n---\n";
    let both = prep(&[(BEFORE, said), ("People/Alice.md", keys)]);
    says(&both, &["**Delivery** praise: in private"]);
    hides(&both, &["**Feedback**"]);
}

#[test]
fn a_birthday_is_told_when_it_is_near() {
    for (note, told) in [
        ("Backend, since 2024. Birthday 27 Nov.", true),
        ("Geburtstag 27.11.", true),
        ("- **Geburtstag:** 27.11.1990", true),
        ("Née le 27/11/1990", false),
        ("Date de naissance : 27/11/1990", true),
        ("Cumpleaños: 27 de noviembre", true),
        ("compleanno 27 novembre", true),
        ("verjaardag: 27 november", true),
        ("aniversário: 27 de novembro", true),
        ("Birthday 22 Nov", true),
        ("Birthday 1 June", false),
        ("Birthday 12 Nov", false),
    ] {
        let text = person(note);
        assert_eq!(text.contains("- **Birthday** "), told, "{note}: {text}");
    }
    let front = "---\nkind: person\ncadence: 1w\nbirthday: 1990-11-27\n---\n";
    says(&prep(&[("People/Alice.md", front)]), &["- **Birthday** 27 Nov · [[Alice]]"]);
}

#[test]
fn a_goal_tells_when_it_was_last_spoken_of() {
    let goal = "- goal: get the search migration approved\n";
    for (note, line, told) in [
        (LAST, "- the migration of search is at legal\n", true),
        (LAST, "- outcome: ok\n- migration search: two teams in\n", true),
        (LAST, "- tired after the release\n", false),
        (LAST, "- search for a flat goes on\n", false),
        (DAY, "- @alice showed the migration to legal\n", true),
        (DAY, "- lunch with @alice\n", false),
        (DAY, "- the migration of the office\n", false),
    ] {
        let text = prep(&[(BEFORE, goal), (note, line)]);
        assert_eq!(text.contains("set 20 Oct, spoken of on "), told, "{line}: {text}");
    }
    // Of two goals a word alone tells nothing; capitals do.
    let two = "- goal: get the search migration approved\n- goal: AWS certificate\n";
    let text = prep(&[(BEFORE, two), (DAY, "- @alice showed the migration to legal\n")]);
    hides(&text, &["spoken of"]);
    let text = prep(&[(BEFORE, two), (LAST, "- AWS: chapter 5 of 9\n")]);
    says(&text, &["AWS certificate, spoken of on 17 Nov · "]);
}

#[test]
fn a_promise_of_which_last_time_speaks_is_not_asked_whether_it_is_wanted() {
    let promise = "- [ ] me: find a topic for her, the customer portal perhaps\n";
    for (last, taken_up) in [
        ("- the customer portal: she is glad\n", true),
        ("- Kundenportal statt customer portal, ja\n", true),
        ("- tired\n- a calm week\n", false),
    ] {
        let text = prep(&[(BEFORE, promise), (LAST, last)]);
        let told = "perhaps, open since 20 Oct, spoken of on 17 Nov";
        assert_eq!(text.contains(told), taken_up, "{last}: {text}");
        assert_eq!(text.contains("still wanted?"), !taken_up, "{last}: {text}");
    }
    let text = prep(&[(LATER, promise), (LAST, "- the customer portal: she is glad\n")]);
    says(&text, &["perhaps, since 10 Nov, spoken of on 17 Nov · "]);
}

#[test]
fn two_promises_in_nearly_the_same_words_are_one_line() {
    for (older, newer, one) in [
        ("raise the cover for April and May", "settle the cover for April and May", true),
        ("Vertretung für April und Mai ansprechen", "Vertretung für April und Mai klären", true),
        ("préparer le budget atelier mars", "valider le budget atelier mars", true),
        ("plan the guild talk slides", "rehearse the guild talk slides with Bo", true),
        ("send the plan to Osterloh", "send the plan to Priya", false),
        ("call HR", "call HR about the leave", false),
        ("write the search page", "book the search room", false),
    ] {
        let notes = [
            (BEFORE, format!("- [ ] me: {older}\n")),
            (LATER, format!("- [ ] me: {newer} by 27 Nov\n")),
        ];
        let text = prep(&notes.each_ref().map(|(path, text)| (*path, text.as_str())));
        let told = format!("; on 20 Oct: {older} · ");
        assert_eq!(text.contains(&told), one, "{older}, {newer}: {text}");
        assert_eq!(text.matches("you owe").count(), if one { 1 } else { 2 }, "{text}");
        says(&text, &[older, newer]);
    }
    // Hers and the lead's are two.
    let (mine, hers) =
        ("- [ ] me: check the guild talk slides\n", "- [ ] Alice: send the guild talk slides\n");
    let text = prep(&[(BEFORE, mine), (LATER, hers)]);
    says(&text, &["you owe: check the guild", "Alice owes: send the guild"]);
}

#[test]
fn what_is_due_before_the_next_one_is_offered() {
    let due = |day: &str| prep(&[(LATER, &format!("- [ ] me: settle the cover by {day}\n"))]);
    says(
        &due("27 Nov"),
        &["perhaps one of these:\n  - settle what you promised: settle the cover"],
    );
    hides(&due("18 Dec"), &["settle what you promised: settle"]);
    // Beside a general one there is what waits.
    let text = |said: &str| {
        let note = format!("{said}\n- [ ] Alice: the list\n- [ ] me: find cover for the standby\n");
        prep(&[(LAST, &note)])
    };
    let standby = text("- wants the standby all the same");
    says(&standby, &["  - settle what you promised: find cover for the standby · "]);
    hides(&text("- tired"), &["settle what"]);
}

#[test]
fn praise_keeps_the_word_that_says_what_it_is_for() {
    for (line, told) in [
        ("- bravo @alice pour le client Delmas\n", "high five: pour le client Delmas"),
        ("- kudos to @alice for the bridge\n", "high five: for the bridge"),
        ("- Lob an @alice für die Geduld\n", "high five: für die Geduld"),
        ("- kudos to @alice for explaining the bug\n", "high five: explaining the bug"),
        ("- Kudos @alice: the bridge\n", "high five: the bridge"),
    ] {
        says(&prep(&[(DAY, line)]), &[told]);
    }
}

#[test]
fn feedback_that_nothing_sorts_is_asked_about_without_its_words() {
    let note = "**Feedback:**\n- merges without waiting for review\n";
    let text = prep(&[(LAST, note)]);
    says(&text, &["- praise or critique? feedback that nothing sorts, in [[2026-11-17]]"]);
    hides(&text, &["merges without"]);
    hides(&prep(&[(LAST, "- a calm week\n")]), &["praise or critique?"]);
}

#[test]
fn feedback_for_the_lead_that_was_said_again_has_both_days() {
    let said = "- feedback for me: more notice for late releases\n";
    let text = prep(&[(BEFORE, said), (LATER, said)]);
    says(&text, &["more notice for late releases (20 Oct and 10 Nov)"]);
}
