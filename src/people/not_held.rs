//! A 1-2-1 that did not take place says so in a word: `cancelled`, `krank`, `reporté`.
//!
//! The word counts in the name of the note, its title, its heading or its front matter where it
//! stands beside the 1-2-1 word or the day; in the body only as all that the 1-2-1 says, with its
//! reason. `sick kid last week` loses no meeting; `cancelled, but we talked on the phone` is asked.

use crate::note::item::Item;
use crate::note::parse::Note;
use crate::people::people::People;
use crate::text::date_parse::Order;
use crate::text::lexicon::{Lexicon, key};
use crate::text::one_on_one;
use crate::text::slots;
use crate::text::yaml::Yaml;

/// Keys of the front matter in whose values the word counts.
const KEYS: &[&str] = &["status", "state", "held"];

/// A line of more words says more than that.
const MOST_WORDS: usize = 5;
/// With its reason.
const MOST_WORDS_WITH_REASON: usize = 20;

/// How sure it is that a 1-2-1 did not take place, and the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotHeld {
    /// It did not.
    Sure(String),
    /// It may have: that is asked.
    Unsure(String),
}

/// The word with which a note says that its 1-2-1 did not take place: in its name, its title, its
/// front matter.
pub(crate) fn of_note(note: &Note, people: &People) -> Option<String> {
    let of_front = || {
        KEYS.iter().find_map(|key| not_held_phrase(&note.front.text_of(key)?, people)).or_else(
            || {
                let lexicon = Lexicon::shipped();
                let is_word = |key: &&str| lexicon.has("not_held", key);
                let said = |key: &&str| note.front.text_of(key).is_some_and(|value| is_yes(&value));
                note.front
                    .keys()
                    .map(|key| key.as_str())
                    .filter(is_word)
                    .find(said)
                    .map(str::to_owned)
            },
        )
    };
    let title = || note.front.text_of("title").and_then(|title| of_heading(&title, people));
    let heading = || of_heading(note.first_heading.as_ref()?, people);
    of_front().or_else(|| of_heading(note.path.stem(), people)).or_else(title).or_else(heading)
}

fn is_yes(value: &str) -> bool {
    Yaml::Text(value.to_owned()).truth() == Some(true)
}

/// The word in a name or a heading, beside the 1-2-1 word or the day, or alone.
pub(crate) fn of_heading(text: &str, people: &People) -> Option<String> {
    // `## ~~1-1 with Lena~~`
    let bare = text.trim().trim_matches(['*', '_']);
    if bare.len() > 4 && bare.starts_with("~~") && bare.ends_with("~~") {
        return Some("struck through".to_owned());
    }
    // Most names say nothing but whom and when: one look at each word tells.
    if !may_say(text) {
        return None;
    }
    let text = text.replace(['(', ')', '[', ']', '~'], " - ");
    let slots = slots::read(&text, Order::default(), None);
    if slots.day.is_none() && slots.one_on_one.is_none() && slots.rest.len() > 1 {
        return None;
    }
    let found = slots.rest.iter().find_map(|piece| not_held_phrase(piece, people))?;
    // `moved from Monday` is where another one went to.
    let text = key(&text);
    let behind = text.split_once(&key(&found)).map_or("", |(_, behind)| behind.trim_start());
    let next = behind.split(' ').next().unwrap_or("");
    (!Lexicon::shipped().has("not_held_unless", next)).then_some(found)
}

