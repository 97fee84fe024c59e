//! Names of people as notes spell them: `lena-vogel`, `LenaVogel`, `@Lena Vogel (Engineer)`.
//!
//! What may be a name is told by its letters and by what it is not (`templates/words/`); whether
//! it is somebody's, other signs have to say.

use crate::text::date_parse::is_weekday_and_no_name;
use crate::text::people_words::{self, has, holds, key};
use crate::text::phrases::Phrases;
use crate::text::span::{in_two_letters, without_accents};
use std::sync::LazyLock;

/// Names have at most so many words.
const MOST_WORDS: usize = 5;
/// A longer word is no name's.
const MOST_LETTERS: usize = 24;
/// Beginnings of names that have a capital letter inside.
const JOINED: &[&str] = &["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "O", "Fitz", "St"];

/// The name that a text is, when nothing but a name stands in it.
pub fn read(text: &str) -> Option<String> {
    let text = bare(text);
    let spaced = text.split_whitespace().count() > 1;
    let words: Vec<String> = if spaced {
        text.split_whitespace().map(|word| word.trim_matches('_').to_owned()).collect()
    } else {
        parts(&text)
    };
    // `Dr. Weiss`: a title is no part of a name.
    let titles = words.iter().take_while(|word| has("title", key(word).trim_end_matches('.')));
    let words = words[titles.count()..].to_vec();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let written = |word: &String| word.chars().next().is_some_and(|c| !c.is_lowercase());
    let slugged = !spaced && !words.iter().any(written);
    for (at, word) in words.iter().enumerate() {
        let particle = at > 0 && at + 1 < words.len() && holds("particle", word);
        let particle = particle || at == 0 && words.len() > 1 && is_particle(word);
        if !is_word(word, at) || !(particle || slugged || written(word) || words.len() == 1) {
            return None;
        }
        let key = key(word);
        let other =
            ["no_person", "one_on_one", "one_on_one_short", "one_on_one_doubtful", "meeting"];
        let other = other.iter().chain(&["template", "archive"]);
        // `Dev Patel`: a surname behind it says that it is a name.
        let first = at == 0 && words.len() > 1 && has("name_too", &key) && written(word);
        let is_other = other.clone().any(|list| has(list, key.trim_end_matches('.')));
        if is_other && !particle && !first {
            return None;
        }
    }
    if words.len() > 1 && holds("no_person", &words.join("-")) {
        return None;
    }
    // `## November` heads the talks of a month.
    let part_of_year = || has("no_person_alone", &key(&words[0]));
    if words.len() == 1 && (is_weekday_and_no_name(&words[0]) || part_of_year()) {
        return None;
    }
    let shown: Vec<String> =
        words.iter().enumerate().map(|(at, word)| title_case(word, at)).collect();
    Some(shown.join(" "))
}

/// The name that words in small letters are where a name stands: `leo marchetti`, `maria da silva`.
pub fn read_small(text: &str) -> Option<String> {
    const MOST: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &&str| {
        word.starts_with(char::is_lowercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let joins = |word: &&str| has("joining", &key(word)) && !holds("particle", word);
    let fits = (2..=MOST).contains(&words.len()) && words.iter().all(small);
    (fits && !words.iter().any(joins)).then(|| read(&words.join("_")))?
}

/// A text without a year or a quarter at its edge: `Tiago` of `Tiago 2026`, `2026 Tiago`, `Tiago
/// (Q4 2026)`; nothing of one that has none, or other numbers.
pub fn without_years(text: &str) -> Option<&str> {
    const SIGNS: &[char] = &[' ', '_', '-', '–', '(', ')', '[', ']', ','];
    let is_time = |word: &str| {
        let year = word.len() == 4 && (word.starts_with("20") || word.starts_with("19"));
        let quarter = word.len() == 2 && word.starts_with(['q', 'Q', 't', 'T', 'h', 'H']);
        let digits = if quarter { &word[1..] } else { word };
        (year || quarter) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut rest = text.trim_matches(SIGNS);
    loop {
        let last = rest.rsplit(SIGNS).next().filter(|word| is_time(word));
        let first = rest.split(SIGNS).next().filter(|word| is_time(word));
        rest = match (last, first) {
            (Some(word), _) => rest[..rest.len() - word.len()].trim_matches(SIGNS),
            (None, Some(word)) => rest[word.len()..].trim_matches(SIGNS),
            (None, None) => break,
        };
    }
    let stripped = rest.len() < text.trim_matches(SIGNS).len();
    let words = !rest.is_empty() && !rest.bytes().any(|byte| byte.is_ascii_digit());
    (stripped && words).then_some(rest)
}

/// Whether a word is written as first names of two parts are in some languages, with one capital
/// letter: `Hyun-woo`, `Jan-willem`; not `Wrap-up`, whose last part makes a word of it.
pub fn is_half_capital(text: &str) -> bool {
    let Some((first, last)) = text.split_once('-') else { return false };
    let letters = |part: &str| part.chars().all(char::is_alphabetic) && part.chars().count() > 1;
    letters(first)
        && letters(last)
        && first.starts_with(char::is_uppercase)
        && first.chars().skip(1).all(char::is_lowercase)
        && last.chars().all(char::is_lowercase)
        && !holds("no_name_end", last)
        && ![first, last, text].into_iter().any(|part| holds("no_person", part))
}

/// The same of a text that a key for people may hold: then `Thu` is somebody.
pub fn read_in(text: &str, key_of_people: bool) -> Option<String> {
    let named = || {
        let bare = text.trim();
        let capital = bare.starts_with(char::is_uppercase);
        let alone =
            capital && bare.chars().all(char::is_alphabetic) && is_weekday_and_no_name(bare);
        (key_of_people && alone).then(|| bare.to_owned())
    };
    read(text).or_else(named)
}

/// A text without what stands around a name: brackets, signs, pictures, what is in parentheses.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'' | '’') => {
                out.push(c);
            }
            _ if crate::text::span::is_mark(c) => out.push(c),
            _ => out.push(' '),
        }
    }
    let out = out.trim().trim_matches(['-', '_', '.', ' ']);
    let own = out.strip_suffix("'s").or_else(|| out.strip_suffix("’s")).unwrap_or(out);
    own.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a name without blanks: at its signs, else where a capital letter follows a small.
fn parts(text: &str) -> Vec<String> {
    if text.contains(['_', '.']) || (text.contains('-') && !is_double(text)) {
        let parts = text.split(['_', '.', '-']).filter(|part| !part.is_empty());
        return parts.map(str::to_owned).collect();
    }
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        let word = words.last().map_or("", String::as_str);
        if c.is_uppercase() && before.is_lowercase() && !JOINED.contains(&word) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `Anna-Lena`: one first name of two, each with a capital letter.
fn is_double(text: &str) -> bool {
    let mut parts = text.split('-');
    let capital = |part: Option<&str>| {
        part.is_some_and(|part| part.starts_with(char::is_uppercase) && part.len() > 1)
    };
    capital(parts.next()) && capital(parts.next()) && parts.next().is_none()
}

fn is_word(word: &str, at: usize) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let fits = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.');
    let fits = |c: char| fits(c) || crate::text::span::is_mark(c);
    let initial = letters == 1 && at > 0 && word.starts_with(char::is_uppercase);
    let one = word.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_uppercase());
    let capitals = letters > 3 && word.chars().all(char::is_uppercase);
    (letters >= 2 || initial || one)
        && letters <= MOST_LETTERS
        && word.chars().all(fits)
        && !capitals
}

