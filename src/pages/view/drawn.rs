//! What is drawn beside a page: how somebody felt, and which pictures the page embeds.

use crate::pages::view::ledger::whole_day;
use crate::pages::view::lens::Lens;
use crate::people::meeting::Meeting;
use crate::people::person::Person;
use serde::Serialize;

/// How they felt in a 1-2-1.
#[derive(Clone, Debug, Serialize)]
pub struct MoodPoint {
    /// When.
    pub date: String,
    /// 1 low, 5 high.
    pub mood: u8,
    /// The word that says it, where no number does.
    pub word: Option<String>,
}

/// A picture each, as it is embedded; none when there is nothing to draw.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pictures {
    /// Goals over time.
    pub goals: Option<String>,
    /// Mood by 1-2-1, on a page for the lead.
    pub mood: Option<String>,
    /// Own scores, on a page for themselves.
    pub scores: Option<String>,
}

/// How they felt in every 1-2-1 that was held and tells it.
pub(crate) fn mood_of_meetings(lens: &Lens<'_>, person: &Person) -> Vec<MoodPoint> {
    let held = lens.model.meetings.meetings_with(&person.id).filter(|meeting| meeting.held);
    let mood = |meeting: &Meeting| {
        let (date, word) = (whole_day(meeting.date), meeting.mood_word.clone());
        meeting.mood.map(|mood| MoodPoint { date, mood, word })
    };
    held.filter_map(mood).collect()
}
