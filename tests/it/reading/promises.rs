//! Promises in the hands of others: marks before an owner, tables, arrows, lines without bullets.

use crate::reading::lines::{TALK, check, items, read};
use vault121::diagnostic::code::Code;

const TWO: &[(&str, &str)] = &[
    ("1-1s/Lena Vogel/2026-11-10.md", "## Next steps\n- Lena: one\n- me: two\n"),
    ("1-1s/Björn Ek/2026-11-10.md", "hello\n"),
];

/// What is read of a 1-2-1 with Lena, in a vault where owners stand before the words.
fn talk(text: &str) -> Vec<String> {
    let mut notes = TWO.to_vec();
    notes.push((TALK, text));
    items(&notes)
}

#[test]
fn a_mark_stands_before_an_owner() {
    for (text, expected) in [
        ("- AI: Lena -> the draft\n", "lena owes: the draft"),
        ("- AI Lena: the deck\n", "lena owes: the deck"),
        ("- AI(Lena): milk\n", "lena owes: milk"),
        ("- AP: me → the papers\n", "nora owes: the papers"),
        ("- A/I: Lena to call\n", "lena owes: call"),
        ("- TODO(lena): the changelog\n", "lena owes: the changelog"),
        ("- TODO(me): npm\n", "nora owes: npm"),
        ("- [ ] AI: Lena -> butter\n", "lena owes: butter"),
        ("- [ ] Lena | the budget\n", "lena owes: the budget"),
        ("- [ ] Lena： the budget\n", "lena owes: the budget"),
        // Not understood is nobody's, and never the lead's.
        ("- [ ] AI(Kim): tea\n", "? owes: tea"),
        ("- [ ] AP: Lena schreibt es\n", "? owes: Lena schreibt es"),
        ("- [ ] Lena Maria: tea\n", "? owes: tea"),
    ] {
        assert_eq!(talk(text), [expected], "{text}");
    }
    // Artificial intelligence is a subject like another.
    assert_eq!(talk("- AI: the new models are worth a look\n"), [""; 0]);
}

#[test]
fn a_day_behind_an_arrow_or_with_its_weekday_at_the_end_is_until_when() {
    for (text, expected) in [
        ("- [ ] Lena: first draft → Thu 3 Dec 2026\n", "[2026-12-03]"),
        ("- [ ] Lena: first draft -> 2026-12-03\n", "[2026-12-03]"),
        ("- [ ] Lena: first draft → 3 Dec 2026.\n", "[2026-12-03]"),
        ("- [ ] Lena: first draft, Thu 3 Dec 2026\n", "[2026-12-03]"),
        ("- [ ] Lena: erster Entwurf, Donnerstag 3. Dezember 2026\n", "[2026-12-03]"),
        // A day in words that go on, or without its weekday, is what they are about.
        ("- [ ] Lena: move it → 3 Dec 2026 and tell HR\n", "HR"),
        ("- [ ] Lena: book the room for the offsite, 9 Dec 2026\n", "2026"),
        ("- [ ] Lena: walls → Thursday's paint\n", "paint"),
    ] {
        let read = talk(text);
        assert!(read.len() == 1 && read[0].ends_with(expected), "{text}: {read:?}");
    }
}

#[test]
fn a_day_of_the_week_owes_nothing() {
    for day in ["Mon", "Tue", "Wed", "Di", "Mar"] {
        let text = format!("- [ ] {day}: call the plumber\n");
        assert!(talk(&text)[0].starts_with("? owes") || talk(&text)[0].contains(day), "{text}");
    }
}

#[test]
fn what_stands_behind_an_arrow_tells_two_promises_apart() {
    check(
        TALK,
        "- [x] me: order → chair\n- [ ] me: order → table\n- [ ] me: send it -> HR\n",
        &["nora owes: order → chair", "nora owes: order → table", "nora owes: send it -> HR"],
    );
    // A later line that says what became of it is the same promise.
    let notes = [
        ("1-1s/Lena Vogel/2026-11-10.md", "- [ ] me: send the list\n"),
        (TALK, "- [x] me: send the list -> sent on Monday\n"),
    ];
    let model = read(&notes).model;
    let open = model.actions.iter().filter(|action| action.is_open()).count();
    assert_eq!((model.actions.len(), open), (1, 0));
}

