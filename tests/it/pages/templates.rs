//! Pages are templates: the shipped ones can be overridden, others added, and what a template may
//! use is documented from the very types (`templates/README.md`).

use crate::support::Disk;
use std::fs;
use std::path::Path;

const ALICE: &str =
    "---\nkind: person\ncadence: 1w\nslot: tue\n---\n- [ ] #goal/cka Pass [due:: 2026-12-01]\n";

fn disk(template: &str, text: &str) -> Disk {
    let path = format!(".vault121/templates/{template}.md");
    Disk::new(&[("People/Alice.md", ALICE), (&path, text)])
}

#[test]
fn a_shipped_page_can_be_overridden_and_extended() {
    let disk = disk(
        "rollup",
        "---\npage: rollup\nfor: person\n---\n## Mine\n\n{% for goal in goals %}\n- {{ goal.title }}\n{% endfor %}\n",
    );
    assert_eq!(disk.run(&["build"]).code, 0);
    let rollup = disk.read("1-2-1s/Alice/Alice rollup.md");
    assert!(rollup.contains("## Mine\n\n- Pass\n\n<!-- vault121:end rollup -->"), "{rollup}");
    let text = "---\npage: rollup\nfor: person\n---\n{% include 'builtin/rollup.md' %}\n\n## And mine\n\n- hello {{ call }}\n";
    disk.write(".vault121/templates/rollup.md", text);
    assert_eq!(disk.run(&["build"]).code, 0);
    let rollup = disk.read("1-2-1s/Alice/Alice rollup.md");
    assert!(rollup.contains("## Goals of Alice") && rollup.contains("- hello Alice"), "{rollup}");
    fs::remove_file(disk.root.join(".vault121/templates/rollup.md")).unwrap();
    disk.run(&["build"]);
    assert!(
        !disk.read("1-2-1s/Alice/Alice rollup.md").contains("hello"),
        "the shipped one is back"
    );
}

#[test]
fn a_page_can_be_added_for_each_loop() {
    for (made_for, path, there, uses) in [
        ("person", "'Cases/' ~ name", "Cases/Alice.md", "name"),
        ("one-on-one", "Skip/{{ person }} {{ date }}.md", "Skip/alice 2026-11-24.md", "date_long"),
        ("team", "Board.md", "Board.md", "due[0].title"),
        ("lead", "My page.md", "My page.md", "for_me | length"),
    ] {
        let disk = disk(
            "extra",
            &format!("---\nfor: {made_for}\npath: \"{path}\"\n---\n## It works {{{{ {uses} }}}}\n"),
        );
        let ran = disk.run(&["build", "--trust-templates"]);
        assert_eq!(ran.code, 0, "{made_for}: {}", ran.err);
        let page = disk.read(there);
        assert!(
            page.contains("<!-- vault121:begin extra -->") && page.contains("It works"),
            "{page}"
        );
        let again = disk.run(&["build", "--trust-templates"]);
        assert_eq!(again.out, "", "{made_for}: the second build is silent");
    }
}

#[test]
fn a_person_may_have_a_prep_of_their_own() {
    let disk = disk(
        "growth",
        "---\npage: growth\nfor: one-on-one\npath: none\n---\n## Growth of {{ call }}\n",
    );
    disk.write("People/Alice.md", &ALICE.replace("slot", "template: growth\nslot"));
    assert_eq!(disk.run(&["build"]).code, 0);
    let note = disk.read("1-2-1s/Alice/2026-11-24 Alice.md");
    assert!(note.contains("## Growth of Alice") && note.contains("begin prep"), "{note}");
    assert!(
        !disk.root.join("none.md").exists(),
        "it takes the place of the prep and makes no other page"
    );
}

#[test]
fn a_page_can_be_turned_off() {
    let disk = Disk::new(&[
        ("People/Alice.md", ALICE),
        (".vault121/config.yml", "pages: {team: no, me: no}\n"),
    ]);
    let ran = disk.run(&["build"]);
    assert!(!ran.out.contains("Team.md") && !ran.out.contains("Me.md"), "{}", ran.out);
}

