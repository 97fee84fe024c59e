//! What is damaged opens nothing: region markers, a person's note that is too large, a person's
//! note in which nothing but its front matter was written.

use crate::pages::practice::{HELD, NORA, hides, says};
use crate::support::Disk;

const ALICE: &str = "---\nkind: person\ncadence: 1w\nslot: tue 14:00\nagenda: yes\n---\n";
const NOTED: &str = "- [ ] #goal/x @alice leave the rota [audience:: lead]\n- #watch-out @alice interrupts juniors [path:: wait]\n";
const PREP: &str = "1-2-1s/Alice/2026-11-24.md";

fn disk() -> Disk {
    Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", HELD),
        ("Daily/2026-11-18.md", NOTED),
    ])
}

/// What Alice may read of everything.
fn hers(disk: &Disk, day: &str) -> String {
    let _ = disk.run_on(day, &["build"]);
    let agenda = disk.files().into_iter().filter(|(path, _)| path.contains("agenda"));
    let pages: Vec<String> =
        agenda.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    pages.join("\n") + &disk.run_on(day, &["handover", "alice"]).out
}

/// What somebody does to the text of a page.
type Damage = fn(&str) -> String;

#[test]
fn text_between_damaged_markers_is_no_source() {
    let damages: &[(&str, Damage)] = &[
        ("a word behind the end", |text| text.replace("end prep -->", "end prep --> thanks")),
        ("a word before the begin", |text| {
            text.replace("<!-- vault121:begin", "hm <!-- vault121:begin")
        }),
        ("no begin", |text| text.replace("<!-- vault121:begin prep -->\n", "")),
        ("no end", |text| text.replace("<!-- vault121:end prep -->\n", "")),
        ("a word inside", |text| text.replace("begin prep", "begin my prep")),
        ("indented", |text| text.replace("<!-- vault121:", "    <!-- vault121:")),
        ("capitals", |text| text.replace("vault121:", "Vault121: ")),
    ];
    for (name, damage) in damages {
        let disk = disk();
        assert_eq!(disk.run_on("2026-11-24", &["build"]).code, 0);
        let prep = disk.read(PREP);
        says(&prep, &["interrupts juniors", "leave the rota"]);
        let damaged = damage(&prep);
        assert_ne!(damaged, prep, "{name}");
        disk.write(PREP, &(damaged + "\n- [ ] @alice ask the team\n"));
        for day in ["2026-11-24", "2026-11-26"] {
            let seen = hers(&disk, day);
            let shown =
                ["leave the rota", "interrupts juniors"].iter().find(|w| seen.contains(**w));
            assert_eq!(shown, None, "{name}: {seen}");
            let list = disk.run_on(day, &["list", "feedback", "--format", "json"]).out;
            assert_eq!(list.matches("interrupts juniors").count(), 1, "{name}: {list}");
        }
    }
}

#[test]
fn what_stands_outside_damaged_markers_is_read() {
    let disk = disk();
    assert_eq!(disk.run_on("2026-11-24", &["build"]).code, 0);
    let prep = disk.read(PREP).replace("end prep -->", "end prep --> thanks");
    disk.write(PREP, &(prep + "\n- [ ] @alice ask the team\n"));
    says(&disk.run_on("2026-11-26", &["list", "promises"]).out, &["ask the team"]);
}

