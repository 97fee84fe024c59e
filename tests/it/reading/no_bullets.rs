//! Notes without bullets: each line is a thought of its own, and a line goes on in the next one
//! only where an editor broke it.

use super::lines::{TALK, items};

/// The praise and what follows it.
const PRAISE: &str = "Kudos: the outage was handled very calmly, also at night";
const READ: &str = "high-five lena: the outage was handled very calmly, also at night";

#[test]
fn a_line_that_says_something_of_its_own_is_no_part_of_praise_or_a_task() {
    for next in [
        "private: looks ill",
        "**Private:** looks ill",
        "Her husband left her",
        "she is pregnant, nobody knows yet",
        "me: ask HR about her drinking",
        "ist gerade in Trennung",
        "todo lo demás igual",
        "AP: new laptop bag",
        "Vertraulich: sucht eine neue Stelle",
        "Confidentiel : divorce en cours",
        "Note to self: she may leave",
        "HR: talk to Ben about her raise",
        "Pay: wants more",
    ] {
        assert_eq!(items(&[(TALK, &format!("{PRAISE}\n{next}\n"))]), [READ], "{next}");
        let tagged = format!("{}\n{next}\n", PRAISE.replace("Kudos:", "#high-five"));
        assert_eq!(items(&[(TALK, &tagged)]), [READ], "{tagged}");
    }
}

#[test]
fn what_is_kept_private_below_a_line_is_no_part_of_it() {
    for (line, expected) in [
        ("- [ ] Lena: write up the demo", "lena owes: write up the demo"),
        ("- [ ] me: ask the team", "nora owes: ask the team"),
        ("- goal: lead the guild", "goal lena: lead the guild"),
        ("- #goal lead the guild", "goal lena: lead the guild"),
        ("- #topic pay", "topic lena: pay"),
        ("- kudos: the demo", "high-five lena: the demo"),
    ] {
        for label in ["private:", "Confidential:", "vertraulich:", "confidentiel :", "privado:"] {
            let text = format!("{line}\n  {label} zq will never make it\n");
            assert_eq!(items(&[(TALK, &text)]), [expected], "{text}");
        }
    }
}

#[test]
fn what_an_editor_broke_is_one_line() {
    for text in [
        "Kudos: the outage was handled very calmly, also at night and with no help\nof the other team at all",
        "Kudos: the outage was handled very calmly, also at night,\nand alone",
        "Kudos: the outage was handled very calmly, also at night and without the\nPlatform team, which nobody had thought that anybody could do before then\nand it was hard",
        "- kudos: the outage was handled\n  very calmly",
    ] {
        let whole = text.replace("\n  ", " ").replace('\n', " ");
        let whole = whole.trim_start_matches("- ").split_once(": ").expect("a label").1;
        assert_eq!(items(&[(TALK, text)]), [format!("high-five lena: {whole}")], "{text}");
    }
}

#[test]
fn a_sign_before_the_word_of_a_kind_heads_what_is_below_it() {
    for (heading, bullet, expected) in [
        ("🎯 Goals", "run the guild", "goal lena: run the guild"),
        ("🎯 Ziele", "run the guild", "goal lena: run the guild"),
        ("👏 Praise", "the demo", "high-five lena: the demo"),
        ("⚠️ To improve", "too loud", "watch-out lena: too loud"),
        ("✅ Actions", "Lena: write it", "lena owes: write it"),
        ("✅ To do", "Lena: write it", "lena owes: write it"),
        ("👏 Lob", "the demo", "high-five lena: the demo"),
    ] {
        for text in [
            format!("{heading}\n- {bullet}\n"),
            format!("{heading}\n\n- {bullet}\n"),
            format!("Talked of pay.\n\n{heading}\n- {bullet}\n"),
            format!("- {heading}\n  - {bullet}\n"),
        ] {
            assert_eq!(items(&[(TALK, &text)]), [expected], "{text}");
        }
    }
}

#[test]
fn praise_begins_a_sentence_below_a_line() {
    for (text, expected) in [
        (
            "Looks tired, third run of nights\nWell done for the handover",
            "high-five lena: the handover",
        ),
        ("Talked of the rota.\nKudos to her for the demo", "high-five lena: the demo"),
    ] {
        assert_eq!(items(&[(TALK, text)]), [expected], "{text}");
    }
}

#[test]
fn goals_are_headed_by_the_time_in_which_they_are_reached() {
    for heading in [
        "Goal for the year",
        "Goals of this quarter",
        "Goals 2027",
        "Objectif de l'année",
        "Objectifs du trimestre",
        "Ziel für das Jahr",
        "Ziele des Jahres",
        "Objetivo del año",
        "Obiettivi per il 2027",
        "Obiettivo dell'anno",
        "Doel voor dit jaar",
        "Doelen 2027",
        "Metas do trimestre",
    ] {
        let text = format!("## {heading}\n- run the guild\n");
        assert_eq!(items(&[(TALK, &text)]), ["goal lena: run the guild"], "{heading}");
    }
}

#[test]
fn what_has_to_get_better_is_critique() {
    for label in [
        "Needs to work on",
        "Must improve",
        "Das muss besser werden",
        "Was besser werden muss",
        "Wat beter moet",
        "Kan beter",
    ] {
        let bold = format!("Kudos: the demo\n\n**{label}**\n- too loud\n");
        let heading = format!("Kudos: the demo\n\n## {label}\n- too loud\n");
        for text in [bold, heading] {
            let read = ["high-five lena: the demo", "watch-out lena: too loud"];
            assert_eq!(items(&[(TALK, &text)]), read, "{text}");
        }
    }
}
