//! Vaults of strangers, in habits that no list has: who is who, who the lead is, which note is
//! whose 1-2-1. Each row a small vault and what a colleague would read in it.

use crate::support::{outcome, vault};
use vault121::model::discover::discover;

/// A vault in notes.
pub(crate) type Notes<'n> = &'n [(&'n str, &'n str)];

/// The 1-2-1s of a vault, each as `person day`, and those who have none.
pub(crate) fn met(notes: Notes<'_>) -> Vec<String> {
    let model = outcome(notes, "2026-11-24").model;
    let met = model.meetings.all.iter().map(|met| {
        let held = if met.held { "" } else { " not held" };
        format!("{} {}{held}", model.people.by_id[&met.person].name, met.date)
    });
    let mut found: Vec<String> = met.collect();
    let others = model.people.other_people();
    let alone = others.filter(|person| model.meetings.meetings_with(&person.id).next().is_none());
    found.extend(alone.map(|person| person.name.clone()));
    found.sort();
    found
}

pub(crate) fn check(notes: Notes<'_>, expected: &[&str]) {
    assert_eq!(met(notes), expected, "{notes:?}");
}

/// Who is taken for the lead at the first look: by the notes, or proposed for the config.
pub(crate) fn check_lead(notes: Notes<'_>, user: Option<&str>, expected: Option<&str>) {
    let model = outcome(notes, "2026-11-24").model;
    let vault = vault(notes);
    let found = discover(vault.whole().unwrap(), &model, user);
    let known = model.people.me.as_ref().map(ToString::to_string);
    let lead = found.lead().map(|(me, _)| me.to_owned()).or(known);
    assert_eq!(lead.as_deref(), expected, "{user:?} {notes:?}");
}

