//! Vaults of strangers, in habits that no list has: who is who, who the lead is, which note is
//! whose 1-2-1. Each row a small vault and what a colleague would read in it.

use crate::support::{outcome, vault};
use vault121::model::discover::discover;

/// A vault in notes.
type Notes<'n> = &'n [(&'n str, &'n str)];

/// The 1-2-1s of a vault, each as `person day`, and those who have none.
fn met(notes: Notes<'_>) -> Vec<String> {
    let model = outcome(notes, "2026-11-24").model;
    let met = model.meetings.all.iter().map(|met| {
        let held = if met.held { "" } else { " not held" };
        format!("{} {}{held}", model.people.by_id[&met.person].name, met.date)
    });
    let mut found: Vec<String> = met.collect();
    let others = model.people.others();
    let alone = others.filter(|person| model.meetings.with(&person.id).next().is_none());
    found.extend(alone.map(|person| person.name.clone()));
    found.sort();
    found
}

fn check(notes: Notes<'_>, expected: &[&str]) {
    assert_eq!(met(notes), expected, "{notes:?}");
}

/// Who is taken for the lead at the first look: by the notes, or proposed for the config.
fn check_lead(notes: Notes<'_>, user: Option<&str>, expected: Option<&str>) {
    let model = outcome(notes, "2026-11-24").model;
    let found = discover(&vault(notes), &model, user);
    let known = model.people.me.as_ref().map(ToString::to_string);
    let lead = found.lead().map(|(me, _)| me.to_owned()).or(known);
    assert_eq!(lead.as_deref(), expected, "{user:?} {notes:?}");
}

/// What is said of a vault: the code, the note, and the message.
fn said(notes: Notes<'_>) -> Vec<String> {
    let outcome = outcome(notes, "2026-11-24");
    let said = outcome.diagnostics.iter();
    said.map(|one| format!("{} {} {}", one.code.word(), one.path, one.message)).collect()
}

const LINE: &str = "- talked\n";

#[test]
fn of_two_in_a_title_it_is_the_one_who_varies_or_stands_alone() {
    let title = |who: &str| format!("# 1:1 {who}\n- [ ] me: eat\n");
    let (ruben, pete) = (title("Hannah / Ruben"), title("Hannah / Pete"));
    let notes = [
        ("1on1/2026-11-03 Ruben.md", ruben.as_str()),
        ("1on1/2026-11-17 Ruben.md", ruben.as_str()),
        ("1on1/2026-11-18 Pete.md", pete.as_str()),
    ];
    check(&notes, &["Pete 2026-11-18", "Ruben 2026-11-03", "Ruben 2026-11-17"]);
    check_lead(&notes, None, Some("hannah"));
    // With one other person it is the name of the file that tells.
    check(&notes[..2], &["Ruben 2026-11-03", "Ruben 2026-11-17"]);
    check_lead(&notes[..2], None, Some("hannah"));
    // In either order, with any sign, in the name of the file or of the folder.
    for (one, other) in [
        ("1-1s/2026-11-10 Petra <> Nora.md", "1-1s/2026-11-11 Omar x Nora.md"),
        ("1-1s/2026-11-10 Nora & Petra.md", "1-1s/2026-11-11 Nora & Omar.md"),
        ("1-1s/Petra & Nora/2026-11-10.md", "1-1s/Omar & Nora/2026-11-11.md"),
        ("1-1s/2026-11-10 Petra _ Nora.md", "1-1s/2026-11-11 Omar _ Nora.md"),
        ("1-1s/Nora und Petra 2026-11-10.md", "1-1s/Nora und Omar 2026-11-11.md"),
    ] {
        let notes = [(one, LINE), (other, LINE)];
        check(&notes, &["Omar 2026-11-11", "Petra 2026-11-10"]);
        check_lead(&notes, None, Some("nora"));
    }
}

#[test]
fn whom_git_knows_and_the_notes_name_is_the_lead() {
    let boxes = "# 1:1 Hannah / Ruben\n- [ ] Ruben: write\n- [ ] Hannah: buy bread\n";
    let notes = [("1on1/2026-11-03 R.md", boxes), ("1on1/2026-11-17 R.md", boxes)];
    check_lead(&notes, Some("Hannah Cole"), Some("hannah"));
    let boxes = "- [ ] Kim: x\n- [ ] Zoe: y\n- [ ] Zoe: z\n";
    let notes = [("1-1s/Kim/2026-11-03.md", boxes), ("1-1s/Kim/2026-11-10.md", boxes)];
    check_lead(&notes, Some("Zoe Park"), Some("zoe"));
    check_lead(&notes, None, Some("zoe"));
    // Whom git knows and no note names does not go before who owns the boxes.
    check_lead(&notes, Some("Root Admin"), Some("zoe"));
}

