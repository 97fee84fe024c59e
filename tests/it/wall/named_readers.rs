//! Who reads a line, said by names and in half-typed words: the lead's own name as the only reader,
//! the person as who must not know, `private::` in the middle of typing, the properties of a page.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

const NORA: &str = "---\nkind: person\nme: yes\n---\n";
const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue\nagenda: yes\n---\n";
const M: &str = "1-2-1s/Alice/2026-11-17.md";
const B: &str = "- [ ] @alice zqaq sends it\n";
const SAID: &[Code] = &[Code::AudienceNear, Code::PrivatePart];

/// What Alice and the team could read of a note at a path, and whether something is said.
fn seen(path: &str, text: &str) -> (bool, bool) {
    let mut all = vec![
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("People/Bob.md", ALICE),
        ("1-2-1s/Bob/2026-11-17.md", "- talked\n"),
        ("1-2-1s/Alice/2026-11-10.md", "- talked about the rota\n"),
        (path, text),
    ];
    let last = all.len() - 1;
    let mut at = 0;
    all.retain(|(known, _)| {
        at += 1;
        *known != path || at > last
    });
    let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
    let views = all_views(&outcome.model, Audience::Person, Some("alice"))
        + &all_views(&outcome.model, Audience::Team, None);
    let said = outcome.diagnostics.iter().any(|one| SAID.contains(&one.code));
    (views.contains("zqaq"), said)
}

fn check(rows: &[(String, String)], open: bool) {
    let mut wrong = Vec::new();
    for (path, text) in rows {
        let (is_open, said) = seen(path, &text.replace("{B}", B));
        if is_open != open || !open && !said {
            wrong.push(format!("said {said}: {path}: {text:?}"));
        }
    }
    let how = if open { "closed" } else { "open or unsaid" };
    assert!(wrong.is_empty(), "{how}, {}:\n{}", wrong.len(), wrong.join("\n"));
}

fn in_meeting(rows: &[&str]) -> Vec<(String, String)> {
    rows.iter().map(|row| (M.to_owned(), (*row).to_owned())).collect()
}

/// A form in each shape that stands apart.
fn in_shapes(form: &str) -> Vec<(String, String)> {
    let shapes = [
        "- [ ] @alice zqaq sends it ({f})\n",
        "- [ ] @alice zqaq sends it [{f}] [due:: 2026-12-20]\n",
        "- [ ] @alice zqaq sends it ({f}) #work ^a1\n",
        "- [ ] ({f}) @alice zqaq sends it\n",
        "- [ ] @alice zqaq sends it\n  - ({f})\n",
        "- [ ] @alice zqaq sends it\n  - {f}\n",
        "## {f}\n\n{B}",
        "## {f}\n\n### More\n\n{B}",
        "**{f}**\n\n{B}",
        "{f}:\n\n{B}",
        "{f}\n\n{B}",
        "- {f}\n  - [ ] @alice zqaq\n",
        "> [!note] {f}\n> {B}",
    ];
    in_meeting(&shapes.map(|shape| shape.replace("{f}", form)).each_ref().map(String::as_str))
}

/// Who alone reads it, and who must not, in seven languages.
const NAMES: &[&str] = &[
    "Nora only",
    "only Nora",
    "for Nora only",
    "only for Nora",
    "just Nora",
    "@nora only",
    "Nora's eyes only",
    "nur Nora",
    "nur für Nora",
    "seulement Nora",
    "Nora uniquement",
    "solo Nora",
    "apenas Nora",
    "só Nora",
    "soltanto Nora",
    "alleen Nora",
    "not Alice",
    "without Alice",
    "w/o Alice",
    "behind Alice's back",
    "hide from Alice",
    "hidden from Alice",
    "ohne Alice",
    "hinter Alices Rücken",
    "sans Alice",
    "dans le dos d'Alice",
    "sin Alice",
    "a espaldas de Alice",
    "sem Alice",
    "pelas costas da Alice",
    "senza Alice",
    "all'insaputa di Alice",
    "zonder Alice",
    "achter de rug van Alice",
];

