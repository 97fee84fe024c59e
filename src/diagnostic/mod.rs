//! Complaints: their codes with what `explain` says, their weight, place and way out. It decides
//! nothing about when one is due.

pub mod severity;
pub mod code;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
pub mod diagnostic;
pub mod manual;
