//! People as they are spoken of: by a surname, by a title, by initials, by a word that is a day.

use super::strangers::check;
use crate::support::outcome;

/// Who owes what in a vault: `owner: words`.
fn owed(notes: &[(&str, &str)]) -> Vec<String> {
    let model = outcome(notes, "2026-11-24").model;
    let owner = |owner: Option<String>| owner.unwrap_or_else(|| "?".to_owned());
    let actions = model.actions.iter();
    let told = actions.map(|one| {
        let who = one.owner.as_ref().map(ToString::to_string);
        format!("{}: {}", owner(who), one.text)
    });
    told.collect()
}

/// Two people with surnames; one line of the 1-2-1 with Ana Rivera.
fn of_line(line: &str) -> Vec<String> {
    let text = format!("{line}\n");
    owed(&[
        ("1-1s/Ana Rivera/2026-11-10.md", "- talked\n"),
        ("1-1s/Peter Weiss/2026-11-10.md", "- talked\n"),
        ("1-1s/Peter van der Berg/2026-11-10.md", "- talked\n"),
        ("1-1s/Ana Rivera/2026-11-17.md", &text),
    ])
}

#[test]
fn a_surname_a_title_and_initials_name_who_owes() {
    for (line, expected) in [
        ("- [ ] Rivera to send the deck", "ana-rivera: send the deck"),
        ("- [ ] Rivera will send the deck", "ana-rivera: send the deck"),
        ("- [ ] Rivera: send it", "ana-rivera: send it"),
        ("- [ ] Ms Rivera: send it", "ana-rivera: send it"),
        ("- [ ] Ms. Rivera will call them", "ana-rivera: call them"),
        ("- [ ] Frau Rivera: anrufen", "ana-rivera: anrufen"),
        ("- [ ] Sra. Rivera: llamar", "ana-rivera: llamar"),
        ("- [ ] Mr. Rivera to call them", "ana-rivera: call them"),
        ("- [ ] Dr. Weiss: read it", "peter-weiss: read it"),
        ("- [ ] send it @rivera", "ana-rivera: send it"),
        ("- [ ] send it (Rivera)", "ana-rivera: send it"),
        ("- [ ] send it - Rivera", "ana-rivera: send it"),
        ("- [ ] [Rivera] send it", "ana-rivera: send it"),
        ("- [ ] A. Rivera: send it", "ana-rivera: send it"),
        ("- [ ] Ana R.: send it", "ana-rivera: send it"),
        ("- [ ] van der Berg: send it", "?: van der Berg: send it"),
        ("- [ ] Berg: send it", "peter-van-der-berg: send it"),
        // What is nobody's, or may be two people's, is not made somebody's.
        ("- [ ] B. Rivera: send it", "?: B. Rivera: send it"),
        ("- [ ] Peter: send it", "?: Peter: send it"),
        ("- [ ] Riviera: send it", "?: Riviera: send it"),
        ("- [ ] rivera boat tour: book it", "?: rivera boat tour: book it"),
    ] {
        assert_eq!(of_line(line), [expected], "{line}");
    }
    // Two people of one surname: it is asked.
    let two = [
        ("1-1s/Ana Rivera/2026-11-10.md", "- [ ] Rivera: send it\n- [ ] A. Rivera: read it\n"),
        ("1-1s/Tom Rivera/2026-11-10.md", "- talked\n"),
    ];
    assert_eq!(owed(&two), ["?: send it", "ana-rivera: read it"]);
}

#[test]
fn a_surname_behind_an_at_is_whom_a_line_is_about() {
    let notes = [
        ("1-1s/Ana Rivera/2026-11-10.md", "- talked\n"),
        ("1-1s/Bo Lind/2026-11-10.md", "- #high-five @rivera ran the demo\n"),
    ];
    let model = outcome(&notes, "2026-11-24").model;
    let feedback = model.feedback.iter().map(|one| (one.person.to_string(), one.text.clone()));
    let expected = [("ana-rivera".to_owned(), "ran the demo".to_owned())];
    assert_eq!(feedback.collect::<Vec<_>>(), expected);
}