#[test]
fn a_prep_without_its_markers_is_no_source_and_gets_no_second_one() {
    let damages: &[(&str, Damage)] = &[
        ("both deleted", |text| {
            text.replace("<!-- vault121:begin prep -->\n", "")
                .replace("<!-- vault121:end prep -->\n", "")
        }),
        ("another word in both", |text| text.replace("<!-- vault121:", "<!-- vault:")),
        ("another number in both", |text| text.replace("vault121:", "vault122:")),
        ("a slip in both", |text| text.replace(":begin", ":bgin").replace(":end", ":nd")),
        ("no comments", |text| text.replace("<!-- ", "").replace(" -->", "")),
        ("dashes of a word processor", |text| text.replace("<!-- ", "<!– ").replace(" -->", " –>")),
        ("as text", |text| text.replace("<!--", "&lt;!--").replace("-->", "--&gt;")),
        ("in backticks", |text| text.replace("<!-- ", "`<!-- ").replace(" -->", " -->`")),
    ];
    for ((name, damage), forgets) in damages.iter().zip([false, true].iter().cycle()) {
        let disk = disk();
        assert_eq!(disk.run_on("2026-11-24", &["build"]).code, 0);
        let prep = disk.read(PREP);
        let damaged = damage(&prep) + "\n## Mine\n\n- [ ] @alice ask the team\n";
        disk.write(PREP, &damaged);
        if *forgets {
            std::fs::remove_dir_all(disk.root.join(".vault121/cache")).unwrap();
        }
        for day in ["2026-11-24", "2026-11-26"] {
            let seen = hers(&disk, day);
            hides(&seen, &["leave the rota", "interrupts juniors"]);
            says(&disk.run_on(day, &["check"]).out, &["region-unmarked"]);
            assert_eq!(disk.read(PREP), damaged, "{name}: no word is lost, nothing is put in");
            let list = disk.run_on(day, &["list", "feedback", "--format", "json"]).out;
            assert_eq!(list.matches("interrupts juniors").count(), 1, "{name}: {list}");
            let list = disk.run_on(day, &["list", "goals", "--format", "json"]).out;
            assert_eq!(list.matches("leave the rota").count(), 1, "{name}: {list}");
            says(&disk.run_on(day, &["list", "promises"]).out, &["ask the team"]);
        }
        // What the complaint says ends it.
        disk.write(PREP, &prep);
        let _ = disk.run_on("2026-11-24", &["build"]);
        hides(&disk.run_on("2026-11-24", &["check"]).out, &["region-unmarked"]);
        says(&disk.read(PREP), &["vault121:begin prep", "interrupts juniors"]);
    }
}

#[test]
fn other_pages_without_their_markers_are_no_source_and_get_no_second_one() {
    for (path, word) in [
        ("1-2-1s/Alice/Alice rollup.md", "rollup"),
        ("1-2-1s/Me.md", "me"),
        ("1-2-1s/Team.md", "team"),
        ("1-2-1s/Alice/2026-11-24 Alice agenda.md", "agenda"),
    ] {
        let disk = disk();
        disk.write("Daily/2026-11-19.md", "- [ ] #action me: call @alice\n");
        assert_eq!(disk.run_on("2026-11-24", &["build"]).code, 0);
        let page = disk.read(path);
        let lists = || {
            let of = |kind| disk.run(&["list", kind, "--format", "json"]).out;
            ["goals", "feedback", "promises", "topics"].map(of)
        };
        let before = lists();
        let lines = page.lines().filter(|line| !line.contains("vault121:"));
        let bare: String = lines.map(|line| format!("{line}\n")).collect();
        disk.write(path, &bare);
        let _ = disk.run(&["build"]);
        says(&disk.run(&["check"]).out, &["region-unmarked", word]);
        assert_eq!(disk.read(path), bare);
        assert_eq!(lists(), before, "{path}");
    }
}

#[test]
fn a_page_of_a_custom_template_gets_no_second_one_either() {
    let disk = disk();
    let template = "---\npage: prep\nfor: one-on-one\naudience: lead\npath: default\nmode: region\n---\n# Mit {{ name }}\n\nEins ist eins\n\nZwei ist zwei\n\nDrei ist drei\n\nVier ist vier\n";
    disk.write(".vault121/templates/prep.md", template);
    let _ = disk.run(&["build", "--trust-templates"]);
    let page = disk.read(PREP);
    says(&page, &["Drei ist drei", "vault121:begin prep"]);
    let lines = page.lines().filter(|line| !line.contains("vault121:"));
    let bare: String = lines.map(|line| format!("{line}\n")).collect();
    disk.write(PREP, &bare);
    let ran = disk.run(&["build", "--trust-templates"]);
    says(&(ran.out + &ran.err), &["without its markers"]);
    assert_eq!(disk.read(PREP), bare);
}