fn is_particle(word: &str) -> bool {
    holds("particle", word) && word.starts_with(char::is_lowercase)
}

fn title_case(word: &str, at: usize) -> String {
    if at > 0 && is_particle(word) {
        return word.to_owned();
    }
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

/// The first letters of the words of a name: `AF` of Alice Fischer.
pub fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).collect()
}

/// Whether a name has a first name and a surname.
pub fn is_full(name: &str) -> bool {
    let mut words = name.split_whitespace().filter(|word| word.chars().count() > 1);
    words.next().is_some() && words.next().is_some_and(|word| !word.ends_with('.'))
}

/// Each word of a name behind the first one, and all of them together: `berg`, `van der berg`.
pub(crate) fn surnames(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = name.split_whitespace().skip(1).collect();
    let whole = (words.len() > 1).then(|| without_accents(&words.join(" ")));
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let own = move |word: &&str| long(word) && !holds("particle", word);
    let each: Vec<String> = words.iter().copied().filter(own).map(without_accents).collect();
    each.into_iter().chain(whole)
}

/// What somebody may be called where they log in: `lvogel`, `l.vogel`, `lenav`, `vogell` of Lena
/// Vogel. `lena.vogel` and `lenavogel` are her name.
pub(crate) fn logins(name: &str) -> Vec<String> {
    let name = without_accents(name);
    let words: Vec<&str> =
        name.split_whitespace().filter(|word| !holds("particle", word)).collect();
    let (Some(first), Some(last)) = (words.first(), words.last().filter(|_| words.len() > 1))
    else {
        return Vec::new();
    };
    let (Some(own), Some(letter)) = (first.chars().next(), last.chars().next()) else {
        return Vec::new();
    };
    let last = last.replace('-', "");
    vec![
        format!("{own}{last}"),
        format!("{own}.{last}"),
        format!("{own}-{last}"),
        format!("{first}{letter}"),
        format!("{first}.{letter}"),
        format!("{last}{own}"),
    ]
}

