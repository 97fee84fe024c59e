//! Who is a person and which part of which note is a 1-2-1, in the shapes that people keep, without
//! a config: each row a small vault and what a colleague would read in it.

use crate::support::outcome;

/// The 1-2-1s of a vault, each as `person date`, and the people without one.
pub(crate) fn check(notes: &[(&str, &str)], expected: &[&str]) {
    let model = outcome(notes, "2026-11-24").model;
    let met = model.meetings.all.iter().map(|met| {
        let name = &model.people.by_id[&met.person].name;
        format!("{name} {}{}", met.date, if met.week { " week" } else { "" })
    });
    let mut found: Vec<String> = met.collect();
    let others = model.people.other_people();
    let alone = others.filter(|person| model.meetings.meetings_with(&person.id).next().is_none());
    found.extend(alone.map(|person| person.name.clone()));
    found.sort();
    assert_eq!(found, expected, "{:?}", notes.iter().map(|(path, _)| *path).collect::<Vec<_>>());
}

const LINE: &str = "- talked\n";

#[test]
fn a_name_in_the_path_of_a_one_on_one_is_a_person() {
    check(
        &[("1-1s/lena-vogel/2026-11-10.md", LINE), ("1-1s/sam-okoro/2026-11-11.md", LINE)],
        &["Lena Vogel 2026-11-10", "Sam Okoro 2026-11-11"],
    );
    check(
        &[("1-1 Maya - 2026-11-10.md", LINE), ("1-1 Maya - 2026-10-27.md", LINE)],
        &["Maya 2026-10-27", "Maya 2026-11-10"],
    );
    check(
        &[
            ("work.acme.1-1.hana.kim.2026.10.06.md", LINE),
            ("work.acme.1-1.lukas.adler.2026.10.07.md", LINE),
            ("work.acme.1-1.md", LINE),
        ],
        &["Hana Kim 2026-10-06", "Lukas Adler 2026-10-07"],
    );
    check(
        &[
            ("Bila/Joost de Vries/2026-10-06.md", LINE),
            ("Bila/Sanne Bakker/7 oktober 2026.md", LINE),
        ],
        &["Joost de Vries 2026-10-06", "Sanne Bakker 2026-10-07"],
    );
    check(
        &[
            ("20261006T140000--lars-holm__1on1_work.md", LINE),
            ("20261007T140000--nina-berg__1on1_work.md", LINE),
        ],
        &["Lars Holm 2026-10-06", "Nina Berg 2026-10-07"],
    );
    check(
        &[
            (
                "Work/1 1s 3f2a9c1d0b7e4a55a1c2d3e4f5a6b7c8/Jonas Meyer 0a1b2c3d4e5f6071/2026-10-06 a1b2c3d4.md",
                LINE,
            ),
            (
                "Work/1 1s 3f2a9c1d0b7e4a55a1c2d3e4f5a6b7c8/Priti Shah 1a1b2c3d4e5f6071/2026-10-07 c1b2c3d4.md",
                LINE,
            ),
        ],
        &["Jonas Meyer 2026-10-06", "Priti Shah 2026-10-07"],
    );
}

#[test]
fn front_matter_and_titles_say_with_whom() {
    check(
        &[("x7k2.md", "---\ntitle: 1-1 Alice 2026-10-27\ntags: [one-on-one]\n---\n- talked\n")],
        &["Alice 2026-10-27"],
    );
    check(
        &[(
            "Calls/Aiko.md",
            "---\ntype: 1on1\ndate: 2026-10-06\nattendees: [Aiko Mori]\n---\n- talked\n",
        )],
        &["Aiko Mori 2026-10-06"],
    );
    check(
        &[(
            "2026-10-27 Meeting with Hana.md",
            "---\ntype:\n  - \"[[One-on-one]]\"\npeople:\n  - \"[[Hana Sato]]\"\n---\n- talked\n",
        )],
        &["Hana Sato 2026-10-27"],
    );
    check(
        &[
            ("Personen/Jörg Müller.md", "# Jörg Müller\n"),
            ("Mitarbeitergespräche/Jörg Müller 27.10.2026.md", "# Gespräch mit Jörg\n\n- gut\n"),
        ],
        &["Jörg Müller 2026-10-27"],
    );
}

