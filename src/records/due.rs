//! Until when, said in the words of a line: `due 2026-11-13`, `by Friday`, `#due/2026-11-20`.
//!
//! Only where the day is certain; fields and the signs of Tasks are read elsewhere.

use crate::note::bare::former_word;
use crate::note::words::tidy_blanks;
use crate::text::date::{Day, Weekday};
use crate::text::date_name;
use crate::text::date_parse::{self, Found, Order};
use crate::text::lexicon::{Lexicon, key};
use crate::text::span::fold;

/// The day until when, and the words without what is written for programs alone.
///
/// `near` is the line's own day: it lends its year, and a weekday is the first one behind it.
pub(crate) fn take_due_day(text: &str, order: Order, near: Option<Day>) -> (String, Option<Day>) {
    if !may_hold(text) {
        return (text.to_owned(), None);
    }
    for (open, close) in [("@{", "}"), ("(@", ")"), ("@[[", "]]")] {
        if let Some((before, behind)) = text.split_once(open)
            && let Some((day, rest)) = behind.split_once(close)
            && let Some(day) = whole_day(day, order, near)
        {
            return (tidy_blanks(&format!("{before} {rest}")), Some(day));
        }
    }
    // `#due/2026-11-20` stands in the words without its hash.
    for word in text.split_whitespace() {
        let tag = word.trim_end_matches(['!', ',', '.', ')']).trim_start_matches('#');
        if let Some((first, day)) = tag.split_once('/')
            && Lexicon::shipped().has("due", first)
            && let Some(day) = whole_day(day, order, near)
        {
            return (tidy_blanks(&text.replacen(word, "", 1)), Some(day));
        }
    }
    let Some(found) = in_words(text, order, near) else { return (text.to_owned(), None) };
    let words = if found.plain { found.without_day(text) } else { text.to_owned() };
    (words, Some(found.day))
}

/// The words without those that say until when, where these stand at their beginning or end: for
/// a page that shows the day beside them. `near` is the line's own day.
pub(crate) fn without_due_words(text: &str, order: Order, near: Option<Day>) -> String {
    let found = if may_hold(text) { in_words(text, order, near) } else { None };
    let Some(found) = found else { return text.to_owned() };
    let has_words = |text: &str| text.contains(char::is_alphanumeric);
    let ends = !has_words(&text[found.end..]);
    let begins = !has_words(&text[..found.start])
        && text[found.end..].trim_start_matches([')', ']', '*']).starts_with([':', ',', '–', '—']);
    let rest = if ends { tidy_blanks(&text[..found.start]) } else { found.without_day(text) };
    let all = ends && begins || !has_words(&rest);
    if (ends || begins) && !all { rest } else { text.to_owned() }
}

/// The words without those that say this very day, where they stand at the beginning or end.
pub(crate) fn without_day(text: &str, day: Day, order: Order, near: Option<Day>) -> String {
    let says = may_hold(text) && in_words(text, order, near).is_some_and(|said| said.day == day);
    if says { without_due_words(text, order, near) } else { text.to_owned() }
}

/// The day on which something is to be, which ends a text: `present to the three on 1 Dec`. `near`
/// is the line's own day.
pub(crate) fn on_day(text: &str, order: Order, near: Option<Day>) -> Option<Day> {
    if !may_hold(text) {
        return None;
    }
    let text = text.trim_end_matches([' ', '.', '!', ')']);
    let begins = text.match_indices(' ').map(|(at, _)| at + 1);
    begins.into_iter().find_map(|start| {
        let (word, rest) = text[start..].split_once(' ')?;
        if !Lexicon::shipped().has("on_day", word) {
            return None;
        }
        match date_parse::leading_date(rest, order, near) {
            Some(Found::Day(day, span)) => (span.end == rest.len()).then_some(day),
            _ => {
                weekday_at_end(rest, near).filter(|(_, len)| *len == rest.len()).map(|(day, _)| day)
            }
        }
    })
}

