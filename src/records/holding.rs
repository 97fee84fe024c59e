//! Whether a line says that feedback is kept back or was not given, in the forms in which people
//! say it: `[hold:: …]`, as a child, half typed, `(not said yet)`, below `## For next time`.
//!
//! A form that is nearly ours holds, and is said.

use crate::diagnostic::code::Code;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::note::item::{Field, Item};
use crate::note::tag;
use crate::records::record::Entry;
use crate::records::resolver::Context;
use crate::text::lexicon::Lexicon;
use crate::text::span::{comparable_words, nearest_word};
use std::sync::LazyLock;

const HOLD: &str = "hold";
/// Keys that say whether it was given.
const GIVEN: &[&str] = &["given", "said", "told", "mentioned", "shared", "delivered"];
/// So far above a line its label is looked for.
const MOST_BETWEEN: usize = 100;
/// A day behind the word is short.
const MOST_PHRASE_BYTES: usize = 60;

/// The value of the word that holds an entry, in whichever form.
pub fn holding_value(
    ctx: &Context<'_>,
    entry: &Entry<'_>,
    said: &mut Vec<Diagnostic>,
) -> Option<String> {
    if let Some(field) = entry.item.field(HOLD) {
        return Some(field.value.clone());
    }
    let below = || entry.note.children_of(entry.at).map(|(_, child)| child);
    if let Some(field) = below().find_map(|child| child.field(HOLD)) {
        return Some(field.value.clone());
    }
    let own = nearly_holding(&ctx.own_text(entry.item), entry.item, false);
    let near = own
        .or_else(|| below().find_map(|child| nearly_holding(&ctx.own_text(child), child, true)))?;
    let message = format!("`{}` is read as a word that holds this line back", near.0);
    let hint = "write `[hold:: 2026-12-01]` or `[hold:: why]`, or `[shared:: 2026-11-24]`";
    said.push(entry.say(Code::HoldNear, message).hint(hint));
    Some(near.1)
}

/// Whether a heading or label above an entry says that what is below was not given.
pub fn is_below_unsaid(entry: &Entry<'_>) -> bool {
    let says = |text: &str| {
        let label = text.trim_matches([':', '*', '_', ' ', '>', '(', ')', '[', ']']);
        label.len() <= MOST_PHRASE_BYTES
            && (Lexicon::shipped().has("unsaid_headings", label) || is_unsaid(label))
    };
    let (note, item) = (entry.note, entry.item);
    if note.heading_chain(item.heading()).any(|heading| says(&heading.text)) {
        return true;
    }
    let text = |at: usize| note.items[at].text_with_names(|_| String::new());
    let (mut top, mut told) = (entry.at, false);
    for above in std::iter::successors(item.parent(), |at| note.items[*at].parent()) {
        told |= says(&text(above));
        top = above;
    }
    // The label before the list: `**Hold**`, `For next time:`.
    let own = note.items[top].heading();
    let before =
        (0..top).rev().take(MOST_BETWEEN).take_while(|at| note.items[*at].heading() == own);
    let label = before.into_iter().find(|at| {
        let item = &note.items[*at];
        item.parent().is_none() && !item.listed
    });
    told || label.is_some_and(|at| says(&text(at)))
}

/// Words in brackets at the end of critique, of which nothing tells whether they say that it was
/// not given: `late twice (bad moment)`. A day, a name and how often say nothing of that.
pub fn strange_end<'e>(entry: &'e Entry<'_>) -> Option<&'e str> {
    if entry.kind != Kind::WatchOut || entry.item.field("shared").is_some() {
        return None;
    }
    let text = entry.text.trim_end_matches([' ', '.', '!']);
    let (close, open) = if text.ends_with(')') { (')', '(') } else { (']', '[') };
    let at = text.strip_suffix(close)?.rfind(open)?;
    let (form, inner) = (&text[at..], &text[at + 1..text.len() - 1]);
    let lexicon = Lexicon::shipped();
    let is_time = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().any(|c| c.is_ascii_digit())
            || lexicon.weekday_named(word).is_some()
            || lexicon.month_named(word).is_some()
            || ["and", "weeks"].iter().any(|list| lexicon.has(list, word))
            || lexicon.says_relative_day(word)
    };
    let first = inner.split_whitespace().next().unwrap_or("");
    let says_given = GIVEN.iter().any(|given| first.eq_ignore_ascii_case(given));
    let letters = inner.contains(char::is_alphabetic);
    let words = inner.split_whitespace().count();
    let plain = says_given || lexicon.has("how_often", inner);
    (letters && words <= MOST_WORDS && !plain && !inner.split_whitespace().all(is_time))
        .then_some(form)
}

