//! One 1-2-1, held or to come: what its note, or its part of a running log, says of it.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::{Diagnostic, Place};
use crate::note::item::Item;
use crate::note::parse::Note;
use crate::note::words::LINE_BREAK;
use crate::people::next_said::{self, NextSaid};
use crate::people::not_held::NotHeld;
use crate::people::person::{Person, absence_words};
use crate::text::date::Day;
use crate::text::date_parse::{self, Order};
use crate::text::ids::{NotePath, PersonId, told_by_place};
use crate::text::lexicon::{Lexicon, key};
use crate::text::mood;
use crate::text::span::{comparable_words, fold};
use crate::vault::layout::Anchor;
use crate::vault::told::day_of_name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether the intention was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Met {
    /// Yes.
    Yes,
    /// In part.
    Partly,
    /// No.
    No,
}

/// A 1-2-1, held or to come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meeting {
    /// With whom.
    pub person: PersonId,
    pub date: Day,
    /// At which time of that day, when its note says so, in minutes since midnight.
    pub minute: Option<u16>,
    /// The note.
    #[serde(with = "told_by_place")]
    pub path: NotePath,
    /// The line it begins at: 1, or that of its heading.
    pub line: u32,
    /// Its heading in a running log.
    pub heading: Option<usize>,
    /// Its bullet in an outline.
    pub bullet: Option<usize>,
    /// It is a part of a note that is about other things too: a daily note, a file for all.
    pub section: bool,
    /// Only its week is known; the date is the Monday.
    pub week: bool,
    /// Nothing tells its year: it is the newest that fits.
    pub year_assumed: bool,
    /// The link to it inside its note.
    pub anchor: Option<Anchor>,
    /// Whether it counts as held.
    pub held: bool,
    /// What its `held:` says.
    pub held_said: Option<bool>,
    /// Why it was not held.
    pub why: Option<String>,
    /// Whether the intention was met.
    pub met: Option<Met>,
    /// How the person felt, 1 to 5.
    pub mood: Option<u8>,
    /// The word that says it, where no number does: `good`.
    pub mood_word: Option<String>,
    /// The word by which it is read as not held: `cancelled`.
    pub not_held_by: Option<String>,
    /// Whether anybody wrote in it.
    pub has_words: bool,
    /// When it says that the next one is.
    pub next: Option<NextSaid>,
    /// The lines that its prep showed, as they are compared; none while it is to come, for then
    /// its prep is made anew with each build.
    pub shown: Box<[String]>,
    /// Since when its prep said that the season was low; none while it is to come.
    pub low_since: Option<Day>,
}

/// So many characters of a line tell it from others: a prep cuts what is longer.
const TELLING_BYTES: usize = 80;

impl Meeting {
    /// Whether its prep showed a line of these words.
    pub fn prep_showed(&self, words: &str) -> bool {
        if self.shown.is_empty() {
            return false;
        }
        let words = comparable_words(words);
        let end = words.floor_char_boundary(TELLING_BYTES);
        let head = match words[..end].rfind(' ') {
            Some(blank) if end < words.len() => &words[..blank],
            _ => &words[..end],
        };
        let stands_alone = |line: &String, at: usize| {
            (at == 0 || line.as_bytes()[at - 1] == b' ')
                && line.as_bytes().get(at + head.len()).is_none_or(|byte| *byte == b' ')
        };
        !head.is_empty()
            && self
                .shown
                .iter()
                .any(|line| line.match_indices(head).any(|(at, _)| stands_alone(line, at)))
    }

    /// By what 1-2-1s stand in order: date, path and line.
    pub(crate) fn sort_key(&self) -> (Day, &NotePath, u32) {
        (self.date, &self.path, self.line)
    }
}

impl Meeting {
    /// How the person felt, as it was written: `4`, `good`.
    pub fn mood_said(&self) -> Option<String> {
        let number = || self.mood.map(|mood| mood.to_string());
        self.mood_word.clone().or_else(number)
    }