#[test]
fn paths_of_the_config_are_followed() {
    let config = "paths: {prep: 'meet/{{ person }}/{{ date }}.md', rollup: '{{ name }} goals.md'}\nlinks: markdown\n";
    let disk = Disk::new(&[("People/Alice.md", ALICE), (".vault121/config.yml", config)]);
    assert_eq!(disk.run(&["build"]).code, 0);
    assert!(disk.read("meet/alice/2026-11-24.md").contains("](../../People/Alice.md)"));
    assert!(disk.root.join("Alice goals.md").exists());
}

/// In Dendron everything is a dot, and front matter is what Dendron needs.
#[test]
fn pages_of_a_dendron_vault() {
    let disk = Disk::new(&[
        ("dendron.yml", "workspace:\n  vaults:\n    - fsPath: vault\n"),
        ("vault/user.alice.md", ALICE),
        ("vault/root.md", "# Root\n"),
    ]);
    assert_eq!(disk.run(&["build"]).code, 0);
    let note = disk.read("vault/one-on-one.alice.2026.11.24.md");
    let keys: Vec<&str> = note
        .lines()
        .skip(1)
        .take_while(|line| *line != "---")
        .filter_map(|l| l.split(':').next())
        .collect();
    assert_eq!(keys, ["id", "title", "desc", "updated", "created", "kind", "person", "date"]);
    let id = note.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
    assert_eq!(id.len(), 23, "{id}");
    assert!(disk.read("vault/rollup.alice.md").contains("[[user.alice]]"));
}

/// The documentation of what templates get, made of the views' own comments.
fn documentation() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages/view");
    let mut out = String::from(
        "# Templates\n\nEach page is a file here: front matter that says what it is for, then a minijinja template. \
         `vault121 template list` shows them, `template show NAME` prints one, `template eject NAME` copies it into \
         `.vault121/templates/`, where a file of the same name overrides the shipped one and any other name adds a page. \
         `{% include 'builtin/rollup.md' %}` takes the shipped one in.\n\n\
         | key | values | without it |\n|---|---|---|\n\
         | `page` | the page's name, also that of its region: lower-case letters, digits, hyphens | the file's name |\n\
         | `for` | `one-on-one` (each coming 1-2-1), `day` (each near day with two 1-2-1s or more), `person`, `team`, `lead`; made when somebody asks: `review` (a person over some time), `handover` | an error; a file without front matter is only included |\n\
         | `audience` | `lead`, `person`, `team`: facts above it are not in the context | `lead` |\n\
         | `path` | `Reviews/{{ name }}.md` or `'Reviews/' ~ name`, with `person`, `name`, `folder`, `date`, `date_dotted`, `year`, `sprint` (with `sprint:` in the config) | where pages of this name go |\n\
         | `mode` | `region` (kept up to date), `once` (written when the note is made) | `region` |\n\n\
         Unknown names are errors, with the line. What is absent is `none` and prints as nothing. Texts are safe to print: \
         no tags, fields, boxes or markers are left in them.\n\n\
         This file is made from the comments in `src/pages/view/` by `UPDATE_DOCS=1 cargo test templates_are_documented`.\n",
    );
    for (made_for, file, top) in [
        ("one-on-one", "meeting.rs", "MeetingView"),
        ("day", "day.rs", "DayView"),
        ("person", "person.rs", "PersonView"),
        ("team", "team.rs", "TeamView"),
        ("lead", "lead.rs", "LeadView"),
        ("review", "review.rs", "ReviewView"),
        ("handover", "handover.rs", "HandoverView"),
    ] {
        out += &format!("\n## for: {made_for}\n");
        let mut todo = vec![top.to_owned()];
        let mut done: Vec<String> = Vec::new();
        let files = [
            file,
            "lens.rs",
            "ledger.rs",
            "drawn.rs",
            "person.rs",
            "meeting.rs",
            "team.rs",
            "sprint.rs",
            "review.rs",
            "handover.rs",
            "resource.rs",
        ];
        let text: String =
            files.iter().map(|file| fs::read_to_string(root.join(file)).unwrap()).collect();
        while let Some(name) = todo.pop() {
            if done.contains(&name) {
                continue;
            }
            let Some((_, rest)) = text.split_once(&format!("pub struct {name}")) else { continue };
            let body = rest.split_once('{').unwrap().1.split_once("\n}").unwrap().0;
            if name == top {
                out += "\n| name | | what |\n|---|---|---|\n";
            } else {
                out += &format!("\n`{name}`:\n\n| name | | what |\n|---|---|---|\n");
            }
            let mut comment = String::new();
            for line in body.lines().map(str::trim) {
                if let Some(text) = line.strip_prefix("/// ") {
                    comment = format!("{comment} {text}").trim().to_owned();
                } else if let Some((field, kind)) =
                    line.strip_prefix("pub ").and_then(|l| l.split_once(": "))
                {
                    let kind = kind
                        .trim_end_matches(',')
                        .replace("crate::people::meetings::", "")
                        .replace("crate::people::meeting::", "");
                    let inner = kind.rsplit('<').next().unwrap().trim_end_matches('>').to_owned();
                    let shown = shape(&kind);
                    out += &format!("| `{field}` | {shown} | {comment} |\n");
                    comment.clear();
                    todo.insert(0, inner);
                }
            }
            done.push(name);
        }
    }
    out
}

