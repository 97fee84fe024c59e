//! One word in each of its forms and places: as first word and as heading, singular and plural, in
//! seven languages; labels without a blank line; whose tasks are by a word before them.

use super::strangers;
use crate::reading::lines::{TALK, check, items};

#[test]
fn a_word_of_praise_or_critique_begins_a_line_and_heads_a_list() {
    for (word, kind) in [
        ("Positive feedback", "high-five"),
        ("Props", "high-five"),
        ("Shout-out", "high-five"),
        ("Well done", "high-five"),
        ("Negative feedback", "watch-out"),
        ("Areas for improvement", "watch-out"),
        ("Room for improvement", "watch-out"),
        ("Could do better", "watch-out"),
        ("Wertschätzung", "high-five"),
        ("Positives Feedback", "high-five"),
        ("Gut gemacht", "high-five"),
        ("Verbesserungspotential", "watch-out"),
        ("Kritisches Feedback", "watch-out"),
        ("Luft nach oben", "watch-out"),
        ("Merci", "high-five"),
        ("Bien joué", "high-five"),
        ("Feedback positif", "high-five"),
        ("Axe de progrès", "watch-out"),
        ("Point de vigilance", "watch-out"),
        ("Gracias", "high-five"),
        ("Felicitación", "high-five"),
        ("Área de mejora", "watch-out"),
        ("Oportunidad de mejora", "watch-out"),
        ("Brava", "high-five"),
        ("Apprezzamento", "high-five"),
        ("Da correggere", "watch-out"),
        ("Pluim", "high-five"),
        ("Goed gedaan", "high-five"),
        ("Ontwikkelpunt", "watch-out"),
        ("Aandachtspunt", "watch-out"),
        ("Obrigada", "high-five"),
        ("Muito bem", "high-five"),
        ("Ponto a melhorar", "watch-out"),
    ] {
        let expected = format!("{kind} lena: the talk in May");
        check(TALK, &format!("- {word}: the talk in May\n"), &[&expected]);
        check(TALK, &format!("### {word}\n- the talk in May\n"), &[&expected]);
    }
    for goal in [
        "Objective",
        "Development goal",
        "Jahresziel",
        "Lernziel",
        "Objectif annuel",
        "Objetivo anual",
        "Obiettivo annuale",
        "Jaardoel",
        "Meta anual",
    ] {
        check(TALK, &format!("- {goal}: give a talk\n"), &["goal lena: give a talk"]);
        check(TALK, &format!("### {goal}\n- give a talk\n"), &["goal lena: give a talk"]);
    }
    // News of the team, and what is to be looked at again, is no critique.
    for line in ["Improvements: CI is fast now", "À revoir : le plan", "Da rivedere: il piano"] {
        check(TALK, &format!("- {line}\n"), &[]);
    }
}

#[test]
fn improve_is_critique_beside_praise() {
    for (praise, improve) in [
        ("Praise", "Improve"),
        ("Kudos", "Improvement"),
        ("Lob", "Verbessern"),
        ("Bravo", "Améliorer"),
        ("Felicitación", "Mejora"),
        ("Complimenti", "Migliorare"),
        ("Compliment", "Verbeteren"),
        ("Elogio", "Melhoria"),
    ] {
        let [good, bad] = ["high-five lena: calm", "watch-out lena: late twice"];
        for bold in ["", "**"] {
            let text =
                format!("- {bold}{praise}:{bold} calm\n- {bold}{improve}:{bold} late twice\n");
            check(TALK, &text, &[good, bad]);
        }
        check(TALK, &format!("- {improve}: late twice\n"), &[]);
        // The praise stands in another note.
        let other = ("1-1s/Lena Vogel/2026-11-10.md", format!("- {praise}: calm\n"));
        let text = format!("- {improve}: late twice\n");
        assert_eq!(items(&[(other.0, &other.1), (TALK, &text)]), [good, bad], "{improve}");
    }
    check(TALK, "- Praise: calm\n- Focus: the launch\n", &["high-five lena: calm"]);
}

