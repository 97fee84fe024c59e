//! Labels above lists in every hand: in bold, with a colon, in capitals, in italics, plain, with
//! or without a blank line before and behind them; and where what they head ends.

use crate::reading::lines::{TALK, check, items};
use crate::support::Disk;

/// The marks of a label: what stands before its words, behind them, and whether it is in capitals.
const MARKS: &[(&str, &str, bool)] = &[
    ("**", "**", false),
    ("**", ":**", false),
    ("**", "**:", false),
    ("__", "__", false),
    ("*", "*", false),
    ("_", "_:", false),
    ("", ":", false),
    ("", "", true),
    ("", ":", true),
    ("", "", false),
];

fn label(words: &str, (before, behind, capitals): (&str, &str, bool)) -> String {
    let words = if capitals { words.to_uppercase() } else { words.to_owned() };
    format!("{before}{words}{behind}")
}

#[test]
fn a_label_directly_below_a_list_ends_it() {
    for marks in MARKS {
        for ((goals, kudos, improve, to_do), who) in [
            (("Goals", "Kudos", "To improve", "Action items"), "Lena"),
            (("Ziele", "Lob", "Kritik", "Aufgaben"), "Lena"),
            (("Objectifs", "Félicitations", "À améliorer", "Actions"), "Lena"),
            (("Objetivos", "Elogios", "A mejorar", "Acciones"), "Lena"),
        ] {
            let [goals, kudos, improve, to_do] =
                [goals, kudos, improve, to_do].map(|words| label(words, *marks));
            for blank in ["", "\n"] {
                let text = format!(
                    "{goals}\n- pass the exam\n{blank}{kudos}\n- great demo\n{blank}{improve}\n\
                     - talks fast\n  - in the review\n{blank}{to_do}\n- [ ] {who}: book it\n"
                );
                check(
                    TALK,
                    &text,
                    &[
                        "goal lena: pass the exam",
                        "high-five lena: great demo",
                        "watch-out lena: talks fast",
                        "lena owes: book it",
                    ],
                );
            }
        }
    }
}

#[test]
fn a_label_below_a_numbered_list_and_below_children_ends_them() {
    for text in [
        "**Goals**\n1. pass the exam\n**Kudos**\n1. great demo\n",
        "GOALS\n1. pass the exam\nKUDOS\n1. great demo\n",
        "Goals:\n* pass the exam\n  * by May\nKudos:\n* great demo\n",
        "**Goals**\n- pass the exam\n  - by May\n**Kudos**\n- great demo\n",
        "## Talk\n**Goals**\n- pass the exam\n**Kudos**\n- great demo\n",
        "**Goals**\r\n- pass the exam\r\n**Kudos**\r\n- great demo\r\n",
    ] {
        check(TALK, text, &["goal lena: pass the exam", "high-five lena: great demo"]);
    }
}

#[test]
fn a_line_of_a_kind_directly_below_a_bullet_or_a_box_is_its_own() {
    for above in
        ["- a plain bullet\n", "- [x] Lena: do it\n", "- a\n  - [x] Lena: do it\n", "1. a\n"]
    {
        for (line, expected) in [
            ("Kudos: stayed calm", "high-five lena: stayed calm"),
            ("**Kudos:** stayed calm", "high-five lena: stayed calm"),
            ("Watch out: talks over people", "watch-out lena: talks over people"),
            ("Goal: pass the exam", "goal lena: pass the exam"),
            ("Ziel: die Prüfung", "goal lena: die Prüfung"),
            ("Topic: the rota", "topic lena: the rota"),
        ] {
            let found = items(&[(TALK, &format!("{above}{line}\n"))]);
            assert!(found.contains(&expected.to_owned()), "{above}{line}: {found:?}");
            let both = format!("{above}{line}\n{line} again\n");
            assert_eq!(items(&[(TALK, &both)]).len(), found.len() + 1, "{both}");
        }
    }
    // What is said of a line for the lead alone stays with it.
    check(TALK, "- 🔒 she may leave\nKudos: stayed calm\n", &[]);
}

#[test]
fn a_line_that_goes_on_below_a_bullet_is_no_label() {
    for (text, expected) in [
        (
            "**Kudos**\n- she ran the whole of the incident call and did it with\ncalm: nobody else spoke\n",
            "high-five lena: she ran the whole of the incident call and did it with calm: nobody else spoke",
        ),
        (
            "**Kudos**\n- great demo of the new\n**Billing** page\n",
            "high-five lena: great demo of the new **Billing** page",
        ),
        ("**Kudos**\n- great demo\n  **really**\n", "high-five lena: great demo **really**"),
        (
            "**To improve**\n- promises three things and then does\none: the last\n",
            "watch-out lena: promises three things and then does one: the last",
        ),
    ] {
        check(TALK, text, &[expected]);
    }
}

