//! The first minutes: what `init` asks on a terminal, what it writes, and what it does the second
//! time.

use crate::support::{Disk, Ran, TODAY, outcome, program};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const TALK: &str = "- [ ] Nora: ask HR\n- [ ] Lena: write it down\n";
const TEAM: &[(&str, &str)] = &[
    ("1-1s/Lena Vogel/2026-11-10.md", TALK),
    ("1-1s/Sam Okoro/2026-11-11.md", "- [ ] Nora: find a course\n"),
    ("1-1s/Greta Holm/2026-11-12.md", "- talked\n"),
    ("Recipes/Soup.md", "# Soup\n"),
];

/// Runs `init` on a terminal: waits for each question, then types. Returns what was seen.
fn converse(disk: &Disk, turns: &[(&str, &str)]) -> String {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let terminal = || File::options().read(true).write(true).open(&name).unwrap();
    let mut child = program()
        .current_dir(&disk.root)
        .env("TERM", "xterm")
        .args(["--today", TODAY, "init"])
        .stdin(terminal())
        .stdout(terminal())
        .stderr(terminal())
        .spawn()
        .unwrap();
    let seen = Arc::new(Mutex::new(String::new()));
    let mut master = File::from(master);
    let mut keys = master.try_clone().unwrap();
    let reader = std::thread::spawn({
        let seen = Arc::clone(&seen);
        move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = master.read(&mut buffer) {
                seen.lock().unwrap().push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
        }
    });
    let end = Instant::now() + Duration::from_secs(30);
    for (question, answer) in turns {
        while !seen.lock().unwrap().contains(question) {
            assert!(Instant::now() < end, "no `{question}` in {:?}", seen.lock().unwrap());
            std::thread::sleep(Duration::from_millis(20));
        }
        // The list below a question is drawn first.
        std::thread::sleep(Duration::from_millis(150));
        keys.write_all(answer.as_bytes()).unwrap();
    }
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
            panic!("it asks on: {:?}", seen.lock().unwrap());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait().unwrap();
    reader.join().unwrap();
    let all = seen.lock().unwrap();
    all.clone()
}

/// A folder of notes that no program of ours has seen.
fn plain(notes: &[(&str, &str)]) -> Disk {
    let disk = Disk::new(&[]);
    notes.iter().for_each(|(path, text)| disk.write(path, text));
    disk
}

/// The lines of the config that say something.
fn config(disk: &Disk) -> Vec<String> {
    let text = disk.read(".vault121/config.yml");
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

const NAME: &str = "Your name in these notes";
const REPORTS: &str = "Your reports";
const MANAGER: &str = "Your own manager";

#[test]
fn nobody_is_nagged_for_lines_that_are_older_than_the_first_prep() {
    let old = "talked\n\n## Kudos\n\n- calm\n- kind\n\n## Watch out\n\n- loud\n\n## Goals\n\n- lead the guild\n";
    let prep = "<!-- vault121:begin prep -->\n\n## Lena\n\n<!-- vault121:end prep -->\n\n";
    let new = format!("{prep}## Kudos\n\n- brave\n");
    let tagged = "- #high-five clear\n- #watch-out late\n".to_owned();
    let fine = |notes: &[(&str, &str)]| {
        let mut all = vec![("People/Lena.md", "---\nkind: person\n---\n")];
        all.extend(notes);
        let lacks = ["older-lines", "high-five-without-skill", "watch-out-without-path"];
        let more = ["goal-without-slug", "goal-without-due", "goal-without-step"];
        let said = outcome(&all, TODAY).diagnostics;
        let told =
            said.iter().filter(|one| [&lacks[..], &more].concat().contains(&one.code.word()));
        told.map(|one| format!("{}:{} {}", one.path, one.location.numbers().0, one.message))
            .collect::<Vec<_>>()
    };
    let (first, second) = ("1-1s/Lena/2026-10-27.md", "1-1s/Lena/2026-11-10.md");
    let of = "could say more (a skill, `[path:: …]`, a short name, a due day, a first step)";
    let counted = format!("{first}:14 3 older lines {of}; you can leave them");
    assert_eq!(fine(&[(first, old)]), std::slice::from_ref(&counted));
    let told = fine(&[(first, old), (second, &new)]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&counted), "{told:?}");
    assert!(told[0].contains("2026-11-10.md") || told[1].contains("2026-11-10.md"), "{told:?}");
    let told = fine(&[(second, &tagged)]);
    assert_eq!(told.len(), 1, "who writes our tags is told: {told:?}");
}