/// Whether two names may be of one person: the same words, or one is the first name of the other.
pub fn may_be_one(one: &str, other: &str) -> bool {
    let first = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with(['-', '.']))
    };
    let same = |one: &str, other: &str| one == other || first(one, other) || first(other, one);
    let (first_key, second_key) = (key(one), key(other));
    same(&first_key, &second_key)
        // `Juergen` is Jürgen.
        || in_two_letters(one).is_some_and(|one| same(&key(&one), &second_key))
        || in_two_letters(other).is_some_and(|other| same(&first_key, &key(&other)))
}

/// Whether a name or a title says that it is about the lead's own manager: `1-1 with my manager`,
/// `Greta (my boss)`.
pub fn says_manager(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(key)
        .collect();
    words.iter().enumerate().any(|(at, word)| {
        let two = words.get(at + 1).map(|next| format!("{word}-{next}"));
        has("manager", word) || two.is_some_and(|two| has("manager", &two))
    })
}

/// The phrases for the lead's own manager.
static MANAGER_PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let phrases = people_words::words("own_manager").iter();
    Phrases::new(phrases.map(|phrase| phrase.split('-').collect::<Vec<_>>()))
});

/// Whether a text about somebody says that they are the lead's own manager: `Greta (my boss)`,
/// `Tara (partner, I report to her)`. `boss` alone may be anybody's.
pub fn says_own_manager(text: &str) -> bool {
    if text.is_ascii() {
        return MANAGER_PHRASES.stand_in(text);
    }
    if !MANAGER_PHRASES.stand_in(&without_accents(text)) {
        return false;
    }
    let text = format!("-{}-", key(&text.replace(|c: char| !c.is_alphanumeric(), " ")));
    people_words::words("own_manager").iter().any(|phrase| {
        text.find(phrase.as_str()).is_some_and(|at| {
            text[..at].ends_with('-') && text[at + phrase.len()..].starts_with('-')
        })
    })
}

/// The words that stand in brackets in a text, each pair by itself.
fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['(', '（']).skip(1);
    parts.filter_map(|part| part.split_once([')', '）'])).map(|(inside, _)| inside.trim())
}

/// The other name that stands between two words of a name: `Zdenek (Zed) Novak`, `Zdenek "Zed"
/// Novak`.
pub fn nickname(text: &str) -> Option<&str> {
    let (at, close) =
        [('(', ')'), ('"', '"'), ('“', '”'), ('„', '“')].into_iter().find_map(|(o, c)| {
            let at = text.find(o)? + o.len_utf8();
            Some((at, at + text[at..].find(c)?))
        })?;
    let inside = &text[at..close];
    let (before, behind) = (text[..at].trim_end_matches(['(', '"', '“', '„']), &text[close..]);
    let behind = behind.trim_start_matches([')', '"', '”', '“']).strip_prefix(' ')?;
    let word = before.trim_end().rsplit(' ').next().unwrap_or("");
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().filter(|c| c.is_lowercase()).count() > 0
    };
    let named = before.ends_with(' ') && is_name(word) && is_name(behind) && is_name(inside);
    (named && inside.chars().all(|c| c.is_alphabetic() || c == '-') && read(inside).is_some())
        .then_some(inside)
}

/// Whether a text says in brackets that somebody is the lead's own manager: `1:1 Caio (boss)`.
pub fn says_manager_in_brackets(text: &str) -> bool {
    text.contains(['(', '（'])
        && in_brackets(text).any(|inside| holds("manager", inside) || says_own_manager(inside))
}

/// A text without the words for the lead's own manager: `1-1 with Liv Moe` of `1-1 with my manager
/// Liv Moe`.
pub fn without_manager_words(text: &str) -> String {
    const MOST: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let phrase = |count: &usize| {
            let words = words[at..at + count].iter();
            let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            let phrase = bare.map(key).collect::<Vec<_>>().join("-");
            has("own_manager", &phrase)
        };
        let most = MOST.min(words.len() - at);
        match (1..=most).rev().find(phrase) {
            Some(count) => at += count,
            None => {
                kept.push(words[at]);
                at += 1;
            }
        }
    }
    kept.join(" ")
}