#[test]
fn a_line_that_is_carried_over_is_a_promise_of_the_last_1_2_1() {
    let notes = [
        ("1-1s/Lena Vogel/2026-11-10.md", "## Next steps\n- me: buy bread\n- me: cake\n"),
        (TALK, "## Next steps\n- me: buy bread\n- me: milk\n"),
    ];
    let model = read(&notes).model;
    let told: Vec<(String, String)> = model
        .actions
        .iter()
        .map(|action| (action.text.clone(), action.opened.unwrap().to_string()))
        .collect();
    let row = |text: &str, day: &str| (text.to_owned(), day.to_owned());
    assert_eq!(told, [row("buy bread", "2026-11-10"), row("milk", "2026-11-17")]);
}

#[test]
fn a_table_of_who_and_what_is_a_table_of_promises() {
    for (head, due) in [
        ("Who | What | By when", true),
        ("Wer | Was | Bis wann", true),
        ("Quién | Qué | Para cuándo", true),
        ("Action item | Owner | Due", true),
        ("Qui | Quoi | Quand", true),
        ("Wie | Wat | Opmerking", false),
    ] {
        let first = head.split(" | ").next().unwrap();
        let named = if first == "Action item" { "the rota | Lena" } else { "Lena | the rota" };
        let mine = if first == "Action item" { "the door | me" } else { "me | the door" };
        let end = if due { "2026-12-01" } else { "soon" };
        let text = format!("| {head} |\n|---|---|---|\n| {named} | {end} |\n| {mine} | {end} |\n");
        let shown = if due { " [2026-12-01]" } else { "; soon" };
        assert_eq!(
            talk(&text),
            [format!("lena owes: the rota{shown}"), format!("nora owes: the door{shown}")],
            "{head}"
        );
    }
    // A column says what is done.
    let text = "| Action | Owner | Due | Status |\n|---|---|---|---|\n\
                | the rota | Lena | | open |\n| the badge | me | | Closed |\n";
    let notes = [(TALK, text)];
    let model = read(&notes).model;
    let told = model.actions.iter().map(|one| (one.text.as_str(), one.is_open()));
    assert_eq!(told.collect::<Vec<_>>(), [("the rota", true), ("the badge", false)]);
    let phones = "| Who | Phone |\n|---|---|\n| Lena | 12 |\n- [ ] Lena: x\n";
    assert_eq!(items(&[(TALK, phones)]), ["lena owes: x"]);
}

#[test]
fn a_label_that_names_nobody_owes_nothing() {
    let text = "## Next steps\n- Note: the lift is broken\n- Deadline: Friday\n- done: the door\n\
                - tbd\n- Lena: one more\n";
    assert_eq!(talk(text), ["lena owes: one more"]);
    let mut notes = TWO.to_vec();
    notes.push((TALK, "- [ ] Note: the lift is broken\n"));
    let outcome = read(&notes);
    assert!(outcome.diagnostics.iter().all(|problem| problem.code != Code::OwnerUnknown));
}

#[test]
fn lines_without_bullets_are_thoughts_of_their_own() {
    for (text, expected) in [
        ("Kudos: nice demo\nher mum is ill\n", &["high-five lena: nice demo"][..]),
        ("Goal: the exam\nwants a new chair\n", &["goal lena: the exam"]),
        ("(first talk)\nGoal: audition in spring\n", &["goal lena: audition in spring"]),
        ("- [ ] Lena: call\nher sister visits\n", &["lena owes: call"]),
        ("Goal:\u{a0}talk\nKudos:\u{a0}demo\n", &["goal lena: talk", "high-five lena: demo"]),
        // A comment that goes over a line break is one.
        ("- [ ] Lena: call <!-- one\nline --> \n", &["lena owes: call"]),
        // Wrapped by an editor, or indented below a bullet.
        ("- [ ] Lena: send the list\n  of all parts\n", &["lena owes: send the list of all parts"]),
        (
            "Kudos: she took the whole of the release on her own shoulders,\nand it went well\n",
            &[
                "high-five lena: she took the whole of the release on her own shoulders, and it went well",
            ],
        ),
        ("- #topic one\nand on\n", &["topic lena: one and on"]),
        (
            "Lob: die Führung für die Bürgermeisterin, mit einem Dankbrief danach\nTo do\n",
            &["high-five lena: die Führung für die Bürgermeisterin, mit einem Dankbrief danach"],
        ),
    ] {
        assert_eq!(talk(text), expected, "{text}");
    }
}