#[test]
fn the_full_name_that_git_has_is_the_leads() {
    let forms = [
        "@Carla Mendes a",
        "Carla Mendes: a",
        "**Carla Mendes**: a",
        "[[Carla Mendes]] a",
        "a (Carla Mendes)",
        "a → Carla Mendes",
        "@carla.mendes a",
        "@CarlaMendes a",
        "@carla-mendes a",
        "CM: a",
    ];
    for form in forms {
        let disk = Disk::new(&[
            ("1-1s/Yusuf Demir 2026-10-27.md", "- [ ] Carla: b\n- [ ] Yusuf: c\n"),
            ("1-1s/Yusuf Demir 2026-11-10.md", &format!("- [ ] {form}\n")),
        ]);
        for args in [&["init", "-q"][..], &["config", "user.name", "Carla Mendes"]] {
            let git = Command::new("git").args(args).current_dir(&disk.root).status();
            assert!(git.unwrap().success());
        }
        disk.run(&["init", "--yes"]);
        let config = disk.read(".vault121/config.yml");
        let named = config.contains("carla: {name: \"Carla Mendes\"}");
        assert!(named || config.contains("me: carla-mendes "), "{config}");
        let told = disk.run(&["list", "promises"]).out;
        let line = told.lines().find(|line| line.contains("2026-11-10")).unwrap_or("");
        assert!(line.starts_with("carla") && line.contains(" a "), "{form}: {told}");
        assert!(!line.contains("Mendes"), "{form}: {told}");
        let other = told.lines().find(|line| line.contains("2026-10-27.md:1")).unwrap_or("");
        assert!(other.starts_with("carla"), "{form}: {told}");
    }
}

#[test]
fn who_owns_boxes_and_is_nobody_else_is_the_lead() {
    let check = |lines: [&str; 2], expected: Option<&str>| {
        let disk = plain(&[
            ("1-1s/Lena Vogel/2026-11-10.md", lines[0]),
            ("1-1s/Sam Okoro/2026-11-11.md", lines[1]),
        ]);
        disk.run(&["init", "--yes"]);
        let me = config(&disk).into_iter().find(|line| line.starts_with("me:"));
        let me = me.map(|me| me.split_whitespace().nth(1).unwrap_or("").to_owned());
        assert_eq!(me.as_deref(), expected, "{lines:?}");
    };
    check(["- [ ] Nora: a\n- [ ] Lena: b\n", "- [ ] Nora: c\n"], Some("nora"));
    check(["- [ ] Jörg: a\n- [ ] Lena: b\n", "- [ ] Jörg: c\n"], Some("jorg"));
    // A word for an owner, one for a kind, and somebody met only once are nobody.
    check(["- [ ] ich: a\n- [ ] Lena: b\n", "- [ ] ich: c\n"], None);
    check(["- [ ] Next: a\n- [ ] Lena: b\n", "- [ ] Next: c\n"], None);
    check(["- [ ] Kim: a\n- [ ] Lena: b\n", "- [ ] Sam: c\n"], None);
    // Where no box names anybody, and where two are strange, nothing tells.
    check(["- [ ] Docs: a\n", "- [ ] Docs: c\n"], None);
    check(["- [ ] Kim: a\n- [ ] Lena: b\n- [ ] Pat: d\n", "- [ ] Kim: c\n"], None);
}

#[test]
fn on_a_terminal_three_questions_are_asked_and_what_is_answered_is_written() {
    let disk = plain(TEAM);
    // Greta is the first by name: space takes her out, the next question has her second.
    let seen = converse(&disk, &[(NAME, "Nora Lind\r"), (REPORTS, " \r"), (MANAGER, "\u{1b}[B\r")]);
    assert!(seen.contains("1-2-1s: 3 as `1-1s/PERSON/DATE.md`"), "{seen}");
    let config = config(&disk);
    for line in
        ["me: nora-lind  # you said so", "    greta-holm: {name: \"Greta Holm\", manager: yes}"]
    {
        assert!(config.iter().any(|there| there == line), "{line} in {config:#?}");
    }
    let people = disk.run(&["list", "people"]).out;
    assert!(people.contains("Lena Vogel") && people.contains("Sam Okoro"), "{people}");
    let made = disk.run(&["build"]).out;
    assert!(made.contains("Sam Okoro") && !made.contains("Greta"), "{made}");
}

#[test]
fn enter_takes_every_guess_and_asks_no_more_than_is_needed() {
    let disk = plain(TEAM);
    let seen = converse(&disk, &[(NAME, "\r"), (REPORTS, "\r")]);
    assert!(!seen.contains(MANAGER), "{seen}");
    // `Nora` owns tasks of two people and is nobody else.
    let config = config(&disk);
    assert!(config[0].starts_with("me: nora  # owns tasks in 2 1-2-1s"), "{config:?}");
    assert!(!config.iter().any(|line| line.starts_with("people")), "{config:?}");
}

