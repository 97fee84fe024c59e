//! A word that alone says no 1-2-1 and a second sign: what stands below it, whose folder it lies in.
//! What is not sure is asked by name, with the lines to write.

use super::strangers::{check, said};
use crate::pages::practice::{ALICE, NORA};
use crate::support::{TODAY, outcome};

#[test]
fn a_section_with_a_weak_word_needs_lines_of_one_person() {
    let kw44 = "# KW 44\n\n## Jour fixe Anke\n- Lob: souverän\n- ich: Monitorarm\n\n\
                ## Jour fixe Bülent\n- Kritik: Zusage\n";
    let kw46 = "# KW 46\n\n## Jour fixe Anke\n- ich: Budget\n- Anke: Termin\n\n## Jour fixe Bülent\n- ich: Archiv\n";
    check(
        &[("2026/KW44.md", kw44), ("2026/KW46.md", kw46)],
        &["Anke 2026-10-26", "Anke 2026-11-09", "Bülent 2026-10-26", "Bülent 2026-11-09"],
    );
    for (first, second, name) in [
        ("## Catch-up Ravi\n- Praise: calm\n", "## Catch-up Ravi\n- Ravi: plan\n", "Ravi"),
        ("## Point Sofiane\n- Bravo : démo\n", "## Point Sofiane\n- moi : badge\n", "Sofiane"),
        ("## Seguimiento Inés\n- Crítica: tarde\n", "## Seguimiento Inés\n- nada\n", "Inés"),
        (
            "## Colloquio Giulia\n### Critica\n- turni\n",
            "## Colloquio Giulia\n- stanca\n",
            "Giulia",
        ),
        ("## Werkoverleg Joost\n- Kritiek: laat\n", "## Werkoverleg Joost\n- x\n", "Joost"),
        ("## Ravi catch-up\n- Critique: late\n", "## Ravi catch-up\n- x\n", "Ravi"),
    ] {
        let notes = [("Daily/2026-11-10.md", first), ("Daily/2026-11-17.md", second)];
        let met = [format!("{name} 2026-11-10"), format!("{name} 2026-11-17")];
        check(&notes, &met.each_ref().map(String::as_str));
    }
    // A team, a customer, somebody once: nobody. Teams are praised, and customers owe things.
    for (first, second) in [
        ("## Jour fixe Vertrieb\n- Zahlen\n", "## Jour fixe Vertrieb\n- ich: Zahlen\n"),
        ("## Sync Phoenix\n- Praise: the demo\n", "## Sync Phoenix\n- Praise: calm\n"),
        ("## Meeting Acme\n- Acme: the offer\n", "## Meeting Acme\n- me: send it\n"),
        ("## Sync Anna & Ben\n- Praise: calm\n", "## Sync Anna & Ben\n- me: send it\n"),
        ("## Catch-up Ravi\n- Critique: late\n", "- nothing\n"),
        ("## Catch-up\n- Critique: late\n", "## Catch-up\n- me: send it\n"),
    ] {
        check(&[("Daily/2026-11-10.md", first), ("Daily/2026-11-17.md", second)], &[]);
    }
    // Of sections of one form those that are not read are said.
    let tom = format!("{kw46}\n## Jour fixe Tom\n- Zahlen\n");
    let notes = [("2026/KW44.md", kw44), ("2026/KW46.md", &tom)];
    let told = said(&notes);
    assert!(told.iter().any(|one| one.contains("Tom")), "{told:?}");
}

#[test]
fn a_note_with_a_weak_word_in_its_name_needs_lines_of_one_person() {
    let (ines, mateo) = (
        "**11 de noviembre de 2026**\n\n- Inés: repartir\n\n**28 de octubre de 2026**\n\n\
         Crítica: tarde\n",
        "**10 de noviembre de 2026**\n\n- Yo: preguntar\n\n**27 de octubre de 2026**\n\n\
         Felicitación: bien\n",
    );
    let iso = ("Proyectos/Seguimiento ISO.md", "**9 de noviembre de 2026**\n\n- auditoría\n");
    let notes = [
        ("Equipo/Seguimiento Inés Lozano.md", ines),
        ("Equipo/Seguimiento Mateo Rivas.md", mateo),
        iso,
    ];
    check(
        &notes,
        &[
            "Inés Lozano 2026-10-28",
            "Inés Lozano 2026-11-11",
            "Mateo Rivas 2026-10-27",
            "Mateo Rivas 2026-11-10",
        ],
    );
    check(&[iso], &[]);
    for (word, blank) in
        [("Jour fixe", " "), ("Catch-up", " "), ("Entretien", " "), ("jour_fixe", "_")]
    {
        let path = |day: &str, name: &str| format!("Notes/{day}{blank}{word}{blank}{name}.md");
        let (one, two) = (path("2026-11-03", "Jana"), path("2026-11-17", "Jana"));
        let (tom, team) = (path("2026-11-04", "Tom"), path("2026-11-05", "Vertrieb"));
        let notes = [
            (one.as_str(), "## Kritik\n- zu spät\n"),
            (two.as_str(), "- Zahlen\n"),
            (tom.as_str(), "- Kosten\n"),
            (team.as_str(), "- Zahlen\n"),
        ];
        check(&notes, &["Jana 2026-11-03", "Jana 2026-11-17"]);
        // Tom's is of the same form, and not passed over.
        let told = said(&notes);
        assert!(told.iter().any(|one| one.contains("Tom")), "{word}: {told:?}");
        // A customer without praise or critique is nobody.
        check(&notes[1..], &[]);
    }
    let jf = [
        ("Führung/Martin Baur/JF 12.11.2026.md", "JF Martin Baur\n\nThemen\n- Kurs\n"),
        ("Führung/Martin Baur/JF 29.10.2026.md", "JF Martin Baur\n\nKritik\n- zu spät\n"),
        ("Besprechungen/Sicherheit 10.11.2026.md", "- Helme\n"),
    ];
    check(&jf, &["Martin Baur 2026-10-29", "Martin Baur 2026-11-12"]);
}