#[test]
fn a_persons_note_of_front_matter_alone_goes_on_counting_with_a_page_in_it() {
    let low = ALICE.replace("agenda: yes", "agenda: yes\nseason: low\nseason-since: 2026-10-01");
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", &low),
        ("1-2-1s/Alice/2026-11-17.md", "- #watch-out rude to the guests [path:: x]\n"),
        (".vault121/config.yml", "paths: {rollup: 'People/{{ name }}.md'}\n"),
    ]);
    for _ in 0..2 {
        let _ = disk.run_on("2026-11-24", &["build"]);
        says(&disk.read("People/Alice.md"), &["season: low", "vault121:begin rollup"]);
        says(&disk.run_on("2026-11-24", &["list", "seasons"]).out, &[]);
        hides(&hers(&disk, "2026-11-24"), &["rude to the guests"]);
        says(&disk.read(PREP), &["14:00"]);
    }
    assert_eq!(disk.run_on("2026-11-24", &["check"]).code, 0);
}

#[test]
fn a_persons_note_that_is_too_large_counts_as_low_and_closed() {
    let large = ALICE.to_owned() + "season: low\n" + &"words of no meaning\n".repeat(250_000);
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", &large),
        ("1-2-1s/Alice/2026-11-17.md", "- #watch-out rude to the guests [path:: x]\n"),
    ]);
    says(&disk.run_on("2026-11-24", &["check"]).out, &["too-large"]);
    hides(&hers(&disk, "2026-11-24"), &["rude to the guests"]);
}

#[test]
fn a_low_season_that_is_written_in_any_way_holds() {
    let seen = |alice: &str, other: &str| {
        let disk = Disk::new(&[
            ("People/Nora.md", NORA),
            ("People/Alice.md", alice),
            ("1-2-1s/Alice/2026-11-17.md", "- #watch-out rude to the guests [path:: x]\n"),
            ("Daily/2026-11-01.md", other),
        ]);
        hers(&disk, "2026-11-24")
    };
    says(&seen(ALICE, ""), &["rude to the guests"]);
    for (alice, other) in [
        (format!("{ALICE}- #season/low\n"), ""),
        (format!("{ALICE}season:: low\n"), ""),
        (ALICE.to_owned(), "- #seasons/low @alice\n"),
        (format!("{ALICE}- #season/low\n"), "- #season/high @alice\n"),
        (ALICE.replace("agenda", "season: high\nSeason: low\nagenda"), ""),
        (ALICE.replace("agenda", "season:\nagenda"), ""),
        (ALICE.replace("agenda", "season: ~\nagenda"), ""),
        (ALICE.replace("agenda", "season: {name: low}\nagenda"), ""),
    ] {
        hides(&seen(&alice, other), &["rude to the guests"]);
    }
}

#[test]
fn a_page_for_the_lead_stays_out_of_a_note_that_says_others_read_it() {
    for (path, text) in [
        ("1-2-1s/Alice/Alice rollup.md", "---\naudience: person\n---\nmy words\n"),
        ("1-2-1s/Alice/2026-11-24.md", "---\naudience: person\n---\nmy words\n"),
        ("1-2-1s/Me.md", "---\naudience: team\n---\nmy words\n"),
    ] {
        let disk = Disk::new(&[
            ("People/Nora.md", NORA),
            ("People/Alice.md", ALICE),
            ("1-2-1s/Alice/2026-11-17.md", HELD),
            ("Daily/2026-11-18.md", "- #home @alice moved\n- [ ] me: call her\n"),
            (path, text),
        ]);
        let ran = disk.run(&["build"]);
        says(&ran.err, &["audiences-mixed", path]);
        assert_eq!(disk.read(path), text);
        // Without the word it is written.
        disk.write(path, "my words\n");
        let _ = disk.run(&["build"]);
        says(&disk.read(path), &["vault121:begin", "my words"]);
    }
}

