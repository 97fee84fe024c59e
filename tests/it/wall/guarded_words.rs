//! What a commit must not tell, in whatever it is written; and notes that two audiences would share.

use crate::pages::practice::{hides, says};
use crate::support::{Disk, TODAY, changes, day, vault};
use vault121::diagnostic::code::Code;
use vault121::pages::leak_guard::{Staged, guard};
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n";
const NORA: &str = "---\nkind: person\nme: yes\n---\n";
/// What was not given to her yet.
const HELD: &str =
    "- #watch-out @alice she shouts at tired interns [path:: a walk] [hold:: later]\n";

/// The findings of the guard when this file is staged.
fn found(path: &str, text: &str) -> Vec<String> {
    let mut vault = vault(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("Daily/2026-11-20.md", HELD),
        ("1-2-1s/Alice/2026-11-17.md", "talked\n"),
        ("Shared/Wiki.md", "---\naudience: team\n---\nwelcome\n"),
    ]);
    let bytes = text.as_bytes().to_vec();
    if vault.wants(path) {
        vault.apply(changes(&[(path, text)]));
    }
    let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
    let said = guard(&outcome, vault.whole().unwrap(), &[Staged { path: path.to_owned(), bytes }]);
    for problem in &said {
        let told = format!("{} {}", problem.message, problem.hint.as_deref().unwrap_or(""));
        assert!(!told.to_lowercase().contains("interns"), "it repeats the words: {told}");
    }
    said.iter().filter(|one| one.code == Code::Leak).map(|one| one.message.clone()).collect()
}

#[test]
fn the_guard_finds_words_in_whatever_they_are_written() {
    let team = |body: &str| format!("---\naudience: team\n---\n{body}\n");
    let leaks = [
        ("Shared/News.md", team("she shouts at tired interns")),
        ("Shared/News.md", team("she shouts at\ntired interns")),
        ("Shared/News.md", team("she **shouts** at `tired`\n> interns")),
        ("Shared/News.md", team("she&nbsp;shouts at &#116;ired interns")),
        ("Shared/News.md", team("she shouts <b>at</b> tired in\u{ad}terns")),
        ("Shared/News.md", "---\naudience: [team\n---\nshe shouts at tired interns\n".to_owned()),
        (
            "Shared/News.md",
            "---\naudience: team\naudience: team\n---\nshe shouts at tired interns".to_owned(),
        ),
        ("Shared/News.md", "---\naudiance: team\n---\nshe shouts at tired interns\n".to_owned()),
        (
            "Shared/News.md",
            "---\naudience: [person, team]\n---\nshe shouts at tired interns\n".into(),
        ),
        (
            "Shared/News.md",
            "---\naudience: person, team\n---\nshe shouts at tired interns\n".into(),
        ),
        // The whole note is shown there.
        ("Shared/News.md", team("![[2026-11-20]]")),
        ("Shared/News.md", team("![](../Daily/2026-11-2%30.md)")),
        ("Shared/News.md", team("![x][d]\n\n[d]: ../Daily/2026-11-20.md")),
        ("Shared/News.md", team("<iframe src=\"../Daily/2026-11-20.md\"></iframe>")),
        ("Shared/News.md", team("<object data='../Daily/2026-11-20.md'></object>")),
        ("Shared/News.md", team("{{embed [[2026-11-20]]}}")),
        // Nothing says who reads it but where it stands.
        ("Shared/Plain.md", "she shouts at tired interns\n".to_owned()),
        ("Shared/x.txt", "She shouts at\ntired interns!".to_owned()),
        ("Export/x.html", "<p>she <i>shouts</i> at<br>tired&nbsp;interns</p>".to_owned()),
        (
            "Export/x.svg",
            "<svg><text>she shouts at</text>\n<text>tired interns</text></svg>".to_owned(),
        ),
        ("Board.canvas", "{\"nodes\":[{\"text\":\"she shouts\\nat tired interns\"}]}".to_owned()),
        ("Query.base", "filters:\n  - note == \"she shouts at tired interns\"\n".to_owned()),
        (".shared/x.md", "she shouts at tired interns\n".to_owned()),
        (".obsidian/snippets.json", "{\"a\":\"she shouts at tired interns\"}".to_owned()),
        ("Shared/She shouts at tired interns.md", team("x")),
        ("She-shouts-at/tired_interns.txt", "x".to_owned()),
        ("Shared/News.md", team("![[1-2-1s/Alice/2026-11-17]]")),
        ("Shared/News.md", team("![[Alice#Notes|x]]")),
        ("Shared/News.md", team("![x](../1-2-1s/Alice/2026-11-17.md)")),
        ("Shared/Board.canvas", "{\"file\":\"1-2-1s/Alice/2026-11-17.md\"}".to_owned()),
    ];
    for (path, text) in leaks {
        assert_eq!(found(path, &text).len(), 1, "{path}: {text}: {:?}", found(path, &text));
    }
    let fine = [
        ("Shared/News.md", team("she shouts at the tired printer")),
        ("Shared/News.md", team("see [[1-2-1s/Alice/2026-11-17]] and ![[Wiki]]")),
        ("Daily/2026-11-21.md", "she shouts at tired interns\n".to_owned()),
        ("Private/x.md", "---\naudience: lead\n---\nshe shouts at tired interns\n".to_owned()),
        ("Export/x.html", "<p>hello</p>".to_owned()),
        ("Shared/Tired interns.md", team("x")),
    ];
    for (path, text) in fine {
        assert_eq!(found(path, &text), Vec::<String>::new(), "{path}: {text}");
    }
}