#[test]
fn a_folder_that_is_a_day_gives_it_to_what_lies_in_it() {
    check(
        &[
            ("2026-11-10/1-1 Maya.md", "# 1:1\n\n- talked\n"),
            ("2026-11-11/1-1 Rafael.md", "# 1:1\n\n- talked\n"),
            ("2026-11-11/Billing.md", "# Billing\n- [ ] fix the export\n"),
        ],
        &["Maya 2026-11-10", "Rafael 2026-11-11"],
    );
    check(
        &[
            ("Notizen/2026/10/27/Mitarbeitergespräch Jörg Müller.md", LINE),
            ("Notizen/2026/10/28/Einkauf.md", LINE),
            ("Notizen/2026/10/28/Mitarbeitergespräch Ana Ruiz.md", LINE),
        ],
        &["Ana Ruiz 2026-10-28", "Jörg Müller 2026-10-27"],
    );
    // The name of the file is nearer than its folder.
    check(
        &[("2026-10-27/1-1 Maya 2026-11-10.md", LINE), ("2026-10-27/1-1 Lena 2026-11-11.md", LINE)],
        &["Lena 2026-11-11", "Maya 2026-11-10"],
    );
    // A folder with a day and more is a trip or a project.
    check(&[("2026-10-27 Offsite/Maya.md", LINE)], &[]);
}

#[test]
fn headings_with_o3_are_one_on_ones_and_models_are_none() {
    check(
        &[
            ("People/Maya Chen.md", "# Maya Chen\n"),
            ("Journal/2026/10/2026-10-27.md", "## O3: Maya\n- talked\n"),
            ("Journal/2026/10/2026-10-28.md", "### o3 – Maya\n- talked\n\n### Lunch\n- x\n"),
            ("Journal/2026/11/2026-11-10.md", "# 1-1: Maya\n- talked\n"),
            ("Journal/2026/11/2026-11-11.md", "## o3-mini: Maya likes it\n- x\n"),
        ],
        &["Maya Chen 2026-10-27", "Maya Chen 2026-10-28", "Maya Chen 2026-11-10"],
    );
    check(
        &[("Daily/2026-10-27.md", "## O3 with [[Lena Vogel]]\n- müde\n")],
        &["Lena Vogel 2026-10-27"],
    );
    check(&[("Daily/2026-10-27.md", "## trying o3: Claude\n- fast\n")], &[]);
}

#[test]
fn days_in_bold_are_the_headings_of_a_log() {
    let maya = "---\ntype: person\n---\n# Maya Chen\n\n## 1:1s\n\n**Nov 10, 2026**\n- talked\n\n**Oct 27**\n- talked\n";
    check(&[("team/maya.md", maya)], &["Maya Chen 2026-10-27", "Maya Chen 2026-11-10"]);
    check(
        &[(
            "Personen/Jörg Müller.md",
            "# Jörg Müller\n\n**Di 10.11.2026**\n\n- gut\n\n__Di 27.10.__:\n\n- gut\n",
        )],
        &["Jörg Müller 2026-10-27", "Jörg Müller 2026-11-10"],
    );
    // Parts below a day stay its own, and the next day is no part of them.
    check(
        &[(
            "1-1s/Sam Okoro.md",
            "**2026-11-11**\n\n### Topics\n- x\n\n**2026-10-28**\n\n### Topics\n- y\n",
        )],
        &["Sam Okoro 2026-10-28", "Sam Okoro 2026-11-11"],
    );
    // A log of bread is nobody's; a day within words, in a list or in a quote heads nothing.
    check(
        &[("garden/sourdough.md", "# Sourdough\n\n**Nov 10**\n- rye\n\n**Oct 27**\n- rye\n")],
        &[],
    );
    check(
        &[(
            "People/Ana.md",
            "# Ana\n\n**2026-11-10** we moved\n\n- **2026-10-27**\n\n> **2026-10-28**\n\n**v1.2**\n",
        )],
        &["Ana"],
    );
}

#[test]
fn a_lead_is_who_was_there_every_time() {
    let note = |who: &str| format!("# 1:1\n\nAttendees: Eva Lund, {who}\n\n- talked\n");
    let (tom, ann) = (note("Tom Reed"), note("Ann Cole"));
    let notes = [
        ("Meetings/1-1 2026-10-13.md", tom.as_str()),
        ("Meetings/1-1 2026-10-14.md", ann.as_str()),
    ];
    check(&notes, &["Ann Cole 2026-10-14", "Tom Reed 2026-10-13"]);
    let model = outcome(&notes, "2026-11-24").model;
    assert_eq!(model.people.me.as_ref().map(|me| me.as_str()), Some("eva-lund"));
}

