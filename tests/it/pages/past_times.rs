//! The calendar file keeps what it told: a 1-2-1 that is past stays at its time when a slot, a
//! cadence, a batch or a zone changes. Its events are expanded here by the library that reads
//! other programs' calendars, not by what wrote them.

use crate::support::{Disk, day};
use std::collections::BTreeSet;
use vault121::text::date::clock;
use vault121::text::ics;

const ALICE: &str = "People/Alice.md";
const BOB: &str = "People/Bob.md";

/// Alice on Tuesdays at two, Bob every second Thursday at nine; the 24th is a Tuesday.
fn vault() -> Disk {
    let disk = Disk::new(&[
        ("People/Nora.md", "---\nkind: person\n---\n"),
        (ALICE, "---\nkind: person\ncadence: 1w\nslot: tue 14:00\n---\n"),
        (BOB, "---\nkind: person\ncadence: 2w\nslot: thu 09:00\n---\n"),
        ("1-2-1s/Alice/2026-11-03.md", "- the rota\n"),
        ("1-2-1s/Alice/2026-11-11.md", "- the rota\n"),
        ("1-2-1s/Alice/2026-11-17.md", "- the rota\n"),
        ("1-2-1s/Bob/2026-11-05.md", "- the rota\n"),
        ("1-2-1s/Bob/2026-11-19.md", "---\ndate: 2026-11-19 16:00\n---\n- the rota\n"),
    ]);
    disk.write(".vault121/config.yml", "me: nora\ntimezone: Europe/Berlin\n");
    disk
}

/// `Alice 2026-11-17 14:00` of all events from a day to another one, on the clock of Berlin.
fn times(disk: &Disk, from: &str, to: &str) -> BTreeSet<String> {
    let text = disk.read("1-2-1s.ics");
    let all = ics::appointments(&text, Some("Europe/Berlin"), (day(from), day(to)), &|_| true);
    let mut times = BTreeSet::new();
    for one in all.unwrap() {
        let name = one.title.strip_prefix("1-2-1 with ").unwrap_or(&one.title).to_owned();
        for at in one.times.iter().filter_map(|time| time.at) {
            let minute = at.minute.map_or("all day".to_owned(), clock);
            if at.day >= day(from) && at.day <= day(to) {
                assert!(times.insert(format!("{name} {} {minute}", at.day)), "twice: {text}");
            }
        }
    }
    times
}

