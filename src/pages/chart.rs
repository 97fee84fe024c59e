//! Pictures beside a page: goals over time, mood by 1-2-1, a person's own scores.
//!
//! Where things stand is decided here, in whole tenths of a unit, so that every machine draws the
//! same; how they look stands in `templates/pictures/`. The text of the page says the same facts.
//! A picture shows nothing of today, so a night that passes draws nothing anew: where things stand
//! is marked by the last 1-2-1.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Audience;
use crate::pages::escape::{clip, inert_text};
use crate::pages::template::Templates;
use crate::pages::view::drawn::Pictures;
use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::Lens;
use crate::people::person::Person;
use crate::records::goal::Goal;
use crate::records::score::{Score, scores};
use crate::text::date::Day;
use crate::text::ids::NotePath;
use crate::vault::config::Status;
use serde::Serialize;
use std::collections::BTreeMap;

/// A picture to be written.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The file beside the page.
    pub path: NotePath,
    pub text: String,
}

/// By this a picture is known to be ours.
const MARK: &str = "data-by=\"vault121\"";

/// Whether a file is a picture of ours.
pub fn is_ours(text: &str) -> bool {
    text.contains(MARK)
}

/// Units from the left edge to the first day, and to the last.
const LEFT: i64 = 16;
const RIGHT: i64 = 544;
/// Units of a goal's row.
const ROW: i64 = 46;
/// Goals on a picture; the text holds all.
const MOST_GOALS: usize = 12;
/// A goal of one day still is to be seen.
const LEAST_BAR_TENTHS: i64 = 60;
/// Characters that fit above a bar.
const MOST_TITLE: usize = 66;
/// Labels below the picture.
const MOST_TICKS: i64 = 7;

/// The pictures of a page about a person: the ways to embed them, and the files.
///
/// # Errors
/// What is wrong with a shipped picture's template.
pub fn of_person(
    lens: &Lens<'_>,
    person: &Person,
    templates: &Templates,
) -> Result<(Pictures, Vec<Drawn>), Diagnostic> {
    let mut pictures = Pictures::default();
    let mut drawn = Vec::new();
    let name = inert_text(&person.name);
    let mut draw = |ending: &str, alt: &str, text: String| {
        let stem = lens.path.stem();
        let path = NotePath::new(&lens.path.beside(&format!("{stem}.{ending}.svg"))).ok()?;
        let alt = alt.replace(['[', ']'], "");
        let address = crate::vault::layout::relative(lens.path, &path);
        drawn.push(Drawn { path, text });
        Some(format!("![{alt}](./{address})"))
    };
    if let Some(facts) = goals_chart(lens, person) {
        let alt = format!("Goals of {name} over time: {}", facts.summary);
        pictures.goals = draw("goals", &alt, templates.picture("goals", &facts)?);
    }
    if let Some(facts) = mood(lens, person) {
        let alt = format!("Mood of {name} by 1-2-1: {}", facts.summary);
        pictures.mood = draw("mood", &alt, templates.picture("mood", &facts)?);
    }
    if let Some(facts) = own_scores(lens, person) {
        let alt = format!("Own scores of {name}: {}", facts.summary);
        pictures.scores = draw("scores", &alt, templates.picture("scores", &facts)?);
    }
    Ok((pictures, drawn))
}

/// Days from the first of a month to the first of another, over the width of the picture.
struct Axis {
    first: Day,
    days: i64,
    left: i64,
}

/// A label below, with the line above it.
#[derive(Debug, Serialize)]
struct ChartTick {
    x: String,
    label: String,
}

impl Axis {
    fn over_days(days: &[Day], left: i64) -> Option<Axis> {
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        let first = first.plus(1 - i64::from(first.day()));
        let end = last.plus(1 - i64::from(last.day())).plus_months(1);
        Some(Axis { first, days: end.days_since(first).max(1), left })
    }

    fn tenths(&self, day: Day) -> i64 {
        self.left * 10 + (RIGHT - self.left) * 10 * day.days_since(self.first) / self.days
    }

    fn day_x(&self, day: Day) -> String {
        units(self.tenths(day))
    }

    fn ticks(&self) -> Vec<ChartTick> {
        let months = self.days / 28;
        let step = [1, 2, 3, 6, 12, 24, 60, 120]
            .into_iter()
            .find(|step| months / step < MOST_TICKS)
            .unwrap_or(240);
        let mut ticks = Vec::new();
        let mut day = self.first;
        if step >= 12 {
            day = Day::new(day.year() + i16::from(day.month() > 1), 1, 1).unwrap_or(day);
        }
        // A label stands to the right of its line and needs some room.
        const ROOM_TENTHS: i64 = 560;
        while self.tenths(day) <= RIGHT * 10 - ROOM_TENTHS {
            let short = day.short(day);
            let month = short.split(' ').nth(1).unwrap_or_default().to_owned();
            let label = match (step >= 12, ticks.is_empty() || day.month() as i64 <= step) {
                (true, _) => day.year().to_string(),
                (false, true) => format!("{month} {}", day.year()),
                (false, false) => month,
            };
            ticks.push(ChartTick { x: self.day_x(day), label });
            day = day.plus_months(step);
        }
        ticks
    }
}

