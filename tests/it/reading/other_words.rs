//! What a lead writes in the words of their own language beside the practice's: moods, feedback for
//! the lead, what would help.

use crate::pages::practice::{hides, prep, says};

const LAST: &str = "1-2-1s/Alice/2026-11-17.md";

fn told(lines: &str) -> String {
    let note = format!("- we talked about the rota\n\n{lines}\n");
    prep(&[(LAST, note.as_str())])
}

#[test]
fn moods_in_each_hand_and_language() {
    for (lines, mood) in [
        ("Mood 3", "3"),
        ("mood ok", "ok"),
        ("- Mood - 4", "4"),
        ("**Mood** 2/5", "2"),
        ("## Mood\n\n3", "3"),
        ("## Mood\n\n- good", "good"),
        ("**Mood**\n4", "4"),
        ("- Mood\n  - 4", "4"),
        ("Mood: 7/10", "7/10"),
        ("Mood: 🙂", "🙂"),
        ("Stimmung: 2", "2"),
        ("Stimmung:: 2", "2"),
        ("[stimmung:: 2]", "2"),
        ("- Laune: gut", "gut"),
        ("## Stimmung\n\n4", "4"),
        ("Humeur : 2", "2"),
        ("**Moral :** bien", "bien"),
        ("Umore: 5", "5"),
        ("Ánimo: 2", "2"),
        ("Estado de ánimo: regular", "regular"),
        ("Humor: 3", "3"),
        ("Stemming: goed", "goed"),
    ] {
        says(&told(lines), &[&format!("- **Mood** {mood}\n")]);
    }
    for lines in [
        "Mood 3 tests failed",
        "the mood was low",
        "Moral: 3 Wochen Urlaub",
        "## Team\n\n3",
        "Energy: 3",
        "- [ ] me: Mood 3",
    ] {
        hides(&told(lines), &["**Mood**"]);
    }
    let front = "---\nstimmung: 4\n---\n- wir sprachen über den Umbau\n";
    says(&prep(&[(LAST, front)]), &["- **Mood** 4\n"]);
}

#[test]
fn a_mood_below_critique_is_no_critique() {
    for (head, mood) in [
        ("## Watch outs", "Mood 3"),
        ("## Kritik", "Stimmung: 4"),
        ("## Kritik", "- Laune: 2"),
        ("## À améliorer", "Humeur : 4"),
        ("## Da migliorare", "- Umore: 2"),
    ] {
        let text = told(&format!("{head}\n\n- late\n\n{mood}"));
        says(&text, &[": late. Did you tell Alice", "**Mood**"]);
        assert_eq!(text.matches("Did you tell").count(), 1, "{text}");
    }
}

#[test]
fn feedback_for_the_lead_is_asked_and_answered_in_each_language() {
    let nothing = "Asked 1 of 1, answered 0";
    let something = "Asked 1 of 1, answered 1";
    for (line, said) in [
        ("Feedback for me: none", nothing),
        ("- Feedback for me -> nothing", nothing),
        ("**Feedback for the manager**: none", nothing),
        ("Feedback für mich: nichts", nothing),
        ("- Feedback an mich: keins", nothing),
        ("Rückmeldung für mich: du bist zu leise", something),
        ("**Retours pour moi :** rien", nothing),
        ("Feedback pour moi : parle moins vite", something),
        ("Feedback per me: niente", nothing),
        ("Feedback para mí: nada", nothing),
        ("- Comentarios para mí: habla más despacio", something),
        ("Feedback para mim: nada", nothing),
        ("Feedback voor mij: niets", nothing),
    ] {
        let text = told(line);
        says(&text, &[said]);
        hides(&text, &[&format!("  - {line}")]);
    }
    hides(&told("Feedback für das Team: nichts"), &["Asked 1"]);
}

#[test]
fn what_answers_a_question_is_nothing_else() {
    for head in ["Outcome", "Topics", "Kudos", "To improve", "Agreed"] {
        for line in ["Feedback for me: talk slower", "Feedback für mich: sprich langsamer"] {
            let text = told(&format!("## {head}\n\n- {line}"));
            says(&text, &["answered 1"]);
            let times = text.matches("slower").count() + text.matches("langsamer").count();
            assert_eq!(times, 1, "{head}: {text}");
        }
    }
}

#[test]
fn what_would_help_in_each_place_and_language() {
    for lines in [
        "Watch out: talks over people. Path: wait a moment",
        "Watch out: talks over people (path: wait a moment)",
        "- Watch out: talks over people; what would help: wait a moment",
        "- Watch out: talks over people\n  - path: wait a moment",
        "Watch out: talks over people\npath: wait a moment",
        "- Watch out: talks over people\n- path: wait a moment",
        "- Kritik: talks over people. Weg: wait a moment",
        "- Kritik: talks over people\n  - Weg: wait a moment",
        "## Kritik\n\n- talks over people\n- Weg: wait a moment",
        "- À améliorer : talks over people. Piste : wait a moment",
        "- Da migliorare: talks over people – percorso: wait a moment",
        "- A mejorar: talks over people. Camino: wait a moment",
        "- A melhorar: talks over people. Caminho: wait a moment",
        "- Verbeterpunt: talks over people. Weg: wait a moment",
    ] {
        let text = told(lines);
        says(&text, &[": talks over people; path: wait a moment. Did you tell Alice"]);
        assert_eq!(text.matches("Did you tell").count(), 1, "{text}");
    }
    for lines in [
        "- Watch out: lost on the way: twice",
        "- Watch out: talks over people\n- the path was wet",
        "- Watch out: talks over people\n- [ ] me: path",
    ] {
        let text = told(lines);
        says(&text, &["Did you tell Alice"]);
        hides(&text, &["; path: "]);
    }
}
