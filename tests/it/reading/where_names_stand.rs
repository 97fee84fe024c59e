//! Who and when, where names and days stand apart: in the name of a file, in lines below a title,
//! in headings and bullets one below another, in the sort of a callout. Each row a small vault and
//! what a colleague would read in it; beside each kind stands what looks alike and is none.

use super::strangers::check;

const LINE: &str = "- talked\n";

#[test]
fn a_name_in_a_file_name_is_a_name_in_any_folder() {
    let log = "## 2026-11-10\n- talked\n## 2026-10-27\n- talked\n";
    for path in [
        "1-1 Yanis.md",
        "notes/1-1 Yanis.md",
        "Work/1on1 Yanis.md",
        "Area/Management/Einzelgespräch Yanis.md",
        "pages/1-1___Yanis.md",
        "pages/121___Yanis.md",
        "pages/1-1%2FYanis.md",
        "pages/1-1.Yanis.md",
        "pages/lead___1on1___Yanis.md",
    ] {
        check(&[(path, log)], &["Yanis 2026-10-27", "Yanis 2026-11-10"]);
    }
    let outline = "- [[2026-11-10]]\n\t- talked\n\t- TODO Yanis : plan\n";
    check(&[("pages/121___Yanis.md", outline)], &["Yanis 2026-11-10"]);
    // One log a person, in a folder that may be called like somebody.
    let notes = [("Lead/1-1 Yanis.md", log), ("Lead/1-1 Zoé.md", "## 2026-11-11\n- talked\n")];
    check(&notes, &["Yanis 2026-10-27", "Yanis 2026-11-10", "Zoé 2026-11-11"]);
    // Of one person's folder the files are topics.
    let topics = [("Ana/1-1 Budget 2026-11-10.md", LINE), ("Ana/1-1 Reorg 2026-11-17.md", LINE)];
    check(&topics, &["Ana 2026-11-10", "Ana 2026-11-17"]);
    for path in ["notes/1-1 Questions.md", "notes/Replication 1-1 mapping.md", "notes/1-1.md"] {
        check(&[(path, log)], &[]);
    }
    check(&[("pages/project___Apollo.md", outline)], &[]);
}

#[test]
fn first_names_of_two_parts_have_one_capital_letter() {
    let other = ("One-on-Ones-with-Ana.md", "## 11 Nov 2026\n- talked\n");
    for (path, name) in [
        ("One-on-Ones-with-Hyun-woo.md", "Hyun-woo 2026-11-10"),
        ("1-1-with-Ji-hoon.md", "Ji-hoon 2026-11-10"),
        ("1on1-Jan-willem.md", "Jan-willem 2026-11-10"),
    ] {
        let notes = [(path, "### 10 Nov 2026\n- talked\n"), other];
        check(&notes, &["Ana 2026-11-11", name].map(String::from).each_ref().map(String::as_str));
    }
    for path in ["1-1-Wrap-up.md", "1-1-Pre-read.md", "1-1-Kick-off.md", "1-1-Follow-up.md"] {
        check(&[(path, "### 10 Nov 2026\n- talked\n"), other], &["Ana 2026-11-11"]);
    }
}

#[test]
fn names_in_small_letters_stand_again_in_their_place() {
    let notes = [
        ("1-1/anika rao 13 nov 2026.md", LINE),
        ("1-1/anika rao 30 oct 2026.md", LINE),
        ("1-1/leo marchetti 2026-11-11.md", LINE),
        ("1-1/leo marchetti 2026-10-28.md", LINE),
    ];
    let met = [
        "Anika Rao 2026-10-30",
        "Anika Rao 2026-11-13",
        "Leo Marchetti 2026-10-28",
        "Leo Marchetti 2026-11-11",
    ];
    check(&notes, &met);
    let notes = [
        ("1on1s/maria da silva 2026-11-10.md", LINE),
        ("1on1s/maria da silva 2026-11-17.md", LINE),
    ];
    check(&notes, &["Maria da Silva 2026-11-10", "Maria da Silva 2026-11-17"]);
    for notes in [
        [("1-1/ideas for topics 2026-11-10.md", LINE), ("1-1/salary notes 2026-11-17.md", LINE)],
        [("1-1/salary round 2026-11-10.md", LINE), ("1-1/salary round 2026-11-17.md", LINE)],
        [("1-1/blue sky 2026-11-10.md", LINE), ("1-1/red tape 2026-11-17.md", LINE)],
    ] {
        check(&notes, &[]);
    }
}

