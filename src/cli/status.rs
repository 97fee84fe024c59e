//! `vault121 status`: who is next, who waited long, what I owe, what is missing.

use crate::app::reminding::Reminding;
use crate::cli::build::Format;
use crate::cli::context::{CommandContext, Done, FINE, Failure};
use crate::fs::manners::{Manners, git_at_work};
use crate::fs::merge_told;
use crate::kind::Kind;
use crate::model::json_rows::{HeldRow, SCHEMA};
use crate::model::model::Model;
use crate::model::reminders::reminders;
use crate::pages::pages::Ask;
use crate::pages::pipeline::Outcome;
use crate::pages::view::lens::{day_count, due_words};
use crate::people::person::Person;
use crate::process;
use crate::records::asking::tally;
use crate::records::due;
use crate::records::promise::Action;
use crate::records::question::same_name;
use crate::schedule::schedule;
use crate::text::date::{Day, clock};
use crate::text::json;
use clap::Args;
use serde::Serialize;

/// Show who is next, who waited long, what you owe and what is missing
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Tell through the desktop what is near or due, each thing once a day; for a timer
    #[arg(long, conflicts_with = "format")]
    pub notify: bool,
}

/// Runs the command.
///
/// # Errors
/// When there is no vault.
pub fn run(args: &StatusArgs, context: &CommandContext) -> Done {
    if args.notify {
        return notify(context);
    }
    context.start_paging();
    let session = context.open_session()?;
    let outcome = session.outcome(&Ask::default());
    let model = &outcome.model;
    let reports: Vec<&Person> =
        model.reports().filter(|person| !model.is_dormant(person)).collect();
    if args.format == Format::Json {
        context.ui.print_line(&json::pretty(&report(model, &outcome, &reports)));
        return Ok(FINE);
    }
    context.ui.diagnostics(session.root(), &merge_told::take(session.root()), true);
    if reports.is_empty() {
        if let resting @ 1.. = model.reports().count() {
            let who =
                if resting == 1 { "1 person was".into() } else { format!("{resting} people were") };
            context.ui.print_line("nobody to prepare for");
            context.ui.say(&format!(
                "{who} not met for twelve weeks: `cadence: 1w` in their note starts again"
            ));
            return Ok(FINE);
        }
        context.ui.print_line("nobody to prepare for yet");
        context.ui.say(
            "to begin, write a person note (`People/Alice.md`) with `cadence: 1w`, or a 1-2-1 note",
        );
        return Ok(FINE);
    }
    next(context, model, &reports);
    print_unsure(context, model, &reports);
    print_unprepared(context, model);
    not_met(context, model);
    to_hand_on(context, model);
    print_spread(context, model, &reports);
    print_waited(context, model, &reports);
    print_owed(context, model);
    print_silences(context, model, &reports);
    let stale = outcome.plan.edits.len();
    if stale > 0 {
        context.ui.print_line("");
        let what = if stale == 1 { "1 page is".to_owned() } else { format!("{stale} pages are") };
        context.ui.print_line(&match git_at_work(session.root(), Manners::Patient) {
            None => format!("{what} not up to date: `vault121 build`"),
            Some(why) => format!("{what} not up to date: {why}; look again when that is over"),
        });
    }
    print_held(context, &outcome);
    for reduced in session.missing_capabilities() {
        context.ui.say(&format!("reduced protection while notes are written: {}", reduced.message));
    }
    Ok(FINE)
}

/// Tells what is near or due, and prints what was told.
fn notify(context: &CommandContext) -> Done {
    let session = context.open_session()?;
    let model = session.outcome(&Ask::default()).model;
    let zone = model.config.timezone.as_ref().map(|zone| zone.name.as_str());
    let (minute, all) = (process::clock::minute(zone), reminders(&model));
    let told = Reminding::default().tell_due(session.root(), session.today, minute, &all);
    told.titles.iter().for_each(|title| context.ui.print_line(title));
    match told.failed {
        None => Ok(FINE),
        Some(why) => Err(Failure::new(
            why,
            "it is found by `DBUS_SESSION_BUS_ADDRESS`, which a timer of `cron` does not have",
        )),
    }
}

