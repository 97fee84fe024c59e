//! How lines become the headings that they stand for, while a note's Markdown is read.

use crate::note::head_line::{self, Heads};
use crate::note::markup::{MarkupReader, Shape};
use crate::text::one_on_one;
use crate::text::span::Span;
use std::collections::BTreeSet;

impl MarkupReader<'_> {
    /// Turns a paragraph that is a day or a 1-2-1 in bold, or another line that heads what is below
    /// it, into the heading that it stands for: one below those around it, on a level with the
    /// last such line.
    pub(super) fn head_line(&mut self, paragraph: Option<usize>) {
        let Some(at) = paragraph.filter(|at| at + 1 == self.out.blocks.len()) else { return };
        let (start, last) = (self.out.blocks[at].start, self.out.blocks[at].text.end);
        let source = &self.text[start..];
        let end = start + source.find('\n').unwrap_or(source.len());
        let span = Span::new(start, end);
        let line = span.of(self.text);
        if self.log && self.split_days(at) {
            return;
        }
        let marks = ['*', '_', '-', '=', '~', '–', '—'];
        let may = line.starts_with(marks) || line.trim_end().ends_with(':');
        let timed = line.starts_with(|c: char| c.is_ascii_digit()) && head_line::is_at_time(line);
        if last > end || !may && !timed && !one_on_one::may_stand_in(line) {
            return;
        }
        // `14:30 Board prep` ends the `10:00 1:1 Lena` above it.
        let other = timed.then_some(Heads::Other);
        let Some(heads) = head_line::heads_of_paragraph(line, &self.text[end..]).or(other) else {
            return;
        };
        let open = |kind: Heads| {
            let of_kind = self.lines.iter().rev().filter(|(_, heads)| *heads == kind);
            let mut open = of_kind.filter(|(at, _)| self.heading_stack.contains(at));
            open.next().map(|(at, _)| *at)
        };
        let named = heads == Heads::Other
            && head_line::whole_bold(line.trim()).is_some()
            && head_line::is_name_alone(line)
            && self.below_meetings() == Some(true);
        let heads = if named { Heads::Named } else { heads };
        let last = match heads {
            Heads::Named => open(Heads::Named),
            Heads::Day | Heads::DatedMeeting => {
                self.open_day().or_else(|| open(Heads::DatedMeeting))
            }
            Heads::Meeting => open(Heads::Meeting),
            Heads::Other => {
                let above = open(Heads::Meeting).filter(|above| {
                    let above = self.out.headings[*above].span.of(self.text);
                    above.starts_with(['*', '_']) == line.starts_with(['*', '_'])
                        && (!timed || head_line::is_at_time(above))
                });
                let Some(above) = above.filter(|_| head_line::is_unknown(line)) else { return };
                Some(above)
            }
        };
        self.out.blocks.pop();
        self.line_heading(last, span, heads);
    }

    /// Headings in a quote end with it. The title of a callout that names a 1-2-1 is one.
    pub(super) fn open_quote(&mut self, span: Span) {
        let all = self.out.headings.len();
        let before = self.behind.unwrap_or(all.checked_sub(1));
        self.above_quote = Some((self.heading_stack.clone(), all, before));
        let source = span.of(self.text);
        if self.items.is_empty()
            && source.contains("[!")
            && let Some((start, end)) = head_line::callout(source)
        {
            let title = Span::new(span.start + start, span.start + end);
            self.callout = Some(title);
            self.line_heading(None, title, Heads::Meeting);
        }
    }

    /// What follows a quote stands where the quote does.
    pub(super) fn close_quote(&mut self) {
        self.callout = None;
        if let Some((stack, all, before)) = self.above_quote.take()
            && self.out.headings.len() > all
        {
            self.heading_stack = stack;
            self.behind = Some(before);
        }
    }

    /// A heading in a bullet, as outliners have it, heads what stands below that bullet.
    pub(super) fn close_headings(&mut self) {
        let Some((all, before)) = self.above_items.pop() else { return };
        if self.out.headings.len() > all {
            let above = std::iter::successors(before, |at| self.out.headings[*at].parent);
            self.heading_stack = above.collect();
            self.heading_stack.reverse();
            self.behind = Some(before);
        }
    }

    /// The title of a callout is no text of it.
    pub(super) fn take_title(&mut self, paragraph: Option<usize>) {
        let (Some(title), Some(at)) = (self.callout, paragraph) else { return };
        let block = &mut self.out.blocks[at];
        if block.text.start > title.end {
            return;
        }
        let rest = &self.text[title.end.min(block.text.end)..block.text.end];
        let words = rest.trim_start_matches(['>', ' ', '\t', '\n', '\r']);
        block.text.start = block.text.end - words.len();
        if words.is_empty() && at + 1 == self.out.blocks.len() {
            self.out.blocks.pop();
        }
    }

    /// A line becomes a heading, on a level with another one or below those that are open.
    fn line_heading(&mut self, last: Option<usize>, span: Span, heads: Heads) {
        let deepest = self.heading_stack.last().map(|at| self.out.headings[*at].level);
        let level = match last {
            Some(at) => self.out.headings[at].level,
            None => deepest.map_or(2, |level| (level + 1).min(6)),
        };
        self.lines.push((self.out.headings.len(), heads));
        self.end_heading(level, span);
    }

    /// Of a paragraph in a log each line that begins with a day becomes a heading, with the words
    /// behind the day below it.
    fn split_days(&mut self, at: usize) -> bool {
        let block = &self.out.blocks[at];
        let (text, span) = (self.text, Span::new(block.start, block.text.end.max(block.start)));
        let days_by = |day_of: fn(&str) -> Option<(usize, usize)>| {
            let mut days: Vec<(Span, usize)> = Vec::new();
            let mut start = span.start;
            for line in span.of(text).split_inclusive('\n') {
                if let Some((day, words)) = day_of(line.trim_end()) {
                    days.push((Span::new(start, start + day), start + words));
                }
                start += line.len();
            }
            let first = days.first().is_some_and(|(day, _)| day.start == span.start);
            first.then_some(days)
        };
        let named = || days_by(head_line::named_head);
        let named = self.has_named_days().then(named).flatten();
        let by_sign = days_by(head_line::day_at_start).filter(|_| self.is_part_of_log(true));
        let loose = || days_by(head_line::day_before_words).filter(|_| self.is_part_of_log(false));
        let Some(days) = named.or(by_sign).or_else(loose) else { return false };
        let Some(block) = self.out.blocks.pop() else { return false };
        let ends: Vec<usize> = days.iter().skip(1).map(|(day, _)| day.start).collect();
        for ((day, words), end) in days.into_iter().zip(ends.into_iter().chain([span.end])) {
            self.line_heading(self.open_day(), day, Heads::Day);
            let words = Span::new(words.min(end), end);
            if !words.of(text).trim().is_empty() {
                self.push_block(Shape::Paragraph, words, words.start);
                let opaque = block.opaque.iter().filter(|(span, _)| words.holds(span.start));
                let opaque = opaque.copied().collect();
                if let Some(made) = self.out.blocks.last_mut() {
                    made.opaque = opaque;
                }
            }
        }
        true
    }

    /// Whether lines with a day and a name are the heads of a log: of several one names somebody
    /// again, whom a topic of the day would not be.
    fn has_named_days(&mut self) -> bool {
        let body = &self.text[self.base..];
        let count = || {
            let names: Vec<String> = body.lines().filter_map(head_line::named_day).collect();
            names.len() > names.iter().collect::<BTreeSet<_>>().len()
        };
        *self.named_days.get_or_insert_with(count)
    }

    /// The open heading that is a day at the beginning of a line.
    fn open_day(&self) -> Option<usize> {
        let mut days = self.lines.iter().rev().filter(|(_, heads)| *heads == Heads::Day);
        days.find(|(at, _)| self.heading_stack.contains(at)).map(|(at, _)| *at)
    }

    /// Whether what is read now stands below a heading that says 1-2-1 and nothing else; and then,
    /// whether it says so of several.
    fn below_meetings(&self) -> Option<bool> {
        let below = |at: &&usize| {
            let lines = self.lines.iter().filter(|(line, _)| line == *at);
            !lines.into_iter().any(|(_, heads)| matches!(heads, Heads::Day | Heads::Named))
        };
        let at = self.heading_stack.iter().rev().find(below)?;
        head_line::of_meetings(self.out.headings[*at].span.of(self.text))
    }

    /// Whether the bullet that is open begins with a heading: `- ## 1:1`.
    pub(super) fn is_below_heading_of_item(&self) -> bool {
        let Some((item, _)) = self.items.last().filter(|_| !self.is_quoted()) else { return false };
        let start = self.out.blocks[*item].start;
        self.items.len() == 1
            && self.heading_stack.last().is_some_and(|at| {
                let heading = &self.out.headings[*at];
                heading.span.start >= start
            })
    }

    /// Of an outline: below a heading that says 1-2-1 a bullet that is a day, or below `1:1s` a
    /// name, heads what stands below it.
    pub(super) fn bullet_of_meetings(&mut self, at: usize) -> bool {
        const LONGEST: usize = 48;
        let block = &self.out.blocks[at];
        let (start, heading) = (block.text.start, block.heading);
        let line = Span::new(start, block.text.end.max(start)).of(self.text);
        let below = &self.out.blocks[at + 1..];
        let bare = block.shape == Shape::Item(None) && !below.is_empty() && line.len() <= LONGEST;
        if !bare || line.contains('\n') || below.iter().any(|below| below.heading != heading) {
            return false;
        }
        let day = head_line::day_at_start(line).filter(|(_, words)| *words == line.len());
        if day.is_none() && !head_line::is_name_alone(line) {
            return false;
        }
        if !self.below_meetings().is_some_and(|several| several || day.is_some()) {
            return false;
        }
        let head = Span::new(start, start + day.map_or(line.len(), |(day, _)| day));
        let kind = if day.is_some() { Heads::Day } else { Heads::Named };
        let open = self.lines.iter().rev().filter(|(_, heads)| *heads == kind);
        let open = open.map(|(at, _)| *at).find(|at| self.heading_stack.contains(at));
        let made = self.out.headings.len();
        self.line_heading(open, head, kind);
        self.out.blocks[at].text.start = self.out.blocks[at].text.end;
        for below in &mut self.out.blocks[at..] {
            below.heading = Some(made);
        }
        true
    }

    /// Of an outline: a bullet that begins with a day heads what stands below it, in a log, and
    /// where it says 1-2-1 behind the day.
    pub(super) fn dated_bullet(&mut self, at: usize) {
        if self.bullet_of_meetings(at) {
            return;
        }
        let block = &self.out.blocks[at];
        let start = block.text.start;
        let line = &self.text[start..block.text.end.max(start)];
        let line = line.lines().next().unwrap_or("");
        let digit = line.starts_with(|c: char| c.is_ascii_digit() || "[*_".contains(c));
        let log = self.is_in_log();
        let may = log || digit;
        if may
            && self.out.blocks.len() > at + 1
            && let Some((head, words)) = head_line::talk_at_start(line)
            && block.shape == Shape::Item(None)
        {
            let words = Span::new(start + words, start + line.len());
            return self.bullet_heading(at, Span::new(start, start + head), words);
        }
        if block.shape != Shape::Item(None) || !may {
            return;
        }
        let may_say = one_on_one::may_stand_in(line);
        if !log && !may_say {
            return;
        }
        let by_sign = head_line::day_at_start(line);
        let loose = || head_line::day_before_words(line).filter(|_| log);
        let number = || head_line::number_at_start(line).filter(|_| log && self.is_in_month());
        let Some((day, words)) = by_sign.or_else(loose).or_else(number) else { return };
        let by_number = by_sign.or_else(loose).is_none();
        let word = one_on_one::find_word(&line[words..]).filter(|word| may_say && word.start == 0);
        // One day alone is enough where lines stand below it.
        let is_part = |reader: &mut Self| {
            head_line::is_whole_day(line) && reader.out.blocks.len() > at + 1
                || by_number
                || reader.is_part_of_log(by_sign.is_some())
        };
        if word.is_none() && !(log && is_part(self)) {
            return;
        }
        let end = word.map_or(day, |word| words + word.end);
        let rest = &line[end..];
        let rest = rest.trim_start_matches([':', '-', '–', '—', '|', ' ', '*', '_', '.', ',']);
        let words = Span::new(start + line.len() - rest.len(), start + line.len());
        self.bullet_heading(at, Span::new(start, start + end), words);
    }

    /// A bullet becomes the heading of what stands below it, and its words behind that a line.
    fn bullet_heading(&mut self, at: usize, head: Span, words: Span) {
        let heading = self.out.headings.len();
        self.line_heading(self.open_day(), head, Heads::Day);
        self.out.blocks[at].text.start = words.start;
        for below in &mut self.out.blocks[at..] {
            below.heading = Some(heading);
        }
    }
}
