//! Feedback in Alice's 1-2-1 that is on Bob or on the lead, in forms that do not begin with his
//! name: it is asked, and stands on no page of Alice; what only mentions him stays hers.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

fn outcome(note: &str) -> Outcome {
    let all = [
        ("People/Nora Lind.md", "---\nkind: person\nhandle: nora\nme: yes\n---\n"),
        ("People/Alice Fischer.md", "---\nkind: person\nhandle: alice\nslot: tue\n---\n"),
        ("People/Bob Maier.md", "---\nkind: person\nhandle: bob\naliases: [BM]\n---\n"),
        ("1-2-1s/Bob Maier/2026-11-17.md", "- talked\n"),
        ("1-2-1s/Alice Fischer/2026-11-17.md", note),
    ];
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

fn read_by(outcome: &Outcome, person: &str) -> bool {
    all_views(&outcome.model, Audience::Person, Some(person)).contains("zqaq")
}

#[test]
fn feedback_on_somebody_else_in_any_form_is_not_hers() {
    let mut wrong = Vec::new();
    for note in [
        "- #watch-out Mr. Maier zqaq\n",
        "- #watch-out M. Maier zqaq\n",
        "- #watch-out Sr. Maier zqaq\n",
        "- #watch-out B. Maier zqaq\n",
        "- #watch-out Kollege Maier zqaq\n",
        "- #watch-out Mevrouw Maier zqaq\n",
        "- #watch-out Maiers zqaq Ton\n",
        "- #watch-out der Bob zqaq\n",
        "- #watch-out dem Bob sein zqaq\n",
        "- #watch-out chez Bob: zqaq\n",
        "- #watch-out el de Bob zqaq\n",
        "- #watch-out quelli di Bob zqaq\n",
        "- #watch-out not Alice but Bob zqaq\n",
        "- #watch-out nicht Alice, sondern Bob zqaq\n",
        "- #watch-out ce n'est pas Alice mais Bob zqaq\n",
        "- #watch-out no Alice, sino Bob zqaq\n",
        "- #watch-out niet Alice maar Bob zqaq\n",
        "- #watch-out it was Bob who zqaq\n",
        "- Watch out: not Alice, Bob zqaq\n",
        "- Watch out: our Bob zqaq\n",
        "- #watch-out ~~Alice~~ Bob zqaq\n",
        "- #watch-out @\"Bob Maier\" zqaq\n",
        "- #watch-out zqaq was late; Bob again\n",
        "- #watch-out zqaq [to:: @bob]\n",
        "- #watch-out zqaq [for:: @bob]\n",
        "- #watch-out zqaq [who:: bob]\n",
        "- #watch-out zqaq [whom:: [[Bob Maier]]]\n",
        "- #high-five zqaq [to:: Bob]\n",
        "- #watch-out zqaq #person/bob\n",
        "- #watch-out zqaq #bob\n",
        "- #high-five zqaq #bob\n",
        "- #watch-out/bob zqaq\n",
        "## On Bob\n\n- #watch-out zqaq\n",
        "## About Bob Maier\n\n- #watch-out zqaq\n",
        "## Bob and Alice\n\n- #watch-out zqaq\n",
        "## Alice & Bob\n\n- #watch-out zqaq\n",
        "## Über Bob\n\n- #high-five zqaq\n",
        "- about Bob\n  - #watch-out zqaq\n",
        "- Bob said\n  - #watch-out zqaq\n",
        "- sur Bob\n  - #watch-out zqaq\n",
        "- #watch-out @nora is zqaq\n",
        "- #watch-out @me zqaq\n",
        "- #watch-out [[Nora Lind]] zqaq\n",
        "- #watch-out Nora is zqaq\n",
        "- #high-five Nora did zqaq well\n",
        "- #high-five zqaq demo by Bob\n",
        "- #high-five zqaq: Demo von Bob\n",
        "- #high-five zqaq: la démo de Bob !\n",
        "- #watch-out zqaq: merge durch Bob\n",
        "- Kudos: zqaq, gemaakt door Bob\n",
        "- #high-five zqaq customer praised Bob\n",
        "- Kudos: zqaq, der Kunde lobte Bob\n",
        "- Kudos: from Bob zqaq\n",
        "- #watch-out per Bob: zqaq\n",
        "- #watch-out the guys zqaq\n",
        "- #watch-out they all zqaq\n",
        "- #watch-out our whole team zqaq\n",
        "- #watch-out all zqaq\n",
        "- #watch-out alle zqaq\n",
        "- #watch-out toute l'équipe zqaq\n",
        "| who | what | kind |\n|---|---|---|\n| Bob | zqaq | watch out |\n",
        "| Person | Text | Art |\n|---|---|---|\n| Bob Maier | zqaq | Kritik |\n",
    ] {
        let outcome = outcome(note);
        let asked = outcome.diagnostics.iter().any(|one| one.code == Code::FeedbackWhose);
        let of = |id: &str| outcome.model.feedback.iter().any(|one| one.person.as_str() == id);
        if read_by(&outcome, "alice") || read_by(&outcome, "bob") || of("alice") {
            wrong.push(format!("{note:?} is read"));
        } else if !asked && !of("bob") {
            wrong.push(format!("{note:?} is not told"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn praise_of_the_lead_is_not_hers() {
    for note in ["- #high-five me!\n", "- #high-five to myself\n", "- #high-five I did well\n"] {
        let outcome = outcome(note);
        assert!(outcome.model.feedback.is_empty(), "{note}");
        assert!(outcome.diagnostics.iter().any(|one| one.code == Code::FeedbackWhose), "{note}");
    }
}

#[test]
fn feedback_that_only_mentions_somebody_else_is_hers() {
    let mut wrong = Vec::new();
    for note in [
        "- #watch-out zqaq interrupts Bob\n",
        "- #watch-out zqaq interrupts, as Bob does\n",
        "- #watch-out zqaq talks over Bob and Mei\n",
        "- #watch-out she zqaq Bob in the demo\n",
        "- #watch-out zqaq late to Bob's review\n",
        "- #watch-out zqaq late, Bob says\n",
        "- #watch-out the zqaq May release\n",
        "- #watch-out zqaq coupe la parole de Bob\n",
        "- #watch-out zqaq zu spät zum Treffen von Bob\n",
        "- #watch-out zqaq niet naar Bob geluisterd\n",
        "- #high-five zqaq hat das Projekt von Bob übernommen\n",
        "- #high-five zqaq siguió el trabajo de Bob con calma\n",
        "- #high-five zqaq ha aiutato Bob con la demo\n",
        "- #watch-out zqaq [from:: @bob]\n",
        "- #watch-out zqaq [with:: @bob]\n",
        "- #watch-out zqaq #skill/listening\n",
        "- #watch-out zqaq #project/rota\n",
        "- #watch-out all her zqaq tickets are late\n",
        "- #watch-out the team zqaq [about:: @alice]\n",
        "- #high-five zqaq helped Bob with it\n",
        "- #high-five zqaq took over from Bob\n",
        "- #high-five with Bob: zqaq\n",
        "- #high-five everyone liked zqaq\n",
        "- #high-five zqaq stood by Bob's plan\n",
        "- #high-five Alice: zqaq, Bob says\n",
        "- #high-five @alice zqaq demo by Bob\n",
        "## Launch with Bob\n\n- #high-five zqaq\n",
        "- Bob's launch\n  - #high-five zqaq\n",
        "| who | what | kind |\n|---|---|---|\n| Alice | zqaq | praise |\n",
    ] {
        let outcome = outcome(note);
        if !outcome.model.feedback.iter().any(|one| one.person.as_str() == "alice") {
            wrong.push(note);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
