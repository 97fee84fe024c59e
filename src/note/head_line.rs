//! Lines that stand for headings without being one: a day or a 1-2-1 in bold, `1:1 Petra:` above
//! a list, and in a log of 1-2-1s each line that begins with a day.

use crate::text::date::{Day, minute};
use crate::text::date_name;
use crate::text::date_parse::{self, Order};
use crate::text::lexicon::Lexicon;
use crate::text::nested_days;
use crate::text::one_on_one;
use crate::text::person_name;
use crate::text::slots::{self, BesideWord};

/// What such a line heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heads {
    /// What was on a day.
    Day,
    /// A 1-2-1, with its day in it.
    DatedMeeting,
    /// A 1-2-1 of the day above it.
    Meeting,
    /// Whom one of the 1-2-1s of the heading above it is with.
    Named,
    /// Something else: it ends the 1-2-1 above it.
    Other,
}

/// What is longer is a sentence.
const LONGEST: usize = 80;
const LONGEST_DAY: usize = 48;

/// What a line heads that is a paragraph by itself; `behind` is the text behind it.
pub(crate) fn heads_of_paragraph(line: &str, behind: &str) -> Option<Heads> {
    let line = line.trim();
    if line.len() > LONGEST + 8 {
        return None;
    }
    if is_ruled_day(line) {
        return Some(Heads::Day);
    }
    if let Some(inside) = whole_bold(line) {
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

/// Whether a heading says 1-2-1 and nothing else but a day; and then, whether of several:
/// `## 1:1s`.
pub(crate) fn of_meetings(heading: &str) -> Option<bool> {
    const LONGEST_HEAD: usize = 40;
    let text = heading.lines().next()?.trim_matches(['#', '-', '*', '_', ' ', '\t']);
    if text.len() > LONGEST_HEAD || !one_on_one::may_stand_in(text) {
        return None;
    }
    let slots = slots::read(text, Order::Dmy, Day::new(2026, 1, 1));
    // `121s today`
    let small = slots.rest.iter().all(|piece| piece.starts_with(char::is_lowercase));
    let word = slots.one_on_one.filter(|_| small)?;
    Some(word.ends_with(['s', 'S']))
}

/// Whether a line below such a heading is a name in capitals or a link to somebody, and nothing
/// else but a time: `Sasha Volkov`, `[[Lena Vogel]] 11:00`, `@lena`.
pub(crate) fn is_name_alone(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    let text = whole_bold(line).unwrap_or(line);
    if text.len() > LONGEST_DAY || text.contains(['(', '#', '`']) {
        return false;
    }
    let marked = text.starts_with("[[") || text.starts_with('@');
    let slots = slots::read_in_some_year(text, Order::Dmy);
    let capital = |piece: &str| {
        let mut words = piece.split([' ', '-']);
        words.all(|word| word.starts_with(char::is_uppercase))
    };
    slots.is_name_alone() && slots.rest.iter().all(|piece| marked || capital(piece))
}

/// The name beside the day of a line that holds nothing else: `Mon 16 Nov - Marcus`.
pub(crate) fn named_day(line: &str) -> Option<String> {
    let line = line.trim();
    let digit = line.bytes().any(|byte| byte.is_ascii_digit());
    if line.len() > LONGEST_DAY || !digit || !is_name_alone(line) {
        return None;
    }
    let slots = [Order::Dmy, Order::Mdy].map(|order| slots::read_in_some_year(line, order));
    let slots = slots.into_iter().find(|slots| slots.day.is_some_and(|day| !day.week))?;
    slots.rest.into_iter().next()
}

/// Such a line as a whole, with nothing behind it.
pub(crate) fn named_head(line: &str) -> Option<(usize, usize)> {
    named_day(line).map(|_| (line.len(), line.len()))
}

/// The word for a meeting in a heading that alone says no 1-2-1, with the one name beside it:
/// `Jour fixe Anke`, `Lundi 19 – point Sofiane`.
pub(crate) fn beside_a_name(text: &str, order: Order) -> Option<BesideWord> {
    if text.len() > LONGEST || !text.contains(' ') || !one_on_one::may_be_beside(text) {
        return None;
    }
    let text = nested_days::behind_any_number(text).unwrap_or(text);
    let found = slots::name_beside_word(text, order, Day::new(2026, 1, 1))?;
    let capital = found.name.starts_with(char::is_uppercase);
    (capital && one_on_one::find_word(text).is_none()).then_some(found)
}

/// Where the title of a callout stands that names a 1-2-1: `> [!note]- 1:1 [[Ingrid]]`.
pub(crate) fn callout(quote: &str) -> Option<(usize, usize)> {
    let line = quote.lines().next()?;
    let inside = line.trim_start_matches(['>', ' ', '\t']);
    let (sign, title) = inside.strip_prefix("[!")?.split_once(']')?;
    let title = title.trim_start_matches(['+', '-', ' ']);
    let end = line.trim_end().len();
    // `> [!121] [[Kofi]]`: what sort of callout it is says it.
    if one_on_one::is_word(sign) && is_name_alone(title) {
        return Some((line.len() - inside.len() + "[!".len(), end));
    }
    meeting(title.trim_end())?;
    Some((line.len() - title.len(), end))
}

/// Whether a line of a diary begins with a time: `14:30 Board prep`.
pub(crate) fn is_at_time(line: &str) -> bool {
    let time = line.split(' ').next().unwrap_or("");
    line.len() <= LONGEST && time.len() < line.trim_end().len() && minute(time).is_some()
}

/// Whether a line may end the 1-2-1 above it: it is no label of what stands in one.
pub(crate) fn is_unknown(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    let label = whole_bold(line).unwrap_or(line).trim_end_matches(':');
    !Lexicon::shipped().knows_word(label)
}

/// What is in bold when all of a line is.
pub(super) fn whole_bold(line: &str) -> Option<&str> {
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
/// `2026-11-09: x`, `**09/11/26** – fine`, `24.11.: x`, `[[Nov 10th, 2026]]`, or the day alone.
pub(crate) fn day_at_start(line: &str) -> Option<(usize, usize)> {
    let (day, words, sign) = any_day_at_start(line)?;
    sign.then_some((day, words))
}

/// The same where most lines begin with a day: words may follow it without a sign, `24.11. x`,
/// `2026-11-09 x`.
pub(crate) fn day_before_words(line: &str) -> Option<(usize, usize)> {
    any_day_at_start(line).map(|(day, words, _)| (day, words))
}

/// Where the day at the beginning of a line ends, where the words behind it begin, and whether a
/// sign parts them.
fn any_day_at_start(line: &str) -> Option<(usize, usize, bool)> {
    let text = line.trim_start_matches(['*', '_', ' ', '[']);
    let begins = text.starts_with(|c: char| c.is_alphanumeric());
    let head = &text[..text.floor_char_boundary(LONGEST_DAY)];
    if !begins || !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let start = line.len() - text.len();
    let found = |near: Option<Day>| {
        let orders = [Order::Dmy, Order::Mdy].into_iter();
        orders.filter_map(|order| date_name::day_in_name(head, order, near)).next()
    };
    let whole = found(None);
    // `Tue 10 Nov`, `10.11.`: its year other days tell.
    let bare = line.trim_matches(['*', '_', ' ', ':', '[', ']']);
    if whole.is_none() && line.len() <= LONGEST_DAY && is_day(bare) {
        return Some((line.len(), line.len(), true));
    }
    let found = whole.or_else(|| found(Day::new(2026, 1, 1)))?;
    if found.week || found.span.start > 0 && !is_day(&head[..found.span.end]) {
        return None;
    }
    let mut end = found.span.end;
    // The dot of `24.11.` is of the day.
    let written = found.span.of(head);
    let of_day = written.ends_with(|c: char| c.is_ascii_digit()) && written.contains('.');
    end += usize::from(of_day && text[end..].starts_with('.'));
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
    let long = written.bytes().filter(u8::is_ascii_digit).count() >= 5;
    let is_day = long
        || sign
        || written.contains(char::is_alphabetic)
        || text[..end].trim_end_matches(['*', '_', ']']).ends_with('.')
        || found.span.start > 0;
    // `24.11.x` and `10th` are longer words.
    let free = words.is_empty() || words.len() < rest.len();
    (is_day && free).then_some((start + end, line.len() - words.len(), sign))
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
        let mut found = orders.filter_map(|order| date_name::day_in_name(head, order, near));
        found.find(|found| !found.week && found.span.start == 0).map(|found| found.span.end)
    };
    let word_of = |text: &str| {
        one_on_one::find_word(text).filter(|word| word.start == 0).map(|word| word.end)
    };
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

/// The number of a day at the beginning of a line, and where the words behind it begin: `24.: x`,
/// `24: x`, `Tue 24 – x`. It is one below the heading of a month.
pub(crate) fn number_at_start(line: &str) -> Option<(usize, usize)> {
    let text = line.trim_start_matches(['*', '_', ' ']);
    let weekday = date_parse::leading_weekday(text).map_or(0, |(_, len)| len);
    let behind = text[weekday..].trim_start_matches(['.', ',', ' ']);
    let number = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let day = behind[..number].parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let rest = &behind[number..];
    let end = line.len() - rest.len() + usize::from(rest.starts_with('.'));
    let bare = line[end..].trim_start_matches(['*', '_', ' ']);
    let words = bare.trim_start_matches([':', '-', '–', '—', '|', ' ', '*', '_']);
    // `1:1 Dev` and `10:30` have no blank behind the sign.
    let parted = words.is_empty() || words.len() + 1 < bare.len();
    let sign = bare.is_empty() || bare.starts_with([':', '–', '—', '|']) || bare.starts_with("- ");
    (day.is_some() && sign && parted).then_some((end, line.len() - words.len()))
}

/// Whether a heading tells a month, a quarter or a year and nothing else: it groups the days below.
pub(crate) fn is_months(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) && word.len() != 3;
    let quarter = |word: &str| {
        let digits = word.trim_start_matches(['q', 'Q', 't', 'T', 'h', 'H']);
        digits.len() == 1 && digits.len() < word.len() && number(digits)
    };
    let month = |word: &str| Lexicon::shipped().month_named(word).is_some();
    text.len() <= LONGEST_DAY
        && words().count() > 0
        && words().all(|word| number(word) || quarter(word) || month(word) || word == "de")
        && words().any(|word| month(word) || quarter(word) || word.len() == 4)
        && !is_day(text)
}

/// Whether a heading says 1-2-1s and nothing else: `1-1s`, `1:1 notes`, `Gespräche`.
pub(crate) fn says_talks(text: &str) -> bool {
    if text.len() > LONGEST_DAY {
        return false;
    }
    let lexicon = Lexicon::shipped();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if lexicon.has("folders.one_on_ones", bare) {
        return true;
    }
    let found = one_on_one::may_stand_in(bare).then(|| one_on_one::find_word(bare)).flatten();
    found.is_some_and(|word| {
        let rest = format!("{} {}", &bare[..word.start], &bare[word.end..]);
        let mut rest = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        rest.all(|word| word == "s" || lexicon.has("plain", word))
    })
}

/// Whether a line is nothing but a day with its year.
pub(crate) fn is_whole_day(line: &str) -> bool {
    day_at_start(line).is_some_and(|(_, words)| words == line.len())
        && line.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// How many lines of a log begin with a day.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Days {
    /// With a sign behind it, at any depth.
    signed: usize,
    /// With or without one, not indented.
    top: usize,
    /// Lines that are not indented, or only those that begin with a bullet where there are such.
    lines: usize,
}

impl Days {
    pub(crate) fn count(text: &str) -> Days {
        let mut days = Days::default();
        let mut bullets = Days::default();
        for line in text.lines() {
            let bare = line.trim_start();
            if bare.is_empty() || bare.starts_with(['#', '>', '|', '`']) {
                continue;
            }
            let words = bare.trim_start_matches(['-', '*', '+', ' ']);
            let listed = words.len() < bare.len();
            let numbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
            let words = match numbered.strip_prefix(". ").or_else(|| numbered.strip_prefix(") ")) {
                Some(behind) if day_before_words(behind).is_some() => behind,
                _ => words,
            };
            days.signed += usize::from(day_at_start(words).is_some());
            if bare.len() < line.len() {
                continue;
            }
            let top = usize::from(day_before_words(words).is_some());
            days.top += top;
            days.lines += 1;
            bullets.top += top * usize::from(listed);
            bullets.lines += usize::from(listed);
        }
        if bullets.top > 1 { Days { signed: days.signed, ..bullets } } else { days }
    }

    /// Whether several lines begin with a day and a sign behind it.
    pub(crate) fn many_by_sign(self) -> bool {
        self.signed > 1
    }

    /// Whether at least two lines, and most of them, begin with a day.
    pub(crate) fn are_most(self) -> bool {
        self.top > 1 && self.top * 2 > self.lines
    }
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
            assert_eq!(heads_of_paragraph(line, "\n- x"), expected, "{line}");
        }
        assert_eq!(heads_of_paragraph("1:1 Petra:", "\n\ntext"), None);
    }

    #[test]
    fn days_with_a_name_beside_them() {
        for (line, name) in [
            ("Mon 16 Nov - Marcus", Some("Marcus")),
            ("2026-11-16 Marcus", Some("Marcus")),
            ("16.11. Suki Ito", Some("Suki Ito")),
            ("Suki - 16/11/2026", Some("Suki")),
            ("Mon 16 Nov", None),
            ("16 Nov - rota and leave", None),
            ("Marcus", None),
        ] {
            assert_eq!(named_day(line).as_deref(), name, "{line}");
        }
    }

    #[test]
    fn headings_of_one_or_several_talks_and_names_below_them() {
        for (heading, expected) in [
            ("## 1:1s", Some(true)),
            ("# One-on-ones", Some(true)),
            ("## 121s 2026-11-23", Some(true)),
            ("## 121s today", Some(true)),
            ("- ## 1:1", Some(false)),
            ("## 1:1 Lena", None),
            ("## Notes", None),
        ] {
            assert_eq!(of_meetings(heading), expected, "{heading}");
        }
        for line in
            ["**Sasha**", "Sasha Volkov", "[[Lena Vogel]]", "@lena", "**Lena:**", "Lena 11:00"]
        {
            assert!(is_name_alone(line), "{line}");
        }
        for line in
            ["**Action items**", "sasha", "Lena was ill", "2026-11-10", "Lena (ill)", "**x** y"]
        {
            assert!(!is_name_alone(line), "{line}");
        }
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
            ("24.11.: x", Some(("24.11.", "x"))),
            ("Di 24.11. - x", Some(("Di 24.11.", "x"))),
            ("24/11 : x", Some(("24/11", "x"))),
            ("Nov 24 – x", Some(("Nov 24", "x"))),
            ("24 de noviembre: x", Some(("24 de noviembre", "x"))),
            ("10 Nov we met", None),
            ("2026-11-09 we met", None),
            ("24.11. we met", None),
            ("on 2026-11-09: x", None),
            ("3 eggs: x", None),
        ] {
            let found = day_at_start(line).map(|(day, words)| (&line[..day], &line[words..]));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn headings_of_a_log() {
        for text in ["November 2026", "November", "2026", "Q4 2026", "novembre 2026", "2026-11"] {
            assert!(is_months(text), "{text}");
        }
        for text in ["24 November", "2026-11-24", "Goals 2026", "1-1", "Notes", "May I", "121"] {
            assert!(!is_months(text), "{text}");
        }
        for text in ["1-1s", "1:1 notes", "Gespräche", "One-on-ones", "1on1 log", "🗣 1:1s"] {
            assert!(says_talks(text), "{text}");
        }
        for text in ["1:1 with Lena", "Notes", "1-1 Lena", "Meetings", "Topics"] {
            assert!(!says_talks(text), "{text}");
        }
        for (line, expected) in [
            ("24.: x", Some(("24.", "x"))),
            ("24: x", Some(("24", "x"))),
            ("Tue 24 – x", Some(("Tue 24", "x"))),
            ("24 eggs", None),
            ("1:1 Dev", None),
            ("10:30 call", None),
            ("50: x", None),
            ("x", None),
        ] {
            let found = number_at_start(line).map(|(day, words)| (&line[..day], &line[words..]));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn days_before_words_of_a_line() {
        for (line, expected) in [
            ("10 Nov we met", Some(("10 Nov", "we met"))),
            ("2026-11-09 we met", Some(("2026-11-09", "we met"))),
            ("24.11. we met", Some(("24.11.", "we met"))),
            ("Di 24.11. x", Some(("Di 24.11.", "x"))),
            ("**24.11.** x", Some(("**24.11.", "x"))),
            ("[[2026-11-10]] x", Some(("[[2026-11-10]]", "x"))),
            ("[2026-11-10] x", Some(("[2026-11-10]", "x"))),
            ("9 de novembro x", Some(("9 de novembro", "x"))),
            ("1.5 hours of overtime", None),
            ("3/4 of it is done", None),
            ("2 of them left", None),
            ("1-1 with Tom", None),
            ("10:30 call", None),
            ("in 2026-11-09 x", None),
        ] {
            let found = day_before_words(line).map(|(day, words)| (&line[..day], &line[words..]));
            assert_eq!(found, expected, "{line}");
        }
    }
}
