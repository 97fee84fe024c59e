//! The three worked examples of `docs/templates.md`, taken out of that very page: each is put
//! into a copy of the example vault and built, and the page that comes out is the page shown.
//!
//! `UPDATE_DOCS=1 cargo test own_pages` writes the pages shown anew; read the diff.

use crate::support::{Disk, TODAY};
use std::fs;
use std::path::{Path, PathBuf};

/// A fenced block of the documentation: its language, what stands behind it, its text.
struct Block {
    language: String,
    place: String,
    text: String,
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md")
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some((language, place)) =
            line.strip_prefix("```").and_then(|info| info.split_once(' '))
        {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block {
                language: language.to_owned(),
                place: place.to_owned(),
                text: inside.join("\n") + "\n",
            });
        }
    }
    blocks
}

/// The example vault with a template of the documentation and the lines shown with it.
fn with_template(name: &str) -> Disk {
    let text = fs::read_to_string(docs()).unwrap();
    let all = blocks(&text);
    let path = format!(".vault121/templates/{name}.md");
    let template = all.iter().position(|block| block.place == path);
    let template = template.unwrap_or_else(|| panic!("no template {name} in docs/templates.md"));
    let disk = Disk::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-vault"));
    disk.write(&path, &all[template].text);
    for block in all[template + 1..].iter().take_while(|block| block.language != "jinja") {
        if block.language == "text" {
            let before = fs::read_to_string(disk.root.join(&block.place)).unwrap_or_default();
            disk.write(&block.place, &format!("{before}{}", block.text));
        }
    }
    disk
}

fn region(note: &str, name: &str) -> String {
    let (_, rest) = note.split_once(&format!("<!-- vault121:begin {name} -->\n\n")).unwrap();
    rest.split_once(&format!("\n<!-- vault121:end {name} -->")).unwrap().0.to_owned()
}

