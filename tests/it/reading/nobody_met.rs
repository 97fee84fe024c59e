//! Who is no person, no report and not the lead, and who is: the weekday of a day, the word of a
//! file, a customer, the lead's own manager; who has a name in other letters, or two of them.

use crate::reading::strangers::{check, check_lead, met, said};

const TALK: &str = "- talked\n";

#[test]
fn a_day_of_the_week_is_nobody() {
    for day in ["[2026-11-11 Wed]", "<2026-11-11 Wed>", "2026-11-11 Wed", "Wed 2026-11-11"] {
        let log = format!("# 1-1s\n## {day} 1:1\n- [ ] Lin: send\n## [2026-11-12 Thu] 1:1\n- x\n");
        check(&[("people.md", &log)], &[]);
        let headed = format!("# Notes\n## {day} 1:1 Linh Tran\n- [ ] Linh: send\n- [ ] me: y\n");
        check(&[("Log/notes.md", &headed)], &["Linh Tran 2026-11-11"]);
    }
    for (day, word) in [
        ("2026-11-12", "Thu"),
        ("2026-11-13", "Fri"),
        ("2026-11-12", "jeudi"),
        ("2026-11-13", "Viernes"),
        ("2026-11-09", "segunda-feira"),
        ("2026-11-11", "Mi"),
        ("2026-11-10", "mar."),
        ("2026-11-11", "woensdag"),
        ("2026-11-12", "Gio"),
    ] {
        let log = format!("## [{day} {word}] 1:1\n- x\n");
        let other = format!("## 1:1 {day} {word}\n- [ ] me: x\n");
        check(&[("a.md", &log), ("b.md", &other)], &[]);
    }
    // Who is called so, on another day than the one of that name.
    let notes = [("1-1s/Sam 2026-11-12.md", TALK), ("1-1s/Sam 2026-11-19.md", TALK)];
    check(&notes, &["Sam 2026-11-12", "Sam 2026-11-19"]);
    check(&[("1-1s/Mar Puig 2026-11-10.md", TALK)], &["Mar Puig 2026-11-10"]);
}

#[test]
fn the_last_part_of_a_tag_is_the_person_before_the_name_of_the_file() {
    for (file, tags, expected) in [
        ("Notes/2026-10-27 Coffee.md", "[1on1/layla-haddad]", "Layla Haddad 2026-10-27"),
        ("Notes/2026-10-27 Walk.md", "[one-on-one/layla-haddad, work]", "Layla Haddad 2026-10-27"),
        ("2026-10-27 Zoom.md", "[one-on-one, person/nadia-kassab]", "Nadia Kassab 2026-10-27"),
        ("2026-10-27 Zoom.md", "[one-on-one, people/nadia-kassab]", "Nadia Kassab 2026-10-27"),
        ("Notes/2026-10-27 Spaziergang.md", "[1-1/bea-weiss]", "Bea Weiss 2026-10-27"),
        ("Notes/2026-10-27 Lena Vogel.md", "[1on1/weekly]", "Lena Vogel 2026-10-27"),
        ("Notes/2026-10-27 Lena Vogel.md", "[1on1/remote]", "Lena Vogel 2026-10-27"),
    ] {
        let note = format!("---\ntags: {tags}\n---\n- talked\n");
        check(&[(file, &note)], &[expected]);
    }
    let several = [
        ("N/2026-10-27 Café.md", "---\ntags: [1on1/layla-haddad]\n---\n- x\n"),
        ("N/2026-11-03 Walk.md", "---\ntags: [1on1/layla-haddad]\n---\n- x\n"),
        ("N/2026-11-04 Lunch.md", "---\ntags: [1on1/omar-said]\n---\n- x\n"),
    ];
    let expected = ["Layla Haddad 2026-10-27", "Layla Haddad 2026-11-03", "Omar Said 2026-11-04"];
    check(&several, &expected);
    // Her own note, and what is a tag of a kind.
    let own = "---\ntags: [person/nadia-kassab]\n---\nlikes tea\n";
    let talk = "---\ntags: [one-on-one, person/nadia-kassab]\n---\n- x\n";
    let notes = [("Nadia Kassab.md", own), ("2026-11-12 Zoom.md", talk)];
    check(&notes, &["Nadia Kassab 2026-11-12"]);
}