#[test]
fn a_first_name_of_two_people_is_no_third_and_not_the_lead() {
    let notes = [
        (
            "Mitarbeiter/Anna S.md",
            "---\nname: Anna Sommer\n---\n# 1:1 Anna S.\n\n## 17.11.2026\n- [ ] Anna: eins\n\
             - [ ] ich: zwei\n\n## 3.11.2026\n- [ ] Anna: sechs\n",
        ),
        ("Mitarbeiter/Anna K.md", "# 1:1 Anna K.\n\n## 16.11.2026\n- [ ] Anna: neun\n"),
        ("Mitarbeiter/Jörg.md", "# 1:1 Jörg\n\n## 19.11.2026\n- [ ] Anna: zwölf\n- gut\n"),
    ];
    check_lead(&notes, None, None);
    let model = outcome(&notes, "2026-11-24").model;
    let people: Vec<&str> = model.people.others().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["Anna K", "Anna Sommer", "Jörg"]);
    let owner = |text: &str| {
        let found = model.actions.iter().find(|action| action.text.contains(text));
        found.and_then(|action| action.owner.as_ref().map(ToString::to_string))
    };
    assert_eq!(owner("eins").as_deref(), Some("anna-s"));
    assert_eq!(owner("neun").as_deref(), Some("anna-k"));
    assert_eq!(owner("zwei").as_deref(), Some("me"));
    assert_eq!(owner("zwölf"), None);
}

#[test]
fn a_log_whose_headings_name_several_is_nobodys_own() {
    let sections = "## 2026-11-10 1:1 Kim\n- kudos: x\n## 2026-11-17 1:1 Lee\n- [ ] Lee: send\n\
                    ## 2026-11-18 1:1 Kim\n- [ ] me: phone\n";
    let expected = ["Kim 2026-11-10", "Kim 2026-11-18", "Lee 2026-11-17"];
    check(&[("1-1s/log.md", sections)], &expected);
    check(&[("1-1s/2026.md", sections)], &expected);
    let linked = sections.replace("Kim", "[[Kim]]").replace("Lee", "[[Lee]]");
    check(&[("one on ones/all.md", &linked)], &expected);
    // A log of one person that says so in each heading stays hers.
    let own = "## 2026-11-10 1:1 Kim\n- a\n## 2026-11-18 1:1 Kim\n- b\n";
    check(&[("1-1s/Kim.md", own)], &["Kim 2026-11-10", "Kim 2026-11-18"]);
}

#[test]
fn a_note_of_several_people_is_no_ones_one_on_one() {
    let alone = [
        ("1-1s/2026-11-10 Ann.md", LINE),
        ("1-1s/2026-11-11 Bob.md", LINE),
        ("1-1s/2026-11-12 Cid.md", LINE),
    ];
    let expected = ["Ann 2026-11-10", "Bob 2026-11-11", "Cid 2026-11-12"];
    for path in [
        "1-1s/2026-11-13 Ann, Bob, Cid.md",
        "1-1s/2026-11-14 Ann & Bob.md",
        "1-1s/2026-11-15 Ann + Bob.md",
        "1-1s/2026-11-16 Ann vs Bob.md",
        "1-1s/Ann and Bob 2026-11-17.md",
        "team/1-1 Ann _ Cid 2026-11-17.md",
    ] {
        let mut notes = alone.to_vec();
        notes.push((path, "- watch out: they quarrel\n"));
        check(&notes, &expected);
    }
    // With `person:` it is somebody's.
    let mut notes = alone.to_vec();
    notes.push(("1-1s/2026-11-14 Ann & Bob.md", "---\nperson: Bob\n---\n- x\n"));
    check(&notes, &["Ann 2026-11-10", "Bob 2026-11-11", "Bob 2026-11-14", "Cid 2026-11-12"]);
}

