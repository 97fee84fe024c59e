//! What looks like a person, a day or a promise and is none, and what was dropped without a word:
//! a family a table, with what looks alike beside it.

use crate::reading::lines::{TALK, check, items, read};
use crate::reading::strangers::met;

#[test]
fn a_heading_that_is_a_word_of_praise_is_nobody() {
    for word in
        ["Bravo", "Merci", "Chapeau", "Kudos", "Lob", "Parabéns", "Thanks", "Goals", "Ziele"]
    {
        let text = format!("# 1-1\n\n## 2026-11-10\n\n### {word}\n\n- the demo was saved\n");
        let notes = [("1-1s/log.md", text.as_str())];
        assert!(met(&notes).iter().all(|one| !one.contains(word)), "{word}: {:?}", met(&notes));
        let twice = format!("{text}\n## 2026-11-17\n\n### {word}\n\n- again\n");
        let notes = [("1-1s/log.md", twice.as_str())];
        assert!(met(&notes).iter().all(|one| !one.contains(word)), "{word}: {:?}", met(&notes));
    }
    // Names stand there as before.
    let text = "# 1-1s\n\n## 2026-11-10\n\n### Zoé\n\n- a\n\n### Idriss\n\n- b\n";
    let found = met(&[("1-1s/log.md", text)]);
    assert!(["Zoé", "Idriss"].iter().all(|name| found.iter().any(|one| one.contains(name))));
}

#[test]
fn critique_is_over_when_it_says_so_and_nothing_else() {
    for text in [
        "corrige les autres devant le client",
        "corrige a los demás en público",
        "behoben war das nie",
        "resolved conflicts by shouting",
        "gone quiet in meetings",
        "over budget again",
        "solucionado sin avisar a nadie",
        "risolto tutto da sola senza dirlo",
    ] {
        let expected = format!("watch-out lena: {text}");
        check(TALK, &format!("- Critique: {text}"), &[&expected]);
        check(TALK, &format!("## Watch outs\n\n- {text}"), &[&expected]);
    }
    for text in ["resolved", "behoben seit Mai", "corrigé", "better since October", "Resuelto."] {
        check(TALK, &format!("- Critique: {text}"), &[]);
    }
}

#[test]
fn a_date_beside_a_status_is_no_due_day() {
    for (head, row) in [
        ("| Task | Owner | Date | Status |", "| book it | Lena | 2026-11-17 | To do |"),
        (
            "| Task | Owner | 1-1 with | Date | Status |",
            "| book it | Lena | Lena | 17 Nov 2026 | open |",
        ),
        ("| Was | Wer | Datum | Status |", "| book it | Lena | 17.11.2026 | offen |"),
        ("| Quoi | Qui | Date | Statut |", "| book it | Lena | 17/11/2026 | en cours |"),
        ("| Date | Action | Who | Due |", "| 2026-11-17 | book it | Lena | |"),
        ("| Tarea | Responsable | Fecha | Estado |", "| book it | Lena | 17/11/2026 | pendiente |"),
    ] {
        let columns = head.matches('|').count() - 1;
        let text = format!("{head}\n|{}\n{row}\n", " --- |".repeat(columns));
        check(TALK, &text, &["lena owes: book it"]);
    }
    for (head, row) in [
        ("| Task | Owner | Date |", "| book it | Lena | 2026-11-27 |"),
        ("| Task | Owner | Due | Status |", "| book it | Lena | 2026-11-27 | To do |"),
        ("| Task | Owner | When | Status |", "| book it | Lena | 2026-11-27 | To do |"),
        ("| Date | Task | Owner | By when |", "| 2026-11-17 | book it | Lena | 2026-11-27 |"),
    ] {
        let columns = head.matches('|').count() - 1;
        let text = format!("{head}\n|{}\n{row}\n", " --- |".repeat(columns));
        check(TALK, &text, &["lena owes: book it [2026-11-27]"]);
    }
}

#[test]
fn a_list_of_words_among_people_is_nobody() {
    for name in
        ["_Kürzel", "Kürzel", "Glossary", "_Legend", "Abréviations", "Siglas", "_Read first"]
    {
        let path = format!("People/{name}.md");
        let text = "# Kürzel\n\n- MB: Mara Brandt\n";
        let found = read(&[(&path, text)]).model.people;
        let ids: Vec<String> = found.other_people().map(|one| one.id.to_string()).collect();
        assert_eq!(ids, ["bjorn-ek", "lena-vogel", "mei-ling-chen"], "{name}");
    }
    let found = read(&[("People/Lex Glossop.md", "- a\n")]).model.people;
    assert!(found.other_people().any(|one| one.name == "Lex Glossop"));
}

