//! How a line is read: whose it is, which kind, who owes it. A row a case, most in two languages.

use crate::support::outcome;
use vault121::diagnostic::code::Code;
use vault121::kind::Kind;
use vault121::records::record::By;

const TODAY: &str = "2026-11-24";
const PEOPLE: &[(&str, &str)] = &[
    ("People/Nora Lind.md", "---\nkind: person\nme: yes\n---\n"),
    ("People/Lena Vogel.md", "---\nkind: person\n---\n"),
    ("People/Björn Ek.md", "---\nkind: person\n---\n"),
    ("People/Mei-Ling Chen.md", "---\nkind: person\n---\n"),
];
pub(crate) const TALK: &str = "1-1s/Lena Vogel/2026-11-17.md";

pub(crate) fn read(notes: &[(&str, &str)]) -> vault121::pages::pipeline::Outcome {
    let mut all = PEOPLE.to_vec();
    all.extend(notes);
    outcome(&all, TODAY)
}

/// Everything that is read from notes, each as `kind person: words`; what nobody owns as `?`.
pub(crate) fn items(notes: &[(&str, &str)]) -> Vec<String> {
    let model = read(notes).model;
    let name = |id: &vault121::text::ids::PersonId| {
        id.as_str().split('-').next().unwrap_or_default().to_owned()
    };
    let mut all: Vec<(u32, String)> = Vec::new();
    for one in &model.feedback {
        let sure = if one.unsure { "?" } else { "" };
        let text = format!("{}{sure} {}: {}", one.kind.word(), name(&one.person), one.text);
        all.push((one.source.line, text));
    }
    for goal in &model.goals {
        all.push((goal.source.line, format!("goal {}: {}", name(&goal.key.person), goal.title)));
    }
    for action in &model.actions {
        let owner = action.owner.as_ref().map_or_else(|| "?".to_owned(), name);
        let due = action.due.map(|due| format!(" [{due}]")).unwrap_or_default();
        all.push((action.source.line, format!("{owner} owes: {}{due}", action.text)));
    }
    for line in &model.lines {
        let who: Vec<String> = line.people.iter().map(name).collect();
        let text = format!("{} {}: {}", line.kind.word(), who.join("+"), line.text);
        all.push((line.source.line, text));
    }
    all.sort();
    all.into_iter().map(|(_, text)| text).collect()
}

pub(crate) fn check(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(items(&[(path, text)]), expected, "{path}: {text}");
}

#[test]
fn a_line_is_about_whom_it_names_first_then_last_then_alone() {
    let daily = "Daily/2026-11-20.md";
    for (text, expected) in [
        (
            "- #watch-out @björn talked over [[Mei-Ling Chen]]",
            "watch-out bjorn: talked over Mei-Ling",
        ),
        ("- [[Björn Ek]] shouted at [[Lena Vogel]] #watch-out", "watch-out bjorn: shouted at Lena"),
        ("- great demo by @lena #high-five", "high-five lena: great demo by Lena"),
        (
            "- what [[Björn Ek]] began was finished by @lena #high-five",
            "high-five lena: what Björn began was finished by Lena",
        ),
        ("- #high-five for @lena: the runbook", "high-five lena: the runbook"),
        ("- thanks @lena #high-five", "high-five lena: thanks"),
        ("- Tolle Demo von @lena #high-five", "high-five lena: Tolle Demo von Lena"),
    ] {
        check(daily, text, &[expected]);
    }
    check(
        daily,
        "- #high-five @lena and @björn paired on it",
        &["high-five bjorn: paired on it", "high-five lena: paired on it"],
    );
    // Nothing tells which of them, and for critique all of them is never guessed.
    check(daily, "- #watch-out the talk of @lena and that of @björn were both late", &[]);
    check(daily, "- #watch-out @all late again", &[]);
}