/// Words without the day in brackets at their end, and that day: `2 (2026-04-10)`.
pub(crate) fn take_day_in_brackets(
    text: &str,
    order: Order,
    near: Option<Day>,
) -> Option<(String, Day)> {
    let (before, inside) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let day = match date_parse::leading_date(inside, order, near)? {
        Found::Day(day, span) if span.end == inside.len() => day,
        _ => return None,
    };
    Some((before.trim_end().to_owned(), day))
}

/// The day, and often the time, that boards write at one end of a card which is done, and the
/// words without it: `Pass the CKA 2026-11-20 12:04`.
pub(crate) fn take_board_stamp(text: &str) -> Option<(Day, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_time = |word: &&str| word.len() == 5 && word.as_bytes()[2] == b':';
    let day = |at: usize| words.get(at).and_then(|word| Day::iso(word));
    let timed = usize::from(words.last().is_some_and(is_time));
    if let Some(at) = words.len().checked_sub(1 + timed)
        && let Some(day) = day(at)
        && at > 0
    {
        return Some((day, words[..at].join(" ")));
    }
    let rest = 1 + usize::from(words.get(1).is_some_and(is_time));
    let day = day(0).filter(|_| words.len() > rest)?;
    Some((day, words[rest..].join(" ")))
}

/// Whether a text may hold a day at all.
fn may_hold(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || text.split_whitespace().rev().take(3).any(|word| day_word(word).is_some())
        || text.split_whitespace().next_back().is_some_and(|word| is_month(word) || is_year(word))
}

/// Whether a word may end one for the end of the year.
fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches([')', '!', '.', ',', '?']);
    ["year", "end_of_year"].iter().any(|list| Lexicon::shipped().has(list, word))
}

fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches([')', '!', '.', ',', '?']);
    word.len() > 2 && Lexicon::shipped().month_named(word).is_some()
}

fn day_word(word: &str) -> Option<usize> {
    let word = word.trim_end_matches([')', '!', '.', ',', '?']);
    // `so`, `do`, `mar`, `sex` are words of other sorts as well: only whole names of days.
    (word.chars().count() > 4).then(|| Lexicon::shipped().weekday_named(word)).flatten()
}

fn whole_day(text: &str, order: Order, near: Option<Day>) -> Option<Day> {
    match date_parse::leading_date(text.trim(), order, near) {
        Some(Found::Day(day, _)) => Some(day),
        _ => None,
    }
}

/// Until when, as the words of a line say it.
struct InWords {
    day: Day,
    /// Where the words for it begin and end.
    start: usize,
    end: usize,
    /// `due 2026-11-13` is said to programs as much as to people; `by Friday` is a sentence.
    plain: bool,
}

impl InWords {
    fn without_day(&self, text: &str) -> String {
        tidy_blanks(&format!("{} {}", &text[..self.start], &text[self.end..]))
    }
}

/// `due 2026-11-13`, `(bis 31.01.2027)`, `by Friday 19 June`, `until Friday`, `by end of March`.
fn in_words(text: &str, order: Order, near: Option<Day>) -> Option<InWords> {
    let mut starts: Vec<usize> = vec![0];
    starts.extend(text.match_indices([' ', '(']).map(|(at, sign)| at + sign.len()));
    let mut was = false;
    for start in starts {
        if let Some(found) = at_end(text, start, order, near) {
            return Some(found);
        }
        let found = due_word(&text[start..]).or_else(|| now_word(&text[start..]).filter(|_| was));
        let Some((word, rest)) = found else { continue };
        match before(&text[..start]) {
            Before::Not => continue,
            Before::Formerly => {
                was = true;
                continue;
            }
            Before::Else => {}
        }
        let Some((day, len)) = day_behind(rest, order, near) else { continue };
        let end = text.len() - rest.len() + len;
        let bracket = text[..start].ends_with('(') && text[end..].starts_with(')');
        let plain = bracket || key(word) == "due";
        let (start, end) = if bracket { (start - 1, end + 1) } else { (start, end) };
        return Some(InWords { day, start, end, plain });
    }
    None
}