/// Names of several readers, and more words that leave somebody out.
const MORE_NAMES: &[&str] = &[
    "only between Nora and HR",
    "exclusive to Nora",
    "Nora and Bob only",
    "nur Nora und Bob",
    "no Alice",
    "minus Alice",
    "excl. Alice",
    "except Alice",
    "all but Alice",
    "everyone but Alice",
    "do not let Alice see",
    "nicht an Alice",
    "alle außer Alice",
    "pas devant Alice",
    "tous sauf Alice",
    "sin que Alice lo sepa",
    "todos menos Alice",
    "niks zeggen tegen Alice",
    "weet Alice niet",
    "sem a Alice saber",
    "exceto Alice",
    "tutti tranne Alice",
    "non dirlo a Alice",
];

/// Words that say it of nobody by name, in brackets or behind a dash.
const WORDS: &[&str] = &[
    "need to know",
    "off agenda",
    "exclude from agenda",
    "leave off the agenda",
    "no need for her to know",
    "no one knows",
    "for internal use only",
    "highly sensitive",
    "embargoed until Friday",
    "under wraps",
    "unofficially",
    "not minuted",
    "redacted",
    "own note",
    "mgmt only",
    "behind her back",
    "nur Chef",
    "nur mit HR",
    "privat halten",
    "hinter ihrem Rücken",
    "nicht auf die Agenda",
    "noch inoffiziell",
    "heimlich",
    "heikel",
    "unveröffentlicht",
    "moi seule",
    "réservé",
    "en cachette",
    "note personnelle",
    "pas dans le CR",
    "à garder secret",
    "reservado",
    "para mí sola",
    "con discreción",
    "fuera de acta",
    "nota personal",
    "no oficial",
    "stiekem",
    "gevoelig",
    "achter haar rug",
    "buiten de notulen",
    "eigen notitie",
    "apenas eu",
    "com discrição",
    "fora da ata",
    "nota pessoal",
    "soltanto io",
    "per me sola",
    "fuori verbale",
    "lo tengo per me",
    "sensibile",
];

/// The same without a name.
const UNAWARE: &[&str] = &[
    "Alice doesn't know",
    "she doesn't know yet",
    "Alice does not know about it",
    "the team doesn't know yet",
    "what Alice must not see",
    "she is not aware of it",
    "Alice weiß es noch nicht",
    "sie weiß nichts davon",
    "Alice ne le sait pas encore",
    "elle n'est pas au courant",
    "Alice no lo sabe",
    "ela ainda não sabe",
    "lei non lo sa ancora",
    "Alice weet het nog niet",
    "ze weet er niets van",
    "Alice can't see this",
    "Alice should not read this",
    "she suspects nothing",
    "Alice was not informed",
    "Alice ahnt nichts",
    "Alice nicht zeigen",
    "sie soll es nicht lesen",
    "elle ne se doute de rien",
    "ella no sabe",
    "Alice no sospecha nada",
    "Alice vermoedt niets",
    "ela não desconfia",
    "Alice non sospetta nulla",
];

