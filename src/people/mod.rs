//! Who is in the vault and when they met: people, 1-2-1s, days of headings. It reads no item.

pub mod headings;
pub mod person;
pub mod proposals;
pub mod boards;
pub mod beside;
pub mod company;
pub mod evidence;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
pub mod people;
pub mod known;
pub mod spoken;
pub mod listed;
pub mod booked;
pub mod not_held;
pub mod next_said;
pub mod meeting;
pub mod sections;
pub mod note_day;
pub mod meetings;
pub mod found;
pub mod moved;
pub mod announced;
