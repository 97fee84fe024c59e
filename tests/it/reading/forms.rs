//! In which forms a line may be written: tags beside other signs, rows of tables, boxes typed
//! with a slip, days of other programs, comments that are none. A row a case.

use crate::reading::lines::{TALK, check, items, read};
use crate::support::Disk;

const DAILY: &str = "Daily/2026-11-20.md";

fn codes(path: &str, text: &str) -> Vec<&'static str> {
    read(&[(path, text)]).diagnostics.iter().map(|problem| problem.code.word()).collect()
}

#[test]
fn a_tag_is_read_beside_any_sign_and_is_no_word_of_the_line() {
    for (text, expected) in [
        ("- „#kudos“ @lena ran the retro", "high-five lena: ran the retro"),
        ("- [#kudos] @lena ran the retro", "high-five lena: ran the retro"),
        ("- @lena —#kudos— ran the retro", "high-five lena: ran the retro"),
        ("- @lena/#kudos ran the retro", "high-five lena: ran the retro"),
        ("- ＃kudos @lena ran the retro", "high-five lena: ran the retro"),
        ("- #\u{200b}kudos @lena ran the retro", "high-five lena: ran the retro"),
        ("- #kudos! @lena ran the retro", "high-five lena: ran the retro"),
        (
            "- @lena ran the retro nobody asked for #kudos",
            "high-five lena: ran the retro nobody asked for",
        ),
        (
            "- Retro gehalten, die keiner wollte #kudos @lena",
            "high-five lena: Retro gehalten, die keiner wollte",
        ),
        ("- #kudos,#skill/calm @lena ran the retro", "high-five lena: ran the retro"),
    ] {
        check(DAILY, text, &[expected]);
    }
    for text in ["- $x #kudos$ @lena", "- org/repo#kudos @lena", "- a_#1 &#35;kudos @lena"] {
        check(DAILY, text, &[]);
    }
}

#[test]
fn a_row_of_a_table_is_a_line_of_its_person_and_day() {
    for (text, expected) in [
        (
            "| Who | What |\n|---|---|\n| @lena | calm in the outage #kudos |",
            &["high-five lena: calm in the outage"][..],
        ),
        (
            "| Wer | Was | Art |\n|---|---|---|\n| [[Lena Vogel\\|Lena]] | ruhig | #kudos |\n\
             | [[Björn Ek|B]] | laut | #watch-out |",
            &["high-five lena: ruhig", "watch-out bjorn: laut"],
        ),
        (
            "| Kind | Who | What | Where |\n|---|---|---|---|\n| kudos | @lena | calm | in the outage |",
            &["high-five lena: calm; in the outage"],
        ),
        // Most tables are none of ours.
        ("| Type | Who | What |\n|---|---|---|\n| Bug | @lena | crash |", &[]),
        ("| Who | What |\n|---|---|\n| @lena | nothing of ours |", &[]),
    ] {
        check(DAILY, text, expected);
    }
    for (text, expected) in [
        (
            "| +/Δ | What | Day |\n|---|---|---|\n| + | calm | 2026-11-02 |\n| Δ | late | |",
            &["high-five lena: calm", "watch-out lena: late"][..],
        ),
        // One pole alone is a sum.
        ("| +/Δ | What |\n|---|---|\n| + | calm |", &[]),
    ] {
        check(TALK, text, expected);
    }
    let table = "| Day | What |\n|---|---|\n| 2026-11-02 | #kudos calm |";
    let model = read(&[(TALK, table)]).model;
    assert_eq!(model.feedback[0].date.map(|day| day.to_string()).as_deref(), Some("2026-11-02"));
}

#[test]
fn a_tag_in_a_heading_is_said() {
    for heading in ["## Retro #kudos for @lena", "# #watch-out list", "## Ziele (#goal/rust)"] {
        assert!(codes(DAILY, heading).contains(&"tag-in-heading"), "{heading}");
    }
    for heading in ["## Retro #team", "## #1 and `#kudos`", "## C# and F#"] {
        assert!(!codes(DAILY, heading).contains(&"tag-in-heading"), "{heading}");
    }
}