/// A day that ends a text behind an arrow, or with its weekday behind a comma: `first draft → Thu 3
/// Dec`, `draft two, Thu 3 Dec`.
fn at_end(text: &str, start: usize, order: Order, near: Option<Day>) -> Option<InWords> {
    let rest = &text[start..];
    let arrow = ["→ ", "-> ", "=> ", "➡ "].iter().find_map(|sign| rest.strip_prefix(sign));
    let behind_comma = || {
        let named =
            rest.split([' ', ',']).next().and_then(|word| Lexicon::shipped().weekday_named(word));
        (text[..start].ends_with(", ") && named.is_some()).then_some(rest)
    };
    let said = arrow.filter(|_| start > 0).or_else(behind_comma)?;
    let (day, len) = day_behind(said, order, near)?;
    let (of_it, behind) = said.split_at(len);
    let is_end = behind.trim_matches(['.', '!', ' ']).is_empty();
    let end = text.len() - behind.len();
    let is_whole = arrow.is_some() || of_it.contains(' ');
    (is_end && is_whole).then_some(InWords { day, start, end, plain: false })
}

/// What stands before a word for until when.
enum Before {
    /// `not before 2026-12-01` says from when.
    Not,
    /// `was due 2026-11-01` says what counts no more.
    Formerly,
    Else,
}

fn before(text: &str) -> Before {
    let text = text.trim_end();
    let word = text.rsplit([' ', '(', '[']).next().unwrap_or("");
    match () {
        () if word.is_empty() => Before::Else,
        () if Lexicon::shipped().has_written("not", &fold(word)) => Before::Not,
        () if former_word(text).is_some() => Before::Formerly,
        () if says_from(text) => Before::Not,
        () => Before::Else,
    }
}

/// Whether a word for until when ends a text, and one before it says from when: `not before`.
pub(crate) fn is_negated(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '(', ':']);
    let starts = text.rmatch_indices([' ', '(']).map(|(at, sign)| at + sign.len()).take(3);
    starts.chain([0]).any(|start| {
        let is_due = Lexicon::shipped().has("due", &text[start..]);
        is_due && !matches!(before(&text[..start]), Before::Else)
    })
}

/// `blocked until 1 Dec`, `on hold until 1 Dec`: the last words say that it begins then.
fn says_from(text: &str) -> bool {
    let starts = text.rmatch_indices([' ', '(']).map(|(at, sign)| at + sign.len());
    let starts = starts.chain([0]).take(2);
    let words = |start: usize| text[start..].trim_end_matches([',', ':']);
    starts.into_iter().any(|start| Lexicon::shipped().has("due_from", words(start)))
}

/// `now 2026-12-10`, behind a day that counts no more.
fn now_word(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.split_once(' ')?;
    Lexicon::shipped().has("due_now", word.trim_end_matches(':')).then_some((word, rest))
}

/// The day at the beginning of the words behind one for until when, and how many bytes say it.
fn day_behind(rest: &str, order: Order, near: Option<Day>) -> Option<(Day, usize)> {
    match date_parse::leading_date(rest, order, near) {
        Some(Found::Day(day, span)) => Some((day, span.end)),
        _ => weekday_at_end(rest, near)
            .or_else(|| weekday_and_number(rest, near))
            .or_else(|| end_of_month(rest, near))
            .or_else(|| end_of_year(rest, near))
            .or_else(|| in_numbers(rest, order, near)),
    }
}

