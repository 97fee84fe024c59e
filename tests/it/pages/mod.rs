//! What the pages say: the practice row by row, a year, the worked example, own templates.

pub(crate) mod practice;
mod own_scaffold;
mod practice_closer;
mod prep;
mod prep_asked;
mod prep_known;
mod prep_lines;
mod prep_told;
mod offered;
mod planning;
mod review_and_shelf;
mod past_times;
mod outside_calendar;
mod templates;
mod own_pages;
mod obsidian_sees;
mod vaults;
mod north_star;
mod year;
mod over_a_year;
mod owners_and_names;
mod lead_pages;