#[test]
fn headings_and_bullets_of_other_notes_are_one_on_ones() {
    check(
        &[(
            "Daily/2026-10-27.md",
            "# Tuesday\n\n## 1:1 [[Alice Fischer]]\n- tired\n\n## Standup\n- x\n",
        )],
        &["Alice Fischer 2026-10-27"],
    );
    check(
        &[(
            "journals/2026_10_27.md",
            "- ## Meetings\n\t- 1:1 with [[Priya Nair]] #1on1\n\t\t- tired\n",
        )],
        &["Priya Nair 2026-10-27"],
    );
    check(
        &[
            ("October 6th, 2026.md", "- [[1:1]] with [[Sofie Dahl]]\n    - likes it\n- dinner\n"),
            ("October 20th, 2026.md", "- [[Sofie Dahl]] [[1:1]]\n    - again\n"),
        ],
        &["Sofie Dahl 2026-10-06", "Sofie Dahl 2026-10-20"],
    );
    check(
        &[
            ("Semanas/2026-W41.md", "# Semana 41\n\n### 1:1 con Diego Ruiz\n- bien\n"),
            ("Semanas/2026-W43.md", "## 1:1 con Diego Ruiz\n- mejor\n"),
        ],
        &["Diego Ruiz 2026-10-05 week", "Diego Ruiz 2026-10-19 week"],
    );
    check(
        &[(
            "Entretiens individuels.md",
            "# Entretiens individuels\n\n## Luc Martin\n\n### 20 octobre 2026\n- x\n\n### 6 octobre\n- y\n\n\
             ## Inès Roux\n\n### 7 octobre 2026\n- z\n",
        )],
        &["Inès Roux 2026-10-07", "Luc Martin 2026-10-06", "Luc Martin 2026-10-20"],
    );
}

#[test]
fn running_logs_have_their_days_in_headings() {
    check(
        &[("1-1 notes/JohnDoe.md", "## [2026-11-10]\n- x\n\n## [2026-10-27]\n- y\n")],
        &["John Doe 2026-10-27", "John Doe 2026-11-10"],
    );
    check(
        &[(
            "Mitarbeiter/Jürgen Ott/Notizen 2026.md",
            "# Mitarbeitergespräche Jürgen Ott\n\n## Di 20.10.\n- x\n\n## Di 06.10.2026\n- y\n",
        )],
        &["Jürgen Ott 2026-10-06", "Jürgen Ott 2026-10-20"],
    );
    check(
        &[("Team/Ola Nord.md", "# Ola Nord\n\n## 1:1 2026-10-20\n- x\n\n## 1:1 6 Oct\n- y\n")],
        &["Ola Nord 2026-10-06", "Ola Nord 2026-10-20"],
    );
}

#[test]
fn topics_in_names_of_files_are_nobody() {
    check(
        &[
            ("1-1s/Omar/2026-10-06 Kickoff.md", "# 1:1 Omar Ali\n- x\n"),
            ("1-1s/Omar/2026-10-20 Promotion.md", "# 1:1 Omar Ali\n- x\n"),
            ("1-1s/Rita/2026-10-07 Intro.md", "# 1:1 Rita Mun\n- x\n"),
            ("1-1s/Rita/2026-10-21 Conference.md", "# 1:1 Rita Mun\n- x\n"),
        ],
        &[
            "Omar Ali 2026-10-06",
            "Omar Ali 2026-10-20",
            "Rita Mun 2026-10-07",
            "Rita Mun 2026-10-21",
        ],
    );
    check(
        &[
            ("user.mina.md", "---\ntitle: Mina Park\n---\n"),
            ("user.mina.feedback.md", "- x\n"),
            ("user.mina.one-on-one.2026.10.27.md", LINE),
        ],
        &["Mina Park 2026-10-27"],
    );
    check(
        &[
            ("direct-reports/amir/overview.md", "# Amir Rahimi\n"),
            ("direct-reports/amir/goals.md", "# Goals H2\n"),
            ("direct-reports/amir/1on1s/2026-10-27.md", LINE),
        ],
        &["Amir Rahimi 2026-10-27"],
    );
}

