//! Keys of a person outside a note of theirs: in a running log, in the config, in any folder.

use crate::pages::practice::{hides, says};
use crate::support::{Disk, outcome};
use vault121::pages::pipeline::Outcome;

/// A Monday.
const TODAY: &str = "2026-11-30";
const LOG: &str = "# Freya Lind 1:1\n\n## 2026-11-26\n\nShe is tired.\n\n## 2026-11-19\n\n- fine\n";
const OTHER: (&str, &str) =
    ("Logs/Omar.md", "# Omar Aziz 1:1\n\n## 2026-11-27\n\n- calm\n\n## 2026-11-20\n\n- fine\n");

fn on(notes: &[(&str, &str)]) -> Outcome {
    let mut all = vec![OTHER];
    all.extend(notes);
    outcome(&all, TODAY)
}

/// Who is prepared, and when: `Freya Lind 2026-12-03, Omar Aziz 2026-12-04`.
fn next(outcome: &Outcome) -> String {
    let day = |person| outcome.model.next_date(person).map_or("-".to_owned(), |d| d.to_string());
    let reports = outcome.model.reports().map(|one| format!("{} {}", one.name, day(one)));
    reports.collect::<Vec<_>>().join(", ")
}

fn said(outcome: &Outcome) -> String {
    let line = |one: &vault121::diagnostic::diagnostic::Diagnostic| {
        format!("{}: {} = {}\n", one.path, one.message, one.hint.as_deref().unwrap_or(""))
    };
    outcome.diagnostics.iter().map(line).collect()
}

#[test]
fn the_front_matter_of_a_log_is_that_of_its_person() {
    let check = |front: &str, expected: &str| {
        let log = format!("---\n{front}\n---\n{LOG}");
        let got = next(&on(&[("Logs/Freya.md", &log)]));
        assert_eq!(got, format!("{expected}, Omar Aziz 2026-12-04"), "{front}");
    };
    check("tags: [log]", "Freya Lind 2026-12-03");
    check("away: 2026-12-01..2026-12-11", "Freya Lind 2026-12-17");
    check("slot: tue 14:00", "Freya Lind 2026-12-01");
    check("cadence: 2w", "Freya Lind 2026-12-10");
    check("left: 2026-12-31", "Freya Lind 2026-12-03");
    let gone = format!("---\nleft: 2026-11-27\n---\n{LOG}");
    assert_eq!(next(&on(&[("Logs/Freya.md", &gone)])), "Omar Aziz 2026-12-04");
    // Her own note goes before it.
    let log = format!("---\nslot: tue\n---\n{LOG}");
    let own = ("People/Freya Lind.md", "---\nslot: mon 9:00\n---\n");
    assert_eq!(
        next(&on(&[("Logs/Freya.md", &log), own])),
        "Freya Lind 2026-11-30, Omar Aziz 2026-12-04"
    );
    let wrong = format!("---\naway: next month\n---\n{LOG}");
    says(&said(&on(&[("Logs/Freya.md", &wrong)])), &["`away` wants days such as"]);
}

#[test]
fn an_entry_of_the_config_without_a_name_renames_nobody() {
    let config = |entry: &str| format!("people: {{list: {{{entry}}}}}\n");
    let check = |entry: &str, notes: &[(&str, &str)], expected: &str| {
        let config = config(entry);
        let mut all = vec![(".vault121/config.yml", config.as_str())];
        all.extend(notes);
        let outcome = on(&all);
        assert_eq!(next(&outcome), format!("{expected}, Omar Aziz 2026-12-04"), "{entry}");
        hides(&said(&outcome), &["nobody any more"]);
    };
    let log = &[("Logs/Freya.md", LOG)];
    let note = &[("Logs/Freya.md", LOG), ("People/Freya Lind.md", "---\nkind: person\n---\n")];
    for notes in [&log[..], &note[..]] {
        for id in ["freya", "freya-lind", "Freya"] {
            let away = format!("{id}: {{away: 2026-12-01..2026-12-11}}");
            check(&away, notes, "Freya Lind 2026-12-17");
        }
    }
    check("freya-lind: {name: Freya L., cadence: 2w}", log, "Freya L. 2026-12-10");
}

