//! Lines of a 1-2-1 that are not the person's, or are none at all: for the lead, of a team, of
//! somebody unknown, over, unchanged, shown as code. Rows in seven languages.

use super::lines::{TALK, check, items, read};

/// Nothing of these lines is read as hers.
#[track_caller]
fn check_none(heading: &str, lines: &[&str]) {
    for line in lines {
        let text = match heading {
            "" => format!("{line}\n"),
            heading => format!("## {heading}\n\n{line}\n"),
        };
        let found = items(&[(TALK, &text)]);
        let hers = |one: &&String| !one.starts_with("for-me") && !one.starts_with("nora owes");
        let found: Vec<&String> = found.iter().filter(hers).collect();
        assert!(found.is_empty(), "{heading}: {line}: {found:?}");
    }
}

/// Each of these lines is one item.
#[track_caller]
fn check_some(heading: &str, rows: &[(&str, &str)]) {
    for (line, expected) in rows {
        let text = match heading {
            "" => format!("{line}\n"),
            heading => format!("## {heading}\n\n{line}\n"),
        };
        check(TALK, &text, &[expected]);
    }
}

#[test]
fn praise_and_critique_for_the_lead_are_answers() {
    for (line, words) in [
        ("- praise for me: listens well", "listens well"),
        ("- kudos for me: clear goals", "clear goals"),
        ("- kudos to me for the notes", "the notes"),
        ("- watch out for me: too fast", "too fast"),
        ("- Lob für mich: hört zu", "hört zu"),
        ("- Kritik an mich: zu schnell", "zu schnell"),
        ("- bravo à moi : bonne écoute", "bonne écoute"),
        ("- elogio para mí: escucho bien", "escucho bien"),
        ("- elogio para mim: ouve bem", "ouve bem"),
        ("- compliment voor mij: luistert goed", "luistert goed"),
        ("- complimenti a me: ascolta bene", "ascolta bene"),
        ("- feedback für mich: zu schnell", "zu schnell"),
        ("- to improve (me): too fast", "too fast"),
        ("## Kudos for Nora\n\n- listens well", "listens well"),
        ("## Praise for me\n\n- listens well", "listens well"),
    ] {
        check_none("", &[line]);
        let model = read(&[(TALK, line)]).model;
        let answers: Vec<&str> = model.answers.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(answers, [words], "{line}");
    }
    check_some(
        "",
        &[
            ("- kudos for you: the demo", "high-five lena: the demo"),
            ("- kudos: me and Lena fixed it", "high-five lena: me and Lena fixed it"),
        ],
    );
}

#[test]
fn praise_of_somebody_unknown_is_asked() {
    for line in [
        "- kudos to Tom for the pump",
        "- Lob an Tom: Pumpe",
        "- Lob für Tom: Pumpe",
        "- bravo à Luc pour la pompe",
        "- complimenti a Piero per la pompa",
        "- parabéns a Rui pela bomba",
        "- felicitaciones a Juan por la bomba",
        "- kudos to marketing for the launch",
        "- kudos to her team",
        "- shout-out to the ops team for the night",
        "- kudos to both",
    ] {
        check_none("", &[line]);
        let said = read(&[(TALK, line)]).diagnostics;
        let asked = said.iter().any(|one| one.code.word() == "feedback-whose");
        assert!(asked, "{line}: {said:?}");
    }
    check_some(
        "",
        &[
            ("- kudos to you for the demo", "high-five lena: the demo"),
            ("- kudos to Lena for the demo", "high-five lena: the demo"),
            ("- kudos for the demo", "high-five lena: the demo"),
            ("- Lob für die Demo", "high-five lena: die Demo"),
            ("- kudos to Björn for the pump", "high-five bjorn: the pump"),
            ("- well done on Python: fast", "high-five lena: Python: fast"),
        ],
    );
    check_none("Kudos", &["- she gave kudos to Björn"]);
}

#[test]
fn code_says_nothing() {
    check_none(
        "",
        &[
            "- `goal: code`",
            "- `kudos: code`",
            "- `watch out: z` is the label",
            "- **`kudos`**: demo",
            "- `Lob`: Demo",
        ],
    );
    check_some("", &[("- kudos: `cargo` demo", "high-five lena: `cargo` demo")]);
}

#[test]
fn goals_of_others_are_not_hers() {
    check_none(
        "Goals",
        &[
            "- Nora: hire two",
            "- me: hire three",
            "- mine: hire four",
            "- NL: hire five",
            "- team: 99.9",
            "- company: IPO",
            "- we: less pager",
            "- **Team:** 99.9",
        ],
    );
    check_none("Ziele", &["- ich: drei einstellen", "- Firma: Börse", "- wir: weniger Pager"]);
    check_none("Objectifs", &["- moi : embaucher", "- équipe : 99.9"]);
    check_none("Obiettivi", &["- io: assumere", "- azienda: borsa"]);
    check_some(
        "Goals",
        &[
            ("- hers: CKA", "goal lena: CKA"),
            ("- Lena: staff", "goal lena: staff"),
            ("- Björn: CKA", "goal bjorn: CKA"),
            ("- Rust: write the parser", "goal lena: Rust: write the parser"),
            ("- leadership: run the guild", "goal lena: leadership: run the guild"),
        ],
    );
    check_some("", &[("- Goal - Björn: CKA", "goal bjorn: CKA")]);
}

