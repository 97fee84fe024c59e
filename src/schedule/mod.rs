//! When the next 1-2-1s, follow-ups and rests are. Its words are those of RFC 5545.

pub mod recurrence;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
pub mod schedule;
pub mod follow_up;
pub mod diary;
