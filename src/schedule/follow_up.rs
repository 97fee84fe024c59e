//! Follow-ups: wider discussions that want a time of their own.
//!
//! `- [ ] #follow-up @alice the pager load [when:: 2026-12-03 15:00] [with:: @bob]`. Without a
//! time it is a matter of the whole day: a time that nobody set would be a guess.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::people::people::People;
use crate::records::practice::Line;
use crate::records::record::Source;
use crate::schedule::schedule::{DAY_MINUTES, ScheduleFacts};
use crate::text::date::{Day, minutes};
use crate::text::date_parse;
use crate::text::date_parse::Found;
use crate::text::ids::PersonId;
use crate::text::span::comparable_words;
use crate::vault::config::Config;
use std::sync::Arc;

/// A wider discussion at its own time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// With whom, all of them.
    pub people: Vec<PersonId>,
    pub day: Day,
    /// The time; without one it is a matter of the whole day.
    pub minute: Option<u16>,
    /// How long.
    pub minutes: u32,
    /// Its words, as they are compared: by them it is known when its day moves.
    pub words: String,
    /// Where it stands.
    pub source: Source,
}

/// Whether a follow-up was held or given up.
pub fn is_over(line: &Line) -> bool {
    line.is_closed() || line.field_value("held").is_some_and(|held| comparable_words(held) != "no")
}

/// All that are open and have a day.
pub fn follow_ups(
    desk: &ScheduleFacts<'_>,
    everyone: &People,
    lines: &[Arc<Line>],
    said: &mut Vec<Diagnostic>,
) -> Vec<FollowUp> {
    let open = lines.iter().filter(|line| line.kind == Kind::FollowUp && !is_over(line));
    let mut all: Vec<FollowUp> = open
        .filter_map(|line| {
            let (day, behind) = follow_up_day(desk.config, line, desk.today)?;
            let minute = date_parse::time(&behind);
            if minute.is_none() && !behind.trim().is_empty() {
                let message = format!("`{}` is no time of a day", behind.trim());
                let path = line.source.path.as_str();
                let problem = Diagnostic::about_file(Code::DateUnreadable, path, message);
                said.push(
                    problem
                        .at_line(line.source.line)
                        .hint("write it as `[when:: 2026-12-03 15:00]`"),
                );
            }
            let length =
                ["minutes", "length"].iter().find_map(|key| minutes(line.field_value(key)?));
            Some(FollowUp {
                people: parties(everyone, line),
                day,
                minute,
                minutes: length.unwrap_or(desk.config.minutes).clamp(5, DAY_MINUTES),
                words: comparable_words(&line.text),
                source: line.source.clone(),
            })
        })
        .collect();
    all.sort_by(|a, b| (a.day, a.minute, &a.source).cmp(&(b.day, b.minute, &b.source)));
    all
}

/// The day of a follow-up, and the time when one is given.
pub fn day_and_time(config: &Config, line: &Line, today: Day) -> Option<(Day, Option<u16>)> {
    follow_up_day(config, line, today).map(|(day, behind)| (day, date_parse::time(&behind)))
}

/// The day of a follow-up, and what stands behind it in its field.
fn follow_up_day(config: &Config, line: &Line, today: Day) -> Option<(Day, String)> {
    ["when", "scheduled", "due"].iter().find_map(|key| {
        let value = line.field_value(key)?;
        match date_parse::leading_date(value, config.date_order, line.date.or(Some(today))) {
            Some(Found::Day(day, span)) => {
                Some((day, value.get(span.end..).unwrap_or_default().to_owned()))
            }
            _ => None,
        }
    })
}

/// Whom a follow-up is with: the people it is about, and those named in `with`.
pub fn parties(everyone: &People, line: &Line) -> Vec<PersonId> {
    let mut people = line.people.clone();
    for name in line.field_value("with").unwrap_or_default().split([',', ';']) {
        let name = name.trim().trim_matches(['[', ']', '@']);
        let found = everyone.one_named(name).or_else(|| everyone.leading_person(name));
        people.extend(found.filter(|id| !people.contains(id)));
    }
    people
}