#[test]
fn several_people_as_first_headings_each_above_days_have_their_own_1_2_1s() {
    for (one, other) in [("KW 44", "KW 45"), ("2026-10-27", "2026-11-03"), ("27 Oct", "3 Nov")] {
        let log = format!(
            "# Emre Aydin\n\n## {one}\n- talked\n- [ ] Emre: send\n\n# Henrike Lohse\n\n## {other}\n\
             - talked too\n- [ ] Henrike: call\n\n# Sonstiges\n\n- Kegelbahn?\n"
        );
        let found = met(&[("Vieraugengespräche Q4 2026.md", &log)]);
        let of = |name: &str| found.iter().filter(|one| one.starts_with(name)).count();
        assert_eq!((of("Emre"), of("Henrike"), found.len()), (1, 1, 2), "{one}: {found:?}");
    }
}

#[test]
fn a_folder_of_two_people_is_nobody() {
    for folder in ["Points", "Talks", "Weeklies", "Jours", "Rencontres", "Meetings", "Colloqui"] {
        for people in ["Team", "Reports", "Equipe", "People", "Squad"] {
            let path = |file: &str| format!("{folder}/{file}");
            let names = ["Camille Roche", "Yanis Belkacem"].map(|n| format!("{people}/{n}.md"));
            let files = [
                "2026-10-27 1-1 Camille (cancelled).md",
                "2026-11-10 1-1 Camille.md",
                "2026-11-24 1-1 Camille.md",
                "2026-11-25 1-1 Yanis.md",
            ]
            .map(path);
            let mut notes: Vec<(&str, &str)> =
                files.iter().map(|file| (file.as_str(), TALK)).collect();
            notes[0].1 = "";
            notes.extend(names.iter().map(|name| (name.as_str(), "likes tea\n")));
            let found = met(&notes);
            assert!(
                found.iter().all(|one| one.starts_with("Camille") || one.starts_with("Yanis")),
                "{folder}, {people}: {found:?}"
            );
            assert!(found.len() >= 3, "{folder}, {people}: {found:?}");
        }
    }
    // A folder of one person, whose notes have topics in their names.
    check(
        &[("1-1s/Camille/2026-11-10 Budget.md", TALK), ("1-1s/Camille/2026-11-24 Rota.md", TALK)],
        &["Camille 2026-11-10", "Camille 2026-11-24"],
    );
}

#[test]
fn who_is_no_report_by_their_role_is_not_prepared() {
    for name in [
        "1-1s/Randi Holte (customer) 2026-11-10.md",
        "1-1s/Randi Holte (our customer, Bergen) 2026-11-10.md",
        "1-1s/Sam Ode (peer) 2026-11-10.md",
        "1-1s/Mentor Gus Lee 2026-11-10.md",
        "1-1s/Bea Ort - candidate 2026-11-10.md",
        "1-1s/Ed Lim, customer 2026-11-10.md",
        "1-1s/2026-11-10 Ana Gil (vendor).md",
        "1-1s/2026-11-10 Ana Gil (skip level).md",
        "1-1s/Ana Gil (Kundin)/2026-11-10.md",
        "1-1s/Ana Gil (proveedora) 2026-11-10.md",
        "1-1s/Ana Gil (fournisseur) 2026-11-10.md",
        "1-1s/Ana Gil (leverancier) 2026-11-10.md",
        "1-1s/Ana Gil (candidata) 2026-11-10.md",
        "1-1s/Ana Gil – investitore 2026-11-10.md",
    ] {
        let notes = [(name, TALK), ("1-1s/Lena Vogel 2026-11-11.md", TALK)];
        check(&notes, &["Lena Vogel 2026-11-11"]);
    }
    let daily = "## 1:1 Cy Ode (investor)\n- x\n## 1:1 Lena Vogel\n- y\n";
    check(&[("Daily/2026-11-10.md", daily)], &["Lena Vogel 2026-11-10"]);
    let titled = [("1-1s/Cy Ode 2026-11-10.md", "# 1-1 Cy Ode (investor)\n- x\n")];
    check(&titled, &[]);
    // What somebody does is no such role, and Peer is a first name.
    for name in ["Lena Vogel (Engineer)", "Lena Vogel (customer success)", "Lena Vogel - salary"] {
        let file = format!("1-1s/{name} 2026-11-11.md");
        check(&[(&file, TALK)], &["Lena Vogel 2026-11-11"]);
    }
    check(&[("1-1s/Peer Hansen 2026-11-11.md", TALK)], &["Peer Hansen 2026-11-11"]);
    let peer = [("1-1s/Peer - 2026-11-11.md", TALK), ("1-1s/Peer - 2026-11-18.md", TALK)];
    check(&peer, &["Peer 2026-11-11", "Peer 2026-11-18"]);
}

