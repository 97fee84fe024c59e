//! Words for private before what a line says, and the forms of other tools that hide a part of a
//! note: they close it, and `check` says so. What only looks like one of them stays open.

use crate::support::{TODAY, day, vault};
use crate::wall::views::all_views;
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline::{self, Outcome};

fn outcome(body: &str, front: &str) -> Outcome {
    let note =
        format!("---\nkind: one-on-one\nperson: alice\ndate: 2026-11-17\n{front}---\n\n{body}");
    let all = [
        ("People/Nora Lind.md", "---\nkind: person\nhandle: nora\nme: yes\n---\n"),
        ("People/Alice Fischer.md", "---\nkind: person\nhandle: alice\nslot: tue\n---\n"),
        ("1-2-1s/Alice Fischer/2026-11-17.md", note.as_str()),
    ];
    pipeline::run(&vault(&all), day(TODAY), &Ask::default())
}

fn is_open(outcome: &Outcome) -> bool {
    all_views(&outcome.model, Audience::Person, Some("alice")).contains("zqaq")
}

fn check(bodies: &[&str], open: bool) {
    let mut wrong = Vec::new();
    for body in bodies {
        let outcome = outcome(body, "");
        if is_open(&outcome) != open {
            wrong.push(format!("{body:?} open: {}", !open));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_for_private_before_the_words_closes_the_line() {
    let said = [
        "- #agreed PRIVATE zqaq raise\n",
        "- #agreed *Private* zqaq raise\n",
        "- #agreed ==private== zqaq raise\n",
        "- #agreed ~private~ zqaq raise\n",
        "- #agreed `private` zqaq raise\n",
        "- #agreed /private zqaq raise\n",
        "- #agreed !private zqaq raise\n",
        "- #agreed VERTRAULICH zqaq raise\n",
        "- #agreed _confidentiel_ zqaq raise\n",
        "- PRIVATE #agreed zqaq raise\n",
        "- *Private* #agreed zqaq raise\n",
        "- [ ] Alice: PRIVATE zqaq\n",
        "- [ ] Alice: ==confidential== zqaq\n",
        "- [ ] Alice: `private` zqaq\n",
        "- #high-five CONFIDENTIAL zqaq\n",
        "- #agreed Own note: zqaq raise\n",
        "- #agreed Lead note: zqaq raise\n",
        "- #agreed Manager note: zqaq raise\n",
        "- #agreed My view: zqaq raise\n",
        "- #agreed Eigene Notiz: zqaq raise\n",
        "- #agreed Note perso : zqaq raise\n",
        "- [ ] Own note: Alice: zqaq\n",
        "- [ ] Alice: My view: zqaq\n",
        "- #agreed [P] zqaq raise\n",
        "- #agreed (P) zqaq raise\n",
        "- [ ] Alice: rota. Confidential: zqaq\n",
        "- [ ] Alice: rota. Vertraulich: zqaq\n",
        "- [ ] Alice: rota — own note: zqaq\n",
        "- [ ] Alice: zqaq (ⓟⓡⓘⓥⓐⓣⓔ)\n",
        "- [ ] Alice: zqaq (𝐩𝐫𝐢𝐯𝐚𝐭𝐞)\n",
        "- [ ] Alice: zqaq `[audience:: lead]`\n",
        ":::details Private\n- [ ] Alice: zqaq\n:::\n",
        "::: private\n\n- [ ] Alice: zqaq\n\n:::\n",
        ":::lead\n- #agreed zqaq\n:::\n",
        "> [!lead]\n> - #agreed zqaq\n",
        "> [!me] Notes\n> - #agreed zqaq\n",
        "Actions [audience:: lead]\n\n- [ ] Alice: zqaq\n",
        "Nächste Schritte [audience:: lead]\n- [ ] Alice: zqaq\n",
    ];
    check(&said, false);
    for body in said {
        let outcome = outcome(body, "");
        let mut codes = outcome.diagnostics.iter().map(|one| one.code);
        assert!(
            codes.any(|code| [Code::AudienceNear, Code::PrivatePart].contains(&code)),
            "{body:?} is not said"
        );
    }
    check(
        &[
            "{::comment}\n- [ ] Alice: zqaq\n{:/comment}\n",
            "{% comment %}\n- [ ] Alice: zqaq\n{% endcomment %}\n",
            "\\begin{comment}\n- #agreed zqaq\n\\end{comment}\n",
            "#+BEGIN_COMMENT\n- [ ] Alice: zqaq\n#+END_COMMENT\n",
            "<template>\n\n- [ ] Alice: zqaq\n\n</template>\n",
            "- [ ] Alice: rota {::comment}zqaq{:/comment}\n",
        ],
        false,
    );
}

#[test]
fn what_only_looks_like_such_a_word_closes_nothing() {
    check(
        &[
            "- #agreed zqaq the PRIVATE API goes\n",
            "- #agreed private zqaq beta ends\n",
            "- #agreed *calm* zqaq\n",
            "- #agreed ==zqaq==\n",
            "- #agreed `fn private()` zqaq\n",
            "- [ ] Alice: zqaq the field `private`\n",
            "- [ ] Alice: /home zqaq\n",
            "- [ ] Alice: !important zqaq\n",
            "- #agreed Note: zqaq raise\n",
            "- #agreed Team view: zqaq raise\n",
            "- #agreed [Q] zqaq raise\n",
            "- #agreed (P1) zqaq raise\n",
            "- [ ] Alice: rota. Next: zqaq\n",
            "- [ ] Alice: keep the keys private, then: zqaq\n",
            ":::details More\n- [ ] Alice: zqaq\n:::\n",
            ":::private\n- x\n:::\n\n- [ ] Alice: zqaq\n",
            "> [!note] Lead time\n> - #agreed zqaq\n",
            "Actions\n\n- [ ] Alice: zqaq\n",
            "Actions [due:: 2026-12-01]\n\n- [ ] Alice: zqaq\n",
            "{::comment} is Kramdown\n\n- [ ] Alice: zqaq\n",
            "`{% comment %}` x `{% endcomment %}`\n\n- [ ] Alice: zqaq\n",
            "- [ ] Alice: zqaq <b>now</b>\n",
        ],
        true,
    );
}

#[test]
fn front_matter_in_look_alike_letters_and_comments_closes_the_note() {
    for front in ["\u{430}udience: lead\n", "# audience: lead\n", "who-can-read: nora\n"] {
        assert!(!is_open(&outcome("- [ ] Alice: zqaq\n", front)), "{front}");
    }
    for front in ["# audience: team\n", "# the audience\n", "größe: lead\n"] {
        assert!(is_open(&outcome("- [ ] Alice: zqaq\n", front)), "{front}");
    }
}

/// An owner that is written and not understood: never the lead, and on no page of Alice's.
#[test]
fn an_owner_in_doubt_is_nobody() {
    let mut wrong = Vec::new();
    for body in [
        "- [ ] us: zqaq\n",
        "- [ ] ic: zqaq\n",
        "- [ ] nobody: zqaq\n",
        "- [ ] tbd: zqaq\n",
        "- [ ] ???: zqaq\n",
        "- [ ] A+B: zqaq\n",
        "- [ ] Alice/somebody: zqaq\n",
        "- [ ] not Alice: zqaq\n",
        "- [ ] team: zqaq\n",
        "- [ ] niemand: zqaq\n",
        "- [ ] quelqu'un : zqaq\n",
        "- [ ] alguien: zqaq\n",
        "- [ ] zqaq (Alice or Nora)\n",
        "- [ ] zqaq (Alice oder Nora)\n",
        "- [ ] zqaq (Alice → Nora)\n",
        "- [ ] zqaq (Alice?)\n",
        "- [ ] Alice or Nora: zqaq\n",
    ] {
        let outcome = outcome(body, "");
        let owners: Vec<String> =
            outcome.model.actions.iter().map(|one| format!("{:?}", one.owner)).collect();
        let owned = outcome.model.actions.iter().any(|one| one.owner.is_some());
        if is_open(&outcome) || owned {
            wrong.push(format!("{body:?}: {owners:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (body, owner) in [
        ("- [ ] zqaq (resp. Alice)\n", "alice"),
        ("- [ ] zqaq <Alice>\n", "alice"),
        ("- [ ] Alice: zqaq or the other\n", "alice"),
        ("- [ ] Nora: zqaq (Alice or not)\n", "nora"),
    ] {
        let outcome = outcome(body, "");
        let action = outcome.model.actions.first().unwrap_or_else(|| panic!("{body}"));
        let owners = format!("{:?}", action.owner);
        assert!(owners.contains(owner), "{body} {owners}");
    }
}
