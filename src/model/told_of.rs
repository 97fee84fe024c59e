//! What plain words tell of a person for good: how they like feedback, and when their birthday is.
//!
//! Such sentences are taken from the person's own note; in a 1-2-1 they are what was said there.

use crate::kind::Audience;
use crate::model::model::Mentioned;
use crate::note::parse::Note;
use crate::people::person::Person;
use crate::records::audience::{self, Heard};
use crate::records::record::{Entry, Source};
use crate::records::resolver::Context;
use crate::records::wording;
use crate::text::date::Day;
use crate::text::date_parse::Order;
use crate::text::lexicon::Lexicon;
use crate::text::span::comparable_words;

/// A sentence of more characters tells more than one thing.
const MOST_SENTENCE_CHARS: usize = 140;

/// The sentences of a person's own note that tell of them, outside of its 1-2-1s; none that is
/// closed, and none that is an item.
pub(crate) fn own_note(
    ctx: &Context<'_>,
    note: &Note,
    entries: &[Entry<'_>],
    person: &Person,
) -> Vec<Mentioned> {
    let front = audience::front_word(note);
    if person.me || ctx.is_closed_whole(note) || front == Some(Audience::Lead) {
        return Vec::new();
    }
    let line = |text: &str, source: Source| Mentioned {
        people: vec![person.id.clone()],
        text: text.to_owned(),
        nearly: Vec::new(),
        date: None,
        source,
        said_there: false,
        private: 0,
    };
    let mut lines = Vec::new();
    for key in note.front.keys().filter(|key| Lexicon::shipped().has("birthday", key)) {
        let source = Source { path: note.path.clone(), line: 1, anchor: None };
        let value = note.front.text_of(key).unwrap_or_default();
        lines.push(line(&format!("{key}: {value}"), source));
    }
    let heard = ctx.heard_in(note);
    let known: Vec<usize> = entries.iter().map(|entry| entry.at).collect();
    for (at, item) in note.items.iter().enumerate() {
        let is_plain = item.task.is_none() && item.kind().is_none() && !item.struck;
        let is_closed = heard.get(at).is_some_and(Heard::is_closed);
        let is_known = known.binary_search(&at).is_ok();
        if !is_plain || is_closed || is_known || ctx.meetings.at_item(note, at).is_some() {
            continue;
        }
        let told = wording::said_in_lines(item, ctx.people, ctx.layout);
        let told = told.iter().flat_map(|text| sentences(text));
        let telling = told.filter(|text| says_birthday(text) || says_how_liked(text, true));
        lines.extend(telling.map(|text| line(text, ctx.source(note, at))));
    }
    lines
}

/// The sentences of a line: one ends before a capital letter.
fn sentences(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(end) = sentence_end(rest) {
        all.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    all.push(rest);
    all
}

fn sentence_end(text: &str) -> Option<usize> {
    let mut ends = text.match_indices(". ").map(|(at, _)| at + 1);
    ends.find(|end| text[*end..].trim_start().starts_with(char::is_uppercase))
}

/// The sentence of a text that tells how feedback is liked: `prefers it in writing`.
pub(crate) fn how_liked(text: &str, own_note: bool) -> Option<&str> {
    sentences(text).into_iter().find(|text| says_how_liked(text, own_note))
}

/// Whether a sentence tells how somebody likes feedback. In the person's own note it need not name
/// feedback: `likes it direct`. Feedback that somebody got is none: `likes the feedback of …`.
fn says_how_liked(text: &str, own_note: bool) -> bool {
    if text.chars().count() > MOST_SENTENCE_CHARS || text.ends_with('?') {
        return false;
    }
    let lexicon = Lexicon::shipped();
    let words = comparable_words(text);
    let words: Vec<&str> = words.split(' ').collect();
    let has = |list: &str| {
        words.iter().enumerate().any(|(at, word)| {
            let this = at > 0 && lexicon.has("this_feedback", words[at - 1]);
            !this && lexicon.has(list, word)
        })
    };
    let likes = has("likes");
    let names = has("feedback_names");
    likes && names || own_note && (likes || names) && has("feedback_ways")
}

/// Whether a sentence has a word for the day of birth.
pub(crate) fn says_birthday(text: &str) -> bool {
    let words = comparable_words(text);
    words.split(' ').any(|word| Lexicon::shipped().has("birthday", word))
}

/// The day and the month of a text that has no year, in numbers: `14.12.`, in this year or that.
pub(crate) fn day_and_month(text: &str, order: Order) -> Option<Day> {
    const LEAP_YEAR: i16 = 2000;
    text.split_whitespace().find_map(|word| {
        let bare = word.trim_end_matches(['.', ',', ';', ')']);
        let sign = if bare.contains('/') { '/' } else { '.' };
        let (first, second) = bare.split_once(sign)?;
        // `2.5 years` is no day.
        if sign == '.' && second.len() < 2 && !word.ends_with('.') {
            return None;
        }
        let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
        match sign == '/' && order.is_month_first() {
            true => Day::new(LEAP_YEAR, first, second),
            false => Day::new(LEAP_YEAR, second, first),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_needs_no_year() {
        let day = |text: &str| day_and_month(text, Order::default()).map(|day| day.to_string());
        for text in ["Geburtstag 14.12.", "Birthday: 14/12", "14.12"] {
            assert_eq!(day(text).as_deref(), Some("2000-12-14"), "{text}");
        }
        for text in ["Geburtstag", "born in 2.5 years", "31.31.", "at 10:30"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn how_somebody_likes_feedback_in_seven_languages() {
        for (text, in_talk, in_note) in [
            ("likes feedback written down first, then talk", true, true),
            ("Prefers written feedback", true, true),
            ("hates praise in public", true, true),
            ("does not like criticism in front of others", true, true),
            ("likes it direct", false, true),
            ("Praise in private only", false, true),
            ("mag Feedback sofort und unter vier Augen", true, true),
            ("Mag es direkt, aber nicht vor anderen.", false, true),
            ("Kritik bitte schriftlich", false, true),
            ("aime qu'on lui dise les choses", false, true),
            ("préfère les retours par écrit", true, true),
            ("n'aime pas les compliments en public", true, true),
            ("prefiere el feedback por escrito", true, true),
            ("no le gustan los elogios en público", true, true),
            ("preferisce il feedback scritto", true, true),
            ("non ama gli elogi in pubblico", true, true),
            ("houdt van directe feedback", true, true),
            ("krijgt liever kritiek op papier", true, true),
            ("prefere feedback por escrito", true, true),
            ("não gosta de elogios em público", true, true),
            // Feedback that was given, other likings, questions.
            ("likes the feedback of the client", false, false),
            ("mag das Feedback vom Kunden", false, false),
            ("likes Rust", false, false),
            ("prefers the direct train", false, false),
            ("wants feedback on the draft", false, false),
            ("gave feedback on the demo", false, false),
            ("mag Kuchen", false, false),
            ("aime l'escalade", false, false),
            ("likes feedback in writing?", false, false),
        ] {
            assert_eq!(how_liked(text, false).is_some(), in_talk, "in a 1-2-1: {text}");
            assert_eq!(how_liked(text, true).is_some(), in_note, "in their note: {text}");
        }
        let two = "Backend, seit März 2024. Mag es direkt, aber nicht vor anderen.";
        assert_eq!(how_liked(two, true), Some("Mag es direkt, aber nicht vor anderen."));
    }
}
