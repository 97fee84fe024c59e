//! What was over time: outcomes by quarter, seasons, answers by question, own scores.

use crate::kind::{Audience, Kind};
use crate::pages::escape::inert_text;
use crate::pages::view::lens::{Lens, TextLine};
use crate::pages::view::meeting::meeting_source;
use crate::people::meeting::Meeting;
use crate::people::person::Person;
use crate::records::practice::Line;
use crate::records::record::Source;
use crate::text::date::Day;
use crate::text::ids::{NotePath, PersonId};
use crate::vault::config::Status;
use serde::Serialize;
use std::collections::BTreeMap;

/// Rows under one word.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The word.
    pub name: String,
    /// The rows.
    pub items: Vec<TextLine>,
}

/// The 1-2-1s of a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct Quarter {
    /// `2026, fourth quarter`.
    pub name: String,
    /// Its 1-2-1s with an intention or an outcome, and outcomes between them, last first.
    pub rows: Vec<LedgerRow>,
}

/// A 1-2-1 in the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerRow {
    /// When.
    pub date: String,
    /// Intentions.
    pub intentions: Vec<String>,
    /// Outcomes.
    pub outcomes: Vec<String>,
    /// `yes`, `partly`, `no`.
    pub met: Option<crate::people::meeting::Met>,
    /// How they felt.
    pub mood: Option<u8>,
    /// The word that says it, where no number does.
    pub mood_word: Option<String>,
    /// Their season on that day, in a lead's page.
    pub season: Option<String>,
    /// The link.
    pub link: String,
}

/// What a month brought; one with nothing but 1-2-1s is a thin spot.
#[derive(Clone, Debug, Serialize)]
pub struct Month {
    /// `Nov 2026`.
    pub name: String,
    /// 1-2-1s held.
    pub met: usize,
    /// High fives.
    pub high_fives: usize,
    /// Watch outs, without those held back.
    pub watch_outs: usize,
    /// News on goals, and steps done.
    pub news: usize,
    /// Goals done.
    pub done: usize,
    /// No high five, no news on a goal, no goal done.
    pub thin: bool,
}

/// A day on a page that is read on any day: `17 Nov 2026`.
pub fn whole_day(day: Day) -> String {
    day.plain()
}

pub(crate) fn ledger(lens: &Lens<'_>, person: &Person) -> Vec<Quarter> {
    let mut lines: Vec<(&Line, Option<&Meeting>)> = Vec::new();
    for kind in [Kind::Intention, Kind::Outcome] {
        let said = lens.lines_on(kind, &person.id).filter(|line| !line.text.is_empty());
        lines.extend(said.map(|line| (line, lens.model.belongs_to(line, &person.id))));
    }
    // Which lines belong to which 1-2-1, by where that stands.
    let mut of_meeting: BTreeMap<(&NotePath, u32), Vec<&Line>> = BTreeMap::new();
    for (line, meeting) in &lines {
        if let Some(meeting) = meeting {
            of_meeting.entry((&meeting.path, meeting.line)).or_default().push(line);
        }
    }
    let held = lens.model.meetings.meetings_with(&person.id).filter(|meeting| meeting.held);
    let mut rows: Vec<(Day, LedgerRow)> = held
        .filter_map(|meeting| {
            let lines = of_meeting.get(&(&meeting.path, meeting.line))?;
            Some((meeting.date, meeting_row(lens, meeting, lines)))
        })
        .collect();
    // What came of it between two 1-2-1s is an outcome too.
    let between = lines
        .iter()
        .filter(|(line, own)| line.kind == Kind::Outcome && !own.is_some_and(|own| own.held));
    for (line, _) in between {
        if let Some(date) = line.date.filter(|date| *date <= lens.model.today) {
            let row = ledger_row(lens, &person.id, date, &line.source);
            rows.push((date, LedgerRow { outcomes: vec![lens.page_words(&line.text)], ..row }));
        }
    }
    rows.sort_by_key(|(date, _)| *date);
    let mut quarters: Vec<Quarter> = Vec::new();
    for (date, row) in rows.into_iter().rev() {
        let words = ["first", "second", "third", "fourth"];
        let at = usize::try_from(date.quarter() - 1).unwrap_or(0);
        let name = format!("{}, {} quarter", date.year(), words[at.min(3)]);
        match quarters.last_mut() {
            Some(quarter) if quarter.name == name => quarter.rows.push(row),
            _ => quarters.push(Quarter { name, rows: vec![row] }),
        }
    }
    quarters
}

fn meeting_row(lens: &Lens<'_>, meeting: &Meeting, lines: &[&Line]) -> LedgerRow {
    let texts = |kind: Kind| -> Vec<String> {
        let own = lines.iter().filter(|line| line.kind == kind);
        own.map(|line| lens.page_words(&line.text)).collect()
    };
    let lead = lens.audience == Audience::Lead;
    LedgerRow {
        intentions: texts(Kind::Intention),
        outcomes: texts(Kind::Outcome),
        met: meeting.met.filter(|_| lead),
        mood: meeting.mood.filter(|_| lead),
        mood_word: meeting.mood_word.clone().filter(|_| lead),
        ..ledger_row(lens, &meeting.person, meeting.date, &meeting_source(meeting))
    }
}

