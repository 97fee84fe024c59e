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

#[test]
fn goals_stand_below_what_parts_them() {
    let both = ["goal lena: pass CKA", "goal lena: give a talk"];
    for text in [
        "## Goals\n\n### Career\n- pass CKA\n### Personal\n- give a talk",
        "## Goals\n\n**Career**\n- pass CKA\n\n**Personal**\n- give a talk",
        "## Goals\n\n### In progress\n- pass CKA\n- give a talk",
        "## Ziele\n\n### Fachlich\n- pass CKA\n### Persönlich\n- give a talk",
        "## Ziele\n\n**Kurzfristig**\n- pass CKA\n\n**Langfristig**\n- give a talk",
        "## Objectifs\n\n### Court terme\n- pass CKA\n### Long terme\n- give a talk",
        "## Objetivos\n\n### Carrera\n- pass CKA\n### Personal\n- give a talk",
        "## Metas\n\n### Curto prazo\n- pass CKA\n### Longo prazo\n- give a talk",
        "## Obiettivi\n\n### Breve termine\n- pass CKA\n### Lungo termine\n- give a talk",
        "## Doelen\n\n### Korte termijn\n- pass CKA\n### Lange termijn\n- give a talk",
        "## OKRs\n\n- O1: pass CKA\n  - KR1: book it\n- O2: give a talk\n  - KR 1: title",
        "## OKRs\n\n- O1: pass CKA\n- KR1: book it\n- O2: give a talk\n- Key result: title",
    ] {
        check(TALK, text, &both);
    }
    for text in [
        "## Goals\n\n### Notes\n- she was tired",
        "## Goals\n\n### Discussion\n- we talked of money",
        "## Goals\n\n### Done\n- first aid",
        "## Notes\n\n### Personal\n- the move",
    ] {
        let found = crate::reading::lines::items(&[(TALK, text)]);
        assert!(found.iter().all(|line| !line.starts_with("goal")), "{text}: {found:?}");
    }
}

#[test]
fn a_card_of_a_board_is_a_promise_where_it_or_its_lane_says_so() {
    let lanes = [
        ("Talk about", "Ideas", "Actions", "Agreed", "Done", "me"),
        ("Themen", "Ideen", "Aufgaben", "Vereinbart", "Erledigt", "ich"),
        ("Sujets", "Idées", "Actions", "Décidé", "Fait", "moi"),
        ("Temas", "Ideas", "Tareas", "Acordado", "Hecho", "yo"),
        ("Temas", "Ideias", "Tarefas", "Acordado", "Feito", "eu"),
        ("Argomenti", "Idee", "Azioni", "Concordato", "Fatto", "io"),
        ("Onderwerpen", "Ideeën", "Acties", "Afgesproken", "Klaar", "ik"),
    ];
    for (topics, ideas, actions, agreed, done, me) in lanes {
        let text = format!(
            "---\n\nkanban-plugin: board\n\n---\n\n## {topics}\n\n- [ ] the rota @{{2026-12-01}}\n\n\n\
             ## {ideas}\n\n- [ ] read a book\n\n\n## {actions}\n\n- [ ] Lena: runbook \
             @{{2026-12-04}}\n- [ ] {me}: ask HR\n\n\n## {agreed}\n\n- [ ] keep the ids\n\n\n\
             ## {done}\n\n**Complete**\n- [ ] Lena: slides\n- [x] the room\n\n\n***\n\n\
             ## Archive\n\n- [ ] Lena: old card\n\n%% kanban:settings\n```\n{{}}\n```\n%%\n"
        );
        for path in [LOG, "People/Lena Vogel 1-1.md"] {
            let found = crate::reading::lines::items(&[(path, &text)]);
            let owes: Vec<&String> = found.iter().filter(|line| line.contains(" owes")).collect();
            let expected = ["lena owes: runbook [2026-12-04]", "nora owes: ask HR"];
            assert_eq!(owes, expected, "{path} {text}: {found:?}");
        }
    }
}

#[test]
fn steps_below_a_goal_are_no_goals() {
    check(TALK, "1. goal: staff\n   1. draft the plan\n   2. talk to Sam", &["goal lena: staff"]);
    check(TALK, "- Ziel: CKA\n  - Kurs buchen", &["goal lena: CKA"]);
    check(TALK, "- Goals:\n  - pass CKA", &["goal lena: pass CKA"]);
}

#[test]
fn critique_has_many_words() {
    for label in [
        "Watchout",
        "Not so good",
        "Verbesserungspunkt",
        "Nicht so gut",
        "Points à améliorer",
        "Áreas de mejora",
        "Pontos a melhorar",
        "Aree di miglioramento",
        "Verbeterpunten",
        "Kan beter",
    ] {
        check(TALK, &format!("- {label}: merges alone"), &["watch-out lena: merges alone"]);
    }
    check(TALK, "- Bien por: la demo", &["high-five lena: la demo"]);
    check(TALK, "- Learning goal: pass CKA", &["goal lena: pass CKA"]);
    check(TALK, "- ➡️ Lena: book it", &["lena owes: book it"]);
    check(TALK, "ACTION Lena: book it", &["lena owes: book it"]);
}
