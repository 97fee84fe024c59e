//! What a lead means as closed by words at odd places of a note: directly below a line of text, in
//! the front matter, at the end, as a label with words behind it. Each row stands beside its twin
//! that closes nothing.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

/// A promise of hers, and a goal that everybody may see.
const B: &str = "- [ ] @alice zqaq sends it\n- [ ] #goal/g @alice zqaq give a talk\n";
const M: &str = "1-2-1s/Alice/2026-11-17.md";

/// Whether others could read any of it, and whether something was said.
fn seen(path: &str, note: &str) -> (bool, usize) {
    let note = note.replace("{B}", B);
    let all = [
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n"),
        ("1-2-1s/Alice/2026-11-10.md", "- talked about the rota\n"),
        (path, note.as_str()),
    ];
    let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
    let views = all_views(&outcome.model, Audience::Person, Some("alice"))
        + &all_views(&outcome.model, Audience::Team, None);
    let codes = ["audience-near", "private-part", "field-bad"];
    let said = outcome.diagnostics.iter().filter(|one| codes.contains(&one.code.word()));
    (views.contains("zqaq"), said.count())
}

fn check(path: &str, rows: &[&str], open: bool) {
    let mut wrong = Vec::new();
    for row in rows {
        let found = seen(path, row);
        if found.0 != open || !open && found.1 == 0 {
            wrong.push(format!("{found:?}: {row:?}"));
        }
    }
    assert!(wrong.is_empty(), "open, said:\n{}", wrong.join("\n"));
}

#[test]
fn a_label_directly_below_a_line_of_text_closes() {
    check(
        M,
        &[
            "talked about x\nPrivate:\n{B}",
            "talked\n**Private**\n{B}",
            "talked\n**Private**\n\n{B}",
            "talked\n#private\n{B}",
            "talked\naudience:: lead\n{B}",
            "talked\n🔒\n{B}",
            "talked\n%% private from here %%\n{B}",
            "talked\nmood:: 4\naudience:: lead\n\n## A\n\n{B}",
            "geredet\nVertraulich:\n{B}",
            "Private: money\n\n{B}",
            "Private: money\n{B}",
            "**Private** money\n{B}",
            "# Talk\n\nWith: Alice\nAudience: lead\n\n## Actions\n\n{B}",
            "**With:** Alice\n**Audience:** lead\n\n{B}",
            "Date: 2026-11-17\nVisibility: lead\n\n{B}",
            "# Talk\n\ntags: private\n\n## Actions\n\n{B}",
            "# Talk\n\nTags: private, hr\n\n## Actions\n\n{B}",
            "> [!info]\n> Audience: lead\n\n# T\n\n{B}",
        ],
        false,
    );
    check(
        M,
        &[
            "{B}",
            "talked about x\nKudos:\n{B}",
            "talked about the\nprivate cloud\n{B}",
            "With: Alice\nWhere: room 4\n\n{B}",
            "tags: hr, talk\n\n{B}",
            "Shared: 2026-11-10\n\n{B}",
            "the audience: many\nand more\n\n{B}",
        ],
        true,
    );
}

#[test]
fn words_of_the_note_at_its_end_close_it() {
    check(
        M,
        &[
            "## Actions\n\n{B}\naudience:: lead\n",
            "## Actions\n\n{B}\n#private\n",
            "## Actions\n\n{B}\n---\n\nTags: #private\n",
            "{B}\n## More\n\n#one-on-one #confidential\n",
        ],
        false,
    );
    check(M, &["{B}\n#one-on-one\n", "{B}\nmood:: 4\n", "{B}\nTags: #hr\n"], true);
}

#[test]
fn a_label_in_a_daily_note_closes_its_part() {
    let rows = &[
        "- 1-1 with [[Alice]]\n  **Private**\n\n  - [ ] @alice zqaq x\n",
        "- 1-1 with [[Alice]]\n\n  %% private from here %%\n\n  - [ ] @alice zqaq x\n",
        "- [ ] #action @alice zqaq x\n  private\n",
        "- [ ] #action @alice private: zqaq\n",
        "- [ ] #action [[Alice]] confidential: zqaq\n",
    ];
    check("Daily/2026-11-17.md", rows, false);
    let open = &["- 1-1 with [[Alice]]\n  **Notes**\n\n  - [ ] @alice zqaq x\n"];
    check("Daily/2026-11-17.md", open, true);
}

