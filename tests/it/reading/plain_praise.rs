//! Praise and critique of somebody whom a day note or a note of a meeting plainly names, in seven
//! languages: what is given, what is asked, what only names somebody, and what is nothing.

use crate::support::{outcome, page};
use std::collections::BTreeMap;
use vault121::kind::Kind;
use vault121::pages::pipeline::Outcome;

const TODAY: &str = "2026-11-24";
const PEOPLE: &[(&str, &str)] = &[
    ("People/Nora Lind.md", "---\nkind: person\nme: yes\n---\n"),
    ("People/Raj Mehta.md", "---\nkind: person\n---\n"),
    ("People/Maeve Daly.md", "---\nkind: person\n---\n"),
    ("People/Will Tran.md", "---\nkind: person\n---\n"),
    ("People/Anna Berg.md", "---\nkind: person\n---\n"),
    ("People/Anna Holm.md", "---\nkind: person\n---\n"),
];
const DAY: &str = "Journal/2026-11-20.md";

fn read(note: &str) -> Outcome {
    let mut all = PEOPLE.to_vec();
    all.push((DAY, note));
    outcome(&all, TODAY)
}

/// What a note says of people: `Raj: the bridge`, `Raj!: …` for critique, `Raj?` where praise is
/// asked about, `(Raj)` where a line names him, `Anna??` where it is asked which one.
fn told(note: &str) -> String {
    let outcome = read(note);
    let model = &outcome.model;
    let first = |id: &vault121::text::ids::PersonId| {
        let name = model.people.with_id(id).map_or("", |person| person.name.as_str());
        name.split(' ').next().unwrap_or("").to_owned()
    };
    let mut found: Vec<String> = Vec::new();
    let mut given: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for feedback in &model.feedback {
        let critique = if feedback.kind == Kind::WatchOut { "!" } else { "" };
        given
            .entry(format!("{critique}: {}", feedback.text))
            .or_default()
            .push(first(&feedback.person));
    }
    found.extend(given.into_iter().map(|(text, mut names)| {
        names.sort();
        format!("{}{text}", names.join("+"))
    }));
    for line in &model.mentions {
        let names: Vec<String> = line.people.iter().map(&first).collect();
        found.push(match line.nearly.contains(&Kind::HighFive) {
            true => format!("{}?", names.join("+")),
            false => format!("({})", names.join("+")),
        });
    }
    for problem in outcome.diagnostics.iter().filter(|one| one.path.as_str() == DAY) {
        if problem.message.contains("may be several people") {
            found.push("Anna??".to_owned());
        }
    }
    found.sort();
    found.join(" | ")
}

fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(note, expected)| (note, told(note), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(note, found, expected)| format!("{note}\n  is  {found}\n  not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn praise_of_a_plain_name_is_praise() {
    check(&[
        ("- Kudos to Raj for the bridge", "Raj: the bridge"),
        ("- kudos to Raj for the bridge", "Raj: the bridge"),
        ("kudos Raj, for the bridge", "Raj: the bridge"),
        ("* well done Raj, great demo", "Raj: great demo"),
        ("- Praise for Raj: the bridge", "Raj: the bridge"),
        ("- Big shout-out to Raj for the bridge", "Raj: the bridge"),
        ("- shoutout to Raj Mehta for the bridge", "Raj: the bridge"),
        ("- Hats off to Raj for the bridge!", "Raj: the bridge!"),
        ("- Raj: kudos for the bridge", "Raj: the bridge"),
        ("- Raj - well done on the bridge", "Raj: the bridge"),
        ("- **Raj**: great job on the bridge", "Raj: the bridge"),
        ("- Raj did great at the demo", "Raj: did great at the demo"),
        ("- Raj did a great job with the client", "Raj: did a great job with the client"),
        ("- Raj nailed the demo", "Raj: nailed the demo"),
        ("- +1 Raj for the fix", "Raj: the fix"),
        ("- +1 to Raj for the fix", "Raj: the fix"),
        ("- Will nailed the demo", "Will: nailed the demo"),
        ("- nice sketch. Kudos to Raj", "Raj: nice sketch"),
        ("- sketch seen, very nice. Kudos to @Raj", "Raj: sketch seen, very nice"),
        ("- Kudos to Raj and Maeve for the launch", "Maeve+Raj: the launch"),
        ("- Kudos to Raj, Maeve and Will for the launch", "Maeve+Raj+Will: the launch"),
        (
            "## Kudos\n\n- Raj: great demo\n- Maeve for the launch",
            "Maeve: the launch | Raj: great demo",
        ),
        ("- Kudos\n    - Raj: great demo", "Raj: great demo"),
        ("- Lob an Raj: ruhige Demo", "Raj: ruhige Demo"),
        ("- Großes Lob an Raj für die Demo", "Raj: die Demo"),
        ("- Skizze gesehen, sehr schön. Kudos an Raj", "Raj: Skizze gesehen, sehr schön"),
        ("- Raj hat das super gemacht", "Raj: hat das super gemacht"),
        ("- Félicitations à Raj pour la démo", "Raj: la démo"),
        ("- Bravo à Raj pour la démo", "Raj: la démo"),
        (
            "- Raj a fait un excellent travail sur la démo",
            "Raj: a fait un excellent travail sur la démo",
        ),
        ("- Felicitaciones a Raj por la demo", "Raj: la demo"),
        ("- Raj hizo un gran trabajo con el cliente", "Raj: hizo un gran trabajo con el cliente"),
        ("- Parabéns a Raj pela demo", "Raj: demo"),
        ("- Complimenti a Raj per la demo", "Raj: la demo"),
        ("- Raj ha fatto un ottimo lavoro", "Raj: ha fatto un ottimo lavoro"),
        ("- Complimenten aan Raj voor de demo", "Raj: de demo"),
        ("- Raj heeft goed werk geleverd", "Raj: heeft goed werk geleverd"),
        ("- Watch out for Raj: talks over the client", "Raj!: talks over the client"),
        ("- Raj: to improve: shorter mails", "Raj!: shorter mails"),
        ("- Kritik an Raj: redet dazwischen", "Raj!: redet dazwischen"),
    ]);
}

#[test]
fn what_may_be_praise_is_asked() {
    check(&[
        ("- thanks to Raj for the bridge", "Raj?"),
        ("- Danke an Raj für die Demo", "Raj?"),
        ("- the client gave kudos to Raj", "Raj?"),
        ("- the client gave kudos to @Raj", "Raj?"),
        ("- Well done, Raj! The demo was calm.", "Raj?"),
        ("- +1 Raj", "Raj?"),
        ("- kudos to Raj", "Raj?"),
        ("- Kudos to Raj?", "Raj?"),
        ("- Kudos to Raj Patel for the bridge", "Raj?"),
        ("- Kudos to Raj for the demo, but he was late", "Raj?"),
        ("- Praise Raj more often", "Raj?"),
        ("- Raj: great demo", "Raj?"),
        ("- Maeve: kudos to Raj for the bridge", "Raj?"),
        ("Hi Nora,\n\nKudos to Raj for the bridge.\n\nTom", "Raj?"),
        ("From: Tom\nSubject: bridge\n\nKudos to Raj for the bridge.", "Raj?"),
        ("- Kudos to Anna for the launch", "Anna??"),
        ("- Lob an Anna: ruhige Demo", "Anna??"),
        ("- Kudos to Anna Berg for the launch", "Anna: the launch"),
    ]);
}

#[test]
fn what_is_no_praise_is_none() {
    check(&[
        ("- no kudos to Raj", ""),
        ("- kein Lob an Raj", ""),
        ("- I should give kudos to Raj for the demo", "(Raj)"),
        ("- next time give kudos to Raj", "(Raj)"),
        ("- ich sollte Lob an Raj geben", "(Raj)"),
        ("- [ ] kudos to Raj for the demo", ""),
        ("> Kudos to Raj for the demo", ""),
        ("- kudos to Raj's team", ""),
        ("- kudos to raj-server for the demo", ""),
        ("- kudos to Nora for the demo", ""),
        ("- kudos to everyone for the demo", ""),
        ("- Thanks, Raj", ""),
        ("- the Rajasthan trip was well done", ""),
        ("- lobster for Raj", ""),
        ("- Will it ship?", ""),
        ("- Raj ran the bridge, start to finish", "(Raj)"),
        ("- Raj: the form is bad, he says", "(Raj)"),
        ("- Raj's week", ""),
        ("- Raj", ""),
        ("- Raj Patel from sales called", ""),
        ("- lunch with Raj", ""),
        ("- Watch out, Raj and Maeve: both late", "(Raj+Maeve)"),
        ("- May: quiet month", ""),
    ]);
}

#[test]
fn no_praise_is_not_said_where_a_line_may_be_praise() {
    let prep = |line: &str| {
        let mut all = PEOPLE.to_vec();
        let held = "---\nheld: yes\n---\n- #high-five calm in the outage\n";
        let day = format!("- {line}\n");
        all.push(("1-1s/Raj Mehta/2026-08-10.md", held));
        all.push(("1-1s/Raj Mehta/2026-11-10.md", "---\nheld: yes\n---\n- the plan\n"));
        all.push((DAY, &day));
        all.push(("1-1s/Raj Mehta/2026-11-24.md", ""));
        page(&outcome(&all, TODAY), "1-1s/Raj Mehta/2026-11-24.md", "prep")
    };
    assert!(prep("lunch").contains("no praise since 10 Aug"), "{}", prep("lunch"));
    let asked = prep("the client gave kudos to Raj");
    assert!(asked.contains("since last time, 20 Nov: praise? the client gave kudos"), "{asked}");
    assert!(!asked.contains("no praise since"), "{asked}");
    let sure = prep("Kudos to Raj for the bridge");
    assert!(
        sure.contains("high five: for the bridge") && !sure.contains("no praise since"),
        "{sure}"
    );
}
