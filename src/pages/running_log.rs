//! What a command writes into a running log: a section for a day in the form of the last one, that
//! a 1-2-1 is not held, when the next one is.
//!
//! Everything stands where the log grows: on top of the sections where the newest is the first,
//! else below them.

use crate::note::parse::Note;
use crate::pages::line::LineEdit;
use crate::people::meeting::Meeting;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::ids::digest;
use crate::text::next_meeting;
use crate::text::one_on_one;
use crate::text::span::{LineIndex, line_ending};
use crate::vault::day_form;
use std::collections::BTreeMap;

/// A running log as it stands.
pub struct RunningLog<'t> {
    text: &'t str,
    index: LineIndex,
    order: Order,
    /// In the order of the file.
    sections: Vec<LogSection>,
    /// The line behind the prep, from 0.
    behind_prep: Option<usize>,
}

/// A part of it that is a 1-2-1.
#[derive(Clone, Copy, Debug)]
struct LogSection {
    day: Day,
    /// Its lines, from 0: the heading, and the first one behind the section.
    from: usize,
    to: usize,
    level: u8,
    /// The line that says when the next one is, and that day.
    next: Option<(usize, Day)>,
    /// Something is said in it.
    says: bool,
}

impl<'t> RunningLog<'t> {
    /// The log of a note, of which these are the 1-2-1s.
    pub fn new<'m>(
        text: &'t str,
        note: &Note,
        meetings: impl Iterator<Item = &'m Meeting>,
        order: Order,
    ) -> RunningLog<'t> {
        let index = LineIndex::new(text);
        let line0 = |line: u32| (line as usize).saturating_sub(1);
        let mut sections: Vec<LogSection> = Vec::new();
        for meeting in meetings.filter(|meeting| meeting.path == note.path) {
            let Some(at) = meeting.heading else { continue };
            let Some(heading) = note.headings.get(at) else { continue };
            let behind = note.headings[at + 1..].iter().find(|next| next.level <= heading.level);
            sections.push(LogSection {
                day: meeting.date,
                from: line0(heading.place.line),
                to: behind.map_or(index.lines(), |next| line0(next.place.line)),
                level: heading.level,
                next: meeting.next.map(|next| (line0(next.line), next.at.day)),
                says: meeting.held || meeting.has_words || meeting.held_said.is_some(),
            });
        }
        sections.sort_by_key(|section| section.from);
        let ends = |at: &usize| index.line_span(text, *at).of(text).starts_with(END);
        let behind_prep = (0..index.lines()).find(ends).map(|at| at + 1);
        RunningLog { text, index, order, sections, behind_prep }
    }

    /// Whether there is a section for a day.
    pub fn has_section(&self, day: Day) -> bool {
        self.section_of_day(day).is_some()
    }

    /// The section of a day and what stands in it, put where the log grows; `scaffold` as it is
    /// in a note of its own.
    pub fn with_section(&self, day: Day, scaffold: &str) -> LineEdit {
        let level = self.newest_section().map_or(2, |section| section.level);
        self.new_section(day, &headings_below(scaffold, level))
    }

    /// The lines that say that the 1-2-1 of a day is not held, in its section.
    pub fn not_held(&self, day: Day, lines: &[String]) -> LineEdit {
        let Some(section) = self.section_of_day(day) else {
            return self.new_section(day, &lines.join("\n"));
        };
        // What is said there already is said otherwise.
        let key = |line: &str| line.split("::").next().unwrap_or("").trim().to_owned();
        let said = (section.from + 1..section.to).find(|at| {
            let own = self.line_at(*at);
            own.contains("::") && lines.iter().any(|line| key(line) == key(own))
        });
        match said {
            Some(at) => self.edit_at(at, lines.join(self.line_ending())),
            None => self.insert_below(section, &lines.join("\n"), false),
        }
    }

    /// The 1-2-1 of one day on another one: its section gets the new day where it has one, else
    /// the newest section says when the next one is. Nothing where the heading names no day.
    pub fn move_section(&self, from: Day, to: Day) -> Option<LineEdit> {
        if let Some(section) = self.section_of_day(from) {
            let line = self.line_at(section.from);
            let after = day_form::of_line(line, from, to, self.order)?;
            return Some(self.edit_at(section.from, after));
        }
        let Some(newest) = self.newest_said() else { return Some(self.new_section(to, "")) };
        let renewed =
            |(line, old): (usize, Day)| day_form::of_line(self.line_at(line), old, to, self.order);
        if let Some(next) = newest.next {
            let plain = || format!("Next 1:1: {to}");
            return Some(self.edit_at(next.0, renewed(next).unwrap_or_else(plain)));
        }
        let last = self.sections.iter().filter(|section| section.next.is_some());
        let last = last.max_by_key(|section| section.day);
        let like = last.and_then(|section| renewed(section.next?));
        let reads = |line: &str| {
            let next = next_meeting::read_next(line, self.order, newest.day);
            !line.starts_with([' ', '\t', '#', '>'])
                && !line.contains("] ")
                && next.is_some_and(|next| next.day == to)
        };
        let like = like.filter(|line| reads(line));
        Some(match like {
            Some(line) => self.insert_below(newest, &line, true),
            None => self.insert_below(newest, &format!("Next 1:1: {to}"), false),
        })
    }

    /// The heading of the section that a new line goes into, for messages.
    pub fn newest_heading(&self) -> Option<&str> {
        self.newest_said().map(|section| self.line_at(section.from))
    }

    /// The heading of a section for a day, as the log has them.
    pub fn section_heading(&self, day: Day) -> String {
        let Some(newest) = self.newest_section() else { return format!("## {day}") };
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        let mut all: Vec<&LogSection> = self.sections.iter().collect();
        all.sort_by_key(|section| section.day);
        for section in all.iter().rev().take(TELLING) {
            let line = self.line_at(section.from);
            if let Some(made) = day_form::of_line(line, section.day, day, self.order) {
                *forms.entry(made).or_default() += 1;
            }
        }
        let shared = forms.into_iter().filter(|(_, count)| *count > 1);
        let line = self.line_at(newest.from);
        let own = || day_form::of_line(line, newest.day, day, self.order);
        let shared = shared.max_by_key(|(_, count)| *count).map(|(line, _)| line);
        // What else a heading says is its topic, unless it is the word for a 1-2-1.
        let heading = shared.or_else(|| own().filter(|line| one_on_one::find_word(line).is_some()));
        let heading = heading.or_else(|| own().map(|line| day_alone(&line, day, self.order)));
        let mut heading =
            heading.unwrap_or_else(|| format!("{} {day}", "#".repeat(newest.level.into())));
        // A heading of the other Markdown form has its sign in the line below it.
        if self.is_underlined(newest) {
            heading = format!("{heading}\n{}", self.line_at(newest.from + 1));
        }
        heading
    }

    /// Whether its heading has its sign in the line below it.
    fn is_underlined(&self, section: &LogSection) -> bool {
        let at = section.from + 1;
        let under = if at < section.to { self.line_at(at).trim_end() } else { "" };
        !self.line_at(section.from).trim_start().starts_with('#')
            && !under.is_empty()
            && under.bytes().all(|byte| matches!(byte, b'=' | b'-'))
    }

    fn section_of_day(&self, day: Day) -> Option<&LogSection> {
        self.sections.iter().find(|section| section.day == day)
    }

    fn newest_section(&self) -> Option<&LogSection> {
        self.sections.iter().max_by_key(|section| section.day)
    }

    fn newest_said(&self) -> Option<&LogSection> {
        self.sections.iter().filter(|section| section.says).max_by_key(|section| section.day)
    }

    /// Whether the newest section stands on top.
    fn grows_on_top(&self) -> bool {
        let days: Vec<Day> = self.sections.iter().map(|section| section.day).collect();
        let up = days.windows(2).filter(|two| two[0] < two[1]).count();
        up * 2 <= days.len().saturating_sub(1)
    }

    /// A new section.
    fn new_section(&self, day: Day, body: &str) -> LineEdit {
        let body = body.trim_matches('\n');
        let gap = if body.is_empty() { "" } else { "\n\n" };
        let block = format!("{}{gap}{body}", self.section_heading(day));
        if let Some(first) = self.sections.first().filter(|_| self.grows_on_top()) {
            return self.edit_at(first.from, format!("{block}\n\n{}", self.line_at(first.from)));
        }
        let to = self.newest_below().or(self.behind_prep).unwrap_or(self.index.lines());
        let filled = (0..to).rev().find(|at| !self.line_at(*at).trim().is_empty());
        match filled {
            Some(at) => self.edit_at(at, format!("{}\n\n{block}", self.line_at(at))),
            None => {
                let note = digest(self.text);
                LineEdit { line: 0, before: None, after: self.own_ending(&block), note }
            }
        }
    }

    /// Where the sections end.
    fn newest_below(&self) -> Option<usize> {
        self.sections.last().map(|section| section.to)
    }

    /// Lines right below the heading of a section, before what stands there.
    fn insert_below(&self, section: &LogSection, text: &str, as_it_is: bool) -> LineEdit {
        let mut at = section.from;
        at += usize::from(self.is_underlined(section));
        let own = self.line_at(at);
        let next = if at + 1 < section.to { self.line_at(at + 1) } else { "" };
        let mut lines = (at + 1..section.to).map(|at| self.line_at(at));
        let first = lines.find(|line| !line.trim().is_empty()).unwrap_or("");
        let bullet =
            |line: &str| ["- ", "* ", "+ "].into_iter().find(|bullet| line.starts_with(bullet));
        // In a list of bullets it is one of them.
        let text = match bullet(first).filter(|_| !as_it_is) {
            Some(bullet) => {
                text.lines().map(|line| format!("{bullet}{line}")).collect::<Vec<_>>().join("\n")
            }
            None => text.to_owned(),
        };
        let both = bullet(&text).is_some() && bullet(first).is_some();
        // With its own blank line, or right below the heading as the rest.
        let after = match (next.trim().is_empty(), both) {
            (true, true) if !first.is_empty() => {
                let blank =
                    (at + 1..section.to).take_while(|at| self.line_at(*at).trim().is_empty());
                let last = blank.last().unwrap_or(at + 1);
                return self.edit_at(last, format!("{}\n{text}", self.line_at(last)));
            }
            (true, _) => format!("{own}\n\n{text}"),
            (false, true) => format!("{own}\n{text}"),
            (false, false) => format!("{own}\n\n{text}\n"),
        };
        self.edit_at(at, after)
    }

    fn line_at(&self, at: usize) -> &'t str {
        self.index.line_span(self.text, at).of(self.text)
    }

    fn line_ending(&self) -> &'static str {
        line_ending(self.text)
    }

    fn own_ending(&self, text: &str) -> String {
        crate::text::span::with_ending(text, self.line_ending())
    }

    fn edit_at(&self, at: usize, after: String) -> LineEdit {
        let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let before = Some(self.line_at(at).to_owned());
        LineEdit { line, before, after: self.own_ending(&after), note: digest(self.text) }
    }
}