/// What is said of a vault: the code, the note, and the message.
pub(crate) fn said(notes: Notes<'_>) -> Vec<String> {
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
    let people: Vec<&str> =
        model.people.other_people().map(|person| person.name.as_str()).collect();
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
    let weak = |word: &str, text: &str| -> Vec<(String, String)> {
        let days = [("Jana", "2026-11-03"), ("Jana", "2026-11-17"), ("Tom", "2026-11-04")];
        let path = |(name, day)| format!("Protokolle/{day} {word} {name}.md");
        days.map(|day| (path(day), text.to_owned())).into()
    };
    let borrowed = |notes: &[(String, String)]| -> Vec<(String, String)> { notes.to_vec() };
    for word in ["Jour fixe", "suivi", "colloquio", "catch-up", "seguimiento", "voortgang"] {
        // With praise and what one of the two owes they are read, all of them.
        let owned = borrowed(&weak(word, "Lob: gut\n- [ ] ich: x\n"));
        let notes: Vec<(&str, &str)> =
            owned.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        check(&notes, &["Jana 2026-11-03", "Jana 2026-11-17", "Tom 2026-11-04"]);
        let owned = borrowed(&weak(word, "- [ ] ich: x\n"));
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

/// Where the vault has 1-2-1s, pages and people, with a copy of a name beside a note.
fn check_copy(original: &str, copy: &str, text: &str, is_copy: bool) {
    let disk = crate::support::Disk::new(&[
        ("People/Alice.md", "---\ntype: person\nreport: yes\n---\n"),
        ("1-2-1s/Alice/2026-11-10.md", "- talked of the plan\n- [ ] me: book\n"),
        (original, text),
        (copy, text),
    ]);
    let list = |what: &str| disk.run_on("2026-11-24", &["list", what]).out;
    let (people, meetings) = (list("people"), list("meetings"));
    let name = copy.rsplit('/').next().unwrap_or(copy).trim_end_matches(".md");
    assert_eq!(meetings.contains(name), !is_copy && copy.starts_with("1-2-1s"), "{meetings}");
    assert!(!people.to_lowercase().contains("cop") && !people.contains("alice-2"), "{people}");
    disk.run_on("2026-11-24", &["build"]);
    let made: Vec<String> = disk.files().into_keys().filter(|path| path.contains("12-0")).collect();
    let odd = |path: &String| ["opy", "opi", "~", "old", "onf"].iter().any(|w| path.contains(w));
    assert!(!made.iter().any(odd), "{made:?}");
    let said = disk.run_on("2026-11-24", &["check"]).out;
    assert_eq!(said.contains("copy-ignored") || said.contains(copy), is_copy, "{copy}: {said}");
}

#[test]
fn a_copy_is_no_person_no_second_meeting_and_names_no_next_one() {
    let talk = "- talked of leave\n- kudos: calm\n- [ ] Alice: write\n- she moves\n- tea\n";
    let meeting = "1-2-1s/Alice/2026-11-17.md";
    for name in [
        "Copy of 2026-11-17",
        "Kopie von 2026-11-17",
        "Copie de 2026-11-17",
        "2026-11-17~",
        "Copia di 2026-11-17",
        "2026-11-17_copy",
        "2026-11-17_old",
        "Conflict 2026-11-17",
        "2026-11-17 [Conflict]",
        "2026-11-17 (Konflikt)",
        "2026-11-17 CONFLIT",
        "2026-11-17 (in Konflikt stehende Kopie 2026-11-18)",
        "2026-11-17 (3rd copy)",
        "2026-11-17 (Copie en conflit de Nora 2026-11-18)",
        "2026-11-17 Copy1",
        "2026-11-17 backup",
        "2026-11-17-1",
        "2026-11-17 duplicate",
    ] {
        check_copy(meeting, &format!("1-2-1s/Alice/{name}.md"), talk, true);
    }
    let front = "---\ntype: person\nrole: engineer\n---\n";
    check_copy("People/Bob.md", "People/Bob 2.md", front, true);
    check_copy("People/Bob.md", "People/Copy of Bob.md", front, true);
}

#[test]
fn a_line_in_bold_heads_a_one_on_one() {
    // A running document of a pair, in any of its forms.
    for (first, second) in [
        ("**Nov 16, 2026 | Tom / Priya 1:1**", "**Nov 2, 2026 | Tom / Priya 1:1**"),
        ("__2026-11-16 – 1:1 Tom__", "__2026-11-02 – 1:1 Tom__"),
        ("**Di 16.11.2026:**", "**Mo 2.11.2026:**"),
    ] {
        let text = format!(
            "# Tom / Priya - 1:1 notes\n\n{first}\n\n**Notes**\n\n* tired\n\n**Action items**\n\n\
             - [ ] Tom - write\n\n{second}\n\n* fine\n"
        );
        let other = text.replace("Tom", "Kwame");
        let notes = [
            ("Ops/Tom _ Priya - 1_1 notes.md", text.as_str()),
            ("Ops/Kwame _ Priya - 1_1 notes.md", other.as_str()),
        ];
        let expected = ["Kwame 2026-11-02", "Kwame 2026-11-16", "Tom 2026-11-02", "Tom 2026-11-16"];
        check(&notes, &expected);
    }
    // A part of a daily note, until something else begins.
    for line in ["**1:1 mit Alice**", "**1-op-1 Alice**:", "__1:1 Alice__", "1:1 Alice:"] {
        let text = format!(
            "# d\n\n- rain\n\n{line}\n\n- kudos: calm\n- [ ] Alice: write\n\n{}\n\n- kudos: no\n",
            if line.starts_with("1:1") { "Standup:" } else { "**Standup**" }
        );
        let notes = [("Daily/2026-11-10.md", text.as_str()), ("Daily/2026-11-17.md", &text)];
        check(&notes, &["Alice 2026-11-10", "Alice 2026-11-17"]);
        let feedback = outcome(&notes, "2026-11-24").model.feedback;
        assert!(feedback.iter().all(|one| one.text != "no"), "{line} {feedback:?}");
    }
    let notes = [("Daily/2026-11-10.md", "**1:1 format is new**\n\n- x\n\n**1:1**\n\n- y\n")];
    check(&notes, &[]);
}

#[test]
fn days_at_the_beginning_of_lines_are_the_parts_of_a_log() {
    for log in [
        "# Fay\n\n2026-11-09\n\n- x\n\n2026-11-16\n\n- [ ] Fay: parts\n",
        "# Fay\n- 2026-11-09\n  - x\n- 2026-11-16\n  - [ ] Fay: parts\n",
        "# Fay\n2026-11-09: x\n2026-11-16: kudos: fast\n- [ ] Fay: parts\n",
        "# Fay\n**09/11/2026** – fine\n**16/11/2026** – kudos: fast\n- [ ] Fay: parts\n",
        "**2026-11-09**\n\n- x\n\n**2026-11-16**\n\n- [ ] Fay: parts\n",
        "- 9 Nov 2026: x\n- 16 Nov 2026: y\n  - [ ] Fay: parts\n",
    ] {
        check(&[("1-1s/Fay.md", log)], &["Fay 2026-11-09", "Fay 2026-11-16"]);
        let model = outcome(&[("1-1s/Fay.md", log)], "2026-11-24").model;
        let action = model.actions.iter().find(|one| one.text == "parts");
        assert!(
            action.is_some_and(
                |one| one.opened.map(|day| day.to_string()).as_deref() == Some("2026-11-16")
            ),
            "{log}"
        );
    }
    // Bullets of a person's note that say 1-2-1 behind the day, and the same words elsewhere.
    let text = "# Karim\n\n- 12/11/2026 : 1:1. Bravo\n- 15/10/2026 : 1:1. fatigué\n";
    check(&[("Personnes/Karim.md", text)], &["Karim 2026-10-15", "Karim 2026-11-12"]);
    for (path, text) in [
        ("Projects/Kiln.md", "2026-11-09: x\n\n2026-11-16: y\n"),
        ("People/Lee.md", "- 2026-01-05: joined\n- 2026-03-01: moved to Ops\n"),
        ("1-1s/Fay Lund/2026-11-10.md", "## Goals\n\n- 2026-12-01: ship\n- 2027-01-10: talk\n"),
    ] {
        let expected: &[&str] = match path {
            "1-1s/Fay Lund/2026-11-10.md" => &["Fay Lund 2026-11-10"],
            "People/Lee.md" => &["Lee"],
            _ => &[],
        };
        check(&[(path, text)], expected);
    }
}

#[test]
fn a_bullet_of_a_daily_note_is_a_one_on_one() {
    for bullet in [
        "- 1:1 Petra: talked about stuff",
        "- [x] 1:1 Petra",
        "* 1:1 w/ Petra @ 3pm",
        "- 1:1 Petra 14:00-14:30",
        "- **1:1 Petra**",
    ] {
        let text = format!("{bullet}\n  - kudos: calm\n  - [ ] Petra: send\n");
        let notes = [("Daily/2026-11-10.md", text.as_str()), ("Daily/2026-11-17.md", &text)];
        check(&notes, &["Petra 2026-11-10", "Petra 2026-11-17"]);
    }
    let dated = "- 2026-11-10 1:1 Petra\n  - a\n- 2026-11-17 1:1 Petra\n  - b\n";
    check(&[("work.md", dated)], &["Petra 2026-11-10", "Petra 2026-11-17"]);
    // A time behind the name is none of the name, in headings too.
    for heading in ["1-1 with Petra 14:00-14:30", "1-1 Petra 2pm", "☕ 1:1 (Petra)"] {
        let text = format!("## {heading}\n\n- x\n");
        let notes = [("Daily/2026-11-10.md", text.as_str()), ("Daily/2026-11-17.md", &text)];
        check(&notes, &["Petra 2026-11-10", "Petra 2026-11-17"]);
    }
}

#[test]
fn a_word_for_a_series_and_a_box_of_theirs_are_enough() {
    // Italian: the word in the title, the days with a Roman month, boxes of theirs.
    let log = |name: &str| {
        let first = name.split(' ').next().unwrap_or(name);
        format!(
            "# Colloqui con {name}\n\n## 9-XI-2026\n- [ ] {first}: lista\n\n## 12-X-2026\n- x\n"
        )
    };
    let (one, two) = (log("Giulia Sarti"), log("Marco Bellini"));
    check(
        &[
            ("Colloqui/Giulia Sarti - violino.md", &one),
            ("Colloqui/Marco Bellini - corno.md", &two),
        ],
        &[
            "Giulia Sarti 2026-10-12",
            "Giulia Sarti 2026-11-09",
            "Marco Bellini 2026-10-12",
            "Marco Bellini 2026-11-09",
        ],
    );
    // French: the word in the name of the note, arrows.
    check(
        &[
            ("suivis/2026-11-09 suivi Émile.md", "- [ ] Émile → démo\n"),
            ("suivis/2026-11-10 suivi Rachid.md", "- [ ] Rachid → rig\n"),
            ("suivis/2026-11-16 suivi Émile.md", "ça va\n"),
            ("suivis/2026-11-17 suivi budget.md", "- gelé\n"),
        ],
        &["Rachid 2026-11-10", "Émile 2026-11-09", "Émile 2026-11-16"],
    );
    // German: who was there, beside the lead who is there each time.
    let there = |who: &str| format!("**Teilnehmer:** {who}, Frauke Behrens\n\n- gut\n");
    let (jana, tom, nuri) = (there("Jana Wolf"), there("Tom Riedel"), there("Nuri Aksoy"));
    let kunze = "**Teilnehmer:** Herr Kunze, Jana Wolf, Frauke Behrens\n\n- Logo\n";
    check(
        &[
            ("Protokolle/2026-11-03 Jour fixe Jana.md", &jana),
            ("Protokolle/2026-11-04 Jour fixe Tom.md", &tom),
            ("Protokolle/2026-11-19 Jour fixe Nuri.md", &nuri),
            ("Protokolle/2026-11-10 Jour fixe Kunze.md", kunze),
        ],
        &["Jana Wolf 2026-11-03", "Nuri Aksoy 2026-11-19", "Tom Riedel 2026-11-04"],
    );
    // Dendron, without a `kind:`.
    check(
        &[
            ("meet.alice.2026.11.10.md", "- [ ] Alice: write\n"),
            ("meet.bob.2026.11.11.md", "- [ ] Bob: read\n"),
            ("meet.alice.2026.11.17.md", "- x\n"),
        ],
        &["Alice 2026-11-10", "Alice 2026-11-17", "Bob 2026-11-11"],
    );
    // No name varies, or nobody owns anything.
    for notes in [
        &[("Meetings/2026-11-09 Sync Kiln.md", "- [ ] Ann: x\n")][..],
        &[
            ("suivi/2026-11-09 suivi Budget.md", "- x\n"),
            ("suivi/2026-11-10 suivi Stock.md", "y\n"),
        ],
        &[("meet.retro.2026.11.10.md", "- x\n"), ("meet.retro.2026.11.17.md", "- y\n")],
    ] {
        check(notes, &[]);
    }
}

#[test]
fn the_word_below_a_day_says_it_of_a_log() {
    let zoe = "# Zoë meetings\n\n## 2026-11-13\n1:1, 40 min\n- [ ] Zoë: figure\n\n## 2026-10-30\n1:1\n- x\n";
    let ann = "# log\n\n## 2026-11-05\n1:1 (first)\n- x\n";
    let notes = [
        ("students/Zoe Baker/meetings.md", zoe),
        ("students/Wanjiru/meetings.md", ann),
        ("students/Zoe Baker/plan.md", "# Plan\n\n- x\n"),
    ];
    check(&notes, &["Wanjiru 2026-11-05", "Zoe Baker 2026-10-30", "Zoe Baker 2026-11-13"]);
    // The word inside a line, and a folder of something else.
    let text = "## 2026-11-13\n\n- moved the 1:1 mapping\n\n## 2026-11-14\n\n- y\n";
    check(&[("Projects/Kiln/log.md", text)], &[]);
}

#[test]
fn days_without_a_year_are_the_newest_that_run_one_way() {
    for (days, expected) in [
        (["19.11.", "5.11."], &["Jörg 2026-11-05", "Jörg 2026-11-19"][..]),
        (["5.11.", "19.11."], &["Jörg 2026-11-05", "Jörg 2026-11-19"]),
        (["12.1.", "15.12."], &["Jörg 2025-12-15", "Jörg 2026-01-12"]),
        (["15.12.", "12.1."], &["Jörg 2025-12-15", "Jörg 2026-01-12"]),
        // The next one has its heading already.
        (["1.12.", "19.11."], &["Jörg 2026-11-19", "Jörg 2026-12-01"]),
        (["Di 10.11.", "Di 27.10."], &["Jörg 2026-10-27", "Jörg 2026-11-10"]),
    ] {
        let text = format!("# 1:1 Jörg\n\n## {}\n- gut\n\n## {}\n- x\n", days[0], days[1]);
        let notes = [("Mitarbeiter/Jörg.md", text.as_str())];
        let mut found = met(&notes);
        found.iter_mut().for_each(|one| *one = one.replace(" not held", ""));
        assert_eq!(found, expected, "{days:?}");
        let told = said(&notes).iter().filter(|one| one.starts_with("year-assumed")).count();
        assert_eq!(told, 1, "{days:?}");
    }
    // It runs no way, or the weekday is another one's.
    for days in [["19.11.", "3.2.", "5.11."], ["Mo 10.11.", "Mo 27.10.", "Mo 13.10."]] {
        let text = format!(
            "# 1:1 Jo\n\n## {}\n- a\n\n## {}\n- b\n\n## {}\n- c\n",
            days[0], days[1], days[2]
        );
        assert!(
            met(&[("Mitarbeiter/Jo.md", &text)]).iter().all(|one| !one.contains("20")),
            "{days:?}"
        );
    }
    // Of many notes it is said once.
    let (ann, bob) = ("# 1:1 Ann\n\n## 19.11.\n- a\n", "# 1:1 Bob\n\n## 5.11.\n- b\n");
    let told = said(&[("Mitarbeiter/Ann.md", ann), ("Mitarbeiter/Bob.md", bob)]);
    assert_eq!(told.iter().filter(|one| one.starts_with("year-assumed")).count(), 1, "{told:?}");
}

#[test]
fn one_note_has_one_complaint() {
    let codes = |notes: Notes<'_>| -> Vec<String> {
        let about = |one: &String| {
            one.starts_with("meeting-without")
                || one.starts_with("one-on-one-missed")
                || one.starts_with("ambiguous-person")
        };
        said(notes).into_iter().filter(about).collect()
    };
    // Whom it may be of two is told with both handles, once.
    let people = [
        ("People/Alice Park.md", "- #home x\n"),
        ("People/Alice Stone.md", "- #home y\n"),
        ("1-1s/Alice/2026-11-10.md", "- talked\n"),
    ];
    let told = codes(&people);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("several people"), "{told:?}");
    // A bank of questions is no 1-2-1, whatever the config takes in.
    let config = (".vault121/config.yml", "one_on_ones: {notes: [\"1-1s/**\"]}\n");
    for bank in [
        ("1-1s/Questions I stole.md", "- what is new?\n- what else?\n"),
        ("1-1s/good ones.md", "- how are you?\n- what is hard?\n- who helps?\n"),
        ("1-1s/README.md", "every week, 30 min\n"),
    ] {
        assert_eq!(codes(&[config, bank]), Vec::<String>::new());
    }
    // Parts of one note are one note.
    let sections = "## 1:1 Mehdi\n- [ ] Mehdi: a\n\n## 1:1 Inès\n- [ ] Inès: b\n\n## 1:1 Mehdi\n- c\n\n\
                    ## 1:1 Inès\n- d\n";
    let told = codes(&[("Équipe/Points.md", sections)]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("a note holds 4 1-2-1s"), "{told:?}");
}