/// A row with its day, its season and its link.
fn ledger_row(lens: &Lens<'_>, person: &PersonId, date: Day, source: &Source) -> LedgerRow {
    let season = lens.model.seasons.season_on(person, date);
    LedgerRow {
        date: whole_day(date),
        intentions: Vec::new(),
        outcomes: Vec::new(),
        met: None,
        mood: None,
        mood_word: None,
        season: season
            .filter(|_| lens.audience == Audience::Lead)
            .map(|season| season.word().to_owned()),
        link: lens.link_to_source(source),
    }
}

/// Month by month, from the first of which anything is known to the last: an empty one between
/// them is there as well, and no month is there only because time has passed.
pub(crate) fn months(lens: &Lens<'_>, person: &Person) -> Vec<Month> {
    let model = lens.model;
    let mut months: BTreeMap<(i16, i8), Month> = BTreeMap::new();
    let mut count = |day: Option<Day>, what: &dyn Fn(&mut Month)| {
        if let Some(day) = day.filter(|day| *day <= model.today) {
            what(months.entry((day.year(), day.month())).or_insert_with(|| Month::empty(day)));
        }
    };
    for meeting in model.meetings.meetings_with(&person.id).filter(|meeting| meeting.held) {
        count(Some(meeting.date), &|month| month.met += 1);
    }
    for (feedback, state) in lens.feedback_to(&person.id, model.today) {
        if state.is_hidden() {
            continue;
        }
        count(feedback.date, &|month| {
            month.high_fives += usize::from(feedback.kind == Kind::HighFive);
            month.watch_outs += usize::from(feedback.kind == Kind::WatchOut);
        });
    }
    for goal in lens.goals_of(&person.id) {
        for news in goal.news.iter().filter(|news| news.audience.reaches_reader(lens.audience)) {
            count(news.date, &|month| month.news += 1);
        }
        for step in &goal.steps {
            count(step.date, &|month| month.news += 1);
        }
        let done = goal.closed.filter(|_| goal.status == Status::Done);
        count(done, &|month| month.done += 1);
    }
    let mut days = months.keys().filter_map(|(year, month)| Day::new(*year, *month, 1));
    let (first, last) = (days.clone().next(), days.next_back());
    let mut at = first;
    while let Some(day) = at.filter(|day| last.is_some_and(|last| *day < last)) {
        months.entry((day.year(), day.month())).or_insert_with(|| Month::empty(day));
        at = Some(day.plus_months(1));
    }
    let thin = |month: &Month| month.high_fives + month.news + month.done == 0;
    months.into_values().map(|month| Month { thin: thin(&month), ..month }).collect()
}

impl Month {
    fn empty(day: Day) -> Month {
        let name = whole_day(day).split_once(' ').map_or_else(String::new, |(_, rest)| rest.into());
        Month { name, met: 0, high_fives: 0, watch_outs: 0, news: 0, done: 0, thin: true }
    }
}

pub(crate) fn seasons(lens: &Lens<'_>, person: &Person) -> Vec<TextLine> {
    let changes = lens.model.seasons.changes(&person.id);
    changes
        .into_iter()
        .map(|said| TextLine {
            text: said.season.word().to_owned(),
            date: said.since.map(whole_day),
            link: said
                .source
                .as_ref()
                .map(|source| lens.link_to_source(source))
                .unwrap_or_default(),
        })
        .collect()
}

pub(crate) fn answers(lens: &Lens<'_>, person: &Person) -> Vec<Group> {
    let mut groups = Vec::new();
    for question in &lens.model.questions {
        let mut all = lens.model.answers_of(&person.id);
        all.retain(|answer| crate::records::question::same_name(&answer.question, &question.slug));
        let items: Vec<TextLine> = all
            .iter()
            .filter(|answer| !answer.silent && !answer.text.is_empty())
            .map(|answer| lens.dated_line(&answer.text, answer.date, &answer.source))
            .collect();
        if !all.is_empty() {
            let counts = format!("asked {}, answered {}", all.len(), items.len());
            groups
                .push(Group { name: format!("{} ({counts})", inert_text(&question.text)), items });
        }
    }
    groups
}

pub(crate) fn scores(lens: &Lens<'_>, person: &Person) -> Vec<Group> {
    let mut by_skill: BTreeMap<String, Vec<TextLine>> = BTreeMap::new();
    for line in lens.lines_on(Kind::Score, &person.id).filter(|line| line.in_own_note) {
        let Some(skill) = &line.rest else { continue };
        by_skill.entry(inert_text(&skill.replace('-', " "))).or_default().push(lens.dated_line(
            &line.text,
            line.date,
            &line.source,
        ));
    }
    by_skill.into_iter().map(|(name, items)| Group { name, items }).collect()
}

/// What a prep has no room for; what is older stands in its own note only.
pub(crate) fn lines_since(lens: &Lens<'_>, person: &Person) -> Vec<TextLine> {
    let model = lens.model;
    let last = model.last_held(&person.id, model.today).map(|last| last.date);
    let new = |day: Option<Day>| {
        day.is_some_and(|day| day <= model.today && last.is_none_or(|last| day >= last))
    };
    let lines = model.mentions_of(&person.id).filter(|line| new(line.date));
    lines
        .filter(|line| !model.is_guarded(line, &person.id, model.today))
        .map(|line| lens.dated_line(&line.text, line.date, &line.source))
        .collect()
}