/// Builds on the day of the page shown, twice; gives the path, the page, and the vault.
fn built(name: &str) -> (String, String, Disk) {
    let disk = with_template(name);
    let text = fs::read_to_string(docs()).unwrap();
    let all = blocks(&text);
    let template = all.iter().position(|block| block.place.ends_with(&format!("/{name}.md")));
    let shown = all[template.unwrap()..].iter().find(|block| block.language == "markdown");
    let shown = shown.unwrap();
    let (day, path) = shown.place.split_once(' ').unwrap();
    let before = fs::read_to_string(disk.root.join(path)).unwrap_or_default();
    let ran = disk.run_on(day, &["build", "--trust-templates"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let again = disk.run_on(day, &["build", "--trust-templates"]);
    assert_eq!(again.out, "", "the second build is silent");
    let note = disk.read(path);
    let page = region(&note, name);
    if std::env::var_os("UPDATE_DOCS").is_some() && page != shown.text {
        let info = format!("```markdown {}\n", shown.place);
        let (head, rest) = text.split_once(&info).unwrap();
        let (_, rest) = rest.split_once("```\n").unwrap();
        fs::write(docs(), format!("{head}{info}{page}```\n{rest}")).unwrap();
    } else {
        assert_eq!(page, shown.text, "the page of {name} is not the one in docs/templates.md");
    }
    for line in before.lines() {
        assert!(note.lines().any(|now| now == line), "a word of the note is gone: {line}");
    }
    (path.to_owned(), page, disk)
}

/// One test, not three: each may write the page shown into the same file.
#[test]
fn the_three_worked_examples_give_the_pages_that_are_shown() {
    for (name, holds) in [
        ("retro", "### Thanks\n\n- Ines, writing: kept the timeline"),
        ("case", "### Thin spots"),
        ("skip-level", "### Worth a thank you"),
    ] {
        let (_, page, _) = built(name);
        assert!(page.contains(holds), "{page}");
    }
}

/// A line of every kind that is not for others, each with a word that stands nowhere else.
const SECRETS: &str = "\
- #watch-out @alice talks over the juniors in refinement, wombat [path:: wait three seconds]\n\
- #watch-out @alice [audience:: team] marked for the team by mistake, axolotl [path:: none]\n\
- #watch-out @ines [hold:: 2027-01-10] forgets the handover, quokka [path:: a list]\n\
- #high-five @alice #skill/rust not told yet, numbat\n\
- #home @alice the house is not sold, echidna\n\
- #season/low @alice tired, cassowary\n\
- #topic @alice wants to leave on-call, kookaburra\n\
- #my-miss forgot the offer, wallaroo\n\
- #answer/for-me @alice you are late, bandicoot\n\
- [ ] #goal/raise @alice [audience:: lead] ask for the raise, platypus [due:: 2026-12-20]\n\
- [ ] #action @alice [audience:: lead] talk to HR, dingo\n";

const ANIMALS: &[&str] = &[
    "wombat",
    "axolotl",
    "quokka",
    "numbat",
    "echidna",
    "cassowary",
    "kookaburra",
    "wallaroo",
    "bandicoot",
    "platypus",
    "dingo",
];

#[test]
fn the_audience_wall_stands_for_own_pages_too() {
    for (name, path) in
        [("retro", "Retros/Sprint 24.md"), ("skip-level", "Skip-level/Meeting Alice Fischer.md")]
    {
        let disk = with_template(name);
        disk.write("Daily/2026-11-24.md", SECRETS);
        // Everything there is, printed by somebody who means no good.
        let greedy = format!(
            "---\npage: all\nfor: {}\naudience: {}\npath: {}\n---\n{{{{ debug() }}}}\n",
            if name == "retro" { "team" } else { "person" },
            if name == "retro" { "team" } else { "person" },
            if name == "retro" { "All.md" } else { "All {{ name }}.md" },
        );
        disk.write(".vault121/templates/all.md", &greedy);
        assert_eq!(disk.run_on(TODAY, &["build"]).code, 0);
        let all = if name == "retro" { "All.md" } else { "All Alice Fischer.md" };
        assert!(disk.read(all).contains("Pass the CKA"), "what they may see is there");
        for page in [disk.read(path), disk.read(all)] {
            for animal in ANIMALS {
                assert!(!page.contains(animal), "{animal} is on the page of {name}:\n{page}");
            }
        }
    }
    // The wall is what keeps them away, not a reader who overlooks the lines.
    let disk = with_template("case");
    disk.write("Daily/2026-11-24.md", SECRETS);
    assert_eq!(disk.run_on(TODAY, &["build", "--trust-templates"]).code, 0);
    let case = disk.read("Cases/Case of Alice Fischer.md");
    assert!(case.contains("numbat"), "{case}");
}

/// Each sprint has its page; the last one stays as it was when the next begins.
#[test]
fn a_new_sprint_begins_a_new_retro_and_the_old_one_stays() {
    let disk = with_template("retro");
    assert_eq!(disk.run_on("2026-11-20", &["build"]).code, 0);
    let before = disk.read("Retros/Sprint 23.md");
    assert_eq!(disk.run_on("2026-11-24", &["build"]).code, 0);
    assert_eq!(disk.read("Retros/Sprint 23.md"), before);
    assert!(disk.read("Retros/Sprint 24.md").contains("## Sprint 24, 23 Nov 2026 to 6 Dec 2026"));
}

/// Without sprints in the config there is no sprint to name a page after: said, with the file.
#[test]
fn a_retro_without_sprints_says_what_it_lacks() {
    let disk = with_template("retro");
    disk.write(".vault121/config.yml", "me: nora\n");
    let ran = disk.run_on(TODAY, &["check"]);
    assert!(ran.out.contains(".vault121/templates/retro.md"), "{}", ran.out);
    assert!(ran.out.contains("the path of page `retro`: an unknown name"), "{}", ran.out);
}