#[test]
fn the_leads_own_manager_is_asked_of_each_part_of_a_note() {
    for (file, text) in [
        ("1-1s/Siv Dahl (my boss) 2026-11-10.md", "# 1-1 Siv Dahl\n- x\n"),
        (
            "Bila/Bila Wouter (mijn leidinggevende) - 13 november 2026.md",
            "# Bila Wouter Blok\n- x\n",
        ),
        ("1-1s/Siv Dahl (boss) 2026-11-10.md", "# 1-1 Siv Dahl\n- [ ] Siv: x\n"),
        ("1-1s/Siv Dahl 2026-11-10.md", "# 1-1 Siv Dahl (my line manager)\n- x\n"),
        ("1-1s/Siv Dahl 2026-11-10.md", "1-1 with my manager Siv Dahl\n\n- x\n"),
        ("1-1s/Siv Dahl 2026-11-10.md", "---\nrelation: my boss\n---\n# 1-1 Siv Dahl\n- x\n"),
        ("1-1s/Siv Dahl 2026-11-10.md", "# 1-1 Siv Dahl (ma directrice)\n- x\n"),
        ("1-1s/Siv Dahl 2026-11-10.md", "# 1-1 Siv Dahl (mi gerente)\n- x\n"),
        ("1-1s/Siv Dahl 2026-11-10.md", "# 1-1 Siv Dahl (meine Abteilungsleiterin)\n- x\n"),
        ("Daily/2026-11-10.md", "### 1:1 Caio (meu gerente)\n- x\n"),
        ("Daily/2026-11-10.md", "### 1:1 Caio (manager)\n- x\n"),
        ("Daily/2026-11-10.md", "## 1:1 with my director Siv Dahl\n- x\n"),
    ] {
        let report = "## 1:1 Lena Vogel\n- y\n";
        check(&[(file, text), ("Daily/2026-11-11.md", report)], &["Lena Vogel 2026-11-11"]);
    }
    // The report of a day on which the manager was met too.
    let both = "## 1:1 Lena Vogel\n- y\n## 1:1 Siv Dahl (my boss)\n- x\n";
    check(&[("Daily/2026-11-10.md", both)], &["Lena Vogel 2026-11-10"]);
}

#[test]
fn an_entry_of_the_config_for_somebody_with_a_note_is_that_person() {
    let talk = ("1-1s/Ana Sousa 2026-11-10.md", TALK);
    let list = |more: &str| format!("people: {{list: {{nita: {{name: Ana Sousa{more}}}}}}}\n");
    for (own, text) in [
        ("People/Ana Sousa.md", "likes tea\n"),
        ("Staff/Ana Sousa.md", "---\ntags: [person]\n---\nlikes tea\n"),
        ("Team/Ana Sousa.md", "likes tea\n"),
    ] {
        for more in ["", ", aliases: [Nita]"] {
            let config = list(more);
            let notes = [(".vault121/config.yml", config.as_str()), (own, text), talk];
            check(&notes, &["Ana Sousa 2026-11-10"]);
            let said = said(&notes);
            assert!(said.iter().all(|one| !one.contains("several")), "{said:?}");
        }
    }
    // Two who are called so stay two.
    let config = list("");
    let notes = [
        (".vault121/config.yml", config.as_str()),
        ("People/ana-s.md", "---\nname: Ana Sousa\n---\nx\n"),
        ("People/ana-t.md", "---\nname: Ana Sousa\n---\nx\n"),
    ];
    assert!(met(&notes).iter().all(|one| one == "Ana Sousa"), "{:?}", met(&notes));
}