const MINE: &str = "---\npage: mine\nfor: person\naudience: lead\npath: '\"PATH\"'\n---\nmine {{ name }}: {{ watch_outs | length }}\n";

#[test]
fn two_pages_of_different_audiences_never_share_a_note() {
    let path = |path: &str| MINE.replace("'\"PATH\"'", path);
    let check = |config: &str, template: &str, wanted: &[&str], refused: &[&str]| {
        let notes = [
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            ("Daily/2026-11-20.md", HELD),
            ("1-2-1s/Alice/2026-11-17.md", "talked\n"),
            (
                "Goals.md",
                "- [ ] #goal/cka @alice Pass [due:: 2026-12-01]\n- [ ] #resource/x read\n",
            ),
            (".vault121/config.yml", config),
            (".vault121/templates/mine.md", template),
        ];
        let outcome = pipeline::run(&vault(&notes), day(TODAY), &Ask::default());
        let edits = outcome.plan.edits.iter();
        let made: Vec<String> = edits
            .flat_map(|edit| {
                edit.region_edits().iter().map(|region| format!("{} in {}", region.name, edit.path))
            })
            .collect();
        let made = made.join("\n");
        says(&made, wanted);
        hides(&made, refused);
        let said = outcome.diagnostics.iter().any(|one| one.code == Code::AudiencesMixed);
        assert_eq!(said, !refused.is_empty(), "{made}");
        outcome
    };
    let quiet = "---\npage: mine\nfor: team\naudience: team\npath: Mine.md\n---\nx\n";
    check(
        "sprint: {first: 2026-01-05, length: 2w}\n",
        quiet,
        &["prep in", "agenda in", "mine in"],
        &[],
    );
    let one = "paths: {prep: One.md, agenda: One.md}\n";
    check(one, quiet, &["rollup in", "mine in"], &["prep in", "agenda in"]);
    check("paths: {shelf: Me.md, me: Me.md}\n", quiet, &["prep in"], &["shelf in", "me in"]);
    // A template of the vault's own for the lead among pages that others read.
    let team = "paths: {shelf: Team/Shelf.md}\n";
    check(team, &path("Team/Mine.md"), &["shelf in", "prep in"], &["mine in"]);
    // One that has the name of a page which others read.
    let stolen = "---\npage: agenda\nfor: one-on-one\naudience: lead\n---\nx\n";
    let outcome = check(
        "sprint: {first: 2026-01-05, length: 2w}\n",
        &stolen.replace("page: agenda", "page: shelf").replace("one-on-one", "team"),
        &["prep in", "agenda in", "shelf in"],
        &["shelf in 1-2-1s/Alice"],
    );
    // The shipped one goes on.
    let shelf = outcome.plan.edits.iter().find(|edit| edit.path.as_str().contains("Shelf"));
    says(&shelf.unwrap().region_edits()[0].inner, &["read"]);
}

#[test]
fn a_page_that_stands_goes_on_when_another_audience_wants_its_note() {
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("Daily/2026-11-20.md", HELD),
        ("1-2-1s/Alice/2026-11-17.md", "talked\n"),
    ]);
    disk.run(&["build"]);
    let prep = disk.read("1-2-1s/Alice/2026-11-24.md");
    disk.write(".vault121/config.yml", "paths: {agenda: 1-2-1s/Alice/2026-11-24.md}\n");
    let ran = disk.run(&["build"]);
    assert_eq!(disk.read("1-2-1s/Alice/2026-11-24.md"), prep);
    says(&format!("{}{}", ran.out, ran.err), &["error"]);
}