#[test]
fn in_a_1_2_1_a_later_name_moves_nothing_and_is_asked_about() {
    for text in [
        "- #watch-out the merge by @björn broke main",
        "- #high-five great fix by [[Björn Ek]]",
        "- #high-five helped by @björn she made it",
        "- Kritik: der Merge von @björn war zu früh",
    ] {
        check(TALK, text, &[]);
        let said = read(&[(TALK, text)]).diagnostics;
        assert!(
            said.iter().any(|problem| problem.code.word() == "feedback-whose"),
            "{text}: {said:?}"
        );
    }
    for (text, expected) in [
        ("- #high-five @björn fixed it", "high-five bjorn: fixed it"),
        (
            "- #high-five she and @lena's team did it with @björn",
            "high-five lena: she and Lena's team did it with Björn",
        ),
        (
            "- #outcome she wants to leave because of @björn",
            "outcome lena: she wants to leave because of Björn",
        ),
        ("- #clarity @björn is on a warning", "clarity lena: Björn is on a warning"),
        ("- #agreed @björn takes the rota", "agreed lena: Björn takes the rota"),
        ("- #topic how to work with @björn", "topic lena: how to work with Björn"),
        ("- #topic @björn the rota", "topic bjorn: the rota"),
        ("- [ ] @björn send the slides", "bjorn owes: send the slides"),
        ("- [ ] me: ask @björn about the slides", "nora owes: ask Björn about the slides"),
    ] {
        check(TALK, text, &[expected]);
    }
}

#[test]
fn who_owes_is_read_wherever_it_stands() {
    for line in [
        "Lena: write it",
        "@lena write it",
        "[Lena] write it",
        "**Lena** write it",
        "**Lena:** write it",
        "[[Lena Vogel]] — write it",
        "Lena to write it",
        "Lena will write it",
        "Lena soll write it",
        "write it @Lena Vogel",
        "write it - Lena",
        "write it → Lena",
        "write it -> Lena",
        "write it (Lena)",
        "write it (assigned to Lena)",
        "write it (zugewiesen an Lena)",
        "write it @lena 📅 2026-11-30",
        "write it @lena !! #due/2026-11-30",
        "write it → Lena by 2026-11-30",
        "write it #followup/lena",
        "Them: write it",
        "her: write it",
        "Sie: write it",
        "LV: write it",
        "L: write it",
        "write it [owner:: Lena]",
        "Lena Vogel: write it",
    ] {
        let found = items(&[(TALK, &format!("- [ ] {line}\n"))]);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        let bare = found[0].split(" [").next().unwrap_or_default();
        assert_eq!(bare, "lena owes: write it", "{line}");
    }
    for line in [
        "me: call",
        "I: call",
        "Ich: call",
        "Moi : call",
        "Nora: call",
        "NL: call",
        "call back @nora",
        "call (me)",
        "I will call",
        "Manager: call",
    ] {
        let found = items(&[(TALK, &format!("- [ ] {line}\n"))]);
        assert!(found.len() == 1 && found[0].starts_with("nora owes: call"), "{line}: {found:?}");
    }
}

#[test]
fn who_owes_is_said_above() {
    for above in [
        "## Action items (Lena)\n",
        "## Theirs\n",
        "**Them:**\n\n",
        "## For Lena\n",
        "## Commitments they made\n",
        "## Ihre Aufgaben\n",
        "## Actions\n\n### Lena\n",
        "## Lena's actions\n",
        "## Ses actions\n",
    ] {
        check(TALK, &format!("{above}- [ ] write it\n"), &["lena owes: write it"]);
    }
    for above in [
        "## Mine\n",
        "## Action Items (Manager)\n",
        "**Me**\n\n",
        "## Meine Aufgaben\n",
        "## Commitments I made\n",
    ] {
        check(TALK, &format!("{above}- [ ] write it\n"), &["nora owes: write it"]);
    }
    check(
        TALK,
        "- Mine\n  - [ ] call\n- Theirs\n  - [ ] write it\n",
        &["nora owes: call", "lena owes: write it"],
    );
    // A name in the line goes before what stands above it.
    check(TALK, "## Mine\n- [ ] Lena: write it\n", &["lena owes: write it"]);
}

