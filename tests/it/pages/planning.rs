//! Rows 27 to 29 of the practice: batch and day sheet, follow-ups and the calendar, scores and
//! pictures.

use crate::support::{Disk, TODAY, day, outcome, page, vault};
use proptest::prelude::*;
use vault121::diagnostic::code::Code;
use vault121::model::model::Model;
use vault121::pages::pipeline::Outcome;
use vault121::schedule::diary::{Sitter, Sitting};
use vault121::text::date::{Day, clock};

const BATCH: &str = "batch: {day: tue, from: \"13:00\", gap: 5m, most: 4, rest: 30m}\n";
const CONFIG: &str = ".vault121/config.yml";
const HELD: &str = "- talked about the rota\n";

/// A person, met on a day.
struct Met {
    name: &'static str,
    front: &'static str,
    last: &'static str,
}

const fn met(name: &'static str, front: &'static str, last: &'static str) -> Met {
    Met { name, front, last }
}

fn notes(people: &[Met], config: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut notes = vec![(CONFIG.to_owned(), config.to_owned())];
    for person in people {
        let note = format!("---\nkind: person\n{}---\n", person.front);
        notes.push((format!("People/{}.md", person.name), note));
        if !person.last.is_empty() {
            notes.push((format!("1-2-1s/{}/{}.md", person.name, person.last), HELD.to_owned()));
        }
    }
    notes.extend(more.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    notes
}

fn borrowed(notes: &[(String, String)]) -> Vec<(&str, &str)> {
    notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

fn with(people: &[Met], config: &str, more: &[(&str, &str)]) -> Outcome {
    outcome(&borrowed(&notes(people, config, more)), TODAY)
}

/// The day as a line: `13:00 alice 25, 13:30 bob 40, 14:10 rest 30`.
fn on(model: &Model, date: &str) -> String {
    let shown = |one: Sitting| {
        let who = match one.who {
            Sitter::Person(id) => id.to_string(),
            Sitter::FollowUp(_) => "follow-up".to_owned(),
            Sitter::Rest => "rest".to_owned(),
        };
        let time = one.minute.map_or("all day".to_owned(), clock);
        format!("{time} {who} {}", one.minutes)
    };
    let all: Vec<String> = model.diary.sittings_on(day(date)).into_iter().map(shown).collect();
    all.join(", ")
}

fn said(outcome: &Outcome, code: Code) -> Vec<String> {
    let of_code = outcome.diagnostics.iter().filter(|problem| problem.code == code);
    of_code.map(|d| format!("{}: {}", d.path, d.message)).collect()
}

#[test]
fn row_27_a_batch_gives_each_their_minutes_one_after_the_other_and_a_rest() {
    let people = [
        met("Alice", "cadence: 1w\n", "2026-11-17"),
        met("Bob", "cadence: 1w\nminutes: 40\n", "2026-11-17"),
        met("Cleo", "cadence: 1w\n", "2026-11-18"),
        met("Dan", "cadence: 1w\nslot: tue 14:00\n", "2026-11-17"),
    ];
    let all = with(&people, BATCH, &[]);
    let day = "13:00 alice 25, 14:00 dan 25, 14:30 bob 40, 15:15 cleo 25, 15:40 rest 30";
    // Bob's 40 minutes would end too late for Dan, who has a slot of his own.
    assert_eq!(on(&all.model, "2026-11-24"), day);
    assert_eq!(on(&all.model, "2026-12-01"), day, "and so every week");
    assert_eq!(on(&all.model, "2026-11-25"), "");
}

#[test]
fn row_27_where_all_of_a_batch_are_called_off_there_is_no_rest() {
    let people =
        [met("Alice", "cadence: 1w\n", "2026-11-17"), met("Bob", "cadence: 1w\n", "2026-11-17")];
    let off = ("1-2-1s/Alice/2026-12-01.md", "---\nheld: no\n---\n");
    let both = [off, ("1-2-1s/Bob/2026-12-01.md", "---\nheld: no\n---\n")];
    let some = with(&people, BATCH, &[off]);
    assert_eq!(on(&some.model, "2026-12-01"), "13:30 bob 25, 13:55 rest 30");
    let all = with(&people, BATCH, &both);
    assert_eq!(on(&all.model, "2026-12-01"), "");
    assert_eq!(on(&all.model, "2026-12-08"), "13:00 alice 25, 13:30 bob 25, 13:55 rest 30");
    let disk = Disk::new(&borrowed(&notes(&people, BATCH, &both)));
    let text = disk.run(&["calendar", "--print"]).out;
    let rest = event(&text, "Rest after the 1-2-1s", "");
    assert_eq!(value(&rest, "EXDATE"), "20261201T135500");
    assert_eq!(value(&event(&text, "1-2-1 with Bob", ""), "EXDATE"), "20261201T133000");
}

#[test]
fn row_27_people_of_other_weeks_share_a_place_and_more_than_most_go_on_or_are_said() {
    let every_second = [
        met("Alice", "cadence: 1w\n", "2026-11-17"),
        met("Bob", "cadence: 2w\n", "2026-11-17"),
        met("Cleo", "cadence: 2w\n", "2026-11-10"),
        met("Dan", "cadence: 2w\n", "2026-11-10"),
    ];
    let two = BATCH.replace("most: 4", "most: 2");
    let all = with(&every_second, &two, &[]);
    // Both weeks of the second place are taken: Dan keeps his day, and it is said.
    assert_eq!(
        on(&all.model, "2026-11-24"),
        "13:00 alice 25, 13:30 cleo 25, 13:55 rest 30, all day dan 25"
    );
    assert_eq!(on(&all.model, "2026-12-01"), "13:00 alice 25, 13:30 bob 25, 13:55 rest 30");
    assert_eq!(
        said(&all, Code::BatchFull),
        [".vault121/config.yml: no place in the batch for Dan: 2 on one day are taken"]
    );
    let three = with(&every_second, &BATCH.replace("most: 4", "most: 3"), &[]);
    assert_eq!(said(&three, Code::BatchFull), Vec::<String>::new());
    let spill = with(
        &[met("Cleo", "cadence: 2w\n", "2026-11-10"), met("Dan", "cadence: 2w\n", "2026-11-10")],
        &BATCH.replace("most: 4", "most: 1"),
        &[],
    );
    assert_eq!(on(&spill.model, "2026-11-24"), "13:00 cleo 25, 13:25 rest 30");
    assert_eq!(on(&spill.model, "2026-12-01"), "13:00 dan 25, 13:25 rest 30");
}

#[test]
fn row_27_two_slots_at_one_time_are_said() {
    let people = [
        met("Alice", "cadence: 1w\nslot: tue 14:00\n", "2026-11-17"),
        met("Bob", "cadence: 1w\nslot: tue 14:20\n", "2026-11-17"),
    ];
    assert_eq!(
        said(&with(&people, "", &[]), Code::SlotClash),
        ["People/Bob.md: Bob at 14:20 and Alice at 14:00 on one tue"]
    );
    let turns = [
        met("Alice", "cadence: 2w\nslot: tue 14:00\n", "2026-11-17"),
        met("Bob", "cadence: 2w\nslot: tue 14:00\n", "2026-11-10"),
    ];
    assert_eq!(said(&with(&turns, "", &[]), Code::SlotClash), Vec::<String>::new());
}

#[test]
fn row_27_a_moved_one_on_one_keeps_its_time_where_it_is_free_and_makes_way_where_it_is_not() {
    let people = [
        met("Alice", "cadence: 1w\n", "2026-11-17"),
        met("Bob", "cadence: 1w\n", "2026-11-17"),
        met("Dan", "cadence: 1w\nslot: thu 13:10\n", "2026-11-19"),
    ];
    let moved = [("1-2-1s/Alice/2026-11-26.md", "")];
    let all = with(&people, BATCH, &moved);
    assert_eq!(on(&all.model, "2026-11-24"), "13:30 bob 25, 13:55 rest 30");
    assert_eq!(on(&all.model, "2026-11-26"), "13:10 dan 25, 13:40 alice 25");
    assert_eq!(on(&all.model, "2026-12-01"), "13:00 alice 25, 13:30 bob 25, 13:55 rest 30");
    let said_so = [("1-2-1s/Alice/2026-11-26.md", "---\ndate: 2026-11-26 13:20\n---\n")];
    let all = with(&people, BATCH, &said_so);
    assert_eq!(on(&all.model, "2026-11-26"), "13:10 dan 25, 13:20 alice 25");
    assert_eq!(
        said(&all, Code::SlotClash),
        ["1-2-1s/Alice/2026-11-26.md: 2026-11-26: Alice at 13:20 and Dan at 13:10"]
    );
}

/// A time that is the usual one of both, on a day that is the usual one of one of them only.
#[test]
fn row_27_a_moved_one_on_one_at_the_time_of_anothers_slot_is_said() {
    let check = |front: &'static str, config: &str, moved: &str| {
        let people = [
            met("Alice", "cadence: 1w\nslot: thu 15:00\n", "2026-11-19"),
            met("Bob", front, "2026-11-17"),
        ];
        let note = [("1-2-1s/Bob/2026-12-03.md", moved)];
        assert_eq!(
            said(&with(&people, config, &note), Code::SlotClash),
            ["1-2-1s/Bob/2026-12-03.md: 2026-12-03: Alice at 15:00 and Bob at 15:00"],
            "{front}{config}"
        );
    };
    let at_three = "---\ndate: 2026-12-03 15:00\n---\n";
    check("cadence: 1w\n", &BATCH.replace("13:00", "15:00"), at_three);
    check("cadence: 1w\nslot: tue 15:00\n", "", at_three);
    check("cadence: 2w\nslot: tue 15:00\n", "", at_three);
    check("cadence: 1w\nslot: tue 9:00\n", "", at_three);
}

#[test]
fn row_27_the_next_dates_follow_the_cadence() {
    let next = |front: &'static str, last: &'static str| {
        let all = with(&[met("Alice", front, last)], "", &[]);
        let person = all.model.people.other_people().next().unwrap().clone();
        all.model.next_date(&person).map_or_else(String::new, |day| day.long())
    };
    assert_eq!(next("cadence: 1w\nslot: tue 14:00\n", "2026-11-17"), "Tue 24 Nov 2026");
    assert_eq!(next("cadence: 2w\nslot: tue 14:00\n", "2026-11-17"), "Tue 1 Dec 2026");
    assert_eq!(next("cadence: 2w\n", "2026-11-19"), "Thu 3 Dec 2026");
    assert_eq!(next("cadence: monthly\nslot: tue\n", "2026-11-17"), "Tue 15 Dec 2026");
    assert_eq!(next("cadence: monthly\n", "2026-10-15"), "Thu 17 Dec 2026");
    assert_eq!(next("cadence: 10d\n", "2026-11-17"), "Fri 27 Nov 2026");
    assert_eq!(next("cadence: 1w\nslot: fri\n", ""), "Fri 27 Nov 2026");
}

#[test]
fn row_27_the_day_sheet_holds_all_intentions_then_the_preps_in_order() {
    let people = [
        met("Alice", "cadence: 1w\nmeet: https://meet.example/a\n", "2026-11-17"),
        met("Bob", "cadence: 1w\n", "2026-11-17"),
    ];
    let more = [
        ("Daily/2026-11-20.md", "- #intention @bob agree one goal\n"),
        ("Daily/2026-11-21.md", "- [ ] #follow-up @alice the pager [when:: 2026-11-24 16:00]\n"),
    ];
    let all = with(&people, BATCH, &more);
    assert_eq!(
        page(&all, "1-2-1s/Day 2026-11-24.md", "day"),
        "## 1-2-1s on Tue 24 Nov 2026\n\n### Intentions\n\n- Alice: none yet\n- Bob: agree one goal · [[2026-11-20]]\n\n\
         ### In order\n\n- 13:00, Alice, 25 min · [[1-2-1s/Alice/2026-11-24]] · [join](https://meet.example/a)\n\
         - 13:30, Bob, 25 min · [[1-2-1s/Bob/2026-11-24]]\n- 13:55 to 14:25, rest\n\n### Follow-ups\n\n- 16:00, Alice · [[2026-11-21]]"
    );
    let sheets = |outcome: &Outcome| {
        let paths = outcome.plan.edits.iter().map(|edit| edit.path.as_str());
        paths.filter(|path| path.contains("Day")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sheets(&with(&people, "", &more)).len(), 1, "also without a batch");
    assert_eq!(sheets(&with(&people[..1], BATCH, &more)), Vec::<String>::new(), "one needs none");
    let off = format!("{BATCH}pages: {{day: no}}\n");
    assert_eq!(sheets(&with(&people, &off, &more)), Vec::<String>::new());
    let one_file = format!("{BATCH}paths: {{day: \"Day.md\"}}\n");
    assert_eq!(sheets(&with(&people, &one_file, &more)), ["Day.md"]);
    let prep = page(&all, "1-2-1s/Bob/2026-11-24.md", "prep");
    assert!(prep.starts_with("## Bob, Tue 24 Nov 2026, 13:30, 25 min"), "{prep}");
}

#[test]
fn the_day_sheet_says_what_a_first_and_a_last_one_are_for() {
    let person = |more: &str| format!("---\nkind: person\ncadence: 1w\nslot: tue\n{more}---\n");
    let sheet = |alice: &str, bob: &str, met: &[&str]| {
        let (alice, bob) = (person(alice), person(bob));
        let mut notes = vec![("People/Alice.md", alice.as_str()), ("People/Bob.md", bob.as_str())];
        let paths: Vec<String> =
            met.iter().map(|name| format!("1-2-1s/{name}/2026-11-17.md")).collect();
        notes.extend(paths.iter().map(|path| (path.as_str(), "- talked about the rota\n")));
        page(&outcome(&notes, "2026-11-24"), "1-2-1s/Day 2026-11-24.md", "day")
    };
    let both = ["Alice", "Bob"];
    assert!(!sheet("", "", &both).contains("Intentions"));
    let first = sheet("", "", &["Alice"]);
    assert!(first.contains("- Alice: none yet\n- Bob: get to know each other\n"), "{first}");
    let last = sheet("left: 2026-12-04\n", "", &both);
    assert!(last.contains("- Alice: say thank you, and hand over\n- Bob: none yet\n"), "{last}");
}

#[test]
fn row_27_status_says_when_a_week_is_spread_over_many_days() {
    let people = [
        met("Alice", "cadence: 1w\nslot: tue\n", "2026-11-17"),
        met("Bob", "cadence: 1w\nslot: wed\n", "2026-11-18"),
        met("Cleo", "cadence: 1w\nslot: thu\n", "2026-11-19"),
        met("Dan", "cadence: 1w\nslot: fri\n", "2026-11-20"),
    ];
    let status = |config: &str| {
        let disk = Disk::new(&borrowed(&notes(&people, config, &[])));
        disk.run(&["status"]).out
    };
    assert!(status("").contains("4 1-2-1s in the next week, spread over 4 days"));
    let slotless = people.map(|person| met(person.name, "cadence: 1w\n", person.last));
    let disk = Disk::new(&borrowed(&notes(&slotless, BATCH, &[])));
    assert!(!disk.run(&["status"]).out.contains("spread over"));
}

/// So many cases, or as many as `PROPTEST_CASES` asks for.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(count),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// People, their last 1-2-1s and notes of coming ones, all at random.
fn anybody() -> impl Strategy<Value = Vec<(String, String)>> {
    let slot = prop_oneof![
        3 => Just(String::new()),
        1 => Just("slot: tue\n".to_owned()),
        2 => (0..5_usize, 9..17_u8, 0..4_u8).prop_map(|(weekday, hour, quarter)| {
            let weekday = ["mon", "tue", "wed", "thu", "fri"][weekday];
            format!("slot: {weekday} {hour}:{:02}\n", quarter * 15)
        }),
    ];
    let cadence = prop::sample::select(vec!["1w", "1w", "2w", "2w", "3w", "4w", "monthly", "10d"]);
    let coming = prop::option::weighted(0.3, (1..20_i64, prop::option::of(0..16_u8)));
    let person = (slot, cadence, 3..13_u32, 0..30_i64, coming);
    let batch = (9..16_u8, 0..3_u32, 1..6_u32, 0..4_u32);
    let follow_ups = prop::collection::vec((1..30_i64, 9..18_u8), 0..4);
    (prop::collection::vec(person, 1..8), prop::option::weighted(0.8, batch), follow_ups).prop_map(
        |(people, batch, follow_ups)| {
            let today = day(TODAY);
            let config = batch.map_or_else(String::new, |(hour, gap, most, rest)| {
                let (gap, rest) = (gap * 5, rest * 15);
                format!("batch: {{day: tue, from: \"{hour}:00\", gap: {gap}m, most: {most}, rest: {rest}m}}\n")
            });
            let mut notes = vec![(CONFIG.to_owned(), config)];
            for (at, (slot, cadence, fives, ago, coming)) in people.into_iter().enumerate() {
                let name = format!("P{at}");
                let front = format!("cadence: {cadence}\n{slot}minutes: {}\n", fives * 5);
                notes.push((format!("People/{name}.md"), format!("---\nkind: person\n{front}---\n")));
                let last = today.plus(-1 - ago);
                notes.push((format!("1-2-1s/{name}/{last}.md"), HELD.to_owned()));
                if let Some((days, time)) = coming {
                    let date = today.plus(days);
                    let time = time.map_or_else(String::new, |half| {
                        format!(" {}:{:02}", 9 + half / 2, half % 2 * 30)
                    });
                    let text = format!("---\ndate: {date}{time}\n---\n");
                    notes.push((format!("1-2-1s/{name}/{date}.md"), text));
                }
            }
            let lines: String = follow_ups
                .iter()
                .map(|(days, hour)| {
                    let date = today.plus(*days);
                    format!("- [ ] #follow-up @p0 x{days} [when:: {date} {hour}:00]\n")
                })
                .collect();
            notes.push(("Follow.md".to_owned(), lines));
            notes
        },
    )
}

proptest! {
    #![proptest_config(cases(48))]

    /// No two things take place at once, but where a person chose both times, and then it is said.
    #[test]
    fn row_27_nothing_takes_place_at_the_same_time(notes in anybody()) {
        let vault = vault(&borrowed(&notes));
        let model = Model::fold_vault(&vault, day(TODAY));
        let clashes = model.diagnostics.iter().any(|d| d.code == Code::SlotClash);
        for days in 0..100 {
            let date = day(TODAY).plus(days);
            let sittings = model.diary.sittings_on(date);
            for (at, one) in sittings.iter().enumerate() {
                for other in &sittings[..at] {
                    prop_assert!(!one.overlaps_with(other) || (one.chosen && other.chosen && clashes),
                        "{date}: {one:?} and {other:?} in {sittings:?}");
                }
            }
        }
    }

    /// A night that passes moves nothing.
    #[test]
    fn row_27_times_do_not_depend_on_today(notes in anybody(), nights in 1..6_i64) {
        let vault = vault(&borrowed(&notes));
        let model = Model::fold_vault(&vault, day(TODAY));
        let later = Model::fold_vault(&vault, day(TODAY).plus(nights));
        let far = |model: &Model, date: Day| {
            let all = model.diary.sittings_on(date).into_iter();
            all.map(|one| (one.who, one.minute)).collect::<Vec<_>>()
        };
        for days in 0..60 {
            let date = day(TODAY).plus(nights + days);
            prop_assert_eq!(far(&model, date), far(&later, date), "{}", date);
        }
    }
}

const NORA: (&str, &str) = ("People/Nora.md", "---\nkind: person\nme: yes\n---\n");

#[test]
fn row_28_a_follow_up_is_one_line_in_the_prep_until_it_was_held() {
    let people = || [met("Alice", "cadence: 1w\nslot: tue\n", "2026-11-17"), met("Bob", "", "")];
    let prep = |line: &str| {
        let all = with(&people(), "", &[("Daily/2026-11-20.md", line), NORA]);
        page(&all, "1-2-1s/Alice/2026-11-24.md", "prep")
    };
    let open = "- [ ] #follow-up @alice the pager load [when:: 2026-12-03 15:00] [with:: @bob]\n";
    let line = "- follow-up 3 Dec, 15:00: the pager load, with Bob · [[2026-11-20]]";
    assert!(prep(open).contains(line), "{}", prep(open));
    let past = "- [ ] #follow-up @alice the pager load [when:: 2026-11-21]\n";
    assert!(
        prep(past).contains("- follow-up of 21 Nov: was it held? the pager load"),
        "{}",
        prep(past)
    );
    for over in [
        "- [x] #follow-up @alice the pager load [when:: 2026-12-03]\n",
        "- [-] #follow-up @alice the pager load [when:: 2026-12-03]\n",
        "- [ ] #follow-up @alice the pager load [when:: 2026-12-03] [held:: 2026-12-03]\n",
    ] {
        assert!(!prep(over).contains("the pager load"), "{over}");
    }
    let bad = "- [ ] #follow-up @alice x [when:: 2026-12-03 at three]\n";
    let all = with(&people(), "", &[("Daily/2026-11-20.md", bad)]);
    let said = said(&all, Code::DateUnreadable);
    assert_eq!(said, ["Daily/2026-11-20.md: `at three` is no time of a day"]);
}

#[test]
fn row_28_follow_ups_are_listed_and_exported_with_day_time_and_everybody() {
    let line = "- [ ] #follow-up @alice the pager load [when:: 2026-12-03 15:00] [with:: @bob]\n";
    let notes = [
        ("People/Alice.md", "---\nkind: person\n---\n"),
        ("People/Bob.md", "---\nkind: person\n---\n"),
        ("Daily/2026-11-20.md", line),
    ];
    let disk = Disk::new(&notes);
    let listed = disk.run(&["list", "follow-ups", "--format", "tsv"]).out;
    let row = "2026-12-03\t15:00\talice\tbob\topen\tthe pager load\tDaily/2026-11-20.md:1";
    assert!(listed.lines().any(|line| line == row), "{listed}");
    let exported = disk.run(&["export"]).out;
    assert!(
        exported.contains("\"when\": \"2026-12-03\"") && exported.contains("\"time\": \"15:00\"")
    );
}

/// The calendar file as lines, unfolded.
fn ics(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// The lines of the event of that title, the series itself or the time it takes the place of.
fn event(text: &str, title: &str, instead_of: &str) -> Vec<String> {
    let lines = ics(text).join("\n");
    let events = lines.split("BEGIN:VEVENT\n").skip(1);
    let found = events.map(|event| event.split("END:VEVENT").next().unwrap()).find(|event| {
        let moved = event.lines().find(|line| line.starts_with("RECURRENCE-ID"));
        event.contains(&format!("SUMMARY:{title}\n"))
            && moved.map_or(instead_of.is_empty(), |line| {
                line.ends_with(instead_of) && !instead_of.is_empty()
            })
    });
    found
        .unwrap_or_else(|| panic!("no `{title}` {instead_of} in\n{lines}"))
        .lines()
        .map(str::to_owned)
        .collect()
}

fn value(event: &[String], name: &str) -> String {
    let line = event
        .iter()
        .find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';'])));
    line.and_then(|line| line.split_once(':'))
        .map_or_else(String::new, |(_, value)| value.to_owned())
}