#[test]
fn lines_below_the_title_say_what_a_note_is_and_with_whom() {
    for text in [
        "# Idriss 28/10\n\nDate: 28 octobre 2026\nAvec: Idriss Benali\nType: Point individuel\n\
         \n- a\n",
        "# Page\n\nDate: October 28, 2026\nWith: Idriss Benali\nType: 1:1\n\n- a\n",
        "# Notiz\n\nArt: Mitarbeitergespräch\nMit: Idriss Benali\nDatum: 28.10.2026\n\n- a\n",
        "# Nota\n\nTipo: 1:1\nPersona: Idriss Benali\nFecha: 28/10/2026\n\n- a\n",
        "# Meeting\n\nTags: 1-1\nAttendees: Idriss Benali\nDate: 2026-10-28\n\n- a\n",
        "# Verslag\n\nSoort: 1-op-1\nMet: Idriss Benali\nDatum: 28-10-2026\n\n- a\n",
    ] {
        check(&[("db/one.md", text)], &["Idriss Benali 2026-10-28"]);
    }
    for text in [
        "# Projet\n\nDate: 9 novembre 2026\nAvec: Léa Martin, Paul Petit\nType: Réunion projet\n",
        "# Projet\n\nDate: 9 novembre 2026\nAvec: Léa Martin, Paul Petit\n\
         Type: Point individuel\n\n- a\n",
        "# Plan\n\nDate: 2026-11-09\nWith: Léa Martin\nTopic: how to run a 1:1\n\n- a\n",
    ] {
        check(&[("db/one.md", text)], &[]);
        // Nor does the folder make one of it.
        let team =
            "# Sync\n\nDate: 2026-11-12\nType: Team\nWith: Ana Lee, Bo Chen, Cy Diaz\n\n- a\n";
        check(&[("1-1s/Roadmap sync Nov 12.md", team)], &[]);
    }
}

#[test]
fn months_stand_above_days() {
    let (one, two) = ("Femke Bakker 2026-10-13", "Femke Bakker 2026-11-10");
    for (path, text) in [
        (
            "2026 Femke Bakker.md",
            "# Femke Bakker, 1-op-1's 2026\n## Oktober\n### di 13\n- a\n## November\n### di 10\n\
             - a\n",
        ),
        ("1-1s/Femke Bakker.md", "# 2026\n## 10\n### 13\n- a\n## 11\n### 10\n- a\n"),
        (
            "1-1s/Femke Bakker.md",
            "## October 2026\n### Tue 13th\n- a\n## November 2026\n### Tue 10th\n- a\n",
        ),
        (
            "1-1s/2026/Femke Bakker.md",
            "## October\n### Tue 13\n- a\n## November\n### Tue 10\n- a\n",
        ),
        ("1-1s/Femke Bakker.md", "# 2026\n## KW 42\n### Di\n- a\n## KW 46\n### Dienstag\n- a\n"),
        (
            "1-1s 2026.md",
            "# 1-1s\n## October\n### 13 Femke Bakker\n- a\n## November\n### 10 Femke Bakker\n\
             - a\n",
        ),
        (
            "Führung/Einzelgespräche 2026.md",
            "# Einzelgespräche 2026\n\n## Oktober\n\n### 13.10. Femke Bakker\n- Ziel: a\n\n\
             ## November\n\n### 10.11. Femke Bakker\n- Lob: a\n",
        ),
        (
            "org/one-on-ones.md",
            "# One on ones\n\n## Femke Bakker\n\n### <2026-10-13 Tue>\n- a\n\n\
             ### <2026-11-10 Tue>\n- TODO rory: a\n",
        ),
        (
            "Werk/Voortgang/Femke Bakker.md",
            "# 10-11-2026 1-op-1\n\n**Top:** a\n\n# 13-10-2026 1-op-1\n\n**Doel:** a\n",
        ),
        (
            "1-1s.md",
            "# 1-1s 2026\n## Oktober\n### Di 13: Femke Bakker\n- a\n## November\n\
             ### Di 10: Femke Bakker\n- a\n",
        ),
    ] {
        check(&[(path, text)], &[one, two]);
    }
    for (path, text) in [
        (
            "2026 Thuis.md",
            "# Thuis 2026\n## Oktober\n### za 10\n- dakgoot\n## November\n### zo 8\n- ketting\n",
        ),
        ("2026 Tuin.md", "# Tuin\n## Oktober\n### 10 Rozen\n- snoeien\n"),
        // Of a weekday that the day is not, nothing is sure.
        ("1-1s/Femke Bakker.md", "# 1-1s 2026\n## Oktober\n### ma 13\n"),
    ] {
        let met = super::strangers::met(&[(path, text)]);
        assert!(met.iter().all(|met| !met.contains("2026")), "{met:?} {text}");
    }
}