#[test]
fn front_matter_that_a_lead_means_as_closed_closes() {
    let words = [
        "tags: #private",
        "tags: #one-on-one #private",
        "tags:\n  - talk\n  - #private",
        "isPrivate: true",
        "classification: private",
        "state: confidential",
        "hidden: true",
        "reader: lead",
        "read_by: lead",
        "visible: lead",
        "visible_to: [lead]",
        "only: lead",
        "lead: only",
        "for: lead",
        "scope: private",
        "privacy: private",
        "shareable: false",
        "sharing: off",
        "note: private",
        "title: \"🔒 talk\"",
        "title: 2026 (private)",
        "teilen: nein",
        "partager: non",
        "compartir: no",
        "condividere: no",
        "delen: nee",
        "Sichtbarkeit: privat",
        "visibilité: privé",
        "publikum: lead",
        "not_for: alice",
        "hide-from: [alice]",
        "keep: private",
        "privacy: lead",
        "private: me",
        "confidential: lead",
        "lock: true",
        "hide: true",
        "protected: true",
        "owner_only: true",
        "personal: true",
        "Zielgruppe: nur ich",
        "kind: one-on-one\ntitle: \"Private: Alice\"",
        "kind: one-on-one\naliases: [private notes on Alice]",
        "description: \"manager only, do not share\"",
        "# private",
        "level: confidential",
        "handling: confidential",
        "notes: private",
        "comment: do not share",
        "classification: restricted",
        "share_with: []",
        "share_with_alice: no",
        "sharing: disabled",
        "share: ❌",
        "visibility: self",
        "visibility: owner",
        "access: manager",
        "viewable_by: me",
        "show: no",
        "show_to: nobody",
        "tell: no",
        "disclose: false",
        "distribution: lead only",
        "acl: [me]",
        "recipients: [me]",
        "intended_for: me",
        "restricted_to: lead",
        "for_whom: me",
        "meta: {visibility: private}",
        "share: {with: me}",
        "share:\n  alice: no",
        "access:\n  read: [me]",
        "zeigen: nein",
        "destinataires: moi",
    ];
    let notes: Vec<String> = words.iter().map(|word| format!("---\n{word}\n---\n{{B}}")).collect();
    check(M, &notes.iter().map(String::as_str).collect::<Vec<_>>(), false);
    let words = [
        "tags: [talk] # a comment",
        "isPrivate: false",
        "public: false",
        "classification: talk",
        "hidden: false",
        "visible: team",
        "share: yes",
        "for: Alice",
        "title: A private beta",
        "note: about the rota",
        "person: Alice",
        "level: high",
        "office: private",
        "recipients: [Alice]",
        "show: yes",
        "access: team",
        "private: no",
        "lock: false",
        "share_price: none",
        "meta: {visibility: team}",
        "kind: one-on-one\ntitle: Talk on the private cloud",
        "# talk",
    ];
    let notes: Vec<String> = words.iter().map(|word| format!("---\n{word}\n---\n{{B}}")).collect();
    check(M, &notes.iter().map(String::as_str).collect::<Vec<_>>(), true);
}

#[test]
fn a_table_or_a_block_of_yaml_at_the_head_closes() {
    check(
        M,
        &[
            "| Audience | lead |\n|---|---|\n\n{B}",
            "| | |\n|---|---|\n| Audience | lead |\n\n{B}",
            "| Key | Value |\n|---|---|\n| With | Alice |\n| Share | no |\n\n{B}",
            "| Audience | Mood |\n|---|---|\n| lead | ok |\n\n{B}",
            "# Talk\n\n| Private | yes |\n|---|---|\n\n## Actions\n\n{B}",
            "```yaml\naudience: lead\n```\n\n{B}",
            "```\nprivate: true\n```\n{B}",
            "# Talk\n\n~~~yaml\n---\nshare: no\n---\n~~~\n\n## Actions\n\n{B}",
            "```toml\nvisibility = \"private\"\n```\n{B}",
        ],
        false,
    );
    check(
        M,
        &[
            "| With | Alice |\n|---|---|\n\n{B}",
            "| Audience | team |\n|---|---|\n\n{B}",
            "```rust\nlet private = true;\n```\n{B}",
            "```yaml\nshare: yes\n```\n{B}",
            "talked\n\n```yaml\nprivate: true\n```\n{B}",
        ],
        true,
    );
}