fn team(config: &str, more: &[(&str, &str)]) -> Disk {
    let people = [
        met("Alice", "cadence: 1w\nmeet: https://meet.example/a\nseason: low\n", "2026-11-17"),
        met("Bob", "cadence: 2w\nminutes: 40\n", "2026-11-17"),
    ];
    Disk::new(&borrowed(&notes(&people, config, more)))
}

#[test]
fn row_27_the_calendar_holds_the_regular_one_on_ones_the_rest_and_the_url() {
    let secret = "- [ ] #goal/cka @alice Pass the CKA\n- #watch-out @alice late [path:: x]\n";
    let disk =
        team(&format!("{BATCH}timezone: Europe/Berlin\n"), &[("Daily/2026-11-16.md", secret)]);
    let ran = disk.run(&["calendar"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "1-2-1s.ics: new: 1-2-1s, follow-ups and rest\n"));
    let text = disk.read("1-2-1s.ics");
    assert!(
        text.lines().count() == text.matches("\r\n").count() && text.ends_with("END:VCALENDAR\r\n")
    );
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let alice = event(&text, "1-2-1 with Alice", "");
    let shown: Vec<&str> = alice.iter().map(String::as_str).skip(1).collect();
    assert_eq!(
        shown,
        [
            "DTSTAMP:20261124T000000Z",
            "SEQUENCE:0",
            "DTSTART;TZID=Europe/Berlin:20261117T130000",
            "DTEND;TZID=Europe/Berlin:20261117T132500",
            "RRULE:FREQ=WEEKLY;BYDAY=TU",
            "SUMMARY:1-2-1 with Alice",
            "LOCATION:https://meet.example/a",
            "URL:https://meet.example/a",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:1-2-1 with Alice",
            "TRIGGER:-PT10M",
            "END:VALARM",
        ]
    );
    assert_eq!(
        value(&event(&text, "1-2-1 with Bob", ""), "RRULE"),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    );
    assert_eq!(value(&event(&text, "Rest after the 1-2-1s", ""), "DTSTART"), "20261117T141000");
    for word in ["CKA", "season", "Low", "late", "goal"] {
        assert!(!text.contains(word), "{word} is in the calendar");
    }
    let zone = ics(&text).join("\n");
    assert!(zone.contains("BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\n"), "{zone}");
    assert_eq!(disk.run(&["calendar", "--print"]).out, text, "printed as it stands");
    let floating = team(BATCH, &[]);
    floating.run(&["calendar"]);
    let text = floating.read("1-2-1s.ics");
    assert!(!text.contains("VTIMEZONE") && text.contains("DTSTART:20261117T130000\r\n"), "{text}");
}