#[test]
fn folders_and_titles_that_are_months_are_nobody() {
    check(
        &[
            ("November/1-1 Yusuf 10.11.2026.md", LINE),
            ("Oktober/1-1 Yusuf 13.10.2026.md", LINE),
            ("1-1s/novembre 2026/Inès 2026-11-12.md", LINE),
        ],
        &["Inès 2026-11-12", "Yusuf 2026-10-13", "Yusuf 2026-11-10"],
    );
}

#[test]
fn titles_and_initials_belong_to_names() {
    let day = |names: [&str; 3]| {
        let [a, b, c] = names;
        format!("## 1:1 {a}\n- x\n\n## 1:1 {b}\n- y\n\n## {c}'s 1:1\n- z\n")
    };
    let text = day(["Dr. Weiss", "J.R. Tolk", "Ivy"]);
    check(
        &[("notes/2026-11-17.md", &text), ("notes/2026-11-10.md", &text)],
        &[
            "Ivy 2026-11-10",
            "Ivy 2026-11-17",
            "J.R. Tolk 2026-11-10",
            "J.R. Tolk 2026-11-17",
            "Weiss 2026-11-10",
            "Weiss 2026-11-17",
        ],
    );
    let text = day(["Profa. Dirce", "Frau Lang", "Herr Ode"]).replace("'s 1:1", " 1:1");
    check(
        &[("notes/2026-11-17.md", &text), ("notes/2026-11-10.md", &text)],
        &[
            "Dirce 2026-11-10",
            "Dirce 2026-11-17",
            "Lang 2026-11-10",
            "Lang 2026-11-17",
            "Ode 2026-11-10",
            "Ode 2026-11-17",
        ],
    );
    // What a title says besides the name is no part of it.
    for (title, name) in
        [("# 1:1 Jörg", "Jörg"), ("# 1-1 with Jörg", "Jörg"), ("# Jörg Ott", "Jörg Ott")]
    {
        let text = format!("{title}\n\n## 19.11.2026\n- gut\n\n## 5.11.2026\n- gut\n");
        let notes = [("Mitarbeiter/Jörg.md", text.as_str())];
        check(&notes, &[&format!("{name} 2026-11-05"), &format!("{name} 2026-11-19")]);
    }
}

#[test]
fn the_leads_own_manager_is_no_report() {
    let kim = ("1-1s/2026-11-10 Kim.md", LINE);
    for (path, text) in [
        ("daily/2026-11-16.md", "- 1:1 mit Boris (Co-Founder, mein Chef)\n  - Budget\n"),
        ("daily/2026-11-16.md", "## 1:1 Tara Moss (partner, I report to her)\n- budget\n"),
        ("daily/2026-11-16.md", "## 1:1 Luc Roy (mon boss)\n- budget\n"),
        ("daily/2026-11-16.md", "## 1:1 with [[Robert Cole]] (my boss)\n- budget\n"),
        ("1-1s/Barb 2026-11-12.md", "Barb = my boss\n\n- [ ] me: slides\n"),
        ("1-1s/Barb 2026-11-12.md", "Barb (mi jefa)\n\n- hablamos\n"),
    ] {
        let notes = [kim, (path, text)];
        let found = met(&notes);
        assert_eq!(found, ["Kim 2026-11-10"], "{text}");
    }
    // Said once, it holds for the other days.
    check(
        &[
            ("daily/2026-11-09.md", "## 1:1 Robert Cole (my boss)\n- budget\n"),
            ("daily/2026-11-16.md", "## 1:1 Robert Cole\n- budget\n"),
        ],
        &[],
    );
    // Her boss is not ours.
    check(
        &[("daily/2026-11-16.md", "## 1:1 Tara Moss (her boss left)\n- x\n")],
        &["Tara Moss 2026-11-16"],
    );
}

