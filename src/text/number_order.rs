//! Which number of a short day is what: of `26-11-17` the year, of `03-11` the month. One name
//! alone may not tell it; all names of a vault, or all headings of a log, together do.

use crate::text::date::Day;
use crate::text::span::Span;

/// Which of two numbers is the day in `03/04/2026`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year.
    #[default]
    Dmy,
    /// Month, day, year.
    Mdy,
    /// One of them, and what the names around a day tell of shorter forms.
    Told(NumberOrder),
}

/// What names, or headings, tell together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberOrder {
    month_first: bool,
    dashes: YearPlace,
    dots: YearPlace,
    pairs: PairOrder,
}

/// Where the year of three short numbers stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum YearPlace {
    /// Nothing around it was asked: as it is likely for one of its form.
    #[default]
    Alone,
    /// Nothing was asked, and it is to be sure.
    Sure,
    First,
    Last,
    /// They were asked, and do not tell.
    Open,
}

/// Which of two numbers with a dash is the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PairOrder {
    /// Nothing around it was asked: as in `2026-11-03`.
    #[default]
    Alone,
    DayFirst,
    MonthFirst,
    Open,
}

impl Order {
    /// Whether the month stands first in `03/04/2026`.
    pub fn is_month_first(self) -> bool {
        match self {
            Order::Dmy => false,
            Order::Mdy => true,
            Order::Told(told) => told.month_first,
        }
    }

    fn told(self) -> NumberOrder {
        match self {
            Order::Told(told) => told,
            Order::Dmy | Order::Mdy => {
                NumberOrder { month_first: self.is_month_first(), ..NumberOrder::default() }
            }
        }
    }

    /// The same without what names tell.
    #[must_use]
    pub fn alone(self) -> Order {
        if self.is_month_first() { Order::Mdy } else { Order::Dmy }
    }

    /// The same, with no day where nothing around it was asked and it may be two.
    #[must_use]
    pub(crate) fn sure(self) -> Order {
        let told = self.told();
        let sure = |place| if place == YearPlace::Alone { YearPlace::Sure } else { place };
        let (dashes, dots) = (sure(told.dashes), sure(told.dots));
        Order::Told(NumberOrder { dashes, dots, ..told })
    }

    /// Whether the month stands first in `03-11`; `None` when that is open.
    pub(crate) fn pair_month_first(self) -> Option<bool> {
        match self.told().pairs {
            PairOrder::Alone | PairOrder::MonthFirst => Some(true),
            PairOrder::DayFirst => Some(false),
            PairOrder::Open => None,
        }
    }
}

/// Numbers of a short day as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Triple {
    pub(crate) numbers: [i8; 3],
    pub(crate) sign: char,
}

impl Triple {
    /// The three numbers of two digits that a text begins with, and their length.
    pub(crate) fn at(text: &str) -> Option<(Triple, usize)> {
        const LEN: usize = 8;
        let bytes = text.as_bytes().get(..LEN)?;
        let number = |at: usize| {
            let two = [bytes[at], bytes[at + 1]];
            let digits = two.iter().all(u8::is_ascii_digit);
            digits.then(|| i8::try_from((two[0] - b'0') * 10 + two[1] - b'0').ok()).flatten()
        };
        let sign = char::from(bytes[2]);
        if !"-./_".contains(sign) || bytes[5] != bytes[2] {
            return None;
        }
        let numbers = [number(0)?, number(3)?, number(6)?];
        let rest = &text[LEN..];
        let free = !rest.starts_with(|c: char| c.is_alphanumeric() || c == sign);
        (free || sign == '.' && rest.starts_with('.')).then_some((Triple { numbers, sign }, LEN))
    }

    /// The day with its year first, and with its year last.
    fn readings(self, order: Order) -> [Option<Day>; 2] {
        let [a, b, c] = self.numbers;
        let day = |year: i8, month: i8, day: i8| Day::new(2000 + i16::from(year), month, day);
        let likely = |day: &Day| (2010..2050).contains(&day.year());
        let last = match order.is_month_first() && self.sign == '/' {
            true => day(c, a, b).or_else(|| day(c, b, a)),
            false => day(c, b, a).or_else(|| day(c, a, b)),
        };
        [day(a, b, c).filter(likely), last.filter(likely)]
    }

    fn has_dashes(self) -> bool {
        matches!(self.sign, '-' | '_')
    }

    /// The day; `None` when it may be two.
    pub(crate) fn day(self, order: Order) -> Option<Day> {
        let told = order.told();
        let place = if self.has_dashes() { told.dashes } else { told.dots };
        let [first, last] = self.readings(order);
        let (Some(year_first), Some(year_last)) = (first, last) else { return first.or(last) };
        match place {
            YearPlace::First => first,
            YearPlace::Last => last,
            YearPlace::Open => None,
            YearPlace::Sure => match self.has_dashes() {
                true if is_long_past(year_first, year_last) => last,
                true => first.filter(|first| is_long_past(year_last, *first)),
                false => last.filter(|last| !is_long_past(*last, year_first)),
            },
            // `26-10-27` is written like `2026-10-27`; a year is no decade off.
            YearPlace::Alone if self.has_dashes() && !is_long_past(year_first, year_last) => first,
            YearPlace::Alone => last,
        }
    }