#[test]
fn a_key_of_a_person_in_any_folder_makes_a_note_theirs_or_is_named() {
    let tasks = ("Projects/Move.md", "# Move\n\n- [ ] call the office\n");
    let check = |path: &str, text: &str, expected: &str, named: bool| {
        let outcome = on(&[(path, text), tasks]);
        assert_eq!(next(&outcome), format!("Omar Aziz 2026-12-04{expected}"), "{path} {text}");
        assert_eq!(said(&outcome).contains("this note is nobody's"), named, "{}", said(&outcome));
    };
    let sanne = ", Sanne de Vries 2026-12-01";
    check("Team/Sanne de Vries.md", "---\ncadence: 1w\nslot: tue 14:00\n---\n", sanne, false);
    check("Crew/Sanne de Vries.md", "---\nslot: tue 14:00\n---\n", sanne, false);
    check("Crew/sdv.md", "---\nslot: tue\n---\n# Sanne de Vries\n", sanne, false);
    check("Crew/Sanne de Vries.md", "---\ncadence: 1w\n---\n", "", true);
    check("Crew/Sanne de Vries.md", "---\ncadence: 1w\nread: no\n---\n", "", false);
    check("Crew/Oven.md", "---\nslot: upper rack\n---\n", "", false);
    check("Recipes/Winter Soup.md", "---\nseason: winter\ncadence: sometimes\n---\n", "", false);
    check("Projects/crew rota 2026.md", "---\nslot: tue 14:00\n---\n", "", true);
    check("Crew/Sanne de Vries.md", "---\nkind: guest\nslot: tue\n---\n", "", false);
}

#[test]
fn a_log_without_a_word_beside_logs_is_asked() {
    let leo = "# Leo\n\n### Thu 26 Nov 2026\n\n- wants to talk\n\n### Thu 19 Nov 2026\n\n- fine\n";
    let check = |path: &str, text: &str, asked: bool| {
        let outcome = on(&[("Logs/Freya.md", LOG), (path, text)]);
        let said = said(&outcome);
        assert_eq!(said.contains("looks like a log of 1-2-1s with"), asked, "{path}: {said}");
        assert!(!next(&outcome).contains("Leo"), "it is asked, not read");
    };
    check("Logs/Leo.md", leo, true);
    check("Logs/Leo Park.md", &leo.replace("# Leo", "# Leo Park"), true);
    check("Journal/Leo.md", leo, false);
    check("Logs/Release notes.md", &leo.replace("# Leo", "# Release notes"), false);
    check("Logs/Leo.md", &leo.replace("# Leo", "---\nread: no\n---\n# Leo"), false);
    // What it advises is read.
    let said = on(&[("Logs/Freya.md", LOG), ("Logs/Leo.md", &leo.replace("# Leo", "# Leo 1:1"))]);
    says(&next(&said), &["Leo 2026-12-03"]);
}

#[test]
fn another_lead_hands_somebody_on() {
    let check = |lead: &str, me: &str, gone: bool| {
        let mira = format!("---\nkind: person\nslot: tue\nlead: {lead}\n---\n");
        let nora = format!("---\nkind: person\n{me}\n---\n");
        let outcome = on(&[("People/Mira Sand.md", &mira), ("People/Nora Weiss.md", &nora)]);
        assert_eq!(!next(&outcome).contains("Mira"), gone, "lead: {lead}, {me}");
        let told = said(&outcome).contains("leads Mira Sand now: no prep is made");
        assert_eq!(told, gone && !lead.contains("omar"), "{}", said(&outcome));
    };
    check("petra", "me: yes", true);
    check("Petra Stein", "me: yes", true);
    check("omar", "me: yes", true);
    check("me", "me: yes", false);
    check("nora", "me: yes", false);
    check("Nora Weiss", "me: yes", false);
    check("Nora Weiss-Adler", "me: yes", false);
    check("yes", "me: yes", false);
    check("petra", "report: no", true);
}

#[test]
fn clean_keeps_a_note_with_a_word_in_its_front_matter() {
    let check = |line: &str, is_kept: bool| {
        let disk = Disk::new(&[
            (".vault121/config.yml", ""),
            ("People/Lena Vogel.md", "---\nkind: person\nslot: tue\n---\n"),
            ("1-1/Lena Vogel/2026-11-17.md", "- talked about the rota\n"),
        ]);
        let run = |args: &[&str]| disk.run_on("2026-11-23", args);
        assert_eq!(run(&["build"]).code, 0);
        let prep = "1-1/Lena Vogel/2026-11-24.md";
        let text = disk.read(prep).replacen("date: 2026-11-24\n", &format!("{line}\n"), 1);
        disk.write(prep, &text);
        let ran = disk.run_on("2026-12-20", &["clean"]);
        let all = ran.out + &ran.err;
        assert_eq!(!all.contains("nothing but generated text"), is_kept, "{line}: {all}");
    };
    check("date: 2026-11-24\nheld: no", false);
    check("date: 2026-11-24\nheld: no\nwhy: she said her father died", true);
    check("date: 2026-11-24\nheld: she was ill", true);
    check("date: 2026-11-24\nheld: no\nmood: 2", true);
    check("date: 2026-11-24\nheld: no\ntitle: what I feared", true);
}