#[test]
fn a_box_that_names_nobody_is_read_by_contrast_or_asked() {
    check(TALK, "- [ ] a\n", &["? owes: a"]);
    check(TALK, "- [ ] Lena: b\n- [ ] a\n", &["lena owes: b", "nora owes: a"]);
    check(TALK, "- [ ] me: b\n- [ ] a\n", &["nora owes: b", "lena owes: a"]);
    check(
        TALK,
        "- [ ] me: b\n- [ ] Lena: c\n- [ ] a\n",
        &["nora owes: b", "lena owes: c", "? owes: a"],
    );
    // An owner that is written and not understood is nobody's.
    check(TALK, "- [ ] Lena: b\n- [ ] Kim: a\n", &["lena owes: b", "? owes: a"]);
    check(TALK, "- [ ] fix it @kim\n- [ ] Lena: b\n", &["? owes: fix it", "lena owes: b"]);
    let said = read(&[(TALK, "- [ ] Lena: b\n- [ ] Kim: a\n")]).diagnostics;
    assert!(said.iter().any(|problem| problem.code.word() == "owner-unknown"), "{said:?}");
    // A word before a colon is no name where nobody is named so.
    check(TALK, "- [ ] b @lena\n- [ ] Docs: a\n", &["lena owes: b", "nora owes: Docs: a"]);
    let told = |config: &str| items(&[(TALK, "- [ ] a\n"), (".vault121/config.yml", config)]);
    assert_eq!(told("unowned: them\n"), ["lena owes: a"]);
    assert_eq!(told("unowned: ask\n"), ["? owes: a"]);
    assert_eq!(told("me: nora-lind\nunowned: contrast\n"), ["? owes: a"]);
    assert_eq!(
        told("me: nora-lind\n"),
        ["nora owes: a"],
        "a vault that was set up keeps what it meant"
    );
}

#[test]
fn a_promise_that_nobody_owes_yet_is_the_leads_to_read() {
    let model = read(&[(TALK, "- [ ] a\n")]).model;
    assert_eq!(model.actions[0].audience, vault121::kind::Audience::Lead);
}

#[test]
fn first_words_say_the_kind_in_a_1_2_1() {
    for (text, expected) in [
        ("- Kudos: calm in the outage", "high-five lena: calm in the outage"),
        ("- Lob: die Übergabe", "high-five lena: die Übergabe"),
        ("**Bravo :** la démo", "high-five lena: la démo"),
        ("- kudos for how she led it", "high-five lena: how she led it"),
        ("- calm in the outage :kudos:", "high-five lena: calm in the outage"),
        ("- Watch out: merges alone. Path: pair on Fridays", "watch-out lena: merges alone"),
        ("- Critique: coupe la parole", "watch-out lena: coupe la parole"),
        ("- Goal: pass the exam", "goal lena: pass the exam"),
        ("**Ziel:** die Prüfung", "goal lena: die Prüfung"),
        ("- Topic: the rota", "topic lena: the rota"),
        ("- Decision: keep the ids", "agreed lena: keep the ids"),
        ("- -> me: call", "nora owes: call"),
        ("- → Lena: write it", "lena owes: write it"),
    ] {
        check(TALK, text, &[expected]);
    }
}

#[test]
fn headings_and_bold_lines_say_the_kind() {
    for (above, expected) in [
        ("## Kudos\n", "high-five lena: x y"),
        ("## Wertschätzung\n", "high-five lena: x y"),
        ("## Kritik\n", "watch-out lena: x y"),
        ("**Growth & Development:**\n\n", "goal lena: x y"),
        ("## Ziele\n", "goal lena: x y"),
        ("## Objectifs\n\n### T4 2026\n", "goal lena: x y"),
        ("## Agenda\n", "topic lena: x y"),
        ("## Decisions\n", "agreed lena: x y"),
        ("## Feedback for me\n", "for-me lena: x y"),
        ("## Feedback\n\n### From them\n", "for-me lena: x y"),
        ("## Feedback\n\n### For them\n", "feedback lena: x y"),
        ("## Feedback\n", "feedback lena: x y"),
        ("## Feedback\n\n### Glow\n", "high-five lena: x y"),
        ("- Kudos:\n  ", "high-five lena: x y"),
    ] {
        check(TALK, &format!("{above}- x y\n"), &[expected]);
    }
    check(
        TALK,
        "## Strengths\n- x\n\n## Focus\n- y\n",
        &["high-five lena: x", "watch-out lena: y"],
    );
    check(TALK, "## Topics\n- [ ] a\n- [ ] Lena: b\n", &["topic lena: a", "lena owes: b"]);
    check(TALK, "## Goals\n- [ ] pass the exam\n", &["goal lena: pass the exam"]);
    check(
        "People/Lena Vogel.md",
        "---\nkind: person\n---\n\n## Growth plan\n- [ ] pass the exam\n",
        &["goal lena: pass the exam"],
    );
    check(
        "Lena Vogel/goals.md",
        "- [ ] pass the exam (due 2027-01-31)\n",
        &["goal lena: pass the exam"],
    );
}

