//! Lines that stand for headings without being one: a day or a 1-2-1 in bold, `1:1 Petra:` above
//! a list, and in a log of 1-2-1s each line that begins with a day.

use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::person_name;
use crate::text::slots;

/// What such a line heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heads {
    /// What was on a day.
    Day,
    /// A 1-2-1, with its day in it.
    DatedMeeting,
    /// A 1-2-1 of the day above it.
    Meeting,
    /// Something else: it ends the 1-2-1 above it.
    Other,
}

/// What is longer is a sentence.
const LONGEST: usize = 80;
const LONGEST_DAY: usize = 48;

/// What a line heads that is a paragraph by itself; `behind` is the text behind it.
pub(crate) fn of(line: &str, behind: &str) -> Option<Heads> {
    let line = line.trim();
    if line.len() > LONGEST + 8 {
        return None;
    }
    if is_ruled_day(line) {
        return Some(Heads::Day);
    }
    if let Some(inside) = bold(line) {
        let day = line.len() <= LONGEST_DAY && is_day(inside);
        return Some(if day { Heads::Day } else { meeting(inside).unwrap_or(Heads::Other) });
    }
    let list = behind.trim_start().starts_with(['-', '*', '+']);
    if !list || line.contains("**") {
        return None;
    }
    match line.strip_suffix(':') {
        Some(label) => Some(meeting(label).unwrap_or(Heads::Other)),
        // `Dario Patel 1on1`, `*1:1 Dario Patel*`
        None => meeting(line.trim_matches(['*', '_'])),
    }
}

/// Where the title of a callout stands that names a 1-2-1: `> [!note]- 1:1 [[Ingrid]]`.
pub(crate) fn callout(quote: &str) -> Option<(usize, usize)> {
    let line = quote.lines().next()?;
    let inside = line.trim_start_matches(['>', ' ', '\t']);
    let (_, title) = inside.strip_prefix("[!")?.split_once(']')?;
    let title = title.trim_start_matches(['+', '-', ' ']);
    let end = line.trim_end().len();
    meeting(title.trim_end())?;
    Some((line.len() - title.len(), end))
}

/// Whether a line may end the 1-2-1 above it: it is no label of what stands in one.
pub(crate) fn is_unknown(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    let label = bold(line).unwrap_or(line).trim_end_matches(':');
    !Lexicon::shipped().knows(label)
}

/// What is in bold when all of a line is.
pub(super) fn bold(line: &str) -> Option<&str> {
    let line = line.trim_end_matches(':');
    ["**", "__"].into_iter().find_map(|mark| {
        let inside = line.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inside.is_empty() && !inside.contains(mark)).then(|| inside.trim_end_matches(':').trim())
    })
}

/// `--- 17.11.2026 ---`, `== 2026-11-17 ==`: a day between rules.
fn is_ruled_day(line: &str) -> bool {
    let rules = |c: char| "-=~–—_ ".contains(c);
    let inside = line.trim_matches(rules);
    let begins = ["--", "==", "~~~", "––", "——"].iter().any(|rule| line.starts_with(rule));
    begins && line.len() <= LONGEST_DAY && is_day(inside)
}

/// Whether a text is a day and nothing else, in whatever order. Any year does: which it is, other
/// days tell.
pub(crate) fn is_day(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && date_name::is_day_alone(text, Day::new(2026, 1, 1))
}

/// Whether a text names a 1-2-1: the word, names and a day, and nothing else.
fn meeting(text: &str) -> Option<Heads> {
    if text.len() > LONGEST || !one_on_one::may_stand_in(text) {
        return None;
    }
    let orders = [Order::Dmy, Order::Mdy];
    let near = Day::new(2026, 1, 1);
    let slots = orders.map(|order| slots::read(text, order, near));
    let slots = slots.into_iter().find(|slots| slots.one_on_one.is_some())?;
    let dated = slots.day.is_some();
    let named = slots.rest.len() <= 3
        && slots.rest.iter().all(|piece| {
            person_name::read(piece).is_some() && piece.starts_with(|c: char| !c.is_lowercase())
        });
    let told = named && (dated || !slots.rest.is_empty());
    told.then_some(if dated { Heads::DatedMeeting } else { Heads::Meeting })
}

