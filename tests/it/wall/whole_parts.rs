//! What closes more than its own line says nothing else; a part ends where its own sign ends it.
//! An ordinary sentence takes nothing off a page for the person.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};
use vault121::text::ids::PersonId;

const M: &str = "1-2-1s/Alice/2026-11-17.md";

fn outcome(notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n"),
        ("1-2-1s/Alice/2026-11-10.md", "- talked about the rota\n"),
        ("1-2-1s/Bob/2026-11-10.md", "- talked about the rota\n"),
    ];
    all.retain(|(path, _)| notes.iter().all(|(own, _)| own != path));
    all.extend(notes);
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

fn views(outcome: &Outcome, person: &str) -> String {
    all_views(&outcome.model, Audience::Person, Some(person))
        + &all_views(&outcome.model, Audience::Team, None)
}

/// Each row as a 1-2-1 of Alice: whether her page has `zqaq`.
fn check(rows: &[String], open: bool) {
    let mut wrong = Vec::new();
    for row in rows {
        let found = outcome(&[(M, row)]);
        if views(&found, "alice").contains("zqaq") != open {
            wrong.push(format!("{row:?}"));
        }
    }
    let how = if open { "closed" } else { "open" };
    assert!(wrong.is_empty(), "{how}, {}:\n{}", wrong.len(), wrong.join("\n"));
}

const SENTENCES: &[&str] = &[
    "Between us and the platform team nobody owns the queue",
    "My notes from the conference are online",
    "Internal notes on the release are in the wiki",
    "HR notes are due on Friday",
    "Do not share the staging password",
    "Do not tell customers yet",
    "Just for me it was new",
    "Only me and Bob were there",
    "Me only half a day there",
    "Keep private keys in the vault",
    "Off the record player was funny",
    "In confidence intervals she is great",
    "Manager notes of the offsite are shared",
    "My thoughts went to the release",
    "Never share the root key with a vendor",
    "Unter uns Kollegen ist das bekannt",
    "Interne Notizen liegen im Wiki",
    "Nur für mich war das neu",
    "Nicht teilen wollte sie den Entwurf",
    "Entre nous et l'équipe data, pas de contrat",
    "Ne pas partager le mot de passe",
    "Mes notes du salon sont en ligne",
    "Entre nosotros y datos no hay contrato",
    "No compartir la contraseña",
    "Wij verdelen het werk onder ons tweeën",
    "Alleen voor mij was het nieuw",
    "Entre nós e dados não há contrato",
    "Não partilhar a senha",
    "Tra noi e dati non c'è contratto",
];

#[test]
fn an_ordinary_sentence_takes_no_promise_off_a_page() {
    let mut rows = Vec::new();
    for one in SENTENCES {
        rows.push(format!("- {one}\n- the rota\n\nNext\n\n- [ ] Alice: zqaq the keys\n"));
        rows.push(format!("- the rota\n- {one}\n- [ ] Alice: zqaq the keys\n"));
        rows.push(format!("{one}.\n\n- [ ] Alice: zqaq the keys\n"));
        rows.push(format!("We met. {one}. Then lunch.\n\n- [ ] Alice: zqaq the keys\n"));
    }
    check(&rows, true);
}

#[test]
fn a_label_with_words_of_its_own_closes_its_own_lines() {
    let heads = [
        "Private: moved house",
        "Privat: Umzug.",
        "Internal: the audit went well.",
        "Unter uns: sie macht Teil 1.",
        "A sentence on her leave (private).",
    ];
    let rows = |behind: &str| heads.map(|head| format!("{head}\n{behind}")).to_vec();
    check(&rows("\n## Actions\n\n- [ ] Alice: zqaq the keys\n"), true);
    check(&rows("\n**Actions**\n\n- [ ] Alice: zqaq the keys\n"), true);
    check(&rows("\nActions:\n\n- [ ] Alice: zqaq the keys\n"), true);
    let own = ["Private: #agreed zqaq raise\n", "Private: a raise.\n- #agreed zqaq raise\n"];
    check(&own.map(str::to_owned), false);
}