#[test]
fn what_no_colleague_would_be_sure_of_is_nothing() {
    for text in [
        "- merges without review",
        "- goal is to ship it",
        "- win the tender",
        "- concern about the rota",
        "## Wins\n- shipped it",
        "## Highlights\n- proud of the demo",
        "## Notes\n- kudos were not what she wanted",
        "## Kudos\n- none\n- nothing this week\n- \n- *what went well?*",
        "## Lob\n- nichts Neues\n- keine",
        "## Strengths\n- patient",
        "- + calm",
        "- 👍 calm",
        "**Good:** calm",
        "## Billing rewrite\n- keep the ids",
        "## Recipes\n- pancakes",
        "- great week\n  - kudos: no, this is below a line",
    ] {
        check(TALK, text, &[]);
    }
    // Elsewhere only tags count, and words of praise right beside one person.
    let daily = "Daily/2026-11-20.md";
    for text in [
        "## Goals\n- ship it",
        "## Action items\n- [ ] call",
        "- Kudos: calm in the outage",
        "- Goal: @lena passes",
        "- praise is due to @lena and the others",
        "- TODO @lena write it",
    ] {
        check(daily, text, &[]);
    }
    check(daily, "- kudos to @lena for the demo", &["high-five lena: the demo"]);
    check(daily, "- @lena: well done on the demo", &["high-five lena: the demo"]);
}

#[test]
fn signs_count_where_their_counterpart_stands_or_below_feedback() {
    check(
        TALK,
        "- + calm\n- Δ merges alone\n",
        &["high-five lena: calm", "watch-out lena: merges alone"],
    );
    check(TALK, "## Feedback\n- + calm\n", &["high-five lena: calm"]);
    check(
        TALK,
        "**Good:** calm\n\n**Bad:** merges alone\n",
        &["high-five lena: calm", "watch-out lena: merges alone"],
    );
    let other = ("1-1s/Lena Vogel/2026-11-10.md", "- 👎 late\n");
    assert_eq!(
        items(&[(TALK, "- 👍 calm\n"), other]),
        ["high-five lena: calm", "watch-out lena: late"]
    );
}

#[test]
fn bare_feedback_beside_a_tag_of_praise_may_be_critique() {
    check(TALK, "- #feedback merges alone\n", &["feedback lena: merges alone"]);
    check(
        TALK,
        "- #kudos a\n- #kudos b\n- #feedback merges alone\n",
        &["high-five lena: a", "high-five lena: b", "watch-out? lena: merges alone"],
    );
}

#[test]
fn the_same_words_to_two_people_are_two_promises() {
    let both = [
        ("1-1s/Lena Vogel/2026-11-17.md", "- [ ] me: take you off the rota\n"),
        ("1-1s/Björn Ek/2026-11-18.md", "- [x] me: take you off the rota\n"),
    ];
    let model = read(&both).model;
    let open: Vec<bool> = model.actions.iter().map(|action| action.is_open()).collect();
    assert_eq!(open, [true, false]);
}

#[test]
fn of_a_repeating_promise_the_open_one_counts() {
    let text = "- [ ] me: rota 🔁 every week 📅 2026-11-27\n- [x] me: rota 🔁 every week 📅 2026-11-20 ✅ 2026-11-20\n";
    let model = read(&[(TALK, text)]).model;
    assert_eq!(model.actions.len(), 1);
    assert!(model.actions[0].is_open());
    assert_eq!(model.actions[0].due.map(|due| due.to_string()).as_deref(), Some("2026-11-27"));
}

#[test]
fn each_item_says_how_it_was_read() {
    let text = "- #kudos a\n- Kudos: b\n- [ ] me: c\n\n## Kudos\n- d\n";
    let model = read(&[(TALK, text)]).model;
    let by: Vec<By> = model.feedback.iter().map(|one| one.by).collect();
    assert_eq!(by, [By::Tag, By::Word, By::Heading]);
    assert_eq!(model.actions[0].by, By::Place);
    assert_eq!(model.feedback[2].kind, Kind::HighFive);
}