/// What the words of a line that has no due day say of until when, and no day is certain: `by next
/// Tuesday`, `by EOW`, `due 31.11.2026`; and whether there is no such day.
pub(crate) fn unsure(text: &str, order: Order, near: Option<Day>) -> Option<(String, bool)> {
    const MOST_WORDS: usize = 4;
    let lexicon = Lexicon::shipped();
    let starts = text.match_indices([' ', '(']).map(|(at, sign)| at + sign.len());
    for start in std::iter::once(0).chain(starts) {
        let Some((word, rest)) = due_word(&text[start..]) else { continue };
        if !matches!(before(&text[..start]), Before::Else) {
            continue;
        }
        if let Some(Found::Bad(_, span)) = date_parse::leading_date(rest, order, near)
            && rest[..span.end].contains(|c: char| c.is_ascii_digit())
        {
            return Some((format!("{word} {}", span.of(rest)), true));
        }
        let end = rest.find([')', ']', ',', ';']).unwrap_or(rest.len());
        let told = rest[..end].trim_end_matches(['.', '!', ' ', '*', '_']);
        let words: Vec<&str> = told.split_whitespace().collect();
        let relative = |word: &str| {
            ["relative.next", "relative.this"].iter().any(|list| lexicon.has(list, word))
        };
        let is_time = |word: &&str| {
            day_word(word).is_some() || is_month(word) || lexicon.has("due_vague", word)
        };
        let number = |word: &str| day_number(word).is_some();
        let vague = match words.as_slice() {
            [] => false,
            all if all.len() > MOST_WORDS => false,
            all if lexicon.has("due_vague", &all.join(" ")) => true,
            [first, last] if relative(first) || relative(last) => {
                is_time(if relative(first) { last } else { first })
            }
            [first, last] => day_word(first).is_some() && number(last),
            _ => false,
        };
        if vague {
            return Some((format!("{word} {told}"), false));
        }
    }
    None
}

/// `by Wednesday 24 November`, where that day is another one: the day, in words.
pub(crate) fn other_weekday(text: &str, order: Order, near: Option<Day>) -> Option<String> {
    let found = if may_hold(text) { in_words(text, order, near) } else { None }?;
    let said = &text[found.start..found.end];
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let words = said.split(|c: char| !c.is_alphanumeric());
    let named = words.filter_map(day_word).next()?;
    let other = Weekday::read(names[named])? != found.day.weekday();
    other.then(|| said.trim_matches(['(', ')', ' ']).to_owned())
}

/// `1`, `30.`, `2nd`.
fn day_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches(['.', ')', '!', ',']);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    let number = digits.parse::<i8>().ok().filter(|number| (1..=31).contains(number))?;
    ["", "st", "nd", "rd", "th"].contains(&ending).then_some(number)
}

/// `Monday 30` at the end of a text: the first such day behind the line's own, where it is near.
fn weekday_and_number(text: &str, near: Option<Day>) -> Option<(Day, usize)> {
    const WITHIN_DAYS: i64 = 45;
    let near = near?;
    let text = text.trim_end_matches(['.', '!', ')', ' ']);
    let (name, number) = text.split_once(' ')?;
    let number = day_number(number)?;
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = Weekday::read(names[day_word(name.trim_end_matches(','))?])?;
    let fits = |day: &Day| day.day() == number && day.weekday() == weekday;
    let day = (1..=WITHIN_DAYS).map(|days| near.plus(days)).find(fits)?;
    Some((day, text.len()))
}
/// A due day so long before its line is a slip of the year; one still further off is none.
const MOST_LATE_DAYS: i64 = 550;

/// `30.11.`, `30/11`: the first such day behind the line's own.
fn in_numbers(text: &str, order: Order, near: Option<Day>) -> Option<(Day, usize)> {
    let near = near?;
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '/';
    let len = text.find(|c| !is_number(c)).unwrap_or(text.len());
    let written = &text[..len];
    if written.matches(['.', '/']).count() > 2 || !written.contains(['.', '/']) {
        return None;
    }
    // `by 2.5 points` is no day.
    let goes_on = text[len..].trim_start().starts_with(char::is_alphanumeric);
    if goes_on && !written.ends_with('.') && !written.contains('/') {
        return None;
    }
    let found = date_name::day_in_name(written, order, Some(near)).filter(|found| !found.week)?;
    let has_year = found.span.of(written).trim_end_matches('.').matches(['.', '/']).count() == 2;
    let day = match found.day < near {
        // Nobody promises anything until a day that was years ago.
        true if has_year => {
            Some(found.day).filter(|day| near.days_since(*day) <= MOST_LATE_DAYS)?
        }
        true => found.day.plus_months(12),
        false => found.day,
    };
    (found.span.start == 0).then_some((day, found.span.end))
}