#[test]
fn an_open_box_in_the_column_of_what_is_done_is_done() {
    let open = |text: &str| {
        let model = read(&[(TALK, text)]).model;
        model.actions.iter().filter(|one| one.is_open()).count()
    };
    for head in
        ["## Done", "## Hecho", "## ✅ Erledigt", "## Terminé", "**Done**", "Done:", "## Gedaan"]
    {
        assert_eq!(open(&format!("{head}\n\n- [ ] Lena: book it\n")), 0, "{head}");
    }
    for head in ["## To do", "## Done?", "## Definition of done", "## To be done by Friday"] {
        assert_eq!(open(&format!("{head}\n\n- [ ] Lena: book it\n")), 1, "{head}");
    }
}

#[test]
fn below_a_sentence_that_says_who_stand_their_promises() {
    for head in [
        "I will:",
        "I promised:",
        "Ich kümmere mich um:",
        "Je m'engage à :",
        "Yo me comprometo a:",
        "Me comprometo a:",
        "Eu comprometo-me a:",
        "Mi impegno a:",
        "Ik zorg voor:",
        "**I will**",
        "## I will",
    ] {
        check(
            TALK,
            &format!("{head}\n\n- book it\n- send it\n"),
            &["nora owes: book it", "nora owes: send it"],
        );
    }
    for head in [
        "Lena will:",
        "Lena promised:",
        "Lena kümmert sich um:",
        "Lena s'engage à :",
        "Lena se compromete a:",
        "Lena compromete-se a:",
        "Lena si impegna a:",
        "Lena zorgt voor:",
        "She will:",
        "Sie kümmert sich um:",
        "**Lena will**",
        "- Lena will:\n  ",
    ] {
        let text = match head.strip_prefix("- ") {
            Some(_) => format!("{head}- book it\n  - send it\n"),
            None => format!("{head}\n\n- book it\n- send it\n"),
        };
        check(TALK, &text, &["lena owes: book it", "lena owes: send it"]);
    }
    for head in
        ["I think:", "Lena said:", "I will not:", "Lena wants:", "The team will:", "Ich denke:"]
    {
        check(TALK, &format!("{head}\n\n- book it\n- send it\n"), &[]);
    }
}

