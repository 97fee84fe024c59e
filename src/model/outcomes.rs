//! Which intentions and outcomes belong to which 1-2-1, also when they were written elsewhere.
//!
//! An intention in a daily note is that of the next 1-2-1 that was held; an outcome outside a
//! 1-2-1 stands for itself. Nothing here decides who may read them.

use crate::kind::Kind;
use crate::model::model::Model;
use crate::people::meeting::Meeting;
use crate::records::practice::Line;
use crate::text::ids::PersonId;

impl Model {
    /// The 1-2-1 with this person that an intention or an outcome belongs to.
    pub fn belongs_to<'a>(&'a self, line: &'a Line, person: &PersonId) -> Option<&'a Meeting> {
        let own = line.meeting_with(person);
        if own.is_some() || line.kind != Kind::Intention {
            return own;
        }
        let date = line.date?;
        self.meetings.meetings_with(person).find(|meeting| meeting.held && meeting.date >= date)
    }
}
