//! Running logs: what commands write into them, and the preps that stand in them.

use crate::pages::practice::{hides, says};
use crate::support::Disk;

/// A Monday.
const TODAY: &str = "2026-11-30";
const LOG: &str = "Logs/Lena Vogel.md";
const OTHER: (&str, &str) = (
    "Logs/Omar Aziz.md",
    "# Omar Aziz 1:1\n\n## 2026-11-26\n\n- [ ] omar: write the plan\n\n## 2026-11-19\n\n- calm week\n",
);

/// A vault of logs, each file a person.
fn vault(log: &str) -> Disk {
    let disk = Disk::new(&[(LOG, log), OTHER]);
    run(&disk, TODAY, &["init", "--yes"]);
    disk
}

/// What the program says.
#[track_caller]
fn run(disk: &Disk, today: &str, args: &[&str]) -> String {
    let ran = disk.run_on(today, args);
    assert!(ran.code == 0, "{args:?}: {} {}", ran.out, ran.err);
    ran.out + &ran.err
}

/// What a command adds to a log: its new lines between those that stay.
#[track_caller]
fn check(log: &str, args: &[&str], expected: &str) {
    let disk = vault(log);
    run(&disk, TODAY, args);
    assert_eq!(outside(&disk.read(LOG)), expected, "{args:?}\n{log}");
    let next = run(&disk, TODAY, &["status"]);
    let word = if args[0] == "move" { "Lena Vogel  Mon 7 Dec 2026" } else { "Lena Vogel" };
    says(&next, &[word]);
    run(&disk, TODAY, &["build"]);
    let built = disk.files();
    run(&disk, TODAY, &["build"]);
    assert_eq!(disk.files(), built, "a second build writes nothing");
    assert_eq!(outside(&disk.read(LOG)), expected, "a build changes nothing outside the prep");
}

/// A text without its prep.
fn outside(text: &str) -> String {
    const END: &str = "<!-- vault121:end prep -->";
    let Some(from) = text.find("<!-- vault121:begin") else { return text.to_owned() };
    let to = text.find(END).expect("it ends") + END.len();
    let line = if text.contains('\r') { "\r\n" } else { "\n" };
    let rest = text[to..].strip_prefix(line).unwrap_or(&text[to..]);
    format!("{}{}", &text[..from], rest.strip_prefix(line).unwrap_or(rest))
}

/// A log in which the newest section stands on top, and one in which it stands below.
fn down(form: [&str; 2]) -> String {
    format!("# Lena Vogel 1:1\n\n{}\n\nWe spoke of the move.\n\n{}\n\n- fine\n", form[0], form[1])
}

fn up(form: [&str; 2]) -> String {
    format!("# Lena Vogel 1:1\n\n{}\n\n- fine\n\n{}\n\nWe spoke of the move.\n", form[1], form[0])
}

#[test]
fn skip_writes_a_section_in_the_form_of_the_last_one() {
    let skip = ["skip", "lena", "--date", "2026-12-02", "--why", "a fair: day one"];
    for (form, made) in [
        (["## 2026-11-25", "## 2026-11-18"], "## 2026-12-02"),
        (["### Wed 25 Nov", "### Wed 18 Nov"], "### Wed 2 Dec"),
        (["## Mittwoch, 25.11.2026", "## Mittwoch, 18.11.2026"], "## Mittwoch, 02.12.2026"),
        (["**25 Nov 2026**", "**18 Nov 2026**"], "**2 Dec 2026**"),
        (["## 2026-11-25 the outage", "## 2026-11-18 hiring"], "## 2026-12-02"),
        (["## 1:1 2026-11-25", "## 1:1 2026-11-18"], "## 1:1 2026-12-02"),
        (["2026-11-25\n----------", "2026-11-18\n----------"], "2026-12-02\n----------"),
    ] {
        let lines = format!("{made}\n\nheld:: no\nwhy:: a fair: day one\n");
        let text = down(form);
        let (head, rest) = text.split_once(form[0]).unwrap();
        check(&text, &skip, &format!("{head}{lines}\n{}{rest}", form[0]));
        let text = up(form);
        check(&text, &skip, &format!("{text}\n{lines}"));
    }
    // A section that is there gets the line, and says nothing twice.
    let there = down(["## 2026-12-02", "## 2026-11-25"]).replace("We spoke of the move.\n\n", "");
    let said = there.replace("## 2026-12-02\n", "## 2026-12-02\n\nheld:: no\n");
    check(&there, &["skip", "lena"], &said);
    check(&said, &["skip", "lena", "--date", "2026-12-02"], &said);
    check(&said.replace(":: no", ":: yes"), &["skip", "lena", "--date", "2026-12-02"], &said);
}