#[test]
fn git_tells_the_lead_before_who_owns_boxes() {
    let klein = "- [ ] Robert: a\n- [ ] Bob: y\n- [ ] @bob z\n";
    let one =
        [("1-1s/Robert Klein/2026-11-03.md", klein), ("1-1s/Robert Klein/2026-11-10.md", klein)];
    check_lead(&one, Some("Fiona Baird"), Some("fiona"));
    let wei = "- [ ] Wei: a\n- [ ] b\n";
    let two = [
        ("1-1s/Zhang Wei/2026-11-03.md", wei),
        ("1-1s/Zhang Wei/2026-11-10.md", wei),
        ("1-1s/Lena Vogel/2026-11-10.md", "- [ ] Lena: x\n"),
    ];
    check_lead(&two, Some("Fiona Baird"), Some("fiona"));
    // Without git: who stands in one person's notes only is not the lead beside others.
    check_lead(&two, None, None);
    let hr = "- [ ] @lena x\n- [ ] @hr contract\n- [ ] @done y\n";
    let both = [("1-1s/Lena Vogel 2026-11-10.md", hr), ("1-1s/Omar Said 2026-11-10.md", hr)];
    check_lead(&both, None, None);
    check_lead(&both, Some("Fiona Baird"), Some("fiona"));
    let at = "- [ ] @lena x\n- [ ] @fiona contract\n";
    let both = [("1-1s/Lena Vogel 2026-11-10.md", at), ("1-1s/Omar Said 2026-11-10.md", at)];
    check_lead(&both, None, Some("fiona"));
    // A report with the lead's first name is not the lead.
    let anna = [("1-1s/Anna Berg 2026-11-10.md", TALK), ("1-1s/Anna Berg 2026-11-17.md", TALK)];
    check_lead(&anna, Some("Anna Krol"), Some("anna-krol"));
    // Her short form owns boxes with two people.
    let liz = "- [ ] Liz: x\n- [ ] Omar: z\n- [ ] Lena: z\n";
    let both = [("1-1s/Lena Vogel 2026-11-10.md", liz), ("1-1s/Omar Said 2026-11-10.md", liz)];
    check_lead(&both, Some("Elizabeth Moss"), Some("liz"));
    // Who stands beside all others is the one whom git knows.
    let groups =
        [("1-1s/2026-11-09 Linh, Osman.md", TALK), ("1-1s/2026-11-10 Linh Tran & Petra.md", TALK)];
    check_lead(&groups, Some("Petra Vance"), Some("petra"));
}

#[test]
fn the_day_of_a_task_is_not_that_of_a_talk() {
    let scheduled = "- [ ] draw it\n  SCHEDULED: <2026-11-24 Tue>\n- likes the team\n";
    check(&[("1-1s/Arvind Rao.md", scheduled)], &[]);
    let outline = "- 2026-11-09\n\t- TODO draw it\n\t  SCHEDULED: <2026-11-26 Thu>\n";
    check(&[("pages/1-1___Arvind Rao.md", outline)], &["Arvind Rao 2026-11-09"]);
    let deadline = "- TODO draft\n  DEADLINE: <2026-12-01 Tue>\n";
    check(&[("1-1s/Arvind Rao.md", deadline)], &[]);
    let real = "Date: 2026-11-10\n\n- talked\n";
    check(&[("1-1s/Arvind Rao.md", real)], &["Arvind Rao 2026-11-10"]);
}

#[test]
fn two_letters_for_one_are_the_same_name() {
    for (slug, name) in [
        ("juergen-gross", "Jürgen Groß"),
        ("marie-kuehn", "Marie Kühn"),
        ("soeren-kjaer", "Søren Kjær"),
        ("leyla-aydin", "Leyla Aydın"),
        ("ipek-yildiz", "İpek Yıldız"),
        ("dang-duc", "Đặng Đức"),
        ("baerbel-moeller", "Bärbel Möller"),
        ("aase-lund", "Åse Lund"),
        ("thora-jons", "Þóra Jóns"),
    ] {
        let talk = format!("1-1s/{slug}/2026-11-10.md");
        let own = format!("People/{name}.md");
        check(&[(&own, "x\n"), (&talk, TALK)], &[&format!("{name} 2026-11-10")]);
        let own = format!("---\ntitle: {name}\n---\nx\n");
        let (note, talk) = (format!("team.{slug}.md"), format!("team.{slug}.1on1.2026.11.10.md"));
        check(&[(&note, &own), (&talk, TALK)], &[&format!("{name} 2026-11-10")]);
    }
}

#[test]
fn a_word_for_a_meeting_with_how_often_is_that_word() {
    for word in [
        "Suivi individuel",
        "Suivi hebdo",
        "Suivi mensuel",
        "Point mensuel",
        "Entretien mensuel",
        "Seguimiento individual",
        "Alinhamento",
        "Alinhamento semanal",
        "Monatsgespräch",
        "Monatsgespraech",
        "Personalgespräch",
        "Touchbase",
        "Incontro mensile",
        "Gesprek maandelijks",
    ] {
        let days = ["2026-11-09", "2026-11-23"];
        let notes: Vec<(String, String)> = ["Camille Roy", "Luc Morel"]
            .iter()
            .flat_map(|who| {
                let first = who.split(' ').next().unwrap_or(who).to_owned();
                days.map(|day| {
                    let text = format!("- [ ] {first} : écrire\n- [ ] moi : lire\n");
                    (format!("Équipe/{who}/{word} {day}.md"), text)
                })
            })
            .collect();
        let notes: Vec<(&str, &str)> =
            notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let expected = [
            "Camille Roy 2026-11-09",
            "Camille Roy 2026-11-23",
            "Luc Morel 2026-11-09",
            "Luc Morel 2026-11-23",
        ];
        check(&notes, &expected);
    }
}