#[test]
fn what_says_nothing_else_closes_what_stands_below() {
    let heads = [
        "## Private",
        "**Private**",
        "Private",
        "Private:",
        "Private notes",
        "My private notes on Alice",
        "Do not share",
        "Do not share with Alice",
        "Strictly confidential",
        "Only me",
        "Just for me.",
        "Between us",
        "Not for Alice",
        "🔒",
        "(private)",
        "Nur für mich",
        "Unter uns",
        "Ne pas partager",
        "Entre nous",
        "No compartir",
        "Niet delen",
        "Não partilhar",
        "Non condividere",
    ];
    check(&heads.map(|head| format!("- the rota\n\n{head}\n\n- [ ] Alice: zqaq it\n")), false);
}

#[test]
fn a_part_ends_where_its_own_sign_ends_it() {
    let signs = [
        ("::: private", ":::"),
        ("<!-- private -->", "<!-- /private -->"),
        ("<!-- private -->", "<!-- end private -->"),
        ("<!-- begin private -->", "<!-- end private -->"),
        ("<!-- private:start -->", "<!-- private:end -->"),
        ("%% private %%", "%% end private %%"),
        ("[private]", "[/private]"),
        ("--- private ---", "--- end ---"),
        ("🔒", "🔓"),
        ("(private)", "(public)"),
        ("%% privat %%", "%% ende %%"),
    ];
    let behind = |(open, end): (&str, &str)| {
        format!("- the rota\n\n{open}\n\n- #agreed raise\n\n{end}\n\n- [ ] Alice: zqaq the keys\n")
    };
    check(&signs.map(behind), true);
    let within = |(open, end): (&str, &str)| {
        format!("- the rota\n\n{open}\n\n- #agreed zqaq\n\n{end}\n\n- [ ] Alice: the keys\n")
    };
    check(&signs.map(within), false);
    // The end of another sign ends nothing.
    let others =
        [("<!-- private -->", "(public)"), ("[private]", "--- end ---"), ("🔒", "[/private]")];
    check(&others.map(behind), false);
}

#[test]
fn what_another_promises_in_her_one_on_one_is_the_leads_until_it_is_said() {
    for (line, open) in [
        ("- [ ] Bob: zqaq take over from Alice, because she leaves\n", false),
        ("- [ ] @bob zqaq take over because Alice leaves\n", false),
        ("- [ ] zqaq take over (Bob)\n", false),
        ("- [ ] Alice and Bob: zqaq split the work\n", false),
        ("- #agreed split\n  - [ ] @bob zqaq take over\n", false),
        ("- [ ] @bob zqaq take over [audience:: person]\n", true),
    ] {
        let found = outcome(&[(M, line)]);
        assert_eq!(views(&found, "bob").contains("zqaq"), open, "{line}");
        let kept = all_views(&found.model, Audience::Lead, Some("bob"));
        assert!(kept.contains("zqaq"), "{line}");
    }
    let both = [(M, "- [ ] @bob zqaq it\n"), ("1-2-1s/Bob/2026-11-17.md", "- [ ] @bob zqaq it\n")];
    assert!(views(&outcome(&both), "bob").contains("zqaq"));
    let hers = outcome(&[(M, "- [ ] Alice and Bob: zqaq split the work\n")]);
    assert!(views(&hers, "alice").contains("zqaq"));
}

