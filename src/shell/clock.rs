//! What day it is. The only module that looks at a clock; everything else is told.
//!
//! The day is read once per run; `watch` reads it again to notice midnight.

use crate::base::date::Day;

/// Today, in this machine's time zone.
pub fn today() -> Day {
    Day::of(jiff::ZonedDateTime::now().date())
}