/// `end of March 2027`, `fin mars`, `Ende Q1`: the last day of that month, with the first such
/// year behind the line's own day.
fn end_of_month(text: &str, near: Option<Day>) -> Option<(Day, usize)> {
    const MOST_WORDS: usize = 3;
    let lexicon = Lexicon::shipped();
    let ends = text.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    let at = ends.filter(|end| lexicon.has("end_of", &text[..*end])).last()? + 1;
    let word_len = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let len = word_len(&text[at..]);
    let word = &text[at..at + len];
    let quarter = word.strip_prefix(['Q', 'T']).and_then(|number| number.parse::<i8>().ok());
    let quarter = quarter.filter(|number| (1..=4).contains(number)).map(|number| number * 3);
    let month = quarter.or_else(|| lexicon.month_named(word))?;
    let end = at + len;
    let last_day = |year: i16| Some(Day::new(year, month, 1)?.plus_months(1).plus(-1));
    let behind = text[end..].trim_start_matches([' ', ',', '.']);
    let behind = ["de ", "del "].iter().find_map(|of| behind.strip_prefix(of)).unwrap_or(behind);
    let written = &behind[..word_len(behind)];
    let year = written.parse::<i16>().ok().filter(|year| (1990..2100).contains(year));
    if let Some(year) = year {
        return Some((last_day(year)?, text.len() - behind.len() + written.len()));
    }
    let near = near?;
    let day = last_day(near.year()).filter(|day| *day >= near).or(last_day(near.year() + 1))?;
    Some((day, end))
}

/// `the end of the year`, of that of the line's own day.
fn end_of_year(text: &str, near: Option<Day>) -> Option<(Day, usize)> {
    let ends = text.match_indices([' ', ')', '.', ',', '!']).map(|(at, _)| at);
    let ends = ends.chain([text.len()]).take(MOST_YEAR_WORDS);
    let end = ends.filter(|end| is_year_end(&text[..*end])).last()?;
    Some((Day::new(near?.year(), 12, 31)?, end))
}

fn is_year_end(words: &str) -> bool {
    Lexicon::shipped().has("end_of_year", words)
}

/// `la fin de l'année`
const MOST_YEAR_WORDS: usize = 5;

/// A word for until when at the beginning of a text, and what stands behind it.
fn due_word(text: &str) -> Option<(&str, &str)> {
    let ends = text.match_indices([' ', ':']).map(|(at, _)| at).take(4);
    let mut found = None;
    if !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    for end in ends {
        if Lexicon::shipped().has("due", &text[..end]) {
            let rest = text[end..].trim_start_matches([':', ' ']);
            found = Some((&text[..end], rest));
        }
    }
    found
}

