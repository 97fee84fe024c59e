//! Lines that were read wrong or passed over in silence when somebody wrote them in a hand of their
//! own: two facts in a line, several people, days, what is over. A row a case.

use crate::support::outcome;
use vault121::pages::pipeline::Outcome;
use vault121::records::promise::Action;

const TODAY: &str = "2026-11-24";
const LAST: &str = "1-2-1s/Alice Fischer/2026-11-17.md";
const DAILY: &str = "Daily/2026-11-20.md";
const BASE: &[(&str, &str)] = &[
    (".vault121/config.yml", "me: nora\n"),
    ("People/Alice Fischer.md", "---\nkind: person\nhandle: alice\ncadence: 1w\n---\n"),
    ("People/Bob Maier.md", "---\nkind: person\nhandle: bob\ncadence: 2w\n---\n"),
    ("People/Mei-Ling Chen.md", "---\nkind: person\nhandle: mei-ling\ncadence: 2w\n---\n"),
    ("People/Nora Lind.md", "---\nkind: person\nhandle: nora\nme: yes\n---\n"),
    (
        "1-2-1s/Bob Maier/2026-11-12.md",
        "---\nkind: one-on-one\nperson: bob\ndate: 2026-11-12\n---\n\n- [ ] Nora: water\n\
         - [ ] Bob: plants\n",
    ),
];

fn with(body: &str) -> String {
    format!("---\nkind: one-on-one\nperson: alice\ndate: 2026-11-17\n---\n\n{body}\n")
}

fn read(notes: &[(&str, &str)]) -> Outcome {
    let mut all: Vec<(&str, &str)> = BASE.to_vec();
    all.retain(|(path, _)| notes.iter().all(|(other, _)| other != path));
    all.extend(notes);
    outcome(&all, TODAY)
}

