//! Days of which the year has two digits or stands in a folder: what all names tell together.

use crate::support::outcome;

const TODAY: &str = "2026-11-24";

/// The days of 1-2-1s with these names, by path; a day that is not known is left out.
#[track_caller]
fn check(paths: &[&str], expected: &[&str]) {
    let text = |path: &str| {
        let who = if path.contains("Nuria") { "Nuria" } else { "Marta" };
        format!("- [ ] {who}: write it down\n- [ ] me: ask\n")
    };
    let notes: Vec<(&str, String)> = paths.iter().map(|path| (*path, text(path))).collect();
    let mut notes: Vec<(&str, &str)> =
        notes.iter().map(|(path, text)| (*path, text.as_str())).collect();
    notes.push(("People/Nuria.md", "# Nuria\n"));
    notes.push(("People/Marta.md", "# Marta\n"));
    let model = outcome(&notes, TODAY).model;
    let days: Vec<String> = paths
        .iter()
        .map(|path| {
            let of_note = model.meetings.all.iter().find(|one| one.path.as_str() == *path);
            of_note.map_or("asked".to_owned(), |one| one.date.to_string())
        })
        .collect();
    assert_eq!(days, expected, "{paths:?}");
}

/// The days of the headings of a log.
#[track_caller]
fn check_log(days: &[&str], expected: &[&str]) {
    let sections = days.iter().map(|day| format!("## {day}\n\n- talk\n- [ ] Nuria: {day} x\n\n"));
    let log = format!("# Nuria\n\n{}", sections.collect::<String>());
    let notes = [("1-1s/Nuria.md", log.as_str()), ("People/Marta.md", "# Marta\n")];
    let model = outcome(&notes, TODAY).model;
    let mut met: Vec<String> = model.meetings.all.iter().map(|one| one.date.to_string()).collect();
    met.reverse();
    assert_eq!(met, expected, "{days:?}");
}