#[test]
fn a_callout_is_a_one_on_one_until_it_ends() {
    for title in [
        "> [!abstract]- 1:1 [[Ingrid Solberg]]",
        "> [!meeting]+ 1on1 Ingrid Solberg",
        "> [!note] 1:1 Ingrid Solberg",
    ] {
        let text = format!(
            "# d\n\n{title}\n> - kudos: calm\n> - [ ] Ingrid: write\n\n## Shop\n\n- kudos: no\n"
        );
        let late = text.replace("\n\n## Shop\n", "\n");
        let notes = [("Daily/2026-11-10.md", text.as_str()), ("Daily/2026-11-17.md", &late)];
        check(&notes, &["Ingrid Solberg 2026-11-10", "Ingrid Solberg 2026-11-17"]);
        let feedback = outcome(&notes, "2026-11-24").model.feedback;
        let texts: Vec<&str> = feedback.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["calm", "calm"], "{title}");
    }
    check(&[("Daily/2026-11-10.md", "> [!note] the 1:1 mapping is done\n> - x\n")], &[]);
}

#[test]
fn a_line_that_begins_another_one_on_one_ends_the_one_above() {
    for line in [
        "1:1 with Dario Patel:",
        "Dario Patel 1on1",
        "*1:1 Dario Patel*",
        "__1:1 Dario Patel__",
        "**1:1 Dario Patel**",
        "> [!note] 1:1 Dario Patel",
    ] {
        let sign = if line.starts_with('>') { "> " } else { "" };
        let gap = if sign.is_empty() { "\n" } else { "" };
        let text = format!(
            "## 1:1 Ingrid Solberg\n\n- fine\n\n{line}\n{gap}{sign}- Watch out: talks over people\n"
        );
        let notes = [("Daily/2026-11-10.md", text.as_str())];
        check(&notes, &["Dario Patel 2026-11-10", "Ingrid Solberg 2026-11-10"]);
        let feedback = outcome(&notes, "2026-11-24").model.feedback;
        let whose = feedback[0].person.to_string();
        assert_eq!(whose, "dario-patel", "{line}");
    }
}

