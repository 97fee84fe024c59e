//! Rows 27 to 29 of the practice: batch and day sheet, follow-ups and the calendar, scores and
//! pictures.

use crate::support::{Disk, TODAY, day, outcome, page, vault};
use proptest::prelude::*;
use vault121::base::codes::Code;
use vault121::base::date::{Day, clock};
use vault121::model::diary::{Sitting, Who};
use vault121::model::model::Model;
use vault121::page::pipeline::Outcome;

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
            Who::Person(id) => id.to_string(),
            Who::FollowUp(_) => "follow-up".to_owned(),
            Who::Rest => "rest".to_owned(),
        };
        let time = one.minute.map_or("all day".to_owned(), clock);
        format!("{time} {who} {}", one.minutes)
    };
    let all: Vec<String> = model.diary.on(day(date)).into_iter().map(shown).collect();
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

#[test]
fn row_27_the_next_dates_follow_the_cadence() {
    let next = |front: &'static str, last: &'static str| {
        let all = with(&[met("Alice", front, last)], "", &[]);
        let person = all.model.people.others().next().unwrap().clone();
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
    assert_eq!(sheets(&with(&people, "", &more)), Vec::<String>::new(), "only with a batch");
    assert_eq!(sheets(&with(&people[..1], BATCH, &more)), Vec::<String>::new(), "one needs none");
    let off = format!("{BATCH}pages: {{day: no}}\n");
    assert_eq!(sheets(&with(&people, &off, &more)), Vec::<String>::new());
    let one_file = format!("{BATCH}paths: {{day: \"Day.md\"}}\n");
    assert_eq!(sheets(&with(&people, &one_file, &more)), ["Day.md"]);
    let prep = page(&all, "1-2-1s/Bob/2026-11-24.md", "prep");
    assert!(prep.starts_with("## Bob, Tue 24 Nov 2026, 13:30, 25 min"), "{prep}");
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
        let model = Model::of(&vault, day(TODAY));
        let clashes = model.diagnostics.iter().any(|d| d.code == Code::SlotClash);
        for days in 0..100 {
            let date = day(TODAY).plus(days);
            let sittings = model.diary.on(date);
            for (at, one) in sittings.iter().enumerate() {
                for other in &sittings[..at] {
                    prop_assert!(!one.clashes(other) || (one.chosen && other.chosen && clashes),
                        "{date}: {one:?} and {other:?} in {sittings:?}");
                }
            }
        }
    }

    /// A night that passes moves nothing.
    #[test]
    fn row_27_times_do_not_depend_on_today(notes in anybody(), nights in 1..6_i64) {
        let vault = vault(&borrowed(&notes));
        let model = Model::of(&vault, day(TODAY));
        let later = Model::of(&vault, day(TODAY).plus(nights));
        let far = |model: &Model, date: Day| {
            let all = model.diary.on(date).into_iter();
            all.map(|one| (one.who, one.minute)).collect::<Vec<_>>()
        };
        for days in 0..60 {
            let date = day(TODAY).plus(nights + days);
            prop_assert_eq!(far(&model, date), far(&later, date), "{}", date);
        }
    }
}