/// A Rust type in words.
fn shape(kind: &str) -> String {
    let inner = |start: &str| kind.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("Option<") {
        return format!("{} or none", shape(inner));
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list of {}", shape(inner));
    }
    if let Some(inner) = inner("Cut<") {
        return format!("`items`: list of {}; `more`: how many more there are", shape(inner));
    }
    match kind {
        "String" => "text".to_owned(),
        "bool" => "yes or no".to_owned(),
        "usize" | "u32" | "i64" | "u8" => "number".to_owned(),
        "Met" => "`yes`, `partly`, `no`".to_owned(),
        other => format!("`{other}`"),
    }
}

#[test]
fn templates_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/README.md");
    let made = documentation();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(committed == made, "run `UPDATE_DOCS=1 cargo test templates_are_documented`");
    for field in ["intentions", "high_fives", "team_goals", "for_me", "steps_done"] {
        assert!(made.contains(&format!("| `{field}` |")), "{field}");
    }
}

#[test]
fn the_picture_in_the_readme_shows_the_example_as_it_is() {
    assert!(include_str!("../../../README.md").contains("docs/pictures/prep-light.png"));
    let prep = include_str!("../../../example-vault/1-2-1s/Alice Fischer/2026-11-24.md");
    let shown = include_str!("../../../docs/pictures/prep.made-from.md");
    assert!(prep == shown, "the example has changed: run `docs/pictures/make`");
}

/// Row 16 after years: the lead's page has the newest feedback and says how much more there is,
/// where it once grew past what a page may be and was not written any more.
#[test]
fn a_long_history_still_makes_a_page_for_the_lead() {
    let mut log = "# Alice\n".to_owned();
    for at in 0..400 {
        let day = vault121::text::date::Day::iso("2018-01-02").unwrap().plus(7 * at);
        log += &format!("\n## {day}\n- #answer/for-me said on {day}\n- [ ] me: owe {at}\n");
        log += &format!("- #my-miss missed {at}\n");
    }
    let text = "---\ncadence: 1w\nslot: tue\n---\n";
    let disk = Disk::new(&[("People/Alice.md", text), ("1-1s/Alice.md", &log)]);
    assert_eq!(disk.run(&["build"]).code, 0);
    let page = disk.read("1-1s/Me.md");
    assert!(page.contains("said on 2025-08-26") && !page.contains("said on 2018-01-02"));
    assert!(page.contains("owe 0 ") || page.contains("owe 0,"), "the oldest promise stays");
    assert_eq!(page.matches("and 100 more").count(), 3, "{page}");
}