#[test]
fn move_writes_the_line_that_says_when_the_next_one_is() {
    let go = ["move", "lena", "2026-12-07"];
    let form = ["## 2026-11-25", "## 2026-11-18"];
    for (body, new) in [
        ("We spoke of the move.", "Next 1:1: 2026-12-07\n\nWe spoke of the move."),
        ("- We spoke of the move.", "- Next 1:1: 2026-12-07\n- We spoke of the move."),
        ("Next 1:1: 2.12.\n\n- fine", "Next 1:1: 7.12.\n\n- fine"),
        ("- fine\n- **Next meeting:** Wed 2 Dec", "- fine\n- **Next meeting:** Mon 7 Dec"),
        ("Nächstes 1:1: 2. Dezember\n", "Nächstes 1:1: 7. Dezember\n"),
    ] {
        for log in [down(form), up(form)] {
            let fill = |body: &str| log.replace("We spoke of the move.", body);
            check(&fill(body), &go, &fill(new));
        }
    }
    // As the log has it elsewhere.
    let text = down(form).replace("- fine", "*Next 1:1:* 25.11.2026");
    let new = text.replace("We spoke", "*Next 1:1:* 07.12.2026\n\nWe spoke");
    check(&text, &go, &new);
    // A section for that day gets the other day.
    let text = down(["## Wed 2 Dec", "## Wed 25 Nov"]).replace("We spoke of the move.\n\n", "");
    check(&text, &go, &text.replace("Wed 2 Dec", "Mon 7 Dec"));
    // Right below the heading, and at the end of a file without a last line break.
    let text = "# Lena Vogel 1:1\n\n## 2026-11-18\nfine\n\n## 2026-11-25\ntired";
    check(text, &go, &text.replace("\ntired", "\n\nNext 1:1: 2026-12-07\n\ntired"));
    let text = down(form).replace('\n', "\r\n");
    check(&text, &go, &text.replace("We spoke", "Next 1:1: 2026-12-07\r\n\r\nWe spoke"));
}

#[test]
fn prep_writes_a_section_with_the_scaffold() {
    let scaffold: &str =
        "### Intention\n\n### Notes\n\n### Agreed\n\n### Outcome\n\nmet::\n\nmood::\n";
    for (form, made) in [
        (["## 2026-11-25", "## 2026-11-18"], "## 2026-12-02"),
        (["## Wed 25 Nov", "## Wed 18 Nov"], "## Wed 2 Dec"),
        (["**25.11.2026**", "**18.11.2026**"], "**02.12.2026**"),
    ] {
        let text = down(form);
        let (head, rest) = text.split_once(form[0]).unwrap();
        let prep = ["prep", "lena"];
        // A day in bold stands below the headings of the prep above it.
        let is_bold = form[0].starts_with('*');
        let scaffold = if is_bold { scaffold.replace("###", "#####") } else { scaffold.to_owned() };
        check(&text, &prep, &format!("{head}{made}\n\n{scaffold}\n{}{rest}", form[0]));
        let text = up(form);
        check(&text, &prep, &format!("{text}\n{made}\n\n{scaffold}"));
    }
    let disk = vault(&down(["## 2026-11-25", "## 2026-11-18"]));
    run(&disk, TODAY, &["prep", "lena"]);
    let once = disk.read(LOG);
    run(&disk, TODAY, &["prep", "lena"]);
    assert_eq!(disk.read(LOG), once, "one section a day");
    says(&once, &["## Lena Vogel, Wed 2 Dec 2026"]);
    // What is written below it is said on that day.
    let filled = once.replace("### Agreed\n", "### Agreed\n\n- a course in May\n");
    disk.write(LOG, &filled.replace("mood::\n", "mood:: 4\n"));
    let later = run(&disk, "2026-12-08", &["prep", "lena", "--print"]);
    says(&later, &["Last met** 2 Dec", "a course in May"]);
    // Nothing written: it is asked.
    disk.write(LOG, &once);
    let later = run(&disk, "2026-12-08", &["status"]);
    says(&later, &["was it held?", "2 Dec 2026"]);
}