/// The day at the beginning of a line of a log, and where the words behind it begin:
/// `2026-11-09: x`, `**09/11/26** – fine`, `12/11/2026 : 1:1. x`, `[[Nov 10th, 2026]]`, or the day
/// alone.
pub(crate) fn day_at_start(line: &str) -> Option<(usize, usize)> {
    let text = line.trim_start_matches(['*', '_', ' ', '[']);
    let begins = text.starts_with(|c: char| c.is_alphanumeric());
    let head = &text[..text.floor_char_boundary(LONGEST_DAY)];
    if !begins || !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let orders = [Order::Dmy, Order::Mdy].into_iter();
    let found = orders.filter_map(|order| date_name::find(head, order, None)).next();
    let start = line.len() - text.len();
    let Some(found) = found else {
        // `Tue 10 Nov`, `10.11.`: its year other days tell.
        let bare = line.trim_matches(['*', '_', ' ', ':', '[', ']']);
        return (line.len() <= LONGEST_DAY && is_day(bare)).then_some((line.len(), line.len()));
    };
    if found.week || found.span.start > 0 && !is_day(&head[..found.span.end]) {
        return None;
    }
    let mut end = found.span.end;
    // `[[2026-11-09]]` is the day; a link with more in it is a link.
    if line[..start].contains('[') {
        end += text[end..]
            .strip_prefix("]]")
            .or_else(|| text[end..].strip_prefix(']'))
            .map(|rest| text[end..].len() - rest.len())?;
    }
    let rest = &text[end..];
    let bare = rest.trim_start_matches(['*', '_', ' ']);
    let words = bare.trim_start_matches([':', '-', '–', '—', '|', ' ', '*', '_']);
    let sign = bare.is_empty() || bare.starts_with([':', '–', '—', '|']) || bare.starts_with("- ");
    sign.then_some((start + end, line.len() - words.len()))
}

/// Where the head of a line of a log ends that says 1-2-1 beside its day, and where the words begin
/// behind it: `1:1 [[2026-11-10]]`, `[[2026-11-10]] 1:1: x`.
pub(crate) fn talk_at_start(line: &str) -> Option<(usize, usize)> {
    let signs = |c: char| "[]*_ ()|:–—-".contains(c);
    let text = line.trim_start_matches(['*', '_', ' ', '[']);
    if !one_on_one::may_stand_in(text) {
        return None;
    }
    let near = Day::new(2026, 1, 1);
    let day_of = |text: &str| {
        let head = &text[..text.floor_char_boundary(LONGEST_DAY)];
        let orders = [Order::Dmy, Order::Mdy].into_iter();
        let mut found = orders.filter_map(|order| date_name::find(head, order, near));
        found.find(|found| !found.week && found.span.start == 0).map(|found| found.span.end)
    };
    let word_of =
        |text: &str| one_on_one::find(text).filter(|word| word.start == 0).map(|word| word.end);
    let behind =
        |end: usize| end + (text[end..].len() - text[end..].trim_start_matches(signs).len());
    let word_first = || {
        let at = behind(word_of(text)?);
        Some(at + day_of(&text[at..])?)
    };
    let day_first = || {
        let at = behind(day_of(text)?);
        Some(at + word_of(&text[at..])?)
    };
    let end = word_first().or_else(day_first)?;
    let rest = &text[end..];
    let close = rest.len() - rest.trim_start_matches([']', '*', '_', ')']).len();
    let words = rest.trim_start_matches(signs);
    let apart = rest[close..].trim_start().is_empty()
        || rest[close..].trim_start().starts_with([':', '–', '—', '|', '-', '.', ',']);
    let start = line.len() - text.len();
    apart.then_some((start + end + close, line.len() - words.len()))
}