#[test]
fn a_note_whose_only_dated_heading_is_its_title_is_one_meeting() {
    let front = "---\ncreated: 2026-11-12T10:00:00\n---\n";
    let note = |title: &str| format!("{front}# {title}\n\n- talked\n");
    let (bex, toby) = (note("1on1 w/ Bex - Nov. 12th"), note("1on1 w/ Toby - Nov. 11th"));
    let notes = [
        ("1on1 w_ Bex - Nov. 12th.md", bex.as_str()),
        ("1on1 w_ Toby - Nov. 11th.md", toby.as_str()),
    ];
    let outcome = outcome(&notes, "2026-11-24");
    let all = &outcome.model.meetings.all;
    let days: Vec<String> = all.iter().map(|met| met.date.to_string()).collect();
    assert_eq!(days, ["2026-11-11", "2026-11-12"]);
    assert!(all.iter().all(|met| met.heading.is_none()), "{all:?}");
    let into = outcome.plan.edits.iter().map(|edit| edit.path.as_str());
    let into: Vec<&str> = into.filter(|path| path.contains("Nov. 1")).collect();
    assert!(into.is_empty(), "{into:?}");
    // A log that has one section yet, or whose title is above them, stays a log.
    for (path, text) in
        [("1-1s/Sam.md", "## 2026-11-10\n- x\n"), ("1-1s/Sam.md", "# Sam\n\n## 2026-11-10\n- x\n")]
    {
        let model = crate::support::outcome(&[(path, text)], "2026-11-24").model;
        assert!(model.meetings.all[0].heading.is_some(), "{text}");
    }
}

#[test]
fn what_is_all_that_a_one_on_one_says_may_be_that_it_was_not_held() {
    for (line, held) in [
        ("cancelled, train strike", false),
        ("skipped – both busy", false),
        ("verschoben (Messe)", false),
        ("não veio", false),
        ("no vino", false),
        ("Kim ist nicht gekommen", false),
        ("n'est pas venue", false),
        ("non è venuto", false),
        ("kwam niet", false),
        ("she didn't show up", false),
        ("sick, worried about the rent", true),
        ("cancelled the old contract, finally done", true),
        ("pushed back on the plan", true),
        ("nothing", true),
    ] {
        let text = format!("## 1:1 Kim Lund\n{line}\n");
        let expected = if held { "Kim Lund 2026-11-18" } else { "Kim Lund 2026-11-18 not held" };
        check(&[("journal/2026-11-18.md", &text)], &[expected]);
    }
    let more = "## 1:1 Kim Lund\ncancelled, sick\n- [ ] Kim: send the papers\n";
    check(&[("journal/2026-11-18.md", more)], &["Kim Lund 2026-11-18"]);
}

/// What is said of 1-2-1s that are not read: the notes that it is said of.
fn named(notes: Notes<'_>) -> Vec<String> {
    let said = said(notes);
    let of_notes = said.iter().filter(|one| {
        ["one-on-one-missed", "meeting-without-date"].iter().any(|code| one.starts_with(code))
    });
    of_notes.map(|one| one.split(".md").next().unwrap_or("").to_owned()).collect()
}

#[test]
fn what_looks_like_one_on_ones_and_is_not_read_is_named_once() {
    let weak = |word: &str, names: [&str; 2]| -> Vec<(String, String)> {
        let [one, other] = names;
        let days = [(one, "2026-11-03"), (one, "2026-11-17"), (other, "2026-11-04")];
        let text = "Lob: gut\n- [ ] ich: x\n".to_owned();
        days.map(|(name, day)| (format!("Protokolle/{day} {word} {name}.md"), text.clone())).into()
    };
    let borrowed = |notes: &[(String, String)]| -> Vec<(String, String)> { notes.to_vec() };
    for word in ["Jour fixe", "suivi", "colloquio", "catch-up", "seguimiento", "voortgang"] {
        let owned = borrowed(&weak(word, ["Jana", "Tom"]));
        let notes: Vec<(&str, &str)> =
            owned.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let named = named(&notes);
        assert_eq!(named.len(), 1, "{word} {named:?}");
        assert!(named[0].contains(&format!("2026-11-17 {word} Jana")), "{word} {named:?}");
    }
    for (notes, expected) in [
        // The word, the name, and no day.
        (&[("1 on 1s/Ravi/Ravi 1 on 1 first.md", "- [ ] Ravi: SOW\n")][..], "Ravi 1 on 1 first"),
        (&[("2026/Bila Sanne.md", "- [ ] Sanne: artikel\n")], "Bila Sanne"),
        (&[("2026/Bila Sanne kw.md", "# Bila Sanne\n\n- [ ] Sanne: artikel\n")], "Bila Sanne"),
        (
            &[("students/Zoe Baker/log.md", "# Log\n\n## 2026-11-13\n1:1, 40 min\n- goal: x\n")],
            "Zoe Baker/log",
        ),
        // A line that is no heading.
        (&[("2026-11-17.md", "1:1 Petra: talked about stuff\n\nshe is fine\n")], "2026-11-17"),
        (&[("2026-11-17.md", "> [!note] 1:1 Petra\n> - fine\n")], "2026-11-17"),
    ] {
        let named = named(notes);
        assert_eq!(named.len(), 1, "{notes:?} {named:?}");
        assert!(named[0].contains(expected), "{named:?}");
    }
}