#[test]
fn in_an_outline_the_word_the_name_and_the_day_stand_apart() {
    let (one, two) = ("Elena Russo 2026-10-28", "Paolo Greco 2026-11-10");
    for (path, text) in [
        (
            "colloqui.md",
            "# Colloqui individuali 2026\n\n* ottobre\n    * 28 Elena Russo\n        * a\n\
             * novembre\n    * 10 Paolo Greco\n        * a\n",
        ),
        (
            "1-1s.md",
            "# 1-1s 2026\n\n- October\n  - Wed 28: Elena Russo\n    - a\n\
             - November\n  - Tue 10: Paolo Greco\n    - a\n",
        ),
        (
            "1-1s 2026.md",
            "- October\n  - 28 Elena Russo\n    - a\n- November\n  - 10 Paolo Greco\n    - a\n",
        ),
        (
            "1-1s.md",
            "# 1-1s 2026\n\n- Elena Russo\n  - 28 Oct\n    - a\n\
             - Paolo Greco\n  - 10 Nov\n    - a\n",
        ),
        (
            "gente.md",
            "- gente\n\t- Elena Russo\n\t\t- 1-1\n\t\t\t- 28 oct\n\t\t\t\t- a\n\t- Paolo Greco\n\
             \t\t- 1-1\n\t\t\t- 10 nov\n\t\t\t\t- a\n",
        ),
    ] {
        check(&[(path, text)], &[one, two]);
    }
    for (path, text) in [
        (
            "riunioni.md",
            "# Riunioni 2026\n\n* novembre\n    * 9 magazzino\n        * con Paolo, Gino\n",
        ),
        (
            "riunioni.md",
            "# Riunioni 2026\n\n* novembre\n    * 9 Paolo Greco\n        * magazzino\n",
        ),
        (
            "1-1s.md",
            "# 1-1s 2026\n\n- November\n  - 10 Ideas\n    - a\n  - 3 things to ask\n    - b\n",
        ),
        ("gente.md", "- gente\n\t- Elena Russo\n\t\t- compleanno\n\t\t\t- 28 oct\n\t\t\t\t- a\n"),
    ] {
        check(&[(path, text)], &[]);
    }
}

#[test]
fn the_sort_of_a_callout_says_one_on_one() {
    for sign in ["121", "1-1", "1on1", "one-on-one", "1:1", "bila"] {
        for fold in ["", "-", "+"] {
            let text = format!(
                "> [!{sign}]{fold} [[Kofi Mensah]]\n> - talked\n\
             > - [ ] me: plan\n"
            );
            check(&[("Daily/2026-11-11.md", &text)], &["Kofi Mensah 2026-11-11"]);
        }
    }
    for text in [
        "> [!meeting] [[Kofi Mensah]]\n> - talked\n",
        "> [!121] how to run them\n> - talked\n",
        "> [!note] [[Kofi Mensah]]\n> - talked\n",
    ] {
        check(&[("Daily/2026-11-11.md", text)], &[]);
    }
}
