//! Lines below a heading, a bold line or a label that says that they are over: no open goal, no
//! open promise. Rows in seven languages.

use super::lines::{TALK, read};

/// The goals and promises of a note that are open.
fn open(text: &str) -> Vec<String> {
    let model = read(&[(TALK, text)]).model;
    let goals = model.goals.iter().filter(|goal| goal.is_open()).map(|goal| goal.title.clone());
    let promises = model.actions.iter().filter(|one| one.is_open()).map(|one| one.text.clone());
    goals.chain(promises).collect()
}

#[test]
fn goals_below_a_heading_that_says_that_they_are_over_are_not_open() {
    let mut wrong = Vec::new();
    for (head, expected) in [
        ("Goals (achieved)", 0),
        ("Goals (done in Q3)", 0),
        ("Goals - achieved", 0),
        ("Goals: reached", 0),
        ("Goals (cancelled)", 0),
        ("Achieved goals", 0),
        ("Ziele (erreicht)", 0),
        ("Ziele – erledigt", 0),
        ("Erreichte Ziele", 0),
        ("Objectifs (atteints)", 0),
        ("Objectifs (terminés)", 0),
        ("Objetivos (alcanzados)", 0),
        ("Objetivos (cumplidos)", 0),
        ("Obiettivi (raggiunti)", 0),
        ("Metas (alcançadas)", 0),
        ("Objetivos – concluídos", 0),
        ("Doelen (behaald)", 0),
        ("Doelen (gehaald)", 0),
        ("Goals", 1),
        ("Goals (open)", 1),
        ("Goals - Q4", 1),
        ("Goals (in progress)", 1),
        ("Ziele (neu)", 1),
    ] {
        for text in [
            format!("## {head}\n\n- learn to sail\n"),
            format!("**{head}**\n\n- learn to sail\n"),
            format!("- {head}:\n  - learn to sail\n"),
        ] {
            // A label with a colon of its own, or with a word of state, is written as a heading.
            let found = open(&text);
            let is_list = text.starts_with('-');
            if found.len() != expected && !(is_list && expected == 1 && found.is_empty()) {
                wrong.push(format!("{text}{found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n---\n"));
}

#[test]
fn boxes_below_a_heading_that_says_that_they_are_over_are_not_open() {
    let mut wrong = Vec::new();
    for (head, expected) in [
        ("Cancelled", 0),
        ("❌ Cancelled", 0),
        ("Dropped", 0),
        ("No longer needed", 0),
        ("Won't do", 0),
        ("Gestrichen", 0),
        ("Annulé", 0),
        ("Abandonnés", 0),
        ("Cancelados", 0),
        ("Annullati", 0),
        ("Geannuleerd", 0),
        ("Vervallen", 0),
        ("Done", 0),
        ("Hechos", 0),
        ("Terminés", 0),
        ("Next steps", 1),
        ("Cancelled?", 1),
        ("Cancelled meetings to book again", 1),
    ] {
        for text in [
            format!("## {head}\n\n- [ ] Lena: book it\n"),
            format!("**{head}**\n\n- [ ] Lena: book it\n"),
            format!("- {head}\n  - [ ] Lena: book it\n"),
        ] {
            let found = open(&text);
            if found.len() != expected {
                wrong.push(format!("{text}{found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n---\n"));
}
