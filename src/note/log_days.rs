//! Which lines of a log of 1-2-1s are its days: how many lines begin with one, and what stands
//! above them.

use crate::note::head_line::{self, Days};
use crate::note::markup::MarkupReader;
use std::iter::successors;

impl MarkupReader<'_> {
    /// Whether lines that begin with a day may be headings here: in a log of 1-2-1s, or below a
    /// heading that says 1-2-1s and nothing else, as a person's note has it.
    pub(super) fn is_in_log(&self) -> bool {
        self.log || self.undated && self.talks().is_some()
    }

    /// Whether the heading right above tells a month.
    pub(super) fn is_in_month(&self) -> bool {
        let above = self.heading_stack.last().copied();
        // Its days stand as headings below it.
        let mut chain = successors(above, |at| self.out.headings[*at].parent);
        chain.any(|at| head_line::is_months(self.title(at)))
    }

    /// Whether several lines of the text begin with a day, and no heading stands above this one
    /// but the title, a month or a year, or one that says 1-2-1s; `by_sign`: a sign parts the day
    /// of this line from its words.
    pub(super) fn is_part_of_log(&mut self, by_sign: bool) -> bool {
        let is_line = |at: usize| self.lines.iter().any(|(line, _)| *line == at);
        let fits = |at: &usize| {
            let title = self.title(*at);
            self.out.headings[*at].level == 1
                || is_line(*at)
                || head_line::is_months(title)
                || head_line::says_talks(title)
        };
        if !self.is_in_log() || !self.heading_stack.iter().all(fits) {
            return false;
        }
        let talks = self.talks().filter(|at| !self.log || self.out.headings[*at].level > 1);
        let from = talks.map_or(self.base, |at| self.out.headings[at].span.end);
        let days = match self.days {
            Some((of, days)) if of == from => days,
            _ => Days::count(&self.text[from..]),
        };
        self.days = Some((from, days));
        if by_sign { days.many_by_sign() } else { days.are_most() }
    }

    /// The heading above that says 1-2-1s: `## 1-1s`.
    fn talks(&self) -> Option<usize> {
        let mut above = self.heading_stack.iter().copied();
        above.find(|at| head_line::says_talks(self.title(*at)))
    }

    fn title(&self, at: usize) -> &str {
        self.out.headings[at].span.of(self.text).trim_matches(['#', ' ', '\n', '\r'])
    }
}
