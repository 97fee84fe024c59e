//! Families of forms in which people write the same thing: words for a task before an owner, lines
//! that are days of a running log. A table each, in several languages.

use crate::reading::lines::{TALK, check};
use crate::reading::strangers::met;

const LOG: &str = "1-1s/Lena Vogel.md";

#[test]
fn words_for_a_task_before_an_owner_say_whose_it_is() {
    for (text, expected) in [
        ("- Aufgabe Lena: Raum buchen", "lena owes: Raum buchen"),
        ("- [ ] Aufgabe ich: Raum buchen", "nora owes: Raum buchen"),
        ("- [ ] Aufgabe für Lena: Raum buchen", "lena owes: Raum buchen"),
        ("- Nächster Schritt @lena - Raum buchen", "lena owes: Raum buchen"),
        ("- Task me: book it", "nora owes: book it"),
        ("- [ ] Action item [[Lena Vogel]]: book it", "lena owes: book it"),
        ("- **Action Lena:** book it", "lena owes: book it"),
        ("- Follow-up (Lena): book it", "lena owes: book it"),
        ("- TODO(lena): book it", "lena owes: book it"),
        ("- Tâche pour Lena : réserver", "lena owes: réserver"),
        ("- [ ] Prochaine étape moi : réserver", "nora owes: réserver"),
        ("- Tarea de Lena: leer", "lena owes: leer"),
        ("- [ ] Tarefa eu: ler", "nora owes: ler"),
        ("- Compito di Lena: leggere", "lena owes: leggere"),
        ("- [ ] Taak @lena - lezen", "lena owes: lezen"),
        ("- Actiepunt ik: lezen", "nora owes: lezen"),
    ] {
        check(TALK, text, &[expected]);
    }
    for text in ["- Task force: we met", "- actions speak louder", "- the task Lena did was big"] {
        check(TALK, text, &[]);
    }
}

/// The days that a log of Lena's tells.
#[track_caller]
fn days(path: &str, text: &str, expected: &[&str]) {
    let person = ("People/Lena Vogel.md", "# Lena Vogel\n");
    let notes = if path == person.0 { vec![(path, text)] } else { vec![person, (path, text)] };
    let mut expected: Vec<String> =
        expected.iter().map(|day| format!("Lena Vogel {day}")).collect();
    if expected.is_empty() {
        expected.push("Lena Vogel".to_owned());
    }
    expected.sort();
    assert_eq!(met(&notes), expected, "{path}: {text}");
}

#[test]
fn lines_that_begin_with_a_day_are_the_days_of_a_log() {
    let both = ["2026-11-24", "2026-11-10"];
    for text in [
        "- 24.11. rota full\n- 10.11. new flat\n",
        "- 24.11. rota full\n  - kudos: demo\n- 10.11. new flat\n  - Lena: book it\n",
        "- 24 Nov: rota full\n- 10 Nov: new flat\n",
        "- Nov 24 - rota full\n- Nov 10 - new flat\n",
        "- **2026-11-24** rota full\n- **2026-11-10** new flat\n",
        "- [2026-11-24] rota full\n- [2026-11-10] new flat\n",
        "- [[2026-11-24]] rota full\n- [[2026-11-10]] new flat\n",
        "- 24/11 : planning plein\n- 10/11 : nouvel appartement\n",
        "- 24 novembre : planning plein\n- 10 novembre : rien de grave\n",
        "- 24 de noviembre: turno\n- 10 de noviembre: casa\n",
        "- Di 24.11.: Dienstplan\n- Di 10.11.: Wohnung\n",
        "1. 2026-11-24: rota\n2. 2026-11-10: new flat\n",
        "24.11. rota full\n\n10.11. new flat\n",
        "24.11.: rota full\n10.11.: new flat\n",
    ] {
        days(LOG, text, &both);
    }
    let months =
        "## November 2026\n\n- 24.: rota full\n- 10.: new flat\n\n## Oktober 2026\n\n- 27.: gut\n";
    days(LOG, months, &["2026-11-24", "2026-11-10", "2026-10-27"]);
    let years = "## 2026\n- 24.11. rota\n- 10.11. flat\n## 2025\n- 02.12. Anfang\n";
    days(LOG, years, &["2026-11-24", "2026-11-10", "2025-12-02"]);
    let own = "# Lena Vogel\n\nRole: engineer\n\n## 1-1s\n\n- 2026-11-24: rota full\n- 2026-11-10 new flat\n\n## Ideas\n- 2026-10-01: book\n- 2026-09-01: trip\n";
    days("People/Lena Vogel.md", own, &both);
}

#[test]
fn lines_that_begin_with_a_day_are_no_log_elsewhere() {
    for (path, text, expected) in [
        // Days to come in one 1-2-1.
        ("1-1s/Lena Vogel/2026-11-24.md", "- 24.12. holidays\n- 10.12. release\n", "2026-11-24"),
        (LOG, "## 2026-11-24\n- 24.12. holidays\n- 10.12. release\n", "2026-11-24"),
        (LOG, "## 2026-11-24\n- rota\n- 10.12. release\n- 12.12. party\n", "2026-11-24"),
    ] {
        days(path, text, &[expected]);
    }
    let kudos = "# Lena Vogel\n\n## Kudos\n\n- 2026-11-24: demo\n- 2026-11-10: calm\n";
    days("People/Lena Vogel.md", kudos, &[]);
}
