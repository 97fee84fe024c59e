//! 1-2-1s whose names tell a day without a year, and those that stand below `## 1:1s`: each row a
//! small vault and what a colleague would read in it.

use crate::reading::discovery::check;
use crate::support::{TODAY, outcome};
use vault121::diagnostic::code::Code;

/// A note a day for two people, under a pattern with `{n}` for the name and `{d}` for the day.
fn named(pattern: &str, expected: &[&str]) {
    let days = [("Lena Vogel", "3"), ("Lena Vogel", "17"), ("Sam Okoro", "12")];
    let notes: Vec<(String, &str)> = days
        .iter()
        .map(|(name, day)| (pattern.replace("{n}", name).replace("{d}", day), "- talked\n"))
        .collect();
    let notes: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    check(&notes, expected);
}

const ALL: [&str; 3] = ["Lena Vogel 2026-11-03", "Lena Vogel 2026-11-17", "Sam Okoro 2026-11-12"];

#[test]
fn a_day_without_a_year_in_a_name_is_the_newest_that_fits() {
    for pattern in [
        "1-1s/{n} {d} Nov.md",
        "1-1s/{n} {d}nov.md",
        "1-1s/{n} {d}_11.md",
        "1-1s/{n} Nov {d}.md",
        "1-1 {n} {d} November.md",
        "1-1 {n} {d}th Nov.md",
        "1-1 {n} den {d}. November.md",
        "Uno a uno/{n} {d}_11.md",
        "Mitarbeitergespräche/{n} {d}. Nov.md",
        "2026/1-1 {n} {d}nov.md",
        "2026/Q4/1-1 {n} {d}nov.md",
        "2026/Q4/1a1 {n} {d}nov.md",
        "1-1s/2026-11/{n} {d}.md",
        "1-1s/2026/11/{d} {n}.md",
        "1-1s/2026/11 November/{d} - {n}.md",
        "1-1s/Nov 2026/{n} {d}.md",
    ] {
        named(pattern, &ALL);
    }
}

#[test]
fn a_day_without_a_year_is_told_once() {
    let notes = [("1-1s/Lena 3 Nov.md", "- talked\n"), ("1-1s/Lena 17 Nov.md", "- talked\n")];
    let said = outcome(&notes, "2026-11-24").diagnostics;
    let said: Vec<String> =
        said.iter().map(|one| one.message.clone()).filter(|one| one.contains("year")).collect();
    assert_eq!(
        said,
        ["2 1-2-1s in 2 notes have days without a year: read as the newest one, 2026-11-17 here"]
    );
}

#[test]
fn when_a_file_was_made_lends_the_year() {
    check(
        &[
            ("1-1s/Lena Vogel 04_11.md", "---\ncreated: 2025-11-05\n---\n- talked\n"),
            ("1-1s/Lena Vogel 18_11.md", "---\ncreated: 2025-11-18T10:00:00Z\n---\n- talked\n"),
        ],
        &["Lena Vogel 2025-11-04", "Lena Vogel 2025-11-18"],
    );
}

#[test]
fn quarters_are_nobodys_folders() {
    check(
        &[
            ("2026/Q3/1-1 Nuria Camps 2026-09-29.md", "- talked\n"),
            ("2026/Q4/1-1 Nuria Camps 2026-11-17.md", "- talked\n"),
            ("2026/Q4/1-1 Marta Solís 2026-11-03.md", "- talked\n"),
        ],
        &["Marta Solís 2026-11-03", "Nuria Camps 2026-09-29", "Nuria Camps 2026-11-17"],
    );
}

#[test]
fn names_below_a_heading_of_several_one_on_ones_are_people() {
    let day = |text: &'static str, expected: &[&str]| {
        let other = "# 2026-11-16\n\n## 1:1s\n**Sasha**\n- fine\n\n**Lena Vogel**\n- fine\n";
        check(&[("Daily/2026-11-23.md", text), ("Daily/2026-11-16.md", other)], expected);
    };
    let both =
        &["Lena Vogel 2026-11-16", "Lena Vogel 2026-11-23", "Sasha 2026-11-16", "Sasha 2026-11-23"];
    day("## 1:1s\n**Sasha**\n- a\n\n**Lena Vogel**\n- b\n", both);
    day("## One-on-ones\n\n**Sasha:**\n- a\n\n**[[Lena Vogel]]**\n- b\n", both);
    day("## 121s today\n- Sasha\n  - a\n- [[Lena Vogel]]\n  - b\n", both);
    day("# 1:1s\n- **Sasha**\n  - a\n- Lena Vogel\n  - b\n", both);
    let none = &["Lena Vogel 2026-11-16", "Sasha 2026-11-16"];
    day("## Kitchen\n**Sasha**\n- a\n\n**Lena Vogel**\n- b\n", none);
    day("## 1:1s\n**Action items**\n- a\n", none);
    // What else stands there is nobody.
    day("## 1:1s\n- moved all to Friday\n  - because of the audit\n", none);
}