/// What `status --format json` prints.
#[derive(Serialize)]
struct StatusReport {
    schema: u32,
    today: String,
    next: Vec<StatusNextRow>,
    owed: Vec<OwedRow>,
    stale: usize,
    held: Vec<HeldRow>,
}

#[derive(Serialize)]
struct StatusNextRow {
    person: String,
    name: String,
    date: Option<String>,
    time: Option<String>,
    last_held: Option<String>,
    intention: bool,
    waited_days: Option<i64>,
}

#[derive(Serialize)]
struct OwedRow {
    person: Option<String>,
    text: String,
    due: Option<String>,
    opened: Option<String>,
    path: String,
    line: u32,
}

/// The next 1-2-1s, the soonest first, and what the lead owes, the most urgent first.
fn report(model: &Model, outcome: &Outcome, reports: &[&Person]) -> StatusReport {
    let mut next: Vec<StatusNextRow> = reports
        .iter()
        .map(|person| {
            let date = model.next_date(person);
            let time = date.and_then(|date| model.diary.time_of(&person.id, date));
            let last = model.last_held(&person.id, model.today.plus(1)).map(|last| last.date);
            StatusNextRow {
                person: person.id.to_string(),
                name: person.name.clone(),
                date: date.map(|date| date.to_string()),
                time: time.map(clock),
                last_held: last.map(|last| last.to_string()),
                intention: date.is_some_and(|date| has_intention(model, person, date)),
                waited_days: last.map(|last| model.today.days_since(last)),
            }
        })
        .collect();
    let when = |row: &StatusNextRow| (row.date.is_none(), row.date.clone(), row.time.clone());
    next.sort_by_key(when);
    let mine =
        model.actions.iter().filter(|action| action.is_open() && action.is_leads(&model.people));
    let row = |action: &Action| OwedRow {
        person: action.person.as_ref().map(ToString::to_string),
        text: action.text.clone(),
        due: action.due.map(|due| due.to_string()),
        opened: action.opened.map(|opened| opened.to_string()),
        path: action.source.path.to_string(),
        line: action.source.line,
    };
    let mut owed: Vec<OwedRow> = mine.map(row).collect();
    owed.sort_by_key(|row| (row.due.is_none(), row.due.clone()));
    let held = outcome.plan.held.iter();
    let held = held.map(|(path, why)| HeldRow { path: path.clone(), reason: why.clone() });
    StatusReport {
        schema: SCHEMA,
        today: model.today.to_string(),
        next,
        owed,
        stale: outcome.plan.edits.len(),
        held: held.collect(),
    }
}

/// When somebody is next met, to be sorted by: whether no day is known, which, whether no time is
/// known, which.
type NextKey = (bool, Option<Day>, bool, Option<u16>);

fn next(context: &CommandContext, model: &Model, reports: &[&Person]) {
    let mut rows: Vec<(NextKey, Vec<String>)> = reports
        .iter()
        .map(|person| {
            let next = model.next_date(person);
            let last = model.last_held(&person.id, model.today.plus(1));
            let intention = next.is_some_and(|next| has_intention(model, person, next));
            let rests = model.rests_since(person);
            let none = rests.map_or("not planned".to_owned(), |day| {
                format!("no preps since {}: the last three were not used", day.short(model.today))
            });
            let minute = next.and_then(|next| model.diary.time_of(&person.id, next));
            let away = person.absence(model.today);
            let when = next.map_or(none, |next| {
                let time = minute.map(|minute| format!(" {}", clock(minute))).unwrap_or_default();
                let away = away.map(|(_, to)| format!(", away until {}", to.short(model.today)));
                let away = away.unwrap_or_default();
                let leaves = person.left.map(|left| format!(", last day {}", left.short(next)));
                format!("{}{time}{away}{}", next.long(), leaves.unwrap_or_default())
            });
            // The first one has an intention of its own: to get to know each other.
            let leaves = person.left.is_some_and(|left| next.is_some_and(|next| next <= left));
            let word = match (intention, last) {
                (true, _) => "set",
                (false, _) if leaves => "farewell",
                (false, None) => "first meeting",
                (false, Some(_)) => "none yet",
            };
            let last = last.map_or("never".to_owned(), |last| {
                format!("{} ago", day_count(model.today.days_since(last.date)))
            });
            let row = vec![person.name.clone(), when, last, word.to_owned()];
            ((next.is_none(), next, minute.is_none(), minute), row)
        })
        .collect();
    rows.sort_by(|a, b| (a.0, &a.1[0]).cmp(&(b.0, &b.1[0])));
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
    context.ui.table(&["person", "next 1-2-1", "last met", "intention"], &rows);
}