    /// The days that it may be.
    pub(crate) fn both(self, order: Order) -> Option<[Day; 2]> {
        let [first, last] = self.readings(order);
        first.zip(last).filter(|(first, last)| first != last).map(|(first, last)| [first, last])
    }
}

/// Whether a day is so many years before another one that nobody means it.
fn is_long_past(day: Day, other: Day) -> bool {
    const YEARS: i16 = 5;
    other.year() - day.year() > YEARS
}

/// The two numbers with a dash that a name begins or ends with: `03-11 Nuria`, `Sam 12-11`. Those
/// that say 1-2-1 are none.
pub(crate) fn pair(name: &str) -> Option<([i8; 2], Span)> {
    let end = name.find([' ', '_']).unwrap_or(name.len());
    let start = name.rfind([' ', '_']).map_or(0, |at| at + 1);
    [(0, end), (start, name.len())].into_iter().find_map(|(from, to)| {
        let (first, second) = name[from..to].split_once('-')?;
        let number = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            (digits && matches!(text.len(), 1..=2)).then(|| text.parse::<i8>().ok()).flatten()
        };
        let numbers = [number(first)?, number(second)?];
        (to - from > 3).then_some((numbers, Span::new(from, to)))
    })
}

/// Short days that stand around one another.
#[derive(Clone, Debug)]
pub(crate) struct Votes {
    today: Day,
    order: Order,
    triples: Vec<Triple>,
    pairs: Vec<[Option<Day>; 2]>,
}

impl Votes {
    /// None yet.
    pub(crate) fn new(order: Order, today: Day) -> Votes {
        Votes { today, order, triples: Vec::new(), pairs: Vec::new() }
    }

    /// Takes in what a text holds.
    pub(crate) fn take(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for at in 2..bytes.len().saturating_sub(5) {
            let sign = b"-./_".contains(&bytes[at]) && bytes[at] == bytes[at + 3];
            let free = || at == 2 || !bytes[at - 3].is_ascii_alphanumeric();
            let digits = sign && bytes[at - 2].is_ascii_digit() && bytes[at - 1].is_ascii_digit();
            if digits && free() {
                let same = |before: usize| bytes.get(before) == Some(&bytes[at]);
                let found = Triple::at(&text[at - 2..]);
                let found = found.filter(|_| at == 2 || bytes[at] == b'.' || !same(at - 3));
                self.triples.extend(found.map(|(triple, _)| triple));
            }
        }
    }

    /// Takes in the two numbers of a name for which its path tells the year, or the month.
    pub(crate) fn take_pair(&mut self, name: &str, era: Day, has_month: bool) {
        let Some(([a, b], _)) = pair(name) else { return };
        let month = |found: &Day| !has_month || found.month() == era.month();
        let day = |day: i8, month_of: i8| Day::new(era.year(), month_of, day).filter(month);
        self.pairs.push([day(a, b), day(b, a)]);
    }

    /// The order with what they tell; it is that of a config, which tells of pairs as well.
    pub(crate) fn order(&self, config_says: bool) -> Order {
        let told = self.order.told();
        let place = |dashes: bool, before: YearPlace| {
            let mut found = self.triples.iter().filter(|one| one.has_dashes() == dashes).peekable();
            if found.peek().is_none() { before } else { self.year_place(found, dashes) }
        };
        let pairs = if self.pairs.is_empty() { told.pairs } else { self.pair_order(config_says) };
        let (dashes, dots) = (place(true, told.dashes), place(false, told.dots));
        let told = NumberOrder { dashes, dots, pairs, ..told };
        let is_alone = told == self.order.alone().told();
        if is_alone { self.order.alone() } else { Order::Told(told) }
    }