    /// The same 1-2-1, not held by words that say so, or perhaps; what `held:` says goes before.
    #[must_use]
    pub(crate) fn unless(self, not_held: Option<NotHeld>) -> Meeting {
        match not_held.filter(|_| self.held_said.is_none()) {
            Some(NotHeld::Sure(word)) => Meeting {
                held: false,
                held_said: Some(false),
                why: self.why.or_else(|| Some(word.clone())),
                not_held_by: Some(word),
                ..self
            },
            Some(NotHeld::Unsure(words)) => {
                Meeting { held: false, not_held_by: Some(words), ..self }
            }
            None => self,
        }
    }

    /// The same 1-2-1, none while the person is away: its prep was made before that was known, and
    /// nobody wrote in it or chose another day for it.
    #[must_use]
    pub(crate) fn unless_away(self, note: &Note, person: Option<&Person>, order: Order) -> Meeting {
        let untouched = !self.held && !self.has_words && self.held_said.is_none();
        let made = self.heading.is_none() && note.region("prep").is_some();
        let chosen = day_of_name(&note.path, order).is_some_and(|name| name != self.date);
        let Some(person) = person.filter(|_| untouched && made && !chosen) else { return self };
        let gone = person.left.filter(|left| *left < self.date);
        let why = match (person.absence(self.date), gone) {
            (Some(away), _) => format!("away {}", absence_words(away, self.date)),
            (None, Some(left)) => format!("left on {}", left.short(self.date)),
            (None, None) => return self,
        };
        Meeting { held_said: Some(false), why: Some(why), ..self }
    }
}

/// The mood in the front matter of a note, by a name for it in any language.
fn mood_of_front(note: &Note) -> Option<(String, String)> {
    let mut keys = note.front.keys().filter(|key| mood::is_name(key));
    keys.find_map(|key| {
        let value = note.front.text_of(key).filter(|value| mood::alone(value).is_some())?;
        Some((key.clone(), value))
    })
}

/// The mood that a line is, below a heading or a label that is a name for one: `## Mood`, `3`.
fn mood_below(note: &Note, item: &Item, before: Option<&Item>) -> Option<String> {
    let text =
        item.words.plain_words().filter(|_| item.task.is_none() && item.fields.is_empty())?;
    // Most lines are longer, and most begin with another sign.
    const MOST_BYTES: usize = 48;
    if text.len() > MOST_BYTES || mood::alone(text).is_none() {
        return None;
    }
    let is_name = |item: &Item| {
        item.words.plain_words().is_some_and(|words| mood::is_name(words.trim_matches(NAME_SIGNS)))
    };
    let headed = item.heading().is_some_and(|at| {
        let text = &note.headings[at].text;
        mood::is_name(text) || Lexicon::shipped().has("kinds.mood.headings", text)
    });
    let above = match item.parent() {
        Some(parent) => note.items.get(parent).is_some_and(is_name),
        None => headed || before.is_some_and(|one| one.heading() == item.heading() && is_name(one)),
    };
    above.then(|| text.to_owned())
}

/// The mood that the last sentence of a line is, with its scale: `tired this week. Mood 2/5`.
fn mood_at_end(item: &Item) -> Option<String> {
    let text = item.words.plain_words()?;
    if item.task.is_some() || !(text.contains("/5") || text.contains("/10")) {
        return None;
    }
    text.split(LINE_BREAK).find_map(|line| {
        let line = line.trim_end_matches(['.', ' ', ')']);
        let ends = line.ends_with("/5") || line.ends_with("/10");
        let last = line.rsplit(['.', '!', '?', ';', ',', '(']).next().filter(|_| ends)?;
        mood::line(last.trim_start()).map(str::to_owned)
    })
}

/// What may stand around the name of a label.
const NAME_SIGNS: &[char] = &['*', '_', ':', ' '];