#[test]
fn a_line_with_a_tag_takes_in_no_line_beside_it() {
    for (text, expected) in [
        (
            "I doubt that she can do it\n#high-five great demo\nshe thinks about leaving\n",
            &["high-five lena: great demo"][..],
        ),
        (
            "Petra thinks she is lazy\n#agreed two reviews a week\n",
            &["agreed lena: two reviews a week"],
        ),
        ("great demo #high-five\nshe may leave\n", &["high-five lena: great demo"]),
        ("she was ill\ngreat demo #high-five\n", &["high-five lena: great demo"]),
        ("- #high-five great demo\nshe may leave\n", &["high-five lena: great demo"]),
        // What `share` and `done` write makes no line as long as one that an editor wrapped.
        (
            "- #high-five calm in the outage all night [shared:: 2026-11-24] ^a1\nshe may leave\n",
            &["high-five lena: calm in the outage all night"],
        ),
        (
            "- [ ] #action Lena: write the list of parts ✅ 2026-11-24 ➕ 2026-11-10\nshe may leave\n",
            &["lena owes: write the list of parts"],
        ),
        (
            "> she was ill\n> #high-five great demo\n> she may leave\n",
            &["high-five lena: great demo"],
        ),
        // A whole thought may be long where nobody wraps lines.
        (
            "She is not sure that she wants to stay with the team after the summer, and I told nobody\n\
             #agreed two reviews a week\n",
            &["agreed lena: two reviews a week"],
        ),
        (
            "#clarity Lena wants a buddy\nFeedback for me: explain the why more often\n",
            &["clarity lena: Lena wants a buddy"],
        ),
        ("#clarity she wants a buddy\nNext 1:1: 3.12.2026\n", &["clarity lena: she wants a buddy"]),
        // What adds to the line, or goes on with it, is a part of it.
        ("#high-five great demo\n@lena #skill/demo\n", &["high-five lena: great demo"]),
        ("#high-five great demo\nand a calm one\n", &["high-five lena: great demo and a calm one"]),
        ("#high-five\ngreat demo\n", &["high-five lena: great demo"]),
        ("@lena #high-five\ngreat demo\n", &["high-five lena: great demo"]),
        ("#high-five great demo for the\nboard\n", &["high-five lena: great demo for the board"]),
        ("- #high-five great demo\n  for all\n", &["high-five lena: great demo for all"]),
        (
            "#high-five She took the whole of the release on her shoulders and\nit went well\n",
            &[
                "high-five lena: She took the whole of the release on her shoulders and it went well",
            ],
        ),
    ] {
        assert_eq!(talk(text), expected, "{text}");
    }
    let line = "#clarity Lena wants a buddy\nFeedback for me: explain the why more often\n";
    let mut notes = TWO.to_vec();
    notes.push((TALK, line));
    let answers = read(&notes).model.answers;
    assert_eq!(
        answers.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        ["explain the why more often"]
    );
}

#[test]
fn a_word_before_a_goal_and_whom_praise_addresses_are_no_part_of_it() {
    for (text, expected) in [
        ("- Your goal: take over the account\n", "goal lena: take over the account"),
        ("- Her goal: the exam\n", "goal lena: the exam"),
        ("- New goal: the exam\n", "goal lena: the exam"),
        ("- Lena's goal: the exam\n", "goal lena: the exam"),
        ("- Goal 1: the exam\n", "goal lena: the exam"),
        ("- Goal for you: the exam\n", "goal lena: the exam"),
        ("- Neues Ziel: die Prüfung\n", "goal lena: die Prüfung"),
        ("- Kudos for you: flood\n", "high-five lena: flood"),
        ("- Kudos to you for the snow\n", "high-five lena: the snow"),
        ("- Kudos to her for the snow\n", "high-five lena: the snow"),
        ("- Praise for you: the snow\n", "high-five lena: the snow"),
        ("- Kudos for her demo\n", "high-five lena: her demo"),
    ] {
        assert_eq!(talk(text), [expected], "{text}");
    }
    // Whose it is stands in these words too.
    for text in ["- My goal: the exam\n", "- Team goal: the exam\n", "- Non-goal: x\n"] {
        assert_eq!(talk(text), [""; 0], "{text}");
    }
}