/// 1-2-1s that passed with an untouched note: asked here and on the next prep.
fn print_unsure(context: &CommandContext, model: &Model, reports: &[&Person]) {
    let rows = reports.iter().filter_map(|person| {
        let meeting = model.unsure_meeting(&person.id, model.today)?;
        let day = meeting.date;
        let how = format!("`vault121 skip {} --date {day}`, or write a line in it", person.id);
        Some(vec![person.name.clone(), day.long(), how])
    });
    print_section(context, "was it held?", &rows.collect::<Vec<_>>());
}

/// Who left or has another lead, while something of theirs is open.
fn to_hand_on(context: &CommandContext, model: &Model) {
    let rows = model.people.other_people().filter_map(|person| {
        let goals = model.goals_of(&person.id).filter(|goal| goal.is_open()).count();
        let promises = model.actions_with(&person.id).filter(|action| action.is_open()).count();
        let left = model.gone_how(person)?;
        let open = [(goals, "open goal"), (promises, "open promise")].into_iter();
        let open = open.filter(|(count, _)| *count > 0).map(|(count, what)| match count {
            1 => format!("1 {what}"),
            count => format!("{count} {what}s"),
        });
        let open = open.collect::<Vec<_>>().join(", ");
        let how = format!("`vault121 handover {}`", person.id);
        (goals + promises > 0).then(|| vec![person.name.clone(), left, open, how])
    });
    print_section(context, "to hand on", &rows.collect::<Vec<_>>());
}

/// People with a note and nothing else: a slot that nobody wrote down is forgotten easily.
fn print_unprepared(context: &CommandContext, model: &Model) {
    no_prep(context, &model.unprepared_people(), "no `cadence:`, no `slot:`, no 1-2-1 note");
    let people = model.people.other_people().filter(|person| !model.is_gone(person));
    let people: Vec<&Person> = people.filter(|person| model.is_handed_on(person)).collect();
    no_prep(context, &people, "`lead:` in their note names somebody else");
}

/// People who were met, and not for twelve weeks: nobody is passed over in silence.
fn not_met(context: &CommandContext, model: &Model) {
    let people: Vec<&Person> = model.reports().filter(|person| model.is_dormant(person)).collect();
    let why = "not met for twelve weeks; `cadence: 1w` in their note starts again, \
               `left: DAY` says that they left";
    no_prep(context, &people, why);
}

fn no_prep(context: &CommandContext, people: &[&Person], why: &str) {
    const MOST: usize = 5;
    if people.is_empty() {
        return;
    }
    let names: Vec<&str> = people.iter().take(MOST).map(|one| one.name.as_str()).collect();
    let more = people.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    context.ui.say("");
    context.ui.say(&format!("no prep for {}{more}: {why}", names.join(", ")));
}

fn has_intention(model: &Model, person: &Person, next: Day) -> bool {
    let last = model.last_held(&person.id, next).map(|last| last.date);
    model.lines_on(Kind::Intention, &person.id).any(|line| {
        let of_next = line.meeting.as_ref().is_some_and(|meeting| meeting.date == next);
        let free = line.meeting.is_none()
            && line.date.is_some_and(|date| last.is_none_or(|last| date > last));
        !line.text.is_empty() && !line.is_closed() && (of_next || free)
    })
}