/// Tenths as units: `12`, `12.5`.
fn units(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// A user's words in a picture: those of a page, without what Markdown wants escaped.
fn picture_words(text: &str, most: usize) -> String {
    let text = inert_text(text).replace("\\<", "<").replace("\\|", "|").replace("\\^", "^");
    // Letters of the far east are twice as wide.
    let wide = text.chars().filter(|c| *c >= '\u{2e80}').count();
    let most = if wide * 2 > text.chars().count() { most / 2 } else { most };
    clip(&text, most)
}

#[derive(Debug, Serialize)]
struct GoalsFacts {
    name: String,
    summary: String,
    height: i64,
    bottom: i64,
    ticks: Vec<ChartTick>,
    rows: Vec<GoalFacts>,
    more: usize,
    /// The last 1-2-1, where it lies on the axis.
    now: Option<ChartTick>,
}

#[derive(Debug, Serialize)]
struct GoalFacts {
    title: String,
    when: String,
    done: bool,
    text_y: i64,
    bar_y: i64,
    from: String,
    width: String,
    due: Option<String>,
    closed: Option<String>,
    news: Vec<Dot>,
}

#[derive(Debug, Serialize)]
struct Dot {
    x: String,
    y: String,
    label: String,
}

fn goals_chart(lens: &Lens<'_>, person: &Person) -> Option<GoalsFacts> {
    let all = lens.goals_of(&person.id);
    let all: Vec<&Goal> = all.iter().map(AsRef::as_ref).collect();
    let news = |goal: &Goal| -> Vec<Day> {
        let seen = goal.news.iter().filter(|news| news.audience.reaches_reader(lens.audience));
        let mut days: Vec<Day> = seen.filter_map(|news| news.date).collect();
        days.dedup();
        days
    };
    let days = |goal: &Goal| -> Vec<Day> {
        let mut days: Vec<Day> = [goal.set, goal.due, goal.closed].into_iter().flatten().collect();
        days.extend(news(goal));
        days
    };
    let told = |goal: &&&Goal| goal.status != Status::Dropped && !days(goal).is_empty();
    let (open, closed): (Vec<&Goal>, Vec<&Goal>) =
        all.iter().filter(told).copied().partition(|goal| goal.is_open());
    // A picture of done goals alone has nothing to look forward to; the text has them.
    if open.is_empty() {
        return None;
    }
    let (count_open, count_done) = (open.len(), closed.len());
    let mut rows: Vec<&Goal> = open.into_iter().chain(closed).collect();
    let more = rows.len().saturating_sub(MOST_GOALS);
    rows.truncate(MOST_GOALS);
    let axis = Axis::over_days(&rows.iter().flat_map(|goal| days(goal)).collect::<Vec<_>>(), LEFT)?;
    let row = |(at, goal): (usize, &&Goal)| {
        let top = 44 + ROW * at as i64;
        let own = days(goal);
        let begin = goal.set.or(own.iter().min().copied()).unwrap_or(axis.first);
        let end = own.iter().max().copied().unwrap_or(begin).max(begin);
        let when = match (goal.closed, goal.due) {
            (Some(closed), _) if !goal.is_open() => format!("done {}", whole_day(closed)),
            (_, Some(due)) => format!("due {}", whole_day(due)),
            _ => goal.status.word().to_owned(),
        };
        let dot = |day: Day| Dot {
            x: axis.day_x(day),
            y: (top + 22).to_string(),
            label: format!("news {}", whole_day(day)),
        };
        GoalFacts {
            title: picture_words(&goal.title, MOST_TITLE - when.len()),
            when,
            done: !goal.is_open(),
            text_y: top + 8,
            bar_y: top + 22,
            from: axis.day_x(begin),
            width: units((axis.tenths(end) - axis.tenths(begin)).max(LEAST_BAR_TENTHS)),
            due: goal.due.map(|due| axis.day_x(due)),
            closed: goal.closed.filter(|_| !goal.is_open()).map(|day| axis.day_x(day)),
            news: news(goal).into_iter().map(dot).collect(),
        }
    };
    let bottom = 44 + ROW * rows.len() as i64;
    let done = if count_done > 0 { format!(", {count_done} done") } else { String::new() };
    let last = lens.model.last_held(&person.id, lens.model.today.plus(1)).map(|last| last.date);
    let now = last.filter(|day| *day >= axis.first && day.days_since(axis.first) <= axis.days);
    let now = now.map(|day| ChartTick {
        x: axis.day_x(day),
        label: format!("last 1-2-1, {}", whole_day(day)),
    });
    Some(GoalsFacts {
        now,
        name: picture_words(&person.name, MOST_TITLE),
        summary: format!("{count_open} open{done}"),
        height: bottom + if more > 0 { 66 } else { 48 },
        bottom,
        ticks: axis.ticks(),
        rows: rows.iter().enumerate().map(row).collect(),
        more,
    })
}

#[derive(Debug, Serialize)]
struct LineFacts {
    name: String,
    summary: String,
    height: i64,
    bottom: i64,
    left: i64,
    ticks: Vec<ChartTick>,
    charts: Vec<Chart>,
}

/// A line over time.
#[derive(Debug, Serialize)]
struct Chart {
    title: String,
    title_y: i64,
    levels: Vec<ChartLevel>,
    points: String,
    dots: Vec<Dot>,
}

/// A level with its number at the left.
#[derive(Debug, Serialize)]
struct ChartLevel {
    y: String,
    label: String,
}

/// Units between the numbers at the left and the first day.
const LINE_LEFT: i64 = 36;

fn chart(
    axis: &Axis,
    title: (String, i64),
    (top, height): (i64, i64),
    levels: (u32, u32, &[u32]),
    values: &[(Day, u32)],
) -> Chart {
    let (low, high, shown) = levels;
    let y = |tenths: u32| {
        let above = i64::from(high * 10) - i64::from(tenths);
        units(top * 10 + height * 10 * above / i64::from((high - low) * 10).max(1))
    };
    let dot = |(day, tenths): &(Day, u32)| Dot {
        x: axis.day_x(*day),
        y: y(*tenths),
        label: format!("{}: {}", whole_day(*day), units(i64::from(*tenths))),
    };
    let dots: Vec<Dot> = values.iter().map(dot).collect();
    let points: Vec<String> = dots.iter().map(|dot| format!("{},{}", dot.x, dot.y)).collect();
    let level = |level: &u32| ChartLevel { y: y(level * 10), label: level.to_string() };
    let levels = shown.iter().map(level).collect();
    Chart { title: title.0, title_y: title.1, levels, points: points.join(" "), dots }
}

/// Mood is the lead's to see; one of it is no line.
fn mood(lens: &Lens<'_>, person: &Person) -> Option<LineFacts> {
    if lens.audience != Audience::Lead {
        return None;
    }
    let values = mood_values(lens, person);
    let (first, last) = (values.first()?, values.last()?);
    if values.len() < 2 {
        return None;
    }
    let axis = Axis::over_days(&values.iter().map(|(day, _)| *day).collect::<Vec<_>>(), LINE_LEFT)?;
    let summary = format!(
        "{} on {}, {} on {}",
        units(i64::from(first.1)),
        whole_day(first.0),
        units(i64::from(last.1)),
        whole_day(last.0)
    );
    let chart = chart(&axis, (String::new(), 0), (44, 112), (1, 5, &[1, 2, 3, 4, 5]), &values);
    Some(LineFacts {
        name: picture_words(&person.name, MOST_TITLE),
        summary,
        height: 196,
        bottom: 164,
        left: LINE_LEFT,
        ticks: axis.ticks(),
        charts: vec![chart],
    })
}

/// Mood by 1-2-1, in tenths.
fn mood_values(lens: &Lens<'_>, person: &Person) -> Vec<(Day, u32)> {
    let meetings = lens.model.meetings.meetings_with(&person.id).filter(|meeting| meeting.held);
    meetings.filter_map(|m| m.mood.map(|mood| (m.date, u32::from(mood) * 10))).collect()
}

/// A person's own scores are theirs to see: on a page for them, and on no other.
fn own_scores(lens: &Lens<'_>, person: &Person) -> Option<LineFacts> {
    const CHART: i64 = 92;
    if lens.audience != Audience::Person {
        return None;
    }
    let mut all = scores(&lens.model.lines, &person.id);
    all.retain(|score| score.line.audience.reaches_reader(lens.audience));
    let mut by_skill: BTreeMap<&str, Vec<&Score<'_>>> = BTreeMap::new();
    for score in all.iter().filter(|score| score.date.is_some()) {
        by_skill.entry(score.skill).or_default().push(score);
    }
    if by_skill.values().all(|scores| scores.len() < 2) {
        return None;
    }
    let days: Vec<Day> = all.iter().filter_map(|score| score.date).collect();
    let axis = Axis::over_days(&days, LINE_LEFT)?;
    let mut charts = Vec::new();
    let mut summary = Vec::new();
    for (at, (skill, scores)) in by_skill.iter().enumerate() {
        let top = 44 + CHART * at as i64;
        let best = scores.iter().map(|score| score.best).max().unwrap_or(5);
        let values: Vec<(Day, u32)> =
            scores.iter().filter_map(|s| s.date.map(|date| (date, s.tenths))).collect();
        let shown = [0, best.div_ceil(2), best];
        let last = values.last().map_or_else(String::new, |last| units(i64::from(last.1)));
        let skill = picture_words(&skill.replace('-', " "), MOST_TITLE);
        summary.push(format!("{skill} {last} of {best}"));
        let title = (format!("{skill}, now {last} of {best}"), top + 8);
        charts.push(chart(&axis, title, (top + 22, 52), (0, best, &shown), &values));
    }
    let bottom = 44 + CHART * charts.len() as i64;
    Some(LineFacts {
        name: picture_words(&person.name, MOST_TITLE),
        summary: summary.join(", "),
        height: bottom + 30,
        bottom,
        left: LINE_LEFT,
        ticks: axis.ticks(),
        charts,
    })
}