#[test]
fn a_damaged_memory_of_regions_is_none() {
    const MEMORY: &str = ".vault121/cache/regions";
    for memory in
        ["hello\n", "", "\u{0}\u{1}x", "reading\n", "{}\n", "xx prep a.md\n", "Reading 2\n"]
    {
        let disk = disk();
        assert_eq!(disk.run(&["build"]).code, 0);
        let before = disk.read(PREP);
        disk.write(MEMORY, memory);
        let ran = disk.run(&["build"]);
        assert_eq!((ran.code, disk.read(PREP)), (0, before), "{memory:?}: {}", ran.err);
        let ran = disk.run(&["build"]);
        assert!(ran.out.is_empty() && ran.code == 0, "{memory:?}: {}", ran.out);
    }
}

#[test]
fn under_a_config_that_cannot_be_read_nothing_leaves_the_leads_own_screen() {
    let disk = disk();
    for config in ["pages: {agen", "me: nora\nme: alice\n", "read:\n\t- x\n"] {
        disk.write(".vault121/config.yml", config);
        for args in [
            &["export"][..],
            &["list", "promises", "--format", "json"],
            &["list", "feedback", "--format", "jsonl"],
            &["list", "goals", "--format", "tsv"],
            &["about", "alice", "--format", "json"],
            &["review", "alice"],
            &["handover", "alice"],
        ] {
            let ran = disk.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{config:?} {args:?}: {}", ran.err);
        }
        for args in [&["list", "goals"][..], &["about", "alice"], &["status"]] {
            assert_ne!(disk.run(args).code, 2, "{config:?} {args:?}");
        }
    }
    disk.write(".vault121/config.yml", "me: nora\n");
    says(&disk.run(&["export"]).out, &["leave the rota"]);
}

/// Every page that tells of a note which only its owner may read is for its owner as well.
#[cfg(unix)]
#[test]
fn every_page_made_from_a_note_for_its_owner_alone_is_so_too() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    let team = "---\npage: ours\nfor: team\naudience: team\npath: Ours.md\n---\n\
                {{ debug() }}\n";
    let person = "---\npage: own\nfor: person\naudience: person\npath: \"Own/{{ name }}.md\"\n---\n\
                  see [[Wiki]] {{ debug() }}\n";
    let met = "talked\n- [ ] @alice zqaq books it\n- [ ] #goal/x @alice zqbq pass\n\
               - [ ] #resource/b zqcq read\n- #high-five zqdq calm\n";
    let disk = Disk::new(&[
        ("People/Nora.md", NORA),
        ("People/Alice.md", ALICE),
        ("1-2-1s/Alice/2026-11-17.md", met),
        (".vault121/templates/ours.md", team),
        (".vault121/templates/own.md", person),
        (".vault121/config.yml", "pages: {calendar: yes}\n"),
    ]);
    let note = disk.root.join("1-2-1s/Alice/2026-11-17.md");
    fs::set_permissions(&note, fs::Permissions::from_mode(0o600)).unwrap();
    disk.run(&["build"]);
    let mut telling = Vec::new();
    for (path, bytes) in disk.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.starts_with(".vault121/")
            || !["zqaq", "zqbq", "zqcq", "zqdq"].iter().any(|word| text.contains(word))
        {
            continue;
        }
        let mode = fs::metadata(disk.root.join(&path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{path}");
        telling.push(path);
    }
    for part in ["agenda", "rollup", "2026-11-24", "Team", "Shelf", "Ours", "Own/"] {
        assert!(telling.iter().any(|path| path.contains(part)), "no {part} in {telling:?}");
    }
}