#[test]
fn lines_below_goals_that_are_none() {
    for (heading, lines) in [
        (
            "Goals",
            &[
                "- unchanged",
                "- no change since October",
                "- to be defined",
                "- on track",
                "- reviewed, fine",
                "- as agreed in January",
                "- see [goals](x.md)",
                "- where do you want to be in a year?",
                "- no new goals",
            ][..],
        ),
        ("Ziele", &["- noch offen", "- siehe Jahresgespräch", "- Was willst du erreichen?"]),
        (
            "Objectifs",
            &[
                "- inchangés",
                "- pas d'objectif pour le moment",
                "- à définir",
                "- cf. entretien annuel",
            ],
        ),
        ("Objetivos", &["- por definir", "- los de siempre", "- ver arriba"]),
        ("Doelen", &["- nog te bepalen", "- zie boven"]),
        ("Obiettivi", &["- invariati", "- da definire"]),
        ("Metas", &["- sem alterações", "- a definir"]),
        (
            "",
            &[
                "- goals: discussed, nothing new",
                "- goals: see HR tool",
                "- goal: see above",
                "- goal: to be discussed",
            ],
        ),
    ] {
        check_none(heading, lines);
    }
    check_some(
        "Goals",
        &[("- see the customer twice a month", "goal lena: see the customer twice a month")],
    );
}

#[test]
fn lines_below_actions_that_are_none() {
    for (heading, lines) in [
        (
            "Actions",
            &[
                "- no actions",
                "- no new actions",
                "- No action items",
                "- no open items",
                "- see above",
                "- as above",
                "- all done",
                "- tbc",
                "- skip",
                "- carry on",
                "- none from last time either",
                "- [ ] none",
            ][..],
        ),
        ("Aufgaben", &["- siehe oben", "- k.A.", "- keine neuen Aufgaben"]),
        ("Actions", &["- voir plus haut", "- pas de nouvelles actions"]),
        ("Tareas", &["- las mismas", "- sin nuevas tareas"]),
        ("Acties", &["- zie boven", "- geen nieuwe"]),
        ("Tarefas", &["- sem alterações"]),
        ("Azioni", &["- vedi sopra", "- nessuna nuova azione"]),
    ] {
        check_none(heading, lines);
    }
}

#[test]
fn headings_of_others_or_of_the_past() {
    for heading in [
        "Nora's goals",
        "My goals",
        "Meine Ziele",
        "Sprint goal",
        "Goal of today",
        "Goals (done)",
        "Goals 2025",
        "Ziele (erledigt)",
        "Kudos from Björn",
        "Actions (old)",
        "What went well",
        "Was lief gut",
    ] {
        check_none(heading, &["- item one"]);
    }
    for (heading, expected) in [
        ("Goals of Björn", "goal bjorn: item one"),
        ("Kudos for Björn", "high-five bjorn: item one"),
        ("Actions for Björn", "bjorn owes: item one"),
        ("Goals 2026", "goal lena: item one"),
        ("Her goals", "goal lena: item one"),
    ] {
        check_some(heading, &[("- item one", expected)]);
    }
    check(TALK, "## What went well\n- release\n## What did not go well\n- vendor late\n", &[]);
}

#[test]
fn a_name_that_is_a_weekday_too_is_a_name() {
    let people = ("People/Sam Okoro.md", "---\nkind: person\n---\n");
    for (heading, expected) in [
        ("Goals of Sam", "goal sam: item one"),
        ("Kudos for Sam", "high-five sam: item one"),
        ("Actions for Sam", "sam owes: item one"),
    ] {
        let text = format!("## {heading}\n\n- item one\n");
        assert_eq!(items(&[people, (TALK, &text)]), [expected], "{heading}");
    }
}

#[test]
fn a_watch_out_that_is_over_is_none() {
    check_none(
        "",
        &["- watch out: better since Oct", "- Kritik: besser seit Mai", "- critique : résolu"],
    );
    check_some("", &[("- watch out: no longer answers", "watch-out lena: no longer answers")]);
}

#[test]
fn no_due_day_of_years_ago() {
    check_some(
        "",
        &[
            ("- [ ] Lena: j by 10/11/12", "lena owes: j by 10/11/12"),
            ("- [ ] Lena: n due 10.11.12", "lena owes: n due 10.11.12"),
            ("- [ ] Lena: k by 12/11/10", "lena owes: k by 12/11/10"),
            ("- [ ] Lena: p by 30/11/26", "lena owes: p by 30/11/26 [2026-11-30]"),
            ("- [ ] Lena: q by 1.2.", "lena owes: q by 1.2. [2027-02-01]"),
        ],
    );
}