#[test]
fn a_board_in_somebodys_folder_is_theirs() {
    let board = "---\nkanban-plugin: board\n---\n\n## Objetivos\n\n- [ ] coordinar\n\n\
                 ## Yo\n\n- [ ] carta\n\n## Lucía\n\n- [ ] guardias\n";
    let plain = "## Me\n- [ ] carta\n## Lucía\n- [ ] guardias\n## Done\n- [x] silla\n";
    let trip = "## Hotel\n- [ ] buchen\n## Bahn\n- [ ] buchen\n";
    let other = "## Me\n- [ ] carta\n## Tomás\n- [ ] guardias\n";
    for folder in ["1a1", "1-1s", "Team/1on1"] {
        for (path, text, promises) in [
            ("Lucía Vargas/Tablero.md", board, 2),
            ("Lucía Vargas/Kanban.md", plain, 3),
            ("Lucía Vargas/Open ends.md", plain, 3),
            ("Lucía Vargas/Reisen.md", trip, 0),
            ("Lucía Vargas/Tablero.md", other, 0),
            ("Tablero.md", board, 0),
            ("Pau Soler/Casa/Tablero.md", board, 0),
        ] {
            let path = format!("{folder}/{path}");
            let of = |name: &str, day: &str| format!("{folder}/{name}/{day}.md");
            let met = [
                of("Lucía Vargas", "2026-10-26"),
                of("Lucía Vargas", "2026-11-09"),
                of("Pau Soler", "2026-10-27"),
                of("Pau Soler", "2026-11-10"),
            ];
            let mut notes: Vec<(&str, &str)> =
                met.iter().map(|met| (met.as_str(), "- hablamos de turnos\n")).collect();
            notes.push((&path, text));
            check(
                &notes,
                &[
                    "Lucía Vargas 2026-10-26",
                    "Lucía Vargas 2026-11-09",
                    "Pau Soler 2026-10-27",
                    "Pau Soler 2026-11-10",
                ],
            );
            let model = outcome(&notes, "2026-11-24").model;
            assert_eq!(model.actions.len(), promises, "{path}");
            let missed: Vec<String> =
                said(&notes).into_iter().filter(|one| one.starts_with("one-on-one")).collect();
            assert!(promises == 0 || missed.is_empty(), "{missed:?}");
        }
    }
    // What two have in one folder is of nobody by its place.
    let both = [
        ("1-1s/Lucía Vargas/2026-10-26.md", "- hablamos\n"),
        ("1-1s/Lucía Vargas/2026-11-26 Pau.md", "---\nperson: Pau Soler\n---\n- hablamos\n"),
        ("1-1s/Lucía Vargas/Tablero.md", plain),
    ];
    let model = outcome(&both, "2026-11-24").model;
    assert_eq!(model.actions.len(), 0);
}

#[test]
fn what_comes_nearest_is_named() {
    let logs = [
        ("MA/Jana Krause.md", "# Jana Krause\n\n## 28.10.26\n- Lob: Stand\n- MB: Parkplatz\n"),
        ("MA/Udo Thoma.md", "# Udo Thoma\n\n## 30.10.26\n- Kritik: Protokolle\n"),
    ];
    check(&logs, &[]);
    let told = said(&logs);
    assert!(told.iter().any(|one| one.contains("called like people")), "{told:?}");
    let books = [
        ("Books/Jane Austen.md", "## 2026-11-10\n- Emma\n"),
        ("Books/Leo Tolstoy.md", "## 2026-11-11\n- War\n"),
    ];
    let told = said(&books);
    assert!(told.iter().all(|one| !one.contains("called like people")), "{told:?}");
}