/// The role by which a text says that somebody is no report: `Randi Holte (customer)`, `Bea Ort -
/// candidate`, `Ed Lim, customer`, `Mentor Gus Lee`.
pub fn other_role(text: &str) -> Option<String> {
    let named = in_brackets(text).find_map(role);
    let bare = without_brackets(text);
    let mut pieces = bare.split([',', '|', ';']).flat_map(|piece| {
        piece.split(" - ").flat_map(|piece| piece.split(" – ")).flat_map(|piece| piece.split(" — "))
    });
    let letters =
        |piece: &'_ str| -> String { piece.trim_matches(|c: char| !c.is_alphabetic()).to_owned() };
    let first = pieces.next().map(letters).unwrap_or_default();
    let behind = || {
        let mut pieces = pieces.map(letters).filter(|piece| !piece.is_empty());
        // `1-1 - Peer - 2026-11-10`: Peer is a first name too.
        pieces.find_map(|piece| role(&piece).filter(|word| piece != "Peer" || word != "peer"))
    };
    named.or_else(behind).or_else(|| {
        let mut words = first.split_whitespace();
        let word = words.find(|word| !has("one_on_one", &key(word)) && !holds("joining", word))?;
        let name = words.next().is_some_and(|next| next.starts_with(char::is_uppercase));
        let titled = name && holds("other_role", word) && !word.eq_ignore_ascii_case("peer");
        titled.then(|| word.to_lowercase())
    })
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The role that a text is and nothing else: `customer`, `our vendor`, `candidate for QA`.
fn role(text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    text.split([',', ';', '/']).find_map(|part| {
        let words: Vec<String> = part.split_whitespace().map(key).collect();
        let skipped = words
            .iter()
            .take_while(|word| has("our", word) || has("joining", word) && words.len() > 1);
        let words = &words[skipped.count()..];
        let head = |count: usize| words.get(..count).map(|words| words.join("-"));
        let goes_on = |count: usize| words.get(count).is_some_and(|word| has("joining", word));
        let fits = |count: &usize| words.len() == *count || goes_on(*count);
        [2, 1].into_iter().filter(fits).filter_map(head).find(|word| has("other_role", word))
    })
}

/// A name without the number that an export put behind it: `Lena Vogel 0a1b2c3d4e5f6071`.
pub fn without_id(name: &str) -> &str {
    const SHORTEST: usize = 16;
    let is_id = |word: &str| word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_hexdigit());
    name.rsplit_once(' ').filter(|(_, last)| is_id(last)).map_or(name, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn names_in_all_spellings() {
        for (text, name) in [
            ("lena-vogel", "Lena Vogel"),
            ("lena_vogel", "Lena Vogel"),
            ("LenaVogel", "Lena Vogel"),
            ("lena.vogel", "Lena Vogel"),
            ("Lena Vogel", "Lena Vogel"),
            ("@Lena Vogel", "Lena Vogel"),
            ("Lena Vogel (Engineer)", "Lena Vogel"),
            ("👩 Lena", "Lena"),
            ("Anna-Lena", "Anna-Lena"),
            ("Ruud van der Berg", "Ruud van der Berg"),
            ("María José de la Cruz", "María José de la Cruz"),
            ("alice", "Alice"),
            ("Alice's", "Alice"),
            ("Sean McDonald", "Sean McDonald"),
            ("McKenzie", "McKenzie"),
            ("山田太郎", "山田太郎"),
            ("Иван Петров", "Иван Петров"),
            ("Anna March", "Anna March"),
            ("Marco", "Marco"),
            ("June", "June"),
            ("April", "April"),
            ("Herbst Julian", "Herbst Julian"),
            ("Lena V.", "Lena V"),
            ("Paul_Reyes", "Paul Reyes"),
        ] {
            check(text, Some(name));
        }
    }

    #[test]
    fn words_that_are_no_name() {
        for text in [
            "",
            "README",
            "Growth plan",
            "Team Kiwi",
            "feedback",
            "1on1",
            "Ideas for the guild",
            "2026-10-27",
            "Questions",
            "how we work",
            "org-chart",
            "W44",
            "Offene Punkte",
            "meeting-template",
            "Entwicklungsplan",
            "a",
            "x7k2",
            "HR",
            "November",
            "Oktober",
            "diciembre",
            "Fevereiro",
            "one-on-ones",
            "Voortgang",
            "Check-ins",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn names_of_one_person() {
        assert!(may_be_one("Hana", "Hana Sato") && may_be_one("Lena Vogel", "lena-vogel"));
        assert!(!may_be_one("Han", "Hana Sato") && !may_be_one("Lena Berg", "Lena Vogel"));
    }
}
