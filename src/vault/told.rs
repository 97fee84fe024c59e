//! What a note's path alone tells of it: whose it may be, a 1-2-1, the questions, its day.
//!
//! A note of which its path tells something is always parsed.

use crate::note::parse::Note;
use crate::text::date::Day;
use crate::text::date_name;
use crate::text::date_parse::Order;
use crate::text::glob::Globs;
use crate::text::ids::NotePath;
use crate::text::people_words::holds;
use crate::text::person_name;
use crate::text::span::fold;
use crate::text::{one_on_one, slots};
use crate::vault::clue_front::{is_below_people, says_person as says_person_itself};
use crate::vault::clue_words::plain_part;
use crate::vault::clues::Clues;
use crate::vault::config::Config;
use crate::vault::layout::Layout;

/// The patterns of a config, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct ToldPatterns {
    /// What it was made of, to see whether it is otherwise now.
    from: (Vec<String>, Vec<String>, Option<String>, String, Order),
    /// The patterns of people's notes; `None` when they cannot be used.
    pub people: Option<Globs>,
    /// The patterns of 1-2-1 notes.
    pub meetings: Option<Globs>,
}

impl ToldPatterns {
    /// The patterns of a config in a vault that is kept so; `None` when they are those of `before`:
    /// to make them ready took a tenth of a save.
    pub fn of(config: &Config, layout: &Layout, before: &ToldPatterns) -> Option<ToldPatterns> {
        let from = (
            config.person_notes.clone(),
            config.meeting_notes.clone(),
            config.questions.clone(),
            layout.home.clone(),
            config.date_order,
        );
        if before.is_made() && from == before.from {
            return None;
        }
        let people = Globs::new(&config.person_notes).ok();
        Some(ToldPatterns { people, meetings: Globs::new(&config.meeting_notes).ok(), from })
    }

    /// Whether they were made of a config yet.
    pub fn is_made(&self) -> bool {
        self.people.is_some()
    }

    /// Whether these are other patterns than before.
    pub fn differs(&self, before: &ToldPatterns) -> bool {
        self.from != before.from
    }

    /// Whether the note at this path may be a person's.
    pub fn person(&self, path: &str) -> bool {
        self.fits(self.people.as_ref(), path) || is_below_people(path)
    }

    /// Whether its path tells anything of the note.
    pub fn something(&self, path: &str) -> bool {
        let questions = self.from.2.as_deref();
        let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        questions.is_some_and(|asked| {
            let plain = path.get(..path.len().saturating_sub(3)).unwrap_or(path);
            asked == path || asked == plain || asked == stem(plain)
        }) || self.person(path)
            || self.fits(self.meetings.as_ref(), path)
            || one_on_one::path_says(path)
            || one_on_one::may_be_beside(path) && self.is_beside(path)
            || is_of_series(path)
    }

    /// Whether a word for a meeting and a name stand in a path, or such a word in a folder called
    /// like somebody.
    fn is_beside(&self, path: &str) -> bool {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = folders.rsplit('/').next().unwrap_or("");
        slots::path_beside(path, self.from.4, Day::new(2026, 7, 2)).is_some()
            || folder.starts_with(char::is_uppercase)
                && one_on_one::may_be_beside(name)
                && person_name::read(folder).is_some_and(|name| person_name::is_full(&name))
    }

    /// What a note tells of people and 1-2-1s.
    pub fn clues(&self, note: &Note) -> Clues {
        Clues::of(note, self.from.4, &self.from.3)
    }

    fn fits(&self, globs: Option<&Globs>, path: &str) -> bool {
        let home = self.from.3.as_str();
        globs.is_some_and(|globs| {
            globs.fits(path)
                || !home.is_empty() && path.strip_prefix(home).is_some_and(|path| globs.fits(path))
        })
    }
}

/// Whether a path is in a folder of a series of talks: `Colloqui/Giulia Sarti - violino.md`.
fn is_of_series(path: &str) -> bool {
    let mut parts = path.rsplit('/').skip(1);
    parts.next().is_some_and(|folder| holds("follow", plain_part(folder)))
}

/// Whether the day in the front matter and the day in the name are not so far apart that it is
/// told.
pub fn agrees(path: &NotePath, front: Option<Day>, order: Order) -> bool {
    let Some(front) = front else {
        return true;
    };
    day_of_name(path, order).is_none_or(|name| name.days_since(front).abs() <= 31)
}

/// The day in a note's name, else in its folders.
pub fn day_of_name(path: &NotePath, order: Order) -> Option<Day> {
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let find = |text: &str| {
        // `11 November/12 - Sam`: no day runs over two names with letters in it.
        let named = date_name::day_in_name(text, order, None)?;
        let part = named.span.of(text);
        (!part.contains('/') || !part.contains(char::is_alphabetic)).then_some(named.day)
    };
    let places = [path.stem(), path.without_ending()];
    let named = places.into_iter().filter(|text| digits(text)).find_map(find);
    named.or_else(|| date_name::of_folders(path.folder(), order)).or_else(|| {
        // `2026-10 Oktober/1-1 Yusuf 13.10.md`: the folder tells the year.
        let era = date_name::era_of_path(path.without_ending())?;
        let says = digits(path.stem()) && one_on_one::path_says(path.as_str());
        let named = says.then(|| date_name::find_in_name(path.stem(), order, Some(era.day)));
        let alone = || era.day_in_name(path.stem()).filter(|_| says).map(|(day, _)| day);
        named.flatten().map(|named| named.day).or_else(alone)
    })
}

/// Whether a note says in its front matter, or in the properties of a page, that it is a person's.
pub fn says_person(note: &Note) -> bool {
    match note.front.text_of("kind") {
        Some(kind) => fold(&kind) == "person",
        None => says_person_itself(note),
    }
}
