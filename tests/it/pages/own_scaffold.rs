//! The vault's own template for 1-2-1s is used below a prep, where it is plain.

use crate::support::Disk;

const CORE: (&str, &str) = (".obsidian/templates.json", "{\"folder\": \"Templates\"}");
const TEMPLATER: (&str, &str) = (
    ".obsidian/plugins/templater-obsidian/data.json",
    "{\"templates_folder\": \"T\", \"folder_templates\": [{\"folder\": \"/\", \"template\": \"T/any.md\"}, \
     {\"folder\": \"1-2-1s\", \"template\": \"T/talk.md\"}]}",
);

/// A new prep note of Alice in a vault with these files.
fn made(files: &[(&str, &str)]) -> (Disk, String) {
    let alice =
        "---\nkind: person\nhandle: alice\ncadence: 1w\nslot: tue 14:00\n---\n\n# Alice Fischer\n";
    let usual = [
        (".vault121/config.yml", "me: nora\n"),
        (".obsidian/app.json", "{}"),
        ("People/Alice Fischer.md", alice),
        ("1-2-1s/Alice Fischer/2026-11-17.md", "- #topic the rota\n"),
    ];
    let disk = Disk::new(&[&usual, files].concat());
    let told = disk.run(&["prep", "alice", "--date", "2026-11-24"]);
    assert_eq!(told.code, 0, "{}", told.err);
    let text = disk.read("1-2-1s/Alice Fischer/2026-11-24.md");
    let (_, below) = text.split_once("<!-- vault121:end prep -->").unwrap();
    (disk, below.trim_matches('\n').to_owned())
}

#[test]
fn a_plain_template_is_the_scaffold() {
    let shipped = made(&[]).1;
    assert!(shipped.starts_with("## Intention"), "{shipped}");
    let core = |name: &'static str, text: &'static str| vec![CORE, (name, text)];
    for (files, expected) in [
        (
            core("Templates/1-2-1.md", "## Talk\n\n- \n\n## Actions\n- [ ] \n"),
            "## Talk\n\n- \n\n## Actions\n- [ ]",
        ),
        (
            core("Templates/1on1.md", "---\ntype: 1-1\n---\n# {{title}}\n\n## {{date}}\n\n- \n"),
            "## 2026-11-24\n\n-",
        ),
        (core("Templates/One on one.md", "## Check-in\r\n\r\nmood::\r\n"), "## Check-in\n\nmood::"),
        (
            vec![
                TEMPLATER,
                ("T/any.md", "## Any\n"),
                ("T/talk.md", "## <% tp.date.now(\"DD.MM.YYYY\") %>\n\n- \n"),
            ],
            "## 24.11.2026\n\n-",
        ),
    ] {
        let (disk, below) = made(&files);
        assert_eq!(below.trim_end(), expected, "{files:?}");
        // It says nothing by itself, and nobody wrote into it.
        let told = disk.run(&["list", "meetings", "--format", "json"]).out;
        assert!(
            !told.contains(
                "\"date\": \"2026-11-24\",\n    \"person\": \"alice\",\n    \"held\": true"
            ),
            "{told}"
        );
        assert_eq!(disk.run(&["build"]).code, 0);
        let said = disk.run(&["check"]);
        assert!(said.err.contains("0 warnings"), "{}{}", said.out, said.err);
    }
    // What is not plain is left to its own program, and of two nobody knows which is meant.
    let (one, other) = (("Templates/1-2-1.md", "## A\n"), ("Templates/1-1 short.md", "## B\n"));
    for files in [
        core("Templates/1-2-1.md", "## Talk\n\nHow are you really?\n"),
        core("Templates/1-2-1.md", "## <% tp.file.cursor() %>\n"),
        core("Templates/1-2-1.md", "## {{time}}\n"),
        core("Templates/Meeting.md", "## Meeting\n"),
        core("Notes/1-2-1 template.md", "## Else\n"),
        vec![CORE, one, other],
        vec![
            CORE,
            one,
            (
                ".vault121/templates/scaffold.md",
                "---\npage: scaffold\nfor: one-on-one\naudience: lead\npath: default\nmode: once\n---\n## Intention\n",
            ),
        ],
        vec![TEMPLATER, ("T/talk.md", "## Talk\n"), (".obsidian/community-plugins.json", "[]")],
    ] {
        let (_, below) = made(&files);
        assert!(below.starts_with("## Intention"), "{files:?}: {below}");
    }
}

#[test]
fn a_note_made_of_it_is_removed_again() {
    let files = [CORE, ("Templates/1-2-1.md", "## Talk\n\n- \n")];
    let (disk, _) = made(&files);
    let path = "1-2-1s/Alice Fischer/2026-11-24.md";
    disk.write(
        "People/Alice Fischer.md",
        "---\nkind: person\nhandle: alice\nleft: 2026-11-20\n---\n# Alice Fischer\n",
    );
    let listed = disk.run_on("2026-12-01", &["clean"]).out;
    assert!(listed.contains(&format!("{path}: nothing but generated text")), "{listed}");
    disk.write(path, &disk.read(path).replace("## Talk\n\n- \n", "## Talk\n\n- the rota\n"));
    let listed = disk.run_on("2026-12-01", &["clean"]).out;
    assert!(!listed.contains("nothing but"), "{listed}");
}