#[test]
fn agreements_whose_lines_have_owners_are_promises() {
    for (heading, lines, promised) in [
        ("## Afspraken", "- ik: HR bellen\n- Alice: de planning", 2),
        ("## Agreements", "- me: call HR\n- Alice: the plan\n- we keep Friday free", 2),
        ("## Agreed", "- me: call HR", 1),
        ("**Agreements**", "- me: call HR\n- Alice: the plan", 2),
        ("## Vereinbarungen", "- ich: mit HR reden\n- Alice: Plan schicken", 2),
        ("## Accords", "- moi : appeler la paie\n- Alice : le plan", 2),
        ("## Acuerdos", "- yo: llamar a nóminas\n- Alice: el plan", 2),
        ("## Accordi", "- io: chiamare le paghe\n- Alice: il piano", 2),
        ("## Acordos", "- eu: ligar para o RH\n- Alice: o plano", 2),
        ("## Agreements", "- Alice: the plan\n- Alice: the list", 2),
        ("## Agreements", "- Alice - the plan\n- Nora - the budget", 2),
        // A decision about somebody, and what both agreed.
        ("## Decisions", "- Alice: gets a new laptop\n- no meetings on Friday", 0),
        ("## Agreements", "- we keep Friday free\n- Alice leads the guild", 0),
        ("## Agreements", "- Friday: no meetings\n- budget: 200 a head", 0),
    ] {
        let note = format!("- talked\n\n{heading}\n\n{lines}\n");
        let notes = [
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            ("1-2-1s/Alice/2026-11-17.md", note.as_str()),
        ];
        let outcome = outcome(&notes, TODAY);
        let found = outcome.model.actions.iter().filter(|action| action.is_open()).count();
        assert_eq!(found, promised, "{heading}: {lines}: {:?}", outcome.model.actions);
    }
}

#[test]
fn a_tag_alone_below_the_title_says_that_a_note_is_a_one_on_one() {
    for (title, tags) in [
        ("# Dario 12.11.2026", "#lavoro/1-1"),
        ("# Dario 2026-11-12", "#1-1"),
        ("# Dario 12 Nov 2026", "#1on1"),
        ("# 2026-11-12 Dario", "#one-on-one"),
        ("# Dario, 12 novembre 2026", "#travail/1-1 #2026"),
        ("# 12.11.2026 Dario", "#121"),
    ] {
        // One note alone is asked about: a first name and a tag are one sign.
        let before = title.replace("12/11", "28/10").replace("12.11.", "28.10.");
        let before = before.replace("11-12", "10-28").replace("12 ", "28 ");
        let before = before.replace("Nov", "Oct").replace("novembre", "octobre");
        let note = |title: &str, blank: &str| format!("{title}\n{blank}{tags}\n\n- [ ] me: call\n");
        for blank in ["", "\n"] {
            let (first, second) = (note(&before, blank), note(title, blank));
            let notes = [("Notes/a.md", first.as_str()), ("Notes/b.md", second.as_str())];
            check(&notes, &["Dario 2026-10-28", "Dario 2026-11-12"]);
        }
    }
    // A tag in a sentence, a tag of something else.
    for (title, line) in
        [("# Dario 2026-11-12", "talk about #1-1 notes"), ("# Dario 2026-11-12", "#lavoro")]
    {
        let note = |title: &str| format!("{title}\n\n{line}\n\n- [ ] me: call HR\n");
        let before = title.replace("11-12", "10-28");
        let notes = [("Notes/a.md", &*note(&before)), ("Notes/b.md", &*note(title))];
        check(&notes, &[]);
    }
}

#[test]
fn a_note_called_as_one_that_is_read_is_named_when_it_is_not() {
    let read = "Ilse 1-1\n\n2026-10-28\n- tired\n\n2026-11-11\n- [ ] me: ask HR\n";
    for (file, other) in [
        ("Notes/Ilse 1-1.md", "Notes/Hector 1-1.md"),
        ("Notes/1-1 Ilse.md", "Notes/1-1 Hector.md"),
        ("Notes/Ilse 1on1.md", "Notes/Hector 1on1.md"),
        ("1-1_Ilse.md", "1-1_Hector.md"),
    ] {
        let notes = [(file, read), (other, "we met and talked\n\n- [ ] me: the list\n")];
        let all = outcome(&notes, TODAY).diagnostics;
        let named = all.iter().any(|one| one.path == other && one.code.word().contains("missed"));
        assert!(named, "{other}: {all:?}");
    }
    for other in ["Notes/1-1 guide.md", "Notes/Hector.md", "Other/Hector 1-1.md"] {
        let notes = [("Notes/Ilse 1-1.md", read), (other, "- how to hold them\n")];
        let all = outcome(&notes, TODAY).diagnostics;
        assert!(!all.iter().any(|one| one.path == other), "{other}: {all:?}");
    }
}