#[test]
fn row_27_a_date_that_moves_keeps_its_uid_and_its_number_rises() {
    let disk = team(BATCH, &[]);
    disk.run(&["calendar"]);
    let first = disk.read("1-2-1s.ics");
    let uid = value(&event(&first, "1-2-1 with Alice", ""), "UID");
    disk.write("1-2-1s/Alice/2026-11-26.md", "");
    disk.run_on("2026-11-24", &["build"]);
    let moved = disk.read("1-2-1s.ics");
    let alice = event(&moved, "1-2-1 with Alice", "20261124T130000");
    assert_eq!((value(&alice, "UID"), value(&alice, "SEQUENCE").as_str()), (uid.clone(), "1"));
    assert_eq!(value(&alice, "DTSTART"), "20261126T130000");
    assert_eq!(value(&event(&moved, "1-2-1 with Alice", ""), "SEQUENCE"), "0");
    disk.run_on("2026-11-25", &["build"]);
    assert_eq!(disk.read("1-2-1s.ics"), moved, "the next day nothing moved");
    // Once more, and then back to where it was.
    let (from, to) = ("1-2-1s/Alice/2026-11-26.md", "1-2-1s/Alice/2026-11-27.md");
    std::fs::rename(disk.root.join(from), disk.root.join(to)).unwrap();
    disk.run_on("2026-11-25", &["build"]);
    let again = disk.read("1-2-1s.ics");
    let alice = event(&again, "1-2-1 with Alice", "20261124T130000");
    assert_eq!((value(&alice, "UID"), value(&alice, "SEQUENCE").as_str()), (uid.clone(), "2"));
    assert_eq!(value(&alice, "DTSTAMP"), "20261125T000000Z");
    std::fs::remove_file(disk.root.join(to)).unwrap();
    disk.run_on("2026-11-24", &["build"]);
    let back = disk.read("1-2-1s.ics");
    let alice = event(&back, "1-2-1 with Alice", "");
    assert_eq!((value(&alice, "UID"), value(&alice, "SEQUENCE").as_str()), (uid, "3"));
    assert!(!back.contains("RECURRENCE-ID"), "{back}");
    // One that is not held is left out, and a rhythm that is kept changes nothing.
    disk.write("1-2-1s/Alice/2026-11-24.md", "---\nheld: no\n---\n");
    disk.run_on("2026-11-25", &["build"]);
    let out = event(&disk.read("1-2-1s.ics"), "1-2-1 with Alice", "");
    assert_eq!(
        (value(&out, "EXDATE").as_str(), value(&out, "SEQUENCE").as_str()),
        ("20261124T130000", "4")
    );
    let before = disk.read("1-2-1s.ics");
    disk.write("1-2-1s/Alice/2026-12-01.md", HELD);
    disk.write("1-2-1s/Bob/2026-12-01.md", HELD);
    disk.run_on("2026-12-02", &["build"]);
    assert_eq!(disk.read("1-2-1s.ics"), before, "held as planned");
}

