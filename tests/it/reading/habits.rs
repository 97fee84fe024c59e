//! Habits of strangers in their lines: whose a bullet is, what comes next time, signs of praise,
//! tables, days of logs.

use super::strangers::{check, said};
use crate::support::outcome;

/// Who owes what: `owner: words`.
fn owed(notes: &[(&str, &str)]) -> Vec<String> {
    let model = outcome(notes, "2026-11-24").model;
    let told = model.actions.iter().map(|one| {
        let owner = one.owner.as_ref().map_or("?".to_owned(), ToString::to_string);
        format!("{owner}: {}", one.text)
    });
    told.collect()
}

fn feedback(notes: &[(&str, &str)]) -> Vec<String> {
    let model = outcome(notes, "2026-11-24").model;
    let told = model.feedback.iter().map(|one| format!("{:?} {}", one.kind, one.text));
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

const BEFORE: (&str, &str) = ("1-1s/Lena/2026-11-03.md", "- talked\n");

#[test]
fn what_stands_before_a_name_does_not_hide_it() {
    // The other boxes name one side, so a box without a name would be the other's.
    let others = |name: &str| format!("- [ ] {name}: one\n- [ ] {name}: two\n");
    for (line, words) in [
        ("- [ ] 🔔 NAME: ask HR", "🔔 ask HR"),
        ("- [ ] #urgent NAME: ask HR", "urgent ask HR"),
        ("- [ ] 20/11: NAME: ask HR", "20/11: ask HR"),
        ("- [ ] call: NAME: ask HR", "call: ask HR"),
        ("- [ ] 📞 NAME: ask HR", "📞 ask HR"),
        ("- [ ] P1 NAME: ask HR", "P1 ask HR"),
        ("- [ ] (A) NAME: ask HR", "(A) ask HR"),
        ("- [ ] 2026-11-20 NAME: ask HR", "2026-11-20 ask HR"),
        ("- [ ] [HR] NAME: ask them", "[HR] ask them"),
    ] {
        for (name, id, habit) in [("Nora", "nora", "Nora"), ("Lena", "lena", "Lena")] {
            let text = format!("{}{}\n", others(habit), line.replace("NAME", name));
            let notes = [
                ("People/Nora.md", "---\nme: yes\ntype: person\n---\n"),
                BEFORE,
                ("1-1s/Lena/2026-11-10.md", text.as_str()),
            ];
            let found = owed(&notes);
            assert_eq!(found.last(), Some(&format!("{id}: {words}")), "{line} {name}");
        }
    }
    let todo = "- [ ] Nora: one\n- [ ] TODO Lena: write\n";
    let notes = [
        ("People/Nora.md", "---\nme: yes\ntype: person\n---\n"),
        BEFORE,
        ("1-1s/Lena/2026-11-10.md", todo),
    ];
    assert_eq!(owed(&notes), ["nora: one", "lena: write"]);
}

#[test]
fn bullets_below_actions_are_told_by_contrast_as_boxes_are() {
    let me = ("People/Nora.md", "---\nme: yes\ntype: person\n---\n");
    let check = |text: &str, expected: &[&str]| {
        let notes = [me, BEFORE, ("1-1s/Lena/2026-11-17.md", text)];
        assert_eq!(owed(&notes), expected, "{text}");
    };
    check("## Actions\n- write it\n- pick one\n", &["?: write it", "?: pick one"]);
    check(
        "## Actions\n- Nora: one\n- Nora: two\n- three\n",
        &["nora: one", "nora: two", "lena: three"],
    );
    check(
        "## Aufgaben\n- Lena: one\n- Lena: two\n- three\n",
        &["lena: one", "lena: two", "nora: three"],
    );
    check(
        "## Actions\n- Nora: one\n- Lena: two\n- three\n",
        &["nora: one", "lena: two", "?: three"],
    );
}

#[test]
fn next_time_is_a_topic_and_no_promise() {
    for heading in [
        "## Next time",
        "## For next time",
        "## Next",
        "## Next 1:1",
        "**Next time**",
        "## Nächstes Mal",
        "## La prochaine fois",
        "## La próxima vez",
        "## Na próxima vez",
        "## La prossima volta",
        "## Volgende keer",
    ] {
        let text = format!("- fine\n\n{heading}\n- the rota\n");
        let notes = [BEFORE, ("1-1s/Lena/2026-11-17.md", text.as_str())];
        assert_eq!(owed(&notes), Vec::<String>::new(), "{heading}");
    }
    let steps = "## Next steps\n- me: the rota\n";
    assert_eq!(owed(&[BEFORE, ("1-1s/Lena/2026-11-17.md", steps)]), ["me: the rota"]);
}

#[test]
fn pictures_of_praise_and_critique() {
    let notes = |one: &'static str, other: &'static str| {
        [("1-1s/Lena/2026-11-03.md", one), ("1-1s/Lena/2026-11-10.md", other)]
    };
    let both = ["HighFive great demo", "WatchOut late again"];
    assert_eq!(feedback(&notes("- 👏 great demo\n- 👎 late again\n", "- a\n")), both);
    assert_eq!(feedback(&notes("- 👏 great demo\n", "- 🚩 late again\n")), both);
    assert_eq!(feedback(&notes("- 🎉 great demo\n", "- 👎 late again\n")), both);
    assert_eq!(feedback(&notes("- 🙌🏽 great demo\n- ⚠️ late again\n", "- a\n")), both);
    // One pole alone is nothing.
    assert_eq!(feedback(&notes("- 🎉 got married\n", "- 👏 a\n")), Vec::<String>::new());
    assert_eq!(feedback(&notes("- 🎉 got married\n", "- ⚠️ flu\n")), Vec::<String>::new());
}

#[test]
fn a_table_is_words_and_days_at_the_first_level_are_sections() {
    let table = "| Topic | Notes |\n|---|---|\n| pay | fine |\n";
    check(&[("1-1s/Lena Vogel/2026-11-10.md", table)], &["Lena Vogel 2026-11-10"]);
    let empty = "| Topic | Notes |\n|---|---|\n| | |\n";
    check(&[("1-1s/Lena Vogel/2026-11-10.md", empty)], &["Lena Vogel 2026-11-10 not held"]);
    for head in ["", "intro\n\n"] {
        let log = format!("{head}# 2026-11-10 (Tue)\n- a\n\n# 2026-11-03 (Tue)\n- b\n");
        let expected = ["Lena Vogel 2026-11-03", "Lena Vogel 2026-11-10"];
        check(&[("1-1s/Lena Vogel/1on1 log.md", log.as_str())], &expected);
        check(&[("Team/Lena Vogel/1on1 log.md", log.as_str())], &expected);
    }
    for (open, close) in [("--- ", " ---"), ("== ", " =="), ("—— ", " ——")] {
        let day = |day: &str| format!("{open}{day}{close}\n\n- a\n\n");
        let log = format!("{}{}", day("10.11.2026"), day("3.11.2026"));
        let expected = ["Lena Vogel 2026-11-03", "Lena Vogel 2026-11-10"];
        check(&[("1-1s/Lena Vogel.md", log.as_str())], &expected);
    }
    // One such heading is the title.
    check(
        &[("1-1s/Lena Vogel/talk.md", "# 2026-11-10\n- a\n## 2026\n- b\n")],
        &["Lena Vogel 2026-11-10"],
    );
}

#[test]
fn words_for_what_did_not_take_place() {
    for name in [
        "2026-11-10 1-1 - did not happen",
        "2026-11-10 1-1 (no hubo)",
        "2026-11-10 1-1 non fatto",
        "2026-11-10 1-1 - nicht stattgefunden",
    ] {
        let path = format!("1-1s/Lena Vogel/{name}.md");
        check(&[(path.as_str(), "- Lena on site all day\n")], &["Lena Vogel 2026-11-10 not held"]);
    }
}

#[test]
fn whoever_is_in_a_folder_of_customers_is_no_report() {
    for folder in ["Clients", "Customers", "Kunden", "Clientes", "Klanten", "02 Suppliers"] {
        let path = format!("{folder}/2026-11-12 1-1 Jane Doe.md");
        let lena = ("1-1s/Lena Vogel/2026-11-03.md", "- talked\n");
        let notes = [lena, (path.as_str(), "- [ ] send contract\n- kudos: nice\n")];
        check(&notes, &["Lena Vogel 2026-11-03"]);
        assert_eq!(said(&notes), Vec::<String>::new(), "{folder}");
    }
}

#[test]
fn a_bullet_with_a_heading_heads_its_own_lines_alone() {
    let own = [("pages/Lena Vogel.md", "type:: person\n"), ("logseq/config.edn", "{}")];
    let check = |text: &str, expected: &[&str]| {
        let notes = [
            own[0],
            ("journals/2026_11_10.md", "- 1:1 with [[Lena Vogel]]\n\t- older\n"),
            ("journals/2026_11_17.md", text),
        ];
        let model = outcome(&notes, "2026-11-24").model;
        let of_lena = model.actions.iter().filter(|one| one.person.is_some());
        let found: Vec<&str> = of_lena.map(|one| one.text.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    };
    check(
        "- ## Meetings\n\t- ### 1:1 with [[Lena Vogel]]\n\t\t- TODO ask HR\n\t- Sales\n\t\t- TODO send offer\n- ## Home\n\t- TODO oil\n- TODO lunch\n",
        &["ask HR"],
    );
    check(
        "- ### 1:1 with [[Lena Vogel]]\n\t- TODO ask HR\n- Sales\n\t- TODO send offer\n- TODO oil\n",
        &["ask HR"],
    );
    check(
        "- # 1:1 with [[Lena Vogel]]\n\t- TODO ask HR\n- # Sales\n\t- TODO send offer\n",
        &["ask HR"],
    );
}

#[test]
fn a_bullet_names_somebody_who_is_called_like_a_word() {
    let notes = [
        ("People/Dev Kapoor.md", "---\ntype: person\n---\n"),
        ("People/Hope Lind.md", "---\ntype: person\n---\n"),
        ("log/2026-11-10.md", "- **1:1 Dev**\n  - [ ] Dev: write\n- 1:1 Hope\n  - fine\n"),
    ];
    check(&notes, &["Dev Kapoor 2026-11-10", "Hope Lind 2026-11-10"]);
}

#[test]
fn bullets_that_only_part_goals_are_none() {
    let goals = |text: &str| {
        let notes = [BEFORE, ("1-1s/Lena/2026-11-17.md", text)];
        let model = outcome(&notes, "2026-11-24").model;
        model.goals.iter().map(|goal| goal.title.clone()).collect::<Vec<_>>()
    };
    for (short, long) in [
        ("Short term", "Long term"),
        ("**Short term**", "**Long term**"),
        ("Kurzfristig", "Langfristig"),
        ("À court terme", "À long terme"),
        ("Q4", "Next year"),
        ("Career", "Personal"),
    ] {
        let text = format!("## Goals\n- {short}\n  - pass CKA\n- {long}\n  - staff engineer\n");
        assert_eq!(goals(&text), ["pass CKA", "staff engineer"], "{text}");
    }
    assert_eq!(goals("## Goals\n- Career\n- pass CKA\n"), ["Career", "pass CKA"]);
}

#[test]
fn a_folder_of_somebody_and_boxes_of_theirs_are_a_log() {
    let log = |own: &str| {
        format!(
            "## Mi, 11.11.2026\n- [ ] Ich: fragen\n- [ ] {own}: schreiben\n\n\
             ## Mi, 4.11.2026\n- [ ] {own}: lesen\n"
        )
    };
    let (katrin, tobias) = (log("Katrin"), log("Tobias"));
    for folder in ["Mitarbeiter", "Personen", "Team", "Notizen"] {
        let paths = ["Katrin Weiß", "Tobias Kern"].map(|who| format!("{folder}/{who}/2026 Q4.md"));
        let notes = [(paths[0].as_str(), katrin.as_str()), (paths[1].as_str(), tobias.as_str())];
        check(
            &notes,
            &[
                "Katrin Weiß 2026-11-04",
                "Katrin Weiß 2026-11-11",
                "Tobias Kern 2026-11-04",
                "Tobias Kern 2026-11-11",
            ],
        );
    }
    // Boxes of somebody else make no log of a project.
    let notes = [("Projects/Green Harbour/2026 Q4.md", katrin.as_str())];
    check(&notes, &[]);
}

#[test]
fn tags_in_the_words_of_a_language_count_in_1_2_1s() {
    let lines = |text: &str| {
        let notes = [BEFORE, ("1-1s/Lena/2026-11-17.md", text)];
        let model = outcome(&notes, "2026-11-24").model;
        let goals = model.goals.iter().map(|goal| format!("Goal {}", goal.title));
        goals.chain(feedback(&notes)).collect::<Vec<_>>()
    };
    for (line, expected) in [
        ("- #elogio wrote the tests", "HighFive wrote the tests"),
        ("- wrote the tests #lob", "HighFive wrote the tests"),
        ("- #kritik late again", "WatchOut late again"),
        ("- #melhorar late again", "WatchOut late again"),
        ("- #verbeterpunt late again", "WatchOut late again"),
        ("- pass CKA #objetivo", "Goal pass CKA"),
        ("- #ziel pass CKA", "Goal pass CKA"),
        ("- #doel pass CKA", "Goal pass CKA"),
        ("- 🎯 pass CKA", "Goal pass CKA"),
    ] {
        assert_eq!(lines(&format!("{line}\n")), [expected], "{line}");
    }
    for line in ["- #reorg is hard", "- the goal 🎯 is near"] {
        assert_eq!(lines(&format!("{line}\n")), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn a_tag_with_a_person_is_a_1_2_1_of_the_day() {
    let lena = ("People/Lena Vogel.md", "---\ntype: person\n---\n");
    let check_day = |text: &str, expected: &[&str]| {
        check(&[lena, ("daily/2026-11-10.md", text)], expected);
    };
    let met = ["Lena Vogel 2026-11-10"];
    check_day("- talked #1on1/lena\n  - [ ] Lena: a\n- other\n", &met);
    check_day("- [[Lena Vogel]] #1-1/lena-vogel\n  - a\n", &met);
    check_day("## Chat #1on1/lena\n- a\n\n## Else\n- b\n", &met);
    check_day("#1on1/lena\n\n- [ ] Lena: a\n", &met);
    check_day("- see #1on1/format\n", &["Lena Vogel"]);
    check_day("- talked #project/lena\n  - a\n", &["Lena Vogel"]);
}

#[test]
fn bullets_with_a_day_and_the_1_2_1_word_head_a_log() {
    for (one, other) in [
        ("1:1 [[2026-11-10]]", "1:1 [[2026-11-03]]"),
        ("[[2026-11-10]] 1:1", "[[2026-11-03]] 1:1"),
        ("1-1 [[Nov 10th, 2026]]", "1-1 [[Nov 3rd, 2026]]"),
        ("1on1 10.11.2026", "1on1 3.11.2026"),
        ("**1:1 2026-11-10**", "**1:1 2026-11-03**"),
    ] {
        let text = format!("- {one}\n\t- [ ] Lena: a\n- {other}\n\t- [ ] me: b\n");
        let expected = ["Lena Vogel 2026-11-03", "Lena Vogel 2026-11-10"];
        check(&[("Lena Vogel.md", text.as_str())], &expected);
        check(&[("People/Lena Vogel.md", text.as_str())], &expected);
        let owners = owed(&[("Lena Vogel.md", text.as_str())]);
        assert_eq!(owners, ["me: b", "lena-vogel: a"], "{text}");
    }
    check(&[("Green Harbour.md", "- 2026-11-10 calls\n\t- [ ] me: a\n")], &[]);
}

#[test]
fn notes_of_a_day_below_a_team_are_talks_where_boxes_say_whose() {
    check(
        &[
            ("team.lena.2026.11.03.md", "- [ ] Lena: a\n"),
            ("team.lena.2026.11.10.md", "- [ ] me: b\n"),
            ("team.tom.2026.11.10.md", "- [ ] Tom: c\n"),
            ("dendron.yml", "version: 5\n"),
        ],
        &["Lena 2026-11-03", "Lena 2026-11-10", "Tom 2026-11-10"],
    );
    check(
        &[
            ("Team/Lena Vogel/2026-11-03.md", "- [ ] Lena: a\n"),
            ("Team/Lena Vogel/2026-11-10.md", "- [ ] b @lena\n- [ ] me: c\n"),
        ],
        &["Lena Vogel 2026-11-03", "Lena Vogel 2026-11-10"],
    );
    // Boxes of nobody, or of somebody else, say nothing of a talk.
    check(
        &[
            ("Team/Apollo/2026-11-03.md", "- [ ] deploy\n"),
            ("Team/Apollo/2026-11-10.md", "- [ ] Kim: deploy\n"),
            ("team.retro.2026.11.10.md", "- [ ] me: b\n"),
        ],
        &[],
    );
}

#[test]
fn goals_that_are_closed_by_a_word() {
    let goals = |text: &str| {
        let notes = [BEFORE, ("1-1s/Lena/2026-11-17.md", text)];
        let model = outcome(&notes, "2026-11-24").model;
        let told = |goal: &vault121::records::goal::Goal| format!("{:?}", goal.status);
        model.goals.iter().map(told).collect::<Vec<_>>()
    };
    for line in ["pass CKA ✅", "pass CKA (done)", "pass CKA - erledigt", "✔ pass CKA"] {
        assert_eq!(goals(&format!("## Goals\n- {line}\n")), ["Done"], "{line}");
    }
    assert_eq!(goals("## Goals\n- pass CKA (dropped)\n"), ["Dropped"]);
    assert_eq!(goals("## Goals\n- pass CKA when done with Go\n"), ["Open"]);
}
