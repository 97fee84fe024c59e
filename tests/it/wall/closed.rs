//! What is closed reaches nobody but the lead: every kind of line in every place and form that
//! closes it, with a word of its own in each. Beside each stands its open twin.

use crate::pages::practice::{hides, prep, rollup, says};
use crate::support::{TODAY, day, vault};
use crate::wall::views::{KINDS, Sees, all_views, load, notes, word, words_in};
use std::collections::{BTreeMap, BTreeSet};
use vault121::diagnostic::code::Code;
use vault121::kind::Audience;
use vault121::pages::pages::Ask;
use vault121::pages::pipeline;

/// How a line is closed: a name, the note with `{line}` in it, and what the lines of the line stand
/// behind (`> `, two blanks).
pub(crate) const PLACES: &[(&str, &str, &str)] = &[
    ("own line", "{line} [audience:: lead]\n", ""),
    ("two words, the narrower", "{line} [audience:: team] [audience:: lead]\n", ""),
    ("unknown word", "{line} [audience:: nobody]\n", ""),
    ("one colon", "{line} [audience: lead]\n", ""),
    ("misspelt", "{line} [audiance:: lead]\n", ""),
    ("a tag", "{line} #audience/lead\n", ""),
    ("a private tag", "{line} #private\n", ""),
    ("bare", "{line} audience:: lead\n", ""),
    ("comment", "{line} <!-- audience: lead -->\n", ""),
    ("comment of Obsidian", "{line} %% private %%\n", ""),
    ("half typed", "{line} [aud\n", ""),
    ("a lock", "{line} 🔒\n", ""),
    ("the word begun", "{line} [aud:: lead]\n", ""),
    ("a field that says private", "{line} private:: true\n", ""),
    ("a tag in two parts", "{line} #lead/only\n", ""),
    ("a field of another tool", "{line} [share:: no]\n", ""),
    ("marked", "{line} ==private==\n", ""),
    ("a phrase behind a comma", "{line}, do not share\n", ""),
    ("signs of another width", "{line} （private）\n", ""),
    ("the lead alone, by name", "{line} (Nora only)\n", ""),
    ("the lead alone, by name, in German", "{line} (nur Nora)\n", ""),
    ("not for somebody by name", "{line} (without Alice)\n", ""),
    ("that she does not know", "{line} (she doesn't know yet)\n", ""),
    ("a tag with a name", "{line} #nora-only\n", ""),
    ("a heading with a name", "## Nora only\n\n{line}\n", ""),
    ("behind somebody's back", "## Behind Alice's back\n\n{line}\n", ""),
    ("a label with a name", "Nora only:\n\n{line}\n", ""),
    ("child with a name", "{line}\n{in}  - (Nora only)\n", ""),
    ("readers by name", "---\nreaders: nora\n---\n{line}\n", ""),
    ("permissions by name", "---\npermissions: [nora]\n---\n{line}\n", ""),
    ("half a field", "{line} private::\n", ""),
    ("an arrow", "{line} audience -> lead\n", ""),
    ("as an element", "{line} <audience: lead>\n", ""),
    ("a monkey", "{line} 🙈\n", ""),
    ("a child in code marks", "{line}\n{in}  - `audience:: lead`\n", ""),
    ("properties of the page", "private:: true\n\n{line}\n", ""),
    ("properties of the page as a bullet", "- private:: true\n\n{line}\n", ""),
    ("a quote at the head", "> audience: lead\n\n{line}\n", ""),
    ("for a time", "{line} (private until May)\n", ""),
    ("label of the note", "**Private**\n\n## Actions\n\n{line}\n", ""),
    ("lock of the note", "🔒\n\n## Actions\n\n{line}\n", ""),
    ("tags of the note, named", "# Talk\nTags: #private\n\n## Notes\n\n{line}\n", ""),
    ("tags of the note, a field", "tags:: private\ntitle:: x\n\n## Notes\n\n{line}\n", ""),
    ("a link as the word", "title:: x\naudience:: [[lead]]\n\n{line}\n", ""),
    ("callout with nothing in it", "> [!private]\n\n{line}\n", ""),
    ("callout's title alone", "> [!warning] Private\n\n{line}\n", ""),
    ("comment, from here", "<!-- private from here -->\n\n{line}\n", ""),
    ("comment, below", "%% confidential below %%\n\n{line}\n", ""),
    ("emphasis", "{line} _private_\n", ""),
    ("marked word for an audience", "{line} ==audience: lead==\n", ""),
    ("a slip in the first letter", "{line} [udience:: lead]\n", ""),
    ("a slip in the sign", "{line} [audience;: lead]\n", ""),
    ("brackets of a link", "{line} [[audience: lead]]\n", ""),
    ("two dashes", "{line} -- confidential\n", ""),
    ("comment with the audience alone", "{line} %%lead%%\n", ""),
    ("a short code", "{line} :lock:\n", ""),
    ("a tag in one word", "{line} #leadonly\n", ""),
    ("brackets of another script", "{line} 【private】\n", ""),
    ("not for somebody", "{line} (not for Alice)\n", ""),
    ("not to tell", "{line} (don't tell Alice)\n", ""),
    ("for other readers", "{line} (HR only)\n", ""),
    ("for other readers, a phrase", "{line}, only for HR\n", ""),
    ("must not know", "{line} (Alice must not know)\n", ""),
    ("a link with a word", "{line} [audience: lead](x)\n", ""),
    ("for other readers, a heading", "## HR only\n\n{line}\n", ""),
    ("half a round bracket", "{line} (audience\n", ""),
    ("half a tag", "{line} #aud\n", ""),
    ("child that is a box", "{line}\n{in}  - [ ] audience: lead\n", ""),
    ("child with a bold key", "{line}\n{in}  - **audience**: lead\n", ""),
    ("bold line with a tag", "**Notes #private**\n\n{line}\n", ""),
    ("bold line with a word", "**Notes (audience: lead)**\n\n{line}\n", ""),
    ("label with a tag", "Notes #audience/lead:\n\n{line}\n", ""),
    ("bold line of a heading's word", "**Internal**\n\n{line}\n", ""),
    ("parent bullet", "- Sensitive\n{line}\n", "  "),
    ("internal notes", "## Internal notes\n\n{line}\n", ""),
    ("internal notes in German", "## Interne Notizen\n\n{line}\n", ""),
    ("not for somebody, a heading", "## Not for Alice\n\n{line}\n", ""),
    ("not for somebody in Dutch", "## Niet voor Alice\n\n{line}\n", ""),
    ("hidden, a heading", "## Hidden\n\n{line}\n", ""),
    ("kept for the manager in French", "## Réservé au manager\n\n{line}\n", ""),
    ("a phrase behind a comma, and a field", "{line}, private [due:: 2026-12-20]\n", ""),
    ("a phrase behind a comma, and a block's name", "{line}, private ^a1\n", ""),
    ("a phrase behind a comma, and a tag", "{line}, do not share #work\n", ""),
    ("emphasis, and a date of Tasks", "{line} _private_ 📅 2026-12-20\n", ""),
    ("a dash, and a link", "{line} — not for Alice [[Notes]]\n", ""),
    ("a word, and a comment", "{line}, vertraulich <!-- x -->\n", ""),
    ("a heading with a block's name", "## Private ^abc\n\n{line}\n", ""),
    ("a heading with a tag", "## Private #work\n\n{line}\n", ""),
    ("a heading with a comment", "## Private %% x %%\n\n{line}\n", ""),
    ("a bold line with a field", "**Private** [due:: 2026-12-01]\n\n{line}\n", ""),
    ("the word alone with a block's name", "audience:: lead ^abc\n\n{line}\n", ""),
    ("child with a block's name", "{line}\n{in}  - private ^abc\n", ""),
    ("child with a tag", "{line}\n{in}  - private #work\n", ""),
    ("a kind's heading", "## Private action items\n\n{line}\n", ""),
    ("a kind's heading in German", "## Vertrauliche Aufgaben\n\n{line}\n", ""),
    ("a heading in a quote ends nothing", "## Private\n\n> ## Mail\n> text\n\n{line}\n", ""),
    ("a heading in a list ends nothing", "## Private\n\n- ## Money\n  - x\n\n{line}\n", ""),
    ("a heading in a comment ends nothing", "## Private\n\n%%\n## Old\n%%\n\n{line}\n", ""),
    ("below our region", "{region}\n\n#private\n\n## Agreed\n\n{line}\n", ""),
    ("below our region, a field", "{region}\n\naudience:: lead\n\n## Agreed\n\n{line}\n", ""),
    ("around our region", "## Private\n\n{region}\n\n{line}\n", ""),
    ("tags of the note", "#private\n\n# Talk\n\n## Notes\n\n{line}\n", ""),
    ("tags below the title", "# Talk\n#one-on-one #private\n\n## Notes\n\n{line}\n", ""),
    ("fields of the note", "title:: x\naudience:: lead\n\n## Notes\n\n{line}\n", ""),
    ("front matter, two cases", "---\naudience: team\nAudience: lead\n---\n{line}\n", ""),
    ("front matter, visibility", "---\nvisibility: lead\n---\n{line}\n", ""),
    ("front matter, a sort", "---\ntype: private\n---\n{line}\n", ""),
    ("front matter, a status", "---\nstatus: confidential\n---\n{line}\n", ""),
    ("front matter, sensitive", "---\nsensitive: true\n---\n{line}\n", ""),
    ("front matter, inside", "---\nmeta: {audience: lead}\n---\n{line}\n", ""),
    ("front matter, never shared", "---\nshare: never\n---\n{line}\n", ""),
    ("front matter in TOML", "+++\naudience = \"lead\"\n+++\n\n{line}\n", ""),
    ("a numbered heading", "## 1. Private\n\n{line}\n", ""),
    ("a tag alone above a list", "#private\n\n{line}\n", ""),
    ("front matter, half typed", "---\nprivate:\n---\n{line}\n", ""),
    ("front matter, the word begun", "---\naud: lead\n---\n{line}\n", ""),
    ("front matter, not to share", "---\nshare: no\n---\n{line}\n", ""),
    ("child", "{line}\n{in}  - audience:: lead\n", ""),
    ("child with brackets", "{line}\n{in}  - [audience:: lead]\n", ""),
    ("child with one colon", "{line}\n{in}  - audience: lead\n", ""),
    ("child that is private", "{line}\n{in}  - private\n", ""),
    ("heading", "## Private\n\n{line}\n", ""),
    ("heading above the heading", "## Manager notes\n\n### More\n\n{line}\n", ""),
    ("heading in German", "## Vertraulich\n\n{line}\n", ""),
    ("heading with a word", "## Notes [audience:: lead]\n\n{line}\n", ""),
    ("bold line", "**Do not share**\n\n{line}\n", ""),
    ("label", "My observations:\n\n{line}\n", ""),
    ("summary", "<details>\n<summary>Private</summary>\n\n{line}\n", ""),
    ("summary in one line", "<details open><summary><b>🔒 Mine</b></summary>\n\n{line}\n", ""),
    ("summary on lines", "<details>\n<summary>\nManager notes\n</summary>\n\n{line}\n", ""),
    ("heading of HTML", "<h2 id=x>Private</h2>\n\n### More\n\n{line}\n", ""),
    ("bold of HTML", "<b>Private:</b>\n\n{line}\n", ""),
    ("a paragraph of HTML", "<p align=center><strong>Do not share</strong></p>\n\n{line}\n", ""),
    ("class", "<div class=\"box private\">\n\n{line}\n", ""),
    ("hidden", "<div hidden>\n\n{line}\n", ""),
    ("an element of that name", "<private>\n\n{line}\n", ""),
    ("heading with a tag in it", "## <span style=\"color:red\">Private</span>\n\n{line}\n", ""),
    ("a span", "{line} <span class=\"private\">x</span>\n", ""),
    ("a small mark", "{line} <kbd>private</kbd>\n", ""),
    ("callout", "> [!private] x\n{line}\n", "> "),
    ("callout's title", "> [!note]- Confidential\n{line}\n", "> "),
    ("alone above a list", "audience:: lead\n\n{line}\n", ""),
    ("comment above a list", "%% audience: lead %%\n\n{line}\n", ""),
    ("HTML comment above a list", "<!-- private -->\n\n{line}\n", ""),
    ("front matter", "---\naudience: lead\n---\n{line}\n", ""),
    ("front matter misspelt", "---\naudiance: team\naudience: lead\n---\n{line}\n", ""),
    ("front matter, a list", "---\naudience: [lead, team]\n---\n{line}\n", ""),
    ("front matter, nothing", "---\naudience:\n---\n{line}\n", ""),
    ("front matter, private", "---\nprivate: true\n---\n{line}\n", ""),
    ("front matter, a tag", "---\ntags: [private]\n---\n{line}\n", ""),
    ("broken", "---\naudience: [team\n---\n{line}\n", ""),
    ("doubled key", "---\naudience: team\naudience: team\n---\n{line}\n", ""),
    ("never closed", "---\naudience: team\n\n{line}\n", ""),
    ("below home", "- #home @{p} x\n{line}\n", "  "),
    ("below a season", "- #season/high @{p} x\n{line}\n", "  "),
    ("below a miss", "- #my-miss @{p} x\n{line}\n", "  "),
    ("below praise that is held", "- #high-five @{p} x [hold:: later]\n{line}\n", "  "),
    ("below what is held", "- #watch-out @{p} x [hold:: 2026-12-24] [path:: y]\n{line}\n", "  "),
    ("below a closed line", "- x @{p} [audience:: lead]\n{line}\n", "  "),
    (
        "below a closed line, opened again",
        "- x @{p} [audience:: lead]\n{line} [audience:: team]\n",
        "  ",
    ),
    ("below what may be a watch out", "- #watch-outs @{p} x\n{line}\n", "  "),
];