/// Whether a line is nothing but a day with its year.
pub(crate) fn is_whole_day(line: &str) -> bool {
    day_at_start(line).is_some_and(|(_, words)| words == line.len())
        && line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_head_what_is_below() {
        for (line, expected) in [
            ("**Nov 10, 2026**", Some(Heads::Day)),
            ("__Di 10.11.__:", Some(Heads::Day)),
            ("--- 17.11.2026 ---", Some(Heads::Day)),
            ("== 2026-11-17 ==", Some(Heads::Day)),
            ("--- talked on 17.11.2026 ---", None),
            ("**Nov 16, 2026 | Tom / Priya 1:1**", Some(Heads::DatedMeeting)),
            ("**2026-11-17 1:1 Petra**", Some(Heads::DatedMeeting)),
            ("**1:1 mit Alice**", Some(Heads::Meeting)),
            ("**1-op-1 Daan**:", Some(Heads::Meeting)),
            ("1:1 Petra:", Some(Heads::Meeting)),
            ("**Action items**", Some(Heads::Other)),
            ("**1:1 format is changed from now on**", Some(Heads::Other)),
            ("**1:1**", Some(Heads::Other)),
            ("1:1 Petra", Some(Heads::Meeting)),
            ("*1:1 Dario Patel*", Some(Heads::Meeting)),
            ("Dario Patel 1on1", Some(Heads::Meeting)),
            ("her 1:1 moves to Thursday", None),
            ("Petra: **x**:", None),
            ("talked of **leave**", None),
        ] {
            assert_eq!(of(line, "\n- x"), expected, "{line}");
        }
        assert_eq!(of("1:1 Petra:", "\n\ntext"), None);
    }

    #[test]
    fn talks_at_the_start_of_a_line() {
        for (line, expected) in [
            ("1:1 [[2026-11-10]]", Some(("1:1 [[2026-11-10]]", ""))),
            ("1:1 2026-11-10: x", Some(("1:1 2026-11-10", "x"))),
            ("[[2026-11-10]] 1:1", Some(("[[2026-11-10]] 1:1", ""))),
            ("1-1 [[Nov 10th, 2026]]", Some(("1-1 [[Nov 10th, 2026]]", ""))),
            ("**1:1 10.11.2026** – x", Some(("**1:1 10.11.2026**", "x"))),
            ("1:1 on 2026-11-10", None),
            ("1:1 with Lena 2026-11-10", None),
            ("1:1 2026-11-10 was moved", None),
            ("2026-11-10", None),
        ] {
            let found = talk_at_start(line).map(|(head, words)| (&line[..head], &line[words..]));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn days_at_the_start_of_a_line() {
        for (line, expected) in [
            ("2026-11-09: x", Some(("2026-11-09", "x"))),
            ("**09/11/26** – fine", Some(("**09/11/26", "fine"))),
            ("12/11/2026 : 1:1. x", Some(("12/11/2026", "1:1. x"))),
            ("2026-11-09", Some(("2026-11-09", ""))),
            ("Mon 9 Nov 2026 – x", Some(("Mon 9 Nov 2026", "x"))),
            ("[[Nov 10th, 2026]]", Some(("[[Nov 10th, 2026]]", ""))),
            ("[[2026-11-10]]", Some(("[[2026-11-10]]", ""))),
            ("[[2026/11/10]]: x", Some(("[[2026/11/10]]", "x"))),
            ("[[Tuesday, 10-11-2026]]", Some(("[[Tuesday, 10-11-2026]]", ""))),
            ("**[[Nov 10th, 2026]]**", Some(("**[[Nov 10th, 2026]]", ""))),
            ("[[2026-11-10 retro]]", None),
            ("Tue 10 Nov", Some(("Tue 10 Nov", ""))),
            ("**10 Nov**", Some(("**10 Nov**", ""))),
            ("10 Nov we met", None),
            ("2026-11-09 we met", None),
            ("on 2026-11-09: x", None),
            ("3 eggs: x", None),
        ] {
            let found = day_at_start(line).map(|(day, words)| (&line[..day], &line[words..]));
            assert_eq!(found, expected, "{line}");
        }
    }
}