#[test]
fn the_prep_in_a_log_follows_the_day_at_once() {
    let log = down(["## 2026-11-25", "## 2026-11-18"]);
    let on = |more: &str| {
        let disk = vault(&log);
        run(&disk, TODAY, &["build"]);
        says(&disk.read(LOG), &["## Lena Vogel, Wed 2 Dec 2026"]);
        let text = disk.read(LOG).replace("We spoke of the move.", more);
        disk.write(LOG, &text);
        run(&disk, TODAY, &["build"]);
        disk.read(LOG)
    };
    says(&on("Next 1:1: 7.12."), &["## Lena Vogel, Mon 7 Dec 2026"]);
    says(&on("Next 1:1: 11.1.2027"), &["## Lena Vogel, Mon 11 Jan 2027"]);
    says(&on("We spoke.\n\n## 2026-12-02\n\nheld:: no"), &["## Lena Vogel, Wed 9 Dec 2026"]);
    says(&on("We spoke."), &["## Lena Vogel, Wed 2 Dec 2026"]);
    // After the 1-2-1 its prep stays until the next one is near.
    let disk = vault(&log);
    run(&disk, "2026-12-01", &["build"]);
    run(&disk, "2026-12-03", &["build"]);
    says(&disk.read(LOG), &["## Lena Vogel, Wed 2 Dec 2026"]);
    run(&disk, "2026-12-07", &["build"]);
    says(&disk.read(LOG), &["## Lena Vogel, Wed 9 Dec 2026"]);
}

#[test]
fn a_new_person_gets_a_log_where_the_others_have_one() {
    let build = |new: (&str, &str), expected: &str| {
        let disk = vault(&down(["## 2026-11-25", "## 2026-11-18"]));
        disk.write(new.0, new.1);
        run(&disk, TODAY, &["prep", "tom"]);
        run(&disk, TODAY, &["build"]);
        assert!(disk.files().contains_key(expected), "{expected}: {:?}", disk.files().keys());
        let made = disk.files().into_keys().filter(|path| path.contains("2026-12"));
        assert_eq!(made.filter(|path| !path.contains("Day")).collect::<Vec<_>>(), [""; 0]);
        let text = disk.read(expected);
        says(&text, &["## Tom Berg, Tue 1 Dec 2026", "\n## 2026-12-01\n\n### Intention\n"]);
        // What is written there is read, and the next prep stands there too.
        disk.write(expected, &text.replace("### Notes\n", "### Notes\n\n- likes the team\n"));
        run(&disk, "2026-12-07", &["build"]);
        let later = disk.read(expected);
        says(&later, &["## Tom Berg, Tue 8 Dec 2026", "Last met** 1 Dec", "likes the team"]);
        let all = run(&disk, "2026-12-07", &["check"]);
        hides(&all, &["no-date", "meeting-without-date"]);
        let before = disk.files();
        run(&disk, "2026-12-07", &["build"]);
        assert_eq!(disk.files(), before);
    };
    let front = "---\nkind: person\nslot: tue 14:00\n---\n# Tom Berg\n";
    build(("People/Tom Berg.md", front), "Logs/Tom Berg.md");
    build(("Logs/Tom Berg.md", front), "Logs/Tom Berg.md");
}

#[test]
fn a_1_2_1_that_was_moved_and_then_called_off_does_not_come_back() {
    let disk = vault(&down(["## 2026-11-25", "## 2026-11-18"]));
    run(&disk, TODAY, &["move", "lena", "2026-12-07"]);
    run(&disk, TODAY, &["skip", "lena"]);
    says(&run(&disk, TODAY, &["status"]), &["Lena Vogel  Wed 9 Dec 2026"]);
}