#[test]
fn a_list_of_promises_without_boxes_counts_until_the_next_1_2_1() {
    let old = ("1-1s/Lena Vogel/2026-11-10.md", "## Next steps\n- me: call\n");
    assert_eq!(items(&[old]), ["nora owes: call"]);
    assert_eq!(items(&[old, (TALK, "## Next steps\n- Lena: write it\n")]), ["lena owes: write it"]);
}

#[test]
fn a_config_adds_words_and_takes_some_away() {
    let config = (".vault121/config.yml", "words: {high-five: [Sternchen], off: [Kudos]}\n");
    assert_eq!(items(&[(TALK, "- Sternchen: a\n- Kudos: b\n"), config]), ["high-five lena: a"]);
    let said = read(&[(".vault121/config.yml", "words: {high-fives: [x]}\n")]).diagnostics;
    assert!(said.iter().any(|problem| problem.code.word() == "config-unknown-key"), "{said:?}");
}

#[test]
fn struck_through_is_withdrawn_and_ticked_it_is_done() {
    for text in [
        "- ~~#high-five wrote the handover~~",
        "- #watch-out ~~merges alone~~",
        "- [ ] ~~me: call~~",
        "- [ ] ~~Lena: write it~~ 📅 2026-11-30",
        "## Kudos\n- ~~calm~~",
        "- ~~Lob: die Übergabe~~ [on:: 2026-11-16]",
        "~~#topic the rota~~",
    ] {
        check(TALK, text, &[]);
    }
    check(TALK, "- [x] ~~me: call~~ ✅ 2026-11-18\n", &["nora owes: call"]);
    assert!(!read(&[(TALK, "- [x] ~~me: call~~\n")]).model.actions[0].is_open());
    check(TALK, "- #topic ~~the old~~ the new rota\n", &["topic lena: ~~the old~~ the new rota"]);
    check(TALK, "- [ ] me: call ~~Kim~~ Lena\n", &["nora owes: call ~~Kim~~ Lena"]);
    let said = read(&[(TALK, "- ~~#high-five a~~\n- [ ] ~~me: b~~\n- ~~only a note~~\n")]);
    let said: Vec<_> =
        said.diagnostics.iter().filter(|problem| problem.code.word() == "withdrawn").collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].message.contains("1 more"), "{said:?}");
}

#[test]
fn feedback_of_unknown_direction_is_asked_once_for_each_heading_and_tag() {
    let other = "1-1s/Lena Vogel/2026-11-10.md";
    let first = "- #feedback merges alone\n- #feedback talks fast\n\n## Feedback\n- long mails\n";
    let text = "## Feedback\n- late\n- ~~early~~\n- + calm\n";
    let said = read(&[(TALK, text), (other, first)]).diagnostics;
    let told: Vec<&str> = said
        .iter()
        .filter(|problem| problem.code.word() == "feedback-unsorted")
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|text| text.contains("2 lines of `#feedback`")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("2 lines of `Feedback`")), "{told:?}");
}

#[test]
fn a_code_block_that_is_never_closed_is_said() {
    let says = |text: &str| {
        let said = read(&[(TALK, text)]).diagnostics;
        said.iter().any(|problem| problem.code.word() == "fence-open")
    };
    for text in ["- #topic a\n\n```\n- #topic b\n", "~~~sh\nls\n```\n", "````\na\n```\n", "```"] {
        assert!(says(text), "{text}");
    }
    for text in ["```\na\n```\n", "```\na\n````\n- #topic b\n", "    ```\n", "- a `b\n"] {
        assert!(!says(text), "{text}");
    }
}

#[test]
fn keywords_of_outliners_and_boxes_with_a_slip_are_promises_in_a_1_2_1() {
    for line in [
        "- TODO me: call",
        "- {{[[TODO]]}} @nora call",
        "- {{TODO}} me: call",
        "- LATER me: call",
        "- WAITING me: call",
        "- DOING [[Nora Lind]] call",
        "- ACTION me: call",
        "- [] me: call",
        "- [ ]\u{a0}me: call",
        "* [  ] me: call",
        "• [ ] me: call",
        "–[ ] me: call",
        "- • [ ] me: call",
    ] {
        check(TALK, line, &["nora owes: call"]);
        check("Daily/2026-11-20.md", line, &[]);
        check(
            "Daily/2026-11-20.md",
            &format!("- [[1:1]] with [[Lena Vogel]]\n    {line}"),
            &["nora owes: call"],
        );
    }
    check(
        TALK,
        "• [ ] me: call\n• [x] Lena: write it\n",
        &["nora owes: call", "lena owes: write it"],
    );
    for (line, open) in [("DONE a", false), ("{{[[DONE]]}} a", false), ("CANCELED a", false)] {
        let model = read(&[(TALK, &format!("- {line}\n"))]).model;
        assert_eq!(model.actions[0].is_open(), open, "{line}");
    }
}