#[test]
fn first_names_that_are_small_words_elsewhere_stay() {
    for name in ["Mia Sand", "My Nguyen", "Ma Long", "Mia Di Napoli"] {
        let paths = [3, 10].map(|day| format!("1-1s/2026-11-{day:02} {name}.md"));
        let notes = [(paths[0].as_str(), "- a\n"), (paths[1].as_str(), "- b\n")];
        let expected = [3, 10].map(|day| format!("{name} 2026-11-{day:02}"));
        check(&notes, &[expected[0].as_str(), expected[1].as_str()]);
    }
    check(&[("1-1s/2026-11-10 Mia.md", "- [ ] Mia: a\n")], &["Mia 2026-11-10"]);
    check(&[("1-1s/mia-sand/2026-11-10.md", "- a\n")], &["Mia Sand 2026-11-10"]);
    check(&[("1-1s/1-1-mia-sand-2026-11-10.md", "- a\n")], &["Mia Sand 2026-11-10"]);
    // The words that join in small letters join.
    check(&[("1-1s/2026-11-10 colloquio con la mia Rosa.md", "- a\n")], &["Rosa 2026-11-10"]);
    check(&[("1-1s/2026-11-10 1-1 with my Rosa.md", "- a\n")], &["Rosa 2026-11-10"]);
    let owners = owed(&[("1-1s/2026-11-10 Mia Sand.md", "- [ ] Mia: a\n- [ ] b @mia\n")]);
    assert_eq!(owners, ["mia-sand: a", "mia-sand: b"]);
}

#[test]
fn people_who_are_called_as_a_month_or_a_day_is() {
    for name in ["April", "June", "Mai", "August", "Thu", "Mon", "Avril", "Domenica", "Lundi"] {
        let paths = [3, 10].map(|day| format!("1-1s/{name}/2026-11-{day:02}.md"));
        // Neither day is in such a month; of a weekday at least one of the two is none.
        let line = format!("- [ ] {name}: write\n");
        let notes = [(paths[0].as_str(), line.as_str()), (paths[1].as_str(), "- b\n")];
        let expected = [3, 10].map(|day| format!("{name} 2026-11-{day:02}"));
        check(&notes, &[expected[0].as_str(), expected[1].as_str()]);
        assert_eq!(owed(&notes), [format!("{}: write", name.to_lowercase())]);
    }
    // A folder of a month holds its days, and of a weekday too.
    check(
        &[
            ("1-1s/November/2026-11-03 Kim.md", "- a\n"),
            ("1-1s/November/2026-11-10 Lee.md", "- a\n"),
        ],
        &["Kim 2026-11-03", "Lee 2026-11-10"],
    );
    check(
        &[("1-1s/Tue/2026-11-03 Kim.md", "- a\n"), ("1-1s/Tue/2026-11-10 Lee.md", "- a\n")],
        &["Kim 2026-11-03", "Lee 2026-11-10"],
    );
    // One who has a note of her own, or was there, whatever day it is.
    let note =
        "---\ntype: person\n---\n## 2026-11-03\n- fine\n## 2026-11-10\n- [ ] Sunday to write\n";
    check(&[("People/Sunday.md", note)], &["Sunday 2026-11-03", "Sunday 2026-11-10"]);
    let met = "---\nattendees: [Thu, Nora]\n---\n- [ ] Thu: a\n";
    let nora = ("People/Nora.md", "---\nme: yes\ntype: person\n---\n");
    check(
        &[nora, ("Meetings/2026-11-05 1-1.md", met), ("Meetings/2026-11-12 1-1.md", met)],
        &["Thu 2026-11-05", "Thu 2026-11-12"],
    );
}
