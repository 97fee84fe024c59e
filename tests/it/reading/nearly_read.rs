//! Lines and headings that are nearly what is read: they are read, or stand on the prep as what was
//! said, or are told. None is passed over in silence.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::{Audience, Kind};
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

const LAST: &str = "1-2-1s/Alice Fischer/2026-11-17.md";
const DAILY: &str = "Daily/2026-11-20.md";

fn outcome(path: &str, body: &str) -> Outcome {
    let person = "---\nkind: person\ncadence: 1w\nslot: tue\n";
    let all = [
        ("People/Nora Lind.md", "---\nkind: person\nhandle: nora\nme: yes\n---\n".to_owned()),
        ("People/Alice Fischer.md", format!("{person}handle: alice\n---\n")),
        ("People/Bob Maier.md", format!("{person}handle: bob\n---\n")),
        ("1-2-1s/Alice Fischer/2026-11-10.md", "- talked about the rota\n".to_owned()),
        ("1-2-1s/Bob Maier/2026-11-10.md", "- talked about the rota\n".to_owned()),
        (path, body.to_owned()),
    ];
    let all: Vec<(&str, &str)> = all.iter().map(|(path, text)| (*path, text.as_str())).collect();
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

#[test]
fn a_label_with_a_number_or_a_name_is_read() {
    let mut wrong = Vec::new();
    for (line, kind, person) in [
        ("Kudos (Q4): the demo", Kind::HighFive, "alice"),
        ("Kudos (2026): the demo", Kind::HighFive, "alice"),
        ("Kudos 1: the demo", Kind::HighFive, "alice"),
        ("Lob (Q4): die Demo", Kind::HighFive, "alice"),
        ("Watch out (Nov): late", Kind::WatchOut, "alice"),
        ("Watch out #2: late", Kind::WatchOut, "alice"),
        ("Kudos (Bob): the demo", Kind::HighFive, "bob"),
        ("Watch out (Bob): late", Kind::WatchOut, "bob"),
        ("Praise (Alice): the demo", Kind::HighFive, "alice"),
    ] {
        let outcome = outcome(LAST, &format!("- {line}\n"));
        let found: Vec<(Kind, &str)> =
            outcome.model.feedback.iter().map(|one| (one.kind, one.person.as_str())).collect();
        if found != [(kind, person)] {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    for line in ["Goal (2027): give a talk", "Goal #1: give a talk", "Ziel (2027): ein Vortrag"] {
        let outcome = outcome(LAST, &format!("- {line}\n"));
        if outcome.model.goals.len() != 1 {
            wrong.push(format!("{line}: {} goals", outcome.model.goals.len()));
        }
    }
    for line in ["Kudos (see the wiki): the demo", "Level 1: the demo", "Version 2: late"] {
        let outcome = outcome(LAST, &format!("- {line}\n"));
        if !outcome.model.feedback.is_empty() {
            wrong.push(format!("{line} is feedback"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is no kind of ours is what was said, however short.
#[test]
fn short_lines_with_a_sign_stand_on_the_prep() {
    let mut wrong = Vec::new();
    for line in [
        "- 👏 zqaq",
        "- ⭐ zqaq",
        "- 🙌 zqaq",
        "👏 zqaq",
        "- 💪 zqaq",
        "- Kudos, zqaq",
        "- Keep: zqaq",
        "- Stop: zqaq",
        "- Delta: zqaq",
        "- Strength: zqaq",
        "- Weiter so: zqaq",
    ] {
        let outcome = outcome(LAST, &format!("{line}\n"));
        let read = outcome.model.feedback.iter().any(|one| one.text.contains("zqaq"));
        if !read && !all_views(&outcome.model, Audience::Lead, Some("alice")).contains("zqaq") {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for line in ["- Kudos: none", "- Actions:", "- Keep:", "- **Feedback from me:**"] {
        let outcome = outcome(LAST, &format!("{line}\n"));
        let views = all_views(&outcome.model, Audience::Lead, Some("alice"));
        assert!(!views.contains(line.trim_start_matches("- ")), "{line}");
    }
}

#[test]
fn a_heading_that_is_nearly_a_one_on_one_is_told_when_its_boxes_are_lost() {
    let mut wrong = Vec::new();
    let told = |heading: &str, of: &str| {
        let outcome = outcome(DAILY, &format!("# Friday\n\n{heading}\n\n- [ ] {of}: zqaq\n"));
        let read = outcome.model.actions.iter().any(|one| one.text.contains("zqaq"));
        let said = outcome.diagnostics.iter().any(|one| one.code == Code::OneOnOneMissed);
        (read, said)
    };
    for heading in [
        "## 1-1 AF",
        "## 1-1 with AF",
        "## 1 - 1 Alice",
        "## 1 : 1 Alice",
        "## 1/1 Alice",
        "## Catch up Alice",
        "## Sync Alice",
        "## Meeting Alice",
        "## Coffee with Alice",
        "## Chat with Alice",
        "## Entretien Alice",
        "## Alice weekly",
        "## Gespräch Alice",
        "## Koffie met Alice",
    ] {
        let (read, said) = told(heading, "Alice");
        if !read && !said {
            wrong.push(heading);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(told("## 1—1 Alice", "Alice"), (true, false));
    for (heading, of) in [
        ("## Errands", "Alice"),
        ("## Meeting room", "Alice"),
        ("## Coffee with Bob", "Alice"),
        ("## Meeting Alice", "Buy"),
        ("## The long way that Alice took to the weekly meeting", "Alice"),
    ] {
        assert_eq!(told(heading, of), (false, false), "{heading}");
    }
}

#[test]
fn a_weekday_before_a_day_and_a_month_is_no_month() {
    let log = |heading: &str| {
        let body = format!("---\nperson: alice\n---\n\n## 2026-11-03\n\n- a\n\n{heading}\n\n- b\n");
        let outcome = outcome("1-2-1s/Alice Fischer.md", &body);
        let days: Vec<String> =
            outcome.model.meetings.all.iter().map(|one| one.date.to_string()).collect();
        let odd = outcome.diagnostics.iter().any(|one| one.code == Code::YearOdd);
        (days, odd)
    };
    for (heading, expected) in [
        ("## mar. 10/11", "2026-11-10"),
        ("## Mar 10/11", "2026-11-10"),
        ("## mar. 17/11", "2026-11-17"),
    ] {
        let (days, odd) = log(heading);
        assert!(days.contains(&expected.to_owned()) && !odd, "{heading}: {days:?} {odd}");
    }
    for heading in ["## 10.11.1926", "## 10.11.2062", "## 1926-11-10"] {
        assert!(log(heading).1, "{heading}");
    }
}

/// Two of one first name make no third one: a bare first name is asked, with the names of both.
#[test]
fn two_of_one_first_name_make_no_third() {
    let run = |heading: &str| {
        let daily = format!("# Friday\n\n{heading}\n\n- Kudos: the demo went well\n");
        let all = [
            ("1-1/Anna Berg.md", "# Anna Berg\n\n## 2026-11-10\n\n- [ ] me: send the plan\n"),
            ("1-1/Anna Lind.md", "# Anna Lind\n\n## 2026-11-11\n\n- [ ] Anna: write it\n"),
            ("Daily/2026-11-20.md", daily.as_str()),
        ];
        pipeline::run(&vault(&all), day(TODAY), &Ask::default())
    };
    for (heading, of) in [
        ("## 1:1 Anna", None),
        ("## 1:1 with Anna", None),
        ("## 1:1 Anna B", Some("anna-berg")),
        ("## 1:1 Anna L.", Some("anna-lind")),
        ("## 1:1 Anna Berg", Some("anna-berg")),
    ] {
        let outcome = run(heading);
        let model = &outcome.model;
        let people: Vec<&str> = model.people.other_people().map(|one| one.id.as_str()).collect();
        assert_eq!(people, ["anna-berg", "anna-lind"], "{heading}");
        let praise: Vec<&str> = model.feedback.iter().map(|one| one.person.as_str()).collect();
        assert_eq!(praise, of.into_iter().collect::<Vec<_>>(), "{heading}");
        let owner = model.actions.iter().find(|one| one.text == "write it");
        let owner = owner.and_then(|one| one.owner.as_ref()).map(|id| id.as_str());
        assert_eq!(owner, Some("anna-lind"), "{heading}");
        let said = |code: Code| outcome.diagnostics.iter().any(|one| one.code == code);
        assert!(!said(Code::OneOnOneMissed), "{heading}");
        assert_eq!(said(Code::AmbiguousPerson), of.is_none(), "{heading}");
    }
}