/// Words of silence: an answer that is none.
pub fn is_silence(text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    // `nothing new from her side this week`: words of silence, and words that add nothing.
    if text.len() > MOST_SILENCE_BYTES {
        return lexicon.has("silence", text);
    }
    let words = key(text);
    let first = words.split(' ').next().unwrap_or("");
    let begins = |list: &str| lexicon.begins_with_key(list, first);
    if !begins("silence") && !begins("silence_more") {
        return false;
    }
    if lexicon.has_key("silence", &words) {
        return true;
    }
    let words: Vec<&str> = words.split(' ').collect();
    if words.len() > MOST_SILENCE_WORDS {
        return false;
    }
    // Whether the words up to each place are such words, and whether one of them is silence.
    let mut told: Vec<Option<bool>> = vec![None; words.len() + 1];
    told[0] = Some(false);
    for start in 0..words.len() {
        let Some(silent) = told[start] else { continue };
        for end in start + 1..=words.len() {
            let part = words[start..end].join(" ");
            let is_silent = lexicon.has("silence", &part);
            if is_silent || lexicon.has("silence_more", &part) {
                told[end] = Some(told[end].unwrap_or(false) || silent || is_silent);
            }
        }
    }
    told[words.len()] == Some(true)
}

/// A longer text says something.
const MOST_SILENCE_BYTES: usize = 80;
const MOST_SILENCE_WORDS: usize = 10;

/// What a prep asks about a watch out that it shows for editing, not for sharing.
const TO_EDIT: &str = "what would help";

/// The lines of the prep in a note, as they are compared, without what it shows for editing.
fn prep_lines(note: &Note) -> Box<[String]> {
    let regions = note.regions.iter().flatten();
    let lines = regions.flat_map(|region| region.inner.lines());
    let lines = lines.filter(|line| line.trim_start().starts_with(['-', '*', '+', '|', '>']));
    lines.map(comparable_words).filter(|line| !line.contains(TO_EDIT)).collect()
}

/// Since when the season was low, as the prep in a note says it: `- **Season** low, for 14 days`.
fn low_since(note: &Note, date: Day) -> Option<Day> {
    const LOW: &str = "season low";
    let prep = note.region("prep")?;
    let mut lines = prep.inner.lines().filter(|line| line.starts_with("- ")).map(comparable_words);
    let said = lines.find(|line| line == LOW || line.starts_with(&format!("{LOW} for ")))?;
    let days = said.split(' ').find_map(|word| word.parse::<i64>().ok());
    Some(date.plus(-days.unwrap_or(0).clamp(0, MOST_LOW_DAYS)))
}

/// A season that is low for longer is not told by days any more.
const MOST_LOW_DAYS: i64 = 3_660;