#[test]
fn words_of_a_box_against_the_habit_are_asked() {
    let named = |who: &str| format!("- [x] {who}: plan\n");
    for (who, line) in [
        ("Nora", "- [ ] give her access"),
        ("Nora", "- [ ] talk to HR about Lena"),
        ("Nora", "- [ ] ihr den Zugang geben"),
        ("Lena", "- [ ] book your exam"),
        ("Lena", "- [ ] deine Prüfung buchen"),
    ] {
        let text = named(who) + line + "\n";
        let found = items(&[(TALK, &text)]);
        assert!(found.last().is_some_and(|one| one.starts_with("? owes")), "{line}: {found:?}");
    }
    let text = named("Nora") + "- [ ] send the invoice\n";
    assert_eq!(items(&[(TALK, &text)]).last().unwrap(), "lena owes: send the invoice");
}

#[test]
fn a_1_2_1_that_is_planned_is_not_held() {
    for section in [
        "## Agenda 1:1 Lena\n- leave\n- kudos: demo\n",
        "## Prep for 1:1 with Lena\n- leave\n- kudos: demo\n",
        "## Vorbereitung 1:1 Lena\n- Lob: Demo\n",
        "## Next 1:1 Lena\n- kudos: demo\n",
        "## For next 1:1 Lena\n- kudos: demo\n",
        "## Questions for 1:1 Lena\n- how is the team?\n",
        "## 1:1 Lena (plan)\n- kudos: demo\n",
        "## Tomorrow\n- 1:1 Lena\n  - kudos: demo\n",
        "## Morgen\n- 1:1 Lena\n  - Lob: Demo\n",
        "## Demain\n### 1:1 Lena\n- bravo : démo\n",
        "## Next week\n### 1:1 Lena\n- kudos: demo\n",
        "## Upcoming\n### 1:1 Lena\n- kudos: demo\n",
    ] {
        let model = read(&[("daily/2026-11-17.md", section)]).model;
        let held = model.meetings.all.iter().filter(|one| one.held).count();
        assert_eq!((held, model.feedback.len()), (0, 0), "{section}");
    }
    for section in ["## 1:1 Lena\n- kudos: demo\n", "## Notes from 1:1 Lena\n- kudos: demo\n"] {
        let model = read(&[("daily/2026-11-17.md", section)]).model;
        assert_eq!((model.meetings.all.len(), model.feedback.len()), (1, 1), "{section}");
    }
}

#[test]
fn what_is_for_the_team_is_not_hers() {
    check_none(
        "",
        &[
            "- Goal for the team: ship in March",
            "- Goal for the whole team: ship in March",
            "- Our goal: ship in March",
            "- Team goal: ship in March",
            "- Ziel für das Team: im März liefern",
            "- Unser Ziel: im März liefern",
            "- Objectif pour l'équipe : livrer en mars",
            "- Notre objectif : livrer en mars",
            "- Objetivo para el equipo: entregar en marzo",
            "- Nuestro objetivo: entregar en marzo",
            "- Obiettivo per la squadra: consegnare a marzo",
            "- Il nostro obiettivo: consegnare a marzo",
            "- Doel voor het team: leveren in maart",
            "- Ons doel: leveren in maart",
            "- Objetivo para a equipa: entregar em março",
            "- Nosso objetivo: entregar em março",
        ],
    );
    for heading in ["Team goals", "Our goals", "Goals for the team", "Unsere Ziele", "Teamziele"] {
        check_none(heading, &["- ship in March"]);
    }
    for line in [
        "- Praise for the team: good sprint",
        "- Praise for the whole team: good sprint",
        "- Praise for everyone: good sprint",
        "- Kudos for the team: good sprint",
        "- Lob für das Team: guter Sprint",
        "- Lob für das ganze Team: guter Sprint",
        "- Bravo pour l'équipe : bon sprint",
        "- Elogio para el equipo: buen sprint",
        "- Complimenti per la squadra: bello sprint",
        "- Compliment voor het team: goede sprint",
        "- Elogio para a equipa: bom sprint",
    ] {
        check_none("", &[line]);
    }
    check_some(
        "",
        &[
            ("- Goal for the winter: learn to sail", "goal lena: learn to sail"),
            ("- Goal for you: learn to sail", "goal lena: learn to sail"),
            ("- Her goal: learn to sail", "goal lena: learn to sail"),
            ("- Dein Ziel: segeln lernen", "goal lena: segeln lernen"),
            ("- Praise for the demo: it was calm", "high-five lena: the demo: it was calm"),
            ("- Kudos for team work", "high-five lena: team work"),
        ],
    );
}