#[test]
fn the_label_itself_is_no_item() {
    for marks in MARKS {
        for list in ["- x y\n", "1. x y\n", "* x y\n", "\n- x y\n"] {
            for (words, expected) in [
                ("Goals", "goal lena: x y"),
                ("Praise", "high-five lena: x y"),
                ("To improve", "watch-out lena: x y"),
                ("Ziele", "goal lena: x y"),
            ] {
                check(
                    TALK,
                    &format!("- was fine\n\n{}\n{list}", label(words, *marks)),
                    &[expected],
                );
            }
        }
    }
}

#[test]
fn what_a_label_heads_ends_with_its_list() {
    for marks in MARKS {
        for (words, expected) in [("Goals", "goal lena: x y"), ("Praise", "high-five lena: x y")] {
            let label = label(words, *marks);
            check(TALK, &format!("{label}\n- x y\n\nLikes cycling.\n"), &[expected]);
            check(TALK, &format!("{label}\n- x y\n\nBirthday 3 March\n\n- tea\n"), &[expected]);
        }
    }
    // A list may have blank lines in it, and a paragraph below a label is what it heads.
    check(TALK, "**Goals**\n- x y\n\n- z z\n", &["goal lena: x y", "goal lena: z z"]);
    check(TALK, "**Praise**\n\nShe ran the call.\n", &["high-five lena: She ran the call."]);
    check(TALK, "## Goals\n- x y\n\nLikes cycling.\n", &["goal lena: x y"]);
    check(TALK, "## Goals\n\npass the exam\n", &["goal lena: pass the exam"]);
}

#[test]
fn a_private_label_ends_what_the_one_above_it_heads() {
    for private in [
        "CONFIDENTIAL",
        "PRIVATE:",
        "Private",
        "**Private**",
        "🔒",
        "🔒 Private",
        "Vertraulich:",
        "_Confidentiel_",
        "Manager notes",
    ] {
        for blank in ["", "\n"] {
            for (words, line) in [("ACTIONS", "wants to drop to four days"), ("Goals", "may leave")]
            {
                let text = format!("{words}\n- x y\n{blank}{private}\n- {line}\n");
                let found = items(&[(TALK, &text)]);
                assert_eq!(found.len(), 1, "{text}: {found:?}");
                assert!(found[0].contains("x y"), "{text}: {found:?}");
            }
        }
    }
}

/// The words that the next prep says of the last 1-2-1.
fn last_time(text: &str) -> String {
    let disk = Disk::new(&[
        ("People/Lena Vogel.md", "---\nkind: person\n---\n"),
        ("1-1s/Lena Vogel/2026-11-03.md", "- older\n"),
        (TALK, text),
    ]);
    let page = disk.run(&["prep", "lena-vogel", "--print"]).out;
    let from = page.find("Last met").unwrap_or(0);
    let rest = &page[from..];
    rest[..rest.find("\n#").unwrap_or(rest.len())].to_owned()
}

#[test]
fn a_locked_line_closes_itself_and_what_stands_below_it() {
    for (text, shown, hidden) in [
        ("- was fine\n- 🔒 thinks about Porto\n- the rota is too full\n", "rota", "Porto"),
        ("- Private: thinks about Porto\n- the rota is too full\n", "rota", "Porto"),
        ("- thinks about Porto (private)\n- the rota is too full\n", "rota", "Porto"),
        ("- was fine today 🔒\n- the rota is too full\n", "rota", "fine"),
        ("- was fine\n- 🔒\n  - thinks about Porto\n- the rota is too full\n", "rota", "Porto"),
        ("- the rota is too full\n\n> 🔒 Private\n> thinks about Porto\n", "rota", "Porto"),
        ("- the rota is too full\n\n> **Private**\n> thinks about Porto\n", "rota", "Porto"),
        ("- the rota is too full\n\nPrivate: thinks about Porto\n", "rota", "Porto"),
        ("- the rota is too full\n\n> Private: thinks about Porto\n", "rota", "Porto"),
        ("- the rota is too full\n\n> [!private]\n> thinks about Porto\n", "rota", "Porto"),
    ] {
        let said = last_time(text);
        assert!(said.contains(shown) && !said.contains(hidden), "{text}: {said}");
    }
}