/// Fails with all rows that are not as expected.
fn all_right(rows: Vec<(&str, String, &str)>) {
    let wrong: Vec<String> = rows
        .into_iter()
        .filter(|(_, found, expected)| found != expected)
        .map(|(row, found, expected)| format!("{row:?}\n  is  {found}\n  not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The codes of what is said on notes other than the base, without what lines lack.
fn codes(read: &Outcome) -> String {
    let hints = ["without", "older-lines", "private-part", "not-held-by-words"];
    let said = read.diagnostics.iter().map(|one| one.code.word());
    let mut said: Vec<&str> = said.filter(|code| !hints.iter().any(|h| code.contains(h))).collect();
    said.sort_unstable();
    said.dedup();
    said.iter().map(|code| format!(" !{code}")).collect()
}

/// `high-five alice shared: calm | watch-out …`, and what is said.
fn feedback(path: &str, body: &str) -> String {
    let note = if path == LAST { with(body) } else { format!("{body}\n") };
    let read = read(&[(path, &note)]);
    let model = &read.model;
    let told = model.feedback.iter().map(|one| {
        let state = serde_json::to_value(model.feedback_state(one, model.today)).unwrap();
        format!("{} {} {}: {}", one.kind.word(), one.person, state.as_str().unwrap(), one.text)
    });
    told.collect::<Vec<_>>().join(" | ") + &codes(&read)
}

fn is_of_base(one: &Action) -> bool {
    ["water", "plants"].contains(&one.text.as_str())
}

fn told(read: &Outcome) -> String {
    let actions = read.model.actions.iter().filter(|one| !is_of_base(one));
    let told = actions.map(|one| {
        let owner = one.owner.as_ref().map_or("?".to_owned(), ToString::to_string);
        let due = one.due.map(|due| format!(" [{due}]")).unwrap_or_default();
        format!("{owner} {}{due}: {}", one.status.word(), one.text)
    });
    told.collect::<Vec<_>>().join(" | ") + &codes(read)
}

/// `alice open [2026-12-01]: draft the plan`, and what is said.
fn promises(body: &str) -> String {
    told(&read(&[(LAST, &with(body))]))
}

#[test]
fn praise_and_critique_in_one_line_are_held_as_critique() {
    let both = "watch-out alice to-share";
    let rows = [
        ("- Kudos: great demo; Watch out: late", "great demo; Watch out: late"),
        ("- Kudos: great demo <br>Watch out: late", "great demo Watch out: late"),
        ("- Kudos: great demo. To improve: pace", "great demo. To improve: pace"),
        ("- #kudos great demo; watch out: late", "great demo; watch out: late"),
        ("- Kudos: great demo / Critique: late", "great demo / Critique: late"),
        ("- Kudos: great demo, but watch out: late", "great demo, but watch out: late"),
        ("- Lob: gute Demo; Kritik: zu spät", "gute Demo; Kritik: zu spät"),
        ("- Bravo : belle démo ; critique : trop vite", "belle démo; critique: trop vite"),
        ("- #high-five great, but late #watch-out", "great, but late"),
        ("- #watch-out late, though great #high-five", "late, though great"),
        ("- #kudos @alice great, but late #watch-out/pace", "great, but late"),
    ];
    let found =
        rows.map(|(row, words)| (row, feedback(LAST, row), format!("{both}: {words} !two-kinds")));
    all_right(found.iter().map(|(row, is, not)| (*row, is.clone(), not.as_str())).collect());
    all_right(
        [
            (
                "- Kudos: told her to watch out: snakes",
                "high-five alice shared: told her to watch out: snakes",
            ),
            ("- Kudos: calm; demo: great", "high-five alice shared: calm; demo: great"),
            ("- Kudos: calm; thanks: a lot", "high-five alice shared: calm; thanks: a lot"),
        ]
        .map(|(row, expected)| (row, feedback(LAST, row), expected))
        .to_vec(),
    );
}

#[test]
fn several_people_named_side_by_side_all_get_it() {
    let both =
        |words: &str| format!("high-five alice shared: {words} | high-five bob to-share: {words}");
    let rows = [
        ("- #kudos @alice & Bob for the launch", both("for the launch")),
        ("- #kudos @alice and Bob: the launch", both("the launch")),
        ("- #kudos Alice + Bob for the launch", both("Alice + Bob for the launch")),
        ("- Kudos to Alice and Bob for the launch", both("Alice and Bob for the launch")),
        ("- #kudos Alice und Bob für den Start", both("Alice und Bob für den Start")),
        ("- #kudos @alice and Bob's team for the launch", "high-five alice shared: and Bob's team for the launch".to_owned()),
        ("- #kudos @alice, Bob said so", "high-five alice shared: Bob said so".to_owned()),
        ("- #kudos @alice and Bob told me of it", " !feedback-whose".to_owned()),
        ("- #watch-out Alice and Bob fight", " !feedback-whose".to_owned()),
        ("- #kudos Bob and Mei-Ling: great demo", "high-five bob to-share: Bob and Mei-Ling: great demo | high-five mei-ling to-share: Bob and Mei-Ling: great demo".to_owned()),
        (
            "- #kudos Alice, Bob and Mei-Ling for the launch",
            ["alice shared", "bob to-share", "mei-ling to-share"]
                .map(|who| format!("high-five {who}: Alice, Bob and Mei-Ling for the launch"))
                .join(" | "),
        ),
    ];
    all_right(rows.iter().map(|(row, not)| (*row, feedback(LAST, row), not.as_str())).collect());
    let daily = "high-five alice to-share: the launch | high-five bob to-share: the launch";
    all_right(vec![
        ("daily", feedback(DAILY, "- #kudos @alice & Bob: the launch"), daily),
        ("daily", feedback(DAILY, "- #kudos [[Alice Fischer]] und Bob: the launch"), daily),
        ("daily", feedback(DAILY, "- #kudos @alice and Bob told me"), " !feedback-whose"),
    ]);
    all_right(
        [
            (
                "- [ ] draft the plan (Bob), review it (Alice)",
                "? open: draft the plan (Bob), review it (Alice)",
            ),
            (
                "- [ ] draft the plan (long), review it (Alice)",
                "alice open: draft the plan (long), review it",
            ),
        ]
        .map(|(row, expected)| (row, promises(row), expected))
        .to_vec(),
    );
}

#[test]
fn praise_that_addresses_somebody_before_its_sign_is_read() {
    let rows = [
        ("- Kudos, Bob! The plan was spot on", "high-five bob to-share: The plan was spot on"),
        ("- Kudos, Alice! The plan was spot on", "high-five alice shared: The plan was spot on"),
        ("- Well done Bob: the plan", "high-five bob to-share: the plan"),
        (
            "- Kudos from Bob: saved his release",
            "high-five alice shared: from Bob: saved his release",
        ),
        ("- Lob von Bob: hat geholfen", "high-five alice shared: von Bob: hat geholfen"),
        ("- Bravo Bob ! super plan", "high-five bob to-share: super plan"),
        ("- Bravo Bob, bel piano", "high-five bob to-share: bel piano"),
        ("- Enhorabuena, Bob: gran plan", "high-five bob to-share: gran plan"),
        ("- Parabéns, Bob! Bom plano", "high-five bob to-share: Bom plano"),
        ("- Felicidades: gran plan", "high-five alice shared: gran plan"),
        (
            "- Feedback for Bob: talks too fast",
            "feedback bob unsorted: talks too fast !feedback-unsorted",
        ),
        (
            "- Feedback from Bob: talks too fast",
            "feedback alice unsorted: from Bob: talks too fast !feedback-unsorted",
        ),
        ("- Kudos, everybody! Great", ""),
        ("- Kudos bob-sledding was great", ""),
        ("## Kudos to Bob\n\n- great demo", "high-five bob to-share: great demo"),
        ("## Kudos to Alice\n\n- great demo", "high-five alice shared: great demo"),
        ("## Kudos to the team\n\n- great demo", ""),
        (
            "## Kudos\n\n- Bob\n  - great demo\n- Alice\n  - calm",
            "high-five bob to-share: great demo | high-five alice shared: calm",
        ),
    ];
    all_right(rows.map(|(row, not)| (row, feedback(LAST, row), not)).to_vec());
    let goals = |body: &str| {
        let read = read(&[(LAST, &with(body))]);
        let told =
            read.model.goals.iter().map(|goal| format!("{}: {}", goal.key.person, goal.title));
        told.collect::<Vec<_>>().join(" | ")
    };
    let rows = [
        ("- Goal (Q1): pass the CKA", "alice: pass the CKA"),
        ("- Q1 goal: pass the CKA", "alice: pass the CKA"),
        ("- Goal for Bob: pass the CKA", "bob: pass the CKA"),
        ("- Goal (maybe): pass the CKA", ""),
    ];
    all_right(rows.map(|(row, not)| (row, goals(row), not)).to_vec());
}

#[test]
fn a_day_that_is_not_sure_is_said() {
    let rows = [
        ("not before 2026-12-01", "alice open: draft it, not before 2026-12-01"),
        (
            "by Wednesday 24 November",
            "alice open [2026-11-24]: draft it, by Wednesday 24 November !date-unreadable",
        ),
        ("📅 2026-12-10 📅 2026-12-12", "alice open [2026-12-10]: draft it !field-bad"),
        ("due 31.11.2026", "alice open: draft it, due 31.11.2026 !date-unreadable"),
        ("by 30 Feb", "alice open: draft it, by 30 Feb !date-unreadable"),
        ("by next Tuesday", "alice open: draft it, by next Tuesday !due-in-words"),
        ("by EOW", "alice open: draft it, by EOW !due-in-words"),
        ("by Monday 30", "alice open [2026-11-30]: draft it, by Monday 30"),
        ("by hand", "alice open: draft it, by hand"),
    ];
    let line = |row: &str| {
        format!("- [ ] Alice: draft it{} {row}", if row.starts_with('📅') { "" } else { "," })
    };
    all_right(rows.map(|(row, not)| (row, promises(&line(row)), not)).to_vec());
    let was = "- [ ] Alice: draft it (was due 2026-11-01, now 2026-12-10)";
    let expected = "alice open [2026-12-10]: draft it (was due 2026-11-01, now 2026-12-10)";
    all_right(vec![(was, promises(was), expected)]);
}

#[test]
fn what_is_over_is_not_open() {
    let rows = [
        ("- ~~Alice: draft it~~ cancelled", ""),
        ("- ~~Alice: draft it~~ moved to Q1", ""),
        ("- [ ] ~~Alice: draft it~~ entfällt", ""),
        ("- [ ] ~~Alice: draft it~~ no longer needed", ""),
        ("- [ ] Alice: draft it — not needed any more", "alice dropped: draft it"),
        ("- [ ] Alice: draft it (superseded)", "alice dropped: draft it"),
        ("- [ ] Alice: ~~cancelled~~ moved orders", "alice open: ~~cancelled~~ moved orders"),
        (
            "- [ ] Alice: find out why the order was cancelled",
            "alice open: find out why the order was cancelled",
        ),
    ];
    let of = |row: &str| promises(&format!("## Action items\n\n{row}"));
    all_right(rows.map(|(row, not)| (row, of(row).replace(" !withdrawn", ""), not)).to_vec());
}

#[test]
fn what_promises_nothing_is_no_promise() {
    let rows = [
        ("- [ ] Alice: nothing", ""),
        ("- [ ] Nora: n/a", ""),
        ("- [ ] none", ""),
        ("- [ ] Alice: nichts", ""),
        ("- [ ] Alice: TBD", ""),
        ("- [ ] Alice: draft it (done?)", "alice open: draft it (done?)"),
        ("- [ ] Alice: draft it (done on Monday)", "alice done: draft it"),
        ("- [ ] Alice: draft it ❌", "alice dropped: draft it"),
        (
            "- [ ] Alice: draft it by 2025-12-01",
            "alice open [2025-12-01]: draft it by 2025-12-01 !year-odd",
        ),
        ("## Goals\n\n- [ ] Nora: budget", "nora open: budget"),
        ("## Goals\n\n- [ ] Alice: budget", ""),
    ];
    all_right(rows.map(|(row, not)| (row, promises(row), not)).to_vec());
}

#[test]
fn a_promise_that_is_carried_over_is_one() {
    let first = "1-2-1s/Alice Fischer/2026-11-10.md";
    let of = |one: &str, two: &str| {
        let before = with(one).replace("11-17", "11-10");
        told(&read(&[(first, &before), (LAST, &with(two))]))
    };
    let named = "- [ ] Alice: read the guide";
    let rows = [
        (
            "- [ ] Alice: read the guide by 2026-11-17",
            "- [ ] Alice: read the guide by 2026-12-01",
            "alice open [2026-12-01]: read the guide by 2026-12-01",
        ),
        (named, "- [x] read the guide", "alice done: read the guide"),
        (
            "- [ ] Alice: read it\n- [ ] Nora: read it",
            "- [x] read it",
            "alice open: read it | nora done: read it",
        ),
        (
            "- [ ] Alice: report by 2026-11-12\n- [ ] Alice: report by 2026-11-19",
            "- talked",
            "alice open [2026-11-12]: report by 2026-11-12 | alice open [2026-11-19]: report by 2026-11-19",
        ),
    ];
    let found = rows.map(|(one, two, not)| (one, of(one, two), not));
    all_right(found.to_vec());
}

#[test]
fn a_1_2_1_of_which_one_line_says_so_was_not_held() {
    let held = |body: &str| {
        let read = read(&[(LAST, &with(body))]);
        let meeting = read.model.meetings.all.iter().find(|one| one.path.as_str() == LAST);
        meeting.map_or("none", |one| if one.held { "held" } else { "not" }).to_owned()
    };
    let rows = [
        ("Alice was ill, no meeting", "not"),
        ("status: cancelled", "not"),
        ("**Status:** cancelled", "not"),
        ("Status: verschoben", "not"),
        ("- status:: cancelled", "not"),
        ("> [!failure] Cancelled", "not"),
        ("~~1:1~~", "not"),
        ("❌", "not"),
        ("Held: no, she was ill", "not"),
        ("status: green", "held"),
        ("Status: cancelled\n\n- [ ] Alice: draft it", "held"),
        ("Alice was ill, we talked on the phone", "held"),
        ("~~the plan~~", "held"),
        ("❌ the plan", "held"),
    ];
    all_right(rows.map(|(row, not)| (row, held(row), not)).to_vec());
}

#[test]
fn two_of_one_first_name_are_no_third() {
    const TWO: &[(&str, &str)] = &[
        ("People/Alice Fischer.md", "---\nkind: person\ncadence: 1w\n---\n"),
        ("People/Alice Huber.md", "---\nkind: person\ncadence: 1w\n---\n"),
        (
            "1-2-1s/Alice Huber/2026-11-12.md",
            "---\nkind: one-on-one\nperson: Alice Huber\ndate: 2026-11-12\n---\n\n- weather\n",
        ),
    ];
    let of = |path: &'static str, body: &str| {
        let mut notes = TWO.to_vec();
        notes.push((path, body));
        let read = read(&notes);
        let known = ["alice-fischer", "alice-huber", "bob", "mei-ling", "nora"];
        let ids = read.model.people.by_id.keys().map(ToString::to_string);
        let new: Vec<String> = ids.filter(|id| !known.contains(&id.as_str())).collect();
        let told = read.model.feedback.iter().map(|one| format!("{}: {}", one.person, one.text));
        let told: Vec<String> = told.chain(new.iter().map(|id| format!("NEW {id}"))).collect();
        let asked = codes(&read).contains("ambiguous-person");
        told.join(" | ") + if asked { " asked" } else { "" }
    };
    let rows = [
        (
            "## 1:1 with Alice\n\n- #kudos one\n\n## 1:1 Alice Fischer\n\n- #kudos two\n",
            "alice-fischer: two asked",
        ),
        (
            "## 1:1 with Alice\n\n- #kudos one\n\n## 1:1 with Bob\n\n- #kudos two\n",
            "bob: two asked",
        ),
        (
            "## 1:1 with Alice H.\n\n- #kudos one\n\n## 1:1 with Bob\n\n- #kudos two\n",
            "alice-huber: one | bob: two",
        ),
        (
            "## 1:1 with [[Alice]]\n\n- #kudos one\n\n## 1:1 with Bob\n\n- #kudos two\n",
            "bob: two asked",
        ),
    ];
    all_right(rows.map(|(row, not)| (row, of(DAILY, row), not)).to_vec());
    let path = "1-2-1s/2026-11-17 Huber.md";
    all_right(vec![("Huber", of(path, "- [ ] write it\n"), "")]);
    all_right(vec![("Mei", of("1-2-1s/2026-11-17 Mei.md", "- [ ] write it\n"), "")]);
    all_right(vec![("AH", of("1-2-1s/2026-11-17 AH.md", "- #kudos one\n"), "")]);
}

#[test]
fn a_report_may_have_the_first_name_of_the_lead() {
    let path = "1-2-1s/Nora Berg/2026-11-17.md";
    let of = |body: &str| {
        told(&read(&[
            ("People/Nora Berg.md", "---\nkind: person\ncadence: 1w\n---\n"),
            (path, body),
        ]))
    };
    let rows = [
        ("- [ ] Nora Berg: desk\n", "nora-berg open: desk"),
        ("- [ ] Nora B.: desk\n", "nora-berg open: desk"),
        ("- [ ] Nora: desk\n", "? open: desk"),
        ("- [ ] me: desk\n", "nora open: desk"),
        ("- [ ] @nora desk\n", "nora open: desk"),
    ];
    all_right(rows.map(|(row, not)| (row, of(row), not)).to_vec());
}

#[test]
fn critique_that_says_it_was_not_said_is_to_share() {
    let late = "- #watch-out late twice";
    let open = ["watch-out alice to-share", "watch-out alice held"];
    for end in [
        "(tell her)",
        "(need to tell her)",
        "(I'll tell her in December)",
        "(bring up in January)",
        "(forgot)",
        "(no time)",
        "(bad moment)",
        "(chickened out)",
        "(check first)",
        "(pending)",
        "(on ice)",
        "(for the review)",
        "(noch sagen)",
        "(vergessen)",
        "(keine Zeit)",
        "(falscher Moment)",
        "(erst prüfen)",
        "(zurückgestellt)",
        "(à lui dire)",
        "(oublié)",
        "(pas eu le temps)",
        "(en attente)",
        "(decírselo)",
        "(se me olvidó)",
        "(pendiente)",
        "(nog zeggen)",
        "(vergeten)",
        "(geen tijd)",
        "(uitgesteld)",
        "(por dizer)",
        "(esqueci)",
        "(adiado)",
        "(da dire)",
        "(dimenticato)",
        "(in sospeso)",
        "(hm, perhaps not)",
        "(sin ganas)",
        "[maybe]",
    ] {
        let found = feedback(LAST, &format!("{late} {end}"));
        assert!(open.iter().any(|open| found.starts_with(open)), "{end}: {found}");
        assert!(found.contains("share-unsaid") || found.contains("hold-near"), "{end}: {found}");
    }
    for heading in [
        "Prep",
        "My prep",
        "Before the meeting",
        "Drafts",
        "Not discussed",
        "Didn't cover",
        "To raise",
        "Next week",
        "Vorbereitung",
        "Nicht besprochen",
        "Préparation",
        "Pas abordé",
        "Pendiente",
        "Para la próxima",
        "Voorbereiding",
        "Niet besproken",
        "Preparação",
        "Para a próxima",
        "Preparazione",
        "Non discusso",
        "Prossima volta",
    ] {
        let found = feedback(LAST, &format!("## {heading}\n\n{late}"));
        assert!(open.iter().any(|open| found.starts_with(open)), "{heading}: {found}");
    }
    let shared = "watch-out alice shared: late twice";
    let rows = [
        (late, shared.to_owned()),
        ("- #watch-out late twice (Mon, Tue)", format!("{shared} (Mon, Tue)")),
        ("- #watch-out late twice (17 Nov)", format!("{shared} (17 Nov)")),
        ("- #watch-out late twice (told her)", format!("{shared} (told her)")),
        (
            "- #watch-out late (in planning) twice",
            "watch-out alice shared: late (in planning) twice".to_owned(),
        ),
        ("- #watch-out late twice (hm) [shared:: 2026-11-17]", format!("{shared} (hm)")),
        (
            "- #high-five calm (in the outage)",
            "high-five alice shared: calm (in the outage)".to_owned(),
        ),
        ("## Notes\n\n- #watch-out late twice", shared.to_owned()),
    ];
    all_right(rows.iter().map(|(row, not)| (*row, feedback(LAST, row), not.as_str())).collect());
}

#[test]
fn brackets_that_keep_it_quiet_close_a_line() {
    let closed = |end: &str| {
        let read = read(&[(LAST, &with(&format!("- [ ] Alice: take over the rota {end}")))]);
        let found = read.model.actions.iter().find(|one| !is_of_base(one));
        found.is_none_or(|one| one.audience == vault121::kind::Audience::Lead)
    };
    let open: Vec<&str> = [
        "(classified)",
        "(in strict confidence)",
        "(hush hush)",
        "(not a word)",
        "(unannounced)",
        "(please be discreet)",
        "(keep off her page)",
        "(do not circulate)",
        "(internal use)",
        "(intern)",
        "(im Vertrauen)",
        "(nicht ins Protokoll)",
        "(noch nicht bekannt)",
        "(unter Verschluss)",
        "(à usage interne)",
        "(pas un mot)",
        "(pas encore annoncé)",
        "(en confianza)",
        "(sin anunciar)",
        "(no comentar)",
        "(in vertrouwen)",
        "(nog niet bekend)",
        "(mondje dicht)",
        "(só eu)",
        "(em segredo)",
        "(ainda não anunciado)",
        "(solo io)",
        "(in confidenza)",
        "(acqua in bocca)",
        "(confidental)",
        "(confidentail)",
        "(vertaulich)",
        "(vetrouwelijk)",
        "(conf.)",
        "(vertr.)",
        "(riserv.)",
    ]
    .into_iter()
    .filter(|end| !closed(end))
    .collect();
    assert!(open.is_empty(), "{open:?}");
    let shut: Vec<&str> = [
        "(interval)",
        "(Carla)",
        "(soon)",
        "(reservada)",
        "(internally)",
        "(before the release)",
        "(a private cloud)",
        "(select)",
        "(long)",
        "(appr.)",
    ]
    .into_iter()
    .filter(|end| closed(end))
    .collect();
    assert!(shut.is_empty(), "{shut:?}");
}

#[test]
fn a_name_in_another_form_is_no_praise_or_critique_of_hers() {
    let asked = " !feedback-whose";
    let rows = [
        ("- #watch-out Bobs Ton in der Runde", asked),
        ("- #watch-out \"Bob is too slow\"", asked),
        ("- #watch-out Maier interrupts", asked),
        ("- #watch-out Herr Maier unterbricht", asked),
        ("- #watch-out Mei interrupts", asked),
        ("- she finds Bob too slow #watch-out", asked),
        ("- She complained about Bob: interrupts #watch-out", asked),
        ("## Feedback for Bob\n\n- #watch-out too slow", "watch-out bob to-share: too slow"),
        ("- #watch-out Alice & Bob: too loud", asked),
        ("- Kudos for Bob's demo", "high-five bob to-share: demo"),
        ("- #kudos Bob's demo was great", asked),
        ("- Alice: Bob did a great demo #kudos", asked),
        ("- \"Bob did a great demo\" #kudos", asked),
        ("- Kudos to Nora for the raise", asked),
        ("- #kudos Mei-Ling's helper", asked),
        ("- #kudos Miles ahead of the plan", "high-five alice shared: Miles ahead of the plan"),
        ("- #watch-out Slow in reviews", "watch-out alice shared: Slow in reviews"),
        ("- #kudos helped Bob's team", "high-five alice shared: helped Bob's team"),
    ];
    all_right(rows.map(|(row, not)| (row, feedback(LAST, row), not)).to_vec());
    for row in [
        "- @bob félicite @alice #kudos",
        "- @bob recommends @alice for promotion #kudos",
        "- @bob likes working with @alice #kudos",
        "- #high-five @bob para @alice: demo",
        "- @bob thinks @alice is late often #watch-out",
        "- @bob complained about @alice #watch-out",
        "- @bob was annoyed by @alice #watch-out",
        "- @bob ➡️ @alice great demo #kudos",
        "- @bob vindt @alice traag #watch-out",
        "- @bob lobt @alice #kudos",
    ] {
        let found = feedback(DAILY, row);
        assert_eq!(found, asked, "{row}");
    }
    let hers = feedback(DAILY, "- #high-five @mei-ling explained it to @bob");
    assert_eq!(hers, "high-five mei-ling to-share: explained it to Bob");
}