#[test]
fn a_label_right_below_a_line_and_above_a_list_heads_it() {
    for (label, before) in [
        ("To do", "we spoke of the promotion"),
        ("**Actions**", "we spoke of the promotion"),
        ("Actions:", "packets are due on 5 December, she knows all of them by heart now."),
        ("Aufgaben", "müde diese Woche"),
        ("À faire", "fatiguée"),
        ("Próximos pasos", "cansada"),
        ("Da fare:", "stanca"),
        ("Acties", "moe"),
    ] {
        let text = format!("{before}\n{label}\n- me: the packet\n- Lena: the review\n");
        check(TALK, &text, &["nora owes: the packet", "lena owes: the review"]);
    }
    let goals = "new flat\nGoals\n- give a talk\n";
    check(TALK, goals, &["goal lena: give a talk"]);
    // The end of a sentence is no label.
    let sentence =
        "we looked at what the whole team wants to have done by the summer,\nGoals\n- x y\n";
    check(TALK, sentence, &[]);
}

#[test]
fn a_plain_line_with_a_task_and_a_name_heads_their_list() {
    for (mine, hers) in [
        ("To-do Nora", "To-do Lena"),
        ("Aufgaben Nora", "Aufgaben Lena"),
        ("Actions for Nora", "Actions for Lena"),
    ] {
        let text = format!("{mine}\n- the packet\n\n{hers}\n- the review\n");
        check(TALK, &text, &["nora owes: the packet", "lena owes: the review"]);
    }
}

#[test]
fn whose_a_task_is_stands_before_it_or_above_it() {
    for (mine, hers) in [
        ("my todo", "her todo"),
        ("My action", "Her action"),
        ("my next step", "her next step"),
        ("Meine Aufgabe", "Ihre Aufgabe"),
        ("ma tâche", "sa tâche"),
        ("mi tarea", "su tarea"),
        ("minha tarefa", "sua tarefa"),
        ("mijn actie", "haar actie"),
    ] {
        let text = format!("- {mine}: the packet\n- {hers}: the review\n");
        check(TALK, &text, &["nora owes: the packet", "lena owes: the review"]);
    }
    for (mine, hers) in [
        ("What I'll do", "What you'll do"),
        ("What I will do", "What she'll do"),
        ("Was ich mache", "Was du machst"),
        ("Ce que je fais", "Ce que tu fais"),
        ("Lo que haré yo", "Lo que hará"),
        ("Cosa faccio io?", "Cosa fa lei?"),
        ("Wat ik doe", "Wat jij doet"),
        ("O que eu faço", "O que ela faz"),
    ] {
        for (before, behind) in [("## ", ""), ("**", "**"), ("**", ":**")] {
            let text = format!(
                "{before}{mine}{behind}\n- [ ] the packet\n\n{before}{hers}{behind}\n\
                 - [ ] the review\n"
            );
            check(TALK, &text, &["nora owes: the packet", "lena owes: the review"]);
        }
    }
    check(TALK, "- my week: fine\n- her plan: the exam\n", &[]);
}