    fn year_place<'t>(&self, all: impl Iterator<Item = &'t Triple>, dashes: bool) -> YearPlace {
        /// One slip among so many is one.
        const MOST_OF: usize = 4;
        /// The next 1-2-1 may have its name already.
        const AHEAD: i64 = 60;
        let (mut first, mut last, mut years) = (0, 0, [Vec::new(), Vec::new()]);
        let mut clear = true;
        for triple in all {
            let possible = |day: &Day| day.days_since(self.today) <= AHEAD;
            let [year_first, year_last] =
                triple.readings(self.order).map(|day| day.filter(possible));
            match (year_first, year_last) {
                (Some(_), None) => first += 1,
                (None, Some(_)) => last += 1,
                (None, None) => {}
                (Some(a), Some(b)) => {
                    match (is_long_past(a, b), is_long_past(b, a)) {
                        (true, _) => last += usize::from(dashes),
                        // `26.11.17` is written so where the day stands first, years ago.
                        (_, true) if dashes => first += 1,
                        (_, true) => clear = false,
                        _ => clear &= !dashes,
                    }
                    years[0].push(a.year());
                    years[1].push(b.year());
                }
            }
        }
        let one = |years: &[i16]| years.windows(2).all(|two| two[0] == two[1]);
        match (first, last) {
            (0, 0) if clear => YearPlace::Alone,
            (0, 0) => match (one(&years[0]), one(&years[1])) {
                (true, false) => YearPlace::First,
                (false, true) => YearPlace::Last,
                _ => YearPlace::Open,
            },
            (first, last) if first > last * MOST_OF => YearPlace::First,
            (first, last) if last > first * MOST_OF => YearPlace::Last,
            _ => YearPlace::Open,
        }
    }

    fn pair_order(&self, config_says: bool) -> PairOrder {
        const AHEAD: i64 = 14;
        let possible =
            |day: &Option<Day>| day.is_some_and(|day| day.days_since(self.today) <= AHEAD);
        let votes = |at: usize| {
            let is_vote =
                |pair: &&[Option<Day>; 2]| possible(&pair[at]) && !possible(&pair[1 - at]);
            self.pairs.iter().filter(is_vote).count()
        };
        match (votes(0), votes(1), config_says) {
            (1.., 0, _) => PairOrder::DayFirst,
            (0, 1.., _) => PairOrder::MonthFirst,
            (_, _, true) if self.order.is_month_first() => PairOrder::MonthFirst,
            (_, _, true) => PairOrder::DayFirst,
            _ if self.pairs.iter().all(|pair| pair[0] == pair[1]) => PairOrder::Alone,
            _ => PairOrder::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expected: &[&str]) {
        let mut votes = Votes::new(Order::Dmy, Day::iso("2026-11-24").unwrap());
        texts.iter().for_each(|text| votes.take(text));
        let order = votes.order(false);
        let read = |text: &&str| {
            let found = text.char_indices().find_map(|(at, _)| Triple::at(&text[at..]));
            let day = found.and_then(|(triple, _)| triple.day(order));
            day.map_or("open".to_owned(), |day| day.to_string())
        };
        assert_eq!(texts.iter().map(read).collect::<Vec<_>>(), expected, "{texts:?}");
    }

    #[test]
    fn short_years_have_one_place() {
        check(&["03-11-26", "17-11-26"], &["2026-11-03", "2026-11-17"]);
        check(&["10-11-26 Nuria"], &["2026-11-10"]);
        check(&["26.11.03", "26.11.17"], &["2026-11-03", "2026-11-17"]);
        check(&["26-11-03", "25-11-26"], &["2026-11-03", "2025-11-26"]);
        check(&["17-11-26", "25-11-26"], &["2026-11-17", "2026-11-25"]);
        check(&["Nuria 17.11.26", "Nuria 03.11.26"], &["2026-11-17", "2026-11-03"]);
        check(&["17/11/26", "20/10/26"], &["2026-11-17", "2026-10-20"]);
        check(&["24-10-26", "25-11-26"], &["2026-10-24", "2026-11-25"]);
        check(&["26_11_24", "26_10_25"], &["2026-11-24", "2026-10-25"]);
        // Nothing tells.
        check(&["25-11-26"], &["open"]);
        check(&["26.11.17"], &["open"]);
    }

    #[test]
    fn numbers_that_stand_together() {
        for (name, expected) in [
            ("03-11 Nuria", Some([3, 11])),
            ("Sam 12-11", Some([12, 11])),
            ("Lena 3-11", Some([3, 11])),
            ("1-1 Lena", None),
            ("Lena 1-1", None),
            ("Lena", None),
            ("26-11-17", None),
        ] {
            assert_eq!(pair(name).map(|(numbers, _)| numbers), expected, "{name}");
        }
    }

    #[test]
    fn pairs_have_one_order() {
        let check = |names: &[&str], expected: Option<bool>| {
            let mut votes = Votes::new(Order::Dmy, Day::iso("2026-11-24").unwrap());
            let era = Day::iso("2026-07-02").unwrap();
            names.iter().for_each(|name| votes.take_pair(name, era, false));
            assert_eq!(votes.order(false).pair_month_first(), expected, "{names:?}");
        };
        check(&["11-17 Nuria", "11-03 Nuria"], Some(true));
        check(&["17-11 Nuria", "03-11 Nuria"], Some(false));
        // A 1-2-1 of December was not held yet.
        check(&["03-11 Nuria", "12-10 Marta"], Some(false));
        check(&["03-11 Nuria", "05-10 Marta"], None);
        check(&["11-11 Nuria"], Some(true));
        check(&["17-11 Nuria", "11-17 Nuria"], None);
    }
}