#[test]
fn notes_of_nobody_stay_notes() {
    for (path, text) in [
        ("Journal/Sourdough.md", "# Sourdough\n\n## 2026-10-06\n- fed\n\n## 2026-10-20\n- baked\n"),
        ("Recipes/Apple Pie.md", "# Apple Pie\n\n## 2026-10-06\n- good\n\n## 2026-10-20\n- ok\n"),
        ("Projects/ID mapping 1-1.md", "# 1:1 mapping of ids\n\n## 2026-10-06\n- x\n"),
        ("Notes/One to one functions.md", "# One to one functions\n\n## 2026-10-06\n- injective\n"),
        ("Projects/Boat.md", "# Boat\n\n## 2026-10-06\n- [ ] Anna: paint\n\n## 2026-10-20\n- x\n"),
        ("Books/121 ways to cook.md", "# 121 ways to cook\n\n- x\n"),
        ("1-1s/Lena/2026-10-06.md", "---\nread: no\n---\n- talked\n"),
        ("1-1s/README.md", "# How we do 1:1s\n\n- weekly\n"),
        ("1-1s/Questions.md", "- What was good?\n"),
        ("1-1s/my-boss/2026-10-07.md", "# Greta (my boss)\n\n- budget\n"),
        ("Vorlagen/Mitarbeitergespräch.md", "# Mitarbeitergespräch {{name}}\n\n- x\n"),
        ("Meetings/2026-10-06 Board.md", "# Board\n\nAttendees: Eva, Tom, Ann\n\n- x\n"),
        ("people/peoples.md", "a table\n"),
        ("Contacts/Bob Stone.md", "# Bob Stone\n\n## 2026-10-06\n- sale\n\n## 2026-10-20\n- x\n"),
        ("2026-10-06.md", "- [ ] 1:1 with Tom\n- ran 1-1 with the ball\n"),
    ] {
        check(&[(path, text)], &[]);
    }
}

#[test]
fn a_value_of_our_own_keys_is_nobody() {
    let front = |met: &str| format!("---\nperson: alice\nmet: {met}\nreport: yes\n---\n- talked\n");
    let notes: Vec<(String, String)> =
        [("03", "yes"), ("10", "partly"), ("17", "yes"), ("23", "no")]
            .iter()
            .map(|(day, met)| (format!("1-1s/Alice Fischer/2026-11-{day}.md"), front(met)))
            .collect();
    let notes: Vec<(&str, &str)> = notes.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    check(
        &notes,
        &[
            "Alice Fischer 2026-11-03",
            "Alice Fischer 2026-11-10",
            "Alice Fischer 2026-11-17",
            "Alice Fischer 2026-11-23",
        ],
    );
}

#[test]
fn the_lead_whom_a_note_names_is_not_found_out_from_lists_of_who_was_there() {
    let outcome = outcome(
        &[
            ("People/Nora.md", "---\nme: yes\n---\n"),
            ("1-1s/Alice/2026-11-03.md", "---\nattendees: [Alice, Bob]\n---\n- talked\n"),
            ("1-1s/Alice/2026-11-10.md", "---\nattendees: [Alice, Carla]\n---\n- talked\n"),
        ],
        "2026-11-24",
    );
    let me = outcome.model.people.me.as_ref().map(ToString::to_string);
    assert_eq!(me.as_deref(), Some("nora"));
    assert_eq!(outcome.model.people.evidence.me, None);
}

/// Who was met, in notes of the same words: each name with its meetings counted.
fn met(notes: &[(String, &str)]) -> Vec<String> {
    let notes: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let model = outcome(&notes, "2026-11-24").model;
    let others = model.people.other_people();
    others
        .map(|one| format!("{} {}", one.name, model.meetings.meetings_with(&one.id).count()))
        .collect()
}

/// Notes for three people at two days under a pattern: `{d}`, `{n}`.
fn patterned(pattern: &str, text: &'static str) -> Vec<(String, &'static str)> {
    let names = ["Anke", "Piet", "Ravi"];
    let days = ["2026-10-29", "2026-11-12"];
    let all = names.iter().flat_map(|name| days.iter().map(move |day| (name, day)));
    all.map(|(name, day)| {
        let path = pattern.replace("{n}", name).replace("{d}", day);
        (
            path + ".md",
            if text.is_empty() { OWN[NAMES.iter().position(|n| n == name).unwrap()] } else { text },
        )
    })
    .collect()
}