#[test]
fn a_year_behind_a_name_and_a_title_without_its_mark_are_read() {
    let log = |head: &str| {
        format!(
            "{head}**1:1 – 12 de novembro**\n\n- Crítica: tarde\n\n**1:1 – 29 de outubro**\n\n- bem\n"
        )
    };
    let (tiago, bruna) = (log("# Tiago 2026\n\n"), log("# Bruna 2026\n\n"));
    for (one, other) in [
        ("Pessoas/Tiago 2026.md", "Pessoas/Bruna 2026.md"),
        ("People/2026 Tiago.md", "People/2026 Bruna.md"),
        ("People/Tiago - 2026.md", "People/Bruna - 2026.md"),
        ("People/Tiago (2026).md", "People/Bruna (2026).md"),
        ("People/Tiago Q4 2026.md", "People/Bruna Q4 2026.md"),
    ] {
        strangers::check(
            &[(one, &tiago), (other, &bruna)],
            &["Bruna 2026-10-29", "Bruna 2026-11-12", "Tiago 2026-10-29", "Tiago 2026-11-12"],
        );
    }
    strangers::check(&[("Projects/Site 2026.md", &log(""))], &[]);
    let file = "1:1-Notizen Q4 2026\n\n# Petra\n\n## 11.11.\n- Lob: ruhig\n\n## 14.10.\n- Lob: klar\n\n\
                # Yusuf\n\n## 12.11.\n- Kritik: spät\n";
    strangers::check(
        &[("Q4-2026.md", file)],
        &["Petra 2026-10-14", "Petra 2026-11-11", "Yusuf 2026-11-12"],
    );
    let other = file.replace("1:1-Notizen", "Besprechungen");
    strangers::check(&[("Besprechungen-Q4.md", &other)], &[]);
}

#[test]
fn an_outline_of_people_and_days_holds_kinds() {
    let outline = |maud: &str, days: [&str; 2], sylvain: &str, day: &str| {
        format!(
            "- {maud}\n  - {}\n    - félicitations : inventaire\n    \
             - à faire\n      - [ ] moi : le logiciel\n  - {}\n    - objectif : piloter le stock\n\
             - {sylvain}\n  - {day}\n    - à améliorer : les gants\n",
            days[0], days[1]
        )
    };
    for days in [["10/11/2026", "27/10/2026"], ["10 novembre 2026", "27 octobre 2026"]] {
        let notes = [("Entretiens individuels.md", outline("Maud", days, "Sylvain", "12/11/2026"))];
        let notes: Vec<(&str, &str)> = notes.iter().map(|(path, text)| (*path, &**text)).collect();
        let met = ["Maud 2026-10-27", "Maud 2026-11-10", "Sylvain 2026-11-12"];
        strangers::check(&notes, &met);
        let model = crate::support::outcome(&notes, "2026-11-24").model;
        assert_eq!((model.goals.len(), model.feedback.len(), model.actions.len()), (1, 2, 1));
    }
    let months = "# Colloqui individuali 2026\n\n* ottobre\n    * 27 Paolo Greco\n        \
                  * bravo: i nuovi\n        * obiettivo: saldatura\n* novembre\n    \
                  * 10 Paolo Greco\n        * mutuo\n    * 11 Elena Russo\n        \
                  * critica: telefono\n";
    let model = crate::support::outcome(&[("colloqui.md", months)], "2026-11-24").model;
    assert_eq!((model.goals.len(), model.feedback.len()), (1, 2));
}

#[test]
fn pictures_and_signs_in_brackets_say_praise_and_critique() {
    check(
        TALK,
        "## 👏\n- calm\n\n## 🎯\n- give a talk\n",
        &["high-five lena: calm", "goal lena: give a talk"],
    );
    check(TALK, "## 🔧\n- the lamp\n", &[]);
    check(
        TALK,
        "## Feedback\n- (+) calm\n- (-) late twice\n",
        &["high-five lena: calm", "watch-out lena: late twice"],
    );
    check(TALK, "- (+) one more seat\n", &[]);
}

#[test]
fn who_must_heads_what_is_owed() {
    for (mine, hers) in [
        ("I must", "Lena must"),
        ("Ich muss", "Sie muss"),
        ("Je dois", "Elle doit"),
        ("Debo", "Ella debe"),
        ("Devo", "Lei deve"),
        ("Ik moet", "Zij moet"),
        ("Tenho que", "Ela tem que"),
    ] {
        for (before, behind) in [("## ", ""), ("", " :"), ("**", ":**")] {
            let text = format!(
                "{before}{mine}{behind}\n- the packet\n\n{before}{hers}{behind}\n- the review\n"
            );
            check(TALK, &text, &["nora owes: the packet", "lena owes: the review"]);
        }
    }
}