/// More words in brackets tell of what happened.
const MOST_WORDS: usize = 6;

/// The form that is nearly ours in a line, and what it says; `alone`: it stands below another one.
fn nearly_holding(text: &str, item: &Item, alone: bool) -> Option<(String, String)> {
    let slipped = |key: &str| key != HOLD && nearest_word(key, [HOLD]).is_some();
    if let Some(field) = item.fields.iter().find(|field| slipped(&field.key)) {
        return Some((field.key.clone(), field.value.clone()));
    }
    let not_given = |field: &&Field| {
        let key = field.key.as_str();
        GIVEN.contains(&key) && says_no(&field.value)
            || key == "status" && is_unsaid(field.value.trim())
    };
    // `- said: no`
    if let Some((key, value)) = text.split_once(':').filter(|_| alone)
        && GIVEN.iter().any(|given| key.trim().eq_ignore_ascii_case(given))
        && says_no(value)
    {
        return Some((text.to_owned(), "not said yet".to_owned()));
    }
    if let Some(field) = item.fields.iter().find(not_given) {
        return Some((format!("{}:: {}", field.key, field.value), "not said yet".to_owned()));
    }
    let holds = |tag: &&String| tag::HOLDING.contains(&tag.as_str());
    if let Some(tag) = item.tags.iter().find(holds) {
        return Some((format!("#{tag}"), tag.replace('-', " ")));
    }
    let said = |form: &str| {
        let value = form.trim_start_matches(|c: char| c.is_alphabetic()).trim_matches([':', ' ']);
        let value = if value.is_empty() { form } else { value };
        Some((form.to_owned(), value.to_owned()))
    };
    // `… [hold:: 2026-12-24`, `… hold:: 2026-12-24`
    let lower = text.to_ascii_lowercase();
    for (at, word) in lower.match_indices("hold:") {
        let before = &text[..at];
        let apart = before.is_empty() || before.ends_with([' ', '[', '(', '\n']);
        let field = text[at + word.len()..].starts_with(':') || before.ends_with(['[', '(']);
        if apart && (field || alone && at == 0) {
            return said(text[at..].trim_end_matches([']', ')']));
        }
        // `HOLD: #watch-out …`
        if at == 0 {
            return Some((text[..word.len()].to_owned(), HOLD.to_owned()));
        }
    }
    // `For next time: …`, `(not said yet) …`
    if let Some(label) = label_before(text) {
        return said(label);
    }
    // `… (hold until the exam)`, `… (not said yet)`
    let trimmed = text.trim_end_matches([' ', '.', '!']);
    let inner = trimmed.strip_suffix([')', ']']);
    let inner = inner.and_then(|inner| inner.rfind(['(', '[']).map(|at| &inner[at + 1..]));
    let behind = || {
        let tail = trimmed.rsplit([',', ';', '–', '—', '.']).next()?;
        let tail = tail.rsplit(" - ").next().filter(|tail| tail.len() < trimmed.len())?;
        let first = tail.split_whitespace().next()?;
        // `…, tell her next time`
        let tells = Lexicon::shipped().has("private_tell", first);
        let later = || {
            let words = comparable_words(tail);
            PHRASES.of_words.iter().find(|(phrase, _)| words.ends_with(phrase.as_str()))
        };
        if let Some((_, written)) = tells.then(later).flatten() {
            return Some(*written);
        }
        (denies(first) || begins_to_hold(tail)).then_some(tail)
    };
    // `late twice. I did not say it yet.`, `late twice → next time`, `(not said yet), but soon`
    let apart = || {
        let parts = trimmed.split(['.', '!', '–', '—', '→', '\n', '(', ')', '[', ']']).skip(1);
        let parts = parts.flat_map(|part| part.split(" - ")).chain(trimmed.split(" - ").skip(1));
        let parts = parts.chain(["->", ">>"].into_iter().flat_map(|to| trimmed.split(to).skip(1)));
        let mut parts = parts.map(str::trim);
        parts.find(|part| part.contains(' ') && is_unsaid(part)).or_else(|| denied_end(trimmed))
    };
    let phrase = inner.or(alone.then_some(trimmed)).or_else(behind).unwrap_or_default().trim();
    if is_unsaid(phrase) { said(phrase) } else { apart().and_then(said) }
}