#[test]
fn a_dot_of_a_name_is_a_folder() {
    for (family, word) in [
        ("team.NAME.meeting.DAY", "meeting"),
        ("firma.team.NAME.gespraech.DAY", "gespraech"),
        ("people.NAME.sync.DAY", "sync"),
        ("gespraech.NAME.DAY", "gespraech"),
        ("work.team.NAME.catch-up.DAY", "catch-up"),
        ("equipe.NAME.suivi.DAY", "suivi"),
    ] {
        let notes: Vec<(String, String)> = ["marie-dupont", "luc-morel"]
            .iter()
            .flat_map(|who| {
                let first = who.split('-').next().unwrap_or(who).to_owned();
                ["2026.11.09", "2026.11.23"].map(|day| {
                    let path = family.replace("NAME", who).replace("DAY", day);
                    (format!("{path}.md"), format!("- [ ] {first}: x\n- [ ] me: y\n"))
                })
            })
            .collect();
        let notes: Vec<(&str, &str)> =
            notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let names: Vec<String> = met(&notes);
        let expected = [
            "Luc Morel 2026-11-09",
            "Luc Morel 2026-11-23",
            "Marie Dupont 2026-11-09",
            "Marie Dupont 2026-11-23",
        ];
        assert_eq!(names, expected, "{word}");
    }
}

#[test]
fn a_bullet_that_is_a_day_heads_what_is_below_it() {
    for (first, second) in [
        ("[[Nov 10th, 2026]]", "[[Oct 27th, 2026]]"),
        ("[[2026-11-10]]", "[[2026-10-27]]"),
        ("[[2026/11/10]]", "[[2026/10/27]]"),
        ("[[Tuesday, 10-11-2026]]", "[[Tuesday, 27-10-2026]]"),
        ("**[[Nov 10th, 2026]]**", "**[[Oct 27th, 2026]]**"),
        ("**10.11.2026**", "**27.10.2026**"),
        ("Tue 10 Nov", "Tue 27 Oct"),
        ("**10 Nov**", "**27 Oct**"),
        ("10.11.", "27.10."),
        ("Mardi 10 novembre", "Mardi 27 octobre"),
    ] {
        let page = format!("- {first}\n\t- talked\n- {second}\n\t- talked too\n");
        let expected = ["Arvind Rao 2026-10-27", "Arvind Rao 2026-11-10"];
        check(&[("pages/1-1___Arvind Rao.md", &page)], &expected);
    }
    for day in ["2026-11-10", "[[Nov 10th, 2026]]", "[[2026-11-10]]"] {
        let page = format!("- {day}\n\t- talked\n");
        check(&[("1-1s/Arvind Rao.md", &page)], &["Arvind Rao 2026-11-10"]);
    }
    // A link to a day in a list of other links, or with more in it, is no day of a talk.
    let page = "# 1-1 Arvind Rao\n- [[2026-11-10 retro]]\n\t- x\n- [[2026-11-11 plan]]\n\t- y\n";
    check(&[("1-1s/Arvind Rao.md", page)], &[]);
}

#[test]
fn the_heading_above_says_with_whom() {
    let expected = ["Linh Tran 2026-10-26", "Linh Tran 2026-11-09", "Osman Kaya 2026-11-11"];
    for (first, second, third) in [
        ("### 2026-11-09 1:1", "### 2026-10-26 1:1", "### 2026-11-11 1:1"),
        ("### [2026-11-09 Mon] 1:1", "### [2026-10-26 Mon] 1:1", "### [2026-11-11 Wed] 1:1"),
        ("### 1:1 2026-11-09", "### 1:1 2026-10-26", "### 1:1 2026-11-11"),
        ("### 1-1 on 9 Nov 2026", "### 1-1 on 26 Oct 2026", "### 1-1 on 11 Nov 2026"),
        ("### Bila 9 november 2026", "### Bila 26 oktober 2026", "### Bila 11 november 2026"),
    ] {
        for title in ["# People\n", "# Team\n", "\n"] {
            let text = format!(
                "{title}## Linh Tran\n{first}\n- [ ] Linh: a\n{second}\n- b\n## Osman Kaya\n\
                 {third}\n- [ ] Osman: c\n"
            );
            check(&[("people.md", &text)], &expected);
            let flat = text.replace("\n## ", "\n# ").replace("\n### ", "\n## ");
            check(&[("notes/log.md", &flat)], &expected);
        }
    }
    // A project above it is nobody.
    let text = "# Work\n## Billing\n### 2026-11-09 1:1\n- x\n";
    check(&[("work.md", text)], &[]);
}