#[test]
fn row_28_a_follow_up_has_its_own_event_which_moves_with_its_line() {
    let line = |when: &str| {
        format!("- [ ] #follow-up @alice the pager load [when:: {when}] [with:: @bob]\n")
    };
    let disk = team("", &[("Daily/2026-11-16.md", &line("2026-12-03 15:00"))]);
    disk.run(&["calendar"]);
    let title = "Follow-up with Alice and Bob";
    let first = event(&disk.read("1-2-1s.ics"), title, "");
    assert_eq!(value(&first, "DTSTART"), "20261203T150000");
    assert!(!disk.read("1-2-1s.ics").contains("pager"), "its words are not for a calendar");
    disk.write("Daily/2026-11-16.md", &line("2026-12-04"));
    disk.run(&["build"]);
    let second = event(&disk.read("1-2-1s.ics"), title, "");
    assert_eq!(value(&second, "UID"), value(&first, "UID"));
    assert_eq!(value(&second, "SEQUENCE"), "1");
    assert!(
        second.contains(&"DTSTART;VALUE=DATE:20261204".to_owned()),
        "without a time the whole day"
    );
    assert!(second.contains(&"TRANSP:TRANSPARENT".to_owned()));
    disk.write("Daily/2026-11-16.md", &line("2026-12-04").replace("[ ]", "[x]"));
    disk.run(&["build"]);
    assert!(!disk.read("1-2-1s.ics").contains("Follow-up"));
}