/// So many sections tell the form of their headings.
const TELLING: usize = 5;

/// How the end of a prep begins.
const END: &str = "<!-- vault121:end prep";

/// A scaffold below a heading of a level: its own headings stand below it.
pub fn headings_below(scaffold: &str, level: u8) -> String {
    let level_of = |line: &str| line.bytes().take_while(|byte| *byte == b'#').count();
    let is_heading = |line: &str| {
        let level = level_of(line);
        (1..=6).contains(&level) && line[level..].starts_with(' ')
    };
    let least = scaffold.lines().filter(|line| is_heading(line)).map(level_of).min().unwrap_or(1);
    let lines = scaffold.lines().map(|line| match is_heading(line) {
        true => {
            let own = level_of(line);
            let deep = (own - least + usize::from(level) + 1).min(6);
            format!("{}{}", "#".repeat(deep), &line[own..])
        }
        false => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A heading with nothing but its signs and its day.
fn day_alone(line: &str, day: Day, order: Order) -> String {
    let Some(named) = crate::text::date_name::day_in_name(line, order, Some(day)) else {
        return line.to_owned();
    };
    let before = &line[..named.span.start];
    let signs = before.len() - before.trim_start_matches(['#', '*', '_', ' ', '[']).len();
    let words = before[signs..].trim();
    let is_weekday = !words.is_empty()
        && crate::text::date_parse::leading_weekday(words)
            .is_some_and(|(_, len)| words[len..].chars().all(|c| !c.is_alphanumeric()));
    let from = if is_weekday { signs } else { named.span.start };
    let behind = &line[named.span.end..];
    let closing = behind.len() - behind.trim_start_matches(['*', '_', ']', '.', '#']).len();
    format!("{}{}", &line[..signs], &line[from..named.span.end + closing])
}
