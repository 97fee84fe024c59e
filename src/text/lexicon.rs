//! The words of people's notes in seven languages: kinds, owners, silence, months, folders.
//!
//! The data are `templates/words/*.yml`; each list means the same in every language, so a reader
//! asks one lexicon and never which language a note is in. What a list is good for is told in
//! en.yml. Nothing here knows notes.

use crate::text::span::{fold, without_accents, words_alone};
use crate::text::word_files;
use crate::text::words_table::{WordMap, WordSet};
use crate::text::yaml::Yaml;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The files of words, each with the name of its language.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("en", include_str!("../../templates/words/en.yml")),
    ("de", include_str!("../../templates/words/de.yml")),
    ("fr", include_str!("../../templates/words/fr.yml")),
    ("es", include_str!("../../templates/words/es.yml")),
    ("pt", include_str!("../../templates/words/pt.yml")),
    ("it", include_str!("../../templates/words/it.yml")),
    ("nl", include_str!("../../templates/words/nl.yml")),
];

/// What all languages share.
pub const SIGNS: &str = include_str!("../../templates/words/signs.yml");

static SHIPPED: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// All lists of words, by name: `silence`, `owners.mine`, `kinds.goal.headings`.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    lists: WordMap<String, List>,
    /// Each word with the lists that hold it: most words that are asked for are in none.
    words: WordMap<String, Vec<WordEntry>>,
    /// The numbers of the lists whose words head what stands below them.
    headings: BTreeSet<usize>,
    /// The same of those whose words begin a line of a kind.
    openings: BTreeSet<usize>,
}

/// One list of words.
#[derive(Clone, Debug, Default)]
struct List {
    number: usize,
    /// The words as they are written in the files.
    written: Vec<String>,
    /// The first word of each of them, as it is compared.
    first: WordSet<String>,
}

/// A word in a list.
#[derive(Clone, Copy, Debug)]
struct WordEntry {
    /// The list's number.
    list: usize,
    /// The place among the words of one meaning: the number of the month or of the day of the
    /// week.
    place: usize,
}