#[test]
fn row_27_the_calendar_is_kept_once_it_is_there_and_never_takes_anothers_place() {
    let disk = team("", &[]);
    disk.run(&["build"]);
    assert!(!disk.root.join("1-2-1s.ics").exists(), "nobody asked for it");
    disk.run(&["calendar"]);
    disk.write("People/Alice.md", "---\nkind: person\ncadence: 1w\nslot: wed 10:00\n---\n");
    assert!(disk.run(&["build"]).out.contains("1-2-1s.ics: 1-2-1s, follow-ups and rest: changed"));
    assert_eq!(disk.run(&["build"]).out, "");
    // What somebody wrote into it is kept first.
    let text = disk.read("1-2-1s.ics").replace("CALNAME:1-2-1s", "CALNAME:Mine");
    disk.write("1-2-1s.ics", &text);
    let ran = disk.run(&["build"]);
    assert!(ran.err.contains(".vault121/rescue/"), "{}", ran.err);
    assert!(disk.read("1-2-1s.ics").contains("CALNAME:1-2-1s"));
    // A merge that went wrong is mended, and the numbers go on.
    let bob = value(&event(&disk.read("1-2-1s.ics"), "1-2-1 with Bob", ""), "SEQUENCE");
    let torn = format!("<<<<<<< HEAD\r\n{}=======\r\n", disk.read("1-2-1s.ics"));
    disk.write("1-2-1s.ics", &torn);
    disk.run(&["build"]);
    let mended = disk.read("1-2-1s.ics");
    assert!(!mended.contains("<<<<"), "{mended}");
    assert_eq!(value(&event(&mended, "1-2-1 with Bob", ""), "SEQUENCE"), bob);
    let other =
        team("", &[("1-2-1s.ics", "BEGIN:VCALENDAR\nPRODID:-//other//EN\nEND:VCALENDAR\n")]);
    assert_eq!(other.run(&["build"]).code, 0);
    let ran = other.run(&["calendar"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err.contains("another program's file") && other.read("1-2-1s.ics").contains("other")
    );
    other.write(CONFIG, "paths: {calendar: cal/lead.ics}\npages: {calendar: yes}\n");
    assert!(other.run(&["build"]).out.contains("cal/lead.ics: new:"));
    other.write(CONFIG, "paths: {calendar: cal/lead.ics}\npages: {calendar: no}\n");
    assert!(other.run(&["clean"]).out.contains("cal/lead.ics"));
    other.write(CONFIG, "timezone: Europe/Berln\n");
    assert!(other.run(&["check"]).out.contains("did you mean `Europe/Berlin`?"));
}

const SCORES: [(&str, &str); 3] = [
    (
        "People/Ines scorecard first.md",
        "---\nperson: ines\ndate: 2026-10-01\n---\n- #score/rust 2 can read it\n- #score/go 3/10 the basics\n",
    ),
    (
        "People/Ines scorecard.md",
        "---\nperson: ines\ndate: 2026-11-05\n---\n- #score/rust 3.5 of 5 still fighting lifetimes\n",
    ),
    (
        "People/Alice scorecard.md",
        "---\nperson: alice\ndate: 2026-11-05\n---\n- #score/rust 5 fluent, quokka\n",
    ),
];

fn scored() -> Vec<(String, String)> {
    let people = [
        met("Alice", "cadence: 1w\nagenda: yes\nslot: tue\n", "2026-11-17"),
        met("Ines", "cadence: 1w\nagenda: yes\nslot: tue 15:00\n", "2026-11-17"),
    ];
    notes(&people, "", &SCORES)
}

#[test]
fn row_29_own_scores_stand_on_a_page_for_the_person_with_a_line_over_time() {
    let all = outcome(&borrowed(&scored()), TODAY);
    let scores = page(&all, "1-2-1s/Ines/Ines scores.md", "scores");
    assert!(scores.contains("### rust\n\n- 1 Oct 2026: 2 can read it · [["), "{scores}");
    assert!(
        scores.contains(
            "![Own scores of Ines: go 3 of 10, rust 3.5 of 5](./Ines%20scores.scores.svg)"
        ),
        "{scores}"
    );
    let file = "1-2-1s/Ines/Ines scores.scores.svg";
    let drawn = all.plan.edits.iter().find(|edit| edit.path.as_str() == file).unwrap();
    let svg = drawn.whole_text().unwrap();
    for fact in [
        "rust, now 3.5 of 5",
        "5 Nov 2026: 3.5",
        "1 Oct 2026: 2",
        "<title id=\"t\">",
        "<desc id=\"d\">",
    ] {
        assert!(svg.contains(fact), "{fact} is not in {svg}");
    }
    let alice = page(&all, "1-2-1s/Alice/Alice scores.md", "scores");
    assert!(alice.contains("5 fluent") && !alice.contains("svg"), "one point is no line: {alice}");
}

/// Never beside a colleague, never in team, review or status output.
#[test]
fn row_29_own_scores_are_on_no_other_page_and_in_no_other_output() {
    let notes = scored();
    let disk = Disk::new(&borrowed(&notes));
    disk.run(&["build"]);
    let own = ["scores.md", "scores.scores.svg", "scorecard.md", "scorecard first.md"];
    for (path, bytes) in disk.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let is_own = own.iter().any(|end| path.ends_with(end));
        let told = ["quokka", "lifetimes", "can read it", "the basics"];
        let found = told.iter().any(|word| text.contains(word));
        assert!(!found || is_own, "{path} tells a score:\n{text}");
        let others = if path.contains("Ines") { "quokka" } else { "lifetimes" };
        assert!(!text.contains(others), "{path} tells a colleague's score");
    }
    for command in [
        &["status"][..],
        &["prep", "ines", "--print"],
        &["prep", "alice", "--print"],
        &["list", "people"],
        &["review", "ines", "--since", "2026-01-01"],
        &["calendar", "--print"],
    ] {
        let out = disk.run(command).out;
        for word in ["quokka", "lifetimes", "3.5", "can read it"] {
            assert!(!out.contains(word), "{command:?} tells {word}");
        }
    }
    let all = disk.run(&["list", "scores"]);
    assert_eq!(all.code, 2);
    assert!(
        all.err.contains("never stand beside a colleague's") && all.out.is_empty(),
        "{}",
        all.err
    );
    let one = disk.run(&["list", "scores", "--person", "ines"]).out;
    assert!(one.contains("lifetimes") && !one.contains("quokka"), "{one}");
}

