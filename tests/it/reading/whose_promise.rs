//! Whose promise a line is that names no owner of its own: what the others of the vault tell counts
//! where nothing else speaks of somebody; else it is asked. Rows in seven languages.

use super::lines::{TALK, items};

/// Who owes the line with these words, in a note that begins with two boxes of one side.
fn owner_of(habit: &str, text: &str, words: &str) -> Vec<String> {
    let all = format!("- [ ] {habit}: one\n- [ ] {habit}: two\n\n{text}\n");
    let found = items(&[(TALK, &all)]);
    found.into_iter().filter(|one| one.contains(words)).collect()
}

/// What was read otherwise than expected: all rows of a table are told at once.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn add(&mut self, fits: bool, row: &str) {
        if !fits {
            self.0.push(row.to_owned());
        }
    }

    fn expect(&mut self, found: Vec<String>, expected: &[&str], row: &str) {
        self.add(found == expected, &format!("{row}: {found:?}"));
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "{} rows:\n{}", self.0.len(), self.0.join("\n---\n"));
    }
}

/// The habit of the vault, and whose a box without a name is by it.
const HABITS: [(&str, &str); 2] = [("me", "lena"), ("Lena", "nora")];

/// A heading, a bold line and a bullet above a box, in turn.
fn forms(head: &str) -> [String; 4] {
    [
        format!("## {head}\n\n- [ ] book it"),
        format!("**{head}**\n\n- [ ] book it"),
        format!("{head}:\n\n- [ ] book it"),
        format!("- {head}:\n  - [ ] book it"),
    ]
}

#[test]
fn what_the_others_tell_ends_where_a_heading_speaks_of_somebody() {
    let mut wrong = Wrong::default();
    for head in [
        "From me to Lena",
        "I need from Lena",
        "Was Lena von mir braucht",
        "What Lena needs from me",
        "What I need from Lena",
        "Waiting on Lena",
        "Waiting for Björn",
        "Delegated to Lena",
        "From Lena to me",
        "HR",
        "With HR",
        "The team",
        "Warten auf Lena",
        "Ce dont Lena a besoin",
        "En attente de Lena",
        "Lo que necesito de Lena",
        "O que preciso da Lena",
        "Di cosa ha bisogno Lena",
        "Wat Lena van mij nodig heeft",
        "Unser Team",
    ] {
        for (habit, _) in HABITS {
            for text in forms(head) {
                wrong.expect(owner_of(habit, &text, "book it"), &["? owes: book it"], &text);
            }
        }
    }
    // How the lead can help is the lead's, where the others tell the same.
    for head in
        ["Support from me", "How can I help?", "Wie ich helfen kann", "Come posso aiutare io"]
    {
        for (habit, owner) in [("me", "?"), ("Lena", "nora")] {
            let text = format!("## {head}\n\n- [ ] book it");
            wrong.expect(
                owner_of(habit, &text, "book it"),
                &[&format!("{owner} owes: book it")],
                &text,
            );
        }
    }
    // In a young vault two boxes are not enough for what stands below a strange word.
    for head in ["Björn", "Ed", "Waiting for Ed", "Ideas", "Ops", "Zoé", "Delegated"] {
        for (habit, _) in HABITS {
            let text = format!("## {head}\n\n- [ ] book it");
            wrong.expect(owner_of(habit, &text, "book it"), &["? owes: book it"], &text);
        }
    }
    // Nor where `init` has written down what the two boxes told.
    for (habit, setting) in [("me", "unowned: them\n"), ("Lena", "unowned: me\n")] {
        for head in ["Ed", "Ideas", "HR", "What Lena needs from me", "Waiting on Lena"] {
            let text = format!("- [ ] {habit}: one\n- [ ] {habit}: two\n\n## {head}\n\n- [ ] book");
            let found = items(&[(TALK, &text), (".vault121/config.yml", setting)]);
            let asked = found.contains(&"? owes: book".to_owned());
            wrong.add(asked, &format!("{setting}{text}: {found:?}"));
        }
    }
    wrong.none();
}

#[test]
fn what_the_others_tell_counts_where_nothing_speaks_of_somebody() {
    let mut wrong = Wrong::default();
    for (habit, owner) in HABITS {
        let owes = format!("{owner} owes: book it");
        for head in [
            "Actions",
            "Next steps",
            "Open tasks",
            "To do this week",
            "Aufgaben",
            "Prochaines étapes",
            "Próximos pasos",
            "Prossimi passi",
            "Acties",
            "Notes",
            "Week 47",
            "November",
        ] {
            for text in &forms(head)[..2] {
                wrong.expect(owner_of(habit, text, "book it"), &[&owes], text);
            }
        }
        for text in [
            "- [ ] book it",
            "# 1:1 Lena / Nora\n\n- [ ] book it",
            "# Lena Vogel\n\n## Actions\n\n- [ ] book it",
            "## 1:1 with Lena\n\n- [ ] book it",
            "- talked about pay\n  - [ ] book it",
        ] {
            wrong.expect(owner_of(habit, text, "book it"), &[&owes], text);
        }
    }
    wrong.none();
}

