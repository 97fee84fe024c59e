//! Parts of paths and links, as the signs of people and 1-2-1s are looked for in them.

use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::one_on_one;
use crate::text::people_words::holds;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Names that stand together, and whether in the path of the note.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Company {
    pub names: Vec<String>,
    /// They stand in its name or its folder.
    pub in_path: bool,
}

/// A section of a note that says 1-2-1: a heading, or a bullet with lines below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SectionClue {
    /// Names in it that are links or have an `@`.
    pub linked: Vec<String>,
    /// A name beside the word.
    pub bare: Option<String>,
    /// That name begins with a small letter.
    pub small: bool,
    pub line: u32,
}

/// What lines tell of whom they are about, where a word alone says no 1-2-1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OneSigns {
    pub praise: bool,
    pub critique: bool,
    /// A line that the lead or this person owns.
    pub owned: bool,
}

impl OneSigns {
    /// These and others.
    #[must_use]
    pub fn with(self, other: OneSigns) -> OneSigns {
        OneSigns {
            praise: self.praise || other.praise,
            critique: self.critique || other.critique,
            owned: self.owned || other.owned,
        }
    }

    /// Whether it is a talk with one person: a team may be praised, and owe things.
    pub fn are_of_one(self) -> bool {
        self.critique || self.praise && self.owned
    }

    /// Whether they tell nothing.
    pub fn tell_nothing(self) -> bool {
        self == OneSigns::default()
    }
}

/// A heading with a word that alone says no 1-2-1 beside one name: `Jour fixe Anke`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BesideSection {
    pub name: String,
    pub word: String,
    pub line: u32,
    /// What stands below it.
    pub signs: OneSigns,
}

/// A folder without the number and signs before its name: `05-Areas`, `1 Projects`, `_People`.
pub fn plain_part(part: &str) -> &str {
    let signs = |c: char| c.is_ascii_digit() || !c.is_alphanumeric();
    let bare = part.trim_start_matches(signs).trim_end_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || one_on_one::find_word(part).is_some() { part } else { bare }
}

/// A path with the folders that an outliner puts into the name of a file: `pages/121___Yanis` is
/// `pages/121/Yanis`, and `1-1%2FYanis` is `1-1/Yanis`.
pub(crate) fn namespaced(path: &str) -> Cow<'_, str> {
    const SIGNS: &[&str] = &["___", "%2F", "%2f"];
    match SIGNS.iter().find(|sign| path.contains(**sign)) {
        Some(sign) => Cow::Owned(path.replace(sign, "/")),
        None => Cow::Borrowed(path),
    }
}

/// The name of a note at a path, without its folders and its ending.
pub(crate) fn own_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// Whether a piece begins with a small letter, as words do that are no names.
pub(crate) fn is_small(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase)
}

/// The last part of a path in a link, without its label and its ending.
pub fn last_part(link: &str) -> &str {
    let target = link.split(['|', '#']).next().unwrap_or(link);
    let last = target.rsplit('/').next().unwrap_or(target);
    let last = last.strip_suffix(".md").unwrap_or(last).trim_start_matches('@');
    ["user.", "people.", "person."].into_iter().find_map(|p| last.strip_prefix(p)).unwrap_or(last)
}

/// The parts of a name that is kept with dots, its day taken out.
pub(crate) fn dotted(stem: &str, day: Option<String>) -> Option<Vec<&str>> {
    if stem.contains(' ') || !stem.contains('.') {
        return None;
    }
    let mut parts = vec![stem];
    if let Some(day) = &day
        && let Some((before, after)) = stem.split_once(day.as_str())
    {
        parts = vec![before, after];
    }
    let segments = parts.into_iter().flat_map(|part| part.split('.'));
    let segments: Vec<&str> = segments.filter(|part| !part.is_empty()).collect();
    (segments.len() >= 2).then_some(segments)
}

/// Whether a text names a month, and nothing else but numbers: `Oktober`, `novembre 2026`.
pub(crate) fn is_month(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = words.next();
    words.next().is_none()
        && first.is_some_and(|word| Lexicon::shipped().month_named(word).is_some())
}

/// Whether a folder is one word for a month or a day of the week, and the day of the note below it
/// is on another one: then it is what somebody is called.
pub(crate) fn is_other_time(part: &str, stem: &str, order: Order) -> bool {
    let lexicon = Lexicon::shipped();
    if !part.starts_with(char::is_uppercase) || !part.chars().all(char::is_alphabetic) {
        return false;
    }
    let (month, weekday) = (lexicon.month_named(part), lexicon.weekday_named(part));
    if month.is_none() && weekday.is_none() {
        return false;
    }
    let Some(day) = date_name::day_in_name(stem, order, None).map(|named| named.day) else {
        return false;
    };
    let of_week = usize::from(day.weekday().index());
    month.is_none_or(|month| month != day.month()) && weekday.is_none_or(|at| at != of_week)
}

/// The folder of customers, candidates and the like in which a note lies.
pub(crate) fn other_folder(folders: &[&str]) -> Option<String> {
    let other = folders.iter().find(|part| holds("other_folder", plain_part(part)));
    other.map(|part| plain_part(part).to_lowercase())
}