#[test]
fn a_year_of_two_digits_is_no_decade_off() {
    let in_folder = |names: &[&str], expected: &[&str]| {
        let paths: Vec<String> = names.iter().map(|name| format!("1-1s/{name}.md")).collect();
        check(&paths.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    in_folder(
        &["03-11-26 Nuria", "17-11-26 Nuria", "12-10-26 Marta"],
        &["2026-11-03", "2026-11-17", "2026-10-12"],
    );
    in_folder(
        &["03-11-26 Nuria", "10-11-26 Nuria", "25-10-26 Marta"],
        &["2026-11-03", "2026-11-10", "2026-10-25"],
    );
    in_folder(
        &["26.11.03 Nuria", "26.11.17 Nuria", "26.10.12 Marta"],
        &["2026-11-03", "2026-11-17", "2026-10-12"],
    );
    in_folder(
        &["Nuria 26-10-27", "Nuria 26-11-03", "Marta 25-11-26"],
        &["2026-10-27", "2026-11-03", "2025-11-26"],
    );
    in_folder(
        &["Nuria 17.11.26", "Nuria 03.11.26", "Marta 20.10.26"],
        &["2026-11-17", "2026-11-03", "2026-10-20"],
    );
    in_folder(
        &["Nuria 17_11_26", "Nuria 25_11_26", "Marta 20_10_26"],
        &["2026-11-17", "2026-11-25", "2026-10-20"],
    );
    in_folder(&["Nuria 19-12-25", "Marta 20-12-25"], &["2025-12-19", "2025-12-20"]);
    // Two days are possible, and nothing tells which.
    in_folder(&["25-11-26 Nuria"], &["asked"]);
}

#[test]
fn day_and_month_below_a_year_have_one_order() {
    let below = |names: &[&str], expected: &[&str]| {
        let paths: Vec<String> = names.iter().map(|name| format!("1-1s/2026/{name}.md")).collect();
        check(&paths.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    // A 1-2-1 of December was not held in November.
    below(
        &["03-11 Nuria", "10-11 Nuria", "12-10 Marta"],
        &["2026-11-03", "2026-11-10", "2026-10-12"],
    );
    below(
        &["11-03 Nuria", "11-10 Nuria", "10-12 Marta"],
        &["2026-11-03", "2026-11-10", "2026-10-12"],
    );
    below(
        &["Marta 12-11", "Nuria 17-11", "Nuria 3-11"],
        &["2026-11-12", "2026-11-17", "2026-11-03"],
    );
    below(&["11-17 Nuria", "11-03 Nuria"], &["2026-11-17", "2026-11-03"]);
    below(&["03-11 Nuria", "05-10 Marta"], &["asked", "asked"]);
    below(&["03.11. Nuria", "12.10. Marta"], &["2026-11-03", "2026-10-12"]);
}

#[test]
fn folders_and_a_name_are_no_day_of_another_year() {
    let paths = ["2026/11 November/12 - 1-1 Nuria.md", "2026/11 November/17 - 1-1 Marta.md"];
    let notes: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "- [ ] me: ask\n")).collect();
    let model = outcome(&notes, TODAY).model;
    let wrong = model.meetings.all.iter().filter(|one| one.date.year() != 2026);
    assert_eq!(wrong.count(), 0);
}

#[test]
fn the_config_tells_the_order_that_names_leave_open() {
    for (order, day) in [("dmy", "2026-11-03"), ("mdy", "2026-03-11")] {
        let config = format!("date_order: {order}\n");
        let notes = [
            (".vault121/config.yml", config.as_str()),
            ("1-1s/2026/03-11 Nuria.md", "- [ ] Nuria: a\n"),
            ("1-1s/2026/05-10 Nuria.md", "- [ ] Nuria: b\n"),
        ];
        let model = outcome(&notes, TODAY).model;
        let days: Vec<String> = model.meetings.all.iter().map(|one| one.date.to_string()).collect();
        assert!(days.contains(&day.to_owned()), "{order} {days:?}");
    }
}

#[test]
fn a_name_that_may_be_two_days_is_said() {
    let notes = [
        ("People/Nuria.md", "# Nuria\n"),
        ("1-1s/25-11-26 Nuria.md", "- [ ] Nuria: a\n"),
        ("1-1s/2026/03-11 Nuria.md", "- [ ] Nuria: b\n"),
    ];
    let model = outcome(&notes, TODAY).model;
    let said: Vec<&str> = model.diagnostics.iter().map(|one| one.message.as_str()).collect();
    for words in
        ["`25-11-26` in its name may be", "`03-11` in its name may be 3 Nov 2026 or 11 Mar"]
    {
        assert!(said.iter().any(|said| said.contains(words)), "{words} {said:?}");
    }
}

#[test]
fn the_headings_of_a_log_have_one_order() {
    let november = ["2026-11-17", "2026-11-03", "2026-10-20"];
    check_log(&["17-11-26", "03-11-26", "20-10-26"], &november);
    check_log(&["26.11.17", "26.11.03", "26.10.20"], &november);
    check_log(&["26-11-17", "26-11-03", "26-10-20"], &november);
    check_log(&["17.11.26", "03.11.26", "20.10.26"], &november);
    check_log(&["17/11/26", "03/11/26", "20/10/26"], &november);
    check_log(&["Tue 17-11-26", "Tue 03-11-26", "Tue 20-10-26"], &november);
    check_log(&["25-10-26", "24-10-26"], &["2026-10-25", "2026-10-24"]);
}

#[test]
fn a_short_year_in_the_front_matter() {
    for (written, day) in [
        ("17-11-26", "2026-11-17"),
        ("26-11-17", "2026-11-17"),
        ("17.11.26", "2026-11-17"),
        ("03-11-26", "2026-11-03"),
        ("25-11-26", "asked"),
    ] {
        let note = format!("---\nperson: Nuria\ndate: {written}\n---\n- [ ] Nuria: a\n");
        let notes = [("People/Nuria.md", "# Nuria\n"), ("1-1s/Nuria a.md", note.as_str())];
        let model = outcome(&notes, TODAY).model;
        let met = model.meetings.all.first();
        let met = met.map_or("asked".to_owned(), |one| one.date.to_string());
        assert_eq!(met, day, "{written}");
    }
}