const NAMES: [&str; 3] = ["Anke", "Piet", "Ravi"];
/// Notes in which each owns a box.
const OWN: [&str; 3] =
    ["- talked\n- [ ] Anke: plan\n", "- talked\n- [ ] Piet: plan\n", "- [ ] Ravi: plan\n"];

#[test]
fn a_short_word_beside_names_is_a_one_on_one() {
    let all = ["Anke 2", "Piet 2", "Ravi 2"];
    let words = [
        "1on1",
        "121",
        "1_1",
        "1 1",
        "1x1",
        "oneonone",
        "One2One",
        "one to one",
        "1op1",
        "tête-à-tête",
        "Vier-Augen-Gespräch",
        "Zweiergespräch",
        "bilat",
        "a tu per tu",
        "uno a uno",
        "um a um",
        "o3",
        "O3",
        "1a1",
    ];
    for word in words {
        for pattern in ["{d} {w} {n}", "{d} {n} {w}", "{w} {n} {d}", "{w}/{n} {d}", "{d}-{w}-{n}"] {
            assert_eq!(
                met(&patterned(&pattern.replace("{w}", word), LINE)),
                all,
                "{word} {pattern}"
            );
        }
    }
    // Words that say less: who is not known owns a box in these notes.
    for word in [
        "P2P",
        "f2f",
        "OOO",
        "Jour fixe",
        "Jour-fixe",
        "JF",
        "RDV",
        "point hebdo",
        "catch-up",
        "Check-in",
        "Regeltermin",
        "Bilateral",
        "Meeting",
        "reunión",
        "colloquio",
        "overleg",
    ] {
        for pattern in ["{d} {w} {n}", "{w} {n} {d}", "{w}/{n} {d}", "{w}/{n}/{d}"] {
            let pattern = pattern.replace("{w}", word);
            assert_eq!(met(&patterned(&pattern, "")), all, "{pattern}");
            let known = NAMES.map(|name| (format!("people/{name}.md"), "role: cook\n"));
            let notes: Vec<_> = patterned(&pattern, LINE).into_iter().chain(known).collect();
            let absent = ["Anke 0", "Piet 0", "Ravi 0"];
            assert_eq!(met(&notes), if word == "OOO" { absent } else { all }, "{pattern}");
        }
        assert_eq!(met(&patterned(&format!("{{d}} {word} {{n}}"), LINE)), [""; 0], "{word}");
    }
}

#[test]
fn a_word_for_a_meeting_beside_another_word_is_nobodys() {
    for (paths, text) in [
        (["2026-11-12 o3-mini", "2026-10-29 o3-mini"], LINE),
        (["2026-11-12 Jour fixe Vertrieb", "2026-10-29 Jour fixe Einkauf"], LINE),
        (["2026-11-12 P2P Bitcoin", "2026-10-29 P2P Torrent"], LINE),
        (["2026-11-12 Meeting Phoenix", "2026-10-29 Meeting Phoenix"], LINE),
        (["2026-11-12 OOO Piet", "2026-10-29 OOO Piet"], "- back on Monday\n"),
        (["2026-11-12 sync Piet Anke Ravi", "2026-10-29 sync Piet and Anke"], LINE),
        (["2026-11-12 F2F workshop Lyon", "2026-10-29 F2F workshop Lyon"], LINE),
        (["o3 levels", "o3 in summer"], LINE),
    ] {
        let notes = paths.map(|path| (format!("{path}.md"), text));
        assert_eq!(met(&notes), [""; 0], "{paths:?}");
    }
}

/// The lead that `init` would find, as git or the notes tell.
fn lead(notes: &[(&str, &str)]) -> Option<String> {
    let model = outcome(notes, "2026-11-24").model;
    model.people.me.as_ref().map(ToString::to_string)
}

