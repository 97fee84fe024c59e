//! The facts of one page as plain values, for one audience; no Markdown but links.
//!
//! A view takes from the model only what its audience may see, so a template cannot show more.

pub mod lens;
pub mod meeting;
pub mod ledger;
pub mod resource;
pub mod telling;
pub mod facts;
pub mod last;
pub mod offers;
pub mod known;
pub mod held;
pub mod table;
pub mod one_on_one;
pub mod day;
pub mod drawn;
pub mod person;
pub mod sprint;
pub mod review;
pub mod handover;
pub mod period;
pub mod team;
pub mod lead;
