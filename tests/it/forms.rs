//! In which forms a line may be written: tags beside other signs, rows of tables, boxes typed
//! with a slip, days of other programs, comments that are none. A row a case.

use crate::lines::{TALK, check, read};

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