/// Nothing closes it; the twin of all.
const OPEN: &str = "{line}\n";

/// A line of a kind about Alice as it stands in a place. What is said of it stands in its first
/// line.
pub(crate) fn placed(place: &str, before: &str, line: &str, word: &str) -> String {
    let line = line.replace("{w}", word).replace("{p}", "alice").replace("{s}", "high");
    let (first, rest) = line.trim_end().split_once('\n').unwrap_or((line.trim_end(), ""));
    let (behind, below) = match place.split_once("{line}") {
        Some((_, behind)) => behind.split_once('\n').unwrap_or((behind, "")),
        None => ("", ""),
    };
    let head = place.split("{line}").next().unwrap_or("");
    let first = first.replace("{a}", behind.trim());
    let mut lines = vec![format!("{before}{first}")];
    lines.extend(below.replace("{in}", before).lines().map(str::to_owned));
    lines.extend(rest.replace("{a}", "").lines().map(|line| format!("{before}{line}")));
    let head = head.replace("{region}", REGION);
    format!("{head}{}\n", lines.join("\n")).replace("{p}", "alice")
}

/// A page of ours, with a heading in it, as it stands in each note that was a prep.
const REGION: &str = "<!-- vault121:begin prep -->\n\n## Alice, Tue 17 Nov\n\n- hello\n\n\
                      <!-- vault121:end prep -->";