/// Boxes with the person behind their tag name somebody: those that do not are the lead's.
#[test]
fn a_person_behind_a_tag_counts_among_the_boxes_that_name_somebody() {
    check(
        TALK,
        "- [ ] write it down #followup/lena\n- [ ] ask HR\n",
        &["lena owes: write it down", "nora owes: ask HR"],
    );
}

#[test]
fn words_that_differ_in_signs_are_two_promises() {
    for (one, other) in
        [("learn C++", "learn C#"), ("buy F#", "buy F"), ("check 5 > 4", "check 5 < 4")]
    {
        let text = format!("- [ ] @lena {one}\n- [ ] @lena {other}\n");
        check(TALK, &text, &[&format!("lena owes: {one}"), &format!("lena owes: {other}")]);
    }
    check(TALK, "- [ ] @lena write it\n- [ ] @lena write it!\n", &["lena owes: write it"]);
}

#[test]
fn a_third_person_at_the_end_of_a_box_owes_it_only_where_boxes_end_in_names() {
    for line in [
        "- [ ] tell HR why she distrusts @björn",
        "- [ ] Ärger wegen [[Björn Ek]]",
        "- [ ] replace @björn",
    ] {
        let found = items(&[(TALK, line)]);
        assert!(!found.iter().any(|item| item.starts_with("bjorn owes")), "{line}: {found:?}");
    }
    check(
        TALK,
        "- [ ] write it @lena\n- [ ] send the contract @björn\n",
        &["lena owes: write it", "bjorn owes: send the contract"],
    );
    for sure in ["→ @björn", "(@björn)", "- Björn", "(assigned to Björn)"] {
        check(TALK, &format!("- [ ] send it {sure}"), &["bjorn owes: send it"]);
    }
}

#[test]
fn a_follow_up_and_a_topic_stay_with_the_person_of_the_1_2_1() {
    for (line, expected) in [
        (
            "- [ ] #follow-up how she gets on with @björn",
            "follow-up lena: how she gets on with Björn",
        ),
        ("- #topic about @björn: the rota", "topic lena: about Björn: the rota"),
        ("- #topic @björn the rota", "topic bjorn: the rota"),
        ("- #watch-out about @björn: late", "watch-out bjorn: about Björn: late"),
    ] {
        let found = items(&[(TALK, line)]);
        let who = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(who(&found[0]), who(expected), "{line}");
    }
}

#[test]
fn who_only_stood_by_gets_no_watch_out() {
    let daily = "Daily/2026-11-20.md";
    for line in ["- late again @lena #watch-out with @björn", "- #watch-out @ho late cc @björn"] {
        let found = items(&[(daily, line)]);
        assert!(!found.iter().any(|item| item.contains("bjorn:")), "{line}: {found:?}");
    }
    check(daily, "- #high-five explained by @lena", &["high-five lena: explained by Lena"]);
}

#[test]
fn a_link_with_a_path_is_that_note_in_both_kinds_of_links() {
    let client = ("Clients/Lena Vogel.md", "a client\n");
    for link in ["[[Clients/Lena Vogel]]", "[Lena Vogel](../Clients/Lena%20Vogel.md)"] {
        let line = format!("- #watch-out {link} pays late");
        let found = items(&[client, ("Daily/2026-11-20.md", &line)]);
        assert!(!found.iter().any(|item| item.contains("lena:")), "{line}: {found:?}");
    }
}

#[test]
fn odd_signs_cost_no_promise_and_no_date() {
    for line in [
        "- [ ]\u{200b}@lena call",
        "- [ ] \u{feff}@lena call",
        "- [ ]\u{ad} @lena call",
        "- \u{200b}[ ] @lena call",
    ] {
        check(TALK, line, &["lena owes: call"]);
    }
    for date in [": 2026-12-01", " (2026-12-01)", " **2026-12-01**", " 2026–12–01", " 2026‑12‑01"]
    {
        let line = format!("- [ ] @lena call 📅{date}");
        check(TALK, &line, &["lena owes: call [2026-12-01]"]);
    }
}