#[test]
fn weekdays_are_nobody() {
    let text = |one: &str, two: &str| {
        format!(
            "# 1-1s 2026\n\n## {one}\n\n### Wanjiru\n- a\n\n### Piotr\n- b\n\n## {two}\n\n### Piotr\n- c\n"
        )
    };
    for (one, two) in [
        ("Thu 12 Nov", "Tue 10 Nov"),
        ("Thu, 12 Nov 2026", "Tue, 10 Nov 2026"),
        ("2026-11-12 Thu", "2026-11-10 Tue"),
        ("Do, 12.11.2026", "Di, 10.11.2026"),
        ("Thursday 12 Nov", "Tuesday 10 Nov"),
    ] {
        check(
            &[("1-1s 2026.md", &text(one, two))],
            &["Piotr 2026-11-10", "Piotr 2026-11-12", "Wanjiru 2026-11-12"],
        );
    }
}

#[test]
fn the_leads_name_is_no_part_of_somebody_elses() {
    let note = |who: &str| {
        format!("---\nattendees:\n- Beth Novak <beth@h.io>\n- {who} <x@h.io>\n---\n- talked\n")
    };
    let (arjun, lucia) = (note("Arjun Mehta"), note("Lucía Prieto"));
    for [one, two] in [
        ["1-1s/Arjun Beth 1on1 2026-11-10.md", "1-1s/Lucía Beth 1on1 2026-11-11.md"],
        ["1-1s/2026-11-10_arjun-beth-1-1.md", "1-1s/2026-11-11_lucía-beth-1-1.md"],
        ["1-1s/Beth Arjun 1-1 2026-11-10.md", "1-1s/Beth Lucía 1-1 2026-11-11.md"],
    ] {
        let notes = [(one, arjun.as_str()), (two, lucia.as_str())];
        check(&notes, &["Arjun Mehta 2026-11-10", "Lucía Prieto 2026-11-11"]);
    }
    // What a program wrote down beside a note is no second 1-2-1.
    let notes = [
        ("1-1s/Arjun Beth 1-1 2026-11-10.md", arjun.as_str()),
        ("1-1s/Lucía Beth 1-1 2026-11-11.md", lucia.as_str()),
        ("1-1s/Transcripts/Arjun Beth 1-1 2026-11-10 transcript.md", "- so, hello\n"),
        ("1-1s/Lucía Beth 1-1 2026-11-11 (raw).md", "- so, hello\n"),
    ];
    check(&notes, &["Arjun Mehta 2026-11-10", "Lucía Prieto 2026-11-11"]);
}