#[test]
fn a_box_typed_with_a_slip_is_a_promise() {
    for text in [
        "- [ ]Lena: send it",
        "- []@lena send it",
        "☐ Lena: send it",
        "- ☐ @lena send it",
        "\\- [ ] @lena send it",
        "- \\[ \\] Lena: send it",
        "- [ ]\n\n  @lena send it",
        "• [ ] @lena send it",
    ] {
        check(TALK, text, &["lena owes: send it"]);
    }
    for text in ["- [x](https://example.org) there", "- ✅ 2026-11-20 @lena", "- [](a) b"] {
        check(TALK, text, &[]);
    }
}

#[test]
fn a_day_in_the_form_of_another_program_is_the_due_day() {
    for day in [
        "📅 Fri 2026-11-27",
        "📅 Fr, 27.11.2026",
        "📅 [[2026-11-27]]",
        "📅\u{a0}2026-11-27 09:30",
        "@{2026-11-27} @@{09:30}",
        "@[[2026-11-27]]",
        "(@2026-11-27)",
        "#due/2026-11-27",
        "due 2026-11-27",
        "[due: 2026-11-27]",
    ] {
        check(TALK, &format!("- [ ] @lena send it {day}"), &["lena owes: send it [2026-11-27]"]);
    }
    for words in ["📅 tomorrow", "📅 nächsten Freitag", "📅 next week"] {
        let text = format!("- [ ] @lena send it {words}");
        assert!(codes(TALK, &text).contains(&"date-unreadable"), "{text}");
    }
}

#[test]
fn two_percent_signs_hide_only_what_they_close_in() {
    for (text, expected) in [
        ("- [ ] @lena 50%% of it\n- [ ] @lena the rest, 50%% too", 2),
        ("- [ ] @lena one `%%` here\n- [ ] @lena two %% not %%", 2),
        ("%%\n- [ ] @lena hidden\n%%\n- [ ] @lena seen", 1),
        ("text %%\n- [ ] @lena hidden\n%%\n\n- [ ] @lena seen", 1),
    ] {
        let actions = read(&[(TALK, text)]).model.actions;
        assert_eq!(actions.len(), expected, "{text}");
        assert!(actions.iter().all(|one| !one.text.contains("hidden")), "{text}");
    }
}

#[test]
fn a_heading_that_pairs_a_person_with_the_lead_is_a_1_2_1() {
    for heading in
        ["Lena <> Nora", "Nora / Lena Vogel", "Lena & Nora", "Catch-up w/ Lena", "Sync with Lena"]
    {
        let text = format!("## {heading}\n- [ ] @nora send it\n");
        check(DAILY, &text, &["nora owes: send it"]);
    }
    for heading in ["Lena <> Björn", "Sync with the lawyers", "Nora", "Billing / Nora"] {
        check(DAILY, &format!("## {heading}\n- [ ] @nora send it\n"), &[]);
    }
}

#[test]
fn a_log_keeps_the_promises_below_headings_without_a_day() {
    let log = "## 2026-11-10\n- [ ] @lena one\n\n## Last week\n- [ ] @lena two\n\n## 2026\n### 09-01\n- [ ] @lena three\n";
    check("1-1s/Lena Vogel/Log.md", log, &["lena owes: one", "lena owes: two", "lena owes: three"]);
}

#[test]
fn a_link_with_a_path_is_that_note() {
    let client = ("Clients/Lena Vogel.md", "a client\n");
    for (text, expected) in [
        ("- #kudos [[People/Lena Vogel]] ran it", &["high-five lena: ran it"][..]),
        ("- #kudos [[Lena Vogel]] ran it", &["high-five lena: ran it"]),
        ("- #kudos [[Clients/Lena Vogel]] paid", &[]),
        ("- #kudos [[Clients/Lena Vogel|Lena]] paid", &[]),
    ] {
        assert_eq!(items(&[client, (DAILY, text)]), expected, "{text}");
    }
}