#[test]
fn the_lead_as_only_reader_and_the_person_as_none_close() {
    let names = NAMES.iter().chain(MORE_NAMES);
    let mut all: Vec<(String, String)> = names.flat_map(|form| in_shapes(form)).collect();
    for form in WORDS {
        all.extend(in_meeting(&[
            format!("- [ ] @alice zqaq sends it ({form})\n").as_str(),
            format!("- [ ] ({form}) @alice zqaq sends it\n").as_str(),
            format!("- [ ] @alice zqaq sends it [{form}] #work\n").as_str(),
            format!("- [ ] @alice zqaq sends it\n  - ({form})\n").as_str(),
        ]));
    }
    all.extend(in_meeting(&[
        "- [ ] @alice zqaq sends it #nora-only\n",
        "- [ ] @alice zqaq sends it #not-alice\n",
        "- [ ] @alice zqaq sends it #only/nora\n",
        "- [ ] @alice zqaq sends it, Nora only\n",
        "- [ ] @alice zqaq sends it – only Nora [due:: 2026-12-20]\n",
        "- Nora only: #agreed zqaq\n",
        "- #agreed zqaq (only @nora)\n",
        "- #agreed zqaq (only [[Nora]])\n",
        "- #high-five zqaq calm (Nora only)\n",
        "- zqaq\n  - [ ] @alice zqaq\n    - (not Alice)\n",
        "---\nreaders: nora\n---\n{B}",
        "---\nreaders: [Nora]\n---\n{B}",
        "---\npermissions: [nora]\n---\n{B}",
        "---\nviewers: Nora\n---\noutcome:: zqaq\n{B}",
        "---\nreaders: nora\noutcome: zqaq\n---\n{B}",
    ]));
    for path in [
        "1-2-1s/Alice/2026-11-17 Nora only.md",
        "1-2-1s/Alice/2026-11-17 (only Nora).md",
        "1-2-1s/Alice/2026-11-17 (not for Alice).md",
        "1-2-1s/Alice/2026-11-17 (without Alice).md",
        "1-2-1s/Alice/Nora only/2026-11-17.md",
        "1-2-1s/Alice/2026-11-17 nur Nora.md",
        "1-2-1s/Alice/2026-11-17 (private until May).md",
    ] {
        all.push((path.to_owned(), "---\nperson: alice\n---\n{B}".to_owned()));
    }
    check(&all, false);
}

#[test]
fn that_somebody_does_not_know_closes_where_it_stands_apart() {
    let mut all = Vec::new();
    for form in UNAWARE {
        let bare = format!("\n  - {form}\n");
        let plain = format!("{form}\n\n{{B}}");
        // Alone in a line it is a sentence.
        let apart = |row: &(String, String)| {
            !row.1.ends_with(&bare) && row.1 != plain && !row.1.starts_with(&format!("- {form}\n"))
        };
        all.extend(in_shapes(form).into_iter().filter(apart));
    }
    check(&all, false);
}