#[test]
fn what_she_said_of_the_lead_is_no_feedback_for_her() {
    let mut wrong = Vec::new();
    for line in [
        "- #watch-out Alice says I zqaq too much",
        "- #watch-out she says I zqaq too fast",
        "- #watch-out she thinks that I zqaq",
        "- #watch-out I zqaq too much (from Alice)",
        "- #watch-out I zqaq too much",
        "- #watch-out for me: zqaq more",
        "- #watch-out for Nora: zqaq too fast",
        "- #watch-out me: too many zqaq",
        "- #watch-out (me) zqaq too fast",
        "- #watch-out my zqaq run late",
        "- #watch-out Alice findet, ich zqaq zu viel",
        "- #watch-out ich sollte mehr zqaq, sagt sie",
        "- #watch-out elle dit que je zqaq trop vite",
        "- #watch-out dice que zqaq mucho",
        "- #watch-out ze vindt dat ik zqaq",
        "- #watch-out ela diz que eu zqaq",
        "- #watch-out dice che zqaq troppo",
        "- #high-five she likes my zqaq",
        "- #kudos from her for the zqaq",
        "## Feedback from Alice\n\n- #watch-out zqaq slower",
        "## Her feedback for me\n\n- #watch-out zqaq slower",
        "## Feedback for Nora\n\n- #watch-out zqaq slower",
        "## Rückmeldung von Alice\n\n- #watch-out zqaq slower",
    ] {
        let found = outcome(&[(M, &format!("{line}\n"))]);
        let said = found.diagnostics.iter().any(|one| one.code == Code::FeedbackWhose);
        if found.model.feedback_to(&alice()).any(|one| one.text.contains("zqaq")) || !said {
            wrong.push(format!("said {said}: {line}"));
        }
    }
    for line in [
        "- #watch-out interrupted me twice, zqaq",
        "- #watch-out I had to remind her of zqaq",
        "- #watch-out Alice interrupts zqaq",
        "- #watch-out she says yes and zqaq",
        "- #watch-out late for my zqaq",
        "- #watch-out mi ha interrotto zqaq",
        "- #high-five her zqaq was great",
        "- #high-five Alice: zqaq of the release",
        "- #high-five thanks from the team for the zqaq",
        "- #high-five I liked her zqaq",
        "## Feedback for Alice\n\n- #watch-out zqaq",
        "## My feedback\n\n- #watch-out zqaq",
    ] {
        let found = outcome(&[(M, &format!("{line}\n"))]);
        if !found.model.feedback_to(&alice()).any(|one| one.text.contains("zqaq")) {
            wrong.push(format!("asked: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

fn alice() -> PersonId {
    PersonId::new("alice").unwrap()
}

#[test]
fn a_low_season_holds_in_seven_languages() {
    const DAILY: &str = "- #watch-out @alice zqaq late [path:: plan]\n";
    let held = |notes: &[(&str, &str)]| {
        let found = outcome(notes);
        let one = found
            .model
            .feedback_to(&alice())
            .next()
            .map(|one| found.model.feedback_state(one, day(TODAY)));
        one.is_some_and(|state| state.is_held())
    };
    let mut wrong = Vec::new();
    for front in [
        "season: low",
        "temporada: baja",
        "stagione: bassa",
        "seizoen: laag",
        "estação: baixa",
        "saison: tief",
        "saison: basse",
    ] {
        let note = format!("---\nkind: person\ncadence: 1w\nslot: tue\n{front}\n---\n");
        if !held(&[("People/Alice.md", &note), ("Daily/2026-11-20.md", DAILY)]) {
            wrong.push(front.to_owned());
        }
    }
    for line in [
        "Season: low",
        "Saison: tief",
        "Saison : basse",
        "Temporada: baja",
        "Stagione: bassa",
        "Seizoen: laag",
        "Estação: baixa",
        "- Her season is low",
        "- #saison/tief",
        "- #temporada/baja",
        "- #stagione/bassa",
    ] {
        let talk = format!("{line}\n");
        if !held(&[(M, &talk), ("Daily/2026-11-20.md", DAILY)]) {
            wrong.push(format!("1-2-1: {line}"));
        }
    }
    for line in ["Temporada: alta", "Saison: hoch", "- the season"] {
        let talk = format!("{line}\n");
        if held(&[(M, &talk), ("Daily/2026-11-20.md", DAILY)]) {
            wrong.push(format!("holds: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