#[test]
fn the_name_that_all_pairs_share_is_the_lead() {
    let own = "# 1:1 Hannah / Ruben\n- [ ] Ruben: write\n";
    let pete = "# 1:1 Hannah / Pete\n- [ ] Pete: eat\n";
    let turned = "# 1:1 Ruben / Hannah\n- [ ] Ruben: write\n";
    let ruben = [("1on1/2026-11-03 Ruben.md", own), ("1on1/2026-11-17 Ruben.md", own)];
    let all = ["Ruben 2026-11-03", "Ruben 2026-11-17"];
    check(&ruben, &all);
    assert_eq!(lead(&ruben).as_deref(), Some("hannah"));
    check(&ruben.map(|(path, _)| (path, turned)), &all);
    check(
        &[ruben[0], ruben[1], ("1on1/2026-11-18 Pete.md", pete)],
        &["Pete 2026-11-18", "Ruben 2026-11-03", "Ruben 2026-11-17"],
    );
    let docs = [
        ("Tom _ Priya - 1_1.md", "Tom"),
        ("Ana _ Priya - 1_1.md", "Ana"),
        ("Priya & Bo 1-1.md", "Bo"),
    ];
    let texts = docs.map(|(path, name)| (path, format!("## 2026-11-16\n- [ ] {name}: write\n")));
    let notes: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    check(&notes, &["Ana 2026-11-16", "Bo 2026-11-16", "Tom 2026-11-16"]);
    assert_eq!(lead(&notes).as_deref(), Some("priya"));
    // A folder per pair.
    check(
        &[
            ("1on1/Petra & Nora/2026-11-10.md", LINE),
            ("1on1/Omar & Nora/2026-11-10.md", LINE),
            ("1on1/Nora & Jin/2026-11-10.md", LINE),
        ],
        &["Jin 2026-11-10", "Omar 2026-11-10", "Petra 2026-11-10"],
    );
}

#[test]
fn a_note_of_several_people_is_nobodys_one_on_one() {
    let alone = [("1-1s/2026-11-10 Ann.md", LINE), ("1-1s/2026-11-11 Bob.md", LINE)];
    for name in
        ["Ann & Bob", "Ann + Bob", "Ann, Bob and Cid", "Bob vs Ann", "Ann und Bob", "Ann _ Bob"]
    {
        let path = format!("1-1s/2026-11-12 {name}.md");
        check(
            &[alone[0], alone[1], (&path, "- watch out: all late\n")],
            &["Ann 2026-11-10", "Bob 2026-11-11"],
        );
    }
    // A log whose headings name several is each one's.
    check(
        &[("1-1s/log.md", "## 2026-11-10 1:1 Kim\n- x\n\n## 2026-11-17 1:1 Lee\n- [ ] Lee: y\n")],
        &["Kim 2026-11-10", "Lee 2026-11-17"],
    );
}

#[test]
fn titles_months_and_words_of_one_on_ones_are_no_names() {
    let two = |heading: &str| {
        let text = format!("{heading}\n- x\n");
        outcome(&[("d/2026-11-10.md", &text), ("d/2026-11-17.md", &text)], "2026-11-24").model
    };
    for (heading, name) in [
        ("## 1:1 Dr. Weiss", "Weiss"),
        ("## 1:1 J.R. Tolk", "J.R. Tolk"),
        ("## 1:1 Profa. Dirce", "Dirce"),
        ("## 1:1 mit Frau Adler", "Adler"),
        ("## 1:1 with Mr. Okafor", "Okafor"),
        ("## 1:1 avec Mme Petit", "Petit"),
    ] {
        let model = two(heading);
        let names: Vec<&str> = model.people.other_people().map(|one| one.name.as_str()).collect();
        assert_eq!(names, [name], "{heading}");
    }
    check(
        &[("Team/Jörg.md", "# 1:1 Jörg\n\n## 19.11.2026\n- [ ] Jörg: plan\n")],
        &["Jörg 2026-11-19"],
    );
    check(&[("November/1-1 Yusuf 10.11.2026.md", LINE)], &["Yusuf 2026-11-10"]);
    let guesses = outcome(&[("1-1s/2026-11.md", "# November\n- x\n")], "2026-11-24").model;
    assert!(
        !guesses.people.evidence.guesses.iter().any(|(_, why)| why.to_string().contains("Nov"))
    );
}