fn build(disk: &Disk, today: &str) {
    let ran = disk.run_on(today, &["calendar"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let before = disk.read("1-2-1s.ics");
    let again = disk.run_on(today, &["calendar"]);
    let said = format!("{}{}", again.out, again.err);
    assert!(said.contains("is as it should be"), "{said}");
    assert_eq!(before, disk.read("1-2-1s.ics"), "a second run writes nothing");
}

fn set(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

fn person(lines: &str) -> String {
    format!("---\nkind: person\n{lines}---\n")
}

const BEFORE: &[&str] = &[
    "Alice 2026-11-03 14:00",
    "Alice 2026-11-11 14:00",
    "Alice 2026-11-17 14:00",
    "Bob 2026-11-05 09:00",
    "Bob 2026-11-19 16:00",
];

#[test]
fn past_times_stay_when_the_plan_changes() {
    let check = |path: &str, text: &str, coming: &[&str]| {
        let disk = vault();
        build(&disk, "2026-11-20");
        assert_eq!(times(&disk, "2026-11-01", "2026-11-20"), set(BEFORE));
        disk.write(path, text);
        for today in ["2026-11-20", "2026-11-21"] {
            build(&disk, today);
            assert_eq!(times(&disk, "2026-11-01", "2026-11-20"), set(BEFORE), "{text} {today}");
            let found = times(&disk, "2026-11-21", "2026-12-08");
            assert_eq!(found, set(coming), "{text} on {today}: {}", disk.read("1-2-1s.ics"));
        }
    };
    let bob = "Bob 2026-12-03 09:00";
    let alice = ["Alice 2026-11-24 14:00", "Alice 2026-12-01 14:00", "Alice 2026-12-08 14:00"];
    check(
        ALICE,
        &person("cadence: 1w\nslot: thu 10:15\n"),
        &["Alice 2026-11-26 10:15", "Alice 2026-12-03 10:15", bob],
    );
    check(
        ALICE,
        &person("cadence: 1w\nslot: tue 16:00\n"),
        &["Alice 2026-11-24 16:00", "Alice 2026-12-01 16:00", "Alice 2026-12-08 16:00", bob],
    );
    check(
        ALICE,
        &person("cadence: 1w\nslot: tue\n"),
        &["Alice 2026-11-24 all day", "Alice 2026-12-01 all day", "Alice 2026-12-08 all day", bob],
    );
    check(ALICE, &person("cadence: 2w\nslot: mon 08:00\n"), &["Alice 2026-11-30 08:00", bob]);
    check(ALICE, &person("cadence: monthly\nslot: tue 14:00\n"), &[bob]);
    check(ALICE, &person("cadence: 10d\nslot: fri 11:00\n"), &["Alice 2026-11-27 11:00", bob]);
    check(
        BOB,
        &person("cadence: 1w\nslot: wed 08:30\n"),
        &[&alice[..], &["Bob 2026-11-25 08:30", "Bob 2026-12-02 08:30"]].concat(),
    );
    // Nobody's times change: nothing of the series does.
    check(
        BOB,
        &person("cadence: 2w\nslot: thu 09:00\nmeet: https://a.b\n"),
        &[&alice[..], &[bob]].concat(),
    );
}

#[test]
fn past_times_stay_on_the_clock_of_their_zone() {
    let disk = vault();
    build(&disk, "2026-11-20");
    disk.write(".vault121/config.yml", "me: nora\ntimezone: America/New_York\n");
    build(&disk, "2026-11-20");
    assert_eq!(times(&disk, "2026-11-01", "2026-11-20"), set(BEFORE));
    let coming = ["Alice 2026-11-24 20:00", "Alice 2026-12-01 20:00"];
    assert_eq!(times(&disk, "2026-11-21", "2026-12-01"), set(&coming));
    let text = disk.read("1-2-1s.ics");
    for zone in ["America/New_York", "Europe/Berlin"] {
        assert!(text.contains(&format!("BEGIN:VTIMEZONE\r\nTZID:{zone}")), "{text}");
    }
}

#[test]
fn past_times_of_a_batch_and_its_rest_stay_when_somebody_joins() {
    let disk = vault();
    let config = |from: &str| {
        format!("me: nora\nbatch: {{day: tue, from: \"{from}\", gap: 5m, most: 4, rest: 30m}}\n")
    };
    disk.write(".vault121/config.yml", &config("13:00"));
    disk.write(ALICE, &person("cadence: 1w\n"));
    build(&disk, "2026-11-20");
    let rest = "Rest after the 1-2-1s";
    let before = times(&disk, "2026-11-01", "2026-11-20");
    assert!(before.contains("Alice 2026-11-17 13:00"), "{before:?}");
    assert!(before.iter().any(|one| one.starts_with(&format!("{rest} 2026-11-17"))), "{before:?}");
    disk.write("People/Aaron.md", &person("cadence: 1w\n"));
    disk.write(".vault121/config.yml", &config("15:00"));
    build(&disk, "2026-11-20");
    assert_eq!(times(&disk, "2026-11-01", "2026-11-20"), before);
    let coming = times(&disk, "2026-11-21", "2026-11-27");
    let first = |name: &str| coming.iter().find(|one| one.starts_with(name)).unwrap().clone();
    assert!(first("Alice").as_str() >= "Alice 2026-11-24 15:00", "{coming:?}");
    assert!(first(rest) > format!("{rest} 2026-11-24 15:30"), "{coming:?}");
    // Without a batch the rests that were are still told, and no more of them.
    disk.write(".vault121/config.yml", "me: nora\n");
    build(&disk, "2026-11-20");
    assert_eq!(times(&disk, "2026-11-01", "2026-11-20"), before);
    assert!(!times(&disk, "2026-11-21", "2027-01-31").iter().any(|one| one.starts_with(rest)));
}

#[test]
fn a_change_that_is_taken_back_leaves_one_series() {
    let disk = vault();
    build(&disk, "2026-11-20");
    let all = || times(&disk, "2026-11-01", "2026-12-31");
    let (before, events) = (all(), disk.read("1-2-1s.ics").matches("BEGIN:VEVENT").count());
    for slot in ["thu 10:15", "thu 11:00", "tue 14:00"] {
        disk.write(ALICE, &person(&format!("cadence: 1w\nslot: {slot}\n")));
        build(&disk, "2026-11-20");
    }
    assert_eq!(all(), before);
    assert_eq!(disk.read("1-2-1s.ics").matches("BEGIN:VEVENT").count(), events);
}

#[test]
fn one_change_after_the_other_keeps_all_that_was() {
    let disk = vault();
    build(&disk, "2026-11-20");
    disk.write(ALICE, &person("cadence: 1w\nslot: thu 10:15\n"));
    build(&disk, "2026-11-20");
    // Held once a day early, once as planned; then the slot is another one again.
    disk.write("1-2-1s/Alice/2026-11-25.md", "- the rota\n");
    disk.write("1-2-1s/Alice/2026-12-03.md", "- the rota\n");
    build(&disk, "2026-12-03");
    disk.write(ALICE, &person("cadence: 1w\nslot: mon 08:00\n"));
    build(&disk, "2026-12-03");
    let alice: BTreeSet<String> = times(&disk, "2026-11-10", "2026-12-14")
        .into_iter()
        .filter(|one| one.starts_with("Alice"))
        .collect();
    let wanted = [
        "Alice 2026-11-11 14:00",
        "Alice 2026-11-17 14:00",
        "Alice 2026-11-25 10:15",
        "Alice 2026-12-03 10:15",
        "Alice 2026-12-07 08:00",
        "Alice 2026-12-14 08:00",
    ];
    assert_eq!(alice, set(&wanted), "{}", disk.read("1-2-1s.ics"));
}

#[test]
fn held_early_in_the_week_of_the_change() {
    let disk = vault();
    disk.write("1-2-1s/Alice/2026-11-23.md", "");
    build(&disk, "2026-11-20");
    disk.write("1-2-1s/Alice/2026-11-23.md", "- the rota\n");
    disk.write(ALICE, &person("cadence: 1w\nslot: thu 10:15\n"));
    build(&disk, "2026-11-23");
    let found = times(&disk, "2026-11-17", "2026-12-03");
    let alice: Vec<&String> = found.iter().filter(|one| one.starts_with("Alice")).collect();
    let wanted = ["Alice 2026-11-17 14:00", "Alice 2026-11-23 14:00", "Alice 2026-12-03 10:15"];
    assert_eq!(alice, wanted, "{}", disk.read("1-2-1s.ics"));
}

#[test]
fn of_somebody_who_was_never_met_nothing_is_past() {
    let disk = vault();
    let cleo = "People/Cleo.md";
    disk.write(cleo, &person("cadence: 2w\nslot: tue 08:00\n"));
    build(&disk, "2026-11-20");
    disk.write(cleo, &person("cadence: 2w\nslot: wed 08:00\n"));
    build(&disk, "2026-11-30");
    let found = times(&disk, "2026-11-01", "2026-12-05");
    let cleo: Vec<&String> = found.iter().filter(|one| one.starts_with("Cleo")).collect();
    assert_eq!(cleo, ["Cleo 2026-12-02 08:00"]);
}

#[test]
fn a_file_with_marks_of_a_merge_or_none_is_made_anew_from_the_notes() {
    let disk = vault();
    build(&disk, "2026-11-20");
    let text = disk.read("1-2-1s.ics").replace("RRULE:FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=DAILY");
    disk.write("1-2-1s.ics", &format!("<<<<<<< HEAD\r\n{text}"));
    disk.write(ALICE, &person("cadence: 1w\nslot: thu 10:15\n"));
    build(&disk, "2026-11-20");
    let coming = times(&disk, "2026-11-24", "2026-11-30");
    assert_eq!(coming, set(&["Alice 2026-11-26 10:15"]));
}