#[test]
fn what_stands_beside_the_one_on_ones_of_a_daily_note_is_of_other_meetings() {
    let daily = |text: &str| {
        let mut notes = TWO.to_vec();
        let text = format!("## 1:1 Lena\n- [ ] Lena: one more\n\n{text}");
        notes.push(("Daily/2026-11-17.md", &text));
        let all = items(&notes);
        all.into_iter()
            .filter(|one| !["lena owes: one", "nora owes: two"].contains(&one.as_str()))
            .collect::<Vec<_>>()
    };
    for text in [
        "## Production meeting\n- [ ] @björn quote for the customer\n",
        "## Production meeting\n- [ ] Björn: quote for the customer\n",
        "## Home\n- [ ] me: buy milk\n- Topic: paint\n",
        "## Board\nGoal: ten customers\n",
    ] {
        assert_eq!(daily(text), ["lena owes: one more"], "{text}");
    }
    for (text, more) in [
        ("## To do\n- [ ] Björn: the quote\n", "bjorn owes: the quote"),
        ("## Board\n- [ ] #action @björn the quote\n", "bjorn owes: the quote"),
        ("## 1:1 Björn Ek\n- [ ] Björn: the quote\n", "bjorn owes: the quote"),
        ("## Board\n- Kudos to @björn for the quote\n", "high-five bjorn: the quote"),
    ] {
        let read = daily(text);
        assert!(read.len() == 2 && read.contains(&more.to_owned()), "{text}: {read:?}");
    }
}

#[test]
fn headings_of_praise_and_critique_that_people_use() {
    for (text, expected) in [
        (
            "## Tops\n- calm\n## Tips\n- late\n",
            &["high-five lena: calm", "watch-out lena: late"][..],
        ),
        ("## Tips\n- read the book\n", &[]),
        (
            "## Points forts\n- calme\n## À travailler\n- en retard\n",
            &["high-five lena: calme", "watch-out lena: en retard"],
        ),
        (
            "## Cosa va bene\n- calma\n## Da migliorare\n- tardi\n",
            &["high-five lena: calma", "watch-out lena: tardi"],
        ),
        ("## Kan beter\n- te laat\n", &["watch-out lena: te laat"]),
        ("## Things to improve\n- late\n", &["watch-out lena: late"]),
        ("## Kudos\n- calm\n## Focus\n- the release\n", &["high-five lena: calm"]),
    ] {
        assert_eq!(talk(text), expected, "{text}");
    }
}

#[test]
fn the_title_of_a_callout_heads_what_stands_in_it() {
    for (text, expected) in [
        ("> [!success] Praise\n> taught the guides\n", &["high-five lena: taught the guides"][..]),
        ("> [!goal] Goal\n> skipper's licence\n", &["goal lena: skipper's licence"]),
        ("> [!kudos]\n> - nice demo\n", &["high-five lena: nice demo"]),
        ("> [!watch-out]- \n> - late again\n", &["watch-out lena: late again"]),
        (
            "> [!warning] Watch out\n> late again\n\nher mum is ill\n",
            &["watch-out lena: late again"],
        ),
        (
            "> [!goal] Goal\n> the licence\n\n> [!note] Small talk\n> the weather\n",
            &["goal lena: the licence"],
        ),
        ("> [!todo] Actions\n> - [ ] Lena: ask\n", &["lena owes: ask"]),
        ("> [!note] Kudos\n> - nice demo\n\n- Lena: call them\n", &["high-five lena: nice demo"]),
    ] {
        assert_eq!(talk(text), expected, "{text}");
    }
}