const DRAWN: &str = "- [ ] #goal/cka @alice Pass \"CKA\" & go on [set:: 2026-09-01] [due:: 2026-12-01]\n\
    - [x] #goal/talk @alice Speak [set:: 2026-10-01] [done:: 2026-11-10]\n\
    - [ ] #goal/plain @alice Without any day\n";

fn drawn(more: &[(&str, &str)], config: &str) -> Disk {
    let people = [met("Alice", "cadence: 1w\nslot: tue\n", "2026-11-17")];
    let mut all: Vec<(&str, &str)> = vec![
        ("Goals.md", DRAWN),
        ("Daily/2026-10-20.md", "- #goal/cka @alice two chapters left\n"),
        ("1-2-1s/Alice/2026-11-03.md", "mood:: 2\n\nx\n"),
        ("1-2-1s/Alice/2026-11-10.md", "mood:: 4\n\nx\n"),
    ];
    all.extend(more);
    Disk::new(&borrowed(&notes(&people, config, &all)))
}

#[test]
fn row_29_goals_and_mood_are_drawn_beside_the_rollup() {
    let disk = drawn(&[], "");
    let ran = disk.run(&["build"]);
    assert!(
        ran.out.contains("1-2-1s/Alice/Alice rollup.goals.svg: new: picture for Alice"),
        "{}",
        ran.out
    );
    let goals = disk.read("1-2-1s/Alice/Alice rollup.goals.svg");
    for fact in [
        "Pass &quot;CKA&quot; &amp; go on <tspan class=\"m\">due 1 Dec 2026",
        "done 10 Nov 2026",
        "news 20 Oct 2026",
        "prefers-color-scheme:dark",
        "role=\"img\"",
    ] {
        assert!(goals.contains(fact), "{fact} is not in {goals}");
    }
    assert!(!goals.contains("Without any day"), "nothing to draw of it");
    assert!(disk.read("1-2-1s/Alice/Alice rollup.mood.svg").contains("3 Nov 2026: 2"));
    let rollup = disk.read("1-2-1s/Alice/Alice rollup.md");
    for fact in [
        "![Goals of Alice over time: 1 open, 1 done](./Alice%20rollup.goals.svg)",
        "![Mood of Alice by 1-2-1: 2 on 3 Nov 2026, 4 on 10 Nov 2026](./Alice%20rollup.mood.svg)",
        "- 3 Nov 2026: 2, 10 Nov 2026: 4",
    ] {
        assert!(rollup.contains(fact), "{fact} is not in {rollup}");
    }
    assert_eq!(disk.run(&["build"]).out, "", "the second build is silent");
    assert_eq!(disk.run_on("2026-11-25", &["build"]).out.matches("svg").count(), 0, "and a night");
}