#[test]
fn notes_named_after_people_of_the_config_are_named_when_nothing_of_them_is_read() {
    let config = "people:\n  list:\n    karim: {name: Karim, report: yes}\n    lucie: {name: Lucie, report: yes}\n";
    let notes = [
        (".vault121/config.yml", config),
        ("Notes/Karim.md", "Karim, salarié\n\n15/10/2026 : objectif permis\n"),
        ("Notes/Lucie.md", "Lucie, un peu seule\n"),
        ("Notes/soupe.md", "- [ ] soupe\n"),
    ];
    let found = named(&notes);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("Notes/"), "{found:?}");
    // People of whom there is no note yet are no complaint.
    assert_eq!(named(&[notes[0], notes[3]]), Vec::<String>::new());
}

#[test]
fn what_is_no_one_on_one_is_not_named() {
    for notes in [
        &[("football/1-1 Ajax - PSV.md", "# 1-1 Ajax - PSV\n\nKudos: keeper\n")][..],
        &[("db/one-to-one.md", "# one-to-one relations\n\n- 1:1 user to profile\n")],
        &[("tutoring/1-1 lessons.md", "# 1-1 lessons (spanish)\n\nteacher: Pilar\n")],
        &[("Recipes/Norma.md", "1:1 water and flour\n")],
        &[("Meetings/2026-11-09 Standup.md", "- x\n"), ("Meetings/2026-11-16 Retro.md", "- y\n")],
        &[("Meetings/2026-11-12 Vermieter.md", "# Gespräch mit dem Vermieter\n\n- Heizung\n")],
        &[("2026-11-17.md", "read the 1:1 chapter\n\n- the 1:1 mapping of ids\n")],
    ] {
        assert_eq!(named(notes), Vec::<String>::new(), "{notes:?}");
    }
}

#[test]
fn one_section_is_enough_where_others_of_its_form_are_sure() {
    let text = "# Points\n\n## 1:1 avec Mehdi – 6 octobre 2026\n- x\n\n\
                ## 1:1 avec Mehdi – 3 novembre 2026\n- y\n\n## 1:1 avec Inès – 5 novembre 2026\n- z\n";
    check(
        &[("Équipe/Points.md", text)],
        &["Inès 2026-11-05", "Mehdi 2026-10-06", "Mehdi 2026-11-03"],
    );
    let day = |name: &str| format!("- 1-op-1 {name}\n  - gesproken\n");
    let (koen, daan, els) = (day("Koen"), day("Daan"), day("Els"));
    let mut notes = vec![
        ("dag/20261027.md", daan.as_str()),
        ("dag/20261103.md", daan.as_str()),
        ("dag/20261028.md", els.as_str()),
        ("dag/20261104.md", els.as_str()),
        ("dag/20261105.md", koen.as_str()),
    ];
    let all = met(&notes);
    assert!(all.contains(&"Koen 2026-11-05".to_owned()), "{all:?}");
    // Alone it is asked.
    notes.drain(..4);
    check(&notes, &[]);
}

#[test]
fn the_leads_own_word_behind_an_at_is_no_name() {
    for word in ["io", "ik", "me", "moi"] {
        let text = format!("- [ ] mandare il file @{word}\n- [ ] Kim: x\n");
        let notes = [("1-1s/Kim/2026-11-03.md", text.as_str()), ("1-1s/Kim/2026-11-10.md", &text)];
        check_lead(&notes, None, None);
        check_lead(&notes, Some("Ada Rossi"), Some("ada"));
        let model = outcome(&notes, "2026-11-24").model;
        let owner = model.actions[0].owner.as_ref().map(ToString::to_string);
        assert!(
            model
                .actions
                .iter()
                .any(|one| { one.owner.as_ref().is_some_and(|id| id.as_str() == "me") }),
            "{word} {owner:?}"
        );
    }
}