/// 1-2-1s of one week on many days cost more energy than a batch.
fn print_spread(context: &CommandContext, model: &Model, reports: &[&Person]) {
    const MANY_DAYS: usize = 3;
    let soon = model.today.plus(6);
    let mut dates: Vec<Day> = reports
        .iter()
        .filter_map(|person| model.next_date(person))
        .filter(|date| *date <= soon)
        .collect();
    let meetings = dates.len();
    dates.sort();
    dates.dedup();
    if dates.len() >= MANY_DAYS {
        context.ui.print_line("");
        context.ui.print_line(&format!(
            "{meetings} 1-2-1s in the next week, spread over {} days",
            dates.len()
        ));
    }
}

fn print_waited(context: &CommandContext, model: &Model, reports: &[&Person]) {
    let mut rows = Vec::new();
    let desk = model.schedule_facts();
    for person in reports {
        let cadence = schedule::cadence(&desk, person);
        let Some(last) = model.last_held(&person.id, model.today.plus(1)) else {
            continue;
        };
        // Nobody waits while they are away.
        let back = person.ended_absence(last.date, model.today).map(|(_, to)| to);
        let gone = model.today.days_since(back.unwrap_or(last.date));
        if gone > 2 * cadence.days() && person.absence(model.today).is_none() {
            let since = if back.is_some() { "they came back" } else { "the last 1-2-1" };
            rows.push(vec![person.name.clone(), format!("{} since {since}", day_count(gone))]);
        }
    }
    print_section(context, "waited long", &rows);
}

fn print_owed(context: &CommandContext, model: &Model) {
    let mine = model.actions.iter().filter(|action| {
        let person = action.person.as_ref().and_then(|id| model.people.with_id(id));
        let over = person.is_some_and(|person| model.is_gone(person));
        action.is_open() && action.is_leads(&model.people) && !over
    });
    let rows: Vec<Vec<String>> = mine
        .map(|action| {
            let to =
                action.person.as_ref().map(|id| model.people.first_name_of(id)).unwrap_or_default();
            let due = match (action.due, action.opened) {
                (Some(due), _) => due_words(due, model.today),
                (None, Some(opened)) => {
                    format!("{} old", day_count(model.today.days_since(opened)))
                }
                _ => String::new(),
            };
            let source = format!("{}:{}", action.source.path, action.source.line);
            let order = model.config.date_order;
            let words =
                action.due.map(|due| due::without_day(&action.text, due, order, action.opened));
            vec![to, words.unwrap_or_else(|| action.text.clone()), due, source]
        })
        .collect();
    // The words stand before their place, which is never wrapped.
    section_with(context, "you owe", &rows, 1);
}

/// The first feedback for the lead after many silences.
fn print_silences(context: &CommandContext, model: &Model, reports: &[&Person]) {
    let mut rows = Vec::new();
    for person in reports {
        let answers = model.answers_of(&person.id);
        for question in
            model.questions.iter().filter(|question| same_name(&question.slug, "for-me"))
        {
            let tally = tally(&answers, &person.id, &question.slug, model.today.plus(1));
            if let (true, Some(text)) = (tally.broke_silence, tally.last_text) {
                let after = format!("after {} silences", tally.silences);
                rows.push(vec![person.name.clone(), after, text]);
            }
        }
    }
    print_section(context, "first answers after a silence", &rows);
}

fn print_section(context: &CommandContext, title: &str, rows: &[Vec<String>]) {
    section_with(context, title, rows, rows.first().map_or(0, Vec::len).saturating_sub(1));
}

/// Rows below a title, with the column that holds words.
fn section_with(context: &CommandContext, title: &str, rows: &[Vec<String>], words: usize) {
    if !rows.is_empty() {
        context.ui.print_line("");
        context.ui.print_line(title);
        context.ui.rows_with(rows, words);
    }
}

fn print_held(context: &CommandContext, outcome: &Outcome) {
    for (path, why) in &outcome.plan.held {
        context.ui.print_line(&format!("{path}: cannot be written: {why}"));
    }
}