#[test]
fn days_and_ticks_of_other_programs_are_fields() {
    for (text, expected) in [
        ("- [ ] Lena: draw it @due(2026-12-04)\n", "lena owes: draw it [2026-12-04]"),
        ("- [ ] Lena: draw it DEADLINE: <2026-12-04 Fri>\n", "lena owes: draw it [2026-12-04]"),
        (
            "- TODO Lena: draw it\n  DEADLINE: <2026-12-04 Fri 10:00>\n",
            "lena owes: draw it [2026-12-04]",
        ),
        (
            "- TODO Lena: draw it\n  SCHEDULED: <2026-12-04 Fri>\n",
            "lena owes: draw it [2026-12-04]",
        ),
        ("- [ ] Lena: draw it bis 30.11.\n", "lena owes: draw it bis 30.11. [2026-11-30]"),
        ("- [ ] Lena: draw it (bis 30.11.)\n", "lena owes: draw it [2026-11-30]"),
        ("- [ ] Lena: draw it até 30/11\n", "lena owes: draw it até 30/11 [2026-11-30]"),
        ("- [ ] Lena: draw it until 1.2.\n", "lena owes: draw it until 1.2. [2027-02-01]"),
        ("- [ ] Lena: go by 2.5 points\n", "lena owes: go by 2.5 points"),
    ] {
        assert_eq!(talk(text), [expected], "{text}");
    }
    let mut notes = TWO.to_vec();
    notes.push((TALK, "- [ ] Lena: draw it @done(2026-11-12)\n"));
    let model = read(&notes).model;
    let action = model.actions.iter().find(|action| action.text == "draw it").unwrap();
    assert_eq!(action.owner.as_ref().map(|owner| owner.as_str()), Some("lena-vogel"));
}

#[test]
fn a_heading_or_a_label_in_a_quote_ends_with_it() {
    for (text, expected) in [
        (
            "> **Kudos**\n> fixed the boat\n\n- [ ] Lena: draw it\n",
            &["high-five lena: fixed the boat", "lena owes: draw it"][..],
        ),
        (
            "> ### Watch out\n> - late again\n\n- she wants to go to Oslo\n",
            &["watch-out lena: late again"],
        ),
        ("> ## Goals\n\n- talked about the rent\n", &[]),
        ("## Kudos\n\n> ## Survey\n> fine\n\n- nice demo\n", &["high-five lena: nice demo"]),
        ("- one\n  > # Kudos\n- two\n", &[]),
        ("**Kudos**\n\n> - nice demo\n", &["high-five lena: nice demo"]),
    ] {
        assert_eq!(talk(text), expected, "{text}");
    }
    // Another's 1-2-1 that was pasted into hers.
    let daily =
        "## 1:1 Lena Vogel\n\n> ## 1:1 with Björn Ek\n> hello\n\n- Watch out: talks over people\n";
    let mut notes = TWO.to_vec();
    notes.push(("Daily/2026-11-17.md", daily));
    assert!(items(&notes).contains(&"watch-out lena: talks over people".to_owned()));
}

#[test]
fn a_box_in_a_persons_note_is_a_promise_when_it_says_whose() {
    check(
        "People/Lena Vogel.md",
        "---\nkind: person\n---\n\n- [ ] me: the letter\n- [ ] Lena: the dossier\n- [ ] a box\n",
        &["nora owes: the letter", "lena owes: the dossier"],
    );
}

/// What is read of a 1-2-1 with Lena in a vault whose config says that bare boxes are the lead's.
fn with_config(text: &str) -> Vec<String> {
    items(&[(".vault121/config.yml", "me: nora-lind\n"), (TALK, text)])
}

#[test]
fn an_owner_that_is_not_understood_is_never_the_lead() {
    for end in [", Lena", " ← Lena", " 👉 Lena", "; Lena", " {Lena}", " owner=Lena"] {
        let text = format!("- [ ] send it{end}\n");
        assert!(with_config(&text)[0].starts_with("? owes"), "{text} {:?}", with_config(&text));
    }
    assert_eq!(with_config("- [ ] Lena book the room\n"), ["? owes: Lena book the room"]);
    for asked in [
        "Vogel, Lena: send it",
        "Owner - Lena: send it",
        "Action for Lena: send it",
        "waiting for Lena: send it",
        "A: Lena: send it",
        "1. Lena: send it",
        "TODO Lena send it",
        "send it -- Lena",
        "send it <- Lena",
        "send it by Lena",
    ] {
        let read = with_config(&format!("- [ ] {asked}\n"));
        assert!(!read[0].starts_with("nora owes"), "{asked}: {read:?}");
    }
    for mine in ["ask Lena: when is it", "tell Lena: no", "Lena's laptop: order it", "API: send it"]
    {
        let read = with_config(&format!("- [ ] {mine}\n"));
        assert!(read[0].starts_with("nora owes"), "{mine}: {read:?}");
    }
    for mine in ["- [ ] call Lena\n", "- [ ] send it to Lena\n", "- [ ] Lena's laptop\n"] {
        assert!(with_config(mine)[0].starts_with("nora owes"), "{mine}");
    }
}