#[test]
fn a_conversation_that_is_broken_off_writes_nothing() {
    for turns in [&[(NAME, "\u{3}")][..], &[(NAME, "Nora\r"), (REPORTS, "\u{3}")]] {
        let disk = plain(TEAM);
        let before = disk.files();
        let seen = converse(&disk, turns);
        assert_eq!(disk.files(), before, "{seen}");
    }
}

#[test]
fn without_a_terminal_nobody_is_asked_and_only_what_is_sure_is_written() {
    for args in [&["init"][..], &["init", "--yes"]] {
        let disk = plain(&[
            ("1-1s/Lena Vogel/2026-11-10.md", "- talked\n"),
            ("Journal/2026-11-03.md", "## 1:1 Kai\n- talked\n"),
        ]);
        let ran = disk.run(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.err.contains(NAME) && !ran.out.contains(NAME));
        let text = disk.read(".vault121/config.yml");
        assert!(!text.contains("\nme:"), "{text}");
        assert!(text.contains("#   Journal/2026-11-03.md: a 1-2-1 with Kai?"), "{text}");
    }
}

#[test]
fn the_second_time_a_diff_is_proposed_and_nothing_changed_without_a_yes() {
    let disk = plain(TEAM);
    disk.write(".vault121/config.yml", "# mine\none_on_ones: {minutes: 30}");
    let before = disk.read(".vault121/config.yml");
    let ran = disk.run(&["init"]);
    for line in
        ["+me: nora  # owns tasks in 2 1-2-1s", " # mine", "+one_on_ones: {minutes: 30}", "--yes"]
    {
        assert!(ran.out.contains(line), "{line} in {}", ran.out);
    }
    assert_eq!(disk.read(".vault121/config.yml"), before);
    let seen = converse(&disk, &[("Change the config like this?", "n\r")]);
    assert!(seen.contains("nothing was changed"), "{seen}");
    assert_eq!(disk.read(".vault121/config.yml"), before);
    let seen = converse(&disk, &[("Change the config like this?", "y\r")]);
    assert!(seen.contains("changed .vault121/config.yml"), "{seen}");
    let after = disk.read(".vault121/config.yml");
    assert!(after.starts_with(&before) && after.contains("\nme: nora"), "{after}");
    // And then there is nothing more to propose, on a terminal or not.
    let more = disk.run(&["init", "--yes"]).out;
    assert!(more.contains("the config has everything that was found"), "{more}");
    assert_eq!(disk.read(".vault121/config.yml"), after);
}

#[test]
fn a_config_that_lines_cannot_lengthen_is_left_alone() {
    for text in ["{one_on_ones: {minutes: 30}}\n", "minuts: 30\n", "- a list\n"] {
        let disk = plain(TEAM);
        disk.write(".vault121/config.yml", text);
        disk.run(&["init", "--yes"]);
        assert_eq!(disk.read(".vault121/config.yml"), text);
    }
}

#[test]
fn init_says_how_headings_were_read_and_which_say_no_kind() {
    let check = |notes: &[(&str, &str)], expected: &[&str]| {
        let out = plain(notes).run(&["init"]).out;
        let said: Vec<&str> = out.lines().filter(|line| line.starts_with("headings")).collect();
        assert_eq!(said, expected, "{out}");
    };
    check(
        &[
            (
                "1-1s/Lena Vogel/2026-11-10.md",
                "## Kudos\n- great demo\n- kind\n\n## Parking lot\n- the car\n",
            ),
            ("1-1s/Lena Vogel/2026-10-27.md", "## Kudos\n- clear mail\n\n## Parking lot\n- bike\n"),
        ],
        &[
            "headings read: \"Kudos\" as high fives 3",
            "headings that say no kind (their lines are what was said last time): \"Parking lot\" 2",
        ],
    );
    check(
        &[("1-1s/Jörg Müller/2026-11-10.md", "**Aufgaben**\n- Jörg: schreibt es auf\n")],
        &["headings read: \"Aufgaben\" as promises 1"],
    );
    // Days, names and the title say whose and when, not what.
    check(
        &[("1-1s/Lena Vogel.md", "# Lena Vogel\n\n## 2026-11-10\n- a\n\n## 2026-10-27\n- b\n")],
        &[],
    );
}

