//! A line in one person's 1-2-1 that names another is that person's, or the lead's alone: it
//! reaches no page that the other reads, and no such page leads to that 1-2-1. And what the next
//! prep quotes of the last 1-2-1 leaves out all that was closed. Beside each stands its open twin.

use crate::pages::practice::prep;
use crate::support::{Disk, TODAY, day};
use crate::wall::views::{all_views, load};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

const ALICES: &str = "1-2-1s/Alice/2026-11-17.md";

/// The views of a vault of Alice and Bob in which this line stands in Alice's held 1-2-1: what a
/// page for that person, or for the team, could print.
fn views(line: &str, audience: Audience, about: Option<&str>) -> String {
    let notes: BTreeMap<String, String> = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
        ("1-2-1s/Bob/2026-11-17.md", "- talked about the rota\n"),
        (ALICES, line),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    let model = pipeline::run(&load(&notes), day(TODAY), &Ask::default()).model;
    all_views(&model, audience, about)
}

#[test]
fn a_line_in_alices_one_on_one_that_names_bob_later_is_never_bobs() {
    let hers = [
        "- #outcome Alice wants zqaq to leave the team because of @bob\n",
        "- #outcome zqaq with [[Bob]]\n",
        "- #outcome @bob zqaq drives her mad\n",
        "- #clarity @bob is on zqaq a warning\n",
        "- #clarity zqaq: [[Bob]] gets the lead\n",
        "- #agreed zqaq to work apart from @bob\n",
        "- #agreed @bob zqaq moves desks\n",
        "- #home zqaq @bob is her cousin\n",
        "- #season/low zqaq since the fight with @bob\n",
        "- #intention zqaq listen about @bob\n",
        "- #high-five zqaq held the line when @bob shouted\n",
        "- #high-five zqaq great fix with @bob\n",
        "- #watch-out zqaq the merge by @bob broke main [path:: pair]\n",
        "- #watch-out zqaq shouted at [[Bob]] in the review [path:: pause]\n",
        "- #watch-out zqaq x [path:: ask @bob]\n",
        "- #topic zqaq is @bob up for it\n",
        "- #road-block zqaq waits for @bob\n",
        "- [ ] #goal/lead zqaq lead a project with @bob\n",
        "- #feedback zqaq thinks that @bob is loud\n",
        "- #for-me zqaq you favour @bob\n",
        "- said zqaq that @bob is loud\n",
        "- #high-five zqaq calm\n  - even when @bob zqaq shouted\n",
        "- #outcome zqaq\n  - because of @bob zqaq\n",
    ];
    let mut wrong = Vec::new();
    for line in hers {
        let seen = views(line, Audience::Person, Some("bob"));
        if seen.contains("zqaq") {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "Bob reads what is Alice's: {wrong:#?}");
}

#[test]
fn a_goal_that_names_another_is_no_line_for_the_team() {
    for line in [
        "- [ ] #goal/x zqaq calm down beside @bob\n",
        "- [ ] #goal/x zqaq take the guild over from [[Bob]]\n",
        "- [ ] #goal/x zqaq get along with Bob\n",
        "- [ ] #goal/x zqaq no more of Bob's reviews\n",
        "- [ ] #goal/x calm down\n  - [ ] zqaq talk to @bob about the warning\n",
        "- [ ] #goal/x calm down\n  - [ ] zqaq ask Bob\n",
        "## Goals\n- zqaq work without Bob\n",
    ] {
        assert!(!views(line, Audience::Team, None).contains("zqaq"), "the team reads {line}");
        assert!(views(line, Audience::Person, Some("alice")).contains("zqaq"), "hers: {line}");
    }
    for line in [
        "- [ ] #goal/x zqaq learn Rust\n",
        "- [ ] #goal/x zqaq learn Rust @alice\n",
        "- [ ] #goal/x zqaq learn Rust with @nora\n",
        "- [ ] #goal/x zqaq mentor @bob [audience:: team]\n",
        "- [ ] #goal/x zqaq read the bobsleigh book\n",
        "- [ ] #goal/x learn\n  - [ ] zqaq course\n",
    ] {
        assert!(views(line, Audience::Team, None).contains("zqaq"), "the team's: {line}");
    }
}

#[test]
fn what_is_written_to_bob_in_alices_one_on_one_is_his_and_hers_stays_hers() {
    for (line, reader) in [
        // The name at the beginning moves what is given to somebody.
        ("- #high-five @bob zqaq great fix [shared:: 2026-11-17]\n", "bob"),
        // A promise of his may tell what was said to her: it is his when its line says so.
        ("- [ ] @bob zqaq sends the plan [audience:: person]\n", "bob"),
        ("- [ ] #goal/lead @bob zqaq leads a project [audience:: person]\n", "bob"),
        // Hers in her own view, whoever is named later.
        ("- #outcome zqaq wants to work with @bob\n", "alice"),
        ("- #clarity @bob zqaq leads it\n", "alice"),
        ("- #agreed zqaq to pair with @bob\n", "alice"),
        ("- [ ] #goal/lead zqaq lead a project with @bob\n", "alice"),
    ] {
        let seen = views(line, Audience::Person, Some(reader));
        assert!(seen.contains("zqaq"), "{reader} does not read: {line}");
    }
}

#[test]
fn what_another_reads_never_leads_to_alices_one_on_one() {
    let mut wrong = Vec::new();
    for line in [
        "- #high-five @bob great fix [shared:: 2026-11-17]\n",
        "- #high-five @bob great fix [audience:: team]\n",
        "- #watch-out @bob late [path:: ask] [shared:: 2026-11-17]\n",
        "- [ ] @bob sends the plan\n",
        "- [ ] @nora sends @bob the plan\n",
        "- [ ] #action @bob @alice write it\n",
        "- [ ] #goal/lead @bob leads a project\n",
        "- [ ] #follow-up @bob asks [when:: 2026-12-02]\n",
        "- #topic @bob the rota [audience:: person]\n",
        "- #score/rust @bob 3\n",
        "- #outcome @bob said it [audience:: team]\n",
        "- #policy/leave ask first\n",
        "- #team-goal/calm fewer alerts\n",
        "- #tell-all we move\n",
        "- #ask-all shall we?\n",
        "- #ask/fun what is fun? [every:: meeting] [early:: yes]\n",
        "- [ ] #resource/book a book\n",
    ] {
        for (audience, about) in [(Audience::Person, Some("bob")), (Audience::Team, None)] {
            let seen = views(line, audience, about);
            if seen.contains("Alice/2026-11-17") {
                wrong.push((audience, line));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // To her own she is led, and the lead to all.
    let own = views("- #outcome a calm rota\n", Audience::Person, Some("alice"));
    assert!(own.contains("Alice/2026-11-17"));
    let seen = views("- #high-five @bob great fix\n", Audience::Lead, None);
    assert!(seen.contains("Alice/2026-11-17"));
}

#[test]
fn praise_given_to_alice_that_names_bob_is_not_in_bobs_hand_over() {
    for (line, hers, his) in [
        ("- #high-five zqaq fixed what @bob broke [shared:: 2026-11-17]\n", true, false),
        ("- #high-five @alice zqaq fixed what @bob broke [shared:: 2026-11-17]\n", true, false),
        (
            "- #watch-out @alice zqaq shouted at @bob [path:: x] [shared:: 2026-11-17]\n",
            true,
            false,
        ),
        ("- #outcome zqaq she goes because of @bob\n", true, false),
        ("- #agreed zqaq to pair with @bob\n", true, false),
        ("- #high-five @bob zqaq great fix [shared:: 2026-11-17]\n", false, true),
    ] {
        let disk = Disk::new(&[
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
            ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\n---\n"),
            ("1-2-1s/Bob/2026-11-17.md", "- talked about the rota\n"),
            (ALICES, line),
            (".vault121/config.yml", "{}\n"),
        ]);
        let of = |name: &str| disk.run(&["handover", name]).out;
        let (alice, bob) = (of("Alice"), of("Bob"));
        assert_eq!(bob.contains("zqaq"), his, "Bob's: {line}\n{bob}");
        assert!(!alice.contains("zqaq") || hers, "Alice's: {line}\n{alice}");
    }
}

#[test]
fn what_is_closed_is_never_quoted_as_last_time() {
    let held = |text: &str| prep(&[(ALICES, text)]);
    let open = [
        "- tired of the zqaq alerts\n",
        "## Notes\n\n- tired of the zqaq alerts\n",
        "> [!note] Talk\n> tired of the zqaq alerts\n",
        "Health:\n- tired of the zqaq alerts\n",
        "## Private\n\n- one more thing\n\n## Notes\n\n- tired of the zqaq alerts\n",
    ];
    for text in open {
        assert!(held(text).contains("zqaq"), "not quoted:\n{text}\n{}", held(text));
    }
    let closed = [
        "## Private\n\n- tired of the zqaq alerts\n",
        "## 🔒 Notes\n\n- tired of the zqaq alerts\n",
        "## Manager notes\n\n### More\n\ntired of the zqaq alerts\n",
        "## Vertraulich\n\n- tired of the zqaq alerts\n",
        "**My observations**\n\n- tired of the zqaq alerts\n",
        "Do not share:\n\n- tired of the zqaq alerts\n",
        "> [!private]\n> tired of the zqaq alerts\n",
        "> [!note]- Confidential\n> tired of the zqaq alerts\n",
        "- tired of the zqaq alerts 🔒\n",
        "- tired of the zqaq alerts #private\n",
        "- tired of the zqaq alerts [audience: lead]\n",
        "- tired of the zqaq alerts %% private %%\n",
        "Health:\n- slept well again\n- tired of the zqaq alerts 🔒\n",
        "Health:\n- slept well again\n- tired of the zqaq alerts #private\n",
        "Health:\n- slept well again\n- tired of the zqaq alerts %% private %%\n",
        "Health:\n- slept well again\n- tired of the zqaq alerts\n  - private\n",
        "- tired of the zqaq alerts #watch-outs\n",
        "Health:\n- slept well again\n- tired of the zqaq alerts #watch-outs\n",
        "- #watch-outs a lot\n  - tired of the zqaq alerts\n",
        "---\nprivate: true\n---\n- tired of the zqaq alerts\n",
        "---\naudience: [team\n---\n- tired of the zqaq alerts\n",
    ];
    let wrong: Vec<_> = closed.iter().filter(|text| held(text).contains("zqaq")).collect();
    assert!(wrong.is_empty(), "quoted: {wrong:#?}");
}

#[test]
fn what_the_cache_keeps_of_notes_only_the_user_reads() {
    let disk = Disk::new(&[
        ("People/Alice.md", "---\nkind: person\n---\n"),
        (ALICES, "- tired of the alerts\n"),
        (".vault121/config.yml", "{}\n"),
    ]);
    for text in ["- tired of the alerts\n", "- well again by now\n"] {
        disk.write(ALICES, text);
        assert_eq!(disk.run(&["build"]).code, 0);
    }
    let mut seen = Vec::new();
    let mut folders = vec![disk.root.join(".vault121/cache")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", path.display());
            seen.push(entry.file_name().into_string().unwrap());
        }
    }
    for name in ["notes", "notes-new", "regions"] {
        assert!(seen.iter().any(|seen| seen == name), "{name} is not in {seen:?}");
    }
}