#[test]
fn names_and_sentences_that_say_nothing_of_readers_stay_open() {
    let mut all = in_meeting(&[
        "- [ ] @alice zqaq plan it without Alice\n",
        "- [ ] @alice zqaq only Nora can sign\n",
        "- [ ] @alice zqaq (only Nora can sign)\n",
        "- [ ] @alice zqaq (Alice only)\n",
        "- [ ] @alice zqaq (only Alice)\n",
        "- [ ] @alice zqaq (Mondays only)\n",
        "- [ ] @alice zqaq (read only)\n",
        "- [ ] @alice zqaq (only once)\n",
        "- [ ] @alice zqaq (nur montags)\n",
        "- [ ] @alice zqaq (without tests)\n",
        "- [ ] @alice zqaq (Nora and Alice only)\n",
        "- [ ] @alice zqaq (Bob only)\n",
        "- [ ] @alice zqaq (no tests)\n",
        "- [ ] @alice zqaq (no Bob)\n",
        "- [ ] @alice zqaq (except Mondays)\n",
        "- [ ] @alice zqaq (all but the docs)\n",
        "- [ ] @alice zqaq (no need to hurry)\n",
        "- [ ] @alice zqaq (an exclusive offer)\n",
        "- [ ] @alice zqaq (between Monday and Friday)\n",
        "- [ ] @alice zqaq (the agenda for May)\n",
        "- [ ] @alice zqaq (nicht an Wochenenden)\n",
        "- [ ] @alice zqaq (weet je dat)\n",
        "- [ ] @alice zqaq (menos reuniones)\n",
        "- [ ] @alice zqaq (sin que falte nada)\n",
        "- [ ] @alice zqaq (tutti tranne Bob)\n",
        "- [ ] @alice zqaq (sauf vendredi)\n",
        "- [ ] @alice zqaq 100%% sure\n",
        "- [ ] @alice zqaq `<!--` is a comment\n",
        "- [ ] @alice zqaq (without Bob)\n",
        "- [ ] @alice zqaq (not Bob)\n",
        "- [ ] @alice zqaq (not urgent)\n",
        "- [ ] @alice zqaq (w/o review)\n",
        "- [ ] @alice zqaq (not with this release)\n",
        "- [ ] @alice (not Alice Cooper) zqaq\n",
        "- [ ] @alice zqaq (she doesn't know Rust)\n",
        "- [ ] @alice zqaq (I don't know)\n",
        "- [ ] @alice zqaq (we do not know yet)\n",
        "- [ ] @alice zqaq (ich weiß es nicht)\n",
        "- [ ] @alice zqaq, she does not know yet\n",
        "- [ ] @alice zqaq\n  - she doesn't know yet\n",
        "- [ ] @alice zqaq #read-only\n",
        "- [ ] @alice zqaq, alone if need be\n",
        "- [ ] @alice zqaq, without Alice the demo fails\n",
        "## Only urgent\n\n{B}",
        "## Without a plan\n\n{B}",
        "## Nora\n\n- [ ] @alice zqaq\n",
        "## Alice only\n\n{B}",
        "**Not started**\n\n{B}",
        "Only once:\n\n{B}",
        "---\nreaders: alice\n---\n{B}",
        "---\nreaders: [nora, alice]\n---\n{B}",
        "---\nfor: nora\n---\n{B}",
    ]);
    for path in [
        "1-2-1s/Alice/2026-11-17 with Nora.md",
        "1-2-1s/Alice/2026-11-17 only half an hour.md",
        "1-2-1s/Alice/2026-11-17 without slides.md",
    ] {
        all.push((path.to_owned(), "---\nperson: alice\n---\n{B}".to_owned()));
    }
    check(&all, true);
    // What somebody else is not to know is not for all.
    let notes = [
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("People/Bob.md", ALICE),
        (M, "- [ ] #goal/x @alice zqaq talk (without Bob)\n"),
    ];
    let model = pipeline::run(&vault(&notes), day(TODAY), &Ask::default()).model;
    assert!(all_views(&model, Audience::Person, Some("alice")).contains("zqaq"));
    assert!(!all_views(&model, Audience::Team, None).contains("zqaq"));
}