#[test]
fn the_messy_demo_fits_a_screen_and_is_in_the_book() {
    let ran = plain(&[]).run(&["demo", "there", "--messy"]);
    let out = ran.out;
    for said in ["high five  Maya", "topic      Sam", "promise whose?", "1-1 PERSON DATE.md"] {
        assert!(out.contains(said), "{said} in {out}");
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/reading.md")).unwrap();
    assert!(page.contains(out.trim_end()), "docs/reading.md does not hold:\n{out}");
    // One line is the prompt's.
    assert!(out.lines().count() + ran.err.lines().count() < 24, "{out}{}", ran.err);
    for line in out.lines().chain(ran.err.lines().filter(|line| !line.contains(" try "))) {
        assert!(line.chars().count() < 80, "{line}");
    }
}

/// Somebody who tries it on a Thursday saw two 1-2-1s that nobody had held.
#[test]
fn the_demo_looks_kept_on_each_day_of_the_week() {
    for today in 24..=30 {
        let today = format!("2026-11-{today}");
        let disk = Disk::new(&[]);
        let run = |args: &[&str]| {
            let mut command = program();
            Ran::of(command.current_dir(&disk.root).args(["--today", &today]).args(args))
        };
        let demo = run(&["demo", "there"]);
        assert_eq!((demo.code, demo.err.as_str()), (0, ""), "{today}: {}", demo.out);
        let files = || {
            let all = disk.files().into_iter();
            all.filter(|(path, _)| !path.contains("/cache/")).collect::<Vec<_>>()
        };
        let made = files();
        assert!(!made.iter().any(|(path, _)| path.contains("/rescue/")), "{today}");
        let status = run(&["--vault", "there", "status"]).out;
        assert!(!status.contains("was it held"), "{today}: {status}");
        let prepared = made.iter().filter(|(path, _)| path.contains("/Agenda ")).count();
        assert!((1..=3).contains(&prepared), "{today}: {prepared} agendas");
        let again = run(&["--vault", "there", "build"]);
        assert!(again.code == 0 && files() == made, "{today}: {}", again.out);
        // What the lead noted last is no note of a day to come.
        let topic = run(&["--vault", "there", "list", "topics"]).out;
        assert!(topic.contains("the storage team asks to lend her"), "{today}: {topic}");
    }
}

/// `try` said "not found" of a lead whom `init` found in the same folder.
#[test]
fn try_knows_the_lead_as_init_does_and_counts_what_was_held() {
    let disk = Disk::new(&[
        ("1-1s/Lena Vogel/2026-11-10.md", "- [ ] Nora: ask HR\n- [ ] Lena: write it down\n"),
        ("1-1s/Lena Vogel/2026-11-17.md", "- [ ] Nora: book it\n- the rota\n"),
        ("1-1s/Lena Vogel/2026-11-23.md", "---\nheld: no\n---\n"),
    ]);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        assert!(git.current_dir(&disk.root).args(args).status().unwrap().success());
    };
    git(&["init", "-q"]);
    git(&["config", "user.name", "Nora Lind"]);
    let before = disk.files();
    let tried = disk.run(&["try", "."]);
    let told = tried.err + &tried.out;
    assert!(told.contains("the lead: Nora") && told.contains("git knows you"), "{told}");
    assert!(told.contains("2 1-2-1s, the last on 2026-11-17"), "{told}");
    assert!(told.contains("you owe") && told.contains("book it"), "{told}");
    assert_eq!(disk.files().len(), before.len(), "nothing is written");
}

/// Minutes name all by their letters: the lead was a person called PD.
#[test]
fn letters_of_who_was_there_are_the_lead_whom_git_knows() {
    let minutes = |day: &str, who: &str, lines: &str| {
        format!("# One to one: {who}\n\nDate: {day}\nPresent: PD, {}\n\nActions\n{lines}", {
            let letters = who.split(' ').filter_map(|word| word.chars().next());
            letters.collect::<String>()
        })
    };
    let segun = minutes("10 November 2026", "Segun Oyelaran", "- **PD** find a sponsor\n");
    let marit = minutes("12 November 2026", "Marit Berg", "- **PD** arrange a seat\n");
    let first = minutes("27 October 2026", "Segun Oyelaran", "- **SO** keep the log\n");
    let disk = Disk::new(&[
        ("minutes/2026/10/27 One to one S Oyelaran.md", &first),
        ("minutes/2026/11/10 One to one S Oyelaran.md", &segun),
        ("minutes/2026/11/12 One to one M Berg.md", &marit),
    ]);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        assert!(git.current_dir(&disk.root).args(args).status().unwrap().success());
    };
    git(&["init", "-q"]);
    git(&["config", "user.name", "Philippa Dunn"]);
    let ran = disk.run(&["init", "--yes"]);
    assert!(ran.out.contains("the lead: Philippa"), "{}", ran.out);
    let people = disk.run(&["list", "people"]).out;
    assert!(!people.to_lowercase().contains("pd "), "{people}");
    let owed = disk.run(&["list", "promises", "--format", "tsv"]).out;
    let of_lead = owed.lines().filter(|line| line.starts_with("philippa\t")).count();
    assert_eq!(of_lead, 2, "{owed}");
}