#[test]
fn a_tag_of_a_promise_is_asked_where_all_of_them_are() {
    let line = "- #action book the room\n";
    assert_eq!(with_config(line), ["nora owes: book the room"]);
    let config = (".vault121/config.yml", "me: nora-lind\nunowned: ask\n");
    assert_eq!(items(&[config, (TALK, line)]), ["? owes: book the room"]);
}

#[test]
fn a_step_below_a_promise_is_owed_by_whoever_owes_it() {
    assert_eq!(
        with_config("- [ ] @lena write\n  - [ ] a step\n- [ ] Lena: read\n  - [ ] me: buy it\n"),
        ["lena owes: write", "lena owes: a step", "lena owes: read", "nora owes: buy it"]
    );
}

#[test]
fn a_heading_says_whose_promises_stand_below_it() {
    for heading in [
        "Aufgaben von Lena",
        "Lenas Aufgaben",
        "Tâches de Lena",
        "Tareas de Lena",
        "Azioni di Lena",
        "Tarefas da Lena",
        "Acties Lena",
        "Actions for Lena",
        "Actions @lena",
        "Lena (actions)",
    ] {
        let text = format!("## {heading}\n- [ ] book it\n");
        assert_eq!(with_config(&text), ["lena owes: book it"], "{heading}");
    }
}

#[test]
fn two_names_before_the_words_are_two_owners() {
    assert_eq!(with_config("- [ ] Lena/me: plan\n"), ["lena owes: plan", "nora owes: plan"]);
    // Who stands by owes nothing.
    assert_eq!(with_config("- [ ] send it cc @björn\n"), ["nora owes: send it cc Björn"]);
}

#[test]
fn a_box_with_a_slip_of_two_colons_is_a_box() {
    assert_eq!(with_config("- [ ] Lena:: write it\n"), ["lena owes: write it"]);
    assert_eq!(with_config("- [ ] due:: 2026-12-01 @lena write it\n").len(), 1);
}

#[test]
fn what_was_done_and_is_promised_again_begins_anew() {
    let notes = [
        ("1-1s/Lena Vogel/2026-11-10.md", "- [x] me: write the plan\n"),
        (TALK, "- [ ] me: write the plan\n"),
    ];
    let model = read(&notes).model;
    let told = |at: usize| (model.actions[at].source.path.to_string(), model.actions[at].is_open());
    assert_eq!(told(0), (TALK.to_owned(), true));
}

#[test]
fn emphasis_at_the_end_of_a_line_keeps_its_marks() {
    for (text, expected) in [
        ("- [ ] Lena: read **it**\n", "lena owes: read **it**"),
        ("- #outcome she *moves*\n", "outcome lena: she *moves*"),
        ("- #high-five @lena calm __nice__\n", "high-five lena: calm __nice__"),
    ] {
        assert_eq!(with_config(text), [expected], "{text}");
    }
}

#[test]
fn feedback_on_one_of_two_is_asked() {
    for line in
        ["both @lena and @björn are late", "not @lena but @björn again", "from @björn on @lena x"]
    {
        let notes = [("Daily/2026-11-20.md", format!("- #watch-out {line}\n"))];
        let notes: Vec<(&str, &str)> =
            notes.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let outcome = read(&notes);
        let asked = outcome.diagnostics.iter().any(|one| one.code == Code::FeedbackWhose);
        assert!(asked && outcome.model.feedback.is_empty(), "{line}");
    }
}

#[test]
fn a_possessive_moves_no_line_to_somebody_else() {
    assert_eq!(
        with_config("- #topic @björn's pay\n- #watch-out @björn's review was soft [path:: x]\n")
            .iter()
            .filter(|line| line.contains(" björn") || line.contains(" bjorn"))
            .count(),
        0
    );
}