/// The line that is all that a 1-2-1 says, where that is that it did not take place.
pub(crate) fn of_lines<'n>(
    items: impl Iterator<Item = &'n Item>,
    people: &People,
) -> Option<NotHeld> {
    let mut only = None;
    for item in items.filter(|item| !item.is_only_words() || !item.words.is_empty()) {
        let says = item.is_only_words() || item.struck || is_state(item);
        if only.is_some() || item.task.is_some() || !says {
            return None;
        }
        only = Some(item);
    }
    let item = only?;
    if let Some(field) = item.fields.first() {
        return not_held_phrase(&field.value, people).map(NotHeld::Sure);
    }
    let text = item.text_with_names(|mention| mention.names.last().cloned().unwrap_or_default());
    if item.struck {
        let said = one_on_one::find_word(&text).is_some();
        return said.then(|| NotHeld::Sure("struck through".to_owned()));
    }
    // `> [!failure] Cancelled`
    let title = text.strip_prefix("[!").and_then(|rest| Some(rest.split_once(']')?.1));
    let text = title.unwrap_or(&text).trim();
    if CROSSES.contains(&text.trim_end_matches('\u{fe0f}')) {
        return Some(NotHeld::Sure(text.to_owned()));
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    // `**Status:** cancelled`
    let label = bare.split_once(':').filter(|(label, _)| {
        KEYS.iter().any(|key| label.trim_matches(['*', '_', ' ']).eq_ignore_ascii_case(key))
    });
    let of_label =
        label.and_then(|(_, said)| not_held_phrase(said.trim_matches(['*', '_', ' ']), people));
    of_label.map(NotHeld::Sure).or_else(|| of_line(bare, people))
}

/// Signs that say it alone.
const CROSSES: &[&str] = &["❌", "🚫", "✖", "✗", "⛔"];

/// Whether an item is nothing but a field for how it stands: `status: cancelled`.
fn is_state(item: &Item) -> bool {
    matches!(item.fields.as_slice(), [only] if KEYS.contains(&only.key.as_str()))
        && item.kind().is_none()
        && (item.words.is_empty() || item.fields[0].style.is_line())
}

fn of_line(text: &str, people: &People) -> Option<NotHeld> {
    let lexicon = Lexicon::shipped();
    let words: Vec<&str> = text.split_whitespace().collect();
    let short = (words.len() <= MOST_WORDS).then(|| not_held_phrase(text, people)).flatten();
    if short.is_some() {
        return short.map(NotHeld::Sure);
    }
    // `Alice was ill, no meeting`: each part says it.
    let parts: Vec<&str> = text.split([',', ';', '–', '—']).map(str::trim).collect();
    let says = |part: &&str| {
        part.split(' ').count() <= MOST_WORDS && not_held_phrase(part, people).is_some()
    };
    if parts.len() == 2 && parts.iter().all(says) {
        return Some(NotHeld::Sure(text.trim_end_matches(['.', '!']).to_owned()));
    }
    let has = |list: &str, words: &[&str]| lexicon.has(list, &words.join(" "));
    let sure = (1..=MOST_WORDS.min(words.len())).rev();
    let sure = sure.map(|end| (&words[..end], &words[end..]));
    let (head, mut rest) = sure.into_iter().find(|(head, _)| has("not_held_sure", head))?;
    // `no 1:1 this week, release`: until when stands between the word and the reason.
    let mut last = head.last().copied().unwrap_or_default();
    while let [word, behind @ ..] = rest {
        let ended = last.ends_with([',', ';', ':', '.']);
        if ended || !says_until(word) {
            break;
        }
        (last, rest) = (word, behind);
    }
    let by_sign = last.ends_with([',', ';', ':', '.', '!', '-', '–', '—'])
        || rest.first().is_some_and(|word| word.starts_with(['–', '—', '-', '(']));
    let reason = (1..=3.min(rest.len())).any(|end| has("not_held_reason", &rest[..end]));
    let but = |words: &[&str]| {
        (0..words.len()).any(|at| {
            (1..=3.min(words.len() - at)).any(|len| has("not_held_but", &words[at..at + len]))
        })
    };
    let opens = but(&rest[..rest.len().min(2)]);
    if !rest.is_empty() && !by_sign && !reason && !opens {
        // `cancelled the contract`: something else was.
        return None;
    }
    let said = || text.trim_end_matches(['.', '!']).to_owned();
    let sentences = rest.iter().rev().skip(1).any(|word| word.ends_with(['.', '!', '?']));
    if but(rest) || sentences || words.len() > MOST_WORDS_WITH_REASON {
        return Some(NotHeld::Unsure(said()));
    }
    Some(NotHeld::Sure(said()))
}

/// Whether a word tells until when something is put off.
fn says_until(word: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let word = word.trim_matches(['.', ',', '!', ';', ':']);
    word.bytes().all(|byte| byte.is_ascii_digit() || b".-/:".contains(&byte))
        || ["due", "weeks", "not_held_to"].iter().any(|list| lexicon.has(list, word))
        || lexicon.weekday_named(word).is_some()
        || lexicon.month_named(word).is_some()
        || lexicon.says_relative_day(word)
}

fn may_say(text: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.any(|word| !word.is_empty() && lexicon.begins("not_held", word))
}

/// The word of a text that says nothing else: before it may stand who and what it is about, behind
/// it only until when.
fn not_held_phrase(text: &str, people: &People) -> Option<String> {
    let lexicon = Lexicon::shipped();
    let split = |c: char| c.is_whitespace() || !text.contains(' ') && "-_".contains(c);
    let words: Vec<&str> = text.split(split).filter(|word| !word.is_empty()).collect();
    let small = |word: &str| {
        let lists = ["with", "party", "not_held_before", "one_on_ones.weak"];
        lists.iter().any(|list| lexicon.has(list, word)) || one_on_one::find_word(word).is_some()
    };
    let about = |words: &[&str]| {
        let left: Vec<&str> = words.iter().copied().filter(|word| !small(word)).collect();
        left.is_empty() || people.one_named(left.join(" ").trim_matches([',', ':'])).is_some()
    };
    let until = |words: &[&str]| words.iter().all(|word| says_until(word));
    for start in 0..words.len() {
        if !about(&words[..start]) {
            continue;
        }
        for end in (start + 1..=words.len()).rev() {
            let said = words[start..end].join(" ");
            // `cancelled, train strike`: a reason behind the first word.
            // `sick, worried about rent` says how somebody is.
            let sign = || words[end].starts_with(['–', '—', '-', '(']);
            let reason = || {
                let apart = end < words.len() && (said.ends_with([',', ';', ':']) || sign());
                start == 0 && apart && !lexicon.has("not_held_state", &said)
            };
            if lexicon.has("not_held", &said) && (until(&words[end..]) || reason()) {
                let said = words[start..].join(" ");
                return Some(said.trim_matches(['.', ',', '!']).to_lowercase());
            }
        }
    }
    None
}