/// The words that each audience sees of a vault in which each kind has a note of its own, where its
/// line stands in this place.
fn seen(in_meeting: bool, place: &str, before: &str) -> BTreeMap<Audience, BTreeSet<String>> {
    let mut all = notes(&[], false);
    for (at, kind) in KINDS.iter().enumerate() {
        let path = match in_meeting {
            true => {
                format!("1-2-1s/Alice/{}.md", day("2026-11-10").plus(-i64::try_from(at).unwrap()))
            }
            false => format!("Daily/{at}/2026-11-18.md"),
        };
        all.insert(path, placed(place, before, kind.line, &word(at)));
    }
    let model = pipeline::run(&load(&all), day(TODAY), &Ask::default()).model;
    let words = |audience, about| -> BTreeSet<String> {
        let text = all_views(&model, audience, about);
        words_in(&text).into_iter().map(str::to_owned).collect()
    };
    let person = words(Audience::Person, Some("alice"));
    let other = words(Audience::Person, Some("bob"));
    BTreeMap::from([
        (Audience::Lead, words(Audience::Lead, None)),
        (Audience::Person, person.union(&other).cloned().collect()),
        (Audience::Team, words(Audience::Team, None)),
    ])
}

#[test]
fn what_is_closed_in_any_form_reaches_nobody_else_and_still_the_lead() {
    let (mut open, mut wrong) = (0, Vec::new());
    for in_meeting in [false, true] {
        let twin = seen(in_meeting, OPEN, "");
        let others = |seen: &BTreeMap<Audience, BTreeSet<String>>, word: &String| {
            seen[&Audience::Person].contains(word) || seen[&Audience::Team].contains(word)
        };
        let words: Vec<String> = (0..KINDS.len()).map(word).collect();
        open += words.iter().filter(|word| others(&twin, word)).count();
        for (name, place, before) in PLACES {
            let found = seen(in_meeting, place, before);
            for (kind, word) in KINDS.iter().zip(&words) {
                let text = || placed(place, before, kind.line, word);
                if others(&found, word) {
                    wrong.push(format!("{}, {name}: seen by others:\n{}", kind.name, text()));
                }
                // What may be a watch out is counted and read out nowhere, and what stands below a
                // line may be told with it.
                let read = !name.contains("watch out") && before != &"  ";
                let lead = |seen: &BTreeMap<Audience, BTreeSet<String>>| {
                    seen[&Audience::Lead].contains(word)
                };
                if read && lead(&twin) && !lead(&found) {
                    wrong.push(format!("{}, {name}: lost to the lead:\n{}", kind.name, text()));
                }
            }
        }
    }
    assert!(open > 30, "the open twins are seen by others: {open}");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_of_kinds_reaches_all_audiences() {
    for sees in [Sees::Lead, Sees::Person, Sees::Team] {
        assert!(KINDS.iter().any(|kind| kind.usual == sees));
    }
}

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n";

/// What a person may read of their goals and promises, as the pages' views tell it.
fn theirs(notes: &[(&str, &str)]) -> String {
    let base = [("People/Nora.md", "---\nkind: person\nme: yes\n---\n")];
    let all: Vec<(&str, &str)> = base.iter().chain(notes).copied().collect();
    let model = pipeline::run(&vault(&all), day(TODAY), &Ask::default()).model;
    all_views(&model, Audience::Person, Some("alice")) + &all_views(&model, Audience::Team, None)
}

#[test]
fn a_childs_own_narrower_word_counts_in_every_view() {
    let goal = "- [ ] #goal/cka @alice Pass the exam [due:: 2026-12-01]\n  - [ ] open step\n  - [ ] closed step [audience:: lead]\n  - 2026-11-20 open news\n  - 2026-11-21 closed news [audience: lead]\n  - [ ] third step\n    - private\n";
    let text = theirs(&[("People/Alice.md", ALICE), ("Goals.md", goal)]);
    says(&text, &["Pass the exam", "open step", "open news"]);
    hides(&text, &["closed step", "closed news", "third step"]);
}

#[test]
fn a_persons_note_that_cannot_be_read_counts_as_low_and_closed_and_its_pages_stay() {
    let notes = |alice: &str| {
        let all = [
            ("People/Nora.md", "---\nkind: person\nme: yes\n---\n"),
            ("People/Alice.md", alice),
            ("Goals.md", "- [ ] #goal/cka @alice Pass the exam [due:: 2026-12-01]\n"),
            ("1-2-1s/Alice/2026-11-17.md", "talked\n- #watch-out she was late [path:: a clock]\n"),
        ];
        let vault = vault(&all);
        let outcome = pipeline::run(&vault, day(TODAY), &Ask::default());
        let views = all_views(&outcome.model, Audience::Person, Some("alice"))
            + &all_views(&outcome.model, Audience::Team, None);
        let pages = outcome.plan.edits.iter().map(|edit| edit.path.to_string());
        (views, pages.collect::<Vec<_>>().join(" "))
    };
    let (text, pages) = notes(ALICE);
    says(&text, &["Pass the exam", "she was late"]);
    says(&pages, &["Alice/Alice rollup.md", "Alice/2026-11-24.md"]);
    for broken in [
        "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\nseason: [low\n---\n",
        "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\nagenda: yes\n---\n",
        "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n",
        "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    ] {
        let (text, pages) = notes(broken);
        hides(&text, &["Pass the exam", "she was late"]);
        hides(&pages, &["Alice"]);
    }
    // A season that is none counts as low: what was noted in it was not given by that.
    for unsure in ["season: lw", "seasn: low", "season: high?"] {
        let (text, pages) = notes(&ALICE.replace("agenda", &format!("{unsure}\nagenda")));
        says(&text, &["Pass the exam"]);
        hides(&text, &["she was late"]);
        says(&pages, &["Alice/2026-11-24.md"]);
    }
}

#[test]
fn a_split_or_inflected_tag_is_held_and_said_and_read_out_nowhere() {
    for tag in [
        "#watch out:",
        "#watch-outs",
        "#watchouts",
        "#watch–out",
        "#watch_outs",
        "#watch/out",
        "#Watch Out",
        "#watch - out",
    ] {
        for (place, note) in [
            ("Daily/2026-11-20.md", format!("- {tag} @alice was rude\n")),
            ("Daily/2026-11-20.md", format!("- [ ] #action {tag} @alice was rude\n")),
            ("1-2-1s/Alice/2026-11-17.md", format!("talked\n- [ ] {tag} @alice was rude\n")),
            ("Goals.md", format!("- [ ] #goal/x @alice y\n  - [ ] {tag} was rude\n")),
        ] {
            let all = [("People/Alice.md", ALICE), (place, note.as_str())];
            hides(&theirs(&all), &["was rude"]);
            let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
            assert!(outcome.diagnostics.iter().any(|one| one.code == Code::NearTag), "{note}");
            // Where its words are told at all, they are told as what they are.
            let regions = outcome.plan.edits.iter().flat_map(|edit| edit.region_edits());
            for line in regions.flat_map(|region| region.inner.lines()) {
                assert!(!line.contains("was rude") || line.contains("watch out"), "{line}");
            }
            let low = ALICE.replacen("---\n", "---\nseason: low\n", 1);
            let all = [("People/Alice.md", low.as_str()), (place, note.as_str())];
            let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
            for edit in outcome.plan.edits.iter().flat_map(|edit| edit.region_edits()) {
                hides(&edit.inner, &["was rude"]);
            }
        }
    }
    // The tag itself is read.
    let all = [
        ("People/Alice.md", ALICE),
        ("Daily/2026-11-20.md", "- #watch-out @alice was rude [path:: x]\n"),
    ];
    let outcome = pipeline::run(&vault(&all), day(TODAY), &Ask::default());
    let edits = outcome.plan.edits.iter().flat_map(|edit| edit.region_edits());
    assert!(edits.map(|edit| edit.inner.as_str()).any(|text| text.contains("was rude")));
}

#[test]
fn what_is_private_is_not_quoted_as_last_time_and_ends_with_its_element() {
    let met = "# 2026-11-17\n\n- #outcome she moves to the platform team\n\n\
               ## Private\n\n- #outcome privately she looks around\n- she is tired of the rota\n\n\
               ## More\n\n<details>\n<summary>Private</summary>\n\n- #outcome hidden doubt\n\n\
               </details>\n\n- #outcome the talk is planned\n";
    let text = prep(&[("1-2-1s/Alice/2026-11-17.md", met)]);
    says(&text, &["outcome: she moves to the platform team", "outcome: the talk is planned"]);
    hides(&text, &["looks around", "tired of the rota", "hidden doubt"]);
    let all = rollup(&[("1-2-1s/Alice/2026-11-17.md", met)]);
    says(&all, &["looks around", "hidden doubt"]);
}

#[test]
fn a_column_of_a_table_says_who_may_read_its_rows() {
    for (head, closed, open) in [
        ("Audience", "lead", "person"),
        ("audience", "me", "team"),
        ("Private", "yes", "no"),
        ("Private", "x", "-"),
        ("Vertraulich", "ja", "nein"),
        ("Who sees", "lead", "person"),
        ("Share", "no", "yes"),
    ] {
        let table = format!(
            "| Kind | Text | {head} |\n|---|---|---|\n| agreed | she leaves | {closed} |\n\
             | agreed | a course in May | {open} |\n"
        );
        let text = theirs(&[("People/Alice.md", ALICE), ("1-2-1s/Alice/2026-11-17.md", &table)]);
        says(&text, &["a course in May"]);
        hides(&text, &["she leaves", &format!("; {closed}")]);
    }
}