#[test]
fn boxes_below_actions_in_a_persons_note_are_promises() {
    let note = "People/Lena Vogel.md";
    let head = "---\nkind: person\n---\n";
    check(
        note,
        &format!("{head}## Action items\n\n- [ ] @lena one\n- [ ] me: two\n"),
        &["lena owes: one", "nora owes: two"],
    );
    // A list of a week that holds a 1-2-1 is its own.
    let week = "# Week 47\n\n## 1-1 Lena Vogel\n\n- talked\n\n## ToDo\n\n- [ ] invoices\n";
    check("Weekly/2026-W47.md", week, &[]);
}

#[test]
fn a_box_below_a_heading_of_a_1_2_1_counts_in_a_note_without_a_day() {
    for heading in
        ["1-1 with Lena", "1-1 with [[Lena Vogel]]", "1:1 @lena", "1–1 with Lena", "1‑1 with Lena"]
    {
        let text = format!("## {heading}\n\n- [ ] @lena call\n");
        check("Notes/Team log.md", &text, &["lena owes: call"]);
        let said = read(&[("Notes/Team log.md", &text)]).diagnostics;
        let said = said.iter().filter(|one| one.code == Code::MeetingWithoutDate);
        assert_eq!(said.filter_map(|one| one.line()).collect::<Vec<_>>(), [1], "{heading}");
        check("Daily/2026-11-20.md", &text, &["lena owes: call"]);
    }
}

#[test]
fn a_possessive_and_a_passive_make_nobody_owe() {
    for line in [
        "- [ ] @björn's role to be cut",
        "- [ ] [[Björn Ek]]'s role",
        "- [ ] Björn will be let go",
        "- [ ] Björn will ask for a raise",
        "- [ ] Lena will be moved to the other team",
    ] {
        let found = items(&[(TALK, line)]);
        let owes = |who: &str| found.iter().any(|item| item.starts_with(&format!("{who} owes")));
        assert!(!owes("bjorn") && !owes("lena"), "{line}: {found:?}");
    }
    check(TALK, "- [ ] Lena will write it", &["lena owes: write it"]);
    check(TALK, "- [ ] @björn send it", &["bjorn owes: send it"]);
}

#[test]
fn a_heading_in_a_1_2_1_moves_no_more_than_a_name_does() {
    let text = "## Björn\n\n- #clarity he is on a warning\n- #outcome she leaves\n- #home moved\n- #topic the rota\n";
    check(
        TALK,
        text,
        &[
            "clarity lena: he is on a warning",
            "outcome lena: she leaves",
            "home lena: moved",
            "topic bjorn: the rota",
        ],
    );
}

#[test]
fn words_that_begin_with_a_sign_stay_words() {
    for words in ["learn .NET and .env files", "do it :) now", "cut it by .5 %"] {
        check(TALK, &format!("- [ ] @lena {words}"), &[&format!("lena owes: {words}")]);
    }
    check(TALK, "- [ ] @lena write it , then rest", &["lena owes: write it, then rest"]);
}

#[test]
fn a_tag_at_the_beginning_of_a_plain_line_says_what_it_is() {
    for (text, expected) in [
        ("#goal learn to sail", "goal lena: learn to sail"),
        ("Long talk.\n\n#goal learn to sail\n- [x] me: book", "goal lena: learn to sail"),
        ("#high-five the demo", "high-five lena: the demo"),
        ("#watch-out the tone", "watch-out lena: the tone"),
        ("#objetivo aprender a navegar", "goal lena: aprender a navegar"),
        ("#ziel segeln lernen", "goal lena: segeln lernen"),
    ] {
        let found = items(&[(TALK, text)]);
        assert!(found.iter().any(|one| one == expected), "{text}: {found:?}");
    }
    for text in ["Her #goal is far away", "We spoke of the goal #goal", "#goal/sail is far away"] {
        let found = items(&[(TALK, text)]);
        assert!(found.iter().all(|one| !one.starts_with("goal ")), "{text}: {found:?}");
    }
}
