//! `calendar.read`: the times of 1-2-1s from another program's calendar, and `calendar.due`: what
//! is due in ours. The calendars are written by three libraries: tests/calendar/exports.*.

use crate::support::{Disk, day};
use std::fs;
use std::path::Path;
use vault121::app::session::Session;
use vault121::pages::pages::Ask;
use vault121::process::progress::Progress;
use vault121::text::date::clock;
use vault121::text::ids::PersonId;

const CONFIG: &str = ".vault121/config.yml";
const READ: &str = "me: nora\ntimezone: Europe/Berlin\ncalendar: {read: ../cal/work.ics}\n";
const PEOPLE: &[(&str, &str)] = &[
    ("People/Nora Lindt.md", "---\nkind: person\naliases: [nora]\n---\n"),
    ("People/Alice Fischer.md", "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n"),
    ("People/Bob.md", "---\nkind: person\ncadence: 2w\n---\n"),
    ("People/Cleo Ott.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("People/Dan.md", "---\nkind: person\ncadence: 1w\n---\n"),
    ("1-2-1s/Alice Fischer/2026-11-17.md", "- talked about the rota\n"),
    ("1-2-1s/Bob/2026-11-19.md", "- talked about the rota\n"),
    ("1-2-1s/Cleo Ott/2026-11-16.md", "- talked about the rota\n"),
    ("1-2-1s/Dan/2026-11-18.md", "- talked about the rota\n"),
];

fn exported(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/exports").join(name);
    fs::read_to_string(path).unwrap()
}

fn vault(calendar: &str) -> Disk {
    let disk = Disk::new(PEOPLE);
    disk.write(CONFIG, READ);
    disk.write("../cal/work.ics", calendar);
    disk
}

/// `2026-11-26 15:30`: the next 1-2-1 of a person.
fn next(disk: &Disk, today: &str, person: &str) -> String {
    let session = Session::open(&disk.root, day(today), &Progress::default());
    let model = session.outcome(&Ask::default()).model;
    let id = PersonId::new(person).unwrap();
    let Some(next) = model.next_date(model.people.with_id(&id).unwrap()) else {
        return "none".to_owned();
    };
    match model.diary.time_of(&id, next) {
        Some(minute) => format!("{next} {}", clock(minute)),
        None => next.to_string(),
    }
}

#[test]
fn the_next_one_on_one_is_when_the_calendar_has_it() {
    let check = |file: &str, today: &str, person: &str, expected: &str| {
        let disk = vault(&exported(file));
        assert_eq!(next(&disk, today, person), expected, "{person} on {today} in {file}");
    };
    let python = "python-icalendar.ics";
    check(python, "2026-11-20", "alice fischer", "2026-11-26 15:30");
    check(python, "2026-11-27", "alice fischer", "2026-12-08 14:00");
    check(python, "2026-12-09", "alice fischer", "2026-12-22 14:00");
    check(python, "2026-11-20", "bob", "2026-12-03");
    // Half past nine in New York.
    check("python-vobject.ics", "2026-11-20", "bob", "2026-12-04 17:00");
    check("python-vobject.ics", "2026-12-05", "bob", "2026-12-17 15:30");
    check("npm-ical-generator.ics", "2026-11-20", "cleo ott", "2026-11-30 10:00");
    check("npm-ical-generator.ics", "2026-11-20", "dan", "2026-11-27 09:00");
    check("npm-ical-generator.ics", "2026-11-20", "alice fischer", "2026-11-24 14:00");
}

const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n";

fn one(lines: &str) -> String {
    format!(
        "{HEAD}BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn whose_an_event_is() {
    let when = "DTSTART;TZID=Europe/Berlin:20261127T110000\r\n";
    let check = |lines: &str, is_dans: bool| {
        let disk = vault(&one(&format!("{when}{lines}")));
        let expected = if is_dans { "2026-11-27 11:00" } else { "2026-11-25" };
        assert_eq!(next(&disk, "2026-11-20", "dan"), expected, "{lines}");
    };
    let dan = "ATTENDEE;CN=Dan:mailto:d@x.y\r\n";
    let nora = "ORGANIZER;CN=Nora Lindt:mailto:nora@x.y\r\n";
    check("SUMMARY:Dan 1:1\r\n", true);
    check("SUMMARY:1on1 with Dan\r\n", true);
    check("SUMMARY:Nora & Dan\r\n", true);
    check("SUMMARY:Nora/Dan\r\n", true);
    check("SUMMARY:Nora und Dan\r\n", true);
    check(&format!("SUMMARY:1:1\r\n{nora}{dan}"), true);
    check(&format!("SUMMARY:Sync\r\n{nora}{dan}"), false);
    check(&format!("SUMMARY:Sync\r\n{nora}{dan}RRULE:FREQ=WEEKLY\r\n"), true);
    check(&format!("SUMMARY:1:1\r\n{nora}{dan}ATTENDEE;CN=Bob:mailto:b@x.y\r\n"), false);
    check(
        &format!("SUMMARY:Daily\r\n{nora}{dan}ATTENDEE:mailto:z@x.y\r\nRRULE:FREQ=DAILY\r\n"),
        false,
    );
    check("SUMMARY:Lunch with Dan\r\n", false);
    check("SUMMARY:Dan\r\n", false);
    check("SUMMARY:Dan's birthday\r\n", false);
    check("SUMMARY:1:1 Dan / Bob\r\n", false);
    check("SUMMARY:1:1 Dan\r\nSTATUS:CANCELLED\r\n", false);
    // One of two declined it; of more people one does not call it off.
    let declined = "ATTENDEE;CN=Dan;PARTSTAT=DECLINED:mailto:d@x.y\r\n";
    let accepted = "ATTENDEE;CN=Dan;PARTSTAT=ACCEPTED:mailto:d@x.y\r\n";
    let lead = "ATTENDEE;CN=Nora Lindt;PARTSTAT=DECLINED:mailto:nora@x.y\r\n";
    let others = "ATTENDEE;CN=Z;PARTSTAT=DECLINED:mailto:z@x.y\r\nATTENDEE:mailto:y@x.y\r\n";
    check(&format!("SUMMARY:1:1\r\n{nora}{accepted}"), true);
    check(&format!("SUMMARY:1:1\r\n{nora}{declined}"), false);
    check(&format!("SUMMARY:1:1\r\n{nora}{lead}{dan}"), false);
    check(&format!("SUMMARY:1:1 Dan\r\n{nora}{accepted}{others}"), true);
}

#[test]
fn of_several_versions_of_an_event_the_newest_counts() {
    let version = |day: &str, number: &str| {
        let start = format!("DTSTART;TZID=Europe/Berlin:202611{day}T090000");
        format!("BEGIN:VEVENT\r\nUID:7\r\nSUMMARY:1:1 Dan\r\n{start}\r\n{number}END:VEVENT\r\n")
    };
    let (first, third) = (version("26", "SEQUENCE:1\r\n"), version("27", "SEQUENCE:3\r\n"));
    let unnumbered = version("26", "");
    for events in [
        format!("{first}{third}"),
        format!("{third}{first}"),
        format!("{unnumbered}{third}"),
        third.clone(),
    ] {
        let disk = vault(&format!("{HEAD}{events}END:VCALENDAR\r\n"));
        assert_eq!(next(&disk, "2026-11-20", "dan"), "2026-11-27 09:00", "{events}");
    }
    // A turn of a series that was moved twice.
    let only = "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000";
    let turn = |day: &str, number: &str| {
        let uid = "UID:1\r\nSUMMARY:1:1 Dan\r\n";
        let start = format!("DTSTART;TZID=Europe/Berlin:202611{day}T160000");
        format!("BEGIN:VEVENT\r\n{uid}{only}\r\n{start}\r\nSEQUENCE:{number}\r\nEND:VEVENT\r\n")
    };
    let disk = vault(&changed(&format!(
        "{only}\r\nDTSTART;TZID=Europe/Berlin:20261126T160000\r\nSEQUENCE:2\r\nEND:VEVENT\r\n{}{}",
        turn("27", "4"),
        turn("24", "3").trim_end_matches("END:VEVENT\r\n"),
    )));
    assert_eq!(next(&disk, "2026-11-20", "dan"), "2026-11-27 16:00");
}

#[test]
fn a_series_that_has_ended_tells_no_time() {
    let series = |end: &str| {
        one(&format!(
            "SUMMARY:1:1 Dan\r\nDTSTART;TZID=Europe/Berlin:20261104T100000\r\n\
             RRULE:FREQ=WEEKLY;BYDAY=WE{end}\r\n"
        ))
    };
    assert_eq!(next(&vault(&series("")), "2026-11-20", "dan"), "2026-11-25 10:00");
    let ended = series(";UNTIL=20261118T235959Z");
    assert_eq!(next(&vault(&ended), "2026-11-20", "dan"), "2026-11-25");
}

/// A series on Wednesdays at ten of which one turn is changed, for itself or with all that follow.
fn changed(lines: &str) -> String {
    let series = "SUMMARY:1:1 Dan\r\nDTSTART;TZID=Europe/Berlin:20261118T100000\r\n\
                  RRULE:FREQ=WEEKLY;BYDAY=WE\r\n";
    one(&format!(
        "{series}END:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n\
         SUMMARY:1:1 Dan\r\n{lines}"
    ))
}

#[test]
fn a_turn_that_moves_all_that_follow() {
    let check = |lines: &str, expected: [&str; 3]| {
        let disk = vault(&changed(lines));
        let days = ["2026-11-20", "2026-11-28", "2026-12-05"];
        assert_eq!(days.map(|today| next(&disk, today, "dan")), expected, "{lines}");
    };
    let at = |id: &str, start: &str| format!("{id}\r\nDTSTART;TZID=Europe/Berlin:{start}\r\n");
    let from = "RECURRENCE-ID;TZID=Europe/Berlin;RANGE=THISANDFUTURE:20261125T100000";
    let only = "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000";
    check(
        &at(from, "20261126T153000"),
        ["2026-11-26 15:30", "2026-12-03 15:30", "2026-12-10 15:30"],
    );
    check(
        &at(only, "20261126T153000"),
        ["2026-11-26 15:30", "2026-12-02 10:00", "2026-12-09 10:00"],
    );
    check(
        &at(from, "20261125T080000"),
        ["2026-11-25 08:00", "2026-12-02 08:00", "2026-12-09 08:00"],
    );
    // The same place, said in UTC.
    check(
        &at("RECURRENCE-ID;RANGE=THISANDFUTURE:20261125T090000Z", "20261127T090000"),
        ["2026-11-27 09:00", "2026-12-04 09:00", "2026-12-11 09:00"],
    );
}

#[test]
fn a_moved_one_on_one_moves_its_prep() {
    let python = exported("python-icalendar.ics");
    let (still, moved) = python.split_once("DTSTART;TZID=Europe/Berlin:20261126T153000").unwrap();
    let (before, _) = still.rsplit_once("BEGIN:VEVENT").unwrap();
    let (_, after) = moved.split_once("END:VEVENT\r\n").unwrap();
    let disk = vault(&format!("{before}{after}"));
    assert_eq!(next(&disk, "2026-11-23", "alice fischer"), "2026-11-24 14:00");
    disk.run_on("2026-11-23", &["build", "-q"]);
    let prep = "1-2-1s/Alice Fischer/2026-11-24.md";
    let made = disk.read(prep);
    // Somebody moves it in the calendar; the prep that is there is for the new day, with no second
    // one beside it, and a second build writes nothing.
    disk.write("../cal/work.ics", &python);
    for today in ["2026-11-23", "2026-11-25"] {
        assert_eq!(next(&disk, today, "alice fischer"), "2026-11-26 15:30");
        disk.run_on(today, &["build", "-q"]);
        let files = disk.files();
        assert!(!files.contains_key("1-2-1s/Alice Fischer/2026-11-26.md"), "{today}");
        let again = disk.run_on(today, &["build"]);
        assert_eq!((again.code, files), (0, disk.files()), "{today}: {}", again.err);
    }
    let region = disk.read(prep);
    assert!(region.contains("26 Nov") || region.contains("2026-11-26"), "{region}");
    // What somebody wrote in it is held on the day on which they met.
    disk.write(prep, &format!("{region}\n- agreed on the rota\n"));
    assert_eq!(next(&disk, "2026-11-27", "alice fischer"), "2026-12-08 14:00");
    assert_ne!(made, region);
}

/// The python calendar before somebody moved the turn of 24 November, and after it.
fn before_and_after() -> (String, String) {
    let python = exported("python-icalendar.ics");
    let (still, moved) = python.split_once("DTSTART;TZID=Europe/Berlin:20261126T153000").unwrap();
    let (before, _) = still.rsplit_once("BEGIN:VEVENT").unwrap();
    let (_, after) = moved.split_once("END:VEVENT\r\n").unwrap();
    (format!("{before}{after}"), python)
}

#[test]
fn the_day_of_a_held_one_that_was_moved_is_kept_when_the_calendar_forgets_it() {
    let (still, moved) = before_and_after();
    let prep = "1-2-1s/Alice Fischer/2026-11-24.md";
    let rollup = "1-2-1s/Alice Fischer/Alice Fischer rollup.md";
    let made = |calendar: &str| {
        let disk = vault(&still);
        let alice = "People/Alice Fischer.md";
        disk.write(alice, &(disk.read(alice) + "\n- [ ] #goal/rota Own the rota\n"));
        disk.run_on("2026-11-23", &["build", "-q"]);
        disk.write("../cal/work.ics", calendar);
        disk.run_on("2026-11-23", &["build", "-q"]);
        disk
    };
    // What the note says, and whether the day of the calendar is kept in it.
    for (note, kept) in [
        ("- #goal/rota agreed on who is on call\n", true),
        ("", false),
        ("held: no\n", false),
        ("day of ours\n", false),
        ("no day\n", false),
    ] {
        let disk = made(&moved);
        let text = disk.read(prep);
        assert!(text.contains("date: 2026-11-24\n"), "{text}");
        disk.write(
            prep,
            &match note {
                "held: no\n" => text.replacen("date:", "held: no\ndate:", 1) + "\n- x\n",
                "day of ours\n" => text.replacen("date: 2026", "date:  2026", 1) + "\n- x\n",
                "no day\n" => text.replacen("date: 2026-11-24\n", "", 1) + "\n- x\n",
                note => format!("{text}{}{note}", if note.is_empty() { "" } else { "\n" }),
            },
        );
        let before = disk.read(prep);
        // Its day is not over: it may still be moved again.
        disk.run_on("2026-11-26", &["build", "-q"]);
        assert!(!disk.read(prep).contains("date: 2026-11-26"), "{note}");
        let dry = disk.run_on("2026-11-27", &["build", "--dry-run"]);
        assert_eq!(dry.out.contains("+date: 2026-11-26"), kept, "{note}: {}", dry.out);
        disk.run_on("2026-11-27", &["build", "-q"]);
        let now = disk.read(prep);
        assert_eq!(now.contains("date: 2026-11-26\n"), kept, "{note}: {now}");
        let rest = |text: &str| {
            let lines = text.lines().filter(|line| !line.starts_with("date:"));
            let end = "<!-- vault121:end prep -->";
            let lines = lines.collect::<Vec<_>>().join("\n");
            lines.split_once(end).map(|(_, below)| below.to_owned()).unwrap_or(lines)
        };
        assert_eq!(rest(&now), rest(&before), "{note}");
        let files = disk.files();
        assert_eq!(disk.run_on("2026-11-27", &["build"]).code, 0);
        assert_eq!(files, disk.files(), "{note}: a second build writes nothing");
        if !kept {
            continue;
        }
        assert!(disk.read(rollup).contains("26 Nov 2026"), "{}", disk.read(rollup));
        // The calendar holds a few weeks, or is gone from the config.
        disk.write("../cal/work.ics", &format!("{HEAD}END:VCALENDAR\r\n"));
        disk.run_on("2026-11-27", &["build", "-q"]);
        disk.write(CONFIG, "me: nora\ntimezone: Europe/Berlin\n");
        disk.run_on("2026-11-27", &["build", "-q"]);
        assert!(disk.read(rollup).contains("26 Nov 2026"), "{}", disk.read(rollup));
        let met = disk.run_on("2026-11-27", &["list", "meetings", "--person", "alice-fischer"]).out;
        assert!(met.contains("2026-11-26") && !met.contains("\n2026-11-24"), "{met}");
    }
}

#[test]
fn a_half_written_calendar_holds_the_pages() {
    let (still, moved) = before_and_after();
    for broken in [&moved[..700], "<html>log in</html>", "", "gone"] {
        let disk = vault(&still);
        disk.run_on("2026-11-23", &["build", "-q"]);
        disk.write("../cal/work.ics", &moved);
        disk.run_on("2026-11-23", &["build", "-q"]);
        let files = disk.files();
        disk.write("../cal/work.ics", broken);
        if broken == "gone" {
            fs::remove_file(disk.root.join("../cal/work.ics")).unwrap();
        }
        // A word of the user's that pages would show waits too, and is said to.
        disk.write("Daily/2026-11-23.md", "- #topic @alice-fischer the rota\n");
        for _ in 0..2 {
            let said = disk.run_on("2026-11-23", &["build"]);
            assert_eq!(said.code, 1, "{broken}: {}", said.out);
            let all = format!("{}{}", said.out, said.err);
            assert!(all.contains("the calendar `../cal/work.ics`"), "{all}");
        }
        let mut now = disk.files();
        now.remove("Daily/2026-11-23.md");
        assert_eq!(now, files, "{broken}");
        let status = disk.run_on("2026-11-23", &["status"]);
        assert!(status.out.contains("cannot be written"), "{}", status.out);
        // What is there is not written over, and a prep that is asked for is made.
        let asked = disk.run_on("2026-11-23", &["prep", "alice-fischer"]);
        assert!(asked.err.contains("left as it is: the calendar"), "{}", asked.err);
        let asked = disk.run_on("2026-11-23", &["prep", "bob", "--date", "2026-12-17"]);
        assert_eq!(asked.code, 0, "{}", asked.err);
        assert!(disk.files().contains_key("1-2-1s/Bob/2026-12-17.md"));
        disk.write("../cal/work.ics", &moved);
        assert_eq!(disk.run_on("2026-11-23", &["build"]).code, 0);
        assert!(disk.read("1-2-1s/Alice Fischer/2026-11-24.md").contains("the rota"));
    }
}

#[test]
fn a_calendar_that_cannot_be_read_is_said_and_nothing_of_it_is_told() {
    let check = |calendar: Option<&str>, expected: &str| {
        let disk = vault(calendar.unwrap_or_default());
        if calendar.is_none() {
            fs::remove_file(disk.root.join("../cal/work.ics")).unwrap();
        }
        let said = disk.run(&["check"]);
        let all = format!("{}{}", said.out, said.err);
        assert!(all.contains("calendar-unreadable") && all.contains(expected), "{all}");
        assert!(disk.run(&["doctor"]).out.contains("!!  calendar"));
    };
    check(None, "no such file or directory");
    check(Some("<html>log in</html>"), "no calendar stands in it");
    check(Some("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n"), "in the middle");
    let disk = vault(&exported("python-icalendar.ics"));
    let said = disk.run(&["doctor"]);
    assert!(said.out.contains("1 event is a 1-2-1"), "{}", said.out);
    disk.run(&["build"]);
    disk.run(&["build"]);
    for (path, bytes) in disk.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Layoffs") && !text.contains("Room 4"), "{path}");
    }
    let cache = fs::read(disk.root.join(".vault121/cache/settled")).unwrap_or_default();
    assert!(!String::from_utf8_lossy(&cache).contains("Layoffs"));
}

#[test]
fn a_build_that_left_nothing_to_do_looks_at_the_calendar_again() {
    let disk = vault(&exported("npm-ical-generator.ics"));
    disk.run_on("2026-11-26", &["build"]);
    disk.run_on("2026-11-26", &["build"]);
    let dan = "1-2-1s/Dan/2026-11-27.md";
    assert!(disk.read(dan).contains("27 Nov"));
    let moved = exported("npm-ical-generator.ics").replace("20261127T080000Z", "20261130T080000Z");
    disk.write("../cal/work.ics", &moved);
    disk.run_on("2026-11-26", &["build"]);
    assert!(disk.read(dan).contains("30 Nov"), "{}", disk.read(dan));
}

#[test]
fn what_is_due_stands_in_the_calendar_when_it_is_wished_and_says_no_more_than_whose() {
    let notes = [
        ("People/Nora.md", "---\nkind: person\n---\n"),
        (
            "People/Alice.md",
            "---\nkind: person\ncadence: 1w\n---\n- [ ] #goal/cka Pass the CKA [due:: 2026-12-18]\n- [x] #goal/old Old [due:: 2026-12-11]\n",
        ),
        (
            "1-2-1s/Alice/2026-11-17.md",
            "- [ ] @nora send the pager list [due:: 2026-11-30]\n- [ ] @alice book the exam [due:: 2026-12-01]\n- [ ] @alice no day\n",
        ),
    ];
    let print = |due: &str| {
        let disk = Disk::new(&notes);
        disk.write(CONFIG, &format!("me: nora\ncalendar: {{due: {due}}}\n"));
        disk.run(&["calendar", "--print"]).out
    };
    assert!(!print("no").contains("is due"));
    for (due, kind, day) in [("events", "VEVENT", "DTSTART"), ("todos", "VTODO", "DUE")] {
        let text = print(due).replace("\r\n", "\n");
        let begin = format!("BEGIN:{kind}\n");
        let parts = text.split(&begin);
        let shown: Vec<String> = parts
            .filter(|part| part.contains(" is due"))
            .map(|part| {
                let line = |name: &str| part.lines().find(|line| line.starts_with(name)).unwrap();
                format!("{} {}", line(day), line("SUMMARY"))
            })
            .collect();
        let wanted = [
            ("20261130", "Promise to Alice is due"),
            ("20261201", "Promise of Alice is due"),
            ("20261218", "Goal of Alice is due"),
        ];
        let wanted = wanted.map(|(at, title)| format!("{day};VALUE=DATE:{at} SUMMARY:{title}"));
        assert_eq!(shown, wanted, "{text}");
        for word in ["CKA", "cka", "pager", "exam"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}
