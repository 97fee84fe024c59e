//! Signs, tags, fields, front matter, blocks and headings in which a lead says that something is
//! nobody else's, in seven languages; and those that only look so.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

const M: &str = "1-2-1s/Alice/2026-11-17.md";
const LINE: &str = "- [ ] Alice: zqaq the rota";

fn outcome(text: &str) -> Outcome {
    let all = vec![
        ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
        ("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n"),
        ("People/Bob.md", "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n"),
        ("1-2-1s/Alice/2026-11-10.md", "- [ ] Alice: bring the badge\n- [ ] Bob: bring it\n"),
        ("1-2-1s/Bob/2026-11-10.md", "- talked about the rota\n"),
        (M, text),
    ];
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

/// Each row as a 1-2-1 of Alice: whether her page has `zqaq`, and where not, whether it is said.
fn check(rows: &[String], open: bool) {
    let mut wrong = Vec::new();
    for row in rows {
        let found = outcome(row);
        let shown = all_views(&found.model, Audience::Person, Some("alice"))
            + &all_views(&found.model, Audience::Team, None);
        let codes = [Code::AudienceNear, Code::PrivatePart, Code::FieldBad];
        let said = found.diagnostics.iter().any(|one| codes.contains(&one.code));
        if shown.contains("zqaq") != open || !open && !said {
            wrong.push(format!("said {said}: {row:?}"));
        }
    }
    let how = if open { "closed" } else { "open or unsaid" };
    assert!(wrong.is_empty(), "{how}, {}:\n{}", wrong.len(), wrong.join("\n"));
}

fn each(rows: &[&str], of: impl Fn(&str) -> String) -> Vec<String> {
    rows.iter().map(|row| of(row)).collect()
}

#[test]
fn a_word_in_other_signs_closes_its_line() {
    let rows = [
        "- [ ] [[private]] Alice: zqaq the rota",
        "- [ ] [[Privat]] Alice: zqaq the rota",
        "- [ ] <mark>private</mark> Alice: zqaq",
        "- [ ] Alice: zqaq the rota “private”",
        "- [ ] Alice: zqaq the rota „vertraulich“",
        "- [ ] Alice: zqaq the rota «confidentiel»",
        "- [ ] Alice: zqaq the rota ‹riservato›",
        "- [ ] Alice: zqaq the rota \"private\"",
        "- [ ] Alice: zqaq the rota private!",
        "- [ ] Alice: zqaq the rota ~~public~~ private",
        "- [ ] Alice: zqaq the rota #private2026",
        "- [ ] Alice: zqaq the rota #meonly",
        "- [ ] Alice: zqaq the rota #pourmoi",
        "- [ ] Alice: zqaq the rota #soloyo",
        "- [ ] Alice: zqaq the rota #alleenik",
        "- [ ] Alice: zqaq the rota #somenteeu",
        "- [ ] Alice: zqaq the rota #nurich",
        "- [ ] Alice: zqaq the rota [hide:: yes]",
        "- [ ] Alice: zqaq the rota [hide:: alice]",
        "- [ ] Alice: zqaq the rota [not-for:: alice]",
        "- [ ] Alice: zqaq the rota [exclude:: Alice]",
        "- [ ] Alice: zqaq the rota [sauf:: Alice]",
        "- [ ] Alice: zqaq the rota [sensitivity:: high]",
        "- [ ] Alice: zqaq the rota [Vertraulichkeit:: hoch]",
        "- [ ] Alice: zqaq the rota [embargo:: 2026-12-24]",
        "- [ ] Alice: zqaq the rota [Zielgruppe:: Chef]",
        "- [ ] Alice: zqaq the rota [pubblico:: solo io]",
        "- [ ] Alice: zqaq the rota [publiek:: alleen ik]",
        "- [ ] Alice: zqaq the rota [readers:: nora]",
    ];
    check(&each(&rows, |row| format!("{row}\n")), false);
    let rows = [
        "- [ ] Alice: zqaq the intern",
        "- [ ] Alice: zqaq with the #interns",
        "- [ ] Alice: zqaq #manager-training",
        "- [ ] Alice: zqaq the \"private cloud\" plan",
        "- [ ] Alice: zqaq the [[private cloud]] plan",
        "- [ ] Alice: zqaq it (P1)",
        "- [ ] [P2] Alice: zqaq it",
        "- [ ] Alice: zqaq it [hide:: no]",
        "- [ ] Alice: zqaq it [see:: the wiki]",
        "- [ ] Alice: zqaq it [tlp:: green]",
        "- [ ] Alice: zqaq it [sensitivity:: low]",
        "- [ ] Alice: zqaq it [readers:: the team]",
        "- [ ] Alice: zqaq it [exclude:: the tests]",
        "- [ ] Alice: zqaq it #2026",
        "- [ ] Alice: zqaq it, “done” is enough",
    ];
    check(&each(&rows, |row| format!("{row}\n")), true);
}

#[test]
fn a_line_a_comment_or_a_column_closes_what_it_is_of() {
    let heads = [
        "Vanaf hier privé",
        "Daqui para baixo é privado",
        "Da qui in poi riservato",
        "Da qui in giù privato",
        "Ab hier privat",
        "A partir de aquí privado",
        "À partir d'ici privé",
        "From here on private",
        "<!-- begin confidential -->",
        "<!-- region private -->",
        "## Thoughts about Alice (for myself)",
    ];
    check(&each(&heads, |head| format!("- talked\n\n{head}\n\n{LINE}\n")), false);
    let columns = [("Shared with", "HR"), ("Visible par", "moi"), ("Geteilt mit", "nur ich")];
    let table = |(key, word)| {
        format!(
            "## Actions\n\n| What | Who | {key} |\n|---|---|---|\n| zqaq it | Alice | {word} |\n"
        )
    };
    for row in columns.map(table) {
        let shown = all_views(&outcome(&row).model, Audience::Person, Some("alice"));
        assert!(!shown.contains("zqaq"), "{row}");
    }
    check(&[("Shared with", "Bob"), ("Visible to", "all")].map(table), true);
    let hidden = format!("- talked\n\n<div style=\"display:none\">\n\n{LINE}\n\n</div>\n");
    check(&[hidden], false);
}

#[test]
fn a_key_of_the_front_matter_closes_the_note() {
    let note = |key: &str| format!("---\n{key}\n---\n\n{LINE}\n");
    let rows = [
        "exclude: alice",
        "except: Alice",
        "deny: alice",
        "sauf: alice",
        "to: me",
        "readership: nora",
        "acl: nora",
        "shared_with: hr",
        "Vertraulichkeit: hoch",
        "confidentialité: oui",
        "confidencialidad: alta",
        "riservatezza: alta",
        "icon: lock",
        "icon: LiLock",
        "?audience: lead",
        "nicht für: Alice",
        "audience: alice",
        "audience: hr",
        "audience: lead;person",
        "audience: xyz",
    ];
    check(&each(&rows, note), false);
    let rows = [
        "to: Alice",
        "to: 14:30",
        "shared_with: Alice",
        "exclude: [tag]",
        "except: holidays",
        "icon: star",
        "icon: LiClock",
        "confidentiality: low",
        "vertraulichkeit: normal",
        "classification: meeting",
        "audience: person",
        "scope: sprint",
    ];
    check(&each(&rows, note), true);
}

#[test]
fn a_heading_for_thoughts_of_ones_own_closes_its_section() {
    let section = |head: &str| format!("- talked\n\n## {head}\n\n{LINE}\n");
    let rows = [
        "Own thoughts",
        "What I really think",
        "My private take",
        "Manager's corner",
        "Lead's corner",
        "Personal (mine)",
        "Notes (mine only)",
        "Not in the minutes",
        "Keep out of the minutes",
        "Won't share",
        "Eigene Gedanken",
        "Persönliche Eindrücke",
        "Mein Eindruck",
        "Chefnotizen",
        "Interna",
        "Nicht fürs Protokoll",
        "Wird nicht geteilt",
        "Mes réflexions",
        "Mon ressenti",
        "Impressions personnelles",
        "Notes du chef",
        "Hors compte rendu",
        "Ne sera pas partagé",
        "Mi impresión",
        "Reflexiones personales",
        "Notas del jefe",
        "Fuera de acta",
        "Eigen gedachten",
        "Mijn gevoel",
        "Notities leidinggevende",
        "Niet in verslag",
        "Minha impressão",
        "Pensamentos pessoais",
        "Fora da ata",
        "Em privado",
        "La mia impressione",
        "Pensieri personali",
        "Note del capo",
        "Fuori verbale",
        "In privato",
    ];
    check(&each(&rows, section), false);
    let rows = [
        "Thoughts on the roadmap",
        "Thoughts",
        "Alice's thoughts",
        "What Alice really thinks",
        "Internal tools",
        "Interne Themen",
        "Minutes",
        "Protokoll",
        "Compte rendu",
        "Personal development",
        "Manager feedback",
        "Corner cases",
        "Sharing is caring",
        "Gedanken zum Release",
        "Verslag",
        "Acta",
    ];
    check(&each(&rows, section), true);
}