#[test]
fn half_typed_words_of_privacy_close() {
    check(
        &in_meeting(&[
            "- [ ] @alice zqaq private::\n",
            "- [ ] @alice zqaq ::private::\n",
            "- [ ] @alice zqaq %%private\n",
            "- [ ] @alice zqaq %% private\n",
            "- [ ] @alice zqaq @private\n",
            "- [ ] @alice zqaq !private\n",
            "- [ ] @alice zqaq $private\n",
            "- [ ] @alice zqaq ^private\n",
            "- [ ] @alice zqaq \\#private\n",
            "- [ ] @alice zqaq # private\n",
            "- [ ] @alice zqaq <audience: lead>\n",
            "- [ ] @alice zqaq \"audience\": \"lead\"\n",
            "- [ ] @alice zqaq audience -> lead\n",
            "- [ ] @alice zqaq audience → lead\n",
            "- [ ] @alice zqaq audience => lead\n",
            "- [ ] @alice zqaq @audience(lead)\n",
            "- [ ] @alice zqaq #private-hr\n",
            "- [ ] @alice zqaq #pvt\n",
            "- [ ] @alice zqaq #priv\n",
            "- [ ] @alice zqaq <!-- begun\n",
            "- [ ] @alice zqaq <!-- begun\n- [ ] @bob the rota\n",
            "- [ ] @alice zqaq %%begun\n",
            "- [ ] @alice zqaq %% begun\n\nMore.\n",
            "- [ ] @alice zqaq :zipper_mouth_face:\n",
            "- [ ] @alice zqaq :shushing_face:\n",
            "- [ ] @alice zqaq 🔇\n",
            "- [ ] @alice zqaq 🚷 [due:: 2026-12-20]\n",
            "- [ ] @alice zqaq 🙈\n",
            "- [ ] @alice zqaq 🙊 [due:: 2026-12-20]\n",
            "- [ ] @alice zqaq 🚫\n",
            "- [ ] @alice zqaq\n  - 🚫\n",
            "- [ ] @alice zqaq\n  - `audience:: lead`\n",
            "- [ ] @alice zqaq\n  - `private`\n",
            "- [ ] @alice zqaq\n  - `private:: true`\n",
            "- [ ] @alice zqaq\n  - audience → lead\n",
            "- [ ] @alice zqaq\n  - audience -> lead\n",
            "## priv\n\n{B}",
            "## Priv.\n\n{B}",
            "## ~~Public~~ Private\n\n{B}",
            "## audience lead\n\n{B}",
            "## Audience → lead\n\n{B}",
            "## Notes 🙈\n\n{B}",
        ]),
        false,
    );
    check(
        &in_meeting(&[
            "- [ ] @alice zqaq makes the field `private`\n",
            "- [ ] @alice zqaq 🚫 blocked by the release\n",
            "- [ ] @alice 🚫 zqaq waits for ops\n",
            "- [ ] @alice zqaq asks the audience -> takes notes\n",
            "- [ ] @alice zqaq #priority\n",
            "- [ ] @alice zqaq costs $5\n",
            "- [ ] @alice zqaq runs it with --private\n",
            "- [ ] @alice zqaq\n  - `make private`\n",
            "- [ ] @alice zqaq\n  - `cargo run`\n",
            "- [ ] @alice zqaq C# private members\n",
            "## Audience research\n\n{B}",
            "## ~~Private~~ Public\n\n{B}",
            "## 🚫 Blockers\n\n{B}",
        ]),
        true,
    );
    // Somebody may be called so.
    let notes = [
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("People/Privat.md", ALICE),
        (M, "- [ ] @alice zqaq asks @privat\n- [ ] @alice zqbq asks @private\n"),
    ];
    let model = pipeline::run(&vault(&notes), day(TODAY), &Ask::default()).model;
    let views = all_views(&model, Audience::Person, Some("alice"));
    assert!(views.contains("zqaq") && !views.contains("zqbq"), "{views}");
}

#[test]
fn the_properties_of_a_page_are_its_own() {
    let mut closed = Vec::new();
    for field in [
        "private:: true",
        "private::",
        "visibility:: lead",
        "share:: no",
        "type:: private",
        "status:: confidential",
        "sensitive:: true",
        "tlp:: red",
        "confidentiality:: high",
        "keywords:: private",
        "cssclasses:: private",
        "type:: [[private]]",
        "read-by:: me",
    ] {
        closed.push(format!("{field}\n\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n"));
        closed.push(format!("{field}\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n"));
        closed.push(format!("- {field}\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n"));
        closed
            .push(format!("- title:: x\n  {field}\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n"));
    }
    let at = |rows: Vec<String>| -> Vec<(String, String)> {
        rows.into_iter().map(|row| ("journals/2026_11_17.md".to_owned(), row)).collect()
    };
    check(&at(closed), false);
    let open = [
        "public:: false\n\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n",
        "private:: false\n\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n",
        "type:: 1:1\n\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n",
        "- type:: talk\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n",
        "tags:: work\n\n- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n",
        "- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n- private:: true\n",
        "- 1:1 with [[Alice]]\n  - TODO Alice: zqaq\n- 1:1 with [[Bob]]\n  private:: true\n",
    ];
    check(&at(open.map(str::to_owned).to_vec()), true);
}
