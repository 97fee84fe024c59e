//! What the pages say: the practice row by row, a year, the worked example, own templates.

pub(crate) mod practice;
mod own_scaffold;
mod rows;
mod prep;
mod prep_lines;
mod offered;
mod planning;
mod packs;
mod past_times;
mod outside_calendar;
mod templates;
mod own_pages;
mod obsidian_sees;
mod vaults;
mod north_star;
mod year;
mod year_reader;
pub(crate) mod first_reader;
mod lead_reader;