#[test]
fn what_many_others_tell_counts_below_a_subject() {
    let habit = |name: &str| format!("- [ ] {name}: one\n- [ ] {name}: two\n");
    for (name, owner) in HABITS {
        let (a, b, c) = (
            ("1-1s/Lena Vogel/2026-11-03.md", habit(name)),
            ("1-1s/Lena Vogel/2026-11-10.md", habit(name).replace("one", "three")),
            (TALK, habit(name).replace("one", "four")),
        );
        let with = |text: &str| {
            let last = format!("{}\n{text}\n", c.1);
            let found = items(&[(a.0, &a.1), (b.0, &b.1), (c.0, &last)]);
            found.into_iter().filter(|one| one.ends_with("book it")).collect::<Vec<_>>()
        };
        let owes = format!("{owner} owes: book it");
        assert_eq!(with("## Payroll\n\n- [ ] book it"), [owes.as_str()], "{name}");
        assert_eq!(with("## What Lena needs from me\n\n- [ ] book it"), ["? owes: book it"]);
        assert_eq!(with("## HR\n\n- [ ] book it"), ["? owes: book it"]);
    }
}

#[test]
fn what_the_others_tell_ends_where_a_box_begins_with_somebody() {
    let mut wrong = Wrong::default();
    for line in [
        "Ed to send the book",
        "Ed will send the book",
        "team: send the book",
        "Team to send the book",
        "The team will send the book",
        "HR to send the book",
        "HR sends the book",
        "Björn sends the book",
        "she sends me the book",
        "he sends the book",
        "They send the book",
        "waiting for @lena and the book",
        "Waiting on the book",
        "Jana Kern to send the book",
        "sie schickt mir das book",
        "Er schickt das book",
        "das Team schickt das book",
        "Team: book schicken",
        "Jana soll das book schicken",
        "warte auf das book",
        "elle m'envoie le book",
        "l'équipe: envoyer le book",
        "L'équipe doit envoyer le book",
        "en attente du book",
        "ella envía el book",
        "el equipo: enviar el book",
        "esperando el book",
        "lei manda il book",
        "la squadra: mandare il book",
        "in attesa del book",
        "ela envia o book",
        "a equipa: enviar o book",
        "à espera do book",
        "zij stuurt het book",
        "het team: book sturen",
        "wachten op het book",
    ] {
        for (habit, _) in HABITS {
            let found = owner_of(habit, &format!("- [ ] {line}"), "book");
            let asked = found.len() == 1 && found[0].starts_with("? owes: ");
            wrong.add(asked, &format!("{habit}: {line}: {found:?}"));
        }
    }
    // What asks somebody for something is a promise of whoever asks.
    let against = [
        ("Lena", "send me the book"),
        ("Lena", "schick mir das book"),
        ("Lena", "envoie-moi le book"),
        ("Lena", "mandami: a me il book"),
        ("me", "send her the book"),
    ];
    for (habit, line) in against {
        let found = owner_of(habit, &format!("- [ ] {line}"), "book");
        let asked = found.len() == 1 && found[0].starts_with("? owes: ");
        wrong.add(asked, &format!("{habit}: {line}: {found:?}"));
    }
    for line in [
        "send the book",
        "Talk to Ed about the book",
        "Reply to the mail on the book",
        "Switch to the new book",
        "Learn to read the book",
        "Add to the book",
        "El book: leer",
        "Die Seite im book",
        "Prepare the team book",
        "Intro to the team book",
        "Listen to the book",
    ] {
        for (habit, owner) in HABITS {
            let found = owner_of(habit, &format!("- [ ] {line}"), "book");
            wrong.expect(found, &[&format!("{owner} owes: {line}")], habit);
        }
    }
    wrong.none();
}