#[test]
fn a_link_that_is_a_kind_is_a_tag() {
    for (line, expected) in [
        ("- [[goal]] lead the search migration", "goal lena: lead the search migration"),
        ("- [[kudos]] calm in the outage", "high-five lena: calm in the outage"),
        ("- calm in the outage [[kudos]]", "high-five lena: calm in the outage"),
        ("- [[critique]] interrupts people", "watch-out lena: interrupts people"),
        ("- [[lob]]: ruhig im Ausfall", "high-five lena: ruhig im Ausfall"),
        ("- [[objectif]] mener la migration", "goal lena: mener la migration"),
    ] {
        check(TALK, line, &[expected]);
    }
    for line in [
        "- [[goal]]",
        "- [[Goals]] were read together",
        "- we read the [[goal]] of the team",
        "- [[goal setting]] is due in May",
        "- [[Kudos Board]] is empty",
    ] {
        assert_eq!(items(&[(TALK, line)]), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn who_logs_in_by_a_name_is_that_person() {
    for (login, expected) in [
        ("lvogel", "lena"),
        ("l.vogel", "lena"),
        ("lenav", "lena"),
        ("vogel", "lena"),
        ("lv", "lena"),
        ("nlind", "nora"),
        ("noral", "nora"),
        ("n.lind", "nora"),
        ("nl", "nora"),
        ("bek", "bjorn"),
        ("mchen", "mei"),
    ] {
        check(TALK, &format!("- [ ] @{login} book it"), &[&format!("{expected} owes: book it")]);
    }
    for login in ["lvogels", "hr", "it", "avogel", "lena-x"] {
        check(TALK, &format!("- [ ] @{login} book it"), &["? owes: book it"]);
    }
    // Of two who fit none is meant.
    let other = ("People/Lars Vogel.md", "---\nkind: person\n---\n");
    let found = items(&[other, (TALK, "- [ ] @lvogel book it")]);
    assert_eq!(found, ["? owes: book it"]);
}

#[test]
fn a_first_word_owes_where_all_boxes_begin_so() {
    let check_all = |lines: &[&str], expected: &[&str]| {
        let text: String = lines.iter().map(|line| format!("- [ ] {line}\n")).collect();
        assert_eq!(items(&[(TALK, &text)]), expected, "{text}");
    };
    for (me, her) in
        [("N", "L"), ("NL", "LV"), ("me", "L"), ("I", "Lena"), ("ich", "Lena"), ("Nora", "Lena")]
    {
        check_all(
            &[
                &format!("{me} chase it"),
                &format!("{her} outline the talk"),
                &format!("{me} book it"),
            ],
            &["nora owes: chase it", "lena owes: outline the talk", "nora owes: book it"],
        );
    }
    // One box that begins otherwise: nothing is sure.
    let mixed = ["N chase it", "L outline the talk", "N book it", "call the bank"];
    let texts: Vec<String> = mixed.iter().map(|text| format!("? owes: {text}")).collect();
    check_all(&mixed, &texts.iter().map(String::as_str).collect::<Vec<_>>());
    // One side alone may be the beginning of sentences.
    check_all(
        &["N chase it", "N book it", "N call"],
        &["? owes: N chase it", "? owes: N book it", "? owes: N call"],
    );
    let both = ["N & L plan it", "N chase it", "L book it", "L call it"];
    let found: Vec<String> = both.iter().map(|text| format!("? owes: {text}")).collect();
    check_all(&both, &found.iter().map(String::as_str).collect::<Vec<_>>());
    // What has a colon fits.
    check_all(
        &["N: chase it", "L outline the talk", "N book it", "N call it"],
        &[
            "nora owes: chase it",
            "lena owes: outline the talk",
            "nora owes: book it",
            "nora owes: call it",
        ],
    );
}

#[test]
fn a_task_of_org_is_due_when_the_line_below_says_so() {
    for text in [
        "### TODO book it\nDEADLINE: <2026-11-27 Fri>\n",
        "### TODO book it\n\nDEADLINE: \\<2026-11-27 Fri\\>\n",
        "### TODO book it\n\nSCHEDULED: \\<2026-11-25 Wed\\> DEADLINE: \\<2026-11-27 Fri\\>\n",
        "- TODO book it\n  DEADLINE: <2026-11-27 Fri>\n",
        "- TODO book it\n  DEADLINE: \\<2026-11-27\\>\n",
    ] {
        check(TALK, text, &["? owes: book it [2026-11-27]"]);
    }
    check(
        TALK,
        "### TODO book it\n\nthe DEADLINE: \\<2026-11-27 Fri\\> moved\n",
        &["? owes: book it"],
    );
}

#[test]
fn a_sign_that_the_config_gives_a_kind_needs_no_colon() {
    let config =
        "me: nora-lind\nwords: {high-five: [\"🌟\"], watch-out: [\"🔧\"], action: [\"🙋\"]}\n";
    let text = "🌟 great demo\n\n🔧 late again\n\n- 🙋 book it\n- 🌟: calm\n- 🎈 a party\n";
    assert_eq!(
        items(&[(".vault121/config.yml", config), (TALK, text)]),
        [
            "high-five lena: great demo",
            "watch-out lena: late again",
            "nora owes: book it",
            "high-five lena: calm",
        ]
    );
}

/// `Mine` and `Theirs` as lines of their own, without a colon, above boxes.
#[test]
fn a_bare_word_for_a_side_above_boxes_says_who_owes() {
    for (mine, theirs) in [("Mine", "Theirs"), ("Me", "Her"), ("Ich", "Sie"), ("Moi", "Elle")] {
        check(
            TALK,
            &format!("{mine}\n- [ ] ask HR\n\n{theirs}\n- [ ] write it down\n"),
            &["nora owes: ask HR", "lena owes: write it down"],
        );
    }
    // Above plain bullets it may be what they said.
    check(TALK, "Mine\n- the rota is hard\n", &[]);
}

#[test]
fn a_field_for_the_owner_is_read_in_seven_languages() {
    for key in ["owner", "responsable", "dueño", "verantwortlich", "eigenaar", "dono", "chi"] {
        let text = format!("- [ ] write it down [{key}:: Lena]\n");
        check(TALK, &text, &["lena owes: write it down"]);
    }
}

/// A promise was open whose day had given way to `fait`.
#[test]
fn a_row_with_done_in_its_column_of_days_is_done() {
    for (task, who, when, done) in [
        ("Next step", "Qui", "Quand", "fait"),
        ("Task", "Owner", "Due", "done"),
        ("Action", "Who", "By", "✅"),
        ("Aufgabe", "Wer", "Bis wann", "erledigt"),
        ("Tarea", "Quién", "Cuándo", "hecho"),
    ] {
        let table = format!(
            "| {task} | {who} | {when} |\n|---|---|---|\n| book it | Lena | {done} |\n\
             | write it down | Lena | 2026-12-01 |\n"
        );
        let model = read(&[(TALK, table.as_str())]).model;
        let open: Vec<_> = model.actions.iter().filter(|one| one.is_open()).collect();
        assert_eq!(open.len(), 1, "{table}");
        assert_eq!((open[0].text.as_str(), model.actions.len()), ("write it down", 2), "{table}");
    }
}
