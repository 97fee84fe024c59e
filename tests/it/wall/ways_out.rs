//! A way out names nobody but those whom its line, or its note, names: a suggestion to paste must
//! not give one person's line to another.

use crate::support::{files, outcome, shared};
use vault121::text::span::fold;

const TODAY: &str = "2026-11-24";

/// Everybody is named in a way that no other word of a complaint has.
const PEOPLE: &[(&str, &str)] = &[
    ("People/Nuria Lind.md", "---\nkind: person\nme: yes\n---\n"),
    ("People/Quentin Aal.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("People/Xenia Brook.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("People/Xenia Cole.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("1-1s/Quentin Aal/2026-11-10.md", "- [ ] #goal/cka pass\n- #high-five @quentin calm\n"),
    ("1-1s/Xenia Brook/2026-11-10.md", "- [ ] #goal/cka pass\n"),
];

/// The complaints of a vault whose way out names one of its people who is not named where it
/// stands.
fn strangers(notes: &[(&str, &str)]) -> Vec<String> {
    let outcome = outcome(notes, TODAY);
    // The names of each: of two Xenias a line that says Xenia names both.
    let people: Vec<Vec<String>> = outcome
        .model
        .people
        .other_people()
        .map(|person| {
            let first = person.name.split_whitespace().next().unwrap_or("");
            let names = [fold(&person.name), fold(first), person.id.to_string()];
            names.into_iter().filter(|name| name.len() > 2).collect()
        })
        .collect();
    let mut found = Vec::new();
    for said in &outcome.diagnostics {
        let Some(hint) = &said.hint else { continue };
        let text = notes.iter().find(|(path, _)| *path == said.path).map_or("", |(_, text)| *text);
        let there = match said.line() {
            Some(line) => text.lines().nth(line as usize - 1).unwrap_or(""),
            None => text,
        };
        let there = fold(&format!("{} {there} {}", said.path, said.message));
        let hint = fold(hint);
        let words: Vec<&str> = hint
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|w| !w.is_empty())
            .collect();
        let in_hint = |name: &String| {
            words.contains(&name.as_str()) || name.contains(' ') && hint.contains(name.as_str())
        };
        for names in &people {
            let stands = names.iter().any(|name| there.contains(name.as_str()));
            if !stands && names.iter().any(in_hint) {
                found.push(format!(
                    "{}:{} {}: {hint}",
                    said.path,
                    said.location.numbers().0,
                    said.code.word()
                ));
            }
        }
    }
    found
}

#[test]
fn a_way_out_names_nobody_who_does_not_stand_in_the_line() {
    let daily = "Daily/2026-11-20.md";
    let talk = "1-1s/Quentin Aal/2026-11-17.md";
    let both = "1-1s/2026-11-17.md";
    for (path, text) in [
        (daily, "- #high-five calm\n"),
        (daily, "- #watch-out loud\n"),
        (daily, "- #topic the rota\n"),
        (daily, "- #goal/cka moved on\n"),
        (daily, "- #goal/ckd moved on\n"),
        (daily, "- #follow-up ask again\n"),
        (daily, "- #watch-out @xenia loud\n"),
        (daily, "- #watch-out @kim loud\n"),
        (daily, "- #high-five both were calm\n"),
        (daily, "- #answer/x yes\n"),
        (daily, "- #season/low\n"),
        (daily, "- #outcome fine\n"),
        (daily, "- #intention listen\n"),
        (daily, "- [ ] #action somebody writes it\n"),
        (daily, "- #feedback merges alone\n"),
        (talk, "- [ ] Kim: write\n- [ ] write it\n- [ ] @xenia write\n- [ ] Xenia writes it\n"),
        (talk, "- #high-five great fix by @xenia\n- Xenia talked over them #watch-out\n"),
        (talk, "- #watch-out said so #skill\n- #score/rust 3\n- [ ] x [due:: soon]\n"),
        (talk, "---\nperson: kim\n---\n- a\n"),
        (talk, "---\nperson: [xenia]\n---\n- a\n"),
        (both, "- [ ] write it\n"),
        ("1-1s/Kim Solo/notes.md", "## Actions\n- [ ] write it\n"),
        ("1-1s/Xenia/2026-11-17.md", "- [ ] write it\n"),
        ("1-1s/Kim & Quentin/2026-11-17.md", "- [ ] write it\n"),
        ("Meetings/2026-11-17 1-1.md", "---\nkind: one-on-one\n---\n- [ ] write it\n"),
        ("People/Copy/Quentin Aal.md", "---\nkind: person\n---\n"),
        ("Team.md", "- [ ] #team-goal/x done\n- #goal/y [helps:: team/z]\n"),
        (".vault121/config.yml", "me: kim\npeople: {quentn: {}}\nunowned: her\n"),
    ] {
        let mut notes = PEOPLE.to_vec();
        notes.push((path, text));
        assert_eq!(strangers(&notes), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn the_same_holds_in_the_vaults_of_others() {
    let Some(shapes) = shared("data/shapes") else { return };
    let mut seen = 0;
    for shape in std::fs::read_dir(shapes).unwrap().flatten() {
        let files = files(&shape.path().join("vault"));
        let texts: Vec<(String, String)> = files
            .into_iter()
            .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
            .filter(|(path, _)| path.ends_with(".md"))
            .collect();
        let notes: Vec<(&str, &str)> =
            texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        seen += notes.len();
        assert_eq!(strangers(&notes), Vec::<String>::new(), "{}", shape.path().display());
    }
    assert!(seen > 100, "only {seen} notes");
}