#[test]
fn of_two_in_a_heading_the_subject_owes() {
    let wrong = std::cell::RefCell::new(Wrong::default());
    let check = |head: &str, owner: &str| {
        for text in [
            format!("## {head}\n\n- [ ] book it"),
            format!("## {head}\n\n- book it"),
            format!("**{head}**\n\n- [ ] book it"),
            format!("- {head}:\n  - [ ] book it"),
        ] {
            let found = items(&[(TALK, &text)]);
            let read: Vec<&str> = found.iter().map(String::as_str).collect();
            let fits = read == [format!("{owner} owes: book it")];
            wrong.borrow_mut().add(fits, &format!("{text}: {read:?}"));
        }
    };
    for head in [
        "What I owe Lena",
        "I owe Lena",
        "What I promised Lena",
        "I promised Lena",
        "My commitments to Lena",
        "My promises to Lena",
        "My actions for Lena",
    ] {
        check(head, "nora");
    }
    for head in [
        "What Lena owes me",
        "Lena owes me",
        "What Lena promised me",
        "Lena promised me",
        "Lena's promises to me",
        "Lena's commitments to me",
    ] {
        check(head, "lena");
    }
    for head in [
        "Commitments to Lena",
        "Tasks from Lena",
        "Promises to Lena",
        "Actions from Lena for me",
        "Tasks for me from Lena",
        "Aufgaben an Lena von mir",
        "Was ich Lena schulde",
        "Was Lena mir schuldet",
        "Was Lena mir versprochen hat",
        "Ce que je dois à Lena",
        "Ce que Lena me doit",
        "Mes engagements envers Lena",
        "Lo que le debo a Lena",
        "Lo que Lena me debe",
        "Cosa devo a Lena",
        "Cosa mi deve Lena",
        "O que devo à Lena",
        "O que a Lena me deve",
        "Wat ik Lena schuldig ben",
        "Wat Lena mij schuldig is",
    ] {
        let text = format!("## {head}\n\n- [ ] book it");
        let found = items(&[(TALK, &text)]);
        let is = |owner: &str| found == [format!("{owner} owes: book it")];
        // Where the words tell the subject it may be known; the other one never is.
        let subject = match head {
            "Cosa mi deve Lena" | "Was Lena mir schuldet" | "Ce que Lena me doit" => "lena",
            "Lo que Lena me debe" | "O que a Lena me deve" => "lena",
            "Was Lena mir versprochen hat" | "Wat Lena mij schuldig is" => "lena",
            "Mes engagements envers Lena" => "nora",
            _ => "?",
        };
        wrong.borrow_mut().add(is(subject) || is("?"), &format!("{head}: {found:?}"));
    }
    for (head, owner) in [
        ("Lena's actions", "lena"),
        ("Actions for Lena", "lena"),
        ("Actions (Lena)", "lena"),
        ("Aufgaben von Lena", "lena"),
        ("Lenas Aufgaben", "lena"),
        ("Actions de Lena", "lena"),
        ("My actions", "nora"),
        ("Actions for me", "nora"),
        ("Lena owes", "lena"),
    ] {
        check(head, owner);
    }
    assert_eq!(items(&[(TALK, "## I owe\n\n- [ ] book it")]), ["nora owes: book it"]);
    wrong.into_inner().none();
}

#[test]
fn a_tag_that_is_an_owner_is_no_word() {
    for (line, expected) in [
        ("- [ ] #me get a second desk", "nora owes: get a second desk"),
        ("- [ ] #them write the plan", "lena owes: write the plan"),
        ("- [ ] #her write the plan", "lena owes: write the plan"),
        ("- [ ] write the plan #them", "lena owes: write the plan"),
        ("- [ ] write the plan #me", "nora owes: write the plan"),
        ("- [ ] #lena write the plan", "lena owes: write the plan"),
        ("- [ ] #ich den Plan lesen", "nora owes: den Plan lesen"),
        ("- [ ] #moi lire le plan", "nora owes: lire le plan"),
        ("- [ ] #elle lire le plan", "lena owes: lire le plan"),
        ("- [ ] #ella leer el plan", "lena owes: leer el plan"),
        ("- [ ] #io leggere il piano", "nora owes: leggere il piano"),
        ("- [ ] #zij leest het plan", "lena owes: leest het plan"),
        ("- [ ] #eu ler o plano", "nora owes: ler o plano"),
    ] {
        assert_eq!(items(&[(TALK, line)]), [expected], "{line}");
    }
}

#[test]
fn behind_an_arrow_the_one_whom_it_is_for_is_no_word() {
    for (line, expected) in [
        ("- [ ] me → Lena: send it", "nora owes: send it"),
        ("- [ ] Lena → me: send it", "lena owes: send it"),
        ("- [ ] ich -> Lena: senden", "nora owes: senden"),
        ("- [ ] Lena -> me: send it", "lena owes: send it"),
        ("- [ ] me → Björn: send it", "nora owes: Björn: send it"),
        ("- [ ] me → send it", "nora owes: send it"),
    ] {
        assert_eq!(items(&[(TALK, line)]), [expected], "{line}");
    }
}

#[test]
fn the_leads_own_word_behind_an_at_is_somebody_known() {
    for name in ["me", "moi", "ich", "yo", "io", "ik", "eu"] {
        let text = format!("- [ ] @{name} send it\n- kudos from @{name}: the demo\n");
        let said = super::lines::read(&[(TALK, &text)]).diagnostics;
        let unknown = said.iter().filter(|one| one.code.word() == "unknown-person").count();
        assert_eq!(unknown, 0, "{name}: {said:?}");
    }
}
