//! 1-2-1s of an outline: a bullet knows that it is one, with whom and when by itself or by those
//! above it: `ottobre` above `27 Paolo Greco`; `gente`, `Carla`, `1-1`, `9 nov` one below another.

use crate::note::item::Item;
use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name::{self, Era};
use crate::text::date_parse::Order;
use crate::text::nested_days;
use crate::text::one_on_one;
use crate::text::slots;
use crate::vault::clue_words::last_part;

/// A bullet with lines below it that is a 1-2-1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Talk {
    pub bullet: usize,
    /// With whom, as written.
    pub name: String,
    pub day: Day,
}

/// What lends days of an outline their year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lent {
    pub order: Order,
    /// Today: of days whose year nothing tells the newest that fits is meant.
    pub today: Option<Day>,
}

/// What a bullet and those above it tell.
#[derive(Clone, Debug, Default)]
struct Told {
    is_one_on_one: bool,
    name: Option<String>,
    day: Option<Day>,
    era: Option<Era>,
}

/// The next 1-2-1 may have its bullet already.
const AHEAD: i64 = 14;
/// What is longer is a line of text.
const LONGEST: usize = 60;
/// Words that sort what stands below them are fewer.
const MOST_SORTING_WORDS: usize = 2;

/// Whether an item may be a part of such an outline.
fn may_head(note: &Note, at: usize, item: &Item) -> bool {
    item.listed
        && item.task.is_none()
        && item.words.plain_words().is_none_or(|words| words.len() <= LONGEST)
        && note.items.get(at + 1).is_some_and(|next| next.parent() == Some(at))
}

/// Whether a bullet is the 1-2-1 word and nothing else.
fn is_word_alone(item: &Item) -> bool {
    let words = item.words.plain_words().map(|words| words.trim().trim_end_matches(':'));
    words.is_some_and(|words| one_on_one::may_stand_in(words) && one_on_one::is_word(words))
}

/// The 1-2-1s of the outline in a note.
pub(crate) fn talks(note: &Note, lent: Lent) -> Vec<Talk> {
    let whole = note_tells(note);
    let says = |item: &Item| whole.is_one_on_one || is_word_alone(item);
    let may = |(at, item): (usize, &Item)| says(item) && may_head(note, at, item);
    let of_heading = || note.headings.iter().skip(1).any(|one| says_alone(&one.text));
    if !note.items.iter().enumerate().any(may) && !of_heading() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut told: Vec<Option<Told>> = vec![None; note.items.len()];
    for (at, item) in note.items.iter().enumerate() {
        if !may_head(note, at, item) {
            continue;
        }
        let above = match item.parent() {
            Some(parent) => told[parent].clone(),
            None => Some(below_heading(note, item, &whole)),
        };
        let Some(above) = above else { continue };
        let own = of_bullet(item, &above, lent);
        let is_whole =
            |told: &Told| told.is_one_on_one && told.name.is_some() && told.day.is_some();
        if let Some(own) = own.as_ref().filter(|own| is_whole(own) && !is_whole(&above))
            && let (Some(name), Some(day)) = (own.name.clone(), own.day)
        {
            found.push(Talk { bullet: at, name, day });
        }
        told[at] = own.filter(|_| !is_whole(&above));
    }
    found
}

/// What the name of a note and its title tell of all that stands in it.
fn note_tells(note: &Note) -> Told {
    let stem = note.path.stem();
    let title = note.headings.first().filter(|first| first.level == 1);
    let texts = [Some(stem), title.map(|title| title.text.as_str())];
    let mut texts = texts.into_iter().flatten();
    let says = |text: &str| one_on_one::may_stand_in(text) && one_on_one::find_word(text).is_some();
    let era = title.and_then(|title| date_name::era_of_name(&title.text));
    Told {
        is_one_on_one: texts.any(says),
        era: era.or_else(|| date_name::era_of_path(note.path.without_ending())),
        ..Told::default()
    }
}

/// Whether a heading is the 1-2-1 word and nothing else.
fn says_alone(text: &str) -> bool {
    one_on_one::may_stand_in(text) && one_on_one::is_word(text.trim().trim_end_matches(':'))
}

/// The same with what the heading above a bullet tells.
fn below_heading(note: &Note, item: &Item, whole: &Told) -> Told {
    let mut told = whole.clone();
    let chain = std::iter::successors(item.heading(), |at| note.headings[*at].parent);
    for at in chain {
        let text = &note.headings[at].text;
        told.is_one_on_one |= says_alone(text);
        told.era = told.era.or_else(|| date_name::era_of_name(text));
    }
    told
}

/// What a bullet tells together with those above it; nothing where it is a line of text.
fn of_bullet(item: &Item, above: &Told, lent: Lent) -> Option<Told> {
    let text = item.text_with_names(|mention| last_part(&mention.names[0]).to_owned());
    let text = text.trim().trim_end_matches(':').trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut own = above.clone();
    let month = nested_days::month_alone(text);
    let year = own.era.map(|era| era.day.year()).or(lent.today.map(Day::year));
    if let Some(month) = month
        && let Some(day) = year.and_then(|year| Day::new(year, month, 15))
    {
        own.era = Some(Era { day, month: true });
        return Some(own);
    }
    let in_month = own.era.and_then(|era| {
        let alone = era.day_alone(text).map(|day| (day, text.len()));
        alone.or_else(|| nested_days::day_at_start(era, text))
    });
    let (day, rest) = match in_month {
        Some((day, end)) => (Some(day), text[end..].to_owned()),
        None => (None, text.to_owned()),
    };
    let near = own.era.map(|era| era.day).or(lent.today);
    let slots = slots::read(&rest, lent.order, near.filter(|_| day.is_none()));
    let named = slots.day.filter(|named| !named.week).map(|named| named.day);
    let named = named.and_then(|day| match lent.today.filter(|_| own.era.is_none()) {
        Some(today) if day.days_since(today) > AHEAD && !has_year(text, day) => {
            Day::new(day.year() - 1, day.month(), day.day())
        }
        _ => Some(day),
    });
    let day = day.or(named);
    own.day = day.or(own.day);
    own.is_one_on_one |= slots.one_on_one.is_some();
    if slots.rest.is_empty() {
        return Some(own);
    }
    let linked = !item.mentions.is_empty();
    let capital = |piece: &str| linked || piece.starts_with(char::is_uppercase);
    if slots.is_name_alone() && capital(&slots.rest[0]) {
        own.name = slots.names_left().next();
        return own.name.is_some().then_some(own);
    }
    // `gente`, `One on ones Q4`: it sorts what stands below it.
    let few = text.split_whitespace().count() <= MOST_SORTING_WORDS;
    let sorts = few && day.is_none() && item.parent().is_none();
    let era = date_name::era_of_name(text).filter(|_| few);
    (sorts || era.is_some()).then(|| Told { era: era.or(own.era), ..own })
}

/// Whether a text writes the year of its day.
fn has_year(text: &str, day: Day) -> bool {
    let year = day.year().to_string();
    text.contains(&year) || text.contains(&year[2..])
}