impl Lexicon {
    /// The lexicon in the binary.
    pub fn shipped() -> &'static Lexicon {
        &SHIPPED
    }

    fn read() -> Lexicon {
        let words = WordMap::with_capacity_and_hasher(MANY_WORDS, Default::default());
        let mut lexicon = Lexicon { words, ..Lexicon::default() };
        for text in LANGUAGES.iter().map(|(_, text)| *text).chain([SIGNS]) {
            lexicon.take_file(text);
        }
        lexicon
    }

    /// Takes in the lists of one file.
    fn take_file(&mut self, text: &str) {
        for (name, value) in word_files::read(text).entries() {
            self.add_list(name, value);
        }
    }

    fn add_list(&mut self, name: &str, value: &Yaml) {
        match value {
            Yaml::Map(entries) => {
                entries
                    .iter()
                    .for_each(|(key, value)| self.add_list(&format!("{name}.{key}"), value));
            }
            Yaml::List(words) => {
                let number = self.lists.len();
                let list = self.lists.entry(name.to_owned());
                let list = list.or_insert_with(|| List { number, ..List::default() });
                if name.ends_with("headings") || HEADING_LISTS.contains(&name) {
                    self.headings.insert(list.number);
                }
                if name.starts_with("kinds.") && name.ends_with(".words") {
                    self.openings.insert(list.number);
                }
                for (at, word) in words.iter().enumerate() {
                    // A list of lists holds the words of one month or day each.
                    let (place, same) = match word {
                        Yaml::List(same) => (at, same.as_slice()),
                        one => (0, std::slice::from_ref(one)),
                    };
                    for word in same.iter().filter_map(Yaml::text) {
                        let whole = key(&word);
                        let first = whole.split(' ').next().unwrap_or("");
                        if !list.first.contains(first) {
                            list.first.insert(first.to_owned());
                        }
                        let entries = self.words.entry(whole).or_default();
                        if entries.iter().all(|entry| entry.list != list.number) {
                            entries.push(WordEntry { list: list.number, place });
                        }
                        list.written.push(word);
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a text is a word of a list, without case, accents and signs.
    pub fn has(&self, list: &str, text: &str) -> bool {
        self.place_in_list(list, text).is_some()
    }

    /// Whether a word of a list begins with this word.
    pub fn begins(&self, list: &str, word: &str) -> bool {
        let mut room = [0; MAX_WORD_BYTES];
        match ascii_key(word, &mut room) {
            Some(key) => self.begins_with_key(list, key),
            None => self.begins_with_key(list, &key(word)),
        }
    }

    /// Whether a text is a word of a list as it is written there, with its accents and signs.
    pub fn has_written(&self, list: &str, text: &str) -> bool {
        self.words(list).iter().any(|word| word == text)
    }

    /// The words of a list, as they are written in the files.
    pub fn words(&self, list: &str) -> &[String] {
        self.lists.get(list).map_or(&[], |list| &list.written)
    }

    /// The month that a word names: 1 to 12.
    pub fn month_named(&self, word: &str) -> Option<i8> {
        self.place_in_list("months", word).and_then(|at| i8::try_from(at + 1).ok())
    }

    /// The day of the week that a word names: 0 is Monday.
    pub fn weekday_named(&self, word: &str) -> Option<usize> {
        self.place_in_list("days", word)
    }

    /// The word for another month or day of the week, in the language of this word and as short as
    /// it is: `Dez` for `Okt`. Of languages that share the word it is the one that knows most days
    /// and months of the line. It reads the files again: for a command, not for each line.
    pub fn in_place_of(
        &self,
        list: &str,
        (word, line): (&str, &str),
        place: usize,
    ) -> Option<String> {
        let small = key(word);
        let same = |of: &Yaml| of.texts().iter().position(|one| key(one) == small);
        let beside: Vec<String> = line.split(|c: char| !c.is_alphabetic()).map(key).collect();
        let known = |words: &Yaml| {
            let lists = ["days", "months"].into_iter().filter_map(|list| words.get(list));
            let all =
                lists.filter_map(|list| if let Yaml::List(all) = list { Some(all) } else { None });
            let all = all.flatten().flat_map(Yaml::texts).map(|one| key(&one));
            all.filter(|one| beside.contains(one)).count()
        };
        let mut files: Vec<_> = LANGUAGES.iter().map(|(_, text)| word_files::read(text)).collect();
        files.sort_by_key(|words| std::cmp::Reverse(known(words)));
        let told = files.iter().find_map(|words| {
            let Some(Yaml::List(all)) = words.get(list) else { return None };
            let at = all.iter().find_map(same)?;
            let other = all.get(place)?.texts();
            let fits = other.iter().skip(at.min(1)).find(|one| one.chars().count() <= 3);
            match at {
                0 => other.first().cloned(),
                _ => fits.or(other.last()).cloned(),
            }
        })?;
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        Some(match (is_capital, is_capital && letters.all(char::is_uppercase)) {
            (_, true) => told.to_uppercase(),
            (true, false) => {
                let mut chars = told.chars();
                let first = chars.next().into_iter().flat_map(char::to_uppercase);
                first.chain(chars).collect()
            }
            _ => told,
        })
    }

    /// `tomorrow`, `next`: words that tell a day by another one.
    pub fn says_relative_day(&self, word: &str) -> bool {
        ["today", "tomorrow", "next", "this"]
            .iter()
            .any(|list| self.has(&format!("relative.{list}"), word))
    }

    fn place_in_list(&self, list: &str, text: &str) -> Option<usize> {
        if text.len() > MAX_WORD_BYTES {
            return None;
        }
        let mut room = [0; MAX_WORD_BYTES];
        match ascii_key(text, &mut room) {
            Some(key) => self.place_of_key(list, key),
            None => self.place_of_key(list, &key(text)),
        }
    }

    fn place_of_key(&self, list: &str, key: &str) -> Option<usize> {
        let entries = self.words.get(key)?;
        let number = self.lists.get(list)?.number;
        entries.iter().find(|entry| entry.list == number).map(|entry| entry.place)
    }

    /// Whether a text as `key` makes it is a word of a list.
    pub fn has_key(&self, list: &str, key: &str) -> bool {
        self.place_of_key(list, key).is_some()
    }

    /// The words of all lists, as they are written in the files.
    pub fn all_words(&self) -> impl Iterator<Item = &str> {
        self.lists.values().flat_map(|list| list.written.iter().map(String::as_str))
    }

    /// Whether a text is a word of any list.
    pub fn knows_word(&self, text: &str) -> bool {
        self.words.contains_key(&key(text))
    }

    /// Whether words name several people and nobody of them: `the team`, `the whole team`.
    pub fn is_group(&self, words: &str) -> bool {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let last = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        ["group_goals", "owners.all", "people.nobody"].iter().any(|list| self.has(list, last))
    }

    /// Whether a text is a heading that notes of 1-2-1s have, of a kind or of none.
    pub fn is_heading(&self, text: &str) -> bool {
        self.is_in(&self.headings, text)
    }

    /// Whether a text before a sign says of which kind the words behind are: `Kudos: …`.
    pub fn is_opening(&self, text: &str) -> bool {
        self.is_in(&self.openings, text)
    }

    /// Whether a text is a word of praise, of goals or of another kind, and so no name: `Bravo`.
    pub fn says_kind(&self, text: &str) -> bool {
        self.is_heading(text) || self.is_opening(text) || self.has("thanks", text)
    }

    fn is_in(&self, lists: &BTreeSet<usize>, text: &str) -> bool {
        let entries = self.words.get(&key(text));
        entries.is_some_and(|all| all.iter().any(|entry| lists.contains(&entry.list)))
    }

    /// Whether a word of a list begins with this word, as `key` makes it.
    pub fn begins_with_key(&self, list: &str, key: &str) -> bool {
        self.lists.get(list).is_some_and(|list| list.first.contains(key))
    }
}

/// The lists beside those of `headings` whose words head what stands below them.
const HEADING_LISTS: &[&str] =
    &["poles.good", "poles.bad", "given", "received", "theirs", "plain", "private"];

/// About as many words are in the files.
const MANY_WORDS: usize = 8_192;

/// What is longer is none of the words, with signs and blanks around it.
const MAX_WORD_BYTES: usize = 120;

/// A word or several as they are compared: no case, no accents, letters and digits alone with
/// single blanks between them; signs that stand alone stay.
pub fn key(text: &str) -> String {
    let mut room = [0; MAX_WORD_BYTES];
    if let Some(key) = ascii_key(text, &mut room) {
        return key.to_owned();
    }
    // `ß` and `ss`, `é` and `e` are one to a typist.
    let folded = if text.is_ascii() { fold(text) } else { without_accents(text) };
    let out = words_alone(&folded);
    if out.is_empty() { text.trim().to_owned() } else { out }
}

/// The same of a short text of ASCII letters, digits and signs, without taking memory: most words
/// that are asked for are such.
fn ascii_key<'r>(text: &str, room: &'r mut [u8; MAX_WORD_BYTES]) -> Option<&'r str> {
    if !text.is_ascii() || text.len() > MAX_WORD_BYTES {
        return None;
    }
    let mut len = 0;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            room[len] = byte.to_ascii_lowercase();
            len += 1;
        } else if len > 0 && room[len - 1] != b' ' {
            room[len] = b' ';
            len += 1;
        }
    }
    let key = std::str::from_utf8(&room[..len]).ok()?.trim_end_matches(' ');
    // A sign that stands alone stays.
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml;
    use std::collections::{BTreeMap, BTreeSet};

    /// Every word as text: `121` is a number to the library.
    fn as_texts(value: &Yaml) -> Yaml {
        match value {
            Yaml::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.clone(), as_texts(value)));
                Yaml::Map(entries.collect())
            }
            Yaml::List(list) => Yaml::List(list.iter().map(as_texts).collect()),
            other => Yaml::Text(other.text().unwrap_or_default()),
        }
    }

    #[test]
    fn the_files_of_words_read_as_the_yaml_library_reads_them() {
        let people = include_str!("../../templates/words/people.yml");
        for text in LANGUAGES.iter().map(|(_, text)| *text).chain([SIGNS, people]) {
            let library = yaml::parse(text).unwrap();
            assert_eq!(word_files::read(text), as_texts(&library));
        }
    }

    /// The names of the lists of one file, each with how many words it has.
    fn lists(text: &str) -> BTreeMap<String, usize> {
        let mut lexicon = Lexicon::default();
        lexicon.take_file(text);
        lexicon.lists.into_iter().map(|(name, list)| (name, list.written.len())).collect()
    }

    /// The words of a list as they are compared, each with its place.
    fn places(lexicon: &Lexicon, list: &str) -> BTreeMap<String, usize> {
        let number = lexicon.lists[list].number;
        let words = lexicon.words.iter();
        let found = words.filter_map(|(word, entries)| {
            let entry = entries.iter().find(|entry| entry.list == number)?;
            Some((word.clone(), entry.place))
        });
        found.collect()
    }

    #[test]
    fn each_language_has_every_list_and_every_kind() {
        let english: BTreeSet<String> = lists(LANGUAGES[0].1).into_keys().collect();
        assert!(english.len() > 60, "{english:?}");
        for (language, text) in LANGUAGES {
            let found = lists(text);
            let names: BTreeSet<String> = found.keys().cloned().collect();
            assert_eq!(names, english, "{language}");
            // A language may have no phrase of a kind, but has words and headings of each.
            let empty =
                found.iter().filter(|(name, count)| **count == 0 && !name.ends_with("phrases"));
            assert_eq!(
                empty.map(|(name, _)| name).collect::<Vec<_>>(),
                Vec::<&String>::new(),
                "{language}"
            );
        }
    }

    #[test]
    fn months_and_days_are_complete() {
        for (language, text) in LANGUAGES {
            let mut lexicon = Lexicon::default();
            lexicon.take_file(text);
            for (list, most) in [("months", 11), ("days", 6)] {
                let found: BTreeSet<usize> = places(&lexicon, list).into_values().collect();
                assert_eq!(found, (0..=most).collect(), "{language} {list}");
            }
        }
    }

    /// Words that mean two months, two days or two owners in two languages would be read as the
    /// first of them.
    #[test]
    fn no_word_has_two_meanings() {
        for list in ["months", "days"] {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for (language, text) in LANGUAGES {
                let mut lexicon = Lexicon::default();
                lexicon.take_file(text);
                for (word, place) in &places(&lexicon, list) {
                    let first = *seen.entry(word.clone()).or_insert(*place);
                    assert_eq!(first, *place, "{language}: `{word}` in {list}");
                }
            }
        }
        let both = |one: &str, other: &str| {
            let words = Lexicon::shipped().words(one).iter();
            let shared = words.filter(|word| Lexicon::shipped().has(other, word));
            assert_eq!(shared.collect::<Vec<_>>(), Vec::<&String>::new(), "{one} {other}");
        };
        both("owners.mine", "owners.theirs");
        both("poles.good", "poles.bad");
        both("kinds.high-five.headings", "kinds.watch-out.headings");
        both("mood_words.good", "mood_words.low");
    }

    #[test]
    fn a_key_of_ascii_is_the_key() {
        let signs = ['a', 'B', '1', ' ', '_', '-', '.'];
        let mut texts = vec![String::new()];
        for at in 0..2_801 {
            let Some(text) = texts.get(at).cloned() else { break };
            // A letter of another alphabet takes the other way.
            let other = format!("{text}ж");
            let expected = key(&other).trim_end_matches('ж').trim_end().to_owned();
            let has_letters = text.contains(char::is_alphanumeric);
            if has_letters {
                assert_eq!(key(&text), expected, "{text:?}");
            }
            texts.extend(signs.iter().map(|sign| format!("{text}{sign}")));
        }
    }

    #[test]
    fn words_compare_without_case_accents_and_signs() {
        let check = |list: &str, text: &str, expected: bool| {
            assert_eq!(Lexicon::shipped().has(list, text), expected, "{list} {text}");
        };
        check("silence", "Nothing yet.", true);
        check("silence", "Nichts Neues", true);
        check("silence", "n/a", true);
        check("silence", "nothing works since Monday", false);
        check("kinds.high-five.headings", "Lob:", true);
        check("kinds.goal.headings", "🚀 Goals", true);
        check("kinds.goal.headings", "carriere", true);
        check("signs.watch-out", "Δ", true);
        check("owners.mine", "Moi", true);
        assert_eq!(Lexicon::shipped().month_named("März"), Some(3));
        assert_eq!(Lexicon::shipped().month_named("maerz"), Some(3));
        assert_eq!(Lexicon::shipped().weekday_named("Mercredi"), Some(2));
        assert_eq!(Lexicon::shipped().month_named("marzipan"), None);
    }
}