#[test]
fn row_29_pictures_can_be_turned_off_and_nothing_is_deleted_on_its_own() {
    let disk = drawn(&[], "");
    disk.run(&["build"]);
    disk.write(CONFIG, "pages: {pictures: no}\n");
    disk.run(&["build"]);
    assert!(!disk.read("1-2-1s/Alice/Alice rollup.md").contains("svg"));
    let path = "1-2-1s/Alice/Alice rollup.goals.svg";
    assert!(disk.root.join(path).exists(), "nothing is deleted on its own");
    assert!(disk.run(&["clean"]).out.contains(path));
    disk.run(&["clean", "--remove"]);
    assert!(!disk.root.join(path).exists());
    let own = [(path, "<svg>somebody's own</svg>\n")];
    let disk = drawn(&own, "");
    let ran = disk.run(&["build"]);
    assert!(
        ran.err.contains("another program's file") && disk.read(path).contains("somebody's own")
    );
    assert!(disk.run(&["clean"]).err.contains("nothing to clean"));
}

#[test]
fn row_29_pictures_of_a_dendron_vault_have_dots() {
    let disk = Disk::new(&[
        ("dendron.yml", "workspace:\n  vaults:\n    - fsPath: vault\n"),
        ("vault/root.md", "# Root\n"),
        (
            "vault/user.alice.md",
            "---\nkind: person\ncadence: 1w\n---\n- [ ] #goal/cka Pass [set:: 2026-09-01] [due:: 2026-12-01]\n",
        ),
    ]);
    disk.run(&["build"]);
    assert!(disk.read("vault/rollup.alice.md").contains("](./rollup.alice.goals.svg)"));
    assert!(disk.root.join("vault/rollup.alice.goals.svg").exists());
}