/// A weekday that ends a text: the first such day behind the line's own.
fn weekday_at_end(text: &str, near: Option<Day>) -> Option<(Day, usize)> {
    let near = near?;
    let text = text.trim_end_matches(['.', '!', ')', ' ']);
    if text.contains(' ') {
        return None;
    }
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = Weekday::read(names[day_word(text)?])?;
    Some((near.plus(1).next_on(weekday), text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: (&str, Option<&str>)) {
        let near = Day::iso("2026-11-10");
        let (words, day) = take_due_day(text, Order::Dmy, near);
        let day = day.map(|day| day.to_string());
        assert_eq!((words.as_str(), day.as_deref()), expected, "{text}");
    }

    #[test]
    fn days_in_all_forms() {
        check("pick a title #due/2026-12-01", ("pick a title", Some("2026-12-01")));
        check("pick a title ! due/2026-12-01", ("pick a title !", Some("2026-12-01")));
        check("ship it @{2026-12-15}", ("ship it", Some("2026-12-15")));
        check("ship it (@2026-12-15)", ("ship it", Some("2026-12-15")));
        check("give a talk (due 2027-01-31)", ("give a talk", Some("2027-01-31")));
        check("give a talk due 2026-11-13", ("give a talk", Some("2026-11-13")));
        check(
            "Vortrag halten bis 31.01.2027",
            ("Vortrag halten bis 31.01.2027", Some("2027-01-31")),
        );
        check("la démo avant le 2026-12-01", ("la démo avant le 2026-12-01", Some("2026-12-01")));
        check("draft it by Friday", ("draft it by Friday", Some("2026-11-13")));
        check("Entwurf bis Freitag", ("Entwurf bis Freitag", Some("2026-11-13")));
        check("draft it by Tuesday", ("draft it by Tuesday", Some("2026-11-17")));
        check("draft it by end of March", ("draft it by end of March", Some("2027-03-31")));
        for text in [
            "draft it by the end of the year",
            "draft it before year end",
            "Entwurf bis Jahresende",
            "Entwurf bis Ende des Jahres",
            "le plan avant la fin de l'année",
            "le plan d'ici fin d'année",
            "el plan antes de fin de año",
            "o plano até ao fim do ano",
            "il piano entro la fine dell'anno",
            "het plan voor het einde van het jaar",
        ] {
            check(text, (text, Some("2026-12-31")));
        }
        for text in [
            "le plan avant fin janvier",
            "le plan pour fin janvier 2027",
            "el plan para finales de enero",
            "il piano per fine gennaio",
        ] {
            check(text, (text, Some("2027-01-31")));
        }
        for text in
            ["plan the year", "le plan pour Karim", "un plan para Ana", "Rückblick Jahresende"]
        {
            check(text, (text, None));
        }
        check(
            "draft it by the end of November",
            ("draft it by the end of November", Some("2026-11-30")),
        );
        check(
            "Entwurf bis Ende Februar 2028",
            ("Entwurf bis Ende Februar 2028", Some("2028-02-29")),
        );
        check("un talk d'ici fin mars", ("un talk d'ici fin mars", Some("2027-03-31")));
        check(
            "un talk avant la fin de mars 2027",
            ("un talk avant la fin de mars 2027", Some("2027-03-31")),
        );
        check("pass it (by end of Q1)", ("pass it", Some("2027-03-31")));
        check(
            "aprobarlo antes de fin de marzo de 2027",
            ("aprobarlo antes de fin de marzo de 2027", Some("2027-03-31")),
        );
        check(
            "dare l'esame entro fine marzo",
            ("dare l'esame entro fine marzo", Some("2027-03-31")),
        );
        check("het examen voor eind maart", ("het examen voor eind maart", Some("2027-03-31")));
        check("passar até ao fim de março", ("passar até ao fim de março", Some("2027-03-31")));
    }

    #[test]
    fn words_for_the_day_go_where_the_day_is_shown() {
        let check = |text: &str, expected: &str| {
            assert_eq!(
                without_due_words(text, Order::Dmy, Day::iso("2026-11-10")),
                expected,
                "{text}"
            );
        };
        check("Vortrag halten bis 31.01.2027", "Vortrag halten");
        check("give a talk by end of March", "give a talk");
        check("faire un talk d'ici fin mars", "faire un talk");
        check("draft it by Friday.", "draft it");
        check("give a talk (due 2027-01-31)", "give a talk");
        check("By 31.01.2027: lead the guild", "lead the guild");
        check("read it by 31.01.2027 and tell the team", "read it by 31.01.2027 and tell the team");
        check("by end of March", "by end of March");
        check("learn to cook by hand", "learn to cook by hand");
        check("the report of 31.01.2027", "the report of 31.01.2027");
        check("lead the search rewrite, till end of November", "lead the search rewrite");
        check("mit HR sprechen bis 27.11", "mit HR sprechen");
        let day = Day::iso("2026-11-13").expect("it is a day");
        let other = Day::iso("2026-11-27").expect("it is a day");
        let near = Day::iso("2026-11-10");
        let shown = |day| without_day("list until Friday", day, Order::Dmy, near);
        assert_eq!((shown(day).as_str(), shown(other).as_str()), ("list", "list until Friday"));
    }

    #[test]
    fn what_is_not_until_when() {
        for (text, day) in [
            ("draft it, not before 2026-12-01", None),
            ("Plan nicht vor 2026-12-01", None),
            ("le plan, pas avant le 2026-12-01", None),
            ("el plan, no antes de 2026-12-01", None),
            ("o plano, não antes de 2026-12-01", None),
            ("het plan niet voor 2026-12-01", None),
            ("draft it (was due 2026-11-15, now 2026-12-10)", Some("2026-12-10")),
            ("draft it (previously due 2026-11-15)", None),
            ("Plan (war fällig 2026-11-15, jetzt 2026-12-10)", Some("2026-12-10")),
            ("draft it, blocked until 2026-12-01", None),
            ("draft it (on hold until 1 Dec)", None),
            ("Plan, ruht bis 1.12.", None),
            ("hold the line until 1 Dec", Some("2026-12-01")),
            ("draft it by Monday 30", Some("2026-11-30")),
            ("draft it by Tue 1st", None),
            ("draft it by Tuesday 1st", Some("2026-12-01")),
            ("draft it by Tuesday 2nd", None),
        ] {
            let (_, found) = take_due_day(text, Order::Dmy, Day::iso("2026-11-10"));
            assert_eq!(found.map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_days_that_are_not_certain() {
        for (text, expected) in [
            ("draft it by next Tuesday", Some(("by next Tuesday", false))),
            ("draft it by EOW.", Some(("by EOW", false))),
            ("draft it by end of week", Some(("by end of week", false))),
            ("draft it by next month", Some(("by next month", false))),
            ("Plan bis Ende der Woche", Some(("bis Ende der Woche", false))),
            ("Plan bis nächsten Dienstag", Some(("bis nächsten Dienstag", false))),
            ("le plan pour le mardi prochain", Some(("pour le mardi prochain", false))),
            ("draft it by Tuesday 2nd", Some(("by Tuesday 2nd", false))),
            ("draft it due 31.11.2026", Some(("due 31.11.2026", true))),
            ("draft it by 30 Feb", Some(("by 30 Feb", true))),
            ("draft it by hand", None),
            ("draft it by next to nothing", None),
            ("not due next week", None),
            ("draft it by the next release", None),
            ("stand by this team", None),
            ("until this is done", None),
        ] {
            let found = unsure(text, Order::Dmy, Day::iso("2026-11-10"));
            let found = found.as_ref().map(|(said, bad)| (said.as_str(), *bad));
            assert_eq!(found, expected, "{text}");
        }
        let other = |text| other_weekday(text, Order::Dmy, Day::iso("2026-11-10"));
        let said = other("draft it by Wednesday 24 November");
        assert_eq!(said.as_deref(), Some("by Wednesday 24 November"));
        assert_eq!(other("draft it by Tuesday 24 November"), None);
        assert_eq!(other("draft it by Friday"), None);
    }

    #[test]
    fn no_day_is_made_up() {
        for text in [
            "draft it by hand",
            "write the end of March",
            "by March we know more",
            "by the end of the march",
            "until end of life",
            "by then 3 of them are done",
            "until the release of version 4",
            "read the report of 2026-11-01",
            "Friday by Friday we get there",
            "due to the outage on 2026-11-01 he was tired",
        ] {
            check(text, (text, None));
        }
    }
}
