//! Quick fixes of days: one that there is, one of the right year, one with its year.

use crate::lsp::days;
use crate::lsp::mend::{Asked, Fix};
use crate::lsp::mend_front;
use crate::text::date::Day;
use crate::text::date_parse::{self, Found};
use crate::text::span::Span;
use crate::vault::told::day_of_name;

/// Keys of days that are still to come.
const AHEAD: &[&str] = &["due", "hold", "later", "when", "scheduled", "start"];

/// A value that is no day, as one.
pub fn readable(asked: &Asked<'_>) -> Vec<Fix> {
    let today = asked.desk.known.model.today;
    let order = asked.desk.known.vault.config.date_order;
    if asked.is_in_front() {
        let line = asked.line.of(asked.text());
        let Some((key, value)) = line.split_once(':') else { return Vec::new() };
        let days = match (meant(value.trim(), today), key.trim()) {
            (Some(day), _) => vec![day],
            (None, "date") => {
                let name = day_of_name(&asked.buffer.path, order);
                vec![name.unwrap_or(today)]
            }
            (None, _) => vec![today],
        };
        let set = |day: Day| mend_front::set(asked, key.trim(), &day.to_string());
        return days.into_iter().filter_map(set).collect();
    }
    let Some((field, span)) = asked.field() else {
        return with_year(asked).or_else(|| without_time(asked)).into_iter().collect();
    };
    let value = span.of(asked.text());
    let days = match meant(value, today) {
        Some(day) => vec![day],
        None if AHEAD.contains(&field.key.as_str()) => {
            let words = ["fri", "2 weeks", "end of quarter"];
            words.iter().filter_map(|word| days::read_day_word(word, today)).collect()
        }
        None => vec![today],
    };
    days.into_iter().map(|day| asked.write(span, &day.to_string())).collect()
}

/// The day of the note's name in its front matter.
pub fn of_name(asked: &Asked<'_>) -> Option<Fix> {
    let order = asked.desk.known.vault.config.date_order;
    let name = day_of_name(&asked.buffer.path, order)?;
    mend_front::set(asked, "date", &name.to_string())
}

/// The day that a text means: in words, or with a part that is too large.
fn meant(text: &str, today: Day) -> Option<Day> {
    days::read_day_word(text, today).or_else(|| {
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        let [year, month, day] = parts[..] else { return None };
        let (year, month) = (year.parse::<i16>().ok()?, month.parse::<i8>().ok()?);
        let day = day.get(..2.min(day.len()))?.parse::<i8>().ok()?;
        if year < 1000 {
            return None;
        }
        match month {
            1..=12 if day > 28 => (28..day).rev().find_map(|day| Day::new(year, month, day)),
            13.. => Day::new(year, day, month),
            _ => None,
        }
    })
}

/// `16.11.` of a heading with the newest year that is not to come.
fn with_year(asked: &Asked<'_>) -> Option<Fix> {
    let order = asked.desk.known.vault.config.date_order;
    let today = asked.desk.known.model.today;
    let said = asked.said();
    let old = *said.first()?;
    let Some(Found::Day(day, _)) = date_parse::find(old, order, Some(today)) else { return None };
    let year = (0..=1).map(|back| today.year() - back).find(|year| {
        let there = Day::new(*year, day.month(), day.day());
        there.is_some_and(|there| there <= today)
    })?;
    let at = asked.line.of(asked.text()).find(old)?;
    let start = asked.line.start + at;
    let new = match old.ends_with('.') {
        true => format!("{old}{year}"),
        false => format!("{old} {year}"),
    };
    Some(asked.write(Span::new(start, start + old.len()), &new))
}

/// `[when:: 2026-12-03 late]` without what is no time.
fn without_time(asked: &Asked<'_>) -> Option<Fix> {
    let item = &asked.buffer.note.items[asked.item()?];
    let said = asked.said();
    let words = *said.first()?;
    let field = item.fields.iter().find(|field| field.value.ends_with(words))?;
    let span = asked.buffer.span_of_place(&field.place);
    let at = span.of(asked.text()).rfind(&field.value)?;
    let value = Span::new(span.start + at, span.start + at + field.value.len());
    let day = field.value.strip_suffix(words)?.trim_end();
    (!day.is_empty()).then(|| asked.write(value, day))
}

/// A day of an odd year in the year of the days beside it.
pub fn right_year(asked: &Asked<'_>) -> Vec<Fix> {
    let message = &asked.problem.message;
    let words = message.split(|c: char| !c.is_ascii_digit() && c != '-');
    let days: Vec<Day> = words.filter_map(Day::iso).collect();
    let [odd, near, ..] = days[..] else { return Vec::new() };
    let is_due = message.starts_with("due ");
    let years = [near.year(), near.year() + 1, near.year() - 1];
    let fits = |day: &Day| *day != odd && (!is_due || *day >= near);
    let there = years.iter().filter_map(|year| Day::new(*year, odd.month(), odd.day()));
    let mut days: Vec<Day> = there.filter(fits).collect();
    days.sort_by_key(|day| day.days_since(near).abs());
    days.truncate(1);
    let line = asked.line.of(asked.text());
    let old = odd.year().to_string();
    // The day itself, else the one place with its year.
    let whole = line.find(&odd.to_string());
    let at = whole.or_else(|| line.find(&old).filter(|at| line.rfind(&old) == Some(*at)));
    let Some(at) = at else { return Vec::new() };
    let start = asked.line.start + at;
    let fix = |day: Day| {
        let span = Span::new(start, start + old.len());
        asked.fix(format!("write the year {}", day.year()), vec![(span, day.year().to_string())])
    };
    days.into_iter().map(fix).collect()
}

/// The year once, above the first of the days that have none.
pub fn year_above(asked: &Asked<'_>) -> Option<Fix> {
    let title = asked.offered().into_iter().find(|text| text.starts_with("# "))?;
    let known = asked.desk.known;
    let here = known.model.meetings.all.iter().filter(|met| met.path == asked.buffer.path);
    let first = here.filter(|met| met.year_assumed).map(|met| met.line).min()?;
    let heading = asked.buffer.note.headings.iter().find(|one| one.place.line == first)?;
    // A year stands for the days below it, so above its own level there has to be one.
    let sign = "#".repeat(usize::from(heading.level).checked_sub(1).filter(|level| *level > 0)?);
    let start = asked.buffer.text.line_span(asked.buffer.zero_based_line(first)).start;
    let ending = crate::text::span::line_ending(asked.text());
    let year = title.trim_start_matches(['#', ' ']);
    let text = format!("{sign} {year}{ending}{ending}");
    Some(asked.insert(format!("write `{sign} {year}` above"), start, text))
}