#[test]
fn what_did_not_happen_is_not_held() {
    for (line, held) in [
        ("cancelled, train strike", false),
        ("não veio", false),
        ("no vino", false),
        ("Lena ist nicht gekommen", false),
        ("pas venue", false),
        ("non è venuta", false),
        ("niet gekomen", false),
        ("didn't show up", false),
        ("moved the release, all fine", true),
        ("she came late", true),
    ] {
        let text = format!("{line}\n");
        let model = outcome(&[("1-1s/2026-11-10 Lena.md", &text)], "2026-11-24").model;
        assert_eq!(model.meetings.all[0].held, held, "{line}");
    }
}

#[test]
fn a_year_that_is_missing_comes_from_the_path_the_title_and_the_neighbours() {
    let talk = "- x\n";
    for (path, text, expected) in [
        ("2026-10 Oktober/1-1 Yusuf 13.10.md", talk, "Yusuf 2026-10-13"),
        ("Oktober/1-1 Yusuf 13.10.2026.md", "# 1-1 Yusuf 13.10.\n- x\n", "Yusuf 2026-10-13"),
        ("Bila/2026/Bila Sanne 28-10.md", talk, "Sanne 2026-10-28"),
        ("2025/1-1s/Bo 3.11..md", talk, "Bo 2025-11-03"),
        ("1-1s/Bo 27-oct-2026.md", talk, "Bo 2026-10-27"),
        ("1-1s/Bo 21.XI.2026.md", talk, "Bo 2026-11-21"),
        ("1-1s/Bo 2026-w44-5.md", talk, "Bo 2026-10-30"),
        ("1-1s/2026-S46 Bo.md", talk, "Bo 2026-11-09 week"),
    ] {
        check(&[(path, text)], &[expected]);
    }
    let logs: &[(&str, &str, &[&str])] = &[
        (
            "Points T4 2026.md",
            "## 1:1 avec Inès Roy – 6 octobre\n- x\n\n## 1:1 avec Inès Roy – 3 novembre\n- y\n",
            &["Inès Roy 2026-10-06", "Inès Roy 2026-11-03"],
        ),
        (
            "semanas 2026.md",
            "## Semana 43 (19-23 oct)\n\n### 1:1 Begoña Sanz – martes 20\n- x\n",
            &["Begoña Sanz 2026-10-20"],
        ),
        ("work 2026.md", "## W46\n- 1:1 Marek Kos\n    - x\n", &["Marek Kos 2026-11-09"]),
        (
            "bujo/Nov 2026.md",
            "# November 2026\n\n## Tue 17\n- 1:1 w/ Dana Weiss\n    - x\n",
            &["Dana Weiss 2026-11-17"],
        ),
        (
            "people/Anna.md",
            "# 1:1 Anna\n\n## 16.11.\n- x\n\n## 12.1.\n- y\n\n## 15.12.25\n- z\n",
            &["Anna 2025-12-15", "Anna 2026-01-12", "Anna 2026-11-16"],
        ),
        (
            "people/Noa.md",
            "# 1:1 Noa\n\n## 15 Dec 2025\n- x\n\n## 12 Jan\n- y\n\n## 16 Nov\n- z\n",
            &["Noa 2025-12-15", "Noa 2026-01-12", "Noa 2026-11-16"],
        ),
        (
            "Vier-Augen-Gespräche/Lena.md",
            "## Di 10.11.2026\n- x\n\n## Di 5.1.\n- y\n\n## Mi 20.1.\n- z\n",
            &["Lena 2026-11-10", "Lena 2027-01-05", "Lena 2027-01-20"],
        ),
        (
            "Vier-Augen-Gespräche 2026/Lena.md",
            "## 10.11.\n- x\n\n## Di 24.11.\n- y\n",
            &["Lena 2026-11-10", "Lena 2026-11-24"],
        ),
    ];
    for (path, text, expected) in logs {
        check(&[(path, text)], expected);
    }
}

#[test]
fn a_note_whose_title_is_its_name_is_one_meeting() {
    let text = "---\ncreated: 2026-11-12\n---\n# 1on1 w/ Bex - Nov. 12th\n- x\n";
    let model = outcome(&[("1on1 w_ Bex - Nov. 12th.md", text)], "2026-11-24").model;
    let met: Vec<_> =
        model.meetings.all.iter().map(|met| (met.date.to_string(), met.heading)).collect();
    assert_eq!(met, [("2026-11-12".to_owned(), None)]);
}