#[test]
fn what_is_below_a_line_is_closed_in_words() {
    check(
        M,
        &[
            "Below: private\n\n{B}",
            "Below: private\n{B}",
            "All below: private\n{B}",
            "From here on: for me only\n{B}",
            "The rest – confidential\n\n{B}",
            "talked\nFrom here: private\n{B}",
            "Ab hier: privat\n\n{B}",
            "La suite : confidentiel\n\n{B}",
            "private:: yes\n\n{B}",
            "confidential:: yes\n\n{B}",
            "vertraulich:: ja\n\n{B}",
            "Classification: confidential\n\n{B}",
            "Status: confidential\n\n{B}",
            "Bitte vertraulich behandeln\n\n{B}",
            "Keep this to myself\n\n{B}",
            "Tussen ons gezegd:\n{B}",
            "## Private money talk\n\n{B}",
            "## A private matter\n\n{B}",
            "## Confidential HR matter\n\n{B}",
            "**Private conversation**\n\n{B}",
            "## Vertrauliches Gespräch\n\n{B}",
            "## Entretien confidentiel\n\n{B}",
            "## Reservado\n\n{B}",
            "## À garder pour moi\n\n{B}",
        ],
        false,
    );
    check(
        M,
        &[
            "Below: the list\n\n{B}",
            "From here: three desks\n\n{B}",
            "Status: open\n\n{B}",
            "private:: no\n\n{B}",
            "## Private health insurance\n\n{B}",
            "## Private cloud\n\n{B}",
            "## Topics of the private beta\n\n{B}",
            "## Secret Santa\n\n{B}",
        ],
        true,
    );
}

#[test]
fn a_line_that_ends_in_such_words_is_closed() {
    let line = |end: &&str| format!("- [ ] @alice zqaq sends it{end}\n");
    let closed = [
        " PRIVATE",
        "; confidential for now",
        " - embargoed",
        " - private",
        " (Alice weiß das noch nicht)",
        " (weiß sie noch nicht)",
        " (darf Alice nicht wissen)",
        " (Alice weet dit nog niet)",
        " (mag Alice niet weten)",
        " (noch nicht spruchreif)",
        ", bitte für sich behalten",
        " (nur fuer mich)",
        " (à ne pas ébruiter)",
        " (ne pas en parler à Alice)",
        " (no decírselo todavía)",
        " (blijft tussen ons)",
        " (sigilo)",
        "\n  (keep to yourself)",
    ];
    let closed: Vec<String> = closed.iter().map(line).collect();
    check(M, &closed.iter().map(String::as_str).collect::<Vec<_>>(), false);
    let open = [
        " to HR",
        " - the private one",
        "; all is open for now",
        " (darf Alice wissen)",
        " (Alice weiß das schon)",
        " (weiß sie schon)",
        " to the board of PRIVATE",
    ];
    let open: Vec<String> = open[..6].iter().map(line).collect();
    check(M, &open.iter().map(String::as_str).collect::<Vec<_>>(), true);
}

#[test]
fn what_stands_below_a_label_of_home_is_closed() {
    check_seen(
        &[
            "Home:\n- [ ] @alice zqaq x\n",
            "**Home**\n\n- [ ] @alice zqaq x\n",
            "- Home\n  - [ ] @alice zqaq x\n",
            "## Home life\n\n- [ ] @alice zqaq x\n",
            "## En casa\n\n- [ ] @alice zqaq x\n",
            "## À la maison\n\n- [ ] @alice zqaq x\n",
            "## Em casa\n\n- [ ] @alice zqaq x\n",
        ],
        false,
    );
    check_seen(
        &[
            "Home:\n- moved\n\n## Actions\n\n- [ ] @alice zqaq x\n",
            "**Home**\n\n- moved\n\n**Actions**\n\n- [ ] @alice zqaq x\n",
            "- Home office\n- [ ] @alice zqaq x\n",
        ],
        true,
    );
}

