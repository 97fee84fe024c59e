//! Whether two lines promise the same: their words, as they are compared.

use crate::records::due;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::span::comparable_words;

/// Whether two lines may be one promise by their words: what stands behind an arrow in one of them
/// alone does not count (`-> sent on Monday`), nor does `!!`.
pub fn is_same_promise((one, on): (&str, Option<Day>), other: &str, order: Order) -> bool {
    let tails = [tail_key(one), tail_key(other)];
    let [first, second] = &tails;
    let head = |text: &str| promise_key(text, order, on);
    head(one) == head(other) && (first == second || first.is_empty() || second.is_empty())
}

/// A text at its first arrow.
fn at_arrow(text: &str) -> (&str, &str) {
    let arrows = [" -> ", " → "].into_iter();
    let first = arrows.filter_map(|arrow| Some((text.find(arrow)?, arrow.len()))).min();
    first.map_or((text, ""), |(at, len)| (&text[..at], &text[at + len..]))
}

/// The words before an arrow, as they are compared.
pub(super) fn head_key(text: &str) -> String {
    key_of(at_arrow(text).0)
}

/// The words behind it.
pub(super) fn tail_key(text: &str) -> String {
    key_of(at_arrow(text).1)
}

/// The words by which a line is one promise with another: what stands before an arrow, without
/// until when it is to be done and how urgent it is.
pub(super) fn promise_key(text: &str, order: Order, on: Option<Day>) -> String {
    let head = head_key(&due::without_due_words(at_arrow(text).0, order, on));
    let (words, signs) = match head.rsplit_once(' ') {
        Some((words, signs)) if !signs.contains(char::is_alphanumeric) => (words, signs),
        _ => (head.as_str(), ""),
    };
    let bare = without_time(words);
    if bare.len() == words.len() { head } else { [bare, signs].join(" ").trim_end().to_owned() }
}

/// Whether the words of one of two promises begin those of the other and say more than one thing.
pub(super) fn is_part_of(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let goes_on = long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    goes_on && short.split(' ').count() >= FEWEST_WORDS
}

/// Fewer words are what many promises begin with.
const FEWEST_WORDS: usize = 2;
/// The longest of the words for when and how urgent: `as soon as possible`, `a partir de`.
const MOST_TIME_WORDS: usize = 4;

/// Comparable words without those at their ends that say when, how urgent it is, or that it is said
/// again: `again call hr this week`, `… from nov`. What is left says something by itself.
fn without_time(words: &str) -> &str {
    let lexicon = Lexicon::shipped();
    let mut rest = words;
    loop {
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        let ends: Vec<usize> = ends.collect();
        let begins = ends.iter().take(MOST_TIME_WORDS).rev();
        let mut begins = begins.filter(|end| lexicon.has("urgency", &rest[..**end]));
        let short = begins.next().map(|end| &rest[end + 1..]).or_else(|| {
            let mut starts = ends.iter().rev().take(MOST_TIME_WORDS).rev();
            let at = starts.find(|at| says_when(&rest[**at + 1..]))?;
            Some(without_joint(&rest[..*at]))
        });
        match short.filter(|short| stands_alone(short)) {
            Some(short) => rest = short,
            None => return rest,
        }
    }
}

/// Whether words say when and nothing else: `this week`, `asap`, `from nov`, `on 15 dec 2026`.
fn says_when(words: &str) -> bool {
    let lexicon = Lexicon::shipped();
    if ["urgency", "time_tails"].iter().any(|list| lexicon.has(list, words)) {
        return true;
    }
    let is_name = |word: &str| {
        word.len() > 2
            && (lexicon.month_named(word).is_some() || lexicon.weekday_named(word).is_some())
    };
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let ends = words.match_indices(' ').map(|(at, _)| at);
    let mut behind = ends.filter(|end| lexicon.has("time_joints", &words[..*end]));
    behind.any(|end| {
        let day = &words[end + 1..];
        day.split(' ').any(is_name) && day.split(' ').all(|word| is_name(word) || is_number(word))
    })
}

/// Words without the one that joined a time to them: `send it by`.
fn without_joint(words: &str) -> &str {
    let joint = |(_, last): &(&str, &str)| Lexicon::shipped().has("time_joints", last);
    words.rsplit_once(' ').filter(joint).map_or(words, |(before, _)| before)
}

/// Whether words are enough for a promise: two at least, and nothing that goes on.
fn stands_alone(words: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let open = |word: &str| ["unfinished", "for", "of"].iter().any(|list| lexicon.has(list, word));
    words.rsplit_once(' ').is_some_and(|(_, last)| !open(last))
}

fn key_of(text: &str) -> String {
    // One star alone is of the words, `F` and `F*`; two are marks around some of them.
    let starred = text.contains('*') && text.matches('*').count() % 2 == 1;
    let telling = |c: &char| TELLING_SIGNS.contains(*c) || *c == '*' && starred;
    let signs: String = text.chars().filter(telling).collect();
    if signs.is_empty() {
        comparable_words(text)
    } else {
        format!("{} {signs}", comparable_words(text))
    }
}

/// Signs that tell two promises apart: `learn C++` and `learn C#`, `5 > 4` and `5 < 4`.
const TELLING_SIGNS: &str = "+#<>=%$€£&";
