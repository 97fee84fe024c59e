//! Templates that nobody filled in, and words that say that there is nothing: no item of any kind.

use crate::support::{TODAY, day, vault};
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

fn outcome(text: &str) -> Outcome {
    let all = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("1-2-1s/Alice/2026-11-17.md", text),
    ];
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

/// What was read, by its words.
fn read(text: &str) -> Vec<String> {
    let Outcome { model, .. } = outcome(text);
    let feedback = model.feedback.iter().map(|one| format!("{} {}", one.kind.word(), one.text));
    let goals = model.goals.iter().map(|goal| format!("goal {}", goal.title));
    let promises = model.actions.iter().map(|action| format!("promise {}", action.text));
    feedback.chain(goals).chain(promises).collect()
}

#[test]
fn what_says_nothing_is_nothing() {
    let mut wrong = Vec::new();
    for text in [
        "- #watch-out none",
        "- #watch-out nothing this time",
        "- #watch-out ?",
        "- no #watch-out this week",
        "- not a #watch-out, just an observation",
        "- #watch-out keine",
        "- kein #watch-out",
        "- pas de #watch-out",
        "- aucun #high-five",
        "- sin #watch-out",
        "- geen #watch-out",
        "- sem #watch-out",
        "- nessun #watch-out",
        "- #high-five …",
        "- #high-five tbd",
        "- #high-five n/a",
        "- Kudos: [what went well]",
        "- Kudos: _what did they do well?_",
        "- Lob: [was lief gut]",
        "- Goal: [write goal here]",
        "- Goal: [goal]",
        "## Goals\n\n- [ ] Goal 1",
        "## Ziele\n\n- [ ] Ziel 1",
        "- [ ] Alice: ______",
        "- [ ] Alice: [task]",
        "- [ ] Alice: {task}",
        "- [ ] Alice: TBD",
        "## Action items\n\n- [ ] Action 1",
        "## Action items\n\n- {owner} - {task}",
        "- #watch-out [what happened]",
    ] {
        let found = read(&format!("{text}\n"));
        if !found.is_empty() {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_somebody_wrote_stays() {
    let mut wrong = Vec::new();
    for text in [
        "- #watch-out nothing was ready on Monday",
        "- #watch-out no tests in the last release",
        "- #watch-out not a team player last week",
        "- #watch-out sin avisar a nadie",
        "- #watch-out kein Update im Kanal",
        "- #high-five [great demo](https://x.example)",
        "- #high-five _calm in the incident_",
        "- Goal: [pass the CKA]",
        "- Goal: level 2 of the exam",
        "- [ ] Alice: [write the plan]",
        "- [ ] Alice: read chapter 1",
        "- [ ] Alice: use {core} in the parser 2x",
        "- [ ] Alice: a < b in the query",
    ] {
        if read(&format!("{text}\n")).len() != 1 {
            wrong.push(format!("{text}: {:?}", read(&format!("{text}\n"))));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// `| Who | What |` below a heading of feedback is feedback for whoever is named.
#[test]
fn a_table_below_kudos_promises_nothing() {
    let table =
        "| Who | What |\n|---|---|\n| Bob | great demo |\n| Alice | calm in the incident |\n";
    for (heading, kind) in
        [("Kudos", "high-five"), ("Watch outs", "watch-out"), ("Lob", "high-five")]
    {
        let found = read(&format!("## {heading}\n\n{table}"));
        assert!(found.iter().all(|one| one.starts_with(kind)), "{heading}: {found:?}");
        let Outcome { model, .. } = outcome(&format!("## {heading}\n\n{table}"));
        for one in &model.feedback {
            let whose = if one.text.contains("demo") { "bob" } else { "alice" };
            assert_eq!(one.person.as_str(), whose, "{one:?}");
        }
    }
    assert_eq!(read(&format!("## Actions\n\n{table}")).len(), 2);
}
