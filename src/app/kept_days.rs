//! The day of a 1-2-1 that an outside calendar moved, kept in the prep that we made.
//!
//! A calendar forgets: exports hold a few weeks, and files go. So when such a 1-2-1 was held, its
//! day takes the place of the one that we wrote into the front matter. Any other line there, and a
//! note that is not ours, stays as it is.

use crate::app::session::Session;
use crate::fs::read::glance_at;
use crate::model::model::Model;
use crate::pages::line::LineEdit;
use crate::pages::plan::Edit;
use crate::people::meeting::Meeting;
use crate::text::date::Day;
use crate::text::ids::digest;
use crate::text::span::LineIndex;
use crate::vault::told::day_of_name;

/// With more days between them the name of a note counts, not its `date:`.
const MOST_DAYS: i64 = 31;

/// Whether the calendar tells of any day that is past and was moved.
pub fn may_be(session: &Session) -> bool {
    let mut times = session.vault().appointments.iter().flat_map(|one| &one.times);
    times.any(|time| time.at.is_some_and(|at| at.day != time.usual.day && at.day < session.today))
}

/// The edits that keep such days: for 1-2-1s that were held, once their day is over.
pub fn edits(session: &Session, model: &Model) -> Vec<Edit> {
    if session.vault().calendar_unread().is_some() {
        return Vec::new();
    }
    let past = |meeting: &&Meeting| meeting.date < model.today && meeting.held;
    let all = model.meetings.all.iter().map(AsRef::as_ref);
    all.filter(past).filter_map(|meeting| day_edit(session, model, meeting)).collect()
}

fn day_edit(session: &Session, model: &Model, meeting: &Meeting) -> Option<Edit> {
    let named = day_of_name(&meeting.path, model.config.date_order)?;
    let apart = named.days_since(meeting.date).abs();
    if meeting.heading.is_some() || apart == 0 || apart > MOST_DAYS {
        return None;
    }
    let note = session.vault().note(&meeting.path)?;
    note.region("prep")?;
    let line = note.front.place_of("date").line;
    let text = glance_at(&session.root().join(meeting.path.as_str()))?;
    let at = (line as usize).checked_sub(1)?;
    let before = LineIndex::new(&text).line_span(&text, at).of(&text).to_owned();
    let said = |day: Day| format!("date: {day}");
    if before.trim_end() != said(named) {
        return None;
    }
    let after = before.replacen(&said(named), &said(meeting.date), 1);
    let why = format!("{}, as the calendar had it", said(meeting.date));
    let edit = LineEdit { line, before: Some(before), after, note: digest(&text) };
    Some(Edit::of_lines(&meeting.path, why, vec![edit]))
}