/// The 1-2-1 that a note is, or that stands under a heading of it, with the items there.
pub(crate) fn meeting_of<'n>(
    note: &Note,
    person: PersonId,
    date: Day,
    (heading, items): (Option<usize>, impl Iterator<Item = &'n Item>),
    (today, order): (Day, Order),
    said: &mut Vec<Diagnostic>,
) -> Meeting {
    let mut next = None;
    let mut values: BTreeMap<&str, (String, Place)> = BTreeMap::new();
    if heading.is_none() {
        for key in ["held", "why", "met", "mood"] {
            if let Some(value) = note.front.text_of(key) {
                values.insert(key, (value, note.front.place_of(key)));
            }
        }
        if !values.contains_key("mood")
            && let Some((key, value)) = mood_of_front(note)
        {
            values.insert("mood", (value, note.front.place_of(&key)));
        }
    }
    // Of a note without lines the rows of its tables are the words.
    let mut has_words = note.items.is_empty() && note.has_words;
    let mut before = None;
    for item in items {
        // Of two such lines the last one counts.
        next = next_said::of_item(note, item, order, date).or(next);
        has_words = has_words
            || match item.fields.as_slice() {
                [only] if only.style.is_line() => !only.value.is_empty(),
                [] => !item.text_with_names(|mention| mention.names.join(" ")).is_empty(),
                _ => true,
            };
        let below = mood_below(note, item, before.replace(item));
        if let Some(value) = below.or_else(|| mood_at_end(item)) {
            values.entry("mood").or_insert((value, item.place));
        }
        for field in &item.fields {
            if let Some(key) =
                ["held", "why", "met", "mood"].into_iter().find(|key| *key == field.key)
                && !field.value.is_empty()
                && item.kind().is_none()
                && item.parent().is_none()
            {
                values.entry(key).or_insert((field.value.clone(), field.place));
            }
        }
    }
    let mut bad = |key: &str, value: &str, want: &str, place: Place| {
        let message = format!("`{key}` is {want}, not `{value}`");
        said.push(
            Diagnostic::about_file(Code::FieldBad, note.path.as_str(), message).at_place(&place),
        );
    };
    let held_said = values.get("held").and_then(|(value, place)| {
        // `held: no, she was ill`
        let head = value.split([',', ';', '(', '–', '—']).next().unwrap_or(value).trim();
        let truth = crate::text::yaml::Yaml::Text(head.to_owned()).truth();
        if truth.is_none() && !Lexicon::shipped().has("not_held", value) {
            bad("held", value, "yes or no", *place);
        }
        truth.or_else(|| Lexicon::shipped().has("not_held", value).then_some(false))
    });
    let mood = values.get("mood").and_then(|(value, place)| {
        let mood = mood::read(value).map(|mood| (mood.number, mood.written));
        if mood.is_none() {
            bad(
                "mood",
                value,
                "a number from 1 to 5, one of 10 (`7/10`), or good, ok, low",
                *place,
            );
        }
        mood
    });
    let (mood, mood_word) = mood.unzip();
    let met = values.get("met").and_then(|(value, place)| match fold(value).as_str() {
        "yes" | "true" => Some(Met::Yes),
        "partly" | "partially" | "part" => Some(Met::Partly),
        "no" | "false" => Some(Met::No),
        _ => {
            bad("met", value, "yes, partly or no", *place);
            None
        }
    });
    let has_come = date < today || (date == today && has_words);
    let front_says =
        ["intention", "outcome", "mood", "met"].iter().any(|k| note.front.get(k).is_some())
            || heading.is_none() && mood_of_front(note).is_some();
    let held = held_said.unwrap_or(has_come && (has_words || (heading.is_none() && front_says)))
        && date <= today;
    let minute = match heading {
        None => ["time", "date"].iter().find_map(|key| date_parse::time(&note.front.text_of(key)?)),
        Some(at) => date_parse::time(&note.headings[at].text),
    };
    Meeting {
        person,
        date,
        minute,
        path: note.path.clone(),
        line: heading.map_or(1, |at| note.headings[at].place.line),
        heading,
        bullet: None,
        section: false,
        week: false,
        year_assumed: false,
        anchor: heading.map(|at| Anchor::Heading(note.headings[at].text.clone())),
        held,
        held_said,
        why: values
            .get("why")
            .or_else(|| {
                values.get("held").filter(|(value, _)| Lexicon::shipped().has("not_held", value))
            })
            .map(|(why, _)| why.clone()),
        met,
        mood,
        mood_word: mood_word.flatten(),
        not_held_by: None,
        has_words,
        next,
        low_since: if heading.is_none() && date < today { low_since(note, date) } else { None },
        shown: if heading.is_none() && held && date < today {
            prep_lines(note)
        } else {
            Box::default()
        },
    }
}

/// The items of a running log by the dated heading that they stand under.
pub(crate) fn items_below<'n>(
    note: &'n Note,
    dated: &[(usize, Day)],
) -> BTreeMap<usize, Vec<&'n Item>> {
    let mut below: BTreeMap<usize, Vec<&Item>> = BTreeMap::new();
    for item in &note.items {
        let chain = std::iter::successors(item.heading(), |at| note.headings[*at].parent);
        let mut owner = chain.filter(|at| dated.binary_search_by_key(at, |(at, _)| *at).is_ok());
        if let Some(owner) = owner.next() {
            below.entry(owner).or_default().push(item);
        }
    }
    below
}