/// The findings when a text stands in a page for the team and these notes hold the words.
fn found_from(notes: &[(&str, &str)], shared: &[u8]) -> usize {
    let mut all = vec![
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("People/Bob.md", ALICE),
        ("1-2-1s/Bob/2026-11-17.md", "talked\n"),
        ("Shared/Wiki.md", "---\naudience: team\n---\nwelcome\n"),
    ];
    all.extend(notes);
    let vault = vault(&all);
    let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
    let staged = Staged { path: "Shared/x.txt".to_owned(), bytes: shared.to_vec() };
    let said = guard(&outcome, vault.whole().unwrap(), &[staged]);
    said.iter().filter(|one| one.code == Code::Leak).count()
}

#[test]
fn the_guard_knows_words_that_are_closed_by_what_stands_around_them() {
    const WORDS: &str = "she will be let go in May next year";
    let shared = format!("Hello. {WORDS}.\n");
    for (note, leaks) in [
        ("## Private\n\n{w}\n", true),
        ("## Private\n\n- {w}\n", true),
        ("> [!private]\n> {w}\n", true),
        ("---\naudience: lead\n---\n- {w}\n", true),
        ("---\naudience: lead\n---\n{w}\n", true),
        ("---\naudience: [team\n---\n- {w}\n", true),
        ("- #home x\n  - {w}\n", true),
        ("- #watch-outs {w}\n", true),
        ("- #watch-out {w} by @bob\n", true),
        ("- talked [audience:: lead]\n  - {w}\n", true),
        ("- {w} (do not share)\n", true),
        ("## Talk #home\n\n- {w}\n", true),
        ("- {w}\n", false),
        ("## Notes\n\n{w}\n", false),
    ] {
        let note = note.replace("{w}", WORDS);
        let found = found_from(&[("1-2-1s/Alice/2026-11-17.md", &note)], shared.as_bytes());
        assert_eq!(found > 0, leaks, "{note}");
    }
    // A few words are found by chance.
    let note = [("1-2-1s/Alice/2026-11-17.md", "## Private\n\n- talked about the rota\n")];
    assert_eq!(found_from(&note, b"We talked about the rota today.\n"), 0);
}

#[test]
fn the_guard_reads_other_encodings_and_marks() {
    let note = [("Daily/2026-11-20.md", HELD)];
    let wide: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain("she shouts at tired interns".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for text in [
        &wide[..],
        b"caf\xe9: she shouts at tired interns",
        b"she [[x|shouts]] at [tired](y) interns",
        b"she shouts[^1] at tired <!-- x --> interns",
        b"<img alt=\"she shouts at tired interns\">",
        b"[x](obsidian://new?content=she%20shouts%20at%20tired%20interns)",
        "she ｓｈｏｕｔｓ at tired interns".as_bytes(),
    ] {
        assert!(found_from(&note, text) > 0, "{:?}", String::from_utf8_lossy(text));
    }
    assert_eq!(found_from(&note, b"she shouts at [tired](people) of the interns"), 0);
}

#[test]
fn the_guard_knows_reasons_and_what_closed_notes_say() {
    let closed = "---\naudience: lead\nintention: agree on the way out\n---\n\n\
                  intention:: weigh a second warning\n\n- #topic the missed audit\n\
                  - #outcome she leaves in May\n";
    let notes = [
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        (
            "Daily/2026-11-20.md",
            "- #watch-out @alice late twice [hold:: until the divorce is over]\n",
        ),
        ("1-2-1s/Alice/2026-11-17.md", closed),
    ];
    for (words, leaks) in [
        ("until the divorce is over", true),
        ("weigh a second warning", true),
        ("agree on the way out", true),
        ("the missed audit", true),
        ("she leaves in May", true),
        ("a second look at the audit", false),
        ("the way out is over there", false),
    ] {
        let text = format!("---\naudience: team\n---\n{words}\n");
        let mut vault = vault(&notes);
        vault.apply(changes(&[("Shared/News.md", &text)]));
        let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
        let staged = Staged { path: "Shared/News.md".to_owned(), bytes: text.clone().into_bytes() };
        let said = guard(&outcome, vault.whole().unwrap(), &[staged]);
        assert_eq!(said.iter().any(|one| one.code == Code::Leak), leaks, "{words}: {said:#?}");
    }
}