/// The words of the lexicon as lines are compared with them, made once.
struct Phrases {
    /// Phrases that say that it was not given, of more than one word, and as they are written.
    of_words: Vec<(String, &'static str)>,
    /// Those of them that begin with a word for `not` or `still`.
    denials: Vec<(String, &'static str)>,
    /// What a phrase begins with that holds.
    beginnings: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lexicon = Lexicon::shipped();
    let unsaid = lexicon.words("unsaid").iter().filter(|phrase| phrase.contains(' '));
    let of_words: Vec<_> =
        unsaid.map(|phrase| (comparable_words(phrase), phrase.as_str())).collect();
    let denies = |phrase: &str| phrase.split(' ').next().is_some_and(denies);
    let denials = of_words.iter().filter(|(_, written)| denies(written)).cloned().collect();
    let beginnings = lexicon.words("unsaid_begins").iter();
    Phrases {
        denials,
        of_words,
        beginnings: beginnings.map(|words| comparable_words(words)).collect(),
    }
});

/// Whether a word says `not` or `still`.
fn denies(word: &str) -> bool {
    ["private_not", "private_still"].iter().any(|list| Lexicon::shipped().begins(list, word))
}

/// `late twice not said yet`: the words of a second line stand behind those of the first.
fn denied_end(text: &str) -> Option<&'static str> {
    let words = comparable_words(text);
    let behind =
        |phrase: &str| words.strip_suffix(phrase).is_some_and(|before| before.ends_with(' '));
    let found = PHRASES.denials.iter().find(|(phrase, _)| behind(phrase));
    found.map(|(_, written)| *written)
}

/// Whether a phrase that stands apart says that it was not given: `I did not say it yet`.
fn is_unsaid(phrase: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let phrase = phrase.trim();
    // `did not say it yet`
    let short = |phrase: &str| {
        let (rest, last) = phrase.rsplit_once(' ')?;
        lexicon.has("private_until", last).then(|| lexicon.has("unsaid", rest))
    };
    let known = |phrase: &str| {
        lexicon.has("unsaid", phrase) || short(phrase).unwrap_or(false) || begins_to_hold(phrase)
    };
    let behind_me = || {
        let (first, rest) = phrase.split_once(' ')?;
        lexicon.has("owners.mine", first).then_some(rest)
    };
    !phrase.is_empty()
        && phrase.len() <= MOST_PHRASE_BYTES
        && (known(phrase) || behind_me().is_some_and(known))
}

/// `no`, `not yet`, `later`.
fn says_no(value: &str) -> bool {
    Lexicon::shipped().has("visibility_none", value.trim()) || is_unsaid(value)
}

/// What stands before feedback and says that it was not given: a label with a colon, or a form in
/// brackets.
fn label_before(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['*', '_', ' ']);
    let inner =
        text.strip_prefix(['(', '[']).and_then(|rest| rest.find([')', ']']).map(|at| &rest[..at]));
    let label = inner.or_else(|| text.split_once(':').map(|(label, _)| label))?;
    let label = label.trim_matches(['*', '_', ' ']);
    let heads = |label: &str| Lexicon::shipped().has("unsaid_headings", label);
    (label.len() <= MOST_PHRASE_BYTES && (is_unsaid(label) || heads(label))).then_some(label)
}

/// `hold until the exam`, `hold back`, `on hold`.
fn begins_to_hold(phrase: &str) -> bool {
    let comparable = comparable_words(phrase);
    let begins = |words: &String| {
        let rest = comparable.strip_prefix(words.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    if PHRASES.beginnings.iter().any(begins) {
        return true;
    }
    let mut words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let until = words.next();
    let next = until.is_none_or(|word| {
        ["until", "till", "back", "for", "it", "this", "off"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
            || word.bytes().all(|byte| byte.is_ascii_digit())
    });
    first.eq_ignore_ascii_case(HOLD) && next
}
