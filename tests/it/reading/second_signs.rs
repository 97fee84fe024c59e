//! A word that alone says no 1-2-1 and a second sign: what stands below it, whose folder it lies in.
//! What is not sure is asked by name, with the lines to write.

use super::strangers::{check, said};
use crate::support::outcome;

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