#[test]
fn what_other_programs_call_templates_is_no_note() {
    let note = "- #kudos @lena an example\n";
    for (file, text, template) in [
        (".obsidian/templates.json", r#"{"folder":"Meta/tpl"}"#, "Meta/tpl/day.md"),
        (
            ".obsidian/plugins/templater-obsidian/data.json",
            r#"{"templates_folder":"/Vorlagen/"}"#,
            "Vorlagen/deep/day.md",
        ),
        (".obsidian/daily-notes.json", r#"{"template":"Meta/day"}"#, "Meta/day.md"),
        (
            ".obsidian/plugins/periodic-notes/data.json",
            r#"{"weekly":{"template":"Meta/week.md"}}"#,
            "Meta/week.md",
        ),
    ] {
        let person = ("People/Lena Vogel.md", "---\nkind: person\n---\n");
        let disk = Disk::new(&[person, (".vault121/config.yml", ""), (template, note)]);
        let count = || disk.run(&["export"]).out.matches("an example").count();
        assert!(count() > 0, "{file}");
        disk.write(file, text);
        assert_eq!(count(), 0, "{file}");
    }
}

#[test]
fn a_name_with_a_dot_is_the_note_of_that_name() {
    let hana = ("user.hana.kim.md", "---\nkind: person\n---\n");
    for (text, expected) in [
        ("- #kudos @hana.kim ran it", &["high-five hana: ran it"][..]),
        ("- #kudos @user.hana.kim ran it", &["high-five hana: ran it"]),
        ("- #kudos @lena. She ran it", &["high-five lena: She ran it"]),
        ("- #kudos @lena.xyz ran it", &[]),
    ] {
        assert_eq!(items(&[hana, (DAILY, text)]), expected, "{text}");
    }
}

#[test]
fn two_notes_with_one_handle_are_two_people_and_two_leads_are_an_error() {
    let note = |more: &str| format!("---\nkind: person\n{more}\n---\n");
    let (handle, lead) = (note("handle: bo"), note("me: yes"));
    let notes = [("People/Bo Ek.md", handle.as_str()), ("People/Bo Lund.md", &handle)];
    let outcome = read(&notes);
    let said = |code: &str, outcome: &vault121::pages::pipeline::Outcome| {
        let of_code = |one: &&vault121::diagnostic::diagnostic::Diagnostic| one.code.word() == code;
        outcome.diagnostics.iter().find(of_code).map(|one| format!("{} {}", one.path, one.message))
    };
    let twice = said("handle-twice", &outcome).unwrap();
    assert!(twice.contains("Bo Ek.md") && twice.contains("Bo Lund.md"), "{twice}");
    let names = outcome.model.people.by_id.values().map(|one| one.name.as_str());
    assert_eq!(names.filter(|name| name.starts_with("Bo ")).count(), 2);
    let leads = said("two-leads", &read(&[("People/Zoe Ek.md", &lead)])).unwrap();
    assert!(leads.contains("Zoe Ek.md") && leads.contains("Nora Lind.md"), "{leads}");
}

#[test]
fn a_1_2_1_whose_day_stands_in_a_line_at_its_beginning_is_one() {
    for line in
        ["Date: October 27, 2026\nAttendees: Lena Vogel, Nora Lind", "**Datum:** 27.10.2026"]
    {
        let text = format!("# 1-1 Lena Vogel\n\n{line}\n\n- [ ] Lena: send it\n");
        let model = read(&[("Talks/1-1 Lena Vogel 3f2a9c0d.md", &text)]).model;
        let days: Vec<String> = model.meetings.all.iter().map(|one| one.date.to_string()).collect();
        assert_eq!(days, ["2026-10-27"], "{line}");
    }
}

#[test]
fn signs_below_a_heading_of_a_1_2_1_are_about_its_person() {
    let expected = ["high-five lena: found the bug", "watch-out lena: merged alone"];
    for heading in ["O3: Lena", "1:1 Lena", "Lena / Nora"] {
        let text = format!("- lunch\n\n## {heading}\n- 👍 found the bug\n- 👎 merged alone\n");
        check(DAILY, &text, &expected);
    }
}

/// `Kudos: …` and `Watch out: …` on two lines were one high five with the watch out in it.
#[test]
fn words_of_feedback_at_the_beginning_of_a_line_begin_a_piece_of_it() {
    for (text, expected) in [
        (
            "Kudos: calm in the outage\nWatch out: late to the stand-up\n",
            &["high-five lena: calm in the outage", "watch-out lena: late to the stand-up"][..],
        ),
        (
            "> kudos: calm in the outage\n> critique: late to the stand-up\n",
            &["high-five lena: calm in the outage", "watch-out lena: late to the stand-up"],
        ),
        (
            "**Lob:** ruhig im Ausfall\n**Kritik:** zu spät\n**Lob:** pünktlich\n",
            &[
                "high-five lena: ruhig im Ausfall",
                "watch-out lena: zu spät",
                "high-five lena: pünktlich",
            ],
        ),
        // What goes on in the next line goes on.
        ("Kudos: calm in\nthe outage\n", &["high-five lena: calm in the outage"]),
    ] {
        check(TALK, text, expected);
    }
}