#[test]
fn days_below_a_heading_of_one_on_ones_in_a_persons_page_are_one_on_ones() {
    let page = "- type:: employee\n- ## 1:1\n\t- [[2026-11-19]]\n\t\t- talked\n\t- [[2026-11-05]]\n\t\t- praise: calm\n";
    check(&[("pages/Mia Stahl.md", page)], &["Mia Stahl 2026-11-05", "Mia Stahl 2026-11-19"]);
    let page = "# Mia Stahl\n\n## 1:1s\n- 2026-11-19\n  - talked\n- 2026-11-05\n  - talked\n";
    check(&[("People/Mia Stahl.md", page)], &["Mia Stahl 2026-11-05", "Mia Stahl 2026-11-19"]);
    // A talk of another kind is none.
    let page = "# Mia Stahl\n\n## Reviews\n- [[2026-11-19]]\n  - talked\n";
    check(&[("People/Mia Stahl.md", page)], &["Mia Stahl"]);
}

#[test]
fn lines_with_a_day_and_a_name_head_the_parts_of_a_log() {
    let log = "121 LOG\n\nMon 16 Nov - Marcus\nfine\n\nTue 10 Nov - Suki\ntired\n\nMon 2 Nov - Marcus\nknee\n";
    check(&[("121 log.md", log)], &["Marcus 2026-11-02", "Marcus 2026-11-16", "Suki 2026-11-10"]);
    let log = "2026-11-16 Marcus\nfine\n\n2026-11-10 Suki\ntired\n\n2026-11-02 Marcus\nknee\n";
    check(&[("1-1 notes.md", log)], &["Marcus 2026-11-02", "Marcus 2026-11-16", "Suki 2026-11-10"]);
}

#[test]
fn a_word_for_talks_beside_a_full_name_that_owns_lines_is_a_one_on_one() {
    let log =
        "### 12 novembre 2026\n\n* Giulia → proposta di corso\n\n### 29 ottobre 2026\nbreve\n";
    check(
        &[("Colloqui-Giulia-Ferri.md", log)],
        &["Giulia Ferri 2026-10-29", "Giulia Ferri 2026-11-12"],
    );
    // Lessons, and a log in which nobody owns anything, are none.
    let log = "### 12 novembre 2026\n\n* scale\n\n### 29 ottobre 2026\nbreve\n";
    check(&[("Colloqui-Giulia-Ferri.md", log)], &[]);
}

#[test]
fn a_plan_in_a_folder_of_one_on_ones_is_not_asked_for_its_day() {
    let held = "---\nperson: Lena Vogel\n---\n\n- talked about the rota\n- [ ] Lena: the list\n";
    for (path, text) in [
        ("1-1s/coaching-plans/lena-vogel.md", "# Lena Vogel\n\n## Goals\n- give a talk\n"),
        ("1-1s/plans/Lena Vogel.md", "## Goals\n- give a talk\n"),
        ("1-1s/Lena Vogel/Development plan.md", "## Goals\n- give a talk\n"),
        ("1-1s/lena-vogel/Entwicklungsplan.md", "## Ziele\n- ein Vortrag\n"),
        ("1-1s/lena-vogel/growth.md", "# Plan de carrière de Lena\n\n## Objectifs\n- un exposé\n"),
        ("1-1s/lena-vogel/Plano.md", "## Objetivos\n- uma palestra\n"),
        ("1-1s/lena-vogel/ontwikkelplan.md", "## Doelen\n- een praatje\n"),
    ] {
        let notes = [
            ("1-1s/lena-vogel/2026-11-03.md", held),
            ("1-1s/lena-vogel/2026-11-17.md", held),
            (path, text),
        ];
        let said = outcome(&notes, TODAY).diagnostics;
        let codes: Vec<_> =
            said.iter().filter(|one| one.path == path).map(|one| one.code).collect();
        let asked = [Code::MeetingWithoutDate, Code::OneOnOneMissed];
        assert!(!codes.iter().any(|code| asked.contains(code)), "{path}: {codes:?}");
    }
}