#[test]
fn ordinary_words_close_a_line() {
    let words = [
        "(pour moi seulement)",
        "(not to be discussed with her)",
        "(keep off the agenda)",
        "(don't put on agenda)",
        "(do not show)",
        "(do not forward)",
        "(hidden)",
        "#hidden",
        "[hidden:: yes]",
        "#me-only",
        "(me only)",
        "#sensitive",
        "(sensitive)",
        "#priva",
        "#confid",
        "[for:: lead]",
        "[only:: me]",
        "[visible:: lead]",
        "<!-- keep private -->",
        ". Private.",
    ];
    let rows: Vec<String> =
        words.iter().map(|word| format!("- [ ] @alice zqaq {word}\n")).collect();
    check_seen(&rows.iter().map(String::as_str).collect::<Vec<_>>(), false);
    let words = ["(shown)", "#visible", "[for:: x]", "(on the agenda)", "a sensitive topic"];
    let rows: Vec<String> =
        words.iter().map(|word| format!("- [ ] @alice zqaq {word}\n")).collect();
    check_seen(&rows.iter().map(String::as_str).collect::<Vec<_>>(), true);
}

#[test]
fn values_of_the_front_matter_close_themselves() {
    check_seen(
        &[
            "---\noutcome: zqaq (private)\n---\nx\n",
            "---\nclarity: \"🔒 zqaq\"\n---\nx\n",
            "---\nagreed: \"zqaq #private\"\n---\nx\n",
            "---\nagreed:\n  - open\n  - \"zqaq (do not share)\"\n---\nx\n",
        ],
        false,
    );
    check_seen(&["---\noutcome: zqaq\n---\nx\n", "---\nagreed:\n  - zqaq\n---\nx\n"], true);
}

#[test]
fn a_promise_that_is_closed_where_it_is_carried_over_is_closed() {
    let again = |last: &str| {
        let all = [
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Alice.md", "---\nkind: person\ncadence: 1w\n---\n"),
            ("1-2-1s/Alice/2026-11-10.md", "- [ ] @alice zqaq plan\n"),
            (M, last),
        ];
        let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
        all_views(&outcome.model, Audience::Person, Some("alice")).contains("zqaq")
    };
    for last in [
        "- [ ] @alice zqaq plan (private)\n",
        "- [ ] @alice zqaq plan 🔒\n",
        "## Private\n\n- [ ] @alice zqaq plan\n",
        "- [ ] @alice zqaq plan [audience:: lead]\n",
    ] {
        assert!(!again(last), "{last}");
    }
    assert!(again("- [ ] @alice zqaq plan\n"));
}

#[test]
fn a_heading_or_a_name_beside_the_day_does_not_give_a_note_of_alices_to_bob() {
    let bobs = |path: &str, note: &str| {
        let all = [
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Alice.md", "---\nkind: person\ncadence: 1w\n---\n"),
            ("People/Bob.md", "---\nkind: person\ncadence: 1w\n---\n"),
            ("1-2-1s/Bob/2026-11-10.md", "- talked\n"),
            (path, note),
        ];
        let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
        all_views(&outcome.model, Audience::Person, Some("bob")).contains("zqaq")
    };
    let line = "- #outcome zqaq she stops mentoring him\n";
    for (path, head) in [
        (M, "- talked\n\n## Her 1-1 with Bob\n\n"),
        (M, "- talked\n\n## 1-1 with Bob\n\n"),
        (M, "# 1-2-1 with Bob\n\n"),
        (M, "# 1-2-1 with [[Bob]]\n\n"),
        ("1-2-1s/Alice/2026-11-17 Bob.md", ""),
        ("1-2-1s/Alice/2026-11-17 - Bob.md", ""),
        ("1-2-1s/Alice/2026-11-17_bob.md", ""),
        ("meet.121.alice.2026.11.17.md", "---\ntitle: 1-1 with Bob\n---\n"),
        ("meet.121.alice.2026.11.17.md", "- talked\n\n## 1-1 with Bob\n\n"),
    ] {
        assert!(!bobs(path, &format!("{head}{line}")), "{path} {head}");
    }
    for (path, head) in [
        ("1-2-1s/Bob/2026-11-17.md", "# 1-1 with Alice\n\n"),
        ("1-2-1s/2026-11-17.md", "# 1-1 with Bob\n\n"),
        ("meet.121.bob.2026.11.17.md", ""),
        (M, "---\nperson: bob\n---\n"),
    ] {
        assert!(bobs(path, &format!("{head}{line}")), "{path} {head}");
    }
}

fn check_seen(rows: &[&str], open: bool) {
    let wrong: Vec<&&str> = rows.iter().filter(|row| seen(M, row).0 != open).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