#[test]
fn the_leads_manager_with_a_note_is_no_report() {
    let reports = |notes: Notes<'_>| -> Vec<String> {
        let model = outcome(notes, "2026-11-24").model;
        model.reports().map(|person| person.name.clone()).collect()
    };
    let meeting = ("1-1s/Greta Holm/2026-11-10.md", "- talked\n");
    for note in [
        "---\nrole: my manager\n---\n",
        "---\nrelationship: boss\n---\n",
        "# Greta Holm\n\nMy manager since 2025.\n",
        "- Role:: VP, my boss\n",
        "# Greta Holm\n\nMein Chef, seit Mai.\n",
    ] {
        assert_eq!(
            reports(&[("People/Greta Holm.md", note), meeting]),
            Vec::<String>::new(),
            "{note}"
        );
    }
    for note in ["---\nrole: manager\n---\n", "Her manager is my boss, she says.\n", ""] {
        assert_eq!(reports(&[("People/Greta Holm.md", note), meeting]), ["Greta Holm"], "{note}");
    }
}

#[test]
fn what_one_detail_hid() {
    // The day in a second line, or in one paragraph with who was there.
    let notion = "# Yusuf Demir\n\nAttendees: Carla Mendes, Yusuf Demir\nDate: October 27, 2026 3:00 PM\n\n- x\n";
    check(&[("1-1s/Yusuf Demir one.md", notion)], &["Yusuf Demir 2026-10-27"]);
    let bold = "**Type:** 1:1\n**Date:** 2026-10-27\n\n- x\n";
    check(&[("1-1s/Yusuf Demir.md", bold)], &["Yusuf Demir 2026-10-27"]);
    // A new colleague with one dated part, beside one with two.
    check(
        &[
            (
                "equipe/karim-benali.md",
                "## Entretien du 13/11/2026\n- a\n\n## Entretien du 16/10/2026\n- b\n",
            ),
            ("equipe/solene-le-goff.md", "## Entretien du 13/11/2026\n- [ ] Solène : x\n"),
        ],
        &["karim-benali 2026-10-16", "karim-benali 2026-11-13", "solene-le-goff 2026-11-13"],
    );
    // A weak word in the folder that names the person.
    let log = |name: &str| {
        format!("# Jour fixe {name}\n\n## 10.11.2026\n- [ ] {name}: x\n\n## 27.10.2026\n- y\n")
    };
    let (tomasz, swantje) =
        (log("Tomasz"), "# Jour fixe Swantje\n\n## 11.11.2026\n- [ ] Swantje: x\n");
    check(
        &[
            ("Mitarbeiter/Tomasz Zielinski/Jour fixe 2026-Q4.md", &tomasz),
            ("Mitarbeiter/Swantje Holm/Jour fixe 2026-Q4.md", swantje),
        ],
        &["Swantje Holm 2026-11-11", "Tomasz Zielinski 2026-10-27", "Tomasz Zielinski 2026-11-10"],
    );
    // A first name that is a word too.
    check(&[("1-1s/2026-11-10 Dev Patel.md", "- x\n")], &["Dev Patel 2026-11-10"]);
    check(&[("1-1s/2026-11-10 Dev notes.md", "- x\n")], &[]);
    // Not held, in few words.
    for line in ["no time", "no time, skipped", "canceled by me", "no meeting", "PTO", "keine Zeit"]
    {
        let text = format!("- {line}\n");
        let notes = [("1-1s/Ann Lee/2026-11-10.md", text.as_str())];
        check(&notes, &["Ann Lee 2026-11-10 not held"]);
    }
}
